# Works on a machine that has only make and Python 3.11 or newer; see `make help`.

PYTHON := .venv/bin/python
RUNTIME := .venv/.runtime-installed
DEVELOPMENT := .venv/.development-installed
CODE := app forms identity payments tests migrations serve.py wsgi.py

.DEFAULT_GOAL := help
.PHONY: help run demo test check e2e bench pictures migration lock audit

help: ## この一覧 / this list
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: $(RUNTIME) ## 起動する（PORT=8000、VAR_DIR=var）/ start everything
	@exec $(PYTHON) -m app.core.supervisor

demo: $(RUNTIME) ## デモのデータを入れ直す / load the demo data again
	@.venv/bin/flask --app wsgi demo

test: $(DEVELOPMENT) ## すべてのテスト / all tests
	@sh .ci/chromium.sh
	@$(PYTHON) -m pytest -n auto -m "not machine"
	@$(PYTHON) -m pytest -m machine

check: $(DEVELOPMENT) ## 書式・型・構造・単体テスト / format, types, structure, unit tests
	@.venv/bin/ruff format --check --quiet $(CODE)
	@.venv/bin/ruff check --quiet $(CODE)
	@.venv/bin/mypy --no-error-summary $(CODE)
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/codespell $(CODE) docs README.md CHANGELOG.md
	@.venv/bin/djlint --profile jinja --ignore H043 --lint --quiet app/web/templates
	@$(PYTHON) -m pytest -q -n auto tests/unit tests/architecture

e2e: $(DEVELOPMENT) ## ブラウザーのテスト / browser tests
	@sh .ci/chromium.sh
	@$(PYTHON) -m pytest -m browser

bench: $(DEVELOPMENT) ## 性能を測る / measure the cost of a filing
	@$(PYTHON) -m tests.bench

pictures: $(DEVELOPMENT) ## READMEの画像を撮り直す / take the README's pictures again
	@sh .ci/chromium.sh
	@$(PYTHON) -m tests.pictures

migration: $(DEVELOPMENT) ## make migration m="..." / write a migration
	@.venv/bin/flask --app wsgi migration "$(m)"

lock: $(DEVELOPMENT) ## パッケージの版を固定し直す / lock newer packages
	@for set in runtime development; do \
	  .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url requirements/$$set.in -o requirements/$$set.txt || exit 1; done

audit: $(DEVELOPMENT) ## 既知の脆弱性 / known vulnerabilities of the packages
	@$(PYTHON) -m pip_audit --strict --disable-pip --require-hashes -r requirements/runtime.txt \
	  || { echo "脆弱性があるか、NOT RUN（調べられないもの）があります / vulnerable, or NOT RUN"; exit 1; }

.venv/.%-installed: requirements/%.txt
	@sh requirements/install.sh $*

"""A small application with our templates and texts, and a reader of the pages it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, render_template

from app.core.texts import Texts
from app.web import locale, rendering
from forms.text import LocalText

CATALOGUES = Path(__file__).parents[2] / "locales"
REFERRING = ("for", "aria-describedby", "aria-labelledby")


def small_application() -> Flask:
    """Return an application without a database: every page in every language, no views."""
    app = Flask("app.web")
    app.config["TESTING"] = True
    rendering.install(app, Texts.load(CATALOGUES, strict=True))
    app.register_blueprint(locale.blueprint)
    app.jinja_env.globals["csrf_token"] = lambda: "token"
    site = SimpleNamespace(municipality=LocalText("窓口市"), contact=None, is_demo=False)
    app.context_processor(lambda: {"site": site})
    return app


def shown(app: Flask, template: str, language: str = "ja", **context: object) -> str:
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        return render_template(template, **context)


@dataclass(slots=True)
class Element:
    tag: str
    attributes: Mapping[str, str]


@dataclass
class PageReader(HTMLParser):
    """The elements of a page, for tests of what a screen reader depends on."""

    html: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def ids(self) -> list[str]:
        return [each.attributes["id"] for each in self.elements if "id" in each.attributes]

    def references(self) -> set[str]:
        """Return every id that labels, descriptions and links within the page point to."""
        named = {
            each
            for element in self.elements
            for name in REFERRING
            for each in element.attributes.get(name, "").split()
        }
        links = {element.attributes.get("href", "") for element in self.elements}
        return named | {link[1:] for link in links if link.startswith("#") and link != "#"}

    def with_name(self, name: str) -> Element:
        return next(each for each in self.elements if each.attributes.get("name") == name)

"""Takes the README's pictures of the running application: `make pictures`."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from app.demo.staff import PASSWORD
from tests.bench.city import MeasuredCity, open_city
from tests.bench.journeys import JOURNEYS
from tests.support.chromium import NOT_RUN, executable
from tests.support.houses import ROOT

PICTURES = ROOT / "docs" / "pictures"
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=800)
FILINGS = {"juminhyo": 3, "sodai-gomi": 2, "public-comment": 1}
CLERK = "approver"  #: sees every department's queue
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--force-prefers-reduced-motion")


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve the application on a free port and return its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def file_some(house: MeasuredCity) -> None:
    for procedure_id, number in FILINGS.items():
        for _ in range(number):
            JOURNEYS[procedure_id](house.applicant(procedure_id, house.meter()))


def take_procedure(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE, locale="ja-JP")
    page.goto(f"{address}/procedures/juminhyo")
    page.screenshot(path=PICTURES / "procedure-390.png")
    page.close()


def take_queue(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=DESK, locale="ja-JP")
    page.goto(f"{address}/staff/sign-in")
    page.fill("[name=login]", CLERK)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda now: "sign-in" not in now)
    page.goto(f"{address}/staff/cases")
    page.screenshot(path=PICTURES / "queue.png")
    page.close()


def main() -> None:
    chromium = executable()
    if chromium is None:
        raise SystemExit(NOT_RUN)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with open_city() as house:
        file_some(house)
        with served(house.city.app) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS])
            take_procedure(browser, address)
            take_queue(browser, address)
            browser.close()


if __name__ == "__main__":
    main()

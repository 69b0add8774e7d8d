"""A browser without scripts: keeps cookies, follows redirects, remembers every address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urldefrag, urljoin, urlsplit

from werkzeug.test import Client, TestResponse

from tests.support.html_forms import FormData, HtmlForm, SummaryReader, forms_of

HOME = "http://localhost"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class Paper:
    """A file on somebody's phone."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """What came back, and where from."""

    address: str
    status: int
    html: str

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    def form_to(self, ending: str) -> HtmlForm:
        """The form that is sent to an address with this ending."""
        for form in forms_of(self.html):
            if form.method == "post" and self.target(form).split("?")[0].endswith(ending):
                return form
        raise AssertionError(f"{self.address} has no form to {ending}")

    def has_form_to(self, ending: str) -> bool:
        targets = (self.target(each) for each in forms_of(self.html) if each.method == "post")
        return any(target.split("?")[0].endswith(ending) for target in targets)

    def own_form(self) -> HtmlForm:
        """The form that is sent to the page itself."""
        return self.form_to(self.path)

    def target(self, form: HtmlForm) -> str:
        return urljoin(self.address, form.action) if form.action else self.address

    def errors(self) -> list[str]:
        """The paths of the inputs that the summary of errors leads to."""
        return [link.removeprefix("#") for link in SummaryReader(self.html).errors]

    def links(self) -> list[str]:
        return SummaryReader(self.html).links

    def codes(self) -> tuple[str, str]:
        """The reference and the code that the page of a filing shows to its holder."""
        reference, code = re.findall(r'<span class="reference">([^<]+)</span>', self.html)
        return reference, code

    def ids(self) -> set[str]:
        return SummaryReader(self.html).ids


@dataclass(slots=True)
class Browser:
    """One person's browser; `clients` answer for each host, paths are the `home`'s."""

    clients: Mapping[str, Client]
    home: str = HOME
    visited: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        address = urljoin(self.home, address)
        return self._follow(address, self._client(address).get(address, buffered=True))

    def send(
        self, page: Page, form: HtmlForm, inputs: FormData, papers: Iterable[tuple[str, Paper]] = ()
    ) -> Page:
        """Send a form as the page's own; where it leads to is the answer."""
        address = page.target(form)
        data: dict[str, list[object]] = {name: [*values] for name, values in inputs.items()}
        for name, paper in papers:
            data.setdefault(name, []).append((BytesIO(paper.content), paper.name))
        site = "{0.scheme}://{0.netloc}".format(urlsplit(page.address))
        headers = {"Origin": site, "Referer": page.address}
        response = self._client(address).post(address, data=data, headers=headers, buffered=True)
        return self._follow(address, response)

    def press(self, page: Page, ending: str, /, **inputs: str) -> Page:
        """Fill in the form that leads to `ending` and send it."""
        form = page.form_to(ending)
        buttons = {name for name in inputs if form.buttons(name)}
        typed = form.filled({n: [text] for n, text in inputs.items() if n not in buttons})
        return self.send(page, form, typed | {name: [inputs[name]] for name in buttons})

    def _client(self, address: str) -> Client:
        return self.clients[urlsplit(address).netloc]

    def _follow(self, address: str, response: TestResponse) -> Page:
        for _ in range(MOST_REDIRECTS):
            self.visited.append(address)
            if response.status_code not in REDIRECTS:
                return Page(address, response.status_code, response.text)
            address = urldefrag(urljoin(address, response.headers["Location"])).url
            response = self._client(address).get(address, buffered=True)
        raise AssertionError(f"{address} leads round in circles")

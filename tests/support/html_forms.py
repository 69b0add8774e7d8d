"""Reads the forms of a page and fills them in, sending only what a browser could send."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

FormData = dict[str, list[str]]

ONE_OF_SOME = frozenset({"radio", "checkbox"})
TYPED = frozenset({"text", "password", "email", "tel", "textarea", "hidden", "number", "search"})


@dataclass(slots=True)
class Control:
    """An input, a choice, a list or a button, as it stands in the page."""

    name: str
    kind: str
    value: str = ""
    is_on: bool = False
    options: list[str] = field(default_factory=list)


@dataclass(slots=True)
class HtmlForm:
    id: str
    action: str  #: empty: the page's own address
    method: str
    controls: list[Control] = field(default_factory=list)

    def inputs(self) -> FormData:
        """What is sent when nothing is touched, without buttons and files."""
        sent: FormData = {}
        for each in self.controls:
            if each.kind in TYPED or each.kind == "select" or each.is_on:
                sent.setdefault(each.name, []).append(each.value)
        return sent

    def names(self) -> set[str]:
        return {each.name for each in self.controls if each.kind != "submit"}

    def files(self) -> list[str]:
        return [each.name for each in self.controls if each.kind == "file"]

    def buttons(self, name: str = "action") -> list[str]:
        return [e.value for e in self.controls if e.kind == "submit" and e.name == name]

    def filled(self, answers: Mapping[str, Sequence[str]]) -> FormData:
        """What is sent with these answers.  Raises AssertionError for what nobody can choose."""
        for name, values in answers.items():
            known = self.choices(name)
            if not set(values) <= known and known:
                raise AssertionError(f"{name}: {values} is not among {sorted(known)}")
        return self.forced(answers)

    def forced(self, answers: Mapping[str, Sequence[str]]) -> FormData:
        """The same with answers that no browser offers, as a hand-made request has them."""
        unknown = answers.keys() - self.names()
        if unknown:
            raise AssertionError(f"the page does not ask for {sorted(unknown)}")
        return self.inputs() | {name: list(values) for name, values in answers.items()}

    def choices(self, name: str) -> set[str]:
        """The values that can be chosen; empty where anything can be typed."""
        mine = [each for each in self.controls if each.name == name]
        boxes = {each.value for each in mine if each.kind in ONE_OF_SOME}
        return boxes | {value for each in mine for value in each.options}


class FormReader(HTMLParser):
    """Collects the forms of a page with their controls, also those outside by `form="id"`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[HtmlForm] = []
        self._inside: HtmlForm | None = None
        self._apart: list[tuple[str, Control]] = []
        self._list: Control | None = None
        self._text: Control | None = None
        self.feed(html)
        for form_id, control in self._apart:
            self._by_id(form_id).controls.append(control)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get")
            self._inside = HtmlForm(given.get("id", ""), given.get("action", ""), method)
            self.forms.append(self._inside)
        elif tag == "option" and self._list is not None:
            self._add_option(given)
        elif tag in {"input", "button", "select", "textarea"} and "disabled" not in given:
            self._add(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "select":
            self._list = None
        elif tag == "textarea" and self._text is not None:
            self._text.value = self._text.value.removeprefix("\n")
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value += data

    def _add(self, tag: str, given: Mapping[str, str]) -> None:
        kind = {"input": given.get("type", "text"), "button": "submit"}.get(tag, tag)
        control = Control(given.get("name", ""), kind, given.get("value", ""), "checked" in given)
        if kind in ONE_OF_SOME and "value" not in given:
            control.value = "on"
        self._list = control if tag == "select" else self._list
        self._text = control if tag == "textarea" else self._text
        if "form" in given:
            self._apart.append((given["form"], control))
        elif self._inside is not None:
            self._inside.controls.append(control)

    def _add_option(self, given: Mapping[str, str]) -> None:
        assert self._list is not None
        value = given.get("value", "")
        if "selected" in given or not self._list.options:
            self._list.value = value
        self._list.options.append(value)

    def _by_id(self, form_id: str) -> HtmlForm:
        return next(form for form in self.forms if form.id == form_id)


class SummaryReader(HTMLParser):
    """Collects where the summary of errors leads to, and the title, headings and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.errors: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        if given.get("id") == "error-summary":
            self._depth = 1
        elif self._depth and tag == "div":
            self._depth += 1
        if tag == "a":
            (self.errors if self._depth else self.links).append(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == "div":
            self._depth -= 1


def forms_of(html: str) -> Iterator[HtmlForm]:
    yield from FormReader(html).forms

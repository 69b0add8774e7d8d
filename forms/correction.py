"""Mending answers: which questions are open again, and what the whole form comes to then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from forms.answers import Evaluation, evaluate_form
from forms.context import Context
from forms.definition import FormDefinition, Section
from forms.retyped import retyped
from forms.values import Typed, Values


@dataclass(frozen=True, slots=True)
class Correction:
    """The answers in force with the mended ones in their place, judged as one form.

    `open` are the keys of the fields that may change; the others stay as they are in force.
    """

    form: FormDefinition
    open: frozenset[str]
    typed: Mapping[str, Typed]
    evaluation: Evaluation

    @property
    def open_form(self) -> FormDefinition:
        """Only the pages and questions that may change."""
        pages = (self._open_page(section) for section in self.form.sections)
        return FormDefinition(tuple(page for page in pages if page.fields))

    def _open_page(self, section: Section) -> Section:
        """A page without open questions in view has none; hidden ones stay, they may come up."""
        fields = tuple(field for field in section.fields if field.key in self.open)
        in_view = any(field.key in self.evaluation.visible for field in fields)
        return replace(section, fields=fields if in_view else ())


@dataclass(frozen=True, slots=True)
class Request:
    """Which fields somebody is asked to mend, in which answers."""

    form: FormDefinition
    asked: Iterable[str]
    in_force: Values


def correct(request: Request, typed: Mapping[str, Typed], context: Context) -> Correction:
    """Judge a correction by the rules of a first filing.

    Open are the fields asked for, those that the answers in force hide, since a mended answer can
    bring them into view, and those that a mended answer makes wrong or required.
    """
    form, before = request.form, retyped(request.form, request.in_force)
    visible = evaluate_form(form, before, context).visible
    is_open = {field.key for field in form.fields() if field.key not in visible}
    is_open |= set(request.asked)
    while True:
        merged = before | {key: typed[key] for key in is_open if key in typed}
        evaluation = evaluate_form(form, merged, context)
        wrong = {problem.path.partition(".")[0] for problem in evaluation.problems}
        if wrong <= is_open:
            return Correction(form, frozenset(is_open), merged, evaluation)
        is_open |= wrong

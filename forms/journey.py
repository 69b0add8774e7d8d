"""The way through the pages of a form: which come, in which order, and what is still missing."""

from dataclasses import dataclass

from forms.answers import Evaluation
from forms.definition import FormDefinition, Section
from forms.problems import Problem


@dataclass(frozen=True, slots=True)
class Progress:
    """Page `step` of `total`, counted from 1 over the pages this person sees."""

    step: int
    total: int


@dataclass(frozen=True, slots=True)
class Journey:
    """The pages of one draft.  Answers change which pages there are."""

    form: FormDefinition
    evaluation: Evaluation

    @property
    def sections(self) -> tuple[Section, ...]:
        """The visible pages, in order."""
        return tuple(
            section for section in self.form.sections if section.key in self.evaluation.sections
        )

    def first_incomplete(self) -> Section | None:
        """The first page with a problem; None if all answers are there and valid."""
        return next((each for each in self.sections if self.problems_of(each.key)), None)

    def next_after(self, key: str) -> Section | None:
        """The page after one of the form's pages, which may itself be hidden; None at the end."""
        return next(iter(self._visible(self._place(key) + 1, None)), None)

    def before(self, key: str) -> Section | None:
        """The page before one of the form's pages; None at the beginning."""
        return next(reversed(self._visible(0, self._place(key))), None)

    def progress(self, key: str) -> Progress:
        """Raises KeyError for a page that is not visible."""
        keys = [section.key for section in self.sections]
        if key not in keys:
            raise KeyError(key)
        return Progress(keys.index(key) + 1, len(keys))

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """The problems on one page, in the order of its inputs."""
        fields = {field.key for field in self.form.section(key).fields}
        return tuple(
            problem
            for problem in self.evaluation.problems
            if problem.path.partition(".")[0] in fields
        )

    def _visible(self, start: int, end: int | None) -> list[Section]:
        within = self.form.sections[start:end]
        return [section for section in within if section.key in self.evaluation.sections]

    def _place(self, key: str) -> int:
        return self.form.sections.index(self.form.section(key))

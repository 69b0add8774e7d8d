"""The strict schema of form definitions.  Unknown keys are refused, problems have their paths."""

from collections.abc import Iterator, Mapping
from typing import Any

import marshmallow as ma

from forms.conditions import Variables, check_condition, check_expression
from forms.definition import FIXED, Field, FormDefinition, Section, Sensitivity
from forms.fields import field_type, type_names
from forms.flag import Flag
from forms.roles import ROLES
from forms.text import LocalTextField
from forms.variables import variables_of

_KEY = ma.validate.Regexp(r"^[a-z][a-z0-9_]{0,39}\Z")
_PREFILL = ma.validate.Regexp(r"^[a-z]+(\.[a-z_]+)+\Z")
#: Types whose values are codes, which may be stored in the clear to filter by.
_CODED = frozenset({"radio", "select", "checkbox", "checkbox_group"})
_REFUSED_TYPES = frozenset({"my_number", "password"})


def _known_type(name: str) -> None:
    if name in _REFUSED_TYPES:
        raise ma.ValidationError(f"{name} is never asked")
    if name not in type_names():
        raise ma.ValidationError(f"must be one of: {', '.join(type_names())}")


class FieldSchema(ma.Schema):
    """One field; `settings` are judged by the schema of its type."""

    key = ma.fields.String(required=True, validate=_KEY)
    type = ma.fields.String(required=True, validate=_known_type)
    label = LocalTextField(required=True)
    help = LocalTextField(load_default=None)
    required = Flag()
    visible_if = ma.fields.Raw(load_default=None)
    required_if = ma.fields.Raw(load_default=None)
    role = ma.fields.String(load_default=None, validate=ma.validate.OneOf(tuple(ROLES)))
    prefill = ma.fields.String(load_default=None, validate=_PREFILL)
    index = Flag()
    sensitivity = ma.fields.Enum(Sensitivity, by_value=True, load_default=None)
    read_only = Flag()
    settings = ma.fields.Dict(keys=ma.fields.String(), load_default=dict)
    rows_ask = ma.fields.List(ma.fields.Nested("FieldSchema"), data_key="fields", load_default=list)

    @ma.validates_schema(skip_on_field_errors=False)
    def settings_fit_the_type(self, data: dict[str, Any], **_: Any) -> None:
        if not {"type", "settings"} <= data.keys():
            return
        problems = field_type(data["type"]).settings_schema().validate(data["settings"])
        if problems:
            raise ma.ValidationError({"settings": problems})

    @ma.validates_schema(skip_on_field_errors=False)
    def keys_fit_each_other(self, data: dict[str, Any], **_: Any) -> None:
        problems = {name: [text] for name, text in _misfits(data)}
        if problems:
            raise ma.ValidationError(problems)

    @ma.post_load
    def build(self, data: dict[str, Any], **_: Any) -> Field:
        settings = field_type(data["type"]).settings_schema().load(data["settings"])
        children = tuple(data.pop("rows_ask"))
        return Field(**data | {"settings": settings, "fields": children})


class SectionSchema(ma.Schema):
    """One page."""

    key = ma.fields.String(required=True, validate=_KEY)
    title = LocalTextField(required=True)
    help = LocalTextField(load_default=None)
    visible_if = ma.fields.Raw(load_default=None)
    asks = ma.fields.List(
        ma.fields.Nested(FieldSchema),
        data_key="fields",
        required=True,
        validate=ma.validate.Length(min=1),
    )

    @ma.post_load
    def build(self, data: dict[str, Any], **_: Any) -> Section:
        return Section(fields=tuple(data.pop("asks")), **data)


class FormDefinitionSchema(ma.Schema):
    """A whole form.  Keys are unique in it, and conditions refer to earlier fields only."""

    sections = ma.fields.List(
        ma.fields.Nested(SectionSchema), required=True, validate=ma.validate.Length(min=1)
    )

    @ma.validates_schema(skip_on_field_errors=True)
    def keys_and_conditions_hold(self, data: dict[str, Any], **_: Any) -> None:
        problems: dict[str, Any] = {}
        for path, text in _cross_problems(tuple(data["sections"])):
            _add(problems, path, text)
        if problems:
            raise ma.ValidationError(problems)

    @ma.post_load
    def build(self, data: dict[str, Any], **_: Any) -> FormDefinition:
        return FormDefinition(tuple(data["sections"]))


def problems_by_path(messages: Mapping[Any, Any] | list[Any]) -> dict[str, list[str]]:
    """marshmallow's nested messages as one list for each path: `sections.0.fields.2.type`."""
    return {".".join(path): texts for path, texts in _flattened(messages, ())}


def _flattened(messages: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            yield from _flattened(below, (*path, str(key)))
    else:
        yield path, [str(text) for text in messages]


def _misfits(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = data.get("type")
    if data.get("required") and data.get("required_if") is not None:
        yield "required_if", "excludes required"
    if data.get("index") and kind not in _CODED:
        yield "index", f"only for {', '.join(sorted(_CODED))}"
    role = data.get("role")
    if role is not None and kind not in ROLES[role]:
        yield "role", f"only for {', '.join(sorted(ROLES[role]))}"
    prefill = data.get("prefill")
    if data.get("read_only") and prefill is None:
        yield "read_only", "needs prefill: nobody could answer it"
    if prefill is not None and prefill.startswith(FIXED) and not data.get("read_only"):
        yield "prefill", "a fixed answer needs read_only"
    if (kind == "group") != bool(data.get("rows_ask")):
        yield "fields", "a group has fields, and nothing else has"


Path = tuple[str | int, ...]


def _cross_problems(sections: tuple[Section, ...]) -> Iterator[tuple[Path, str]]:
    used: set[str] = set()
    earlier: list[Field] = []
    for number, section in enumerate(sections):
        path: Path = ("sections", number)
        yield from _twice((*path, "key"), f"section {section.key}", used)
        for text in _condition(section.visible_if, variables_of(earlier)):
            yield (*path, "visible_if"), text
        for index, field in enumerate(section.fields):
            yield from _field_problems(field, (*path, "fields", index), earlier, used)
            earlier.append(field)


def _field_problems(
    field: Field, path: Path, earlier: list[Field], used: set[str]
) -> Iterator[tuple[Path, str]]:
    yield from _twice((*path, "key"), field.key, used)
    known = variables_of(earlier)
    for name, expression in (("visible_if", field.visible_if), ("required_if", field.required_if)):
        for text in _condition(expression, known):
            yield (*path, name), text
    for name, text in _setting_problems(field, known):
        yield (*path, "settings", name), text
    row = list(earlier)
    for index, child in enumerate(field.fields):
        if child.type == "group":
            yield (*path, "fields", index, "type"), "rows have no rows"
        yield from _field_problems(child, (*path, "fields", index), row, used)
        row.append(child)


def _setting_problems(field: Field, known: Variables) -> Iterator[tuple[str, str]]:
    for name in ("max_from", "expression"):
        expression = field.settings.get(name)
        if expression is not None and not isinstance(expression, str):
            for text in check_expression(expression, known):
                yield name, text
    source = field.settings.get("resource_from")
    if source is not None and source not in known.names:
        yield "resource_from", f"unknown or later field: {source}"


def _condition(expression: Any, known: Variables) -> list[str]:
    return [] if expression is None else check_condition(expression, known)


def _twice(path: Path, key: str, used: set[str]) -> Iterator[tuple[Path, str]]:
    if key in used:
        yield path, f"used twice: {key}"
    used.add(key)


def _add(problems: dict[Any, Any], path: Path, text: str) -> None:
    for step in path[:-1]:
        problems = problems.setdefault(step, {})
    problems.setdefault(path[-1], []).append(text)

"""Documents and photos that go with a form."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import marshmallow as ma

from forms.context import Context, Lookups
from forms.definition import Field
from forms.fields.registry import (
    Coerced,
    FieldProblem,
    FieldType,
    Inputs,
    Shape,
    Shown,
    as_text,
    register,
)
from forms.flag import Flag
from forms.text import LocalTextField
from forms.values import Typed, Value

#: Format as a definition names it → media types that the server may find in the file.
FORMATS: Mapping[str, frozenset[str]] = {
    "pdf": frozenset({"application/pdf"}),
    "jpg": frozenset({"image/jpeg"}),
    "png": frozenset({"image/png"}),
    "heic": frozenset({"image/heic", "image/heif"}),
    "docx": frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    "xlsx": frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
    "zip": frozenset({"application/zip"}),
}
_BYTES_IN_MB = 1024 * 1024


class FileSettings(ma.Schema):
    formats = ma.fields.List(
        ma.fields.String(validate=ma.validate.OneOf(tuple(FORMATS))),
        load_default=lambda: ["pdf", "jpg", "png", "heic"],
        validate=ma.validate.Length(min=1),
    )
    max_mb = ma.fields.Integer(strict=True, load_default=10, validate=ma.validate.Range(1, 100))
    max_files = ma.fields.Integer(strict=True, load_default=5, validate=ma.validate.Range(1, 50))
    original_must_be_sent = Flag()
    note = LocalTextField(load_default=None)


@register("file")
class FileType(FieldType):
    """Uploaded files.  Drafts hold what the server found out about each; pages do not post it."""

    value_shape = Shape.ROWS
    settings_schema = FileSettings
    required_code = "required_file"

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        return None

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        files = [_facts(each) for each in typed if isinstance(each, dict)]
        problems = tuple(_problems(definition.settings, files))
        return Coerced(None if problems else files, problems)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        names = _names(value)
        return Shown("、".join(names), names)

    def export(self, definition: Field, value: Value) -> tuple[str, ...]:
        return ("、".join(_names(value)),)


def _facts(typed: Mapping[str, Typed]) -> dict[str, str | int]:
    """What is known about one file; its size is in bytes."""
    size = str(typed.get("size", ""))
    return {
        **{name: as_text(typed.get(name, "")) for name in ("id", "name", "media_type", "sha256")},
        "size": int(size) if size.isascii() and size.isdigit() else 0,
    }


def _names(value: Value) -> tuple[str, ...]:
    files = value if isinstance(value, list) else []
    return tuple(str(each["name"]) for each in files if isinstance(each, Mapping))


def _problems(
    settings: Mapping[str, Any], files: Sequence[Mapping[str, str | int]]
) -> Iterable[FieldProblem]:
    accepted = frozenset().union(*(FORMATS[name] for name in settings["formats"]))
    for file in files:
        if not (file["id"] and file["sha256"]):
            yield FieldProblem("file_unreadable")
        elif file["media_type"] not in accepted:
            formats = ", ".join(settings["formats"])
            yield FieldProblem("file_format", {"name": file["name"], "formats": formats})
        elif int(file["size"]) > settings["max_mb"] * _BYTES_IN_MB:
            limit = settings["max_mb"]
            yield FieldProblem("file_too_large", {"name": file["name"], "max_mb": limit})
    if len(files) > settings["max_files"]:
        yield FieldProblem("too_many_files", {"max": settings["max_files"]})

"""Fields without an answer: results of a computation, and explanations."""

from typing import Any

import marshmallow as ma

from forms.definition import Field
from forms.fields.registry import FieldType, Inputs, Shape, register
from forms.text import LocalTextField
from forms.values import Typed


class ComputedSettings(ma.Schema):
    expression = ma.fields.Raw(load_default=None)
    #: `fee`: the total of the bill, which the shell computes.
    source = ma.fields.String(
        data_key="from", load_default=None, validate=ma.validate.OneOf(["fee"])
    )
    unit = LocalTextField(load_default=None)

    @ma.validates_schema
    def expression_or_source(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("expression") is None) == (data.get("source") is None):
            raise ma.ValidationError("either expression or from", "expression")


class ShownOnlyType(FieldType):
    value_shape = Shape.NONE
    has_answer = False

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        return None

    def export_columns(self, definition: Field) -> tuple[str, ...]:
        return ()

    def export(self, definition: Field, value: Any) -> tuple[str, ...]:
        return ()


@register("computed")
class ComputedType(ShownOnlyType):
    """A number that follows from earlier answers."""

    settings_schema = ComputedSettings


@register("explanation")
class ExplanationType(ShownOnlyType):
    """The field's label and help, read before going on."""

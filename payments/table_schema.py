"""The strict schemas of price and postage tables: JSON in, tables out."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from payments import schema_fields as parts
from payments.tables import PostageEdition, PostageTable, PriceEdition, PriceTable, WeightStep


class PriceEditionSchema(Schema):
    valid_from = fields.Date(required=True)
    source = parts.text(load_default="")
    confidence = parts.confidence()
    rows = parts.KeyedField(
        keys=parts.text(120),
        values=parts.YenField(),
        required=True,
        validate=validate.Length(min=1),
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> PriceEdition:
        return PriceEdition(**data)


class WeightStepSchema(Schema):
    up_to_grams = parts.whole(1, 30_000, required=True)
    yen = parts.YenField(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> WeightStep:
        return WeightStep(data["up_to_grams"], data["yen"])


class PostageRowsSchema(Schema):
    steps = parts.TupleField(
        fields.Nested(WeightStepSchema), required=True, validate=validate.Length(min=1)
    )
    express = parts.TupleField(fields.Nested(WeightStepSchema), load_default=())
    grams_per_item = parts.whole(1, 10_000, required=True)
    envelope_grams = parts.whole(0, 10_000, required=True)

    @validates_schema(skip_on_field_errors=True)
    def weights_rise(self, data: dict[str, Any], **_: Any) -> None:
        for name in ("steps", "express"):
            weights = [step.up_to_grams for step in data[name]]
            if weights != sorted(set(weights)):
                raise ValidationError("weights must rise", name)


class PostageEditionSchema(Schema):
    valid_from = fields.Date(required=True)
    source = parts.text(load_default="")
    confidence = parts.confidence()
    rows = fields.Nested(PostageRowsSchema, required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> PostageEdition:
        return PostageEdition(**data.pop("rows"), **data)


class _TableSchema(Schema):
    id = parts.table_id(required=True)
    kind = fields.String(required=True)
    name = parts.LocalTextField(required=True)
    unit = fields.String(required=True, validate=validate.Equal("yen"))

    @validates_schema(skip_on_field_errors=True)
    def one_edition_a_day(self, data: dict[str, Any], **_: Any) -> None:
        days = [edition.valid_from for edition in data["editions"]]
        if len(set(days)) != len(days):
            raise ValidationError("two editions are valid from the same day", "editions")


class PriceTableSchema(_TableSchema):
    editions = parts.TupleField(
        fields.Nested(PriceEditionSchema), required=True, validate=validate.Length(min=1)
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> PriceTable:
        return PriceTable(id=data["id"], name=data["name"], editions=data["editions"])


class PostageTableSchema(_TableSchema):
    editions = parts.TupleField(
        fields.Nested(PostageEditionSchema), required=True, validate=validate.Length(min=1)
    )

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> PostageTable:
        return PostageTable(id=data["id"], name=data["name"], editions=data["editions"])


_SCHEMAS: Mapping[str, type[Schema]] = {"price": PriceTableSchema, "postage": PostageTableSchema}


def load_table(document: Mapping[str, Any]) -> PriceTable | PostageTable:
    """Read a table of either kind.  Raises marshmallow's ValidationError naming all paths."""
    kind = document.get("kind")
    if not isinstance(kind, str) or kind not in _SCHEMAS:
        raise ValidationError({"kind": [f"Must be one of: {', '.join(_SCHEMAS)}."]})
    table: PriceTable | PostageTable = _SCHEMAS[kind]().load(document)
    return table

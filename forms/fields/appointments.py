"""Bookable places: a slot, a date, a room."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
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
    refused,
    register,
)
from forms.flag import Flag
from forms.values import Typed, Value, Values
from forms.wareki import in_wareki

_WEEKDAYS = "月火水木金土日"


class AppointmentSettings(ma.Schema):
    resource = ma.fields.String(required=True, validate=ma.validate.Length(min=1))
    #: Key of an earlier field whose answer says which of several: `facility_slots/chuo-hall`.
    resource_from = ma.fields.String(load_default=None, validate=ma.validate.Length(min=1))
    multiple = Flag()
    min_days_ahead = ma.fields.Integer(
        strict=True, load_default=0, validate=ma.validate.Range(0, 366)
    )


@register("appointment")
class AppointmentType(FieldType):
    """Places chosen by their ids; stored with the facts they had when they were chosen."""

    value_shape = Shape.ROWS
    settings_schema = AppointmentSettings
    required_code = "required_appointment"

    def read(self, definition: Field, inputs: Inputs) -> Typed | None:
        """Browsers send nothing for places that are not chosen, so nothing means none."""
        return [value for value in inputs.get(definition.key, ()) if value]

    def coerce(self, definition: Field, typed: Typed, context: Context) -> Coerced:
        ids = [_id(each) for each in typed] if isinstance(typed, list) else [_id(typed)]
        if len(ids) > 1 and not definition.settings["multiple"]:
            return refused("one_place_only")
        places = context.lookups.places(resource_of(definition, context.values), ids)
        if not set(ids) <= places.keys():
            return refused("place_gone")
        chosen = [{"id": each, **places[each]} for each in dict.fromkeys(ids)]
        problems = tuple(_too_early(definition.settings, chosen, context.today))
        chosen.sort(key=lambda place: (str(place["date"]), str(place["label"])))
        return Coerced(None if problems else chosen, problems)

    def display(self, definition: Field, value: Value, locale: str, lookups: Lookups) -> Shown:
        labels = _labels(value, locale)
        return Shown("、".join(labels), labels)

    def export(self, definition: Field, value: Value) -> tuple[str, ...]:
        return ("、".join(f"{each['date']} {each['label']}" for each in _places(value)),)


def resource_of(definition: Field, values: Values) -> str:
    """What is booked: the resource, or the part of it that an earlier answer names."""
    resource = str(definition.settings["resource"])
    chosen_by = definition.settings["resource_from"]
    return f"{resource}/{values.get(chosen_by, '')}" if chosen_by else resource


def _id(typed: Typed) -> str:
    """The id of a place: what a page posts, or part of an earlier answer."""
    return as_text(typed.get("id", "") if isinstance(typed, dict) else typed)


def _labels(value: Value, locale: str) -> tuple[str, ...]:
    """Day and time of each place; a time without its day would not say when."""
    return tuple(_label(each, locale) for each in _places(value))


def _places(value: Value) -> Iterator[Mapping[str, Value]]:
    places = value if isinstance(value, list) else []
    return (each for each in places if isinstance(each, Mapping))


def _label(place: Mapping[str, Value], locale: str) -> str:
    day = date.fromisoformat(str(place["date"]))
    label = place.get(f"label_{locale}", place["label"])
    if locale == "en":
        return f"{day.day} {day:%B} {day.year} {label}"
    return f"{in_wareki(day)}（{_WEEKDAYS[day.weekday()]}） {label}"


def _too_early(
    settings: Mapping[str, Any], places: list[dict[str, str | int]], today: date
) -> Iterable[FieldProblem]:
    first = (today + timedelta(days=settings["min_days_ahead"])).isoformat()
    if any(str(place["date"]) < first for place in places):
        yield FieldProblem("place_too_early", {"min": first})

"""Cross-checks of a definition: what its parts say about each other and about the municipality."""

from collections.abc import Callable, Iterator

from app.procedures.catalogue import Catalogue
from app.procedures.definition import (
    Arrival,
    DeliveryMethod,
    Group,
    IdentityMatch,
    IdentityMeans,
    Kind,
    ProcedureDefinition,
)
from app.procedures.fee_checks import catalogue_fee_problems, fee_problems
from app.procedures.problems import Problem
from forms.check import dead_ends
from forms.conditions import check_condition
from forms.definition import Field
from forms.variables import form_variables
from payments.fees import FeeTiming


def inner_problems(definition: ProcedureDefinition) -> list[Problem]:
    """Return every problem that needs no knowledge of the municipality."""
    return [problem for rule in _RULES for problem in rule(definition)]


def catalogue_problems(definition: ProcedureDefinition, catalogue: Catalogue) -> list[Problem]:
    """Return every name that the municipality does not have, and every dead end."""
    return [
        *_codes(definition, catalogue),
        *_forms(definition, catalogue),
        *catalogue_fee_problems(definition, catalogue),
    ]


def _arrival(definition: ProcedureDefinition) -> Iterator[Problem]:
    if definition.arrival is not Arrival.ON_PAYMENT:
        return
    if definition.kind is not Kind.CONTRACT:
        yield Problem("arrival", "only a contract arrives on payment")
    if definition.fee.timing is not FeeTiming.ON_FILING:
        yield Problem("fee.timing", "what arrives on payment is paid on filing")


def _disposition(definition: ProcedureDefinition) -> Iterator[Problem]:
    disposition = definition.law.is_disposition
    if disposition and definition.kind is not Kind.APPLICATION:
        yield Problem("law.is_disposition", f"a {definition.kind} does not end in a disposition")
    if disposition and definition.appeal is None:
        yield Problem("appeal", "a disposition needs its appeal instruction")
    if not disposition and definition.appeal is not None:
        yield Problem("appeal", "only a disposition can be appealed")


def _group(definition: ProcedureDefinition) -> Iterator[Problem]:
    reasons = (definition.group_reason, definition.group_reason_confidence)
    if definition.group is Group.TYPED_NAME:
        if any(reason is not None for reason in reasons):
            yield Problem("group_reason", "group 1 asks for no identity, so there is no reason")
        if definition.identity.requires is IdentityMeans.SIGNATURE:
            yield Problem("identity.requires", "group 1 asks for no signature")
        return
    if any(reason is None for reason in reasons):
        yield Problem("group_reason", "group 2 needs a reason and how sure it is")
    if definition.identity.requires is IdentityMeans.NONE:
        yield Problem("identity.requires", "group 2 needs a signature or a visit")


def _identity(definition: ProcedureDefinition) -> Iterator[Problem]:
    identity = definition.identity
    if identity.requires is not IdentityMeans.NONE and not identity.accepts:
        yield Problem("identity.accepts", "names no way to show who one is")
    if identity.requires is IdentityMeans.SIGNATURE and identity.match is None:
        yield Problem("identity.match", "a signature needs answers to agree with")
    conditional = identity.match is not None and identity.match.when is not None
    if conditional != (identity.match_otherwise is not None):
        yield Problem("identity.match_otherwise", "goes with a condition in match, and only so")
    for name, match in (("match", identity.match), ("match_otherwise", identity.match_otherwise)):
        if match is not None:
            yield from _match(definition, f"identity.{name}", match)


def _match(definition: ProcedureDefinition, path: str, match: IdentityMatch) -> Iterator[Problem]:
    asked = {field.role for field in definition.form.fields()}
    for role in match.roles():
        if role not in asked:
            yield Problem(path, f"no field has the role {role}")
    if match.when is not None:
        for text in check_condition(match.when, form_variables(definition.form)):
            yield Problem(f"{path}.when", text)


def _advance(definition: ProcedureDefinition) -> Iterator[Problem]:
    expires = definition.handling.unused_after_days is not None
    if definition.kind is not Kind.ADVANCE:
        if expires:
            yield Problem("handling.unused_after_days", "only an advance filing can stay unused")
        if definition.clock.days == 0:
            yield Problem("clock.days", "needs a standard processing time")
        return
    if definition.identity.requires is not IdentityMeans.AT_VISIT:
        yield Problem("identity.requires", "an advance filing asks for identity at the visit")
    if not expires:
        yield Problem("handling.unused_after_days", "an advance filing expires some day")
    if definition.clock.days != 0:
        yield Problem("clock.days", "an advance filing has no clock")


def _clock(definition: ProcedureDefinition) -> Iterator[Problem]:
    clock = definition.clock
    if clock.statutory and clock.pauses_in:
        yield Problem("clock.pauses_in", "a statutory limit never pauses")
    if clock.extension_notice and not clock.statutory:
        yield Problem("clock.extension_notice", "only a statutory limit is extended by notice")


def _delivery(definition: ProcedureDefinition) -> Iterator[Problem]:
    delivery = definition.delivery
    if (delivery.method is None) == (delivery.method_from is None):
        yield Problem("delivery", "has either a method or a field that says it")
    elif delivery.method_from is not None:
        field = _top_field(definition, delivery.method_from)
        if field is None:
            yield Problem("delivery.method_from", f"no field {delivery.method_from}")
        else:
            yield from _delivery_field(field)


def _delivery_field(field: Field) -> Iterator[Problem]:
    if not field.required or field.visible_if is not None:
        yield Problem("delivery.method_from", f"{field.key} is not always answered")
    methods = {method.value for method in DeliveryMethod}
    for choice in field.settings.get("choices") or ():
        if choice.value not in methods:
            yield Problem("delivery.method_from", f"{choice.value} is no way of delivery")


def _email(definition: ProcedureDefinition) -> Iterator[Problem]:
    for field in definition.form.all_fields():
        if field.type == "email" and (field.required or field.required_if is not None):
            yield Problem(f"form.{field.key}.required", "an e-mail address is never required")


def _provisional(definition: ProcedureDefinition) -> Iterator[Problem]:
    for path in definition.provisional:
        part: object = definition
        for step in path.split("."):
            part = getattr(part, step, None)
        if part is None:
            yield Problem("provisional", f"there is no {path}")


_RULES: tuple[Callable[[ProcedureDefinition], Iterator[Problem]], ...] = (
    _arrival,
    _disposition,
    _group,
    _identity,
    _advance,
    _clock,
    _delivery,
    _email,
    _provisional,
    fee_problems,
)


def _codes(definition: ProcedureDefinition, catalogue: Catalogue) -> Iterator[Problem]:
    if definition.department not in catalogue.departments:
        yield Problem("department", f"no department {definition.department}")
    if definition.category not in catalogue.categories:
        yield Problem("category", f"no category {definition.category}")
    for index, event in enumerate(definition.life_events):
        if event not in catalogue.life_events:
            yield Problem(f"life_events.{index}", f"no life event {event}")


def _forms(definition: ProcedureDefinition, catalogue: Catalogue) -> Iterator[Problem]:
    for finding in dead_ends(definition.form, catalogue.lookups()):
        yield Problem(f"form.{finding.path}", finding.detail)


def _top_field(definition: ProcedureDefinition, key: str) -> Field | None:
    return next((field for field in definition.form.fields() if field.key == key), None)

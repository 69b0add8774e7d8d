"""Who may open which route: one table, and a route without a rule stops the start."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask

from app.accounts.permissions import Member, Permission, reach


class Surface(StrEnum):
    """Which processes serve a route."""

    EVERY = "every"
    CITIZEN = "citizen"
    STAFF = "staff"


class Who(StrEnum):
    ANYONE = "anyone"
    #: Whoever holds a filing's link, or its reference and code; the services look at it.
    HOLDER = "holder"
    #: Another system that proves itself by a signature; no session, so no CSRF.
    MACHINE = "machine"
    #: A holder whom a site that signs sends back; the one-time challenge stands for the CSRF token.
    SIGNER = "signer"
    STAFF = "staff"


class Scope(StrEnum):
    ANY = "any"  #: the right in one department is enough
    DEPARTMENT = "department"  #: the thing's own department counts; services call `require`


@dataclass(frozen=True, slots=True)
class Rule:
    surface: Surface
    who: Who
    permission: Permission | None = None  #: None: whoever is signed in
    scope: Scope = Scope.ANY

    @property
    def is_personal(self) -> bool:
        """Whether a page may show something of a person, so that nothing may keep a copy."""
        return self.who is not Who.ANYONE


EVERYONE = Rule(Surface.EVERY, Who.ANYONE)
CITIZEN = Rule(Surface.CITIZEN, Who.ANYONE)
HOLDER = Rule(Surface.CITIZEN, Who.HOLDER)
MACHINE = Rule(Surface.CITIZEN, Who.MACHINE)
SIGNER = Rule(Surface.CITIZEN, Who.SIGNER)
STAFF_DOOR = Rule(Surface.STAFF, Who.ANYONE)
SIGNED_IN = Rule(Surface.STAFF, Who.STAFF)


def staff_may(permission: Permission, scope: Scope = Scope.ANY) -> Rule:
    return Rule(Surface.STAFF, Who.STAFF, permission, scope)


RULES: Mapping[str, Rule] = {
    "static": EVERYONE,
    "locale.choose": EVERYONE,
    "public.healthz": EVERYONE,
    "public.readyz": EVERYONE,
    "public.metrics": EVERYONE,
    "public.robots": EVERYONE,
    "public.security_txt": EVERYONE,
    "apply.start": CITIZEN,
    "apply.offer": CITIZEN,
    "apply.resume": HOLDER,
    "apply.section": HOLDER,
    "apply.answer": HOLDER,
    "apply.autosave": HOLDER,
    "apply.address": CITIZEN,
    "catalogue.home": CITIZEN,
    "catalogue.search": CITIZEN,
    "catalogue.show": CITIZEN,
    "contact.show": HOLDER,
    "contact.send": HOLDER,
    "contact.confirm": HOLDER,
    "correction.show": HOLDER,
    "correction.send": HOLDER,
    "correction.section": HOLDER,
    "correction.answer": HOLDER,
    "correction.autosave": HOLDER,
    "filed.lookup": CITIZEN,
    "filed.find": CITIZEN,
    "filed.status": HOLDER,
    "filed.ask_withdrawal": HOLDER,
    "filed.withdraw": HOLDER,
    "filed.file": HOLDER,
    "hooks.receive": MACHINE,
    "payment.show": HOLDER,
    "payment.start": HOLDER,
    "payment.result": HOLDER,
    "receipt.show": HOLDER,
    "demo_pay.show": CITIZEN,
    "mailbox.show": CITIZEN,
    "demo_pay.choose": CITIZEN,
    "review.show": HOLDER,
    "review.send": HOLDER,
    "sign.show": HOLDER,
    "sign.start": HOLDER,
    "sign.finish": SIGNER,
    "sign.revise": HOLDER,
    "sign.download": HOLDER,
    "way_back.show": HOLDER,
    "way_back.make_link": HOLDER,
    "way_back.open_link": CITIZEN,
    "way_back.discard": HOLDER,
    "way_back.forget": CITIZEN,
    "sign_in.show": STAFF_DOOR,
    "sign_in.sign_in": STAFF_DOOR,
    "sign_in.sign_out": SIGNED_IN,
    "queue.home": SIGNED_IN,
    "queue.show": staff_may(Permission.CASE_VIEW),
    "cases.find": staff_may(Permission.CASE_VIEW),
    "cases.show": staff_may(Permission.CASE_VIEW, Scope.DEPARTMENT),
    "cases.file": staff_may(Permission.CASE_VIEW, Scope.DEPARTMENT),
    "cases.take": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "cases.give_back": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "cases.note": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "cases.close": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "counter_identity.show": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "counter_identity.record": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "corrections.show": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "corrections.send": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "fees.show": staff_may(Permission.CASE_FIX_FEE, Scope.DEPARTMENT),
    "fees.fix": staff_may(Permission.CASE_FIX_FEE, Scope.DEPARTMENT),
    "till.find": staff_may(Permission.MONEY_TAKE),
    "money.show": staff_may(Permission.MONEY_TAKE, Scope.DEPARTMENT),
    "money.take": staff_may(Permission.MONEY_TAKE, Scope.DEPARTMENT),
    "money.ask": staff_may(Permission.MONEY_TAKE, Scope.DEPARTMENT),
    "money.decide": staff_may(Permission.MONEY_REFUND, Scope.DEPARTMENT),
    "money.hand_back": staff_may(Permission.MONEY_REFUND, Scope.DEPARTMENT),
    "money.retry": staff_may(Permission.MONEY_REFUND, Scope.DEPARTMENT),
    "money.receipt": staff_may(Permission.MONEY_TAKE, Scope.DEPARTMENT),
    "decisions.propose": staff_may(Permission.CASE_WORK, Scope.DEPARTMENT),
    "decisions.approve": staff_may(Permission.CASE_APPROVE, Scope.DEPARTMENT),
    "decisions.send_back": staff_may(Permission.CASE_APPROVE, Scope.DEPARTMENT),
    "decisions.undo": staff_may(Permission.CASE_VIEW, Scope.DEPARTMENT),
    "decisions.reopen": staff_may(Permission.CASE_APPROVE, Scope.DEPARTMENT),
    "deliveries.show": staff_may(Permission.DELIVERY_ISSUE),
    "deliveries.issue": staff_may(Permission.DELIVERY_ISSUE),
    "deliveries.post": staff_may(Permission.DELIVERY_ISSUE),
    "deliveries.hand_over": staff_may(Permission.DELIVERY_ISSUE, Scope.DEPARTMENT),
    "deliveries.came_back": staff_may(Permission.DELIVERY_ISSUE, Scope.DEPARTMENT),
}


class NoRule(RuntimeError):
    """A route exists that the table does not know, or on a surface it does not belong to."""


def check_every_route_has_a_rule(app: Flask, surfaces: str, rules: Mapping[str, Rule]) -> None:
    """Raise NoRule, naming every route that must not be served.  Called when the process starts."""
    wrong = sorted(
        endpoint
        for endpoint in app.view_functions
        if endpoint not in rules or not is_served(rules[endpoint].surface, surfaces)
    )
    if wrong:
        raise NoRule(f"no rule, or another surface's: {', '.join(wrong)}")


def is_served(surface: Surface, surfaces: str) -> bool:
    """Say whether a process that serves `surfaces` serves this one."""
    return surface is Surface.EVERY or surfaces in ("all", surface.value)


def may_open(member: Member, rule: Rule) -> bool:
    """Say whether somebody signed in may open a route at all; `scope` is judged later."""
    return rule.permission is None or bool(reach(member.grants, rule.permission))

"""Who may do what where."""

import itertools

import pytest

from app.accounts.permissions import (
    PERMISSIONS,
    Grant,
    Member,
    OutOfSight,
    Permission,
    Role,
    allows,
    reach,
    require,
)
from app.core.errors import NotAllowed
from forms.text import LocalText

EVERY_PAIR = list(itertools.product(Role, Permission))


def member(*grants: Grant) -> Member:
    return Member(1, "hanako", "窓口 花子", LocalText("市民課"), grants)


@pytest.mark.parametrize(("role", "permission"), EVERY_PAIR)
def test_a_role_in_one_department_reaches_that_department_alone(
    role: Role, permission: Permission
) -> None:
    grants = (Grant(role, "shimin"),)
    assert allows(grants, permission, "shimin") is (permission in PERMISSIONS[role])
    assert not allows(grants, permission, "kaigo")


@pytest.mark.parametrize(("role", "permission"), EVERY_PAIR)
def test_a_role_in_all_departments_reaches_each_of_them(role: Role, permission: Permission) -> None:
    assert allows((Grant(role, None),), permission, "kaigo") is (permission in PERMISSIONS[role])


def test_rights_of_two_roles_do_not_mix_between_departments() -> None:
    grants = (Grant(Role.CLERK, "shimin"), Grant(Role.APPROVER, "kaigo"))
    assert not allows(grants, Permission.CASE_APPROVE, "shimin")
    assert not allows(grants, Permission.CASE_WORK, "kaigo")


def test_reach_names_the_departments_of_a_queue() -> None:
    grants = (Grant(Role.CLERK, "shimin"), Grant(Role.APPROVER, "kaigo"))
    found = reach(grants, Permission.CASE_VIEW)
    assert not found.everywhere
    assert found.departments == {"shimin", "kaigo"}


def test_reach_is_false_when_no_grant_holds_the_permission() -> None:
    assert not reach((Grant(Role.ADMINISTRATOR, None),), Permission.CASE_VIEW)


def test_nobody_both_defines_procedures_and_reads_cases_by_one_role() -> None:
    both = {Permission.PROCEDURES_PUBLISH, Permission.CASE_VIEW}
    assert not [role for role in Role if both <= PERMISSIONS[role]]


def test_a_member_with_the_permission_passes() -> None:
    require(member(Grant(Role.CLERK, "shimin")), Permission.CASE_WORK, "shimin")


def test_who_may_look_but_not_act_is_told_so() -> None:
    with pytest.raises(NotAllowed):
        require(member(Grant(Role.AUDITOR, None)), Permission.CASE_WORK, "shimin")


def test_a_foreign_departments_case_looks_like_none() -> None:
    with pytest.raises(OutOfSight) as caught:
        require(member(Grant(Role.CLERK, "kaigo")), Permission.CASE_VIEW, "shimin")
    assert caught.value.code == "not_found"

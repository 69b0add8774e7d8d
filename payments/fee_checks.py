"""Cross-checks inside a fee schedule: keys, references, and what may stand together."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from payments.fees import POSTAGE_KEY, Adjustment, FeeLine, FeeSchedule, FeeTiming

Problem = tuple[tuple[str | int, ...], str]


def schedule_problems(schedule: FeeSchedule) -> dict[str | int, Any]:
    """Return all problems as the nested messages marshmallow uses; empty when there are none."""
    messages: dict[str | int, Any] = {}
    for path, message in _problems(schedule):
        place = messages
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place.setdefault(path[-1], []).append(message)
    return messages


def _problems(schedule: FeeSchedule) -> Iterator[Problem]:
    yield from _timing(schedule)
    yield from _keys(schedule)
    yield from _policies(schedule)
    for index, adjustment in enumerate(schedule.adjustments):
        for name, message in _adjustment(schedule, index, adjustment):
            yield ("adjustments", index, name), message


def _timing(schedule: FeeSchedule) -> Iterator[Problem]:
    if schedule.timing is FeeTiming.NONE:
        if schedule.lines or schedule.adjustments or schedule.postage:
            yield ("timing",), "says there is no fee, but there are lines"
        return
    if not schedule.lines:
        yield ("lines",), "a fee has at least one line"
    if not schedule.methods:
        yield ("methods",), "a fee has at least one means of payment"


def _keys(schedule: FeeSchedule) -> Iterator[Problem]:
    parts = [("lines", index, line.key) for index, line in enumerate(schedule.lines)]
    parts += [("adjustments", index, a.key) for index, a in enumerate(schedule.adjustments)]
    times = Counter(key for _, _, key in parts)
    for place, index, key in parts:
        if times[key] > 1:
            yield (place, index, "key"), f"{key} is used more than once"
        if key == POSTAGE_KEY:
            yield (place, index, "key"), f"{key} is kept for the postage"


def _policies(schedule: FeeSchedule) -> Iterator[Problem]:
    for index, line in enumerate(schedule.lines):
        if line.refund not in schedule.refunds:
            yield ("lines", index, "refund"), f"no refund policy {line.refund}"
    if schedule.postage and schedule.postage.refund not in {None, *schedule.refunds}:
        yield ("postage", "refund"), f"no refund policy {schedule.postage.refund}"
    for key, policy in schedule.refunds.items():
        days = [step.days_before for step in policy.cancelled]
        if len(set(days)) != len(days):
            yield ("refunds", key, "cancelled"), "two shares for the same day"


def _adjustment(
    schedule: FeeSchedule, index: int, adjustment: Adjustment
) -> Iterator[tuple[str, str]]:
    if adjustment.percent == 0:
        yield "percent", "changes nothing"
    known = {line.key for line in schedule.lines}
    known |= {other.key for other in schedule.adjustments[:index]}
    for key in adjustment.of:
        if key not in known:
            yield "of", f"{key} is no line and no earlier adjustment"
    if len({(line.account, line.tax, line.refund) for line in _lines_under(schedule, index)}) > 1:
        yield "of", "the lines differ in account, tax or refund policy"
    yield from _exclusive(schedule, adjustment)


def _exclusive(schedule: FeeSchedule, adjustment: Adjustment) -> Iterator[tuple[str, str]]:
    others = {other.key: other for other in schedule.adjustments}
    for key in adjustment.exclusive_with:
        if key not in others or key == adjustment.key:
            yield "exclusive_with", f"{key} is no other adjustment"
        elif adjustment.key in others[key].exclusive_with:
            yield "exclusive_with", f"{key} takes the place of this one too: only one of them can"


def _lines_under(schedule: FeeSchedule, index: int) -> list[FeeLine]:
    """Return the priced lines that an adjustment rests on, through earlier adjustments too."""
    keys = set(schedule.adjustments[index].of)
    for earlier in reversed(schedule.adjustments[:index]):
        if earlier.key in keys:
            keys |= set(earlier.of)
    return [line for line in schedule.lines if line.key in keys]

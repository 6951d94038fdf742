"""Find the applications that wait for their decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handlingsplan.model.day import may_have_come
from handlingsplan.model.figure import Kronor
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.decision import Decision, Point
from handlingsplan.model.records.grant import Grant, YearAmounts

SETTLED = frozenset({"beslutat", "avslaget"})
"""The states of a point that end an application; one that was sent back waits still."""


@dataclass(frozen=True, slots=True)
class Application:
    """What one grant was applied for in one year and nobody has decided on."""

    id: str
    title: str | None
    year: int
    organisations: tuple[str, ...] | None
    applied: Kronor | None
    proposed: Kronor | None
    decision: str | None

    def stands_in(self, decision: Decision, point: Point) -> bool:
        """Tell whether a point is about it: it says so itself, or the grant names the decision."""
        if self.id in point.carries:
            return True
        named = self.decision == decision.id or self.id in decision.concerns
        return named and point is _first_open(decision) and not _carried(decision, self.id)


def open_applications(plan: Plan, grants: Iterable[Grant], as_of: date) -> Iterator[Application]:
    """Yield the applications known to wait on a day; for a year after the next nobody has applied yet."""
    for grant in grants:
        for amounts in grant.amounts or ():
            if amounts.year <= as_of.year + 1 and is_open(plan, grant, amounts, as_of):
                yield Application(
                    grant.id,
                    grant.title,
                    amounts.year,
                    grant.organisations,
                    amounts.applied,
                    amounts.proposed,
                    amounts.decision,
                )


def is_open(plan: Plan, grant: Grant, amounts: YearAmounts, as_of: date) -> bool:
    """Tell whether an application is known to wait on a day: one that was granted an unknown sum does not."""
    if amounts.applied is None and amounts.proposed is None:
        return False
    if not may_have_come(grant.applied_on, as_of):
        return False
    if amounts.decision is not None:
        decision = plan.decisions.get(amounts.decision)
        return decision is not None and not _settles(decision, grant.id, as_of)
    if "granted" in amounts.model_fields_set:
        return False
    of_other_years = {other.decision for other in grant.amounts or ()}
    about = [decision for decision in plan.decisions_on(grant.id) if decision.id not in of_other_years]
    return not any(_settles(decision, grant.id, as_of) for decision in about)


def _settles(decision: Decision, grant: str, as_of: date) -> bool:
    """Tell whether a decision had ended an application on a day: by the points about it, or by all."""
    if not may_have_come(decision.day, as_of):
        return False
    points = _carried(decision, grant)
    if points:
        return any(point.status in SETTLED for point in points)
    return all(point.status in SETTLED for point in decision.points)


def _carried(decision: Decision, grant: str) -> list[Point]:
    return [point for point in decision.points if grant in point.carries]


def _first_open(decision: Decision) -> Point | None:
    return next((point for point in decision.points if point.status not in SETTLED), None)

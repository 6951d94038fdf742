"""Trace the counts of decisions: to the point that tells how far each has come."""

from collections.abc import Iterator

from handlingsplan.compute.decisions import DecisionRow, Decisions
from handlingsplan.compute.select import Selection
from handlingsplan.compute.traces.trace import Trace, TracePart, What, part_at, unknown_at
from handlingsplan.compute.traces.undecided import trace_undecided
from handlingsplan.model.plan import Plan

_STATES = ("beslutat", "avslaget", "återremitterat", "väntat", "föreslaget", None)
"""The states in the order that they are told; None has no points."""


def trace_decisions(
    plan: Plan, decisions: Decisions, selection: Selection | None = None
) -> tuple[Trace, ...]:
    """Return what each count of decisions was made of, in the order that the counts are shown."""
    return (
        *_states(plan, decisions),
        *_missing(plan, decisions),
        *trace_undecided(plan, decisions.undecided, selection or Selection(), decisions.as_of),
    )


def _states(plan: Plan, decisions: Decisions) -> Iterator[Trace]:
    for state in _STATES:
        parts = tuple(_deciding(plan, row) for row in decisions.rows if row.state == state)
        if parts:
            yield Trace(What("state", (state,) if state else ()), len(parts), parts)


def _deciding(plan: Plan, row: DecisionRow) -> TracePart:
    """Return the first point that is in the decision's state; its points where none has one."""
    number = next((at for at, point in enumerate(row.points) if point.status == row.state), None)
    if row.state is None or number is None:
        return unknown_at(plan, row.id, "points")
    return part_at(plan, row.id, ("points", number, "status"))


def _missing(plan: Plan, decisions: Decisions) -> Iterator[Trace]:
    """Yield how many decisions lack what ought to be known."""
    lacking = {
        "day": [row.id for row in decisions.rows if row.day is None],
        "body": [row.id for row in decisions.rows if row.body is None],
        "paragraph": [row.id for row in decisions.rows if row.lacks_paragraph],
    }
    for key, ids in lacking.items():
        if ids:
            yield Trace(What("missing", (key,)), len(ids), tuple(unknown_at(plan, id_, key) for id_ in ids))

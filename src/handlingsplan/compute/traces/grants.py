"""Trace the money: every sum to the amounts that it was added of, and to those that are unknown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from handlingsplan.compute.grants import Grants, Year
from handlingsplan.compute.grouping import Group
from handlingsplan.compute.money import STEPS, Step, YearMoney, rows_drawn
from handlingsplan.compute.select import Selection
from handlingsplan.compute.traces.people import trace_people
from handlingsplan.compute.traces.trace import Trace, TracePart, TraceTerm, What, part_at, unknown_at, written
from handlingsplan.compute.traces.undecided import trace_undecided
from handlingsplan.model.figure import Kronor
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.grant import Grant, Requisition
from handlingsplan.model.total import Total
from handlingsplan.model.truth import Truth

_LEAVES = ("spent", "repaid", "carried")
"""What is taken from what a grant was given, before the rest is left of it."""


def trace_grants(plan: Plan, grants: Grants, selection: Selection | None = None) -> tuple[Trace, ...]:
    """Return what each sum was made of, year by year: drawn, not granted, number of grants, every step.

    After the number of grants, and after each step of a year, come those of its groups.
    """
    wanted = (selection or Selection()).wanted
    years = {int(year) for year in wanted.get("year", ()) if year.isdecimal()}
    rest = Selection({name: words for name, words in wanted.items() if name != "year"})
    return (
        *(trace for year in grants.years for trace in _year(plan, grants, year)),
        *trace_people(plan, grants, years),
        *trace_undecided(plan, grants.undecided, rest, grants.as_of),
    )


def _year(plan: Plan, grants: Grants, year: Year) -> Iterator[Trace]:
    """Yield the figures of one year."""
    whole = {id_: grants.items[id_].money(year.year) for id_ in year.items}
    money = {id_: found for id_, found in whole.items() if found is not None}
    if year.requisitioned.of:
        drawn = _drawn(plan, grants, year)
        yield drawn
        yield _unallocated(plan, year, drawn, _sum(plan, What("granted"), year.sums["granted"], money))
    yield _number(plan, What("grants", year=year.year), money)
    yield from (_number(plan, _of(grants, year, group, "grants"), group.money) for group in year.groups)
    for step in STEPS:
        if year.sums[step].of:
            yield _sum(plan, What(step, year=year.year), year.sums[step], money)
            for group in (group for group in year.groups if group.sums[step].of):
                yield _sum(plan, _of(grants, year, group, step), group.sums[step], group.money)


def _of(grants: Grants, year: Year, group: Group, kind: str) -> What:
    return What(kind, group.keys, year.year, grants.by)


def _drawn(plan: Plan, grants: Grants, year: Year) -> Trace:
    parts: list[TracePart] = []
    for requisition in plan.requisitions.values():
        day, as_of = requisition.day, grants.as_of
        later = as_of and day and day.on_or_before(as_of) is Truth.NO
        if requisition.year == year.year and not later:
            parts += _amounts_drawn(plan, requisition)
    return _added(What("requisitioned", year=year.year), year.requisitioned, parts)


def _amounts_drawn(plan: Plan, requisition: Requisition) -> Iterator[TracePart]:
    """Yield the places of the amounts that a requisition is the sum of."""
    rows = rows_drawn(requisition)
    for at in rows:
        yield part_at(plan, requisition.id, ("amounts", at, "requisitioned"), ("direction",))
    if not rows:
        yield unknown_at(plan, requisition.id, "amounts")


def _unallocated(plan: Plan, year: Year, drawn: Trace, granted: Trace) -> Trace:
    """Return what was drawn less what was granted; unknown where a part is, or the list is not complete."""
    undecided = (*drawn.undecided, *granted.undecided)
    if not year.complete:
        undecided = (*undecided, unknown_at(plan, "plan", "years", str(year.year), "grants_complete"))
    taken = (replace(part, taken=True) for part in granted.parts)
    return Trace(What("unallocated", year=year.year), year.unallocated, (*drawn.parts, *taken), undecided)


def _number(plan: Plan, what: What, members: Mapping[str, YearMoney]) -> Trace:
    """Return how many grants there are, each with the year that puts it there."""
    parts = tuple(part_at(plan, id_, _year_of(plan.grants[id_], what.year)) for id_ in members)
    return Trace(what, len(parts), parts)


def _year_of(grant: Grant, year: int | None) -> Loc:
    """Return the way to what says that a grant is of a year."""
    if year is not None and year in (grant.years or ()):
        return "years", (grant.years or ()).index(year)
    at = _position(grant, year)
    return ("years",) if at is None else ("amounts", at, "year")


def _sum(plan: Plan, what: What, figure: Total, members: Mapping[str, YearMoney]) -> Trace:
    """Return a sum of one step with each grant's amount, or what is unknown of it."""
    step: Step = next(step for step in STEPS if step == what.kind)
    parts: list[TracePart] = []
    for id_, money in members.items():
        if step in money.steps:
            grant = plan.grants[id_]
            divided = what.by == "organisation" and len(grant.organisations or ()) > 1
            beside = (("shares", grant.shares),) if divided and grant.shares else ()
            parts += (replace(part, beside=beside) for part in _amount(plan, grant, step, money))
    return _added(what, figure, parts)


def _added(what: What, figure: Total, parts: Iterable[TracePart]) -> Trace:
    """Return a sum of parts: those of known value are added, the others are unknown."""
    every = tuple(parts)
    known = tuple(part for part in every if part.value is not None)
    return Trace(what, figure, known, tuple(part for part in every if part.value is None))


def _amount(plan: Plan, grant: Grant, step: Step, money: YearMoney) -> Iterator[TracePart]:
    """Yield the amount of a step of one grant in one year, or the places where it is lacking."""
    value, at = money.steps[step], _position(grant, money.year)
    if at is None:
        yield unknown_at(plan, grant.id, "amounts")
    elif step != "left" or (grant.amounts or ())[at].left is not None:
        yield replace(part_at(plan, grant.id, ("amounts", at, step)), value=value)
    elif value is not None:
        part = part_at(plan, grant.id, ("amounts", at))
        yield replace(part, terms=tuple(_term(grant, way, at) for way, _ in _rest(grant, at)), value=value)
    else:
        rest = _rest(grant, at)
        yield from (unknown_at(plan, grant.id, *way) for way, amount in rest if amount is None)


def _rest(grant: Grant, at: int) -> Iterator[tuple[tuple[str, int, str], Kronor | None]]:
    """Yield the amounts that what is left of a grant in one year is made of, each with the way to it."""
    stated = (grant.amounts or ())[at]
    before = _position(grant, stated.year - 1)
    yield ("amounts", at, "granted"), stated.granted
    if before is not None and "carried" in (earlier := (grant.amounts or ())[before]).model_fields_set:
        yield ("amounts", before, "carried"), earlier.carried
    for key in _LEAVES:
        if key == "spent" or key in stated.model_fields_set:
            yield ("amounts", at, key), getattr(stated, key)


def _term(grant: Grant, way: tuple[str, int, str], at: int) -> TraceTerm:
    """Return an amount that what is left is made of: one of the year before is added, whatever its key."""
    _, number, key = way
    row = (grant.amounts or ())[number]
    text = written(getattr(row, key))
    assert text is not None, "what is left is known only where each of its amounts is"
    earlier = number != at
    return TraceTerm(key, (text,), row.year if earlier else None, taken=key in _LEAVES and not earlier)


def _position(grant: Grant, year: int | None) -> int | None:
    return next((at for at, row in enumerate(grant.amounts or ()) if row.year == year), None)

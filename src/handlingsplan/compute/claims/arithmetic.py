"""Hold the plan's own sums together: each process stands once, and every krona in one group."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlingsplan.compute.claims.comparison import Comparison, Side
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import When
from handlingsplan.compute.claims.values import Span, added, difference, exactly
from handlingsplan.compute.grants import Grants, money_of
from handlingsplan.compute.money import STEPS, sums
from handlingsplan.compute.status import Status
from handlingsplan.model.plan import Plan
from handlingsplan.model.total import NOTHING, Total


def own_sums(plan: Plan, status: Status, grants: Grants) -> Iterator[Comparison]:
    """Yield each sum that the plan tells in two ways: processes by status and by area, money by category.

    The whole is counted in the files, the groups are those that the screens and documents tell.
    """
    ids = [*plan.processes]
    for by, groups in (
        ("status", [row.ids for row in status.by_status]),
        ("area", [tuple(it for row in area.by_status for it in row.ids) for area in status.by_area]),
    ):
        if ids:
            yield _once(by, [group for group in groups if group], ids, status.as_of)
    every = [money_of(grant, plan, grants.as_of) for grant in plan.grants.values()]
    for year in grants.years:
        wholes = sums(money.money(year.year) for money in every)
        for step in STEPS:
            parts = [group.sums[step] for group in year.groups if group.sums[step].of]
            if wholes[step].sum is not None and year.year is not None:
                yield _money(step, year.year, parts, wholes[step])


def _once(by: str, groups: Sequence[Sequence[str]], ids: Sequence[str], as_of: date) -> Comparison:
    """Return the processes in all against those in the groups: as many, and each in one group only."""
    placed = [id_ for group in groups for id_ in group]
    missing = tuple(id_ for id_ in ids if id_ not in placed)
    twice = tuple(dict.fromkeys(id_ for id_ in placed if placed.count(id_) > 1))
    whole, summed = exactly(len(ids)), exactly(len(placed))
    return Comparison(
        kind="plan",
        quantity=Quantity("plan", records="processes"),
        day=When.on(as_of) if by == "status" else None,
        left=Side(whole, tuple(ids)),
        right=Side(summed, terms=tuple(exactly(len(group)) for group in groups)),
        verdict="agrees" if sorted(placed) == sorted(ids) else "differs",
        missing=twice,
        extra=missing,
        by=by,
        difference=difference(whole, summed),
    )


def _money(step: str, year: int, parts: Sequence[Total], whole: Total) -> Comparison:
    left = _span(whole)
    terms = tuple(_span(part) for part in parts if part.sum is not None)
    right = added(terms)
    far = difference(left, right)
    return Comparison(
        kind="plan",
        quantity=Quantity(
            "plan", records="grants", key=step, select=frozenset({("year", frozenset({str(year)}))})
        ),
        day=None,
        left=Side(left),
        right=Side(right, terms=terms),
        verdict="agrees" if far is None else "differs",
        by="category",
        difference=far,
    )


def _span(found: Total) -> Span:
    return Span(found.sum or NOTHING, found.low or NOTHING, found.high, kronor=True)

"""Add up the money: what was drawn, applied for, proposed, granted, spent, repaid and left, by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.applications import is_open
from handlingsplan.compute.facets import known_years
from handlingsplan.compute.grouping import Group, Grouping, grouped
from handlingsplan.compute.money import STEPS, GrantMoney, Step, Sums, YearMoney, amounts_drawn, sums
from handlingsplan.compute.reach import people_in
from handlingsplan.compute.select import Selection, select
from handlingsplan.model.day import may_have_come
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import FileCount, Plan
from handlingsplan.model.records.grant import Grant, YearAmounts
from handlingsplan.model.total import NOTHING, Amount, Bounded, Tally, Total, difference, total
from handlingsplan.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Year:
    """The money of one year; None gathers the grants whose year is unknown."""

    year: int | None
    requisitioned: Total
    sums: Sums
    unallocated: Amount | None
    complete: bool | None
    items: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Grants:
    """The money of the selected grants, year by year; `asked` names what they were selected by."""

    plan: str | None
    money: str | None
    as_of: date | None
    files: FileCount
    asked: frozenset[str]
    by: Grouping
    years: tuple[Year, ...]
    items: Mapping[str, GrantMoney]
    people: Tally
    undecided: tuple[str, ...]
    sources: tuple[str, ...]
    all_items: int

    @property
    def several_years(self) -> tuple[str, ...]:
        """Return the grants that run over more than one year."""
        return tuple(id_ for id_, item in self.items.items() if len(item.years or ()) > 1)

    @property
    def any_group(self) -> bool:
        """Tell whether it is known of any grant which group it belongs to."""
        return any(group.keys for year in self.years for group in year.groups)

    @property
    def later(self) -> tuple[str, ...]:
        """Return the grants that are only of years after the day asked for."""
        shown = {id_ for year in self.years for id_ in year.items}
        return tuple(id_ for id_ in self.items if id_ not in shown)

    @property
    def shared(self) -> tuple[str, ...]:
        """Return the grants that several organisations have together."""
        return tuple(id_ for id_, item in self.items.items() if len(item.organisations or ()) > 1)

    @property
    def requisitioned(self) -> Total:
        """Return what was drawn over all the years shown."""
        return _join([year.requisitioned for year in self.years])

    def sum(self, step: Step, years: Iterable[Year]) -> Total:
        """Return the sum of one step over some years."""
        return _join([year.sums[step] for year in years])


def compute_grants(
    plan: Plan,
    as_of: date | None = None,
    selection: Selection | None = None,
    by: Grouping = "category",
) -> Grants:
    """Return the money of the selected grants.

    With `as_of`, years after it, and amounts granted or drawn on a later day, are not counted.
    A selected year also gives the grants of unknown year, apart from the others.
    """
    wanted = selection or Selection()
    asked_years = {int(year) for year in wanted.wanted.get("year", ()) if year.isdecimal()}
    rest = Selection({name: values for name, values in wanted.wanted.items() if name != "year"})
    chosen = select(plan, plan.grants, rest, as_of or date.max)
    items = {id_: money_of(plan.grants[id_], plan, as_of) for id_ in chosen.ids}
    if "year" in wanted.wanted:
        items = {
            id_: item for id_, item in items.items() if item.years is None or asked_years & {*_years(item)}
        }
    shown = _shown_years(plan, items, asked_years, as_of, whole=not wanted, only="year" in wanted.wanted)
    years = [_year(plan, year, items, by, as_of, drawn=not rest) for year in shown]
    return Grants(
        plan=plan.header.name,
        money=plan.header.money,
        as_of=as_of,
        files=plan.folders["grants"],
        asked=frozenset(wanted.wanted),
        by=by,
        years=tuple(years),
        items=items,
        people=people_in((plan.grants[id_] for id_ in items), as_of, asked_years),
        undecided=chosen.undecided,
        sources=_sources(plan, items, shown),
        all_items=len(plan.grants),
    )


def money_of(grant: Grant, plan: Plan, as_of: date | None) -> GrantMoney:
    """Return what one grant was given, year by year, as far as it had come by a day."""
    stated = {amounts.year: amounts for amounts in grant.amounts or ()}
    years: list[int | None] = [*sorted({*stated, *(grant.years or ())})] or [None]
    return GrantMoney(
        id=grant.id,
        title=grant.title,
        category=grant.category,
        years=grant.years if grant.years is not None else tuple(sorted(stated)) or None,
        organisations=grant.organisations,
        processes=grant.processes,
        directions=grant.directions,
        efforts=grant.efforts,
        shares=grant.shares,
        amounts=tuple(_money(year, grant, plan, as_of) for year in years),
    )


def _years(item: GrantMoney) -> tuple[int, ...]:
    return tuple(dict.fromkeys([*(item.years or ()), *(money.year for money in item.amounts if money.year)]))


def _shown_years(
    plan: Plan,
    items: Mapping[str, GrantMoney],
    asked: set[int],
    as_of: date | None,
    *,
    whole: bool,
    only: bool,
) -> list[int | None]:
    """Return the years to tell about: all of the plan's, or those of a selection; None, if any, last."""
    years = {year for item in items.values() for year in _years(item)}
    if whole:
        years |= {*plan.header.years, *(drawn.year for drawn in plan.requisitions.values())}
    if only:
        years = asked & {*known_years(plan)}
    told: list[int | None] = [year for year in sorted(years) if as_of is None or year <= as_of.year]
    undated = any(not _years(item) for item in items.values())
    return [*told, None] if undated else told


def _money(year: int | None, grant: Grant, plan: Plan, as_of: date | None) -> YearMoney:
    by_year = {amounts.year: amounts for amounts in grant.amounts or ()}
    stated = by_year.get(year or 0)
    if stated is None:
        return YearMoney(year, dict.fromkeys(step for step in STEPS if step != "carried"), None)
    if as_of is not None and not may_have_come(grant.applied_on, as_of):
        return YearMoney(year, {}, stated.decision)
    steps: dict[Step, Bounded | None] = {"applied": stated.applied, "proposed": stated.proposed}
    if as_of is None or not _to_come(plan, grant, stated, as_of):
        steps |= {"granted": stated.granted, "spent": stated.spent}
        moved: tuple[Step, ...] = ("repaid", "carried")
        steps |= {step: getattr(stated, step) for step in moved if step in stated.model_fields_set}
        steps["left"] = stated.left or _left(stated, by_year.get(stated.year - 1))
    return YearMoney(year, steps, stated.decision)


def _to_come(plan: Plan, grant: Grant, stated: YearAmounts, as_of: date) -> bool:
    """Tell whether nothing can have been granted on a day: it was decided later, or is still to be.

    An application of a year that is over and of which no decision is written is unknown, not to come.
    """
    decision = plan.decisions.get(stated.decision or "")
    if decision is not None and not may_have_come(decision.day, as_of):
        return True
    return stated.year >= as_of.year and is_open(plan, grant, stated, as_of)


def _left(stated: YearAmounts, before: YearAmounts | None) -> Amount | None:
    """Return granted, with what the grant carried over from the year before, less what has left it.

    Repaid and carried over are nothing when they are left out, and unknown when they are null.
    """
    taken: list[Bounded | None] = [stated.spent]
    taken += [getattr(stated, key) for key in ("repaid", "carried") if key in stated.model_fields_set]
    given: list[Bounded | None] = [stated.granted]
    if before is not None and "carried" in before.model_fields_set:
        given.append(before.carried)
    return difference(given, taken)


def _year(
    plan: Plan,
    year: int | None,
    items: Mapping[str, GrantMoney],
    by: Grouping,
    as_of: date | None,
    *,
    drawn: bool,
) -> Year:
    """Return one year; what was drawn is told for the plan as a whole, never for a selection."""
    members = {id_: item for id_, item in items.items() if item.money(year) is not None}
    rules = plan.header.years.get(year or 0)
    complete = rules.grants_complete if rules else None
    requisitioned = _requisitioned(plan, year, as_of) if drawn else total([])
    added = sums(item.money(year) for item in members.values())
    return Year(
        year=year,
        requisitioned=requisitioned,
        sums=added,
        unallocated=_unallocated(requisitioned, added["granted"]) if complete else None,
        complete=complete,
        items=tuple(sorted(members, key=id_order)),
        groups=grouped(plan, year, members, by),
    )


def _requisitioned(plan: Plan, year: int | None, as_of: date | None) -> Total:
    parts: list[Bounded | None] = []
    for requisition in plan.requisitions.values():
        later = as_of and requisition.day and requisition.day.on_or_before(as_of) is Truth.NO
        if requisition.year == year and not later:
            parts += amounts_drawn(requisition)
    return total(parts)


def _unallocated(drawn: Total, granted: Total) -> Amount | None:
    """Return what was drawn and not granted, where every part of both is known."""
    if drawn.sum is None or drawn.low is None or drawn.known < drawn.of or granted.known < granted.of:
        return None
    parts = Amount(granted.sum or NOTHING, granted.low or NOTHING, granted.high)
    return difference([Amount(drawn.sum, drawn.low, drawn.high)], [parts] if granted.of else [])


def _join(totals: list[Total]) -> Total:
    """Return the total of totals."""
    known = [part for part in totals if part.sum is not None]
    added = total(
        Amount(part.sum, part.low, part.high)
        for part in known
        if part.sum is not None and part.low is not None
    )
    return Total(
        added.sum, added.low, added.high, sum(part.known for part in totals), sum(part.of for part in totals)
    )


def _sources(plan: Plan, items: Mapping[str, GrantMoney], years: list[int | None]) -> tuple[str, ...]:
    """Return where the amounts and the list of grants come from, each source once."""
    drawn = [record for record in plan.requisitions.values() if record.year in years]
    refs = [ref for record in drawn for ref in record.sources.get("amounts", ())]
    for id_ in items:
        sources = plan.grants[id_].sources
        refs += sources.get("amounts") or sources.get("title") or sources.get("text") or ()
    return tuple(dict.fromkeys(refs))

"""Add up the money: what was drawn, applied for, proposed, granted, spent, repaid and left, by year."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from handlingsplan.compute.select import Selection, known_years, select
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import FileCount, Plan
from handlingsplan.model.records import Grant, YearAmounts
from handlingsplan.model.total import Amount, Bounded, Total, difference, total
from handlingsplan.model.truth import Truth

Step = Literal["applied", "proposed", "granted", "spent", "repaid", "left"]
STEPS: tuple[Step, ...] = get_args(Step)

GroupPlace = tuple[bool, int, tuple[int, ...], tuple[str, ...]]

Grouping = Literal["category", "organisation", "direction", "process", "effort"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)


@dataclass(frozen=True, slots=True)
class GrantMoney:
    """One grant and its amounts by year; a year of None is a grant that has no known year."""

    id: str
    title: str | None
    category: str | None
    years: tuple[int, ...] | None
    organisations: tuple[str, ...] | None
    processes: tuple[str, ...] | None
    directions: tuple[str, ...] | None
    efforts: tuple[str, ...]
    shares: str | None
    amounts: tuple["YearMoney", ...]

    def money(self, year: int | None) -> "YearMoney | None":
        """Return the amounts of one year."""
        return next((money for money in self.amounts if money.year == year), None)


@dataclass(frozen=True, slots=True)
class YearMoney:
    """What one grant was given in one year, step by step: None is unknown, a step not there is none.

    Nothing was repaid when the key is left out, and nothing is granted, spent or left before the decision.
    """

    year: int | None
    steps: Mapping[Step, Bounded | None]
    decision: str | None


@dataclass(frozen=True, slots=True)
class Sums:
    """The sum of every step over some grants."""

    steps: Mapping[Step, Total]

    def __getitem__(self, step: Step) -> Total:
        return self.steps[step]

    @property
    def any_known(self) -> bool:
        """Tell whether any amount at all is known."""
        return any(found.known for found in self.steps.values())


@dataclass(frozen=True, slots=True)
class Group:
    """Grants that share an area of use, an organisation or the like, with the group's part of each.

    `keys` is empty where it is unknown, and several where the grants belong to them jointly. Groups
    sort by `place`: the plan's order, joint ones after, the unknown last.
    """

    keys: tuple[str, ...]
    name: str | None
    place: GroupPlace
    money: Mapping[str, "YearMoney"]
    sums: Sums

    @property
    def items(self) -> tuple[str, ...]:
        """Return the ids of the grants."""
        return tuple(self.money)


@dataclass(frozen=True, slots=True)
class Year:
    """The money of one year; None gathers the grants whose year is unknown."""

    year: int | None
    requisitioned: Total
    sums: Sums
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
    undecided: tuple[str, ...]
    sources: tuple[str, ...]
    all_items: int

    @property
    def several_years(self) -> tuple[str, ...]:
        """Return the grants that run over more than one year."""
        return tuple(id_ for id_, item in self.items.items() if len(item.years or ()) > 1)

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
    items = {id_: _item(plan.grants[id_], plan, as_of) for id_ in chosen.ids}
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
        undecided=chosen.undecided,
        sources=_sources(plan, items, shown),
        all_items=len(plan.grants),
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


def _item(grant: Grant, plan: Plan, as_of: date | None) -> GrantMoney:
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
        amounts=tuple(_money(year, stated, plan, as_of) for year in years),
    )


def _money(year: int | None, by_year: Mapping[int, YearAmounts], plan: Plan, as_of: date | None) -> YearMoney:
    stated = by_year.get(year or 0)
    if stated is None:
        return YearMoney(year, dict.fromkeys(STEPS), None)
    steps: dict[Step, Bounded | None] = {"applied": stated.applied, "proposed": stated.proposed}
    if not _decided_later(stated, plan, as_of):
        steps |= {"granted": stated.granted, "spent": stated.spent}
        if "repaid" in stated.model_fields_set:
            steps["repaid"] = stated.repaid
        steps["left"] = stated.left or _left(stated, by_year.get(stated.year - 1))
    return YearMoney(year, steps, stated.decision)


def _decided_later(stated: YearAmounts, plan: Plan, as_of: date | None) -> bool:
    decision = plan.decisions.get(stated.decision or "")
    if as_of is None or decision is None or decision.day is None:
        return False
    return decision.day.on_or_before(as_of) is Truth.NO


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
    return Year(
        year=year,
        requisitioned=_requisitioned(plan, year, as_of) if drawn else total([]),
        sums=_sums(item.money(year) for item in members.values()),
        complete=rules.grants_complete if rules else None,
        items=tuple(sorted(members, key=id_order)),
        groups=_groups(plan, year, members, by),
    )


def _requisitioned(plan: Plan, year: int | None, as_of: date | None) -> Total:
    parts: list[Bounded | None] = []
    for requisition in plan.requisitions.values():
        later = as_of and requisition.day and requisition.day.on_or_before(as_of) is Truth.NO
        if requisition.year == year and not later:
            parts += [part.requisitioned for part in requisition.amounts or ()] or [None]
    return total(parts)


def _sums(money: Iterable["YearMoney | None"]) -> Sums:
    rows = [row.steps for row in money if row is not None]
    return Sums({step: total(row[step] for row in rows if step in row) for step in STEPS})


def _groups(plan: Plan, year: int | None, items: Mapping[str, GrantMoney], by: Grouping) -> tuple[Group, ...]:
    """Return the groups in order.

    Every krona stands in exactly one group: a grant that several share is a group of theirs, unless
    the plan says how it is shared.
    """
    names = _names(plan, by)
    order = list(names)
    rows: dict[tuple[str, ...], dict[str, YearMoney]] = {}
    for id_ in sorted(items, key=id_order):
        keys = tuple(sorted(_keys(items[id_], by), key=lambda key: order.index(key) if key in names else -1))
        money = items[id_].money(year)
        assert money is not None, "the year's items have amounts for it, known or not"
        shared = by == "organisation" and items[id_].shares == "lika" and len(keys) > 1
        for number, owners in enumerate([(key,) for key in keys] if shared else [keys]):
            rows.setdefault(owners, {})[id_] = _share(money, len(keys), number) if shared else money

    def place(keys: tuple[str, ...]) -> GroupPlace:
        positions = tuple(order.index(key) if key in names else len(order) for key in keys)
        return (not keys, len(keys), positions, keys)

    return tuple(
        Group(
            keys,
            ", ".join(names.get(key) or key for key in keys) or None,
            place(keys),
            rows[keys],
            _sums(rows[keys].values()),
        )
        for keys in sorted(rows, key=place)
    )


def _keys(item: GrantMoney, by: Grouping) -> tuple[str, ...]:
    readers: dict[Grouping, Callable[[GrantMoney], tuple[str, ...] | None]] = {
        "category": lambda grant: (grant.category,) if grant.category else None,
        "organisation": lambda grant: grant.organisations,
        "direction": lambda grant: grant.directions,
        "process": lambda grant: grant.processes,
        "effort": lambda grant: grant.efforts,
    }
    return readers[by](item) or ()


def _names(plan: Plan, by: Grouping) -> dict[str, str | None]:
    """Return the full name of every group that there can be; organisations keep their short names."""
    header = plan.header
    if by == "organisation":
        return {key: key for key in header.organisations}
    if by == "process":
        return {id_: f"{id_} {process.title or ''}".strip() for id_, process in plan.processes.items()}
    table = {"category": header.categories, "direction": header.directions, "effort": header.efforts}[by]
    return {key: named.name for key, named in table.items()}


def _share(money: YearMoney, of: int, number: int) -> YearMoney:
    steps = {step: amount and _part(amount, of, number) for step, amount in money.steps.items()}
    return YearMoney(money.year, steps, money.decision)


def _part(amount: Bounded, of: int, number: int) -> Amount:
    """Return one of `of` equal parts in whole öre; the first ones take the öre that are left over."""

    def part(whole: Decimal) -> Decimal:
        each, rest = divmod(int(whole * 100), of)
        return Decimal(each + (number < rest)) / 100

    return Amount(part(amount.value), part(amount.low), None if amount.high is None else part(amount.high))


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

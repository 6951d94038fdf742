"""Put grants together by what they have in common, so that every krona stands in one group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from handlingsplan.compute.money import GrantMoney, Sums, YearMoney, sums
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import Plan
from handlingsplan.model.total import Amount, Bounded

Grouping = Literal["category", "organisation", "direction", "process", "effort"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)


GroupPlace = tuple[bool, int, tuple[int, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """Grants that share an area of use, an organisation or the like, with the group's part of each.

    `keys` is empty where it is unknown, and several where the grants belong to them jointly. Groups
    sort by `place`: the plan's order, joint ones after, the unknown last.
    """

    keys: tuple[str, ...]
    name: str | None
    place: GroupPlace
    money: Mapping[str, YearMoney]
    sums: Sums

    @property
    def items(self) -> tuple[str, ...]:
        """Return the ids of the grants."""
        return tuple(self.money)


def grouped(plan: Plan, year: int | None, items: Mapping[str, GrantMoney], by: Grouping) -> tuple[Group, ...]:
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
            sums(rows[keys].values()),
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

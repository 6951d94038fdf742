"""What a grant was given, step by step from application to report, and sums of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from handlingsplan.model.figure import Kronor
from handlingsplan.model.records.grant import Requisition
from handlingsplan.model.total import Bounded, Total, total

Step = Literal["applied", "proposed", "granted", "spent", "repaid", "carried", "left"]
STEPS: tuple[Step, ...] = get_args(Step)


@dataclass(frozen=True, slots=True)
class YearMoney:
    """What one grant was given in one year, step by step: None is unknown, a step not there is none.

    Nothing was repaid or carried over when the key is left out, and nothing is granted, spent or left before
    the decision.
    """

    year: int | None
    steps: Mapping[Step, Bounded | None]
    decision: str | None


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
    amounts: tuple[YearMoney, ...]

    def money(self, year: int | None) -> YearMoney | None:
        """Return the amounts of one year."""
        return next((money for money in self.amounts if money.year == year), None)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sum of every step over some grants."""

    steps: Mapping[Step, Total]

    def __getitem__(self, step: Step) -> Total:
        return self.steps[step]


def sums(money: Iterable[YearMoney | None]) -> Sums:
    """Return the sum of every step over what some grants were given; what is not there is no part."""
    rows = [row.steps for row in money if row is not None]
    return Sums({step: total(row[step] for row in rows if step in row) for step in STEPS})


def rows_drawn(requisition: Requisition) -> dict[int, Kronor | None]:
    """Return the amounts that a requisition is the sum of, by which row each stands in; None is unknown.

    Where an amount in all is known, a row for each direction beside it tells of the same money.
    """
    rows = dict(enumerate(requisition.amounts or ()))
    whole = {at: row for at, row in rows.items() if "direction" not in row.model_fields_set}
    known = any(row.requisitioned is not None for row in whole.values())
    return {at: row.requisitioned for at, row in (whole if known else rows).items()}


def amounts_drawn(requisition: Requisition) -> list[Kronor | None]:
    """Return the amounts that a requisition is the sum of; no row is one unknown."""
    return [*rows_drawn(requisition).values()] or [None]


def surely_above(more: Total, less: Total) -> bool:
    """Tell whether one sum is above another, whatever the parts turn out to be; all must be known."""
    if more.known < more.of or less.known < less.of or more.low is None or less.high is None:
        return False
    return more.low > less.high


def in_threes(number: Decimal) -> str:
    """Return a number as it is written in the files, as in 7 600 000 or 66 666,67."""
    places = 0 if number == number.to_integral_value() else 2
    return f"{number:,.{places}f}".translate({ord(","): " ", ord("."): ","})

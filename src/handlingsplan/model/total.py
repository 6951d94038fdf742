"""Add amounts and numbers of which some are approximate and some unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

NOTHING = Decimal(0)


class Bounded(Protocol):
    """A figure with the least and the most it can stand for; no `high` is no upper bound."""

    @property
    def value(self) -> Decimal: ...  # noqa: D102 - see the class
    @property
    def low(self) -> Decimal: ...  # noqa: D102
    @property
    def high(self) -> Decimal | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Amount:
    """A computed amount in kronor, with its bounds."""

    value: Decimal
    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Counted(Amount):
    """A computed number of people or things, with its bounds."""


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the parts that are known, in kronor: None when none is; `known` of `of` parts are.

    `low` and `high` enclose the sum of the known parts, not what the unknown ones would add.
    """

    sum: Decimal | None
    low: Decimal | None
    high: Decimal | None
    known: int
    of: int


@dataclass(frozen=True, slots=True)
class Tally(Total):
    """The sum of numbers of people or things, told as Total tells of kronor."""


def tally(parts: Iterable[Bounded | None]) -> Tally:
    """Return the sum of numbers that are no kronor; None among them is a part that is unknown."""
    found = total(parts)
    return Tally(found.sum, found.low, found.high, found.known, found.of)


def total(parts: Iterable[Bounded | None]) -> Total:
    """Return the sum of `parts`; None among them is a part that is unknown."""
    every = list(parts)
    known = [part for part in every if part is not None]
    if not known:
        return Total(None, None, None, 0, len(every))
    highs = [part.high for part in known]
    return Total(
        sum=sum((part.value for part in known), NOTHING),
        low=sum((part.low for part in known), NOTHING),
        high=None if None in highs else sum((high for high in highs if high is not None), NOTHING),
        known=len(known),
        of=len(every),
    )


def difference(given: Iterable[Bounded | None], taken: Iterable[Bounded | None]) -> Amount | None:
    """Return what is left of all that was given when `taken` is gone; None when any part is unknown."""
    whole, gone = total(given), total(taken)
    if whole.known < whole.of or gone.known < gone.of:
        return None
    return Amount(
        value=(whole.sum or NOTHING) - (gone.sum or NOTHING),
        low=NOTHING if gone.of and gone.high is None else (whole.low or NOTHING) - (gone.high or NOTHING),
        high=None if whole.of and whole.high is None else (whole.high or NOTHING) - (gone.low or NOTHING),
    )

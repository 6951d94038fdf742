"""Compare what is stated with what is computed: numbers and days by their bounds, words as they are."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError
from handlingsplan.model.figure import Figure, Kronor, Number
from handlingsplan.model.total import NOTHING, Bounded, total
from handlingsplan.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Span:
    """A computed number with its bounds; no `high` is no upper bound."""

    value: Decimal
    low: Decimal
    high: Decimal | None
    kronor: bool = False


Value = Figure | Span | Day | str
"""One thing that is stated or computed: a number, a day, or words."""


def exactly(number: int | Decimal) -> Span:
    """Return a number that is no other."""
    return Span(Decimal(number), Decimal(number), Decimal(number))


def added(values: Iterable[Figure | Span]) -> Span:
    """Return the sum of numbers, with the bounds of all."""
    parts = list(values)
    found = total(parts)
    of_money = any(is_kronor(part) for part in parts)
    return Span(found.sum or NOTHING, found.low or NOTHING, found.high if parts else NOTHING, of_money)


def is_kronor(value: Value) -> bool:
    """Tell whether a number is an amount of money."""
    return isinstance(value, Kronor) or (isinstance(value, Span) and value.kronor)


def meets(one: Value, other: Value) -> Truth:
    """Tell whether two values can be the same; unknown is never the answer for two that are both told."""
    one, other = _of_one_sort(one, other)
    if isinstance(one, Figure | Span) and isinstance(other, Figure | Span):
        return _truth(not (above(one, other) or above(other, one)))
    if isinstance(one, Day) and isinstance(other, Day):
        return _truth(not (_after(one, other) or _after(other, one)))
    if isinstance(one, str) and isinstance(other, str):
        return _truth(_folded(one) == _folded(other))
    return Truth.NO


def above(one: Bounded, other: Bounded) -> bool:
    """Tell whether a number is surely above another: they do not even share a border."""
    return other.high is not None and one.low > other.high


def difference(one: Value, other: Value) -> Decimal | None:
    """Return how far two numbers that do not meet are from each other, between their nearest bounds."""
    one, other = _of_one_sort(one, other)
    if not (isinstance(one, Figure | Span) and isinstance(other, Figure | Span)):
        return None
    for high, low in ((one, other), (other, one)):
        if low.high is not None and high.low > low.high:
            return high.low - low.high
    return None


def key_of(value: Value) -> Hashable:
    """Return what two values have in common that say the same, however they are written."""
    if isinstance(value, Figure | Span):
        return (value.low, value.high)
    if isinstance(value, Day):
        return ("day", value.first, value.last)
    return _folded(value)


def read_number(text: str) -> Figure | None:
    """Return the number that a text states, an amount of money if it is one; None for none."""
    for kind in (Number, Kronor):
        try:
            return kind.parse(text)
        except FieldError:
            continue
    return None


def read_count(text: str) -> Number | None:
    """Return how many a text states; None for none, and for a share."""
    try:
        number = Number.parse(text)
    except FieldError:
        return None
    return None if number.percent else number


def read_kronor(text: str) -> Kronor | None:
    """Return the amount of money that a text states; None for none."""
    try:
        return Kronor.parse(text)
    except FieldError:
        return None


def read_day(text: str) -> Day | None:
    """Return the day that a text states; None for none."""
    try:
        return Day.parse(text)
    except FieldError:
        return None


def read_any(text: str) -> Value:
    """Return the day, number or amount that a text states, or else the text itself."""
    return read_day(text) or read_number(text) or text


def number_of(value: Value) -> Figure | Span | None:
    """Return the number that a value is, also where its four digits were taken for a year; None for none."""
    if isinstance(value, Day):
        return read_number(value.text) if value.text.isdecimal() else None
    return None if isinstance(value, str) else value


def _of_one_sort(one: Value, other: Value) -> tuple[Value, Value]:
    """Return two values, the one of four digits as a number where the other is one: 2000, ca 2 000."""
    if isinstance(one, Day) is not isinstance(other, Day):
        return number_of(one) or one, number_of(other) or other
    return one, other


def _truth(answer: bool) -> Truth:
    return Truth.YES if answer else Truth.NO


def _after(one: Day, other: Day) -> bool:
    return one.first is not None and other.last is not None and one.first > other.last


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()

"""Read days as people write them, in part too: every day is an interval."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic_core import core_schema

from handlingsplan.model.fields import FieldError, quoted, scalar
from handlingsplan.model.truth import Truth

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

SEASONS = {
    "våren": (1, 6),
    "vårterminen": (1, 6),
    "sommaren": (6, 8),
    "hösten": (7, 12),
    "höstterminen": (7, 12),
}
"""First and last month of each season. The terms have the bounds of their half-year."""

_EXAMPLES = "2022-03-14, 2022-03, 2022 eller hösten 2022"
_YEAR = r"((?:19|20|21)[0-9]{2})"

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a stretch of days that it lies within; `first` and `last` are both included.

    `text` is what was written. `first` is None after *senast*, `last` after *tidigast*: no bound.
    """

    text: str
    first: date | None
    last: date | None

    @classmethod
    def parse(cls, value: object) -> "Day":
        """Return the day that `value` states; raise `FieldError` with the forms that are allowed."""
        text = " ".join(scalar(value, "en dag", _EXAMPLES).split())
        try:
            return _remembered(text)
        except ValueError as error:
            reason = "finns inte i kalendern" if _looks_like_date(text) else "är ingen dag"
            hint = f"skriv till exempel {_EXAMPLES}"
            raise FieldError("HP113", f"{quoted(text)} {reason}", hint) from error

    @classmethod
    def read(cls, text: str) -> "Day":
        """Return the day that a text states; raise `ValueError` for what is no day."""
        word, _, rest = text.partition(" ")
        if word.lower() == "tidigast":
            return cls(text, _span(rest)[0], None)
        if word.lower() == "senast":
            return cls(text, None, _span(rest)[1])
        first, last = _span(text)
        return cls(text, first, last)

    @property
    def exact(self) -> bool:
        """Tell whether this is one single day."""
        return self.first is not None and self.first == self.last

    def on_or_before(self, day: date) -> Truth:
        """Tell whether it has come by the end of `day`."""
        if self.last is not None and self.last <= day:
            return Truth.YES
        if self.first is not None and self.first > day:
            return Truth.NO
        return Truth.UNKNOWN

    def before(self, other: "Day") -> Truth:
        """Tell whether it comes before `other`, whatever days the two turn out to be."""
        if self.last is not None and other.first is not None and self.last < other.first:
            return Truth.YES
        if self.first is not None and other.last is not None and self.first >= other.last:
            return Truth.NO
        return Truth.UNKNOWN

    def within_year(self, year: int) -> Truth:
        """Tell whether it falls in `year`."""
        return self.within(date(year, 1, 1), date(year, 12, 31))

    def within(self, first: date, last: date) -> Truth:
        """Tell whether it falls between two days, both included."""
        if self.first is not None and self.last is not None and first <= self.first <= self.last <= last:
            return Truth.YES
        if (self.last is not None and self.last < first) or (self.first is not None and self.first > last):
            return Truth.NO
        return Truth.UNKNOWN

    @property
    def canonical(self) -> str:
        """Return the same day in the one way of writing that the plan keeps."""
        bound = re.match(r"(tidigast|senast) ", self.text, re.IGNORECASE)
        prefix = bound[0].lower() if bound else ""
        return prefix + _canonical(self.text[len(prefix) :].lower())

    @property
    def order(self) -> tuple[date, date]:
        """Return a sort key: by first day, then by last."""
        return (self.first or self.last or date.min, self.last or date.max)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)


def may_have_come(day: Day | None, as_of: date) -> bool:
    """Tell whether a day may have come by the end of `as_of`: one that is unknown may."""
    return day is None or day.on_or_before(as_of) is not Truth.NO


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Day:
    """Read a day once: the same days stand in many records."""
    return Day.read(text)


def _span(text: str) -> Span:
    """Return the first and last day of a written day; ValueError for what is no day."""
    lowered = text.lower()
    for pattern, read in _FORMS:
        match = re.fullmatch(pattern, lowered)
        if match:
            return read(*match.groups())
    raise ValueError(text)


def _one_day(year: str, month: str, day: str) -> Span:
    only = date(int(year), int(month), int(day))
    return only, only


def _months(year: str, first: int, last: int) -> Span:
    number = int(year)
    return date(number, first, 1), date(number, last, monthrange(number, last)[1])


def _month(year: str, month: str) -> Span:
    if not 1 <= int(month) <= 12:  # noqa: PLR2004 - months of a year
        raise ValueError(month)
    return _months(year, int(month), int(month))


def _year(year: str) -> Span:
    return _months(year, 1, 12)


def _years(first: str, last: str) -> Span:
    if int(first) >= int(last):
        raise ValueError(f"{first}-{last}")
    return _year(first)[0], _year(last)[1]


def _turn_of_year(first: str, last: str) -> Span:
    if int(last) != int(first) + 1:
        raise ValueError(f"{first}/{last}")
    return date(int(first), 12, 1), date(int(last), 1, 31)


def _named_day(day: str, month: str, year: str) -> Span:
    return _one_day(year, str(MONTHS.index(month) + 1), day)


def _named_month(month: str, year: str) -> Span:
    return _month(year, str(MONTHS.index(month) + 1))


def _season(season: str, year: str) -> Span:
    return _months(year, *SEASONS[season])


def _part(part: str, whole: str) -> Span:
    """Halve a season, a term or a year: *början* is its first months, *slutet* its last."""
    first, last = _span(whole)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    half = -(-months // 2)
    if first.year != last.year or months == 1:
        raise ValueError(whole)
    if part == "början":
        return first, _months(str(first.year), first.month, first.month + half - 1)[1]
    return _months(str(first.year), last.month - half + 1, last.month)


_MONTH_NAMES = "|".join(MONTHS)
_SEASON_NAMES = "|".join(SEASONS)

# Compiled when first tried: most plans write only the first few forms.
_FORMS: tuple[tuple[str, Callable[..., Span]], ...] = (
    (rf"{_YEAR}-([0-9]{{2}})-([0-9]{{2}})", _one_day),
    (rf"{_YEAR}-([0-9]{{2}})", _month),
    (_YEAR, _year),
    (rf"{_YEAR} ?[-–] ?{_YEAR}", _years),
    (rf"årsskiftet {_YEAR} ?[/-] ?{_YEAR}", _turn_of_year),
    (rf"([0-9]{{1,2}}) ({_MONTH_NAMES}) {_YEAR}", _named_day),
    (rf"({_MONTH_NAMES}) {_YEAR}", _named_month),
    (rf"({_SEASON_NAMES}) {_YEAR}", _season),
    (rf"(början|slutet) av ((?:(?:{_SEASON_NAMES}) )?[0-9]{{4}})", _part),
)


def _looks_like_date(text: str) -> bool:
    """Tell whether it is written as a day or a month should be, so that only the calendar is against it."""
    written = rf"{_YEAR}-[0-9]{{2}}(?:-[0-9]{{2}})?|[0-9]{{1,2}} (?:{_MONTH_NAMES}) {_YEAR}"
    return re.fullmatch(written, text.lower()) is not None


def _canonical(lowered: str) -> str:
    first, last = _span(lowered)
    if first == last:
        return first.isoformat()
    if re.match(_MONTH_NAMES, lowered):
        return first.isoformat()[:7]
    sign = "/" if lowered.startswith("årsskiftet") else "-"
    return re.sub(r" ?[-–/] ?", sign, lowered)

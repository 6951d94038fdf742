"""Say amounts, days, counts and states in Swedish."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from handlingsplan.compute.standing import Kind
from handlingsplan.model.day import MONTHS, Day
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import FileCount
from handlingsplan.model.total import Bounded, Total

HARD_SPACE = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
UNKNOWN = "okänt"

MILLION = 1_000_000

KIND_HEADS: dict[Kind, str] = {
    "completed": "slutförda",
    "continuing": "fortsatt",
    "active": "pågår",
    "paused": "pausade",
    "planned": "planerade",
    "cancelled": "avbrutna",
    "unknown": "okänt",
}
"""A column head for each kind of status."""

USUAL_WORDS: frozenset[str | None] = frozenset(
    {None, "slutförd", "fortsatt processledning", "pågår", "pausad", "planerad", "ej påbörjad", "avbruten"}
)
"""The words for a status that have a plural here; any other word of a plan's own is used as it is."""

KIND_COUNTS: dict[Kind, tuple[str, str]] = {
    "completed": ("är slutförd", "är slutförda"),
    "continuing": ("behöver fortsatt processledning", "behöver fortsatt processledning"),
    "active": ("pågår", "pågår"),
    "paused": ("är pausad", "är pausade"),
    "planned": ("har inte börjat", "har inte börjat"),
    "cancelled": ("är avbruten", "är avbrutna"),
    "unknown": ("har okänt läge", "har okänt läge"),
}
"""What one process does, and what several do, in each kind of status."""

KIND_LISTS: dict[Kind, tuple[str, str]] = {
    "completed": ("slutförd", "slutförda"),
    "continuing": ("fortsatt processledning", "fortsatt processledning"),
    "active": ("pågår", "pågår"),
    "paused": ("pausad", "pausade"),
    "planned": ("ej påbörjad", "ej påbörjade"),
    "cancelled": ("avbruten", "avbrutna"),
    "unknown": ("okänt läge", "okänt läge"),
}
"""The same as a word in a list of counts."""

_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_FEW_PLACES = 5


def whole(number: int | Decimal) -> str:
    """Return a number in groups of three with hard spaces, as in 7 600 000."""
    text = f"{abs(number):,}".replace(",", HARD_SPACE).replace(".", ",")
    return f"{MINUS}{text}" if number < 0 else text


def number(total: Bounded | Total) -> str:
    """Return a number, as bounds where it is approximate, or a least where parts of a sum are unknown."""
    if isinstance(total, Total) and total.known < total.of and total.low is not None:
        return f"minst{HARD_SPACE}{_short(total.low)}"
    low, high = (None if bound is None else _short(bound) for bound in (total.low, total.high))
    if high is None:
        return f"minst{HARD_SPACE}{low}"
    return low or "" if low == high else f"{low}{DASH}{high}"


def counted(count: int, one: str, several: str) -> str:
    """Return a count and its noun in the right number, as in `1 fil` or `25 filer`."""
    return f"{whole(count)}{HARD_SPACE}{one if count == 1 else several}"


def files_read(files: FileCount, one: str, several: str) -> str:
    """Return how many files were read, as in `24 av 25 filer lästa`."""
    return f"{whole(files.read)} av {counted(files.total, one, several)}"


def in_words(count: int, *, neuter: bool = False) -> str:
    """Return a count up to twelve as a word, as prose has it."""
    if neuter and count == 1:
        return "ett"
    return _WORDS[count] if 0 <= count < len(_WORDS) else whole(count)


def capital(text: str) -> str:
    """Return a text with its first letter in upper case, the others untouched."""
    return text[:1].upper() + text[1:]


def kronor(amount: Bounded | Total) -> str:
    """Return an amount to the krona, as in 7 600 000 kr, *ca* before it where it is approximate."""
    return f"{_about(amount)}{_plain(_value(amount))}{HARD_SPACE}kr"


def figures(amount: Bounded | None) -> str:
    """Return an amount for a column of kronor: without unit, unknown as a word."""
    return UNKNOWN if amount is None else f"{_about(amount)}{_plain(amount.value)}"


def money(amount: Bounded | Total) -> str:
    """Return an amount for prose: in mnkr when it is even tens of thousands, else to the krona."""
    value = _value(amount)
    tenths = value / MILLION
    if abs(value) >= MILLION and tenths == tenths.quantize(Decimal("0.01")):
        number = f"{tenths.normalize():f}".replace(".", ",").replace("-", MINUS)
        return f"{_about(amount)}{number}{HARD_SPACE}mnkr"
    return kronor(amount)


def summed(total: Total) -> str:
    """Return a total for a column of kronor: without unit, unknown as a word."""
    return UNKNOWN if total.sum is None else f"{_about(total)}{_plain(total.sum)}"


def span(years: Sequence[int] | None) -> str:
    """Return years as 2022, 2021–2023 or 2021, 2023."""
    if not years:
        return UNKNOWN
    first, last = min(years), max(years)
    if len(years) == 1:
        return str(first)
    if list(years) == list(range(first, last + 1)):
        return f"{first}{DASH}{last}"
    return ", ".join(str(year) for year in years)


def period(first: date | None, last: date | None) -> str:
    """Return a plan's period in years, as in 2021–2023; empty when neither end is known."""
    years = [str(day.year) for day in (first, last) if day]
    return DASH.join(dict.fromkeys(years))


def day(value: Day | None) -> str:
    """Return a day for a column: as it was written, with proper dashes."""
    return UNKNOWN if value is None else value.text.replace("-", DASH) if _years(value) else value.text


def in_prose(value: Day | date | None) -> str:
    """Return a day as running text has it: den 31 december 2023, februari 2024, 2019–2021, våren 2024."""
    if value is None:
        return "okänd dag"
    if isinstance(value, date):
        return f"den{HARD_SPACE}{value.day}{HARD_SPACE}{MONTHS[value.month - 1]}{HARD_SPACE}{value.year}"
    word, _, rest = value.text.partition(" ")
    if word.lower() in {"tidigast", "senast"}:
        return f"{word.lower()} {in_prose(Day.read(rest))}"
    if value.exact and value.first is not None:
        return in_prose(value.first)
    if value.first and len(value.text) == len("2024-02") and value.text[:4].isdecimal():
        return f"{MONTHS[value.first.month - 1]}{HARD_SPACE}{value.first.year}"
    return day(value).replace(" ", HARD_SPACE)


def at(value: Day | date | None) -> str:
    """Return a day as the time when something happened: den 8 maj 2022, i februari 2024, våren 2024."""
    told = in_prose(value)
    return f"i{HARD_SPACE}{told}" if told.startswith(MONTHS) else told


def listed(words: Iterable[str], *, last: str = "och") -> str:
    """Return words as `a, b och c`."""
    *others, final = [*words] or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def source_names(
    references: Iterable[str], documents: Mapping[str, str], *, every: bool = False
) -> list[str]:
    """Return references as `rapporten 6.1, 6.2`: each document once, then its places in order.

    Many places are only counted, unless `every` is wanted.
    """
    places: dict[str, list[str]] = {}
    for reference in references:
        document, _, place = reference.partition(" ")
        places.setdefault(documents.get(document, document), []).append(place)
    return [f"{name} {_places(found, every=every)}".rstrip() for name, found in places.items()]


def _places(found: Iterable[str], *, every: bool) -> str:
    places = sorted({*found} - {""}, key=id_order)
    return ", ".join(places) if every or len(places) <= _FEW_PLACES else f"på {len(places)} ställen"


def _value(amount: Bounded | Total) -> Decimal:
    value = amount.sum if isinstance(amount, Total) else amount.value
    assert value is not None, "an unknown amount is told as such by the caller"
    return value


def _plain(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.01"))
    return whole(int(rounded)) if rounded == rounded.to_integral_value() else whole(rounded)


def _short(value: Decimal) -> str:
    """Return a number without noughts after its last decimal, as in 8,5."""
    whole_ = value == value.to_integral_value()
    return whole(int(value)) if whole_ else f"{value.normalize():f}".replace(".", ",")


def _about(amount: Bounded | Total) -> str:
    """Return the word before an amount: *minst* without an upper bound, *ca* when approximate."""
    if amount.high is None:
        return f"minst{HARD_SPACE}"
    value = amount.sum if isinstance(amount, Total) else amount.value
    return "" if amount.low == value == amount.high else f"ca{HARD_SPACE}"


def _years(value: Day) -> bool:
    return len(value.text) == len("2020-2021") and value.text[:4].isdecimal() and value.text[5:].isdecimal()

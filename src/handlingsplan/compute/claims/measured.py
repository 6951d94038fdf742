"""Measure what a claim is about in the plan's files, with what nobody can tell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from handlingsplan.compute.claims.fields import Field, look_up
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.values import Span, Value
from handlingsplan.compute.entries import Entry, gather, tells
from handlingsplan.compute.entry_facets import EntryFacets
from handlingsplan.compute.list import Condition, Wanted, answered, come
from handlingsplan.compute.money import STEPS, amounts_drawn
from handlingsplan.compute.own.told import told
from handlingsplan.compute.select import Selection
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.grant import Grant, Requisition
from handlingsplan.model.total import NOTHING, Bounded, Total, difference, total
from handlingsplan.model.truth import Truth

Lack = Literal["undecided", "unknown", "incomplete", "unread", "absent"]
"""What keeps the files from telling: entries that may belong, values that are unknown, a list that is not
whole, files that could not be read, or nothing to go by."""


class Origin(NamedTuple):
    """A value in the files that a figure is made of: what it is of, and where it stands."""

    id: str
    path: str
    loc: Loc


@dataclass(frozen=True, slots=True)
class Measured:
    """What the files give: a value, or what they list; `lacks` is empty where it is certain.

    `maybe` are those that nobody can tell of. `made_of` tells where each part stands, by what it is of.
    """

    value: Value | None
    items: tuple[str, ...] | None = None
    maybe: tuple[str, ...] = ()
    made_of: tuple[Origin, ...] = ()
    lacks: Lack | None = None


class Sight:
    """Measures quantities in one plan; what it has gathered once it keeps."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._facets: dict[date, EntryFacets] = {}
        self._answers: dict[tuple[Quantity, date], list[tuple[Entry, Truth]]] = {}

    @cached_property
    def _every(self) -> Mapping[str, list[Entry]]:
        return gather(self.plan)

    def measure(self, quantity: Quantity, as_of: date) -> Measured:
        """Return what the files give of a count, a sum or a field at the end of a day."""
        if quantity.form == "field":
            found = look_up(self.plan, quantity.record, quantity.key)
            return _of_field(quantity, found) if found else Measured(None, lacks="absent")
        return self._sum(quantity, as_of) if quantity.form == "sum" else self._count(quantity, as_of)

    def each(self, quantity: Quantity, as_of: date) -> Iterator[tuple[Entry, Truth, list[Value]]]:
        """Yield each entry that is, or may be, asked about, with the values it has under the key."""
        for entry, answer in self.answers(quantity, as_of):
            if answer is not Truth.NO:
                found = told(entry, quantity.key).value
                yield entry, answer, [*values_of(found)]

    def origins(self, quantity: Quantity, as_of: date) -> Iterator[Origin]:
        """Yield where each entry that is asked about has its value under the key."""
        for entry, answer in self.answers(quantity, as_of):
            if answer is Truth.YES:
                yield Origin(name_of(entry), entry.path, told(entry, quantity.key).loc)

    def answers(self, quantity: Quantity, as_of: date) -> list[tuple[Entry, Truth]]:
        """Return the entries of a sort that had come by a day, with whether each is asked about."""
        asked = Quantity("count", quantity.records, quantity.select, quantity.where)
        if (asked, as_of) not in self._answers:
            facets = self._facets.setdefault(as_of, EntryFacets(self.plan, as_of))
            entries = [it for it in self._every.get(quantity.records, []) if come(it, as_of)]
            where = tuple(Condition(key, word) for key, word in sorted(quantity.where))
            wanted = Wanted(quantity.records, Selection(quantity.selected), where)
            self._answers[asked, as_of] = answered(facets, wanted, entries)
        return self._answers[asked, as_of]

    def lack(self, quantity: Quantity, maybe: Iterable[object]) -> Lack | None:
        """Return what keeps a count from being certain, None for nothing."""
        folder = self.plan.folders.get("grants" if quantity.records == "requisitions" else quantity.records)
        if not (folder or self.plan.files).complete:
            return "unread"
        if quantity.records == "grants" and not self._grants_complete(quantity):
            return "incomplete"
        return "undecided" if any(True for _ in maybe) else None

    def _grants_complete(self, quantity: Quantity) -> bool:
        years = self.plan.header.years
        asked = quantity.selected.get("year") or frozenset(map(str, years))
        return bool(asked) and all(
            str(year) not in asked or bool(it.grants_complete) for year, it in years.items()
        )

    def _count(self, quantity: Quantity, as_of: date) -> Measured:
        answers = self.answers(quantity, as_of)
        sure = [entry for entry, answer in answers if answer is Truth.YES]
        maybe = [entry for entry, answer in answers if answer is Truth.UNKNOWN]
        lacks = self.lack(quantity, maybe)
        high = None if lacks in {"unread", "incomplete"} else NOTHING + len(sure) + len(maybe)
        return Measured(
            value=Span(NOTHING + len(sure), NOTHING + len(sure), high),
            items=tuple(map(name_of, sure)),
            maybe=tuple(map(name_of, maybe)),
            made_of=tuple(Origin(name_of(entry), entry.path, entry.loc) for entry in (*sure, *maybe)),
            lacks=lacks,
        )

    def _sum(self, quantity: Quantity, as_of: date) -> Measured:
        answers = self.answers(quantity, as_of)
        sure = [entry for entry, answer in answers if answer is Truth.YES]
        maybe = [name_of(entry) for entry, answer in answers if answer is Truth.UNKNOWN]
        years = quantity.selected.get("year", frozenset())
        parts = [it for entry in sure for it in _parts(entry, quantity.key, years)]
        taken = (
            [it for entry in sure for it in _parts(entry, quantity.minus, years)] if quantity.minus else []
        )
        made_of = tuple(part.origin for part in (*parts, *taken))
        if not parts:
            return Measured(None, maybe=tuple(maybe), made_of=made_of, lacks="absent")
        lacks = self.lack(quantity, maybe)
        unknown = tuple(part.origin.id for part in (*parts, *taken) if part.figure is None)
        found = _summed([part.figure for part in parts], [part.figure for part in taken])
        if lacks or unknown:
            found = Span(found.low, found.low, None) if found and not taken else None
        return Measured(found, None, (*maybe, *unknown), made_of, lacks or ("unknown" if unknown else None))


class _Part(NamedTuple):
    figure: Figure | None
    origin: Origin


def name_of(entry: Entry) -> str:
    """Return what tells an entry from the others of its sort: its id or short name, or its own words."""
    if entry.key is not None:
        return entry.key
    if len(entry.chain) == 1:
        return entry.owner
    words = (getattr(entry.part, key, None) for key in ("title", "name", "what", "text", "organisation"))
    own = next((word for word in words if isinstance(word, str)), None)
    steps = ".".join(str(step + 1) if isinstance(step, int) else step for step in entry.loc)
    return own or f"{entry.owner}.{steps}"


def values_of(found: object) -> Iterator[Value]:
    """Yield the values that stand under a key: one, or each of a list; nothing where it is unknown."""
    if isinstance(found, Figure | Day):
        yield found
    elif isinstance(found, bool):
        yield "ja" if found else "nej"
    elif isinstance(found, int):
        yield Day.parse(str(found))
    elif isinstance(found, str):
        yield found
    elif isinstance(found, tuple):
        for item in found:
            yield from values_of(item)


def _parts(entry: Entry, key: str, years: frozenset[str]) -> Iterator[_Part]:
    """Yield the amounts or numbers under a key of an entry; the money of records by its rows."""
    record = entry.part
    if isinstance(record, Requisition) and key == "requisitioned":
        for amount in amounts_drawn(record):
            yield _Part(amount, Origin(entry.owner, entry.path, ("amounts",)))
    elif isinstance(record, Grant) and key in STEPS:
        yield from _rows(record, entry, key, years)
    elif any(tells(part, key) for part in entry.chain) or "." in key:
        found = told(entry, key)
        if found.written or found.value is not None:
            value = found.value if isinstance(found.value, Figure) else None
            yield _Part(value, Origin(name_of(entry), entry.path, found.loc))


def _rows(grant: Grant, entry: Entry, key: str, years: frozenset[str]) -> Iterator[_Part]:
    """Yield one step of a grant's money in some years, or in all; a year without amounts is unknown."""
    rows = [(n, row) for n, row in enumerate(grant.amounts or ()) if not years or str(row.year) in years]
    for number, row in rows:
        if key in row.model_fields_set:
            yield _Part(getattr(row, key), Origin(entry.owner, entry.path, ("amounts", number, key)))
    if not rows:
        yield _Part(None, Origin(entry.owner, entry.path, ("amounts",)))


def _summed(given: list[Figure | None], taken: list[Figure | None]) -> Span | None:
    parts: list[Bounded | None] = [*given]
    of_money = any(type(part).__name__ == "Kronor" for part in given)
    if taken:
        left = difference(parts, taken)
        return Span(left.value, left.low, left.high, of_money) if left else None
    found: Total = total(parts)
    if found.sum is None or found.low is None:
        return Span(NOTHING, NOTHING, None, of_money)
    return Span(found.sum, found.low, found.high, of_money)


def _of_field(quantity: Quantity, field: Field) -> Measured:
    """Return what a field holds: a value, or how many things, and which where they are words."""
    made_of = (Origin(quantity.record, field.path, field.loc),)
    if field.value is None:
        return Measured(None, made_of=made_of, lacks="unknown")
    if field.shape.listed or isinstance(field.value, tuple | Mapping):
        things = [*field.value] if isinstance(field.value, tuple | Mapping) else []
        words = tuple(map(str, things)) if all(isinstance(it, str | int) for it in things) else None
        count = NOTHING + len(things)
        return Measured(Span(count, count, count), words, made_of=made_of)
    return Measured(next(values_of(field.value), None), made_of=made_of)

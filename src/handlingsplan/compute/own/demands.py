"""Hold the selected entries of a plan against one demand of its own: stated, compare or within."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from handlingsplan.compute.entries import Entry, words_of
from handlingsplan.compute.entry_facets import EntryFacets
from handlingsplan.compute.own.told import Comparable, less, limit_of, told
from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError, brief
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.rules import Compared, Within

_MOST_DAYS = 100_000
"""Days that no plan waits for."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a demand is judged by: the selected entries, and if more may belong to them; the plan, the day."""

    plan: Plan
    facets: EntryFacets
    entries: Sequence[Entry]
    maybe_more: bool
    today: date


class Breach(NamedTuple):
    """What is surely against a demand: where, what is so, and what should be."""

    path: str
    loc: Loc
    found: str
    wanted: str


def missing(keys: Sequence[str], sight: Sight) -> Iterator[Breach]:
    """Yield the entries that say nothing under a key; unknown is said."""
    for entry in sight.entries:
        for key in keys:
            found = told(entry, key)
            if found.unsaid or found.value in ((), {}):
                wanted = f"skriv {key}, eller null om det är okänt"
                yield Breach(entry.path, found.loc, f"{shown_key(key)} saknas", wanted)


def beyond(demand: Compared, sight: Sight) -> Iterator[Breach]:
    """Yield the entries whose value is surely outside the limits, or none of the words."""
    for entry in sight.entries:
        found = told(entry, demand.key)
        wanted = _wanted(found.value, demand, entry) if found.value not in (None, ()) else None
        if wanted is not None:
            is_ = brief(", ".join(words_of(found.value)))
            yield Breach(entry.path, found.loc, f"{shown_key(demand.key)} är {is_}", f"det ska vara {wanted}")


def late(demand: Within, sight: Sight) -> Iterator[Breach]:
    """Yield the entries where a day surely comes too late after another, or has not come in time."""
    days = timedelta(days=min(int(demand.days.high or demand.days.value), _MOST_DAYS))
    for entry in sight.entries:
        start, found = told(entry, demand.of).value, told(entry, demand.key)
        if not isinstance(start, Day) or start.last is None:
            continue
        last = min(start.last, date.max - days) + days
        wanted = f"det ska vara inom {demand.days.text} dagar efter {shown_key(demand.of)}, {start.text}"
        if isinstance(found.value, Day):
            if found.value.first is not None and found.value.first > last:
                yield Breach(entry.path, found.loc, f"{shown_key(demand.key)} är {found.value.text}", wanted)
        elif not found.written and last < sight.today:
            yield Breach(entry.path, found.loc, f"{shown_key(demand.key)} saknas", wanted)


def shown_key(key: str) -> str:
    """Return a key with its Swedish name, as in notes.drafted (skrivna)."""
    outer, dot, last = key.rpartition(".")
    return f"{outer}{dot}{shown(last)}"


def _wanted(value: object, demand: Compared, entry: Entry) -> str | None:
    """Return what a value should be and surely is not; None where it may be."""
    if isinstance(value, Comparable) and not isinstance(value, bool):
        tests: tuple[tuple[str, str | None, Callable[[Comparable, Comparable], bool]], ...] = (
            ("minst", demand.at_least, less),
            ("högst", demand.at_most, lambda found, limit: less(limit, found)),
            ("", demand.equals, lambda found, limit: less(found, limit) or less(limit, found)),
        )
        for word, written, breaks in tests:
            limit = _limit(written, value, entry) if written else None
            if limit is not None and breaks(value, limit):
                return f"{word} {limit if isinstance(limit, int) else limit.text}".strip()
        return None
    allowed = demand.one_of or _equal_to(demand.equals, entry)
    if not allowed or all(word in allowed for word in words_of(value)):
        return None
    return " eller ".join(allowed)


def _equal_to(written: str | None, entry: Entry) -> tuple[str, ...]:
    """Return the words that a text shall be: those of another key, or the one that is written."""
    if written is None:
        return ()
    other = told(entry, written)
    return (written,) if other.loc == entry.loc else tuple(words_of(other.value))


def _limit(written: str, value: Comparable, entry: Entry) -> Comparable | None:
    """Return a limit as a value of the same kind: what is written, or the value of another key."""
    try:
        return limit_of(type(value), written)
    except FieldError:
        other = told(entry, written).value
        return other if isinstance(other, type(value)) else None

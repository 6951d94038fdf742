"""List everything of one sort in the plan: events, groups, posts, answers; grouped and summed as asked.

A sort is a kind of record, or a key under which groups of keys stand, wherever in the plan they do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import NamedTuple

from handlingsplan.compute.entries import Entry, gather, keys_of, tells, whole_text, words_of
from handlingsplan.compute.facets import UNKNOWN_WORD, Facet, Facets, years_in
from handlingsplan.compute.select import NAMES, Selection
from handlingsplan.model import truth
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.fields import id_order
from handlingsplan.model.figure import Figure, Kronor, Number
from handlingsplan.model.plan import FileCount, Plan
from handlingsplan.model.records.part import Record
from handlingsplan.model.total import Total, total
from handlingsplan.model.truth import Truth

YEAR = "year"
"""What every entry answers that has a day, a year or a period, itself or what it stands in."""

_DATING = ("year", "years", "day", "since", "seen", "from", "due", "period")

_OWN_KEYS = {"org": ("organisation", "responsible_for"), "area": (), "lead": (), "status": ("status",)}
"""The keys inside a record that answer a name of the vocabulary, where they are called otherwise."""

_OF_RECORDS = frozenset({"body", "process"})
"""The names that a record answers with its candidates, where it is unknown which."""


_ADDED = frozenset({"count", "fte", "participants", "returning", "highlighted"})
"""The keys of numbers that can be added. Not so what participants are counted as: the same people may be
told of as persons and as times, and sums of measured values mean nothing."""


class Condition(NamedTuple):
    """A key and the word that it must hold; `okänt` holds where the key is unknown or left out."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """The entries that share what they were grouped by; None is unknown, an empty text says nothing."""

    words: tuple[str | None, ...]
    entries: tuple[Entry, ...]
    sums: Mapping[str, Total]


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one sort; `keys` are those that any tells, `undecided` how many may be selected."""

    plan: str | None
    what: str
    as_of: date | None
    files: FileCount
    selected: bool
    entries: tuple[Entry, ...]
    keys: tuple[str, ...]
    sums: Mapping[str, Total]
    by: tuple[str, ...]
    groups: tuple[EntryGroup, ...]
    undecided: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a sort: a selection, conditions on keys, a text to find, and what to group by."""

    what: str
    selection: Selection = field(default_factory=Selection)
    where: tuple[Condition, ...] = ()
    search: str | None = None
    by: tuple[str, ...] = ()


def compute_list(plan: Plan, wanted: Wanted, as_of: date | None = None) -> Entries:
    """Return the entries of one sort; with `as_of` none that came later."""
    every = [entry for entry in gather(plan).get(wanted.what, []) if _come(entry, as_of)]
    told = _Told(plan, as_of or date.max)
    tests = _tests(told, wanted, every)
    answers = [(entry, truth.every(test(entry) for test in tests)) for entry in every]
    entries = [entry for entry, answer in answers if answer is Truth.YES]
    keys = keys_of(entries)
    return Entries(
        plan=plan.header.name,
        what=wanted.what,
        as_of=as_of,
        files=plan.files,
        selected=bool(tests),
        entries=tuple(entries),
        keys=keys,
        sums=_sums(entries, _summed(wanted.what, entries, keys)),
        by=wanted.by,
        groups=tuple(_groups(told, wanted.what, entries, wanted.by)),
        undecided=sum(answer is Truth.UNKNOWN for _, answer in answers),
    )


class _Told:
    """Tells what each entry says about a key, or about a name that records are selected by."""

    def __init__(self, plan: Plan, as_of: date) -> None:
        self.plan = plan
        self.records = Facets(plan, as_of)

    def facet(self, entry: Entry, name: str) -> Facet:
        """Return what the entry says, or what it stands in; at last what is known through its record."""
        if name == YEAR and entry.loc[:1] == ("years",):
            return Facet(frozenset({entry.key or ""}))
        if name == YEAR and (key := _dated_by(entry)):
            return years_in(entry.value(key), self.plan)
        record = entry.chain[-1]
        own = () if name in _OF_RECORDS and isinstance(record, Record) else _OWN_KEYS.get(name, (name,))
        key = next((key for key in own if entry.tells(key)), None)
        if key is not None:
            value = entry.value(key)
            return Facet(more=True) if value is None else Facet(frozenset(words_of(value)))
        named = name in NAMES and isinstance(record, Record)
        return self.records.facet(record, name) if named and isinstance(record, Record) else Facet()

    def words(self, entry: Entry, name: str) -> list[str | None]:
        """Return the words that an entry is grouped under: None when unknown, an empty text when none."""
        facet = self.facet(entry, name)
        if facet.values:
            return [*sorted(facet.values, key=id_order)]
        return [None] if facet.more else [""]


def _dated_by(entry: Entry) -> str | None:
    """Return the key that dates an entry: its own before that of what it stands in."""
    return next((key for part in entry.chain for key in _DATING if tells(part, key)), None)


def _tests(told: _Told, wanted: Wanted, every: Sequence[Entry]) -> list[Callable[[Entry], Truth]]:
    tests = [_condition(condition, every, told) for condition in wanted.where]
    for name, words in wanted.selection.wanted.items():
        tests.append(_selected(name, words, told))
    if wanted.search:
        sought = wanted.search.casefold()
        tests.append(lambda entry: Truth.YES if sought in whole_text(entry) else Truth.NO)
    return tests


def _selected(name: str, words: frozenset[str], told: _Told) -> Callable[[Entry], Truth]:
    return lambda entry: told.facet(entry, name).matches(words)


def _condition(condition: Condition, every: Sequence[Entry], told: _Told) -> Callable[[Entry], Truth]:
    """Return a test of one key: the whole word where any entry has it, otherwise a part of a text."""
    sought = condition.word.casefold()
    facets = {entry: told.facet(entry, condition.key) for entry in every}
    folded = {
        entry: it._replace(excluded=frozenset(map(str.casefold, it.excluded))) for entry, it in facets.items()
    }
    days = any(isinstance(entry.value(condition.key), Day) for entry in every)
    whole = not days and any(sought == value.casefold() for it in facets.values() for value in it.values)

    def fits(value: str) -> bool:
        return sought == value.casefold() if whole else sought in value.casefold()

    def test(entry: Entry) -> Truth:
        if sought == UNKNOWN_WORD and facets[entry] == Facet():
            return Truth.YES  # nothing is told of it
        fitting = frozenset(value for value in facets[entry].values if fits(value))
        return folded[entry].matches(fitting or frozenset({sought}))

    return test


def _groups(told: _Told, what: str, entries: Sequence[Entry], by: Sequence[str]) -> Iterator[EntryGroup]:
    """Yield the groups: years in order, other words the most common first; an entry may be in several."""
    members: dict[tuple[str | None, ...], list[Entry]] = {}
    for entry in entries if by else ():
        for words in product(*(told.words(entry, key) for key in by)):
            members.setdefault(words, []).append(entry)
    sizes = [
        Counter(words[:depth] for words, held in members.items() for _ in held)
        for depth in range(1, len(by) + 1)
    ]

    def order(words: tuple[str | None, ...]) -> list[tuple[bool, int, tuple[object, ...]]]:
        return [
            (not word, 0 if key == YEAR else -sizes[depth][words[: depth + 1]], id_order(word or ""))
            for depth, (key, word) in enumerate(zip(by, words, strict=True))
        ]

    keys = _summed(what, entries, keys_of(entries))
    for words in sorted(members, key=order):
        yield EntryGroup(words, tuple(members[words]), _sums(members[words], keys))


def _summed(what: str, entries: Iterable[Entry], keys: Iterable[str]) -> list[str]:
    """Return the keys whose sum says something: kronor, and what is counted once for each entry."""
    parts = [entry.part for entry in entries]

    def holds(key: str, kind: type[Figure]) -> bool:
        return any(isinstance(getattr(part, key), kind) for part in parts if key in part.model_fields_set)

    counted = _ADDED if what != "participants" else frozenset[str]()
    return [key for key in keys if holds(key, Kronor) or (key in counted and holds(key, Number))]


def _sums(entries: Iterable[Entry], keys: Iterable[str]) -> dict[str, Total]:
    """Return the sum of each of some keys over the entries that tell it."""
    entries = list(entries)
    told = {key: [entry.value(key) for entry in entries if tells(entry.part, key)] for key in keys}
    return {
        key: total(value if isinstance(value, Figure) else None for value in values)
        for key, values in told.items()
        if values
    }


def _come(entry: Entry, as_of: date | None) -> bool:
    """Tell whether an entry may have come by a day: neither it nor what it stands in came later."""
    if as_of is None:
        return True
    days = [getattr(part, key, None) for part in entry.chain for key in ("day", "since", "from_")]
    return all(may_have_come(day, as_of) for day in days if isinstance(day, Day))

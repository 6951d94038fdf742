"""List everything of one sort in the plan: events, groups, posts, answers; grouped and summed as asked.

A sort is a kind of record, or a key under which groups of keys stand, wherever in the plan they do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import NamedTuple

from handlingsplan.compute.entries import Entry, gather, keys_of, tells, whole_text
from handlingsplan.compute.entry_facets import YEAR, EntryFacets
from handlingsplan.compute.facets import UNKNOWN_WORD, Facet
from handlingsplan.compute.select import Selection
from handlingsplan.model import truth
from handlingsplan.model.day import Day
from handlingsplan.model.fields import id_order
from handlingsplan.model.figure import Figure, Kronor, Number
from handlingsplan.model.plan import FileCount, Plan
from handlingsplan.model.total import Total, tally, total
from handlingsplan.model.truth import Truth

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
    every = [entry for entry in gather(plan).get(wanted.what, []) if come(entry, as_of) is not Truth.NO]
    told = EntryFacets(plan, as_of or date.max)
    answers = answered(told, wanted, every)
    entries = [entry for entry, answer in answers if answer is Truth.YES]
    keys = keys_of(entries)
    return Entries(
        plan=plan.header.name,
        what=wanted.what,
        as_of=as_of,
        files=plan.files,
        selected=bool(wanted.selection or wanted.where or wanted.search),
        entries=tuple(entries),
        keys=keys,
        sums=_sums(entries, _summed(wanted.what, entries, keys)),
        by=wanted.by,
        groups=tuple(_groups(told, wanted.what, entries, wanted.by)),
        undecided=sum(answer is Truth.UNKNOWN for _, answer in answers),
    )


def come(entry: Entry, as_of: date | None) -> Truth:
    """Tell whether an entry, with what it stands in, has come by a day; a day not told is no hindrance."""
    if as_of is None:
        return Truth.YES
    days = [getattr(part, key, None) for part in entry.chain for key in ("day", "start", "since", "from_")]
    return truth.every(day.on_or_before(as_of) for day in days if isinstance(day, Day))


def answered(told: EntryFacets, wanted: Wanted, every: Sequence[Entry]) -> list[tuple[Entry, Truth]]:
    """Return each entry with whether it is what is wanted, unknown where nobody can tell."""
    tests = _tests(told, wanted, every)
    return [(entry, truth.every(test(entry) for test in tests)) for entry in every]


def _tests(told: EntryFacets, wanted: Wanted, every: Sequence[Entry]) -> list[Callable[[Entry], Truth]]:
    tests = [_condition(condition, every, told) for condition in wanted.where]
    for name, words in wanted.selection.wanted.items():
        tests.append(_selected(name, words, told))
    if wanted.search:
        sought = " ".join(wanted.search.casefold().split())
        tests.append(lambda entry: Truth.YES if sought in whole_text(entry) else Truth.NO)
    return tests


def _selected(name: str, words: frozenset[str], told: EntryFacets) -> Callable[[Entry], Truth]:
    return lambda entry: told.facet(entry, name).matches(words)


def _condition(condition: Condition, every: Sequence[Entry], told: EntryFacets) -> Callable[[Entry], Truth]:
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


def _groups(
    told: EntryFacets, what: str, entries: Sequence[Entry], by: Sequence[str]
) -> Iterator[EntryGroup]:
    """Yield the groups: years in order, other words the most common first; an entry may be in several."""
    members: dict[tuple[str | None, ...], list[Entry]] = {}
    depths = range(1, len(by) + 1)
    for entry in entries if by else ():
        for words in product(*(told.words(entry, key) for key in by)):
            members.setdefault(words, []).append(entry)
    sizes = Counter(prefix for prefix, _ in {
        (words[:depth], entry) for words, held in members.items() for entry in held for depth in depths
    })  # fmt: skip

    def order(words: tuple[str | None, ...]) -> list[tuple[bool, int, tuple[object, ...]]]:
        return [
            (not word, 0 if key == YEAR else -sizes[words[:depth]], id_order(word or ""))
            for depth, key, word in zip(depths, by, words, strict=True)
        ]

    keys = _summed(what, entries, keys_of(entries))
    for words in sorted(members, key=order):
        yield EntryGroup(words, tuple(members[words]), _sums(members[words], keys))


def _summed(what: str, entries: Iterable[Entry], keys: Iterable[str]) -> list[str]:
    """Return the keys whose sum says something: kronor, and what is counted once for each entry."""
    parts = [entry.part for entry in entries]

    def holds(key: str, kind: type[Figure]) -> bool:
        return any(isinstance(getattr(part, key), kind) for part in parts if key in part.model_fields_set)

    def shares(key: str) -> bool:
        return any(isinstance(it := getattr(part, key, None), Number) and it.percent for part in parts)

    counted = _ADDED if what != "participants" else frozenset[str]()
    return [
        key
        for key in keys
        if holds(key, Kronor) or (key in counted and holds(key, Number) and not shares(key))
    ]


def _sums(entries: Iterable[Entry], keys: Iterable[str]) -> dict[str, Total]:
    """Return the sum of each of some keys over the entries that tell it: of kronor, or a tally of numbers."""
    entries = list(entries)
    told = {key: [entry.value(key) for entry in entries if tells(entry.part, key)] for key in keys}
    return {key: _added(values) for key, values in told.items() if values}


def _added(values: Iterable[object]) -> Total:
    parts = [value if isinstance(value, Figure) else None for value in values]
    return total(parts) if any(isinstance(part, Kronor) for part in parts) else tally(parts)

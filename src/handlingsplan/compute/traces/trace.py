"""Tell what a figure was made of: places in the plan's files, and what it lacks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record
from handlingsplan.model.shape import keys_of
from handlingsplan.model.total import Bounded, Total

FigureValue = int | Bounded | Total | None
"""A figure as a result tells it: a count, an amount, a sum; None is unknown."""


class What(NamedTuple):
    """Which figure it is: its kind, such as `status` or `granted`, the words it is about, and the year.

    No word is the unknown. `by` is what the words are, where figures of one kind are grouped in many ways.
    """

    kind: str
    words: tuple[str, ...] = ()
    year: int | None = None
    by: str | None = None


class TraceTerm(NamedTuple):
    """One of several things that stand for a part together: its key, and what is written in it, side by side.

    `year` is told of what stands in another year; what is `taken` is subtracted from the others.
    """

    key: str
    texts: tuple[str, ...]
    year: int | None = None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class TracePart:
    """A place in a file that went into a figure, or that would have if it were known.

    `text` is what is written there, None where nothing is known, or where several `terms` stand for it;
    `beside` are keys that stand beside it and were read with it, as written. `value` is what it adds to a
    sum, and nothing in a count; what is `taken` is subtracted.
    """

    id: str
    path: str
    loc: Loc
    text: str | None
    sources: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    value: Bounded | None = None
    taken: bool = False
    terms: tuple[TraceTerm, ...] = ()

    @property
    def key(self) -> str | None:
        """Return the key that the value stands under; None for a whole record."""
        return next((step for step in reversed(self.loc) if isinstance(step, str)), None)


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure with the parts that it was made of, and those that nobody can tell about.

    `unread` files may hold more of either.
    """

    what: What
    figure: FigureValue
    parts: tuple[TracePart, ...]
    undecided: tuple[TracePart, ...] = ()
    unread: int = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the records that the figure was made of, each once."""
        return tuple(dict.fromkeys(part.id for part in self.parts))

    @property
    def undecided_ids(self) -> tuple[str, ...]:
        """Return the records that nobody can tell about, each once."""
        return tuple(dict.fromkeys(part.id for part in self.undecided))


def part_at(plan: Plan, id_: str, loc: Loc, beside: tuple[str, ...] = ()) -> TracePart:
    """Return the place in a file that a way leads to, with what is written there.

    An id that no record has is plan.yaml's. `beside` names the keys of the same group of keys that were
    read with it; those not there are left out.
    """
    found = plan.by_id.get(id_)
    path, record = (found.path, found.record) if found else (plan.header_path, plan.header)
    there = found_at(record, loc)
    group = found_at(record, loc[:-1])
    texts = ((key, written(found_at(group, (key,)))) for key in beside if isinstance(group, Part))
    return TracePart(
        id=id_,
        path=path,
        loc=loc,
        text=written(there),
        sources=_sources(record, loc),
        beside=tuple((key, text) for key, text in texts if text is not None),
        value=there if isinstance(there, Figure) else None,
    )


def unknown_at(plan: Plan, id_: str, *loc: str | int) -> TracePart:
    """Return a place in a record's file where something is lacking, or does not tell everything."""
    return replace(part_at(plan, id_, loc), value=None)


def found_at(there: object, loc: Loc) -> object:
    """Return what stands at a way from a group of keys, by the keys of its file; None for nothing."""
    for step in loc:
        if isinstance(there, Part) and isinstance(step, str):
            key = keys_of(type(there)).get(step)
            there = getattr(there, key.field) if key else None
        elif isinstance(there, Mapping):
            there = next((item for word, item in there.items() if str(word) == str(step)), None)
        elif isinstance(there, tuple) and isinstance(step, int) and step < len(there):
            there = there[step]
        else:
            return None
    return there


def written(value: object) -> str | None:
    """Return a value as it is written in a file; None for what is unknown, and for groups of keys."""
    if isinstance(value, Figure | Day):
        return value.text
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, tuple):
        return ", ".join(found for item in value if (found := written(item))) or None
    return str(value) if isinstance(value, str | int) else None


def _sources(record: Record | Header, loc: Loc) -> tuple[str, ...]:
    """Return where a value comes from: the nearest group's own source, or the record's of the first key."""
    for length in range(len(loc), 0, -1):
        own = getattr(found_at(record, loc[:length]), "source", None)
        if own:
            return tuple(own)
    return tuple(record.sources.get(str(loc[0]), ())) if loc else ()

"""Find what is unknown: every key written null, and every key that ought to be known and is left out."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from handlingsplan.compute.parts import parts_in, way_of
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part, kind_name

KINDS = (
    "process", "grant", "requisition", "decision", "meeting", "event", "voices", "recommendation",
    "finding", "track", "source", "plan",
)  # fmt: skip
"""What a gap can be in; the plan's own words come last."""

Way = tuple[str, tuple[str, ...]]
"""A kind of record, and the keys on the way to something in it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is unknown: the file and the way to the key."""

    path: str
    loc: Loc

    @property
    def key(self) -> str:
        """Return the key that lacks a value."""
        return str(self.loc[-1])


@dataclass(frozen=True, slots=True)
class GapCount:
    """How many gaps there are of one thing in one kind of record: `keys` is the way without list positions.

    `ids` are the records, and `of` how many records, or groups in them, can have it.
    """

    kind: str
    keys: tuple[str, ...]
    number: int
    ids: tuple[str, ...]
    of: int


class GapsOfKind(NamedTuple):
    """How many gaps there are in the records of one kind."""

    kind: str
    number: int


def count_gaps(plan: Plan, ids: Collection[str] | None = None) -> tuple[GapCount, ...]:
    """Return what is unknown, by kind of record and key, the most missed first; `ids` keeps to some."""
    found: dict[Way, list[str]] = {}
    of: Counter[Way] = Counter()
    # By id: which of two equally missed things comes first must not hang on where their files lie.
    for kind, id_, record in sorted(_looked_in(plan), key=lambda it: id_order(it[1])):
        if ids is None or id_ in ids:
            for loc in _gaps(record):
                found.setdefault((kind, way_of(record, loc)), []).append(id_)
            of.update((kind, way) for way in _ways(record))
    rows = [
        GapCount(*way, len(members), tuple(dict.fromkeys(members)), of[way]) for way, members in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (KINDS.index(row.kind), -row.number)))


def _looked_in(plan: Plan) -> Iterator[tuple[str, str, Part]]:
    """Yield each part that gaps are looked for in, with its kind and id; plan.yaml has none."""
    if plan.header_read:
        yield PLAN, "", plan.header
    yield from ((kind_name(loaded.record), loaded.record.id, loaded.record) for loaded in plan.loaded)


def _ways(record: Part) -> Iterator[tuple[str, ...]]:
    """Yield the way to every key that may be unknown, once for each group of keys that can have it."""
    for at, part in parts_in(record):
        way = way_of(record, at)
        yield from ((*way, key) for _, key, _ in _fields(type(part)))


def gaps_by_kind(plan: Plan) -> tuple[GapsOfKind, ...]:
    """Return how many gaps there are in each kind of record, the most first."""
    kinds = {loaded.path: kind_name(loaded.record) for loaded in plan.loaded}
    counted = Counter(kinds.get(gap.path, "plan") for gap in find_gaps(plan))
    return tuple(GapsOfKind(kind, number) for kind, number in counted.most_common())


def find_gaps(plan: Plan) -> Iterator[Gap]:
    """Yield every gap, file by file in the order they were read; what could not be read is no gap."""
    for loc in _gaps(plan.header) if plan.header_read else ():
        yield Gap(plan.header_path, loc)
    for loaded in plan.loaded:
        for loc in _gaps(loaded.record):
            yield Gap(loaded.path, loc)


def _gaps(record: Part) -> Iterator[Loc]:
    for at, part in parts_in(record):
        told = part.model_fields_set
        for name, key, expected in _fields(type(part)):
            if getattr(part, name) is None and (expected or name in told):
                yield (*at, key)


@cache
def _fields(kind: type[Part]) -> tuple[tuple[str, str, bool], ...]:
    """Return the fields of a kind that may be unknown: name, key, and whether it ought to be known."""
    keys = ((name, info.alias or name, info) for name, info in kind.model_fields.items())
    return tuple((name, key, key in kind.expected) for name, key, info in keys if not info.is_required())

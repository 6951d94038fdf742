"""Find what is unknown: every key written null, and every key that ought to be known and is left out."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from handlingsplan.compute.parts import parts_in
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part, kind_name

KINDS = (
    "process", "grant", "requisition", "decision", "meeting", "event", "voices", "recommendation",
    "finding", "track", "source", "plan",
)  # fmt: skip
"""What a gap can be in; the plan's own words come last."""


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
    """How many records of one kind lack one thing: `keys` is the way to it without list positions."""

    kind: str
    keys: tuple[str, ...]
    ids: tuple[str, ...]
    of: int


class GapsOfKind(NamedTuple):
    """How many gaps there are in the records of one kind."""

    kind: str
    number: int


def count_gaps(plan: Plan, ids: Collection[str] | None = None) -> tuple[GapCount, ...]:
    """Return what is unknown, by kind of record and key, the most missed first; `ids` keeps to some."""
    kinds = {loaded.path: (kind_name(loaded.record), loaded.record.id) for loaded in plan.loaded}
    found: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    # By id: which of two equally missed things comes first must not hang on where their files lie.
    for gap in sorted(find_gaps(plan), key=lambda gap: id_order(kinds.get(gap.path, ("", ""))[1])):
        kind, id_ = kinds.get(gap.path, ("plan", ""))
        if ids is None or id_ in ids:
            keys = tuple(step for step in gap.loc if isinstance(step, str))
            found.setdefault((kind, _unnamed(kind, keys)), {})[id_] = None
    counted = Counter(kind for kind, id_ in kinds.values() if ids is None or id_ in ids)
    rows = [
        GapCount(kind, keys, tuple(sorted(members, key=id_order)), counted.get(kind, 1))
        for (kind, keys), members in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (KINDS.index(row.kind), -len(row.ids))))


def gaps_by_kind(plan: Plan) -> tuple[GapsOfKind, ...]:
    """Return how many gaps there are in each kind of record, the most first."""
    kinds = {loaded.path: kind_name(loaded.record) for loaded in plan.loaded}
    counted = Counter(kinds.get(gap.path, "plan") for gap in find_gaps(plan))
    return tuple(GapsOfKind(kind, number) for kind, number in counted.most_common())


def _unnamed(kind: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the way to a gap without the words of plan.yaml, such as a year or an organisation."""
    return (keys[0], keys[-1]) if kind == "plan" and len(keys) > 1 else keys


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

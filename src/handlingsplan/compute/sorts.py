"""Tell which sorts of things a plan can hold, whether it does or not, and which keys each can have."""

from collections.abc import Iterator, Mapping
from functools import cache

from handlingsplan.compute.entries import RECORDS
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.model.records import (
    decision,
    event,
    finding,
    grant,
    meeting,
    process,
    recommendation,
    source,
    track,
    voices,
)
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record

Chain = tuple[type[Part], ...]
"""What a thing is, then what it stands in, out to the record."""

_KINDS: dict[str, type[Record]] = {
    "process": process.Process, "grant": grant.Grant, "requisition": grant.Requisition,
    "decision": decision.Decision, "meeting": meeting.BodyMeeting, "event": event.Event,
    "voices": voices.Voices, "recommendation": recommendation.Recommendation,
    "finding": finding.Finding, "track": track.Track, "source": source.SourceDocument,
}  # fmt: skip


@cache
def sorts() -> Mapping[str, tuple[Chain, ...]]:
    """Return every sort with the kinds of things in it: records, and groups of keys by their key."""
    found: dict[str, list[Chain]] = {}
    for kind, record in _KINDS.items():
        found.setdefault(RECORDS[kind], []).append((record,))
        _add_inner((record,), found)
    _add_inner((Header,), found)
    return {name: tuple(chains) for name, chains in found.items()}


@cache
def records_holding(name: str) -> frozenset[str]:
    """Return the sorts of records that entries of a sort are, or stand in; none for plan.yaml's own."""
    kinds = {record: RECORDS[kind] for kind, record in _KINDS.items()}
    return frozenset(kinds[chain[-1]] for chain in sorts()[name] if chain[-1] in kinds)


def shape_of(name: str, key: str) -> Shape | None:
    """Return what stands under a key such as notes.drafted in a sort; None where it can have no such key."""
    first, *rest = key.split(".")
    for chain in sorts()[name]:
        for kind in chain:
            shape = shapes_of(kind).get(first)
            for step in rest:
                shape = shapes_of(shape.part).get(step) if shape and shape.part and not shape.listed else None
            if shape is not None:
                return shape
    return None


def keys_of_sort(name: str) -> frozenset[str]:
    """Return the keys that can be asked of a sort: its own, and those of what it stands in."""
    return frozenset(key for chain in sorts()[name] for kind in chain for key in _keys(kind))


def _keys(kind: type[Part]) -> Iterator[str]:
    """Yield the keys of a group, and those inside a single group under one of them, as in notes.drafted."""
    for key, shape in shapes_of(kind).items():
        yield key
        if shape.part and not shape.listed:
            yield from (f"{key}.{rest}" for rest in _keys(shape.part))


def _add_inner(chain: Chain, found: dict[str, list[Chain]]) -> None:
    for key, shape in shapes_of(chain[0]).items():
        if shape.part and shape.listed:
            outer = () if chain[0] is Header else chain
            found.setdefault(key, []).append((shape.part, *outer))
            _add_inner((shape.part, *outer), found)

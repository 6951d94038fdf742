"""Work out the edits that say where a value comes from."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlingsplan.compute.putting import exists, list_edits, value_at
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.compute.spelling import Spelling
from handlingsplan.model.edits import Drop, Edit
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part


def source_edits(
    kind: type[Part],
    data: Mapping[str, Any],
    loc: Loc,
    spelling: Spelling,
    sources: Sequence[str],
    *,
    instead: bool = False,
) -> list[Edit]:
    """Return the edits that give a value its sources, in its own group or in the file's.

    `instead` of those of the value that goes: neither they nor the grounds that it stood on hold for the new.
    """
    if not sources:
        return []
    inside = "sources" not in shapes_of(kind) or (len(loc) > 1 and _has_source(kind, loc))
    at: Loc = (*loc[:-1], "source") if inside else ("sources", str(loc[0]))
    shape = Shape(listed=True, scalar=str, names="source", part=None)
    named = [word for source in sources if (word := spelling.value(shape, "source", source)) is not None]
    instead = instead and not inside and len(loc) == 1
    there = [] if instead else value_at(data, at) or []
    edits = list_edits(data, at, list(dict.fromkeys([*there, *named])))
    return [*edits, *(_dropped(data, "basis", loc) if instead else ())]


def unsourced(data: Mapping[str, Any], loc: Loc) -> list[Edit]:
    """Return the edits that take away where a field of the file came from, when the field goes."""
    if len(loc) > 1:
        return []
    return [*_dropped(data, "sources", loc), *_dropped(data, "basis", loc)]


def sources_of(data: Mapping[str, Any], loc: Loc) -> tuple[str, ...]:
    """Return the sources that are given for what stands at a place."""
    beside = value_at(data, (*loc[:-1], "source")) if len(loc) > 1 else None
    named = beside or value_at(data, ("sources", loc[0]))
    return tuple(named) if isinstance(named, list) else ()


def _dropped(data: Mapping[str, Any], table: str, loc: Loc) -> list[Edit]:
    """Return the edit that takes a field out of one of the tables about fields, or all of an only one."""
    if not exists(data, (table, loc[0])):
        return []
    return [Drop((table,) if len(data[table]) == 1 else (table, loc[0]))]


def _has_source(kind: type[Part], loc: Loc) -> bool:
    """Tell whether the group that a value stands in has sources of its own."""
    part: type[Part] | None = kind
    for step in loc[:-1]:
        shape = shapes_of(part).get(str(step)) if part is not None and isinstance(step, str) else None
        part = shape.part if shape is not None else part
    return part is not None and part is not kind and "source" in shapes_of(part)

"""Work out what is to be another in a file when somebody sets a field."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from handlingsplan.compute.new_status import HISTORY, is_new_status, is_status, new_status
from handlingsplan.compute.putting import exists, put, value_at
from handlingsplan.compute.several import list_of_groups, list_of_values, nothing_left, table_of_values
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.compute.sourcing import source_edits, sources_of, unsourced
from handlingsplan.compute.spelling import Spelling
from handlingsplan.compute.wanted import Wanted
from handlingsplan.compute.ways import Target, target
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.edits import Drop, Edit
from handlingsplan.model.labels import shown
from handlingsplan.model.records.part import Part


class Setting(NamedTuple):
    """What is to be another, and the sources that stand there, where none is given for what is new.

    `old_day` is where a day stands on which the status that goes was seen, and the day.
    """

    edits: tuple[Edit, ...]
    old_sources: tuple[str, ...] = ()
    old_day: tuple[str, str] | None = None


def setting(kind: type[Part], data: Mapping[str, Any], spelling: Spelling, wanted: Wanted) -> Setting:
    """Return the edits that give a field its value; raise `WrongChoiceError` where it can have no such."""
    if is_new_status(kind, wanted):
        edits = new_status(kind, data, spelling, wanted)
        old = sources_of(data, (HISTORY,)) if edits and not wanted.sources else ()
        return Setting((*edits, *source_edits(kind, data, (HISTORY,), spelling, wanted.sources)), old)
    if is_status(kind, wanted.field) and not (wanted.unset or wanted.add or wanted.remove):
        raise WrongChoiceError("säg vad läget ska bli", "skriv hp set ID status LÄGE --since DAG")
    if wanted.details:
        option = next(iter(wanted.details))
        hint = "skriv hp set ID status LÄGE --since DAG"
        raise WrongChoiceError(f"--{option} hör till ett nytt läge", hint)
    if wanted.unset and wanted.value is None and _is_stray(kind, data, wanted.field):
        return Setting((Drop((wanted.field,)),))
    year = spelling.value(_YEAR, "year", wanted.year) if wanted.year is not None else None
    found = target(kind, data, wanted.field, year)
    if found.loc == ("id",):
        raise WrongChoiceError("id ändras inte med hp set", "skriv hp rename GAMMALT NYTT")
    edits = _edits(data, found, spelling, wanted)
    replaced = bool(edits) and wanted.value is not None
    if wanted.unset and wanted.sources:
        raise WrongChoiceError("--source hör till ett nytt värde", "ta bort --source, eller --unset")
    if Drop(found.loc) in edits:
        return Setting((*edits, *unsourced(data, found.loc)))
    is_new = bool(edits) and (replaced or bool(wanted.add))
    old = sources_of(data, found.loc) if is_new and not wanted.sources else ()
    sourced = source_edits(kind, data, found.loc, spelling, wanted.sources, instead=replaced)
    return Setting((*edits, *sourced), old, _old_day(data, found, wanted.field) if replaced else None)


_YEAR = Shape(listed=False, scalar=int, names="", part=None)


def _edits(data: Mapping[str, Any], found: Target, spelling: Spelling, wanted: Wanted) -> list[Edit]:
    """Return the edits of the field itself: its value set, things added and taken away, or all of it."""
    given = [wanted.value is not None, bool(wanted.add or wanted.remove), wanted.unset]
    if sum(given) != 1:
        hint = "skriv hp set ID FÄLT VÄRDE, eller --add, --remove eller --unset"
        message = "säg en ändring i taget" if sum(given) else f"säg vad {shown(found.key)} ska bli"
        raise WrongChoiceError(message, hint)
    there = value_at(data, found.loc)
    if wanted.unset:
        return _unset(data, found)
    shape = found.shape
    if found.item and shape.values is None and shape.part is not None:
        hint = f"sätt en av dem, till exempel {wanted.field}.{next(iter(shapes_of(shape.part)))}"
        raise WrongChoiceError("här står flera uppgifter tillsammans", hint)
    if found.item and not (shape.listed and shape.part is None):
        return _one(data, found, spelling, wanted)
    if shape.part is not None:
        return list_of_groups(data, found, spelling, wanted, there)
    if shape.values is not None:
        return table_of_values(data, found, spelling, wanted, there)
    if shape.listed:
        return list_of_values(data, found, spelling, wanted, there)
    return _one(data, found, spelling, wanted)


def _unset(data: Mapping[str, Any], found: Target) -> list[Edit]:
    """Return the edit that takes away a field; a table of single values goes with the last of them."""
    if not exists(data, found.loc):
        return []
    owner = found.loc[:-1]
    is_last = found.item and len(value_at(data, owner)) == 1
    if is_last and found.shape.part is not None and found.shape.values is None:
        return [nothing_left(found._replace(loc=owner, item=False))]
    return [Drop(owner if is_last and found.shape.part is None else found.loc)]


def _one(data: Mapping[str, Any], found: Target, spelling: Spelling, wanted: Wanted) -> list[Edit]:
    """Return the edit that sets a single value."""
    if wanted.value is None:
        raise WrongChoiceError(f"{shown(found.key)} är ingen lista", f"skriv hp set ID {wanted.field} VÄRDE")
    value = spelling.value(found.shape, found.key, wanted.value)
    return [put(data, found.loc, value, found.begun)]


def _old_day(data: Mapping[str, Any], found: Target, field: str) -> tuple[str, str] | None:
    """Return where it stands when a status that is replaced was seen, and the day; None where it does not."""
    seen = value_at(data, (*found.loc[:-1], "seen")) if found.key == "status" else None
    return (f"{field.rpartition('.')[0]}.seen", seen) if isinstance(seen, str) else None


def _is_stray(kind: type[Part], data: Mapping[str, Any], field: str) -> bool:
    """Tell whether a field is a key that stands in the file but that no file of its kind can have."""
    return field in data and field not in shapes_of(kind)

"""Tell what the record classes declare at a place in a file."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part


def keys_at(kind: type[Part], loc: Loc) -> list[str]:
    """Return the keys that can stand in the group at `loc`; none when it is no group of keys."""
    part = _part_in(_annotation_at(kind, loc)) if loc else kind
    return [info.alias or name for name, info in part.model_fields.items()] if part else []


def choices_at(kind: type[Part], loc: Loc) -> list[str]:
    """Return the words that can stand at `loc`; none when any can."""
    return _choices(_annotation_at(kind, loc))


@lru_cache(maxsize=4096)
def is_text_at(kind: type[Part], loc: Loc, *, key: bool) -> bool:
    """Tell whether the value at `loc`, or the key that leads to it, is a text and nothing else."""
    annotation = _annotation_at(kind, loc[:-1] if key else loc)
    table = _table_in(annotation)
    if key or (table and isinstance(loc[-1], str)):
        return table is not None and _is_text(get_args(table)[0 if key else 1])
    return _is_text(annotation)


def _annotation_at(kind: type[Part], loc: Loc) -> Any:
    """Return the declared type of the value at `loc`; steps into lists and tables keep the whole type."""
    annotation: Any = kind
    for step in loc:
        part = _part_in(annotation)
        fields = {info.alias or name: info for name, info in part.model_fields.items()} if part else {}
        if step in fields:
            annotation = fields[str(step)].annotation
    return annotation


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """Return the group of keys that a type holds, inside a list, a table or a None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_part_in(argument) for argument in get_args(annotation))
    return next((part for part in inner if part is not None), None)


def _table_in(annotation: Any) -> Any:
    if get_origin(annotation) is Mapping:
        return annotation
    inner = (_table_in(argument) for argument in get_args(annotation))
    return next((table for table in inner if table is not None), None)


def _is_text(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return False
    return annotation is str or any(_is_text(argument) for argument in get_args(annotation))


def _choices(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    inner = (_choices(argument) for argument in get_args(annotation))
    return next((choices for choices in inner if choices), [])

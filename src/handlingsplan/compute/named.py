"""Find every name in a plan's files: short names, ids of records and documents, and what each must name."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from handlingsplan.compute.parts import parts_in
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import Group, Listing, Scalar, Shape, Table, keys_of


class Name(NamedTuple):
    """A name that stands in a file: where, under which key, the word, and what it must be the name of."""

    loc: Loc
    field: str
    word: str
    kind: str
    key: bool = False


class _Field(NamedTuple):
    """A field that holds names: what its values are names of and, in a table, its keys."""

    name: str
    key: str
    names: str
    key_names: str


def names_in(record: Part) -> Iterator[Name]:
    """Yield every name in a group of keys and in the groups inside it."""
    for at, part in parts_in(record):
        for field in _fields(type(part)):
            value = getattr(part, field.name)
            if value:
                yield from _names(value, (*at, field.key), field)


def _names(value: object, at: Loc, field: _Field) -> Iterator[Name]:
    if isinstance(value, str) and field.names:
        yield Name(at, field.key, value, field.names)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _names(item, (*at, number), field)
    elif isinstance(value, Mapping):
        for step, item in ((str(word), item) for word, item in value.items()):
            if field.key_names:
                yield Name((*at, step), field.key, step, field.key_names, key=True)
            yield from _names(item, (*at, step), field)


@cache
def _fields(kind: type[Part]) -> tuple[_Field, ...]:
    """Return the fields of a kind that hold names themselves, not in groups of keys."""
    found = []
    for key in keys_of(kind).values():
        key_names = key.shape.key.names if isinstance(key.shape, Table) else ""
        names = _named(key.shape)
        if names or key_names:
            found.append(_Field(key.field, key.name, names, key_names))
    return tuple(found)


def _named(shape: Shape) -> str:
    """Return what values are the names of, alone, in a list or in a table; empty for no names."""
    match shape:
        case Scalar():
            return shape.names
        case Listing(inner, _) | Table(_, inner):
            return _named(inner)
        case Group():
            return ""

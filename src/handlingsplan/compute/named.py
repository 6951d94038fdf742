"""Find every name in a plan's files: short names, ids of records and documents, and what each must name."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

from handlingsplan.compute.parts import parts_in
from handlingsplan.model.fields import ReadBy
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part


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


def named_by(annotation: Any) -> str:
    """Return what the values of a type are the names of, inside a list or a None; empty for no names."""
    if isinstance(annotation, ReadBy):
        return annotation.names
    inner = annotation if isinstance(annotation, tuple) else _arguments(annotation)
    return next((names for names in map(named_by, inner) if names), "")


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
    for name, info in kind.model_fields.items():
        table = _arguments_of_table(info.annotation)
        names = named_by(table[1:] if table else (info.annotation, *info.metadata))
        key_names = named_by(table[:1])
        if names or key_names:
            found.append(_Field(name, info.alias or name, names, key_names))
    return tuple(found)


def _arguments_of_table(annotation: Any) -> tuple[Any, ...]:
    """Return the types of the keys and values of a table, inside a None; nothing for what is no table."""
    if getattr(annotation, "__origin__", None) is Mapping:
        return get_args(annotation)
    return next(filter(None, map(_arguments_of_table, _arguments(annotation))), ())


def _arguments(annotation: Any) -> tuple[Any, ...]:
    """Return the types that a type is made of, and what it is marked with."""
    return (*get_args(annotation), *getattr(annotation, "__metadata__", ()))

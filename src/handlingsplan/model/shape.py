"""Tell what may stand under each key of a group of keys: the walk through the types of the record classes."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from handlingsplan.model.fields import ReadBy, read_once
from handlingsplan.model.records.part import Part


class Scalar(NamedTuple):
    """One value: what it is read as, as in `day`, what it must be the name of, and what it is one of."""

    reads: str
    names: str = ""
    choices: tuple[str, ...] = ()


class Group(NamedTuple):
    """A group of keys."""

    part: type[Part]


class Listing(NamedTuple):
    """Values in a list; with `once` each of them stands once."""

    item: "Shape"
    once: bool = False


class Table(NamedTuple):
    """Values by keys that the plan chooses itself."""

    key: Scalar
    value: "Shape"


Shape = Scalar | Group | Listing | Table


class Key(NamedTuple):
    """A key as it is written in a file, and what may stand under it: also null, where it may be unknown.

    `field` is what it is called in its class: `from_` for `from`, which Python keeps for itself.
    """

    name: str
    field: str
    shape: Shape
    nullable: bool
    required: bool
    expected: bool


@cache
def keys_of(kind: type[Part]) -> Mapping[str, Key]:
    """Return the keys of a kind of group, in the order that they are declared."""
    found = {}
    for field, info in kind.model_fields.items():
        name, inner = info.alias or field, _known(info.annotation)
        shape = _shape(inner, tuple(info.metadata))
        nullable = inner is not info.annotation
        found[name] = Key(name, field, shape, nullable, info.is_required(), name in kind.expected)
    return MappingProxyType(found)


def group_in(shape: Shape) -> type[Part] | None:
    """Return the kind of group that stands somewhere: itself, or in a list or a table."""
    match shape:
        case Group(part):
            return part
        case Listing(inner, _) | Table(_, inner):
            return group_in(inner)
        case Scalar():
            return None


def _known(annotation: Any) -> Any:
    """Return a type without the None that it may be."""
    arguments = get_args(annotation)
    return next(it for it in arguments if it is not NoneType) if NoneType in arguments else annotation


def _shape(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(annotation.__origin__, (*annotation.__metadata__, *marks))
    for reader in (mark for mark in marks if isinstance(mark, ReadBy)):
        return Scalar(reader.func.__name__.lstrip("_").removeprefix("read_"), reader.names)
    if origin is Literal:
        return Scalar("choice", choices=arguments)
    if origin is tuple:
        return Listing(_shape(arguments[0]), any(getattr(mark, "func", None) is read_once for mark in marks))
    if origin is Mapping:
        key = _shape(arguments[0])
        assert isinstance(key, Scalar), annotation
        return Table(key, _shape(arguments[1]))
    return Group(annotation) if issubclass(annotation, Part) else Scalar(annotation.__name__.lower())

"""Tell what the record classes declare at a place in a file."""

from functools import lru_cache

from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import Group, Listing, Scalar, Shape, Table, group_in, keys_of

_LAST = ("sources", "basis", "note")
"""The keys that tell of the others: they are written after them."""

_TEXTS = frozenset({"text", "word", "record_id", "paragraph"})


def keys_at(kind: type[Part], loc: Loc) -> list[str]:
    """Return the keys that can stand in the group at `loc`; none when it is no group of keys."""
    shape = shape_at(kind, loc)
    part = group_in(shape) if shape is not None else None
    keys = list(keys_of(part)) if part else []
    return [*(key for key in keys if key not in _LAST), *(key for key in _LAST if key in keys)]


def order_at(kind: type[Part], loc: Loc) -> list[str]:
    """Return the order in which keys are written in the group at `loc`; none where there is no such order.

    What tells of the other keys comes last, and tells of them in their order.
    """
    return keys_at(kind, () if loc in {("sources",), ("basis",)} else loc)


def choices_at(kind: type[Part], loc: Loc) -> list[str]:
    """Return the words that can stand at `loc`; none when any can."""
    shape = shape_at(kind, loc)
    return list(shape.choices) if isinstance(shape, Scalar) else []


def is_text_at(kind: type[Part], loc: Loc, *, key: bool) -> bool:
    """Tell whether the value at `loc`, or the key that leads to it, is a text and nothing else."""
    shape = shape_at(kind, loc[:-1] if key else loc)
    if key:
        return isinstance(shape, Table) and shape.key.reads in _TEXTS
    return isinstance(shape, Scalar) and shape.reads in _TEXTS


def is_day_or_year_at(kind: type[Part], loc: Loc) -> bool:
    """Tell whether a day or a year stands at `loc`: what other programs take it for is the same thing."""
    shape = shape_at(kind, loc)
    return isinstance(shape, Scalar) and shape.reads in {"day", "year"}


def is_sentences_at(kind: type[Part], loc: Loc) -> bool:
    """Tell whether the list at `loc` holds texts, which have a line each; names stand in a row."""
    shape = shape_at(kind, loc)
    return isinstance(shape, Listing) and isinstance(shape.item, Scalar) and shape.item.reads == "text"


@lru_cache(maxsize=4096)
def shape_at(kind: type[Part], loc: Loc) -> Shape | None:
    """Return what may stand at `loc`; None where nothing may."""
    shape: Shape | None = Group(kind)
    for step in loc:
        match shape:
            case Group(part):
                key = keys_of(part).get(str(step))
                shape = key.shape if key else None
            case Listing(item, _):
                shape = item
            case Table(_, value):
                shape = value
            case _:
                return None
    return shape

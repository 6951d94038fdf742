"""Tell the one way in which the plan keeps each value, from what its field is read as."""

from collections.abc import Callable, Mapping

from handlingsplan.model.day import Day
from handlingsplan.model.fields import (
    FieldError,
    read_flag,
    read_paragraph,
    read_record_id,
    read_text,
    read_word,
    read_year,
)
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.shape import Group, Listing, Scalar, Shape, Table, keys_of

_READERS: Mapping[str, Callable[[object], object]] = {
    "day": Day.parse,
    "kronor": Kronor.parse,
    "number": Number.parse,
    "flag": read_flag,
    "paragraph": read_paragraph,
    "record_id": read_record_id,
    "text": read_text,
    "word": read_word,
    "year": read_year,
}


def shape_inside(shape: Shape | None, step: str | int) -> Shape | None:
    """Return what may stand under a key or at a position; None where nothing may."""
    if isinstance(shape, Group) and step in (keys := keys_of(shape.part)):
        return keys[str(step)].shape
    if isinstance(shape, Table) and isinstance(step, str):
        return shape.value
    if isinstance(shape, Listing) and isinstance(step, int):
        return shape.item
    return None


def canonical(value: str, shape: Shape | None) -> str:
    """Return a value in the writing that the plan keeps; as it is where its field cannot take it."""
    reader = _READERS.get(shape.reads) if isinstance(shape, Scalar) else None
    if reader is None:
        return value
    try:
        read = reader(value)
    except FieldError:
        return value
    if isinstance(read, bool):
        return "ja" if read else "nej"
    if isinstance(read, Day | Kronor | Number):
        return read.canonical
    return "\n".join(line.rstrip(" ") for line in str(read).split("\n"))

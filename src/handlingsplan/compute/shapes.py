"""Tell what can stand under each key of a kind of group, as one flat answer."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from handlingsplan.model import shape as model
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.records.part import Part


class Shape(NamedTuple):
    """What stands under a key: a list or table or not, of which values, names of what, or groups of keys.

    `choices` are the words that can stand there, where not any can; `values` what each key of a table holds.
    """

    listed: bool
    scalar: type | None
    names: str
    part: type[Part] | None
    choices: tuple[str, ...] = ()
    values: "Shape | None" = None


@cache
def shapes_of(kind: type[Part]) -> Mapping[str, Shape]:
    """Return what can stand under each key of a kind of group."""
    return {name: _flat(key.shape) for name, key in model.keys_of(kind).items()}


_READ_AS: Mapping[str, type] = {"day": Day, "kronor": Kronor, "number": Number, "year": int, "flag": bool}


def _flat(shape: model.Shape) -> Shape:
    match shape:
        case model.Scalar(reads, names, choices):
            return Shape(False, _READ_AS.get(reads, str), names, None, choices)
        case model.Group(part):
            return Shape(False, None, "", part)
        case model.Listing(item, _):
            return _flat(item)._replace(listed=True)
        case model.Table(_, value):
            return _flat(value)._replace(listed=True, values=_flat(value))

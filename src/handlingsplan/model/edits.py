"""Say what is to be another in a file: values at places, before anybody knows how they are written."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handlingsplan.model.problem import Loc

Value = str | None | Sequence["Value"] | Mapping[str, "Value"]
"""What a file holds at a place: a text, null, a list or a group of keys."""


class Put(NamedTuple):
    """Have a value stand at a place: over the one that is there, or as a new key or item.

    A position within a list puts the item before the one that is there if `insert`.
    """

    loc: Loc
    value: Value
    insert: bool = False


class Drop(NamedTuple):
    """Take away a key with its value, or an item of a list."""

    loc: Loc


class Rekey(NamedTuple):
    """Have a key in a table be called something else."""

    loc: Loc
    key: str


Edit = Put | Drop | Rekey

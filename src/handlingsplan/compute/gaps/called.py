"""Tell what a place in a record is called: as hp set writes it, without positions, and what it stands in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handlingsplan.compute.ways import position
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.day import Day
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import Key, keys_of

_NAMING = ("number", "day", "year", "direction", "organisation", "name")
"""The keys that can tell which of the things in a list is meant; `ways.position` reads them."""


class WayItem(NamedTuple):
    """One of several things on the way: under which key, the thing, and the list or table that it is in.

    `name` is its name in a table, and `number` counts from 1.
    """

    key: str
    part: Part
    beside: Sequence[Part]
    number: int
    name: str | None


class Called(NamedTuple):
    """A place: its field as hp set has it, its keys without positions and names, what it stands in.

    `key` is the last key, of the group `owner`.
    """

    field: str
    keys: tuple[str, ...]
    items: tuple[WayItem, ...]
    owner: Part
    key: Key


def called(record: Part, loc: Loc) -> Called:
    """Return what the place is called that `loc` leads to from a record."""
    steps: list[str] = []
    keys: list[str] = []
    items: list[WayItem] = []
    part, rest = record, list(loc)
    while True:
        key = keys_of(type(part))[str(rest.pop(0))]
        steps.append(key.name)
        keys.append(key.name)
        if not rest:
            return Called(".".join(steps), tuple(keys), tuple(items), part, key)
        value = getattr(part, key.field)
        if not isinstance(value, Part):
            items.append(_item(key.name, value, rest.pop(0)))
            steps.append(_word(items[-1]))
            value = items[-1].part
        part = value


def _item(key: str, value: object, step: str | int) -> WayItem:
    if isinstance(value, Mapping):
        names = [str(name) for name in value]
        number = names.index(str(step))
        beside = tuple(value.values())
        return WayItem(key, beside[number], beside, number + 1, names[number])
    assert isinstance(value, tuple), key
    return WayItem(key, value[int(step)], value, int(step) + 1, None)


def _word(item: WayItem) -> str:
    """Return the word that points out a thing in a list or a table; its year or number before its place."""
    if item.name is not None:
        return item.name
    named = [{key: text for key in _NAMING if (text := _text(part, key))} for part in item.beside]
    own = named[item.number - 1]
    words = [own.get("year"), own.get("number"), str(item.number), *(own.get(key) for key in _NAMING)]
    return next((word for word in words if word and _means(item, named, word)), str(item.number))


def _means(item: WayItem, named: Sequence[Mapping[str, str]], word: str) -> bool:
    try:
        return position(item.key, named, word) == item.number - 1
    except WrongChoiceError:
        return False


def _text(part: Part, key: str) -> str | None:
    value = getattr(part, key, None)
    if isinstance(value, Day):
        return value.text
    return None if value is None else str(value)

"""Tell what differs between two versions of a file, field by field, in the plan's own terms."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from handlingsplan.compute.entries import tells
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part

_NAMING = ("id", "day", "year", "what", "name", "number", "organisation", "direction", "text", "status",
           "title")  # fmt: skip
"""The keys that tell which thing in a list it is, when other keys of it have been changed."""

_LAST = frozenset({"sources", "basis", "note"})
"""The keys that tell of the others; they are told last."""


class Gone:
    """Stands where one of the versions says nothing at all, not even that it is unknown."""

    __slots__ = ()


ABSENT = Gone()


class Difference(NamedTuple):
    """A place where two versions differ: the way to it, the things of lists on it, and what stands there.

    For a list `before` and `after` are tuples of what only one of the versions has. `names` are the steps of
    the way that are names in a table, and no keys.
    """

    loc: Loc
    chain: tuple[Part, ...]
    before: object
    after: object
    listed: bool = False
    names: frozenset[int] = frozenset()


class _Way(NamedTuple):
    """The way to what is compared, as in a difference."""

    loc: Loc = ()
    chain: tuple[Part, ...] = ()
    names: frozenset[int] = frozenset()

    def key(self, key: str) -> "_Way":
        return self._replace(loc=(*self.loc, key))

    def name(self, name: str) -> "_Way":
        return _Way((*self.loc, name), self.chain, self.names | {len(self.loc)})

    def item(self, number: int, item: Part) -> "_Way":
        return _Way((*self.loc, number), (*self.chain, item), self.names)


def differences(before: Part, after: Part) -> list[Difference]:
    """Return what differs between two versions of the same group of keys, in the order of its keys."""
    return list(_parts(before, after, _Way()))


def _parts(before: Part, after: Part, way: _Way) -> Iterator[Difference]:
    fields = type(after).model_fields
    for name in sorted(fields, key=lambda name: name in _LAST):
        key = fields[name].alias or name
        old, new = (getattr(part, name) if _told(part, name, key) else ABSENT for part in (before, after))
        yield from _values(old, new, way.key(key))


def _told(part: Part, name: str, key: str) -> bool:
    return name in part.model_fields_set or tells(part, key)


def _values(old: Any, new: Any, way: _Way) -> Iterator[Difference]:
    old, new = _beside(old, new), _beside(new, old)
    if isinstance(old, Part) and isinstance(new, Part) and type(old) is type(new):
        yield from _parts(old, new, way)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _values(old.get(key, ABSENT), new.get(key, ABSENT), way.name(str(key)))
        if [key for key in old if key in new] != [key for key in new if key in old]:
            yield Difference(way.loc, way.chain, tuple(map(str, old)), tuple(map(str, new)), True, way.names)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _lists(old, new, way)
    elif old != new:
        yield Difference(way.loc, way.chain, old, new, names=way.names)


def _beside(value: Any, other: Any) -> Any:
    """Return an empty list or table in the place of none, beside one that is there and holds something."""
    if value is ABSENT and other and isinstance(other, tuple | Mapping):
        return () if isinstance(other, tuple) else {}
    return value


def _lists(old: Sequence[Any], new: Sequence[Any], way: _Way) -> Iterator[Difference]:
    """Tell of the things that are in one list only, and of what differs in those that are in both."""
    gone, come = list(enumerate(old)), list(enumerate(new))
    _pair(gone, come, _equal)
    is_moved = not gone and not come and not all(map(_equal, old, new))
    changed = _pair(gone, come, _is_same)
    if len(gone) == len(come) == 1 and len(old) == len(new) and gone[0][0] == come[0][0]:
        changed += _pair(gone, come, _are_parts)
    for before, (number, item) in sorted(changed, key=lambda pair: pair[1][0]):
        yield from _parts(before, item, way.item(number, item))
    if gone or come:
        yield Difference(way.loc, way.chain, _items(gone), _items(come), True, way.names)
    elif is_moved:
        yield Difference(way.loc, way.chain, tuple(old), tuple(new), True, way.names)


_Numbered = list[tuple[int, Any]]


def _pair(
    gone: _Numbered, come: _Numbered, alike: Callable[[Any, Any], bool]
) -> list[tuple[Any, tuple[int, Any]]]:
    """Take things that are alike out of two lists, and return them in pairs."""
    pairs = []
    for before in list(gone):
        after = next((after for after in come if alike(before[1], after[1])), None)
        if after is not None:
            gone.remove(before)
            come.remove(after)
            pairs.append((before[1], after))
    return pairs


def _items(numbered: _Numbered) -> tuple[Any, ...]:
    return tuple(item for _, item in numbered)


def _equal(one: object, other: object) -> bool:
    """Tell whether two things say the same; what is said to be unknown is not the same as nothing said."""
    if isinstance(one, Part) and isinstance(other, Part):
        return one == other and not differences(one, other)
    return one == other


def _are_parts(one: object, other: object) -> bool:
    return isinstance(one, Part) and type(one) is type(other)


def _is_same(one: object, other: object) -> bool:
    """Tell whether two things in a list are the same one, in which something has been changed."""
    if not isinstance(one, Part) or type(one) is not type(other):
        return False
    naming = next((key for key in _NAMING if key in type(one).model_fields), None)
    name = getattr(one, naming) if naming else None
    return name is not None and name == getattr(other, str(naming))

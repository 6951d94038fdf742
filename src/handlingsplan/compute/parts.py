"""Walk through the groups of keys that a record, or plan.yaml, is made of."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import group_in, keys_of


def parts_in(part: Part, at: Loc = ()) -> Iterator[tuple[Loc, Part]]:
    """Yield a group of keys and every group inside it, each with the way to it."""
    yield at, part
    for name, key in group_keys(type(part)):
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from parts_in(value, (*at, key))
        elif value:
            steps = ((str(step), it) for step, it in value.items()) if isinstance(value, Mapping) else None
            for step, item in steps or enumerate(value):
                yield from parts_in(item, (*at, key, step))


def way_of(record: Part, loc: Loc) -> tuple[str, ...]:
    """Return the keys on the way to a place, without positions in lists and names in tables."""
    keys: list[str] = []
    part: object = record
    for step in loc:
        if isinstance(part, Part):
            keys.append(str(step))
            part = getattr(part, keys_of(type(part))[str(step)].field)
        elif isinstance(part, Mapping):
            part = next(value for key, value in part.items() if str(key) == step)
        elif isinstance(part, Sequence):
            part = part[int(step)]
    return tuple(keys)


@cache
def group_keys(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind that hold groups of keys, each with its key in a file."""
    return tuple((key.field, name) for name, key in keys_of(kind).items() if group_in(key.shape))

"""Walk through the groups of keys that a record, or plan.yaml, is made of."""

from collections.abc import Iterator, Mapping
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


@cache
def group_keys(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind that hold groups of keys, each with its key in a file."""
    return tuple((key.field, name) for name, key in keys_of(kind).items() if group_in(key.shape))

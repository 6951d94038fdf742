"""Walk through the groups of keys that a record, or plan.yaml, is made of."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part


def parts_in(part: Part, at: Loc = ()) -> Iterator[tuple[Loc, Part]]:
    """Yield a group of keys and every group inside it, each with the way to it."""
    yield at, part
    for name, key in _groups(type(part)):
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from parts_in(value, (*at, key))
        elif value:
            steps = ((str(step), it) for step, it in value.items()) if isinstance(value, Mapping) else None
            for step, item in steps or enumerate(value):
                yield from parts_in(item, (*at, key, step))


def part_in(annotation: Any) -> type[Part] | None:
    """Return the kind of group that a field of a type holds: itself, or in a list or a table."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Part) else None
    return next(filter(None, map(part_in, get_args(annotation))), None)


@cache
def _groups(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind that hold groups of keys, each with its key in a file."""
    fields = kind.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if part_in(info.annotation))

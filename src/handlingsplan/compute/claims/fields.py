"""Look up one field of one record by steps: day, period.to, amounts.2022.granted, areas.2.1.name."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handlingsplan.compute.entries import field_name
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.compute.show import PLAN
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part


class Field(NamedTuple):
    """A field that there can be: what it holds, None where it is unknown, what it can hold, and where."""

    value: object
    shape: Shape
    path: str
    loc: Loc


def look_up(plan: Plan, record: str, field: str) -> Field | None:
    """Return a field of a record, or of plan.yaml; None where the record can have no such field."""
    part, path = record_of(plan, record)
    if part is None or field.endswith("."):
        return None
    found = next(_ways(part, type(part), field, ()), None)
    return None if found is None else Field(found[0], found[1], path, found[2])


def record_of(plan: Plan, record: str) -> tuple[Part | None, str]:
    """Return what a file holds, and its path; None where no file has the id."""
    if record == PLAN:
        return plan.header, plan.header_path
    loaded = plan.by_id.get(record)
    return (loaded.record, loaded.path) if loaded else (None, "")


_Way = tuple[object, Shape, Loc]


def _ways(part: Part | None, kind: type[Part], field: str, at: Loc) -> Iterator[_Way]:
    """Yield what a way can lead to from a group of keys; where nothing stands, what could."""
    for key, shape in shapes_of(kind).items():
        if field != key and not field.startswith(f"{key}."):
            continue
        value = getattr(part, field_name(part, key)) if part is not None else None
        yield from _inside(value, shape, field[len(key) + 1 :], (*at, key))


def _inside(value: object, shape: Shape, rest: str, at: Loc) -> Iterator[_Way]:
    if not rest:
        yield value, shape, at
    elif shape.listed and isinstance(value, Mapping):
        for name in sorted(map(str, value), key=len, reverse=True):
            if rest == name or rest.startswith(f"{name}."):
                item = next(it for key, it in value.items() if str(key) == name)
                yield from _item(item, shape, rest[len(name) + 1 :], (*at, name))
    elif shape.listed and isinstance(value, tuple):
        first, _, more = rest.partition(".")
        number = _number(value, first)
        if number is not None:
            yield from _item(value[number], shape, more, (*at, number))
    elif not shape.listed and shape.part is not None:
        yield from _ways(value if isinstance(value, Part) else None, shape.part, rest, at)


def _item(item: object, shape: Shape, rest: str, at: Loc) -> Iterator[_Way]:
    """Yield what a way leads to from one thing in a list or a table."""
    alone = shape.values if shape.values is not None else shape._replace(listed=False)
    if isinstance(item, Part) and rest:
        yield from _ways(item, type(item), rest, at)
    else:
        yield from _inside(item, alone, rest, at)


def _number(items: tuple[object, ...], step: str) -> int | None:
    """Return which thing in a list a step means: the one of a year, or by number from 1."""
    for number, item in enumerate(items):
        if isinstance(item, Part) and str(getattr(item, "year", "")) == step:
            return number
    return int(step) - 1 if step.isdecimal() and 0 < int(step) <= len(items) else None

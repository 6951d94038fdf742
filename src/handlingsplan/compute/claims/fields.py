"""Look up one field of one record by steps: day, period.to, amounts.2022.granted, areas.2.1.name."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handlingsplan.compute.entries import field_name
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part


class Field(NamedTuple):
    """A field that there can be: what it holds, None where it is unknown, what it can hold, and where.

    Of one that is not `written` nothing is said: that it is empty says nothing either.
    """

    value: object
    shape: Shape
    path: str
    loc: Loc
    written: bool


def look_up(plan: Plan, record: str, field: str) -> Field | None:
    """Return a field of a record, or of plan.yaml; None where the record can have no such field."""
    part, path = record_of(plan, record)
    if part is None or field.endswith("."):
        return None
    found = next(_ways(part, type(part), field, ()), None)
    return None if found is None else Field(found.value, found.shape, path, found.loc, found.written)


def record_of(plan: Plan, record: str) -> tuple[Part | None, str]:
    """Return what a file holds, and its path; None where no file has the id."""
    if record == PLAN:
        return plan.header, plan.header_path
    loaded = plan.by_id.get(record)
    return (loaded.record, loaded.path) if loaded else (None, "")


class _Way(NamedTuple):
    """What a way leads to."""

    value: object
    shape: Shape
    loc: Loc
    written: bool = True

    def one(self, item: object, step: str | int) -> "_Way":
        """Return the way to one thing in a list or a table."""
        alone = self.shape.values if self.shape.values is not None else self.shape._replace(listed=False)
        return _Way(item, alone, (*self.loc, step))


def _ways(part: Part | None, kind: type[Part], field: str, at: Loc) -> Iterator[_Way]:
    """Yield what a way can lead to from a group of keys; where nothing stands, what could."""
    for key, shape in shapes_of(kind).items():
        if field != key and not field.startswith(f"{key}."):
            continue
        name = field_name(part, key) if part is not None else key
        value = getattr(part, name) if part is not None else None
        written = part is not None and name in part.model_fields_set
        yield from _inside(_Way(value, shape, (*at, key), written), field[len(key) + 1 :])


def _inside(way: _Way, rest: str) -> Iterator[_Way]:
    value, shape = way.value, way.shape
    if not rest:
        yield way
    elif shape.listed and isinstance(value, Mapping):
        for name in sorted(map(str, value), key=len, reverse=True):
            if rest == name or rest.startswith(f"{name}."):
                item = next(it for key, it in value.items() if str(key) == name)
                yield from _item(way.one(item, name), rest[len(name) + 1 :])
    elif shape.listed and isinstance(value, tuple):
        first, _, more = rest.partition(".")
        number = _number(value, first)
        if number is not None:
            yield from _item(way.one(value[number], number), more)
    elif not shape.listed and shape.part is not None:
        yield from _ways(value if isinstance(value, Part) else None, shape.part, rest, way.loc)


def _item(way: _Way, rest: str) -> Iterator[_Way]:
    """Yield what a way leads to from one thing in a list or a table."""
    if isinstance(way.value, Part) and rest:
        yield from _ways(way.value, type(way.value), rest, way.loc)
    else:
        yield from _inside(way, rest)


def _number(items: tuple[object, ...], step: str) -> int | None:
    """Return which thing in a list a step means: the one of a year, or by number from 1."""
    for number, item in enumerate(items):
        if isinstance(item, Part) and str(getattr(item, "year", "")) == step:
            return number
    return int(step) - 1 if step.isdecimal() and 0 < int(step) <= len(items) else None

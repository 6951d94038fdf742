"""Find what is unknown: every key written null, and every key that ought to be known and is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records import Part


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is unknown: the file and the way to the key."""

    path: str
    loc: Loc

    @property
    def key(self) -> str:
        """Return the key that lacks a value."""
        return str(self.loc[-1])


def find_gaps(plan: Plan) -> Iterator[Gap]:
    """Yield every gap, file by file in the order they were read; what could not be read is no gap."""
    for loc in _gaps(plan.header, ()) if plan.header_read else ():
        yield Gap(plan.header_path, loc)
    for loaded in plan.loaded:
        for loc in _gaps(loaded.record, ()):
            yield Gap(loaded.path, loc)


def _gaps(part: Part, at: Loc) -> Iterator[Loc]:
    fields = type(part).model_fields
    for name, info in fields.items():
        key = info.alias or name
        value = getattr(part, name)
        if value is None:
            if name in part.model_fields_set or key in part.expected:
                yield (*at, key)
        elif isinstance(value, Part):
            yield from _gaps(value, (*at, key))
        elif isinstance(value, tuple | Mapping):
            yield from _inside(value, (*at, key))


def _inside(values: tuple[object, ...] | Mapping[object, object], at: Loc) -> Iterator[Loc]:
    items = values.items() if isinstance(values, Mapping) else enumerate(values)
    for step, value in items:
        if isinstance(value, Part):
            yield from _gaps(value, (*at, step if isinstance(step, int) else str(step)))

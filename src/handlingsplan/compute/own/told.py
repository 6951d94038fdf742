"""Tell what an entry says under a key that a rule asks of it, and compare such values surely."""

from typing import NamedTuple

from handlingsplan.compute.entries import Entry, field_name
from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError, quoted
from handlingsplan.model.figure import Figure
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.model.truth import Truth

Comparable = Figure | Day | int


class Told(NamedTuple):
    """What an entry says under a key, and where; None is unknown where it is `written`, else unsaid."""

    value: object
    written: bool
    loc: Loc

    @property
    def unsaid(self) -> bool:
        """Tell whether nothing is said: the key is left out and nobody waits for it."""
        return not self.written and not self.value


def told(entry: Entry, key: str) -> Told:
    """Return what an entry, or the nearest that it stands in, says under a key such as notes.drafted."""
    first, *rest = key.split(".")
    for level, part in enumerate(entry.chain):
        if field_name(part, first) in type(part).model_fields:
            found = _told_by(part, first, entry.loc[: len(entry.loc) - 2 * level])
            for step in rest:
                if not isinstance(found.value, Part):
                    return found
                found = _told_by(found.value, step, found.loc)
            return found
    return Told(None, written=False, loc=entry.loc)


def less(one: Comparable, other: Comparable) -> bool:
    """Tell whether a value is surely below another, or comes surely before it."""
    if isinstance(one, Figure) and isinstance(other, Figure):
        return one.high is not None and one.high < other.low
    if isinstance(one, Day) and isinstance(other, Day):
        return one.before(other) is Truth.YES
    return isinstance(one, int) and isinstance(other, int) and one < other


def limit_of(kind: type[Comparable], written: str) -> Comparable:
    """Return a written limit as a figure, a day or a year; raise `FieldError` for what is none."""
    if issubclass(kind, Figure | Day):
        return kind.parse(written)
    if not written.isdecimal():
        raise FieldError("HP116", f"{quoted(written)} är inget tal", "skriv siffror")
    return int(written)


def _told_by(part: Part, key: str, at: Loc) -> Told:
    name = field_name(part, key)
    return Told(getattr(part, name), name in part.model_fields_set or key in part.expected, (*at, key))

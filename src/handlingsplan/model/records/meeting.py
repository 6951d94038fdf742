"""Define what is kept of a meeting."""

from handlingsplan.model.day import Day
from handlingsplan.model.fields import Text
from handlingsplan.model.records.part import Part, Words


class Agreed(Part):
    """Something that a meeting agreed that somebody should do."""

    what: Text
    who: Text | None = None
    due: Day | None = None
    done: Day | None = None


class Meeting(Part):
    """A meeting of one process."""

    day: Day | None = None
    form: Text | None = None
    present: Words = ()
    agreed: tuple[Agreed, ...] = ()

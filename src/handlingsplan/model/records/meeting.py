"""Define what is kept of a meeting: one of a process, or one of a body with a file of its own."""

from collections.abc import Mapping
from typing import ClassVar

from handlingsplan.model.day import Day
from handlingsplan.model.fields import (
    BodyName,
    DecisionId,
    EventId,
    Flag,
    Once,
    OrganisationName,
    ProcessId,
    Text,
    TrackId,
    Word,
)
from handlingsplan.model.figure import Number
from handlingsplan.model.records.part import Late, Organisations, Part, Record


class Agreed(Part):
    """Something that a meeting agreed that somebody should do."""

    what: Text
    who: Text | None = None
    due: Day | None = None
    done: Day | None = None


class Matter(Part):
    """Something that a meeting took up; `decided` is nej where it ended without a decision."""

    what: Text
    decided: Flag | None = None
    decision: DecisionId | None = None
    outcome: Text | None = None


class Notes(Part):
    """The notes of a meeting: when they were drafted, and approved by the chair and by all."""

    drafted: Day | None = None
    approved_by_chair: Day | None = None
    approved_by_all: Day | None = None


class Meeting(Part):
    """A meeting of one process."""

    day: Day | None = None
    form: Text | None = None
    place: Text | None = None
    present: Organisations = ()
    voice_given: Mapping[OrganisationName, OrganisationName] = {}
    participants: Number | None = None
    matters: tuple[Late[Matter], ...] = ()
    agreed: tuple[Late[Agreed], ...] = ()
    notes: Late[Notes] | None = None
    note: Text | None = None


class BodyMeeting(Record):
    """A meeting of one body, also when it decided nothing."""

    expected: ClassVar = ("body", "day", "present")

    title: Text | None = None
    body: BodyName | None = None
    day: Day | None = None
    number: Word | None = None
    form: Text | None = None
    place: Text | None = None
    present: Organisations | None = None
    voice_given: Mapping[OrganisationName, OrganisationName] = {}
    participants: Number | None = None
    guests: tuple[Text, ...] = ()
    processes: Once[ProcessId] = ()
    track: TrackId | None = None
    event: EventId | None = None
    matters: tuple[Late[Matter], ...] = ()
    agreed: tuple[Late[Agreed], ...] = ()
    notes: Late[Notes] | None = None

"""Define an event: something that happened on a day, for those in the plan or around it."""

from typing import ClassVar

from handlingsplan.model.day import Day
from handlingsplan.model.fields import EventKindName, GrantId, Once, ProcessId, Text, TrackId, Word
from handlingsplan.model.figure import Number
from handlingsplan.model.records.grant import Participants
from handlingsplan.model.records.part import ONE, Late, Organisations, Record


class Event(Record):
    """One joint event or milestone; lecturers and guests stand as roles.

    `count` is how many such there were; `highlighted` how many processes it took up, which may be known
    when their ids are not.
    """

    expected: ClassVar = ("title", "kind", "day")

    title: Text | None = None
    kind: EventKindName | None = None
    number: Word | None = None
    count: Number | None = ONE
    day: Day | None = None
    form: Text | None = None
    place: Text | None = None
    text: Text | None = None
    organisations: Organisations = ()
    partners: Organisations = ()
    participants: tuple[Late[Participants], ...] | None = None
    speakers: tuple[Text, ...] = ()
    guests: tuple[Text, ...] = ()
    programme: tuple[Text, ...] = ()
    highlighted: Number | None = None
    processes: Once[ProcessId] = ()
    grants: Once[GrantId] = ()
    track: TrackId | None = None
    outcome: Text | None = None

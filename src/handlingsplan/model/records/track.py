"""Define a parallel track: work beside the processes, alone or with others."""

from typing import ClassVar

from handlingsplan.model.fields import Once, RecordId, Text, Word
from handlingsplan.model.records.part import Count, Late, Period, Record, Words


class Track(Record):
    """One parallel track: who takes part, which bodies it has, and what came of it."""

    expected: ClassVar = ("title", "period")

    title: Text | None = None
    kind: Word | None = None
    period: Late[Period] | None = None
    text: Text | None = None
    purpose: tuple[Text, ...] = ()
    organisations: Words = ()
    partners: Words = ()
    bodies: Words = ()
    processes: Once[RecordId] = ()
    grants: Once[RecordId] = ()
    counts: tuple[Late[Count], ...] = ()
    outcome: Text | None = None

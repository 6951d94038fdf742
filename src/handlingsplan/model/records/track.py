"""Define a parallel track: work beside the processes, alone or with others."""

from typing import ClassVar

from handlingsplan.model.fields import BodyName, GrantId, Once, ProcessId, Text, Word
from handlingsplan.model.records.part import Count, Late, Organisations, Period, Record


class Track(Record):
    """One parallel track: who takes part, which bodies it has, and what came of it."""

    expected: ClassVar = ("title", "period")

    title: Text | None = None
    kind: Word | None = None
    period: Late[Period] | None = None
    text: Text | None = None
    purpose: tuple[Text, ...] = ()
    organisations: Organisations = ()
    partners: Organisations = ()
    bodies: Once[BodyName] = ()
    processes: Once[ProcessId] = ()
    grants: Once[GrantId] = ()
    counts: tuple[Late[Count], ...] = ()
    outcome: Text | None = None

"""Define a finding: a stated fact about a process that the documents do not name."""

from typing import ClassVar

from handlingsplan.model.fields import Once, RecordId, Text, Word
from handlingsplan.model.records.part import Late, Record, Words
from handlingsplan.model.records.process import Pause, StatusEntry


class Finding(Record):
    """What is known of a process without knowing which it is: a gap, never counted in a status.

    `candidates` are the processes that it may be; left out, it may be any.
    """

    expected: ClassVar = ("process",)

    title: Text | None = None
    text: Text | None = None
    process: RecordId | None = None
    candidates: Once[RecordId] = ()
    lead: Word | None = None
    organisations: Words = ()
    depends_on: Words = ()
    history: tuple[Late[StatusEntry], ...] = ()
    pauses: tuple[Late[Pause], ...] = ()
    grants: Once[RecordId] = ()

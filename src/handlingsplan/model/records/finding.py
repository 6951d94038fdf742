"""Define a finding: a stated fact about a process that the documents do not name."""

from typing import ClassVar

from handlingsplan.model.fields import GrantId, Once, OrganisationName, ProcessId, Text
from handlingsplan.model.records.part import Late, Organisations, Record
from handlingsplan.model.records.process import Pause, StatusEntry


class Finding(Record):
    """What is known of a process without knowing which it is: a gap, never counted in a status.

    `candidates` are the processes that it may be; left out, it may be any.
    """

    expected: ClassVar = ("process",)

    title: Text | None = None
    text: Text | None = None
    process: ProcessId | None = None
    candidates: Once[ProcessId] = ()
    lead: OrganisationName | None = None
    organisations: Organisations = ()
    depends_on: Organisations = ()
    history: tuple[Late[StatusEntry], ...] = ()
    pauses: tuple[Late[Pause], ...] = ()
    grants: Once[GrantId] = ()

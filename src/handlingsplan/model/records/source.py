"""Define a document that facts of the plan come from, with what it states."""

from collections.abc import Mapping
from typing import ClassVar

from handlingsplan.model.day import Day
from handlingsplan.model.fields import Text, Word
from handlingsplan.model.records.claim import Claim, ClaimName
from handlingsplan.model.records.part import Late, Part, Record


class Attachment(Part):
    """An attachment of a document, by its number there; what it holds may be unknown."""

    number: Word | None = None
    title: Text | None = None


class SourceDocument(Record):
    """A document that the plan's facts come from, with its claims by short name."""

    expected: ClassVar = ("title", "day", "registry_number")

    title: Text | None = None
    short: Text | None = None
    kind: Text | None = None
    sender: Text | None = None
    by: tuple[Text, ...] = ()
    day: Day | None = None
    registry_number: Text | None = None
    signed_by: Text | None = None
    addressed_to: Text | None = None
    attachments: tuple[Late[Attachment], ...] = ()
    claims: Mapping[ClaimName, Late[Claim]] = {}

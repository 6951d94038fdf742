"""Define a decision of one body, with its points."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from handlingsplan.model.day import Day
from handlingsplan.model.fields import Once, Paragraph, RecordId, Text, Word
from handlingsplan.model.records.part import Late, Part, Record, Words

DecisionKind = Literal["beslut", "uppdrag", "återrapportering", "meddelande"]
PointStatus = Literal["föreslaget", "väntat", "beslutat", "återremitterat", "avslaget"]


class Point(Part):
    """One numbered point of a decision."""

    expected: ClassVar = ("status",)

    number: Word | None = None
    text: Text
    status: PointStatus | None = None
    due: Day | None = None
    outcome: Text | None = None
    carries: Once[RecordId] = ()


class Decision(Record):
    """What one body decided, or is proposed or awaited to decide."""

    expected: ClassVar = ("title", "body", "day", "matter")

    title: Text | None = None
    kind: DecisionKind | None = None
    body: Word | None = None
    candidates: Words = ()
    day: Day | None = None
    paragraph: Paragraph | None = None
    registry_number: Text | None = None
    matter: Word | None = None
    meeting: RecordId | None = None
    track: RecordId | None = None
    concerns: Once[RecordId] = ()
    points: tuple[Late[Point], ...] = ()
    recipients: tuple[Text, ...] = ()
    present: Words = ()
    voice_given: Mapping[Word, Word] = {}
    replaced_by: RecordId | None = None

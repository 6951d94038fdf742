"""Define a decision of one body, with its points."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from handlingsplan.model.day import Day
from handlingsplan.model.fields import (
    AnyId,
    BodyName,
    DecisionId,
    MeetingId,
    Once,
    OrganisationName,
    Paragraph,
    Text,
    TrackId,
    Word,
)
from handlingsplan.model.records.part import Late, Organisations, Part, Record

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
    carries: Once[AnyId] = ()


class Decision(Record):
    """What one body decided, or is proposed or awaited to decide."""

    expected: ClassVar = ("title", "body", "day", "matter")

    title: Text | None = None
    kind: DecisionKind | None = None
    body: BodyName | None = None
    candidates: Once[BodyName] = ()
    day: Day | None = None
    paragraph: Paragraph | None = None
    registry_number: Text | None = None
    matter: Word | None = None
    meeting: MeetingId | None = None
    track: TrackId | None = None
    concerns: Once[AnyId] = ()
    points: tuple[Late[Point], ...] = ()
    recipients: tuple[Text, ...] = ()
    present: Organisations = ()
    voice_given: Mapping[OrganisationName, OrganisationName] = {}
    replaced_by: DecisionId | None = None

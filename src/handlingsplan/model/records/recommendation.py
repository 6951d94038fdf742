"""Define what is passed on: a recommendation, a conclusion or a reflection."""

from typing import ClassVar, Literal

from handlingsplan.model.day import Day
from handlingsplan.model.fields import (
    DecisionId,
    Once,
    ProcessId,
    RecommendationId,
    SuccessorName,
    Text,
    ThemeName,
    TrackId,
    Word,
)
from handlingsplan.model.records.part import Late, Organisations, Period, Record, Words

RecommendationKind = Literal["rekommendation", "slutsats", "reflektion"]
RecommendationStatus = Literal["öppen", "pågår", "genomförd", "avvisad"]


class Recommendation(Record):
    """One thing passed on: to whom, what, and what became of it."""

    expected: ClassVar = ("kind", "text")

    title: Text | None = None
    kind: RecommendationKind | None = None
    number: Word | None = None
    text: Text | None = None
    by: Text | None = None
    day: Day | None = None
    addressees: Words | None = None
    partners: Organisations = ()
    themes: Once[ThemeName] = ()
    period: Late[Period] | None = None
    processes: Once[ProcessId] = ()
    track: TrackId | None = None
    successor: SuccessorName | None = None
    status: RecommendationStatus | None = None
    outcome: Text | None = None
    decisions: Once[DecisionId] = ()
    related: Once[RecommendationId] = ()

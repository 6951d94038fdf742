"""Define what is passed on: a recommendation, a conclusion or a reflection."""

from typing import ClassVar, Literal

from handlingsplan.model.day import Day
from handlingsplan.model.fields import Once, RecordId, Text, Word
from handlingsplan.model.records.part import Late, Period, Record, Words

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
    partners: Words = ()
    themes: Words = ()
    period: Late[Period] | None = None
    processes: Once[RecordId] = ()
    track: RecordId | None = None
    successor: Word | None = None
    status: RecommendationStatus | None = None
    outcome: Text | None = None
    decisions: Once[RecordId] = ()
    related: Once[RecordId] = ()

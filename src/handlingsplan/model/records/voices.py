"""Define voices: the answers to one question at one occasion, never by name."""

from typing import ClassVar

from handlingsplan.model.day import Day
from handlingsplan.model.fields import EventId, Text, ThemeName
from handlingsplan.model.records.part import Late, Organisations, Part, Places, Record


class Answer(Part):
    """One answer, shortened in the plan's own words, and its place in the source."""

    text: Text
    theme: ThemeName | None = None
    source: Places = ()


class Voices(Record):
    """The answers to one question."""

    expected: ClassVar = ("question", "occasion", "day", "answers")

    title: Text | None = None
    question: Text | None = None
    occasion: Text | None = None
    day: Day | None = None
    asked: Text | None = None
    method: Text | None = None
    organisations: Organisations = ()
    event: EventId | None = None
    answers: tuple[Late[Answer], ...] | None = None

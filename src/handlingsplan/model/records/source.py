"""Define a document that facts of the plan come from."""

from typing import ClassVar

from handlingsplan.model.day import Day
from handlingsplan.model.fields import Text
from handlingsplan.model.records.part import Record


class SourceDocument(Record):
    """A document that the plan's facts come from."""

    expected: ClassVar = ("title", "day", "registry_number")

    title: Text | None = None
    short: Text | None = None
    kind: Text | None = None
    sender: Text | None = None
    by: tuple[Text, ...] = ()
    day: Day | None = None
    registry_number: Text | None = None

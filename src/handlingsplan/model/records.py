"""Define the records of a plan: one class a kind, one object a file.

None is always *unknown*. A key left out says nothing; the keys in `expected` count as unknown then.
What needs another record to be judged is no concern of this module.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from handlingsplan.model.day import Day
from handlingsplan.model.fields import (
    FieldError,
    Flag,
    Once,
    Paragraph,
    RecordId,
    Table,
    Text,
    Word,
    Year,
)
from handlingsplan.model.figure import Kronor, Number

StatusKind = Literal["planned", "active", "paused", "continuing", "completed", "cancelled"]
BodyKind = Literal["political", "consensus", "officials", "external"]
DecisionKind = Literal["beslut", "uppdrag", "återrapportering", "meddelande"]
PointStatus = Literal["föreslaget", "väntat", "beslutat", "återremitterat", "avslaget"]
Basis = Literal["derived", "inferred"]

Words = Once[Word]


class Part(BaseModel):
    """A group of keys: frozen, and closed to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    expected: ClassVar[tuple[str, ...]] = ()
    """Keys that ought to be known: a gap when null, and when left out too."""


class Record(Part):
    """What every file has: an id, and where each of its fields comes from."""

    id: RecordId
    sources: Mapping[Word, Words] = {}
    basis: Mapping[Word, Basis] = {}
    note: Text | None = None


class StatusEntry(Part):
    """One status in a process's history: begun on `since`, or known to hold on `seen`."""

    status: Word
    since: Day | None = None
    seen: Day | None = None
    through: Day | None = None
    outcome: Word | None = None
    by: Text | None = None
    anchored: Flag | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_start(self) -> Self:
        if (self.since is None) == (self.seen is None):
            found, mend = ("saknar", "skriv") if self.since is None else ("har", "behåll")
            raise FieldError(
                "HP119",
                f"läget {found} både since (sedan) och seen (sett)",
                f"{mend} ett: since är dagen då läget började, seen dagen då man såg att det var så",
            )
        return self

    @property
    def start(self) -> Day:
        """Return the day from which the entry says something."""
        day = self.since or self.seen
        assert day is not None, "kept by _one_start"
        return day


class Pause(Part):
    """A stretch of days when a process stood still; `to` left out: it still does."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    reason: Text | None = None
    by: Text | None = None


class Agreed(Part):
    """Something that a meeting agreed that somebody should do."""

    what: Text
    who: Text | None = None
    due: Day | None = None
    done: Day | None = None


class Obstacle(Part):
    """What stands in the way of a process, what is proposed to be done about it, and by whom."""

    what: Text
    action: Text | None = None
    who: Text | None = None
    lifted_to: Word | None = None


class Meeting(Part):
    """A meeting of one process."""

    day: Day | None = None
    form: Text | None = None
    present: Words = ()
    agreed: tuple[Agreed, ...] = ()


class Reading(Part):
    """A measured value of an indicator."""

    day: Day | None = None
    value: Number | None = None


class Indicator(Part):
    """Something measured to see whether the work gives results."""

    name: Text
    unit: Text | None = None
    baseline: Number | None = None
    target: Number | None = None
    values: tuple[Reading, ...] = ()


class Process(Record):
    """One need that several organisations work on together."""

    expected: ClassVar = ("title", "area", "lead", "organisations", "history")

    title: Text | None = None
    theme: Text | None = None
    area: Word | None = None
    lead: Word | None = None
    organisations: Words | None = None
    not_participating: Words = ()
    history: tuple[StatusEntry, ...] | None = None
    pauses: tuple[Pause, ...] = ()
    obstacles: tuple[Obstacle, ...] | None = None
    indicators: tuple[Indicator, ...] = ()
    meetings: tuple[Meeting, ...] = ()


class YearAmounts(Part):
    """The money of one grant in one year, from application to report."""

    year: Year
    applied: Kronor | None = None
    proposed: Kronor | None = None
    granted: Kronor | None = None
    spent: Kronor | None = None
    repaid: Kronor | None = None
    carried: Kronor | None = None
    left: Kronor | None = None
    decision: RecordId | None = None


class Posts(Part):
    """Posts that a grant pays for; `count` and `unit` as written, `fte` only where it is stated."""

    count: Number | None = None
    unit: Text | None = None
    fte: Number | None = None


class Grant(Record):
    """Money out: one effort that was applied for, decided, paid and reported."""

    expected: ClassVar = (
        "title", "category", "years", "organisations", "processes", "directions", "amounts",
    )  # fmt: skip

    title: Text | None = None
    text: Text | None = None
    category: Word | None = None
    years: Once[Year] | None = None
    carried_out: Day | None = None
    efforts: Words = ()
    processes: Once[RecordId] | None = None
    directions: Words | None = None
    organisations: Words | None = None
    shares: Literal["lika"] | None = None
    amounts: tuple[YearAmounts, ...] | None = None
    posts: tuple[Posts, ...] = ()
    afterwards: Text | None = None

    @field_validator("amounts")
    @classmethod
    def _one_amount_a_year(cls, amounts: tuple[YearAmounts, ...] | None) -> tuple[YearAmounts, ...] | None:
        years = [found.year for found in amounts or ()]
        twice = next((year for year in years if years.count(year) > 1), None)
        if twice is not None:
            raise FieldError("HP120", f"{twice} står två gånger", "slå ihop dem till ett års belopp")
        return amounts


class RequisitionAmount(Part):
    """A part of a requisition, for one direction or in all."""

    direction: Word | None = None
    requisitioned: Kronor | None = None


class Requisition(Record):
    """Money in: what was drawn for one year."""

    expected: ClassVar = ("by", "from", "amounts", "day")

    kind: Literal["requisition"]
    year: Year
    by: Words | None = None
    from_: Words | None = Field(default=None, alias="from")
    amounts: tuple[RequisitionAmount, ...] | None = None
    day: Day | None = None
    reference: Text | None = None


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
    concerns: Once[RecordId] = ()
    points: tuple[Point, ...] = ()
    recipients: tuple[Text, ...] = ()
    present: Words = ()
    voice_given: Mapping[Word, Word] = {}
    replaced_by: RecordId | None = None


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


class Named(Part):
    """Something that the plan declares by short name: an area, a category, a direction, an effort."""

    name: Text | None = None
    aliases: tuple[Text, ...] = ()
    note: Text | None = None


class Organisation(Named):
    """An organisation; one that is no party to the plan may still apply, pay or take part."""

    party: Flag = True


class StatusWord(Part):
    """A word for the state of a process, and which kind of state it is."""

    kind: StatusKind
    name: Text | None = None
    aliases: tuple[Text, ...] = ()
    note: Text | None = None


class Membership(Part):
    """An organisation's place in a body, and from when to when."""

    organisation: Word
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class Body(Part):
    """Somebody who decides: political bodies have paragraphs, a consensus body never does."""

    kind: BodyKind
    name: Text | None = None
    aliases: tuple[Text, ...] = ()
    consensus_since: Day | None = None
    members: tuple[Membership, ...] = ()
    note: Text | None = None


class YearRules(Part):
    """What holds for the money of one year."""

    grants_complete: Flag | None = None
    directions: Words | None = None
    spend_by: Day | None = None
    report_by: Day | None = None
    unspent: Text | None = None
    note: Text | None = None


class Period(Part):
    """The plan's first and last day."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class Header(Part):
    """The file plan.yaml: what the plan is called, and the words that its records use."""

    expected: ClassVar = ("name", "owner", "period", "registry_number")

    name: Text | None = None
    owner: Text | None = None
    period: Period | None = None
    registry_number: Text | None = None
    money: Text | None = None
    organisations: Table[Organisation] = {}
    participation_complete: Words = ()
    bodies: Table[Body] = {}
    areas: Table[Named] = {}
    statuses: Table[StatusWord] = {}
    outcomes: Table[Named] = {}
    categories: Table[Named] = {}
    directions: Table[Named] = {}
    efforts: Table[Named] = {}
    years: Mapping[Year, YearRules] = {}
    sources: Mapping[Word, Words] = {}
    basis: Mapping[Word, Basis] = {}
    note: Text | None = None


def kind_name(part: Part) -> str:
    """Return what a record is, as in `process`; the word that programs read."""
    return {"SourceDocument": "source"}.get(type(part).__name__, type(part).__name__.lower())

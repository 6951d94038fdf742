"""Define the money: a grant is money out, a requisition money in."""

from collections import Counter
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from handlingsplan.model.day import Day
from handlingsplan.model.fields import (
    CategoryName,
    DecisionId,
    DirectionName,
    EffortName,
    FieldError,
    Flag,
    Once,
    ProcessId,
    Text,
    Word,
    Year,
)
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.records.part import ONE, Late, Organisations, Part, Record, Words

ParticipantKind = Literal["deltagare", "individer", "anmälda", "fullföljt"]


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
    decision: DecisionId | None = None


class Posts(Part):
    """Posts that a grant pays for; `count` and `unit` as written, `fte` only where it is stated."""

    count: Number | None = None
    unit: Text | None = None
    fte: Number | None = None


class Participants(Part):
    """How many took part: what they are counted as, and whether they came or had only signed up."""

    count: Number | None = None
    unit: Text | None = None
    kind: ParticipantKind | None = None
    day: Day | None = None


class Group(Part):
    """One group that met, or `count` alike; `returning` of its participants had been in an earlier one."""

    name: Text | None = None
    theme: Text | None = None
    count: Number | None = ONE
    day: Day | None = None
    place: Word | None = None
    language: Word | None = None
    method: Word | None = None
    ages: Text | None = None
    participants: Number | None = None
    kind: ParticipantKind | None = None
    returning: Number | None = None
    sessions: Number | None = None
    note: Text | None = None


class Method(Part):
    """A way of working that a grant paid for: how many times one meets, and who leads."""

    name: Word
    sessions: Number | None = None
    leader: Text | None = None
    languages: Words = ()
    note: Text | None = None


class Goal(Part):
    """What a grant was to reach, and what came of it."""

    what: Text
    outcome: Text | None = None
    reached: Flag | None = None


class Grant(Record):
    """Money out: one effort that was applied for, decided, paid and reported."""

    expected: ClassVar = (
        "title", "category", "years", "organisations", "processes", "directions", "amounts",
    )  # fmt: skip

    title: Text | None = None
    text: Text | None = None
    applied_on: Day | None = None
    category: CategoryName | None = None
    years: Once[Year] | None = None
    carried_out: Day | None = None
    efforts: Once[EffortName] = ()
    processes: Once[ProcessId] | None = None
    directions: Once[DirectionName] | None = None
    organisations: Organisations | None = None
    shares: Literal["lika"] | None = None
    amounts: tuple[Late[YearAmounts], ...] | None = None
    posts: tuple[Late[Posts], ...] = ()
    partners: Organisations = ()
    target_groups: tuple[Text, ...] = ()
    places: Words = ()
    languages: Words = ()
    methods: tuple[Late[Method], ...] = ()
    participants: tuple[Late[Participants], ...] | None = None
    groups: tuple[Late[Group], ...] = ()
    goals: tuple[Late[Goal], ...] = ()
    afterwards: Text | None = None

    @field_validator("amounts")
    @classmethod
    def _one_amount_a_year(cls, amounts: tuple[YearAmounts, ...] | None) -> tuple[YearAmounts, ...] | None:
        years = Counter(found.year for found in amounts or ())
        twice = next((year for year, count in years.items() if count > 1), None)
        if twice is not None:
            raise FieldError("HP120", f"{twice} står två gånger", "slå ihop dem till ett års belopp")
        return amounts


class RequisitionAmount(Part):
    """A part of a requisition, for one direction or in all."""

    direction: DirectionName | None = None
    requisitioned: Kronor | None = None


class Requisition(Record):
    """Money in: what was drawn for one year."""

    expected: ClassVar = ("by", "from", "amounts", "day")

    kind: Literal["requisition"]
    year: Year
    by: Organisations | None = None
    from_: Organisations | None = Field(default=None, alias="from")
    amounts: tuple[Late[RequisitionAmount], ...] | None = None
    day: Day | None = None
    reference: Text | None = None

"""Define the money: a grant is money out, a requisition money in."""

from typing import ClassVar, Literal

from pydantic import Field, field_validator

from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError, Once, RecordId, Text, Word, Year
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.records.part import Part, Record, Words


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

"""Define plan.yaml: what the plan is called, and the words that its records use."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from handlingsplan.model.day import Day
from handlingsplan.model.fields import Flag, Table, Text, Word, Year
from handlingsplan.model.records.part import Basis, Part, Words

StatusKind = Literal["planned", "active", "paused", "continuing", "completed", "cancelled"]
BodyKind = Literal["political", "consensus", "officials", "external"]


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

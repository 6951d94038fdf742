"""Define plan.yaml: what the plan is called, and the words that its records use."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from handlingsplan.model.day import Day
from handlingsplan.model.fields import (
    AnyId,
    BodyName,
    DecisionId,
    DirectionName,
    Flag,
    Once,
    OrganisationName,
    Table,
    Text,
    Word,
    Year,
)
from handlingsplan.model.figure import Number
from handlingsplan.model.records.part import Basis, Count, Late, Organisations, Part, Period, Places

StatusKind = Literal["planned", "active", "paused", "continuing", "completed", "cancelled"]
BodyKind = Literal["political", "consensus", "officials", "external"]


class Named(Part):
    """Something that the plan declares by short name: an area, a category, a direction, an effort."""

    name: Text | None = None
    aliases: tuple[Word, ...] = ()
    note: Text | None = None
    source: Places = ()


class Organisation(Named):
    """An organisation; one that is no party to the plan may still apply, pay or take part."""

    party: Flag = True
    joined: Day | None = None


class StatusWord(Part):
    """A word for the state of a process, and which kind of state it is."""

    kind: StatusKind
    name: Text | None = None
    aliases: tuple[Word, ...] = ()
    note: Text | None = None
    source: Places = ()


class Membership(Part):
    """An organisation's place in a body, and from when to when."""

    organisation: OrganisationName
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class Body(Part):
    """Somebody who decides: political bodies have paragraphs, a consensus body never does."""

    kind: BodyKind
    name: Text | None = None
    aliases: tuple[Word, ...] = ()
    consensus_since: Day | None = None
    members: tuple[Late[Membership], ...] = ()
    tasks: tuple[Text, ...] = ()
    counts: tuple[Late[Count], ...] = ()
    note: Text | None = None
    source: Places = ()


class YearRules(Part):
    """What holds for the money of one year."""

    grants_complete: Flag | None = None
    directions: Once[DirectionName] | None = None
    conditions: tuple[Text, ...] = ()
    spend_by: Day | None = None
    report_by: Day | None = None
    reported: Day | None = None
    carry_over: Flag | None = None
    unspent: Text | None = None
    note: Text | None = None


class Role(Part):
    """What somebody does in the plan, never who: from where, how much, from when to when, paid by what."""

    name: Text | None = None
    organisation: OrganisationName | None = None
    body: BodyName | None = None
    share: Number | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    paid_by: Text | None = None
    appointed_by: Text | None = None
    responsible_for: Organisations = ()
    tasks: tuple[Text, ...] = ()
    counts: tuple[Late[Count], ...] = ()
    note: Text | None = None
    source: Places = ()


class Successor(Part):
    """What comes after the plan, and which processes it takes over."""

    name: Text | None = None
    kind: Text | None = None
    period: Late[Period] | None = None
    status: Text | None = None
    organisations: Organisations = ()
    decisions: Once[DecisionId] = ()
    carries: Once[AnyId] = ()
    note: Text | None = None
    source: Places = ()


class Header(Part):
    """The file plan.yaml: what the plan is called, and the words that its records use."""

    expected: ClassVar = ("name", "owner", "period", "registry_number")

    name: Text | None = None
    owner: Text | None = None
    period: Late[Period] | None = None
    registry_number: Text | None = None
    money: Text | None = None
    smallest_group: Number | None = None
    purpose: tuple[Text, ...] = ()
    target_groups: tuple[Text, ...] = ()
    stages: tuple[Text, ...] = ()
    directives: tuple[Text, ...] = ()
    counts: tuple[Late[Count], ...] = ()
    organisations: Table[Organisation] = {}
    participation_complete: Organisations = ()
    bodies: Table[Body] = {}
    areas: Table[Named] = {}
    statuses: Table[StatusWord] = {}
    outcomes: Table[Named] = {}
    categories: Table[Named] = {}
    directions: Table[Named] = {}
    efforts: Table[Named] = {}
    event_kinds: Table[Named] = {}
    themes: Table[Named] = {}
    terms: Table[Named] = {}
    roles: Table[Late[Role]] = {}
    successors: Table[Late[Successor]] = {}
    years: Mapping[Year, Late[YearRules]] = {}
    sources: Mapping[Word, Places] = {}
    basis: Mapping[Word, Basis] = {}
    note: Text | None = None

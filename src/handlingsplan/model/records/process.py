"""Define a process: one need that several organisations work on together."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from handlingsplan.model.day import Day
from handlingsplan.model.fields import (
    AreaName,
    BodyName,
    DecisionId,
    FieldError,
    Flag,
    OrganisationName,
    OutcomeName,
    StatusName,
    SuccessorName,
    Text,
    Word,
)
from handlingsplan.model.figure import Number
from handlingsplan.model.records.meeting import Meeting
from handlingsplan.model.records.part import Late, Organisations, Part, Record

ActivityStatus = Literal["planerad", "pågår", "genomförd", "struken"]
ResultStatus = Literal["inte mätt", "inte uppnått", "delvis uppnått", "uppnått"]


class StatusEntry(Part):
    """One status in a process's history: begun on `since`, or known to hold on `seen`."""

    status: StatusName
    since: Day | None = None
    seen: Day | None = None
    through: Day | None = None
    outcome: OutcomeName | None = None
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


class Obstacle(Part):
    """What stands in the way of a process, what is proposed to be done about it, and by whom."""

    what: Text
    since: Day | None = None
    action: Text | None = None
    who: Text | None = None
    lifted_to: BodyName | None = None
    lifted: Day | None = None
    removed: Day | None = None


class Planned(Part):
    """What was decided on when a process runs and how urgent it is; a later decision comes later."""

    priority: Word | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    decision: DecisionId | None = None


class Activity(Part):
    """Something that a process does; done or not says nothing of whether its result is reached."""

    what: Text
    status: ActivityStatus | None = None
    seen: Day | None = None
    due: Day | None = None
    done: Day | None = None
    organisations: Organisations = ()
    note: Text | None = None


class DesiredResult(Part):
    """What a process is to lead to, and whether it has."""

    what: Text
    status: ResultStatus | None = None
    seen: Day | None = None
    note: Text | None = None


class Reading(Part):
    """A measured value of an indicator."""

    day: Day | None = None
    value: Number | None = None


class Indicator(Part):
    """Something measured to see whether the work gives results."""

    name: Text
    unit: Text | None = None
    baseline: Number | None = None
    baseline_day: Day | None = None
    target: Number | None = None
    target_day: Day | None = None
    values: tuple[Late[Reading], ...] = ()
    measured_by: Text | None = None


class Process(Record):
    """One need that several organisations work on together."""

    expected: ClassVar = ("title", "area", "lead", "organisations", "history")

    title: Text | None = None
    theme: Text | None = None
    area: AreaName | None = None
    lead: OrganisationName | None = None
    organisations: Organisations | None = None
    not_participating: Organisations = ()
    history: tuple[Late[StatusEntry], ...] | None = None
    pauses: tuple[Late[Pause], ...] = ()
    planned: tuple[Late[Planned], ...] | None = None
    target_groups: tuple[Text, ...] = ()
    activities: tuple[Late[Activity], ...] | None = None
    desired_results: tuple[Late[DesiredResult], ...] | None = None
    obstacles: tuple[Late[Obstacle], ...] | None = None
    depends_on: Organisations = ()
    indicators: tuple[Late[Indicator], ...] = ()
    meetings: tuple[Late[Meeting], ...] = ()
    successor: SuccessorName | None = None
    after: Text | None = None

"""Gather what a meeting is about: what to decide, what is awaited or late, and earlier assignments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from handlingsplan.compute.applications import Application, open_applications
from handlingsplan.compute.decisions import COMING, DecisionRow, compute_decisions
from handlingsplan.compute.select import Selection, select
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.decision import Point
from handlingsplan.model.records.event import Event
from handlingsplan.model.records.header import YearRules
from handlingsplan.model.records.meeting import Agreed, BodyMeeting, Meeting
from handlingsplan.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to decide: a proposed point with the applications that it is about, or one application.

    `point_number` is the point's own number, where its decision has several points.
    `passed`: the day when it was to be decided is over, and what was decided is not known.
    """

    number: int
    decision: DecisionRow | None
    point: Point | None
    point_number: str | None
    applications: tuple[Application, ...]
    passed: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """A decision that is to come: points proposed to another body, awaited or sent back, in one state.

    `passed` when its day is over, and what was decided is not known.
    """

    decision: DecisionRow
    state: str
    points: tuple[Point, ...]
    applications: tuple[Application, ...]
    passed: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """Something that a body has decided that somebody shall do.

    `late`: the day is over and no outcome is written. `followed_by` is a later decision on the same
    matter, which says nothing of whether the assignment is fulfilled.
    """

    decision: DecisionRow
    point: Point
    late: bool
    followed_by: DecisionRow | None


@dataclass(frozen=True, slots=True)
class Action:
    """What a meeting agreed that somebody should do, and nobody has written that it is done.

    The meeting was one of a process or, where `process` is None, of a body. It is not late when it is
    unknown whether it is done.
    """

    process: str | None
    body: str | None
    meeting: Meeting | BodyMeeting
    agreed: Agreed
    late: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which a year's money is to be spent or reported on."""

    year: int
    what: Literal["spend_by", "report_by"]
    day: Day
    passed: bool


@dataclass(frozen=True, slots=True)
class UnknownDeadline:
    """The years of which it is known that there is a deadline, but not when."""

    what: Literal["spend_by", "report_by"]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LateCounts:
    """How much is late, by where it stands in the agenda."""

    to_decide: int
    expected: int
    assignments: int
    actions: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting on `as_of` is about; `bodies` are those of the plan that decide by consensus.

    `undecided` records may or may not belong to the selection.
    """

    as_of: date
    bodies: tuple[str, ...]
    to_decide: tuple[Choice, ...]
    proposed: tuple[Expected, ...]
    awaited: tuple[Expected, ...]
    assignments: tuple[Assignment, ...]
    actions: tuple[Action, ...]
    events: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]
    no_deadlines: tuple[UnknownDeadline, ...]
    undecided: int

    @property
    def late(self) -> int:
        """Return how much of what is listed is late."""
        count = self.late_counts
        return count.to_decide + count.expected + count.assignments + count.actions

    @property
    def late_counts(self) -> LateCounts:
        """Return how much of each kind is late."""
        return LateCounts(
            to_decide=sum(choice.passed for choice in self.to_decide),
            expected=sum(expected.passed for expected in (*self.proposed, *self.awaited)),
            assignments=sum(assignment.late for assignment in self.assignments),
            actions=sum(action.late for action in self.actions),
        )


def compute_agenda(plan: Plan, as_of: date, who: Selection | None = None, year: int | None = None) -> Agenda:
    """Return what a meeting on `as_of` is about, for a selection.

    `year` keeps applications and deadlines to one year; decisions and actions are of any.
    """
    who = who or Selection()
    every = [
        row for row in compute_decisions(plan, as_of, coming=True).rows if not _replaced(row, plan, as_of)
    ]
    decisions, grants, processes, meetings, events = (
        select(plan, records, who, as_of)
        for records in (plan.decisions, plan.grants, plan.processes, plan.meetings, plan.events)
    )
    chosen = {*decisions.ids}
    rows = [row for row in every if row.id in chosen]
    consensus = {key for key, body in plan.header.bodies.items() if body.kind == "consensus"}
    others = [row for row in rows if row.body not in consensus]
    found = open_applications(plan, [plan.grants[id_] for id_ in grants.ids], as_of)
    waiting = _Waiting(plan, [application for application in found if year in {None, application.year}])
    return Agenda(  # what others have before them comes first: what nobody has is left to decide here
        as_of=as_of,
        bodies=tuple(body.name or key for key, body in plan.header.bodies.items() if key in consensus),
        proposed=tuple(_expected(others, "föreslaget", waiting, as_of)),
        awaited=(
            *_expected(rows, "väntat", waiting, as_of),
            *_expected(rows, "återremitterat", waiting, as_of),
        ),
        to_decide=tuple(_choices([row for row in rows if row.body in consensus], waiting, as_of)),
        assignments=tuple(_assignments(rows, every, as_of)),
        actions=tuple(_agreed(plan, processes.ids, meetings.ids, who, as_of)),
        events=tuple(_coming((plan.events[id_] for id_ in events.ids), as_of)),
        deadlines=tuple(_deadlines(_rules(plan, as_of, year), as_of)),
        no_deadlines=tuple(_no_deadlines(_rules(plan, as_of, year))),
        undecided=sum(len(it.undecided) for it in (decisions, grants, processes, meetings, events)),
    )


class _Waiting:
    """The applications that wait, shown with the points that are about them."""

    def __init__(self, plan: Plan, applications: list[Application]) -> None:
        self._plan = plan
        self._applications = applications
        self._shown: list[Application] = []

    def under(self, row: DecisionRow, points: Iterable[Point]) -> tuple[Application, ...]:
        """Return those that some points are about."""
        decision, points = self._plan.decisions[row.id], list(points)
        found = [it for it in self._applications if any(it.stands_in(decision, point) for point in points)]
        self._shown += found
        return tuple(found)

    def left(self) -> list[Application]:
        """Return those that were shown with no point."""
        return [found for found in self._applications if found not in self._shown]


def _replaced(row: DecisionRow, plan: Plan, as_of: date) -> bool:
    """Tell whether another decision had taken its place on a day."""
    other = plan.decisions.get(plan.decisions[row.id].replaced_by or "")
    return other is not None and may_have_come(other.day, as_of)


def _expected(rows: Iterable[DecisionRow], state: str, waiting: _Waiting, as_of: date) -> Iterator[Expected]:
    for row in rows:
        points = tuple(point for point in row.points if point.status == state)
        if points:
            # The day of what was sent back is the day when it was, not when it is to be decided.
            passed = state != "återremitterat" and _passed(row.day, as_of)
            yield Expected(row, state, points, waiting.under(row, points), passed)


def _choices(rows: Iterable[DecisionRow], waiting: _Waiting, as_of: date) -> Iterator[Choice]:
    """Yield the proposed points in order, each with its applications, then the applications in no point."""
    number = 0
    for row in rows:
        for place, point in enumerate(row.points, start=1):
            if point.status == "föreslaget":
                number += 1
                own = (point.number or str(place)) if len(row.points) > 1 else None
                applications = waiting.under(row, [point])
                yield Choice(number, row, point, own, applications, _passed(row.day, as_of))
    for found in waiting.left():
        number += 1
        yield Choice(number, None, None, None, (found,), passed=found.year < as_of.year)


def _assignments(
    rows: Iterable[DecisionRow], every: Sequence[DecisionRow], as_of: date
) -> Iterator[Assignment]:
    for row in rows:
        for point in row.points if may_have_come(row.day, as_of) else ():
            if point.status == "beslutat" and (row.kind == "uppdrag" or point.due is not None):
                late = point.outcome is None and _passed(point.due, as_of)
                yield Assignment(row, point, late, _followed_by(row, every))


def _followed_by(row: DecisionRow, every: Iterable[DecisionRow]) -> DecisionRow | None:
    """Return the first report back on the matter that is certainly later, else the last decision on it.

    Where there is neither, the last of anything else that was settled.
    """
    later = [
        other
        for other in every
        if other.matter is not None
        and other.matter == row.matter
        and other.state not in COMING
        and row.day is not None
        and other.day is not None
        and row.day.before(other.day) is Truth.YES
    ]
    reports = [other for other in later if other.kind == "återrapportering"]
    decided = [other for other in later if other.kind == "beslut"]
    return next(iter(reports + decided[::-1] + later[::-1]), None)


def _agreed(
    plan: Plan, processes: Iterable[str], meetings: Iterable[str], who: Selection, as_of: date
) -> Iterator[Action]:
    """Yield what process meetings agreed and is not done, then what meetings of bodies did."""
    for id_ in processes:
        for meeting in plan.processes[id_].meetings:
            yield from _actions(meeting, id_, None, as_of)
    for id_ in meetings:
        held = plan.meetings[id_]
        actions = _actions(held, None, held.body, as_of)
        yield from (action for action in actions if _does(action.agreed, who, plan))


def _does(agreed: Agreed, who: Selection, plan: Plan) -> bool:
    """Tell whether one of the selected organisations is to do it, by any of its names."""
    asked = who.wanted.get("org")
    if asked is None or agreed.who is None:
        return True
    named = [(key, plan.header.organisations[key]) for key in asked if key in plan.header.organisations]
    names = [name for key, it in named for name in (key, it.name, *it.aliases) if name]
    return agreed.who.casefold() in {name.casefold() for name in names}


def _actions(
    meeting: Meeting | BodyMeeting, process: str | None, body: str | None, as_of: date
) -> Iterator[Action]:
    for agreed in meeting.agreed if may_have_come(meeting.day, as_of) else ():
        if agreed.done is None or not may_have_come(agreed.done, as_of):
            untold = "done" not in agreed.model_fields_set or agreed.done is not None
            yield Action(process, body, meeting, agreed, untold and _passed(agreed.due, as_of))


def _coming(events: Iterable[Event], as_of: date) -> Iterator[Event]:
    """Yield the events that had certainly not come, the first first."""
    coming = [event for event in events if not may_have_come(event.day, as_of)]
    yield from sorted(coming, key=lambda event: event.day.order if event.day else (date.max, date.max))


def _rules(plan: Plan, as_of: date, only: int | None) -> dict[int, YearRules]:
    """Return what holds for the money of the years that may still be open: from the year before on."""
    years = sorted(year for year in plan.header.years if year >= as_of.year - 1 and only in {None, year})
    return {year: plan.header.years[year] for year in years}


def _deadlines(rules: Mapping[int, YearRules], as_of: date) -> Iterator[Deadline]:
    for year, found in rules.items():
        if found.spend_by is not None:
            yield Deadline(year, "spend_by", found.spend_by, _passed(found.spend_by, as_of))
        if found.report_by is not None and not (found.reported and may_have_come(found.reported, as_of)):
            yield Deadline(year, "report_by", found.report_by, _passed(found.report_by, as_of))


def _no_deadlines(rules: Mapping[int, YearRules]) -> Iterator[UnknownDeadline]:
    keys: tuple[Literal["spend_by", "report_by"], ...] = ("spend_by", "report_by")
    for what in keys:
        untold = (year for year, found in rules.items() if getattr(found, what) is None)
        years = tuple(year for year in untold if what in rules[year].model_fields_set)
        if years:
            yield UnknownDeadline(what, years)


def _passed(day: Day | None, as_of: date) -> bool:
    """Tell whether a day is certainly over when `as_of` begins; the day itself is not over."""
    return day is not None and day.last is not None and day.last < as_of

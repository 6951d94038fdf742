"""List who decided what and when, in the order of days."""

from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.select import Selection, select
from handlingsplan.model.day import Day
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import FileCount, Plan
from handlingsplan.model.records.decision import Decision, Point
from handlingsplan.model.records.header import Body, BodyKind
from handlingsplan.model.truth import Truth

STATES = ("föreslaget", "väntat", "återremitterat", "beslutat", "avslaget")
"""The states of a decision's points: the first of them that any point is in is the decision's."""

COMING = frozenset({"föreslaget", "väntat"})
"""The states of what is not yet decided."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision; it is as settled as its least settled point, and None when no point has a state."""

    id: str
    body: str | None
    body_name: str | None
    body_kind: BodyKind | None
    candidates: tuple[str, ...]
    kind: str | None
    day: Day | None
    paragraph: str | None
    registry_number: str | None
    matter: str | None
    title: str | None
    state: str | None
    points: tuple[Point, ...]
    concerns: tuple[str, ...]
    meeting: str | None
    replaced_by: str | None
    sources: tuple[str, ...]

    @property
    def lacks_paragraph(self) -> bool:
        """Tell whether a political body has had the matter but nobody knows its paragraph."""
        settled = self.state not in COMING
        return self.body_kind == "political" and self.paragraph is None and settled


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter and the decisions on it, from the first to the last; None is unknown."""

    name: str | None
    rows: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The selected decisions; `undecided` may or may not be selected."""

    plan: str | None
    as_of: date | None
    files: FileCount
    selected: bool
    rows: tuple[DecisionRow, ...]
    undecided: tuple[str, ...]

    def count(self, state: str | None) -> int:
        """Return how many decisions are in one state."""
        return sum(row.state == state for row in self.rows)

    @property
    def matters(self) -> tuple[Matter, ...]:
        """Return the decisions by matter, in the order of their first; those of no known matter last."""
        rows: dict[str | None, list[DecisionRow]] = {}
        for row in self.rows:
            rows.setdefault(row.matter, []).append(row)
        unknown = rows.pop(None, [])
        found = [Matter(name, tuple(members)) for name, members in rows.items()]
        return (*found, *([Matter(None, tuple(unknown))] if unknown else []))


def compute_decisions(
    plan: Plan, as_of: date | None = None, selection: Selection | None = None, *, coming: bool = False
) -> Decisions:
    """Return the selected decisions by day, the undated last; with `as_of` none of a later day.

    `coming` keeps those that are proposed or awaited for a later day, and those of unknown day.
    """
    chosen = select(plan, plan.decisions, selection or Selection(), as_of or date.max)
    decisions = [plan.decisions[id_] for id_ in chosen.ids]
    undecided = list(chosen.undecided)
    if as_of is not None:
        answers = {decision.id: _come(decision, as_of) for decision in decisions}
        if coming:
            decisions = [
                decision
                for decision in decisions
                if answers[decision.id] is not Truth.NO or _state(decision) in COMING
            ]
        else:
            undecided += [id_ for id_, answer in answers.items() if answer is Truth.UNKNOWN]
            decisions = [decision for decision in decisions if answers[decision.id] is Truth.YES]
    return Decisions(
        plan=plan.header.name,
        as_of=as_of,
        files=plan.folders["decisions"],
        selected=bool(selection),
        rows=tuple(_row(decision, plan) for decision in sorted(decisions, key=_order)),
        undecided=tuple(undecided),
    )


def _come(decision: Decision, as_of: date) -> Truth:
    return decision.day.on_or_before(as_of) if decision.day else Truth.UNKNOWN


def _order(decision: Decision) -> tuple[date, date, object]:
    """Order by the day by which it had certainly come, so that 2023 stands after 2023-12-07."""
    first, last = decision.day.order if decision.day else (date.max, date.max)
    come = first if last == date.max else last
    return come, first, id_order(decision.id)


def _row(decision: Decision, plan: Plan) -> DecisionRow:
    body: Body | None = plan.header.bodies.get(decision.body or "")
    return DecisionRow(
        id=decision.id,
        body=decision.body,
        body_name=(body.name if body else None) or decision.body,
        body_kind=body.kind if body else None,
        candidates=decision.candidates,
        kind=decision.kind,
        day=decision.day,
        paragraph=decision.paragraph,
        registry_number=decision.registry_number,
        matter=decision.matter,
        title=decision.title,
        state=_state(decision),
        points=decision.points,
        concerns=tuple(plan.concerned(decision)),
        meeting=decision.meeting,
        replaced_by=decision.replaced_by,
        sources=tuple(dict.fromkeys(ref for refs in decision.sources.values() for ref in refs)),
    )


def _state(decision: Decision) -> str | None:
    states = {point.status for point in decision.points}
    return next((state for state in STATES if state in states), None)

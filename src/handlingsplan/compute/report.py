"""Compute what a document asks for: the results of the listings, for one selection and one day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.agenda import compute_agenda
from handlingsplan.compute.decisions import compute_decisions
from handlingsplan.compute.gaps.finding import Gap, GapCount, count_gaps, find_gaps
from handlingsplan.compute.grants import Grants, compute_grants
from handlingsplan.compute.grouping import GROUPINGS, Grouping
from handlingsplan.compute.list import Entries, Wanted, compute_list
from handlingsplan.compute.reach import compute_reach
from handlingsplan.compute.reconcile import compute_reconcile
from handlingsplan.compute.select import Selection, select
from handlingsplan.compute.standing import Standing, standing
from handlingsplan.compute.status import OrganisationStatus, Status, compute_status, obstacles_on
from handlingsplan.model.day import may_have_come
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.header import Organisation
from handlingsplan.model.records.meeting import Agreed, Meeting
from handlingsplan.model.records.process import Process


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about: the whole plan, or what is asked for, as it stands on `as_of`."""

    plan: Plan
    as_of: date
    org: str | None = None
    process: str | None = None
    year: int | None = None
    asked_day: date | None = None
    """The day where one was asked for: what is said of the plan afterwards is left out only then."""

    @property
    def who(self) -> Selection:
        """Return the selection of processes: by organisation and id, for a year says nothing of them."""
        wanted = {"org": self.org, "process": self.process}
        return Selection({name: frozenset({word}) for name, word in wanted.items() if word is not None})

    @property
    def what(self) -> Selection:
        """Return the selection of grants and decisions: by year too."""
        year = {"year": frozenset({str(self.year)})} if self.year is not None else {}
        return Selection({**self.who.wanted, **year})


@dataclass(frozen=True, slots=True)
class OneProcess:
    """One process as of a day: where it stands, its area, what is unknown of it, and meetings to come.

    `record` holds nothing that came after the day.
    """

    record: Process
    standing: Standing
    area_name: str | None
    outcome_name: str | None
    gaps: tuple[Gap, ...]
    coming: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class OneOrganisation:
    """One organisation with what is known of its part in the processes; None where it is no party."""

    id: str
    record: Organisation
    status: OrganisationStatus | None


def compute_results(subject: Subject, names: Iterable[str]) -> dict[str, object]:
    """Return the results that a document asks for by name, and no others."""
    return {name: RESULTS[name](subject) for name in names}


def _gaps(subject: Subject) -> tuple[GapCount, ...]:
    if not subject.who:
        return count_gaps(subject.plan)
    plan, who = subject.plan, subject.who
    ids = {
        *select(plan, plan.processes, who, subject.as_of).ids,
        *select(plan, plan.grants, who, subject.as_of).ids,
        *select(plan, plan.decisions, who, subject.as_of).ids,
    }
    return count_gaps(plan, ids)


def _process(subject: Subject) -> OneProcess:
    plan, as_of = subject.plan, subject.as_of
    whole = plan.processes[subject.process or ""]
    found = standing(whole, plan.header, as_of)
    area = plan.header.areas.get(whole.area or "")
    outcome = plan.header.outcomes.get((found.entry.outcome if found.entry else None) or "")
    path = plan.by_id[whole.id].path
    return OneProcess(
        record=_as_of(whole, as_of),
        standing=found,
        area_name=area.name if area else None,
        outcome_name=outcome.name if outcome else None,
        gaps=tuple(gap for gap in find_gaps(plan) if gap.path == path),
        coming=tuple(meeting for meeting in whole.meetings if not may_have_come(meeting.day, as_of)),
    )


def _as_of(process: Process, as_of: date) -> Process:
    """Return a process without what came after a day; what has no known day stays."""
    meetings = [meeting for meeting in process.meetings if may_have_come(meeting.day, as_of)]
    kept = {
        "history": process.history
        and tuple(entry for entry in process.history if may_have_come(entry.start, as_of)),
        "pauses": tuple(pause for pause in process.pauses if may_have_come(pause.from_, as_of)),
        "meetings": tuple(
            meeting.model_copy(update={"agreed": tuple(_agreed(it, as_of) for it in meeting.agreed)})
            for meeting in meetings
        ),
        "obstacles": obstacles_on(process, as_of),
        "indicators": tuple(
            indicator.model_copy(
                update={
                    "values": tuple(value for value in indicator.values if may_have_come(value.day, as_of))
                }
            )
            for indicator in process.indicators
        ),
    }
    return process.model_copy(update=kept)


def _agreed(agreed: Agreed, as_of: date) -> Agreed:
    return agreed if may_have_come(agreed.done, as_of) else agreed.model_copy(update={"done": None})


def _organisation(subject: Subject) -> OneOrganisation:
    key = subject.org or ""
    rows = compute_status(subject.plan, subject.as_of).by_organisation
    row = next((row for row in rows if row.organisation == key), None)
    return OneOrganisation(key, subject.plan.header.organisations[key], row)


def _status(subject: Subject) -> Status:
    return compute_status(subject.plan, subject.as_of, subject.who)


def _grants(by: Grouping) -> Callable[[Subject], Grants]:
    return lambda about: compute_grants(about.plan, about.as_of, about.what, by)


def _entries(what: str, *by: str) -> Callable[[Subject], Entries]:
    """Return what lists one sort: what happened by the day, or what is said of the plan at any time."""

    def listed(about: Subject) -> Entries:
        happens = what in _HAPPENING
        selection, day = (about.what, about.as_of) if happens else (about.who, about.asked_day)
        return compute_list(about.plan, Wanted(what, selection, by=by), day)

    return listed


_HAPPENING = frozenset({"events", "meetings"})


RESULTS: dict[str, Callable[[Subject], object]] = {
    "status": _status,
    "grants": _grants("category"),
    **{f"grants_by_{by}": _grants(by) for by in GROUPINGS if by != "category"},
    "decisions": lambda about: compute_decisions(about.plan, about.as_of, about.what, coming=True),
    "agenda": lambda about: compute_agenda(about.plan, about.as_of, about.who, about.year),
    "gaps": _gaps,
    "reconciliation": lambda about: compute_reconcile(about.plan, about.as_of, latest=about.asked_day),
    "reach": lambda about: compute_reach(about.plan, about.what, about.as_of),
    "events": _entries("events", "year", "kind"),
    "meetings": _entries("meetings"),
    "voices": _entries("voices"),
    "recommendations": _entries("recommendations", "addressees"),
    "findings": _entries("findings"),
    "tracks": _entries("tracks"),
    "roles": _entries("roles"),
    "successors": _entries("successors"),
    "process": _process,
    "organisation": _organisation,
}
"""What a template can ask for, by name."""

NEEDS = {"process": "process", "organisation": "org"}
"""The results that are about one thing, and the option that says which."""

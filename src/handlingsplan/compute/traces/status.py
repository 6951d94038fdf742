"""Trace the counts of processes: to the entry, pause or name that put each process where it is counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handlingsplan.compute.facets import participation
from handlingsplan.compute.select import Selection
from handlingsplan.compute.standing import Standing, standing, told_at
from handlingsplan.compute.status import Known, OrganisationStatus, Status
from handlingsplan.compute.traces.trace import Trace, TracePart, What, part_at, unknown_at
from handlingsplan.compute.traces.undecided import open_history, trace_undecided
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.process import Process

_MISSED = ("title", "area", "lead")
"""The keys whose lack is counted."""


def trace_status(plan: Plan, status: Status, selection: Selection | None = None) -> tuple[Trace, ...]:
    """Return what each count of processes was made of, in the order that the counts are shown."""
    found = _Standings(plan, status)
    return (
        *(_trace(What("status", _word(row.status)), row.ids, found.deciding) for row in status.by_status),
        *_areas(status, found),
        *(trace for row in status.by_organisation for trace in _organisation(found, row)),
        *_outcomes(status, found),
        *_missing(status, found),
        *_findings(plan, status),
        *trace_undecided(plan, status.undecided, selection or Selection(), status.as_of),
    )


@dataclass(frozen=True, slots=True)
class _Standings:
    """Finds the place in a process's file that each count of it rests on."""

    plan: Plan
    status: Status

    @property
    def processes(self) -> Iterator[Process]:
        """Yield the selected processes."""
        return (self.plan.processes[row.id] for row in self.status.processes)

    @property
    def unread(self) -> int:
        """Return how many files of processes could not be read."""
        return self.status.files.total - self.status.files.read

    def deciding(self, id_: str) -> TracePart:
        """Return the entry or the pause that tells the status; the whole history where it leaves it open."""
        process = self.plan.processes[id_]
        told = self._standing(process)
        loc = told_at(process, told)
        if loc is not None:
            return part_at(self.plan, id_, loc, ("to",) if told.pause else ("since", "seen", "through"))
        doubtful = self._standing(process.model_copy(update={"pauses": ()})).entry is not None
        return unknown_at(self.plan, id_, "pauses") if doubtful else open_history(self.plan, id_)

    def area(self, id_: str) -> TracePart:
        """Return the area, with the status beside it."""
        return self.with_status(part_at(self.plan, id_, ("area",)))

    def organisation(self, id_: str, key: str) -> TracePart:
        """Return where an organisation stands that takes part in a process, with the status beside it."""
        listed = self.plan.processes[id_].organisations or ()
        loc = ("organisations", listed.index(key)) if key in listed else ("lead",)
        return self.with_status(part_at(self.plan, id_, loc))

    def outcome(self, id_: str) -> TracePart:
        """Return how a process was completed."""
        process = self.plan.processes[id_]
        loc = told_at(process, self._standing(process))
        assert loc is not None, "what is completed has an entry that says so"
        return part_at(self.plan, id_, (*loc[:-1], "outcome"))

    def with_status(self, part: TracePart) -> TracePart:
        """Return a part with the status of its process beside it, where it is known."""
        word = self._standing(self.plan.processes[part.id]).status
        return replace(part, beside=(("status", word),)) if word is not None else part

    def _standing(self, process: Process) -> Standing:
        return standing(process, self.plan.header, self.status.as_of)


def _trace(what: What, ids: Iterable[str], part: Callable[[str], TracePart]) -> Trace:
    """Return a count of processes, each with the place that it rests on."""
    parts = tuple(part(id_) for id_ in ids)
    return Trace(what, len(parts), parts)


def _areas(status: Status, found: _Standings) -> Iterator[Trace]:
    members: Mapping[str | None, list[str]] = {area.area: [] for area in status.by_area}
    for row in status.processes:
        members[row.area].append(row.id)
    for area in status.by_area:
        if area.total or not status.selected:
            yield _trace(What("area", _word(area.area)), members[area.area], found.area)


def _organisation(found: _Standings, row: OrganisationStatus) -> Iterator[Trace]:
    """Yield in how many processes an organisation takes part, and how many it leads."""
    key, plan = row.organisation, found.plan
    facets = {process.id: participation(plan, process) for process in found.processes}
    members = [id_ for id_, facet in facets.items() if key in facet.values]
    maybe = [id_ for id_, facet in facets.items() if facet.more and key not in facet.values | facet.excluded]
    loose = [id_ for id_ in facets if plan.processes[id_].lead is None and id_ in {*members, *maybe}]
    led = [id_ for id_ in facets if plan.processes[id_].lead == key]
    tells: tuple[tuple[str, Known, list[str], list[str], Callable[[str], TracePart]], ...] = (
        ("organisation", row.takes_part, members, maybe, lambda id_: found.organisation(id_, key)),
        ("lead", row.lead, led, loose, lambda id_: part_at(plan, id_, ("lead",))),
    )
    for kind, known, ids, open_, part in tells:
        lacking = "lead" if kind == "lead" else "organisations"
        yield Trace(
            What(kind, (key,)),
            known.known,
            tuple(part(id_) for id_ in ids),
            tuple(unknown_at(plan, id_, lacking) for id_ in open_),
            found.unread,
        )


def _outcomes(status: Status, found: _Standings) -> Iterator[Trace]:
    """Yield how many were completed in each way; those of whom it is unknown may be in any."""
    unknown = next((row.ids for row in status.by_outcome if row.outcome is None), ())
    undecided = tuple(found.outcome(id_) for id_ in unknown)
    for row in status.by_outcome:
        if row.outcome is not None and status.count("completed") > len(unknown):
            trace = _trace(What("outcome", (row.outcome,)), row.ids, found.outcome)
            yield replace(trace, undecided=undecided)


def _missing(status: Status, found: _Standings) -> Iterator[Trace]:
    """Yield how many processes lack what ought to be known."""
    for key in _MISSED:
        ids = [row.id for row in status.processes if getattr(row, key) is None]
        if ids:
            yield Trace(
                What("missing", (key,)), len(ids), tuple(unknown_at(found.plan, id_, key) for id_ in ids)
            )
    for row in status.by_outcome:
        if row.outcome is None:
            yield _trace(What("missing", ("outcome",)), row.ids, found.outcome)


def _findings(plan: Plan, status: Status) -> Iterator[Trace]:
    if status.findings:
        parts = tuple(unknown_at(plan, id_, "process") for id_ in status.findings)
        yield Trace(What("findings"), len(parts), parts)


def _word(word: str | None) -> tuple[str, ...]:
    return (word,) if word is not None else ()

"""Count where every process stands on a day: in all, by area and by organisation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.facets import participation, partners
from handlingsplan.compute.select import Selection, select
from handlingsplan.compute.standing import Kind, Standing, standing
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.plan import FileCount, Plan
from handlingsplan.model.records.process import Obstacle, Process
from handlingsplan.model.truth import Truth

KIND_ORDER: tuple[Kind, ...] = (
    "completed", "continuing", "active", "paused", "planned", "cancelled", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatusCount:
    """The processes that have one status; None is unknown."""

    status: str | None
    kind: Kind
    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many they are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class AreaStatus:
    """The processes of one area; an area of None is unknown."""

    area: str | None
    name: str | None
    total: int
    by_status: tuple[StatusCount, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """How many are known, and how many nobody can tell about."""

    known: int
    undecided: int


@dataclass(frozen=True, slots=True)
class OrganisationStatus:
    """The processes that one organisation is known to take part in."""

    organisation: str
    takes_part: Known
    lead: Known
    by_status: tuple[StatusCount, ...]

    @property
    def complete(self) -> bool:
        """Tell whether its participation is known in every process; a file that cannot be read may be one."""
        return not self.takes_part.undecided


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """One process on the day."""

    id: str
    title: str | None
    theme: str | None
    area: str | None
    lead: str | None
    organisations: tuple[str, ...] | None
    status: str | None
    kind: Kind
    outcome: str | None
    since: Day | None
    seen: Day | None
    paused_for: str | None
    obstacles: tuple[Obstacle, ...] | None


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """The completed processes that were completed in one way; None is unknown."""

    outcome: str | None
    name: str | None
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """Where every selected process stands on `as_of`; `undecided` may or may not be selected.

    `findings` are facts about processes that nobody has named; they are in no count.
    """

    plan: str | None
    first: date | None
    last: date | None
    as_of: date
    files: FileCount
    all_read: bool
    selected: bool
    by_status: tuple[StatusCount, ...]
    by_area: tuple[AreaStatus, ...]
    by_organisation: tuple[OrganisationStatus, ...]
    by_outcome: tuple[OutcomeCount, ...]
    processes: tuple[ProcessStatus, ...]
    findings: tuple[str, ...]
    undecided: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def total(self) -> int:
        """Return how many processes are selected."""
        return len(self.processes)

    def count(self, kind: Kind) -> int:
        """Return how many processes stand in one kind of status."""
        return sum(row.count for row in self.by_status if row.kind == kind)

    def missing(self, key: str) -> int:
        """Return how many of the processes lack a title, an area, a lead or another known field."""
        return sum(getattr(process, key) is None for process in self.processes)

    @property
    def unfinished(self) -> tuple[ProcessStatus, ...]:
        """Return the processes that are not completed: the others need somebody's attention."""
        return tuple(row for row in self.processes if row.kind not in {"completed", "cancelled"})

    @property
    def completed_without_outcome(self) -> int:
        """Return how many completed processes nobody has told the way of."""
        return sum(row.kind == "completed" and row.outcome is None for row in self.processes)


def compute_status(plan: Plan, as_of: date, selection: Selection | None = None) -> Status:
    """Return where the selected processes stand at the end of `as_of`."""
    chosen = select(plan, plan.processes, selection or Selection(), as_of)
    processes = [plan.processes[id_] for id_ in chosen.ids]
    standings = {process.id: standing(process, plan.header, as_of) for process in processes}

    def count(ids: Iterable[str]) -> tuple[StatusCount, ...]:
        return _count({id_: standings[id_] for id_ in ids}, plan)

    rows = tuple(_row(process, standings[process.id], as_of) for process in processes)
    period = plan.header.period
    return Status(
        plan=plan.header.name,
        first=period.from_.first if period and period.from_ else None,
        last=plan.last_day,
        as_of=as_of,
        files=plan.folders["processes"],
        all_read=plan.files.complete,
        selected=bool(selection),
        by_status=count(chosen.ids),
        by_area=_by_area(plan, processes, count),
        by_organisation=tuple(_organisation(plan, key, processes, count) for key in partners(plan)),
        by_outcome=_by_outcome(plan, rows),
        processes=rows,
        findings=_findings(plan, selection or Selection(), as_of),
        undecided=chosen.undecided,
        sources=_sources(processes),
    )


def obstacles_on(process: Process, as_of: date) -> tuple[Obstacle, ...] | None:
    """Return the obstacles that may stand in the way at the end of a day; None is unknown."""
    return process.obstacles and tuple(
        obstacle
        for obstacle in process.obstacles
        if may_have_come(obstacle.since, as_of) and not _removed(obstacle, as_of)
    )


def _removed(obstacle: Obstacle, as_of: date) -> bool:
    return obstacle.removed is not None and obstacle.removed.on_or_before(as_of) is Truth.YES


def _findings(plan: Plan, selection: Selection, as_of: date) -> tuple[str, ...]:
    """Return the findings that may be about a selected process, and nobody knows which."""
    unnamed = {id_: finding for id_, finding in plan.findings.items() if finding.process is None}
    chosen = select(plan, unnamed, selection, as_of)
    return tuple(id_ for id_ in unnamed if id_ in {*chosen.ids, *chosen.undecided})


Counter = Callable[[Iterable[str]], tuple[StatusCount, ...]]


def _count(standings: dict[str, Standing], plan: Plan) -> tuple[StatusCount, ...]:
    """Return one row for each status that occurs: completed first, unknown last."""
    rows: dict[tuple[str | None, Kind], list[str]] = {}
    for id_, found in standings.items():
        rows.setdefault((found.status, found.kind), []).append(id_)
    declared = [*plan.header.statuses]

    def place(row: tuple[str | None, Kind]) -> tuple[int, int, str]:
        status, kind = row
        position = declared.index(status) if status in declared else len(declared)
        return KIND_ORDER.index(kind), position, status or ""

    return tuple(StatusCount(*row, tuple(rows[row])) for row in sorted(rows, key=place))


def _by_area(plan: Plan, processes: list[Process], count: Counter) -> tuple[AreaStatus, ...]:
    ids: dict[str | None, list[str]] = {area: [] for area in plan.header.areas}
    for process in processes:
        ids.setdefault(process.area, []).append(process.id)
    areas = plan.header.areas
    return tuple(
        AreaStatus(area, _name(plan, area), len(members), count(members))
        for area, members in ids.items()
        if members or area in areas
    )


def _name(plan: Plan, area: str | None) -> str | None:
    declared = plan.header.areas.get(area or "")
    return declared.name if declared else None


def _organisation(plan: Plan, key: str, processes: list[Process], count: Counter) -> OrganisationStatus:
    takes_part, undecided, leads, open_leads = [], 0, 0, 0
    for process in processes:
        facet = participation(plan, process)
        if key in facet.values:
            takes_part.append(process.id)
        may_take_part = facet.more and key not in facet.values and key not in facet.excluded
        undecided += may_take_part
        leads += process.lead == key
        open_leads += process.lead is None and (may_take_part or key in facet.values)
    files = plan.folders["processes"]
    unread = files.total - files.read
    return OrganisationStatus(
        key, Known(len(takes_part), undecided + unread), Known(leads, open_leads + unread), count(takes_part)
    )


def _row(process: Process, found: Standing, as_of: date) -> ProcessStatus:
    entry = found.entry
    return ProcessStatus(
        id=process.id,
        title=process.title,
        theme=process.theme,
        area=process.area,
        lead=process.lead,
        organisations=process.organisations,
        status=found.status,
        kind=found.kind,
        outcome=entry.outcome if entry else None,
        since=found.since,
        seen=entry.seen if entry else None,
        paused_for=found.pause.reason if found.pause else None,
        obstacles=obstacles_on(process, as_of),
    )


def _by_outcome(plan: Plan, rows: tuple[ProcessStatus, ...]) -> tuple[OutcomeCount, ...]:
    """Return a row for each way of being completed that the plan has, and one for the unknown if any."""
    ids: dict[str | None, list[str]] = {outcome: [] for outcome in plan.header.outcomes}
    for row in rows:
        if row.kind == "completed":
            ids.setdefault(row.outcome, []).append(row.id)
    unknown = ids.pop(None, [])
    named = {key: outcome.name for key, outcome in plan.header.outcomes.items()}
    counts = [OutcomeCount(key, named.get(key or ""), tuple(found)) for key, found in ids.items()]
    return (*counts, *([OutcomeCount(None, None, tuple(unknown))] if unknown else []))


def _sources(processes: list[Process]) -> tuple[str, ...]:
    """Return where the statuses come from, each source once."""
    return tuple(dict.fromkeys(ref for process in processes for ref in process.sources.get("history", ())))

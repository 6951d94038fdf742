"""Write where every process stands for programs."""

from collections.abc import Iterable, Mapping, Sequence

from handlingsplan.compute.status import AreaStatus, Known, OrganisationStatus, Status, StatusCount
from handlingsplan.compute.traces.trace import Trace, What
from handlingsplan.present import swedish
from handlingsplan.present.export.values import Json, Rows, day, files_read, words


def status_json(status: Status, traces: Iterable[Trace]) -> Json:
    """Return the contract hp.status/1."""
    made_of = {trace.what: trace for trace in traces}
    return {
        "schema": "hp.status/1",
        "plan": status.plan,
        "as_of": status.as_of.isoformat(),
        "files": files_read(status.files),
        "total": status.total,
        "by_status": _counts(status.by_status),
        "by_area": [_area(area) for area in status.by_area],
        "by_organisation": [_organisation(row, made_of) for row in status.by_organisation],
        "processes": [
            {
                "id": row.id,
                "title": row.title,
                "area": row.area,
                "lead": row.lead,
                "organisations": list(row.organisations or ()),
                "status": row.status,
                "kind": row.kind,
                "outcome": row.outcome,
                "since": day(row.since),
                "seen": day(row.seen),
            }
            for row in status.processes
        ],
        "findings": list(status.findings),
        "undecided": list(status.undecided),
    }


def status_rows(status: Status) -> Rows:
    """Return one row a process, under a row of heads."""
    heads = [
        "Process",
        "Titel",
        "Målområde",
        "Huvudansvar",
        "Organisationer",
        "Läge",
        "Utfall",
        "Sedan",
        "Sett",
    ]
    return [
        heads,
        *(
            [
                row.id,
                row.title or swedish.UNKNOWN,
                row.area or swedish.UNKNOWN,
                row.lead or swedish.UNKNOWN,
                words(row.organisations),
                row.status or swedish.UNKNOWN,
                row.outcome or (swedish.UNKNOWN if row.kind == "completed" else ""),
                row.since.text if row.since else "",
                row.seen.text if row.seen else "",
            ]
            for row in status.processes
        ),
    ]


def _counts(counts: Sequence[StatusCount]) -> list[Json]:
    return [
        {"status": row.status, "kind": row.kind, "count": row.count, "ids": list(row.ids)} for row in counts
    ]


def _area(area: AreaStatus) -> Json:
    return {
        "area": area.area,
        "name": area.name,
        "total": area.total,
        "by_status": _counts(area.by_status),
    }


def _organisation(row: OrganisationStatus, made_of: Mapping[What, Trace]) -> Json:
    takes_part = _known(row.takes_part, made_of[What("organisation", (row.organisation,))])
    return {
        "organisation": row.organisation,
        **takes_part,
        "complete": row.complete,
        "lead": _known(row.lead, made_of[What("lead", (row.organisation,))]),
        "by_status": _counts(row.by_status),
    }


def _known(found: Known, trace: Trace) -> Json:
    return {
        "known": found.known,
        "undecided": found.undecided,
        "ids": list(trace.ids),
        "undecided_ids": list(trace.undecided_ids),
    }

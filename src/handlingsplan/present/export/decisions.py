"""Write who decided what for programs."""

from collections.abc import Iterable

from handlingsplan.compute.decisions import DecisionRow, Decisions
from handlingsplan.compute.traces.trace import Trace
from handlingsplan.present import swedish
from handlingsplan.present.export.values import Json, Rows, day, files_read
from handlingsplan.present.wording.decisions import paragraph_of, when, who


def decisions_json(decisions: Decisions, traces: Iterable[Trace]) -> Json:
    """Return the contract hp.decisions/1."""
    return {
        "schema": "hp.decisions/1",
        "plan": decisions.plan,
        "as_of": decisions.as_of.isoformat() if decisions.as_of else None,
        "files": files_read(decisions.files),
        "by_status": [
            {"status": next(iter(trace.what.words), None), "count": trace.figure, "ids": list(trace.ids)}
            for trace in traces
            if trace.what.kind == "state"
        ],
        "decisions": [_decision(row) for row in decisions.rows],
        "undecided": list(decisions.undecided),
    }


def decisions_rows(decisions: Decisions) -> Rows:
    """Return one row a decision, under a row of heads."""
    heads = ["Dag", "Organ", "§", "Diarienummer", "Ärende", "Beslut", "Läge", "Id"]
    rows = [heads]
    for row in decisions.rows:
        state = row.state or swedish.UNKNOWN
        number = row.registry_number or (swedish.UNKNOWN if row.body_kind == "political" else "")
        cells = (paragraph_of(row), number, row.matter or "", row.title or swedish.UNKNOWN)
        rows.append([when(row), who(row), *cells, state, row.id])
    return rows


def _decision(row: DecisionRow) -> Json:
    return {
        "id": row.id,
        "body": row.body,
        "candidates": list(row.candidates),
        "kind": row.kind,
        "day": day(row.day),
        "paragraph": row.paragraph,
        "registry_number": row.registry_number,
        "matter": row.matter,
        "title": row.title,
        "points": [
            {"number": point.number or str(number), "text": point.text, "status": point.status}
            for number, point in enumerate(row.points, start=1)
        ],
        "concerns": list(row.concerns),
        "meeting": row.meeting,
        "replaced_by": row.replaced_by,
    }

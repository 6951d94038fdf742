"""Trace the figures of a document: those of every result that it is made of."""

from collections.abc import Mapping
from typing import NamedTuple

from handlingsplan.compute.decisions import Decisions
from handlingsplan.compute.grants import Grants
from handlingsplan.compute.report import RESULTS, OneOrganisation, Subject
from handlingsplan.compute.status import Status, compute_status
from handlingsplan.compute.traces.decisions import trace_decisions
from handlingsplan.compute.traces.grants import trace_grants
from handlingsplan.compute.traces.status import trace_status
from handlingsplan.compute.traces.trace import Trace


class Traced(NamedTuple):
    """A result that was counted, with what each of its figures was made of."""

    result: Status | Grants | Decisions
    traces: tuple[Trace, ...]


def trace_results(subject: Subject, results: Mapping[str, object]) -> dict[str, Traced]:
    """Return by name what the figures were made of, of the results that have any, always in one order."""
    found = {name: _traced(subject, results[name]) for name in RESULTS if name in results}
    return {name: traced for name, traced in found.items() if traced is not None}


def _traced(subject: Subject, result: object) -> Traced | None:
    plan = subject.plan
    if isinstance(result, Status):
        return Traced(result, trace_status(plan, result, subject.who))
    if isinstance(result, Grants):
        return Traced(result, trace_grants(plan, result, subject.what))
    if isinstance(result, Decisions):
        return Traced(result, trace_decisions(plan, result, subject.what))
    if isinstance(result, OneOrganisation):
        whole = compute_status(plan, subject.as_of)
        own = (trace for trace in trace_status(plan, whole) if trace.what.words == (result.id,))
        return Traced(whole, tuple(trace for trace in own if trace.what.kind in {"organisation", "lead"}))
    return None

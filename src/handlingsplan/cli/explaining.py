"""Add to a listing how its figures were counted."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from handlingsplan.cli.showing import Output

if TYPE_CHECKING:
    from handlingsplan.compute.decisions import Decisions
    from handlingsplan.compute.grants import Grants
    from handlingsplan.compute.select import Selection
    from handlingsplan.compute.status import Status
    from handlingsplan.compute.traces.trace import Trace
    from handlingsplan.model.plan import Plan
    from handlingsplan.present.wording.trace import Explained, Namer


class Explainable(NamedTuple):
    """How the figures of a listing were counted, and what each is called: worked out when it is asked for."""

    plan: "Plan"
    traces: "Callable[[], tuple[Trace, ...]]"
    namer: "Callable[[], Namer]"

    def explaining(self, output: Output, documents: Mapping[str, str]) -> Output:
        """Return the listing with how each figure was counted; as CSV that alone, one row a part."""
        from handlingsplan.present.export.trace import trace_rows
        from handlingsplan.present.report import explained_listing
        from handlingsplan.present.screens.trace import trace_screen
        from handlingsplan.present.wording.trace import explain

        traces, namer, locate = self.traces(), self.namer(), self.plan.locate

        def figures() -> "list[Explained]":
            return explain(traces, namer, documents, locate)

        return Output(
            table=lambda width: [*output.table(width), *trace_screen(figures(), width)],
            json=output.json,
            csv=lambda: trace_rows(traces, namer, documents, locate),
            md=lambda: explained_listing(output.md(), figures()),
        )


def explainable_status(plan: "Plan", status: "Status", selection: "Selection") -> Explainable:
    """Return how the processes were counted."""

    def traces() -> "tuple[Trace, ...]":
        from handlingsplan.compute.traces.status import trace_status

        return trace_status(plan, status, selection)

    def namer() -> "Namer":
        from handlingsplan.present.wording.trace import status_names

        return status_names(status)

    return Explainable(plan, traces, namer)


def explainable_grants(plan: "Plan", grants: "Grants", selection: "Selection") -> Explainable:
    """Return how the money was counted."""

    def traces() -> "tuple[Trace, ...]":
        from handlingsplan.compute.traces.grants import trace_grants

        return trace_grants(plan, grants, selection)

    def namer() -> "Namer":
        from handlingsplan.present.wording.trace import grants_names

        return grants_names(grants)

    return Explainable(plan, traces, namer)


def explainable_decisions(plan: "Plan", decisions: "Decisions", selection: "Selection") -> Explainable:
    """Return how the decisions were counted."""

    def traces() -> "tuple[Trace, ...]":
        from handlingsplan.compute.traces.decisions import trace_decisions

        return trace_decisions(plan, decisions, selection)

    def namer() -> "Namer":
        from handlingsplan.present.wording.trace import decisions_names

        return decisions_names(decisions)

    return Explainable(plan, traces, namer)

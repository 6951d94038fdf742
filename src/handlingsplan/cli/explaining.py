"""Add to a listing how its figures were counted."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsplan.cli.showing import Output

if TYPE_CHECKING:
    from handlingsplan.compute.select import Selection
    from handlingsplan.compute.trace import Trace
    from handlingsplan.model.plan import Plan
    from handlingsplan.present.wording.trace import Explained, Namer


class Counting(NamedTuple):
    """What `hp status`, `grants` or `decisions` counted; how is worked out only when it is asked for."""

    command: str
    plan: "Plan"
    result: object
    selection: "Selection"

    def traces(self) -> "tuple[Trace, ...]":
        """Return what each figure was made of."""
        module = import_module(f"handlingsplan.compute.traces.{self.command}")
        traced: tuple[Trace, ...] = getattr(module, f"trace_{self.command}")(
            self.plan, self.result, self.selection
        )
        return traced

    def explaining(self, output: Output, documents: Mapping[str, str]) -> Output:
        """Return the listing with how each figure was counted."""
        words: Any = import_module("handlingsplan.present.wording.trace")
        namer: Namer = getattr(words, f"{self.command}_names")(self.result)
        return explaining(output, self.traces(), namer, self.plan, documents)


def explaining(
    output: Output, traces: "Iterable[Trace]", namer: "Namer", plan: "Plan", documents: Mapping[str, str]
) -> Output:
    """Return a listing with how each of its figures was counted; as CSV that alone, one row a part."""
    from handlingsplan.present.export.trace import trace_rows
    from handlingsplan.present.report import explained_listing
    from handlingsplan.present.screens.trace import trace_screen
    from handlingsplan.present.wording.trace import explain

    every = list(traces)

    def figures() -> "list[Explained]":
        return explain(every, namer, documents, plan.locate)

    return Output(
        table=lambda width: [*output.table(width), *trace_screen(figures(), width)],
        json=output.json,
        csv=lambda: trace_rows(every, namer, documents, plan.locate),
        md=lambda: explained_listing(output.md(), figures()),
    )

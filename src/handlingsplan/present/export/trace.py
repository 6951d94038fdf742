"""Write how figures were counted for programs: one row a part."""

from collections.abc import Iterable, Iterator, Mapping

from handlingsplan.compute.traces.trace import Trace, TracePart
from handlingsplan.model.plan import Locator
from handlingsplan.present import swedish
from handlingsplan.present.export.values import Rows
from handlingsplan.present.wording.trace import (
    Namer,
    full_name,
    lacking,
    placed,
    standing,
    summand,
    told,
    written_in,
)


def trace_rows(traces: Iterable[Trace], namer: Namer, documents: Mapping[str, str], locate: Locator) -> Rows:
    """Return one row a part of each figure, under a row of heads; a figure without parts has one row."""
    every = list(traces)
    places = placed(every, locate)
    rows = [["Siffra", "Värde", "Post", "Står som", "Fil", "Rad", "Källa", "Räknas"]]
    for trace in every:
        figure = [full_name(trace.what, namer), told(trace)]
        for part, counts in _parts(trace):
            place = places[part.path, part.loc]
            source = "; ".join(swedish.source_names(part.sources, documents, every=True))
            said = _said(part, known=counts != swedish.UNKNOWN)
            rows.append([*figure, part.id, said, place.file, str(place.line or ""), source, counts])
        if not (trace.parts or trace.undecided):
            rows.append([*figure, "", "", "", "", "", ""])
    return rows


def _parts(trace: Trace) -> Iterator[tuple[TracePart, str]]:
    """Yield the parts of a figure, and whether each is in it."""
    for part in trace.parts:
        yield part, "dras av" if part.taken else "ja"
    for part in trace.undecided:
        yield part, swedish.UNKNOWN


def _said(part: TracePart, *, known: bool) -> str:
    if known and part.value is not None:
        return summand(part)
    return standing(part) if known and written_in(part) is not None else lacking(part)

"""Tell what each record lacks that may or may not belong to a selection."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from handlingsplan.compute.facets import Facets
from handlingsplan.compute.select import Selection
from handlingsplan.compute.traces.trace import Trace, TracePart, TraceTerm, What, unknown_at
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.part import kind_name
from handlingsplan.model.truth import Truth

_OWN_KEYS = {
    ("process", "status"): "history",
    ("decision", "status"): "points",
    ("decision", "year"): "day",
    ("decision", "org"): "concerns",
}
"""The key of a kind of record that answers a name of the selection, where it is not the usual one."""

_KEYS = {
    "org": "organisations",
    "year": "years",
    "direction": "directions",
    "process": "processes",
    "effort": "efforts",
    "status": "processes",
}
"""The usual key for a name of the selection; any other name is the key."""


def trace_undecided(
    plan: Plan, ids: Iterable[str], selection: Selection, as_of: date | None
) -> tuple[Trace, ...]:
    """Return the count of records that may be selected, with what each lacks; nothing where there is none."""
    facets = Facets(plan, as_of or date.max)
    every = tuple(ids)
    parts = tuple(part for id_ in every for part in _lacking(plan, id_, selection, facets))
    return (Trace(What("undecided"), len(every), (), parts),) if every else ()


def _lacking(plan: Plan, id_: str, selection: Selection, facets: Facets) -> list[TracePart]:
    """Return what a record lacks of what is asked for; one that lacks nothing has no known day."""
    record = plan.by_id[id_].record
    kind = kind_name(record)
    names = [
        name
        for name, words in selection.wanted.items()
        if facets.facet(record, name).matches(words) is Truth.UNKNOWN
    ]
    keys = [_OWN_KEYS.get((kind, name)) or _KEYS.get(name, name) for name in names] or ["day"]
    return [open_history(plan, id_) if key == "history" else unknown_at(plan, id_, key) for key in keys]


def open_history(plan: Plan, id_: str) -> TracePart:
    """Return the history of a process that leaves a day open, with its entries where it has any."""
    entries = plan.processes[id_].history or ()
    terms = tuple(TraceTerm("history", (entry.status, entry.start.text)) for entry in entries)
    return replace(unknown_at(plan, id_, "history"), terms=terms)

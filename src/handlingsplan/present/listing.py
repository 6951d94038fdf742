"""Lay out a result as titled tables and sentences, for documents rather than a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handlingsplan.compute.decisions import Decisions
from handlingsplan.compute.grants import Grants
from handlingsplan.compute.list import Entries
from handlingsplan.compute.reconcile import Reconciliation
from handlingsplan.compute.show import Shown
from handlingsplan.compute.status import Status
from handlingsplan.present.tabular import TextTable
from handlingsplan.present.wording import decisions as decision_words
from handlingsplan.present.wording import grants as grant_words
from handlingsplan.present.wording import list as list_words
from handlingsplan.present.wording import reconcile as reconcile_words
from handlingsplan.present.wording import show as show_words
from handlingsplan.present.wording import status as status_words


@dataclass(frozen=True, slots=True)
class Listing:
    """A page: a title, the day it tells of, sentences, tables, and notes last."""

    title: str
    day: str
    lines: Sequence[str]
    tables: Sequence[TextTable]
    notes: Sequence[str]


def status_listing(status: Status, documents: Mapping[str, str]) -> Listing:
    """Return where every process stands: by area, then one row a process."""
    processes, never = status_words.process_table(status)
    missing = status_words.missing(status)
    return Listing(
        title=status_words.title(status),
        day=f"Läget per {status.as_of.isoformat()}",
        lines=[status_words.summary(status)],
        tables=[status_words.area_table(status), processes] if status.total else [],
        notes=[
            *([never] if never else []),
            *([f"Okänt: {missing}"] if missing else []),
            *([f"Fynd: {found}"] if (found := status_words.findings(status)) else []),
            f"Källa: {status_words.origin(status, documents)}",
        ],
    )


def grants_listing(grants: Grants, documents: Mapping[str, str]) -> Listing:
    """Return the money: a table of sums by year, then the grants of each year by group."""
    years = [grant_words.year_table(grants, year) for year in grants.years if year.items]
    label, told = grant_words.origin(grants, documents)
    return Listing(
        title=grant_words.title(grants),
        day=f"Per {grants.as_of.isoformat()}" if grants.as_of else "",
        lines=grant_words.summary(grants),
        tables=[grant_words.sum_table(grants), *years] if grants.items else [],
        notes=[
            *grant_words.notes(grants),
            *([f"Nådde: {people}"] if (people := grant_words.people(grants)) else []),
            f"{label}: {told}",
        ],
    )


def decisions_listing(decisions: Decisions) -> Listing:
    """Return who decided what, one row a decision."""
    missing = decision_words.missing(decisions)
    return Listing(
        title=f"Beslut, {decisions.plan}" if decisions.plan else "Beslut",
        day=f"Till och med {decisions.as_of.isoformat()}" if decisions.as_of else "",
        lines=[decision_words.summary(decisions)],
        tables=[decision_words.log_table(decisions)] if decisions.rows else [],
        notes=[f"Okänt: {missing}"] if missing else [],
    )


def list_listing(entries: Entries, *, rows: bool) -> Listing:
    """Return everything of one sort: a table of the groups, and of the entries where they are wished."""
    tables = [list_words.group_table(entries)] if entries.groups else [list_words.entry_table(entries)]
    if rows:
        tables += [
            list_words.entry_table(entries, group.entries, heading=list_words.group_heading(group))
            for group in entries.groups
        ]
    return Listing(
        title=list_words.title(entries),
        day=f"Till och med {entries.as_of.isoformat()}" if entries.as_of else "",
        lines=[list_words.summary(entries)],
        tables=tables if entries.entries else [],
        notes=[],
    )


def reconcile_listing(result: Reconciliation, *, every: bool) -> Listing:
    """Return where documents and files agree: what differs first, then what cannot be decided.

    With `every` also what agrees.
    """
    deviations = (*result.deviations, *result.topics("explained"))
    undecided = reconcile_words.undecided_table(result.comparisons, result)
    tables = [replace(reconcile_words.deviation_table(deviations, result), title="Avviker")]
    tables += [replace(undecided, title="Går inte att avgöra")]
    if every:
        agreeing = (it for it in result.comparisons if it.verdict == "agrees")
        tables += [replace(reconcile_words.comparison_table(agreeing, result), title="Stämmer")]
    return Listing(
        title=reconcile_words.title(result),
        day=f"Läget per {result.as_of.isoformat()}",
        lines=[reconcile_words.summary(result)],
        tables=[table for table in tables if table.rows],
        notes=[],
    )


def sorts_listing(plan: str | None, counts: Mapping[str, int]) -> Listing:
    """Return what can be listed."""
    return Listing(plan or "Plan utan namn", "", [], [list_words.sort_table(counts)], [])


def show_listing(shown: Shown) -> Listing:
    """Return one record: its fields with their sources, then what points to it."""
    rows = [[name, value, "; ".join(sources)] for name, value, sources in show_words.fields(shown)]
    pointers = show_words.pointer_rows(shown)
    tables = [TextTable(["Fält", "Värde", "Källa"], rows, title="Fält")]
    if pointers:
        tables.append(TextTable(["Slag", "Post", "Som"], pointers, title="Pekar hit"))
    return Listing(
        title=show_words.heading(shown),
        day="",
        lines=[title] if (title := show_words.title(shown)) else [],
        tables=tables,
        notes=[f"Fil: {shown.place.file}"],
    )

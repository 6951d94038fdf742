"""Lay out a result as titled tables and sentences, for documents rather than a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlingsplan.compute.decisions import Decisions
from handlingsplan.compute.grants import Grants, Year
from handlingsplan.compute.money import STEPS
from handlingsplan.compute.show import Shown
from handlingsplan.compute.status import KIND_ORDER, Status
from handlingsplan.present import swedish
from handlingsplan.present.screens import decisions as decision_words
from handlingsplan.present.screens import grants as grant_words
from handlingsplan.present.screens import show as show_words
from handlingsplan.present.screens import status as status_words
from handlingsplan.present.swedish import summed


@dataclass(frozen=True, slots=True)
class ListingTable:
    """A table of text; the columns named in `right` hold figures."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()

    @property
    def rules(self) -> list[str]:
        """Return the row under the heads, which aligns the columns."""
        return ["---:" if number in self.right else "---" for number in range(len(self.heads))]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page: a title, the day it tells of, sentences, tables, and notes last."""

    title: str
    day: str
    lines: Sequence[str]
    tables: Sequence[ListingTable]
    notes: Sequence[str]


def status_listing(status: Status, documents: Mapping[str, str]) -> Listing:
    """Return where every process stands: by area, then one row a process."""
    kinds = [kind for kind in KIND_ORDER if status.count(kind)]
    area_rows = [
        [
            " ".join(part for part in (area.area, area.name) if part) or "Okänt målområde",
            *(str(sum(row.count for row in area.by_status if row.kind == kind)) for kind in kinds),
            str(area.total),
        ]
        for area in status.by_area
        if area.total or not status.selected
    ]
    area_rows.append(["Alla", *(str(status.count(kind)) for kind in kinds), str(status.total)])
    heads = ["Målområde", *(status_words.head(status, kind) for kind in kinds), "alla"]
    areas = ListingTable("Målområden", heads, area_rows, frozenset(range(1, len(heads))))
    process_heads, process_rows, never = status_words.process_table(status)
    processes = ListingTable("Processer", process_heads, process_rows)
    missing = status_words.missing(status)
    return Listing(
        title=status_words.title(status),
        day=f"Läget per {status.as_of.isoformat()}",
        lines=[status_words.summary(status)],
        tables=[areas, processes] if status.total else [],
        notes=[
            *([never] if never else []),
            *([f"Okänt: {missing}"] if missing else []),
            f"Källa: {status_words.origin(status, documents)}",
        ],
    )


def grants_listing(grants: Grants, documents: Mapping[str, str]) -> Listing:
    """Return the money: a table of sums by year, then the grants of each year by group."""
    steps = [step for step in STEPS if any(year.sums[step].known for year in grants.years)]
    names = [swedish.capital(grant_words.STEP_NAMES[step]) for step in steps]
    heads = ["År", "Rekvirerat", "Insatser", *names]
    rows = [
        [
            _year_name(year),
            summed(year.requisitioned) if year.requisitioned.of else swedish.DASH,
            str(len(year.items)),
            *(grant_words.sum_cell(step, year.sums[step]) for step in steps),
        ]
        for year in grants.years
    ]
    sums = ListingTable("Summor per år, kronor", heads, rows, frozenset(range(1, len(heads))))
    label, told = grant_words.origin(grants, documents)
    return Listing(
        title=grant_words.title(grants),
        day=f"Per {grants.as_of.isoformat()}" if grants.as_of else "",
        lines=grant_words.summary(grants),
        tables=[sums, *(_year_table(grants, year) for year in grants.years if year.items)]
        if grants.items
        else [],
        notes=[*grant_words.notes(grants), f"{label}: {told}"],
    )


def _year_table(grants: Grants, year: Year) -> ListingTable:
    steps = [step for step in STEPS if year.sums[step].known]
    heads = [grant_words.GROUP_HEADS[grants.by], "Insats"]
    heads += [swedish.capital(grant_words.STEP_NAMES[step]) for step in steps]
    rows = []
    for group in year.groups:
        for id_ in group.items:
            amounts = grant_words.amounts(group.money[id_], steps)
            rows.append([grant_words.group_name(grants, group), grant_words.item_name(grants, id_), *amounts])
    return ListingTable(_year_name(year), heads, rows, frozenset(range(2, len(heads))))


def _year_name(year: Year) -> str:
    return str(year.year) if year.year is not None else "Utan år"


def decisions_listing(decisions: Decisions) -> Listing:
    """Return who decided what, one row a decision."""
    rows = [
        [
            decision_words.when(row),
            decision_words.who(row),
            decision_words.paragraph_of(row),
            row.registry_number or "",
            decision_words.what(row),
        ]
        for row in decisions.rows
    ]
    table = ListingTable("", ["Dag", "Organ", "§", "Diarienummer", "Beslut"], rows)
    missing = decision_words.missing(decisions)
    return Listing(
        title=f"Beslut, {decisions.plan}" if decisions.plan else "Beslut",
        day=f"Till och med {decisions.as_of.isoformat()}" if decisions.as_of else "",
        lines=[decision_words.summary(decisions)],
        tables=[table] if rows else [],
        notes=[f"Okänt: {missing}"] if missing else [],
    )


def show_listing(shown: Shown) -> Listing:
    """Return one record: its fields with their sources, then what points to it."""
    rows = [[name, value, "; ".join(sources)] for name, value, sources in show_words.fields(shown)]
    pointers = show_words.pointer_rows(shown)
    tables = [ListingTable("Fält", ["Fält", "Värde", "Källa"], rows)]
    if pointers:
        tables.append(ListingTable("Pekar hit", ["Slag", "Post", "Som"], pointers))
    return Listing(
        title=f"{show_words.KINDS[shown.kind]} {shown.id}",
        day="",
        lines=[title] if (title := show_words.title(shown)) else [],
        tables=tables,
        notes=[f"Fil: {shown.place.file}"],
    )

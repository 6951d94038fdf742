"""Show where every process stands."""

import textwrap
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from handlingsplan.compute.standing import Kind
from handlingsplan.compute.status import (
    KIND_ORDER,
    AreaStatus,
    OrganisationStatus,
    ProcessStatus,
    Status,
    StatusCount,
)
from handlingsplan.model.fields import id_order
from handlingsplan.present import swedish
from handlingsplan.present.layout import BLANK, Cell, Column, Screen, headline, labelled, paragraph, table
from handlingsplan.present.swedish import KIND_COUNTS, KIND_HEADS, KIND_LISTS, UNKNOWN, counted, listed

GLYPHS: dict[Kind, str] = {
    "completed": "■",
    "continuing": "□",
    "active": "▪",
    "paused": "‖",
    "planned": "·",
    "cancelled": "×",
    "unknown": "?",
}
_LIST_LABELS: dict[Kind, str] = {
    **{kind: swedish.capital(head) for kind, head in KIND_HEADS.items()},
    "unknown": "Oklart",
}
_STYLES: dict[Kind, str] = {"completed": "green"}
_LONGEST_BAR = 24
_FEW = 3


def status_screen(status: Status, width: int, documents: dict[str, str], *, rows: bool) -> Screen:
    """Return the screen; with `rows` each process has a line of its own."""
    kinds = [kind for kind in KIND_ORDER if status.count(kind)]
    screen: Screen = [
        headline(title(status), f"läget per {status.as_of.isoformat()}", width),
        paragraph(summary(status), width),
    ]
    if status.total:
        screen += [BLANK, _areas(status, kinds, width), BLANK]
        screen += organisations(status, width)
    if rows and status.total:
        screen += [BLANK, *_processes(status, width), BLANK]
    else:
        screen += [labelled(_LIST_LABELS[kind], ids, width) for kind, ids in unfinished(status)]
    if missing(status):
        screen.append(labelled("Okänt", missing(status), width))
    screen.append(labelled("Källa", origin(status, documents), width))
    return screen


def title(status: Status) -> str:
    """Return the plan's name and years."""
    return f"{status.plan or 'Plan utan namn'} {swedish.period(status.first, status.last)}".rstrip()


def summary(status: Status) -> str:
    """Return the whole result in one or two sentences."""
    if not status.total and not status.undecided:
        return "Ingen process stämmer med urvalet." if status.selected else "Planen har inga processer än."
    said = _counts(status) if status.total else "Ingen process stämmer säkert med urvalet."
    if status.undecided:
        said += f" Om {counted(len(status.undecided), 'process', 'processer')} till går det inte att säga."
    return said


def _counts(status: Status) -> str:
    """Return how many processes stand in each kind of status, as one sentence."""
    chosen = " i urvalet" if status.selected else ""
    kinds = [kind for kind in KIND_ORDER if status.count(kind)]
    if len(kinds) == 1:
        phrase = KIND_COUNTS[kinds[0]][status.total != 1]
        who = (
            f"Alla {counted(status.total, 'process', 'processer')}"
            if status.total > 1
            else "Den enda processen"
        )
        return f"{who}{chosen} {phrase}."
    parts = [
        f"{swedish.whole(status.count(kind))} {KIND_COUNTS[kind][status.count(kind) != 1]}" for kind in kinds
    ]
    first, _, rest = parts[0].partition(" ")
    parts[0] = f"{first} av {counted(status.total, 'process', 'processer')}{chosen} {rest}"
    return f"{', '.join(parts)}."


def organisations(status: Status, width: int) -> Screen:
    """Return what is known of each organisation: never a nought for what is not known."""
    complete = [row for row in status.by_organisation if row.complete]
    partly = [row for row in status.by_organisation if not row.complete and row.takes_part.known]
    unknown = [row.organisation for row in status.by_organisation if not row.complete and row not in partly]
    screen: Screen = []
    if len(complete) > _FEW:
        screen += [_organisation_table(status, complete), BLANK]
    else:
        screen += [paragraph(_takes_part(row), width) for row in complete]
    if partly:
        told = ", ".join(f"{row.organisation} i minst {row.takes_part.known}" for row in partly)
        screen.append(paragraph(f"Deltagandet är delvis känt: {told}.", width))
    if unknown:
        screen.append(paragraph(f"{', '.join(unknown)}: okänt vilka processer.", width))
    return screen


def unfinished(status: Status) -> list[tuple[Kind, str]]:
    """Return for each kind of status but completed the ids that stand there."""
    found = []
    for kind in KIND_ORDER[1:]:
        ids = [id_ for row in status.by_status if row.kind == kind for id_ in row.ids]
        if ids:
            found.append((kind, " ".join(sorted(ids, key=id_order))))
    return found


def missing(status: Status) -> str:
    """Return what is unknown about the processes, in one line; empty when nothing is."""
    nouns = (
        (status.missing("title"), "titel", "titlar"),
        (status.missing("area"), "målområde", "målområden"),
        (status.missing("lead"), "huvudansvar", "huvudansvar"),
        (status.completed_without_outcome, "sätt att bli slutförd", "sätt att bli slutförd"),
    )
    parts = [counted(count, one, several) for count, one, several in nouns if count]
    return f"{', '.join(parts)}." if parts else ""


def origin(status: Status, documents: dict[str, str]) -> str:
    """Return where the statuses come from and how many files were read."""
    names = swedish.source_names(status.sources, documents)
    few = listed(names[:_FEW]) if len(names) <= _FEW else f"{counted(len(names), 'dokument', 'dokument')}"
    read = f"{status.files.read} av {counted(status.files.total, 'processfil läst', 'processfiler lästa')}."
    return f"{few}. {read}" if names else read


def _areas(status: Status, kinds: Sequence[Kind], width: int) -> Table:
    """Return the areas; the first column of counts holds a bar of all the processes too."""
    areas = [area for area in status.by_area if area.total or not status.selected]
    longest = max(area.total for area in areas)
    bars = longest <= _LONGEST_BAR
    heads = [f"{GLYPHS[kind]} {KIND_HEADS[kind]}" for kind in kinds]
    first = max(len(heads[0]), longest + 1 + len(str(status.total)) if bars else 0)
    taken = sum(len(head) + 2 for head in heads[1:]) + first + 2 + len("alla") + 2
    columns = [Column("Målområde"), Column(heads[0].rjust(first))]
    columns += [*(Column(head, "right") for head in heads[1:]), Column("alla", "right")]
    rows: list[list[Cell]] = []
    for area in areas:
        counts = [str(_count(area.by_status, kind) or "") for kind in kinds]
        bar = _bar(area.by_status) if bars else Text()
        beside = Text.assemble(bar, counts[0].rjust(first - len(bar)))
        rows.append([_area_name(area, width - taken), beside, *counts[1:], str(area.total)])
    total = [str(status.count(kind)) for kind in kinds]
    total[0] = total[0].rjust(first)
    return table(columns, [*rows, [Text("Alla", "bold"), *total, str(status.total)]])


def _area_name(area: AreaStatus, room: int) -> str:
    """Return short name and name, broken so that the name's lines stand below each other."""
    name = " ".join(part for part in (area.area, area.name) if part) or "Okänt målområde"
    indent = " " * (len(area.area or "") + 1)
    return textwrap.fill(name, max(room, 24), subsequent_indent=indent, break_on_hyphens=False)


def _bar(counts: Sequence[StatusCount]) -> Text:
    return Text.assemble(*((GLYPHS[row.kind] * row.count, _STYLES.get(row.kind, "")) for row in counts))


def _count(counts: Sequence[StatusCount], kind: Kind) -> int:
    return sum(row.count for row in counts if row.kind == kind)


def _takes_part(row: OrganisationStatus) -> str:
    parts = []
    for kind in KIND_ORDER:
        count = _count(row.by_status, kind)
        if count:
            parts.append(f"{count} {KIND_LISTS[kind][count != 1]}")
    known = row.takes_part.known
    if not known:
        return f"{row.organisation} deltar inte i någon process."
    return f"{row.organisation} deltar i {counted(known, 'process', 'processer')}: {', '.join(parts)}."


def _organisation_table(status: Status, rows: Sequence[OrganisationStatus]) -> Table:
    kinds = [kind for kind in KIND_ORDER if status.count(kind)]
    columns = [Column("Organisation"), *(Column(KIND_HEADS[kind], "right") for kind in kinds)]
    columns += [Column("alla", "right"), Column("huvudansvar", "right")]
    cells = []
    for row in rows:
        counts = [str(_count(row.by_status, kind) or "") for kind in kinds]
        lead = str(row.lead.known) if not row.lead.undecided else _at_least(row.lead.known)
        cells.append([row.organisation, *counts, str(row.takes_part.known), lead])
    return table(columns, cells)


def _at_least(known: int) -> str:
    return f"minst {known}" if known else UNKNOWN


def _processes(status: Status, width: int) -> Screen:
    """Return one line a process; a column that is unknown in every row is told once, below."""
    columns = [Column("Process"), Column("Läge"), Column("Känt", style="dim")]
    cells = [[row.id, row.status or UNKNOWN, _since(row)] for row in status.processes]
    never = []
    extra = (
        ("Huvudansvar", "lead", [row.lead or UNKNOWN for row in status.processes]),
        (
            "Titel",
            "title",
            [row.title or (row.theme and f"({row.theme})") or UNKNOWN for row in status.processes],
        ),
    )
    for head, key, values in extra:
        if status.missing(key) == status.total and all(value == UNKNOWN for value in values):
            never.append(head.lower())
            continue
        columns.append(Column(head, wrap=key == "title"))
        cells = [[*row, value] for row, value in zip(cells, values, strict=True)]
    screen: Screen = [table(columns, cells)]
    if never:
        screen.append(paragraph(f"{swedish.capital(listed(never))}: okänt för alla.", width, style="dim"))
    return screen


def _since(row: ProcessStatus) -> str:
    if row.since:
        return f"sedan {row.since.text}"
    return f"sett {row.seen.text}" if row.seen else ""

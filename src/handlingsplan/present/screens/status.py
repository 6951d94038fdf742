"""Show where every process stands."""

import textwrap
from collections.abc import Mapping, Sequence

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
from handlingsplan.present.layout import (
    BLANK,
    SOFT,
    Cell,
    Column,
    Screen,
    headline,
    labelled,
    paragraph,
    table,
)
from handlingsplan.present.swedish import (
    KIND_COUNTS,
    KIND_HEADS,
    KIND_LISTS,
    UNKNOWN,
    USUAL_WORDS,
    counted,
    listed,
)

GLYPHS: dict[Kind, str] = {
    "completed": "■",
    "continuing": "□",
    "active": "▪",
    "paused": "‖",
    "planned": "·",
    "cancelled": "×",
    "unknown": "?",
}
_STYLES: dict[Kind, str] = {"completed": "green"}
_LONGEST_BAR = 24
_ROOM_FOR_BARS = 70
_ROOM_FOR_NAMES = 30
_FEW = 3


def status_screen(status: Status, width: int, documents: Mapping[str, str], *, rows: bool) -> Screen:
    """Return the screen; with `rows` each process has a line of its own."""
    kinds = [kind for kind in KIND_ORDER if status.count(kind)]
    screen: Screen = [
        headline(title(status), f"läget per {status.as_of.isoformat()}", width),
        paragraph(summary(status), width),
    ]
    if status.total:
        screen += [BLANK, *_areas(status, kinds, width), BLANK]
        screen += organisations(status, width)
    if rows and status.total:
        screen += [BLANK, *_processes(status, width), BLANK]
    else:
        screen += [labelled(_list_label(status, kind), ids, width) for kind, ids in unfinished(status)]
    if missing(status):
        screen.append(labelled("Okänt", missing(status), width))
    screen.append(labelled("Källa" if status.sources else "Läst", origin(status, documents), width))
    return screen


def title(status: Status) -> str:
    """Return the plan's name and years."""
    return f"{status.plan or 'Plan utan namn'} {swedish.period(status.first, status.last)}".rstrip()


def summary(status: Status) -> str:
    """Return the whole result in one or two sentences."""
    if not status.total and not status.undecided:
        if not status.all_read:
            return "Ingen process gick att läsa."
        return "Ingen process stämmer med urvalet." if status.selected else "Planen har inga processer än."
    said = _counts(status) if status.total else "Ingen process stämmer säkert med urvalet."
    if status.undecided:
        said += f" För {counted(len(status.undecided), 'process', 'processer')} går det inte att säga."
    return said


def head(status: Status, kind: Kind) -> str:
    """Return the head of a column of counts: the plan's own word, or the usual one in plural."""
    return own_word(status, kind) or KIND_HEADS[kind]


def own_word(status: Status, kind: Kind) -> str | None:
    """Return the plan's word for a kind of status where it has one of its own."""
    words = {row.status for row in status.by_status if row.kind == kind}
    return next(iter(words)) if len(words) == 1 and not words & USUAL_WORDS else None


def _counts(status: Status) -> str:
    """Return how many processes stand in each kind of status, as one sentence."""
    chosen = " i urvalet" if status.selected else ""
    kinds = [kind for kind in KIND_ORDER if status.count(kind)]
    if len(kinds) == 1:
        who = (
            f"Alla {counted(status.total, 'process', 'processer')}"
            if status.total > 1
            else "Den enda processen"
        )
        return f"{who}{chosen} {_does(status, kinds[0], several=status.total > 1)}."
    of = f"av {counted(status.total, 'process', 'processer')}{chosen}"
    parts: list[str] = []
    for kind in kinds:
        count = status.count(kind)
        does = _does(status, kind, several=count > 1)
        parts.append(f"{swedish.whole(count)} {of if not parts else ''} {does}".replace("  ", " "))
    first, *rest = parts
    return f"{', '.join([first, *(part.replace('har läget ', '') for part in rest)])}."


def _does(status: Status, kind: Kind, *, several: bool) -> str:
    """Return what processes do in a kind of status, as in `är slutförda` or `har läget i mål`."""
    own = own_word(status, kind)
    return f"har läget {own}" if own else KIND_COUNTS[kind][several]


def _list_label(status: Status, kind: Kind) -> str:
    return "Oklart" if kind == "unknown" else swedish.capital(head(status, kind))


def organisations(status: Status, width: int) -> Screen:
    """Return what is known of each organisation: never a nought for what is not known."""
    complete = [row for row in status.by_organisation if row.complete]
    partly = [row for row in status.by_organisation if not row.complete and row.takes_part.known]
    unknown = [row.organisation for row in status.by_organisation if not row.complete and row not in partly]
    screen: Screen = []
    if len(complete) > _FEW:
        screen += [_organisation_table(status, complete), BLANK]
    else:
        screen += [paragraph(_takes_part(status, row), width) for row in complete]
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


def origin(status: Status, documents: Mapping[str, str]) -> str:
    """Return where the statuses come from and how many files were read."""
    names = swedish.source_names(status.sources, documents)
    few = listed(names[:_FEW]) if len(names) <= _FEW else f"{counted(len(names), 'dokument', 'dokument')}"
    read = f"{swedish.files_read(status.files, 'processfil läst', 'processfiler lästa')}."
    return f"{few}. {read}" if names else read


def _areas(status: Status, kinds: Sequence[Kind], width: int) -> Screen:
    """Return the areas; the first column of counts holds a bar of all the processes too.

    Where the words for many kinds leave no room for the areas, their signs stand alone, explained below.
    """
    areas = [area for area in status.by_area if area.total or not status.selected]
    longest = max(area.total for area in areas)
    bars = longest <= _LONGEST_BAR and width >= _ROOM_FOR_BARS
    words = [f"{GLYPHS[kind]} {head(status, kind)}" if bars else head(status, kind) for kind in kinds]
    short = width - _taken(words, 0) < _ROOM_FOR_NAMES
    heads = [GLYPHS[kind] for kind in kinds] if short else words
    first = max(len(heads[0]), longest + 1 + len(str(status.total)) if bars else 0)
    room = width - _taken(heads, first)
    rows = [_area_row(area, kinds, first, room, bars=bars) for area in areas]
    total = [str(status.count(kind)) for kind in kinds]
    rows.append([Text("Alla", "bold"), total[0].rjust(first), *total[1:], str(status.total)])
    columns = [Column("Målområde"), Column(heads[0].rjust(first))]
    columns += [*(Column(head, "right") for head in heads[1:]), Column("alla", "right")]
    screen: Screen = [table(columns, rows)]
    if short:
        legend = "  ".join(f"{GLYPHS[kind]} {head(status, kind)}" for kind in kinds)
        screen.append(paragraph(legend.replace(" ", swedish.HARD_SPACE, 1), width, style=SOFT))
    return screen


def _taken(heads: Sequence[str], first: int) -> int:
    """Return how wide everything but the areas' names is."""
    return max(first, len(heads[0])) + 2 + sum(len(head) + 2 for head in heads[1:]) + len("alla") + 2


def _area_row(area: AreaStatus, kinds: Sequence[Kind], first: int, room: int, *, bars: bool) -> list[Cell]:
    counts = [str(_count(area.by_status, kind) or "") for kind in kinds]
    bar = _bar(area.by_status) if bars else Text()
    beside = Text.assemble(bar, counts[0].rjust(first - len(bar)))
    return [_area_name(area, room), beside, *counts[1:], str(area.total)]


def _area_name(area: AreaStatus, room: int) -> str:
    """Return short name and name, broken so that the name's lines stand below each other."""
    name = " ".join(part for part in (area.area, area.name) if part) or "Okänt målområde"
    indent = " " * (len(area.area or "") + 1)
    return textwrap.fill(name, max(room, 24), subsequent_indent=indent, break_on_hyphens=False)


def _bar(counts: Sequence[StatusCount]) -> Text:
    return Text.assemble(*((GLYPHS[row.kind] * row.count, _STYLES.get(row.kind, "")) for row in counts))


def _count(counts: Sequence[StatusCount], kind: Kind) -> int:
    return sum(row.count for row in counts if row.kind == kind)


def _takes_part(status: Status, row: OrganisationStatus) -> str:
    parts = []
    for kind in KIND_ORDER:
        count = _count(row.by_status, kind)
        if count:
            parts.append(f"{count} {own_word(status, kind) or KIND_LISTS[kind][count != 1]}")
    known = row.takes_part.known
    if not known:
        return f"{row.organisation} deltar inte i någon process{' i urvalet' if status.selected else ''}."
    chosen = " i urvalet" if status.selected else ""
    return (
        f"{row.organisation} deltar i {counted(known, 'process', 'processer')}{chosen}: {', '.join(parts)}."
    )


def _organisation_table(status: Status, rows: Sequence[OrganisationStatus]) -> Table:
    kinds = [kind for kind in KIND_ORDER if status.count(kind)]
    columns = [Column("Organisation"), *(Column(head(status, kind), "right") for kind in kinds)]
    columns += [Column("alla", "right"), Column("huvudansvar", "right")]
    cells = []
    for row in rows:
        counts = [str(_count(row.by_status, kind) or "") for kind in kinds]
        lead = str(row.lead.known) if not row.lead.undecided else _at_least(row.lead.known)
        cells.append([row.organisation, *counts, str(row.takes_part.known), lead])
    return table(columns, cells)


def _at_least(known: int) -> str:
    return f"minst {known}" if known else UNKNOWN


def process_table(status: Status) -> tuple[list[str], list[list[str]], str]:
    """Return heads and one row a process; a column unknown in every row is a sentence instead."""
    columns = {
        "Process": [row.id for row in status.processes],
        "Läge": [row.status or UNKNOWN for row in status.processes],
        "Känt": [_since(row) for row in status.processes],
        "Huvudansvar": [row.lead or UNKNOWN for row in status.processes],
        "Titel": [row.title or (f"({row.theme})" if row.theme else UNKNOWN) for row in status.processes],
    }
    never = [head for head, values in columns.items() if {*values} == {UNKNOWN}]
    kept = {head: values for head, values in columns.items() if head not in never}
    said = f"{swedish.capital(listed(head.lower() for head in never))}: okänt för alla." if never else ""
    return list(kept), [list(row) for row in zip(*kept.values(), strict=True)], said


def _processes(status: Status, width: int) -> Screen:
    heads, rows, never = process_table(status)
    soft = {"Känt": SOFT}
    columns = [Column(head, wrap=head == "Titel", style=soft.get(head, "")) for head in heads]
    return [table(columns, rows), *([paragraph(never, width, style=SOFT)] if never else [])]


def _since(row: ProcessStatus) -> str:
    if row.since:
        return f"sedan {row.since.text}"
    return f"sett {row.seen.text}" if row.seen else ""

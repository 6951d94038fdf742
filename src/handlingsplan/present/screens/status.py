"""Show where every process stands."""

import textwrap
from collections.abc import Mapping, Sequence

from rich.text import Text

from handlingsplan.compute.standing import Kind
from handlingsplan.compute.status import AreaStatus, Status, StatusCount
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
    text_table,
)
from handlingsplan.present.wording.status import (
    area_name,
    areas_of,
    count_of,
    findings,
    head,
    kinds_of,
    list_label,
    missing,
    organisation_table,
    origin,
    partly_known,
    process_table,
    summary,
    takes_part,
    title,
    unfinished,
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
    kinds = kinds_of(status)
    screen: Screen = [
        headline(title(status), f"läget per {status.as_of.isoformat()}", width),
        paragraph(summary(status), width),
    ]
    if status.total:
        screen += [BLANK, *_areas(status, kinds, width), BLANK]
        screen += _organisations(status, width)
    if rows and status.total:
        screen += [*([] if screen[-1] is BLANK else [BLANK]), *_processes(status, width), BLANK]
    else:
        screen += [labelled(list_label(status, kind), ids, width) for kind, ids in unfinished(status)]
    if missing(status):
        screen.append(labelled("Okänt", missing(status), width))
    if findings(status):
        screen.append(labelled("Fynd", findings(status), width))
    screen.append(labelled("Källa" if status.sources else "Läst", origin(status, documents), width))
    return screen


def _organisations(status: Status, width: int) -> Screen:
    """Return what is known of each organisation: never a nought for what is not known."""
    complete = [row for row in status.by_organisation if row.complete]
    screen: Screen = []
    if len(complete) > _FEW:
        screen += [text_table(organisation_table(status, complete), width), BLANK]
    else:
        screen += [paragraph(takes_part(status, row), width) for row in complete]
    return screen + [paragraph(said, width) for said in partly_known(status)]


def _areas(status: Status, kinds: Sequence[Kind], width: int) -> Screen:
    """Return the areas; the first column of counts holds a bar of all the processes too.

    Where the words for many kinds leave no room for the areas, their signs stand alone, explained below.
    """
    areas = areas_of(status)
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
    counts = [str(count_of(area.by_status, kind) or "") for kind in kinds]
    bar = _bar(area.by_status) if bars else Text()
    beside = Text.assemble(bar, counts[0].rjust(first - len(bar)))
    return [_area_name(area, room), beside, *counts[1:], str(area.total)]


def _area_name(area: AreaStatus, room: int) -> str:
    """Return short name and name, broken so that the name's lines stand below each other."""
    indent = " " * (len(area.area or "") + 1)
    return textwrap.fill(area_name(area), max(room, 24), subsequent_indent=indent, break_on_hyphens=False)


def _bar(counts: Sequence[StatusCount]) -> Text:
    return Text.assemble(*((GLYPHS[row.kind] * row.count, _STYLES.get(row.kind, "")) for row in counts))


def _processes(status: Status, width: int) -> Screen:
    found, never = process_table(status)
    styled = text_table(found, width, soft={"Känt"})
    return [styled, *([paragraph(never, width, style=SOFT)] if never else [])]

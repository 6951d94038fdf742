"""Show everything of one sort, and which sorts there are."""

from collections.abc import Mapping, Sequence

from handlingsplan.compute.entries import Entry
from handlingsplan.compute.list import Entries
from handlingsplan.present.layout import BLANK, Column, Screen, fits, fitted, headline, paragraph, text_table
from handlingsplan.present.wording import list as words

_FEW = 6


def list_screen(entries: Entries, width: int, *, rows: bool) -> Screen:
    """Return the screen: one row an entry, or one a group and its entries only where `rows` are wished."""
    day = f"till och med {entries.as_of.isoformat()}" if entries.as_of else ""
    screen: Screen = [headline(words.title(entries), day, width), paragraph(words.summary(entries), width)]
    if not entries.groups:
        return [*screen, *_rows(entries, entries.entries, width)]
    screen += [BLANK, *_groups(entries, width)]
    for group in entries.groups if rows else ():
        screen += [
            BLANK,
            headline(words.group_heading(group), "", width),
            *_rows(entries, group.entries, width)[1:],
        ]
    return screen


def sorts_screen(plan: str | None, counts: Mapping[str, int], width: int) -> Screen:
    """Return the screen: every sort that can be listed, and how many there are in the plan."""
    return [
        headline(plan or "Plan utan namn", "", width),
        paragraph("Det här går att lista; skriv till exempel hp list events.", width),
        BLANK,
        text_table(words.sort_table(counts), width),
    ]


def _rows(entries: Entries, told: Sequence[Entry], width: int) -> Screen:
    """Return a blank line and one row an entry; nothing where there is none."""
    if not told:
        return []
    keys = [key for key in words.columns(entries) if key != words.DOCUMENT]
    columns = [Column(words.head(key), hyphens=key in words.IDS) for key in keys]
    screen: Screen = []
    for heading, rows in words.sections(entries, told):
        cells = [[words.cell(entry, key) for key in keys] for entry in rows]
        screen += [BLANK, *([headline(heading, "", width)] if heading else []), fitted(columns, cells, width)]
    return screen


def _groups(entries: Entries, width: int) -> Screen:
    """Return one row a group; what it shares with the row above is told only there."""
    found = words.group_table(entries, most=_FEW)
    shared, last = len(entries.by), len(found.heads) - 1
    columns = [
        Column(head, "right" if number in found.right else "left", hyphens=number == last)
        for number, head in enumerate(found.heads)
    ]
    cells = []
    above: Sequence[str] = ()
    for row in found.rows:
        same = next((it for it in range(shared) if row[: it + 1] != above[: it + 1]), shared)
        cells.append(["" if number < same else cell for number, cell in enumerate(row)])
        above = row
    while len(columns) > shared + 1 and not fits(columns, cells, width):
        columns, cells = columns[:-1], [row[:-1] for row in cells]  # CSV has them all
    return [fitted(columns, cells, width)]

"""Show how figures were counted: below each its parts, with file and line."""

from collections.abc import Iterable, Sequence
from itertools import chain

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from handlingsplan.present.layout import BLANK, SOFT, Column, Screen, paragraph, table
from handlingsplan.present.wording.trace import INTRODUCTION, TITLE, Block, Explained, Row, place_words

_INDENT = 2
_GAP = 2


def trace_screen(figures: Iterable[Explained], width: int) -> Screen:
    """Return how each figure was counted; the lists are complete however long they are."""
    screen: Screen = [BLANK, Text(TITLE, "bold"), paragraph(INTRODUCTION, width)]
    for figure in figures:
        screen += [BLANK, paragraph(f"{figure.name}: {figure.told}", width, style="bold")]
        screen += [_indented(part) for part in _explained(figure, width - _INDENT)]
        for group in figure.within:
            screen.append(_indented(paragraph(f"{group.name}: {group.told}", width - _INDENT)))
            screen += [_indented(_indented(part)) for part in _explained(group, width - 2 * _INDENT)]
    return screen


def _explained(figure: Explained, width: int) -> Screen:
    """Return the parts of one figure, and the note on it."""
    screen: Screen = [paragraph(figure.note, width)] if figure.note else []
    for block in figure.blocks:
        screen += [paragraph(block.said, width, style=SOFT)] if block.said else []
        screen += [_indented(part) for part in _rows(block, width - _INDENT)]
    return screen


def _rows(block: Block, width: int) -> Screen:
    """Return the parts: side by side of a count, of a sum a line each, or two where it is long."""
    if not any(row.text for row in block.rows):
        return [_side_by_side(block.rows, width)]
    text = max(len(row.text) for row in block.rows)
    place = max(len(place_words(row)) for row in block.rows)
    if text + _GAP + place <= width:
        columns = [Column("", "right"), Column("")]
        return [table(columns, [[row.text, place_words(row)] for row in block.rows], head=False)]
    two: Iterable[Screen] = (
        [Text(place_words(row)), _indented(paragraph(row.text, width - _INDENT))] for row in block.rows
    )
    return [*chain.from_iterable(two)]


def _side_by_side(rows: Sequence[Row], width: int) -> Table:
    places = [place_words(row) for row in rows]
    beside = max(1, (width + _GAP) // (max(map(len, places)) + _GAP))
    lines = [places[at : at + beside] for at in range(0, len(places), beside)]
    return table([Column("")] * min(beside, len(places)), lines, head=False)


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, _INDENT))

"""Lay out a screen: a headline, paragraphs and tables without rules, calm at 80 columns and at 120.

Data reaches Rich only as `Text`: a string given to Rich is read as markup.
"""

import re
import textwrap
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from handlingsplan.present.tabular import TextTable

HEAD_WIDTH = 78
READING_WIDTH = 100
SOFT = "dim"
_GAP = 2

Screen = list[RenderableType]
Cell = str | Text | Padding


class Column(NamedTuple):
    """A column of a table: its head, how it is aligned, whether and where it may wrap, and its most width."""

    head: str
    align: Literal["left", "right"] = "left"
    wrap: bool = False
    style: str = ""
    most: int | None = None
    hyphens: bool = False


def headline(left: str, right: str, width: int) -> Text:
    """Return the first line of a screen: what it is about, and at the right the day it tells of."""
    room = min(width, HEAD_WIDTH)
    gap = room - cell_len(left) - cell_len(right)
    if not right:
        return Text(left, "bold")
    if gap < 2:  # noqa: PLR2004 - the least that keeps two texts apart
        return Text.assemble((left, "bold"), ("\n" + right, SOFT))
    return Text.assemble((left, "bold"), " " * gap, (right, SOFT))


def paragraph(text: str, width: int, *, style: str = "", indent: str = "") -> Text:
    """Return a text broken at ordinary spaces only: hard spaces keep numbers and units together."""
    room = max(min(width, READING_WIDTH), 20)
    lines = textwrap.wrap(
        text, room, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    return Text("\n".join(lines), style=style)


def labelled(label: str, text: str, width: int) -> Text:
    """Return `label: text` with the text of further lines below the text of the first."""
    lead = f"{label}: ".ljust(LABEL_WIDTH)
    broken = paragraph(lead + text, width, indent=" " * LABEL_WIDTH)
    broken.stylize(SOFT, 0, len(lead))
    return broken


LABEL_WIDTH = 10


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, head: bool = True) -> Table:
    """Return a table with soft column heads and no rules; strings are taken as they are."""
    grid = Table(box=None, pad_edge=False, show_header=head, header_style=SOFT, padding=(0, 2, 0, 0))
    for column in columns:
        grid.add_column(
            Text(column.head),
            justify=column.align,
            no_wrap=not column.wrap,
            overflow="fold",
            style=column.style,
            max_width=column.most,
        )
    for row in rows:
        grid.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    return grid


def fits(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Tell whether a table fits the screen without any word of it being cut."""
    return sum(_longest_words(columns, rows)) <= width - _GAP * (len(columns) - 1)


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Table:
    """Return a table no wider than the screen: the widest texts are broken first, and words last of all.

    Where a column allows it, a word may be broken after a hyphen.
    """
    cells = [[column.head for column in columns], *rows]
    natural = [_widest(row[number] for row in cells) for number in range(len(columns))]
    least = _longest_words(columns, rows)
    widths = _narrowed(natural, least, width - _GAP * (len(columns) - 1))
    broken = [[_broken(*cell) for cell in zip(row, columns, widths, strict=True)] for row in cells]
    kept = [column._replace(head=head, wrap=False) for column, head in zip(columns, broken[0], strict=True)]
    return table(kept, broken[1:])


def _longest_words(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    cells = [[column.head for column in columns], *rows]
    return [
        max(_widest(_pieces(row[number], column)) for row in cells) for number, column in enumerate(columns)
    ]


def _narrowed(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns: the widest gives way first, none below its longest word if it can."""
    widths = list(natural)
    while sum(widths) > room and max(widths) > 1:
        loose = [number for number, width in enumerate(widths) if width > least[number]]
        widest = max(loose or range(len(widths)), key=lambda number: widths[number])
        widths[widest] -= 1
    return widths


def _broken(cell: str, column: Column, width: int) -> str:
    """Return a text in lines of at most a width, broken between words; a longer word is cut."""
    lines: list[str] = []
    for line in cell.split("\n"):
        lines.append("")
        for piece in _pieces(line, column):
            if lines[-1] and cell_len((lines[-1] + piece).rstrip()) > width:
                lines.append("")
            lines[-1] += piece
            while cell_len(lines[-1].rstrip()) > width:
                lines[-1:] = [lines[-1][:width], lines[-1][width:]]
    return "\n".join(line.rstrip() for line in lines)


def _pieces(line: str, column: Column) -> list[str]:
    """Return the words of a line, each with the blank after it; after a hyphen too where it is allowed."""
    return re.findall(r"[^ -]*-+|[^ -]+ *| +" if column.hyphens else r"[^ ]+ *| +", line)


def _widest(texts: Iterable[str]) -> int:
    return max((cell_len(part.rstrip()) for text in texts for part in text.split("\n")), default=0)


def text_table(found: TextTable, width: int, *, soft: Collection[str] = ()) -> Table:
    """Return a table for the terminal, no wider than it; the columns named in `soft` are soft."""
    columns = [
        Column(head, "right" if number in found.right else "left", style=SOFT if head in soft else "")
        for number, head in enumerate(found.heads)
    ]
    return fitted(columns, found.rows, width)


BLANK = Text("")

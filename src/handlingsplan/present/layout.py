"""Lay out a screen: a headline, paragraphs and tables without rules, calm at 80 columns and at 120.

Data reaches Rich only as `Text`: a string given to Rich is read as markup.
"""

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

Screen = list[RenderableType]
Cell = str | Text | Padding


class Column(NamedTuple):
    """A column of a table: its head, how it is aligned, whether it may wrap, and how wide it may be."""

    head: str
    align: Literal["left", "right"] = "left"
    wrap: bool = False
    style: str = ""
    most: int | None = None


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


def text_table(found: TextTable, *, wrap: Collection[str] = (), soft: Collection[str] = ()) -> Table:
    """Return a table for the terminal; the columns named in `wrap` may break, those in `soft` are soft."""
    columns = [
        Column(
            head,
            "right" if number in found.right else "left",
            wrap=head in wrap,
            style=SOFT if head in soft else "",
        )
        for number, head in enumerate(found.heads)
    ]
    return table(columns, found.rows)


BLANK = Text("")

"""Show what hp init has done: what was made, what was taken over, and how to go on."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from handlingsplan.present.layout import BLANK, Cell, Column, Screen, paragraph, table


def founded_screen(told: Iterable[str], commands: Sequence[tuple[str, str]], width: int) -> Screen:
    """Return what was done, paragraph by paragraph, and the next commands."""
    rows: list[list[Cell]] = [[Text(command, "bold"), about] for command, about in commands]
    return [
        *(paragraph(text, width) for text in told),
        BLANK,
        Text("Nästa steg:"),
        table([Column(""), Column("", wrap=True)], rows, head=False),
    ]

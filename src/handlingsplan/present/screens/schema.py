"""Show which kinds of files have schemas."""

from collections.abc import Iterable

from handlingsplan.present.layout import BLANK, Column, Screen, fitted, paragraph
from handlingsplan.present.wording.schema import title_of

_NEXT = "hp schema SLAG skriver ett schema. hp schema --install ger VS Code dem alla."


def kinds_screen(kinds: Iterable[tuple[str, str]], width: int) -> Screen:
    """Return the screen: one kind a row, with the files that it applies to."""
    columns = [Column("Skriv"), Column("Det är", wrap=True), Column("Filer", wrap=True)]
    rows = [[kind, title_of(kind), pattern] for kind, pattern in kinds]
    return [fitted(columns, rows, width), BLANK, paragraph(_NEXT, width)]

"""Show which documents there are."""

from collections.abc import Sequence

from rich.text import Text

from handlingsplan.present.layout import BLANK, SOFT, Cell, Column, Screen, headline, paragraph, table
from handlingsplan.present.report import DocumentKind


def documents_screen(kinds: Sequence[DocumentKind], width: int) -> Screen:
    """Return the screen: one document a row, and how to make one."""
    rows: list[list[Cell]] = [
        [Text(f"hp report {kind.name}{_needed(kind)}", "bold"), _about(kind)] for kind in kinds
    ]
    return [
        headline("Dokument", "", width),
        BLANK,
        table([Column(""), Column("", wrap=True)], rows, head=False),
        BLANK,
        paragraph(
            "Spara i en fil: -o underlag.md. Som det var en viss dag: --as-of 2022-12-31. Ändra en mall: "
            "hp report --new-template styrgrupp.",
            width,
            style=SOFT,
        ),
    ]


def _needed(kind: DocumentKind) -> str:
    return "".join(f" --{option} {word}" for option, word in kind.needs)


def _about(kind: DocumentKind) -> str:
    return f"{kind.about} (planens egen mall)".lstrip() if kind.own else kind.about

"""Show one record whole: every field with its source, and everything that points to it."""

from rich.text import Text

from handlingsplan.compute.show import Pointer, Shown
from handlingsplan.present.layout import BLANK, SOFT, Cell, Column, Screen, headline, paragraph, table
from handlingsplan.present.wording.show import KINDS, fields, heading, how, named, title

_MANY = 12


def show_screen(shown: Shown, width: int) -> Screen:
    """Return the screen."""
    screen: Screen = [headline(heading(shown), shown.place.file, width)]
    if title(shown):
        screen.append(paragraph(title(shown), width))
    notes = _numbered(shown)
    rows: list[list[Cell]] = [
        [Text(name, SOFT), value, Text(", ".join(notes[source] for source in sources), SOFT)]
        for name, value, sources in fields(shown)
    ]
    columns = [Column("Fält"), Column("Värde", wrap=True), *([Column("Källa")] if notes else [])]
    if rows:
        screen += [BLANK, table(columns, [row[: len(columns)] for row in rows])]
    if notes:
        screen.append(BLANK)
        screen += [
            paragraph(f"{number.rjust(2)}  {source}", width, style=SOFT, indent="    ")
            for source, number in notes.items()
        ]
    if shown.pointers:
        screen += [BLANK, Text("Pekar hit", "bold"), *_pointers(shown, width)]
    return screen


def _numbered(shown: Shown) -> dict[str, str]:
    """Return a number for each source, in the order that the fields name them."""
    named = dict.fromkeys(source for _, _, sources in fields(shown) for source in sources)
    return {source: str(number) for number, source in enumerate(named, start=1)}


def _pointers(shown: Shown, width: int) -> Screen:
    """Return the records that point here; of a long list only the ids."""
    by_kind: dict[str, list[Pointer]] = {}
    for pointer in shown.pointers:
        by_kind.setdefault(pointer.kind, []).append(pointer)
    rows: list[list[Cell]] = [
        [Text(KINDS[kind], SOFT), named(pointer), Text(how(pointer), SOFT)]
        for kind, found in by_kind.items()
        if len(found) <= _MANY
        for pointer in found
    ]
    columns = [Column(""), Column("", wrap=True), Column("", wrap=True, most=18)]
    screen: Screen = [table(columns, rows, head=False)] if rows else []
    for kind, found in by_kind.items():
        if len(found) > _MANY:
            ids = " ".join(pointer.id for pointer in found)
            screen.append(paragraph(f"{KINDS[kind]} ({len(found)}): {ids}", width, indent="  "))
    return screen

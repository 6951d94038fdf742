"""Show one record whole: every field with its source, and everything that points to it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.text import Text

from handlingsplan.compute.show import Shown
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.labels import label
from handlingsplan.model.records import Part, Record
from handlingsplan.present import swedish
from handlingsplan.present.layout import BLANK, SOFT, Cell, Column, Screen, headline, paragraph, table
from handlingsplan.present.swedish import UNKNOWN

KINDS = {
    "process": "Process",
    "grant": "Insats",
    "requisition": "Rekvisition",
    "decision": "Beslut",
    "source": "Källdokument",
    "organisation": "Organisation",
    "body": "Organ",
    "area": "Målområde",
    "status": "Lägesord",
    "outcome": "Sätt att bli slutförd",
    "category": "Huvudområde",
    "direction": "Inriktning",
    "effort": "Återkommande insats",
}
BASES = {"derived": "härlett", "inferred": "tolkat"}
_LEADING = frozenset({"status", "text", "name", "what", "count", "unit", "organisation", "year"})
_HIDDEN = frozenset({"id", "title", "sources", "basis"})
_MANY = 12


def show_screen(shown: Shown, width: int) -> Screen:
    """Return the screen."""
    screen: Screen = [headline(f"{KINDS[shown.kind]} {shown.id}", shown.place.file, width)]
    screen.append(paragraph(shown.title or _untitled(shown), width))
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


def fields(shown: Shown) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the Swedish name, the value and the sources of each field that says something."""
    if shown.standing is not None:
        yield f"läge {shown.as_of.isoformat()}", shown.standing.status or UNKNOWN, ()
    for key, value in told(shown.part):
        if key not in _HIDDEN:
            yield label(key), said(value), _sources(shown, key)


def told(part: Part) -> Iterator[tuple[str, object]]:
    """Yield the keys that are written, or ought to be, with their values."""
    for name, info in type(part).model_fields.items():
        key = info.alias or name
        if name in part.model_fields_set or key in part.expected:
            yield key, getattr(part, name)


def said(value: object) -> str:
    """Return any value of a record as text; parts of it on lines of their own."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "ja" if value else "nej"
    readers: tuple[tuple[type, Callable[[Any], str]], ...] = (
        (Figure, lambda figure: figure.text.replace(" ", swedish.HARD_SPACE)),
        (Day, swedish.day),
        (Part, _part),
        (Mapping, lambda table: "\n".join(f"{key}: {said(inner)}" for key, inner in table.items())),
        (tuple, _several),
    )
    return next((read(value) for kind, read in readers if isinstance(value, kind)), str(value))


def pointer_kinds(shown: Shown) -> dict[str, list[tuple[str, str]]]:
    """Return for each kind of record the ids that point here, and as what they do."""
    found: dict[str, list[tuple[str, str]]] = {}
    for pointer in shown.pointers:
        how = ", ".join(label(key) for key in pointer.keys)
        found.setdefault(pointer.kind, []).append((f"{pointer.id} {pointer.title or ''}".strip(), how))
    return found


def _untitled(shown: Shown) -> str:
    theme = getattr(shown.part, "theme", None)
    return f"Titeln är okänd. Tema: {theme}" if theme else "Titeln är okänd."


def _several(values: tuple[object, ...]) -> str:
    between = "\n" if any(isinstance(value, Part) for value in values) else ", "
    return between.join(said(value) for value in values)


def _part(part: Part) -> str:
    """Return a group of keys as a line: what it is about first, the rest in parentheses."""
    first, rest = [], []
    for key, value in told(part):
        if key in _LEADING:
            first.append(said(value))
        else:
            rest.append(f"{label(key)} {said(value)}")
    more = ", ".join(rest)
    return f"{' '.join(first)} ({more})" if first and more else " ".join(first) or more


def _sources(shown: Shown, key: str) -> tuple[str, ...]:
    """Return where a field comes from; one that the source does not say outright tells how it is known."""
    if not isinstance(shown.part, Record):
        return ()
    basis = shown.part.basis.get(key)
    names = swedish.source_names(shown.part.sources.get(key, ()), dict(shown.documents))
    return tuple(f"{name} ({BASES[basis]})" if basis else name for name in names)


def _numbered(shown: Shown) -> dict[str, str]:
    """Return a number for each source, in the order that the fields name them."""
    named = dict.fromkeys(source for _, _, sources in fields(shown) for source in sources)
    return {source: str(number) for number, source in enumerate(named, start=1)}


def _pointers(shown: Shown, width: int) -> Screen:
    """Return the records that point here; a long list is told by number."""
    screen: Screen = []
    for kind, found in pointer_kinds(shown).items():
        if len(found) > _MANY:
            ids = " ".join(name.split(" ", 1)[0] for name, _ in found)
            screen.append(paragraph(f"{KINDS[kind]} ({len(found)}): {ids}", width, indent="  "))
            continue
        rows: list[list[Cell]] = [[Text(KINDS[kind], SOFT), name, Text(how, SOFT)] for name, how in found]
        screen.append(table([Column(""), Column("", wrap=True), Column("")], rows, head=False))
    return screen

"""Say what the fields of a record hold."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from handlingsplan.compute.show import Pointer, Shown
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.labels import label
from handlingsplan.model.plan import PLAN
from handlingsplan.model.records.grant import Participants
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record
from handlingsplan.present import swedish
from handlingsplan.present.swedish import UNKNOWN

KINDS = {
    "process": "Process",
    "grant": "Insats",
    "requisition": "Rekvisition",
    "decision": "Beslut",
    "meeting": "Möte",
    "event": "Händelse",
    "voices": "Röster",
    "recommendation": "Medskick",
    "finding": "Fynd",
    "track": "Spår",
    "source": "Källdokument",
    "organisation": "Organisation",
    "body": "Organ",
    "area": "Målområde",
    "status": "Lägesord",
    "outcome": "Sätt att bli slutförd",
    "category": "Huvudområde",
    "direction": "Inriktning",
    "effort": "Återkommande insats",
    "event_kind": "Slag av händelse",
    "theme": "Tema",
    "term": "Ord",
    "role": "Roll",
    "successor": "Tar vid",
    "year": "År",
    "plan": "Planen",
}

KIND_WORDS = {
    "requisition": "rekvisition",
    "political": "politiskt organ",
    "consensus": "beslutar i konsensus",
    "officials": "tjänstepersoner",
    "external": "utanför planen",
    "planned": "ej påbörjad",
    "active": "pågår",
    "paused": "pausad",
    "continuing": "behöver fortsatt processledning",
    "completed": "slutförd",
    "cancelled": "avbruten",
}
"""What the words that programs know mean in Swedish."""

BASES = {"derived": "härlett", "inferred": "tolkat"}

_LEADING = {
    "StatusEntry": ("status",),
    "Meeting": ("day",),
    "Agreed": ("what",),
    "Obstacle": ("what",),
    "Planned": ("priority",),
    "Activity": ("what",),
    "DesiredResult": ("what",),
    "Matter": ("what",),
    "Count": ("what", "value"),
    "Participants": ("count", "unit"),
    "Group": ("count", "name", "place"),
    "Method": ("name",),
    "Goal": ("what",),
    "Answer": ("text",),
    "Attachment": ("number", "title"),
    "Indicator": ("name",),
    "Reading": ("day", "value"),
    "YearAmounts": ("year",),
    "Posts": ("count", "unit"),
    "RequisitionAmount": ("direction",),
    "Point": ("number", "text"),
    "Membership": ("organisation",),
}
"""The keys that say what a group of keys is about; they are told without their names."""

_SHORT = 30
"""The most letters of a text that stands with others on one line."""

_HIDDEN = frozenset({"id", "title", "sources", "basis"})


def fields(shown: Shown) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the Swedish name, the value and the sources of each field that says something."""
    if shown.standing is not None:
        yield f"läge {shown.as_of.isoformat()}", shown.standing.status or UNKNOWN, ()
    for key, value in told(shown.part):
        if key == "source" and isinstance(value, tuple):
            yield label(key), ", ".join(swedish.source_names(value, shown.documents)), ()
        elif key == "claims" and isinstance(value, Mapping):
            count = swedish.counted(len(value), "påstående", "påståenden")
            yield label(key), f"{count}; se hp list claims och hp reconcile --source {shown.id}", ()
        elif key not in _HIDDEN:
            told_kind = KIND_WORDS.get(str(value)) if key == "kind" else None
            yield label(key), told_kind or said(value), _sources(shown, key)


def told(part: Part) -> Iterator[tuple[str, object]]:
    """Yield the keys that are written, or ought to be, with their values; a note last."""
    fields_ = type(part).model_fields
    for name in sorted(fields_, key=lambda name: name == "note"):
        key = fields_[name].alias or name
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
        (Participants, _participants),
        (Part, _part),
        (Mapping, _table),
        (tuple, _several),
    )
    return next((read(value) for kind, read in readers if isinstance(value, kind)), str(value))


def leading(part: Part) -> str:
    """Return what a group of keys is about, as the day of a meeting; all of it where nothing says that."""
    values = dict(told(part))
    first = [said(values[key]) for key in _LEADING.get(type(part).__name__, ()) if key in values]
    return " ".join(first) or _part(part)


def pointer_rows(shown: Shown) -> list[list[str]]:
    """Return what points here: kind, id and title, and by which fields."""
    return [[KINDS[pointer.kind], named(pointer), how(pointer)] for pointer in shown.pointers]


def heading(shown: Shown) -> str:
    """Return what is shown: its kind and its id; the plan has no id."""
    return KINDS[shown.kind] if shown.kind == PLAN else f"{KINDS[shown.kind]} {shown.id}"


def title(shown: Shown) -> str:
    """Return the title or name; what it is about where the title is unknown; nothing where there is none."""
    if shown.title or "title" not in type(shown.part).model_fields:
        return shown.title or ""
    theme = getattr(shown.part, "theme", None)
    return f"Titeln är okänd. Tema: {theme}" if theme else "Titeln är okänd."


def _table(table: Mapping[object, object]) -> str:
    """Return a table: who goes to whom line by line, and of groups of keys only their names."""
    if any(isinstance(inner, Part) for inner in table.values()):
        return ", ".join(map(str, table))
    return "\n".join(f"{key} till {said(inner)}" for key, inner in table.items())


def _several(values: tuple[object, ...]) -> str:
    lines = any(isinstance(value, Part) or len(str(value)) > _SHORT for value in values)
    between = "\n" if lines else ", "
    return between.join(said(value) for value in values)


def _part(part: Part) -> str:
    """Return a group of keys as a line: what it is about first, the rest in parentheses."""
    leading = _LEADING.get(type(part).__name__, ())
    values = dict(told(part))
    first = [said(values[key]) for key in leading if key in values]
    rest = [
        said(value) if key == "status" else f"{label(key)} {said(value).removesuffix('.')}"
        for key, value in values.items()
        if key not in leading and key != "source"
    ]
    more = ", ".join(rest)
    return f"{' '.join(first)} ({more})" if first and more else " ".join(first) or more


def _participants(part: Participants) -> str:
    """Return how many and of what, as in: 47 individer, or 21 medarbetare (anmälda)."""
    count = said(part.count)
    noun = part.unit or part.kind or "deltagare"
    more: list[str | None] = [part.kind] if part.unit and part.kind not in {None, "deltagare"} else []
    more += [swedish.day(part.day)] if part.day else []
    return f"{count} {noun}" + (f" ({', '.join(word for word in more if word)})" if more else "")


def _sources(shown: Shown, key: str) -> tuple[str, ...]:
    """Return where a field comes from; one that the source does not say outright tells how it is known."""
    if not isinstance(shown.part, Record | Header):
        return ()
    basis = shown.part.basis.get(key)
    names = swedish.source_names(shown.part.sources.get(key, ()), shown.documents)
    return tuple(f"{name} ({BASES[basis]})" if basis else name for name in names)


def named(pointer: Pointer) -> str:
    """Return the id and the title of a record that points here."""
    return f"{pointer.id} {pointer.title or ''}".rstrip()


def how(pointer: Pointer) -> str:
    """Return by which fields a record points here."""
    return ", ".join(label(key) for key in pointer.keys)

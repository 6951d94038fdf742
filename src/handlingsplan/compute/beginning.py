"""Work out what a new record holds: what is said of it, what recurs from another, what is unknown yet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from handlingsplan.compute.entries import RECORDS
from handlingsplan.compute.proposing import slug
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.compute.sorts import sorts
from handlingsplan.compute.wanted import Wanted
from handlingsplan.compute.ways import key_of, target
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.edits import Value
from handlingsplan.model.fields import UNKNOWN_WORDS
from handlingsplan.model.labels import shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.records.part import Part, Record

KINDS: Mapping[str, str] = {
    "process": "process", "insats": "grant", "rekvisition": "requisition", "beslut": "decision",
    "möte": "meeting", "händelse": "event", "källa": "source", "medskick": "recommendation",
    "fynd": "finding", "spår": "track", "röster": "voices",
}  # fmt: skip
"""What can be begun, by its Swedish word."""

ASKED: Mapping[str, tuple[str, ...]] = {
    "process": ("title", "area", "lead", "organisations", "status"),
    "grant": ("title", "years", "category", "organisations", "processes", "applied"),
    "requisition": ("year", "by", "from", "requisitioned", "day"),
    "decision": ("title", "body", "day", "paragraph", "matter", "points", "recipients"),
    "meeting": ("body", "day", "present", "form", "place"),
    "event": ("title", "kind", "day", "place", "organisations"),
    "voices": ("title", "question", "occasion", "day"),
    "recommendation": ("title", "kind", "text", "addressees"),
    "finding": ("title", "text", "process"),
    "track": ("title", "period.from", "period.to"),
    "source": ("title", "short", "day", "registry_number"),
}
"""What is asked about a new record: what ought to be known, and the little that people usually know."""

_OTHER_WORDS = {"ansökan": "grant", "rekommendation": "recommendation", "slutsats": "recommendation",
                "källdokument": "source", "dokument": "source"}  # fmt: skip

_RECURRING: Mapping[str, tuple[str, ...]] = {
    "process": ("theme", "area", "organisations", "target_groups"),
    "grant": ("title", "category", "efforts", "processes", "organisations", "target_groups"),
    "requisition": ("by", "from"),
    "decision": ("kind", "body", "matter", "recipients"),
    "meeting": ("body", "form", "place"),
    "event": ("title", "kind", "form", "organisations", "partners", "track"),
    "voices": ("title", "question", "asked", "method"),
    "recommendation": ("kind", "by", "addressees", "themes"),
    "finding": ("lead", "organisations"),
    "track": ("kind", "organisations", "partners"),
    "source": ("kind", "sender", "by", "addressed_to"),
}
"""What holds for the next of its sort too. Never days, money, status, counts, sources or notes."""

_LAST = ("sources", "basis", "note")
_GROUPED = {"org": ("organisations", "present"), "process": ("processes", "process", "concerns"),
            "year": ("years", "year")}  # fmt: skip
"""The keys that an option can mean; the first that the kind has."""


class Given(NamedTuple):
    """What is said of a new record in options: single words by option, lists, and fields as FÄLT=VÄRDE."""

    words: Mapping[str, str] = {}
    lists: Mapping[str, Sequence[str]] = {}
    fields: Sequence[str] = ()
    sources: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.words or any(self.lists.values()) or self.fields)

    @property
    def year(self) -> str | None:
        """Return the year that amounts are of: the only one given."""
        years = _pieces(self.lists.get("year", ()))
        return years[0] if len(years) == 1 and years[0].casefold() not in UNKNOWN_WORDS else None


def kind_named(word: str) -> str:
    """Return the kind of record that a word means; raise `WrongChoiceError` with the nearest."""
    ways = {slug(way): kind for way, kind in {**_OTHER_WORDS, **KINDS}.items()}
    ways |= {name: kind for kind, plural in RECORDS.items() for name in (kind, plural)}
    if slug(word) in ways:
        return ways[slug(word)]
    close = nearest(word, [*KINDS, *_OTHER_WORDS, *RECORDS])
    hint = f"menade du {' eller '.join(close)}?" if close else f"här kan stå: {', '.join(KINDS)}"
    raise WrongChoiceError(f"det finns inget slag av poster som heter '{word}'", hint)


def class_of(kind: str) -> type[Part]:
    """Return the class of the records of a kind."""
    return next(it[0] for it in sorts()[RECORDS[kind]] if issubclass(it[0], Record))


def wanted(kind: type[Part], word: str, given: Given) -> list[Wanted]:
    """Return what is to be set in a new record, one field at a time; `word` is what it is called.

    Raise `WrongChoiceError` for an option that the kind has no field for.
    """
    found: list[Wanted] = []
    for option, items in given.lists.items():
        if items:
            found += told(kind, _key_for(kind, option, word), ",".join(items), None)
    for option, text in given.words.items():
        if option == "since":
            continue
        key = _key_for(kind, option, word)
        since = {"since": given.words["since"]} if option == "status" and "since" in given.words else {}
        of_year = _one_year(given) if option == "applied" else None
        found.append(Wanted(key, text, year=of_year, details=since if "history" in shapes_of(kind) else {}))
    if "since" in given.words and "status" not in given.words:
        raise WrongChoiceError("--since hör till ett läge", "skriv också --status LÄGE")
    found += (it for text in given.fields for it in _field_told(kind, text, given.year))
    return [it._replace(sources=given.sources) for it in found]


def told(kind: type[Part], field: str, text: str, year: str | None) -> list[Wanted]:
    """Return what is to be set where a field is told of in one text: of a list all that is to stand in it."""
    if not text.strip(" ,"):
        raise WrongChoiceError(f"{shown(field)}: värdet är tomt", "skriv okänt om det är okänt")
    if not _is_key(kind, field.partition(".")[0]):
        holder = _holder(kind, field)
        return [Wanted(holder, add=(f"{field}={text}",)) if holder else Wanted(field, text, year=year)]
    shape = target(kind, {}, field).shape
    if text.casefold() in UNKNOWN_WORDS or (not shape.listed and shape.part is None):
        return [Wanted(field, text)]
    if not shape.listed:
        pieces = (piece.partition("=") for piece in text.split(";") if piece.strip())
        return [Wanted(f"{field}.{key.strip()}", value.strip()) for key, _, value in pieces]
    if shape.part is not None:
        return [Wanted(field, add=(text,))]
    return [Wanted(field, add=_pieces([text]) if _in_a_row(shape) else (text,))]


def shape_told(kind: type[Part], field: str) -> Shape:
    """Return what can stand in a field, also in one of the groups of a list, as applied in amounts."""
    if _is_key(kind, field.partition(".")[0]):
        return target(kind, {}, field).shape
    inner = (shape.part for shape in shapes_of(kind).values() if shape.part is not None)
    return next(shapes_of(part)[field] for part in inner if field in shapes_of(part))


def taken_over(
    kind: str, data: Mapping[str, Any], given: Iterable[Wanted], year: str | None
) -> dict[str, Value]:
    """Return what a new record has from another of its kind, but for the fields that are given.

    A title with the other's year in it gets the new one's.
    """
    said = {key for it in given if (key := _first_key(class_of(kind), it))}
    kept: dict[str, Value] = {
        key: data[key] for key in _RECURRING[kind] if data.get(key) is not None and key not in said
    }
    years = data.get("years")
    if "title" in kept and isinstance(years, list) and len(years) == 1:
        kept["title"] = " ".join(
            re.sub(rf"\b{re.escape(str(years[0]))}\b", year or "", str(kept["title"])).split()
        )
    return kept


def completed(kind: type[Part], data: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a record holds with what ought to be known as null, in the order that files have."""
    whole = {**dict.fromkeys(kind.expected), **data}
    top = _order(kind)
    for key in ("sources", "basis"):
        about = whole.get(key)
        if isinstance(about, Mapping):
            whole[key] = {name: about[name] for name in top if name in about}
    ordered = _ordered(kind, whole)
    assert isinstance(ordered, dict)
    return ordered


def unknown(kind: type[Part], data: Mapping[str, Value]) -> list[str]:
    """Return the keys that ought to be known and are not."""
    return [key for key in kind.expected if data.get(key) is None]


def _field_told(kind: type[Part], text: str, year: str | None) -> list[Wanted]:
    """Return what is to be set where a field and its value are told as FÄLT=VÄRDE."""
    field, equals, value = (piece.strip() for piece in text.partition("="))
    if not equals:
        raise WrongChoiceError(f"--set '{text}' går inte att läsa", 'skriv --set "FÄLT=VÄRDE"')
    if field.casefold() == "id":
        raise WrongChoiceError("id sätts inte med --set", "skriv --id ID")
    return told(kind, field, value, year)


def _pieces(texts: Iterable[str]) -> list[str]:
    return [piece.strip() for text in texts for piece in text.split(",") if piece.strip()]


def _in_a_row(shape: Shape) -> bool:
    """Tell whether the values of a list are names or years, which are written with commas between."""
    return bool(shape.part is None and (shape.names or shape.scalar is int))


def _is_key(kind: type[Part], word: str) -> bool:
    try:
        key_of(kind, word)
    except WrongChoiceError:
        return False
    return True


def _holder(kind: type[Part], word: str) -> str | None:
    """Return the list in whose groups a word is a key, if it is the only one and its groups have no year."""
    holders = [key for key, shape in shapes_of(kind).items() if shape.part and _is_key(shape.part, word)]
    if len(holders) != 1 or not shapes_of(kind)[holders[0]].listed:
        return None
    part = shapes_of(kind)[holders[0]].part
    return None if part is None or "year" in shapes_of(part) else holders[0]


def _key_for(kind: type[Part], option: str, word: str) -> str:
    """Return the key that an option means; raise `WrongChoiceError` where the kind has no such."""
    keys = shapes_of(kind)
    if option == "applied" and "amounts" in keys and _is_key(keys["amounts"].part or kind, option):
        return option
    if option == "status" and "history" in keys:
        return option
    found = next((key for key in _GROUPED.get(option, (option,)) if key in keys), None)
    if found is None:
        hint = (
            f'ett annat fält sätts med --set "FÄLT=VÄRDE"; här finns {", ".join(map(shown, kind.expected))}'
        )
        raise WrongChoiceError(f"--{option} finns inte för {word}", hint)
    return found


def _one_year(given: Given) -> str:
    if given.year is None:
        hint = 'skriv --year ÅR, eller för flera år --set "amounts=year=2024; applied=200 000"'
        raise WrongChoiceError("säg vilket år beloppet är för", hint)
    return given.year


def _first_key(kind: type[Part], it: Wanted) -> str | None:
    first = it.field.partition(".")[0]
    return key_of(kind, first) if _is_key(kind, first) else None


def _order(kind: type[Part]) -> list[str]:
    keys = list(shapes_of(kind))
    return [*(key for key in keys if key not in _LAST), *(key for key in _LAST if key in keys)]


def _ordered(kind: type[Part], value: Value) -> Value:
    """Return a group, or groups in a list, with their keys in the order of their kind."""
    if isinstance(value, Mapping):
        shapes = shapes_of(kind)
        parts = {key: shapes[key].part for key in _order(kind) if key in value}
        return {key: _ordered(part, value[key]) if part else value[key] for key, part in parts.items()}
    if isinstance(value, str) or value is None:
        return value
    return [_ordered(kind, item) for item in value]

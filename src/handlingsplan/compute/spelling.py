"""Turn what somebody writes into what is to stand in a file: short names, canonical days and amounts."""

import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from handlingsplan.compute.shapes import Shape
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.day import Day
from handlingsplan.model.fields import UNKNOWN_WORDS, FieldError, quoted, read_flag, read_paragraph, read_year
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.labels import shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.header import Header

_NEAR_DAYS = {"idag": 0, "i dag": 0, "igår": -1, "i går": -1}
_UNKNOWN = UNKNOWN_WORDS | {"null", "~"}
_BASES = {"härlett": "derived", "tolkat": "inferred"}
RECORD_KINDS = frozenset({
    "record", "process", "grant", "decision", "meeting", "event", "recommendation", "track",
})  # fmt: skip
"""What a name that is an id can be the name of."""


@dataclass(frozen=True)
class Spelling:
    """What words mean in a plan on a day: its short names and ids, and which day *idag* is."""

    header: Header
    ids: Collection[str]
    today: date
    _ways: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, today: date) -> "Spelling":
        """Return how words are spelt in a plan; ids of files that could not be read are ids too."""
        return cls(plan.header, [*plan.by_id, *plan.unread], today)

    def value(self, shape: Shape, key: str, text: str) -> str | None:
        """Return a text as it is to stand under a key, None for *okänt*.

        Raise `WrongChoiceError` for what the key cannot take. A name that the plan does not know stays as it
        was written: the rules tell of it, with what is nearest.
        """
        text = _clean(text, key)
        if is_unknown(text):
            return None
        if shape.choices:
            return _choice(shape.choices, key, text)
        if shape.names:
            return self._name(shape.names, text)
        reader = _READERS_OF.get(key) or _READERS.get(shape.scalar or str)
        if shape.scalar is Day and text.casefold() in _NEAR_DAYS:
            return (self.today + timedelta(_NEAR_DAYS[text.casefold()])).isoformat()
        try:
            return reader(text) if reader else text
        except FieldError as error:
            raise WrongChoiceError(f"{shown(key)}: {error.found}", error.hint) from error

    def _name(self, names: str, text: str) -> str:
        """Return the short name or the id that a text stands for; the text itself if it stands for none."""
        if names == "source":
            document, _, place = text.partition(" ")
            return f"{self._name('record', document)} {place}".rstrip()
        declared = self.ids if names in RECORD_KINDS else getattr(self.header, names)
        return text if text in declared else self._known(names).get(text.casefold(), text)

    def _known(self, names: str) -> Mapping[str, str]:
        if names not in self._ways:
            records = names in RECORD_KINDS
            self._ways[names] = (
                {id_.casefold(): id_ for id_ in self.ids} if records else ways_of(getattr(self.header, names))
            )
        return self._ways[names]


def is_unknown(text: str) -> bool:
    """Tell whether a text says that something is not known, or nothing at all."""
    return not text.strip() or text.strip().casefold() in _UNKNOWN


def ways_of(table: Mapping[str, Any]) -> dict[str, str]:
    """Return every way of writing what a table declares, in small letters, and the short name of each."""
    ways: dict[str, str] = {}
    for key, named in table.items():
        for way in (getattr(named, "name", None), *getattr(named, "aliases", ())):
            if way:
                ways.setdefault(way.casefold(), key)
    return ways | {key.casefold(): key for key in table}


def _clean(text: str, key: str) -> str:
    """Return a text without blanks around it; raise `WrongChoiceError` for one that no file can hold."""
    text = text.replace("\r\n", "\n").replace("\t", " ").strip()
    if not text:
        raise WrongChoiceError(f"{shown(key)}: värdet är tomt", "skriv okänt om det är okänt")
    if any(sign != "\n" and unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
        raise WrongChoiceError(f"{shown(key)}: texten har tecken som inte går att skriva", "ta bort dem")
    return text


def _choice(choices: Collection[str], key: str, text: str) -> str:
    text = _BASES.get(text.casefold(), text) if key == "basis" else text
    folded = {choice.casefold(): choice for choice in choices}
    if text.casefold() in folded:
        return folded[text.casefold()]
    close = nearest(text, choices)
    hint = f"menade du {' eller '.join(close)}?" if close else f"här kan stå: {', '.join(choices)}"
    raise WrongChoiceError(f"{shown(key)}: {quoted(text)} finns inte att välja på", hint)


_READERS: Mapping[type, Callable[[str], str]] = {
    Day: lambda text: Day.parse(text).canonical,
    Kronor: lambda text: Kronor.parse(text).canonical,
    Number: lambda text: Number.parse(text).canonical,
    bool: lambda text: "ja" if read_flag(text) else "nej",
    int: lambda text: str(read_year(text)),
}

_READERS_OF: Mapping[str, Callable[[str], str]] = {"paragraph": read_paragraph}
"""Readers of keys whose texts have a form of their own."""

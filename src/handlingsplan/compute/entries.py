"""Gather everything of one sort in a plan, wherever it stands.

A sort is a kind of record, or a key under which groups of keys stand: events, groups, posts, answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.parts import group_keys
from handlingsplan.model.day import Day
from handlingsplan.model.fields import id_order
from handlingsplan.model.figure import Figure
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, kind_name

RECORDS = {
    "process": "processes", "grant": "grants", "requisition": "requisitions", "decision": "decisions",
    "meeting": "meetings", "event": "events", "voices": "voices", "recommendation": "recommendations",
    "finding": "findings", "track": "tracks", "source": "sources",
}  # fmt: skip
"""What the records of each kind are called together."""


_ABOUT_SOURCES = frozenset({"sources", "basis", "source"})


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing that is listed: itself first in `chain`, then what it stands in, out to the record.

    `owner` is the record's id, empty in plan.yaml; `key` the short name that plan.yaml declares it by.
    """

    chain: tuple[Part, ...]
    owner: str
    path: str
    loc: Loc
    key: str | None = None

    @property
    def part(self) -> Part:
        """Return the thing itself."""
        return self.chain[0]

    def tells(self, key: str) -> bool:
        """Tell whether the entry, or what it stands in, says anything under a key, or ought to."""
        return any(tells(part, key) for part in self.chain)

    def value(self, key: str) -> object:
        """Return what stands under a key in the entry, or in the nearest that tells; None is unknown."""
        return next((getattr(part, field_name(part, key)) for part in self.chain if tells(part, key)), None)


def gather(plan: Plan) -> dict[str, list[Entry]]:
    """Return every sort with its entries: records by id, those with a day by day, parts as they stand."""
    found: dict[str, list[Entry]] = {name: [] for name in RECORDS.values()}
    for loaded in sorted(plan.loaded, key=lambda loaded: id_order(loaded.record.id)):
        entry = Entry((loaded.record,), loaded.record.id, loaded.path, ())
        found[RECORDS[kind_name(loaded.record)]].append(entry)
        _walk(entry, found)
    _walk(Entry((plan.header,), "", plan.header_path, ()), found)
    for name in ("decisions", "meetings", "events"):
        found[name].sort(key=_by_day)
    return {name: entries for name, entries in found.items() if entries}


def keys_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the keys that any of the entries tells itself, in the order of their kind."""
    keys: dict[str, None] = {}
    for entry in entries:
        keys |= dict.fromkeys(_own_keys(entry.part))
    return tuple(keys)


def askable_keys(entries: Iterable[Entry]) -> list[str]:
    """Return the keys that can be asked about: their own, then those of what they stand in."""
    kinds = dict.fromkeys(type(part) for entry in entries for part in entry.chain)
    fields = [info.alias or name for kind in kinds for name, info in kind.model_fields.items()]
    return list(dict.fromkeys(fields))


def field_name(part: Part, key: str) -> str:
    """Return the name of the field that a key is read into: from is a word of Python's own."""
    return f"{key}_" if f"{key}_" in type(part).model_fields else key


def tells(part: Part, key: str) -> bool:
    """Tell whether a group of keys says anything under a key, by itself or by a usual figure, or ought to."""
    name = field_name(part, key)
    field = type(part).model_fields.get(name)
    if field is None:
        return False
    return name in part.model_fields_set or key in part.expected or isinstance(field.default, Figure | bool)


def holds_groups(value: object) -> bool:
    """Tell whether a value is a list or a table of groups of keys, which are a sort of their own."""
    return any(True for _ in _parts(value))


def words_of(value: object) -> Iterator[str]:
    """Yield the words of a value: one, or each of a list; a yes or no in Swedish."""
    if isinstance(value, bool):
        yield "ja" if value else "nej"
    elif isinstance(value, str):
        yield value
    elif isinstance(value, int):
        yield str(value)
    elif isinstance(value, Figure | Day):
        yield value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from words_of(item)


def whole_text(entry: Entry) -> str:
    """Return every word of an entry, and the words of what it stands in, in small letters."""
    around = (word for part in entry.chain[1:] for word in _own_words(part))
    texts = [entry.owner, entry.key or "", *_texts(entry.part), *around]
    return "\n".join(" ".join(text.split()) for text in texts).casefold()


def _own_words(part: Part) -> Iterator[str]:
    """Yield the words of a group of keys that stand in no group inside it."""
    for name in type(part).model_fields:
        if name not in _ABOUT_SOURCES:
            yield from words_of(getattr(part, name))


def _walk(entry: Entry, found: dict[str, list[Entry]]) -> None:
    """Put every group of keys inside an entry under the key that it stands under."""
    for name, key in group_keys(type(entry.part)):
        value = getattr(entry.part, name)
        for step, part in _parts(value):
            word = step if isinstance(step, str) else str(step) if isinstance(value, Mapping) else None
            # What plan.yaml declares takes nothing from plan.yaml itself: not its name, not its years.
            chain = () if isinstance(entry.part, Header) else entry.chain
            inner = Entry((part, *chain), entry.owner, entry.path, (*entry.loc, key, step), word)
            found.setdefault(key, []).append(inner)
            _walk(inner, found)


def _parts(value: object) -> Iterator[tuple[str | int, Part]]:
    pairs: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, tuple):
        pairs = enumerate(value)
    elif isinstance(value, Mapping):
        pairs = value.items()
    yield from ((step, part) for step, part in pairs if isinstance(part, Part))


def _own_keys(part: Part) -> Iterator[str]:
    """Yield the keys that a group of keys tells, or ought to tell."""
    for name, info in type(part).model_fields.items():
        key = info.alias or name
        if tells(part, key):
            yield key


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Part):
        for name in type(value).model_fields:
            if name not in _ABOUT_SOURCES:
                yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from (str(key), *_texts(item))
    else:
        yield from words_of(value)


def _by_day(entry: Entry) -> tuple[bool, tuple[date, date]]:
    day = getattr(entry.part, "day", None)
    return (day is None, day.order if day else (date.min, date.min))

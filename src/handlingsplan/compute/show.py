"""Gather one record, or one word that the plan declares, with everything that points to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.standing import Standing, standing
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.fields import id_order
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.model.problem import Place
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record, kind_name
from handlingsplan.model.records.process import Process

POINTING = frozenset({
    "addressees", "area", "bodies", "body", "by", "candidates", "carries", "category", "concerns",
    "decision", "decisions", "depends_on", "direction", "directions", "efforts", "event", "from", "grants",
    "kind", "lead", "lifted_to", "meeting", "not_participating", "organisation", "organisations", "outcome",
    "partners", "present", "process", "processes", "record", "related", "replaced_by", "responsible_for",
    "status", "successor", "theme", "themes", "track", "voice_given",
})  # fmt: skip
"""Keys whose values are the short names or ids of other things."""

_ONLY_IN = {
    "status": "StatusEntry",
    "outcome": "StatusEntry",
    "kind": "Event",
    "record": "Claim",
    "theme": "Answer",
}
"""Where some of them hold such; elsewhere they hold words of other vocabularies."""

_TOLD_AS = {"record": "claims"}
"""What leads from a record here, where the key alone would not tell."""

WORDS = {
    "organisations": "organisation",
    "bodies": "body",
    "areas": "area",
    "statuses": "status",
    "outcomes": "outcome",
    "categories": "category",
    "directions": "direction",
    "efforts": "effort",
    "event_kinds": "event_kind",
    "themes": "theme",
    "terms": "term",
    "roles": "role",
    "successors": "successor",
    "years": "year",
}
"""The tables of plan.yaml, and what one entry of each is."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A record that points here, and the keys by which it does."""

    id: str
    kind: str
    title: str | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing of the plan; `standing` is there for a process, `sources` by key for a record."""

    id: str
    kind: str
    place: Place
    part: Part
    as_of: date
    standing: Standing | None
    pointers: tuple[Pointer, ...]
    documents: Mapping[str, str]

    @property
    def title(self) -> str | None:
        """Return its title or name."""
        return getattr(self.part, "title", None) or getattr(self.part, "name", None)


def compute_show(plan: Plan, wanted: str, as_of: date) -> Shown:
    """Return what `wanted` names; raise `WrongChoiceError` with the nearest names for what is none."""
    found = _record(plan, wanted, as_of) or _word(plan, wanted, as_of) or _header(plan, wanted, as_of)
    return found or _refuse(plan, wanted)


def known_names(plan: Plan) -> list[str]:
    """Return everything that can be shown: ids first, then the words of plan.yaml."""
    words = [str(key) for table in WORDS for key in getattr(plan.header, table)]
    return list(dict.fromkeys([*sorted(plan.by_id, key=id_order), *words, PLAN]))


def _record(plan: Plan, wanted: str, as_of: date) -> Shown | None:
    folded = {id_.casefold(): id_ for id_ in plan.by_id}
    id_ = folded.get(wanted.casefold())
    if id_ is None:
        return None
    loaded = plan.by_id[id_]
    record = loaded.record
    where = standing(record, plan.header, as_of) if isinstance(record, Process) else None
    place = Place(loaded.path, 1, 1)
    return Shown(id_, kind_name(record), place, record, as_of, where, _pointers(plan, id_), _documents(plan))


def _word(plan: Plan, wanted: str, as_of: date) -> Shown | None:
    for table, kind in WORDS.items():
        for declared, named in getattr(plan.header, table).items():
            key = str(declared)
            ways = (key, getattr(named, "name", None), *getattr(named, "aliases", ()))
            if wanted.casefold() in {way.casefold() for way in ways if way}:
                place = plan.locate(plan.header_path, (table, key), key=True)
                return Shown(key, kind, place, named, as_of, None, _pointers(plan, key), _documents(plan))
    return None


def _header(plan: Plan, wanted: str, as_of: date) -> Shown | None:
    """Return the plan itself: all of plan.yaml, with the words of its tables by name only."""
    if wanted.casefold() not in {PLAN, f"{PLAN}.yaml", (plan.header.name or PLAN).casefold()}:
        return None
    place = Place(plan.header_path, 1, 1)
    return Shown(PLAN, "plan", place, plan.header, as_of, None, (), _documents(plan))


def _refuse(plan: Plan, wanted: str) -> Shown:
    close = nearest(wanted, known_names(plan))
    hint = f"menade du {' eller '.join(close)}?" if close else "skriv ett id, till exempel från hp status"
    raise WrongChoiceError(f"'{wanted}' finns inte i planen", hint)


def _documents(plan: Plan) -> dict[str, str]:
    """Return how each source document is named in running text."""
    return {id_: source.short or id_ for id_, source in plan.sources.items()}


def _pointers(plan: Plan, id_: str) -> tuple[Pointer, ...]:
    found = []
    for loaded in plan.loaded:
        keys = dict.fromkeys([*_pointing_keys(loaded.record, id_), *_citing_keys(loaded.record, id_)])
        if keys and loaded.record.id != id_:
            title = getattr(loaded.record, "title", None)
            found.append(Pointer(loaded.record.id, kind_name(loaded.record), title, tuple(keys)))
    cites = dict.fromkeys([*_citing_keys(plan.header, id_), *_counting_keys(plan.header, id_)])
    if cites:
        found.append(Pointer(PLAN, "plan", plan.header.name, tuple(cites)))
    for table, kind in WORDS.items():
        for word, named in getattr(plan.header, table).items():
            keys = dict.fromkeys(_pointing_keys(named, id_))
            if keys and word != id_:
                found.append(Pointer(str(word), kind, getattr(named, "name", None), tuple(keys)))
    return tuple(sorted(found, key=lambda pointer: (pointer.kind, id_order(pointer.id))))


def _pointing_keys(part: Part, id_: str) -> Iterator[str]:
    """Yield the keys of a group of keys that hold `id_`, as a value or in a list, or cite it as a source."""
    for name, info in type(part).model_fields.items():
        key, value = info.alias or name, getattr(part, name)
        for item in _items(value):
            if isinstance(item, Part):
                yield from _pointing_keys(item, id_)
            elif (item == id_ and _points(part, key)) or (key == "source" and _document(item) == id_):
                yield _TOLD_AS.get(key, key)


def _points(part: Part, key: str) -> bool:
    """Tell whether a key holds a short name or an id in this kind of group of keys."""
    return key in POINTING and _ONLY_IN.get(key, type(part).__name__) == type(part).__name__


def _items(value: object) -> Iterator[object]:
    """Yield what a value holds: each of a list, both sides of a table, otherwise itself."""
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, Mapping):
        for word, item in value.items():
            yield from (word, item)
    else:
        yield value


def _document(reference: object) -> str:
    return str(reference).split(" ", 1)[0]


def _counting_keys(header: Header, id_: str) -> Iterator[str]:
    if any(_document(ref) == id_ for count in header.counts for ref in count.source):
        yield "counts"


def _citing_keys(record: Record | Header, id_: str) -> Iterator[str]:
    if any(_document(ref) == id_ for refs in record.sources.values() for ref in refs):
        yield "sources"

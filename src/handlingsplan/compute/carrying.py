"""Say what a new plan takes over from the one before it: words, and processes that are not over.

Nothing is made up. What is taken over stands as it stood, with the old plan as its source: the old plan's
own sources are not documents of the new one, and stay where they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, count
from typing import NamedTuple, TypeVar

from handlingsplan.compute.standing import Kind, Standing, standing
from handlingsplan.compute.starting import Group, Start, default_statuses, frame, start_years
from handlingsplan.compute.status import obstacles_on
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.day import Day
from handlingsplan.model.edits import Value
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.part import kind_name
from handlingsplan.model.records.process import Indicator, Process
from handlingsplan.model.revision import Revision
from handlingsplan.model.truth import Truth

T = TypeVar("T")

TABLES = (
    "organisations", "bodies", "areas", "statuses", "outcomes", "categories", "directions", "efforts",
    "themes",
)  # fmt: skip
"""The tables of plan.yaml that are taken over."""

LISTS = ("activities", "desired_results", "obstacles", "indicators")
"""What a process holds that is taken over in part: what is not done, not reached and not removed."""

CHOICES = ("continuing", "unfinished", "all")
_OVER: frozenset[Kind] = frozenset({"completed", "cancelled"})
_CLOSED = frozenset({"genomförd", "struken"})
"""Activities that are over."""
_KEPT = (
    "title", "theme", "area", "lead", "organisations", "not_participating", "history", "target_groups",
    "activities", "desired_results", "obstacles", "depends_on", "indicators",
)  # fmt: skip
_NOT_TOLD = frozenset(
    {*TABLES, "name", "owner", "period", "registry_number", "years", "sources", "basis", "note"}
)
_OF_ITS_TIME = frozenset({"source", "note", "counts", "tasks"})
_SOURCE = "foregaende-planen"


class Old(NamedTuple):
    """The plan before: as it was read, its files as they are written, and the day its statuses are told of.

    `folder` is what its folder is called, `revision` the version of its files.
    """

    plan: Plan
    written: Mapping[str, Group]
    day: date
    folder: str
    revision: Revision | None


class Carried(NamedTuple):
    """What a new plan takes over: plan.yaml, processes, the old plan as a source; and what was left there.

    `left` are records by kind, `words_left` the keys of plan.yaml. `passed` are the deadlines that had
    passed and are null now, `unplaced` the processes whose status in the new plan is unknown.
    """

    header: Group
    processes: Sequence[Group]
    source: Group
    numbers: Mapping[str, int]
    left: Mapping[str, int]
    words_left: Sequence[str]
    passed: int
    unplaced: int


def choose_carried(plan: Plan, day: date, words: Iterable[str]) -> list[str]:
    """Return the ids of the processes that are taken over.

    `continuing` are those that `hp status` tells need continued leadership, `unfinished` all that are not
    completed or cancelled, those of unknown status too.
    """
    kinds = {id_: standing(process, plan.header, day).kind for id_, process in plan.processes.items()}
    chosen: set[str] = set()
    for word in words:
        if word in plan.processes:
            chosen.add(word)
        elif word == "continuing":
            chosen |= {id_ for id_, kind in kinds.items() if kind == "continuing"}
        elif word == "unfinished":
            chosen |= {id_ for id_, kind in kinds.items() if kind not in _OVER}
        elif word == "all":
            chosen |= {*kinds}
        else:
            close = nearest(word, [*CHOICES, *plan.processes])
            hint = (
                f"menade du {' eller '.join(close)}?"
                if close
                else f"skriv ett id, eller {', '.join(CHOICES)}"
            )
            raise WrongChoiceError(f"--carry: planen har ingen process '{word}'", hint)
    return [id_ for id_ in plan.processes if id_ in chosen]


def carry(old: Old, ids: Sequence[str], start: Start) -> Carried:
    """Return what a new plan takes over from an old one, with the processes of some ids."""
    source = _free_id(ids)
    taken = [old.plan.processes[id_] for id_ in ids]
    processes = [_process(old, process, start, source) for process in taken]
    header = _header(old, start, source)
    numbers = {key: len(_group(header.get(key))) for key in TABLES}
    numbers |= {key: sum(len(_items(process.get(key))) for process in processes) for key in LISTS}
    passed = sum(
        _passed(activity.due, old.day)
        for process in taken
        for activity in process.activities or ()
        if activity.status not in _CLOSED
    )
    return Carried(
        header,
        processes,
        _source(old, source),
        numbers,
        _left(old, taken),
        [key for key, value in old.written[old.plan.header_path].items() if value and key not in _NOT_TOLD],
        passed,
        sum(process.get("history") is None for process in processes),
    )


def _header(old: Old, start: Start, source: str) -> Group:
    """Return plan.yaml: the frame of the new plan, and the words of the old one without their sources."""
    written = old.written.get(old.plan.header_path, {})
    tables = {key: _without_origin(written[key]) for key in TABLES if written.get(key)}
    header = frame(start) | {"statuses": default_statuses()} | tables
    header |= {"organisations": _joined(tables.get("organisations"), start.organisations, "--org")}
    bodies = {key: {"kind": body.kind, "name": body.name} for key, body in start.bodies.items()}
    header |= {"bodies": _joined(tables.get("bodies"), bodies, "--body")}
    header |= {"years": start_years(start) if start.money else {}}
    header |= {"sources": {key: [f"{source} plan.yaml"] for key in tables}}
    basis = _group(written.get("basis"))
    header |= {"basis": {key: basis[key] for key in tables if key in basis}}
    return {key: value for key, value in header.items() if value != {}}


def _joined(table: Value, more: Mapping[str, Value], option: str) -> Group:
    """Return a table with what was asked for besides; raise `WrongChoiceError` for a name it has."""
    known = _group(table)
    for key, value in more.items():
        if key in known:
            raise WrongChoiceError(f"{option}: '{key}' finns redan i den gamla planen", "utelämna det")
        known[key] = {"name": value} if isinstance(value, str) else value
    return known


def _without_origin(table: Value) -> Value:
    """Return a table without what was said of the old plan's time, as notes, counts and tasks."""
    return {
        word: {key: value for key, value in _group(group).items() if key not in _OF_ITS_TIME}
        for word, group in _group(table).items()
    }


def _process(old: Old, process: Process, start: Start, source: str) -> Group:
    """Return a process of the new plan, as it is written."""
    written = old.written[old.plan.by_id[process.id].path]
    found = standing(process, old.plan.header, old.day)
    history = _history(found, old.day, start)
    values = written | {"history": history} | _lists(written, process, old.day)
    kept: Group = {"id": process.id}
    for key in _KEPT:
        if values.get(key) or key in Process.expected or (key in written and written[key] is None):
            kept[key] = values.get(key)
    told = [key for key in _KEPT if kept.get(key)]
    kept["sources"] = {key: [f"{source} {process.id}"] for key in told}
    basis = _basis(written, told, found, old.day)
    kept |= {"basis": basis} if basis else {}
    if history is None and found.status is not None:
        kept["note"] = f"Läget var {found.status} i föregående plan {old.day}."
    return kept


def _history(found: Standing, day: date, start: Start) -> Value:
    """Return the first status of a process in the new plan, as far as the old one can tell it.

    What held at the end of the old plan's last day held as the next began: a new plan that takes over then
    has that as its first status. One that begins later, or on an unknown day after it, has none yet.
    """
    first = start.first.first if start.first else None
    seen = day if first is None or first <= day else day + timedelta(days=1)
    if found.status is None or (first is not None and first > seen):
        return None
    entry: Group = {"status": found.status, "seen": seen.isoformat()}
    if found.entry is not None:
        anchored = {None: None, True: "ja", False: "nej"}[found.entry.anchored]
        entry |= {"outcome": found.entry.outcome, "by": found.entry.by, "anchored": anchored}
    if found.pause is not None:
        entry["note"] = found.pause.reason
    elif seen != day:
        entry["note"] = f"Så stod det i föregående plan {day}."
    return [{key: value for key, value in entry.items() if value is not None}]


def _basis(written: Group, told: Iterable[str], found: Standing, day: date) -> Group:
    """Return how fields are known: as in the old plan, and a status not seen on that very day is derived."""
    known = _group(written.get("basis"))
    seen = found.entry.seen if found.entry else None
    if not (seen and seen.exact and seen.first == day):
        known.setdefault("history", "derived")
    return {key: known[key] for key in told if key in known}


def _lists(written: Group, process: Process, day: date) -> Group:
    """Return the lists of a process without what is over; null where the old plan does not know them."""
    standing_in_the_way = obstacles_on(process, day) or ()
    lists: dict[str, Value] = {
        "activities": [
            _group(item) | ({"due": None} if _passed(activity.due, day) else {})
            for item, activity in _pairs(written, "activities", process.activities)
            if activity.status not in _CLOSED
        ],
        "desired_results": [
            item
            for item, result in _pairs(written, "desired_results", process.desired_results)
            if result.status != "uppnått"
        ],
        "obstacles": [
            item
            for item, obstacle in _pairs(written, "obstacles", process.obstacles)
            if obstacle in standing_in_the_way
        ],
        "indicators": [
            _latest(_group(item), indicator)
            for item, indicator in _pairs(written, "indicators", process.indicators)
        ],
    }
    return {key: value for key, value in lists.items() if written.get(key)}


def _latest(written: Group, indicator: Indicator) -> Group:
    """Return an indicator with the last of its values only."""
    pairs = _pairs(written, "values", indicator.values)
    known = [(reading.day.order, item) for item, reading in pairs if reading.day is not None]
    if not known:
        return written
    return written | {"values": [max(known, key=lambda pair: pair[0])[1]]}


def _pairs(written: Group, key: str, parts: Sequence[T] | None) -> list[tuple[Value, T]]:
    """Return the items of a list as they are written, each with what it was read as."""
    return list(zip(_items(written.get(key)), parts or (), strict=True))


def _passed(due: Day | None, day: date) -> bool:
    return due is not None and due.on_or_before(day) is Truth.YES


def _source(old: Old, id_: str) -> Group:
    """Return the old plan as a document of the new one: what it is called, and how it is found again."""
    header, revision = old.plan.header, old.revision
    period = header.period
    days = [day.text if day else "okänd dag" for day in (period.from_, period.to)] if period else []
    told = [f"Planen gällde {' till '.join(days)}." if days else "Vilken tid planen gällde är okänt."]
    told.append(f"Dess filer ligger i mappen {old.folder}")
    if revision is not None:
        told[-1] += f", version {revision.id} i git den {revision.day}"
        told[-1] += "" if revision.clean else ", med ändringar som inte var sparade"
    told[-1] += ". Ställena är plan.yaml och processernas id; där står var varje uppgift kommer ifrån."
    told.append(f"Lägena är de som gällde {old.day}.")
    saved = revision is not None and revision.clean
    return {
        "id": id_,
        "title": header.name,
        "short": "föregående plan",
        "kind": "handlingsplan",
        "sender": header.owner,
        "day": str(revision.day) if revision is not None and saved else None,
        "registry_number": header.registry_number,
        "note": " ".join(told),
    }


def _left(old: Old, taken: Sequence[Process]) -> dict[str, int]:
    """Return how many of each kind stay in the old plan."""
    plan = old.plan
    left = Counter(kind_name(loaded.record) for loaded in plan.loaded)
    left["process"] -= len(taken)
    left["process_meeting"] = sum(len(process.meetings) for process in plan.processes.values())
    left["rule"] = len(plan.rules.rules) if plan.rules else 0
    return {kind: count for kind, count in left.items() if count}


def _free_id(taken: Iterable[str]) -> str:
    """Return the id of the source in the new plan: one that no process has."""
    ids = {id_.casefold() for id_ in taken}
    numbered = (f"{_SOURCE}-{number}" for number in count(2))
    return next(id_ for id_ in chain([_SOURCE], numbered) if id_ not in ids)


def _group(value: Value) -> Group:
    return dict(value) if isinstance(value, Mapping) else {}


def _items(value: Value) -> list[Value]:
    return [] if value is None or isinstance(value, str | Mapping) else list(value)

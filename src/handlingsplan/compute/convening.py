"""Work out how a meeting is written down: in the file of its process, or as a record of its body."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from handlingsplan.compute.putting import put, value_at
from handlingsplan.compute.several import group
from handlingsplan.compute.shapes import shapes_of
from handlingsplan.compute.sourcing import source_edits
from handlingsplan.compute.spelling import Spelling
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.day import Day
from handlingsplan.model.edits import Edit, Put, Value
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.header import Membership
from handlingsplan.model.records.meeting import BodyMeeting, Meeting
from handlingsplan.model.records.part import Part
from handlingsplan.model.truth import Truth

ALL = "alla"
"""Stands for every organisation that takes part in the process."""
_MEETINGS = "meetings"


class Held(NamedTuple):
    """A meeting as somebody tells of it, in words; None or nothing for what is not told.

    `agreed` are what, who and by when, between semicolons; `voice_given` is who to whom, as in ALFA=BETA.
    """

    day: str | None = None
    form: str | None = None
    place: str | None = None
    present: Sequence[str] = ()
    voice_given: Sequence[str] = ()
    participants: str | None = None
    matters: Sequence[str] = ()
    agreed: Sequence[str] = ()
    note: str | None = None
    sources: Sequence[str] = ()


def meeting_edits(kind: type[Part], data: Mapping[str, Any], spelling: Spelling, held: Held) -> list[Edit]:
    """Return the edits that put a meeting among those of a process, where it belongs by its day."""
    refuse_other(kind, data)
    entry = _entry(data, spelling, held)
    now = value_at(data, (_MEETINGS,))
    days = [item.get("day") if isinstance(item, dict) else None for item in now or ()]
    refuse_taken(data, str(entry["day"]))
    sourced = source_edits(kind, data, (_MEETINGS,), spelling, held.sources)
    if not isinstance(now, list):
        return [put(data, (_MEETINGS,), [entry]), *sourced]
    number = _place(str(entry["day"]), days)
    return [Put((_MEETINGS, number), entry, insert=number < len(now)), *sourced]


def members_of(plan: Plan, body: str, day: str | None = None) -> list[str]:
    """Return the organisations that a body has had, or on a day those that may have been in it."""
    when = Day.parse(day) if day is not None else None
    members = (
        member for member in plan.header.bodies[body].members if when is None or _may_be_in(member, when)
    )
    return list(dict.fromkeys(member.organisation for member in members))


def body_meeting(plan: Plan, spelling: Spelling, body: str, held: Held) -> dict[str, Value]:
    """Return what the record of a body's meeting holds; raise `WrongChoiceError` where there is one."""
    shapes = shapes_of(BodyMeeting)
    day = spelling.value(shapes["day"], "day", held.day) if held.day else None
    members = {"organisations": members_of(plan, body, day)}
    told: dict[str, Value] = {"body": body, **_entry(members, spelling, held)}
    refuse_same_day(plan, body, str(told["day"]))
    places = (spelling.value(shapes["sources"], "sources", text) for text in held.sources)
    named = [place for place in places if place is not None]
    return {**told, "sources": dict.fromkeys(told, named)} if named else told


def refuse_same_day(plan: Plan, body: str, day: str) -> None:
    """Raise `WrongChoiceError` when a meeting of a body on a day is already written down."""
    for other in plan.meetings.values():
        if other.body == body and other.day is not None and other.day.order == _order(day):
            hint = f"ändra det med hp set {other.id} FÄLT VÄRDE"
            raise WrongChoiceError(f"mötet finns redan: {other.id}", hint)


def refuse_other(kind: type[Part], data: Mapping[str, Any]) -> None:
    """Raise `WrongChoiceError` for a file that is no process, and holds no meetings."""
    if _MEETINGS not in shapes_of(kind):
        hint = "hp list processes visar planens processer"
        raise WrongChoiceError(f"{data.get('id', 'plan.yaml')} är ingen process", hint)


def refuse_taken(data: Mapping[str, Any], day: str) -> None:
    """Raise `WrongChoiceError` when a meeting of a process on a day is already written down."""
    meetings = value_at(data, (_MEETINGS,)) or ()
    taken = [item.get("day") for item in meetings if isinstance(item, dict)]
    same = next((other for other in taken if isinstance(other, str) and _order(other) == _order(day)), None)
    if same is not None:
        hint = f"ändra det med hp set {data.get('id', 'ID')} {_MEETINGS}.{same}.FÄLT VÄRDE"
        raise WrongChoiceError(f"mötet {same} finns redan", hint)


def _may_be_in(member: Membership, day: Day) -> bool:
    began = member.from_ is None or day.before(member.from_) is not Truth.YES
    return began and (member.to is None or member.to.before(day) is not Truth.YES)


def _entry(data: Mapping[str, Any], spelling: Spelling, held: Held) -> dict[str, Value]:
    shapes = shapes_of(Meeting)
    if not (held.day or "").strip():
        raise WrongChoiceError("säg vilken dag mötet var", "--day DAG, till exempel --day idag")
    told: dict[str, Value] = {}
    for key in ("day", "form", "place", "participants", "note"):
        word = getattr(held, key)
        if word is not None and word.strip():
            told[key] = spelling.value(shapes[key], key, word)
    told["present"] = [
        value
        for text in held.present
        for word in _words(data, text)
        if (value := spelling.value(shapes["present"], "present", word)) is not None
    ]
    told["voice_given"] = dict(_voice(spelling, text) for text in held.voice_given)
    for key, texts in (("matters", held.matters), ("agreed", held.agreed)):
        part = shapes[key].part
        assert part is not None
        told[key] = [group(part, text, spelling) for text in texts if text.strip()]
    if told["day"] is None:
        raise WrongChoiceError("säg vilken dag mötet var", "en del av dagen räcker, till exempel 2024-03")
    return {key: told[key] for key in shapes if key in told and told[key] not in ([], {})}


def _words(data: Mapping[str, Any], text: str) -> Sequence[str]:
    if text.strip().casefold() == ALL:
        organisations = value_at(data, ("organisations",))
        if not organisations:
            raise WrongChoiceError("det är okänt vilka som brukar vara med", "skriv vilka som var med")
        return list(organisations)
    return [word for word in text.split(",") if word.strip()]


def _voice(spelling: Spelling, text: str) -> tuple[str, str]:
    shape = shapes_of(Meeting)["voice_given"]
    absent, equals, to = (word.strip() for word in text.partition("="))
    if not (absent and equals and to):
        raise WrongChoiceError(f"'{text}' går inte att läsa", "skriv FRÅNVARANDE=SOM FICK RÖSTEN")
    names = [spelling.value(shape, "voice_given", word) for word in (absent, to)]
    return str(names[0]), str(names[1])


def _place(day: str, days: Sequence[str | None]) -> int:
    """Return where a meeting belongs: after the last one that was no later."""
    order = Day.parse(day).order
    return max(
        (no + 1 for no, other in enumerate(days) if other is None or _order(other) <= order), default=0
    )


def _order(day: str) -> tuple[Any, Any]:
    try:
        return Day.parse(day).order
    except ValueError:
        return Day.parse("1900").order

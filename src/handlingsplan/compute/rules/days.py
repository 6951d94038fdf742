"""Find days that cannot be: in the future though they are told of, or in the wrong order."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, get_args

from handlingsplan.compute.parts import parts_in
from handlingsplan.compute.rules.rule import Conflict, Horizon, dated_rule, rule
from handlingsplan.model.day import Day
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.grant import Grant, Participants, Requisition
from handlingsplan.model.records.header import YearRules
from handlingsplan.model.records.meeting import Agreed, BodyMeeting, Meeting, Notes
from handlingsplan.model.records.part import Part
from handlingsplan.model.records.process import (
    Activity,
    DesiredResult,
    Indicator,
    Obstacle,
    Process,
    Reading,
    StatusEntry,
)
from handlingsplan.model.records.voices import Voices
from handlingsplan.model.truth import Truth

_HAPPENED: Mapping[type[Part], tuple[str, ...]] = {
    StatusEntry: ("since", "seen"),
    Activity: ("seen", "done"),
    DesiredResult: ("seen",),
    Obstacle: ("lifted", "removed"),
    Indicator: ("baseline_day",),
    Reading: ("day",),
    Agreed: ("done",),
    Notes: ("drafted", "approved_by_chair", "approved_by_all"),
    Grant: ("applied_on",),
    YearRules: ("reported",),
}
"""Days on which something has happened; other days, such as `due` and `to`, may be still to come."""

_Shown = Decision | Meeting | BodyMeeting | Participants | Requisition | Voices
"""Has a day that may be still to come, unless something beside it shows that it has."""
_SHOWN = frozenset(get_args(_Shown))
_PERIOD = ("from_", "to")
_CAME = frozenset({"deltagare", "individer", "fullföljt"})
_SETTLED = frozenset({"beslutat", "återremitterat", "avslaget"})


class Happened(NamedTuple):
    """A day on which something has happened: where it stands, and what else in the file shows that it has."""

    loc: Loc
    day: Day
    shown_by: str = ""


@dated_rule("HP223")
def told_of_the_future(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """Något sägs ha hänt på en dag som inte har kommit.

    Lägen, det som är sett, gjort, mätt, ansökt eller återrapporterat, och anteckningar som är skrivna hör
    till det som har hänt. Ett beslut eller ett möte får ha en dag som kommer, men då är ingen punkt avgjord
    och ingen har varit med. Det som ska hända skrivs under `planned`, `due` eller `to`.

    Gör så här: rätta dagen; ofta är det året som är fel. Har det inte hänt än, ta bort dagen tills det har
    hänt, eller skriv punkten som föreslagen eller väntad.
    """
    for path, part in _files(plan):
        for found in happened_in(part):
            if found.day.on_or_before(horizon.today) is Truth.NO:
                message = f"{shown(str(found.loc[-1]))}: {found.day.text} har inte kommit än{found.shown_by}"
                hint = "rätta dagen; det som inte har hänt skrivs när det har hänt"
                yield Conflict(path, found.loc, message, hint)


@rule("HP226")
def period_turned_around(plan: Plan) -> Iterator[Conflict]:
    """Tiden slutar innan den börjar.

    Dagen under `to` (till) eller `through` (till och med) är den sista, och kommer inte före den första. En
    dag som bara är känd i del, till exempel 2022, jämförs bara så långt som den säkert är känd.

    Gör så här: byt plats på dagarna, eller rätta den som är fel.
    """
    for path, part in _files(plan):
        for at, inner in parts_in(part):
            first, last, keys = _ends(inner)
            if first and last and last.before(first) is Truth.YES:
                found = f"{shown(keys[1])}: {last.text} är före {shown(keys[0])}, som är {first.text}"
                yield Conflict(
                    path, (*at, keys[1]), found, "byt plats på dagarna, eller rätta den som är fel"
                )


@rule("HP225")
def notes_before_meeting(plan: Plan) -> Iterator[Conflict]:
    """Anteckningarna är skrivna eller godkända för tidigt.

    Ett mötes anteckningar skrivs tidigast samma dag som mötet, och godkänns tidigast samma dag som de skrivs.

    Gör så här: rätta den dag som är fel: mötets, eller den under `notes`.
    """
    for path, process in plan.files_of(Process):
        for number, meeting in enumerate(process.meetings):
            yield from _too_early(meeting, path, ("meetings", number))
    for path, held in plan.files_of(BodyMeeting):
        yield from _too_early(held, path, ())


def happened_in(part: Part) -> Iterator[Happened]:
    """Yield every day in a group of keys, and in the groups inside it, on which something has happened."""
    for at, inner in parts_in(part):
        for key in _HAPPENED.get(type(inner), ()):
            day = getattr(inner, key)
            if day is not None:
                yield Happened((*at, key), day)
        if type(inner) in _SHOWN and isinstance(inner, _Shown):  # the first is what takes the least time
            shown_by = _shown_by(inner)
            if inner.day and shown_by:
                yield Happened((*at, "day"), inner.day, f", men {shown_by}")


def _files(plan: Plan) -> Iterator[tuple[str, Part]]:
    """Yield plan.yaml and every record with its path; of two of a kind with one id only the first."""
    yield plan.header_path, plan.header
    for kind in dict.fromkeys(type(loaded.record) for loaded in plan.loaded):
        yield from plan.files_of(kind)


def _ends(part: Part) -> tuple[Day | None, Day | None, tuple[str, str]]:
    """Return the first and the last day of a group of keys, and the keys that they stand under."""
    if isinstance(part, StatusEntry):
        return part.start, part.through, ("since" if part.since else "seen", "through")
    if _has_period(type(part)):
        first, last = (getattr(part, name) for name in _PERIOD)
        return first, last, ("from", "to")
    return None, None, ("", "")


@cache
def _has_period(kind: type[Part]) -> bool:
    """Tell whether a kind of group has a first and a last day."""
    return kind.model_fields.keys() >= {*_PERIOD}


def _shown_by(part: _Shown) -> str:
    """Return what shows that something has happened on its day; empty where it may be still to come."""
    match part:
        case Decision():
            settled = next((point.status for point in part.points if point.status in _SETTLED), None)
            return f"en punkt har läget {settled}" if settled else ""
        case Meeting() | BodyMeeting():
            key = "present" if part.present else "agreed" if part.agreed else ""
        case Participants():
            return "deltagarna är redan räknade" if part.kind in _CAME and part.count else ""
        case Requisition():
            known = any(amount.requisitioned for amount in part.amounts or ())
            key = "requisitioned" if known else ""
        case Voices():
            key = "answers" if part.answers else ""
    return f"{shown(key)} är redan ifyllt" if key else ""


def _too_early(meeting: Meeting | BodyMeeting, path: str, at: Loc) -> Iterator[Conflict]:
    notes = meeting.notes
    if notes is None:
        return
    drafted = _before(notes.drafted, meeting.day)
    if drafted:
        found = f"{shown('drafted')}: {drafted}, då mötet hölls"
        yield Conflict(path, (*at, "notes", "drafted"), found, "rätta den dag som är fel")
    written = notes.drafted or meeting.day
    what = "då anteckningarna skrevs" if notes.drafted else "då mötet hölls"
    for key in ("approved_by_chair", "approved_by_all"):
        approved = _before(getattr(notes, key), written)
        if approved:
            found = f"{shown(key)}: {approved}, {what}"
            yield Conflict(path, (*at, "notes", key), found, "rätta den dag som är fel")


def _before(day: Day | None, other: Day | None) -> str:
    """Return the words for a day that certainly comes before another; empty where it may not."""
    certain = day is not None and other is not None and day.before(other) is Truth.YES
    return f"{day.text} är före {other.text}" if certain and day and other else ""

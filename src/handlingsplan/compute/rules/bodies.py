"""Find decisions and meetings that do not fit the body that they are of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.day import Day
from handlingsplan.model.fields import quoted
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.header import Body, Header, Membership
from handlingsplan.model.records.meeting import BodyMeeting
from handlingsplan.model.records.process import Process
from handlingsplan.model.truth import Truth, every, some

_OPPOSITE = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


@rule("HP231")
def consensus_with_paragraph(plan: Plan) -> Iterator[Conflict]:
    """Ett beslut i konsensus har en paragraf.

    Ett organ som beslutar i konsensus är tjänstemän som är ense. Dess beslut har aldrig någon paragraf; det
    har bara beslut i politiska organ. Med en paragraf ser beslutet ut att ha en kraft som det inte har.

    Gör så här: ta bort paragrafen. Är det ett politiskt organ som har beslutat, rätta `body`.
    """
    for path, decision in plan.files_of(Decision):
        kinds = {plan.header.bodies[word].kind for word in _possible_bodies(plan.header, decision)}
        if decision.paragraph is not None and kinds == {"consensus"}:
            who = quoted(decision.body) if decision.body else "organet"
            found = f"{shown('paragraph')}: {who} beslutar i konsensus och har inga paragrafer"
            yield Conflict(path, ("paragraph",), found, "ta bort raden, eller rätta body (organ)")


@rule("HP232")
def member_not_represented(plan: Plan) -> Iterator[Conflict]:
    """En ledamot var inte med om ett beslut i konsensus.

    I konsensus är alla ledamöter med om beslutet: närvarande, eller genom att ha gett sin röst till någon
    som är det. Vilka som var med står i beslutet, och annars i mötet som det hör till. Vilka som var
    ledamöter den dagen står i plan.yaml. Vet man inte vilka som var med utelämnas `present`.

    Gör så här: skriv till den som var med, eller skriv under `voice_given` vem som fick rösten. Var
    organisationen inte ledamot den dagen, rätta dagarna under `members` i plan.yaml.
    """
    meetings = _meetings(plan)
    told = set()
    for path, decision in plan.files_of(Decision):
        body = plan.header.bodies.get(decision.body or "")
        if not (body and decision.day and _by_consensus(body, decision)):
            continue
        there = _attendance(plan, path, decision, meetings)
        absent = tuple(_absent(plan.header, body, decision.day, there))
        if absent and (there.path, absent) not in told:
            told.add((there.path, absent))
            hint = f"lägg till den som var med, eller skriv rösten under {shown('voice_given')}"
            yield Conflict(there.path, ("present",), _missing(absent), hint)


@rule("HP233")
def voice_to_nobody(plan: Plan) -> Iterator[Conflict]:
    """En röst är given av någon som var med, eller till någon som inte kunde ta den.

    Den som inte kan vara med kan ge sin röst till någon som är med. Då är den som ger rösten frånvarande
    och den som får den närvarande. När ett organ möts är den som får rösten också ledamot där. Under
    `voice_given` står den frånvarande först.

    Gör så här: rätta vem som gav eller fick rösten, vilka som var med, eller ledamöterna i plan.yaml.
    """
    meetings = _meetings(plan)
    for path, process in plan.files_of(Process):
        for number, meeting in enumerate(process.meetings):
            there = _Attendance(path, meeting.present, meeting.voice_given)
            yield from _wrong_voices(plan, path, ("meetings", number), there, _NO_BODY)
    for path, record in plan.files_of(BodyMeeting):
        there = _Attendance(path, record.present or (), record.voice_given)
        yield from _wrong_voices(plan, path, (), there, _Seats(record.body, record.day))
    for path, decision in plan.files_of(Decision):
        there = _attendance(plan, path, decision, meetings)._replace(voices=decision.voice_given)
        yield from _wrong_voices(plan, path, (), there, _Seats(decision.body, decision.day))


@rule("HP234")
def decision_of_another_meeting(plan: Plan) -> Iterator[Conflict]:
    """Beslutet och dess möte har olika organ eller dag.

    Ett beslut fattas av det organ som möts, den dag det möts. Beslutet pekar på ett möte i ett annat organ
    eller på en annan dag.

    Gör så här: titta i anteckningarna. Rätta id under `meeting`, eller det organ eller den dag som är fel.
    """
    meetings = _meetings(plan)
    for path, decision in plan.files_of(Decision):
        _, meeting = meetings.get(decision.meeting or "", ("", None))
        differs = meeting and _difference(plan.header, decision, meeting)
        if differs:
            hint = "rätta det som är fel, i beslutet eller i mötet"
            yield Conflict(path, ("meeting",), f"{shown('meeting')}: {differs}", hint)


@rule("HP240")
def politicians_in_consensus(plan: Plan) -> Iterator[Conflict]:
    """Ett politiskt organ sägs besluta i konsensus.

    Ett politiskt organ röstar om det behövs, och dess beslut har paragrafer. Bara organ av slaget consensus
    beslutar i konsensus, och bara för dem har det en dag då det började.

    Gör så här: ta bort `consensus_since`. Är organet inte politiskt, rätta `kind`.
    """
    for word, body in plan.header.bodies.items():
        if body.kind == "political" and body.consensus_since is not None:
            found = f"{shown('consensus_since')}: {quoted(word)} är ett politiskt organ"
            hint = "ta bort raden, eller rätta kind (slag)"
            yield Conflict(plan.header_path, ("bodies", word, "consensus_since"), found, hint, key=True)


class _Attendance(NamedTuple):
    """Who was present, where that is written, and who gave their voice to whom; empty is unknown."""

    path: str
    present: Sequence[str]
    voices: Mapping[str, str]


class _Seats(NamedTuple):
    """The body that met, and the day: together they tell who had a seat."""

    body: str | None
    day: Day | None


_NO_BODY = _Seats(None, None)

_Meetings = Mapping[str, tuple[str, BodyMeeting]]


def _meetings(plan: Plan) -> _Meetings:
    return {meeting.id: (path, meeting) for path, meeting in plan.files_of(BodyMeeting)}


def _possible_bodies(header: Header, decision: Decision) -> frozenset[str]:
    """Return the body of a decision, or those that it may be; none where one is not declared."""
    words = (decision.body,) if decision.body else decision.candidates
    return frozenset(words) if all(word in header.bodies for word in words) else frozenset()


def _difference(header: Header, decision: Decision, meeting: BodyMeeting) -> str | None:
    """Return how a meeting is certainly not the one where a decision was taken."""
    possible, body = _possible_bodies(header, decision), meeting.body or ""
    if possible and body in header.bodies and body not in possible:
        key = "body" if decision.body else "candidates"
        words = ", ".join(quoted(word) for word in sorted(possible))
        return f"mötet är i {quoted(body)}, men {shown(key)} är {words}"
    if decision.day and meeting.day and Truth.YES in _either_way(decision.day, meeting.day):
        return f"mötet är {meeting.day.text}, men {shown('day')} är {decision.day.text}"
    return None


def _either_way(one: Day, other: Day) -> tuple[Truth, Truth]:
    return one.before(other), other.before(one)


def _attendance(plan: Plan, path: str, decision: Decision, meetings: _Meetings) -> _Attendance:
    """Return who took part in a decision, as it says itself; what it does not say, its meeting may."""
    own = _Attendance(path, decision.present, decision.voice_given)
    meeting_path, meeting = meetings.get(decision.meeting or "", ("", None))
    if meeting is None or _difference(plan.header, decision, meeting):
        return own
    if not own.present:
        own = own._replace(path=meeting_path, present=meeting.present or ())
    return own if own.voices else own._replace(voices=meeting.voice_given)


def _by_consensus(body: Body, decision: Decision) -> bool:
    """Tell whether a decision was certainly taken, and by consensus."""
    if body.kind != "consensus" or all(point.status != "beslutat" for point in decision.points):
        return False
    if "consensus_since" not in body.model_fields_set:
        return True
    return _has_come(body.consensus_since, decision.day) is Truth.YES


def _has_come(since: Day | None, day: Day | None) -> Truth:
    """Tell whether something that began on `since` had begun on `day`."""
    return _OPPOSITE[day.before(since)] if since and day else Truth.UNKNOWN


def _absent(header: Header, body: Body, day: Day, there: _Attendance) -> Iterator[str]:
    """Yield the members of a day that were not represented.

    One who is said to have been given a voice is not told of: whether it can have been is another rule.
    """
    named = {*there.present, *there.voices, *there.voices.values()}
    if not there.present or not named <= header.organisations.keys():
        return
    for word in dict.fromkeys(member.organisation for member in body.members):
        told_elsewhere = word in named or word not in header.organisations
        if not told_elsewhere and _member(header, body, word, day) is Truth.YES:
            yield word


def _missing(absent: Sequence[str]) -> str:
    *first, last = map(quoted, absent)
    if not first:
        return f"{shown('present')}: ledamoten {last} saknas och har inte gett sin röst till någon"
    names = f"{', '.join(first)} och {last}"
    return f"{shown('present')}: ledamöterna {names} saknas och har inte gett sina röster till någon"


def _member(header: Header, body: Body, word: str, day: Day | None) -> Truth:
    """Tell whether an organisation was a member of a body on a day."""
    return some(_sat(header, member, day) for member in body.members if member.organisation == word)


def _sat(header: Header, member: Membership, day: Day | None) -> Truth:
    if "from_" in member.model_fields_set:
        begun = _has_come(member.from_, day)
    else:
        begun = _since_the_start(header, member, day)
    if "to" not in member.model_fields_set:
        return begun
    over = member.to.before(day) if member.to and day else Truth.UNKNOWN
    return every((begun, _OPPOSITE[over]))


def _since_the_start(header: Header, member: Membership, day: Day | None) -> Truth:
    """Tell whether a member since the body began was one; not known of one that may have joined later."""
    organisation = header.organisations.get(member.organisation)
    if organisation and "joined" in organisation.model_fields_set:
        return max(Truth.UNKNOWN, _has_come(organisation.joined, day), key=lambda answer: answer.value)
    return Truth.YES


def _wrong_voices(plan: Plan, path: str, at: Loc, there: _Attendance, seats: _Seats) -> Iterator[Conflict]:
    """Yield each voice that was given by one who was present, or to one who could not take it."""
    name = shown("voice_given")
    for giver, taker in there.voices.items():
        loc = (*at, "voice_given", giver)
        if not {giver, taker} <= plan.header.organisations.keys():
            continue
        if giver in there.present and there.path == path:
            found = f"{name}: {quoted(giver)} har gett sin röst men står under {shown('present')}"
            yield Conflict(path, loc, found, "ta bort den på det ena stället", key=True)
            continue
        absent = _not_there(plan, giver, taker, there)
        why = absent or _no_seat(plan, taker, seats)
        if why:
            found = f"{name}: {quoted(taker)} fick en röst men {why}"
            other = "vilka som var med" if absent else "ledamöterna i plan.yaml"
            yield Conflict(path, loc, found, f"rätta vem som fick rösten, eller {other}")


def _not_there(plan: Plan, giver: str, taker: str, there: _Attendance) -> str | None:
    """Return how an organisation is certainly not present."""
    if giver == taker:
        return "är själv den som gav den"
    known = there.present and all(word in plan.header.organisations for word in there.present)
    if known and taker not in there.present:
        return f"står inte under {shown('present')}"
    if taker in there.voices and taker not in there.present:
        return "har själv gett bort sin"
    return None


def _no_seat(plan: Plan, taker: str, seats: _Seats) -> str | None:
    """Return how an organisation is certainly no member: only where the members are written and declared."""
    body = plan.header.bodies.get(seats.body or "")
    declared = body and all(member.organisation in plan.header.organisations for member in body.members)
    if not (body and body.members and declared):
        return None
    if _member(plan.header, body, taker, seats.day) is not Truth.NO:
        return None
    return f"var inte ledamot i {quoted(seats.body or '')}" + (f" {seats.day.text}" if seats.day else "")

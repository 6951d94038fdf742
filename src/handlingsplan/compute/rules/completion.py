"""Find what contradicts that a process is completed, or that it is not."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from handlingsplan.compute.rules.histories import History, Stretch, histories, kind_of, surely
from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.compute.standing import standing
from handlingsplan.model.day import Day
from handlingsplan.model.fields import quoted
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc, Severity
from handlingsplan.model.records.process import Activity, Pause, Process, StatusEntry
from handlingsplan.model.truth import Truth

_OPEN = frozenset({"planerad", "pågår"})


@rule("HP227")
def pause_of_completed(plan: Plan) -> Iterator[Conflict]:
    """Processen är både slutförd och pausad.

    En paus är en tid då en process som inte är slutförd står still. Minst en dag i pausen har processen ett
    läge som enligt plan.yaml betyder slutförd. Samma dag som pausen slutar får processen bli slutförd.

    Gör så här: rätta pausens dagar, eller dagen för läget. Togs arbetet upp igen före pausen, skriv det läget
    under `history`.
    """
    for history in histories(plan):
        done = [
            (number, held)
            for number, entry in enumerate(history.entries if history.pauses else ())
            if kind_of(entry, plan.header) == "completed" and (held := _held(entry, history.entries))
        ]
        for place, pause in enumerate(history.pauses):
            both = ((when, number) for number, held in done if (when := _shared(pause, held)))
            when, number = next(both, ("", 0))
            if when:
                entry = history.entries[number]
                status = f"läget {quoted(entry.status)} (rad {history.line(plan, entry)})"
                found = f"{shown('from')}: pausen {when}, men då är {status}"
                hint = "rätta pausens dagar, eller dagen för läget"
                yield Conflict(history.path, ("pauses", place, "from"), found, hint)


@rule("HP228", Severity.WARNING)
def outcome_of_unfinished(plan: Plan) -> Iterator[Conflict]:
    """Utfallet hör till ett läge som inte betyder slutförd.

    Under `outcome` står på vilket sätt processen blev slutförd. Bara ett läge som har slaget `completed` i
    plan.yaml har ett sådant utfall. För andra lägen räknas det inte.

    Gör så här: ta bort utfallet, eller skriv det läge som processen har.
    """
    completed = [word for word, status in plan.header.statuses.items() if status.kind == "completed"]
    other = f", eller skriv läget {' eller '.join(completed)}" if completed else ""
    for history in histories(plan):
        for number, entry in enumerate(history.entries):
            known = entry.outcome in plan.header.outcomes
            if known and kind_of(entry, plan.header) not in {None, "completed"}:
                found = f"läget {quoted(entry.status)} betyder inte slutförd och har inget utfall"
                loc = ("history", number, "outcome")
                yield Conflict(history.path, loc, f"{shown('outcome')}: {found}", f"ta bort utfallet{other}")


@rule("HP229", Severity.WARNING)
def activity_open_in_completed(plan: Plan) -> Iterator[Conflict]:
    """Processen är slutförd men en aktivitet är inte klar.

    Processens sista läge betyder slutförd. Ändå är en aktivitet planerad eller pågår. En aktivitet som sågs
    innan processen blev slutförd kan ha blivit klar sedan dess; då sägs ingenting.

    Gör så här: skriv `status: genomförd`, och dagen under `done` om den är känd. Blir aktiviteten aldrig
    gjord, skriv `status: struken`. Är processen inte slutförd, rätta dess läge.
    """
    for path, process in plan.files_of(Process):
        stands = standing(process, plan.header, date.max)
        completed = stands.entry if stands.kind == "completed" else None
        for number, activity in enumerate(process.activities or ()):
            if completed and _is_open(activity, completed.start):
                line = History(path, process.history or (), ()).line(plan, completed)
                but = f"men processen är {quoted(completed.status)} (rad {line})"
                found = f"{shown('status')}: {quoted(activity.what)} har läget {activity.status}, {but}"
                hint = "skriv status: genomförd eller struken, eller rätta processens läge"
                yield Conflict(path, ("activities", number, "status"), found, hint)


@rule("HP230", Severity.NOTE)
def action_open_in_completed(plan: Plan) -> Iterator[Conflict]:
    """Processen är slutförd men något överenskommet är inte gjort.

    En träff kom överens om något, och sedan blev processen slutförd. Ändå står ingenting under `done`. Det
    kan vara glömt, eller så är processen inte klar.

    Gör så här: skriv dagen då det gjordes under `done`, eller null om det är okänt. Är processen inte
    slutförd, rätta dess läge.
    """
    for path, process in plan.files_of(Process):
        stands = standing(process, plan.header, date.max) if process.meetings else None
        completed = stands.entry if stands and stands.kind == "completed" else None
        if completed is None:
            continue
        for loc, what in _not_done(process, completed.start):
            line = History(path, process.history or (), ()).line(plan, completed)
            found = f"{quoted(what)} är inte gjort, men processen är slutförd (rad {line})"
            hint = f"skriv {shown('done')} med dagen, eller null om den är okänd"
            yield Conflict(path, loc, f"{shown('agreed')}: {found}", hint)


def _not_done(process: Process, completed: Day) -> Iterator[tuple[Loc, str]]:
    """Yield what was agreed before a process was completed, and nothing says is done."""
    for place, meeting in enumerate(process.meetings):
        if meeting.day and meeting.day.before(completed) is Truth.YES:
            for number, agreed in enumerate(meeting.agreed):
                if "done" not in agreed.model_fields_set:
                    yield ("meetings", place, "agreed", number, "what"), agreed.what


def _held(entry: StatusEntry, entries: Sequence[StatusEntry]) -> Stretch | None:
    """Return the days on which an entry certainly held; what was only seen, as long as it says itself.

    What has begun lasts until another status may have: it has begun, or was seen.
    """
    if entry.seen or "through" in entry.model_fields_set:
        return surely(entry.start, entry.through or entry.start)
    first = entry.start.first or date.min
    last = date.max
    for other in entries:
        earlier = other.start.last is not None and other.start.last <= first
        if other.status != entry.status and not earlier:
            begun = other.since.first if other.since else None
            last = min(last, begun - timedelta(days=1) if begun else first)
    return surely(entry.start, Day("", last, last))


def _shared(pause: Pause, held: Stretch) -> str:
    """Return when a pause was on while something else held, in words; empty where it may not have been.

    On the day that the one ends the other may begin.
    """
    start = pause.from_
    if start is None or (pause.to and pause.to.before(start) is Truth.YES):
        return ""
    if start.first and start.last and held.first <= start.first and start.last < held.last:
        return f"börjar {start.text}"
    paused = surely(start, pause.to) if pause.to else None
    if paused is None:
        return ""
    first, last = max(paused.first, held.first), min(paused.last, held.last)
    inside = any(it.first < first < it.last for it in (paused, held))
    return f"pågår {first}" if first < last or inside else ""


def _is_open(activity: Activity, completed: Day) -> bool:
    """Tell whether an activity is not over: it is said to stand so now, or was seen to later."""
    if activity.status not in _OPEN or "done" in activity.model_fields_set:
        return False
    if "seen" not in activity.model_fields_set:
        return True
    return activity.seen is not None and completed.before(activity.seen) is Truth.YES

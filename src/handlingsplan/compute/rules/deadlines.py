"""Find deadlines that have passed or are near with nothing written, and processes at rest."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from handlingsplan.compute.money import in_threes
from handlingsplan.compute.rules.days import happened_in
from handlingsplan.compute.rules.rule import Conflict, Horizon, dated_rule
from handlingsplan.compute.standing import Kind, Standing, standing
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.fields import quoted
from handlingsplan.model.figure import Kronor
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc, Severity
from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.event import Event
from handlingsplan.model.records.grant import Grant
from handlingsplan.model.records.meeting import BodyMeeting, Meeting
from handlingsplan.model.records.process import Activity, Process
from handlingsplan.model.total import NOTHING, total

_OVER: frozenset[Kind] = frozenset({"completed", "cancelled"})
_TO_END: frozenset[Kind] = frozenset({"planned", "active", "paused"})
_CLOSED = frozenset({"genomförd", "struken"})


class _Deadline(NamedTuple):
    """A day by which something is to be done that nobody has written that it is.

    `late` is what is told once the day has passed, empty where nothing is; `coming` what is before it.
    """

    path: str
    loc: Loc
    day: Day
    late: str
    coming: str
    hint: str


_Deadlines = Callable[[Plan, date], Iterator[_Deadline]]


@dated_rule("HP271", Severity.WARNING)
def report_back_late(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """Årets medel skulle ha återrapporterats.

    Dagen under `report_by` i plan.yaml har passerat, och under `reported` står ingenting. Har planens period
    tagit slut sägs ingenting.

    Gör så här: skriv dagen då medlen återrapporterades under `reported`, eller null om den är okänd.
    """
    return _passed(_reports, plan, horizon.today)


@dated_rule("HP272", Severity.WARNING)
def money_left_late(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """Årets medel skulle ha använts men pengar är kvar.

    Dagen under `spend_by` i plan.yaml har passerat, och minst en insats har pengar kvar det året, under
    `left`. Har planens period tagit slut sägs ingenting.

    Gör så här: skriv i insatsen vad som har hänt med pengarna: under `spent`, `repaid` eller `carried`.
    Stämmer det att de är kvar, fråga den som betalar vad som gäller, och skriv den nya dagen under
    `spend_by`.
    """
    return _passed(_spendings, plan, horizon.today)


@dated_rule("HP273", Severity.WARNING)
def timetable_over(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """Tidsplanen är slut men processen är det inte.

    Sista dagen i processens senaste tidsplan, under `planned`, har passerat. Ändå har processen ett läge som
    betyder att den är planerad, pågår eller är pausad. Har planens period tagit slut sägs ingenting.

    Gör så här: skriv processens läge nu under `history`, eller den nya tidsplanen sist under `planned`.
    """
    return _passed(_timetables, plan, horizon.today)


@dated_rule("HP274", Severity.WARNING)
def activity_late(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """Aktiviteten skulle ha varit klar.

    Dagen under `due` har passerat, och inget säger att aktiviteten är genomförd eller struken. Är processen
    slutförd eller nedlagd, eller har planens period tagit slut, sägs ingenting.

    Gör så här: skriv dagen då den var klar under `done`, eller null om dagen är okänd. Har den flyttats,
    skriv den nya dagen under `due`. Blir den inte av, skriv `status: struken`.
    """
    return _passed(_activities, plan, horizon.today)


@dated_rule("HP275", Severity.WARNING)
def assignment_late(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """Det som beslutades skulle ha varit klart.

    En beslutad punkt har en dag under `due` som har passerat, och under `outcome` står inte vad den ledde
    till. Är beslutet ersatt av ett annat, eller har planens period tagit slut, sägs ingenting.

    Gör så här: skriv under `outcome` vad punkten ledde till, eller null om det är okänt.
    """
    return _passed(_points, plan, horizon.today)


@dated_rule("HP276", Severity.WARNING)
def agreed_late(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """Det som mötet kom överens om skulle ha varit gjort.

    Dagen under `due` har passerat, och under `done` står ingenting. Är processen nedlagd, eller har planens
    period tagit slut, sägs ingenting.

    Gör så här: skriv dagen då det gjordes under `done`, eller null om dagen är okänd. Har det flyttats, skriv
    den nya dagen under `due`.
    """
    return _passed(_agreed, plan, horizon.today)


@dated_rule("HP277", Severity.NOTE)
def deadline_near(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """En sista dag är nära.

    Inom de närmaste dagarna ska något vara gjort, och inget säger att det är det. Hur många dagar det gäller
    väljs med `hp check --notes --within`; annars är de 30.

    Gör så här: skriv att det är gjort när det är det, eller den nya dagen om det har flyttats.
    """
    if not _runs(plan, horizon.today):
        return
    last = horizon.today + timedelta(days=horizon.within)
    for kind in (_reports, _spendings, _timetables, _activities, _points, _agreed):
        for it in kind(plan, horizon.today):
            if it.day.last is not None and horizon.today <= it.day.last <= last:
                hint = f"när det är gjort: {it.hint.partition(', eller ')[0]}"
                yield Conflict(it.path, it.loc, _message(it, it.coming), hint)


@dated_rule("HP278", Severity.NOTE)
def process_at_rest(plan: Plan, horizon: Horizon) -> Iterator[Conflict]:
    """Inget har hänt i processen på länge.

    Det senaste som har en dag är äldre än det antal dagar som står efter `hp check --idle`: i processens
    egen fil, eller i händelser, möten och beslut som gäller den. En dag som bara är känd i del, till exempel
    2022, räknas som sin sista. Slutförda och nedlagda processer tas inte med.

    Gör så här: skriv det som har hänt sedan dess. Vilar processen, skriv det läget under `history`.
    """
    if horizon.idle is None:
        return
    elsewhere, standings = _days_elsewhere(plan), _standings(plan, horizon.today)
    for path, process in plan.files_of(Process):
        if standings[path].kind not in _OVER:
            days = [day for day in (*_days_of(process), *elsewhere.get(process.id, ())) if day]
            come = [day for day in days if may_have_come(day, horizon.today)]
            latest = max(come, key=lambda day: day.last or date.max, default=None)
            until = latest.last or date.max if latest else date.min
            if (horizon.today - until).days >= horizon.idle:
                told = (
                    f"det senaste som har en dag är från {latest.text}"
                    if latest
                    else "inget i processen har en dag"
                )
                hint = "skriv det som har hänt, eller processens läge nu under history"
                yield Conflict(path, ("id",), f"{quoted(process.title or process.id)}: {told}", hint)


def _runs(plan: Plan, today: date) -> bool:
    """Tell whether the plan's period may still be on; not where the file that tells it has a fault."""
    if plan.last_day is None:
        return plan.header_read
    return today <= plan.last_day


def _passed(kind: _Deadlines, plan: Plan, today: date) -> Iterator[Conflict]:
    """Yield the deadlines of a kind that were certainly over when the day began, while the plan runs."""
    for it in kind(plan, today) if _runs(plan, today) else ():
        if it.late and it.day.last is not None and it.day.last < today:
            yield Conflict(it.path, it.loc, _message(it, it.late), it.hint)


def _message(it: _Deadline, what: str) -> str:
    return f"{shown(str(it.loc[-1]))}: {it.day.text} {what}"


def _reports(plan: Plan, _today: date) -> Iterator[_Deadline]:
    for year, rules in plan.header.years.items():
        if rules.report_by and "reported" not in rules.model_fields_set:
            loc = ("years", str(year), "report_by")
            late = f"har passerat och inget säger att {year} är återrapporterat"
            coming = f"ska medlen för {year} vara återrapporterade"
            hint = f"skriv {shown('reported')} med dagen, eller null om den är okänd"
            yield _Deadline(plan.header_path, loc, rules.report_by, late, coming, hint)


def _spendings(plan: Plan, _today: date) -> Iterator[_Deadline]:
    left: dict[int, list[Kronor]] = {}
    for _, grant in plan.files_of(Grant):
        for amounts in grant.amounts or ():
            if amounts.left and amounts.left.low > 0:
                left.setdefault(amounts.year, []).append(amounts.left)
    for year, rules in plan.header.years.items():
        if rules.spend_by and (year in left or "reported" not in rules.model_fields_set):
            loc = ("years", str(year), "spend_by")
            late = f"har passerat, men {_still_left(left[year])}" if year in left else ""
            hint = f"skriv i insatserna vad som är {shown('spent')}, {shown('repaid')} och {shown('carried')}"
            coming = f"ska medlen för {year} vara använda"
            yield _Deadline(plan.header_path, loc, rules.spend_by, late, coming, hint)


def _still_left(amounts: list[Kronor]) -> str:
    """Return how many grants have money left, and how much it is at the least."""
    if len(amounts) == 1:
        return f"en insats har {amounts[0].text} kvar"
    found = total(amounts)
    least = "" if found.low == found.high else "minst "
    return f"{len(amounts)} insatser har tillsammans {least}{in_threes(found.low or NOTHING)} kvar"


def _timetables(plan: Plan, today: date) -> Iterator[_Deadline]:
    standings = _standings(plan, today)
    for path, process in plan.files_of(Process):
        day = process.planned[-1].to if process.planned else None
        stands = standings[path]
        if day and process.planned and stands.status and stands.kind in _TO_END:
            but = f"tidsplanen, men processen har läget {quoted(stands.status)}"
            hint = "skriv processens läge nu, eller den nya tidsplanen sist under planned"
            loc = ("planned", len(process.planned) - 1, "to")
            yield _Deadline(path, loc, day, f"slutade {but}", f"slutar {but}", hint)


def _activities(plan: Plan, today: date) -> Iterator[_Deadline]:
    standings = _standings(plan, today)
    for path, process in plan.files_of(Process):
        for number, activity in enumerate(process.activities or ()):
            if activity.due and _may_be_late(activity) and standings[path].kind not in _OVER:
                yield _action(path, ("activities", number, "due"), activity.due, activity.what)


def _may_be_late(activity: Activity) -> bool:
    """Tell whether nothing says that an activity is over, nor that it is unknown whether it is."""
    told = activity.model_fields_set
    unknown = "done" in told or ("status" in told and activity.status is None)
    return not unknown and activity.status not in _CLOSED


def _agreed(plan: Plan, today: date) -> Iterator[_Deadline]:
    standings = _standings(plan, today)
    for path, process in plan.files_of(Process):
        for place, meeting in enumerate(process.meetings if standings[path].kind != "cancelled" else ()):
            yield from _actions(meeting, path, ("meetings", place))
    for path, held in plan.files_of(BodyMeeting):
        yield from _actions(held, path, ())


def _actions(meeting: Meeting | BodyMeeting, path: str, at: Loc) -> Iterator[_Deadline]:
    for number, agreed in enumerate(meeting.agreed):
        if agreed.due and "done" not in agreed.model_fields_set:
            yield _action(path, (*at, "agreed", number, "due"), agreed.due, agreed.what)


def _action(path: str, loc: Loc, day: Day, what: str) -> _Deadline:
    late = f"har passerat och inget säger att det är gjort: {quoted(what)}"
    hint = f"skriv {shown('done')} med dagen, eller null om den är okänd"
    return _Deadline(path, loc, day, late, f"ska det vara gjort: {quoted(what)}", hint)


def _points(plan: Plan, _today: date) -> Iterator[_Deadline]:
    for path, decision in plan.files_of(Decision):
        if "replaced_by" in decision.model_fields_set:
            continue
        for number, point in enumerate(decision.points):
            if point.due and point.status == "beslutat" and "outcome" not in point.model_fields_set:
                loc = ("points", number, "due")
                late = f"har passerat och inget säger vad det ledde till: {quoted(point.text)}"
                coming = f"ska det vara klart: {quoted(point.text)}"
                hint = f"skriv {shown('outcome')} med vad det ledde till, eller null om det är okänt"
                yield _Deadline(path, loc, point.due, late, coming, hint)


@lru_cache(maxsize=1)  # most of the rules here ask for the same
def _standings(plan: Plan, today: date) -> dict[str, Standing]:
    """Return where every process stands on a day, by the path of its file."""
    return {path: standing(it, plan.header, today) for path, it in plan.files_of(Process)}


def _days_of(process: Process) -> Iterator[Day | None]:
    """Yield every day of a process on which something was so, not those that are only planned."""
    yield from (found.day for found in happened_in(process))
    yield from (meeting.day for meeting in process.meetings)
    yield from (obstacle.since for obstacle in process.obstacles or ())
    for pause in process.pauses:
        yield from (pause.from_, pause.to)


def _days_elsewhere(plan: Plan) -> dict[str, list[Day | None]]:
    """Return the days of the events, meetings and decisions about each record, by its id."""
    days: dict[str, list[Day | None]] = {}
    for _, event in plan.files_of(Event):
        for id_ in event.processes:
            days.setdefault(id_, []).append(event.day)
    for _, meeting in plan.files_of(BodyMeeting):
        for id_ in meeting.processes:
            days.setdefault(id_, []).append(meeting.day)
    for _, decision in plan.files_of(Decision):
        for id_ in plan.concerned(decision):
            days.setdefault(id_, []).append(decision.day)
    return days

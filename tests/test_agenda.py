"""What a meeting is about: to decide, awaited, late and assigned, and the results beside it in a document."""

from datetime import date
from decimal import Decimal

import pytest

from handlingsplan.compute.agenda import Agenda, compute_agenda
from handlingsplan.compute.decisions import Decisions, Matter, compute_decisions
from handlingsplan.compute.grants import Grants, compute_grants
from handlingsplan.compute.select import Selection, choose
from handlingsplan.compute.status import OutcomeCount, compute_status
from handlingsplan.model.plan import Plan
from handlingsplan.model.total import Amount
from handlingsplan.present.filters import Notes
from handlingsplan.store.load import load_plan
from tests.plans import HEADER, ROOT, plan_of

DAY = date(2022, 6, 15)


def to_decide(agenda: Agenda) -> list[tuple[int, str | None, str | None, list[str], bool]]:
    """Return the number of each choice, its decision and point, its applications, and if its day is over."""
    return [
        (
            choice.number,
            choice.decision.id if choice.decision else None,
            choice.point.text if choice.point else None,
            [f"{found.id} {found.year}" for found in choice.applications],
            choice.passed,
        )
        for choice in agenda.to_decide
    ]


def open_applications(plan: Plan, as_of: date) -> list[str]:
    """Return every application to decide on, in a point or outside."""
    return [
        f"{found.id} {found.year}"
        for choice in compute_agenda(plan, as_of).to_decide
        for found in choice.applications
    ]


def expected(agenda: Agenda, kind: str) -> list[tuple[str, list[str], bool]]:
    """Return the decisions that are proposed elsewhere or awaited, with their points."""
    return [
        (row.decision.id, [point.text for point in row.points], row.passed) for row in getattr(agenda, kind)
    ]


def assignments(agenda: Agenda) -> list[tuple[str, str, bool, str | None]]:
    """Return the decision and text of each assignment, if it is late, and what followed it."""
    return [
        (row.decision.id, row.point.text, row.late, row.followed_by.id if row.followed_by else None)
        for row in agenda.assignments
    ]


def actions(agenda: Agenda) -> list[tuple[str | None, str, bool]]:
    return [(row.process, row.agreed.what, row.late) for row in agenda.actions]


def deadlines(agenda: Agenda) -> list[tuple[int, str, str, bool]]:
    return [(row.year, row.what, row.day.text, row.passed) for row in agenda.deadlines]


# What to decide.


def test_points_stand_by_day_then_applications_in_no_point_and_all_are_numbered() -> None:
    plan = plan_of(
        decisions__odaterad="body: gruppen\nday: null\npoints: [{text: Utan dag., status: föreslaget}]",
        decisions__sen="body: gruppen\nday: 2022-09-01\npoints: [{text: Senare., status: föreslaget}]",
        decisions__tidig="""
            body: gruppen
            day: 2022-08-25
            points:
              - {text: Först., status: föreslaget}
              - {text: Redan klart., status: beslutat}
              - {text: Väntas., status: väntat}
              - {text: Läge okänt., status: null}
              - {text: Sedan., status: föreslaget, carries: [b]}
        """,
        grants__a_10="amounts: [{year: 2022, applied: 10}]",
        grants__a_9="amounts: [{year: 2023, applied: 9}, {year: 2022, applied: 8}]",
        grants__b="amounts: [{year: 2022, applied: 7}]",
    )
    assert to_decide(compute_agenda(plan, DAY)) == [
        (1, "tidig", "Först.", [], False),
        (2, "tidig", "Sedan.", ["b 2022"], False),
        (3, "sen", "Senare.", [], False),
        (4, "odaterad", "Utan dag.", [], False),
        (5, None, None, ["a.9 2023"], False),
        (6, None, None, ["a.9 2022"], False),
        (7, None, None, ["a.10 2022"], False),
    ]


def test_a_point_has_its_own_number_or_its_place_and_none_where_it_is_alone() -> None:
    plan = plan_of(
        decisions__a="body: gruppen\nday: 2022-09-01\npoints: [{text: Ensam., status: föreslaget}]",
        decisions__b="""
            body: gruppen
            day: 2022-09-02
            points: [{text: A., status: föreslaget}, {text: B., status: föreslaget, number: 3b}]
        """,
    )
    numbers = [choice.point_number for choice in compute_agenda(plan, DAY).to_decide]
    assert numbers == [None, "1", "3b"]


def test_an_application_stands_under_every_point_that_carries_it_and_then_not_alone() -> None:
    plan = plan_of(
        decisions__d="""
            body: gruppen
            day: 2022-09-01
            points:
              - {text: Bevilja a och b., status: föreslaget, carries: [a, b]}
              - {text: Eller avslå b., status: föreslaget, carries: [b]}
        """,
        grants__a="amounts: [{year: 2022, applied: 1}]",
        grants__b="amounts: [{year: 2022, applied: 2}]",
        grants__c="amounts: [{year: 2022, applied: 3}]",
    )
    assert to_decide(compute_agenda(plan, DAY)) == [
        (1, "d", "Bevilja a och b.", ["a 2022", "b 2022"], False),
        (2, "d", "Eller avslå b.", ["b 2022"], False),
        (3, None, None, ["c 2022"], False),
    ]


@pytest.mark.parametrize("told", ["concerns: [g]", "points: [{text: Ja., status: föreslaget, carries: [g]}]"])
def test_the_only_point_of_a_decision_is_about_all_that_the_decision_concerns(told: str) -> None:
    point = "" if "points" in told else "\npoints: [{text: Ja., status: föreslaget}]"
    plan = plan_of(
        decisions__d=f"body: gruppen\nday: 2022-09-01\n{told}{point}",
        grants__g="amounts: [{year: 2022, applied: 1}]",
        grants__h="amounts: [{year: 2022, applied: 2, decision: d}]",
    )
    assert to_decide(compute_agenda(plan, DAY)) == [(1, "d", "Ja.", ["g 2022", "h 2022"], False)]


def test_an_application_tells_who_applied_for_how_much() -> None:
    plan = plan_of(
        grants__g="""
            title: Kurs
            organisations: [ALFA, BETA]
            amounts: [{year: 2022, applied: ca 100 000, proposed: null}]
        """,
    )
    ((found,),) = [choice.applications for choice in compute_agenda(plan, DAY).to_decide]
    assert (found.id, found.title, found.year, found.organisations) == ("g", "Kurs", 2022, ("ALFA", "BETA"))
    assert found.applied is not None
    assert (found.applied.text, found.proposed) == ("ca 100 000", None)


DECIDED = {
    "decisions__innan": "body: gruppen\nday: 2022-06-14\npoints: [{text: Ja., status: beslutat}]",
    "decisions__samma": "body: gruppen\nday: 2022-06-15\npoints: [{text: Ja., status: beslutat}]",
    "decisions__efter": "body: gruppen\nday: 2022-06-16\npoints: [{text: Ja., status: beslutat}]",
    "decisions__odaterat": "body: gruppen\nday: null\npoints: [{text: Ja., status: beslutat}]",
    "decisions__avslag": "body: gruppen\nday: 2022-06-14\npoints: [{text: Nej., status: avslaget}]",
    "decisions__hosten": "body: nämnden\nday: hösten 2022\npoints: [{text: Ja., status: väntat}]",
    "decisions__punktlost": "body: gruppen\nday: 2022-06-14",
}


@pytest.mark.parametrize(
    ("amounts", "is_open"),
    [
        ("applied: 100", True),
        ("proposed: 100", True),
        ("applied: 100, proposed: 0", True),
        ("applied: 100, spent: null", True),
        ("spent: 100", False),
        ("applied: null, proposed: null", False),  # nobody knows of any application
        ("applied: 100, granted: 50", False),
        ("applied: 100, granted: 0", False),
        ("applied: 100, granted: null", False),  # decided, but nobody knows what it was given
        ("applied: 100, decision: innan", False),
        ("applied: 100, decision: samma", False),
        ("applied: 100, decision: efter", True),
        ("applied: 100, granted: 50, decision: efter", True),
        ("applied: 100, granted: null, decision: efter", True),
        ("applied: 100, granted: 50, decision: innan", False),
        ("applied: 100, decision: odaterat", False),
        ("applied: 100, decision: avslag", False),
        ("applied: 100, decision: hosten", False),  # it waits, but for another body
        ("applied: 100, decision: punktlost", False),
        ("applied: 100, decision: finns-inte", False),
        ("granted: 100, decision: efter", False),
    ],
)
def test_an_application_is_open_until_its_decision_or_its_grant_is_told(amounts: str, is_open: bool) -> None:
    plan = plan_of(**DECIDED, grants__g=f"amounts: [{{year: 2022, {amounts}}}]")
    assert open_applications(plan, DAY) == (["g 2022"] if is_open else [])


def test_an_application_is_open_again_as_of_the_day_before_its_decision() -> None:
    plan = plan_of(
        decisions__d="body: gruppen\nday: 2022-02-10\npoints: [{text: Ja., status: beslutat, carries: [g]}]",
        grants__g="amounts: [{year: 2022, applied: 100, granted: 80, spent: 70, decision: d}]",
    )
    assert open_applications(plan, date(2022, 2, 9)) == ["g 2022"]
    assert open_applications(plan, date(2022, 2, 10)) == []


def test_a_grant_may_be_decided_in_one_year_and_open_in_the_next() -> None:
    plan = plan_of(grants__g="amounts: [{year: 2022, applied: 1, granted: 1}, {year: 2023, applied: 2}]")
    assert open_applications(plan, DAY) == ["g 2023"]


# Before and after a day: the day itself is never over.

WAITING = """
name: Väntan
bodies: {{gruppen: {{kind: consensus}}, nämnden: {{kind: political}}}}
years: {{2022: {{spend_by: {day}}}}}
"""


@pytest.mark.parametrize(
    ("day", "as_of", "passed"),
    [
        ("2022-06-15", "2022-06-14", False),
        ("2022-06-15", "2022-06-15", False),
        ("2022-06-15", "2022-06-16", True),
        ("2022-04", "2022-04-30", False),
        ("2022-04", "2022-05-01", True),
        ("våren 2022", "2022-06-30", False),
        ("våren 2022", "2022-07-01", True),
        ("årsskiftet 2021/2022", "2022-01-31", False),
        ("årsskiftet 2021/2022", "2022-02-01", True),
        ("senast 2022-06-15", "2022-06-15", False),
        ("senast 2022-06-15", "2022-06-16", True),
        ("tidigast 2020-01-01", "2022-06-16", False),  # it may come any day
    ],
)
def test_a_day_is_over_when_all_of_it_is(day: str, as_of: str, passed: bool) -> None:
    plan = plan_of(
        WAITING.format(day=day),
        decisions__a=f"body: gruppen\nday: {day}\npoints: [{{text: A., status: föreslaget}}]",
        decisions__b=f"body: nämnden\nday: {day}\npoints: [{{text: B., status: föreslaget}}]",
        decisions__c=f"body: nämnden\nday: {day}\npoints: [{{text: C., status: väntat}}]",
        decisions__d=f"body: nämnden\nday: 2019\npoints: [{{text: D., status: beslutat, due: {day}}}]",
        processes__P_1=f"meetings: [{{day: 2019, agreed: [{{what: ringa, due: {day}}}]}}]",
    )
    agenda = compute_agenda(plan, date.fromisoformat(as_of))
    assert to_decide(agenda) == [(1, "a", "A.", [], passed)]
    assert expected(agenda, "proposed") == [("b", ["B."], passed)]
    assert expected(agenda, "awaited") == [("c", ["C."], passed)]
    assert assignments(agenda) == [("d", "D.", passed, None)]
    assert actions(agenda) == [("P.1", "ringa", passed)]
    assert deadlines(agenda) == [(2022, "spend_by", day, passed)]
    assert agenda.late == (5 if passed else 0)  # a deadline says nothing of whether it was kept


def test_what_has_no_day_is_never_late() -> None:
    plan = plan_of(
        decisions__a="body: gruppen\nday: null\npoints: [{text: A., status: föreslaget}]",
        decisions__b="body: nämnden\npoints: [{text: B., status: väntat}]",
        decisions__c="body: nämnden\nkind: uppdrag\nday: 2019\npoints: [{text: C., status: beslutat}]",
        processes__P_1="meetings: [{day: 2019, agreed: [{what: ringa}]}]",
    )
    agenda = compute_agenda(plan, date(2100, 1, 1))
    assert (len(agenda.to_decide), len(agenda.awaited), len(agenda.assignments), len(agenda.actions)) == (
        1,
        1,
        1,
        1,
    )
    assert agenda.late == 0


# What others have before them.


def test_others_proposals_stand_apart_from_what_is_awaited_whoever_decides_it() -> None:
    plan = plan_of(
        decisions__a="""
            body: nämnden
            day: 2022-09-01
            points:
              - {text: Föreslås., status: föreslaget}
              - {text: Väntas., status: väntat}
              - {text: Beslutat., status: beslutat}
        """,
        decisions__b="body: gruppen\nday: hösten 2022\npoints: [{text: Väntas här., status: väntat}]",
        decisions__c="body: null\nday: 2022-08-01\npoints: [{text: Av någon., status: föreslaget}]",
        decisions__d="body: nämnden\nday: 2022-08-01\npoints: [{text: Sänt åter., status: återremitterat}]",
        decisions__e="body: nämnden\nday: 2022-08-01",
    )
    agenda = compute_agenda(plan, DAY)
    assert to_decide(agenda) == []
    assert expected(agenda, "proposed") == [("c", ["Av någon."], False), ("a", ["Föreslås."], False)]
    assert expected(agenda, "awaited") == [("a", ["Väntas."], False), ("b", ["Väntas här."], False)]


def test_what_is_decided_after_the_day_is_not_on_the_agenda_before_it() -> None:
    plan = plan_of(
        decisions__d="kind: uppdrag\nbody: gruppen\nday: 2022-06-16\npoints: [{text: x, status: beslutat}]",
    )
    assert assignments(compute_agenda(plan, DAY)) == []
    assert assignments(compute_agenda(plan, date(2022, 6, 16))) == [("d", "x", False, None)]


# Assignments.


def test_an_assignment_is_a_decided_point_of_that_kind_or_with_a_last_day() -> None:
    plan = plan_of(
        decisions__a="""
            body: nämnden
            kind: uppdrag
            day: 2022-02-01
            points: [{text: Utred., status: beslutat}, {text: Nej., status: avslaget}]
        """,
        decisions__b="""
            body: gruppen
            kind: beslut
            day: 2022-03-01
            points: [{text: Anta., status: beslutat}, {text: Följ upp., status: beslutat, due: 2023}]
        """,
        decisions__c="body: null\nday: null\npoints: [{text: Ordna., status: beslutat, due: 2022-05}]",
        decisions__d="body: gruppen\nkind: uppdrag\nday: 2022-05-01\npoints: [{text: x, status: föreslaget}]",
    )
    assert assignments(compute_agenda(plan, DAY)) == [
        ("a", "Utred.", False, None),
        ("b", "Följ upp.", False, None),
        ("c", "Ordna.", True, None),
    ]


@pytest.mark.parametrize(
    ("outcome", "late"), [("", True), (", outcome: null", True), (", outcome: Gjort.", False)]
)
def test_an_assignment_with_an_outcome_is_not_late(outcome: str, late: bool) -> None:
    plan = plan_of(
        decisions__d=f"""
            body: nämnden
            kind: uppdrag
            day: 2022-01-10
            points: [{{text: Utred., status: beslutat, due: 2022-05-31{outcome}}}]
        """,
    )
    agenda = compute_agenda(plan, DAY)
    assert assignments(agenda) == [("d", "Utred.", late, None)]
    assert agenda.late == late


def later(kind: str, day: str, *, matter: str = "vårdkedjan", status: str = "beslutat") -> str:
    """Return a decision of one point that may have followed the assignment below."""
    return (
        f"body: nämnden\nkind: {kind}\nday: {day}\nmatter: {matter}\npoints: [{{text: x, status: {status}}}]"
    )


@pytest.mark.parametrize(
    ("others", "followed_by"),
    [
        pytest.param([], None, id="nothing has come"),
        pytest.param([later("beslut", "2022-04-05"), later("beslut", "2022-05-10")], "b", id="last decision"),
        pytest.param(
            [later("återrapportering", "2022-04-05"), later("beslut", "2022-05-10")], "a", id="report first"
        ),
        pytest.param(
            [later("beslut", "2022-04-05"), later("återrapportering", "2022-05-10")], "b", id="a late report"
        ),
        pytest.param(
            [later("återrapportering", "2022-04-05"), later("återrapportering", "2022-05-10")],
            "a",
            id="the first of two reports",
        ),
        pytest.param(
            [later("beslut", "2022-04-05"), later("meddelande", "2022-05-10")],
            "a",
            id="decision before others",
        ),
        pytest.param(
            [later("meddelande", "2022-04-05"), later("uppdrag", "2022-05-10")], "b", id="last of others"
        ),
        pytest.param([later("beslut", "2022-04-05", status="avslaget")], "a", id="refused is decided too"),
        pytest.param([later("beslut", "2022-04-05", matter="annat")], None, id="another matter"),
        pytest.param([later("beslut", "2022-04-05", matter="null")], None, id="a matter that nobody knows"),
        pytest.param([later("beslut", "2022-04-05", status="föreslaget")], None, id="only proposed"),
        pytest.param([later("beslut", "2022-04-05", status="väntat")], None, id="only awaited"),
        pytest.param([later("återrapportering", "2022-02-28")], None, id="earlier"),
        pytest.param([later("återrapportering", "2022-03-14")], None, id="the same day"),
        pytest.param([later("återrapportering", "2022-03-15")], "a", id="the day after"),
        pytest.param([later("återrapportering", "2022-03")], None, id="some day of the same month"),
        pytest.param([later("återrapportering", "våren 2022")], None, id="may be earlier"),
        pytest.param([later("återrapportering", "2022-04")], "a", id="some day of the next month"),
        pytest.param([later("återrapportering", "null")], None, id="a day that nobody knows"),
        pytest.param([later("återrapportering", "2022-06-15")], "a", id="as of its day"),
        pytest.param([later("återrapportering", "2022-06-16")], None, id="after the day asked for"),
    ],
)
def test_an_assignment_is_followed_by_what_certainly_came_later_in_its_matter(
    others: list[str], followed_by: str | None
) -> None:
    plan = plan_of(
        decisions__uppdrag="""
            body: nämnden
            kind: uppdrag
            day: 2022-03-14
            matter: vårdkedjan
            points: [{text: Utred., status: beslutat, due: 2022-06-01}]
        """,
        **{f"decisions__{name}": text for name, text in zip("ab", others, strict=False)},
    )
    found = next(row for row in compute_agenda(plan, DAY).assignments if row.decision.id == "uppdrag")
    assert (found.followed_by.id if found.followed_by else None) == followed_by
    assert found.late  # what came later does not say that it is fulfilled


@pytest.mark.parametrize("told", ["day: null\nmatter: vårdkedjan", "day: 2022-03-14\nmatter: null"])
def test_nothing_is_known_to_follow_an_assignment_of_unknown_day_or_matter(told: str) -> None:
    plan = plan_of(
        decisions__uppdrag=f"kind: uppdrag\n{told}\npoints: [{{text: Utred., status: beslutat}}]",
        decisions__a=later("återrapportering", "2022-04-05"),
        decisions__b=later("återrapportering", "2022-05-05", matter="null"),
    )
    assert assignments(compute_agenda(plan, DAY)) == [("uppdrag", "Utred.", False, None)]


# What process meetings agreed, and the days of the money.


def test_what_was_agreed_is_open_until_the_day_it_was_done() -> None:
    plan = plan_of(
        processes__P_10="meetings: [{day: 2022-06-15, agreed: [{what: på dagen, due: 2022-06-15}]}]",
        processes__P_2="""
            meetings:
              - day: 2022-05-02
                agreed:
                  - {what: gjort innan, due: 2022-05-30, done: 2022-06-14}
                  - {what: gjort samma dag, due: 2022-05-30, done: 2022-06-15}
                  - {what: gjort efteråt, due: 2022-05-30, done: 2022-06-16}
                  - {what: inte gjort, due: 2022-06-14}
                  - {what: utan dag}
              - {day: 2022-06-16, agreed: [{what: mötet är inte än, due: 2022-01-01}]}
              - {agreed: [{what: mötets dag är okänd}]}
        """,
    )
    assert actions(compute_agenda(plan, DAY)) == [
        ("P.2", "gjort efteråt", True),
        ("P.2", "inte gjort", True),
        ("P.2", "utan dag", False),
        ("P.2", "mötets dag är okänd", False),
        ("P.10", "på dagen", False),
    ]


# What meetings of bodies agreed.


def of_bodies(agenda: Agenda) -> list[tuple[str | None, str, bool]]:
    """Return the body, the action and if it is late, of what meetings of bodies agreed."""
    return [(row.body, row.agreed.what, row.late) for row in agenda.actions if row.process is None]


def test_what_a_body_agreed_stands_after_what_processes_did_and_tells_which_body() -> None:
    plan = plan_of(
        meetings__b="body: gruppen\nday: 2022-05-02\nagreed: [{what: skriva, due: 2022-06-14}]",
        meetings__a="body: null\nday: 2022-05-03\nagreed: [{what: ringa}]",
        processes__P_1="meetings: [{day: 2022-05-04, agreed: [{what: fråga}]}]",
    )
    found = compute_agenda(plan, DAY).actions
    assert [(row.process, row.body, row.agreed.what, row.late) for row in found] == [
        ("P.1", None, "fråga", False),
        (None, None, "ringa", False),
        (None, "gruppen", "skriva", True),
    ]
    assert [getattr(row.meeting, "id", None) for row in found] == [None, "a", "b"]


@pytest.mark.parametrize(
    ("meeting", "listed"),
    [
        pytest.param("day: 2022-06-15\nagreed: [{what: x}]", [("gruppen", "x", False)], id="the same day"),
        pytest.param("day: 2022-06-16\nagreed: [{what: x}]", [], id="a meeting to come"),
        pytest.param("day: null\nagreed: [{what: x}]", [("gruppen", "x", False)], id="of unknown day"),
        pytest.param("day: 2022\nagreed: [{what: x}]", [("gruppen", "x", False)], id="some time this year"),
        pytest.param("day: 2022-05-01\nagreed: [{what: x, done: 2022-06-15}]", [], id="done"),
        pytest.param(
            "day: 2022-05-01\nagreed: [{what: x, due: 2022-05-09, done: null}]",
            [("gruppen", "x", False)],
            id="nobody knows if it is done",
        ),
        pytest.param(
            "day: 2022-05-01\nagreed: [{what: x, due: 2022-05-09, done: 2022-06-16}]",
            [("gruppen", "x", True)],
            id="done later",
        ),
        pytest.param("day: 2022-05-01", [], id="nothing agreed"),
    ],
)
def test_what_a_body_agreed_is_open_until_it_is_done(
    meeting: str, listed: list[tuple[str | None, str, bool]]
) -> None:
    plan = plan_of(meetings__m=f"body: gruppen\n{meeting}")
    assert of_bodies(compute_agenda(plan, DAY)) == listed


def test_a_selection_keeps_the_meetings_of_bodies_that_it_is_about() -> None:
    plan = plan_of(
        processes__P_1="organisations: [BETA]",
        meetings__a="body: gruppen\nday: 2022-05-01\npresent: [ALFA]\nagreed: [{what: för ALFA}]",
        meetings__b="""
            body: gruppen
            day: 2022-05-01
            present: [GAMMA]
            processes: [P.1]
            agreed: [{what: om P.1}]
        """,
    )
    asked = {org: compute_agenda(plan, DAY, choose(plan, {"org": [org]})) for org in ("ALFA", "BETA")}
    assert of_bodies(asked["ALFA"]) == [("gruppen", "för ALFA", False)]
    assert of_bodies(asked["BETA"]) == [("gruppen", "om P.1", False)]
    one = compute_agenda(plan, DAY, choose(plan, {"process": ["P.1"]}))
    assert of_bodies(one) == [("gruppen", "om P.1", False)]


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("BETA", True), ("beta", True), ("Betaförvaltningen", True), ("null", True),
        ("ALFA", False), ("Alfakontoret", False), ("sekreteraren", False),
    ],
)  # fmt: skip
def test_of_what_a_body_agreed_an_organisation_gets_what_it_is_to_do_itself(who: str, told: bool) -> None:
    plan = plan_of(
        meetings__m=f"""
            body: gruppen
            day: 2022-05-01
            present: [ALFA, BETA]
            agreed: [{{what: ringa, who: {who}}}]
        """
    )
    agenda = compute_agenda(plan, DAY, choose(plan, {"org": ["BETA"]}))
    assert of_bodies(agenda) == ([("gruppen", "ringa", False)] if told else [])


def test_what_bodies_agreed_too_late_is_counted_as_late() -> None:
    late = "body: gruppen\nday: 2022-05-01\nagreed: [{what: x, due: 2022-05-09}]"
    agenda = compute_agenda(plan_of(meetings__a=late, meetings__b=late), DAY)
    assert (agenda.late, agenda.late_counts.actions) == (2, 2)


# Events to come.


def test_the_events_to_come_stand_the_first_first_and_only_those_that_certainly_are_to_come() -> None:
    plan = plan_of(
        events__a="title: sist\nday: 2023",
        events__b="title: först\nday: 2022-06-16",
        events__c="title: sedan\nday: hösten 2022",
        events__d="title: i dag\nday: 2022-06-15",
        events__e="title: har varit\nday: 2021",
        events__f="title: någon gång i år\nday: 2022",
        events__g="title: okänd dag\nday: null",
        events__h="title: senast då\nday: senast 2022-12-31",
        events__i="title: tidigast då\nday: tidigast 2022-09-01",
    )
    assert [event.title for event in compute_agenda(plan, DAY).events] == [
        "först", "sedan", "tidigast då", "sist",
    ]  # fmt: skip


def test_meetings_and_events_that_may_belong_to_the_selection_are_counted() -> None:
    plan = plan_of(
        meetings__m="body: gruppen\nday: 2022\npresent: null",
        processes__P_1="organisations: [ALFA]\nlead: ALFA",
        events__e="day: 2023\nprocesses: [P.1]",
    )
    agenda = compute_agenda(plan, DAY, Selection({"org": frozenset({"BETA"})}))
    assert agenda.undecided == 3


def test_a_selection_keeps_the_events_that_it_is_about() -> None:
    plan = plan_of(
        processes__P_1="organisations: [BETA]",
        events__a="day: 2023\norganisations: [ALFA]",
        events__b="day: 2023\nprocesses: [P.1]",
        events__c="day: 2023",
    )
    for asked, ids in (({"org": ["ALFA"]}, ["a"]), ({"org": ["BETA"]}, ["b"]), ({"process": ["P.1"]}, ["b"])):
        assert [event.id for event in compute_agenda(plan, DAY, choose(plan, asked)).events] == ids


YEARS = """
name: Åren
years:
  2023: {report_by: 2024-02-15, spend_by: 2023-12-31}
  2021: {spend_by: null, report_by: 2022-06-14}
  2022: {spend_by: 2022-06-15, grants_complete: ja}
"""


def test_deadlines_stand_by_year_and_the_unknown_are_left_out() -> None:
    assert deadlines(compute_agenda(plan_of(YEARS), DAY)) == [
        (2021, "report_by", "2022-06-14", True),
        (2022, "spend_by", "2022-06-15", False),
        (2023, "spend_by", "2023-12-31", False),
        (2023, "report_by", "2024-02-15", False),
    ]


# A part of the plan, and a plan that lacks parts.


@pytest.fixture
def two_organisations() -> Plan:
    return plan_of(
        HEADER.replace("2022: {grants_complete: ja}", "2022: {spend_by: 2022-12-31}"),
        processes__P_1="organisations: [ALFA]\nmeetings: [{day: 2022-01-10, agreed: [{what: ringa}]}]",
        processes__P_2="organisations: [BETA]\nmeetings: [{day: 2022-01-11, agreed: [{what: skriva}]}]",
        decisions__a="""
            body: gruppen
            day: 2022-09-01
            concerns: [P.1]
            points: [{text: För ALFA., status: föreslaget}]
        """,
        decisions__b="""
            body: nämnden
            day: 2022-09-02
            concerns: [P.2]
            points: [{text: För BETA., status: föreslaget}]
        """,
        decisions__c="""
            body: nämnden
            kind: uppdrag
            day: 2022-02-01
            matter: hälsosamtal
            concerns: [P.1]
            points: [{text: Utred., status: beslutat}]
        """,
        decisions__d="""
            body: nämnden
            kind: återrapportering
            day: 2022-05-01
            matter: hälsosamtal
            points: [{text: Läggs till handlingarna., status: beslutat}]
        """,
        decisions__e="day: 2022-09-03\nconcerns: [P.2]\npoints: [{text: Väntas., status: väntat}]",
        grants__a="organisations: [ALFA]\namounts: [{year: 2022, applied: 1}, {year: 2023, applied: 2}]",
        grants__b="organisations: [BETA]\namounts: [{year: 2022, applied: 3}]",
        grants__c="organisations: null\namounts: [{year: 2022, applied: 4}]",
    )


def test_an_organisation_gets_what_is_known_to_be_its_own(two_organisations: Plan) -> None:
    agenda = compute_agenda(two_organisations, DAY, choose(two_organisations, {"org": ["ALFA"]}))
    assert to_decide(agenda) == [
        (1, "a", "För ALFA.", [], False),
        (2, None, None, ["a 2022"], False),
        (3, None, None, ["a 2023"], False),
    ]
    assert (agenda.proposed, agenda.awaited) == ((), ())
    # d concerns no process of ALFA's, but it is on the matter of c, which does
    assert assignments(agenda) == [("c", "Utred.", False, "d")]
    assert actions(agenda) == [("P.1", "ringa", False)]
    assert deadlines(agenda) == [(2022, "spend_by", "2022-12-31", False)]


def test_another_organisation_gets_the_rest(two_organisations: Plan) -> None:
    agenda = compute_agenda(two_organisations, DAY, choose(two_organisations, {"org": ["BETA"]}))
    assert to_decide(agenda) == [(1, None, None, ["b 2022"], False)]
    assert expected(agenda, "proposed") == [("b", ["För BETA."], False)]
    assert expected(agenda, "awaited") == [("e", ["Väntas."], False)]
    assert (assignments(agenda), actions(agenda)) == ([], [("P.2", "skriva", False)])


def test_one_process_can_be_asked_for(two_organisations: Plan) -> None:
    agenda = compute_agenda(two_organisations, DAY, Selection({"process": frozenset({"P.2"})}))
    assert [row.decision.id for row in (*agenda.proposed, *agenda.awaited)] == ["b", "e"]
    assert actions(agenda) == [("P.2", "skriva", False)]


def test_a_year_keeps_to_its_own_applications_and_deadlines(two_organisations: Plan) -> None:
    whole, chosen = (compute_agenda(two_organisations, DAY, None, year) for year in (None, 2023))
    assert to_decide(chosen) == [(1, "a", "För ALFA.", [], False), (2, None, None, ["a 2023"], False)]
    assert chosen.deadlines == ()
    assert (chosen.proposed, chosen.assignments, chosen.actions) == (
        whole.proposed,
        whole.assignments,
        whole.actions,
    )


def test_the_bodies_that_decide_by_consensus_are_named_by_their_full_names() -> None:
    header = "bodies: {a: {kind: consensus}, b: {kind: officials}, c: {kind: consensus, name: Rådet}}"
    assert compute_agenda(plan_of(header), DAY).bodies == ("a", "Rådet")


def test_without_a_body_of_consensus_there_are_only_applications_to_decide() -> None:
    plan = plan_of(
        "bodies: {nämnden: {kind: political}}",
        decisions__a="body: nämnden\nday: 2022-09-01\npoints: [{text: Anta., status: föreslaget}]",
        decisions__b="body: gruppen\nday: 2022-09-02\npoints: [{text: Okänt organ., status: föreslaget}]",
        grants__g="amounts: [{year: 2022, applied: 1}]",
    )
    agenda = compute_agenda(plan, DAY)
    assert agenda.bodies == ()
    assert to_decide(agenda) == [(1, None, None, ["g 2022"], False)]
    assert [row.decision.id for row in agenda.proposed] == ["a", "b"]


# What another body has before it, what was sent back, and what has been replaced.

CARRYING = "[{text: Bevilja., status: föreslaget, carries: [g]}]"


def test_an_application_that_waits_for_another_body_stands_there_and_not_alone() -> None:
    plan = plan_of(
        decisions__a=f"body: nämnden\nday: 2022-09-01\npoints: {CARRYING}",
        decisions__b="body: nämnden\nday: 2022-10-01\npoints: [{text: Pröva., status: väntat}]",
        grants__g="amounts: [{year: 2022, applied: 1}]",
        grants__h="amounts: [{year: 2022, applied: 2, decision: b}]",
    )
    agenda = compute_agenda(plan, DAY)
    assert agenda.to_decide == ()
    assert [[found.id for found in row.applications] for row in agenda.proposed] == [["g"]]
    assert [[found.id for found in row.applications] for row in agenda.awaited] == [["h"]]


def test_what_was_sent_back_is_awaited_and_its_application_still_open() -> None:
    plan = plan_of(
        decisions__a="body: gruppen\nday: 2022-06-01\npoints: [{text: Bevilja., status: återremitterat}]",
        grants__g="amounts: [{year: 2022, applied: 1, decision: a}]",
    )
    (row,) = compute_agenda(plan, DAY).awaited
    assert (row.decision.id, row.state, [found.id for found in row.applications]) == (
        "a", "återremitterat", ["g"],
    )  # fmt: skip


def test_a_decided_point_ends_an_application_that_does_not_name_the_decision() -> None:
    points = "[{text: Ja., status: beslutat, carries: [g]}, {text: Sedan., status: föreslaget, carries: [h]}]"
    plan = plan_of(
        decisions__a=f"body: gruppen\nday: 2022-06-01\npoints: {points}",
        grants__g="amounts: [{year: 2022, applied: 1}]",
        grants__h="amounts: [{year: 2022, applied: 2, granted: 2, decision: a}]",
    )
    assert open_applications(plan, DAY) == ["h 2022"]
    assert open_applications(plan, date(2022, 5, 1)) == ["h 2022", "g 2022"]


def test_a_decision_on_one_year_of_a_grant_leaves_the_other_years_application() -> None:
    plan = plan_of(
        decisions__a="body: gruppen\nday: 2021-06-01\npoints: [{text: Ja., status: beslutat, carries: [g]}]",
        grants__g="amounts: [{year: 2021, applied: 1, granted: 1, decision: a}, {year: 2022, applied: 2}]",
    )
    assert open_applications(plan, DAY) == ["g 2022"]


def test_an_application_that_names_a_decision_of_several_points_stands_under_the_first_open_one() -> None:
    points = "[{text: A., status: beslutat}, {text: B., status: föreslaget}, {text: C., status: föreslaget}]"
    plan = plan_of(
        decisions__a=f"body: gruppen\nday: 2022-09-01\npoints: {points}",
        grants__g="amounts: [{year: 2022, applied: 1, decision: a}]",
    )
    assert to_decide(compute_agenda(plan, DAY)) == [
        (1, "a", "B.", ["g 2022"], False),
        (2, "a", "C.", [], False),
    ]


def test_what_has_been_replaced_is_neither_to_be_decided_nor_late() -> None:
    plan = plan_of(
        decisions__gammalt="""
            body: gruppen
            kind: uppdrag
            day: 2022-03-01
            replaced_by: nytt
            points: [{text: Utred., status: beslutat, due: 2022-04-01}, {text: Köp., status: föreslaget}]
        """,
        decisions__nytt="body: gruppen\nday: 2022-05-01\npoints: [{text: Avstå., status: beslutat}]",
    )
    assert compute_agenda(plan, DAY).late == 0
    assert compute_agenda(plan, date(2022, 4, 15)).late == 2


def test_a_proposed_decision_of_a_later_day_gives_no_assignment_yet() -> None:
    points = "[{text: Utred., status: beslutat, due: 2022-12}, {text: Köp., status: föreslaget}]"
    plan = plan_of(decisions__a=f"body: gruppen\nday: 2022-09-01\npoints: {points}")
    assert compute_agenda(plan, DAY).assignments == ()


def test_an_action_of_which_nobody_knows_if_it_is_done_is_not_late() -> None:
    agreed = "[{what: fråga, due: 2022-05-01, done: null}, {what: svara, due: 2022-05-01}]"
    plan = plan_of(processes__P_1=f"meetings: [{{day: 2022-04-01, agreed: {agreed}}}]")
    assert actions(compute_agenda(plan, DAY)) == [("P.1", "fråga", False), ("P.1", "svara", True)]


def test_nobody_is_told_to_have_applied_for_years_far_ahead_and_a_year_that_is_over_is_late() -> None:
    plan = plan_of(
        grants__g="amounts: [{year: 2021, applied: 1}, {year: 2023, applied: 2}, {year: 2024, applied: 3}]"
    )
    assert to_decide(compute_agenda(plan, DAY)) == [
        (1, None, None, ["g 2021"], True),
        (2, None, None, ["g 2023"], False),
    ]


def test_a_decision_belongs_to_the_organisations_of_the_grants_that_it_carries() -> None:
    plan = plan_of(
        decisions__a=f"body: gruppen\nday: 2022-09-01\npoints: {CARRYING}",
        grants__g="organisations: [BETA]\namounts: [{year: 2022, applied: 1}]",
    )
    org = Selection({"org": frozenset({"BETA"})})
    assert to_decide(compute_agenda(plan, DAY, org)) == [(1, "a", "Bevilja.", ["g 2022"], False)]
    assert compute_agenda(plan, DAY, Selection({"org": frozenset({"ALFA"})})).to_decide == ()


def test_what_may_belong_to_the_selection_is_counted() -> None:
    plan = plan_of(
        decisions__a="body: gruppen\nconcerns: [P.1]\npoints: [{text: Ja., status: föreslaget}]",
        processes__P_1="organisations: null",
        grants__g="organisations: null\namounts: [{year: 2022, applied: 1}]",
    )
    assert compute_agenda(plan, DAY, Selection({"org": frozenset({"BETA"})})).undecided == 3


def test_an_empty_plan_has_nothing_on_its_agenda() -> None:
    empty = ((),) * 9
    agenda = compute_agenda(plan_of("name: Tom"), DAY)
    assert agenda == Agenda(DAY, *empty, undecided=0)
    assert agenda.late == 0


# A whole invented plan: every value is worked out by hand at the top of its plan.yaml.

MEETING = date(2024, 5, 15)


@pytest.fixture(scope="module")
def meeting_plan() -> Plan:
    loading = load_plan(ROOT / "tests/cases/good/motesplan")
    assert loading.problems == ()
    return loading.plan


def test_the_meeting_plan_has_four_things_to_decide(meeting_plan: Plan) -> None:
    agenda = compute_agenda(meeting_plan, MEETING)
    assert agenda.bodies == ("Styrgruppen för God vardag",)
    assert to_decide(agenda) == [
        (1, "styrgruppen-2024-04", "Låta styrgruppen träffas varannan månad.", [], True),
        (
            2,
            "styrgruppen-2024-05-23",
            "Bevilja 200 000 kronor till värdar på träffpunkterna.",
            ["2024-motesvardar 2024"],
            False,
        ),
        (3, "styrgruppen-2024-05-23", "Låta process H.10 börja igen den 1 september 2024.", [], False),
        (4, None, None, ["2024-broddar 2024"], False),
    ]


def test_the_meeting_plan_waits_for_others(meeting_plan: Plan) -> None:
    agenda = compute_agenda(meeting_plan, MEETING)
    assert [(row.decision.id, row.passed) for row in agenda.proposed] == [
        ("omsorgsnamnden-2024-06-11", False)
    ]
    assert [(row.decision.id, row.passed) for row in agenda.awaited] == [
        ("beredningsgruppen-2024-03", True),
        ("omsorgsnamnden-hosten-2024", False),
    ]


def test_the_meeting_plan_has_three_assignments_and_three_open_actions(meeting_plan: Plan) -> None:
    agenda = compute_agenda(meeting_plan, MEETING)
    assert [(id_, late, after) for id_, _, late, after in assignments(agenda)] == [
        ("omsorgsnamnden-2023-03-14-21", True, "omsorgsnamnden-2024-01-23-4"),
        ("omsorgsnamnden-2023-05-09-34", False, None),
        ("styrgruppen-2024-02-08", False, None),
    ]
    assert actions(agenda) == [
        ("H.2", "skriva ett förslag till tidsgräns", True),
        ("M.3", "skriva en inbjudan på lätt svenska", False),
        ("M.3", "fråga föreningarna om lokaler", False),
    ]
    assert deadlines(agenda) == [
        (2023, "spend_by", "2023-12-31", True),
        (2023, "report_by", "2024-03-31", True),
        (2024, "spend_by", "2024-12-31", False),
        (2024, "report_by", "2025-03-31", False),
        (2025, "spend_by", "2025-12-31", False),
    ]
    assert agenda.late == 4


def test_the_day_before_the_first_decision_of_2024_its_applications_were_open(meeting_plan: Plan) -> None:
    assert open_applications(meeting_plan, date(2024, 2, 7)) == [
        "2024-motesvardar 2024",
        "2023-fikabussen 2024",
        "2024-broddar 2024",
        "2025-vilbankar 2025",
    ]


def test_three_weeks_on_more_is_late_and_more_is_known(meeting_plan: Plan) -> None:
    agenda = compute_agenda(meeting_plan, date(2024, 6, 5))
    assert [choice.passed for choice in agenda.to_decide] == [True, True, True, False]
    assert [(id_, late, after) for id_, _, late, after in assignments(agenda)][2:] == [
        ("styrgruppen-2024-02-08", True, "beredningsgruppen-2024-06-01"),
    ]
    assert actions(agenda)[1] == ("H.2", "pröva tidsgränsen på en avdelning", False)
    # three points, an awaited decision, two assignments and one action
    assert agenda.late == 7


# The results that stand beside the agenda in a document.


def test_completed_processes_are_told_by_the_way_they_were_with_the_unknown_last() -> None:
    header = HEADER.replace("outcomes:", "outcomes:\n  vardag: {}") + "\n"
    plan = plan_of(
        header,
        processes__A_10="history: [{status: klar, since: 2022-01-01, outcome: överlämnad}]",
        processes__A_9="history: [{status: klar, since: 2022-01-01, outcome: överlämnad}]",
        processes__A_1="history: [{status: klar, since: 2022-01-01, outcome: null}]",
        processes__A_2="history: [{status: klar, since: 2022-01-01, outcome: något annat}]",
        processes__A_3="history: [{status: igång, since: 2022-01-01, outcome: överlämnad}]",
        processes__A_4="history: [{status: klar, since: 2022-06-16, outcome: överlämnad}]",
    )
    assert compute_status(plan, DAY).by_outcome == (
        OutcomeCount("vardag", None, ()),
        OutcomeCount("överlämnad", "Överlämnad till linjen", ("A.9", "A.10")),
        OutcomeCount("något annat", None, ("A.2",)),
        OutcomeCount(None, None, ("A.1",)),
    )


def test_no_row_tells_of_unknown_ways_where_every_way_is_known() -> None:
    assert compute_status(plan_of(), DAY).by_outcome == (
        OutcomeCount("överlämnad", "Överlämnad till linjen", ()),
    )


def test_all_but_the_completed_and_the_cancelled_are_unfinished() -> None:
    header = HEADER.replace("statuses:", "statuses:\n  nedlagd: {kind: cancelled}\n  tänkt: {kind: planned}")
    plan = plan_of(
        header,
        **{
            f"processes__A_{number}": f"history: [{{status: {word}, since: 2022-01-01}}]"
            for number, word in enumerate(["klar", "igång", "stödd", "vilar", "nedlagd", "tänkt", "okej"])
        },
        processes__A_10="history: null",
    )
    found = compute_status(plan, DAY).unfinished
    assert [(row.id, row.kind) for row in found] == [
        ("A.1", "active"),
        ("A.2", "continuing"),
        ("A.3", "paused"),
        ("A.5", "planned"),
        ("A.6", "unknown"),
        ("A.10", "unknown"),
    ]


def test_the_meeting_plan_has_three_completed_and_four_unfinished_processes(meeting_plan: Plan) -> None:
    status = compute_status(meeting_plan, MEETING)
    assert [(row.status, row.ids) for row in status.by_status] == [
        ("färdig", ("H.1", "M.1", "M.2")),
        ("pågår", ("H.2", "M.3")),
        ("vilar", ("H.10",)),
        ("står på tur", ("M.11",)),
    ]
    assert [(row.outcome, row.ids) for row in status.by_outcome] == [
        ("vardag", ("H.1",)),
        ("föreningar", ("M.1",)),
        (None, ("M.2",)),
    ]
    assert [row.id for row in status.unfinished] == ["H.2", "H.10", "M.3", "M.11"]
    obstacles = {row.id: row.obstacles for row in status.unfinished}
    assert [len(obstacles["H.2"] or ()), obstacles["M.3"], obstacles["H.10"], obstacles["M.11"]] == [
        2,
        (),
        None,
        None,
    ]


@pytest.fixture
def coming_and_going() -> Plan:
    return plan_of(
        decisions__a="matter: ett\nday: 2022-01-01\npoints: [{text: x, status: beslutat}]",
        decisions__b="matter: två\nday: 2022-02-01\npoints: [{text: x, status: beslutat}]",
        decisions__c="matter: null\nday: 2022-01-15\npoints: [{text: x, status: beslutat}]",
        decisions__d="matter: ett\nday: 2022-06-16\npoints: [{text: x, status: beslutat}]",
        decisions__e="matter: ett\nday: 2022-06-17\npoints: [{text: x, status: föreslaget}]",
        decisions__f="matter: två\nday: hösten 2022\npoints: [{text: x, status: väntat}]",
        decisions__g="day: null\npoints: [{text: x, status: beslutat}]",
        decisions__h="matter: två\nday: 2022-06\npoints: [{text: x, status: beslutat}]",
        decisions__i="matter: tre\nday: 2022-06-18\npoints: [{text: x, status: återremitterat}]",
    )


def ids(decisions: Decisions) -> list[str]:
    return [row.id for row in decisions.rows]


def test_with_what_is_coming_the_decided_of_later_days_are_still_left_out(coming_and_going: Plan) -> None:
    found = compute_decisions(coming_and_going, DAY, coming=True)
    assert ids(found) == ["a", "c", "b", "e", "h", "f", "g"]
    assert found.undecided == ()


def test_without_what_is_coming_only_what_has_certainly_come_is_told(coming_and_going: Plan) -> None:
    found = compute_decisions(coming_and_going, DAY)
    assert ids(found) == ["a", "c", "b"]
    assert found.undecided == ("g", "h")


def test_without_a_day_asked_for_all_decisions_are_told_whatever_is_coming(coming_and_going: Plan) -> None:
    whole = compute_decisions(coming_and_going)
    assert sorted(ids(whole)) == [*"abcdefghi"]
    assert compute_decisions(coming_and_going, coming=True) == whole


def test_matters_stand_by_their_first_decision_and_the_unknown_last(coming_and_going: Plan) -> None:
    found = compute_decisions(coming_and_going, DAY, coming=True).matters
    assert [(matter.name, [row.id for row in matter.rows]) for matter in found] == [
        ("ett", ["a", "e"]),
        ("två", ["b", "h", "f"]),
        (None, ["c", "g"]),
    ]


def test_no_matter_is_unknown_where_all_are_known() -> None:
    known = compute_decisions(plan_of(decisions__a="matter: ett\nday: 2022"))
    assert known.matters == (Matter("ett", known.rows),)
    assert compute_decisions(plan_of()).matters == ()


def test_the_meeting_plan_has_thirteen_decisions_in_ten_matters(meeting_plan: Plan) -> None:
    found = compute_decisions(meeting_plan, MEETING, coming=True)
    assert len(found.rows) == 13
    assert "beredningsgruppen-2024-06-01" not in ids(found)
    assert [(matter.name, len(matter.rows)) for matter in found.matters] == [
        ("handlingsplanen", 1),
        ("medel 2023", 1),
        ("hemgång", 3),
        ("fallrisker", 1),
        ("larm", 1),
        ("medel 2024", 2),
        ("lokaler", 1),
        ("arbetsformer", 1),
        ("träffpunkter", 1),
        (None, 1),
    ]
    certain = compute_decisions(meeting_plan, MEETING)
    assert (len(certain.rows), certain.undecided) == (9, ("omsorgsnamnden-oppettider",))


LATER = {
    "grants__a": "years: [2022]\namounts: [{year: 2022, granted: 1}]",
    "grants__b": "years: [2022, 2023]\namounts: [{year: 2022, granted: 1}]",
    "grants__c": "years: [2023]\norganisations: [ALFA]",
    "grants__d": "amounts: [{year: 2024, granted: 1}]\norganisations: [BETA]",
    "grants__e": "title: Utan år",
}


def test_grants_of_later_years_only_are_told_apart() -> None:
    plan = plan_of(**LATER)
    assert compute_grants(plan, DAY).later == ("c", "d")
    assert compute_grants(plan, date(2023, 1, 1)).later == ("d",)
    assert compute_grants(plan, DAY, choose(plan, {"org": ["ALFA"]})).later == ("c",)
    assert compute_grants(plan).later == ()


DRAWN = "kind: requisition\nyear: 2022\nday: 2022-01-20\namounts: [{requisitioned: 500}]"


def unallocated(grants: Grants, year: int = 2022) -> Amount | None:
    return next(row.unallocated for row in grants.years if row.year == year)


def amount(value: int, low: int | None = None, high: int | None = None) -> Amount:
    """Return an amount, exact where no bounds are given."""
    bounds = (value if low is None else low, value if high is None else high)
    return Amount(Decimal(value), *map(Decimal, bounds))


@pytest.mark.parametrize(
    ("drawn", "granted", "left"),
    [
        ("{requisitioned: 500}", ["300"], amount(200)),
        ("{requisitioned: 500}", ["300", "150"], amount(50)),
        ("{requisitioned: 200}, {requisitioned: 300}", ["300"], amount(200)),
        ("{requisitioned: 500}", ["500"], amount(0)),
        ("{requisitioned: 500}", ["600"], amount(-100)),  # more was granted than was drawn
        ("{requisitioned: 500}", [], amount(500)),
        ("{requisitioned: 0}", ["0"], amount(0)),
        ("{requisitioned: ca 500}", ["300"], amount(200, 150, 250)),
        ("{requisitioned: ca 500}", ["ca 310"], amount(190, 135, 245)),
        ("{requisitioned: 500}, {requisitioned: null}", ["300"], None),
        ("{requisitioned: 500}", ["300", "null"], None),
        ("{requisitioned: null}", ["300"], None),
    ],
)
def test_what_is_unallocated_is_what_was_drawn_and_not_granted(
    drawn: str, granted: list[str], left: Amount | None
) -> None:
    grants = {
        f"grants__g_{number}": f"amounts: [{{year: 2022, granted: {sum_}}}]"
        for number, sum_ in enumerate(granted)
    }
    plan = plan_of(grants__r=f"kind: requisition\nyear: 2022\namounts: [{drawn}]", **grants)
    assert unallocated(compute_grants(plan)) == left


@pytest.mark.parametrize("told", ["{grants_complete: nej}", "{grants_complete: null}", "{}"])
def test_nothing_is_unallocated_for_certain_while_grants_may_be_missing(told: str) -> None:
    header = HEADER.replace("{grants_complete: ja}", told)
    plan = plan_of(header, grants__r=DRAWN, grants__g="amounts: [{year: 2022, granted: 300}]")
    assert unallocated(compute_grants(plan)) is None


def test_where_nothing_is_known_to_be_drawn_nothing_is_known_to_be_unallocated() -> None:
    assert unallocated(compute_grants(plan_of(grants__g="amounts: [{year: 2022, granted: 300}]"))) is None


def test_what_is_unallocated_is_told_of_the_whole_plan_and_never_of_a_part() -> None:
    plan = plan_of(
        grants__r=DRAWN,
        grants__a="years: [2022]\norganisations: [ALFA]\namounts: [{year: 2022, granted: 300}]",
        grants__b="years: [2022]\norganisations: [BETA]\namounts: [{year: 2022, granted: 50}]",
    )
    assert unallocated(compute_grants(plan, None, choose(plan, {"year": ["2022"]}))) == amount(150)
    assert unallocated(compute_grants(plan, None, choose(plan, {"org": ["ALFA"]}))) is None


def test_before_the_decision_all_that_was_drawn_is_unallocated_and_before_that_nothing_is_known() -> None:
    plan = plan_of(
        grants__r=DRAWN,
        decisions__d="body: gruppen\nday: 2022-02-10",
        grants__g="amounts: [{year: 2022, granted: 300, decision: d}]",
    )
    assert unallocated(compute_grants(plan, date(2022, 1, 19))) is None
    assert unallocated(compute_grants(plan, date(2022, 2, 9))) == amount(500)
    assert unallocated(compute_grants(plan, date(2022, 2, 10))) == amount(200)


def test_the_meeting_plans_money_is_as_worked_out_by_hand(meeting_plan: Plan) -> None:
    grants = compute_grants(meeting_plan, MEETING)
    assert grants.later == ("2025-vilbankar",)
    assert grants.several_years == ("2023-fikabussen",)
    assert [row.year for row in grants.years] == [2023, 2024]
    first, second = ({"requisitioned": row.requisitioned, **row.sums.steps} for row in grants.years)
    in_thousands = {
        step: (total.sum and total.sum / 1000, total.known, total.of) for step, total in first.items()
    }
    assert in_thousands == {
        "requisitioned": (800, 2, 2),
        "applied": (1210, 5, 5),
        "proposed": (730, 5, 5),
        "granted": (720, 5, 5),
        "spent": (630, 5, 5),
        "repaid": (35, 5, 5),
        "carried": (30, 1, 1),
        "left": (25, 5, 5),
    }
    assert (first["spent"].low, first["spent"].high) == (629_500, 630_500)
    assert (first["left"].low, first["left"].high) == (24_500, 25_500)
    in_thousands = {
        step: (total.sum and total.sum / 1000, total.known, total.of) for step, total in second.items()
    }
    assert in_thousands == {
        "requisitioned": (900, 1, 1),
        "applied": (510, 4, 5),
        "proposed": (410, 3, 5),
        "granted": (140, 1, 3),
        "spent": (None, 0, 3),
        "repaid": (None, 0, 1),
        "carried": (None, 0, 0),
        "left": (None, 0, 3),
    }
    assert unallocated(grants, 2023) == amount(80_000)
    assert unallocated(grants, 2024) is None


def test_the_meeting_plans_shared_money_is_halved(meeting_plan: Plan) -> None:
    (year,) = [row for row in compute_grants(meeting_plan, by="organisation").years if row.year == 2023]
    found = [(group.keys, group.sums["granted"].sum, group.sums["repaid"].sum) for group in year.groups]
    assert found == [
        (("OMSORG",), Decimal(325_000), Decimal(27_500)),
        (("KULTUR",), Decimal(350_000), Decimal(0)),
        (("BYGG",), Decimal(45_000), Decimal(7_500)),
    ]


# The abbreviations that a document explains: those that it has told.

SHORT = [("K8", "Åtta kommuner"), ("SIP", "Samordnad plan"), ("Bostad först", "Egen bostad"), ("S", "Skola")]


@pytest.mark.parametrize(
    ("told", "used"),
    [
        pytest.param([], [], id="nothing told"),
        pytest.param(["Möte med K8."], ["K8"], id="before a stop"),
        pytest.param(["K8:s möte"], ["K8"], id="with an ending after a colon"),
        pytest.param(["(SIP)", "K8"], ["K8", "SIP"], id="in the order that they are declared"),
        pytest.param(["K80 och SIPP"], [], id="inside other words"),
        pytest.param(["K8-möte", "anti-SIP"], [], id="inside words with a hyphen"),
        pytest.param(["k8 sip"], [], id="in small letters it is another word"),
        pytest.param(["om Bostad först."], ["Bostad först"], id="of two words"),
        pytest.param(["Bostad", "först"], [], id="two words told apart"),
        pytest.param(["\\(SIP\\)"], ["SIP"], id="escaped for Markdown"),
        pytest.param(["| K8 | SIP |"], ["K8", "SIP"], id="in a table"),
        pytest.param(["Skolan"], [], id="the beginning of a word"),
    ],
)
def test_only_the_abbreviations_that_a_document_has_told_are_explained(
    told: list[str], used: list[str]
) -> None:
    notes = Notes()
    assert [notes.heard(text) for text in told] == told
    assert [short for short, _ in notes.used(SHORT)] == used


def test_a_new_document_has_told_nothing_yet() -> None:
    notes = Notes()
    notes.heard("K8")
    notes.begin({})
    assert notes.used(SHORT) == []

"""Deadlines that have passed or are near with nothing written, and processes at rest."""

from datetime import date

import pytest

from handlingsplan.compute.check import RULES
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.model.labels import shown
from handlingsplan.store.load import Loading, build_plan
from tests.plans import HEADER, Found, load, placed, ruled, said

TODAY = date(2023, 6, 15)
NOW = Horizon(TODAY)
WORDS = HEADER.replace("statuses:\n", "statuses:\n  väntar: {kind: planned}\n  nedlagd: {kind: cancelled}\n")
LATE = {"HP271", "HP272", "HP273", "HP274", "HP275", "HP276"}
CODES = {*LATE, "HP277", "HP278"}


def told(header: str = WORDS, **files: str) -> Found:
    """Return code, file and line of what the rules of deadlines find."""
    return found_in(load(header, **files), NOW)


def found_in(loading: Loading, horizon: Horizon | None) -> Found:
    return placed(ruled(CODES, loading, horizon))


def messages(header: str = WORDS, **files: str) -> list[tuple[str, str | None]]:
    return messages_in(load(header, **files), NOW)


def messages_in(loading: Loading, horizon: Horizon) -> list[tuple[str, str | None]]:
    return said(ruled(CODES, loading, horizon))


def years(rules: str, period: str = "{from: 2021, to: 2023-12-31}") -> str:
    """Return a plan.yaml with rules for 2022 on its line 4."""
    return f"name: A\nperiod: {period}\nyears:\n  2022: {{{rules}}}\norganisations: {{ALFA: {{name: Alfa}}}}"


def process(more: str, status: str = "igång, since: 2022") -> str:
    """Return a process with its history on line 2 and more from line 3 on."""
    return f"history: [{{status: {status}}}]\n{more}"


# When a deadline has passed, is near, or is neither: every kind of deadline alike.

DEADLINES = {
    "HP271": ("plan.yaml", "report_by: DAY"),
    "HP273": ("processes", process("planned:\n  - {to: DAY}")),
    "HP274": ("processes", process("activities:\n  - {what: Kurser, due: DAY}")),
    "HP275": ("decisions", "title: A\npoints:\n  - {text: Bygg, status: beslutat, due: DAY}"),
    "HP276": ("processes", process("meetings:\n  - agreed: [{what: Ring, due: DAY}]")),
}
"""For each code something that is to be done by DAY, on line 4."""

OF_BODY = ("meetings", "title: A\nagreed:\n  - {what: Ring, due: DAY}")
SPENT = {"grants__G": "amounts: [{year: 2022, left: 5 000}]"}

ALL = [*DEADLINES.items(), ("HP276", OF_BODY), ("HP272", ("plan.yaml", "spend_by: DAY"))]


def found_on(day: str, kind: str, text: str, horizon: Horizon | None = NOW) -> Found:
    body = text.replace("DAY", day)
    if kind == "plan.yaml":
        return found_in(load(years(body), **SPENT), horizon)
    return found_in(load(WORDS, **{f"{kind}__X": body}), horizon)


def file_of(kind: str) -> str:
    return kind if kind == "plan.yaml" else f"{kind}/X.yaml"


@pytest.mark.parametrize(("code", "deadline"), ALL)
@pytest.mark.parametrize(
    ("day", "fires"),
    [
        ("2023-06-14", "late"),
        ("2023-05", "late"),
        ("våren 2022", "late"),
        ("senast 2023-06-14", "late"),
        ("2023-06-15", "near"),
        ("2023-06", "near"),
        ("2023-07-15", "near"),
        ("senast 2023-07-15", "near"),
        ("2023-07-16", ""),
        ("2023", ""),
        ("tidigast 2022", ""),
        ("null", ""),
    ],
)
def test_a_deadline_is_late_when_it_has_surely_passed_and_near_within_thirty_days(
    code: str, deadline: tuple[str, str], day: str, fires: str
) -> None:
    kind, text = deadline
    expected = {"late": [(code, file_of(kind), 4)], "near": [("HP277", file_of(kind), 4)], "": []}
    assert found_on(day, kind, text) == expected[fires]


@pytest.mark.parametrize(("code", "deadline"), ALL)
def test_how_far_ahead_is_near_is_for_the_asker_to_say(code: str, deadline: tuple[str, str]) -> None:
    assert found_on("2023-06-20", *deadline, Horizon(TODAY, within=4)) == []
    assert [code for code, _, _ in found_on("2023-06-20", *deadline, Horizon(TODAY, within=5))] == ["HP277"]
    assert [code for code, _, _ in found_on("2023-06-15", *deadline, Horizon(TODAY, within=0))] == ["HP277"]


@pytest.mark.parametrize(("code", "deadline"), ALL)
def test_without_a_day_nothing_is_late_or_near(code: str, deadline: tuple[str, str]) -> None:
    assert found_on("2022", *deadline, horizon=None) == []


@pytest.mark.parametrize(
    ("period", "fires"),
    [
        ("{from: 2021, to: 2023-06-15}", True),
        ("{from: 2021, to: 2023}", True),
        ("{from: 2021, to: tidigast 2023}", True),
        ("{from: 2021, to: null}", True),
        ("null", True),
        ("{from: 2021, to: 2023-06-14}", False),
        ("{from: 2021, to: 2022}", False),
    ],
)
def test_deadlines_are_told_of_only_while_the_plan_may_run(period: str, fires: bool) -> None:
    header = WORDS.replace("{from: 2021, to: 2023-12-31}", period)
    for code, (kind, text) in DEADLINES.items():
        for day, expected in (("2023-06-14", code), ("2023-06-16", "HP277")):
            if kind == "plan.yaml":
                found = told(years(text.replace("DAY", day), period))
            else:
                found = told(header, **{f"{kind}__X": text.replace("DAY", day)})
            assert [code for code, _, _ in found] == ([expected] if fires else [])


def test_where_the_plans_period_could_not_be_read_it_is_not_known_that_it_runs() -> None:
    text = "id: X\npoints: [{text: Bygg, status: beslutat, due: 2022}]"
    paths = ["data/plan.yaml", "data/decisions/X.yaml"]
    for header, count in (("name: A\nperiod: 2021-2022", 0), ("name: A", 1)):
        plan = build_plan(zip(paths, (header, text), strict=True)).plan
        assert sum(1 for rule in RULES if rule.code in LATE for _ in rule.problems(plan, NOW)) == count


# HP271 and HP272: the money of a year.


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ("report_by: 2023-03-31", ["HP271"]),
        ("report_by: 2023-03-31, reported: 2023-03-01", []),
        ("report_by: 2023-03-31, reported: 2023-05-01", []),
        ("report_by: 2023-03-31, reported: null", []),
        ("report_by: null", []),
        ("carry_over: ja", []),
        ("report_by: 2023-06-30, reported: 2023-03-01", []),
        ("report_by: 2023-06-30, reported: null", []),
        ("spend_by: 2023-06-30, reported: null", []),
        ("spend_by: 2023-06-30, reported: 2023-03-01", []),
        ("spend_by: 2023-06-30", ["HP277"]),
        ("spend_by: 2023-05-31", []),
    ],
)
def test_the_money_of_a_year_is_to_be_reported_back(rules: str, found: list[str]) -> None:
    assert [code for code, _, _ in told(years(rules))] == found


@pytest.mark.parametrize(
    ("grants", "fires"),
    [
        (["{year: 2022, left: 5 000}"], True),
        (["{year: 2022, left: ca 5 000}"], True),
        (["{year: 2022, left: 0}"], False),
        (["{year: 2022, left: högst 5 000}"], False),
        (["{year: 2022, left: null}"], False),
        (["{year: 2022, spent: 5 000}"], False),
        (["{year: 2021, left: 5 000}"], False),
        (["{year: 2022, left: 0}", "{year: 2022, left: 1}"], True),
    ],
)
def test_money_left_of_a_year_is_told_once_when_it_was_to_be_spent(grants: list[str], fires: bool) -> None:
    files = {f"grants__G{number}": f"amounts: [{amounts}]" for number, amounts in enumerate(grants)}
    assert told(years("spend_by: 2022-12-31"), **files) == ([("HP272", "plan.yaml", 4)] if fires else [])


def test_a_grant_whose_amounts_are_unknown_or_left_out_has_nothing_left() -> None:
    files = {"grants__A": "amounts: null", "grants__B": "title: Coach"}
    assert told(years("spend_by: 2022-12-31"), **files) == []


def test_money_left_is_told_of_a_year_that_is_reported_too() -> None:
    assert [code for code, _, _ in told(years("spend_by: 2022-12-31, reported: 2023-02-01"), **SPENT)] == [
        "HP272"
    ]


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (["5 000"], "en insats har 5 000 kvar"),
        (["ca 0,1 mnkr"], "en insats har ca 0,1 mnkr kvar"),
        (["1 mnkr", "66 666,50"], "2 insatser har tillsammans 1 066 666,50 kvar"),
        (["7,6 mnkr", "400"], "2 insatser har tillsammans 7 600 400 kvar"),
        (["ca 600", "400", "minst 5"], "3 insatser har tillsammans minst 955 kvar"),
        (["minst 5", "400"], "2 insatser har tillsammans minst 405 kvar"),
    ],
)
def test_money_left_is_told_with_how_many_grants_and_how_much(left: list[str], words: str) -> None:
    files = {
        f"grants__G{number}": f"amounts: [{{year: 2022, left: '{it}'}}]" for number, it in enumerate(left)
    }
    assert messages(years("spend_by: 2022-12-31"), **files) == [
        (
            f"spend_by (förbrukas senast): 2022-12-31 har passerat, men {words}",
            "skriv i insatserna vad som är spent (förbrukat), repaid (återbetalat) och carried (överfört)",
        )
    ]


# HP273: a timetable that is over.


@pytest.mark.parametrize(
    ("status", "fires"),
    [
        ("igång, since: 2022", True),
        ("väntar, since: 2022", True),
        ("vilar, since: 2022", True),
        ("klar, since: 2022", False),
        ("nedlagd, since: 2022", False),
        ("stödd, since: 2022", False),
        ("annat ord, since: 2022", False),
        ("igång, since: 2023", False),
        ("igång, since: 2024", False),
    ],
)
def test_a_timetable_that_is_over_is_told_while_the_process_is_not(status: str, fires: bool) -> None:
    files = {"processes__X": process("planned:\n  - {to: 2023-05}", status)}
    assert told(**files) == ([("HP273", "processes/X.yaml", 4)] if fires else [])


@pytest.mark.parametrize(
    ("planned", "lines"),
    [
        (["to: 2022-10", "to: 2023-05"], [5]),
        (["to: 2022-10", "to: 2024"], []),
        (["to: 2022-10", "to: null"], []),
        (["to: 2022-10", "priority: hög"], []),
        (["to: 2024", "to: 2022-10"], [5]),
    ],
)
def test_the_last_timetable_is_the_one_that_holds(planned: list[str], lines: list[int]) -> None:
    text = process("planned:\n" + "\n".join(f"  - {{{it}}}" for it in planned))
    assert [line for _, _, line in told(processes__X=text)] == lines


@pytest.mark.parametrize("planned", ["planned: null", "planned: []", ""])
def test_a_process_without_a_timetable_is_not_late(planned: str) -> None:
    assert told(processes__X=process(planned)) == []


def test_a_process_that_is_paused_is_told_with_that_word() -> None:
    text = process("planned: [{to: 2023-05}]\npauses: [{from: 2023-01}]")
    hint = "skriv processens läge nu, eller den nya tidsplanen sist under planned"
    assert messages(processes__X=text) == [
        ("to (till): 2023-05 slutade tidsplanen, men processen har läget 'vilar'", hint)
    ]
    assert messages(processes__X=text.replace("2023-05", "2023-07-01")) == [
        (
            "to (till): 2023-07-01 slutar tidsplanen, men processen har läget 'vilar'",
            "när det är gjort: skriv processens läge nu",
        )
    ]


# HP274: activities.


@pytest.mark.parametrize(
    ("activity", "fires"),
    [
        ("due: 2023-05", True),
        ("due: 2023-05, status: planerad", True),
        ("due: 2023-05, status: pågår, seen: 2023-04", True),
        ("due: 2023-05, status: genomförd", False),
        ("due: 2023-05, status: struken", False),
        ("due: 2023-05, status: null", False),
        ("due: 2023-05, done: 2023-06-01", False),
        ("due: 2023-05, done: null", False),
        ("due: null", False),
        ("status: planerad", False),
    ],
)
def test_an_activity_is_late_unless_it_is_over_or_unknown(activity: str, fires: bool) -> None:
    files = {"processes__X": process(f"activities:\n  - {{what: Kurser, {activity}}}")}
    assert told(**files) == ([("HP274", "processes/X.yaml", 4)] if fires else [])


@pytest.mark.parametrize(
    ("status", "late"),
    [
        ("igång, since: 2022", ["HP274", "HP276"]),
        ("stödd, since: 2022", ["HP274", "HP276"]),
        ("annat ord, since: 2022", ["HP274", "HP276"]),
        ("klar, since: 2022", ["HP276"]),
        ("klar, since: 2023", ["HP274", "HP276"]),
        ("nedlagd, since: 2022", []),
    ],
)
def test_nothing_is_late_in_a_cancelled_process_nor_an_activity_in_a_completed_one(
    status: str, late: list[str]
) -> None:
    more = "activities: [{what: A, due: 2023-05}]\nmeetings: [{agreed: [{what: A, due: 2023-05}]}]"
    assert [code for code, _, _ in told(processes__X=process(more, status))] == late


def test_a_process_without_a_history_may_be_late() -> None:
    assert told(processes__X="activities: [{what: A, due: 2023-05}]") == [("HP274", "processes/X.yaml", 2)]
    assert told(processes__X="activities: null") == []


def test_an_activity_is_told_with_what_it_is() -> None:
    text = process("activities: [{what: Kurser för alla, due: 2023-05}]")
    hint = "skriv done (gjort) med dagen, eller null om den är okänd"
    assert messages(processes__X=text) == [
        ("due (senast): 2023-05 har passerat och inget säger att det är gjort: 'Kurser för alla'", hint)
    ]
    assert messages(processes__X=text.replace("2023-05", "2023-07-01")) == [
        (
            "due (senast): 2023-07-01 ska det vara gjort: 'Kurser för alla'",
            "när det är gjort: skriv done (gjort) med dagen",
        )
    ]


# HP275: points of decisions.


@pytest.mark.parametrize(
    ("point", "more", "fires"),
    [
        ("status: beslutat, due: 2023-05", "", True),
        ("status: beslutat, due: 2023-05, outcome: Blev av.", "", False),
        ("status: beslutat, due: 2023-05, outcome: null", "", False),
        ("status: beslutat", "", False),
        ("status: föreslaget, due: 2023-05", "", False),
        ("status: avslaget, due: 2023-05", "", False),
        ("status: null, due: 2023-05", "", False),
        ("due: 2023-05", "", False),
        ("status: beslutat, due: 2023-05", "replaced_by: Ny", False),
        ("status: beslutat, due: 2023-05", "replaced_by: null", False),
    ],
)
def test_a_decided_point_is_late_unless_its_outcome_is_told_or_unknown(
    point: str, more: str, fires: bool
) -> None:
    files = {"decisions__X": f"points:\n  - {{text: Bygg, {point}}}\n{more}"}
    assert told(**files) == ([("HP275", "decisions/X.yaml", 3)] if fires else [])


def test_a_point_is_told_with_its_text() -> None:
    text = "points: [{text: Bygg en brygga, status: beslutat, due: 2023-05-31}]"
    hint = "skriv outcome (utfall) med vad det ledde till, eller null om det är okänt"
    assert messages(decisions__X=text) == [
        ("due (senast): 2023-05-31 har passerat och inget säger vad det ledde till: 'Bygg en brygga'", hint)
    ]
    assert messages(decisions__X=text.replace("05-31", "06-30")) == [
        (
            "due (senast): 2023-06-30 ska det vara klart: 'Bygg en brygga'",
            "när det är gjort: skriv outcome (utfall) med vad det ledde till",
        )
    ]


# HP276: what a meeting agreed.


@pytest.mark.parametrize(
    ("agreed", "fires"),
    [
        ("due: 2023-05", True),
        ("due: 2023-05, who: ALFA", True),
        ("due: 2023-05, done: 2023-06-01", False),
        ("due: 2023-05, done: null", False),
        ("due: null", False),
        ("who: ALFA", False),
    ],
)
def test_what_a_meeting_agreed_is_late_unless_it_is_done_or_unknown(agreed: str, fires: bool) -> None:
    action = f"agreed:\n      - {{what: Ring, {agreed}}}"
    files = {"processes__X": f"meetings:\n  - {action}", "meetings__Z": f"title: A\n{action}"}
    expected = [("HP276", "meetings/Z.yaml", 4), ("HP276", "processes/X.yaml", 4)]
    assert told(**files) == (expected if fires else [])


# HP271 to HP277 in words.


def test_the_deadlines_of_a_year_are_told_with_the_year() -> None:
    hint = "skriv reported (återrapporterat) med dagen, eller null om den är okänd"
    spend = "skriv i insatserna vad som är spent (förbrukat), repaid (återbetalat) och carried (överfört)"
    late, near = "report_by: 2023-03-31", "report_by: 2023-06-30, spend_by: 2023-06-15"
    assert messages(years(late)) == [
        (f"{shown('report_by')}: 2023-03-31 har passerat och inget säger att 2022 är återrapporterat", hint)
    ]
    assert messages(years(near)) == [
        (
            "report_by (återrapporteras senast): 2023-06-30 ska medlen för 2022 vara återrapporterade",
            "när det är gjort: skriv reported (återrapporterat) med dagen",
        ),
        (
            "spend_by (förbrukas senast): 2023-06-15 ska medlen för 2022 vara använda",
            f"när det är gjort: {spend}",
        ),
    ]


# HP278: processes at rest.


def rests(text: str, **files: str) -> bool:
    """Tell whether process X, and no other, is told to have rested for 90 days: since 2023-03-17."""
    return rested(load(WORDS, processes__X=text, **files), 90)


def rested(loading: Loading, days: int) -> bool:
    found = [it for it in found_in(loading, Horizon(TODAY, idle=days)) if it[0] == "HP278"]
    assert found in ([], [("HP278", "processes/X.yaml", 1)])
    return bool(found)


@pytest.mark.parametrize(
    "text",
    [
        "history: [{status: igång, since: DAY}]",
        "history: [{status: igång, seen: DAY}]",
        "pauses: [{from: DAY}]",
        "pauses: [{to: DAY}]",
        "meetings: [{day: DAY}]",
        "meetings: [{notes: {approved_by_all: DAY}}]",
        "meetings: [{agreed: [{what: a, done: DAY}]}]",
        "activities: [{what: a, seen: DAY}]",
        "activities: [{what: a, done: DAY}]",
        "desired_results: [{what: a, seen: DAY}]",
        "obstacles: [{what: a, since: DAY}]",
        "obstacles: [{what: a, lifted: DAY}]",
        "obstacles: [{what: a, removed: DAY}]",
        "indicators: [{name: a, values: [{day: DAY}]}]",
    ],
)
def test_a_process_rests_when_nothing_in_it_has_a_day_within_the_time(text: str) -> None:
    assert rests(text.replace("DAY", "2023-03-17"))
    assert not rests(text.replace("DAY", "2023-03-18"))
    assert rests(text.replace("DAY", "2023-06-16"))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("events", "day: DAY\nprocesses: [V, X]"),
        ("meetings", "day: DAY\nprocesses: [X]"),
        ("decisions", "day: DAY\nconcerns: [X]"),
        ("decisions", "day: DAY\npoints: [{text: a, carries: [X]}]"),
    ],
)
def test_what_is_about_a_process_counts_too(kind: str, text: str) -> None:
    def other(day: str, about: str = text) -> dict[str, str]:
        return {f"{kind}__O": about.replace("DAY", day), "processes__Z": "meetings: [{day: 2023-06}]"}

    assert rests("history: [{status: igång, since: 2022}]", **other("2023-03-17"))
    assert not rests("history: [{status: igång, since: 2022}]", **other("2023-03-18"))
    assert rests("history: [{status: igång, since: 2022}]", **other("2023-06-16"))
    assert rests("history: [{status: igång, since: 2022}]", **other("null"))
    assert rests("history: [{status: igång, since: 2022}]", **other("2023-03-18", text.replace("X]", "Z]")))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-02", True),
        ("2023-03", False),
        ("2022", True),
        ("2023", False),
        ("senast 2023-02", True),
        ("tidigast 2022", False),
        ("tidigast 2024", True),
    ],
)
def test_a_day_that_is_known_in_part_may_be_its_last(day: str, expected: bool) -> None:
    assert rests(f"meetings: [{{day: {day}}}, {{day: 2020}}]") is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("igång", True),
        ("väntar", True),
        ("vilar", True),
        ("stödd", True),
        ("klar", False),
        ("nedlagd", False),
    ],
)
def test_a_process_that_is_over_does_not_rest(status: str, expected: bool) -> None:
    assert rests(f"history: [{{status: {status}, since: 2022}}]") is expected


@pytest.mark.parametrize(
    "text",
    [
        "title: Samtal",
        "history: null",
        "planned: [{from: 2023-05, to: 2023-06}]",
        "activities: [{what: a, due: 2023-06-01}]",
        "meetings: [{agreed: [{what: a, due: 2023-06-01}]}]",
        "indicators: [{name: a, target_day: 2023-06-01}]",
    ],
)
def test_a_process_with_nothing_that_has_been_rests(text: str) -> None:
    assert rests(text)


def test_processes_at_rest_are_told_of_only_when_asked_for() -> None:
    assert told(processes__X="history: [{status: igång, since: 2021}]") == []
    loading = load(processes__X="history: [{status: igång, since: 2023-06-14}]")
    assert not rested(loading, 2)
    assert rested(loading, 1)


def test_a_process_at_rest_is_told_with_the_last_day_there_is() -> None:
    hint = "skriv det som har hänt, eller processens läge nu under history"
    text = "history: [{status: igång, since: 2022}]\nmeetings: [{day: 2021-05}, {day: 2022-03-01}]"
    loading = load(WORDS, processes__X=text, processes__Z="title: Samtal")
    assert messages_in(loading, Horizon(TODAY, idle=90)) == [
        ("'X': det senaste som har en dag är från 2022", hint),
        ("'Samtal': inget i processen har en dag", hint),
    ]

"""Days that cannot be: in the future though they are told of, or in the wrong order."""

from datetime import date

import pytest

from handlingsplan.compute.parts import parts_in
from handlingsplan.compute.rules.days import happened_in
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.store.load import Loading, load_plan
from tests.plans import HEADER, ROOT, Found, load, placed, plan_of, ruled, said
from tests.test_house import PARTS

NOW = Horizon(date(2023, 3, 15))
CODES = {"HP223", "HP226", "HP225"}


def told(header: str = HEADER, **files: str) -> Found:
    """Return code, file and line of what the rules of days find."""
    return found_in(load(header, **files), NOW)


def found_in(loading: Loading, horizon: Horizon | None) -> Found:
    return placed(ruled(CODES, loading, horizon))


def messages(header: str = HEADER, **files: str) -> list[tuple[str, str | None]]:
    return said(ruled(CODES, load(header, **files), NOW))


# HP223: what has happened has a day that has come.

FACTS = [
    ("processes", "history: [{status: igång, since: DAY}]"),
    ("processes", "history: [{status: igång, seen: DAY}]"),
    ("findings", "history: [{status: igång, since: DAY}]"),
    ("processes", "activities: [{what: a, seen: DAY}]"),
    ("processes", "activities: [{what: a, done: DAY}]"),
    ("processes", "desired_results: [{what: a, seen: DAY}]"),
    ("processes", "obstacles: [{what: a, lifted: DAY}]"),
    ("processes", "obstacles: [{what: a, removed: DAY}]"),
    ("processes", "indicators: [{name: a, baseline_day: DAY}]"),
    ("processes", "indicators: [{name: a, values: [{day: DAY}]}]"),
    ("processes", "meetings: [{agreed: [{what: a, done: DAY}]}]"),
    ("processes", "meetings: [{notes: {drafted: DAY}}]"),
    ("processes", "meetings: [{notes: {approved_by_chair: DAY}}]"),
    ("processes", "meetings: [{notes: {approved_by_all: DAY}}]"),
    ("processes", "meetings: [{day: DAY, present: [ALFA]}]"),
    ("processes", "meetings: [{day: DAY, agreed: [{what: a}]}]"),
    ("meetings", "agreed: [{what: a, done: DAY}]"),
    ("meetings", "day: DAY\npresent: [ALFA]"),
    ("meetings", "day: DAY\nagreed: [{what: a}]"),
    ("grants", "applied_on: DAY"),
    ("grants", "participants: [{day: DAY, count: '12', kind: deltagare}]"),
    ("grants", "participants: [{day: DAY, count: '12', kind: individer}]"),
    ("events", "participants: [{day: DAY, count: '12', kind: fullföljt}]"),
    ("grants", "kind: requisition\nyear: 2023\nday: DAY\namounts: [{requisitioned: 5 mnkr}]"),
    ("decisions", "day: DAY\npoints: [{text: a, status: föreslaget}, {text: b, status: beslutat}]"),
    ("decisions", "day: DAY\npoints: [{text: a, status: avslaget}]"),
    ("decisions", "day: DAY\npoints: [{text: a, status: återremitterat}]"),
    ("voices", "day: DAY\nanswers: [{text: a}]"),
]
"""What says that something has happened on DAY."""

PLANS = [
    ("processes", "history: [{status: igång, since: 2022, through: DAY}]"),
    ("processes", "activities: [{what: a, due: DAY}]"),
    ("processes", "planned: [{from: DAY, to: DAY}]"),
    ("processes", "pauses: [{from: DAY, to: DAY}]"),
    ("processes", "obstacles: [{what: a, since: DAY}]"),
    ("processes", "indicators: [{name: a, target_day: DAY}]"),
    ("processes", "meetings: [{day: DAY, agreed: [], matters: [{what: a}]}]"),
    ("processes", "meetings: [{agreed: [{what: a, due: DAY}]}]"),
    ("meetings", "day: DAY\npresent: null"),
    ("meetings", "day: DAY\npresent: []\nparticipants: '12'"),
    ("grants", "carried_out: DAY"),
    ("grants", "groups: [{day: DAY, participants: '12'}]"),
    ("grants", "participants: [{day: DAY, count: '12', kind: anmälda}]"),
    ("grants", "participants: [{day: DAY, count: '12', kind: null}]"),
    ("grants", "participants: [{day: DAY, count: '12'}]"),
    ("grants", "participants: [{day: DAY, count: null, kind: deltagare}]"),
    ("grants", "kind: requisition\nyear: 2023\nday: DAY\namounts: [{requisitioned: null}]"),
    ("grants", "kind: requisition\nyear: 2023\nday: DAY\namounts: null"),
    ("decisions", "day: DAY\npoints: [{text: a, status: föreslaget}, {text: b, status: väntat}]"),
    ("decisions", "day: DAY\npoints: [{text: a, status: null, due: DAY}, {text: b}]"),
    ("decisions", "day: DAY"),
    ("events", "day: DAY\ntext: a"),
    ("voices", "day: DAY\nanswers: null"),
    ("recommendations", "day: DAY\nperiod: {from: DAY, to: DAY}"),
    ("sources", "day: DAY"),
]
"""What says that something is to be on DAY, or not whether it has been."""


@pytest.mark.parametrize(("kind", "text"), FACTS)
@pytest.mark.parametrize(
    ("day", "fires"),
    [
        ("2023-03-16", True),
        ("2023-04", True),
        ("hösten 2023", True),
        ("tidigast 2023-04", True),
        ("2023-03-15", False),
        ("2023-03", False),
        ("2023", False),
        ("tidigast 2023", False),
        ("senast 2099", False),
        ("null", False),
    ],
)
def test_what_has_happened_has_no_day_that_has_surely_not_come(
    kind: str, text: str, day: str, fires: bool
) -> None:
    if "status: igång" in text and day == "null":
        return  # a status without a day is a fault of its own
    found = [code for code, _, _ in told(**{f"{kind}__X": text.replace("DAY", day)})]
    assert found == (["HP223"] if fires else [])


@pytest.mark.parametrize(("kind", "text"), PLANS)
def test_what_is_planned_or_may_be_has_any_day(kind: str, text: str) -> None:
    assert told(**{f"{kind}__X": text.replace("DAY", "2099-01-01")}) == []


def test_the_money_of_a_year_is_reported_on_a_day_that_has_come() -> None:
    def header(day: str) -> str:
        return HEADER.replace("  2022: {", f"  2022: {{reported: {day}, report_by: 2099, spend_by: 2099, ")

    assert told(header("2023-03-15")) == []
    assert told(header("null")) == []
    assert [(code, file) for code, file, _ in told(header("2023-03-16"))] == [("HP223", "plan.yaml")]


def test_without_a_day_nothing_is_in_the_future() -> None:
    assert found_in(load(processes__X="activities: [{what: a, done: 2099}]"), None) == []


def test_what_is_in_the_future_is_told_with_what_shows_that_it_has_happened() -> None:
    hint = "rätta dagen; det som inte har hänt skrivs när det har hänt"
    files = {
        "processes__A": "activities: [{what: a, done: 2032-01-14}]",
        "processes__B": "meetings: [{day: 2032, present: [ALFA]}]",
        "processes__C": "meetings: [{day: 2032, agreed: [{what: a}]}]",
        "grants__D": "participants: [{day: 2032, count: '12', kind: deltagare}]",
        "grants__E": "kind: requisition\nyear: 2023\nday: 2032\namounts: [{requisitioned: 5}]",
        "decisions__F": "day: 2032\npoints: [{text: a, status: avslaget}]",
        "voices__G": "day: 2032\nanswers: [{text: a}]",
    }
    assert messages(**files) == [
        ("done (gjort): 2032-01-14 har inte kommit än", hint),
        ("day (dag): 2032 har inte kommit än, men present (närvarande) är redan ifyllt", hint),
        ("day (dag): 2032 har inte kommit än, men agreed (överenskommet) är redan ifyllt", hint),
        ("day (dag): 2032 har inte kommit än, men deltagarna är redan räknade", hint),
        ("day (dag): 2032 har inte kommit än, men requisitioned (rekvirerat) är redan ifyllt", hint),
        ("day (dag): 2032 har inte kommit än, men en punkt har läget avslaget", hint),
        ("day (dag): 2032 har inte kommit än, men answers (svar) är redan ifyllt", hint),
    ]


# HP226: a period turned around.


PERIODS = [
    ("processes", "pauses:\n  - from: FIRST\n    to: LAST"),
    ("findings", "pauses:\n  - from: FIRST\n    to: LAST"),
    ("processes", "planned:\n  - from: FIRST\n    to: LAST"),
    ("recommendations", "title: a\nperiod: {from: FIRST,\n  to: LAST}"),
    ("tracks", "title: a\nperiod: {from: FIRST,\n  to: LAST}"),
    ("processes", "history:\n  - {status: igång, since: FIRST,\n     through: LAST}"),
    ("findings", "history:\n  - {status: igång, seen: FIRST,\n     through: LAST}"),
]
"""What lasts from FIRST to LAST, which stands on line 4."""


@pytest.mark.parametrize(("kind", "text"), PERIODS)
@pytest.mark.parametrize(
    ("first", "last", "fires"),
    [
        ("2022-06-02", "2022-06-01", True),
        ("2022-06", "2022-05", True),
        ("2022-06-01", "2022-06-01", False),
        ("2022-06", "2022-06-01", False),
        ("2022", "2022-06", False),
        ("2022-06", "2022", False),
        ("2022-06", "null", False),
        ("tidigast 2022", "2021", True),
        ("senast 2022", "2021", False),
        ("2022", "tidigast 2021", False),
    ],
)
def test_a_last_day_is_not_surely_before_the_first(
    kind: str, text: str, first: str, last: str, fires: bool
) -> None:
    body = text.replace("FIRST", first).replace("LAST", last)
    expected = [("HP226", f"{kind}/X.yaml", 4)] if fires else []
    assert found_in(load(HEADER, **{f"{kind}__X": body}), None) == expected


@pytest.mark.parametrize(
    "text",
    ["pauses: [{to: 2021}]", "pauses: [{from: null, to: 2021}]", "pauses: [{from: 2022}]", "pauses: []"],
)
def test_a_period_with_only_one_day_is_not_turned_around(text: str) -> None:
    assert told(processes__X=text) == []


def test_what_was_only_seen_did_not_hold_until_a_day_before() -> None:
    files = {"processes__X": "history: [{status: igång, seen: 2022-02, through: 2022-01}]"}
    assert messages(**files) == [
        (
            "through (till och med): 2022-01 är före seen (sett), som är 2022-02",
            "byt plats på dagarna, eller rätta den som är fel",
        )
    ]


def test_what_has_begun_did_not_hold_until_a_day_before() -> None:
    files = {"findings__X": "history: [{status: igång, since: 2022-02, through: 2022-01}]"}
    assert messages(**files)[0][0] == "through (till och med): 2022-01 är före since (sedan), som är 2022-02"


def test_every_period_of_the_plans_own_file_is_looked_at() -> None:
    header = """
        name: A
        period: {from: 2023, to: 2021}
        bodies:
          gruppen:
            kind: consensus
            members:
              - {organisation: ALFA, from: 2023, to: 2021}
        roles:
          ledare: {from: 2023, to: 2021}
        successors:
          nästa:
            period: {from: 2026, to: 2024}
        organisations: {ALFA: {name: Alfa}}
    """
    assert told(header) == [("HP226", "plan.yaml", line) for line in (3, 8, 10, 13)]
    assert messages(header)[0] == (
        "to (till): 2021 är före from (från), som är 2023",
        "byt plats på dagarna, eller rätta den som är fel",
    )


def test_a_requisition_is_from_somebody_not_from_a_day() -> None:
    assert told(grants__X="kind: requisition\nyear: 2022\nfrom: [ALFA]\nby: [BETA]") == []


# HP225: notes before the meeting.


@pytest.mark.parametrize(
    ("day", "notes", "lines"),
    [
        ("2022-05-10", ["drafted: 2022-05-09"], [5]),
        ("2022-05-10", ["drafted: 2022-05-10"], []),
        ("2022-05", ["drafted: 2022-05-09"], []),
        ("2022-05", ["drafted: 2022-04"], [5]),
        ("null", ["drafted: 2022-05-09"], []),
        ("2022-05-10", ["drafted: null"], []),
        ("2022-05-10", ["drafted: 2022-05-12", "approved_by_chair: 2022-05-11"], [6]),
        ("2022-05-10", ["drafted: 2022-05-12", "approved_by_all: 2022-05-11"], [6]),
        ("2022-05-10", ["drafted: 2022-05-12", "approved_by_all: 2022-05-12"], []),
        ("2022-05-10", ["drafted: 2022-05-12", "approved_by_all: null"], []),
        ("2022-05-10", ["drafted: 2022-05", "approved_by_all: 2022-05-12"], []),
        ("2022-05-10", ["approved_by_chair: 2022-05-09"], [5]),
        ("2022-05-10", ["drafted: null", "approved_by_chair: 2022-05-09"], [6]),
        ("2022-05-10", ["approved_by_chair: 2022-05-10"], []),
        ("null", ["drafted: 2022-05-12", "approved_by_chair: 2022-05-11"], [6]),
        ("null", ["approved_by_chair: 2022-05-11"], []),
        # one day that is wrong is told of once
        ("2022-05-10", ["drafted: 2022-04-10", "approved_by_all: 2022-05-01"], [5]),
        ("2022-05-10", ["approved_by_chair: 2022-05-20", "approved_by_all: 2022-05-12"], []),
    ],
)
def test_notes_are_written_after_the_meeting_and_approved_after_that(
    day: str, notes: list[str], lines: list[int]
) -> None:
    body = "\n".join([f"day: {day}", "form: fysiskt", "notes:", *(f"  {note}" for note in notes)])
    assert told(meetings__X=body) == [("HP225", "meetings/X.yaml", line) for line in lines]
    process = "\n".join(["meetings:", f"  - day: {day}", "    notes:", *(f"      {note}" for note in notes)])
    assert told(processes__X=process) == [("HP225", "processes/X.yaml", line) for line in lines]


@pytest.mark.parametrize("notes", ["", "notes: null", "notes: {}"])
def test_a_meeting_without_notes_says_nothing(notes: str) -> None:
    assert told(meetings__X=f"day: 2022-05-10\n{notes}") == []


def test_early_notes_are_told_with_what_they_come_before() -> None:
    late = "day: 2022-05-10\nnotes: {drafted: 2022-05-12, approved_by_all: 2022-05-11}"
    early = "day: 2022-05-10\nnotes: {drafted: 2022-05-09}"
    alone = "day: 2022-05-10\nnotes: {approved_by_chair: 2022-05-09}"
    hint = "rätta den dag som är fel"
    assert messages(meetings__A=late, meetings__B=early, meetings__C=alone) == [
        ("approved_by_all (godkända av alla): 2022-05-11 är före 2022-05-12, då anteckningarna skrevs", hint),
        ("drafted (skrivna): 2022-05-09 är före 2022-05-10, då mötet hölls", hint),
        ("approved_by_chair (godkända av ordförande): 2022-05-09 är före 2022-05-10, då mötet hölls", hint),
    ]


# The walk through groups of keys.


def test_every_group_of_keys_is_found_with_its_way() -> None:
    plan = plan_of(
        processes__P_1="""
            history: [{status: klar, since: 2022}]
            meetings:
              - {day: 2022-02, agreed: [{what: a, done: 2022-03}], notes: {drafted: 2022-02}}
            indicators: [{name: a, values: [{day: 2022}]}]
        """
    )
    assert [at for at, _ in parts_in(plan.processes["P.1"])] == [
        (),
        ("history", 0),
        ("indicators", 0),
        ("indicators", 0, "values", 0),
        ("meetings", 0),
        ("meetings", 0, "agreed", 0),
        ("meetings", 0, "notes"),
    ]
    assert ("years", "2022") in [at for at, _ in parts_in(plan.header)]
    assert [(found.loc, found.day.text) for found in happened_in(plan.processes["P.1"])] == [
        (("history", 0, "since"), "2022"),
        (("indicators", 0, "values", 0, "day"), "2022"),
        (("meetings", 0, "day"), "2022-02"),
        (("meetings", 0, "agreed", 0, "done"), "2022-03"),
        (("meetings", 0, "notes", "drafted"), "2022-02"),
    ]


def test_the_walk_meets_every_kind_of_group_that_has_days_in_the_example() -> None:
    plan = load_plan(ROOT / "examples" / "ekbacken").plan
    parts = [plan.header, *(loaded.record for loaded in plan.loaded)]
    met = {type(inner) for part in parts for _, inner in parts_in(part)}
    of_records = [part for part in PARTS if not part.__module__.endswith(".rules")]
    with_day = {part for part in of_records if any("Day" in str(it) for it in part.model_fields.values())}
    assert with_day <= met
    assert len(with_day) > 20

"""Histories whose statuses contradict each other, or the plan's period."""

import pytest

from handlingsplan.compute.check import RULES
from tests.plans import HEADER, Found, load, placed, ruled, said

WORDS = HEADER.replace("statuses:\n", "statuses:\n  väntar: {kind: planned}\n")
CODES = {"HP221", "HP222", "HP224"}


def told(header: str = WORDS, **files: str) -> Found:
    """Return code, file and line of what the rules of histories find; they need no day."""
    return placed(ruled(CODES, load(header, **files)))


def messages(**files: str) -> list[tuple[str, str | None]]:
    return said(ruled(CODES, load(WORDS, **files)))


def history(*entries: str, more: str = "") -> str:
    """Return a process whose history begins on line 3, one entry a line."""
    return "\n".join(["history:", *(f"  - {{{entry}}}" for entry in entries), more])


# HP221: a history in another order than the days.


@pytest.mark.parametrize(
    ("entries", "lines"),
    [
        (["status: klar, since: 2023-02-01", "status: igång, since: 2022-02-01"], [4]),
        (["status: klar, seen: 2023", "status: igång, since: 2022-12-31"], [4]),
        (["status: klar, since: 2023-01-01", "status: igång, seen: 2022"], [4]),
        (["status: klar, since: 2023-02-01", "status: igång, since: 2023-02-02"], []),
        (["status: igång, since: 2023", "status: klar, since: 2023-06-01"], []),
        (["status: igång, since: 2023-06-01", "status: klar, since: 2023"], []),
        (["status: igång, since: 2023", "status: klar, since: senast 2023-01-01"], []),
        (["status: igång, since: senast 2023", "status: klar, since: 2022"], []),
        (["status: okänt ord, since: 2023", "status: annat ord, since: 2022"], [4]),
    ],
)
def test_an_entry_that_surely_came_before_one_above_it_is_out_of_order(
    entries: list[str], lines: list[int]
) -> None:
    files = {"processes__P_1": history(*entries)}
    assert [line for code, _, line in told(**files) if code == "HP221"] == lines


def test_an_entry_is_held_against_the_latest_above_it_and_told_once() -> None:
    starts = ["2021-02", "2023-01", "tidigast 2021", "2022-02", "2022-03", "2022-04"]
    entries = [f"status: igång, since: {start}" for start in starts]
    assert told(processes__P_1=history(*entries)) == [("HP221", "processes/P.1.yaml", 6)]


@pytest.mark.parametrize("starts", [["2022", "2022-06", "2022-03"], ["2022-06", "2022", "2022-03"]])
def test_the_latest_above_is_the_one_that_surely_began_last(starts: list[str]) -> None:
    entries = [f"status: igång, since: {start}" for start in starts]
    assert told(processes__P_1=history(*entries)) == [("HP221", "processes/P.1.yaml", 5)]


def test_the_order_of_a_finding_is_looked_at_too() -> None:
    found = history("status: klar, since: 2023", "status: igång, since: 2022")
    assert told(findings__F_1=found) == [("HP221", "findings/F.1.yaml", 4)]


def test_what_is_out_of_order_is_told_with_both_days_and_the_other_line() -> None:
    assert messages(processes__P_1=history("status: klar, since: 2023", "status: igång, seen: 2022")) == [
        (
            "seen (sett): 2022 är före 2023, som står på rad 3",
            "skriv lägena i tidsordning, det äldsta först, eller rätta dagen",
        )
    ]


# HP222: a status from before the plan.


@pytest.mark.parametrize(
    ("entry", "fires"),
    [
        ("status: igång, since: 2020-12-31", True),
        ("status: vilar, seen: 2020", True),
        ("status: klar, since: senast 2020-12-31", True),
        ("status: igång, since: 2021-01-01", False),
        ("status: igång, since: 2020-2021", False),
        ("status: igång, since: senast 2021-01-01", False),
        ("status: väntar, since: 2020-06-01", False),
        ("status: annat ord, since: 2020-06-01", False),
    ],
)
def test_a_status_but_planned_is_not_older_than_the_plan(entry: str, fires: bool) -> None:
    expected = [("HP222", "processes/P.1.yaml", 3)] if fires else []
    assert told(processes__P_1=history(entry)) == expected


@pytest.mark.parametrize(
    ("period", "fires"),
    [
        ("{from: 2021-06-01, to: 2023}", True),
        ("{from: 2021-06-01}", True),
        ("{from: 2021-06-01, to: 2021-06-01}", True),
        ("{from: 2021, to: 2023}", False),
        ("{from: null, to: 2023}", False),
        ("{to: 2023}", False),
        ("null", False),
        ("{from: 2031, to: 2023}", False),
    ],
)
def test_the_plans_first_day_must_be_known_and_its_period_the_right_way_round(
    period: str, fires: bool
) -> None:
    header = WORDS.replace("{from: 2021, to: 2023-12-31}", period)
    expected = [("HP222", "processes/P.1.yaml", 3)] if fires else []
    assert told(header, processes__P_1=history("status: igång, since: 2021-05-31")) == expected


def test_a_plan_without_a_period_has_no_first_day() -> None:
    header = WORDS.replace("period: {from: 2021, to: 2023-12-31}\n", "")
    assert told(header, processes__P_1=history("status: igång, since: 1999")) == []


def test_what_is_older_than_the_plan_is_told_with_the_plans_first_day() -> None:
    assert messages(findings__F_1=history("status: igång, since: 2019")) == [
        (
            "since (sedan): 'igång' började 2019, före planens första dag",
            "rätta dagen, eller planens period, som börjar 2021",
        )
    ]
    assert messages(processes__P_1=history("status: igång, seen: 2019"))[0][0] == (
        "seen (sett): 'igång' sågs 2019, före planens första dag"
    )


# HP224: two statuses that cannot both hold.


@pytest.mark.parametrize(
    ("first", "second", "fires"),
    [
        # the same day
        ("igång, since: 2022-03-01", "klar, since: 2022-03-01", True),
        ("igång, seen: 2022-03-01", "klar, seen: 2022-03-01", True),
        ("igång, seen: 2022-03-01", "klar, since: 2022-03-01", False),
        ("igång, since: 2022-03-01", "klar, seen: 2022-03-01", False),
        ("igång, since: 2022-03-01", "klar, since: 2022-03-02", False),
        ("igång, since: 2022-03-01", "igång, since: 2022-03-01", False),
        ("igång, since: 2022-03", "klar, since: 2022-03", False),
        ("igång, since: 2022-03-01", "klar, since: 2022-03", False),
        # a day in a stretch
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, since: 2022-06-29", True),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, seen: 2022-02-01", True),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, since: 2022-06-30", False),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, seen: 2022-07-01", False),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, seen: 2022-01-01", False),
        ("igång, since: 2022-01-01, through: 2022-06-30", "igång, seen: 2022-02-01", False),
        ("igång, since: 2022-01-01, through: null", "klar, seen: 2022-02-01", False),
        ("igång, since: 2022-01-01", "klar, seen: 2022-02-01", False),
        # a day that is known in part, in a stretch
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, seen: 2022-02", True),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, seen: 2022-06", False),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, since: 2022-01", False),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, since: 2022", False),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, seen: senast 2022-02", False),
        ("igång, since: 2022-01, through: 2022-06", "klar, seen: 2022-02", True),
        ("igång, since: 2022-01, through: 2022-06", "klar, seen: 2022-06-01", False),
        ("igång, since: 2022-01, through: 2022-06", "klar, seen: 2022-01-15", False),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, seen: tidigast 2022-02", False),
        ("igång, since: senast 2022-01, through: 2022-06", "klar, seen: 2022-02", True),
        ("igång, since: 2022-01, through: tidigast 2022-06", "klar, seen: 2022-02", True),
        ("igång, since: 2022-01, through: senast 2022-06", "klar, seen: 2022-02", False),
        # two stretches
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, since: 2022-06-29, through: 2023-01", True),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, seen: 2022-01-01, through: 2022-02", True),
        ("igång, since: 2022-01-01, through: 2022-06-30", "klar, since: 2022-06-30, through: 2023-01", False),
        # another fault, told by another rule
        ("igång, since: 2022-06-30, through: 2022-01-01", "klar, since: 2022-07-01", False),
        ("annat ord, since: 2022-03-01", "klar, since: 2022-03-01", False),
        ("igång, since: 2022-03-01", "annat ord, since: 2022-03-01", False),
    ],
)  # fmt: skip
def test_two_statuses_that_surely_held_on_one_day_are_at_odds(first: str, second: str, fires: bool) -> None:
    files = {"processes__P_1": history(f"status: {first}", f"status: {second}")}
    assert told(**files) == ([("HP224", "processes/P.1.yaml", 4)] if fires else [])


def test_the_later_of_two_entries_is_told_whichever_began_first() -> None:
    entries = ["status: klar, seen: 2022-02-01", "status: igång, seen: 2022-01-01, through: 2022-06-30"]
    assert ("HP224", "findings/F.1.yaml", 4) in told(findings__F_1=history(*entries))


def test_the_longest_stretch_of_a_status_is_the_one_that_reaches() -> None:
    entries = [
        "status: igång, since: 2022-01-01, through: 2022-12-31",
        "status: igång, seen: 2022-02-01, through: 2022-03-01",
        "status: klar, seen: 2022-10-01",
    ]
    assert told(processes__P_1=history(*entries)) == [("HP224", "processes/P.1.yaml", 5)]


def test_statuses_at_odds_are_told_with_the_day_and_the_other_line() -> None:
    entries = ["status: igång, since: 2022-01-01, through: 2022-06-30", "status: klar, seen: 2022-02"]
    assert messages(processes__P_1=history(*entries)) == [
        (
            "status (läge): 'klar' gäller 2022-02, men då gäller också 'igång' (rad 3)",
            "rätta läget eller dagen i ett av dem",
        )
    ]
    entries[1] = "status: klar, since: 2022-02-01"
    assert "'klar' gäller 2022-02-01, men" in messages(processes__P_1=history(*entries))[0][0]
    entries[1] = "status: klar, since: 2022-02, through: 2022-04"
    assert "'klar' gäller 2022-02-28, men" in messages(processes__P_1=history(*entries))[0][0]


@pytest.mark.parametrize(
    ("first", "second", "more", "fires"),
    [
        ("igång, seen: 2022-03-01", "igång, since: 2022-03-02", "", True),
        ("igång, seen: 2022", "igång, since: 2023", "", True),
        ("igång, seen: 2022-03-01", "igång, since: 2022-03-01", "", False),
        ("igång, seen: 2022", "igång, since: 2022-12-31", "", False),
        ("igång, seen: 2022-03-01", "igång, since: senast 2023", "", False),
        ("igång, seen: 2022-03-01", "igång, seen: 2023", "", False),
        ("igång, since: 2022-03-01", "igång, since: 2023", "", False),
        ("igång, seen: 2022-03-01", "klar, since: 2023", "", False),
        ("igång, seen: 2022-03-01, through: 2022-06", "igång, since: 2023", "", False),
        ("igång, seen: 2022-03-01, through: null", "igång, since: 2023", "", False),
        ("annat ord, seen: 2022-03-01", "annat ord, since: 2023", "", False),
        # a pause that may lie between, or may not
        ("igång, seen: 2022-03-01", "igång, since: 2023", "pauses: [{from: 2022-05, to: 2022-06}]", False),
        ("igång, seen: 2022-03-01", "igång, since: 2023", "pauses: [{by: ALFA}]", False),
        ("igång, seen: 2022-03-01", "igång, since: 2023", "pauses: [{from: 2021-05, to: null}]", False),
        ("igång, seen: 2022-03-01", "igång, since: 2023", "pauses: [{from: null, to: 2024}]", False),
        ("igång, seen: 2022-03-01", "igång, since: 2023", "pauses: [{from: 2021-05, to: 2021-06}]", True),
        ("igång, seen: 2022-03-01", "igång, since: 2023", "pauses: [{from: 2024}]", True),
    ],
)
def test_a_status_that_was_seen_does_not_begin_later(first: str, second: str, more: str, fires: bool) -> None:
    files = {"processes__P_1": history(f"status: {first}", f"status: {second}", more=more)}
    assert told(**files) == ([("HP224", "processes/P.1.yaml", 4)] if fires else [])


@pytest.mark.parametrize(
    ("between", "fires"),
    [
        ("vilar, since: 2022-05", False),
        ("annat ord, seen: 2022-05", False),
        ("vilar, since: 2021-2024", False),
        ("vilar, since: senast 2024", False),
        ("vilar, since: 2021-06, through: 2022", False),
        ("vilar, since: 2021-06", True),
        ("vilar, since: 2021-06, through: 2021-12", True),
        ("klar, since: 2024", True),
        ("igång, seen: 2022-05", True),
    ],
)
def test_another_status_that_may_lie_between_explains_it(between: str, fires: bool) -> None:
    entries = ["status: igång, seen: 2022-03-01", "status: igång, since: 2023", f"status: {between}"]
    found = [code for code, _, _ in told(processes__P_1=history(*entries)) if code == "HP224"]
    assert found == (["HP224"] if fires else [])


def test_what_begins_after_it_was_seen_is_told_with_both_days() -> None:
    entries = ["status: igång, seen: 2022-06", "status: igång, since: 2023-01"]
    assert messages(processes__P_1=history(*entries)) == [
        (
            "since (sedan): 'igång' börjar 2023-01 men sågs redan 2022-06 (rad 3)",
            "rätta dagen, eller skriv läget eller pausen som var emellan",
        )
    ]


def test_a_history_that_is_unknown_or_left_out_or_of_one_entry_says_nothing() -> None:
    files = {
        "processes__P_1": "history: null",
        "processes__P_2": "title: Samtal",
        "processes__P_3": history("status: igång, since: 2022"),
        "findings__F_1": "text: Något",
    }
    assert told(**files) == []


def test_of_two_files_with_one_id_the_first_is_told_of() -> None:
    from handlingsplan.store.load import build_plan

    text = "id: P.1\n" + history("status: klar, since: 2023", "status: igång, since: 2022")
    plan = build_plan([(f"data/processes/{name}/P.1.yaml", text) for name in "ab"]).plan
    found = [it for rule in RULES if rule.code in CODES for it in rule.problems(plan, None)]
    assert [it.place.file for it in found] == ["data/processes/a/P.1.yaml"]

"""Where a process stands on a day: what the history says, and no more."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.compute.standing import standing
from handlingsplan.model.records.process import Process
from tests.plans import plan_of


def stands(history: str, day: str) -> str | None:
    plan = plan_of(processes__P_1=history)
    return standing(plan.processes["P.1"], plan.header, date.fromisoformat(day)).status


BEGUN = "history: [{status: igång, since: 2021-09-15}, {status: klar, since: 2023-05-02}]"
SEEN_LATER = "history: [{status: igång, since: 2021-09-15}, {status: klar, seen: 2023-12-31}]"
SEEN_TWICE = "history: [{status: igång, seen: 2022-12-31}, {status: klar, seen: 2023-12-31}]"
SEEN_ALIKE = "history: [{status: klar, seen: 2022-12-31}, {status: klar, seen: 2023-12-31}]"
WHOLE_YEAR = """
history:
  - {status: igång, seen: 2022-12-31, through: 2023-12-31}
  - {status: klar, seen: 2023-12-31}
"""
PARTIAL = "history: [{status: igång, since: 2021}, {status: klar, since: 2022-05}]"


@pytest.mark.parametrize(
    ("history", "day", "status"),
    [
        pytest.param(BEGUN, "2021-09-14", None, id="nothing is known before the first entry"),
        pytest.param(BEGUN, "2021-09-15", "igång", id="the first day is included"),
        pytest.param(BEGUN, "2023-05-01", "igång", id="a status holds until the next begins"),
        pytest.param(BEGUN, "2023-05-02", "klar", id="the next begins on its day"),
        pytest.param(BEGUN, "2030-01-01", "klar", id="the last one goes on"),
        pytest.param(SEEN_LATER, "2021-09-15", "igång", id="it had begun that day"),
        pytest.param(SEEN_LATER, "2022-12-31", None, id="when it changed before it was seen is unknown"),
        pytest.param(SEEN_LATER, "2023-12-31", "klar", id="seen on the day itself"),
        pytest.param(SEEN_TWICE, "2022-12-30", None, id="seen says nothing of the days before"),
        pytest.param(SEEN_TWICE, "2022-12-31", "igång", id="seen the first day"),
        pytest.param(SEEN_TWICE, "2023-06-30", None, id="two that differ leave the days between"),
        pytest.param(SEEN_ALIKE, "2023-06-30", "klar", id="two that agree do not"),
        pytest.param(WHOLE_YEAR, "2023-06-30", "igång", id="through tells of all the days"),
        pytest.param(WHOLE_YEAR, "2023-12-31", "klar", id="the later one wins on the last day"),
        pytest.param(PARTIAL, "2020-12-31", None, id="before the year"),
        pytest.param(PARTIAL, "2021-06-30", None, id="some time in the year may be later"),
        pytest.param(PARTIAL, "2021-12-31", "igång", id="by the end of the year it has begun"),
        pytest.param(PARTIAL, "2022-05-15", None, id="within the month nobody can tell"),
        pytest.param(PARTIAL, "2022-05-31", "klar", id="by the end of the month it has"),
        pytest.param("history: null", "2022-01-01", None, id="an unknown history"),
        pytest.param("title: Utan historia", "2022-01-01", None, id="no history at all"),
    ],
)
def test_the_status_on_a_day_is_what_the_history_says(history: str, day: str, status: str | None) -> None:
    assert stands(history, day) == status


def test_the_order_in_the_file_does_not_matter() -> None:
    turned = "history: [{status: klar, since: 2023-05-02}, {status: igång, since: 2021-09-15}]"
    assert stands(turned, "2022-01-01") == "igång"


STARTED = "history: [{status: igång, since: 2021-09-01}]\n"


@pytest.mark.parametrize(
    ("pause", "day", "status"),
    [
        pytest.param("{from: 2022-02-01, to: 2022-03-31}", "2022-01-31", "igång", id="before the pause"),
        pytest.param("{from: 2022-02-01, to: 2022-03-31}", "2022-02-01", "vilar", id="its first day"),
        pytest.param("{from: 2022-02-01, to: 2022-03-31}", "2022-03-31", "vilar", id="its last day"),
        pytest.param("{from: 2022-02-01, to: 2022-03-31}", "2022-04-01", "igång", id="the day after"),
        pytest.param("{from: 2022-02-01}", "2023-01-01", "vilar", id="no end written: it still lasts"),
        pytest.param("{from: 2022-02-01, to: null}", "2023-01-01", None, id="an end that nobody knows"),
        pytest.param("{from: 2022-02}", "2022-02-10", None, id="the month of its start"),
        pytest.param("{from: null}", "2022-02-10", None, id="a start that nobody knows"),
        pytest.param("{from: 2022-02-01, to: 2022-03}", "2022-03-10", None, id="the month of its end"),
    ],
)
def test_a_pause_covers_the_days_that_it_is_known_to(pause: str, day: str, status: str | None) -> None:
    assert stands(f"{STARTED}pauses: [{pause}]", day) == status


def test_a_pause_without_end_is_over_when_the_history_goes_on() -> None:
    history = """
    history: [{status: igång, since: 2021-09-01}, {status: klar, since: 2022-10-01}]
    pauses: [{from: 2022-02-01}]
    """
    assert stands(history, "2022-09-30") == "vilar"
    assert stands(history, "2022-10-01") == "klar"


def test_without_a_word_for_paused_the_history_stands() -> None:
    header = "statuses: {igång: {kind: active}}"
    plan = plan_of(header, processes__P_1=f"{STARTED}pauses: [{{from: 2022-02-01}}]")
    assert standing(plan.processes["P.1"], plan.header, date(2022, 6, 1)).status == "igång"


def test_a_word_that_the_plan_does_not_declare_keeps_its_name_and_has_no_kind() -> None:
    plan = plan_of("name: Tom", processes__P_1=STARTED)
    found = standing(plan.processes["P.1"], plan.header, date(2022, 6, 1))
    assert (found.status, found.kind) == ("igång", "unknown")


def test_the_entry_that_tells_the_status_comes_with_it() -> None:
    plan = plan_of(processes__P_1="history: [{status: klar, seen: 2022, outcome: överlämnad}]")
    process: Process = plan.processes["P.1"]
    found = standing(process, plan.header, date(2022, 12, 31))
    assert found.entry is not None
    assert (found.kind, found.entry.outcome) == ("completed", "överlämnad")


TWO_MONTHS = "{from: 2022-02-01, to: 2022-03-31}"


@pytest.mark.parametrize(
    ("pauses", "day", "status"),
    [
        pytest.param(f"{TWO_MONTHS}, {{from: 2022-06-01}}", "2022-04-15", "igång", id="between two"),
        pytest.param(f"{TWO_MONTHS}, {{from: 2022-06-01}}", "2022-07-01", "vilar", id="in the second"),
        pytest.param("{from: 2022-02-01}, {from: null}", "2022-03-01", "vilar", id="one is known to be on"),
        pytest.param(f"{TWO_MONTHS}, {{from: null}}", "2022-05-01", None, id="one may be on"),
        pytest.param(
            "{from: 2022-02-01, to: tidigast 2022-05}", "2022-04-01", "vilar", id="at least so long"
        ),
        pytest.param(
            "{from: senast 2022-02, to: 2022-03-31}", "2022-03-15", "vilar", id="on by then at least"
        ),
    ],
)
def test_of_several_pauses_one_that_is_known_to_be_on_is_enough(
    pauses: str, day: str, status: str | None
) -> None:
    assert stands(f"{STARTED}pauses: [{pauses}]", day) == status


def test_the_pause_that_is_on_comes_with_its_first_day_and_reason() -> None:
    plan = plan_of(processes__P_1=f"{STARTED}pauses: [{{from: 2022-02-01, reason: sjukdom}}]")
    found = standing(plan.processes["P.1"], plan.header, date(2022, 6, 1))
    assert (found.kind, found.entry) == ("paused", None)
    assert found.pause is not None
    assert (found.pause.reason, found.since and found.since.text) == ("sjukdom", "2022-02-01")


DAYS = st.sampled_from(["2021", "2021-06", "2021-09-15", "hösten 2021", "2022-02-01", "2021-2022"])
ENTRIES = st.lists(
    st.tuples(st.sampled_from(["igång", "klar"]), st.sampled_from(["since", "seen"]), DAYS), max_size=4
)


@given(ENTRIES, st.dates(date(2020, 1, 1), date(2023, 12, 31)), st.randoms())
def test_the_status_is_a_word_of_the_history_whatever_the_order_in_the_file(
    entries: list[tuple[str, str, str]], day: date, chance: Random
) -> None:
    def history(told: list[tuple[str, str, str]]) -> str:
        return "\n".join(
            ["history:", *(f"  - {{status: {word}, {key}: {on}}}" for word, key, on in told)] if told else []
        )

    found = stands(history(entries) or "history: []", day.isoformat())
    assert found is None or found in {word for word, _, _ in entries}
    if len({on for _, _, on in entries}) == len(entries):
        turned = chance.sample(entries, len(entries))
        assert stands(history(turned) or "history: []", day.isoformat()) == found

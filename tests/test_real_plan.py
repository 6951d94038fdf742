"""The real plan yields what its source documents list, counted by hand from them."""

import re
from datetime import date

import pytest

from handlingsplan.compute.check import compute_check
from handlingsplan.compute.decisions import compute_decisions
from handlingsplan.compute.grants import compute_grants
from handlingsplan.compute.money import STEPS
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.compute.status import Status, compute_status
from handlingsplan.model.plan import Plan
from handlingsplan.store.load import Loading, load_plan
from tests.plans import ROOT

COMPLETED_2023 = [
    "2.1.2",
    "2.1.3",
    "2.1.4",
    "2.2.1",
    "2.2.2",
    "2.2.4",
    "2.2.5",
    "2.3.2",
    "2.4.1",
    "2.4.2",
    "2.5.1",
    "2.5.2",
    "2.6.1",
    "2.6.2",
    "2.6.3",
    "2.7.1",
]
CONTINUING_2023 = ["2.1.1", "2.2.3", "2.3.1", "2.5.3", "2.8.1", "2.8.2", "2.8.3", "2.8.4", "2.8.5"]
KSON = [
    "2.1.1",
    "2.1.2",
    "2.1.3",
    "2.1.4",
    "2.2.3",
    "2.2.4",
    "2.3.1",
    "2.3.2",
    "2.5.2",
    "2.5.3",
    "2.6.1",
    "2.6.3",
    "2.7.1",
    "2.8.1",
    "2.8.2",
    "2.8.3",
    "2.8.4",
    "2.8.5",
]
KSON_COMPLETED_2022 = ["2.1.4", "2.3.2", "2.5.2", "2.7.1"]
WITHOUT_KSON = ["2.2.1", "2.2.2", "2.2.5", "2.4.1", "2.4.2", "2.5.1", "2.6.2"]


@pytest.fixture(scope="module")
def loading() -> Loading:
    return load_plan(ROOT)


@pytest.fixture(scope="module")
def plan(loading: Loading) -> Plan:
    return loading.plan


def by_status(status: Status) -> dict[str | None, list[str]]:
    return {row.status: list(row.ids) for row in status.by_status}


def test_the_plan_has_no_fault_and_no_warning(loading: Loading) -> None:
    check = compute_check(loading.plan, loading.problems, Horizon(date(2024, 1, 31)))
    assert check.problems == ()
    assert check.files.complete
    assert check.gaps > 0


def test_sixteen_processes_are_completed_and_nine_continue_at_the_end_of_2023(plan: Plan) -> None:
    found = by_status(compute_status(plan, date(2023, 12, 31)))
    assert found == {"slutförd": COMPLETED_2023, "fortsatt processledning": CONTINUING_2023}
    assert (len(COMPLETED_2023), len(CONTINUING_2023)) == (16, 9)


def test_at_the_end_of_2022_four_are_completed_fourteen_not_and_seven_unknown(plan: Plan) -> None:
    found = by_status(compute_status(plan, date(2022, 12, 31)))
    assert found["slutförd"] == KSON_COMPLETED_2022
    assert found[None] == WITHOUT_KSON
    assert found["pågår"] == [id_ for id_ in KSON if id_ not in KSON_COMPLETED_2022]
    assert len(found["pågår"]) == 14


def test_a_day_before_any_observation_nothing_is_known(plan: Plan) -> None:
    assert list(by_status(compute_status(plan, date(2021, 6, 30)))) == [None]


def test_the_areas_have_four_five_two_two_three_three_one_and_five_processes(plan: Plan) -> None:
    areas = compute_status(plan, date(2023, 12, 31)).by_area
    assert [area.total for area in areas] == [4, 5, 2, 2, 3, 3, 1, 5]
    completed = [next((row.count for row in area.by_status if row.status == "slutförd"), 0) for area in areas]
    assert completed == [3, 4, 1, 2, 2, 3, 1, 0]


def test_only_one_organisations_participation_is_complete(plan: Plan) -> None:
    rows = {row.organisation: row for row in compute_status(plan, date(2023, 12, 31)).by_organisation}
    assert list(rows) == ["KSON", "SOC", "KSK", "BOU", "KOF"]
    assert [key for key, row in rows.items() if row.complete] == ["KSON"]
    kson = {row.status: row.count for row in rows["KSON"].by_status}
    assert kson == {"slutförd": 9, "fortsatt processledning": 9}
    assert [(rows[key].takes_part.known, rows[key].takes_part.undecided) for key in ("SOC", "KOF")] == [
        (0, 25),
        (0, 25),
    ]


def test_no_title_lead_outcome_or_pause_is_guessed(plan: Plan) -> None:
    processes = plan.processes.values()
    assert all(process.title is None and process.lead is None for process in processes)
    assert all(not process.pauses and not process.meetings for process in processes)
    assert all(entry.outcome is None for process in processes for entry in process.history or ())
    assert [process.id for process in processes if process.theme] == ["2.8.3"]


def test_the_grants_by_year_are_three_ten_twelve_and_one_with_sixteen_undated(plan: Plan) -> None:
    grants = compute_grants(plan)
    assert [(year.year, len(year.items)) for year in grants.years] == [
        (2021, 3), (2022, 10), (2023, 12), (2024, 1), (None, 16),
    ]  # fmt: skip
    assert len(grants.items) == 34
    assert len(grants.several_years) == 7
    assert [year.complete for year in grants.years[:3]] == [False, False, False]


def test_the_grants_by_category_are_eleven_eight_and_fifteen(plan: Plan) -> None:
    counts: dict[str | None, int] = {}
    for item in compute_grants(plan).items.values():
        counts[item.category] = counts.get(item.category, 0) + 1
    assert counts == {"kompetensutveckling": 11, "förstärkningstjänster": 8, "kommuninvånare": 15}


def test_no_sum_of_a_grant_is_known(plan: Plan) -> None:
    steps = [step for step in STEPS if step != "carried"]
    sums = [year.sums[step] for year in compute_grants(plan).years for step in steps]
    assert all(found.sum is None and found.known == 0 and found.of > 0 for found in sums)


def test_what_was_drawn_is_approximate_and_adds_to_22_6_million(plan: Plan) -> None:
    grants = compute_grants(plan)
    drawn = [year.requisitioned for year in grants.years if year.requisitioned.of]
    assert [int(found.sum or 0) for found in drawn] == [7_600_000, 7_700_000, 7_300_000]
    whole = grants.requisitioned
    assert [whole.low, whole.sum, whole.high] == [22_450_000, 22_600_000, 22_750_000]


def test_the_dated_decisions_of_the_board_have_their_paragraphs(plan: Plan) -> None:
    rows = [row for row in compute_decisions(plan).rows if row.body == "direktionen" and row.paragraph]
    assert [(row.day.text if row.day else "", row.paragraph) for row in rows] == [
        ("2017-02-08", "11"),
        ("2020-02-06", "6"),
        ("2020-06-10", "21"),
        ("2021-02-10", "6"),
    ]


def test_five_points_are_proposed_and_no_consensus_decision_has_a_paragraph(plan: Plan) -> None:
    rows = compute_decisions(plan).rows
    proposed = [point for row in rows for point in row.points if point.status == "föreslaget"]
    assert len(proposed) == 5
    assert all(row.paragraph is None for row in rows if row.body_kind == "consensus")


def test_every_stated_field_names_a_source_that_is_there(plan: Plan) -> None:
    for loaded in plan.loaded:
        fields = type(loaded.record).model_fields
        for key, references in loaded.record.sources.items():
            assert key in {info.alias or name for name, info in fields.items()}, (loaded.path, key)
            for reference in references:
                assert reference.split(" ", 1)[0] in plan.sources, (loaded.path, reference)


def test_no_identity_number_or_mail_address_stands_in_the_data(loading: Loading) -> None:
    for path, text in loading.plan.texts.items():
        assert not re.search(r"\b(?:19|20)?\d{6}[-+]\d{4}\b", text), path
        assert "@" not in text, path

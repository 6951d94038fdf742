"""Counts of processes: in all, by area, by organisation."""

from datetime import date

import pytest

from handlingsplan.compute.select import choose
from handlingsplan.compute.status import Known, Status, compute_status, obstacles_on
from handlingsplan.model.plan import Plan
from tests.plans import plan_of

DAY = date(2023, 12, 31)


@pytest.fixture
def plan() -> Plan:
    return plan_of(
        processes__LV_10="""
            title: Tidiga samtal
            area: LV
            lead: ALFA
            organisations: [ALFA, BETA]
            history: [{status: klar, since: 2023-01-01, outcome: överlämnad}]
            sources: {history: [rapporten 2]}
        """,
        processes__LV_2="""
            area: LV
            lead: null
            organisations: [ALFA]
            history: [{status: klar, seen: 2023-06-30}]
            sources: {history: [rapporten 2, rapporten 3]}
        """,
        processes__SK_1="""
            area: SK
            lead: BETA
            organisations: [BETA]
            not_participating: [GAMMA]
            history: [{status: stödd, since: 2023-03}]
        """,
        processes__X_1="area: null\nlead: null\norganisations: null\nhistory: null",
    )


@pytest.fixture
def status(plan: Plan) -> Status:
    return compute_status(plan, DAY)


def test_each_status_is_counted_completed_first_and_unknown_last(status: Status) -> None:
    rows = [(row.status, row.kind, row.count, row.ids) for row in status.by_status]
    assert rows == [
        ("klar", "completed", 2, ("LV.2", "LV.10")),
        ("stödd", "continuing", 1, ("SK.1",)),
        (None, "unknown", 1, ("X.1",)),
    ]
    assert status.total == 4


def test_areas_come_in_the_plans_order_with_the_unknown_last(status: Status) -> None:
    assert [(area.area, area.name, area.total) for area in status.by_area] == [
        ("LV", "Levnadsvillkor", 2),
        ("SK", "Skola", 1),
        (None, None, 1),
    ]


def test_an_organisation_is_known_undecided_and_complete_as_its_participation_is(status: Status) -> None:
    rows = {row.organisation: row for row in status.by_organisation}
    assert list(rows) == ["ALFA", "BETA", "GAMMA"]  # FÖRENINGEN is no party
    assert (rows["ALFA"].takes_part, rows["ALFA"].complete) == (Known(2, 0), True)
    assert (rows["BETA"].takes_part, rows["BETA"].complete) == (Known(2, 2), False)
    assert (rows["GAMMA"].takes_part, rows["GAMMA"].complete) == (Known(0, 3), False)


def test_leads_are_known_and_undecided_apart(status: Status) -> None:
    leads = {row.organisation: row.lead for row in status.by_organisation}
    # LV.2 has no known lead: ALFA takes part, BETA and GAMMA may. X.1 has none, and ALFA takes no part.
    assert leads == {"ALFA": Known(1, 1), "BETA": Known(1, 2), "GAMMA": Known(0, 2)}


def test_an_organisations_processes_are_counted_by_status(status: Status) -> None:
    beta = next(row for row in status.by_organisation if row.organisation == "BETA")
    assert [(row.status, row.ids) for row in beta.by_status] == [("klar", ("LV.10",)), ("stödd", ("SK.1",))]


def test_what_is_missing_is_counted(status: Status) -> None:
    assert status.missing("title") == 3
    assert status.missing("lead") == 2
    assert status.completed_without_outcome == 1


def test_each_source_of_the_statuses_is_named_once(status: Status) -> None:
    assert status.sources == ("rapporten 2", "rapporten 3")


def test_a_selection_counts_what_matches_and_tells_what_cannot_be_decided(plan: Plan) -> None:
    chosen = compute_status(plan, DAY, choose(plan, {"org": ["BETA"]}))
    assert [row.id for row in chosen.processes] == ["LV.10", "SK.1"]
    assert chosen.undecided == ("LV.2", "X.1")


def test_a_plan_without_processes_has_nothing_to_count() -> None:
    empty = compute_status(plan_of(), DAY)
    assert (empty.total, empty.by_status, empty.processes) == (0, (), ())
    assert empty.files.total == 0


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("name: x", None, None),
        ("period: null", None, None),
        ("period: {from: 2021-03, to: null}", date(2021, 3, 1), None),
        ("period: {from: null, to: 2023}", None, date(2023, 12, 31)),
    ],
)
def test_the_days_of_the_plan_are_told_as_far_as_they_are_known(
    header: str, first: date | None, last: date | None
) -> None:
    status = compute_status(plan_of(header), DAY)
    assert (status.first, status.last) == (first, last)


# What stands in the way on a day.


@pytest.mark.parametrize(
    ("obstacle", "as_of", "stands"),
    [
        pytest.param("", "2020-01-01", True, id="of unknown days it may stand"),
        pytest.param("since: 2022-03-01", "2022-02-28", False, id="the day before it began"),
        pytest.param("since: 2022-03-01", "2022-03-01", True, id="the day it began"),
        pytest.param("since: 2022", "2022-01-01", True, id="some time in the year it began"),
        pytest.param("since: null", "2020-01-01", True, id="a beginning that nobody knows"),
        pytest.param("removed: 2022-05-10", "2022-05-09", True, id="the day before it was removed"),
        pytest.param("removed: 2022-05-10", "2022-05-10", False, id="the day it was removed"),
        pytest.param("removed: 2022-05", "2022-05-20", True, id="some time in the month it was removed"),
        pytest.param("removed: 2022-05", "2022-05-31", False, id="the last day of that month"),
        pytest.param("removed: null", "2030-01-01", True, id="nobody knows if it is removed"),
        pytest.param("lifted: 2022-05-10", "2022-06-01", True, id="lifted to others is not removed"),
    ],
)
def test_an_obstacle_stands_from_its_first_day_until_it_is_removed(
    obstacle: str, as_of: str, stands: bool
) -> None:
    told = f"{{what: pengar{', ' if obstacle else ''}{obstacle}}}"
    process = plan_of(processes__P_1=f"obstacles: [{told}]").processes["P.1"]
    found = obstacles_on(process, date.fromisoformat(as_of))
    assert found is not None
    assert [obstacle.what for obstacle in found] == (["pengar"] if stands else [])


@pytest.mark.parametrize(
    ("told", "found"), [("obstacles: []", ()), ("obstacles: null", None), ("note: a", None)]
)
def test_no_obstacles_are_known_to_be_none_or_unknown(told: str, found: tuple[()] | None) -> None:
    assert obstacles_on(plan_of(processes__P_1=told).processes["P.1"], DAY) == found


def test_each_process_is_told_with_the_obstacles_of_the_day() -> None:
    plan = plan_of(processes__P_1="obstacles: [{what: a, removed: 2021}, {what: b}, {what: c, since: 2024}]")
    (row,) = compute_status(plan, DAY).processes
    assert row.obstacles is not None
    assert [obstacle.what for obstacle in row.obstacles] == ["b"]


# Facts about processes that nobody has named: told beside the counts, never in them.


@pytest.fixture
def found_facts() -> Plan:
    return plan_of(
        processes__LV_1="area: LV\norganisations: [ALFA]\nlead: ALFA",
        processes__SK_1="area: SK\norganisations: [BETA]\nlead: BETA",
        grants__g="organisations: [GAMMA]\nprocesses: [SK.1]\nyears: [2022]\ncategory: utbildning",
        findings__a="process: null",
        findings__b="process: null\ncandidates: [SK.1]",
        findings__c="process: LV.1",
        findings__d="process: null\ngrants: [g]",
        findings__e="title: Säger inget om processen",
    )


@pytest.mark.parametrize(
    ("asked", "findings"),
    [
        pytest.param({}, ("a", "b", "d", "e"), id="all that name no process"),
        pytest.param({"process": ["LV.1"]}, ("a", "d", "e"), id="not those with other candidates"),
        pytest.param({"process": ["SK.1"]}, ("a", "b", "d", "e"), id="those with this candidate"),
        pytest.param({"org": ["GAMMA"]}, ("a", "b", "d", "e"), id="what may be of an organisation"),
        pytest.param({"year": ["2022"]}, (), id="a finding is of no year"),
    ],
)
def test_findings_stand_beside_the_processes_that_they_may_be_about(
    found_facts: Plan, asked: dict[str, list[str]], findings: tuple[str, ...]
) -> None:
    status = compute_status(found_facts, DAY, choose(found_facts, asked))
    assert status.findings == findings


def test_findings_are_in_no_count(found_facts: Plan) -> None:
    status = compute_status(found_facts, DAY)
    assert (status.total, status.files.total) == (2, 2)
    assert sum(row.count for row in status.by_status) == 2
    assert [row.takes_part.known for row in status.by_organisation] == [1, 1, 0]

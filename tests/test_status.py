"""Counts of processes: in all, by area, by organisation."""

from datetime import date

import pytest

from handlingsplan.compute.select import choose
from handlingsplan.compute.status import Known, Status, compute_status
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

"""Decisions: in the order of days, with what is not settled and not known."""

from datetime import date

import pytest

from handlingsplan.compute.decisions import DecisionRow, Decisions, compute_decisions
from handlingsplan.compute.select import choose, point_statuses
from handlingsplan.model.plan import Plan
from tests.plans import plan_of


@pytest.fixture
def plan() -> Plan:
    return plan_of(
        decisions__a="""
            title: Planen antas
            body: nämnden
            day: 2022-03-01
            paragraph: § 7
            points: [{text: Anta., status: beslutat}, {text: Följa upp., status: föreslaget}]
            concerns: [P.1]
        """,
        decisions__b="title: Hela året\nbody: gruppen\nday: 2022\npoints: [{text: Ja., status: beslutat}]",
        decisions__c="title: Utan dag\nbody: nämnden\nday: null\npoints: [{text: Ja., status: beslutat}]",
        decisions__d="title: Tidigare\nbody: null\ncandidates: [gruppen]\nday: 2021-05-04",
        decisions__e="title: Öppen\nbody: gruppen\nday: tidigast hösten 2021",
        processes__P_1="title: En process",
        grants__g="amounts: [{year: 2022, granted: 100, decision: b}]",
    )


def ids(decisions: Decisions) -> list[str]:
    return [row.id for row in decisions.rows]


def row(plan: Plan, id_: str) -> DecisionRow:
    return next(found for found in compute_decisions(plan).rows if found.id == id_)


def test_decisions_stand_by_the_day_they_had_come_with_the_undated_last(plan: Plan) -> None:
    assert ids(compute_decisions(plan)) == ["d", "e", "a", "b", "c"]


def test_a_day_leaves_out_later_ones_and_tells_which_nobody_knows(plan: Plan) -> None:
    found = compute_decisions(plan, date(2022, 3, 1))
    assert ids(found) == ["d", "a"]
    assert set(found.undecided) == {"b", "c", "e"}


def test_a_decision_is_as_settled_as_its_least_settled_point(plan: Plan) -> None:
    assert row(plan, "a").state == "föreslaget"
    assert row(plan, "b").state == "beslutat"
    assert row(plan, "d").state is None


def test_a_paragraph_is_held_without_its_sign(plan: Plan) -> None:
    assert row(plan, "a").paragraph == "7"


def test_only_a_political_body_can_lack_a_paragraph(plan: Plan) -> None:
    assert [found.id for found in compute_decisions(plan).rows if found.lacks_paragraph] == ["c"]


def test_a_decision_concerns_what_it_says_and_the_grants_that_name_it(plan: Plan) -> None:
    assert row(plan, "a").concerns == ("P.1",)
    assert row(plan, "b").concerns == ("g",)


def test_a_selection_is_three_valued(plan: Plan) -> None:
    found = compute_decisions(plan, None, choose(plan, {"body": ["gruppen"]}, point_statuses()))
    assert ids(found) == ["e", "b"]
    assert found.undecided == ("d",)

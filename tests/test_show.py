"""One record or word, and everything that points to it."""

from datetime import date

import pytest

from handlingsplan.compute.show import compute_show, known_names
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.plan import Plan
from tests.plans import plan_of

DAY = date(2023, 12, 31)


@pytest.fixture
def plan() -> Plan:
    return plan_of(
        processes__P_1="title: Samtal\nlead: ALFA\nhistory: [{status: klar, since: 2022}]",
        processes__P_2="title: Skola\norganisations: [ALFA]\nsources: {title: [rapporten 3]}",
        grants__g="title: Kurs\nprocesses: [P.1]\namounts: [{year: 2022, granted: 5, decision: d}]",
        decisions__d="title: Beslut\nbody: nämnden\npoints: [{text: Ja., carries: [P.1]}]\nconcerns: [P.1]",
        sources__rapporten="title: Rapporten",
    )


def pointers(plan: Plan, wanted: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.id, found.keys) for found in compute_show(plan, wanted, DAY).pointers]


def test_a_process_is_shown_with_its_standing_and_what_points_to_it(plan: Plan) -> None:
    shown = compute_show(plan, "p.1", DAY)
    assert (shown.id, shown.kind, shown.title) == ("P.1", "process", "Samtal")
    assert shown.standing is not None
    assert shown.standing.status == "klar"
    assert shown.place.file == "data/processes/P.1.yaml"
    assert pointers(plan, "P.1") == [("d", ("concerns", "carries")), ("g", ("processes",))]


def test_a_decision_is_pointed_to_by_the_amounts_that_name_it(plan: Plan) -> None:
    assert pointers(plan, "d") == [("g", ("decision",))]


def test_a_document_is_pointed_to_by_the_records_that_cite_it(plan: Plan) -> None:
    assert pointers(plan, "rapporten") == [("P.2", ("sources",))]


def test_a_word_of_the_plan_is_shown_by_any_of_its_names(plan: Plan) -> None:
    for wanted in ("ALFA", "alfa", "Alfaförvaltningen", "alfakontoret"):
        shown = compute_show(plan, wanted, DAY)
        assert (shown.id, shown.kind) == ("ALFA", "organisation")
    assert pointers(plan, "ALFA") == [("P.1", ("lead",)), ("P.2", ("organisations",))]
    assert compute_show(plan, "ALFA", DAY).place.line > 1


def test_what_is_not_in_the_plan_gets_the_nearest_names(plan: Plan) -> None:
    with pytest.raises(WrongChoiceError) as caught:
        compute_show(plan, "P.3", DAY)
    assert caught.value.hint == "menade du P.1 eller P.2?"


def test_every_record_and_word_can_be_shown(plan: Plan) -> None:
    for name in known_names(plan):
        assert compute_show(plan, name, DAY).id == name

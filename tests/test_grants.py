"""Sums of money: known, approximate, unknown, shared and over several years."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.compute.grants import Grants, compute_grants
from handlingsplan.compute.select import choose
from handlingsplan.model.figure import Kronor
from handlingsplan.model.plan import Plan
from handlingsplan.model.total import Amount, Total, difference, total
from tests.plans import load, plan_of


def kr(text: str) -> Decimal:
    return Decimal(text.replace(" ", ""))


def exactly(text: str, known: int, of: int) -> Total:
    """Return a total without any approximation."""
    return Total(kr(text), kr(text), kr(text), known, of)


@pytest.fixture
def plan() -> Plan:
    return plan_of(
        grants__r2022="kind: requisition\nyear: 2022\namounts: [{requisitioned: 'ca 2,5 mnkr'}]",
        grants__r2023="""
            kind: requisition
            year: 2023
            day: 2023-04-01
            amounts:
              - {direction: vård, requisitioned: 1 000 000}
              - {requisitioned: null}
        """,
        grants__kurs="""
            category: utbildning
            years: [2022]
            organisations: [ALFA]
            amounts:
              - year: 2022
                applied: 100 000
                proposed: 80 000
                granted: 80 000
                spent: 75 000
                repaid: 5 000
        """,
        grants__coach="""
            category: tjänster
            organisations: [ALFA, BETA]
            shares: lika
            amounts:
              - {year: 2022, applied: 900 000, granted: 800 000, spent: ca 650 000, decision: d.2022}
              - {year: 2023, granted: 300 000, spent: null}
        """,
        grants__tal="category: tjänster\nyears: [2023]\norganisations: [BETA, GAMMA]\namounts: null",
        grants__lokal="category: null\nyears: null\norganisations: null",
        decisions__d_2022="body: gruppen\nday: 2022-02-10",
    )


def year(grants: Grants, wanted: int | None) -> dict[str, Total]:
    found = next(row for row in grants.years if row.year == wanted)
    return dict(found.sums.steps.items()) | {"requisitioned": found.requisitioned}


def test_the_years_come_in_order_with_the_undated_last(plan: Plan) -> None:
    grants = compute_grants(plan)
    assert [(row.year, row.items) for row in grants.years] == [
        (2022, ("coach", "kurs")),
        (2023, ("coach", "tal")),
        (None, ("lokal",)),
    ]
    assert [row.complete for row in grants.years] == [True, False, None]


def test_known_amounts_are_added_and_unknown_ones_counted(plan: Plan) -> None:
    sums = year(compute_grants(plan), 2022)
    assert sums["applied"] == exactly("1 000 000", 2, 2)
    assert sums["proposed"] == exactly("80 000", 1, 2)
    assert sums["granted"] == exactly("880 000", 2, 2)


def test_approximate_amounts_keep_their_bounds_in_the_sum(plan: Plan) -> None:
    # ca 650 000 is 645 000 to 655 000; with 75 000 beside it 720 000 to 730 000
    spent = year(compute_grants(plan), 2022)["spent"]
    assert (spent.sum, spent.low, spent.high) == (kr("725 000"), kr("720 000"), kr("730 000"))


def test_what_is_left_is_granted_less_spent_and_repaid(plan: Plan) -> None:
    # kurs: 80 000 - 75 000 - 5 000 = 0; coach: 800 000 - ca 650 000 = 145 000 to 155 000
    left = year(compute_grants(plan), 2022)["left"]
    assert (left.sum, left.low, left.high) == (kr("150 000"), kr("145 000"), kr("155 000"))


def test_left_is_unknown_where_what_was_spent_is(plan: Plan) -> None:
    left = year(compute_grants(plan), 2023)["left"]
    assert left == Total(None, None, None, known=0, of=2)


def test_no_known_part_is_no_sum_and_never_nought(plan: Plan) -> None:
    assert year(compute_grants(plan), None)["granted"] == Total(None, None, None, known=0, of=1)


def test_what_was_drawn_is_added_by_year_with_its_unknown_parts(plan: Plan) -> None:
    grants = compute_grants(plan)
    drawn = year(grants, 2022)["requisitioned"]
    assert (drawn.low, drawn.high) == (kr("2 450 000"), kr("2 550 000"))
    assert year(grants, 2023)["requisitioned"] == exactly("1 000 000", 1, 2)
    assert year(grants, None)["requisitioned"] == Total(None, None, None, 0, 0)
    assert grants.requisitioned.sum == kr("3 500 000")


def test_a_selected_year_gives_the_undated_grants_apart(plan: Plan) -> None:
    grants = compute_grants(plan, None, choose(plan, {"year": ["2023"]}))
    assert [(row.year, row.items) for row in grants.years] == [(2023, ("coach", "tal")), (None, ("lokal",))]
    assert grants.undecided == ()


def test_grants_without_a_year_can_be_asked_for(plan: Plan) -> None:
    grants = compute_grants(plan, None, choose(plan, {"year": ["okänt"]}))
    assert [(row.year, row.items) for row in grants.years] == [(None, ("lokal",))]


def test_another_selection_tells_which_grants_cannot_be_decided(plan: Plan) -> None:
    grants = compute_grants(plan, None, choose(plan, {"category": ["utbildning"]}))
    assert list(grants.items) == ["kurs"]
    assert grants.undecided == ("lokal",)


def test_what_was_drawn_is_not_told_of_a_selection(plan: Plan) -> None:
    grants = compute_grants(plan, None, choose(plan, {"category": ["utbildning"]}))
    assert year(grants, 2022)["requisitioned"].of == 0


def test_a_day_leaves_out_later_years_and_later_decisions(plan: Plan) -> None:
    before = compute_grants(plan, date(2022, 1, 31))
    assert [row.year for row in before.years] == [2022, None]
    assert year(before, 2022)["applied"].sum == kr("1 000 000")
    assert year(before, 2022)["granted"] == exactly("80 000", 1, 1)
    assert year(before, 2022)["spent"] == exactly("75 000", 1, 1)
    assert year(compute_grants(plan, date(2022, 2, 10)), 2022)["granted"].sum == kr("880 000")


def test_a_day_leaves_out_what_was_drawn_later(plan: Plan) -> None:
    assert year(compute_grants(plan, date(2023, 3, 31)), 2023)["requisitioned"].of == 0
    assert year(compute_grants(plan, date(2023, 4, 1)), 2023)["requisitioned"].sum == kr("1 000 000")


def groups(grants: Grants, wanted: int | None) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(group.keys, group.items) for row in grants.years if row.year == wanted for group in row.groups]


def test_groups_come_in_the_plans_order_with_the_unknown_last(plan: Plan) -> None:
    grants = compute_grants(plan)
    assert groups(grants, 2022) == [(("utbildning",), ("kurs",)), (("tjänster",), ("coach",))]
    assert groups(grants, None) == [((), ("lokal",))]


def test_equal_shares_stand_under_each_organisation_and_add_up(plan: Plan) -> None:
    grants = compute_grants(plan, by="organisation")
    rows = {group.keys: group.sums["granted"].sum for group in grants.years[0].groups}
    assert rows == {("ALFA",): kr("480 000"), ("BETA",): kr("400 000")}
    assert sum(value for value in rows.values() if value) == grants.years[0].sums["granted"].sum


def test_a_grant_shared_in_an_unknown_way_is_a_group_of_its_own(plan: Plan) -> None:
    grants = compute_grants(plan, by="organisation")
    assert groups(grants, 2023) == [
        (("ALFA",), ("coach",)),
        (("BETA",), ("coach",)),
        (("BETA", "GAMMA"), ("tal",)),
    ]


def test_parts_of_what_does_not_divide_evenly_make_the_whole_to_the_ore() -> None:
    plan = plan_of(
        grants__g="organisations: [ALFA, BETA, GAMMA]\nshares: lika\namounts: [{year: 2022, granted: 100}]"
    )
    (found,) = compute_grants(plan, by="organisation").years[:1]
    shares = [group.sums["granted"].sum for group in found.groups]
    assert shares == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


def test_nothing_was_repaid_when_the_key_is_left_out() -> None:
    plan = plan_of(
        grants__a="amounts: [{year: 2022, granted: 100, spent: 60}]",
        grants__b="amounts: [{year: 2022, granted: 100, spent: 60, repaid: 40}]",
    )
    assert year(compute_grants(plan), 2022)["repaid"] == exactly("40", 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "amounts: [{year: 2022, granted: 100}, {year: 2022, granted: 50}]",
        "organisations: [ALFA, ALFA]\nshares: lika\namounts: [{year: 2022, granted: 100}]",
        "years: [2022, 2022]",
    ],
)
def test_what_stands_twice_is_a_fault_and_no_money_is_lost_in_silence(text: str) -> None:
    assert [problem.code for problem in load(grants__g=text).problems] == ["HP120"]


def test_grants_over_several_years_are_told(plan: Plan) -> None:
    assert compute_grants(plan).several_years == ("coach",)


def test_a_stated_rest_goes_before_a_computed_one() -> None:
    plan = plan_of(grants__g="amounts: [{year: 2022, granted: 100, spent: 60, left: 30}]")
    assert year(compute_grants(plan), 2022)["left"].sum == Decimal(30)


def test_what_a_grant_carried_over_is_there_to_use_the_year_after() -> None:
    plan = plan_of(
        grants__g="""
            amounts:
              - {year: 2022, granted: 100, spent: 60, carried: 30}
              - {year: 2023, granted: 50, spent: 70}
        """,
    )
    assert year(compute_grants(plan), 2022)["left"].sum == Decimal(10)
    assert year(compute_grants(plan), 2023)["left"].sum == Decimal(10)


def test_what_is_carried_over_is_not_left_and_unknown_repayment_makes_it_unknown() -> None:
    plan = plan_of(
        grants__a="amounts: [{year: 2022, granted: 100, spent: 60, carried: 15}]",
        grants__b="amounts: [{year: 2022, granted: 100, spent: 60, repaid: null}]",
    )
    assert year(compute_grants(plan), 2022)["left"] == exactly("25", 1, 2)


AMOUNTS = st.one_of(
    st.none(),
    st.builds(
        Kronor.parse,
        st.builds(
            lambda word, number, unit: f"{word}{number}{unit}",
            st.sampled_from(["", "ca ", "drygt ", "knappt ", "minst ", "högst "]),
            st.integers(0, 10**9),
            st.sampled_from(["", " kr", " tkr", " mnkr"]),
        ),
    ),
)


@given(st.lists(AMOUNTS))
def test_bounds_add_and_every_part_is_counted(parts: list[Kronor | None]) -> None:
    found = total(parts)
    known = [part for part in parts if part is not None]
    assert (found.known, found.of) == (len(known), len(parts))
    if not known:
        assert (found.sum, found.low, found.high) == (None, None, None)
        return
    assert found.sum == sum(part.value for part in known)
    assert found.low == sum(part.low for part in known)
    assert (found.high is None) == any(part.high is None for part in known)
    if found.high is not None:
        assert found.low is not None
        assert found.high - found.low == sum(part.high - part.low for part in known if part.high is not None)


@given(st.lists(AMOUNTS), st.lists(AMOUNTS))
def test_a_total_does_not_depend_on_the_order(one: list[Kronor | None], other: list[Kronor | None]) -> None:
    assert total([*one, *other]) == total([*other, *one])


EXACT = st.integers(0, 10**9).map(lambda number: Kronor.parse(str(number)))


@given(EXACT, st.lists(EXACT, max_size=3))
def test_what_is_left_and_what_is_taken_make_the_whole(whole: Kronor, parts: list[Kronor]) -> None:
    left = difference([whole], parts)
    assert left is not None
    assert left.value + sum(part.value for part in parts) == whole.value
    assert left.low == left.value == left.high


@given(AMOUNTS, st.lists(AMOUNTS, max_size=3))
def test_what_is_left_lies_within_all_that_the_parts_can_be(
    whole: Kronor | None, parts: list[Kronor | None]
) -> None:
    left = difference([whole], parts)
    if whole is None or None in parts:
        assert left is None
        return
    assert isinstance(left, Amount)
    least = [part.low for part in parts if part is not None]
    if left.high is not None:
        assert whole.high is not None
        assert left.high == whole.high - sum(least)


# What waits for its decision is nothing granted yet: not an unknown sum.


@pytest.mark.parametrize(
    ("day", "granted"),
    [
        (None, Total(None, None, None, known=0, of=1)),  # without a day nobody can tell
        (date(2022, 6, 1), Total(None, None, None, known=0, of=0)),
        (date(2023, 1, 1), Total(None, None, None, known=0, of=1)),  # the year is over: unknown
    ],
)
def test_an_application_that_waits_has_no_part_in_what_was_granted(day: date | None, granted: Total) -> None:
    plan = plan_of(grants__g="years: [2022]\namounts: [{year: 2022, applied: 100}]")
    assert year(compute_grants(plan, day), 2022)["granted"] == granted


def test_what_was_drawn_and_not_granted_is_told_only_when_everything_is_known() -> None:
    drawn = "kind: requisition\nyear: {year}\namounts: [{{requisitioned: 1 000}}]"
    files = {f"grants__r{number}": drawn.format(year=number) for number in (2022, 2023)}
    plan = plan_of(
        **files,
        grants__a="years: [2022]\namounts: [{year: 2022, granted: 300}]",
        grants__b="years: [2023]\namounts: [{year: 2023, granted: 400}]",
    )
    complete, incomplete = compute_grants(plan).years
    assert complete.unallocated is not None
    assert complete.unallocated.value == 700
    assert incomplete.unallocated is None
    unknown = plan_of(**files, grants__a="years: [2022]\namounts: [{year: 2022, granted: null}]")
    assert compute_grants(unknown).years[0].unallocated is None

"""How many people grants and events reached: each once where that is told, the unknown never as zero."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.compute.reach import Reached, compute_reach, people_in
from handlingsplan.compute.select import choose
from handlingsplan.model.total import Tally
from handlingsplan.present.wording.reach import reach_table, summary
from tests.plans import plan_of

Bounds = tuple[int, int | None] | None
"""The least and the most that a count can mean; None is unknown."""


def bounds(people: object) -> Bounds:
    """Return the bounds of a count of people, or of a sum of them."""
    low, high = getattr(people, "low", None), getattr(people, "high", None)
    return None if low is None else (int(low), None if high is None else int(high))


def reached(told: str, as_of: date | None = None) -> Reached:
    """Return what one grant reached."""
    (row,) = compute_reach(plan_of(grants__g=told), as_of=as_of).grants
    return row


# Stated participants.


@pytest.mark.parametrize(
    ("participants", "people"),
    [
        pytest.param("[{count: 50}]", (50, 50), id="an exact count"),
        pytest.param("[{count: 50, kind: deltagare}]", (50, 50), id="counted as participants"),
        pytest.param("[{count: 20}, {count: 30, unit: anhöriga}]", (50, 50), id="two counts are added"),
        pytest.param("[{count: drygt 60}]", (61, 65), id="somewhat more than"),
        pytest.param("[{count: ett 80-tal}]", (75, 89), id="about"),
        pytest.param("[{count: minst 12}]", (12, None), id="without an upper bound"),
        pytest.param("[{count: 55-60}, {count: 5}]", (60, 65), id="a range and a count"),
        pytest.param("[{count: 0}]", (0, 0), id="nobody came, which is known"),
        pytest.param("[{count: 50, kind: deltagare}, {count: 47, kind: individer}]", (47, 47), id="persons"),
        pytest.param("[{count: 47, kind: individer}, {count: 3, kind: individer}]", (50, 50), id="added"),
        pytest.param("[{count: 50}, {count: null, kind: individer}]", None, id="persons of unknown count"),
        pytest.param("[{count: 50}, {count: 60, kind: anmälda}]", (50, 50), id="not those who signed up"),
        pytest.param("[{count: 60, kind: anmälda}]", None, id="only signed up: nobody knows who came"),
        pytest.param("[{count: 50}, {count: 40, kind: fullföljt}]", (50, 50), id="among them"),
        pytest.param("[{count: 40, kind: fullföljt}]", (40, 40), id="only those who completed are told"),
        pytest.param("[{count: 20}, {count: null}]", None, id="one count is unknown, so is the sum"),
        pytest.param("[{unit: anhöriga}]", None, id="a count that is left out"),
        pytest.param("[]", None, id="no count"),
        pytest.param("null", None, id="unknown"),
    ],
)  # fmt: skip
def test_people_are_counted_once_as_they_are_stated(participants: str, people: Bounds) -> None:
    assert bounds(reached(f"participants: {participants}").people) == people


def test_what_is_stated_is_kept_as_it_is_written() -> None:
    row = reached("participants: [{count: 21, unit: medarbetare, kind: anmälda}, {count: drygt 60}]")
    told = [(one.count.text if one.count else None, one.unit, one.kind) for one in row.stated]
    assert told == [("21", "medarbetare", "anmälda"), ("drygt 60", None, None)]


# Groups.


@pytest.mark.parametrize(
    ("groups", "people", "number"),
    [
        pytest.param("[{participants: 10}, {participants: 12}]", (22, 22), (2, 2), id="two groups"),
        pytest.param("[{participants: 10}, {participants: 9, returning: 3}]", (16, 16), (2, 2), id="once"),
        pytest.param("[{participants: 10, returning: 0}]", (10, 10), (1, 1), id="known to be none"),
        pytest.param("[{participants: 10, returning: null}]", None, (1, 1), id="unknown how many returned"),
        pytest.param("[{participants: drygt 10, returning: 3}]", (8, 12), (1, 1), id="somewhat more than"),
        pytest.param("[{participants: 10, returning: 2-4}]", (6, 8), (1, 1), id="a range that returned"),
        pytest.param("[{participants: minst 10, returning: 1}]", (9, None), (1, 1), id="no upper bound"),
        pytest.param("[{participants: 10}, {participants: null}]", None, (2, 2), id="one group is unknown"),
        pytest.param("[{participants: 10}, {place: Ekby}]", None, (2, 2), id="one group is left out"),
        pytest.param("[{participants: 10}, {participants: 40, kind: anmälda}]", (10, 10), (2, 2), id="came"),
        pytest.param("[{participants: 40, kind: anmälda}]", None, (1, 1), id="only signed up"),
        pytest.param("[{count: 3, participants: 30}]", (30, 30), (3, 3), id="several alike"),
        pytest.param("[{count: ca 10}, {}]", None, (6, 16), id="about ten groups and one"),
        pytest.param("[{count: null}]", None, None, id="nobody knows how many groups"),
    ],
)  # fmt: skip
def test_people_in_groups_are_counted_once(groups: str, people: Bounds, number: Bounds) -> None:
    row = reached(f"groups: {groups}")
    assert (bounds(row.people), bounds(row.groups)) == (people, number)


def test_what_is_stated_goes_before_what_the_groups_add_up_to() -> None:
    row = reached("participants: [{count: 47}]\ngroups: [{participants: 10}, {participants: 12}]")
    assert (bounds(row.people), bounds(row.groups)) == ((47, 47), (2, 2))
    unknown = reached("participants: [{count: null}]\ngroups: [{participants: 10}]")
    assert unknown.people is None


def test_where_only_those_who_signed_up_are_stated_the_groups_tell_who_came() -> None:
    row = reached("participants: [{count: 60, kind: anmälda}]\ngroups: [{participants: 10}]")
    assert bounds(row.people) == (10, 10)


def test_a_number_of_groups_is_unknown_when_one_of_them_is() -> None:
    groups = reached("groups: [{}, {count: null}, {count: 2}]").groups
    assert groups == Tally(Decimal(3), Decimal(3), Decimal(3), known=2, of=3)


def test_without_any_group_there_is_no_number_of_them() -> None:
    assert reached("participants: [{count: 5}]").groups is None
    assert reached("groups: []").groups is None


def test_places_and_languages_are_those_of_the_grant_and_of_its_groups_once_each() -> None:
    row = reached(
        """
        places: [Ekby, Åby]
        languages: [finska]
        groups: [{place: Lundby, language: svenska}, {place: Ekby, language: finska}, {}]
        """
    )
    assert (row.places, row.languages) == (("Ekby", "Åby", "Lundby"), ("finska", "svenska"))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=4))
def test_nobody_is_counted_twice_and_nobody_is_forgotten(groups: list[tuple[int, int]]) -> None:
    told = ", ".join(f"{{participants: {new + old}, returning: {old}}}" for new, old in groups)
    assert bounds(reached(f"groups: [{told}]").people) == (sum(new for new, _ in groups),) * 2


# Which grants and events are told of.


@pytest.mark.parametrize(
    ("told", "listed"),
    [
        ("participants: [{count: 5}]", True),
        ("participants: null", True),
        ("groups: [{place: Ekby}]", True),
        ("title: Kurs", False),
        ("goals: [{what: Minska väntan}]", True),
        ("afterwards: Går vidare.", True),
        ("places: [Ekby]", False),
    ],
)
def test_a_grant_is_told_of_when_it_says_something_of_what_it_reached(told: str, listed: bool) -> None:
    assert bool(compute_reach(plan_of(grants__g=told)).grants) is listed


def test_a_grant_that_tells_of_nobody_is_no_unknown_number() -> None:
    reach = compute_reach(
        plan_of(grants__g="afterwards: Går vidare.", grants__h="participants: [{count: 5}]")
    )
    assert [(row.id, row.of_people) for row in reach.grants] == [("g", False), ("h", True)]
    assert reach.people.sum == 5
    assert (reach.people.known, reach.people.of) == (1, 1)


def test_events_are_told_of_with_their_place_and_what_came_of_them() -> None:
    plan = plan_of(
        events__a="""
            title: Kick-off
            day: 2022-05-12
            place: Ekby
            participants: [{count: drygt 60}]
            outcome: Bra.
        """,
        events__b="title: Ingen räknade\nday: 2022-06-01",
        events__c="title: Okänt antal\nday: 2022-07-01\nparticipants: null",
    )
    found = compute_reach(plan).events
    assert [(row.id, row.kind, bounds(row.people), row.places) for row in found] == [
        ("a", "event", (61, 65), ("Ekby",)),
        ("c", "event", None, ()),
    ]
    assert (found[0].title, found[0].afterwards, found[0].groups) == ("Kick-off", "Bra.", None)
    assert [len(row.stated) for row in found] == [1, 0]


def test_a_grant_tells_its_goals_and_what_came_after() -> None:
    row = reached("participants: []\ngoals: [{what: Minska väntan, reached: nej}]\nafterwards: Går vidare.")
    assert [(goal.what, goal.reached) for goal in row.goals] == [("Minska väntan", False)]
    assert row.afterwards == "Går vidare."


@pytest.mark.parametrize(
    ("as_of", "events", "people", "number"),
    [
        ("2022-04-30", [], None, None),
        ("2022-05-01", ["a"], (10, 10), (1, 1)),
        ("2022-12-31", ["a"], (10, 10), (1, 1)),
        ("2023-01-01", ["a", "b"], None, (2, 2)),
    ],
)
def test_what_came_later_is_left_out(as_of: str, events: list[str], people: Bounds, number: Bounds) -> None:
    plan = plan_of(
        events__a="day: 2022-05-01\nparticipants: [{count: 5}]",
        events__b="day: 2023-01-01\nparticipants: [{count: 6}]",
        grants__g="groups: [{day: 2022-05-01, participants: 10}, {day: 2023, participants: null}]",
    )
    found = compute_reach(plan, as_of=date.fromisoformat(as_of))
    assert [row.id for row in found.events] == events
    (row,) = found.grants
    assert (bounds(row.people), bounds(row.groups)) == (people, number)


def test_participants_of_a_later_day_are_left_out() -> None:
    told = "participants: [{count: 5, day: 2022-05-01}, {count: 6, day: 2023-05-01}, {count: 7}]"
    row = reached(told, date(2022, 12, 31))
    assert bounds(row.people) == (12, 12)
    assert [one.count.text for one in row.stated if one.count] == ["5", "7"]


def test_a_selection_keeps_what_matches_and_names_what_nobody_can_tell_about() -> None:
    plan = plan_of(
        grants__a="organisations: [ALFA]\nparticipants: [{count: 5}]",
        grants__b="organisations: [BETA]\nparticipants: [{count: 6}]",
        grants__c="organisations: null\nparticipants: [{count: 7}]",
        events__d="organisations: [ALFA]\nday: 2022\nparticipants: [{count: 8}]",
        events__e="organisations: [BETA]\nday: 2022\nparticipants: [{count: 9}]",
    )
    found = compute_reach(plan, choose(plan, {"org": ["ALFA"]}))
    assert [row.id for row in found.grants] == ["a"]
    assert [row.id for row in found.events] == ["d"]
    assert found.undecided == ("c",)


# All together.


def test_a_sum_over_grants_says_how_many_of_them_are_known() -> None:
    plan = plan_of(
        grants__a="participants: [{count: 20}]",
        grants__b="groups: [{participants: drygt 60}]",
        grants__c="participants: null",
        grants__d="title: säger inget",
    )
    reach = compute_reach(plan)
    assert reach.people == Tally(Decimal(80), Decimal(81), Decimal(85), known=2, of=3)
    assert people_in(plan.grants.values()) == reach.people
    assert summary(reach) == (
        "81–85 deltagare i 2\N{NO-BREAK SPACE}insatser; den som deltog i flera räknas i varje. "
        "För 1\N{NO-BREAK SPACE}insats till är antalet okänt."
    )


def test_unknown_is_never_zero() -> None:
    reach = compute_reach(plan_of(grants__a="participants: null"))
    assert (reach.people.sum, reach.people.of) == (None, 1)
    assert summary(reach) == "Hur många som deltog i insatserna är okänt."
    nothing = compute_reach(plan_of())
    assert (nothing.people.sum, nothing.people.of) == (None, 0)
    assert summary(nothing) == "Planen säger inget om hur många som deltog i insatserna."


@pytest.mark.parametrize(
    ("grant", "years", "people"),
    [
        pytest.param("years: [2022]\nparticipants: [{count: 5}]", [2022], (5, 5), id="all of it that year"),
        pytest.param("years: [2022, 2023]\nparticipants: [{count: 5}]", [2022], None, id="over two years"),
        pytest.param("years: [2022, 2023]\nparticipants: [{count: 5}]", [2022, 2023], (5, 5), id="both"),
        pytest.param("years: [2022, 2023]\nparticipants: [{count: 5}]", [], (5, 5), id="no year asked"),
        pytest.param("years: null\nparticipants: [{count: 5}]", [2022], None, id="of unknown years"),
        pytest.param(
            "years: null\nparticipants: [{count: 5, day: 2022-05-01}, {count: 6, day: 2023}]", [2022], (5, 5),
            id="of unknown years with a day within",
        ),
        pytest.param(
            "years: null\nparticipants: [{count: 5, day: 2022-05-01}]", [2022], (5, 5),
            id="of unknown years, all within by their day",
        ),
        pytest.param(
            "years: null\ngroups: [{participants: 5, day: 2022}, {participants: 6}]", [2022], None,
            id="of unknown years with a day within, and one unknown",
        ),
        pytest.param(
            "years: [2022, 2023]\nparticipants: [{count: 5, day: 2022-05-01}, {count: 6, day: 2023-05-01}]",
            [2022], (5, 5), id="a day within the year",
        ),
        pytest.param(
            "years: [2022, 2023]\ngroups: [{participants: 5, day: 2022}, {participants: 6, day: 2023}]",
            [2023], (6, 6), id="a group within the year",
        ),
        pytest.param(
            "years: [2022, 2023]\ngroups: [{participants: 5, day: 2022-2023}]", [2023], None,
            id="a group of one of two years",
        ),
    ],
)  # fmt: skip
def test_the_people_of_a_year_are_only_those_known_to_be_of_it(
    grant: str, years: list[int], people: Bounds
) -> None:
    plan = plan_of(grants__g=grant)
    assert bounds(people_in(plan.grants.values(), years=years)) == people


def test_people_whose_year_is_unknown_are_an_unknown_part_and_those_of_another_year_none() -> None:
    plan = plan_of(
        grants__a="years: [2022]\nparticipants: [{count: 5}]",
        grants__b="years: [2022, 2023]\nparticipants: [{count: 6}]",
        grants__c="years: [2022, 2023]\nparticipants: [{count: 7, day: 2023}]",
        grants__d="years: [2022]\nparticipants: null",
        grants__e="years: null\nparticipants: null",
        grants__f="years: null\nparticipants: [{count: 8}]",
        grants__g="years: null\ngroups: [{participants: 9, day: 2023}]",
        grants__h="years: [2022]\ngroups: []",
        grants__i="years: [2022]",
    )
    found = people_in(plan.grants.values(), years=[2022])
    assert (found.sum, found.known, found.of) == (Decimal(5), 1, 4)  # a; of b, d and h nobody knows


@pytest.mark.parametrize(
    ("grant", "parts"),
    [
        pytest.param("years: [2022, 2023]\nparticipants: [{count: 6}]", 1, id="in one of two years"),
        pytest.param("years: [2022]\nparticipants: null", 1, id="of the year, nobody knows how many"),
        pytest.param("years: null\nparticipants: [{count: 6}]", 0, id="of years that nobody knows"),
        pytest.param("years: null\nparticipants: null", 0, id="of years and people that nobody knows"),
    ],
)
def test_a_grant_is_an_unknown_part_of_a_year_only_where_it_is_known_to_be_of_it(
    grant: str, parts: int
) -> None:
    found = people_in(plan_of(grants__g=grant).grants.values(), years=[2022])
    assert (found.sum, found.known, found.of) == (None, 0, parts)


# How it is told.


def test_the_table_tells_the_participants_as_stated_or_as_counted() -> None:
    plan = plan_of(
        grants__a="title: Kurs\nparticipants: [{count: 47, kind: individer}, {count: 50, unit: besök}]",
        grants__b="groups: [{participants: drygt 10, place: Ekby, language: finska}, {participants: 2}]",
        grants__c="participants: null",
        grants__d="groups: [{place: Åby}]",
        grants__e="groups: [{count: null, participants: 3}]",
        grants__f="participants: [{count: null, unit: anhöriga}]",
    )
    table = reach_table(compute_reach(plan))
    rows = [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]
    assert table.heads == ["Insats", "Deltagare", "Grupper", "Platser", "Språk"]
    assert rows == [
        ["Kurs", "47 individer; 50 besök", "", "", ""],
        ["b", "13–17", "2", "Ekby", "finska"],
        ["d", "okänt", "1", "Åby", ""],
        ["e", "3", "okänt", "", ""],
        ["f", "okänt anhöriga", "", "", ""],
    ]


def test_a_number_of_groups_of_which_some_are_unknown_is_a_least() -> None:
    reach = compute_reach(plan_of(grants__g="groups: [{}, {count: null}]"))
    assert reach_table(reach).rows[0][2] == "minst\N{NO-BREAK SPACE}1"

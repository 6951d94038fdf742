"""Selection: yes, no, or nobody can tell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.compute.facets import known_years
from handlingsplan.compute.select import Selection, choose, point_statuses, select
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.plan import Plan
from tests.plans import plan_of

DAY = date(2022, 12, 31)


@pytest.fixture
def plan() -> Plan:
    return plan_of(
        processes__LV_1="""
            area: LV
            lead: ALFA
            organisations: [ALFA, BETA]
            history: [{status: igång, since: 2021-01-01}]
        """,
        processes__LV_2="""
            area: LV
            lead: null
            organisations: [BETA]
            not_participating: [GAMMA]
            history: [{status: klar, since: 2022-01-01}]
        """,
        processes__SK_1="area: null\nlead: null\norganisations: null",
        grants__g1="""
            category: utbildning
            years: [2022, 2023]
            efforts: [coach]
            processes: [LV.1]
            directions: [vård]
            organisations: [ALFA]
        """,
        grants__g2="category: null\nyears: null\nprocesses: null\ndirections: null\norganisations: null",
        decisions__d1="""
            body: nämnden
            day: 2022-03-01
            concerns: [LV.1]
            points: [{text: Beviljas., status: beslutat}]
        """,
        decisions__d2="body: null\ncandidates: [gruppen]\nday: 2021-2023\nconcerns: [g1]",
        decisions__d3="body: null\nday: null",
    )


def chosen(plan: Plan, kind: str, **asked: str) -> tuple[list[str], list[str]]:
    statuses = point_statuses() if kind == "decisions" else ()
    selection = choose(plan, {name: [word] for name, word in asked.items()}, statuses)
    found = select(plan, getattr(plan, kind), selection, DAY)
    return list(found.ids), list(found.undecided)


@pytest.mark.parametrize(
    ("asked", "ids", "undecided"),
    [
        ({"org": "ALFA"}, ["LV.1"], []),  # ALFA's participation is complete
        ({"org": "BETA"}, ["LV.1", "LV.2"], ["SK.1"]),
        ({"org": "GAMMA"}, [], ["LV.1", "SK.1"]),  # known not to take part in LV.2
        ({"org": "okänt"}, ["SK.1"], []),
        ({"lead": "ALFA"}, ["LV.1"], []),
        ({"lead": "BETA"}, [], ["LV.2", "SK.1"]),
        ({"area": "LV"}, ["LV.1", "LV.2"], ["SK.1"]),
        ({"area": "SK"}, [], ["SK.1"]),
        ({"status": "klar"}, ["LV.2"], ["SK.1"]),
        ({"status": "okänt"}, ["SK.1"], []),
        ({"process": "lv.1"}, ["LV.1"], []),
        ({"year": "2022"}, ["LV.1"], ["LV.2", "SK.1"]),  # g2 may support any process, in any year
        ({"category": "utbildning"}, ["LV.1"], ["LV.2", "SK.1"]),
        ({"body": "nämnden"}, ["LV.1"], []),
        ({"area": "LV", "status": "klar"}, ["LV.2"], ["SK.1"]),
        ({"area": "LV", "lead": "BETA"}, [], ["LV.2", "SK.1"]),
    ],
)
def test_processes_are_told_apart_three_ways(
    plan: Plan, asked: dict[str, str], ids: list[str], undecided: list[str]
) -> None:
    assert chosen(plan, "processes", **asked) == (ids, undecided)


@pytest.mark.parametrize(
    ("asked", "ids", "undecided"),
    [
        ({"org": "ALFA"}, ["g1"], ["g2"]),
        ({"org": "BETA"}, [], ["g2"]),
        ({"year": "2023"}, ["g1"], ["g2"]),
        ({"category": "tjänster"}, [], ["g2"]),
        ({"direction": "vård"}, ["g1"], ["g2"]),
        ({"effort": "coach"}, ["g1"], []),
        ({"process": "LV.1"}, ["g1"], ["g2"]),
        ({"lead": "ALFA"}, ["g1"], ["g2"]),
        ({"status": "igång"}, ["g1"], ["g2"]),
        ({"body": "nämnden"}, [], []),  # d2 concerns g1, and its only candidate is gruppen
        ({"body": "gruppen"}, [], ["g1"]),
    ],
)
def test_grants_are_told_apart_three_ways(
    plan: Plan, asked: dict[str, str], ids: list[str], undecided: list[str]
) -> None:
    assert chosen(plan, "grants", **asked) == (ids, undecided)


@pytest.mark.parametrize(
    ("asked", "ids", "undecided"),
    [
        ({"body": "nämnden"}, ["d1"], ["d3"]),
        ({"body": "gruppen"}, [], ["d2", "d3"]),
        ({"year": "2022"}, ["d1"], ["d2", "d3"]),
        ({"year": "2021"}, [], ["d2", "d3"]),
        ({"status": "beslutat"}, ["d1"], []),
        ({"process": "LV.1"}, ["d1", "d2"], []),
        ({"category": "utbildning"}, ["d2"], []),
        ({"org": "BETA"}, ["d1"], []),
    ],
)
def test_decisions_are_told_apart_three_ways(
    plan: Plan, asked: dict[str, str], ids: list[str], undecided: list[str]
) -> None:
    assert chosen(plan, "decisions", **asked) == (ids, undecided)


@pytest.fixture
def around() -> Plan:
    """Return a plan with what happened around its processes."""
    return plan_of(
        processes__LV_1="area: LV\nlead: ALFA\norganisations: [ALFA]",
        processes__SK_1="area: SK\nlead: BETA\norganisations: [BETA]",
        events__a="day: 2022-05-05\nprocesses: [LV.1]",
        events__b="day: 2021-2022\norganisations: [BETA]",
        events__c="day: null",
        meetings__m="body: gruppen\nday: 2022-04-01\npresent: [BETA]",
        meetings__o="body: null\nday: 2021-04-01\npresent: null",
        voices__v="day: 2022-05-05\norganisations: [ALFA]",
        recommendations__r="addressees: [BETA]\nday: 2022-12-01",
        recommendations__s="addressees: null\nperiod: {from: 2022, to: 2024}",
        findings__f="process: null\ncandidates: [LV.1]",
        tracks__t="period: {from: 2021, to: null}\nbodies: [nämnden]\norganisations: [BETA]",
    )


@pytest.mark.parametrize(
    ("kind", "asked", "ids", "undecided"),
    [
        ("events", {"org": "ALFA"}, ["a"], []),
        ("events", {"org": "BETA"}, ["b"], ["a"]),  # nobody knows if BETA takes part in LV.1
        ("events", {"area": "LV"}, ["a"], []),
        ("events", {"year": "2022"}, ["a"], ["b", "c"]),
        ("events", {"year": "2023"}, [], ["c"]),
        ("events", {"year": "okänt"}, ["b", "c"], []),
        ("events", {"lead": "ALFA", "year": "2022"}, ["a"], []),
        ("meetings", {"body": "gruppen"}, ["m"], ["o"]),
        ("meetings", {"body": "nämnden"}, [], ["o"]),
        ("meetings", {"body": "okänt"}, ["o"], []),
        ("meetings", {"org": "BETA"}, ["m"], ["o"]),
        ("meetings", {"org": "BETA", "year": "2022"}, ["m"], []),
        ("voices", {"org": "ALFA"}, ["v"], []),
        ("voices", {"year": "2021"}, [], []),
        ("recommendations", {"org": "BETA"}, ["r"], ["s"]),
        ("recommendations", {"year": "2022"}, ["r", "s"], []),
        ("recommendations", {"year": "2023"}, ["s"], []),
        ("findings", {"process": "LV.1"}, [], ["f"]),
        ("findings", {"process": "SK.1"}, [], []),
        ("findings", {"process": "okänt"}, ["f"], []),
        ("tracks", {"body": "nämnden"}, ["t"], []),
        ("tracks", {"year": "2022"}, [], ["t"]),
    ],
)
def test_what_stands_around_the_processes_is_told_apart_three_ways(
    around: Plan, kind: str, asked: dict[str, str], ids: list[str], undecided: list[str]
) -> None:
    assert chosen(around, kind, **asked) == (ids, undecided)


@given(st.dictionaries(st.sampled_from(["org", "area", "year", "process", "body"]), st.integers(0, 2)))
def test_whatever_is_asked_each_record_matches_is_undecided_or_does_not(asked: dict[str, int]) -> None:
    words = {"org": "ALFA", "area": "LV", "year": "2022", "process": "LV.1", "body": "gruppen"}
    plan = plan_of(
        processes__LV_1="area: LV\norganisations: [ALFA]\nlead: null",
        events__a="day: 2022\nprocesses: [LV.1]",
        events__b="day: 2021-2022",
        meetings__m="body: gruppen\nday: 2022\npresent: null",
    )
    choices = {
        name: [[words[name]], ["okänt"], [words[name], "okänt"]][number] for name, number in asked.items()
    }
    for records in (plan.processes, plan.events, plan.meetings):
        found = select(plan, records, choose(plan, choices), DAY)
        assert not {*found.ids} & {*found.undecided}
        for name in asked:  # to ask for less never selects less
            fewer = {key: value for key, value in choices.items() if key != name}
            assert {*found.ids} <= {*select(plan, records, choose(plan, fewer), DAY).ids}


def test_the_same_option_twice_means_either(plan: Plan) -> None:
    selection = choose(plan, {"status": ["klar", "igång"]})
    assert select(plan, plan.processes, selection, DAY).ids == ("LV.1", "LV.2")


def test_nothing_asked_for_selects_everything(plan: Plan) -> None:
    found = select(plan, plan.processes, Selection(), DAY)
    assert (found.ids, found.undecided) == (("LV.1", "LV.2", "SK.1"), ())


@pytest.mark.parametrize("word", ["ALFA", "alfa", "Alfaförvaltningen", "alfakontoret"])
def test_short_names_full_names_and_other_names_are_taken_whatever_the_case(plan: Plan, word: str) -> None:
    assert choose(plan, {"org": [word]}).wanted == {"org": frozenset({"ALFA"})}


@pytest.mark.parametrize(
    ("name", "word", "hint"),
    [
        ("org", "Alfaforvaltningen", "menade du ALFA?"),
        ("status", "klart", "menade du klar?"),
        ("area", "QQQ", "här kan stå: LV, SK"),
        ("process", "LV.9", "menade du LV.1 eller LV.2?"),
        ("year", "2032", "här kan stå: 2021, 2022, 2023"),
    ],
)
def test_a_word_that_is_not_in_the_plan_gets_the_nearest_ones(
    plan: Plan, name: str, word: str, hint: str
) -> None:
    with pytest.raises(WrongChoiceError) as caught:
        choose(plan, {name: [word]})
    assert caught.value.message == f"--{name} '{word}' finns inte i planen"
    assert caught.value.hint == hint
    assert caught.value.exit_code == 2


def test_the_years_are_those_that_money_and_decisions_touch(plan: Plan) -> None:
    assert known_years(plan) == [2021, 2022, 2023]

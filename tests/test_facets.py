"""What each record says about each name that records are selected by: this, not that, or perhaps."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.compute.facets import UNKNOWN_WORD, Facet, Facets, known_years, money_years, years_in
from handlingsplan.compute.select import NAMES, Selection, select
from handlingsplan.model.day import Day
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.part import Period
from handlingsplan.model.truth import Truth
from tests.plans import HEADER, plan_of

YES, UNKNOWN, NO = Truth.YES, Truth.UNKNOWN, Truth.NO

DAY = date(2022, 12, 31)


def answer(plan: Plan, kind: str, id_: str, name: str, *words: str) -> Truth:
    """Tell whether one record is selected by some words, on the last day of 2022."""
    return Facets(plan, DAY).match(getattr(plan, kind)[id_], {name: frozenset(words)})


# One facet.


@pytest.mark.parametrize(
    ("facet", "wanted", "found"),
    [
        pytest.param(Facet(frozenset("a")), {"a"}, YES, id="it holds"),
        pytest.param(Facet(frozenset("a")), {"b"}, NO, id="another holds, and no more may"),
        pytest.param(Facet(frozenset("ab")), {"b", "c"}, YES, id="one of several holds"),
        pytest.param(Facet(), {"a"}, NO, id="nothing holds"),
        pytest.param(Facet(more=True), {"a"}, UNKNOWN, id="anything may hold"),
        pytest.param(Facet(frozenset("a"), more=True), {"b"}, UNKNOWN, id="more may hold"),
        pytest.param(Facet(frozenset("a"), more=True), {"a"}, YES, id="more may hold, but this does"),
        pytest.param(Facet(more=True, excluded=frozenset("a")), {"a"}, NO, id="it is excluded"),
        pytest.param(Facet(more=True, excluded=frozenset("a")), {"a", "b"}, UNKNOWN, id="one is excluded"),
        pytest.param(Facet(more=True), {UNKNOWN_WORD}, YES, id="the unknown is asked for"),
        pytest.param(Facet(frozenset("a"), more=True), {UNKNOWN_WORD}, NO, id="something is known"),
        pytest.param(Facet(frozenset("a")), {UNKNOWN_WORD}, NO, id="all is known"),
        pytest.param(Facet(), {UNKNOWN_WORD}, NO, id="it is known that there is none"),
        pytest.param(Facet(more=True), {UNKNOWN_WORD, "a"}, YES, id="the unknown or a word"),
        pytest.param(Facet(frozenset("a")), {UNKNOWN_WORD, "a"}, YES, id="a word or the unknown"),
        pytest.param(Facet(frozenset("b"), more=True), {UNKNOWN_WORD, "a"}, UNKNOWN, id="perhaps the word"),
    ],
)
def test_a_facet_answers_yes_no_or_perhaps(facet: Facet, wanted: set[str], found: Truth) -> None:
    assert facet.matches(frozenset(wanted)) is found


LETTERS = st.frozensets(st.sampled_from("abcd"), max_size=4)


@given(LETTERS, LETTERS, st.booleans(), LETTERS, st.sampled_from("abcd"))
def test_to_ask_for_more_words_never_selects_less(
    values: frozenset[str], excluded: frozenset[str], more: bool, wanted: frozenset[str], further: str
) -> None:
    facet = Facet(values, more, excluded - values)
    less, greater = facet.matches(wanted), facet.matches(wanted | {further})
    assert less.value <= greater.value


@given(LETTERS, LETTERS, LETTERS)
def test_without_more_the_answer_is_never_perhaps(
    values: frozenset[str], excluded: frozenset[str], wanted: frozenset[str]
) -> None:
    answer = Facet(values, False, excluded).matches(wanted)
    assert answer is (YES if values & wanted else NO)


# Years.


@pytest.fixture
def years() -> Plan:
    """Return a plan that is known to touch 2020 to 2023."""
    return plan_of("name: Åren\nyears: {2020: {}, 2021: {}, 2022: {}, 2023: {}}")


@pytest.mark.parametrize(
    ("day", "yes", "perhaps"),
    [
        ("2022-03-14", {2022}, set()),
        ("2022", {2022}, set()),
        ("hösten 2021", {2021}, set()),
        ("2021-2022", set(), {2021, 2022}),
        ("årsskiftet 2021/2022", set(), {2021, 2022}),
        ("2020-2023", set(), {2020, 2021, 2022, 2023}),
        ("senast 2021-05-01", set(), {2020, 2021}),
        ("tidigast 2022-05-01", set(), {2022, 2023}),
        ("2017", {2017}, set()),
        ("2017-2019", set(), {2017, 2019}),
    ],
)
def test_a_day_is_in_a_year_for_sure_perhaps_or_not(
    years: Plan, day: str, yes: set[int], perhaps: set[int]
) -> None:
    facet = years_in(Day.parse(day), years)
    for year in range(2017, 2026):
        found = facet.matches(frozenset({str(year)}))
        if year in yes:
            assert found is YES, year
        elif year in perhaps:
            assert found is UNKNOWN, year
        elif year in {2020, 2021, 2022, 2023}:
            assert found is NO, year


def test_a_day_without_a_bound_may_be_in_a_year_also_where_the_plan_knows_of_none() -> None:
    plan = plan_of("name: x", sources__s="day: tidigast 2019", voices__v="day: senast 2019")
    assert known_years(plan) == []
    assert answer(plan, "sources", "s", "year", "2019") is UNKNOWN
    assert answer(plan, "voices", "v", "year", "2019") is UNKNOWN


def period(first: str | None, last: str | None) -> Period:
    return Period.model_validate({"from": first, "to": last})


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param(2022, Facet(frozenset({"2022"})), id="a year"),
        pytest.param((2021, 2023), Facet(frozenset({"2021", "2023"})), id="years, not those between"),
        pytest.param((), Facet(), id="no years"),
        pytest.param(None, Facet(more=True), id="unknown"),
        pytest.param(
            period("2021-09-01", "2023-03"), Facet(frozenset({"2021", "2022", "2023"})), id="a period"
        ),
        pytest.param(
            period("2017", "2018"), Facet(frozenset({"2017", "2018"})), id="a period before all else"
        ),
        pytest.param(period("2022-02-01", "2022-03-01"), Facet(frozenset({"2022"})), id="within one year"),
        pytest.param(
            period("2022", None),
            Facet(frozenset({"2022"}), more=True, excluded=frozenset({"2020", "2021"})),
            id="a period without end",
        ),
        pytest.param(
            period(None, "2022"),
            Facet(frozenset({"2022"}), more=True, excluded=frozenset({"2023"})),
            id="a period without beginning",
        ),
        pytest.param(
            period("senast 2021", "2022"),
            Facet(frozenset({"2022"}), more=True, excluded=frozenset({"2023"})),
            id="a beginning without bound",
        ),
        pytest.param(
            period("2021", "tidigast 2022"),
            Facet(frozenset({"2021"}), more=True, excluded=frozenset({"2020"})),
            id="an end without bound",
        ),
    ],
)
def test_years_and_periods_are_in_the_years_that_they_touch(years: Plan, value: object, found: Facet) -> None:
    assert years_in(value, years) == found


def test_the_known_years_are_those_of_money_rules_decisions_events_and_meetings() -> None:
    plan = plan_of(
        "years: {2023: {}}",
        grants__a="years: [2020]\namounts: [{year: 2021}]",
        grants__r="kind: requisition\nyear: 2019",
        decisions__d="day: 2015-2016",
        events__e="day: tidigast 2025-05-01",
        meetings__m="day: senast 2010",
        voices__v="day: 2030",
        sources__s="day: 2031",
        processes__P_1="history: [{status: klar, since: 2032}]",
    )
    assert known_years(plan) == [2010, 2015, 2016, 2019, 2020, 2021, 2023, 2025]
    assert money_years(plan) == {2019, 2020, 2021}


# What the other kinds of records say.


@pytest.fixture
def plan() -> Plan:
    return plan_of(
        HEADER,
        processes__LV_1="""
            area: LV
            lead: ALFA
            organisations: [ALFA]
            history: [{status: igång, since: 2021}]
        """,
        processes__SK_1="area: SK\nlead: BETA\norganisations: [BETA]\nnot_participating: [GAMMA]",
        grants__g="""
            years: [2022]
            category: utbildning
            directions: [vård]
            efforts: [coach]
            organisations: [GAMMA]
            processes: [SK.1]
        """,
        decisions__d="body: nämnden\nday: 2022-03-01\nconcerns: [LV.1]",
        events__vid="day: 2022-05-05\norganisations: [BETA]\npartners: [FÖRENINGEN]",
        events__om="day: 2021-2022\nprocesses: [LV.1]",
        events__pengar="day: null\ngrants: [g]",
        events__ensam="title: Står för sig själv",
        meetings__m="body: gruppen\nday: 2022-04-01\npresent: [ALFA]\nprocesses: [SK.1]",
        meetings__okand="body: null\nday: null\npresent: null",
        voices__v="day: 2022-05-05\norganisations: [GAMMA]",
        recommendations__r="period: {from: 2024, to: 2025}\naddressees: [BETA]\nprocesses: [LV.1]",
        recommendations__dag="day: 2023-12-01\naddressees: null",
        recommendations__tom="kind: slutsats\ntext: Det går.",
        tracks__t="period: {from: 2020, to: null}\nbodies: [gruppen]\norganisations: [ALFA]",
        findings__namngiven="process: LV.1\nlead: null",
        findings__kandidat="process: null\ncandidates: [SK.1]\norganisations: [GAMMA]",
        findings__vilken="process: null",
        findings__pengar="process: null\ngrants: [g]",
        sources__s="day: 2019-05-01",
        grants__q="kind: requisition\nyear: 2022\nby: [ALFA]\nfrom: [staten]",
    )


@pytest.mark.parametrize(
    ("kind", "id_", "name", "word", "found"),
    [
        pytest.param("events", "vid", "org", "BETA", YES, id="an organisation of its own"),
        pytest.param("events", "vid", "org", "FÖRENINGEN", YES, id="a partner of its own"),
        pytest.param("events", "vid", "org", "ALFA", NO, id="no organisation of its own"),
        pytest.param("events", "om", "org", "ALFA", YES, id="the organisation of its process"),
        pytest.param("events", "om", "area", "LV", YES, id="the area of its process"),
        pytest.param("events", "om", "area", "SK", NO, id="the area of another process"),
        pytest.param("events", "om", "status", "igång", YES, id="the status of its process"),
        pytest.param("events", "om", "process", "LV.1", YES, id="its process"),
        pytest.param("events", "om", "process", "SK.1", NO, id="another process"),
        pytest.param("events", "om", "year", "2022", UNKNOWN, id="a day over two years"),
        pytest.param("events", "pengar", "org", "GAMMA", YES, id="the organisation of its grant"),
        pytest.param("events", "pengar", "category", "utbildning", YES, id="the category of its grant"),
        pytest.param("events", "pengar", "direction", "vård", YES, id="the direction of its grant"),
        pytest.param("events", "pengar", "effort", "coach", YES, id="the effort of its grant"),
        pytest.param("events", "pengar", "lead", "BETA", YES, id="the lead of its grant's process"),
        pytest.param("events", "pengar", "year", "2022", UNKNOWN, id="the day that nobody knows"),
        pytest.param("events", "pengar", "year", "okänt", YES, id="the unknown day asked for"),
        pytest.param("events", "ensam", "org", "ALFA", NO, id="about nothing and nobody"),
        pytest.param("events", "ensam", "area", "okänt", NO, id="about no process, which is not unknown"),
        pytest.param("meetings", "m", "org", "ALFA", YES, id="present"),
        pytest.param("meetings", "m", "org", "BETA", YES, id="in a process that it was about"),
        pytest.param("meetings", "m", "body", "gruppen", YES, id="the body that met"),
        pytest.param("meetings", "m", "body", "nämnden", NO, id="another body"),
        pytest.param("meetings", "m", "year", "2022", YES, id="the day of the meeting"),
        pytest.param("meetings", "okand", "org", "ALFA", UNKNOWN, id="nobody knows who was present"),
        pytest.param("meetings", "okand", "org", "okänt", YES, id="unknown presence asked for"),
        pytest.param("meetings", "okand", "body", "gruppen", UNKNOWN, id="nobody knows which body met"),
        pytest.param("meetings", "okand", "body", "okänt", YES, id="unknown body asked for"),
        pytest.param("voices", "v", "org", "GAMMA", YES, id="who answered"),
        pytest.param("voices", "v", "year", "2022", YES, id="the day of the answers"),
        pytest.param("recommendations", "r", "org", "BETA", YES, id="addressed"),
        pytest.param("recommendations", "r", "org", "ALFA", YES, id="in the process that it is about"),
        pytest.param("recommendations", "r", "year", "2025", YES, id="a year of its period"),
        pytest.param("recommendations", "r", "year", "2026", NO, id="a year after its period"),
        pytest.param("recommendations", "dag", "year", "2023", YES, id="a day where no period is told"),
        pytest.param("recommendations", "dag", "org", "BETA", UNKNOWN, id="nobody knows whom it is for"),
        pytest.param("recommendations", "tom", "org", "BETA", NO, id="addressed to nobody"),
        pytest.param("recommendations", "tom", "year", "2023", NO, id="of no day"),
        pytest.param("tracks", "t", "org", "ALFA", YES, id="in a track"),
        pytest.param("tracks", "t", "body", "gruppen", YES, id="a body of a track"),
        pytest.param("tracks", "t", "year", "2022", UNKNOWN, id="a period of unknown end"),
        pytest.param("findings", "namngiven", "area", "LV", YES, id="the process that it names"),
        pytest.param("findings", "namngiven", "process", "SK.1", NO, id="not the one that it names"),
        pytest.param("findings", "kandidat", "process", "SK.1", UNKNOWN, id="the only candidate"),
        pytest.param("findings", "kandidat", "process", "LV.1", NO, id="no candidate"),
        pytest.param("findings", "kandidat", "org", "GAMMA", YES, id="its own organisation"),
        pytest.param("findings", "kandidat", "org", "ALFA", UNKNOWN, id="perhaps that of its process"),
        pytest.param("findings", "vilken", "process", "LV.1", UNKNOWN, id="any process"),
        pytest.param("findings", "vilken", "area", "LV", UNKNOWN, id="any area"),
        pytest.param("findings", "vilken", "process", "okänt", YES, id="unknown process asked for"),
        pytest.param("findings", "pengar", "org", "GAMMA", YES, id="an organisation of its grant"),
        pytest.param("findings", "pengar", "category", "utbildning", YES, id="a category of its grant"),
        pytest.param("sources", "s", "year", "2019", YES, id="a year that only the document is of"),
        pytest.param("sources", "s", "org", "ALFA", NO, id="a document is of no organisation"),
        pytest.param("requisitions", "q", "org", "ALFA", YES, id="who drew the money"),
        pytest.param("requisitions", "q", "year", "2022", YES, id="the year of the money"),
    ],
)
def test_a_record_of_any_kind_answers_by_its_own_keys_and_through_processes_and_grants(
    plan: Plan, kind: str, id_: str, name: str, word: str, found: Truth
) -> None:
    assert answer(plan, kind, id_, name, word) is found


def test_what_points_to_nothing_that_is_read_answers_with_what_it_says_itself() -> None:
    plan = plan_of("name: x", events__e="organisations: [ALFA]\nprocesses: [P.9]\ngrants: [finns-inte]")
    assert answer(plan, "events", "e", "org", "ALFA") is YES
    assert answer(plan, "events", "e", "org", "BETA") is NO
    assert answer(plan, "events", "e", "process", "P.9") is YES


KINDS = (
    "processes", "grants", "requisitions", "decisions", "meetings", "events", "voices", "recommendations",
    "findings", "tracks", "sources",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_can_be_asked_about_every_name(plan: Plan, kind: str) -> None:
    records = getattr(plan, kind)
    for name, word in product(NAMES, ("ALFA", "2022", UNKNOWN_WORD)):
        found = select(plan, records, Selection({name: frozenset({word})}), DAY)
        assert not {*found.ids} & {*found.undecided}
        assert {*found.ids, *found.undecided} <= {*records}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "requisitions"])
def test_a_record_that_tells_nothing_is_never_known_to_be_of_anything(kind: str) -> None:
    plan = plan_of("name: x", **{f"{kind}__x": "note: a"})
    for name in NAMES:
        assert answer(plan, kind, "x", name, "2022") is not YES

"""Everything of one sort: selected, searched, grouped and summed as asked, and how hp list tells it."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from handlingsplan.cli.console import show
from handlingsplan.cli.main import run
from handlingsplan.compute.entries import Entry, gather
from handlingsplan.compute.list import Condition, Entries, Wanted, compute_list
from handlingsplan.compute.select import choose
from handlingsplan.model.plan import Plan
from handlingsplan.present.screens.list import list_screen, sorts_screen
from handlingsplan.present.wording import list as words
from handlingsplan.store.load import load_plan
from tests.plans import HEADER, ROOT, plan_of
from tests.running import Hp, Ran

WIDTH = 80

Words = tuple[str | None, ...]


class Narrowed(NamedTuple):
    """What a list is narrowed to; each condition as a key and a word."""

    where: Sequence[tuple[str, str]] = ()
    search: str | None = None
    by: Sequence[str] = ()
    as_of: str | None = None


ALL = Narrowed()


def listed(plan: Plan, what: str, narrowed: Narrowed = ALL, **asked: str) -> Entries:
    """Return the entries of one sort, selected by the vocabulary and narrowed otherwise."""
    conditions = tuple(Condition(*condition) for condition in narrowed.where)
    selection = choose(plan, {name: [word] for name, word in asked.items()})
    wanted = Wanted(what, selection, conditions, narrowed.search, tuple(narrowed.by))
    return compute_list(plan, wanted, date.fromisoformat(narrowed.as_of) if narrowed.as_of else None)


def name(entry: Entry) -> str:
    """Return the record that an entry stands in, or the short name that it is declared by."""
    return entry.key or entry.owner


def names(entries: Entries) -> list[str]:
    return [name(entry) for entry in entries.entries]


def grouped(plan: Plan, what: str, *by: str) -> list[tuple[Words, list[str]]]:
    """Return what the entries of each group share, and where they stand, in the order of the groups."""
    found = listed(plan, what, Narrowed(by=by))
    return [(group.words, [name(entry) for entry in group.entries]) for group in found.groups]


def by_one(plan: Plan, what: str, key: str) -> list[tuple[str | None, list[str]]]:
    return [(words[0], members) for words, members in grouped(plan, what, key)]


# Groups.


def test_a_thing_with_several_words_counts_in_the_group_of_each() -> None:
    plan = plan_of(
        recommendations__a="addressees: [ALFA, BETA]",
        recommendations__b="addressees: [BETA]",
        recommendations__c="addressees: [BETA, GAMMA]",
    )
    assert by_one(plan, "recommendations", "addressees") == [
        ("BETA", ["a", "b", "c"]),
        ("ALFA", ["a"]),
        ("GAMMA", ["c"]),
    ]
    assert len(listed(plan, "recommendations").entries) == 3


def test_what_is_unknown_is_a_group_of_its_own_and_what_says_nothing_another() -> None:
    plan = plan_of(
        grants__a="groups: [{place: Ekby}, {place: null}, {}]",
        grants__b="groups: [{place: null}]",
        recommendations__a="addressees: []",
        recommendations__b="addressees: null",
    )
    assert by_one(plan, "groups", "place") == [("Ekby", ["a"]), (None, ["a", "b"]), ("", ["a"])]
    assert {*map(str, (words for words, _ in by_one(plan, "recommendations", "addressees")))} == {"", "None"}


@pytest.mark.parametrize(
    ("what", "key"),
    [
        pytest.param("decisions", "title", id="a text"),
        pytest.param("decisions", "body", id="a body"),
        pytest.param("decisions", "year", id="a day"),
        pytest.param("grants", "category", id="a word"),
        pytest.param("grants", "organisations", id="a list"),
        pytest.param("grants", "year", id="years"),
        pytest.param("events", "kind", id="a kind"),
        pytest.param("meetings", "present", id="those present"),
        pytest.param("recommendations", "kind", id="a choice"),
        pytest.param("findings", "process", id="a process"),
        pytest.param("processes", "lead", id="a lead"),
        pytest.param("processes", "area", id="an area"),
        pytest.param("processes", "status", id="a status"),
        pytest.param("points", "status", id="the status of a point"),
    ],
)
def test_what_ought_to_be_told_and_is_left_out_counts_as_unknown(what: str, key: str) -> None:
    plan = plan_of(
        decisions__x="points: [{text: Ja.}]",
        **{
            f"{sort}__x{sort}": "note: a"
            for sort in ("grants", "events", "meetings", "findings", "processes")
        },
        recommendations__r="note: a",
    )
    assert [words for words, _ in by_one(plan, what, key)] == [None]


@pytest.mark.parametrize(
    ("what", "key"),
    [("groups", "language"), ("events", "place"), ("recommendations", "status"), ("recommendations", "year")],
)
def test_what_need_not_be_told_and_is_left_out_says_nothing(what: str, key: str) -> None:
    plan = plan_of(grants__g="groups: [{}]", events__e="note: a", recommendations__r="note: a")
    assert [words for words, _ in by_one(plan, what, key)] == [""]


def test_the_most_common_stands_first_then_by_number_and_letter_and_the_untold_last() -> None:
    places = ["Åby", "null", "null", "null", "Ekby", "Väg 10", "Väg 2", "Ekby"]
    groups = ", ".join(f"{{place: {place}}}" for place in places)
    plan = plan_of(grants__g=f"groups: [{groups}, {{}}]")
    assert [words for words, _ in by_one(plan, "groups", "place")] == [
        "Ekby", "Väg 2", "Väg 10", "Åby", None, "",
    ]  # fmt: skip


def test_years_stand_in_order_however_common_they_are() -> None:
    plan = plan_of(
        events__a="day: 2023-01-01", events__b="day: 2021", events__c="day: 2023", events__d="day: null"
    )
    assert by_one(plan, "events", "year") == [("2021", ["b"]), ("2023", ["a", "c"]), (None, ["d"])]


def test_two_keys_make_groups_within_groups_in_the_order_that_they_are_asked() -> None:
    plan = plan_of(
        events__a="day: 2022-01-01\nkind: träff",
        events__b="day: 2022-02-01\nkind: möte",
        events__c="day: 2021-01-01\nkind: träff",
        events__d="day: 2022-03-01\nkind: träff",
        events__e="day: 2021-05-01\nkind: null",
    )
    assert grouped(plan, "events", "year", "kind") == [
        (("2021", "träff"), ["c"]),
        (("2021", None), ["e"]),
        (("2022", "träff"), ["a", "d"]),
        (("2022", "möte"), ["b"]),
    ]
    assert [words for words, _ in grouped(plan, "events", "kind", "year")] == [
        ("träff", "2021"), ("träff", "2022"), ("möte", "2022"), (None, "2021"),
    ]  # fmt: skip


def test_what_is_in_several_inner_groups_is_still_one_in_the_outer() -> None:
    plan = plan_of(
        recommendations__a="addressees: [ALFA]\nthemes: [ett, två, tre]",
        recommendations__b="addressees: [BETA]\nthemes: [ett]",
        recommendations__c="addressees: [BETA]\nthemes: [ett]",
    )
    outer = [words[0] for words, _ in grouped(plan, "recommendations", "addressees", "themes")]
    assert outer == ["BETA", "ALFA", "ALFA", "ALFA"]


def test_without_keys_to_group_by_there_are_no_groups() -> None:
    assert listed(plan_of(events__a="day: 2022"), "events").groups == ()


def test_a_period_that_is_told_is_not_told_as_nothing() -> None:
    plan = plan_of(tracks__t="period: {from: 2017, to: 2018}")
    assert [words for words, _ in by_one(plan, "tracks", "period")] != [""]


def test_of_nothing_there_is_nothing_to_group() -> None:
    empty = listed(plan_of(), "indicators", Narrowed(by=["unit"]))
    assert (empty.entries, empty.groups, empty.keys, empty.sums) == ((), (), (), {})


# What a thing takes from what it stands in.


@pytest.fixture
def deep() -> Plan:
    return plan_of(
        HEADER,
        processes__LV_1="""
            area: LV
            lead: ALFA
            organisations: [ALFA]
            meetings: [{day: 2022-05-01, place: Ekby, agreed: [{what: ringa}, {what: skriva, due: 2023}]}]
        """,
        processes__SK_1="area: SK\norganisations: [BETA]\nmeetings: [{agreed: [{what: fråga}]}]",
        grants__a="""
            category: tjänster
            years: [2022, 2023]
            organisations: [ALFA]
            processes: [LV.1]
            efforts: [coach]
            directions: [vård]
            posts: [{count: 2, unit: coacher}]
            amounts: [{year: 2022, granted: 100}, {year: 2023, granted: null}]
        """,
        grants__b="category: null\nyears: null\nprocesses: null\nposts: [{count: 1}]",
        decisions__d="""
            body: nämnden
            day: 2022-03-01
            concerns: [SK.1]
            points: [{text: Ja., status: beslutat}, {text: Nej., status: avslaget, due: 2024-01-31}]
        """,
        voices__v="question: Vad behövs?\nday: 2022-05-12\nanswers: [{text: Tid., theme: tid}, {text: Mod.}]",
        meetings__m="body: gruppen\nday: 2021-04-01\npresent: [BETA]\nagreed: [{what: kalla}]",
        findings__f="process: null\ncandidates: [SK.1]\nhistory: [{status: vilar, seen: 2022-12}]",
    )


@pytest.mark.parametrize(
    ("what", "key", "groups"),
    [
        pytest.param("posts", "category", [("tjänster", ["a"]), (None, ["b"])], id="posts by category"),
        pytest.param("posts", "effort", [("coach", ["a"]), ("", ["b"])], id="posts by effort"),
        pytest.param("posts", "year", [("2022", ["a"]), ("2023", ["a"]), (None, ["b"])], id="posts by year"),
        pytest.param("posts", "area", [("LV", ["a"]), (None, ["b"])], id="posts by area, through processes"),
        pytest.param("posts", "lead", [("ALFA", ["a"]), (None, ["b"])], id="posts by lead"),
        pytest.param("posts", "id", [("a", ["a"]), ("b", ["b"])], id="posts by grant"),
        pytest.param("answers", "question", [("Vad behövs?", ["v", "v"])], id="answers by question"),
        pytest.param("answers", "theme", [("tid", ["v"]), ("", ["v"])], id="answers by theme"),
        pytest.param(
            "agreed", "area", [("LV", ["LV.1", "LV.1"]), ("SK", ["SK.1"]), ("", ["m"])], id="agreed by area"
        ),
        pytest.param(
            "agreed", "place", [("Ekby", ["LV.1", "LV.1"]), ("", ["m", "SK.1"])], id="agreed by place"
        ),
        pytest.param(
            "agreed", "year",
            [("2021", ["m"]), ("2022", ["LV.1"]), ("2023", ["LV.1"]), (None, ["SK.1"])],
            id="agreed by its own last day, then the day of the meeting, then the money of the process",
        ),
        pytest.param("points", "body", [("nämnden", ["d", "d"])], id="points by body"),
        pytest.param("points", "process", [("SK.1", ["d", "d"])], id="points by process"),
        pytest.param("points", "year", [("2022", ["d"]), ("2024", ["d"])], id="points by year"),
        pytest.param("amounts", "category", [("tjänster", ["a", "a"])], id="amounts by category"),
        pytest.param("amounts", "year", [("2022", ["a"]), ("2023", ["a"])], id="amounts by their own year"),
        pytest.param("history", "process", [(None, ["f"])], id="a status of an unnamed process"),
        pytest.param("grants", "direction", [("vård", ["a"]), (None, ["b"])], id="grants by direction"),
        pytest.param("processes", "area", [("LV", ["LV.1"]), ("SK", ["SK.1"])], id="processes by area"),
        pytest.param("processes", "year", [("2022", ["LV.1"]), ("2023", ["LV.1"]), (None, ["SK.1"])],
                     id="processes by the years of their money"),
        pytest.param("processes", "body", [("nämnden", ["SK.1"]), ("", ["LV.1"])],
                     id="processes by who decided on them"),
    ],
)  # fmt: skip
def test_a_thing_is_grouped_by_what_it_stands_in_too(
    deep: Plan, what: str, key: str, groups: list[tuple[str | None, list[str]]]
) -> None:
    assert by_one(deep, what, key) == groups


def test_words_of_plan_yaml_are_grouped_by_what_they_say_themselves() -> None:
    plan = plan_of(
        HEADER,
        grants__g="years: [2022]",
    )
    assert by_one(plan, "bodies", "kind") == [("consensus", ["gruppen"]), ("political", ["nämnden"])]
    assert by_one(plan, "organisations", "party") == [
        ("ja", ["ALFA", "BETA", "GAMMA"]),
        ("nej", ["FÖRENINGEN"]),
    ]
    assert by_one(plan, "bodies", "name") == [("Exempelnämnden", ["nämnden"]), ("", ["gruppen"])]
    assert by_one(plan, "categories", "year") == [("", ["utbildning", "tjänster"])]
    assert by_one(plan, "years", "year") == [("2022", ["2022"]), ("2023", ["2023"])]


# Years.


@pytest.mark.parametrize(
    ("event", "years"),
    [
        pytest.param("day: 2022-05-12", ["2022"], id="a day"),
        pytest.param("day: hösten 2021", ["2021"], id="a season"),
        pytest.param("day: 2021-2022", [None], id="some day of two years"),
        pytest.param("day: årsskiftet 2021/2022", [None], id="the turn of a year"),
        pytest.param("day: senast 2022-05-12", [None], id="no first bound"),
        pytest.param("day: null", [None], id="unknown"),
        pytest.param("day: 1998", ["1998"], id="a year that nothing else is of"),
    ],
)
def test_an_event_is_in_the_year_of_its_day(event: str, years: list[str | None]) -> None:
    plan = plan_of(events__e=event)
    assert [words for words, _ in by_one(plan, "events", "year")] == years


@pytest.mark.parametrize(
    ("folder", "told", "what", "years"),
    [
        pytest.param("grants", "years: [2021, 2023]", "grants", ["2021", "2023"], id="a list of years"),
        pytest.param("grants", "years: []", "grants", [""], id="an empty list"),
        pytest.param("grants", "years: [2021]\ngroups: [{day: 2022}]", "groups", ["2022"], id="its own day"),
        pytest.param("grants", "years: [2021]\ngroups: [{day: null}]", "groups", [None], id="unknown"),
        pytest.param("grants", "years: [2021]\ngroups: [{}]", "groups", ["2021"], id="the year of its grant"),
        pytest.param("recommendations", "period: {from: 2021, to: 2023}", "recommendations",
                     ["2021", "2022", "2023"], id="a period"),
        pytest.param("recommendations", "day: 2020\nperiod: {from: 2021, to: 2023}", "recommendations",
                     ["2020"], id="a day before a period"),
        pytest.param("tracks", "period: {from: 2017, to: 2018}", "tracks", ["2017", "2018"],
                     id="a period that nothing else is of"),
        pytest.param("tracks", "period: {from: 2017, to: null}", "tracks", ["2017"],
                     id="a period without end"),
        pytest.param("tracks", "period: null", "tracks", [None], id="an unknown period"),
        pytest.param("sources", "day: 2009-11-02", "sources", ["2009"], id="a document"),
        pytest.param("processes", "history: [{status: klar, seen: 2022-12}]", "history", ["2022"], id="seen"),
        pytest.param("processes", "obstacles: [{what: a, since: 2022}]", "obstacles", ["2022"], id="since"),
        pytest.param("processes", "activities: [{what: a, due: 2024}]", "activities", ["2024"], id="due"),
        pytest.param("processes", "indicators: [{name: a, values: [{day: 2022, value: 3}]}]", "values",
                     ["2022"], id="a reading"),
    ],
)  # fmt: skip
def test_what_is_dated_is_in_the_years_that_it_tells(
    folder: str, told: str, what: str, years: list[str | None]
) -> None:
    plan = plan_of(**{f"{folder}__x": told})
    assert [words for words, _ in by_one(plan, what, "year")] == years


@pytest.mark.parametrize(
    ("told", "what", "years"),
    [
        ("pauses: [{from: 2022-11, to: 2023-02-28}]", "pauses", ["2022", "2023"]),
        ("planned: [{priority: hög, from: 2021, to: 2023}]", "planned", ["2021", "2022", "2023"]),
    ],
)
def test_what_lasts_from_one_year_to_another_is_in_both(
    told: str, what: str, years: list[str | None]
) -> None:
    plan = plan_of(processes__P_1=told)
    assert [words for words, _ in by_one(plan, what, "year")] == years


def test_a_pause_of_unknown_day_is_in_no_year_of_money() -> None:
    plan = plan_of(processes__P_1="pauses: [{from: null}]", grants__g="years: [2022]\nprocesses: [P.1]")
    assert by_one(plan, "pauses", "year") == [(None, ["P.1"])]
    assert listed(plan, "pauses", ALL, year="2022").undecided == 1


def test_what_has_begun_and_not_ended_is_of_its_first_year_and_not_of_those_before() -> None:
    plan = plan_of(f"{HEADER}roles: {{a: {{from: 2022-08-01}}}}\n")
    assert names(listed(plan, "roles", ALL, year="2022")) == ["a"]
    assert listed(plan, "roles", ALL, year="2023").undecided == 1
    assert listed(plan, "roles", ALL, year="2021").undecided == 0


# Sums.


def sums(entries: Entries) -> dict[str, tuple[Decimal | None, int, int]]:
    """Return each sum, and how many of its parts are known."""
    return {key: (total.sum, total.known, total.of) for key, total in entries.sums.items()}


def test_what_is_counted_once_for_each_is_added_and_tells_how_many_are_known() -> None:
    plan = plan_of(
        grants__a="groups: [{participants: 12, sessions: 5}, {participants: drygt 60, sessions: 8}]",
        grants__b="groups: [{participants: null}, {place: Ekby}]",
    )
    found = listed(plan, "groups")
    assert sums(found) == {
        "participants": (Decimal(72), 2, 3)
    }  # to the last group nobody came, or nobody says
    assert (found.sums["participants"].low, found.sums["participants"].high) == (Decimal(73), Decimal(77))


def test_kronor_are_added_whatever_their_step() -> None:
    plan = plan_of(
        grants__a="amounts: [{year: 2022, granted: 1500 tkr, spent: null}, {year: 2023, granted: 500 tkr}]",
        grants__q="kind: requisition\nyear: 2022\namounts: [{direction: vård, requisitioned: 2 mnkr}]",
    )
    assert sums(listed(plan, "amounts")) == {
        "granted": (Decimal(2_000_000), 2, 2),
        "requisitioned": (Decimal(2_000_000), 1, 1),
    }


def test_a_sum_of_which_parts_are_unknown_is_told_as_a_least() -> None:
    plan = plan_of(grants__a="amounts: [{year: 2022, granted: 1500 tkr}, {year: 2023, granted: null}]")
    told = words.summary(listed(plan, "amounts")).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "2 belopp. Beviljat tillsammans: minst 1 500 000 kr (känt för 1 av 2)."
    (row,) = words.group_table(listed(plan, "amounts", Narrowed(by=["id"]))).rows
    assert row[2].replace("\N{NO-BREAK SPACE}", " ") == "minst 1 500 000"


@pytest.mark.parametrize(
    ("told", "what"),
    [
        pytest.param("grants__x='years: [2022]'", "grants", id="years"),
        pytest.param("tracks__x='counts: [{what: a, value: 3}, {what: b, value: 4}]'", "counts", id="values"),
        pytest.param("grants__x='participants: [{count: 47}, {count: 50}]'", "participants", id="people"),
        pytest.param("grants__x='methods: [{name: a, sessions: 5}]'", "methods", id="times"),
        pytest.param("processes__x='indicators: [{name: a, target: 4}]'", "indicators", id="measures"),
    ],
)  # fmt: skip
def test_numbers_whose_sum_says_nothing_are_not_added(told: str, what: str) -> None:
    file, _, text = told.partition("=")
    assert sums(listed(plan_of(**{file: text.strip("'")}), what)) == {}


def test_a_share_in_percent_is_added_to_nothing() -> None:
    assert sums(listed(plan_of(grants__g="posts: [{count: 2}, {count: 50 %}]"), "posts")) == {}


def test_the_sum_of_a_group_is_unknown_where_nothing_in_it_is_known() -> None:
    plan = plan_of(grants__g="groups: [{place: Ekby, participants: 5}, {place: Åby, participants: null}]")
    found = {group.words[0]: group.sums["participants"] for group in listed(plan, "groups", BY_PLACE).groups}
    assert {word: (total.sum, total.known, total.of) for word, total in found.items()} == {
        "Ekby": (Decimal(5), 1, 1),
        "Åby": (None, 0, 1),
    }


BY_PLACE = Narrowed(by=["place"])

GROUPS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "place": st.sampled_from(["Ekby", "Åby", "null"]),
            "participants": st.sampled_from(["3", "12", "drygt 60", "null"]),
            "count": st.sampled_from(["2", "null"]),
        },
    ),
    max_size=5,
)


def with_groups(groups: list[dict[str, str]]) -> Plan:
    told = ", ".join(
        f"{{{', '.join(f'{key}: {value}' for key, value in group.items())}}}" for group in groups
    )
    return plan_of(grants__g=f"groups: [{told}]")


@given(GROUPS)
def test_by_a_key_of_one_word_each_thing_is_in_exactly_one_group(groups: list[dict[str, str]]) -> None:
    found = listed(with_groups(groups), "groups", BY_PLACE)
    members = [entry for group in found.groups for entry in group.entries]
    assert len(members) == len(found.entries) == len(groups)
    assert {*members} == {*found.entries}
    assert len({group.words for group in found.groups}) == len(found.groups)


@given(GROUPS)
def test_the_sums_of_the_groups_are_together_the_sum_of_all(groups: list[dict[str, str]]) -> None:
    found = listed(with_groups(groups), "groups", BY_PLACE)
    for key, whole in found.sums.items():
        parts = [group.sums[key] for group in found.groups if key in group.sums]
        assert sum(part.known for part in parts) == whole.known
        assert sum(part.of for part in parts) == whole.of
        assert sum((part.sum or Decimal(0) for part in parts), Decimal(0)) == (whole.sum or Decimal(0))
        assert sum((part.low or Decimal(0) for part in parts), Decimal(0)) == (whole.low or Decimal(0))


@given(GROUPS)
def test_a_thing_matches_a_word_as_its_group_says(groups: list[dict[str, str]]) -> None:
    plan = with_groups(groups)
    every = listed(plan, "groups", BY_PLACE)
    sizes = {group.words[0]: len(group.entries) for group in every.groups}
    matched = listed(plan, "groups", Narrowed(where=[("place", "ekby")]))
    assert (len(matched.entries), matched.undecided) == (sizes.get("Ekby", 0), sizes.get(None, 0))
    untold = listed(plan, "groups", Narrowed(where=[("place", "okänt")]))
    assert (len(untold.entries), untold.undecided) == (sizes.get(None, 0) + sizes.get("", 0), 0)
    not_matched = sizes.get("Åby", 0) + sizes.get("", 0)
    assert len(matched.entries) + matched.undecided + not_matched == len(every.entries)


ADDRESSEES = st.lists(st.lists(st.sampled_from(["ALFA", "BETA", "GAMMA"]), unique=True), max_size=5)


@given(ADDRESSEES)
def test_a_thing_is_in_as_many_groups_as_it_has_words_or_in_the_one_that_says_nothing(
    addressees: list[list[str]],
) -> None:
    files = {f"recommendations__r{number}": f"addressees: [{', '.join(words)}]" for number, words in
             enumerate(addressees)}  # fmt: skip
    found = listed(plan_of(**files), "recommendations", Narrowed(by=["addressees"]))
    for number, told_of in enumerate(addressees):
        its = [group.words[0] for group in found.groups for it in group.entries if it.owner == f"r{number}"]
        assert sorted(map(str, its)) == (sorted(told_of) or [""])
    assert sum(len(group.entries) for group in found.groups) == sum(max(len(them), 1) for them in addressees)


# The vocabulary.


@pytest.mark.parametrize(
    ("what", "asked", "found", "undecided"),
    [
        pytest.param("posts", {"org": "ALFA"}, ["a"], 1, id="posts of an organisation's grants"),
        pytest.param("posts", {"area": "LV"}, ["a"], 1, id="posts of an area's processes"),
        pytest.param("posts", {"area": "SK"}, [], 1, id="posts of another area"),
        pytest.param("posts", {"area": "okänt"}, ["b"], 0, id="posts of an unknown area"),
        pytest.param("posts", {"year": "2023"}, ["a"], 1, id="posts of a year"),
        pytest.param("posts", {"year": "okänt"}, ["b"], 0, id="posts of unknown years"),
        pytest.param("posts", {"category": "tjänster"}, ["a"], 1, id="posts of a category"),
        pytest.param("posts", {"category": "utbildning"}, [], 1, id="posts of another category"),
        pytest.param("posts", {"effort": "coach"}, ["a"], 0, id="posts of an effort"),
        pytest.param("posts", {"process": "LV.1"}, ["a"], 1, id="posts of a process"),
        pytest.param("agreed", {"org": "ALFA"}, ["LV.1", "LV.1"], 0, id="agreed in its processes"),
        pytest.param("agreed", {"org": "BETA"}, ["m", "SK.1"], 2, id="agreed where it was present"),
        pytest.param("agreed", {"area": "SK"}, ["SK.1"], 0, id="agreed in an area"),
        pytest.param("agreed", {"year": "2023"}, ["LV.1"], 1, id="agreed for a year"),
        pytest.param("agreed", {"body": "gruppen"}, ["m"], 0, id="agreed by a body"),
        pytest.param("agreed", {"lead": "ALFA"}, ["LV.1", "LV.1"], 0, id="agreed by a lead"),
        pytest.param("points", {"area": "SK"}, ["d", "d"], 0, id="points on an area"),
        pytest.param("points", {"body": "nämnden"}, ["d", "d"], 0, id="points of a body"),
        pytest.param("points", {"year": "2022"}, ["d"], 0, id="points without a last day of another year"),
        pytest.param("processes", {"area": "LV"}, ["LV.1"], 0, id="processes of an area"),
        pytest.param("processes", {"category": "tjänster"}, ["LV.1"], 1, id="processes of money"),
        pytest.param("grants", {"process": "SK.1"}, [], 1, id="grants of a process"),
        pytest.param("findings", {"process": "SK.1"}, [], 1, id="what may be about a candidate"),
        pytest.param("findings", {"process": "LV.1"}, [], 0, id="what is not about others"),
        pytest.param("history", {"process": "LV.1"}, [], 0, id="its status neither"),
        pytest.param("answers", {"year": "2022"}, ["v", "v"], 0, id="answers of a year"),
        pytest.param("answers", {"org": "ALFA"}, [], 0, id="answers of nobody named"),
        pytest.param("meetings", {"body": "gruppen"}, ["m"], 0, id="meetings of a body"),
        pytest.param("decisions", {"body": "gruppen"}, [], 0, id="decisions of another body"),
        pytest.param("posts", {"org": "ALFA", "year": "2022"}, ["a"], 1, id="both must hold"),
        pytest.param("posts", {"org": "ALFA", "area": "SK"}, [], 1, id="one does not"),
    ],
)  # fmt: skip
def test_the_vocabulary_selects_through_processes_and_grants(
    deep: Plan, what: str, asked: dict[str, str], found: list[str], undecided: int
) -> None:
    result = listed(deep, what, ALL, **asked)
    assert (names(result), result.undecided, result.selected) == (found, undecided, True)


def test_the_status_of_a_process_is_that_of_the_day_asked_for() -> None:
    plan = plan_of(
        processes__A="history: [{status: igång, since: 2021}, {status: klar, since: 2023-01-01}]",
        processes__B="history: [{status: igång, since: 2021}]",
        processes__C="history: null",
    )
    assert names(listed(plan, "processes", ALL, status="igång")) == ["B"]
    assert names(listed(plan, "processes", Narrowed(as_of="2022-06-30"), status="igång")) == ["A", "B"]
    assert listed(plan, "processes", ALL, status="igång").undecided == 1
    assert names(listed(plan, "processes", ALL, status="okänt")) == ["C"]


def test_an_organisation_is_what_a_role_or_a_membership_says_itself() -> None:
    header = HEADER.replace(
        "  gruppen: {kind: consensus}",
        "  gruppen: {kind: consensus, members: [{organisation: ALFA}, {organisation: BETA}]}",
    )
    plan = plan_of(f"{header}roles: {{a: {{organisation: ALFA}}, b: {{organisation: null}}, c: {{}}}}\n")
    assert listed(plan, "members", ALL, org="BETA").entries[0].loc == ("bodies", "gruppen", "members", 1)
    found = listed(plan, "roles", ALL, org="ALFA")
    assert (names(found), found.undecided) == (["a"], 1)


def test_an_organisation_is_also_what_a_role_is_responsible_for_and_a_successor_has() -> None:
    roles = "roles: {a: {organisation: ALFA, responsible_for: [BETA]}}"
    plan = plan_of(f"{HEADER}{roles}\nsuccessors: {{ny: {{organisations: [BETA]}}}}\n")
    assert names(listed(plan, "roles", ALL, org="BETA")) == ["a"]
    assert names(listed(plan, "successors", ALL, org="BETA")) == ["ny"]


def test_an_activity_is_of_the_organisations_that_it_names_itself() -> None:
    plan = plan_of(processes__P_1="organisations: [ALFA]\nactivities: [{what: a, organisations: [BETA]}]")
    assert len(listed(plan, "activities", ALL, org="BETA").entries) == 1


def test_a_decision_of_an_unknown_body_may_only_be_of_the_bodies_that_it_may_be_of() -> None:
    plan = plan_of(decisions__d="body: null\ncandidates: [gruppen]\npoints: [{text: Ja.}]")
    for what in ("decisions", "points"):
        assert listed(plan, what, ALL, body="gruppen").undecided == 1
        assert listed(plan, what, ALL, body="nämnden").undecided == 0
        assert len(listed(plan, what, ALL, body="okänt").entries) == 1


# A condition on a key.


@pytest.fixture
def places() -> Plan:
    return plan_of(
        grants__a="title: Kurs i Ekby\ngroups: [{place: Ekby, day: 2022-05-12, participants: 5}]",
        grants__b="title: Kurs i Ekbyholm\ngroups: [{place: Ekbyholm, day: hösten 2022, participants: 15}]",
        grants__c="title: Annat\ngroups: [{place: null, day: 2021, name: Grupp 2022}, {day: null}]",
        grants__d="title: Ett år\ngroups: [{place: Åre, day: 2022}]",
    )


@pytest.mark.parametrize(
    ("key", "word", "found", "undecided"),
    [
        pytest.param("place", "Ekby", ["a"], 1, id="the whole word where any has it"),
        pytest.param("place", "ekby", ["a"], 1, id="whatever the case"),
        pytest.param("place", "Åre", ["d"], 1, id="whatever the letters"),
        pytest.param("place", "holm", ["b"], 1, id="a part of a word where none has it whole"),
        pytest.param("place", "kby", ["a", "b"], 1, id="a part of several"),
        pytest.param("place", "Åby", [], 1, id="a place that none has"),
        pytest.param("place", "okänt", ["c", "c"], 0, id="unknown or left out"),
        pytest.param("participants", "5", ["a"], 0, id="a number is whole where any has it"),
        pytest.param("participants", "1", ["b"], 0, id="a part of a number where none has it"),
        pytest.param("day", "2022", ["a", "b", "d"], 1, id="a day by its year, also where one has it whole"),
        pytest.param("day", "2022-05", ["a"], 1, id="a day by its month"),
        pytest.param("day", "hösten", ["b"], 1, id="a day by its season"),
        pytest.param("day", "2021", ["c"], 1, id="a day that one has whole"),
        pytest.param("title", "kurs", ["a", "b"], 0, id="a word of what it stands in"),
        pytest.param("id", "b", ["b"], 0, id="the record that it stands in"),
        pytest.param("year", "2022", ["a", "b", "d"], 1, id="the year"),
        pytest.param("year", "202", ["a", "b", "c", "d"], 1, id="years that begin alike"),
        pytest.param("method", "cirkel", [], 0, id="a key that none tells"),
        pytest.param("method", "okänt", ["a", "b", "c", "c", "d"], 0, id="a key that none tells, unknown"),
    ],
)  # fmt: skip
def test_a_condition_asks_for_a_word_or_a_part_of_a_text(
    places: Plan, key: str, word: str, found: list[str], undecided: int
) -> None:
    result = listed(places, "groups", Narrowed(where=[(key, word)]))
    assert (names(result), result.undecided) == (found, undecided)


def test_every_condition_must_hold(places: Plan) -> None:
    both = Narrowed(where=[("day", "2022"), ("place", "kby"), ("participants", "15")])
    assert names(listed(places, "groups", both)) == ["b"]


def test_a_condition_sees_every_word_of_a_list() -> None:
    plan = plan_of(recommendations__a="addressees: [ALFA, BETA]", recommendations__b="addressees: [GAMMA]")
    assert names(listed(plan, "recommendations", Narrowed(where=[("addressees", "beta")]))) == ["a"]


@pytest.mark.parametrize(
    ("key", "word", "found", "undecided"),
    [
        pytest.param("lead", "BETA", [], 1, id="may lead"),
        pytest.param("lead", "ALFA", ["P.2"], 0, id="known not to take part in the other"),
        pytest.param("org", "alfa", ["P.2"], 0, id="takes part, in small letters"),
        pytest.param("area", "LV", ["P.1"], 1, id="an area"),
        pytest.param("area", "okänt", ["P.2"], 0, id="an unknown area"),
    ],
)
def test_a_condition_on_a_name_of_the_vocabulary_answers_as_its_option(
    key: str, word: str, found: list[str], undecided: int
) -> None:
    plan = plan_of(
        processes__P_1="area: LV\nlead: null\norganisations: null",
        processes__P_2="area: null\nlead: ALFA\norganisations: [ALFA]",
    )
    result = listed(plan, "processes", Narrowed(where=[(key, word)]))
    assert (names(result), result.undecided) == (found, undecided)
    option = listed(plan, "processes", ALL, **{key: word})
    assert (names(option), option.undecided) == (found, undecided)


# A text to find.


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        pytest.param("EKBY", ["a", "b"], id="whatever the case, in the place and the title"),
        pytest.param("annat", ["c", "c"], id="the title of the record that it stands in"),
        pytest.param("hösten", ["b"], id="a day"),
        pytest.param("2022", ["a", "b", "c", "d"], id="numbers and names"),
        pytest.param("finns inte", [], id="nothing"),
    ],
)
def test_a_text_is_found_wherever_it_stands_in_a_thing(places: Plan, sought: str, found: list[str]) -> None:
    result = listed(places, "groups", Narrowed(search=sought))
    assert (names(result), result.undecided, result.selected) == (found, 0, True)


def test_to_search_narrows_what_is_selected_and_never_makes_it_unknown() -> None:
    plan = plan_of(
        grants__a="organisations: [ALFA]\ntitle: Kurs", grants__b="organisations: null\ntitle: Kurs",
        grants__c="organisations: null\ntitle: Annat",
    )  # fmt: skip
    result = listed(plan, "grants", Narrowed(search="kurs"), org="ALFA")
    assert (names(result), result.undecided) == (["a"], 1)


# A day.


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        ("2021-12-31", ["e"]),
        ("2022-01-01", ["c", "e"]),
        ("2022-05-11", ["c", "e"]),
        ("2022-05-12", ["c", "a", "e"]),
        ("2023-01-01", ["c", "a", "b", "d", "e"]),
    ],
)
def test_what_came_later_than_a_day_is_left_out(as_of: str, found: list[str]) -> None:
    plan = plan_of(
        events__a="day: 2022-05-12",
        events__b="day: 2023-01-01",
        events__c="day: 2022",
        events__d="day: 2023",
        events__e="day: null",
    )
    result = listed(plan, "events", Narrowed(as_of=as_of))
    assert (names(result), result.as_of) == (found, date.fromisoformat(as_of))


@pytest.mark.parametrize(
    ("files", "what", "found"),
    [
        pytest.param({"voices__v": "day: 2023\nanswers: [{text: a}]"}, "answers", 0, id="in what came later"),
        pytest.param({"voices__v": "day: 2022\nanswers: [{text: a}]"}, "answers", 1, id="in what had come"),
        pytest.param({"grants__g": "groups: [{day: 2022}, {day: 2023}]"}, "groups", 1, id="its own day"),
        pytest.param({"processes__p": "pauses: [{from: 2023}, {from: null}]"}, "pauses", 1, id="from"),
        pytest.param({"processes__p": "obstacles: [{what: a, since: 2023}]"}, "obstacles", 0, id="since"),
        pytest.param(
            {"processes__p": "meetings: [{day: 2023, agreed: [{what: a}]}, {agreed: [{what: b}]}]"},
            "agreed", 1, id="of a meeting to come",
        ),
        pytest.param({"grants__g": "years: [2023]"}, "grants", 1, id="a grant is of years, not of a day"),
    ],
)  # fmt: skip
def test_what_stands_in_something_later_is_left_out_too(files: dict[str, str], what: str, found: int) -> None:
    result = listed(plan_of(**files), what, Narrowed(as_of="2022-12-31"))
    assert (len(result.entries), result.undecided) == (found, 0)


def test_a_status_that_was_seen_later_is_left_out() -> None:
    plan = plan_of(processes__P_1="history: [{status: igång, since: 2021}, {status: klar, seen: 2023}]")
    assert len(listed(plan, "history", Narrowed(as_of="2022-12-31")).entries) == 1


# The command.

PLAN = {
    "plan.yaml": HEADER,
    "processes/LV.1.yaml": """
        id: LV.1
        title: Tidiga samtal
        area: LV
        lead: ALFA
        organisations: [ALFA, BETA]
        history: [{status: igång, since: 2021}]
    """,
    "grants/kurs.yaml": """
        id: kurs
        title: Föräldrakurs
        category: utbildning
        years: [2022]
        organisations: [ALFA]
        processes: [LV.1]
        places: [Ekby]
        amounts: [{year: 2022, granted: '1,5 mnkr'}]
        groups:
          - {name: "-1", day: 2022-05, place: Ekby, participants: drygt 60}
          - {place: Åby, participants: null}
          - {place: Ekby, participants: 12}
    """,
    "decisions/namnden.yaml": """
        id: namnden
        title: Planen antas
        body: nämnden
        day: 2022-03-14
        matter: planen
        points:
          - {text: Planen antas., status: beslutat}
          - {text: Frågan tas upp igen., status: återremitterat}
    """,
    "events/kick-off.yaml": "id: kick-off\ntitle: Kick-off\nkind: boosterdag\nday: 2022-05-12\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small plan."""
    for path, text in PLAN.items():
        file = tmp_path / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def hp(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hp:
    """Run hp list on the small plan, in a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    for variable in ("HP_PLAN", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(variable, raising=False)

    def hp_list(*args: str) -> Ran:
        return Ran(run(["list", *args, "--plan", str(folder)]), *capsys.readouterr())

    return hp_list


def told(ran: Ran) -> Any:
    """Return the JSON of a command that went well."""
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        pytest.param(
            ["grups"], "'grups' går inte att lista", "menade du groups (grupper)?", id="a misspelt sort"
        ),
        pytest.param(
            ["insattser"], "'insattser' går inte att lista", "menade du grants (insatser)?",
            id="a Swedish sort",
        ),
        pytest.param(
            ["places"], "'places' är en uppgift, inget slag", "skriv hp list grants --by places", id="a key"
        ),
        pytest.param(
            ["platser"], "'platser' är en uppgift, inget slag", "skriv hp list grants --by places",
            id="a Swedish key",
        ),
        pytest.param(["fte"], "'fte' går inte att lista", "här kan stå:", id="a key that nothing tells"),
        pytest.param(
            ["owner"], "'owner' är en uppgift om planen, inget slag", "skriv hp show plan", id="of the plan"
        ),
        pytest.param(
            ["lead"], "'lead' är en uppgift, inget slag", "skriv hp list processes --by lead", id="a lead"
        ),
        pytest.param(
            ["groups", "--by", "plac"], "--by: nyckeln 'plac' finns inte i grupper",
            "menade du place (plats) eller places (platser)?", id="a misspelt key to group by",
        ),
        pytest.param(
            ["groups", "--where", "pltas=Ekby"], "--where: nyckeln 'pltas' finns inte i grupper",
            "menade du place (plats) eller places (platser)?", id="a misspelt key of a condition",
        ),
        pytest.param(
            ["groups", "--where", "Ekby"], "--where 'Ekby' går inte att läsa", "skriv NYCKEL=ORD", id="no key"
        ),
        pytest.param(
            ["groups", "--where", "plats="], "--where 'plats=' går inte att läsa", "skriv NYCKEL=ORD",
            id="no word",
        ),
        pytest.param(
            ["groups", "--where", "plats= "], "--where 'plats= ' går inte att läsa", "skriv NYCKEL=ORD",
            id="a blank word",
        ),
        pytest.param(
            ["groups", "--where", "=Ekby"], "--where: nyckeln '' finns inte i grupper", "här kan stå:",
            id="an empty key",
        ),
        pytest.param(
            ["groups", "--org", "ALF"], "--org 'ALF' finns inte i planen", "menade du ALFA?",
            id="an organisation",
        ),
        pytest.param(
            ["groups", "--year", "2032"],
            "--year '2032' finns inte i planen", "här kan stå: 2021, 2022, 2023", id="a year",
        ),
        pytest.param(
            ["groups", "--status", "beslutat"], "--status 'beslutat' finns inte i planen", None,
            id="a word for points only",
        ),
        pytest.param(
            ["groups", "--format", "cvs"], "--format 'cvs' finns inte att välja på", "menade du csv?",
            id="a format",
        ),
        pytest.param(["groups", "--as-of", "snart"], "--as-of: 'snart' är ingen dag", "skriv", id="a day"),
        pytest.param(["groups", "två"], "för många ord på raden", "se hp list --help", id="two sorts"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_the_nearest_that_is_right(
    hp: Hp, args: list[str], message: str, hint: str | None
) -> None:
    ran = hp(*args)
    assert (ran.code, ran.out) == (2, "")
    first, *rest = ran.err.splitlines()
    assert first == f"hp: {message}"
    assert hint is None or rest[0].strip().startswith(hint)


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("groups", "groups"), ("grupper", "groups"), ("GRUPPER", "groups"), ("insatser", "grants"),
        ("händelser", "events"), ("medskick", "recommendations"), ("källdokument", "sources"),
        ("beslut", "decisions"), ("beslutspunkter", "points"), ("organ", "bodies"), ("möten", "meetings"),
    ],
)  # fmt: skip
def test_a_sort_can_be_written_in_english_or_swedish(hp: Hp, written: str, what: str) -> None:
    assert told(hp(written, "--format", "json"))["what"] == what


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("place", "place"), ("plats", "place"), ("Plats", "place"), ("deltagare", "participants"),
        ("år", "year"), ("huvudområde", "category"), ("målområde", "area"), ("organisation", "org"),
        ("organisationer", "organisations"), ("process", "process"), ("återkommande insats", "effort"),
    ],
)  # fmt: skip
def test_a_key_can_be_written_in_english_or_swedish(hp: Hp, written: str, key: str) -> None:
    assert told(hp("groups", "--by", written, "--format", "json"))["by"] == [key]


def test_a_key_asked_for_twice_groups_once(hp: Hp) -> None:
    found = told(hp("groups", "--by", "plats", "--by", "place", "--by", "year", "--format", "json"))
    assert found["by"] == ["place", "year"]


@pytest.mark.parametrize("key", ["groups", "amounts"])
def test_what_holds_groups_of_keys_is_no_key_to_group_by_but_a_sort(hp: Hp, key: str) -> None:
    assert hp("grants", "--by", key).code == 2


@pytest.mark.parametrize("what", ["indicators", "obstacles", "findings", "voices", "roles", "fynd"])
def test_a_sort_that_the_plan_has_none_of_is_no_mistake(hp: Hp, what: str) -> None:
    ran = hp(what)
    assert (ran.code, ran.err) == (0, "")
    assert "Planen har inga sådana än." in ran.out


def test_a_selection_that_nothing_matches_says_so(hp: Hp) -> None:
    assert "Inget stämmer med urvalet." in hp("groups", "--search", "finns inte").out
    assert "Inget stämmer med urvalet." in hp("events", "--where", "kind=kurs").out


def test_what_cannot_be_told_about_is_counted(hp: Hp) -> None:
    assert "2 grupper. Deltagare tillsammans: 73–77." in hp("groups", "--where", "plats=Ekby").out
    out = " ".join(hp("groups", "--where", "deltagare=12").out.split())
    assert "1 rad. Deltagare tillsammans: 12. För 1 till går det inte att säga." in out


@pytest.mark.parametrize(
    ("what", "status", "count"),
    [
        ("points", "beslutat", 1),
        ("points", "återremitterat", 1),
        ("points", "avslaget", 0),
        ("decisions", "beslutat", 1),
    ],
)
def test_decisions_and_points_are_selected_by_the_words_for_points(
    hp: Hp, what: str, status: str, count: int
) -> None:
    assert len(told(hp(what, "--status", status, "--format", "json"))["entries"]) == count


# How it is told.


def test_the_sorts_of_a_plan_are_told_with_what_to_write(hp: Hp) -> None:
    out = hp().out
    assert out.startswith("Trygg i Exempelstad\nDet här går att lista; skriv till exempel hp list events.\n")
    rows = [line.split() for line in out.splitlines()[3:]]
    assert rows[0] == ["Skriv", "Det", "är", "Antal"]
    assert ["groups", "grupper", "3"] in rows
    assert ["efforts", "återkommande", "insatser", "1"] in rows
    assert not any(row[0] == "voices" for row in rows)


def test_groups_are_told_with_their_sums_and_where_they_stand(hp: Hp) -> None:
    out = hp("groups", "--by", "place").out
    assert out.splitlines() == [
        "Grupper, Trygg i Exempelstad",
        "3 grupper. Deltagare tillsammans: minst 73 (känt för 2 av 3).",
        "",
        "Plats  Grupper  Deltagare  Var",
        "Ekby         2      73–77  kurs",
        "Åby          1      okänt  kurs",
    ]


def test_what_a_group_shares_with_the_one_above_is_told_only_there(hp: Hp, folder: Path) -> None:
    for number, (day, kind) in enumerate([("2021", "möte"), ("2022", "möte"), ("2022", "träff")]):
        text = f"id: e{number}\nkind: {kind}\nday: {day}\ntitle: a\n"
        (folder / f"data/events/e{number}.yaml").write_text(text, encoding="utf-8")
    assert hp("events", "--by", "year", "--by", "kind").out.splitlines()[3:] == [
        "År    Slag        Händelser  Var",
        "2021  möte                1  e0",
        "2022  boosterdag          1  kick-off",
        "      möte                1  e1",
        "      träff               1  e2",
    ]


@pytest.mark.parametrize(("count", "told"), [(6, "e5"), (7, "e5, e6"), (8, "e5 och 2 till")])
def test_one_record_more_than_a_few_is_named_and_not_counted(count: int, told: str) -> None:
    plan = plan_of(**{f"events__e{number}": "kind: träff" for number in range(count)})
    (row,) = words.group_table(listed(plan, "events", Narrowed(by=["kind"])), most=6).rows
    assert row[-1] == f"e0, e1, e2, e3, e4, {told}"


def test_of_many_records_the_first_are_named_and_the_rest_counted(hp: Hp, folder: Path) -> None:
    for number in range(9):
        text = f"id: e{number}\nkind: träff\nday: 2022\ntitle: a\n"
        (folder / f"data/events/e{number}.yaml").write_text(text, encoding="utf-8")
    assert "e0, e1, e2, e3, e4, e5 och 3 till" in hp("events", "--by", "kind").out
    assert "e6, e7, e8" in hp("events", "--by", "kind", "--format", "csv").out


def test_a_narrow_screen_gives_up_the_last_columns_first_and_keeps_how_many() -> None:
    plan = plan_of(grants__g="groups: [{place: Ekbyholmsskogen, participants: 12}, {place: Åby}]")
    found = listed(plan, "groups", BY_PLACE)
    heads = {}
    for width in (60, 38, 26):
        lines = lines_of(list_screen(found, width, rows=False), width)
        heads[width] = next(line.split() for line in lines if line.startswith("Plats"))
    assert heads == {
        60: ["Plats", "Grupper", "Deltagare", "Var"],
        38: ["Plats", "Grupper", "Deltagare"],
        26: ["Plats", "Grupper"],
    }


def test_a_long_id_is_broken_after_its_hyphens_to_leave_room_for_words() -> None:
    plan = plan_of(
        events__x="kind: föreläsning", **{"events__2022-forelasning-for-foraldrar": "kind: föreläsning"}
    )
    lines = lines_of(list_screen(listed(plan, "events", Narrowed(by=["kind"])), 44, rows=False), 44)
    assert all(cell_len(line.rstrip()) <= 44 for line in lines)
    assert "föreläsning          2  2022-forelasning-" in [line.rstrip() for line in lines]


def columns_of(plan: Plan, what: str) -> list[str]:
    return words.columns(listed(plan, what))


def test_a_column_stands_where_anything_is_told_or_ought_to_be_and_a_usual_count_only_where_written() -> None:
    plan = plan_of(grants__g="groups: [{place: Ekby}]", events__a="title: a", decisions__d="note: a")
    assert columns_of(plan, "groups") == ["post", "place"]
    assert columns_of(plan, "events") == ["day", "kind", "id", "title"]
    assert columns_of(plan, "decisions") == ["day", "body", "id", "title"]
    plan = plan_of(events__a="title: a\ncount: 4", events__b="title: b")
    assert "count" in columns_of(plan, "events")


def test_a_kind_that_programs_know_by_an_english_word_is_told_in_swedish() -> None:
    plan = plan_of(HEADER, events__e="kind: paused\ntitle: paused")
    assert [words.cell(entry, "kind") for entry in listed(plan, "bodies").entries] == [
        "politiskt organ",
        "beslutar i konsensus",
    ]
    (event,) = listed(plan, "events").entries
    assert words.cell(event, "title") == "paused"


def test_each_row_says_where_it_stands_in_a_record_in_a_table_or_in_plan_yaml() -> None:
    plan = plan_of(
        """
        name: x
        bodies: {rådet: {kind: consensus, members: [{organisation: ALFA}]}}
        counts: [{what: kommuner, value: 26}]
        """,
        tracks__t="counts: [{what: orter, value: 3}]",
    )
    told = {what: [words.cell(entry, "post") for entry in listed(plan, what).entries] for what in
            ("members", "counts", "bodies")}  # fmt: skip
    assert told == {"members": ["rådet"], "counts": ["t", "plan.yaml"], "bodies": ["rådet"]}


def test_the_entries_of_each_group_are_told_where_they_are_wished(hp: Hp) -> None:
    plain, rows = hp("groups", "--by", "place").out, hp("groups", "--by", "place", "--list").out
    assert rows.startswith(plain)
    assert [line for line in rows.splitlines() if line.startswith(("Ekby (", "Åby ("))] == [
        "Ekby (2)",
        "Åby (1)",
    ]


def test_a_day_is_told_in_the_headline(hp: Hp) -> None:
    first = hp("events", "--as-of", "2022").out.splitlines()[0]
    assert first.startswith("Händelser, Trygg i Exempelstad")
    assert first.endswith("till och med 2022-12-31")
    assert hp("events", "--as-of", "2021").out.splitlines()[1] == "Planen har inga sådana än."


def test_csv_has_every_key_that_any_tells_and_no_formula(hp: Hp) -> None:
    ran = hp("groups", "--format", "csv")
    assert ran.out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(ran.out.removeprefix("\ufeff")), delimiter=";"))
    assert rows == [
        ["Post", "Namn", "Antal", "Dag", "Plats", "Deltagare"],
        ["kurs", "'-1", "1", "2022-05", "Ekby", "drygt\N{NO-BREAK SPACE}60"],
        ["kurs", "", "1", "", "Åby", "okänt"],
        ["kurs", "", "1", "", "Ekby", "12"],
    ]


def test_a_column_has_nothing_of_what_the_thing_could_have_said_itself(hp: Hp, folder: Path) -> None:
    more = "note: Om hela kursen.\nposts: [{count: 2, unit: ledare}]\ngoals: [{what: a}]\n"
    path = folder / "data/grants/kurs.yaml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    source = "id: r\ntitle: Rapport\nattachments: [{number: '1', title: null}, {number: '2'}]\n"
    (folder / "data/sources").mkdir()
    (folder / "data/sources/r.yaml").write_text(source, encoding="utf-8")
    assert "Om hela kursen." not in hp("groups", "--format", "csv").out
    assert "Rapport" not in hp("attachments").out


def test_csv_of_groups_has_one_row_a_group(hp: Hp) -> None:
    ran = hp("groups", "--by", "plats", "--format", "csv")
    rows = list(csv.reader(io.StringIO(ran.out.removeprefix("\ufeff")), delimiter=";"))
    assert rows == [
        ["Plats", "Grupper", "Deltagare", "Var"],
        ["Ekby", "2", "73–77", "kurs"],
        ["Åby", "1", "okänt", "kurs"],
    ]


def test_csv_of_the_sorts_has_one_row_a_sort(hp: Hp) -> None:
    rows = hp("--format", "csv").out.removeprefix("\ufeff").splitlines()
    assert rows[0] == "Skriv;Det är;Antal"
    assert "groups;grupper;3" in rows


def test_json_has_every_entry_with_its_place_and_its_groups_by_number(hp: Hp) -> None:
    found = told(hp("groups", "--by", "place", "--format", "json"))
    assert (found["schema"], found["what"], found["as_of"]) == ("hp.list/1", "groups", None)
    assert [(it["id"], it["key"], it["file"], it["path"]) for it in found["entries"]] == [
        ("kurs", None, "data/grants/kurs.yaml", ["groups", number]) for number in range(3)
    ]
    assert [(group["words"], group["count"], group["entries"]) for group in found["groups"]] == [
        (["Ekby"], 2, [0, 2]),
        (["Åby"], 1, [1]),
    ]
    assert found["sums"] == {"participants": {"sum": 72, "low": 73, "high": 77, "known": 2, "of": 3}}
    assert found["undecided"] == 0


def test_json_tells_the_unknown_as_null_and_nothing_as_an_empty_text(hp: Hp) -> None:
    found = told(hp("groups", "--by", "participants", "--by", "name", "--format", "json"))
    assert {tuple(group["words"]) for group in found["groups"]} == {
        ("drygt 60", "-1"),
        (None, ""),
        ("12", ""),
    }


def test_json_tells_what_plan_yaml_declares_by_its_short_name(hp: Hp) -> None:
    found = told(hp("areas", "--format", "json"))
    assert [(it["id"], it["key"], it["path"]) for it in found["entries"]] == [
        (None, "LV", ["areas", "LV"]),
        (None, "SK", ["areas", "SK"]),
    ]


def test_json_of_the_sorts_counts_each(hp: Hp) -> None:
    found = told(hp("--format", "json"))
    assert found["schema"] == "hp.sorts/1"
    assert {"what": "groups", "name": "grupper", "count": 3} in found["sorts"]


def test_markdown_has_a_heading_and_a_table(hp: Hp) -> None:
    page = hp("groups", "--by", "place", "--format", "md").out
    lines = [line for line in page.splitlines() if line]
    assert lines[0] == "# Grupper, Trygg i Exempelstad"
    heads = next(line for line in lines if line.startswith("|"))
    assert [cell.strip() for cell in heads.strip("|").split("|")] == ["Plats", "Grupper", "Deltagare", "Var"]
    assert "# Trygg i Exempelstad" in hp("--format", "md").out


def test_kronor_are_told_as_kronor(hp: Hp) -> None:
    assert "Beviljat tillsammans: 1 500 000 kr." in hp("amounts").out


def test_a_file_with_a_fault_is_told_and_the_rest_is_listed(hp: Hp, folder: Path) -> None:
    (folder / "data/events/trasig.yaml").write_text("id: trasig\ntitel: x\n", encoding="utf-8")
    ran = hp("events")
    assert ran.code == 1
    assert "1 rad." in ran.out
    assert ran.err.startswith("hp: 5 av 6 filer lästa; 1 har fel och är inte med ovan")


def test_text_in_the_data_is_text_and_never_markup(hp: Hp, folder: Path) -> None:
    path = folder / "data/events/kick-off.yaml"
    path.write_text(
        'id: kick-off\ntitle: "[bold]Kick[/bold] [/x]"\nkind: "[red]"\nday: 2022\n', encoding="utf-8"
    )
    assert "[bold]Kick[/bold] [/x]" in hp("events").out
    assert "[red]" in hp("events", "--by", "kind").out
    assert r"\[bold\]Kick\[/bold\] \[/x\]" in hp("events", "--format", "md").out


def test_help_is_swedish_and_fits_the_screen(hp: Hp) -> None:
    ran = hp("--help")
    assert ran.out.startswith("Så här: hp list [VAL] [SLAG]")
    assert all(cell_len(line) <= WIDTH for line in ran.out.splitlines())


# The real plan: every sort fits a screen of 80 columns, whatever it is grouped by.


@pytest.fixture(scope="module")
def real() -> Plan:
    return load_plan(ROOT).plan


def lines_of(screen: Any, width: int = WIDTH) -> list[str]:
    """Return a screen as it is shown in so many columns."""
    out = io.StringIO()
    show(screen, Console(file=out, width=width, highlight=False, markup=False, emoji=False))
    return out.getvalue().splitlines()


SORTS = sorted(gather(load_plan(ROOT).plan))


@pytest.mark.parametrize("what", SORTS)
def test_a_list_of_the_real_plan_fits_the_screen(real: Plan, what: str) -> None:
    for by in ((), ("year",), ("org", "year"), ("process",), ("status",)):
        found = compute_list(real, Wanted(what, by=by))
        for line in lines_of(list_screen(found, WIDTH, rows=True)):
            assert cell_len(line.rstrip()) <= WIDTH, (by, line)


def test_the_sorts_of_the_real_plan_fit_the_screen(real: Plan) -> None:
    counts = {what: len(entries) for what, entries in gather(real).items()}
    assert all(cell_len(line.rstrip()) <= WIDTH for line in lines_of(sorts_screen("Plan", counts, WIDTH)))


@pytest.mark.parametrize("what", SORTS)
def test_every_entry_of_the_real_plan_stands_in_a_group_of_each_key(real: Plan, what: str) -> None:
    every = compute_list(real, Wanted(what))
    for key in every.keys:
        found = compute_list(real, Wanted(what, by=(key,)))
        assert {entry.loc for group in found.groups for entry in group.entries} == {
            entry.loc for entry in every.entries
        }


def test_what_narrows_a_list_needs_something_to_list(hp: Hp) -> None:
    for args in (["--org", "ALFA"], ["--by", "year"], ["--search", "x"], ["--where", "plats=Ekby"]):
        ran = hp(*args)
        assert ran.code == 2
        assert "säg vad som ska listas" in ran.err


def test_a_text_over_two_lines_is_found() -> None:
    plan = plan_of(events__a="text: |\n  en lång\n  text")
    assert names(listed(plan, "events", Narrowed(search="lång  text"))) == ["a"]


def test_the_status_of_a_finding_is_its_last_by_the_day_asked_for() -> None:
    history = "[{status: klar, since: 2023}, {status: igång, since: 2021}]"
    plan = plan_of(findings__f=f"history: {history}")
    assert names(listed(plan, "findings", ALL, status="klar")) == ["f"]
    earlier = compute_list(plan, Wanted("findings", choose(plan, {"status": ["igång"]})), date(2022, 6, 1))
    assert names(earlier) == ["f"]

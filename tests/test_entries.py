"""Everything of one sort, wherever in the plan it stands."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.compute.entries import RECORDS, Entry, askable_keys, gather, keys_of, whole_text, words_of
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.store.layout import FOLDERS
from handlingsplan.store.load import load_plan
from tests.plans import HEADER, ROOT, plan_of

Place = tuple[str, str | None, Loc]
"""The record that an entry stands in, the short name that it is declared by, and the way to it."""


def places(entries: Iterable[Entry]) -> list[Place]:
    return [(entry.owner, entry.key, entry.loc) for entry in entries]


def one(plan: Plan, what: str) -> Entry:
    """Return the only entry of a sort."""
    (found,) = gather(plan)[what]
    return found


# Where things are found, and in which order.


def test_records_stand_by_the_number_in_their_id() -> None:
    plan = plan_of(processes__LV_10="title: a", processes__LV_2="title: b", processes__A_1="title: c")
    assert places(gather(plan)["processes"]) == [("A.1", None, ()), ("LV.2", None, ()), ("LV.10", None, ())]


@pytest.mark.parametrize("folder", ["decisions", "meetings", "events"])
def test_what_has_a_day_stands_day_by_day_and_the_undated_last(folder: str) -> None:
    plan = plan_of(
        **{
            f"{folder}__a": "day: null",
            f"{folder}__b": "day: 2023-01-02",
            f"{folder}__c": "day: 2022",
            f"{folder}__d": "day: 2022-01-01",
            f"{folder}__e": "note: utan dag",
            f"{folder}__f": "day: hösten 2022",
        }
    )
    assert [entry.owner for entry in gather(plan)[folder]] == ["d", "c", "f", "b", "a", "e"]


def test_groups_of_keys_stand_under_the_key_that_holds_them_with_the_way_to_them() -> None:
    plan = plan_of(
        grants__b="posts: [{count: 1}, {count: 2}]\namounts: [{year: 2022}]",
        grants__a="posts: [{count: 3}]",
        grants__r="kind: requisition\nyear: 2022\namounts: [{direction: vård}]",
    )
    found = gather(plan)
    assert places(found["posts"]) == [
        ("a", None, ("posts", 0)),
        ("b", None, ("posts", 0)),
        ("b", None, ("posts", 1)),
    ]
    assert places(found["amounts"]) == [("b", None, ("amounts", 0)), ("r", None, ("amounts", 0))]
    assert places(found["grants"]) == [("a", None, ()), ("b", None, ())]
    assert places(found["requisitions"]) == [("r", None, ())]


def test_groups_inside_groups_are_found_and_know_what_they_stand_in() -> None:
    plan = plan_of(processes__P_1="meetings: [{day: 2022}, {day: 2023, agreed: [{what: ringa}]}]")
    found = one(plan, "agreed")
    assert places([found]) == [("P.1", None, ("meetings", 1, "agreed", 0))]
    assert found.path == "data/processes/P.1.yaml"
    assert [type(part).__name__ for part in found.chain] == ["Agreed", "Meeting", "Process"]


def test_what_a_process_and_a_body_call_by_one_name_is_one_sort() -> None:
    plan = plan_of(
        processes__P_1="meetings: [{day: 2022-03-01}]",
        meetings__m="body: gruppen\nday: 2022-02-01\nagreed: [{what: ringa}]",
    )
    assert places(gather(plan)["meetings"]) == [("m", None, ()), ("P.1", None, ("meetings", 0))]
    assert places(gather(plan)["agreed"]) == [("m", None, ("agreed", 0))]


def test_what_the_plan_declares_stands_by_its_short_name_in_the_order_of_plan_yaml() -> None:
    plan = plan_of(
        """
        name: Liten
        areas: {SK: {name: Skola}, LV: {name: Levnadsvillkor}}
        bodies: {rådet: {kind: consensus, members: [{organisation: ALFA}]}}
        years: {2023: {}, 2022: {}}
        """
    )
    found = gather(plan)
    assert places(found["areas"]) == [("", "SK", ("areas", "SK")), ("", "LV", ("areas", "LV"))]
    assert places(found["members"]) == [("", None, ("bodies", "rådet", "members", 0))]
    assert [entry.key for entry in found["years"]] == ["2023", "2022"]
    assert {entry.path for entries in found.values() for entry in entries} == {"data/plan.yaml"}


def test_only_what_the_plan_has_is_a_sort() -> None:
    assert gather(plan_of("name: Tom")) == {}
    plan = plan_of("name: Liten", processes__P_1="history: []", grants__g="amounts: null")
    assert [*gather(plan)] == ["processes", "grants"]


def test_every_kind_of_record_has_a_sort_of_its_own() -> None:
    records = {f"{folder}__x": "note: a" for folder in FOLDERS}
    plan = plan_of("name: Liten", **records, grants__r="kind: requisition\nyear: 2022")
    assert {name: len(entries) for name, entries in gather(plan).items()} == dict.fromkeys(
        RECORDS.values(), 1
    )


# Nothing is lost: whatever stands as a group of keys in a list or a table is found, exactly once.

TABLES = frozenset({
    "organisations", "bodies", "areas", "statuses", "outcomes", "categories", "directions", "efforts",
    "event_kinds", "themes", "terms", "roles", "successors", "years", "claims",
})  # fmt: skip


def groups_in(data: Any, loc: Loc = ()) -> Iterator[tuple[str, Loc]]:
    """Yield the key and the way to each group of keys in what YAML reads, in a list or a table."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            if isinstance(item, dict):
                yield str(loc[-1]), (*loc, number)
            yield from groups_in(item, (*loc, number))
    if isinstance(data, dict):
        for key, value in data.items():
            if loc and loc[0] in TABLES and len(loc) == 1:
                yield str(loc[0]), (*loc, key)
            yield from groups_in(value, (*loc, key))


def written(folder: Path) -> Counter[tuple[str, str, str]]:
    """Return the sort, the file and the way of all that the files of a plan hold."""
    found: Counter[tuple[str, str, str]] = Counter()
    for path in (folder / "data").rglob("*.yaml"):
        if path.name == "rules.yaml":
            continue  # what a plan demands of itself is not listed
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        name, sort = path.relative_to(folder).as_posix(), path.relative_to(folder / "data").parts[0]
        if sort == "grants" and "kind" in data:
            sort = "requisitions"
        if path.name != "plan.yaml":
            found[sort, name, ""] += 1
        for key, loc in groups_in(data):
            found[key, name, "/".join(map(str, loc))] += 1
    return found


PLANS = [ROOT, *sorted((ROOT / "tests/cases/good").iterdir()), *sorted((ROOT / "examples").glob("*/"))]


@pytest.mark.parametrize("folder", PLANS, ids=lambda path: path.name)
def test_every_group_of_keys_in_the_files_is_found_once(folder: Path) -> None:
    loading = load_plan(folder)
    assert loading.problems == ()
    found = gather(loading.plan)
    assert written(folder) == Counter(
        (what, entry.path, "/".join(map(str, entry.loc))) for what in found for entry in found[what]
    )


@pytest.mark.parametrize("folder", PLANS, ids=lambda path: path.name)
def test_every_entry_can_be_pointed_out_in_its_file(folder: Path) -> None:
    plan = load_plan(folder).plan
    for entries in gather(plan).values():
        for entry in entries:
            place = plan.locate(entry.path, entry.loc)
            assert (place.file, place.line > 0) == (entry.path, True), entry


WORDS = st.sampled_from(["Ekby", "Lundby", "Åby", "finska"])


def some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return groups of keys that have some of these, in any order of being left out or null."""
    return st.fixed_dictionaries({}, optional={key: st.none() | value for key, value in keys.items()})


AGREED = st.fixed_dictionaries({"what": WORDS})
MEETINGS = st.lists(
    st.fixed_dictionaries({"agreed": st.lists(AGREED, max_size=2), "matters": st.lists(AGREED, max_size=1)}),
    max_size=3,
)
GROUPS = st.lists(some(place=WORDS, participants=st.sampled_from(["12", "drygt 60"])), max_size=3)
POSTS = st.lists(some(unit=WORDS), max_size=2)


def yaml_of(record: dict[str, Any]) -> str:
    return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items())


@given(
    st.lists(st.fixed_dictionaries({"meetings": MEETINGS}), max_size=3),
    st.lists(st.fixed_dictionaries({"groups": GROUPS, "posts": POSTS}), max_size=3),
)
def test_in_any_plan_each_sort_is_as_large_as_what_was_written(
    processes: list[dict[str, Any]], grants: list[dict[str, Any]]
) -> None:
    files = {f"processes__P_{number}": yaml_of(record) for number, record in enumerate(processes)}
    files |= {f"grants__g_{number}": yaml_of(record) for number, record in enumerate(grants)}
    found = gather(plan_of("name: Liten", **files))
    counted = Counter(key for record in (*processes, *grants) for key, _ in groups_in(record))
    counted.update(processes=len(processes), grants=len(grants))
    assert {what: len(entries) for what, entries in found.items()} == {
        what: count for what, count in counted.items() if count
    }
    for what, entries in found.items():
        assert len({(entry.owner, entry.loc) for entry in entries}) == len(entries), what


# What an entry tells: itself, or what it stands in.

POST = "title: Coach\ncategory: tjänster\nyears: [2022]\nposts: [{count: 2, unit: null}]"


@pytest.mark.parametrize(
    ("key", "tells", "value"),
    [
        pytest.param("count", True, Number.parse("2"), id="its own"),
        pytest.param("unit", True, None, id="its own, and nobody knows"),
        pytest.param("fte", False, None, id="its own, left out"),
        pytest.param("category", True, "tjänster", id="of the grant that it stands in"),
        pytest.param("years", True, (2022,), id="a list of the grant"),
        pytest.param("organisations", True, None, id="expected of the grant, left out"),
        pytest.param("afterwards", False, None, id="of the grant, left out"),
        pytest.param("answers", False, None, id="of another kind of record"),
        pytest.param("id", True, "g", id="the id of the grant"),
    ],
)
def test_a_thing_tells_its_own_keys_and_those_of_what_it_stands_in(
    key: str, tells: bool, value: object
) -> None:
    entry = one(plan_of(grants__g=POST), "posts")
    assert (entry.tells(key), entry.value(key)) == (tells, value)


def test_what_is_unknown_of_a_thing_is_not_taken_from_what_it_stands_in() -> None:
    plan = plan_of(
        meetings__m="place: Ekby\nmatters: [{what: a}]",
        events__e="day: 2022-05-01\nparticipants: [{count: 5, day: null}, {count: 6}, {count: 7, day: 2023}]",
    )
    days = [entry.value("day") for entry in gather(plan)["participants"]]
    assert days == [None, Day.parse("2022-05-01"), Day.parse("2023")]
    assert one(plan, "matters").value("place") == "Ekby"


def test_a_group_is_one_where_nothing_else_is_told() -> None:
    plan = plan_of(grants__g="groups: [{place: Ekby}, {count: 3}, {count: null}]")
    entries = gather(plan)["groups"]
    assert [entry.value("count") for entry in entries] == [Number.parse("1"), Number.parse("3"), None]
    assert all(entry.tells("count") for entry in entries)


def test_the_key_from_is_read_like_any_other() -> None:
    plan = plan_of(
        processes__P_1="pauses: [{from: 2022-02-01}]",
        grants__r="kind: requisition\nyear: 2022\nfrom: [staten]",
        grants__s="kind: requisition\nyear: 2022",
    )
    assert one(plan, "pauses").value("from") == Day.parse("2022-02-01")
    told, expected = gather(plan)["requisitions"]
    assert (told.tells("from"), told.value("from")) == (True, ("staten",))
    assert (expected.tells("from"), expected.value("from")) == (True, None)


def test_what_the_plan_declares_takes_nothing_from_the_plan_itself() -> None:
    plan = plan_of(HEADER)
    body = next(entry for entry in gather(plan)["bodies"] if entry.key == "gruppen")
    assert not body.tells("name")
    assert body.value("name") is None
    assert not any(body.tells(key) for key in ("years", "period", "owner"))


# The keys that can be asked about.


def test_the_keys_are_those_that_any_tells_or_ought_to_tell_in_the_order_of_their_kind() -> None:
    plan = plan_of(
        grants__a="groups: [{language: finska, place: Ekby}]",
        grants__b="groups: [{place: Åby}, {returning: null}]",
    )
    assert keys_of(gather(plan)["groups"]) == ("count", "place", "language", "returning")
    plan = plan_of(voices__v="organisations: [ALFA]")
    assert keys_of(gather(plan)["voices"]) == (
        "id", "question", "occasion", "day", "organisations", "answers",
    )  # fmt: skip


def test_what_can_be_asked_about_is_every_own_key_then_those_of_what_it_stands_in() -> None:
    plan = plan_of(processes__P_1="meetings: [{agreed: [{what: ringa}]}]")
    asked = askable_keys(gather(plan)["agreed"])
    assert asked[:4] == ["what", "who", "due", "done"]
    assert asked.index("place") < asked.index("area")  # the meeting's before the process's
    assert {"day", "present", "id", "lead"} <= {*asked}
    assert "from_" not in askable_keys(gather(plan_of(processes__P_1="pauses: [{from: 2022}]"))["pauses"])


# Words and texts.


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param("Ekby", ["Ekby"], id="a word"),
        pytest.param(True, ["ja"], id="yes"),
        pytest.param(False, ["nej"], id="no"),
        pytest.param(2022, ["2022"], id="a year"),
        pytest.param((2022, 2023), ["2022", "2023"], id="years"),
        pytest.param(("ALFA", "BETA"), ["ALFA", "BETA"], id="a list"),
        pytest.param((), [], id="an empty list"),
        pytest.param(Day.parse("hösten 2022"), ["hösten 2022"], id="a day as it is written"),
        pytest.param(Number.parse("drygt 60"), ["drygt 60"], id="a number as it is written"),
        pytest.param(Kronor.parse("ca 7,6 mnkr"), ["ca 7,6 mnkr"], id="an amount as it is written"),
        pytest.param(None, [], id="unknown has no word"),
    ],
)
def test_a_value_has_the_words_that_are_written(value: object, words: list[str]) -> None:
    assert list(words_of(value)) == words


def test_the_whole_text_has_all_that_is_told_and_the_words_of_what_it_stands_in() -> None:
    plan = plan_of(
        grants__2022_coach="""
            title: Coach för unga
            posts: [{unit: coacher}]
            groups: [{name: Fredagsgruppen, place: Ekby, participants: drygt 60, language: FINSKA}]
            sources: {groups: [rapporten 3]}
        """
    )
    text = whole_text(one(plan, "groups"))
    for word in ("2022.coach", "coach för unga", "fredagsgruppen", "ekby", "drygt 60", "finska"):
        assert word in text
    for word in ("coacher", "rapporten"):  # what stands beside it, and where it comes from
        assert word not in text


def test_the_text_of_a_record_has_that_of_its_parts_but_not_its_sources() -> None:
    plan = plan_of(
        grants__g="""
            goals: [{what: Minska väntan, reached: nej}]
            years: [2022]
            sources: {goals: [rapporten 3]}
            basis: {goals: inferred}
        """,
        meetings__m="voice_given: {BETA: ALFA}",
    )
    text = whole_text(one(plan, "grants"))
    assert {"minska väntan", "nej", "2022"} <= {*text.split("\n")}
    assert "rapporten" not in text
    assert "inferred" not in text
    assert {"beta", "alfa"} <= {*whole_text(one(plan, "meetings")).split("\n")}


def test_the_text_of_what_the_plan_declares_has_its_short_name() -> None:
    assert whole_text(one(plan_of("efforts: {COACH: {name: Coach för unga}}"), "efforts")).split("\n") == [
        "", "coach", "coach för unga",
    ]  # fmt: skip

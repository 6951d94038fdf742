"""Questions that a careful reader of the real plan's documents would ask, with answers counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from handlingsplan.compute.list import Condition, Entries, Wanted, compute_list
from handlingsplan.compute.reach import compute_reach
from handlingsplan.compute.select import choose
from handlingsplan.model.plan import Plan
from handlingsplan.store.load import load_plan
from tests.plans import ROOT


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT).plan


def ask(plan: Plan, what: str, *by: str, search: str | None = None, **where: str) -> Entries:
    conditions = tuple(Condition(key.rstrip("_"), word) for key, word in where.items())
    return compute_list(plan, Wanted(what, where=conditions, search=search, by=by))


def counts(entries: Entries) -> dict[tuple[str | None, ...], int]:
    return {group.words: len(group.entries) for group in entries.groups}


def summed(entries: Entries, key: str) -> dict[str | None, Decimal | None]:
    return {group.words[0]: group.sums[key].sum for group in entries.groups if key in group.sums}


def test_fifty_took_part_in_the_groups_for_men_over_70_and_they_are_47_persons(plan: Plan) -> None:
    groups = ask(plan, "groups", search="män 70+")
    assert groups.sums["participants"].sum == 50
    assert groups.sums["returning"].sum == 3
    assert groups.sums["count"].sum == 6
    men = next(row for row in compute_reach(plan).grants if row.id == "samtalsgrupper-man-70")
    assert men.people is not None
    assert men.people.value == 47


def test_the_men_met_in_three_places_by_two_methods(plan: Plan) -> None:
    places = ask(plan, "groups", "place", search="män 70+")
    assert summed(places, "participants") == {"Norrtälje stad": 28, "Rimbo": 14, "Hallstavik": 8}
    assert summed(places, "count") == {"Norrtälje stad": 3, "Rimbo": 2, "Hallstavik": 1}
    methods = ask(plan, "groups", "method", search="män 70+")
    assert summed(methods, "participants") == {"Samtal om livet": 28, "Åldras & må bra": 22}
    assert [entry.value("place") for entry in ask(plan, "groups", language="finska").entries] == [
        "Hallstavik"
    ]


def test_five_of_the_mens_groups_began_in_2023(plan: Plan) -> None:
    years = ask(plan, "groups", "year", search="män 70+")
    assert summed(years, "count") == {"2022": 1, "2023": 5}


def test_the_parents_were_324_in_nine_kinds_of_groups_in_five_languages_and_four_places(plan: Plan) -> None:
    grant = plan.grants["2023-foraldrastodsgrupper"]
    assert [str(one.count.value) for one in grant.participants or () if one.count] == ["324"]
    assert grant.languages == ("svenska", "somaliska", "ukrainska", "arabiska", "tigrinja")
    assert grant.places == ("Norrtälje", "Rimbo", "Hallstavik", "Rådmansö")
    assert len(grant.groups) == 9


def test_there_were_six_boosterdagar_four_in_2022_and_two_in_2023(plan: Plan) -> None:
    found = counts(ask(plan, "events", "year", "kind", kind="boosterdag"))
    assert found == {("2022", "boosterdag"): 4, ("2023", "boosterdag"): 2}
    assert sorted(event.number or "" for event in plan.events.values() if event.kind == "boosterdag") == [
        "1", "2", "3", "4", "5", "6",
    ]  # fmt: skip


def test_the_training_day_had_more_than_sixty_and_was_no_boosterdag(plan: Plan) -> None:
    (day,) = (it for it in plan.events.values() if it.kind == "utbildningsdag" and it.participants)
    (people,) = day.participants or ()
    assert people.count is not None
    assert people.count.text == "drygt 60"
    assert people.count.low == 61
    assert people.count.high == 65
    assert day.day is not None
    assert day.day.first == date(2023, 1, 1)


def test_the_paused_process_is_boous_and_shared_with_soc_and_kson(plan: Plan) -> None:
    paused = plan.findings["pausad-process"]
    assert (paused.lead, set(paused.organisations)) == ("BOU", {"BOU", "SOC", "KSON"})
    assert paused.process is None
    assert paused.candidates == ("2.2.3", "2.2.4")
    assert [pause.reason for pause in paused.pauses] == ["lokalfrågan"]


def test_five_decisions_have_no_day(plan: Plan) -> None:
    found = ask(plan, "decisions", day="okänt")
    assert {entry.owner for entry in found.entries} == {
        "kommunfullmaktige-handlingsplanen",
        "kommunstyrelsen-avsiktsforklaringen",
        "mal-och-budget-2023-2025",
        "processledning-forlangd",
        "styrgruppen-extern-utvardering",
    }


def test_the_posts_are_eight_and_a_half_full_time_and_four_part_time_and_five_others(plan: Plan) -> None:
    assert summed(ask(plan, "posts", "unit"), "count") == {
        "heltidstjänster": Decimal("8.5"),
        "deltidstjänster": 4,
        "coach": 1,
        "samordnare": 1,
        "strategisk tjänst": 1,
        "tjänster": 2,
    }


def test_the_recommendations_of_the_report_go_to_their_addressees(plan: Plan) -> None:
    found = {group.words[0] for group in ask(plan, "recommendations", "addressees").groups}
    assert {"direktionen", "kommunstyrelsen", "kommunfullmäktige", "kommundirektören", "KSK", "KSON"} <= found
    ten = [it for it in plan.recommendations if it.startswith(("rekommendation-0", "reflektion-0"))]
    assert len(ten) == 10
    assert sum(it.startswith("slutsats-") and it[9:].isdecimal() for it in plan.recommendations) == 17


def test_74_answers_were_given_to_four_questions(plan: Plan) -> None:
    found = {id_: len(voices.answers or ()) for id_, voices in plan.voices.items()}
    assert found == {
        "roster-utmaningar": 13,
        "roster-det-basta": 18,
        "roster-med-sig": 20,
        "roster-medskick": 23,
    }
    assert sum(found.values()) == len(ask(plan, "answers").entries) == 74


def test_the_report_has_eleven_attachments_of_which_two_are_unknown(plan: Plan) -> None:
    attachments = plan.sources["slutrapporten"].attachments
    assert [it.number for it in attachments] == [str(number) for number in range(1, 12)]
    assert [it.number for it in attachments if it.title is None] == ["2", "9"]


def test_the_process_leaders_had_one_and_a_half_posts_together(plan: Plan) -> None:
    shares = {key: role.share.text for key, role in plan.header.roles.items() if role.share}
    assert shares == {"processledare-kson": "100 %", "processledare-kommunen": "50 %"}


def test_nine_processes_are_carried_over_to_the_next_plan(plan: Plan) -> None:
    carried = plan.header.successors["ny-handlingsplan"].carries
    assert carried == ("2.1.1", "2.2.3", "2.3.1", "2.5.3", "2.8.1", "2.8.2", "2.8.3", "2.8.4", "2.8.5")


def test_what_soc_has_is_asked_for_by_any_of_its_names(plan: Plan) -> None:
    asked = choose(plan, {"org": ["socialtjänsten"]})
    found = compute_list(plan, Wanted("grants", asked))
    assert {entry.owner for entry in found.entries} == {
        "2022-boendestod",
        "2022-k8-samordnare-och-coach",
        "2022-k8-uppsokande-verksamhet",
        "2022-samverkansteam",
        "2023-foraldrastodsgrupper",
        "2023-hastunderstodd-terapi-tjanster",
        "utbildning-starkande-dialog",
    }

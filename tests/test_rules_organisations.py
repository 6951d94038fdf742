"""Rules on organisations: none stands on two sides of the same thing."""

import pytest

from tests.test_rules_bodies import codes, problems


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("lead: ALFA\nnot_participating: [ALFA]", [3]),
        ("organisations: [ALFA, BETA]\nnot_participating: [GAMMA, BETA]", [3]),
        ("lead: ALFA\norganisations: [ALFA, BETA]\nnot_participating: [ALFA]", [4]),
        ("lead: ALFA\norganisations: [BETA]\nnot_participating:\n  - ALFA\n  - BETA", [5, 6]),
        ("lead: ALFA\norganisations: [ALFA, BETA]\nnot_participating: [GAMMA]", []),
        ("lead: null\norganisations: null\nnot_participating: [GAMMA]", []),
        ("not_participating: [GAMMA]", []),
        ("lead: ALFA\norganisations: [ALFA]", []),
        ("lead: ALFA\norganisations: [BETA]\ndepends_on: [ALFA, BETA, GAMMA]", []),
    ],
)
def test_one_that_does_not_take_part_neither_leads_nor_takes_part(text: str, lines: list[int]) -> None:
    assert codes(processes__p_1=text) == [("HP211", "data/processes/p.1.yaml", line) for line in lines]


@pytest.mark.parametrize("folder", ["grants", "events", "tracks"])
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("organisations: [ALFA, BETA]\npartners: [GAMMA, BETA]", [3]),
        ("organisations: [ALFA]\npartners: [GAMMA]", []),
        ("organisations: []\npartners: [GAMMA]", []),
        ("partners: [GAMMA]", []),
        ("organisations: [ALFA]", []),
    ],
)
def test_partners_are_others_than_those_that_take_part(folder: str, text: str, lines: list[int]) -> None:
    files = {f"{folder}__x_1": text}
    assert codes(**files) == [("HP211", f"data/{folder}/x.1.yaml", line) for line in lines]


def test_a_grant_may_have_organisations_that_are_not_known() -> None:
    assert codes(grants__g_1="organisations: null\npartners: [ALFA]") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("addressees: [ALFA, alla nämnder]\npartners: [ALFA]", [3]),
        ("addressees: [ALFA]\npartners: [BETA]", []),
        ("addressees: null\npartners: [BETA]", []),
        ("partners: [BETA]", []),
    ],
)
def test_partners_are_others_than_those_that_a_recommendation_is_for(text: str, lines: list[int]) -> None:
    expected = [("HP211", "data/recommendations/r.1.yaml", line) for line in lines]
    assert codes(recommendations__r_1=text) == expected


def test_an_addressee_that_is_a_body_too_may_be_the_body() -> None:
    header = "organisations: {ALFA: {}}\nbodies: {ALFA: {kind: officials}}"
    assert codes(header, recommendations__r_1="addressees: [ALFA]\npartners: [ALFA]") == []
    assert [code for code, _, _ in codes(header, events__e_1="organisations: [ALFA]\npartners: [ALFA]")] == [
        "HP211"
    ]


def test_an_organisation_that_is_not_declared_is_told_of_as_that_only() -> None:
    found = codes(processes__p_1="lead: DELTA\nnot_participating: [DELTA]")
    assert found == [("HP205", "data/processes/p.1.yaml", 2), ("HP205", "data/processes/p.1.yaml", 3)]


def test_both_places_are_named() -> None:
    (found,) = problems(processes__p_1="lead: ALFA\norganisations: [ALFA]\nnot_participating: [ALFA]")
    assert found.message == "not_participating (deltar inte): 'ALFA' står också under lead (huvudansvar)"
    (found,) = problems(events__e_1="organisations: [ALFA]\npartners: [ALFA]")
    assert found.message.startswith("partners (samarbetspartner): 'ALFA' står också under organisations")

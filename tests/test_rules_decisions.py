"""Rules on decisions: their paragraphs, what replaces them, and what they are about."""

import pytest

from tests.test_rules_bodies import codes, of_decision, problems

DECIDED = "points: [{text: Ja., status: beslutat}]"


def told(**decisions: str) -> list[tuple[str, str, int]]:
    """Return codes, ids and lines of decisions given by letter."""
    found = codes(**{f"decisions__{letter}": text for letter, text in decisions.items()})
    return [(code, file.removeprefix("data/decisions/").removesuffix(".yaml"), n) for code, file, n in found]


def messages(**decisions: str) -> list[str]:
    return [
        it.message for it in problems(**{f"decisions__{letter}": text for letter, text in decisions.items()})
    ]


# HP235.


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("body: nämnden\nday: 2022-05-01\npoints: [{text: Ja., status: beslutat}]", True),
        ("body: nämnden\nday: 2022-05-01\npoints: [{text: A}, {text: B, status: beslutat}]", True),
        ("body: nämnden\nday: 2022-05-01\nparagraph: null\npoints: [{text: Ja., status: beslutat}]", False),
        ('body: nämnden\nday: 2022-05-01\nparagraph: "6"\npoints: [{text: Ja., status: beslutat}]', False),
        ("body: nämnden\nday: 2022-05\npoints: [{text: Ja., status: beslutat}]", False),
        ("body: nämnden\nday: senast 2022-05-01\npoints: [{text: Ja., status: beslutat}]", False),
        ("body: nämnden\nday: null\npoints: [{text: Ja., status: beslutat}]", False),
        ("body: nämnden\npoints: [{text: Ja., status: beslutat}]", False),
        ("body: nämnden\nday: 2022-05-01\npoints: [{text: Ja., status: föreslaget}]", False),
        ("body: nämnden\nday: 2022-05-01\npoints: [{text: Ja., status: null}]", False),
        ("body: nämnden\nday: 2022-05-01\npoints: [{text: Ja.}]", False),
        ("body: nämnden\nday: 2022-05-01", False),
        ("body: null\nday: 2022-05-01\npoints: [{text: Ja., status: beslutat}]", False),
        ("candidates: [nämnden]\nday: 2022-05-01\npoints: [{text: Ja., status: beslutat}]", False),
        ("body: kretsen\nday: 2022-05-01\npoints: [{text: Ja., status: beslutat}]", False),
        ("body: teamet\nday: 2022-05-01\npoints: [{text: Ja., status: beslutat}]", False),
    ],
)
def test_what_a_political_body_decided_on_a_day_has_a_paragraph_if_only_null(text: str, wrong: bool) -> None:
    assert of_decision(text) == ([("HP235", 2)] if wrong else [])


def test_a_body_that_is_not_declared_may_have_paragraphs_or_not() -> None:
    assert of_decision(f"body: laget\nday: 2022-05-01\n{DECIDED}") == [("HP205", 2)]


def test_a_paragraph_that_is_left_out_is_a_warning_at_the_body() -> None:
    (found,) = problems(decisions__d=f"body: nämnden\nday: 2022-05-01\n{DECIDED}")
    assert found.severity.value == "varning"
    assert found.message == "paragraph (paragraf) saknas, men 'nämnden' är ett politiskt organ"


# HP236.


def in_minutes(text: str) -> str:
    """Return the YAML of a decision told as body, paragraph and day; what is told as - is left out."""
    keys = ("body", "paragraph", "day")
    values = zip(keys, text.split(maxsplit=2), strict=True)
    return "\n".join(
        f'{key}: "{value}"' if value != "null" else f"{key}: null" for key, value in values if value != "-"
    )


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("nämnden 6 2022-01-02", "nämnden 6 2022-09-01", True),
        ("nämnden 6 2022-01-02", "nämnden 06 2022-01-02", True),
        ("nämnden §6 2022-05", "nämnden 6 2022", True),
        ("nämnden 6a 2022-05", "nämnden 6a 2022", True),
        ("nämnden 6a 2022-01-02", "nämnden 6b 2022-01-02", False),
        ("nämnden 6 2022-01-02", "nämnden 6a 2022-01-02", False),
        ("nämnden 6 2022-01-02", "nämnden 7 2022-01-02", False),
        ("nämnden 6 2022-12-31", "nämnden 6 2023-01-01", False),
        ("nämnden 6 2022-01-02", "rådet 6 2022-01-02", False),
        ("nämnden 6 2022-01-02", "nämnden null 2022-01-02", False),
        ("nämnden null 2022-01-02", "nämnden null 2022-01-02", False),
        ("nämnden 6 2022-01-02", "nämnden 6 null", False),
        ("nämnden 6 null", "nämnden 6 null", False),
        ("nämnden 6 -", "nämnden 6 -", False),
        ("nämnden 6 2022", "nämnden 6 2021-2022", False),
        ("nämnden 6 2022", "nämnden 6 senast 2022", False),
        ("nämnden 6 2022", "nämnden 6 tidigast 2022", False),
        ("null 6 2022", "null 6 2022", False),
        ("- 6 2022", "- 6 2022", False),
        ("teamet 6 2022", "teamet 6 2022", False),
    ],
)
def test_a_political_body_has_each_paragraph_once_a_year(one: str, other: str, wrong: bool) -> None:
    assert told(a=in_minutes(one), b=in_minutes(other)) == ([("HP236", "b", 3)] if wrong else [])


def test_a_body_that_a_decision_may_be_of_has_no_paragraph_of_it() -> None:
    one = 'candidates: [nämnden]\nday: 2022\nparagraph: "6"'
    assert told(a=one, b=in_minutes("nämnden 6 2022"), c=one) == []


def test_a_paragraph_used_twice_names_the_other_place_and_three_times_the_first() -> None:
    text = 'body: nämnden\nday: 2022-05-01\nparagraph: "6"'
    said = "paragraph (paragraf): 'nämnden' har redan § 6 år 2022, i data/decisions/a.yaml:4"
    assert messages(a=text, b=text, c=text) == [said, said]


def test_paragraphs_of_a_consensus_body_are_told_as_that_only() -> None:
    text = 'body: kretsen\nday: 2022-05-01\nparagraph: "6"'
    assert told(a=text, b=text) == [("HP231", "a", 4), ("HP231", "b", 4)]


# HP237.


def of_minutes(*entries: tuple[str, str], body: str = "nämnden") -> list[tuple[str, str]]:
    """Return codes and ids of decisions with these paragraphs and days, in the order of a, b, c."""
    texts = [f'body: {body}\nday: {day}\nparagraph: "{number}"' for number, day in entries]
    return [(code, letter) for code, letter, _ in told(**dict(zip("abcdefgh", texts, strict=False)))]


@pytest.mark.parametrize(
    ("low", "high", "wrong"),
    [
        (("6", "2022-05-02"), ("7", "2022-05-01"), True),
        (("6", "2022-05-01"), ("7", "2022-05-01"), False),
        (("6", "2022-05-01"), ("7", "2022-05-02"), False),
        (("9", "2022-05-02"), ("10", "2022-05-01"), True),
        (("6", "2022-05-02"), ("6a", "2022-05-01"), True),
        (("6a", "2022-05-02"), ("6b", "2022-05-01"), True),
        (("6b", "2022-05-02"), ("7", "2022-05-01"), True),
        (("6", "2022-05-02"), ("7", "2022-05"), False),
        (("6", "2022-06-01"), ("7", "2022-05"), True),
        (("6", "2022-05"), ("7", "2022-05-01"), False),
        (("6", "hösten 2022"), ("7", "våren 2022"), True),
        (("6", "2022"), ("7", "2022-01-01"), False),
        (("6", "2023-01-01"), ("7", "2022-12-31"), False),
        (("6", "tidigast 2022-05-02"), ("7", "2022-05-01"), False),
        (("6", "2022-05-02"), ("7", "senast 2022-05-01"), False),
        (("6", "2021-2022"), ("7", "2022-05-01"), False),
        (("6", "null"), ("7", "2022-05-01"), False),
        (("6", "2022-05-02"), ("7", "null"), False),
    ],
)
def test_a_later_decision_of_a_year_has_a_higher_paragraph(
    low: tuple[str, str], high: tuple[str, str], wrong: bool
) -> None:
    assert of_minutes(low, high) == ([("HP237", "a")] if wrong else [])
    assert of_minutes(high, low) == ([("HP237", "b")] if wrong else [])


@pytest.mark.parametrize("body", ["teamet", "null"])
def test_only_political_bodies_count_their_paragraphs(body: str) -> None:
    assert of_minutes(("6", "2022-05-02"), ("7", "2022-05-01"), body=body) == []


def test_two_bodies_count_each_for_itself() -> None:
    one = 'body: nämnden\nday: 2022-05-02\nparagraph: "6"'
    assert told(a=one, b='body: rådet\nday: 2022-05-01\nparagraph: "7"') == []


def test_one_slip_among_many_is_told_once() -> None:
    late = ("5", "2022-12-01")
    assert of_minutes(("4", "2022-01-10"), late, ("6", "2022-02-01"), ("7", "2022-03-01")) == [("HP237", "b")]
    early = ("7", "2022-01-01")
    assert of_minutes(("5", "2022-02-01"), ("6", "2022-03-01"), early, ("8", "2022-04-01")) == [
        ("HP237", "b")
    ]


def test_each_pair_of_neighbours_out_of_order_is_told() -> None:
    days = ["2022-09-01", "2022-06-01", "2022-03-01"]
    assert of_minutes(*zip("567", days, strict=True)) == [("HP237", "a"), ("HP237", "b")]


def test_of_several_paragraphs_of_one_day_the_last_is_told() -> None:
    assert of_minutes(("5", "2022-06-01"), ("6", "2022-06-01"), ("7", "2022-01-10")) == [("HP237", "b")]


def test_a_day_that_is_not_exact_hides_no_neighbour_of_it() -> None:
    assert of_minutes(("5", "2022-06-05"), ("6", "2022"), ("7", "2022-01-20")) == [("HP237", "a")]


def test_a_paragraph_used_twice_is_not_out_of_order_too() -> None:
    assert of_minutes(("6", "2022-01-10"), ("6", "2022-12-01"), ("7", "2022-02-01")) == [("HP236", "b")]
    assert of_minutes(("6", "2022-12-01"), ("6", "2022-01-10"), ("7", "2022-02-01")) == [("HP236", "b")]
    assert of_minutes(("6", "2022-12-01"), ("6", "2022-01-10")) == [("HP236", "b")]


def test_both_paragraphs_and_days_are_told_as_a_warning() -> None:
    texts = {
        "a": 'body: nämnden\nday: 2022-05-02\nparagraph: "6"',
        "b": "body: nämnden\nday: 2022-04\nparagraph: 7a",
    }
    (found,) = problems(**{f"decisions__{letter}": text for letter, text in texts.items()})
    assert (found.severity.value, found.place.line) == ("varning", 4)
    assert found.message == (
        "paragraph (paragraf): § 6 är från 2022-05-02, men § 7a från 2022-04 (data/decisions/b.yaml:4)"
    )


# HP238.


@pytest.mark.parametrize(
    ("day", "later", "wrong"),
    [
        ("day: 2022-05-02", "day: 2022-05-01", True),
        ("day: 2022-05-02", "day: 2022-05-02", False),
        ("day: 2022-05-02", "day: 2022-05-03", False),
        ("day: 2022-05-02", "day: 2022-05", False),
        ("day: 2022-05", "day: 2022-05-01", False),
        ("day: 2022-05", "day: 2022-04", True),
        ("day: 2022-05", "day: senast 2022-04", True),
        ("day: 2022-05", "day: tidigast 2021", False),
        ("day: null", "day: 2022-05-01", False),
        ("day: 2022-05-01", "day: null", False),
        ("title: A", "day: 2022-05-01", False),
        ("day: 2022-05-01", "title: A", False),
    ],
)
def test_a_decision_is_replaced_by_one_that_is_not_earlier(day: str, later: str, wrong: bool) -> None:
    assert told(a=f"{day}\nreplaced_by: b", b=later) == ([("HP238", "a", 3)] if wrong else [])


@pytest.mark.parametrize("key", ["replaced_by: null", "title: A"])
def test_a_decision_may_be_replaced_by_none_that_is_known(key: str) -> None:
    assert told(a=f"day: 2022\n{key}", b="day: 2021") == []


def test_a_decision_replaced_by_none_that_there_is_is_told_once() -> None:
    assert told(a="day: 2022\nreplaced_by: c", b="day: 2021") == [("HP203", "a", 3)]


def test_both_days_are_told_of_what_is_replaced_by_something_earlier() -> None:
    (said,) = messages(a="day: 2022-05-02\nreplaced_by: b", b="day: våren 2021")
    assert said == "replaced_by (ersatt av): 'b' är från våren 2021, men detta beslut från 2022-05-02"


# HP239.


def test_a_decision_that_replaces_itself_is_told_there() -> None:
    assert told(a="day: 2022\nreplaced_by: a") == [("HP239", "a", 3)]
    assert messages(a="replaced_by: a") == ["replaced_by (ersatt av): beslutet ersätter sig självt"]


def test_a_ring_is_told_once_at_its_first_id_and_its_days_are_not_told_of() -> None:
    found = told(
        a="title: A",
        d="day: 2021\nreplaced_by: b",
        c="day: 2022\nreplaced_by: d",
        b="day: 2023\nreplaced_by: c",
    )
    assert found == [("HP239", "b", 3)]


def test_what_leads_into_a_ring_is_no_part_of_it() -> None:
    assert told(a="replaced_by: b", b="replaced_by: c", c="replaced_by: b", d="replaced_by: c") == [
        ("HP239", "b", 2)
    ]
    assert told(a="day: 2023\nreplaced_by: b", b="day: 2022\nreplaced_by: b") == [
        ("HP238", "a", 3),
        ("HP239", "b", 3),
    ]


def test_two_rings_are_both_told() -> None:
    found = told(a="replaced_by: b", b="replaced_by: a", c="replaced_by: d", d="replaced_by: c")
    assert found == [("HP239", "a", 2), ("HP239", "c", 2)]


def test_a_chain_with_an_end_is_no_ring() -> None:
    assert told(a="replaced_by: b", b="replaced_by: c", c="replaced_by: null", d="replaced_by: b") == []


def test_the_ids_of_a_ring_are_told_from_the_first_by_number_and_of_a_large_one_only_a_few() -> None:
    ring = {"decisions__d_2": "replaced_by: d.10", "decisions__d_10": "replaced_by: d.2"}
    (found,) = problems(**ring)
    assert found.message == "replaced_by (ersatt av): besluten ersätter varandra i en ring: d.2, d.10"
    (said,) = messages(
        **{one: f"replaced_by: {other}" for one, other in zip("bcdefa", "cdefab", strict=True)}
    )
    assert said.endswith("i en ring: a, b, c, d och 2 till")
    (said,) = messages(**{one: f"replaced_by: {other}" for one, other in zip("abcd", "bcda", strict=True)})
    assert said.endswith("i en ring: a, b, c, d")


# HP241.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("concerns: [d.1]", [("HP241", 2)]),
        ("concerns:\n  - p.1\n  - d.1", [("HP241", 4)]),
        ("points:\n  - {text: A, carries: [p.1]}\n  - {text: B, carries: [p.1, d.1]}", [("HP241", 4)]),
        ("concerns: [d.1]\npoints: [{text: B, carries: [d.1]}]", [("HP241", 2), ("HP241", 3)]),
        ("concerns: [p.1]\npoints: [{text: B, carries: [p.1]}]", []),
        ("concerns: []\npoints: [{text: B, carries: []}]", []),
        ("title: Inget", []),
    ],
)
def test_a_decision_is_about_something_else(text: str, found: list[tuple[str, int]]) -> None:
    assert of_decision(text, processes__p_1="title: A") == found


def test_an_id_that_a_record_before_it_has_leads_to_that_record() -> None:
    found = codes(processes__x_1="title: A", decisions__x_1="concerns: [x.1]")
    assert [code for code, _, _ in found] == ["HP202"]


def test_a_decision_about_itself_is_named() -> None:
    assert messages(a="concerns: [a]") == ["concerns (gäller): 'a' är detta beslut"]
    (said,) = messages(a="points: [{text: A, carries: [a]}]")
    assert said == "carries (bär): 'a' är detta beslut"

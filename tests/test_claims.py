"""Totals and their parts, explanations, and claims that ask for what is not there."""

from datetime import date

import pytest
import yaml

from handlingsplan.compute.claims.comparison import Comparison
from handlingsplan.compute.claims.fields import look_up
from handlingsplan.compute.claims.mistakes import claim_mistakes
from handlingsplan.compute.claims.statements import gather_statements
from handlingsplan.compute.reconcile import compute_reconcile
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.claim import Claim
from tests.plans import HEADER, load, plan_of
from tests.test_reconcile import DAY, FILES, document, held, lines


def lead(word: str, says: object, more: str = "") -> str:
    """Return a claim of how many processes an organisation leads."""
    return f"{{records: processes, select: {{lead: [{word}]}}, says: '{says}'{more}}}"


def whole(says: object, more: str = "") -> str:
    """Return a claim of how many processes there are."""
    return f"{{records: processes, says: '{says}'{more}}}"


def parts(claims: str, **others: str) -> list[str]:
    """Return the totals against their parts that come of some claims."""
    return [line for line in held(claims, **others) if line.startswith("parts")]


# Totals and their parts.


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        pytest.param((4, 2, 2), ["parts w a b: agrees"], id="as many"),
        pytest.param((4, 3, 2), ["parts w a b: differs by 1"], id="more than the whole"),
        pytest.param((4, 1, 2), [], id="less, and there are others"),
        pytest.param((4, "ca 3", 2), ["parts w a b: differs by 0.5"], id="a little more than the whole"),
        pytest.param((40, "ca 30", 20), ["parts w a b: differs by 5"], id="more than the whole, at least"),
        pytest.param((40, "ca 30", 15), ["parts w a b: agrees"], id="perhaps as many"),
        pytest.param(("minst 4", 3, 2), ["parts w a b: agrees"], id="a whole without an upper bound"),
    ],
)
def test_leads_are_parts_of_the_whole_without_being_named(
    numbers: tuple[object, object, object], found: list[str]
) -> None:
    total, one, other = numbers
    assert parts(f"w: {whole(total)}\na: {lead('ALFA', one)}\nb: {lead('beta', other)}") == found


@pytest.mark.parametrize(
    ("third", "found"),
    [("1", ["parts w a b c: differs by 1"]), ("2", ["parts w a b c: agrees"])],
)
def test_every_part_must_be_the_whole_together(third: str, found: list[str]) -> None:
    claims = f"w: {whole(6)}\na: {lead('ALFA', 2)}\nb: {lead('BETA', 2)}\nc: {lead('GAMMA', third)}"
    assert parts(claims) == found


def test_every_step_of_a_division_has_its_own_whole() -> None:
    claims = """
        w: {records: processes, select: {area: [LV]}, says: '2'}
        a: {records: processes, select: {area: [LV], lead: [ALFA]}, says: '2'}
        b: {records: processes, select: {area: [LV], lead: [BETA]}, says: '1'}
        c: {records: processes, select: {lead: [GAMMA]}, says: '9'}
    """
    assert parts(claims) == ["parts w a b: differs by 1"]


@pytest.mark.parametrize(
    ("years", "found"),
    [
        pytest.param(("5 mnkr", "2,5 mnkr"), ["parts w a b: agrees"], id="the whole"),
        pytest.param(("5 mnkr", "2 500 001"), ["parts w a b: differs by 1"], id="1 kr too much"),
        pytest.param(("ca 5 mnkr", "2,6 mnkr"), ["parts w a b: agrees"], id="within what ca can mean"),
        pytest.param(("5 mnkr", "2,4 mnkr"), [], id="less, and there may be more years"),
    ],
)
def test_the_money_of_the_years_is_the_money_in_all(years: tuple[str, str], found: list[str]) -> None:
    claims = "w: {records: requisitions, sum: requisitioned, says: '7,5 mnkr'}\n" + "\n".join(
        f"{name}: {{records: requisitions, select: {{year: ['{year}']}}, sum: requisitioned, says: '{says}'}}"
        for name, year, says in zip("ab", (2022, 2021), years, strict=True)
    )
    assert parts(claims) == found


def statuses(day: str, *numbers: int) -> str:
    """Return claims of how many processes have each status on a day."""
    words = zip(numbers, ("klar", "igång", "stödd", "vilar"), strict=False)
    return "\n".join(
        f"{word}{day[:4]}: {{day: {day}, records: processes, select: {{status: [{word}]}}, says: '{says}'}}"
        for says, word in words
    )


def test_statuses_of_one_day_are_parts_and_those_of_another_day_are_not() -> None:
    claims = f"w: {whole(4)}\n{statuses('2022-12-31', 2, 2)}\n{statuses('2023-12-31', 4, 1)}"
    assert parts(claims) == ["parts w klar2022 igång2022: agrees", "parts w klar2023 igång2023: differs by 1"]


def test_statuses_that_are_all_told_must_be_the_whole() -> None:
    claims = f"w: {whole(5)}\n{statuses('2022-12-31', 1, 2, 1, 0)}"
    assert parts(claims) == ["parts w klar2022 igång2022 stödd2022 vilar2022: differs by 1"]


def test_the_areas_of_one_status_are_held_against_that_status_on_the_same_day() -> None:
    claims = """
        w: {records: processes, select: {status: [klar]}, day: 2022-12-31, says: '1'}
        x: {records: processes, select: {status: [klar]}, day: 2023-12-31, says: '9'}
        a: {records: processes, select: {status: [klar], area: [LV]}, day: 2022-12-31, says: '1'}
        b: {records: processes, select: {status: [klar], area: [SK]}, day: 2022-12-31, says: '1'}
    """
    assert parts(claims) == ["parts w a b: differs by 1"]


def test_parts_of_two_days_are_held_against_the_whole_of_their_own_day() -> None:
    days = [
        f"w{year}: {whole(total, f', day: {year}-01-01')}\n"
        f"a{year}: {lead('ALFA', one, f', day: {year}-01-01')}\n"
        f"b{year}: {lead('BETA', 2, f', day: {year}-01-01')}"
        for year, total, one in ((2022, 5, 3), (2023, 6, 5))
    ]
    assert parts("\n".join(days)) == [
        "parts w2022 a2022 b2022: agrees",
        "parts w2023 a2023 b2023: differs by 1",
    ]


@pytest.mark.parametrize("first", ["a", "b"])
def test_a_part_without_a_day_fits_the_whole_of_any_day_whichever_is_written_first(first: str) -> None:
    two = {"a": lead("ALFA", 2), "b": lead("ALFA", 2, ", day: 2022-01-01")}
    second = "b" if first == "a" else "a"
    claims = f"{first}: {two[first]}\n{second}: {two[second]}\nc: {lead('BETA', 0)}"
    assert parts(f"{claims}\nw: {whole(1, ', day: 2023-01-01')}") == ["parts w a c: differs by 1"]


def test_the_whole_is_that_of_the_place_then_of_the_document_then_of_another() -> None:
    told = f"a: {lead('ALFA', 3, ', at: s. 1')}\nb: {lead('BETA', 2, ', at: s. 1')}"
    near, there, far = (whole(says, place) for says, place in ((5, ", at: s. 1"), (6, ", at: s. 2"), (4, "")))
    other = {"sources__d0": document(f"far: {far}")}
    assert parts(f"{told}\nnear: {near}\nthere: {there}", **other) == ["parts near a b: agrees"]
    less = whole(4, ", at: s. 2")
    assert parts(f"{told}\nless: {less}\nnear: {near}") == ["parts near a b: agrees"]
    assert parts(f"{told}\nthere: {there}", **other) == []
    assert parts(told, **other) == ["parts far a b: differs by 1"]


def test_every_number_of_the_whole_is_held_against_the_parts_where_none_is_nearer() -> None:
    claims = f"a: {lead('ALFA', 3)}\nb: {lead('BETA', 2)}\nv: {whole(4)}\nw: {whole(5)}\nx: {whole(5)}"
    assert sorted(parts(claims)) == ["parts v a b: differs by 1", "parts w a b: agrees"]


def test_two_numbers_of_one_part_are_told_of_the_part_and_not_of_the_whole() -> None:
    claims = f"w: {whole(4)}\na: {lead('ALFA', 3)}\nb: {lead('BETA', 2)}\nc: {lead('BETA', 1)}"
    assert parts(claims) == []


@pytest.mark.parametrize(
    "where",
    [
        pytest.param(("{day: '2022'}", "{day: 2022-03}"), id="a month is in its year"),
        pytest.param(("{title: ett}", "{title: e}"), id="a part of a text"),
        pytest.param(("{form: bio}", "{place: Norra}"), id="two keys"),
    ],
)
def test_what_may_be_in_two_groups_is_no_part(where: tuple[str, str]) -> None:
    claims = "w: {records: events, says: '3'}\n" + "\n".join(
        f"{name}: {{records: events, where: {words}, says: '2'}}"
        for name, words in zip("ab", where, strict=True)
    )
    assert parts(claims) == []


def test_groups_by_a_declared_word_are_parts() -> None:
    claims = """
        w: {records: groups, says: '2'}
        a: {records: groups, where: {id: g1}, says: '1'}
        b: {records: groups, where: {id: g2}, says: '2'}
        v: {records: organisations, says: '3'}
        c: {records: organisations, where: {party: ja}, says: '3'}
        d: {records: organisations, where: {party: nej}, says: '1'}
    """
    assert parts(claims) == ["parts w a b: differs by 1", "parts v c d: differs by 1"]


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("30", ["parts w a b: agrees"]),
        ("31", ["parts w a b: differs by 1"]),
        ("ca 30", ["parts w a b: agrees"]),
    ],
)
def test_parts_can_be_named_across_documents(says: str, found: list[str]) -> None:
    other = document("b: {quantity: svar i söder, says: '20'}")
    claims = (
        f"a: {{quantity: svar i norr, says: '10'}}\nw: {{quantity: svar, says: '{says}', parts: [a, d2/b]}}"
    )
    assert parts(claims, sources__d2=other) == found


def test_a_named_part_that_is_not_there_leaves_the_whole_uncompared() -> None:
    claims = "a: {quantity: x, says: '1'}\nc: {quantity: z, says: många}\n"
    assert parts(claims + "w: {quantity: svar, says: '9', parts: [a, b]}") == []
    assert parts(claims + "w: {quantity: svar, says: '9', parts: [a, c]}") == []


def test_named_parts_that_are_found_anyway_are_told_once() -> None:
    claims = f"w: {whole(4, ', parts: [a, b]')}\na: {lead('ALFA', 3)}\nb: {lead('BETA', 2)}"
    assert parts(claims) == ["parts w a b: differs by 1"]


def test_named_parts_are_held_against_the_claim_that_names_them_too() -> None:
    claims = f"""
        v: {whole(5, ", at: s. 1")}
        a: {lead("ALFA", 3, ", at: s. 1")}
        b: {lead("BETA", 2, ", at: s. 1")}
        w: {whole(4, ", at: s. 2, parts: [a, b]")}
    """
    assert parts(claims) == ["parts v a b: agrees", "parts w a b: differs by 1"]


# Explanations.


def explained(against: str, more: str = "") -> str:
    """Return the key with one explanation."""
    return f", explained: [{{against: '{against}', reason: Så är det, by: ALFA, day: 2024-01-01{more}}}]"


@pytest.mark.parametrize(
    ("against", "more", "found"),
    [
        pytest.param("4", "", ["data a: explained by 1"], id="the figure"),
        pytest.param("ca 4", "", ["data a: explained by 1"], id="about the figure"),
        pytest.param("3", "", ["data a: differs by 1"], id="another figure"),
        pytest.param("4", ", hypothesis: ja", ["data a: differs by 1"], id="a hypothesis"),
        pytest.param("4", ", hypothesis: nej", ["data a: explained by 1"], id="no hypothesis"),
        pytest.param("fyra", "", ["data a: differs by 1"], id="words"),
    ],
)
def test_an_explanation_explains_only_what_it_is_written_against(
    against: str, more: str, found: list[str]
) -> None:
    assert held(f"a: {whole(5, explained(against, more))}") == found


def test_an_explanation_no_longer_holds_when_the_files_change() -> None:
    claim = f"a: {whole(5, explained('4'))}"
    more = {"processes__SK_2": "area: SK", "processes__SK_3": "area: SK"}
    assert held(claim, **more) == ["data a: differs by 1"]


def test_an_explanation_against_more_does_not_explain_at_least_so_many() -> None:
    claim = "a: {{records: grants, says: '2'{}}}"
    assert held(claim.format(explained("3"))) == ["data a: explained by 1 (incomplete)"]
    assert held(claim.format(explained("16"))) == ["data a: differs by 1 (incomplete)"]


@pytest.mark.parametrize(
    ("field", "says", "against", "verdict"),
    [
        ("period.to", "2024", "2023-12-31", "explained"),
        ("period.to", "2024", "2023", "explained"),
        ("period.to", "2024", "2022", "differs"),
        ("name", "Trygg", "trygg i  exempelstad", "explained"),
        ("name", "Trygg", "Exempelstad", "differs"),
    ],
)
def test_days_and_words_are_explained_by_what_stands_in_the_files(
    field: str, says: str, against: str, verdict: str
) -> None:
    claim = f"a: {{record: plan, field: {field}, says: '{says}'{explained(against)}}}"
    assert held(claim) == [f"data a: {verdict}"]


def test_what_is_said_of_each_is_explained_when_every_other_value_is() -> None:
    claim = "a: {{records: events, each: day, says: '2020'{}}}"
    assert held(claim.format(explained("2021"))) == ["data a: differs +e3 +e1 +e2"]
    assert held(claim.format(explained("2021-2022"))) == ["data a: explained +e3 +e1 +e2"]


def test_what_is_said_of_each_is_explained_against_all_the_other_values_in_any_order() -> None:
    claim = "a: {{records: events, each: place, says: Södra{}}}"
    others = {"events__e4": "title: Fyra\nday: 2022-04-01\nplace: Västra"}
    for against in ("Norra, Västra", "västra,  norra"):
        assert held(claim.format(explained(against)), **others)[0].startswith("data a: explained +e1 +e4 +e2")
    for against in ("Norra", "Norra, Västra, Östra", "Norra Västra"):
        assert held(claim.format(explained(against)), **others)[0].startswith("data a: differs +e1 +e4 +e2")


@pytest.mark.parametrize(("against", "verdict"), [("2", "explained"), ("3", "differs"), ("4", "differs")])
def test_a_number_is_explained_against_how_many_its_own_list_has(against: str, verdict: str) -> None:
    claim = f"a: {{quantity: orter, says: '3', lists: [Berg, Dal]{explained(against)}}}"
    assert held(claim) == [f"list a: {verdict} by 1"]


def test_what_a_document_names_twice_is_one_thing() -> None:
    claim = "a: {quantity: orter, says: '3', lists: [Berg, Dal, Berg]}"
    assert held(claim) == ["list a: differs by 1"]


def test_a_hypothesis_is_told_but_a_reason_goes_before_it() -> None:
    both = (
        ", explained: [{against: '4', reason: Kanske, by: B, day: 2023, hypothesis: ja},"
        " {against: '4', reason: Visst, by: B, day: 2024}]"
    )
    assert reason(f"a: {whole(5, both)}") == ("Visst", False)
    assert reason(f"a: {whole(5, explained('4', ', hypothesis: ja'))}") == ("Så är det", True)
    assert reason(f"a: {whole(5)}") is None


def reason(claims: str) -> tuple[str, bool] | None:
    """Return why the first claim differs, and whether that is only a hypothesis."""
    found = first(claims).reason
    return (found.text, found.hypothesis) if found else None


def first(claims: str, **others: str) -> Comparison:
    """Return the first comparison that comes of some claims."""
    return compute_reconcile(plan_of(**FILES, sources__d1=document(claims), **others), DAY).comparisons[0]


def test_a_reason_tells_who_gave_it_and_where_it_stands() -> None:
    found = first(f"a: {whole(5, explained('4', ', source: [d1 s. 4]'))}").reason
    assert found is not None
    assert found.day is not None
    assert (found.by, found.day.text, found.source) == ("ALFA", "2024-01-01", ("d1 s. 4",))
    assert (found.path, found.loc) == ("data/sources/d1.yaml", ("claims", "a", "explained", 0))
    assert found.corrected_by is None


@pytest.mark.parametrize(
    ("right", "found"),
    [
        pytest.param(4, ["data a: explained by 1", "claim a b: explained by 1"], id="that is right"),
        pytest.param(3, ["data a: differs by 1", "claim a b: explained by 2"], id="that is wrong itself"),
    ],
)
def test_a_correction_explains_what_it_agrees_with(right: int, found: list[str]) -> None:
    other = document(f"b: {whole(right, ', corrects: d1/a')}")
    told = [line for line in held(f"a: {whole(5)}", sources__d2=other) if not line.startswith("data b")]
    assert told == found


@pytest.mark.parametrize(
    ("right", "found"),
    [
        pytest.param("[LV.1, SK.1]", "data a: explained -SK.1 +LV.2", id="that lists what is in the files"),
        pytest.param("[LV.1, LV.3]", "data a: differs -SK.1 +LV.2", id="that lists as many others"),
    ],
)
def test_a_correction_of_a_list_explains_when_it_lists_the_same(right: str, found: str) -> None:
    alfa = "records: processes, select: {lead: [ALFA]}"
    claims = f"a: {{{alfa}, lists: [LV.1, LV.2]}}\nb: {{{alfa}, lists: {right}, corrects: a}}"
    assert held(claims)[0] == found


def test_a_correction_by_number_explains_a_list_of_another_number() -> None:
    alfa = "records: processes, select: {lead: [ALFA]}"
    claims = f"a: {{{alfa}, lists: [LV.1]}}\nb: {{{alfa}, says: '2', corrects: a}}"
    assert held(claims)[0] == "data a: explained -SK.1"


def test_a_correction_tells_where_it_stands() -> None:
    other = document(f"b: {whole(4, ', at: s. 3, corrects: d1/a')}")
    found = first(f"a: {whole(5)}", sources__d2=other).reason
    assert found is not None
    assert (found.corrected_by, found.source, found.hypothesis) == ("d2/b", ("d2 s. 3",), False)
    assert (found.path, found.loc) == ("data/sources/d2.yaml", ("claims", "b", "says"))


def test_a_claim_that_corrects_itself_explains_nothing() -> None:
    claim = "a: {quantity: orter, says: '3', lists: [Berg, Dal], corrects: a}"
    assert held(claim) == ["list a: differs by 1"]


@pytest.mark.parametrize(
    ("one", "two", "three", "verdict"),
    [
        pytest.param("13", "13", "", "explained", id="both of the one side"),
        pytest.param("13", "14", "", "differs", id="only one of them"),
        pytest.param("14", "14", "12", "explained", id="the other side alone"),
        pytest.param("14", "14", "", "differs", id="none"),
    ],
)
def test_every_document_of_one_side_must_be_explained(one: str, two: str, three: str, verdict: str) -> None:
    a, b, c = (
        f"{name}: {{quantity: svar, says: '{says}'{explained(against) if against else ''}}}"
        for name, says, against in (("a", 12, one), ("b", 12, two), ("c", 13, three))
    )
    found = held(f"{a}\n{c}", sources__d2=document(b))
    assert found == ["claim a b: agrees", f"claim a b c: {verdict} by 1"]


def test_a_document_that_says_the_same_twice_is_explained_once() -> None:
    a, b, c = (
        f"{name}: {{quantity: svar, says: '{says}'{more}}}"
        for name, says, more in (("a", 12, explained("13")), ("b", 12, ""), ("c", 13, ""))
    )
    assert held("\n".join([a, b, c])) == ["claim a b: agrees", "claim a b c: explained by 1"]
    assert held("\n".join([a, b.replace("12", "11"), c])) == [
        "claim a b: differs by 1",
        "claim a c: explained by 1",
        "claim b c: differs by 2",
    ]


def test_what_one_document_explains_another_does_not() -> None:
    a, b = (f"{name}: {{quantity: svar, says: '12'}}" for name in "ab")
    told = a.replace("'12'", "'12'" + explained("13"))
    said = {"sources__d1": document(told), "sources__d2": document(f"{b}\nc: {{quantity: svar, says: '13'}}")}
    found = compute_reconcile(plan_of(**FILES, **said), DAY).comparisons
    (comparison,) = (it for it in found if len(it.statements) == 3)
    assert [it.name for it in comparison.partly] == ["a"]
    assert (comparison.verdict, comparison.reason) == ("differs", None)


def test_a_total_can_be_explained_against_the_sum_of_its_parts() -> None:
    claims = f"w: {whole(4, explained('5'))}\na: {lead('ALFA', 3)}\nb: {lead('BETA', 2)}"
    assert parts(claims) == ["parts w a b: explained by 1"]


def test_a_total_that_stands_in_several_places_is_explained_once() -> None:
    claims = f"v: {whole(4)}\nw: {whole(4, explained('5'))}\na: {lead('ALFA', 3)}\nb: {lead('BETA', 2)}"
    assert parts(claims) == ["parts v a b: explained by 1"]
    other_day = claims.replace("'4', explained", "'4', day: 2022, explained").replace(
        "v: {", "v: {day: 2021, "
    )
    assert parts(other_day) == ["parts v a b: differs by 1", "parts w a b: explained by 1"]


def test_what_agrees_or_cannot_be_decided_is_never_explained() -> None:
    claims = f"a: {whole(4, explained('4'))}\nb: {lead('BETA', 2, explained('1'))}"
    assert held(claims) == ["data a: agrees", "data b: undecidable ?LV.3 (undecided)"]


# Fields.


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the tests, with a process that has everything."""
    return plan_of(
        HEADER + "successors: {nästa: {name: Nästa plan}}\n",
        **FILES,
        processes__SK_2="area: SK\nlead: null\nactivities: [{what: Ett}, {what: Två, due: 2022-05}]",
    )


@pytest.mark.parametrize(
    ("record", "field", "written"),
    [
        ("LV.1", "organisations", True),
        ("LV.1", "pauses", False),
        ("SK.2", "lead", True),
        ("SK.2", "activities.1.due", False),
        ("SK.2", "activities.2.due", True),
        ("SK.2", "activities.2", True),
        ("plan", "period.from", True),
        ("plan", "areas.LV", True),
        ("plan", "areas.LV.aliases", False),
        ("plan", "successors.nästa.period.from", False),
    ],
)
def test_a_field_tells_whether_it_is_written(plan: Plan, record: str, field: str, written: bool) -> None:
    found = look_up(plan, record, field)
    assert found is not None
    assert found.written is written


@pytest.mark.parametrize(
    ("record", "field", "value", "loc"),
    [
        ("LV.1", "area", "LV", ("area",)),
        ("LV.3", "lead", None, ("lead",)),
        ("LV.1", "organisations.2", "BETA", ("organisations", 1)),
        ("LV.1", "history.2.status", "klar", ("history", 1, "status")),
        ("SK.2", "activities.1.due", None, ("activities", 0, "due")),
        ("SK.2", "title", None, ("title",)),
        ("g1", "amounts.2022.granted.", None, None),
        ("plan", "areas.LV.name", "Levnadsvillkor", ("areas", "LV", "name")),
        ("plan", "years.2022.grants_complete", True, ("years", "2022", "grants_complete")),
        ("plan", "successors.nästa.period.to", None, ("successors", "nästa", "period", "to")),
        ("SK.2", "activities.0.what", None, None),
        ("SK.2", "activities.3.what", None, None),
        ("SK.2", "activities.två.what", None, None),
        ("LV.1", "area.name", None, None),
        ("LV.1", "colour", None, None),
        ("LV.9", "area", None, None),
    ],
)
def test_a_field_is_found_by_steps(
    plan: Plan, record: str, field: str, value: object, loc: Loc | None
) -> None:
    found = look_up(plan, record, field)
    assert (found.value, found.loc) == (value, loc) if found and loc else (found, loc) == (None, None)


def test_an_amount_is_found_by_its_year_or_its_number(plan: Plan) -> None:
    for step in ("2022", "1"):
        found = look_up(plan, "g2", f"amounts.{step}.granted")
        assert found is not None
        assert str(getattr(found.value, "text", "")) == "ca 7,6 mnkr"
        assert (found.path, found.loc) == ("data/grants/g2.yaml", ("amounts", 0, "granted"))


# What is not there.


@pytest.mark.parametrize(
    ("claim", "loc", "message", "hint"),
    [
        pytest.param(
            {"records": "proceses", "says": "4"}, ("records",),
            "records (poster): 'proceses' är inget slag av poster", "menade du processes (processer)?",
            id="sort",
        ),
        pytest.param(
            {"records": "processes", "select": {"led": ["ALFA"]}, "says": "4"}, ("select", "led"),
            "select (urval): det går inte att välja på 'led'", "menade du lead (huvudansvar)?",
            id="name",
        ),
        pytest.param(
            {"records": "processes", "select": {"lead": ["BETA", "ALFFA"]}, "says": "4"},
            ("select", "lead", 1),
            "select (urval): lead 'ALFFA' finns inte i planen", "menade du ALFA?",
            id="word",
        ),
        pytest.param(
            {"records": "processes", "where": {"aera": "LV"}, "says": "4"}, ("where", "aera"),
            "nyckeln 'aera' finns inte i processes (processer)", "menade du area (målområde)?",
            id="key",
        ),
        pytest.param(
            {"records": "processes", "where": {"area": "XX"}, "says": "4"}, ("where", "area"),
            "where (där): 'XX' står inte bland målområden i plan.yaml", "här kan stå: LV, SK",
            id="word of a key",
        ),
        pytest.param(
            {"records": "processes", "says": "många"}, ("says",),
            "says (säger): 'många' är inget antal",
            "skriv till exempel 12, drygt 60, ett 80-tal eller 55-60; orden kan stå i quote (citat)",
            id="number",
        ),
        pytest.param(
            {"records": "requisitions", "sum": "requisitioned", "says": "60-tal"}, ("says",),
            "says (säger): '60-tal' är inget belopp",
            "skriv till exempel 7 600 000, 7,6 mnkr eller ca 7,6 mnkr; orden kan stå i quote (citat)",
            id="amount",
        ),
        pytest.param(
            {"records": "processes", "sum": "title", "says": "4"}, ("sum",),
            "sum (summa): title (titel) är inget belopp och inget antal",
            "välj en nyckel som går att lägga ihop",
            id="sum of words",
        ),
        pytest.param(
            {"records": "grants", "sum": "granted", "minus": "spennt", "says": "4"}, ("minus",),
            "nyckeln 'spennt' finns inte i grants (insatser)", None,
            id="minus",
        ),
        pytest.param(
            {"records": "events", "sum": "year", "says": "4"}, ("sum",),
            "nyckeln 'year' finns inte i events", None,
            id="sum of years",
        ),
        pytest.param(
            {"records": "events", "each": "year", "says": "2022"}, ("each",),
            "nyckeln 'year' finns inte i events", None,
            id="year of each",
        ),
        pytest.param(
            {"records": "events", "each": "plats", "says": "Norra"}, ("each",),
            "nyckeln 'plats' finns inte i events", "menade du place (plats)?",
            id="each",
        ),
        pytest.param(
            {"record": "LV.11", "field": "area", "says": "LV"}, ("record",),
            "record (post): ingen post har id 'LV.11'", "menade du LV.1?",
            id="record",
        ),
        pytest.param(
            {"record": "LV.1", "field": "målområde", "says": "LV"}, ("field",),
            "field (fält): 'målområde' finns inte i LV.1", "menade du area (målområde)?",
            id="field",
        ),
        pytest.param(
            {"record": "plan", "field": "period", "says": "2021-2023"}, ("field",),
            "field (fält): 'period' är en grupp av nycklar",
            "här kan stå: period.from, period.to",
            id="group",
        ),
        pytest.param(
            {"record": "LV.1", "field": "area", "lists": ["LV"]}, ("lists",),
            "lists (räknar upp): 'area' är ingen lista", "skriv says i stället",
            id="list of one value",
        ),
    ],
)  # fmt: skip
def test_what_a_claim_asks_for_that_is_not_there_is_told_with_its_place(
    plan: Plan, claim: dict[str, object], loc: Loc, message: str, hint: str | None
) -> None:
    (found,) = claim_mistakes(plan, Claim.model_validate({"at": "s. 1", **claim}))
    assert (found.loc, found.found) == (loc, message)
    assert hint is None or found.hint == hint


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ({"record": "e1", "field": "day", "says": "i våras"}, "'i våras' är ingen dag"),
        ({"record": "e1", "field": "day", "says": "6 februari"}, None),
        ({"record": "e1", "field": "day", "says": "2023-20205"}, None),
        ({"record": "r1", "field": "year", "says": "i fjol"}, "'i fjol' är inget år"),
        ({"record": "r1", "field": "year", "says": "20205"}, None),
        ({"record": "g2", "field": "amounts.2022.granted", "says": "hundra tusen"},
         "'hundra tusen' är inget belopp"),
        ({"record": "g2", "field": "amounts.2022.granted", "says": "100 000 USD"}, None),
        ({"record": "e3", "field": "highlighted", "says": "tre"}, "'tre' är inget tal"),
        ({"record": "e3", "field": "highlighted", "says": "hälften"}, None),
        ({"record": "LV.1", "field": "organisations", "says": "ALFA"}, "'ALFA' är inget antal"),
        ({"record": "LV.1", "field": "organisations", "says": "50 %"}, "'50 %' är inget antal"),
        ({"record": "LV.1", "field": "organisations", "says": "3"}, None),
        ({"record": "LV.1", "field": "organisations", "says": "två", "lists": ["ALFA"]},
         "'två' är inget antal"),
        ({"record": "plan", "field": "organisations.ALFA.party", "says": "delvis"},
         "'delvis' är varken ja eller nej"),
        ({"record": "plan", "field": "organisations.ALFA.party", "says": "true"}, None),
        ({"record": "LV.1", "field": "title", "says": "Stöd"}, None),
        ({"records": "events", "each": "day", "says": "nyligen"}, "'nyligen' är ingen dag"),
        ({"records": "events", "each": "place", "says": "Norra"}, None),
        ({"records": "processes", "each": "history", "says": "många"}, "'många' är inget antal"),
        ({"records": "processes", "each": "organisations", "says": "ALFA"}, None),
        ({"records": "organisations", "each": "party", "says": "kanske"},
         "'kanske' är varken ja eller nej"),
        ({"records": "processes", "says": "hälften"}, "'hälften' är inget antal"),
        ({"records": "processes", "says": "50 %"}, "'50 %' är inget antal"),
        ({"records": "events", "says": "1 mnkr"}, "'1 mnkr' är inget antal"),
        ({"records": "processes", "says": "ett tjugotal"}, None),
        ({"records": "participants", "sum": "count", "says": "1 mnkr"}, "'1 mnkr' är inget antal"),
        ({"quantity": "orter", "says": "tre", "lists": ["Berg"]}, "'tre' är inget antal"),
        ({"quantity": "orter", "says": "3", "lists": ["Berg"]}, None),
        ({"quantity": "orter", "says": "tre"}, None),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_fault_and_what_a_document_says_wrongly_in_figures_is_not(
    plan: Plan, claim: dict[str, object], found: str | None
) -> None:
    told = [*claim_mistakes(plan, Claim.model_validate({"at": "s. 1", **claim}))]
    assert [(it.loc, it.found) for it in told] == ([(("says",), f"says (säger): {found}")] if found else [])


@pytest.mark.parametrize(
    ("says", "verdict"),
    [("true", "agrees"), ("ja", "agrees"), ("false", "differs"), ("Nej", "differs")],
)
def test_yes_and_no_can_be_written_in_every_way_that_the_files_have(says: str, verdict: str) -> None:
    claim = f"a: {{record: plan, field: organisations.ALFA.party, says: '{says}'}}"
    assert held(claim) == [f"data a: {verdict}"]


@pytest.mark.parametrize(
    "narrow",
    [
        "{}",
        "{lead: [ALFA]}",
        "{lead: [ALFFA]}",
        "{led: [ALFA]}",
        "{status: [klar, klara]}",
        "{area: [levnadsvillkor]}",
    ],
)
@pytest.mark.parametrize("says", ["4", "fyra", "hälften", "1 mnkr", "4 %", "minst 4", "ca. 4"])
def test_plain_counts_of_processes_are_left_out_when_a_fault_is_told_of_them(
    plan: Plan, narrow: str, says: str
) -> None:
    keys = {"records": "processes", "says": says, "select": yaml.safe_load(narrow)}
    told = any(claim_mistakes(plan, Claim.model_validate({"at": "s. 1", **keys})))
    gathered = gather_statements(
        load(
            **FILES, sources__d1=document(f"a: {{records: processes, says: '{says}', select: {narrow}}}")
        ).plan,
        DAY,
    )
    assert bool(gathered) is not told


@pytest.mark.parametrize(
    "claim",
    [
        "records: proceses, says: '4'",
        "records: processes, select: {led: [ALFA]}, says: '4'",
        "records: processes, select: {lead: [ALFFA]}, says: '4'",
        "records: processes, where: {aera: LV}, says: '4'",
        "records: processes, says: många",
        "records: processes, sum: title, says: '4'",
        "records: events, each: year, says: '2022'",
        "record: LV.11, field: area, says: LV",
        "record: LV.1, field: colour, says: blå",
        "record: plan, field: period, says: 2021-2023",
        "record: LV.1, field: area, lists: [LV]",
    ],
)
def test_a_claim_that_asks_for_what_is_not_there_is_not_compared(claim: str) -> None:
    loading = load(**FILES, sources__d1=document(f"a: {{{claim}}}\nb: {{records: processes, says: '4'}}"))
    result = compute_reconcile(loading.plan, DAY)
    assert (result.claims, lines(result)) == (1, ["data b: agrees"])


def test_a_claim_about_a_file_that_could_not_be_read_is_told_as_such() -> None:
    broken = load(**FILES, processes__LV_9="colour: blå").plan
    claim = Claim.model_validate({"at": "s. 1", "record": "LV.9", "field": "area", "says": "LV"})
    assert [(it.loc, it.found, it.hint) for it in claim_mistakes(broken, claim)] == [
        (("record",), "record (post): 'LV.9' går inte att läsa", "se hp check")
    ]


def test_a_default_day_is_that_of_the_question_and_not_of_the_claim() -> None:
    claim = "a: {records: processes, select: {status: [klar]}, says: '1'}"
    plan = plan_of(**FILES, sources__d1=document(claim, "null"))
    assert lines(compute_reconcile(plan, date(2022, 5, 31))) == ["data a: differs by 1"]
    assert lines(compute_reconcile(plan, date(2022, 6, 1))) == ["data a: agrees"]

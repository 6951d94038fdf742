"""Rules about persons: what points one out is told and never shown, and what only looks alike is left.

The numbers are of Skatteverket's series for tests, or made so that no person can have them.
"""

import json
from pathlib import Path
from time import perf_counter

import pytest

from handlingsplan.cli.main import run
from handlingsplan.compute.check import RULES
from handlingsplan.compute.rules.identifying import masked
from handlingsplan.model.problem import Problem
from handlingsplan.store.load import build_plan
from tests.plans import HEADER, load

OWN = [rule for rule in RULES if "HP281" <= rule.code <= "HP284"]

TOLVAN = "19121212-1212"
"""Used as an example by the authorities; it and those in the table agree with their check digits."""


def problems(header: str = HEADER, **files: str) -> list[Problem]:
    plan = load(header, **files).plan
    return [problem for rule in OWN for problem in rule.problems(plan, None)]


def codes(header: str = HEADER, **files: str) -> list[str]:
    return [problem.code for problem in problems(header, **files)]


def codes_of(text: str) -> list[str]:
    """Return what is found in one text."""
    return codes(processes__P_1=f"note: '{text}'")


def test_the_rules_about_persons_are_all_in_the_list() -> None:
    assert [rule.code for rule in OWN] == ["HP281", "HP282", "HP283", "HP284"]


# HP281: personal numbers.


@pytest.mark.parametrize(
    "number",
    [
        "19121212-1212",
        "191212121212",
        "121212-1212",
        "121212+1212",
        "1212121212",
        "19121212 1212",
        "121212 1212",
        "19121212–1212",
        "189001019802",
        "900101-9802",
        "701063-2391",
        "19701063-2391",
        "121273-1234",
        "(121212-1212)",
        "121212-1212.",
        "pnr121212-1212",
        "2022-121212-1212",
        "20000229-1235",
        "000229-1235",
        "040229-1231",
        "501212-5554",
    ],
)
def test_a_personal_number_is_told_however_it_is_written(number: str) -> None:
    assert codes_of(f"Gäller {number} i klass 4") == ["HP281"]
    assert codes_of(number) == ["HP281"]


@pytest.mark.parametrize(
    "number",
    [
        "121212-1213",
        "120001-1235",
        "121300-1231",
        "121301-1230",
        "120132-1237",
        "120631-1233",
        "121260-1239",
        "121292-1231",
        "19000229-1235",
        "020229-1233",
        "17121212-1212",
        "21121212-1212",
        "3121212-1212",
        "121212-12123",
        "1212-121212",
        "121212--1212",
        "121212/1212",
        "12121-21212",
        "12 12 12 12 12",
        "212000-0217",
        "KS 2022-00123",
        "2022-03-14",
        "1 212 121 212",
        "2022-12-12 1212",
    ],
)
def test_what_only_looks_like_a_personal_number_is_left(number: str) -> None:
    assert codes_of(f"Gäller {number} i klass 4") == []


@pytest.mark.parametrize(
    ("file", "yaml", "line", "column"),
    [
        ("processes/P.1", f"title: {TOLVAN}", 2, 8),
        ("processes/P.1", f"note: >-\n  Ring om\n  {TOLVAN} är med", 4, 3),
        ("processes/P.1", "note: Gäller 19121212\n  1212 i klass 4", 2, 14),
        ("processes/P.1", f"target_groups: [unga, {TOLVAN}]", 2, 23),
        ("processes/P.1", f"meetings: [{{agreed: [{{what: x, who: {TOLVAN}}}]}}]", 2, 37),
        ("processes/P.1", f"planned: [{{priority: {TOLVAN}}}]", 2, 22),
        ("decisions/d", f"voice_given:\n  {TOLVAN}: ALFA", 3, 3),
        ("decisions/d", f"voice_given:\n  ALFA: {TOLVAN}", 3, 9),
        ("decisions/d", f"registry_number: KS {TOLVAN}", 2, 21),
        ("decisions/d", f"concerns: [{TOLVAN}]", 2, 12),
        ("voices/v", f"answers: [{{text: '{TOLVAN}'}}]", 2, 19),
        ("sources/s", f"by: ['{TOLVAN}']", 2, 7),
        ("findings/f", f"sources: {{title: [s {TOLVAN}]}}", 2, 21),
        ("grants/g", f"places: [{TOLVAN}]", 2, 10),
        ("grants/r", f"kind: requisition\nyear: 2022\nreference: {TOLVAN}", 4, 12),
        ("grants/r", f"kind: requisition\nyear: 2022\nfrom: [ALFA, {TOLVAN}]", 4, 14),
    ],
)
def test_texts_are_read_wherever_they_stand(file: str, yaml: str, line: int, column: int) -> None:
    name = file.replace("/", "__").replace(".", "_")
    found = problems(**{name: yaml})
    assert [(it.code, it.place.file) for it in found] == [("HP281", f"data/{file}.yaml")]
    assert (found[0].place.line, found[0].place.column) == (line, column)
    assert "1212" not in found[0].message + (found[0].hint or "")


def test_plan_yaml_the_plans_rules_and_ids_are_read_too() -> None:
    header = f"name: Plan\nroles: {{'{TOLVAN}': {{name: x}}}}\nterms:\n  A: {{name: om {TOLVAN}}}\n"
    rules = f"note: om {TOLVAN}\n"
    texts = [("data/plan.yaml", header), (f"data/processes/{TOLVAN}.yaml", f"id: {TOLVAN}\n")]
    plan = build_plan([*texts, ("data/rules.yaml", rules)]).plan
    found = sorted(problem.place for rule in OWN for problem in rule.problems(plan, None))
    assert [(place.file, place.line, place.column) for place in found] == [
        ("data/plan.yaml", 2, 10),
        ("data/plan.yaml", 4, 16),
        (f"data/processes/{TOLVAN}.yaml", 1, 5),
        ("data/rules.yaml", 1, 10),
    ]


def test_each_line_is_told_once_with_how_many_numbers_it_holds() -> None:
    (one,) = problems(processes__P_1=f"note: Gäller {TOLVAN}")
    assert (one.message, one.place.line, one.place.column) == ("ett personnummer står i texten", 2, 14)
    (two,) = problems(processes__P_1=f"note: Gäller {TOLVAN} och 900101-9802")
    assert two.message == "2 personnummer står i texten"


def test_comments_and_files_that_cannot_be_read_are_looked_in_too() -> None:
    found = problems(processes__P_1=f"# ring {TOLVAN}\ntitle: A", processes__P_2=f"titel: [\n  {TOLVAN}")
    assert [(it.place.file, it.place.line, it.place.column) for it in found] == [
        ("data/processes/P.1.yaml", 2, 8),
        ("data/processes/P.2.yaml", 3, 3),
    ]


def test_a_number_that_runs_over_to_the_next_line_is_told_where_it_begins() -> None:
    found = problems(processes__P_1="note: >-\n  gäller 19121212\n  1212 som sagt")
    assert [(it.code, it.place.line, it.place.column) for it in found] == [("HP281", 3, 10)]


def test_numbers_of_different_values_are_never_put_together() -> None:
    assert not problems(processes__P_1="activities:\n  - what: '191212'\n    note: '1212'\n")


# HP282: addresses.


@pytest.mark.parametrize(
    "address",
    [
        "kim@gmail.com",
        "Kim.Test@Hotmail.com",
        "foreningen@outlook.com",
        "x1@live.se",
        "x_y@yahoo.co.uk",
        "x@icloud.com",
        "x@me.com",
        "x@telia.com",
        "x@proton.me",
        "kim.test@kommunen.se",
        "kim.test2@skola.kommunen.se",
        "kim-bo.test@kommunen.se",
        "k.test@kommunen.se",
        "kim.b.test@kommunen.se",
        "åsa.ö@kommunen.se",
        "<kim.test@kommunen.se>",
        "mailto:kim.test@kommunen.se.",
    ],
)
def test_an_address_to_a_person_is_told(address: str) -> None:
    assert codes_of(f"Skriv till {address}") == ["HP282"]


@pytest.mark.parametrize(
    "address",
    [
        "registrator@kommunen.se",
        "info@foreningen.org",
        "kontaktcenter.skola@kommunen.se",
        "registrator.socialnamnden@kommunen.se",
        "Social.förvaltningen@kommunen.se",
        "elevhalsa@kommunen.se",
        "a1b2@kommunen.se",
        "x@live.kommunen.se",
        "x@outlook.kommunen.se",
        "x@notgmail.com",
        "x@me.company",
        "kim.test",
        "kim.test@kommunen",
        "@kim.test",
        "kl. 10 @ biblioteket",
    ],
)
def test_an_address_to_a_function_is_left(address: str) -> None:
    assert codes_of(f"Skriv till {address}") == []


def test_an_address_is_told_without_being_shown() -> None:
    (one,) = problems(processes__P_1="title: x\nnote: Skriv till kim.test@kommunen.se")
    assert (one.place.line, one.place.column) == (3, 18)
    assert one.message == "en e-postadress till en person står i texten"
    (two,) = problems(processes__P_1="note: kim@gmail.com, bo@gmail.com, registrator@kommunen.se")
    assert two.message == "2 e-postadresser till personer står i texten"


# HP283: telephones.


@pytest.mark.parametrize(
    "number",
    [
        "0701234567",
        "070-1234567",
        "070-123 45 67",
        "070 123 45 67",
        "070 - 123 45 67",
        "072-123 4567",
        "073-12 34 567",
        "0761-23 45 67",
        "0761-234567",
        "079 12 345 67",
        "070-1234 567",
        "0701-234 567",
        "070-12 34567",
        "070-12345 67",
        "070123 45 67",
        "070-1 23 45 67",
        "070-1 234 567",
        "+46701234567",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "+46(0)701234567",
        "0046 70 123 45 67",
        "070\u00a0123\u00a045\u00a067",
        "070\u2011123 45 67",
        "tfn:070-123 45 67.",
        "(070-123 45 67)",
    ],
)
def test_a_mobile_number_is_told_however_it_is_written(number: str) -> None:
    assert codes_of(f"Ring {number} i dag") == ["HP283"]


@pytest.mark.parametrize(
    "number",
    [
        "08-123 45 67",
        "0123-456 78",
        "0771-123 456",
        "075-123 45 67",
        "+46 8 123 45 67",
        "+47 70 12 34 56",
        "070-123 45 6",
        "070-123 45 678",
        "070-123 45 67-8",
        "10701234567",
        "KS0701234567",
        "2022-0701234567",
        "2022/0701234567",
        "2022:0701234567",
        "0730-2022-12",
        "0702022-123",
        "0701-2-3-4-5-6-7",
        "7 012 345 670",
        "2070-01-23 45 67",
        "07:00-16:30",
        "dnr 7301234567",
    ],
)
def test_what_is_no_mobile_number_is_left(number: str) -> None:
    assert codes_of(f"Ring {number} i dag") == []


def test_a_mobile_number_is_told_without_being_shown() -> None:
    (one,) = problems(processes__P_1="note: 070-123 45 67")
    assert one.message == "ett mobilnummer står i texten"
    (two,) = problems(processes__P_1="note: 070-123 45 67 eller 076-123 45 67")
    assert two.message == "2 mobilnummer står i texten"


def test_one_number_is_not_told_as_two_things() -> None:
    assert codes_of("0701234569") == ["HP281"]
    assert codes_of(f"{TOLVAN}, 070-123 45 67 och kim@gmail.com") == ["HP281", "HP282", "HP283"]


def test_days_and_usual_amounts_are_no_numbers_of_persons() -> None:
    assert codes(
        processes__P_1="title: null\nhistory: [{status: klar, seen: 2022-12-12}]",
        grants__g="amounts: [{year: 2022, granted: 1 912 121, spent: 900000, decision: null}]",
    ) == []  # fmt: skip


# What is shown.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"note: Gäller {TOLVAN} i klass 4", "note: Gäller ••••••••-•••• i klass 4"),
        ("Kim.Test2@gmail.com skriver", "•••.•••••@gmail.com skriver"),
        ("ring +46 (0)70-123 45 67, rum 12", "ring +•• (•)••-••• •• ••, rum 12"),
        (f"{TOLVAN}, kim@gmail.com", "••••••••-••••, •••@gmail.com"),
        (f"{TOLVAN}@gmail.com", "••••••••-••••@gmail.com"),
        ("registrator@kommunen.se 08-123 45 67", "registrator@kommunen.se 08-123 45 67"),
    ],
)  # fmt: skip
def test_what_points_out_a_person_is_masked_sign_by_sign(text: str, shown: str) -> None:
    assert masked(text) == shown


def written(folder: Path, note: str) -> Path:
    (folder / "data" / "processes").mkdir(parents=True)
    (folder / "data" / "plan.yaml").write_text("name: Prov\n", encoding="utf-8")
    (folder / "data" / "processes" / "P.1.yaml").write_text(f"id: P.1\n{note}\n", encoding="utf-8")
    return folder


SECRETS = [
    f"note: Gäller {TOLVAN}",
    "note: Gäller 19121212\n  1212",
    "note: Ring 070-121\n  21 21",
    f"note: {TOLVAN}, kim1212@gmail.com och 070-121 21 21",
    f"meetings: [{{day: i går, note: {TOLVAN}}}]",
    f"note: Gäller {TOLVAN}: Kim",
    f"{'x' * 40}: {'y' * 30}{TOLVAN}",
]


@pytest.mark.parametrize("note", SECRETS)
def test_no_check_shows_a_number(note: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path, note)
    for args in ((), ("--format", "json")):
        assert run(["check", "--plan", str(folder), *args]) == 1
        told = capsys.readouterr().out
        assert "HP" in told
        for digits in ("1212", "121 2", "121-2", "070-121"):
            assert digits not in told


def test_the_line_is_shown_with_dots_and_the_mark_in_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", "--plan", str(written(tmp_path, f"note: Gäller {TOLVAN}"))])
    told = capsys.readouterr().out
    assert "    note: Gäller ••••••••-••••\n                 ^\n" in told


def test_json_tells_place_and_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "--plan", str(written(tmp_path, f"note: Gäller {TOLVAN}")), "--format", "json"])
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["line"], problem["column"]) == ("HP281", 2, 14)


# Time.


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        " ",
        "-",
        "@",
        "a.",
        "a@",
        "a.a@",
        "1 ",
        "1-",
        "07",
        "070-1",
        "+46 ",
        "121212",
        "1" + " " * 50,
    ],
)
def test_a_long_text_is_read_in_time_that_follows_its_length(unit: str) -> None:
    began = perf_counter()
    for tail in ("", "@", "1"):
        masked(unit * (100_000 // len(unit)) + tail)
    assert perf_counter() - began < 3


# HP284: groups.

SMALLEST = "smallest_group: 5\nevent_kinds: {dag: {}}"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("4", ["HP284"]),
        ("5", []),
        ("1", ["HP284"]),
        ("0", []),
        ("null", []),
        ("högst 4", []),
        ("minst 4", []),
        ("ca 4", ["HP284"]),
        ("ca 5", []),
        ("3-4", ["HP284"]),
        ("4-5", []),
        ("4 %", []),
    ],
)
def test_a_group_below_the_smallest_is_told(count: str, expected: list[str]) -> None:
    participants = f"participants: [{{count: {count}}}]"
    assert codes(SMALLEST, grants__g=participants) == expected
    assert codes(SMALLEST, events__e=participants) == expected
    assert codes(SMALLEST, grants__g=f"groups: [{{participants: {count}}}]") == expected
    assert codes(SMALLEST, grants__g=f"groups: [{{participants: {count}, count: 3}}]") == expected


@pytest.mark.parametrize(
    "header", ["name: A", "smallest_group: null", "smallest_group: 5 %", "smallest_group: 4"]
)
def test_without_a_smallest_group_above_it_every_group_may_be_told(header: str) -> None:
    assert codes(header, grants__g="participants: [{count: 4}]") == []


def test_the_least_that_the_smallest_group_may_be_is_compared() -> None:
    assert codes("smallest_group: 5-10", grants__g="participants: [{count: 5}]") == []
    assert codes("smallest_group: 5-10", grants__g="participants: [{count: 4}]") == ["HP284"]


def test_groups_without_a_count_and_meetings_are_left() -> None:
    assert codes(
        SMALLEST,
        grants__g="participants: [{unit: unga}]\ngroups: [{count: 2}, {returning: 1}]",
        events__e="participants: null",
        meetings__m="participants: 3",
        processes__P_1="meetings: [{participants: 3}]",
    ) == []  # fmt: skip


def test_a_small_group_is_told_at_the_count_with_what_may_be_written() -> None:
    first, second = problems(
        SMALLEST,
        grants__g="participants:\n  - {count: 12}\n  - {count: 3}\ngroups:\n  - {participants: ca 3}",
    )
    assert [(it.place.line, it.place.column) for it in (first, second)] == [(4, 13), (6, 20)]
    assert first.message == "count (antal): 3 är färre än planens minsta grupp, 5"
    assert second.message == "participants (deltagare): ca 3 är färre än planens minsta grupp, 5"
    assert first.hint == "skriv högst 4, eller slå ihop gruppen med en annan"

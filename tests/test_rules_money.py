"""Rules about money: amounts that conflict are told where they stand, and what is unknown never is."""

from collections.abc import Iterator

import pytest

from handlingsplan.compute.check import RULES
from handlingsplan.compute.grants import compute_grants
from handlingsplan.model.problem import Problem
from handlingsplan.store.load import build_plan
from tests.plans import HEADER, load, plan_of

OWN = [rule for rule in RULES if "HP251" <= rule.code <= "HP261"]


def problems(header: str = HEADER, **files: str) -> Iterator[Problem]:
    plan = load(header, **files).plan
    return (problem for rule in OWN for problem in rule.problems(plan, None))


def told(header: str = HEADER, **files: str) -> list[tuple[str, str, int]]:
    """Return code, file and line of what the rules about money find."""
    return sorted((it.code, it.place.file, it.place.line) for it in problems(header, **files))


def codes(header: str = HEADER, **files: str) -> list[str]:
    return [code for code, _, _ in told(header, **files)]


def rows(*amounts: str, more: str = "") -> str:
    """Return a grant with such amounts, one row a line from line 3 on."""
    return "amounts:\n" + "".join(f"  - {{{row}}}\n" for row in amounts) + more


GRANT = "data/grants/a.yaml"


def test_the_rules_about_money_are_all_in_the_list() -> None:
    assert [rule.code for rule in OWN] == [f"HP{number}" for number in range(251, 262)]


# HP251 and HP252: who granted.

OPEN = ("föreslaget", "väntat", "återremitterat", "avslaget")
DECIDED = rows("year: 2022, granted: 500, decision: d")


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("points: [{text: x, status: föreslaget}]", ["HP251"]),
        ("points: [{text: x, status: väntat}, {text: y, status: avslaget}]", ["HP251"]),
        ("points: [{text: x, status: återremitterat}]", ["HP251"]),
        (
            "points: [{text: a, status: " + "}, {text: a, status: ".join(OPEN) + "}]",
            ["HP251"],
        ),
        ("points: [{text: x, status: beslutat}]", []),
        ("points: [{text: x, status: föreslaget}, {text: y, status: beslutat}]", []),
        ("points: [{text: x, status: föreslaget}, {text: y, status: null}]", []),
        ("points: [{text: x, status: föreslaget}, {text: y}]", []),
        ("points: [{text: x}]", []),
        ("title: Utan punkter", []),
        ("points: [{text: x, status: avslaget, carries: [a]}, {text: y, status: beslutat}]", ["HP251"]),
        ("points: [{text: x, status: avslaget}, {text: y, status: beslutat, carries: [a]}]", []),
        ("points: [{text: x, status: avslaget, carries: [b]}, {text: y, status: beslutat}]", []),
        ("points: [{text: x, status: null, carries: [a]}, {text: y, status: avslaget}]", []),
    ],
)
def test_money_is_granted_by_what_is_decided(decision: str, expected: list[str]) -> None:
    assert codes(grants__a=DECIDED, grants__b="title: b", decisions__d=decision) == expected


def test_a_decision_that_does_not_grant_is_told_at_the_row_that_names_it() -> None:
    (problem,) = problems(grants__a=DECIDED, decisions__d="points: [{text: x, status: föreslaget}]")
    assert (problem.place.file, problem.place.line, problem.place.column) == (GRANT, 3, 42)
    assert problem.message == "decision (beslut): 500 är beviljat, men i beslutet är det föreslaget"


PROPOSED = "points: [{text: x, status: föreslaget}]"


@pytest.mark.parametrize("granted", ["granted: 0", "granted: null", "applied: 500", "granted: högst 500"])
def test_money_that_may_not_be_granted_needs_no_decision(granted: str) -> None:
    assert codes(grants__a=rows(f"year: 2022, {granted}, decision: d"), decisions__d=PROPOSED) == []
    assert codes(grants__a=rows(f"year: 2022, {granted}")) == []


def test_a_decision_that_is_not_there_grants_maybe() -> None:
    assert codes(grants__a=DECIDED) == []


LATER = "day: 2021-12-31\nconcerns: [b]\npoints: [{text: x, status: beslutat}]"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (LATER, ["HP251"]),
        (LATER.replace("concerns: [b]\npoints: [{", "points: [{carries: [b], "), ["HP251"]),
        (LATER.replace("[b]", "[a]"), []),
        (LATER.replace("[b]", "[b, a]"), []),
        (LATER.replace("concerns: [b]\n", ""), []),
        (LATER.replace("2021-12-31", "2022-01-01"), []),
        (LATER.replace("2021-12-31", "2021-2022"), []),
        (LATER.replace("2021-12-31", "tidigast 2021-12-31"), []),
        (LATER.replace("day: 2021-12-31\n", ""), []),
        (LATER.replace("beslutat", "föreslaget"), []),
        (LATER.replace("beslutat", "null"), []),
        (LATER.replace(", status: beslutat", ""), []),
        (LATER.replace("points: [{text: x, status: beslutat}]", ""), []),
        (LATER + "\nreplaced_by: null", []),
        (LATER + "\nreplaced_by: f", []),
    ],
)
def test_a_decision_replaced_before_the_year_by_one_of_other_things_grants_nothing(
    later: str, expected: list[str]
) -> None:
    files = {"grants__a": DECIDED, "grants__b": "title: b", "decisions__e": later, "decisions__f": "title: f"}
    assert codes(**files, decisions__d="replaced_by: e") == expected


def test_a_decision_replaced_is_told_with_what_replaced_it() -> None:
    files = {"grants__a": DECIDED, "grants__b": "title: b", "decisions__e": LATER}
    (problem,) = problems(**files, decisions__d="replaced_by: e")
    assert problem.message == "decision (beslut): beslutet ersattes före 2022 av 'e', som gäller annat"


@pytest.mark.parametrize(
    ("row", "decision", "expected"),
    [
        ("granted: 500", "title: x", ["HP252"]),
        ("granted: minst 1", "title: x", ["HP252"]),
        ("granted: 500, decision: null", "title: x", []),
        ("granted: 500, decision: d", "title: x", []),
        ("granted: 500", "concerns: [a]", []),
        ("granted: 500", "points: [{text: x, carries: [a]}]", []),
        ("granted: 500", "concerns: [b]", ["HP252"]),
    ],
)
def test_money_granted_by_nobody_is_told(row: str, decision: str, expected: list[str]) -> None:
    files = {"grants__a": rows(f"year: 2022, {row}"), "grants__b": "title: b", "decisions__d": decision}
    assert codes(**files) == expected


def test_money_granted_by_nobody_is_told_at_the_amount() -> None:
    (problem,) = problems(grants__a=rows("year: 2022, granted: 500 000"))
    assert (problem.code, problem.place.file, problem.place.line, problem.place.column) == (
        "HP252", GRANT, 3, 27,
    )  # fmt: skip


def test_a_grant_whose_other_year_has_a_decision_may_be_granted_by_the_same() -> None:
    grant = rows("year: 2022, granted: 5, decision: d", "year: 2023, granted: 5")
    assert codes(grants__a=grant, decisions__d="title: x") == []


def test_where_a_decision_could_not_be_read_it_may_be_the_one() -> None:
    assert codes(grants__a=rows("year: 2022, granted: 500"), decisions__d="titel: x") == []


# HP253 and HP254: steps above the step before.


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("applied: 500, proposed: 501", ["HP253"]),
        ("applied: 500, proposed: 500", []),
        ("applied: ca 500, proposed: 550", []),
        ("applied: ca 500, proposed: 551", ["HP253"]),
        ("applied: 500, proposed: ca 500", []),
        ("applied: minst 500, proposed: 900", []),
        ("applied: 500, proposed: null", []),
        ("applied: null, proposed: 900", []),
        ("proposed: 900", []),
        ("proposed: 500, granted: 501, decision: null", ["HP254"]),
        ("proposed: 500, granted: 500, decision: null", []),
        ("proposed: högst 500, granted: 501, decision: null", ["HP254"]),
        ("proposed: null, granted: 501, decision: null", []),
        ("applied: 100, granted: 501, decision: null", []),
        ("applied: 1, proposed: 2, granted: 3, decision: null", ["HP253", "HP254"]),
    ],
)
def test_more_than_in_the_step_before_is_told(row: str, expected: list[str]) -> None:
    assert codes(grants__a=rows(f"year: 2022, {row}")) == expected


def test_more_than_in_the_step_before_is_told_at_the_later_step() -> None:
    (problem,) = problems(grants__a=rows("year: 2022, applied: '0,5 mnkr', proposed: 600 000"))
    assert problem.message == "proposed (föreslaget): 600 000 är mer än 0,5 mnkr sökt"
    assert (problem.place.line, problem.place.column) == (3, 49)


# HP255: a year's money.


def drawn(*amounts: str, year: int = 2022) -> str:
    return f"kind: requisition\nyear: {year}\namounts:\n" + "".join(f"  - {{{row}}}\n" for row in amounts)


def granted(amount: str, year: int = 2022) -> str:
    return rows(f"year: {year}, granted: {amount}, decision: null")


WHOLE = "requisitioned: 1 000"


@pytest.mark.parametrize(
    ("amount", "requisitioned", "expected"),
    [
        ("1 001", "1 000", ["HP255"]),
        ("1 000", "1 000", []),
        ("ca 1 000", "1 000", []),
        ("1 400", "ca 1 000", []),
        ("1 501", "ca 1 000", ["HP255"]),
        ("9 000", "minst 1 000", []),
        ("minst 1 001", "1 000", ["HP255"]),
        ("null", "1 000", []),
        ("9 000", "null", []),
    ],
)
def test_more_granted_than_drawn_is_told(amount: str, requisitioned: str, expected: list[str]) -> None:
    files = {"grants__a": granted(amount), "grants__r": drawn(f"requisitioned: {requisitioned}")}
    assert codes(**files) == expected


def test_more_granted_than_drawn_is_told_at_the_first_requisition_with_both_sums() -> None:
    (problem,) = problems(
        grants__a=granted("1 300 000"), grants__b=granted("1 200 000"),
        grants__r1=drawn("direction: vård, requisitioned: '1,5 mnkr'"),
        grants__r2=drawn("requisitioned: 900 000"),
        grants__r3=drawn("requisitioned: 900 000", year=2021),
    )  # fmt: skip
    assert (problem.place.file, problem.place.line) == ("data/grants/r1.yaml", 5)
    assert problem.message == "amounts (belopp): för 2022 är 2 500 000 beviljat men 2 400 000 rekvirerat"


def test_approximate_sums_are_told_with_the_bound_that_decides() -> None:
    (problem,) = problems(grants__a=granted("ca 2 000"), grants__r=drawn("requisitioned: ca 100"))
    assert problem.message == "amounts (belopp): för 2022 är minst 1 500 beviljat men högst 150 rekvirerat"


@pytest.mark.parametrize(
    "other",
    [
        "title: Utan år och belopp",
        "years: [2022]",
        "years: [2021, 2022]\namounts: [{year: 2021, granted: 1, decision: null}]",
        "years: null\namounts: [{year: 2021, granted: 1, decision: null}]",
        "amounts: [{year: 2022, applied: 500}]",
        "amounts: [{year: 2022, granted: null}]",
    ],
)
def test_a_grant_that_may_have_money_of_an_unknown_amount_leaves_the_sum_open(other: str) -> None:
    files = {"grants__a": granted("9 000"), "grants__r": drawn(WHOLE)}
    assert codes(**files, grants__b=other) == []


def test_a_grant_of_other_years_does_not_matter() -> None:
    files = {"grants__a": granted("9 000"), "grants__r": drawn(WHOLE), "grants__b": "years: [2021]"}
    assert codes(**files) == ["HP255"]


@pytest.mark.parametrize(
    "years",
    [
        "years: {2022: {grants_complete: nej}}",
        "years: {2022: {grants_complete: null}}",
        "years: {2022: {note: x}}",
        "years: {2021: {grants_complete: ja}}",
        "name: A",
        "years: {2022: {grants_complete: ja}, 2021: {carry_over: ja}}",
        "years: {2022: {grants_complete: ja}, 2021: {carry_over: null}}",
    ],
)
def test_a_year_whose_sums_are_not_whole_is_not_judged(years: str) -> None:
    assert codes(years, grants__a=granted("9 000"), grants__r=drawn(WHOLE)) == []


@pytest.mark.parametrize("before", ["carry_over: nej", "note: x"])
def test_a_year_that_gets_nothing_from_the_year_before_is_judged(before: str) -> None:
    header = f"years: {{2022: {{grants_complete: ja}}, 2021: {{{before}}}}}"
    assert codes(header, grants__a=granted("9 000"), grants__r=drawn(WHOLE)) == ["HP255"]


def test_a_year_with_nothing_drawn_or_nothing_granted_is_not_judged() -> None:
    assert codes(grants__a=granted("9 000")) == []
    assert codes(grants__r=drawn("requisitioned: 0")) == []
    assert codes(grants__a=granted("9 000"), grants__r="kind: requisition\nyear: 2022") == []


def test_a_requisition_that_could_not_be_read_or_has_the_id_of_another_may_hold_the_rest() -> None:
    files = {"grants__a": granted("9 000"), "grants__r": drawn(WHOLE)}
    assert codes(**files, grants__s="titel: x") == []
    texts = [(f"data/grants/{name[8:]}.yaml", f"id: {name[8:]}\n{text}") for name, text in files.items()]
    again = "id: r\n" + drawn("requisitioned: 9 000")
    plan = build_plan([("data/plan.yaml", HEADER), *texts, ("data/grants/s.yaml", again)]).plan
    assert [problem.code for rule in OWN for problem in rule.problems(plan, None)] == []


# HP256 and HP257: what became of the money.


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("granted: 500, spent: 501", ["HP256"]),
        ("granted: 500, spent: 500", []),
        ("granted: ca 500, spent: 550", []),
        ("granted: ca 500, spent: 551", ["HP256"]),
        ("granted: minst 500, spent: 900", []),
        ("granted: 500, spent: minst 501", ["HP256"]),
        ("granted: 500, spent: ca 500", []),
        ("granted: null, spent: 900", []),
        ("spent: 900", []),
        ("granted: 500, spent: null", []),
        ("granted: 500", []),
        ("granted: 500, spent: 600, left: 0", ["HP256"]),
        ("granted: 500, spent: 600, repaid: 10", ["HP256"]),
    ],
)
def test_more_spent_than_there_was_is_told(row: str, expected: list[str]) -> None:
    assert codes(grants__a=rows(f"year: 2022, decision: null, {row}")) == expected


BEFORE = "year: 2021, decision: null, granted: 900"
SPENT = "year: 2022, decision: null, granted: 500, spent: 528"


@pytest.mark.parametrize(
    ("grant", "expected"),
    [
        (rows(f"{BEFORE}, carried: 28", SPENT), []),
        (rows(SPENT, f"{BEFORE}, carried: 28"), []),
        (rows(f"{BEFORE}, carried: 27", SPENT), ["HP256"]),
        (rows(f"{BEFORE}, carried: null", SPENT), []),
        (rows(BEFORE, SPENT), ["HP256"]),
        (rows(f"{BEFORE}, carried: 28".replace("2021", "2020"), SPENT), ["HP256"]),
        (rows(SPENT, more="years: [2022]"), ["HP256"]),
        (rows(SPENT, more="years: [2021, 2022]"), []),
        (rows(SPENT, more="years: null"), []),
        (rows(SPENT), ["HP256"]),
    ],
)
def test_what_was_carried_over_from_the_year_before_may_be_spent(grant: str, expected: list[str]) -> None:
    assert codes(grants__a=grant) == expected


def test_more_spent_is_told_with_all_that_there_was() -> None:
    (problem,) = problems(grants__a=rows(f"{BEFORE}, carried: 27", SPENT))
    assert (problem.place.file, problem.place.line, problem.place.column) == (GRANT, 4, 55)
    assert problem.message == "spent (förbrukat): 528 är mer än 500 beviljat + 27 från året före"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("spent: 450, left: 50", []),
        ("spent: 450, left: 49", ["HP257"]),
        ("spent: 450, left: 51", ["HP257"]),
        ("spent: 450, repaid: 20, carried: 10, left: 20", []),
        ("spent: 450, repaid: 20, carried: 10, left: 19", ["HP257"]),
        ("spent: 450, repaid: 20, carried: 10, left: 21", ["HP257"]),
        ("spent: ca 450, left: 45", []),
        ("spent: ca 450, left: 44", ["HP257"]),
        ("spent: ca 450, left: 56", ["HP257"]),
        ("spent: minst 400, left: 1", []),
        ("spent: 450, left: null", []),
        ("spent: 450", []),
        ("spent: null, left: 49", []),
        ("left: 49", []),
        ("spent: 450, repaid: null, left: 49", []),
        ("spent: 450, carried: null, left: 49", []),
        ("spent: 450, repaid: 51", ["HP257"]),
        ("spent: 450, repaid: 50", []),
        ("spent: 450, carried: 51", ["HP257"]),
        ("spent: 450, carried: 51, left: null", ["HP257"]),
        ("spent: null, carried: 501", ["HP257"]),
        ("spent: 450, repaid: 30, carried: 30", ["HP257"]),
        ("left: 501", ["HP257"]),
        ("spent: 501, left: 100", ["HP256"]),
    ],
)
def test_what_became_of_the_money_adds_up(row: str, expected: list[str]) -> None:
    assert codes(grants__a=rows(f"year: 2022, decision: null, granted: 500, {row}")) == expected


@pytest.mark.parametrize("given", ["granted: null", "granted: minst 500", "applied: 500"])
def test_where_it_is_open_what_there_was_only_the_least_is_compared(given: str) -> None:
    assert codes(grants__a=rows(f"year: 2022, decision: null, {given}, spent: 400, left: 900")) == []


@pytest.mark.parametrize(
    ("carried", "left", "expected"),
    [
        ("carried: 28", "78", []),
        ("carried: 28", "50", ["HP257"]),
        ("carried: null", "50", []),
        ("note: x", "50", []),
        ("note: x", "78", ["HP257"]),
    ],
)
def test_what_was_carried_in_is_part_of_the_sum(carried: str, left: str, expected: list[str]) -> None:
    before = f"{BEFORE}, {carried}".replace(", note: x", "")
    row = f"year: 2022, decision: null, granted: 500, spent: 450, left: {left}"
    assert codes(grants__a=rows(before, row)) == expected


@pytest.mark.parametrize(
    ("row", "column", "message", "hint"),
    [
        (
            "spent: 450, left: 20",
            66,
            "left (kvar): 450 förbrukat + 20 kvar är mindre än 500 beviljat",
            "rätta ett av beloppen; 30 saknas",
        ),
        (
            "spent: 450, left: 80, repaid: 0",
            66,
            "left (kvar): 450 förbrukat + 0 återbetalat + 80 kvar är mer än 500 beviljat",
            "rätta ett av beloppen; det är 30 för mycket",
        ),
        (
            "spent: ca 450, repaid: 80",
            71,
            "repaid (återbetalat): ca 450 förbrukat + 80 återbetalat är mer än 500 beviljat",
            "rätta ett av beloppen",
        ),
        (
            "repaid: 1, carried: 500",
            68,
            "carried (överfört): 1 återbetalat + 500 överfört är mer än 500 beviljat",
            "rätta ett av beloppen; det är 1 för mycket",
        ),
    ],
)
def test_what_does_not_add_up_is_told_with_what_is_wrong(
    row: str, column: int, message: str, hint: str
) -> None:
    (problem,) = problems(grants__a=rows(f"year: 2022, decision: null, granted: 500, {row}"))
    assert (problem.message, problem.hint) == (message, hint)
    assert (problem.place.line, problem.place.column) == (3, column)


# HP258 to HP260: years.


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("years: [2022]", []),
        ("years: [2021, 2022]", []),
        ("years: [2021]", ["HP258"]),
        ("years: []", ["HP258"]),
        ("years: null", []),
        ("title: x", []),
    ],
)
def test_amounts_are_of_the_grants_years(years: str, expected: list[str]) -> None:
    assert codes(grants__a=rows("year: 2022", more=years)) == expected


def test_amounts_of_another_year_are_told_at_the_year() -> None:
    (problem,) = problems(grants__a=rows("year: 2022", "year: 2024", more="years: [2021, 2022, 2023]"))
    assert (problem.place.line, problem.place.column) == (4, 12)
    assert problem.message == "year (år): 2024, men years (år) är 2021, 2022 och 2023"
    (other,) = problems(grants__a=rows("year: 2022", more="years: []"))
    assert other.message == "year (år): 2022, men years (år) är tom"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-01-01", ["HP259"]),
        ("2022-12-31", []),
        ("2023", ["HP259"]),
        ("2022-2023", []),
        ("årsskiftet 2022/2023", []),
        ("senast 2024", []),
        ("tidigast 2023", ["HP259"]),
        ("null", []),
    ],
)
def test_what_is_done_after_the_grants_years_is_told(day: str, expected: list[str]) -> None:
    for text in (
        f"carried_out: {day}",
        f"participants: [{{count: 5, day: {day}}}]",
        f"groups: [{{participants: 5, day: {day}}}]",
    ):
        assert codes(grants__a=f"{text}\nyears: [2021, 2022]") == expected
        assert codes(grants__a=f"{text}\nyears: null") == []
        assert codes(grants__a=text) == []


def test_a_day_of_a_year_that_has_amounts_is_no_fault_of_its_own() -> None:
    assert codes(grants__a=rows("year: 2023", more="years: [2022]\ncarried_out: 2023")) == ["HP258"]


def test_many_days_after_the_grants_years_are_told_once() -> None:
    def grant(count: int) -> str:
        return "years: [2022]\nparticipants:\n" + "  - {day: 2023-05-01}\n" * count

    assert told(grants__a=grant(3)) == [("HP259", GRANT, line) for line in (4, 5, 6)]
    assert all(problem.message.endswith(", 2022") for problem in problems(grants__a=grant(3)))
    (problem,) = problems(grants__a=grant(4))
    assert problem.message == (
        "day (dag): '2023-05-01' är efter insatsens sista år, 2022 (och på 3 ställen till)"
    )
    assert problem.place.line == 4


@pytest.mark.parametrize(
    ("rules", "row", "expected"),
    [
        ("carry_over: nej", "carried: 28", ["HP260"]),
        ("carry_over: nej", "carried: minst 1", ["HP260"]),
        ("carry_over: nej", "carried: 0", []),
        ("carry_over: nej", "carried: högst 28", []),
        ("carry_over: nej", "carried: null", []),
        ("carry_over: nej", "applied: 9", []),
        ("carry_over: ja", "carried: 28", []),
        ("carry_over: null", "carried: 28", []),
        ("note: x", "carried: 28", []),
    ],
)
def test_money_carried_over_where_none_may_be_is_told(rules: str, row: str, expected: list[str]) -> None:
    header = f"years: {{2021: {{carry_over: nej}}, 2022: {{{rules}}}}}"
    assert codes(header, grants__a=rows(f"year: 2022, {row}")) == expected
    assert codes("name: A", grants__a=rows(f"year: 2022, {row}")) == []


def test_money_carried_over_is_told_at_the_amount() -> None:
    (problem,) = problems("years: {2022: {carry_over: nej}}", grants__a=rows("year: 2022, carried: 28 000"))
    assert problem.message == "carried (överfört): 28 000, men från 2022 får inget föras över"
    assert (problem.place.line, problem.place.column) == (3, 27)


# HP261: totals beside their parts.


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (["requisitioned: 1 000", "direction: vård, requisitioned: 1 000"], []),
        (["requisitioned: 1 000", "direction: vård, requisitioned: 999"], ["HP261"]),
        (["requisitioned: 1 000", "direction: vård, requisitioned: 1 001"], ["HP261"]),
        (["requisitioned: 9", "direction: vård, requisitioned: 6", "direction: null, requisitioned: 3"], []),
        (["requisitioned: 1 000", "direction: vård, requisitioned: 600", "direction: null"], []),
        (["requisitioned: 1 000", "direction: vård, requisitioned: 1 600", "direction: null"], ["HP261"]),
        (["requisitioned: 1 000", "direction: vård, requisitioned: null"], []),
        (["requisitioned: null", "direction: vård, requisitioned: 900"], []),
        (["requisitioned: 500", "requisitioned: null", "direction: vård, requisitioned: 400"], []),
        (["requisitioned: 500", "requisitioned: 500", "direction: vård, requisitioned: 1 000"], []),
        (["requisitioned: 500", "requisitioned: 500", "direction: vård, requisitioned: 500"], ["HP261"]),
        (["requisitioned: ca 1 000", "direction: vård, requisitioned: 1 400"], []),
        (["requisitioned: ca 1 000", "direction: vård, requisitioned: 1 501"], ["HP261"]),
        (["requisitioned: ca 1 000", "direction: vård, requisitioned: 499"], ["HP261"]),
        (["requisitioned: minst 900", "direction: vård, requisitioned: 2 000"], []),
        (["requisitioned: 1 000", "direction: vård, requisitioned: minst 100"], []),
        (["direction: vård, requisitioned: 1 000", "direction: null, requisitioned: 900"], []),
        (["requisitioned: 1 000", "requisitioned: 900"], []),
    ],
)  # fmt: skip
def test_a_requisition_in_all_is_the_sum_of_its_directions(amounts: list[str], expected: list[str]) -> None:
    assert codes("name: A\ndirections: {vård: {}}", grants__r=drawn(*amounts)) == expected


def test_a_requisition_that_does_not_add_up_is_told_at_the_amount_in_all_and_nowhere_else() -> None:
    parts = "direction: vård, requisitioned: 2 000 000"
    files = {"grants__r": drawn(parts, "requisitioned: 2 400 000"), "grants__a": granted("2 600 000")}
    (problem,) = problems(**files)
    assert (problem.place.line, problem.place.column) == (6, 21)
    assert problem.message == (
        "requisitioned (rekvirerat): 2 400 000 i allt, men raderna med inriktning är 2 000 000"
    )


def test_approximate_parts_of_a_requisition_are_told_with_the_bound_that_decides() -> None:
    (above,) = problems(grants__r=drawn("requisitioned: ca 100", "direction: vård, requisitioned: minst 900"))
    assert above.message.endswith(": högst 150 i allt, men raderna med inriktning är minst 900")
    (below,) = problems(grants__r=drawn("requisitioned: minst 900", "direction: vård, requisitioned: ca 100"))
    assert below.message.endswith(": minst 900 i allt, men raderna med inriktning är högst 150")


@pytest.mark.parametrize(
    ("highlighted", "expected"),
    [
        ("1", ["HP261"]),
        ("2", []),
        ("3", []),
        ("null", []),
        ("högst 1", ["HP261"]),
        ("minst 1", []),
        ("knappt 3", []),
    ],
)
def test_an_event_highlights_the_processes_that_it_names(highlighted: str, expected: list[str]) -> None:
    event = f"highlighted: {highlighted}\nprocesses: [P.1, P.2]"
    assert codes(events__e=event, processes__P_1="title: a", processes__P_2="title: b") == expected
    assert codes(events__e="processes: [P.1]", processes__P_1="title: a") == []


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("participants: 12, returning: 13", ["HP261"]),
        ("participants: 12, returning: 12", []),
        ("participants: ca 12, returning: 12", []),
        ("participants: minst 12, returning: 13", []),
        ("participants: 12, returning: drygt 12", ["HP261"]),
        ("participants: null, returning: 13", []),
        ("participants: 12, returning: null", []),
        ("returning: 13", []),
        ("participants: 12", []),
    ],
)
def test_those_who_return_are_some_of_the_group(group: str, expected: list[str]) -> None:
    assert codes(grants__a=f"groups:\n  - {{{group}}}") == expected


def test_totals_that_conflict_with_their_parts_are_told_at_the_total() -> None:
    found = problems(
        events__e="title: x\nhighlighted: 1\nprocesses: [P.1, P.2]",
        grants__a="groups:\n  - {participants: 12, returning: 14}",
        processes__P_1="title: a", processes__P_2="title: b",
    )  # fmt: skip
    assert [(it.place.file, it.place.line, it.place.column, it.message) for it in found] == [
        ("data/events/e.yaml", 3, 14, "highlighted (lyfta processer): 1, men under processes står 2"),
        (GRANT, 3, 35, "returning (tidigare deltagare): 14, men gruppen har 12 deltagare"),
    ]  # fmt: skip


# What a requisition adds up to: where there is an amount in all, the rows for directions are parts of it.


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (["requisitioned: 1 000", "direction: vård, requisitioned: 1 000"], ("1000", 1, 1)),
        (["direction: vård, requisitioned: 600", "requisitioned: 1 000"], ("1000", 1, 1)),
        (["direction: null, requisitioned: 600", "requisitioned: 1 000"], ("1000", 1, 1)),
        (["direction: vård, requisitioned: 600", "direction: null, requisitioned: 400"], ("1000", 2, 2)),
        (["requisitioned: 600", "requisitioned: 400"], ("1000", 2, 2)),
        (["direction: vård, requisitioned: 600", "requisitioned: null"], ("600", 1, 2)),
        (["direction: vård, requisitioned: 600", "requisitioned: 500", "requisitioned: null"], ("500", 1, 2)),
    ],
)
def test_money_drawn_is_not_counted_both_in_all_and_for_its_directions(
    amounts: list[str], expected: tuple[str, int, int]
) -> None:
    grants = compute_grants(plan_of(grants__r=drawn(*amounts)))
    total = grants.requisitioned
    assert (str(total.sum), total.known, total.of) == expected

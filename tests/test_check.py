"""Rules between records, gaps, and the list that rules stand in."""

from datetime import date

from handlingsplan.compute.check import RULES, compute_check
from handlingsplan.compute.gaps.finding import find_gaps
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.model.problem import Severity
from tests.plans import load, plan_of

DAY = date(2023, 12, 31)


def codes(**files: str) -> list[tuple[str, str, int]]:
    loading = load(**files)
    check = compute_check(loading.plan, loading.problems, Horizon(DAY))
    return [(problem.code, problem.place.file, problem.place.line) for problem in check.problems]


def test_a_plan_without_faults_has_none() -> None:
    assert codes(processes__P_1="title: Samtal") == []


def test_an_id_that_is_not_the_files_name_is_told_at_the_id() -> None:
    from handlingsplan.store.load import build_plan

    loading = build_plan([("data/plan.yaml", "name: A"), ("data/processes/P.2.yaml", "title: x\nid: P.1\n")])
    (problem,) = compute_check(loading.plan, loading.problems, Horizon(DAY)).problems
    assert (problem.code, problem.place.line, problem.place.column) == ("HP201", 2, 5)
    assert problem.message == "id är 'P.1' men filen heter P.2.yaml"


def test_an_id_used_twice_whatever_the_case_tells_both_places() -> None:
    loading = load(processes__P_1="title: a", grants__p_1="title: b")
    problems = compute_check(loading.plan, loading.problems, Horizon(DAY)).problems
    (problem,) = [found for found in problems if found.code == "HP202"]
    assert problem.place.file == "data/grants/p.1.yaml"
    assert "data/processes/P.1.yaml:1" in problem.message


def test_every_rule_explains_its_fault() -> None:
    assert all(rule.__doc__ for rule in RULES)


def test_problems_are_sorted_by_place_and_counted_by_severity() -> None:
    loading = load(processes__P_2="titel: a", processes__P_1="titel: b\narea: [A]")
    check = compute_check(loading.plan, loading.problems, Horizon(DAY))
    assert [problem.place.file for problem in check.problems] == [
        "data/processes/P.1.yaml",
        "data/processes/P.1.yaml",
        "data/processes/P.2.yaml",
    ]
    assert (check.count(Severity.FAULT), check.count(Severity.WARNING)) == (3, 0)
    assert not check.passed
    assert (check.files.read, check.files.total) == (1, 3)


def test_what_is_null_and_what_ought_to_be_known_are_gaps() -> None:
    plan = plan_of(
        "name: A\nowner: B\nperiod: {from: 2021, to: null}\nregistry_number: C",
        processes__P_1="""
            title: null
            area: LV
            organisations: []
            history: [{status: klar, seen: 2022, outcome: null}]
        """,
    )
    assert [(gap.path, gap.loc) for gap in find_gaps(plan)] == [
        ("data/plan.yaml", ("period", "to")),
        ("data/processes/P.1.yaml", ("title",)),
        ("data/processes/P.1.yaml", ("lead",)),
        ("data/processes/P.1.yaml", ("history", 0, "outcome")),
    ]


def test_a_gap_is_never_a_fault() -> None:
    loading = load(processes__P_1="title: null")
    check = compute_check(loading.plan, loading.problems, Horizon(DAY))
    assert check.passed
    assert check.gaps > 0

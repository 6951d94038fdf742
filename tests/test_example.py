"""The example plan yields the totals that its README works out by hand."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from handlingsplan.compute.agenda import Agenda, compute_agenda
from handlingsplan.compute.check import Check, compute_check
from handlingsplan.compute.decisions import compute_decisions
from handlingsplan.compute.grants import Grants, compute_grants
from handlingsplan.compute.grouping import GROUPINGS, Grouping
from handlingsplan.compute.list import Wanted, compute_list
from handlingsplan.compute.money import STEPS, Step
from handlingsplan.compute.reach import compute_reach
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.compute.select import Selection
from handlingsplan.compute.status import compute_status
from handlingsplan.model.plan import Plan
from handlingsplan.store.load import Loading, load_plan
from tests.plans import ROOT

EXAMPLE = ROOT / "examples" / "ekbacken"
END, MIDDLE = date(2025, 12, 31), date(2024, 6, 30)
AFTERWARDS = date(2026, 2, 1)
YEARS = (2023, 2024, 2025)


@pytest.fixture(scope="module")
def loading() -> Loading:
    return load_plan(EXAMPLE)


@pytest.fixture(scope="module")
def plan(loading: Loading) -> Plan:
    return loading.plan


@pytest.fixture(scope="module")
def grants(plan: Plan) -> Grants:
    return compute_grants(plan)


def table(heading: str) -> dict[str, list[str]]:
    """Return the rows of the first table under a heading of the README, by their first cell."""
    text = (EXAMPLE / "README.md").read_text("utf-8")
    under = re.split(rf"^#+ {re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1]
    lines = re.search(r"(?:^\|.*\n)+", under, re.MULTILINE)
    assert lines is not None, heading
    cells = [[cell.strip(" *`") for cell in line.strip("|").split("|")] for line in lines[0].splitlines()]
    return {first: rest for first, *rest in cells[2:]}


def thousands(cell: str) -> Decimal:
    """Return kronor of a cell in thousands of kronor; a dash is nothing."""
    return Decimal(0) if cell == "–" else Decimal(cell.replace(" ", "")) * 1000


def rows_of_years() -> Iterator[tuple[int, str, list[str]]]:
    for year in YEARS:
        for id_, cells in table(str(year)).items():
            if id_ != str(year):
                yield year, id_, cells


def checked(day: date) -> Check:
    """Return what hp check finds on a day."""
    loading = load_plan(EXAMPLE, rules=True)
    return compute_check(loading.plan, loading.problems, Horizon(day))


def test_the_example_has_no_fault_no_warning_and_nothing_unknown() -> None:
    check = checked(AFTERWARDS)
    assert (check.passed, check.warned, check.gaps) == (True, False, 0)
    assert (
        (check.files.read, check.files.total)
        == (123, 123)
        == (int(table("Ung och trygg i Ekbacken")[""][1]),) * 2
    )


def test_what_breaks_a_rule_and_may_stand_is_accepted() -> None:
    kept = [(it.problem.code, it.problem.place.file) for it in checked(AFTERWARDS).accepted]
    assert kept == [
        ("HP306", "data/meetings/mote-2025-12-04.yaml"),
    ]


def test_each_demand_is_made_by_a_rule() -> None:
    rules = load_plan(EXAMPLE, rules=True).plan.rules
    assert rules is not None
    demands = ("stated", "compare", "count", "sum", "within")
    assert all(any(getattr(own, name) for own in rules.rules.values()) for name in demands)


def test_on_its_last_day_what_was_agreed_and_decided_is_late_as_counted() -> None:
    told = [problem.code for problem in checked(END).problems]
    assert (told.count("HP275"), told.count("HP276"), told.count("HP271")) == (1, 8, 0)


def test_every_file_says_that_it_is_made_up(loading: Loading) -> None:
    for path, text in loading.plan.texts.items():
        assert text.startswith("# Påhittat exempel: Ekbacken finns inte."), path


def test_some_files_lie_in_folders_of_a_year_or_an_area(loading: Loading) -> None:
    folders = {path.rpartition("/")[0] for path in loading.plan.texts if path.count("/") > 2}
    assert folders == {
        "data/grants/2024", "data/grants/2025", "data/processes/skola", "data/decisions/politik",
    }  # fmt: skip


STEP_CELLS: dict[Step, int] = {
    "applied": 0, "proposed": 1, "granted": 2, "spent": 4, "repaid": 5, "carried": 6, "left": 7,
}  # fmt: skip


@pytest.mark.parametrize(("year", "id_", "cells"), list(rows_of_years()))
def test_each_grant_has_the_money_of_its_row(grants: Grants, year: int, id_: str, cells: list[str]) -> None:
    money = grants.items[id_].money(year)
    assert money is not None
    found = {step: amount.value for step, amount in money.steps.items() if amount is not None}
    assert {step: found.get(step, Decimal(0)) for step in STEPS} == {
        step: thousands(cells[place]) for step, place in STEP_CELLS.items()
    }


def test_there_are_forty_grants_on_forty_two_rows(grants: Grants) -> None:
    assert len(grants.items) == 40
    assert [len(year.items) for year in grants.years] == [13, 15, 14] == [
        len([row for row in rows_of_years() if row[0] == year]) for year in YEARS
    ]  # fmt: skip


SUMS: dict[Step, str] = {
    "applied": "sökt", "proposed": "föreslaget", "granted": "beviljat", "spent": "förbrukat",
    "repaid": "återbetalat", "carried": "överfört till nästa år", "left": "kvar",
}  # fmt: skip


def test_the_sums_of_the_years_are_those_of_the_table(grants: Grants) -> None:
    rows = table("Alla år")
    for step, name in SUMS.items():
        found = [year.sums[step].sum or Decimal(0) for year in grants.years]
        assert [*found, sum(found)] == [thousands(cell) for cell in rows[name]], name
    drawn = [year.requisitioned.sum or Decimal(0) for year in grants.years]
    assert [*drawn, sum(drawn)] == [thousands(cell) for cell in rows["rekvirerat"]]
    left = [year.unallocated.value if year.unallocated else None for year in grants.years]
    assert left == [thousands(cell) for cell in rows["ofördelat"][:3]]


def granted(plan: Plan, by: Grouping) -> dict[tuple[str, ...], list[Decimal]]:
    found: dict[tuple[str, ...], list[Decimal]] = {}
    for place, year in enumerate(compute_grants(plan, by=by).years):
        for group in year.groups:
            row = found.setdefault(tuple(sorted(group.keys)), [Decimal(0)] * len(YEARS))
            row[place] = group.sums["granted"].sum or Decimal(0)
    return found


@pytest.mark.parametrize(
    ("heading", "by"),
    [
        ("Beviljat per huvudområde", "category"),
        ("Beviljat per inriktning", "direction"),
        ("Beviljat per organisation", "organisation"),
    ],
)
def test_what_was_granted_in_each_group_is_that_of_its_row(plan: Plan, heading: str, by: Grouping) -> None:
    expected = {
        tuple(sorted(re.split(r", | och ", name.removeprefix("Gemensamt: ")))): [
            thousands(cell) for cell in cells[:3]
        ]
        for name, cells in table(heading).items()
        if name != "i alla"
    }
    assert granted(plan, by) == expected


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_krona_stands_in_one_group(plan: Plan, by: Grouping) -> None:
    assert sum(sum(row) for row in granted(plan, by).values()) == 7_785_000


def test_at_the_middle_of_2024_what_is_granted_in_september_is_not(plan: Plan) -> None:
    found = compute_grants(plan, MIDDLE)
    assert [year.sums["granted"].sum for year in found.years] == [2_350_000, 2_160_000]
    assert not any(choice.applications for choice in compute_agenda(plan, MIDDLE).to_decide)


def test_what_was_applied_for_in_august_is_not_applied_for_in_june(plan: Plan) -> None:
    june, december = (compute_grants(plan, day).years[1] for day in (MIDDLE, date(2024, 12, 31)))
    assert december.sums["applied"].sum == 3_070_000
    assert june.sums["applied"].of < december.sums["applied"].of


def test_the_processes_stand_where_the_readme_says(plan: Plan) -> None:
    at_end = {row.status: set(row.ids) for row in compute_status(plan, END).by_status}
    assert at_end == {
        "klar": {"TU.1", "TU.3", "SKOLA.2", "SKOLA.3", "FRITID.1", "VARD.3"},
        "fortsatt stöd": {"TU.2", "SKOLA.1", "VARD.1"},
        "i gång": {"VARD.2"},
        "vilar": {"FRITID.3"},
        "på tur": {"SKOLA.4"},
        "nedlagd": {"FRITID.2"},
    }
    in_the_middle = {row.status: set(row.ids) for row in compute_status(plan, MIDDLE).by_status}
    assert in_the_middle == {
        "klar": {"TU.3", "FRITID.1"},
        "i gång": {"TU.1", "SKOLA.1", "SKOLA.2", "SKOLA.3", "VARD.1", "VARD.3"},
        "vilar": {"TU.2"},
        "på tur": {"SKOLA.4", "FRITID.3", "VARD.2"},
        "nedlagd": {"FRITID.2"},
    }


def test_each_way_of_being_completed_is_used(plan: Plan) -> None:
    rows = compute_status(plan, END).by_outcome
    assert sorted(len(row.ids) for row in rows) == [1, 2, 3]


def test_the_parties_take_part_and_lead_as_counted(plan: Plan) -> None:
    rows = compute_status(plan, END).by_organisation
    assert {row.organisation: (row.takes_part.known, row.lead.known) for row in rows} == {
        "SOC": (10, 3), "BUF": (9, 4), "KFF": (7, 4), "KLK": (5, 1), "NÄVA": (4, 1),
    }  # fmt: skip
    assert all(row.complete for row in rows)


def test_4167_people_took_part_in_26_grants(plan: Plan) -> None:
    reach = compute_reach(plan)
    assert reach.people.sum == 4_167
    assert reach.people.known == reach.people.of == 26


@pytest.mark.parametrize(("year", "people"), [(2023, 1_802), (2024, 1_499), (2025, 866)])
def test_people_are_counted_in_the_year_that_they_came(plan: Plan, year: int, people: int) -> None:
    only = Selection({"year": frozenset({str(year)})})
    assert compute_grants(plan, selection=only).people.sum == people
    assert compute_reach(plan, only).people.sum == people


def test_the_groups_met_in_four_places(plan: Plan) -> None:
    found = compute_list(plan, Wanted("groups", by=("place",)))
    people = {group.words[0]: group.sums["participants"].sum for group in found.groups}
    assert people == {"Centrum": 547, "Lillkvarn": 306, "Hammarslätt": 220, "Västerglänta": 184}
    assert found.sums["count"].sum == 29


def test_the_posts_are_twelve_and_a_little_in_fifteen_grants(plan: Plan) -> None:
    found = compute_list(plan, Wanted("posts"))
    assert found.sums["fte"].sum == Decimal("12.05")
    assert len({entry.owner for entry in found.entries}) == 15


def test_the_events_are_ten_of_five_kinds(plan: Plan) -> None:
    found = compute_list(plan, Wanted("events", by=("year", "kind")))
    assert {group.words: len(group.entries) for group in found.groups} == {
        ("2023", "temadag"): 1, ("2023", "utbildningsdag"): 1, ("2023", "dialogmöte"): 1,
        ("2024", "temadag"): 1, ("2024", "utbildningsdag"): 1, ("2024", "dialogmöte"): 1,
        ("2024", "milstolpe"): 1,
        ("2025", "temadag"): 1, ("2025", "dialogmöte"): 1, ("2025", "studiebesök"): 1,
    }  # fmt: skip


def late(agenda: Agenda) -> list[str]:
    return sorted(action.process or "styrgruppen" for action in agenda.actions if action.late)


def test_what_meetings_agreed_is_late_as_counted(plan: Plan) -> None:
    assert late(compute_agenda(plan, MIDDLE)) == []
    summer = compute_agenda(plan, date(2025, 6, 30))
    assert late(summer) == [
        "FRITID.3", "SKOLA.1", "SKOLA.3", "TU.2", "VARD.1", "styrgruppen", "styrgruppen",
    ]  # fmt: skip
    assert len(summer.actions) == 9
    winter = compute_agenda(plan, END)
    assert late(winter) == [
        "FRITID.3", "SKOLA.1", "SKOLA.3", "SKOLA.4", "TU.2", "VARD.1", "styrgruppen", "styrgruppen",
    ]  # fmt: skip
    assert len(winter.actions) == 12


def test_the_agenda_at_the_end_is_the_readmes(plan: Plan) -> None:
    agenda = compute_agenda(plan, END)
    rows = [choice.decision for choice in agenda.to_decide if choice.decision]
    assert [row.day.text for row in rows if row.day] == ["2026-01-29", "2026-01-29"]
    assert [it.decision.id for it in agenda.proposed] == ["ungdomsnamnden-2026-02-10"]
    assert {it.decision.id for it in agenda.awaited} == {
        "kommunfullmaktige-2026-03",
        "kommunstyrelsen-2025-11-26-181",
    }
    assert [it.decision.id for it in agenda.assignments if it.late] == ["ungdomsnamnden-2025-05-13-44"]
    assert len(agenda.assignments) == 6
    assert agenda.late_counts.expected == 0


def test_the_decisions_are_twenty_eight(plan: Plan) -> None:
    decisions = compute_decisions(plan)
    assert len(decisions.rows) == 28
    expected = {"beslutat": 24, "återremitterat": 1, "föreslaget": 2, "väntat": 1}
    assert {state: decisions.count(state) for state in expected} == expected
    assert [row.id for row in decisions.rows if row.replaced_by] == ["beredningsgruppen-2023-06-15"]

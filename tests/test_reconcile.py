"""What documents state, held against the files and against each other: every kind, form and verdict."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from textwrap import dedent, indent

import pytest

from handlingsplan.compute.claims.arithmetic import own_sums
from handlingsplan.compute.claims.comparison import Comparison, Verdict
from handlingsplan.compute.claims.values import Span
from handlingsplan.compute.grants import Grants, compute_grants
from handlingsplan.compute.money import STEPS, Sums
from handlingsplan.compute.reconcile import Narrow, Reconciliation, compute_reconcile
from handlingsplan.compute.status import Status, compute_status
from handlingsplan.model.plan import Plan
from handlingsplan.model.total import total
from handlingsplan.present.wording.reconcile_trace import explained_readings, trace_table_rows
from tests.plans import HEADER, load, plan_of

DAY = date(2024, 6, 30)

FILES = {
    "processes__LV_1": """
        title: Stöd tidigt
        area: LV
        lead: ALFA
        organisations: [ALFA, BETA]
        history: [{status: igång, since: 2021-01-01}, {status: klar, since: 2022-06-01}]
    """,
    "processes__LV_2": "area: LV\nlead: BETA\norganisations: [BETA]\n"
    "history: [{status: igång, since: 2021-01-01}]",
    "processes__LV_3": "area: LV\nlead: null\norganisations: [BETA]\n"
    "history: [{status: igång, since: 2021-01-01}]",
    "processes__SK_1": "area: SK\nlead: ALFA\norganisations: [ALFA]\n"
    "history: [{status: igång, since: 2021-01-01}]",
    "grants__g1": "category: utbildning\nyears: [2022]\nprocesses: []\n"
    "amounts: [{year: 2022, granted: 100 000, spent: 60 000}]",
    "grants__g2": "category: tjänster\nyears: [2022]\nprocesses: [LV.1]\n"
    'amounts: [{year: 2022, granted: "ca 7,6 mnkr"}]\ngroups: [{name: Måndag}, {name: Tisdag}]',
    "grants__g3": "category: null\nyears: [2022]\nprocesses: []\namounts: [{year: 2022, granted: null}]",
    "grants__r1": "kind: requisition\nyear: 2022\nfrom: [GAMMA]\namounts: [{requisitioned: 5 000 000}]",
    "grants__r2": "kind: requisition\nyear: 2021\nfrom: [GAMMA]\namounts: [{requisitioned: 2 500 000}]",
    "events__e1": "title: Ett\nday: 2022-03-01\nplace: Norra\nparticipants: [{count: 60}]",
    "events__e2": "title: Två\nday: 2022-10-01\nplace: Norra\nparticipants: [{count: drygt 60}]",
    "events__e3": "title: Tre\nday: 2021-05-01\nhighlighted: 3",
}
"""BETA or GAMMA may lead LV.3; g3 may be of any category; every grant of 2022 is there, not of 2023."""


def document(claims: str, day: str = "2023-12-31") -> str:
    """Return the text of a document that makes some claims."""
    return f"title: Rapport\nday: {day}\nregistry_number: KS 2021/123\nclaims:\n" + indent(
        dedent(claims).strip(), "  "
    )


def told(comparison: Comparison) -> str:
    """Return a comparison in a line: kind, claims, verdict, how far, - missing, + extra, ? perhaps, why."""
    names = " ".join(statement.name for statement in comparison.statements)
    line = [f"{comparison.kind} {names}: {comparison.verdict}"]
    line += [f"by {comparison.difference.normalize():f}"] if comparison.difference is not None else []
    signs = (("-", comparison.missing), ("+", comparison.extra), ("?", comparison.maybe))
    line += [sign + id_ for sign, ids in signs for id_ in ids]
    return " ".join([*line, *([f"({comparison.lacks})"] if comparison.lacks else [])])


def lines(result: Reconciliation, *kinds: str) -> list[str]:
    """Return the comparisons in lines; those of the plan's own sums only where they are asked for."""
    return [told(it) for it in result.comparisons if it.kind in (kinds or ("data", "list", "parts", "claim"))]


def held(claims: str, day: str = "2023-12-31", **others: str) -> list[str]:
    """Return what comes of some claims of one document in the plan above, and those of others."""
    return lines(compute_reconcile(plan_of(**FILES, sources__d1=document(claims, day), **others), DAY))


# Against the files.

COUNTS = [
    pytest.param("records: processes, says: '4'", ["data a: agrees"], id="as many"),
    pytest.param("records: processes, says: '5'", ["data a: differs by 1"], id="one too many"),
    pytest.param("records: processes, says: '3'", ["data a: differs by 1"], id="one too few"),
    pytest.param("records: processes, says: drygt 3", ["data a: agrees"], id="just above the number"),
    pytest.param("records: processes, says: drygt 4", ["data a: differs by 1"], id="just above, and not it"),
    pytest.param("records: processes, says: minst 2", ["data a: agrees"], id="no upper bound"),
    pytest.param("records: processes, says: 3-5", ["data a: agrees"], id="between two numbers"),
    pytest.param("records: processes, select: {area: [LV]}, says: '3'", ["data a: agrees"], id="an area"),
    pytest.param(
        "records: processes, select: {area: [levnadsvillkor, SK]}, says: '4'",
        ["data a: agrees"],
        id="two areas, one by its name",
    ),
    pytest.param("records: processes, where: {area: lv}, says: '3'", ["data a: agrees"], id="by a key"),
    pytest.param("records: processes, select: {lead: [ALFA]}, says: '2'", ["data a: agrees"], id="a lead"),
    pytest.param(
        "records: processes, select: {lead: [BETA]}, says: '1'",
        ["data a: undecidable ?LV.3 (undecided)"],
        id="one may be another",
    ),
    pytest.param(
        "records: processes, select: {lead: [BETA]}, says: '2'",
        ["data a: undecidable ?LV.3 (undecided)"],
        id="one may be",
    ),
    pytest.param(
        "records: processes, select: {lead: [BETA]}, says: '3'",
        ["data a: differs by 1 ?LV.3 (undecided)"],
        id="more than there can be",
    ),
    pytest.param(
        "records: processes, select: {lead: [BETA]}, says: '0'",
        ["data a: differs by 1 ?LV.3 (undecided)"],
        id="fewer than there are",
    ),
    pytest.param("records: grants, select: {year: ['2022']}, says: '3'", ["data a: agrees"], id="whole year"),
    pytest.param(
        "records: grants, select: {year: ['2022']}, says: '4'", ["data a: differs by 1"], id="not in the year"
    ),
    pytest.param(
        "records: grants, select: {year: ['2023']}, says: '7'",
        ["data a: undecidable (incomplete)"],
        id="a year that lacks grants",
    ),
    pytest.param(
        "records: grants, select: {year: ['2021']}, says: '0'",
        ["data a: undecidable (incomplete)"],
        id="a year that nobody says is complete",
    ),
    pytest.param(
        "records: grants, says: '3'", ["data a: undecidable (incomplete)"], id="not all years whole"
    ),
    pytest.param(
        "records: grants, says: '2'", ["data a: differs by 1 (incomplete)"], id="more than are said to be"
    ),
    pytest.param(
        "records: groups, says: '3'", ["data a: undecidable (incomplete)"], id="in grants that may be missing"
    ),
    pytest.param("records: groups, where: {id: g2}, says: '2'", ["data a: agrees"], id="in one grant"),
    pytest.param(
        "records: grants, select: {category: [utbildning], year: ['2022']}, says: '1'",
        ["data a: undecidable ?g3 (undecided)"],
        id="a category that may have more",
    ),
    pytest.param("records: organisations, where: {party: ja}, says: '3'", ["data a: agrees"], id="declared"),
    pytest.param("records: events, select: {year: ['2022']}, says: '2'", ["data a: agrees"], id="a year"),
]

LISTS = [
    pytest.param(
        "records: processes, select: {lead: [ALFA]}, lists: [lv.1, SK.1]", ["data a: agrees"], id="all"
    ),
    pytest.param(
        "records: processes, select: {lead: [ALFA]}, lists: [LV.1]", ["data a: differs -SK.1"], id="one less"
    ),
    pytest.param(
        "records: processes, select: {lead: [ALFA]}, lists: [LV.1, LV.2, SK.1]",
        ["data a: differs +LV.2"],
        id="one more",
    ),
    pytest.param(
        "records: processes, select: {lead: [ALFA]}, lists: [LV.1, X.9]",
        ["data a: differs -SK.1 +X.9"],
        id="one that is not there",
    ),
    pytest.param(
        "records: processes, select: {lead: [BETA]}, lists: [LV.2, LV.3]",
        ["data a: undecidable ?LV.3 (undecided)"],
        id="one that may be",
    ),
    pytest.param(
        "records: processes, select: {lead: [BETA]}, lists: [LV.3]",
        ["data a: differs -LV.2 ?LV.3 (undecided)"],
        id="not the sure one",
    ),
    pytest.param(
        "records: processes, select: {lead: [ALFA]}, says: '3', lists: [LV.1, SK.1]",
        ["data a: differs by 1", "data a: agrees", "list a: differs by 1"],
        id="a number that is not that of the list",
    ),
    pytest.param(
        "records: processes, select: {lead: [ALFA]}, says: ca 2, lists: [LV.1, SK.1]",
        ["data a: agrees", "data a: agrees", "list a: agrees"],
        id="a number and the list",
    ),
    pytest.param(
        "records: organisations, where: {party: ja}, lists: [Alfakontoret, betaförvaltningen, GAMMA]",
        ["data a: agrees"],
        id="organisations by their other names",
    ),
    pytest.param(
        "records: organisations, where: {party: ja}, says: '4', lists: [Alfakontoret, ALFA, BETA, GAMMA]",
        ["data a: differs by 1", "data a: agrees", "list a: differs by 1"],
        id="one under two of its names is one",
    ),
    pytest.param(
        "records: grants, select: {year: ['2023']}, lists: [g9]",
        ["data a: undecidable (incomplete)"],
        id="one that may be missing in the files",
    ),
]

SUMS = [
    pytest.param(
        "records: requisitions, select: {year: ['2022']}, sum: requisitioned, says: 5 mnkr",
        ["data a: agrees"],
        id="a year",
    ),
    pytest.param(
        "records: requisitions, sum: requisitioned, says: 7 500 001 kr", ["data a: differs by 1"], id="1 kr"
    ),
    pytest.param(
        "records: requisitions, sum: requisitioned, says: 'ca 7,5 mnkr'", ["data a: agrees"], id="approximate"
    ),
    pytest.param(
        "records: grants, where: {id: g2}, sum: granted, says: 'ca 7,7 mnkr'", ["data a: agrees"], id="border"
    ),
    pytest.param(
        "records: grants, where: {id: g2}, sum: granted, says: 7 650 001",
        ["data a: differs by 1"],
        id="past the border",
    ),
    pytest.param(
        "records: grants, select: {year: ['2022']}, sum: granted, says: 9 mnkr",
        ["data a: undecidable ?g3 (unknown)"],
        id="one amount is unknown",
    ),
    pytest.param(
        "records: grants, select: {year: ['2022']}, sum: granted, says: 7 649 999",
        ["data a: differs by 1 ?g3 (unknown)"],
        id="less than the known amounts",
    ),
    pytest.param(
        "records: grants, where: {id: g1}, sum: granted, minus: spent, says: 40 tkr",
        ["data a: agrees"],
        id="less what is spent",
    ),
    pytest.param(
        "records: grants, where: {id: g1}, sum: granted, minus: spent, says: 39 999",
        ["data a: differs by 1"],
        id="less what is spent, and 1 kr",
    ),
    pytest.param(
        "records: grants, select: {category: [tjänster], year: ['2022']}, sum: granted, minus: spent,"
        " says: '1'",
        ["data a: undecidable ?g3 ?g2 (undecided)"],
        id="what may be spent may take all",
    ),
    pytest.param(
        "records: participants, select: {year: ['2022']}, sum: count, says: '121'",
        ["data a: agrees"],
        id="60 and a little more than 60",
    ),
    pytest.param(
        "records: participants, select: {year: ['2022']}, sum: count, says: '120'",
        ["data a: differs by 1"],
        id="just 60 and 60",
    ),
    pytest.param(
        "records: events, where: {place: Norra}, sum: highlighted, says: '3'",
        ["data a: undecidable (absent)"],
        id="nothing to add",
    ),
]

EACH = [
    pytest.param(
        "records: events, select: {year: ['2022']}, each: place, says: norra", ["data a: agrees"], id="all"
    ),
    pytest.param(
        "records: events, each: place, says: Norra", ["data a: undecidable ?e3 (undecided)"], id="one unsaid"
    ),
    pytest.param(
        "records: events, each: place, says: Södra",
        ["data a: differs +e1 +e2 ?e3 (undecided)"],
        id="otherwise",
    ),
    pytest.param(
        "records: events, select: {year: ['2022']}, each: day, says: hösten 2022",
        ["data a: differs +e1"],
        id="days",
    ),
    pytest.param(
        "records: processes, select: {area: [SK]}, each: lead, says: Alfakontoret",
        ["data a: agrees"],
        id="by another name",
    ),
    pytest.param(
        "records: processes, select: {lead: [BETA]}, each: area, says: LV",
        ["data a: undecidable ?LV.3 (undecided)"],
        id="one that may not be asked about",
    ),
    pytest.param(
        "records: processes, select: {lead: [BETA]}, each: area, says: SK",
        ["data a: differs +LV.2 ?LV.3 (undecided)"],
        id="only the sure one is otherwise",
    ),
    pytest.param(
        "records: processes, select: {lead: [GAMMA], area: [SK]}, each: area, says: SK",
        ["data a: undecidable (absent)"],
        id="of none",
    ),
    pytest.param("records: processes, each: organisations, says: 1-2", ["data a: agrees"], id="how many"),
    pytest.param(
        "records: processes, each: organisations, says: '1'", ["data a: differs +LV.1"], id="one more in one"
    ),
    pytest.param(
        "records: processes, each: organisations, says: BETA",
        ["data a: differs +LV.1 +SK.1"],
        id="a name is all that each lists",
    ),
    pytest.param(
        "records: grants, select: {year: ['2022']}, each: groups, says: '2'",
        ["data a: undecidable ?g1 ?g3 (undecided)"],
        id="how many where some do not say",
    ),
    pytest.param(
        "records: processes, where: {id: LV.1}, each: history, says: '1'",
        ["data a: differs +LV.1"],
        id="how many entries",
    ),
    pytest.param(
        "records: grants, select: {year: ['2022']}, each: years, says: '2022'",
        ["data a: agrees"],
        id="a year",
    ),
]

FIELDS = [
    pytest.param("record: LV.1, field: area, says: levnadsvillkor", ["data a: agrees"], id="by its name"),
    pytest.param("record: LV.1, field: area, says: SK", ["data a: differs"], id="another"),
    pytest.param("record: LV.1, field: lead, says: Alfakontoret", ["data a: agrees"], id="by another name"),
    pytest.param("record: LV.3, field: lead, says: BETA", ["data a: undecidable (unknown)"], id="unknown"),
    pytest.param("record: LV.1, field: organisations, says: '2'", ["data a: agrees"], id="how many"),
    pytest.param("record: LV.1, field: history, says: '3'", ["data a: differs by 1"], id="how many groups"),
    pytest.param(
        "record: LV.1, field: organisations, lists: [Betaförvaltningen]",
        ["data a: differs -ALFA"],
        id="which",
    ),
    pytest.param("record: plan, field: period.to, says: december 2023", ["data a: agrees"], id="within"),
    pytest.param("record: plan, field: period.to, says: '2024'", ["data a: differs"], id="another day"),
    pytest.param("record: plan, field: areas, lists: [levnadsvillkor, SK]", ["data a: agrees"], id="a table"),
    pytest.param(
        "record: plan, field: organisations.FÖRENINGEN.party, says: nej", ["data a: agrees"], id="a no"
    ),
    pytest.param("record: e1, field: day, says: 2 mars 2022", ["data a: differs"], id="a day later"),
    pytest.param("record: r1, field: year, says: '2022'", ["data a: agrees"], id="a year"),
    pytest.param("record: r1, field: day, says: '2022'", ["data a: undecidable (unknown)"], id="no day"),
    pytest.param(
        "record: g2, field: amounts.2022.granted, says: '7 549 999'",
        ["data a: differs by 1"],
        id="an amount of a year",
    ),
    pytest.param(
        "record: d1, field: registry_number, says: ks  2021/123", ["data a: agrees"], id="a registry number"
    ),
    pytest.param(
        "record: d1, field: registry_number, says: KS 2021/124", ["data a: differs"], id="another number"
    ),
    pytest.param("quantity: enkätens svar, says: '12'", [], id="what no record holds"),
]


@pytest.mark.parametrize(("claim", "found"), [*COUNTS, *LISTS, *SUMS, *EACH, *FIELDS])
def test_a_claim_is_held_against_the_files_and_its_own_list(claim: str, found: list[str]) -> None:
    assert held(f"a: {{{claim}}}") == found


@pytest.mark.parametrize(
    ("day", "written", "found"),
    [
        pytest.param("2023-12-31", "", "data a: agrees", id="the day of the document"),
        pytest.param("2022-05-31", "", "data a: differs by 1", id="a document of the day before"),
        pytest.param("2022-05-31", "day: 2022-06-01,", "data a: agrees", id="the claim's own day"),
        pytest.param("2023-12-31", "day: 2022,", "data a: undecidable ?LV.1 (undecided)", id="its year"),
        pytest.param("2023-12-31", "day: 2022-05,", "data a: differs by 1", id="the month before"),
        pytest.param("2023-12-31", "day: hösten 2022,", "data a: agrees", id="the half-year after"),
        pytest.param("2022", "", "data a: undecidable ?LV.1 (undecided)", id="the year of the document"),
        pytest.param(
            "senast 2023", "", "data a: undecidable ?LV.1 ?LV.2 ?LV.3 ?SK.1 (undecided)", id="no first day"
        ),
        pytest.param("null", "day: 2022-05-31,", "data a: differs by 1", id="only the claim has a day"),
        pytest.param("null", "", "data a: agrees", id="no day at all is the day that is asked about"),
        pytest.param("tidigast 2021", "", "data a: agrees", id="a day without an end is no day"),
    ],
)
def test_a_status_is_compared_on_the_day_that_the_claim_is_about(day: str, written: str, found: str) -> None:
    claim = f"a: {{{written} records: processes, select: {{status: [klar]}}, says: '1'}}"
    assert held(claim, day) == [found]


TURNS = {
    "processes__LV_1": "area: LV\nhistory: [{status: igång, since: 2021}, {status: klar, since: 2022-08-15}]",
    "processes__LV_2": "area: LV\nhistory: [{status: igång, since: 2021}]\n"
    "pauses: [{from: 2022-03-01, to: 2022-04-30}]",
    "processes__SK_1": "area: SK\nhistory: [{status: klar, since: 2021}]",
}
"""LV.1 is done in August 2022, and LV.2 pauses in March and April."""


@pytest.mark.parametrize(
    ("day", "status", "says", "found"),
    [
        ("2022", "igång", "says: '1'", ["data a: undecidable ?LV.1 ?LV.2 (undecided)"]),
        ("2022", "igång", "says: '3'", ["data a: differs by 1 ?LV.1 ?LV.2 (undecided)"]),
        ("2022", "klar", "says: '0'", ["data a: differs by 1 ?LV.1 (undecided)"]),
        ("2022", "klar", "lists: [SK.1]", ["data a: undecidable ?LV.1 (undecided)"]),
        ("2022", "vilar", "says: '1'", ["data a: undecidable ?LV.2 (undecided)"]),
        ("mars 2022", "vilar", "says: '1'", ["data a: agrees"]),
        ("augusti 2022", "igång", "says: '1'", ["data a: undecidable ?LV.1 (undecided)"]),
        ("2022-08-14", "igång", "says: '2'", ["data a: agrees"]),
        ("2022-08-15", "igång", "says: '1'", ["data a: agrees"]),
        ("2022", "klar", "each: area, says: SK", ["data a: undecidable ?LV.1 (undecided)"]),
    ],
)
def test_a_status_that_changed_within_a_day_known_in_part_is_undecided(
    day: str, status: str, says: str, found: list[str]
) -> None:
    for narrow in (f"select: {{status: [{status}]}}", f"where: {{status: {status}}}"):
        claim = document(f"a: {{records: processes, {narrow}, day: {day}, {says}}}")
        assert lines(compute_reconcile(plan_of(**TURNS, sources__d1=claim), DAY)) == found


def test_a_status_that_only_holds_between_two_pauses_may_be_what_is_meant() -> None:
    process = (
        "history: [{status: igång, since: 2021}]\n"
        "pauses: [{from: 2022-01-01, to: 2022-02-28}, {from: 2022-06-01, to: 2022-06-30}]"
    )
    claim = document("a: {records: processes, select: {status: [igång]}, day: våren 2022, says: '1'}")
    found = lines(compute_reconcile(plan_of(processes__LV_1=process, sources__d1=claim), DAY))
    assert found == ["data a: undecidable ?LV.1 (undecided)"]


# Money is added as `hp grants` adds it.

MONEY = {
    "grants__g1": "years: [2022]\namounts: [{year: 2022, granted: 100 000, spent: 50 000}]",
    "grants__g2": "years: [2022]\namounts: [{year: 2022, granted: 30 000}]",
    "grants__g3": "amounts:\n- {year: 2021, granted: 7, carried: 2}\n"
    "- {year: 2022, granted: 1 000, spent: 400}",
    "grants__g4": "years: [2023]\namounts: [{year: 2023, applied: 20, granted: 10, decision: b}]",
    "decisions__b": "body: nämnden\nday: 2023-06-01",
}
"""What g2 spent is unknown, and so what is left of it; of g3 602 is left in 2022; g4 is decided in June."""


@pytest.mark.parametrize(
    ("narrow", "says", "found"),
    [
        ("select: {year: ['2022']}, sum: granted", "131 000", "agrees"),
        ("select: {year: ['2022']}, sum: granted", "131 001", "differs by 1"),
        ("where: {year: '2022'}, sum: granted", "131 000", "agrees"),
        ("where: {year: '2022', id: g3}, sum: granted", "1 000", "agrees"),
        ("select: {year: ['2022']}, sum: spent", "50 400", "undecidable ?g2 (unknown)"),
        ("select: {year: ['2022']}, sum: spent", "50 399", "differs by 1 ?g2 (unknown)"),
        ("select: {year: ['2022']}, sum: repaid", "0", "undecidable (absent)"),
        ("select: {category: [utbildning], year: ['2022']}, sum: repaid", "1", "undecidable (absent)"),
        ("where: {id: g1}, sum: left", "50 000", "agrees"),
        ("where: {id: g1}, sum: left", "49 999", "differs by 1"),
        ("where: {id: g3, year: '2022'}, sum: left", "602", "agrees"),
        ("where: {id: g2}, sum: left", "30 000", "undecidable ?g2 (unknown)"),
        ("where: {id: g4}, sum: granted", "10", "agrees"),
        ("day: 2023-06-01, where: {id: g4}, sum: granted", "10", "agrees"),
        ("day: 2023-05-31, where: {id: g4}, sum: granted", "10", "undecidable (absent)"),
        ("day: 2023-05-31, where: {id: g4}, sum: applied", "20", "agrees"),
        ("day: 2021-12-31, where: {id: g3}, sum: granted", "7", "agrees"),
        ("day: 2022-12-31, where: {id: g3}, sum: granted", "1 007", "agrees"),
        ("where: {id: g1}, sum: granted, minus: repaid", "100 000", "agrees"),
    ],
)
def test_the_money_of_grants_is_added_as_the_money_is_told(narrow: str, says: str, found: str) -> None:
    claim = document(f"a: {{records: grants, {narrow}, says: '{says}'}}")
    assert lines(compute_reconcile(plan_of(**MONEY, sources__d1=claim), DAY)) == [f"data a: {found}"]


def test_the_rows_of_amounts_are_added_as_the_grants_they_stand_in() -> None:
    claim = document("a: {records: amounts, where: {year: '2022'}, sum: spent, says: '50 400'}")
    found = lines(compute_reconcile(plan_of(**MONEY, sources__d1=claim), DAY))
    assert found == ["data a: undecidable ?g2 (unknown)"]


def test_what_is_taken_is_told_apart_from_what_is_added() -> None:
    claim = document("a: {records: grants, where: {id: g1}, sum: granted, minus: spent, says: '1'}")
    (found, *_) = compute_reconcile(plan_of(**MONEY, sources__d1=claim), DAY).comparisons
    assert [(it.loc, it.text, it.taken) for it in found.right.made_of] == [
        (("amounts", 0, "granted"), "100 000", False),
        (("amounts", 0, "spent"), "50 000", True),
    ]


def test_what_is_taken_is_shown_apart_from_what_is_added_and_what_is_unknown() -> None:
    claim = document("a: {records: grants, select: {year: ['2022']}, sum: granted, minus: spent, says: '1'}")
    result = compute_reconcile(plan_of(**MONEY, sources__d1=claim), DAY, Narrow(frozenset({"d1"})))
    (figure,) = explained_readings(result)
    assert [(it.said, [(row.id, row.text) for row in it.rows]) for it in figure.blocks] == [
        ("", [("g1", "100 000"), ("g2", "30 000"), ("g3", "1 000")]),
        ("Dras av:", [("g1", "50 000"), ("g3", "400")]),
        ("Okänt om de hör hit, eller vad de är:", [("g2", "")]),
    ]
    counted = [(row[2], row[-1]) for row in trace_table_rows(result)]
    assert counted == [
        ("g1", "ja"), ("g2", "ja"), ("g3", "ja"), ("g1", "dras av"), ("g3", "dras av"), ("g2", "okänt"),
    ]  # fmt: skip


def test_what_is_left_stands_where_it_is_written_and_else_at_its_year() -> None:
    files = {"grants__g5": "years: [2022]\namounts: [{year: 2022, granted: 9, spent: 2, left: 7}]"}
    claim = document("a: {records: grants, select: {year: ['2022']}, sum: left, says: '1'}")
    plan = plan_of(grants__g1=MONEY["grants__g1"], **files, sources__d1=claim)
    (found, *_) = compute_reconcile(plan, DAY).comparisons
    assert [(it.id, it.loc, it.text) for it in found.right.made_of] == [
        ("g1", ("amounts", 0), "50 000"),
        ("g5", ("amounts", 0, "left"), "7"),
    ]


def test_a_sum_of_what_is_left_is_money() -> None:
    claim = document("a: {records: grants, where: {id: g1}, sum: left, says: '1'}")
    (found, *_) = compute_reconcile(plan_of(**MONEY, sources__d1=claim), DAY).comparisons
    assert found.right.value == Span(Decimal(50_000), Decimal(50_000), Decimal(50_000), kronor=True)


# What is left out says nothing.


@pytest.mark.parametrize(
    ("keys", "claim", "found"),
    [
        pytest.param("", "record: g1, field: groups, says: '3'", "undecidable (absent)", id="field"),
        pytest.param("", "record: g1, field: groups, lists: [A]", "undecidable (absent)", id="field, list"),
        pytest.param("groups: []", "record: g1, field: groups, says: '3'", "differs by 3", id="none"),
        pytest.param("groups: []", "record: g1, field: groups, says: '0'", "agrees", id="none, said so"),
        pytest.param("", "record: plan, field: successors, says: '1'", "undecidable (absent)", id="plan"),
        pytest.param("", "records: meetings, says: '3'", "undecidable (absent)", id="sort"),
        pytest.param("", "records: meetings, lists: [A]", "undecidable (absent)", id="sort, list"),
        pytest.param("", "records: groups, where: {id: g1}, says: '3'", "undecidable (absent)", id="inner"),
        pytest.param("groups: []", "records: groups, where: {id: g1}, says: '3'", "differs by 3", id="[]"),
        pytest.param("", "records: events, says: '3'", "undecidable (absent)", id="records"),
        pytest.param(
            "", "records: grants, select: {year: ['2022']}, says: '2'", "differs by 1", id="all are here"
        ),
    ],
)
def test_a_key_and_a_sort_that_nobody_writes_are_not_none(keys: str, claim: str, found: str) -> None:
    grant = f"years: [2022]\n{keys}"
    plan = plan_of(grants__g1=grant, sources__d1=document(f"a: {{{claim}}}"))
    assert lines(compute_reconcile(plan, DAY)) == [f"data a: {found}"]


def test_no_grant_in_a_year_whose_grants_are_all_there_is_none() -> None:
    claim = document("a: {records: grants, select: {year: ['2022']}, says: '0'}")
    assert lines(compute_reconcile(plan_of(sources__d1=claim), DAY)) == ["data a: agrees"]


def test_of_a_sort_that_has_entries_none_may_be_asked_for() -> None:
    assert held("a: {records: events, where: {title: Fyra}, says: '0'}") == ["data a: agrees"]


@pytest.mark.parametrize(
    ("says", "found"),
    [("2", "data a: undecidable ?e4 (undecided)"), ("1", "data a: undecidable ?e4 (undecided)")],
)
def test_what_may_have_come_after_the_document_is_not_taken_for_either(says: str, found: str) -> None:
    later = "title: Fyra\nday: 2021"
    claim = f"a: {{records: events, where: {{place: Södra}}, says: '{says}'}}"
    near = {"events__e4": f"{later}\nplace: Södra", "events__e5": "title: Fem\nday: 2021-02-01\nplace: Södra"}
    assert held(claim, "2021-06-30", **near) == [found]


def test_what_came_after_the_document_is_not_counted() -> None:
    assert held("a: {records: events, says: '1'}", "2021-12-31") == ["data a: agrees"]


@pytest.mark.parametrize(
    ("broken", "claim", "found"),
    [
        ("processes__LV_9", "records: processes, says: '4'", "data a: undecidable (unread)"),
        ("processes__LV_9", "records: processes, says: '3'", "data a: differs by 1 (unread)"),
        ("processes__LV_9", "records: processes, lists: [LV.1, LV.2, LV.3, LV.9, SK.1]",
         "data a: undecidable (unread)"),
        ("processes__LV_9", "records: processes, lists: [LV.1, LV.2, LV.9, SK.1]",
         "data a: differs -LV.3 (unread)"),
        ("processes__LV_9", "records: events, says: '3'", "data a: agrees"),
        ("processes__LV_9", "records: activities, says: '0'", "data a: undecidable (unread)"),
        ("grants__g9", "records: grants, where: {id: g1}, sum: repaid, says: '2'",
         "data a: undecidable (unread)"),
        ("grants__g9", "records: requisitions, says: '2'", "data a: undecidable (unread)"),
        ("grants__g9", "records: processes, select: {category: [tjänster]}, says: '2'",
         "data a: undecidable (unread)"),
        ("grants__g9", "records: processes, select: {area: [LV]}, says: '3'", "data a: agrees"),
    ],
)  # fmt: skip
def test_a_file_that_could_not_be_read_may_hold_what_is_asked_for(
    broken: str, claim: str, found: str
) -> None:
    loading = load(**FILES, **{broken: "color: blå"}, sources__d1=document(f"a: {{{claim}}}"))
    assert [problem.code for problem in loading.problems] == ["HP101"]
    assert lines(compute_reconcile(loading.plan, DAY)) == [found]


# Against each other.


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("60", "60", "agrees"),
        ("60", "drygt 60", "differs by 1"),
        ("65", "drygt 60", "agrees"),
        ("66", "drygt 60", "differs by 1"),
        ("55", "60-talet", "agrees"),
        ("70", "ett 60-tal", "differs by 1"),
        ("55-60", "60", "agrees"),
        ("55-60", "61", "differs by 1"),
        ("55-60", "60-65", "agrees"),
        ("55-60", "61-65", "differs by 1"),
        ("hälften", "nästan hälften", "differs by 1"),
        ("hälften", "50 %", "agrees"),
        ("ca 7,6 mnkr", "7 650 000 kr", "agrees"),
        ("ca 7,6 mnkr", "7 650 001 kr", "differs by 1"),
        ("minst 5", "7", "agrees"),
        ("minst 5", "4", "differs by 1"),
        ("2000", "ca 2 000", "agrees"),
        ("2000", "2 001", "differs by 1"),
        ("2022", "2022-03-14", "agrees"),
        ("2022-03", "våren 2022", "agrees"),
        ("2022-03", "april 2022", "differs"),
        ("2022-03-31", "2022-04-01", "differs"),
        ("senast 2022", "2023-01-01", "differs"),
        ("tidigast 2022", "2023-01-01", "agrees"),
        ("KS 2021/1", "ks  2021/1", "agrees"),
        ("KS 2021/1", "KS 2021/2", "differs"),
        ("många", "12", "differs"),
        ("2022-03", "12", "differs"),
    ],
)
def test_two_claims_agree_when_both_can_be_right(one: str, other: str, found: str) -> None:
    for first, second in ((one, other), (other, one)):
        claims = f"a: {{quantity: Svar, says: '{first}'}}\nb: {{quantity: svar, says: '{second}'}}"
        assert held(claims) == [f"claim a b: {found}"]


def test_claims_that_say_the_same_are_held_together_against_one_that_does_not() -> None:
    claims = (
        "a: {quantity: svar, says: '12'}\nb: {quantity: svar, says: '13'}\nc: {quantity: svar, says: '12'}"
    )
    assert held(claims) == ["claim a c: agrees", "claim a c b: differs by 1"]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("2022", "2022-12-31", []),
        ("hösten 2022", "2022-12-31", []),
        ("2022-12", "2022-12-31", []),
        ("2022", "2022", ["claim a b: differs by 1"]),
        ("mars 2022", "2022-03", ["claim a b: differs by 1"]),
        ("2022-12-31", "2022-12-31", ["claim a b: differs by 1"]),
    ],
)
def test_a_status_on_some_day_of_a_stretch_is_another_thing_than_on_its_last(
    one: str, other: str, found: list[str]
) -> None:
    claims = "".join(
        f"{name}: {{records: processes, select: {{status: [klar]}}, day: {day}, says: '{says}'}}\n"
        for name, day, says in (("a", one, 0), ("b", other, 1))
    )
    assert [line for line in held(claims) if line.startswith("claim")] == found


def test_claims_of_several_documents_meet() -> None:
    other = document("b: {quantity: Svar, says: 'ca 10'}", "null")
    assert held("a: {quantity: svar, says: '16'}", sources__d2=other) == ["claim a b: differs by 1"]


def test_one_thing_asked_for_by_two_of_its_names_is_one_thing() -> None:
    claims = """
        a: {records: processes, select: {lead: [Alfakontoret], area: [LV]}, says: '1'}
        b: {records: processes, select: {area: [lv], lead: [alfa]}, says: '2'}
    """
    assert held(claims)[-1] == "claim a b: differs by 1"


def test_lists_of_the_same_number_can_be_otherwise() -> None:
    claims = "a: {quantity: orter, lists: [Berg, Dal]}\nb: {quantity: orter, lists: [dal, Ås]}"
    assert held(claims) == ["claim a b: agrees", "claim a b: differs -Ås +Berg"]


def test_lists_in_another_order_are_not_otherwise() -> None:
    claims = "a: {quantity: orter, lists: [Berg, Dal]}\nb: {quantity: orter, lists: [dal, BERG]}"
    assert held(claims) == ["claim a b: agrees"]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        pytest.param(("2022-06-01", "2023-12-31"), [], id="two days"),
        pytest.param(("2022-06-01", "juni 2022"), [], id="a day and the end of its month"),
        pytest.param(("2022-06-01", "1 juni 2022"), ["claim a b: differs by 1"], id="one day"),
        pytest.param(("null", "2023-12-31"), ["claim a b: differs by 1"], id="that of the document"),
    ],
)
def test_a_status_on_another_day_is_another_quantity(days: tuple[str, str], found: list[str]) -> None:
    claims = "\n".join(
        f"{name}: {{records: processes, select: {{status: [klar]}}, day: {day}, says: '{says}'}}"
        for name, day, says in zip("ab", days, ("1", "2"), strict=True)
    )
    assert [line for line in held(claims) if line.startswith("claim")] == found


@pytest.mark.parametrize("narrow", ["select: {status: [klar]}", "where: {status: klar}"])
def test_claims_of_a_status_on_two_days_never_meet_however_it_is_asked_for(narrow: str) -> None:
    claims = "\n".join(
        f"{name}: {{records: processes, {narrow}, day: {day}, says: '{says}'}}"
        for name, day, says in (("a", "2022-01-01", "0"), ("b", "2022-06-01", "1"))
    )
    other = document("c: {records: processes, " + narrow + ", says: '0'}", "2022-01-01")
    assert held(claims, sources__d2=other)[-2:] == ["data c: agrees", "claim a c: agrees"]


def test_what_is_said_of_two_days_is_not_the_same_thing_and_a_day_can_be_written_in_two_ways() -> None:
    claims = """
        a: {quantity: medlemmar, day: 2022-03-01, says: '5'}
        b: {quantity: medlemmar, day: 1 mars 2022, says: '6'}
        c: {quantity: medlemmar, day: 2023-03-01, says: '7'}
    """
    assert held(claims) == ["claim a b: differs by 1"]


# What comes of it all.

CLAIMS = """
    a: {records: processes, says: '4'}
    b: {records: processes, says: '5', explained: [{against: '4', reason: En delad, by: B, day: 2024}]}
    c: {records: processes, select: {lead: [BETA]}, says: '2'}
    d: {records: requisitions, sum: requisitioned, says: 8 mnkr}
    e: {record: LV.1, field: area, says: SK}
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan with a document that agrees, differs, is explained and cannot be decided."""
    other = document("f: {records: processes, select: {area: [LV]}, says: '2'}", "2024-02-01")
    return plan_of(**FILES, sources__d1=document(CLAIMS), sources__d2=other)


@pytest.mark.parametrize(
    ("verdict", "found"),
    [
        ("agrees", ["data a: agrees"]),
        ("differs", ["data d: differs by 500000", "data e: differs", "data f: differs by 1"]),
        ("undecidable", ["data c: undecidable ?LV.3 (undecided)"]),
        ("explained", ["data b: explained by 1", "claim a b: explained by 1"]),
    ],
)
def test_each_verdict_can_be_asked_for(plan: Plan, verdict: Verdict, found: list[str]) -> None:
    result = compute_reconcile(plan, DAY).only({verdict})
    assert lines(result) == found
    own = sum(it.kind == "plan" for it in result.comparisons)
    assert result.count(verdict) == len(found) + own
    assert result.narrowed


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        (Narrow(documents=frozenset({"d2"})), ["data f: differs by 1"]),
        (Narrow(record="LV.3"), ["data a: agrees", "data b: explained by 1",
                                 "data c: undecidable ?LV.3 (undecided)", "data f: differs by 1"]),
        (Narrow(frozenset({"d2"}), "LV.2"), ["data f: differs by 1"]),
        (Narrow(record="r1"), []),
        (Narrow(record="X"), []),
    ],
)  # fmt: skip
def test_claims_of_a_document_or_about_a_record_can_be_asked_for(
    plan: Plan, narrow: Narrow, found: list[str]
) -> None:
    result = compute_reconcile(plan, DAY, narrow)
    assert lines(result) == found
    assert result.claims == 6
    assert list(result.documents) == ["d1", "d2"]


def test_documents_that_came_later_are_left_out(plan: Plan) -> None:
    result = compute_reconcile(plan, DAY, latest=date(2023, 12, 31))
    assert (result.claims, list(result.documents), result.narrowed) == (5, ["d1"], False)


def test_topics_are_told_once_by_their_gravest_verdict(plan: Plan) -> None:
    result = compute_reconcile(plan, DAY)
    processes = next(topic for topic in result.topics() if topic.quantity.records == "processes")
    assert [told(it) for it in processes.comparisons] == [
        "data a: agrees",
        "data b: explained by 1",
        "claim a b: explained by 1",
    ]
    assert processes.verdict == "explained"
    assert [len(result.topics(it)) for it in ("differs", "undecidable", "explained")] == [3, 1, 1]


@pytest.mark.parametrize(
    ("sorts", "found"),
    [(["processes"], 2), (["requisitions"], 1), (["processes", "requisitions"], 3), (["grants"], 0), ([], 0)],
)
def test_deviations_are_counted_for_some_sorts(plan: Plan, sorts: Sequence[str], found: int) -> None:
    assert len(compute_reconcile(plan, DAY).about(*sorts)) == found


def test_the_plan_s_own_sums_agree() -> None:
    found = lines(compute_reconcile(plan_of(**FILES), DAY), "plan")
    assert found == ["plan : agrees"] * 5  # by status, by area, and granted, spent and left in 2022


def own(status: Status | None = None, grants: Grants | None = None) -> list[str]:
    """Return the plan's own sums that do not agree, with what the groups are taken to be."""
    plan = plan_of(**FILES)
    found = own_sums(plan, status or compute_status(plan, DAY), grants or compute_grants(plan, DAY))
    return [f"{it.by} {told(it)}" for it in found if it.verdict != "agrees"]


def test_a_process_in_two_groups_or_in_none_is_told() -> None:
    status = compute_status(plan_of(**FILES), DAY)
    assert own(status) == []
    (first, second) = status.by_status
    assert (first.ids, second.ids) == (("LV.1",), ("LV.2", "LV.3", "SK.1"))
    twice = replace(status, by_status=(replace(first, ids=("LV.1", "SK.1")), second))
    assert own(twice) == ["status plan : differs by 1 -SK.1"]
    assert own(replace(status, by_status=(first,))) == ["status plan : differs by 3 +LV.2 +LV.3 +SK.1"]
    moved = replace(status, by_status=(replace(first, ids=("LV.2",)), second))
    assert own(moved) == ["status plan : differs -LV.2 +LV.1"]
    lost = replace(status, processes=status.processes[:3], by_area=status.by_area[:1])
    assert own(lost) == ["area plan : differs by 1 +SK.1"]


def test_money_that_is_in_two_categories_or_in_none_is_told() -> None:
    grants = compute_grants(plan_of(**FILES), DAY)
    (year,) = (it for it in grants.years if it.year == 2022)
    twice = replace(year, groups=(*year.groups, year.groups[0]))
    # What was granted twice is still within what ca 7,6 mnkr can mean: 100 000.
    assert own(grants=replace(grants, years=(twice,))) == [
        "category plan : differs by 60000",
        "category plan : differs by 40000",
    ]
    lost = replace(year, groups=(), sums=Sums(dict.fromkeys(STEPS, total([]))))
    assert own(grants=replace(grants, years=(lost,))) == [
        "category plan : differs by 7650000",
        "category plan : differs by 60000",
        "category plan : differs by 40000",
    ]


def test_readings_beyond_twenty_are_held_against_the_first_only() -> None:
    def differing(count: int) -> list[str]:
        return held("\n".join(f"c{n}: {{quantity: svar, says: '{n}'}}" for n in range(count)))

    assert len(differing(20)) == 190
    assert differing(21) == [f"claim c0 c{n}: differs by {n}" for n in range(1, 21)]
    listed = "\n".join(f"c{n}: {{quantity: orter, lists: [Ort {n}]}}" for n in range(21))
    assert len(held(listed)) == 1 + 20


def test_a_plan_without_processes_grants_and_documents_has_nothing_to_compare() -> None:
    result = compute_reconcile(plan_of(HEADER), DAY)
    assert (result.claims, result.comparisons, result.deviations) == (0, (), ())

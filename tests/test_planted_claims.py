"""What the example's documents state wrongly, on purpose, is found as its README works it out by hand."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest

from handlingsplan.compute.claims.comparison import Comparison, Side
from handlingsplan.compute.claims.statements import Statement
from handlingsplan.compute.claims.values import Span, Value, read_number
from handlingsplan.compute.reconcile import Reconciliation, compute_reconcile
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.claim import Claim
from handlingsplan.model.records.source import SourceDocument
from handlingsplan.store.load import load_plan
from tests.plans import ROOT

EXAMPLE = ROOT / "examples" / "ekbacken"
END, AFTERWARDS = date(2025, 12, 31), date(2026, 2, 1)
BEFORE_THE_ERRATUM = date(2026, 1, 26)
NOTHING = "–"


def table(heading: str) -> list[list[str]]:
    """Return the cells of each row of the first table under a heading of the README, without its head."""
    text = (EXAMPLE / "README.md").read_text("utf-8")
    under = re.split(rf"^#+ {re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1]
    lines = re.search(r"(?:^\|.*\n)+", under, re.MULTILINE)
    assert lines is not None, heading
    rows = [line.strip("|").split("|") for line in lines[0].splitlines()]
    return [[cell.replace("`", "").strip(" *") for cell in cells] for cells in rows[2:]]


class Written(NamedTuple):
    """One row of the table of what does not agree."""

    claims: str
    against: str
    stated: str
    instead: str
    difference: str
    missing: str
    extra: str
    verdict: str


WRITTEN = [Written(*cells) for cells in table("Det som inte går ihop")]
AGAINST = {"data": "filerna", "list": "egen uppräkning", "parts": "delarna"}
DIVIDED = {"målområde": "area", "huvudområde": "category", "status": "status", "år": "year"}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(EXAMPLE).plan


@pytest.fixture(scope="module")
def result(plan: Plan) -> Reconciliation:
    return compute_reconcile(plan, END)


def names(side: Side) -> str:
    return " och ".join(f"{it.document}/{it.name}" for it in side.of)


def key(comparison: Comparison) -> tuple[str, str]:
    """Return what a comparison is called in the README: the claims, and what they are held against."""
    return names(comparison.left), AGAINST.get(comparison.kind) or names(comparison.right)


def wrong(result: Reconciliation) -> list[Comparison]:
    return [it for it in result.comparisons if it.verdict != "agrees"]


def outcome(comparison: Comparison) -> str:
    """Return the verdict in the README's words, with what kind of explanation there is."""
    reason = comparison.reason
    if comparison.verdict == "explained":
        assert reason is not None
        return "förklarat, rättat" if reason.corrected_by else "förklarat"
    assert comparison.verdict == "differs"
    if reason is not None:
        return "avviker, hypotes" if reason.hypothesis else "avviker, med skäl"
    stale = any(it.claim.explained for it in comparison.statements)
    return "avviker, inaktuell" if stale else "avviker"


def reads_as(cell: str, value: Value | None) -> bool:
    """Tell whether a cell says just what a reading is: the same bounds, days or words."""
    if isinstance(value, Figure | Span):
        written = read_number(cell)
        return written is not None and (written.low, written.high) == (value.low, value.high)
    if isinstance(value, Day):
        day = Day.parse(cell)
        return (day.first, day.last) == (value.first, value.last)
    return cell == (value or NOTHING)


def amount(cell: str) -> Decimal | None:
    written = None if cell == NOTHING else read_number(cell)
    return written.value if written else None


def together(words: Sequence[str]) -> str:
    return ", ".join(words).casefold() or NOTHING


def test_the_claims_are_as_many_as_counted(plan: Plan, result: Reconciliation) -> None:
    rows = {name: int(number) for name, number in table("Avstämningen")}
    assert rows.pop("i alla") == sum(rows.values()) == result.claims
    assert rows == {source.id: len(source.claims) for _, source in plan.files_of(SourceDocument)}


def test_nothing_differs_but_what_is_planted(result: Reconciliation) -> None:
    assert sorted(map(key, wrong(result))) == sorted((row.claims, row.against) for row in WRITTEN)


@pytest.mark.parametrize("row", WRITTEN, ids=[f"{row.claims} mot {row.against}" for row in WRITTEN])
def test_what_is_planted_is_found_as_it_was_worked_out(result: Reconciliation, row: Written) -> None:
    (found,) = (it for it in wrong(result) if key(it) == (row.claims, row.against))
    assert outcome(found) == row.verdict
    assert reads_as(row.stated, found.left.value)
    assert row.instead == NOTHING if found.left.value is None else reads_as(row.instead, found.right.value)
    assert found.difference == amount(row.difference)
    assert [together(found.missing), together(found.extra)] == [row.missing.casefold(), row.extra.casefold()]


def test_nothing_is_undecided_in_a_plan_that_knows_everything(result: Reconciliation) -> None:
    assert result.count("undecidable") == 0
    assert not any(it.maybe or it.lacks for it in result.comparisons)


def test_nineteen_comparisons_differ_about_eighteen_things(result: Reconciliation) -> None:
    assert (result.count("differs"), len(result.deviations)) == (19, 18)
    assert (result.count("explained"), len(result.topics("explained"))) == (4, 2)


def test_the_parts_that_add_up_are_those_of_the_table(result: Reconciliation) -> None:
    written = {}
    for whole, parts, total in table("Det som går jämnt upp"):
        terms, _, by = parts.partition(", efter ")
        unit = 1000 if total.endswith(" tkr") else 1
        written[whole, DIVIDED[by]] = [Decimal(term.replace(" ", "")) * unit for term in terms.split("+")]
        assert sum(written[whole, DIVIDED[by]]) == amount(total)
    assert written == {
        (names(it.left), it.by): [part.number.value for part in it.right.parts if part.number]
        for it in result.comparisons
        if it.kind == "parts" and it.verdict == "agrees"
    }


def test_what_an_erratum_corrects_differs_until_the_erratum_has_come(plan: Plan) -> None:
    before = compute_reconcile(plan, AFTERWARDS, latest=BEFORE_THE_ERRATUM)
    (found,) = (it for it in wrong(before) if key(it)[0] == "slutrapporten/återbetalat-2024")
    assert (before.claims, before.count("differs"), found.verdict) == (89, 20, "differs")
    assert found.difference == 90_000
    assert found.reason is None


def test_what_is_stated_differs_alike_on_a_later_day(plan: Plan, result: Reconciliation) -> None:
    later = compute_reconcile(plan, AFTERWARDS)
    assert [key(it) for it in wrong(later)] == [key(it) for it in wrong(result)]


def otherwise(claim: Claim) -> Claim:
    """Return a claim that says or lists something else: its last digit is another, or its first word gone."""
    if claim.says is None:
        return claim.model_copy(update={"lists": (claim.lists or ())[1:]})
    digit = re.search(r"\d(?=\D*$)", claim.says)
    if digit is None:
        return claim.model_copy(
            update={"says": {"fysiskt": "digitalt", "hälften": "en fjärdedel"}[claim.says]}
        )
    said = claim.says[: digit.start()] + str((int(digit[0]) + 5) % 10) + claim.says[digit.end() :]
    return claim.model_copy(update={"says": said})


def with_claim(plan: Plan, statement: Statement, claim: Claim) -> Plan:
    source = plan.sources[statement.document]
    changed = source.model_copy(update={"claims": {**source.claims, statement.name: claim}})
    loaded = [replace(it, record=changed) if it.record is source else it for it in plan.loaded]
    return replace(plan, loaded=tuple(loaded))


@pytest.mark.slow
def test_each_claim_that_agrees_would_be_found_if_it_said_otherwise(
    plan: Plan, result: Reconciliation
) -> None:
    known = [key(it) for it in wrong(result)]
    astray = {it for found in wrong(result) for it in found.statements}
    sound = dict.fromkeys(it for found in result.comparisons for it in found.statements if it not in astray)
    unseen = [
        f"{it.document}/{it.name}"
        for it in sound
        if [*map(key, wrong(compute_reconcile(with_claim(plan, it, otherwise(it.claim)), END)))] == known
    ]
    assert (len(sound), unseen) == (58, [])

"""The page of contradictions tells every deviation of the real plan, and nothing that agrees deviates."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import pytest
import yaml

from handlingsplan.compute.claims.comparison import Comparison, Verdict
from handlingsplan.compute.reconcile import Reconciliation, Topic, compute_reconcile
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.source import SourceDocument
from handlingsplan.present.wording.quantities import topic_name
from handlingsplan.present.wording.reconcile import KINDS
from handlingsplan.store.load import load_plan
from tests.plans import ROOT

PAGE = (ROOT / "docs" / "avstamning.md").read_text("utf-8")
DOCUMENTS = ("slutrapporten", "tjänsteutlåtandet 2024-01-24", "tjänsteutlåtandet om avsiktsförklaring")

Place = tuple[str, str]


class Row(NamedTuple):
    """One row of a table of the page; `headings` are the last cell, `against` the one before it."""

    what: str
    told: frozenset[Place]
    against: frozenset[str]
    headings: tuple[str, ...]


def table(heading: str) -> list[Row]:
    """Return the rows of the table below a heading, without its header."""
    section = re.split(r"^#{2,3} ", PAGE.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [row(line) for line in lines[1:]]


def row(line: str) -> Row:
    cells = [cell.strip() for cell in line.strip("|").split(" | ")]
    assert len(cells) in {3, 4}, line
    against = frozenset(cells[-2].split(", "))
    return Row(cells[0], frozenset(places(cells[1])), against, tuple(re.findall(r"`([^`]+)`", cells[-1])))


def places(cell: str) -> Iterator[Place]:
    """Yield document and section of what stands in brackets, as in *(slutrapporten 6.1, 7.2)*."""
    for bracketed in re.findall(rf"\((?=(?:{'|'.join(DOCUMENTS)}) )([^()]+)\)", cell):
        for part in bracketed.split("; "):
            document = next(name for name in DOCUMENTS if part.startswith(f"{name} "))
            yield from ((document, section) for section in part.removeprefix(f"{document} ").split(", "))


CONTRADICTIONS = table("1. Motsägelser i tal, listor, dagar och nummer")
COMPATIBLE = table("2. Sådant som liknar motsägelser")
WORDS = table("3. Motsägelser som bara är ord")
AGREEMENTS = table("4. Det som stämmer")
IN_WORDS = table("Avvikelser i ord")
UNDECIDABLE = table("Det som inte går att avgöra")


def named(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[row.what for row in rows])


def headings(rows: list[Row]) -> list[str]:
    return [heading for row in rows for heading in row.headings]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT).plan


@pytest.fixture(scope="module")
def result(plan: Plan) -> Reconciliation:
    return compute_reconcile(plan, date(2023, 12, 31))


@pytest.fixture(scope="module")
def topics(result: Reconciliation) -> dict[str, Topic]:
    found = {topic_name(topic): topic for topic in result.topics()}
    assert len(found) == len(result.topics())
    return found


def found(topics: dict[str, Topic], row: Row, *verdicts: Verdict) -> list[Comparison]:
    """Return the comparisons of a row's headings that have one of some verdicts; each heading has one."""
    held = {name: [it for it in topics[name].comparisons if it.verdict in verdicts] for name in row.headings}
    assert row.headings
    assert all(held.values()), held
    return [comparison for comparisons in held.values() for comparison in comparisons]


def made_at(result: Reconciliation, comparisons: Iterable[Comparison]) -> set[Place]:
    statements = [it for comparison in comparisons for it in comparison.statements]
    return {(result.documents[it.document], it.claim.at or "") for it in statements}


# The page and its tables.


def test_the_documents_that_the_page_names_are_those_that_make_claims(result: Reconciliation) -> None:
    assert sorted(result.documents.values()) == sorted(DOCUMENTS)


def test_the_numbers_in_the_table_of_contents_are_those_of_the_tables() -> None:
    contents = re.findall(r"^\| (\d)\. [^|]+ \| (\d+) \|", PAGE, re.MULTILINE)
    stated = {name: int(number) for name, number in contents}
    tables = {"1": CONTRADICTIONS, "2": COMPATIBLE, "3": WORDS, "4": AGREEMENTS}
    assert stated == {name: len(rows) for name, rows in tables.items()}
    assert stated == {"1": 23, "2": 14, "3": 11, "4": 14}


@named([*CONTRADICTIONS, *COMPATIBLE, *AGREEMENTS, *IN_WORDS, *UNDECIDABLE])
def test_a_row_names_places_where_claims_are_made(plan: Plan, row: Row) -> None:
    sources = [source for _, source in plan.files_of(SourceDocument)]
    claimed = {(source.short or "", claim.at or "") for source in sources for claim in source.claims.values()}
    assert row.told
    assert row.told <= claimed


# What differs.


@named([*CONTRADICTIONS, *IN_WORDS])
def test_a_contradiction_is_found_by_the_comparisons_that_the_page_tells(
    topics: dict[str, Topic], row: Row
) -> None:
    differing = found(topics, row, "differs", "explained")
    assert {KINDS[it.kind] for it in differing} == row.against


@named([*CONTRADICTIONS, *IN_WORDS])
def test_the_places_of_a_contradiction_are_told(
    result: Reconciliation, topics: dict[str, Topic], row: Row
) -> None:
    assert made_at(result, found(topics, row, "differs", "explained")) <= row.told


def test_every_deviation_of_the_plan_is_told_once_and_none_more(result: Reconciliation) -> None:
    told = headings([*CONTRADICTIONS, *IN_WORDS])
    assert sorted(told) == sorted(topic_name(topic) for topic in result.deviations)


# What agrees.


@named([*COMPATIBLE, *AGREEMENTS])
def test_what_agrees_deviates_nowhere_and_is_compared(topics: dict[str, Topic], row: Row) -> None:
    agreeing = found(topics, row, "agrees")
    assert len(agreeing) == sum(len(topics[name].comparisons) for name in row.headings)


@named(COMPATIBLE)
def test_what_looks_like_a_contradiction_is_claimed_at_the_places_told(
    result: Reconciliation, topics: dict[str, Topic], row: Row
) -> None:
    for heading in row.headings:
        assert made_at(result, topics[heading].comparisons) & row.told, heading


@named(AGREEMENTS)
def test_an_agreement_is_found_by_the_comparisons_and_at_the_places_told(
    result: Reconciliation, topics: dict[str, Topic], row: Row
) -> None:
    agreeing = found(topics, row, "agrees")
    assert {KINDS[it.kind] for it in agreeing} == row.against
    assert made_at(result, agreeing) <= row.told


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("Processer: organisation KSON, delat per läge", {"ksons-slutförda-2023", "ksons-fortsatta-2024"}),
        ("Processer, delat per läge", {"slutförda-listan", "fortsatta-listan"}),
    ],
)
def test_a_sum_can_agree_under_a_heading_where_another_differs(
    topics: dict[str, Topic], heading: str, parts: set[str]
) -> None:
    held = [it for it in topics[heading].comparisons if {part.name for part in it.right.parts} == parts]
    assert {it.verdict for it in held} == {"agrees"}
    assert topics[heading].verdict in {"differs", "explained"}


# What nobody can decide.


@named(UNDECIDABLE)
def test_what_cannot_be_decided_is_claimed_at_the_places_told(
    result: Reconciliation, topics: dict[str, Topic], row: Row
) -> None:
    assert made_at(result, found(topics, row, "undecidable")) == row.told


def test_everything_that_cannot_be_decided_is_told_once_and_nothing_more(result: Reconciliation) -> None:
    told = headings(UNDECIDABLE)
    assert sorted(told) == sorted(topic_name(topic) for topic in result.topics("undecidable"))
    assert len(told) == 13


# The claims.


def test_every_claim_in_the_files_is_read_and_they_are_many(result: Reconciliation) -> None:
    files = (ROOT / "data" / "sources").glob("*.yaml")
    written = [yaml.safe_load(path.read_text("utf-8"))["claims"] for path in files]
    assert len(written) == len(DOCUMENTS)
    assert sum(map(len, written)) == result.claims + len(result.alone)
    assert result.left_out == 0
    assert result.claims >= 120

"""The page of coverage names every file of the real plan, only files that are there, and only its claims."""

import re

import pytest

from handlingsplan.model.plan import Plan
from handlingsplan.model.records.source import SourceDocument
from handlingsplan.store.load import load_plan
from tests.plans import ROOT

PAGE = (ROOT / "docs" / "tackning.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(data/[^`]+)`", PAGE)))

LAST = re.compile(r"^\| .* \| ([^|]+) \|$", re.MULTILINE)
CLAIMS = sorted(
    {
        name
        for cell in LAST.findall(PAGE.partition("| Påståenden |")[2].partition("\n## ")[0])
        for name in re.findall(r"`([^`]+)`", cell)
    }
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT).plan


@pytest.mark.parametrize("pattern", NAMED)
def test_what_is_named_is_there(pattern: str) -> None:
    assert list(ROOT.glob(pattern.rstrip("/"))), pattern


def test_every_file_of_the_plan_is_named() -> None:
    named = {path for pattern in NAMED for path in ROOT.glob(pattern)}
    files = set((ROOT / "data").rglob("*.yaml"))
    assert not files - named


def test_the_claims_that_are_named_are_made(plan: Plan) -> None:
    made = {name for _, source in plan.files_of(SourceDocument) for name in source.claims}
    assert {"slutförda-listan", "uppräknade-insatser"} <= set(CLAIMS)
    assert not set(CLAIMS) - made


def test_every_document_makes_claims(plan: Plan) -> None:
    made = {source.id: len(source.claims) for _, source in plan.files_of(SourceDocument)}
    assert all(count >= 40 for count in made.values()), made
    assert sum(made.values()) >= 120


def test_a_claim_stands_where_something_else_of_the_plan_has_its_source(plan: Plan) -> None:
    written = " ".join(" ".join(path.read_text("utf-8").split()) for path in (ROOT / "data").rglob("*.yaml"))
    claimed = {
        f"{source.id} {claim.at}"
        for _, source in plan.files_of(SourceDocument)
        for claim in source.claims.values()
    }
    assert len(claimed) > 40
    assert not [
        place for place in claimed if not re.search(rf"{re.escape(place)}(?=[],]| -| [a-z_]+:)", written)
    ]

"""The page of coverage names every file of the real plan, and only files that are there."""

import re

import pytest

from tests.plans import ROOT

NAMED = sorted(set(re.findall(r"`(data/[^`]+)`", (ROOT / "docs" / "tackning.md").read_text("utf-8"))))


@pytest.mark.parametrize("pattern", NAMED)
def test_what_is_named_is_there(pattern: str) -> None:
    assert list(ROOT.glob(pattern.rstrip("/"))), pattern


def test_every_file_of_the_plan_is_named() -> None:
    named = {path for pattern in NAMED for path in ROOT.glob(pattern)}
    files = set((ROOT / "data").rglob("*.yaml"))
    assert not files - named

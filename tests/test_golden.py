"""Whole screens and pages of the real plan, read by a person before they were committed.

`make golden` writes them anew; the review reads what changed.
"""

import os
from pathlib import Path

import pytest

from handlingsplan.cli.main import run
from tests.plans import ROOT

GOLDEN = ROOT / "tests" / "golden"

SCREENS = {
    "hjalp.txt": ["--help"],
    "hp.txt": [],
    "status.txt": ["status"],
    "status-2022.txt": ["status", "--as-of", "2022"],
    "status-lista.txt": ["status", "--list"],
    "status-omrade.txt": ["status", "--area", "2.8"],
    "status-oavgjort.txt": ["status", "--org", "SOC"],
    "grants.txt": ["grants"],
    "grants-2022.txt": ["grants", "--year", "2022"],
    "grants-organisation.txt": ["grants", "--by", "organisation"],
    "grants-insats.txt": ["grants", "--by", "effort", "--effort", "K8"],
    "decisions.txt": ["decisions"],
    "decisions-forslag.txt": ["decisions", "--status", "föreslaget"],
    "show-process.txt": ["show", "2.8.3"],
    "show-insats.txt": ["show", "2022-samverkansteam"],
    "show-rekvisition.txt": ["show", "rekvisition-2022"],
    "show-beslut.txt": ["show", "direktionen-slutrapporten"],
    "show-kalla.txt": ["show", "slutrapporten"],
    "show-organisation.txt": ["show", "KSON"],
    "show-organ.txt": ["show", "styrgruppen"],
    "show-roster.txt": ["show", "roster-utmaningar"],
    "show-fynd.txt": ["show", "pausad-process"],
    "show-roll.txt": ["show", "ambassadör"],
    "show-plan.txt": ["show", "plan"],
    "show-samtalsgrupper.txt": ["show", "samtalsgrupper-man-70"],
    "list.txt": ["list"],
    "list-handelser.txt": ["list", "events", "--by", "year", "--by", "kind"],
    "list-boosterdagar.txt": ["list", "events", "--where", "slag=boosterdag"],
    "list-medskick.txt": ["list", "recommendations", "--by", "riktas till"],
    "list-svar.txt": ["list", "answers", "--by", "tema", "--list"],
    "list-fynd.txt": ["list", "findings"],
    "list-roller.txt": ["list", "roles"],
    "list-tjanster.txt": ["list", "posts", "--by", "unit"],
    "status-raknat.txt": ["status", "--area", "2.3", "--explain"],
    "reconcile.txt": ["reconcile"],
    "reconcile-oavgjort.txt": ["reconcile", "--verdict", "oavgjort"],
    "gaps.txt": ["gaps"],
    "check.txt": ["check"],
    "status.md": ["status", "--format", "md"],
    "grants.md": ["grants", "--format", "md"],
    "decisions.md": ["decisions", "--format", "md"],
    "list-grupper.md": ["list", "groups", "--by", "place", "--list", "--format", "md"],
    "list-grupper.json": ["list", "groups", "--by", "place", "--format", "json"],
    "list-grupper.csv": ["list", "groups", "--format", "csv"],
    "show-process.md": ["show", "2.8.3", "--format", "md"],
    "status.json": ["status", "--format", "json"],
    "grants.json": ["grants", "--format", "json"],
    "decisions.json": ["decisions", "--format", "json"],
    "show-process.json": ["show", "2.8.3", "--format", "json"],
    "check.json": ["check", "--format", "json"],
    "status.csv": ["status", "--format", "csv"],
    "grants.csv": ["grants", "--format", "csv"],
    "decisions.csv": ["decisions", "--format", "csv"],
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_real_plan_is_shown_as_it_was_read_and_approved(
    name: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    assert run(SCREENS[name]) == 0
    shown = capfdbinary.readouterr().out
    if os.environ.get("HP_GOLDEN") == "write":
        (GOLDEN / name).write_bytes(shown)
    assert shown == (GOLDEN / name).read_bytes()


def test_every_golden_file_has_its_command() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(SCREENS)


def test_wide_screens_use_the_room(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "120")
    assert run(["decisions"]) == 0
    text = capfdbinary.readouterr().out.decode("utf-8")
    assert "Uppdrag att ta fram en handlingsplan för psykisk hälsa" in text


def test_tables_in_markdown_have_as_many_cells_in_every_row() -> None:
    for path in sorted(Path(GOLDEN).glob("*.md")):
        block: list[int] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if line.startswith("|"):
                block.append(line.replace(r"\|", "").count("|"))
            else:
                assert len(set(block)) <= 1, (path.name, line)
                block = []

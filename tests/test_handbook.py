"""What the handbook shows is what the tool prints, on the real plan and on the handbook's own."""

import re
from pathlib import Path

import pytest

from handlingsplan.cli.main import run
from tests.plans import ROOT

TEXT = (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`(data/[^`]+\.yaml)`\n\n```yaml\n(.*?)```", TEXT, flags=re.DOTALL | re.MULTILINE))
_SCREEN = r"^```console\n\$ hp((?: [^\n|>\"]*)?)\n(.*?)```"
SCREENS = [
    (command.split(), shown)
    for command, shown in re.findall(
        r"^```console\n\$ hp((?: [^\n|>\"]*)?)\n(.*?)```", TEXT, re.DOTALL | re.MULTILINE
    )
    if "check" not in command and "Traceback" not in shown
]


@pytest.fixture(scope="module")
def own_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the plan that the handbook prints file by file."""
    root = tmp_path_factory.mktemp("vidasa")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def printed(
    plan: Path, args: list[str], capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
) -> str:
    patch.setenv("COLUMNS", "80")
    patch.chdir(plan)
    run(args)
    return (
        "".join(capsys.readouterr())
        .lstrip("\ufeff")
        .replace("\r\n", "\n")
        .replace("\N{NO-BREAK SPACE}", " ")
        .rstrip()
    )


@pytest.mark.parametrize(("args", "shown"), SCREENS, ids=[" ".join(args) or "hp" for args, _ in SCREENS])
def test_a_screen_in_the_handbook_is_the_tools_own(
    args: list[str],
    shown: str,
    own_plan: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outputs = [printed(plan, args, capsys, monkeypatch) for plan in (ROOT, own_plan)]
    assert shown.rstrip() in outputs


def test_the_handbooks_own_plan_is_without_fault(own_plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(FILES) > 5
    assert run(["check", "--plan", str(own_plan)]) == 0
    assert "0 fel, 0 varningar" in capsys.readouterr().out

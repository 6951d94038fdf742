"""Computers differ in how they keep names, line ends and signs; what is written does not."""

import unicodedata
from pathlib import Path

import pytest

from handlingsplan.cli.main import run

HEADER = """\
name: Planen
owner: null
period: {from: 2022, to: 2023}
registry_number: null
organisations:
  ALFA: {name: Alfa}
areas:
  SK: {name: Skola}
statuses:
  pågår: {kind: active}
"""
PROCESS = """\
id: SK.1
title: Ljus i korridoren
area: SK
lead: null
organisations: [ALFA]
history: null
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "data" / "processes").mkdir(parents=True)
    (tmp_path / "data" / "plan.yaml").write_text(HEADER, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_record_is_written_where_it_stands_however_its_folder_is_spelt(
    form: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = plan / "data" / "processes" / unicodedata.normalize(form, "skolår")  # type: ignore[arg-type]
    folder.mkdir()
    (folder / "SK.1.yaml").write_text(PROCESS, encoding="utf-8")
    assert run(["set", "SK.1", "lead", "ALFA", "--plan", str(plan)]) == 0
    assert (folder / "SK.1.yaml").read_text("utf-8") == PROCESS.replace("lead: null", "lead: ALFA")
    assert [path.name for path in (plan / "data" / "processes").iterdir()] == [folder.name]
    assert "Sparat i data/processes/skolår/SK.1.yaml." in capsys.readouterr().out


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_is_laid_out_where_it_stands_however_its_folder_is_spelt(
    form: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = plan / "data" / "processes" / unicodedata.normalize(form, "skolår")  # type: ignore[arg-type]
    folder.mkdir()
    (folder / "SK.1.yaml").write_text(PROCESS.replace("title: L", "title:   L"), encoding="utf-8")
    assert run(["fmt", "SK.1", "--plan", str(plan)]) == 0
    assert (folder / "SK.1.yaml").read_text("utf-8") == PROCESS
    assert [path.name for path in (plan / "data" / "processes").iterdir()] == [folder.name]


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_a_change_is_told_on_a_console_that_lacks_signs(
    encoding: str, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plan / "data" / "processes" / "SK.1.yaml").write_text(PROCESS, encoding="utf-8")
    shown = tmp_path / "shown"
    with shown.open("w", encoding=encoding) as console:
        monkeypatch.setattr("sys.stdout", console)
        assert run(["set", "SK.1", "title", "Ljus åt alla", "--plan", str(plan)]) == 0
    text = shown.read_text(encoding)
    arrow = "Ljus i korridoren > Ljus åt alla" if encoding != "ascii" else "Ljus i korridoren > Ljus at alla"
    assert arrow in text
    assert "?" not in text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_new_line_ends_as_the_others_of_its_file(line_end: str, plan: Path) -> None:
    file = plan / "data" / "processes" / "SK.1.yaml"
    file.write_bytes(PROCESS.replace("\n", line_end).encode())
    assert run(["set", "SK.1", "theme", "trygghet", "--plan", str(plan)]) == 0
    title = "title: Ljus i korridoren\n"
    expected = PROCESS.replace(title, f"{title}theme: trygghet\n").replace("\n", line_end)
    assert file.read_bytes() == expected.encode()

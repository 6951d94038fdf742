"""What the handbook shows is what the tool prints, on the real plan and on the handbook's own."""

import re
import shlex
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from handlingsplan.cli.main import run
from handlingsplan.model.day import MONTHS
from tests.handbook import (
    BOX,
    CHANGED,
    EVENING,
    FILES,
    STILL,
    TEXT,
    anchor,
    evening_files,
    path_before,
    with_lines,
    write,
)  # fmt: skip
from tests.plans import ROOT
from tests.test_report import git

_SCREEN = r"^```console\n\$ hp((?: [^\n|>\"]*)?)\n(.*?)```"
SCREENS = [
    (command.split(), shown)
    for command, shown in re.findall(_SCREEN, STILL, re.DOTALL | re.MULTILINE)
    if "check" not in command and "Traceback" not in shown
]


@pytest.fixture(scope="module")
def own_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the plan that the handbook prints file by file."""
    root = tmp_path_factory.mktemp("vidasa")
    write(root, FILES)
    return root


def printed(
    plan: Path,
    args: list[str],
    capsys: pytest.CaptureFixture[str],
    patch: pytest.MonkeyPatch,
    day: date | None = None,
) -> str:
    """Return what a command says in a plan's folder; on another day than today only where one is given."""
    patch.setenv("COLUMNS", "80")
    patch.chdir(plan)
    if day is not None:
        patch.setattr("handlingsplan.cli.showing.today", lambda: day)
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


# What hp check says of the handbook's own plan, with what the text before changes in it.


class Checked(NamedTuple):
    """A screen of hp check: in which part, of which files, on which day, with which options."""

    part: str
    files: Mapping[str, str]
    day: date | None
    args: list[str]
    shown: str


_CHECK = re.compile(
    r"(?:\$ hp (?P<args>check[^\n|>]*)\n|\$ git commit [^\n]*\nhp check\.+Failed\n.*?\n\n)(?P<shown>.*)",
    re.DOTALL,
)
_MARKED = re.compile(r"^(data/\S+?):(\d+):\d+: [^\n]*\n    ([^\n]*)\n +\^$", re.MULTILINE)
_DAY = re.compile(r"den (\d+) (\w+) (\d{4})")
_MASKED, _UNMASKED = "••••••-••••", "-".join(["121212", "1212"])
"""A personal number as it is shown, and one that nobody has; the handbook must not print it."""


def checked() -> Iterator[Checked]:
    """Yield each screen of hp check outside the story; each part of the handbook begins with the same plan.

    The files are changed as the text says, as boxes after the name of a file show, and in each line that the
    screen itself shows.
    """
    for part in re.split(r"^(?=###? )", STILL, flags=re.MULTILINE):
        files, told = dict(FILES), 0
        for box in BOX.finditer(part):
            for path, old, new in CHANGED.findall(part[told : box.start("kind")]):
                assert old in files[path], old
                files[path] = files[path].replace(old, new, 1)
            told = box.end()
            path_of = re.search(r"`(data/[^`]+\.yaml)`:$", box["before"])
            found = _CHECK.match(box["inside"])
            if path_of:
                files[path_of[1]] = with_lines(files.get(path_of[1], ""), box["inside"])
            elif found:
                for path, number, line in _MARKED.findall(found["shown"]):
                    files[path] = with_line(files[path], int(number), line)
                day = _DAY.search(box["before"])
                args = shlex.split(found["args"] or "check")
                yield Checked(
                    part.partition("\n")[0], dict(files), day and day_of(day), args, found["shown"].rstrip()
                )


def with_line(text: str, number: int, shown: str) -> str:
    """Return a file with a line as a screen shows it, unless that is only a part of it."""
    lines = text.split("\n")
    if "…" not in shown:
        lines[number - 1] = shown.replace("→", "\t").replace(_MASKED, _UNMASKED)
    return "\n".join(lines)


def day_of(written: re.Match[str]) -> date:
    return date(int(written[3]), MONTHS.index(written[2]) + 1, int(written[1]))


CHECKED = list(checked())


@pytest.mark.parametrize("screen", CHECKED, ids=[f"{it.part} {' '.join(it.args)}" for it in CHECKED])
def test_a_screen_of_hp_check_is_the_tools_own(
    screen: Checked, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, screen.files)
    about_real = screen.part.endswith(". Vad planen inte vet")
    folder = ROOT if about_real else tmp_path
    assert printed(folder, screen.args, capsys, monkeypatch, screen.day) == screen.shown


def test_no_screen_of_hp_check_is_left_out() -> None:
    asked = re.findall(r"^(?:\$ hp check|hp check\.+Failed)", STILL + EVENING, re.MULTILINE)
    in_story = [args for args, _ in scenes(dict(FILES)) if args[0] == "check"]
    assert len(asked) == len(CHECKED) + len(in_story)
    assert len(CHECKED) > 20


# The evening before the meeting.

EVENING_DAY = date(2024, 9, 10)


def scenes(files: dict[str, str]) -> Iterator[tuple[list[str], str]]:
    """Yield each command of the story and what it shows, after `files` are as the story has made them."""
    for box in BOX.finditer(EVENING):
        path = path_before(box)
        if box["kind"] == "console":
            command, _, shown = box["inside"].partition("\n")
            yield shlex.split(command)[2:], shown.rstrip()
        elif path:
            files[path] = with_lines(files.get(path, ""), box["inside"])


SPECIAL = [(args, shown) for args, shown in scenes(dict(FILES)) if shown.startswith("hp: planen")]
"""What is refused because of the plan; each has a test of its own, with what it is refused for."""


def test_the_story_goes_as_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = dict(FILES)
    told = 0
    for args, shown in scenes(files):
        if (args, shown) not in SPECIAL:
            write(tmp_path, files)
            said = printed(tmp_path, args, capsys, monkeypatch, EVENING_DAY)
            assert said == shown, f"hp {' '.join(args)}"
            told += 1
    assert told > 5
    assert len(files) == len(FILES) + 2


def test_a_fault_stops_the_document_as_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = evening_files()
    files["data/processes/2.2.1.yaml"] = files["data/processes/2.2.1.yaml"].replace("lead:", "laed:")
    write(tmp_path, files)
    args, shown = next(special for special in SPECIAL if "planen har" in special[1])
    assert printed(tmp_path, args, capsys, monkeypatch) == shown


def test_a_final_version_of_unsaved_files_is_refused_as_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, FILES)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=Planen")
    write(tmp_path, evening_files())
    args, shown = next(special for special in SPECIAL if "sparade" in special[1])
    assert printed(tmp_path, args, capsys, monkeypatch) == shown


def test_what_is_told_of_obstacles_and_of_what_is_done_is_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def paper(path: str, old: str, new: str) -> str:
        assert old in FILES[path]
        write(tmp_path, FILES | {path: FILES[path].replace(old, new)})
        return " ".join(printed(tmp_path, ["report", "styrgrupp"], capsys, monkeypatch).split())

    stuck, meeting = "data/processes/2.2.1.yaml", "data/processes/2.1.1.yaml"
    assert "Inga hinder." in paper(stuck, "pauses:", "obstacles: []\npauses:")
    assert "vem som ska göra det är okänt" in paper(stuck, "pauses:", "pauses:")
    due = "due: 2022-05-02"
    assert "**Sent" in paper(meeting, due, due)
    assert "ta fram en gemensam rutin" in paper(meeting, due, f"{due}\n        done: null")
    assert "**Sent" not in paper(meeting, due, f"{due}\n        done: null")
    assert "ta fram en gemensam rutin" not in paper(meeting, due, f"{due}\n        done: 2022-04-28")


# Links.


def test_the_chapters_are_numbered_and_listed_in_order() -> None:
    heads = re.findall(r"^## (\d+)\. (.+)$", TEXT, re.MULTILINE)
    listed = re.findall(r"^(\d+)\. \[(.+)\]\(#(.+)\)$", TEXT, re.MULTILINE)
    assert [int(number) for number, _ in heads] == list(range(1, len(heads) + 1))
    assert listed == [(number, name, anchor(f"{number}. {name}")) for number, name in heads]


def test_links_in_the_handbook_go_somewhere() -> None:
    for target, _, part in re.findall(r"\]\(([^)#:]*)(#([^)]+))?\)", TEXT):
        there = ROOT / "docs" / (target or "handbok.md")
        assert there.exists(), target
        heads = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE) if part else []
        assert not part or part in map(anchor, heads), f"{target}#{part}"

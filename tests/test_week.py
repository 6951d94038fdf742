"""What the handbook tells of writing goes as it is told: a week, new plans, two at once, a stop halfway.

`HP_GOLDEN=write` fills the boxes anew; read them line by line.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from handlingsplan.cli.main import run
from handlingsplan.model.day import MONTHS
from handlingsplan.store.saving import writing
from tests.forked import at_call, end, killed_at, start
from tests.handbook import (
    BEGINNING,
    CHANGED,
    FILES,
    HANDBOOK,
    LAYING_OUT,
    WEEK,
    WRITING,
    evening_files,
    sections,
    write,
)
from tests.plans import ROOT
from tests.terminal import Terminal

_ANSWER = re.compile(r"^>(?: (?P<line>.*))?$|\[J/n\] (?P<yes>[jn])$", re.MULTILINE)
README = ROOT / "README.md"
_CONSOLE = re.compile(r"^```console\n\$ (?P<command>[^\n]*)\n(?P<shown>.*?)^```$", re.DOTALL | re.MULTILINE)
_DAY = re.compile(r"^### \w+ (\d+) (\w+): (.+)$", re.MULTILINE)
_YEAR = 2024
_APART = ("Två samtidigt", "När någon har filen öppen", "Om datorn stannar mitt i")
"""Sections about what takes two to happen; each has a test of its own."""


class Box(NamedTuple):
    """A command of the handbook, what is shown of it, and what is told of files and days before it."""

    text: str
    before: str
    command: str
    shown: str


def boxes(part: str) -> Iterator[Box]:
    """Yield the commands of a part of the handbook, in its order."""
    told = 0
    for box in _CONSOLE.finditer(part):
        yield Box(box[0], part[told : box.start()], box["command"], box["shown"].rstrip())
        told = box.end()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with nothing in it, in which git writes as nobody."""
    monkeypatch.chdir(tmp_path)
    for key, value in {
        "COLUMNS": "80", "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_EMAIL": "hp@example.invalid", "GIT_COMMITTER_EMAIL": "hp@example.invalid",
    }.items():  # fmt: skip
        monkeypatch.setenv(key, value)
    wrote(monkeypatch, "hp", date(_YEAR, 9, 15))
    return tmp_path


def wrote(patch: pytest.MonkeyPatch, who: str, day: date) -> None:
    """Let git write as somebody, on a day."""
    for role in ("AUTHOR", "COMMITTER"):
        patch.setenv(f"GIT_{role}_NAME", who)
        patch.setenv(f"GIT_{role}_DATE", f"{day}T12:00:00+0200")


def saved(plan: Path, files: Mapping[str, str]) -> None:
    """Write a plan's files and save them in git."""
    write(plan, files)
    for command in ("init --quiet --initial-branch=main", "add .", "commit --quiet --message=Planen"):
        said(f"git {command}")


def said(command: str, shown: str = "") -> str:
    """Return what a command says in the working folder; a command that asks gets the answers shown."""
    program, *args = shlex.split(command)
    if program == "hp":
        answers = list(_ANSWER.finditer(shown))
        return tidied(answered(args, answers) if answers else printed(args))
    assert program == "git"
    done = subprocess.run(["git", *args], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return tidied(done.stdout + done.stderr)


def printed(args: list[str]) -> str:
    """Return what hp says, to standard output and error, in its order."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with redirect_stdout(stream), redirect_stderr(stream):
        run(args)
    return raw.getvalue().decode("utf-8")


def answered(args: list[str], answers: list[re.Match[str]]) -> str:
    """Return what stands on a terminal when hp has asked, and got some answers."""
    terminal = Terminal(*args, cwd=Path.cwd())
    for answer in answers:
        terminal.wait_for("> " if answer["yes"] is None else "[J/n] ")
        terminal.type(f"{answer['yes'] or answer['line'] or ''}\n")
    terminal.end()
    return terminal.text


def tidied(text: str) -> str:
    """Return a text as it stands in a box."""
    lines = [line.rstrip() for line in text.replace("\N{NO-BREAK SPACE}", " ").splitlines()]
    return "\n".join(lines).strip("\n")


def go(part: str, patch: pytest.MonkeyPatch, page: Path = HANDBOOK) -> int:
    """Run the commands of a part of a page as it is told, and return how many they are.

    Files are changed between them where the text says so, and a heading with a day tells who writes.
    """
    written = part
    told = list(boxes(part))
    for box in told:
        for day, month, who in _DAY.findall(box.before):
            wrote(patch, who, date(_YEAR, MONTHS.index(month) + 1, int(day)))
        change_as_told(box.before)
        now = said(box.command, box.shown)
        if os.environ.get("HP_GOLDEN") == "write":
            written = written.replace(box.text, filled(box, now), 1)
        else:
            assert box.shown == now, box.command
    if written != part:
        page.write_text(page.read_text("utf-8").replace(part, written, 1), encoding="utf-8")
    return len(told)


def filled(box: Box, now: str) -> str:
    """Return a box with what its command says now."""
    return f"```console\n$ {box.command}\n{now}".rstrip() + "\n```"


def change_as_told(text: str) -> None:
    """Change the plan's files as the text before a box says."""
    for path, old, new in CHANGED.findall(text):
        lines = Path(path).read_text("utf-8")
        assert lines.count(f"{old}\n") == 1, old
        Path(path).write_text(lines.replace(f"{old}\n", f"{new}\n"), encoding="utf-8")


# The week.


def test_the_week_goes_as_it_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(here, evening_files())
    granting = ["set", "2024-laxhjalp", "granted", "100 000"]
    assert run(granting) == 1  # as it is told on Tuesday that it would have been before Monday
    assert go(WEEK, monkeypatch) > 20
    assert said("git status --short") == "?? underlag-september.md"
    assert run(["check", "--strict"]) == 0
    paper = " ".join((here / "underlag-september.md").read_text("utf-8").split())
    assert "1. Ansökan: Musik på fritidsgårdarna (2024), sökande KFF" in paper
    assert "Hinder: Lokalen stänger klockan 20." in paper
    assert "skriva till föreningarna" not in paper


# What takes two to happen.


def apart(head: str) -> list[Box]:
    return list(boxes(dict(sections(WRITING))[head]))


_WHEN = re.compile(r"\(sedan [-\d]+ [\d:]+, process \d+\)")


@pytest.mark.slow
def test_the_second_writer_waits_and_is_told_who_it_is_as_told(here: Path) -> None:
    saved(here, FILES)
    (box,) = apart("Två samtidigt")
    with writing(here, "karin, hp set 2.1.1"):
        now = end(*start(lambda: said(box.command)))
    assert _WHEN.search(now)
    assert _WHEN.sub("", now) == _WHEN.sub("", box.shown)
    assert "huvudansvar  okänt → KFF" in said(box.command)


def test_what_an_editor_saves_meanwhile_is_kept_as_told(here: Path) -> None:
    saved(here, FILES)
    (box,) = apart("När någon har filen öppen")
    path = here / "data" / "processes" / "2.2.1.yaml"
    theirs = path.read_text("utf-8").replace("Fler vuxna", "Flera vuxna")

    def hurried() -> str:
        at_call("fsync", lambda _: path.write_text(theirs, "utf-8"))
        return said(box.command)

    compare(box, end(*start(hurried)))
    assert path.read_text("utf-8") == theirs
    assert "huvudansvar  okänt → KFF" in said(box.command)


def test_a_change_that_was_stopped_is_finished_as_told(here: Path) -> None:
    saved(here, FILES)
    head = "Om datorn stannar mitt i"
    (box,) = apart(head)
    (renaming,) = re.findall(r"`(hp rename [^`]+)`", dict(sections(WRITING))[head])
    assert killed_at("replace", lambda: said(renaming))
    assert said("git status --short") == ""
    compare(box, said(box.command))
    assert "5 files changed" in said("git diff --shortstat")


def compare(box: Box, now: str) -> None:
    """Hold what is shown against what is said now, or show that instead when the boxes are filled."""
    if os.environ.get("HP_GOLDEN") == "write":
        text = HANDBOOK.read_text("utf-8")
        HANDBOOK.write_text(text.replace(box.text, filled(box, now), 1), encoding="utf-8")
    else:
        assert box.shown == now, box.command


# What is written without opening the file, and a new plan.

PARTS = {
    **{head: text for head, text in sections(WRITING) if "```console" in text and head not in _APART},
    "Lägg om filerna": LAYING_OUT,
}


@pytest.mark.parametrize("head", PARTS)
def test_what_is_written_is_written_as_told(head: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(here, FILES)
    assert go(PARTS[head], monkeypatch) >= 1


PROCESS = "data/processes/2.2.1.yaml"


@pytest.mark.parametrize(
    ("command", "path", "gone", "come"),
    [
        pytest.param("set 2.2.1 målområde okänt", PROCESS, 'area: "2.2"', "area: null", id="unknown"),
        pytest.param("set 2.2.1 lead --unset", PROCESS, "lead: null", "", id="taken away"),
        pytest.param("set 2.2.1 organisationer --remove BUF", PROCESS, "[BUF, KFF]", "[KFF]", id="removed"),
        pytest.param("set 2.2.1 läge pausad --seen 2024-05", PROCESS, "", "    seen: 2024-05", id="seen"),
        pytest.param("set 2.2.1 lead INGEN --force", PROCESS, "lead: null", "lead: INGEN", id="forced"),
        pytest.param("set plan ägare Kommunen", "data/plan.yaml", "Vidåsa kommun", "Kommunen", id="plan"),
        pytest.param("set 2023-fritidsledare belopp.2023.sökt 310000", "data/grants/2023-fritidsledare.yaml",
                     "applied: 300 000", "applied: 310 000", id="by its year"),
        pytest.param("new händelse --title Fest --day 2023-05-06 --set antal=2", "data/events/2023-fest.yaml",
                     "", "count: \"2\"", id="another field"),
    ],
)  # fmt: skip
def test_what_is_told_beside_the_boxes_of_writing_is_so(
    command: str, path: str, gone: str, come: str, here: Path
) -> None:
    write(here, FILES)
    assert gone in FILES.get(path, "")
    assert run(shlex.split(command)) == 0
    text = (here / path).read_text("utf-8")
    assert come in text
    assert not gone or gone not in text


def test_a_file_with_changes_of_its_own_is_not_saved_in_git_with_a_command(here: Path) -> None:
    saved(here, FILES)
    with Path(PROCESS).open("a", encoding="utf-8") as file:
        file.write("# ring dem\n")
    mine = Path(PROCESS).read_text("utf-8")
    assert "har redan ändringar" in said("hp set 2.2.1 lead KFF --commit")
    assert Path(PROCESS).read_text("utf-8") == mine
    assert said("git log --format=%s") == "Planen"


def test_a_file_that_cannot_be_read_is_left_and_shown_when_files_are_laid_out(here: Path) -> None:
    write(here, FILES)
    faulty = FILES[PROCESS].replace("[BUF, KFF]", "[BUF,KFF")
    Path(PROCESS).write_text(faulty, "utf-8")
    now = said("hp fmt")
    assert f"{PROCESS}:" in now
    assert "1 fil gick inte att lägga om" in now
    assert Path(PROCESS).read_text("utf-8") == faulty


STARTS = {head: text for head, text in sections(BEGINNING) if "```console" in text}


@pytest.mark.parametrize("head", STARTS)
def test_a_plan_begins_as_told(head: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data", here / "tillsammans" / "data")
    assert go(STARTS[head], monkeypatch) >= 1
    plans = [path.parent.parent for path in here.glob("*-plan/data/plan.yaml")]
    assert [run(["check", "--plan", str(plan)]) for plan in plans] == [0]


@pytest.mark.parametrize(
    ("carry", "processes"),
    [
        pytest.param("", [], id="what needs more leading, when nothing is said"),
        pytest.param("--carry unfinished", ["2.2.1"], id="what is not completed"),
        pytest.param("--carry all", ["2.1.1", "2.2.1"], id="all"),
        pytest.param("--carry 2.1.1", ["2.1.1"], id="one of them"),
    ],
)
def test_a_plan_takes_over_the_processes_as_told(carry: str, processes: list[str], here: Path) -> None:
    write(here / "vidasa", FILES)
    said(f"hp init nasta --from vidasa {carry} --yes")
    assert sorted(path.stem for path in here.glob("nasta/data/processes/*.yaml")) == processes
    assert {
        path.as_posix(): (here / "vidasa" / path).read_text("utf-8") for path in map(Path, FILES)
    } == FILES


def test_the_readme_shows_what_is_written_and_its_diff(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples" / "ekbacken", here / "examples" / "ekbacken")
    saved(here, {})
    text = README.read_text("utf-8")
    told = text[text.index("## Write without") : text.index("## An example that is")]
    assert go(told, monkeypatch, README) == 2


def test_every_box_of_these_chapters_is_run() -> None:
    alone = [text for head, text in sections(WRITING) if head in _APART]
    told = [WEEK, *PARTS.values(), *STARTS.values(), *alone]
    chapters = (WEEK, WRITING, BEGINNING, LAYING_OUT)
    assert sum(map(count, told)) == sum(map(count, chapters))
    assert [len(list(boxes(text))) for text in told] == [count(text) for text in told]


def count(text: str) -> int:
    return text.count("```console")

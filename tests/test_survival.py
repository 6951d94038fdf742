"""No file, however broken or hostile, hides another, crashes hp, changes anything or makes it guess."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from handlingsplan.cli.main import run
from handlingsplan.store.files import read_folder
from tests.hostile import (
    CONTENTS,
    FILES,
    FOLDERS,
    GOOD,
    HEADER,
    HEAVY,
    HOSTILE,
    KINDS,
    NAMES,
    PROCESSES,
    RULES,
    SLIP,
    VALUES,
    Hostile,
    Plant,
    Told,
    X,
    good_plan,
    unseen,
    write,
)
from tests.limits import at_most
from tests.running import Hp, Ran

SECONDS = 20
"""How long a command is waited for; other processes may have the machine meanwhile."""
WORKING_SECONDS = 5
"""A file may take two seconds of work; the machine that runs the tests may be slow."""
MEGABYTES = 200
RESERVED = 2 << 30
"""Bytes that a process may reserve, so that one that runs wild takes nobody else with it."""

LIMITS = (SECONDS, WORKING_SECONDS, RESERVED)

FORKS = """
import json, os, resource, signal, sys
from handlingsplan.cli.main import main, run
seconds, working, reserved, good = sys.argv[1:]
told = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
run(["check", "--plan", good])
def begin(out, err, *words):
    signal.alarm(int(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (int(working), int(working)))
    resource.setrlimit(resource.RLIMIT_AS, (int(reserved), int(reserved)))
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.argv = ["hp", *words]
    try:
        main()
    except SystemExit as end:
        return end.code
for line in sys.stdin:
    pid = os.fork()
    if not pid:
        os._exit(begin(*json.loads(line)))
    _, status, used = os.wait4(pid, 0)
    took = used.ru_utime + used.ru_stime
    os.write(told, f"{os.waitstatus_to_exitcode(status)} {used.ru_maxrss // 1024} {took}\\n".encode())
"""
"""Run hp once for each line of words, in a process with limits that has begun from a small one.

So nothing is imported anew each time, and what is measured is what the file took.
"""


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """Return a copy of the good plan; what is planted into it is removed whatever it is."""
    folder = tmp_path / "planen"
    good_plan(folder)
    yield folder
    try:
        shutil.rmtree(folder)
    except (OSError, RecursionError):  # a folder that is closed, or too deep for Python
        subprocess.run(["chmod", "-R", "u+rwX", folder], check=False, capture_output=True)
        subprocess.run(["rm", "-rf", folder], check=True)


@pytest.fixture
def hp(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], root: Path) -> Hp:
    """Run a command on the plan, or from the working folder, in 80 columns, and do not wait long."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("HP_PLAN", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def hp_here(command: str, *args: str, here: bool = False) -> Ran:
        with at_most(SECONDS):
            code = run([command, *([] if here else ["--plan", str(root)]), *args])
        return Ran(code, *capfd.readouterr())

    return hp_here


LONGEST_PATH = 4096


def footprint(root: Path) -> dict[str, tuple[object, ...]]:
    """Return everything in a folder with its rights, size, time of change and first megabyte."""
    found: dict[str, tuple[object, ...]] = {}
    waiting = [str(root)]
    while waiting:
        path = waiting.pop()
        about = os.lstat(path)
        held = b""
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114 - bad bytes, long paths
            waiting += within(path)
        elif os.path.isfile(path) and os.access(path, os.R_OK):  # noqa: PTH113
            with open(path, "rb") as file:  # noqa: PTH123
                held = file.read(1_000_001)
        content = hashlib.sha256(held).hexdigest()
        found[path] = (about.st_mode, about.st_size, about.st_mtime_ns, about.st_ino, content)
    return found


def within(folder: str) -> list[str]:
    """Return what stands in a folder; nothing of one that is closed or too far in."""
    try:
        return [entry.path for entry in os.scandir(folder) if len(os.fsencode(entry.path)) < LONGEST_PATH]
    except OSError:
        return []


def decent(ran: Ran) -> bool:
    """Tell whether a command ended as it should, whatever it found."""
    assert ran.code in {0, 1}, ran.err[-2000:]
    assert "Traceback" not in ran.out + ran.err
    assert unseen(ran.out + ran.err) == set()
    return True


def among(problems: list[dict[str, Any]], told: Told) -> list[dict[str, Any]]:
    """Return the problems that are as one that must be told."""
    return [
        problem
        for problem in problems
        if fnmatchcase(problem["file"], told.file)
        and re.fullmatch(told.code, problem["code"])
        and told.line in {None, problem["line"] or 0}
    ]


def as_told(hostile: Hostile, check: dict[str, Any]) -> None:
    """Assert that a check tells what it must, each problem once or more, and has read all other files."""
    for told in hostile.told:
        assert len(among(check["problems"], told)) >= hostile.told.count(told), (told, check["problems"])
    read = FILES - hostile.lost + hostile.read
    if hostile.counted:
        assert check["files"] == {"read": read, "total": read + hostile.unread}
    else:
        assert check["files"]["read"] >= read


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_told_and_hides_no_other(hostile: Hostile, root: Path, hp: Hp) -> None:
    hostile.plant(root)
    before = footprint(root)
    check, screen, *listings = hp("check", "--format", "json"), hp("check"), hp("status"), hp("grants")
    assert footprint(root) == before
    assert all(decent(ran) for ran in (check, screen, *listings))
    assert {check.code, screen.code} == {*hostile.exits}
    as_told(hostile, json.loads(check.out))
    assert hostile.shown in screen.out
    assert {ran.code for ran in listings} <= {0, *hostile.exits}


@pytest.mark.parametrize("hostile", [*NAMES, *VALUES], ids=lambda hostile: hostile.name)
def test_a_hostile_file_puts_no_line_of_its_own_into_what_github_reads(
    hostile: Hostile, root: Path, hp: Hp
) -> None:
    hostile.plant(root)
    ran = hp("check", "--format", "github")
    assert decent(ran)
    assert all(re.match(r"::(error|warning|notice) file=data/", line) for line in ran.out.splitlines())


@pytest.mark.parametrize("hostile", [*KINDS, *NAMES, *FOLDERS], ids=lambda hostile: hostile.name)
def test_a_listing_says_that_a_hostile_file_is_not_in_it(hostile: Hostile, root: Path, hp: Hp) -> None:
    hostile.plant(root)
    missing = bool(hostile.unread or hostile.lost)
    ran = hp("grants")
    assert ran.code == int(missing)
    assert ("hp check" in ran.err) == missing


@pytest.mark.parametrize("hostile", CONTENTS, ids=lambda hostile: hostile.name)
def test_the_plans_own_files_hide_no_other_when_both_are_hostile(
    hostile: Hostile, root: Path, hp: Hp
) -> None:
    planted = [hostile.elsewhere(path) for path in (HEADER, RULES)]
    for each in planted:
        each.plant(root)
    check, status = hp("check", "--format", "json"), hp("status")
    assert decent(check)
    assert decent(status)
    found = json.loads(check.out)
    assert all(among(found["problems"], told) for each in planted for told in each.told)
    assert (check.code, found["files"]) == (1, {"read": FILES - 1, "total": FILES + 1})


# ---- files that take time and memory, each in a process of its own ----------------------------------


class Measured(NamedTuple):
    """What a command gave, and what it took; a code below zero is the signal that stopped it."""

    code: int
    out: str
    err: str
    megabytes: int
    seconds: float


Aside = Callable[..., Measured]


@pytest.fixture(scope="module")
def forks() -> Iterator["subprocess.Popen[str]"]:
    """Return a process that runs hp in others, which may be stopped."""
    program = [sys.executable, "-c", FORKS, *map(str, LIMITS), str(GOOD)]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def aside(forks: "subprocess.Popen[str]", root: Path) -> Aside:
    """Run a command on the plan in a process of its own, stopped when it takes too much."""

    def run_aside(*words: str) -> Measured:
        out, err = root.parent / "out", root.parent / "err"
        assert forks.stdin
        assert forks.stdout
        print(json.dumps([str(out), str(err), *words, "--plan", str(root)]), file=forks.stdin, flush=True)
        code, megabytes, seconds = forks.stdout.readline().split()
        told = out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
        return Measured(int(code), *told, int(megabytes), float(seconds))

    return run_aside


def environment() -> dict[str, str]:
    """Return the environment without what would change the output."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("HP_", "PYTHONIO"))}
    return {**clean, "COLUMNS": "80", "PYTHONUTF8": "1"}


@pytest.mark.parametrize("hostile", HEAVY, ids=lambda hostile: hostile.name)
def test_a_file_that_is_to_take_time_or_memory_takes_neither(
    hostile: Hostile, root: Path, aside: Aside
) -> None:
    hostile.plant(root)
    ran = aside(hostile.command)
    assert ran.code >= 0, f"stopped after {ran.seconds} seconds of work"
    assert decent(Ran(ran.code, ran.out, ran.err))
    assert ran.code in hostile.exits
    assert ran.megabytes < MEGABYTES
    for told in hostile.told:
        assert re.search(rf"^{re.escape(told.file)}(:\d+:\d+)?: \w+ {told.code} ", ran.out, re.MULTILINE)
    if hostile.command == "check":
        assert re.search(rf"^({FILES}|{FILES + 1}) av {FILES + 1} filer lästa", ran.out, re.MULTILINE)


def test_five_thousand_small_files_are_read_and_told_in_a_moment(root: Path, aside: Aside) -> None:
    for number in range(2500):
        write(root, f"data/processes/bra/a{number}.yaml", f"id: a{number}\n")
        write(root, f"data/grants/tom/b{number}.yaml", "")
    ran = aside("check")
    assert (ran.code, ran.err) == (1, "")
    assert f"{FILES + 2500:,} av {FILES + 5000:,} filer lästa: 2500 fel".replace(",", " ") in ran.out
    assert ran.megabytes < MEGABYTES


# ---- real processes ---------------------------------------------------------------------------------

REAL = (
    "a pipe",
    "a device",
    "a file of gigabytes",
    "a billion laughs",
    "100 000 brackets",
    "groups in groups",
)


def hp_alone(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run hp as users do, and do not wait long."""
    return subprocess.run(
        [sys.executable, "-m", "handlingsplan", *words, "--plan", str(root)],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=SECONDS, env=environment(),
    )  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_what_has_no_end_is_not_waited_for(name: str, root: Path) -> None:
    [hostile] = [hostile for hostile in (*HOSTILE, *HEAVY) if hostile.name == name]
    hostile.plant(root)
    done = hp_alone(root, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{hostile.told[0].code} " in done.stdout
    assert f"{FILES} av {FILES + 1} filer lästa: " in done.stdout


# ---- files that change while they are read ----------------------------------------------------------

CHANGE = """
import os, sys, time
path, aside = sys.argv[1:]
def write(size):
    with open(aside, "w") as file:
        file.write("id: x\\ntitle: a\\n"[:size])
def replace(make, *args):
    make(*args)
    os.replace(aside, path)
end = time.monotonic() + 60
while time.monotonic() < end:
    for target in ("/dev/zero", "/etc/passwd", "x.yaml", "borta.yaml"):
        for size in (99, 7, 0):
            replace(write, size)
            replace(os.mkfifo, aside)
        replace(write, 99)
        replace(os.symlink, target, aside)
    replace(write, 99)
    os.truncate(path, 7)
    os.unlink(path)
"""
"""Let a file become a pipe, a link and another file, shorter and nothing, as fast as can be."""


@pytest.fixture
def changing(root: Path) -> Iterator[None]:
    """Have a file of the plan change all the time."""
    program = [sys.executable, "-S", "-c", CHANGE, str(root / X), str(root.parent / "aside")]
    with subprocess.Popen(program) as process:
        yield
        process.kill()


@pytest.mark.usefixtures("changing")
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(root: Path) -> None:
    with at_most(SECONDS):
        for _ in range(400):
            found = read_folder(root, ("processes",))
            assert len(found.texts) >= PROCESSES + 1


@pytest.mark.usefixtures("changing")
def test_a_file_that_changes_while_it_is_read_hides_no_other(hp: Hp) -> None:
    for _ in range(20):
        ran = hp("check", "--format", "json")
        assert decent(ran)
        assert json.loads(ran.out)["files"]["read"] >= FILES


@pytest.mark.usefixtures("changing")
def test_a_file_that_changes_does_not_stop_a_process_of_its_own(root: Path) -> None:
    for _ in range(2):
        done = hp_alone(root, "check")
        assert decent(Ran(done.returncode, done.stdout, done.stderr))


# ---- plan.yaml, of which what is whole is kept ------------------------------------------------------


@pytest.mark.parametrize("sign", [r"\e[31m", r"\x9b31m", r"\u202e", r"\r"])
@pytest.mark.parametrize(
    ("line", "planted"),
    [
        ("name: God vardag för äldre i Tallhamra", 'name: "God {}vardag"'),
        ("money: Vardagsmedel", 'money: "Vardags{}medel"'),
        ("  H:\n    name: Trygg hemma", '  H:\n    name: "Trygg{} hemma"'),
        ("  färdig:", '  "fär{}dig":'),
        ("  OMSORG:", '  "OMS{}ORG":'),
    ],
)
def test_what_a_terminal_would_obey_in_plan_yaml_is_told_and_never_shown(
    line: str, planted: str, sign: str, root: Path, hp: Hp
) -> None:
    text = (root / HEADER).read_text(encoding="utf-8")
    assert f"\n{line}\n" in text
    write(root, HEADER, text.replace(f"\n{line}\n", f"\n{planted.format(sign)}\n"))
    check, *listings = hp("check"), hp("status"), hp("grants")
    assert all(decent(ran) for ran in (check, *listings))
    assert re.search(rf"^{HEADER}:\d+:\d+: fel HP006 ", check.out, re.MULTILINE)


# ---- folders that are no plan -----------------------------------------------------------------------

NO_FILES: dict[str, Plant] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link to nothing": lambda path: path.symlink_to("borta"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link out": lambda path: path.symlink_to("/etc/passwd"),
}


@pytest.mark.parametrize("kind", NO_FILES)
def test_a_plan_whose_own_file_is_hostile_is_not_passed_by_for_another_above_it(
    kind: str, root: Path, hp: Hp, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = root / "exempel"
    write(inner, X, SLIP)
    NO_FILES[kind](inner / HEADER)
    monkeypatch.chdir(inner / "data/processes")
    ran = hp("check", here=True)
    assert decent(ran)
    assert re.search(rf"^{X}:2:1: fel HP101 ", ran.out, re.MULTILINE)
    assert re.search(rf"^{HEADER}: fel HP00[12] ", ran.out, re.MULTILINE)


@pytest.mark.parametrize("kind", [kind for kind in NO_FILES if kind != "a folder"])
def test_a_plan_without_a_folder_of_data_is_told_and_no_bug(kind: str, root: Path, hp: Hp) -> None:
    shutil.rmtree(root / "data")
    NO_FILES[kind](root / "data")
    for command in ("check", "status", "grants"):
        ran = hp(command)
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.startswith("hp: mappen ")


# ---- readers and terminals that have gone -----------------------------------------------------------


@pytest.mark.parametrize("args", [["check"], ["check", "--format", "json"], ["status"]])
def test_a_reader_that_has_gone_is_no_fault(args: list[str], root: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "handlingsplan", *args, "--plan", str(root)],
        stdout=writing, stderr=subprocess.PIPE, check=False, timeout=SECONDS, env=environment(),
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_where_nothing_can_be_written_no_bug_is_told(closed: str, root: Path) -> None:
    write(root, X, SLIP)
    command = f"'{sys.executable}' -m handlingsplan check --plan . {closed}"
    done = subprocess.run(
        command, shell=True, capture_output=True, check=False, timeout=SECONDS, cwd=root, env=environment()
    )
    assert done.returncode in {1, 3}
    assert b"Traceback" not in done.stderr

"""The command line as users meet it: with bad input too, and in processes of its own where those differ."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handlingsplan.cli.main import run
from tests.plans import ROOT
from tests.running import Hp, running

LISTINGS = ("status", "grants", "decisions")


def hp(*args: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run hp as a process of its own, 80 columns wide."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("HP_", "PYTHONIO"))}
    return subprocess.run(
        [sys.executable, "-m", "handlingsplan", *args],
        cwd=cwd,
        env={**clean, "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="strict",
        check=False,
    )


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hp:
    """Run hp in this process, on the real plan, 80 columns wide."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("HP_PLAN", raising=False)
    return running(capsys)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a folder with a plan of two processes."""
    (tmp_path / "data" / "processes").mkdir(parents=True)
    (tmp_path / "data" / "plan.yaml").write_text(
        "name: Liten plan\nstatuses: {slutförd: {kind: completed}}\n", encoding="utf-8"
    )
    for name in ("P.1", "P.2"):
        text = (
            f"id: {name}\ntitle: Process [/x] [bold]{name}[/bold]\n"
            "history: [{status: slutförd, since: 2022}]\n"
        )
        (tmp_path / "data" / "processes" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_hp_alone_shows_the_headline_and_what_to_write_next() -> None:
    done = hp()
    assert done.returncode == 0
    assert "16 av 25 processer är slutförda, 9 behöver fortsatt processledning." in done.stdout
    assert "hp grants --year 2023" in done.stdout


def test_help_is_swedish_and_groups_the_commands() -> None:
    done = hp("--help")
    assert done.returncode == 0
    for word in ("Så här:", "Varje vecka:", "Pengar:", "Sköta planen:", "Val:", "Visa den här hjälpen."):
        assert word in done.stdout
    assert not any(word in done.stdout for word in ("Usage", "Options", "Commands", "Show this"))


@pytest.mark.parametrize("command", ["status", "grants", "decisions", "show", "check"])
def test_every_command_explains_itself_in_swedish(command: str, here: Hp) -> None:
    done = here(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Så här: hp {command}")
    assert not any(word in done.out for word in ("Usage", "Options", "[default", "[required"))
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_the_version_is_told() -> None:
    from handlingsplan import __version__

    assert hp("--version").stdout == f"hp {__version__}\n"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["statsu"], 2, "'statsu' är inget kommando"),
        (["status", "--fromat", "json"], 2, "valet --fromat finns inte"),
        (["status", "--format", "jsn"], 2, "--format 'jsn' finns inte att välja på"),
        (["status", "--org", "SKO"], 2, "--org 'SKO' finns inte i planen"),
        (["status", "--as-of", "igår"], 2, "--as-of: 'igår' är ingen dag"),
        (["status", "--as-of", "tidigast 2022"], 2, "--as-of 'tidigast 2022' har ingen sista dag"),
        (["status", "--as-of"], 2, "valet --as-of behöver ett värde"),
        (["status", "extra"], 2, "för många ord på raden"),
        (["grants", "--by", "org"], 2, "--by 'org' finns inte att välja på"),
        (["show"], 2, "ID saknas"),
        (["show", "2.8.33"], 2, "'2.8.33' finns inte i planen"),
        (["status", "--plan", "ingenstans"], 3, "mappen ingenstans finns inte"),
        (["status", "--plan", "tests"], 3, "mappen tests har ingen mapp data"),
    ],
)
def test_a_mistake_is_told_in_swedish_on_stderr_with_its_exit_code(
    args: list[str], code: int, message: str, here: Hp
) -> None:
    done = here(*args)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(f"hp: {message}")
    assert "Traceback" not in done.err


def test_a_process_ends_with_the_code_of_the_mistake_and_writes_it_on_stderr() -> None:
    done = hp("statsu")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("hp: 'statsu' är inget kommando")
    assert "Traceback" not in done.stderr


def test_outside_any_plan_the_user_is_told_what_to_do(tmp_path: Path) -> None:
    done = hp("status", cwd=tmp_path)
    assert done.returncode == 3
    assert "hittar ingen plan" in done.stderr
    assert "--plan MAPP" in done.stderr


def test_the_plan_is_found_from_a_folder_below_it(small: Path) -> None:
    assert "Liten plan" in hp("status", cwd=small / "data" / "processes").stdout


@pytest.mark.parametrize("where", ["before", "after", "environment"])
def test_the_plans_folder_can_be_pointed_out(small: Path, where: str) -> None:
    calls = {
        "before": lambda: hp("--plan", str(small), "status"),
        "after": lambda: hp("status", "--plan", str(small)),
        "environment": lambda: hp("status", HP_PLAN=str(small)),
    }
    assert "Liten plan" in calls[where]().stdout


def test_text_in_the_data_is_text_and_never_markup(small: Path) -> None:
    shown = hp("status", "--list", "--plan", str(small)).stdout
    assert "Process [/x] [bold]P.1[/bold]" in shown
    page = hp("status", "--format", "md", "--plan", str(small)).stdout
    assert r"Process \[/x\] \[bold\]P.1\[/bold\]" in page


def test_a_file_with_a_fault_is_told_and_the_rest_is_shown_with_exit_code_1(small: Path) -> None:
    (small / "data" / "processes" / "P.2.yaml").write_text("id: P.2\ntitel: x\n", encoding="utf-8")
    done = hp("status", "--plan", str(small))
    assert done.returncode == 1
    assert "Den enda processen är slutförd." in done.stdout
    assert "1 av 2 processfiler lästa." in done.stdout
    assert "2 av 3 filer lästa; 1 har fel och är inte med ovan" in done.stderr
    found = json.loads(hp("status", "--format", "json", "--plan", str(small)).stdout)
    assert found["files"] == {"read": 1, "total": 2}


def test_check_ends_with_1_when_there_is_a_fault_and_0_when_there_is_none(small: Path) -> None:
    assert hp("check", "--plan", str(small)).returncode == 0
    (small / "data" / "processes" / "P.2.yaml").write_text("id: P.2\ntitel: x\n", encoding="utf-8")
    done = hp("check", "--plan", str(small))
    assert done.returncode == 1
    assert "data/processes/P.2.yaml:2:1: fel HP101 okänd nyckel 'titel'" in done.stdout
    assert "menade du title (titel)?" in done.stdout


@pytest.mark.parametrize("command", LISTINGS)
@pytest.mark.parametrize("width", ["80", "120"])
def test_no_line_is_wider_than_the_terminal(
    command: str, width: str, here: Hp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    done = here(command)
    assert done.code == 0
    assert max(len(line) for line in done.out.splitlines()) <= int(width)


@pytest.mark.parametrize("command", LISTINGS)
def test_what_is_piped_has_no_colour_and_no_blanks_at_line_ends(command: str) -> None:
    out = hp(command).stdout
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850"])
@pytest.mark.parametrize("command", [*LISTINGS, "show"])
def test_a_console_without_the_signs_gets_the_nearest_ones(command: str, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "handlingsplan", command, *(["2.8.3"] if command == "show" else [])],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert "?" not in text.replace("? ", "")
    if command == "status" and encoding != "cp850":
        assert "# slut" in text


@pytest.mark.parametrize("command", LISTINGS)
def test_json_and_csv_are_utf8_whatever_the_console_is(command: str) -> None:
    for form in ("json", "csv"):
        done = subprocess.run(
            [sys.executable, "-m", "handlingsplan", command, "--format", form],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
            capture_output=True,
            check=True,
        )
        assert "ö" in done.stdout.decode("utf-8")
        assert done.stdout.startswith(b"\xef\xbb\xbf") == (form == "csv")


def test_a_full_disk_is_told_and_is_no_bug() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "handlingsplan", "status"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.startswith("hp: disken är full")
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_had_enough_is_no_fault() -> None:
    done = subprocess.run(
        f"'{sys.executable}' -m handlingsplan decisions --format json | head -n 1",
        shell=True, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_a_bug_shows_its_trace_and_says_that_the_plan_is_not_to_blame(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError

    assert run(["status"], broken) == 70
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "det här är ett fel i hp, inte i planen" in told


def test_a_break_from_the_keyboard_ends_with_130() -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    assert run(["status"], interrupted) == 130


def test_colour_can_be_forced_and_is_off_where_none_is_wanted() -> None:
    forced = hp("status", FORCE_COLOR="1", TERM="xterm").stdout
    assert "\x1b[32m" in forced
    assert "\x1b[32m" not in hp("status", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm").stdout
    assert "\x1b[" not in hp("status", TERM="dumb").stdout


def test_reading_leaves_the_plan_as_it_was() -> None:
    def state() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in (ROOT / "data").rglob("*")
        }

    before = state()
    for args in (["check"], ["status"], ["grants"], ["decisions"], ["show", "2.8.3"]):
        assert hp(*args).returncode == 0
    assert state() == before

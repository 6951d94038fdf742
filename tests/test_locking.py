"""One process at a time writes in a plan, no write is lost, and who waits is told for whom."""

import os
import re
import signal
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from handlingsplan.errors import HpError
from handlingsplan.store.saving import Change, interrupted, recover, save, writing
from tests.forked import end, folder_in_memory, said_by, start

WRITERS = 8
LINES = 50


@pytest.fixture
def plan() -> Iterator[Path]:
    with folder_in_memory() as root:
        (root / "data").mkdir()
        (root / "data/plan.yaml").write_bytes(b"")
        yield root


def add_lines(root: Path, writer: int) -> None:
    for number in range(LINES):
        with writing(root, f"skrivare {writer}", wait=60):
            raw = (root / "data/plan.yaml").read_bytes()
            save(root, [Change("data/plan.yaml", raw, raw + f"{writer}-{number}\n".encode())])


@pytest.mark.slow
def test_of_what_eight_processes_write_at_once_nothing_is_lost_and_nothing_doubled(plan: Path) -> None:
    started = [start(partial(add_lines, plan, writer)) for writer in range(WRITERS)]
    assert [end(*process) for process in started] == [""] * WRITERS
    lines = (plan / "data/plan.yaml").read_text("utf-8").split()
    assert sorted(lines) == sorted(
        f"{writer}-{number}" for writer in range(WRITERS) for number in range(LINES)
    )
    for writer in range(WRITERS):
        own = [line for line in lines if line.startswith(f"{writer}-")]
        assert own == [f"{writer}-{number}" for number in range(LINES)]


def test_who_waits_too_long_is_told_who_writes_since_when_and_in_which_process(plan: Path) -> None:
    before = datetime.now().astimezone().replace(second=0, microsecond=0)
    with writing(plan, "Åsa Ek (hp sätt)"):
        said = said_by(lambda: enter(plan, 0.1))
    found = re.fullmatch(
        r"planen skrivs just nu av Åsa Ek \(hp sätt\) \(sedan (\S+ \S+), process (\d+)\) "
        r"\(vänta tills det är klart, och försök igen\)",
        said,
    )
    assert found, said
    assert before <= datetime.strptime(found[1], "%Y-%m-%d %H:%M").astimezone() <= datetime.now().astimezone()
    assert int(found[2]) == os.getpid()


def enter(root: Path, wait: float) -> None:
    with writing(root, "Bo", wait=wait):
        pass


def test_the_next_writer_waits_for_its_turn(plan: Path) -> None:
    with writing(plan, "Vera"):
        process = start(lambda: add_lines(plan, 1))
        assert (plan / "data/plan.yaml").read_bytes() == b""
    assert end(*process) == ""
    assert (plan / "data/plan.yaml").read_bytes().count(b"\n") == LINES


def test_reading_does_not_wait_for_a_lock_that_nobody_writes_under(plan: Path) -> None:
    with writing(plan, "Vera"):
        assert not interrupted(plan)


def test_recovering_leaves_the_unfinished_files_of_a_writer_that_lives(plan: Path) -> None:
    with writing(plan, "Vera"):
        (plan / ".hp/pending").mkdir()
        (plan / ".hp/pending/0").write_bytes(b"x")
        assert interrupted(plan)
        assert "planen skrivs just nu av Vera" in said_by(lambda: recover(plan, wait=0.1))
        assert (plan / ".hp/pending/0").read_bytes() == b"x"
    assert recover(plan) is None
    assert not interrupted(plan)


def test_the_lock_of_a_killed_process_is_free(plan: Path) -> None:
    def hold() -> None:
        with writing(plan, "Död"):
            os.kill(os.getpid(), signal.SIGKILL)

    assert said_by(hold) == ""
    assert "Död" in (plan / ".hp/holder").read_text("utf-8")
    with writing(plan, "Vera", wait=0):
        assert "Vera" in (plan / ".hp/holder").read_text("utf-8")
    assert not (plan / ".hp/holder").exists()


@pytest.mark.parametrize(
    ("holder", "told"),
    [
        (b"", "av någon annan"),
        (b"7\n\x1b[31mA\n", r"av �\[31mA \(sedan"),
        (b"\xff\n" + b"x" * 9000, r"av x{200} \(sedan"),
        (None, "av någon annan"),
    ],
    ids=["empty", "signs", "long", "none"],
)
def test_whatever_stands_for_the_holders_name_is_told_in_one_clean_sentence(
    plan: Path, holder: bytes | None, told: str
) -> None:
    with writing(plan, "Vera"):
        (plan / ".hp/holder").unlink()
        if holder is not None:
            (plan / ".hp/holder").write_bytes(holder)
        said = said_by(lambda: enter(plan, 0))
    assert re.search(f"planen skrivs just nu {told}", said)
    assert said.isprintable()


def test_a_fault_inside_leaves_the_lock_free(plan: Path) -> None:
    def fails() -> None:
        with writing(plan, "Vera"):
            raise HpError("nej")

    with pytest.raises(HpError, match="nej"):
        fails()
    with writing(plan, "Bo", wait=0):
        pass


def test_a_plan_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(HpError, match=r"\.hp kan inte skrivas: mappen finns inte"):
        enter(tmp_path / "borta", 0)

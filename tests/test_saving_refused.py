"""What may not, or cannot, be written is told, and all files are as they were."""

import os
import resource
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from handlingsplan.errors import HpError
from handlingsplan.store.saving import Change, Recovered, interrupted, recover, save, writing
from tests.forked import at_call, killed_at, said_by
from tests.test_saving import CHANGES, IDLE, NEW, OLD, files, left, make, save_all


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return make(tmp_path / "plan", OLD)


@pytest.fixture
def shared() -> Iterator[Path]:
    """Return a plan that a user without rights may come to, and owns."""
    with tempfile.TemporaryDirectory() as name:
        root = make(Path(name), OLD)
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
            if os.geteuid() == 0:
                os.chown(path, 65534, 65534)
        yield root


def link_out(root: Path) -> None:
    (root / "data/plan.yaml").rename(root.parent / "plan.yaml")
    (root / "data/plan.yaml").symlink_to(root.parent / "plan.yaml")


def link_to_removed(root: Path) -> None:
    (root / "data/grants/b.yaml").rename(root / "data/c")
    (root / "data/grants/b.yaml").symlink_to("../c")


def folder_out(root: Path) -> None:
    (root / "data/grants").rename(root.parent / "grants")
    (root / "data/grants").symlink_to(root.parent / "grants")


def hidden(root: Path) -> None:
    make(root, {".git/config": b"title: Plan\n"})
    (root / "data/plan.yaml").unlink()
    (root / "data/plan.yaml").symlink_to("../.git/config")


def link_to_nothing(root: Path) -> None:
    (root / "data/processes").mkdir()
    (root / "data/processes/1.1.yaml").symlink_to("x")


def pipe(root: Path) -> None:
    (root / "data/plan.yaml").unlink()
    os.mkfifo(root / "data/plan.yaml")


def twin(root: Path) -> None:
    (root / "data/plan.yaml").unlink()
    (root / "data/plan.yaml").symlink_to("grants/a.yaml")


def linked_lock(root: Path) -> None:
    (root / ".hp").mkdir()
    (root / ".hp/lock").symlink_to(root / "data/plan.yaml")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "link out": (link_out, "data/plan.yaml ligger utanför planens mapp"),
    "folder out": (folder_out, "data/grants/a.yaml ligger utanför planens mapp"),
    "link that is removed": (link_to_removed, "data/grants/b.yaml är en länk, som inte tas bort"),
    "link to git": (hidden, "data/plan.yaml är en dold fil"),
    "link to nothing": (link_to_nothing, "data/processes/1.1.yaml är en länk till något som inte finns"),
    "folder": (lambda root: (root / "data/processes/1.1.yaml").mkdir(parents=True), "är ingen vanlig fil"),
    "pipe": (pipe, "data/plan.yaml är ingen vanlig fil"),
    "file for a folder": (lambda root: make(root, {"data/processes": b""}), "en fil men ska vara en mapp"),
    "twins": (twin, "data/grants/a.yaml och data/plan.yaml är samma fil"),
    "work folder is a file": (lambda root: make(root, {".hp": b""}), ".hp i planens mapp är ingen mapp"),
    "work folder is a link": (lambda root: (root / ".hp").symlink_to(root.parent), ".hp i planens mapp är"),
    "lock is a folder": (lambda root: (root / ".hp/lock").mkdir(parents=True), ".hp/lock kan inte skrivas"),
    "lock is a link": (linked_lock, ".hp/lock kan inte skrivas: det är en länk"),
    "pending is a file": (lambda root: make(root, {".hp/pending": b""}), ".hp/pending är ingen mapp"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_file_of_the_plan_is_refused_and_nothing_is_written(plan: Path, case: str) -> None:
    spoil, message = REFUSED[case]
    spoil(plan)
    before = files(plan.parent)
    with pytest.raises(HpError) as stop:
        save_all(plan)
    assert message in stop.value.message
    assert files(plan.parent) == before
    assert not (plan / ".hp/pending").is_dir()


NO_PATHS = [
    "../x",
    "/etc/x",
    "data/../../x",
    "data/../x",
    ".git/config",
    "data/.x",
    "data/./x",
    "",
    "data/\0",
]


@pytest.mark.parametrize("path", [*NO_PATHS, "data/" + "å" * 200])
def test_a_path_that_is_no_file_of_the_plan_is_refused(plan: Path, path: str) -> None:
    with pytest.raises(HpError):
        save_all(plan, [Change("data/plan.yaml", OLD["data/plan.yaml"], b"x"), Change(path, None, b"x")])
    assert files(plan) == OLD
    assert left(plan) == IDLE


def test_a_link_that_stands_for_the_holders_name_is_not_written_through(plan: Path) -> None:
    (plan / ".hp").mkdir()
    (plan / ".hp/holder").symlink_to(plan / "data/plan.yaml")
    (plan / ".hp/.gitignore").symlink_to(plan / "data/grants/new.yaml")
    save_all(plan)
    assert files(plan) == NEW


def protect_last_folder(root: Path) -> None:
    (root / "data/processes").mkdir()
    (root / "data/processes").chmod(0o777)
    (root / "data").chmod(0o555)


DENIED = "kan inte skrivas: du får inte skriva där"
PROTECTED: dict[str, tuple[Callable[[Path], object], str]] = {
    "file": (lambda root: (root / "data/plan.yaml").chmod(0o444), "data/plan.yaml är skrivskyddad"),
    "folder of the first": (lambda root: (root / "data/grants").chmod(0o555), f"data/grants/a.yaml {DENIED}"),
    "folder of the last": (protect_last_folder, f"data/plan.yaml {DENIED}"),
    "plan": (lambda root: root.chmod(0o555), f".hp {DENIED}"),
}


@pytest.mark.parametrize("case", PROTECTED)
def test_what_the_user_may_not_write_is_told_and_all_files_are_as_they_were(shared: Path, case: str) -> None:
    protect, message = PROTECTED[case]
    protect(shared)
    before = files(shared)
    assert message in said_by(lambda: save_all(shared), nobody=True)
    assert files(shared) == before
    assert not interrupted(shared)


def test_another_user_of_a_shared_folder_can_lock_and_recover(shared: Path) -> None:
    shared.chmod(0o777)
    for path in (shared / "data", shared / "data/grants"):
        path.chmod(0o777)
    assert killed_at("link", partial(save_all, shared))
    assert (shared / ".hp/pending/journal").exists()
    assert said_by(lambda: recover(shared) and None, nobody=True) == ""
    assert (files(shared), left(shared)) == (NEW, IDLE)


@pytest.mark.parametrize("room", [0, 1, 2, 5, 10, 14, 20, 22, 25, 100, 200, 300, 10000])
def test_a_file_that_cannot_be_written_whole_changes_nothing(plan: Path, room: int) -> None:
    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        save_all(plan)

    said = said_by(work)
    assert said == "" or "kan inte skrivas: filen blir större" in said
    assert (said == "") == (room == 10000)
    assert files(plan) == (NEW if said == "" else OLD)
    assert not interrupted(plan)
    assert recover(plan) is None


@contextmanager
def small_disk(folder: Path, room: str) -> Iterator[None]:
    """Make a folder a disk of its own, with little room, where the user may; else leave it."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", room, "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("room", ["size=160k", "size=1m,nr_inodes={}"], ids=["blocks", "files"])
def test_on_a_full_disk_all_files_are_old_or_all_new(tmp_path: Path, room: str) -> None:
    """There is room for so and so many more: the disk is full before, amid and after what is written."""
    said = set()
    for free in range(14):
        root = tmp_path / str(free)
        with small_disk(root, room.format(7 + free)):
            make(root, OLD)
            fill(root, free)
            answer = said_by(partial(save_all, root))
            said.add(answer)
            (root / "fill").unlink(missing_ok=True)
            assert files(root) == (OLD if answer else NEW)
            assert not interrupted(root)
    assert "" in said
    assert all("disken är full" in answer or answer == "" for answer in said)


def fill(root: Path, free: int) -> None:
    """Fill a small disk; a large one is left as it is."""
    room = os.statvfs(root)
    if room.f_blocks * room.f_frsize > 500_000:
        return
    (root / "fill").write_bytes(b"x" * room.f_frsize * (room.f_bavail - free))


def test_a_folder_on_another_disk_is_told_and_nothing_is_written(plan: Path) -> None:
    with small_disk(plan / "data/processes", "size=64k"):
        apart = (plan / "data").stat().st_dev != (plan / "data/processes").stat().st_dev
        if apart:
            with pytest.raises(HpError, match=r"1\.1\.yaml kan inte skrivas: mappen ligger på en annan disk"):
                save_all(plan)
        else:
            save_all(plan)
        assert files(plan) == (OLD if apart else NEW)
        assert left(plan) == IDLE


def test_what_cannot_be_taken_back_is_told_and_taken_back_by_the_next_command(shared: Path) -> None:
    """The folder is closed in the middle: the third file cannot be removed, the first not be put back."""

    def work() -> None:
        with writing(shared, "Vera"):
            at_call("unlink", lambda _: (shared / "data/grants").chmod(0o555))
            save(shared, CHANGES)

    said = said_by(work, nobody=True)
    assert f"data/grants/a.yaml {DENIED}; planens filer är till en del ändrade" in said
    assert interrupted(shared)
    assert DENIED in said_by(lambda: recover(shared), nobody=True)
    (shared / "data/grants").chmod(0o755)
    assert recover(shared) == Recovered("undone", tuple(change.path for change in CHANGES))
    assert (files(shared), left(shared)) == (OLD, IDLE)
    assert not (shared / "data/processes").exists()

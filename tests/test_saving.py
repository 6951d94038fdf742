"""A plan's files are written whole or not at all, and over nothing that nobody has read."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.errors import HpError
from handlingsplan.store.saving import (
    Change,
    ChangedMeanwhileError,
    recover,
    save,
    writing,
)
from tests.forked import LOOKING, at_call, folder_in_memory, said_by

OLD = {
    "data/plan.yaml": b"title: Plan\n",
    "data/grants/a.yaml": b"id: a\n",
    "data/grants/b.yaml": b"id: b\r\n",
}
CHANGES = [
    Change("data/grants/a.yaml", b"id: a\n", b"id: a\nkind: x\n"),
    Change("data/processes/1.1.yaml", None, "id: 1.1\ntitle: Möte\r\n".encode()),
    Change("data/grants/b.yaml", b"id: b\r\n", None),
    Change("data/plan.yaml", b"title: Plan\n", b"title: \xff\x00Ny\n"),
]
NEW = {
    "data/plan.yaml": b"title: \xff\x00Ny\n",
    "data/grants/a.yaml": b"id: a\nkind: x\n",
    "data/processes/1.1.yaml": "id: 1.1\ntitle: Möte\r\n".encode(),
}
IDLE = [".gitignore", "lock"]
"""What stands in .hp when nobody writes."""


def make(root: Path, files: dict[str, bytes]) -> Path:
    for path, raw in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    return root


def files(root: Path) -> dict[str, bytes]:
    found = {path.relative_to(root): path for path in root.rglob("*") if path.is_file()}
    return {name.as_posix(): path.read_bytes() for name, path in found.items() if ".hp" not in name.parts}


def left(root: Path) -> list[str]:
    return sorted(path.relative_to(root / ".hp").as_posix() for path in (root / ".hp").rglob("*"))


def save_all(root: Path, changes: list[Change] = CHANGES) -> None:
    with writing(root, "Vera"):
        save(root, changes)


@pytest.fixture
def memory() -> Iterator[Path]:
    with folder_in_memory() as folder:
        yield folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return make(tmp_path / "plan", OLD)


def test_files_are_changed_made_and_removed_byte_for_byte(plan: Path) -> None:
    save_all(plan)
    assert files(plan) == NEW
    assert left(plan) == IDLE


def test_what_changes_nothing_touches_nothing(plan: Path) -> None:
    before = (plan / "data/plan.yaml").stat()
    save_all(
        plan,
        [Change("data/plan.yaml", b"title: Plan\n", b"title: Plan\n"), Change("data/x.yaml", None, None)],
    )
    assert (plan / "data/plan.yaml").stat() == before
    assert files(plan) == OLD


def test_git_shows_nothing_of_the_work_folder(plan: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=plan, check=True)
    save_all(plan)
    (plan / ".hp/pending").mkdir()
    (plan / ".hp/pending/0").write_text("x", encoding="utf-8")
    shown = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=plan,
        check=True,
        capture_output=True,
        text=True,
    )
    assert ".hp" not in shown.stdout
    assert "data/plan.yaml" in shown.stdout


@settings(max_examples=40)
@given(
    texts=st.lists(
        st.tuples(st.none() | st.binary(max_size=50), st.none() | st.binary(max_size=50)),
        min_size=1,
        max_size=4,
    )
)
def test_any_files_become_what_was_asked_and_no_others_move(
    texts: list[tuple[bytes | None, bytes | None]],
) -> None:
    with folder_in_memory() as root:
        changes = [Change(f"data/{n}/x.yaml", *pair) for n, pair in enumerate(texts)]
        make(root, OLD | {path: before for path, before, _ in changes if before is not None})
        save_all(root, changes)
        assert files(root) == OLD | {path: after for path, _, after in changes if after is not None}
        assert left(root) == IDLE


EDITS: dict[str, Callable[[Path], object]] = {
    "changed": lambda root: (root / "data/plan.yaml").write_bytes(b"title: Annan\n"),
    "removed": lambda root: (root / "data/plan.yaml").unlink(),
    "come": lambda root: make(root, {"data/processes/1.1.yaml": b"id: egen\n"}),
    "the removed changed": lambda root: (root / "data/grants/b.yaml").write_bytes(b"id: b\n"),
}
EDITED = {
    "changed": ("data/plan.yaml", b"title: Annan\n", b"title: \xff\x00Ny\n"),
    "removed": ("data/plan.yaml", None, b"title: \xff\x00Ny\n"),
    "come": ("data/processes/1.1.yaml", b"id: egen\n", "id: 1.1\ntitle: Möte\r\n".encode()),
    "the removed changed": ("data/grants/b.yaml", b"id: b\n", None),
}


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_is_written_when_one_of_the_files_was_saved_by_another(plan: Path, edit: str) -> None:
    EDITS[edit](plan)
    before = files(plan)
    with pytest.raises(ChangedMeanwhileError) as stop:
        save_all(plan)
    assert (stop.value.path, stop.value.now, stop.value.wanted) == EDITED[edit]
    assert stop.value.path in stop.value.message
    assert files(plan) == before
    assert left(plan) == IDLE


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "moments"),
    [(0, ["__exit__", "replace"]), (1, []), (2, ["__exit__", "unlink"])],
    ids=["changed", "made", "removed"],
)
def test_what_an_editor_saves_while_hp_writes_stands_but_for_one_moment(
    memory: Path, number: int, moments: list[str]
) -> None:
    """The editor saves before every call that reads or writes. It loses its text only between the last look
    and the replacing: when the file that was looked in is closed, and when it is replaced.
    """
    path, lost = CHANGES[number].path, []
    for call in count():
        root = make(memory / str(call), OLD)
        now: list[str] = []
        stopped = saved_meanwhile(root, call, path, now)
        if not now:
            break
        rest = {name: raw for name, raw in files(root).items() if name != path}
        assert rest == {name: raw for name, raw in (OLD if stopped else NEW).items() if name != path}
        assert left(root) == IDLE
        if files(root).get(path) != b"id: min\n":
            lost += now
    assert call > 50
    assert sorted(lost) == moments


def saved_meanwhile(root: Path, call: int, path: str, now: list[str]) -> bool:
    """Save while an editor saves a file before a call of the system; return whether hp stopped for it."""

    def edit(name: str) -> None:
        make(root, {path: b"id: min\n"})
        now.append(name)

    with writing(root, "Vera"):
        at_call(call, edit, LOOKING - {"read"})
        try:
            save(root, CHANGES)
        except ChangedMeanwhileError:
            return True
        finally:
            sys.setprofile(None)
    return False


@pytest.mark.slow
def test_whoever_interrupts_with_the_keyboard_has_all_files_old_or_all_new(memory: Path) -> None:
    seen = []
    for call in count():
        root = make(memory / str(call), OLD)
        said = said_by(partial(save_interrupted, root, call))
        recover(root)
        assert files(root) in (OLD, NEW)
        assert left(root) == IDLE
        seen.append(files(root) == NEW)
        if said == "saved":
            break
        assert said == "interrupted"
    assert call > 50
    assert seen == sorted(seen)


def save_interrupted(root: Path, call: int) -> str:
    with writing(root, "Vera"):
        at_call(call, lambda _: signal.raise_signal(signal.SIGINT), LOOKING)
        try:
            save(root, CHANGES)
        except KeyboardInterrupt:
            return "interrupted"
        finally:
            sys.setprofile(None)
    return "saved"


def test_a_file_keeps_its_bits_and_what_is_new_gets_those_of_the_mask(plan: Path) -> None:
    (plan / "data/plan.yaml").chmod(0o640)
    (plan / "data/grants/a.yaml").chmod(0o755)
    mask = os.umask(0o027)
    try:
        save_all(plan)
    finally:
        os.umask(mask)
    modes = {path: stat.S_IMODE((plan / path).stat().st_mode) for path in NEW}
    assert modes == {"data/plan.yaml": 0o640, "data/grants/a.yaml": 0o755, "data/processes/1.1.yaml": 0o640}


def test_a_file_keeps_its_owner_and_attributes_as_far_as_the_user_may(plan: Path) -> None:
    file = plan / "data/plan.yaml"
    os.setxattr(file, "user.note", b"egen")
    if os.geteuid() == 0:
        os.chown(file, 1234, 2345)
    before = file.stat()
    save_all(plan)
    after = file.stat()
    assert after.st_ino != before.st_ino
    assert (after.st_uid, after.st_gid, os.getxattr(file, "user.note")) == (
        before.st_uid,
        before.st_gid,
        b"egen",
    )


def test_a_link_in_the_plan_is_kept_and_what_it_leads_to_is_written(plan: Path) -> None:
    (plan / "data/real").mkdir()
    (plan / "data/plan.yaml").rename(plan / "data/real/p.yaml")
    (plan / "data/plan.yaml").symlink_to("real/p.yaml")
    save_all(plan)
    assert (plan / "data/plan.yaml").readlink() == Path("real/p.yaml")
    assert (plan / "data/real/p.yaml").read_bytes() == NEW["data/plan.yaml"]


def test_the_other_name_of_a_file_with_two_names_keeps_the_old_text(plan: Path) -> None:
    (plan / "data/other").hardlink_to(plan / "data/plan.yaml")
    save_all(plan)
    assert ((plan / "data/other").read_bytes(), files(plan)["data/plan.yaml"]) == (
        b"title: Plan\n",
        NEW["data/plan.yaml"],
    )


def test_a_removed_file_that_comes_back_has_its_bits(plan: Path) -> None:
    (plan / "data/grants/b.yaml").chmod(0o604)
    with writing(plan, "Vera"):
        at_call("unlink", lambda _: make(plan, {"data/plan.yaml": b"title: Min\n"}))
        with pytest.raises(ChangedMeanwhileError):
            save(plan, CHANGES)
        sys.setprofile(None)
    assert files(plan) == OLD | {"data/plan.yaml": b"title: Min\n"}
    assert stat.S_IMODE((plan / "data/grants/b.yaml").stat().st_mode) == 0o604


def test_what_was_saved_over_a_new_file_while_another_stopped_the_change_stands_and_is_told(
    plan: Path,
) -> None:
    mine = {"data/grants/a.yaml": b"id: min\n", "data/plan.yaml": b"title: Min\n"}
    with writing(plan, "Vera"):
        at_call("unlink", lambda _: make(plan, mine))
        with pytest.raises(ChangedMeanwhileError) as stop:
            save(plan, CHANGES)
        sys.setprofile(None)
    assert files(plan) == OLD | mine
    assert stop.value.path == "data/plan.yaml"
    assert stop.value.hint is not None
    assert stop.value.hint.endswith("; det som skulle skrivas finns i .hp/avbruten-1")
    assert files(plan / ".hp/avbruten-1/filer") == NEW


def test_an_unfinished_change_stops_the_next_one_in_the_same_writing(plan: Path) -> None:
    with writing(plan, "Vera"):
        (plan / ".hp/pending").mkdir()
        with pytest.raises(HpError, match="en tidigare ändring"):
            save(plan, CHANGES)
    assert recover(plan) is None
    assert files(plan) == OLD

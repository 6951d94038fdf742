"""A process that writes is killed at every call, and at any moment: its files are all old or all new."""

import hashlib
import random
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from handlingsplan.errors import HpError
from handlingsplan.store.journal import Entry, Journal, write_journal
from handlingsplan.store.saving import Change, Recovered, interrupted, recover, save, writing
from tests.forked import folder_in_memory, killed_after, killed_at
from tests.test_saving import CHANGES, IDLE, NEW, OLD, files, left, make, save_all

PATHS = tuple(change.path for change in CHANGES)


def after(changes: list[Change]) -> dict[str, bytes]:
    new = OLD | {change.path: change.after for change in changes if change.after is not None}
    return {path: raw for path, raw in new.items() if Change(path, OLD.get(path), None) not in changes}


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes", [CHANGES[3:], CHANGES[1:2], CHANGES], ids=["one changed", "one made", "four"]
)
def test_files_are_all_old_or_all_new_wherever_the_process_is_killed(
    tmp_path: Path, changes: list[Change]
) -> None:
    new, seen = after(changes), []
    for call in count():
        root = make(tmp_path / str(call), OLD)
        killed = killed_at(call, partial(save_all, root, changes))
        if len(changes) == 1:
            assert files(root) in (OLD, new), "one file is whole before anything is recovered"
        recovered = recover(root)
        assert not interrupted(root)
        assert left(root) == IDLE
        assert files(root) in (OLD, new)
        assert (root / "data/processes").exists() == ("data/processes/1.1.yaml" in files(root))
        if recovered:
            assert recovered == Recovered("finished", tuple(change.path for change in changes))
        seen.append(files(root) == new)
        if not killed:
            break
    assert call > 20
    assert seen == sorted(seen), "once new, never old again"
    assert seen[-1]


def shape(root: Path) -> frozenset[str]:
    """Return what a plan looks like, its unfinished writing included."""
    return frozenset((*left(root), *(f"{path}: {raw!r}" for path, raw in files(root).items())))


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with folder_in_memory() as folder:
        yield folder


@pytest.fixture(scope="module")
def stages() -> Iterator[list[Path]]:
    """Return plans whose writing was killed after its journal, with none to all files in place."""
    found: dict[frozenset[str], Path] = {}
    with folder_in_memory() as folder:
        for call in count():
            root = make(folder / str(call), OLD)
            if not killed_at(call, partial(save_all, root)):
                break
            if (root / ".hp/pending/journal").exists():
                found.setdefault(shape(root), root)
        assert len(found) == len(CHANGES) + 1
        yield list(found.values())


@pytest.mark.slow
@pytest.mark.parametrize("stage", [0, 2], ids=["none new", "some new"])
def test_recovering_can_be_killed_anywhere_and_done_again(
    stages: list[Path], tmp_path: Path, stage: int
) -> None:
    for call in count():
        root = Path(shutil.copytree(stages[stage], tmp_path / str(call)))
        killed = killed_at(call, partial(recover, root))
        assert recover(root) in (None, Recovered("finished", PATHS))
        assert (files(root), left(root)) == (NEW, IDLE)
        if not killed:
            break


@pytest.mark.parametrize("edited", range(4), ids=["first", "made", "removed", "last"])
def test_what_somebody_saved_after_a_kill_stands_and_the_others_are_all_old_or_all_new(
    stages: list[Path], tmp_path: Path, edited: int
) -> None:
    """The change is whole when the last file is new; else hp leaves it, and keeps what it was to write."""
    path = PATHS[edited]
    for number, stage in enumerate(stages):
        root = Path(shutil.copytree(stage, tmp_path / str(number)))
        make(root, {path: b"id: min\n"})
        recovered = recover(root)
        whole = number == len(stages) - 1 and edited != 3
        kept = {path: raw for path, raw in (NEW if whole else OLD).items() if path != PATHS[edited]}
        assert files(root) == kept | {path: b"id: min\n"}
        if whole:
            assert recovered == Recovered("finished", PATHS, (path,))
            assert left(root) == IDLE
        else:
            assert recovered == Recovered("aside", PATHS, (path,), ".hp/avbruten-1")
            assert aside(root) == NEW
            assert not interrupted(root)


def test_a_change_is_not_whole_because_somebody_wrote_its_last_file_by_hand(
    stages: list[Path], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(stages[0], tmp_path / "plan"))
    make(root, {"data/grants/a.yaml": b"id: min\n", "data/plan.yaml": NEW["data/plan.yaml"]})
    assert recover(root) == Recovered("aside", PATHS, ("data/grants/a.yaml",), ".hp/avbruten-1")
    assert files(root) == OLD | {"data/grants/a.yaml": b"id: min\n"}


def aside(root: Path) -> dict[str, bytes]:
    """Return the files that are kept of a change that was not carried out."""
    return files(root / ".hp/avbruten-1/filer")


def test_each_change_that_is_put_aside_has_a_folder_of_its_own(stages: list[Path], tmp_path: Path) -> None:
    root = Path(shutil.copytree(stages[0], tmp_path / "plan"))
    (root / ".hp/avbruten-1").mkdir()
    make(root, {"data/plan.yaml": b"id: min\n"})
    assert recover(root) == Recovered("aside", PATHS, ("data/plan.yaml",), ".hp/avbruten-2")
    save_all(root, [Change("data/plan.yaml", b"id: min\n", b"id: ny\n")])
    assert left(root)[:3] == [".gitignore", "avbruten-1", "avbruten-2"]


@pytest.mark.parametrize(
    "spoil",
    [lambda raw: raw[:-1], lambda raw: b"", lambda raw: raw.replace(b"kind", b"find"), lambda raw: raw[:64]],
    ids=["cut", "empty", "other", "no body"],
)
def test_a_damaged_journal_is_kept_and_no_file_is_touched(
    stages: list[Path], tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    root = Path(shutil.copytree(stages[1], tmp_path / "plan"))
    journal = root / ".hp/pending/journal"
    journal.write_bytes(spoil(journal.read_bytes()))
    before = files(root)
    assert recover(root) == Recovered("damaged", kept=".hp/avbruten-1")
    assert files(root) == before
    assert recover(root) is None


@pytest.mark.parametrize(
    "body",
    [
        b"{}", b"[]", b"5", b"\xff", b'{"entries": [[1]], "folders": []}',
        b'{"entries": [["data/x", null, "\\u0100", null]], "folders": []}',
        b'{"entries": [["data/x", null, "", "x"]], "folders": []}',
    ],
)  # fmt: skip
def test_a_journal_that_says_something_else_is_damaged(
    stages: list[Path], tmp_path: Path, body: bytes
) -> None:
    root = Path(shutil.copytree(stages[1], tmp_path / "plan"))
    digest = hashlib.sha256(body).hexdigest().encode()
    (root / ".hp/pending/journal").write_bytes(digest + b"\n" + body)
    assert recover(root) == Recovered("damaged", kept=".hp/avbruten-1")


@pytest.mark.parametrize("path", ["../x.yaml", "/tmp/x.yaml", ".git/config", "data/.x", "data/\0", ""])
def test_a_journal_writes_nothing_but_files_of_the_plan(tmp_path: Path, path: str) -> None:
    """A plan may come from anyone, with a journal in it."""
    root = make(tmp_path / "plan", OLD)
    (root / ".hp/pending").mkdir(parents=True)
    write_journal(root / ".hp/pending", Journal([Entry(path, None, b"x", None)], ["../y", ".git"]))
    (tmp_path / "y").mkdir()
    recovered = recover(root)
    assert recovered is not None
    assert (recovered.outcome, recovered.edited) == ("aside", (path,))
    assert files(tmp_path) == {f"plan/{name}": raw for name, raw in OLD.items()}
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["plan", "y"]


def test_links_in_a_plan_from_elsewhere_lead_no_writing_and_no_removing_out_of_it(
    stages: list[Path], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(stages[1], tmp_path / "plan"))
    outside = make(tmp_path / "ute", {"data/plan.yaml": b"min\n"})
    (root / ".hp/pending/filer").symlink_to(outside)
    (root / ".hp/pending/mapp").symlink_to(outside)
    make(root, {"data/plan.yaml": b"id: min\n"})
    assert recover(root) == Recovered("aside", PATHS, ("data/plan.yaml",), ".hp/avbruten-1")
    assert aside(root) == NEW
    (root / ".hp/avbruten-1").rename(root / ".hp/pending")
    (root / ".hp/pending/undo").unlink()
    assert recover(root) is None
    assert left(root) == IDLE
    assert files(outside) == {"data/plan.yaml": b"min\n"}


@pytest.mark.parametrize("leads_to", ["/dev/zero", "journal", "."])
def test_a_journal_that_is_no_file_is_told_and_not_read(tmp_path: Path, leads_to: str) -> None:
    root = make(tmp_path, OLD)
    (root / ".hp/pending").mkdir(parents=True)
    (root / ".hp/pending/journal").symlink_to(leads_to)
    with pytest.raises(HpError, match=r"\.hp/pending/journal"):
        recover(root)
    assert files(root) == OLD


@pytest.mark.slow
def test_taking_back_can_be_killed_anywhere_and_done_again(stages: list[Path], tmp_path: Path) -> None:
    path = PATHS[-1]
    for call in count():
        root = Path(shutil.copytree(stages[-2], tmp_path / str(call)))
        make(root, {path: b"id: min\n"})
        killed = killed_at(call, partial(recover, root))
        assert recover(root) in (None, Recovered("aside", PATHS, (path,), ".hp/avbruten-1"))
        assert files(root) == OLD | {path: b"id: min\n"}
        assert aside(root) == NEW
        assert not interrupted(root)
        if not killed:
            break


@pytest.mark.slow
def test_files_are_all_old_or_all_new_after_a_kill_at_any_of_two_hundred_moments(tmp_path: Path) -> None:
    root = make(tmp_path, OLD)
    back = [Change(path, new, old) for path, old, new in CHANGES]
    moments = random.Random(1)

    def work() -> None:
        while True:
            with writing(root, "Vera"):
                save(root, CHANGES if files(root) == OLD else back)

    outcomes = set()
    for _ in range(200):
        killed_after(moments.uniform(0, 0.01), work)
        outcomes.add(recover(root))
        assert files(root) in (OLD, NEW)
        assert left(root) == IDLE
    assert outcomes <= {None, Recovered("finished", PATHS)}

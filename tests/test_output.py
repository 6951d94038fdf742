"""A new file is written whole or not at all, and never over one that is there."""

import os
import resource
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from handlingsplan.errors import HpError
from handlingsplan.store.output import write_new
from handlingsplan.store.placing import bring_new
from tests.forked import said_by


@pytest.fixture
def shared() -> Iterator[Path]:
    """Return a folder that a user without rights may come to, and owns."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() == 0:
            os.chown(name, 65534, 65534)
        yield Path(name)


def test_a_new_file_gets_the_text_and_the_bits_of_the_mask(tmp_path: Path) -> None:
    mask = os.umask(0o026)
    try:
        assert write_new(tmp_path / "x.md", "Mål\r\n")
    finally:
        os.umask(mask)
    assert (tmp_path / "x.md").read_bytes() == "Mål\r\n".encode()
    assert (tmp_path / "x.md").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["x.md"]


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    assert write_new(tmp_path / "x.md", "a")
    assert not write_new(tmp_path / "x.md", "a")
    with pytest.raises(HpError, match="finns redan och skrivs inte över"):
        write_new(tmp_path / "x.md", "b")
    (tmp_path / "y.md").symlink_to("z.md")
    with pytest.raises(HpError, match="finns redan och skrivs inte över"):
        write_new(tmp_path / "y.md", "b")
    assert {path.name for path in tmp_path.iterdir()} == {"x.md", "y.md"}
    assert (tmp_path / "x.md").read_text("utf-8") == "a"


def test_what_another_left_half_written_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / f".hp-{os.getpid()}-0.tmp").write_text("halv", encoding="utf-8")
    assert write_new(tmp_path / "x.md", "a")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".hp-{os.getpid()}-0.tmp", "x.md"]


@pytest.mark.parametrize("room", [0, 1, 9_999])
def test_a_disk_without_room_leaves_no_file(tmp_path: Path, room: int) -> None:
    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        write_new(tmp_path / "x.md", "a" * 10_000)

    assert "x.md kan inte skrivas: filen blir större" in said_by(work)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_in_is_told(shared: Path) -> None:
    shared.chmod(0o555)
    said = said_by(partial(write_new, shared / "x.md", "a"), nobody=True)
    assert said == f"får inte skriva i mappen {shared} (välj en annan mapp)"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(HpError, match=r"mappen .*papper finns inte"):
        write_new(tmp_path / "papper" / "x.md", "a")


def test_a_disk_without_hard_links_gives_the_name_too_and_not_one_that_is_taken(shared: Path) -> None:
    """Without rights, another's file cannot be linked where the system guards links, but renamed."""
    for name in ("first", "second", "taken"):
        (shared / name).write_text(name, encoding="utf-8")
        (shared / name).chmod(0o600)
    assert said_by(partial(bring_new, shared / "first", shared / "new"), nobody=True) == "True"
    assert said_by(partial(bring_new, shared / "second", shared / "taken"), nobody=True) == ""
    assert {name: (shared / name).read_text("utf-8") for name in ("new", "second", "taken")} == {
        "new": "first", "second": "second", "taken": "taken"
    }  # fmt: skip


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(HpError, match="namnet är för långt"):
        write_new(tmp_path / ("å" * 200), "a")
    assert list(tmp_path.iterdir()) == []

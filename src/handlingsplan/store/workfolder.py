"""Keep the folder `.hp` in a plan's folder, where writing has its lock, its journal and its unfinished files.

It lies in the plan's folder, and not beside the records, because a file must be moved into its place
within one disk, and because what a killed process leaves is then found by one look at one name.
Git is told to show nothing of it.
"""

import os
import stat
from pathlib import Path

from handlingsplan.errors import HpError
from handlingsplan.store.writefaults import told_of

WORK = ".hp"
_PENDING = "pending"
_IGNORE = ".gitignore"


def interrupted(root: Path) -> bool:
    """Return whether a writing began that is not ended: one look, so that every command can afford it.

    True also while another process writes; `recover` waits for it.
    """
    return os.path.lexists(pending_folder(root))


def pending_folder(root: Path) -> Path:
    """Return the folder of the writing that goes on."""
    return root / WORK / _PENDING


def work_folder(root: Path) -> Path:
    """Return the folder, made if it is missing; raise `HpError` where it is anything but a folder."""
    folder = root / WORK
    with told_of(WORK):
        make_like(folder, root)
        if not stat.S_ISDIR(folder.lstat().st_mode):  # nor a link: what is written would land elsewhere
            raise HpError(f"{WORK} i planens mapp är ingen mapp", f"ta bort {WORK}, så skapas den på nytt")
        _hide_from_git(folder / _IGNORE)
    return folder


def make_like(folder: Path, model: Path) -> None:
    """Make a folder, if it is missing, that the same people may write in as in another."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    folder.chmod(stat.S_IMODE(model.stat().st_mode))


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where folders can be opened for that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hide_from_git(ignore: Path) -> None:
    if os.path.lexists(ignore) and ignore.lstat().st_size:
        return
    ignore.unlink(missing_ok=True)
    try:
        with ignore.open("xb") as file:
            file.write(b"*\n")
    except FileExistsError:  # another process was first
        pass
    except OSError:
        ignore.unlink(missing_ok=True)
        raise

"""Put one file in its place: whole or not at all, and never over something that nobody has read."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from handlingsplan.errors import HpError
from handlingsplan.store.files import on_disk
from handlingsplan.store.writefaults import told_of

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
"""What disks without hard links answer."""
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_INSIDE = "ersätt länken med filen eller mappen själv"

EDITOR = ".vscode"
"""The folder of the editor's settings: the only hidden one that is written in."""


class ChangedMeanwhileError(HpError):
    """A file is no longer what was read: somebody else saved it. Nothing is written over it.

    `now` is what stands there, `wanted` what hp would have written, both None for no file.
    """

    def __init__(self, path: str, now: bytes | None, wanted: bytes | None) -> None:
        how = "tagits bort" if now is None else "ändrats"
        super().__init__(
            f"{path} har {how} av någon annan medan kommandot arbetade, och skrivs inte",
            "kör kommandot igen, så utgår det från det som står där nu",
        )
        self.path = path
        self.now = now
        self.wanted = wanted


class Step(NamedTuple):
    """One file to change: what it is called, where it really stands, and its text before and after."""

    path: str
    target: Path
    before: bytes | None
    after: bytes | None
    mode: int | None = None

    def reversed(self) -> "Step":
        """Return the step that undoes this one."""
        return self._replace(before=self.after, after=self.before)


def real_place(root: Path, path: str, *, remove: bool) -> Path:
    """Return where a file of the plan really stands: a link is kept, and what it leads to is written.

    Raises `HpError` for what is out of the plan, or hidden in it, such as git's own files.
    """
    if not path or "\0" in path:
        raise HpError("en fil utan namn kan inte skrivas")
    named = on_disk(root, path)
    real_root = Path(os.path.realpath(root))
    target = Path(os.path.realpath(named))
    if not target.is_relative_to(real_root) or ".." in path.split("/"):
        raise HpError(f"{path} ligger utanför planens mapp och skrivs inte", _INSIDE)
    if any(map(_is_hidden, (*path.split("/"), *target.relative_to(real_root).parts))):
        raise HpError(f"{path} är en dold fil och skrivs inte", "välj ett namn utan punkt först")
    if named.is_symlink() and (remove or not target.exists()):
        why = "är en länk, som inte tas bort" if remove else "är en länk till något som inte finns"
        raise HpError(f"{path} {why}", "ta bort länken")
    if target.exists() and not target.is_file():
        raise HpError(f"{path} är ingen vanlig fil", "ta bort den")
    return target


def standing(path: str, target: Path) -> bytes | None:
    """Return what stands in a file now, None where there is none; raise `HpError` for what is no file."""
    with told_of(path):
        try:
            descriptor = os.open(target, _READING)
        except FileNotFoundError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise HpError(f"{path} är ingen vanlig fil", "ta bort den")
            return file.read()


def refuse_protected(step: Step) -> None:
    """Raise `HpError` where a file is marked as not to be written: replacing would not ask."""
    if step.before is not None and not os.access(step.target, os.W_OK):
        raise HpError(f"{step.path} är skrivskyddad", "ta bort skrivskyddet, om den får ändras")


def stage(step: Step, staged: Path) -> None:
    """Write what a file shall hold beside, on the disk to the last byte, for the same people as the file."""
    if step.after is None:
        return
    with staged.open("xb") as file:
        file.write(step.after)
        file.flush()
        _resemble(staged, step)
        os.fsync(file.fileno())


def place(step: Step, staged: Path) -> None:
    """Put what was staged in its place, unless the file is no longer what it was before.

    Between this last look and the replacing there is a moment, of some microseconds, in which another
    program can save the file and have its text replaced. No system call closes it everywhere.
    A new file has no such moment where the disk has hard links. Where a file has several names
    (hard links), this name gets the new text and the others keep the old.
    """
    now = standing(step.path, step.target)
    if now == step.after:  # it was put there before the process was killed
        return
    if now != step.before:
        raise ChangedMeanwhileError(step.path, now, step.after)
    with told_of(step.path):
        if step.after is None:
            step.target.unlink()
        elif step.before is not None:
            staged.replace(step.target)
        elif not bring_new(staged, step.target):
            raise ChangedMeanwhileError(step.path, standing(step.path, step.target), step.after)


def bring_new(staged: Path, target: Path) -> bool:
    """Give a written file its name; return False, and change nothing, when the name is taken."""
    try:
        target.hardlink_to(staged)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            return False
        staged.rename(target)
    return True


def _is_hidden(part: str) -> bool:
    """Tell whether a file or folder is none of a plan's; the editor's settings stand in its folder."""
    return part.startswith(".") and part != EDITOR


def _resemble(staged: Path, step: Step) -> None:
    """Give a file the owner, attributes and bits of the one that it is to replace, as far as one may."""
    try:
        model = step.target.stat()
    except FileNotFoundError:
        _suit_folder(staged, step)
        return
    own = staged.stat()
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (model.st_uid, model.st_gid):
        with suppress(OSError):
            os.chown(staged, -1, model.st_gid)
        with suppress(OSError):
            os.chown(staged, model.st_uid, -1)
    _copy_attributes(step.target, staged)
    staged.chmod(stat.S_IMODE(model.st_mode))


def _suit_folder(staged: Path, step: Step) -> None:
    """Give a new file the group that its folder hands down, and one that comes back its bits."""
    with suppress(OSError):
        folder = step.target.parent.stat()
        if folder.st_mode & stat.S_ISGID:
            os.chown(staged, -1, folder.st_gid)
    if step.mode is not None:
        staged.chmod(step.mode)


def _copy_attributes(source: Path, copy: Path) -> None:
    """Copy access lists and other attributes that the system keeps beside a file's text."""
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(source):
                with suppress(OSError):
                    os.setxattr(copy, name, os.getxattr(source, name))

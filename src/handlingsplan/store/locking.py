"""Let one process at a time write in a plan, and tell the others who it is.

The system holds the lock, for a process and not for a file: that of a killed process is free at once.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from handlingsplan.errors import HpError
from handlingsplan.model.fields import printable
from handlingsplan.store.workfolder import WORK, work_folder
from handlingsplan.store.writefaults import write_fault

_LONGEST_NAME = 200
_PAUSE = 0.02
"""Seconds between two tries."""


@contextmanager
def locked(root: Path, who: str, wait: float) -> Iterator[None]:
    """Hold a plan's lock; raise `HpError` that tells who has it when it is not free in `wait` seconds."""
    from filelock import FileLock, Timeout  # slow to import, and only writers need it

    folder = work_folder(root)
    holder = folder / "holder"
    mode = 0o600 | (root.stat().st_mode & 0o066)  # whoever may write in the plan may lock it
    lock = FileLock(folder / "lock", timeout=wait, mode=mode)
    try:
        lock.acquire(poll_interval=_PAUSE)
    except Timeout as error:
        raise _taken(holder) from error
    except OSError as error:
        raise write_fault(f"{WORK}/lock", error) from error
    try:
        _sign(holder, who)
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()


def _sign(holder: Path, who: str) -> None:
    """Write who holds the lock: a courtesy, so nothing stops for it."""
    with suppress(OSError):
        holder.unlink(missing_ok=True)  # what a killed process left; and never write through a link
        with holder.open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"{os.getpid()}\n{who}\n")


def _taken(holder: Path) -> HpError:
    hint = "vänta tills det är klart, och försök igen"
    try:
        with holder.open(encoding="utf-8", errors="replace") as file:
            process, who = file.readline(20).strip(), file.readline(_LONGEST_NAME).strip()
            since = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC).astimezone()
    except OSError:
        who = ""
    if not who:  # just now taken, or just now free
        return HpError("planen skrivs just nu av någon annan", hint)
    about = f"sedan {since:%Y-%m-%d %H:%M}, process {printable(process)}"
    return HpError(f"planen skrivs just nu av {printable(who)} ({about})", hint)

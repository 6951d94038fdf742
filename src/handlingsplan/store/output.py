"""Write a new file: whole or not at all, and never over one that is there."""

import os
from pathlib import Path
from typing import BinaryIO

from handlingsplan.errors import HpError
from handlingsplan.store.placing import bring_new
from handlingsplan.store.writefaults import write_fault


def write_new(path: Path, text: str) -> bool:
    """Write `text` to a file that does not exist; return False when it is there and holds just that.

    The text is written beside and linked in under its name, so that nobody sees half a file.
    """
    if not path.parent.is_dir():
        raise HpError(f"mappen {path.parent} finns inte", "skapa den först, eller välj en annan")
    raw = text.encode("utf-8")
    try:
        if _bring(path, raw):
            return True
        if path.is_file() and path.read_bytes() == raw:
            return False
    except PermissionError as error:
        raise HpError(f"får inte skriva i mappen {path.parent}", "välj en annan mapp") from error
    except OSError as error:
        raise write_fault(str(path), error) from error
    raise HpError(f"{path} finns redan och skrivs inte över", "välj ett annat namn, eller ta bort den först")


def _bring(path: Path, raw: bytes) -> bool:
    file, beside = _open_beside(path)
    try:
        with file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        return bring_new(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _open_beside(path: Path) -> tuple[BinaryIO, Path]:
    """Return a new file in the same folder, thus on the same disk, and its name."""
    number = 0
    while True:
        beside = path.with_name(f".hp-{os.getpid()}-{number}.tmp")
        try:
            return beside.open("xb"), beside
        except FileExistsError:
            number += 1

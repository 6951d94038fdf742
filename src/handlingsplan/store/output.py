"""Write a new file: whole or not at all, and never over one that is there."""

import os
import tempfile
from pathlib import Path

from handlingsplan.errors import HpError


def write_new(path: Path, text: str) -> bool:
    """Write `text` to a file that does not exist; return False when it is there and holds just that.

    The text is written beside and linked in under its name, so that nobody sees half a file.
    """
    if not path.parent.is_dir():
        raise HpError(f"mappen {path.parent} finns inte", "skapa den först, eller välj en annan")
    raw = text.encode("utf-8")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except PermissionError as error:
        raise HpError(f"får inte skriva i mappen {path.parent}", "välj en annan mapp") from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        _link(beside, path, raw)
    except FileExistsError as error:
        if path.is_file() and path.read_bytes() == raw:
            return False
        hint = "välj ett annat namn, eller ta bort den först"
        raise HpError(f"{path} finns redan och skrivs inte över", hint) from error
    finally:
        beside.unlink(missing_ok=True)
    return True


def _link(beside: Path, path: Path, raw: bytes) -> None:
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with path.open("xb") as file:
            file.write(raw)


def _umask() -> int:
    """Return the mask of new files, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

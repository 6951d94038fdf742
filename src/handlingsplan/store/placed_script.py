"""Write the file that a program outside looks for, over none but an older one of ours."""

import os
import tempfile
from pathlib import Path
from typing import Literal

from handlingsplan.errors import HpError

_LARGEST = 100_000

Placed = Literal["new", "newer", "same"]


def place_script(path: Path, text: str, mark: str) -> Placed:
    """Write a whole file and tell what became of it; over another file only if that has the mark."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        there = path.read_bytes()[:_LARGEST] if os.path.lexists(path) else None
        if there == text.encode():
            return "same"
        if there is not None and not _has(there, mark):
            hint = "flytta den först, om du inte behöver den"
            raise HpError(f"{path} finns redan, är inte skriven av hp och skrivs inte över", hint)
        _replace(path, text)
    except FileExistsError as error:
        raise HpError(f"{error.filename} är ingen mapp", "byt namn på filen, eller ta bort den") from error
    except PermissionError as error:
        raise HpError(f"får inte skriva {path}", "be den som sköter datorn om hjälp") from error
    return "new" if there is None else "newer"


def _has(raw: bytes, mark: str) -> bool:
    return any(line.startswith(mark.encode()) for line in raw.splitlines())


def _replace(path: Path, text: str) -> None:
    """Put a whole file in its place at once: the shell may read it at any time."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        beside.chmod(0o644)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

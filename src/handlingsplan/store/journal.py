"""Keep what is to be written in several files in one file, from which it can be finished, or undone.

The journal has every file as it was and as it shall be. It is there or not, whole: it is written
under another name, and the new name is the moment from which the change is to be carried out.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from handlingsplan.store.placing import standing
from handlingsplan.store.workfolder import WORK, sync_folder

_FORWARD = "journal"
_BACK = "undo"
_UNFINISHED = "journal.new"


class Entry(NamedTuple):
    """One file of a change: its path in the plan, its bytes before and after, its bits of access before."""

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None


class Journal(NamedTuple):
    """A change of several files, the folders that it makes, and whether it is to be undone."""

    entries: Sequence[Entry]
    folders: Sequence[str]
    back: bool = False


class DamagedJournalError(Exception):
    """The journal is there under its name but does not hold what was written in it."""


def write_journal(pending: Path, journal: Journal) -> None:
    """Write the journal of a change: when it returns, the change will be carried out, or undone."""
    import hashlib
    import json

    entries = [(path, _packed(before), _packed(after), mode) for path, before, after, mode in journal.entries]
    body = json.dumps({"entries": entries, "folders": journal.folders}).encode()
    with (pending / _UNFINISHED).open("xb") as file:
        file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        file.flush()
        os.fsync(file.fileno())
    (pending / _UNFINISHED).rename(pending / _FORWARD)
    sync_folder(pending)
    sync_folder(pending.parent)


def read_journal(pending: Path) -> Journal | None:
    """Return the journal; None where the change had not come that far, or is ended.

    Raises `DamagedJournalError` where it was written and is not what was written.
    """
    for name in (_FORWARD, _BACK):
        raw = standing(f"{WORK}/{pending.name}/{name}", pending / name)
        if raw is not None:
            return _understood(raw, back=name == _BACK)
    return None


def turn_back(pending: Path) -> None:
    """Mark a change, if it has a journal, as one that is to be undone."""
    try:
        (pending / _FORWARD).rename(pending / _BACK)
    except FileNotFoundError:
        return
    sync_folder(pending)


def end_journal(pending: Path) -> None:
    """Remove the journal: the change is carried out, or undone, and nobody may do it again."""
    for name in (_FORWARD, _BACK):
        try:
            (pending / name).unlink()
        except FileNotFoundError:
            continue
        sync_folder(pending)


def _understood(raw: bytes, *, back: bool) -> Journal:
    import hashlib
    import json

    digest, _, body = raw.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        raise DamagedJournalError
    try:
        data = json.loads(body)
        entries = [_entry(*entry) for entry in data["entries"]]
        return Journal(entries, [str(folder) for folder in data["folders"]], back)
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedJournalError from error


def _entry(path: object, before: object, after: object, mode: object) -> Entry:
    bits = None if mode is None else int(str(mode)) & 0o777
    return Entry(str(path), _unpacked(before), _unpacked(after), bits)


def _packed(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode("latin-1")


def _unpacked(text: object) -> bytes | None:
    return None if text is None else str(text).encode("latin-1")

"""Carry a change of several files out, or take it back: the new files in their places, or the old ones."""

import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from handlingsplan.errors import HpError
from handlingsplan.store.journal import end_journal, turn_back
from handlingsplan.store.placing import Step, place, stage, standing
from handlingsplan.store.workfolder import WORK, make_like, sync_folder
from handlingsplan.store.writefaults import told_of

_ASIDE = "avbruten"
_TEXTS = "filer"


class Undertaking(NamedTuple):
    """A change with all its files: where it is prepared, what is to be done, the folders to make."""

    pending: Path
    steps: Sequence[Step]
    folders: Sequence[Path]


def carry_out(change: Undertaking) -> None:
    """Put the staged files in their places and end the change; take it back when one cannot be put."""
    try:
        for folder in change.folders:
            with told_of(folder.name):
                make_like(folder, folder.parent)
        for number, step in enumerate(change.steps):
            place(step, change.pending / str(number))
        _sync(change)
    except BaseException as error:
        _take_back_for(change, error)
        raise
    clear(change.pending)


def take_back(change: Undertaking) -> tuple[str, ...]:
    """Make the files as they were, the last first; return those that somebody has edited, which are left."""
    turn_back(change.pending)
    edited = []
    for number, step in reversed(list(enumerate(change.steps))):
        now = standing(step.path, step.target)
        if now == step.after:
            staged = change.pending / f"{number}.before"
            staged.unlink(missing_ok=True)
            with told_of(step.path):
                stage(step.reversed(), staged)
            place(step.reversed(), staged)
        elif now != step.before:
            edited.append(step.path)
    for folder in reversed(change.folders):
        with suppress(OSError):  # somebody has put something in it, or it was never made
            folder.rmdir()
    _sync(change)
    return tuple(reversed(edited))


def put_aside(pending: Path, steps: Sequence[Step]) -> str:
    """Keep a change that was not carried out, with its files as texts; return the folder's name."""
    _remove(pending / _TEXTS)  # a plan may come from anyone, with links in it
    for step in steps:
        if step.after is not None:
            copy = pending / _TEXTS / step.path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(step.after)
    work = pending.parent
    numbered = (work / f"{_ASIDE}-{number}" for number in count(1))
    kept = next(folder for folder in numbered if not os.path.lexists(folder))
    pending.rename(kept)
    sync_folder(work)
    return f"{WORK}/{kept.name}"


def clear(pending: Path) -> None:
    """Remove all that was prepared, first of all the journal: without it there is nothing to do."""
    end_journal(pending)
    _remove(pending)


def _take_back_for(change: Undertaking, error: BaseException) -> None:
    """Take a change back for a fault, which is told whatever happens now: it says why nothing was written."""
    try:
        edited = set(take_back(change)) - {getattr(error, "path", None)}
    except HpError as second:
        raise HpError(
            f"{second.message}; planens filer är till en del ändrade",
            "rätta felet och kör ett kommando till, så blir filerna som de var",
        ) from error
    if not edited:
        clear(change.pending)
        return
    kept = put_aside(change.pending, change.steps)
    if isinstance(error, HpError):
        error.hint = f"{error.hint}; det som skulle skrivas finns i {kept}"


def _remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it, but nothing that a link leads to."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    for inner in list(path.iterdir()):
        _remove(inner)
    path.rmdir()


def _sync(change: Undertaking) -> None:
    """Wait until the names in every folder with a changed file are on the disk."""
    parents = {step.target.parent for step in change.steps} | {folder.parent for folder in change.folders}
    for parent in sorted(parents):
        if parent.is_dir():
            with told_of(parent.name):
                sync_folder(parent)

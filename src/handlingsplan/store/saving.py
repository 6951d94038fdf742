"""Write a plan's files so that nothing is lost: all of a change or nothing of it, and never over another's.

Every file is first written whole in the folder `.hp`, and compared once more with what was read. Where
there are several, a journal of them all is then the moment from which the change counts. A process that
is killed before it leaves the old files; after it, the next command finishes. Who reads the files just
while they are put in their places may meet some of them old and some new.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from handlingsplan.errors import HpError
from handlingsplan.store.journal import Entry, Journal, write_journal
from handlingsplan.store.locking import locked
from handlingsplan.store.placing import (
    ChangedMeanwhileError,
    Step,
    real_place,
    refuse_protected,
    stage,
    standing,
)
from handlingsplan.store.recovery import Recovered, end_interrupted
from handlingsplan.store.undertaking import Undertaking, carry_out, clear
from handlingsplan.store.workfolder import WORK, interrupted, make_like, pending_folder
from handlingsplan.store.writefaults import told_of

__all__ = ["Change", "ChangedMeanwhileError", "Recovered", "interrupted", "recover", "save", "writing"]


class Change(NamedTuple):
    """One file of a plan before and after, as bytes; None where there is no file.

    `path` is from the plan's folder, as in data/processes/2.1.3.yaml; `before` is what was read when
    the command worked out what to write.
    """

    path: str
    before: bytes | None
    after: bytes | None


@contextmanager
def writing(root: Path, who: str, *, wait: float = 5.0) -> Iterator[Recovered | None]:
    """Hold a plan's lock, and give what was recovered first; raise `HpError` when another holds it too long.

    `who` is told to those who wait: a user and a command.
    """
    with locked(root, who, wait):
        yield end_interrupted(root)


def recover(root: Path, who: str = "hp", *, wait: float = 5.0) -> Recovered | None:
    """Finish or undo what a killed process left, and return which; None when nothing had to be done.

    A process that still writes is waited for.
    """
    with writing(root, who, wait=wait) as recovered:
        return recovered


def save(root: Path, changes: Sequence[Change]) -> None:
    """Write, make and remove files, all or none; to be called inside `writing`.

    Raises `ChangedMeanwhileError` when a file is not what was read, and `HpError` where one cannot be
    written: on a full disk, without rights, through a link out of the plan. Nothing is changed then.
    """
    steps = [_step(root, change) for change in changes if change.before != change.after]
    if not steps:
        return
    _refuse_twins(steps)
    if interrupted(root):
        raise HpError(
            "en tidigare ändring kunde inte tas tillbaka", "kör kommandot igen, så tas den om hand först"
        )
    pending = pending_folder(root)
    with told_of(WORK):
        make_like(pending, pending.parent)
        try:
            folders = _prepare(root, pending, steps)
        except BaseException:
            clear(pending)
            raise
        carry_out(Undertaking(pending, steps, folders))


def _step(root: Path, change: Change) -> Step:
    with told_of(change.path):
        target = real_place(root, change.path, remove=change.after is None)
        mode = target.stat().st_mode & 0o777 if target.exists() else None
    return Step(change.path, target, change.before, change.after, mode)


def _refuse_twins(steps: Sequence[Step]) -> None:
    seen: dict[Path, str] = {}
    for step in steps:
        if step.target in seen:
            raise HpError(f"{seen[step.target]} och {step.path} är samma fil", "ta bort länken")
        seen[step.target] = step.path


def _prepare(root: Path, pending: Path, steps: Sequence[Step]) -> list[Path]:
    """Write all files beside, and return the folders to make; the plan's own are untouched."""
    for number, step in enumerate(steps):
        with told_of(step.path):
            stage(step, pending / str(number))
    for step in steps:
        now = standing(step.path, step.target)
        if now != step.before:
            raise ChangedMeanwhileError(step.path, now, step.after)
        refuse_protected(step)
    folders = _missing_folders(steps)
    if len(steps) > 1 or folders:  # one file that is replaced is old or new without a journal
        real_root = Path(os.path.realpath(root))
        names = [folder.relative_to(real_root).as_posix() for folder in folders]
        entries = [Entry(step.path, step.before, step.after, step.mode) for step in steps]
        with told_of(f"{WORK}/journal"):
            write_journal(pending, Journal(entries, names))
    return folders


def _missing_folders(steps: Sequence[Step]) -> list[Path]:
    """Return the folders that files are to stand in and that are not there, the outer before the inner."""
    return sorted({folder for step in steps for folder in step.target.parents if not os.path.lexists(folder)})

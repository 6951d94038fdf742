"""Finish or undo the change of a process that was killed; to be done by one who holds the plan's lock."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from handlingsplan.errors import HpError
from handlingsplan.store.journal import DamagedJournalError, Entry, Journal, read_journal
from handlingsplan.store.placing import Step, real_place, stage, standing
from handlingsplan.store.undertaking import Undertaking, carry_out, clear, put_aside, take_back
from handlingsplan.store.workfolder import WORK, interrupted, pending_folder
from handlingsplan.store.writefaults import told_of


class Recovered(NamedTuple):
    """What was done about a change that was interrupted, and which files it was to change.

    `finished`: all files are new. `undone`: all are old. `aside`: `edited` were saved by somebody after
    the interruption and stand as they were saved, the others are old, and what hp was to write is kept
    in the folder `kept`. `damaged`: the journal could not be read, no file was touched, and it is kept.
    A finished change too may have files that somebody has edited since: they stand as they were saved.
    """

    outcome: Literal["finished", "undone", "aside", "damaged"]
    paths: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    kept: str | None = None


def end_interrupted(root: Path) -> Recovered | None:
    """Return what was done about an interrupted change, None where nothing had to be done.

    One that had not come to its journal leaves all files as they were, or the only one as it was to be.
    """
    if not interrupted(root):
        return None
    pending = pending_folder(root)
    if pending.is_symlink() or not pending.is_dir():
        raise HpError(f"{WORK}/{pending.name} är ingen mapp", "ta bort den")
    with told_of(f"{WORK}/{pending.name}"):
        try:
            journal = read_journal(pending)
        except DamagedJournalError:
            return Recovered("damaged", kept=put_aside(pending, ()))
        if journal is None:
            clear(pending)
            return None
        return _end(root, pending, journal)


def _end(root: Path, pending: Path, journal: Journal) -> Recovered:
    """Finish a change, or undo it, as its journal says; undo it where somebody has saved one of its files.

    Files are placed one after another. When the last one stands new and none old, all stood new when the
    process was killed, and what somebody has saved since was made from that: then the change is whole.
    """
    paths = tuple(entry.path for entry in journal.entries)
    found = [(entry.path, _step(root, entry)) for entry in journal.entries]
    steps = [step for _, step in found if step is not None]
    change = Undertaking(pending, steps, _own_folders(root, journal.folders, steps))
    now = {step.path: standing(step.path, step.target) for step in steps}
    edited = tuple(path for path, step in found if step is None or now[path] not in (step.before, step.after))
    if not journal.back and not edited:
        _stage_again(pending, steps)
        carry_out(change)
        return Recovered("finished", paths)
    if not journal.back and len(steps) == len(found) and _is_whole(steps, now):
        clear(pending)
        return Recovered("finished", paths, edited)
    left = set(take_back(change)) | set(edited)
    if left:
        edited = tuple(path for path in paths if path in left)
        return Recovered("aside", paths, edited, put_aside(pending, steps))
    clear(pending)
    return Recovered("undone", paths)


def _step(root: Path, entry: Entry) -> Step | None:
    """Return what to do with a file; None where its place has become one that is not written."""
    try:
        target = real_place(root, entry.path, remove=entry.after is None)
    except HpError:
        return None
    return Step(entry.path, target, entry.before, entry.after, entry.mode)


def _own_folders(root: Path, names: Sequence[str], steps: Sequence[Step]) -> list[Path]:
    """Return the folders of a journal, no others than those that its files stand in."""
    real_root = Path(os.path.realpath(root))
    parents = {folder for step in steps for folder in step.target.parents}
    return [real_root / name for name in names if real_root / name in parents]


def _is_whole(steps: Sequence[Step], now: dict[str, bytes | None]) -> bool:
    return now[steps[-1].path] == steps[-1].after and all(now[step.path] != step.before for step in steps)


def _stage_again(pending: Path, steps: Sequence[Step]) -> None:
    for number, step in enumerate(steps):
        staged = pending / str(number)
        staged.unlink(missing_ok=True)
        with told_of(step.path):
            stage(step, staged)

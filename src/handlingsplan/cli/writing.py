"""Write what a command has worked out: shown in words, held against the rules, saved, put in git."""

import getpass
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from handlingsplan.cli.options import plan_folder, say_recovered

if TYPE_CHECKING:
    from handlingsplan.model.problem import Problem
    from handlingsplan.present.wording.writing import FileChange
    from handlingsplan.store.draft import Draft
    from handlingsplan.store.load import Loading
    from handlingsplan.store.placing import ChangedMeanwhileError

DryRun = Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle skrivas; skriv ingenting.")]
Force = Annotated[bool, typer.Option("--force", help="Skriv även om det ger fel i planen.")]
Commit = Annotated[bool, typer.Option("--commit", help="Spara också ändringen i git, med samma ord.")]

_WIDEST = 100


class How(NamedTuple):
    """How a change is to be written: not at all, in spite of faults, and in git too."""

    dry_run: bool = False
    force: bool = False
    commit: bool = False


@contextmanager
def opened(plan: Path | None, command: str, how: How) -> "Iterator[tuple[Path, Loading]]":
    """Read a plan, and let nobody else write in it meanwhile; what is only shown needs no lock."""
    from handlingsplan.store.load import load_plan
    from handlingsplan.store.saving import writing

    root = plan_folder(plan)
    if how.dry_run:
        yield root, load_plan(root, rules=True)
        return
    with writing(root, f"{user()}, {command}") as recovered:
        say_recovered(recovered)
        yield root, load_plan(root, rules=True)


def write(root: Path, loading: "Loading", drafts: "Sequence[Draft]", how: How) -> int:
    """Show a change, and write it if it brings no new fault to the plan; return the exit code."""
    from handlingsplan.model.problem import Severity
    from handlingsplan.present.wording import writing as wording

    drafts = [draft for draft in drafts if draft.before != draft.after]
    if not drafts:
        tell([wording.UNCHANGED])
        return 0
    proposed = loading.with_texts({draft.path: draft.text for draft in drafts})
    changes = [_change(draft, loading, proposed) for draft in drafts]
    tell(wording.change_lines(changes, width()))
    how_told = {change.path for change in changes if change.rows or change.how}
    tell(_lines_of([draft for draft in drafts if draft.path not in how_told and not how.dry_run]))
    problems = _new_problems(loading, proposed)
    faulty = any(problem.severity is Severity.FAULT for problem in problems)
    tell(wording.brought(problems, width()))
    if how.dry_run or (faulty and not how.force):
        tell(["", *(_lines_of(drafts) if how.dry_run else ()), wording.NOT_WRITTEN])
        tell(["Med --force skrivs det ändå."] if faulty and not how.force else [])
        return 1 if faulty else 0
    version = _save(root, drafts, wording.commit_message(changes) if how.commit else None)
    tell(["", *wording.saved([draft.path for draft in drafts], version, width())])
    return 0


def tell(lines: Sequence[str]) -> None:
    """Print lines to standard output, with the signs that the console has."""
    from handlingsplan.cli.console import Encodable

    stream = Encodable(sys.stdout)
    for line in lines:
        stream.write(f"{line}\n")


def width() -> int:
    """Return how wide the lines may be."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


def user() -> str:
    """Return who runs the command, for those who wait for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "någon"


def _change(draft: "Draft", loading: "Loading", proposed: "Loading") -> "FileChange":
    from handlingsplan.present.wording.writing import file_change

    before, after = (version.part_of(draft.path) for version in (loading, proposed))
    return file_change(draft.path, before, after, new=draft.before is None, gone=draft.after is None)


def _new_problems(loading: "Loading", proposed: "Loading") -> "Sequence[Problem]":
    from handlingsplan.cli.listings import today
    from handlingsplan.compute.check import new_problems
    from handlingsplan.compute.rules.rule import SOON, Horizon

    before, after = ((version.plan, version.problems) for version in (loading, proposed))
    return new_problems(before, after, Horizon(today(), SOON, None))


def _lines_of(drafts: "Sequence[Draft]") -> Sequence[str]:
    """Return the lines of some files that would be written."""
    from handlingsplan.present.wording.writing import text_lines

    lines: list[str] = []
    for draft in drafts:
        texts = (_text(draft.before), _text(draft.after))
        lines += [f"Rader i {draft.path}:", *text_lines(*texts, width()), ""]
    return lines


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace")


def _save(root: Path, drafts: "Sequence[Draft]", message: str | None) -> str | None:
    """Save what is to be, with a message in git too, and return the name of its version there."""
    if message is None:
        _save_files(root, drafts)
        return None
    from handlingsplan.store.git import can_commit, commit

    paths = [draft.path for draft in drafts]
    can_commit(root, paths)
    _save_files(root, drafts)
    return commit(root, paths, message)


def _save_files(root: Path, drafts: "Sequence[Draft]") -> None:
    from handlingsplan.store.saving import Change, ChangedMeanwhileError, save

    try:
        save(root, [Change(*draft) for draft in drafts])
    except ChangedMeanwhileError as error:
        _tell_meanwhile(drafts, error)
        raise


def _tell_meanwhile(drafts: "Sequence[Draft]", error: "ChangedMeanwhileError") -> None:
    """Show what somebody else saved while the command worked, and what it would have written."""
    from handlingsplan.present.wording.writing import meanwhile

    read = next(draft.before for draft in drafts if draft.path == error.path)
    tell(["", *meanwhile(error.path, (_text(read), _text(error.now), _text(error.wanted)), width())])

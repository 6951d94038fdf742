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
    told_in_words = {change.path for change in changes if change.rows or change.how}
    problems = _new_problems(loading, proposed)
    faulty = any(problem.severity is Severity.FAULT for problem in problems)
    told = [
        *wording.change_lines(changes, width()),
        *_lines_of([draft for draft in drafts if draft.path not in told_in_words and not how.dry_run]),
        *wording.brought(problems, width()),
        "",
    ]
    if how.dry_run or (faulty and not how.force):
        tell([*told, *(_lines_of(drafts) if how.dry_run else ()), wording.NOT_WRITTEN])
        tell(["Med --force skrivs det ändå."] if faulty and not how.force else [])
        return 1 if faulty else 0
    version = save(root, drafts, wording.commit_message(changes) if how.commit else None, told)
    tell([*told, *wording.saved([draft.path for draft in drafts], version, width())])
    return 0


def new_faults(loading: "Loading", proposed: "Loading") -> "Sequence[Problem]":
    """Return the faults that a plan as it would be has and the plan as it is has not."""
    from handlingsplan.model.problem import Severity

    return [problem for problem in _new_problems(loading, proposed) if problem.severity is Severity.FAULT]


def save(root: Path, drafts: "Sequence[Draft]", message: str | None, told: Sequence[str] = ()) -> str | None:
    """Save files, with a message in git too, and return the name of their version there.

    It is done before anything is printed: a reader that has gone must not stop it. `told` is what is printed
    first when it cannot be done.
    """
    from handlingsplan.errors import HpError
    from handlingsplan.present.wording.writing import NOT_WRITTEN
    from handlingsplan.store import saving

    paths = [draft.path for draft in drafts]
    written = False
    try:
        if message is not None:
            _refuse_unsaved(root, paths)
        saving.save(root, [saving.Change(*draft) for draft in drafts])
        written = True
        return None if message is None else _in_git(root, paths, message)
    except HpError as error:
        tell(told)
        if isinstance(error, saving.ChangedMeanwhileError):
            _tell_meanwhile(drafts, error)
        elif not written:
            tell([NOT_WRITTEN])
        raise


def _refuse_unsaved(root: Path, paths: Sequence[str]) -> None:
    from handlingsplan.store.git import can_commit  # which reads more of the library than saving does

    can_commit(root, paths)


def _in_git(root: Path, paths: Sequence[str], message: str) -> str:
    from handlingsplan.store.git import commit

    return commit(root, paths, message)


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
    from handlingsplan.cli.showing import today
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


def _tell_meanwhile(drafts: "Sequence[Draft]", error: "ChangedMeanwhileError") -> None:
    """Show what somebody else saved while the command worked, and what it would have written."""
    from handlingsplan.present.wording.writing import meanwhile

    read = next(draft.before for draft in drafts if draft.path == error.path)
    tell(meanwhile(error.path, (_text(read), _text(error.now), _text(error.wanted)), width()))

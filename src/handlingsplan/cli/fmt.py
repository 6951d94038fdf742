"""The command that lays out the files in one way."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handlingsplan.cli.options import PlanFolder, plan_folder, say_recovered
from handlingsplan.errors import WrongChoiceError

if TYPE_CHECKING:
    from handlingsplan.store.files import FolderText
    from handlingsplan.store.format_files import Formatting

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FIL|ID ...]", show_default=False, help="Bara de filerna; annars hela planen."),
]
OnlyCheck = Annotated[
    bool,
    typer.Option("--check", "--dry-run", help="Skriv ingenting; sluta med 1 om någon fil skulle läggas om."),
]
Diff = Annotated[bool, typer.Option("--diff", help="Som --check, och visa raderna som skulle ändras.")]


def fmt(*, files: Files = None, check: OnlyCheck = False, diff: Diff = False, plan: PlanFolder = None) -> int:
    """Lägg om planens filer på ett enda sätt, utan att ändra vad de säger.

    Nycklar i ordning, två blanksteg per nivå, citattecken bara där de behövs, dagar och belopp skrivna på
    ett sätt. Alla kommentarer är kvar. Alla filer skrivs eller ingen; en som inte går att läsa lämnas och
    visas. Slutar med 1 om någon fil lämnades.
    """
    from handlingsplan.cli.writing import user
    from handlingsplan.store.files import read_folder
    from handlingsplan.store.format_files import format_files
    from handlingsplan.store.saving import save, writing

    root = plan_folder(plan)
    look = check or diff
    with nullcontext() if look else writing(root, f"{user()}, hp fmt") as recovered:
        say_recovered(recovered)
        folder = read_folder(root)
        found = format_files(root, folder, _chosen(files, root, folder))
        if not look:
            save(root, found.changes)
    _tell(found, folder, diff=diff, written=not look)
    return 1 if found.problems or found.refused or (look and found.changes) else 0


def _chosen(words: Sequence[str] | None, root: Path, folder: "FolderText") -> list[str]:
    """Return the paths in the plan of the files that are asked for, by path or by id; all when none is."""
    from handlingsplan.model.nearest import nearest

    known = sorted(folder.read)
    if not words:
        return known
    ids = {path: path.rpartition("/")[2].removesuffix(".yaml") for path in known}
    chosen = []
    for word in words:
        inside = [path for path in known if ids[path] == word] or _inside(_in_plan(word, root), known)
        if not inside:
            close = nearest(word, [*ids.values(), *known])
            hint = f"menade du {' eller '.join(close)}?" if close else "skriv ett id, eller en fil i planen"
            raise WrongChoiceError(f"ingen fil i planen heter '{word}'", hint)
        chosen += inside
    return sorted(set(chosen))


def _inside(wanted: str, known: Sequence[str]) -> list[str]:
    """Return the file with a path, or those in the folder with it."""
    if wanted == ".":
        return list(known)
    return [path for path in known if path == wanted or path.startswith(f"{wanted}/")]


def _in_plan(word: str, root: Path) -> str:
    """Return a path as seen from the plan's folder, for one seen from there or from the working folder."""
    real_root = root.resolve()
    files = [file.resolve() for file in (Path(word), root / word) if word and file.exists()]
    inside = [file.relative_to(real_root).as_posix() for file in files if file.is_relative_to(real_root)]
    return inside[0] if inside else word


def _tell(found: "Formatting", folder: "FolderText", *, diff: bool, written: bool) -> None:
    from handlingsplan.cli.console import write
    from handlingsplan.cli.writing import tell
    from handlingsplan.present.wording.fmt import diff_lines, outcome

    for change in found.changes if diff else ():
        texts = ((raw or b"").decode("utf-8") for raw in (change.before, change.after))
        write("\n".join([*diff_lines(change.path, *texts), "", ""]))
    _tell_of_left(found, folder)
    left = len({problem.place.file for problem in found.problems} & folder.read) + len(found.refused)
    tell(outcome([change.path for change in found.changes], found.files, left, written=written))


def _tell_of_left(found: "Formatting", folder: "FolderText") -> None:
    from handlingsplan.cli.console import say

    if found.problems:
        from handlingsplan.cli.console import console
        from handlingsplan.present.screens.check import problem_lines

        out = console()
        texts = {**folder.unread, **dict(folder.texts)}
        for problem in found.problems:
            for line in problem_lines(problem, texts.get(problem.place.file, "").splitlines()):
                out.print(line, soft_wrap=True)
            out.print()
    for error in found.refused:
        say(error.message, error.hint)

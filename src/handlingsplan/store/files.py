"""Find a plan's folder and read its files: paths and texts out, nothing is ever written."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handlingsplan.errors import HpError
from handlingsplan.model.nearest import nearest
from handlingsplan.model.problem import Place, Problem, Severity
from handlingsplan.store.layout import DATA, FOLDERS, HEADER_PATH
from handlingsplan.store.plaintext import SIZE_LIMIT, decode


@dataclass(slots=True)
class FolderText:
    """A plan's files as (path, text), those that could not be read as problems."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_plan(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds a plan; raise `HpError` if none does."""
    for folder in (start, *start.parents):
        if (folder / HEADER_PATH).is_file():
            return folder
    raise HpError(
        f"hittar ingen plan i {start} eller mapparna ovanför",
        f"gå till en mapp med {HEADER_PATH}, eller peka ut den med --plan MAPP",
    )


def read_folder(root: Path) -> FolderText:
    """Return the text of every record file below `root`, in the order of their paths."""
    if not (root / DATA).is_dir():
        raise HpError(f"mappen {root} har ingen mapp {DATA}", "peka ut planens mapp med --plan MAPP")
    found = FolderText()
    real_root = root.resolve()
    for path in sorted(_walk(root / DATA, found, root)):
        _read_file(root / path, path, real_root, found)
    return found


def _walk(top: Path, found: FolderText, root: Path) -> Iterator[str]:
    """Yield the paths of record files, from the plan's folder; what is not read is told."""
    for folder, folders, files in os.walk(top, onerror=lambda error: _unlistable(error, root, found)):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            if not _enter(here, name, top, root, found):
                folders.remove(name)
        for name in sorted(files):
            path = (here / name).relative_to(root).as_posix()
            if _is_record(path, name, found):
                yield path


def _enter(here: Path, name: str, top: Path, root: Path, found: FolderText) -> bool:
    path = (here / name).relative_to(root).as_posix()
    if (here / name).is_symlink():
        hint = "lägg filerna i planens egen mapp"
        found.problems.append(Problem(Place(path), "HP002", "mappen är en länk och läses inte", hint))
        return False
    if here == top and name not in FOLDERS:
        close = nearest(name, FOLDERS)
        hint = f"menade du {close[0]}?" if close else f"mapparna heter {', '.join(FOLDERS)}"
        found.problems.append(Problem(Place(path), "HP020", "mappen läses inte", hint, Severity.WARNING))
        return False
    return True


def _is_record(path: str, name: str, found: FolderText) -> bool:
    if name.startswith((".", "~", "#")) or name.endswith(("~", ".md")):
        return False
    inside = path == HEADER_PATH or path.count("/") > 1
    if name.endswith(".yaml") and inside:
        return True
    if name.lower().endswith((".yaml", ".yml")):
        hint = (
            "byt namn så att det slutar på .yaml" if inside else f"flytta den till en av {', '.join(FOLDERS)}"
        )
        found.problems.append(Problem(Place(path), "HP020", "filen läses inte", hint, Severity.WARNING))
    return False


def _read_file(file: Path, path: str, real_root: Path, found: FolderText) -> None:
    shown = unicodedata.normalize("NFC", path)
    text, problems = _file_text(file, shown, real_root)
    found.problems += problems
    if text is None:
        found.unread.append(shown)
    else:
        found.texts.append((shown, text))


def _file_text(file: Path, path: str, real_root: Path) -> tuple[str | None, list[Problem]]:
    try:
        if file.is_symlink() and not file.resolve().is_relative_to(real_root):
            hint = "ersätt länken med filen själv"
            return None, [Problem(Place(path), "HP002", "filen är en länk ut ur planens mapp", hint)]
        if not stat.S_ISREG(file.stat().st_mode):
            return None, [Problem(Place(path), "HP001", "är ingen vanlig fil", "ta bort den")]
        with file.open("rb") as opened:
            return decode(opened.read(SIZE_LIMIT + 1), path)
    except OSError as error:
        return None, [_unreadable(path, error)]


def _unlistable(error: OSError, root: Path, found: FolderText) -> None:
    path = Path(error.filename).relative_to(root).as_posix()
    found.problems.append(_unreadable(path, error))


def _unreadable(path: str, error: OSError) -> Problem:
    reasons = {
        PermissionError: ("får inte läsas", "be ägaren om läsrätt"),
        FileNotFoundError: ("finns inte; är det en länk som pekar fel?", "ta bort länken"),
    }
    message, hint = reasons.get(type(error), ("går inte att läsa", "försök igen; disken svarade med ett fel"))
    return Problem(Place(path), "HP001", message, hint)

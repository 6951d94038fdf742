"""Find a plan's folder and read its files: paths and texts out, nothing is ever written."""

import errno
import os
import stat
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

from handlingsplan.errors import HpError
from handlingsplan.model.fields import printable
from handlingsplan.model.nearest import nearest
from handlingsplan.model.problem import Place, Problem
from handlingsplan.store.layout import DATA, FOLDERS, HEADER_PATH, RULES_PATH, folder_of
from handlingsplan.store.plaintext import SIZE_LIMIT, decode

DEPTH_LIMIT = 20
"""Folders in each other, below that of the plan."""
_MOST_LEFT = 1000
_CHUNK = 1 << 16
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
"""Not to wait, and not to follow: what was a file when it was looked at may have become a pipe or a link."""
_NO_FILE = ("är ingen vanlig fil", "ta bort den")
_LINK_OUT = ("filen är en länk ut ur planens mapp", "ersätt länken med filen själv")
_ENDINGS = frozenset({"aml", "ml", "aml.txt", "ml.txt"})
"""What comes after .y in names that were meant to end in .yaml."""


@dataclass(slots=True)
class FolderText:
    """A plan's files as (path, text); those that could not be read as problems, with what they show.

    `read` has the names of all that were looked at, as they are shown.
    """

    texts: list[tuple[str, str]] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def leave(
        self, path: str, message: str, hint: str, files: Collection[str] = (), *, code: str = "HP020"
    ) -> None:
        """Tell of a file, or of a folder with its files, that nobody reads: they are not in the plan."""
        self.unread |= {_shown(file): "" for file in files or [path]}
        self.problems.append(Problem(Place(_shown(path)), code, message, hint))


def find_plan(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds a plan; raise `HpError` if none does."""
    for folder in (start, *start.parents):
        if os.path.lexists(folder / HEADER_PATH):  # also what cannot be read: not to take another plan for it
            return folder
    raise HpError(
        f"hittar ingen plan i {start} eller mapparna ovanför",
        f"gå till en mapp med {HEADER_PATH}, eller peka ut den med --plan MAPP",
    )


def read_folder(root: Path, folders: Collection[str] = tuple(FOLDERS), *, rules: bool = True) -> FolderText:
    """Return the text of plan.yaml and of every record file in some folders, in the order of their paths.

    With `rules` also that of rules.yaml, if there is one.
    """
    if not (root / DATA).is_dir():
        raise HpError(f"mappen {root} har ingen mapp {DATA}", "peka ut planens mapp med --plan MAPP")
    found = FolderText()
    real_root = root.resolve()
    if not (root / DATA).resolve().is_relative_to(real_root):
        raise HpError(f"mappen {DATA} är en länk ut ur planens mapp", "lägg filerna i planens egen mapp")
    for path in sorted(_walk(root / DATA, found, root)):
        if folder_of(path) not in {"", *folders} or (path == RULES_PATH and not rules):
            continue
        _read_file(root / path, path, real_root, found)
    return found


def on_disk(root: Path, path: str) -> Path:
    """Return where a file of a plan stands: its name may be of other signs on the disk than as it is shown.

    Some disks keep a letter and its dots as two signs.
    """
    if path.isascii() or os.path.lexists(root / path):
        return root / path
    at = root
    for step in path.split("/"):
        name = step
        if not os.path.lexists(at / step) and at.is_dir():
            name = next((other.name for other in at.iterdir() if _shown(other.name) == step), step)
        at = at / name
    return at


def _walk(top: Path, found: FolderText, root: Path) -> Iterator[str]:
    """Yield the paths of record files, from the plan's folder; what is not read is told."""
    for folder, folders, files in os.walk(top, onerror=lambda error: _unlistable(error, root, found)):
        here = Path(folder)
        way = here.relative_to(root).as_posix()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            if not _enter(here, name, top, root, found):
                folders.remove(name)
        for name in sorted(files):
            path = f"{way}/{name}"
            if here == top and name in FOLDERS:
                found.leave(path, "är ingen mapp", "ta bort det, eller gör en mapp med det namnet")
            elif _is_record(path, name, found):
                yield path


def _enter(here: Path, name: str, top: Path, root: Path, found: FolderText) -> bool:
    path = (here / name).relative_to(root).as_posix()
    try:
        linked = (here / name).is_symlink()
    except OSError as error:
        _unlistable(error, root, found)
        return False
    if linked:
        hint = "lägg filerna i planens egen mapp"
        found.leave(path, "mappen är en länk och läses inte", hint, code="HP002")
        return False
    if path.count("/") > DEPTH_LIMIT:
        found.leave(path, f"fler än {DEPTH_LIMIT} mappar i varandra", "flytta filerna till en mapp högre upp")
        return False
    if path in {HEADER_PATH, RULES_PATH}:
        hint = "byt namn på mappen, eller ta bort den"
        found.problems.append(Problem(Place(path), "HP001", "är en mapp men ska vara en fil", hint))
        return False
    if here == top and name not in FOLDERS:
        _leave_folder(here / name, path, root, found)
        return False
    return True


def _leave_folder(folder: Path, path: str, root: Path, found: FolderText) -> None:
    """Tell of a folder that nobody reads, if there are records in it."""
    inside = list(islice(_files_below(folder), _MOST_LEFT))
    if inside:
        close = nearest(folder.name, FOLDERS)
        hint = f"menade du {close[0]}?" if close else f"mapparna heter {', '.join(FOLDERS)}"
        files = [file.relative_to(root).as_posix() for file in inside]
        found.leave(path, "mappen läses inte", hint, files)


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield what may be records in a folder and in those inside it, and the folders that are too deep."""
    closed: list[Path] = []
    for name, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        here = Path(name)
        yield from (here / file for file in files if Path(file).suffix.lower() in {".yaml", ".yml"})
        if len(here.relative_to(folder).parts) >= DEPTH_LIMIT:
            yield from (here / inner for inner in folders)
            folders.clear()
    yield from closed


def _is_record(path: str, name: str, found: FolderText) -> bool:
    if name.startswith((".", "~", "#")) or name.endswith(("~", ".md")):
        return False
    inside = path in {HEADER_PATH, RULES_PATH} or path.count("/") > 1
    if name.endswith(".yaml") and inside:
        return True
    seen = "".join(sign for sign in name if sign.isprintable())
    stem, *ending = seen.strip().lower().rsplit(".y", 1)
    if ending and ending[0] in _ENDINGS:
        hint = "byt namn så att det slutar på .yaml"
        if not inside:
            hint = f"flytta den till en av {', '.join(FOLDERS)}"
        if not inside and stem == "plan":
            hint = "byt namn till plan.yaml"
        found.leave(path, "filen läses inte", hint)
    return False


def _read_file(file: Path, path: str, real_root: Path, found: FolderText) -> None:
    shown = _shown(path)
    if shown in found.read:
        found.leave(
            _numbered(shown, found), "en annan fil har samma namn, skrivet med andra tecken", "byt namn"
        )
        return
    found.read.add(shown)
    raw = _file_bytes(file, shown, real_root)
    if isinstance(raw, Problem):
        found.problems.append(raw)
        found.unread[shown] = ""
        return
    text, problems = decode(raw, shown)
    found.problems += problems
    if text is None:
        found.unread[shown] = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    else:
        found.texts.append((shown, text))


def _numbered(shown: str, found: FolderText) -> str:
    """Return a name that no other file has: two names may look the same."""
    numbers = (f"{shown} ({number})" for number in count(2))
    return next(name for name in numbers if name not in found.unread)


def _file_bytes(file: Path, path: str, real_root: Path) -> bytes | Problem:
    try:
        if stat.S_ISLNK(os.lstat(file).st_mode):
            if not stat.S_ISREG(file.stat().st_mode):  # first: a link to itself stops here, not in resolve
                return Problem(Place(path), "HP001", *_NO_FILE)
            file = Path(os.path.realpath(file))
            if not file.is_relative_to(real_root):
                return Problem(Place(path), "HP002", *_LINK_OUT)
        descriptor = os.open(file, _READING)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return Problem(Place(path), "HP001", *_NO_FILE)
            return _all_of(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        return _unreadable(path, error)


def _all_of(descriptor: int) -> bytes:
    """Return what an open file holds, no more than shows that it is too large."""
    pieces: list[bytes] = []
    left = SIZE_LIMIT + 1
    while left and (piece := os.read(descriptor, min(left, _CHUNK))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _unlistable(error: OSError, root: Path, found: FolderText) -> None:
    path = _shown(Path(error.filename).relative_to(root).as_posix())
    found.problems.append(_unreadable(path, error))
    found.unread[path] = ""


def _unreadable(path: str, error: OSError) -> Problem:
    reasons = {
        PermissionError: ("får inte läsas", "be ägaren om läsrätt"),
        FileNotFoundError: ("är en länk till något som inte finns", "ta bort länken"),
    }
    message, hint = reasons.get(type(error), ("går inte att läsa", "försök igen; disken svarade med ett fel"))
    if error.errno == errno.ELOOP:
        message, hint = "är en länk till sig själv", "ta bort länken"
    return Problem(Place(path), "HP001", message, hint)


def _shown(path: str) -> str:
    """Return a path that can be printed: composed letters, and a mark for what cannot be seen."""
    if path.isascii() and path.isprintable():
        return path
    return printable(unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8", "replace")))

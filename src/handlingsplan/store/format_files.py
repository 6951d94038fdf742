"""Work out what the files of a plan are in the one layout; nothing is written."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from handlingsplan.model.problem import Place, Problem, Severity
from handlingsplan.store.files import FolderText, on_disk
from handlingsplan.store.formatting import UnsafeLayoutError, formatted
from handlingsplan.store.layout import kind_of
from handlingsplan.store.load import build_plan
from handlingsplan.store.placing import standing
from handlingsplan.store.plaintext import decode
from handlingsplan.store.saving import Change
from handlingsplan.store.yamltext import read_yaml


class Formatting(NamedTuple):
    """What is to be done: the files that are laid out otherwise, of how many, and those that are left.

    `problems` are why files cannot be read, `refused` why one that can be is left all the same.
    """

    changes: list[Change]
    files: int
    problems: list[Problem]
    refused: list[UnsafeLayoutError]


def format_files(root: Path, folder: FolderText, paths: Iterable[str]) -> Formatting:
    """Return what some files of a folder that has been read are in the one layout.

    When all of them are asked for, what is wrong with other things in the folder is told too.
    """
    asked = set(paths)
    told = [
        problem
        for problem in folder.problems
        if problem.severity is Severity.FAULT and (asked >= folder.read or problem.place.file in asked)
    ]
    found = Formatting([], len(asked), told, [])
    for path in sorted(asked - folder.unread.keys()):
        _format_file(root, path, found)
    return found


def _format_file(root: Path, path: str, found: Formatting) -> None:
    raw = standing(path, on_disk(root, path))
    text, problems = decode(raw, path) if raw is not None else (None, [_gone(path)])
    if raw is None or text is None:
        found.problems.extend(problem for problem in problems if problem.severity is Severity.FAULT)
        return
    reading = read_yaml(text, path)
    if reading.problems or not isinstance(reading.data, dict):
        found.problems.extend(reading.problems or _no_record(path, text))
        return
    try:
        new = formatted(raw.decode("utf-8"), path, kind_of(path, reading.data)).encode("utf-8")
    except UnsafeLayoutError as error:
        found.refused.append(error)
        return
    if new != raw:
        found.changes.append(Change(path, raw, new))


def _gone(path: str) -> Problem:
    return Problem(Place(path), "HP001", "filen togs bort under tiden", "kör kommandot igen")


def _no_record(path: str, text: str) -> list[Problem]:
    """Return what is wrong with a text that holds no group of keys, in the words of whoever reads records."""
    return [problem for problem in build_plan([(path, text)]).problems if problem.place.file == path]

"""Build a plan from (path, text) pairs: a folder, a git revision and a test's strings are one case."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from handlingsplan.model.plan import FileCount, Loaded, Locator, Plan
from handlingsplan.model.problem import Loc, Place, Problem, Severity
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record
from handlingsplan.store.fieldfaults import field_problems, unquoted
from handlingsplan.store.files import read_folder
from handlingsplan.store.layout import FOLDERS, HEADER_PATH, folder_of, kind_of
from handlingsplan.store.yamltext import place_of, read_yaml


@dataclass(frozen=True, slots=True)
class Loading:
    """A plan, what was wrong with its files, and their texts by path."""

    plan: Plan
    problems: tuple[Problem, ...]
    texts: dict[str, str]


def load_plan(root: Path, folders: Collection[str] = tuple(FOLDERS)) -> Loading:
    """Return the plan in a folder, with the records of some of its folders only if so is wished."""
    folder = read_folder(root, folders)
    return build_plan(folder.texts, folder.problems, folder.unread, folders)


def build_plan(
    texts: Iterable[tuple[str, str]],
    problems: Iterable[Problem] = (),
    unread: Mapping[str, str] = MappingProxyType({}),
    folders: Collection[str] = tuple(FOLDERS),
) -> Loading:
    """Return the plan that `texts` make up; `problems` and `unread` come from whoever read them.

    `unread` has the paths that could not be read, each with what can be shown of it. `folders` are those
    that were looked in. A file with a fault is left out of the plan and told about; the others are read.
    """
    by_path = dict(texts)
    found = list(problems)
    total: Counter[str] = Counter(folder_of(path) for path in (*by_path, *unread))
    read: Counter[str] = Counter()
    header = Header()
    loaded: list[Loaded] = []
    header_read = False
    whole_files: set[str] = set()
    for path, text in by_path.items():
        part, faults = _read_part(path, text)
        found += faults
        whole = not any(fault.severity is Severity.FAULT for fault in faults)
        if isinstance(part, Header):
            header, header_read = part, whole
        elif isinstance(part, Record) and whole:
            loaded.append(Loaded(path, part))
        read[folder_of(path)] += whole
        if whole:
            whole_files.add(path)
    if HEADER_PATH not in by_path and HEADER_PATH not in unread:
        hint = "skapa den; där står planens namn, organisationer, organ och lägesord"
        found.append(Problem(Place(HEADER_PATH), "HP001", "filen saknas", hint))
    plan = Plan(
        header=header,
        header_read=header_read,
        loaded=tuple(loaded),
        files=FileCount(read.total(), total.total()),
        folders={name: FileCount(read[name], total[name]) for name in folders},
        unread=frozenset(_id_of(path) for path in (*by_path, *unread) if path not in whole_files),
        locate=_locator(by_path),
    )
    return Loading(plan, tuple(sorted(found, key=lambda problem: problem.sort_key)), {**unread, **by_path})


def _read_part(path: str, text: str) -> tuple[Part | None, list[Problem]]:
    """Return the record of a file, None when it has a fault, and what is wrong with it.

    plan.yaml is kept without the parts that are wrong, or one slip there would hide every other file.
    """
    reading = read_yaml(text, path)
    data: Any = reading.data
    if not isinstance(data, dict):
        return None, reading.problems or [_no_record(path, text, data)]
    kind = kind_of(path, data)
    part, faults = _validate(kind, data, text, path)
    faults += reading.warnings + unquoted(reading.guessed, kind, text, path)
    if reading.problems and kind is not Header:
        part = None
    return part, [*reading.problems, *faults]


def _validate(
    kind: type[Part], data: dict[str, Any], text: str, path: str
) -> tuple[Part | None, list[Problem]]:
    try:
        return kind.model_validate(data), []
    except ValidationError as error:
        problems = field_problems(error, kind, text, path)
        if kind is not Header:
            return None, problems
        wrong = {fault["loc"][0] for fault in error.errors(include_url=False) if fault["loc"]}
        return Header.model_validate({key: data[key] for key in data if key not in wrong}), problems


def _no_record(path: str, text: str, data: object) -> Problem:
    if data is None:
        return Problem(Place(path), "HP004", "filen har inget innehåll", "skriv en post eller ta bort filen")
    hint = "börja raderna med en nyckel, till exempel id: LV.3"
    return Problem(place_of(text, path, ()), "HP103", "filen ska vara en grupp av nycklar", hint)


def _id_of(path: str) -> str:
    """Return the id that the record of a file ought to have."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def _locator(texts: dict[str, str]) -> Locator:
    def locate(path: str, loc: Loc, *, key: bool = False) -> Place:
        return place_of(texts[path], path, loc, key=key) if path in texts else Place(path)

    return locate

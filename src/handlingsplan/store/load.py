"""Build a plan from (path, text) pairs: a folder, a git revision and a test's strings are one case."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pydantic import ValidationError

from handlingsplan.model.plan import FileCount, Loaded, Locator, Plan
from handlingsplan.model.problem import Loc, Place, Problem, Severity
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record
from handlingsplan.store.fieldfaults import field_problems, unquoted
from handlingsplan.store.files import read_folder
from handlingsplan.store.layout import FOLDERS, HEADER_PATH, RULES_PATH, folder_of, kind_of
from handlingsplan.store.yamltext import place_of, read_yaml

if TYPE_CHECKING:
    from handlingsplan.model.records.rules import Rules


_KEPT_IN_PART = {HEADER_PATH: 1, RULES_PATH: 2}
"""The files that are kept without what is wrong in them, and how deep in them it is taken out."""

_HEADER_KEYS = frozenset(Header.model_fields)


@dataclass(frozen=True, slots=True)
class Loading:
    """A plan, and what was wrong with its files; and what each file holds, to make another plan of."""

    plan: Plan
    problems: tuple[Problem, ...]
    parts: "Mapping[str, _Parsed]"
    unread: "_Unread"

    def part_of(self, path: str) -> Part | None:
        """Return what a file holds; None where there is none, or one with a fault."""
        found = self.parts.get(path, _NOTHING)
        return found.part if found.whole else None

    def with_texts(self, changed: Mapping[str, str | None]) -> "Loading":
        """Return the plan as it would be with other texts in some files, new or not; None takes one away.

        Only those are read: the others are what they were.
        """
        parts = {path: part for path, part in self.parts.items() if path not in changed}
        texts = {path: text for path, text in self.plan.texts.items() if path not in changed}
        new = {path: text for path, text in changed.items() if text is not None}
        parts |= {path: _read_part(path, text) for path, text in new.items()}
        unread = self.unread.without(changed)
        read = {path: text for path, text in {**texts, **new}.items() if path in parts}
        return _loaded(dict(sorted(parts.items())), dict(sorted(read.items())), unread)


def load_plan(root: Path, folders: Collection[str] = tuple(FOLDERS), *, rules: bool = False) -> Loading:
    """Return the plan in a folder, with the records of some of its folders only if so is wished.

    With `rules` also the plan's own rules, which only those who hold the plan against them need.
    """
    folder = read_folder(root, folders, rules=rules)
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
    parts = {path: _read_part(path, text) for path, text in by_path.items()}
    return _loaded(parts, by_path, _Unread(unread, tuple(problems), folders))


class _Unread(NamedTuple):
    """What could not be read, what can be shown of each file, what was wrong, and the folders looked in."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...]
    folders: Collection[str]

    def without(self, paths: Collection[str]) -> "_Unread":
        texts = {path: text for path, text in self.texts.items() if path not in paths}
        kept = tuple(problem for problem in self.problems if problem.place.file not in paths)
        return _Unread(texts, kept, self.folders)


def _loaded(parts: "Mapping[str, _Parsed]", texts: dict[str, str], unread: _Unread) -> Loading:
    found = [*unread.problems, *(problem for part in parts.values() for problem in part.problems)]
    if HEADER_PATH not in texts and HEADER_PATH not in unread.texts:
        hint = "skapa den; där står planens namn, organisationer, organ och lägesord"
        found.append(Problem(Place(HEADER_PATH), "HP001", "filen saknas", hint))
    plan = _plan_of(parts, {**unread.texts, **texts}, unread.folders, _locator(texts))
    return Loading(plan, tuple(sorted(found, key=lambda problem: problem.sort_key)), parts, unread)


def _plan_of(
    parts: Mapping[str, "_Parsed"], texts: Mapping[str, str], folders: Collection[str], locate: Locator
) -> Plan:
    """Return the plan that the read files make up; of those with a fault only what can be kept."""
    whole = {path: parsed.part for path, parsed in parts.items() if parsed.whole}
    total = Counter(folder_of(path) for path in texts)
    read = Counter(folder_of(path) for path in whole)
    header = parts.get(HEADER_PATH, _NOTHING)
    return Plan(
        header=header.part if isinstance(header.part, Header) else Header(),
        header_read=HEADER_PATH in whole,
        header_lost=header.lost,
        loaded=tuple(Loaded(path, part) for path, part in whole.items() if isinstance(part, Record)),
        files=FileCount(read.total(), total.total()),
        folders={name: FileCount(read[name], total[name]) for name in folders},
        unread=frozenset(_id_of(path) for path in texts if path not in whole),
        rules=cast("Rules | None", parts.get(RULES_PATH, _NOTHING).part),
        locate=locate,
        texts=texts,
    )


class _Parsed(NamedTuple):
    """What a file holds, None where it cannot be used; what is wrong with it, and under which of its keys."""

    part: Part | None
    problems: Sequence[Problem]
    lost: frozenset[str]

    @property
    def whole(self) -> bool:
        """Tell whether there is no fault in the file."""
        return not any(problem.severity is Severity.FAULT for problem in self.problems)


_NOTHING = _Parsed(None, (), _HEADER_KEYS)


def _read_part(path: str, text: str) -> _Parsed:
    """Return the record of a file, and what is wrong with it.

    plan.yaml and rules.yaml are kept without the parts that are wrong: one slip there would hide, or give
    rise to, faults in every other file.
    """
    reading = read_yaml(text, path)
    data: Any = reading.data
    if not isinstance(data, dict):
        return _Parsed(None, reading.problems or [_no_record(path, text, data)], _HEADER_KEYS)
    kind = kind_of(path, data)
    part, faults, lost = _validate(kind, data, text, path)
    faults = [*reading.problems, *faults, *reading.warnings, *unquoted(reading.guessed, kind, text, path)]
    if reading.problems:
        return _Parsed(part if path in _KEPT_IN_PART else None, faults, _HEADER_KEYS)
    return _Parsed(part, faults, lost)


def _validate(kind: type[Part], data: dict[str, Any], text: str, path: str) -> _Parsed:
    try:
        return _Parsed(kind.model_validate(data), (), frozenset())
    except ValidationError as error:
        problems = field_problems(error, kind, text, path)
        if path not in _KEPT_IN_PART:
            return _Parsed(None, problems, frozenset())
        wrong = {fault["loc"][: _KEPT_IN_PART[path]] for fault in error.errors(include_url=False)}
        lost = frozenset(str(loc[0]) for loc in wrong)
        return _Parsed(kind.model_validate(_without(data, wrong)), problems, lost)


def _without(data: Any, wrong: Collection[Loc], at: Loc = ()) -> Any:
    """Return data without the values that some ways lead to."""
    if isinstance(data, dict):
        return {
            key: _without(item, wrong, (*at, key)) for key, item in data.items() if (*at, key) not in wrong
        }
    if isinstance(data, list):
        return [_without(item, wrong, (*at, no)) for no, item in enumerate(data) if (*at, no) not in wrong]
    return data


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

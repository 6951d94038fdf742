"""Read the names in a plan for whoever is typing one: at once, faults and all, without reading the records.

Here a broken file is no fault: it names what can be made out, and what cannot is left out.
"""

import os
import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

DATA = "data"
HEADER_PATH = f"{DATA}/plan.yaml"
"""As in `store.layout`, which takes longer to import than there is time for between two keys."""

Tables = dict[str, dict[str, str]]
"""The tables of plan.yaml: each word, and its name or what stands beside it."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_TITLE = re.compile(
    r"^title:[ ]+(?![|>&*!])(.+?)(?:\s+#.*)?\s*$|^title:\s*[|>][-+]?\s*\n\s+(.+)$", re.MULTILINE
)
_NULLS = frozenset({"", "~", "null"})
_STARTS = frozenset({"MappingStartEvent", "SequenceStartEvent"})
_ENDS = frozenset({"MappingEndEvent", "SequenceEndEvent"})
_IN_LIST = "\n-"
_DEEPEST = 20
"""Brackets within each other: the parser needs ever longer for each."""
_MOST_EVENTS = 100_000
_LARGEST = 1_000_000
_HEAD = 2_000
"""Bytes of a record within which its title stands."""
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def nearest_plan(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that holds a plan, if any does."""
    return next((folder for folder in (start, *start.parents) if os.path.lexists(folder / HEADER_PATH)), None)


def record_files(root: Path, folder: str = "") -> dict[str, Path]:
    """Return the file of each id, in the order of their numbers: ids are the names of files."""
    found: dict[str, Path] = {}
    for place, folders, files in os.walk(root / DATA / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(place)
        if here != root / DATA:
            ids = (name.removesuffix(".yaml") for name in files if name.endswith(".yaml"))
            found |= {id_: here / f"{id_}.yaml" for id_ in ids if _ID.fullmatch(id_)}
    return {id_: found[id_] for id_ in sorted(found, key=_by_number)}


def title_of(file: Path) -> str:
    """Return the title of a record; empty where none is seen at a glance."""
    match = _TITLE.search(_beginning(file, _HEAD))
    title = (match[1] or match[2] or "").strip() if match else ""
    if title[:1] in {'"', "'"} and title.endswith(title[0]):
        title = title[1:-1]
    return "" if title in _NULLS else title


def folder_and_kind(root: Path, file: Path) -> tuple[str, bool]:
    """Return the folder below data that a record stands in, and whether it says its own kind."""
    text = _beginning(file, _HEAD)
    return file.relative_to(root / DATA).parts[0], re.search(r"^kind:", text, re.MULTILINE) is not None


@lru_cache(maxsize=1)
def header_tables(root: Path) -> Tables:
    """Return the tables of plan.yaml, as far as it can be followed."""
    found: Tables = {}
    for (table, word, *rest), value in _values(_beginning(root / HEADER_PATH, _LARGEST)):
        words = found.setdefault(table, {})
        if not word:
            continue
        words.setdefault(word, "")
        if value and rest in ([], ["name"]):
            words[word] = value
    return found


def document_names(folders: tuple[Path, ...]) -> list[str]:
    """Return the names of the documents that there are templates for; parts of documents are none."""
    names: set[str] = set()
    for folder in folders:
        try:
            names |= {path.stem for path in folder.iterdir() if path.suffix == ".md"}
        except OSError:
            continue
    return sorted(name for name in names if name != "README" and not name.startswith(("_", ".")))


def _values(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield keys below tables, and single values, with the way to each, while the text can be followed."""
    import yaml

    way: list[str | None] = []
    parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    try:
        for _ in range(_MOST_EVENTS):
            kind = type(event := parser.get_event()).__name__
            if kind == "StreamEndEvent" or len(way) > _DEEPEST:
                return
            if kind in _STARTS:
                if way and way[-1] is None:
                    return  # a group for a key: what follows is not told by a name
                way.append(None if kind == "MappingStartEvent" else _IN_LIST)
            elif kind in _ENDS:
                way.pop()
                _await_key(way)
            elif kind in {"ScalarEvent", "AliasEvent"}:
                yield from _scalar(way, getattr(event, "value", ""))
    except (yaml.YAMLError, UnicodeError):
        return


def _scalar(way: list[str | None], value: str) -> Iterator[tuple[list[str], str]]:
    """Yield a key as soon as it stands there, and a value with the keys that lead to it."""
    is_key = bool(way) and way[-1] is None
    if is_key:
        way[-1] = value
    steps = [step for step in way if step is not None and step != _IN_LIST]
    if len(way) > 1 and len(steps) == len(way):
        yield steps, "" if is_key or value in _NULLS else value
    if not is_key:
        _await_key(way)


def _await_key(way: list[str | None]) -> None:
    """Let the mapping that is being read wait for its next key."""
    if way and way[-1] != _IN_LIST:
        way[-1] = None


def _by_number(id_: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"\d+|\D+", id_)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts]


def _beginning(file: Path, most: int) -> str:
    """Return the first bytes of a file as text; empty for what is no file, which is not waited for."""
    try:
        descriptor = os.open(file, _READING)
    except OSError:
        return ""
    try:
        raw = os.read(descriptor, most) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    except OSError:
        return ""
    finally:
        os.close(descriptor)
    return raw.decode("utf-8-sig", "replace")

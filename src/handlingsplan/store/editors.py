"""Give an editor the schemas of a plan's files: which there are, and the settings that lead to them.

What somebody else wrote in the settings stays. A file that cannot be read without loss, because it has
comments or is broken, is not written: what to add there is told instead.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from handlingsplan.errors import HpError
from handlingsplan.model.records.part import Part
from handlingsplan.store.layout import DATA, FOLDERS, HEADER_PATH, RULES_PATH, record_class
from handlingsplan.store.placing import EDITOR, standing
from handlingsplan.store.saving import Change

FOLDER = EDITOR
SCHEMAS = f"{FOLDER}/handlingsplan"
_SETTINGS = f"{FOLDER}/settings.json"
_EXTENSIONS = f"{FOLDER}/extensions.json"
_YAML_EXTENSION = "redhat.vscode-yaml"
_INDENT = "  "

_COMMENTS = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_LAST_COMMA = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[\]}])', re.DOTALL)


class Described(NamedTuple):
    """A kind of file with a schema: which files are of the kind, and the classes of their records."""

    kind: str
    pattern: str
    classes: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return where an editor finds the schema."""
        return f"{SCHEMAS}/{self.kind}.schema.json"

    def parts(self) -> list[type[Part]]:
        """Return the record classes: requisitions stand among the grants."""
        return [record_class(name) for name in self.classes]


class ToAdd(NamedTuple):
    """What is to be added by hand to a file that hp does not write."""

    path: str
    text: str


class Installation(NamedTuple):
    """What is to be written for an editor, and what somebody must add by hand; nothing where all is there."""

    changes: list[Change]
    by_hand: list[ToAdd]


def described() -> list[Described]:
    """Return every kind of file that a plan has, by the word for one such record."""
    records = [
        Described(
            class_.partition(".")[0],
            f"{DATA}/{folder}/**/*.yaml",
            (class_, "grant.Requisition") if folder == "grants" else (class_,),
        )
        for folder, class_ in FOLDERS.items()
    ]
    header = Described("plan", HEADER_PATH, ("header.Header",))
    return [*records, header, Described("rules", RULES_PATH, ("rules.Rules",))]


def compute_installation(root: Path, schemas: Mapping[str, str]) -> Installation:
    """Return what differs from what stands in the plan's folder; `schemas` are texts by their paths."""
    found = Installation([], [])
    for path, text in schemas.items():
        before = standing(path, _target(root, path))
        found.changes.append(Change(path, before, text.encode("utf-8")))
    settings = {"yaml.schemas": {f"./{it.path}": [it.pattern] for it in described()}, **_WISHED}
    for path, wished in ((_SETTINGS, settings), (_EXTENSIONS, {"recommendations": [_YAML_EXTENSION]})):
        _add(root, path, wished, found)
    return found._replace(changes=[it for it in found.changes if it.before != it.after])


_WISHED: dict[str, Any] = {
    "yaml.schemaStore.enable": False,  # which would take some files for those of other programs
    "yaml.format.enable": False,  # hp keeps the form of the files
    "[yaml]": {
        "editor.tabSize": 2,
        "editor.insertSpaces": True,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
    },
}


def _target(root: Path, path: str) -> Path:
    real_root = root.resolve()
    target = (real_root / path).resolve()
    if not target.is_relative_to(real_root):
        raise HpError(f"{path} ligger utanför planens mapp och skrivs inte", "ersätt länken med mappen själv")
    return target


def _add(root: Path, path: str, wished: dict[str, Any], found: Installation) -> None:
    """Add a settings file to what is found: to write, to mend by hand, or neither."""
    before = standing(path, _target(root, path))
    try:
        text = (before or b"{}").decode("utf-8")
        own, plain = _read_settings(text)
        merged = _merged(own, wished)
    except (ValueError, RecursionError):  # no UTF-8, no JSON, or other values than settings have
        found.by_hand.append(ToAdd(path, _json(wished, _INDENT)))
        return
    if merged == own and before is not None:
        return
    if plain:
        newline = "\r\n" if "\r\n" in text else "\n"
        after = _json(merged, _indent_of(text)).replace("\n", newline)
        found.changes.append(Change(path, before, after.encode("utf-8")))
    else:
        found.by_hand.append(ToAdd(path, _json(_missing(own, merged), _INDENT)))


def _read_settings(text: str) -> tuple[dict[str, Any], bool]:
    """Return the settings in a text, and whether it is plain JSON, which loses nothing in being rewritten."""
    try:
        own, plain = json.loads(text, object_pairs_hook=_once), True
    except ValueError:
        bare = _LAST_COMMA.sub(r"\1", _COMMENTS.sub(r"\1", text))
        own, plain = json.loads(bare), False
    if not isinstance(own, dict):
        raise ValueError(text)
    return own, plain


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a group of keys; raise `ValueError` where one stands twice, for one would be lost."""
    group = dict(pairs)
    if len(group) < len(pairs):
        raise ValueError(pairs)
    return group


def _merged(own: Mapping[str, Any], wished: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with what is missing in them; what somebody chose otherwise stays."""
    merged = dict(own)
    for key, value in wished.items():
        if isinstance(value, dict):
            merged[key] = _merged(_group(own.get(key, {})), value)
        elif isinstance(value, list) and key == "recommendations":
            refused = _list(own.get("unwantedRecommendations", []))
            there = _list(own.get(key, []))
            merged[key] = [*there, *(it for it in value if it not in {*there, *refused})]
        else:
            merged.setdefault(key, value)
    return merged


def _missing(own: Mapping[str, Any], merged: Mapping[str, Any]) -> dict[str, Any]:
    """Return what has been added to some settings."""
    return {
        key: _missing(_group(own.get(key, {})), value) if isinstance(value, dict) else value
        for key, value in merged.items()
        if own.get(key) != value
    }


def _group(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return value


def _list(value: object) -> list[str]:
    if not (isinstance(value, list) and all(isinstance(it, str) for it in value)):
        raise ValueError(value)
    return value


def _json(value: object, indent: str) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def _indent_of(text: str) -> str:
    """Return how a file is indented."""
    found = re.search(r'^([ \t]+)"', text, re.MULTILINE)
    return found[1] if found else _INDENT

"""Write a new plan's folder: all of it or nothing, and never over anything.

A folder that is not there is built beside and renamed into place. One that is there, empty or with git's
own folder only, may be the one that somebody stands in, and stays: it is built inside it, and the folder
`data`, by which hp knows a plan, is renamed into place last of all.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from handlingsplan.errors import HpError
from handlingsplan.model.edits import Value
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part
from handlingsplan.store.layout import DATA, FOLDERS, HEADER_PATH, RULES_PATH, folder_of, record_class
from handlingsplan.store.shape import order_at
from handlingsplan.store.templates import builtin_templates
from handlingsplan.store.workfolder import sync_folder
from handlingsplan.store.writefaults import told_of
from handlingsplan.store.written import lines_of
from handlingsplan.store.yamltext import read_yaml

_GIT = ".git"
_BESIDE = ".hp-init-"
_UNNAMED = f"{DATA}/.plan"
_TEMPLATES = {
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".editorconfig": "editorconfig",
    ".github/workflows/hp-check.yml": "hp-check.yml",
}
"""The files of a new plan that are no records, and the built-in texts that they are made of."""

_KEPT = ".gitkeep"
"""A file in every empty folder, which git would not keep."""


def founding_texts() -> dict[str, str]:
    """Return the built-in texts of the files that are no records, by where they go."""
    folder = builtin_templates() / "init"
    return {path: (folder / name).read_text(encoding="utf-8") for path, name in _TEMPLATES.items()}


def founding_source(id_: str) -> str:
    """Return the built-in text of a document's record."""
    return (builtin_templates() / "init" / f"{id_}.yaml").read_text(encoding="utf-8")


def record_path(folder: str, id_: str) -> str:
    """Return where a record of a new plan goes."""
    return f"{DATA}/{folder}/{id_}.yaml"


def record_text(folder: str, values: Mapping[str, Value]) -> str:
    """Return the text of a record's file, its keys in their order."""
    return "\n".join([*_lines(values, record_class(FOLDERS[folder])), ""])


def header_text(values: Mapping[str, Value], sections: "Sequence[tuple[Sequence[str], str, str]]") -> str:
    """Return the text of plan.yaml in sections.

    Of each are given its keys, what it is, and an example that stands there while it is empty. One without
    keys is what the whole file is. Keys that no section has come last.
    """
    told = [key for keys, _, _ in sections for key in keys]
    rest = [key for key in values if key not in told]
    blocks = []
    for keys, about, example in [*sections, *(((key,), "", "") for key in rest)]:
        lines = _lines({key: values[key] for key in keys if key in values}, Header)
        comment = about if lines or not example else f"{about}\n\n{example}"
        block = [f"# {line}".rstrip() for line in comment.strip().splitlines()]
        blocks.append("\n".join([*block, *lines]))
    return "\n\n".join(block for block in blocks if block) + "\n"


def written_values(texts: Mapping[str, str]) -> dict[str, dict[str, Value]]:
    """Return what each file of a plan without faults holds, every value as it is written."""
    data = {path: read_yaml(text, path).data for path, text in texts.items() if path != RULES_PATH}
    return {path: values for path, values in data.items() if isinstance(values, dict)}


def refuse_taken(folder: Path) -> None:
    """Raise `HpError` where a new plan cannot be: over something, or within a plan's own files."""
    inside = next((up for up in folder.resolve().parents if _is_within_data(up)), None)
    if inside is not None:
        raise HpError(f"{folder} ligger bland en annan plans filer", "välj en mapp vid sidan av den planen")
    if not os.path.lexists(folder):
        if not folder.parent.is_dir():
            raise HpError(f"mappen {folder.parent} finns inte", "skapa den först, eller välj en annan mapp")
        return
    if not folder.exists():
        raise HpError(
            f"{folder} är en länk till något som inte finns", "ta bort länken, eller välj ett annat namn"
        )
    if not folder.is_dir():
        raise HpError(f"{folder} är en fil", "välj ett annat namn; planen blir en mapp")
    _refuse_filled(folder)


def found_plan(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new plan's files, all or none; raise `HpError` where something is in the way."""
    refuse_taken(folder)
    filled = {folder_of(path) for path in files}
    complete = {f"{DATA}/{name}/{_KEPT}": b"" for name in FOLDERS if name not in filled} | dict(files)
    with told_of(str(folder)):
        if os.path.lexists(folder):
            _found_inside(folder, complete)
        else:
            _found_beside(folder, complete)


def _found_beside(folder: Path, files: Mapping[str, bytes]) -> None:
    with _built(folder.parent, files) as built:
        built.chmod(0o777 & ~_umask())
        if os.path.lexists(folder):  # since it was looked for
            raise HpError(f"{folder} finns redan", "välj ett annat namn")
        built.rename(folder)
        sync_folder(folder.parent)


def _found_inside(folder: Path, files: Mapping[str, bytes]) -> None:
    with _built(folder, files) as built:
        _refuse_filled(folder, built.name)
        names = sorted((entry.name for entry in built.iterdir()), key=lambda name: name == DATA)
        placed: list[Path] = []
        try:
            for name in names:
                if os.path.lexists(folder / name):
                    raise HpError(f"{folder / name} finns redan", "någon annan skriver där; försök igen")
                (built / name).rename(folder / name)
                placed.append(folder / name)
            sync_folder(folder)
        except BaseException:
            for path in reversed(placed):
                _remove(path)
            raise


@contextmanager
def _built(where: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Build the files in a folder of their own; what is left of it afterwards is removed."""
    built = Path(tempfile.mkdtemp(dir=where, prefix=_BESIDE))
    try:
        # plan.yaml gets its name last: what is left by a process that is killed is then no plan.
        for path in files:
            _write(built / (path if path != HEADER_PATH else _UNNAMED), files[path])
        (built / _UNNAMED).rename(built / HEADER_PATH)
        for folder, _, _ in os.walk(built, topdown=False):
            sync_folder(Path(folder))
        yield built
    finally:
        with suppress(FileNotFoundError):
            _remove(built)


def _write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    """Remove what was made here, first of all what hp knows a plan by."""
    for header in (path / HEADER_PATH, path / Path(HEADER_PATH).name):
        with suppress(FileNotFoundError, NotADirectoryError):
            header.unlink()
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _refuse_filled(folder: Path, own: str = "") -> None:
    """Raise `HpError` for a folder with anything in it but git's own."""
    if os.path.lexists(folder / HEADER_PATH):
        raise HpError(f"{folder} har redan en plan", "välj en annan mapp; hp init skriver aldrig över något")
    with told_of(str(folder)):
        there = sorted(entry.name for entry in folder.iterdir() if entry.name not in {_GIT, own})
    if there:
        few = ", ".join(there[:3]) + (f" och {len(there) - 3} till" if len(there) > 3 else "")  # noqa: PLR2004
        raise HpError(
            f"mappen {folder} är inte tom: där finns {few}",
            "välj en annan mapp, eller flytta undan det; hp init skriver aldrig över något",
        )


def _is_within_data(folder: Path) -> bool:
    return folder.name == DATA and os.path.lexists(folder.parent / HEADER_PATH)


def _lines(values: Mapping[str, Value], kind: type[Part]) -> list[str]:
    """Return a group of keys line by line: in their order, and those of groups inside it too."""
    return [line for key, value in _ordered(values, kind, ()) for line in lines_of(key, value, kind, (key,))]


def _ordered(values: Mapping[str, Value], kind: type[Part], loc: tuple[str, ...]) -> list[tuple[str, Value]]:
    order = order_at(kind, loc)
    return sorted(values.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def _umask() -> int:
    """Return the mask of new files, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""Work out what files are to be, before anything is written."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from handlingsplan.errors import HpError, WrongChoiceError
from handlingsplan.model.edits import Edit, Value
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.part import Part
from handlingsplan.store.edit import edited
from handlingsplan.store.files import on_disk
from handlingsplan.store.layout import HEADER_PATH, kind_of
from handlingsplan.store.plaintext import SIZE_LIMIT, prepare
from handlingsplan.store.written import lines_of
from handlingsplan.store.yamltext import read_yaml


class Draft(NamedTuple):
    """A file as it is and as it is to be, in bytes; None where there is none."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def text(self) -> str | None:
        """Return the text that is to be, as a plan reads it."""
        return None if self.after is None else prepare(self.after.decode("utf-8"), self.path)[0]


def path_of(plan: Plan, id_: str) -> str:
    """Return the file of a record, also of one with a fault; raise `WrongChoiceError` for no such id."""
    if id_.casefold() in {"plan", "plan.yaml", "planen"}:
        return HEADER_PATH
    by_name = {path.rpartition("/")[2].removesuffix(".yaml").casefold(): path for path in plan.texts}
    same = [loaded.path for loaded in plan.loaded if loaded.record.id.casefold() == id_.casefold()]
    if len(same) > 1:
        raise WrongChoiceError(
            f"två filer har id {id_}: {same[0]} och {same[1]}", "ge den ena ett annat id för hand"
        )
    ids = {loaded.record.id.casefold(): loaded.path for loaded in plan.loaded}
    path = {**by_name, **ids}.get(id_.casefold())
    if path is not None:
        return path
    known = [path.rpartition("/")[2].removesuffix(".yaml") for path in plan.texts]
    close = nearest(id_, known)
    hint = f"menade du {' eller '.join(close)}?" if close else "hp list visar vad som finns"
    raise WrongChoiceError(f"ingen post heter '{id_}'", hint)


def data_of(path: str, text: str) -> dict[str, Any]:
    """Return what a file holds; raise `HpError` where it cannot be read, which `hp check` tells more of."""
    reading = read_yaml(text, path)
    if reading.problems:
        problem = reading.problems[0]
        where = f"{path}:{problem.place.line}"
        raise HpError(f"filen kan inte läsas: {where} {problem.message}", problem.hint)
    if not isinstance(reading.data, dict):
        raise HpError(f"{path} är ingen post", "kör hp check")
    return reading.data


def edit_draft(root: Path, path: str, text: str, edits: Iterable[Edit]) -> Draft:
    """Return a file with some values changed; `text` is what was read of it when that was worked out."""
    with on_disk(root, path).open("rb") as opened:
        raw = opened.read(SIZE_LIMIT + 1)
    now = raw.decode("utf-8", "replace")
    if prepare(now, path)[0] != text:
        raise HpError(f"{path} ändrades just nu av någon annan", "kör kommandot igen")
    after = edited(now, path, kind_of(path, data_of(path, text)), edits)
    return Draft(path, raw, after.encode("utf-8"))


def new_draft(path: str, data: Mapping[str, Value]) -> Draft:
    """Return a new file that holds some keys, in the order that they are given."""
    return Draft(path, None, new_text(kind_of(path, data), data).encode("utf-8"))


def new_text(kind: type[Part], data: Mapping[str, Value]) -> str:
    """Return the text of a file that holds some keys."""
    lines = [line for key, value in data.items() for line in lines_of(key, value, kind, (key,))]
    return "\n".join([*lines, ""])

"""Tell which fields a record has and what each takes, from the record classes: the slow part."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsplan.store import naming

if TYPE_CHECKING:
    from handlingsplan.compute.shapes import Shape
    from handlingsplan.model.records.part import Part

PLAN = "plan"
"""What plan.yaml is called where an id is expected."""


def fields_of_record(root: Path, id_: str) -> "Mapping[str, Shape]":
    """Return the fields that can be set in a record: its keys, those of a year's amounts, and its status."""
    from handlingsplan.compute.shapes import shapes_of
    from handlingsplan.store.shape import keys_at

    kind = _kind_of(root, id_)
    own = {key: shapes_of(kind)[key] for key in keys_at(kind, ())} if kind is not None else {}
    inner: dict[str, Shape] = {}
    for key, shape in own.items():
        of_part = shapes_of(shape.part) if shape.part is not None else {}
        if "year" in of_part:
            inner |= {name: it for name, it in of_part.items() if name != "year"}
        if key == "history":
            inner["status"] = of_part["status"]
    return {name: shape for name, shape in {**inner, **own}.items() if name != "id"}


def choices_of_field(root: Path, id_: str, field: str) -> tuple[tuple[str, ...], str]:
    """Return the words that a field takes, and what its values are the names of, as in `organisations`."""
    from handlingsplan.model.labels import label

    fields = fields_of_record(root, id_)
    keys = {label(key).casefold(): key for key in fields} | {key: key for key in fields}
    shape = fields.get(keys.get(field.casefold(), ""))
    if shape is None:
        return (), ""
    return ("ja", "nej") if shape.scalar is bool else shape.choices, shape.names


def _kind_of(root: Path, id_: str) -> "type[Part] | None":
    """Return the class of a record, told by its folder; None for an id that there is not."""
    from handlingsplan.store.layout import FOLDERS, kind_of

    if id_.casefold() in {PLAN, f"{PLAN}.yaml"}:
        return kind_of(naming.HEADER_PATH, {})
    files = {known.casefold(): file for known, file in naming.record_files(root).items()}
    file = files.get(id_.casefold())
    if file is None:
        return None
    folder, own_kind = naming.folder_and_kind(root, file)
    if folder not in FOLDERS:
        return None
    return kind_of(f"{naming.DATA}/{folder}/{file.name}", {"kind": None} if own_kind else {})

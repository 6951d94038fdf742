"""Say which folder of a plan holds which kind of record."""

from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.grant import Grant, Requisition
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part
from handlingsplan.model.records.process import Process
from handlingsplan.model.records.source import SourceDocument

DATA = "data"
HEADER_PATH = f"{DATA}/plan.yaml"

FOLDERS: dict[str, type[Part]] = {
    "processes": Process,
    "grants": Grant,
    "decisions": Decision,
    "sources": SourceDocument,
}


def kind_of(path: str, data: object) -> type[Part]:
    """Return the class of the record in a file; only requisitions among the grants say their kind."""
    if path == HEADER_PATH:
        return Header
    kind = FOLDERS[folder_of(path)]
    if kind is Grant and isinstance(data, dict) and "kind" in data:
        return Requisition
    return kind


def folder_of(path: str) -> str:
    """Return the folder of a record below data, as in processes; plan.yaml has none."""
    steps = path.split("/")
    return steps[1] if len(steps) > 2 else ""  # noqa: PLR2004 - data, folder, file

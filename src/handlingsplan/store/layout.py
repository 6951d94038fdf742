"""Say which folder of a plan holds which kind of record."""

from functools import cache
from importlib import import_module

from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part

DATA = "data"
HEADER_PATH = f"{DATA}/plan.yaml"
RULES_PATH = f"{DATA}/rules.yaml"

FOLDERS = {
    "processes": "process.Process",
    "grants": "grant.Grant",
    "decisions": "decision.Decision",
    "meetings": "meeting.BodyMeeting",
    "events": "event.Event",
    "voices": "voices.Voices",
    "recommendations": "recommendation.Recommendation",
    "findings": "finding.Finding",
    "tracks": "track.Track",
    "sources": "source.SourceDocument",
}
"""The folders and the class of their records, which is imported when a file of it is read.

To make a record class takes longer than to read twenty files.
"""


def kind_of(path: str, data: object) -> type[Part]:
    """Return the class of the record in a file; only requisitions among the grants say their kind."""
    if path == HEADER_PATH:
        return Header
    if path == RULES_PATH:
        return record_class("rules.Rules")
    folder = folder_of(path)
    if folder == "grants" and isinstance(data, dict) and "kind" in data:
        return record_class("grant.Requisition")
    return record_class(FOLDERS[folder])


def folder_of(path: str) -> str:
    """Return the folder of a record below data, as in processes; plan.yaml has none."""
    steps = path.split("/")
    return steps[1] if len(steps) > 2 else ""  # noqa: PLR2004 - data, folder, file


@cache
def record_class(name: str) -> type[Part]:
    """Return the class of a record by its module and name, as in `process.Process`."""
    module, _, class_ = name.partition(".")
    found: type[Part] = getattr(import_module(f"handlingsplan.model.records.{module}"), class_)
    return found

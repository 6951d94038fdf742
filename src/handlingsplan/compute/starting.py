"""Say what a new plan holds before anybody has written in it: what is known, the words, and null."""

from collections.abc import Mapping
from typing import NamedTuple

from handlingsplan.model.day import Day
from handlingsplan.model.edits import Value
from handlingsplan.model.records.header import BodyKind, StatusKind

Group = dict[str, Value]
"""What a file holds, or a group of keys in it, as it is written."""

STATUSES: dict[str, StatusKind] = {
    "planerad": "planned",
    "pågår": "active",
    "pausad": "paused",
    "fortsatt processledning": "continuing",
    "slutförd": "completed",
    "avbruten": "cancelled",
}
"""The words for the state of a process that a new plan has, and the kind of each."""

OUTCOMES = {
    "överlämnad": "Överlämnad till ordinarie verksamhet; behöver ingen samordnad processledning längre",
    "genomförd": "Aktiviteterna är genomförda; resultatet utvärderas senare",
    "uppnådd": "Aktiviteterna är genomförda och resultatet är uppnått",
}
"""The ways of being completed that a new plan has."""

AREAS = {
    "1": "Det tidiga livets villkor",
    "2": "Kunskaper, kompetenser och utbildning",
    "3": "Arbete, arbetsförhållanden och arbetsmiljö",
    "4": "Inkomster och försörjningsmöjligheter",
    "5": "Boende och närmiljö",
    "6": "Levnadsvanor",
    "7": "Kontroll, inflytande och delaktighet",
    "8": "En jämlik och hälsofrämjande hälso- och sjukvård",
}
"""The eight objective areas of Sweden's public-health policy.

Source: prop. 2017/18:249, in the words of the national agency for public health on its page Nationellt
folkhälsomål och målområden, read 2026-11-22.
"""

AREAS_SOURCE = "folkhalsopolitiken"
"""The document that they come from; its record is among the built-in texts."""
_MOST_YEARS = 30


class BodyStart(NamedTuple):
    """A body that a new plan begins with."""

    name: str
    kind: BodyKind


class Start(NamedTuple):
    """What is known of a new plan; None is unknown. Areas of None are those of the public-health policy."""

    name: str | None = None
    owner: str | None = None
    first: Day | None = None
    last: Day | None = None
    organisations: Mapping[str, str] = {}
    bodies: Mapping[str, BodyStart] = {}
    areas: Mapping[str, str] | None = None
    money: bool = True


def start_header(start: Start) -> Group:
    """Return what plan.yaml of a new plan holds."""
    areas = AREAS if start.areas is None else start.areas
    header = frame(start) | {
        "organisations": _named(start.organisations),
        "bodies": {key: {"kind": body.kind, "name": body.name} for key, body in start.bodies.items()},
        "areas": _named(areas),
        "statuses": default_statuses(),
        "outcomes": _named(OUTCOMES),
        "years": start_years(start) if start.money else {},
    }
    if start.areas is None:
        header["sources"] = {"areas": [AREAS_SOURCE]}
    return {key: value for key, value in header.items() if value != {}}


def frame(start: Start) -> Group:
    """Return what every plan.yaml says of the plan itself."""
    period: Group = {
        "from": start.first.text if start.first else None,
        "to": start.last.text if start.last else None,
    }
    return {"name": start.name, "owner": start.owner, "period": period, "registry_number": None}


def default_statuses() -> Group:
    """Return the words for the state of a process, as plan.yaml has them."""
    return {word: {"kind": kind} for word, kind in STATUSES.items()}


def start_years(start: Start) -> Group:
    """Return the years of the period, with what ought to be known about the money of each."""
    first = start.first.first if start.first else None
    last = start.last.last if start.last else None
    if first is None or last is None or last.year - first.year >= _MOST_YEARS:
        return {}
    unknown: Group = {"grants_complete": None, "spend_by": None, "report_by": None}
    return {str(year): dict(unknown) for year in range(first.year, last.year + 1)}


def _named(names: Mapping[str, str]) -> Group:
    return {key: {"name": name} for key, name in names.items()}

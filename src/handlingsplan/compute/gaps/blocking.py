"""Tell what an unknown thing stands in the way of: a sum, a deadline, a document."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from handlingsplan.model.shape import Key, Listing, Scalar, group_in, keys_of

Blocked = Literal["summa", "tidsfrist", "rapport"]

WEIGHTS: Mapping[Blocked, int] = {"summa": 3, "tidsfrist": 2, "rapport": 1}
"""How much weighs what a gap stands in the way of; nothing weighs nought."""

COUNTED_BY: Mapping[str, tuple[str, ...]] = {
    "process": ("area", "lead", "organisations", "history"),
    "grant": ("category", "years"),
}
"""What decides which of the sums of hp status and hp grants a record is counted in, by kind.

What is a figure itself, in kronor or a number, is known by its shape.
"""

NOT_SUMMED = frozenset({"smallest_group", "share"})
"""Figures that no sum has."""

DEADLINES = frozenset({"due", "spend_by", "report_by"})
"""The days that are deadlines wherever they stand."""

LAST_DAYS: Mapping[str, tuple[str, ...]] = {
    "process": ("planned", "planned.to"),
    "plan": ("period", "period.to"),
}
"""Days that end something, and so are deadlines too, by kind."""

_DECISION = "title body day paragraph registry_number matter points replaced_by concerns"
_MONEY = {
    "grant": "title category years organisations processes directions efforts amounts participants groups",
    "requisition": "amounts day",
    "decision": "day",
    "plan": "categories.name directions.name efforts.name years.grants_complete",
}
_STANDING = "title theme area lead organisations not_participating history pauses obstacles"

SHOWN_BY: Mapping[str, Mapping[str, str]] = {
    "status": {
        "process": _STANDING,
        "finding": "process candidates history",
        "plan": "organisations.name areas.name statuses.name outcomes.name",
    },
    **dict.fromkeys(
        (
            "grants", "grants_by_organisation", "grants_by_direction", "grants_by_process",
            "grants_by_effort",
        ),
        _MONEY,
    ),
    "decisions": {"decision": _DECISION, "plan": "bodies.name"},
    "agenda": {
        "decision": _DECISION,
        "grant": "title years organisations processes amounts",
        "process": "title meetings",
        "meeting": "body day agreed",
        "event": "title day place",
        "plan": "bodies.name years.spend_by years.report_by",
    },
    "gaps": {},
    "reach": {
        "grant": "title participants groups goals places languages afterwards",
        "event": "title day participants",
    },
    "events": {"event": "title kind day count participants"},
    "meetings": {"meeting": "body day form present matters", "process": "meetings"},
    "voices": {"voices": "title question occasion day answers", "plan": "themes.name"},
    "recommendations": {"recommendation": "title kind text addressees period status outcome"},
    "findings": {"finding": "title text process candidates organisations"},
    "tracks": {"track": "title period organisations partners bodies outcome"},
    "roles": {"plan": "roles"},
    "successors": {"plan": "successors"},
    "process": {
        "process": f"{_STANDING} target_groups depends_on planned activities desired_results indicators "
        "meetings successor after",
    },
    "reconciliation": {"source": "title claims"},
    "organisation": {"process": "lead organisations", "plan": "organisations"},
}  # fmt: skip
"""What each result that a document can ask for shows, by kind of record: keys, with all that is in them.

`gaps` shows none: it tells of what is unknown, and is as right without it.
"""

OF_EVERY_DOCUMENT: Mapping[str, str] = {"plan": "name period"}
"""What every document shows in its heading."""


class KeysShown:
    """What some results show together: tells of each way in a kind of record whether it is among that."""

    def __init__(self, results: Iterable[str]) -> None:
        tables = [OF_EVERY_DOCUMENT, *(SHOWN_BY[name] for name in results)]
        self._ways = {
            (kind, tuple(word.split(".")))
            for table in tables
            for kind in table
            for word in table[kind].split()
        }

    def has(self, kind: str, keys: tuple[str, ...]) -> bool:
        """Tell whether a key of a kind is shown, itself or with what it stands in."""
        return any((kind, keys[:length]) in self._ways for length in range(1, len(keys) + 1))


def blocks(kind: str, keys: tuple[str, ...], key: Key) -> tuple[Blocked, ...]:
    """Return what it stands in the way of that a key in a kind of record is unknown, the heaviest first."""
    found: list[Blocked] = []
    way = ".".join(keys)
    if way in COUNTED_BY.get(kind, ()) or (_is_summed(key) and key.name not in NOT_SUMMED):
        found.append("summa")
    if key.name in DEADLINES or way in LAST_DAYS.get(kind, ()):
        found.append("tidsfrist")
    if _shown_anywhere().has(kind, keys):
        found.append("rapport")
    return tuple(found)


def weight(found: Iterable[Blocked]) -> int:
    """Return how much that weighs which a gap stands in the way of."""
    return max((WEIGHTS[block] for block in found), default=0)


@cache
def _shown_anywhere() -> KeysShown:
    return KeysShown(SHOWN_BY)


def _is_summed(key: Key) -> bool:
    """Tell whether a key holds figures: itself, in a list, or in the groups that stand under it."""
    part = group_in(key.shape)
    if part is not None:
        return any(_is_figure(inner) for inner in keys_of(part).values())
    return _is_figure(key)


def _is_figure(key: Key) -> bool:
    shape = key.shape.item if isinstance(key.shape, Listing) else key.shape
    return isinstance(shape, Scalar) and shape.reads in {"kronor", "number"}

"""Hold what documents show of each kind of record: those that come with the tool, and what others can."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from handlingsplan.model.problem import Loc

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

_LISTED_DECISION = "title body paragraph registry_number replaced_by points -points.number"
_LISTED_GRANT = "title category"
_STATUS = "-history.by -history.anchored -history.note"
_CLAIMS = "claims -claims.quote -claims.note"
_CITED = "title short day registry_number"
_MET = {"process:agreed": "meetings.day meetings.agreed", "meeting:agreed": "body day agreed"}

DOCUMENTS: Mapping[str, Mapping[str, str]] = {
    "styrgrupp": {
        "plan": "bodies.name areas.name years.grants_complete",
        "plan:open": "years.spend_by years.report_by years.reported",
        "process": f"area history pauses {_STATUS} -history.outcome -pauses.by",
        "process:unfinished": "title theme obstacles -obstacles.lifted",
        "grant": "years amounts",
        "grant:waiting": "title organisations",
        "requisition": "amounts -amounts.direction",
        "decision": "points.status",
        "decision:awaited": "title body day paragraph matter replaced_by points",
        "decision:following": "day",
        "event:coming": "title day place",
        "source": _CLAIMS,
        "source:cited": _CITED,
        **_MET,
    },
    "slutrapport": {
        "plan": "organisations.name areas.name outcomes.name categories.name directions.name terms.name "
        "roles.name roles.share roles.from roles.to successors -successors.kind years.grants_complete",
        "process": f"title theme area lead organisations history pauses {_STATUS} -pauses.reason -pauses.by",
        "grant": "years amounts -amounts.decision participants goals afterwards groups.day groups.count "
        "groups.language groups.participants groups.kind groups.returning",
        "grant:listed": f"{_LISTED_GRANT} organisations directions",
        "requisition": "amounts -amounts.direction",
        "event": "day",
        "event:listed": "title kind count participants highlighted",
        "decision": "day points.status",
        "decision:listed": "title body paragraph registry_number matter replaced_by",
        "voices": "title question occasion answers",
        "recommendation": "title kind text addressees period status outcome",
        "finding": "process",
        "finding:unnamed": "title text",
        "source": _CLAIMS,
        "source:cited": _CITED,
    },
    "beslut": {
        "decision": "day points.status",
        "decision:listed": _LISTED_DECISION,
        "source:cited": _CITED,
    },
    "forvaltning": {
        "plan": "organisations.name organisations.note areas.name categories.name terms.name",
        "process": "organisations lead",
        "process:listed": f"title theme area history pauses {_STATUS} -pauses.by",
        "process:unfinished": "obstacles -obstacles.lifted",
        "grant": "organisations",
        "grant:listed": f"{_LISTED_GRANT} years amounts -amounts.decision",
        "decision:listed": f"day points.status {_LISTED_DECISION} -points.due -points.outcome",
        "source:cited": _CITED,
        **_MET,
    },
    "process": {
        "plan": "organisations.name areas.name outcomes.name categories.name terms.name",
        "process": f"{_STANDING} target_groups depends_on planned activities desired_results indicators "
        "meetings successor after -obstacles.since -obstacles.lifted -activities.seen "
        "-indicators.measured_by -meetings.place -meetings.participants",
        "grant": "processes",
        "grant:listed": f"{_LISTED_GRANT} years organisations amounts -amounts.decision",
        "decision:listed": f"day points.status {_LISTED_DECISION} -points.due -points.outcome",
        "source:cited": _CITED,
    },
}
"""What each document that comes with the tool shows, besides what its claims are held against.

By kind of record: keys, with all that is in them but what has a minus before it. After a colon stands which
records of the kind, as `using.USES` has it; of plan.yaml, which of its years. A document about one
organisation or one process is told of as all of them together.
"""


class Keys(NamedTuple):
    """Keys of one kind of record, with all that is in them but what is left out."""

    kind: str
    ways: frozenset[tuple[str, ...]]
    left_out: frozenset[tuple[str, ...]]

    def has(self, kind: str, keys: tuple[str, ...]) -> bool:
        """Tell whether a key of a kind is among them, itself or with what it stands in."""
        ways = {keys[:length] for length in range(1, len(keys) + 1)}
        return kind == self.kind and bool(ways & self.ways) and not ways & self.left_out


def keys_in(table: Mapping[str, str]) -> list[Keys]:
    """Return the keys of each row of a table, of whichever records of its kind."""
    return [
        Keys(
            name.partition(":")[0],
            frozenset(_way(word) for word in words.split() if not word.startswith("-")),
            frozenset(_way(word[1:]) for word in words.split() if word.startswith("-")),
        )
        for name, words in table.items()
    ]


def _way(word: str) -> tuple[str, ...]:
    return tuple(word.split("."))


class Shown(Protocol):
    """What a document shows; `certain` where it surely does, and not only can."""

    @property
    def certain(self) -> bool:
        """Tell whether the document surely shows it."""

    def has(self, kind: str, keys: tuple[str, ...]) -> bool:
        """Tell whether a key of a kind is shown of any record."""

    def has_of(self, kind: str, keys: tuple[str, ...], name: str) -> bool:
        """Tell whether a key is shown of a record by its id, or of a word of plan.yaml."""

    def has_at(self, path: str, loc: Loc) -> bool:
        """Tell whether what stands at a place in a file is shown, whatever key it is."""


class CanShow:
    """What the results that a template asks for can show, of every record."""

    certain = False

    def __init__(self, results: Iterable[str]) -> None:
        tables = [OF_EVERY_DOCUMENT, *(SHOWN_BY[name] for name in results)]
        self._keys = [found for table in tables for found in keys_in(table)]

    def has(self, kind: str, keys: tuple[str, ...]) -> bool:
        """Tell whether a key of a kind can be shown."""
        return any(found.has(kind, keys) for found in self._keys)

    def has_of(self, kind: str, keys: tuple[str, ...], name: str) -> bool:  # noqa: ARG002 - as of any document
        """Tell whether a key can be shown of a record."""
        return self.has(kind, keys)

    def has_at(self, path: str, loc: Loc) -> bool:  # noqa: ARG002 - as of any document
        """Tell that nothing is known to be shown at a place."""
        return False

"""Hold a plan at one moment: its records by id, its words, and where each field stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from handlingsplan.model.fields import id_order
from handlingsplan.model.problem import Loc, Place
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record, kind_name

if TYPE_CHECKING:
    from handlingsplan.model.records.claim import Claim, ClaimRef
    from handlingsplan.model.records.decision import Decision
    from handlingsplan.model.records.event import Event
    from handlingsplan.model.records.finding import Finding
    from handlingsplan.model.records.grant import Grant, Requisition
    from handlingsplan.model.records.meeting import BodyMeeting
    from handlingsplan.model.records.process import Process
    from handlingsplan.model.records.recommendation import Recommendation
    from handlingsplan.model.records.rules import Rules
    from handlingsplan.model.records.source import SourceDocument
    from handlingsplan.model.records.track import Track
    from handlingsplan.model.records.voices import Voices

V = TypeVar("V")
R = TypeVar("R", bound=Record)


class Locator(Protocol):
    """Finds the place of a value in a file, or of its key, given the file's path and the way to the value."""

    def __call__(self, path: str, loc: Loc, *, key: bool = False) -> Place: ...  # noqa: D102 - see the class


def _nowhere(path: str, loc: Loc, *, key: bool = False) -> Place:  # noqa: ARG001 - as any locator is called
    return Place(path)


PLAN = "plan"
"""What the plan itself is called where records have their ids."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record and the file that it was read from."""

    path: str
    record: Record


@dataclass(frozen=True, slots=True)
class FileCount:
    """How many files there are and how many of them could be read without a fault."""

    read: int
    total: int

    @property
    def complete(self) -> bool:
        """Tell whether every file was read."""
        return self.read == self.total


@dataclass(frozen=True, eq=False)
class Plan:
    """All records at one moment. Two files with one id are both in `loaded`; the first is looked up.

    `header_lost` are the keys of plan.yaml that something is missing under because of a fault, `unread` the
    ids of the files that could not be read, by their names. `rules` are the plan's own; None where there are
    none or where they were not asked for. `texts` are the files as they were read, with their comments.
    """

    header: Header
    loaded: tuple[Loaded, ...]
    files: FileCount
    folders: Mapping[str, FileCount] = field(default_factory=dict)
    header_read: bool = True
    header_path: str = "data/plan.yaml"
    rules_path: str = "data/rules.yaml"
    header_lost: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    rules: "Rules | None" = None
    locate: Locator = _nowhere
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def processes(self) -> "Mapping[str, Process]":
        """Return the processes by id, in the order of their numbers."""
        return self._of("process", "processes")

    @cached_property
    def grants(self) -> "Mapping[str, Grant]":
        """Return the grants by id."""
        return self._of("grant", "grants")

    @cached_property
    def requisitions(self) -> "Mapping[str, Requisition]":
        """Return the requisitions by id."""
        return self._of("requisition", "grants")

    @cached_property
    def decisions(self) -> "Mapping[str, Decision]":
        """Return the decisions by id."""
        return self._of("decision", "decisions")

    @cached_property
    def meetings(self) -> "Mapping[str, BodyMeeting]":
        """Return the meetings of bodies by id."""
        return self._of("meeting", "meetings")

    @cached_property
    def events(self) -> "Mapping[str, Event]":
        """Return the events by id."""
        return self._of("event", "events")

    @cached_property
    def voices(self) -> "Mapping[str, Voices]":
        """Return the answers by id, one question a record."""
        return self._of("voices", "voices")

    @cached_property
    def recommendations(self) -> "Mapping[str, Recommendation]":
        """Return the recommendations and conclusions by id."""
        return self._of("recommendation", "recommendations")

    @cached_property
    def findings(self) -> "Mapping[str, Finding]":
        """Return the findings by id."""
        return self._of("finding", "findings")

    @cached_property
    def tracks(self) -> "Mapping[str, Track]":
        """Return the parallel tracks by id."""
        return self._of("track", "tracks")

    @cached_property
    def sources(self) -> "Mapping[str, SourceDocument]":
        """Return the source documents by id."""
        return self._of("source", "sources")

    @cached_property
    def claims(self) -> "Mapping[ClaimRef, Claim]":
        """Return what every document states, by document and short name."""
        return {(it.id, name): claim for it in self.sources.values() for name, claim in it.claims.items()}

    @cached_property
    def by_id(self) -> Mapping[str, Loaded]:
        """Return every record with its file, by id."""
        found: dict[str, Loaded] = {}
        for loaded in self.loaded:
            found.setdefault(loaded.record.id, loaded)
        return found

    @cached_property
    def last_day(self) -> date | None:
        """Return the last day of the plan's period; None when it is not known."""
        period = self.header.period
        return period.to.last if period and period.to else None

    def grants_of(self, process_id: str) -> "Iterator[Grant]":
        """Yield the grants known to support a process."""
        return iter(self._grants_by_process.get(process_id, ()))

    def decisions_on(self, record_id: str) -> "Iterator[Decision]":
        """Yield the decisions known to concern a record."""
        return iter(self._decisions_by_record.get(record_id, ()))

    def concerned(self, decision: "Decision") -> list[str]:
        """Return the ids that a decision concerns, told by itself or by a grant, in that order."""
        told = [*decision.concerns, *(id_ for point in decision.points for id_ in point.carries)]
        return list(dict.fromkeys([*told, *self._grants_by_decision.get(decision.id, ())]))

    @cached_property
    def _grants_by_process(self) -> "Mapping[str, list[Grant]]":
        return _index((id_, grant) for grant in self.grants.values() for id_ in grant.processes or ())

    @cached_property
    def _grants_by_decision(self) -> Mapping[str, list[str]]:
        return _index(
            (amounts.decision, grant.id)
            for grant in self.grants.values()
            for amounts in grant.amounts or ()
            if amounts.decision
        )

    @cached_property
    def _decisions_by_record(self) -> "Mapping[str, list[Decision]]":
        return _index(
            (id_, decision) for decision in self.decisions.values() for id_ in self.concerned(decision)
        )

    def parts(self) -> "Iterator[tuple[str, Part]]":
        """Yield what each file holds, with its path: plan.yaml, the plan's own rules, and every record."""
        yield self.header_path, self.header
        if self.rules is not None:
            yield self.rules_path, self.rules
        for loaded in self.loaded:
            yield loaded.path, loaded.record

    def files_of(self, kind: type[R]) -> "Iterator[tuple[str, R]]":
        """Yield the path and the record of each file of a kind; of two with one id only the first."""
        for loaded in self._first_of.get(kind, {}).values():
            assert isinstance(loaded.record, kind)
            yield loaded.path, loaded.record

    @cached_property
    def _first_of(self) -> "Mapping[type[Record], dict[str, Loaded]]":
        found: dict[type[Record], dict[str, Loaded]] = {}
        for loaded in self.loaded:
            found.setdefault(type(loaded.record), {}).setdefault(loaded.record.id, loaded)
        return found

    def _of(self, kind: str, folder: str) -> Mapping[str, Any]:
        assert folder in self.folders, f"{folder} was not looked in"
        found: dict[str, Record] = {}
        for loaded in self.loaded:
            if kind_name(loaded.record) == kind:
                found.setdefault(loaded.record.id, loaded.record)
        return {id_: found[id_] for id_ in sorted(found, key=id_order)}


def _index(pairs: Iterable[tuple[str, V]]) -> dict[str, list[V]]:
    index: dict[str, list[V]] = {}
    for key, value in pairs:
        index.setdefault(key, []).append(value)
    return index

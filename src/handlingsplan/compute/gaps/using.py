"""Tell what a document that comes with the tool shows of one plan: of the records that it really uses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from handlingsplan.compute.agenda import Agenda
from handlingsplan.compute.decisions import DecisionRow, Decisions
from handlingsplan.compute.gaps.showing import DOCUMENTS, OF_EVERY_DOCUMENT, Keys, keys_in
from handlingsplan.compute.grants import Grants
from handlingsplan.compute.list import Entries
from handlingsplan.compute.reconcile import Narrow, compute_reconcile
from handlingsplan.compute.report import OneProcess, Subject, compute_results
from handlingsplan.compute.status import Status
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.meeting import BodyMeeting
from handlingsplan.model.records.part import Part, Record


def _decisions(agenda: Agenda) -> Iterator[DecisionRow]:
    """Yield the decisions that an agenda tells of."""
    yield from (choice.decision for choice in agenda.to_decide if choice.decision)
    yield from (expected.decision for expected in (*agenda.proposed, *agenda.awaited))
    for assignment in agenda.assignments:
        yield from (row for row in (assignment.decision, assignment.followed_by) if row)


def _may_follow(agenda: Agenda, decisions: Decisions) -> Iterator[str]:
    """Yield the decisions of no known day that may have come after an assignment in the same matter."""
    matters = {assignment.decision.matter for assignment in agenda.assignments} - {None}
    yield from (row.id for row in decisions.rows if row.day is None and row.matter in matters)


def _waiting(agenda: Agenda) -> Iterator[str]:
    """Yield the grants whose applications wait."""
    told = [it.applications for it in (*agenda.proposed, *agenda.awaited)]
    for applications in (*(choice.applications for choice in agenda.to_decide), *told):
        yield from (application.id for application in applications)


def _open_years(agenda: Agenda) -> Iterator[str]:
    """Yield the years with a deadline to come, known or not."""
    yield from (str(deadline.year) for deadline in agenda.deadlines)
    yield from (str(year) for unknown in agenda.no_deadlines for year in unknown.years)


def _unnamed(findings: Entries) -> Iterator[str]:
    """Yield the findings about processes that nobody has named."""
    yield from (entry.owner for entry in findings.entries if entry.value("process") is None)


def _bodies_met(agenda: Agenda) -> Iterator[str]:
    """Yield the meetings of bodies that agreed on what is not done."""
    yield from (it.meeting.id for it in agenda.actions if isinstance(it.meeting, BodyMeeting))


Use = tuple[tuple[str, ...], Callable[..., Iterable[str]]]
"""The results that tell which records, and how to find their ids in them."""

USES: Mapping[str, Use] = {
    "process:listed": (("status",), lambda found: (row.id for row in found.processes)),
    "process:unfinished": (("status",), lambda found: (row.id for row in found.unfinished)),
    "process:agreed": (("agenda",), lambda found: (it.process for it in found.actions if it.process)),
    "meeting:agreed": (("agenda",), _bodies_met),
    "grant:listed": (("grants",), lambda found: found.items),
    "grant:waiting": (("agenda",), _waiting),
    "decision:listed": (("decisions",), lambda found: (row.id for row in found.rows)),
    "decision:awaited": (("agenda",), lambda found: (row.id for row in _decisions(found))),
    "decision:following": (("agenda", "decisions"), _may_follow),
    "event:listed": (("events",), lambda found: (entry.owner for entry in found.entries)),
    "event:coming": (("agenda",), lambda found: (event.id for event in found.events)),
    "finding:unnamed": (("findings",), _unnamed),
    "plan:open": (("agenda",), _open_years),
}
"""Which records of a kind a document uses; of plan.yaml, which of its words."""

CITED = "source:cited"
"""The documents that stand among a document's sources."""

CITING: Mapping[str, tuple[str, ...]] = {
    "styrgrupp": ("status", "grants", "agenda"),
    "slutrapport": ("status", "grants", "decisions", "voices", "recommendations", "findings"),
    "beslut": ("decisions",),
    "forvaltning": ("status", "grants", "decisions"),
    "process": ("process", "decisions"),
}
"""The results whose sources each document gives."""

_CITED_KEYS: Mapping[str, tuple[str, ...]] = {
    "voices": ("answers",),
    "recommendations": ("text",),
    "findings": ("text",),
    "process": (
        "history", "area", "lead", "organisations", "target_groups", "depends_on", "after",
    ),
}  # fmt: skip
"""The keys of which the sources are given, where they are not told by the result itself."""

ABOUT_ONE = {"forvaltning": "org", "process": "process"}
"""The documents that are about one organisation or process."""

HELD: Mapping[str, frozenset[str]] = {
    "styrgrupp": frozenset({"processes", "grants", "requisitions"}),
    "slutrapport": frozenset(),
}
"""The documents that tell what claims deviate from, and of what sorts; none is all."""


class DocumentShown:
    """What a document shows of a plan on a day; of those about one process or organisation, all together."""

    certain = True

    def __init__(self, plan: Plan, as_of: date, document: str) -> None:
        table = DOCUMENTS[document]
        used = _used(plan, as_of, document)
        self._shown: list[tuple[Keys, frozenset[str] | None]] = [
            *((keys, None) for keys in keys_in(OF_EVERY_DOCUMENT)),
            *zip(keys_in(table), (used.get(name) for name in table), strict=True),
        ]
        self._open = frozenset(_open_places(plan, as_of, HELD[document])) if document in HELD else frozenset()

    def has(self, kind: str, keys: tuple[str, ...]) -> bool:
        """Tell whether a key of a kind is shown of any record."""
        return any(shown.has(kind, keys) for shown, _ in self._shown)

    def has_of(self, kind: str, keys: tuple[str, ...], name: str) -> bool:
        """Tell whether a key is shown of a record by its id, or of a word of plan.yaml."""
        return any(shown.has(kind, keys) and (ids is None or name in ids) for shown, ids in self._shown)

    def has_at(self, path: str, loc: Loc) -> bool:
        """Tell whether what a claim is held against lacks what stands at a place in a file."""
        return any((path, loc[:length]) in self._open for length in range(1, len(loc) + 1))


def _used(plan: Plan, as_of: date, document: str) -> Mapping[str, frozenset[str]]:
    """Return the ids of the records that a document uses, by what for."""
    uses = {name: USES[name] for name in DOCUMENTS[document] if name in USES}
    needed = dict.fromkeys([*CITING[document], *(name for names, _ in uses.values() for name in names)])
    found: dict[str, set[str]] = {CITED: set(), **{name: set() for name in uses}}
    for subject in _subjects(plan, as_of, ABOUT_ONE.get(document)):
        results = compute_results(subject, needed)
        for name, (told_by, ids) in uses.items():
            found[name].update(ids(*(results[result] for result in told_by)))
        references = (it for name in CITING[document] for it in _references(name, results[name]))
        found[CITED].update(reference.partition(" ")[0] for reference in references)
    return {name: frozenset(ids) for name, ids in found.items()}


def _subjects(plan: Plan, as_of: date, about: str | None) -> Iterator[Subject]:
    if about == "org":
        yield from (Subject(plan, as_of, org=key) for key in plan.header.organisations)
    elif about == "process":
        yield from (Subject(plan, as_of, process=id_) for id_ in plan.processes)
    else:
        yield Subject(plan, as_of)


def _references(name: str, result: object) -> Iterator[str]:
    """Yield the references that a document gives for a result."""
    match result:
        case Status() | Grants():
            yield from result.sources
        case Decisions():
            yield from (reference for row in result.rows for reference in row.sources)
        case Agenda():
            yield from (reference for row in _decisions(result) for reference in row.sources)
        case Entries():
            yield from _cited(name, (entry.part for entry in result.entries))
        case OneProcess():
            yield from _cited(name, [result.record])


def _cited(name: str, parts: Iterable[Part]) -> Iterator[str]:
    records = (part for part in parts if isinstance(part, Record))
    yield from (it for record in records for key in _CITED_KEYS[name] for it in record.sources.get(key, ()))


def _open_places(plan: Plan, as_of: date, sorts: frozenset[str]) -> Iterator[tuple[str, Loc]]:
    """Yield the places that keep the files from telling what claims state, of some sorts or of all."""
    held = compute_reconcile(plan, as_of, Narrow(sorts=sorts))
    for comparison in held.comparisons:
        for side in (comparison.left, comparison.right):
            yield from ((origin.path, origin.loc) for origin in side.made_of if origin.open)

"""Select records with one vocabulary: yes, no, or unknown where a record lacks what is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args

from handlingsplan.compute.standing import standing
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model import truth
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.part import Record
from handlingsplan.model.records.process import Process
from handlingsplan.model.truth import Truth

if TYPE_CHECKING:
    from handlingsplan.model.records.decision import Decision
    from handlingsplan.model.records.grant import Grant

UNKNOWN_WORD = "okänt"
"""Selects the records that lack what is asked for."""

R = TypeVar("R", bound=Record)

NAMES = (
    "org", "lead", "area", "status", "year",
    "body", "category", "direction", "process", "effort",
)  # fmt: skip


class Facet(NamedTuple):
    """What a record tells about one thing: values that hold, values that do not, and if more may."""

    values: frozenset[str] = frozenset()
    more: bool = False
    excluded: frozenset[str] = frozenset()

    def matches(self, wanted: frozenset[str]) -> Truth:
        """Tell whether any of `wanted` holds."""
        named = wanted - {UNKNOWN_WORD}
        if self.values & named or (named != wanted and self.more and not self.values):
            return Truth.YES
        return Truth.UNKNOWN if self.more and not named <= self.excluded else Truth.NO


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted: for each name the values of which one must hold. Every name must be met."""

    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wanted)


class Selected(NamedTuple):
    """The ids that match, and those that nobody can tell about."""

    ids: tuple[str, ...]
    undecided: tuple[str, ...]


def select(plan: Plan, records: Mapping[str, R], selection: Selection, as_of: date) -> Selected:
    """Return which of `records` match every part of `selection`, in the order given."""
    facets = Facets(plan, as_of)
    answers = {id_: facets.match(record, selection) for id_, record in records.items()}
    return Selected(
        tuple(id_ for id_, answer in answers.items() if answer is Truth.YES),
        tuple(id_ for id_, answer in answers.items() if answer is Truth.UNKNOWN),
    )


class Facets:
    """Tells what each record says about each name of the vocabulary on a day.

    A process is asked about money and bodies through the grants and decisions that point to it, a
    grant about areas and statuses through its processes, a decision through what it concerns.
    """

    def __init__(self, plan: Plan, as_of: date) -> None:
        self.plan = plan
        self.as_of = as_of

    def match(self, record: Record, selection: Selection) -> Truth:
        """Tell whether a record meets every part of a selection."""
        return truth.every(
            self.facet(record, name).matches(wanted) for name, wanted in selection.wanted.items()
        )

    def facet(self, record: Record, name: str) -> Facet:
        """Return what a record tells about one name of the vocabulary."""
        from handlingsplan.model.records.decision import Decision
        from handlingsplan.model.records.grant import Grant

        if isinstance(record, Process):
            return self._of_process(record, name)
        if isinstance(record, Grant):
            return self._of_grant(record, name)
        assert isinstance(record, Decision), record
        return self._of_decision(record, name)

    def _of_process(self, process: Process, name: str) -> Facet:
        own: dict[str, Callable[[], Facet]] = {
            "org": lambda: participation(self.plan, process),
            "lead": lambda: _lead(self.plan, process),
            "area": lambda: _single(process.area),
            "status": lambda: _single(standing(process, self.plan.header, self.as_of).status),
            "process": lambda: Facet(frozenset({process.id})),
            "body": lambda: self._over(self.plan.decisions_on(process.id), name),
        }
        if name in own:
            return own[name]()
        return self._over(self.plan.grants_of(process.id), name, more=self._loose_grants)

    @cached_property
    def _loose_grants(self) -> bool:
        """Tell whether any grant may support a process that it does not name."""
        return any(grant.processes is None for grant in self.plan.grants.values())

    def _of_grant(self, grant: "Grant", name: str) -> Facet:
        own: dict[str, Callable[[], Facet]] = {
            "org": lambda: _several(grant.organisations),
            "year": lambda: _several(
                [str(year) for year in grant.years] if grant.years is not None else None
            ),
            "category": lambda: _single(grant.category),
            "direction": lambda: _several(grant.directions),
            "process": lambda: _several(grant.processes),
            "effort": lambda: Facet(frozenset(grant.efforts)),
            "body": lambda: self._over(self.plan.decisions_on(grant.id), name),
        }
        if name in own:
            return own[name]()
        return self._over(self._known_processes(grant.processes or ()), name, more=grant.processes is None)

    def _of_decision(self, decision: "Decision", name: str) -> Facet:
        concerned = self.plan.concerned(decision)
        grants = [self.plan.grants[id_] for id_ in concerned if id_ in self.plan.grants]
        processes: list[Record] = list(self._known_processes(concerned))
        own: dict[str, Callable[[], Facet]] = {
            "body": lambda: _body(self.plan, decision),
            "year": lambda: _years(decision, self.plan),
            "status": lambda: _several([point.status for point in decision.points if point.status]),
            "org": lambda: _join(
                [Facet(frozenset(decision.present)), self._over([*processes, *grants], name)]
            ),
        }
        if name in own:
            return own[name]()
        through = {"lead", "area", "process"}
        return self._over([*processes, *grants] if name in through else grants, name)

    def _known_processes(self, ids: Iterable[str]) -> Iterator[Process]:
        return (self.plan.processes[id_] for id_ in ids if id_ in self.plan.processes)

    def _over(self, records: Iterable[Record], name: str, *, more: bool = False) -> Facet:
        return _join([self.facet(record, name) for record in records], more=more)


def participation(plan: Plan, process: Process) -> Facet:
    """Return the organisations known to take part in a process, and those known not to."""
    takes_part = {*(process.organisations or ()), *([process.lead] if process.lead else [])}
    complete = set(plan.header.participation_complete)
    more = bool(set(partners(plan)) - complete - takes_part - set(process.not_participating))
    return Facet(frozenset(takes_part), more, frozenset({*complete, *process.not_participating} - takes_part))


def partners(plan: Plan) -> list[str]:
    """Return the organisations that are parties to the plan, in its order."""
    return [key for key, organisation in plan.header.organisations.items() if organisation.party]


def choose(plan: Plan, asked: Mapping[str, Iterable[str]], statuses: Iterable[str] = ()) -> Selection:
    """Return the selection that the words asked for mean in this plan.

    Short names, full names and other names are all taken, whatever the case. `statuses` are the words
    that --status takes here, when they are not the plan's. A word that means nothing raises
    `WrongChoiceError` with the nearest ones that do.
    """
    wanted = {}
    for name, words in ((name, list(words)) for name, words in asked.items()):
        if words:
            known = _words(plan, name, list(statuses))
            wanted[name] = frozenset(_resolve(name, word, known) for word in words)
    return Selection(wanted)


def point_statuses() -> tuple[str, ...]:
    """Return the words for the state of a decision's point."""
    from handlingsplan.model.records.decision import PointStatus

    return get_args(PointStatus)


def _resolve(name: str, word: str, known: Mapping[str, str]) -> str:
    if word.casefold() == UNKNOWN_WORD:
        return UNKNOWN_WORD
    if word.casefold() in known:
        return known[word.casefold()]
    close = list(dict.fromkeys(known[key] for key in nearest(word, known)))
    choices = list(dict.fromkeys(known.values()))
    few = 12
    hint = f"menade du {' eller '.join(close)}?" if close else None
    if choices and not close:
        hint = f"här kan stå: {', '.join(choices[:few])}{' …' if len(choices) > few else ''}"
    raise WrongChoiceError(f"--{name} '{word}' finns inte i planen", hint)


def _words(plan: Plan, name: str, statuses: list[str]) -> dict[str, str]:
    """Return every folded way of writing a short name, and the short name it stands for."""
    header = plan.header
    if name == "process":
        return {id_.casefold(): id_ for id_ in plan.processes}
    if name == "year":
        return {str(year): str(year) for year in known_years(plan)}
    if name == "status" and statuses:
        return {word.casefold(): word for word in statuses}
    tables: dict[str, Mapping[str, object]] = {
        "org": header.organisations, "lead": header.organisations, "area": header.areas,
        "status": header.statuses, "body": header.bodies, "category": header.categories,
        "direction": header.directions, "effort": header.efforts,
    }  # fmt: skip
    words: dict[str, str] = {}
    for key, named in tables[name].items():
        for way in (getattr(named, "name", None), *getattr(named, "aliases", ())):
            if way:
                words.setdefault(way.casefold(), key)
    return words | {key.casefold(): key for key in tables[name]}


def known_years(plan: Plan) -> list[int]:
    """Return every year that the plan's money or decisions touch, in order."""
    years = money_years(plan) | set(plan.header.years)
    for decision in plan.decisions.values():
        if decision.day:
            years.update(day.year for day in (decision.day.first, decision.day.last) if day)
    return sorted(years)


def money_years(plan: Plan) -> set[int]:
    """Return the years that grants and requisitions are known to be of."""
    years = {year for grant in plan.grants.values() for year in grant.years or ()}
    years |= {amounts.year for grant in plan.grants.values() for amounts in grant.amounts or ()}
    return years | {requisition.year for requisition in plan.requisitions.values()}


def _single(value: str | None) -> Facet:
    return Facet(frozenset({value})) if value is not None else Facet(more=True)


def _several(values: Iterable[str] | None) -> Facet:
    return Facet(frozenset(values)) if values is not None else Facet(more=True)


def _join(facets: Iterable[Facet], *, more: bool = False) -> Facet:
    """Return what several records tell together: what is excluded is so by each that may hold more."""
    facets = list(facets)
    values = frozenset[str]().union(*(facet.values for facet in facets))
    excluded = [facet.excluded for facet in facets if facet.more]
    if more or not excluded:
        return Facet(values, more)
    return Facet(values, more=True, excluded=excluded[0].intersection(*excluded))


def _lead(plan: Plan, process: Process) -> Facet:
    if process.lead is not None:
        return Facet(frozenset({process.lead}))
    return Facet(more=True, excluded=participation(plan, process).excluded)


def _body(plan: Plan, decision: "Decision") -> Facet:
    if decision.body is not None:
        return Facet(frozenset({decision.body}))
    impossible = set(plan.header.bodies) - set(decision.candidates) if decision.candidates else set()
    return Facet(more=True, excluded=frozenset(impossible))


def _years(decision: "Decision", plan: Plan) -> Facet:
    if decision.day is None:
        return Facet(more=True)
    answers = {str(year): decision.day.within_year(year) for year in known_years(plan)}
    return Facet(
        frozenset(year for year, answer in answers.items() if answer is Truth.YES),
        more=Truth.UNKNOWN in answers.values(),
        excluded=frozenset(year for year, answer in answers.items() if answer is Truth.NO),
    )

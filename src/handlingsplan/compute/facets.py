"""Tell what each record says about each name that records are selected by."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from handlingsplan.compute.entries import tells
from handlingsplan.compute.standing import standing
from handlingsplan.model import truth
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.part import Period, Record
from handlingsplan.model.records.process import Process
from handlingsplan.model.truth import Truth

if TYPE_CHECKING:
    from handlingsplan.model.records.decision import Decision
    from handlingsplan.model.records.grant import Grant

UNKNOWN_WORD = "okänt"
"""Selects the records that lack what is asked for."""

_KEYS = {
    "org": ("lead", "organisations", "partners", "present", "addressees", "by", "from_"),
    "lead": ("lead",),
    "direction": ("directions",),
}
"""The keys of a record of any kind that answer a name of the vocabulary."""


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


class Facets:
    """Tells what each record says about each name of the vocabulary on a day.

    A process is asked about money and bodies through the grants and decisions that point to it, a
    grant about areas and statuses through its processes, a decision through what it concerns.
    """

    def __init__(self, plan: Plan, as_of: date) -> None:
        self.plan = plan
        self.as_of = as_of

    def match(self, record: Record, wanted: Mapping[str, frozenset[str]]) -> Truth:
        """Tell whether a record meets every name of what is wanted."""
        return truth.every(self.facet(record, name).matches(words) for name, words in wanted.items())

    def facet(self, record: Record, name: str) -> Facet:
        """Return what a record tells about one name of the vocabulary."""
        if isinstance(record, Process):
            return self._of_process(record, name)
        from handlingsplan.model.records.decision import Decision
        from handlingsplan.model.records.grant import Grant

        if isinstance(record, Grant):
            return self._of_grant(record, name)
        if isinstance(record, Decision):
            return self._of_decision(record, name)
        return self._of_other(record, name)

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
            "year": lambda: years_in(decision.day, self.plan),
            "status": lambda: _several([point.status for point in decision.points if point.status]),
            "org": lambda: _join(
                [Facet(frozenset(decision.present)), self._over([*processes, *grants], name)]
            ),
        }
        if name in own:
            return own[name]()
        through = {"lead", "area", "process"}
        return self._over([*processes, *grants] if name in through else grants, name)

    def _of_other(self, record: Record, name: str) -> Facet:
        """Return what any other record tells: by its own keys, then through its processes and grants."""
        processes = [*_ids(record, "processes"), *_ids(record, "process")]
        entries = [it for it in getattr(record, "history", ()) if may_have_come(it.start, self.as_of)]
        last = max(entries, key=lambda it: it.start.order, default=None)
        own: dict[str, Callable[[], Facet]] = {
            **({"status": lambda: Facet(frozenset({last.status}))} if last else {}),
            "process": lambda: self._process_meant(record, processes),
            "body": lambda: Facet(
                frozenset([*_ids(record, "body"), *_ids(record, "bodies")]),
                more=getattr(record, "body", "") is None,
            ),
            "year": lambda: self._year_of(record),
        }
        if name in own:
            return own[name]()
        keys = [key for key in _KEYS.get(name, ()) if tells(record, key)]
        named = frozenset(word for key in keys for word in _ids(record, key))
        grants = [self.plan.grants[id_] for id_ in _ids(record, "grants") if id_ in self.plan.grants]
        unnamed = "process" in type(record).model_fields and not processes
        through = self._over([*self._known_processes(processes), *grants], name, more=unnamed)
        return _join([Facet(named, more=any(getattr(record, key) is None for key in keys)), through])

    def _process_meant(self, record: Record, named: Iterable[str]) -> Facet:
        """Return the processes that a record names; a finding that names none may be about any candidate."""
        named = frozenset(named)
        if named or "process" not in type(record).model_fields:
            return Facet(named)
        candidates = frozenset(_ids(record, "candidates")) or frozenset(self.plan.processes)
        return Facet(more=True, excluded=frozenset(self.plan.processes) - candidates)

    def _year_of(self, record: Record) -> Facet:
        key = next((key for key in ("year", "period", "day") if tells(record, key)), None)
        return years_in(getattr(record, key), self.plan) if key else Facet()

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


def known_years(plan: Plan) -> list[int]:
    """Return every year that the plan's money, decisions, meetings or events touch, in order."""
    years = money_years(plan) | set(plan.header.years)
    dated = (plan.decisions, plan.events, plan.meetings)
    days = [record.day for records in dated for record in records.values() if record.day]
    periods = [plan.header.period, *(successor.period for successor in plan.header.successors.values())]
    days += [day for period in periods if period for day in (period.from_, period.to) if day]
    years |= {day.year for found in days for day in (found.first, found.last) if day}
    return sorted(years)


def money_years(plan: Plan) -> set[int]:
    """Return the years that grants and requisitions are known to be of."""
    years = {year for grant in plan.grants.values() for year in grant.years or ()}
    years |= {amounts.year for grant in plan.grants.values() for amounts in grant.amounts or ()}
    return years | {requisition.year for requisition in plan.requisitions.values()}


def _ids(record: Record, key: str) -> Iterator[str]:
    """Yield the short names or ids that a record has under a key, one or many."""
    value = getattr(record, key, None)
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (word for word in value if isinstance(word, str))


def years_in(value: object, plan: Plan) -> Facet:
    """Return the years that a year, a day or a period touches; None is unknown."""
    if isinstance(value, Day):
        return _years(value, plan)
    if isinstance(value, Period):
        return _years_within(value, plan)
    if isinstance(value, tuple):
        return Facet(frozenset(str(year) for year in value))
    return Facet(more=True) if value is None else Facet(frozenset({str(value)}))


def _years_within(period: Period, plan: Plan) -> Facet:
    """Return the years that a period touches: all between its first day and its last.

    Where one end is unknown, so are the years beyond the other; the other's own year is not.
    """
    start = period.from_.first if period.from_ else None
    end = period.to.last if period.to else None
    if start and end:
        return Facet(frozenset(str(year) for year in range(start.year, end.year + 1)))
    known = period.from_ if start else period.to if end else None
    if known is None:
        return Facet(more=True)
    own = _years(known, plan)
    beyond = {
        str(year) for year in known_years(plan) if (year < start.year if start else end and year > end.year)
    }
    return Facet(own.values, more=True, excluded=frozenset(beyond))


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


def _years(day: Day, plan: Plan) -> Facet:
    years = {*known_years(plan), *(end.year for end in (day.first, day.last) if end)}
    answers = {str(year): day.within_year(year) for year in years}
    return Facet(
        frozenset(year for year, answer in answers.items() if answer is Truth.YES),
        more=Truth.UNKNOWN in answers.values(),
        excluded=frozenset(year for year, answer in answers.items() if answer is Truth.NO),
    )

"""Define what a rule is: a code, a severity, a help text, and a function that finds conflicts in a plan."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc, Place, Problem, Severity

SOON = 30
"""Days before a deadline from which it is told of, where nothing else is asked for."""


class Horizon(NamedTuple):
    """The day it is, how many days ahead deadlines are told of, and how long a process may rest.

    `idle` is None where nobody has asked which processes rest.
    """

    today: date
    within: int = SOON
    idle: int | None = None


class Conflict(NamedTuple):
    """What a rule found: file, way to the value or its key, what is wrong, what would be right.

    `spot` is the line and the column, counted from 1, of what no key leads to.
    """

    path: str
    loc: Loc
    message: str
    hint: str
    key: bool = False
    spot: tuple[int, int] | None = None


Find = Callable[[Plan], Iterator[Conflict]]
FindByDay = Callable[[Plan, Horizon], Iterator[Conflict]]


class Rule:
    """A rule; its help is the docstring of the function: a title, why, and last what to do."""

    def __init__(self, code: str, severity: Severity, find: Find) -> None:
        self.code = code
        self.severity = severity
        self.__doc__ = find.__doc__
        self._find = find

    def problems(self, plan: Plan, horizon: Horizon | None) -> Iterator[Problem]:
        """Yield what the rule finds, each at its place."""
        for found in self._conflicts(plan, horizon):
            yield self.problem(plan, found)

    def problem(self, plan: Plan, found: Conflict) -> Problem:
        """Return what was found as a problem, at its place."""
        if found.spot is not None:
            place = Place(found.path, *found.spot)
        else:
            place = plan.locate(found.path, found.loc, key=found.key)
        return Problem(place, self.code, found.message, found.hint, self.severity)

    def _conflicts(self, plan: Plan, _horizon: Horizon | None) -> Iterator[Conflict]:
        return self._find(plan)


class DatedRule(Rule):
    """A rule that must know which day it is, and finds nothing where it is not told."""

    def __init__(self, code: str, severity: Severity, find: FindByDay) -> None:
        super().__init__(code, severity, lambda _plan: iter(()))
        self.__doc__ = find.__doc__
        self._find_by_day = find

    def _conflicts(self, plan: Plan, horizon: Horizon | None) -> Iterator[Conflict]:
        return self._find_by_day(plan, horizon) if horizon else iter(())


class Verdict(Rule):
    """A rule that looks for nothing itself: another part of the check asks it to say what is wrong."""

    def __init__(self, code: str, severity: Severity, say: Callable[..., Conflict]) -> None:
        super().__init__(code, severity, lambda _plan: iter(()))
        self.__doc__ = say.__doc__
        self._say = say

    def on(self, plan: Plan, *about: object) -> Problem:
        """Return what is wrong with something in a plan."""
        return self.problem(plan, self._say(plan, *about))


def rule(code: str, severity: Severity = Severity.FAULT) -> Callable[[Find], Rule]:
    """Return a decorator that makes a rule of a function; what it finds is the same whatever the day."""
    return lambda find: Rule(code, severity, find)


def dated_rule(code: str, severity: Severity = Severity.FAULT) -> Callable[[FindByDay], Rule]:
    """Return a decorator that makes a rule of a function that must know which day it is.

    Documents, which must come out alike on every day, are made without such rules.
    """
    return lambda find: DatedRule(code, severity, find)

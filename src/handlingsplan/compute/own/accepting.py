"""Keep apart the problems that a plan has accepted, and tell the acceptances that fit none, or several."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from handlingsplan.compute.own.verdicts import AMBIGUOUS, UNUSED
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Problem

if TYPE_CHECKING:
    from handlingsplan.model.records.rules import Acceptance


class Accepted(NamedTuple):
    """A problem that stands as it is, with why, by whom and when."""

    problem: Problem
    acceptance: "Acceptance"


class Sorted(NamedTuple):
    """The problems that are left, and those that are accepted."""

    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]


def sort_out(plan: Plan, problems: Sequence[Problem], *, complete: bool) -> Sorted:
    """Return the problems that are accepted apart from the others.

    Where `complete`, every rule was run: an acceptance that fits nothing is then told, unless its file could
    not be read.
    """
    if plan.rules is None or not plan.rules.accepted:
        return Sorted(tuple(problems), ())
    accepted: dict[int, Accepted] = {}
    told: list[Problem] = []
    paths = _paths(plan)
    for number, acceptance in enumerate(plan.rules.accepted):
        fitting = [problem for problem in problems if _fits(acceptance, problem, paths)]
        if len(fitting) == 1:
            accepted[id(fitting[0])] = Accepted(fitting[0], acceptance)
        elif fitting:
            told.append(AMBIGUOUS.on(plan, number, acceptance, len(fitting)))
        elif complete and acceptance.record not in plan.unread:
            told.append(UNUSED.on(plan, number, acceptance))
    left = [problem for problem in problems if id(problem) not in accepted]
    return Sorted((*left, *told), tuple(accepted.values()))


def _paths(plan: Plan) -> Mapping[str, str]:
    """Return the file of each id; plan.yaml and rules.yaml by their names."""
    own = {path.rpartition("/")[2]: path for path in (plan.header_path, plan.rules_path)}
    return {**{id_: loaded.path for id_, loaded in plan.by_id.items()}, **own}


def _fits(acceptance: "Acceptance", problem: Problem, paths: Mapping[str, str]) -> bool:
    return (
        problem.code == acceptance.code
        and problem.place.file == paths.get(acceptance.record)
        and (acceptance.words or "").casefold() in problem.message.casefold()
    )

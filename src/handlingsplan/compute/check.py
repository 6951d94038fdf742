"""Hold the records of a plan against each other, by every rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlingsplan.compute.gaps import find_gaps
from handlingsplan.compute.rules import references
from handlingsplan.compute.rules.rule import Horizon, Rule
from handlingsplan.model.plan import FileCount, Plan
from handlingsplan.model.problem import Problem, Severity

RULES: tuple[Rule, ...] = (
    references.file_named_otherwise,
    references.repeated_id,
    references.unknown_record,
    references.record_of_another_kind,
    references.undeclared_name,
    references.other_name_of,
    references.unknown_source,
    references.source_of_no_key,
)


@dataclass(frozen=True, slots=True)
class Check:
    """Every problem, sorted by place, and how many gaps there are."""

    files: FileCount
    problems: tuple[Problem, ...]
    gaps: int

    def count(self, severity: Severity) -> int:
        """Return how many there are of one severity; gaps are counted, not listed."""
        if severity is Severity.GAP:
            return self.gaps
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def passed(self) -> bool:
        """Tell whether there is no fault."""
        return not self.count(Severity.FAULT)


def compute_check(plan: Plan, reading: Iterable[Problem], horizon: Horizon | None) -> Check:
    """Return the problems found in reading the files and those that the rules find.

    Without a horizon the answer is the same on every day: rules that need to know the day are left out.
    """
    found = [*reading, *(problem for rule in RULES for problem in rule.problems(plan, horizon))]
    return Check(
        files=plan.files,
        problems=tuple(sorted(found, key=lambda problem: problem.sort_key)),
        gaps=sum(1 for _ in find_gaps(plan)),
    )

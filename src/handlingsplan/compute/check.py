"""Hold the records of a plan against each other: a rule is one function in `RULES`.

A rule yields problems for known values that conflict. What is unknown is never a fault.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.gaps import find_gaps
from handlingsplan.model.plan import FileCount, Loaded, Plan
from handlingsplan.model.problem import Problem, Severity

Rule = Callable[[Plan, date], Iterator[Problem]]


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


def compute_check(plan: Plan, reading: Iterable[Problem], today: date) -> Check:
    """Return the problems found in reading the files and those that the rules find."""
    found = [*reading, *(problem for rule in RULES for problem in rule(plan, today))]
    return Check(
        files=plan.files,
        problems=tuple(sorted(found, key=lambda problem: problem.sort_key)),
        gaps=sum(1 for _ in find_gaps(plan)),
    )


def file_named_otherwise(plan: Plan, _today: date) -> Iterator[Problem]:
    """Find records whose id is not the name of their file."""
    for loaded in plan.loaded:
        name = loaded.path.rpartition("/")[2].removesuffix(".yaml")
        if name != loaded.record.id:
            yield Problem(
                plan.locate(loaded.path, ("id",)),
                "HP201",
                f"id är '{loaded.record.id}' men filen heter {name}.yaml",
                "ge fil och id samma namn",
            )


def repeated_id(plan: Plan, _today: date) -> Iterator[Problem]:
    """Find ids that two records share, whatever the case."""
    first: dict[str, Loaded] = {}
    for loaded in plan.loaded:
        other = first.setdefault(loaded.record.id.casefold(), loaded)
        if other is not loaded:
            place = plan.locate(other.path, ("id",))
            yield Problem(
                plan.locate(loaded.path, ("id",)),
                "HP202",
                f"id '{loaded.record.id}' är upptaget av {place.file}:{place.line}",
                "ge posten ett eget id; stora och små bokstäver skiljer inte",
            )


RULES: tuple[Rule, ...] = (file_named_otherwise, repeated_id)

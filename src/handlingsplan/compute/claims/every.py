"""Compare all that documents state: with the files, its own lists, its parts, and each other."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlingsplan.compute.claims.comparing import against_each_other, against_files, against_own_list
from handlingsplan.compute.claims.comparison import Comparison
from handlingsplan.compute.claims.explaining import Explanations
from handlingsplan.compute.claims.measured import Sight
from handlingsplan.compute.claims.partitions import against_parts
from handlingsplan.compute.claims.statements import Statement, gather_statements
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.claim import Claim

_OF_STATUS = frozenset({"org", "lead", "area", "status", "process"})
"""The names that a process answers itself."""


def every_comparison(plan: Plan, statements: Sequence[Statement]) -> Iterator[Comparison]:
    """Yield the claims against the files, their lists, their parts and each other."""
    sight = Sight(plan)
    for statement in statements:
        yield from against_files(statement, sight)
        yield from against_own_list(statement)
    yield from against_parts(plan, statements)
    yield from against_each_other(statements)


def deviations_of_status(plan: Plan, as_of: date) -> int:
    """Return how many deviations without an explanation there are about what `hp status` counts.

    Only the processes need have been read: claims that select them by money or decisions are left out.
    """
    statements = gather_statements(plan, as_of, wanted=_is_of_status)
    found = map(Explanations(statements).explained, every_comparison(plan, statements))
    return len({it.topic for it in found if it.verdict == "differs"})


def _is_of_status(claim: Claim) -> bool:
    return claim.records == "processes" and {*claim.select, *claim.where} <= _OF_STATUS

"""Compare all that documents state: with the files, its own lists, its parts, and each other."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from handlingsplan.compute.claims.comparing import against_each_other, against_files, against_own_list
from handlingsplan.compute.claims.comparison import Comparison
from handlingsplan.compute.claims.explaining import Explanations
from handlingsplan.compute.claims.measured import Sight
from handlingsplan.compute.claims.partitions import against_parts
from handlingsplan.compute.claims.statements import Statement, gather_statements
from handlingsplan.compute.entries import RECORDS
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.claim import Claim, claim_named
from handlingsplan.model.records.part import kind_name

OF_PROCESSES = frozenset({"org", "lead", "area", "status", "process"})
"""The names that a process answers itself."""


def every_comparison(plan: Plan, statements: Sequence[Statement]) -> Iterator[Comparison]:
    """Yield the claims against the files, their lists, their parts and each other."""
    sight = Sight(plan)
    for statement in statements:
        yield from against_files(statement, sight)
        yield from against_own_list(statement)
    yield from against_parts(plan, statements)
    yield from against_each_other(statements)


def deviations_about(
    plan: Plan,
    sorts: Collection[str],
    as_of: date,
    latest: date | None = None,
    names: Collection[str] | None = None,
) -> int:
    """Return how many deviations without an explanation there are about entries of some sorts.

    With `latest`, without the documents that came later. With `names`, without the claims that select by
    others: what they are answered by need not have been read then.
    """
    asked = {
        (source.id, short): claim
        for source in plan.sources.values()
        for short, claim in source.claims.items()
        if _is_about(plan, claim, sorts, names)
    }
    parts = {claim_named(source, word) for (source, _), claim in asked.items() for word in claim.parts}
    statements = gather_statements(plan, as_of, latest, asked.keys() | parts | _corrections(plan))
    found = map(Explanations(statements).explained, every_comparison(plan, statements))
    wrong = (it for it in found if it.verdict == "differs")
    return len({it.topic for it in wrong if any((one.document, one.name) in asked for one in it.left.of)})


def _corrections(plan: Plan) -> set[tuple[str, str]]:
    """Return the claims that correct others, of whatever sort, by document and short name."""
    return {
        (source.id, name)
        for source in plan.sources.values()
        for name, it in source.claims.items()
        if it.corrects
    }


def _is_about(plan: Plan, claim: Claim, sorts: Collection[str], names: Collection[str] | None) -> bool:
    if claim.record is not None:
        loaded = plan.by_id.get(claim.record)
        return loaded is not None and RECORDS[kind_name(loaded.record)] in sorts
    return claim.records in sorts and (names is None or {*claim.select, *claim.where} <= {*names})

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
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.model.records.claim import Claim, ClaimRef, claim_named
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


def deviations_about(plan: Plan, sorts: Collection[str], as_of: date, latest: date | None = None) -> int:
    """Return how many deviations without an explanation there are about entries of some sorts.

    With `latest`, without the documents that came later.
    """
    asked = _claims_about(plan, sorts)
    statements = gather_statements(
        plan, as_of, latest, asked | _parts(plan, asked) | _corrections(plan, asked)
    )
    found = map(Explanations(statements).explained, every_comparison(plan, statements))
    wrong = (it for it in found if it.verdict == "differs")
    return len({it.topic for it in wrong if any((one.document, one.name) in asked for one in it.left.of)})


def beyond_processes(plan: Plan) -> bool:
    """Tell whether other records must be read to know what the documents say of the processes."""
    asked = _claims_about(plan, {"processes"})
    names = plan.claims.keys() & (asked | _parts(plan, asked) | _corrections(plan, asked))
    return not all(_told_by_processes(plan, plan.claims[name]) for name in names)


def _claims_about(plan: Plan, sorts: Collection[str]) -> set[ClaimRef]:
    return {name for name, claim in plan.claims.items() if _is_about(plan, claim, sorts)}


def _is_about(plan: Plan, claim: Claim, sorts: Collection[str]) -> bool:
    if claim.record is None:
        return claim.records in sorts
    loaded = plan.by_id.get(claim.record)
    return loaded is not None and RECORDS[kind_name(loaded.record)] in sorts


def _parts(plan: Plan, asked: Collection[ClaimRef]) -> set[ClaimRef]:
    """Return the claims that some are the sum of."""
    return {
        claim_named(document, word)
        for (document, name), claim in plan.claims.items()
        if (document, name) in asked
        for word in claim.parts
    }


def _corrections(plan: Plan, asked: Collection[ClaimRef]) -> set[ClaimRef]:
    """Return the claims that correct some, and those that correct them in turn."""
    every = {name: claim_named(name[0], it.corrects) for name, it in plan.claims.items() if it.corrects}
    found: set[ClaimRef] = set()
    while more := {name for name, wrong in every.items() if wrong in {*asked, *found}} - found:
        found |= more
    return found


def _told_by_processes(plan: Plan, claim: Claim) -> bool:
    if claim.records is None:
        return claim.record in {None, PLAN} or claim.record in plan.by_id
    return claim.records == "processes" and {*claim.select, *_other_keys(claim)} <= OF_PROCESSES


def _other_keys(claim: Claim) -> Iterator[str]:
    """Yield what processes are narrowed by that is no key of theirs."""
    if claim.where:
        from handlingsplan.compute.sorts import shape_of  # knows every class of records

        yield from (key for key in claim.where if shape_of("processes", key) is None)

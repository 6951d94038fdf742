"""Find why two readings differ, where a document or somebody has said it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handlingsplan.compute.claims.comparison import Comparison, Reason, Side
from handlingsplan.compute.claims.partitions import reference
from handlingsplan.compute.claims.statements import Statement
from handlingsplan.compute.claims.values import (
    Value,
    exactly,
    meets,
    read_any,
    read_day,
    read_kronor,
    read_number,
)
from handlingsplan.model.day import Day
from handlingsplan.model.truth import Truth


class _Answer(NamedTuple):
    """A claim that a document makes, and another that corrects it."""

    wrong: Statement
    right: Statement


class Explanations:
    """Knows which claims are explained, and which correct others."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        by_name = {(it.document, it.name): it for it in statements}
        pairs = (
            (by_name.get(reference(it, it.claim.corrects)), it) for it in statements if it.claim.corrects
        )
        self._corrections = [_Answer(wrong, right) for wrong, right in pairs if wrong is not None]

    def explained(self, comparison: Comparison) -> Comparison:
        """Return a comparison with why it differs, where that is said; a hypothesis explains nothing."""
        if comparison.verdict != "differs":
            return comparison
        reason = self._reason(comparison)
        if reason is None:
            return comparison
        return replace(comparison, reason=reason, verdict="differs" if reason.hypothesis else "explained")

    def _reason(self, comparison: Comparison) -> Reason | None:
        """Return the reason that all the claims of one side have, a hypothesis last."""
        found = []
        for side, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
            reasons = [next(self._reasons(it, other), None) for it in side.of]
            if reasons and all(reason is not None for reason in reasons):
                found += [max((it for it in reasons if it is not None), key=lambda it: it.hypothesis)]
        return min(found, key=lambda reason: reason.hypothesis, default=None)

    def _reasons(self, statement: Statement, other: Side) -> Iterator[Reason]:
        """Yield why a claim is not what another reading is: what corrects it, then what is written."""
        reading = other.value if other.value is not None else exactly(len(other.items or ()))
        for wrong, right in self._corrections:
            if wrong is statement and (right in other.of or meets(right.reading, reading) is Truth.YES):
                yield _correction(right)
        told = sorted(enumerate(statement.claim.explained), key=lambda pair: pair[1].hypothesis)
        for number, explanation in told:
            if meets(_read_as(explanation.against, reading), reading) is Truth.YES:
                loc = ("claims", statement.name, "explained", number)
                yield Reason(
                    explanation.reason,
                    explanation.by,
                    explanation.day,
                    explanation.source,
                    explanation.hypothesis,
                    statement.path,
                    loc,
                )


def _correction(right: Statement) -> Reason:
    return Reason(
        text="",
        by="",
        day=None,
        source=(f"{right.document} {right.claim.at or ''}".rstrip(),),
        hypothesis=False,
        path=right.path,
        loc=right.loc,
        corrected_by=f"{right.document}/{right.name}",
    )


def _read_as(written: str, reading: Value) -> Value:
    if isinstance(reading, Day):
        return read_day(written) or written
    if isinstance(reading, str):
        return written
    return read_number(written) or read_kronor(written) or read_any(written)

"""Find why two readings differ, where a document or somebody has said it."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handlingsplan.compute.claims.comparing import apart
from handlingsplan.compute.claims.comparison import Comparison, Reason, Side
from handlingsplan.compute.claims.occasions import day_of
from handlingsplan.compute.claims.partitions import reference
from handlingsplan.compute.claims.statements import Statement
from handlingsplan.compute.claims.values import (
    Span,
    Value,
    exactly,
    key_of,
    meets,
    read_any,
    read_day,
    read_kronor,
    read_number,
)
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
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
        self._corrections = [
            _Answer(wrong, right) for wrong, right in pairs if wrong is not None and wrong is not right
        ]
        self._alike: dict[Hashable, list[Statement]] = {}
        for statement in statements:
            self._alike.setdefault(_sameness(statement), []).append(statement)

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
            listed = comparison.left.value is None
            reasons = [next(self._reasons(it, other, listed=listed), None) for it in side.of]
            if comparison.kind == "parts":
                reasons = [self._reason_of_total(it, other) for it in side.of]
            if reasons and all(reason is not None for reason in reasons):
                found += [max((it for it in reasons if it is not None), key=lambda it: it.hypothesis)]
        return min(found, key=lambda reason: reason.hypothesis, default=None)

    def _reason_of_total(self, total: Statement, parts: Side) -> Reason | None:
        """Return why a total is not the sum of its parts, said of it or where it says the same elsewhere."""
        alike = (it for it in self._alike[_sameness(total)] if _of_one_day(it, total))
        found = (reason for it in alike for reason in self._reasons(it, parts, listed=False))
        return min(found, key=lambda reason: reason.hypothesis, default=None)

    def _reasons(self, statement: Statement, other: Side, *, listed: bool) -> Iterator[Reason]:
        """Yield why a claim is not what another reading is: what corrects it, then what is written."""
        readings = other.terms or (
            other.value if other.value is not None else exactly(len(other.items or ())),
        )
        for wrong, right in self._corrections:
            if wrong is statement and _agrees(right, other, readings, listed=listed):
                yield _correction(right)
        told = sorted(enumerate(statement.claim.explained), key=lambda pair: pair[1].hypothesis)
        for number, explanation in told:
            if all(_is_against(explanation.against, reading) for reading in readings):
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


def _sameness(statement: Statement) -> Hashable:
    return (statement.quantity, day_of(statement), key_of(statement.reading))


def _of_one_day(one: Statement, other: Statement) -> bool:
    """Tell whether the days written can be the same; a claim without one is of any day."""
    return one.day is None or other.day is None or meets(one.day, other.day) is Truth.YES


def _agrees(right: Statement, other: Side, readings: Sequence[Value], *, listed: bool) -> bool:
    """Tell whether a correction says what another reading is; of a list, also the same things."""
    if right in other.of:
        return True
    if listed and right.items is not None:
        return not any(apart(right.items, other.items or ()))
    return all(meets(right.reading, reading) is Truth.YES for reading in readings)


def _is_against(written: str, reading: Value) -> bool:
    """Tell whether an explanation is written against a reading; of *at least so many*, against so many."""
    if isinstance(reading, Figure | Span) and reading.high is None:
        reading = exactly(reading.low)
    return meets(_read_as(written, reading), reading) is Truth.YES


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

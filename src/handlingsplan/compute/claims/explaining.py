"""Find why two readings differ, where a document or somebody has said it."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from handlingsplan.compute.claims.comparing import apart
from handlingsplan.compute.claims.comparison import Comparison, Reason, Side
from handlingsplan.compute.claims.occasions import day_of
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
from handlingsplan.model.records.claim import claim_named
from handlingsplan.model.truth import Truth

_BETWEEN_WORDS = re.compile(r",\s+")


class _Answer(NamedTuple):
    """A claim that a document makes, and another that corrects it."""

    wrong: Statement
    right: Statement


class Explanations:
    """Knows which claims are explained, and which correct others."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        by_name = {(it.document, it.name): it for it in statements}
        pairs = (
            (by_name.get(claim_named(it.document, it.claim.corrects)), it)
            for it in statements
            if it.claim.corrects
        )
        corrections = [_Answer(wrong, right) for wrong, right in pairs if wrong is not None]
        corrected = {wrong for wrong, _ in corrections}
        # What is itself corrected explains nothing, and so neither does a ring of corrections.
        self._corrections = [answer for answer in corrections if answer.right not in corrected]
        self._alike: dict[Hashable, list[Statement]] = {}
        for statement in statements:
            self._alike.setdefault(_sameness(statement), []).append(statement)

    def explained(self, comparison: Comparison) -> Comparison:
        """Return a comparison with why it differs, where that is said; a hypothesis explains nothing.

        A document that is explained where it says something is so wherever it says the same.
        """
        if comparison.verdict != "differs":
            return comparison
        reasons = self._reasons_of_claims(comparison)
        told = {it for it, reason in reasons.items() if reason is not None and not reason.hypothesis}
        whole = [[reasons[it] for it in side.of] for side in (comparison.left, comparison.right) if side.of]
        found = [_weakest(side) for side in whole]
        reason = min((it for it in found if it), key=lambda it: it.hypothesis, default=None)
        explained = reason is not None and not reason.hypothesis
        return replace(
            comparison,
            reason=reason,
            verdict="explained" if explained else "differs",
            partly=() if explained else tuple(it for it in comparison.statements if it in told),
        )

    def _reasons_of_claims(self, comparison: Comparison) -> dict[Statement, Reason | None]:
        """Return why each claim is not what it is held against, None where nobody has said it."""
        listed = comparison.left.value is None
        between = (*comparison.missing, *comparison.extra) if listed else None
        return {it: self._reason(it, other, between) for side, other in comparison.sides for it in side.of}

    def _reason(self, statement: Statement, other: Side, between: Sequence[str] | None) -> Reason | None:
        """Return why a claim is not what another reading is, said of it or where its document repeats it."""
        alike = (it for it in self._alike[_sameness(statement)] if _of_one_day(it, statement))
        found = (reason for it in (statement, *alike) for reason in self._reasons(it, other, between))
        return min(found, key=lambda reason: reason.hypothesis, default=None)

    def _reasons(self, statement: Statement, other: Side, between: Sequence[str] | None) -> Iterator[Reason]:
        """Yield why a claim is not what another reading is: what corrects it, then what is written.

        `between` is what two lists differ in, None where it is no lists that differ.
        """
        readings = other.terms or (
            other.value if other.value is not None else exactly(len(other.items or ())),
        )
        for wrong, right in self._corrections:
            if wrong is statement and _agrees(right, other, readings, listed=between is not None):
                yield _correction(right)
        told = sorted(enumerate(statement.claim.explained), key=lambda pair: pair[1].hypothesis)
        for number, explanation in told:
            if _is_against(explanation.against, readings, between):
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


def _weakest(reasons: Sequence[Reason | None]) -> Reason | None:
    """Return the reason that some claims have together; None where one of them has none."""
    known = [reason for reason in reasons if reason is not None]
    return max(known, key=lambda reason: reason.hypothesis) if len(known) == len(reasons) else None


def _sameness(statement: Statement) -> Hashable:
    return (statement.document, statement.quantity, day_of(statement), key_of(statement.reading))


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


def _is_against(written: str, readings: Sequence[Value], between: Sequence[str] | None) -> bool:
    """Tell whether an explanation is against these readings; of lists, against what they differ in."""
    if between is not None:
        words = {" ".join(word.split()).casefold() for word in written.split(",")}
        return words == {word.casefold() for word in between}
    if all(_means(written, reading) for reading in readings):
        return True
    several = _BETWEEN_WORDS.split(written)  # as the readings of many are shown: BUF, KFF
    return all(any(_means(word, it) for word in several) for it in readings) and all(
        any(_means(word, it) for it in readings) for word in several
    )


def _means(written: str, reading: Value) -> bool:
    """Tell whether what is written means a reading; *at least so many* is meant by so many."""
    if isinstance(reading, Figure | Span) and reading.high is None:
        reading = exactly(reading.low)
    against = _read_as(written, reading)
    if isinstance(against, Figure) and against.high is None:
        return False  # it would go for any number
    return meets(against, reading) is Truth.YES


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

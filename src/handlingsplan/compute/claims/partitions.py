"""Find totals and their parts among the claims: what a document divides up must add up to the whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from handlingsplan.compute.claims.comparison import Comparison, Side
from handlingsplan.compute.claims.occasions import day_of
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement
from handlingsplan.compute.claims.values import Span, above, added, difference
from handlingsplan.compute.facets import partners
from handlingsplan.compute.sorts import shape_of
from handlingsplan.model.figure import Figure
from handlingsplan.model.plan import Plan

_ONE_ONLY: Mapping[str, frozenset[str]] = {
    "processes": frozenset({"lead", "area", "status"}),
    "grants": frozenset({"category"}),
    "requisitions": frozenset({"year"}),
    "decisions": frozenset({"body", "year"}),
    "meetings": frozenset({"body", "year"}),
    "events": frozenset({"year"}),
}
"""The names by which an entry of a sort is in one group only: then the groups are parts of the whole."""


class _Division(NamedTuple):
    """What is divided up, by what, in which place of which document, and on which day."""

    whole: Quantity
    by: str
    document: str
    at: str | None
    day: date | None


def against_parts(plan: Plan, statements: Sequence[Statement]) -> Iterator[Comparison]:
    """Yield totals against the parts that documents give: those that they name, and those that follow."""
    by_name = {(statement.document, statement.name): statement for statement in statements}
    for statement in statements:
        yield from _named_parts(statement, by_name)
    for division, parts in _divisions(statements):
        whole = _whole(division, statements)
        found = _against(plan, division, parts, whole) if whole else None
        if found is not None:
            yield found


def reference(statement: Statement, written: str) -> tuple[str, str]:
    """Return the document and the short name of a claim that another names."""
    document, slash, name = written.partition("/")
    return (document, name) if slash else (statement.document, written)


def _named_parts(statement: Statement, by_name: Mapping[tuple[str, str], Statement]) -> Iterator[Comparison]:
    parts = [by_name.get(reference(statement, written)) for written in statement.claim.parts]
    known = [part for part in parts if part is not None]
    numbers = [part.number for part in known]
    if not parts or len(known) < len(parts) or any(number is None for number in numbers):
        return
    if isinstance(statement.value, Figure | Span):
        summed = added(number for number in numbers if number is not None)
        yield _comparison(statement, known, summed, by="")


def _divisions(statements: Iterable[Statement]) -> Iterator[tuple[_Division, list[Statement]]]:
    """Yield what is divided up at one place, or else in one document, into two parts or more."""
    places: dict[_Division, dict[str, list[Statement]]] = {}
    for statement in statements:
        for name, word in _single(statement):
            whole = statement.quantity.without(name)
            at = _Division(whole, name, statement.document, statement.claim.at, _day(name, statement))
            for division in (at, at._replace(at=None)):
                places.setdefault(division, {}).setdefault(word, []).append(statement)
    told: set[tuple[Quantity, str, frozenset[str]]] = set()
    for division, parts in sorted(places.items(), key=lambda pair: pair[0].at is None):
        sameness = (division.whole, division.by + division.document, frozenset(parts))
        if len(parts) > 1 and (division.at is not None or _one_reading_each(parts, sameness, told)):
            told.add(sameness)
            yield division, [found[0] for found in parts.values()]


def _one_reading_each(
    parts: Mapping[str, Sequence[Statement]],
    sameness: tuple[Quantity, str, frozenset[str]],
    told: set[tuple[Quantity, str, frozenset[str]]],
) -> bool:
    """Tell whether a document says one thing only of each part, and has not said it all at one place."""
    same = all(len({str(it.reading) for it in found}) == 1 for found in parts.values())
    return same and sameness not in told


def _single(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the names, each with its one word, that make a claim a part of a whole."""
    quantity = statement.quantity
    if quantity.form not in {"count", "sum"} or statement.number is None:
        return
    for name, words in quantity.select:
        if len(words) == 1 and name in _ONE_ONLY.get(quantity.records, ()):
            yield name, next(iter(words))
    for key, word in quantity.where:
        shape = shape_of(quantity.records, key)
        if shape is not None and not shape.listed and shape.part is None:
            yield key, word


def _day(name: str, statement: Statement) -> date | None:
    """Return the day that parts must share: those by status are of one day, the others of any."""
    return statement.as_of if name == "status" else day_of(statement)


def _whole(division: _Division, statements: Iterable[Statement]) -> Statement | None:
    """Return the claim of the whole: at the same place, else in the same document, else in another."""

    def nearness(statement: Statement) -> tuple[bool, bool]:
        same = statement.document == division.document
        return (not (same and statement.claim.at == division.at), not same)

    found = [
        statement
        for statement in statements
        if statement.quantity == division.whole
        and statement.number is not None
        and day_of(statement) in {None, division.day}
    ]
    return min(found, key=nearness, default=None)


def _against(
    plan: Plan, division: _Division, parts: Sequence[Statement], whole: Statement
) -> Comparison | None:
    """Return parts against their whole; None where they are less, and more parts may be left out."""
    summed = added(part.number for part in parts if part.number is not None)
    number = whole.number
    assert number is not None, "a whole has a number"
    all_told = {next(iter(part.quantity.words(division.by))) for part in parts} >= _every(plan, division)
    if above(number, summed) and not all_told:
        return None
    return _comparison(whole, parts, summed, by=division.by)


def _every(plan: Plan, division: _Division) -> frozenset[str]:
    """Return the words that the parts are told apart by; a word that nobody has where they are not known."""
    declared: Mapping[str, Iterable[str]] = {
        "lead": partners(plan),
        "area": plan.header.areas,
        "status": plan.header.statuses,
        "category": plan.header.categories,
        "body": plan.header.bodies,
    }
    return frozenset(declared.get(division.by, ())) or frozenset({""})


def _comparison(whole: Statement, parts: Sequence[Statement], summed: Span, by: str) -> Comparison:
    number = whole.number
    assert number is not None, "a whole has a number"
    far = difference(number, summed)
    return Comparison(
        kind="parts",
        quantity=whole.quantity,
        day=day_of(parts[0]),
        left=Side(number, of=(whole,)),
        right=Side(summed, parts=tuple(parts)),
        verdict="agrees" if far is None else "differs",
        difference=far,
        by=by,
    )

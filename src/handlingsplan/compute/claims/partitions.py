"""Find totals and their parts among the claims: what a document divides up must add up to the whole."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from handlingsplan.compute.claims.comparison import Comparison, Side
from handlingsplan.compute.claims.occasions import by_written_day, day_of
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement, When
from handlingsplan.compute.claims.values import Span, above, added, difference, key_of, meets
from handlingsplan.compute.facets import partners
from handlingsplan.compute.shapes import Shape
from handlingsplan.compute.spelling import RECORD_KINDS
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.claim import claim_named
from handlingsplan.model.truth import Truth

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
    day: When | None


def against_parts(plan: Plan, statements: Sequence[Statement]) -> Iterator[Comparison]:
    """Yield totals against the parts that documents give: those that follow, and those that they name."""
    told: set[frozenset[Statement]] = set()
    for division, parts in _divisions(plan, statements):
        for whole in _wholes(division, parts, statements):
            found = _against(plan, division, parts, whole)
            if found is not None:
                told.add(frozenset(found.statements))
                yield found
    by_name = {(statement.document, statement.name): statement for statement in statements}
    for statement in statements:
        yield from (it for it in _named_parts(statement, by_name) if frozenset(it.statements) not in told)


def _named_parts(statement: Statement, by_name: Mapping[tuple[str, str], Statement]) -> Iterator[Comparison]:
    parts = [by_name.get(claim_named(statement.document, written)) for written in statement.claim.parts]
    known = [part for part in parts if part is not None]
    numbers = [part.number for part in known]
    if not parts or len(known) < len(parts) or any(number is None for number in numbers):
        return
    if statement.value is not None and statement.number is not None:
        summed = added(number for number in numbers if number is not None)
        yield _comparison(statement, known, summed, by="")


def _divisions(plan: Plan, statements: Iterable[Statement]) -> Iterator[tuple[_Division, list[Statement]]]:
    """Yield what is divided up at one place, or else in one document, into two parts or more.

    Where two things are said of one part, that is told of the part, and nothing of the whole.
    """
    places: dict[_Division, list[Statement]] = {}
    for statement in statements:
        for name, _ in _single(plan, statement):
            whole = statement.quantity.without(name)
            at = _Division(whole, name, statement.document, statement.claim.at, _day(name, statement))
            for division in dict.fromkeys((at, at._replace(at=None))):
                places.setdefault(division, []).append(statement)
    told: set[tuple[_Division, frozenset[str], Hashable]] = set()
    for division, found in sorted(places.items(), key=lambda pair: pair[0].at is None):
        for group in by_written_day(found):
            parts = _parts(division.by, group)
            sameness = (
                division._replace(at=None),
                frozenset(parts),
                frozenset(key_of(it.day) for it in group if it.day is not None),
            )
            one_each = all(len({key_of(it.reading) for it in said}) == 1 for said in parts.values())
            if len(parts) > 1 and one_each and (division.at is not None or sameness not in told):
                told.add(sameness)
                yield division, [min(said, key=_dating) for said in parts.values()]


def _dating(statement: Statement) -> tuple[bool, tuple[date, ...]]:
    """Return a sort key that puts claims without a day first: they fit the whole of any day."""
    return (statement.day is not None, statement.day.order if statement.day else ())


def _parts(by: str, group: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    """Return the claims of each part, by its word."""
    parts: dict[str, list[Statement]] = {}
    for statement in group:
        parts.setdefault(next(iter(statement.quantity.words(by))), []).append(statement)
    return parts


def _single(plan: Plan, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the names, each with its one word, that make a claim a part of a whole."""
    quantity = statement.quantity
    if quantity.form not in {"count", "sum"} or statement.number is None:
        return
    for name, words in quantity.select:
        if len(words) == 1 and name in _ONE_ONLY.get(quantity.records, ()):
            yield name, next(iter(words))
    for key, word in quantity.where:
        from handlingsplan.compute.sorts import shape_of  # knows every class of records: slow to start

        shape = shape_of(quantity.records, key)
        if shape is not None and not shape.listed and _is_whole(plan, key, shape, word):
            yield key, word


def _is_whole(plan: Plan, key: str, shape: Shape, word: str) -> bool:
    """Tell whether a word is all that can stand under a key: one that is a part of a text may be in many."""
    if key == "id" or shape.names in RECORD_KINDS:
        choices: Iterable[str] = plan.by_id
    else:
        choices = shape.choices or getattr(plan.header, shape.names or "", ())
    return shape.scalar in {bool, int} or word in map(str.casefold, choices)


def _day(name: str, statement: Statement) -> When | None:
    """Return when all parts must be: those by status are of one day, the others of any."""
    return statement.when if name == "status" else day_of(statement)


def _wholes(
    division: _Division, parts: Sequence[Statement], statements: Iterable[Statement]
) -> Iterator[Statement]:
    """Yield the claims of the whole: at the place, else in the document, else in others.

    Of those with one number, of one day, only the first.
    """
    days = [part.day for part in parts if part.day is not None]

    def nearness(statement: Statement) -> tuple[bool, bool]:
        same = statement.document == division.document
        return (not (same and statement.claim.at == division.at), not same)

    found = [
        statement
        for statement in statements
        if statement.quantity == division.whole
        and statement.number is not None
        and day_of(statement) in {None, division.day}
        and (statement.day is None or all(meets(statement.day, day) is Truth.YES for day in days))
    ]
    nearest = min(map(nearness, found), default=None)
    wholes: dict[Hashable, Statement] = {}
    for statement in found:
        if nearness(statement) == nearest:
            day = key_of(statement.day) if statement.day else None
            wholes.setdefault((key_of(statement.reading), day), statement)
    yield from wholes.values()


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
    of_money = division.whole.records == "requisitions"
    declared: Mapping[str, Iterable[str]] = {
        "year": map(str, plan.header.years) if of_money else (),
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

"""Add up the amounts or numbers under a key, each with where it stands."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlingsplan.compute.claims.origins import Origin, name_of
from handlingsplan.compute.claims.values import Span
from handlingsplan.compute.entries import Entry, tells
from handlingsplan.compute.money import STEPS, amounts_drawn
from handlingsplan.compute.own.told import told
from handlingsplan.model.figure import Figure
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.grant import Grant, Requisition
from handlingsplan.model.total import NOTHING, Bounded, Total, difference, total


class Term(NamedTuple):
    """One amount or number of a sum, None where it is unknown, and where it stands."""

    figure: Figure | None
    origin: Origin


def terms_of(entry: Entry, key: str, years: frozenset[str]) -> Iterator[Term]:
    """Yield the amounts or numbers under a key of an entry; the money of records by its rows."""
    record = entry.part
    if isinstance(record, Requisition) and key == "requisitioned":
        for amount in amounts_drawn(record):
            yield _part(amount, entry.owner, entry.path, ("amounts",))
    elif isinstance(record, Grant) and key in STEPS:
        yield from _rows(record, entry, key, years)
    elif any(tells(part, key) for part in entry.chain) or "." in key:
        found = told(entry, key)
        if found.written or found.value is not None:
            value = found.value if isinstance(found.value, Figure) else None
            yield _part(value, name_of(entry), entry.path, found.loc)


def summed(given: Sequence[Figure | None], taken: Sequence[Figure | None]) -> Span | None:
    """Return what is given without what is taken; None where something unknown is to be taken."""
    parts: list[Bounded | None] = [*given]
    of_money = any(type(part).__name__ == "Kronor" for part in given)
    if taken:
        left = difference(parts, taken)
        return Span(left.value, left.low, left.high, of_money) if left else None
    found: Total = total(parts)
    if found.sum is None or found.low is None:
        return Span(NOTHING, NOTHING, None, of_money)
    return Span(found.sum, found.low, found.high, of_money)


def _rows(grant: Grant, entry: Entry, key: str, years: frozenset[str]) -> Iterator[Term]:
    """Yield one step of a grant's money in some years, or in all; a year without amounts is unknown."""
    rows = [(n, row) for n, row in enumerate(grant.amounts or ()) if not years or str(row.year) in years]
    for number, row in rows:
        if key in row.model_fields_set:
            yield _part(getattr(row, key), entry.owner, entry.path, ("amounts", number, key))
    if not rows:
        yield _part(None, entry.owner, entry.path, ("amounts",))


def _part(figure: Figure | None, name: str, path: str, loc: Loc) -> Term:
    return Term(figure, Origin(name, path, loc, figure.text if figure else "", open=figure is None))

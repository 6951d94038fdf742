"""Add up the amounts or numbers under a key, each with where it stands."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from handlingsplan.compute.claims.origins import Origin, name_of
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.values import Span
from handlingsplan.compute.entries import Entry, tells
from handlingsplan.compute.grants import money_of
from handlingsplan.compute.money import STEPS, Step, in_threes, rows_drawn
from handlingsplan.compute.own.told import told
from handlingsplan.model.figure import Figure, Kronor
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.grant import Grant, Requisition, YearAmounts
from handlingsplan.model.total import NOTHING, Amount, Bounded, Total, difference, total


class Term(NamedTuple):
    """One amount or number of a sum, None where it is unknown, and where it stands."""

    figure: Bounded | None
    origin: Origin


class Adding:
    """Finds what a sum is made of in one plan: the money of grants as `hp grants` adds it on a day."""

    def __init__(self, plan: Plan, quantity: Quantity, as_of: date) -> None:
        self._plan = plan
        self._years = quantity.words("year")
        self._as_of = as_of
        by_year = quantity.records == "grants" and quantity.key in STEPS
        self.asked = quantity.without("year") if by_year else quantity
        """What the entries are asked; of which years the money of a grant is, it tells itself."""

    def terms_of(self, entry: Entry, key: str) -> Iterator[Term]:
        """Yield the amounts or numbers under a key of an entry; the money of records by its rows."""
        record, outer = entry.part, entry.chain[-1]
        step = next((step for step in STEPS if step == key), None)
        if isinstance(record, Requisition) and key == "requisitioned":
            for at, amount in rows_drawn(record).items():
                yield _part(amount, entry.owner, entry.path, ("amounts", at, "requisitioned"))
            if not record.amounts:
                yield _part(None, entry.owner, entry.path, ("amounts",))
        elif isinstance(outer, Grant) and isinstance(record, Grant | YearAmounts) and step is not None:
            yield from self._steps(outer, entry, step)
        elif any(tells(part, key) for part in entry.chain) or "." in key:
            found = told(entry, key)
            if found.written or found.value is not None:
                value = found.value if isinstance(found.value, Figure) else None
                yield _part(value, name_of(entry), entry.path, found.loc)

    def _steps(self, grant: Grant, entry: Entry, step: Step) -> Iterator[Term]:
        """Yield one step of a grant's money in each year asked for; a step that is not there is no part."""
        for money in money_of(grant, self._plan, self._as_of).amounts:
            if step in money.steps and self._is_asked(entry, money.year):
                loc = _row_of(grant, money.year, step)
                yield _part(money.steps[step], entry.owner, entry.path, loc)

    def _is_asked(self, entry: Entry, year: int | None) -> bool:
        """Tell whether the money of a year is asked for; that of an unknown year may be."""
        if isinstance(entry.part, YearAmounts):
            return year == entry.part.year
        if year is None:
            return True
        return str(year) in self._years if self._years else year <= self._as_of.year


def summed(given: Sequence[Bounded | None], taken: Sequence[Bounded | None]) -> Span | None:
    """Return what is given without what is taken; None where something unknown is to be taken."""
    of_money = any(isinstance(part, Kronor | Amount) for part in given)
    if taken:
        left = difference(given, taken)
        return Span(left.value, left.low, left.high, of_money) if left else None
    found: Total = total(given)
    if found.sum is None or found.low is None:
        return Span(NOTHING, NOTHING, None, of_money)
    return Span(found.sum, found.low, found.high, of_money)


def _row_of(grant: Grant, year: int | None, step: Step) -> Loc:
    """Return the way to a step of a year; to the year where the step is reckoned, or left out."""
    for number, row in enumerate(grant.amounts or ()):
        if row.year == year:
            return ("amounts", number, step) if step in row.model_fields_set else ("amounts", number)
    return ("amounts",)


def _part(figure: Bounded | None, name: str, path: str, loc: Loc) -> Term:
    text = figure.text if isinstance(figure, Figure) else in_threes(figure.value) if figure else ""
    return Term(figure, Origin(name, path, loc, text, open=figure is None))

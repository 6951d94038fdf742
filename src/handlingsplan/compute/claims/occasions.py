"""Put claims about the same quantity on the same day together, wherever they stand."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from itertools import combinations

from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement
from handlingsplan.compute.claims.values import key_of, meets
from handlingsplan.model.truth import Truth


def day_of(statement: Statement) -> date | None:
    """Return the day that a claim is about, where its quantity is another on another day."""
    by_day = "status" in statement.quantity.selected and statement.quantity.records == "processes"
    return statement.as_of if by_day else None


def occasions(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Yield the claims that are about one quantity on one day, two or more at a time."""
    groups: dict[tuple[Quantity, date | None], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.quantity, day_of(statement)), []).append(statement)
    for group in groups.values():
        yield from (found for found in by_written_day(group) if len(found) > 1)


def by_written_day(group: list[Statement]) -> Iterator[list[Statement]]:
    """Yield a group as one where the days written can all be the same, else day by day."""
    days = [statement.day for statement in group if statement.day is not None]
    field = group[0].quantity.form == "field"
    if field or all(meets(one, other) is Truth.YES for one, other in combinations(days, 2)):
        yield group
        return
    found: dict[Hashable, list[Statement]] = {}
    for statement in group:
        found.setdefault(key_of(statement.day) if statement.day else None, []).append(statement)
    yield from found.values()

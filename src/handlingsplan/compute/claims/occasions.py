"""Put claims about the same quantity on the same day together, wherever they stand."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement, When
from handlingsplan.compute.claims.values import key_of, meets
from handlingsplan.model.day import Day
from handlingsplan.model.plan import Plan
from handlingsplan.model.truth import Truth


def day_of(statement: Statement) -> When | None:
    """Return when a claim is about, where its quantity is another on another day."""
    return statement.when if _is_by_day(statement.quantity) else None


def days_of(plan: Plan, statement: Statement) -> tuple[date, ...]:
    """Return the days that what a claim is about can be otherwise on, the last day last.

    That is one day, but where a status is asked for on a day that is only known in part.
    """
    first, last = statement.when.first, statement.when.last
    if first == last or not _is_by_day(statement.quantity):
        return (last,)
    return tuple(sorted({first, *(day for day in _turns(plan) if first < day < last), last}))


def occasions(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Yield the claims that are about one quantity at one time, two or more together.

    What was so some day in May can be otherwise on the last of May: such two are about different things.
    """
    groups: dict[tuple[Quantity, When | None], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.quantity, day_of(statement)), []).append(statement)
    for group in groups.values():
        yield from (found for found in by_written_day(group) if len(found) > 1)


def by_written_day(group: list[Statement]) -> Iterator[list[Statement]]:
    """Yield a group as one where the days written can all be the same, else day by day."""
    days = {key_of(statement.day): statement.day for statement in group if statement.day is not None}
    field = group[0].quantity.form == "field"
    if field or all(meets(one, other) is Truth.YES for one, other in combinations(days.values(), 2)):
        yield group
        return
    found: dict[Hashable, list[Statement]] = {}
    for statement in group:
        found.setdefault(key_of(statement.day) if statement.day else None, []).append(statement)
    yield from found.values()


def _is_by_day(quantity: Quantity) -> bool:
    return bool(quantity.words("status")) and quantity.records == "processes"


def _turns(plan: Plan) -> Iterator[date]:
    """Yield every day on which the status of a process may be another than the day before."""
    for process in plan.processes.values():
        for part in (*(process.history or ()), *process.pauses):
            for _, day in part:
                if isinstance(day, Day):
                    bounds = (day.first, day.last, day.last and day.last + timedelta(1))
                    yield from (it for it in bounds if it is not None)

"""Hold each claim against the plan's files and against its own list, and claims about the same together."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from handlingsplan.compute.claims.comparison import Comparison, Side, Verdict
from handlingsplan.compute.claims.lacks import lack
from handlingsplan.compute.claims.measured import Measured, Sight
from handlingsplan.compute.claims.occasions import day_of, days_of, occasions
from handlingsplan.compute.claims.origins import name_of
from handlingsplan.compute.claims.statements import Statement, counts_each, shape_of_key
from handlingsplan.compute.claims.values import Span, Value, difference, exactly, key_of, meets
from handlingsplan.model.figure import Figure
from handlingsplan.model.truth import Truth

T = TypeVar("T")

MOST_READINGS = 20
"""Readings of one thing that are all held against each other; more are held against the first only."""

_NOT_WHOLE = frozenset({"incomplete", "unread"})
"""Lacks with which what is not in the files may be elsewhere."""


def against_files(statement: Statement, sight: Sight) -> Iterator[Comparison]:
    """Yield a claim against what the files give: what it says, and what it lists."""
    if statement.quantity.form == "named":
        return
    if statement.quantity.form == "each":
        yield _each(statement, sight)
        return
    found = sight.measure(statement.quantity, days_of(sight.plan, statement))
    if statement.value is not None:
        yield _value(statement, statement.value, found)
    if statement.items is not None and found.items is not None:
        yield _list(statement, statement.items, found)
    elif statement.items is not None and statement.value is None:
        yield _value(statement, exactly(len(statement.items)), found)


def against_own_list(statement: Statement) -> Iterator[Comparison]:
    """Yield what a claim says against how many things it lists itself."""
    if isinstance(statement.value, Figure | Span) and statement.items is not None:
        listed = exactly(len(statement.items))
        yield Comparison(
            kind="list",
            quantity=statement.quantity,
            day=day_of(statement),
            left=Side(statement.value, of=(statement,)),
            right=Side(listed, statement.items, of=(statement,)),
            verdict="agrees" if meets(statement.value, listed) is Truth.YES else "differs",
            difference=difference(statement.value, listed),
        )


def against_each_other(statements: Iterable[Statement]) -> Iterator[Comparison]:
    """Yield claims about one quantity at several places: those that say the same, and two that do not."""
    for occasion in occasions(statements):
        readings: dict[Hashable, list[Statement]] = {}
        for statement in occasion:
            readings.setdefault(key_of(statement.reading), []).append(statement)
        clusters = list(readings.values())
        for cluster in clusters:
            if len(cluster) > 1:
                yield _claims(cluster[:1], cluster[1:])
        for one, other in _pairs(clusters):
            yield _claims(one, other)
        yield from _listed(occasion)


def _value(statement: Statement, said: Value, found: Measured) -> Comparison:
    verdict: Verdict
    if found.value is None:
        verdict = "undecidable"
    elif meets(said, found.value) is Truth.NO:
        verdict = "differs"
    else:
        verdict = "undecidable" if found.lacks else "agrees"
    return Comparison(
        kind="data",
        quantity=statement.quantity,
        day=day_of(statement),
        left=Side(said, of=(statement,)),
        right=Side(found.value, found.items, made_of=found.made_of),
        verdict=verdict,
        maybe=found.maybe,
        lacks=found.lacks,
        difference=difference(said, found.value) if found.value is not None else None,
    )


def _list(statement: Statement, items: Sequence[str], found: Measured) -> Comparison:
    """Return what a claim lists against what the files have: surely, and perhaps."""
    missing, extra = apart(items, found.items or ())
    maybe = {word.casefold() for word in found.maybe}
    surely_extra = tuple(it for it in extra if it.casefold() not in maybe and found.lacks not in _NOT_WHOLE)
    verdict: Verdict = "undecidable" if found.lacks or len(surely_extra) < len(extra) else "agrees"
    return Comparison(
        kind="data",
        quantity=statement.quantity,
        day=day_of(statement),
        left=Side(None, tuple(items), of=(statement,)),
        right=Side(found.value, found.items, made_of=found.made_of),
        verdict="differs" if missing or surely_extra else verdict,
        missing=missing,
        extra=surely_extra,
        maybe=found.maybe,
        lacks=found.lacks,
    )


def _each(statement: Statement, sight: Sight) -> Comparison:
    """Return what is said of each entry against what each has: one surely otherwise is enough to differ."""
    assert statement.value is not None, "what is said of each is said"
    other: dict[str, Value] = {}
    maybe: list[str] = []
    fitting = 0
    days = days_of(sight.plan, statement)
    shape = shape_of_key(statement.quantity)
    counted = shape is not None and counts_each(sight.plan, shape, statement.claim.says or "")
    for entry, answer, values in sight.each(statement.quantity, days, counted=counted):
        wrong = next((it for it in values if meets(statement.value, it) is Truth.NO), None)
        if answer is Truth.YES and wrong is not None:
            other[name_of(entry)] = wrong
        elif answer is Truth.UNKNOWN or not values:
            maybe.append(name_of(entry))
        else:
            fitting += 1
    lacks = lack(sight.plan, statement.quantity, maybe) or (None if fitting or other else "absent")
    return Comparison(
        kind="data",
        quantity=statement.quantity,
        day=day_of(statement),
        left=Side(statement.value, of=(statement,)),
        right=Side(
            next(iter(other.values()), None if lacks else statement.value),
            tuple(other) or None,
            made_of=tuple(sight.origins(statement.quantity, days)),
            terms=tuple(other.values()),
        ),
        verdict="differs" if other else "undecidable" if lacks else "agrees",
        extra=tuple(other),
        maybe=tuple(maybe),
        lacks=lacks,
    )


def _claims(one: Sequence[Statement], other: Sequence[Statement]) -> Comparison:
    left, right = one[0].reading, other[0].reading
    return Comparison(
        kind="claim",
        quantity=one[0].quantity,
        day=day_of(one[0]),
        left=Side(left, of=tuple(one)),
        right=Side(right, of=tuple(other)),
        verdict="agrees" if meets(left, right) is Truth.YES else "differs",
        difference=difference(left, right),
    )


def _pairs(readings: Sequence[T]) -> Iterable[tuple[T, T]]:
    """Return every two of some readings; of very many, the first with each of the others."""
    if len(readings) > MOST_READINGS:
        return ((readings[0], other) for other in readings[1:])
    return combinations(readings, 2)


def _listed(occasion: Sequence[Statement]) -> Iterator[Comparison]:
    """Yield lists of the same thing at different places, each with the first that is otherwise."""
    lists: dict[frozenset[str], list[Statement]] = {}
    for statement in occasion:
        if statement.items is not None:
            lists.setdefault(frozenset(map(str.casefold, statement.items)), []).append(statement)
    for one, other in _pairs([*lists.values()]):
        missing, extra = apart(one[0].items or (), other[0].items or ())
        yield Comparison(
            kind="claim",
            quantity=one[0].quantity,
            day=day_of(one[0]),
            left=Side(None, one[0].items, of=tuple(one)),
            right=Side(None, other[0].items, of=tuple(other)),
            verdict="differs",
            missing=missing,
            extra=extra,
        )


def apart(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what only the other of two lists has, and what only the first has; case does not matter."""
    folded, others = ({word.casefold() for word in words} for words in (one, other))
    missing = tuple(word for word in other if word.casefold() not in folded)
    return missing, tuple(word for word in one if word.casefold() not in others)

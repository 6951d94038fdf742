"""Say what a claim is about, and the values that are stated or computed."""

import re
from collections.abc import Iterable, Mapping, Sequence

from handlingsplan.compute.claims.comparison import Side
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import When
from handlingsplan.compute.claims.values import Span, Value
from handlingsplan.compute.reconcile import Topic
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.labels import label
from handlingsplan.model.plan import PLAN
from handlingsplan.present import swedish
from handlingsplan.present.wording.list import name_of

NAMES: Mapping[str, str] = {
    "org": "organisation",
    "lead": "huvudansvar",
    "area": "målområde",
    "status": "läge",
    "year": "år",
    "body": "organ",
    "category": "huvudområde",
    "direction": "inriktning",
    "process": "process",
    "effort": "återkommande insats",
}
"""What the names that entries are selected by are called."""

_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]) (?=[0-9])")

_JOINED = re.compile(r"(?<![0-9])-|-(?![0-9])")

_SHORT_LIST = 40
"""Signs of a list that is told in full."""


def topic_name(topic: Topic) -> str:
    """Return what some comparisons are about, as a heading; an id or a short name keeps its letters."""
    name = quantity_name(topic.quantity, topic.day, topic.by)
    return name if topic.quantity.form == "field" else swedish.capital(name)


def quantity_name(quantity: Quantity, day: When | None = None, by: str = "") -> str:
    """Return what a claim is about, as in *processer: läge slutförd, 2023-12-31*."""
    told = _NAMED[quantity.form](quantity)
    when = [day.text] if day else []
    divided = [f"delat per {NAMES.get(by) or label(by)}"] if by else []
    return ", ".join([told, *when, *divided])


def value_text(value: Value | None) -> str:
    """Return a value: what is stated as it is written, what is computed as figures."""
    if value is None:
        return swedish.UNKNOWN
    if isinstance(value, Figure):
        return _BETWEEN_DIGITS.sub(swedish.HARD_SPACE, value.text)
    if isinstance(value, Day):
        return value.text
    if isinstance(value, Span):
        return swedish.money(value) if value.kronor else swedish.number(value)
    return value


def side_text(side: Side) -> str:
    """Return one reading: its value, or what it lists; of a long list how many."""
    if side.value is None and side.items is not None:
        return list_text(side.items)
    return value_text(side.value)


def list_text(items: Sequence[str], else_: str | None = None) -> str:
    """Return a list in full where it is short, else how many things it has, or other words for it."""
    told = ", ".join(items)
    if told and len(told) <= _SHORT_LIST:
        return told
    return else_ or f"{swedish.whole(len(items))} uppräknade"


def _of_entries(quantity: Quantity) -> str:
    narrowed = _narrowed(quantity)
    name = name_of(quantity.records)
    return f"{name}: {narrowed}" if narrowed else name


def _of_sum(quantity: Quantity) -> str:
    added = f"summa {label(quantity.key)}"
    taken = f" minus {label(quantity.minus)}" if quantity.minus else ""
    return ", ".join(
        part for part in (f"{name_of(quantity.records)}: {added}{taken}", _narrowed(quantity)) if part
    )


def _of_each(quantity: Quantity) -> str:
    each = f"{name_of(quantity.records)}: {label(quantity.key)} i var och en"
    return ", ".join(part for part in (each, _narrowed(quantity)) if part)


def _of_field(quantity: Quantity) -> str:
    """Return the way to a field: a key by its Swedish name, a short name as it is."""
    steps = [label(step) for step in quantity.key.split(".")]
    return " › ".join(["plan.yaml" if quantity.record == PLAN else quantity.record, *steps])


def _of_name(quantity: Quantity) -> str:
    """Return a name in words: ambassadörer.aktiva-i-skolan as *ambassadörer: aktiva i skolan*."""
    return ": ".join(_JOINED.sub(" ", step) for step in quantity.written(quantity.name).split("."))


def _of_plan(quantity: Quantity) -> str:
    if quantity.records == "processes":
        return "planens egen summa: processer"
    year = next(iter(quantity.words("year")), "")
    return f"planens egen summa: {label(quantity.key)} {year}"


def _narrowed(quantity: Quantity) -> str:
    """Return what narrows the entries, in the order of the commands' names and then by key."""
    order = {name: number for number, name in enumerate(NAMES)}
    selected = sorted(quantity.select, key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    told = [f"{NAMES.get(name, name)} {_either(words)}" for name, words in selected]
    under = [f"{label(key)} {quantity.written(word)}" for key, word in sorted(quantity.where)]
    return ", ".join([*told, *under])


def _either(words: Iterable[str]) -> str:
    return swedish.listed(sorted(words), last="eller")


_NAMED = {
    "count": _of_entries,
    "sum": _of_sum,
    "each": _of_each,
    "field": _of_field,
    "named": _of_name,
    "plan": _of_plan,
}

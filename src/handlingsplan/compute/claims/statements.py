"""Gather what the documents state: each claim with its place, what it is about, and its value as read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.claims.fields import Field, look_up
from handlingsplan.compute.claims.mistakes import claim_mistakes
from handlingsplan.compute.claims.quantity import Quantity, quantity_of
from handlingsplan.compute.claims.values import (
    Span,
    Value,
    exactly,
    read_any,
    read_day,
    read_kronor,
    read_number,
)
from handlingsplan.compute.money import STEPS
from handlingsplan.compute.shapes import Shape
from handlingsplan.compute.sorts import shape_of
from handlingsplan.compute.spelling import ways_of
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.figure import Figure, Kronor, Number
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.claim import Claim
from handlingsplan.model.records.source import SourceDocument


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A claim with the document that makes it, what it is about, and on which day that was so.

    `value` is what it says, None where it only lists; `items` what it lists, by the plan's own short names.
    """

    document: str
    name: str
    claim: Claim
    path: str
    quantity: Quantity
    day: Day | None
    as_of: date
    value: Value | None
    items: tuple[str, ...] | None

    @property
    def loc(self) -> Loc:
        """Return the way to what it says, or lists."""
        return ("claims", self.name, "says" if self.claim.says is not None else "lists")

    @property
    def number(self) -> Figure | Span | None:
        """Return how many, or how much: what it says, or else how many things it lists."""
        if isinstance(self.value, Figure | Span):
            return self.value
        return exactly(len(self.items)) if self.value is None and self.items is not None else None

    @property
    def reading(self) -> Value:
        """Return what is compared with other claims about the same: what it says, or how many it lists."""
        return self.value if self.value is not None else exactly(len(self.items or ()))


def gather_statements(plan: Plan, default: date, latest: date | None = None) -> list[Statement]:
    """Return every claim of the documents; one that asks for what is not there is left out.

    A claim without a day holds on that of its document, or else on `default`. Documents that came after
    `latest` are left out.
    """
    return [
        _statement(plan, path, source, (name, claim), default)
        for path, source in plan.files_of(SourceDocument)
        if latest is None or may_have_come(source.day, latest)
        for name, claim in source.claims.items()
        if not any(claim_mistakes(plan, claim))
    ]


def _statement(
    plan: Plan, path: str, source: SourceDocument, named: tuple[str, Claim], default: date
) -> Statement:
    name, claim = named
    quantity = quantity_of(plan, claim)
    field = look_up(plan, quantity.record, quantity.key) if quantity.form == "field" else None
    days = (day.last for day in (claim.day, source.day) if day is not None)
    return Statement(
        document=source.id,
        name=name,
        claim=claim,
        path=path,
        quantity=quantity,
        day=claim.day,
        as_of=next((day for day in days if day is not None), default),
        value=_value(quantity, field, claim.says) if claim.says is not None else None,
        items=tuple(_items(plan, quantity, field, claim.lists)) if claim.lists is not None else None,
    )


def read_as(shape: Shape | None, says: str) -> Value:
    """Return what is said under a key as the key has it; the text itself where it is no such value."""
    if shape is None:
        return read_any(says)
    if shape.listed or shape.scalar is Number:
        return read_number(says) or says
    if shape.scalar is Kronor:
        return read_kronor(says) or says
    if shape.scalar in {Day, int}:
        return read_day(says) or says
    return says


def shape_of_key(quantity: Quantity) -> Shape | None:
    """Return what can stand under the key that a claim adds, or says of each."""
    if quantity.records in {"requisitions", "grants"} and quantity.key in {*STEPS, "requisitioned"}:
        return Shape(listed=False, scalar=Kronor, names="", part=None)
    return shape_of(quantity.records, quantity.key)


def _value(quantity: Quantity, field: Field | None, says: str) -> Value:
    if quantity.form == "count":
        return read_number(says) or says
    if field is not None:
        return read_as(field.shape, says)
    if quantity.form == "named":
        return read_any(says)
    shape = shape_of_key(quantity)
    return read_as(shape._replace(listed=False) if shape and quantity.form == "each" else shape, says)


def _items(plan: Plan, quantity: Quantity, field: Field | None, listed: tuple[str, ...]) -> Iterator[str]:
    """Yield what is listed by its short names in the plan; words that are none as they are."""
    known = _names(plan, quantity, field)
    for word in listed:
        folded = " ".join(word.split()).casefold()
        yield known.get(folded, folded if quantity.form == "named" else word)


def _names(plan: Plan, quantity: Quantity, field: Field | None) -> Mapping[str, str]:
    table = field.shape.names if field is not None else quantity.records
    declared = getattr(plan.header, table, None) if table else None
    if isinstance(declared, Mapping):
        return ways_of({str(key): named for key, named in declared.items()})
    return {id_.casefold(): id_ for id_ in plan.by_id}

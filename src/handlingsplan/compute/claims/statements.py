"""Gather what the documents state: each claim with its place, what it is about, and its value as read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

from handlingsplan.compute.claims.fields import Field, look_up
from handlingsplan.compute.claims.quantity import Quantity, quantity_of
from handlingsplan.compute.claims.values import (
    Span,
    Value,
    exactly,
    number_of,
    read_any,
    read_count,
    read_day,
    read_kronor,
    read_number,
)
from handlingsplan.compute.select import NAMES, choose
from handlingsplan.compute.shapes import Shape
from handlingsplan.compute.spelling import ways_of
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.fields import FieldError, read_flag
from handlingsplan.model.figure import Figure, Kronor, Number
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.claim import Claim, ClaimRef
from handlingsplan.model.records.source import SourceDocument


@dataclass(frozen=True, slots=True)
class When:
    """The day on which something was so, or the first and last that it can have been; `text` as written."""

    first: date
    last: date
    text: str = dataclass_field(compare=False)

    @classmethod
    def on(cls, day: date) -> "When":
        """Return one certain day."""
        return cls(day, day, day.isoformat())


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A claim with the document that makes it, what it is about, and when that was so.

    `day` is the claim's own, `when` also its document's. `value` is what it says, None where it only lists;
    `items` what it lists, by the plan's own short names.
    """

    document: str
    name: str
    claim: Claim
    path: str
    quantity: Quantity
    day: Day | None
    when: When
    value: Value | None
    items: tuple[str, ...] | None

    @property
    def loc(self) -> Loc:
        """Return the way to what it says, or lists."""
        return ("claims", self.name, "says" if self.claim.says is not None else "lists")

    @property
    def number(self) -> Figure | Span | None:
        """Return how many, or how much: what it says, or else how many things it lists."""
        if self.value is not None:
            return number_of(self.value)
        return exactly(len(self.items)) if self.items is not None else None

    @property
    def reading(self) -> Value:
        """Return what is compared with other claims about the same: what it says, or how many it lists."""
        return self.value if self.value is not None else exactly(len(self.items or ()))


def gather_statements(
    plan: Plan,
    default: date,
    latest: date | None = None,
    wanted: Collection[ClaimRef] | None = None,
) -> list[Statement]:
    """Return every claim, or those wanted by document and name; without those that ask for what is not there.

    A claim without a day holds on that of its document, or else on `default`. Documents that came after
    `latest` are left out.
    """
    return [
        _statement(plan, path, source, (name, claim), default)
        for path, source in plan.files_of(SourceDocument)
        if latest is None or may_have_come(source.day, latest)
        for name, claim in source.claims.items()
        if (wanted is None or (source.id, name) in wanted) and _is_sound(plan, claim)
    ]


def _statement(
    plan: Plan, path: str, source: SourceDocument, named: tuple[str, Claim], default: date
) -> Statement:
    name, claim = named
    quantity = quantity_of(plan, claim)
    field = look_up(plan, quantity.record, quantity.key) if quantity.form == "field" else None
    return Statement(
        document=source.id,
        name=name,
        claim=claim,
        path=path,
        quantity=quantity,
        day=claim.day,
        when=_when(claim, source, default),
        value=_value(plan, quantity, field, claim.says) if claim.says is not None else None,
        items=_items(plan, quantity, field, claim.lists) if claim.lists is not None else None,
    )


def is_count(says: str | None) -> bool:
    """Tell whether what is said, if anything, can be how many there are."""
    return says is None or read_count(says) is not None


def read_as(shape: Shape | None, says: str) -> Value:
    """Return what is said under a key as the key has it; the text itself where it is no such value."""
    if shape is None:
        return read_any(says)
    if shape.listed:
        return read_count(says) or says
    if shape.scalar is Number:
        return read_number(says) or says
    if shape.scalar is Kronor:
        return read_kronor(says) or says
    if shape.scalar in {Day, int}:
        return read_day(says) or says
    return _yes_or_no(says) if shape.scalar is bool else says


def counts_each(plan: Plan, shape: Shape, says: str) -> bool:
    """Tell whether what is said of each is how many things it lists, and not one of them."""
    one_of_them = says.casefold() in _known(plan, shape.names) or shape.scalar in {Number, Kronor, Day, int}
    return shape.listed and not one_of_them and read_count(says) is not None


def shape_of_key(quantity: Quantity) -> Shape | None:
    """Return what can stand under the key that a claim adds, or says of each."""
    from handlingsplan.compute.claims.mistakes import MONEY  # knows every class of records
    from handlingsplan.compute.sorts import shape_of

    if quantity.key in MONEY.get(quantity.records, ()):
        return Shape(listed=False, scalar=Kronor, names="", part=None)
    return shape_of(quantity.records, quantity.key)


def _is_sound(plan: Plan, claim: Claim) -> bool:
    """Tell whether a claim asks for what is there; of a plain count of processes that is soon told."""
    if claim.records == "processes" and not (claim.where or claim.sum or claim.each):
        return set(claim.select) <= set(NAMES) and is_count(claim.says) and _can_be_chosen(plan, claim)
    from handlingsplan.compute.claims.mistakes import claim_mistakes

    return not any(claim_mistakes(plan, claim))


def _when(claim: Claim, source: SourceDocument, default: date) -> When:
    """Return the day that a claim is about: its own, its document's, or the default."""
    for day in (claim.day, source.day):
        if day is not None and day.last is not None:
            return When(day.first or date.min, day.last, day.text)
    return When.on(default)


def _yes_or_no(says: str) -> str:
    try:
        return "ja" if read_flag(says) else "nej"
    except FieldError:
        return says


def _can_be_chosen(plan: Plan, claim: Claim) -> bool:
    try:
        choose(plan, claim.select)
    except WrongChoiceError:
        return False
    return True


def _value(plan: Plan, quantity: Quantity, field: Field | None, says: str) -> Value:
    if quantity.form == "count":
        return read_count(says) or says
    if quantity.form == "named":
        return read_any(says)
    shape = field.shape if field is not None else shape_of_key(quantity)
    if shape and quantity.form == "each":
        shape = shape._replace(listed=counts_each(plan, shape, says))
    value = read_as(shape, says)
    if isinstance(value, str) and quantity.key.rpartition(".")[2] == "paragraph":
        return value.strip("§ ")
    if shape and shape.names and isinstance(value, str):
        return _known(plan, shape.names).get(_folded(value), value)
    return value


def _items(plan: Plan, quantity: Quantity, field: Field | None, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is listed by its short names in the plan, each once; words that are none as they are."""
    table = quantity.records
    if field is not None:
        table = field.shape.names or (quantity.key if quantity.record == PLAN else "")
    known = _known(plan, table)
    once = {_folded(word): word for word in reversed(listed)}
    return tuple(dict.fromkeys(known.get(folded, word) for folded, word in reversed(once.items())))


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()


def _known(plan: Plan, table: str) -> Mapping[str, str]:
    """Return the ways of writing the short names of a table of plan.yaml, or else the ids of the records."""
    declared = getattr(plan.header, table, None) if table else None
    if isinstance(declared, Mapping):
        return ways_of({str(key): named for key, named in declared.items()})
    return {id_.casefold(): id_ for id_ in plan.by_id}

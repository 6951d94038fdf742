"""Find what a claim asks for that is not there: it could never be held against anything."""

from collections.abc import Iterator, Mapping

from handlingsplan.compute.claims.fields import look_up, record_of
from handlingsplan.compute.claims.statements import is_count, read_as
from handlingsplan.compute.claims.values import read_kronor
from handlingsplan.compute.money import STEPS
from handlingsplan.compute.own.mistakes import Mistake, meant, wrong_narrowing
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.compute.sorts import keys_of_sort, shape_of
from handlingsplan.model.day import Day
from handlingsplan.model.fields import quoted
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.labels import shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.claim import Claim

MONEY: Mapping[str, frozenset[str]] = {
    "requisitions": frozenset({"requisitioned"}),
    "grants": frozenset(STEPS),
}
"""The sums of money that stand in rows inside a record."""

_SORTS: Mapping[type | None, tuple[str, str]] = {
    None: ("inget antal", "12, drygt 60, ett 80-tal eller 55-60"),
    Number: ("inget tal", Number.examples),
    Kronor: ("inget belopp", Kronor.examples),
    Day: ("ingen dag", "2022-03-14, 2022-03, 2022 eller hösten 2022"),
    int: ("inget år", "2022"),
}
"""What is said when a text is nothing of a kind, with examples of the kind; of none, of how many."""


def claim_mistakes(plan: Plan, claim: Claim) -> Iterator[Mistake]:
    """Yield what a claim asks for that is not there, or says that cannot be compared."""
    if claim.record is not None:
        wrong = [*_wrong_field(plan, claim.record, claim.field or "", listed=claim.lists is not None)]
        yield from wrong or _wrong_value(plan, claim, claim.record)
    elif claim.records is not None:
        wrong = [*wrong_narrowing(plan, claim.records, claim.select, claim.where)]
        yield from wrong or _wrong_figures(claim, claim.records)
    elif claim.lists is not None:
        yield from _no_count(claim.says)


def _wrong_figures(claim: Claim, records: str) -> Iterator[Mistake]:
    for name in ("sum", "minus"):
        yield from _wrong_sum(records, getattr(claim, name), name)
    if claim.each is not None:
        yield from _wrong_key(records, claim.each, "each")
        shape = shape_of(records, claim.each)
        if shape is not None and shape.listed and shape.part is not None:
            yield from _no_count(claim.says)
        elif shape is not None:
            yield from _unreadable(shape._replace(listed=False), claim.says or "")
    elif claim.says is not None and claim.sum is not None and _is_money(records, claim.sum):
        yield from _none(claim.says, Kronor) if read_kronor(claim.says) is None else ()
    else:
        yield from _no_count(claim.says)


def _wrong_value(plan: Plan, claim: Claim, record: str) -> Iterator[Mistake]:
    field = look_up(plan, record, claim.field or "")
    if field is not None and claim.says is not None:
        yield from _no_count(claim.says) if field.shape.listed else _unreadable(field.shape, claim.says)


def _unreadable(shape: Shape, says: str) -> Iterator[Mistake]:
    """Yield words where a day, a number or an amount stands; what has a digit is what a document says."""
    read = read_as(shape, says)
    if shape.scalar is bool and read not in {"ja", "nej"}:
        found = f"{shown('says')}: {quoted(says)} är varken ja eller nej"
        yield Mistake(("says",), found, "skriv ja eller nej")
    elif shape.scalar in _SORTS and isinstance(read, str) and not any(map(str.isdigit, says)):
        yield from _none(says, shape.scalar)


def _no_count(says: str | None) -> Iterator[Mistake]:
    if not is_count(says):
        yield from _none(says or "", None)


def _none(says: str, kind: type | None) -> Iterator[Mistake]:
    """Yield that what is said is nothing of a kind; of none, that it is not how many."""
    name, examples = _SORTS[kind]
    found = f"{shown('says')}: {quoted(says)} är {name}"
    yield Mistake(("says",), found, f"skriv till exempel {examples}; orden kan stå i quote (citat)")


def _wrong_sum(records: str, key: str | None, name: str) -> Iterator[Mistake]:
    if key is None or key in MONEY.get(records, ()):
        return
    yield from _wrong_key(records, key, name)
    shape = shape_of(records, key)
    if shape is not None and (shape.listed or shape.scalar not in {Kronor, Number}):
        found = f"{shown(name)}: {shown(key)} är inget belopp och inget antal"
        yield Mistake((name,), found, "välj en nyckel som går att lägga ihop")


def _wrong_key(records: str, key: str, name: str) -> Iterator[Mistake]:
    """Yield a key that no entry has; a year can be selected by without being one."""
    if shape_of(records, key) is None:
        found = f"nyckeln {quoted(key)} finns inte i {shown(records)}"
        yield Mistake((name,), found, meant(key, keys_of_sort(records)))


def _is_money(records: str, key: str) -> bool:
    shape = shape_of(records, key)
    return key in MONEY.get(records, ()) or (shape is not None and shape.scalar is Kronor)


def _wrong_field(plan: Plan, record: str, field: str, *, listed: bool) -> Iterator[Mistake]:
    part, _ = record_of(plan, record)
    if part is None:
        if record not in plan.unread:
            close = nearest(record, [*plan.by_id, PLAN])
            hint = f"menade du {' eller '.join(close)}?" if close else "skriv postens id, eller plan"
            yield Mistake(("record",), f"{shown('record')}: ingen post har id {quoted(record)}", hint)
        else:
            yield Mistake(
                ("record",), f"{shown('record')}: {quoted(record)} går inte att läsa", "se hp check"
            )
        return
    found = look_up(plan, record, field)
    at: Loc = ("field",)
    if found is None:
        hint = meant(field, shapes_of(type(part)))
        yield Mistake(at, f"{shown('field')}: {quoted(field)} finns inte i {record}", hint)
    elif found.shape.part is not None and not found.shape.listed:
        hint = meant("", [f"{field}.{key}" for key in shapes_of(found.shape.part)])
        yield Mistake(at, f"{shown('field')}: {quoted(field)} är en grupp av nycklar", hint)
    elif listed and not found.shape.listed:
        yield Mistake(("lists",), f"{shown('lists')}: {quoted(field)} är ingen lista", "skriv says i stället")

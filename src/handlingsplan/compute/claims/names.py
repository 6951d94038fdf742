"""Find the plan's names in what documents state, so that they follow when something is renamed."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handlingsplan.compute.claims.fields import look_up, record_of
from handlingsplan.compute.shapes import shapes_of
from handlingsplan.compute.sorts import shape_of, sorts
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.claim import Claim
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.source import SourceDocument

_RECORD = "record"

_BETWEEN_COMMAS = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


class ClaimName(NamedTuple):
    """A name in a claim: the way to its text, what it is a name of, the name, and what stands around it."""

    loc: Loc
    kind: str
    word: str
    before: str = ""
    after: str = ""


def names_in_claims(plan: Plan, source: SourceDocument, tables: Mapping[str, str]) -> Iterator[ClaimName]:
    """Yield every name in the claims of a document; `tables` says what each name of a selection is of."""
    for short, claim in source.claims.items():
        found = (*_narrowing(claim, tables), *_said(plan, claim), *_in_field(plan, claim), *_others(claim))
        for name in found:
            yield name._replace(loc=("claims", short, *name.loc))


def _others(claim: Claim) -> Iterator[ClaimName]:
    """Yield the record that a claim is about, and the documents of other claims that it names."""
    if claim.record is not None and claim.record != PLAN:
        yield ClaimName(("record",), _RECORD, claim.record)
    for number, word in enumerate(claim.parts):
        yield from _document(("parts", number), word)
    yield from _document(("corrects",), claim.corrects or "")


def _document(loc: Loc, word: str) -> Iterator[ClaimName]:
    document, slash, rest = word.partition("/")
    if slash:
        yield ClaimName(loc, _RECORD, document, after=f"/{rest}")


def _narrowing(claim: Claim, tables: Mapping[str, str]) -> Iterator[ClaimName]:
    for name, words in claim.select.items():
        for number, word in enumerate(words):
            yield ClaimName(("select", name, number), tables.get(name, ""), word)
    for key, word in claim.where.items():
        shape = shape_of(claim.records or "", key) if claim.records in sorts() else None
        kind = shape.names if shape else tables.get(key, "")
        yield ClaimName(("where", key), _RECORD if key == "id" else kind, word)


def _said(plan: Plan, claim: Claim) -> Iterator[ClaimName]:
    """Yield the names that a document says or lists, and those that its explanations are against."""
    kind = _said_kind(plan, claim)
    yield from _parted(("says",), kind, claim.says or "")
    for number, word in enumerate(claim.lists or ()):
        yield ClaimName(("lists", number), kind, word)
    for number, explanation in enumerate(claim.explained):
        yield from _parted(("explained", number, "against"), kind, explanation.against)


def _said_kind(plan: Plan, claim: Claim) -> str:
    """Return what a document names where it says or lists names; empty for nothing of the plan's."""
    if claim.record is not None:
        field = look_up(plan, claim.record, claim.field or "")
        table = claim.field or "" if claim.record == PLAN else ""
        return (field.shape.names or table) if field else ""
    if claim.each is not None:
        shape = shape_of(claim.records or "", claim.each) if claim.records in sorts() else None
        return shape.names if shape else ""
    if claim.records in Header.model_fields:
        return claim.records or ""
    return _RECORD if claim.records is not None else ""


def _parted(loc: Loc, kind: str, written: str) -> Iterator[ClaimName]:
    """Yield each name of some with commas between them, with what stands around it; a number is how many."""
    for found in _BETWEEN_COMMAS.finditer(written):
        if not found[0].isdecimal():
            yield ClaimName(loc, kind, found[0], written[: found.start()], written[found.end() :])


def _in_field(plan: Plan, claim: Claim) -> Iterator[ClaimName]:
    """Yield the short name that a field stands under in a table, as in successors.NAME.period."""
    table, _, rest = (claim.field or "").partition(".")
    part, _ = record_of(plan, claim.record or "")
    shape = shapes_of(type(part)).get(table) if part is not None else None
    if not rest or shape is None or shape.values is None:
        return
    for word in map(str, getattr(part, table, ())):
        if rest == word or rest.startswith(f"{word}."):
            yield ClaimName(("field",), table, word, before=f"{table}.", after=rest[len(word) :])

"""Write for programs where documents and files agree."""

from collections.abc import Iterator, Mapping
from datetime import date

from handlingsplan.compute.claims.comparison import Comparison, Reason, Side
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement, When
from handlingsplan.compute.claims.values import Span, Value
from handlingsplan.compute.reconcile import VERDICTS, Reconciliation
from handlingsplan.model.day import Day
from handlingsplan.model.fields import id_order
from handlingsplan.model.figure import Figure
from handlingsplan.model.problem import Loc
from handlingsplan.present.export.values import Json, Rows, day, files_read, kronor
from handlingsplan.present.wording import reconcile as words
from handlingsplan.present.wording.quantities import quantity_name

_Places = Mapping[tuple[str, Loc], Json]


def reconcile_json(result: Reconciliation) -> Json:
    """Return the contract hp.reconcile/1."""
    places = _places(result)
    return {
        "schema": "hp.reconcile/1",
        "plan": result.plan,
        "as_of": result.as_of.isoformat(),
        "files": files_read(result.files),
        "claims": result.claims,
        "alone": [_stated(it, places) for it in result.alone],
        "left_out": result.left_out,
        "later_documents": result.later,
        "summary": {verdict: result.count(verdict) for verdict in ("agrees", *VERDICTS[:3])},
        "deviations": len(result.deviations),
        "comparisons": [_comparison(result, found, places) for found in result.comparisons],
    }


def reconcile_rows(result: Reconciliation) -> Rows:
    """Return one row a comparison, under a row of heads."""
    heads = [
        "Jämförelse", "Vad", "Står", "Var", "Fil", "Mot", "Enligt", "Skillnad", "Bara i det första",
        "Bara i det andra", "Utfall", "Förklaring", "Går inte att avgöra",
    ]  # fmt: skip
    return [heads, *(_row(result, found) for found in result.comparisons)]


def _comparison(result: Reconciliation, found: Comparison, places: _Places) -> Json:
    return {
        "kind": found.kind,
        "quantity": quantity_name(found.quantity, found.day, found.by),
        "about": _about(found),
        "left": _side(found, found.left),
        "right": _side(found, found.right),
        "stated": words.reading_text(found, found.left) if found.left.stated else None,
        "computed": None if found.kind == "claim" else words.reading_text(found, found.right),
        "difference": _number(found.difference),
        "missing_ids": list(found.missing),
        "extra_ids": list(found.extra),
        "undecided_ids": list(dict.fromkeys(found.maybe)),
        "lacks": found.lacks,
        "verdict": found.verdict,
        "explanation": _explanation(result, found.reason) if found.reason else None,
        "sources": list(_sources(found, places)),
    }


def _about(found: Comparison) -> Json:
    quantity: Quantity = found.quantity
    return {
        "form": quantity.form,
        "records": quantity.records or None,
        "select": {name: sorted(words_, key=id_order) for name, words_ in sorted(quantity.select)},
        "where": {key: quantity.written(word) for key, word in sorted(quantity.where)},
        "key": quantity.key or None,
        "minus": quantity.minus or None,
        "record": quantity.record or None,
        "name": quantity.name or None,
        "day": _when(found.day) if found.day else None,
        "by": found.by or None,
    }


def _when(when: When) -> Json:
    first = when.first.isoformat() if when.first != date.min else None
    return {"text": when.text, "first": first, "last": when.last.isoformat()}


def _side(found: Comparison, side: Side) -> Json:
    return {
        "text": words.reading_text(found, side) if side.value is not None or side.items is not None else None,
        **_bounds(side.value),
        "ids": list(side.items or ()),
    }


def _bounds(value: Value | None) -> Json:
    """Return a number's bounds as strings, and a day's as days; null for what it has none of."""
    low = high = None
    if isinstance(value, Figure | Span):
        low, high = kronor(value.low), kronor(value.high)
    found = day(value) if isinstance(value, Day) else None
    return {
        "low": low,
        "high": high,
        "first": found["first"] if found else None,
        "last": found["last"] if found else None,
    }


def _number(value: object) -> str | None:
    return None if value is None else f"{value:f}"


def _explanation(result: Reconciliation, reason: Reason) -> Json:
    place = result.locate(reason.path, reason.loc)
    return {
        "text": reason.text or None,
        "by": reason.by or None,
        "day": day(reason.day),
        "source": list(reason.source),
        "hypothesis": reason.hypothesis,
        "corrected_by": reason.corrected_by,
        "file": place.file,
        "line": place.line or None,
    }


def _sources(found: Comparison, places: _Places) -> Iterator[Json]:
    """Yield where each reading stands: the claims with their places in the documents, then the files."""
    for statement in found.statements:
        yield {**_stated(statement, places), "id": None, "taken": False}
    for origin in (*found.left.made_of, *found.right.made_of):
        place = places[origin.path, origin.loc]
        of_files = {"document": None, "at": None, "claim": None}
        yield {**place, **of_files, "id": origin.id, "taken": origin.taken}


def _stated(statement: Statement, places: _Places) -> Json:
    """Return where a claim stands: in the plan's file and in its document."""
    return {
        **places[statement.path, statement.loc],
        "document": statement.document,
        "at": statement.claim.at,
        "claim": statement.name,
    }


def _places(result: Reconciliation) -> _Places:
    """Return where everything stands that is compared, found one file at a time: each is read but once."""
    asked: set[tuple[str, Loc]] = {(it.path, it.loc) for it in result.alone}
    for found in result.comparisons:
        asked |= {(it.path, it.loc) for it in found.statements}
        asked |= {(it.path, it.loc) for side in (found.left, found.right) for it in side.made_of}
    return {at: _place(result, *at) for at in sorted(asked, key=lambda pair: pair[0])}


def _place(result: Reconciliation, path: str, loc: Loc) -> Json:
    place = result.locate(path, loc)
    return {"file": place.file, "line": place.line or None}


def _row(result: Reconciliation, found: Comparison) -> list[str]:
    statements = found.statements
    places = [result.locate(it.path, it.loc) for it in statements]
    against = [*found.right.of, *found.right.parts]
    return [
        words.KINDS[found.kind],
        quantity_name(found.quantity, found.day, found.by),
        words.reading_text(found, found.left),
        "; ".join(dict.fromkeys(words.place_name(result, it) for it in found.left.of)),
        "; ".join(dict.fromkeys(f"{it.file}:{it.line}" if it.line else it.file for it in places)),
        words.reading_text(found, found.right),
        "; ".join(dict.fromkeys(words.place_name(result, it) for it in against)) or words.FILES,
        _number(found.difference) or "",
        ", ".join(found.extra),
        ", ".join(found.missing),
        words.VERDICTS[found.verdict],
        words.reason_text(result, found.reason) if found.reason else "",
        words.lacking(found),
    ]

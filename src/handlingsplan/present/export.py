"""Write results for programs: JSON with promised keys, and rows for spreadsheets.

Absent scalars are null, absent lists empty, amounts strings of kronor. The keys are a public contract.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from handlingsplan.compute.check import Check
from handlingsplan.compute.decisions import DecisionRow, Decisions
from handlingsplan.compute.grants import Grants
from handlingsplan.compute.money import STEPS, GrantMoney, Step, YearMoney
from handlingsplan.compute.show import Shown
from handlingsplan.compute.status import AreaStatus, OrganisationStatus, Status, StatusCount
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.plan import FileCount
from handlingsplan.model.problem import Severity
from handlingsplan.model.records.part import Part
from handlingsplan.model.total import Bounded, Total
from handlingsplan.present import swedish
from handlingsplan.present.wording.decisions import paragraph_of, when, who
from handlingsplan.present.wording.grants import STEP_NAMES

Json = dict[str, Any]
Rows = list[list[str]]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'", "|", "%", "＝", "＋", "－", "＠")


def json_text(result: Json) -> str:
    """Return JSON as text, readable and in Swedish letters."""
    return json.dumps(result, ensure_ascii=False, indent=2)


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as Excel in Swedish reads them: semicolons, and no cell taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in row])
    return out.getvalue()


def status_json(status: Status) -> Json:
    """Return the contract hp.status/1."""
    return {
        "schema": "hp.status/1",
        "plan": status.plan,
        "as_of": status.as_of.isoformat(),
        "files": _files(status.files),
        "total": status.total,
        "by_status": _counts(status.by_status),
        "by_area": [_area(area) for area in status.by_area],
        "by_organisation": [_organisation(row) for row in status.by_organisation],
        "processes": [
            {
                "id": row.id,
                "title": row.title,
                "area": row.area,
                "lead": row.lead,
                "organisations": list(row.organisations or ()),
                "status": row.status,
                "kind": row.kind,
                "outcome": row.outcome,
                "since": _day(row.since),
                "seen": _day(row.seen),
            }
            for row in status.processes
        ],
        "undecided": list(status.undecided),
    }


def status_rows(status: Status) -> Rows:
    """Return one row a process, under a row of heads."""
    heads = [
        "Process",
        "Titel",
        "Målområde",
        "Huvudansvar",
        "Organisationer",
        "Läge",
        "Utfall",
        "Sedan",
        "Sett",
    ]
    return [
        heads,
        *(
            [
                row.id,
                row.title or swedish.UNKNOWN,
                row.area or swedish.UNKNOWN,
                row.lead or swedish.UNKNOWN,
                _words(row.organisations),
                row.status or swedish.UNKNOWN,
                row.outcome or (swedish.UNKNOWN if row.kind == "completed" else ""),
                row.since.text if row.since else "",
                row.seen.text if row.seen else "",
            ]
            for row in status.processes
        ),
    ]


def grants_json(grants: Grants) -> Json:
    """Return the contract hp.grants/1."""
    return {
        "schema": "hp.grants/1",
        "plan": grants.plan,
        "as_of": grants.as_of.isoformat() if grants.as_of else None,
        "files": _files(grants.files),
        "years": [
            {
                "year": year.year,
                "requisitioned": _total(year.requisitioned),
                **{step: _total(year.sums[step]) for step in STEPS},
                "unallocated": _amount(year.unallocated),
                "complete": year.complete,
                "items": list(year.items),
                "groups": [
                    {
                        "keys": list(group.keys),
                        **{step: _total(group.sums[step]) for step in STEPS},
                        "items": list(group.items),
                    }
                    for group in year.groups
                ],
            }
            for year in grants.years
        ],
        "items": [_grant(item) for item in grants.items.values()],
        "undecided": list(grants.undecided),
    }


def grants_rows(grants: Grants) -> Rows:
    """Return one row a grant and year, under a row of heads; amounts in kronor as numbers."""
    names = [swedish.capital(STEP_NAMES[step]) for step in STEPS]
    heads = ["År", "Insats", "Titel", "Huvudområde", "Organisationer", "Processer", "Inriktningar", *names]
    rows = [heads]
    for year in grants.years:
        for id_ in year.items:
            item = grants.items[id_]
            money = item.money(year.year)
            rows.append(
                [
                    str(year.year or swedish.UNKNOWN),
                    id_,
                    item.title or swedish.UNKNOWN,
                    item.category or swedish.UNKNOWN,
                    _words(item.organisations),
                    _words(item.processes),
                    _words(item.directions),
                    *(_cell(money, step) for step in STEPS),
                ]
            )
    return rows


def decisions_json(decisions: Decisions) -> Json:
    """Return the contract hp.decisions/1."""
    return {
        "schema": "hp.decisions/1",
        "plan": decisions.plan,
        "as_of": decisions.as_of.isoformat() if decisions.as_of else None,
        "files": _files(decisions.files),
        "decisions": [_decision(row) for row in decisions.rows],
        "undecided": list(decisions.undecided),
    }


def decisions_rows(decisions: Decisions) -> Rows:
    """Return one row a decision, under a row of heads."""
    heads = ["Dag", "Organ", "§", "Diarienummer", "Ärende", "Beslut", "Läge", "Id"]
    rows = [heads]
    for row in decisions.rows:
        state = row.state or swedish.UNKNOWN
        number = row.registry_number or (swedish.UNKNOWN if row.body_kind == "political" else "")
        cells = (paragraph_of(row), number, row.matter or "", row.title or swedish.UNKNOWN)
        rows.append([when(row), who(row), *cells, state, row.id])
    return rows


def show_json(shown: Shown) -> Json:
    """Return the contract hp.show/1."""
    return {
        "schema": "hp.show/1",
        "id": shown.id,
        "kind": shown.kind,
        "file": shown.place.file,
        "line": shown.place.line,
        "status": shown.standing.status if shown.standing else None,
        "record": _plain(shown.part),
        "referred_by": [
            {"id": pointer.id, "kind": pointer.kind, "title": pointer.title, "keys": list(pointer.keys)}
            for pointer in shown.pointers
        ],
    }


def check_json(check: Check) -> Json:
    """Return the contract hp.check/1."""
    return {
        "schema": "hp.check/1",
        "files": _files(check.files),
        "summary": {severity.value: check.count(severity) for severity in Severity},
        "problems": [
            {
                "file": problem.place.file,
                "line": problem.place.line or None,
                "column": problem.place.column or None,
                "code": problem.code,
                "severity": problem.severity.value,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in check.problems
        ],
    }


def _files(files: FileCount) -> Json:
    return {"read": files.read, "total": files.total}


def _counts(counts: Sequence[StatusCount]) -> list[Json]:
    return [
        {"status": row.status, "kind": row.kind, "count": row.count, "ids": list(row.ids)} for row in counts
    ]


def _area(area: AreaStatus) -> Json:
    return {
        "area": area.area,
        "name": area.name,
        "total": area.total,
        "by_status": _counts(area.by_status),
    }


def _organisation(row: OrganisationStatus) -> Json:
    return {
        "organisation": row.organisation,
        "known": row.takes_part.known,
        "undecided": row.takes_part.undecided,
        "complete": row.complete,
        "lead": {"known": row.lead.known, "undecided": row.lead.undecided},
        "by_status": _counts(row.by_status),
    }


def _grant(item: GrantMoney) -> Json:
    return {
        "id": item.id,
        "title": item.title,
        "category": item.category,
        "years": list(item.years or ()),
        "organisations": list(item.organisations or ()),
        "processes": list(item.processes or ()),
        "directions": list(item.directions or ()),
        "efforts": list(item.efforts),
        "amounts": [_year_money(money) for money in item.amounts if money.year is not None],
    }


def _year_money(money: YearMoney) -> Json:
    steps: Json = {step: _amount(money.steps.get(step)) for step in STEPS}
    return {"year": money.year, **steps, "decision": money.decision}


def _decision(row: DecisionRow) -> Json:
    return {
        "id": row.id,
        "body": row.body,
        "candidates": list(row.candidates),
        "kind": row.kind,
        "day": _day(row.day),
        "paragraph": row.paragraph,
        "registry_number": row.registry_number,
        "matter": row.matter,
        "title": row.title,
        "points": [
            {"number": point.number or str(number), "text": point.text, "status": point.status}
            for number, point in enumerate(row.points, start=1)
        ],
        "concerns": list(row.concerns),
    }


def _total(total: Total) -> Json:
    return {
        "sum": _kronor(total.sum),
        "low": _kronor(total.low),
        "high": _kronor(total.high),
        "known": total.known,
        "of": total.of,
    }


def _amount(amount: Bounded | None) -> Json | None:
    if amount is None:
        return None
    return {"value": _kronor(amount.value), "low": _kronor(amount.low), "high": _kronor(amount.high)}


def _kronor(value: Decimal | None) -> str | None:
    """Return kronor as a plain string: no grouping, no exponent, öre only where there are any."""
    if value is None:
        return None
    rounded = value.quantize(Decimal("0.01"))
    return str(int(rounded)) if rounded == rounded.to_integral_value() else f"{rounded:f}"


def _cell(money: YearMoney | None, step: Step) -> str:
    """Return an amount as a Swedish spreadsheet reads it; unknown is a word, which adds nothing to a sum."""
    if money is None or step not in money.steps:
        return ""
    amount = money.steps[step]
    return swedish.UNKNOWN if amount is None else (_kronor(amount.value) or "").replace(".", ",")


def _words(words: Sequence[str] | None) -> str:
    return swedish.UNKNOWN if words is None else ", ".join(words)


def _day(value: Day | None) -> Json | None:
    if value is None:
        return None
    first, last = value.first, value.last
    return {
        "text": value.text,
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
    }


def _plain(value: object) -> Any:
    """Return a record or any value in it as JSON holds it, with the keys of its file."""
    if isinstance(value, Part):
        return {
            info.alias or name: _plain(getattr(value, name))
            for name, info in type(value).model_fields.items()
        }
    if isinstance(value, Day):
        return _day(value)
    if isinstance(value, Figure):
        return {"text": value.text, **(_amount(value) or {})}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value

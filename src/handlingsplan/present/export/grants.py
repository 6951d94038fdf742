"""Write the money for programs."""

from collections.abc import Iterable, Mapping

from handlingsplan.compute.grants import Grants, Year
from handlingsplan.compute.grouping import Group
from handlingsplan.compute.money import STEPS, GrantMoney, Step, YearMoney
from handlingsplan.compute.traces.trace import Trace, What
from handlingsplan.model.total import Tally, Total
from handlingsplan.present import swedish
from handlingsplan.present.export.values import (
    Json,
    Rows,
    amount,
    files_read,
    kronor,
    kronor_total,
    number_total,
    words,
)
from handlingsplan.present.wording.grants import STEP_NAMES


def grants_json(grants: Grants, traces: Iterable[Trace]) -> Json:
    """Return the contract hp.grants/1."""
    made_of = {trace.what: trace for trace in traces}
    return {
        "schema": "hp.grants/1",
        "plan": grants.plan,
        "as_of": grants.as_of.isoformat() if grants.as_of else None,
        "files": files_read(grants.files),
        "years": [_year(grants, year, made_of) for year in grants.years],
        "items": [_grant(item) for item in grants.items.values()],
        "people": _total(grants.people, made_of.get(What("people"))),
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
                    words(item.organisations),
                    words(item.processes),
                    words(item.directions),
                    *(_cell(money, step) for step in STEPS),
                ]
            )
    return rows


def _year(grants: Grants, year: Year, made_of: Mapping[What, Trace]) -> Json:
    def summed(kind: str, total: Total) -> Json:
        return _total(total, made_of.get(What(kind, year=year.year)))

    return {
        "year": year.year,
        "requisitioned": summed("requisitioned", year.requisitioned),
        **{step: summed(step, year.sums[step]) for step in STEPS},
        "unallocated": amount(year.unallocated),
        "complete": year.complete,
        "items": list(year.items),
        "groups": [_group(grants, year, group, made_of) for group in year.groups],
    }


def _group(grants: Grants, year: Year, group: Group, made_of: Mapping[What, Trace]) -> Json:
    whats = {step: What(step, group.keys, year.year, grants.by) for step in STEPS}
    sums: Json = {step: _total(group.sums[step], made_of.get(what)) for step, what in whats.items()}
    return {"keys": list(group.keys), **sums, "items": list(group.items)}


def _total(total: Total, trace: Trace | None) -> Json:
    """Return a sum with the records that it was made of, and those whose part is unknown."""
    told = number_total(total) if isinstance(total, Tally) else kronor_total(total)
    ids, unknown = (trace.ids, trace.undecided_ids) if trace else ((), ())
    return {**told, "ids": list(ids), "unknown_ids": list(unknown)}


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
    steps: Json = {step: amount(money.steps.get(step)) for step in STEPS}
    return {"year": money.year, **steps, "decision": money.decision}


def _cell(money: YearMoney | None, step: Step) -> str:
    """Return an amount as a Swedish spreadsheet reads it; unknown is a word, which adds nothing to a sum."""
    if money is None or step not in money.steps:
        return ""
    amount = money.steps[step]
    return swedish.UNKNOWN if amount is None else (kronor(amount.value) or "").replace(".", ",")

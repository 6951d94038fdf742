"""Find sums that conflict: of a year's money, and totals that stand beside their parts."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from handlingsplan.compute.money import amounts_drawn, in_threes, surely_above
from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.figure import Kronor
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.event import Event
from handlingsplan.model.records.grant import Grant, Requisition, RequisitionAmount
from handlingsplan.model.total import NOTHING, Total, total


@rule("HP255")
def granted_above_requisitioned(plan: Plan) -> Iterator[Conflict]:
    """Mer är beviljat för ett år än rekvirerat.

    Det som beviljas för ett år tas av det som rekvirerades för året. Summorna jämförs när plan.yaml säger att
    årets lista över insatser är fullständig (`grants_complete`) och alla belopp är kända. Får pengar föras
    över från året före (`carry_over`), eller är det null, kan de ha beviljats här. Då jämförs inget.

    Gör så här: rätta det belopp som är fel, eller skriv den rekvisition som saknas.
    """
    for year, rules in plan.header.years.items():
        if not (rules.grants_complete and plan.folders["grants"].complete) or _may_add_to(plan, year):
            continue
        requisitions = _requisitions(plan, year)
        came = total(amount for _, requisition in requisitions for amount in amounts_drawn(requisition))
        went = total(_granted(plan, year))
        if surely_above(went, came) and not any(_disagreement(it) for _, it in requisitions):
            found = f"för {year} är {_least(went)} beviljat men {_most(came)} rekvirerat"
            hint = "rätta ett belopp, eller skriv den rekvisition som saknas"
            yield Conflict(requisitions[0][0], ("amounts",), f"{shown('amounts')}: {found}", hint)


@rule("HP261")
def parts_against_total(plan: Plan) -> Iterator[Conflict]:
    """Delarna stämmer inte med summan.

    Ett tal för det hela står bredvid sina delar, och de går inte ihop. Tre sådana tal finns: rekvisitionens
    belopp i allt och beloppen för varje inriktning, händelsens `highlighted` och processerna som står där,
    och gruppens `returning`, som är några av deltagarna.

    Gör så här: rätta det tal som är fel. Ett belopp i en rekvisition som gäller en inriktning har en
    `direction`; är det okänt vilken, skriv null.
    """
    yield from _uneven_requisitions(plan)
    yield from _too_few_highlighted(plan)
    yield from _too_many_returning(plan)


def _requisitions(plan: Plan, year: int) -> list[tuple[str, Requisition]]:
    """Return every requisition of a year, those with a repeated id too: it is their ids that are wrong."""
    records = ((loaded.path, loaded.record) for loaded in plan.loaded)
    return [(path, it) for path, it in records if isinstance(it, Requisition) and it.year == year]


def _may_add_to(plan: Plan, year: int) -> bool:
    """Tell whether money of the year before may be granted too: only where something is said of it."""
    before = plan.header.years.get(year - 1)
    return before is not None and "carry_over" in before.model_fields_set and before.carry_over is not False


def _granted(plan: Plan, year: int) -> Iterator[Kronor | None]:
    """Yield what each grant that may have money in a year was granted; None is unknown."""
    for _, grant in plan.files_of(Grant):
        amounts = next((amounts for amounts in grant.amounts or () if amounts.year == year), None)
        if amounts is not None:
            yield amounts.granted
        elif grant.years is None or year in grant.years:
            yield None


def _least(amount: Total) -> str:
    return _bound("minst ", amount.low, exact=amount.low == amount.high)


def _most(amount: Total) -> str:
    return _bound("högst ", amount.high, exact=amount.low == amount.high)


def _bound(word: str, bound: Decimal | None, *, exact: bool) -> str:
    return f"{'' if exact else word}{in_threes(bound or NOTHING)}"


class _Disagreement(NamedTuple):
    """The amount in all that is not the sum of its parts: which row, and both sums."""

    number: int
    whole: Total
    parts: Total
    above: bool


def _disagreement(requisition: Requisition) -> _Disagreement | None:
    """Return how the rows in all and those for directions surely differ."""
    rows = requisition.amounts or ()
    whole = [number for number, row in enumerate(rows) if "direction" not in row.model_fields_set]
    parts = [row for row in rows if "direction" in row.model_fields_set]
    in_all, in_parts = _total(rows[number] for number in whole), _total(parts)
    at_least = total(row.requisitioned for row in parts if row.requisitioned is not None)
    if surely_above(at_least, in_all):
        return _Disagreement(whole[0], in_all, at_least, above=True)
    if surely_above(in_all, in_parts):
        return _Disagreement(whole[0], in_all, in_parts, above=False)
    return None


def _total(rows: Iterable[RequisitionAmount]) -> Total:
    return total(row.requisitioned for row in rows)


def _uneven_requisitions(plan: Plan) -> Iterator[Conflict]:
    for path, requisition in plan.files_of(Requisition):
        wrong = _disagreement(requisition)
        if wrong is not None:
            whole = _most(wrong.whole) if wrong.above else _least(wrong.whole)
            parts = _least(wrong.parts) if wrong.above else _most(wrong.parts)
            found = f"{shown('requisitioned')}: {whole} i allt, men raderna med inriktning är {parts}"
            loc = ("amounts", wrong.number, "requisitioned")
            yield Conflict(path, loc, found, "rätta ett av beloppen, eller skriv den rad som saknas")


def _too_few_highlighted(plan: Plan) -> Iterator[Conflict]:
    for path, event in plan.files_of(Event):
        count, listed = event.highlighted, len(event.processes)
        if count is not None and count.high is not None and count.high < listed:
            found = f"{shown('highlighted')}: {count.text}, men under processes står {listed}"
            yield Conflict(path, ("highlighted",), found, "rätta antalet, eller ta bort en process")


def _too_many_returning(plan: Plan) -> Iterator[Conflict]:
    for path, grant in plan.files_of(Grant):
        for number, group in enumerate(grant.groups):
            some, every = group.returning, group.participants
            if some and every and every.high is not None and some.low > every.high:
                found = f"{shown('returning')}: {some.text}, men gruppen har {every.text} deltagare"
                hint = "rätta ett av antalen; de som har gått tidigare är några av deltagarna"
                yield Conflict(path, ("groups", number, "returning"), found, hint)

"""Run the rules of a plan's own: what is surely against them."""

from collections.abc import Iterator, Mapping
from datetime import date

from handlingsplan.compute.entries import Entry, gather
from handlingsplan.compute.entry_facets import EntryFacets
from handlingsplan.compute.list import Condition, Wanted, answered
from handlingsplan.compute.own.counts import miscounted, missummed
from handlingsplan.compute.own.demands import Breach, Sight, beyond, late, missing
from handlingsplan.compute.own.mistakes import mistakes
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.compute.select import choose, statuses_of
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc, Problem, Severity
from handlingsplan.model.records.rules import OwnRule, Rules
from handlingsplan.model.truth import Truth


def own_problems(plan: Plan, rules: Rules, horizon: Horizon) -> Iterator[Problem]:
    """Yield what breaks the plan's own rules; a rule that asks for what is not there is not run."""
    every = gather(plan)
    for code, own in rules.rules.items():
        if not any(mistakes(plan, own)):
            for breach in _breaches(own, _sight(plan, own, every, horizon.today), ("rules", code)):
                place = plan.locate(breach.path, breach.loc)
                found, hint = f"{own.title}: {breach.found}", own.hint or breach.wanted
                yield Problem(place, code, found, hint, Severity(own.severity))


def _sight(plan: Plan, own: OwnRule, every: Mapping[str, list[Entry]], today: date) -> Sight:
    facets = EntryFacets(plan, date.max)
    where = tuple(Condition(key, word) for key, word in own.where.items())
    wanted = Wanted(own.records, choose(plan, own.select, statuses_of(own.records)), where)
    answers = answered(facets, wanted, every.get(own.records, []))
    return Sight(
        plan=plan,
        facets=facets,
        entries=[entry for entry, answer in answers if answer is Truth.YES],
        maybe_more=any(answer is Truth.UNKNOWN for _, answer in answers),
        today=today,
    )


def _breaches(own: OwnRule, sight: Sight, at: Loc) -> Iterator[Breach]:
    if own.stated is not None:
        yield from missing(own.stated, sight)
    if own.compare is not None:
        yield from beyond(own.compare, sight)
    if own.within is not None:
        yield from late(own.within, sight)
    if own.count is not None:
        yield from miscounted(own.count, sight)
    if own.sum is not None:
        yield from missummed(own.sum, sight, (*at, "sum"))

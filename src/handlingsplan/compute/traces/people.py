"""Trace the number of people that grants reached: grant by grant, and which have no known number."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from handlingsplan.compute.grants import Grants
from handlingsplan.compute.reach import SIGNED_UP, people_in, within
from handlingsplan.compute.traces.trace import Trace, TracePart, TraceTerm, What, unknown_at, written
from handlingsplan.model.day import may_have_come
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.grant import Grant
from handlingsplan.model.total import Counted


def trace_people(plan: Plan, grants: Grants, years: Collection[int]) -> Iterator[Trace]:
    """Yield how many people the grants reached, where any grant tells of anybody."""
    if grants.people.of:
        found = [part for id_ in grants.items for part in _people(plan, plan.grants[id_], grants, years)]
        known = tuple(part for part in found if part.value is not None)
        yield Trace(What("people"), grants.people, known, tuple(part for part in found if part.value is None))


def _people(plan: Plan, grant: Grant, grants: Grants, years: Collection[int]) -> Iterator[TracePart]:
    """Yield where a grant tells of people, with how many it is counted as; nothing where it does not."""
    told = people_in([grant], grants.as_of, years)
    if not told.of:
        return
    part = unknown_at(plan, grant.id, _key(grant, grants))
    if told.sum is None or told.low is None:
        yield replace(part, text=None)
    else:
        value = Counted(told.sum, told.low, told.high)
        counted = within(grant, years) or grant
        terms = tuple(_counts(counted, part, grants.as_of or date.max))
        yield replace(part, text=None, terms=terms, value=value)


def _counts(grant: Grant, part: TracePart, as_of: date) -> Iterator[TraceTerm]:
    """Yield the numbers that stand under a key: those stated with their kinds, those of groups in a sum."""
    if part.key == "participants":
        for one in (it for it in grant.participants or () if may_have_come(it.day, as_of)):
            yield TraceTerm("count", tuple(text for text in (written(one.count), one.kind) if text))
        return
    met = [group for group in grant.groups if may_have_come(group.day, as_of)]
    for group in met:
        if group.participants:
            yield TraceTerm("participants", (group.participants.text,))
    for group in met:
        if group.returning:
            yield TraceTerm("returning", (group.returning.text,), taken=True)


def _key(grant: Grant, grants: Grants) -> str:
    """Return the key that the people are counted under: those stated before those of the groups."""
    came = (one for one in grant.participants or () if one.kind != SIGNED_UP)
    held = any(grants.as_of is None or may_have_come(one.day, grants.as_of) for one in came)
    return "participants" if held or not grant.groups else "groups"

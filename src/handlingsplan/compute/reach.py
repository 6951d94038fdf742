"""Count the people that grants and events reached: never who, and never more than is told."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from handlingsplan.compute.select import Selection, select
from handlingsplan.model import truth
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.grant import Goal, Grant, Group, Participants
from handlingsplan.model.records.part import Part
from handlingsplan.model.total import Amount, Counted, Tally, difference, tally
from handlingsplan.model.truth import Truth

if TYPE_CHECKING:
    from handlingsplan.model.records.event import Event

SIGNED_UP = "anmälda"
"""The kind of participants who had only signed up."""


P = TypeVar("P", bound=Part)

_PEOPLE = frozenset({"participants", "groups"})
"""The keys that say that somebody took part, even where it is unknown how many."""

_TELLING = _PEOPLE | {"goals", "afterwards"}
"""The keys that say what a grant reached."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What one grant or event reached.

    `people` counts each person once where that is told; None is unknown, or that nobody took part as far as
    is told: then it is not `of_people`. `groups` is how many groups met,
    None where no group is told of.
    """

    id: str
    title: str | None
    kind: str
    people: Counted | None
    of_people: bool
    stated: tuple[Participants, ...]
    groups: Tally | None
    places: tuple[str, ...]
    languages: tuple[str, ...]
    goals: tuple[Goal, ...]
    afterwards: str | None


@dataclass(frozen=True, slots=True)
class Reach:
    """What the selected grants and events reached; `undecided` may or may not be selected."""

    grants: tuple[Reached, ...]
    events: tuple[Reached, ...]
    undecided: tuple[str, ...]

    @property
    def people(self) -> Tally:
        """Return how many took part in the grants together; somebody in two grants is counted in both."""
        return tally(row.people for row in self.grants if row.of_people)


def compute_reach(plan: Plan, selection: Selection | None = None, as_of: date | None = None) -> Reach:
    """Return what the selected grants and events reached, of those that tell of anybody."""
    day = as_of or date.max
    wanted = (selection or Selection()).wanted
    years = {int(year) for year in wanted.get("year", ()) if year.isdecimal()}
    rest = Selection({name: words for name, words in wanted.items() if name != "year"})
    grants = select(plan, plan.grants, rest if years else Selection(wanted), day)
    events = select(plan, plan.events, Selection(wanted), day)
    held = [plan.events[id_] for id_ in events.ids if may_have_come(plan.events[id_].day, day)]
    of_years = (it for it in map(plan.grants.__getitem__, grants.ids) if not years or _may_be_of(it, years))
    return Reach(
        grants=tuple(_reached(of_years, day, years)),
        events=tuple(_of_event(event) for event in held if "participants" in event.model_fields_set),
        undecided=(*grants.undecided, *events.undecided),
    )


def people_in(grants: Iterable[Grant], as_of: date | None = None, years: Collection[int] = ()) -> Tally:
    """Return how many took part in some grants together, of those that tell of anybody.

    With `years`, only in those: people of a grant over several years that have no day are unknown.
    """
    return tally(row.people for row in _reached(grants, as_of or date.max, years) if row.of_people)


def _reached(grants: Iterable[Grant], day: date, years: Collection[int]) -> Iterator[Reached]:
    counted = (within(grant, years) for grant in grants)
    rows = (_of_grant(grant, day) for grant in counted if grant is not None)
    yield from (row for row in rows if row is not None)


def _may_be_of(grant: Grant, years: Collection[int]) -> bool:
    return grant.years is None or any(year in years for year in grant.years)


def within(grant: Grant, years: Collection[int]) -> Grant | None:
    """Return a grant with the people of some years only, of all where none is named; None for none.

    A count that may be of another year is unknown.
    """
    if not years:
        return grant
    if not (grant.participants or grant.groups):
        return grant if grant.years is not None else None
    whole = grant.years is not None and set(grant.years) <= set(years)

    def answer(day: Day | None) -> Truth:
        if day is None:
            return Truth.YES if whole else Truth.UNKNOWN
        return truth.some(day.within_year(year) for year in years)

    days = [*(one.day for one in grant.participants or ()), *(one.day for one in grant.groups)]
    if grant.years is None and not any(answer(day) is Truth.YES for day in days):
        return None
    stated = [_known(one, answer(one.day), "count") for one in grant.participants or ()]
    groups = [_known(one, answer(one.day), "participants") for one in grant.groups]
    kept = {
        "participants": tuple(one for one in stated if one is not None),
        "groups": tuple(one for one in groups if one is not None),
    }
    return grant.model_copy(update=kept) if any(kept.values()) else None


def _known(one: P, found: Truth, count: str) -> P | None:
    """Return what is counted as it is, without its number where that is uncertain, or not at all."""
    if found is Truth.NO:
        return None
    return one if found is Truth.YES else one.model_copy(update={count: None})


def _of_grant(grant: Grant, day: date) -> Reached | None:
    stated = tuple(one for one in grant.participants or () if may_have_come(one.day, day))
    groups = [group for group in grant.groups if may_have_come(group.day, day)]
    if not _TELLING & grant.model_fields_set:
        return None
    places = dict.fromkeys([*grant.places, *(group.place for group in groups if group.place)])
    languages = dict.fromkeys([*grant.languages, *(group.language for group in groups if group.language)])
    return Reached(
        id=grant.id,
        title=grant.title,
        kind="grant",
        people=_people(stated, groups),
        of_people=bool(_PEOPLE & grant.model_fields_set),
        stated=stated,
        groups=tally(group.count for group in groups) if groups else None,
        places=tuple(places),
        languages=tuple(languages),
        goals=grant.goals,
        afterwards=grant.afterwards,
    )


def _of_event(event: "Event") -> Reached:
    return Reached(
        id=event.id,
        title=event.title,
        kind="event",
        people=_people(event.participants, ()),
        of_people=True,
        stated=event.participants or (),
        groups=None,
        places=(event.place,) if event.place else (),
        languages=(),
        goals=(),
        afterwards=event.outcome,
    )


def _people(stated: Sequence[Participants] | None, groups: Sequence[Group]) -> Counted | None:
    """Return how many persons took part: as stated, persons before times; else those of the groups.

    In the groups, those who had been in an earlier one are counted once.
    """
    came = [one for one in stated or () if one.kind != SIGNED_UP]
    counted = [one for one in came if one.kind != "fullföljt"] or came  # those are among the others
    persons = [one for one in counted if one.kind == "individer"] or counted
    if persons:
        return _counted(difference([one.count for one in persons], []))
    met = [group for group in groups if group.kind != SIGNED_UP]
    again = [group.returning for group in met if "returning" in group.model_fields_set]
    return _counted(difference([group.participants for group in met], again)) if met else None


def _counted(number: Amount | None) -> Counted | None:
    return Counted(number.value, number.low, number.high) if number is not None else None

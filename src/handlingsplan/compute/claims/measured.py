"""Measure what a claim is about in the plan's files, with what nobody can tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handlingsplan.compute.claims.fields import Field, look_up
from handlingsplan.compute.claims.lacks import Lack, lack
from handlingsplan.compute.claims.origins import Origin, name_of, values_of
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.values import Span, Value, exactly
from handlingsplan.compute.entries import Entry, gather, words_of
from handlingsplan.compute.entry_facets import EntryFacets
from handlingsplan.compute.list import Condition, Wanted, answered, come
from handlingsplan.compute.own.told import Told, told
from handlingsplan.compute.select import Selection
from handlingsplan.compute.standing import standing, told_at
from handlingsplan.model import truth
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.process import Process
from handlingsplan.model.total import NOTHING
from handlingsplan.model.truth import Truth

_TELLING: Mapping[str, str] = {"status": "history", "org": "organisations", "direction": "directions"}
"""The key that answers a name, where it has another name itself."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the files give: a value, or what they list; `lacks` is empty where it is certain.

    `maybe` are those that nobody can tell of. `made_of` tells where each part stands, by what it is of.
    """

    value: Value | None
    items: tuple[str, ...] | None = None
    maybe: tuple[str, ...] = ()
    made_of: tuple[Origin, ...] = ()
    lacks: Lack | None = None


class Sight:
    """Measures quantities in one plan; what it has gathered once it keeps."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._facets: dict[date, EntryFacets] = {}
        self._came: dict[tuple[str, date], Mapping[Entry, Truth]] = {}
        self._answers: dict[tuple[Quantity, date], list[tuple[Entry, Truth]]] = {}

    @cached_property
    def _processes(self) -> list[Entry]:
        """Return the processes, without going through all that the plan holds."""
        loaded = self.plan.by_id
        return [Entry((process,), id_, loaded[id_].path, ()) for id_, process in self.plan.processes.items()]

    @cached_property
    def _every(self) -> Mapping[str, list[Entry]]:
        return gather(self.plan)

    def measure(self, quantity: Quantity, days: Sequence[date]) -> Measured:
        """Return what the files give of a count, a sum or a field on a day, or on one of several."""
        if quantity.form == "field":
            found = look_up(self.plan, quantity.record, quantity.key)
            return _of_field(quantity, found) if found else Measured(None, lacks="absent")
        return self._sum(quantity, days) if quantity.form == "sum" else self._count(quantity, days)

    def each(
        self, quantity: Quantity, days: Sequence[date], *, counted: bool
    ) -> Iterator[tuple[Entry, Truth, list[Value]]]:
        """Yield each entry that is, or may be, asked about, with the values under the key, or how many."""
        for entry, answer in self.answers(quantity, days):
            if answer is not Truth.NO:
                found = told(entry, quantity.key)
                yield entry, answer, _how_many(found) if counted else [*values_of(found.value)]

    def origins(self, quantity: Quantity, days: Sequence[date]) -> Iterator[Origin]:
        """Yield where each entry that is asked about has its value under the key."""
        for entry, answer in self.answers(quantity, days):
            if answer is Truth.YES:
                found = told(entry, quantity.key)
                text = ", ".join(words_of(found.value))
                yield Origin(name_of(entry), entry.path, found.loc, text, open=not text)

    def answers(self, quantity: Quantity, days: Sequence[date]) -> list[tuple[Entry, Truth]]:
        """Return the entries of a sort that had come by a day, with whether each is asked about.

        Of several days nobody knows which one is meant: what is not the same on all of them is unknown.
        """
        told = [dict(self._answers_on(quantity, day)) for day in days]
        every = dict.fromkeys(entry for answers in told for entry in answers)
        return [(entry, _same({answers.get(entry, Truth.NO) for answers in told})) for entry in every]

    def _answers_on(self, quantity: Quantity, as_of: date) -> list[tuple[Entry, Truth]]:
        asked = Quantity("count", quantity.records, quantity.select, quantity.where)
        if (asked, as_of) not in self._answers:
            facets = self._facets.setdefault(as_of, EntryFacets(self.plan, as_of))
            came = self._come(quantity.records, as_of)
            where = tuple(Condition(key, word) for key, word in sorted(quantity.where))
            wanted = Wanted(quantity.records, Selection(quantity.selected), where)
            self._answers[asked, as_of] = [
                (entry, truth.every((answer, came[entry])))
                for entry, answer in answered(facets, wanted, list(came))
            ]
        return self._answers[asked, as_of]

    def _come(self, sort: str, as_of: date) -> Mapping[Entry, Truth]:
        """Return the entries of a sort that may have come by a day, with whether they surely had."""
        if (sort, as_of) not in self._came:
            entries = self._processes if sort == "processes" else self._every.get(sort, [])
            found = ((entry, come(entry, as_of)) for entry in entries)
            self._came[sort, as_of] = {entry: answer for entry, answer in found if answer is not Truth.NO}
        return self._came[sort, as_of]

    def _keeps(self, sort: str) -> bool:
        """Tell whether the plan has anything of a sort, or says that there is none."""
        if sort == "processes":
            return bool(self._processes)
        parts = (self.plan.header, *(loaded.record for loaded in self.plan.loaded))
        return bool(self._every.get(sort)) or any(sort in part.model_fields_set for part in parts)

    def _count(self, quantity: Quantity, days: Sequence[date]) -> Measured:
        answers = self.answers(quantity, days)
        sure = [entry for entry, answer in answers if answer is Truth.YES]
        maybe = [entry for entry, answer in answers if answer is Truth.UNKNOWN]
        lacks = lack(self.plan, quantity, maybe)
        if not (answers or lacks or quantity.records == "grants" or self._keeps(quantity.records)):
            return Measured(None, lacks="absent")
        high = None if lacks in {"unread", "incomplete"} else NOTHING + len(sure) + len(maybe)
        return Measured(
            value=Span(NOTHING + len(sure), NOTHING + len(sure), high),
            items=tuple(map(name_of, sure)),
            maybe=tuple(map(name_of, maybe)),
            made_of=tuple(
                Origin(name_of(entry), entry.path, self._telling(entry, quantity, days[-1]), open=open_)
                for entries, open_ in ((sure, False), (maybe, True))
                for entry in entries
            ),
            lacks=lacks,
        )

    def _telling(self, entry: Entry, quantity: Quantity, as_of: date) -> Loc:
        """Return the way to what answers the first name or key that an entry is asked by, or to itself."""
        for name, _ in sorted((*quantity.select, *quantity.where), key=str):
            key = _TELLING.get(name, name)
            if key == "history" and isinstance(entry.part, Process):
                told = standing(entry.part, self.plan.header, as_of)
                return (*entry.loc, *(told_at(entry.part, told) or (key,)))
            if key in type(entry.part).model_fields:
                return (*entry.loc, key)
        return entry.loc

    def _sum(self, quantity: Quantity, days: Sequence[date]) -> Measured:
        from handlingsplan.compute.claims.summing import Adding, summed  # knows the classes of the money

        adding = Adding(self.plan, quantity, days[-1])
        answers = self.answers(adding.asked, days)
        sure = [entry for entry, answer in answers if answer is Truth.YES]
        open_ = (entry for entry, answer in answers if answer is Truth.UNKNOWN)
        maybe = [name_of(entry) for entry in open_ if any(adding.terms_of(entry, quantity.key))]
        parts = [it for entry in sure for it in adding.terms_of(entry, quantity.key)]
        minus = [entry for entry in sure if quantity.minus]
        taken = [it for entry in minus for it in adding.terms_of(entry, quantity.minus)]
        made_of = (*(it.origin for it in parts), *(it.origin._replace(taken=True) for it in taken))
        lacks = lack(self.plan, quantity, maybe)
        if not parts:
            return Measured(None, maybe=tuple(maybe), made_of=made_of, lacks=lacks or "absent")
        unknown = tuple(part.origin.id for part in (*parts, *taken) if part.figure is None)
        found = summed([part.figure for part in parts], [part.figure for part in taken])
        if lacks or unknown:
            found = Span(found.low, found.low, None, found.kronor) if found and not quantity.minus else None
        return Measured(found, None, (*maybe, *unknown), made_of, lacks or ("unknown" if unknown else None))


def _how_many(found: Told) -> list[Value]:
    """Return how many things are listed under a key; nothing where that is unknown."""
    listed = found.value if found.written else None
    return [exactly(len(listed))] if isinstance(listed, tuple | Mapping) else []


def _same(answers: set[Truth]) -> Truth:
    return answers.pop() if len(answers) == 1 else Truth.UNKNOWN


def _of_field(quantity: Quantity, field: Field) -> Measured:
    """Return what a field holds: a value, or how many things, and which where they are words."""
    if not field.written and isinstance(field.value, tuple | Mapping):
        return Measured(None, lacks="absent")
    text = ", ".join(words_of(field.value))
    made_of = (Origin(quantity.record, field.path, field.loc, text, open=field.value is None),)
    if field.value is None:
        return Measured(None, made_of=made_of, lacks="unknown")
    if field.shape.listed or isinstance(field.value, tuple | Mapping):
        things = [*field.value] if isinstance(field.value, tuple | Mapping) else []
        words = tuple(map(str, things)) if all(isinstance(it, str | int) for it in things) else None
        count = NOTHING + len(things)
        return Measured(Span(count, count, count), words, made_of=made_of)
    return Measured(next(values_of(field.value), None), made_of=made_of)

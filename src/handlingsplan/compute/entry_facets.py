"""Tell what an entry of a list says about a key, or about a name that records are selected by."""

from collections.abc import Iterator
from datetime import date

from handlingsplan.compute.entries import Entry, tells, words_of
from handlingsplan.compute.facets import Facet, Facets, years_in
from handlingsplan.compute.select import NAMES
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.meeting import Meeting
from handlingsplan.model.records.part import Part, Period, Record

YEAR = "year"
"""What every entry answers that has a day, a year or a period, itself or what it stands in."""

_DATING = ("year", "years", "day", "since", "seen", "due", "period")

_ORGANISATIONS = ("organisation", "organisations", "responsible_for", "present")

_OF_RECORDS = frozenset({"body", "process", "area", "lead"})
"""The names that a record answers itself: by its candidates too, or through other records."""


class EntryFacets:
    """Tells what each entry says: by its own keys, then by those of what it stands in, then by its record."""

    def __init__(self, plan: Plan, as_of: date) -> None:
        self._plan = plan
        self._records = Facets(plan, as_of)
        self._told: dict[tuple[Entry, str], Facet] = {}

    def facet(self, entry: Entry, name: str) -> Facet:
        """Return what an entry says about a key or a name; it is asked the same again and again."""
        if (entry, name) not in self._told:
            self._told[entry, name] = self._facet(entry, name)
        return self._told[entry, name]

    def _facet(self, entry: Entry, name: str) -> Facet:
        if name == YEAR and (year := self._year(entry)) is not None:
            return year
        if name == "org" and (organisations := _organisations(entry)) is not None:
            return organisations
        if name == "body" and isinstance(entry.part, Meeting):
            return Facet()  # a process meets by itself, whoever decides about it
        record = entry.chain[-1]
        named = name in NAMES and isinstance(record, Record)
        if not (named and name in _OF_RECORDS) and name != "org" and entry.tells(name):
            value = entry.value(name)
            return Facet(more=True) if value is None else Facet(frozenset(_words(value)))
        return self._records.facet(record, name) if named and isinstance(record, Record) else Facet()

    def words(self, entry: Entry, name: str) -> list[str | None]:
        """Return the words that an entry is grouped under: None when unknown, an empty text when none."""
        facet = self.facet(entry, name)
        if facet.values:
            return [*sorted(facet.values, key=id_order)]
        return [None] if facet.more else [""]

    def _year(self, entry: Entry) -> Facet | None:
        """Return the years of an entry, by the innermost that is dated; None where nothing is."""
        if entry.loc[:1] == ("years",):
            return Facet(frozenset({entry.key or ""}))
        for part in entry.chain:
            if "to" in type(part).model_fields and tells(part, "from"):
                first, last = (getattr(part, key, None) for key in ("from_", "to"))
                return years_in(Period.model_construct(from_=first, to=last), self._plan)
            key = next((key for key in _DATING if tells(part, key)), None)
            if key is not None:
                return years_in(getattr(part, key), self._plan)
        return None


def _words(value: object) -> Iterator[str]:
    """Yield the words of a value; a group of keys, such as a period, is one."""
    if isinstance(value, Part):
        yield " – ".join(word for name in type(value).model_fields for word in words_of(getattr(value, name)))
    else:
        yield from words_of(value)


def _organisations(entry: Entry) -> Facet | None:
    """Return the organisations that the innermost group of keys names; None where only the record may."""
    for part in entry.chain:
        if isinstance(part, Record | Header):
            return None
        told = [key for key in _ORGANISATIONS if tells(part, key)]
        if told:
            return Facet(frozenset(_named(part, told)), more=any(getattr(part, key) is None for key in told))
    return None


def _named(part: Part, keys: list[str]) -> Iterator[str]:
    for key in keys:
        yield from words_of(getattr(part, key))

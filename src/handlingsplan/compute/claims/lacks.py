"""Tell what keeps the files from giving a figure for certain."""

from collections.abc import Iterable, Mapping
from typing import Literal

from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.entries import RECORDS
from handlingsplan.compute.facets import money_years
from handlingsplan.model.plan import FileCount, Plan

Lack = Literal["undecided", "unknown", "incomplete", "unread", "absent"]
"""What keeps the files from telling: entries that may belong, values that are unknown, a list that is not
whole, files that could not be read, or nothing to go by."""

_TOLD_BY_ITSELF: Mapping[str, frozenset[str]] = {
    "processes": frozenset({"org", "lead", "area", "status", "process"}),
    "grants": frozenset({"org", "year", "category", "direction", "process", "effort"}),
    "requisitions": frozenset({"year"}),
    "decisions": frozenset({"body", "year", "status"}),
    "meetings": frozenset({"body", "year"}),
    "events": frozenset({"year"}),
}
"""The names that a record answers itself; what it says of the others stands in other records too."""


def lack(plan: Plan, quantity: Quantity, maybe: Iterable[object]) -> Lack | None:
    """Return what keeps a count from being certain, None for nothing."""
    if not _read(plan, quantity).complete:
        return "unread"
    if "grants" in _holders(quantity.records) and not _grants_complete(plan, quantity):
        return "incomplete"
    return "undecided" if any(True for _ in maybe) else None


def _read(plan: Plan, quantity: Quantity) -> FileCount:
    """Return how many of the files that may tell were read: of one folder where no other tells of it."""
    records = quantity.records
    own = _TOLD_BY_ITSELF.get(records, frozenset())
    others = {name for name, _ in quantity.select if name not in own}
    others |= {key for key, _ in quantity.where if key not in own and not _key_of(records, key)}
    if others or not plan.header_read:
        return plan.files
    names = {"grants" if name == "requisitions" else name for name in _holders(records)}
    folders = [plan.folders[name] for name in names]
    return FileCount(sum(it.read for it in folders), sum(it.total for it in folders))


def _key_of(records: str, key: str) -> bool:
    """Tell whether entries of a sort can have a key."""
    from handlingsplan.compute.sorts import shape_of  # knows every class of records, which takes time to make

    return shape_of(records, key) is not None


def _holders(records: str) -> frozenset[str]:
    """Return the sorts of records that entries of a sort are, or stand in; none for plan.yaml's own."""
    if records in RECORDS.values():
        return frozenset({records}) if records != "meetings" else frozenset({"meetings", "processes"})
    from handlingsplan.compute.sorts import records_holding

    return records_holding(records)


def _grants_complete(plan: Plan, quantity: Quantity) -> bool:
    """Tell whether every grant that is asked about is in the plan: all of its years, or the one named."""
    if quantity.words("id") & frozenset(map(str.casefold, plan.grants)):
        return True
    years = plan.header.years
    complete = {str(year) for year, it in years.items() if it.grants_complete}
    asked = quantity.words("year") or frozenset(map(str, {*years, *money_years(plan)}))
    return bool(asked) and asked <= complete

"""Tell what an unknown thing stands in the way of: a sum, a deadline, a document."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from handlingsplan.compute.gaps.showing import DOCUMENTS, OF_EVERY_DOCUMENT, Keys, keys_in
from handlingsplan.model.shape import Key, Listing, Scalar, group_in, keys_of

Blocked = Literal["summa", "tidsfrist", "rapport"]

WEIGHTS: Mapping[Blocked, int] = {"summa": 3, "tidsfrist": 2, "rapport": 1}
"""How much weighs what a gap stands in the way of; nothing weighs nought."""

COUNTED_BY: Mapping[str, tuple[str, ...]] = {
    "process": ("area", "lead", "organisations", "history"),
    "grant": ("category", "years"),
}
"""What decides which of the sums of hp status and hp grants a record is counted in, by kind.

What is a figure itself, in kronor or a number, is known by its shape.
"""

NOT_SUMMED = frozenset({"smallest_group", "share"})
"""Figures that no sum has."""

DEADLINES = frozenset({"due", "spend_by", "report_by"})
"""The days that are deadlines wherever they stand."""

LAST_DAYS: Mapping[str, tuple[str, ...]] = {
    "process": ("planned", "planned.to"),
    "plan": ("period", "period.to"),
}
"""Days that end something, and so are deadlines too, by kind."""


def blocks(kind: str, keys: tuple[str, ...], key: Key, *, for_document: bool = False) -> tuple[Blocked, ...]:
    """Return what it stands in the way of that a key in a kind of record is unknown, the heaviest first.

    `for_document` where a document that is asked for shows it, or can; else those that come with the tool
    are looked in, whichever records they use.
    """
    found: list[Blocked] = []
    way = ".".join(keys)
    if way in COUNTED_BY.get(kind, ()) or (_is_summed(key) and key.name not in NOT_SUMMED):
        found.append("summa")
    if key.name in DEADLINES or way in LAST_DAYS.get(kind, ()):
        found.append("tidsfrist")
    if for_document or any(shown.has(kind, keys) for shown in _documents()):
        found.append("rapport")
    return tuple(found)


def weight(found: Iterable[Blocked]) -> int:
    """Return how much that weighs which a gap stands in the way of."""
    return max((WEIGHTS[block] for block in found), default=0)


@cache
def _documents() -> tuple[Keys, ...]:
    return tuple(found for table in (OF_EVERY_DOCUMENT, *DOCUMENTS.values()) for found in keys_in(table))


def _is_summed(key: Key) -> bool:
    """Tell whether a key holds figures: itself, in a list, or in the groups that stand under it."""
    part = group_in(key.shape)
    if part is not None:
        return any(_is_figure(inner) for inner in keys_of(part).values())
    return _is_figure(key)


def _is_figure(key: Key) -> bool:
    shape = key.shape.item if isinstance(key.shape, Listing) else key.shape
    return isinstance(shape, Scalar) and shape.reads in {"kronor", "number"}

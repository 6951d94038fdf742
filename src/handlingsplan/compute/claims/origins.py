"""Tell where in the files a figure comes from, and what the entries and the values there are called."""

from collections.abc import Iterator
from typing import NamedTuple

from handlingsplan.compute.claims.values import Value
from handlingsplan.compute.entries import Entry
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.problem import Loc


class Origin(NamedTuple):
    """A value in the files that a figure is made of: what it is of, where it stands, and as it is written.

    Of one that is `open` nobody can tell whether it belongs, or what it is; one that is `taken` is taken
    from the others.
    """

    id: str
    path: str
    loc: Loc
    text: str = ""
    open: bool = False
    taken: bool = False


def name_of(entry: Entry) -> str:
    """Return what tells an entry from the others of its sort: its id or short name, or its own words."""
    if entry.key is not None:
        return entry.key
    if len(entry.chain) == 1:
        return entry.owner
    words = (getattr(entry.part, key, None) for key in ("title", "name", "what", "text", "organisation"))
    own = next((word for word in words if isinstance(word, str)), None)
    steps = ".".join(str(step + 1) if isinstance(step, int) else step for step in entry.loc)
    return own or f"{entry.owner}.{steps}"


def values_of(found: object) -> Iterator[Value]:
    """Yield the values that stand under a key: one, or each of a list; nothing where it is unknown."""
    if isinstance(found, Figure | Day):
        yield found
    elif isinstance(found, bool):
        yield "ja" if found else "nej"
    elif isinstance(found, int):
        yield Day.parse(str(found))
    elif isinstance(found, str):
        yield found
    elif isinstance(found, tuple):
        for item in found:
            yield from values_of(item)

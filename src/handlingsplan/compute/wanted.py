"""Hold what is asked to be set, as it was written."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Wanted(NamedTuple):
    """What is asked for, as it was written. `value` is None where none was given.

    `details` belong to a new status: since, seen, through, outcome, by, anchored, note.
    """

    field: str
    value: str | None = None
    add: Sequence[str] = ()
    remove: Sequence[str] = ()
    unset: bool = False
    year: str | None = None
    details: Mapping[str, str] = {}
    sources: Sequence[str] = ()

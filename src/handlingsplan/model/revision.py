"""Name the version of a plan's files that a document was made from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Revision:
    """The last saved change to the plan's files, its day, and whether nothing was changed after it."""

    id: str
    day: date
    clean: bool

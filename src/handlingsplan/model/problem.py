"""Hold a finding as a value: where it stands, what was found and what would be right."""

from dataclasses import dataclass
from enum import Enum

Loc = tuple[str | int, ...]
"""The way to a value in a file: keys and list positions, from the top."""


class Severity(Enum):
    """How bad a finding is; the value is the word that users read."""

    FAULT = "fel"
    WARNING = "varning"
    NOTE = "upplysning"
    GAP = "lucka"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file of the plan; line and column count from 1, both 0 for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a stable code, what was found, and in `hint` what would be right."""

    place: Place
    code: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.FAULT

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """Order by place, then code, so that every run lists findings alike."""
        return (self.place, self.code, self.message)

"""Hold a table of text: heads, rows and which columns are figures, for any format."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of text; the columns numbered in `right` hold figures. `title` may be empty."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    title: str = ""


def figures_from(first: int, heads: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the columns from `first` on, which hold figures."""
    return frozenset(range(first, len(heads)))

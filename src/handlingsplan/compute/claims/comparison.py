"""Hold one comparison as a value: two readings of one thing, whether they agree, and what explains it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from handlingsplan.compute.claims.lacks import Lack
from handlingsplan.compute.claims.origins import Origin
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement, When
from handlingsplan.compute.claims.values import Value
from handlingsplan.model.day import Day
from handlingsplan.model.problem import Loc

Kind = Literal["data", "list", "parts", "claim", "plan"]
"""A claim against the files, its number against its own list, a total against its parts, claims against each
other, and the plan's own sums."""

Verdict = Literal["agrees", "differs", "undecidable", "explained"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two readings: a value, or what is listed; stated by claims, or computed from the files.

    `of` are the claims, `parts` those that it is the sum of; `made_of` where in the files it comes from.
    """

    value: Value | None
    items: tuple[str, ...] | None = None
    of: tuple[Statement, ...] = ()
    parts: tuple[Statement, ...] = ()
    made_of: tuple[Origin, ...] = ()
    terms: tuple[Value, ...] = ()
    """The numbers of a sum of the plan's own; of a key of each, the values that are otherwise."""

    @property
    def stated(self) -> bool:
        """Tell whether it is what documents state, not what the files give."""
        return bool(self.of or self.parts)


class Reason(NamedTuple):
    """Why two readings differ: in whose words and since when, and where it is written.

    A hypothesis is only plausible and explains nothing yet. `corrected_by` is the claim that puts it right.
    """

    text: str
    by: str
    day: Day | None
    source: tuple[str, ...]
    hypothesis: bool
    path: str
    loc: Loc
    corrected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings of one quantity, and whether they agree.

    `missing` is in the right reading and not in the left, `extra` in the left only; `maybe` is what nobody
    can tell of, and `lacks` why. `by` is the name that the parts of a total are told apart by. `difference`
    is how far two numbers are from each other. `partly` are the claims of it that are explained, where others
    that say the same are not.
    """

    kind: Kind
    quantity: Quantity
    day: When | None
    left: Side
    right: Side
    verdict: Verdict
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    lacks: Lack | None = None
    by: str = ""
    difference: Decimal | None = None
    reason: Reason | None = None
    partly: tuple[Statement, ...] = ()

    @property
    def topic(self) -> tuple[Quantity, When | None, str]:
        """Return what it is about: comparisons with the same belong together."""
        return (self.quantity, self.day if self.quantity.words("status") else None, self.by)

    @property
    def sides(self) -> tuple[tuple[Side, Side], ...]:
        """Return each reading that a claim can be explained in, with what it is held against.

        What a claim says is held against its own list, and not the other way round.
        """
        there = ((self.left, self.right),)
        return there if self.kind == "list" else (*there, (self.right, self.left))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return every claim that takes part in it."""
        sides = (self.left, self.right)
        return tuple(dict.fromkeys(it for side in sides for it in (*side.of, *side.parts)))

"""Say what a claim is about, so that claims about the same thing meet wherever they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from handlingsplan.compute.select import choose, statuses_of
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.claim import Claim

Form = Literal["count", "sum", "each", "field", "named", "plan"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is counted, added, said of each, held by a field, or only named; whatever day it was so.

    `select` and `where` narrow the entries of `records`; `key` is what is added or said, or the field. `name`
    is what is only named. Words of `where` and a name have no capitals; `spelling` says how they are written.
    """

    form: Form
    records: str = ""
    select: frozenset[tuple[str, frozenset[str]]] = frozenset()
    where: frozenset[tuple[str, str]] = frozenset()
    key: str = ""
    minus: str = ""
    record: str = ""
    name: str = ""
    spelling: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def selected(self) -> Mapping[str, frozenset[str]]:
        """Return the words that the entries are selected by, under each name."""
        return dict(self.select)

    def words(self, name: str) -> frozenset[str]:
        """Return the words under a name that entries are selected by, or under a key."""
        return self.selected.get(name) or frozenset(word for key, word in self.where if key == name)

    def written(self, word: str) -> str:
        """Return a word of `where`, or a name, as it is written."""
        return self.spelling.get(word, word)

    def without(self, name: str) -> "Quantity":
        """Return the same without one name or key that narrows it."""
        return replace(
            self,
            select=frozenset(pair for pair in self.select if pair[0] != name),
            where=frozenset(pair for pair in self.where if pair[0] != name),
        )


def quantity_of(plan: Plan, claim: Claim) -> Quantity:
    """Return what a claim is about; raise `WrongChoiceError` for a word that the plan does not have."""
    chosen = choose(plan, claim.select, statuses_of(claim.records or "")).wanted
    return replace(written_quantity(claim), select=frozenset(chosen.items()))


def written_quantity(claim: Claim) -> Quantity:
    """Return what a claim is about, with the words that it is written with and not the plan's own."""
    if claim.quantity is not None:
        name = claim.quantity.casefold()
        return Quantity("named", name=name, spelling={name: claim.quantity})
    if claim.record is not None:
        return Quantity("field", record=claim.record, key=claim.field or "")
    return Quantity(
        form="sum" if claim.sum else "each" if claim.each else "count",
        records=claim.records or "",
        select=frozenset((name, frozenset(words)) for name, words in claim.select.items()),
        where=frozenset((key, word.casefold()) for key, word in claim.where.items()),
        key=claim.sum or claim.each or "",
        minus=claim.minus or "",
        spelling={word.casefold(): word for word in claim.where.values()},
    )

"""Hold what documents state against what the plan's files give, and against each other."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handlingsplan.compute.claims.arithmetic import own_sums
from handlingsplan.compute.claims.comparison import Comparison, Verdict
from handlingsplan.compute.claims.comparisons import every_comparison
from handlingsplan.compute.claims.explaining import Explanations
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement, When, gather_statements
from handlingsplan.compute.entries import RECORDS
from handlingsplan.compute.grants import compute_grants
from handlingsplan.compute.status import compute_status
from handlingsplan.model.day import may_have_come
from handlingsplan.model.plan import FileCount, Locator, Plan
from handlingsplan.model.records.part import kind_name

VERDICTS: tuple[Verdict, ...] = ("differs", "undecidable", "explained", "agrees")
"""In the order that a reader wants them."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What several comparisons are about: one quantity on one day, or one way of dividing it."""

    quantity: Quantity
    day: When | None
    by: str
    comparisons: tuple[Comparison, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the gravest of its verdicts."""
        return min((it.verdict for it in self.comparisons), key=VERDICTS.index)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every comparison that is asked for, in the order of the documents; `claims` is how many there are.

    `documents` are those that make them, with how each is named in running text. `sorts` are the sorts of the
    records that a field of is compared. `alone` are the claims that there is nothing to hold against,
    `left_out` how many ask for what is not there, `later` how many documents came after the day asked for.
    """

    plan: str | None
    as_of: date
    files: FileCount
    claims: int
    documents: Mapping[str, str]
    comparisons: tuple[Comparison, ...]
    narrowed: bool
    locate: Locator
    sorts: Mapping[str, str]
    alone: tuple[Statement, ...]
    left_out: int
    later: int

    def count(self, verdict: Verdict) -> int:
        """Return how many comparisons have a verdict."""
        return sum(it.verdict == verdict for it in self.comparisons)

    def only(self, verdicts: Collection[Verdict]) -> "Reconciliation":
        """Return the same with the comparisons of some verdicts only; with all where none is named."""
        kept = tuple(it for it in self.comparisons if not verdicts or it.verdict in verdicts)
        return replace(self, comparisons=kept, narrowed=self.narrowed or bool(verdicts))

    def topics(self, *verdicts: Verdict) -> tuple[Topic, ...]:
        """Return what the comparisons are about, each once, where its gravest verdict is one of some."""
        found: dict[tuple[Quantity, When | None, str], list[Comparison]] = {}
        for comparison in self.comparisons:
            found.setdefault(comparison.topic, []).append(comparison)
        every = (Topic(*topic, tuple(held)) for topic, held in found.items())
        return tuple(topic for topic in every if not verdicts or topic.verdict in verdicts)

    @property
    def deviations(self) -> tuple[Topic, ...]:
        """Return what documents and files differ on without an explanation."""
        return self.topics("differs")

    def about(self, *sorts: str) -> tuple[Topic, ...]:
        """Return the deviations about entries of some sorts, or a field of one."""
        return tuple(it for it in self.deviations if _sort_of(it.quantity, self.sorts) in sorts)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What is asked for: claims of some documents, about a record, about some sorts; else everything."""

    documents: frozenset[str] = frozenset()
    record: str | None = None
    sorts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.documents or self.record or self.sorts)


def compute_reconcile(
    plan: Plan, as_of: date, narrow: Narrow | None = None, *, latest: date | None = None
) -> Reconciliation:
    """Return every comparison; a claim that has no day, nor its document, is about `as_of`.

    With `latest`, without the documents that came later.
    """
    narrow = narrow or Narrow()
    statements = gather_statements(plan, as_of, latest)
    told = [it for it in plan.sources.values() if latest is None or may_have_come(it.day, latest)]
    own = own_sums(plan, compute_status(plan, as_of), compute_grants(plan, as_of))
    found = [*every_comparison(plan, statements), *own]
    compared = {statement for comparison in found for statement in comparison.statements}
    explained = map(Explanations(statements).explained, found)
    sorts = _sorts(plan, statements)
    return Reconciliation(
        plan=plan.header.name,
        as_of=as_of,
        files=plan.files,
        claims=len(compared),
        documents={it.document: plan.sources[it.document].short or it.document for it in statements},
        comparisons=tuple(it for it in explained if _wanted(it, narrow, sorts)),
        narrowed=bool(narrow),
        locate=plan.locate,
        sorts=sorts,
        alone=tuple(it for it in statements if it not in compared),
        left_out=sum(len(source.claims) for source in told) - len(statements),
        later=len(plan.sources) - len(told),
    )


def _sorts(plan: Plan, statements: Iterable[Statement]) -> dict[str, str]:
    ids = {statement.quantity.record for statement in statements} & set(plan.by_id)
    return {id_: RECORDS[kind_name(plan.by_id[id_].record)] for id_ in ids}


def _sort_of(quantity: Quantity, sorts: Mapping[str, str]) -> str:
    """Return the sort of entries that a quantity is about; empty for one that is no record."""
    return quantity.records or sorts.get(quantity.record, "")


def _wanted(comparison: Comparison, narrow: Narrow, sorts: Mapping[str, str]) -> bool:
    tests: Iterable[tuple[object, Callable[[], bool]]] = (
        (narrow.documents, lambda: any(it.document in narrow.documents for it in comparison.statements)),
        (narrow.record, lambda: narrow.record in _records(comparison)),
        (narrow.sorts, lambda: _sort_of(comparison.quantity, sorts) in narrow.sorts),
    )
    return all(test() for asked, test in tests if asked)


def _records(comparison: Comparison) -> frozenset[str]:
    """Return the ids that a comparison is about: its record, and what makes the difference or is listed."""
    sides = (comparison.left, comparison.right)
    open_ = comparison.maybe if comparison.verdict == "undecidable" else ()
    told = [*comparison.missing, *comparison.extra, *open_]
    listed = [id_ for side in sides for id_ in side.items or ()]
    return frozenset([comparison.quantity.record, *told, *listed])

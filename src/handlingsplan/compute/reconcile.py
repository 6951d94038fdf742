"""Hold what documents state against what the plan's files give, and against each other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.claims.arithmetic import own_sums
from handlingsplan.compute.claims.comparison import Comparison, Verdict
from handlingsplan.compute.claims.every import every_comparison
from handlingsplan.compute.claims.explaining import Explanations
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement, gather_statements
from handlingsplan.compute.entries import RECORDS
from handlingsplan.model.plan import FileCount, Locator, Plan
from handlingsplan.model.records.part import kind_name

VERDICTS: tuple[Verdict, ...] = ("differs", "undecidable", "explained", "agrees")
"""In the order that a reader wants them."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What several comparisons are about: one quantity on one day, or one way of dividing it."""

    quantity: Quantity
    day: date | None
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
    records that a field of is compared.
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

    def count(self, verdict: Verdict) -> int:
        """Return how many comparisons have a verdict."""
        return sum(it.verdict == verdict for it in self.comparisons)

    def topics(self, *verdicts: Verdict) -> tuple[Topic, ...]:
        """Return what the comparisons are about, each once, where its gravest verdict is one of some."""
        found: dict[tuple[Quantity, date | None, str], list[Comparison]] = {}
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
        return tuple(
            topic
            for topic in self.deviations
            if topic.quantity.records in sorts or self.sorts.get(topic.quantity.record) in sorts
        )


@dataclass(frozen=True, slots=True)
class Narrow:
    """What is asked for: claims of some documents, about a record, with some verdicts; else everything."""

    documents: frozenset[str] = frozenset()
    record: str | None = None
    verdicts: frozenset[Verdict] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.documents or self.record or self.verdicts)


def compute_reconcile(
    plan: Plan, as_of: date, narrow: Narrow | None = None, *, latest: date | None = None
) -> Reconciliation:
    """Return every comparison; a claim that has no day, nor its document, is about `as_of`.

    With `latest`, without the documents that came later.
    """
    narrow = narrow or Narrow()
    statements = gather_statements(plan, as_of, latest)
    found = [*every_comparison(plan, statements), *own_sums(plan, as_of)]
    explained = map(Explanations(statements).explained, found)
    return Reconciliation(
        plan=plan.header.name,
        as_of=as_of,
        files=plan.files,
        claims=len(statements),
        documents={it.document: plan.sources[it.document].short or it.document for it in statements},
        comparisons=tuple(it for it in explained if _wanted(it, narrow)),
        narrowed=bool(narrow),
        locate=plan.locate,
        sorts=_sorts(plan, statements),
    )


def _sorts(plan: Plan, statements: Iterable[Statement]) -> dict[str, str]:
    ids = {statement.quantity.record for statement in statements} & set(plan.by_id)
    return {id_: RECORDS[kind_name(plan.by_id[id_].record)] for id_ in ids}


def _wanted(comparison: Comparison, narrow: Narrow) -> bool:
    tests: Iterable[tuple[object, Callable[[], bool]]] = (
        (narrow.documents, lambda: any(it.document in narrow.documents for it in comparison.statements)),
        (narrow.record, lambda: narrow.record in _records(comparison)),
        (narrow.verdicts, lambda: comparison.verdict in narrow.verdicts),
    )
    return all(test() for asked, test in tests if asked)


def _records(comparison: Comparison) -> frozenset[str]:
    """Return the ids that a comparison is about: its record, and what makes the difference or is listed."""
    sides = (comparison.left, comparison.right)
    open_ = comparison.maybe if comparison.verdict == "undecidable" else ()
    told = [*comparison.missing, *comparison.extra, *open_]
    listed = [id_ for side in sides for id_ in side.items or ()]
    return frozenset([comparison.quantity.record, *told, *listed])

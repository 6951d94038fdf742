"""Hold what documents state against what the plan's files give, and against each other."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.claims.arithmetic import own_sums
from handlingsplan.compute.claims.comparing import against_each_other, against_files, against_own_list
from handlingsplan.compute.claims.comparison import Comparison, Verdict
from handlingsplan.compute.claims.explaining import Explanations
from handlingsplan.compute.claims.measured import Sight
from handlingsplan.compute.claims.partitions import against_parts
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.statements import Statement, gather_statements
from handlingsplan.model.plan import FileCount, Plan

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
    """Every comparison that is asked for, in the order of the documents; `claims` is how many there are."""

    plan: str | None
    as_of: date
    files: FileCount
    claims: int
    documents: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    narrowed: bool

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

    def about(self, *sorts: str) -> "tuple[Topic, ...]":
        """Return the deviations about entries of some sorts."""
        return tuple(topic for topic in self.deviations if topic.quantity.records in sorts)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What is asked for: claims of some documents, about a record, with some verdicts; nothing is everything."""

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
    found = [*_compared(plan, statements), *own_sums(plan, as_of)]
    explained = map(Explanations(statements).explained, found)
    return Reconciliation(
        plan=plan.header.name,
        as_of=as_of,
        files=plan.files,
        claims=len(statements),
        documents=tuple(dict.fromkeys(statement.document for statement in statements)),
        comparisons=tuple(it for it in explained if _wanted(it, narrow)),
        narrowed=bool(narrow),
    )


def deviations_about(plan: Plan, as_of: date, sorts: Collection[str]) -> int:
    """Return how many deviations without an explanation there are about entries of some sorts."""
    statements = [it for it in gather_statements(plan, as_of) if it.quantity.records in sorts]
    explanations = Explanations(statements)
    differing = {
        it.topic for it in map(explanations.explained, _compared(plan, statements)) if it.verdict == "differs"
    }
    return len(differing)


def _compared(plan: Plan, statements: list[Statement]) -> Iterator[Comparison]:
    """Yield the claims against the files, their lists, their parts and each other."""
    sight = Sight(plan)
    for statement in statements:
        yield from against_files(statement, sight)
        yield from against_own_list(statement)
    yield from against_parts(plan, statements)
    yield from against_each_other(statements)


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
    told = [*comparison.missing, *comparison.extra, *comparison.maybe]
    listed = [id_ for side in sides for id_ in side.items or ()]
    return frozenset([comparison.quantity.record, *told, *listed])

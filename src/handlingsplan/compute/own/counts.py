"""Hold the selected entries of a plan against one demand of its own: how many, or how much together."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from handlingsplan.compute.entries import Entry
from handlingsplan.compute.money import in_threes
from handlingsplan.compute.own.demands import Breach, Sight, shown_key
from handlingsplan.compute.own.stretches import Stretch, running_in, stretches
from handlingsplan.compute.own.told import told
from handlingsplan.model.figure import Figure
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.process import Process
from handlingsplan.model.records.rules import Counting, Summing
from handlingsplan.model.total import Total, total
from handlingsplan.model.truth import Truth


def miscounted(demand: Counting, sight: Sight) -> Iterator[Breach]:
    """Yield the entries with surely too few or too many of something; what is left out is none."""
    spans = list(stretches(sight.plan, demand.per, sight.today)) if demand.per else []
    for entry in sight.entries:
        found = told(entry, demand.of)
        if found.value is None and found.written:
            continue
        items = _items(found.value)
        if demand.per is None:
            if _outside(len(items), len(items), demand):
                count = f"{shown_key(demand.of)} är {len(items)} till antalet"
                yield Breach(entry.path, found.loc, count, _wanted(demand))
            continue
        wrong = list(_wrong_in(spans, items, entry, demand, sight.plan))
        if wrong:
            yield Breach(
                entry.path, found.loc, f"{shown_key(demand.of)}: {', '.join(wrong)}", _wanted(demand)
            )


def missummed(demand: Summing, sight: Sight, at: Loc) -> Iterator[Breach]:
    """Yield the sums that are surely outside the limits; what is unknown may be nothing, or much."""
    groups: dict[str | None, list[Figure | None]] = {}
    for entry in sight.entries:
        found = told(entry, demand.key)
        if found.written or found.value:
            figure = found.value if isinstance(found.value, Figure) else None
            for word in sight.facets.words(entry, demand.per) if demand.per else [""]:
                groups.setdefault(word, []).append(figure)
    certain = not sight.maybe_more and None not in groups
    for word, parts in groups.items():
        summed = total(parts)
        if word is not None and _sum_outside(summed, demand, certain=certain):
            of = f" för {word}" if word else ""
            found_sum = f"{shown_key(demand.key)}{of} är tillsammans {in_threes(summed.sum or Decimal(0))}"
            yield Breach(sight.plan.rules_path, at, found_sum, _wanted(demand))


def _items(value: object) -> Sequence[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, tuple) else ()


def _wrong_in(
    spans: Sequence[Stretch], items: Sequence[object], entry: Entry, demand: Counting, plan: Plan
) -> Iterator[str]:
    """Yield the count of each stretch with surely too few or too many; of a process while it runs only."""
    record = entry.chain[-1]
    for span in spans:
        answers = [span.holds(getattr(item, "day", None)) for item in items]
        sure, maybe = answers.count(Truth.YES), answers.count(Truth.UNKNOWN)
        if _outside(sure, sure + maybe, demand) and (
            not isinstance(record, Process) or running_in(record, plan, span)
        ):
            yield f"{sure} under {span.text}"


def _outside(fewest: int, most: int, demand: Counting) -> bool:
    """Tell whether a count, which may be more than is sure, is surely outside the limits."""
    below = demand.at_least is not None and most < demand.at_least.low
    return below or (
        demand.at_most is not None and demand.at_most.high is not None and fewest > demand.at_most.high
    )


def _sum_outside(summed: Total, demand: Summing, *, certain: bool) -> bool:
    most = demand.at_most.high if demand.at_most else None
    if most is not None and summed.low is not None and summed.low > most:
        return True
    whole = certain and summed.known == summed.of and summed.high is not None
    return bool(whole and demand.at_least and (summed.high or Decimal(0)) < demand.at_least.low)


def _wanted(demand: Counting | Summing) -> str:
    limits = (("minst", demand.at_least), ("högst", demand.at_most))
    return "det ska vara " + " och ".join(f"{word} {limit.text}" for word, limit in limits if limit)

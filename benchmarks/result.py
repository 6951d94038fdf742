"""Hold results against their targets, and write them as a Markdown table in Swedish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from measure import Sample, Spread, spread


@dataclass(frozen=True)
class Row:
    """One line of the result: a ratio with its target, and the medians behind it.

    `busy` is the same ratio in time on a processor, which other work on the machine disturbs less.
    """

    target: str
    what: str
    limit: float
    ratio: Spread
    busy: float | None
    behind: str


def time_row(target: str, what: str, limit: float, own: list[Sample], other: list[Sample]) -> Row:
    """Return how long one command takes against another, as the median of pairs run in turn."""
    ratio = spread(ratios(all_seconds(own), all_seconds(other)))
    busy = spread(ratios(all_busy(own), all_busy(other))).middle
    return Row(target, what, limit, ratio, busy, f"{middle_time(own)} / {middle_time(other)}")


def memory_row(target: str, what: str, limit: float, own: list[Sample], other: list[Sample]) -> Row:
    """Return how much memory one command takes at its peak against another."""
    peaks = [[sample.kilobytes / 1024 for sample in part] for part in (own, other)]
    behind = " / ".join(f"{number(spread(part).middle)} MiB" for part in peaks)
    return Row(target, what, limit, spread(ratios(*peaks)), None, behind)


def ratios(own: Sequence[float], other: Sequence[float]) -> list[float]:
    """Return the ratio of each pair."""
    return [mine / theirs for mine, theirs in zip(own, other, strict=True)]


def all_seconds(samples: Sequence[Sample]) -> list[float]:
    """Return the seconds that each sample took from start to end."""
    return [sample.seconds for sample in samples]


def all_busy(samples: Sequence[Sample]) -> list[float]:
    """Return the seconds that each sample had a processor."""
    return [sample.busy for sample in samples]


def middle_time(samples: Sequence[Sample]) -> str:
    """Return the median time, in the unit that suits it."""
    seconds = spread(all_seconds(samples)).middle
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{number(seconds)} s"


def number(value: float) -> str:
    """Return a number with three figures that count, and a comma."""
    digits = 3 if value < 1 else 2 if value < 10 else 1
    return f"{value:.{digits}f}".replace(".", ",")


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| mål | vad | kvot | hälften ligger inom | i processortid | högst | nått | medianer |"
    yield "|---|---|---:|---:|---:|---:|---|---|"
    for row in rows:
        cells = (
            row.target,
            row.what,
            number(row.ratio.middle),
            f"{number(row.ratio.low)}–{number(row.ratio.high)}",
            "" if row.busy is None else number(row.busy),
            f"{row.limit:g}".replace(".", ","),
            "ja" if row.ratio.middle <= row.limit else "nej",
            row.behind,
        )
        yield f"| {' | '.join(cells)} |"

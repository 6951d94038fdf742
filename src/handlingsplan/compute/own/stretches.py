"""Cut a plan's time in years, terms, quarters or months, and tell what falls in each."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.standing import standing
from handlingsplan.model.day import Day
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.process import Pause, Process
from handlingsplan.model.truth import Truth

_MONTHS = {"år": 12, "halvår": 6, "termin": 6, "kvartal": 3, "månad": 1}
_NAMES = {
    "år": "{year}",
    "halvår": "halvår {number} {year}",
    "termin": "{term} {year}",
    "kvartal": "kvartal {number} {year}",
    "månad": "{year}-{number:02}",
}
_RUNNING = frozenset({"active", "continuing"})
_TERMS = ("vårterminen", "höstterminen")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days in a row, both ends included, and what they are called."""

    text: str
    first: date
    last: date

    def holds(self, day: Day | None) -> Truth:
        """Tell whether a day falls in the stretch; one that is unknown may."""
        return Truth.UNKNOWN if day is None else day.within(self.first, self.last)


def stretches(plan: Plan, kind: str, today: date) -> Iterator[Stretch]:
    """Yield every stretch of a kind that lies surely within the plan's period and was over before `today`."""
    period = plan.header.period
    start = period.from_.last if period and period.from_ else None
    end = period.to.first if period and period.to else None
    if start is None:
        return
    months = _MONTHS[kind]
    for year in range(start.year, today.year + 1):
        for number in range(12 // months):
            first = date(year, number * months + 1, 1)
            month = (number + 1) * months
            last = date(year, month, monthrange(year, month)[1])
            if first >= start and last < today and (end is None or last <= end):
                term = _TERMS[min(number, 1)]
                yield Stretch(_NAMES[kind].format(year=year, number=number + 1, term=term), first, last)


def running_in(process: Process, plan: Plan, stretch: Stretch) -> bool:
    """Tell whether a process was known to be under way through the whole of a stretch."""
    ends = (standing(process, plan.header, day).kind for day in (stretch.first, stretch.last))
    if not all(kind in _RUNNING for kind in ends):
        return False
    statuses = plan.header.statuses
    stopped = any(
        stretch.holds(entry.start) is not Truth.NO
        for entry in process.history or ()
        if entry.status not in statuses or statuses[entry.status].kind not in _RUNNING
    )
    return not stopped and not any(_may_fall_in(pause, stretch) for pause in process.pauses)


def _may_fall_in(pause: Pause, stretch: Stretch) -> bool:
    """Tell whether a process may have been paused on some day of a stretch."""
    begun = pause.from_ is None or pause.from_.first is None or pause.from_.first <= stretch.last
    return begun and (pause.to is None or pause.to.last is None or pause.to.last >= stretch.first)

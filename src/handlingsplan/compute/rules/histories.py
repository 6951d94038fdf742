"""Find histories whose statuses contradict each other, or the plan's period."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.day import Day
from handlingsplan.model.fields import quoted
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc, Severity
from handlingsplan.model.records.finding import Finding
from handlingsplan.model.records.header import Header, StatusKind
from handlingsplan.model.records.process import Pause, Process, StatusEntry
from handlingsplan.model.truth import Truth


@rule("HP221", Severity.WARNING)
def history_out_of_order(plan: Plan) -> Iterator[Conflict]:
    """Lägena står inte i tidsordning.

    Under `history` står lägena i den ordning de kom, det äldsta först. Läget räknas rätt ändå, för hp läser
    dagarna, men den som läser filen tror att det sista läget är det som gäller.

    Gör så här: flytta läget dit det hör, eller rätta dagen om det är den som är fel.
    """
    for history in histories(plan):
        last = 0
        for number, entry in enumerate(history.entries):
            latest = history.entries[last]
            if entry.start.before(latest.start) is Truth.YES:
                above = f"{latest.start.text}, som står på rad {history.line(plan, latest)}"
                found = f"{shown(start_key(entry))}: {entry.start.text} är före {above}"
                hint = "skriv lägena i tidsordning, det äldsta först, eller rätta dagen"
                yield Conflict(history.path, history.start_loc(number), found, hint)
                last = number
            elif (entry.start.first or date.min) >= (latest.start.first or date.min):
                last = number


@rule("HP222", Severity.WARNING)
def status_before_plan(plan: Plan) -> Iterator[Conflict]:
    """Läget är äldre än planen.

    Planens första dag står under `period` i plan.yaml. Ett läge från tiden dessförinnan hör inte till planen,
    om det inte är ett läge av slaget `planned`: att processen förbereds.

    Gör så här: rätta dagen, eller planens period om det är den som är fel. Var arbetet i gång redan före
    planen, skriv läget med planens första dag under `seen`, och det som var tidigare i `note`.
    """
    first = _first_day(plan)
    if first is None:
        return
    for history in histories(plan):
        for number, entry in enumerate(history.entries):
            known = kind_of(entry, plan.header) not in {None, "planned"}
            if known and entry.start.before(first) is Truth.YES:
                how = "började" if entry.since else "sågs"
                found = f"{quoted(entry.status)} {how} {entry.start.text}, före planens första dag"
                hint = f"rätta dagen, eller planens period, som börjar {first.text}"
                loc = history.start_loc(number)
                yield Conflict(history.path, loc, f"{shown(start_key(entry))}: {found}", hint)


@rule("HP224")
def statuses_at_odds(plan: Plan) -> Iterator[Conflict]:
    """Två lägen kan inte båda stämma.

    Antingen säger filen att processen hade två olika lägen samma dag, eller så ska ett läge ha börjat fast
    processen hade just det läget redan tidigare och inget annat däremellan.

    Samma dag som ett läge slutar får nästa börja. Av dagar som bara är kända i del, till exempel 2022,
    jämförs det som är säkert.

    Gör så här: se efter i källan vilket av de två lägena som stämmer, och rätta det andra. Var det ett annat
    läge eller en paus däremellan, skriv det också.
    """
    for history in histories(plan):
        for first, second, day in _on_one_day(history.entries, plan.header):
            entry, other = history.entries[second], history.entries[first]
            found = f"{quoted(entry.status)} gäller {day}, men då gäller också {quoted(other.status)}"
            found = f"{shown('status')}: {found} (rad {history.line(plan, other)})"
            hint = "rätta läget eller dagen i ett av dem"
            yield Conflict(history.path, ("history", second, "status"), found, hint)
        for first, second in _begun_again(history, plan.header):
            entry, other = history.entries[second], history.entries[first]
            found = f"{quoted(entry.status)} börjar {entry.start.text} men sågs redan {other.start.text}"
            found = f"{shown('since')}: {found} (rad {history.line(plan, other)})"
            hint = "rätta dagen, eller skriv läget eller pausen som var emellan"
            yield Conflict(history.path, ("history", second, "since"), found, hint)


class History(NamedTuple):
    """The statuses and the pauses of one process, or of one that nobody has named, and their file."""

    path: str
    entries: Sequence[StatusEntry]
    pauses: Sequence[Pause]

    def start_loc(self, number: int) -> Loc:
        """Return the way to the day from which an entry says something."""
        return ("history", number, start_key(self.entries[number]))

    def line(self, plan: Plan, entry: StatusEntry) -> int:
        """Return the line that an entry begins on."""
        number = next(number for number, other in enumerate(self.entries) if other is entry)
        return plan.locate(self.path, ("history", number)).line


class Stretch(NamedTuple):
    """Days on which something certainly was so; both are included."""

    first: date
    last: date


def histories(plan: Plan) -> Iterator[History]:
    """Yield the history of every process, then those of findings."""
    for path, process in plan.files_of(Process):
        yield History(path, process.history or (), process.pauses)
    for path, finding in plan.files_of(Finding):
        yield History(path, finding.history, finding.pauses)


def kind_of(entry: StatusEntry, header: Header) -> StatusKind | None:
    """Return which kind of status an entry has; None for a word that the plan does not declare."""
    declared = header.statuses.get(entry.status)
    return declared.kind if declared else None


def start_key(entry: StatusEntry) -> str:
    """Return the key of the day from which an entry says something."""
    return "since" if entry.since else "seen"


def surely(first: Day, last: Day) -> Stretch | None:
    """Return the days that lie from one day to another, whatever days the two turn out to be."""
    if first.last is None or last.first is None or first.last > last.first:
        return None
    return Stretch(first.last, last.first)


def _first_day(plan: Plan) -> Day | None:
    """Return the plan's first day; None when it is unknown, or its period is turned around."""
    period = plan.header.period
    if period is None or period.from_ is None:
        return None
    turned = period.to is not None and period.to.before(period.from_) is Truth.YES
    return None if turned else period.from_


def _on_one_day(entries: Sequence[StatusEntry], header: Header) -> Iterator[tuple[int, int, str]]:
    """Yield pairs of entries with different statuses on one day: their numbers in order, and the day."""
    reach: dict[str, _Known] = {}
    starts: dict[tuple[date, str], _Known] = {}
    for it in sorted(_known_days(entries)):
        entry = entries[it.number]
        if entry.status not in header.statuses:
            continue
        alike = starts.setdefault((it.first, start_key(entry)), it) if it.held else it
        others = (other for word, other in reach.items() if word != entry.status and it.lies_in(other))
        other = alike if entries[alike.number].status != entry.status else next(others, None)
        if other:
            day = it.first.isoformat() if it.held else entry.start.text
            yield min(it.number, other.number), max(it.number, other.number), day
        if it.held:
            reach[entry.status] = max(reach.get(entry.status, it), it, key=lambda known: known.last)


class _Known(NamedTuple):
    """The days on which an entry surely held or, where `held` is false, of which it held on one."""

    first: date
    last: date
    held: bool
    number: int

    def lies_in(self, other: "_Known") -> bool:
        """Tell whether it was so while another was, which comes before it in order.

        On the day that one status ends another may begin.
        """
        return (self.first if self.held else self.last) < other.last


def _known_days(entries: Sequence[StatusEntry]) -> Iterator[_Known]:
    for number, entry in enumerate(entries):
        held = surely(entry.start, entry.through or entry.start)
        if held:
            yield _Known(held.first, held.last, held=True, number=number)
        elif entry.start.first and entry.start.last:
            yield _Known(entry.start.first, entry.start.last, held=False, number=number)


def _begun_again(history: History, header: Header) -> Iterator[tuple[int, int]]:
    """Yield pairs of entries: a status that was seen, and the same one that is said to begin later."""
    entries = history.entries
    order = sorted(range(len(entries)), key=lambda number: entries[number].start.order)
    for first, second in pairwise(order):
        seen, begun = entries[first], entries[second]
        if (
            seen.status == begun.status
            and seen.status in header.statuses
            and seen.seen
            and begun.since
            and "through" not in seen.model_fields_set  # it may have been over
            and seen.seen.before(begun.since) is Truth.YES
            and not _something_between(seen, begun, history)
        ):
            yield first, second


def _something_between(seen: StatusEntry, begun: StatusEntry, history: History) -> bool:
    """Tell whether another status or a pause may lie between two entries."""
    others = [(it.start, it.through or it.start) for it in history.entries if it.status != seen.status]
    pauses = [(pause.from_, pause.to) for pause in history.pauses]
    return any(
        not (last and last.before(seen.start) is Truth.YES)
        and not (first and begun.start.before(first) is Truth.YES)
        for first, last in [*others, *pauses]
    )

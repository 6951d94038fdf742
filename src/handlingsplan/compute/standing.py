"""Tell where one process stands on a day, from what its history says and no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from handlingsplan.model.day import Day
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.header import Header, StatusKind
from handlingsplan.model.records.part import Part
from handlingsplan.model.records.process import Pause, Process, StatusEntry
from handlingsplan.model.truth import Truth

Kind = StatusKind | Literal["unknown"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a process on a day, with the entry or the pause that tells it; None is unknown."""

    status: str | None
    kind: Kind
    entry: StatusEntry | None = None
    pause: Pause | None = None

    @property
    def since(self) -> Day | None:
        """Return the day on which the status began, where that is told."""
        if self.pause is not None:
            return self.pause.from_
        return self.entry.since if self.entry else None


UNKNOWN = Standing(None, "unknown")


def standing(process: Process, header: Header, as_of: date) -> Standing:
    """Return where a process stands at the end of `as_of`."""
    entries = sorted(process.history or (), key=lambda entry: entry.start.order)
    entry = _entry_on(entries, as_of)
    pauses = {_paused(pause, entries, as_of): pause for pause in process.pauses}
    word = next((word for word, status in header.statuses.items() if status.kind == "paused"), None)
    if Truth.YES in pauses and word is not None:
        return Standing(word, "paused", pause=pauses[Truth.YES])
    if entry is None or Truth.UNKNOWN in pauses:
        return UNKNOWN
    declared = header.statuses.get(entry.status)
    return Standing(entry.status, declared.kind if declared else "unknown", entry)


def told_at(process: Process, told: Standing) -> Loc | None:
    """Return the way in a process's file to the entry or pause that tells its status; None for neither."""
    if told.pause is not None:
        return ("pauses", _position(process.pauses, told.pause), "from")
    if told.entry is not None:
        return ("history", _position(process.history or (), told.entry), "status")
    return None


def _position(parts: Sequence[Part], part: Part) -> int:
    return next(number for number, other in enumerate(parts) if other is part)


def _entry_on(entries: Sequence[StatusEntry], as_of: date) -> StatusEntry | None:
    """Return the entry that holds on a day; None where the history leaves the day open."""
    begun = [entry.start.on_or_before(as_of) for entry in entries]
    last = max((number for number, answer in enumerate(begun) if answer is Truth.YES), default=None)
    if last is None:
        return None
    entry = entries[last]
    if any(
        answer is Truth.UNKNOWN and other.status != entry.status
        for other, answer in zip(entries, begun, strict=True)
    ):
        return None
    following = next((other for other in entries[last + 1 :] if other.status != entry.status), None)
    if following is not None and following.seen is not None and not _known_until(entry, as_of):
        return None
    return entry


def _known_until(entry: StatusEntry, as_of: date) -> bool:
    """Tell whether an entry itself says that it held on a day, not only that it began before it."""
    until = entry.through or entry.start
    return until.last is not None and as_of <= until.last


def _paused(pause: Pause, entries: Sequence[StatusEntry], as_of: date) -> Truth:
    """Tell whether a pause is on: from its first day to its last, or to the next entry of the history."""
    started = pause.from_.on_or_before(as_of) if pause.from_ else Truth.UNKNOWN
    if started is Truth.NO or _resumed(pause, entries, as_of):
        return Truth.NO
    if pause.to is None:
        ended = Truth.UNKNOWN if "to" in pause.model_fields_set else Truth.NO
    elif pause.to.first is not None and pause.to.first >= as_of:
        ended = Truth.NO
    else:
        over = pause.to.last is not None and pause.to.last < as_of
        ended = Truth.YES if over else Truth.UNKNOWN
    if ended is Truth.YES:
        return Truth.NO
    return Truth.YES if started is Truth.YES and ended is Truth.NO else Truth.UNKNOWN


def _resumed(pause: Pause, entries: Sequence[StatusEntry], as_of: date) -> bool:
    if pause.to is not None or pause.from_ is None:
        return False
    return any(
        pause.from_.before(entry.start) is Truth.YES and entry.start.on_or_before(as_of) is Truth.YES
        for entry in entries
    )

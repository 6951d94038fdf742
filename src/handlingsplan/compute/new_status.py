"""Work out how a new status is put in a history."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.compute.spelling import Spelling, is_unknown
from handlingsplan.compute.wanted import Wanted
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.day import Day
from handlingsplan.model.edits import Edit, Put, Value
from handlingsplan.model.nearest import nearest
from handlingsplan.model.records.part import Part

HISTORY = "history"
_STARTS = ("since", "seen")
_STATUS_NAME = Shape(listed=False, scalar=str, names="statuses", part=None)
_STATUS = frozenset({"status", "läge"})


class StartMissingError(WrongChoiceError):
    """A new status of which nobody has said when it began or was seen."""


def is_new_status(kind: type[Part], wanted: Wanted) -> bool:
    """Tell whether a status is to be put in a history."""
    return is_status(kind, wanted.field) and wanted.value is not None


def is_status(kind: type[Part], field: str) -> bool:
    """Tell whether a field is the status of something that has a history of them."""
    return HISTORY in shapes_of(kind) and field.casefold() in _STATUS


def new_status(kind: type[Part], data: Mapping[str, Any], spelling: Spelling, wanted: Wanted) -> list[Edit]:
    """Return the edit that puts a new status in the history, where it belongs by its day."""
    part = shapes_of(kind)[HISTORY].part
    assert part is not None
    if wanted.add or wanted.remove or wanted.unset or wanted.year:
        raise WrongChoiceError(
            "ett nytt läge tar bara ett läge och när", "skriv hp set ID status LÄGE --since DAG"
        )
    if is_unknown(wanted.value or ""):
        raise WrongChoiceError("ett nytt läge kan inte vara okänt", "skriv vilket läge det är")
    starts = [key for key in _STARTS if wanted.details.get(key, "").strip()]
    if len(starts) > 1:
        hint = "--since är dagen då läget började, --seen en dag då någon såg att det var så"
        raise WrongChoiceError("säg antingen --since eller --seen", hint)
    if not starts or is_unknown(wanted.details[starts[0]]):
        hint = "--since DAG om läget började då, --seen DAG om det är känt att det var så den dagen"
        _refuse_unknown_status(spelling, wanted.value or "")
        raise StartMissingError(f"säg när läget {wanted.value} gäller", hint)
    details = {key: word for key, word in wanted.details.items() if word.strip()}
    given = {"status": wanted.value or "", **details}
    entry: dict[str, Value] = {
        key: spelling.value(shape, key, given[key]) for key, shape in shapes_of(part).items() if key in given
    }
    now = data.get(HISTORY)
    if not isinstance(now, list):
        return [Put((HISTORY,), [entry])]
    if entry in now:
        return []
    _refuse_same(entry, now)
    number = _place(entry, now)
    return [Put((HISTORY, number), entry, insert=number < len(now))]


def _refuse_same(entry: Mapping[str, Any], now: Sequence[Any]) -> None:
    """Raise `WrongChoiceError` when the status is there already from the same day, with other details."""
    for number, other in enumerate(now, start=1):
        same = isinstance(other, dict) and all(
            other.get(key) == entry.get(key) for key in ("status", *_STARTS)
        )
        if same:
            hint = f"ändra det med hp set ID {HISTORY}.{number}.FÄLT VÄRDE"
            raise WrongChoiceError(f"läget {entry['status']} finns redan från den dagen", hint)


def _refuse_unknown_status(spelling: Spelling, word: str) -> None:
    """Raise `WrongChoiceError` for a status that the plan lacks, before anybody is asked when it began."""
    known = spelling.header.statuses
    if spelling.value(_STATUS_NAME, "status", word) not in known:
        close = nearest(word, known)
        hint = f"menade du {' eller '.join(close)}?" if close else f"här kan stå: {', '.join(known)}"
        raise WrongChoiceError(f"'{word}' är inget av planens lägen", hint)


def _place(entry: Mapping[str, Any], now: Sequence[Any]) -> int:
    """Return where an entry belongs: after the last one that surely begins no later."""
    day = _start(entry)
    places = [
        number + 1
        for number, other in enumerate(now)
        if (start := _start(other)) is None or day is None or start.order <= day.order
    ]
    return max(places, default=0)


def _start(entry: Any) -> Day | None:
    word = next((entry[key] for key in _STARTS if entry.get(key)), None) if isinstance(entry, dict) else None
    try:
        return Day.parse(word) if word else None
    except ValueError:
        return None

"""Write values for programs: days, figures and sums, the same in every contract.

Absent scalars are null, absent lists empty, amounts strings of kronor.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure
from handlingsplan.model.plan import FileCount
from handlingsplan.model.records.part import Part
from handlingsplan.model.total import Bounded, Total
from handlingsplan.present import swedish

Json = dict[str, Any]
Rows = list[list[str]]


def files_read(files: FileCount) -> Json:
    """Return how many files there are, and how many were read."""
    return {"read": files.read, "total": files.total}


def kronor_total(total: Total) -> Json:
    """Return a sum of kronor with its bounds, and how many of its parts are known."""
    return _told(total, kronor)


def number_total(total: Total) -> Json:
    """Return a sum of counted things in the same way, as numbers and not as strings of kronor."""
    return _told(total, _number)


def _told(total: Total, write: Callable[[Decimal | None], object]) -> Json:
    bounds = {"sum": write(total.sum), "low": write(total.low), "high": write(total.high)}
    return {**bounds, "known": total.known, "of": total.of}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def amount(found: Bounded | None) -> Json | None:
    """Return a figure with its bounds."""
    if found is None:
        return None
    return {"value": kronor(found.value), "low": kronor(found.low), "high": kronor(found.high)}


def kronor(value: Decimal | None) -> str | None:
    """Return kronor as a plain string: no grouping, no exponent, öre only where there are any."""
    if value is None:
        return None
    rounded = value.quantize(Decimal("0.01"))
    return str(int(rounded)) if rounded == rounded.to_integral_value() else f"{rounded:f}"


def words(found: Sequence[str] | None) -> str:
    """Return a list of words for one cell; unknown is a word of its own."""
    return swedish.UNKNOWN if found is None else ", ".join(found)


def day(value: Day | None) -> Json | None:
    """Return a day as it is written, with the days that it lies within."""
    if value is None:
        return None
    first, last = value.first, value.last
    return {
        "text": value.text,
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
    }


def plain(value: object) -> Any:
    """Return a record or any value in it as JSON holds it, with the keys of its file."""
    if isinstance(value, Part):
        return {
            info.alias or name: plain(getattr(value, name)) for name, info in type(value).model_fields.items()
        }
    if isinstance(value, Day):
        return day(value)
    if isinstance(value, Figure):
        return {"text": value.text, **(amount(value) or {})}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return value

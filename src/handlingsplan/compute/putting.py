"""Work out the edits that put values in a file's data, wherever they are to stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlingsplan.model.edits import Drop, Edit, Put, Value
from handlingsplan.model.problem import Loc


def value_at(data: Any, loc: Loc) -> Any:
    """Return what stands at the end of a way; None where nothing does."""
    for step in loc:
        if isinstance(data, Mapping) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def put(data: Mapping[str, Any], loc: Loc, value: Value, begun: Mapping[str, str] = {}) -> Edit:
    """Return the edit that has a value stand at a place, with the groups around it that are not there."""
    if begun:  # a new group in a list, before those that come after it
        owner, number, key = loc[:-2], loc[-2], loc[-1]
        new = {**begun, str(key): value}
        there = value_at(data, owner)
        if not isinstance(there, list):
            return put(data, owner, [new])
        assert isinstance(number, int)
        return Put((*owner, number), new, insert=number < len(there))
    for length in range(1, len(loc)):
        if not isinstance(value_at(data, loc[:length]), Mapping | list):
            for step in reversed(loc[length:]):
                value = {str(step): value}
            return Put(loc[:length], value)
    return Put(loc, value)


def exists(data: Any, loc: Loc) -> bool:
    """Tell whether something stands at the end of a way, if only that it is unknown."""
    parent = value_at(data, loc[:-1])
    return loc[-1] in parent if isinstance(parent, Mapping) else value_at(data, loc) is not None


def list_edits(
    data: Mapping[str, Any], at: Loc, new: Sequence[str], *, begun: Mapping[str, str] = {}
) -> list[Edit]:
    """Return the edits that make a list of single values hold just some: others go, new ones come last."""
    there = value_at(data, at)
    if not isinstance(there, list):
        return [put(data, at, list(new), begun)] if new else []
    gone = [number for number, item in enumerate(there) if item not in new]
    start = len(there) - len(gone)
    added = [item for item in new if item not in there]
    return [
        *(Drop((*at, number)) for number in reversed(gone)),
        *(Put((*at, start + number), item) for number, item in enumerate(added)),
    ]

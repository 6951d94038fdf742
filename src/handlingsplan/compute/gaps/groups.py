"""Ask for groups of keys, such as the amounts of a year, and read them from a cell."""

from collections.abc import Mapping
from typing import Any

from handlingsplan.compute.several import group
from handlingsplan.compute.spelling import Spelling
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.edits import Edit, Put, Value
from handlingsplan.model.fields import brief, quoted
from handlingsplan.model.labels import label, shown
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.grant import Grant
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import Key, Scalar, keys_of

STEPS_ASKED = ("applied", "granted", "spent")
"""The steps that are told of each grant in each year, and so are unknown until they are."""

_EXAMPLES = {"year": "2022", "kronor": "300 000", "number": "12", "day": "2022-03-14"}
_IN_EXAMPLE = 2


def keys_asked(part: type[Part]) -> list[str]:
    """Return the keys of a group that are asked for, in order: of amounts the year and the steps."""
    keys = _single(part)
    if not {*STEPS_ASKED} <= {*keys}:
        return list(keys)
    return [name for name, key in keys.items() if key.required or name in STEPS_ASKED]


def example(part: type[Part]) -> str:
    """Return how a group of keys may be written in a cell, as in `år=2022; sökt=300 000`."""
    keys = _single(part)
    return "; ".join(f"{label(name)}={_value(keys[name])}" for name in keys_asked(part)[:_IN_EXAMPLE])


def read_group(part: type[Part], key: str, text: str, spelling: Spelling) -> dict[str, Value]:
    """Return a group of keys; raise `WrongChoiceError`, with an example where no key stands in the text."""
    try:
        told = group(part, text, spelling)
    except WrongChoiceError as error:
        if "=" in text:
            raise
        found = f"{shown(key)}: {quoted(brief(text))} säger inte vad det är"
        raise WrongChoiceError(found, f"skriv till exempel {example(part)}") from error
    if all(value is None for name, value in told.items() if name != "year"):
        hint = f"töm Värde om det fortfarande är okänt, eller skriv till exempel {example(part)}"
        raise WrongChoiceError(f"{shown(key)}: {quoted(brief(text))} svarar inte på något", hint)
    return told


def unanswered_edits(kind: type[Part], data: Mapping[str, Any], loc: Loc) -> list[Edit]:
    """Return the edits that say what is unknown still where only some amounts of a grant were told.

    `data` has those that were. Else half an answer would close the whole gap.
    """
    if not issubclass(kind, Grant) or loc != ("amounts",):
        return []
    rows = list(data.get("amounts") or ())
    lacking = [(number, step) for number, row in enumerate(rows) for step in STEPS_ASKED if step not in row]
    told = {str(row.get("year")) for row in rows}
    others = [year for year in data.get("years") or () if str(year) not in told]
    new: list[Value] = [{"year": str(year), **dict.fromkeys(STEPS_ASKED)} for year in others]
    return [
        *(Put(("amounts", number, step), None) for number, step in lacking),
        *(Put(("amounts", len(rows) + number), row) for number, row in enumerate(new)),
    ]


def _single(part: type[Part]) -> Mapping[str, Key]:
    return {name: key for name, key in keys_of(part).items() if isinstance(key.shape, Scalar)}


def _value(key: Key) -> str:
    assert isinstance(key.shape, Scalar), key.name
    choices = key.shape.choices
    return choices[0] if choices else _EXAMPLES.get(key.shape.reads, "…")

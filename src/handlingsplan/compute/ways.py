"""Find the way to a field that somebody names: by its key or its Swedish name, and step by step inside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.labels import LABELS, label, shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part

_FEW = 2
"""Ways that are told of, when there are more."""


OF_FIELDS = frozenset({"sources", "basis"})
"""The tables whose keys are the file's own fields."""


class Target(NamedTuple):
    """Where a field stands: the way to it, its key, what it can hold, and the kind of group that it is in.

    `item` tells that it is one thing in a list or a table. `begun` is what must stand beside it in a group
    that is new, as the year of an amount.
    """

    loc: Loc
    key: str
    shape: Shape
    part: type[Part]
    item: bool = False
    begun: Mapping[str, str] = {}


def target(kind: type[Part], data: Mapping[str, Any], field: str, year: str | None = None) -> Target:
    """Return where a field stands, or would stand, in what a file holds.

    `field` is a key, or steps between points: notes.drafted, activities.2.status (the second of them).
    Raise `WrongChoiceError` for what is no way, with what would be.
    """
    steps = [step.strip() for step in field.split(".")]
    if year is not None:
        return _of_year(kind, data, field, year)
    if _key(kind, steps[0]) is None:
        inner = _in_only_group(kind, data, steps[0]) if len(steps) == 1 else None
        if inner is not None:
            return inner
        _refuse_inner(kind, field, steps)
    return _walk(kind, data, steps, ())


def key_of(kind: type[Part], word: str) -> str:
    """Return the key that a word means in a kind of group; raise `WrongChoiceError` with the nearest."""
    key = _key(kind, word)
    if key is not None:
        return key
    keys = list(shapes_of(kind))
    ways = {way: key for key in keys for way in (key, label(key))}
    close = list(dict.fromkeys(ways[way] for way in nearest(word, ways)))
    told = " eller ".join(map(shown, close))
    hint = f"menade du {told}?" if close else f"här kan stå: {', '.join(keys)}"
    raise WrongChoiceError(f"fältet '{word}' finns inte här", hint)


def position(key: str, items: Sequence[Any], word: str) -> int:
    """Return the position in a list that a number means, or the day, the year or the name of the thing there.

    Where the things have numbers of their own, as points of a decision have, those are what a number means.
    """
    for naming in ("number", None, "day", "year", "direction", "organisation", "name"):
        if naming is None:
            found = [int(word) - 1] if word.isascii() and word.isdecimal() else []
            found = [number for number in found if 0 <= number < len(items)]
        else:
            found = [number for number, item in enumerate(items) if _is_called(item, naming, word)]
        if len(found) == 1:
            return found[0]
    hint = f"skriv vilken, ett tal från 1 till {len(items)}" if len(items) > 1 else "där finns bara nummer 1"
    raise WrongChoiceError(
        f"{shown(key)} har inget som heter '{word}'", hint if items else f"lägg till det med {key} --add"
    )


def _is_called(item: Any, naming: str, word: str) -> bool:
    name = item.get(naming) if isinstance(item, Mapping) else None
    return isinstance(name, str) and name.casefold() == word.casefold()


def _key(kind: type[Part], word: str) -> str | None:
    keys = shapes_of(kind)
    if word in keys:
        return word
    folded = word.casefold()
    named = (key for key in keys if folded in {key.casefold(), label(key).casefold()})
    return next(named, None)


def _walk(kind: type[Part], data: Any, steps: Sequence[str], at: Loc) -> Target:
    key = key_of(kind, steps[0])
    shape, rest, loc = shapes_of(kind)[key], steps[1:], (*at, key)
    value = data.get(key) if isinstance(data, Mapping) else None
    if not rest:
        return Target(loc, key, shape, kind)
    if shape.values is not None:
        return _walk_table(kind, key, value, rest, loc)
    if shape.part is None:
        raise WrongChoiceError(f"{shown(key)} har inga delar", f"skriv bara {key}")
    if not shape.listed:
        return _walk(shape.part, value, rest, loc)
    items = value if isinstance(value, list) else []
    number = position(key, items, rest[0])
    if len(rest) == 1:
        return Target((*loc, number), key, shape, kind, item=True)
    return _walk(shape.part, items[number], rest[1:], (*loc, number))


def _walk_table(kind: type[Part], key: str, table: Any, steps: Sequence[str], at: Loc) -> Target:
    """Go on in a table; a short name may itself have points in it."""
    shape = shapes_of(kind)[key].values
    assert shape is not None
    table = table if isinstance(table, Mapping) else {}
    if key in OF_FIELDS and len(steps) == 1:
        steps = [key_of(kind, steps[0]) if steps[0] not in table else steps[0]]
    folded = {str(word).casefold(): str(word) for word in table}
    for length in range(len(steps), 0, -1):
        word = ".".join(steps[:length])
        if word.casefold() not in folded:
            continue
        name, rest = folded[word.casefold()], steps[length:]
        if not rest:
            return Target((*at, name), key, shape, kind, item=True)
        if shape.part is not None:
            return _walk(shape.part, table[name], rest, (*at, name))
    if shape.part is None and len(steps) == 1:
        return Target((*at, steps[0]), key, shape, kind, item=True)
    close = nearest(".".join(steps), table)
    hint = f"menade du {' eller '.join(close)}?" if close else f"lägg till det med {key} --add"
    raise WrongChoiceError(f"{shown(key)} har inget som heter '{steps[0]}'", hint)


def _holders(kind: type[Part], word: str) -> Iterable[tuple[str, type[Part], str]]:
    """Yield the lists and tables in whose groups a word is a key: their key, the group, the key in it."""
    for key, shape in shapes_of(kind).items():
        inner = _key(shape.part, word) if shape.part is not None else None
        if shape.part is not None and inner is not None:
            yield key, shape.part, inner


def _in_only_group(kind: type[Part], data: Mapping[str, Any], word: str) -> Target | None:
    """Return where a field stands that is no key of the file, but of a group in it or of its only year."""
    found = list(_holders(kind, word))
    for key, part, inner in found:
        items = data.get(key)
        if not shapes_of(kind)[key].listed and len(found) == 1:
            return Target((key, inner), inner, shapes_of(part)[inner], part)
        of_years = "year" in shapes_of(part)  # what is of one year only is so said without telling it
        if of_years and isinstance(items, list) and len(items) == 1 and len(found) == 1:
            return Target((key, 0, inner), inner, shapes_of(part)[inner], part)
    with_years = [key for key, part, _ in found if "year" in shapes_of(part)]
    if with_years:
        raise WrongChoiceError(f"{shown(found[0][2])} finns för varje år", "säg vilket: --year 2022")
    return None


def _refuse_inner(kind: type[Part], field: str, steps: Sequence[str]) -> None:
    """Raise `WrongChoiceError` for a key that stands further in, with ways that lead to such."""
    ways = list(_ways_to(kind, steps[0]))
    if not ways:
        return
    holders = list(dict.fromkeys(shown(way[0]) for way in ways))
    told = [".".join([*way, *steps[1:]]) for way in ways[:_FEW]]
    raise WrongChoiceError(
        f"'{field}' står inne i {' och '.join(holders) if len(holders) <= _FEW else 'flera andra fält'}",
        f"skriv vilken, till exempel {' eller '.join(told)}",
    )


def _ways_to(kind: type[Part], word: str) -> Iterator[list[str]]:
    """Yield the ways to a key inside the groups of a kind, the nearest first in each."""
    for key, shape in shapes_of(kind).items():
        if shape.part is None or shape.part is kind:
            continue
        step = [key, *(["KORTNAMN"] if shape.values is not None else ["1"] if shape.listed else [])]
        inner = _key(shape.part, word)
        yield from (
            [[*step, inner]] if inner is not None else ([*step, *way] for way in _ways_to(shape.part, word))
        )


def _of_year(kind: type[Part], data: Mapping[str, Any], word: str, year: str) -> Target:
    """Return where a field of one year stands, in a list of amounts or in a table of years."""
    for key, part, inner in _holders(kind, word):
        shape, value = shapes_of(part)[inner], data.get(key)
        if shapes_of(kind)[key].values is not None and key == "years":
            return Target((key, year, inner), inner, shape, part)
        if "year" in shapes_of(part):
            items = value if isinstance(value, list) else []
            years = [item.get("year") if isinstance(item, dict) else None for item in items]
            if year in years:
                return Target((key, years.index(year), inner), inner, shape, part)
            number = sum(other is not None and other < year for other in years)
            return Target((key, number, inner), inner, shape, part, begun={"year": year})
    if _key(kind, word) is not None or word.casefold() in {name.name for name in LABELS.values()}:
        raise WrongChoiceError(f"'{word}' finns inte för varje år", "ta bort --year")
    raise WrongChoiceError(f"fältet '{word}' finns inte", "pengar har applied, proposed, granted, spent …")

"""Work out the edits of what holds several things: lists, tables, and groups of keys."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlingsplan.compute.putting import list_edits, put
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.compute.spelling import Spelling, is_unknown
from handlingsplan.compute.wanted import Wanted
from handlingsplan.compute.ways import OF_FIELDS, Target, key_of, position
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.edits import Drop, Edit, Put, Value
from handlingsplan.model.labels import shown
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import keys_of


def nothing_left(found: Target) -> Edit:
    """Return the edit of a list whose last thing goes: it is unknown then, and not that there is none."""
    key = keys_of(found.part).get(found.key)
    return Put(found.loc, None) if key is not None and key.nullable and not found.item else Drop(found.loc)


def list_of_values(
    data: Mapping[str, Any], found: Target, spelling: Spelling, wanted: Wanted, there: Any
) -> list[Edit]:
    """Return the edits of a list of single values: what is no longer in it goes, what is new comes last."""
    if wanted.value is not None:
        if is_unknown(wanted.value):
            return [put(data, found.loc, None, found.begun)]
        words = [wanted.value]
        if (found.shape.names and found.shape.names != "source") or found.shape.scalar is int:
            words = [word for word in wanted.value.split(",") if word.strip()] or words
        return list_edits(data, found.loc, _values(found, spelling, words), begun=found.begun)
    now = there if isinstance(there, list) else []
    standing = {item.casefold(): item for item in now if isinstance(item, str)}
    gone = [standing.get(word.casefold(), word) for word in _values(found, spelling, wanted.remove)]
    missing = next((item for item in gone if item not in now), None)
    if missing is not None:
        hint = f"där står: {', '.join(now)}" if now else "där står ingenting"
        raise WrongChoiceError(f"{shown(found.key)} har inget '{missing}'", hint)
    kept = [item for item in now if item not in gone]
    new = [*kept, *(item for item in _values(found, spelling, wanted.add) if item not in kept)]
    if gone and not new:
        return [nothing_left(found)]
    return list_edits(data, found.loc, new, begun=found.begun)


def list_of_groups(
    data: Mapping[str, Any], found: Target, spelling: Spelling, wanted: Wanted, there: Any
) -> list[Edit]:
    """Return the edits of a list or a table of groups of keys: things added, or taken away by number."""
    part = found.shape.part
    assert part is not None
    if wanted.value is not None:
        if is_unknown(wanted.value):
            return [put(data, found.loc, None, found.begun)]
        raise WrongChoiceError(
            f"{shown(found.key)} är flera uppgifter tillsammans", _inner_hint(wanted.field, found.shape)
        )
    if not found.shape.listed:
        raise WrongChoiceError(f"{shown(found.key)} är ingen lista", _inner_hint(wanted.field, found.shape))
    if found.shape.values is not None:
        return _table(data, found, spelling, wanted, there)
    now = there if isinstance(there, list) else []
    gone = sorted({position(found.key, now, word) for word in wanted.remove}, reverse=True)
    new = [group(part, text, spelling) for text in wanted.add]
    if not isinstance(there, list):
        return [put(data, found.loc, new, found.begun)] if new else []
    kept = len(now) - len(gone)
    if gone and not kept and not new:
        return [nothing_left(found)]
    drops = [Drop((*found.loc, number)) for number in gone]
    return [*drops, *(Put((*found.loc, kept + number), item) for number, item in enumerate(new))]


def _values(found: Target, spelling: Spelling, words: Iterable[str]) -> list[str]:
    values = (spelling.value(found.shape, found.key, word) for word in words)
    return list(dict.fromkeys(value for value in values if value is not None))


def _table(
    data: Mapping[str, Any], found: Target, spelling: Spelling, wanted: Wanted, there: Any
) -> list[Edit]:
    part = found.shape.part
    assert part is not None
    now = there if isinstance(there, Mapping) else {}
    folded = {name.casefold(): name for name in now}
    missing = next((name for name in wanted.remove if name.casefold() not in folded), None)
    if missing is not None:
        hint = f"där står: {', '.join(now)}" if now else "där står ingenting"
        raise WrongChoiceError(f"{shown(found.key)} har inget som heter '{missing}'", hint)
    new: dict[str, Value] = {}
    for text in wanted.add:
        name, value = _named_group(found, part, text, spelling, {**now, **new})
        new[name] = value
    if not isinstance(there, Mapping):
        return [put(data, found.loc, new, found.begun)] if new else []
    drops: list[Edit] = [Drop((*found.loc, folded[name.casefold()])) for name in wanted.remove]
    return [*drops, *(Put((*found.loc, name), item) for name, item in new.items())]


def table_of_values(
    data: Mapping[str, Any], found: Target, spelling: Spelling, wanted: Wanted, there: Any
) -> list[Edit]:
    """Return the edits of a table of single values: NAME=VALUE added, names taken away."""
    if wanted.value is not None and is_unknown(wanted.value):
        return [put(data, found.loc, None, found.begun)]
    if wanted.value is not None:
        raise WrongChoiceError(f"{shown(found.key)} har flera rader", "lägg till en med --add NAMN=VÄRDE")
    now = there if isinstance(there, Mapping) else {}
    new: dict[str, Value] = {}
    for word in wanted.add:
        name, value = _pair(found, spelling, word)
        earlier = new.get(name, now.get(name))
        new[name] = [*earlier, *value] if isinstance(value, list) and isinstance(earlier, list) else value
    gone = [_pair_name(found, spelling, word) for word in wanted.remove]
    missing = next((name for name in gone if name not in now), None)
    if missing is not None:
        hint = f"där står: {', '.join(now)}" if now else "där står ingenting"
        raise WrongChoiceError(f"{shown(found.key)} har inget som heter '{missing}'", hint)
    if not isinstance(there, Mapping):
        return [put(data, found.loc, new, found.begun)] if new else []
    if gone and not new and set(gone) == set(now):
        return [Drop(found.loc)]
    drops: list[Edit] = [Drop((*found.loc, name)) for name in gone]
    return drops + [
        edit for name, value in new.items() for edit in _pair_edits(data, (*found.loc, name), value)
    ]


def _pair(found: Target, spelling: Spelling, word: str) -> tuple[str, Value]:
    name, equals, text = (piece.strip() for piece in word.partition("="))
    if not (name and equals and text) or found.shape.values is None:
        raise WrongChoiceError(f"'{word}' går inte att läsa", "skriv NAMN=VÄRDE")
    value = spelling.value(found.shape.values, found.key, text)
    return _pair_name(found, spelling, name), [value] if found.shape.values.listed else value


def _pair_name(found: Target, spelling: Spelling, word: str) -> str:
    """Return the key that a word means in a table: a field of the file, or a name as that of its values."""
    if found.key in OF_FIELDS:
        return key_of(found.part, word.strip())
    return spelling.value(found.shape, found.key, word) or word


def _pair_edits(data: Mapping[str, Any], at: Loc, value: Value) -> list[Edit]:
    if isinstance(value, list):
        return list_edits(data, at, list(dict.fromkeys(value)))
    return [Put(at, value)]


def _named_group(
    found: Target, part: type[Part], text: str, spelling: Spelling, now: Mapping[str, Any]
) -> tuple[str, Value]:
    """Return the short name and the keys of what is added to a table, from `KORT=Namn; key=value`."""
    head, _, rest = text.partition(";")
    name, equals, title = (piece.strip() for piece in head.partition("="))
    if not name:
        raise WrongChoiceError(f"'{text}' saknar kortnamn", "skriv KORTNAMN=Namn")
    same = next((other for other in now if other.casefold() == name.casefold()), None)
    if same is not None:
        hint = f"ändra det med {found.key}.{same}.{next(iter(shapes_of(part)))}"
        raise WrongChoiceError(f"{shown(found.key)} har redan '{same}'", hint)
    return name, group(part, f"name={title};{rest}" if equals else rest, spelling)


def group(part: type[Part], text: str, spelling: Spelling) -> dict[str, Value]:
    """Return a group of keys from `key=value; key=value`; without a key a value is that of the next one.

    As in *ta fram en rutin; ALFA; 2024-05-02*: what, who and by when. The first is what the group cannot be
    without. Raise `WrongChoiceError` for what is no key, or is told twice.
    """
    shapes = shapes_of(part)
    keys = list(shapes)
    following = next((keys.index(key.name) for key in keys_of(part).values() if key.required), 0)
    found: dict[str, Value] = {}
    for piece in map(str.strip, text.split(";")):
        if not piece:  # the place of one that is not told, as in what;;when
            following += 1
            continue
        key, equals, value = (word.strip() for word in piece.partition("="))
        if not equals and following >= len(keys):
            raise WrongChoiceError(f"'{piece}' är en uppgift för mycket", f"här kan stå: {', '.join(keys)}")
        name = key_of(part, key) if equals else keys[following]
        if name in found:
            raise WrongChoiceError(f"{shown(name)} är redan sagt", f"skriv NYCKEL={piece}")
        found[name] = _value(shapes[name], name, value if equals else piece, spelling)
        following = keys.index(name) + 1
    return {key: found[key] for key in keys if key in found}


def _value(shape: Shape, key: str, text: str, spelling: Spelling) -> Value:
    if shape.part is not None:
        raise WrongChoiceError(f"{shown(key)} är flera uppgifter tillsammans", f"sätt {key} efteråt")
    if shape.listed:
        return [value for word in text.split(",") if (value := spelling.value(shape, key, word)) is not None]
    return spelling.value(shape, key, text)


def _inner_hint(field: str, shape: Shape) -> str:
    """Return how one of the keys of a group is set, or of a group in a list or a table."""
    assert shape.part is not None
    key = next(iter(shapes_of(shape.part)))
    if shape.values is not None:
        new = "KORTNAMN=Namn" if key == "name" else f"KORTNAMN; {key}=…"
        return f"sätt en av dem, till exempel {field}.KORTNAMN.{key}, eller lägg till med --add '{new}'"
    if shape.listed:
        return f"sätt en av dem, till exempel {field}.1.{key}, eller lägg till med --add '{key}=…'"
    return f"sätt en av dem, till exempel {field}.{key}"

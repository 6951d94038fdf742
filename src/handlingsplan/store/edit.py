"""Change a value in a YAML text so that nothing else in it changes, not even by a blank.

New text is put in where the parser's marks say, and the whole is read again: it counts only if exactly
the value that was meant is another. What cannot be done so is refused, never guessed.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from handlingsplan.errors import HpError
from handlingsplan.model.edits import Drop, Edit, Put, Rekey, Value
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.store import edit_block, edit_row
from handlingsplan.store.edit_block import Site
from handlingsplan.store.lines import Lines, LostCommentError, Splice
from handlingsplan.store.nodes import Collection, Item, Node, items_on, read_nodes
from handlingsplan.store.plaintext import prepare
from handlingsplan.store.shape import order_at
from handlingsplan.store.written import key_text
from handlingsplan.store.yamltext import read_yaml

_BOM = "\ufeff"
_MOST_STEPS = 30
"""Changes inside a list or a group, for each of which the file is read; past that it is written anew."""


class UnsafeEditError(HpError):
    """A text is laid out so that a value in it cannot be changed without risk for the rest."""


def edited(text: str, path: str, kind: type[Part], edits: Iterable[Edit]) -> str:
    """Return a text with some values changed, one after another; raise `UnsafeEditError` where none is safe.

    Comments, order, quotes, blank lines, line ends and odd layout stay as they are.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    body = text[len(bom) :]
    data = _data(body)
    for edit in map(_composed, edits):
        if data is None:
            hint = "kör hp check, och rätta filen för hand först"
            raise UnsafeEditError(f"{path} har fel och kan inte ändras", hint)
        wanted = changed(data, edit)
        if wanted != data or isinstance(edit, Rekey):
            body, data = _with_edit(body, path, data, kind, edit), wanted
    return bom + body


def changed(data: object, edit: Edit) -> object:
    """Return data with a value changed; raise `LookupError` where the way to it leads nowhere."""
    return _changed(data, edit.loc, edit)


def _changed(data: object, loc: Loc, edit: Edit) -> object:
    step, rest = loc[0], loc[1:]
    if isinstance(data, dict) and isinstance(step, str):
        return _changed_group(data, step, rest, edit)
    if isinstance(data, list) and isinstance(step, int) and (rest or not isinstance(edit, Rekey)):
        return _changed_list(data, step, rest, edit)
    raise LookupError(loc)


def _changed_group(data: Mapping[str, object], step: str, rest: Loc, edit: Edit) -> object:
    if rest:
        return {**data, step: _changed(data[step], rest, edit)}
    if isinstance(edit, Put):
        return {**data, step: edit.value}
    if isinstance(edit, Drop):
        return {key: item for key, item in data.items() if key != step}
    if step not in data:
        raise LookupError(step)
    return {edit.key if key == step else key: item for key, item in data.items()}


def _changed_list(data: Sequence[object], step: int, rest: Loc, edit: Edit) -> object:
    if not 0 <= step <= len(data):
        raise LookupError(step)
    if rest:
        return [*data[:step], _changed(data[step], rest, edit), *data[step + 1 :]]
    if isinstance(edit, Put):
        kept = data[step:] if edit.insert else data[step + 1 :]
        return [*data[:step], edit.value, *kept]
    return [*data[:step], *data[step + 1 :]]


def _composed(edit: Edit) -> Edit:
    """Return an edit with its letters as they are read from a file: one sign each, with its dots."""
    loc = tuple(_nfc(step) if isinstance(step, str) else step for step in edit.loc)
    if isinstance(edit, Put):
        return Put(loc, _composed_value(edit.value), edit.insert)
    return Rekey(loc, _nfc(edit.key)) if isinstance(edit, Rekey) else Drop(loc)


def _composed_value(value: Value) -> Value:
    if value is None or isinstance(value, str):
        return None if value is None else _nfc(value)
    if isinstance(value, Mapping):
        return {_nfc(key): _composed_value(item) for key, item in value.items()}
    return [_composed_value(item) for item in value]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _data(text: str) -> object:
    """Return the keys that a text holds; None where it cannot be read without a fault."""
    prepared, _ = prepare(text, "")
    reading = read_yaml(prepared, "") if prepared is not None else None
    return reading.data if reading and not reading.problems and isinstance(reading.data, dict) else None


def _with_edit(text: str, path: str, data: object, kind: type[Part], edit: Edit) -> str:
    """Return the text after an edit; of a list or a group that has another put over it, only what differs."""
    narrow = list(islice(_narrowed(data, edit), _MOST_STEPS + 1))
    ways = [[edit]] if narrow == [edit] or len(narrow) > _MOST_STEPS else [narrow, [edit]]
    refusal = _refusal(path, edit.loc)
    for way in ways:
        try:
            new = _with_steps(text, data, kind, way)
        except LostCommentError:
            refusal = _refusal_for_comment(path, edit.loc)
        else:
            if new is not None:
                return new
    raise refusal


def _refusal(path: str, loc: Loc) -> UnsafeEditError:
    message = f"kan inte ändra {_shown(loc)} i {path} utan att riskera resten av filen"
    return UnsafeEditError(message, "ändra i filen för hand; ingenting är skrivet")


def _refusal_for_comment(path: str, loc: Loc) -> UnsafeEditError:
    message = f"kan inte ändra {_shown(loc)} i {path} utan att en kommentar där försvinner"
    return UnsafeEditError(message, "flytta kommentaren först; ingenting är skrivet")


def _shown(loc: Loc) -> str:
    return " ".join(step for step in loc if isinstance(step, str))


def _with_steps(text: str, data: object, kind: type[Part], edits: Iterable[Edit]) -> str | None:
    for edit in edits:
        splice = _splice(Lines(text), kind, edit)
        data = changed(data, edit)
        if splice is None:
            return None
        text = Lines(text).spliced(splice)
        if _data(text) != data:
            return None
    return text


def _narrowed(data: object, edit: Edit) -> Iterator[Edit]:
    """Yield the edits inside a value that come to the same as the edit of it all, if there are any."""
    if not isinstance(edit, Put) or edit.insert:
        yield edit
        return
    old: object = data
    for step in edit.loc:
        if isinstance(old, dict):
            old = old.get(step)
        elif isinstance(old, list) and isinstance(step, int):
            old = old[step] if step < len(old) else None
    yield from _differences(edit.loc, old, edit.value)


def _differences(loc: Loc, old: object, new: Value) -> Iterator[Edit]:
    """Yield the edits that make a value of another, from the back: positions before them stay as they are."""
    if isinstance(old, dict) and isinstance(new, Mapping) and old.keys() & new.keys():
        yield from (Drop((*loc, key)) for key in old if key not in new)
        for key, value in new.items():
            if key not in old:
                yield Put((*loc, key), value)
            elif old[key] != value:
                yield from _differences((*loc, key), old[key], value)
    elif isinstance(old, list) and isinstance(new, list) and old and _are_alike(old, new):
        yield from _differences_in_list(loc, old, new)
    else:
        yield Put(loc, new)


def _are_alike(old: list[object], new: list[Value]) -> bool:
    """Tell whether a list can be told as another with some items changed."""
    return len(old) == len(new) or any(item in new for item in old) or any(map(_share_a_value, old, new))


def _share_a_value(old: object, new: object) -> bool:
    return isinstance(old, dict) and isinstance(new, dict) and any(old[key] == new.get(key) for key in old)


def _differences_in_list(loc: Loc, old: list[object], new: list[Value]) -> Iterator[Edit]:
    from difflib import SequenceMatcher  # most changes are of a single value

    same = SequenceMatcher(None, [repr(item) for item in old], [repr(item) for item in new])
    for tag, first, last, start, stop in reversed(same.get_opcodes()):
        if tag == "equal":
            continue
        both = min(last - first, stop - start)
        yield from (Drop((*loc, number)) for number in reversed(range(first + both, last)))
        for number in range(start + both, stop):
            yield Put((*loc, first + number - start), new[number], insert=True)
        for number in range(both):
            yield from _differences((*loc, first + number), old[first + number], new[start + number])


def _splice(lines: Lines, kind: type[Part], edit: Edit) -> Splice | None:
    """Return the change of a text; None where there is no way that is known to be right."""
    root = read_nodes(lines.text)
    way = items_on(root, edit.loc[:-1]) or []
    around: list[Node] = [root, *(item.value for item in way)]
    parent = around[-1]
    assert isinstance(parent, Collection), edit.loc
    site = Site(lines, kind, edit.loc, parent, way[-1] if way else None)
    item = parent.item(edit.loc[-1])
    if isinstance(edit, Put):
        return _put(site, item, edit, around)
    assert item is not None, edit.loc
    if isinstance(edit, Rekey):
        return _rekeyed(site, item, edit.key)
    return edit_row.dropped(site, item) if parent.flow else edit_block.dropped(site, item)


def _put(site: Site, item: Item | None, edit: Put, around: Sequence[Node]) -> Splice | None:
    parent = site.parent
    replaced, added = (
        (edit_row.replaced, edit_row.added) if parent.flow else (edit_block.replaced, edit_block.added)
    )
    if item is not None and not edit.insert:
        return replaced(site, item, edit.value)
    outer = around[-2] if len(around) > 1 else None
    if not parent.items and site.owner and isinstance(outer, Collection) and not outer.flow:
        whole: Value = {site.key: edit.value} if parent.mapping else [edit.value]
        return edit_block.replaced(site.around(outer), site.owner, whole)
    return added(site, _position(site), edit.value)


def _position(site: Site) -> int:
    """Return where a new key or item goes: a key after the last of those that its kind has before it."""
    step, items = site.loc[-1], site.parent.items
    if isinstance(step, int):
        return step
    order = order_at(site.kind, site.loc[:-1])
    if step not in order:
        return len(items)
    before = set(order[: order.index(step)])
    places = [number for number, item in enumerate(items) if item.key and item.key.value in before]
    return max(places) + 1 if places else 0


def _rekeyed(site: Site, item: Item, key: str) -> Splice:
    old = item.key
    assert old is not None, site.loc
    new = key_text(key, site.kind, (*site.loc[:-1], key), flow=site.parent.flow, like=old.style)
    return Splice(old.start, old.end, new)

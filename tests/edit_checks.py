"""Edits of any kind at any place of a file, and what must hold after one: worked out without the editor."""

import copy
import random
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

from handlingsplan.model.edits import Drop, Edit, Put, Rekey
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import Group, Listing, Shape, Table, keys_of
from handlingsplan.store.nodes import Node, items_on
from handlingsplan.store.plaintext import prepare
from handlingsplan.store.yamltext import read_yaml
from tests.yaml_layouts import COMMENT, text_of, value_of

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Found = tuple[Loc, Any, Shape | None]


def nfc(value: Any) -> Any:
    """Return a value as it is read: its letters are one sign each."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {nfc(key): nfc(item) for key, item in value.items()}
    return [nfc(item) for item in value] if isinstance(value, list) else value


@lru_cache(maxsize=4)
def read(text: str) -> Any:
    """Return what a text holds; a text that cannot be read without a problem fails the test."""
    prepared, problems = prepare(text, "x.yaml")
    assert prepared is not None, problems
    reading = read_yaml(prepared, "x.yaml")
    assert not reading.problems, reading.problems
    return reading.data


def places(kind: type[Part], data: Any) -> Iterator[Found]:
    """Yield every value in a file, with the way to it and what its kind says of it."""
    yield from _places((), data, Group(kind))


def any_edit(kind: type[Part], data: Any, rng: random.Random) -> Edit | None:
    """Return an edit at some place of a file, or nothing where the place that was drawn cannot have it."""
    loc, value, shape = rng.choice(list(places(kind, data)))
    if isinstance(value, dict) and rng.random() < 0.6:
        return _in_group(loc, value, shape, rng)
    if isinstance(value, list) and rng.random() < 0.6:
        item = shape.item if isinstance(shape, Listing) else None
        new = value_of(item, rng, 2) if item else text_of(rng)
        return Put((*loc, rng.choice((len(value), rng.randint(0, len(value))))), new, insert=True)
    if not loc:
        return None
    if rng.random() < 0.35:
        return Drop(loc) if len(data) > 1 else None
    if isinstance(value, dict | list):
        return Put(loc, value_of(shape, rng, 2) if shape else text_of(rng))
    return Put(
        loc, text_of(rng) if rng.random() < 0.8 else value_of(Listing(shape), rng, 2) if shape else None
    )


def expected(data: Any, edit: Edit) -> Any:
    """Return what a file is to hold after an edit."""
    data = copy.deepcopy(data)
    inner = data
    for step in edit.loc[:-1]:
        inner = inner[step]
    last: Any = edit.loc[-1]
    if isinstance(edit, Drop):
        del inner[last]
    elif isinstance(edit, Rekey):
        items = [(nfc(edit.key) if key == last else key, value) for key, value in inner.items()]
        inner.clear()
        inner.update(items)
    elif isinstance(inner, list) and (edit.insert or last == len(inner)):
        inner.insert(last, nfc(edit.value))
    else:
        inner[last] = nfc(edit.value)
    return data


def check(old: str, new: str, edit: Edit) -> None:
    """Fail if anything but what was meant is another after an edit."""
    wanted = expected(read(old), edit)
    assert read(new) == wanted
    if isinstance(edit, Rekey):
        assert list(_at(read(new), edit.loc[:-1])) == list(_at(wanted, edit.loc[:-1]))
    assert new.startswith("\ufeff") == old.startswith("\ufeff")
    assert _ends(new) <= _ends(old) or not _ends(old)
    assert new.endswith(("\n", "\r")) == old.endswith(("\n", "\r"))
    _check_lines(old, new, edit)


def may_lose_comments(old: str, edit: Edit) -> bool:
    """Tell whether something is dropped: a key, an item, or some of those inside one that is put over."""
    if isinstance(edit, Put) and not edit.insert and isinstance(edit.value, dict | list):
        there = _nodes(old, edit.loc)[1]
        return there is not None and not isinstance(there, yaml.ScalarNode)
    return isinstance(edit, Drop)


def comments_at(old: str, edit: Edit) -> bool:
    """Tell whether there are comments inside what an edit puts a value over."""
    if not isinstance(edit, Put) or edit.insert or _nodes(old, edit.loc)[1] is None:
        return False
    lines = _lines(old)
    return bool(COMMENT.search("".join(lines[slice(*_span(old, lines, edit.loc))])))


def _places(loc: Loc, value: Any, shape: Shape | None) -> Iterator[Found]:
    yield loc, value, shape
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places((*loc, key), item, _inside(shape, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _places((*loc, number), item, _inside(shape, number))


def _inside(shape: Shape | None, step: str | int) -> Shape | None:
    if isinstance(shape, Group):
        known = keys_of(shape.part).get(str(step))
        return known.shape if known else None
    if isinstance(shape, Table):
        return shape.value
    return shape.item if isinstance(shape, Listing) else None


def _in_group(loc: Loc, value: dict[str, Any], shape: Shape | None, rng: random.Random) -> Edit | None:
    if isinstance(shape, Group):
        free = [key for key in keys_of(shape.part) if key not in value]
        if not free:
            return None
        key = rng.choice(free)
        return Put((*loc, key), value_of(keys_of(shape.part)[key].shape, rng, 2))
    key = text_of(rng)
    if nfc(key) in value:
        return None
    if value and rng.random() < 0.5:
        return Rekey((*loc, rng.choice(list(value))), key)
    return Put((*loc, key), value_of(shape.value, rng, 2) if isinstance(shape, Table) else text_of(rng))


def _at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def _ends(text: str) -> set[str]:
    return set(re.findall(r"\r\n|\n|\r", text))


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their ends, which the last one may lack."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text.removeprefix("\ufeff"))


def _is_same(line: str, other: str) -> bool:
    """Tell whether lines are the same to the byte; one that was or is the last may lack its end."""
    ends = {line[len(line.rstrip("\r\n")) :], other[len(other.rstrip("\r\n")) :]}
    return line == other or ("" in ends and line.rstrip("\r\n") == other.rstrip("\r\n"))


def _are_same(lines: list[str], others: list[str]) -> bool:
    return len(lines) == len(others) and all(map(_is_same, lines, others))


def _check_lines(old: str, new: str, edit: Edit) -> None:
    before, after = _lines(old), _lines(new)
    first, last = _may_differ(old, before, after, edit)
    assert _are_same(before[:first], after[:first])
    kept = len(before) - last
    assert kept == 0 or _are_same(before[last:], after[-kept:])
    lost = set(COMMENT.findall(old)) - set(COMMENT.findall(new))
    if may_lose_comments(old, edit):
        lost -= set(COMMENT.findall("".join(before[slice(*_span(old, before, edit.loc))])))
    assert not lost
    assert len(COMMENT.findall(new)) == len(set(COMMENT.findall(new)))


def _may_differ(old: str, before: list[str], after: list[str], edit: Edit) -> tuple[int, int]:
    """Return the first of the lines that may be others after an edit, and the first one after them."""
    parent, item = _nodes(old, edit.loc)
    if parent.flow_style or not parent.value:
        return _span(old, before, edit.loc[:-1])
    if item is None or (isinstance(edit, Put) and edit.insert):
        same = _same_lines(before, after)
        first = _nodes(old, edit.loc)[0].start_mark.line
        return (
            (same, same) if before[same:] == after[len(after) - len(before) + same :] else (first, first + 1)
        )
    if isinstance(edit, Drop) and len(parent.value) == 1:
        return _span(old, before, edit.loc[:-1])
    first, last = _span(old, before, edit.loc)
    if isinstance(edit, Drop):
        return _may_go(old, before, parent, first, last)
    whole = isinstance(edit, Put) and isinstance(edit.value, dict | list)
    return first, _with_comments(before, parent, last) if whole else last


def _with_comments(before: list[str], parent: Any, last: int) -> int:
    """Return the first line after a group and the comments that stand deeper in: new keys come after them."""
    while last < len(before) and before[last].lstrip(" ").startswith("#"):
        if len(before[last]) - len(before[last].lstrip(" ")) <= parent.start_mark.column:
            break
        last += 1
    return last


def _may_go(old: str, before: list[str], parent: Any, first: int, last: int) -> tuple[int, int]:
    """Return the lines of what is dropped with the blank ones around it; after a dash also the next key."""
    if before[first].lstrip(" ").startswith("-") and _is_map(parent):
        while _is_blank(before, last):
            last += 1
        return first, last + 1
    if last == len(before) and not old.endswith(("\n", "\r")):
        while _is_blank(before, first - 1):
            first -= 1
    return first - _is_blank(before, first - 1), last + _is_blank(before, last)


def _same_lines(before: list[str], after: list[str]) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    return next(
        (number for number, (one, other) in pairs if not _is_same(one, other)), min(len(before), len(after))
    )


def _is_blank(lines: list[str], number: int) -> bool:
    return 0 <= number < len(lines) and not lines[number].strip()


def _span(text: str, lines: list[str], loc: Loc) -> tuple[int, int]:
    """Return the line on which a key or a dash starts, and the one after that on which its value ends."""
    if not loc:
        return 0, len(lines)
    parent, node = _nodes(text, loc)
    assert node is not None
    key = next((key for key, value in parent.value if value is node), node) if _is_map(parent) else node
    first = key.start_mark.line
    if not parent.flow_style:
        while not _starts(lines[first], parent, key):
            first -= 1
    return first, max(_last_line(lines, node), _last_line(lines, key))


def _starts(line: str, parent: Any, key: Any) -> bool:
    column = parent.start_mark.column
    bare = line.removeprefix("\ufeff")
    return len(bare) > column and bare[column] not in " #" and not bare[column:].startswith(":")


def _last_line(lines: list[str], node: Any) -> int:
    if isinstance(node, yaml.ScalarNode):
        line = int(node.end_mark.line)
        if node.style in {"|", ">"}:
            at_end = node.end_mark.column > 0
            line += at_end
            while not at_end and line > 0 and not lines[line - 1].strip() and not node.value.endswith("\n\n"):
                line -= 1
            return line
        return line + 1
    if node.flow_style or not node.value:
        return int(node.end_mark.line) + 1
    return max(
        _last_line(lines, part)
        for item in node.value
        for part in (item if isinstance(item, tuple) else (item,))
    )


def _is_map(node: Any) -> bool:
    return isinstance(node, yaml.MappingNode)


def _nodes(text: str, loc: Loc) -> tuple[Any, Any]:
    """Return the group or list that holds a place, and what stands there, as PyYAML has them."""
    node = _composed(text)
    parent = None
    for step in loc:
        parent = node
        if _is_map(node):
            node = next((value for key, value in node.value if nfc(key.value) == step), None)
        else:
            assert isinstance(step, int)
            node = node.value[step] if step < len(node.value) else None
    return parent, node


@lru_cache(maxsize=2)
def _composed(text: str) -> Any:
    return yaml.compose(text.removeprefix("\ufeff"), Loader=_LOADER)


def node_at(root: Node, loc: Loc) -> Node | None:
    """Return what stands at the end of a way; None where the way leads nowhere."""
    way = items_on(root, loc)
    return None if way is None else way[-1].value if way else root

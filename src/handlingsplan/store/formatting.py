"""Lay out a file in the one way that the plan keeps, without losing a comment or changing what it says."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from handlingsplan.errors import HpError
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import Group, Shape
from handlingsplan.store.canonical import canonical, shape_inside
from handlingsplan.store.commented import FOR_EDITORS, Entry, Sheet, add_lines, read_sheet
from handlingsplan.store.plaintext import prepare
from handlingsplan.store.shape import order_at
from handlingsplan.store.written import WIDTH, key_text, row_text, scalar_lines, scalar_text
from handlingsplan.store.yamltext import read_yaml

_LINE_END = re.compile(r"\r\n|\n|\r")


class UnsafeLayoutError(HpError):
    """A text cannot be laid out anew without risk, and is left as it is."""


def formatted(text: str, path: str, kind: type[Part]) -> str:
    """Return a file in the one layout, with its comments; raise `UnsafeLayoutError` where none is safe.

    Keys stand in the order of the record class, values in the writing of their type. One that its field
    cannot take is left as it is. A file whose lines end in CRLF keeps that.
    """
    before = _LINE_END.sub("\n", prepare(text, path)[0] or "")
    data = _data(before, path)
    sheet = read_sheet(before)
    new = "\n".join(_Layout(kind).lines(sheet)) + "\n"
    if new != before:
        same_data = repr(_data(new, path)) == repr(_ordered(data, kind, (), Group(kind)))
        if not same_data or Counter(read_sheet(new).comments()) != Counter(sheet.comments()):
            hint = "lägg om den för hand; den är som den var"
            raise UnsafeLayoutError(f"kan inte lägga om {path} utan att riskera det som står där", hint)
    ends = _LINE_END.search(text)
    return new.replace("\n", "\r\n") if ends and ends[0] == "\r\n" else new


def _data(text: str, path: str) -> object:
    reading = read_yaml(text, path)
    if reading.problems or not isinstance(reading.data, dict):
        raise UnsafeLayoutError(f"{path} går inte att läsa", "hp check visar vad som är fel")
    return reading.data


def _ordered(data: object, kind: type[Part], loc: Loc, shape: Shape | None) -> object:
    """Return data as it shall be: keys in their order, single values in their one writing."""
    if isinstance(data, dict):
        return {
            key: _ordered(data[key], kind, (*loc, key), shape_inside(shape, key))
            for key in _in_order(list(data), kind, loc, shape)
        }
    if isinstance(data, list):
        return [_ordered(item, kind, (*loc, no), shape_inside(shape, no)) for no, item in enumerate(data)]
    return canonical(data, shape) if isinstance(data, str) else data


def _in_order(keys: Sequence[str], kind: type[Part], loc: Loc, shape: Shape | None) -> list[str]:
    """Return keys in the order of the group that they stand in; an unknown one stays after its neighbour."""
    if isinstance(shape, Group):
        order = _numbers(shape.part)
    elif loc in {("sources",), ("basis",)}:
        order = _numbers(kind)
    else:
        return list(keys)
    ranks: dict[str, int] = {}
    rank = -1
    for key in keys:
        rank = order.get(key, rank)
        ranks[key] = rank
    return sorted(keys, key=ranks.__getitem__)


@cache
def _numbers(part: type[Part]) -> Mapping[str, int]:
    return {key: number for number, key in enumerate(order_at(part, ()))}


class _Layout:
    """Writes a tree with its comments as lines, `indent` being where a key or a dash stands."""

    def __init__(self, kind: type[Part]) -> None:
        self.kind = kind

    def lines(self, sheet: Sheet) -> list[str]:
        """Return the lines of a whole file, without blank ones at the start and the end."""
        root = sheet.root
        top: list[str] = []
        add_lines(top, [*root.above, *root.head])
        directives = [*sheet.directives, "---"] if sheet.directives else []
        if directives and top and top[0].startswith(FOR_EDITORS):
            directives, top = [top[0], *directives], top[1:]
        first, rest = self._inside(root, (), Group(self.kind), 0) if root.value else ([], ["{}"])
        return [*directives, *_without_blanks(top, first), *rest, *_below(root, 0)]

    def _inside(
        self, owner: Entry, loc: Loc, shape: Shape | None, indent: int
    ) -> tuple[list[str], list[str]]:
        """Return the comments above the first thing inside an entry, and all lines from that on."""
        entries = owner.value
        assert isinstance(entries, list)
        steps: list[str | int] = list(range(len(entries)))
        if owner.mapping:
            by_key = {str(entry.key): entry for entry in entries}
            steps = [*_in_order(list(by_key), self.kind, loc, shape)]
            entries = [by_key[str(step)] for step in steps]
        first: list[str] = []
        lines: list[str] = []
        for step, entry in zip(steps, entries, strict=True):
            above, own = self._entry(entry, (*loc, step), shape_inside(shape, step), indent)
            if entry is entries[0]:
                first = above
            else:
                lines += _indented(above, indent)
            lines += own
        return first, lines

    def _entry(self, entry: Entry, loc: Loc, shape: Shape | None, indent: int) -> tuple[list[str], list[str]]:
        """Return the comments above an entry, and its own lines."""
        key = None if entry.key is None else f"{key_text(entry.key, self.kind, loc)}:"
        start = " " * indent + (key or "-")
        if isinstance(entry.value, list):
            row = self._row(entry, loc, shape)
            if row is None or (entry.value and len(start) + 1 + len(row) > WIDTH):
                return self._collection(entry, start, loc, shape, indent)
            lines = [f"{start} {row}"]
        else:
            value = None if entry.value is None else canonical(entry.value, shape)
            lines = scalar_lines(start, value, scalar_text(value, self.kind, loc), indent)
        above = list(entry.above)
        beside = [*entry.head, *entry.end]
        if len(lines) > 1:
            # Whatever stood below a block text would become a part of it.
            add_lines(above, [*beside, *filter(None, entry.below)])
            return above, lines
        add_lines(above, beside[:-1])
        return above, [" ".join([*lines, *beside[-1:]]), *_below(entry, indent + 2)]

    def _collection(
        self, entry: Entry, start: str, loc: Loc, shape: Shape | None, indent: int
    ) -> tuple[list[str], list[str]]:
        """Return a list or a group of keys with one thing a line; a group in a list begins at its dash."""
        first, lines = self._inside(entry, loc, shape, indent + 2)
        above = list(entry.above)
        below = _below(entry, indent + 2)
        if entry.key is None and entry.mapping:
            add_lines(above, [*entry.head, *entry.end])
            above = _without_blanks(above, first, keep_start=True)
            return above, [f"{start} {lines[0].lstrip(' ')}", *lines[1:], *below]
        add_lines(above, [*entry.head[:-1], *entry.end])
        inner = _indented(_without_blanks([], first), indent + 2)
        return above, [" ".join([start, *entry.head[-1:]]), *inner, *lines, *below]

    def _row(self, entry: Entry, loc: Loc, shape: Shape | None) -> str | None:
        """Return a list as it stands in a row; None for a group, and where there are comments in it."""
        assert isinstance(entry.value, list)
        if not entry.value:
            return "{}" if entry.mapping else "[]"
        if entry.mapping or any(entry.below) or any(any(inner.comments()) for inner in entry.value):
            return None
        values = [inner.value for inner in entry.value]
        names = [
            canonical(value, shape_inside(shape, no))
            for no, value in enumerate(values)
            if isinstance(value, str)
        ]
        return row_text(names, self.kind, loc) if len(names) == len(values) else None


def _indented(lines: Iterable[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _below(entry: Entry, indent: int) -> list[str]:
    return _indented(entry.below, indent)


def _without_blanks(above: list[str], first: list[str], *, keep_start: bool = False) -> list[str]:
    """Return comments that come together before the first thing of all; it has no blank lines before it."""
    start = next((no for no, line in enumerate(first) if line), len(first))
    lines = list(above)
    if not keep_start:
        lines = lines[next((no for no, line in enumerate(lines) if line), len(lines)) :]
    add_lines(lines, first[start:])
    return lines

"""Tell where everything stands in a YAML text, to the sign: what is written over a text is put in there.

The text must be one that `read_yaml` reads without a problem: one document, no anchors, not too deep.
Positions are counted in signs. A block's own end mark stands after the comments and blank lines that
follow it, so a node ends where its last value does.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from handlingsplan.model.problem import Loc

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null"})
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})
_HEADER = re.compile(r"[>|][-+0-9]*")
_LINE_END = re.compile(r"[\r\n]")


@dataclass(slots=True)
class Scalar:
    """A single value: from its first sign, a quote or > or | counted, to after its last.

    One that is empty stands right after the colon or the dash. `value` is None where the text says null.
    """

    start: int
    end: int
    value: str | None
    style: str
    """One of ' " > | or nothing for one without quotes."""


@dataclass(slots=True)
class Item:
    """A key with its value, or an item of a list, which has no key; `start` is where key or dash stands."""

    start: int
    key: Scalar | None
    value: "Node"

    @property
    def end(self) -> int:
        """Return the place after the last sign; right after the colon or dash where the value is empty."""
        return self.value.end


@dataclass(slots=True)
class Collection:
    """A group of keys, or a list; within brackets if `flow`, else one thing a line."""

    start: int
    end: int
    mapping: bool
    flow: bool
    items: list[Item] = field(default_factory=list)

    def item(self, step: str | int) -> Item | None:
        """Return the item with a key, or at a position; None where there is none."""
        if isinstance(step, int):
            return self.items[step] if not self.mapping and step < len(self.items) else None
        named = (item for item in self.items if item.key is not None and _composed(item.key.value) == step)
        return next(named, None)


Node = Scalar | Collection


def read_nodes(text: str) -> Node:
    """Return the root of a text, with everything inside it."""
    events = (
        event
        for event in yaml.parse(text, Loader=_LOADER)
        if isinstance(
            event, ScalarEvent | MappingStartEvent | SequenceStartEvent | MappingEndEvent | SequenceEndEvent
        )
    )
    return _Reader(text, events).node(next(events))


def items_on(root: Node, loc: Loc) -> list[Item] | None:
    """Return the items that a way leads through; None where it leads nowhere."""
    node, way = root, []
    for step in loc:
        item = node.item(step) if isinstance(node, Collection) else None
        if item is None:
            return None
        way.append(item)
        node = item.value
    return way


class _Reader:
    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text = text
        self.events = events

    def node(self, event: Any) -> Node:
        """Return the node that begins with an event; the depth of a text has been held before."""
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        mapping = isinstance(event, MappingStartEvent)
        found = Collection(event.start_mark.index, event.end_mark.index, mapping, bool(event.flow_style))
        self._fill(found, event.start_mark.column)
        if not found.flow:
            found.end = found.items[-1].end if found.items else found.start
        return found

    def _fill(self, found: Collection, column: int) -> None:
        while type(event := next(self.events)) not in _ENDS:
            at = found.items[-1].end if found.items else None
            start = event.start_mark.index
            if not found.flow and not (found.mapping and event.start_mark.column == column):
                start = found.start if at is None else self._next_start(at, column)
            key = self._scalar(event) if found.mapping else None
            value = self.node(next(self.events) if found.mapping else event)
            found.items.append(Item(start, key, value))
        found.end = event.end_mark.index

    def _next_start(self, at: int, column: int) -> int:
        """Return where the next dash, or the question mark of a key, stands: first on a line."""
        line = re.compile(rf"(?<=[\r\n]) {{{column}}}(?=[^\s#])").search(self.text, at)
        assert line is not None
        return line.end()

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        if style in {">", "|"}:
            end = self._block_end(start, end)
        value = None if not style and event.value in _NULLS else event.value
        return Scalar(start, end, value, style)

    def _block_end(self, start: int, end: int) -> int:
        """Return where the last line of a block text ends; one that keeps its blank lines ends after them."""
        body = self.text[start:end]
        header = _HEADER.match(body)
        if header and "+" in header[0]:
            return end
        lines_end = _LINE_END.search(body, len(body.rstrip()))
        return start + lines_end.start() if lines_end else end


def _composed(text: str | None) -> str | None:
    return None if text is None else unicodedata.normalize("NFC", text)

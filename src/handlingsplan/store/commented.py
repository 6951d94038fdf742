"""Read a YAML text as a tree in which every comment belongs to the key or item that it is about.

The text must be one that `read_yaml` reads without a problem, and its lines must end in LF alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from handlingsplan.store.nodes import Collection, Item, Node, Scalar, read_nodes

FOR_EDITORS = "# yaml-language-server:"
"""What a comment begins with that editors read, if it stands first."""

_DIRECTIVES = re.compile(r"(?:(?:[%#][^\n]*|[ \t]*)\n)*---(?=\s)")


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list, which has no key; and its comments, "" for a blank line.

    `above` stand on lines of their own before it, `head` after its colon, dash or bracket, `end` after its
    value, and `below` on lines of their own after it, deeper in than it.
    """

    key: str | None = None
    value: "str | list[Entry] | None" = None
    mapping: bool = False
    above: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def comments(self) -> Iterator[str]:
        """Yield the text of every comment of this entry and of those inside it."""
        for lines in (self.above, self.head, self.end, self.below):
            yield from (line for line in lines if line)
        for entry in self.value if isinstance(self.value, list) else ():
            yield from entry.comments()


class Sheet(NamedTuple):
    """A file: the directives that must come first, and the root, with what stands before and after it all."""

    directives: list[str]
    root: Entry

    def comments(self) -> Iterator[str]:
        """Yield the text of every comment."""
        yield from self.root.comments()


def read_sheet(text: str) -> Sheet:
    """Return a text as a tree with its comments."""
    reader = _Reader(text)
    reader.read(read_nodes(text))
    return Sheet(reader.directives, reader.root)


def add_lines(to: list[str], lines: list[str]) -> None:
    """Add comments to others; of blank lines in a row one is kept."""
    for line in lines:
        if line or not to or to[-1]:
            to.append(line)


class _Note(NamedTuple):
    """A comment or a blank line between two values."""

    text: str
    column: int
    beside: bool
    """Whether something else stands before it on its line."""


class _Reader:
    """Follows the tree through the text, and hands out what stands between the values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.root = Entry()
        self.directives: list[str] = []
        self.trail: list[tuple[int, Entry]] = []
        """What was read last: an entry with its column, the last one inside it, and so on."""

    def read(self, node: Node) -> None:
        """Read the whole text, whose root is `node`."""
        self._read_directives(node.start)
        if isinstance(node, Collection) and not node.flow:
            self._block(node, self.root)
            self._split_top()
        else:
            self._value(node, self.root, 0)
        self._between(len(self.text), self.root.below, 0)

    def _read_directives(self, end: int) -> None:
        found = _DIRECTIVES.match(self.text, 0, end + 1)
        if not found or not re.search(r"^%", found[0], re.MULTILINE):
            return
        self.directives = [line.rstrip() for line in found[0].split("\n") if line.startswith("%")]
        self.root.above = [line.rstrip() for line in found[0].split("\n") if line.startswith("#")]
        self.at = found.end()

    def _split_top(self) -> None:
        """Let the comments at the top of the file that a blank line parts from the first key stay there."""
        assert isinstance(self.root.value, list)
        first = self.root.value[0]
        lines = first.above
        count = len(lines) - lines[::-1].index("") if "" in lines else 0
        if not count and lines and lines[0].startswith(FOR_EDITORS):
            count = 1
        add_lines(self.root.above, lines[:count])
        del lines[:count]

    def _block(self, node: Collection, owner: Entry) -> None:
        owner.mapping, owner.value = node.mapping, []
        depth = len(self.trail)
        column = node.start - (self.text.rfind("\n", 0, node.start) + 1)
        for item in node.items:
            entry = Entry(item.key.value if item.key else None)
            if item is node.items[0]:
                self._before_first(item.start, entry, owner)
            else:
                self._between(item.start, entry.above, depth)
            del self.trail[depth:]
            self.trail.append((column, entry))
            owner.value.append(entry)
            self._item(item, entry, item.start + 1)

    def _before_first(self, end: int, entry: Entry, owner: Entry) -> None:
        """Hand out what stands between a colon or a dash and the first thing of a block."""
        at_dash = owner is not self.root and owner.key is None and owner.mapping
        for note in self._notes(end):
            if note.beside or (at_dash and note.text):
                owner.head.append(note.text)
            elif not at_dash:
                add_lines(entry.above, [note.text])

    def _between(self, end: int, following: list[str], depth: int) -> None:
        """Hand out what stands after a value: to those that it is deeper in than, else to what follows.

        `depth` is how many of the trail go on after it.
        """
        blank: list[str] = []
        inner = len(self.trail)
        for note in self._notes(end):
            if note.beside:
                (self.trail[-1][1] if self.trail else self.root).end.append(note.text)
                continue
            if not note.text:
                blank = [""]
                continue
            while inner > depth and self.trail[inner - 1][0] >= note.column:
                inner -= 1
            add_lines(self.trail[inner - 1][1].below if inner > depth else following, [*blank, note.text])
            blank = []
        if blank and following is not self.root.below:
            add_lines(following, blank)

    def _item(self, item: Item, entry: Entry, inside: int) -> None:
        self.at = item.key.end if item.key else inside
        self._value(item.value, entry, item.value.start)

    def _value(self, node: Node, entry: Entry, start: int) -> None:
        if isinstance(node, Collection) and not node.flow:
            self._block(node, entry)
            return
        for note in self._notes(start or node.start):
            if note.beside:
                entry.head.append(note.text)
            elif note.text:
                add_lines(entry.above, [note.text])
        if isinstance(node, Collection):
            self._flow(node, entry)
        else:
            entry.value = node.value
            entry.end += self._in_header(node)
        self.at = node.end

    def _flow(self, node: Collection, owner: Entry) -> None:
        entries: list[Entry] = []
        owner.mapping, owner.value = node.mapping, entries
        self.at = node.start + 1
        for item in node.items:
            entry = Entry(item.key.value if item.key else None)
            self._in_flow(item.start, entries[-1].end if entries else owner.head, entry.above)
            entries.append(entry)
            self._item(item, entry, item.start)
        self._in_flow(node.end - 1, entries[-1].end if entries else owner.head, owner.below)

    def _in_flow(self, end: int, beside: list[str], following: list[str]) -> None:
        for note in self._notes(end):
            if note.beside:
                beside.append(note.text)
            elif note.text:
                add_lines(following, [note.text])

    def _in_header(self, node: Scalar) -> list[str]:
        """Return the comment after the > or | of a block text."""
        header = self.text[node.start : node.end].split("\n", 1)[0] if node.style in {">", "|"} else ""
        return [header[header.index("#") :].rstrip()] if "#" in header else []

    def _notes(self, end: int) -> Iterator[_Note]:
        """Yield the comments and blank lines before a place: between values, every # begins a comment."""
        lines = self.text[self.at : end].split("\n")
        whole = self.at == 0 or self.text[self.at - 1] == "\n"
        for number, line in enumerate(lines):
            before, sign, rest = line.partition("#")
            alone = number > 0 or whole
            if sign:
                column = len(before) if not before.strip() else -1
                yield _Note(f"#{rest}".rstrip(), column, beside=not alone)
            elif alone and not line.strip() and number < len(lines) - 1:
                yield _Note("", 0, beside=False)

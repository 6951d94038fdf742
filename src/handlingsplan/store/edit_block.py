"""Change what stands one thing a line: keys with their values, and the items of lists with dashes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from handlingsplan.model.edits import Value
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.store.lines import LINE_END, Lines, LostCommentError, Splice
from handlingsplan.store.nodes import Collection, Item, Node, Scalar
from handlingsplan.store.written import DASH, item_lines, key_text, lines_of, scalar_text

_HEADER = re.compile(r"[>|][-+0-9]*")
_A_PAIR = 2
_BLANK = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*[\r\n]")
_BLANKS = re.compile(r"\s*")
_LINE = re.compile(r"( *)([^\r\n]*)(\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True)
class Site:
    """Where something is to be changed: the group or list, and the item that it is the value of, if any."""

    lines: Lines
    kind: type[Part]
    loc: Loc
    parent: Collection
    owner: Item | None

    @property
    def key(self) -> str:
        """Return the last step of the way, as a key."""
        return str(self.loc[-1])

    def around(self, outer: Collection) -> "Site":
        """Return where the group or list itself can be changed, in the one around it."""
        return Site(self.lines, self.kind, self.loc[:-1], outer, None)


def replaced(site: Site, item: Item, value: Value) -> Splice | None:
    """Return the change that puts a value over another; None where no colon shows where it begins."""
    lines, node = site.lines, item.value
    head = _head_end(lines, item)
    if head is None:
        return None
    new = _written(site, item, value)
    one_line = len(new) == 1 or _is_followed_by_deeper_comment(lines, item)
    if isinstance(node, Scalar) and not _is_block_text(node) and one_line and _is_single(value):
        text = scalar_text(value, site.kind, site.loc, like=node.style)
        return Splice(node.start, node.end, _gap(lines.text, node) + text)
    return _anew(lines, head, node, new)


def has_comment(text: str, node: Node) -> bool:
    """Tell whether there are comments inside what would be written anew."""
    at = node.start
    for scalar in _scalars(node):
        if "#" in text[at : scalar.start]:
            return True
        at = scalar.end
        if _is_block_text(scalar):
            header = _header_end(text, scalar)
            if "#" in LINE_END.split(text[header:at], maxsplit=1)[0]:
                return True
    return "#" in text[at : node.end]


def added(site: Site, number: int, value: Value) -> Splice:
    """Return the change that puts in a new key or item, before the one that is there at a position."""
    lines, items = site.lines, site.parent.items
    if number == 0:
        return _added_first(site, value)
    new = lines.joined(_item_lines(site, items[number - 1], value))
    at = _after(lines, items[number - 1])
    blank = lines.line_end if _is_spaced(site) else ""
    if at == len(lines.text) and lines.is_open:
        return Splice(at, at, lines.line_end + blank + new)
    return Splice(at, at, blank + new + lines.line_end)


def dropped(site: Site, item: Item) -> Splice | None:
    """Return the change that takes away a key or an item; None where nothing would be left of the text."""
    lines, items = site.lines, site.parent.items
    if len(items) == 1:
        return _emptied(site, item)
    number = items.index(item)
    if not lines.begins(item.start):
        return _dropped_after_dash(lines, item, items[number + 1])
    start, end = lines.start(item.start), lines.after(item.end)
    if end == len(lines.text) and lines.is_open:
        kept = lines.text[items[number - 1].end : start] if number else ""
        return Splice(start - len(kept) + len(kept.rstrip("\r\n")), end, "")
    return _with_blank(site, number, start, end)


def _anew(lines: Lines, head: int, node: Node, new: list[str]) -> Splice:
    """Return the change of all that follows a colon or a dash; the comment on that line stays on it."""
    lost = lines.text[head : node.start]
    if _is_block_text(node):
        comment, end = lines.comment(_header_end(lines.text, node)), _end_of_text(lines, node.start, node.end)
    elif isinstance(node, Scalar) or node.flow:
        comment = lines.comment(node.end)
        end = node.end + len(comment)
    else:
        comment, end = lines.comment(head), node.end
        lost = lost[len(comment) :] + lines.comment(end)
    if "#" in lost or (isinstance(node, Collection) and has_comment(lines.text, node)):
        raise LostCommentError
    return Splice(head, end, lines.joined([new[0] + comment, *new[1:]]))


def _is_single(value: Value) -> TypeGuard[str | None]:
    return value is None or isinstance(value, str)


def _is_block_text(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style in {">", "|"}


def _header_end(text: str, node: Node) -> int:
    """Return where > or | with its marks ends, before a comment."""
    header = _HEADER.match(text, node.start)
    assert header is not None
    return header.end()


def _end_of_text(lines: Lines, start: int, end: int) -> int:
    """Return where the last line of a value ends: blank lines that its text keeps stay when it goes."""
    return start + len(lines.text[start:end].rstrip("\r\n"))


def _scalars(node: Node) -> Iterator[Scalar]:
    """Yield the single values and keys inside a node, in the order they stand."""
    if isinstance(node, Scalar):
        yield node
        return
    for item in node.items:
        if item.key is not None:
            yield item.key
        yield from _scalars(item.value)


def _head_end(lines: Lines, item: Item) -> int | None:
    """Return the place after the colon of a key, or after the dash of an item; None where it has none."""
    if item.key is None:
        return item.start + 1
    return _after_colon(lines.text, item.key.end)


def _after_colon(text: str, at: int) -> int | None:
    """Return the place after the colon that follows a key, comments passed by; None where none does."""
    blanks = _BLANKS.match(text, at)
    assert blanks is not None
    while text.startswith("#", blanks.end()) and blanks.end() > blanks.start():
        line = _LINE.match(text, blanks.end())
        assert line is not None
        blanks = _BLANKS.match(text, line.start(3))
        assert blanks is not None
    return blanks.end() + 1 if text.startswith(":", blanks.end()) else None


def _is_followed_by_deeper_comment(lines: Lines, item: Item) -> bool:
    """Tell whether a text with lines of its own would take the comment below it for more text."""
    return _after(lines, item) > lines.after(item.end)


def _gap(text: str, node: Node) -> str:
    """Return the blank that must stand before a value where there was none."""
    return "" if text[node.start - 1 : node.start] in {" ", "\t", "\n", "\r", ""} else " "


def _written(site: Site, item: Item, value: Value) -> list[str]:
    """Return what stands after the colon or the dash of an item when it has a value, and the lines below."""
    lines = _item_lines(site, item, value)
    head = site.lines.column(item.start) + 1
    if site.parent.mapping:
        head += len(key_text(site.key, site.kind, site.loc))
    return [lines[0][head:], *lines[1:]]


def _item_lines(site: Site, like: Item, value: Value) -> list[str]:
    """Return the lines of a key or an item, as deep in as another."""
    column = site.lines.column(like.start)
    if site.parent.mapping:
        return lines_of(site.key, value, site.kind, site.loc, column)
    return item_lines(value, site.kind, site.loc, column, dash=_dash_width(site.lines, like))


def _dash_width(lines: Lines, item: Item) -> int:
    """Return how far from the dash an item begins."""
    width = item.value.start - item.start
    return width if width > 1 and lines.start(item.value.start) == lines.start(item.start) else DASH


def _added_first(site: Site, value: Value) -> Splice:
    """Return the change that puts in a new first one, above the comments on the one that was first."""
    lines, first = site.lines, site.parent.items[0]
    new = lines.joined(_item_lines(site, first, value)) + lines.line_end
    blank = lines.line_end if _is_spaced(site) else ""
    if not lines.begins(first.start):
        return Splice(first.start, first.start, new.lstrip(" ") + blank + " " * lines.column(first.start))
    head = _head_end(lines, site.owner) if site.owner else None
    at = lines.start(first.start) if head is None else lines.next(head)
    return Splice(at, at, new + blank)


def _after(lines: Lines, item: Item) -> int:
    """Return the start of the line after an item, and after the comments that stand deeper in than it."""
    column = lines.column(item.start)
    at = lines.after(item.end)
    while (comment := _comment_line(lines.text, at)) and comment[0] > column:
        at = comment[1]
    return at


def _comment_line(text: str, at: int) -> tuple[int, int] | None:
    """Return how deep in the comment that comes next stands, and where its line ends; None for no comment."""
    while line := _LINE.match(text, at):
        if line[2].startswith("#"):
            return len(line[1]), line.end()
        if line[2].strip(" \t") or not line[3]:
            return None
        at = line.end()
    return None


def _is_spaced(site: Site) -> bool:
    """Tell whether there is a blank line between all items."""
    pairs = list(zip(site.parent.items, site.parent.items[1:], strict=False))
    return bool(pairs) and all(_BLANK.search(site.lines.text, one.end, other.start) for one, other in pairs)


def _with_blank(site: Site, number: int, start: int, end: int) -> Splice:
    """Return the change that takes away lines, and one of two blank lines that would meet."""
    lines, items = site.lines, site.parent.items
    if number == 0:
        return Splice(start, lines.blank_after(end) if _is_spaced(site) else end, "")
    blank = lines.blank_before(start)
    if blank == start or blank < items[number - 1].end:
        return Splice(start, end, "")
    below = lines.blank_after(end)
    if number < len(items) - 1:
        return Splice(start, below, "")
    meet = below > end or end == len(lines.text) or (len(items) > _A_PAIR and _is_spaced(site))
    return Splice(blank if meet else start, end, "")


def _dropped_after_dash(lines: Lines, item: Item, following: Item) -> Splice:
    """Return the change that takes away the first key after a dash; the next one comes there."""
    end = lines.after(item.end)
    if "#" not in lines.text[end : following.start]:
        return Splice(item.start, following.start, "")
    dash = len(lines.text[: item.start].rstrip(" "))
    return Splice(dash, end, lines.line_end)


def _emptied(site: Site, item: Item) -> Splice | None:
    """Return the change that puts an empty list or group where its only item was."""
    lines, owner = site.lines, site.owner
    head = _head_end(lines, owner) if owner else None
    if head is None:
        return None
    empty = " {}" if site.parent.mapping else " []"
    if lines.start(item.start) == lines.start(head):
        return Splice(head, lines.stop(_end_of_text(lines, item.start, item.end)), empty)
    comment = lines.comment(head)
    above = lines.text[lines.next(head) : lines.start(item.start)]
    if not above:
        return Splice(head, lines.stop(_end_of_text(lines, item.start, item.end)), empty + comment)
    end = lines.after(item.end)
    kept = above.rstrip("\r\n") if end == len(lines.text) and lines.is_open else above
    return Splice(head, end, empty + comment + lines.line_end + kept)

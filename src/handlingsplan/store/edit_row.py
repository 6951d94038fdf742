"""Change what stands within brackets: on one line, or on several of which each may have its comment."""

import re

from handlingsplan.model.edits import Value
from handlingsplan.store.edit_block import Site, has_comment
from handlingsplan.store.lines import LostCommentError, Splice
from handlingsplan.store.nodes import Item, Scalar
from handlingsplan.store.written import WIDTH, flow_text, key_text, scalar_text

_COMMA = re.compile(r"[ \t]*,")
_REST = re.compile(r"([ \t]*,)?([ \t]*(?:(?<=[ \t])#[^\r\n]*)?)(?=\r|\n|\Z)")
"""What may follow an item that has its lines for itself: a comma, and a comment."""


def replaced(site: Site, item: Item, value: Value) -> Splice:
    """Return the change that puts a value over another."""
    node, text = item.value, site.lines.text
    if has_comment(text, node):
        raise LostCommentError
    if isinstance(node, Scalar) and (value is None or isinstance(value, str)):
        new = scalar_text(value, site.kind, site.loc, flow=True, like=node.style)
    else:
        new = flow_text(value, site.kind, site.loc)
    before = text[node.start - 1 : node.start]
    if item.key is not None and ":" not in text[item.key.end : node.start]:
        new = f": {new}"
    elif before not in {" ", "[", "{", ",", "\n", "\r", "\t"}:
        new = f" {new}"
    return Splice(node.start, node.end, new)


def added(site: Site, number: int, value: Value) -> Splice:
    """Return the change that puts in a new key or item, before the one that is there at a position."""
    new = flow_text(value, site.kind, site.loc)
    if site.parent.mapping:
        new = f"{key_text(site.key, site.kind, site.loc, flow=True)}: {new}"
    items = site.parent.items
    if not items:
        return Splice(site.parent.start + 1, site.parent.start + 1, new)
    if all(site.lines.begins(item.start) for item in items):
        return _added_line(site, number, new)
    if number == 0:
        return Splice(items[0].start, items[0].start, f"{new}, ")
    at = items[number - 1].end
    long = site.lines.stop(at) - site.lines.start(at) + len(new) + 2 > WIDTH
    gap = site.lines.line_end + " " * site.lines.column(items[0].start) if long else " "
    return Splice(at, at, f",{gap}{new}")


def dropped(site: Site, item: Item) -> Splice:
    """Return the change that takes away a key or an item, and its comment if it has its lines for itself."""
    lines, parent = site.lines, site.parent
    items = parent.items
    if len(items) == 1 and not has_comment(lines.text, parent):
        return Splice(parent.start, parent.end, "{}" if parent.mapping else "[]")
    number = items.index(item)
    rest = _REST.match(lines.text, item.end)
    if rest is not None and lines.begins(item.start):
        return _dropped_line(site, number, bare=not rest[1])
    until_next = [(item.start, following.start) for following in items[number + 1 : number + 2]]
    from_last = [(before.end, item.end) for before in items[:number][-1:]]
    for start, end in until_next + from_last:
        if "#" not in lines.text[start : item.start] + lines.text[item.end : end]:
            return Splice(start, end, "")
    raise LostCommentError


def _added_line(site: Site, number: int, new: str) -> Splice:
    """Return the change that puts in a line with a new item, where each item has one."""
    lines, items = site.lines, site.parent.items
    indent = " " * lines.column(items[0].start)
    if number == 0:
        at = lines.start(items[0].start)
        return Splice(at, at, f"{indent}{new},{lines.line_end}")
    at = items[number - 1].end
    rest = _REST.match(lines.text, at)
    if rest is None:  # the bracket stands on the line of the last one
        return Splice(at, at, f",{lines.line_end}{indent}{new}")
    comma = "," if rest[1] else ""
    return Splice(at, rest.end(), f"{rest[1] or ','}{rest[2]}{lines.line_end}{indent}{new}{comma}")


def _dropped_line(site: Site, number: int, *, bare: bool) -> Splice:
    """Return the change that takes away the lines of an item; of a last one also the comma before it."""
    lines, items = site.lines, site.parent.items
    item = items[number]
    start, end = lines.start(item.start), lines.next(item.end)
    if number == 0 or not bare:
        return Splice(start, end, "")
    at = items[number - 1].end
    between = lines.text[at:start]
    return Splice(at, end, _COMMA.sub("", between, count=1) if _COMMA.match(between) else between)

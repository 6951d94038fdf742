"""Write values as YAML text that every reader takes for the same value."""

import re
from collections.abc import Iterator, Mapping, Sequence

from handlingsplan.model.edits import Value
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.store.plaintext import FORBIDDEN_IN_VALUE
from handlingsplan.store.shape import is_day_or_year_at, is_sentences_at, is_text_at
from handlingsplan.store.yamltext import taken_for_other

WIDTH = 100
"""Signs of a line; only a word that is longer, or a name within quotes, goes beyond it."""

DASH = 2
"""How far from its dash an item of a list begins."""

_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}])")
_ENDS_PLAIN = re.compile(r":(?=\s|\Z)|\s#")
_OF_FLOW = re.compile(r"^:|[?,\[\]{}]")  # PyYAML takes a question mark anywhere for the start of a key
_NULLS = frozenset({"", "~", "null"})
_QUOTES = frozenset("'\"")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_UNSEEN = re.compile(f"{FORBIDDEN_IN_VALUE.pattern}|[\n\t]")
_ESCAPED = re.compile(rf'{_UNSEEN.pattern}|["\\]')
_KEPT_BLANK = re.compile(r" (?= )|(?<= ) ")
_DAY_OR_YEAR = re.compile(r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?")
_LONG_NUMBER = 60
"""Signs of a word that `taken_for_other` looks at: a number may have more."""


def lines_of(key: str, value: Value, kind: type[Part], loc: Loc, indent: int = 0) -> list[str]:
    """Return a key with its value, line by line; `loc` is the way to the value, `indent` where the key is."""
    start = f"{' ' * indent}{key_text(key, kind, loc)}:"
    return _after(start, value, kind, loc, indent)


def item_lines(value: Value, kind: type[Part], loc: Loc, indent: int, *, dash: int = DASH) -> list[str]:
    """Return an item of a list, line by line, its dash at `indent` and what it holds `dash` further in."""
    start = f"{' ' * indent}-{' ' * (dash - DASH)}"
    if isinstance(value, Mapping) and value:
        inner = list(_inner_lines(value, kind, loc, indent + dash))
        return [f"{start} {inner[0].lstrip()}", *inner[1:]]
    return _after(start, value, kind, loc, indent)


def row_text(value: Value, kind: type[Part], loc: Loc) -> str | None:
    """Return a list within brackets; None for what is better told line by line."""
    if isinstance(value, Mapping):
        return None if value else "{}"
    assert value is not None
    if not value:
        return "[]"
    if is_sentences_at(kind, loc) or not all(isinstance(item, str) for item in value):
        return None
    return flow_text(value, kind, loc)


def flow_text(value: Value, kind: type[Part], loc: Loc) -> str:
    """Return any value on one line, as it stands within brackets."""
    if value is None or isinstance(value, str):
        return scalar_text(value, kind, loc, flow=True)
    if isinstance(value, Mapping):
        pairs = (
            f"{key_text(key, kind, (*loc, key), flow=True)}: {flow_text(item, kind, (*loc, key))}"
            for key, item in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(flow_text(item, kind, (*loc, number)) for number, item in enumerate(value))}]"


def key_text(key: str, kind: type[Part], loc: Loc, *, flow: bool = False, like: str = "") -> str:
    """Return a key as it is written: a short name that others would not take for text within quotes."""
    quote = _is_guessed(key) and is_text_at(kind, loc, key=True)
    return _one_line(key, quote=quote, flow=flow, like=like)


def scalar_text(value: str | None, kind: type[Part], loc: Loc, *, flow: bool = False, like: str = "") -> str:
    """Return a single value on one line; `like` is the quote that it had, and keeps if it can."""
    if value is None:
        return "null"
    a_day = _DAY_OR_YEAR.fullmatch(value) and is_day_or_year_at(kind, loc)
    return _one_line(value, quote=_is_guessed(value) and not a_day, flow=flow, like=like)


def scalar_lines(start: str, value: str | None, text: str, indent: int) -> list[str]:
    """Return a value on the line of its key, or as a block below it where it is long or has many lines.

    `start` is the line so far and `text` the value on one line; a block stands two further in than `indent`.
    """
    line = f"{start} {text}"
    if value is None or (len(line) <= WIDTH and "\n" not in value):
        return [line]
    block = _block(value, " " * (indent + 2))
    return [f"{start} {block[0]}", *block[1:]] if block else [line]


def folded(line: str, indent: str) -> list[str]:
    """Return a line of a text broken at blanks, but at none of several in a row: they would become one."""
    lines: list[str] = []
    for word in _KEPT_BLANK.sub("\0", line).split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return [broken.replace("\0", " ") for broken in lines]


def _after(start: str, value: Value, kind: type[Part], loc: Loc, indent: int) -> list[str]:
    """Return the lines of a value after a key with its colon, or after a dash."""
    if value is None or isinstance(value, str):
        return scalar_lines(start, value, scalar_text(value, kind, loc), indent)
    row = row_text(value, kind, loc)
    if row is not None and (len(start) + 1 + len(row) <= WIDTH or not value):
        return [f"{start} {row}"]
    return [start.rstrip(), *_inner_lines(value, kind, loc, indent + 2)]


def _inner_lines(value: Value, kind: type[Part], loc: Loc, indent: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from lines_of(key, item, kind, (*loc, key), indent)
    elif isinstance(value, Sequence):
        for number, item in enumerate(value):
            yield from item_lines(item, kind, (*loc, number), indent)


def _is_guessed(word: str) -> bool:
    """Tell whether others take a word for no text: a number of any length is one to them."""
    return taken_for_other(word if " " in word else word[:_LONG_NUMBER])


def _one_line(value: str, *, quote: bool, flow: bool, like: str) -> str:
    if not quote and like not in _QUOTES and _is_plain(value, flow=flow):
        return value
    single = like == "'" or (like != '"' and ('"' in value or "\\" in value))
    if single and not _UNSEEN.search(value) and value == value.strip():
        return "'" + value.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return _ESCAPES.get(sign) or (f"\\u{ord(sign):04X}" if sign <= "\uffff" else f"\\U{ord(sign):08X}")


def _is_plain(value: str, *, flow: bool) -> bool:
    if value in _NULLS or value != value.strip() or value.startswith(("---", "...")):
        return False
    if not _PLAIN_START.match(value) or _ENDS_PLAIN.search(value) or _UNSEEN.search(value):
        return False
    return not (flow and _OF_FLOW.search(value))


def _block(value: str, indent: str) -> list[str] | None:
    """Return a text as a block: folded if a line of it is long, else line by line; None if neither can be."""
    text = value.removesuffix("\n")
    end = "-" if text == value else ""
    lines = text.split("\n")
    unsafe = any(line.endswith(" ") or _UNSEEN.search(line) for line in lines)
    if not text or text != text.strip() or unsafe:
        return None
    can_fold = not any(line.startswith(" ") for line in lines)
    is_long = any(len(indent) + len(line) > WIDTH for line in lines)
    if "\n" in value and not (is_long and can_fold):
        return [f"|{end}", *(indent + line if line else "" for line in lines)]
    block = [f">{end}"]
    for number, line in enumerate(lines):
        block += [""] * (number > 0)  # a line end in a folded text is a blank line
        block += folded(line, indent) if line else []
    return block if len(block) > 2 else None  # noqa: PLR2004 - a single word that is long stays on its line

"""Write Markdown that reads well as plain text too: escaped text, even tables, folded paragraphs."""

import re
from collections.abc import Iterable, Iterator

from handlingsplan.present.swedish import HARD_SPACE
from handlingsplan.present.tabular import TextTable

WIDTH = 80
"""Paragraphs are folded to fit a terminal; a table is as wide as it needs to be."""

_WIDEST_COLUMN = 60
"""A longer cell sticks out: to pad all its column would put the next one out of sight."""

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$]|&(?=#?\w+;))")
_AT_START = re.compile(r"^(\s*(?:\d{1,9})?)([-+=.)])(?=\s|$)")
_UNSAFE_START = re.compile(r"[-+*=]+|#{1,6}|\d{1,9}[.)]|[>|<~`].*")
_NEEDLESS = re.compile(r"^(\d{0,9})\\([-+=.)]+)$")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)]) +(.*)")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_VERBATIM = re.compile(r"\||#{1,6}( |$)|>|<|-{3,} *$|\*{3,} *$")
_INDENTED = re.compile(r" {4,}\S")
_TICK = re.compile(r"(?<!\\)`")


def escape(text: object) -> str:
    """Return a text as Markdown that shows it: no sign in it is taken for markup."""
    escaped = _SIGNS.sub(r"\\\1", str(text))
    return _AT_START.sub(lambda match: f"{match[1]}\\{match[2]}", escaped)


def cell(text: object) -> str:
    """Return a text for a cell of a table: on one line, with marks for line ends."""
    return "<br>".join(escape(line) for line in str(text).splitlines()) or " "


def grid(table: TextTable) -> str:
    """Return a table whose columns line up in plain text too."""
    rows = [[cell(value) for value in row] for row in (table.heads, *table.rows)]
    widths = [
        max(3, *(len(value) for value in column if len(value) <= _WIDEST_COLUMN), 0)
        for column in zip(*rows, strict=True)
    ]
    rules = [
        f"{'-' * (width - 1)}:" if number in table.right else "-" * width
        for number, width in enumerate(widths)
    ]
    heads, *body = (
        [
            value.rjust(width) if number in table.right else value.ljust(width)
            for number, (value, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rules, *body))


def tidy(text: str) -> str:
    """Return Markdown with folded paragraphs, tight lists and one blank line between other blocks.

    What it shows stays the same. Tables, headings, quotes, HTML and code are left as they are.
    """
    page = _Page()
    for line in text.splitlines():
        page.read(line)
    page.end_block()
    return "".join(f"{line}\n" for line in page.lines)


class _Page:
    """Takes the lines of a page one by one and holds it in finished lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._last = ""
        self._apart = False
        self._fence = ""
        self._words: list[str] = []
        self._margins = ("", "")

    def read(self, line: str) -> None:
        """Take one more line."""
        fence = _FENCE.match(line)
        if self._fence:
            self.lines.append(line)
            self._fence = "" if line.strip().startswith(self._fence) else self._fence
        elif fence:
            self._add("code", [line])
            self._fence = fence[1]
        elif not line.strip():
            self.end_block()
            self._apart = True
        elif item := _ITEM.fullmatch(line.rstrip()):
            self.end_block()
            first = f"{item[1]}{item[2]} "
            self._margins = (first, " " * len(first))
            self._words = [item[3]]
        elif _VERBATIM.match(line) or (_INDENTED.match(line) and not self._words):
            self._add({"|": "table", "#": "heading"}.get(line[0], "verbatim"), [line.rstrip()])
        else:
            if not self._words:
                self._margins = (" " * (len(line) - len(line.lstrip())),) * 2
            self._words.append(_hard_end(line).strip(" "))

    def end_block(self) -> None:
        """End the paragraph or the item of a list that the lines so far make up."""
        words, self._words = self._words, []
        if words:
            kind = "item" if self._margins[0].strip() else "paragraph"
            self._add(kind, _folded(words, *self._margins))

    def _add(self, kind: str, lines: list[str]) -> None:
        self.end_block()
        same = kind == self._last and kind in {"table", "verbatim"} and not self._apart
        together = same or kind == self._last == "item"
        self.lines += [*([] if together or not self._last else [""]), *lines]
        self._last, self._apart = kind, False


def _hard_end(line: str) -> str:
    """Return a line with a hard line end, two blanks in Markdown, as a sign that can be seen."""
    return f"{line.rstrip(' ')}\\" if line.endswith("  ") else line


def _folded(lines: Iterable[str], first: str, rest: str) -> list[str]:
    """Return a paragraph in lines that fit, broken at ordinary blanks and at hard line ends only."""
    out: list[str] = []
    line = first
    room = False
    for unit, hard in _units(lines):
        if room and len(line) + 1 + len(unit) > WIDTH:
            out.append(line)
            line, room = rest, False
        line = f"{line} {unit}" if room else f"{line}{unit}"
        room = True
        if hard:
            out.append(line)
            line, room = rest, False
    return [*out, line] if room else out


def _units(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield what must stay on one line, and whether the line ends there.

    Code stays together, and what would be a heading, a list or a table at the start of a line follows
    the word before it.
    """
    unit = ""
    for line in lines:
        hard = line.endswith("\\") and not line.endswith("\\\\")
        for written in line.split(" "):
            word = _NEEDLESS.sub(r"\1\2", written) if unit else written
            in_code = len(_TICK.findall(unit)) % 2 == 1
            glued = in_code or word.startswith(HARD_SPACE) or _UNSAFE_START.fullmatch(word)
            if not word:
                continue
            if unit and not glued:
                yield unit, False
                unit = ""
            between = " " if unit and not word.startswith(HARD_SPACE) else ""
            unit = f"{unit}{between}{word}"
        if hard:
            yield unit, True
            unit = ""
    if unit:
        yield unit, False

"""Find lines, blank lines and comments in a text, and put something new into it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")


class Splice(NamedTuple):
    """A change of a text: what stands in it from a place to another, and what stands there instead."""

    start: int
    end: int
    new: str


class LostCommentError(Exception):
    """What would be written anew has a comment inside."""


class Lines:
    """A text with places in it, counted in signs. Its lines may end in any way, also in several."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = LINE_END.search(text)
        self.line_end = ends[0] if ends else "\n"

    @property
    def is_open(self) -> bool:
        """Tell whether the last line of the text has no line end."""
        return not self.text.endswith(("\n", "\r"))

    def spliced(self, splice: Splice) -> str:
        """Return the text with a change made."""
        return self.text[: splice.start] + splice.new + self.text[splice.end :]

    def joined(self, lines: Iterable[str]) -> str:
        """Return lines as one text, with the line ends of this one between them."""
        return self.line_end.join(lines)

    def start(self, at: int) -> int:
        """Return where the line of a place starts."""
        start = self.text.rfind("\n", 0, at) + 1
        return max(start, self.text.rfind("\r", start, at) + 1)

    def stop(self, at: int) -> int:
        """Return where the line of a place stops, before its line end."""
        ends = LINE_END.search(self.text, at)
        return ends.start() if ends else len(self.text)

    def next(self, at: int) -> int:
        """Return where the line after that of a place starts."""
        ends = LINE_END.search(self.text, at)
        return ends.end() if ends else len(self.text)

    def after(self, end: int) -> int:
        """Return where the line after a value starts; a text that keeps its blank lines ends there itself."""
        return end if self.text[end - 1 : end] in {"\n", "\r"} else self.next(end)

    def column(self, at: int) -> int:
        """Return how many signs stand before a place on its line."""
        return at - self.start(at)

    def begins(self, at: int) -> bool:
        """Tell whether nothing but blanks stands before a place on its line."""
        return not self.text[self.start(at) : at].strip(" \t")

    def comment(self, at: int) -> str:
        """Return the comment that follows a place on its line, with the blanks before it."""
        match = _COMMENT.match(self.text, at)
        return match[0] if match else ""

    def blank_before(self, at: int) -> int:
        """Return where the blank line above a line starts; the start of the line itself if there is none."""
        above = self.start(at - (2 if self.text[at - 2 : at] == "\r\n" else 1)) if at else 0
        return at if self.text[above:at].strip() else above

    def blank_after(self, at: int) -> int:
        """Return where the blank line that starts at a place ends; the place itself if there is none."""
        following = self.next(at)
        return at if self.text[at:following].strip() else following

"""Take a line of bash apart as far as it is typed, and quote words so that bash takes them as they are."""

import re
from typing import NamedTuple

_SPECIAL = re.compile(r"[^\w@%+=:,./-]")
_IN_DOUBLE = re.compile(r'["\\$`]')


class Line(NamedTuple):
    """A typed line: the words before the last, the last one as it is read and the quote that it is within.

    `taken` is how much of the last word bash has already set aside: it replaces only what follows.
    """

    words: tuple[str, ...]
    last: str
    quote: str
    taken: int


def split(line: str, breaks: str) -> Line:
    """Return a line taken apart; `breaks` are the signs at which bash begins to replace."""
    words: list[str] = []
    last: list[str] = []
    quote, taken, opened, started = "", 0, 0, False
    signs = iter(line)
    for sign in signs:
        if sign == "\\" and quote != "'":
            last.append(_escaped(next(signs, ""), quote))
        elif sign == quote:
            quote = ""
        elif not quote and sign in "'\"":
            quote, opened = sign, len("".join(last))
        elif quote:
            last.append(sign)
        elif sign.isspace():
            words += ["".join(last)] * started
            last, taken, started = [], 0, False
            continue
        else:
            last.append(sign)
            taken = len("".join(last)) if sign in breaks else taken
        started = True
    return Line(tuple(words), "".join(last), quote, opened if quote else taken)


def quoted(word: str, quote: str) -> str:
    """Return a word as it is to stand on the line, within a quote that is already open or without any."""
    if quote == "'":
        return word.replace("'", "'\\''")
    if quote:
        return _IN_DOUBLE.sub(r"\\\g<0>", word)
    return _SPECIAL.sub(r"\\\g<0>", word)


def _escaped(sign: str, quote: str) -> str:
    """Return what a sign after a backslash is read as: within double quotes few signs lose it."""
    return "\\" + sign if quote and not _IN_DOUBLE.match(sign) else sign

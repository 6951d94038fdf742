"""Tell what a row of a sheet answers, and what in its cells is no answer."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from handlingsplan.compute.spelling import is_unknown
from handlingsplan.model.fields import quoted

_DASHES = frozenset("-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}")
_ERROR = re.compile(r"#+|#[A-ZÅÄÖ0-9/]+[!?]|#N/A|#SAKNAS|(?:Err|Fel):[0-9]{3}")
"""What a spreadsheet program shows instead of a value that it cannot work out, or has no room for."""


class SheetAnswer(NamedTuple):
    """What somebody has filled in: in which row, of which record and field, in which context.

    `place` is the file and the line where the gap stood when the sheet was made, `title` what the record
    was called.
    """

    row: int
    id: str
    field: str
    context: str
    value: str
    source: str
    place: str = ""
    title: str = ""

    @property
    def file(self) -> str:
        """Return the file where the gap stood; nothing where the sheet does not say."""
        return re.sub(r":[0-9]+$", "", self.place)


class RowMistake(NamedTuple):
    """What is wrong in a row of a sheet, and what would be right; `id` is told where the plan says so."""

    row: int
    message: str
    hint: str | None
    id: str = ""


def is_answer(value: str) -> bool:
    """Tell whether a cell says anything: it is not empty, no lone dash, and not that it is unknown still."""
    return bool(value.strip()) and value.strip() not in _DASHES and not is_unknown(value)


def cell_mistake(answer: SheetAnswer) -> RowMistake | None:
    """Return what is wrong in the cells of a row, whatever they are about; None for nothing."""
    for head, cell in (("Värde", answer.value), ("Källa", answer.source)):
        if _ERROR.fullmatch(cell):
            found = f"{head} är {quoted(cell)}, som kalkylprogrammet skriver när något är fel"
            return RowMistake(answer.row, found, "skriv in svaret igen, som text")
        if cell.startswith("="):
            found = f"{head} är {quoted(cell)}, en formel"
            return RowMistake(answer.row, found, "skriv det som ska stå, inte hur det räknas ut")
    if not answer.value.strip() and is_answer(answer.source):
        return RowMistake(answer.row, "Källa är ifylld men inte Värde", "skriv svaret under Värde")
    return None


def outside(answer: SheetAnswer, title: str | None, context: str) -> RowMistake | None:
    """Return that a row has its answer in another cell than *Värde*; None where it has not.

    `title` and `context` are what the sheet has in the row if nobody has written there.
    """
    told, expected = (" ".join(text.split()) for text in (answer.context, context))
    if answer.title.strip() and title is None:
        return RowMistake(answer.row, "Titel är ifylld men inte Värde", "skriv svaret under Värde")
    if is_answer(told) and told != expected and told.startswith(expected):
        return RowMistake(answer.row, "Sammanhang är ifyllt men inte Värde", "skriv svaret under Värde")
    return None


def answered_at(
    line: int, starts: Iterable[tuple[int, SheetAnswer]], texts: tuple[str, str]
) -> SheetAnswer | None:
    """Return which answer a line of a new text comes from, by the lines where each begins.

    `texts` are the file before and after; None for a line that no answer changed.
    """
    before, after = (text.splitlines() for text in texts)
    changed = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    if not any(tag != "equal" and first < line <= last for tag, _, _, first, last in changed):
        return None
    above = [start for start in starts if start[0] <= line]
    return max(above, key=lambda start: start[0])[1] if above else None


def separated(value: str, *, listed: bool) -> str:
    """Return the things in a cell with commas between them, where semicolons and lines are as good."""
    return ", ".join(pieces(value)) if listed else value


def pieces(value: str) -> Sequence[str]:
    """Return what stands on lines of its own or between semicolons in a cell."""
    return [piece.strip() for piece in re.split(r"[;\n]", value) if piece.strip()]

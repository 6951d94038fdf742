"""Show what is unknown."""

from handlingsplan.compute.gaps.search import Gaps
from handlingsplan.present.layout import BLANK, Column, Screen, fitted, headline, labelled, paragraph
from handlingsplan.present.swedish import HARD_SPACE
from handlingsplan.present.wording import gaps as words

_SHEET = "hp gaps --format csv > luckor.csv"


def gaps_screen(gaps: Gaps, width: int, *, rows: bool) -> Screen:
    """Return the screen: a row a field, or with `rows` a row a gap."""
    day = f"läget per {gaps.as_of.isoformat()}"
    screen: Screen = [headline(words.title(gaps), day, width), paragraph(words.summary(gaps), width)]
    below = _below(gaps, width, rows=rows)
    return [*screen, BLANK, *below] if below else screen


def _below(gaps: Gaps, width: int, *, rows: bool) -> Screen:
    """Return what stands under the summary: the gaps, what is known everywhere, and what else to see."""
    screen = _rows(gaps, width) if rows else _fields(gaps, width)
    if words.complete(gaps) and not rows:
        screen.append(labelled("Känt", f"{words.complete(gaps)}.", width))
    if words.unmentioned(gaps) and not rows:
        screen.append(labelled("Resten", words.unmentioned(gaps), width))
    if gaps.rows:
        screen.append(labelled("Mer", _more(rows=rows), width))
    return screen


def _fields(gaps: Gaps, width: int) -> Screen:
    """Return the tables by field."""
    screen: Screen = []
    tables = words.share_tables(gaps)
    for found in tables:
        columns = [
            Column(head, "right" if number in found.right else "left")
            for number, head in enumerate(found.heads)
        ]
        screen += [headline(found.title, "", width), fitted(columns, found.rows, width), BLANK]
    return screen


def _rows(gaps: Gaps, width: int) -> Screen:
    screen: Screen = []
    for needed, lines in words.row_lines(gaps):
        screen += [headline(needed, "", width), *(paragraph(line, width, indent="    ") for line in lines)]
        screen.append(BLANK)
    return screen


def _more(*, rows: bool) -> str:
    """Return what else there is to see: commands on one line each, as far as there is room."""
    sheet = f"{_SHEET} ger ett blad att fylla i".replace(_SHEET, _SHEET.replace(" ", HARD_SPACE))
    return f"{sheet}." if rows else f"hp{HARD_SPACE}gaps{HARD_SPACE}--list visar var och en; {sheet}."

"""Show where documents and files agree: each deviation with its readings, then what cannot be decided."""

import textwrap

from rich.cells import cell_len
from rich.text import Text

from handlingsplan.compute.reconcile import Reconciliation, Topic
from handlingsplan.present.layout import BLANK, SOFT, Screen, headline, labelled, paragraph, text_table
from handlingsplan.present.swedish import counted
from handlingsplan.present.wording import reconcile as words

_MARGIN = 4
_WIDEST_READING = 16


def reconcile_screen(result: Reconciliation, width: int, *, every: bool) -> Screen:
    """Return the screen: the deviations, and with `every` also what agrees and what cannot be decided."""
    day = f"läget per {result.as_of.isoformat()}"
    screen: Screen = [
        headline(words.title(result), day, width),
        paragraph(words.summary(result), width),
    ]
    shown = (*result.deviations, *result.topics("explained"))
    for number, topic in enumerate(shown, 1):
        screen += [BLANK, *_deviation(result, topic, number, width)]
    if every:
        screen += _tables(result, width)
    else:
        screen += _more(result, width)
    return screen


def _deviation(result: Reconciliation, topic: Topic, number: int, width: int) -> Screen:
    """Return one deviation: what it is about, each reading with its places, and what makes the difference."""
    lead = f"{number}. ".ljust(_MARGIN)
    screen: Screen = [_wrapped(f"{lead}{words.heading(topic)}", width, style="bold")]
    readings = words.readings(result, topic)
    lengths = [cell_len(reading.text) for reading in readings]
    room = max((length for length in lengths if length <= _WIDEST_READING), default=0)
    for reading in readings:
        screen += _reading(reading, room, width)
    told = words.differing(topic, result)
    return screen + [_wrapped(f"{' ' * _MARGIN}{said}", width) for said in told]


def _wrapped(text: str, width: int, *, style: str = "") -> Text:
    """Return text below the number of a deviation, whatever the length of its words."""
    broken = textwrap.wrap(text, width, subsequent_indent=" " * _MARGIN, break_on_hyphens=False)
    return Text("\n".join(broken), style)


def _reading(reading: words.Reading, room: int, width: int) -> Screen:
    """Return a reading with the places that state it; a long one has a line of its own above them."""
    own_line = cell_len(reading.text) > room
    indent = " " * (2 * _MARGIN if own_line else _MARGIN + room + 2)
    first = indent if own_line else (" " * _MARGIN + reading.text).ljust(len(indent))
    leads = [first, *(indent for _ in reading.who[1:])]
    above: Screen = [_wrapped(f"{' ' * _MARGIN}{reading.text}", width)] if own_line else []
    return [
        *above,
        *(_place(*who, lead, indent, width) for who, lead in zip(reading.who, leads, strict=True)),
    ]


def _place(who: str, place: str, lead: str, indent: str, width: int) -> Text:
    """Return one place that states a reading; its file and line on the same line if there is room."""
    told = textwrap.wrap(who, width, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False)
    if not place:
        return Text("\n".join(told))
    if cell_len(told[-1]) + cell_len(place) + 2 <= width:
        return Text.assemble("\n".join(told), "  ", (place, SOFT))
    below = " " * min(len(indent), max(_MARGIN, width - cell_len(place)))
    return Text.assemble("\n".join(told), f"\n{below}", (place, SOFT))


def _tables(result: Reconciliation, width: int) -> Screen:
    undecided = words.undecided_table(result.comparisons, result)
    agreeing = words.comparison_table((it for it in result.comparisons if it.verdict == "agrees"), result)
    found = [table for table in (undecided, agreeing) if table.rows]
    return [part for table in found for part in (BLANK, text_table(table, width))]


def _more(result: Reconciliation, width: int) -> Screen:
    """Return how to see what is not shown."""
    undecided, agreeing = result.count("undecidable"), result.count("agrees")
    if not (undecided or agreeing):
        return []
    kinds = [(undecided, "oavgjort", "oavgjorda"), (agreeing, "stämmer", "stämmer")]
    told = [f"{counted(count, one, several)}" for count, one, several in kinds if count]
    ways = " eller ".join(
        f"--verdict {word}" for count, word in ((undecided, "oavgjort"), (agreeing, "stämmer")) if count
    )
    return [BLANK, labelled("Mer", f"{', '.join(told)}: {ways}.", width)]

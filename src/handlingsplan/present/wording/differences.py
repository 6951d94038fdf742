"""Say what differs between two versions of a record, in the words of the plan."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlingsplan.compute.differences import ABSENT, Difference
from handlingsplan.model.labels import label
from handlingsplan.model.records.part import Part
from handlingsplan.present.wording.show import BASES, leading, said
from handlingsplan.present.wording.show import told as told_keys

ARROW = "→"
_STEP = ": "
_SOURCE = "källa till"
_LONG = 60
"""Signs of a group of keys that is told on one line."""
_FEW = 40
"""Signs of what a thing is about, on the way to one of its keys."""
_NONE = "inget"
"""What is told of a list that is known to be empty."""


class Told(NamedTuple):
    """A field that differs: its Swedish name with the way to it, and what has become of it."""

    name: str
    change: str


def told(found: Sequence[Difference]) -> list[Told]:
    """Return what differs, one row for each thing that has been added, taken away or changed."""
    return [Told(_name(difference), change) for difference in found for change in _changes(difference)]


def lines(found: Sequence[Told], width: int) -> list[str]:
    """Return rows as lines that fit a width: names to the left, what follows on a line stands under it."""
    column = max((len(row.name) for row in found), default=0)
    if any(len(row.name) + len(line) + 6 > width for row in found for line in row.change.split("\n")):
        column = max((len(row.name) for row in found if len(row.name) <= width // 3), default=2)
    names = [row.name for row in found]
    repeated = [number > 0 and names[number - 1] == name for number, name in enumerate(names)]
    rows = (row._replace(name="") if again else row for row, again in zip(found, repeated, strict=True))
    return [line for row in rows for line in _row(row, column, width)]


def summary(found: Sequence[Told]) -> str:
    """Return what differs in one line, without what it was before and where it is from."""
    rows = [row for row in found if not row.name.startswith(_SOURCE)] or found
    pieces = [f"{row.name} {row.change.rpartition(ARROW)[2].strip().removeprefix('+ ')}" for row in rows]
    return "; ".join(" ".join(piece.split()) for piece in pieces)


def _row(row: Told, column: int, width: int) -> Iterator[str]:
    name = row.name
    if len(name) > column:
        yield from _wrapped(name, width, "  ", "    ")
        name = ""
    start = f"  {name:<{column}}  "
    first, *rest = row.change.split("\n")
    deeper = " " * (len(start) + (2 if first.startswith(("+ ", "− ")) else 0))
    yield from _wrapped(first, width, start, deeper)
    for line in rest:
        yield from _wrapped(line, width, deeper, f"{deeper}  ")


def _wrapped(text: str, width: int, start: str, then: str) -> list[str]:
    then += " " * (len(text) - len(text.lstrip(" ")))
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=then,
        break_on_hyphens=False,
    )
    return lines or [start.rstrip()]


def _name(difference: Difference) -> str:
    """Return the way to a field in words: the names of keys, and what the things on the way are about."""
    loc, chain = difference.loc, iter(difference.chain)
    if loc[0] in {"sources", "basis"} and len(loc) > 1:
        return f"{_SOURCE if loc[0] == 'sources' else 'grund för'} {label(str(loc[1]))}"
    words: list[str] = []
    for number, step in enumerate(loc):
        if number in difference.names:
            words[-1] = f"{words[-1]} {step}"
        elif isinstance(step, str):
            words.append(label(step))
        else:
            words[-1] = f"{words[-1]} {_about(next(chain))}"
    return _STEP.join(words)


def _about(part: Part) -> str:
    """Return what a thing on the way is about, in a few words; what is written in free text within quotes."""
    is_text = bool({"what", "name", "text"} & type(part).model_fields.keys())
    about = getattr(part, "what", None) or leading(part)
    if not is_text and about == said(part):  # nothing in it says what it is about: its first key does
        about = about.partition(", ")[0]
    about = textwrap.shorten(about.removesuffix("."), _FEW, placeholder=" …")
    return f"”{about}”" if is_text else about


def _whole(value: object) -> str:
    """Return a value as text; a group of keys that is long with a line for each of its keys."""
    text = said(value) or _NONE
    if not isinstance(value, Part) or (len(text) <= _LONG and "\n" not in text):
        return text
    about = leading(value)
    rows = [(label(key), said(inner) or _NONE) for key, inner in told_keys(value)]
    if about == text:  # nothing in it says what it is about
        return "\n".join(f"{name}: {said_}" for name, said_ in rows)
    return "\n".join([about, *(line for row in _beyond(about, rows) for line in _lines_of(*row))])


def _beyond(about: str, rows: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the rows that tell more than the words that say what it is about."""
    left, rest = about, list(rows)
    while left and (row := next((row for row in rest if left.startswith(row[1])), None)) is not None:
        left = left.removeprefix(row[1]).lstrip()
        rest.remove(row)
    return rest


def _lines_of(name: str, text: str) -> list[str]:
    """Return a key and its value; several values stand under the key."""
    lines = text.split("\n")
    return [f"{name}: {text}"] if len(lines) == 1 else [f"{name}:", *(f"  {line}" for line in lines)]


def _changes(difference: Difference) -> Iterator[str]:
    before, after = difference.before, difference.after
    if difference.loc[0] == "basis":
        before, after = (BASES.get(word, word) if isinstance(word, str) else word for word in (before, after))
    if difference.listed and isinstance(before, tuple) and isinstance(after, tuple):
        if set(map(repr, before)) == set(map(repr, after)):
            yield f"ny ordning: {', '.join(map(said, after))}"
            return
        yield from (f"− {_whole(item)}" for item in before)
        yield from (f"+ {_whole(item)}" for item in after)
    elif before is ABSENT:
        yield f"+ {_whole(after)}"
    elif after is ABSENT:
        yield f"− {_whole(before)}"
    elif _holds_groups(before) or _holds_groups(after):
        yield from (f"− {_whole(item)}" for item in _items(before) if before is not None)
        yield from (f"+ {_whole(item)}" for item in _items(after))
    else:
        yield f"{_plain(before)} {ARROW} {_plain(after)}"


def _plain(value: object) -> str:
    """Return a value as text, a list on one line."""
    if isinstance(value, tuple):
        return ", ".join(map(said, value)) or _NONE
    return said(value)


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) and value else (_NONE if value == () else value,)


def _holds_groups(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Part) for item in value)

"""Say what a command writes: what changes in each file, why it is refused, and where it is saved."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlingsplan.compute.differences import differences
from handlingsplan.model.labels import label
from handlingsplan.model.problem import Problem, Severity
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record, kind_name
from handlingsplan.present.swedish import in_words
from handlingsplan.present.wording import differences as wording
from handlingsplan.present.wording.differences import Told
from handlingsplan.present.wording.show import KIND_WORDS, KINDS, said, told

UNCHANGED = "Det står redan så; ingenting är skrivet."
NOT_WRITTEN = "Ingenting är skrivet."
_SUBJECT = 72
_MARGIN = 9
"""Signs before the lines of a file: their numbers, and whether they go or come."""
_TOLD_ELSEWHERE = frozenset({"id", "title", "sources", "basis"})
_MOST = 6
"""Problems that are told when something is written; hp check tells of all."""


class FileChange(NamedTuple):
    """What changes in a file: what it is called, whether it comes or goes, and the fields that differ."""

    path: str
    name: str
    title: str
    how: str
    rows: tuple[Told, ...]


def file_change(path: str, before: Part | None, after: Part | None, *, new: bool, gone: bool) -> FileChange:
    """Return what changes in a file; no rows where one of the versions has a fault and cannot be told of."""
    part = after or before
    rows: tuple[Told, ...] = ()
    if before is not None and after is not None and type(before) is type(after):
        rows = tuple(wording.told(differences(before, after)))
    elif new and after is not None:
        rows = (*_fields(after), *_all_sources(after))
    how = "ny" if new else "tas bort" if gone else ""
    return FileChange(path, _name(path, part), _title(part), how, rows)


def change_lines(changes: Sequence[FileChange], width: int) -> list[str]:
    """Return what changes in every file: its name and title, then a line for each field."""
    lines: list[str] = []
    for change in changes:
        title = " ".join(piece for piece in (change.name, change.title) if piece)
        whole = f"{title}{f' ({change.how})' if change.how else ''}"
        lines += [*textwrap.wrap(whole, width), *wording.lines(change.rows, width)]
    return lines


def text_lines(before: str, after: str, width: int) -> list[str]:
    """Return the lines of a file that go and come, with their numbers."""
    from difflib import SequenceMatcher  # only for what is shown line by line

    old, new = before.splitlines(), after.splitlines()
    lines: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            rows = [f"  {number + 1:>4} − {old[number]}" for number in range(start, end)]
            rows += [f"  {number + 1:>4} + {new[number]}" for number in range(first, last)]
            lines += [line for row in rows for line in _cut(row, width)]
    return lines


def meanwhile(path: str, texts: tuple[str, str, str], width: int) -> list[str]:
    """Return what somebody else has made of a file, and what would have been written: read, now, wanted."""
    read, now, wanted = texts
    theirs = text_lines(read, now, width) or ["  (samma rader, men med andra radslut)"]
    return [
        f"Någon annan har ändrat {path} så här:",
        *theirs,
        "",
        "Det här skulle ha skrivits:",
        *text_lines(read, wanted, width),
        "",
        NOT_WRITTEN,
    ]


def _cut(row: str, width: int) -> list[str]:
    """Return a line of a file as lines that fit a width, with every sign of it."""
    rest = [row[start : start + width - _MARGIN] for start in range(width, len(row), width - _MARGIN)]
    return [row[:width], *(f"{'':{_MARGIN}}{piece}" for piece in rest)]


def brought(problems: Sequence[Problem], width: int) -> list[str]:
    """Return the faults and warnings that a change brings, with what would be right."""
    if not problems:
        return []
    faults = sum(problem.severity is Severity.FAULT for problem in problems)
    warnings = len(problems) - faults
    counts = [f"{in_words(faults, neuter=True)} fel"] if faults else []
    counts += [f"{in_words(warnings)} {'varning' if warnings == 1 else 'varningar'}"] if warnings else []
    worst_first = sorted(problems, key=lambda problem: problem.severity is not Severity.FAULT)
    told = [line for problem in worst_first[:_MOST] for line in _problem(problem, width)]
    more = len(problems) - _MOST
    told += [f"  och {more} till, som hp check visar"] if more > 0 else []
    return ["", f"Ändringen ger {' och '.join(counts)}:", *told]


def saved(paths: Sequence[str], version: str | None, width: int) -> list[str]:
    """Return where a change is saved."""
    where = paths[0] if len(paths) == 1 else f"{len(paths)} filer"
    told = f"Sparat i {where}{f', och i git som {version}' if version else ''}."
    return wrapped(told, width)


def wrapped(text: str, width: int) -> list[str]:
    """Return a text on lines that fit a width, with ids and paths whole."""
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)


def question_of_source(sources: Sequence[str], width: int) -> list[str]:
    """Return what to think of when something is new where a source was given for what stood there."""
    told = f"Som källa står fortfarande: {', '.join(sources)}. Ange den nya med --source."
    return textwrap.wrap(told, width)


def question_of_day(id_: str, old_day: tuple[str, str]) -> list[str]:
    """Return what to think of when a status is another but not the day on which the old one was seen."""
    field, day = old_day
    return [f"Dagen då det sågs står fortfarande: {day}. Ändra den med", f"  hp set {id_} {field} DAG"]


def commit_message(changes: Sequence[FileChange]) -> str:
    """Return the same words as a message for git: one line, and the rest below when there is more."""
    pieces = [
        f"{change.name}: {wording.summary(change.rows) or change.how or 'ändrad'}" for change in changes
    ]
    first = pieces[0] if len(pieces) == 1 else f"{changes[0].name} och {len(changes) - 1} till"
    if len(pieces) == 1 and len(first) <= _SUBJECT:
        return first
    subject = first if len(first) <= _SUBJECT else f"{first[: _SUBJECT - 2].rsplit(' ', 1)[0]} …"
    return "\n".join([subject, "", *change_lines(changes, _SUBJECT)])


def _fields(part: Part) -> Iterator[Told]:
    """Yield what a new record holds, field by field."""
    for key, value in told(part):
        if key not in _TOLD_ELSEWHERE:
            word = KIND_WORDS.get(str(value)) if key == "kind" else None
            yield Told(label(key), word or said(value))


def _all_sources(part: Part) -> Iterator[Told]:
    """Yield the sources of a new record, each once."""
    if isinstance(part, Record) and part.sources:
        named = dict.fromkeys(place for places in part.sources.values() for place in places)
        yield Told(label("sources"), ", ".join(named))


def _problem(problem: Problem, width: int) -> Iterator[str]:
    told = f"{problem.severity.value} {problem.code} {problem.message}"
    yield from textwrap.wrap(told, width, initial_indent="  ", subsequent_indent="    ")
    if problem.hint:
        yield from textwrap.wrap(problem.hint, width, initial_indent="    ", subsequent_indent="    ")


def _name(path: str, part: Part | None) -> str:
    if isinstance(part, Record):
        return f"{KINDS[kind_name(part)]} {part.id}"
    return "Planen" if isinstance(part, Header) else path


def _title(part: Part | None) -> str:
    title = getattr(part, "title", None) or (part.name if isinstance(part, Header) else None)
    return title or ""

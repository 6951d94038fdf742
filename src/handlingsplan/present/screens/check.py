"""Show what is wrong with a plan's files, each at its line."""

import re
from collections.abc import Mapping

from rich.cells import cell_len
from rich.text import Text

from handlingsplan.compute.check import Check
from handlingsplan.model.problem import Problem, Severity
from handlingsplan.present.layout import Screen
from handlingsplan.present.swedish import counted, files_read

_STYLES = {Severity.FAULT: "bold red", Severity.WARNING: "bold magenta", Severity.GAP: "dim"}
_LONGEST = 74
_LINE_END = re.compile(r"\r\n|\n|\r")


def check_screen(check: Check, texts: Mapping[str, str]) -> Screen:
    """Return every problem with the line it stands on and the place marked, then the summary."""
    screen: Screen = []
    lines: dict[str, list[str]] = {}
    for problem in check.problems:
        path = problem.place.file
        if path not in lines:
            lines[path] = _LINE_END.split(texts.get(path, ""))
        screen += [*problem_lines(problem, lines[path]), Text("")]
    return [*screen, Text(summary(check), "bold" if check.problems else "")]


def problem_lines(problem: Problem, lines: list[str]) -> list[Text]:
    """Return a problem as lines: place and message, the line in the file, a mark, what would be right."""
    severity = (problem.severity.value, _STYLES[problem.severity])
    shown = [Text.assemble(f"{where(problem)}: ", severity, f" {problem.code} {problem.message}")]
    if 0 < problem.place.line <= len(lines):
        excerpt, mark = _excerpt(lines[problem.place.line - 1], problem.place.column)
        if excerpt:
            shown += [Text(f"    {excerpt}", "dim"), Text(f"    {mark}")]
    if problem.hint:
        shown.append(Text(f"    {problem.hint}"))
    return shown


def where(problem: Problem) -> str:
    """Return the place as editors follow it: file:line:column, or the file alone."""
    place = problem.place
    return f"{place.file}:{place.line}:{place.column}" if place.line else place.file


def summary(check: Check) -> str:
    """Return the whole result in one line."""
    counts = (
        f"{check.count(Severity.FAULT)} fel",
        counted(check.count(Severity.WARNING), "varning", "varningar"),
        counted(check.gaps, "lucka", "luckor"),
    )
    read = files_read(check.files, "fil läst", "filer lästa")
    return f"{read}: {', '.join(counts)}."


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """Return the part of a line around a column, and a mark under it."""
    start = max(0, column - 1 - _LONGEST // 2) if len(line) > _LONGEST else 0
    shown = "".join(_visible(sign) for sign in line[start : start + _LONGEST]).rstrip()
    before = shown[: column - 1 - start]
    cut_before, cut_after = "…" if start else "", "…" if len(line) > start + _LONGEST else ""
    return f"{cut_before}{shown}{cut_after}", " " * (cell_len(cut_before) + cell_len(before)) + "^"


def _visible(sign: str) -> str:
    """Return a sign that a terminal shows and does not obey."""
    if sign == "\t":
        return "→"
    return sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"

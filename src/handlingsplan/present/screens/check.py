"""Show what is wrong with a plan's files, each at its line."""

from collections.abc import Mapping

from rich.text import Text

from handlingsplan.compute.check import Check
from handlingsplan.model.problem import Problem, Severity
from handlingsplan.present.layout import Screen
from handlingsplan.present.swedish import counted

_STYLES = {Severity.FAULT: "bold red", Severity.WARNING: "bold magenta", Severity.GAP: "dim"}
_LONGEST = 74


def check_screen(check: Check, texts: Mapping[str, str]) -> Screen:
    """Return every problem with the line it stands on and the place marked, then the summary."""
    screen: Screen = []
    lines: dict[str, list[str]] = {}
    for problem in check.problems:
        path = problem.place.file
        if path not in lines:
            lines[path] = texts.get(path, "").splitlines()
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
    read = f"{check.files.read} av {counted(check.files.total, 'fil läst', 'filer lästa')}"
    return f"{read}: {', '.join(counts)}."


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """Return the part of a line around a column, and a mark under it."""
    start = max(0, column - 1 - _LONGEST // 2) if len(line) > _LONGEST else 0
    shown = line[start : start + _LONGEST].replace("\t", "→").rstrip()
    return shown, " " * (column - 1 - start) + "^"

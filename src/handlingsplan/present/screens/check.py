"""Show what is wrong with a plan's files, each at its line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from handlingsplan.compute.check import Check
from handlingsplan.compute.gaps.finding import GapsOfKind
from handlingsplan.compute.own.accepting import Accepted
from handlingsplan.compute.rules.identifying import continued, masked
from handlingsplan.model.problem import Problem, Severity
from handlingsplan.present.layout import Screen
from handlingsplan.present.swedish import capital, counted, files_read, whole
from handlingsplan.present.wording.deviations import open_deviations
from handlingsplan.present.wording.gap_names import KINDS

_STYLES = {
    Severity.FAULT: "bold red",
    Severity.WARNING: "bold magenta",
    Severity.NOTE: "cyan",
    Severity.GAP: "dim",
}
_LONGEST = 74
_MOST_SHOWN = 100
"""Problems of one file that are shown at a time; all are counted."""
_KINDS = 4
"""How many kinds of record the line of gaps has room for."""
_LINE_END = re.compile(r"\r\n|\n|\r")


def check_screen(
    check: Check, texts: Mapping[str, str], *, accepted: bool = False, deviations: int = 0
) -> Screen:
    """Return every problem with the line it stands on and the place marked, then the summary.

    With `accepted` also what stands as it is, with why and who said so. `deviations` is how many things
    documents and files differ on.
    """
    screen: Screen = []
    lines: dict[str, list[str]] = {}
    for problem in (*check.problems, *(it.problem for it in check.accepted)):
        path = problem.place.file
        if path not in lines:
            lines[path] = _LINE_END.split(texts.get(path, ""))
    for path, problems in groupby(check.problems, key=lambda problem: problem.place.file):
        screen += _of_file(path, list(problems), lines[path])
    for found in check.accepted if accepted else ():
        shown = problem_lines(
            replace(found.problem, hint=accepted_by(found)), lines[found.problem.place.file]
        )
        screen += [*shown, Text("")]
    first, *more = summary(check, accepted=accepted, deviations=deviations)
    return [*screen, Text(first, "bold" if check.problems else ""), *map(Text, more)]


def _of_file(path: str, problems: Sequence[Problem], lines: list[str]) -> Screen:
    """Return the problems of one file; of very many the first ones, and how many more there are."""
    screen: Screen = []
    for problem in problems[:_MOST_SHOWN]:
        screen += [*problem_lines(problem, lines), Text("")]
    more = len(problems) - _MOST_SHOWN
    if more > 0:
        screen += [Text(f"{path}: {whole(more)} till, som visas när de första är rättade"), Text("")]
    return screen


def problem_lines(problem: Problem, lines: list[str]) -> list[Text]:
    """Return a problem as lines: place and message, the line in the file, a mark, what would be right."""
    severity = (problem.severity.value, _STYLES[problem.severity])
    shown = [Text.assemble(f"{where(problem)}: ", severity, f" {problem.code} {problem.message}")]
    if 0 < problem.place.line <= len(lines):
        line = _masked(*lines[problem.place.line - 1 : problem.place.line + 1])
        excerpt, mark = _excerpt(line, problem.place.column)
        if excerpt:
            shown += [Text(f"    {excerpt}", "dim"), Text(f"    {mark}")]
    if problem.hint:
        shown.append(Text(f"    {problem.hint}"))
    return shown


def where(problem: Problem) -> str:
    """Return the place as editors follow it: file:line:column, or the file alone."""
    place = problem.place
    return f"{place.file}:{place.line}:{place.column}" if place.line else place.file


def accepted_by(found: Accepted) -> str:
    """Return who accepted a problem, when and why."""
    said = found.acceptance
    return f"godkänt av {said.by} {said.day.text}: {said.reason}"


def summary(check: Check, *, accepted: bool = False, deviations: int = 0) -> list[str]:
    """Return the whole result in one line; then the gaps by kind, and how to see what is not shown."""
    counts = [
        f"{check.count(Severity.FAULT)} fel",
        counted(check.count(Severity.WARNING), "varning", "varningar"),
        counted(check.gaps, "lucka", "luckor"),
    ]
    notes = check.count(Severity.NOTE)
    if notes:
        counts.append(counted(notes, "upplysning", "upplysningar"))
    if check.accepted:
        counts.append(f"{len(check.accepted)} godkända" if len(check.accepted) > 1 else "1 godkänt")
    read = files_read(check.files, "fil läst", "filer lästa")
    ways = ["upplysningar visas med --notes"] if check.hidden else []
    ways += ["det som är godkänt visas med --accepted"] if check.accepted and not accepted else []
    lines = [f"{read}: {', '.join(counts)}."]
    lines += [f"Luckor: {_gaps(check.gaps_of)}; se hp gaps."] if check.gaps_of else []
    lines += [f"Avstämning: {open_deviations(deviations)}"] if deviations else []
    return [*lines, *([f"{capital(', '.join(ways))}."] if ways else [])]


def _gaps(gaps_of: Sequence[GapsOfKind]) -> str:
    """Return how many gaps there are in the kinds that have the most, and in the others together."""
    shown = gaps_of if len(gaps_of) <= _KINDS else gaps_of[: _KINDS - 1]
    told = [f"{found.number} i {KINDS[found.kind]}" for found in shown]
    rest = sum(found.number for found in gaps_of[len(shown) :])
    return ", ".join([*told, *([f"{rest} i annat"] if rest else [])])


@lru_cache(maxsize=4)  # many problems can stand on one long line
def _masked(line: str, following: str = "") -> str:
    """Return a line without what points out a person, which may go on in the line that follows."""
    return masked(continued(line, following))[: len(line)]


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

"""Write the faults of a plan for programs."""

from handlingsplan.compute.check import Check
from handlingsplan.model.problem import Problem, Severity
from handlingsplan.present.export.values import Json, day, files_read

_LEVELS = {Severity.FAULT: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def check_json(check: Check, deviations: int = 0) -> Json:
    """Return the contract hp.check/1; `deviations` is how many things documents and files differ on."""
    return {
        "schema": "hp.check/1",
        "files": files_read(check.files),
        "summary": {severity.value: check.count(severity) for severity in Severity},
        "problems": [_problem(problem) for problem in check.problems],
        "accepted": [
            {
                **_problem(found.problem),
                "reason": found.acceptance.reason,
                "by": found.acceptance.by,
                "day": day(found.acceptance.day),
            }
            for found in check.accepted
        ],
        "gaps": [{"kind": found.kind, "count": found.number} for found in check.gaps_of],
        "deviations": deviations,
    }


def check_github(check: Check, root: str) -> str:
    """Return the problems as the lines that GitHub shows beside a change; `root` is the way to the plan."""
    return "".join(_annotation(problem, root) + "\n" for problem in check.problems)


def _problem(problem: Problem) -> Json:
    return {
        "file": problem.place.file,
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }


def _annotation(problem: Problem, root: str) -> str:
    place = problem.place
    where = {"file": root + place.file, "line": place.line, "col": place.column, "title": problem.code}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in where.items() if value)
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_LEVELS[problem.severity]} {told}::{_escaped(text)}"


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    """Return a text without the signs that mean something to GitHub."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

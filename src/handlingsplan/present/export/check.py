"""Write the faults of a plan for programs."""

from handlingsplan.compute.check import Check
from handlingsplan.model.problem import Severity
from handlingsplan.present.export.values import Json, files_read


def check_json(check: Check) -> Json:
    """Return the contract hp.check/1."""
    return {
        "schema": "hp.check/1",
        "files": files_read(check.files),
        "summary": {severity.value: check.count(severity) for severity in Severity},
        "problems": [
            {
                "file": problem.place.file,
                "line": problem.place.line or None,
                "column": problem.place.column or None,
                "code": problem.code,
                "severity": problem.severity.value,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in check.problems
        ],
    }

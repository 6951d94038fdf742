"""Define what is said of a problem code."""

from dataclasses import dataclass

from handlingsplan.model.problem import Severity


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means: a title, why it is told, and what would mend it.

    `text` may have several paragraphs, with a blank line between them. What is code stands in backticks.
    """

    code: str
    title: str
    severity: Severity
    text: str
    remedy: str

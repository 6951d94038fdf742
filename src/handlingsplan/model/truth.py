"""Answer yes, no or unknown: what a record cannot tell is never taken for no."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """A three-valued answer, after Kleene."""

    NO = 0
    UNKNOWN = 1
    YES = 2


def every(answers: Iterable[Truth]) -> Truth:
    """Return the weakest answer; yes when there is none."""
    return min(answers, key=_strength, default=Truth.YES)


def some(answers: Iterable[Truth]) -> Truth:
    """Return the strongest answer; no when there is none."""
    return max(answers, key=_strength, default=Truth.NO)


def _strength(answer: Truth) -> int:
    return answer.value

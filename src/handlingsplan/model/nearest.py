"""Find what somebody meant to write."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_MOST = 3
_LONGEST = 60
_ALIKE = 0.6
_AS_GOOD = 0.08


def nearest(word: str, choices: Iterable[str]) -> list[str]:
    """Return the few choices that look most like `word`, best first; none when nothing is alike."""
    from difflib import SequenceMatcher

    wanted = word.casefold()[:_LONGEST]
    matcher = SequenceMatcher(b=wanted)
    scores: dict[str, float] = {}
    for choice in dict.fromkeys(choices):
        folded = choice.casefold()
        matcher.set_seq1(folded[:_LONGEST])
        starts = wanted and folded.startswith(wanted)
        scores[choice] = 2.0 if folded == wanted else 1.0 if starts else _alike(matcher)
    best = max(scores.values(), default=0.0)
    close = [choice for choice, score in scores.items() if score >= max(_ALIKE, best - _AS_GOOD)]
    return sorted(close, key=lambda choice: -scores[choice])[:_MOST]


def _alike(matcher: "SequenceMatcher[str]") -> float:
    """Return how alike two words are; nothing where it is quickly seen that they are not."""
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()

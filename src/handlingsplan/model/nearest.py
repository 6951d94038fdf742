"""Find what somebody meant to write."""

from collections.abc import Iterable

_MOST = 3
_LONGEST = 60


def nearest(word: str, choices: Iterable[str]) -> list[str]:
    """Return the choices that look most like `word`, best first; none when nothing is alike."""
    from difflib import get_close_matches

    folded = {choice.casefold(): choice for choice in reversed(list(choices))}
    wanted = word.casefold()[:_LONGEST]
    starting = [choice for key, choice in folded.items() if wanted and key.startswith(wanted)]
    close = [folded[key] for key in get_close_matches(wanted, folded, n=_MOST, cutoff=0.6)]
    return list(dict.fromkeys([*close, *sorted(starting)]))[:_MOST]

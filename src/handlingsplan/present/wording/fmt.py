"""Say which files were laid out anew, and how they differ."""

import difflib
from collections.abc import Sequence

from handlingsplan.present.swedish import counted, whole

_NOTHING_SEEN = "  bara tecken som inte syns: radslut, eller hur prickar och accenter är sparade"


def outcome(changed: Sequence[str], files: int, left: int, *, written: bool) -> list[str]:
    """Return what was done, or would be: which of the files that could be read were laid out anew."""
    read = files - left
    lines = []
    if changed:
        verb = ("lades" if written else "skulle läggas") + " om"
        some = "Filen" if files == 1 else f"{whole(len(changed))} av {whole(files)} filer"
        lines = [f"{some} {verb}:"]
        lines += [f"  {path}" for path in changed]
    elif read:
        lines = ["Filen står redan rätt." if files == 1 else f"{_all(read, left)} står redan rätt."]
    if left:
        same = "är som den var" if left == 1 else "är som de var"
        lines.append(f"{counted(left, 'fil', 'filer')} gick inte att lägga om och {same}.")
    return lines


def _all(read: int, left: int) -> str:
    if left:
        return "Den andra filen" if read == 1 else f"De andra {whole(read)} filerna"
    return f"Alla {whole(read)} filer"


def diff_lines(path: str, before: str, after: str) -> list[str]:
    """Return the lines that go and come in a file, with those around them, as git shows them."""
    old, new = before.splitlines(), after.splitlines()
    lines = list(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""))
    return lines or [path, _NOTHING_SEEN]

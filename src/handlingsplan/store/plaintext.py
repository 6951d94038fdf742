"""Turn the bytes of a file into text that can be read as YAML, or say why they cannot."""

import re
import unicodedata

from handlingsplan.model.problem import Place, Problem, Severity

SIZE_LIMIT = 1_000_000
"""Bytes. A record is about one kilobyte; anything near this is some other file."""

MERGE_MESSAGE = "en sammanslagning i git är inte färdig"
MERGE_HINT = "välj vilken text som gäller och ta bort raderna med <<<<<<<, ======= och >>>>>>>"

_BOM = "\ufeff"
_SIGNS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028\u2029"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff"
)
_FORBIDDEN = re.compile(f"[{_SIGNS}]")
"""Control signs, line ends and blanks that editors do not show, and signs that turn text around."""
_MOST_MARKS = 30
_MAY_BE_MARKS = re.compile(f"[^\x00-\u02ff\u2000-\u206f]{{{_MOST_MARKS}}}")
_HARD_INDENT = re.compile(r"^ *[\u00a0\u2000-\u200a\u202f\u205f\u3000]", re.MULTILINE)
FORBIDDEN_IN_VALUE = re.compile(f"[\r{_SIGNS}]")
"""What no value may hold, however it was written: a terminal would obey it."""
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?\r?$", re.MULTILINE)


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, None where it cannot be read, and what is wrong with it."""
    if len(raw) > SIZE_LIMIT:
        hint = "en post är några kilobyte; är det rätt fil?"
        return None, [Problem(Place(path), "HP005", "filen är större än en megabyte och läses inte", hint)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(raw, error.start, path)]
    return prepare(text, path)


def prepare(text: str, path: str) -> tuple[str | None, list[Problem]]:
    """Return `text` without byte order mark and in composed form, or None and why not."""
    problems = []
    if text.startswith(_BOM):
        text = text[1:]
        hint = "spara som UTF-8 utan BOM; filen lästes ändå"
        problems.append(
            Problem(Place(path, 1, 1), "HP018", "osynligt märke (BOM) först i filen", hint, Severity.WARNING)
        )
    marks = _too_many_marks(text)
    if marks is not None:
        hint = "ta bort tecknen och skriv bokstaven på nytt"
        found = f"fler än {_MOST_MARKS} lösa prickar och accenter på en bokstav"
        return None, [*problems, Problem(_place(text, marks, path), "HP006", found, hint)]
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        problems.append(_decomposed(text, composed, path))
        text = composed
    refused = _refuse(text, path)
    return (None, [*problems, refused]) if refused else (text, problems)


def _too_many_marks(text: str) -> int | None:
    """Return where more marks follow a letter than any language has: to put them in order takes forever."""
    suspect = _MAY_BE_MARKS.search(text)
    run = 0
    for number in range(suspect.start() if suspect else len(text), len(text)):
        run = run + 1 if unicodedata.combining(text[number]) else 0
        if run > _MOST_MARKS:
            return number
    return None


def _refuse(text: str, path: str) -> Problem | None:
    if not text.strip():
        return Problem(Place(path), "HP004", "filen är tom", "skriv en post eller ta bort filen")
    conflict = _CONFLICT.search(text)
    if conflict:
        return Problem(_place(text, conflict.start(), path), "HP007", MERGE_MESSAGE, MERGE_HINT)
    indent = _HARD_INDENT.search(text)
    if indent:
        place = _place(text, indent.start(), path)
        return Problem(
            place, "HP008", "hårt mellanslag i indraget", "använd vanliga mellanslag, två per nivå"
        )
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        place = _place(text, forbidden.start(), path)
        return Problem(
            place, "HP006", f"otillåtet tecken U+{ord(forbidden[0]):04X}", "ta bort det osynliga tecknet"
        )
    return None


def _not_utf8(raw: bytes, start: int, path: str) -> Problem:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(Place(path), "HP003", "filen är sparad som UTF-16", "spara den som UTF-8")
    place = _place(raw[:start].decode("utf-8").removeprefix(_BOM), start, path)
    likely = raw[start : start + 1].decode("cp1252", errors="replace")
    message = "filen är inte sparad som UTF-8"
    if likely.isalpha():
        message += f"; här står troligen '{likely}'"
    return Problem(place, "HP003", message, "öppna den i redigeraren och spara om som UTF-8")


def _decomposed(text: str, composed: str, path: str) -> Problem:
    pairs = enumerate(zip(text, composed, strict=False))
    start = next((number for number, (sign, other) in pairs if sign != other), 0)
    return Problem(
        _place(text, start, path),
        "HP019",
        "bokstav och prick är sparade som två tecken",
        "skriv om bokstaven; filen lästes som om de vore ett tecken",
        Severity.WARNING,
    )


def _place(text: str, offset: int, path: str) -> Place:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Place(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)

"""Say how each kind of value is written: the pattern that it follows, and what is told of it in Swedish.

The patterns take everything that the model takes and refuse what is plainly something else; what is left,
such as the 30th of February, `hp check` tells. They must be read alike by Python and by JavaScript.
"""

from collections.abc import Iterable
from typing import NamedTuple

from handlingsplan.model.day import MONTHS, SEASONS
from handlingsplan.model.fields import UNKNOWN_WORDS
from handlingsplan.model.figure import Kronor

QUOTED = 'skriv tal, true och false inom citattecken, som "2022"'


class Form(NamedTuple):
    """How a kind of value is written: its name alone and in a list, and what is said where it is wrong."""

    one: str
    many: str
    wanted: str
    types: tuple[str, ...]
    pattern: str
    examples: tuple[str | int, ...] = ()
    bounds: tuple[tuple[str, int], ...] = ()


def any_case(words: Iterable[str]) -> str:
    """Return a pattern of some words in small letters or capitals, the longest first."""
    return "|".join("".join(map(_sign, word)) for word in sorted(words, key=lambda word: (-len(word), word)))


def _sign(sign: str) -> str:
    if sign == " ":
        return r"\s+"
    return f"[{sign}{sign.upper()}]" if sign.isalpha() else f"[{sign}]"


def _whole(pattern: str) -> str:
    return rf"^\s*(?:{pattern})\s*$"


_UNKNOWN = any_case(UNKNOWN_WORDS)
_TEXT = rf"^(?!\s*(?:{_UNKNOWN})\s*$)[\s\S]*\S"
_WORD = _whole(rf"(?!(?:{_UNKNOWN})\s*$)\S.*")

_YEAR = "(?:19|20|21)[0-9]{2}"
_OF = any_case(["av"])
_DATE = f"{_YEAR}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_DAYS = "|".join(
    [
        _DATE,
        rf"{_YEAR}\s*[-–]\s*{_YEAR}",
        rf"{any_case(['årsskiftet'])}\s+{_YEAR}\s*[/-]\s*{_YEAR}",
        rf"(?:[0-9]{{1,2}}\s+)?(?:{any_case(MONTHS)})\s+{_YEAR}",
        rf"(?:(?:{any_case(['början', 'slutet'])})\s+{_OF}\s+)?(?:(?:{any_case(SEASONS)})\s+)?{_YEAR}",
    ]
)
_DAY = _whole(rf"(?:(?:{any_case(['tidigast', 'senast'])})\s+)?(?:{_DAYS})")

_WORDS = ("ca", "cirka", "ungefär", "omkring", "drygt", "knappt", "nästan", "minst", "högst")
_ABOUT = rf"(?:(?:{any_case(_WORDS)})\.?\s+)?"
_DIGITS = r"(?:[0-9]{1,3}(?:\s+[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"
_FIGURE = rf"(?:{_ABOUT}{_DIGITS}|{_DIGITS}\s*[-–]\s*{_DIGITS})"
_UNITS = any_case(unit for unit in Kronor.units if unit)
_KRONOR = _whole(rf"{_FIGURE}(?:\s*(?:{_UNITS}))?")
_TENS = any_case(f"{ten}tal" for ten in (
    "tio", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio", "hundra",
))  # fmt: skip
_SHARES = any_case(("en fjärdedel", "hälften", "tre fjärdedelar"))
_COUNTS = "|".join(
    [
        rf"{_FIGURE.replace('?:,', '?:[.,]')}(?:\s*%)?",
        rf"{_ABOUT}(?:{any_case(['ett'])}\s+)?(?:[0-9]+-{any_case(['tal'])}|{_TENS})(?:{any_case(['et'])})?",
        f"{_ABOUT}(?:{_SHARES})",
    ]
)
_NUMBER = _whole(_COUNTS)

_YEARS = (("minimum", 1900), ("maximum", 2199))
_STRING = ("string",)

FORMS: dict[str, Form] = {
    "text": Form("text", "texter", f"en text; {QUOTED}", _STRING, _TEXT),
    "word": Form("ord", "ord", f"ett ord eller kort namn på en rad; {QUOTED}", _STRING, _WORD),
    "record_id": Form(
        "id", "id", "ett id av a-z, siffror, punkt och bindestreck; ser det ut som ett tal, citattecken runt",
        _STRING, _whole("[A-Za-z0-9][A-Za-z0-9.-]{0,99}"), ("2022-ungdomscoach", "LV.3"),
    ),
    "year": Form(
        "år", "år", "ett år med fyra siffror", ("string", "integer"), _whole(_YEAR), (2022,), _YEARS
    ),
    "flag": Form(
        "ja eller nej", "ja eller nej", "ja eller nej", ("string", "boolean"),
        _whole(any_case(("ja", "nej", "true", "false"))), ("ja", "nej"),
    ),
    "paragraph": Form(
        "paragraf", "paragrafer", 'en paragrafs nummer inom citattecken, som "6"', _STRING,
        _whole(r"(?:§\s*)?[0-9]{1,6}[a-z]?(?:\s*§)?"), ("6", "112"),
    ),
    "day": Form(
        "dag", "dagar", "en dag, till exempel 2022-03-14, 2022-03, 2022 eller hösten 2022",
        ("string", "integer"), _DAY,
        ("2022-03-14", "2022-03", "hösten 2022"), _YEARS,
    ),
    "kronor": Form(
        "belopp", "belopp", f"ett belopp, till exempel {Kronor.examples}", ("string", "integer"), _KRONOR,
        ("7 600 000", "ca 7,6 mnkr", "400 000-500 000"), (("minimum", 0),),
    ),
    "number": Form(
        "tal", "tal", 'ett tal, till exempel "12", drygt 60, ett 80-tal, 55-60 eller 64 %',
        ("string", "number"), _NUMBER, ("12", "drygt 60", "64 %"), (("minimum", 0),),
    ),
    "code": Form("kod", "koder", "en kod, till exempel HP254", _STRING, _whole("HP[0-9]{3}"), ("HP254",)),
    "own_code": Form(
        "kod", "koder", "en kod mellan HP300 och HP399", _STRING, _whole("HP3[0-9]{2}"), ("HP301",)
    ),
    "claim_name": Form(
        "ord", "ord", "ett kortnamn utan snedstreck, till exempel processer-klara", _STRING,
        _whole(rf"(?!(?:{_UNKNOWN})\s*$)(?!.*/)\S.*"), ("processer-klara",),
    ),
}  # fmt: skip
"""How values are written, by what they are read as; all but those of a few words to choose among."""

RECORD_NOUNS = {
    "process": ("en process", "processer"), "grant": ("en insats", "insatser"),
    "decision": ("ett beslut", "beslut"), "meeting": ("ett möte", "möten"),
    "event": ("en händelse", "händelser"), "track": ("ett spår", "spår"),
    "recommendation": ("ett medskick", "medskick"), "record": ("en post", "poster"),
}  # fmt: skip
"""What a record that a value is the id of is called, alone and several."""

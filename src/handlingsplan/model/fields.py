"""Read the scalar fields of a record: each type decides what its text means."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator
from pydantic_core import core_schema

T = TypeVar("T")

_RECORD_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\Z")
_PARAGRAPH = re.compile(r"(?:§\s*)?([0-9]{1,6}[a-z]?)(?:\s*§)?\Z")
_YES = frozenset({"ja", "true"})
_NO = frozenset({"nej", "false"})
_LONGEST_ID = 100
_LONGEST_WORD = 500
_LONGEST_SHOWN = 60
_FOUND = {"str": "är tom", "list": "är en lista", "dict": "är en grupp av nycklar"}


UNKNOWN_WORDS = frozenset({"okänt", "okänd", "okända", "vet ej", "vet inte", "?"})
"""What people write when they do not know; in a file it is null."""


class FieldError(ValueError):
    """A value that its field cannot take: code, what was found, what would be right."""

    def __init__(self, code: str, found: str, hint: str) -> None:
        super().__init__(found)
        self.code = code
        self.found = found
        self.hint = hint


def scalar(value: object, what: str, example: str) -> str:
    """Return the text of a scalar; a list, a group of keys or an empty text raises `FieldError`."""
    if isinstance(value, str) and value.strip():
        if value.strip().lower() in UNKNOWN_WORDS:
            hint = "skriv null; då räknas det som en lucka"
            raise FieldError("HP105", f"{quoted(value)} är inget värde", hint)
        return value.strip()
    found = _FOUND.get(type(value).__name__, "saknar värde")
    raise FieldError("HP103", f"{found}, men ska vara {what}", f"skriv till exempel {example}")


def quoted(text: str) -> str:
    """Return a text as a message shows it: on one line, within quotes, cut when it is long."""
    return f"'{brief(text)}'"


def brief(text: str) -> str:
    """Return a text on one line, cut when it is long, with nothing that a terminal would obey."""
    line = printable(" ".join(text[: 10 * _LONGEST_SHOWN].split()))
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}..."


def printable(text: str) -> str:
    """Return a text with a mark in the place of every sign that a terminal would obey, or not show."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def read_text(value: object) -> str:
    """Return a text of one or more lines, without blanks around it."""
    return scalar(value, "en text", "en mening")


def read_word(value: object) -> str:
    """Return a one-line text, such as a short name that the plan declares."""
    word = scalar(value, "ett ord eller kort namn", "ALFA")
    if "\n" in word:
        raise FieldError("HP110", "har flera rader", "skriv namnet på en rad")
    if len(word) > _LONGEST_WORD:
        raise FieldError("HP110", "är för långt för ett kort namn", f"högst {_LONGEST_WORD} tecken")
    return sys.intern(word)  # the same few words stand in thousands of records


def read_record_id(value: object) -> str:
    """Return the id of a record: letters a-z, digits, points and hyphens."""
    text = scalar(value, "ett id", "2022-ungdomscoach")
    if not _RECORD_ID.match(text):
        raise FieldError(
            "HP111",
            f"{quoted(text)} kan inte vara ett id",
            "använd bara a-z, siffror, punkt och bindestreck, till exempel 2022-ungdomscoach",
        )
    if len(text) > _LONGEST_ID:
        raise FieldError("HP111", "är för långt för ett id", f"högst {_LONGEST_ID} tecken")
    return sys.intern(text)


def read_year(value: object) -> int:
    """Return a calendar year of four digits."""
    text = scalar(value, "ett år", "2022")
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", text):
        raise FieldError("HP116", f"{quoted(text)} är inget år", "skriv fyra siffror, till exempel 2022")
    return int(text)


def read_flag(value: object) -> bool:
    """Return yes or no."""
    text = scalar(value, "ja eller nej", "ja").lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise FieldError("HP117", f"{quoted(text)} är varken ja eller nej", "skriv ja eller nej")


def read_paragraph(value: object) -> str:
    """Return the number of a paragraph in minutes, without its sign."""
    text = scalar(value, "ett paragrafnummer", "6")
    match = _PARAGRAPH.match(text)
    if not match:
        raise FieldError("HP118", f"{quoted(text)} är ingen paragraf", "skriv bara numret, till exempel 6")
    return match[1]


class ReadBy:
    """Has a field read by a function, whatever stands there; `names` is what the value must be the name of.

    As pydantic's PlainValidator, but without the time that it takes to work out how to write the value too.
    """

    def __init__(self, func: Callable[[object], object], names: str = "") -> None:
        self.func = func
        self.names = names

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.func)


Text = Annotated[str, ReadBy(read_text)]
Word = Annotated[str, ReadBy(read_word)]
RecordId = Annotated[str, ReadBy(read_record_id)]
Year = Annotated[int, ReadBy(read_year)]
Flag = Annotated[bool, ReadBy(read_flag)]
Paragraph = Annotated[str, ReadBy(read_paragraph)]

# Short names: each must be declared in the table of plan.yaml that is named.
AreaName = Annotated[str, ReadBy(read_word, "areas")]
BodyName = Annotated[str, ReadBy(read_word, "bodies")]
CategoryName = Annotated[str, ReadBy(read_word, "categories")]
DirectionName = Annotated[str, ReadBy(read_word, "directions")]
EffortName = Annotated[str, ReadBy(read_word, "efforts")]
EventKindName = Annotated[str, ReadBy(read_word, "event_kinds")]
OrganisationName = Annotated[str, ReadBy(read_word, "organisations")]
OutcomeName = Annotated[str, ReadBy(read_word, "outcomes")]
StatusName = Annotated[str, ReadBy(read_word, "statuses")]
SuccessorName = Annotated[str, ReadBy(read_word, "successors")]
ThemeName = Annotated[str, ReadBy(read_word, "themes")]

# Ids: each must be that of a record of the kind that is named, or of any.
AnyId = Annotated[str, ReadBy(read_record_id, "record")]
DecisionId = Annotated[str, ReadBy(read_record_id, "decision")]
EventId = Annotated[str, ReadBy(read_record_id, "event")]
GrantId = Annotated[str, ReadBy(read_record_id, "grant")]
MeetingId = Annotated[str, ReadBy(read_record_id, "meeting")]
ProcessId = Annotated[str, ReadBy(read_record_id, "process")]
RecommendationId = Annotated[str, ReadBy(read_record_id, "recommendation")]
TrackId = Annotated[str, ReadBy(read_record_id, "track")]

SourcePlace = Annotated[str, ReadBy(read_word, "source")]
"""A document by its id, and after a blank the place in it."""


def read_once(values: tuple[T, ...]) -> tuple[T, ...]:
    """Return a list as it is; what stands twice in it raises `FieldError`, for it would count once."""
    if len(set(values)) < len(values):
        twice = next(value for value, count in Counter(values).items() if count > 1)
        raise FieldError("HP120", f"{quoted(str(twice))} står två gånger", "behåll en av dem")
    return values


Once = Annotated[tuple[T, ...], AfterValidator(read_once)]
"""A list in which each value stands once."""

Table = Annotated[Mapping[Word, T], AfterValidator(MappingProxyType)]
"""What a plan declares by short name, in the order it is written."""


def id_order(record_id: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2.2.1 before 2.10.1 and a before B whatever the case.

    Ids that differ only in case or in zeros before a number have keys of their own too.
    """
    parts = re.findall(r"\d+|\D+", record_id)
    keys = ((0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts)
    return (*keys, (-1, 0, record_id))

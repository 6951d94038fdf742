"""Define rules.yaml: what the plan itself demands of its records, and the conflicts that it accepts."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import model_validator

from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError, ReadBy, RecordId, Text, Word, quoted, read_word
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.records.part import Late, Part, Places, Words

RuleSeverity = Literal["fel", "varning", "upplysning"]
Stretch = Literal["år", "halvår", "termin", "kvartal", "månad"]

_OWN_CODE = re.compile(r"HP3[0-9]{2}\Z")
_ANY_CODE = re.compile(r"HP[0-9]{3}\Z")


def _read_own_code(value: object) -> str:
    """Return the code of a rule of the plan's own."""
    return _code(value, _OWN_CODE, "en kod mellan HP300 och HP399", "HP301")


def _read_code(value: object) -> str:
    """Return the code of any problem."""
    return _code(value, _ANY_CODE, "HP och tre siffror", "HP254")


def _code(value: object, form: re.Pattern[str], told: str, example: str) -> str:
    word = read_word(value)
    if not form.match(word):
        raise FieldError("HP121", f"{quoted(word)} är ingen kod", f"skriv {told}, till exempel {example}")
    return word


class _Limited(Part):
    """Something that is held against limits, of which at least one is written."""

    @model_validator(mode="after")
    def _some_limit(self) -> Self:
        limits = [name for name in type(self).model_fields if name in _LIMITS]
        if all(getattr(self, name) is None for name in limits):
            hint = f"skriv {', '.join(limits[:-1])} eller {limits[-1]}"
            raise FieldError("HP122", "ingen gräns står där", hint)
        return self


_LIMITS = ("at_least", "at_most", "equals", "one_of")


class Compared(_Limited):
    """The value of a key: within limits, equal to something, or one of some words.

    A limit is a value as the key has them, or another key of the same post.
    """

    key: Word
    at_least: Text | None = None
    at_most: Text | None = None
    equals: Text | None = None
    one_of: Words | None = None


class Counting(_Limited):
    """How many there are under a key, in all or in each stretch of time."""

    of: Word
    per: Stretch | None = None
    at_least: Number | None = None
    at_most: Number | None = None


class Summing(_Limited):
    """The sum of a key over all the posts that are selected, in all or for each word of another key."""

    key: Word
    per: Word | None = None
    at_least: Kronor | None = None
    at_most: Kronor | None = None


class Within(Part):
    """A day that comes at most some days after another."""

    key: Word
    days: Number
    of: Word


class OwnRule(Part):
    """One demand: which posts it is made on, and one thing that must hold for each of them."""

    title: Text
    records: Word
    select: Mapping[Word, Words] = {}
    where: Mapping[Word, Word] = {}
    stated: Words | None = None
    compare: Late[Compared] | None = None
    count: Late[Counting] | None = None
    sum: Late[Summing] | None = None
    within: Late[Within] | None = None
    severity: RuleSeverity = "varning"
    hint: Text | None = None
    source: Places = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _one_demand(self) -> Self:
        demands = ("stated", "compare", "count", "sum", "within")
        made = [name for name in demands if getattr(self, name) is not None]
        if len(made) != 1:
            found = f"regeln kräver flera saker: {' och '.join(made)}" if made else "regeln kräver ingenting"
            raise FieldError("HP122", found, f"skriv en av {', '.join(demands)}; gör annars en regel till")
        return self


class Acceptance(Part):
    """A conflict that stands as it is: which, why, who said so and when.

    `words` of its message tell it from others with the same code in the same file.
    """

    code: Annotated[str, ReadBy(_read_code)]
    record: RecordId
    words: Text | None = None
    reason: Text
    by: Text
    day: Day


class Rules(Part):
    """The file rules.yaml: the plan's own rules by code, and the conflicts that it accepts."""

    rules: Mapping[Annotated[str, ReadBy(_read_own_code)], Late[OwnRule]] = {}
    accepted: tuple[Late[Acceptance], ...] = ()
    note: Text | None = None

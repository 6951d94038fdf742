"""Read amounts and numbers as people write them: each keeps its words and has bounds."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from pydantic_core import core_schema

from handlingsplan.model.fields import FieldError, quoted, scalar

Bounds = tuple[Decimal, Decimal, Decimal | None]
"""The number itself, the least and the most that it can stand for; None: no upper bound."""

_DIGITS = r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]+"
_NUMBER = rf"(?P<number>(?:{_DIGITS})(?:,[0-9]+)?)"
_WORDS = {
    "": "exact",
    "ca": "about", "cirka": "about", "ungefär": "about", "omkring": "about",
    "drygt": "over",
    "knappt": "under", "nästan": "under",
    "minst": "least", "högst": "most",
}  # fmt: skip
_APPROXIMATION = rf"(?:(?P<word>{'|'.join(word for word in _WORDS if word)})\.? )?"
_TENS = {
    "tiotal": 10, "tjugotal": 20, "trettiotal": 30, "fyrtiotal": 40, "femtiotal": 50,
    "sextiotal": 60, "sjuttiotal": 70, "åttiotal": 80, "nittiotal": 90, "hundratal": 100,
}  # fmt: skip
_SHARES = {"en fjärdedel": 25, "hälften": 50, "tre fjärdedelar": 75}
_ORE = re.compile(r",[0-9]{3}")
"""More decimals than there are öre: whoever writes 65,000 means sixty-five thousand."""
_AS_ELSEWHERE = re.compile(r"(?<=[0-9])[.,](?=[0-9]{3}(?![0-9]))")
_LONGEST = 60
_TOO_MANY_DIGITS = re.compile(r"(?:[0-9][ ,]?){16}")


@dataclass(frozen=True, slots=True)
class Figure(ABC):
    """A stated figure: `text` as written, `value` the number in it, `low` and `high` what it can mean.

    `high` is None after *minst*: no upper bound. `value` may lie just outside the bounds after
    *drygt* and *nästan*, which say that the number itself is not meant.
    """

    text: str
    value: Decimal
    low: Decimal
    high: Decimal | None

    code: ClassVar[str]
    noun: ClassVar[str]
    examples: ClassVar[str]

    @classmethod
    def parse(cls, value: object) -> Self:
        """Return the figure that `value` states; raise `FieldError` with the forms allowed."""
        text = " ".join(scalar(value, cls.noun, cls.examples).split())
        readable = len(text) <= _LONGEST and not _TOO_MANY_DIGITS.search(text)
        if readable and text.isascii() and text.isdecimal():
            return cls(text, *(Decimal(text),) * 3)
        bounds = cls._bounds(text.lower()) if readable else None
        if bounds is None:
            hint = f"skriv till exempel {cls.examples}"
            if _AS_ELSEWHERE.search(text):
                hint = f"skriv mellanslag mellan tusental: {_AS_ELSEWHERE.sub(' ', text)}"
            raise FieldError(cls.code, f"{quoted(text)} är inte {cls.noun}", hint)
        return cls(text, *bounds)

    @classmethod
    @abstractmethod
    def _bounds(cls, text: str) -> Bounds | None:
        """Return what a text in small letters states; None when it states no such figure."""

    @property
    def exact(self) -> bool:
        """Tell whether the figure is stated without any approximation."""
        return self.low == self.value == self.high

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)


class Kronor(Figure):
    """An amount of money in whole or decimal kronor, never below zero."""

    __slots__ = ()
    code = "HP112"
    noun = "ett belopp"
    examples = "7 600 000, 7,6 mnkr eller ca 7,6 mnkr"

    units: ClassVar[dict[str, int]] = {
        "": 1, "kr": 1, "kronor": 1,
        "tkr": 1_000,
        "mnkr": 1_000_000, "mn kr": 1_000_000, "mkr": 1_000_000, "miljoner kronor": 1_000_000,
        "miljoner": 1_000_000, "miljon kronor": 1_000_000, "miljon": 1_000_000,
        "mdkr": 1_000_000_000, "miljarder kronor": 1_000_000_000, "miljard kronor": 1_000_000_000,
    }  # fmt: skip

    @classmethod
    def _bounds(cls, text: str) -> Bounds | None:
        found = re.fullmatch(_KRONOR, text)
        if not found:
            return None
        unit = Decimal(cls.units[found["unit"] or ""])
        if unit == 1 and any(_ORE.search(number) for number in (found["number"], found["to"]) if number):
            return None
        kind = _WORDS[found["word"] or ""]
        if found["to"]:
            return _range(found["number"], found["to"], unit) if kind == "exact" else None
        return _approximate(kind, found["number"], unit)

    @property
    def canonical(self) -> str:
        """Return the same amount in the one way of writing that the plan keeps."""
        found = re.fullmatch(_KRONOR, self.text.lower())
        assert found is not None, self.text
        unit = _CANONICAL_UNIT[self.units[found["unit"] or ""]]
        numbers = [_canonical_number(number) for number in (found["number"], found["to"]) if number]
        word = _canonical_word(found["word"])
        return " ".join(part for part in (word, "-".join(numbers), unit) if part)


class Number(Figure):
    """A count or a share: *drygt 60*, *ett 80-tal*, *55-60*, *64 %*; a share is held in percent."""

    __slots__ = ()
    code = "HP114"
    noun = "ett tal"
    examples = "12, drygt 60, ett 80-tal, 55-60 eller 64 %"

    @property
    def percent(self) -> bool:
        """Tell whether the number is a share in percent."""
        return self.text.endswith("%") or _share(self.text.lower()) is not None

    @classmethod
    def _bounds(cls, text: str) -> Bounds | None:
        text = _decimal_comma(text)
        tens = re.fullmatch(_TAL, text) if "tal" in text else None
        if tens:
            return _about_tens(_WORDS[tens["word"] or ""], tens["tens"])
        share = _share(text)
        if share:
            return _approximate(_WORDS[share[0]], str(share[1]))
        found = re.fullmatch(_PLAIN, text)
        if not found:
            return None
        kind = _WORDS[found["word"] or ""]
        if found["to"]:
            return _range(found["number"], found["to"], Decimal(1)) if kind == "exact" else None
        counted = "," not in found["number"] and not found["percent"]
        return _approximate(kind, found["number"], counted=counted)

    @property
    def canonical(self) -> str:
        """Return the same number in the one way of writing that the plan keeps."""
        found = re.fullmatch(_PLAIN, _decimal_comma(self.text.lower()))
        if not found:
            word, _, rest = self.text.lower().partition(" ")
            about = _WORDS.get(word.rstrip(".")) == "about"
            return f"ca {rest}" if about else self.text.lower()
        numbers = [_canonical_number(number) for number in (found["number"], found["to"]) if number]
        word = _canonical_word(found["word"])
        return " ".join(part for part in (word, "-".join(numbers), found["percent"]) if part)


_RANGE = rf"{_APPROXIMATION}{_NUMBER}(?: ?[-–] ?(?P<to>(?:{_DIGITS})(?:,[0-9]+)?))?"
_KRONOR = rf"{_RANGE}(?: ?(?P<unit>{'|'.join(unit for unit in Kronor.units if unit)}))?"
_PLAIN = rf"{_RANGE}(?: ?(?P<percent>%))?"
_TAL = rf"{_APPROXIMATION}(?:ett )?(?P<tens>[0-9]+-tal|{'|'.join(_TENS)})(?:et)?"
_CANONICAL_UNIT = {1: "", 1_000: "tkr", 1_000_000: "mnkr", 1_000_000_000: "mdkr"}


def _decimal_comma(text: str) -> str:
    """Return a number with the comma that Swedish has; a point before three digits may mean thousands."""
    return re.sub(r"(?<=\d)\.(?=\d{1,2}(?!\d))", ",", text) if "." in text else text


def _decimal(written: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", written).replace(",", "."))


def _written_place(written: str) -> Decimal:
    """Return the last place that the writer meant: 0,1 in 7,6 and 10 000 in 650 000."""
    whole, comma, decimals = re.sub(r"\s", "", written).partition(",")
    if comma:
        return Decimal(1).scaleb(-len(decimals))
    return Decimal(1).scaleb(len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0)


def _approximate(kind: str, written: str, unit: Decimal = Decimal(1), *, counted: bool = False) -> Bounds:
    """Return bounds: *ca* is half of the last written place to each side, the rest follow from it.

    What is counted comes in whole numbers: *drygt 61* is 62 persons, but 61,1 to 61,5 percent.
    """
    number = _decimal(written) * unit
    place = _written_place(written) * unit
    half, step = place / 2, Decimal(1) if counted else min(Decimal(1), place / 10)
    below = max(number - half, Decimal(0))
    bounds: dict[str, tuple[Decimal, Decimal | None]] = {
        "exact": (number, number),
        "about": (below, number + half),
        "over": (number + step, max(number + half, number + step)),
        "under": (min(below, max(number - step, Decimal(0))), max(number - step, Decimal(0))),
        "least": (number, None),
        "most": (Decimal(0), number),
    }
    return (number, *bounds[kind])


def _range(written_low: str, written_high: str, unit: Decimal) -> Bounds | None:
    low, high = _decimal(written_low) * unit, _decimal(written_high) * unit
    return ((low + high) / 2, low, high) if low < high else None


def _about_tens(kind: str, written: str) -> Bounds | None:
    """Return bounds of *ett 80-tal*: 75 to 89, and 81 to 89 after *drygt*; a hundred is ten times wider."""
    digits = written.removesuffix("-tal")
    number = Decimal(digits) if digits.isdecimal() else Decimal(_TENS[written])
    place = max(_written_place(str(number)), Decimal(10))
    low, high = max(number - place / 2, Decimal(0)), number + place - 1
    bounds = {
        "exact": (low, high),
        "about": (low, high),
        "over": (number + 1, high),
        "under": (low, number - 1),
    }
    return (number, *bounds[kind]) if kind in bounds and number > 0 else None


def _share(text: str) -> tuple[str, int] | None:
    """Return the approximating word and the percent of a share in words, such as *nästan hälften*."""
    word, _, rest = text.partition(" ")
    word = word.rstrip(".")
    if text in _SHARES:
        return "", _SHARES[text]
    return (word, _SHARES[rest]) if word in _WORDS and rest in _SHARES else None


def _canonical_number(written: str) -> str:
    """Group the whole part in threes, as in 7 600 000; four digits too, so that columns agree."""
    whole, comma, decimals = re.sub(r"\s", "", written).partition(",")
    return f"{int(whole):,}".replace(",", " ") + comma + decimals


def _canonical_word(word: str | None) -> str:
    return "ca" if word and _WORDS[word] == "about" else word or ""

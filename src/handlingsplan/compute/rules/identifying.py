"""Find in a text what points out a person, and hide it: the rules and what shows them ask the same."""

import re
from calendar import monthrange
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_DOT = "•"
_HYPHEN = "\\-\N{NON-BREAKING HYPHEN}\N{EN DASH}"


class Identifying(Enum):
    """What can point out a person; the value is the code of the problem."""

    NUMBER = "HP281"
    ADDRESS = "HP282"
    TELEPHONE = "HP283"


class Mark(NamedTuple):
    """Where in a text something that points out a person stands: of an address what is before the @."""

    kind: Identifying
    start: int
    end: int


def may_identify(text: str) -> bool:
    """Tell quickly whether a text may point out a person: it has an address, or how a number begins."""
    return "@" in text or "+46" in text or "0046" in text or _BEGUN(text) is not None


def identifying(text: str) -> list[Mark]:
    """Return what points out a person in a text; what is a personal number is no telephone number too."""
    if not may_identify(text):
        return []
    numbers = list(_numbers(text))
    taken = {mark.start for mark in numbers}
    telephones = [mark for mark in _telephones(text) if mark.start not in taken]
    return [*numbers, *_addresses(text), *telephones]


def continued(line: str, following: str) -> str:
    """Return a line with the one after it, as they are read where a text runs over both."""
    return f"{line} {following.strip()}"


def masked(text: str) -> str:
    """Return a text of the same length with dots for every letter and digit that points out a person."""
    parts, end = [], 0
    for mark in sorted(identifying(text), key=lambda mark: mark.start):
        start = max(mark.start, end)
        parts += [text[end:start], re.sub(r"[^\W_]", _DOT, text[start : mark.end])]
        end = max(end, mark.end)
    return "".join([*parts, text[end:]])


_BEGUN = re.compile("[0-9](?:[0-9]{5}|(?<=0)7[02369])").search
# The others are compiled when first asked for: few texts come so far.
_NUMBER = (
    rf"(?<![0-9])(?P<century>18|19|20)?(?P<born>[0-9]{{6}})(?:[+{_HYPHEN}]|\s)?(?P<last>[0-9]{{4}})(?![0-9])"
)
_COORDINATION = 60
"""What is added to the day of birth in a coordination number."""


def _numbers(text: str) -> Iterator[Mark]:
    """Yield the personal numbers: a day that exists, and a check digit that agrees."""
    for match in re.finditer(_NUMBER, text):
        if _is_day(match["century"], match["born"]) and _agrees(match["born"] + match["last"]):
            yield Mark(Identifying.NUMBER, *match.span())


def _is_day(century: str | None, born: str) -> bool:
    """Tell whether six digits are a day; where the century is not told, in this one or the last."""
    year, month, day = int((century or "20") + born[:2]), int(born[2:4]), int(born[4:])
    day -= _COORDINATION if day > _COORDINATION else 0
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]  # noqa: PLR2004 - months of a year


def _agrees(digits: str) -> bool:
    """Tell whether the last of ten digits is the check digit of the others, by the rule of Luhn."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0


_ADDRESS = r"(?<![\w.%+-])(?P<local>[\w.%+-]{1,64})@(?P<domain>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})"
_PERSON = r"[^\W\d_]+(?:-[^\W\d_]+)*(?:\.[^\W\d_]+(?:-[^\W\d_]+)*){1,2}[0-9]*\Z"
_PROVIDERS = frozenset({
    "aol.com", "bahnhof.se", "bredband.net", "bredband2.com", "comhem.se", "fastmail.com", "glocalnet.net",
    "hey.com", "home.se", "icloud.com", "mac.com", "mail.com", "me.com", "msn.com", "passagen.se", "pm.me",
    "proton.me", "protonmail.ch", "protonmail.com", "spray.se", "swipnet.se", "tele2.se", "telia.com",
    "tutanota.com",
})  # fmt: skip
_PROVIDERS_ANYWHERE = (
    r"(?:gmail|gmx|googlemail|hotmail|live|outlook|yahoo|ymail)\.(?:co\.|com\.)?[a-z]{2,4}\Z"
)
_FUNCTIONS = (
    "avdelning", "bibliotek", "chef", "enhet", "forvaltning", "fritid", "grupp", "halsa", "info", "kansli",
    "kommun", "kontakt", "kontor", "kultur", "myndighet", "namnd", "omsorg", "process", "projekt", "region",
    "registrator", "service", "skola", "social", "support", "ungdom", "vaxel",
)  # fmt: skip
"""Parts of words that are of functions, not of names."""
_PLAIN = str.maketrans("åäö", "aao")


def _addresses(text: str) -> Iterator[Mark]:
    """Yield what is before the @ in addresses that lead to a person."""
    for match in re.finditer(_ADDRESS, text):
        domain, local = match["domain"].lower(), match["local"].lower().translate(_PLAIN)
        private = domain in _PROVIDERS or re.match(_PROVIDERS_ANYWHERE, domain)
        of_function = any(word in local for word in _FUNCTIONS)
        if private or (re.match(_PERSON, local) and not of_function):
            yield Mark(Identifying.ADDRESS, *match.span("local"))


_BETWEEN = rf"(?:\s?[{_HYPHEN}]\s?|\s)?"
_TELEPHONE = (
    rf"(?<!\w)(?<![0-9][{_HYPHEN}.,:/])"
    rf"(?:(?P<abroad>(?:\+|00)46{_BETWEEN}(?:\(0\){_BETWEEN})?)7|07)[02369](?:{_BETWEEN}[0-9]){{7}}"
    rf"(?![{_HYPHEN}]?[0-9])"
)
_GROUPINGS = frozenset({
    (10,), (3, 7), (4, 6), (3, 3, 4), (3, 4, 3), (4, 3, 3), (3, 2, 5), (3, 5, 2), (6, 2, 2), (3, 3, 2, 2),
    (3, 2, 3, 2), (3, 2, 2, 3), (4, 2, 2, 2), (3, 1, 2, 2, 2), (3, 1, 3, 3),
})  # fmt: skip
"""How many digits people write together in a mobile number; other numbers are something else."""


def _telephones(text: str) -> Iterator[Mark]:
    """Yield the mobile numbers."""
    for match in re.finditer(_TELEPHONE, text):
        groups = tuple(map(len, re.findall("[0-9]+", match[0])))
        if match["abroad"] or groups in _GROUPINGS:
            yield Mark(Identifying.TELEPHONE, *match.span())

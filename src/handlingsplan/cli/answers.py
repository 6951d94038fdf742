"""Read what somebody says of a new plan, in options or in answer to questions."""

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar, get_args

from handlingsplan.compute.rules.identifying import identifying
from handlingsplan.compute.spelling import is_unknown
from handlingsplan.compute.starting import BodyStart, Start
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError, quoted, read_word
from handlingsplan.model.records.header import BodyKind
from handlingsplan.model.truth import Truth
from handlingsplan.store.wordlist import Listed, read_list

T = TypeVar("T")

PUBLIC_HEALTH = "folkhalsa"
_NONE = "inga"


class Given(NamedTuple):
    """What was said in options, as it was written; `old` if the plan follows another."""

    name: str | None = None
    owner: str | None = None
    first: str | None = None
    last: str | None = None
    organisations: tuple[str, ...] = ()
    organisations_file: Path | None = None
    bodies: tuple[str, ...] = ()
    areas: str | None = None
    money: bool = True
    old: bool = False


def start_of(given: Given) -> Start:
    """Return what the options say of a new plan; raise `WrongChoiceError` for what cannot be."""
    first = _option("--start", given.first, read_day)
    last = _option("--end", given.last, read_day)
    if first and last:
        _option("--end", last.text, lambda text: read_last(text, first))
    listed = read_list(given.organisations_file) if given.organisations_file else []
    organisations = [("--org", _needed("--org", text, read_organisation)) for text in given.organisations]
    bodies = [("--body", _needed("--body", text, read_body)) for text in given.bodies]
    return Start(
        _option("--name", given.name, read_name),
        _option("--owner", given.owner, read_name),
        first,
        last,
        _once([*((it.place, (it.short or it.name, it.name)) for it in map(_named, listed)), *organisations]),
        _once(bodies),
        {} if given.old else _needed("--areas", given.areas or PUBLIC_HEALTH, read_areas),
        given.money,
    )


def read_name(text: str) -> str:
    """Return a name on one line; raise `FieldError` for one that points out a person, among others."""
    composed = unicodedata.normalize("NFC", text).strip()
    if not composed.isprintable():
        raise FieldError("HP110", "har tecken som inte syns", "skriv det igen, med vanliga tecken")
    if identifying(composed):
        raise FieldError("HP110", "pekar ut en person", "skriv en roll eller en organisation")
    return read_word(composed)


def read_day(text: str) -> Day:
    """Return a day, perhaps known in part."""
    return Day.parse(text)


def read_last(text: str, first: Day | None) -> Day:
    """Return the last day of a plan; raise `FieldError` for one before its first."""
    last = read_day(text)
    if first is not None and last.before(first) is Truth.YES:
        raise FieldError("HP110", f"{last.text} är före första dagen, {first.text}", "skriv en senare dag")
    return last


def read_organisation(text: str) -> tuple[str, str]:
    """Return the short name and the name of an organisation written as UF=Utbildningsförvaltningen."""
    short, equals, name = text.partition("=")
    if not equals or is_unknown(short) or is_unknown(name):
        hint = "skriv KORT=Namn, till exempel UF=Utbildningsförvaltningen"
        raise FieldError("HP110", f"{quoted(text)} har inte både kortnamn och namn", hint)
    return read_name(short), read_name(name)


def read_body(text: str) -> tuple[str, BodyStart]:
    """Return the short name of a body and what it is, written as ledning=Ledningsgruppen:consensus."""
    kinds: tuple[BodyKind, ...] = get_args(BodyKind)
    rest, _, written = text.rpartition(":")
    kind = next((kind for kind in kinds if kind == written.strip()), None)
    if kind is None:
        hint = f"skriv till exempel ledning=Ledningsgruppen:consensus; slagen är {', '.join(kinds)}"
        raise FieldError("HP110", f"{quoted(text)} slutar inte med organets slag", hint)
    short, name = read_organisation(rest)
    return short, BodyStart(name, kind)


def read_areas(text: str) -> dict[str, str] | None:
    """Return areas by short name, from the file that is named; None for those of the public-health policy.

    Areas without a short name are numbered.
    """
    if text.strip() == PUBLIC_HEALTH:
        return None
    if text.strip().casefold() == _NONE:
        return {}
    listed = [_named(it) for it in read_list(Path(text.strip()).expanduser())]
    return _once([(it.place, (it.short or str(number), it.name)) for number, it in enumerate(listed, 1)])


def _option(option: str, text: str | None, read: Callable[[str], T]) -> T | None:
    """Return what an option says; None where it says nothing, or that it is unknown."""
    return None if text is None or is_unknown(text) else _needed(option, text, read)


def _needed(option: str, text: str, read: Callable[[str], T]) -> T:
    try:
        return read(text)
    except FieldError as error:
        raise WrongChoiceError(f"{option}: {error.found}", error.hint) from error


def _named(listed: Listed) -> Listed:
    """Return a name of a list, composed and without signs that nobody sees."""
    short = None if listed.short is None else _needed(listed.place, listed.short, read_name)
    return Listed(short, _needed(listed.place, listed.name, read_name), listed.place)


def _once(pairs: Iterable[tuple[str, tuple[str, T]]]) -> dict[str, T]:
    """Return a table of words, given with their places; raise `WrongChoiceError` where one stands twice."""
    found: dict[str, T] = {}
    for place, (short, value) in pairs:
        if short.casefold() in {other.casefold() for other in found}:
            raise WrongChoiceError(f"{place}: '{short}' står två gånger", "ge dem olika kortnamn")
        found[short] = value
    return found

"""Find what points out a person: a plan is a public document, where people stand as roles."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import NamedTuple

from handlingsplan.compute.rules.identifying import Identifying, continued, identifying, may_identify
from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.figure import Number
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc, Severity
from handlingsplan.model.records.event import Event
from handlingsplan.model.records.grant import Grant, Participants

_MOST_LINES = 1000
"""Lines of a file that are looked at closely: few files have so many, and who mends them sees the next."""
_LINE_END = re.compile(r"\r\n|\n|\r")


@rule("HP281")
def personal_number(plan: Plan) -> Iterator[Conflict]:
    """Ett personnummer står i en text.

    Planen är en offentlig handling, där människor står som roller. Talet har födelsedag och kontrollsiffra
    som ett personnummer eller ett samordningsnummer. När felet visas är siffrorna dolda.

    Gör så här: ta bort numret, och skriv vilken roll personen har om det behövs. Har filen redan sparats i
    git finns numret kvar i historiken; fråga den som sköter planens filer hur det tas bort där.
    """
    hint = "ta bort numret; planen är en offentlig handling"
    yield from _conflicts(plan, Identifying.NUMBER, ("ett personnummer", "{} personnummer"), hint)


@rule("HP282")
def personal_address(plan: Plan) -> Iterator[Conflict]:
    """En e-postadress till en person står i en text.

    Adressen ligger hos en leverantör för privatpersoner, eller är gjord av någons namn. Planen är en
    offentlig handling, där människor står som roller. En adress till en funktion, till exempel registrator,
    får stå där.

    Gör så här: skriv adressen till funktionen, eller ta bort den.
    """
    hint = "skriv adressen till en funktion, till exempel registrator, eller ta bort den"
    words = ("en e-postadress till en person", "{} e-postadresser till personer")
    yield from _conflicts(plan, Identifying.ADDRESS, words, hint)


@rule("HP283")
def personal_telephone(plan: Plan) -> Iterator[Conflict]:
    """Ett mobilnummer står i en text.

    Ett mobilnummer leder oftast till en person. Planen är en offentlig handling, där människor står som
    roller. Ett nummer i det fasta nätet, till exempel till växeln, får stå där.

    Gör så här: skriv numret till växeln eller funktionen, eller ta bort det. Är det inget telefonnummer,
    skriv det så att det inte ser ut som ett, till exempel med ett ord emellan.
    """
    hint = "skriv numret till växeln, eller ta bort det"
    yield from _conflicts(plan, Identifying.TELEPHONE, ("ett mobilnummer", "{} mobilnummer"), hint)


@rule("HP284", Severity.WARNING)
def group_too_small(plan: Plan) -> Iterator[Conflict]:
    """En grupp är mindre än planens minsta grupp.

    I en liten grupp kan de som var med bli igenkända. Den minsta grupp som får visas står som
    `smallest_group` i plan.yaml. Ett antal under den, men över noll, ska inte stå i planen.

    Gör så här: slå ihop gruppen med en annan, eller skriv `högst` och ett tal som är mindre än den minsta
    gruppen. Är den minsta gruppen 5, skriv `högst 4`.
    """
    smallest = plan.header.smallest_group
    if smallest is None or smallest.percent:
        return
    for path, loc, count in _counts(plan):
        if count.high is not None and count.low > 0 and count.high < smallest.low and not count.percent:
            found = f"{shown(str(loc[-1]))}: {count.text} är färre än planens minsta grupp, {smallest.text}"
            hint = f"skriv högst {ceil(smallest.low) - 1}, eller slå ihop gruppen med en annan"
            yield Conflict(path, loc, found, hint)


class _Hit(NamedTuple):
    """What points out persons in a line: the file, line and column, what it is, and how many there are."""

    path: str
    spot: tuple[int, int]
    kind: Identifying
    number: int


@lru_cache(maxsize=1)  # three rules ask for the same
def _hits(plan: Plan) -> tuple[_Hit, ...]:
    """Return what points out persons in the files as they stand, comments and what cannot be read too."""
    suspect = ((path, text) for path, text in plan.texts.items() if may_identify(text))
    return tuple(hit for path, text in suspect for hit in _in_file(path, text))


def _in_file(path: str, text: str) -> Iterator[_Hit]:
    """Yield what points out persons in a file, line by line; of very many lines the first ones."""
    lines = _LINE_END.split(text)
    suspect = ((number, line) for number, line in enumerate(lines) if may_identify(line))
    for number, line in islice(suspect, _MOST_LINES):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        marks = [mark for mark in identifying(continued(line, following)) if mark.start < len(line)]
        for kind in dict.fromkeys(mark.kind for mark in marks):
            starts = [mark.start for mark in marks if mark.kind is kind]
            yield _Hit(path, (number + 1, min(starts) + 1), kind, len(starts))


def _conflicts(plan: Plan, kind: Identifying, words: tuple[str, str], hint: str) -> Iterator[Conflict]:
    """Yield each line with something of a kind in it; one problem however many there are."""
    one, several = words
    for hit in _hits(plan):
        if hit.kind is kind:
            what = one if hit.number == 1 else several.format(hit.number)
            yield Conflict(hit.path, (), f"{what} står i texten", hint, spot=hit.spot)


def _counts(plan: Plan) -> Iterator[tuple[str, Loc, Number]]:
    """Yield every count of persons in grants and events, with its place."""
    for path, grant in plan.files_of(Grant):
        yield from _taking_part(path, grant.participants)
        for number, group in enumerate(grant.groups):
            if group.participants is not None:
                yield path, ("groups", number, "participants"), group.participants
    for path, event in plan.files_of(Event):
        yield from _taking_part(path, event.participants)


def _taking_part(path: str, rows: tuple[Participants, ...] | None) -> Iterator[tuple[str, Loc, Number]]:
    for number, row in enumerate(rows or ()):
        if row.count is not None:
            yield path, ("participants", number, "count"), row.count

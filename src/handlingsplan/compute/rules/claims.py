"""Find claims of documents that can never be held against anything."""

from collections.abc import Iterable, Iterator, Mapping

from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.fields import quoted
from handlingsplan.model.labels import shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.claim import Claim, ClaimRef, claim_named
from handlingsplan.model.records.source import SourceDocument


@rule("HP294")
def claim_that_asks_for_nothing(plan: Plan) -> Iterator[Conflict]:
    """Påståendet gäller något som inte finns.

    Ett påstående under `claims` i ett dokument nämner ett slag av poster, en nyckel, ett ord, en post eller
    ett fält som planen inte kan ha, eller säger något som inte är det antal, tal eller belopp, den dag eller
    det ja eller nej som det ska vara. Det går inte att stämma av, så `hp reconcile` tar inte med det.

    Gör så här: rätta ordet. Slagen och nycklarna är de som `hp list` har, fälten de som `hp show` visar.
    """
    for path, source in plan.files_of(SourceDocument):
        if source.claims:
            from handlingsplan.compute.claims.mistakes import claim_mistakes  # knows every class of records

            for name, claim in source.claims.items():
                for mistake in claim_mistakes(plan, claim):
                    if not _in_what_is_unread(plan, claim, mistake.loc):
                        loc = ("claims", name, *mistake.loc)
                        yield Conflict(path, loc, mistake.found, mistake.hint, key=mistake.key)


@rule("HP295")
def claim_of_no_name(plan: Plan) -> Iterator[Conflict]:
    """Inget påstående har det namn som står där.

    Delarna av en summa (`parts`) och det som rättas (`corrects`) skrivs med påståendets kortnamn, eller som
    dokument/kortnamn när det står i ett annat dokument. Leder namnet ingenstans räknas inte delen, och inget
    blir rättat.

    Gör så här: rätta namnet.
    """
    for path, source in plan.files_of(SourceDocument):
        for name, claim in source.claims.items():
            for loc, word in _named(claim):
                named = claim_named(source.id, word)
                if named not in plan.claims and named[0] not in plan.unread:
                    others = plan.claims.keys() - {(source.id, name)}
                    yield Conflict(path, ("claims", name, *loc), *_lost(loc, word, source.id, others))


@rule("HP296")
def claim_about_itself(plan: Plan) -> Iterator[Conflict]:
    """Påståendet är en del av sig självt, eller rättar sig självt.

    Följer man delarna (`parts`) eller det som rättas (`corrects`) kommer man tillbaka till samma påstående.
    Då går det inte att säga vad som är summan av vad, eller vilket som gäller.

    Gör så här: ta bort den hänvisning som pekar bakåt.
    """
    for path, source in plan.files_of(SourceDocument):
        for name, claim in source.claims.items():
            for loc, word in _named(claim):
                key = str(loc[0])
                if _leads_back((source.id, name), claim_named(source.id, word), key, plan.claims):
                    found = f"{shown(key)}: {quoted(word)} leder tillbaka till påståendet självt"
                    yield Conflict(
                        path, ("claims", name, *loc), found, "ta bort hänvisningen, eller rätta den"
                    )


def _leads_back(start: ClaimRef, first: ClaimRef, key: str, claims: Mapping[ClaimRef, Claim]) -> bool:
    """Tell whether the names under a key lead from one claim back to another."""
    seen, left = set[ClaimRef](), [first]
    while left:
        here = left.pop()
        if here == start:
            return True
        claim = claims.get(here)
        if claim is not None and here not in seen:
            seen.add(here)
            left += [claim_named(here[0], word) for loc, word in _named(claim) if loc[0] == key]
    return False


def _in_what_is_unread(plan: Plan, claim: Claim, loc: Loc) -> bool:
    """Tell whether what a claim asks for may stand in a file with faults, which are told there."""
    if claim.record is not None:
        first = (claim.field or "").partition(".")[0]
        return claim.record in plan.unread or (claim.record not in plan.by_id and first in plan.header_lost)
    match loc:
        case ("select", str(name), int(number)):
            return bool(plan.header_lost) or claim.select[name][number] in plan.unread
    return False


def _named(claim: Claim) -> Iterator[tuple[Loc, str]]:
    """Yield the names of other claims that a claim has, each with the way to it."""
    yield from ((("parts", number), word) for number, word in enumerate(claim.parts))
    if claim.corrects is not None:
        yield ("corrects",), claim.corrects


def _lost(loc: Loc, word: str, own: str, others: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return what is wrong with a name that leads nowhere, and which are near it."""
    ways = [name if document == own else f"{document}/{name}" for document, name in sorted(others)]
    close = nearest(word, ways)
    hint = f"menade du {' eller '.join(close)}?" if close else "skriv kortnamnet på ett påstående"
    return f"{shown(str(loc[0]))}: inget påstående heter {quoted(word)}", hint

"""Find names that lead nowhere: ids, short names, sources, and files that are not what they say."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from handlingsplan.compute.named import Name, names_in
from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.fields import quoted
from handlingsplan.model.labels import label, shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Loaded, Plan
from handlingsplan.model.records.part import Part, kind_name

_FEW = 3
"""A name that leads nowhere in more places than these is told of once: what is wrong is then elsewhere."""

_RECORDS = {
    "process": "en process", "grant": "en insats", "requisition": "en rekvisition",
    "decision": "ett beslut", "meeting": "ett möte", "event": "en händelse", "voices": "svar på en fråga",
    "recommendation": "ett medskick", "finding": "ett fynd", "track": "ett spår", "source": "ett dokument",
    "record": "en post",
}  # fmt: skip
_TABLES = (
    "areas", "bodies", "categories", "directions", "efforts", "event_kinds", "organisations", "outcomes",
    "statuses", "successors", "themes",
)  # fmt: skip


_FEW_WORDS = 8
"""Words of plan.yaml that there is room for in a hint."""

_SUGGESTED = 20
"""Names that something is suggested for: it takes time to look, and when many are lost it is of one cause."""


@rule("HP201")
def file_named_otherwise(plan: Plan) -> Iterator[Conflict]:
    """Id och filnamn är olika.

    En posts id är filens namn utan .yaml. Då hittar man filen när man vet id, och två poster kan inte få
    samma id.

    Gör så här: ge filen och id samma namn.
    """
    for loaded in plan.loaded:
        name = _stem(loaded.path)
        if name != loaded.record.id:
            found = f"id är '{loaded.record.id}' men filen heter {name}.yaml"
            yield Conflict(loaded.path, ("id",), found, "ge fil och id samma namn")


@rule("HP202")
def repeated_id(plan: Plan) -> Iterator[Conflict]:
    """Två poster har samma id.

    Ett id hör till en enda post, i vilken mapp den än ligger. Stora och små bokstäver räknas som lika, för
    många datorer skiljer inte på dem i filnamn.

    Gör så här: ge den ena posten ett eget id. Är det samma sak två gånger, ta bort den ena filen.
    """
    first: dict[str, Loaded] = {}
    for loaded in plan.loaded:
        other = first.setdefault(loaded.record.id.casefold(), loaded)
        if other is not loaded:
            place = plan.locate(other.path, ("id",))
            found = f"id '{loaded.record.id}' är upptaget av {place.file}:{place.line}"
            hint = "ge posten ett eget id; stora och små bokstäver skiljer inte"
            yield Conflict(loaded.path, ("id",), found, hint)


@rule("HP203")
def unknown_record(plan: Plan) -> Iterator[Conflict]:
    """Ingen post har det id som står där.

    Ett id som pekar på en annan post ska vara den postens id, tecken för tecken. Annars räknas beslutet,
    insatsen eller processen inte med där den hör hemma.

    Gör så här: rätta id, eller skriv posten som saknas. Är det okänt vilken post det är, skriv `null`.
    """
    for told in _told_once(it for it in _lost(plan) if it.name.kind in _RECORDS):
        name = told.name
        if name.word not in plan.by_id:
            ids = (it.record.id for it in plan.loaded if name.kind in {"record", kind_name(it.record)})
            otherwise = "skriv den posten först, eller rätta id"
            yield told.conflict(f"ingen post har id {quoted(name.word)}", ids, otherwise)


@rule("HP204")
def record_of_another_kind(plan: Plan) -> Iterator[Conflict]:
    """Posten är av fel slag.

    Det finns en post med det id:t, men den är av ett annat slag än det som ska stå där: en insats bland
    processerna, till exempel.

    Gör så här: skriv id för en post av rätt slag, eller flytta id till rätt nyckel.
    """
    for told in _told_once(it for it in _lost(plan) if it.name.kind in _RECORDS):
        name = told.name
        if name.word in plan.by_id:
            is_, ought = _RECORDS[kind_name(plan.by_id[name.word].record)], _RECORDS[name.kind]
            ids = (it.record.id for it in plan.loaded if kind_name(it.record) == name.kind)
            yield told.conflict(
                f"{quoted(name.word)} är {is_} och inte {ought}", ids, f"skriv id för {ought}"
            )


@rule("HP205")
def undeclared_name(plan: Plan) -> Iterator[Conflict]:
    """Kortnamnet står inte i plan.yaml.

    Organisationer, organ, målområden, lägen och andra ord som planen räknar på står i `plan.yaml`. Ett ord
    som inte står där räknas inte: processen blir utan läge, beslutet utan organ.

    Gör så här: rätta ordet, eller lägg till det i `plan.yaml`. Är det okänt, skriv `null`.
    """
    for told in _told_once(it for it in _lost(plan) if it.name.kind not in _RECORDS):
        name, words = told.name, _table(plan, told.name.kind)
        if not _by_other_name(name, words):
            found = f"{quoted(name.word)} står inte bland {label(name.kind)} i plan.yaml"
            few = 0 < len(words) <= _FEW_WORDS
            first = f"här kan stå: {', '.join(words)};" if few else "rätta det,"
            otherwise = f"{first} eller lägg till det under {shown(name.kind)} i plan.yaml"
            yield told.conflict(found, words, otherwise)


@rule("HP206")
def other_name_of(plan: Plan) -> Iterator[Conflict]:
    """Ett annat namn står där kortnamnet ska stå.

    Det som står där är ett helt namn eller ett annat skrivsätt, eller har andra stora och små bokstäver.
    I filerna står alltid kortnamnet, så att samma sak räknas en gång.

    Gör så här: skriv kortnamnet.
    """
    for told in _told_once(it for it in _lost(plan) if it.name.kind not in _RECORDS):
        for word in _by_other_name(told.name, _table(plan, told.name.kind)):
            yield told.conflict(f"{quoted(told.name.word)} är ett annat namn för {word}", (), f"skriv {word}")


@rule("HP207")
def unknown_source(plan: Plan) -> Iterator[Conflict]:
    """Källan finns inte bland dokumenten.

    En källa skrivs med dokumentets id, alltså namnet på filen i mappen `sources`, och sedan stället i
    dokumentet. Finns dokumentet inte där går uppgiften inte att följa till sin källa.

    Gör så här: rätta id, eller skriv en fil för dokumentet i mappen `sources`.
    """
    for told in _told_once(_lost(plan, sources=True)):
        found = f"inget dokument har id {quoted(_word(told.name))}"
        yield told.conflict(found, plan.sources, "skriv en fil för dokumentet i data/sources")


@rule("HP208")
def source_of_no_key(plan: Plan) -> Iterator[Conflict]:
    """Källan hör till en nyckel som inte finns.

    Under sources och basis står för varje nyckel i filen varifrån uppgiften kommer. Där står en nyckel som
    en sådan fil aldrig har.

    Gör så här: rätta nyckeln.
    """
    for path, part in plan.parts():
        keys = _keys(type(part))
        for field in ("sources", "basis"):
            unknown = [key for key in getattr(part, field, ()) if key not in keys]
            more = f" (och {len(unknown) - 1} till)" if len(unknown) > _FEW else ""
            for key in unknown[:1] if more else unknown:
                close = nearest(key, keys)
                hint = f"menade du {' eller '.join(close)}?" if close else "ta bort raden"
                found = f"{shown(field)}: filen kan inte ha någon nyckel {quoted(key)}{more}"
                yield Conflict(path, (field, key), found, hint, key=True)


class _Lost(NamedTuple):
    """A name that leads nowhere, and the file that it stands in."""

    path: str
    name: Name


@lru_cache(maxsize=1)  # five rules ask for the same
def _all_lost(plan: Plan) -> tuple[_Lost, ...]:
    """Return every name that leads nowhere; none that a part of the plan could declare that was not read."""
    known = {kind: frozenset(_table(plan, kind)) for kind in _TABLES}
    kinds: dict[str, set[str]] = {kind: {*plan.unread} for kind in _RECORDS}
    for loaded in plan.loaded:
        for kind in (kind_name(loaded.record), "record"):
            kinds[kind] |= {loaded.record.id, _stem(loaded.path)}  # one may be wrong: that is told elsewhere
    every = {**known, **kinds}
    return tuple(
        _Lost(path, name)
        for path, part in plan.parts()
        for name in names_in(part)
        if _word(name) not in every[name.kind] and name.kind not in plan.header_lost
    )


def _lost(plan: Plan, *, sources: bool = False) -> Iterator[_Lost]:
    """Yield the names that lead nowhere: of documents, or all others."""
    return (it for it in _all_lost(plan) if (it.name.kind == "source") is sources)


class _Told(NamedTuple):
    """A name that leads nowhere, how many more places it stands in, and if anything is to be suggested."""

    path: str
    name: Name
    more: str
    suggest: bool

    def conflict(self, found: str, choices: Iterable[str], otherwise: str) -> Conflict:
        """Return the conflict with what was most likely meant among some choices, or another hint."""
        close = nearest(_word(self.name), choices) if self.suggest else []
        hint = f"menade du {' eller '.join(close)}?" if close else otherwise
        message = f"{shown(self.name.field)}: {found}{self.more}"
        return Conflict(self.path, self.name.loc, message, hint, key=self.name.key)


def _told_once(lost: Iterable[_Lost]) -> Iterator[_Told]:
    """Yield each name with nothing more to say, or the first of many places with how many they are."""
    places: dict[tuple[str, str], list[_Lost]] = {}
    for it in lost:
        places.setdefault((it.name.kind, _word(it.name)), []).append(it)
    for number, found in enumerate(places.values()):
        more = f" (och på {len(found) - 1} ställen till)" if len(found) > _FEW else ""
        for path, name in found[:1] if more else found:
            yield _Told(path, name, more, suggest=number < _SUGGESTED)


def _table(plan: Plan, kind: str) -> Mapping[str, object]:
    table: Mapping[str, object] = getattr(plan.header, kind)
    return table


def _by_other_name(name: Name, words: Mapping[str, object]) -> list[str]:
    """Return the short name that a full name, another name or another case of the letters stands for."""
    folded = name.word.casefold()
    ways = {
        key: {way.casefold() for way in (key, getattr(it, "name", None), *getattr(it, "aliases", ())) if way}
        for key, it in words.items()
    }
    return [key for key, own in ways.items() if folded in own][:1]


def _word(name: Name) -> str:
    """Return what a name is looked up by: of a source the document, without the place in it."""
    return name.word.partition(" ")[0] if name.kind == "source" else name.word


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


@cache
def _keys(kind: type[Part]) -> tuple[str, ...]:
    return tuple(info.alias or name for name, info in kind.model_fields.items())

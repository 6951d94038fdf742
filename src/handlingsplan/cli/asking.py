"""Read what is asked of hp list: the sort and the keys, in English as in the files or in Swedish."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from handlingsplan.cli.options import Asked
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.nearest import nearest

if TYPE_CHECKING:
    from handlingsplan.compute.entries import Entry
    from handlingsplan.compute.list import Wanted
    from handlingsplan.model.plan import Plan


class Narrowing(NamedTuple):
    """What narrows a list, as it was written."""

    asked: Asked
    where: Sequence[str]
    search: str | None
    by: Sequence[str]


def wanted_of(plan: "Plan", sorts: "Mapping[str, list[Entry]]", what: str, narrowing: Narrowing) -> "Wanted":
    """Return what is asked; raise `WrongChoiceError` with the nearest words for what is not there."""
    from handlingsplan.compute.entries import askable_keys, holds_groups
    from handlingsplan.compute.entry_facets import YEAR
    from handlingsplan.compute.list import Condition, Wanted
    from handlingsplan.compute.select import NAMES, choose, statuses_of
    from handlingsplan.present.wording.list import OWNER, key_name, name_of

    sort = _sort(what, sorts)
    keys = {key: key_name(key) for key in (YEAR, *askable_keys(sorts.get(sort, [])), *NAMES)}
    keys["id"] = OWNER

    def key_of(word: str, option: str) -> str:
        key = _one_of(word, keys, f"{option}: nyckeln '{word}' finns inte i {name_of(sort)}")
        if any(holds_groups(entry.value(key)) for entry in sorts.get(sort, [])):
            raise WrongChoiceError(f"{option}: '{word}' är ett eget slag", f"skriv hp list {key}")
        return key

    conditions = []
    for written in narrowing.where:
        key, equals, word = written.partition("=")
        if not equals or not word.strip():
            raise WrongChoiceError(
                f"--where '{written}' går inte att läsa", "skriv NYCKEL=ORD, till exempel plats=Centrum"
            )
        conditions.append(Condition(key_of(key.strip(), "--where"), word.strip()))
    return Wanted(
        sort,
        choose(plan, narrowing.asked, statuses_of(sort)),
        tuple(conditions),
        narrowing.search,
        tuple(dict.fromkeys(key_of(word, "--by") for word in narrowing.by)),
    )


def _sort(what: str, sorts: "Mapping[str, list[Entry]]") -> str:
    """Return the sort that a word means; a key that holds only words is told where it can be counted."""
    from handlingsplan.compute.entries import RECORDS, keys_of
    from handlingsplan.model.labels import LABELS
    from handlingsplan.model.records.header import Header
    from handlingsplan.present.wording.list import SORTS, name_of

    known = {name: name_of(name) for name in (*sorts, *RECORDS.values(), *SORTS)}
    folded = {way.casefold(): key for key, label in LABELS.items() for way in (label.name, key)}
    key = folded.get(what.casefold())
    ways = {way.casefold() for name in known.items() for way in name}
    begun = any(way.startswith(what.casefold()) for way in ways)  # event is nearly events
    if key is not None and not begun:
        holders = [name for name, entries in sorts.items() if key in keys_of(entries)]
        if key in Header.model_fields and not holders:
            raise WrongChoiceError(f"'{what}' är en uppgift om planen, inget slag", "skriv hp show plan")
        if holders:
            wrong = f"'{what}' är en uppgift, inget slag"
            raise WrongChoiceError(wrong, f"skriv hp list {holders[0]} --by {key}")
    return _one_of(what, known, f"'{what}' går inte att lista")


def _one_of(word: str, known: Mapping[str, str], wrong: str) -> str:
    """Return the name that a word means, itself or its Swedish name; the first of those that share one."""
    folded = word.casefold()
    ways: dict[str, str] = {name.casefold(): name for name in known}
    for name, swedish in known.items():
        ways.setdefault(swedish.casefold(), name)
    if folded in ways:
        return ways[folded]
    close = list(dict.fromkeys(ways[way] for way in nearest(folded, ways)))
    raise WrongChoiceError(wrong, _hint(close, known))


def _hint(close: Iterable[str], known: Mapping[str, str]) -> str:
    told = [f"{name} ({known[name]})" if known[name] != name else name for name in close]
    return f"menade du {' eller '.join(told)}?" if told else f"här kan stå: {', '.join(known)}"

"""Say what can stand where something is typed: the plan's ids and words, and the words of hp's own.

A new option or argument is completed by its metavar, as ORG or ID; one whose help lists its words, as in
`table, json eller csv.`, by those.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from handlingsplan.cli.completion.asked import Asked
from handlingsplan.cli.options import SELECTING
from handlingsplan.store import naming

SHELLS = ("bash", "zsh", "fish")
_FILES = {"FIL": "files", "MAPP": "folders", "PLAN": "folders"}
UNKNOWN = "okänt"
"""Selects what lacks a word; `compute.facets` has it too, and is not imported here."""

_LISTED = re.compile(r"(?:\w+: )?((?:[a-z-]+, )*[a-z-]+ eller [a-z-]+)\.", re.ASCII)
_MOST_YEARS = 50
_RECORDS = "poster"
"""What hp rename --in has for ids, beside the tables."""
_SHOWN = (
    "organisations", "bodies", "areas", "statuses", "outcomes", "categories", "directions", "efforts",
    "event_kinds", "themes", "terms", "roles", "successors", "years",
)  # fmt: skip
"""The tables whose words can be shown; `compute.show` has them too, and is not imported here."""


class Word(NamedTuple):
    """A word that can stand there, what it is, and the file whose title says so."""

    word: str
    about: str = ""
    file: Path | None = None


_PLAN = Word("plan", "plan.yaml")

Source = Callable[[Asked, Path], Iterable[Word]]


def listed_words(help_text: str | None) -> list[str]:
    """Return the words that a help lists as all there are to choose among; none if it lists none."""
    found = _LISTED.fullmatch(help_text or "")
    return re.split(r", | eller ", found[1]) if found else []


def files_for(asked: Asked) -> str:
    """Return `files` or `folders` where the shell itself is to complete such names, else nothing."""
    return next((_FILES[part] for part in asked.metavar.split("|") if part in _FILES), "")


def words_for(asked: Asked, root: Path | None) -> list[Word]:
    """Return what can stand as the value of what is typed, in the order to show it; not yet narrowed."""
    name = asked.param.opts[0]
    listed = listed_words(getattr(asked.param, "help", None))
    if listed:
        return [Word(word) for word in listed]
    parts = [asked.metavar] if asked.metavar in _FIXED else asked.metavar.split("|")
    found: list[Word] = []
    for part in parts:
        ways = (f"{asked.command} {part}", name, part)
        source = next((_SOURCES[way] for way in ways if way in _SOURCES), None)
        fixed = next((_FIXED[way] for way in ways if way in _FIXED), None)
        if fixed is not None:
            found += fixed(asked)
        elif source is not None and root is not None:
            found += source(asked, root)
    selects = name.removeprefix("--") in SELECTING and asked.param.multiple and bool(found)
    return [*found, *[Word(UNKNOWN, "det som saknas")] * selects]


def _table(*tables: str) -> Source:
    """Return a source of the words in tables of plan.yaml."""

    def words(_asked: Asked, root: Path) -> Iterable[Word]:
        known = naming.header_tables(root)
        return [Word(word, about) for table in tables for word, about in known.get(table, {}).items()]

    return words


def _ids(folder: str = "") -> Source:
    """Return a source of the ids of the records in a folder, or in all."""

    def words(_asked: Asked, root: Path) -> Iterable[Word]:
        return [Word(id_, file=file) for id_, file in naming.record_files(root, folder).items()]

    return words


def _ids_or_words(asked: Asked, root: Path) -> Iterable[Word]:
    """Return every id, and the words of plan.yaml where no id begins as typed: they take longer to read."""
    ids = list(_ids()(asked, root))
    if any(it.word.startswith(asked.typed) for it in ids):
        return ids
    tables = naming.header_tables(root)
    words = [Word(word, about) for name in _SHOWN for word, about in tables.get(name, {}).items()]
    return [*ids, *words, _PLAN]


def _ids_or_plan(asked: Asked, root: Path) -> Iterable[Word]:
    return [*_ids()(asked, root), _PLAN]


def _years(_asked: Asked, root: Path) -> Iterable[Word]:
    """Return the years of the plan's period, and those that plan.yaml says something of."""
    known = naming.header_tables(root)
    period = [int(it[:4]) for it in known.get("period", {}).values() if re.match(r"\d{4}", it)]
    years = {int(year) for year in known.get("years", {}) if year.isdecimal()} | set(period)
    if period and max(period) - min(period) < _MOST_YEARS:
        years |= set(range(min(period), max(period)))
    return [Word(str(year)) for year in sorted(years)]


def _documents(_asked: Asked, root: Path) -> Iterable[Word]:
    from handlingsplan.store.templates import FOLDER, builtin_templates

    return [Word(name) for name in naming.document_names((builtin_templates(), root / FOLDER))]


def _point_statuses(_asked: Asked) -> Iterable[Word]:
    from handlingsplan.compute.select import point_statuses

    return [Word(status) for status in point_statuses()]


def _sorts(_asked: Asked) -> Iterable[Word]:
    from handlingsplan.compute.sorts import sorts
    from handlingsplan.model.labels import label

    return [Word(name, label(name)) for name in sorted(sorts())]


def _kinds(_asked: Asked) -> Iterable[Word]:
    from handlingsplan.store.editors import described

    return [Word(it.kind, it.pattern) for it in described()]


def _verdicts(_asked: Asked) -> Iterable[Word]:
    from handlingsplan.present.wording.reconcile import VERDICTS

    return [Word(word) for word in VERDICTS.values()]


def _kinds_of_claims(_asked: Asked) -> Iterable[Word]:
    """Return what claims can be about: what a page shows, then every sort that hp list knows."""
    from handlingsplan.compute.sorts import sorts
    from handlingsplan.present.wording.deviations import ABOUT
    from handlingsplan.present.wording.list import name_of

    return [Word(word) for word in dict.fromkeys([*ABOUT, *map(name_of, sorted(sorts()))])]


def _kinds_of_gaps(_asked: Asked) -> Iterable[Word]:
    from handlingsplan.compute.gaps.finding import KINDS
    from handlingsplan.present.wording.gap_names import KINDS as SEVERAL

    return [Word(kind, SEVERAL[kind]) for kind in KINDS]


def _begun(_asked: Asked) -> Iterable[Word]:
    """Return what a new record can be, by its Swedish word."""
    from handlingsplan.compute.beginning import KINDS

    return [Word(word, kind) for word, kind in KINDS.items()]


def _knowers(asked: Asked, root: Path) -> Iterable[Word]:
    """Return who may be told to be the one who should know: organisations, bodies, and roles by name."""
    roles = naming.header_tables(root).get("roles", {})
    named = _table("organisations", "bodies")(asked, root)
    return [*named, *(Word(name or key) for key, name in roles.items())]


def _tables(_asked: Asked) -> Iterable[Word]:
    """Return where names can be declared: by records, or in the tables of plan.yaml."""
    from handlingsplan.model.labels import label

    return [Word(_RECORDS), *(Word(name, label(name)) for name in _SHOWN if name != "years")]


def _sort_keys(asked: Asked) -> Iterable[Word]:
    from handlingsplan.compute.sorts import keys_of_sort
    from handlingsplan.model.labels import label

    return [Word(key, label(key)) for key in sorted(keys_of_sort(asked.arguments[0]))]


def _codes(_asked: Asked) -> Iterable[Word]:
    from handlingsplan.present.wording.codes import explanations

    return [Word(code, it.title) for code, it in explanations(None).items()]


def _keys(asked: Asked, root: Path) -> Iterable[Word]:
    from handlingsplan.cli.completion.fields import fields_of_record
    from handlingsplan.model.labels import label

    return [Word(key, label(key)) for key in fields_of_record(root, asked.arguments[0])]


def _values(asked: Asked, root: Path) -> Iterable[Word]:
    """Return the words that a field of a record takes: its own, or those of a table, or ids."""
    from handlingsplan.cli.completion.fields import choices_of_field

    if len(asked.arguments) < 2:  # noqa: PLR2004 - the id and the field
        return []
    choices, names = choices_of_field(root, asked.arguments[0], asked.arguments[1])
    if choices:
        return [Word(choice) for choice in choices]
    return _NAMED[names](asked, root) if names in _NAMED else _table(names)(asked, root)


_NAMED: dict[str, Source] = {
    "record": _ids(), "process": _ids("processes"), "grant": _ids("grants"), "decision": _ids("decisions"),
    "event": _ids("events"), "meeting": _ids("meetings"), "recommendation": _ids("recommendations"),
    "track": _ids("tracks"), "source": _ids("sources"),
}  # fmt: skip
"""What the fields say that they name, where it is no table of plan.yaml."""

_FIXED: dict[str, Callable[[Asked], Iterable[Word]]] = {
    "JA|NEJ": lambda _asked: [Word("ja"), Word("nej")],
    "SKAL": lambda _asked: [Word(shell) for shell in SHELLS],
    "KOD": _codes,
    "decisions LÄGE": _point_statuses,
    "list SLAG": _sorts,
    "list NYCKEL": _sort_keys,
    "schema SLAG": _kinds,
    "gaps SLAG": _kinds_of_gaps,
    "reconcile SLAG": _kinds_of_claims,
    "UTFALL": _verdicts,
    "new SLAG": _begun,
    "TABELL": _tables,
}
_SOURCES: dict[str, Source] = {
    "ORG": _table("organisations"),
    "OMRÅDE": _table("areas"),
    "MÅLOMRÅDE": _table("areas"),
    "GAMMALT": _ids_or_words,
    "LÄGE": _table("statuses"),
    "ORGAN": _table("bodies"),
    "ÅR": _years,
    "--category": _table("categories"),
    "--direction": _table("directions"),
    "--effort": _table("efforts"),
    "--outcome": _table("outcomes"),
    "--process": _ids("processes"),
    "show ID": _ids_or_words,
    "set ID": _ids_or_plan,
    "ID": _ids(),
    "PROCESS": _ids("processes"),
    "KÄLLA": _ids("sources"),
    "VEM": _table("organisations", "bodies"),
    "gaps VEM": _knowers,
    "--source": _ids("sources"),
    "DOKUMENT": _documents,
    "FÄLT": _keys,
    "NYCKEL": _keys,
    "VÄRDE": _values,
}
"""What completes: by command and metavar where a command has words of its own, else by option or metavar."""

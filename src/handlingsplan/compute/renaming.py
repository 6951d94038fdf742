"""Work out what is to be another in a plan's files when a record or a short name gets another name."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from handlingsplan.compute.check import not_among
from handlingsplan.compute.claims.names import names_in_claims
from handlingsplan.compute.convening import ALL
from handlingsplan.compute.named import Name, names_in
from handlingsplan.compute.proposing import NOT_IDS, new_id, taken_ids
from handlingsplan.compute.shapes import shapes_of
from handlingsplan.compute.sorts import shape_of, sorts
from handlingsplan.compute.spelling import RECORD_KINDS, is_unknown, ways_of
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.edits import Edit, Put, Rekey
from handlingsplan.model.fields import FieldError, read_word
from handlingsplan.model.labels import label
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Loaded, Plan
from handlingsplan.model.problem import Loc, Problem
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, Record
from handlingsplan.model.records.rules import OwnRule, Rules
from handlingsplan.model.records.source import SourceDocument

RECORDS = "poster"
"""Where an id is declared; a short name is declared in a table of plan.yaml."""

_TABLE_OF = {
    "org": "organisations", "lead": "organisations", "area": "areas", "status": "statuses", "body": "bodies",
    "category": "categories", "direction": "directions", "effort": "efforts", "process": "process",
}  # fmt: skip
"""What the words of a selection are names of."""


class Renaming(NamedTuple):
    """A name that is to be another, and where it is declared: by a record, or in a table of plan.yaml."""

    old: str
    new: str
    table: str = RECORDS

    def names(self, kind: str) -> bool:
        """Tell whether names of a kind are declared in the same place."""
        return kind in RECORD_KINDS if self.table == RECORDS else kind == self.table


class Mention(NamedTuple):
    """A name in a text that nobody but a reader can tell the meaning of."""

    path: str
    line: int
    text: str


def renaming(plan: Plan, old: str, new: str, table: str | None = None) -> Renaming:
    """Return what is to be renamed; raise `WrongChoiceError` for a name that is unknown, or cannot be had."""
    found = _declared(plan, old)
    wanted = _table_named(table) if table is not None else None
    meant = [(where, name) for where, name in found if wanted in {None, where}]
    if len(meant) > 1:
        places = " och ".join(_place(where) for where, _ in meant)
        ways = " eller ".join(f"--in {where}" for where, _ in meant)
        raise WrongChoiceError(f"'{old}' finns både {places}", f"säg vilket: {ways}")
    if not meant:
        raise WrongChoiceError(f"inget heter '{old}'{_where_too(wanted)}", _near(plan, old, wanted))
    where, name = meant[0]
    return Renaming(
        name, _new_id(plan, name, new) if where == RECORDS else _new_word(plan, where, name, new), where
    )


def record_named(plan: Plan, id_: str) -> Loaded:
    """Return the file of a record; raise `WrongChoiceError` where two have its id, or it cannot be read."""
    found = [loaded for loaded in plan.loaded if loaded.record.id == id_]
    if len(found) > 1:
        paths = " och ".join(loaded.path for loaded in found)
        raise WrongChoiceError(f"två filer har id {id_}: {paths}", "ge den ena ett annat id för hand")
    if not found:
        raise WrongChoiceError(f"filen för {id_} kan inte läsas", "hp check visar vad som är fel i den")
    return found[0]


def edits(plan: Plan, wanted: Renaming) -> dict[str, list[Edit]]:
    """Return the edits of each file in which a name stands: values first, then keys, which lead to values."""
    found: dict[str, list[Edit]] = {}
    for path, part in plan.parts():
        of_file = [*_edits_of(part, wanted), *_edits_of_claims(plan, part, wanted)]
        if of_file:
            found[path] = sorted(of_file, key=lambda edit: isinstance(edit, Rekey))
    return found


def mentions(plan: Plan, wanted: Renaming, done: Mapping[str, Iterable[Edit]]) -> list[Mention]:
    """Return where a name stands in texts and comments, which stay as they are."""
    token = _token(wanted.old)
    parts = dict(plan.parts())
    found = []
    for path, text in sorted(plan.texts.items()):
        if wanted.old not in text:
            continue
        known = list(_known_places(plan, path, parts.get(path), wanted, done.get(path, ())))
        for number, line in enumerate(text.split("\n"), start=1):
            columns = [match.start() + 1 for match in token.finditer(line)]
            if any(not _within(number, column, known) for column in columns):
                found.append(Mention(path, number, line.strip()))
    return found


def mentioned_in(plan: Plan, wanted: Renaming, paths: Collection[str]) -> list[str]:
    """Return those of some files whose text has the name in it."""
    return [path for path in paths if _token(wanted.old).search(plan.texts[path])]


def brought(before: Iterable[Problem], after: Iterable[Problem], wanted: Renaming) -> list[Problem]:
    """Return the faults and warnings that a plan has under the new name and not under the old one."""
    return not_among(after, before, lambda problem: _sort_of(problem, wanted))


# What is renamed


def _tables() -> list[str]:
    """Return the tables of plan.yaml that declare short names."""
    return [key for key, shape in shapes_of(Header).items() if shape.values and shape.part and key != "years"]


def _declared(plan: Plan, old: str) -> list[tuple[str, str]]:
    """Return where a name is declared and how it is written there; one right to the letter goes first."""
    ids = list(dict.fromkeys([*(loaded.record.id for loaded in plan.loaded), *sorted(plan.unread)]))
    places = [(RECORDS, ids), *((table, list(getattr(plan.header, table))) for table in _tables())]
    found = [(where, name) for where, names in places for name in names if name.casefold() == old.casefold()]
    return [it for it in found if it[1] == old] or found


def _table_named(word: str) -> str:
    folded = word.casefold()
    if folded in {RECORDS, "records", "post", "id"}:
        return RECORDS
    table = next((it for it in _tables() if folded in {it, label(it).casefold()}), None)
    if table is None:
        raise WrongChoiceError(
            f"--in '{word}' finns inte", f"här kan stå: {', '.join([RECORDS, *_tables()])}"
        )
    return table


def _place(where: str) -> str:
    return "bland planens poster" if where == RECORDS else f"bland {label(where)} i plan.yaml"


def _where_too(wanted: str | None) -> str:
    return f" {_place(wanted)}" if wanted else ""


def _near(plan: Plan, old: str, wanted: str | None) -> str:
    names = [] if wanted not in {None, RECORDS} else [*plan.by_id, *plan.unread]
    names += [name for table in _tables() if wanted in {None, table} for name in getattr(plan.header, table)]
    close = nearest(old, names)
    return f"menade du {' eller '.join(close)}?" if close else "hp list visar vad som finns"


def _new_id(plan: Plan, old: str, new: str) -> str:
    try:
        id_ = new_id(new)
    except FieldError as error:
        raise WrongChoiceError(error.found, error.hint) from error
    if id_ == old:
        raise WrongChoiceError(f"{old} heter redan så", "skriv det nya namnet sist")
    if id_.casefold() in NOT_IDS:
        raise WrongChoiceError(f"ingen post kan heta {id_}", "välj ett annat id")
    if id_.casefold() in taken_ids(plan) - {old.casefold()}:
        raise WrongChoiceError(f"{id_} är upptaget", f"hp show {id_} visar vad som heter så")
    return id_


def _new_word(plan: Plan, table: str, old: str, new: str) -> str:
    if is_unknown(new) or new.strip().casefold() == ALL:
        raise WrongChoiceError(f"inget kan heta '{new}'", "ordet betyder något annat; välj ett annat namn")
    try:
        word = read_word(new)
    except FieldError as error:
        raise WrongChoiceError(error.found, error.hint) from error
    if word == old:
        raise WrongChoiceError(f"{old} heter redan så", "skriv det nya namnet sist")
    named = getattr(plan.header, table)
    owner = ways_of(named).get(word.casefold())
    if owner is not None and owner != old:
        raise WrongChoiceError(f"{word} är upptaget {_place(table)}", f"så heter {owner}")
    return word


# Where it stands


def _edits_of(part: Part, wanted: Renaming) -> Iterator[Edit]:
    if isinstance(part, Record) and wanted.table == RECORDS and part.id == wanted.old:
        yield Put(("id",), wanted.new)
    if isinstance(part, Header) and wanted.table != RECORDS and wanted.old in getattr(part, wanted.table):
        yield Rekey((wanted.table, wanted.old), wanted.new)
    for name in names_in(part):
        yield from _edit_of(name, wanted)
    if isinstance(part, Rules):
        yield from _edits_of_rules(part, wanted)


def _edit_of(name: Name, wanted: Renaming) -> Iterator[Edit]:
    if name.kind == "source" and wanted.table == RECORDS:
        document, blank, place = name.word.partition(" ")
        if document == wanted.old:
            yield Put(name.loc, f"{wanted.new}{blank}{place}")
    elif name.word == wanted.old and wanted.names(name.kind):
        yield Rekey(name.loc, wanted.new) if name.key else Put(name.loc, wanted.new)


def _edits_of_rules(rules: Rules, wanted: Renaming) -> Iterator[Edit]:
    for number, accepted in enumerate(rules.accepted):
        if wanted.table == RECORDS and accepted.record == wanted.old:
            yield Put(("accepted", number, "record"), wanted.new)
        words = _token(wanted.old, machine=True).sub(lambda _: wanted.new, accepted.words or "")
        if words != (accepted.words or ""):
            yield Put(("accepted", number, "words"), words)
    for code, own in rules.rules.items():
        for loc, kind, word in _words_of(own):
            if word.casefold() == wanted.old.casefold() and wanted.names(kind):
                yield Put(("rules", code, *loc), wanted.new)


def _edits_of_claims(plan: Plan, part: Part, wanted: Renaming) -> Iterator[Edit]:
    if isinstance(part, SourceDocument):
        for name in names_in_claims(plan, part, _TABLE_OF):
            if name.word.casefold() == wanted.old.casefold() and wanted.names(name.kind):
                yield Put(name.loc, f"{name.before}{wanted.new}{name.after}")


def _words_of(own: OwnRule) -> Iterator[tuple[Loc, str, str]]:
    """Yield the words of a rule that are names: the way to each, what it must be a name of, and the word."""
    for name, words in own.select.items():
        yield from (
            (("select", name, number), _TABLE_OF.get(name, ""), it) for number, it in enumerate(words)
        )
    for key, word in own.where.items():
        yield ("where", key), _names_at(own, key), word
    if own.compare is not None:
        names = _names_at(own, own.compare.key)
        if own.compare.equals is not None and not _is_key_of(own, own.compare.equals):
            yield ("compare", "equals"), names, own.compare.equals
        for number, word in enumerate(own.compare.one_of or ()):
            yield ("compare", "one_of", number), names, word


def _names_at(own: OwnRule, key: str) -> str:
    """Return what stands under a key of those that a rule is about is the name of; empty for no names."""
    shape = shape_of(own.records, key) if own.records in sorts() else None
    if key == "id":
        return "record"
    return shape.names if shape is not None else _TABLE_OF.get(key, "")


def _is_key_of(own: OwnRule, word: str) -> bool:
    """Tell whether a word that something is to equal is another key of the same post."""
    return own.records in sorts() and shape_of(own.records, word) is not None


# What else is written


def _token(name: str, *, machine: bool = False) -> re.Pattern[str]:
    """Return what finds a name as a word of its own; in what programs write also before .yaml."""
    after = r"(?![\w-])" if machine else r"(?![\w-])(?!\.\w)"
    return re.compile(rf"(?<![\w.-]){re.escape(name)}{after}")


class _Known(NamedTuple):
    """Where a name stands that a program knows the meaning of."""

    line: int
    first: int
    last: int


def _known_places(
    plan: Plan, path: str, part: Part | None, wanted: Renaming, done: Iterable[Edit]
) -> Iterator[_Known]:
    """Yield the places of names in a file: those that are renamed, and others with the same word in them."""
    names = [(it.loc, it.key, it.word) for it in names_in(part) if wanted.old in it.word] if part else []
    names += [(it.loc, isinstance(it, Rekey), f"{it.value}" if isinstance(it, Put) else "") for it in done]
    for loc, key, word in names:
        place = plan.locate(path, loc, key=key)
        yield _Known(place.line, place.column, place.column + max(len(word), len(wanted.old)) + 1)


def _within(line: int, column: int, known: Iterable[_Known]) -> bool:
    return any(it.line == line and it.first <= column <= it.last for it in known)


def _sort_of(problem: Problem, wanted: Renaming) -> tuple[str, tuple[str, ...]]:
    """Return what tells a problem from others under either name, in whatever order it has its words."""
    message = _token(wanted.old, machine=True).sub(lambda _: wanted.new, problem.message)
    return problem.code, tuple(sorted(re.split(r"[^\w.-]+", message)))

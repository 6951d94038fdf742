"""Match the answers of a sheet with what is unknown in a plan, and work out the edits that fill it in."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from handlingsplan.compute.gaps.answers import SheetAnswer, pieces, separated
from handlingsplan.compute.gaps.called import WayItem, called
from handlingsplan.compute.gaps.groups import read_group
from handlingsplan.compute.putting import put, value_at
from handlingsplan.compute.setting import setting
from handlingsplan.compute.sourcing import source_edits
from handlingsplan.compute.spelling import Spelling, is_unknown
from handlingsplan.compute.wanted import Wanted
from handlingsplan.compute.ways import Target, target
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.edits import Edit
from handlingsplan.model.fields import brief, quoted
from handlingsplan.model.labels import shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part


class AnswerPlace(NamedTuple):
    """Where an answer belongs: the file, the way to the field, and the things in lists that it stands in."""

    path: str
    target: Target
    items: tuple[WayItem, ...]

    @property
    def loc(self) -> Loc:
        """Return the way to the field."""
        return self.target.loc


def path_for(plan: Plan, id_: str, file: str = "") -> str:
    """Return the file of a record; raise `WrongChoiceError` for an id that none has, or two have.

    An id such as 2.8.3 that a spreadsheet program has made a date of is known by the file.
    """
    if id_.casefold() in {PLAN, "plan.yaml"}:
        if not plan.header_read:
            raise WrongChoiceError(f"{plan.header_path} har fel och kan inte ändras", "kör hp check först")
        return plan.header_path
    same = [loaded.path for loaded in plan.loaded if loaded.record.id.casefold() == id_.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        raise WrongChoiceError(f"två filer har id {id_}: {same[0]} och {same[1]}", "ge den ena ett annat id")
    if id_.casefold() in {word.casefold() for word in plan.unread}:
        raise WrongChoiceError(f"filen för {id_} har fel och kan inte ändras", "kör hp check först")
    for loaded in plan.loaded:
        if loaded.path == file and _made_a_date(loaded.record.id, id_):
            return file
    close = nearest(id_, [*plan.by_id, PLAN])
    hint = f"menade du {' eller '.join(close)}?" if close else "hp list visar vad som finns"
    raise WrongChoiceError(f"ingen post heter '{brief(id_)}'", hint)


def answer_place(plan: Plan, path: str, data: Mapping[str, Any], field: str) -> AnswerPlace:
    """Return where an answer belongs; raise `WrongChoiceError` for no field, or one no sheet fills in."""
    record = part_of(plan, path)
    found = target(type(record), data, field)
    unknown = value_at(data, found.loc) is None
    if found.item and unknown:
        raise WrongChoiceError(f"'{brief(field)}' fylls inte i med ett blad", "skriv det med hp set")
    inside = unknown and len(found.loc) > 1 and value_at(data, found.loc[:-1]) is not None
    return AnswerPlace(path, found, called(record, found.loc).items if inside else ())


def refuse_known(place: AnswerPlace, there: object) -> None:
    """Raise `WrongChoiceError` with what stands in the place already."""
    raise WrongChoiceError(f"{shown(place.target.key)} är redan känd: {_told(there)}", _TAKE_OUT)


def refuse_other_record(plan: Plan, path: str, answer: SheetAnswer) -> None:
    """Raise `WrongChoiceError` where the row is of one record by its id, and of another by what is beside."""
    if answer.file in plan.texts and answer.file != path:
        raise WrongChoiceError(f"Post är {answer.id}, men Rad är {answer.place}", _MIXED)
    record = part_of(plan, path)
    title = getattr(record, "title", None) or getattr(record, "name", None) or ""
    if answer.title.strip() and _words(answer.title) != _words(title):
        named = quoted(brief(title)) if title else "ingen titel"
        found = f"Titel är {quoted(brief(answer.title))}, men {answer.id} har {named}"
        raise WrongChoiceError(found, _MIXED)


def refuse_other_context(answer: SheetAnswer, context: str) -> None:
    """Raise `WrongChoiceError` where a sheet was made when something else stood in the place."""
    told, now = (_words(text) for text in (answer.context, context))
    if not {*told.split(", ")} <= {*now.split(", ")} and told != now:
        found = f"Sammanhang är {_named(told)}, men {answer.field} gäller nu {_named(now)}"
        raise WrongChoiceError(found, "planen har ändrats sedan bladet gjordes; gör ett nytt blad")


def part_of(plan: Plan, path: str) -> Part:
    """Return what a file holds."""
    if path == plan.header_path:
        return plan.header
    return next(loaded.record for loaded in plan.loaded if loaded.path == path)


def answer_edits(
    kind: type[Part], data: Mapping[str, Any], place: AnswerPlace, answer: SheetAnswer, spelling: Spelling
) -> tuple[Edit, ...]:
    """Return the edits that fill in an answer; raise `HpError` where it cannot be read or written.

    Several groups of keys stand on a line each, as `key=value; key=value`.
    """
    found, shape = place.target, place.target.shape
    sources = [word for word in pieces(answer.source) if not is_unknown(word)]
    if shape.part is None or shape.values is not None:
        several = shape.listed and bool(shape.names or shape.scalar is int)
        value = separated(answer.value, listed=several)
        return setting(kind, data, spelling, Wanted(answer.field, value, sources=sources)).edits
    groups = _lines(answer.value) if shape.listed else [answer.value.replace("\n", ";")]
    read = [read_group(shape.part, found.key, line, spelling) for line in groups]
    if shape.listed:
        return setting(kind, data, spelling, Wanted(answer.field, add=groups, sources=sources)).edits
    sourced = source_edits(kind, data, found.loc, spelling, sources, instead=True)
    return (put(data, found.loc, read[0]), *sourced)


_MIXED = "kolumnerna har blandats; sortera hela bladet på en gång, eller gör ett nytt"
_TAKE_OUT = "töm Värde i raden; ändra med hp set om det som står är fel"


def _made_a_date(id_: str, word: str) -> bool:
    """Tell whether a word is the date that an id of two or three numbers may be taken for."""
    found = re.fullmatch(r"[0-9]{2}([0-9]{2})-([0-9]{2})-([0-9]{2})", word)
    numbers = sorted(map(int, id_.split("."))) if re.fullmatch(r"[0-9]+(?:\.[0-9]+){1,2}", id_) else []
    return found is not None and numbers == sorted(map(int, found.groups()[-len(numbers) :]))


def _named(context: str) -> str:
    return quoted(context) if context else "inget"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(text: str) -> str:
    """Return a text with single blanks: spreadsheet programs change others."""
    return " ".join(text.split())


def _told(value: object) -> str:
    if isinstance(value, str):
        return brief(value)
    words = [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
    return brief(", ".join(words)) if words else "flera uppgifter"

"""Put the faults that the record classes find into Swedish, each at the line where it stands."""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from handlingsplan.model.fields import FieldError, quoted
from handlingsplan.model.labels import LABELS, shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.problem import Loc, Problem, Severity
from handlingsplan.model.records.part import Part
from handlingsplan.store.shape import choices_at, is_text_at, keys_at
from handlingsplan.store.yamltext import PROBLEM_LIMIT, Guessed, place_of

_GROUPS = frozenset({"dict_type", "mapping_type", "model_type"})
_LIST_HINT = "skriv [A, B], eller ett värde per rad med bindestreck framför"
_GROUP_LIST_HINT = "skriv - nyckel: värde, och fler nycklar på raderna under"
_WHOLE_VALUE = "sätt hela värdet inom citattecken, till exempel '2,5 mnkr'"
_GROUP_HINT = "skriv nyckel: värde på egna rader, två mellanslag längre in"


def field_problems(error: ValidationError, kind: type[Part], text: str, path: str) -> list[Problem]:
    """Return the faults that `error` holds, with the place of the value or the key in `text`."""
    faults = error.errors(include_url=False)[:PROBLEM_LIMIT]
    return [_problem(fault, kind, text, path) for fault in faults]


def unquoted(guessed: Iterable[Guessed], kind: type[Part], text: str, path: str) -> list[Problem]:
    """Return a warning for each text without quotes that other programs take for something else."""
    return [
        Problem(
            place_of(text, path, loc, key=key),
            "HP021",
            f"{quoted(word)} utan citattecken läses inte som text av andra program",
            f'skriv "{word}"',
            Severity.WARNING,
        )
        for loc, word, key in guessed
        if is_text_at(kind, loc, key=key)
    ]


def _problem(fault: Any, kind: type[Part], text: str, path: str) -> Problem:
    loc: Loc = tuple(step for step in fault["loc"] if step != "[key]")
    about_key = fault["type"] == "extra_forbidden" or "[key]" in fault["loc"]
    place = place_of(text, path, loc, key=about_key)
    code, found, hint = _said(fault, loc, kind)
    return Problem(place, code, found, hint)


def _said(fault: Any, loc: Loc, kind: type[Part]) -> tuple[str, str, str | None]:
    about_key = "[key]" in fault["loc"]
    name = _name(loc[:-1] if about_key else loc, kind)
    reason = fault.get("ctx", {}).get("error")
    if isinstance(reason, FieldError):
        return reason.code, f"{name}: {reason.found}" if name else reason.found, reason.hint
    if fault["type"] == "extra_forbidden" and _cut_off(fault, str(loc[-1])):
        return "HP104", f"'{loc[-1]}' efter kommat läses som en egen nyckel", _WHOLE_VALUE
    if fault["type"] == "extra_forbidden":
        return "HP101", f"okänd nyckel {quoted(str(loc[-1]))}", _meant(str(loc[-1]), keys_at(kind, loc[:-1]))
    if fault["type"] == "missing":
        choices = choices_at(kind, loc)
        hint = _can_be(choices) if choices else LABELS[str(loc[-1])].about
        return "HP102", f"nyckeln {name} saknas", hint
    if fault["type"] == "literal_error":
        return "HP115", *_choice(fault, loc, kind, name)
    return "HP103", *_shape(fault["type"], loc, kind, name)


def _shape(fault: str, loc: Loc, kind: type[Part], name: str) -> tuple[str, str]:
    """Say that a list, a group of keys or a text was expected, and how it is written."""
    if fault in _GROUPS and isinstance(loc[-1], int):
        return f"{name}: varje post ska vara en grupp av nycklar", _GROUP_LIST_HINT
    if fault in _GROUPS:
        return f"{name} ska vara en grupp av nycklar", _GROUP_HINT
    hint = _GROUP_LIST_HINT if keys_at(kind, loc) else _LIST_HINT
    return f"{name} ska vara en lista", hint


def _cut_off(fault: Any, key: str) -> bool:
    """Tell whether an unknown key is the rest of a value that a comma within { } cut in two."""
    return fault["input"] is None and (" " in key or key[:1].isdigit())


def _choice(fault: Any, loc: Loc, kind: type[Part], name: str) -> tuple[str, str]:
    choices = choices_at(kind, loc)
    value = fault["input"]
    if not isinstance(value, str):
        return f"{name}: ska vara ett ord", _can_be(choices)
    return f"{name}: {quoted(value)} finns inte att välja på", _meant(value, choices)


def _meant(word: str, choices: Iterable[str]) -> str:
    """Suggest what was meant, also when the Swedish name of a key was written as the key."""
    choices = list(choices)
    if word.strip() in choices:
        return "ta bort de hårda mellanslagen runt ordet; de syns inte men räknas"
    by_label = [key for key in choices if key in LABELS and LABELS[key].name == word.lower()]
    close = by_label or nearest(word, choices)
    if close:
        return f"menade du {' eller '.join(shown(key) for key in close)}?"
    return _can_be(choices)


def _can_be(choices: Iterable[str]) -> str:
    return f"här kan stå: {', '.join(choices)}"


def _name(loc: Loc, kind: type[Part]) -> str:
    """Return the key that a fault is about with its Swedish name; list positions are left out.

    A word that is no key of the file but stands in a table is told with the table that it stands in.
    """
    keys = [step for step in loc if isinstance(step, str)]
    if not keys:
        return ""
    inside = loc[: loc.index(keys[-1])]
    if not inside or keys[-1] in keys_at(kind, inside):
        return shown(keys[-1])
    return f"{shown(keys[-1])} i {_name(inside, kind)}"

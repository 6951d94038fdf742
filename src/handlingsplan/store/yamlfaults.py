"""Say in Swedish what the YAML parser stumbled on, at the place where a person would mend it."""

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from handlingsplan.model.problem import Place, Problem


class _Fault(NamedTuple):
    """What stopped the parser: its words, its two marks and the line of the later one."""

    problem: str
    mark: Any
    context: Any
    line: str

    @property
    def before(self) -> str:
        return self.line[: self.mark.column]

    @property
    def sign(self) -> str:
        return self.line[self.mark.column : self.mark.column + 1]


class _Said(NamedTuple):
    """What to tell the user, and the mark to tell it at."""

    mark: Any
    code: str
    message: str
    hint: str


_QUOTE = "sätt hela värdet inom citattecken, till exempel title: 'Möte: bokslut'"
_LEVEL = "rader på samma nivå ska börja i samma kolumn; använd två mellanslag per nivå"


def explain(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """Return what stopped the parser as a problem at its place in `text`."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(Place(path), "HP010", "filen går inte att läsa som YAML")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    fault = _Fault(getattr(error, "problem", "") or "", mark, error.context_mark or mark, line)  # type: ignore[attr-defined]
    said = next(said for reader in _READERS if (said := reader(fault)))
    return Problem(Place(path, said.mark.line + 1, said.mark.column + 1), said.code, said.message, said.hint)


def _tab(fault: _Fault) -> _Said | None:
    if fault.sign != "\t" and "tab character" not in fault.problem:
        return None
    return _Said(fault.mark, "HP008", "tabb i indraget", "använd mellanslag, två per nivå")


def _colon_in_value(fault: _Fault) -> _Said | None:
    if "mapping values are not allowed" not in fault.problem:
        return None
    if ": " in fault.before.lstrip("- "):
        return _Said(fault.mark, "HP009", "kolon inne i värdet", _QUOTE)
    return _Said(fault.mark, "HP010", "raden är för långt indragen, eller saknar raden ovanför kolon", _LEVEL)


def _colon_missing(fault: _Fault) -> _Said | None:
    if "could not find expected ':'" not in fault.problem:
        return None
    return _Said(fault.context, "HP010", "raden saknar kolon", "skriv nyckel: värde")


def _special_sign(fault: _Fault) -> _Said | None:
    starts = "cannot start any token" in fault.problem
    if starts or fault.problem.startswith(("did not find expected alphabetic", "found undefined tag")):
        sign = fault.sign if starts else fault.line[fault.context.column : fault.context.column + 1]
        return _Said(fault.context, "HP009", f"ett värde kan inte börja med {sign}", _QUOTE)
    return None


def _unclosed(fault: _Fault) -> _Said | None:
    if "unexpected end of stream" in fault.problem:
        hint = "sätt ett likadant citattecken där texten slutar"
        return _Said(fault.context, "HP017", "citattecknet avslutas aldrig", hint)
    for sign, name in (("]", "hakparentesen ["), ("}", "klammern {")):
        if f"or '{sign}'" in fault.problem:
            hint = f"avsluta med {sign} och skilj värdena åt med komma"
            return _Said(fault.context, "HP017", f"{name} avslutas inte", hint)
    return None


def _after_quote(fault: _Fault) -> _Said | None:
    if "expected key" in fault.problem and fault.before.rstrip().endswith(("'", '"')):
        hint = "sätt hela värdet inom citattecken; ett citattecken inuti skrivs dubbelt: ''"
        return _Said(fault.mark, "HP009", "text efter citattecknet", hint)
    return None


def _stray_sign(fault: _Fault) -> _Said | None:
    if "expected node content" not in fault.problem:
        return None
    return _Said(fault.mark, "HP009", f"ett värde kan inte börja med {fault.sign}", _QUOTE)


def _escape(fault: _Fault) -> _Said | None:
    if "escape" not in fault.problem:
        return None
    hint = "använd enkla citattecken ('...') runt text med bakstreck"
    return _Said(fault.mark, "HP009", "bakstreck inom dubbla citattecken", hint)


def _block_text(fault: _Fault) -> _Said | None:
    if "comment or line break" not in fault.problem:
        return None
    return _Said(fault.context, "HP009", "texten ska börja på nästa rad efter | eller >", _QUOTE)


def _list_in_line(fault: _Fault) -> _Said | None:
    if "block sequence entries" not in fault.problem:
        return None
    hint = "skriv listan på egna rader, eller som [A, B]; är det en text, använd citattecken"
    return _Said(fault.mark, "HP010", "en lista kan inte börja här", hint)


def _directive(fault: _Fault) -> _Said | None:
    if "directive" not in fault.problem and "incompatible" not in fault.problem:
        return None
    return _Said(fault.mark, "HP009", "en rad kan inte börja med %", "ta bort raden eller använd citattecken")


def _level(fault: _Fault) -> _Said | None:
    if "did not find expected" not in fault.problem:
        return None
    return _Said(fault.mark, "HP010", "raden är inte i nivå med raderna ovanför", _LEVEL)


def _anything(fault: _Fault) -> _Said:
    return _Said(fault.mark, "HP010", "raden går inte att läsa", "jämför med en fil som fungerar")


_READERS: tuple[Callable[[_Fault], _Said | None], ...] = (
    _tab,
    _colon_in_value,
    _colon_missing,
    _special_sign,
    _unclosed,
    _after_quote,
    _stray_sign,
    _escape,
    _block_text,
    _list_in_line,
    _directive,
    _level,
    _anything,
)

"""Say in Swedish what the YAML parser stumbled on, at the place where a person would mend it."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from handlingsplan.model.problem import Place, Problem
from handlingsplan.store.plaintext import MERGE_HINT, MERGE_MESSAGE


class _Fault(NamedTuple):
    """What stopped the parser: its words, its two marks (from 0) and the lines of the text."""

    doing: str
    problem: str
    mark: Any
    context: Any
    lines: list[str]

    @property
    def line(self) -> str:
        return self.lines[self.mark.line] if self.mark.line < len(self.lines) else ""

    @property
    def before(self) -> str:
        return self.line[: self.mark.column]

    @property
    def sign(self) -> str:
        return self.line[self.mark.column : self.mark.column + 1]

    @property
    def above(self) -> int:
        """Return the nearest line above with more than blanks and comments; -1 when there is none."""
        numbers = range(min(self.mark.line, len(self.lines)) - 1, -1, -1)
        return next((number for number in numbers if self.lines[number].split("#")[0].strip()), -1)

    def spot(self, number: int) -> "_Spot":
        """Return the first sign on a line."""
        return _Spot(number, _indent(self.lines[number]))


class _Spot(NamedTuple):
    """A place counted from 0, as the parser's marks are."""

    line: int
    column: int


class _Said(NamedTuple):
    """What to tell the user, and the mark or spot to tell it at."""

    mark: Any
    code: str
    message: str
    hint: str


_QUOTE = "sätt hela värdet inom citattecken, till exempel title: 'Möte: bokslut'"
_NO_START = frozenset(",]}?:-|>")
_CLOSE_QUOTE = "sätt ett likadant citattecken där texten slutar"
_LEVEL = "rader på samma nivå ska börja i samma kolumn; använd två mellanslag per nivå"


def explain(error: yaml.YAMLError | UnicodeError, text: str, path: str) -> Problem:
    """Return what stopped the parser as a problem at its place in `text`."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(Place(path), "HP010", "filen går inte att läsa som YAML")
    context = getattr(error, "context_mark", None) or mark
    doing, problem = (getattr(error, name, None) or "" for name in ("context", "problem"))
    fault = _Fault(doing, problem, mark, context, text.splitlines())
    said = next(said for reader in _READERS if (said := reader(fault)))
    return Problem(Place(path, said.mark.line + 1, said.mark.column + 1), said.code, said.message, said.hint)


def _half_merged(fault: _Fault) -> _Said | None:
    for number in {fault.mark.line, fault.context.line}:
        if number < len(fault.lines) and fault.lines[number].rstrip() == "=======":
            return _Said(_Spot(number, 0), "HP007", MERGE_MESSAGE, MERGE_HINT)
    return None


def _tab(fault: _Fault) -> _Said | None:
    if fault.sign != "\t" and "tab character" not in fault.problem:
        return None
    return _Said(fault.mark, "HP008", "tabb i indraget", "använd mellanslag, två per nivå")


def _colon_in_value(fault: _Fault) -> _Said | None:
    if "mapping values are not allowed" not in fault.problem:
        return None
    if ": " in fault.before.lstrip("- "):
        straight = "; bara raka citattecken gäller" if re.search("[”“’]", fault.line) else ""
        return _Said(fault.mark, "HP009", "kolon inne i värdet", _QUOTE + straight)
    if fault.above >= 0 and _indent(fault.lines[fault.above]) >= _indent(fault.line):
        return _no_colon(fault, fault.above)
    return _Said(fault.spot(fault.mark.line), "HP010", "raden är för långt indragen", _LEVEL)


def _colon_missing(fault: _Fault) -> _Said | None:
    if "could not find expected ':'" not in fault.problem:
        return None
    return _no_colon(fault, fault.context.line)


def _no_colon(fault: _Fault, number: int) -> _Said:
    if re.match(r"[^\s:]+:[^\s/]", fault.lines[number].lstrip("- ")):
        hint = "skriv nyckel: värde, med ett mellanslag efter kolon"
        return _Said(fault.spot(number), "HP010", "mellanslag saknas efter kolon", hint)
    return _Said(fault.spot(number), "HP010", "raden saknar kolon", "skriv nyckel: värde")


def _special_sign(fault: _Fault) -> _Said | None:
    starts = "cannot start any token" in fault.problem
    if (
        starts
        or fault.doing.endswith((" a tag", " an alias", " an anchor"))
        or "undefined tag" in fault.problem
    ):
        sign = fault.sign if starts else fault.line[fault.context.column : fault.context.column + 1]
        return _Said(fault.context, "HP009", f"ett värde kan inte börja med {sign}", _QUOTE)
    return None


def _unclosed(fault: _Fault) -> _Said | None:
    if "expected node content" in fault.problem and fault.above >= 0 and not fault.sign:
        end = _Spot(fault.above, len(fault.lines[fault.above].rstrip()))
        return _Said(end, "HP017", "en parentes avslutas inte", "avsluta listan med ] eller gruppen med }")
    if "unexpected end of stream" in fault.problem or "document indicator" in fault.problem:
        return _Said(fault.context, "HP017", "citattecknet avslutas aldrig", _CLOSE_QUOTE)
    for sign, name in (("]", "hakparentesen ["), ("}", "klammern {")):
        if f"or '{sign}'" in fault.problem:
            hint = f"avsluta med {sign} och skilj värdena åt med komma"
            return _Said(fault.context, "HP017", f"{name} avslutas inte", hint)
    return None


def _opened_above(fault: _Fault, quote: str) -> _Spot | None:
    """Return where the quote that the line's first one closes was opened."""
    for number in range(fault.mark.line - 1, -1, -1):
        if fault.lines[number].count(quote) % 2:
            return _Spot(number, fault.lines[number].rindex(quote))
    return None


def _after_quote(fault: _Fault) -> _Said | None:
    quote = fault.before.rstrip()[-1:]
    if "expected key" not in fault.problem or quote not in {"'", '"'}:
        return None
    opened = _opened_above(fault, quote) if fault.before.count(quote) % 2 else None
    if opened:
        return _Said(opened, "HP017", "citattecknet avslutas aldrig", _CLOSE_QUOTE)
    hint = "sätt hela värdet inom citattecken; ett citattecken inuti skrivs dubbelt: ''"
    return _Said(fault.mark, "HP009", "text efter citattecknet", hint)


def _after_bracket(fault: _Fault) -> _Said | None:
    if "expected key" not in fault.problem:
        return None
    if fault.sign in {"]", "}"}:
        return _Said(fault.mark, "HP017", f"{fault.sign} avslutar inget", "ta bort det")
    bracket = fault.before.rstrip()[-1:]
    if bracket in {"]", "}"}:
        return _Said(fault.mark, "HP009", f"text efter {bracket}", _QUOTE)
    return None


def _key_missing(fault: _Fault) -> _Said | None:
    if "expected key" not in fault.problem or fault.sign != ":":
        return None
    return _Said(fault.mark, "HP010", "här saknas en nyckel", "skriv nyckel: värde")


def _stray_sign(fault: _Fault) -> _Said | None:
    misplaced = "expected node content" in fault.problem or "mapping keys" in fault.problem
    if not misplaced or fault.sign not in _NO_START:
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
    if "directive" not in fault.doing + fault.problem and "incompatible" not in fault.problem:
        return None
    hint = "ta bort raden eller använd citattecken"
    return _Said(_Spot(fault.mark.line, 0), "HP009", "en rad kan inte börja med %", hint)


def _second_document(fault: _Fault) -> _Said | None:
    if fault.above < 0 or not fault.lines[fault.above].startswith("..."):
        return None
    hint = "en fil rymmer en post; ta bort raden med ... eller dela filen"
    return _Said(fault.spot(fault.above), "HP012", "ett andra dokument börjar här", hint)


def _level(fault: _Fault) -> _Said | None:
    if "did not find expected" not in fault.problem:
        return None
    if "document start" in fault.problem and fault.above >= 0 and ": " not in fault.lines[fault.above]:
        return _no_colon(fault, fault.above)
    return _Said(fault.mark, "HP010", "raden är inte i nivå med raderna ovanför", _LEVEL)


def _anything(fault: _Fault) -> _Said:
    return _Said(fault.mark, "HP010", "raden går inte att läsa", "jämför med en fil som fungerar")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_READERS: tuple[Callable[[_Fault], _Said | None], ...] = (
    _half_merged,
    _tab,
    _colon_in_value,
    _colon_missing,
    _special_sign,
    _unclosed,
    _after_quote,
    _after_bracket,
    _key_missing,
    _stray_sign,
    _escape,
    _block_text,
    _list_in_line,
    _directive,
    _second_document,
    _level,
    _anything,
)

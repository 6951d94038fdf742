"""Say what is wrong in a template: where it stands, what was found, and what there is instead."""

import re
from collections.abc import Callable, Iterable
from types import TracebackType

from jinja2 import StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError

from handlingsplan.errors import HpError
from handlingsplan.model.nearest import nearest
from handlingsplan.model.records.part import Part
from handlingsplan.model.template import BUILTIN, Template

PLACE = "mall:"
"""Begins the file names of templates, so that their lines can be told from Python's in a trace."""

_BUILTIN = f"{PLACE}{BUILTIN}"
_FEW = 16


class TemplateMistakeError(HpError):
    """A template cannot be used as it is written."""


class WrongValueError(Exception):
    """A filter was given a value that it can do nothing with: what is wrong, and what to do."""

    def __init__(self, found: str, hint: str | None = None) -> None:
        super().__init__(found)
        self.found = found
        self.hint = hint


class Missing(StrictUndefined):
    """What a template asks for and is not there: says so, with the names that are."""

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_exception is SecurityError:
            return f"'{name}' får en mall inte använda"
        if self._undefined_hint and name is None:
            return self._undefined_hint
        there = fields(self._undefined_obj)
        return f"'{name}' finns inte\n{choices(str(name), there) or ''}".rstrip()


def place_of(template: Template) -> str:
    """Return the file name that a template has in a trace."""
    return f"{PLACE}{template.place}"


def mistake(place: str | None, line: int, found: str, hint: str | None) -> TemplateMistakeError:
    """Return the error that tells of a mistake at a line of a template."""
    where = (place or "mallen").removeprefix(PLACE)
    return TemplateMistakeError(f"{where}, rad {line}: {found}" if line else f"{where}: {found}", hint)


def fields(obj: object) -> list[str]:
    """Return what a template can ask of a result, of a record, or of another template."""
    if isinstance(obj, TemplateModule):
        return [name for name in vars(obj) if not name.startswith("_")]
    if isinstance(obj, Part):
        return sorted(type(obj).model_fields)
    if not type(obj).__module__.startswith("handlingsplan."):
        return []
    return [name for name in dir(obj) if not name.startswith("_")]


def choices(name: str, there: Iterable[str]) -> str | None:
    """Return the nearest of the names that exist, or all of them where none is near."""
    known = sorted(there)
    close = nearest(name, known)
    if close:
        return f"menade du {' eller '.join(close)}?"
    few = ", ".join(known[:_FEW])
    return f"här finns: {few}{' …' if len(known) > _FEW else ''}" if known else None


class Telling:
    """Turns whatever goes wrong in a template of the plan's own into a `TemplateMistakeError`.

    What goes wrong in a built-in one is a mistake of ours, and is let through.
    """

    def __init__(self, filters: Iterable[str]) -> None:
        self._filters = filters

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception) or isinstance(error, HpError):
            return
        place, line = _where(error, trace)
        if place is not None and not place.startswith(_BUILTIN):
            found, hint = _explain(error, self._filters)
            raise mistake(place, line, found, hint) from error


def _where(error: Exception, trace: TracebackType | None) -> tuple[str | None, int]:
    """Return the template and the line that an error came from: the plan's own, if it came by way of one."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name, error.lineno
    place, line = None, 0
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(PLACE) and not file.startswith(_BUILTIN):
            place, line = file, trace.tb_lineno
        trace = trace.tb_next
    return place, line


def _explain(error: Exception, filters: Iterable[str]) -> tuple[str, str | None]:
    """Return what a template did wrong, and what to do."""
    for kind, tell in _TOLD:
        if isinstance(error, kind):
            return tell(error, filters)
    return "det här värdet går inte att använda så", "se docs/mallar.md för vad varje filter tar"


def _untold(error: Exception, filters: Iterable[str]) -> tuple[str, str | None]:
    """Return what a mistake says that comes up as a document is written."""
    message = str(error)
    if re.match(r"No (first|last) item", message):
        return "listan är tom och har inget första eller sista", "pröva först med {% if listan %}"
    if re.match(r"No (filter|test) named", message):
        return _syntax(message, filters)
    found, _, hint = message.partition("\n")
    return found, hint or None


def _syntax(message: str, filters: Iterable[str]) -> tuple[str, str | None]:
    """Return what is wrong with the way a template is written, in Swedish where the cause is a common one."""
    unknown = re.match(r"No (filter|test) named '(.*?)'", message)
    if unknown:
        kind = {"filter": "filtret", "test": "provet"}[unknown[1]]
        return f"{kind} '{unknown[2]}' finns inte", choices(unknown[2], filters)
    tag = re.match(r"Encountered unknown tag '(.*?)'", message)
    if tag:
        return f"'{tag[1]}' är inget som en mall förstår", "kontrollera stavningen och att blocken har slut"
    if "end of template" in message.lower():
        return "ett block har inget slut", "skriv endfor efter for, endif efter if, endmacro efter macro"
    return "mallen är fel skriven här", f"Jinja säger: {message}"


_Tell = Callable[[Exception, Iterable[str]], tuple[str, str | None]]

_TOLD: tuple[tuple[type[Exception], _Tell], ...] = (
    (RecursionError, lambda _, __: ("mallen tar in sig själv om och om igen", None)),
    (WrongValueError, lambda error, _: (str(error), getattr(error, "hint", None))),
    (
        SecurityError,
        lambda _, __: ("en mall får bara fråga resultat och använda filter", "se docs/mallar.md"),
    ),
    (TemplateSyntaxError, lambda error, filters: _syntax(str(error).split("\n", 1)[0], filters)),
    (TemplateError, _untold),
)
"""What is said of each kind of mistake; the first kind that it belongs to counts."""

"""Run templates where they can only show, loop and choose; a mistake in one is told where it stands."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Undefined, nodes, pass_context
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from handlingsplan.errors import HpError
from handlingsplan.model.nearest import nearest
from handlingsplan.model.template import BUILTIN, Template

Templates = Mapping[str, Template]
Filter = Callable[..., object]

_KEPT_FILTERS = (
    "first", "last", "length", "list", "lower", "map", "reject", "rejectattr", "reverse", "select",
    "selectattr", "sort", "unique", "upper",
)  # fmt: skip
"""What Jinja has of filters that neither count, nor let text through as markup, nor hide the unknown."""

_COUNTING = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
_OF_JINJA = frozenset({"loop", "caller", "varargs", "kwargs"})
_OURS = "handlingsplan."
_FEW = 16


class TemplateMistakeError(HpError):
    """A template cannot be used as it is written."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates of one plan, with the filters and the names that they may use.

    What a template puts out goes through `shown`, which makes text of it that is safe in the document.
    """

    def __init__(
        self,
        templates: Templates,
        names: frozenset[str],
        filters: Mapping[str, Filter],
        shown: Callable[[object], str],
    ) -> None:
        @pass_context  # or Jinja would put out the texts in the template itself as HTML
        def finalize(_: object, value: object) -> object:
            return value if isinstance(value, Markup | Undefined) else Markup(shown(value))  # noqa: S704

        super().__init__(
            loader=_Texts(templates),
            undefined=_Missing,
            finalize=finalize,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.templates = templates
        self.names = names
        self._read: dict[str | None, nodes.Template] = {}
        kept = {name: self.filters[name] for name in _KEPT_FILTERS}
        self.filters = {**kept, **filters}
        self.globals = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template, once: it is asked which results it needs before it is used."""
        if filename not in self._read:
            tree = super()._parse(source, name, filename)
            self._judge(tree, filename)
            self._read[filename] = tree
        return self._read[filename]

    def _judge(self, tree: nodes.Template, filename: str | None) -> None:
        unknown = _taken_from_outside(tree) - self.names
        for node in tree.find_all((*_COUNTING, nodes.Concat, nodes.Name)):
            if isinstance(node, nodes.Concat):
                raise _mistake(filename, node.lineno, "~ finns inte här", "skriv [a, b] | joined")
            if not isinstance(node, nodes.Name):
                raise _mistake(filename, node.lineno, "en mall räknar inte", "visa tal som redan är räknade")
            if node.name in unknown:
                hint = _choices(node.name, self.names)
                raise _mistake(filename, node.lineno, f"'{node.name}' finns inte", hint)

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros, and questions put to results: not the methods of texts and lists."""
        if isinstance(obj, Macro | Undefined):  # what is missing says so itself when it is called
            return True
        owner = type(getattr(obj, "__self__", None))
        return owner.__module__.startswith(_OURS) or owner.__name__ == "LoopContext"

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a question; what a macro writes is used as if it stood in the line."""
        answer = super().call(context, obj, *args, **kwargs)
        return answer.strip("\n") if isinstance(obj, Macro) else answer

    def needed(self, name: str) -> set[str]:
        """Return the names that a template, and those that it takes in, takes from outside."""
        return {found for tree in self._trees(name, set()) for found in _taken_from_outside(tree)}

    def _trees(self, name: str, seen: set[str]) -> Iterator[nodes.Template]:
        if name in seen:
            return
        seen.add(name)
        place = f"{_PLACE}{self.templates[name].place}"
        with _Telling(self.filters):
            tree = self._parse(self.templates[name].text, name, place)
        yield tree
        for line, other in _taken_in(tree):
            if other not in self.templates:
                found = f"mallen '{other}' finns inte" if other else "mallens namn måste stå i klartext"
                raise _mistake(place, line, found, _choices(other, self.templates))
            yield from self._trees(other, seen)

    def written(self, name: str, values: Mapping[str, object]) -> str:
        """Return what a template makes of some values; raise `TemplateMistakeError` for a mistake in it."""
        with _Telling(self.filters):
            return self.get_template(name).render(values)


def _taken_in(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the templates that one takes in, each with its line; empty where the name is worked out."""
    kinds = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    for node in tree.find_all(kinds):
        assert isinstance(node, kinds)
        yield node.lineno, str(node.template.value) if isinstance(node.template, nodes.Const) else ""


def _taken_from_outside(tree: nodes.Template) -> set[str]:
    """Return the names that a template uses and sets nowhere."""
    own, used = set(_OF_JINJA), set[str]()
    for node in tree.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.Name):
            (used if node.ctx == "load" else own).add(node.name)
        elif isinstance(node, nodes.Macro):
            own.add(node.name)
        elif isinstance(node, nodes.Import):
            own.add(node.target)
        elif isinstance(node, nodes.FromImport):
            own |= {name if isinstance(name, str) else name[1] for name in node.names}
    return used - own


_PLACE = "mall:"
"""Begins the file names of templates, so that their lines can be told from Python's in a trace."""
_BUILTIN = f"{_PLACE}{BUILTIN}"


class _Texts(BaseLoader):
    """Gives Jinja the texts of templates, each under the name that errors tell."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = self._templates[template]
        return found.text, f"{_PLACE}{found.place}", lambda: True


class _Missing(StrictUndefined):
    """What a template asks for and is not there: says so, with the names that are."""

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_exception is SecurityError:
            return f"'{name}' får en mall inte använda"
        if self._undefined_hint and name is None:
            return self._undefined_hint
        there = _fields(self._undefined_obj)
        return f"'{name}' finns inte\n{_choices(str(name), there) or ''}".rstrip()


class _Telling:
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
            raise _mistake(place, line, found, hint) from error


def _where(error: Exception, trace: TracebackType | None) -> tuple[str | None, int]:
    """Return the template and the line that an error came from: the plan's own, if it came by way of one."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name, error.lineno
    place, line = None, 0
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(_PLACE) and not file.startswith(_BUILTIN):
            place, line = file, trace.tb_lineno
        trace = trace.tb_next
    return place, line


def _explain(error: Exception, filters: Iterable[str]) -> tuple[str, str | None]:
    """Return what a template did wrong, and what to do."""
    if isinstance(error, RecursionError):
        return "mallen tar in sig själv om och om igen", None
    if isinstance(error, SecurityError):
        return "en mall får bara ställa frågor till resultat och använda filter", "se docs/mallar.md"
    if isinstance(error, TemplateSyntaxError) or str(error).startswith("No "):
        return _syntax(str(error).split("\n", 1)[0], filters)
    if isinstance(error, TemplateError | TypeError):
        found, _, hint = str(error).partition("\n")
        return found, hint or None
    return "det här värdet går inte att använda så", "se docs/mallar.md för vad varje filter tar"


def _syntax(message: str, filters: Iterable[str]) -> tuple[str, str | None]:
    """Return what is wrong with the way a template is written, in Swedish where the cause is a common one."""
    unknown = re.match(r"No (filter|test) named '(.*?)'", message)
    if unknown:
        kind = {"filter": "filtret", "test": "provet"}[unknown[1]]
        return f"{kind} '{unknown[2]}' finns inte", _choices(unknown[2], filters)
    tag = re.match(r"Encountered unknown tag '(.*?)'", message)
    if tag:
        return f"'{tag[1]}' är inget som en mall förstår", "kontrollera stavningen och att blocken har slut"
    if "end of template" in message.lower():
        return "ett block har inget slut", "skriv endfor efter for, endif efter if, endmacro efter macro"
    return "mallen är fel skriven här", f"Jinja säger: {message}"


def _mistake(place: str | None, line: int, found: str, hint: str | None) -> TemplateMistakeError:
    where = (place or "mallen").removeprefix(_PLACE)
    return TemplateMistakeError(f"{where}, rad {line}: {found}" if line else f"{where}: {found}", hint)


def _fields(obj: object) -> list[str]:
    """Return what can be asked of a result, or of a template that is taken in."""
    if not isinstance(obj, TemplateModule) and not type(obj).__module__.startswith(_OURS):
        return []
    names = vars(obj) if isinstance(obj, TemplateModule) else dir(obj)
    return [name for name in names if not name.startswith("_")]


def _choices(name: str, there: Iterable[str]) -> str | None:
    """Return the nearest of the names that exist, or all of them where none is near."""
    known = sorted(there)
    close = nearest(name, known)
    if close:
        return f"menade du {' eller '.join(close)}?"
    few = ", ".join(known[:_FEW])
    return f"här finns: {few}{' …' if len(known) > _FEW else ''}" if known else None

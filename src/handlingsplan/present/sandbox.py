"""Run templates where they can only show, loop and choose."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, Undefined, nodes, pass_context
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from handlingsplan.model.template import Template
from handlingsplan.present.mistakes import Missing, Telling, choices, mistake, place_of

Templates = Mapping[str, Template]
Filter = Callable[..., object]

_KEPT_FILTERS = (
    "first", "last", "length", "list", "map", "reject", "rejectattr", "reverse", "select", "selectattr",
    "sort", "unique",
)  # fmt: skip
"""What Jinja has of filters that neither count, nor let text through as markup, nor hide the unknown."""

_COUNTING = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
_OF_JINJA = frozenset({"loop", "caller", "varargs", "kwargs"})
_RESULTS = "handlingsplan.compute."


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
            undefined=Missing,
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
        self.filters = {**kept, **{name: _of_known(told) for name, told in filters.items()}}
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
                raise mistake(filename, node.lineno, "~ finns inte här", "skriv [a, b] | joined")
            if not isinstance(node, nodes.Name):
                raise mistake(filename, node.lineno, "en mall räknar inte", "visa tal som redan är räknade")
            if node.name in unknown:
                hint = choices(node.name, self.names)
                raise mistake(filename, node.lineno, f"'{node.name}' finns inte", hint)

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros, and questions put to results: not the methods of texts, lists and records."""
        if isinstance(obj, Macro | Undefined):  # what is missing says so itself when it is called
            return True
        owner = type(getattr(obj, "__self__", None))
        return owner.__module__.startswith(_RESULTS) or owner.__name__ == "LoopContext"

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a question; what a macro writes is used as if it stood in the line."""
        answer = super().call(context, obj, *args, **kwargs)
        return answer.strip("\n") if isinstance(obj, Macro) else answer

    def needed(self, name: str) -> set[str]:
        """Return the names that a template, and those that it takes in, takes from outside."""
        return {found for tree in self._trees(name, set()) for found in _taken_from_outside(tree)}

    def parts(self, name: str) -> set[str]:
        """Return a template and those that it takes in, by name."""
        found: set[str] = set()
        for _ in self._trees(name, found):
            pass
        return found

    def _trees(self, name: str, seen: set[str]) -> Iterator[nodes.Template]:
        if name in seen:
            return
        seen.add(name)
        place = place_of(self.templates[name])
        with Telling(self.filters):
            tree = self._parse(self.templates[name].text, name, place)
        yield tree
        for line, other in _taken_in(tree):
            if other not in self.templates:
                found = f"mallen '{other}' finns inte" if other else "mallens namn måste stå i klartext"
                raise mistake(place, line, found, choices(other, self.templates))
            yield from self._trees(other, seen)

    def written(self, name: str, values: Mapping[str, object]) -> str:
        """Return what a template makes of some values; raise `TemplateMistakeError` for a mistake in it."""
        with Telling(self.filters):
            return self.get_template(name).render(values)


def _of_known(told: Filter) -> Filter:
    """Return a filter that lets what is missing say so itself."""
    if hasattr(told, "jinja_pass_arg"):
        return told

    def known(*values: object, **options: object) -> object:
        for value in values:
            if isinstance(value, Undefined):
                str(value)
        return told(*values, **options)

    return known


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


class _Texts(BaseLoader):
    """Gives Jinja the texts of templates, each under the name that errors tell."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = self._templates[template]
        return found.text, place_of(found), lambda: True

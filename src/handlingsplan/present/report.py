"""Write documents through templates: Markdown, or plain text to paste."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlingsplan.compute.check import Check
from handlingsplan.compute.report import NEEDS, RESULTS, Subject
from handlingsplan.compute.traces.report import Traced
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import FileCount
from handlingsplan.model.problem import Severity
from handlingsplan.model.revision import Revision
from handlingsplan.model.template import Template
from handlingsplan.present import markdown
from handlingsplan.present.filters import Notes, filters, plain, shown
from handlingsplan.present.listing import Listing
from handlingsplan.present.mistakes import TemplateMistakeError
from handlingsplan.present.sandbox import Sandbox, Templates
from handlingsplan.present.tracing import FilterLog, trace_page
from handlingsplan.present.wording.status import plan_title
from handlingsplan.present.wording.trace import Explained

LONG, SHORT = ".md", ".txt"
"""A document is Markdown; its short form, for a chat, is plain text."""

_VALUES = {"org": "ORG", "process": "ID"}
_LISTING = "_lista.md"
_NAMES = frozenset({*RESULTS, "document"})


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says of itself: its plan, its day, the state of the data, how to make it again."""

    name: str
    about: Subject
    final: bool
    command: str
    check: Check
    revision: Revision | None

    @property
    def plan(self) -> str:
        """Return the plan's name and years."""
        return plan_title(self.about.plan.header)

    @property
    def as_of(self) -> date:
        """Return the day that it tells of."""
        return self.about.as_of

    @property
    def org(self) -> str | None:
        """Return the organisation that it is about, where it is about one."""
        return self.about.org

    @property
    def process(self) -> str | None:
        """Return the process that it is about, where it is about one."""
        return self.about.process

    @property
    def year(self) -> int | None:
        """Return the year of the money and the decisions in it, where it is about one."""
        return self.about.year

    @property
    def abbreviations(self) -> tuple[tuple[str, str], ...]:
        """Return short names of organisations, and abbreviations, with what they stand for where known."""
        header = self.about.plan.header
        named = ((key, it.name) for key, it in {**header.terms, **header.organisations}.items() if it.name)
        return tuple((key, name) for key, name in named if name.casefold() != key.casefold())

    @property
    def files(self) -> FileCount:
        """Return how many files the plan has, and how many were read."""
        return self.check.files

    @property
    def warnings(self) -> int:
        """Return how many warnings `hp check` gives."""
        return self.check.count(Severity.WARNING)

    @property
    def gaps(self) -> int:
        """Return how many things are unknown in the whole plan."""
        return self.check.gaps


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document that can be made: what it is, whose its template is, and which options it must have."""

    name: str
    about: str
    own: bool
    needs: tuple[tuple[str, str], ...]


class Press:
    """Makes one document by its template."""

    def __init__(self, templates: Templates, template: str) -> None:
        self._plain_text = template.endswith(SHORT)
        self._template = template
        self._notes = Notes()
        self._told = FilterLog()
        say = plain if self._plain_text else shown
        self._sandbox = Sandbox(
            templates,
            _NAMES,
            self._told.noting(filters(self._notes)),
            lambda it: self._notes.heard(say(it)),
        )

    @property
    def needed(self) -> set[str]:
        """Return the names of the results that the template uses."""
        return self._sandbox.needed(self._template) - {"document"}

    @property
    def changed(self) -> bool:
        """Tell whether the template, or one that it takes in, is another than the tool's."""
        templates = self._sandbox.templates
        return any(templates[name].changed for name in self._sandbox.parts(self._template))

    def write(
        self, document: Document, results: Mapping[str, object], traced: Mapping[str, Traced] | None = None
    ) -> str:
        """Return the document as text; raise `TemplateMistakeError` for a mistake in its template.

        With what the figures were made of, how each that the document tells was counted comes last.
        """
        plan = document.about.plan
        self._notes.begin(plan.sources)
        self._told.begin()
        text = self._sandbox.written(self._template, {"document": document, **results})
        if self._plain_text:
            return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())
        if traced is not None:
            text += f"\n\n{trace_page(self._told.figures(plan, results, traced), sourced=True)}"
        return markdown.tidy(text)


@dataclass(frozen=True, slots=True)
class ExplainedListing(Listing):
    """A listing with how its figures were counted."""

    figures: Sequence[Explained]


def explained_listing(page: Listing, figures: Sequence[Explained]) -> ExplainedListing:
    """Return a listing with how its figures were counted."""
    return ExplainedListing(page.title, page.day, page.lines, page.tables, page.notes, figures)


def render_listing(listing: Listing, templates: Templates) -> str:
    """Return a listing as Markdown."""
    sandbox = Sandbox(templates, frozenset({"listing"}), filters(Notes()), shown)
    text = sandbox.written(_LISTING, {"listing": listing})
    if isinstance(listing, ExplainedListing):
        text += f"\n\n{trace_page(listing.figures)}"
    return markdown.tidy(text)


def document_kinds(templates: Templates) -> list[DocumentKind]:
    """Return the documents that there are templates for: the built-in ones, then the plan's own."""
    found = [
        DocumentKind(name, _about(template), template.own, _needs(templates, template.name))
        for name, template in _documents(templates).items()
    ]
    return sorted(found, key=lambda kind: (kind.own, kind.name))


def template_name(templates: Templates, document: str, *, short: bool) -> str:
    """Return the template of a document; raise `WrongChoiceError` with those that exist for none."""
    documents = _documents(templates)
    if document not in documents:
        close = nearest(document, documents)
        hint = f"menade du {' eller '.join(close)}?" if close else f"dokumenten är {', '.join(documents)}"
        raise WrongChoiceError(f"dokumentet '{document}' finns inte", hint)
    if short and document + SHORT not in templates:
        names = ", ".join(name for name in documents if name + SHORT in templates)
        raise WrongChoiceError(f"{document} har ingen kort form", f"det har {names}" if names else None)
    return document + (SHORT if short else LONG)


def _documents(templates: Templates) -> dict[str, Template]:
    """Return the template of each document; one whose name begins with _ is a part of others."""
    return {
        name.removesuffix(LONG): template
        for name, template in sorted(templates.items())
        if name.endswith(LONG) and not name.startswith("_")
    }


def _needs(templates: Templates, name: str) -> tuple[tuple[str, str], ...]:
    """Return the options that a document must have, each with a word for its value."""
    try:
        results = Press(templates, name).needed
    except TemplateMistakeError:  # listed too: whoever uses it is told what is wrong
        return ()
    return tuple((option, _VALUES[option]) for result, option in NEEDS.items() if result in results)


def _about(template: Template) -> str:
    """Return what a template says of itself in the comment that it begins with."""
    found = re.match(r"\s*\{#-?\s*(.*?)\s*-?#\}", template.text, re.DOTALL)
    return " ".join(found[1].split()) if found else ""

"""The command that makes documents."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from handlingsplan.cli.options import AsOf, PlanFolder, last_day, plan_folder
from handlingsplan.errors import HpError, WrongChoiceError

if TYPE_CHECKING:
    from handlingsplan.compute.check import Check
    from handlingsplan.compute.report import Subject
    from handlingsplan.compute.traces.report import Traced
    from handlingsplan.model.plan import Plan
    from handlingsplan.model.revision import Revision

FAULTS_IN_DATA = 1

_FEW = 12

Name = Annotated[
    str | None, typer.Argument(metavar="[DOKUMENT]", help="Till exempel styrgrupp; alla visas med --list.")
]
Org = Annotated[
    str | None, typer.Option("--org", metavar="ORG", show_default=False, help="Bara den organisationen.")
]
Year = Annotated[
    str | None,
    typer.Option("--year", metavar="ÅR", show_default=False, help="Bara det årets pengar och beslut."),
]
OneProcess = Annotated[
    str | None, typer.Option("--process", metavar="ID", show_default=False, help="Bara den processen.")
]
OutFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FIL", show_default=False, help="Skriv till en ny fil."),
]
Final = Annotated[bool, typer.Option("--final", help="Slutlig version i stället för utkast.")]
Short = Annotated[bool, typer.Option("--short", help="Högst tolv rader att klistra in i en chatt.")]
Sources = Annotated[bool, typer.Option("--sources", help="Visa sist hur siffrorna är räknade: fil och rad.")]
Listed = Annotated[bool, typer.Option("--list", help="Visa vilka dokument som finns.")]
NewTemplate = Annotated[
    str | None,
    typer.Option(
        "--new-template",
        metavar="DOKUMENT",
        show_default=False,
        help="Kopiera en mall till planen, att ändra.",
    ),
]


class Request(NamedTuple):
    """What was asked for: which document, about what, for which day, and how it is to be delivered."""

    name: str
    about: dict[str, str | None]
    as_of: date | None
    output: Path | None
    final: bool
    short: bool
    sources: bool


def report(  # noqa: PLR0913 - one argument for each option
    name: Name = None,
    *,
    org: Org = None,
    process: OneProcess = None,
    year: Year = None,
    as_of: AsOf = None,
    output: OutFile = None,
    final: Final = False,
    short: Short = False,
    sources: Sources = False,
    list_: Listed = False,
    new_template: NewTemplate = None,
    plan: PlanFolder = None,
) -> int:
    """Gör ett dokument inför mötet: styrgrupp, slutrapport, forvaltning, process eller beslut.

    Dokumentet är Markdown och skrivs på skärmen, eller till en ny fil med -o. Samma data ger samma
    dokument. Ett dokument görs bara av en plan utan fel; se hp check.
    """
    root = plan_folder(plan)
    if new_template is not None:
        return _copy_template(root, new_template, short=short)
    about = {"org": org, "process": process, "year": year}
    if list_ or name is None:
        if any([*about.values(), as_of, output, final, short, sources]):
            raise WrongChoiceError("dokumentets namn saknas", "hp report --list visar dem som finns")
        return _show_documents(root)
    if short and sources:
        raise WrongChoiceError("--sources går inte ihop med --short", "välj det ena")
    return _make(root, Request(name, about, last_day(as_of), output, final, short, sources))


def _make(root: Path, request: Request) -> int:
    from handlingsplan.compute.check import compute_check
    from handlingsplan.compute.report import compute_results
    from handlingsplan.present.report import Document, Press, template_name
    from handlingsplan.store.git import asked_revision
    from handlingsplan.store.load import load_plan
    from handlingsplan.store.templates import read_templates

    _check_output(request.output)
    templates = read_templates(root)
    template = template_name(templates, request.name, short=request.short)
    press = Press(templates, template)
    needed = press.needed
    with asked_revision(root) as answer:
        loading = load_plan(root, rules=True)
        check = compute_check(loading.plan, loading.problems, None)
        revision = answer()
    if not check.passed:
        return _refuse(check)
    if request.final:
        _demand_saved(revision)
    subject = _subject(loading.plan, request, needed)
    command = _command(request, subject)
    document = Document(request.name, subject, request.final, command, check, revision)
    results = compute_results(subject, needed)
    traced = _traced(subject, results) if request.sources else None
    return _deliver(press.write(document, results, traced), request.output)


def _traced(subject: "Subject", results: Mapping[str, object]) -> "Mapping[str, Traced]":
    from handlingsplan.compute.traces.report import trace_results

    return trace_results(subject, results)


def _demand_saved(revision: "Revision | None") -> None:
    """Raise `HpError` for a version that is not saved: nobody could make the document again."""
    if revision is not None and not revision.clean:
        raise HpError(
            "planens filer har ändringar som inte är sparade i git; en slutlig version görs av sparade filer",
            "spara dem med git commit, eller gör ett utkast utan --final",
        )


def _subject(plan: "Plan", request: Request, needed: set[str]) -> "Subject":
    """Return what the document is about; raise `WrongChoiceError` where it must be said and is not."""
    from handlingsplan.cli.showing import default_day
    from handlingsplan.compute.facets import UNKNOWN_WORD, partners
    from handlingsplan.compute.report import NEEDS, Subject
    from handlingsplan.compute.select import choose

    for result, option in NEEDS.items():
        if result in needed and request.about[option] is None:
            there = partners(plan) if option == "org" else list(plan.processes)
            few = ", ".join(there[:_FEW]) + (" …" if len(there) > _FEW else "")
            raise WrongChoiceError(f"{request.name} behöver --{option}", f"välj bland {few}" if few else None)
    given = {key: [word] for key, word in request.about.items() if word is not None}
    chosen = {key: next(iter(words)) for key, words in choose(plan, given).wanted.items()}
    for key, word in chosen.items():
        if word == UNKNOWN_WORD:
            raise WrongChoiceError(f"--{key}: ett dokument görs inte om det okända", "välj ett namn")
    year = int(chosen["year"]) if "year" in chosen else None
    last = date(year, 12, 31) if year is not None else date.max
    day = request.as_of or min(default_day(plan), last)
    return Subject(plan, day, chosen.get("org"), chosen.get("process"), year, request.as_of)


def _command(request: Request, about: "Subject") -> str:
    """Return the command that makes the document again on any day: in full, also where it is short."""
    options = {"--org": about.org, "--process": about.process, "--year": about.year, "--as-of": about.as_of}
    words = ["hp", "report", request.name]
    words += [word for option, value in options.items() if value is not None for word in (option, str(value))]
    words += ["--final"] * request.final + ["--sources"] * request.sources
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _refuse(check: "Check") -> int:
    """Say why no document is made of a plan with faults, and where the first one is."""
    from handlingsplan.cli.console import say
    from handlingsplan.model.problem import Severity
    from handlingsplan.present.swedish import counted

    first = next(problem for problem in check.problems if problem.severity is Severity.FAULT)
    place = f"{first.place.file}:{first.place.line}" if first.place.line else first.place.file
    say(
        f"planen har {counted(check.count(Severity.FAULT), 'fel', 'fel')}, och ett dokument görs bara av en "
        "plan utan fel",
        f"{place}: {first.message}; se hp check",
    )
    return FAULTS_IN_DATA


def _check_output(output: Path | None) -> None:
    from handlingsplan.store.templates import ENDINGS

    if output is None:
        return
    if output.is_dir():
        raise WrongChoiceError(f"-o: {output} är en mapp", "skriv ett filnamn, till exempel underlag.md")
    if output.suffix.lower() not in ENDINGS:
        raise WrongChoiceError(
            f"-o: dokument skrivs som Markdown, inte som {output.name}", "sluta namnet med .md"
        )


def _deliver(text: str, output: Path | None) -> int:
    from handlingsplan.cli import console
    from handlingsplan.store.output import write_new

    if output is None:
        console.write(text)
    elif write_new(output, text):
        console.say(f"skrev {output}")
    else:
        console.say(f"{output} finns redan och är likadan")
    return 0


def _show_documents(root: Path) -> int:
    from handlingsplan.cli import console
    from handlingsplan.present.report import document_kinds
    from handlingsplan.present.screens.report import documents_screen
    from handlingsplan.store.templates import read_templates

    out = console.console()
    console.show(documents_screen(document_kinds(read_templates(root)), out.width), out)
    return 0


def _copy_template(root: Path, name: str, *, short: bool) -> int:
    from handlingsplan.cli.console import say
    from handlingsplan.present.report import LONG, template_name
    from handlingsplan.store.templates import copy_template, read_builtin_templates

    builtin = read_builtin_templates()
    template = name + LONG if name.startswith("_") else template_name(builtin, name, short=short)
    if template not in builtin:
        parts = ", ".join(part.removesuffix(LONG) for part in builtin if part.startswith("_"))
        raise WrongChoiceError(f"delen '{name}' finns inte", f"delarna är {parts}")
    user = "dokumenten" if name.startswith("_") else f"hp report {name}{' --short' * short}"
    say(f"skrev {copy_template(root, template)}", f"ändra den som du vill; {user} använder den")
    return 0

"""The command that starts a plan, from nothing or from the plan before it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from handlingsplan.cli.options import plan_folder
from handlingsplan.cli.writing import DryRun
from handlingsplan.errors import HpError, WrongChoiceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsplan.cli.answers import Given
    from handlingsplan.compute.carrying import Carried, Old
    from handlingsplan.compute.starting import Group, Start
    from handlingsplan.model.plan import Plan

STOPPED = 1

Folder = Annotated[
    Path, typer.Argument(metavar="MAPP", show_default=False, help="Planens mapp: ny, eller tom.")
]
Name = Annotated[str | None, typer.Option("--name", metavar="NAMN", help="Planens namn.")]
Owner = Annotated[str | None, typer.Option("--owner", metavar="ÄGARE", help="Vem som äger planen.")]
First = Annotated[
    str | None, typer.Option("--start", metavar="DAG", help="Första dag; även 2026 eller 2026-03.")
]
Last = Annotated[str | None, typer.Option("--end", metavar="DAG", help="Sista dag.")]
Orgs = Annotated[
    list[str] | None,
    typer.Option("--org", metavar="KORT=NAMN", show_default=False, help="En organisation; kan upprepas."),
]
OrgsFile = Annotated[
    Path | None,
    typer.Option(
        "--orgs", metavar="FIL", show_default=False, help="Organisationer ur en fil, en på varje rad."
    ),
]
Bodies = Annotated[
    list[str] | None,
    typer.Option(
        "--body",
        metavar="KORT=NAMN:SLAG",
        show_default=False,
        help="Ett organ: ledning=Ledningsgruppen:consensus; kan upprepas.",
    ),
]
Areas = Annotated[
    str | None,
    typer.Option(
        "--areas", metavar="FIL", help="Målområden ur en fil; eller folkhalsa (de åtta), eller inga."
    ),
]
NoMoney = Annotated[bool, typer.Option("--no-money", help="Planen fördelar inga egna pengar.")]
Before = Annotated[
    Path | None, typer.Option("--from", metavar="PLAN", show_default=False, help="Börja från planen före.")
]
Carry = Annotated[
    list[str] | None,
    typer.Option(
        "--carry",
        metavar="VAD",
        show_default=False,
        help="Med --from: continuing, unfinished, all eller en process id; kan upprepas.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Fråga ingenting; det som inte är sagt är okänt.")]


class Founding(NamedTuple):
    """What a new plan's folder is to hold, and what it takes over from the plan before it."""

    start: "Start"
    header: "Group"
    records: "Sequence[tuple[str, Group]]" = ()
    carried: "Carried | None" = None


class _How(NamedTuple):
    """Whether nobody is to be asked, and nothing to be written."""

    quiet: bool
    dry_run: bool


class Made(NamedTuple):
    """How many files were made, and how many warnings `hp check` has about them."""

    files: int
    warnings: int


def init(  # noqa: PLR0913 - one argument for each option
    folder: Folder,
    *,
    name: Name = None,
    owner: Owner = None,
    first: First = None,
    last: Last = None,
    orgs: Orgs = None,
    orgs_file: OrgsFile = None,
    bodies: Bodies = None,
    areas: Areas = None,
    no_money: NoMoney = False,
    before: Before = None,
    carry: Carry = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> int:
    """Börja en ny plan, redo för git, i en mapp som är ny eller tom.

    I en terminal frågar hp efter det som inte är sagt, en sak i taget. Med --from tar den nya planen över ord
    och processer från planen före: dem som behöver fortsatt ledning, om inget annat är sagt med --carry.
    Ingenting skrivs över, och det som ingen vet står som null.
    """
    from handlingsplan.cli.answers import Given

    if carry and before is None:
        raise WrongChoiceError("--carry hör till --from", "skriv --from och den gamla planens mapp")
    if areas is not None and before is not None:
        raise WrongChoiceError("--areas går inte med --from", "målområdena följer med från den gamla planen")
    given = Given(
        name, owner, first, last, (*(orgs or ()),), orgs_file, (*(bodies or ()),), areas,
        money=not no_money, old=before is not None,
    )  # fmt: skip
    how = _How(quiet=yes, dry_run=dry_run)
    return _init(folder, given, before, carry or ["continuing"], how)


def _init(folder: Path, given: "Given", before: Path | None, carry: list[str], how: _How) -> int:
    from handlingsplan.cli.answers import start_of
    from handlingsplan.cli.console import say
    from handlingsplan.cli.prompts import at_terminal
    from handlingsplan.cli.questions import ask_rest, confirm
    from handlingsplan.store.founding import found_plan, refuse_taken

    refuse_taken(folder)
    start = start_of(given)
    old = None if before is None else _old(before)
    ids = [] if old is None else _ids(old, carry)
    try:
        asking = at_terminal() and not how.quiet
        start = ask_rest(given, start, folder) if asking else start
        founding = _founding(start, old, ids)
        plan, warnings = _checked(_records(founding), carried=old is not None)
        files = _files(folder, founding, plan)
        if how.dry_run:
            return _only_told(folder, files)
        if asking and not confirm(folder):
            say("ingenting är skapat")
            return STOPPED
        found_plan(folder, files)
    except KeyboardInterrupt:
        say("ingenting är skapat")
        raise
    _show(folder, founding, Made(len(files), warnings), old)
    return 0


def _only_told(folder: Path, files: "Mapping[str, bytes]") -> int:
    from handlingsplan.cli.writing import tell
    from handlingsplan.present.wording.writing import NOT_WRITTEN

    tell([f"I {folder} skulle skapas:", *(f"  {path}" for path in sorted(files)), "", NOT_WRITTEN])
    return 0


def _old(before: Path) -> "Old":
    """Return the plan before; raise `HpError` for one with faults: what it says cannot be taken over."""
    from handlingsplan.cli.showing import default_day
    from handlingsplan.compute.carrying import Old
    from handlingsplan.compute.check import compute_check
    from handlingsplan.model.problem import Severity
    from handlingsplan.present.swedish import counted
    from handlingsplan.store.founding import written_values
    from handlingsplan.store.git import asked_revision
    from handlingsplan.store.load import load_plan

    root = plan_folder(before)
    loading = load_plan(root, rules=True)
    check = compute_check(loading.plan, loading.problems, None)
    if not check.passed:
        first = next(problem for problem in check.problems if problem.severity is Severity.FAULT)
        raise HpError(
            f"den gamla planen har {counted(check.count(Severity.FAULT), 'fel', 'fel')}; det första är i "
            f"{first.place.file}:{first.place.line}: {first.message}",
            f"rätta dem först; se hp check --plan {before}",
        )
    plan = loading.plan
    with asked_revision(root) as answer:
        revision = answer()
    return Old(plan, written_values(plan.texts), default_day(plan), root.resolve().name, revision)


def _ids(old: "Old", carry: list[str]) -> list[str]:
    from handlingsplan.compute.carrying import choose_carried

    return choose_carried(old.plan, old.day, carry)


def _founding(start: "Start", old: "Old | None", ids: list[str]) -> Founding:
    from handlingsplan.compute import carrying, starting

    if old is None:
        return Founding(start, starting.start_header(start))
    if not old.plan.header.years:  # a plan without money is most often followed by another
        start = start._replace(money=False)
    carried = carrying.carry(old, ids, start)
    records = [("sources", carried.source), *(("processes", process) for process in carried.processes)]
    return Founding(start, carried.header, records, carried)


def _records(founding: Founding) -> dict[str, str]:
    """Return the texts of the plan itself."""
    from handlingsplan.compute.starting import AREAS_SOURCE
    from handlingsplan.present.wording.init import sections
    from handlingsplan.store.founding import founding_source, header_text, record_path, record_text
    from handlingsplan.store.layout import HEADER_PATH

    told = sections(founding.header, money=founding.start.money)
    texts = {HEADER_PATH: header_text(founding.header, told)}
    if founding.start.areas is None:
        texts[record_path("sources", AREAS_SOURCE)] = founding_source(AREAS_SOURCE)
    for kind, values in founding.records:
        texts[record_path(kind, str(values["id"]))] = record_text(kind, values)
    return texts


def _checked(texts: dict[str, str], *, carried: bool) -> "tuple[Plan, int]":
    """Return the plan that some texts make up, and how many warnings it has.

    Raises `HpError` for a fault. A warning is one too, unless it can come from the plan before.
    """
    from handlingsplan.compute.check import compute_check
    from handlingsplan.model.problem import Severity
    from handlingsplan.store.load import build_plan

    loading = build_plan(texts.items())
    check = compute_check(loading.plan, loading.problems, None)
    stops = {Severity.FAULT} if carried else {Severity.FAULT, Severity.WARNING}
    wrong = next((problem for problem in check.problems if problem.severity in stops), None)
    if wrong is not None:
        place = f"{wrong.place.file}:{wrong.place.line}"
        raise HpError(f"planen skulle få ett fel i {place}: {wrong.message}", wrong.hint)
    return loading.plan, check.count(Severity.WARNING)


def _files(folder: Path, founding: Founding, plan: "Plan") -> dict[str, bytes]:
    """Return every file of the folder."""
    from handlingsplan.present.wording.init import readme
    from handlingsplan.store.founding import founding_texts

    texts = {**plan.texts, **founding_texts()}
    texts["README.md"] = readme(texts["README.md"], founding.start.name, founding.start.owner)
    files = {path: text.encode("utf-8") for path, text in texts.items()}
    return files | _editor_files(folder, plan)


def _editor_files(folder: Path, plan: "Plan") -> dict[str, bytes]:
    """Return what makes an editor explain the keys and underline what is wrong."""
    from handlingsplan.present.export.text import json_text
    from handlingsplan.present.schema.build import schema_of
    from handlingsplan.present.wording.schema import title_of
    from handlingsplan.store.editors import compute_installation, described

    schemas = {
        it.path: json_text(schema_of(it.parts(), title_of(it.kind), plan)) + "\n" for it in described()
    }
    changes = compute_installation(folder, schemas).changes
    return {change.path: change.after for change in changes if change.after is not None}


def _show(folder: Path, founding: Founding, made: Made, old: "Old | None") -> None:
    from handlingsplan.cli import console
    from handlingsplan.present.screens.init import founded_screen
    from handlingsplan.present.wording.init import carried, founded, next_commands

    told = [*founded(str(folder), made.files, founding.start.name, made.warnings)]
    if founding.carried is not None and old is not None:
        told += carried(founding.carried, old.day.isoformat(), old.plan.header.name)
    out = console.console()
    commands = next_commands(str(folder), git=(folder / ".git").exists())
    console.show(founded_screen(told, commands, out.width), out)

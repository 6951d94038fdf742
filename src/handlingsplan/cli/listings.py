"""The commands that list: status, grants, decisions, list and show."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from handlingsplan.cli.asking import Narrowing, wanted_of
from handlingsplan.cli.options import (
    Asked,
    AsOf,
    Format,
    Grouped,
    GroupedBy,
    Listed,
    PlanFolder,
    Rows,
    Search,
    Sort,
    Wanted,
    Where,
    last_day,
    one_of,
    plan_folder,
    selecting,
)
from handlingsplan.errors import WrongChoiceError

if TYPE_CHECKING:
    from handlingsplan.model.plan import Plan
    from handlingsplan.present.layout import Screen
    from handlingsplan.present.listing import Listing

FORMATS = ("table", "json", "csv", "md")


class Output(NamedTuple):
    """What a listing looks like in each format; made only when asked for."""

    table: "Callable[[int], Screen]"
    json: Callable[[], dict[str, object]]
    csv: Callable[[], list[list[str]]]
    md: "Callable[[], Listing]"


def today() -> date:
    """Return the day it is, where the user is."""
    return datetime.now().astimezone().date()


def default_day(plan: "Plan") -> date:
    """Return the day that a listing tells of: today, or the plan's last day once its period is over."""
    return min(today(), plan.last_day or date.max)


@selecting
def status(
    *,
    asked: Asked,
    rows: Listed = False,
    as_of: AsOf = None,
    format_: Format = "table",
    plan: PlanFolder = None,
) -> int:
    """Visa var varje process står.

    Räknar processerna per läge, målområde och organisation. Val som upprepas betyder eller, olika
    val betyder och: hp status --area LV --area SK --org ALFA. Ordet okänt väljer det som saknas.
    """
    from handlingsplan.compute.select import choose
    from handlingsplan.compute.status import compute_status
    from handlingsplan.present.screens.status import status_screen

    one_of("--format", format_, FORMATS)
    alone = not any(asked.values())  # processes and findings are selected through grants and decisions
    loaded, documents, root = _load(plan, ("processes", "findings", "sources") if alone else None)
    day = last_day(as_of) or default_day(loaded)
    selection = choose(loaded, asked)
    result = compute_status(loaded, day, selection)
    output = Output(
        table=lambda width: status_screen(result, width, documents, rows=rows or bool(selection)),
        json=lambda: _export("status").status_json(result),
        csv=lambda: _export("status").status_rows(result),
        md=lambda: _listing().status_listing(result, documents),
    )
    return _emit(output, format_, loaded, root)


@selecting
def grants(
    *,
    asked: Asked,
    by: Grouped = "category",
    as_of: AsOf = None,
    format_: Format = "table",
    plan: PlanFolder = None,
) -> int:
    """Visa pengarna: rekvirerat, sökt, beviljat, förbrukat och kvar.

    Utan --year visas alla år sida vid sida, med --year 2022 årets insatser. En summa säger alltid hur
    många av sina delar som är kända; det okända räknas aldrig som noll.
    """
    from handlingsplan.compute.grants import compute_grants
    from handlingsplan.compute.grouping import GROUPINGS
    from handlingsplan.compute.select import choose
    from handlingsplan.present.screens.grants import grants_screen

    one_of("--format", format_, FORMATS)
    grouping = next(choice for choice in GROUPINGS if choice == one_of("--by", by, GROUPINGS))
    loaded, documents, root = _load(plan)
    result = compute_grants(loaded, last_day(as_of), choose(loaded, asked), grouping)
    output = Output(
        table=lambda width: grants_screen(result, width, documents),
        json=lambda: _export("grants").grants_json(result),
        csv=lambda: _export("grants").grants_rows(result),
        md=lambda: _listing().grants_listing(result, documents),
    )
    return _emit(output, format_, loaded, root)


@selecting
def decisions(*, asked: Asked, as_of: AsOf = None, format_: Format = "table", plan: PlanFolder = None) -> int:
    """Visa vem som beslutade vad, i dagordning.

    Föreslagna och väntade beslut är med och märkta. Läget är punkternas: föreslaget, väntat, beslutat,
    återremitterat eller avslaget.
    """
    from handlingsplan.compute.decisions import compute_decisions
    from handlingsplan.compute.select import choose, point_statuses
    from handlingsplan.present.screens.decisions import decisions_screen

    one_of("--format", format_, FORMATS)
    loaded, _, root = _load(plan)
    result = compute_decisions(loaded, last_day(as_of), choose(loaded, asked, point_statuses()))
    output = Output(
        table=lambda width: decisions_screen(result, width),
        json=lambda: _export("decisions").decisions_json(result),
        csv=lambda: _export("decisions").decisions_rows(result),
        md=lambda: _listing().decisions_listing(result),
    )
    return _emit(output, format_, loaded, root)


def show(wanted: Wanted, *, as_of: AsOf = None, format_: Format = "table", plan: PlanFolder = None) -> int:
    """Visa en post hel, med källor och allt som pekar på den.

    Tar postens id, eller ett ord ur plan.yaml: en organisation, ett organ, ett målområde.
    """
    from handlingsplan.compute.show import compute_show
    from handlingsplan.present.screens.show import show_screen
    from handlingsplan.present.wording.show import fields

    one_of("--format", format_, FORMATS)
    loaded, _, root = _load(plan)
    result = compute_show(loaded, wanted, last_day(as_of) or default_day(loaded))
    output = Output(
        table=lambda width: show_screen(result, width),
        json=lambda: _export("records").show_json(result),
        csv=lambda: [
            ["Fält", "Värde", "Källa"],
            *([name, value, "; ".join(sources)] for name, value, sources in fields(result)),
        ],
        md=lambda: _listing().show_listing(result),
    )
    return _emit(output, format_, loaded, root)


@selecting
def list_(  # noqa: PLR0913 - each option of the command is an argument
    what: Sort = None,
    *,
    asked: Asked,
    where: Where = None,
    search: Search = None,
    by: GroupedBy = None,
    rows: Rows = False,
    as_of: AsOf = None,
    format_: Format = "table",
    plan: PlanFolder = None,
) -> int:
    """Lista allt av ett slag: händelser, grupper, tjänster, svar, medskick.

    Utan ord visas vad som går att lista. hp list groups --by place räknar grupper och deltagare per plats,
    hp list events --where kind=temadag väljer, hp list points --search utvärdering letar i texten.
    Nycklarna skrivs på engelska eller svenska. Ordet okänt väljer det som saknas.
    """
    from handlingsplan.compute.entries import gather
    from handlingsplan.compute.list import compute_list
    from handlingsplan.present.screens.list import list_screen, sorts_screen

    one_of("--format", format_, FORMATS)
    loaded, _, root = _load(plan)
    sorts = gather(loaded)
    if what is None and (where or search or by or any(asked.values())):
        raise WrongChoiceError("säg vad som ska listas", "skriv till exempel hp list events --by year")
    if what is None:
        counts = {name: len(entries) for name, entries in sorts.items()}
        output = Output(
            table=lambda width: sorts_screen(loaded.header.name, counts, width),
            json=lambda: _export("records").sorts_json(loaded, counts),
            csv=lambda: _export("records").sorts_rows(counts),
            md=lambda: _listing().sorts_listing(loaded.header.name, counts),
        )
        return _emit(output, format_, loaded, root)
    wanted = wanted_of(loaded, sorts, what, Narrowing(asked, where or [], search, by or []))
    result = compute_list(loaded, wanted, last_day(as_of))
    output = Output(
        table=lambda width: list_screen(result, width, rows=rows),
        json=lambda: _export("records").list_json(result),
        csv=lambda: _export("records").list_rows(result),
        md=lambda: _listing().list_listing(result, rows=rows),
    )
    return _emit(output, format_, loaded, root)


def home(plan: Path | None) -> int:
    """Show the headline of the status and the next useful commands."""
    from handlingsplan.cli.console import console
    from handlingsplan.cli.console import show as print_screen
    from handlingsplan.compute.facets import money_years
    from handlingsplan.compute.status import compute_status
    from handlingsplan.present.screens.home import home_screen

    loaded, _, _ = _load(plan)
    day = default_day(loaded)
    out = console()
    year = max((year for year in money_years(loaded) if year <= day.year), default=None)
    print_screen(home_screen(compute_status(loaded, day), out.width, year=year), out)
    return _warn_unread(loaded)


def _load(plan: Path | None, folders: Collection[str] | None = None) -> "tuple[Plan, dict[str, str], Path]":
    """Return the plan, how its documents are named in running text, and its folder."""
    from handlingsplan.store.layout import FOLDERS
    from handlingsplan.store.load import load_plan

    root = plan_folder(plan)
    loaded = load_plan(root, folders or tuple(FOLDERS)).plan
    return loaded, {id_: source.short or id_ for id_, source in loaded.sources.items()}, root


def _emit(output: Output, format_: str, plan: "Plan", root: Path) -> int:
    """Print a listing in one format; exit code 1 when a file could not be read."""
    from handlingsplan.cli import console

    if format_ == "table":
        out = console.console()
        console.show(output.table(out.width), out)
    elif format_ == "json":
        console.write(_export("text").json_text(output.json()) + "\n")
    elif format_ == "csv":
        console.write(_export("text").csv_text(output.csv()), bom=True)
    else:
        from handlingsplan.present.report import render_listing
        from handlingsplan.store.templates import read_templates

        console.write(render_listing(output.md(), read_templates(root)))
    return _warn_unread(plan)


def _warn_unread(plan: "Plan") -> int:
    from handlingsplan.cli.console import say

    if plan.files.complete and plan.header_read:
        return 0
    if plan.files.complete:
        say(f"{plan.header_path} saknas; planens namn och ord är inte kända", "se hp check")
        return 1
    missing = plan.files.total - plan.files.read
    read = f"{plan.files.read} av {plan.files.total} filer lästa"
    say(f"{read}; {missing} har fel och är inte med ovan", "se hp check")
    return 1


def _export(name: str) -> ModuleType:
    return import_module(f"handlingsplan.present.export.{name}")


def _listing() -> ModuleType:
    from handlingsplan.present import listing

    return listing

"""The commands that list: status, grants, decisions, list and show."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsplan.cli.asking import Narrowing, wanted_of
from handlingsplan.cli.explaining import explainable_decisions, explainable_grants, explainable_status
from handlingsplan.cli.options import (
    Asked,
    AsOf,
    Explain,
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
    selecting,
)
from handlingsplan.cli.showing import FORMATS, Output, default_day, emit, export, listing, load, warn_unread
from handlingsplan.errors import WrongChoiceError

if TYPE_CHECKING:
    from handlingsplan.model.plan import Plan
    from handlingsplan.present.layout import Screen


@selecting
def status(
    *,
    asked: Asked,
    rows: Listed = False,
    explain: Explain = False,
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
    loaded, documents, root = load(plan, ("processes", "findings", "sources") if alone else None)
    day = last_day(as_of) or default_day(loaded)
    selection = choose(loaded, asked)
    result = compute_status(loaded, day, selection)
    counted = explainable_status(loaded, result, selection)
    output = Output(
        table=lambda width: [
            *status_screen(result, width, documents, rows=rows or bool(selection)),
            *([] if selection else _deviations(loaded, "processer", last_day(as_of), width, root)),
        ],
        json=lambda: export("status").status_json(result, counted.traces()),
        csv=lambda: export("status").status_rows(result),
        md=lambda: listing().status_listing(result, documents),
    )
    if explain:
        output = counted.explaining(output, documents)
    return emit(output, format_, loaded, root)


def _deviations(
    plan: "Plan", about: str, latest: date | None, width: int, root: Path | None = None
) -> "Screen":
    """Return how much documents and files differ on about what is shown, in a line; nothing for nothing.

    `root` where only the processes have been read, which as a rule is all that it takes.
    """
    if not plan.claims:
        return []
    from handlingsplan.compute.claims.comparisons import beyond_processes, deviations_about
    from handlingsplan.present.layout import labelled
    from handlingsplan.present.wording.deviations import ABOUT, open_deviations

    if root is not None and beyond_processes(plan):
        plan = load(root)[0]
    day = latest or default_day(plan)
    said = open_deviations(deviations_about(plan, ABOUT[about], day, latest), about)
    return [labelled("Avviker", said, width)] if said else []


@selecting
def grants(
    *,
    asked: Asked,
    by: Grouped = "category",
    explain: Explain = False,
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
    loaded, documents, root = load(plan)
    selection = choose(loaded, asked)
    latest = last_day(as_of)
    result = compute_grants(loaded, latest, selection, grouping)
    counted = explainable_grants(loaded, result, selection)
    output = Output(
        table=lambda width: [
            *grants_screen(result, width, documents),
            *([] if selection else _deviations(loaded, "pengar", latest, width)),
        ],
        json=lambda: export("grants").grants_json(result, counted.traces()),
        csv=lambda: export("grants").grants_rows(result),
        md=lambda: listing().grants_listing(result, documents),
    )
    if explain:
        output = counted.explaining(output, documents)
    return emit(output, format_, loaded, root)


@selecting
def decisions(
    *,
    asked: Asked,
    explain: Explain = False,
    as_of: AsOf = None,
    format_: Format = "table",
    plan: PlanFolder = None,
) -> int:
    """Visa vem som beslutade vad, i dagordning.

    Föreslagna och väntade beslut är med och märkta. Läget är punkternas: föreslaget, väntat, beslutat,
    återremitterat eller avslaget.
    """
    from handlingsplan.compute.decisions import compute_decisions
    from handlingsplan.compute.select import choose, point_statuses
    from handlingsplan.present.screens.decisions import decisions_screen

    one_of("--format", format_, FORMATS)
    loaded, documents, root = load(plan)
    selection = choose(loaded, asked, point_statuses())
    latest = last_day(as_of)
    result = compute_decisions(loaded, latest, selection)
    counted = explainable_decisions(loaded, result, selection)
    output = Output(
        table=lambda width: [
            *decisions_screen(result, width),
            *([] if selection else _deviations(loaded, "beslut", latest, width)),
        ],
        json=lambda: export("decisions").decisions_json(result, counted.traces()),
        csv=lambda: export("decisions").decisions_rows(result),
        md=lambda: listing().decisions_listing(result),
    )
    if explain:
        output = counted.explaining(output, documents)
    return emit(output, format_, loaded, root)


def show(wanted: Wanted, *, as_of: AsOf = None, format_: Format = "table", plan: PlanFolder = None) -> int:
    """Visa en post hel, med källor och allt som pekar på den.

    Tar postens id, eller ett ord ur plan.yaml: en organisation, ett organ, ett målområde.
    """
    from handlingsplan.compute.show import compute_show
    from handlingsplan.present.screens.show import show_screen
    from handlingsplan.present.wording.show import fields

    one_of("--format", format_, FORMATS)
    loaded, _, root = load(plan)
    result = compute_show(loaded, wanted, last_day(as_of) or default_day(loaded))
    output = Output(
        table=lambda width: show_screen(result, width),
        json=lambda: export("records").show_json(result),
        csv=lambda: [
            ["Fält", "Värde", "Källa"],
            *([name, value, "; ".join(sources)] for name, value, sources in fields(result)),
        ],
        md=lambda: listing().show_listing(result),
    )
    return emit(output, format_, loaded, root)


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
    loaded, _, root = load(plan)
    sorts = gather(loaded)
    if what is None and (where or search or by or any(asked.values())):
        raise WrongChoiceError("säg vad som ska listas", "skriv till exempel hp list events --by year")
    if what is None:
        counts = {name: len(entries) for name, entries in sorts.items()}
        output = Output(
            table=lambda width: sorts_screen(loaded.header.name, counts, width),
            json=lambda: export("records").sorts_json(loaded, counts),
            csv=lambda: export("records").sorts_rows(counts),
            md=lambda: listing().sorts_listing(loaded.header.name, counts),
        )
        return emit(output, format_, loaded, root)
    wanted = wanted_of(loaded, sorts, what, Narrowing(asked, where or [], search, by or []))
    result = compute_list(loaded, wanted, last_day(as_of))
    output = Output(
        table=lambda width: list_screen(result, width, rows=rows),
        json=lambda: export("records").list_json(result),
        csv=lambda: export("records").list_rows(result),
        md=lambda: listing().list_listing(result, rows=rows),
    )
    return emit(output, format_, loaded, root)


def home(plan: Path | None) -> int:
    """Show the headline of the status and the next useful commands."""
    from handlingsplan.cli.console import console
    from handlingsplan.cli.console import show as print_screen
    from handlingsplan.compute.facets import money_years
    from handlingsplan.compute.status import compute_status
    from handlingsplan.present.screens.home import home_screen

    loaded, _, _ = load(plan)
    day = default_day(loaded)
    out = console()
    year = max((year for year in money_years(loaded) if year <= day.year), default=None)
    print_screen(home_screen(compute_status(loaded, day), out.width, year=year), out)
    return warn_unread(loaded)

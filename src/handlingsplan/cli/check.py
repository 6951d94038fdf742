"""The command that looks for faults."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsplan.cli.options import (
    AboutCode,
    CheckFormat,
    IdleDays,
    Notes,
    Only,
    PlanFolder,
    ShowAccepted,
    Skip,
    Strict,
    WithinDays,
    one_of,
    plan_folder,
)
from handlingsplan.errors import WrongChoiceError

if TYPE_CHECKING:
    from handlingsplan.compute.check import Check
    from handlingsplan.model.plan import Plan

FORMATS = ("text", "json", "github")
MOST_DAYS = 10_000


def check(  # noqa: PLR0913 - one argument for each option
    *,
    only: Only = None,
    skip: Skip = None,
    strict: Strict = False,
    notes: Notes = False,
    accepted: ShowAccepted = False,
    within: WithinDays = None,
    idle: IdleDays = None,
    about: AboutCode = None,
    format_: CheckFormat = "text",
    plan: PlanFolder = None,
) -> int:
    """Sök fel i planens filer; ändrar ingenting.

    Visar varje fel med fil, rad och vad som vore rätt: det som inte går att läsa, poster som inte går ihop,
    och det som bryter mot planens egna regler. Det okända är inget fel utan räknas som luckor. Slutar med
    1 om det finns fel.
    """
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.check import compute_check
    from handlingsplan.compute.rules.rule import SOON, Horizon
    from handlingsplan.present.wording.codes import explanations
    from handlingsplan.store.load import load_plan

    one_of("--format", format_, FORMATS)
    if about is not None:
        return _explain(about, plan)
    if not all(0 <= days <= MOST_DAYS for days in (within or 0, idle or 0)):
        raise WrongChoiceError(f"antalet dagar ska vara mellan 0 och {MOST_DAYS}", "skriv till exempel 30")
    root = plan_folder(plan)
    loading = load_plan(root, rules=True)
    horizon = Horizon(today(), SOON if within is None else within, idle)
    known = [*explanations(loading.plan.rules), *_unread_codes(loading.plan)] if only or skip else []
    asked = [_codes(words, known, option) for words, option in ((only, "--only"), (skip, "--skip"))]
    result = compute_check(loading.plan, loading.problems, horizon).narrowed(*asked)
    wished = [*asked[0], *(["HP277"] if within is not None else []), *(["HP278"] if idle else [])]
    shown = result.without_notes(["HP"] if notes else wished)
    _write(shown, loading.plan, format_, root, accepted=accepted)
    return 0 if result.passed and not (strict and result.warned) else 1


def _write(result: "Check", plan: "Plan", format_: str, root: Path, *, accepted: bool) -> None:
    from handlingsplan.cli import console

    if format_ == "json":
        from handlingsplan.present.export.check import check_json
        from handlingsplan.present.export.text import json_text

        console.write(json_text(check_json(result, _deviations(plan))) + "\n")
    elif format_ == "github":
        from handlingsplan.present.export.check import check_github

        console.write(check_github(result, _from_here(root)))
    else:
        from handlingsplan.present.screens.check import check_screen

        out = console.console()
        for line in check_screen(result, plan.texts, accepted=accepted, deviations=_deviations(plan)):
            out.print(line, soft_wrap=True)


def _deviations(plan: "Plan") -> int:
    """Return how many things documents and files differ on without an explanation."""
    if not any(source.claims for source in plan.sources.values()):
        return 0
    from handlingsplan.cli.showing import default_day
    from handlingsplan.compute.reconcile import compute_reconcile  # most plans' checks do without it

    return len(compute_reconcile(plan, default_day(plan)).deviations)


def _from_here(root: Path) -> str:
    """Return the way from the working folder to the plan, as GitHub has it; empty if it is not within."""
    here = Path.cwd().resolve()
    inside = root.resolve().is_relative_to(here)
    way = root.resolve().relative_to(here).as_posix() if inside else "."
    return "" if way == "." else f"{way}/"


def _unread_codes(plan: "Plan") -> list[str]:
    """Return every code that the plan's own rules may have, where not all of them could be read."""
    return [f"HP3{number:02}" for number in range(100)] if "rules" in plan.unread else []


def _codes(words: Iterable[str] | None, known: Collection[str], option: str) -> list[str]:
    """Return codes, or beginnings of codes, that there are; raise `WrongChoiceError` for others."""
    from handlingsplan.model.nearest import nearest

    asked = [word.upper() for word in words or ()]
    for word in asked:
        if not word or not any(code.startswith(word) for code in known):
            close = nearest(word, known)
            hint = f"menade du {' eller '.join(close)}?" if close else "koden står i felet, som HP101"
            raise WrongChoiceError(f"{option}: ingen kod heter '{word}'", hint)
    return asked


def _explain(code: str, folder: Path | None) -> int:
    """Show what a code means; for one of the plan's own rules the plan is read."""
    from rich.text import Text

    from handlingsplan.cli import console
    from handlingsplan.present.wording.codes import explained, explanations
    from handlingsplan.store.load import load_plan

    own = code.upper().startswith("HP3")
    rules = load_plan(plan_folder(folder), (), rules=True).plan.rules if own else None
    known = explanations(rules)
    (wanted,) = _codes([code], known, "--about")
    shown = [explained(known[it]) for it in known if it.startswith(wanted)]
    out = console.console()
    for number, lines in enumerate(shown):
        out.print(Text("\n".join(["", *lines] if number else lines)), soft_wrap=True)
    return 0

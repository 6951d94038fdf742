"""Read the plan that a listing tells of, and print a listing in the format that is asked for."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from handlingsplan.cli.options import plan_folder

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


def load(plan: Path | None, folders: Collection[str] | None = None) -> "tuple[Plan, dict[str, str], Path]":
    """Return the plan, how its documents are named in running text, and its folder."""
    from handlingsplan.store.layout import FOLDERS
    from handlingsplan.store.load import load_plan

    root = plan_folder(plan)
    loaded = load_plan(root, folders or tuple(FOLDERS)).plan
    return loaded, {id_: source.short or id_ for id_, source in loaded.sources.items()}, root


def emit(output: Output, format_: str, plan: "Plan", root: Path) -> int:
    """Print a listing in one format; exit code 1 when a file could not be read."""
    from handlingsplan.cli import console

    if format_ == "table":
        out = console.console()
        console.show(output.table(out.width), out)
    elif format_ == "json":
        console.write(export("text").json_text(output.json()) + "\n")
    elif format_ == "csv":
        console.write(export("text").csv_text(output.csv()), bom=True)
    else:
        from handlingsplan.present.report import render_listing
        from handlingsplan.store.templates import read_templates

        console.write(render_listing(output.md(), read_templates(root)))
    return warn_unread(plan)


def warn_unread(plan: "Plan") -> int:
    """Say that files could not be read, if any could not, and return the exit code."""
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


def export(name: str) -> ModuleType:
    """Return a module that writes for programs; only the one that is asked for is read."""
    return import_module(f"handlingsplan.present.export.{name}")


def listing() -> ModuleType:
    """Return the module that lays out listings as pages."""
    from handlingsplan.present import listing as module

    return module

"""The command that describes the plan's files to editors."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handlingsplan.cli.options import PlanFolder, plan_folder, say_recovered
from handlingsplan.errors import WrongChoiceError

if TYPE_CHECKING:
    from handlingsplan.model.plan import Plan
    from handlingsplan.store.editors import Described, Installation

Kind = Annotated[str | None, typer.Argument(metavar="[SLAG]", show_default=False, help="Slag av fil.")]
Install = Annotated[bool, typer.Option("--install", help="Skriv scheman och inställningar för VS Code.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Med --install: visa vad som skulle skrivas.")]
Check = Annotated[bool, typer.Option("--check", help="Med --install: sluta med 1 om något är gammalt.")]


def schema(
    kind: Kind = None,
    *,
    install: Install = False,
    dry_run: DryRun = False,
    check: Check = False,
    plan: PlanFolder = None,
) -> int:
    """Beskriv planens filer för textredigerare, som JSON Schema.

    hp schema process skriver schemat för processernas filer, med varje nyckels svenska namn och planens
    egna ord. Med --install får VS Code dem: den förklarar nycklarna, föreslår ord och stryker under fel.
    """
    if not install and (dry_run or check):
        raise WrongChoiceError(
            "--dry-run och --check hör till --install", "skriv hp schema --install --check"
        )
    if install and kind is not None:
        raise WrongChoiceError("--install skriver alla slag på en gång", "ta bort ordet efter schema")
    if kind is None and not install:
        return _list_kinds()
    root = plan_folder(plan)
    if kind is not None:
        return _print(kind, root)
    return _check(root) if check else _install(root, dry_run=dry_run)


def _list_kinds() -> int:
    from handlingsplan.cli import console
    from handlingsplan.present.screens.schema import kinds_screen
    from handlingsplan.store.editors import described

    out = console.console()
    console.show(kinds_screen([(it.kind, it.pattern) for it in described()], out.width), out)
    return 0


def _print(word: str, root: Path) -> int:
    from handlingsplan.cli import console
    from handlingsplan.present.wording.schema import kind_meant
    from handlingsplan.store.editors import described

    kinds = {it.kind: it for it in described()}
    chosen = kinds[kind_meant(word, kinds)]
    loaded = _loaded(root)
    console.write(_text(chosen, loaded))
    return _warned(loaded)


def _install(root: Path, *, dry_run: bool) -> int:
    from handlingsplan.cli import console
    from handlingsplan.cli.writing import user
    from handlingsplan.present.wording.schema import installed
    from handlingsplan.store.saving import save, writing

    with nullcontext() if dry_run else writing(root, f"{user()}, hp schema --install") as recovered:
        say_recovered(recovered)
        loaded = _loaded(root)
        found = _installation(root, loaded)
        if not dry_run:
            save(root, found.changes)
    told = installed([it.path for it in found.changes], found.by_hand, dry_run=dry_run)
    console.write(told)
    return _warned(loaded)


def _check(root: Path) -> int:
    from handlingsplan.cli import console
    from handlingsplan.present.wording.schema import outdated

    loaded = _loaded(root)
    found = _installation(root, loaded)
    old = [*(it.path for it in found.changes), *(it.path for it in found.by_hand)]
    if old:
        console.say(outdated(old), "kör hp schema --install")
        return 1
    console.write("Hjälpen till VS Code är aktuell.\n")
    return _warned(loaded)


def _loaded(root: Path) -> "Plan":
    from handlingsplan.store.load import load_plan

    return load_plan(root).plan


def _installation(root: Path, plan: "Plan") -> "Installation":
    from handlingsplan.store.editors import compute_installation, described

    return compute_installation(root, {it.path: _text(it, plan) for it in described()})


def _text(chosen: "Described", plan: "Plan") -> str:
    from handlingsplan.present.export.text import json_text
    from handlingsplan.present.schema.build import schema_of
    from handlingsplan.present.wording.schema import title_of

    return json_text(schema_of(chosen.parts(), title_of(chosen.kind), plan)) + "\n"


def _warned(plan: "Plan") -> int:
    """Tell what the schemas lack because plan.yaml has a fault, and return the exit code."""
    from handlingsplan.cli.console import say

    if plan.header_read:
        return 0
    say(f"{plan.header_path} har fel; en del av planens ord är inte med i schemat", "se hp check")
    return 1

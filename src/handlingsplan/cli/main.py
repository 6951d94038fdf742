"""Run `hp`: the commands in their groups, and the one place where errors become exit codes."""

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from handlingsplan import __version__
from handlingsplan.cli.help import HelpfulCommand, HelpfulGroup
from handlingsplan.cli.options import PlanFolder
from handlingsplan.errors import HpError, WrongChoiceError

WEEKLY = "Varje vecka"
MONEY = "Pengar"
WRITING = "Skriva"
CARE = "Sköta planen"
MEETING = "Före mötet"

HELP = ("--help", "-h")
BUG = 70
INTERRUPTED = 130


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hp {__version__}")
        raise typer.Exit


def _start(
    context: typer.Context,
    plan: PlanFolder = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Visa hp:s version.")
    ] = False,
) -> int:
    """Håll reda på en gemensam handlingsplan: var processerna står, vem som beslutat vad, vart pengarna gått.

    Planen är YAML-filer i en mapp. hp läser dem, räknar och visar; bara kommandon som skriver ändrar något.
    """
    if context.invoked_subcommand is None and not version:
        from handlingsplan.cli.listings import home

        return home(plan)
    if plan is not None:
        os.environ["HP_PLAN"] = str(plan)
    return 0


COMMANDS: dict[str, tuple[str, str]] = {
    "status": (WEEKLY, "listings.status"),
    "decisions": (WEEKLY, "listings.decisions"),
    "list": (WEEKLY, "listings.list_"),
    "show": (WEEKLY, "listings.show"),
    "report": (MEETING, "report.report"),
    "reconcile": (MEETING, "reconcile.reconcile"),
    "grants": (MONEY, "listings.grants"),
    "set": (WRITING, "set.set_"),
    "meeting": (WRITING, "meeting.meeting"),
    "new": (WRITING, "new.new"),
    "rename": (WRITING, "rename.rename"),
    "gaps": (CARE, "gaps.gaps"),
    "check": (CARE, "check.check"),
    "fmt": (CARE, "fmt.fmt"),
    "init": (CARE, "init.init"),
    "schema": (CARE, "schema.schema"),
    "completion": (CARE, "completion.command.completion"),
}
"""Every command by name, with the heading that the help has it under and where its function stands.

In the order of the help. Only the module of the command that runs is read.
"""


def application(asked: str | None = None) -> typer.Typer:
    """Return the command line; with no other commands than the one asked for, if it is one.

    Every start would otherwise read the options of all of them, and so would the list of commands.
    """
    app = typer.Typer(
        cls=HelpfulGroup,
        rich_markup_mode=None,
        add_completion=False,
        invoke_without_command=True,
        options_metavar="[VAL]",
        subcommand_metavar="KOMMANDO",
        context_settings={"help_option_names": list(HELP)},
    )
    app.callback()(_start)
    chosen = {asked: COMMANDS[asked]} if asked in COMMANDS else {} if asked == "--version" else COMMANDS
    for name, (heading, function) in chosen.items():
        add = app.command(name, cls=HelpfulCommand, rich_help_panel=heading, options_metavar="[VAL]")
        add(_function(function) if asked not in HELP else _told_of(_function(function)))
    return app


def _told_of(function: Callable[..., int]) -> Callable[[], None]:
    """Return a command that is only told of: its options are not read."""

    def told() -> None: ...

    told.__doc__ = function.__doc__
    return told


def _function(name: str) -> Callable[..., int]:
    """Return the function of a command by the module in this package that it stands in."""
    module, _, function = name.rpartition(".")
    found: Callable[..., int] = getattr(import_module(f"handlingsplan.cli.{module}"), function)
    return found


def main() -> None:
    """Run the command line and exit."""
    gc.disable()  # a short run throws nothing away before its end, so collecting only costs time
    for name in ("stdout", "stderr"):  # one that was closed before the start is no stream at all
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the end
    # No plug-ins are used; to look for them, pydantic opens every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if "_HP_COMPLETE" in os.environ:
        sys.exit(_complete(os.environ["_HP_COMPLETE"], sys.argv[1:]))
    sys.exit(run(sys.argv[1:]))


def _complete(shell: str, args: Sequence[str]) -> int:
    """Write what a shell asks for where its user presses tab; whatever is wrong, nothing is said of it."""
    from handlingsplan.cli.completion.answer import answer

    try:
        text = answer(application, shell, args)
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.flush()
    except Exception:  # noqa: BLE001, S110 - between two keys there is no room for faults; a command tells them
        pass
    return 0


def run(args: Sequence[str], command: Callable[..., object] | None = None) -> int:
    """Run hp, or another command, with some arguments and return its exit code; only a bug shows a trace."""
    command = command or application(next(iter(args), None))
    try:
        code = command(list(args), prog_name="hp", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader, such as head, has what it wanted. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (HpError, typer.TyperException, OSError) as error:
        return _tell(error)
    except Exception:  # noqa: BLE001 - the boundary: whatever comes here is a bug of ours
        import traceback

        from handlingsplan.cli.console import say

        traceback.print_exc()
        say("det här är ett fel i hp, inte i planen", "skicka texten ovan till den som sköter hp")
        return BUG
    return code if isinstance(code, int) else 0


def _tell(error: HpError | typer.TyperException | OSError) -> int:
    """Tell the user why the command stopped, and return the exit code."""
    from handlingsplan.cli.console import say
    from handlingsplan.cli.usage import explain

    if isinstance(error, HpError):
        say(error.message, error.hint)
        return error.exit_code
    if isinstance(error, OSError):
        say(*_disk(error))
        return HpError.exit_code
    say(*explain(error))
    return WrongChoiceError.exit_code


def _disk(error: OSError) -> tuple[str, str]:
    """Return what went wrong between hp and the disk, and what to do about it."""
    if error.errno == errno.ENOSPC:
        return "disken är full; resultatet är inte helt skrivet", "frigör plats och kör kommandot igen"
    name = f" {error.filename}" if error.filename else ""
    return f"kan inte läsa eller skriva{name}", "kontrollera att mappen finns och att du får använda den"

"""Run `hp`: the commands in their groups, and the one place where errors become exit codes."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from handlingsplan import __version__
from handlingsplan.cli import check as check_command
from handlingsplan.cli import listings
from handlingsplan.cli.help import HelpfulCommand, HelpfulGroup
from handlingsplan.cli.options import PlanFolder
from handlingsplan.errors import HpError

WEEKLY = "Varje vecka"
MONEY = "Pengar"
CARE = "Sköta planen"

BUG = 70
INTERRUPTED = 130

app = typer.Typer(
    cls=HelpfulGroup,
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    options_metavar="[VAL]",
    subcommand_metavar="KOMMANDO",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hp {__version__}")
        raise typer.Exit


@app.callback()
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
        return listings.home(plan)
    if plan is not None:
        os.environ["HP_PLAN"] = str(plan)
    return 0


def _add(group: str, *commands: object) -> None:
    for command in commands:
        app.command(cls=HelpfulCommand, rich_help_panel=group, options_metavar="[VAL]")(command)  # type: ignore[type-var]


_add(WEEKLY, listings.status, listings.decisions, listings.show)
_add(MONEY, listings.grants)
_add(CARE, check_command.check)


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command and return its exit code; only a bug shows a trace."""
    from handlingsplan.cli.console import say
    from handlingsplan.cli.usage import explain

    # A short run throws nothing away before its end, so collecting garbage only costs time.
    gc.disable()
    try:
        code = app(list(args), prog_name="hp", standalone_mode=False)
        sys.stdout.flush()
    except HpError as error:
        say(error.message, error.hint)
        return error.exit_code
    except typer.TyperException as error:
        say(*explain(error))
        return getattr(error, "exit_code", 2)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader, such as head, has what it wanted. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - the boundary: whatever comes here is a bug of ours
        import traceback

        traceback.print_exc()
        say("det här är ett fel i hp, inte i planen", "skicka texten ovan till den som sköter hp")
        return BUG
    return code if isinstance(code, int) else 0

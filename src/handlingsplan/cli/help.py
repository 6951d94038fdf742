"""Write the help pages in Swedish, with the commands in groups."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.nearest import nearest

USAGE = "Så här: "
_HELP_TEXT = "Visa den här hjälpen."


def _records(command: Any, ctx: Any, kind: str) -> list[tuple[str, str]]:
    """Return names and explanations of a command's arguments or options."""
    rows = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None and param.param_type_name == kind:
            about = record[1].removesuffix("[required]").rstrip()
            rows.append((record[0], _HELP_TEXT if "--help" in param.opts else about))
    return rows


def _write_start(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = [piece.strip("{}") for piece in command.collect_usage_pieces(ctx)]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=USAGE)
    formatter.write_paragraph()
    formatter.write_text(command.help or "")


def _write_section(formatter: Any, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


class HelpfulCommand(TyperCommand):
    """A command whose help is in Swedish."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, explanation, arguments and options."""
        _write_start(self, ctx, formatter)
        _write_section(formatter, "Argument", _records(self, ctx, "argument"))
        _write_section(formatter, "Val", _records(self, ctx, "option"))


class HelpfulGroup(TyperGroup):
    """The commands in groups, each with its first sentence; a command that is not there is corrected."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, explanation, the commands group by group, and options."""
        _write_start(self, ctx, formatter)
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.commands.items():
            first = (command.help or "").strip().split("\n", 1)[0]
            groups.setdefault(getattr(command, "rich_help_panel", None) or "Mer", []).append((name, first))
        for heading, rows in groups.items():
            _write_section(formatter, heading, rows)
        _write_section(formatter, "Val", _records(self, ctx, "option"))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is asked for; raise `WrongChoiceError` for one that is not there."""
        name = args[0]
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        close = nearest(name, self.commands)
        hint = f"menade du hp {close[0]}?" if close else f"kommandona är {', '.join(self.commands)}"
        raise WrongChoiceError(f"'{name}' är inget kommando", hint)

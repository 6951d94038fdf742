"""Define the options that commands share, and read what was given."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handlingsplan.errors import HpError, WrongChoiceError
from handlingsplan.model.nearest import nearest

if TYPE_CHECKING:
    from handlingsplan.store.saving import Recovered

Asked = Mapping[str, Iterable[str]]

PlanFolder = Annotated[
    Path | None,
    typer.Option("--plan", metavar="MAPP", envvar="HP_PLAN", show_envvar=False, help="Planens mapp."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAG", help="Läget den dagen; även 2022 eller 2022-12."),
]
Format = Annotated[
    str, typer.Option("--format", metavar="FORMAT", show_default=False, help="table, json, csv eller md.")
]
CheckFormat = Annotated[
    str, typer.Option("--format", metavar="FORMAT", show_default=False, help="text, json eller github.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Sluta med 1 också när det bara finns varningar.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="KOD", show_default=False, help="Bara koden; HP28 är alla som börjar så."),
]
Skip = Annotated[
    list[str] | None, typer.Option("--skip", metavar="KOD", show_default=False, help="Allt utom koden.")
]
Notes = Annotated[bool, typer.Option("--notes", help="Visa också upplysningar.")]
ShowAccepted = Annotated[bool, typer.Option("--accepted", help="Visa också det som är godkänt.")]
WithinDays = Annotated[
    int | None,
    typer.Option("--within", metavar="DAGAR", help="Visa det som ska ske inom så många dagar."),
]
IdleDays = Annotated[
    int | None, typer.Option("--idle", metavar="DAGAR", help="Visa processer som vilat så länge.")
]
AboutCode = Annotated[
    str | None, typer.Option("--about", metavar="KOD", help="Förklara en kod, till exempel HP231.")
]
Grouped = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="GRUPP",
        show_default=False,
        help="Gruppera: category, organisation, direction, process eller effort.",
    ),
]
GroupedBy = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="NYCKEL", show_default=False, help="Räkna per nyckel; kan upprepas."),
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="NYCKEL=ORD", show_default=False, help="Välj på nyckel: plats=Centrum."),
]
Search = Annotated[
    str | None, typer.Option("--search", metavar="TEXT", help="Välj det som har texten någonstans.")
]
Rows = Annotated[bool, typer.Option("--list", help="Med --by: visa också varje post, grupp för grupp.")]
Sort = Annotated[str | None, typer.Argument(metavar="[SLAG]", show_default=False, help="Vad som ska listas.")]
Listed = Annotated[bool, typer.Option("--list", help="Visa varje process på en egen rad.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Visa också hur siffrorna är räknade: post, fil och rad.")
]
Wanted = Annotated[str, typer.Argument(metavar="ID", help="Postens id, eller ett ord ur plan.yaml.")]

SELECTING: dict[str, tuple[str, str]] = {
    "org": ("ORG", "Organisation som deltar."),
    "lead": ("ORG", "Organisation med huvudansvar."),
    "area": ("OMRÅDE", "Målområde."),
    "status": ("LÄGE", "Läge; för beslut punkternas läge."),
    "year": ("ÅR", "År."),
    "body": ("ORGAN", "Organ som beslutar."),
    "category": ("NAMN", "Huvudområde för pengar."),
    "direction": ("NAMN", "Inriktning för pengar."),
    "process": ("ID", "Process."),
    "effort": ("NAMN", "Återkommande insats."),
}


def selecting(
    command: Callable[..., int], about: Mapping[str, tuple[str, str]] = MappingProxyType({})
) -> Callable[..., int]:
    """Give a command every option that selects; it gets what was asked for as `asked`.

    `about` has what an option takes and is for, where it is another in the command than in the others.
    """
    signature = inspect.signature(command)
    own = [parameter for name, parameter in signature.parameters.items() if name != "asked"]
    extra = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                list[str] | None, typer.Option(f"--{name}", metavar=metavar, show_default=False, help=text)
            ],
        )
        for name, (metavar, text) in {**SELECTING, **about}.items()
    ]

    def run(**values: Any) -> int:
        asked = {name: values.pop(name) or () for name in SELECTING}
        return command(asked=asked, **values)

    parameters = [*extra, *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own)]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def one_of(option: str, word: str, choices: Iterable[str]) -> str:
    """Return `word` if it is a choice; raise `WrongChoiceError` with the nearest if not."""
    choices = list(choices)
    if word in choices:
        return word
    close = nearest(word, choices)
    hint = f"menade du {' eller '.join(close)}?" if close else f"välj bland {', '.join(choices)}"
    raise WrongChoiceError(f"{option} '{word}' finns inte att välja på", hint)


def last_day(text: str | None) -> date | None:
    """Return the last day of what was written, so that 2022 is 2022-12-31 and that day is included."""
    if text is None:
        return None
    from handlingsplan.model.day import Day
    from handlingsplan.model.fields import FieldError

    try:
        day = Day.parse(text)
    except FieldError as error:
        raise WrongChoiceError(f"--as-of: {error.found}", error.hint) from error
    if day.last is None:
        raise WrongChoiceError(f"--as-of '{text}' har ingen sista dag", "skriv till exempel 2022-12-31")
    return day.last


def plan_folder(chosen: Path | None) -> Path:
    """Return the plan's folder: the one pointed out, or the nearest at or above the working folder."""
    from handlingsplan.store.files import find_plan
    from handlingsplan.store.workfolder import interrupted

    if chosen is not None and not chosen.is_dir():
        raise HpError(f"mappen {chosen} finns inte", "peka ut planens mapp med --plan MAPP")
    if chosen is not None and not (chosen / "data").is_dir() and (chosen / "plan.yaml").is_file():
        chosen = chosen.resolve().parent  # pointed at the folder data itself
    root = find_plan(Path.cwd()) if chosen is None else chosen
    if interrupted(root):
        _end_interrupted(root)
    return root


def _end_interrupted(root: Path) -> None:
    from handlingsplan.store.saving import recover

    say_recovered(recover(root))


def say_recovered(recovered: "Recovered | None") -> None:
    """Say what was done about a change that a command that was killed had left."""
    if recovered is None:
        return
    from handlingsplan.cli.console import say
    from handlingsplan.present.wording.recovery import recovery_lines

    say(*recovery_lines(recovered.outcome, recovered.paths, recovered.edited, recovered.kept))

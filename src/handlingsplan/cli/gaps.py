"""The command that tells what is unknown, and reads the answers back."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from handlingsplan.cli.options import Asked, Format, PlanFolder, one_of, selecting
from handlingsplan.cli.showing import FORMATS, Output, emit, load
from handlingsplan.cli.writing import Commit, DryRun, Force, How
from handlingsplan.errors import WrongChoiceError

if TYPE_CHECKING:
    from handlingsplan.compute.gaps.search import GapFilter
    from handlingsplan.compute.gaps.showing import Shown
    from handlingsplan.model.plan import Plan

Records = Annotated[
    list[str] | None,
    typer.Option("--record", metavar="ID", show_default=False, help="Bara posten; plan är plan.yaml."),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="SLAG", show_default=False, help="Bara poster av det slaget."),
]
ForDocument = Annotated[
    str | None,
    typer.Option("--for", metavar="DOKUMENT", show_default=False, help="Bara det som dokumentet behöver."),
]
Listed = Annotated[bool, typer.Option("--list", help="Visa varje lucka på en egen rad.")]
Sheet = Annotated[
    Path | None,
    typer.Option(
        "--fill",
        metavar="FIL",
        show_default=False,
        readable=False,  # that it cannot be read is told with what would be right
        help="Skriv in svaren ur ett ifyllt blad.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Med --fill: skriv utan att fråga.")]


class _Asked(NamedTuple):
    """Which gaps are asked for."""

    words: Asked
    records: Collection[str]
    kinds: Collection[str]
    document: str | None

    def __bool__(self) -> bool:
        return any(self.words.values()) or bool(self.records or self.kinds or self.document)


@partial(selecting, about={"org": ("VEM", "Den som borde veta, som i kolumnen Vem ska veta.")})
def gaps(  # noqa: PLR0913 - each option of the command is an argument
    *,
    asked: Asked,
    record: Records = None,
    kind: Kinds = None,
    for_: ForDocument = None,
    rows: Listed = False,
    format_: Format = "table",
    fill: Sheet = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    force: Force = False,
    commit: Commit = False,
    plan: PlanFolder = None,
) -> int:
    """Visa det okända: vad, vem som borde veta, och vad det behövs för.

    hp gaps --org ALFA visar det som ALFA borde veta, hp gaps --for styrgrupp det som underlaget behöver.

    hp gaps --format csv > luckor.csv ger ett blad att fylla i; hp gaps --fill luckor.csv skriver in svaren.
    Bladet prövas helt innan något skrivs.
    """
    one_of("--format", format_, FORMATS)
    wanted = _Asked(asked, record or (), kind or (), for_)
    how = How(dry_run, force, commit)
    if fill is None:
        _refuse_alone(yes=yes, how=how)
        return _show(plan, wanted, format_, rows=rows)
    if wanted or rows or format_ != "table":
        raise WrongChoiceError("--fill läser hela bladet", "ta bort det som väljer eller visar")
    from handlingsplan.cli.filling import fill_in

    return fill_in(plan, fill, how, yes=yes)


def _refuse_alone(*, yes: bool, how: How) -> None:
    """Raise `WrongChoiceError` for an option that says how to write, when nothing is to be written."""
    given = {"--yes": yes, "--dry-run": how.dry_run, "--force": how.force, "--commit": how.commit}
    for option in (option for option, is_given in given.items() if is_given):
        raise WrongChoiceError(f"{option} hör till --fill", "skriv hp gaps --fill FIL")


def _show(folder: Path | None, asked: _Asked, format_: str, *, rows: bool) -> int:
    from handlingsplan.cli.showing import default_day
    from handlingsplan.compute.gaps.search import compute_gaps
    from handlingsplan.present.export import gaps as export
    from handlingsplan.present.screens.gaps import gaps_screen

    loaded, _, root = load(folder)
    day = default_day(loaded)
    found = compute_gaps(loaded, day, _narrowed(loaded, root, asked, day))
    output = Output(
        table=lambda width: gaps_screen(found, width, rows=rows),
        json=lambda: export.gaps_json(found),
        csv=lambda: export.gaps_rows(found),
        md=lambda: export.gaps_listing(found),
    )
    return emit(output, format_, loaded, root)


def _narrowed(plan: "Plan", root: Path, asked: _Asked, day: date) -> "GapFilter":
    from handlingsplan.compute.gaps.search import GapFilter, known_ids, known_knowers
    from handlingsplan.compute.select import Selection, choose

    chosen = choose(plan, {name: words for name, words in asked.words.items() if name != "org"})
    knowers = known_knowers(plan, day, asked.words["org"])
    return GapFilter(
        Selection({**chosen.wanted, **({"org": knowers} if knowers else {})}),
        known_ids(plan, asked.records),
        _kinds(asked.kinds),
        asked.document,
        _shown(plan, root, asked.document, day) if asked.document else None,
    )


def _kinds(words: Iterable[str]) -> frozenset[str]:
    """Return kinds of record by their English or Swedish names; raise `WrongChoiceError` for no kind."""
    from handlingsplan.compute.gaps.finding import KINDS
    from handlingsplan.present.wording.gap_names import KINDS as SEVERAL
    from handlingsplan.present.wording.show import KINDS as ONE

    ways = {way.casefold(): kind for kind in KINDS for way in (SEVERAL[kind], ONE[kind], kind)}
    return frozenset(ways[_kind(word, ways)] for word in words)


def _kind(word: str, ways: Mapping[str, str]) -> str:
    """Return a way of calling a kind; raise `WrongChoiceError` with those of the listings for no kind."""
    from handlingsplan.present.wording.gap_names import KINDS as SEVERAL

    return word.casefold() if word.casefold() in ways else one_of("--kind", word, SEVERAL.values())


def _shown(plan: "Plan", root: Path, document: str, day: date) -> "Shown":
    """Return what a document shows; by the plan's own template, what its results can show."""
    from handlingsplan.compute.gaps.showing import CanShow
    from handlingsplan.compute.gaps.using import DocumentShown
    from handlingsplan.present.report import Press, template_name
    from handlingsplan.store.templates import read_templates

    templates = read_templates(root)
    press = Press(templates, template_name(templates, document, short=False))
    return CanShow(press.needed) if press.changed else DocumentShown(plan, day, document)

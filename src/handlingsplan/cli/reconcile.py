"""The command that holds what documents state against the plan's files."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from handlingsplan.cli.options import AsOf, Explain, Format, PlanFolder, last_day, one_of
from handlingsplan.cli.showing import FORMATS, Output, default_day, emit, export, listing, load
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.nearest import nearest

if TYPE_CHECKING:
    from handlingsplan.compute.claims.comparison import Verdict
    from handlingsplan.compute.reconcile import Narrow, Reconciliation
    from handlingsplan.model.plan import Plan

Documents = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="DOKUMENT", show_default=False, help="Bara det dokumentets påståenden."),
]
OfRecord = Annotated[
    str | None, typer.Option("--record", metavar="ID", show_default=False, help="Bara det som rör posten.")
]
AboutKinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="SLAG",
        show_default=False,
        help="Bara det som gäller slaget, som processer, pengar.",
    ),
]
WithVerdict = Annotated[
    list[str] | None,
    typer.Option(
        "--verdict",
        metavar="UTFALL",
        show_default=False,
        help="Bara med utfallet: avviker, oavgjort, förklarat eller stämmer.",
    ),
]
StrictDeviations = Annotated[
    bool, typer.Option("--strict", help="Sluta med 1 om något avviker utan förklaring.")
]

_FEW = 8


def reconcile(  # noqa: PLR0913 - one argument for each option
    *,
    source: Documents = None,
    record: OfRecord = None,
    kind: AboutKinds = None,
    verdict: WithVerdict = None,
    as_of: AsOf = None,
    strict: StrictDeviations = False,
    explain: Explain = False,
    format_: Format = "table",
    plan: PlanFolder = None,
) -> int:
    """Stäm av det som dokumenten säger mot planens filer.

    Jämför varje påstående med filerna, tal med egna uppräkningar, delar med helheter och dokument med
    varandra. Det som inte går ihop visas med båda läsningarna, var de står och vad som skiljer. En
    förklaring räknas bara om den är skriven i dokumentets fil; det okända avgör ingenting.
    """
    from handlingsplan.compute.reconcile import compute_reconcile
    from handlingsplan.present.screens.reconcile import reconcile_screen

    one_of("--format", format_, FORMATS)
    loaded, _, root = load(plan)
    latest = last_day(as_of)
    narrow, asked = _narrow(loaded, source or (), record, kind or ()), _verdicts(verdict or ())
    whole = compute_reconcile(loaded, latest or default_day(loaded), narrow, latest=latest)
    result = whole.only(asked)
    output = Output(
        table=lambda width: reconcile_screen(result, width, every=bool(asked)),
        json=lambda: export("reconcile").reconcile_json(result),
        csv=lambda: export("reconcile").reconcile_rows(result),
        md=lambda: listing().reconcile_listing(result, every=bool(asked)),
    )
    code = emit(_explained(result, output) if explain else output, format_, loaded, root)
    return 1 if strict and (whole.deviations or whole.left_out) else code


def _explained(result: "Reconciliation", output: Output) -> Output:
    """Return the listing with what the files' own readings were counted from."""
    from handlingsplan.present.report import explained_listing
    from handlingsplan.present.screens.trace import trace_screen
    from handlingsplan.present.wording.reconcile_trace import (
        TRACE_HEADS,
        explained_readings,
        trace_table_rows,
    )

    figures = explained_readings(result)
    return Output(
        table=lambda width: [*output.table(width), *trace_screen(figures, width)],
        json=output.json,
        csv=lambda: [[*TRACE_HEADS], *trace_table_rows(result)],
        md=lambda: explained_listing(output.md(), figures),
    )


def _narrow(plan: "Plan", sources: Iterable[str], record: str | None, kinds: Iterable[str]) -> "Narrow":
    """Return what is asked for; raise `WrongChoiceError` with the nearest for what is not there."""
    from handlingsplan.compute.reconcile import Narrow
    from handlingsplan.model.plan import PLAN

    named = {it.short: id_ for id_, it in plan.sources.items() if it.short} | {
        id_: id_ for id_ in plan.sources
    }
    ids = {id_: id_ for id_ in (*plan.by_id, PLAN)}
    return Narrow(
        frozenset(_meant(word, named, "--source") for word in sources),
        _meant(record, ids, "--record") if record is not None else None,
        _sorts(kinds),
    )


def _sorts(words: Iterable[str]) -> frozenset[str]:
    """Return the sorts of entries that words mean: one of hp list, or all that a page is made of."""
    from handlingsplan.compute.sorts import sorts
    from handlingsplan.present.wording.deviations import ABOUT
    from handlingsplan.present.wording.list import name_of

    known = {way: (sort,) for sort in sorts() for way in (name_of(sort), sort)} | dict(ABOUT)
    named = {way: way for way in known}
    return frozenset(sort for word in words for sort in known[_meant(word, named, "--kind")])


def _verdicts(words: Iterable[str]) -> "frozenset[Verdict]":
    """Return the verdicts that words mean; raise `WrongChoiceError` with the nearest for others."""
    from handlingsplan.present.wording.reconcile import VERDICTS

    known = {word: word for word in VERDICTS.values()} | dict(VERDICTS)
    asked = {_meant(word, known, "--verdict") for word in words}
    return frozenset(key for key, word in VERDICTS.items() if word in asked)


def _meant(word: str, known: Mapping[str, str], option: str) -> str:
    """Return what a word means, whatever its case; raise `WrongChoiceError` with the nearest for nothing."""
    spelled = {way.casefold(): way for way in known}
    if word.casefold() in spelled:
        return known[spelled[word.casefold()]]
    close = [spelled[way] for way in nearest(word.casefold(), spelled)]
    hint = f"menade du {' eller '.join(close)}?" if close else _every(known)
    raise WrongChoiceError(f"{option} '{word}' finns inte att välja på", hint)


def _every(known: Mapping[str, str]) -> str:
    """Return what can be chosen, each in the first of its ways; of many where they are listed."""
    ways: dict[str, str] = {}
    for way, meaning in known.items():
        ways.setdefault(meaning, way)
    if not ways:
        return "planen har inga källdokument"
    few = f"här kan stå: {', '.join(ways.values())}"
    return few if len(ways) <= _FEW else "hp list visar vad som finns"

"""The command that sets a field."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from handlingsplan.cli.options import PlanFolder
from handlingsplan.cli.writing import Commit, DryRun, Force, How, opened, tell, width, write
from handlingsplan.errors import WrongChoiceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsplan.compute.setting import Setting
    from handlingsplan.compute.wanted import Wanted
    from handlingsplan.model.edits import Edit
    from handlingsplan.store.draft import Draft
    from handlingsplan.store.load import Loading

RecordId = Annotated[str, typer.Argument(metavar="ID", help="Postens id, eller plan för plan.yaml.")]
Field = Annotated[str, typer.Argument(metavar="FÄLT", help="Fältets nyckel eller svenska namn.")]
NewValue = Annotated[
    str | None, typer.Argument(metavar="[VÄRDE]", show_default=False, help="Vad som ska stå där.")
]
Add = Annotated[
    list[str] | None, typer.Option("--add", metavar="VÄRDE", show_default=False, help="Lägg till i listan.")
]
Remove = Annotated[
    list[str] | None, typer.Option("--remove", metavar="VÄRDE", show_default=False, help="Ta bort ur listan.")
]
Unset = Annotated[bool, typer.Option("--unset", help="Ta bort uppgiften helt.")]
Year = Annotated[str | None, typer.Option("--year", metavar="ÅR", help="Vilket års belopp.")]
Also = Annotated[
    list[str] | None,
    typer.Option(
        "--also", metavar="FÄLT=VÄRDE", show_default=False, help="Ändra ett fält till, i samma ändring."
    ),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DAG", help="Dagen då läget började.")]
Seen = Annotated[
    str | None, typer.Option("--seen", metavar="DAG", help="Dagen då det var så, om början är okänd.")
]
Through = Annotated[str | None, typer.Option("--through", metavar="DAG", help="Sista dag det säkert var så.")]
Outcome = Annotated[
    str | None, typer.Option("--outcome", metavar="NAMN", help="På vilket sätt det blev klart.")
]
By = Annotated[str | None, typer.Option("--by", metavar="VEM", help="Vem som står bakom uppgiften.")]
Anchored = Annotated[
    str | None, typer.Option("--anchored", metavar="JA|NEJ", help="Förankrat i förvaltningarna.")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Anteckning om läget.")]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="KÄLLA", show_default=False, help="Dokument och ställe; kan upprepas."),
]


def set_(  # noqa: PLR0913 - one argument for each option
    *,
    id_: RecordId,
    field: Field,
    value: NewValue = None,
    add: Add = None,
    remove: Remove = None,
    unset: Unset = False,
    year: Year = None,
    also: Also = None,
    since: Since = None,
    seen: Seen = None,
    through: Through = None,
    outcome: Outcome = None,
    by: By = None,
    anchored: Anchored = None,
    note: Note = None,
    source: Sources = None,
    dry_run: DryRun = False,
    force: Force = False,
    commit: Commit = False,
    plan: PlanFolder = None,
) -> int:
    """Ändra en uppgift i en post, och inget annat i filen.

    hp set LV.3 status slutförd --since 2023-12-31 lägger till ett läge i tidsordningen.

    hp set 2022-lovgardar spent "650 000" --year 2022 sätter årets belopp.

    hp set LV.3 organisationer --add ALFA lägger till i en lista.

    Ändringen visas i ord, planen kontrolleras som den skulle bli, och ger det ett nytt fel skrivs ingenting.
    """
    from handlingsplan.compute.new_status import StartMissingError
    from handlingsplan.compute.wanted import Wanted

    details = {"since": since, "seen": seen, "through": through, "outcome": outcome, "by": by,
               "anchored": anchored, "note": note}  # fmt: skip
    given = {key: word for key, word in details.items() if word is not None}
    wanted = Wanted(field, value, add or (), remove or (), unset, year, given, source or ())
    others = [_also(text, wanted) for text in also or ()]
    how = How(dry_run, force, commit)
    try:
        return _set(plan, id_, [wanted, *others], how)
    except StartMissingError:
        from handlingsplan.cli.prompts import at_terminal

        if not at_terminal():
            raise
    kept = {key: word for key, word in given.items() if key not in {"since", "seen"}}
    return _set(plan, id_, [wanted._replace(details={**kept, **_start()}), *others], how)


def _start() -> dict[str, str]:
    """Return since when a status holds, or when it was seen, as somebody answers."""
    from handlingsplan.cli.prompts import Question, ask
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.shapes import shapes_of
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.model.records.header import Header
    from handlingsplan.model.records.process import StatusEntry

    shapes, spelling = shapes_of(StatusEntry), Spelling(Header(), (), today())
    since = ask(
        Question(
            "Vilken dag började läget?",
            "2023-12-31",
            lambda text: spelling.value(shapes["since"], "since", text),
        )
    )
    if since is not None:
        return {"since": since}
    seen = ask(
        Question(
            "Vilken dag såg någon att det var så?",
            "idag",
            lambda text: spelling.value(shapes["seen"], "seen", text),
            needed=True,
        )
    )
    return {"seen": seen or ""}


def _also(text: str, wanted: "Wanted") -> "Wanted":
    """Return what is asked to be set in the same change, of the same year and from the same sources."""
    field, equals, value = (word.strip() for word in text.partition("="))
    if not (field and equals):
        raise WrongChoiceError(f"--also '{text}' går inte att läsa", "skriv FÄLT=VÄRDE, till exempel left=0")
    year = None if "." in field else wanted.year
    return type(wanted)(field, value, year=year, sources=wanted.sources)


def _set(plan: Path | None, id_: str, asked: "Sequence[Wanted]", how: How) -> int:
    from handlingsplan.present.wording.writing import question_of_day, question_of_source

    with opened(plan, f"hp set {id_}", how) as (root, loading):
        draft, found = _draft(root, loading, id_, asked)
        code = write(root, loading, [draft], how)
    if code == 0 and draft.before != draft.after:
        old = tuple(dict.fromkeys(source for setting in found for source in setting.old_sources))
        tell(question_of_source(old, width()) if old else [])
        for setting in found:
            tell(question_of_day(id_, setting.old_day) if setting.old_day else [])
    return code


def _refuse_twice(edits: "Sequence[Edit]", more: "Sequence[Edit]") -> None:
    """Raise `WrongChoiceError` where two words are given for one field: one would be lost."""
    for edit in more:
        if isinstance(edit.loc[-1], str) and edit.loc in {other.loc for other in edits}:
            raise WrongChoiceError(f"{edit.loc[-1]} är sagt två gånger", "säg det en gång")


def _draft(
    root: Path, loading: "Loading", id_: str, asked: "Sequence[Wanted]"
) -> "tuple[Draft, list[Setting]]":
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.new_status import is_new_status
    from handlingsplan.compute.setting import setting
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.store.draft import data_of, edit_draft, path_of
    from handlingsplan.store.edit import changed
    from handlingsplan.store.layout import kind_of

    path = path_of(loading.plan, id_)
    data = data_of(path, loading.plan.texts[path])
    kind, spelling = kind_of(path, data), Spelling.of(loading.plan, today())
    edits: list[Edit] = []
    found = []
    for number, wanted in enumerate(asked):
        if number and is_new_status(kind, wanted):
            raise WrongChoiceError("ett nytt läge går inte i --also", "sätt läget först på raden")
        found.append(setting(kind, data, spelling, wanted))
        for edit in found[-1].edits:
            data = cast("dict[str, Any]", changed(data, edit))
        _refuse_twice(edits, found[-1].edits)
        edits += found[-1].edits
    return edit_draft(root, path, loading.plan.texts[path], edits), found

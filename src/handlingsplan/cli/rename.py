"""The command that gives a record or a short name another name, wherever it stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from handlingsplan.cli.options import PlanFolder
from handlingsplan.cli.writing import Commit, DryRun, Force, How, opened, save, tell, width
from handlingsplan.errors import HpError

if TYPE_CHECKING:
    from handlingsplan.compute.renaming import Mention, Renaming
    from handlingsplan.model.edits import Edit
    from handlingsplan.model.problem import Problem
    from handlingsplan.store.draft import Draft
    from handlingsplan.store.load import Loading

Old = Annotated[
    str, typer.Argument(metavar="GAMMALT", help="Id för en post, eller ett kortnamn i plan.yaml.")
]
New = Annotated[str, typer.Argument(metavar="NYTT", help="Vad det ska heta.")]
Table = Annotated[
    str | None,
    typer.Option(
        "--in",
        metavar="TABELL",
        show_default=False,
        help="Var namnet hör hemma, om det finns på flera ställen: poster, organisations, areas …",
    ),
]

_MOST = 8


def rename(  # noqa: PLR0913 - one argument for each option
    *,
    old: Old,
    new: New,
    table: Table = None,
    dry_run: DryRun = False,
    force: Force = False,
    commit: Commit = False,
    plan: PlanFolder = None,
) -> int:
    """Ge en post ett annat id, eller ett kortnamn ett annat namn, överallt där det står.

    hp rename 2022-coach 2022-ungdomscoach flyttar filen, byter id och ändrar varje hänvisning.

    hp rename ALFA ALF byter kortnamnet i plan.yaml och överallt där det används.

    Allt eller inget ändras. Löpande text och kommentarer ändras inte, men du får veta var namnet står i dem.
    """
    from handlingsplan.compute.renaming import renaming

    how = How(dry_run, force, commit)
    with opened(plan, f"hp rename {old} {new}", how) as (root, loading):
        renamed = _renamed(root, loading, renaming(loading.plan, old, new, table), how)
        return _write(root, loading, renamed, how)


class _Renamed(NamedTuple):
    """What a renaming comes to: the files, how many references in each, and where it stands in texts."""

    wanted: "Renaming"
    drafts: "Sequence[Draft]"
    moved: tuple[str, str] | None
    counts: Mapping[str, int]
    mentions: "Sequence[Mention]"


def _renamed(root: Path, loading: "Loading", wanted: "Renaming", how: How) -> _Renamed:
    from handlingsplan.compute.renaming import RECORDS, edits, mentioned_in, mentions, record_named
    from handlingsplan.store.draft import edit_draft

    plan = loading.plan
    moved = None
    if wanted.table == RECORDS:
        path = record_named(plan, wanted.old).path
        moved = (path, f"{path.rpartition('/')[0]}/{wanted.new}.yaml")
    unread = mentioned_in(plan, wanted, [path for path in plan.texts if loading.part_of(path) is None])
    if unread and not how.force:
        hint = "rätta filen först, eller ändra där för hand och skriv --force"
        raise HpError(f"{wanted.old} nämns i {unread[0]}, som har fel och inte kan ändras säkert", hint)
    found = edits(plan, wanted)
    drafts = [edit_draft(root, path, plan.texts[path], of_file) for path, of_file in found.items()]
    counts = {path: number for path, of_file in found.items() if (number := _references(of_file, wanted))}
    return _Renamed(wanted, _placed(drafts, moved), moved, counts, mentions(plan, wanted, found))


def _references(of_file: "Sequence[Edit]", wanted: "Renaming") -> int:
    """Return how many of the edits of a file change references, not where the name itself is declared."""
    return sum(edit.loc not in {("id",), (wanted.table, wanted.old)} for edit in of_file)


def _placed(drafts: "Sequence[Draft]", moved: tuple[str, str] | None) -> "list[Draft]":
    """Return the same files with the record's own where its new name has it."""
    from handlingsplan.store.draft import Draft

    placed: list[Draft] = []
    for draft in drafts:
        if moved and draft.path == moved[0] != moved[1]:
            placed += [Draft(moved[1], None, draft.after), Draft(moved[0], draft.before, None)]
        else:
            placed.append(draft)
    return placed


def _write(root: Path, loading: "Loading", renamed: _Renamed, how: How) -> int:
    """Tell what is changed, and write it if it brings no new fault; return the exit code."""
    from handlingsplan.model.problem import Severity
    from handlingsplan.present.wording import writing as wording

    problems = _brought(loading, renamed)
    faulty = any(problem.severity is Severity.FAULT for problem in problems)
    refused = faulty and not how.force
    written = not (how.dry_run or refused)
    version = _save(root, renamed, how) if written else None
    tell([*_told(renamed, written=written), *wording.brought(problems, width()), ""])
    if not written:
        tell([wording.NOT_WRITTEN, *(["Med --force skrivs det ändå."] if refused else [])])
        return 1 if faulty else 0
    tell(wording.saved([draft.path for draft in renamed.drafts if draft.after is not None], version, width()))
    return 0


def _brought(loading: "Loading", renamed: _Renamed) -> "Sequence[Problem]":
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.check import compute_check
    from handlingsplan.compute.renaming import brought
    from handlingsplan.compute.rules.rule import SOON, Horizon

    proposed = loading.with_texts({draft.path: draft.text for draft in renamed.drafts})
    horizon = Horizon(today(), SOON, None)
    before, after = (compute_check(it.plan, it.problems, horizon).problems for it in (loading, proposed))
    return brought(before, after, renamed.wanted)


def _told(renamed: _Renamed, *, written: bool) -> list[str]:
    """Return what is changed in words: the names, the files, and where the old name still stands in texts."""
    from handlingsplan.present.wording.writing import wrapped

    old, new = renamed.wanted.old, renamed.wanted.new
    first = f"{old} {'heter nu' if written else 'skulle heta'} {new}."
    lines = wrapped(f"{first} {_number_told(renamed.counts, written=written)}", width())
    lines += _files(renamed.counts)
    if renamed.mentions:
        lines += [
            "",
            *wrapped(f"{old} nämns också i texter, som inte ändras. Ändra för hand om det behövs:", width()),
        ]
        lines += [_mention(it, renamed) for it in renamed.mentions[:_MOST]]
        more = len(renamed.mentions) - _MOST
        lines += [f"  och på {more} rader till"] if more > 0 else []
    return lines


def _number_told(counts: Mapping[str, int], *, written: bool) -> str:
    """Return how many references are changed, in how many files."""
    from handlingsplan.present.swedish import capital, in_words

    references, files = sum(counts.values()), len(counts)
    if not references:
        return "Inget hänvisar dit."
    noun, changed = ("hänvisning", "ändrad") if references == 1 else ("hänvisningar", "ändrade")
    verb = f"är {changed}" if written else "skulle ändras"
    where = f"{in_words(files)} {'fil' if files == 1 else 'filer'}"
    return f"{capital(in_words(references))} {noun} i {where} {verb}:"


def _files(counts: Mapping[str, int]) -> list[str]:
    """Return the files that are changed, with the references in each; where they are many, the folders."""
    if len(counts) <= _MOST:
        return [f"  {path}{f' ({number} ställen)' if number > 1 else ''}" for path, number in counts.items()]
    folders = Counter(path.rpartition("/")[0] for path in counts)
    alone = {path.rpartition("/")[0]: path for path in counts}
    return [
        f"  {folder} ({number} filer)" if number > 1 else f"  {alone[folder]}"
        for folder, number in folders.items()
    ]


def _mention(found: "Mention", renamed: _Renamed) -> str:
    path = renamed.moved[1] if renamed.moved and found.path == renamed.moved[0] else found.path
    where = f"  {path}:{found.line}  "
    return where + _around(found.text, found.text.find(renamed.wanted.old), max(width() - len(where), 30))


def _around(text: str, position: int, room: int) -> str:
    """Return so much of a text around a position as there is room for."""
    if len(text) <= room:
        return text
    first = min(max(position - room // 3, 0), len(text) - room + 4)
    before, after = ("… " if first else ""), (" …" if first + room - 4 < len(text) else "")
    return f"{before}{text[first : first + room - 4].strip()}{after}"


def _save(root: Path, renamed: _Renamed, how: How) -> str | None:
    message = _message(renamed) if how.commit else None
    if renamed.moved is None or not _is_same_file(root, *renamed.moved):
        return save(root, renamed.drafts, message)
    save(root, _in_place(renamed), None)
    (root / renamed.moved[0]).rename(root / renamed.moved[1])
    if message is None:
        return None
    from handlingsplan.store.git import commit

    return commit(root, [draft.path for draft in renamed.drafts], message)


def _is_same_file(root: Path, old: str, new: str) -> bool:
    """Tell whether two names are of one file: a disk that takes LV.3 for lv.3."""
    return old != new and (root / new).exists() and (root / old).samefile(root / new)


def _in_place(renamed: _Renamed) -> "list[Draft]":
    """Return the files with the record's own where it stands: its name is changed afterwards."""
    from handlingsplan.store.draft import Draft

    assert renamed.moved is not None
    by_path = {draft.path: draft for draft in renamed.drafts}
    old, new = (by_path[path] for path in renamed.moved)
    others = [draft for draft in renamed.drafts if draft.path not in renamed.moved]
    return [Draft(old.path, old.before, new.after), *others]


def _message(renamed: _Renamed) -> str:
    return "\n".join(
        [f"{renamed.wanted.old} heter nu {renamed.wanted.new}", "", *_told(renamed, written=True)]
    )

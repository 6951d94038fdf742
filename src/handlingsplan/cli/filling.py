"""Write the answers of a filled-in sheet into a plan: all of them in one change, or none."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from handlingsplan.cli.writing import How, opened, save, tell, width, write

if TYPE_CHECKING:
    from handlingsplan.compute.filling import Answer, Mistake
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.model.edits import Edit
    from handlingsplan.store.draft import Draft
    from handlingsplan.store.load import Loading

NO_ANSWERS = "Bladet har inga svar; ingenting är skrivet."
WITH_YES = "Kör igen med --yes för att skriva."
QUESTION = "Ska det skrivas? (ja/nej)"
MISTAKES = 1
_NEEDED = ("Post", "Fält", "Sammanhang", "Värde")
_ANSWERED = (*_NEEDED, "Källa", "Rad")
"""The heads of what is read, in the order that an answer has it."""


class Filling(NamedTuple):
    """What a sheet makes of a plan: the files as they would be, how many gaps that fills, what is wrong."""

    drafts: "Sequence[Draft]"
    filled: int
    mistakes: "Sequence[Mistake]"


def fill_in(folder: Path | None, sheet: Path, how: How, *, yes: bool) -> int:
    """Fill in a plan from a sheet, and return the exit code; it is asked about first, at a terminal."""
    from handlingsplan.cli.options import plan_folder
    from handlingsplan.store.load import load_plan

    answers, mistakes = _answers(sheet)
    root = plan_folder(folder)
    loading = load_plan(root, rules=True)
    shown = _filling(root, loading, answers, mistakes)
    if shown.mistakes:
        return _tell_mistakes(sheet, shown)
    if not shown.drafts:
        tell([NO_ANSWERS])
        return 0
    if how.dry_run:
        return write(root, loading, shown.drafts, how)
    if not yes:
        code = write(root, loading, shown.drafts, how._replace(dry_run=True))
        if (code and not how.force) or not _agreed():
            return code
    return _write(folder, sheet, answers, how, None if yes else (loading, shown))


def _agreed() -> bool:
    """Tell whether somebody at a terminal says yes; where there is nobody, say how it is written."""
    from handlingsplan.cli.prompts import Question, ask, at_terminal, choice_of

    if not at_terminal():
        tell([WITH_YES])
        return False
    return ask(Question(QUESTION, read=choice_of(("ja", "nej")), needed=True)) == "ja"


def _write(
    folder: Path | None,
    sheet: Path,
    answers: "Sequence[Answer]",
    how: How,
    shown: "tuple[Loading, Filling] | None",
) -> int:
    """Write the answers in the plan as it is now, without showing again what has been shown."""
    from handlingsplan.compute.gaps import find_gaps
    from handlingsplan.present.wording.unknown import filled_line

    with opened(folder, f"hp gaps --fill {sheet.name}", how) as (root, loading):
        found = _filling(root, loading, answers, ())
        if found.mistakes:
            return _tell_mistakes(sheet, found)
        if shown and shown[0].plan.texts == loading.plan.texts and shown[1].drafts == found.drafts:
            _save(root, loading, found.drafts, how)
        elif code := write(root, loading, found.drafts, how):
            return code
    proposed = loading.with_texts({draft.path: draft.text for draft in found.drafts})
    tell([filled_line(found.filled, len(list(find_gaps(proposed.plan))))])
    return 0


def _save(root: Path, loading: "Loading", drafts: "Sequence[Draft]", how: How) -> None:
    from handlingsplan.present.wording import writing as wording

    proposed = loading.with_texts({draft.path: draft.text for draft in drafts})
    changes = [
        wording.file_change(
            it.path, loading.part_of(it.path), proposed.part_of(it.path), new=False, gone=False
        )
        for it in drafts
    ]
    version = save(root, drafts, wording.commit_message(changes) if how.commit else None)
    tell(wording.saved([draft.path for draft in drafts], version, width()))


def _tell_mistakes(sheet: Path, found: Filling) -> int:
    from handlingsplan.present.wording.unknown import mistake_lines

    tell(mistake_lines(sheet.name, sorted(found.mistakes), width()))
    return MISTAKES


def _answers(sheet: Path) -> "tuple[list[Answer], list[Mistake]]":
    """Return what is filled in in a sheet, and which rows have cells that no head stands over."""
    from handlingsplan.compute.filling import Answer, Mistake, is_answer
    from handlingsplan.present.wording.unknown import SHEET
    from handlingsplan.store.sheet import read_sheet

    rows = read_sheet(sheet, SHEET, _NEEDED)
    hint = "sätt citattecken om ett värde som innehåller skiljetecken"
    wrong = [
        Mistake(row.number, "raden har fler celler än det finns rubriker", hint) for row in rows if row.more
    ]
    answers = [Answer(row.number, *(row.cells.get(head, "") for head in _ANSWERED)) for row in rows]
    return [answer for answer in answers if is_answer(answer.value)], wrong


class _Filler:
    """Works out what answers make of a plan's files, one answer after another."""

    def __init__(self, root: Path, loading: "Loading", spelling: "Spelling") -> None:
        self._root = root
        self._plan = loading.plan
        self._spelling = spelling
        self._read: dict[str, dict[str, Any]] = {}
        self._data: dict[str, dict[str, Any]] = {}
        self.edits: dict[str, list[Edit]] = {}
        self.rows: dict[tuple[str, object], Answer] = {}

    def add(self, answer: "Answer") -> None:
        """Add an answer; raise `HpError` where it does not belong in the plan, or cannot be read."""
        from handlingsplan.compute import filling
        from handlingsplan.errors import WrongChoiceError
        from handlingsplan.present.wording.unknown import context
        from handlingsplan.store.edit import changed

        path = filling.path_for(self._plan, answer.id, answer.place)
        place = filling.place_of(self._plan, path, self._of(path), answer.field)
        filling.refuse_other_context(answer, context(place.items))
        first = self.rows.setdefault((path, place.loc), answer)
        if first is not answer:
            if first.value != answer.value:
                found = f"{answer.field} har ett annat värde här än på rad {first.row}"
                raise WrongChoiceError(found, "behåll en av raderna")
            return
        kind = type(filling.part_of(self._plan, path))
        edits = filling.answer_edits(kind, self._data[path], place, answer, self._spelling)
        for edit in edits:
            self._data[path] = cast("dict[str, Any]", changed(self._data[path], edit))
        self.edits.setdefault(path, []).extend(edits)

    def draft(self, path: str) -> "Draft":
        """Return a file as it is to be; raise `HpError` where it cannot be changed safely."""
        from handlingsplan.store.draft import edit_draft

        return edit_draft(self._root, path, self._plan.texts[path], self.edits[path])

    def _of(self, path: str) -> Mapping[str, Any]:
        """Return what a file holds, as it stands."""
        from handlingsplan.store.draft import data_of

        if path not in self._read:
            self._read[path] = self._data[path] = data_of(path, self._plan.texts[path])
        return self._read[path]


def _filling(
    root: Path, loading: "Loading", answers: "Sequence[Answer]", wrong: "Sequence[Mistake]"
) -> Filling:
    """Return what the answers make of a plan, with every mistake in them."""
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.filling import Mistake
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.errors import HpError

    filler = _Filler(root, loading, Spelling.of(loading.plan, today()))
    mistakes, drafts = [*wrong], []
    for answer in answers:
        try:
            filler.add(answer)
        except HpError as error:
            mistakes.append(Mistake(answer.row, error.message, error.hint))
    for path in filler.edits:
        try:
            drafts.append(filler.draft(path))
        except HpError as error:
            row = next(answer.row for (at, _), answer in filler.rows.items() if at == path)
            mistakes.append(Mistake(row, error.message, error.hint))
    return Filling(drafts, len(filler.rows), mistakes)

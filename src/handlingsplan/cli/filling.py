"""Write the answers of a filled-in sheet into a plan: all of them in one change, or none."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from handlingsplan.cli.writing import How, new_faults, opened, save, tell, width, write

if TYPE_CHECKING:
    from handlingsplan.compute.gaps.answers import RowMistake, SheetAnswer
    from handlingsplan.compute.gaps.filling import AnswerPlace
    from handlingsplan.compute.gaps.search import Unknown
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.model.edits import Edit
    from handlingsplan.model.problem import Loc, Problem
    from handlingsplan.model.records.part import Part
    from handlingsplan.store.draft import Draft
    from handlingsplan.store.load import Loading

NO_ANSWERS = "Bladet har inga svar; ingenting är skrivet."
ALL_STAND = "Alla svar i bladet står redan i planen; ingenting är skrivet."
WITH_YES = "Kör igen med --yes för att skriva."
WITH_FORCE = "Med --force skrivs det ändå."
QUESTION = "Ska det skrivas? (ja/nej)"
MISTAKES = 1
NOT_AGREED = 1
_NEEDED = ("Post", "Fält", "Sammanhang", "Värde")
_ANSWERED = (*_NEEDED, "Källa", "Rad", "Titel")
"""The heads of what is read, in the order that an answer has it."""


class Filling(NamedTuple):
    """What a sheet makes of a plan: the files as they would be, the answers by place, and what is wrong.

    `standing` is how many of the answers stand in the plan already.
    """

    drafts: "Sequence[Draft]"
    filled: "Mapping[tuple[str, Loc], SheetAnswer]"
    mistakes: "Sequence[RowMistake]"
    standing: int


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
        tell([ALL_STAND if shown.standing else NO_ANSWERS])
        return 0
    if not how.force and (faults := _faults(loading, shown)):
        return _tell_mistakes(sheet, shown._replace(mistakes=faults), forced=True)
    if how.dry_run or not yes:
        code = write(root, loading, shown.drafts, how._replace(dry_run=True))
        if how.dry_run or (code and not how.force):
            return code
        if (refused := _refused()) is not None:
            return refused
    return _write(folder, sheet, answers, how, None if yes else (loading, shown))


def _refused() -> int | None:
    """Return the exit code where nobody at a terminal says yes; None where somebody does."""
    from handlingsplan.cli.prompts import Question, ask, at_terminal, choice_of

    if not at_terminal():
        tell([WITH_YES])
        return NOT_AGREED
    agreed = ask(Question(QUESTION, read=choice_of(("ja", "nej")), needed=True)) == "ja"
    return None if agreed else 0


def _write(
    folder: Path | None,
    sheet: Path,
    answers: "Sequence[SheetAnswer]",
    how: How,
    shown: "tuple[Loading, Filling] | None",
) -> int:
    """Write the answers in the plan as it is now, without showing again what has been shown."""
    from handlingsplan.compute.gaps.finding import find_gaps
    from handlingsplan.present.wording.gaps import filled_line

    with opened(folder, f"hp gaps --fill {sheet.name}", how) as (root, loading):
        found = _filling(root, loading, answers, ())
        if found.mistakes:
            return _tell_mistakes(sheet, found)
        if shown and shown[0].plan.texts == loading.plan.texts and shown[1].drafts == found.drafts:
            _save(root, loading, found.drafts, how)
        elif code := write(root, loading, found.drafts, how):
            return code
    proposed = loading.with_texts({draft.path: draft.text for draft in found.drafts})
    tell([filled_line(len(found.filled), len(list(find_gaps(proposed.plan))), found.standing)])
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


def _tell_mistakes(sheet: Path, found: Filling, *, forced: bool = False) -> int:
    """Tell what is wrong in a sheet; `forced` tells of what can be written in spite of it."""
    from handlingsplan.present.wording.gaps import mistake_lines

    tell(mistake_lines(sheet.name, sorted(found.mistakes, key=lambda it: it.row), width()))
    tell([WITH_FORCE] if forced else [])
    return MISTAKES


def _faults(loading: "Loading", found: Filling) -> "list[RowMistake]":
    """Return the faults that the answers bring to the plan, each with its row; none where one has no row.

    One that comes of several answers together is told with the change, as other commands tell it.
    """
    from handlingsplan.compute.gaps.answers import RowMistake

    proposed = loading.with_texts({draft.path: draft.text for draft in found.drafts})
    mistakes = []
    for problem in new_faults(loading, proposed):
        answer = _answer_of(problem, loading, proposed, found)
        if answer is None:
            return []
        message = f"{problem.code} {problem.message}"
        mistakes.append(RowMistake(answer.row, message, problem.hint, answer.id))
    return mistakes


def _answer_of(
    problem: "Problem", loading: "Loading", proposed: "Loading", found: Filling
) -> "SheetAnswer | None":
    """Return the answer that a fault comes of: itself, or its source."""
    from handlingsplan.compute.gaps.answers import answered_at
    from handlingsplan.store.yamltext import place_of

    path = problem.place.file
    before, after = (version.plan.texts.get(path, "") for version in (loading, proposed))
    starts = [
        (place_of(after, path, way, key=True).line, answer)
        for (at, loc), answer in found.filled.items()
        for way in (loc, ("sources", str(loc[0])))
        if at == path
    ]
    return answered_at(problem.place.line, starts, (before, after))


def _answers(sheet: Path) -> "tuple[list[SheetAnswer], list[RowMistake]]":
    """Return what is filled in in a sheet, and which rows have cells that no head stands over."""
    from handlingsplan.compute.gaps.answers import RowMistake, SheetAnswer
    from handlingsplan.present.wording.gaps import SHEET
    from handlingsplan.store.sheet import read_sheet

    rows = read_sheet(sheet, SHEET, _NEEDED)
    hint = "sätt citattecken om ett värde som innehåller skiljetecken"
    message = "raden har fler celler än det finns rubriker"
    wrong = [RowMistake(row.number, message, hint) for row in rows if row.more]
    answers = [SheetAnswer(row.number, *(row.cells.get(head, "") for head in _ANSWERED)) for row in rows]
    return answers, wrong


class _Filler:
    """Works out what answers make of a plan's files, one answer after another."""

    def __init__(self, root: Path, loading: "Loading", spelling: "Spelling") -> None:
        self._root = root
        self._plan = loading.plan
        self._spelling = spelling
        self._read: dict[str, dict[str, Any]] = {}
        self._data: dict[str, dict[str, Any]] = {}
        self.edits: dict[str, list[Edit]] = {}
        self.rows: dict[tuple[str, Loc], SheetAnswer] = {}
        self.standing = 0

    def add(self, answer: "SheetAnswer") -> None:
        """Add an answer; raise `HpError` where it does not belong in the plan, or cannot be read."""
        from handlingsplan.compute.gaps import filling
        from handlingsplan.compute.putting import value_at
        from handlingsplan.errors import WrongChoiceError
        from handlingsplan.present.wording.gaps import context

        path = filling.path_for(self._plan, answer.id, answer.file)
        filling.refuse_other_record(self._plan, path, answer)
        place = filling.answer_place(self._plan, path, self._of(path), answer.field)
        kind = type(filling.part_of(self._plan, path))
        if (there := value_at(self._of(path), place.loc)) is not None:
            if self._filled_in(kind, path, place, answer) != there:
                filling.refuse_known(place, there)
            self.standing += 1
            return
        filling.refuse_other_context(answer, context(place.items))
        first = self.rows.setdefault((path, place.loc), answer)
        if first is not answer:
            if first.value != answer.value:
                found = f"{answer.field} har ett annat värde här än på rad {first.row}"
                raise WrongChoiceError(found, "behåll en av raderna")
            return
        self._data[path], edits = self._with(kind, self._data[path], place, answer)
        self.edits.setdefault(path, []).extend(edits)

    def check(self, answer: "SheetAnswer") -> "RowMistake | None":
        """Return what is wrong in a row that answers nothing: that the answer stands in another cell."""
        from handlingsplan.compute.gaps.answers import outside
        from handlingsplan.present.wording.gaps import context

        row = self._asked.get((answer.id, answer.field))
        return outside(answer, row.title, context(row.items)) if row is not None else None

    def draft(self, path: str) -> "Draft":
        """Return a file as it is to be; raise `HpError` where it cannot be changed safely."""
        from handlingsplan.store.draft import edit_draft

        return edit_draft(self._root, path, self._plan.texts[path], self.edits[path])

    @cached_property
    def _asked(self) -> "Mapping[tuple[str, str], Unknown]":
        """Return what is unknown, by record and field."""
        from handlingsplan.compute.gaps.search import compute_gaps

        gaps = compute_gaps(self._plan, self._spelling.today)
        return {(row.id, row.field): row for row in gaps.rows}

    def _filled_in(
        self, kind: "type[Part]", path: str, place: "AnswerPlace", answer: "SheetAnswer"
    ) -> object:
        """Return what an answer would make of its place, were nothing known there; None for no answer."""
        from handlingsplan.compute.putting import value_at
        from handlingsplan.errors import HpError
        from handlingsplan.model.edits import Put

        if isinstance(place.loc[-1], int):  # no sheet asks for a whole item of a list
            return None
        empty = _changed(self._read[path], [Put(place.loc, None)])
        try:
            return cast("object", value_at(self._with(kind, empty, place, answer)[0], place.loc))
        except HpError:
            return None

    def _with(
        self, kind: "type[Part]", data: dict[str, Any], place: "AnswerPlace", answer: "SheetAnswer"
    ) -> "tuple[dict[str, Any], list[Edit]]":
        """Return a file's data with an answer in it, and the edits that put it there."""
        from handlingsplan.compute.gaps.filling import answer_edits
        from handlingsplan.compute.gaps.groups import unanswered_edits

        edits = answer_edits(kind, data, place, answer, self._spelling)
        answered = _changed(data, edits)
        rest = unanswered_edits(kind, answered, place.loc)
        return _changed(answered, rest), [*edits, *rest]

    def _of(self, path: str) -> Mapping[str, Any]:
        """Return what a file holds, as it stands."""
        from handlingsplan.store.draft import data_of

        if path not in self._read:
            self._read[path] = self._data[path] = data_of(path, self._plan.texts[path])
        return self._read[path]


def _changed(data: dict[str, Any], edits: "Sequence[Edit]") -> dict[str, Any]:
    """Return a file's data with some edits made."""
    from handlingsplan.store.edit import changed

    for edit in edits:
        data = cast("dict[str, Any]", changed(data, edit))
    return data


def _filling(
    root: Path, loading: "Loading", answers: "Sequence[SheetAnswer]", wrong: "Sequence[RowMistake]"
) -> Filling:
    """Return what the answers make of a plan, with every mistake in them."""
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.gaps.answers import RowMistake, cell_mistake, is_answer
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.errors import HpError

    filler = _Filler(root, loading, Spelling.of(loading.plan, today()))
    mistakes, drafts = [*wrong], []
    for answer in answers:
        try:
            wrong_cell = cell_mistake(answer)
            if wrong_cell is None and is_answer(answer.value):
                filler.add(answer)
            elif found := wrong_cell or filler.check(answer):
                mistakes.append(found)
        except HpError as error:
            mistakes.append(RowMistake(answer.row, error.message, error.hint))
    for path in filler.edits:
        try:
            drafts.append(filler.draft(path))
        except HpError as error:
            row = next(answer.row for (at, _), answer in filler.rows.items() if at == path)
            mistakes.append(RowMistake(row, error.message, error.hint))
    return Filling(drafts, filler.rows, mistakes, filler.standing)

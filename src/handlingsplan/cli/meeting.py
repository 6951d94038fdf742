"""The command that writes down a meeting."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handlingsplan.cli.options import PlanFolder
from handlingsplan.cli.writing import Commit, DryRun, Force, How, opened, tell, width, write

if TYPE_CHECKING:
    from handlingsplan.compute.convening import Held
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.model.plan import Plan
    from handlingsplan.model.records.part import Part
    from handlingsplan.store.draft import Draft
    from handlingsplan.store.load import Loading

ProcessArgument = Annotated[
    str, typer.Argument(metavar="PROCESS|ORGAN", help="Processens id, eller organets namn.")
]
MeetingDay = Annotated[str | None, typer.Option("--day", metavar="DAG", help="Dagen; idag och igår går bra.")]
Form = Annotated[str | None, typer.Option("--form", metavar="FORM", help="Hur ni möttes, som digitalt.")]
MeetingPlace = Annotated[str | None, typer.Option("--place", metavar="PLATS", help="Var ni möttes.")]
Present = Annotated[
    list[str] | None,
    typer.Option("--present", metavar="ORG", show_default=False, help="Vilka som var med; alla går bra."),
]
Voices = Annotated[
    list[str] | None,
    typer.Option(
        "--voice", metavar="ORG=ORG", show_default=False, help="Vem som fick den frånvarandes röst."
    ),
]
Participants = Annotated[str | None, typer.Option("--participants", metavar="ANTAL", help="Hur många.")]
Matters = Annotated[
    list[str] | None,
    typer.Option("--matter", metavar="TEXT", show_default=False, help="Vad som togs upp; kan upprepas."),
]
AgreedOn = Annotated[
    list[str] | None,
    typer.Option("--agreed", metavar="VAD; VEM; NÄR", show_default=False, help="Vad ni kom överens om."),
]
MeetingNote = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Något mer om mötet.")]
MeetingSources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="KÄLLA", show_default=False, help="Dokument och ställe."),
]
_UNKNOWN = "okänt"
NoQuestions = Annotated[bool, typer.Option("--no-questions", help="Fråga inte efter det som saknas.")]


def meeting(  # noqa: PLR0913 - one argument for each option
    *,
    id_: ProcessArgument,
    day: MeetingDay = None,
    form: Form = None,
    place: MeetingPlace = None,
    present: Present = None,
    voice: Voices = None,
    participants: Participants = None,
    matter: Matters = None,
    agreed: AgreedOn = None,
    note: MeetingNote = None,
    source: MeetingSources = None,
    no_questions: NoQuestions = False,
    dry_run: DryRun = False,
    force: Force = False,
    commit: Commit = False,
    plan: PlanFolder = None,
) -> int:
    """Skriv upp ett möte med en process eller ett organ: dag, vilka som var med, vad ni kom överens om.

    I en terminal frågar hp efter det som inte är sagt; Enter hoppar över. Annars räcker till exempel
    hp meeting LV.1 --day idag --present alla --agreed "ta fram en affisch; ALFA; 2024-05-31"
    """
    from handlingsplan.cli.prompts import at_terminal
    from handlingsplan.compute.convening import Held
    from handlingsplan.present.wording.writing import question_of_source

    told = (present or (), voice or (), participants, matter or (), agreed or ())
    held = Held(day, form, place, *told, note, source or ())
    if at_terminal() and not no_questions:
        held = _asked(plan, id_, held)
    how = How(dry_run, force, commit)
    with opened(plan, f"hp meeting {id_}", how) as (root, loading):
        draft, old_sources = _draft(root, loading, id_, held)
        code = write(root, loading, [draft], how)
    if old_sources and code == 0:
        tell(question_of_source(old_sources, width()))
    return code


def _draft(root: Path, loading: "Loading", id_: str, held: "Held") -> "tuple[Draft, tuple[str, ...]]":
    """Return the file with the meeting, and the sources of its other meetings where none is given for it."""
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.convening import meeting_edits
    from handlingsplan.compute.sourcing import sources_of
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.store.draft import data_of, edit_draft, path_of
    from handlingsplan.store.layout import kind_of

    body = _body(loading.plan, id_)
    if body is not None:
        return _new_record(loading.plan, body, held), ()
    path = path_of(loading.plan, id_)
    text = loading.plan.texts[path]
    data = data_of(path, text)
    edits = meeting_edits(kind_of(path, data), data, Spelling.of(loading.plan, today()), held)
    old_sources = () if held.sources else sources_of(data, ("meetings",))
    return edit_draft(root, path, text, edits), old_sources


def _body(plan: "Plan", word: str) -> str | None:
    """Return the short name of the body that a word means; None where it is a record's id, or no body."""
    from handlingsplan.compute.spelling import ways_of

    ids = {id_.casefold() for id_ in (*plan.by_id, *plan.unread)}
    return None if word.casefold() in ids else ways_of(plan.header.bodies).get(word.casefold())


def _new_record(plan: "Plan", body: str, held: "Held") -> "Draft":
    """Return the file of a body's meeting, under an id like those of the plan's other meetings."""
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.beginning import completed
    from handlingsplan.compute.convening import body_meeting
    from handlingsplan.compute.proposing import known_of, proposed_folder, proposed_id, taken_ids
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.model.records.meeting import BodyMeeting
    from handlingsplan.store.draft import new_draft
    from handlingsplan.store.layout import DATA

    told = body_meeting(plan, Spelling.of(plan, today()), body, held)
    records = (it.record for it in plan.loaded)
    id_ = proposed_id(known_of("meeting", told.get), records, taken_ids(plan))
    folder = proposed_folder("meeting", told.get, plan, f"{DATA}/meetings")
    return new_draft(f"{folder}/{id_}.yaml", completed(BodyMeeting, {"id": id_, **told}))


def _asked(plan: Path | None, id_: str, held: "Held") -> "Held":
    """Return a meeting with what somebody answers about that which is not told."""
    from handlingsplan.cli.options import plan_folder
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.convening import members_of, refuse_other
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.store.draft import data_of, path_of
    from handlingsplan.store.layout import kind_of
    from handlingsplan.store.load import load_plan

    loaded = load_plan(plan_folder(plan)).plan
    body = _body(loaded, id_)
    if body is None:  # a misspelt id is told before the questions, as what is no process
        path = path_of(loaded, id_)
        data: Mapping[str, Any] = data_of(path, loaded.texts[path])
        refuse_other(kind_of(path, data), data)
    else:
        data = {"organisations": members_of(loaded, body)}
    tell(["Enter hoppar över en fråga. Ctrl-C avbryter; då skrivs ingenting."])
    interview = _Interview(Spelling.of(loaded, today()), loaded, data, body)
    return interview.fill(held)


class _Interview:
    """Asks about a meeting, with the plan's words as what can be chosen."""

    def __init__(self, spelling: "Spelling", plan: "Plan", data: Mapping[str, Any], body: str | None) -> None:
        self.spelling = spelling
        self.plan = plan
        self.data = data
        self.body = body

    def fill(self, held: "Held") -> "Held":
        """Return the meeting with answers where nothing was told."""
        from handlingsplan.cli.prompts import ask_several

        if held.day is None:
            held = held._replace(day=self._day())
        if held.form is None:
            held = held._replace(form=self._one("form", "Hur möttes ni?", choices=self._forms()))
        if held.place is None:
            held = held._replace(place=self._one("place", "Var?"))
        if not held.present:
            held = held._replace(present=self._present())
        if held.participants is None:
            held = held._replace(participants=self._one("participants", "Hur många deltog?", "8"))
        if not held.matters:
            held = held._replace(matters=tuple(f"what={it}" for it in ask_several("Vad togs upp?")))
        if not held.agreed:
            held = held._replace(agreed=self._agreed())
        return held

    def _one(
        self, key: str, text: str, example: str = "", *, choices: tuple[str, ...] = (), needed: bool = False
    ) -> str | None:
        from handlingsplan.cli.prompts import SKIP, Question, ask

        return ask(Question(text, example, self._reader(key), choices, needed, SKIP))

    def _day(self) -> str | None:
        """Return the day of the meeting; that of one which is written down already is asked for again."""
        from handlingsplan.cli.prompts import Question, ask
        from handlingsplan.compute.convening import refuse_same_day, refuse_taken

        read_day = self._reader("day")

        def read(answer: str) -> str | None:
            day = read_day(answer)
            if day is not None and self.body is None:
                refuse_taken(self.data, day)
            elif day is not None and self.body is not None:
                refuse_same_day(self.plan, self.body, day)
            return day

        return ask(Question("Vilken dag var mötet?", "idag", read, needed=True))

    def _reader(self, key: str, part: "type[Part] | None" = None) -> "Callable[[str], str | None]":
        from handlingsplan.compute.shapes import shapes_of
        from handlingsplan.model.records.meeting import Meeting

        shape = shapes_of(part or Meeting)[key]
        return lambda answer: self.spelling.value(shape, key, answer)

    def _present(self) -> tuple[str, ...]:
        from handlingsplan.cli.prompts import SKIP, Question, ask
        from handlingsplan.compute.convening import ALL

        taking_part = tuple(self.data.get("organisations") or ())
        known = taking_part or tuple(self.plan.header.organisations)
        example = f"{ALL} eller {', '.join(known[:2])}" if taking_part else ", ".join(known[:2])
        question = Question("Vilka organisationer var med?", example, self._organisations, known, empty=SKIP)
        answer = ask(question)
        return (answer,) if answer else ()

    def _organisations(self, answer: str) -> str | None:
        """Return organisations as they were written, when the plan knows them all."""
        from handlingsplan.compute.convening import ALL
        from handlingsplan.errors import WrongChoiceError
        from handlingsplan.model.nearest import nearest

        if answer.casefold() == ALL:
            if not self.data.get("organisations"):
                raise WrongChoiceError("det är okänt vilka som brukar vara med", "skriv vilka som var med")
            return answer
        read = self._reader("present")
        for word in (read(word) for word in answer.split(",") if word.strip()):
            if word is not None and word not in self.plan.header.organisations:
                close = nearest(word, self.plan.header.organisations)
                hint = f"menade du {' eller '.join(close)}?" if close else "skriv kortnamn med komma mellan"
                raise WrongChoiceError(f"'{word}' är ingen av planens organisationer", hint)
        return answer

    def _agreed(self) -> tuple[str, ...]:
        from handlingsplan.cli.prompts import MORE, NO_MORE, SKIP, Question, ask
        from handlingsplan.model.records.meeting import Agreed

        found: list[str] = []
        question = Question("Vad kom ni överens om att göra?", "ta fram en affisch", self._what, empty=SKIP)
        while (what := ask(question)) is not None:
            question = Question(MORE, read=self._what, empty=NO_MORE)
            if ";" in what:  # who and when are told already
                found.append(what)
                continue
            who = ask(Question("  Vem gör det?", read=self._reader("who", Agreed)))
            due = ask(Question("  Senast när?", "2024-05-31", self._reader("due", Agreed)))
            told = (("what", what), ("who", who or _UNKNOWN), ("due", due or _UNKNOWN))
            found.append("; ".join(f"{key}={word.replace(';', ',')}" for key, word in told))
        return tuple(found)

    def _what(self, answer: str) -> str:
        """Return what somebody should do as it was written; who and when may follow between semicolons."""
        from handlingsplan.compute.several import group
        from handlingsplan.model.records.meeting import Agreed

        if ";" in answer:
            group(Agreed, answer, self.spelling)
        return answer

    def _forms(self) -> tuple[str, ...]:
        """Return the forms that meetings of the plan have had."""
        meetings = (meeting for process in self.plan.processes.values() for meeting in process.meetings)
        return tuple(dict.fromkeys(meeting.form for meeting in meetings if meeting.form))[:5]

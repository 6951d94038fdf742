"""The command that begins a new record."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from handlingsplan.cli.options import PlanFolder
from handlingsplan.cli.writing import Commit, DryRun, Force, How, opened, tell, width, write
from handlingsplan.errors import HpError, WrongChoiceError

if TYPE_CHECKING:
    from handlingsplan.cli.prompts import Question
    from handlingsplan.compute.beginning import Given
    from handlingsplan.compute.shapes import Shape
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.compute.wanted import Wanted
    from handlingsplan.model.edits import Value
    from handlingsplan.model.plan import Plan
    from handlingsplan.model.records.part import Part

Kind = Annotated[
    str,
    typer.Argument(
        metavar="SLAG", help="process, insats, rekvisition, beslut, möte, händelse, källa, medskick …"
    ),
]
Word = str | None
Words = list[str] | None


def option(name: str, metavar: str, about: str) -> typer.models.OptionInfo:
    """Return an option that says nothing where it is left out."""
    found: typer.models.OptionInfo = typer.Option(name, metavar=metavar, show_default=False, help=about)
    return found


def new(  # noqa: PLR0913 - one argument for each option
    *,
    slag: Kind,
    title: Annotated[Word, option("--title", "TEXT", "Vad det heter.")] = None,
    day: Annotated[Word, option("--day", "DAG", "Dagen, eller en del av den: 2024-03, våren 2024.")] = None,
    year: Annotated[Words, option("--year", "ÅR", "År; kan upprepas.")] = None,
    area: Annotated[Word, option("--area", "MÅLOMRÅDE", "Processens målområde.")] = None,
    lead: Annotated[Word, option("--lead", "ORG", "Organisationen med huvudansvaret.")] = None,
    org: Annotated[Words, option("--org", "ORG", "Organisation som är med; kan upprepas.")] = None,
    process: Annotated[Words, option("--process", "ID", "Process som det gäller; kan upprepas.")] = None,
    status: Annotated[Word, option("--status", "LÄGE", "Det första läget.")] = None,
    since: Annotated[Word, option("--since", "DAG", "Dagen då läget började.")] = None,
    category: Annotated[Word, option("--category", "NAMN", "Insatsens huvudområde.")] = None,
    applied: Annotated[Word, option("--applied", "BELOPP", "Sökt belopp, för året i --year.")] = None,
    body: Annotated[Word, option("--body", "ORGAN", "Vem som beslutar eller möts.")] = None,
    set_: Annotated[Words, option("--set", "FÄLT=VÄRDE", "Vilket fält som helst; kan upprepas.")] = None,
    source: Annotated[
        Words, option("--source", "KÄLLA", "Dokument och ställe, för allt som anges; kan upprepas.")
    ] = None,
    like: Annotated[Word, option("--like", "ID", "Ta över det som återkommer från en annan post.")] = None,
    id_: Annotated[Word, option("--id", "ID", "Postens id; annars föreslås ett.")] = None,
    dry_run: DryRun = False,
    force: Force = False,
    commit: Commit = False,
    plan: PlanFolder = None,
) -> int:
    """Börja en ny post: en fil med det som är känt, och null för det som borde vara känt.

    hp new beslut frågar efter uppgifterna, i en terminal. Ges någon uppgift som val ställs inga frågor:

    hp new insats --title Läxkafé --year 2025 --org KFF --applied "155 000"

    hp new insats --like 2024-laxkafe --year 2025 tar över det som återkommer, men aldrig belopp och dagar.

    Posten får ett id som liknar de andras, visas i ord och kontrolleras mot planen innan den skrivs.
    """
    from handlingsplan.compute.beginning import Given, class_of, kind_named

    words = {"title": title, "day": day, "area": area, "lead": lead, "category": category, "body": body,
             "applied": applied, "status": status, "since": since}  # fmt: skip
    lists = {"year": year or (), "org": org or (), "process": process or ()}
    given = Given(
        {key: word for key, word in words.items() if word is not None}, lists, set_ or (), source or ()
    )
    kind = kind_named(slag)
    if given or like:
        from handlingsplan.compute.beginning import wanted

        found = wanted(class_of(kind), _word(kind), given)
    else:
        found = _asked(plan, kind, given.sources)
    wishes = _Wishes(kind, found, given, like, id_)
    return _new(plan, wishes, How(dry_run, force, commit))


class _Wishes(NamedTuple):
    """What is wanted of a new record: its kind, what it is to hold, what it is to be like and called."""

    kind: str
    wanted: "Sequence[Wanted]"
    given: "Given"
    like: str | None
    id: str | None


class _Begun(NamedTuple):
    """A record that is to be: its kind, its file, what it holds, and the names of what another gave it."""

    path: str
    kind: "type[Part]"
    data: "Mapping[str, Value]"
    like: Sequence[str]


def _new(plan: Path | None, wishes: _Wishes, how: How) -> int:
    from handlingsplan.present.wording.writing import wrapped
    from handlingsplan.store.draft import new_draft

    with opened(plan, f"hp new {_word(wishes.kind)}", how) as (root, loading):
        begun = _begun(loading.plan, wishes)
        if begun.like:
            tell([*wrapped(f"Övertaget från {wishes.like}: {', '.join(begun.like)}.", width()), ""])
        code = write(root, loading, [new_draft(begun.path, begun.data)], how)
    if code == 0 and not how.dry_run:
        tell(_next(begun))
    return code


def _begun(plan: "Plan", wishes: _Wishes) -> _Begun:
    """Return the record that is to be; raise `WrongChoiceError` for words that it cannot have."""
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.beginning import class_of, completed, taken_over
    from handlingsplan.compute.setting import setting
    from handlingsplan.compute.spelling import Spelling
    from handlingsplan.model.labels import label
    from handlingsplan.store.edit import changed

    kind, spelling = class_of(wishes.kind), Spelling.of(plan, today())
    like = (
        taken_over(wishes.kind, _like(plan, wishes), wishes.wanted, wishes.given.year) if wishes.like else {}
    )
    data: object = dict(like)
    for it in wishes.wanted:
        assert isinstance(data, dict)
        for edit in setting(kind, data, spelling, it).edits:
            data = changed(data, edit)
    assert isinstance(data, dict)
    if wishes.kind == "requisition":
        data = {**data, "kind": wishes.kind}
        if not data.get("year"):
            raise WrongChoiceError("en rekvisition behöver ett år", "skriv --year ÅR")
    path, id_ = _place(plan, wishes, data)
    whole = completed(kind, {**data, "id": id_})
    return _Begun(path, kind, whole, [label(key) for key in like])


def _like(plan: "Plan", wishes: _Wishes) -> "Mapping[str, Value]":
    """Return what another record holds; raise `WrongChoiceError` where it is of another kind."""
    from handlingsplan.compute.beginning import class_of
    from handlingsplan.store.draft import data_of, path_of
    from handlingsplan.store.layout import kind_of

    path = path_of(plan, wishes.like or "")
    data = data_of(path, plan.texts[path])
    if kind_of(path, data) is not class_of(wishes.kind):
        word = _word(wishes.kind)
        raise WrongChoiceError(
            f"{wishes.like} är av ett annat slag än {word}", "välj en post av samma slag som den nya"
        )
    return data


def _place(plan: "Plan", wishes: _Wishes, data: "Mapping[str, Value]") -> tuple[str, str]:
    """Return the file and the id of a new record; raise `HpError` where the id wanted cannot be had."""
    from handlingsplan.compute import proposing
    from handlingsplan.model.fields import FieldError
    from handlingsplan.store.layout import DATA

    taken = proposing.taken_ids(plan)
    id_ = wishes.id or _proposed(plan, wishes.kind, data, taken)
    try:
        id_ = proposing.new_id(id_)
    except FieldError as error:
        raise WrongChoiceError(f"--id {error.found}", error.hint) from error
    if id_.casefold() in proposing.NOT_IDS:
        raise WrongChoiceError(f"ingen post kan heta {id_}", "välj ett annat --id")
    if id_.casefold() in taken:
        raise WrongChoiceError(
            f"det finns redan något som heter {id_}", f"hp show {id_} visar det; välj ett annat --id"
        )
    folder = proposing.proposed_folder(wishes.kind, data.get, plan, f"{DATA}/{_folder(wishes.kind)}")
    return f"{folder}/{id_}.yaml", id_


def _proposed(plan: "Plan", kind: str, data: "Mapping[str, Value]", taken: frozenset[str]) -> str:
    from handlingsplan.compute.proposing import known_of, proposed_id, proposed_process_id

    if kind != "process":
        return proposed_id(known_of(kind, data.get), (it.record for it in plan.loaded), taken)
    area = data.get("area")
    ids = {id_: process.area for id_, process in plan.processes.items()}
    found = proposed_process_id(str(area) if area else None, ids, taken)
    if found is None:
        raise WrongChoiceError("processens id följer målområdet", "skriv --area MÅLOMRÅDE, eller --id ID")
    return found


def _folder(kind: str) -> str:
    """Return the folder that records of a kind stand in; a requisition stands among the grants."""
    from handlingsplan.compute.entries import RECORDS
    from handlingsplan.store.layout import FOLDERS

    plural = RECORDS[kind]
    return plural if plural in FOLDERS else "grants"


def _word(kind: str) -> str:
    """Return the Swedish word for a kind."""
    from handlingsplan.compute.beginning import KINDS

    return next(word for word, named in KINDS.items() if named == kind)


def _next(begun: _Begun) -> list[str]:
    """Return what to do next: what is unknown yet, and how it is told."""
    from handlingsplan.compute.beginning import unknown
    from handlingsplan.model.labels import label
    from handlingsplan.present.wording.writing import wrapped

    missing = unknown(begun.kind, begun.data)
    if not missing:
        told = f"Inget av det som borde vara känt saknas. Se hp show {begun.data['id']}."
        return wrapped(told, width())
    told = f"Okänt än: {', '.join(map(label, missing))}."
    return wrapped(f'{told} Fyll i med hp set {begun.data["id"]} FÄLT "VÄRDE".', width())


# Questions


def _asked(plan: Path | None, kind: str, sources: Sequence[str]) -> "list[Wanted]":
    """Return the answers of somebody at the terminal; raise `HpError` where there is nobody to ask."""
    from handlingsplan.cli.prompts import at_terminal
    from handlingsplan.cli.showing import today
    from handlingsplan.compute.spelling import Spelling

    if not at_terminal():
        example = f'hp new {_word(kind)} --title "…"; hp new --help visar alla val'
        raise WrongChoiceError("ingenting är sagt om den nya posten", f"skriv till exempel {example}")
    with opened(plan, "", How(dry_run=True)) as (_, loading):  # nobody has to wait while somebody thinks
        spelling, known = Spelling.of(loading.plan, today()), loading.plan
    tell(["Enter hoppar över en fråga. Ctrl-C avbryter; då skrivs ingenting."])
    found = _interviewed(kind, spelling, known)
    if not found:
        raise HpError("ingenting är känt om den nya posten", "börja den när något är känt")
    return [it._replace(sources=sources) for it in found]


def _interviewed(kind: str, spelling: "Spelling", known: "Plan") -> "list[Wanted]":
    from handlingsplan.cli.prompts import ask
    from handlingsplan.compute.beginning import ASKED, class_of, told

    answers: dict[str, str] = {}
    found: list[Wanted] = []
    for field in filter(lambda it: _is_asked(it, answers, known), _with_since(ASKED[kind])):
        if field in _SEVERAL:
            found += [it for text in _several(field) for it in told(class_of(kind), field, text, None)]
            continue
        answer = ask(_question(kind, field, spelling, known))
        if answer is None:
            continue
        answers[field] = answer
        if field == "since":
            found[-1] = found[-1]._replace(details={"since": answer})
            continue
        year = answers.get("years") if field == "applied" else None
        found += told(class_of(kind), field, answer, year)
    return found


def _several(field: str) -> Sequence[str]:
    """Return answers, one after another; the points of a decision with how far they have come."""
    from handlingsplan.cli.prompts import Question, ask, ask_several, choice_of
    from handlingsplan.compute.select import point_statuses

    found = ask_several(_SEVERAL[field])
    if field != "points" or not found:
        return found
    states = point_statuses()
    status = ask(Question("Hur långt har det kommit?", read=choice_of(states), choices=states))
    return [f"text={text}{f'; status={status}' if status else ''}" for text in found]


_SEVERAL = {"points": "Vad beslutades, punkt för punkt?", "recipients": "Vem ska få beslutet?"}
"""What is asked until there is no more."""


def _with_since(fields: Sequence[str]) -> list[str]:
    return [*fields, "since"] if "status" in fields else list(fields)


def _is_asked(field: str, answers: Mapping[str, str], plan: "Plan") -> bool:
    """Tell whether a question makes sense after the answers to the others."""
    if field == "paragraph":
        body = plan.header.bodies.get(answers.get("body", ""))
        return body is not None and body.kind == "political"
    if field == "applied":
        return "years" in answers and "," not in answers["years"]
    return field != "since" or "status" in answers


def _question(kind: str, field: str, spelling: "Spelling", plan: "Plan") -> "Question":
    from handlingsplan.cli.prompts import Question
    from handlingsplan.compute.beginning import class_of, shape_told
    from handlingsplan.compute.shapes import shapes_of
    from handlingsplan.model.records.process import StatusEntry

    in_history = field in {"status", "since"}
    shape = shapes_of(StatusEntry)[field] if in_history else shape_told(class_of(kind), field)
    choices = _choices(shape, plan)
    text, example = _QUESTIONS[field]
    several = " Skriv komma mellan flera." if _in_a_row(shape) and len(choices) > 1 else ""
    numbered = kind == "process" and field == "area" and bool(choices)  # its id is that of the area
    return Question(
        f"{text}{several}",
        example,
        lambda answer: _read(spelling, shape, field.rpartition(".")[2], answer, choices),
        tuple(choices),
        needed=field in {"since", "year"} or numbered,
    )


_QUESTIONS = {
    "title": ("Vad heter det?", ""),
    "area": ("Vilket målområde?", ""),
    "lead": ("Vem har huvudansvaret?", ""),
    "organisations": ("Vilka organisationer är med?", ""),
    "status": ("Vilket är läget?", ""),
    "since": ("Sedan vilken dag?", "2024-03-01 eller idag"),
    "years": ("Vilket år?", "2025, eller 2025, 2026"),
    "year": ("Vilket år?", "2025"),
    "category": ("Vilket huvudområde?", ""),
    "processes": ("Vilka processer?", ""),
    "applied": ("Hur mycket söks?", "155 000"),
    "by": ("Vem rekvirerar?", ""),
    "from": ("Från vem?", ""),
    "requisitioned": ("Hur mycket rekvireras?", "2 700 000"),
    "day": ("Vilken dag?", "2025-03-14, 2025-03 eller idag"),
    "body": ("Vilket organ?", ""),
    "paragraph": ("Vilken paragraf?", "12"),
    "matter": ("Vilket ärende hör det till?", ""),
    "present": ("Vilka organisationer var med?", ""),
    "form": ("Hur hölls det?", "digitalt"),
    "place": ("Var?", ""),
    "kind": ("Vilket slag?", ""),
    "question": ("Vilken fråga ställdes?", ""),
    "occasion": ("I vilket sammanhang?", ""),
    "text": ("Vad sägs?", ""),
    "addressees": ("Vem riktas det till?", ""),
    "process": ("Vilken process gäller det?", ""),
    "period.from": ("Från vilken dag?", "2024-01-01"),
    "period.to": ("Till vilken dag?", "2025-12-31"),
    "short": ("Vad kallas dokumentet i löpande text?", "årsrapporten"),
    "registry_number": ("Vilket diarienummer?", "KS 2025/0088"),
}
"""What is asked about each field, and an example of an answer."""


def _in_a_row(shape: "Shape") -> bool:
    return shape.listed and bool(shape.names or shape.scalar is int)


def _choices(shape: "Shape", plan: "Plan") -> list[str]:
    """Return the words to choose among: those of the model, the plan's short names, or its processes."""
    if shape.names == "process":
        return list(plan.processes)
    return list(shape.choices or getattr(plan.header, shape.names or "-", ()))


def _read(spelling: "Spelling", shape: "Shape", key: str, answer: str, choices: Sequence[str]) -> str | None:
    """Return an answer as it is to stand; raise `WrongChoiceError` for a word that the plan does not have."""
    from handlingsplan.model.nearest import nearest

    pieces = answer.split(",") if _in_a_row(shape) else [answer]
    values = [value for piece in pieces if (value := spelling.value(shape, key, piece)) is not None]
    for value in values:
        if choices and value not in choices:
            close = nearest(value, choices)
            hint = f"menade du {' eller '.join(close)}?" if close else "välj bland orden ovan"
            raise WrongChoiceError(f"'{value}' finns inte i planen", hint)
    return ",".join(values) or None

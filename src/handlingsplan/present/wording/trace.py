"""Say how figures were counted: what each is called, and where in the files its parts stand."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handlingsplan.compute.decisions import Decisions
from handlingsplan.compute.grants import Grants
from handlingsplan.compute.money import STEPS
from handlingsplan.compute.status import Status
from handlingsplan.compute.traces.trace import Trace, TracePart, TraceTerm, What
from handlingsplan.model.labels import label
from handlingsplan.model.plan import PLAN, Locator
from handlingsplan.model.problem import Loc, Place
from handlingsplan.model.total import Counted, Tally, Total
from handlingsplan.present import swedish
from handlingsplan.present.swedish import HARD_SPACE, UNKNOWN
from handlingsplan.present.wording import grants as grant_words
from handlingsplan.present.wording import status as status_words
from handlingsplan.present.wording.decisions import STATE_COUNTS

TITLE = "Så är siffrorna räknade"

INTRODUCTION = (
    "Varje siffra med sina delar: filen, som heter som posten, och raden. "
    "En summa över flera år är årens summor tillsammans."
)

_MISSING = {
    "title": "utan känd titel",
    "area": "utan känt målområde",
    "lead": "utan känt huvudansvar",
    "outcome": "utan känt sätt att bli slutförd",
    "day": "utan känd dag",
    "body": "utan känt organ",
    "paragraph": "utan känd paragraf",
}
_BESIDE = {"since": "sedan ", "seen": "sett ", "through": "till och med ", "to": "till ", "shares": "delas "}
_NOT_ALL = {
    "day": ", inte närmare",
    "history": ", det avgör inte läget",
    "process": ", men det är inte säkert",
    "grants_complete": "",
}
"""What is said of a value that does not tell enough; of any other, that it may not be all."""

_RECKONED = frozenset({"amounts", "groups"})
"""The keys of which the terms are added and subtracted."""

_AT_LEAST = frozenset({"organisation", "lead", "outcome"})
"""The counts that are told as at least what is known."""


class FigureName(NamedTuple):
    """What a figure is called: figures that end alike can be told of together, as in `sökt och kvar 2023`."""

    head: str
    tail: str = ""


At = tuple[str, Loc]
"""A file, and the way to a value in it."""

Namer = Callable[[What], FigureName]


class Row(NamedTuple):
    """A part of a figure: its record, what is written there, and where that is."""

    id: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """Parts of a figure that have something in common, which is said."""

    said: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with its name, how it is told, and its parts: in blocks, or in the figures within it."""

    name: str
    told: str
    blocks: tuple[Block, ...] = ()
    within: tuple["Explained", ...] = ()
    note: str = ""


def explain(
    traces: Iterable[Trace], namer: Namer, documents: Mapping[str, str], locate: Locator
) -> list[Explained]:
    """Return the figures in order: those of groups within theirs, those unknown alike together."""
    every = list(traces)
    places = placed(every, locate)
    whole: dict[What, list[Trace]] = {}
    for trace in every:
        over = What(trace.what.kind, (), trace.what.year) if trace.what.by else trace.what
        whole.setdefault(over, []).append(trace)
    shown = [found for found in whole.values() if not _told_elsewhere(found[0], every)]
    return _Explainer(namer, documents, places).merged(shown)


def placed(traces: Iterable[Trace], locate: Locator) -> Mapping[At, Place]:
    """Return where in the files every part of some figures stands, by file and way."""
    ways = {(part.path, part.loc) for trace in traces for part in (*trace.parts, *trace.undecided)}
    # File by file: each is read through once.
    return {(path, loc): locate(path, loc) for path, loc in sorted(ways, key=lambda way: way[0])}


def full_name(what: What, namer: Namer) -> str:
    """Return what a figure is called where it stands alone: of a group, with the figure that it is in."""
    name = namer(what)
    over = namer(What(what.kind, (), what.year)) if what.by else FigureName("")
    return swedish.capital(", ".join(f"{it.head}{it.tail}" for it in (over, name) if it.head))


def status_names(status: Status) -> Namer:
    """Return what the counts of processes are called, in the words of the screen."""
    kinds = {row.status: row.kind for row in status.by_status}
    areas = {area.area: status_words.area_name(area) for area in status.by_area}
    outcomes = {row.outcome: row.name or row.outcome for row in status.by_outcome}

    def of_status(word: str | None) -> str:
        same = [row for row in status.by_status if row.kind == kinds[word]]
        return status_words.list_label(status, kinds[word]) if len(same) == 1 or word is None else word

    def name(what: What) -> FigureName:
        word = what.words[0] if what.words else None
        named: dict[str, Callable[[], FigureName]] = {
            "status": lambda: FigureName("okänt läge" if word is None else of_status(word)),
            "area": lambda: FigureName(areas[word]),
            "organisation": lambda: FigureName(word or "", " deltar"),
            "lead": lambda: FigureName(word or "", " har huvudansvar"),
            "outcome": lambda: FigureName(f"slutförda: {outcomes[word]}"),
            "findings": lambda: FigureName("uppgifter om processer som ingen källa namnger"),
        }
        return named[what.kind]() if what.kind in named else _shared_name(what, "processer")

    return name


def grants_names(grants: Grants) -> Namer:
    """Return what the sums of money are called, in the words of the screen."""
    groups = {
        (group.keys, year.year): grant_words.group_name(grants, group)
        for year in grants.years
        for group in year.groups
    }
    words = {"requisitioned": "rekvirerat", "unallocated": "ofördelat", "grants": "insatser"}
    by = "" if grants.by == "category" else f" per {grant_words.GROUP_HEADS[grants.by].lower()}"

    def name(what: What) -> FigureName:
        if what.by:
            return FigureName(groups[what.words, what.year])
        if what.kind == "people":
            return FigureName("deltagare")
        year = f" {what.year}" if what.year is not None else " utan år"
        if what.kind in words:
            return FigureName(words[what.kind], year)
        step = next((step for step in STEPS if step == what.kind), None)
        return FigureName(grant_words.STEP_NAMES[step], year + by) if step else _shared_name(what, "insatser")

    return name


def decisions_names(_decisions: Decisions) -> Namer:
    """Return what the counts of decisions are called, in the words of the screen."""

    def name(what: What) -> FigureName:
        if what.kind == "state":
            state = f"{STATE_COUNTS[what.words[0]][1]} beslut" if what.words else "beslut utan punkter"
            return FigureName(state)
        return _shared_name(what, "beslut")

    return name


def told(trace: Trace) -> str:
    """Return a figure as a screen tells it; unknown is a word."""
    figure = trace.figure
    if figure is None:
        return UNKNOWN
    if isinstance(figure, int):
        least = trace.what.kind in _AT_LEAST and (trace.undecided or trace.unread)
        return status_words.at_least(figure) if least else swedish.whole(figure)
    if isinstance(figure, Tally):
        return swedish.number(figure) if figure.sum is not None else UNKNOWN
    if isinstance(figure, Total):
        step = next((step for step in STEPS if step == trace.what.kind), None)
        return grant_words.sum_cell(step, figure) if step else grant_words.summed_cell(figure)
    return swedish.figures(figure)


def written_in(part: TracePart) -> str | None:
    """Return what is written in a part: the amounts and groups that it is reckoned of with their signs.

    Other terms are told one after another; None is what nothing is written in.
    """
    if not part.terms:
        return part.text
    if part.key not in _RECKONED:
        return ", ".join(" ".join(term.texts) for term in part.terms)
    first, *others = (_term(term, named=part.key == "amounts") for term in part.terms)
    signs = (swedish.MINUS if term.taken else "+" for term in part.terms[1:])
    return " ".join([first, *(f"{sign} {term}" for sign, term in zip(signs, others, strict=True))])


def summand(part: TracePart) -> str:
    """Return what is written in a part of a sum, and what it counts as where that is something else."""
    assert part.value is not None, "an unknown part adds nothing"
    counts = swedish.number(part.value) if isinstance(part.value, Counted) else swedish.figures(part.value)
    text = re.sub(r"(?<=\d) (?=\d)", HARD_SPACE, written_in(part) or UNKNOWN)
    beside = "".join(f", {_beside(*pair)}" for pair in part.beside if pair[0] == "shares")
    alike = re.fullmatch(rf"{re.escape(counts)}( \w+)?", text.replace("ca ", f"ca{HARD_SPACE}"))
    return text if alike and not beside else f"{text}{beside} = {counts}"


def standing(part: TracePart) -> str:
    """Return what is written in a part of a count, with what was read beside it."""
    begin = "paus från " if part.loc[:1] == ("pauses",) else ""
    return ", ".join([f"{begin}{written_in(part)}", *(_beside(*pair) for pair in part.beside)])


def lacking(part: TracePart) -> str:
    """Return what is not known in a part, or not in full."""
    name = label(part.key) if part.key else "uppgiften"
    text = written_in(part)
    if text is None:
        return f"saknar {name}"
    return f"{name}: {text}{_NOT_ALL.get(part.key or '', ', men kanske inte bara')}"


def place_words(row: Row) -> str:
    """Return the file and line of a part, and its record where the file has another name."""
    file, line = row.place.file, row.place.line
    at = f"{file}:{line}" if line else file
    named_after = file.rpartition("/")[2].removesuffix(".yaml") == row.id or row.id == PLAN
    return at if named_after else f"{row.id} {at}"


def _term(term: TraceTerm, *, named: bool) -> str:
    """Return what stands in a term, with its key and the other year that it stands in."""
    year = [str(term.year)] if term.year is not None else []
    return " ".join([label(term.key), *year, *term.texts] if named else term.texts)


def _beside(key: str, text: str) -> str:
    return f"{_BESIDE.get(key, '')}{text}"


def _shared_name(what: What, records: str) -> FigureName:
    """Return what figures of any listing are called."""
    lacking = what.kind == "missing"
    return FigureName(f"{records} {_MISSING[what.words[0]] if lacking else 'som kanske hör till urvalet'}")


def _told_elsewhere(trace: Trace, every: Sequence[Trace]) -> bool:
    """Tell whether a figure is not shown: who leads, told of all as unknown; and a rest nobody can count."""
    if trace.what.kind == "lead":
        return not trace.parts and bool(trace.undecided)
    rests = [other.figure for other in every if other.what.kind == "unallocated"]
    return trace.what.kind == "unallocated" and not any(rests)


def _note(trace: Trace) -> str:
    if trace.what.kind == "unallocated":
        known = trace.figure is not None
        return "Rekvirerat minus beviljat." if known else "Någon del är okänd, eller listan inte fullständig."
    if trace.unread:
        files = swedish.counted(trace.unread, "fil", "filer")
        return f"{swedish.capital(files)} gick inte att läsa och kan höra hit."
    return ""


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Lays out figures with their names, the documents' names and the places of their parts."""

    namer: Namer
    documents: Mapping[str, str]
    places: Mapping[At, Place]

    def merged(self, figures: Iterable[Sequence[Trace]]) -> list[Explained]:
        """Return figures, those of which nothing is known for the same reason as one."""
        alike: dict[object, list[Sequence[Trace]]] = {}
        for number, found in enumerate(figures):
            open_ = found[0].undecided if not found[0].parts else ()
            alike.setdefault((self.namer(found[0].what).tail, open_) if open_ else number, []).append(found)
        return [self._one(found) for found in alike.values()]

    def _one(self, figures: Sequence[Sequence[Trace]]) -> Explained:
        """Return one figure, or several of which nothing is known."""
        trace, *groups = figures[0]
        names = [self.namer(found[0].what) for found in figures]
        name = swedish.capital(swedish.listed(name.head for name in names) + names[0].tail)
        if len(groups) > 1 and trace.parts:
            inner = tuple(
                Explained(self.namer(group.what).head, told(group), self._blocks(group)) for group in groups
            )
            return Explained(name, told(trace), within=inner, note=_note(trace))
        return Explained(name, told(trace), self._blocks(trace), note=_note(trace))

    def _blocks(self, trace: Trace) -> tuple[Block, ...]:
        if trace.what.kind == "unallocated":
            return ()
        known = self._grouped(trace.parts, lambda part: self._known(trace.what, part))
        return (*known, *self._grouped(trace.undecided, lambda part: (lacking(part), "")))

    def _grouped(
        self, parts: Iterable[TracePart], say: Callable[[TracePart], tuple[str, str]]
    ) -> Iterator[Block]:
        rows: dict[str, list[Row]] = {}
        for part in parts:
            said, text = say(part)
            rows.setdefault(said, []).append(Row(part.id, text, self.places[part.path, part.loc]))
        return (Block(said, tuple(found)) for said, found in rows.items())

    def _known(self, what: What, part: TracePart) -> tuple[str, str]:
        """Return what a part has in common with others, and what is its own."""
        names = swedish.listed(swedish.source_names(part.sources, self.documents, every=True))
        source = f"enligt {names}" if names else "utan källa"
        if what.kind == "missing":
            return "", ""
        if part.value is not None:
            return source, summand(part)
        if written_in(part) is None:
            return lacking(part), ""
        told_above = part.text in (str(what.year), *what.words) and what.kind not in {"status", "state"}
        said = [_beside(*pair) for pair in part.beside] if told_above else [standing(part)]
        return ", ".join([*said, source]), ""

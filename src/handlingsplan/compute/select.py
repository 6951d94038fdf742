"""Select records with one vocabulary: yes, no, or unknown where a record lacks what is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar, get_args

from handlingsplan.compute.facets import UNKNOWN_WORD, Facets, known_years
from handlingsplan.compute.spelling import ways_of
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.part import Record
from handlingsplan.model.truth import Truth

R = TypeVar("R", bound=Record)

NAMES = (
    "org", "lead", "area", "status", "year",
    "body", "category", "direction", "process", "effort",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted: for each name the values of which one must hold. Every name must be met."""

    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wanted)


class Selected(NamedTuple):
    """The ids that match, and those that nobody can tell about."""

    ids: tuple[str, ...]
    undecided: tuple[str, ...]


def select(plan: Plan, records: Mapping[str, R], selection: Selection, as_of: date) -> Selected:
    """Return which of `records` match every part of `selection`, in the order given."""
    facets = Facets(plan, as_of)
    answers = {id_: facets.match(record, selection.wanted) for id_, record in records.items()}
    return Selected(
        tuple(id_ for id_, answer in answers.items() if answer is Truth.YES),
        tuple(id_ for id_, answer in answers.items() if answer is Truth.UNKNOWN),
    )


def choose(plan: Plan, asked: Mapping[str, Iterable[str]], statuses: Iterable[str] = ()) -> Selection:
    """Return the selection that the words asked for mean in this plan.

    Short names, full names and other names are all taken, whatever the case. `statuses` are the words
    that --status takes here, when they are not the plan's. A word that means nothing raises
    `WrongChoiceError` with the nearest ones that do.
    """
    wanted = {}
    for name, words in ((name, list(words)) for name, words in asked.items()):
        if words:
            known = _words(plan, name, list(statuses))
            wanted[name] = frozenset(_resolve(name, word, known) for word in words)
    return Selection(wanted)


def statuses_of(sort: str) -> tuple[str, ...]:
    """Return the words that --status takes for entries of a sort, where they are not the plan's."""
    return point_statuses() if sort in {"decisions", "points"} else ()


def point_statuses() -> tuple[str, ...]:
    """Return the words for the state of a decision's point."""
    from handlingsplan.model.records.decision import PointStatus

    return get_args(PointStatus)


def _resolve(name: str, word: str, known: Mapping[str, str]) -> str:
    if word.casefold() == UNKNOWN_WORD:
        return UNKNOWN_WORD
    if word.casefold() in known:
        return known[word.casefold()]
    # A year is not mistyped for the one that looks like it.
    close = [] if name == "year" else list(dict.fromkeys(known[key] for key in nearest(word, known)))
    choices = list(dict.fromkeys(known.values()))
    few = 12
    hint = f"menade du {' eller '.join(close)}?" if close else None
    if choices and not close:
        hint = f"här kan stå: {', '.join(choices[:few])}{' …' if len(choices) > few else ''}"
    raise WrongChoiceError(f"--{name} '{word}' finns inte i planen", hint)


def _words(plan: Plan, name: str, statuses: list[str]) -> dict[str, str]:
    """Return every folded way of writing a short name, and the short name it stands for."""
    header = plan.header
    if name == "process":
        return {id_.casefold(): id_ for id_ in plan.processes}
    if name == "year":
        return {str(year): str(year) for year in known_years(plan)}
    if name == "status" and statuses:
        return {word.casefold(): word for word in statuses}
    tables: dict[str, Mapping[str, object]] = {
        "org": header.organisations, "lead": header.organisations, "area": header.areas,
        "status": header.statuses, "body": header.bodies, "category": header.categories,
        "direction": header.directions, "effort": header.efforts,
    }  # fmt: skip
    return ways_of(tables[name])

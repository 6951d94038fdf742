"""What templates can do with results: say them in Swedish, and lay them out as tables."""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from jinja2 import Undefined, pass_context
from markupsafe import Markup

from handlingsplan.compute.decisions import Decisions
from handlingsplan.compute.grants import Grants, Year
from handlingsplan.compute.list import Entries
from handlingsplan.compute.reach import Reach
from handlingsplan.compute.reconcile import Reconciliation
from handlingsplan.compute.status import Status
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure, Kronor
from handlingsplan.model.plan import FileCount
from handlingsplan.model.records.part import Record
from handlingsplan.model.records.source import SourceDocument
from handlingsplan.model.total import Amount, Bounded, Counted, Tally, Total
from handlingsplan.present import markdown, swedish
from handlingsplan.present.mistakes import WrongValueError, fields
from handlingsplan.present.sandbox import Filter
from handlingsplan.present.tabular import TextTable
from handlingsplan.present.wording import agenda as agenda_words
from handlingsplan.present.wording import decisions as decision_words
from handlingsplan.present.wording import gap_names as gap_words
from handlingsplan.present.wording import grants as grant_words
from handlingsplan.present.wording import list as list_words
from handlingsplan.present.wording import reach as reach_words
from handlingsplan.present.wording import reconcile as reconcile_words
from handlingsplan.present.wording import show as show_words
from handlingsplan.present.wording import status as status_words

_GROUPED = 10_000
"""From here on a number is told in groups of three: a year never is."""

_FEW_FIELDS = 12
_ENDS = (".", "!", "?", ":", "…")


def plain(value: object) -> str:
    """Return a value as Swedish text on one line: what is unknown is said to be."""
    for kind, say in _SAID:
        if isinstance(value, kind):
            return say(value)
    few = ", ".join(fields(value)[:_FEW_FIELDS])
    hint = f"skriv ett av dess fält: {few}" if few else None
    raise WrongValueError(f"{type(value).__name__} går inte att skriva ut", hint)


def shown(value: object) -> str:
    """Return a value as Markdown that shows it; a table as a table."""
    return markdown.grid(value) if isinstance(value, TextTable) else markdown.escape(plain(value))


def _money(amount: Bounded | Total | None) -> str:
    """Return an amount for prose, and of how many amounts it is the sum where some are unknown."""
    if amount is None or (isinstance(amount, Total) and amount.sum is None):
        return swedish.UNKNOWN
    told = swedish.money(amount)
    if isinstance(amount, Total) and amount.known < amount.of:
        return f"{told} (känt för {amount.known} av {amount.of} belopp)"
    return told


_SAID: tuple[tuple[type | tuple[type, ...], Callable[..., str]], ...] = (
    (type(None), lambda _: swedish.UNKNOWN),
    (Undefined, str),  # raises: what is missing says so itself
    (bool, lambda value: "ja" if value else "nej"),
    (str, lambda value: re.sub(r"[ \t\r\n\f\v]+", " ", value)),
    ((int, Decimal), lambda number: str(number) if 0 <= number < _GROUPED else swedish.whole(number)),
    (Day, swedish.day),
    (date, date.isoformat),
    (Counted, swedish.number),
    (Tally, lambda found: swedish.UNKNOWN if found.sum is None else swedish.number(found)),
    ((Kronor, Amount, Total), _money),
    (Figure, show_words.said),
    ((tuple, list), lambda values: ", ".join(map(plain, values))),
)
"""How each kind of value is said; the first kind that it belongs to counts."""


class Notes:
    """Numbers the sources of one document in the order that it names them, and keeps what it has told."""

    def __init__(self) -> None:
        self.begin({})

    def begin(self, sources: Mapping[str, SourceDocument]) -> None:
        """Begin a new document about a plan with these source documents."""
        self._sources = sources
        self._numbers: dict[tuple[str, str], int] = {}
        self._told: list[str] = []

    def heard(self, told: str) -> str:
        """Return a text as it is, and keep it as one that the document tells."""
        self._told.append(told)
        return told

    def used(self, names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return the short names, with what they stand for, that the document has told so far."""
        text = "\n".join(self._told).replace("\\", "")
        return [
            (short, name)
            for short, name in names
            if re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text)
        ]

    def note(self, references: Sequence[str] | None) -> Markup:
        """Return the numbers of some sources, as in [1, 2], after a hard blank; nothing for none."""
        names = swedish.source_names(references or (), {}, every=True)
        keys = [(document, places) for document, _, places in (name.partition(" ") for name in names)]
        numbers = sorted(self._numbers.setdefault(key, len(self._numbers) + 1) for key in keys)
        marks = ", ".join(map(str, numbers))
        return Markup(f"{swedish.HARD_SPACE}[{marks}]") if numbers else Markup("")  # noqa: S704 - own signs

    def cited(self, record: Record, key: str) -> Markup:
        """Return the numbers of the sources of one field, and how it is known where they do not say it."""
        basis = record.basis.get(key)
        told = f" ({show_words.BASES[basis]})" if basis else ""
        return Markup(f"{self.note(record.sources.get(key))}{told}")  # noqa: S704 - own words

    def listed(self) -> list[str]:
        """Return the sources in the order of their numbers: a document's full title where it first comes."""
        lines, told = [], set[str]()
        for document, places in self._numbers:
            source = self._sources.get(document)
            short = swedish.capital((source.short if source else None) or document)
            full = _full_title(source) if source and document not in told else ""
            told.add(document)
            between = ": " if places[:1].isalpha() else " "
            lines.append(f"{short}{between}{places}".rstrip() + full)
        return lines


def _full_title(source: SourceDocument) -> str:
    known = [source.title, swedish.in_prose(source.day) if source.day else None, source.registry_number]
    told = ", ".join(part for part in known if part)
    return f" ({told})" if told else ""


def filters(notes: Notes) -> dict[str, Filter]:
    """Return the filters by name; `docs/mallar.md` tells each."""

    @pass_context  # or Jinja would work it out before the document has named any source
    def numbered_sources(_context: object, _: object) -> list[str]:
        return notes.listed()

    @pass_context
    def used_names(_context: object, names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return notes.used(names)

    return {
        **_OF_VALUES,
        **_OF_RESULTS,
        "cited": notes.cited,
        "note": notes.note,
        "sources": numbered_sources,
        "used": used_names,
    }


def _sentence(value: object) -> str:
    """Return a text with a stop at its end, if it has none."""
    text = plain(value)
    return text if text.endswith(_ENDS) else f"{text}."


def _listed(values: Iterable[object], last: str = "och") -> str:
    return swedish.listed((plain(value) for value in values), last=last)


def _joined(values: Iterable[object], between: str = " ") -> str:
    return between.join(plain(value) for value in values)


def _few(values: Iterable[object], most: int = 10) -> str:
    """Return the first values of a list, and how many more there are."""
    told = [plain(value) for value in values]
    more = f" och {len(told) - most} till" if len(told) > most else ""
    return " ".join(told[:most]) + more


def _brief(text: object, most: int = 70) -> str:
    """Return the beginning of a text, cut between words."""
    return textwrap.shorten(plain(text), most, placeholder=" …")


def _code(text: object) -> Markup:
    return Markup(f"`{plain(text).replace('`', '')}`")  # noqa: S704 - without its only sign


_OF_VALUES: dict[str, Filter] = {
    "at": swedish.at,
    "brief": _brief,
    "capital": lambda text: swedish.capital(plain(text)),
    "code": _code,
    "counted": swedish.counted,
    "few": _few,
    "in_words": swedish.in_words,
    "joined": _joined,
    "listed": _listed,
    "lower": lambda text: plain(text).lower(),
    "money": _money,
    "prose": swedish.in_prose,
    "said": show_words.said,
    "sentence": _sentence,
    "span": swedish.span,
    "upper": lambda text: plain(text).upper(),
}


def _summary(result: object) -> str:
    if isinstance(result, Grants):
        return " ".join(grant_words.summary(result))
    if isinstance(result, Decisions):
        return decision_words.summary(result)
    if isinstance(result, Reach):
        return reach_words.summary(result)
    if isinstance(result, Entries):
        return list_words.summary(result)
    if isinstance(result, Reconciliation):
        return reconcile_words.summary(result)
    return status_words.summary(_a(Status, result))


def _missing(result: object) -> str:
    if isinstance(result, Decisions):
        return decision_words.missing(result)
    return status_words.missing(_a(Status, result))


def _read(files: FileCount, one: str, several: str) -> str:
    return swedish.files_read(files, one, several).replace(" ", swedish.HARD_SPACE)


def _dated(grants: Grants) -> list[Year]:
    return [year for year in grants.years if year.year is not None]


def _deviations(result: Reconciliation, *sorts: str) -> list[str]:
    """Return a sentence for each deviation without an explanation, about entries of some sorts or all.

    Those of most kronor come first, then the others as the documents tell them.
    """
    topics = result.about(*sorts) if sorts else result.deviations
    ranked = sorted(topics, key=reconcile_words.kronor_apart, reverse=True)
    return [reconcile_words.sentence(result, topic) for topic in ranked]


def _a(kind: type[Status], result: object) -> Status:
    if not isinstance(result, kind):
        raise WrongValueError(f"{type(result).__name__} har ingen sådan mening")
    return result


_OF_RESULTS: dict[str, Filter] = {
    "amounts_missing": grant_words.amounts_missing,
    "areas": status_words.area_table,
    "belongs_to": agenda_words.belongs_to,
    "balance": grant_words.balance_table,
    "dated": _dated,
    "deviations": _deviations,
    "entries": list_words.entry_table,
    "gap_names": gap_words.gap_names,
    "gaps": gap_words.gap_table,
    "grouped": list_words.group_table,
    "groups": grant_words.group_table,
    "items": lambda grants, year: grant_words.year_table(grants, year, owners=True),
    "late": agenda_words.late,
    "log": decision_words.log_table,
    "missing": _missing,
    "never_known": lambda status: status_words.process_table(status)[1],
    "organisations": status_words.organisation_table,
    "outcomes": status_words.outcome_table,
    "processes": lambda status: status_words.process_table(status, outcomes=True)[0],
    "reached": reach_words.reach_table,
    "reconciled": lambda found: reconcile_words.deviation_table(found.topics("differs", "explained"), found),
    "reference": decision_words.reference,
    "read": _read,
    "remarks": grant_words.notes,
    "summary": _summary,
    "step_sum": grant_words.step_sum,
    "sums": grant_words.sum_table,
    "undecided": lambda found: reconcile_words.undecided_table(found.comparisons, found),
}

"""Write how figures were counted as a chapter of a page in Markdown, and note which ones a page tells."""

from collections.abc import Iterable, Iterator, Mapping

from handlingsplan.compute.grants import Grants
from handlingsplan.compute.money import STEPS
from handlingsplan.compute.reach import Reach
from handlingsplan.compute.status import Status
from handlingsplan.compute.traces.report import Traced
from handlingsplan.compute.traces.trace import Trace
from handlingsplan.model.plan import Plan
from handlingsplan.present import swedish
from handlingsplan.present.markdown import escape
from handlingsplan.present.sandbox import Filter
from handlingsplan.present.wording import trace as words
from handlingsplan.present.wording.trace import INTRODUCTION, TITLE, Block, Explained, Row

_KINDS: dict[str, frozenset[str]] = {
    "summary": frozenset({"status", "state", "undecided", "requisitioned", *STEPS}),
    "areas": frozenset({"status", "area"}),
    "organisations": frozenset({"organisation", "lead"}),
    "outcomes": frozenset({"outcome"}),
    "missing": frozenset({"missing"}),
    "sums": frozenset({"requisitioned", "unallocated", "grants", *STEPS}),
    "balance": frozenset({"requisitioned", "unallocated", "granted", "spent", "left"}),
    "step_sum": frozenset(STEPS),
    "groups": frozenset({"grants", "granted"}),
}
"""The kinds of figures that each filter tells."""

_NUMBERS = "Numren är siffrornas egna; hakparenteserna i dokumentet är källor."
"""What tells the two kinds of numbers of a document apart."""

_OWN = "organisation"
"""The result that tells its figures without a filter: what is known of one organisation, always first."""


def trace_page(figures: Iterable[Explained], *, sourced: bool = False) -> str:
    """Return a heading and a numbered list, one figure an item; a `sourced` page has other numbers too."""
    items = [f"{number}. {_item(figure)}" for number, figure in enumerate(figures, start=1)]
    told = (
        [f"{INTRODUCTION} {_NUMBERS}" if sourced else INTRODUCTION, "\n".join(items)]
        if items
        else ["Här finns inga räknade siffror."]
    )
    return "\n\n".join([f"## {TITLE}", *told])


class FilterLog:
    """Notes which results a document tells of, and by which filters."""

    def __init__(self) -> None:
        self._told: list[tuple[str, object]] = []

    def begin(self) -> None:
        """Begin a new document."""
        self._told = []

    def noting(self, filters: Mapping[str, Filter]) -> dict[str, Filter]:
        """Return filters that do what they did, and note what they are used on."""
        return {name: self._noting(name, told) if name in _KINDS else told for name, told in filters.items()}

    def _noting(self, name: str, told: Filter) -> Filter:
        def noted(value: object, *others: object, **options: object) -> object:
            self._told.append((name, value))
            return told(value, *others, **options)

        return noted

    def figures(
        self, plan: Plan, results: Mapping[str, object], traced: Mapping[str, Traced]
    ) -> list[Explained]:
        """Return the figures that the document has told, in the order of its results."""
        documents = {id_: source.short or id_ for id_, source in plan.sources.items()}
        figures: list[Explained] = []
        for name in sorted(traced, key=lambda name: name != _OWN):
            found = traced[name]
            chosen = found.traces if name == _OWN else self._chosen(results[name], found.traces)
            figures += words.explain(chosen, _namer(found), documents, plan.locate)
        return figures

    def _chosen(self, result: object, traces: Iterable[Trace]) -> Iterator[Trace]:
        """Yield the figures of a result that filters have told; those of groups only where groups are."""
        filters = {how for how, value in self._told if value is result}
        kinds = frozenset[str]().union(*(_KINDS[name] for name in filters))
        people = [value.people for how, value in self._told if how == "summary" and isinstance(value, Reach)]
        for trace in traces:
            grouped = "groups" in filters and trace.what.kind in _KINDS["groups"]
            told = trace.what.kind in kinds and (trace.what.by is None or grouped)
            reached = trace.what.kind == "people" and "summary" in filters and trace.figure in people
            if told or reached:
                yield trace


def _namer(found: Traced) -> words.Namer:
    result = found.result
    if isinstance(result, Status):
        return words.status_names(result)
    return words.grants_names(result) if isinstance(result, Grants) else words.decisions_names(result)


def _item(figure: Explained) -> str:
    """Return a figure with its parts as running text: its name in bold, then block by block."""
    told = [f"**{escape(f'{figure.name}: {figure.told}.')}**", escape(figure.note), *_blocks(figure)]
    for group in figure.within:
        told += [f"*{escape(f'{group.name}: {group.told}.')}*", *_blocks(group)]
    return " ".join(part for part in told if part)


def _blocks(figure: Explained) -> Iterator[str]:
    return (escape(f"{swedish.capital(_block(block))}.") for block in figure.blocks)


def _block(block: Block) -> str:
    """Return parts with what they have in common, folder by folder."""
    folders: dict[str, list[Row]] = {}
    for row in block.rows:
        folders.setdefault(row.place.file.rpartition("/")[0], []).append(row)
    told = (f"i {folder} {', '.join(map(_row, rows))}" for folder, rows in folders.items())
    return f"{block.said.rstrip(':')}: {'; '.join(told)}" if block.said else "; ".join(told)


def _row(row: Row) -> str:
    """Return the file and line of a part, with what is written there where each part has its own."""
    name = row.place.file.rpartition("/")[2]
    at = f"{name}:{row.place.line}" if row.place.line else name
    return f"{at} ({row.text})" if row.text else at

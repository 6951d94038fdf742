"""Say where every process stands."""

from collections.abc import Mapping, Sequence

from handlingsplan.compute.standing import Kind
from handlingsplan.compute.status import (
    KIND_ORDER,
    AreaStatus,
    OrganisationStatus,
    ProcessStatus,
    Status,
    StatusCount,
)
from handlingsplan.model.fields import id_order
from handlingsplan.model.records.header import Header
from handlingsplan.present import swedish
from handlingsplan.present.swedish import (
    KIND_COUNTS,
    KIND_HEADS,
    KIND_LISTS,
    UNKNOWN,
    USUAL_WORDS,
    counted,
    listed,
)
from handlingsplan.present.tabular import TextTable, figures_from

_FEW = 3


def title(status: Status) -> str:
    """Return the plan's name and years."""
    return f"{status.plan or 'Plan utan namn'} {swedish.period(status.first, status.last)}".rstrip()


def plan_title(header: Header) -> str:
    """Return the plan's name and years."""
    period = header.period
    first = period.from_.first if period and period.from_ else None
    last = period.to.last if period and period.to else None
    return f"{header.name or 'Plan utan namn'} {swedish.period(first, last)}".rstrip()


def summary(status: Status) -> str:
    """Return the whole result in one or two sentences."""
    if not status.total and not status.undecided:
        if not status.all_read:
            return "Ingen process gick att läsa."
        return "Ingen process stämmer med urvalet." if status.selected else "Planen har inga processer än."
    said = _counts(status) if status.total else "Ingen process stämmer säkert med urvalet."
    if status.undecided:
        said += f" För {counted(len(status.undecided), 'process', 'processer')} går det inte att säga."
    return said


def head(status: Status, kind: Kind) -> str:
    """Return the head of a column of counts: the plan's own word, or the usual one in plural."""
    return own_word(status, kind) or KIND_HEADS[kind]


def own_word(status: Status, kind: Kind) -> str | None:
    """Return the plan's word for a kind of status where it has one of its own."""
    words = {row.status for row in status.by_status if row.kind == kind}
    return next(iter(words)) if len(words) == 1 and not words & USUAL_WORDS else None


def _counts(status: Status) -> str:
    """Return how many processes stand in each kind of status, as one sentence."""
    chosen = " i urvalet" if status.selected else ""
    kinds = kinds_of(status)
    if len(kinds) == 1:
        who = (
            f"Alla {counted(status.total, 'process', 'processer')}"
            if status.total > 1
            else "Den enda processen"
        )
        return f"{who}{chosen} {_does(status, kinds[0], several=status.total > 1)}."
    of = f"av {counted(status.total, 'process', 'processer')}{chosen}"
    parts: list[str] = []
    for kind in kinds:
        count = status.count(kind)
        does = _does(status, kind, several=count > 1)
        parts.append(f"{swedish.whole(count)} {of if not parts else ''} {does}".replace("  ", " "))
    first, *rest = parts
    return f"{', '.join([first, *(part.replace('har läget ', '') for part in rest)])}."


def _does(status: Status, kind: Kind, *, several: bool) -> str:
    """Return what processes do in a kind of status, as in `är slutförda` or `har läget i mål`."""
    own = own_word(status, kind)
    return f"har läget {own}" if own else KIND_COUNTS[kind][several]


def list_label(status: Status, kind: Kind) -> str:
    """Return the label before a list of processes in one kind of status."""
    return "Oklart" if kind == "unknown" else swedish.capital(head(status, kind))


def unfinished(status: Status) -> list[tuple[Kind, str]]:
    """Return for each kind of status but completed the ids that stand there."""
    found = []
    for kind in KIND_ORDER[1:]:
        ids = [id_ for row in status.by_status if row.kind == kind for id_ in row.ids]
        if ids:
            found.append((kind, " ".join(sorted(ids, key=id_order))))
    return found


def missing(status: Status) -> str:
    """Return what is unknown about the processes, in one line; empty when nothing is."""
    nouns = (
        (status.missing("title"), "titel", "titlar"),
        (status.missing("area"), "målområde", "målområden"),
        (status.missing("lead"), "huvudansvar", "huvudansvar"),
        (status.completed_without_outcome, "sätt att bli slutförd", "sätt att bli slutförd"),
    )
    parts = [counted(count, one, several) for count, one, several in nouns if count]
    return f"{', '.join(parts)}." if parts else ""


def findings(status: Status) -> str:
    """Return how many facts are about a process that nobody has named; empty when none is."""
    if not status.findings:
        return ""
    told = counted(len(status.findings), "uppgift", "uppgifter")
    return f"{told} om processer som ingen källa namnger. Se hp list findings."


def origin(status: Status, documents: Mapping[str, str]) -> str:
    """Return where the statuses come from and how many files were read."""
    names = swedish.source_names(status.sources, documents)
    few = listed(names[:_FEW]) if len(names) <= _FEW else f"{counted(len(names), 'dokument', 'dokument')}"
    read = f"{swedish.files_read(status.files, 'processfil läst', 'processfiler lästa')}."
    return f"{few}. {read}" if names else read


def count_of(counts: Sequence[StatusCount], kind: Kind) -> int:
    """Return how many stand in one kind of status."""
    return sum(row.count for row in counts if row.kind == kind)


def takes_part(status: Status, row: OrganisationStatus) -> str:
    """Return in how many processes an organisation takes part, and where they stand, as a sentence."""
    parts = []
    for kind in KIND_ORDER:
        count = count_of(row.by_status, kind)
        if count:
            parts.append(f"{count} {own_word(status, kind) or KIND_LISTS[kind][count != 1]}")
    known = row.takes_part.known
    if not known:
        return f"{row.organisation} deltar inte i någon process{' i urvalet' if status.selected else ''}."
    chosen = " i urvalet" if status.selected else ""
    return (
        f"{row.organisation} deltar i {counted(known, 'process', 'processer')}{chosen}: {', '.join(parts)}."
    )


def at_least(known: int) -> str:
    """Return a count that may be higher."""
    return f"minst {known}" if known else UNKNOWN


def process_table(status: Status, *, outcomes: bool = False) -> tuple[TextTable, str]:
    """Return one row a process; a column unknown in every row is a sentence instead.

    With `outcomes`, how the completed ones were completed, where that is known of any.
    """
    columns = {
        "Process": [row.id for row in status.processes],
        "Läge": [row.status or UNKNOWN for row in status.processes],
        "Känt": [_since(row) for row in status.processes],
        "Huvudansvar": [row.lead or UNKNOWN for row in status.processes],
    }
    ways = [row.outcome or (UNKNOWN if row.kind == "completed" else "") for row in status.processes]
    if outcomes and {*ways} - {UNKNOWN, ""}:
        columns["Utfall"] = ways
    columns["Titel"] = [row.title or (f"({row.theme})" if row.theme else UNKNOWN) for row in status.processes]
    never = [head for head, values in columns.items() if {*values} == {UNKNOWN}]
    kept = {head: values for head, values in columns.items() if head not in never}
    for_all = "okänt för alla" if status.total > 1 else "okänt"
    said = f"{swedish.capital(listed(head.lower() for head in never))}: {for_all}." if never else ""
    return TextTable(list(kept), list(zip(*kept.values(), strict=True)), title="Processer"), said


def area_table(status: Status) -> TextTable:
    """Return how many processes of each area stand in each kind of status."""
    kinds = kinds_of(status)
    heads = ["Målområde", *(head(status, kind) for kind in kinds), "alla"]
    rows = [
        [area_name(area), *(str(count_of(area.by_status, kind)) for kind in kinds), str(area.total)]
        for area in areas_of(status)
    ]
    rows.append(["Alla", *(str(status.count(kind)) for kind in kinds), str(status.total)])
    return TextTable(heads, rows, figures_from(1, heads), "Målområden")


def organisation_table(status: Status, rows: Sequence[OrganisationStatus] | None = None) -> TextTable:
    """Return how many processes each organisation has in each kind of status, and leads.

    What is not known in full is told as at least what is known.
    """
    kinds = kinds_of(status)
    heads = ["Organisation", *(head(status, kind) for kind in kinds), "alla", "huvudansvar"]
    cells = []
    for row in status.by_organisation if rows is None else rows:
        counts = [count_of(row.by_status, kind) for kind in kinds]
        told = [str(count or "") if row.complete else at_least(count) for count in counts]
        every = str(row.takes_part.known) if row.complete else at_least(row.takes_part.known)
        lead = str(row.lead.known) if not row.lead.undecided else at_least(row.lead.known)
        cells.append([row.organisation, *told, every, lead])
    return TextTable(heads, cells, figures_from(1, heads), "Organisationer")


def outcome_table(status: Status) -> TextTable:
    """Return how many of the completed processes were completed in each way.

    Where the way of some is unknown, the others are told as at least what is known.
    """
    unknown = status.completed_without_outcome
    rows = [
        [row.name or row.outcome, at_least(len(row.ids)) if unknown else str(len(row.ids))]
        for row in status.by_outcome
        if row.outcome is not None
    ]
    rows += [["Okänt sätt", str(unknown)]] if unknown else []
    return TextTable(["Så blev processen slutförd", "antal"], rows, frozenset({1}))


def partly_known(status: Status) -> list[str]:
    """Return sentences on the organisations whose participation is not known in full."""
    open_ = [row for row in status.by_organisation if not row.complete]
    partly = ", ".join(
        f"{row.organisation} i minst {row.takes_part.known}" for row in open_ if row.takes_part.known
    )
    unknown = ", ".join(row.organisation for row in open_ if not row.takes_part.known)
    said = [f"Deltagandet är delvis känt: {partly}."] if partly else []
    return [*said, f"{unknown}: okänt vilka processer."] if unknown else said


def area_name(area: AreaStatus) -> str:
    """Return the short name and the name of an area."""
    return " ".join(part for part in (area.area, area.name) if part) or "Okänt målområde"


def areas_of(status: Status) -> list[AreaStatus]:
    """Return the areas to tell about: of a selection only those that it has processes in."""
    return [area for area in status.by_area if area.total or not status.selected]


def kinds_of(status: Status) -> list[Kind]:
    """Return the kinds of status that any process stands in, in their order."""
    return [kind for kind in KIND_ORDER if status.count(kind)]


def _since(row: ProcessStatus) -> str:
    if row.since:
        return f"sedan {row.since.text}"
    return f"sett {row.seen.text}" if row.seen else ""

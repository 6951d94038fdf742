"""Say what a list of one sort of things holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from handlingsplan.compute.claims.quantity import written_quantity
from handlingsplan.compute.entries import RECORDS, Entry, tells
from handlingsplan.compute.list import Entries, EntryGroup
from handlingsplan.model.labels import label
from handlingsplan.model.records.claim import Claim
from handlingsplan.model.total import Tally, Total
from handlingsplan.present import swedish
from handlingsplan.present.swedish import DASH, UNKNOWN
from handlingsplan.present.tabular import TextTable
from handlingsplan.present.wording.show import KIND_WORDS, said

NAMES = {
    "processes": "processer",
    "grants": "insatser",
    "requisitions": "rekvisitioner",
    "decisions": "beslut",
    "meetings": "möten",
    "events": "händelser",
    "voices": "frågor med svar",
    "recommendations": "medskick",
    "findings": "fynd",
    "tracks": "parallella spår",
    "sources": "källdokument",
}
"""What the records of each kind are called together; other sorts are called as their key is."""

OWNER = "post"
"""The column that says which record a thing stands in, or the short name that plan.yaml declares it by."""

DOCUMENT = "dokument"
"""The column that says which document makes a claim."""

CLAIM = "kortnamn"
"""The column that says what a claim is called in its document."""

SUBJECT = "gäller"
"""The column that says what a claim is about."""

STATED = "står"
"""The column that says what a claim says, or else lists."""

WHOLE = "uppgift"
"""The column of a sort that has no columns of its own: the whole thing in one cell."""

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "processes": ("id", "title", "area", "lead", "organisations"),
    "grants": ("id", "title", "years"),
    "requisitions": ("id", "year", "by", "from", "day"),
    "decisions": ("day", "body", "paragraph", "id", "title"),
    "meetings": ("day", OWNER, "body", "form", "present", "matters"),
    "events": ("day", "kind", "id", "title", "count", "participants"),
    "voices": ("id", "question", "day"),
    "answers": (OWNER, "theme", "text"),
    "recommendations": ("id", "title", "addressees", "status"),
    "findings": ("id", "title", "organisations", "candidates"),
    "tracks": ("id", "title", "organisations", "partners"),
    "sources": ("id", "title", "day", "registry_number"),
    "groups": (OWNER, "name", "ages", "day", "place", "language", "participants"),
    "posts": (OWNER, "count", "unit", "fte"),
    "participants": (OWNER, "count", "unit", "kind"),
    "methods": (OWNER, "name", "sessions", "leader"),
    "goals": (OWNER, "what", "outcome", "reached"),
    "activities": (OWNER, "what", "status", "due", "done"),
    "desired_results": (OWNER, "what", "status"),
    "indicators": (OWNER, "name", "unit", "baseline", "target", "values"),
    "obstacles": (OWNER, "what", "who", "lifted_to"),
    "pauses": (OWNER, "from", "to", "reason", "by"),
    "planned": (OWNER, "priority", "from", "to", "decision"),
    "agreed": (OWNER, "what", "who", "due", "done"),
    "matters": (OWNER, "day", "what", "decided", "decision"),
    "points": (OWNER, "text", "status", "due"),
    "amounts": (OWNER, "year", "direction", "requisitioned", "applied", "granted", "spent"),
    "roles": (OWNER, "name", "share", "from", "to"),
    "counts": (OWNER, "what", "value", "day"),
    "organisations": (OWNER, "name", "joined"),
    "bodies": (OWNER, "name", "kind"),
    "members": (OWNER, "organisation", "from", "to"),
    "successors": (OWNER, "name", "period", "status"),
    "attachments": (OWNER, "number", "title"),
    "claims": (DOCUMENT, CLAIM, "at", SUBJECT, STATED),
    "explained": (OWNER, "against", "reason", "by", "day"),
    "history": (OWNER, "status", "since", "seen", "outcome"),
}
"""The columns on the screen, without those that nothing is told in. CSV and JSON have every key."""


GROUP_MEMBERS = "var"
"""The column of a group that says where its entries stand."""

IDS = frozenset({"id", OWNER, DOCUMENT, CLAIM, SUBJECT})
"""The columns of ids, which are long and break at their hyphens."""

_DECLARED = 2
"""The steps to what plan.yaml declares: the table and the short name."""

_KR = f"{swedish.HARD_SPACE}kr"

WRAPPED = frozenset({
    "title", "what", "text", "name", "question", "matters", "outcome", "unit", "organisations", "partners",
    "addressees", "present", "candidates", "participants", "values", "leader", "reason", WHOLE,
    SUBJECT, STATED,
})  # fmt: skip
"""The columns of running text, which may break over lines."""

_ASKED = {"org": "organisation", "effort": "återkommande insats", "process": "process"}
"""What the names that records are selected by are called, where they are no keys."""


SORTS = tuple(_COLUMNS)
"""The sorts that have columns of their own; a plan need not have any of them yet."""


def key_name(key: str) -> str:
    """Return the Swedish name of a key, or of a name that records are selected by."""
    return _ASKED.get(key) or label(key)


def name_of(what: str) -> str:
    """Return what the things of a sort are called together in Swedish."""
    return NAMES.get(what) or label(what)


def title(entries: Entries) -> str:
    """Return the heading of a list."""
    name = swedish.capital(name_of(entries.what))
    return f"{name}, {entries.plan}" if entries.plan else name


def summary(entries: Entries) -> str:
    """Return how many there are, the sums of what is counted, and how many cannot be told about."""
    if not entries.entries and not entries.undecided:
        return "Inget stämmer med urvalet." if entries.selected else "Planen har inga sådana än."
    count = len(entries.entries)
    if not count:
        return f"Inget stämmer säkert. För {swedish.whole(entries.undecided)} går det inte att säga."
    parts = [f"{swedish.whole(count)} {_rows_name(entries)}." if count > 1 else "1 rad."]
    for key, sum_ in entries.sums.items():
        parts.append(f"{swedish.capital(key_name(key))} tillsammans: {_sum_told(sum_)}.")
    if entries.undecided:
        parts.append(f"För {swedish.whole(entries.undecided)} till går det inte att säga.")
    return " ".join(parts)


def columns(entries: Entries) -> list[str]:
    """Return the columns of a list: those of its sort that anything is told in."""
    return [key for key in _COLUMNS.get(entries.what, (OWNER, WHOLE)) if _any(entries.entries, key)]


def head(key: str) -> str:
    """Return the head of a column."""
    return swedish.capital(key_name(key))


def entry_table(entries: Entries, told: Sequence[Entry] | None = None, *, heading: str = "") -> TextTable:
    """Return one row an entry, of all or of some."""
    keys = columns(entries)
    rows = entries.entries if told is None else told
    return TextTable(
        [head(key) for key in keys], [[_flat(entry, key) for key in keys] for entry in rows], title=heading
    )


def group_table(entries: Entries, *, most: int | None = None) -> TextTable:
    """Return one row a group: what it shares, how many, the sums, and where they stand (at `most`)."""
    names = [key_name(key) for key in (*entries.by, *entries.sums)]
    first = len(entries.by)
    heads = [*names[:first], _rows_name(entries), *names[first:], GROUP_MEMBERS]
    rows = [
        [
            *(_word(word) for word in group.words),
            swedish.whole(len(group.entries)),
            *(_sum_cell(group.sums.get(key)) for key in entries.sums),
            _where(group, most),
        ]
        for group in entries.groups
    ]
    right = frozenset(range(first, len(heads) - 1))
    return TextTable([swedish.capital(head) for head in heads], rows, right)


def sections(entries: Entries, told: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the rows with the heading over them: claims document by document, others all without one."""
    found: dict[str, list[Entry]] = {}
    for entry in told:
        found.setdefault(entry.owner if entries.what == "claims" else "", []).append(entry)
    yield from found.items()


def group_heading(group: EntryGroup) -> str:
    """Return what the entries of a group share, as the heading over their rows."""
    words = ", ".join(_word(word) for word in group.words)
    return f"{swedish.capital(words)} ({swedish.whole(len(group.entries))})"


def every_row(entries: Entries) -> list[list[str]]:
    """Return one row an entry with every key that any tells, under a row of heads."""
    record = entries.what in RECORDS.values()
    keys = [key for key in entries.keys if key not in {"id", "sources", "basis"}]
    heads = ["Id" if record else "Post", *(swedish.capital(label(key)) for key in keys)]
    rows = [[_owner(entry), *(_flat(entry, key) for key in keys)] for entry in entries.entries]
    if entries.what == "claims":
        heads[0] = "Kortnamn"
        return [
            ["Dokument", *heads],
            *([entry.owner, *row] for entry, row in zip(entries.entries, rows, strict=True)),
        ]
    return [heads, *rows]


def sort_table(counts: Mapping[str, int]) -> TextTable:
    """Return every sort that the plan has, with how many there are."""
    rows = [[what, name_of(what), swedish.whole(count)] for what, count in counts.items()]
    return TextTable(["Skriv", "Det är", "Antal"], rows, frozenset({2}))


def cell(entry: Entry, key: str) -> str:
    """Return what a column says of an entry; nothing where the entry says nothing."""
    if key in _MADE:
        return _MADE[key](entry)
    own = key in type(entry.part).model_fields  # what it could say itself is not taken from what it stands in
    if not (tells(entry.part, key) if own else entry.tells(key)):
        return ""
    value = entry.value(key)
    return KIND_WORDS.get(str(value)) or said(value) if key == "kind" else said(value)


def _owner(entry: Entry) -> str:
    declared = str(entry.loc[1]) if not entry.owner and len(entry.loc) > _DECLARED else "plan.yaml"
    return entry.key or entry.owner or declared


def _subject(entry: Entry) -> str:
    """Return what a claim is about, as it is written: a name, a field of a record, or entries of a sort."""
    from handlingsplan.present.wording.quantities import quantity_name  # it names the sorts as they are here

    claim = entry.part
    assert isinstance(claim, Claim), "only claims have this column"
    name = quantity_name(written_quantity(claim))
    return f"{name}, {claim.day.text}" if claim.day else name


def _stated(entry: Entry) -> str:
    """Return what a claim says, or else what it lists."""
    return cell(entry, "says") or cell(entry, "lists")


_MADE: Mapping[str, Callable[[Entry], str]] = {
    OWNER: _owner,
    WHOLE: lambda entry: said(entry.part),
    DOCUMENT: lambda entry: entry.owner,
    CLAIM: _owner,
    SUBJECT: _subject,
    STATED: _stated,
}
"""The columns that are no keys."""


def _rows_name(entries: Entries) -> str:
    """Return what the rows are: the things themselves, or rows where a row may stand for several things."""
    return "rader" if "count" in entries.sums else name_of(entries.what)


def _where(group: EntryGroup, most: int | None) -> str:
    owners = list(dict.fromkeys(_owner(entry) for entry in group.entries))
    left = len(owners) - most if most is not None else 0
    return f"{', '.join(owners[:most])} och {left} till" if left > 1 else ", ".join(owners)


def _flat(entry: Entry, key: str) -> str:
    return cell(entry, key).replace("\n", "; ")


def _any(entries: Iterable[Entry], key: str) -> bool:
    """Tell whether a column says anything: not one of usual figures that nobody has written."""
    usual = key == "count"
    return key in _MADE or any(
        cell(entry, key) for entry in entries if not usual or key in entry.part.model_fields_set
    )


def _word(word: str | None) -> str:
    return UNKNOWN if word is None else word or DASH


def _sum_cell(sum_: Total | None) -> str:
    return "" if sum_ is None else UNKNOWN if sum_.sum is None else _figure(sum_)


def _sum_told(sum_: Total) -> str:
    if sum_.sum is None:
        return UNKNOWN
    known = f" (känt för {sum_.known} av {sum_.of})" if sum_.known < sum_.of else ""
    return f"{_figure(sum_)}{'' if isinstance(sum_, Tally) else _KR}{known}"


def _figure(sum_: Total) -> str:
    """Return a sum of kronor or of numbers, as a least where parts are unknown."""
    if isinstance(sum_, Tally):
        return swedish.number(sum_)
    partly = sum_.known < sum_.of and sum_.low is not None
    least = replace(sum_, sum=sum_.low, high=sum_.low) if partly else sum_
    told = swedish.kronor(least).removesuffix(_KR)
    return f"minst{swedish.HARD_SPACE}{told}" if partly else told

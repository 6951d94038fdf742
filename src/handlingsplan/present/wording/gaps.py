"""Say what is unknown, who should know it, what it is needed for, and what is wrong in a filled-in sheet."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from handlingsplan.compute.gaps.answers import RowMistake
from handlingsplan.compute.gaps.blocking import WEIGHTS, Blocked
from handlingsplan.compute.gaps.called import WayItem
from handlingsplan.compute.gaps.groups import keys_asked
from handlingsplan.compute.gaps.search import Gaps, Share, Unknown
from handlingsplan.model.labels import label
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import Group, Listing, Scalar, keys_of
from handlingsplan.present import swedish
from handlingsplan.present.tabular import TextTable
from handlingsplan.present.wording.gap_names import KINDS, way_name
from handlingsplan.present.wording.show import said
from handlingsplan.present.wording.writing import NOT_WRITTEN, wrapped

NOBODY = "okänt vem"
"""Who should know what nobody is known to know."""

NOTHING = "inget"
"""What a gap stands in the way of that stands in the way of nothing."""

SHEET = ("Vem", "Post", "Titel", "Fält", "Uppgift", "Sammanhang", "Värde", "Källa", "Rad")
"""The heads of the sheet to fill in; it is read by them."""

NEEDED_FOR = {
    "summa": "Behövs för en summa",
    "tidsfrist": "Behövs för en tidsfrist",
    "rapport": "Visas i ett dokument",
    NOTHING: "Annat",
}
"""What the gaps are told under that weigh the same."""

_KINDS_SHOWN = 4
_IDENTIFYING = (
    "number", "status", "what", "name", "year", "direction", "organisation", "since", "seen", "day", "from",
    "place", "language", "unit", "text",
)  # fmt: skip
"""The keys that tell which of several things is meant, in the order that they are told."""
_LONGEST = 50
_PARTS_SHOWN = 4


def title(gaps: Gaps) -> str:
    """Return the heading."""
    return f"Luckor, {gaps.plan}" if gaps.plan else "Luckor"


def summary(gaps: Gaps) -> str:
    """Return how much is unknown in how many records, and what needs it, in a sentence or three."""
    files = swedish.counted(gaps.records, "fil", "filer")
    asked = _asked(gaps)
    if not gaps.rows and gaps.wanted:
        return f"Inget okänt{asked} hör till urvalet.{_undecided(gaps)}"
    if not gaps.records:
        return "Ingen fil gick att läsa."
    if not gaps.rows:
        return f"Inget är okänt: {files} har allt som planen ska ha."
    count = swedish.counted(len(gaps.rows), "uppgift", "uppgifter")
    are = "är okänd" if len(gaps.rows) == 1 else "är okända"
    places = len({row.path for row in gaps.rows})
    return f"{count}{asked} {are}, i {places} av {files}.{_needs(gaps)}{_undecided(gaps)}"


def _asked(gaps: Gaps) -> str:
    """Return which document shows what is told of, or can show it; nothing where none is asked for."""
    if gaps.wanted.shown is None:
        return ""
    shows = "visar" if gaps.wanted.shown.certain else "kan visa"
    return f" som dokumentet {gaps.wanted.document} {shows}"


def complete(gaps: Gaps) -> str:
    """Return what is known everywhere in the kinds that weigh the most; empty where nothing is."""
    found: dict[str, list[str]] = {}
    for share in gaps.complete:
        found.setdefault(share.kind, []).append(way_name(share.keys))
    told = [f"{', '.join(found[kind])} ({KINDS[kind]})" for kind in [*found][:_KINDS_SHOWN]]
    more = sum(len(names) for names in [*found.values()][_KINDS_SHOWN:])
    return "; ".join([*told, *([f"{more} uppgifter i annat"] if more else [])])


def share_tables(gaps: Gaps) -> list[TextTable]:
    """Return what is unknown by field, a table for each thing that it is needed for, the heaviest first."""
    found: dict[str, list[Share]] = {}
    for share in gaps.shares:
        if share.gaps:
            found.setdefault(block_word(share.blocks), []).append(share)
    heads = ["Poster", "Uppgift", "Okänt", "Känt", "Vem ska veta"]
    sums = {block: swedish.whole(sum(share.gaps for share in shares)) for block, shares in found.items()}
    return [
        TextTable(heads, [*map(_share_row, shares)], frozenset({2, 3}), f"{NEEDED_FOR[block]}: {sums[block]}")
        for block, shares in found.items()
    ]


def unmentioned(gaps: Gaps) -> str:
    """Return what the figures do not add up to where some records say nothing of a thing; else nothing."""
    if all(share.known + share.gaps == share.of for share in gaps.shares if share.gaps):
        return ""
    return "Det som varken är känt eller okänt är inte nämnt, och behöver inte finnas."


def row_lines(gaps: Gaps) -> Iterator[tuple[str, list[str]]]:
    """Yield what gaps are needed for, and a line for each: where it stands, its field, who should know."""
    found: dict[str, list[str]] = {}
    for row in gaps.rows:
        line = f"{where(row)}: {row.field} ({label(row.keys[-1])}) {swedish.DASH} {knower_words(row)}"
        found.setdefault(NEEDED_FOR[block_word(row.blocks)], []).append(line)
    yield from ((f"{needed}: {swedish.whole(len(lines))}", lines) for needed, lines in found.items())


def block_word(blocks: Sequence[Blocked]) -> str:
    """Return the heaviest thing that a gap stands in the way of."""
    return max(blocks, key=WEIGHTS.__getitem__, default=NOTHING)


def knower_words(row: Unknown) -> str:
    """Return who should know."""
    return ", ".join(row.knowers) or NOBODY


def where(row: Unknown) -> str:
    """Return where a gap stands, as editors follow it: the line of its group where the key is left out."""
    return f"{row.place.file}:{row.place.line}" if row.place.line else row.place.file


def asked_for(row: Unknown) -> str:
    """Return what is to be filled in; of what holds several things also how they are written."""
    name = way_name(row.keys)
    shape = row.key.shape
    inner = shape.item if isinstance(shape, Listing) else shape
    if isinstance(inner, Group):
        told = "; ".join(f"{label(key)}=…" for key in keys_asked(inner.part)[:_PARTS_SHOWN])
        return f"{name}, skriv {told}"
    if not isinstance(inner, Scalar):
        return name
    words = swedish.listed(inner.choices or row.words, last="eller")
    if isinstance(shape, Listing) and (inner.names or inner.reads == "year"):
        return f"{name}, med komma mellan{f': {words}' if words else ''}"
    if words:
        return f"{name}: {words}"
    return f"{name}: ja eller nej" if inner.reads == "flag" else name


def context(items: Sequence[WayItem]) -> str:
    """Return which of the things in lists and tables is meant, as in `läge slutförd, sett 2023-12-31`."""
    return ", ".join(piece for item in items for piece in _pieces(item)).replace(swedish.HARD_SPACE, " ")


def mistake_lines(name: str, mistakes: Sequence[RowMistake], width: int) -> list[str]:
    """Return what is wrong in a sheet, each with its row and what would be right."""
    lines: list[str] = []
    for found in mistakes:
        of = f" ({found.id})" if found.id else ""
        lines += wrapped(f"{name}:{found.row}{of}: fel {found.message}", width)
        lines += [f"    {line}" for line in wrapped(found.hint, width - 4)] if found.hint else []
    wrong = swedish.counted(len({found.row for found in mistakes}), "rad", "rader")
    return [*lines, "", f"{wrong} i {name} går inte att skriva in. {NOT_WRITTEN}"]


def filled_line(filled: int, left: int, standing: int) -> str:
    """Return how many answers were written, how many gaps there are left, and how many stood there before."""
    told = swedish.counted(filled, "uppgift är ifylld", "uppgifter är ifyllda")
    before = f" {swedish.counted(standing, 'stod', 'stod')} där redan." if standing else ""
    return f"{told}, {swedish.counted(left, 'lucka', 'luckor')} är kvar.{before}"


def _pieces(item: WayItem) -> Iterator[str]:
    if item.name is not None:
        yield f"{label(item.key)} {item.name}"
        return
    own = list(_telling(item.part))
    yield from own
    if sum(list(_telling(part)) == own for part in item.beside) > 1 or not own:
        yield f"nummer {item.number} av {len(item.beside)}"


def _telling(part: Part) -> Iterator[str]:
    keys = keys_of(type(part))
    for name in _IDENTIFYING:
        value = getattr(part, keys[name].field) if name in keys else None
        if value is not None and isinstance(keys[name].shape, Scalar):
            yield f"{label(name)} {textwrap.shorten(said(value), _LONGEST, placeholder=' …')}"


def _needs(gaps: Gaps) -> str:
    """Return how many of the gaps are needed for what, each counted once: where it is told of below."""
    counts = Counter(block_word(row.blocks) for row in gaps.rows)
    said = {
        "summa": "behövs för en summa",
        "tidsfrist": "för en tidsfrist" if counts["summa"] else "behövs för en tidsfrist",
        "rapport": "visas bara i ett dokument",
        NOTHING: "är annat",
    }
    told = [f"{swedish.whole(counts[block])} {what}" for block, what in said.items() if counts[block]]
    return f" {swedish.listed(told)}."


def _undecided(gaps: Gaps) -> str:
    if not gaps.undecided:
        return ""
    count = swedish.counted(len(gaps.undecided), "post", "poster")
    they = "den" if len(gaps.undecided) == 1 else "de"
    return f" För {count} går det inte att säga om {they} hör till urvalet."


def _share_row(share: Share) -> list[str]:
    known = f"{swedish.whole(share.known)} av {swedish.whole(share.of)}"
    return [
        swedish.capital(KINDS[share.kind]),
        way_name(share.keys),
        swedish.whole(share.gaps),
        known.replace(" ", swedish.HARD_SPACE),
        _knowers_of(share),
    ]


def _knowers_of(share: Share) -> str:
    """Return who should know most of it, and whether others should know some."""
    if not share.knowers:
        return NOBODY
    return f"{share.knowers[0][0]}{' m.fl.' if len(share.knowers) > 1 else ''}"

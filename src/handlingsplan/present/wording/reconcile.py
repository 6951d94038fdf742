"""Say where documents and files agree, and where they do not: the readings, the difference, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlingsplan.compute.claims.comparison import Comparison, Kind, Reason, Side, Verdict
from handlingsplan.compute.claims.lacks import Lack
from handlingsplan.compute.claims.statements import Statement
from handlingsplan.compute.claims.values import Span, Value
from handlingsplan.compute.reconcile import Reconciliation, Topic
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure, Kronor
from handlingsplan.present import swedish
from handlingsplan.present.swedish import counted, listed
from handlingsplan.present.tabular import TextTable
from handlingsplan.present.wording.quantities import list_text, side_text, topic_name, value_text

VERDICTS: Mapping[Verdict, str] = {
    "differs": "avviker",
    "undecidable": "oavgjort",
    "explained": "förklarat",
    "agrees": "stämmer",
}
"""The verdicts as users write and read them."""

KINDS: Mapping[Kind, str] = {
    "data": "dokument mot planens filer",
    "list": "tal mot egen uppräkning",
    "parts": "delar mot helhet",
    "claim": "dokument mot dokument",
    "plan": "planens egna summor",
}

_LACKS: Mapping[Lack, str] = {
    "undecided": "okänt",
    "unknown": "uppgiften är okänd i planen",
    "incomplete": "planens lista över insatser är inte fullständig",
    "unread": "någon fil går inte att läsa",
    "absent": "planen har inget att jämföra med",
}

FILES = "planens filer"
_FEW = 6
_ONE_LINE = 72
"""Signs of a list that is told in full where it is held against another: a line of a screen, indented."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the readings of a quantity, and who states it: document and place, then file and line."""

    text: str
    who: tuple[tuple[str, str], ...]


def title(result: Reconciliation) -> str:
    """Return what the page is."""
    return f"Avstämning: {result.plan or 'plan utan namn'}"


def summary(result: Reconciliation) -> str:
    """Return the whole result in some sentences: what was compared, what came of it, what was left out."""
    left = _left_out(result)
    if result.narrowed and not result.comparisons:
        return " ".join(["Inga jämförelser finns i urvalet.", *left])
    if not (result.claims or result.narrowed):
        none = "Inget dokument har några påståenden än; de skrivs under claims i dokumentets fil."
        sums = [f"Planens egna summor: {verdicts(result)}."] if result.comparisons else []
        return " ".join([*(left or [none]), *sums])
    claims = counted(result.claims, "påstående", "påståenden")
    documents = counted(len(result.documents), "dokument", "dokument")
    compared = counted(len(result.comparisons), "jämförelse", "jämförelser")
    chosen = " i urvalet" if result.narrowed else f": {claims} i {documents}"
    return " ".join([f"{compared}{chosen}. {verdicts(result)}.", *left])


def _left_out(result: Reconciliation) -> list[str]:
    """Return what is not among the comparisons, and why."""
    unread = result.files.total - result.files.read
    told = (
        ([] if result.narrowed else result.alone, "påstående", "påståenden", "har inget att jämföras med."),
        (range(result.left_out), "påstående", "påståenden", "har fel och är inte med; se hp check."),
        (range(unread), "fil", "filer", "går inte att läsa och är inte med; se hp check."),
        (range(result.later), "dokument", "dokument", "kom senare och är inte med."),
    )
    return [f"{counted(len(of), one, many)} {what}" for of, one, many, what in told if of]


def verdicts(result: Reconciliation) -> str:
    """Return how many comparisons have each verdict, and how many things those that differ are about."""
    things = counted(len(result.deviations), "sak", "saker")
    words = (
        (result.count("agrees"), "stämmer"),
        (result.count("differs"), f"avviker (om {things})"),
        (result.count("undecidable"), "går inte att avgöra"),
        (result.count("explained"), "har en förklaring"),
    )
    return listed(f"{swedish.whole(count)} {said}" for count, said in words if count)


def heading(topic: Topic) -> str:
    """Return what a deviation is about, and whether it is explained."""
    return topic_name(topic) + (" (förklarat)" if topic.verdict == "explained" else "")


def readings(result: Reconciliation, topic: Topic) -> list[Reading]:
    """Return the readings of what does not agree: those of the documents, of parts, and of the files."""
    found: dict[str, tuple[str, dict[tuple[str, str], None]]] = {}
    for comparison in (it for it in topic.comparisons if it.verdict in {"differs", "explained"}):
        for side in (comparison.left, comparison.right):
            text = reading_text(comparison, side)
            told = found.setdefault(_folded(text), (text, {}))[1]
            lines = {line for _, line in told if line}
            told.update(dict.fromkeys(it for it in _who(result, comparison, side) if it[1] not in lines))
    return [Reading(text, tuple(who)) for text, who in found.values()]


def differing(topic: Topic, result: Reconciliation) -> list[str]:
    """Return what makes the difference, and why where somebody has said it, each thing once."""
    wrong = [it for it in topic.comparisons if it.verdict in {"differs", "explained"}]
    by_files = any(it.kind == "data" and (it.missing or it.extra) for it in wrong)
    far = {_far(it) for it in wrong if _has_distance(it)}
    said: dict[str, None] = {}
    for comparison in wrong:
        lists = comparison.kind == "claim" and comparison.left.value is None
        if not (lists and by_files):
            said |= dict.fromkeys(_difference(comparison, result, between=len(far) > 1))
        said |= dict.fromkeys(_why(result, comparison))
    return list(said)


def sentence(result: Reconciliation, topic: Topic) -> str:
    """Return a deviation as one sentence: each reading and where it stands, or the parts and their whole."""
    sides = _sides(topic.comparisons)
    if any(comparison.kind == "parts" for comparison, _ in sides):
        told = [said.rstrip(".") for said in differing(topic, result)]
        return (
            f"{topic_name(topic)}: {'; '.join(told)} ({listed(_documents(result, [it for _, it in sides]))})."
        )
    told = [f"{text} enligt {listed(who)}" for text, who in _grouped(result, sides)]
    return f"{topic_name(topic)}: {'; '.join(told)}."


def kronor_apart(topic: Topic) -> Decimal:
    """Return how many kronor two readings of a thing differ by at most; 0 for what is no money."""
    of_money = (it for it in topic.comparisons if any(map(_is_money, (it.left.value, it.right.value))))
    return max((it.difference or Decimal(0) for it in of_money), default=Decimal(0))


def lacking(comparison: Comparison) -> str:
    """Return why nobody can tell, and of what."""
    ids = list(dict.fromkeys(comparison.maybe))
    few = " ".join(ids[:_FEW]) + (f" och {len(ids) - _FEW} till" if len(ids) > _FEW else "")
    if comparison.lacks == "undecided":
        return f"okänt för {counted(len(ids), 'post', 'poster')}: {few}"
    told = _LACKS[comparison.lacks] if comparison.lacks else ""
    return f"{told}: {few}" if ids and comparison.lacks == "unknown" else told


def place_name(result: Reconciliation, statement: Statement) -> str:
    """Return where in its document a claim stands."""
    name = result.documents[statement.document]
    return f"{name} {statement.claim.at or ''}".rstrip()


def deviation_table(topics: Sequence[Topic], result: Reconciliation) -> TextTable:
    """Return one row for each thing that documents and files differ on, the explained ones last."""
    rows = [
        [
            heading(topic),
            "; ".join(
                f"{text} ({', '.join(who)})" for text, who in _grouped(result, _sides(topic.comparisons))
            ),
            " ".join(differing(topic, result)),
        ]
        for topic in sorted(topics, key=lambda it: it.verdict == "explained")
    ]
    return TextTable(["Vad", "Läsningar", "Skillnad"], rows)


def comparison_table(comparisons: Iterable[Comparison], result: Reconciliation) -> TextTable:
    """Return one row a comparison: what it is about, both readings, where they stand, and the verdict."""
    rows = [
        [
            topic_name(Topic(*it.topic, (it,))),
            _told(it, it.left, result),
            _told(it, it.right, result),
            VERDICTS[it.verdict],
        ]
        for it in comparisons
    ]
    return TextTable(["Vad", "Står", "Mot", "Utfall"], rows)


def undecided_table(comparisons: Iterable[Comparison], result: Reconciliation) -> TextTable:
    """Return one row for each comparison that cannot be decided, with what the files lack."""
    rows = [
        [topic_name(Topic(*it.topic, (it,))), _told(it, it.left, result), lacking(it)]
        for it in comparisons
        if it.verdict == "undecidable"
    ]
    return TextTable(["Vad", "Står", "Går inte att avgöra"], rows)


def _told(comparison: Comparison, side: Side, result: Reconciliation) -> str:
    """Return a reading and where it stands, on one line."""
    return f"{reading_text(comparison, side)} ({listed(_documents(result, [side]))})"


def reading_text(comparison: Comparison, side: Side) -> str:
    """Return one of the two readings of a comparison; of many, the values that are otherwise."""
    if comparison.quantity.form == "each" and side.items is not None and not side.stated:
        return ", ".join(_values(side))
    if comparison.left.value is None and side.items is not None:
        told = ", ".join(side.items)
        return told if len(told) <= _ONE_LINE or _alike(comparison) else list_text(side.items)
    if side.parts and any("%" in _written(it.number) for it in side.parts):
        return f"{side_text(side)}{swedish.HARD_SPACE}%"
    return side_text(side)


def _values(side: Side) -> list[str]:
    """Return the values of many that are otherwise, each once."""
    return list(dict.fromkeys(map(value_text, side.terms)))


def _alike(comparison: Comparison) -> bool:
    """Tell whether two lists would be told as one and the same, though they are not."""
    left, right = comparison.left.items or (), comparison.right.items or ()
    return comparison.verdict != "agrees" and list_text(left) == list_text(right)


def _who(result: Reconciliation, comparison: Comparison, side: Side) -> list[tuple[str, str]]:
    """Return each place that states a reading with its file and line; the files' own has none."""
    if not side.stated:
        return [(FILES, "")]
    listing = ", uppräknat" if side.items is not None else ""
    told = [(f"{place_name(result, it)}{listing}", _line(result, it)) for it in side.of]
    by = comparison.by
    return told + [
        (f"{value_text(it.number)}: {_part_name(it, by)}, {place_name(result, it)}", _line(result, it))
        for it in side.parts
    ]


def _part_name(statement: Statement, by: str) -> str:
    return listed(sorted(statement.quantity.words(by))) if by else statement.name


def _line(result: Reconciliation, statement: Statement) -> str:
    place = result.locate(statement.path, statement.loc)
    return f"{place.file}:{place.line}" if place.line else place.file


def _difference(comparison: Comparison, result: Reconciliation, *, between: bool) -> list[str]:
    """Return what makes a difference; with `between` also which two readings are so far apart."""
    said = []
    sides = (comparison.left, comparison.right)
    if comparison.kind == "parts":
        terms = " + ".join(value_text(part.number) for part in comparison.right.parts)
        whole, summed = (reading_text(comparison, side) for side in sides)
        said.append(f"{terms} = {summed}, inte {whole}.")
    elif _has_distance(comparison):
        pair = " och ".join(reading_text(comparison, side) for side in sides)
        said.append(f"Skillnad: {_far(comparison)}{f' mellan {pair}' if between else ''}.")
    if comparison.quantity.form == "each":
        return [*said, *([f"Gäller {listed(comparison.extra)}."] if comparison.extra else [])]
    first, second = (_side_name(comparison, side, result) for side in sides)
    said += [f"Bara {first}: {listed(comparison.extra)}."] if comparison.extra else []
    return said + ([f"Bara {second}: {listed(comparison.missing)}."] if comparison.missing else [])


def _side_name(comparison: Comparison, side: Side, result: Reconciliation) -> str:
    """Return where a list stands; of the plan's own sums, what is wrong with what stands in one only."""
    if comparison.kind == "plan":
        return "utan grupp" if side is comparison.left else "i flera grupper"
    return f"i {place_name(result, side.of[0]) if side.of else FILES}"


def _far(comparison: Comparison) -> str:
    assert comparison.difference is not None, "the caller has looked"
    values = (comparison.left.value, comparison.right.value)
    of_money = any(map(_is_money, values))
    number = swedish.whole(comparison.difference.normalize() + 0 if of_money else comparison.difference)
    least = "" if all(map(_exact, values)) else f"minst{swedish.HARD_SPACE}"
    unit = "kr" if of_money else "procentenheter" if any("%" in _written(it) for it in values) else ""
    return f"{least}{number}{swedish.HARD_SPACE if unit else ''}{unit}"


def _has_distance(comparison: Comparison) -> bool:
    """Tell whether two numbers have a distance in figures; words as *nästan hälften* have none."""
    values = (comparison.left.value, comparison.right.value)
    in_words = any(_written(it) and not any(map(str.isdigit, _written(it))) for it in values)
    return comparison.difference is not None and comparison.kind != "parts" and not in_words


def _written(value: Value | None) -> str:
    return value.text if isinstance(value, Figure) else ""


def _exact(value: Value | None) -> bool:
    return not isinstance(value, Figure | Span) or value.low == value.high


def _is_money(value: Value | None) -> bool:
    return isinstance(value, Kronor) or bool(getattr(value, "kronor", False))


def _why(result: Reconciliation, comparison: Comparison) -> list[str]:
    """Return why two readings differ; where an explanation leaves something, what that is."""
    said = [reason_text(result, comparison.reason)] if comparison.reason is not None else []
    for side, other in comparison.sides:
        left = [it for it in side.of if it not in comparison.partly]
        if len(left) < len(side.of):
            done = listed(place_name(result, it) for it in side.of if it in comparison.partly)
            missing = listed(place_name(result, it) for it in left)
            said.append(f"Förklarat för {done}, men inte för {missing}.")
        elif comparison.reason is None:
            against = [it.against for one in left for it in one.claim.explained if not it.hypothesis]
            said += [f"Förklaringen gäller {it}, inte {_left(comparison, other, it)}." for it in against]
    return said


def _left(comparison: Comparison, other: Side, against: str) -> str:
    """Return what an explanation leaves: another reading, or of several the ones that it does not say."""
    several = _unlike(comparison, other)
    if not several:
        return reading_text(comparison, other)
    said = {word.strip().casefold() for word in against.split(",")}
    left = [it for it in several if it.casefold() not in said]
    if not left:
        return f"bara {list_text(several)}"
    return list_text(left, f"{swedish.whole(len(left))} andra som skiljer")


def _unlike(comparison: Comparison, other: Side) -> list[str]:
    """Return the names that two lists differ in, or the values of many; none of two single readings."""
    if comparison.left.value is None:
        return [*comparison.missing, *comparison.extra]
    return _values(other) if comparison.quantity.form == "each" else []


def reason_text(result: Reconciliation, reason: Reason) -> str:
    """Return why, in whose words, since when, and where that is from."""
    sources = swedish.source_names(reason.source, result.documents, every=True)
    if reason.corrected_by is not None:
        return f"Rättat i {listed(sources)}."
    day = reason.day.text if isinstance(reason.day, Day) else ""
    kind = "Hypotes, räknas inte" if reason.hypothesis else "Förklaring"
    told = ", ".join(it for it in (reason.by, day, *sources) if it)
    return f"{kind}: {reason.text.rstrip('.')} ({told})."


def _sides(comparisons: Iterable[Comparison]) -> list[tuple[Comparison, Side]]:
    """Return both readings of each comparison that does not agree."""
    wrong = (it for it in comparisons if it.verdict in {"differs", "explained"})
    return [(it, side) for it in wrong for side in (it.left, it.right)]


def _grouped(result: Reconciliation, sides: Sequence[tuple[Comparison, Side]]) -> list[tuple[str, list[str]]]:
    """Return each reading once, with the documents and places that it stands in, and the files."""
    alike: dict[str, tuple[str, list[Side]]] = {}
    for comparison, side in sides:
        text = reading_text(comparison, side)
        alike.setdefault(_folded(text), (text, []))[1].append(side)
    return [(text, _documents(result, found)) for text, found in alike.values()]


def _folded(text: str) -> str:
    """Return a text without what nobody sees: which spaces keep a line together."""
    return " ".join(text.split())


def _documents(result: Reconciliation, sides: Iterable[Side]) -> list[str]:
    """Return where some readings stand: the documents with their places, and the files."""
    sides = list(sides)
    statements = dict.fromkeys(it for side in sides for it in (*side.of, *side.parts))
    references = [f"{it.document} {it.claim.at or ''}".rstrip() for it in statements]
    names = swedish.source_names(references, result.documents, every=True)
    return [*names, *([FILES] if any(not side.stated for side in sides) else [])]

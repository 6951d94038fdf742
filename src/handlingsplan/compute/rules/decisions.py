"""Find decisions that conflict with other decisions, in their paragraphs and in what they lead to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.day import Day
from handlingsplan.model.fields import id_order, quoted
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc, Severity
from handlingsplan.model.records.decision import Decision
from handlingsplan.model.truth import Truth

_FEW = 4
"""Ids that are told in one message."""


@rule("HP235", Severity.WARNING)
def decision_without_paragraph(plan: Plan) -> Iterator[Conflict]:
    """Ett politiskt beslut saknar paragraf.

    Ett beslut i ett politiskt organ har en paragraf i protokollet, och med den hittar man det. Nyckeln
    `paragraph` är utelämnad, så det syns inte om paragrafen är okänd eller bara glömd.

    Gör så här: skriv paragrafens nummer. Är det okänt, skriv `paragraph: null`.
    """
    for path, decision in plan.files_of(Decision):
        decided = any(point.status == "beslutat" for point in decision.points)
        dated = decision.day is not None and decision.day.exact
        if decided and dated and _political(plan, decision) and "paragraph" not in decision.model_fields_set:
            found = f"{shown('paragraph')} saknas, men {quoted(decision.body or '')} är ett politiskt organ"
            yield Conflict(path, ("body",), found, "skriv paragrafens nummer, eller null om det är okänt")


@rule("HP236")
def repeated_paragraph(plan: Plan) -> Iterator[Conflict]:
    """Två beslut har samma paragraf.

    I ett politiskt organ räknas paragraferna från 1 varje år, och varje paragraf är ett beslut. Två poster
    har samma organ, år och paragraf. Då är en paragraf eller en dag fel, eller samma beslut skrivet två
    gånger.

    Gör så här: titta i protokollet. Rätta den paragraf eller den dag som är fel. Är det samma beslut, slå
    ihop posterna; ett beslut kan ha flera punkter.
    """
    for (body, year), by_paragraph in _minutes(plan).items():
        for first, *others in by_paragraph.values():
            for entry in others:
                place = plan.locate(first.path, ("paragraph",))
                found = (
                    f"{shown('paragraph')}: {quoted(body)} har redan § {entry.text} år {year}, i "
                    f"{place.file}:{place.line}"
                )
                hint = "rätta paragrafen eller dagen, eller slå ihop besluten"
                yield Conflict(entry.path, ("paragraph",), found, hint)


@rule("HP237", Severity.WARNING)
def paragraph_out_of_order(plan: Plan) -> Iterator[Conflict]:
    """Ett senare beslut har en lägre paragraf.

    Paragraferna i ett politiskt organ räknas uppåt under året. Då har ett senare beslut en högre paragraf än
    ett tidigare från samma år. Här är det tvärtom, så en paragraf eller en dag är troligen fel.

    Gör så här: titta i protokollen för de två besluten, och rätta det som är fel.
    """
    for by_paragraph in _minutes(plan).values():
        once = sorted((key, entries[0]) for key, entries in by_paragraph.items() if len(entries) == 1)
        for late, early in _out_of_order([entry for _, entry in once]):
            place = plan.locate(early.path, ("paragraph",))
            found = (
                f"{shown('paragraph')}: § {late.text} är från {late.day.text}, men § {early.text} från "
                f"{early.day.text} ({place.file}:{place.line})"
            )
            hint = "rätta den paragraf eller den dag som är fel"
            yield Conflict(late.path, ("paragraph",), found, hint)


@rule("HP238")
def replaced_by_earlier(plan: Plan) -> Iterator[Conflict]:
    """Ett beslut är ersatt av ett som är tidigare.

    Ett beslut kan bara ersättas av ett som kommer samma dag eller senare.

    Gör så här: rätta id under `replaced_by`, eller den dag som är fel. Är det tvärtom, flytta
    `replaced_by` till det tidigare beslutet.
    """
    decisions = {decision.id: decision for _, decision in plan.files_of(Decision)}
    in_rings = {id_ for ring in _rings(decisions) for id_ in ring}
    for path, decision in plan.files_of(Decision):
        other = decisions.get(decision.replaced_by or "")
        if other is None or decision.id in in_rings or not (decision.day and other.day):
            continue
        if other.day.before(decision.day) is Truth.YES:
            found = (
                f"{shown('replaced_by')}: {quoted(other.id)} är från {other.day.text}, men detta beslut från "
                f"{decision.day.text}"
            )
            hint = "rätta id eller den dag som är fel"
            yield Conflict(path, ("replaced_by",), found, hint)


@rule("HP239")
def replaced_in_ring(plan: Plan) -> Iterator[Conflict]:
    """Beslut ersätter varandra runt i en ring.

    Följer man `replaced_by` från beslut till beslut kommer man tillbaka till det första. Då går det inte
    att säga vilket som gäller.

    Gör så här: ta bort `replaced_by` i det beslut som gäller.
    """
    files = {decision.id: (path, decision) for path, decision in plan.files_of(Decision)}
    for ring in _rings({id_: decision for id_, (_, decision) in files.items()}):
        more = f" och {len(ring) - _FEW} till" if len(ring) > _FEW else ""
        said = f"besluten ersätter varandra i en ring: {', '.join(ring[:_FEW])}{more}"
        found = f"{shown('replaced_by')}: {said if len(ring) > 1 else 'beslutet ersätter sig självt'}"
        hint = f"ta bort {shown('replaced_by')} i det beslut som gäller"
        yield Conflict(files[ring[0]][0], ("replaced_by",), found, hint)


@rule("HP241")
def decision_about_itself(plan: Plan) -> Iterator[Conflict]:
    """Ett beslut gäller sig självt.

    Under `concerns`, och under `carries` i en punkt, står de poster som beslutet gäller: processer, insatser
    eller andra beslut. Där står beslutets eget id.

    Gör så här: skriv id för den post som beslutet gäller, eller ta bort raden.
    """
    for path, decision in plan.files_of(Decision):
        for loc, ids in _led_to(decision):
            if decision.id in ids and plan.by_id[decision.id].record is decision:
                found = f"{shown(str(loc[-1]))}: {quoted(decision.id)} är detta beslut"
                hint = "skriv id för den post som beslutet gäller"
                yield Conflict(path, (*loc, ids.index(decision.id)), found, hint)


_Paragraph = tuple[int, str]
"""The number of a paragraph and its letter, in the order that they are counted: 6 before 6a."""


class _Entry(NamedTuple):
    """One decision in the minutes of a year: its file, paragraph and day."""

    path: str
    text: str
    day: Day


def _political(plan: Plan, decision: Decision) -> bool:
    body = plan.header.bodies.get(decision.body or "")
    return body is not None and body.kind == "political"


def _minutes(plan: Plan) -> Mapping[tuple[str, int], Mapping[_Paragraph, Sequence[_Entry]]]:
    """Return the decisions of political bodies by body and year, then by paragraph."""
    found: dict[tuple[str, int], dict[_Paragraph, list[_Entry]]] = {}
    for path, decision in plan.files_of(Decision):
        day, text = decision.day, decision.paragraph
        year = _year(day)
        if day and year and text and decision.body and _political(plan, decision):
            digits = text.rstrip("abcdefghijklmnopqrstuvwxyz")
            paragraph = int(digits), text[len(digits) :]
            by_paragraph = found.setdefault((decision.body, year), {})
            by_paragraph.setdefault(paragraph, []).append(_Entry(path, text, day))
    return found


def _year(day: Day | None) -> int | None:
    """Return the year that a day lies in, None where it may lie in more than one."""
    if day is None or day.first is None or day.last is None or day.first.year != day.last.year:
        return None
    return day.first.year


def _out_of_order(entries: Iterable[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Yield each entry that certainly comes later than one after it, with that one."""
    latest: _Entry | None = None
    for entry in entries:
        if latest is not None and entry.day.before(latest.day) is Truth.YES:
            yield latest, entry
            latest = entry
        elif latest is None or entry.day.order[0] >= latest.day.order[0]:
            latest = entry


def _rings(decisions: Mapping[str, Decision]) -> list[list[str]]:
    """Return the ids of each ring of decisions that replace each other, from its first by id on."""
    rings = []
    seen: set[str] = set()
    for start in decisions:
        trail, id_ = [], start
        while id_ in decisions and id_ not in seen:
            seen.add(id_)
            trail.append(id_)
            id_ = decisions[id_].replaced_by or ""
        if id_ in trail:
            ring = trail[trail.index(id_) :]
            first = ring.index(min(ring, key=id_order))
            rings.append([*ring[first:], *ring[:first]])
    return rings


def _led_to(decision: Decision) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    yield ("concerns",), decision.concerns
    for number, point in enumerate(decision.points):
        yield ("points", number, "carries"), point.carries

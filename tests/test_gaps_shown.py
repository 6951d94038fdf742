"""What hp gaps --for says that a document shows: proved by filling it in, and by taking it away."""

import copy
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, NamedTuple

import pytest

from handlingsplan.cli.showing import default_day
from handlingsplan.compute.check import Check, compute_check
from handlingsplan.compute.gaps.finding import Way
from handlingsplan.compute.gaps.search import GapFilter, Unknown, compute_gaps
from handlingsplan.compute.gaps.showing import DOCUMENTS
from handlingsplan.compute.gaps.using import ABOUT_ONE, CITING, DocumentShown
from handlingsplan.compute.parts import parts_in, way_of
from handlingsplan.compute.report import Subject, compute_results
from handlingsplan.model.plan import Loaded, Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import kind_name
from handlingsplan.model.shape import Group, Listing, Scalar, Shape, keys_of
from handlingsplan.present.report import Document, Press, document_kinds
from handlingsplan.store.draft import data_of
from handlingsplan.store.layout import kind_of
from handlingsplan.store.load import load_plan
from handlingsplan.store.templates import read_builtin_templates
from tests.plans import ROOT

TEMPLATES = read_builtin_templates()
PLANS = {"real": ROOT, "ekbacken": ROOT / "examples/ekbacken"}
TABLES = {"process": "processes", "grant": "grants", "decision": "decisions", "event": "events"}
"""Where the ids are that a key can be the name of."""

PLAUSIBLE = {
    "year": "2022",
    "day": "2023-12-01",
    "kronor": "300000",
    "number": "12",
    "flag": "ja",
    "paragraph": "7",
}


Place = tuple[str, Loc]


def test_every_document_that_comes_with_the_tool_is_told_of() -> None:
    assert {kind.name for kind in document_kinds(TEMPLATES)} == {*DOCUMENTS} == {*CITING}
    one = {kind.name: kind.needs[0][0] for kind in document_kinds(TEMPLATES) if kind.needs}
    assert one == ABOUT_ONE


# Filling in, and taking away.


def plausible(shape: Shape, plan: Plan, number: int) -> Any:
    """Return what may stand under a key, as in a file; `number` makes names differ."""
    match shape:
        case Scalar(_, _, (first, *_)):
            return first
        case Scalar(reads, names, _):
            table = getattr(plan.header, names, None) if names else None
            known = table if table is not None else getattr(plan, TABLES.get(names, names), ())
            return [*known][number % len(known)] if known else PLAUSIBLE.get(reads, "Något nytt")
        case Listing(item, _):
            return [plausible(item, plan, number)]
        case Group(part):
            keys = [key for key in keys_of(part).values() if isinstance(key.shape, Scalar)]
            money = {"applied", "granted", "spent", "count"}
            return {
                key.name: plausible(key.shape, plan, number)
                for key in keys
                if key.required or key.name in money
            }
        case _:
            raise AssertionError(shape)


@cache
def read(path: str, text: str) -> dict[str, Any]:
    return data_of(path, text)


@cache
def press_of(document: str) -> Press:
    return Press(TEMPLATES, f"{document}.md")


def changed(plan: Plan, values: Mapping[Place, object]) -> Plan:
    """Return a plan with other values at some places."""
    files: dict[str, Any] = {}
    for (path, loc), value in values.items():
        inner = files.get(path) or files.setdefault(path, copy.deepcopy(read(path, plan.texts[path])))
        for step in loc[:-1]:
            inner = inner[step] if isinstance(step, int) else inner[{str(key): key for key in inner}[step]]
        inner[loc[-1]] = value
    parts = {path: kind_of(path, data).model_validate(data) for path, data in files.items()}
    loaded = (Loaded(it.path, parts.get(it.path, it.record)) for it in plan.loaded)  # type: ignore[arg-type]
    header = parts.get(plan.header_path, plan.header)
    assert isinstance(header, Header)
    texts = {path: json.dumps(data, ensure_ascii=False) for path, data in files.items()}
    return replace(plan, header=header, loaded=tuple(loaded), texts={**plan.texts, **texts})


def filled(plan: Plan, rows: Iterable[Unknown]) -> Plan:
    """Return a plan with something plausible where it was unknown."""
    return changed(
        plan,
        {(row.path, row.loc): plausible(row.key.shape, plan, number) for number, row in enumerate(rows)},
    )


@dataclass(frozen=True)
class Maker:
    """Makes one document of a plan, about each thing that it can be about."""

    document: str
    plan: Plan
    check: Check

    def made(self, plan: Plan) -> Iterator[str]:
        """Yield the document about each thing, without what it tells is unknown."""
        press = press_of(self.document)
        needed = press.needed
        day = default_day(self.plan)
        about = ABOUT_ONE.get(self.document, "")
        things = {"org": plan.header.organisations, "process": plan.processes}.get(about, [None])
        for thing in things:
            subject = Subject(plan, day, **({about: thing} if about else {}))  # type: ignore[arg-type]
            told = Document(self.document, subject, False, "hp", self.check, None)
            yield without_unknown(press.write(told, compute_results(subject, needed)))

    @cached_property
    def before(self) -> list[str]:
        return [*self.made(self.plan)]

    def changes(self, plan: Plan) -> bool:
        """Tell whether the document of another plan is another."""
        return any(was != now for was, now in zip(self.before, self.made(plan), strict=True))


def without_unknown(text: str) -> str:
    """Return a document without the table or the sentences on what is unknown."""
    section = re.search(r"^## Det som är okänt\n.*?(?=^## )", text, re.MULTILINE | re.DOTALL)
    if section is None:
        return text
    table = re.compile(r"^(\| .*|### Uppgifter som saknas|Ingenting .* saknas\.)\n", re.MULTILINE)
    kept = table.sub("", section[0])
    told = kept if "### Uppgifter om processer" in kept else ""
    return text.replace(section[0], re.sub(r"\n{2,}", "\n\n", told))


@pytest.fixture(scope="module")
def real() -> tuple[Plan, Check]:
    loading = load_plan(PLANS["real"], rules=True)
    return loading.plan, compute_check(loading.plan, loading.problems, None)


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_document_changes_when_what_it_is_said_to_show_is_filled_in_and_only_then(
    document: str, real: tuple[Plan, Check]
) -> None:
    plan, check = real
    maker = Maker(document, plan, check)
    day = default_day(plan)
    shown = compute_gaps(plan, day, GapFilter(document=document, shown=DocumentShown(plan, day, document)))
    told = {(row.path, row.loc) for row in shown.rows}
    others = [row for row in compute_gaps(plan, day).rows if (row.path, row.loc) not in told]
    fields: dict[Way, list[Unknown]] = {}
    for row in shown.rows:
        fields.setdefault((row.kind, row.keys), []).append(row)
    same = [way for way, rows in fields.items() if not maker.changes(filled(plan, rows))]
    assert same == []
    assert not maker.changes(filled(plan, others))


# Taking away: the example has every key of every kind of record.


@pytest.fixture(scope="module")
def example() -> tuple[Plan, Check]:
    """Return the example plan without its claims, which can be about any key: the real plan has them."""
    loading = load_plan(PLANS["ekbacken"], rules=True)
    plan = loading.plan
    claims: dict[Place, object] = {(plan.by_id[id_].path, ("claims",)): {} for id_ in plan.sources}
    return changed(plan, claims), compute_check(plan, loading.problems, None)


class Known(NamedTuple):
    """What is known and may be unknown: its kind and way, the id or the word of plan.yaml, and its place."""

    kind: str
    keys: tuple[str, ...]
    name: str
    place: Place

    def shown_by(self, shown: DocumentShown) -> bool:
        return shown.has_of(self.kind, self.keys, self.name)


def known(plan: Plan) -> Iterator[Known]:
    """Yield what is known, but for the days of a history, of which there must be one."""
    records = [(it.path, kind_name(it.record), it.record.id, it.record) for it in plan.loaded]
    for path, kind, id_, whole in [(plan.header_path, "plan", "plan", plan.header), *records]:
        for at, part in parts_in(whole):
            name = str(at[1]) if kind == "plan" and len(at) > 1 else id_
            for key in keys_of(type(part)).values():
                keys = (*way_of(whole, at), key.name)
                if key.nullable and keys not in DEMANDED and getattr(part, key.field) is not None:
                    yield Known(kind, keys, name, (path, (*at, key.name)))


DEMANDED = {("history", "since"), ("history", "seen")}


def without(plan: Plan, told: Iterable[Known]) -> Plan:
    """Return a plan where some things are unknown."""
    places = {it.place for it in told}
    outmost = {
        (path, loc) for path, loc in places if not any((path, loc[:n]) in places for n in range(1, len(loc)))
    }
    return changed(plan, dict.fromkeys(outmost))


UNCHANGED: dict[str, set[str]] = {
    "styrgrupp": {
        "decision points.number", "grant amounts.decision", "grant amounts.left", "grant years",
        "process history.through", "process obstacles.since", "process pauses.to", "process theme",
    },
    "slutrapport": {
        "grant amounts.left", "grant groups.day", "grant groups.kind", "grant years",
        "process history.through", "process pauses.to", "process theme", "voices title",
    },
    "beslut": set(),
    "forvaltning": {
        "grant amounts.left", "grant years", "process history.through", "process obstacles.since",
        "process pauses.to", "process theme",
    },
    "process": {
        "grant amounts.left", "grant years", "process theme", "process meetings.notes.approved_by_chair",
        "process meetings.notes.drafted",
    },
}  # fmt: skip
"""What each document shows of other plans only: beside something that the example does not tell."""


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_document_changes_when_what_it_is_said_to_show_is_taken_away_and_only_then(
    document: str, example: tuple[Plan, Check]
) -> None:
    plan, check = example
    maker = Maker(document, plan, check)
    day = default_day(plan)
    everything = [*known(plan)]
    shown = DocumentShown(plan, day, document)
    fields: dict[str, list[Known]] = {}
    for it in everything:
        if it.shown_by(shown):
            fields.setdefault(f"{it.kind} {'.'.join(it.keys)}", []).append(it)
    same = {way for way, told in fields.items() if not maker.changes(without(plan, told))}
    assert same == UNCHANGED[document]
    others = [it for it in everything if not it.shown_by(shown)]
    # What is not known to be done is shown: the document uses other records when more is unknown.
    lacking = DocumentShown(without(plan, others), day, document)
    others = [it for it in others if not it.shown_by(lacking)]
    assert not maker.changes(without(plan, others))

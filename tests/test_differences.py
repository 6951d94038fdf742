"""What differs between two versions of a record, and how it is said."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.compute.differences import ABSENT, differences
from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.grant import Grant, Requisition
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part
from handlingsplan.model.records.process import Process
from handlingsplan.present.wording.differences import Told, lines, summary, told
from handlingsplan.store.load import load_plan
from handlingsplan.store.yamltext import read_yaml
from tests.plans import ROOT

BASE: dict[type[Part], str] = {
    Process: """
        id: LV.1
        title: Skolstart
        lead: ALFA
        organisations: [ALFA, BETA]
        history: [{status: igång, since: 2022}, {status: vilar, since: 2022-09}, {status: igång, since: 2023}]
        pauses: [{from: 2022-09, to: 2022-10}, {from: 2023-01, reason: Ingen leder}]
        activities: [{what: Öppet hus., status: pågår}, {what: Brev}]
        target_groups: [elever, elever, syskon]
        meetings: [{day: 2022-03-01, agreed: [{what: Ringa hem}], notes: {drafted: 2022-03-02}}]
        sources: {lead: [rapporten 1]}
        basis: {lead: derived}
    """,
    Grant: """
        id: kurs
        years: [2022]
        amounts: [{year: 2022, applied: 200 000}, {year: 2023}]
        groups: [{place: Centrum, day: "2022"}, {place: Norr, day: "2022"}]
        goals: [{what: 20 elever}]
    """,
    Requisition: """
        id: rekvisition-2022
        kind: requisition
        year: 2022
        amounts: [{direction: vård, requisitioned: 400 000}, {requisitioned: 100 000}]
    """,
    Decision: """
        id: beslut-6
        points: [{number: "2", text: Kursen får medel.}]
        voice_given: {ALFA: BETA}
    """,
    Header: """
        name: Planen
        areas: {LV: {name: Liv}, note: {name: Anmärkningar}}
        bodies: {gruppen: {kind: consensus, members: [{organisation: ALFA}]}}
        years: {2022: {grants_complete: ja}, 2023: {}}
    """,
}


def part(kind: type[Part], text: str) -> Part:
    """Return the record of a text."""
    return kind.model_validate(read_yaml(dedent(text), "x.yaml").data)


def changed(kind: type[Part], old: str, new: str) -> list[Told]:
    """Return what is told when some words of the text are others; they must stand there once."""
    base = BASE[kind]
    assert base.count(old) == 1
    return told(differences(part(kind, base), part(kind, base.replace(old, new))))


LONG = "Kursen redovisas för nämnden senast den sista mars nästa år."

CASES: dict[str, tuple[type[Part], str, str, list[tuple[str, str]]]] = {
    "a value": (Process, "title: Skolstart", "title: Ny", [("titel", "Skolstart → Ny")]),
    "a value that becomes unknown": (Process, "lead: ALFA", "lead: null", [("huvudansvar", "ALFA → okänt")]),
    "a key that ought to be there and is not": (Process, "lead: ALFA\n", "\n", [
        ("huvudansvar", "ALFA → okänt"),
    ]),
    "a key that comes": (Process, "lead: ALFA", "lead: ALFA\n        theme: Liv", [("tema", "+ Liv")]),
    "a key that is said to be unknown": (
        Process,
        "{what: Brev}",
        "{what: Brev, note: null}",
        [("aktiviteter ”Brev”: anmärkning", "+ okänt")],
    ),
    "names in a list": (Process, "[ALFA, BETA]", "[BETA, GAMMA]", [
        ("organisationer", "− ALFA"), ("organisationer", "+ GAMMA"),
    ]),
    "the order of a list": (Process, "[ALFA, BETA]", "[BETA, ALFA]", [
        ("organisationer", "ny ordning: BETA, ALFA"),
    ]),
    "one of two alike": (Process, "[elever, elever, syskon]", "[elever, syskon]", [
        ("målgrupper", "− elever"),
    ]),
    "a list that is emptied": (Process, "[ALFA, BETA]", "[]", [
        ("organisationer", "− ALFA"), ("organisationer", "− BETA"),
    ]),
    "a list that becomes unknown": (Process, "[ALFA, BETA]", "null", [
        ("organisationer", "ALFA, BETA → okänt"),
    ]),
    "groups that become unknown": (Process, "[{what: Öppet hus., status: pågår}, {what: Brev}]", "null", [
        ("aktiviteter", "− Öppet hus. (pågår)"), ("aktiviteter", "− Brev"), ("aktiviteter", "+ okänt"),
    ]),
    "a list of none where nothing stood": (Process, "lead: ALFA", "lead: ALFA\n        depends_on: []", [
        ("beroende av", "+ inget"),
    ]),
    "a status in between": (Process, "{status: vilar,", "{status: klar, since: 2022-05}, {status: vilar,", [
        ("lägen", "+ klar (sedan 2022-05)"),
    ]),
    "the day of the second of two alike": (Process, "since: 2023}", "since: 2023-02}", [
        ("lägen igång: sedan", "2023 → 2023-02"),
    ]),
    "what a status is called": (Process, "{status: vilar", "{status: klar", [
        ("lägen klar: läge", "vilar → klar"),
    ]),
    "a thing without a name": (Process, "to: 2022-10", "to: 2022-11", [
        ("pauser från 2022-09: till", "2022-10 → 2022-11"),
    ]),
    "a key in a thing": (Process, "status: pågår", "status: genomförd", [
        ("aktiviteter ”Öppet hus”: läge", "pågår → genomförd"),
    ]),
    "a long thing that comes": (
        Decision, "får medel.}", f"får medel.}}, {{number: '3', text: {LONG}, status: beslutat}}", [
        ("beslutspunkter", f"+ 3 {LONG}\nläge: beslutat"),
    ]),
    "one that is another and one that comes": (
        Process, "{what: Brev}", "{what: Brev, note: Skickat}, {what: Läxhjälp}", [
            ("aktiviteter ”Brev”: anmärkning", "+ Skickat"), ("aktiviteter", "+ Läxhjälp"),
        ],
    ),
    "further in": (Process, "{what: Ringa hem}", "{what: Ringa hem, who: SOC}", [
        ("processträffar 2022-03-01: överenskommet ”Ringa hem”: vem", "+ SOC"),
    ]),
    "in a group": (Process, "drafted: 2022-03-02", "drafted: 2022-03-03", [
        ("processträffar 2022-03-01: anteckningar: skrivna", "2022-03-02 → 2022-03-03"),
    ]),
    "a source": (Process, "[rapporten 1]", "[rapporten 2]", [
        ("källa till huvudansvar", "− rapporten 1"), ("källa till huvudansvar", "+ rapporten 2"),
    ]),
    "the source of another": (Process, "sources: {lead", "sources: {title: [rapporten 2], lead", [
        ("källa till titel", "+ rapporten 2"),
    ]),
    "how it is known": (Process, "{lead: derived}", "{lead: inferred}", [
        ("grund för huvudansvar", "härlett → tolkat"),
    ]),
    "an amount": (Grant, "applied: 200 000", "applied: 250 000", [
        ("belopp 2022: sökt", "200\N{NO-BREAK SPACE}000 → 250\N{NO-BREAK SPACE}000"),
    ]),
    "an amount that comes": (Grant, "{year: 2023}", "{year: 2023, granted: 1 000}", [
        ("belopp 2023: beviljat", "+ 1\N{NO-BREAK SPACE}000"),
    ]),
    "one of two things of the same day": (Grant, "place: Norr", "place: Söder", [
        ("grupper ”Söder”: plats", "Norr → Söder"),
    ]),
    "yes and no": (Grant, "{what: 20 elever}", "{what: 20 elever, reached: ja}", [
        ("mål och utfall ”20 elever”: nått", "+ ja"),
    ]),
    "an amount of a direction": (Requisition, "requisitioned: 400 000", "requisitioned: 1", [
        ("belopp vård: rekvirerat", "400\N{NO-BREAK SPACE}000 → 1"),
    ]),
    "a point": (Decision, "text: Kursen får medel.", "text: Kursen får medel., due: 2022", [
        ("beslutspunkter ”2 Kursen får medel”: senast", "+ 2022"),
    ]),
    "who gave whom a voice": (Decision, "{ALFA: BETA}", "{ALFA: GAMMA, BETA: GAMMA}", [
        ("röst given ALFA", "BETA → GAMMA"), ("röst given BETA", "+ GAMMA"),
    ]),
    "a name in a table that is also a key": (Header, "note: {name: Anmärkningar}", "note: {name: Annat}", [
        ("målområden note: namn", "Anmärkningar → Annat"),
    ]),
    "a year": (Header, "{grants_complete: ja}", "{grants_complete: nej}", [
        ("år 2022: alla insatser med", "ja → nej"),
    ]),
    "a year that goes": (Header, ", 2023: {}", "", [("år 2023", "− inget")]),
    "the order of a table": (Header, "{LV: {name: Liv}, note: {name: Anmärkningar}}",
        "{note: {name: Anmärkningar}, LV: {name: Liv}}", [("målområden", "ny ordning: note, LV")]),
    "a list in a table": (Header, "[{organisation: ALFA}]", "[{organisation: ALFA, to: 2023}]", [
        ("organ gruppen: ledamöter ALFA: till", "+ 2023"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new", "said"), CASES.values(), ids=CASES)
def test_a_change_is_told_where_it_is(
    kind: type[Part], old: str, new: str, said: list[tuple[str, str]]
) -> None:
    assert changed(kind, old, new) == said


@pytest.mark.parametrize(("kind", "old", "new", "said"), CASES.values(), ids=CASES)
def test_the_other_way_the_same_places_differ(
    kind: type[Part], old: str, new: str, said: list[tuple[str, str]]
) -> None:
    there, back = two(kind, old, new), reversed(two(kind, old, new))
    assert [it.loc for it in differences(*there)] == [it.loc for it in differences(*back)]


def two(kind: type[Part], old: str, new: str) -> tuple[Part, Part]:
    """Return both versions."""
    return part(kind, BASE[kind]), part(kind, BASE[kind].replace(old, new))


def test_what_stands_nowhere_is_not_what_is_unknown() -> None:
    found = differences(*two(Process, "lead: ALFA", "lead: ALFA\n        theme: null"))
    assert [(it.loc, it.before, it.after) for it in found] == [(("theme",), ABSENT, None)]


def test_sources_grounds_and_notes_are_told_last() -> None:
    new = "title: Ny\n        note: Ny\n        after: Ny"
    names = [row.name for row in changed(Process, "title: Skolstart", new)]
    assert names == ["titel", "efter planen", "anmärkning"]


EXAMPLE = load_plan(ROOT / "examples/ekbacken").plan
RECORDS: list[Part] = [EXAMPLE.header, *(loaded.record for loaded in EXAMPLE.loaded)]
PATHS = [EXAMPLE.header_path, *(loaded.path for loaded in EXAMPLE.loaded)]
DATA = {
    id(part): read_yaml(EXAMPLE.texts[path], path).data for part, path in zip(RECORDS, PATHS, strict=True)
}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: getattr(record, "id", "plan"))
def test_nothing_differs_between_a_record_and_its_like(record: Part) -> None:
    assert differences(record, record) == []
    assert differences(record, type(record).model_validate(DATA[id(record)])) == []


# Lines


def test_names_stand_to_the_left_and_what_goes_on_stands_under() -> None:
    rows = [
        Told("titel", "Skolstart → Ny"),
        Told("organisationer", "− ALFA"),
        Told("organisationer", "+ GAMMA"),
        Told("processträffar", "+ 2022-03-01\nfrågor:\n  Lokal\n  Tid"),
    ]
    assert lines(rows, 80) == [
        "  titel           Skolstart → Ny",
        "  organisationer  − ALFA",
        "                  + GAMMA",
        "  processträffar  + 2022-03-01",
        "                    frågor:",
        "                      Lokal",
        "                      Tid",
    ]


def test_a_long_name_stands_alone_when_what_is_told_does_not_fit_beside_it() -> None:
    rows = [Told("titel", "Ny"), Told("aktiviteter ”Öppet hus i alla skolor”: anmärkning", "+ Om våren.")]
    assert lines(rows, 80) == [
        "  titel                                              Ny",
        "  aktiviteter ”Öppet hus i alla skolor”: anmärkning  + Om våren.",
    ]
    assert lines(rows, 50) == [
        "  titel  Ny",
        "  aktiviteter ”Öppet hus i alla skolor”:",
        "    anmärkning",
        "         + Om våren.",
    ]


WORDS = st.text(st.sampled_from("abåö :;”−+→\n"), max_size=120)


@settings(max_examples=200)
@given(st.lists(st.builds(Told, WORDS, WORDS), max_size=4), st.integers(40, 120))
def test_lines_keep_within_the_width_and_lose_no_sign(rows: list[Told], width: int) -> None:
    found = lines(rows, width)
    assert all(len(line) <= width for line in found)
    said = "".join(row.change for row in rows)
    assert squeezed("".join(found)).count("b") >= squeezed(said).count("b")


def squeezed(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())


def test_in_one_line_a_change_is_what_it_becomes() -> None:
    rows = [
        Told("titel", "Ett → Två"),
        Told("organisationer", "− ALFA"),
        Told("hinder", "+ Lokal\nsedan: 2022"),
    ]
    assert summary(rows) == "titel Två; organisationer − ALFA; hinder Lokal sedan: 2022"

"""Each kind of record: what may stand in its file, and that a fault far inside is told at its own line."""

import subprocess
import sys

import pytest

from handlingsplan.model.day import Day
from handlingsplan.model.figure import Number
from handlingsplan.model.records.part import Part, Period, kind_name
from handlingsplan.store.layout import FOLDERS, record_class
from tests.plans import load, plan_of

Fault = tuple[int, int, str, str]
"""The line, the column, the code and the message of a fault; line 1 is the id."""


def faults(folder: str, text: str) -> list[Fault]:
    """Return what is wrong in one file of a folder."""
    found = load(**{f"{folder}__x": text}).problems
    assert {problem.place.file for problem in found} <= {f"data/{folder}/x.yaml"}
    return [(it.place.line, it.place.column, it.code, it.message) for it in found]


# What each new kind of record holds.


def test_an_event_tells_what_happened_and_who_came_never_by_name() -> None:
    plan = plan_of(
        events__kick_off="""
            title: Kick-off
            kind: boosterdag
            number: "1"
            day: 2022-05-12
            place: Ekby
            form: digitalt
            text: Alla sågs.
            organisations: [ALFA]
            partners: [FÖRENINGEN]
            participants: [{count: drygt 60, unit: medarbetare}, {count: 80, kind: anmälda}]
            speakers: [forskare]
            guests: [politiker]
            programme: [föredrag, samtal]
            highlighted: ett 20-tal
            processes: [P.1]
            grants: [g]
            track: t
            outcome: En gemensam bild.
        """
    )
    event = plan.events["kick.off"]
    assert (event.day, event.number) == (Day.parse("2022-05-12"), "1")
    assert event.highlighted == Number.parse("ett 20-tal")
    assert event.participants is not None
    assert [(one.unit, one.kind) for one in event.participants] == [
        ("medarbetare", None), (None, "anmälda"),
    ]  # fmt: skip


def test_voices_hold_one_question_and_its_answers() -> None:
    plan = plan_of(
        voices__v="""
            question: Vad behövs?
            occasion: Boosterdag 1
            day: 2022-05-12
            asked: processledare
            method: lappar
            event: kick.off
            answers: [{text: Mer tid., theme: tid, source: [rapporten 4]}, {text: Mod.}]
        """
    )
    answers = plan.voices["v"].answers
    assert answers is not None
    assert [(answer.text, answer.theme, answer.source) for answer in answers] == [
        ("Mer tid.", "tid", ("rapporten 4",)), ("Mod.", None, ()),
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["öppen", "pågår", "genomförd", "avvisad", "null"])
@pytest.mark.parametrize("kind", ["rekommendation", "slutsats", "reflektion"])
def test_what_is_passed_on_is_of_three_kinds_and_its_status_one_of_four_words(kind: str, status: str) -> None:
    found = plan_of(recommendations__r=f"kind: {kind}\nstatus: {status}").recommendations["r"]
    assert (found.kind, found.status) == (kind, None if status == "null" else status)


def test_a_body_meeting_tells_who_gave_a_voice_to_whom_and_what_was_not_decided() -> None:
    plan = plan_of(
        meetings__m="""
            body: gruppen
            day: 2022-04-01
            present: [ALFA]
            voice_given: {BETA: ALFA}
            matters: [{what: Medlen, decided: nej, outcome: bordlagt}, {what: Planen, decided: ja}]
            agreed: [{what: ringa, who: ALFA, due: 2022-05}]
            notes: {drafted: 2022-04-02, approved_by_chair: null}
        """
    )
    meeting = plan.meetings["m"]
    assert dict(meeting.voice_given) == {"BETA": "ALFA"}
    assert [matter.decided for matter in meeting.matters] == [False, True]
    assert meeting.notes is not None
    assert (meeting.notes.drafted, meeting.notes.approved_by_chair) == (Day.parse("2022-04-02"), None)
    assert "approved_by_chair" in meeting.notes.model_fields_set


def test_a_finding_may_name_its_process_or_only_the_candidates() -> None:
    plan = plan_of(
        findings__a="process: P.1\nhistory: [{status: pausad, seen: 2022-12}]",
        findings__b="process: null\ncandidates: [P.1, P.2]\npauses: [{from: 2022}]",
    )
    assert (plan.findings["a"].process, plan.findings["b"].candidates) == ("P.1", ("P.1", "P.2"))
    assert plan.findings["a"].history[0].start == Day.parse("2022-12")


def test_a_source_has_attachments_that_may_be_known_by_their_number_only() -> None:
    plan = plan_of(sources__s="attachments: [{number: \"1\", title: Bilaga}, {number: '2', title: null}]")
    assert [(it.number, it.title) for it in plan.sources["s"].attachments] == [("1", "Bilaga"), ("2", None)]


def test_a_period_has_a_first_and_a_last_day_and_from_is_written_as_it_is_said() -> None:
    found = plan_of(tracks__t="period: {from: 2020, to: null}").tracks["t"].period
    assert found == Period.model_validate({"from": "2020", "to": None})
    assert found is not None
    assert (found.from_, found.to) == (Day.parse("2020"), None)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("processes", "process"), ("grants", "grant"), ("decisions", "decision"), ("meetings", "meeting"),
        ("events", "event"), ("voices", "voices"), ("recommendations", "recommendation"),
        ("findings", "finding"), ("tracks", "track"), ("sources", "source"),
    ],
)  # fmt: skip
def test_each_folder_holds_its_kind_and_a_file_of_an_id_alone_is_read(folder: str, kind: str) -> None:
    plan = plan_of("name: x", **{f"{folder}__x": "note: null"})
    (loaded,) = plan.loaded
    assert kind_name(loaded.record) == kind
    assert getattr(plan, folder)["x"] is loaded.record


def test_all_folders_are_told_of() -> None:
    assert [*FOLDERS] == [
        "processes", "grants", "decisions", "meetings", "events", "voices", "recommendations", "findings",
        "tracks", "sources",
    ]  # fmt: skip
    assert all(issubclass(record_class(name), Part) for name in FOLDERS.values())


# A fault inside groups keeps its file, its line and its key.


@pytest.mark.parametrize(
    ("folder", "text", "fault"),
    [
        pytest.param(
            "events", "participants: 12",
            (2, 15, "HP103", "participants (deltagare) ska vara en lista"), id="no list",
        ),
        pytest.param(
            "events", "participants: [12]",
            (2, 16, "HP103", "participants (deltagare): varje post ska vara en grupp av nycklar"),
            id="no group of keys",
        ),
        pytest.param(
            "events", "participants:\n  - count: 12\n  - count: många",
            (4, 12, "HP114", "count (antal): 'många' är inte ett tal"), id="a number in words",
        ),
        pytest.param(
            "events", "participants: [{count: 12, kind: personer}]",
            (2, 34, "HP115", "kind (slag): 'personer' finns inte att välja på"), id="another kind",
        ),
        pytest.param(
            "voices", "answers:\n  - text: Tid.\n    tema: tid",
            (4, 5, "HP101", "okänd nyckel 'tema'"), id="a Swedish key",
        ),
        pytest.param(
            "voices", "answers:\n  - theme: tid",
            (3, 5, "HP102", "nyckeln text saknas"), id="a key that must be there",
        ),
        pytest.param(
            "meetings", "notes: {drafted: 2022-02-30}",
            (2, 18, "HP113", "drafted (skrivna): '2022-02-30' finns inte i kalendern"), id="in a group alone",
        ),
        pytest.param(
            "meetings", "notes: utkast",
            (2, 8, "HP103", "notes (anteckningar) ska vara en grupp av nycklar"), id="a text for a group",
        ),
        pytest.param(
            "meetings", "matters: [{what: a, decided: kanske}]",
            (2, 30, "HP117", "decided (avgjort): 'kanske' är varken ja eller nej"), id="neither yes nor no",
        ),
        pytest.param(
            "recommendations", "period: {from: 2024, till: 2027}",
            (2, 22, "HP101", "okänd nyckel 'till'"), id="a key of a period",
        ),
        pytest.param(
            "findings", "history:\n  - status: pausad",
            (3, 5, "HP119", "history (lägen): läget saknar både since (sedan) och seen (sett)"),
            id="a rule of the whole group",
        ),
        pytest.param(
            "processes", "meetings:\n  - agreed:\n      - what: a\n      - {what: b, due: snart}",
            (5, 24, "HP113", "due (senast): 'snart' är ingen dag"), id="groups inside groups",
        ),
        pytest.param(
            "processes", "indicators:\n  - name: a\n    values:\n      - value: många",
            (5, 16, "HP114", "value (värde): 'många' är inte ett tal"), id="three steps in",
        ),
        pytest.param(
            "tracks", "counts: [{what: a}, {value: 3}]",
            (2, 21, "HP102", "nyckeln what (vad) saknas"), id="the second of two",
        ),
        pytest.param(
            "grants", "kind: requisition\nyear: 2022\namounts: [{requisitioned: mycket}]",
            (4, 27, "HP112", "requisitioned (rekvirerat): 'mycket' är inte ett belopp"), id="an amount",
        ),
        pytest.param(
            "grants", "amounts: [{year: 2022}, {year: 2022}]",
            (2, 10, "HP120", "amounts (belopp): 2022 står två gånger"), id="a rule across groups",
        ),
        pytest.param(
            "events", "processes: [P.1, P.1]",
            (2, 12, "HP120", "processes (processer): 'P.1' står två gånger"), id="twice in a list",
        ),
        pytest.param(
            "meetings", "voice_given: {ALFA: [BETA]}",
            (2, 21, "HP103",
             "ALFA i voice_given (röst given): är en lista, men ska vara ett ord eller kort namn"),
            id="in a table",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_where_it_stands(folder: str, text: str, fault: Fault) -> None:
    assert faults(folder, text) == [fault]


def test_every_fault_of_a_file_is_told_in_the_order_of_its_lines() -> None:
    text = """
        title: [a]
        participants:
          - {count: tio, sort: a}
          - kind: gäster
        day: snart
    """
    assert [(line, code) for line, _, code, _ in faults("events", text)] == [
        (2, "HP103"), (4, "HP114"), (4, "HP101"), (5, "HP115"), (6, "HP113"),
    ]  # fmt: skip


def test_a_file_with_a_fault_inside_is_left_out_and_no_other() -> None:
    loading = load("name: x", events__a="participants: [{count: tio}]", events__b="title: Hel")
    assert [*loading.plan.events] == ["b"]
    assert (loading.plan.files.read, loading.plan.files.total) == (2, 3)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        pytest.param("roles: {ledare: {share: halv}}", (2, 25), "HP114", id="a share of a role"),
        pytest.param("roles: {ledare: [x]}", (2, 17), "HP103", id="a role that is a list"),
        pytest.param("successors: {ny: {period: {from: 2024-13}}}", (2, 34), "HP113", id="a period's day"),
        pytest.param("years: {2022: {directions: vård}}", (2, 28), "HP103", id="a year's directions"),
        pytest.param("counts: [{value: 3}]", (2, 10), "HP102", id="a count of nothing"),
    ],
)
def test_a_fault_in_plan_yaml_is_told_where_it_stands(text: str, place: tuple[int, int], code: str) -> None:
    loading = load(f"name: x\n{text}", processes__P_1="title: a")
    (problem,) = loading.problems
    assert (problem.place.line, problem.place.column, problem.code) == (*place, code)
    assert loading.plan.header.name == "x"
    assert [*loading.plan.processes] == ["P.1"]


# Classes are made when a file needs them.

PROGRAM = """
import sys
from handlingsplan.store.load import build_plan

def made():
    name = "handlingsplan.model.records."
    return sorted(module.removeprefix(name) for module in sys.modules if module.startswith(name))

before = made()
loading = build_plan([("data/plan.yaml", "name: x"), ("data/sources/s.yaml", "id: s")])
assert not loading.problems
print(*sorted({*made()} - {*before}))
"""


def test_only_the_records_that_a_plan_has_are_made() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == ["claim", "source"]

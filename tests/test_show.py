"""One record or word, and everything that points to it."""

from datetime import date

import pytest

from handlingsplan.compute.show import compute_show, known_names
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.plan import Plan
from tests.plans import plan_of

DAY = date(2023, 12, 31)


@pytest.fixture
def plan() -> Plan:
    return plan_of(
        processes__P_1="title: Samtal\nlead: ALFA\nhistory: [{status: klar, since: 2022}]",
        processes__P_2="title: Skola\norganisations: [ALFA]\nsources: {title: [rapporten 3]}",
        grants__g="title: Kurs\nprocesses: [P.1]\namounts: [{year: 2022, granted: 5, decision: d}]",
        decisions__d="title: Beslut\nbody: nämnden\npoints: [{text: Ja., carries: [P.1]}]\nconcerns: [P.1]",
        sources__rapporten="title: Rapporten",
    )


def pointers(plan: Plan, wanted: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.id, found.keys) for found in compute_show(plan, wanted, DAY).pointers]


def test_a_process_is_shown_with_its_standing_and_what_points_to_it(plan: Plan) -> None:
    shown = compute_show(plan, "p.1", DAY)
    assert (shown.id, shown.kind, shown.title) == ("P.1", "process", "Samtal")
    assert shown.standing is not None
    assert shown.standing.status == "klar"
    assert shown.place.file == "data/processes/P.1.yaml"
    assert pointers(plan, "P.1") == [("d", ("concerns", "carries")), ("g", ("processes",))]


def test_a_decision_is_pointed_to_by_the_amounts_that_name_it(plan: Plan) -> None:
    assert pointers(plan, "d") == [("g", ("decision",))]


def test_a_document_is_pointed_to_by_the_records_that_cite_it(plan: Plan) -> None:
    assert pointers(plan, "rapporten") == [("P.2", ("sources",))]


def test_a_word_of_the_plan_is_shown_by_any_of_its_names(plan: Plan) -> None:
    for wanted in ("ALFA", "alfa", "Alfaförvaltningen", "alfakontoret"):
        shown = compute_show(plan, wanted, DAY)
        assert (shown.id, shown.kind) == ("ALFA", "organisation")
    assert pointers(plan, "ALFA") == [("P.1", ("lead",)), ("P.2", ("organisations",))]
    assert compute_show(plan, "ALFA", DAY).place.line > 1


def test_what_is_not_in_the_plan_gets_the_nearest_names(plan: Plan) -> None:
    with pytest.raises(WrongChoiceError) as caught:
        compute_show(plan, "P.3", DAY)
    assert caught.value.hint == "menade du P.1 eller P.2?"


def test_every_record_and_word_can_be_shown(plan: Plan) -> None:
    for name in known_names(plan):
        assert compute_show(plan, name, DAY).id == name


# Pointers of the new kinds, from tables, and from sources far inside.

WORDS = """
organisations: {ALFA: {name: Alfa}, BETA: {name: Beta}}
bodies:
  gruppen:
    kind: consensus
    members: [{organisation: ALFA, from: 2021}, {organisation: BETA}]
    source: [rapporten 2]
directions: {vård: {name: God vård}}
event_kinds: {boosterdag: {name: Boosterdag}}
themes: {tid: {name: Tid}}
roles:
  ledare:
    organisation: ALFA
    responsible_for: [BETA]
    source: [rapporten 5]
successors:
  ny-plan: {name: Ny plan, carries: [P.1], decisions: [d], organisations: [BETA]}
"""


@pytest.fixture
def linked() -> Plan:
    return plan_of(
        WORDS,
        processes__P_1="""
            title: Samtal
            meetings: [{present: [ALFA], voice_given: {BETA: ALFA}, matters: [{what: a, decision: d}]}]
            obstacles: [{what: pengar, lifted_to: gruppen}]
            planned: [{priority: hög, decision: d}]
            successor: ny-plan
            depends_on: [BETA]
        """,
        decisions__d="title: Beslut\nbody: gruppen\nmeeting: m\ntrack: t\nvoice_given: {ALFA: BETA}",
        decisions__e="replaced_by: d",
        meetings__m="body: gruppen\npresent: [BETA]",
        events__kick="kind: boosterdag\nprocesses: [P.1]\ntrack: t\ngrants: [g]",
        voices__v="event: kick\nanswers: [{text: Mer tid., theme: tid, source: [rapporten 4, annat 1]}]",
        recommendations__r="addressees: [gruppen, BETA]\nthemes: [tid]\nrelated: [s]\nsuccessor: ny-plan",
        recommendations__s="decisions: [d]\ntrack: t\nprocesses: [P.1]",
        findings__f="process: null\ncandidates: [P.1]\ngrants: [g]",
        grants__g="title: Kurs\nyears: [2022]",
        grants__q="kind: requisition\nyear: 2022\nby: [ALFA]\nfrom: [BETA]\namounts: [{direction: vård}]",
        tracks__t="bodies: [gruppen]\ncounts: [{what: kommuner, source: [rapporten 7]}]",
        sources__rapporten="title: Rapporten",
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param(
            "P.1",
            [("kick", ("processes",)), ("f", ("candidates",)), ("s", ("processes",)),
             ("ny-plan", ("carries",))],
            id="a process",
        ),
        pytest.param(
            "d",
            [("e", ("replaced_by",)), ("P.1", ("decision",)), ("s", ("decisions",)),
             ("ny-plan", ("decisions",))],
            id="a decision",
        ),
        pytest.param("m", [("d", ("meeting",))], id="a meeting"),
        pytest.param("kick", [("v", ("event",))], id="an event"),
        pytest.param("g", [("kick", ("grants",)), ("f", ("grants",))], id="a grant"),
        pytest.param("s", [("r", ("related",))], id="a recommendation"),
        pytest.param("t", [("d", ("track",)), ("kick", ("track",)), ("s", ("track",))], id="a track"),
        pytest.param("tid", [("r", ("themes",)), ("v", ("theme",))], id="a theme, told by an answer"),
        pytest.param("boosterdag", [("kick", ("kind",))], id="a kind of event"),
        pytest.param("vård", [("q", ("direction",))], id="a direction of an amount"),
        pytest.param("ny-plan", [("P.1", ("successor",)), ("r", ("successor",))], id="what takes over"),
        pytest.param(
            "gruppen",
            [("d", ("body",)), ("m", ("body",)), ("P.1", ("lifted_to",)), ("r", ("addressees",)),
             ("t", ("bodies",))],
            id="a body",
        ),
    ],
)  # fmt: skip
def test_everything_that_points_here_is_told_with_its_keys(
    linked: Plan, wanted: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert pointers(linked, wanted) == found


def test_an_organisation_is_pointed_to_from_both_sides_of_a_given_voice_and_from_tables(linked: Plan) -> None:
    assert pointers(linked, "ALFA") == [
        ("gruppen", ("organisation",)),
        ("d", ("voice_given",)),
        ("P.1", ("present", "voice_given")),
        ("q", ("by",)),
        ("ledare", ("organisation",)),
    ]
    assert pointers(linked, "BETA") == [
        ("gruppen", ("organisation",)),
        ("d", ("voice_given",)),
        ("m", ("present",)),
        ("P.1", ("depends_on", "voice_given")),
        ("r", ("addressees",)),
        ("q", ("from",)),
        ("ledare", ("responsible_for",)),
        ("ny-plan", ("organisations",)),
    ]


def test_a_document_is_pointed_to_by_whatever_names_it_as_its_source(linked: Plan) -> None:
    found = compute_show(linked, "rapporten", DAY).pointers
    assert [(it.id, it.kind, it.title, it.keys) for it in found] == [
        ("gruppen", "body", None, ("source",)),
        ("ledare", "role", None, ("source",)),
        ("t", "track", None, ("source",)),
        ("v", "voices", None, ("source",)),
    ]


def test_documents_are_named_as_running_text_has_them() -> None:
    plan = plan_of("name: x", sources__a="short: rapporten", sources__b="title: Utan kortnamn")
    assert compute_show(plan, "a", DAY).documents == {"a": "rapporten", "b": "b"}


def test_only_the_document_itself_is_meant_and_not_one_whose_id_begins_alike() -> None:
    plan = plan_of(
        "name: x",
        processes__P_1="sources: {title: [rapporten.2 4]}",
        voices__v="answers: [{text: a, source: [rapporten.2]}]",
        sources__rapporten="title: A",
        sources__rapporten_2="title: B",
    )
    assert pointers(plan, "rapporten") == []


def test_a_word_that_only_stands_in_a_text_points_to_nothing() -> None:
    plan = plan_of(
        "areas: {Ekby: {name: Ekby}}",
        events__e="place: Ekby\ntitle: Ekby\ntext: Ekby\nspeakers: [Ekby]",
        processes__P_1="area: Ekby\ntheme: Lek",
    )
    assert pointers(plan, "Ekby") == [("P.1", ("area",))]


@pytest.mark.parametrize(
    "told", ["sources: {owner: [rapporten 3]}", "counts: [{what: a, source: [rapporten]}]"]
)
def test_a_document_is_pointed_to_by_plan_yaml_that_cites_it(told: str) -> None:
    assert pointers(plan_of(f"name: x\n{told}", sources__rapporten="title: A"), "rapporten")


def test_a_status_of_a_process_is_not_that_of_an_activity() -> None:
    plan = plan_of(
        "statuses: {pågår: {kind: active}}",
        processes__P_1="history: [{status: pågår, since: 2022}]",
        processes__P_2="activities: [{what: a, status: pågår}]",
        recommendations__r="status: pågår",
    )
    assert pointers(plan, "pågår") == [("P.1", ("status",))]


def test_nothing_points_to_itself() -> None:
    plan = plan_of("name: x", recommendations__r="related: [r]", decisions__d="replaced_by: d")
    assert pointers(plan, "r") == []
    assert pointers(plan, "d") == []


@pytest.mark.parametrize(
    ("wanted", "kind", "title"),
    [
        ("kick", "event", None), ("v", "voices", None), ("r", "recommendation", None), ("m", "meeting", None),
        ("f", "finding", None), ("t", "track", None), ("q", "requisition", None), ("ledare", "role", None),
        ("ny-plan", "successor", "Ny plan"), ("tid", "theme", "Tid"), ("Ny plan", "successor", "Ny plan"),
        ("BOOSTERDAG", "event_kind", "Boosterdag"), ("God Vård", "direction", "God vård"),
    ],
)  # fmt: skip
def test_each_new_kind_of_thing_is_shown(linked: Plan, wanted: str, kind: str, title: str | None) -> None:
    shown = compute_show(linked, wanted, DAY)
    assert (shown.kind, shown.title, shown.standing) == (kind, title, None)


@pytest.mark.parametrize(
    "wanted", ["plan", "Plan", "plan.yaml", "PLAN.YAML", "Trygg i Exempelstad", "TRYGG I EXEMPELSTAD"]
)
def test_the_plan_itself_is_shown_by_its_file_or_its_name(wanted: str) -> None:
    shown = compute_show(plan_of(), wanted, DAY)
    assert (shown.id, shown.kind, shown.title) == ("plan", "plan", "Trygg i Exempelstad")
    assert (shown.place.file, shown.place.line) == ("data/plan.yaml", 1)


def test_a_plan_without_a_name_is_shown_by_its_file_only() -> None:
    plan = plan_of("owner: Kommunen")
    assert compute_show(plan, "plan", DAY).id == "plan"
    with pytest.raises(WrongChoiceError):
        compute_show(plan, "none", DAY)


def test_every_name_of_the_linked_plan_can_be_shown(linked: Plan) -> None:
    assert {compute_show(linked, name, DAY).id for name in known_names(linked)} == {*known_names(linked)}

"""What is unknown: counted by kind of record and key, with who should know it and what needs it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import pytest

from handlingsplan.compute.gaps.blocking import (
    COUNTED_BY,
    DEADLINES,
    LAST_DAYS,
    NOT_SUMMED,
)
from handlingsplan.compute.gaps.finding import KINDS, count_gaps, find_gaps, gaps_by_kind
from handlingsplan.compute.gaps.knowing import OWN
from handlingsplan.compute.gaps.search import GapFilter, Gaps, compute_gaps, known_knowers
from handlingsplan.compute.gaps.showing import DOCUMENTS, OF_EVERY_DOCUMENT, SHOWN_BY, CanShow
from handlingsplan.compute.gaps.using import CITED, USES, DocumentShown
from handlingsplan.compute.report import RESULTS
from handlingsplan.compute.select import Selection
from handlingsplan.compute.sorts import sorts
from handlingsplan.compute.ways import target
from handlingsplan.model.labels import LABELS
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import group_in, keys_of
from handlingsplan.store.draft import data_of
from handlingsplan.store.layout import kind_of
from handlingsplan.store.load import load_plan
from tests.plans import ROOT, plan_of

WHOLE = "name: A\nowner: B\nperiod: {from: 2021, to: 2023}\nregistry_number: C\n"
"""A plan.yaml without gaps."""

PROCESS = "title: A\narea: LV\nlead: ALFA\norganisations: []\nhistory: []\n"
GRANT = "title: A\ncategory: b\nyears: []\norganisations: []\nprocesses: []\ndirections: []\n"
DECISION = "title: A\nbody: gruppen\nday: 2022\nmatter: b\n"
"""Records without gaps, but for the amounts of the grant."""


def rows(plan: Plan, ids: Collection[str] | None = None) -> list[tuple[str, str, list[str], int]]:
    """Return the kind, the way to the key, the records that lack it, and how many can have it."""
    return [(row.kind, ".".join(row.keys), list(row.ids), row.of) for row in count_gaps(plan, ids)]


def test_a_plan_that_tells_everything_has_no_gaps() -> None:
    plan = plan_of(WHOLE, processes__P_1=PROCESS, grants__g=f"{GRANT}amounts: []", decisions__d=DECISION)
    assert count_gaps(plan) == ()


def test_each_kind_lacks_what_it_ought_to_tell() -> None:
    plan = plan_of(
        "money: Pengar",
        processes__p="note: x",
        grants__g="note: x",
        grants__r="kind: requisition\nyear: 2022",
        decisions__d="note: x",
        sources__s="note: x",
    )
    expected = [
        ("process", ["title", "area", "lead", "organisations", "history"], "p"),
        (
            "grant",
            ["title", "category", "years", "processes", "directions", "organisations", "amounts"],
            "g",
        ),
        ("requisition", ["by", "from", "amounts", "day"], "r"),
        ("decision", ["title", "body", "day", "matter"], "d"),
        ("source", ["title", "day", "registry_number"], "s"),
        ("plan", ["name", "owner", "period", "registry_number"], ""),
    ]
    assert rows(plan) == [(kind, key, [id_], 1) for kind, keys, id_ in expected for key in keys]


def test_what_most_records_lack_stands_first_within_its_kind() -> None:
    plan = plan_of(
        WHOLE,
        decisions__a=f"{DECISION}paragraph: null",
        decisions__b=f"{DECISION.replace('2022', 'null')}paragraph: null",
        decisions__c=DECISION,
        processes__P_1=PROCESS.replace("LV", "null"),
    )
    assert rows(plan) == [
        ("process", "area", ["P.1"], 1),
        ("decision", "paragraph", ["a", "b"], 3),
        ("decision", "day", ["b"], 3),
    ]


def test_each_group_that_lacks_something_counts_as_hp_gaps_counts_it() -> None:
    plan = plan_of(
        WHOLE,
        grants__g=f"{GRANT}amounts: [{{year: 2021, spent: null}}, {{year: 2022, spent: null, left: null}}]",
        grants__h=f"{GRANT}amounts: [{{year: 2021, spent: null}}]",
    )
    assert len(list(find_gaps(plan))) == 4
    assert rows(plan) == [
        ("grant", "amounts.spent", ["g", "h"], 3),
        ("grant", "amounts.left", ["g"], 3),
    ]
    assert [row.number for row in count_gaps(plan)] == [3, 1]


def test_a_key_inside_a_group_is_told_with_its_way_and_apart_from_its_namesake() -> None:
    plan = plan_of(
        WHOLE,
        processes__P_1=f"{PROCESS}pauses: [{{from: 2022, by: null}}]\nmeetings: [{{day: null}}]\n"
        "indicators: [{name: a, values: [{day: null}, {day: 2022}]}]",
        decisions__d=f"{DECISION}points: [{{text: Ja.}}, {{text: Nej., status: null, due: null}}]",
    )
    assert rows(plan) == [
        ("process", "pauses.by", ["P.1"], 1),
        ("process", "indicators.values.day", ["P.1"], 2),
        ("process", "meetings.day", ["P.1"], 1),
        ("decision", "points.status", ["d"], 2),
        ("decision", "points.due", ["d"], 2),
    ]


@pytest.mark.parametrize(
    ("obstacles", "keys"),
    [
        ("", []),
        ("obstacles: []", []),
        ("obstacles: null", ["obstacles"]),
        ("obstacles: [{what: kö}]", []),
        ("obstacles: [{what: kö, action: null, who: null}]", ["obstacles.action", "obstacles.who"]),
    ],
)
def test_what_need_not_be_told_is_a_gap_only_when_it_is_said_to_be_unknown(
    obstacles: str, keys: list[str]
) -> None:
    plan = plan_of(WHOLE, processes__P_1=f"{PROCESS}{obstacles}")
    assert [row.keys for row in count_gaps(plan)] == [tuple(key.split(".")) for key in keys]


def test_the_plans_own_words_are_not_in_the_way_to_its_gaps() -> None:
    header = f"""{WHOLE}
organisations: {{ALFA: {{name: null}}, BETA: {{name: null}}}}
bodies: {{gruppen: {{kind: consensus, name: null, members: [{{organisation: ALFA, from: null}}]}}}}
years: {{2022: {{report_by: null}}, 2023: {{report_by: null, spend_by: null}}}}
"""
    assert len(list(find_gaps(plan_of(header)))) == 7
    assert rows(plan_of(header)) == [
        ("plan", "organisations.name", [""], 2),
        ("plan", "years.report_by", [""], 2),
        ("plan", "bodies.name", [""], 1),
        ("plan", "bodies.members.from", [""], 1),
        ("plan", "years.spend_by", [""], 2),
    ]
    assert [row.number for row in count_gaps(plan_of(header))] == [2, 2, 1, 1, 1]


def test_some_records_can_be_asked_for_and_then_plan_yaml_is_left_out() -> None:
    plan = plan_of(
        "name: null",
        processes__P_1=PROCESS.replace("LV", "null"),
        processes__P_2=PROCESS.replace("LV", "null"),
        processes__P_3=PROCESS,
        decisions__d=DECISION.replace("gruppen", "null"),
        decisions__e=DECISION.replace("gruppen", "null"),
    )
    assert rows(plan, {"P.2", "P.3", "d", "finns-inte"}) == [
        ("process", "area", ["P.2"], 2),
        ("decision", "body", ["d"], 1),
    ]
    assert rows(plan, []) == []
    assert rows(plan)[-1] == ("plan", "registry_number", [""], 1)


def test_the_meeting_plan_lacks_what_is_told_at_the_top_of_its_plan_yaml() -> None:
    loading = load_plan(ROOT / "tests/cases/good/motesplan")
    assert loading.problems == ()
    assert len(list(find_gaps(loading.plan))) == 17
    assert {(row.kind, ".".join(row.keys)): row.ids for row in count_gaps(loading.plan)} == {
        ("process", "title"): ("H.10", "M.11"),
        ("process", "obstacles"): ("H.10",),
        ("process", "obstacles.action"): ("H.2",),
        ("process", "obstacles.who"): ("H.2",),
        ("process", "lead"): ("M.11",),
        ("process", "history.outcome"): ("M.2",),
        ("grant", "amounts"): ("2024-anhorigkurs",),
        ("grant", "amounts.proposed"): ("2024-broddar",),
        ("grant", "amounts.granted"): ("2024-matlag",),
        ("requisition", "reference"): ("rekvisition-2024",),
        ("decision", "body"): ("larm-2023-10",),
        ("decision", "paragraph"): ("omsorgsnamnden-2022-12-13",),
        ("decision", "day"): ("omsorgsnamnden-oppettider",),
        ("decision", "matter"): ("omsorgsnamnden-oppettider",),
        ("source", "registry_number"): ("lagesrapport-2024",),
        ("plan", "years.report_by"): ("",),
    }
    of = {row.kind: row.of for row in count_gaps(loading.plan)}
    assert of == {"process": 7, "grant": 10, "requisition": 2, "decision": 14, "source": 2, "plan": 3}


# Who should know, what it is needed for, and what it is called.

ORGANISATIONS = "organisations: {ALFA: {name: Alfakontoret}, BETA: {}, GAMMA: {party: nej}}\n"
BODIES = "bodies: {nämnden: {kind: political, name: Exempelnämnden}, gruppen: {kind: consensus}}\n"
ROLES = """roles:
  alfas: {name: Alfas processledare, responsible_for: [ALFA]}
  betas: {responsible_for: [BETA]}
  gammas: {responsible_for: [GAMMA], to: 2022-06-30}
"""
NAMED = f"{WHOLE}{ORGANISATIONS}{BODIES}{ROLES}"
DAY = date(2023, 12, 31)
NO_YEARS = GRANT.replace("years: []", "years: null")
ACTIVITY = "activities: [{what: a, due: null}]"
POINT = "points: [{text: a, status: beslutat, due: null}]"


def found(plan: Plan, **wanted: Any) -> Gaps:
    return compute_gaps(plan, DAY, GapFilter(**wanted))


@pytest.mark.parametrize(
    ("file", "text", "knowers"),
    [
        pytest.param("processes__p", "lead: ALFA\norganisations: [BETA]", ("ALFA",), id="lead"),
        pytest.param("processes__p", "organisations: [BETA, ALFA]", ("BETA", "ALFA"), id="taking part"),
        pytest.param("processes__p", "depends_on: [BETA]", ("betas",), id="responsible for what it names"),
        pytest.param("processes__p", "note: x", ("Alfas processledare", "betas"), id="responsible for all"),
        pytest.param("grants__g", "organisations: [GAMMA]", ("GAMMA",), id="applicants"),
        pytest.param("grants__g", "processes: [leds]", ("ALFA",), id="lead of its process"),
        pytest.param("grants__r", "kind: requisition\nyear: 2022\nby: [GAMMA]", ("GAMMA",), id="requisition"),
        pytest.param("decisions__d", "body: nämnden", ("nämnden",), id="body"),
        pytest.param(
            "decisions__d", "candidates: [nämnden, gruppen]", ("nämnden", "gruppen"), id="candidates"
        ),
        pytest.param("decisions__d", "concerns: [leds]", ("ALFA",), id="lead of what it concerns"),
        pytest.param("decisions__d", "present: [BETA]", ("betas",), id="responsible for the present"),
        pytest.param("meetings__m", "body: gruppen", ("gruppen",), id="meeting"),
        pytest.param("sources__s", "sender: Exempelnämnden", ("nämnden",), id="sender by its name"),
        pytest.param("sources__s", "sender: Länets råd", ("Länets råd",), id="sender outside"),
        pytest.param("recommendations__x", "addressees: [BETA]\nby: ALFA", ("BETA",), id="addressee"),
    ],
)
def test_whom_a_record_names_should_know_and_else_who_is_responsible(
    file: str, text: str, knowers: tuple[str, ...]
) -> None:
    leds = "title: a\narea: b\nlead: ALFA\norganisations: []\nhistory: []"
    plan = plan_of(NAMED, **{"processes__leds": leds, file: text})
    id_ = file.partition("__")[2]
    assert {row.knowers for row in found(plan).rows if row.id == id_} == {knowers}


def test_everybody_who_should_know_something_in_the_real_plan_can_be_asked_for_as_they_are_told() -> None:
    plan = load_plan(ROOT).plan
    everything = found(plan).rows
    told = {row.knowers for row in everything}
    assert len(told) > 10
    who = known_knowers(plan, DAY, [", ".join(knowers) or "okänt" for knowers in told])
    assert who == {name for knowers in told for name in knowers or ["okänt"]}
    of_one = found(
        plan, selection=Selection({"org": known_knowers(plan, DAY, ["kson:s PROCESSLEDARE"])})
    ).rows
    assert len(of_one) == sum("KSON:s processledare" in row.knowers for row in everything) > 100


def test_nobody_should_know_where_no_role_is_responsible_for_all() -> None:
    plan = plan_of(NAMED.replace("[BETA]", "[GAMMA]"), processes__p="note: x")
    assert {row.knowers for row in found(plan).rows} == {()}
    assert {share.knowers for share in found(plan).shares} == {()}


def test_one_role_that_is_responsible_for_all_is_asked_alone() -> None:
    header = NAMED.replace("  betas:", "  allas: {responsible_for: [ALFA, BETA]}\n  betas:")
    assert {row.knowers for row in found(plan_of(header, processes__p="note: x")).rows} == {("allas",)}


def test_a_role_that_is_over_is_responsible_no_more() -> None:
    plan = plan_of(NAMED, processes__p="depends_on: [GAMMA]")
    assert {row.knowers for row in found(plan).rows} == {("Alfas processledare", "betas")}
    earlier = compute_gaps(plan, date(2022, 6, 30))
    assert {row.knowers for row in earlier.rows} == {("gammas",)}


def test_what_plan_yaml_lacks_of_somebody_is_known_by_them_and_the_rest_by_its_owner() -> None:
    header = f"{WHOLE}organisations: {{ALFA: {{name: null}}}}\nyears: {{2022: {{spend_by: null}}}}"
    rows = {row.field: row.knowers for row in found(plan_of(header)).rows}
    assert rows == {"organisations.ALFA.name": ("ALFA",), "years.2022.spend_by": ("B",)}


@pytest.mark.parametrize(
    ("file", "text", "field", "blocked", "weighs"),
    [
        ("grants__g", f"{GRANT}amounts: null", "amounts", ("summa", "rapport"), 3),
        (
            "grants__g",
            f"{GRANT}amounts: [{{year: 2022, spent: null}}]",
            "amounts.2022.spent",
            ("summa", "rapport"),
            3,
        ),
        (
            "grants__g",
            f"{GRANT}amounts: [{{year: 2022, decision: null}}]",
            "amounts.2022.decision",
            ("rapport",),
            1,
        ),
        ("grants__g", f"{GRANT}amounts: []\nposts: [{{count: null}}]", "posts.1.count", ("summa",), 3),
        ("grants__g", f"{GRANT}amounts: []\nparticipants: null", "participants", ("summa", "rapport"), 3),
        ("grants__g", f"{NO_YEARS}amounts: []", "years", ("summa", "rapport"), 3),
        ("processes__p", PROCESS.replace("lead: ALFA", "lead: null"), "lead", ("summa", "rapport"), 3),
        ("processes__p", f"{PROCESS}planned: [{{to: null}}]", "planned.1.to", ("tidsfrist", "rapport"), 2),
        ("processes__p", f"{PROCESS}{ACTIVITY}", "activities.1.due", ("tidsfrist", "rapport"), 2),
        ("processes__p", f"{PROCESS}title: null".replace("title: A\n", ""), "title", ("rapport",), 1),
        ("decisions__d", f"{DECISION}day: null".replace("day: 2022\n", ""), "day", ("rapport",), 1),
        ("decisions__d", f"{DECISION}{POINT}", "points.1.due", ("tidsfrist", "rapport"), 2),
        ("decisions__d", f"{DECISION}kind: null", "kind", (), 0),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 25 else "",
)
def test_what_a_gap_stands_in_the_way_of(
    file: str, text: str, field: str, blocked: tuple[str, ...], weighs: int
) -> None:
    (row,) = found(plan_of(WHOLE, **{file: text})).rows
    assert (row.field, row.blocks, row.weight) == (field, blocked, weighs)


def test_a_figure_that_no_sum_has_holds_up_no_sum() -> None:
    header = f"{WHOLE}smallest_group: null\nroles: {{ledare: {{share: null}}}}"
    rows = {row.field: row.blocks for row in found(plan_of(header)).rows}
    assert rows == {"smallest_group": (), "roles.ledare.share": ("rapport",)}


def test_the_heaviest_stands_first_and_then_what_most_lack() -> None:
    plan = plan_of(
        f"{WHOLE}years: {{2022: {{spend_by: null}}}}",
        processes__a=PROCESS.replace("title: A", "title: null"),
        processes__b=PROCESS.replace("title: A", "title: null").replace("lead: ALFA", "lead: null"),
        decisions__c=f"{DECISION}kind: null\nparagraph: null",
        grants__d=f"{GRANT}amounts: [{{year: 2022, spent: null}}, {{year: 2023, spent: null}}]",
    )
    assert [(row.id, row.field) for row in found(plan).rows] == [
        ("d", "amounts.2022.spent"),
        ("d", "amounts.2023.spent"),
        ("b", "lead"),
        ("plan", "years.2022.spend_by"),
        ("a", "title"),
        ("b", "title"),
        ("c", "paragraph"),
        ("c", "kind"),
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("history: [{status: a, since: 2021}, {status: b, seen: 2022, outcome: null}]", "history.2.outcome"),
        (
            "meetings: [{place: a, day: null}, {day: 2022-03-01, form: null}]",
            "meetings.1.day meetings.2.form",
        ),
        ("indicators: [{name: 'a', values: [{day: null}]}]", "indicators.1.values.1.day"),
    ],
)
def test_a_field_is_called_what_hp_set_takes(text: str, field: str) -> None:
    whole = PROCESS.replace("history: []\n", "") if text.startswith("history") else PROCESS
    rows = found(plan_of(WHOLE, processes__p=f"{whole}{text}")).rows
    assert " ".join(sorted(row.field for row in rows)) == field


def test_a_thing_with_a_number_of_its_own_is_called_by_it_and_not_by_its_place() -> None:
    point = "status: beslutat, outcome: null"
    points = f"[{{number: '2', text: a, {point}}}, {{number: '1', text: b, {point}}}, {{text: c, {point}}}]"
    rows = found(plan_of(WHOLE, decisions__d=f"{DECISION}points: {points}")).rows
    assert {row.field: row.loc for row in rows} == {
        "points.2.outcome": ("points", 0, "outcome"),
        "points.1.outcome": ("points", 1, "outcome"),
        "points.3.outcome": ("points", 2, "outcome"),
    }


def test_a_number_of_its_own_goes_before_the_place() -> None:
    points = "[{number: '4', text: a, status: beslutat, outcome: null}]"
    (row,) = found(plan_of(WHOLE, decisions__d=f"{DECISION}points: {points}")).rows
    assert row.field == "points.4.outcome"


PLANS = {
    "real": ROOT,
    "motesplan": ROOT / "tests/cases/good/motesplan",
    "ekbacken": ROOT / "examples/ekbacken",
}


@pytest.fixture(scope="module", params=PLANS)
def read_plan(request: pytest.FixtureRequest) -> Plan:
    return load_plan(PLANS[request.param], rules=True).plan


def test_every_gap_of_hp_check_has_a_row_and_nothing_else(read_plan: Plan) -> None:
    gaps = found(read_plan)
    assert sorted((row.path, row.loc) for row in gaps.rows) == sorted(
        (gap.path, gap.loc) for gap in find_gaps(read_plan)
    )
    assert len(gaps.rows) == sum(kind.number for kind in gaps_by_kind(read_plan))
    assert sum(share.gaps for share in gaps.shares) == len(gaps.rows)
    assert all(share.gaps >= 0 and share.known + share.gaps <= share.of for share in gaps.shares)


def test_what_is_unknown_is_counted_in_a_document_as_hp_gaps_counts_it(read_plan: Plan) -> None:
    counts = {(row.kind, row.keys): (row.number, row.ids, row.of) for row in count_gaps(read_plan)}
    shares = {(it.kind, it.keys): it for it in found(read_plan).shares if it.gaps}
    assert {way: (number, of) for way, (number, _, of) in counts.items()} == {
        way: (share.gaps, share.of) for way, share in shares.items()
    }
    assert all(ids == shares[way].ids for way, (_, ids, _) in counts.items() if way[0] != "plan")


def test_every_field_leads_back_to_its_gap(read_plan: Plan) -> None:
    for row in found(read_plan).rows:
        data = data_of(row.path, read_plan.texts[row.path])
        assert target(kind_of(row.path, data), data, row.field).loc == row.loc


def test_the_real_plan_knows_no_titles_of_processes_but_all_their_areas() -> None:
    shares = {(it.kind, it.keys): (it.known, it.of) for it in found(load_plan(ROOT).plan).shares}
    assert shares["process", ("title",)] == (0, 25)
    assert shares["process", ("area",)] == (25, 25)
    assert shares["process", ("organisations",)] == (18, 25)
    assert ("process", ("theme",)) not in shares


# What a document needs.

CLASSES: dict[str, type[Part]] = {
    **{it[0].__name__.lower(): it[0] for chains in sorts().values() for it in chains if len(it) == 1},
    "plan": Header,
}
CLASSES |= {"source": CLASSES["sourcedocument"], "meeting": CLASSES["bodymeeting"]}


def keys_missing(kind: str, ways: Iterable[str]) -> list[str]:
    """Return the ways that lead nowhere in a kind of record."""
    missing = []
    for way in ways:
        part: type[Part] | None = CLASSES[kind]
        for step in way.split("."):
            key = keys_of(part).get(step) if part else None
            part = group_in(key.shape) if key else None
            missing += [way] if key is None else []
    return missing


def test_the_tables_of_keys_name_every_result_and_no_key_that_is_not() -> None:
    assert {*SHOWN_BY} == {*RESULTS}
    assert {*OWN} == {*KINDS} - {"plan"}
    for table in (OF_EVERY_DOCUMENT, *SHOWN_BY.values(), *DOCUMENTS.values()):
        for name, words in table.items():
            kind, _, use = name.partition(":")
            assert keys_missing(kind, words.replace("-", "").split()) == []
            assert not use or name in {*USES, CITED}
    for kind, ways in [*COUNTED_BY.items(), *LAST_DAYS.items(), *OWN.items()]:
        assert keys_missing(kind, ways) == []
    assert {*LABELS} >= DEADLINES | NOT_SUMMED


USED = {
    "processes__a": "title: null\narea: LV\nlead: null\norganisations: []\n"
    "history: [{status: klar, since: 2022, outcome: null, anchored: null}]",
    "processes__b": "title: null\narea: LV\nlead: null\norganisations: []\n"
    "history: [{status: igång, since: 2022, anchored: null}]\nsources: {history: [s 1], area: [t 2]}",
    "sources__s": "title: A\nday: 2022\nregistry_number: null",
    "sources__t": "title: B\nday: 2022\nregistry_number: null",
}


@pytest.mark.parametrize(
    ("document", "fields"),
    [
        ("styrgrupp", "b title, s registry_number"),
        ("slutrapport", "a history.1.outcome, a lead, a title, b lead, b title, s registry_number"),
        ("beslut", ""),
        ("forvaltning", "a lead, b lead"),
        pytest.param(
            "process",
            "a history.1.anchored, a history.1.outcome, a lead, a title, b history.1.anchored, b lead, "
            "b title, s registry_number, t registry_number",
            id="process",
        ),
    ],
)
def test_a_document_of_ours_needs_what_it_shows_of_the_records_that_it_uses(
    document: str, fields: str
) -> None:
    statuses = "statuses: {klar: {kind: completed}, igång: {kind: active}}\nareas: {LV: {name: Liv}}\n"
    plan = plan_of(f"{WHOLE}{statuses}organisations: {{ALFA: {{name: Alfa}}}}", **USED)
    needs = found(plan, document=document, shown=DocumentShown(plan, DAY, document))
    assert ", ".join(sorted(f"{row.id} {row.field}" for row in needs.rows)) == fields
    assert all("rapport" in row.blocks for row in needs.rows)
    assert all(0 < share.known + share.gaps <= share.of for share in needs.shares)


def test_a_template_of_ones_own_needs_what_its_results_can_show() -> None:
    plan = plan_of(
        WHOLE,
        processes__p=PROCESS.replace("title: A", "title: null"),
        decisions__d=f"{DECISION}paragraph: null\nkind: null",
    )
    needs = found(plan, document="beslut", shown=CanShow(["decisions"]))
    assert [row.field for row in needs.rows] == ["paragraph"]
    assert {share.kind for share in needs.shares} == {"decision", "plan"}
    assert found(plan, document="tom", shown=CanShow(["gaps"])).rows == ()


# Which gaps are wanted.

SELECTED = {
    "processes__a": "title: null\narea: LV\nlead: ALFA\norganisations: []\nhistory: []",
    "processes__b": "title: null\narea: SK\nlead: BETA\norganisations: []\nhistory: []",
    "processes__c": "title: x\narea: null\nlead: ALFA\norganisations: []\nhistory: []",
}
AREAS = "areas: {LV: {}, SK: {}}\nbodies: {gruppen: {kind: consensus, name: null}}\n"


@pytest.mark.parametrize(
    ("wanted", "rows", "undecided"),
    [
        ({}, ["c area", "a title", "b title", "plan bodies.gruppen.name"], []),
        ({"ids": {"b"}}, ["b title"], []),
        ({"ids": {"plan"}}, ["plan bodies.gruppen.name"], []),
        ({"kinds": {"process"}}, ["c area", "a title", "b title"], []),
        ({"selection": {"org": "ALFA"}}, ["c area", "a title"], []),
        ({"selection": {"org": "gruppen"}}, ["plan bodies.gruppen.name"], []),
        ({"selection": {"org": "okänt"}}, [], []),
        ({"selection": {"area": "LV"}}, ["a title"], ["c"]),
        ({"selection": {"area": "LV"}, "ids": {"b"}}, [], []),
    ],
    ids=str,
)
def test_gaps_are_chosen_by_who_should_know_by_record_and_by_the_words_of_the_listings(
    wanted: dict[str, Any], rows: list[str], undecided: list[str]
) -> None:
    plan = plan_of(f"{WHOLE}{ORGANISATIONS}{AREAS}", **SELECTED)
    words = {name: frozenset({word}) for name, word in wanted.get("selection", {}).items()}
    sets = {name: frozenset(ids) for name, ids in wanted.items() if name != "selection"}
    gaps = found(plan, selection=Selection(words), **sets)
    assert [f"{row.id} {row.field}" for row in gaps.rows] == rows
    assert [*gaps.undecided] == undecided
    assert sum(share.gaps for share in gaps.shares) == len(rows)


def test_what_is_known_is_counted_only_of_what_the_asked_should_know() -> None:
    plan = plan_of(f"{WHOLE}{ORGANISATIONS}{AREAS}", **SELECTED)
    of_body = found(plan, selection=Selection({"org": frozenset({"gruppen"})}))
    assert [(share.kind, share.keys, share.known, share.of) for share in of_body.shares] == [
        ("plan", ("bodies", "name"), 0, 1)
    ]


@pytest.mark.parametrize(
    ("org", "records", "shares"),
    [("okänt", 0, 0), ("ALFA", 3, 5), ("B", 1, 4)],
    ids=["nobody knows nothing", "two processes and its own place in plan.yaml", "the owner"],
)
def test_plan_yaml_is_looked_in_only_for_those_who_should_know_something_in_it(
    org: str, records: int, shares: int
) -> None:
    plan = plan_of(f"{WHOLE}{ORGANISATIONS}", **SELECTED)
    asked = found(plan, selection=Selection({"org": frozenset({org})}))
    assert (asked.records, len(asked.shares)) == (records, shares)


def test_what_nobody_is_known_to_know_can_be_asked_for() -> None:
    plan = plan_of("period: {from: 2021, to: 2023}\nname: A\nregistry_number: null", processes__a=PROCESS)
    nobody = found(plan, selection=Selection({"org": frozenset({"okänt"})}))
    assert [row.field for row in nobody.rows] == ["owner", "registry_number"]

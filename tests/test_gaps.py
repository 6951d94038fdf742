"""What is unknown, counted by kind of record and key."""

from collections.abc import Collection

import pytest

from handlingsplan.compute.gaps import count_gaps, find_gaps
from handlingsplan.model.plan import Plan
from handlingsplan.store.load import load_plan
from tests.plans import ROOT, plan_of

WHOLE = "name: A\nowner: B\nperiod: {from: 2021, to: 2023}\nregistry_number: C\n"
"""A plan.yaml without gaps."""

PROCESS = "title: A\narea: LV\nlead: ALFA\norganisations: []\nhistory: []\n"
GRANT = "title: A\ncategory: b\nyears: []\norganisations: []\nprocesses: []\ndirections: []\n"
DECISION = "title: A\nbody: gruppen\nday: 2022\nmatter: b\n"
"""Records without gaps, but for the amounts of the grant."""


def rows(plan: Plan, ids: Collection[str] | None = None) -> list[tuple[str, str, list[str], int]]:
    """Return the kind, the way to the key, the records that lack it, and how many records there are."""
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


def test_a_record_counts_once_however_often_it_lacks_the_same_thing() -> None:
    plan = plan_of(
        WHOLE,
        grants__g=f"{GRANT}amounts: [{{year: 2021, spent: null}}, {{year: 2022, spent: null, left: null}}]",
        grants__h=f"{GRANT}amounts: [{{year: 2021, spent: null}}]",
    )
    assert len(list(find_gaps(plan))) == 4
    assert rows(plan) == [
        ("grant", "amounts.spent", ["g", "h"], 2),
        ("grant", "amounts.left", ["g"], 2),
    ]


def test_a_key_inside_a_group_is_told_with_its_way_and_apart_from_its_namesake() -> None:
    plan = plan_of(
        WHOLE,
        processes__P_1=f"{PROCESS}pauses: [{{from: 2022, by: null}}]\nmeetings: [{{day: null}}]\n"
        "indicators: [{name: a, values: [{day: null}, {day: 2022}]}]",
        decisions__d=f"{DECISION}points: [{{text: Ja.}}, {{text: Nej., status: null, due: null}}]",
    )
    assert rows(plan) == [
        ("process", "pauses.by", ["P.1"], 1),
        ("process", "indicators.values.day", ["P.1"], 1),
        ("process", "meetings.day", ["P.1"], 1),
        ("decision", "points.status", ["d"], 1),
        ("decision", "points.due", ["d"], 1),
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
        ("plan", "organisations.name", [""], 1),
        ("plan", "bodies.name", [""], 1),
        ("plan", "bodies.from", [""], 1),
        ("plan", "years.report_by", [""], 1),
        ("plan", "years.spend_by", [""], 1),
    ]


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
    assert of == {"process": 7, "grant": 10, "requisition": 2, "decision": 14, "source": 2, "plan": 1}

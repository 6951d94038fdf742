"""What figures were made of: which records, what stands in their files, and where."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.compute.decisions import compute_decisions
from handlingsplan.compute.grants import compute_grants
from handlingsplan.compute.grouping import GROUPINGS, Grouping
from handlingsplan.compute.report import Subject, compute_results
from handlingsplan.compute.select import choose
from handlingsplan.compute.status import compute_status
from handlingsplan.compute.traces.decisions import trace_decisions
from handlingsplan.compute.traces.grants import trace_grants
from handlingsplan.compute.traces.report import trace_results
from handlingsplan.compute.traces.status import trace_status
from handlingsplan.compute.traces.trace import Trace, TracePart, TraceTerm, What, found_at, part_at
from handlingsplan.model.plan import Plan
from handlingsplan.model.total import Total
from handlingsplan.present.wording.trace import written_in
from handlingsplan.store.load import load_plan
from tests.plans import ROOT, load, plan_of

EKBACKEN = ROOT / "examples" / "ekbacken"
LAST = date(2025, 12, 31)


@pytest.fixture(scope="module")
def real() -> Plan:
    return load_plan(ROOT).plan


@pytest.fixture(scope="module")
def ekbacken() -> Plan:
    return load_plan(EKBACKEN).plan


def status_of(plan: Plan, day: date, **asked: list[str]) -> dict[What, Trace]:
    selection = choose(plan, asked)
    return by_what(trace_status(plan, compute_status(plan, day, selection), selection))


def grants_of(
    plan: Plan, by: Grouping = "category", as_of: date | None = None, **asked: list[str]
) -> dict[What, Trace]:
    selection = choose(plan, asked)
    return by_what(trace_grants(plan, compute_grants(plan, as_of, selection, by), selection))


def decisions_of(plan: Plan, as_of: date | None = None) -> dict[What, Trace]:
    return by_what(trace_decisions(plan, compute_decisions(plan, as_of)))


def by_what(traces: Iterable[Trace]) -> dict[What, Trace]:
    every = list(traces)
    found = {trace.what: trace for trace in every}
    assert len(found) == len(every), "every figure has a name of its own"
    return found


def lines(plan: Plan, parts: Iterable[TracePart]) -> dict[str, int]:
    return {part.id: plan.locate(part.path, part.loc).line for part in parts}


def amounts(trace: Trace) -> dict[str, str]:
    return {part.id: f"{part.value.value:f}" for part in trace.parts if part.value is not None}


# The real plan.


def test_the_sixteen_completed_processes_are_told_with_the_line_that_says_so(real: Plan) -> None:
    found = status_of(real, date(2023, 12, 31))[What("status", ("slutförd",))]
    assert found.figure == 16
    assert lines(real, found.parts) == {
        "2.1.2": 10, "2.1.3": 10, "2.1.4": 8, "2.2.1": 7, "2.2.2": 7, "2.2.4": 10, "2.2.5": 7,
        "2.3.2": 7, "2.4.1": 7, "2.4.2": 7, "2.5.1": 7, "2.5.2": 7, "2.6.1": 11, "2.6.2": 7,
        "2.6.3": 11, "2.7.1": 7,
    }  # fmt: skip
    assert {part.path for part in found.parts} == {f"data/processes/{part.id}.yaml" for part in found.parts}
    assert {part.text for part in found.parts} == {"slutförd"}
    assert {part.sources for part in found.parts} == {("slutrapporten 6.1",)}


def test_an_organisation_that_is_not_named_is_undecided_where_others_may_take_part(real: Plan) -> None:
    found = status_of(real, date(2023, 12, 31))
    assert found[What("organisation", ("KSON",))].figure == 18
    nobody = found[What("organisation", ("SOC",))]
    assert (nobody.figure, nobody.parts, len(nobody.undecided)) == (0, (), 25)
    assert {part.key for part in nobody.undecided} == {"organisations"}
    assert {part.text for part in nobody.undecided} == {"KSON", None}


def test_what_was_drawn_stands_in_the_requisition_of_its_year(real: Plan) -> None:
    found = grants_of(real)[What("requisitioned", year=2022)]
    assert [(part.id, part.text, part.loc) for part in found.parts] == [
        ("rekvisition-2022", "ca 7,7 mnkr", ("amounts", 0, "requisitioned"))
    ]
    assert found.parts[0].sources == ("tjansteutlatandet-2024-01-24 Ekonomiska konsekvenser",)


# The example, whose figures are worked out by hand in its README.


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("klar", ["FRITID.1", "SKOLA.2", "SKOLA.3", "TU.1", "TU.3", "VARD.3"]),
        ("fortsatt stöd", ["SKOLA.1", "TU.2", "VARD.1"]),
        ("i gång", ["VARD.2"]),
        ("vilar", ["FRITID.3"]),
        ("på tur", ["SKOLA.4"]),
        ("nedlagd", ["FRITID.2"]),
    ],
)
def test_each_status_is_made_of_its_processes(ekbacken: Plan, word: str, ids: list[str]) -> None:
    found = status_of(ekbacken, LAST)[What("status", (word,))]
    assert (sorted(found.ids), found.figure, found.undecided) == (ids, len(ids), ())


def test_a_pause_decides_a_status_by_its_first_day(ekbacken: Plan) -> None:
    found = status_of(ekbacken, date(2024, 6, 30))[What("status", ("vilar",))]
    (part,) = found.parts
    assert (part.id, part.loc[0], part.loc[-1]) == ("TU.2", "pauses", "from")
    assert part.text is not None
    assert part.text <= "2024-06-30"


@pytest.mark.parametrize(
    ("organisation", "takes_part", "leads"),
    [("SOC", 10, 3), ("BUF", 9, 4), ("KFF", 7, 4), ("KLK", 5, 1), ("NÄVA", 4, 1)],
)
def test_an_organisation_stands_in_each_process_that_it_is_counted_in(
    ekbacken: Plan, organisation: str, takes_part: int, leads: int
) -> None:
    found = status_of(ekbacken, LAST)
    several, led = found[What("organisation", (organisation,))], found[What("lead", (organisation,))]
    assert (len(several.ids), several.undecided) == (takes_part, ())
    assert (len(led.ids), led.undecided) == (leads, ())
    assert {part.text for part in (*several.parts, *led.parts)} == {organisation}
    for part in several.parts:
        assert found_at(ekbacken.processes[part.id], part.loc) == organisation


def test_the_ways_of_being_completed_stand_in_the_entry_that_says_so(ekbacken: Plan) -> None:
    found = status_of(ekbacken, LAST)
    assert {what.words[0]: sorted(trace.ids) for what, trace in found.items() if what.kind == "outcome"} == {
        "vardag": ["FRITID.1", "SKOLA.3", "TU.1"],
        "gjort": ["TU.3", "VARD.3"],
        "nått": ["SKOLA.2"],
    }


def test_a_group_of_grants_is_made_of_its_amounts(ekbacken: Plan) -> None:
    found = grants_of(ekbacken)[What("granted", ("utbildning",), 2024, "category")]
    assert amounts(found) == {
        "2024-rastledare": "100000",
        "2024-sommarledare": "120000",
        "2024-stanna-och-fraga": "165000",
    }
    assert isinstance(found.figure, Total)
    assert found.figure.sum == Decimal(385_000)
    texts = [part.text for part in found.parts]
    assert texts == ["100 000", "120 000", "165 000"]


def test_what_is_left_is_told_with_what_it_was_reckoned_of(ekbacken: Plan) -> None:
    parts = {part.id: part for part in grants_of(ekbacken)[What("left", year=2023)].parts}
    lots = parts["2023-skolnarvarolots"]
    assert lots.terms == (
        TraceTerm("granted", ("400 000",)),
        TraceTerm("spent", ("372 000",), taken=True),
        TraceTerm("carried", ("28 000",), taken=True),
    )
    assert written_in(lots) == "beviljat 400 000 − förbrukat 372 000 − överfört 28 000"
    assert (lots.loc, lots.text) == (("amounts", 0), None)
    later = {part.id: part for part in grants_of(ekbacken)[What("left", year=2024)].parts}
    assert later["2023-skolnarvarolots"].terms == (
        TraceTerm("granted", ("0",)),
        TraceTerm("carried", ("28 000",), year=2023),
        TraceTerm("spent", ("28 000",), taken=True),
    )
    told = written_in(later["2023-skolnarvarolots"])
    assert told == "beviljat 0 + överfört 2023 28 000 − förbrukat 28 000"


def test_an_amount_left_that_is_stated_stands_for_itself(ekbacken: Plan) -> None:
    parts = {part.id: part for part in grants_of(ekbacken)[What("left", year=2025)].parts}
    stated = parts["2025-tryggteam"]
    assert (stated.text, stated.key) == ("23 000", "left")


def test_what_was_not_granted_is_what_was_drawn_less_every_amount_granted(ekbacken: Plan) -> None:
    found = grants_of(ekbacken)[What("unallocated", year=2024)]
    added = [part for part in found.parts if not part.taken]
    assert [part.text for part in added] == ["1 050 000", "1 000 000", "650 000"]
    assert len(found.parts) - len(added) == 15
    assert signed(found) == Decimal(45_000)


def test_a_grant_shared_equally_adds_its_part_to_each(ekbacken: Plan) -> None:
    found = grants_of(ekbacken, "organisation")
    for organisation in ("SOC", "BUF"):
        trace = found[What("granted", (organisation,), 2023, "organisation")]
        part = next(part for part in trace.parts if part.id == "2023-hembesok")
        assert (part.text, part.beside, amounts(trace)["2023-hembesok"]) == (
            "110 000", (("shares", "lika"),), "55000",
        )  # fmt: skip


def test_people_are_told_by_grant_and_those_who_only_signed_up_are_not_added(ekbacken: Plan) -> None:
    found = grants_of(ekbacken)[What("people")]
    parts = {part.id: part for part in found.parts}
    assert len(parts) == 26
    groups, course = parts["2024-foraldragrupper"], parts["2025-franvarokurs"]
    assert [(term.texts, term.taken) for term in groups.terms] == [
        (("14",), False), (("11",), False), (("10",), False), (("6",), False), (("2",), True),
    ]  # fmt: skip
    assert written_in(groups) == "14 + 11 + 10 + 6 − 2"
    assert [term.texts for term in course.terms] == [("75", "anmälda"), ("68", "deltagare")]
    assert written_in(course) == "75 anmälda, 68 deltagare"
    assert amounts(found)["2025-franvarokurs"] == "68"
    assert amounts(found)["2024-foraldragrupper"] == "39"


@pytest.mark.parametrize(
    ("years", "as_of", "counts", "people"),
    [
        (["2024"], None, ["24"], "24"),
        (["2025"], None, ["29"], "29"),
        (["2024", "2025"], None, ["24", "29"], "53"),
        ([], None, ["24", "29"], "53"),
        ([], date(2024, 12, 31), ["24"], "24"),
    ],
)
def test_people_of_other_years_are_not_among_those_that_a_number_is_made_of(
    years: list[str], as_of: date | None, counts: list[str], people: str, ekbacken: Plan
) -> None:
    selection = choose(ekbacken, {"year": years})
    grants = compute_grants(ekbacken, as_of, selection)
    found = next(it for it in trace_grants(ekbacken, grants, selection) if it.what == What("people"))
    part = next(part for part in found.parts if part.id == "2024-skolnarvarolotsar")
    assert [term.texts[0] for term in part.terms] == counts
    assert amounts(found)["2024-skolnarvarolotsar"] == people


def test_decisions_are_counted_by_the_point_that_has_come_the_shortest_way(ekbacken: Plan) -> None:
    found = decisions_of(ekbacken)
    assert {what.words: trace.figure for what, trace in found.items()} == {
        ("beslutat",): 24, ("återremitterat",): 1, ("väntat",): 1, ("föreslaget",): 2,
    }  # fmt: skip
    (sent_back,) = found[What("state", ("återremitterat",))].parts
    assert (sent_back.id, sent_back.text) == ("kommunstyrelsen-2025-11-26-181", "återremitterat")


# What is unknown.


@pytest.fixture
def partly() -> Plan:
    return plan_of(
        processes__LV_1="area: LV\nlead: ALFA\norganisations: [ALFA]\nhistory: [{status: klar, seen: 2022}]",
        processes__SK_1="area: null\nlead: null\norganisations: null\nhistory: null",
        processes__SK_2="""
            area: SK
            history: [{status: igång, since: 2022-01-01}]
            pauses: [{from: 2022-05-01, to: null}]
        """,
        grants__r2022="kind: requisition\nyear: 2022\namounts: null",
        grants__a="years: [2022]\namounts: [{year: 2022, granted: 50 000, spent: null}]",
        grants__b="category: null\nyears: null",
        decisions__d="body: null\nday: null\npoints: [{text: Ja, status: beslutat}]",
    )


def test_a_process_of_unknown_status_says_what_leaves_it_open(partly: Plan) -> None:
    parts = {part.id: part for part in status_of(partly, date(2022, 12, 31))[What("status")].parts}
    assert (parts["SK.1"].key, parts["SK.1"].text) == ("history", None)
    assert parts["SK.2"].key == "pauses"
    before = {part.id: part for part in status_of(partly, date(2021, 12, 31))[What("status")].parts}
    assert before["SK.2"].terms == (TraceTerm("history", ("igång", "2022-01-01")),)
    assert (before["SK.2"].key, written_in(before["SK.2"])) == ("history", "igång 2022-01-01")


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [
        ({"org": ["GAMMA"]}, ["LV.1 organisations", "SK.1 organisations", "SK.2 organisations"]),
        ({"area": ["SK"]}, ["SK.1 area"]),
        ({"lead": ["BETA"], "area": ["LV"]}, ["SK.1 lead", "SK.1 area"]),
        ({"status": ["klar"]}, ["SK.1 history", "SK.2 history"]),
    ],
    ids=" ".join,
)
def test_a_process_that_may_be_selected_says_what_it_lacks(
    partly: Plan, asked: dict[str, list[str]], lacking: list[str]
) -> None:
    found = status_of(partly, date(2022, 12, 31), **asked)[What("undecided")]
    assert [f"{part.id} {part.key}" for part in found.undecided] == lacking
    assert found.figure == len(found.undecided_ids)


def test_an_unknown_amount_is_undecided_where_it_would_stand(partly: Plan) -> None:
    found = grants_of(partly)
    assert [part.loc for part in found[What("spent", year=2022)].undecided] == [("amounts", 0, "spent")]
    assert [part.loc for part in found[What("requisitioned", year=2022)].undecided] == [("amounts",)]
    left = found[What("left", year=2022)]
    assert (left.parts, [part.key for part in left.undecided]) == ((), ["spent"])
    undated = found[What("grants")]
    assert [(part.id, part.key, part.text) for part in undated.parts] == [("b", "years", None)]


def test_a_year_whose_list_is_not_complete_says_so_where_nothing_can_be_left_over() -> None:
    plan = plan_of(
        grants__r2023="kind: requisition\nyear: 2023\namounts: [{requisitioned: 100 000}]",
        grants__a="years: [2023]\namounts: [{year: 2023, granted: 50 000}]",
    )
    found = grants_of(plan)[What("unallocated", year=2023)]
    assert found.figure is None
    (part,) = found.undecided
    assert (part.id, part.path, part.text) == ("plan", "data/plan.yaml", "nej")
    line = plan.texts[part.path].splitlines()[plan.locate(part.path, part.loc).line - 1]
    assert line.strip() == "2023: {grants_complete: nej}"


def test_a_decision_without_a_day_may_have_been_taken(partly: Plan) -> None:
    found = decisions_of(partly, date(2022, 12, 31))
    assert [(part.id, part.key) for part in found[What("undecided")].undecided] == [("d", "day")]
    whole = decisions_of(partly)
    assert whole[What("missing", ("day",))].ids == whole[What("missing", ("body",))].ids == ("d",)


def test_files_that_cannot_be_read_may_hold_more() -> None:
    plan = load(
        processes__LV_1="organisations: [ALFA]\nhistory: null", processes__LV_2="organisationer: fel"
    ).plan
    found = status_of(plan, date(2022, 12, 31))[What("organisation", ("ALFA",))]
    assert (found.figure, found.ids, found.unread) == (1, ("LV.1",), 1)


def test_a_document_about_an_organisation_traces_its_part_in_the_whole_plan(ekbacken: Plan) -> None:
    subject = Subject(ekbacken, LAST, org="KLK")
    traced = trace_results(subject, compute_results(subject, {"status", "organisation", "reach"}))
    assert list(traced) == ["status", "organisation"]
    assert [trace.figure for trace in traced["organisation"].traces] == [5, 1]


def test_a_field_with_a_source_of_its_own_is_told_with_that() -> None:
    plan = plan_of("counts: [{what: möten, value: 3, source: [rapporten 2]}]\n")
    part = part_at(plan, "plan", ("counts", 0, "value"), ("what",))
    assert (part.text, part.sources, part.beside) == ("3", ("rapporten 2",), (("what", "möten"),))


# Whatever a plan holds.


def signed(trace: Trace) -> Decimal:
    """Return what the parts of a sum add up to."""
    values = [(part.value, part.taken) for part in trace.parts]
    return sum((-value.value if taken else value.value for value, taken in values if value), Decimal(0))


def assert_whole(trace: Trace) -> None:
    """Assert that a figure is what its parts are."""
    if isinstance(trace.figure, int):
        told = trace.parts if trace.what.kind != "undecided" else trace.undecided_ids
        assert len(told) == trace.figure, trace
    elif isinstance(trace.figure, Total):
        assert (trace.figure.sum or 0) == signed(trace), trace
        assert trace.figure.known == len(trace.parts)
        per_grant = trace.what.kind == "left"  # a rest lacks several amounts, and is one unknown part
        unknown = trace.undecided_ids if per_grant else trace.undecided
        assert trace.figure.of - trace.figure.known == len(unknown), trace
    elif trace.figure is not None:
        assert trace.figure.value == signed(trace), trace
    assert all(part.value is None for part in trace.undecided)


def assert_placed(plan: Plan, traces: Iterable[Trace]) -> None:
    """Assert that what is told of a part stands in its file, on the line told."""
    parts = {(part.path, part.loc, part.text) for it in traces for part in (*it.parts, *it.undecided)}
    for path, loc, text in sorted(parts, key=str):
        line = plan.texts[path].splitlines()[plan.locate(path, loc).line - 1]
        if text is not None and isinstance(loc[-1], str) and len(loc) > 2:
            assert text in line, (path, loc, line)


def everything(plan: Plan, day: date) -> list[Trace]:
    traces = [*trace_status(plan, compute_status(plan, day)), *trace_decisions(plan, compute_decisions(plan))]
    for by in GROUPINGS:
        traces += trace_grants(plan, compute_grants(plan, day, None, by))
    return traces


@pytest.mark.parametrize(
    "path", [ROOT, EKBACKEN, ROOT / "tests/cases/good/motesplan"], ids=lambda it: it.name
)
def test_every_figure_of_a_plan_is_what_its_parts_are(path: Path) -> None:
    plan = load_plan(path).plan
    for day in (date(2023, 6, 30), LAST):
        traces = everything(plan, day)
        for trace in traces:
            assert_whole(trace)
    assert_placed(plan, traces)


words = st.sampled_from
organisations = st.lists(words(["ALFA", "BETA", "GAMMA"]), unique=True)
known_organisations = st.none() | organisations
amount = st.sampled_from(["null", "0", "'10 000'", "'ca 20 000'", "'minst 5 000'", "'0,2 mnkr'"])
day = st.sampled_from(["2021", "2022-03-01", "2022", "hösten 2022", "2023-05", "senast 2023"])


def listed(values: list[str] | None) -> str:
    return "null" if values is None else f"[{', '.join(values)}]"


@st.composite
def processes(draw: st.DrawFn) -> str:
    entries = draw(
        st.lists(st.tuples(words(["klar", "igång", "stödd"]), words(["since", "seen"]), day), max_size=3)
    )
    history = ", ".join(f"{{status: {status}, {key}: {when}}}" for status, key, when in entries)
    pauses = ", ".join(f"{{from: {when}}}" for when in draw(st.lists(day, max_size=1)))
    return (
        f"area: {draw(words(['LV', 'SK', 'null']))}\n"
        f"lead: {draw(words(['ALFA', 'BETA', 'null']))}\n"
        f"organisations: {listed(draw(known_organisations))}\n"
        f"history: [{history}]\npauses: [{pauses}]"
    )


@st.composite
def grants(draw: st.DrawFn) -> str:
    years = draw(st.lists(words(["2021", "2022", "2023"]), unique=True, max_size=2))
    steps = ["applied", "granted", "spent", "repaid", "carried", "left"]
    told_steps = [draw(st.lists(words(steps), unique=True)) for _ in years]
    rows = [
        ", ".join([f"{{year: {year}", *(f"{step}: {draw(amount)}" for step in told)]) + "}"
        for year, told in zip(years, told_steps, strict=True)
    ]
    stated = draw(st.none() | st.just(years))
    people = ", ".join(
        f"{{count: {draw(words(['null', '4', 'ca 10']))}}}" for _ in range(draw(st.integers(0, 2)))
    )
    return (
        f"category: {draw(words(['utbildning', 'null']))}\nyears: {listed(stated)}\n"
        f"organisations: {listed(draw(known_organisations))}\nshares: lika\n"
        f"amounts: {listed(rows) if draw(st.booleans()) else 'null'}\nparticipants: [{people}]"
    )


@st.composite
def requisitions(draw: st.DrawFn) -> str:
    rows = [
        f"{{{'direction: vård, ' if draw(st.booleans()) else ''}requisitioned: {draw(amount)}}}"
        for _ in range(draw(st.integers(0, 3)))
    ]
    year = draw(words(["2022", "2023"]))
    return f"kind: requisition\nyear: {year}\nday: {draw(day)}\namounts: [{', '.join(rows)}]"


plans = st.builds(
    lambda some, money, drawn: (
        load(
            **{f"processes__LV_{number}": text for number, text in enumerate(some)},
            **{f"grants__g{number}": text for number, text in enumerate(money)},
            **{f"grants__r{number}": text for number, text in enumerate(drawn)},
        ).plan
    ),
    st.lists(processes(), min_size=1, max_size=3),
    st.lists(grants(), max_size=3),
    st.lists(requisitions(), max_size=2),
)


@settings(max_examples=60)
@given(plan=plans, on=st.sampled_from([date(2021, 12, 31), date(2022, 6, 30), date(2023, 12, 31)]))
def test_whatever_a_plan_holds_its_figures_are_what_their_parts_are(plan: Plan, on: date) -> None:
    assert plan.files.complete
    traces = everything(plan, on)
    for trace in traces:
        assert_whole(trace)
    assert_placed(plan, traces)


@settings(max_examples=60)
@given(plan=plans, org=st.sampled_from(["ALFA", "BETA", "GAMMA", "okänt"]), area=st.booleans())
def test_every_record_is_selected_undecided_or_not_meant_and_each_selected_is_in_a_figure(
    plan: Plan, org: str, area: bool
) -> None:
    selection = choose(plan, {"org": [org], "area": ["LV"] if area else []})
    on = date(2022, 12, 31)
    status = compute_status(plan, on, selection)
    traces = by_what(trace_status(plan, status, selection))
    counted = [id_ for what, trace in traces.items() if what.kind == "status" for id_ in trace.ids]
    assert sorted(counted) == sorted(row.id for row in status.processes)
    for row in status.by_organisation:
        trace = traces[What("organisation", (row.organisation,))]
        assert (len(trace.ids), len(trace.undecided_ids)) == (row.takes_part.known, row.takes_part.undecided)
    undecided = traces[What("undecided")].undecided_ids if status.undecided else ()
    assert undecided == status.undecided

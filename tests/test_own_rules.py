"""A plan's own rules: what they can demand, what they ask wrongly, and what is accepted."""

from collections.abc import Mapping
from datetime import date
from textwrap import dedent, indent

import pytest

from handlingsplan.compute.check import Check, compute_check
from handlingsplan.compute.own.stretches import stretches
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.store.load import Loading, build_plan
from tests.plans import HEADER, plan_of

TODAY = date(2023, 6, 15)

GRANTS = {
    "grants__a": """
        title: A
        category: utbildning
        years: [2022]
        organisations: [ALFA]
        afterwards: upphör
        amounts: [{year: 2022, applied: 30 000, granted: 20 000, spent: 20 000, decision: null}]
    """,
    "grants__b": """
        title: B
        category: tjänster
        years: [2022]
        organisations: [ALFA, BETA]
        amounts: [{year: 2022, applied: ca 25 000, granted: 25 000, spent: null, decision: null}]
    """,
    "grants__c": """
        title: C
        category: null
        years: [2023]
        organisations: []
        afterwards: null
        amounts: [{year: 2023, applied: null, granted: 15 000, spent: 9 000, decision: null}]
    """,
}


def loading_of(rules: str, files: Mapping[str, str]) -> Loading:
    texts = [("data/plan.yaml", dedent(HEADER)), ("data/rules.yaml", dedent(rules).strip() + "\n")]
    for name, text in files.items():
        folder, _, id_ = name.partition("__")
        id_ = id_.replace("_", ".")
        texts.append((f"data/{folder}/{id_}.yaml", f"id: {id_}\n{dedent(text).strip()}\n"))
    return build_plan(texts)


def check_of(rules: str, files: Mapping[str, str], today: date = TODAY) -> Check:
    loading = loading_of(rules, files)
    return compute_check(loading.plan, loading.problems, Horizon(today))


def found(demand: str, files: Mapping[str, str], today: date = TODAY) -> list[tuple[str, int, str]]:
    """Return file, line and message of what breaks one rule called R, whose demand is given."""
    rules = f"rules:\n  HP301:\n    title: R\n{indent(dedent(demand).strip(), '    ')}\n"
    check = check_of(rules, files, today)
    told = [problem for problem in check.problems if problem.code.startswith("HP3")]
    assert all(problem.message.startswith("R: ") for problem in told)
    others = [problem for problem in check.problems if problem.code in {"HP101", "HP121", "HP122", "HP291"}]
    assert not others, others
    return [(it.place.file.rpartition("/")[2], it.place.line, it.message[3:]) for it in told]


def test_a_value_above_what_is_allowed_is_told_at_its_line() -> None:
    demand = "records: amounts\ncompare: {key: applied, at_most: 29 999 kr}"
    assert found(demand, GRANTS) == [("a.yaml", 7, "applied (sökt) är 30 000")]


def test_a_value_that_is_equal_to_its_limit_is_allowed() -> None:
    assert not found("records: amounts\ncompare: {key: applied, at_most: 30 000, at_least: 25 500}", GRANTS)


def test_an_approximate_value_is_told_only_when_it_is_surely_outside() -> None:
    def told(limit: str) -> list[str]:
        demand = f"records: amounts\ncompare: {{key: applied, at_most: {limit}}}"
        return [file for file, *_ in found(demand, GRANTS)]

    assert told("24 500") == ["a.yaml"]
    assert told("24 499") == ["a.yaml", "b.yaml"]  # ca 25 000 is 24 500 to 25 500


def test_a_limit_can_be_another_key_of_the_same_post() -> None:
    demand = "records: amounts\ncompare: {key: granted, at_most: spent}"
    assert found(demand, GRANTS) == [("c.yaml", 7, "granted (beviljat) är 15 000")]


def test_days_are_held_against_days() -> None:
    files = {
        "events__dag": "title: D\nkind: null\nday: 2022-05-02",
        "events__kvall": "title: K\nkind: null\nday: våren 2022",
    }
    assert found("records: events\ncompare: {key: day, at_least: 2022-05-03}", files) == [
        ("dag.yaml", 4, "day (dag) är 2022-05-02")
    ]
    assert not found("records: events\ncompare: {key: day, at_least: 2022-05-02}", files)


@pytest.mark.parametrize(
    ("limits", "files"),
    [
        ("equals: utbildning", ["b.yaml"]),
        ("one_of: [utbildning, tjänster]", []),
        ("one_of: [tjänster]", ["a.yaml"]),
    ],
)
def test_a_word_must_be_one_of_those_that_are_allowed(limits: str, files: list[str]) -> None:
    demand = f"records: grants\ncompare: {{key: category, {limits}}}"
    assert [file for file, *_ in found(demand, GRANTS)] == files


def test_every_word_of_a_list_must_be_allowed() -> None:
    demand = "records: grants\ncompare: {key: organisations, one_of: [ALFA, GAMMA]}"
    assert found(demand, GRANTS) == [("b.yaml", 5, "organisations (organisationer) är ALFA, BETA")]


def test_what_must_be_stated_is_missed_where_it_is_left_out_and_not_where_it_is_unknown() -> None:
    assert found("records: grants\nstated: [afterwards]", GRANTS) == [
        ("b.yaml", 1, "afterwards (efteråt) saknas")
    ]


def test_an_empty_list_states_nothing() -> None:
    assert found("records: grants\nstated: [organisations]", GRANTS) == [
        ("c.yaml", 5, "organisations (organisationer) saknas")
    ]


def test_what_is_within_a_group_of_keys_is_stated_with_a_point() -> None:
    process = """
        title: P
        meetings:
          - {day: 2022-03-01, notes: {drafted: 2022-03-20}}
          - {day: 2022-04-01}
    """
    assert found("records: meetings\nstated: [notes.drafted]", {"processes__P_1": process}) == [
        ("P.1.yaml", 5, "notes.drafted (skrivna) saknas")
    ]


def test_a_day_that_comes_too_late_after_another_is_told_and_one_that_has_not_come_in_time() -> None:
    process = """
        title: P
        meetings:
          - {day: 2022-03-01, notes: {drafted: 2022-03-15}}
          - {day: 2022-03-01, notes: {drafted: 2022-03-16}}
          - {day: 2022-03-01, notes: {drafted: 2022-03}}
          - {day: 2022-03-01, notes: {drafted: null}}
          - {day: 2022-03-01, notes: {approved_by_all: 2022-04-01}}
          - {day: 2022-03-01}
          - {day: 2023-06-10}
          - {day: null}
    """
    demand = 'records: meetings\nwithin: {key: notes.drafted, days: "14", of: day}'
    assert found(demand, {"processes__P_1": process}) == [
        ("P.1.yaml", 5, "notes.drafted (skrivna) är 2022-03-16"),
        ("P.1.yaml", 8, "notes.drafted (skrivna) saknas"),
        ("P.1.yaml", 9, "notes.drafted (skrivna) saknas"),
    ]


def test_more_days_than_the_calendar_has_are_never_over() -> None:
    process = "title: P\nmeetings: [{day: 2022-03-01}]"
    demand = "records: meetings\nwithin: {key: notes.drafted, days: 999 999 999 999 999, of: day}"
    assert not found(demand, {"processes__P_1": process})


def test_a_count_is_of_what_is_written_and_none_where_it_is_left_out() -> None:
    files = {
        "processes__P_1": "title: P\ntarget_groups: [unga, äldre]",
        "processes__P_2": "title: P",
        "processes__P_3": "title: P\norganisations: null",
    }
    demand = 'records: processes\ncount: {of: target_groups, at_least: "1", at_most: "1"}'
    assert found(demand, files) == [
        ("P.1.yaml", 3, "target_groups (målgrupper) är 2 till antalet"),
        ("P.2.yaml", 1, "target_groups (målgrupper) är 0 till antalet"),
        ("P.3.yaml", 1, "target_groups (målgrupper) är 0 till antalet"),
    ]
    unknown = 'records: processes\ncount: {of: organisations, at_least: "1"}'
    assert not [file for file, *_ in found(unknown, files) if file == "P.3.yaml"]


MEETINGS = """
    title: P
    history: [{{status: igång, since: {since}}}]
    meetings: [{days}]
"""


RESTED = "2021-06}, {status: vilar, seen: 2022-02-01}, {status: igång, since: 2022-06"


@pytest.mark.parametrize(
    ("since", "days", "told"),
    [
        ("2021-06", "{day: 2022-02-01}, {day: 2022-11-01}", None),
        ("2021-06", "{day: 2022-02-01}", "0 under höstterminen 2022"),
        ("2021-06", "", "0 under vårterminen 2022, 0 under höstterminen 2022"),
        ("2021-06", "{day: 2022}", None),  # in one of the two: neither is surely without
        ("2021-06", "{day: null}, {day: 2022-02-01}", None),
        ("2022-03", "", "0 under höstterminen 2022"),
        ("2022", "", None),
        ("2021-06", "]\n    pauses: [{from: 2022-02, to: 2022-04}", "0 under höstterminen 2022"),
        ("2021-06", "]\n    pauses: [{from: 2022-08, to: null}", "0 under vårterminen 2022"),
        (
            "2021-06}, {status: vilar, seen: 2022-02-01}, {status: igång, since: 2022-06",
            "",
            "0 under höstterminen 2022",
        ),
    ],
)
def test_a_process_is_counted_in_each_term_in_which_it_surely_ran(
    since: str, days: str, told: str | None
) -> None:
    demand = 'records: processes\ncount: {of: meetings, per: termin, at_least: "1"}'
    wanted = [] if told is None else [("P.1.yaml", 4, f"meetings (processträffar): {told}")]
    assert found(demand, {"processes__P_1": MEETINGS.format(since=since, days=days)}) == wanted


def test_a_term_that_is_not_over_demands_nothing() -> None:
    demand = 'records: processes\ncount: {of: meetings, per: termin, at_least: "1"}'
    process = MEETINGS.format(since="2021-06", days="{day: 2022-02-01}")
    assert not found(demand, {"processes__P_1": process}, date(2022, 12, 31))
    assert found(demand, {"processes__P_1": process}, date(2023, 1, 1))


def test_too_many_in_a_month_are_told() -> None:
    demand = 'records: processes\ncount: {of: meetings, per: månad, at_most: "1"}'
    process = MEETINGS.format(since="2021-06", days="{day: 2022-02-01}, {day: 2022-02-20}, {day: 2022-03}")
    assert found(demand, {"processes__P_1": process}) == [
        ("P.1.yaml", 4, "meetings (processträffar): 2 under 2022-02")
    ]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("år", ["2022"]),
        ("halvår", ["halvår 1 2022", "halvår 2 2022"]),
        ("termin", ["vårterminen 2022", "höstterminen 2022"]),
        ("kvartal", [f"kvartal {number} 2022" for number in (1, 2, 3, 4)] + ["kvartal 1 2023"]),
        ("månad", [f"2022-{number:02}" for number in range(1, 13)] + [f"2023-{no:02}" for no in range(1, 6)]),
    ],
)
def test_stretches_are_whole_surely_within_the_plan_and_over(kind: str, names: list[str]) -> None:
    # The plan begins some day in 2021, so that nothing of 2021 is surely within it.
    assert [it.text for it in stretches(plan_of(), kind, TODAY)] == names


def test_no_stretch_is_longer_than_the_plan() -> None:
    assert [it.text for it in stretches(plan_of(), "år", date(2030, 1, 1))] == ["2022", "2023"]


def test_a_sum_over_all_that_are_selected_is_told_at_the_rule() -> None:
    demand = "records: amounts\nsum: {key: granted, at_most: 59 999}"
    assert found(demand, GRANTS) == [("rules.yaml", 5, "granted (beviljat) är tillsammans 60 000")]
    assert not found("records: amounts\nsum: {key: granted, at_most: 60 000}", GRANTS)


def test_a_sum_for_each_word_of_a_key() -> None:
    demand = "records: amounts\nsum: {key: granted, per: year, at_most: 40 000}"
    assert found(demand, GRANTS) == [("rules.yaml", 5, "granted (beviljat) för 2022 är tillsammans 45 000")]


def test_a_sum_with_unknown_parts_can_be_too_much_but_never_too_little() -> None:
    assert found("records: amounts\nsum: {key: spent, at_most: 28 000}", GRANTS)
    assert not found("records: amounts\nsum: {key: spent, at_least: 1 000 000}", GRANTS)
    assert found("records: amounts\nsum: {key: granted, at_least: 1 000 000}", GRANTS)


def test_a_sum_over_a_selection_that_others_may_belong_to_is_never_too_little() -> None:
    demand = "records: amounts\nselect: {category: [utbildning]}\nsum: {key: granted, at_least: 1 000 000}"
    assert not found(demand, GRANTS)  # C has no known category


def test_a_rule_holds_for_what_is_selected_and_not_for_what_may_be() -> None:
    compare = "compare: {key: granted, at_most: 1}"
    by_category = f"records: amounts\nselect: {{category: [utbildning]}}\n{compare}"
    assert [file for file, *_ in found(by_category, GRANTS)] == ["a.yaml"]
    by_alias = f"records: amounts\nselect: {{org: [Alfakontoret], year: ['2022']}}\n{compare}"
    assert [file for file, *_ in found(by_alias, GRANTS)] == ["a.yaml", "b.yaml"]
    by_word = "records: grants\nwhere: {title: B}\nstated: [afterwards]"
    assert [file for file, *_ in found(by_word, GRANTS)] == ["b.yaml"]


def test_the_severity_and_the_hint_are_the_rules_own() -> None:
    rules = """
        rules:
          HP302:
            title: Kort
            records: grants
            stated: [afterwards]
            severity: upplysning
            hint: fråga styrgruppen
    """
    (problem,) = [it for it in check_of(rules, GRANTS).problems if it.code == "HP302"]
    assert (problem.severity.value, problem.hint) == ("upplysning", "fråga styrgruppen")


@pytest.mark.parametrize(
    ("demand", "message", "hint"),
    [
        (
            "records: insatser\nstated: [title]",
            "records (poster): 'insatser' är inget slag av poster",
            "grants",
        ),
        ("records: grants\nstated: [titel]", "nyckeln 'titel' finns inte i grants (insatser)", "title"),
        ("records: grants\nstated: [notes.drafted]", "nyckeln 'notes.drafted' finns inte i grants", None),
        (
            "records: grants\nselect: {categori: [x]}\nstated: [title]",
            "select (urval): det går inte att välja på 'categori'",
            "category",
        ),
        (
            "records: grants\nselect: {category: [utbildnin]}\nstated: [title]",
            "select (urval): category 'utbildnin' finns inte i planen",
            "utbildning",
        ),
        ("records: grants\nwhere: {titl: x}\nstated: [title]", "nyckeln 'titl' finns inte i grants", "title"),
        ("records: grants\nwhere: {amounts: x}\nstated: [title]", "'amounts' är en nyckel i en grupp", None),
        (
            "records: decisions\nwhere: {body: gruppn}\nstated: [title]",
            "where (där): 'gruppn' står inte bland organ i plan.yaml",
            "gruppen",
        ),
        ("records: meetings\nwhere: {notes.drafted: x}\nstated: [day]", "'notes.drafted' är en nyckel", None),
        ("records: grants\ncompare: {key: aplied, at_most: 3}", "nyckeln 'aplied' finns inte i grants", None),
        ("records: amounts\ncompare: {key: aplied, at_most: 3}", "nyckeln 'aplied' finns inte", "applied"),
        ("records: amounts\ncompare: {key: applied, at_most: mycket}", "'mycket' går inte att jämföra", None),
        ("records: amounts\ncompare: {key: applied, at_most: year}", "'year' går inte att jämföra", None),
        ("records: grants\ncompare: {key: title, at_most: 3}", "'3' går inte att jämföra med title", None),
        (
            "records: events\ncompare: {key: day, at_most: ibland}",
            "'ibland' går inte att jämföra med day",
            None,
        ),
        ("records: grants\ncompare: {key: amounts, equals: x}", "amounts är en grupp av nycklar", None),
        ("records: grants\ncount: {of: title, at_most: '1'}", "title (titel) är ingen lista", None),
        (
            "records: grants\ncount: {of: posts, per: år, at_most: '1'}",
            "posts (tjänster) har ingen dag",
            None,
        ),
        ("records: grants\nsum: {key: title, at_most: 1}", "title (titel) är inget belopp och inget", None),
        ("records: amounts\nsum: {key: granted, per: yeer, at_most: 1}", "nyckeln 'yeer' finns inte", "year"),
        ("records: meetings\nwithin: {key: form, days: '1', of: day}", "form är ingen dag", None),
        ("records: meetings\nwithin: {key: day, days: '1', of: dag}", "nyckeln 'dag' finns inte", "day"),
    ],
)
def test_a_rule_that_asks_for_what_is_not_there_is_told_and_not_run(
    demand: str, message: str, hint: str | None
) -> None:
    rules = f"rules:\n  HP301:\n    title: R\n{indent(demand, '    ')}\n"
    problems = [it for it in check_of(rules, GRANTS).problems if it.code.startswith("HP3") or "29" in it.code]
    assert [it.code for it in problems] == ["HP291"]
    assert message in problems[0].message
    assert hint is None or hint in (problems[0].hint or "")
    assert problems[0].place.file == "data/rules.yaml"
    assert problems[0].place.line > 3


def test_a_slip_in_one_rule_leaves_the_others() -> None:
    rules = """
        rules:
          HP301: {title: A, records: grants, stated: [afterwards]}
          HP302: {title: B, records: grants, stated: [afterwards], compare: {key: title, equals: x}}
          HP3: {title: C, records: grants, stated: [title]}
          HP304: {title: D, records: grants, compare: {key: title}}
          HP305: {records: grants, stated: [title]}
    """
    check = check_of(rules, GRANTS)
    told = [(it.code, it.place.line) for it in check.problems if it.place.file.endswith("rules.yaml")]
    assert told == [("HP122", 3), ("HP121", 4), ("HP122", 5), ("HP102", 6)]
    assert [it.place.file for it in check.problems if it.code == "HP301"] == ["data/grants/b.yaml"]


ACCEPTING = """
    rules:
      HP301: {title: Högst tio, records: amounts, compare: {key: granted, at_most: 10}}
    accepted:
      - {code: HP301, record: RECORD, reason: så blev det, by: gruppen, day: 2022-03-01WORDS}
"""


def accepting(record: str, words: str = "", files: Mapping[str, str] = GRANTS) -> Check:
    return check_of(ACCEPTING.replace("RECORD", record).replace("WORDS", words), files)


def test_what_is_accepted_is_no_longer_a_problem_and_can_be_listed() -> None:
    check = accepting("a")
    assert [it.place.file for it in check.problems if it.code == "HP301"] == [
        "data/grants/b.yaml",
        "data/grants/c.yaml",
    ]
    (kept,) = check.accepted
    assert (kept.problem.place.file, kept.acceptance.by) == ("data/grants/a.yaml", "gruppen")


def test_an_acceptance_of_nothing_is_warned_of_at_its_line() -> None:
    check = accepting("x")
    (told,) = [it for it in check.problems if it.code == "HP292"]
    assert (told.place.line, told.severity.value) == (4, "varning")
    assert not check.accepted


def test_an_acceptance_for_a_file_that_cannot_be_read_is_not_told_as_unused() -> None:
    check = accepting("a", files={**GRANTS, "grants__a": "titel: A"})
    assert not [it for it in check.problems if it.code == "HP292"]


TWO = """
    title: T
    years: [2022, 2023]
    amounts: [{year: 2022, granted: 20, decision: null}, {year: 2023, granted: 30, decision: null}]
"""


def test_an_acceptance_of_one_among_several_must_say_which() -> None:
    check = accepting("t", files={"grants__t": TWO})
    assert [it.code for it in check.problems if it.code[:3] == "HP2" or it.code == "HP301"] == [
        "HP301",
        "HP301",
        "HP293",
    ]
    check = accepting("t", ", words: är 30", {"grants__t": TWO})
    assert [it.message for it in check.problems if it.code == "HP301"] == [
        "Högst tio: granted (beviljat) är 20"
    ]
    assert len(check.accepted) == 1


def test_what_is_wrong_between_records_can_be_accepted_too() -> None:
    rules = """
        accepted:
          - {code: HP205, record: P.1, reason: namnet byts i höst, by: gruppen, day: 2022}
    """
    check = check_of(rules, {"processes__P_1": "title: P\nlead: DELTA"})
    assert not [it for it in check.problems if it.code in {"HP205", "HP292"}]
    assert (
        check.accepted[0].problem.message
        == "lead (huvudansvar): 'DELTA' står inte bland organisationer i plan.yaml"
    )


def test_documents_are_made_without_the_plans_own_rules_but_with_what_it_accepts() -> None:
    loading = loading_of(ACCEPTING.replace("RECORD", "a").replace("WORDS", ""), GRANTS)
    check = compute_check(loading.plan, loading.problems, None)
    assert not [it for it in check.problems if it.code in {"HP301", "HP292"}]


def test_the_file_of_rules_is_counted_with_the_others_only_where_it_is_read() -> None:
    loading = loading_of("rules: {}\n", GRANTS)
    assert (loading.plan.files.read, loading.plan.files.total) == (5, 5)

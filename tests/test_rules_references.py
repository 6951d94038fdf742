"""Rules on names: every short name, id and source leads somewhere, and is told once where it does not."""

from datetime import date

import pytest

from handlingsplan.compute.check import compute_check
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.model.problem import Problem
from handlingsplan.store.load import build_plan
from tests.plans import load

HEADER = """
organisations: {ORD: {name: Ordets förvaltning, aliases: [Ordkontoret]}, NAMN: {}}
bodies: {ORD: {kind: officials, name: Ordets nämnd, aliases: [ONÄ]}}
areas: {ORD: {name: Ordets område, aliases: [OO]}}
statuses: {ORD: {kind: completed, name: Ordets läge, aliases: [OL]}}
outcomes: {ORD: {name: Ordets utfall}}
categories: {ORD: {}}
directions: {ORD: {}}
efforts: {ORD: {}}
event_kinds: {ORD: {}}
themes: {ORD: {}}
successors: {ORD: {}}
"""

RECORDS = {
    "process": "processes__p", "grant": "grants__g", "decision": "decisions__d", "meeting": "meetings__m",
    "event": "events__e", "voices": "voices__v", "recommendation": "recommendations__r",
    "finding": "findings__f", "track": "tracks__t", "source": "sources__s",
}  # fmt: skip
"""A record of each kind, by the name that it has in a call of load; its id is its last letter."""


def problems(header: str = HEADER, **files: str) -> list[Problem]:
    loading = load(header, **files)
    return list(compute_check(loading.plan, loading.problems, Horizon(date(2023, 12, 31))).problems)


def codes(header: str = HEADER, **files: str) -> list[tuple[str, str, int]]:
    return [(it.code, it.place.file.removeprefix("data/"), it.place.line) for it in problems(header, **files)]


# Where short names stand: the folder, the text with the word as *, and the line of the word.

IN_TABLES = [
    ("processes", "area: *", 2),
    ("processes", "lead: *", 2),
    ("processes", "organisations: [NAMN, *]", 2),
    ("processes", "not_participating: [*]", 2),
    ("processes", "depends_on: [*]", 2),
    ("processes", "history:\n  - {status: ORD, since: 2022}\n  - {status: *, seen: 2023}", 4),
    ("processes", "history: [{status: ORD, since: 2022, outcome: *}]", 2),
    ("processes", "activities:\n  - what: A\n    organisations: [*]", 4),
    ("processes", "obstacles: [{what: A, lifted_to: *}]", 2),
    ("processes", "meetings:\n  - present: [*]", 3),
    ("processes", "meetings:\n  - voice_given: {*: NAMN}", 3),
    ("processes", "meetings:\n  - voice_given: {NAMN: *}", 3),
    ("processes", "successor: *", 2),
    ("findings", "lead: *", 2),
    ("findings", "organisations: [*]", 2),
    ("findings", "depends_on: [*]", 2),
    ("findings", "history: [{status: *, seen: 2022}]", 2),
    ("findings", "history: [{status: ORD, seen: 2022, outcome: *}]", 2),
    ("grants", "category: *", 2),
    ("grants", "efforts: [*]", 2),
    ("grants", "directions: [*]", 2),
    ("grants", "organisations: [*]", 2),
    ("grants", "partners: [*]", 2),
    ("grants", "kind: requisition\nyear: 2022\nby: [*]", 4),
    ("grants", "kind: requisition\nyear: 2022\nfrom: [*]", 4),
    ("grants", "kind: requisition\nyear: 2022\namounts: [{direction: *}]", 4),
    ("decisions", "body: *", 2),
    ("decisions", "candidates: [*]", 2),
    ("decisions", "present: [*]", 2),
    ("decisions", "voice_given:\n  *: NAMN", 3),
    ("decisions", "voice_given:\n  NAMN: *", 3),
    ("meetings", "body: *", 2),
    ("meetings", "present: [*]", 2),
    ("meetings", "voice_given: {*: NAMN}", 2),
    ("meetings", "voice_given: {NAMN: *}", 2),
    ("events", "kind: *", 2),
    ("events", "organisations: [*]", 2),
    ("events", "partners: [*]", 2),
    ("voices", "organisations: [*]", 2),
    ("voices", "answers: [{text: A, theme: *}]", 2),
    ("recommendations", "partners: [*]", 2),
    ("recommendations", "themes: [*]", 2),
    ("recommendations", "successor: *", 2),
    ("tracks", "organisations: [*]", 2),
    ("tracks", "partners: [*]", 2),
    ("tracks", "bodies: [*]", 2),
]


@pytest.mark.parametrize(("folder", "text", "line"), IN_TABLES)
def test_a_short_name_stands_in_its_table_in_the_plan(folder: str, text: str, line: int) -> None:
    def told(word: str) -> list[tuple[str, str, int]]:
        return codes(**{f"{folder}__x": text.replace("*", word)})

    assert told("FINNSINTE") == [("HP205", f"{folder}/x.yaml", line)]
    assert told("ord") == [("HP206", f"{folder}/x.yaml", line)]
    assert told("ORD") == []


IN_HEADER = [
    "bodies: {G: {kind: officials, members: [{organisation: *}]}}",
    "participation_complete: [*]",
    "years: {2022: {directions: [*]}}",
    "roles: {r: {organisation: *}}",
    "roles: {r: {body: *}}",
    "roles: {r: {responsible_for: [*]}}",
    "successors: {s: {organisations: [*]}}",
]
TABLES = "organisations: {ORD: {}}\ndirections: {ORD: {}}\n"


@pytest.mark.parametrize("text", IN_HEADER)
def test_the_plan_itself_uses_the_names_that_it_declares(text: str) -> None:
    tables = TABLES if "bodies" in text else f"bodies: {{ORD: {{kind: officials}}}}\n{TABLES}"
    line = tables.count("\n") + 1
    assert codes(tables + text.replace("*", "FINNSINTE")) == [("HP205", "plan.yaml", line)]
    assert codes(tables + text.replace("*", "ord")) == [("HP206", "plan.yaml", line)]
    assert codes(tables + text.replace("*", "ORD")) == []


@pytest.mark.parametrize(
    ("folder", "text"),
    [
        ("processes", "area: null\nlead: null\norganisations: null\nhistory: null\nsuccessor: null"),
        ("processes", "history: [{status: ORD, seen: 2022, outcome: null}]"),
        ("processes", "obstacles: [{what: A, lifted_to: null}]"),
        ("grants", "category: null\nprocesses: null\ndirections: null\norganisations: null"),
        ("grants", "amounts: [{year: 2022, decision: null}]"),
        ("grants", "kind: requisition\nyear: 2022\nby: null\nfrom: null\namounts: [{direction: null}]"),
        ("decisions", "body: null\nmeeting: null\ntrack: null\nreplaced_by: null"),
        ("meetings", "body: null\npresent: null\ntrack: null\nevent: null"),
        ("meetings", "matters: [{what: A, decision: null}]"),
        ("events", "kind: null\ntrack: null"),
        ("voices", "event: null\nanswers: [{text: A, theme: null}]"),
        ("findings", "process: null\nlead: null"),
        ("recommendations", "track: null\nsuccessor: null\naddressees: null"),
        ("recommendations", "addressees: [alla nämnder i länet]\nby: revisorerna"),
    ],
)  # fmt: skip
def test_what_is_unknown_or_no_name_leads_nowhere_without_fault(folder: str, text: str) -> None:
    assert codes(**{f"{folder}__x": text}) == []


# Where ids of records stand: as above, and the kind of record.

IN_RECORDS = [
    ("process", "grants", "processes: [*]", 2),
    ("process", "events", "processes: [*]", 2),
    ("process", "meetings", "processes: [*]", 2),
    ("process", "recommendations", "processes: [*]", 2),
    ("process", "tracks", "processes: [*]", 2),
    ("process", "findings", "process: *", 2),
    ("process", "findings", "candidates: [*]", 2),
    ("grant", "events", "grants: [*]", 2),
    ("grant", "findings", "grants: [*]", 2),
    ("grant", "tracks", "grants: [*]", 2),
    ("decision", "grants", "amounts:\n  - year: 2022\n    decision: *", 4),
    ("decision", "processes", "planned: [{decision: *}]", 2),
    ("decision", "processes", "meetings:\n  - matters:\n      - {what: A, decision: *}", 4),
    ("decision", "meetings", "matters: [{what: A, decision: *}]", 2),
    ("decision", "decisions", "replaced_by: *", 2),
    ("decision", "recommendations", "decisions: [*]", 2),
    ("meeting", "decisions", "meeting: *", 2),
    ("event", "meetings", "event: *", 2),
    ("event", "voices", "event: *", 2),
    ("recommendation", "recommendations", "related: [*]", 2),
    ("track", "decisions", "track: *", 2),
    ("track", "events", "track: *", 2),
    ("track", "meetings", "track: *", 2),
    ("track", "recommendations", "track: *", 2),
]


EVERY = dict.fromkeys(RECORDS.values(), "title: A")


@pytest.mark.parametrize(("kind", "folder", "text", "line"), IN_RECORDS)
def test_an_id_is_that_of_a_record_of_the_right_kind(kind: str, folder: str, text: str, line: int) -> None:
    def told(id_: str) -> list[tuple[str, str, int]]:
        return codes(**EVERY, **{f"{folder}__x": text.replace("*", id_)})

    assert told("finns-inte") == [("HP203", f"{folder}/x.yaml", line)]
    assert told(RECORDS[kind][-1]) == []
    for other in {*RECORDS} - {kind}:
        assert told(RECORDS[other][-1]) == [("HP204", f"{folder}/x.yaml", line)], other


@pytest.mark.parametrize("text", ["concerns: [*]", "points: [{text: A, carries: [*]}]"])
def test_an_id_may_be_that_of_any_record(text: str) -> None:
    def told(id_: str) -> list[tuple[str, str, int]]:
        return codes(**EVERY, decisions__x=text.replace("*", id_))

    assert told("finns-inte") == [("HP203", "decisions/x.yaml", 2)]
    assert [told(name[-1]) for name in RECORDS.values()] == [[] for _ in RECORDS]


def test_the_plan_itself_names_records_too() -> None:
    header = "successors: {s: {decisions: [d], carries: [p]}}"
    assert codes(header, processes__p="title: A", decisions__d="title: A") == []
    assert codes(header, decisions__d="title: A") == [("HP203", "plan.yaml", 1)]
    assert codes(header, processes__p="title: A", grants__d="title: A") == [("HP204", "plan.yaml", 1)]


@pytest.mark.parametrize("given", ["P", "p.1", "1"])
def test_an_id_is_written_as_it_is_there(given: str) -> None:
    assert codes(processes__p="title: A", events__e=f'processes: ["{given}"]') == [
        ("HP203", "events/e.yaml", 2)
    ]


# What is said.


def said(header: str = HEADER, **files: str) -> tuple[str, str | None]:
    (found,) = problems(header, **files)
    return found.message, found.hint


def test_an_id_that_looks_like_another_is_taken_for_it() -> None:
    assert said(processes__LV_1="title: A", grants__g="processes: [LV.l]") == (
        "processes (processer): ingen post har id 'LV.l'",
        "menade du LV.1?",
    )
    assert said(grants__g="processes: [LV.1]")[1] == "skriv den posten först, eller rätta id"
    assert said(grants__g="title: A", decisions__d="concerns: [G]")[1] == "menade du g?"


def test_an_id_that_looks_like_that_of_another_kind_only_is_not_taken_for_it() -> None:
    assert said(events__LV_1="title: A", grants__g="processes: [LV.l]")[1] == (
        "skriv den posten först, eller rätta id"
    )


def test_a_record_of_another_kind_is_told_with_both_kinds() -> None:
    assert said(decisions__d="title: A", grants__g="processes: [d]") == (
        "processes (processer): 'd' är ett beslut och inte en process",
        "skriv id för en process",
    )
    assert said(events__boosterdag="title: A", tracks__booster="title: A", voices__v="event: booster") == (
        "event (händelse): 'booster' är ett spår och inte en händelse",
        "menade du boosterdag?",
    )


def test_a_requisition_is_no_grant_and_a_grant_no_requisition() -> None:
    files = {"grants__g": "kind: requisition\nyear: 2022", "events__e": "grants: [g]"}
    assert said(**files) == (
        "grants (insatser): 'g' är en rekvisition och inte en insats",
        "skriv id för en insats",
    )
    assert codes(grants__g="kind: requisition\nyear: 2022", decisions__d="concerns: [g]") == []


def test_a_short_name_that_is_not_declared_says_where_it_would_be() -> None:
    assert said(processes__p="lead: KULTUR") == (
        "lead (huvudansvar): 'KULTUR' står inte bland organisationer i plan.yaml",
        "här kan stå: ORD, NAMN; eller lägg till det under organisations (organisationer) i plan.yaml",
    )
    assert said(processes__p="lead: ORDE")[1] == "menade du ORD?"


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("lead: Ordets förvaltning", "Ordets förvaltning"),
        ("lead: ORDETS FÖRVALTNING", "ORDETS FÖRVALTNING"),
        ("lead: ordkontoret", "ordkontoret"),
        ("lead: ord", "ord"),
        ("area: Ordets område", "Ordets område"),
        ("area: oo", "oo"),
        ("history: [{status: Ordets läge, seen: 2022}]", "Ordets läge"),
        ("history: [{status: ol, seen: 2022}]", "ol"),
        ("obstacles: [{what: A, lifted_to: onä}]", "onä"),
        ("history: [{status: ORD, seen: 2022, outcome: ordets utfall}]", "ordets utfall"),
    ],
)
def test_another_name_of_something_declared_is_told_with_its_short_name(text: str, given: str) -> None:
    message, hint = said(processes__p=text)
    assert message.endswith(f": '{given}' är ett annat namn för ORD")
    assert hint == "skriv ORD"


def test_a_name_of_something_in_another_table_is_not_declared() -> None:
    assert codes(processes__p="lead: ONÄ") == [("HP205", "processes/p.yaml", 2)]


def test_of_two_with_one_alias_the_first_is_told() -> None:
    header = "organisations: {A1: {aliases: [Kontoret]}, A2: {aliases: [Kontoret]}}"
    assert said(header, processes__p="lead: Kontoret")[1] == "skriv A1"


def test_a_key_under_voice_given_is_told_at_the_key() -> None:
    (key,) = problems(meetings__m="voice_given:\n  FINNSINTE: NAMN")
    assert (key.place.line, key.place.column) == (3, 3)
    assert key.message == "voice_given (röst given): 'FINNSINTE' står inte bland organisationer i plan.yaml"
    (value,) = problems(meetings__m="voice_given:\n  NAMN: FINNSINTE")
    assert (value.place.line, value.place.column) == (3, 9)


def test_a_word_that_is_long_is_cut() -> None:
    assert "..." in said(processes__p=f"lead: {'A' * 80}")[0]


# Once.


def in_processes(count: int, text: str) -> dict[str, str]:
    return {f"processes__p_{number}": text for number in range(1, count + 1)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lead: FINNSINTE", "HP205"),
        ("lead: ord", "HP206"),
        ("planned: [{decision: finns-inte}]", "HP203"),
        ("planned: [{decision: m}]", "HP204"),
        ("sources: {title: [s9 1]}", "HP207"),
    ],
)
def test_a_name_in_more_than_three_places_is_told_once_with_how_many_more(text: str, code: str) -> None:
    three = problems(meetings__m="title: A", **in_processes(3, text))
    assert [(it.code, it.place.file) for it in three] == [
        (code, f"data/processes/p.{number}.yaml") for number in (1, 2, 3)
    ]
    assert not any("ställen till" in it.message for it in three)
    (found,) = problems(meetings__m="title: A", **in_processes(4, text))
    assert (found.code, found.place.file) == (code, "data/processes/p.1.yaml")
    assert found.message.endswith(" (och på 3 ställen till)")


def test_places_are_counted_for_each_name_by_itself() -> None:
    found = codes(**in_processes(3, "lead: FINNSINTE\ndepends_on: [SAKNAS]"))
    assert [code for code, _, _ in found] == ["HP205"] * 6
    found = codes(**in_processes(4, "lead: FINNSINTE\narea: FINNSINTE"))
    assert found == [("HP205", "processes/p.1.yaml", 2), ("HP205", "processes/p.1.yaml", 3)]


def test_places_in_one_document_are_places_of_one_name() -> None:
    (found,) = problems(
        processes__p="title: A\nlead: ORD\nsources:\n  title: [s9 1, s9 2]\n  lead: [s9 3, s9]"
    )
    assert found.message == "sources (källor): inget dokument har id 's9' (och på 3 ställen till)"


def test_other_rules_do_not_tell_of_a_name_that_leads_nowhere() -> None:
    assert codes(processes__p="area: FINNSINTE\nhistory: [{status: SAKNAS, since: 2022}]") == [
        ("HP205", "processes/p.yaml", 2),
        ("HP205", "processes/p.yaml", 3),
    ]


# What could not be read.


def test_a_file_that_could_not_be_read_has_the_id_of_its_name_whatever_its_kind() -> None:
    found = codes(
        processes__P_1="titel: A", grants__g="processes: [P.1]", decisions__d="concerns: [P.1]\nmeeting: P.1"
    )
    assert [(code, file) for code, file, _ in found] == [("HP101", "processes/P.1.yaml")]


def test_a_document_that_could_not_be_read_is_a_source_still() -> None:
    found = codes(sources__s="titel: A", processes__p="sources: {title: [s 6.1]}")
    assert [(code, file) for code, file, _ in found] == [("HP101", "sources/s.yaml")]


def test_a_file_that_is_no_text_at_all_has_the_id_of_its_name() -> None:
    texts = [
        ("data/plan.yaml", "name: A"),
        ("data/grants/g.yaml", "id: g\nprocesses: [P.1, P.2]"),
        ("data/processes/P.1.yaml", "id: [\n"),
    ]
    loading = build_plan(texts, unread={"data/processes/P.2.yaml": ""})
    found = compute_check(loading.plan, loading.problems, None).problems
    assert not [it for it in found if it.code.startswith("HP2")]


BROKEN = "bodies: {ORD: {kind: politisk}}\n"


def test_a_part_of_the_plan_that_could_not_be_read_may_declare_anything() -> None:
    files = {"decisions__d": "body: FINNSINTE", "processes__p": "lead: FINNSINTE"}
    assert [code for code, _, _ in codes(f"organisations: {{ORD: {{}}}}\n{BROKEN}", **files)] == [
        "HP115",
        "HP205",
    ]
    assert [code for code, _, _ in codes(BROKEN, **files)] == ["HP115", "HP205"]  # the organisation
    (found,) = problems(f"organisations: {{ORD: {{}}}}\n{BROKEN}", **files)[1:]
    assert found.message.startswith("lead")


def test_a_plan_that_is_not_there_may_declare_anything() -> None:
    loading = build_plan([("data/processes/p.yaml", "id: p\nlead: ALFA\narea: LV")])
    found = compute_check(loading.plan, loading.problems, None).problems
    assert [it.code for it in found] == ["HP001"]


def test_a_table_that_the_plan_does_not_have_declares_nothing() -> None:
    assert codes("name: A", processes__p="lead: ALFA") == [("HP205", "processes/p.yaml", 2)]


def test_records_are_named_in_a_plan_that_could_not_be_read_too() -> None:
    found = codes(f"{BROKEN}successors: {{s: {{decisions: [d]}}}}")
    assert [code for code, _, _ in found] == ["HP115", "HP203"]


# Sources.

DOCUMENT = "title: A"


@pytest.mark.parametrize(
    ("folder", "text", "line"),
    [
        ("processes", "title: A\nsources: {title: [* 6.1]}", 3),
        ("processes", "title: A\nsources:\n  title:\n    - s 1\n    - * 2", 6),
        ("voices", "answers: [{text: A, source: [* 3]}]", 2),
        ("tracks", "counts: [{what: A, source: [*]}]", 2),
        ("sources", "title: A\nsources: {title: [*]}", 3),
    ],
)
def test_a_source_is_a_document_and_a_place_in_it(folder: str, text: str, line: int) -> None:
    def told(id_: str) -> list[tuple[str, str, int]]:
        return codes(sources__s=DOCUMENT, processes__p="title: A", **{f"{folder}__x": text.replace("*", id_)})

    assert told("s") == []
    assert told("finns-inte") == [("HP207", f"{folder}/x.yaml", line)]
    assert told("p") == [("HP207", f"{folder}/x.yaml", line)]
    assert told("S") == [("HP207", f"{folder}/x.yaml", line)]


@pytest.mark.parametrize(
    "text",
    [
        "name: A\nsources: {name: [* 1]}",
        "name: A\norganisations: {A1: {source: [* 1]}}",
        "name: A\nareas: {LV: {source: [* 1]}}",
        "name: A\nstatuses: {klar: {kind: completed, source: [* 1]}}",
        "name: A\nbodies: {g: {kind: officials, source: [* 1]}}",
        "name: A\nbodies: {g: {kind: officials, counts: [{what: A, source: [* 1]}]}}",
        "name: A\nroles: {r: {source: [* 1]}}",
        "name: A\nroles: {r: {counts: [{what: A, source: [* 1]}]}}",
        "name: A\nsuccessors: {s: {source: [* 1]}}",
        "name: A\ncounts: [{what: A, source: [* 1]}]",
    ],
)
def test_the_plan_has_sources_too(text: str) -> None:
    assert codes(text.replace("*", "s"), sources__s=DOCUMENT) == []
    assert codes(text.replace("*", "finns-inte"), sources__s=DOCUMENT) == [("HP207", "plan.yaml", 2)]


def test_a_source_says_which_document_there_is_none_of() -> None:
    files = {
        "sources__rapporten": DOCUMENT,
        "processes__p": "title: A\nsources: {title: [raporten kapitel 6.1]}",
    }
    assert said(**files) == ("sources (källor): inget dokument har id 'raporten'", "menade du rapporten?")
    assert said(processes__p="title: A\nsources: {title: [protokollet § 6]}") == (
        "sources (källor): inget dokument har id 'protokollet'",
        "skriv en fil för dokumentet i data/sources",
    )


@pytest.mark.parametrize(
    ("header", "files", "found"),
    [
        ("name: A", {"processes__p": "sources: {titel: [s 1]}"}, ("HP208", "processes/p.yaml", 2)),
        ("name: A", {"processes__p": "basis:\n  titel: derived"}, ("HP208", "processes/p.yaml", 3)),
        ("name: A", {"processes__p": "sources: {paragraph: [s 1]}"}, ("HP208", "processes/p.yaml", 2)),
        ("name: A", {"grants__g": "sources: {from_: [s 1]}"}, ("HP208", "grants/g.yaml", 2)),
        ("name: A\nsources: {namn: [s 1]}", {}, ("HP208", "plan.yaml", 2)),
        ("name: A\nbasis: {namn: derived}", {}, ("HP208", "plan.yaml", 2)),
    ],
)
def test_a_source_is_of_a_key_that_its_file_may_have(
    header: str, files: dict[str, str], found: tuple[str, str, int]
) -> None:
    assert codes(header, sources__s=DOCUMENT, **files) == [found]


@pytest.mark.parametrize(
    "files",
    [
        {"processes__p": "title: A\nsources: {title: [s 1], lead: [s 2]}\nbasis: {area: inferred}"},
        {"decisions__d": "sources: {paragraph: [s 1]}"},
        {"grants__g": "kind: requisition\nyear: 2022\nsources: {from: [s 1], requisitioned: [s 2]}"},
        {"grants__g": "sources: {title: []}"},
        {"grants__g": "title: A"},
    ],
)
def test_a_source_may_be_of_a_key_that_is_left_out(files: dict[str, str]) -> None:
    wrong = [("HP208", "grants/g.yaml", 4)] if "requisitioned" in str(files) else []
    assert codes(sources__s=DOCUMENT, **files) == wrong


def test_a_source_of_no_key_is_told_at_the_key_with_what_was_meant() -> None:
    (found,) = problems(sources__s=DOCUMENT, processes__p="sources:\n  titel: [s 1]")
    assert (found.place.line, found.place.column) == (3, 3)
    assert (found.message, found.hint) == (
        "sources (källor): filen kan inte ha någon nyckel 'titel'",
        "menade du title?",
    )
    (found,) = problems(processes__p="basis:\n  xxxxxx: derived")
    assert (found.message, found.hint) == (
        "basis (grund): filen kan inte ha någon nyckel 'xxxxxx'",
        "ta bort raden",
    )

"""Rules on bodies: consensus and paragraphs, who was represented, voices, and the meetings of decisions."""

from datetime import date

import pytest

from handlingsplan.compute.check import compute_check
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.model.problem import Problem
from tests.plans import load

HEADER = """
name: Prov
organisations:
  ALFA: {}
  BETA: {}
  GAMMA: {}
bodies:
  nämnden: {kind: political}
  rådet: {kind: political}
  gruppen:
    kind: consensus
    members: [{organisation: ALFA}, {organisation: BETA}, {organisation: GAMMA}]
  kretsen: {kind: consensus}
  teamet: {kind: officials, members: [{organisation: ALFA}, {organisation: BETA}]}
"""
DECIDED = "day: 2022-05-01\npoints: [{text: Ja., status: beslutat}]\n"
BY_GROUP = f"body: gruppen\n{DECIDED}"


def problems(header: str = HEADER, **files: str) -> list[Problem]:
    loading = load(header, **files)
    return list(compute_check(loading.plan, loading.problems, Horizon(date(2023, 12, 31))).problems)


def codes(header: str = HEADER, **files: str) -> list[tuple[str, str, int]]:
    return [(it.code, it.place.file, it.place.line) for it in problems(header, **files)]


def of_decision(text: str, header: str = HEADER, **others: str) -> list[tuple[str, int]]:
    """Return the codes and lines of one decision, which must be all there are."""
    found = codes(header, decisions__d_1=text, **others)
    assert {file for _, file, _ in found} <= {"data/decisions/d.1.yaml"}, found
    return [(code, line) for code, _, line in found]


# HP231.


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('body: gruppen\nparagraph: "6"', [3]),
        ('candidates: [gruppen, kretsen]\nparagraph: "6"', [3]),
        ('body: null\ncandidates: [gruppen]\nparagraph: "6"', [4]),
        ('body: gruppen\nday: 1990-01-01\nparagraph: "6"\npoints: [{text: A, status: föreslaget}]', [4]),
        ("body: gruppen\nparagraph: null", []),
        ("body: gruppen", []),
        ('paragraph: "6"', []),
        ('body: null\nparagraph: "6"', []),
        ('body: nämnden\nparagraph: "6"', []),
        ('body: teamet\nparagraph: "6"', []),
        ('candidates: [gruppen, nämnden]\nparagraph: "6"', []),
        ('body: nämnden\ncandidates: [gruppen]\nparagraph: "6"', []),
    ],
)
def test_a_paragraph_of_what_is_certainly_a_consensus_body_is_a_fault(text: str, lines: list[int]) -> None:
    assert of_decision(text) == [("HP231", line) for line in lines]


@pytest.mark.parametrize("text", ["body: laget", "candidates: [gruppen, laget]"])
def test_a_body_that_is_not_declared_is_told_once_whatever_its_paragraph(text: str) -> None:
    assert of_decision(f'{text}\nparagraph: "6"') == [("HP205", 2)]


def test_a_paragraph_of_a_consensus_body_names_it_where_it_is_known() -> None:
    (named,) = problems(decisions__d_1='body: gruppen\nparagraph: "6"')
    assert named.message == "paragraph (paragraf): 'gruppen' beslutar i konsensus och har inga paragrafer"
    (either,) = problems(decisions__d_1='candidates: [gruppen, kretsen]\nparagraph: "6"')
    assert either.message == "paragraph (paragraf): organet beslutar i konsensus och har inga paragrafer"


# HP232.


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("present: [ALFA, BETA]", [5]),
        ("present: [ALFA]\nvoice_given: {BETA: ALFA}", [5]),
        ("present: [ALFA, BETA, GAMMA]", []),
        ("present: [ALFA, BETA]\nvoice_given: {GAMMA: BETA}", []),
        ("present: []", []),
        ("title: Utan närvaro", []),
        ("voice_given: {GAMMA: BETA}", []),
    ],
)
def test_every_member_is_present_or_has_given_its_voice(text: str, lines: list[int]) -> None:
    assert of_decision(BY_GROUP + text) == [("HP232", line) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "body: gruppen\nday: 2022-05-01\npresent: [ALFA]\npoints: [{text: A, status: föreslaget}]",
        "body: gruppen\nday: 2022-05-01\npresent: [ALFA]\npoints: [{text: A}, {text: B, status: null}]",
        "body: gruppen\nday: 2022-05-01\npresent: [ALFA]",
        "body: gruppen\npresent: [ALFA]\npoints: [{text: A, status: beslutat}]",
        "body: gruppen\nday: null\npresent: [ALFA]\npoints: [{text: A, status: beslutat}]",
        "body: teamet\nday: 2022-05-01\npresent: [ALFA]\npoints: [{text: A, status: beslutat}]",
        "body: kretsen\nday: 2022-05-01\npresent: [ALFA]\npoints: [{text: A, status: beslutat}]",
        "body: null\nday: 2022-05-01\npresent: [ALFA]\npoints: [{text: A, status: beslutat}]",
        "candidates: [gruppen]\nday: 2022-05-01\npresent: [ALFA]\npoints: [{text: A, status: beslutat}]",
    ],
)
def test_only_what_a_consensus_body_decided_on_a_known_day_needs_its_members(text: str) -> None:
    assert of_decision(text) == []


def test_one_point_that_is_decided_is_enough() -> None:
    text = "body: gruppen\nday: 2022\npresent: [ALFA, BETA]\npoints:\n- {text: A, status: avslaget}\n"
    assert of_decision(f"{text}- {{text: B, status: beslutat}}") == [("HP232", 4)]


@pytest.mark.parametrize(
    ("member", "day", "missing"),
    [
        ("from: 2022-05-01", "2022-05-01", True),
        ("from: 2022-05-02", "2022-05-01", False),
        ("from: 2022-05", "2022-05-31", True),
        ("from: 2022-05", "2022-05-30", False),
        ("from: 2022-05-10", "2022-05", False),
        ("from: null", "2022-05-01", False),
        ("from: senast 2022-05", "2022-05-31", True),
        ("from: tidigast 2022-01", "2022-05-01", False),
        ("to: 2022-05-01", "2022-05-01", True),
        ("to: 2022-04-30", "2022-05-01", False),
        ("to: 2022-05", "2022-05-01", True),
        ("to: 2022-05", "2022-05-02", False),
        ("to: 2022-05-10", "2022-05", False),
        ("to: null", "2022-05-01", False),
        ("from: 2022-07-01, to: 2022-12-31", "hösten 2022", True),
        ("from: 2022-07-01, to: 2022-12-30", "hösten 2022", False),
        ("from: 2022-07-02, to: 2022-12-31", "hösten 2022", False),
        ("from: 2022-01, to: null", "hösten 2022", False),
        ("from: null, to: 2023", "hösten 2022", False),
        ("from: 2020", "tidigast 2022", True),
        ("to: 2024", "tidigast 2022", False),
        ("from: 2020", "senast 2022", False),
    ],
)
def test_a_member_is_missed_only_on_a_day_when_it_certainly_was_one(
    member: str, day: str, missing: bool
) -> None:
    header = f"""
organisations: {{ALFA: {{}}, BETA: {{}}}}
bodies: {{g: {{kind: consensus, members: [{{organisation: ALFA}}, {{organisation: BETA, {member}}}]}}}}
"""
    text = f"body: g\nday: {day}\npresent: [ALFA]\npoints: [{{text: Ja., status: beslutat}}]"
    assert of_decision(text, header) == ([("HP232", 4)] if missing else [])


@pytest.mark.parametrize(("day", "missing"), [("2020-06-01", True), ("2021-06-01", False), ("2022", True)])
def test_a_member_of_two_periods_is_one_in_each_of_them(day: str, missing: bool) -> None:
    header = """
organisations: {ALFA: {}, BETA: {}}
bodies:
  g:
    kind: consensus
    members:
      - {organisation: ALFA}
      - {organisation: BETA, to: 2020-12-31}
      - {organisation: BETA, from: 2022-01-01}
"""
    text = f"body: g\nday: {day}\npresent: [ALFA]\npoints: [{{text: Ja., status: beslutat}}]"
    assert of_decision(text, header) == ([("HP232", 4)] if missing else [])


@pytest.mark.parametrize(
    ("joined", "missing"),
    [
        ("joined: 2022-05-01", True),
        ("joined: 2022-05-02", False),
        ("joined: 2022-05", False),
        ("joined: null", False),
        ("party: ja", True),
    ],
)
def test_a_member_with_no_first_day_may_have_come_when_it_joined_the_plan(joined: str, missing: bool) -> None:
    header = f"""
organisations: {{ALFA: {{}}, BETA: {{{joined}}}}}
bodies: {{gruppen: {{kind: consensus, members: [{{organisation: ALFA}}, {{organisation: BETA}}]}}}}
"""
    assert of_decision(f"{BY_GROUP}present: [ALFA]", header) == ([("HP232", 5)] if missing else [])


def test_a_member_with_a_first_day_may_join_the_plan_after_it() -> None:
    header = """
organisations: {ALFA: {}, BETA: {joined: 2023}}
bodies: {gruppen: {kind: consensus, members: [{organisation: BETA, from: 2022}, {organisation: ALFA}]}}
"""
    text = "body: gruppen\nday: 2022-12-31\npresent: [ALFA]\npoints: [{text: Ja., status: beslutat}]"
    assert of_decision(text, header) == [("HP232", 4)]


@pytest.mark.parametrize(
    ("since", "missing"),
    [
        ("2022-05-01", True),
        ("2022-05-02", False),
        ("2022-05", False),
        ("2022-04", True),
        ("null", False),
        ("senast 2021", True),
    ],
)
def test_nobody_is_missed_before_the_body_decided_by_consensus(since: str, missing: bool) -> None:
    header = HEADER.replace("kind: consensus\n", f"kind: consensus\n    consensus_since: {since}\n")
    assert of_decision(f"{BY_GROUP}present: [ALFA, BETA]", header) == ([("HP232", 5)] if missing else [])


def test_who_was_at_the_meeting_was_there_when_it_decided_where_the_decision_says_nothing() -> None:
    meeting = "body: gruppen\nday: 2022-05-01\npresent: [ALFA, BETA]"
    found = codes(decisions__d_1=f"{BY_GROUP}meeting: m.1", meetings__m_1=meeting)
    assert found == [("HP232", "data/meetings/m.1.yaml", 4)]
    found = codes(
        decisions__d_1=f"{BY_GROUP}meeting: m.1", meetings__m_1=f"{meeting}\nvoice_given: {{GAMMA: ALFA}}"
    )
    assert found == []


def test_two_decisions_of_one_meeting_tell_of_its_missing_member_once() -> None:
    meeting = "body: gruppen\nday: 2022-05-01\npresent: [ALFA, BETA]"
    text = f"{BY_GROUP}meeting: m.1"
    found = codes(decisions__d_1=text, decisions__d_2=text, meetings__m_1=meeting)
    assert found == [("HP232", "data/meetings/m.1.yaml", 4)]


def test_two_decisions_that_each_miss_a_member_are_both_told() -> None:
    text = f"{BY_GROUP}present: [ALFA, BETA]"
    assert [file for _, file, _ in codes(decisions__d_1=text, decisions__d_2=text)] == [
        "data/decisions/d.1.yaml",
        "data/decisions/d.2.yaml",
    ]


@pytest.mark.parametrize(
    "meeting",
    [
        "body: gruppen\nday: 2022-05-01\npresent: null",
        "body: gruppen\nday: 2022-05-01\npresent: []",
        "body: gruppen\nday: 2022-05-01",
    ],
)
def test_who_was_at_a_meeting_may_be_unknown(meeting: str) -> None:
    assert of_decision(f"{BY_GROUP}meeting: m.1", meetings__m_1=meeting) == []


def test_a_voice_given_at_the_meeting_counts_in_its_decision() -> None:
    meeting = "body: gruppen\nday: 2022-05-01\nvoice_given: {GAMMA: BETA}"
    text = f"{BY_GROUP}meeting: m.1\npresent: [ALFA, BETA]"
    assert of_decision(text, meetings__m_1=meeting) == []


def test_what_a_decision_says_of_who_was_there_goes_before_what_its_meeting_says() -> None:
    meeting = "body: gruppen\nday: 2022-05-01\npresent: [ALFA, BETA, GAMMA]"
    text = f"{BY_GROUP}meeting: m.1\npresent: [ALFA, BETA]"
    assert of_decision(text, meetings__m_1=meeting) == [("HP232", 6)]
    meeting = "body: gruppen\nday: 2022-05-01\npresent: [ALFA]\nvoice_given: {BETA: ALFA, GAMMA: ALFA}"
    text = f"{BY_GROUP}meeting: m.1\nvoice_given: {{BETA: ALFA}}"
    found = codes(decisions__d_1=text, meetings__m_1=meeting)
    assert found == [("HP232", "data/meetings/m.1.yaml", 4)]


def test_a_meeting_that_is_not_the_decisions_tells_nothing_of_who_was_there() -> None:
    meeting = "body: gruppen\nday: 2022-05-02\npresent: [ALFA]"
    assert of_decision(f"{BY_GROUP}meeting: m.1", meetings__m_1=meeting) == [("HP234", 5)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("present: [ALFA, BETA, gamma]", "HP206"),
        ("present: [ALFA, BETA, DELTA]", "HP205"),
        ("present: [ALFA, BETA]\nvoice_given: {DELTA: ALFA}", "HP205"),
        ("present: [ALFA]\nvoice_given: {BETA: DELTA}", "HP205"),
    ],
)
def test_a_name_that_is_not_declared_is_told_and_not_who_it_may_stand_for(text: str, code: str) -> None:
    assert [found for found, _ in of_decision(BY_GROUP + text)] == [code]


def test_a_member_that_is_not_declared_is_told_in_the_plan_only() -> None:
    header = HEADER.replace("{organisation: GAMMA}", "{organisation: DELTA}")
    found = codes(header, decisions__d_1=f"{BY_GROUP}present: [ALFA, BETA]")
    assert [(code, file) for code, file, _ in found] == [("HP205", "data/plan.yaml")]


def test_missing_members_are_named() -> None:
    (one,) = problems(decisions__d_1=f"{BY_GROUP}present: [ALFA, BETA]")
    assert (
        one.message == "present (närvarande): ledamoten 'GAMMA' saknas och har inte gett sin röst till någon"
    )
    (two,) = problems(decisions__d_1=f"{BY_GROUP}present: [BETA]")
    assert two.message == (
        "present (närvarande): ledamöterna 'ALFA' och 'GAMMA' saknas och har inte gett sina röster till någon"
    )


# HP233.

MEETING = "body: gruppen\nday: 2022-05-01\n"


def of_meeting(text: str, header: str = HEADER) -> list[tuple[str, int]]:
    return [(code, line) for code, _, line in codes(header, meetings__m_1=text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("present: [ALFA]\nvoice_given:\n  GAMMA: BETA\n  BETA: ALFA", [6]),
        ("present: [ALFA, BETA]\nvoice_given: {BETA: ALFA}", [5]),
        ("present: [ALFA]\nvoice_given: {ALFA: BETA}", [5]),
        ("present: [ALFA]\nvoice_given: {BETA: BETA}", [5]),
        ("voice_given: {BETA: BETA}", [4]),
        ("voice_given:\n  ALFA: BETA\n  BETA: GAMMA", [5]),
        ("present: [ALFA, BETA]\nvoice_given: {GAMMA: BETA}", []),
        ("present: []\nvoice_given: {GAMMA: BETA}", []),
        ("present: null\nvoice_given: {GAMMA: BETA}", []),
        ("voice_given: {GAMMA: BETA}", []),
        ("voice_given: {GAMMA: ALFA, BETA: ALFA}", []),
        ("present: [ALFA]\nvoice_given: {}", []),
    ],
)
def test_a_voice_goes_from_one_who_is_absent_to_one_who_is_present(text: str, lines: list[int]) -> None:
    assert of_meeting(MEETING + text) == [("HP233", line) for line in lines]


def test_what_is_wrong_with_a_voice_is_said_at_the_one_it_is_wrong_with() -> None:
    def told(text: str) -> tuple[str, int]:
        (found,) = problems(meetings__m_1=MEETING + text)
        return found.message.removeprefix("voice_given (röst given): "), found.place.column

    assert told("present: [ALFA]\nvoice_given: {GAMMA: BETA}") == (
        "'BETA' fick en röst men står inte under present (närvarande)", 22,
    )  # fmt: skip
    assert told("present: [ALFA, BETA]\nvoice_given: {BETA: ALFA}") == (
        "'BETA' har gett sin röst men står under present (närvarande)", 15,
    )  # fmt: skip
    assert told("voice_given: {BETA: BETA}") == ("'BETA' fick en röst men är själv den som gav den", 21)
    assert told("voice_given: {GAMMA: BETA, BETA: ALFA}") == (
        "'BETA' fick en röst men har själv gett bort sin", 22,
    )  # fmt: skip


def test_process_meetings_have_voices_too_but_no_members() -> None:
    text = """
        meetings:
          - present: [ALFA]
            voice_given: {BETA: ALFA}
          - present: [ALFA]
            voice_given: {BETA: GAMMA}
          - present: [ALFA, BETA]
            voice_given: {BETA: ALFA}
          - voice_given: {BETA: GAMMA}
    """
    assert codes(processes__p_1=text) == [
        ("HP233", "data/processes/p.1.yaml", 6),
        ("HP233", "data/processes/p.1.yaml", 8),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("body: teamet\nday: 2022-05-01\nvoice_given: {ALFA: GAMMA}", [("HP233", 4)]),
        ("body: teamet\nday: null\nvoice_given: {ALFA: GAMMA}", [("HP233", 4)]),
        ("body: teamet\nvoice_given: {ALFA: BETA}", []),
        ("body: null\nvoice_given: {ALFA: GAMMA}", []),
        ("voice_given: {ALFA: GAMMA}", []),
        ("body: kretsen\nvoice_given: {ALFA: GAMMA}", []),
        ("body: laget\nvoice_given: {ALFA: GAMMA}", [("HP205", 2)]),
        ("body: teamet\nvoice_given: {ALFA: DELTA}", [("HP205", 3)]),
        ("body: teamet\nvoice_given: {DELTA: GAMMA}", [("HP205", 3)]),
    ],
)
def test_a_voice_goes_to_a_member_of_the_body_that_meets(text: str, found: list[tuple[str, int]]) -> None:
    assert of_meeting(text) == found


@pytest.mark.parametrize(
    ("member", "wrong"),
    [
        ("to: 2022-04-30", True),
        ("to: 2022-05-01", False),
        ("to: 2022", False),
        ("to: null", False),
        ("from: 2022-05-02", True),
        ("from: 2022-05-01", False),
        ("from: 2022-05", False),
        ("from: null", False),
        ("from: null, to: 2021", True),
        ("from: 2023, to: null", True),
    ],
)
def test_a_voice_goes_to_one_who_may_have_been_a_member_that_day(member: str, wrong: bool) -> None:
    header = f"""
organisations: {{ALFA: {{}}, BETA: {{joined: 2024}}}}
bodies: {{gruppen: {{kind: officials, members: [{{organisation: ALFA}}, {{organisation: BETA, {member}}}]}}}}
"""
    assert of_meeting(f"{MEETING}voice_given: {{ALFA: BETA}}", header) == ([("HP233", 4)] if wrong else [])


def test_a_member_since_the_body_began_may_have_joined_the_plan_later() -> None:
    header = """
organisations: {ALFA: {}, BETA: {joined: 2024}}
bodies: {gruppen: {kind: officials, members: [{organisation: ALFA}, {organisation: BETA}]}}
"""
    assert of_meeting(f"{MEETING}voice_given: {{ALFA: BETA}}", header) == []


def test_one_who_is_no_member_is_told_with_body_and_day() -> None:
    (found,) = problems(meetings__m_1="body: teamet\nday: 2022-05-01\nvoice_given: {ALFA: GAMMA}")
    assert found.message.endswith("'GAMMA' fick en röst men var inte ledamot i 'teamet' 2022-05-01")
    (found,) = problems(meetings__m_1="body: teamet\nvoice_given: {ALFA: GAMMA}")
    assert found.message.endswith("'GAMMA' fick en röst men var inte ledamot i 'teamet'")


def test_a_member_that_is_not_declared_may_be_the_one_who_got_the_voice() -> None:
    header = HEADER.replace("{organisation: BETA}]}", "{organisation: gamma}]}")
    found = codes(header, meetings__m_1="body: teamet\nvoice_given: {ALFA: GAMMA}")
    assert [(code, file) for code, file, _ in found] == [("HP206", "data/plan.yaml")]


def test_one_present_by_a_name_that_is_not_declared_may_be_the_one_who_got_the_voice() -> None:
    assert of_meeting(f"{MEETING}present: [ALFA, beta]\nvoice_given: {{GAMMA: BETA}}") == [("HP206", 4)]


def test_a_decision_has_voices_of_its_own_and_its_meetings_present() -> None:
    meeting = "body: gruppen\nday: 2022-05-01\npresent: [ALFA, BETA]"
    text = "body: gruppen\nday: 2022-05-01\nmeeting: m.1\nvoice_given: {GAMMA: ALFA}"
    assert of_decision(text, meetings__m_1=meeting) == []
    assert of_decision(text.replace("GAMMA: ALFA", "ALFA: GAMMA"), meetings__m_1=meeting) == [("HP233", 5)]


def test_one_who_was_at_the_meeting_may_have_left_it_before_the_decision() -> None:
    meeting = "body: gruppen\nday: 2022-05-01\npresent: [ALFA, BETA, GAMMA]"
    text = "body: gruppen\nday: 2022-05-01\nmeeting: m.1\nvoice_given: {GAMMA: ALFA}"
    assert of_decision(text, meetings__m_1=meeting) == []


def test_a_voice_at_the_meeting_is_not_told_at_its_decisions_too() -> None:
    meeting = "body: gruppen\nday: 2022-05-01\npresent: [ALFA]\nvoice_given: {GAMMA: BETA, BETA: ALFA}"
    found = codes(decisions__d_1=f"{BY_GROUP}meeting: m.1", meetings__m_1=meeting)
    assert found == [("HP233", "data/meetings/m.1.yaml", 5)]


def test_a_decision_in_a_body_with_members_gives_voices_to_them() -> None:
    text = "body: teamet\nday: 2022-05-01\nvoice_given: {ALFA: GAMMA}"
    assert of_decision(text) == [("HP233", 4)]


def test_one_who_got_a_voice_without_being_there_is_told_of_once() -> None:
    text = f"{BY_GROUP}present: [ALFA]\nvoice_given: {{GAMMA: BETA}}"
    assert of_decision(text) == [("HP233", 6)]


# HP234.


@pytest.mark.parametrize(
    ("decision", "meeting", "wrong"),
    [
        ("body: nämnden", "body: gruppen", True),
        ("body: nämnden", "body: nämnden", False),
        ("body: nämnden", "body: null", False),
        ("body: nämnden", "title: Utan organ", False),
        ("body: null", "body: gruppen", False),
        ("title: Utan organ", "body: gruppen", False),
        ("candidates: [nämnden, rådet]", "body: gruppen", True),
        ("candidates: [nämnden, rådet]", "body: rådet", False),
        ("body: nämnden\ncandidates: [gruppen]", "body: gruppen", True),
        ("day: 2022-05-01", "day: 2022-05-02", True),
        ("day: 2022-05-02", "day: 2022-05-01", True),
        ("day: 2022-05-01", "day: 2022-05-01", False),
        ("day: 2022-05-01", "day: 2022-05", False),
        ("day: 2022-05", "day: 2022-05-31", False),
        ("day: 2022-05", "day: 2022-06-01", True),
        ("day: 2022-05-01", "day: null", False),
        ("day: null", "day: 2022-05-01", False),
        ("day: tidigast 2022", "day: 2022-05-01", False),
        ("day: tidigast 2022", "day: 2021-12-31", True),
        ("title: Utan dag", "day: 2022-05-01", False),
    ],
)
def test_a_decision_and_its_meeting_are_of_one_body_and_day(decision: str, meeting: str, wrong: bool) -> None:
    line = decision.count("\n") + 3
    expected = [("HP234", line)] if wrong else []
    assert of_decision(f"{decision}\nmeeting: m.1", meetings__m_1=meeting) == expected


@pytest.mark.parametrize(
    ("decision", "meeting", "code"),
    [
        ("body: laget", "body: gruppen", "HP205"),
        ("body: gruppen", "body: laget", "HP205"),
        ("candidates: [nämnden, laget]", "body: gruppen", "HP205"),
    ],
)
def test_a_body_that_is_not_declared_differs_from_none(decision: str, meeting: str, code: str) -> None:
    found = codes(decisions__d_1=f"{decision}\nmeeting: m.1", meetings__m_1=meeting)
    assert [told for told, _, _ in found] == [code]


@pytest.mark.parametrize("meeting", ["meeting: null", "title: Utan möte"])
def test_a_decision_may_have_no_meeting_that_is_known(meeting: str) -> None:
    assert of_decision(f"body: nämnden\n{meeting}", meetings__m_1="body: gruppen") == []


def test_a_meeting_that_is_no_meeting_is_told_once() -> None:
    assert of_decision("body: gruppen\nmeeting: p.1", processes__p_1="title: A") == [("HP204", 3)]


def test_body_and_day_that_both_differ_are_one_fault_and_the_body_is_named() -> None:
    decision = "body: nämnden\nday: 2022\nmeeting: m.1"
    (found,) = problems(decisions__d_1=decision, meetings__m_1="body: gruppen\nday: 2023")
    assert found.message == "meeting (möte): mötet är i 'gruppen', men body (organ) är 'nämnden'"
    decision = "candidates: [rådet, nämnden]\nmeeting: m.1"
    (found,) = problems(decisions__d_1=decision, meetings__m_1="body: gruppen")
    assert found.message.endswith("men candidates (tänkbara) är 'nämnden', 'rådet'")
    decision = "day: 2022-05-01\nmeeting: m.1"
    (found,) = problems(decisions__d_1=decision, meetings__m_1="day: hösten 2022")
    assert found.message == "meeting (möte): mötet är hösten 2022, men day (dag) är 2022-05-01"


# HP240.


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("kind: political, consensus_since: 2020", True),
        ("kind: political, consensus_since: null", False),
        ("kind: political", False),
        ("kind: consensus, consensus_since: 2020", False),
        ("kind: officials, consensus_since: 2020", False),
    ],
)
def test_a_political_body_does_not_decide_by_consensus(body: str, wrong: bool) -> None:
    found = codes(f"name: A\nbodies:\n  nämnden: {{{body}}}\n")
    assert found == ([("HP240", "data/plan.yaml", 3)] if wrong else [])


def test_consensus_in_a_political_body_is_told_at_its_key() -> None:
    (found,) = problems("bodies:\n  nämnden:\n    kind: political\n    consensus_since: 2020\n")
    assert (found.place.line, found.place.column) == (4, 5)
    assert found.message == "consensus_since (konsensus sedan): 'nämnden' är ett politiskt organ"

"""What contradicts that a process is completed, or that it is not."""

import pytest

from tests.plans import HEADER, Found, load, placed, ruled, said

CODES = {"HP227", "HP228", "HP229", "HP230"}
WORDS = HEADER.replace("statuses:\n", "statuses:\n  väntar: {kind: planned}\n")


def told(header: str = WORDS, **files: str) -> Found:
    """Return code, file and line of what the rules of completed processes find; they need no day."""
    return placed(ruled(CODES, load(header, **files)))


def messages(**files: str) -> list[tuple[str, str | None]]:
    return said(ruled(CODES, load(WORDS, **files)))


# HP227: a pause of a completed process.


def paused(pause: str, *entries: str) -> str:
    """Return a process with a pause on line 3 and a history from line 5 on."""
    history = "\n".join(f"  - {{status: {entry}}}" for entry in entries)
    return f"pauses:\n  - {{{pause}}}\nhistory:\n{history}"


@pytest.mark.parametrize(
    ("pause", "entries", "fires"),
    [
        # completed before the pause
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01"], True),
        ("from: 2022-05, to: 2022-06", ["klar, since: 2022-03"], True),
        ("from: 2022-05-01", ["klar, since: 2022-03-01"], True),
        ("from: 2022-05, to: null", ["klar, since: 2022-03-01"], True),
        ("from: 2022-05-01", ["klar, since: 2022-05-01"], True),
        ("from: 2022-05", ["klar, since: 2022-05-02"], False),
        # completed within the pause
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-06-29"], True),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-06-30"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-07-01"], False),
        ("from: 2022-05-01, to: 2022-06", ["klar, since: 2022-06-01"], False),
        ("from: 2022-05-01, to: 2022-06", ["klar, since: 2022-05-31"], True),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-06"], False),
        ("from: 2022-05, to: 2022-06-30", ["klar, since: 2022-05-31"], True),
        ("from: 2022-05-01", ["klar, since: 2022-06-01"], False),
        ("from: 2022-05-01, to: null", ["klar, since: 2022-06-01"], False),
        # only seen
        ("from: 2022-05-01, to: 2022-06-30", ["klar, seen: 2022-05-02"], True),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, seen: 2022-05-01"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, seen: 2022-06-30"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, seen: 2022-04-30"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, seen: 2022-05"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, seen: 2022-04-01, through: 2022-05-02"], True),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, seen: 2022-04-01, through: 2022-05-01"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-04-01, through: 2022-05-01"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-04-01, through: null"], False),
        ("from: 2022-05-01", ["klar, since: 2022-04-01, through: 2022-05-01"], False),
        # taken up again, or perhaps
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "igång, since: 2022-04-30"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "igång, since: 2022-05-02"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "igång, since: 2022-05-03"], True),
        ("from: 2022-05", ["klar, since: 2022-03-01", "igång, since: 2022-05-15"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03", "igång, since: 2022-03-15"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: senast 2022-03", "igång, since: 2021-06"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03", "igång, since: tidigast 2021"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["igång, seen: 2022-03-01", "klar, since: 2022-03-01"], True),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "igång, since: 2022"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "igång, seen: 2023"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "annat ord, seen: 2023"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "igång, since: senast 2023"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "igång, since: 2022-07-01"], True),
        ("from: 2022-05-01, to: 2022-06-30", ["igång, since: 2022-01-01", "klar, since: 2022-03-01"], True),
        ("from: 2022-05-01, to: 2022-06-30", ["klar, since: 2022-03-01", "klar, seen: 2023"], True),
        # unknown
        ("from: null, to: 2022-06-30", ["klar, since: 2022-03-01"], False),
        ("to: 2022-06-30", ["klar, since: 2022-03-01"], False),
        ("from: senast 2022-05, to: 2022-06-30", ["klar, since: 2022-03-01"], True),
        ("from: tidigast 2022-05, to: 2022-06-30", ["klar, since: 2022-03-01"], False),
        ("from: 2022-06-30, to: 2022-05-01", ["klar, since: 2022-06-01"], False),
        # not completed
        ("from: 2022-05-01, to: 2022-06-30", ["igång, since: 2022-03-01"], False),
        ("from: 2022-05-01, to: 2022-06-30", ["annat ord, since: 2022-03-01"], False),
    ],
)  # fmt: skip
def test_a_process_is_not_paused_on_a_day_when_it_is_surely_completed(
    pause: str, entries: list[str], fires: bool
) -> None:
    expected = [("HP227", "processes/P.1.yaml", 3)] if fires else []
    assert told(processes__P_1=paused(pause, *entries)) == expected


def test_a_pause_of_one_day_inside_what_is_completed_is_told() -> None:
    day = paused("from: 2022-05-01, to: 2022-05-01", "klar, since: 2022-03-01")
    assert told(findings__F_1=day) == [("HP227", "findings/F.1.yaml", 3)]


def test_a_pause_is_told_with_its_day_and_the_line_of_the_status() -> None:
    hint = "rätta pausens dagar, eller dagen för läget"
    early = paused("from: 2022-05, to: 2022-06", "klar, since: 2022-03")
    late = paused("from: 2022-05-01, to: 2022-06-30", "igång, since: 2022-01", "klar, since: 2022-06-01")
    assert messages(processes__P_1=early, processes__P_2=late) == [
        ("from (från): pausen börjar 2022-05, men då är läget 'klar' (rad 5)", hint),
        ("from (från): pausen pågår 2022-06-01, men då är läget 'klar' (rad 6)", hint),
    ]


def test_each_pause_is_told_of_once() -> None:
    process = """
        pauses:
          - {from: 2022-05-01, to: 2022-06-30}
          - {from: 2021-05-01, to: 2021-06-30}
          - {from: 2023-05-01, to: 2023-06-30}
        history:
          - {status: klar, since: 2022-02-01}
          - {status: klar, seen: 2022-05-15}
    """
    assert [line for _, _, line in told(processes__P_1=process)] == [3, 5]


# HP228: an outcome of what is not completed.


@pytest.mark.parametrize(
    ("entry", "fires"),
    [
        ("status: igång, outcome: överlämnad", True),
        ("status: vilar, outcome: överlämnad", True),
        ("status: stödd, outcome: överlämnad", True),
        ("status: väntar, outcome: överlämnad", True),
        ("status: klar, outcome: överlämnad", False),
        ("status: igång, outcome: null", False),
        ("status: igång", False),
        ("status: annat ord, outcome: överlämnad", False),
        ("status: igång, outcome: annat utfall", False),
    ],
)
def test_only_what_is_completed_has_an_outcome(entry: str, fires: bool) -> None:
    history = f"history:\n  - {{{entry}, since: 2022}}"
    expected = [("HP228", "findings/F.1.yaml", 3), ("HP228", "processes/P.1.yaml", 3)] if fires else []
    assert told(processes__P_1=history, findings__F_1=history) == expected


def test_an_outcome_is_told_with_the_words_that_mean_completed() -> None:
    files = {"processes__P_1": "history: [{status: igång, since: 2022, outcome: överlämnad}]"}
    found = "outcome (utfall): läget 'igång' betyder inte slutförd och har inget utfall"
    assert messages(**files) == [(found, "ta bort utfallet, eller skriv läget klar")]
    loading = load(HEADER.replace("  klar: {kind: completed}\n", ""), **files)
    assert [it.hint for it in ruled({"HP228"}, loading)] == ["ta bort utfallet"]


# HP229: something open in a completed process.


def working(activity: str, *entries: str, more: str = "") -> str:
    """Return a process with an activity on line 3 and a history from line 5 on."""
    history = "\n".join(f"  - {{status: {entry}}}" for entry in entries or ("klar, since: 2022-06-01",))
    return f"activities:\n  - {{what: Kurser, {activity}}}\nhistory:\n{history}\n{more}"


@pytest.mark.parametrize(
    ("activity", "fires"),
    [
        ("status: pågår", True),
        ("status: planerad", True),
        ("status: planerad, due: 2021", True),
        ("status: genomförd", False),
        ("status: struken", False),
        ("status: null", False),
        ("due: 2021", False),
        ("status: pågår, seen: 2022-06-02", True),
        ("status: pågår, seen: 2022-07", True),
        ("status: pågår, seen: 2022-06-01", False),
        ("status: pågår, seen: 2022-06", False),
        ("status: pågår, seen: 2022-05-31", False),
        ("status: pågår, seen: null", False),
        ("status: pågår, done: 2022-05", False),
        ("status: pågår, done: null", False),
    ],
)
def test_an_activity_of_a_completed_process_is_over(activity: str, fires: bool) -> None:
    expected = [("HP229", "processes/P.1.yaml", 3)] if fires else []
    assert told(processes__P_1=working(activity)) == expected


@pytest.mark.parametrize(
    ("entries", "fires"),
    [
        (["igång, since: 2022", "klar, since: 2023"], True),
        (["igång, since: 2022", "klar, seen: 2023"], True),
        (["klar, since: 2022", "igång, since: 2023"], False),
        (["klar, since: 2022", "igång, since: 2022"], False),
        (["klar, since: tidigast 2022"], False),
        (["igång, since: 2022"], False),
        (["annat ord, since: 2022"], False),
    ],
)
def test_only_a_process_that_stands_as_completed_in_the_end_must_be_done(
    entries: list[str], fires: bool
) -> None:
    expected = [("HP229", "processes/P.1.yaml", 3)] if fires else []
    assert told(processes__P_1=working("status: pågår", *entries)) == expected


@pytest.mark.parametrize("pause", ["from: 2023", "from: 2023, to: null"])
def test_a_process_that_is_paused_after_it_was_completed_is_told_of_for_the_pause_only(pause: str) -> None:
    found = told(processes__P_1=working("status: pågår", more=f"pauses: [{{{pause}}}]"))
    assert found == [("HP227", "processes/P.1.yaml", 6)]


def test_a_process_with_unknown_activities_or_history_says_nothing() -> None:
    files = {
        "processes__P_1": "activities: null\nhistory: [{status: klar, since: 2022}]",
        "processes__P_2": "activities: [{what: Kurser, status: pågår}]\nhistory: null",
    }
    assert told(**files) == []


def test_what_is_open_is_told_with_the_line_of_the_status() -> None:
    process = working("status: pågår", "igång, since: 2021", "klar, since: 2022")
    assert messages(processes__P_1=process) == [
        (
            "status (läge): 'Kurser' har läget pågår, men processen är 'klar' (rad 6)",
            "skriv status: genomförd eller struken, eller rätta processens läge",
        )
    ]


# HP230: what was agreed.


@pytest.mark.parametrize(
    ("meeting", "entries", "fires"),
    [
        ("day: 2022-05-02", ["klar, since: 2022-06"], True),
        ("day: 2022-05", ["klar, seen: 2022-06"], True),
        ("day: 2022-06-01", ["klar, since: 2022-06-01"], False),
        ("day: 2022-06-02", ["klar, since: 2022-06-01"], False),
        ("day: 2022", ["klar, since: 2022-06"], False),
        ("day: null", ["klar, since: 2022-06"], False),
        ("day: 2022-05-02", ["klar, since: 2022-06", "igång, since: 2022-08"], False),
        ("day: 2022-05-02", ["igång, since: 2022-06"], False),
        ("day: 2022-05-02", ["annat ord, since: 2022-06"], False),
    ],
)
def test_what_was_agreed_before_a_process_was_completed_is_done(
    meeting: str, entries: list[str], fires: bool
) -> None:
    history = ", ".join(f"{{status: {entry}}}" for entry in entries)
    process = f"meetings: [{{{meeting}, agreed: [{{what: Kurser}}]}}]\nhistory: [{history}]"
    assert told(processes__P_1=process) == ([("HP230", "processes/P.1.yaml", 2)] if fires else [])


@pytest.mark.parametrize(
    ("done", "fires"), [("done: 2022-05", False), ("done: null", False), ("who: SOC", True)]
)
def test_what_is_done_or_unknown_is_not_open(done: str, fires: bool) -> None:
    process = (
        f"meetings: [{{day: 2022-03-01, agreed: [{{what: Kurser, {done}}}]}}]\n"
        "history: [{status: klar, since: 2022-06}]"
    )
    assert [code for code, *_ in told(processes__P_1=process)] == (["HP230"] if fires else [])


def test_what_is_not_done_is_told_with_the_line_of_the_status() -> None:
    process = (
        "meetings: [{day: 2022-03-01, agreed: [{what: Kurser}]}]\nhistory: [{status: klar, since: 2022-06}]"
    )
    assert messages(processes__P_1=process) == [
        (
            "agreed (överenskommet): 'Kurser' är inte gjort, men processen är slutförd (rad 3)",
            "skriv done (gjort) med dagen, eller null om den är okänd",
        )
    ]

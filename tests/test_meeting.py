"""The command hp meeting: a meeting among those of a process, told by options or asked for."""

import os
from pathlib import Path
from textwrap import dedent

import pytest

from handlingsplan.cli.showing import today
from tests.running import Hp, running
from tests.terminal import CTRL_C, CTRL_D, Terminal

HEADER = """\
name: Trygg i Exempelstad
period: {from: 2021, to: 2099-12-31}
organisations:
  ALFA: {name: Alfaförvaltningen, aliases: [Alfakontoret]}
  BETA: {name: Betaförvaltningen}
  GAMMA: {name: Gammaförvaltningen}
"""

PROCESS = """\
id: LV.1
title: Skolstart
organisations: [ALFA, BETA]
meetings:
  - day: 2022-03-01
    form: digitalt
    present: [ALFA]
  # Sedan kom sommaren.
  - day: 2022-09-14
    form: fysiskt
note: Slut.
"""

EMPTY = "id: LV.2\ntitle: Skolslut\n"
GRANT = "id: kurs\ntitle: Kurs\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    files = {"plan": HEADER, "processes/LV.1": PROCESS, "processes/LV.2": EMPTY, "grants/kurs": GRANT}
    for name, text in files.items():
        (tmp_path / f"data/{name}.yaml").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"data/{name}.yaml").write_bytes(text.encode())
    return tmp_path


@pytest.fixture
def hp(plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hp:
    """Run a command in the plan, 80 columns wide."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(plan)
    for name in [name for name in os.environ if name.startswith(("HP_", "GIT_"))]:
        monkeypatch.delenv(name)
    return running(capsys, fits=lambda _command: True)


def text_of(plan: Path, id_: str = "LV.1") -> str:
    """Return what stands in the file of a process."""
    return (plan / f"data/processes/{id_}.yaml").read_bytes().decode()


def with_meeting(lines: str, before: str) -> str:
    """Return the process with some lines before one that is there."""
    assert PROCESS.count(before) == 1
    return PROCESS.replace(before, lines + before)


TOLD: dict[str, tuple[list[str], str, str]] = {
    "a day in between": (["--day", "2022-05-02"], "  - day: 2022-05-02\n", "  # Sedan kom"),
    "the first": (["--day", "våren 2021"], "  - day: våren 2021\n", "  - day: 2022-03-01\n"),
    "the last": (["--day", "2023"], "  - day: 2023\n", "note:"),
    "part of the day of another": (["--day", "2022-03"], "  - day: 2022-03\n", "  # Sedan kom"),
    "all that can be told": (
        ["--day", "2023-01-10", "--form", "digitalt", "--place", "Rådhuset", "--present", "alla",
         "--voice", "gamma=alfakontoret", "--participants", "ett 10-tal", "--matter", "Lokal; nej",
         "--matter", "Tid, och plats", "--agreed", "hyra lokal; ALFA; 2023-02",
         "--agreed", "due=2023-03; what=ringa", "--note", "Kort möte."],
        """\
  - day: 2023-01-10
    form: digitalt
    place: Rådhuset
    present: [ALFA, BETA]
    voice_given:
      GAMMA: ALFA
    participants: ett 10-tal
    matters:
      - what: Lokal
        decided: nej
      - what: Tid, och plats
    agreed:
      - what: hyra lokal
        who: ALFA
        due: 2023-02
      - what: ringa
        due: 2023-03
    note: Kort möte.
""",
        "note: Slut",
    ),
    "names in one option and in several": (
        ["--day", "2023", "--present", "alfa, Betaförvaltningen", "--present", "GAMMA"],
        "  - day: 2023\n    present: [ALFA, BETA, GAMMA]\n",
        "note:",
    ),
    "what is unknown": (
        ["--day", "2023", "--participants", "okänt", "--form", "", "--matter", " ", "--agreed", ""],
        "  - day: 2023\n    participants: null\n",
        "note:",
    ),
    "nobody knows who": (
        ["--day", "2023", "--agreed", "ringa;;2023-03"],
        "  - day: 2023\n    agreed:\n      - what: ringa\n        due: 2023-03\n",
        "note:",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("args", "lines", "before"), TOLD.values(), ids=TOLD)
def test_a_meeting_stands_where_its_day_belongs(
    hp: Hp, plan: Path, args: list[str], lines: str, before: str
) -> None:
    ran = hp("meeting", "LV.1", *args)
    assert (ran.code, ran.err) == (0, "")
    assert text_of(plan) == with_meeting(lines, before)


def test_the_first_meeting_of_a_process_with_its_source(hp: Hp, plan: Path) -> None:
    assert hp("meeting", "lv.2", "--day", "idag", "--source", "rapporten 1", "--force").code == 0
    day = today().isoformat()
    assert text_of(plan, "LV.2") == (
        f"{EMPTY}meetings:\n  - day: {day}\nsources:\n  meetings: [rapporten 1]\n"
    )


def test_a_meeting_does_not_take_the_source_of_the_others_unsaid(hp: Hp) -> None:
    told = "Som källa står fortfarande: rapporten 1. Ange den nya med --source.\n"
    given = hp("meeting", "LV.1", "--day", "2023-01", "--source", "rapporten 1", "--force")
    assert "källa står" not in given.out
    assert hp("meeting", "LV.1", "--day", "2023-02").out.endswith(told)


def test_what_is_written_is_shown_as_it_will_be_read(hp: Hp) -> None:
    agreed = ("--agreed", "hyra lokal till den 1 mars; ALFA; 2023-02", "--agreed", "ringa")
    assert hp(
        "meeting", "LV.1", "--day", "2023-01-10", "--present", "alla", *agreed, "--dry-run"
    ).out == dedent(
        """\
        Process LV.1 Skolstart
          processträffar  + 2023-01-10
                            närvarande: ALFA, BETA
                            överenskommet:
                              hyra lokal till den 1 mars (vem ALFA, senast 2023-02)
                              ringa
        """
    ) + (
        "\nÄndringen ger en varning:\n"
        "  varning HP276 due (senast): 2023-02 har passerat och inget säger att det är\n"
        "    gjort: 'hyra lokal till den 1 mars'\n"
        "    skriv done (gjort) med dagen, eller null om den är okänd\n"
        "\nRader i data/processes/LV.1.yaml:\n"
        "    11 +   - day: 2023-01-10\n"
        "    12 +     present: [ALFA, BETA]\n"
        "    13 +     agreed:\n"
        "    14 +       - what: hyra lokal till den 1 mars\n"
        "    15 +         who: ALFA\n"
        "    16 +         due: 2023-02\n"
        "    17 +       - what: ringa\n"
        "\nIngenting är skrivet.\n"
    )


LISTED = "hp list processes visar planens processer"

REFUSED: dict[str, tuple[list[str], str, str]] = {
    "no day": (["LV.1"], "säg vilken dag mötet var", "--day DAG, till exempel --day idag"),
    "an empty day": (
        ["LV.1", "--day", " "],
        "säg vilken dag mötet var",
        "--day DAG, till exempel --day idag",
    ),
    "an unknown day": (
        ["LV.1", "--day", "okänt"],
        "säg vilken dag mötet var",
        "en del av dagen räcker, till exempel 2024-03",
    ),
    "no such day": (
        ["LV.1", "--day", "31 april 2022"],
        "day (dag): '31 april 2022' finns inte i kalendern",
        "skriv till exempel 2022-03-14, 2022-03, 2022 eller hösten 2022",
    ),
    "a second on the same day": (
        ["LV.1", "--day", "14 september 2022"],
        "mötet 2022-09-14 finns redan",
        "ändra det med hp set LV.1 meetings.2022-09-14.FÄLT VÄRDE",
    ),
    "no such process": (["LV.9", "--day", "idag"], "ingen post heter 'LV.9'", "menade du LV.1 eller LV.2?"),
    "a grant": (["kurs", "--day", "idag"], "kurs är ingen process", LISTED),
    "the plan": (["plan", "--day", "idag"], "plan.yaml är ingen process", LISTED),
    "all of nobody knows whom": (
        ["LV.2", "--day", "idag", "--present", "alla"],
        "det är okänt vilka som brukar vara med",
        "skriv vilka som var med",
    ),
    "no number": (
        ["LV.1", "--day", "idag", "--participants", "många"],
        "participants (deltagare): 'många' är inte ett tal",
        "skriv till exempel 12, drygt 60, ett 80-tal, 55-60 eller 64 %",
    ),
    "a voice to nobody": (
        ["LV.1", "--day", "idag", "--voice", "ALFA="],
        "'ALFA=' går inte att läsa",
        "skriv FRÅNVARANDE=SOM FICK RÖSTEN",
    ),
    "too much agreed": (
        ["LV.1", "--day", "idag", "--agreed", "ringa; ALFA; 2023; 2023; mer"],
        "'mer' är en uppgift för mycket",
        "här kan stå: what, who, due, done",
    ),
    "an unknown key": (
        ["LV.1", "--day", "idag", "--agreed", "ringa; när=2023"],
        "fältet 'när' finns inte här",
        "här kan stå: what, who, due, done",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("args", "message", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_what_would_be_right(
    hp: Hp, plan: Path, args: list[str], message: str, hint: str
) -> None:
    ran = hp("meeting", *args)
    assert ran == (2, "", f"hp: {message}\n    {hint}\n")
    assert (text_of(plan), text_of(plan, "LV.2")) == (PROCESS, EMPTY)


def test_a_day_that_is_written_in_another_way_is_the_same_day(hp: Hp, plan: Path) -> None:
    text = f"{EMPTY}meetings: [{{day: 14 mars 2022}}]\n"
    (plan / "data/processes/LV.2.yaml").write_text(text, encoding="utf-8")
    ran = hp("meeting", "LV.2", "--day", "2022-03-14")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "hp: mötet 14 mars 2022 finns redan")
    assert text_of(plan, "LV.2") == text


def test_a_misspelt_organisation_is_a_fault_and_nothing_is_written(hp: Hp, plan: Path) -> None:
    ran = hp("meeting", "LV.1", "--day", "2023", "--present", "ALFFA")
    assert ran.code == 1
    assert ran.out.endswith("menade du ALFA?\n\nIngenting är skrivet.\nMed --force skrivs det ändå.\n")
    assert text_of(plan) == PROCESS


# Questions


ASKED_AND_ANSWERED = (
    ("Vilken dag var mötet?", ""),
    ("det behövs ett svar", "32 maj"),
    ("'32 maj' är ingen dag", "14 september 2022"),
    ("mötet 2022-09-14 finns redan", "2023-01-10"),
    ("Hur möttes ni?", "digitalt"),
    ("Var?", ""),
    ("Vilka organisationer var med?", "ALFFA, beta"),
    ("menade du ALFA?", "alla"),
    ("Hur många deltog?", "många"),
    ("'många' är inte ett tal", "12"),
    ("Vad togs upp?", "Lokal; eller inte"),
    ("Något mer?", ""),
    ("Vad kom ni överens om att göra?", "hyra lokal"),
    ("Vem gör det?", "ALFA; rektorn"),
    ("Senast när?", "snart"),
    ("'snart' är ingen dag", "2099-03"),
    ("Något mer?", "ringa = höra av sig"),
    ("Vem gör det?", ""),
    ("Senast när?", "okänt"),
    ("Något mer?", "skriva; BETA; snart"),
    ("'snart' är ingen dag", "skriva; BETA; 2099"),
    ("Något mer?", ""),
)


def test_every_question_is_asked_and_a_bad_answer_is_asked_again(plan: Path) -> None:
    terminal = Terminal("meeting", "LV.1", cwd=plan)
    for asked, answer in ASKED_AND_ANSWERED:
        terminal.answer(asked, answer)
    assert terminal.end() == 0
    assert terminal.text.endswith("Sparat i data/processes/LV.1.yaml.\n")
    meeting = (
        "  - day: 2023-01-10\n    form: digitalt\n    present: [ALFA, BETA]\n"
        '    participants: "12"\n    matters:\n      - what: Lokal, eller inte\n'
        "    agreed:\n      - what: hyra lokal\n        who: ALFA, rektorn\n        due: 2099-03\n"
        "      - what: ringa = höra av sig\n        who: null\n        due: null\n"
        "      - what: skriva\n        who: BETA\n        due: 2099\n"
    )
    assert text_of(plan) == with_meeting(meeting, "note: Slut")


def test_what_is_told_is_not_asked_for(plan: Path) -> None:
    told = ("--form", "digitalt", "--place", "Rådhuset", "--present", "ALFA", "--participants", "3")
    terminal = Terminal("meeting", "LV.2", "--day", "2023", *told, "--agreed", "ringa", cwd=plan)
    terminal.answer("Vad togs upp?", "")
    assert terminal.end() == 0
    assert [line.split("?")[0] for line in terminal.text.splitlines() if "?" in line] == ["Vad togs upp"]


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_who_breaks_off_has_nothing_written(plan: Path, key: str) -> None:
    terminal = Terminal("meeting", "LV.1", cwd=plan)
    terminal.answer("Vilken dag var mötet?", "2023")
    terminal.wait_for("> ")
    terminal.type(key)
    assert terminal.end() == 130
    assert terminal.text.endswith("\nAvbrutet.\n")
    assert text_of(plan) == PROCESS
    assert not (plan / ".hp").exists()


def test_a_misspelt_id_and_what_is_no_process_are_told_before_any_question(plan: Path) -> None:
    for id_, said in (("LV.9", "ingen post heter 'LV.9'"), ("kurs", "kurs är ingen process")):
        terminal = Terminal("meeting", id_, cwd=plan)
        assert terminal.end() == 2
        assert said in terminal.text
        assert "?\n>" not in terminal.text


def test_without_questions_none_is_asked_at_a_terminal(plan: Path) -> None:
    terminal = Terminal("meeting", "LV.2", "--day", "2023", "--no-questions", cwd=plan)
    assert terminal.end() == 0
    assert text_of(plan, "LV.2") == f"{EMPTY}meetings:\n  - day: 2023\n"


# Meetings of a body

BOARD = (
    HEADER
    + """\
bodies:
  styrelsen:
    kind: consensus
    name: Styrelsen för planen
    members:
      - organisation: ALFA
      - organisation: BETA
        to: 2022-12-31
      - organisation: GAMMA
        from: 2023-01-01
"""
)


def test_a_meeting_of_a_body_is_a_record_of_its_own(plan: Path, hp: Hp) -> None:
    (plan / "data/plan.yaml").write_text(BOARD, encoding="utf-8")
    told = ["--day", "2022-05-03", "--present", "alla", "--form", "digitalt", "--agreed", "skriva brev; BETA"]
    ran = hp("meeting", "styrelsen för planen", *told, "--no-questions")
    assert ran.code == 0, ran.err
    assert (plan / "data/meetings/mote-2022-05-03.yaml").read_text("utf-8") == dedent("""\
        id: mote-2022-05-03
        body: styrelsen
        day: 2022-05-03
        form: digitalt
        present: [ALFA, BETA]
        agreed:
          - what: skriva brev
            who: BETA
        """)
    assert ran.out.startswith("Möte mote-2022-05-03 (ny)\n  organ          styrelsen\n")
    assert ran.out.endswith("Sparat i data/meetings/mote-2022-05-03.yaml.\n")


def test_everybody_is_who_was_in_the_body_that_day_and_nobody_told_is_unknown(plan: Path, hp: Hp) -> None:
    (plan / "data/plan.yaml").write_text(BOARD, encoding="utf-8")
    assert hp("meeting", "styrelsen", "--day", "2023-05-03", "--present", "alla").code == 0
    assert hp("meeting", "styrelsen", "--day", "2023-06-03").code == 0
    texts = [(plan / f"data/meetings/mote-2023-0{month}-03.yaml").read_text("utf-8") for month in (5, 6)]
    assert "present: [ALFA, GAMMA]\n" in texts[0]
    assert "present: null\n" in texts[1]


def test_a_meeting_of_a_body_is_not_written_twice(plan: Path, hp: Hp) -> None:
    (plan / "data/plan.yaml").write_text(BOARD, encoding="utf-8")
    assert hp("meeting", "styrelsen", "--day", "2023-05-03").code == 0
    again = hp("meeting", "styrelsen", "--day", "3 maj 2023")
    assert (again.code, again.out) == (2, "")
    assert again.err == (
        "hp: mötet finns redan: mote-2023-05-03\n    ändra det med hp set mote-2023-05-03 FÄLT VÄRDE\n"
    )


def test_a_meeting_of_a_body_is_asked_for_at_a_terminal(plan: Path) -> None:
    (plan / "data/plan.yaml").write_text(BOARD, encoding="utf-8")
    at = Terminal("meeting", "styrelsen", cwd=plan)
    at.answer("Vilken dag var mötet?", "2022-05-03")
    at.answer("Hur möttes ni?", "")
    at.answer("Var?", "Stadshuset")
    at.answer("Vilka organisationer var med?", "alla")
    at.answer("Hur många deltog?", "")
    at.answer("Vad togs upp?", "")
    at.answer("Vad kom ni överens om att göra?", "")
    assert at.end() == 0, at.text
    assert (plan / "data/meetings/mote-2022-05-03.yaml").read_text("utf-8") == dedent("""\
        id: mote-2022-05-03
        body: styrelsen
        day: 2022-05-03
        place: Stadshuset
        present: [ALFA, BETA]
        """)


def test_an_equals_sign_in_an_answer_is_a_part_of_it(plan: Path) -> None:
    told = ["--form", "x", "--place", "x", "--present", "ALFA", "--participants", "3"]
    at = Terminal("meeting", "LV.2", *told, cwd=plan)
    at.answer("Vilken dag var mötet?", "2022-05-03")
    at.answer("Vad togs upp?", "Budget = 300 000 kr")
    at.answer("Något mer?", "")
    at.answer("Vad kom ni överens om att göra?", "")
    assert at.end() == 0, at.text
    assert "matters:\n      - what: Budget = 300 000 kr\n" in text_of(plan, "LV.2")


def test_everybody_is_asked_for_again_where_nobody_knows_who_that_is(plan: Path) -> None:
    at = Terminal("meeting", "LV.2", "--form", "x", "--place", "x", cwd=plan)
    at.answer("Vilken dag var mötet?", "2022-05-03")
    at.answer("Vilka organisationer var med?", "alla")
    at.wait_for("det är okänt vilka som brukar vara med")
    at.type(CTRL_C)
    assert at.end() == 130

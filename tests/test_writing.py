"""What is said of a change that is written: its lines, what it brings, the message for git."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.problem import Place, Problem, Severity
from handlingsplan.present.wording.differences import Told
from handlingsplan.present.wording.recovery import recovery_lines
from handlingsplan.present.wording.writing import (
    FileChange,
    brought,
    change_lines,
    commit_message,
    meanwhile,
    question_of_source,
    saved,
    text_lines,
)


def change(id_: str, *rows: tuple[str, str], how: str = "") -> FileChange:
    """Return a change of a process."""
    told = tuple(Told(*row) for row in rows)
    return FileChange(f"data/processes/{id_}.yaml", f"Process {id_}", "Skolstart", how, told)


LINES = {
    "one line for another": ("a\nb\nc\n", "a\nx\nc\n", ["     2 − b", "     2 + x"]),
    "lines that come": ("a\n", "a\nb\nc\n", ["     2 + b", "     3 + c"]),
    "lines that go": ("a\nb\n", "b\n", ["     1 − a"]),
    "two places": ("a\nb\nc\n", "x\nb\ny\n", ["     1 − a", "     1 + x", "     3 − c", "     3 + y"]),
    "a file that comes": ("", "a\n", ["     1 + a"]),
    "a file that goes": ("a\n", "", ["     1 − a"]),
    "nothing": ("a\n", "a\n", []),
    "a long line": ("", "x" * 40, [f"     1 + {'x' * 21}", f"         {'x' * 19}"]),
}


@pytest.mark.parametrize(("before", "after", "shown"), LINES.values(), ids=LINES)
def test_the_lines_that_differ_are_shown_with_their_numbers(
    before: str, after: str, shown: list[str]
) -> None:
    assert text_lines(before, after, 30) == shown


TEXTS = st.text(st.sampled_from("abc \n"), max_size=200)


@given(TEXTS, TEXTS, st.integers(20, 100))
def test_lines_keep_within_the_width_and_every_sign_of_theirs_is_there(
    before: str, after: str, width: int
) -> None:
    lines = text_lines(before, after, width)
    assert all(len(line) <= width for line in lines)
    come = "".join(line[9:] for line in text_lines("", after, width))
    assert come == after.replace("\n", "")


def test_what_somebody_else_saved_and_what_was_to_be_are_both_shown() -> None:
    assert meanwhile("data/plan.yaml", ("a\nb\n", "x\nb\n", "a\ny\n"), 80) == [
        "Någon annan har ändrat data/plan.yaml så här:",
        "     1 − a",
        "     1 + x",
        "",
        "Det här skulle ha skrivits:",
        "     2 − b",
        "     2 + y",
        "",
        "Ingenting är skrivet.",
    ]
    same = meanwhile("data/plan.yaml", ("a\n", "a\r\n", "b\n"), 80)
    assert same[1] == "  (samma rader, men med andra radslut)"


def test_a_change_is_shown_file_by_file() -> None:
    assert change_lines([change("LV.1", ("titel", "Ett → Två")), change("LV.2", how="ny")], 80) == [
        "Process LV.1 Skolstart",
        "  titel  Ett → Två",
        "Process LV.2 Skolstart (ny)",
    ]


def problem(number: int, severity: Severity, hint: str | None = None) -> Problem:
    """Return a problem in a file."""
    return Problem(Place("data/plan.yaml", number), f"HP{number}", f"fel nummer {number}", hint, severity)


FAULT, WARNING = Severity.FAULT, Severity.WARNING
COUNTED = {
    "one fault": ([FAULT], "Ändringen ger ett fel:"),
    "two faults": ([FAULT, FAULT], "Ändringen ger två fel:"),
    "one warning": ([WARNING], "Ändringen ger en varning:"),
    "two warnings": ([WARNING, WARNING], "Ändringen ger två varningar:"),
    "both": ([WARNING, FAULT], "Ändringen ger ett fel och en varning:"),
}


@pytest.mark.parametrize(("severities", "said"), COUNTED.values(), ids=COUNTED)
def test_what_a_change_brings_is_counted(severities: list[Severity], said: str) -> None:
    problems = [problem(number, severity) for number, severity in enumerate(severities)]
    assert brought(problems, 80)[:2] == ["", said]


def test_the_worst_is_told_first_and_only_the_first_few() -> None:
    problems = [*(problem(number, WARNING) for number in range(301, 307)), problem(200, FAULT, "rätta det")]
    assert brought(problems, 80)[2:] == [
        "  fel HP200 fel nummer 200",
        "    rätta det",
        *(f"  varning HP{number} fel nummer {number}" for number in range(301, 306)),
        "  och 1 till, som hp check visar",
    ]
    assert "till, som" not in "\n".join(brought(problems[:6], 80))
    assert brought([], 80) == []


def test_where_it_is_saved_is_said() -> None:
    assert saved(["data/plan.yaml"], None, 80) == ["Sparat i data/plan.yaml."]
    assert saved(["a", "b", "c"], "1234567890", 80) == ["Sparat i 3 filer, och i git som 1234567890."]


def test_the_old_source_is_said_to_be_there_still() -> None:
    assert question_of_source(["rapporten 2", "rapporten bilaga 3"], 60) == [
        "Som källa står fortfarande: rapporten 2, rapporten bilaga 3.",
        "Ange den nya med --source.",
    ]


MESSAGES = {
    "short": ([change("LV.1", ("titel", "Ett → Två"))], "Process LV.1: titel Två"),
    "long": (
        [change("LV.1", ("anmärkning", f"+ {'ord ' * 20}"))],
        f"""\
        Process LV.1: anmärkning {"ord " * 11}…

        Process LV.1 Skolstart
          anmärkning  + {"ord " * 13}ord
                        ord ord ord ord ord ord""",
    ),
    "several files": (
        [change("LV.1", ("titel", "Ett → Två")), change("LV.2", how="ny"), change("LV.3", how="tas bort")],
        """\
        Process LV.1 och 2 till

        Process LV.1 Skolstart
          titel  Ett → Två
        Process LV.2 Skolstart (ny)
        Process LV.3 Skolstart (tas bort)""",
    ),
    "a new file": ([change("LV.1", how="ny")], "Process LV.1: ny"),
    "no words": ([change("LV.1")], "Process LV.1: ändrad"),
}


@pytest.mark.parametrize(("changes", "message"), MESSAGES.values(), ids=MESSAGES)
def test_the_message_for_git_has_a_short_first_line(changes: list[FileChange], message: str) -> None:
    assert commit_message(changes) == dedent(message)


RECOVERED = {
    "finished": (
        ("finished", ["a"], [], None),
        ("en tidigare ändring avbröts och är nu färdigskriven: a", None),
    ),
    "finished around an editor": (
        ("finished", ["a", "b"], ["b"], None),
        (
            "en tidigare ändring avbröts och är nu färdigskriven: 2 filer",
            "b har sparats av någon sedan dess och står kvar",
        ),
    ),
    "undone": (
        ("undone", ["a"], [], None),
        ("en tidigare ändring avbröts och är tillbakatagen: a", "gör om den om den behövs"),
    ),
    "set aside": (
        ("aside", ["a", "b"], ["b"], ".hp/kvar"),
        (
            (
                "en tidigare ändring avbröts och är tillbakatagen; "
                "b har sparats av någon sedan dess och står kvar"
            ),
            "det som skulle skrivas finns i .hp/kvar",
        ),
    ),
    "not to be read": (
        ("lost", ["a"], [], ".hp/kvar"),
        ("en tidigare ändring avbröts och går inte att läsa; ingen fil är rörd", "resterna finns i .hp/kvar"),
    ),
}


@pytest.mark.parametrize(("found", "said"), RECOVERED.values(), ids=RECOVERED)
def test_what_became_of_an_interrupted_change_is_told(
    found: tuple[str, list[str], list[str], str | None], said: tuple[str, str | None]
) -> None:
    assert recovery_lines(*found) == said

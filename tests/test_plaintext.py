"""The bytes of a file: encoding, byte order mark, line ends, composed letters, signs that are refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.problem import Severity
from handlingsplan.store.plaintext import SIZE_LIMIT, decode
from handlingsplan.store.yamltext import place_of, read_yaml

PATH = "data/processes/x.yaml"


@pytest.mark.parametrize(
    ("raw", "line", "column", "code", "message"),
    [
        pytest.param(
            "id: x\ntitle: Möte\n".encode("cp1252"),
            2,
            9,
            "HP003",
            "filen är inte sparad som UTF-8; här står troligen 'ö'",
            id="Windows letters",
        ),
        pytest.param(
            "åäö: b\n".encode("latin-1"),
            1,
            1,
            "HP003",
            "filen är inte sparad som UTF-8; här står troligen 'å'",
            id="Windows letters at once",
        ),
        pytest.param(
            "id: å\r\ntitle: ä \xff\r\n".encode().replace("\xff".encode(), b"\xff"),
            2,
            10,
            "HP003",
            "filen är inte sparad som UTF-8; här står troligen 'ÿ'",
            id="a broken byte among whole letters",
        ),
        pytest.param(
            b"id: x\rby: \x80\r", 2, 5, "HP003", "filen är inte sparad som UTF-8", id="after a lone CR"
        ),
        pytest.param(
            codecs.BOM_UTF8 + b"id: \xe5\n",
            1,
            5,
            "HP003",
            "filen är inte sparad som UTF-8; här står troligen 'å'",
            id="after a byte order mark",
        ),
        pytest.param("id: x\n".encode("utf-16"), 0, 0, "HP003", "filen är sparad som UTF-16", id="UTF-16"),
        pytest.param(
            codecs.BOM_UTF16_BE + "id: å\n".encode("utf-16-be"),
            0,
            0,
            "HP003",
            "filen är sparad som UTF-16",
            id="UTF-16 the other way",
        ),
        pytest.param(b"", 0, 0, "HP004", "filen är tom", id="empty"),
        pytest.param(b" \r\n\t\n", 0, 0, "HP004", "filen är tom", id="only blanks"),
        pytest.param(
            b"a" * (SIZE_LIMIT + 1),
            0,
            0,
            "HP005",
            "filen är större än en megabyte och läses inte",
            id="too large",
        ),
        pytest.param(b"id: x\n\x00", 2, 1, "HP006", "otillåtet tecken U+0000", id="a null"),
        pytest.param(
            b"id: \x1b[31mx\n", 1, 5, "HP006", "otillåtet tecken U+001B", id="a sign for the terminal"
        ),
        pytest.param(
            "id: x\u2028by: a\n".encode(), 1, 6, "HP006", "otillåtet tecken U+2028", id="a hidden line end"
        ),
        pytest.param(
            "id: x\n\nby: \u0085a\n".encode(), 3, 5, "HP006", "otillåtet tecken U+0085", id="another line end"
        ),
        pytest.param(
            "by: å\u202ea\n".encode(), 1, 6, "HP006", "otillåtet tecken U+202E", id="text turned around"
        ),
        pytest.param(
            "id: x\nby: \ufeffa\n".encode(),
            2,
            5,
            "HP006",
            "otillåtet tecken U+FEFF",
            id="a mark in the middle",
        ),
        pytest.param(
            "id: x\nby: a\u00adb\n".encode(), 2, 6, "HP006", "otillåtet tecken U+00AD", id="a soft hyphen"
        ),
        pytest.param(
            "id: x\nby: a\u200bb\n".encode(),
            2,
            6,
            "HP006",
            "otillåtet tecken U+200B",
            id="a blank of no width",
        ),
        pytest.param(
            "id: x\nby:\n \u00a0- a\n".encode(), 3, 1, "HP008", "hårt mellanslag i indraget", id="hard blanks"
        ),
        pytest.param(
            b"id: x\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> other\n",
            2,
            1,
            "HP007",
            "en sammanslagning i git är inte färdig",
            id="an unfinished merge",
        ),
        pytest.param(
            b"id: x\r\n<<<<<<<\r\ntitle: a\r\n",
            2,
            1,
            "HP007",
            "en sammanslagning i git är inte färdig",
            id="an unfinished merge without names",
        ),
        pytest.param(
            b"id: x\ntitle: b\n>>>>>>> other\n",
            3,
            1,
            "HP007",
            "en sammanslagning i git är inte färdig",
            id="the end of a merge that was forgotten",
        ),
    ],
)
def test_bytes_that_cannot_be_read_give_one_problem_at_their_place(
    raw: bytes, line: int, column: int, code: str, message: str
) -> None:
    text, [problem] = decode(raw, PATH)
    assert text is None
    assert (problem.place.file, problem.place.line, problem.place.column) == (PATH, line, column)
    assert (problem.code, problem.message, problem.severity) == (code, message, Severity.FAULT)
    assert problem.hint


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("id: x\ntitle: Möte – 'å' \U0001f642\n", id="letters and dashes"),
        pytest.param("id: x\r\ntitle: a\r\n", id="CRLF"),
        pytest.param("id: x\rtitle: a\r", id="lone CR"),
        pytest.param("id: x", id="no line end at the end"),
        pytest.param("amount: 7\u00a0600\u00a0000\n", id="hard spaces"),
        pytest.param("title: a\tb\n", id="a tab in a text"),
        pytest.param("note: |\n  =======\n  <<<<<<\n  a <<<<<<< b\n", id="what only looks like a merge"),
        pytest.param("a" * SIZE_LIMIT, id="as large as may be"),
    ],
)
def test_text_is_kept_letter_for_letter(text: str) -> None:
    assert decode(text.encode(), PATH) == (text, [])


def test_a_byte_order_mark_is_told_and_does_not_move_any_place() -> None:
    text, [problem] = decode(codecs.BOM_UTF8 + "id: x\ntitle: ä\n".encode(), PATH)
    assert text == "id: x\ntitle: ä\n"
    assert (problem.place.line, problem.place.column, problem.code) == (1, 1, "HP018")
    assert (problem.severity, problem.message) == (Severity.WARNING, "osynligt märke (BOM) först i filen")
    assert place_of(text, PATH, ("id",)).column == 5
    assert place_of(text, PATH, ("id",), key=True).column == 1


def test_a_file_with_a_mark_alone_is_empty() -> None:
    text, problems = decode(codecs.BOM_UTF8, PATH)
    assert text is None
    assert [problem.code for problem in problems] == ["HP018", "HP004"]


@pytest.mark.parametrize(
    ("written", "composed", "line", "column"),
    [
        pytest.param("id: x\ntitle: Mo\u0308te a\u030a\n", "id: x\ntitle: Möte å\n", 2, 9, id="o and dots"),
        pytest.param("id: A\u030a\n", "id: Å\n", 1, 5, id="A and ring"),
        pytest.param("by: 5 \u212b\n", "by: 5 Å\n", 1, 7, id="the sign for ångström"),
        pytest.param(
            "by: x\u030c\nto: a\u0308\n",
            "by: x\u030c\nto: ä\n",
            2,
            5,
            id="a letter that has no composed form",
        ),
    ],
)
def test_letters_in_parts_are_told_and_read_as_whole_letters(
    written: str, composed: str, line: int, column: int
) -> None:
    text, [problem] = decode(written.encode(), PATH)
    assert text == composed
    assert (problem.place.line, problem.place.column) == (line, column)
    assert (problem.code, problem.severity) == ("HP019", Severity.WARNING)
    assert problem.message == "bokstav och prick är sparade som två tecken"


def test_every_fault_of_the_bytes_is_told_at_once() -> None:
    raw = codecs.BOM_UTF8 + "id: o\u0308\nby: \x07\n".encode()
    text, problems = decode(raw, PATH)
    assert text is None
    assert [(p.place.line, p.place.column, p.code) for p in problems] == [
        (1, 1, "HP018"), (1, 5, "HP019"), (2, 5, "HP006"),
    ]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_are_right_whatever_ends_the_lines(newline: str) -> None:
    lines = ["id: x", "", "# å", "title: 'Möte'", "by:", "  - ALFA", "  - BÄTA: c", ""]
    text, problems = decode(newline.join(lines).encode(), PATH)
    assert text is not None
    assert problems == []
    places = {loc: place_of(text, PATH, loc) for loc in (("title",), ("by", 0), ("by", 1, "BÄTA"))}
    assert [(place.line, place.column) for place in places.values()] == [(4, 8), (6, 5), (7, 11)]
    [slip] = read_yaml(text.replace("'Möte'", "'Möte' a"), PATH).problems
    assert (slip.place.line, slip.place.column, slip.code) == (4, 15, "HP009")


_common = st.characters(
    min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc"], exclude_characters="\u00a0\u00ad"
)


@given(st.lists(st.text(_common, max_size=20)), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_text_of_common_letters_is_never_changed(lines: list[str], newline: str) -> None:
    text = newline.join(["# 1", *lines])
    assert decode(text.encode(), PATH) == (text, [])


@given(st.integers(0, 5), st.binary(max_size=40))
def test_a_broken_byte_is_told_on_its_own_line(lines_before: int, after: bytes) -> None:
    text, [problem] = decode("å\n".encode() * lines_before + b"by: \xff" + after, PATH)
    assert text is None
    assert (problem.place.line, problem.place.column) == (lines_before + 1, 5)


MARKS = "\u0301\u0323"
"""An accent above and a dot below, which are put in order when letters are made whole."""


def test_a_letter_has_no_more_marks_than_any_language_has() -> None:
    text, problems = decode(f"id: x\ntitle: a{MARKS * 15}\n".encode(), "a.yaml")
    assert text is not None
    assert [problem.code for problem in problems] == ["HP019"]
    text, problems = decode(f"id: x\ntitle: a{MARKS * 16}\n".encode(), "a.yaml")
    assert text is None
    assert [(it.code, it.place.line, it.place.column) for it in problems] == [("HP006", 2, 39)]


def test_letters_of_other_scripts_are_no_marks() -> None:
    written = "id: x\ntitle: " + "Ψυχικήυγείατωννέωνκαιτωνηλικιωμένων" + "\n"
    assert decode(written.encode(), "a.yaml") == (written, [])

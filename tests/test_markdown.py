"""Markdown that shows text as text, reads well as plain text, and means the same when it is folded."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from handlingsplan.present.markdown import WIDTH, escape, grid, tidy
from handlingsplan.present.tabular import TextTable

READER = MarkdownIt("gfm-like", {"linkify": False})

SIGNS = st.text(
    st.sampled_from(list("abc åäö 019.,-+*_=#>|<&;:!?()[]{}~`'\"\\/$%@^\N{NO-BREAK SPACE}")), max_size=40
)
WORDS = SIGNS.map(lambda text: " ".join(text.split())).filter(bool)


def shown(markdown: str) -> str:
    """Return the text that a reader of the page sees, without how it is folded."""
    return re.sub(r"[ \n]+", " ", " ".join(map(seen, READER.parse(markdown)))).strip(" ")


def seen(token: Token) -> str:
    if token.type in {"html_block", "code_block", "fence"}:
        return token.content
    texts = {"text", "code_inline", "html_inline"}
    return "".join(child.content if child.type in texts else " " for child in token.children or ())


@given(WORDS)
def test_any_text_is_shown_as_it_is_in_a_paragraph(text: str) -> None:
    assert shown(escape(text)) == text


@given(WORDS)
def test_any_text_is_shown_as_it_is_in_an_item_of_a_list(text: str) -> None:
    page = f"- {escape(text)}\n"
    assert shown(page) == text
    assert [token.type for token in READER.parse(page)][:2] == ["bullet_list_open", "list_item_open"]


@given(WORDS, WORDS)
def test_any_text_is_shown_as_it_is_in_a_cell(first: str, second: str) -> None:
    page = grid(TextTable(["A", "B"], [[first, second]]))
    cells = [token.content for token in READER.parse(page) if token.type == "inline"]
    assert len(cells) == 4
    assert [shown(cell) for cell in cells[2:]] == [first, second]


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_a_folded_paragraph_shows_the_same_text(texts: list[str]) -> None:
    text = " ".join(texts)
    page = tidy(f"Början {escape(text)}\n")
    assert shown(page) == f"Början {text}"


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_a_folded_list_is_one_list_with_the_same_items(texts: list[str]) -> None:
    page = tidy("".join(f"- Början {escape(text)}\n\n" for text in texts))
    tokens = READER.parse(page)
    assert sum(token.type == "list_item_open" for token in tokens) == len(texts)
    assert sum(token.type == "bullet_list_open" for token in tokens) == 1
    assert shown(page) == re.sub(" +", " ", " ".join(f"Början {text}" for text in texts))


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_to_tidy_twice_changes_nothing_more(texts: list[str]) -> None:
    page = tidy("# Rubrik\n\n" + "\n\n".join(f"Stycke {escape(text)}" for text in texts))
    assert tidy(page) == page


def test_lines_fit_and_break_at_ordinary_blanks_only() -> None:
    hard = "7\N{NO-BREAK SPACE}600\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr"
    page = tidy(f"{'ord ' * 18}{hard} {'ord ' * 30}")
    assert all(len(line) <= WIDTH for line in page.splitlines())
    assert hard in page


def test_what_would_be_a_heading_or_a_list_never_begins_a_line() -> None:
    page = tidy(f"{'ord ' * 19}- {'ord ' * 19}# {'ord ' * 19}1. {'ord ' * 19}+ slut")
    assert not [line for line in page.splitlines() if re.match(r"[-#+]|\d+\.", line)]


def test_signs_that_only_matter_at_the_start_of_a_line_are_bare_inside_it() -> None:
    assert tidy(f"Värde: {escape('34.')} {escape('- x')}\n") == "Värde: 34. - x\n"
    assert tidy(f"{escape('34. x')}\n") == "34\\. x\n"


def test_code_stays_on_one_line() -> None:
    page = tidy(f"{'ord ' * 16}`hp report styrgrupp --as-of 2023-12-31` slut")
    assert "`hp report styrgrupp --as-of 2023-12-31`" in page


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        pytest.param("a\nb\n\n\n\nc", "a b\n\nc\n", id="paragraphs"),
        pytest.param("# R\ntext", "# R\n\ntext\n", id="a heading"),
        pytest.param("- a\n\n- b\n  mer", "- a\n- b mer\n", id="a list"),
        pytest.param("text\n- a", "text\n\n- a\n", id="a list after text"),
        pytest.param("1. a\n   - b\n2. c", "1. a\n   - b\n2. c\n", id="a list in a list"),
        pytest.param("| a |\n|---|\n\n| b |\n|---|", "| a |\n|---|\n\n| b |\n|---|\n", id="two tables"),
        pytest.param("a\\\nb  \nc", "a\\\nb\\\nc\n", id="hard line ends"),
        pytest.param("```\na   b\n\nc\n```\nd", "```\na   b\n\nc\n```\n\nd\n", id="code"),
        pytest.param("> citat\n> mer", "> citat\n> mer\n", id="a quote"),
        pytest.param("text\n[1]\n\N{NO-BREAK SPACE}[2]", "text [1]\N{NO-BREAK SPACE}[2]\n", id="a note"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_blocks_are_set_apart_and_lists_kept_tight(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


def test_the_columns_of_a_table_line_up_and_figures_stand_to_the_right() -> None:
    table = TextTable(["Namn", "kr"], [["Å", "1 000"], ["Örjan | co", "5"]], frozenset({1}))
    assert grid(table).splitlines() == [
        "| Namn        |    kr |",
        "| ----------- | ----: |",
        "| Å           | 1 000 |",
        r"| Örjan \| co |     5 |",
    ]


def test_one_long_cell_does_not_widen_its_column() -> None:
    table = TextTable(["A", "B"], [["x" * 61, "1"], ["y", "2"]])
    assert grid(table).splitlines()[3] == "| y   | 2   |"

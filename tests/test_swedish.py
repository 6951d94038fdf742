"""How amounts, counts, days and lists read in Swedish."""

from decimal import Decimal

import pytest

from handlingsplan.model.day import Day
from handlingsplan.model.figure import Kronor
from handlingsplan.model.total import Amount, Total, total
from handlingsplan.present import swedish
from handlingsplan.present.markdown import cell, escape


def spaced(text: str) -> str:
    """Return text with hard spaces where a blank is written."""
    return text.replace(" ", swedish.HARD_SPACE)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("7 600 000", "7,6 mnkr"),
        ("ca 7,6 mnkr", "ca 7,6 mnkr"),
        ("7 654 321", "7 654 321 kr"),
        ("20 000", "20 000 kr"),
        ("0", "0 kr"),
        ("1 000 000", "1 mnkr"),
        ("12,50", "12,50 kr"),
        ("minst 5 mnkr", "minst 5 mnkr"),
    ],
)
def test_money_is_in_millions_only_when_nothing_is_lost(written: str, shown: str) -> None:
    assert swedish.money(Kronor.parse(written)) == spaced(shown)


def test_a_sum_is_told_to_the_krona_and_unknown_in_a_word() -> None:
    assert swedish.summed(total([Kronor.parse("1 234 567")])) == spaced("1 234 567")
    assert swedish.summed(Total(None, None, None, 0, 3)) == "okänt"
    assert swedish.figures(None) == "okänt"


def test_below_nought_has_a_proper_minus() -> None:
    below = Amount(Decimal(-1500), Decimal(-1500), Decimal(-1500))
    assert swedish.kronor(below) == f"{swedish.MINUS}{spaced('1 500 kr')}"


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 filer"), (1, "1 fil"), (2, "2 filer"), (1200, "1 200 filer")]
)
def test_one_is_told_from_several(count: int, shown: str) -> None:
    assert swedish.counted(count, "fil", "filer") == spaced(shown)


@pytest.mark.parametrize(
    ("years", "shown"),
    [([2022], "2022"), ([2021, 2022, 2023], "2021–2023"), ([2021, 2023], "2021, 2023"), ([], "okänt")],
)
def test_years_are_a_span_when_none_is_missing(years: list[int], shown: str) -> None:
    assert swedish.span(years) == shown


def test_a_list_ends_with_och() -> None:
    assert swedish.listed(["a"]) == "a"
    assert swedish.listed(["a", "b", "c"]) == "a, b och c"
    assert swedish.listed([]) == ""


def test_days_are_told_as_written() -> None:
    assert swedish.day(Day.parse("2020-2021")) == "2020–2021"
    assert swedish.day(Day.parse("2022-03-14")) == "2022-03-14"
    assert swedish.day(None) == "okänt"


def test_sources_are_named_once_with_their_places() -> None:
    named = swedish.source_names(
        ["rapport 6.10", "rapport 6.2", "brev", "rapport 6.2"], {"rapport": "rapporten"}
    )
    assert named == ["rapporten 6.2, 6.10", "brev"]


def test_many_places_are_counted_where_there_is_little_room_and_listed_where_they_must_be_found() -> None:
    references = [f"rapport {number}" for number in (7, 2, 3, 4, 5, 6)]
    assert swedish.source_names(references, {}) == ["rapport på 6 ställen"]
    assert swedish.source_names(references, {}, every=True) == ["rapport 2, 3, 4, 5, 6, 7"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<b>", r"\<b\>"),
        ("*x* _y_ `z`", r"\*x\* \_y\_ \`z\`"),
        ("# rubrik", r"\# rubrik"),
        ("- punkt", r"\- punkt"),
        ("1. punkt", r"1\. punkt"),
        ("{{ x }}", r"\{\{ x \}\}"),
        ("2.1.1", "2.1.1"),
        ("Å ä ö", "Å ä ö"),
    ],
)
def test_text_is_shown_as_text_in_markdown(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_a_cell_is_one_line() -> None:
    assert cell("a\nb|c") == r"a<br>b\|c"
    assert cell("") == " "

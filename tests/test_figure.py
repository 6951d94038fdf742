"""Amounts and numbers as people write them, and the least and the most that they can mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.fields import FieldError
from handlingsplan.model.figure import Figure, Kronor, Number

D = Decimal


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        pytest.param("7 600 000", "7600000", id="grouped"),
        pytest.param("7600000", "7600000", id="not grouped"),
        pytest.param("7\u00a0600\u00a0000", "7600000", id="hard spaces"),
        pytest.param("7\u202f600\u202f000\u00a0kr", "7600000", id="narrow spaces"),
        pytest.param("7\u2009600\u2009000", "7600000", id="thin spaces"),
        pytest.param("  7  600   000  ", "7600000", id="extra blanks"),
        pytest.param("7 600 000 kr", "7600000", id="kr"),
        pytest.param("7 600 000kr", "7600000", id="kr without a blank"),
        pytest.param("7 600 000 Kronor", "7600000", id="kronor"),
        pytest.param("7,6 mnkr", "7600000", id="mnkr"),
        pytest.param("7,6 mn kr", "7600000", id="mn kr"),
        pytest.param("7,6 MKR", "7600000", id="mkr"),
        pytest.param("7,6 miljoner kronor", "7600000", id="miljoner kronor"),
        pytest.param("7,6 miljoner", "7600000", id="miljoner"),
        pytest.param("1 miljon kronor", "1000000", id="one million"),
        pytest.param("450 tkr", "450000", id="tkr"),
        pytest.param("1 250 tkr", "1250000", id="grouped tkr"),
        pytest.param("1,2 mdkr", "1200000000", id="mdkr"),
        pytest.param("2 miljarder kronor", "2000000000", id="miljarder kronor"),
        pytest.param("1 miljard kronor", "1000000000", id="one thousand million"),
        pytest.param("12,50 kr", "12.50", id="with ören"),
        pytest.param("0", "0", id="nothing"),
        pytest.param("0,05 mnkr", "50000", id="a part of a million"),
    ],
)
def test_an_exact_amount_is_itself_whatever_way_it_is_written(text: str, kronor: str) -> None:
    amount = Kronor.parse(text)
    assert (amount.value, amount.low, amount.high) == (D(kronor), D(kronor), D(kronor))
    assert amount.exact


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        pytest.param("ca 7,6 mnkr", "7600000", "7550000", "7650000", id="ca with a decimal"),
        pytest.param("ca 7,65 mnkr", "7650000", "7645000", "7655000", id="ca with two decimals"),
        pytest.param("ca 7,0 mnkr", "7000000", "6950000", "7050000", id="a zero that was written"),
        pytest.param("ca 7 mnkr", "7000000", "6500000", "7500000", id="ca in whole millions"),
        pytest.param("ca 650 000", "650000", "645000", "655000", id="ca in ten thousands"),
        pytest.param("ca 7 600 000 kr", "7600000", "7550000", "7650000", id="ca with its zeros"),
        pytest.param("cirka 450 tkr", "450000", "445000", "455000", id="cirka"),
        pytest.param("ungefär 450 tkr", "450000", "445000", "455000", id="ungefär"),
        pytest.param("omkring 450 tkr", "450000", "445000", "455000", id="omkring"),
        pytest.param("Ca. 450 TKR", "450000", "445000", "455000", id="a point and capitals"),
        pytest.param("ca\u00a07,6\u00a0mnkr", "7600000", "7550000", "7650000", id="ca with hard spaces"),
        pytest.param("drygt 7,6 mnkr", "7600000", "7600001", "7650000", id="drygt"),
        pytest.param("drygt 60 000", "60000", "60001", "65000", id="drygt in thousands"),
        pytest.param("knappt 60 000 kr", "60000", "55000", "59999", id="knappt"),
        pytest.param("nästan 7,6 mnkr", "7600000", "7550000", "7599999", id="nästan"),
        pytest.param("drygt 7,6 kr", "7.6", "7.61", "7.65", id="drygt of a few kronor"),
        pytest.param("minst 500 000", "500000", "500000", None, id="minst"),
        pytest.param("högst 500 000", "500000", "0", "500000", id="högst"),
        pytest.param("7-8 mnkr", "7500000", "7000000", "8000000", id="from and to"),
        pytest.param("55 000–60 000 kr", "57500", "55000", "60000", id="from and to with a dash"),
        pytest.param("7,5 - 8 mnkr", "7750000", "7500000", "8000000", id="from and to with blanks"),
    ],
)
def test_an_approximate_amount_has_bounds(text: str, value: str, low: str, high: str | None) -> None:
    amount = Kronor.parse(text)
    assert (amount.value, amount.low, amount.high) == (D(value), D(low), high and D(high))
    assert not amount.exact


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        pytest.param("12", "12", "12", "12", id="a count"),
        pytest.param("1 234", "1234", "1234", "1234", id="grouped"),
        pytest.param("1,5", "1.5", "1.5", "1.5", id="a decimal"),
        pytest.param("64 %", "64", "64", "64", id="percent"),
        pytest.param("64%", "64", "64", "64", id="percent without a blank"),
        pytest.param("drygt 60", "60", "61", "65", id="drygt"),
        pytest.param("nästan 60", "60", "55", "59", id="nästan"),
        pytest.param("knappt 60", "60", "55", "59", id="knappt"),
        pytest.param("ca 60", "60", "55", "65", id="ca"),
        pytest.param("ca 0", "0", "0", "0.5", id="ca of nothing"),
        pytest.param("Ca 600", "600", "550", "650", id="ca in hundreds"),
        pytest.param("ca 1,5", "1.5", "1.45", "1.55", id="ca of a decimal"),
        pytest.param("ca 64 %", "64", "63.5", "64.5", id="ca of percent"),
        pytest.param("drygt 600", "600", "601", "650", id="drygt in hundreds"),
        pytest.param("drygt 61", "61", "62", "62", id="drygt of a count that is not round"),
        pytest.param("knappt 61", "61", "60", "60", id="knappt of a count that is not round"),
        pytest.param("drygt 64 %", "64", "64.1", "64.5", id="drygt of percent"),
        pytest.param("knappt 64 %", "64", "63.5", "63.9", id="knappt of percent"),
        pytest.param("drygt 60 %", "60", "61", "65", id="drygt of round percent"),
        pytest.param("drygt 1,5", "1.5", "1.51", "1.55", id="drygt of a decimal"),
        pytest.param("minst 12", "12", "12", None, id="minst"),
        pytest.param("högst 12", "12", "0", "12", id="högst"),
        pytest.param("ett 80-tal", "80", "75", "89", id="ett 80-tal"),
        pytest.param("60-talet", "60", "55", "69", id="60-talet"),
        pytest.param("80-tal", "80", "75", "89", id="without ett"),
        pytest.param("ett 150-tal", "150", "145", "159", id="ett 150-tal"),
        pytest.param("ett 5-tal", "5", "0", "14", id="ett 5-tal"),
        pytest.param("ett tiotal", "10", "5", "19", id="ett tiotal"),
        pytest.param("ett tjugotal", "20", "15", "29", id="ett tjugotal"),
        pytest.param("Nittiotalet", "90", "85", "99", id="nittiotalet"),
        pytest.param("ett hundratal", "100", "50", "199", id="a hundred is ten times wider"),
        pytest.param("ca ett 80-tal", "80", "75", "89", id="ca of about"),
        pytest.param("drygt ett 80-tal", "80", "81", "89", id="drygt of about"),
        pytest.param("knappt ett 80-tal", "80", "75", "79", id="knappt of about"),
        pytest.param("55-60", "57.5", "55", "60", id="from and to"),
        pytest.param("55 – 60", "57.5", "55", "60", id="from and to with a dash"),
        pytest.param("55-60 %", "57.5", "55", "60", id="from and to in percent"),
        pytest.param("hälften", "50", "50", "50", id="half"),
        pytest.param("nästan hälften", "50", "45", "49", id="nearly half"),
        pytest.param("NÄSTAN HÄLFTEN", "50", "45", "49", id="capitals"),
        pytest.param("drygt hälften", "50", "51", "55", id="over half"),
        pytest.param("ca. hälften", "50", "45", "55", id="about half"),
        pytest.param("minst hälften", "50", "50", None, id="at least half"),
        pytest.param("en fjärdedel", "25", "25", "25", id="a quarter"),
        pytest.param("tre fjärdedelar", "75", "75", "75", id="three quarters"),
    ],
)
def test_a_number_has_a_value_and_bounds(text: str, value: str, low: str, high: str | None) -> None:
    number = Number.parse(text)
    assert (number.value, number.low, number.high) == (D(value), D(low), high and D(high))
    assert number.exact is (value == low == high)


@pytest.mark.parametrize(
    ("word", "low", "high"),
    [
        ("tiotal", 5, 19), ("tjugotal", 15, 29), ("trettiotal", 25, 39), ("fyrtiotal", 35, 49),
        ("femtiotal", 45, 59), ("sextiotal", 55, 69), ("sjuttiotal", 65, 79), ("åttiotal", 75, 89),
        ("nittiotal", 85, 99),
    ],
)  # fmt: skip
def test_every_ten_has_a_word_for_about_so_many(word: str, low: int, high: int) -> None:
    number = Number.parse(f"ett {word}")
    assert (number.low, number.high) == (D(low), D(high))


@pytest.mark.parametrize(
    ("text", "percent"),
    [("64 %", True), ("ca 64%", True), ("hälften", True), ("nästan hälften", True), ("64", False)],
)
def test_a_share_is_in_percent(text: str, percent: bool) -> None:
    assert Number.parse(text).percent is percent


_NO_FIGURE = [
    "1e9", "1E9", "1_000", "-3", "−3", "+3", "7.605", "tolv", "7.600.000", "7 60 000", "7 600 00", "1 0000",
    "7,6,5", ",5", "5,", "nan", "NaN", "inf", "∞", "0x10", "½", "٧", "²", "ca", "drygt ca 60", "ca 7-8",
    "8-7", "7-7", "12 st", "$5", "1111111111111111", "null", "minst ett 80-tal", "ett 0-tal",
]  # fmt: skip


def test_a_point_is_taken_for_the_comma_of_a_number_but_never_of_an_amount() -> None:
    assert Number.parse("1.0").value == 1
    assert Number.parse("ca 7.6").canonical == "ca 7,6"
    with pytest.raises(FieldError):
        Kronor.parse("7.60")


@pytest.mark.parametrize(
    "text", [*_NO_FIGURE, "7.6", "ett 80-tal", "60 %", "hälften", "7 mnkr kr", "mnkr", "7,6 M"]
)
def test_what_is_no_amount_is_refused_in_swedish(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        Kronor.parse(text)
    assert (refused.value.code, refused.value.found) == ("HP112", f"'{text}' är inte ett belopp")
    usual = "skriv till exempel 7 600 000, 7,6 mnkr eller ca 7,6 mnkr"
    assert refused.value.hint == MENDED.get(text, usual)


MENDED = {
    "7.605": "skriv mellanslag mellan tusental: 7 605",
    "7.600.000": "skriv mellanslag mellan tusental: 7 600 000",
}


@pytest.mark.parametrize("text", ["65,000", "65,000 kr", "ca 1,250 kronor", "10,000-20,000"])
def test_three_decimals_of_kronor_are_thousands_written_as_elsewhere(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        Kronor.parse(text)
    assert refused.value.hint == f"skriv mellanslag mellan tusental: {text.replace(',', ' ')}"
    assert Kronor.parse("7,625 mnkr").value == 7_625_000
    assert Kronor.parse("65,50 kr").value == Decimal("65.50")


@pytest.mark.parametrize("text", [*_NO_FIGURE, "60 kr", "ett tolvtal", "nästan alla", "60 %-70 %"])
def test_what_is_no_number_is_refused_in_swedish(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        Number.parse(text)
    assert (refused.value.code, refused.value.found) == ("HP114", f"'{text}' är inte ett tal")
    assert refused.value.hint == MENDED.get(
        text, "skriv till exempel 12, drygt 60, ett 80-tal, 55-60 eller 64 %"
    )


@pytest.mark.parametrize("kind", [Kronor, Number])
@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param("", "är tom", id="empty"),
        pytest.param("\u00a0", "är tom", id="a hard space"),
        pytest.param([], "är en lista", id="a list"),
        pytest.param({}, "är en grupp av nycklar", id="a group"),
        pytest.param(None, "saknar värde", id="nothing"),
        pytest.param(12, "saknar värde", id="a number that is no text"),
    ],
)
def test_what_is_no_text_is_refused_as_a_figure(kind: type[Figure], value: object, found: str) -> None:
    with pytest.raises(FieldError) as refused:
        kind.parse(value)
    assert (refused.value.code, refused.value.found) == ("HP103", f"{found}, men ska vara {kind.noun}")


def test_a_very_long_figure_is_refused_and_cut_in_the_message() -> None:
    with pytest.raises(FieldError) as refused:
        Kronor.parse("1 " * 50_000)
    assert len(refused.value.found) < 100


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("7600000", "7 600 000"),
        ("7\u00a0600\u00a0000 KR", "7 600 000"),
        ("1234", "1 234"),
        ("Cirka 7,6 Miljoner kronor", "ca 7,6 mnkr"),
        ("ungefär 450 tkr", "ca 450 tkr"),
        ("drygt 1000 kronor", "drygt 1 000"),
        ("minst 7,60 mkr", "minst 7,60 mnkr"),
        ("7 – 8 mnkr", "7-8 mnkr"),
    ],
)
def test_each_amount_has_one_canonical_form(text: str, canonical: str) -> None:
    assert Kronor.parse(text).canonical == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1234", "1 234"),
        ("ca. 60", "ca 60"),
        ("Nästan 60", "nästan 60"),
        ("55–60", "55-60"),
        ("64%", "64 %"),
        ("Omkring hälften", "ca hälften"),
        ("Nästan hälften", "nästan hälften"),
        ("ungefär ett 80-tal", "ca ett 80-tal"),
        ("Ett  Tjugotal", "ett tjugotal"),
    ],
)
def test_each_number_has_one_canonical_form(text: str, canonical: str) -> None:
    assert Number.parse(text).canonical == canonical


_words = st.sampled_from(["", "", "ca ", "Cirka ", "ungefär ", "omkring ", "drygt ", "knappt ", "nästan "])
_limits = st.sampled_from(["", "minst ", "högst "])
_units = st.sampled_from(["", " kr", " kronor", "tkr", " tkr", " mnkr", " MKR", " miljoner kronor", " mdkr"])
_whole = st.one_of(
    st.integers(0, 200), st.integers(0, 999_999_999_999), st.integers(1, 9).map(lambda n: n * 10**6)
)


def _grouped(number: int, blank: str = " ") -> str:
    """Groups of three from the right, made without the program's own way of doing it."""
    digits = str(number)
    start = len(digits) % 3
    groups = [digits[:start], *(digits[at : at + 3] for at in range(start, len(digits), 3))]
    return blank.join(group for group in groups if group)


_decimals = st.sampled_from(["", "", ",0", ",5", ",65", ",060"])
_ore = st.sampled_from(["", "", ",0", ",5", ",65"])
_plain = st.one_of(_whole.map(str), _whole.map(_grouped))
_ranges = st.builds(
    lambda low, more, sign: f"{low}{sign}{low + more}", _whole, st.integers(1, 500), st.sampled_from("-–")
)
_single = st.builds("{}{}{}".format, st.one_of(_words, _limits), _plain, _decimals)
_amounts = st.builds("{}{}".format, st.one_of(_single, _ranges), _units)
_about_tens = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "ca ", "drygt ", "knappt "]),
    st.sampled_from(["", "ett "]),
    st.one_of(
        st.integers(1, 999).map(lambda number: f"{number}-tal"), st.sampled_from(["tiotal", "hundratalet"])
    ),
)
_shares = st.builds("{}{}".format, st.one_of(_words, _limits), st.sampled_from(["hälften", "en fjärdedel"]))
_numbers = st.one_of(
    _single, _ranges, _about_tens, _shares, st.builds("{}{}".format, _single, st.sampled_from(["%", " %"]))
)
_figures = st.one_of(st.tuples(st.just(Kronor), _amounts), st.tuples(st.just(Number), _numbers)).map(
    lambda pair: pair[0].parse(pair[1])
)


@given(_figures)
def test_the_least_is_never_above_the_most_nor_below_zero(figure: Figure) -> None:
    assert figure.low >= 0
    assert figure.high is None or figure.low <= figure.high


@given(_plain, _ore, _units)
def test_a_figure_without_a_word_before_it_is_exact(number: str, decimals: str, unit: str) -> None:
    amount = Kronor.parse(f"{number}{decimals}{unit}")
    assert amount.exact
    assert amount.low == amount.value == amount.high


@given(_words.filter(bool), st.integers(1, 10**9), _units)
def test_a_figure_with_an_approximating_word_is_never_exact(word: str, number: int, unit: str) -> None:
    assert not Kronor.parse(f"{word}{number}{unit}").exact
    assert not Number.parse(f"{word}{number}").exact


@given(st.one_of(_amounts.map(Kronor.parse), _numbers.map(Number.parse)))
def test_the_canonical_form_means_the_same_and_is_its_own_canonical_form(figure: Kronor | Number) -> None:
    again = type(figure).parse(figure.canonical)
    assert (again.value, again.low, again.high) == (figure.value, figure.low, figure.high)
    assert again.canonical == figure.canonical


@given(st.integers(0, 10**15 - 1), st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"]))
def test_any_whole_amount_reads_back_from_groups_of_three(number: int, blank: str) -> None:
    amount = Kronor.parse(_grouped(number, blank))
    assert amount.value == number
    assert amount.exact
    assert amount.canonical == _grouped(number)


@given(_whole, _ore, _units)
def test_about_an_amount_reaches_as_far_below_as_above(number: int, decimals: str, unit: str) -> None:
    amount = Kronor.parse(f"ca {number}{decimals}{unit}")
    assert amount.high is not None
    assert amount.low == max(Decimal(0), 2 * amount.value - amount.high)
    assert amount.low <= amount.value <= amount.high


@given(st.text())
def test_any_text_is_a_figure_or_is_refused(text: str) -> None:
    for kind in (Kronor, Number):
        try:
            figure = kind.parse(text)
        except FieldError:
            continue
        assert figure.value.is_finite()
        assert figure.value >= 0

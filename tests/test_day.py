"""Days written in full or in part, and the three-valued answers that they give."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError
from handlingsplan.model.truth import Truth

Bound = date | None


def _d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2022-03-14", "2022-03-14", "2022-03-14", id="one day"),
        pytest.param("2024-02-29", "2024-02-29", "2024-02-29", id="a leap day"),
        pytest.param("2022-12-31", "2022-12-31", "2022-12-31", id="the last day of a year"),
        pytest.param("14 mars 2022", "2022-03-14", "2022-03-14", id="a day with its month named"),
        pytest.param("1 maj 2022", "2022-05-01", "2022-05-01", id="a day of one digit"),
        pytest.param("2019-05", "2019-05-01", "2019-05-31", id="a month of 31 days"),
        pytest.param("2022-04", "2022-04-01", "2022-04-30", id="a month of 30 days"),
        pytest.param("2022-02", "2022-02-01", "2022-02-28", id="February"),
        pytest.param("2024-02", "2024-02-01", "2024-02-29", id="February of a leap year"),
        pytest.param("2000-02", "2000-02-01", "2000-02-29", id="February of a leap century"),
        pytest.param("2100-02", "2100-02-01", "2100-02-28", id="February of a common century"),
        pytest.param("2022-12", "2022-12-01", "2022-12-31", id="December"),
        pytest.param("2022", "2022-01-01", "2022-12-31", id="a year"),
        pytest.param("2020-2021", "2020-01-01", "2021-12-31", id="two years"),
        pytest.param("2021-2025", "2021-01-01", "2025-12-31", id="five years"),
        pytest.param("2020–2021", "2020-01-01", "2021-12-31", id="two years with a dash"),
        pytest.param("2020 – 2021", "2020-01-01", "2021-12-31", id="two years with a spaced dash"),
        pytest.param("våren 2022", "2022-01-01", "2022-06-30", id="spring"),
        pytest.param("vårterminen 2022", "2022-01-01", "2022-06-30", id="spring term"),
        pytest.param("sommaren 2022", "2022-06-01", "2022-08-31", id="summer"),
        pytest.param("hösten 2022", "2022-07-01", "2022-12-31", id="autumn"),
        pytest.param("höstterminen 2022", "2022-07-01", "2022-12-31", id="autumn term"),
        pytest.param("början av hösten 2021", "2021-07-01", "2021-09-30", id="early autumn"),
        pytest.param("slutet av hösten 2021", "2021-10-01", "2021-12-31", id="late autumn"),
        pytest.param("början av våren 2022", "2022-01-01", "2022-03-31", id="early spring"),
        pytest.param("slutet av vårterminen 2022", "2022-04-01", "2022-06-30", id="late spring term"),
        pytest.param("början av 2022", "2022-01-01", "2022-06-30", id="early in a year"),
        pytest.param("slutet av 2022", "2022-07-01", "2022-12-31", id="late in a year"),
        pytest.param("årsskiftet 2021/2022", "2021-12-01", "2022-01-31", id="turn of the year"),
        pytest.param("årsskiftet 2021-2022", "2021-12-01", "2022-01-31", id="turn with a hyphen"),
        pytest.param("tidigast hösten 2021", "2021-07-01", None, id="not before autumn"),
        pytest.param("tidigast 2022-03-14", "2022-03-14", None, id="not before a day"),
        pytest.param("senast 2022-05", None, "2022-05-31", id="by the end of a month"),
        pytest.param("senast årsskiftet 2021/2022", None, "2022-01-31", id="by the turn of the year"),
        pytest.param("HÖSTEN 2022", "2022-07-01", "2022-12-31", id="capitals"),
        pytest.param("Årsskiftet 2021/2022", "2021-12-01", "2022-01-31", id="a capital Å"),
        pytest.param("Tidigast Våren 2022", "2022-01-01", None, id="capitals in two words"),
        pytest.param("  våren \t 2022\n", "2022-01-01", "2022-06-30", id="extra blanks"),
        pytest.param("14\u00a0mars\u00a02022", "2022-03-14", "2022-03-14", id="hard spaces"),
    ],
)
def test_every_written_form_has_its_first_and_last_day(
    text: str, first: str | None, last: str | None
) -> None:
    day = Day.parse(text)
    assert (day.first, day.last) == (first and _d(first), last and _d(last))


@pytest.mark.parametrize(
    ("name", "number", "last"),
    [
        ("januari", "01", "31"), ("februari", "02", "28"), ("mars", "03", "31"), ("april", "04", "30"),
        ("maj", "05", "31"), ("juni", "06", "30"), ("juli", "07", "31"), ("augusti", "08", "31"),
        ("september", "09", "30"), ("oktober", "10", "31"), ("november", "11", "30"),
        ("december", "12", "31"),
    ],
)  # fmt: skip
def test_a_named_month_lasts_to_its_last_day(name: str, number: str, last: str) -> None:
    day = Day.parse(f"{name} 2022")
    assert (day.first, day.last) == (_d(f"2022-{number}-01"), _d(f"2022-{number}-{last}"))
    assert day.canonical == f"2022-{number}"


def test_the_words_are_kept_with_single_blanks() -> None:
    assert Day.parse("  Våren   2022 ").text == "Våren 2022"


def test_only_a_single_day_is_exact() -> None:
    exact = {text: Day.parse(text).exact for text in ("2022-03-14", "2022-03", "2022", "senast 2022-03-14")}
    assert exact == {"2022-03-14": True, "2022-03": False, "2022": False, "senast 2022-03-14": False}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("2021-02-30", "finns inte i kalendern", id="30 February"),
        pytest.param("2022-02-29", "finns inte i kalendern", id="29 February of a common year"),
        pytest.param("2021-13", "finns inte i kalendern", id="month 13"),
        pytest.param("2021-00", "finns inte i kalendern", id="month 0"),
        pytest.param("2021-01-00", "finns inte i kalendern", id="day 0"),
        pytest.param("31 april 2022", "finns inte i kalendern", id="31 April"),
        pytest.param("20222", "är ingen dag", id="five digits"),
        pytest.param("i våras", "är ingen dag", id="no year"),
        pytest.param("hösten", "är ingen dag", id="season alone"),
        pytest.param("2023-20205", "är ingen dag", id="digits too many"),
        pytest.param("1705276800", "är ingen dag", id="seconds since 1970"),
        pytest.param("2022-3-14", "är ingen dag", id="a month of one digit"),
        pytest.param("2022-1", "är ingen dag", id="month of one digit alone"),
        pytest.param("22-03-14", "är ingen dag", id="a year of two digits"),
        pytest.param("14/3 2022", "är ingen dag", id="slashes"),
        pytest.param("2022-03-14T10:00", "är ingen dag", id="a clock too"),
        pytest.param("1822-03-14", "är ingen dag", id="two centuries off"),
        pytest.param("2022-2021", "är ingen dag", id="years backwards"),
        pytest.param("2022-2022", "är ingen dag", id="a year to itself"),
        pytest.param("årsskiftet 2021/2023", "är ingen dag", id="a turn of two years"),
        pytest.param("början av mars 2022", "är ingen dag", id="part of a month"),
        pytest.param("början av 2020-2021", "är ingen dag", id="part of two years"),
        pytest.param("tidigast", "är ingen dag", id="a bound of nothing"),
        pytest.param("senast senast 2022", "är ingen dag", id="two bounds"),
        pytest.param("null", "är ingen dag", id="null as text"),
        pytest.param("٢٠٢٢", "är ingen dag", id="digits of another script"),
    ],
)
def test_what_is_no_day_is_refused_in_swedish(text: str, reason: str) -> None:
    with pytest.raises(FieldError) as refused:
        Day.parse(text)
    assert refused.value.code == "HP113"
    assert refused.value.found == f"'{text}' {reason}"
    assert refused.value.hint == "skriv till exempel 2022-03-14, 2022-03, 2022 eller hösten 2022"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param("", "är tom, men ska vara en dag", id="empty"),
        pytest.param(" \n", "är tom, men ska vara en dag", id="only blanks"),
        pytest.param(["2022"], "är en lista, men ska vara en dag", id="a list"),
        pytest.param({"day": "2022"}, "är en grupp av nycklar, men ska vara en dag", id="a group"),
        pytest.param(None, "saknar värde, men ska vara en dag", id="nothing"),
    ],
)
def test_what_is_no_text_is_refused_as_a_day(value: object, found: str) -> None:
    with pytest.raises(FieldError) as refused:
        Day.parse(value)
    assert (refused.value.code, refused.value.found) == ("HP103", found)
    assert "2022-03-14" in refused.value.hint


def test_a_long_text_is_cut_in_the_message() -> None:
    with pytest.raises(FieldError) as refused:
        Day.parse("någon gång\n" * 1000)
    assert len(refused.value.found) < 100
    assert "\n" not in refused.value.found


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2022-03-14", "2022-03-14"),
        ("14 Mars 2022", "2022-03-14"),
        ("Mars 2022", "2022-03"),
        ("VÅREN  2022", "våren 2022"),
        ("2020 – 2021", "2020-2021"),
        ("2020–2021", "2020-2021"),
        ("Årsskiftet 2021 - 2022", "årsskiftet 2021/2022"),
        ("årsskiftet 2021 / 2022", "årsskiftet 2021/2022"),
        ("Tidigast 1 maj 2022", "tidigast 2022-05-01"),
        ("SENAST maj 2022", "senast 2022-05"),
        ("Början av Hösten 2021", "början av hösten 2021"),
    ],
)
def test_each_day_has_one_canonical_form(text: str, canonical: str) -> None:
    assert Day.parse(text).canonical == canonical


def test_days_sort_by_first_day_and_then_by_last() -> None:
    in_order = ["2021-01", "2021", "2021-03", "2021-03-14", "tidigast 2021-03-14", "senast 2021-04-01"]
    backwards = in_order[::-1]
    assert sorted(backwards, key=lambda text: Day.parse(text).order) == in_order


_years = st.integers(2020, 2024)
_dates = st.dates(date(2020, 1, 1), date(2024, 12, 31))
_spans = st.one_of(
    _dates.map(str),
    _dates.map(lambda day: f"{day:%Y-%m}"),
    _years.map(str),
    st.builds("{} {}".format, st.sampled_from(["våren", "sommaren", "hösten", "Höstterminen"]), _years),
    st.builds("{} av {}".format, st.sampled_from(["början", "slutet"]), _years),
    st.builds("{} av sommaren {}".format, st.sampled_from(["början", "slutet"]), _years),
    st.builds(lambda year, more: f"{year} – {year + more}", _years, st.integers(1, 3)),
    _years.map(lambda year: f"årsskiftet {year}/{year + 1}"),
    st.builds(
        "{} {} {}".format, st.integers(1, 28), st.sampled_from(["januari", "JULI", "december"]), _years
    ),
    st.builds("{} {}".format, st.sampled_from(["februari", "Juni"]), _years),
)
_written = st.builds("{}{}".format, st.sampled_from(["", "", "tidigast ", "Senast "]), _spans)


@given(_written)
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    day = Day.parse(text)
    assert day.first is None or day.last is None or day.first <= day.last
    assert day.first or day.last


@given(_written)
def test_the_canonical_form_means_the_same_and_is_its_own(text: str) -> None:
    day = Day.parse(text)
    again = Day.parse(day.canonical)
    assert (again.first, again.last) == (day.first, day.last)
    assert again.canonical == day.canonical


@given(st.sampled_from(["våren", "sommaren", "hösten"]), _years)
def test_the_beginning_and_the_end_together_are_the_whole(season: str, year: int) -> None:
    whole = Day.parse(f"{season} {year}")
    begin, end = Day.parse(f"början av {season} {year}"), Day.parse(f"slutet av {season} {year}")
    assert (begin.first, end.last) == (whole.first, whole.last)
    assert begin.last is not None
    assert end.first is not None
    assert end.first <= begin.last + timedelta(days=1)


_EVE = date(2021, 12, 31)
_near = st.integers(-4, 5).map(lambda days: _EVE + timedelta(days=days))


@st.composite
def _short_days(draw: st.DrawFn) -> Day:
    """A few days round a new year's eve, or no bound to one side."""
    first, last = sorted([draw(_near), draw(_near)])
    unbound = draw(st.sampled_from(["no", "no", "first", "last"]))
    return Day("", None if unbound == "first" else first, None if unbound == "last" else last)


def _possible(day: Day, far: int = 12) -> list[date]:
    """Every day that it can be; a side without bound goes `far`, well beyond all days asked about."""
    first = day.first or _EVE - timedelta(days=far)
    last = day.last or _EVE + timedelta(days=far)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _answer(answers: list[bool]) -> Truth:
    if all(answers):
        return Truth.YES
    return Truth.UNKNOWN if any(answers) else Truth.NO


@given(_short_days(), _near)
def test_whether_a_day_has_come_is_what_all_its_days_say(day: Day, asked: date) -> None:
    assert day.on_or_before(asked) is _answer([one <= asked for one in _possible(day)])


@given(_short_days(), _short_days())
def test_whether_one_day_is_before_another_is_what_all_pairs_say(day: Day, other: Day) -> None:
    pairs = product(_possible(day), _possible(other))
    assert day.before(other) is _answer([one < another for one, another in pairs])


@given(_short_days(), st.sampled_from([2020, 2021, 2022, 2023]))
def test_whether_a_day_is_in_a_year_is_what_all_its_days_say(day: Day, year: int) -> None:
    assert day.within_year(year) is _answer([one.year == year for one in _possible(day, far=1200)])


@given(_spans, _dates)
@example("2022", _d("2022-12-31"))
@example("2022", _d("2022-12-30"))
@example("hösten 2021", _d("2021-06-30"))
def test_a_written_day_has_come_when_its_last_day_has(text: str, asked: date) -> None:
    day = Day.parse(text)
    assert day.on_or_before(asked) is _answer([one <= asked for one in _possible(day)])


@given(_spans, st.integers(2019, 2028))
def test_a_written_day_is_in_a_year_when_all_its_days_are(text: str, year: int) -> None:
    days = _possible(Day.parse(text))
    assert Day.parse(text).within_year(year) is _answer([one.year == year for one in days])


def test_days_without_a_bound_are_in_no_year_for_certain() -> None:
    assert Day.parse("tidigast hösten 2021").within_year(2020) is Truth.NO
    assert Day.parse("tidigast hösten 2021").within_year(2021) is Truth.UNKNOWN
    assert Day.parse("tidigast hösten 2021").within_year(2035) is Truth.UNKNOWN
    assert Day.parse("senast 2022-05").within_year(2022) is Truth.UNKNOWN
    assert Day.parse("senast 2022-05").within_year(2023) is Truth.NO

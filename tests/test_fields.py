"""The scalar fields of a record, the order of ids, and what somebody meant to write."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from handlingsplan.model import fields
from handlingsplan.model.fields import FieldError, id_order
from handlingsplan.model.nearest import nearest


@pytest.mark.parametrize(
    ("read", "written", "meant"),
    [
        pytest.param(fields.read_record_id, "2.10.1", "2.10.1", id="an id of numbers"),
        pytest.param(fields.read_record_id, " 2022-ungdomscoach ", "2022-ungdomscoach", id="an id of words"),
        pytest.param(fields.read_record_id, "MB.2.1", "MB.2.1", id="an id with capitals"),
        pytest.param(fields.read_record_id, "0176", "0176", id="an id that keeps its zero"),
        pytest.param(fields.read_record_id, "a" * 100, "a" * 100, id="the longest id"),
        pytest.param(fields.read_year, "2022", 2022, id="a year"),
        pytest.param(fields.read_year, " 1999\n", 1999, id="a year within blanks"),
        pytest.param(fields.read_flag, "ja", True, id="ja"),
        pytest.param(fields.read_flag, "Nej", False, id="nej with a capital"),
        pytest.param(fields.read_flag, "TRUE", True, id="true"),
        pytest.param(fields.read_flag, "false", False, id="false"),
        pytest.param(fields.read_paragraph, "6", "6", id="a paragraph"),
        pytest.param(fields.read_paragraph, "§ 6", "6", id="a paragraph with its sign"),
        pytest.param(fields.read_paragraph, "§\u00a0112", "112", id="a paragraph after a hard space"),
        pytest.param(fields.read_paragraph, "12 §", "12", id="a paragraph before its sign"),
        pytest.param(fields.read_paragraph, "§6a", "6a", id="a paragraph with a letter"),
        pytest.param(fields.read_word, " Alfa Beta ", "Alfa Beta", id="a short name"),
        pytest.param(fields.read_word, "NO", "NO", id="a name that YAML 1.1 would take for no"),
        pytest.param(fields.read_text, "\n Två\n rader \n", "Två\n rader", id="a text of two lines"),
    ],
)
def test_a_value_is_read_as_its_field_says(
    read: Callable[[object], object], written: str, meant: object
) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    ("read", "written", "code", "found"),
    [
        (fields.read_record_id, "med blank", "HP111", "'med blank' kan inte vara ett id"),
        (fields.read_record_id, "ålder", "HP111", "'ålder' kan inte vara ett id"),
        (fields.read_record_id, ".gömd", "HP111", "'.gömd' kan inte vara ett id"),
        (fields.read_record_id, "-rm", "HP111", "'-rm' kan inte vara ett id"),
        (fields.read_record_id, "../upp", "HP111", "'../upp' kan inte vara ett id"),
        (fields.read_record_id, "a/b", "HP111", "'a/b' kan inte vara ett id"),
        (fields.read_record_id, "a\nb", "HP111", "'a b' kan inte vara ett id"),
        (fields.read_record_id, "a" * 101, "HP111", "är för långt för ett id"),
        (fields.read_year, "22", "HP116", "'22' är inget år"),
        (fields.read_year, "20222", "HP116", "'20222' är inget år"),
        (fields.read_year, "2022,0", "HP116", "'2022,0' är inget år"),
        (fields.read_year, "0022", "HP116", "'0022' är inget år"),
        (fields.read_year, "20٢٢", "HP116", "'20٢٢' är inget år"),
        (fields.read_year, "hösten 2022", "HP116", "'hösten 2022' är inget år"),
        (fields.read_flag, "yes", "HP117", "'yes' är varken ja eller nej"),
        (fields.read_flag, "1", "HP117", "'1' är varken ja eller nej"),
        (fields.read_flag, "kanske", "HP117", "'kanske' är varken ja eller nej"),
        (fields.read_paragraph, "§", "HP118", "'§' är ingen paragraf"),
        (fields.read_paragraph, "§§ 6-7", "HP118", "'§§ 6-7' är ingen paragraf"),
        (fields.read_paragraph, "sex", "HP118", "'sex' är ingen paragraf"),
        (fields.read_word, "två\nrader", "HP110", "har flera rader"),
    ],
)
def test_a_value_that_its_field_cannot_take_is_refused_in_swedish(
    read: Callable[[object], object], written: str, code: str, found: str
) -> None:
    with pytest.raises(FieldError) as refused:
        read(written)
    assert (refused.value.code, refused.value.found) == (code, found)
    assert refused.value.hint


@pytest.mark.parametrize(
    "read",
    [fields.read_text, fields.read_word, fields.read_record_id, fields.read_year, fields.read_flag,
     fields.read_paragraph],
)  # fmt: skip
@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", "är tom"), (" \t\n", "är tom"), (["a"], "är en lista"), ({"a": "b"}, "är en grupp av nycklar"),
        (None, "saknar värde"),
    ],
)  # fmt: skip
def test_no_field_takes_what_is_no_text(read: Callable[[object], object], value: object, found: str) -> None:
    with pytest.raises(FieldError) as refused:
        read(value)
    assert refused.value.code == "HP103"
    assert refused.value.found.startswith(f"{found}, men ska vara ")
    assert refused.value.hint.startswith("skriv till exempel ")


def test_a_message_shows_a_value_on_one_line_and_cuts_what_is_long() -> None:
    assert fields.quoted("två\n  rader") == "'två rader'"
    assert fields.quoted("å" * 60) == "'" + "å" * 60 + "'"
    assert fields.quoted("å" * 61) == "'" + "å" * 60 + "...'"


def test_a_table_keeps_the_order_it_is_written_in_and_cannot_be_changed() -> None:
    table = TypeAdapter(fields.Table[fields.Word]).validate_python({"Ö": "1", " A ": "2", "Z": "3"})
    assert list(table.items()) == [("Ö", "1"), ("A", "2"), ("Z", "3")]
    assert not hasattr(table, "__setitem__")


@pytest.mark.parametrize(
    "in_order",
    [
        pytest.param(["2", "2.1", "2.2.1", "2.2.2", "2.10.1", "10"], id="numbers by size"),
        pytest.param(["a", "B", "c", "D"], id="letters whatever the case"),
        pytest.param(["2", "2-a", "2.1", "a", "a-2", "a-10"], id="numbers before letters"),
        pytest.param(["LV.2", "LV.10", "MB.2.1", "MB.2.1.1", "mb.3"], id="letters and numbers"),
        pytest.param(["2021-z", "2022-a", "boosterdagar"], id="years first"),
    ],
)
def test_ids_are_sorted_by_their_numbers(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=id_order) == in_order


_ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,8}", fullmatch=True)
_alike = st.text("aA01.-", min_size=1, max_size=5)


@given(st.lists(st.one_of(_ids, _alike)))
def test_the_order_of_ids_does_not_depend_on_the_order_they_came_in(ids: list[str]) -> None:
    backwards = ids[::-1]
    assert sorted(backwards, key=id_order) == sorted(ids, key=id_order)


@given(st.one_of(_ids, _alike), st.one_of(_ids, _alike))
def test_two_ids_have_one_key_only_when_they_are_the_same(one: str, other: str) -> None:
    assert (id_order(one) == id_order(other)) is (one == other)


@given(_ids, st.integers(0, 999), st.integers(0, 999))
def test_ids_that_end_in_numbers_are_sorted_by_them(stem: str, one: int, other: int) -> None:
    in_order = id_order(f"{stem}.{one}") < id_order(f"{stem}.{other}")
    assert in_order is (one < other)


@given(_ids, _ids)
def test_an_id_comes_before_those_that_go_on_from_it(stem: str, rest: str) -> None:
    assert id_order(stem) < id_order(f"{stem}.{rest}")


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        pytest.param("tittle", ["title", "theme", "area"], ["title"], id="a letter too many"),
        pytest.param("aera", ["title", "theme", "area"], ["area"], id="letters that changed places"),
        pytest.param("slutford", ["pågår", "slutförd"], ["slutförd"], id="without dots"),
        pytest.param("KSON", ["kson", "soc"], ["kson"], id="another case"),
        pytest.param("process", ["processes", "grants"], ["processes"], id="one instead of many"),
        pytest.param(
            "not", ["note", "not_participating", "area"], ["note", "not_participating"], id="a start"
        ),
        pytest.param("qqq", ["title", "theme"], [], id="like nothing"),
        pytest.param(
            "namn", ["namn1", "namn2", "namn3", "namn4"], ["namn1", "namn2", "namn3"], id="too many"
        ),
        pytest.param("", ["title", "theme"], [], id="empty"),
        pytest.param("title", [], [], id="nothing to choose from"),
    ],
)
def test_the_nearest_words_are_what_was_meant(word: str, choices: list[str], meant: list[str]) -> None:
    assert nearest(word, choices) == meant


@given(st.text(max_size=200), st.lists(st.text(max_size=10), max_size=10))
def test_at_most_three_of_the_choices_are_suggested(word: str, choices: list[str]) -> None:
    found = nearest(word, choices)
    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert set(found) <= set(choices)


@given(st.lists(st.text("abcdeåäö", min_size=1, max_size=8), min_size=1, unique=True), st.data())
def test_a_word_that_can_be_chosen_is_the_only_suggestion(choices: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(choices))
    assert nearest(word, choices) == [word]

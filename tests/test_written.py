"""What is written is read back as the same text, by every reader."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.model.edits import Value
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.grant import Grant
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part
from handlingsplan.model.records.process import Process
from handlingsplan.store.written import (
    WIDTH,
    flow_text,
    folded,
    item_lines,
    key_text,
    lines_of,
    row_text,
    scalar_text,
)
from tests.yaml_layouts import NASTY, ORDINARY, UNSEEN

TEXTS = [*NASTY, *ORDINARY, *UNSEEN]

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]

CORE = re.compile(
    r"""null|Null|NULL|~|  # YAML 1.2.2, 10.3.2
    true|True|TRUE|false|False|FALSE|
    [-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|
    [-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|
    [-+]?(?:\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN|""",
    re.VERBOSE,
)
"""What a YAML 1.2 reader takes for something else than text when it stands without quotes."""


def loaded(text: str) -> list[Any]:
    """Return what YAML 1.1 readers make of a text; a word that a 1.2 reader would not take for text fails."""
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.ScalarEvent) and not event.style:
            assert not CORE.fullmatch(event.value), event.value
    return [yaml.load(text, Loader=loader) for loader in LOADERS]


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_a_text_is_read_back_as_the_same_text(text: str) -> None:
    for written in (
        "\n".join(lines_of("theme", text, Process, ("theme",))) + "\n",
        f"theme: {scalar_text(text, Process, ('theme',))}",
        f"theme: {scalar_text(text, Process, ('theme',), like=chr(39))}",
        f"theme: {scalar_text(text, Process, ('theme',), like=chr(34))}",
        f"{{theme: {scalar_text(text, Process, ('theme',), flow=True)}}}",
    ):
        for read in loaded(written):
            assert read == {"theme": text}


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_a_text_in_a_list_is_read_back_as_the_same_text(text: str) -> None:
    block = "target_groups:\n" + "\n".join(item_lines(text, Process, ("target_groups", 0), 2)) + "\n"
    rows = [f"target_groups: {flow_text([text, 'x', text], Process, ('target_groups',))}"]
    row = row_text([text, "x", text], Process, ("organisations",))
    assert row is not None
    assert all(read == {"target_groups": [text]} for read in loaded(block))
    assert all(read == {"target_groups": [text, "x", text]} for read in loaded(rows[0]))
    assert all(read == [text, "x", text] for read in loaded(row))


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_a_name_in_a_table_is_read_back_as_the_same_text(text: str) -> None:
    loc = ("areas", text)
    block = "areas:\n" + "\n".join(lines_of(text, {"name": text}, Header, loc, 2)) + "\n"
    row = f"areas: {{x: y, {key_text(text, Header, loc, flow=True)}: z}}"
    assert all(read == {"areas": {text: {"name": text}}} for read in loaded(block))
    assert all(read == {"areas": {"x": "y", text: "z"}} for read in loaded(row))


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Co", "Cn"])
        | st.sampled_from("\n\t \"'\\:#-?[]{},&*!|>%@`~=<")
    )
)
def test_any_text_is_read_back_as_the_same_text(text: str) -> None:
    test_a_text_is_read_back_as_the_same_text(text)
    test_a_text_in_a_list_is_read_back_as_the_same_text(text)
    test_a_name_in_a_table_is_read_back_as_the_same_text(text)


WAYS: dict[str, tuple[type[Part], Loc, Value, str]] = {
    "a word": (Process, ("theme",), "Unga", "theme: Unga"),
    "null": (Process, ("theme",), None, "theme: null"),
    "an empty text": (Process, ("theme",), "", 'theme: ""'),
    "a number in a text": (Process, ("area",), "2.10", 'area: "2.10"'),
    "a day": (Process, ("history", 0, "seen"), "2024-03-14", "seen: 2024-03-14"),
    "a year": (Grant, ("amounts", 0, "year"), "2024", "year: 2024"),
    "no day where a day stands": (Process, ("history", 0, "seen"), "no", 'seen: "no"'),
    "a time where a day stands": (
        Process, ("history", 0, "seen"), "2024-03-14 10:00:00", 'seen: "2024-03-14 10:00:00"',
    ),
    "a number as an amount": (Grant, ("amounts", 0, "granted"), "100000", 'granted: "100000"'),
    "an amount with blanks": (Grant, ("amounts", 0, "granted"), "100 000", "granted: 100 000"),
    "a yes": (Header, ("organisations", "A", "party"), "ja", "party: ja"),
    "a colon": (Process, ("theme",), "a: b", 'theme: "a: b"'),
    "quotes inside": (Process, ("theme",), 'a: "b"', "theme: 'a: \"b\"'"),
    "both quotes inside": (Process, ("theme",), "'a': \"b\"", "theme: '''a'': \"b\"'"),
    "an apostrophe": (Process, ("theme",), "it's", "theme: it's"),
    "two lines": (Process, ("after",), "a\nb", "after: |-\n  a\n  b"),
    "two lines with an empty one": (Process, ("after",), "a\n\nb", "after: |-\n  a\n\n  b"),
    "two lines with an end": (Process, ("after",), "a\nb\n", "after: |\n  a\n  b"),
    "lines that would not come back as a block": (Process, ("after",), "a \nb", 'after: "a \\nb"'),
    "a long text": (
        Process, ("after",), "ord " * 26 + "ord", f"after: >-\n  {'ord ' * 23}ord\n  ord ord ord",
    ),
    "a long word": (Process, ("after",), "x" * 120, f"after: {'x' * 120}"),
    "names": (Process, ("organisations",), ["SOC", "BUF"], "organisations: [SOC, BUF]"),
    "names that do not fit on a line": (
        Process, ("organisations",), ["A" * 60, "B" * 60],
        f"organisations:\n  - {'A' * 60}\n  - {'B' * 60}",
    ),
    "no names": (Process, ("organisations",), [], "organisations: []"),
    "no keys": (Process, ("sources",), {}, "sources: {}"),
    "sentences": (Process, ("target_groups",), ["unga"], "target_groups:\n  - unga"),
    "groups": (
        Process, ("history",), [{"status": "pågår", "seen": "2024"}, {}],
        "history:\n  - status: pågår\n    seen: 2024\n  - {}",
    ),
    "a table": (Header, ("areas",), {"1": {"name": "Hem"}}, 'areas:\n  "1":\n    name: Hem'),
    "sources": (Decision, ("sources",), {"day": ["x 1", "x, 2"]}, 'sources:\n  day: [x 1, "x, 2"]'),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "loc", "value", "written"), WAYS.values(), ids=WAYS)
def test_values_are_written_as_by_hand(kind: type[Part], loc: Loc, value: Value, written: str) -> None:
    assert "\n".join(lines_of(str(loc[-1]), value, kind, loc)) == written


def test_an_item_begins_as_far_from_its_dash_as_asked() -> None:
    group = {"status": "pågår", "seen": "2024"}
    lines = item_lines(group, Process, ("history", 0), 1, dash=4)
    assert lines == [" -   status: pågår", "     seen: 2024"]
    assert item_lines("SOC", Process, ("organisations", 0), 1, dash=4) == [" -   SOC"]


def test_a_value_within_brackets_stands_on_one_line() -> None:
    value: Value = [{"what": "a, b", "done": None}, ["x"], "z"]
    assert flow_text(value, Process, ("activities",)) == '[{what: "a, b", done: null}, [x], z]'


@given(st.lists(st.text("aåö", min_size=1, max_size=120), min_size=1))
def test_folded_lines_hold_every_word_and_are_no_wider_than_they_must(words: list[str]) -> None:
    lines = folded(" ".join(words), "    ")
    assert [word for line in lines for word in line.split()] == words
    assert all(line.startswith("    ") for line in lines)
    assert all(len(line) <= WIDTH or " " not in line.strip() for line in lines)

"""Everything in a file is found where it stands, to the sign."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.model.problem import Loc
from handlingsplan.store.nodes import Collection, Node, Scalar, items_on, read_nodes
from tests.edit_checks import nfc, node_at, places
from tests.yaml_layouts import file_of

SEEDS = st.integers(0, 2**32)

SPANS: dict[str, tuple[str, Loc, str]] = {
    "a word": ("a: ord  # x\n", ("a",), "ord"),
    "a quoted word": ("a: 'ord' # x\n", ("a",), "'ord'"),
    "nothing": ("a:  # x\nb: 1\n", ("a",), ""),
    "two lines": ("a: ett\n  två # x\nb: 1\n", ("a",), "ett\n  två"),
    "letters of four bytes before it": ("a: 😀😀\nb: 'ö'\n", ("b",), "'ö'"),
    "letters of two signs before it": ("a: o\u0308\nb: x\n", ("b",), "x"),
    "line ends of two signs before it": ("a: x\r\nb: y\r\n", ("b",), "y"),
    "a folded text": ("a: >-  # x\n  ett\n  två\n\n# y\nb: 1\n", ("a",), ">-  # x\n  ett\n  två"),
    "a text with blanks last": ("a: |\n  ett  \n\nb: 1\n", ("a",), "|\n  ett  "),
    "a text that keeps its blank lines": ("a: |+\n  ett\n\nb: 1\n", ("a",), "|+\n  ett\n\n"),
    "a text at the end": ("a: |\n  ett", ("a",), "|\n  ett"),
    "an empty text": ("a: |\nb: 1\n", ("a",), "|"),
    "a list": ("a:\n- x # y\n- z # y\n# y\nb: 1\n", ("a",), "- x # y\n- z"),
    "a row": ("a: [x, y] # z\n", ("a",), "[x, y]"),
    "a row over lines": ("a: [\n  x, # y\n  ] # z\n", ("a",), "[\n  x, # y\n  ]"),
    "an empty group": ("a: {}\n", ("a",), "{}"),
    "a group": ("a:\n  b: 1\n  c:\n\n  # y\nd: 1\n", ("a",), "b: 1\n  c:"),
    "a list in a list": ("a:\n  - - x\n    - y\n  - z\n", ("a", 0), "- x\n    - y"),
    "after a question mark": ("? a\n: x\n", ("a",), "x"),
}


@pytest.mark.parametrize(("text", "loc", "span"), SPANS.values(), ids=SPANS)
def test_a_value_stands_from_its_first_sign_to_its_last(text: str, loc: Loc, span: str) -> None:
    node = node_at(read_nodes(text), loc)
    assert node is not None
    assert text[node.start : node.end] == span


STARTS: dict[str, tuple[str, Loc, int]] = {
    "a dash": ("a:\n  # - x\n  -  x\n", ("a", 0), 13),
    "the dash after a comment with a dash": ("a:\n- x\n#\n# - y\n- z\n", ("a", 1), 15),
    "the dash after a list in a list": ("a:\n- - x\n  - y\n- z\n", ("a", 1), 15),
    "the dash of nothing": ("a:\n-\n- z\n", ("a", 0), 3),
    "the dash after a text that keeps its blank lines": ("a:\n- |+\n  x\n\n- z\n", ("a", 1), 13),
    "a key": ("a: x\n# b: y\nb: z\n", ("b",), 12),
    "a key after a dash": ("a:\n- b: x\n", ("a", 0, "b"), 5),
    "the first question mark": ("? a\n: x\n", ("a",), 0),
    "a question mark": ("a: x\n? b\n: y\n", ("b",), 5),
    "a value in a row": ("a: [x, y]\n", ("a", 1), 7),
}


@pytest.mark.parametrize(("text", "loc", "start"), STARTS.values(), ids=STARTS)
def test_an_item_starts_with_its_dash_or_its_key(text: str, loc: Loc, start: int) -> None:
    way = items_on(read_nodes(text), loc)
    assert way is not None
    assert way[-1].start == start


@pytest.mark.parametrize("loc", [("x",), (0,), ("a", 2), ("a", "x"), ("b", 0)], ids=str)
def test_a_way_that_leads_nowhere_leads_to_nothing(loc: Loc) -> None:
    root = read_nodes("a: [x, y]\nb: z\n")
    assert node_at(root, loc) is None
    assert items_on(root, loc) is None


def value_of(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value
    if node.mapping:
        return {item.key.value: value_of(item.value) for item in node.items if item.key}
    return [value_of(item.value) for item in node.items]


@settings(max_examples=200)
@given(SEEDS, st.booleans())
def test_the_nodes_hold_what_the_file_holds(seed: int, sensible: bool) -> None:
    _, text, data = file_of(seed, sensible=sensible)
    assert nfc(value_of(read_nodes(text.removeprefix("\ufeff")))) == nfc(data)


@settings(max_examples=200)
@given(SEEDS)
def test_what_stands_at_a_node_is_its_value(seed: int) -> None:
    kind, text, data = file_of(seed, sensible=False)
    text = text.removeprefix("\ufeff")
    root = read_nodes(text)
    for loc, value, _ in places(kind, nfc(data)):
        node = node_at(root, loc)
        assert node is not None
        if isinstance(node, Scalar) and node.value is None:
            assert text[node.start : node.end] in {"", "~", "null"}
        elif isinstance(node, Collection) and node.flow:
            assert text[node.start] + text[node.end - 1] in {"[]", "{}"}
        elif isinstance(node, Scalar) and node.style not in {">", "|"}:
            assert nfc(yaml.load(text[node.start : node.end], Loader=yaml.BaseLoader)) == value


@settings(max_examples=200)
@given(SEEDS)
def test_items_follow_each_other(seed: int) -> None:
    _, text, _ = file_of(seed, sensible=False)
    text = text.removeprefix("\ufeff")
    nodes: list[Node] = [read_nodes(text)]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Scalar):
            continue
        ends = [node.start, *(item.end for item in node.items)]
        assert all(end <= item.start <= item.value.start for end, item in zip(ends, node.items, strict=False))
        assert ends[-1] <= node.end
        if not node.mapping and not node.flow:
            assert all(text[item.start] == "-" for item in node.items)
        nodes += [item.value for item in node.items]

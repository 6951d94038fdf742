"""YAML text to plain data, compared with PyYAML's own readers, and the place of every value."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handlingsplan.model.problem import Loc, Place, Severity
from handlingsplan.store.plaintext import decode
from handlingsplan.store.yamltext import DEPTH_LIMIT, Reading, place_of, read_yaml

PATH = "data/processes/x.yaml"


def _read(text: str) -> Reading:
    return read_yaml(text, PATH)


def _told(text: str) -> list[tuple[int, int, str, str]]:
    return [(p.place.line, p.place.column, p.code, p.message) for p in _read(text).problems]


class _TextLoader(yaml.BaseLoader):
    """PyYAML's own reader of text, with the one rule of ours: an empty plain value is unknown."""

    def construct_scalar(self, node: Any) -> Any:
        plain = super().construct_scalar(node)
        return None if node.style is None and plain in {"", "~", "null"} else plain


class _Dumper(yaml.SafeDumper):
    """PyYAML's own writer, which spells out what stands twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_awkward = st.sampled_from(
    ["NO", "12:30", "2.10", "0176", "2018:14", "1e9", "true", "2021-02-10", "null", "~", "", "- a", "a: b",
     "#", " a ", "åäö", "två\nrader", "\n", "a #b", "'", '"', "7 600 000", "\U0001f642", "*a", "&a", "!"]
)  # fmt: skip
_letters = st.text("abåÄ 0:,-#'\"\n{}[]&*!|>%@`~?\\\U0001f642\u00a0", max_size=12)
_scalars = st.one_of(_awkward, _letters, st.none())
_keys = st.one_of(_awkward, _letters)


def _within(children: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.lists(children, max_size=3), st.dictionaries(_keys, children, max_size=3))


_documents = st.recursive(_scalars, _within, max_leaves=12)
_layout = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([20, 80, 1000]),
        "indent": st.sampled_from([2, 4]),
        "explicit_start": st.booleans(),
    }
)
_styles = st.sampled_from([None, None, "'", '"', "|", ">"])


def _filled(data: object) -> object:
    """The same document with a word for each None: in quotes, None is written with a tag."""
    if isinstance(data, dict):
        return {key: _filled(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(value) for value in data]
    return "okänt" if data is None else data


def _dump(data: object, layout: dict[str, Any], style: str | None) -> str:
    written = data if style is None else _filled(data)
    return str(yaml.dump(written, Dumper=_Dumper, default_style=style, **layout))


@given(_documents, _layout, _styles)
def test_a_dumped_document_reads_as_pyyaml_reads_it(
    data: object, layout: dict[str, Any], style: str | None
) -> None:
    text = _dump(data, layout, style)
    reading = _read(text)
    assert reading.problems == []
    assert reading.data == yaml.load(text, _TextLoader)


@given(_documents, _layout)
def test_a_dumped_document_reads_back_as_it_was(data: object, layout: dict[str, Any]) -> None:
    assert _read(_dump(data, layout, None)).data == data


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param(
            "a: NO\nb: no\nc: yes\nd: on", {"a": "NO", "b": "no", "c": "yes", "d": "on"}, id="yes and no"
        ),
        pytest.param("a: 12:30", {"a": "12:30"}, id="a clock"),
        pytest.param("a: 2.10\nb: 2.1", {"a": "2.10", "b": "2.1"}, id="an area with its zero"),
        pytest.param("a: 0176\nb: 0x1F\nc: 0b1", {"a": "0176", "b": "0x1F", "c": "0b1"}, id="octal"),
        pytest.param("a: 2018:14", {"a": "2018:14"}, id="a registry number"),
        pytest.param("a: 1e9\nb: .inf\nc: .nan", {"a": "1e9", "b": ".inf", "c": ".nan"}, id="floats"),
        pytest.param("a: true\nb: False", {"a": "true", "b": "False"}, id="truth"),
        pytest.param("a: 2021-02-10", {"a": "2021-02-10"}, id="a day"),
        pytest.param("a: 1_000\nb: 7 600 000", {"a": "1_000", "b": "7 600 000"}, id="amounts"),
        pytest.param("<<: {a: b}", {"<<": {"a": "b"}}, id="no merging"),
        pytest.param("= : a", {"=": "a"}, id="no default value"),
        pytest.param("2022: a", {"2022": "a"}, id="a year as key"),
        pytest.param("NO: a\ny: b", {"NO": "a", "y": "b"}, id="words of YAML 1.1 as keys"),
        pytest.param("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}, id="three ways to say unknown"),
        pytest.param("a: ''\nb: 'null'\nc: \"~\"", {"a": "", "b": "null", "c": "~"}, id="quoted is text"),
        pytest.param("a: Null\nb: NULL", {"a": "Null", "b": "NULL"}, id="only small letters are unknown"),
        pytest.param("'': a\n'null': b", {"": "a", "null": "b"}, id="quoted keys"),
        pytest.param("[a, , b]", None, id="an empty place in a list is refused"),
        pytest.param("- a\n-\n- ~", ["a", None, None], id="unknown items"),
        pytest.param("{a, b: c}", {"a": None, "b": "c"}, id="a key alone in braces"),
        pytest.param("a: |\n  två\n  rader\n", {"a": "två\nrader\n"}, id="kept lines"),
        pytest.param("a: >-\n  två\n  rader\n", {"a": "två rader"}, id="joined lines"),
        pytest.param("a: två\n  rader", {"a": "två rader"}, id="joined without a sign"),
        pytest.param("a: b #c\n# d\ne: f#g", {"a": "b", "e": "f#g"}, id="comments"),
        pytest.param('a: "\\u00e5\\tb"', {"a": "å\tb"}, id="escapes in double quotes"),
        pytest.param("a: 'it''s'", {"a": "it's"}, id="a quote within quotes"),
        pytest.param("---\na: b\n...\n", {"a": "b"}, id="one marked document"),
        pytest.param("%YAML 1.1\n---\na: b", {"a": "b"}, id="a version line"),
        pytest.param(
            "a:\n- b\n- c: d\n  e: f", {"a": ["b", {"c": "d", "e": "f"}]}, id="a list at its key's level"
        ),
        pytest.param("? a\n: b", {"a": "b"}, id="a key with its sign"),
        pytest.param("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}, id="CRLF"),
        pytest.param("a: b\rc: d\r", {"a": "b", "c": "d"}, id="lone CR"),
        pytest.param("hej", "hej", id="a text alone"),
        pytest.param("", None, id="nothing"),
        pytest.param("# bara\n# ord", None, id="only comments"),
    ],
)
def test_every_scalar_stays_the_text_that_was_written(text: str, data: object) -> None:
    assert _read(text).data == data


_numberlike = st.one_of(
    st.text("0123456789.:_-+exobaEfTZ ", min_size=1, max_size=8),
    st.sampled_from(
        ["yes", "No", "ON", "off", "y", "N", "True", "FALSE", "Null", "NULL", ".inf", "-.INF", ".NaN"]
    ),
    st.sampled_from(
        ["2021-02-10", "2021-2-1", "2021-02-10 10:00", "2021-02-10T10:00:00Z", "1e9", "0o17", "=", "<<"]
    ),
)


@given(_numberlike)
@settings(max_examples=500)
def test_what_pyyaml_would_not_take_as_text_is_noticed(word: str) -> None:
    text = f"a: {word}"
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    value = root.value[0][1] if isinstance(root, yaml.MappingNode) else None
    is_guess = isinstance(value, yaml.ScalarNode) and not value.tag.endswith((":str", ":null"))
    if is_guess or word in {"Null", "NULL", "1e9", "0o17"}:
        assert [(guess.loc, guess.word, guess.key) for guess in _read(text).guessed] == [
            (("a",), word.strip(), False)
        ]


@pytest.mark.parametrize(
    "text", ["a: b", "a: '2.10'", 'a: "NO"', "a: 2.2.1", "a: 7 600 000", "a: .", "a: 2018-14", "a:"]
)
def test_what_everybody_takes_as_text_is_not_noticed(text: str) -> None:
    assert _read(text).guessed == []


def test_a_key_that_others_take_as_a_number_is_noticed_as_a_key() -> None:
    [guess] = _read("areas:\n  2.10: {name: a}\n").guessed
    assert (guess.loc, guess.word, guess.key) == (("areas", "2.10"), "2.10", True)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("a: Grupp #3", 10, id="a number"),
        pytest.param("a: å #b c", 6, id="words"),
        pytest.param("a: [b #c\n]", 7, id="in a list"),
        pytest.param("a: b # c", None, id="a comment with its blank"),
        pytest.param("a: b #", None, id="a sign alone"),
        pytest.param("a: b#c", None, id="no blank before"),
        pytest.param("a: 'b' #c", None, id="after a quoted text"),
        pytest.param("a: 'b #c'", None, id="within quotes"),
    ],
)
def test_a_text_that_a_comment_cuts_is_warned_of(text: str, column: int | None) -> None:
    reading = _read(text)
    assert reading.problems == []
    told = [(problem.place, problem.code, problem.severity) for problem in reading.warnings]
    assert told == ([] if column is None else [(Place(PATH, 1, column), "HP022", Severity.WARNING)])


# ---- places -----------------------------------------------------------------------------------------


@dataclass
class _Writer:
    """Write a document by hand in block style, noting where each key and value was put."""

    lines: list[str] = field(default_factory=list)
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def write(self, data: object, loc: Loc = (), lead: str = "") -> None:
        """Write `data` after `lead`, what already stands on its first line."""
        if isinstance(data, dict) and data:
            self._each([(key, f"{_quoted(key)}:") for key in data], list(data.values()), loc, lead)
        elif isinstance(data, list) and data:
            self._each([(number, "-") for number in range(len(data))], data, loc, lead)
        else:
            self.values[loc] = (len(self.lines) + 1, len(lead) + 1)
            self.lines.append(lead + _quoted(data))

    def _each(self, steps: list[tuple[Any, str]], inner: list[Any], loc: Loc, lead: str) -> None:
        self.values[loc] = (len(self.lines) + 1, len(lead) + 1)
        blanks = " " * len(lead)
        for (step, sign), value in zip(steps, inner, strict=True):
            self.keys[(*loc, step)] = (len(self.lines) + 1, len(lead) + 1)
            if sign != "-" and isinstance(value, dict | list) and value:
                self.lines += [f"{lead}{sign}  # å", ""]
                self.write(value, (*loc, step), blanks + "  ")
            else:
                self.write(value, (*loc, step), f"{lead}{sign} ")
            if sign == "-":
                self.keys[(*loc, step)] = self.values[(*loc, step)]
            lead = blanks


def _quoted(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    return "'" + str(value).replace("'", "''") + "'"


_one_line = st.text("abåÄ 0:,-#'\"{}[]&*!|>%@`~\U0001f642\u00a0", max_size=8)
_records = st.dictionaries(
    _one_line,
    st.recursive(
        st.one_of(_one_line, st.none()),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_one_line, inner, max_size=3)),
        max_leaves=10,
    ),
    min_size=1,
    max_size=4,
)


@given(_records, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_value_and_key_is_found_where_it_was_written(data: dict[str, object], newline: str) -> None:
    writer = _Writer()
    writer.write(data)
    text = newline.join([*writer.lines, ""])
    assert _read(text).data == data
    for loc, place in writer.values.items():
        assert place_of(text, PATH, loc) == Place(PATH, *place)
    for loc, place in writer.keys.items():
        assert place_of(text, PATH, loc, key=True) == Place(PATH, *place)


def _nodes(node: yaml.Node, loc: Loc = ()) -> Iterator[tuple[Loc, yaml.Node, yaml.Node | None]]:
    """Every value in a document as PyYAML's pure reader finds it, with its key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*loc, key.value), value, key
            yield from _nodes(value, (*loc, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*loc, number), value, None
            yield from _nodes(value, (*loc, number))


@given(_documents, _layout, _styles)
def test_places_are_those_of_pyyamls_pure_reader(
    data: object, layout: dict[str, Any], style: str | None
) -> None:
    text = _dump(data, layout, style)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    for loc, value, key in _nodes(root):
        mark = value.start_mark
        assert place_of(text, PATH, loc) == Place(PATH, mark.line + 1, mark.column + 1)
        if key is not None:
            mark = key.start_mark
            assert place_of(text, PATH, loc, key=True) == Place(PATH, mark.line + 1, mark.column + 1)


def test_what_is_missing_stands_at_the_nearest_key_above_it() -> None:
    text = "id: x\nposts:\n  - unit: a\n"
    assert place_of(text, PATH, ("posts", 0, "count")) == Place(PATH, 3, 5)
    assert place_of(text, PATH, ("posts", 1, "count")) == Place(PATH, 2, 1)
    assert place_of(text, PATH, ("title",)) == Place(PATH, 1, 1)
    assert place_of("", PATH, ("title",)) == Place(PATH)


def test_a_repeated_key_is_found_where_it_first_stands() -> None:
    text = "a: b\na: {c: d}\n"
    assert place_of(text, PATH, ("a",)) == Place(PATH, 1, 4)
    assert place_of(text, PATH, ("a", "c"), key=True) == Place(PATH, 1, 1)


# ---- what is refused --------------------------------------------------------------------------------


def test_a_repeated_key_is_told_at_its_line_with_the_line_of_the_first() -> None:
    assert _told("id: x\ntitle: a\n\ntitle: b\n") == [
        (4, 1, "HP016", "nyckeln 'title' står två gånger, först på rad 2")
    ]


def test_every_repeated_key_is_told_however_deep_it_stands() -> None:
    text = """\
a:
  b: 1
  c: [{d: 1, d: 2}]
  b: 2
a:
  - e: 1
    e: 2
  - e: 3
a: {f: 1, f: 2}
"""
    assert _told(text) == [
        (3, 14, "HP016", "nyckeln 'd' står två gånger, först på rad 3"),
        (4, 3, "HP016", "nyckeln 'b' står två gånger, först på rad 2"),
        (5, 1, "HP016", "nyckeln 'a' står två gånger, först på rad 1"),
        (7, 5, "HP016", "nyckeln 'e' står två gånger, först på rad 6"),
        (9, 1, "HP016", "nyckeln 'a' står två gånger, först på rad 1"),
        (9, 11, "HP016", "nyckeln 'f' står två gånger, först på rad 9"),
    ]
    assert _read(text).data == {"a": {"b": "1", "c": [{"d": "1"}]}}


def test_a_key_is_the_same_however_it_is_quoted() -> None:
    assert [code for _, _, code, _ in _told("a: 1\n'a': 2\n\"a\": 3\n")] == ["HP016", "HP016"]


def test_the_same_key_in_two_items_is_not_repeated() -> None:
    assert _told("- a: 1\n- a: 2\n") == []


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "words"),
    [
        pytest.param("a: &b c", 1, 4, "HP013", "ankaret &b", id="an anchor"),
        pytest.param("a: b\nc: &d\n  e: f", 2, 4, "HP013", "ankaret &d", id="an anchor on a group"),
        pytest.param("&a b : c", 1, 1, "HP013", "ankaret &a", id="an anchor on a key"),
        pytest.param("a: *b", 1, 4, "HP013", "hänvisningen *b", id="an alias"),
        pytest.param("- a\n- *b", 2, 3, "HP013", "hänvisningen *b", id="an alias in a list"),
        pytest.param("a: b\n*c : d", 2, 1, "HP013", "hänvisningen *c", id="an alias as key"),
        pytest.param("a: *b c", 1, 4, "HP013", "hänvisningen *b", id="a star before words"),
        pytest.param("a: !!str b", 1, 4, "HP014", "typmärket !!str", id="a tag"),
        pytest.param("a: !b c", 1, 4, "HP014", "typmärket !b", id="a tag of somebody's own"),
        pytest.param("a: ! b", 1, 4, "HP014", "typmärket !", id="an exclamation mark"),
        pytest.param("a: !!python/object:os.system {}", 1, 4, "HP014", "typmärket !!python", id="an object"),
        pytest.param("!!map\na: b", 1, 1, "HP014", "typmärket !!map", id="a tag on the whole"),
        pytest.param("a: b\n---\nc: d", 2, 1, "HP012", "ett andra dokument", id="two documents"),
        pytest.param("---\na: b\n...\n---\nc: d", 4, 1, "HP012", "ett andra dokument", id="two marked ones"),
        pytest.param("a: b\n...\nc: d", 2, 1, "HP012", "ett andra dokument", id="text after the end"),
        pytest.param("[a, b]: c", 1, 1, "HP010", "en nyckel måste vara ett ord", id="a list as key"),
        pytest.param("{a: b}: c", 1, 1, "HP010", "en nyckel måste vara ett ord", id="a group as key"),
        pytest.param("a: {{b}}", 1, 5, "HP010", "en nyckel måste vara ett ord", id="double braces"),
        pytest.param("? - a\n: b", 1, 3, "HP010", "en nyckel måste vara ett ord", id="a block list as key"),
        pytest.param("a: b\n~: c", 2, 1, "HP010", "här saknas en nyckel", id="no key"),
        pytest.param("a: b\n: c", 2, 1, "HP010", "här saknas en nyckel", id="a colon alone"),
        pytest.param(
            'a: "b\\e[31mc"', 1, 4, "HP006", "otillåtet tecken U+001B", id="a sign for the terminal"
        ),
        pytest.param('a: "b\\rc"', 1, 4, "HP006", "otillåtet tecken U+000D", id="a carriage return"),
        pytest.param('"\\u202ea": b', 1, 1, "HP006", "otillåtet tecken U+202E", id="text turned around"),
    ],
)
def test_what_goes_beyond_plain_yaml_is_refused_once(
    text: str, line: int, column: int, code: str, words: str
) -> None:
    [(found_line, found_column, found_code, message)] = _told(text)
    assert (found_line, found_column, found_code) == (line, column, code)
    assert message.startswith(words)


def test_an_anchor_and_its_alias_are_both_told() -> None:
    assert [(line, code) for line, _, code, _ in _told("a: &x b\nc: *x\n")] == [(1, "HP013"), (2, "HP013")]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param("a: *x\nb: c", {"a": None, "b": "c"}, id="an alias is unknown"),
        pytest.param("- *x\n- b", [None, "b"], id="an alias in a list is unknown"),
        pytest.param("*x : a\nb: c", {"b": "c"}, id="an alias as key is left out"),
        pytest.param("a: &x b\nc: !y d", {"a": "b", "c": "d"}, id="anchors and tags are left out"),
        pytest.param("~: {a: b}\nc: d", {"c": "d"}, id="a value without a key is left out"),
        pytest.param("a: b\na: {c: [d]}\ne: f", {"a": "b", "e": "f"}, id="the first of two keys is kept"),
    ],
)
def test_what_is_beside_a_refused_part_is_read(text: str, data: object) -> None:
    reading = _read(text)
    assert reading.problems
    assert reading.data == data


def test_the_first_document_is_kept_when_a_second_begins() -> None:
    assert _read("a: b\n---\nc: d").data == {"a": "b"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("[" * 100_000 + "]" * 100_000, id="closed brackets"),
        pytest.param("{a: " * 100_000, id="braces"),
        pytest.param("[{a: " * 50_000, id="both"),
        pytest.param("- " * 100_000, id="a list in lists"),
        pytest.param("".join(" " * depth + "a:\n" for depth in range(1_300)), id="groups in groups"),
        pytest.param("a:\n" + "".join(" " * depth + "-\n" for depth in range(1_300)), id="lists in lists"),
    ],
)
def test_what_nests_too_deep_is_refused_at_once(text: str) -> None:
    begun = time.perf_counter()
    [problem] = _read(text).problems
    assert time.perf_counter() - begun < 2
    assert (problem.code, problem.message) == ("HP015", "fler än 20 nivåer i varandra")


def test_as_many_levels_as_are_allowed_are_read() -> None:
    assert DEPTH_LIMIT == 20
    assert _told("[" * 20 + "]" * 20) == []
    assert _told("[" * 21 + "]" * 21) == [(1, 21, "HP015", "fler än 20 nivåer i varandra")]


@pytest.mark.parametrize(
    "text", ["title: a\n" * 20_000, "[" + "a, " * 50_000 + "]", "a: [" + "*b, " * 20_000 + "]"]
)
def test_a_file_of_thousands_of_faults_is_read_in_a_moment(text: str) -> None:
    begun = time.perf_counter()
    _read(text)
    assert time.perf_counter() - begun < 5


# ---- any text ---------------------------------------------------------------------------------------

_bits = st.sampled_from(
    ["a", "b", "åäö", "a: ", "b: ", "- ", "\n", "\n", "\n  ", "\n    ", " ", ":", "?", "? ", "-", "[", "]",
     "{", "}", ", ", ",", "#", " # c", "&a ", "*a", "!", "!a ", "!!str ", "|", ">", "|\n", "'", '"', "'b'",
     '"b"', "%", "@", "`", "~", "null", "\\", "\t", "\r", "\r\n", ".", "...\n", "---\n", "\n---\n", "<<: ",
     "=", "\u00a0", "\U0001f642"]
)  # fmt: skip
_noise = st.lists(_bits, max_size=12).map("".join)


def _well_told(text: str, reading: Reading) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in reading.problems:
        assert problem.place.file == PATH
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.message
        assert problem.hint


@given(_noise)
@settings(max_examples=500)
def test_noise_is_read_or_told_of_in_swedish_at_a_place_in_it(text: str) -> None:
    reading = _read(text)
    _well_told(text, reading)
    told = " ".join(f"{problem.message} {problem.hint}" for problem in reading.problems).split()
    assert not {"expected", "found", "the", "while", "mapping", "token", "character"} & set(told)


@given(_noise)
@settings(max_examples=500)
def test_noise_without_a_problem_reads_as_pyyaml_reads_it(text: str) -> None:
    reading = _read(text)
    try:
        theirs = yaml.load(text, yaml.CBaseLoader)
    except yaml.YAMLError:
        assert reading.problems
        return
    assume(not reading.problems)
    assert _with_empty_as_text(reading.data) == _with_empty_as_text(theirs)


def _with_empty_as_text(data: object) -> object:
    """The C reader has no word for unknown, so that both sides say it with an empty text."""
    if isinstance(data, dict):
        return {key: _with_empty_as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_empty_as_text(value) for value in data]
    return "" if data in {None, "~", "null"} else data


@given(st.text())
def test_any_text_gives_a_reading(text: str) -> None:
    assert isinstance(_read(text), Reading)


@pytest.mark.parametrize("sign", ["\ud800", "\x00", "\x1b", "\x85", "\u2028", "\ufeff", "\uffff", "\x0c"])
@pytest.mark.parametrize("text", ["{}", "a: {}", "a: b\n{}c: d", "a: '{}'", "- {}\n- a"])
def test_a_sign_that_no_file_may_hold_still_gives_a_reading(sign: str, text: str) -> None:
    assert isinstance(_read(text.replace("{}", sign)), Reading)


@given(st.binary())
@settings(max_examples=300)
def test_any_bytes_give_text_or_a_problem_and_never_an_error(raw: bytes) -> None:
    text, problems = decode(raw, PATH)
    if text is None:
        assert problems
    else:
        _well_told(text, _read(text))

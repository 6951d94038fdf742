"""Faults planted anywhere in plans that are good: hp says where they stand, and reads all other files."""

import contextlib
import io
import json
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from handlingsplan.cli.main import run
from handlingsplan.compute.check import Check, compute_check
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.model.problem import Problem
from handlingsplan.store.layout import FOLDERS, HEADER_PATH, RULES_PATH
from handlingsplan.store.load import Loading, build_plan
from handlingsplan.store.plaintext import decode
from tests.hostile import unseen
from tests.plans import ROOT

DAY = date(2026, 11, 1)
"""A day when all that the plans tell of has happened."""

Files = Mapping[str, bytes]


def planting(times: int) -> settings:
    """Return settings for a test that plants so many times; one fault is already small."""
    return settings(max_examples=times, phases=[Phase.generate])


def files_of(folder: Path) -> Files:
    """Return the files of a plan by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "data").rglob("*.yaml"))
    }


SMALL = ("tests/cases/good/suicidprevention", "tests/cases/good/stiftelse", "tests/cases/good/motesplan")
LARGE = "examples/ekbacken"
PLANS = {name: files_of(ROOT / name) for name in (*SMALL, LARGE)}
PLACES = [
    *((name, path) for name in SMALL for path in PLANS[name] for _ in range(12)),
    *((LARGE, path) for path in PLANS[LARGE]),
]
"""Files to plant in; those of the large plan, which takes ten times as long to read, more seldom."""


class Planted(NamedTuple):
    """A good plan, one of its files, and the text of that file with something done to it."""

    plan: str
    path: str
    raw: bytes
    line: int = 0

    def __repr__(self) -> str:
        shown = self.raw.split(b"\n")[self.line - 1] if self.line else self.raw
        return f"{self.plan}/{self.path}:{self.line}: {shown!r}"

    @property
    def files(self) -> Files:
        """Return the plan with what is planted in it."""
        return {**PLANS[self.plan], self.path: self.raw}


class Checked(NamedTuple):
    """What hp finds in some files."""

    loading: Loading
    check: Check

    def at(self, path: str, line: int) -> list[Problem]:
        """Return the problems at a line of a file."""
        return [
            found for found in self.check.problems if found.place.file == path and found.place.line == line
        ]


def checked(files: Files) -> Checked:
    """Check files as hp check does, without writing them."""
    texts: list[tuple[str, str]] = []
    problems: list[Problem] = []
    unread: dict[str, str] = {}
    for path, raw in sorted(files.items()):
        text, told = decode(raw, path)
        problems += told
        if text is None:
            unread[path] = raw.decode("utf-8", "replace").removeprefix("\ufeff")
        else:
            texts.append((path, text))
    loading = build_plan(texts, problems, unread)
    return Checked(loading, compute_check(loading.plan, loading.problems, Horizon(DAY)))


def none_hidden(files: Files, but: str, found: Checked) -> None:
    """Assert that all files but one are read: records are in the plan, and the plan's own are whole."""
    plan = found.loading.plan
    records = {path for path in files if path not in {HEADER_PATH, RULES_PATH}}
    assert {loaded.path for loaded in plan.loaded} >= records - {but}
    assert plan.header_read or but == HEADER_PATH or HEADER_PATH not in files
    assert len(files) == found.check.files.total <= found.check.files.read + 1


def well_told(files: Files, found: Checked) -> None:
    """Assert that every problem stands at a place that there is, in words that can be read."""
    for problem in found.check.problems:
        place = problem.place
        lines = re.split(
            r"\r\n|\n|\r", files.get(place.file, b"").decode("utf-8", "replace").removeprefix("\ufeff")
        )
        assert 0 <= place.line <= len(lines), problem
        assert 0 <= place.column <= (len(lines[place.line - 1]) + 1 if place.line else 0), problem
        assert problem.message
        assert not unseen(problem.message + (problem.hint or "")), problem
        assert "\n" not in problem.message + (problem.hint or ""), problem


def survived(planted: Planted) -> Checked:
    """Check a plan with something planted in it: all its other files are read and all problems well told."""
    found = checked(planted.files)
    none_hidden(planted.files, planted.path, found)
    assert found.check.files.complete or not found.check.passed
    well_told(planted.files, found)
    return found


def told_at_its_line(planted: Planted) -> None:
    """Assert that a fault is told at the line where it was planted."""
    found = survived(planted)
    assert not found.check.passed
    assert found.at(planted.path, planted.line), found.check.problems


# ---- what can be done to a file ---------------------------------------------------------------------

KEY = re.compile(r"(?P<indent> *(?:- )*)(?P<key>[a-zåäö_]+):(?P<value> .*)?$")
TITLE = re.compile(r"( *(?:- )*)(title|what|text|name|theme|reason|note): ([^\s\[{'\"|>&*!#].*)$")
DAYS = re.compile(r"( *(?:- )*(?:day|since|seen|due|from|to|spend_by|report_by): )(\d{4}-\d{2}-\d{2})$")
LISTS = re.compile(r"( *(?:- )*)(organisations|processes|directions|years|present|places): \[.*\]$")
WORDS = re.compile(r"( *(?:- )*)(lead|area|category|body): ([^\s\[{'\"]+)$")

Line = Callable[[str], str | None]


def lines_of(raw: bytes) -> list[str]:
    """Return the lines of a good file."""
    return raw.decode().split("\n")


@st.composite
def placed(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """Draw a plan, one of its files, and the lines of it."""
    plan, path = draw(st.sampled_from(PLACES))
    return plan, path, lines_of(PLANS[plan][path])


@st.composite
def lines_changed(
    draw: st.DrawFn, matching: re.Pattern[str], change: Callable[[re.Match[str]], str]
) -> Planted:
    """Draw a file in which one line of some form is changed; what is above and below it stays."""
    plan, path, lines = draw(placed())
    numbers = [number for number, line in enumerate(lines) if matching.fullmatch(line)]
    assume(numbers)
    number = draw(st.sampled_from(numbers))
    match = matching.fullmatch(lines[number])
    assert match
    lines[number] = change(match)
    return Planted(plan, path, "\n".join(lines).encode(), number + 1)


def joined(plan: str, path: str, lines: Sequence[str]) -> Planted:
    """Return a file of changed lines."""
    return Planted(plan, path, "\n".join(lines).encode())


@given(placed(), st.data())
@planting(30)
def test_a_line_that_is_lost_hides_no_other_file(
    place: tuple[str, str, list[str]], data: st.DataObject
) -> None:
    plan, path, lines = place
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    survived(joined(plan, path, lines))


@given(placed(), st.data())
@planting(30)
def test_lines_that_change_places_hide_no_other_file(
    place: tuple[str, str, list[str]], data: st.DataObject
) -> None:
    plan, path, lines = place
    one, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    survived(joined(plan, path, lines))


@given(placed(), st.data(), st.sampled_from([" ", "  ", "\t", "\N{NO-BREAK SPACE}", "- ", "# ", "? ", "-1"]))
@planting(35)
def test_a_line_that_is_moved_sideways_hides_no_other_file(
    place: tuple[str, str, list[str]], data: st.DataObject, by: str
) -> None:
    plan, path, lines = place
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] = lines[number].removeprefix(" ") if by == "-1" else by + lines[number]
    survived(joined(plan, path, lines))


@given(placed(), st.data())
@planting(30)
def test_a_file_that_is_cut_short_hides_no_other(
    place: tuple[str, str, list[str]], data: st.DataObject
) -> None:
    plan, path, _ = place
    whole = PLANS[plan][path]
    survived(Planted(plan, path, whole[: data.draw(st.integers(0, len(whole)))]))


SIGNS = st.one_of(
    st.sampled_from(
        [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA1)), "\u2028", "\u202e", "\u061c", "\ufeff"]
    ),
    st.sampled_from(
        ["'", '"', "[", "]", "{", "}", ":", ": ", "&a ", "*a", "!", "|", ">", "%", "@", "`", "#", ","]
    ),
    st.sampled_from(
        ["\n---\n", "\n...\n", "\n<<<<<<< a\n", "\\", "\r\n", "\U000e0041", "\ud800", "\U0001f600"]
    ),
)


@given(placed(), st.data(), SIGNS)
@planting(55)
def test_a_sign_set_in_anywhere_hides_no_other_file(
    place: tuple[str, str, list[str]], data: st.DataObject, sign: str
) -> None:
    plan, path, lines = place
    text = "\n".join(lines)
    at = data.draw(st.integers(0, len(text)))
    survived(Planted(plan, path, (text[:at] + sign + text[at:]).encode("utf-8", "surrogatepass")))


@given(placed(), st.data(), st.binary(min_size=1, max_size=4))
@planting(30)
def test_bytes_set_in_anywhere_hide_no_other_file(
    place: tuple[str, str, list[str]], data: st.DataObject, noise: bytes
) -> None:
    plan, path, _ = place
    raw = PLANS[plan][path]
    at = data.draw(st.integers(0, len(raw)))
    survived(Planted(plan, path, raw[:at] + noise + raw[at:]))


VALUES = st.sampled_from(
    ["[]", "{}", "[a]", "[[a]]", "{a: b}", "[{a: b}]", "null", "''", "okänt", "~", "ja", "nej", "0", "-1",
     "1e999", "2023", "9999-99-99", "2023-02-30", "tidigast 2023", "|", ">", "a: b", "[a", "{a", "'a", "*a",
     '"\\e[31m"', "!!python/object:os.system a", "&a b", "9" * 5000, "7 600 000", "hösten 2024", "." * 200]
)  # fmt: skip


@given(lines_changed(KEY, lambda match: match[0]), VALUES)
@planting(55)
def test_a_value_of_another_sort_hides_no_other_file(planted: Planted, value: str) -> None:
    lines = lines_of(planted.raw)
    match = KEY.fullmatch(lines[planted.line - 1])
    assert match
    lines[planted.line - 1] = f"{match['indent']}{match['key']}: {value}"
    survived(joined(planted.plan, planted.path, lines))


@given(placed(), st.sampled_from([*FOLDERS]), st.sampled_from(["flyttad", "H.1", "plan", "a" * 200]))
@planting(30)
def test_a_file_in_another_folder_hides_no_other(
    place: tuple[str, str, list[str]], folder: str, name: str
) -> None:
    plan, path, _ = place
    files = dict(PLANS[plan])
    raw = files.pop(path)
    target = f"data/{folder}/{name}.yaml"
    assume(target not in files)
    files[target] = raw
    found = checked(files)
    none_hidden(files, target, found)
    well_told(files, found)


@given(placed(), st.data())
@planting(15)
def test_two_checks_of_the_same_files_tell_the_same(
    place: tuple[str, str, list[str]], data: st.DataObject
) -> None:
    plan, path, lines = place
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        lines[number] = data.draw(st.sampled_from(lines))
    files = joined(plan, path, lines).files
    first, second = checked(files), checked(dict(sorted(files.items(), reverse=True)))
    assert first.check == second.check


# ---- faults that are surely faults, told at their line ----------------------------------------------


@given(lines_changed(KEY, lambda match: f"{match['indent']}{match['key']}q:{match['value'] or ''}"))
@planting(30)
def test_a_misspelt_key_is_told_at_its_line(planted: Planted) -> None:
    assume(not planted.path.endswith("plan.yaml"))  # there a key may be a word of the plan's own
    told_at_its_line(planted)


@given(lines_changed(KEY, lambda match: f"{match[0]}\n{' ' * len(match['indent'])}{match['key']}: a"))
@planting(30)
def test_a_repeated_key_is_told_at_its_line(planted: Planted) -> None:
    lines = lines_of(planted.raw)
    match = KEY.fullmatch(lines[planted.line - 1])
    assert match
    assume((match["value"] or "").strip())
    told_at_its_line(planted._replace(line=planted.line + 1))


@given(lines_changed(TITLE, lambda match: f"{match[1]}{match[2]}: [a, b]"))
@planting(30)
def test_a_list_for_a_text_is_told_at_its_line(planted: Planted) -> None:
    told_at_its_line(planted)


@given(lines_changed(TITLE, lambda match: f"{match[1]}{match[2]}: {{a: b}}"))
@planting(30)
def test_a_group_for_a_text_is_told_at_its_line(planted: Planted) -> None:
    told_at_its_line(planted)


@given(lines_changed(LISTS, lambda match: f"{match[1]}{match[2]}: ett ord"))
@planting(30)
def test_a_text_for_a_list_is_told_at_its_line(planted: Planted) -> None:
    told_at_its_line(planted)


@given(lines_changed(DAYS, lambda match: f"{match[1]}{match[2][:5]}02-31"))
@planting(30)
def test_a_day_that_does_not_exist_is_told_at_its_line(planted: Planted) -> None:
    told_at_its_line(planted)


@given(lines_changed(WORDS, lambda match: f"{match[1]}{match[2]}: finns-inte"))
@planting(30)
def test_a_word_that_the_plan_has_not_declared_is_told_at_its_line(planted: Planted) -> None:
    told_at_its_line(planted)


@given(lines_changed(TITLE, lambda match: f'{match[1]}{match[2]}: "a\\e[31mb"'))
@planting(30)
def test_a_sign_for_the_terminal_is_told_at_its_line(planted: Planted) -> None:
    told_at_its_line(planted)


@given(lines_changed(TITLE, lambda match: f"{match[1]}{match[2]}: {match[3]}: b"))
@planting(30)
def test_a_colon_in_a_text_is_told_at_its_line(planted: Planted) -> None:
    told_at_its_line(planted)


# ---- the whole command ------------------------------------------------------------------------------


def command(folder: Path, *args: str) -> tuple[int, str]:
    """Run hp check on a folder and return its exit code and what it wrote."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(["check", "--plan", str(folder), *args])
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return code, out.buffer.getvalue().decode()


@given(lines_changed(KEY, lambda match: match[0]), VALUES, SIGNS)
@planting(15)
def test_the_command_survives_what_is_planted(planted: Planted, value: str, sign: str) -> None:
    lines = lines_of(planted.raw)
    match = KEY.fullmatch(lines[planted.line - 1])
    assert match
    lines[planted.line - 1] = f"{match['indent']}{match['key']}: {value}{sign}"
    text = "\n".join(lines)
    with tempfile.TemporaryDirectory() as folder:
        for path, raw in {**planted.files, planted.path: text.encode("utf-8", "surrogatepass")}.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
        code, screen = command(Path(folder))
        found = json.loads(command(Path(folder), "--format", "json")[1])
    assert code in {0, 1}, screen
    assert not unseen(screen)
    assert found["files"]["read"] >= len(planted.files) - 1

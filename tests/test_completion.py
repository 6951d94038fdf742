"""What the shell completes: asked as the scripts ask, in bash itself, and on a terminal with the tab key."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.cli import check, showing
from handlingsplan.cli.completion.answer import answer
from handlingsplan.cli.completion.line import Line, quoted, split
from handlingsplan.cli.completion.scripts import SCRIPTS
from handlingsplan.cli.completion.words import (
    _FILES,
    _FIXED,
    _SHOWN,
    _SOURCES,
    SHELLS,
    UNKNOWN,
    listed_words,
)
from handlingsplan.cli.main import COMMANDS, application, run
from handlingsplan.cli.options import SELECTING
from handlingsplan.compute.facets import UNKNOWN_WORD
from handlingsplan.compute.grouping import GROUPINGS
from handlingsplan.compute.select import choose
from handlingsplan.compute.show import WORDS
from handlingsplan.model.fields import id_order
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.store import layout, naming
from handlingsplan.store.load import load_plan
from tests.plans import ROOT

BREAKS = " \t\n\"'@><=;|&(:"
"""What bash breaks words at, unless it is told otherwise."""

PLANS = [ROOT, ROOT / "examples" / "ekbacken"]
PLAN_TEXT = """\
name: Trygg
period: {from: 2021-03, to: 2023-12-31}
organisations:
  Norra skolan: {name: Skolan i norr}
  Ösmo: {name: "Ösmo: byn"}
  SOC:
    name: Socialtjänsten
    aliases: [Soc]
bodies: {gruppen: {kind: consensus}, grunden: {kind: officials}}
efforts:
  kväll:sen: {name: Kvällscafé}
  kväll:tidig: {name: Café}
  it's $HOME: {name: Konstig}
statuses: {pågår: {kind: active}, slutförd: {kind: completed}}
categories: {utbildning: {name: Utbildning}}
years: {2022: {grants_complete: ja}, 2025: {}}
"""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a small plan, whose names are as awkward as names can be, and return its folder."""
    files = {
        "plan.yaml": PLAN_TEXT,
        "processes/LDN.1.yaml": 'id: LDN.1\ntitle: "Lugn: och ro"\n',
        "processes/LDN.10.yaml": "id: LDN.10\ntitle: >-\n  Lång titel\n",
        "processes/norr/LDN.2.yaml": "id: LDN.2\ntitle: Tvåan  # så länge\n",
        "grants/2024/kurs.yaml": "id: kurs\ntitle: null\n",
        "grants/rekvisition-2022.yaml": "id: rekvisition-2022\nkind: requisition\nyear: 2022\n",
        "events/.dold.yaml": "id: dold\n",
        "events/fel namn.yaml": "id: fel\n",
    }
    for name, text in files.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HP_PLAN", raising=False)
    return tmp_path


@cache
def loaded_from(root: Path) -> Plan:
    """Return a plan as the loader reads it."""
    return load_plan(root).plan


def bash(line: str) -> list[str]:
    """Return what is answered to bash for a line, without what it is."""
    kind, *words, end = answer(application, "bash", [line, BREAKS]).split("\n")
    assert end == ""
    return words if kind == "words" else [f"<{kind}>"]


def fish(*words: str) -> list[str]:
    """Return what is answered to fish, and to zsh, for the words of a line."""
    assert answer(application, "zsh", words) == answer(application, "fish", words)
    return answer(application, "fish", words).split("\n")[1:-1]


COMPLETED = {
    "commands": ("hp sh", ["show"]),
    "no such command": ("hp visa ", []),
    "ids by their numbers": ("hp show LDN", ["LDN.1", "LDN.2", "LDN.10"]),
    "ids of all kinds": ("hp show ", ["kurs", "LDN.1", "LDN.2", "LDN.10", "rekvisition-2022"]),
    "an id whatever the case": ("hp show ldn.10", ["LDN.10"]),
    "the words of the plan where no id begins so": ("hp show SO", ["SOC"]),
    "an id to set, or the plan": ("hp set pl", ["plan"]),
    "an organisation": ("hp status --org S", ["SOC"]),
    "all organisations, and the lack of one": (
        "hp status --lead ",
        ["Norra\\ skolan", "Ösmo", "SOC", "okänt"],
    ),
    "one organisation only, which cannot be unknown": ("hp report styrgrupp --org ok", []),
    "after an equals sign bash replaces what follows": ("hp status --org=So", ["SOC"]),
    "a word with a blank": ("hp status --org No", ["Norra\\ skolan"]),
    "a word with a blank that is typed": ("hp status --org Norra\\ s", ["Norra\\ skolan"]),
    "within double quotes": ('hp status --org "No', ["Norra skolan"]),
    "within single quotes": ("hp status --org 'No", ["Norra skolan"]),
    "within quotes after an equals sign": ('hp status --org="No', ["Norra skolan"]),
    "a letter beyond a to z, whatever the case": ("hp status --org ö", ["Ösmo"]),
    "after a colon bash replaces what follows": ("hp grants --effort kväll:", ["sen", "tidig"]),
    "within quotes it replaces all": ('hp grants --effort "kväll:', ["kväll:sen", "kväll:tidig"]),
    "signs that bash would obey": ("hp grants --effort it", ["it\\'s\\ \\$HOME"]),
    "signs that it would obey within double quotes": ('hp grants --effort "it', ["it's \\$HOME"]),
    "and within single ones": ("hp grants --effort 'it", ["it'\\''s $HOME"]),
    "statuses of processes": ("hp status --status ", ["pågår", "slutförd", "okänt"]),
    "statuses of points": (
        "hp decisions --status ",
        ["föreslaget", "väntat", "beslutat", "återremitterat", "avslaget", "okänt"],
    ),
    "years": ("hp status --year ", ["2021", "2022", "2023", "2025", "okänt"]),
    "bodies": ("hp decisions --body gru", ["gruppen", "grunden"]),
    "categories": ("hp grants --category u", ["utbildning"]),
    "processes only": ("hp grants --process ", ["LDN.1", "LDN.2", "LDN.10", "okänt"]),
    "documents": ("hp report s", ["slutrapport", "styrgrupp"]),
    "a document to change": ("hp report --new-template besl", ["beslut"]),
    "sorts": ("hp list gro", ["groups"]),
    "keys of a sort": ("hp list groups --by pl", ["place", "places"]),
    "codes": ("hp check --only HP20", [f"HP20{number}" for number in range(1, 9)]),
    "formats": ("hp status --format ", ["table", "json", "csv", "md"]),
    "formats of another command": ("hp check --format=", ["text", "json", "github"]),
    "groupings": ("hp grants --by e", ["effort"]),
    "shells": ("hp completion ", ["bash", "zsh", "fish"]),
    "a folder": ("hp status --plan ", ["<folders>"]),
    "a folder after an equals sign": ("hp --plan=ex", ["<folders>"]),
    "a file": ("hp report styrgrupp -o ", ["<files>"]),
    "a day": ("hp status --as-of ", []),
    "options": ("hp status --l", ["--lead", "--list"]),
    "options where nothing else is awaited": ("hp show LDN.1 ", ["--as-of", "--format", "--plan", "--help"]),
    "options that can be repeated": ("hp status --org SOC --org", ["--org"]),
    "not those that cannot": ("hp status --list --format json --li", []),
    "options of hp itself": ("hp --", ["--plan", "--version", "--help"]),
    "after an option of hp itself": ("hp --plan . show LDN.1", ["LDN.1", "LDN.10"]),
    "nothing after the last word is an option": ("hp show -- LDN.2", ["LDN.2"]),
    "a field": ("hp set LDN.1 le", ["lead"]),
    "the status of a process": ("hp set LDN.1 status ", ["pågår", "slutförd"]),
    "what a field names": ("hp set LDN.1 lead S", ["SOC"]),
    "what a field names, by its Swedish name": ("hp set ldn.1 huvudansvar S", ["SOC"]),
    "what is added to a list": ("hp set LDN.1 organisations --add S", ["SOC"]),
    "an amount of a year": ("hp set kurs spe", ["spent"]),
    "a field of a requisition": ("hp set rekvisition-2022 ref", ["reference"]),
    "a field of plan.yaml": ("hp set plan smal", ["smallest_group"]),
    "no field of what is not there": ("hp set ingen ", []),
    "no value without a field": ("hp set --add ", []),
    "yes or no": ("hp set LDN.1 status slutförd --anchored ", ["ja", "nej"]),
}


@pytest.mark.parametrize(("line", "words"), COMPLETED.values(), ids=COMPLETED)
def test_a_line_is_completed(plan: Path, line: str, words: list[str]) -> None:
    assert bash(line) == words


def test_zsh_and_fish_are_told_what_each_candidate_is(plan: Path) -> None:
    assert fish("show", "LDN") == ["LDN.1\tLugn: och ro", "LDN.2\tTvåan", "LDN.10\tLång titel"]
    assert fish("show", "kurs") == ["kurs\t"]
    assert fish("status", "--org=Ö") == ["--org=Ösmo\tÖsmo: byn"]
    assert fish("sta") == ["status\tVisa var varje process står."]
    assert fish("set", "LDN.1", "lea") == ["lead\thuvudansvar"]
    assert fish("status", "--as") == ["--as-of\tLäget den dagen; även 2022 eller 2022-12."]


def test_the_plan_is_the_one_that_the_command_would_read(
    plan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(plan / "data" / "processes" / "norr")
    assert bash("hp show LDN.2") == ["LDN.2"]
    monkeypatch.chdir(tmp_path_factory.mktemp("annan"))
    assert bash("hp show LDN.2") == []
    assert bash(f"hp show --plan {plan} LDN.2") == ["LDN.2"]
    assert bash(f"hp --plan {plan} show LDN.2") == ["LDN.2"]
    monkeypatch.setenv("HP_PLAN", str(plan))
    assert bash("hp show LDN.2") == ["LDN.2"]


OPTIONS = [
    (name, option)
    for name, command in typer.main.get_command(application()).commands.items()  # type: ignore[attr-defined]
    for option in (option for param in command.params for option in param.opts if option.startswith("--"))
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_completed_with_its_first_sentence(name: str) -> None:
    assert next(line for line in fish(name) if line.startswith(f"{name}\t")).endswith((".", ":"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_is_completed(name: str) -> None:
    own = {option for command, option in OPTIONS if command == name}
    assert {line.split("\t")[0] for line in fish(name, "--")} == {*own, "--help"}
    assert all(line.split("\t")[1] for line in fish(name, "--") if not line.startswith("--help"))


FREE = {
    "DAG", "DAGAR", "TEXT", "ANTAL", "FORM", "PLATS", "VAD", "VAD; VEM; NÄR", "NAMN", "ÄGARE",
    "NYCKEL=ORD", "ORG=ORG", "KORT=NAMN", "KORT=NAMN:SLAG",
    "BELOPP", "FÄLT=VÄRDE", "NYTT",
}  # fmt: skip
"""What only the user knows."""


def test_every_value_is_completed_unless_only_the_user_knows_it() -> None:
    known = {*_FIXED, *_SOURCES, *_FILES, *FREE}
    for name, command in typer.main.get_command(application()).commands.items():  # type: ignore[attr-defined]
        for param in command.params:
            metavar = (param.metavar or "").strip("[]. ")
            ways = {metavar, f"{name} {metavar}", param.opts[0]}
            listed = listed_words(getattr(param, "help", None))
            flag = getattr(param, "is_flag", False)
            parts = set(metavar.split("|"))
            assert flag or listed or ways & known or parts <= known, (name, param.opts, metavar)


@pytest.mark.parametrize(
    ("name", "words"),
    [("status", showing.FORMATS), ("check", check.FORMATS), ("grants", GROUPINGS), ("completion", SHELLS)],
)
def test_the_words_that_a_help_lists_are_those_that_the_command_takes(
    name: str, words: tuple[str, ...]
) -> None:
    params = typer.main.get_command(application()).commands[name].params  # type: ignore[attr-defined]
    assert list(words) in [listed_words(param.help) for param in params]
    assert set(SCRIPTS) == set(SHELLS)


@pytest.mark.parametrize(
    "text",
    [
        "Läget den dagen; även 2022 eller 2022-12.",
        "Läge; för beslut punkternas läge.",
        "Planens mapp.",
        "",
        None,
    ],
)
def test_a_help_that_lists_no_words_is_not_taken_for_one(text: str | None) -> None:
    assert listed_words(text) == []


@pytest.mark.parametrize("root", PLANS, ids=["real", "ekbacken"])
class TestNamesAreThoseOfThePlan:
    """The light reader says what the loader says."""

    @pytest.fixture
    def loaded(self, root: Path) -> Plan:
        return loaded_from(root)

    def test_ids_in_order(self, root: Path, loaded: Plan) -> None:
        assert list(naming.record_files(root)) == sorted(loaded.by_id, key=id_order)
        assert list(naming.record_files(root, "processes")) == list(loaded.processes)

    def test_titles(self, root: Path, loaded: Plan) -> None:
        for id_, file in naming.record_files(root).items():
            title = getattr(loaded.by_id[id_].record, "title", None) or ""
            seen = naming.title_of(file)
            assert title.startswith(seen), id_
            assert bool(seen) == bool(title), id_

    def test_words_with_their_names(self, root: Path, loaded: Plan) -> None:
        tables = naming.header_tables(root)
        for name in _SHOWN:
            table = getattr(loaded.header, name)
            assert list(tables.get(name, {})) == [str(key) for key in table], name
            names = {str(key): getattr(named, "name", None) or "" for key, named in table.items()}
            if name != "years":
                assert tables.get(name, {}) == names, name


@pytest.mark.parametrize("root", PLANS, ids=["real", "ekbacken"])
@pytest.mark.parametrize("name", SELECTING)
def test_the_command_takes_every_word_that_is_completed(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    words = [line.partition("\t")[0] for line in fish("status", f"--{name}", "")]
    plan = loaded_from(root)
    assert len(words) > 1
    assert choose(plan, {name: words}).wanted[name] == set(words)


def test_what_stands_twice_in_the_code_is_the_same() -> None:
    assert (naming.DATA, naming.HEADER_PATH) == (layout.DATA, layout.HEADER_PATH)
    assert tuple(WORDS) == _SHOWN
    assert UNKNOWN == UNKNOWN_WORD
    assert PLAN == "plan"


def test_bash_sets_aside_what_stands_before_the_last_break() -> None:
    assert split("hp status --org=K", BREAKS) == Line(("hp", "status"), "--org=K", "", 6)
    assert split("hp status --org=K", " ") == Line(("hp", "status"), "--org=K", "", 0)
    assert split("hp show a\\:b", BREAKS) == Line(("hp", "show"), "a:b", "", 0)
    assert split('hp show x:"a b', BREAKS) == Line(("hp", "show"), "x:a b", '"', 2)
    assert split("hp show ", BREAKS) == Line(("hp", "show"), "", "", 0)
    assert split("hp show ''", BREAKS) == Line(("hp", "show"), "", "", 0)
    assert split("", BREAKS) == Line((), "", "", 0)


WORD = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(WORD, st.sampled_from(["", '"', "'"]))
def test_a_quoted_word_is_read_as_it_was(word: str, quote: str) -> None:
    typed = quote + quoted(word, quote)
    read = split(f"hp show {typed}", "")
    assert (read.words, read.last) == (("hp", "show"), word)
    assert split(f"hp show {typed}{quote} x", "").words == ("hp", "show", word)


@given(st.text())
def test_any_line_can_be_taken_apart(line: str) -> None:
    read = split(line, BREAKS)
    assert 0 <= read.taken <= len(read.last)


NASTY = [
    "it's",
    "$HOME",
    "`id`",
    "a b",
    'säg "hej"',
    "\\",
    "a:b",
    "!x",
    "*",
    "~",
    "#x",
    "åäö",
    "x;y",
    "(a)",
    "{a,b}",
    "-n",
]


@pytest.mark.parametrize("quote", ["", '"', "'"], ids=["no", "double", "single"])
def test_bash_itself_reads_a_quoted_word_as_it_was(quote: str) -> None:
    words = " ".join(f"{quote}{quoted(word, quote)}{quote}" for word in NASTY)
    done = subprocess.run(
        ["bash", "-c", f"printf '%s\\n' -- {words}"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[1:] == NASTY


def asked(cwd: Path, *args: str, shell: str = "fish") -> tuple[int, str, str]:
    """Ask as a script does, in a process of its own: exit code, what is answered, and complaints."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("HP_")}
    done = subprocess.run(
        [sys.executable, "-m", "handlingsplan", *args], cwd=cwd, env={**clean, "_HP_COMPLETE": shell},
        capture_output=True, encoding="utf-8", check=False, timeout=20,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


BROKEN = {
    "half a file": ("organisations:\n  SOC: {name: Soc}\n  BUF: {name: [", ["SOC\tSoc", "BUF\t"]),
    "no table": ("organisations: SOC\n", []),
    "no mapping": ("- a\n- b\n", []),
    "brackets": ("organisations: {A: {}, B: " + "[" * 100_000, ["A\t", "B\t"]),
    "aliases": ("organisations: {A: &x {name: *x}, *y : 1, B: }\n", ["A\t", "B\t"]),
    "groups for keys": ("organisations: {A: {}, {a: b}: c, B: {}}\n", ["A\t"]),
    "lists": ("organisations: [A, {B: C}]\nareas: {D: {name: [E]}}\n", []),
    "signs that a terminal obeys": (
        'organisations: {"\\e[2J": {}, A: {name: "\\e[2Jx"}, "B\\n": {}}\n',
        ["A\t [2Jx"],
    ),
    "empty": ("", []),
}


@pytest.mark.parametrize(("text", "answered"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plan_yaml_gives_what_can_be_made_out(plan: Path, text: str, answered: list[str]) -> None:
    (plan / "data" / "plan.yaml").write_text(text, encoding="utf-8")
    code, said, complaints = asked(plan, "status", "--org", "")
    assert (code, complaints) == (0, "")
    assert said.splitlines() == ["words", *answered, *["okänt\tdet som saknas"] * bool(answered)]


def test_a_plan_yaml_that_is_no_text_or_no_file_is_no_fault(plan: Path) -> None:
    header = plan / "data" / "plan.yaml"
    header.write_bytes(b"\xff\xfe\x00organisations: {SOC: {}}")
    assert asked(plan, "status", "--org", "S") == (0, "words\n", "")
    header.unlink()
    os.mkfifo(header)
    assert asked(plan, "status", "--org", "S") == (0, "words\n", "")
    header.unlink()
    header.mkdir()
    assert asked(plan, "status", "--org", "S") == (0, "words\n", "")


def test_records_that_cannot_be_opened_are_named_all_the_same(plan: Path) -> None:
    os.mkfifo(plan / "data" / "events" / "rorledning.yaml")
    (plan / "data" / "events" / "lank.yaml").symlink_to("ingenstans")
    (plan / "data" / "events" / "byte.yaml").write_bytes(b"title: \xff\n")
    code, said, complaints = asked(plan, "show", "")
    assert (code, complaints) == (0, "")
    assert {"rorledning\t", "lank\t", "byte\t\N{REPLACEMENT CHARACTER}"} <= set(said.splitlines())


def test_nothing_is_said_where_nothing_can_be_answered(tmp_path: Path) -> None:
    assert asked(tmp_path, "show", "") == (0, "words\n", "")
    assert asked(tmp_path, "visa", "") == (0, "words\n", "")
    assert asked(tmp_path) == (0, "", "")
    assert asked(tmp_path, "hp show ", shell="bash") == (0, "", "")
    assert asked(tmp_path, "status", "--plan", "ingenstans", "--org", "") == (
        0,
        "words\n",
        "",
    )


@pytest.mark.parametrize("words", [["show", "LDN.10"], ["completio"], ["status", "--format", "js"]])
def test_what_takes_long_to_import_is_not_needed_for_ids_nor_commands(plan: Path, words: list[str]) -> None:
    program = (
        "import sys; from handlingsplan.cli.main import application\n"
        "from handlingsplan.cli.completion.answer import answer\n"
        "assert answer(application, 'zsh', sys.argv[1:]).startswith('words\\n' + sys.argv[-1])\n"
        "print([name for name in ('pydantic', 'yaml', 'rich', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=plan, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"


@pytest.fixture
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a command hp, and with the script of bash."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "hp").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m handlingsplan "$@"\n', encoding="utf-8"
    )
    (folder / "hp").chmod(0o755)
    (folder / "script").write_text(SCRIPTS["bash"], encoding="utf-8")
    return folder


def environment(tools: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("HP_")}
    return {
        **clean,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "PS1": "$ ",
    }


def test_bash_calls_the_function_and_gets_its_replies(plan: Path, tools: Path) -> None:
    program = f"""
        source {tools}/script
        complete -p hp
        for line in 'hp show LDN' 'hp status --org=No' 'hp grants --effort kväll:' 'hp visa '; do
            COMP_LINE="$line tail" COMP_POINT=${{#line}} COMPREPLY=()
            _hp hp
            printf '%s;' "${{COMPREPLY[@]}}"; echo
        done
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", program], cwd=plan, env=environment(tools),
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "complete -o nosort -F _hp hp", "LDN.1;LDN.2;LDN.10;", "Norra\\ skolan;", "sen;tidig;", ";",
    ]  # fmt: skip


class Terminal:
    """Bash on a terminal of its own, with keys to press."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], environment(tools))
        self.seen = ""
        self.press(f"source {tools}/script; bind 'set enable-bracketed-paste off'; echo re''dy\n", "redy")

    def press(self, keys: str, until: str) -> None:
        """Press keys and wait for what is to be seen of them."""
        self.seen = ""
        os.write(self.end, keys.encode())
        deadline = time.monotonic() + 10
        while until not in self.seen and time.monotonic() < deadline:
            if select.select([self.end], [], [], 0.1)[0]:
                self.seen += os.read(self.end, 65536).decode("utf-8", "replace")
                self.seen = self.seen.replace("\a", "")
        assert until in self.seen, self.seen

    def close(self) -> None:
        os.close(self.end)
        os.waitpid(self.pid, 0)


@pytest.fixture
def terminal(plan: Path, tools: Path) -> Iterator[Terminal]:
    opened = Terminal(plan, tools)
    yield opened
    opened.close()


def test_the_tab_key_completes_in_bash(terminal: Terminal) -> None:
    terminal.press("hp show LDN\t", "LDN.")
    terminal.press("\t\t", "LDN.10")
    assert re.search(r"LDN\.1 +LDN\.2 +LDN\.10", terminal.seen)
    terminal.press("\x15hp status --org Nor\t", "--org Norra\\ skolan ")
    terminal.press('\x15hp status --org="Nor\t', '--org="Norra skolan" ')
    terminal.press("\x15hp grants --effort kväll:s\t", "--effort kväll:sen ")
    terminal.press("\x15hp status --plan da\t", "--plan data/")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be a user with an empty home."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    return tmp_path


PLACES = {
    "bash": ".local/share/bash-completion/completions/hp",
    "zsh": ".local/share/zsh/site-functions/_hp",
    "fish": ".config/fish/completions/hp.fish",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed_or_put_where_the_shell_looks(
    home: Path, shell: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", shell]) == 0
    printed = capfd.readouterr().out
    assert printed == SCRIPTS[shell]
    assert run(["completion", shell, "--install"]) == 0
    assert (home / PLACES[shell]).read_text("utf-8") == printed
    assert capfd.readouterr().err.startswith(f"hp: skrev ~/{PLACES[shell]}\n")
    assert [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()] == [
        PLACES[shell]
    ]
    assert run(["completion", shell, "--install"]) == 0
    assert "finns redan och är likadan" in capfd.readouterr().err


def test_without_words_the_user_is_told_how(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["completion"]) == 0
    told = capfd.readouterr().out
    assert all(f"hp completion {shell} --install\n" in told for shell in SHELLS)
    assert told.endswith("Ditt skal är fish.\n")


def test_the_users_own_shell_is_taken_where_none_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", "--install"]) == 0
    assert (home / PLACES["fish"]).is_file()
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert run(["completion", "--install"]) == 2
    assert "vet inte vilket skal" in capfd.readouterr().err
    assert run(["completion", "fisk"]) == 2
    assert "menade du fish?" in capfd.readouterr().err


def test_folders_that_the_user_has_moved_are_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "d"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "c"))
    for shell in SHELLS:
        assert run(["completion", shell, "--install"]) == 0
    found = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    assert found == [
        "c/fish/completions/hp.fish",
        "d/bash-completion/completions/hp",
        "d/zsh/site-functions/_hp",
    ]


def test_an_older_script_is_written_over_and_another_file_never(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    script = home / PLACES["fish"]
    script.parent.mkdir(parents=True)
    script.write_text("# Skrivet av hp completion: förr\nold\n", encoding="utf-8")
    assert run(["completion", "fish", "--install"]) == 0
    assert script.read_text("utf-8") == SCRIPTS["fish"]
    assert "skrev om ~/" in capfd.readouterr().err
    script.write_text("complete hp\n", encoding="utf-8")
    assert run(["completion", "fish", "--install"]) == 3
    assert script.read_text("utf-8") == "complete hp\n"
    assert "skrivs inte över" in capfd.readouterr().err
    assert [path.name for path in script.parent.iterdir()] == ["hp.fish"]


def test_a_file_where_a_folder_should_be_is_told_of(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (home / ".config").write_text("", encoding="utf-8")
    assert run(["completion", "fish", "--install"]) == 3
    assert "Traceback" not in capfd.readouterr().err

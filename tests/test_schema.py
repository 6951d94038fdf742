"""The schemas of the plan's files: what they say, that they agree with hp check, and how editors get them."""

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError
from ruamel.yaml import YAML

from handlingsplan.cli.main import run
from handlingsplan.cli.schema import schema
from handlingsplan.model import day, figure
from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.labels import LABELS
from handlingsplan.model.plan import Plan
from handlingsplan.present.export.text import json_text
from handlingsplan.present.schema.build import schema_of
from handlingsplan.present.schema.forms import FORMS
from handlingsplan.store.editors import Described, described
from handlingsplan.store.layout import kind_of
from handlingsplan.store.load import load_plan
from handlingsplan.store.yamltext import read_yaml
from tests.plans import ROOT, plan_of
from tests.running import Ran

EXAMPLE = ROOT / "examples" / "ekbacken"
CASES = ROOT / "tests" / "cases"
KINDS = [it.kind for it in described()]
PROCESSES = [
    "FRITID.1", "FRITID.2", "FRITID.3", "SKOLA.1", "SKOLA.2", "SKOLA.3", "SKOLA.4", "TU.1", "TU.2", "TU.3",
    "VARD.1", "VARD.2", "VARD.3",
]  # fmt: skip
"""The processes of the example."""


HpSchema = Callable[..., Ran]


@pytest.fixture
def hp_schema(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> HpSchema:
    """Run `hp schema` on the plan in a folder."""
    monkeypatch.delenv("HP_PLAN", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command("schema")(schema)

    def ran(*args: str, plan: Path = EXAMPLE) -> Ran:
        code = run([*args, "--plan", str(plan)], app)
        return Ran(code, *capsys.readouterr())

    return ran


@cache
def plan_in(folder: Path) -> Plan:
    return load_plan(folder, rules=True).plan


@cache
def of_kind(kind: str, folder: Path = EXAMPLE) -> dict[str, Any]:
    chosen = next(it for it in described() if it.kind == kind)
    return schema_of(chosen.parts(), kind, plan_in(folder))


@cache
def checker(kind: str, folder: Path = EXAMPLE) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(of_kind(kind, folder))


def as_others_read(text: str) -> Any:
    """Return what check-jsonschema sees in a YAML text: days are text, keys too."""
    yaml = YAML(typ="safe", pure=True)
    constructors = yaml.constructor.yaml_constructors
    yaml.constructor.yaml_constructors = {
        **constructors, "tag:yaml.org,2002:timestamp": constructors["tag:yaml.org,2002:str"]
    }  # fmt: skip
    return with_text_keys(yaml.load(text))


def with_text_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): with_text_keys(value) for key, value in data.items()}
    return [with_text_keys(value) for value in data] if isinstance(data, list) else data


def refusals(kind: str, text: str, folder: Path = EXAMPLE) -> list[str]:
    """Return where a text of a kind of file is refused."""
    errors = checker(kind, folder).iter_errors(as_others_read(text))
    return sorted({"/".join(map(str, error.absolute_path)) for error in errors})


def properties(of: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every key that a schema describes."""
    for definition in of["$defs"].values():
        yield from definition.get("properties", {}).items()


# What the schemas say


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_and_small(kind: str) -> None:
    for folder in (ROOT, EXAMPLE):
        made = of_kind(kind, folder)
        jsonschema.Draft202012Validator.check_schema(made)
        assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert len(json_text(made).encode()) < 200_000


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_its_swedish_name_and_explanation(kind: str) -> None:
    for key, told in properties(of_kind(kind)):
        assert told["title"] == LABELS[key].name
        assert told["description"].endswith(".")
    for definition in of_kind(kind)["$defs"].values():
        for key, told in definition.get("properties", {}).items():
            assert told["markdownDescription"].startswith(LABELS[key].about)


WORD_LIST = re.findall(
    r"^\| `(\w+)` \| [^|]+ \| [^|]+ \| ([^|]+) \| [^|]* \|$",
    (ROOT / "docs" / "ordlista.md").read_text("utf-8"),
    re.MULTILINE,
)
WORDS = re.compile(
    r"nummer|namn|kortnamn|ord|(?:ett |en )?(?:slag|kort namn|nyckel)(?!.*källor).*"
    r"|lista av (?:nam|kort|or|nyckl)\w+"
    r"|kortnamn: kortnamn|nyckel: ord|nyckel och lista av ord|nyckel och `derived` eller `inferred`"
)
"""What the word list says of values that are just words: it tells more of them than a type can."""


def test_a_key_is_written_as_the_word_list_says() -> None:
    told = {
        (key, found[1])
        for kind in KINDS
        for key, value in properties(of_kind(kind))
        if (found := re.search(r"Skrivs som ([^.]+)\.", value.get("markdownDescription", "")))
    }
    listed = [(key, written) for key, written in WORD_LIST if not WORDS.fullmatch(written)]
    assert len(listed) > 350
    assert not [it for it in listed if it not in told]


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("process", "areas-null", ["TU", "SKOLA", "FRITID", "VÅRD", None]),
        ("process", "statuses", ["på tur", "i gång", "vilar", "fortsatt stöd", "klar", "nedlagd"]),
        ("grant", "efforts", ["läxkafé", "tryggteam"]),
        (
            "event",
            "event_kinds-null",
            ["temadag", "utbildningsdag", "dialogmöte", "studiebesök", "milstolpe", None],
        ),
        ("process", "successors-null", ["fortsättningsplanen", "elevhälsoplanen", None]),
        ("finding", "process-null", [*PROCESSES, None]),
        ("track", "process", PROCESSES),
    ],
)
def test_the_plans_own_words_can_be_chosen(kind: str, name: str, words: list[str | None]) -> None:
    found = of_kind(kind)["$defs"][name]
    assert found["enum"] == words
    assert len(found["enumDescriptions"]) == len(words)


def test_a_word_is_told_with_its_name_and_what_kind_of_state_it_is() -> None:
    statuses = of_kind("process")["$defs"]["statuses"]
    assert statuses["enumDescriptions"][-2:] == ["Klar, slutförd", "Nedlagd innan den blev klar, avbruten"]
    areas = of_kind("process")["$defs"]["areas-null"]
    assert areas["enumDescriptions"][-1] == "okänt; räknas som en lucka"


def test_where_the_plan_declares_no_words_any_word_may_stand() -> None:
    plan = plan_of("name: Ny plan\n")
    chosen = next(it for it in described() if it.kind == "process")
    valid = jsonschema.Draft202012Validator(schema_of(chosen.parts(), "", plan))
    text = "id: A\narea: vad som helst\nlead: VEM\nhistory: [{status: klar}]\nsources: {area: [x 1]}"
    assert not list(valid.iter_errors(as_others_read(text)))


def test_words_of_a_table_with_a_fault_are_not_closed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    header = "areas:\n  A: {name: Ett}\n  B: {nam: Två}\nstatuses:\n  klar: {kind: completed}\n"
    (tmp_path / "data" / "plan.yaml").write_text(header, encoding="utf-8")
    definitions = of_kind("process", tmp_path)["$defs"]
    assert definitions["statuses"]["enum"] == ["klar"]
    assert "enum" not in definitions["areas-null"]


def test_a_record_that_cannot_be_read_can_be_pointed_to_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "data" / "processes").mkdir(parents=True)
    (tmp_path / "data" / "plan.yaml").write_text("name: Ny\n", encoding="utf-8")
    (tmp_path / "data" / "processes" / "A.1.yaml").write_text("id: A.1\n", encoding="utf-8")
    (tmp_path / "data" / "processes" / "A.2.yaml").write_text("id: A.2\ntitel: x\n", encoding="utf-8")
    assert of_kind("event", tmp_path)["$defs"]["process"]["enum"] == ["A.1", "A.2"]


def test_a_new_word_in_plan_yaml_may_be_used_there_at_once() -> None:
    text = "organisations: {NY: {name: Ny}}\nparticipation_complete: [NY]\n"
    assert not refusals("plan", text)
    assert refusals("process", "id: A\nlead: NY\n") == ["lead"]


# That they agree with hp check


def files_of(folder: Path) -> list[tuple[Described, Path]]:
    return [(it, path) for it in described() for path in sorted(folder.glob(it.pattern))]


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", [ROOT, EXAMPLE, *sorted((CASES / "good").iterdir())], ids=lambda it: it.name
)
def test_a_plan_without_faults_is_accepted_in_every_file(folder: Path) -> None:
    files = files_of(folder)
    assert len(files) == len(plan_in(folder).texts)
    for kind, path in files:
        assert not refusals(kind.kind, path.read_text("utf-8"), folder), path


UNSEEN = {
    "no_such_day": "the calendar",
    "undeclared_name_in_many_places": "told once, at the first place",
}
"""Cases where the schemas and hp check tell of other files, and why."""

SEEN = {f"HP{code}" for code in (*range(101, 106), *range(110, 119), 120, 121, *range(203, 209))} | {"HP021"}
"""The problems that one file and the plan's words are enough to see."""


def faulty() -> list[tuple[Path, dict[str, set[str]]]]:
    """Return the folders that hp check finds something in, with the codes of each file that is YAML."""
    found = []
    for case in sorted((CASES / "bad").iterdir()):
        expected = (case / "expected.txt").read_text("utf-8")
        codes: dict[str, set[str]] = {}
        for file, code in re.findall(r"^(data/[^:\n]+)(?::\d+:\d+)?: \w+ (HP\d+)", expected, re.MULTILINE):
            codes.setdefault(file, set()).add(code)
        if case.name not in UNSEEN and (case / "data").is_dir():
            found.append((case, codes))
    return found


@pytest.mark.slow
def test_the_schemas_refuse_the_files_that_hp_check_finds_fault_with_and_no_other() -> None:
    refused = accepted = 0
    for case, codes in faulty():
        for kind, path in files_of(case):
            told = codes.get(path.relative_to(case).as_posix(), set())
            if not any(code < "HP021" for code in told):  # what is no YAML is nothing for a schema
                found = refusals(kind.kind, path.read_text("utf-8"), case)
                assert bool(found) == bool(told & SEEN), (path, told, found)
                refused, accepted = refused + bool(found), accepted + (not found)
    assert refused > 70
    assert accepted > 200


@pytest.mark.parametrize(
    ("kind", "text", "where"),
    [
        pytest.param("process", "id: A\nhistory: [{status: kalr}]", "history/0/status", id="status"),
        pytest.param("process", "id: A\narea: FRITIDD", "area", id="area"),
        pytest.param("process", "id: A\nlead: Socialförvaltningen", "lead", id="full name"),
        pytest.param("process", "id: A\norganisations: SOC", "organisations", id="text for a list"),
        pytest.param("process", "id: A\norganisations: [SOC, SOC]", "organisations", id="a word twice"),
        pytest.param("process", "id: A\nhistory: {status: klar}", "history", id="group for a list"),
        pytest.param("process", "id: A\ntitle: okänt", "title", id="unknown as a word"),
        pytest.param("process", "id: A\ntitle: 2022", "title", id="a number without quotes"),
        pytest.param("process", "id: 2.1", "id", id="an id without quotes"),
        pytest.param("process", "title: A", "", id="no id"),
        pytest.param("process", "id: A\ntitel: B", "", id="Swedish key"),
        pytest.param("process", "id: A\nnot_participating: null", "not_participating", id="null for a list"),
        pytest.param("process", "id: A\nsources: {titel: []}", "sources", id="source of no key"),
        pytest.param("process", "id: A\nsources: {title: [slut 1]}", "sources/title/0", id="no such source"),
        pytest.param("process", "id: A\npauses: [{from: 3/4 2022}]", "pauses/0/from", id="a slashed day"),
        pytest.param("process", "id: A\npauses: [{to: 20220304}]", "pauses/0/to", id="a day as a number"),
        pytest.param("grant", "id: a\nyears: [22]", "years/0", id="a short year"),
        pytest.param("grant", "id: a\namounts: [{year: 2022, spent: 7.6}]", "amounts/0/spent", id="a point"),
        pytest.param("grant", "id: a\namounts: [{year: 2022, spent: -5}]", "amounts/0/spent", id="negative"),
        pytest.param("grant", "id: a\nprocesses: [TU.9]", "processes/0", id="no such process"),
        pytest.param("grant", "id: a\nprocesses: [2023-foraldragrupper]", "processes/0", id="a grant"),
        pytest.param("grant", "id: a\ngroups: [{participants: tolv}]", "groups/0/participants", id="words"),
        pytest.param("grant", "id: a\nkind: rekvisition\nyear: 2022", "kind", id="Swedish kind"),
        pytest.param("grant", "id: a\nkind: requisition\nyear: 2022\nspent: 5", "", id="key of another kind"),
        pytest.param("decision", "id: a\nparagraph: 6", "paragraph", id="a paragraph without quotes"),
        pytest.param("decision", "id: a\nvoice_given: {SOC: XYZ}", "voice_given/SOC", id="voice to nobody"),
        pytest.param("decision", "id: a\nvoice_given: {XYZ: SOC}", "voice_given", id="voice of nobody"),
        pytest.param("plan", "years: {22: {}}", "years", id="a short year as key"),
        pytest.param("plan", "bodies: {n: {kind: politiskt}}", "bodies/n/kind", id="Swedish kind of body"),
        pytest.param("plan", "organisations: {A: {party: kanske}}", "organisations/A/party", id="perhaps"),
        pytest.param("rules", "rules: {HP201: {title: a, records: b}}", "rules", id="a code of hp's own"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_where_it_stands(kind: str, text: str, where: str) -> None:
    assert refusals(kind, text) == [where]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("process", "id: A\nlead:\norganisations: null\nhistory: ~", id="the unknown"),
        pytest.param("process", "id: A\nhistory: [{status: klar, seen: 2022}]", id="a year as a number"),
        pytest.param(
            "process", "id: A\nhistory: [{status: klar, seen: 2022-03-14, anchored: JA}]", id="a whole day"
        ),
        pytest.param("process", "id: A\nhistory: [{status: klar, seen: 2022, anchored: true}]", id="true"),
        pytest.param(
            "process", "id: A\nindicators: [{name: a, baseline: 25, target: 2.5}]", id="bare numbers"
        ),
        pytest.param(
            "grant", "id: a\namounts: [{year: 2022, applied: 900000, spent: 900 000}]", id="bare amounts"
        ),
        pytest.param("grant", "id: a\nkind: requisition\nyear: '2022'", id="a requisition"),
    ],
)
def test_what_hp_reads_without_a_word_is_accepted(kind: str, text: str) -> None:
    folder = {"process": "processes", "grant": "grants"}[kind]
    path = f"data/{folder}/x.yaml"
    data: Any = read_yaml(text, path).data
    kind_of(path, data).model_validate(data)
    assert not refusals(kind, text)


def steps_in(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value in a file."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        yield (*at, step)
        yield from steps_in(value, (*at, step))


def changed(data: Any, way: tuple[str | int, ...], *, drop: bool) -> Any:
    """Return a copy of data without what a way leads to, or with null there."""
    data = copy.deepcopy(data)
    inner = data
    for step in way[:-1]:
        inner = inner[step]
    if drop:
        del inner[way[-1]]
    else:
        inner[way[-1]] = None
    return data


ONE_OF_EACH = {it.kind: path for it, path in files_of(EXAMPLE)}


@pytest.mark.slow
@given(st.data(), st.sampled_from(sorted(ONE_OF_EACH)), st.booleans())
def test_whatever_is_left_out_or_unknown_the_schema_accepts_what_hp_accepts(
    data: st.DataObject, kind: str, drop: bool
) -> None:
    path = ONE_OF_EACH[kind]
    own: Any = read_yaml(path.read_text("utf-8"), path.relative_to(EXAMPLE).as_posix()).data
    way = data.draw(st.sampled_from(list(steps_in(own))))
    own, others = (
        changed(own, way, drop=drop),
        changed(as_others_read(path.read_text("utf-8")), way, drop=drop),
    )
    try:
        kind_of(path.relative_to(EXAMPLE).as_posix(), own).model_validate(own)
    except ValidationError:
        assume(False)
    assert not list(checker(kind).iter_errors(others))


# The patterns


@st.composite
def written(draw: st.DrawFn, patterns: list[str], before: list[str]) -> str:
    """Return a text of one of some forms as people write it: with capitals and more blanks."""
    text = draw(st.sampled_from(before)) + draw(
        st.from_regex(draw(st.sampled_from(patterns)), fullmatch=True)
    )
    text = draw(st.sampled_from([text, text.upper(), text.capitalize()]))
    return draw(st.sampled_from(["", " "])) + text.replace(" ", draw(st.sampled_from([" ", "  "])))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reads", "parse", "forms", "before"),
    [
        ("day", Day.parse, [form for form, _ in day._FORMS], ["", "tidigast ", "senast "]),
        ("kronor", Kronor.parse, [figure._KRONOR], [""]),
        ("number", Number.parse, [figure._PLAIN, figure._PLAIN.replace(",", "[.]"), figure._TAL], [""]),
        ("number", Number.parse, [*figure._SHARES], ["", *(f"{it} " for it in figure._WORDS if it)]),
    ],
    ids=["days", "amounts", "numbers", "shares in words"],
)
@given(data=st.data())
def test_what_the_model_reads_the_pattern_takes(
    reads: str, parse: Callable[[object], object], forms: list[str], before: list[str], data: st.DataObject
) -> None:
    text = data.draw(written(forms, before))
    try:
        parse(text)
    except FieldError:
        assume(False)
    assert re.search(FORMS[reads].pattern, text)


def documented(heading: str) -> tuple[list[str], list[str]]:
    """Return what the page on days and amounts says can be written, and what cannot."""
    page = (ROOT / "docs" / "dagar-och-belopp.md").read_text("utf-8")
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    good, _, bad = section.partition("### Det här läses inte")
    return re.findall(r"^\|[^|`]*\|? ?`([^`]+)`", good, re.MULTILINE), re.findall(
        r"^\| `([^`]+)`", bad, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("heading", "reads", "unseen"),
    [("Dagar", "day", {"2022-02-30"}), ("Belopp", "kronor", set()), ("Tal", "number", {"minst ett 80-tal"})],
)
def test_a_pattern_takes_what_the_docs_say_and_nothing_that_they_refuse(
    heading: str, reads: str, unseen: set[str]
) -> None:
    good, bad = documented(heading)
    assert min(len(good), len(bad)) >= 9
    assert [text for text in good if not re.search(FORMS[reads].pattern, text)] == []
    assert {text for text in bad if re.search(FORMS[reads].pattern, text)} == unseen


def test_a_pattern_is_read_alike_by_python_and_by_javascript() -> None:
    for form in FORMS.values():
        assert set(re.findall(r"\\(.)", form.pattern)) <= {"s", "S", "."}
        assert not re.search(r"\(\?[^:!]", form.pattern)


def test_every_kind_of_value_but_plain_text_has_examples_that_it_takes() -> None:
    assert {name for name, form in FORMS.items() if not form.examples} == {"text", "word"}
    for form in FORMS.values():
        assert all(re.search(form.pattern, str(example)) for example in form.examples)


# hp schema


def test_without_a_word_the_kinds_are_listed_with_their_files(hp_schema: HpSchema) -> None:
    ran = hp_schema()
    assert ran.code == 0
    assert re.search(r"^grant +Insats eller rekvisition +data/grants/\*\*/\*\.yaml$", ran.out, re.MULTILINE)
    assert [line.split()[0] for line in ran.out.splitlines()[1:13]] == KINDS


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("process", "Process"), ("processer", "Process"), ("insats", "Insats eller rekvisition"),
        ("rekvisition", "Insats eller rekvisition"), ("requisition", "Insats eller rekvisition"),
        ("Beslut", "Beslut"), ("möten", "Möte"), ("händelse", "Händelse"), ("plan", "Planens ramar och ord"),
        ("regler", "Planens egna regler"), ("sources", "Källdokument"),
    ],
)  # fmt: skip
def test_a_kind_is_asked_for_in_english_or_swedish(hp_schema: HpSchema, word: str, title: str) -> None:
    ran = hp_schema(word)
    assert (ran.code, ran.err, json.loads(ran.out)["title"]) == (0, "", title)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["proces"], "hp: 'proces' är inget slag av fil\n    menade du process?\n"),
        (["beslutt"], "hp: 'beslutt' är inget slag av fil\n    menade du beslut?\n"),
        (["xyz"], "hp: 'xyz' är inget slag av fil\n    välj bland process, grant, "),
        (["--check"], "hp: --dry-run och --check hör till --install\n"),
        (["process", "--install"], "hp: --install skriver alla slag på en gång\n"),
    ],
    ids=["English", "Swedish", "nothing like it", "check alone", "a kind to install"],
)
def test_a_wrong_choice_is_told(hp_schema: HpSchema, args: list[str], told: str) -> None:
    ran = hp_schema(*args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(told)


def test_a_broken_plan_yaml_is_told(hp_schema: HpSchema, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.yaml").write_text("areas: [A]\n", encoding="utf-8")
    ran = hp_schema("process", plan=tmp_path)
    assert ran.code == 1
    assert "enum" not in json.loads(ran.out)["$defs"]["areas-null"]
    assert (
        ran.err
        == "hp: data/plan.yaml har fel; en del av planens ord är inte med i schemat\n    se hp check\n"
    )


# hp schema --install


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return the folder of a small plan."""
    (tmp_path / "data" / "processes").mkdir(parents=True)
    (tmp_path / "data" / "plan.yaml").write_text("areas: {A: {name: Ett}}\n", encoding="utf-8")
    return tmp_path


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".hp" not in path.parts
    }


def settings(folder: Path) -> Any:
    return json.loads((folder / ".vscode" / "settings.json").read_text("utf-8"))


def test_install_writes_schemas_and_settings_and_tells_of_each(hp_schema: HpSchema, plan: Path) -> None:
    before = files_in(plan)
    ran = hp_schema("--install", plan=plan)
    written = files_in(plan).keys() - before.keys()
    schemas = {f".vscode/handlingsplan/{kind}.schema.json" for kind in KINDS}
    assert ran.code == 0
    assert written == schemas | {".vscode/settings.json", ".vscode/extensions.json"}
    assert set(re.findall(r"^Skrev (.*)$", ran.out, re.MULTILINE)) == written
    assert settings(plan)["yaml.schemas"] == {f"./{it.path}": [it.pattern] for it in described()}
    extensions = json.loads((plan / ".vscode" / "extensions.json").read_text("utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}


def test_install_twice_changes_nothing(hp_schema: HpSchema, plan: Path) -> None:
    hp_schema("--install", plan=plan)
    before = files_in(plan)
    ran = hp_schema("--install", plan=plan)
    assert (ran.code, ran.out) == (0, "Allt är redan på plats; inget skrevs.\n")
    assert files_in(plan) == before


def test_a_dry_run_writes_nothing(hp_schema: HpSchema, plan: Path) -> None:
    before = files_in(plan)
    ran = hp_schema("--install", "--dry-run", plan=plan)
    assert ran.code == 0
    assert ran.out.startswith("Skulle skriva .vscode/handlingsplan/process.schema.json\n")
    assert files_in(plan) == before
    assert not (plan / ".vscode").exists()


def test_check_tells_when_the_plans_words_have_changed(hp_schema: HpSchema, plan: Path) -> None:
    assert hp_schema("--install", "--check", plan=plan).code == 1
    hp_schema("--install", plan=plan)
    assert hp_schema("--install", "--check", plan=plan)[:2] == (0, "Hjälpen till VS Code är aktuell.\n")
    (plan / "data" / "plan.yaml").write_text("areas: {A: {name: Ett}, B: {name: Två}}\n", encoding="utf-8")
    before = files_in(plan)
    ran = hp_schema("--install", "--check", plan=plan)
    old = "hjälpen till VS Code är gammal: .vscode/handlingsplan/process.schema.json"
    assert ran == (1, "", f"hp: {old}\n    kör hp schema --install\n")
    assert files_in(plan) == before
    assert hp_schema("--install", plan=plan).out.count("Skrev") == 1


@pytest.mark.parametrize(
    ("own", "key", "kept"),
    [
        ({"editor.fontSize": 15}, "editor.fontSize", 15),
        ({"yaml.format.enable": True}, "yaml.format.enable", True),
        ({"yaml.schemas": {"./own.json": "*.yml"}}, "yaml.schemas", {"./own.json": "*.yml"}),
        ({"[yaml]": {"editor.tabSize": 4}}, "[yaml]", {"editor.tabSize": 4}),
    ],
    ids=["another's key", "a key chosen otherwise", "schemas of others", "a choice for YAML"],
)
def test_what_stands_in_the_settings_is_kept(
    hp_schema: HpSchema, plan: Path, own: dict[str, Any], key: str, kept: Any
) -> None:
    (plan / ".vscode").mkdir()
    (plan / ".vscode" / "settings.json").write_text(json.dumps(own), encoding="utf-8")
    assert hp_schema("--install", plan=plan).code == 0
    now = settings(plan)
    assert now["yaml.schemaStore.enable"] is False
    assert now["yaml.schemas"]["./.vscode/handlingsplan/plan.schema.json"] == ["data/plan.yaml"]
    assert now[key].items() >= kept.items() if isinstance(kept, dict) else now[key] == kept
    assert hp_schema("--install", "--check", plan=plan).code == 0


def test_the_form_of_the_settings_is_kept(hp_schema: HpSchema, plan: Path) -> None:
    (plan / ".vscode").mkdir()
    path = plan / ".vscode" / "settings.json"
    path.write_bytes('{\r\n\t"window.title": "Åäö"\r\n}\r\n'.encode())
    hp_schema("--install", plan=plan)
    assert path.read_bytes().startswith('{\r\n\t"window.title": "Åäö",\r\n\t"yaml.schemas": {\r\n'.encode())
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


BY_HAND = (
    ".vscode/settings.json har kommentarer eller är inte rätt skriven, och ändras inte.\nLägg till:\n\n{"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{\n  // mitt\n  "editor.fontSize": 15,\n}\n', id="comments"),
        pytest.param('{"a": 1, "a": 2}', id="a key twice"),
        pytest.param('{"a": ', id="broken"),
        pytest.param("[]", id="a list"),
        pytest.param('{"yaml.schemas": []}', id="another kind of value"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("\ufeff{}", id="a byte order mark"),
    ],
)
def test_settings_that_would_lose_something_are_told_and_not_written(
    hp_schema: HpSchema, plan: Path, text: str
) -> None:
    (plan / ".vscode").mkdir()
    path = plan / ".vscode" / "settings.json"
    path.write_text(text, encoding="utf-8")
    ran = hp_schema("--install", plan=plan)
    assert ran.code == 0
    assert BY_HAND in ran.out
    assert '"data/plan.yaml"' in ran.out
    assert path.read_text("utf-8") == text
    assert (plan / ".vscode" / "handlingsplan" / "plan.schema.json").is_file()
    assert hp_schema("--install", "--check", plan=plan).code == 1


def test_what_was_added_by_hand_among_comments_is_found(hp_schema: HpSchema, plan: Path) -> None:
    (plan / ".vscode").mkdir()
    path = plan / ".vscode" / "settings.json"
    path.write_text('{"//": "http://x",\n  // mitt\n}\n', encoding="utf-8")
    told = hp_schema("--install", plan=plan).out
    added = json.dumps(json.loads(told[told.index("Lägg till:") + 10 : told.index("Öppna planens")]))
    path.write_text(f'{{"//": "http://x", /* mitt */\n{added[1:-1]},\n}}\n', encoding="utf-8")
    assert hp_schema("--install", "--check", plan=plan).code == 0
    assert hp_schema("--install", plan=plan).out == "Allt är redan på plats; inget skrevs.\n"


def test_an_extension_that_somebody_does_not_want_is_not_recommended(hp_schema: HpSchema, plan: Path) -> None:
    (plan / ".vscode").mkdir()
    path = plan / ".vscode" / "extensions.json"
    path.write_text('{"unwantedRecommendations": ["redhat.vscode-yaml"]}', encoding="utf-8")
    hp_schema("--install", plan=plan)
    assert json.loads(path.read_text("utf-8"))["recommendations"] == []


def test_a_link_out_of_the_plan_is_not_followed(
    hp_schema: HpSchema, plan: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (plan / ".vscode").symlink_to(outside)
    ran = hp_schema("--install", plan=plan)
    assert ran.code == 3
    assert "ligger utanför planens mapp" in ran.err
    assert not list(outside.iterdir())


# Other programs


@pytest.mark.slow
def test_check_jsonschema_accepts_the_files_and_refuses_a_wrong_one(
    hp_schema: HpSchema, tmp_path: Path
) -> None:
    schema_file, wrong = tmp_path / "process.schema.json", tmp_path / "wrong.yaml"
    schema_file.write_text(hp_schema("process").out, encoding="utf-8")
    wrong.write_text("id: A\nhistory: [{status: kalr, since: 2022}]\n", encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema_file)]
    files = [str(path) for path in sorted((EXAMPLE / "data" / "processes").rglob("*.yaml"))]
    good = subprocess.run([*command, *files], capture_output=True, text=True, encoding="utf-8", check=False)
    assert good.returncode == 0, good.stdout
    bad = subprocess.run(
        [*command, str(wrong)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert bad.returncode == 1
    assert "'kalr' is not one of" in bad.stdout

"""What holds for the whole house: labels, docs, packaging and versions."""

import ast
import importlib
import pkgutil
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pydantic import BaseModel

import handlingsplan
from handlingsplan.cli.main import run
from handlingsplan.model import records
from handlingsplan.model.labels import LABELS
from handlingsplan.model.records.part import Part
from handlingsplan.store.templates import builtin_templates, read_templates
from tests.plans import ROOT

SOURCE = ROOT / "src" / "handlingsplan"


def keys_of(part: type[BaseModel]) -> set[str]:
    return {info.alias or name for name, info in part.model_fields.items()}


PARTS = [
    value
    for module in pkgutil.iter_modules(records.__path__, "handlingsplan.model.records.")
    for value in vars(importlib.import_module(module.name)).values()
    if isinstance(value, type) and issubclass(value, Part) and value.__module__ == module.name
]


def test_every_key_has_one_swedish_label_and_no_label_is_left_over() -> None:
    keys = set().union(*(keys_of(part) for part in PARTS))
    assert keys == set(LABELS)


def test_every_label_says_what_to_write_in_a_sentence() -> None:
    assert all(label.about.endswith(".") and label.about[0].isupper() for label in LABELS.values())


def test_keys_are_words_that_no_yaml_reader_takes_for_yes_or_no() -> None:
    assert not set(LABELS) & {"on", "off", "yes", "no", "y", "n", "true", "false", "null"}


def test_what_is_expected_is_a_key_of_its_record() -> None:
    for part in PARTS:
        assert set(part.expected) <= keys_of(part), part


def test_records_are_frozen_and_closed() -> None:
    assert all(part.model_config["frozen"] and part.model_config["extra"] == "forbid" for part in PARTS)


def codes_in_source() -> set[str]:
    """Return the codes of hp's own problems; those of a plan's own rules are in its file."""
    texts = [path.read_text("utf-8") for path in SOURCE.rglob("*.py")]
    return {code for text in texts for code in re.findall(r'"(HP[0-2]\d{2})"', text)}


def test_every_problem_code_is_explained_in_the_docs_and_none_more() -> None:
    explained = re.findall(r"\bHP[0-2]\d{2}\b", (ROOT / "docs" / "felkoder.md").read_text("utf-8"))
    assert set(explained) == codes_in_source()


def test_every_key_stands_in_the_word_list() -> None:
    words = (ROOT / "docs" / "ordlista.md").read_text("utf-8")
    for key, label in LABELS.items():
        assert f"`{key}`" in words, key
        assert label.name in words, label.name
        assert label.about in words, label.about


def test_the_readme_shows_what_the_tool_prints() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in ("status.txt", "grants-2022.txt"):
        screen = (ROOT / "tests" / "golden" / name).read_text("utf-8")
        assert screen.strip() in readme, name


README_SCREENS = re.findall(
    r"^\$ hp ((?:list|grants --plan) .*)\n([\s\S]*?)\n```",
    (ROOT / "README.md").read_text("utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("command", "screen"), README_SCREENS)
def test_the_other_screens_of_the_readme_are_the_tools_own(
    command: str, screen: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    assert run(shlex.split(command)) == 0
    assert capfd.readouterr().out.replace("\N{NO-BREAK SPACE}", " ").strip() == screen


def test_the_readme_has_screens_of_a_list_and_of_the_example() -> None:
    assert [command.split()[0] for command, _ in README_SCREENS] == ["list", "grants"]


def test_the_readme_shows_the_first_page_of_the_steering_groups_paper() -> None:
    paper = (ROOT / "tests" / "documents" / "verklig" / "styrgrupp.md").read_text("utf-8")
    first = paper.partition("## Processer som inte är slutförda")[0].replace("\N{NO-BREAK SPACE}", " ")
    assert first.strip() in (ROOT / "README.md").read_text("utf-8")


def test_the_checkout_finds_its_templates() -> None:
    assert builtin_templates() == ROOT / "templates"


def test_a_plans_own_template_wins(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "_lista.md").write_text("egen", encoding="utf-8")
    template = read_templates(tmp_path)["_lista.md"]
    assert (template.text, template.own, template.place) == ("egen", True, "templates/_lista.md")


@pytest.mark.slow
def test_the_wheel_holds_templates_and_types_and_runs_without_the_checkout(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "-w", str(tmp_path), str(ROOT)],
        check=True,
    )
    (wheel,) = tmp_path.glob("handlingsplan-*.whl")
    assert wheel.name.startswith(f"handlingsplan-{handlingsplan.__version__}-")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
        names = set(archive.namelist())
    assert {"handlingsplan/py.typed", "handlingsplan/templates/styrgrupp.md"} <= names
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import handlingsplan; "
        "assert 'site' in handlingsplan.__file__; from handlingsplan.cli.main import main; main()"
    )
    args = ("status", "--format", "md", "--plan", str(ROOT))
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "site"), *args],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# Tillsammans för psykisk hälsa 2021–2023")


def test_no_pattern_holds_on_to_what_it_has_taken() -> None:
    """Python 3.11.2, which Debian 12 has, gets groups such as (?:a|b)*+ wrong."""
    held = re.compile(r"[)\]\w][*+?}]\+|\(\?>")
    found = [
        f"{path.name}: {node.value}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in PATTERNS
        for node in node.args[:1]
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and held.search(node.value)
    ]
    assert not found
    assert held.search(r"(?:a|b)*+")
    assert held.search(r"(?>a)")
    assert not held.search(r"[-*+] (.*)")


PATTERNS = {"compile", "match", "fullmatch", "search", "sub", "finditer", "findall", "split"}

"""What the page on templates tells is what templates can do: every name, filter, example and mistake."""

import re
import shlex
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel

from handlingsplan.cli.main import run
from handlingsplan.compute import agenda, decisions, entries, grants, reach, reconcile, report, status
from handlingsplan.compute import list as lists
from handlingsplan.compute.gaps import finding
from handlingsplan.compute.report import RESULTS
from handlingsplan.model.template import Template
from handlingsplan.present.filters import Notes, filters, shown
from handlingsplan.present.report import Document
from handlingsplan.present.sandbox import Sandbox
from handlingsplan.store.templates import read_builtin_templates
from tests.handbook import anchor, evening_files, write
from tests.plans import ROOT

TEXT = (ROOT / "docs" / "mallar.md").read_text(encoding="utf-8")
DAY = "2024-09-10"
FIELDS: dict[str, type] = {
    "document": Document,
    "status": status.Status,
    "status.processes": status.ProcessStatus,
    "grants": grants.Grants,
    "grants.years": grants.Year,
    "decisions": decisions.Decisions,
    "decisions.rows": decisions.DecisionRow,
    "agenda": agenda.Agenda,
    "agenda.to_decide": agenda.Choice,
    "agenda.proposed": agenda.Expected,
    "agenda.assignments": agenda.Assignment,
    "agenda.actions": agenda.Action,
    "agenda.deadlines": agenda.Deadline,
    "gaps": finding.GapCount,
    "reconciliation": reconcile.Reconciliation,
    "reach": reach.Reach,
    "reach.grants": reach.Reached,
    "events": lists.Entries,
    "events.entries": entries.Entry,
    "events.groups": lists.EntryGroup,
    "process": report.OneProcess,
    "organisation": report.OneOrganisation,
}

Report = Callable[..., str]


@pytest.fixture
def hp(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Report:
    """Run hp in the handbook's plan, with some templates of its own, and return what it says."""
    write(tmp_path, evening_files())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def said(*args: str, **templates: str) -> str:
        write(tmp_path, {f"templates/{name}.md": text for name, text in templates.items()})
        run(args)
        return "".join(capsys.readouterr()).replace("\N{NO-BREAK SPACE}", " ").rstrip("\n")

    return said


def chapter(head: str) -> str:
    """Return a chapter of the page; what stands in its boxes has headings of its own."""
    heads = re.findall(r"^- \[(.+)\]\(#", TEXT, re.MULTILINE)
    found = re.split(rf"^## (?:{'|'.join(heads)})\n", TEXT, flags=re.MULTILINE)
    return found[heads.index(head) + 1]


def sections(text: str) -> dict[str, str]:
    """Return the parts of a chapter that have a heading of their own."""
    return dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^### |\Z)", text, re.DOTALL | re.MULTILINE))


def in_first_column(text: str) -> list[str]:
    """Return what stands as code in the first column of the tables of a text."""
    cells = [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| `")]
    return [found for cell in cells for found in re.findall(r"`([^`]+)`", cell)]


def boxes(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def one_line(text: str) -> str:
    return " ".join(text.split())


# Names and filters.


def names_told() -> list[str]:
    return in_first_column(chapter("Namnen").partition("\n### ")[0])


def test_every_name_is_told_and_none_more() -> None:
    assert sorted(names_told()) == sorted([*RESULTS, "document"])


def test_every_filter_is_told_and_none_more() -> None:
    sandbox = Sandbox({}, frozenset(), filters(Notes()), shown)
    assert sorted(in_first_column(chapter("Filtren"))) == sorted(sandbox.filters)


def public(kind: type) -> set[str]:
    """Return what a template can ask of a result or a record."""
    if issubclass(kind, BaseModel):
        return {*kind.model_fields}
    assert is_dataclass(kind)
    return {name for name in (*dir(kind), *(field.name for field in fields(kind))) if name[0] != "_"}


def test_every_result_has_a_table_of_fields() -> None:
    heads = [re.findall(r"`(.+?)`", head)[0] for head in sections(chapter("Namnen"))]
    assert heads == list(FIELDS)
    told = {head.partition(".")[0] for head in heads}
    others = re.findall(r"^Gäller också (.*?)\.$", chapter("Namnen"), re.DOTALL | re.MULTILINE)
    alike = {*re.findall(r"`(\w+)`", " ".join(others))}
    assert {*names_told()} == told | alike


def test_every_field_told_is_there() -> None:
    for head, text in sections(chapter("Namnen")).items():
        name = re.findall(r"`(.+?)`", head)[0]
        for field in in_first_column(text):
            assert re.split(r"[.(]", field)[0] in public(FIELDS[name]), f"{name}: {field}"


def test_every_part_told_is_there_and_takes_as_much() -> None:
    parts = dict(re.findall(r"{% macro (\w+)\((.*?)\)", read_builtin_templates()["_delar.md"].text))
    for name, taken in re.findall(r"`part\.(\w+)\((.*?)\)`", chapter("Delar som flera dokument har")):
        assert taken.count(",") == parts[name].count(","), name


# Examples.


def written(hp: Report, template: str) -> str:
    """Return what a line of a template becomes."""
    process = "2.2.1" if "process.gaps" in template else "2.1.1"
    about = ["--process", process] if "process." in template else []
    return hp("report", "prov", "--as-of", DAY, *about, prov=template)


def examples() -> list[tuple[str, str]]:
    lines = [line for box in boxes(chapter("Filtren"), "text") for line in box.splitlines()]
    pairs = [line.partition("→") for line in lines if "→" in line]
    return [(template.strip(), becomes.strip()) for template, _, becomes in pairs]


@pytest.mark.parametrize(("template", "becomes"), examples())
def test_an_example_becomes_what_is_told(template: str, becomes: str, hp: Report) -> None:
    assert one_line(written(hp, template)) == ("" if becomes == "(ingenting)" else becomes)


def tables() -> list[tuple[str, str]]:
    found = [box.partition("\n\n") for box in boxes(chapter("Filtren"), "text") if "→" not in box]
    return [(template, table.rstrip()) for template, _, table in found]


@pytest.mark.parametrize(("template", "table"), tables())
def test_a_table_is_as_it_is_shown(template: str, table: str, hp: Report) -> None:
    assert written(hp, template) == table


def test_every_filter_has_an_example() -> None:
    used = " ".join(template for template, _ in (*examples(), *tables()))
    for name in in_first_column(chapter("Filtren")):
        assert re.search(rf"\| {name}\b", used), name


# The templates on the page, and how they go wrong.


def test_every_short_template_on_the_page_works(hp: Report) -> None:
    for text in boxes(TEXT, "jinja"):
        made = hp("report", "prov", "--as-of", DAY, prov=text)
        assert not made.startswith("hp: "), made
    first = hp("report", "prov", "--as-of", DAY, prov=boxes(TEXT, "jinja")[0])
    assert one_line(first).startswith("2 processer, och läget per den 10 september 2024. - 2.2.1 Fler vuxna")
    assert "Allt är lugnt. 1. Låta föreningarna" in one_line(first)


def own_document() -> str:
    return boxes(chapter("Ett eget dokument"), "jinja")[0]


def screens(head: str) -> list[tuple[list[str], str]]:
    found = [box.partition("\n") for box in boxes(chapter(head), "console")]
    return [(shlex.split(command)[2:], shown.rstrip("\n")) for command, _, shown in found]


@pytest.mark.parametrize(("args", "becomes"), screens("Ett eget dokument"))
def test_the_document_of_ones_own_is_as_it_is_shown(args: list[str], becomes: str, hp: Report) -> None:
    assert hp(*args, kallelse=own_document()) == becomes


def test_a_built_in_template_is_copied_as_told(hp: Report) -> None:
    ((args, says),) = screens("Ändra ett dokument")
    assert hp(*args) == says


def mistakes() -> list[tuple[int, str, str]]:
    """Return each line that goes wrong, what is written on it, and what hp says."""
    told = re.findall(
        r"^Rad (\d+) är (?:skriven `(.+?)`|borta).*?:$", chapter("När mallen är fel"), re.MULTILINE
    )
    said = [becomes for _, becomes in screens("När mallen är fel")]
    return [(int(line), wrong, says) for (line, wrong), says in zip(told, said, strict=True)]


@pytest.mark.parametrize(("line", "wrong", "says"), mistakes())
def test_a_mistake_is_told_as_it_is_shown(line: int, wrong: str, says: str, hp: Report) -> None:
    lines = own_document().splitlines()
    lines[line - 1 : line] = [wrong] if wrong else []
    assert hp("report", "kallelse", "--as-of", DAY, kallelse="\n".join(lines)) == says


def test_three_mistakes_are_told() -> None:
    assert len(mistakes()) == 3


# What is told in passing.


@pytest.mark.parametrize(
    ("template", "becomes"),
    [
        ("{{ 25 }} {{ 10000 }}", "25 10 000"),
        ("{{ (process.record.history | first).since }} {{ document.as_of }}", "2022-03 2024-09-10"),
        ("{{ grants.requisitioned }} {{ document.final }} {{ none }}", "1,2 mnkr nej okänt"),
        ('{{ ["SOF", "BUF"] }}', "SOF, BUF"),
        ('{{ "**fet** <b>" }} **fet**', "\\*\\*fet\\*\\* \\<b\\> **fet**"),
        ("{% for x in [] %}a{% else %}tom{% endfor %}", "tom"),
        ("{% if none or 0 or false or [] %}ja{% else %}nej{% endif %}", "nej"),
        ("{% if [] is none %}ja{% else %}nej{% endif %}", "nej"),
        ("En\nrad.\n\n\n\nEn till.\\\nNy rad.", "En rad.\n\nEn till.\\\nNy rad."),
        ("- a\n\n- b", "- a\n- b"),
    ],
)
def test_values_are_shown_as_told(template: str, becomes: str, hp: Report) -> None:
    assert written(hp, template) == becomes


@pytest.mark.parametrize("sign", ["+", "-", "*", "/"])
def test_a_template_cannot_count(sign: str, hp: Report) -> None:
    assert "en mall räknar inte" in written(hp, f"{{{{ status.total {sign} 1 }}}}")


def test_a_part_is_no_document_and_can_be_taken_in(hp: Report) -> None:
    own = '{% import "_vara.md" as ours %}{{ ours.hello() }}'
    made = hp("report", "prov", "--as-of", DAY, prov=own, _vara="{% macro hello() %}Hej.{% endmacro %}")
    assert made == "Hej."
    assert "_vara" not in hp("report", "--list")


def test_links_on_the_page_go_somewhere() -> None:
    for target, _, part in re.findall(r"\]\(([^)#:]*)(#([^)]+))?\)", TEXT):
        there = ROOT / "docs" / (target or "mallar.md")
        heads = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
        assert not part or part in map(anchor, heads), f"{target}#{part}"


def test_the_documents_of_hp_use_only_what_is_told() -> None:
    """What stands in hp's own templates is what a copy of one holds, and must be found on the page."""
    told = {*in_first_column(chapter("Filtren"))}
    for template in read_builtin_templates().values():
        assert isinstance(template, Template)
        assert {*re.findall(r"\| (\w+)", template.text)} <= told, template.name

"""The command hp gaps: what is unknown, a sheet to send out, and the answers written back, all or none."""

import csv
import difflib
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handlingsplan.cli.completion.answer import answer
from handlingsplan.cli.filling import _answers, _filling
from handlingsplan.cli.main import application, run
from handlingsplan.compute.gaps.answers import SheetAnswer
from handlingsplan.compute.gaps.filling import answer_place, path_for, refuse_known, refuse_other_context
from handlingsplan.compute.gaps.finding import find_gaps
from handlingsplan.compute.putting import value_at
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.plan import Plan
from handlingsplan.present.export.text import csv_text
from handlingsplan.present.wording.gaps import context
from handlingsplan.store.draft import data_of
from handlingsplan.store.load import load_plan
from handlingsplan.store.sheet import read_sheet
from tests.plans import ROOT
from tests.running import Hp, Ran, running
from tests.terminal import CTRL_C, Terminal

FILES = {
    "data/plan.yaml": """\
        name: Trygg i Exempelstad
        owner: Exempelstad
        period: {from: 2021, to: 2023-12-31}
        registry_number: null
        organisations:
          ALFA: {name: Alfaförvaltningen}
          BETA: {name: Betaförvaltningen}
        areas:
          LV: {name: Levnadsvillkor}
        statuses:
          vilar: {kind: paused}
          klar: {kind: completed}
        outcomes:
          överlämnad: {name: Överlämnad till linjen}
        categories:
          kurs: {name: Kurs}
        directions: {}
        years:
          2022:
            report_by: null
        """,
    "data/processes/LV.1.yaml": """\
        id: LV.1
        title: Skolstart   # kort
        area: LV
        lead: null
        organisations: [ALFA, BETA]
        history:
          - status: vilar
            since: 2022-09
          - status: klar
            seen: 2023-12-31
            outcome: null   # fråga
            anchored: null
        sources:
          title: [rapporten 2]
        """,
    "data/processes/LV.2.yaml": """\
        id: LV.2
        title: null
        area: LV
        lead: BETA
        organisations: null
        history: []
        meetings:
          - place: Skolan
            day: null
          - place: Skolan
            participants: null
        """,
    "data/grants/kurs.yaml": """\
        id: kurs
        title: Kurs
        category: kurs
        years: [2022, 2023]
        organisations: [ALFA]
        processes: []
        directions: []
        amounts:
          - year: 2022
            applied: 200 000
            granted: null
          - year: 2023
            applied: 100 000
        posts: []
        """,
    "data/grants/dator.yaml": """\
        id: dator
        title: Dator
        category: kurs
        years: [2022, 2023]
        organisations: [BETA]
        processes: []
        directions: []
        amounts: null
        """,
    "data/sources/rapporten.yaml": """\
        id: rapporten
        title: Rapporten
        short: rapporten
        day: 2023
        registry_number: EX 1
        """,
}
FIELDS = [
    "dator amounts", "kurs amounts.2022.granted", "LV.1 lead", "LV.2 meetings.2.participants",
    "LV.2 organisations", "plan years.2022.report_by", "LV.1 history.2.anchored", "LV.1 history.2.outcome",
    "LV.2 meetings.1.day", "LV.2 title", "plan registry_number",
]  # fmt: skip
"""Every gap of the plan."""

Answers = Mapping[str, tuple[str, str]]
"""By record and field: a value, and where it is from."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "plan" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "plan")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "plan"


@pytest.fixture
def hp(folder: Path, capsys: pytest.CaptureFixture[str]) -> Hp:
    assert folder.is_dir()
    return running(capsys, fits=lambda _command: True)


def texts(folder: Path) -> dict[str, str]:
    return {str(it.relative_to(folder)): it.read_text("utf-8") for it in sorted(folder.rglob("*.yaml"))}


def sheet_of(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> bytes:
    capfdbinary.readouterr()
    assert run(["gaps", "--format", "csv", "--plan", str(folder)]) == 0
    return capfdbinary.readouterr().out


def rows_of(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def text_of(rows: list[list[str]], delimiter: str = ";") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def filled(raw: bytes, answers: Answers) -> list[list[str]]:
    """Return the rows of a sheet with some answers in; every one of them has a row."""
    rows, left = rows_of(raw), dict(answers)
    for row in rows[1:]:
        if f"{row[1]} {row[3]}" in left:
            row[6], row[7] = left.pop(f"{row[1]} {row[3]}")
    assert not left
    return rows


@pytest.fixture
def sheet(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> bytes:
    return sheet_of(folder, capfdbinary)


Fill = Callable[..., tuple[Ran, list[str]]]


@pytest.fixture
def fill(folder: Path, sheet: bytes, capfdbinary: pytest.CaptureFixture[bytes]) -> Fill:
    """Return what fills in the sheet, and tells which lines of which files are new."""

    def fill_in(rows: list[list[str]] | bytes | Answers, *args: str) -> tuple[Ran, list[str]]:
        if isinstance(rows, Mapping):
            rows = filled(sheet, rows)
        raw = rows if isinstance(rows, bytes) else text_of(rows).encode("utf-8-sig")
        path = folder.parent / "svar.csv"
        path.write_bytes(raw)
        before = texts(folder)
        code = run(["gaps", "--fill", str(path), *args])
        out, err = (text.decode() for text in capfdbinary.readouterr())
        return Ran(code, out, err), changes(before, texts(folder))

    return fill_in


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the lines that have gone and come, with the names of their files."""
    found = []
    for name, text in after.items():
        old, new = before[name].splitlines(), text.splitlines()
        gone = [f"- {line.strip()}" for line in old if line not in new]
        found += [f"{Path(name).stem} {line}" for line in gone]
        found += [f"{Path(name).stem} + {line.strip()}" for line in new if line not in old]
    return found


# What is shown.


def test_the_screen_tells_what_is_unknown_who_should_know_it_and_what_needs_it(hp: Hp) -> None:
    ran = hp("gaps")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "Luckor, Trygg i Exempelstad                               läget per 2023-12-31",
        "11 uppgifter är okända, i 5 av 6 filer. 5 behövs för en summa, 1 för en",
        "tidsfrist, 4 visas bara i ett dokument och 1 är annat.",
        "",
        "Behövs för en summa: 5",
        "Poster     Uppgift                     Okänt    Känt  Vem ska veta",
        "Processer  huvudansvar                     1  1 av 2  ALFA m.fl.",
        "Processer  deltagare (processträffar)      1  0 av 2  BETA",
        "Processer  organisationer                  1  1 av 2  BETA",
        "Insatser   belopp                          1  1 av 2  BETA",
        "Insatser   beviljat (belopp)               1  0 av 2  ALFA",
        "",
        "Behövs för en tidsfrist: 1",
        "Poster        Uppgift                      Okänt    Känt  Vem ska veta",
        "Planen själv  återrapporteras senast (år)      1  0 av 1  Exempelstad",
        "",
        "Visas i ett dokument: 4",
        "Poster     Uppgift               Okänt    Känt  Vem ska veta",
        "Processer  förankrad (lägen)         1  0 av 2  ALFA m.fl.",
        "Processer  utfall (lägen)            1  0 av 2  ALFA m.fl.",
        "Processer  dag (processträffar)      1  0 av 2  BETA",
        "Processer  titel                     1  1 av 2  BETA",
        "",
        "Annat: 1",
        "Poster        Uppgift       Okänt    Känt  Vem ska veta",
        "Planen själv  diarienummer      1  0 av 1  Exempelstad",
        "",
        "Känt:     målområde, lägen (processer); huvudområde, år, inriktningar,",
        "          organisationer, processer, titel (insatser); period, namn, ägare",
        "          (planen själv); dag, diarienummer, titel (källdokument).",
        "Resten:   Det som varken är känt eller okänt är inte nämnt, och behöver inte",
        "          finnas.",
        "Mer:      hp gaps --list visar var och en; hp gaps --format csv > luckor.csv ger",
        "          ett blad att fylla i.",
    ]


def test_the_list_has_a_line_a_gap_with_its_file_and_line(hp: Hp) -> None:
    lines = hp("gaps", "--list").out.splitlines()
    assert "data/grants/kurs.yaml:11: amounts.2022.granted (beviljat) – ALFA" in lines
    assert "data/processes/LV.1.yaml:11: history.2.outcome (utfall) – ALFA, BETA" in lines
    assert sum(line.startswith("data/") for line in lines) == len(FIELDS)


@pytest.mark.parametrize("plan", [ROOT, ROOT / "tests/cases/good/motesplan", ROOT / "examples/ekbacken"])
def test_it_finds_as_many_as_hp_check_counts(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["gaps", "--format", "json", "--plan", str(plan)])
    found = json.loads(capsys.readouterr().out)
    run(["check", "--format", "json", "--plan", str(plan)])
    assert found["total"] == json.loads(capsys.readouterr().out)["summary"]["lucka"]


@pytest.mark.parametrize("args", [[], ["--list"]])
@pytest.mark.parametrize("plan", ["", "tests/cases/good/motesplan", "examples/ekbacken"])
def test_every_screen_fits_80_columns(plan: str, args: list[str], hp: Hp) -> None:
    assert hp("gaps", "--plan", str(ROOT / plan), *args).code == 0


def test_a_plan_that_tells_everything_has_nothing_to_fill_in(hp: Hp) -> None:
    ran = hp("gaps", "--plan", str(ROOT / "examples/ekbacken"))
    assert "Inget är okänt: " in ran.out
    assert "luckor.csv" not in ran.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--org", "okänt"], "Inget okänt hör till urvalet."),
        (["--for", "beslut"], "Inget okänt som dokumentet beslut visar hör till urvalet."),
        (["--area", "okänt"], "Inget okänt hör till urvalet."),
    ],
    ids=lambda it: it[0] if isinstance(it, list) else "",
)
def test_what_was_asked_for_without_gaps_is_not_said_to_be_the_whole_plan(
    args: list[str], said: str, hp: Hp
) -> None:
    ran = hp("gaps", *args)
    assert (ran.code, ran.out.splitlines()[1]) == (0, said)
    assert "allt som planen ska ha" not in ran.out


def test_what_nobody_should_know_of_the_real_plan_is_nothing_and_plan_yaml_is_not_said_to_be_whole(
    hp: Hp,
) -> None:
    ran = hp("gaps", "--org", "okänt", "--plan", str(ROOT))
    assert ran.out.splitlines()[1:] == ["Inget okänt hör till urvalet."]


def test_a_plan_of_which_nothing_could_be_read_is_not_said_to_be_without_gaps(hp: Hp, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/plan.yaml").write_text("namn: X\n", encoding="utf-8")
    ran = hp("gaps", "--plan", str(tmp_path))
    assert (ran.code, ran.out.splitlines()[1]) == (1, "Ingen fil gick att läsa.")


def test_hp_check_counts_gaps_without_reading_what_tells_of_them() -> None:
    code = (
        "import sys\nfrom handlingsplan.cli.main import run\nrun(['check'])\n"
        "print(sorted(name for name in sys.modules if name.startswith('handlingsplan.compute.gaps.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "examples/ekbacken", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "['handlingsplan.compute.gaps.finding']"


@pytest.mark.usefixtures("folder")
def test_the_page_to_send_out_has_a_section_for_each_who_should_know(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["gaps", "--format", "md"])
    page = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    sections = [line for line in page.splitlines() if line.startswith("## ")]
    assert sections == ["## ALFA: 4 uppgifter", "## BETA: 8 uppgifter", "## Exempelstad: 2 uppgifter"]
    assert "| kurs | Kurs      | beviljat (belopp) – år 2022" in page
    run(["gaps", "--format", "md", "--org", "ALFA"])
    own = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert [line for line in own.splitlines() if line.startswith("## ")] == ["## ALFA: 4 uppgifter"]


def test_the_sheet_has_a_row_a_gap_and_says_which_of_several_is_meant(sheet: bytes) -> None:
    assert sheet.startswith(b"\xef\xbb\xbfVem;Post;")
    heads, *rows = rows_of(sheet)
    assert heads == ["Vem", "Post", "Titel", "Fält", "Uppgift", "Sammanhang", "Värde", "Källa", "Rad"]
    assert sorted(f"{row[1]} {row[3]}" for row in rows) == sorted(FIELDS)
    assert {row[3]: row[5] for row in rows if row[5]} == {
        "amounts.2022.granted": "år 2022",
        "history.2.anchored": "läge klar, sett 2023-12-31",
        "history.2.outcome": "läge klar, sett 2023-12-31",
        "meetings.1.day": "plats Skolan, nummer 1 av 2",
        "meetings.2.participants": "plats Skolan, nummer 2 av 2",
        "years.2022.report_by": "år 2022",
    }
    assert {row[3]: row[4] for row in rows if row[1] == "dator"} == {
        "amounts": "belopp, skriv år=…; sökt=…; beviljat=…; förbrukat=…"
    }


@pytest.mark.parametrize(
    ("args", "fields"),
    [
        (
            ["--record", "kurs", "--record", "plan"],
            "kurs amounts.2022.granted|plan years.2022.report_by|plan registry_number",
        ),
        (["--kind", "insatser"], "dator amounts|kurs amounts.2022.granted"),
        (["--kind", "Insats", "--org", "BETA"], "dator amounts"),
        (["--for", "beslut"], ""),
        (["--for", "styrgrupp", "--kind", "plan"], "plan years.2022.report_by"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_some_can_be_asked_for(args: list[str], fields: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gaps", *args, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "|".join(f"{gap['id']} {gap['field']}" for gap in found["gaps"]) == fields


SHIPPED = (ROOT / "templates/_delar.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({}, "dokumentet styrgrupp visar"),
        ({"slutrapport.md": "{{ status.total }}"}, "dokumentet styrgrupp visar"),
        ({"styrgrupp.md": "{{ status.total }}"}, "dokumentet styrgrupp kan visa"),
        ({"_delar.md": f"{SHIPPED}{{# vår #}}"}, "dokumentet styrgrupp kan visa"),
        ({"_delar.md": SHIPPED}, "dokumentet styrgrupp visar"),
        ({"_delar.md": SHIPPED.replace("\n", "\r\n")}, "dokumentet styrgrupp visar"),
    ],
    ids=["as it comes", "another document", "of one's own", "a part of one's own", "a copy", "in Windows"],
)
def test_of_a_template_of_ones_own_it_is_said_what_it_can_show(
    own: Mapping[str, str], said: str, hp: Hp, folder: Path
) -> None:
    for name, text in own.items():
        (folder / "templates").mkdir(exist_ok=True)
        (folder / "templates" / name).write_text(text, encoding="utf-8", newline="")
    ran = hp("gaps", "--for", "styrgrupp")
    assert ran.code == 0
    assert f"uppgifter som {said} är okända" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("org", "count"),
    [
        ("Exempelstad", 2),
        ("exempelstad", 2),
        ("Betaförvaltningen", 8),
        ("ALFA, BETA", 9),
        ("alfa m.fl.", 4),
    ],
)
@pytest.mark.usefixtures("folder")
def test_whoever_is_told_to_be_the_one_who_should_know_can_be_asked_for(
    org: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["gaps", "--org", org, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == count


@pytest.mark.usefixtures("folder")
def test_everybody_who_is_completed_can_be_asked_for_a_role_by_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "data/plan.yaml"
    role = "roles:\n  ledaren: {name: Planens ledare, responsible_for: [ALFA]}\n  annan: {}\n"
    path.write_text(path.read_text("utf-8") + role, encoding="utf-8")
    told = answer(application, "fish", ["gaps", "--org", ""]).split("\n")[1:-1]
    words = [line.partition("\t")[0] for line in told]
    assert words == ["ALFA", "BETA", "Planens ledare", "annan", "okänt"]
    for word in words:
        assert run(["gaps", "--org", word]) == 0, capsys.readouterr().err


def test_the_help_says_who_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gaps", "--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Den som borde veta" in out
    assert "Organisation som deltar" not in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--record", "kur"], "hp: ingen post heter 'kur'\n    menade du kurs?"),
        (["--kind", "insatts"], "hp: --kind 'insatts' finns inte att välja på\n    menade du insats"),
        (["--for", "styrgruppen"], "hp: dokumentet 'styrgruppen' finns inte\n    menade du styrgrupp?"),
        (
            ["--kind", "hej"],
            "hp: --kind 'hej' finns inte att välja på\n    välj bland processer, insatser, rekvisitioner, ",
        ),
        (["--year", "2099"], "hp: --year '2099' finns inte i planen\n    här kan stå: 2021, 2022, 2023\n"),
        (["--org", "hej"], "hp: --org 'hej' finns inte i planen\n    här kan stå: "),
        (["--org", "ALFAA"], "hp: --org 'ALFAA' finns inte i planen\n    menade du ALFA?"),
        (["--yes"], "hp: --yes hör till --fill\n    skriv hp gaps --fill FIL"),
        (["--force"], "hp: --force hör till --fill\n    skriv hp gaps --fill FIL"),
        (["--fill", "x.csv", "--org", "ALFA"], "hp: --fill läser hela bladet\n"),
        (["--fill", "x.csv", "--list"], "hp: --fill läser hela bladet\n"),
        (["--format", "xml"], "hp: --format 'xml' finns inte att välja på\n"),
    ],
)
def test_what_cannot_be_asked_for_is_told_with_what_can(args: list[str], said: str, hp: Hp) -> None:
    ran = hp("gaps", *args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


# Filling in.


def test_a_sheet_that_is_filled_in_changes_just_those_lines(fill: Fill) -> None:
    answers = {
        "kurs amounts.2022.granted": ("150000", "rapporten 7"),
        "LV.1 history.2.outcome": ("Överlämnad till linjen", ""),
        "LV.1 lead": ("Alfaförvaltningen", "rapporten 3; rapporten 4"),
        "LV.2 organisations": ("ALFA, BETA", ""),
        "LV.2 meetings.2.participants": ("ca 12", ""),
        "plan registry_number": ("EX 2020/1", "rapporten 1"),
        "dator amounts": ("år=2022; sökt=5000\nyear=2023; granted=7 000,50", ""),
        "LV.2 title": ("?", "rapporten 1"),
        "LV.1 history.2.anchored": ("okänt", ""),
    }
    ran, changed = fill(answers, "--yes")
    assert ran.code == 0, ran
    assert changed == [
        "dator - amounts: null",
        "dator + amounts:",
        "dator + - year: 2022",
        "dator + applied: 5 000",
        "dator + granted: null",
        "dator + spent: null",
        "dator + - year: 2023",
        "dator + applied: null",
        "dator + granted: 7 000,50",
        "dator + spent: null",
        "kurs - granted: null",
        "kurs + granted: 150 000",
        "kurs + sources:",
        "kurs + amounts: [rapporten 7]",
        "plan - registry_number: null",
        "plan + registry_number: EX 2020/1",
        "plan + sources:",
        "plan + registry_number: [rapporten 1]",
        "LV.1 - lead: null",
        "LV.1 - outcome: null   # fråga",
        "LV.1 + lead: ALFA",
        "LV.1 + outcome: överlämnad   # fråga",
        "LV.1 + lead: [rapporten 3, rapporten 4]",
        "LV.2 - organisations: null",
        "LV.2 - participants: null",
        "LV.2 + organisations: [ALFA, BETA]",
        "LV.2 + participants: ca 12",
    ]
    assert ran.out.splitlines()[-2:] == ["Sparat i 5 filer.", "7 uppgifter är ifyllda, 8 luckor är kvar."]


def test_a_key_that_was_left_out_comes_where_it_belongs(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = folder / "data/processes/LV.2.yaml"
    path.write_text(path.read_text("utf-8").replace("title: null\n", ""), encoding="utf-8")
    svar = folder.parent / "svar.csv"
    rows = filled(sheet_of(folder, capfdbinary), {"LV.2 title": ("Mat", "")})
    svar.write_text(text_of(rows), encoding="utf-8")
    assert run(["gaps", "--fill", str(svar), "--yes"]) == 0
    assert path.read_text("utf-8").startswith("id: LV.2\ntitle: Mat\narea: LV\n")


def test_several_fields_of_a_record_without_sources_get_one_each(fill: Fill) -> None:
    ran, changed = fill(
        {"LV.2 title": ("Mat", "rapporten 1"), "LV.2 organisations": ("ALFA", "rapporten 2")}, "--yes"
    )
    assert ran.code == 0
    assert changed[-5:] == [
        "LV.2 + title: Mat",
        "LV.2 + organisations: [ALFA]",
        "LV.2 + sources:",
        "LV.2 + title: [rapporten 1]",
        "LV.2 + organisations: [rapporten 2]",
    ]


def test_a_group_of_keys_is_filled_in_with_all_of_them(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = folder / "data/tracks/resan.yaml"
    path.parent.mkdir()
    path.write_text("id: resan\ntitle: Resan\nperiod: null\n", encoding="utf-8")
    rows = filled(
        sheet_of(folder, capfdbinary), {"resan period": ("från=mars 2022; till=2023", "rapporten 5")}
    )
    (folder / "svar.csv").write_text(text_of(rows), encoding="utf-8")
    assert run(["gaps", "--fill", "svar.csv", "--yes"]) == 0
    assert path.read_text("utf-8") == (
        "id: resan\ntitle: Resan\nperiod:\n  from: 2022-03\n  to: 2023\nsources:\n  period: [rapporten 5]\n"
    )


def test_a_sheet_that_is_read_back_again_with_more_answers_fills_in_those(fill: Fill) -> None:
    first = {
        "LV.2 title": ("Mat", "rapporten 1"),
        "LV.2 organisations": ("BETA; ALFA", ""),
        "dator amounts": ("år=2022; sökt=65000", ""),
    }
    ran, _ = fill(first, "--yes")
    assert ran.code == 0
    again, changed = fill(first, "--yes")
    assert (again.code, changed) == (0, [])
    assert again.out == "Alla svar i bladet står redan i planen; ingenting är skrivet.\n"
    more, changed = fill({**first, "LV.1 lead": ("ALFA", "")}, "--yes")
    assert (more.code, changed) == (0, ["LV.1 - lead: null", "LV.1 + lead: ALFA"])
    assert more.out.splitlines()[-1].endswith("är kvar. 3 stod där redan.")
    other, changed = fill({**first, "LV.2 organisations": ("BETA", "")}, "--yes")
    assert (other.code, changed) == (1, [])
    assert "organisations (organisationer) är redan känd: BETA, ALFA\n" in other.out


ONE = {"LV.2 title": ("Mat", "")}


@pytest.mark.parametrize(
    "args", [[], ["--dry-run"], ["--dry-run", "--yes"]], ids=lambda args: " ".join(args) or "nobody to ask"
)
def test_nothing_is_written_before_somebody_says_so(args: list[str], fill: Fill) -> None:
    ran, changed = fill(ONE, *args)
    assert (ran.code, changed) == (0 if args else 1, [])
    assert "titel  okänt → Mat" in ran.out
    assert "Ingenting är skrivet." in ran.out
    assert ran.out.endswith("Kör igen med --yes för att skriva.\n") == (not args)


def test_a_sheet_with_no_answers_changes_nothing(fill: Fill) -> None:
    ran, changed = fill(
        {"LV.2 title": ("okänt", "rapporten 1"), "LV.1 lead": ("–", ""), "plan registry_number": ("", "?")},
        "--yes",
    )
    assert (ran.code, ran.out, changed) == (0, "Bladet har inga svar; ingenting är skrivet.\n", [])


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ";"), ("utf-8-sig", ","), ("cp1252", ";"), ("cp1252", "\t"), ("utf-16", "\t")],
)
def test_the_sheet_may_be_saved_as_spreadsheet_programs_do(
    encoding: str, delimiter: str, sheet: bytes, fill: Fill
) -> None:
    rows = filled(sheet, {"LV.2 title": ('Mat för äldre; och, "unga"', "rapporten 2")})
    raw = text_of(rows, delimiter).replace("…", "...").encode(encoding)
    ran, changed = fill(raw, "--yes")
    assert ran.code == 0, ran.out
    assert 'LV.2 + title: Mat för äldre; och, "unga"' in changed


@pytest.mark.parametrize(
    "lay_out",
    [
        pytest.param(lambda text: text.replace("\r\n", "\n"), id="other line ends"),
        pytest.param(lambda text: f"sep=;\r\n{text}", id="a line on the delimiter first"),
        pytest.param(lambda text: f"\r\n{text}\r\n;;;\r\n\r\n", id="empty rows"),
        pytest.param(lambda text: text.replace("Post", " POST ", 1).replace("Värde", "värde"), id="heads"),
        pytest.param(lambda text: text.replace("\r\n", ";extra\r\n"), id="another column"),
        pytest.param(lambda text: text.replace("LV.2;", "lv.2;"), id="small letters"),
    ],
)  # fmt: skip
def test_the_sheet_may_be_laid_out_otherwise(lay_out: Callable[[str], str], sheet: bytes, fill: Fill) -> None:
    ran, changed = fill(lay_out(text_of(filled(sheet, ONE))).encode(), "--yes")
    assert (ran.code, changed) == (0, ["LV.2 - title: null", "LV.2 + title: Mat"])


def test_the_sign_against_formulas_is_taken_off_and_no_other(sheet: bytes, fill: Fill) -> None:
    _, changed = fill(
        filled(sheet, {"LV.2 title": ("'-18 år", ""), "plan registry_number": ("'s 1", "")}), "--yes"
    )
    assert [line for line in changed if "+" in line] == [
        "plan + registry_number: \"'s 1\"", "LV.2 + title: -18 år",
    ]  # fmt: skip


def test_a_sheet_that_would_give_a_fault_is_not_written_unless_it_is_forced(fill: Fill) -> None:
    wrong = {"dator amounts": ("år=2024; sökt=5000", ""), "LV.2 title": ("Mat", "")}
    for args in (["--yes"], [], ["--dry-run"]):
        ran, changed = fill(wrong, *args)
        assert (ran.code, changed) == (1, [])
        assert ran.out.splitlines()[0] == (
            "svar.csv:8 (dator): fel HP258 year (år): 2024, men years (år) är 2022 och 2023"
        )
        assert ran.out.endswith("Ingenting är skrivet.\nMed --force skrivs det ändå.\n")
    ran, changed = fill(wrong, "--force")
    assert (ran.code, changed) == (1, [])
    assert "Ändringen ger ett fel" in ran.out
    assert ran.out.endswith("Ingenting är skrivet.\nKör igen med --yes för att skriva.\n")
    ran, changed = fill(wrong, "--yes", "--force")
    assert (ran.code, "dator + - year: 2024" in changed, "LV.2 + title: Mat" in changed) == (0, True, True)


@pytest.mark.parametrize(
    ("id_", "date", "code"),
    [
        ("2.8.3", "2002-08-03", 0),
        ("2.8.3", "2003-08-02", 0),
        ("2.8", "2026-08-02", 0),
        ("2.8.3", "2002-08-04", 1),
        ("LV.2", "2002-08-03", 1),
    ],
)
def test_a_record_is_known_though_a_spreadsheet_has_made_a_date_of_its_id(
    id_: str, date: str, code: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = folder / "data/processes/LV.2.yaml"
    new = old.rename(old.with_name(f"{id_}.yaml"))
    new.write_text(new.read_text("utf-8").replace("id: LV.2", f'id: "{id_}"'), encoding="utf-8")
    heads = ["Post", "Fält", "Sammanhang", "Värde", "Rad"]
    rows = [heads, [date, "title", "", "Mat", f"data/processes/{id_}.yaml:2"]]
    (folder / "svar.csv").write_text(text_of(rows), encoding="utf-8")
    assert run(["gaps", "--fill", "svar.csv", "--yes"]) == code
    assert ("title: Mat\n" in new.read_text("utf-8")) == (code == 0)
    assert (f"ingen post heter '{date}'" in capsys.readouterr().out) == (code == 1)


# What is wrong in a sheet.


@pytest.mark.parametrize(
    ("at", "said"),
    [
        pytest.param({"Post": "LV.9"}, "fel ingen post heter 'LV.9'\n    menade du", id="no such record"),
        pytest.param(
            {"Post": ""}, "fel ingen post heter ''\n    hp list visar vad som finns", id="no record"
        ),
        pytest.param(
            {"Fält": "titlar"},
            "fel fältet 'titlar' finns inte här\n    menade du title (titel)?",
            id="no such field",
        ),
        pytest.param({"Fält": ""}, "fel fältet '' finns inte här\n    här kan stå: ", id="no field"),
        pytest.param(
            {"Fält": "meetings.3.day"},
            "fel meetings (processträffar) har inget som heter '3'\n    skriv vilken, ett tal från 1 till 2",
            id="no such item",
        ),
        pytest.param({"Fält": "id"}, "fel id är redan känd: LV.2\n    töm Värde i raden", id="the id"),
        pytest.param(
            {"Fält": "area"}, "fel area (målområde) är redan känd: LV\n    töm Värde i raden", id="known"
        ),
        pytest.param(
            {"Post": "LV.1", "Fält": "organisations"},
            "fel organisations (organisationer) är redan känd: ALFA, BETA\n",
            id="known list",
        ),
        pytest.param(
            {"Post": "LV.1", "Fält": "history.1"},
            "fel history (lägen) är redan känd: flera uppgifter\n",
            id="known group",
        ),
        pytest.param(
            {"Fält": "meetings.1.day", "Sammanhang": "plats Torget, nummer 1 av 2"},
            "fel Sammanhang är 'plats Torget, nummer 1 av 2', men meetings.1.day gäller nu "
            "'plats Skolan, nummer 1 av 2'\n    planen har ändrats sedan bladet gjordes; gör ett nytt blad",
            id="another item",
        ),
        pytest.param(
            {"Sammanhang": "år 2022"},
            "fel Sammanhang är 'år 2022', men title gäller nu inget\n",
            id="no item",
        ),
        pytest.param(
            {"Fält": "meetings.1.day", "Sammanhang": "plats Skolan, nummer 1 av 2", "Värde": "i fjol"},
            "fel day (dag): 'i fjol' är ingen dag\n    skriv till exempel 2022-03-14",
            id="no day",
        ),
        pytest.param(
            {"Post": "kurs", "Fält": "amounts.2022.granted", "Sammanhang": "år 2022", "Värde": "tolv"},
            "fel granted (beviljat): 'tolv' är inte ett belopp\n",
            id="no amount",
        ),
        pytest.param(
            {"Post": "dator", "Fält": "amounts", "Värde": "år=2022; sökte=3"},
            "fel fältet 'sökte' finns inte här\n    menade du applied (sökt)?",
            id="no such key in a group",
        ),
        pytest.param(
            {"Post": "dator", "Fält": "amounts.2022.applied"},
            "fel amounts (belopp) har inget som heter '2022'\n",
            id="in a list that is not there",
        ),
        pytest.param(
            {"Post": "LV.1", "Fält": "sources.lead"},
            "fel 'sources.lead' fylls inte i med ett blad\n    skriv det",
            id="a table",
        ),
        pytest.param({"Post": "LV.1", "Fält": "status"}, "fel 'status' står inne i", id="a status"),
        pytest.param(
            {"Rad": "x", "extra": "7"},
            "fel raden har fler celler än det finns rubriker\n",
            id="too many cells",
        ),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_what_would_be_right(
    at: Mapping[str, str], said: str, fill: Fill
) -> None:
    heads = ["Post", "Fält", "Sammanhang", "Värde", "Källa", "Rad"]
    row = {"Post": "LV.2", "Fält": "title", "Sammanhang": "", "Värde": "Mat", "Källa": "", "Rad": "", **at}
    right = ["LV.1", "lead", "", "ALFA", "", ""]
    ran, changed = fill([heads, right, [*row.values()]], "--yes")
    assert (ran.code, changed, ran.err) == (1, [], "")
    told = " ".join(ran.out.split())
    assert told.startswith(f"svar.csv:3: {' '.join(said.split())}")
    assert told.endswith("1 rad i svar.csv går inte att skriva in. Ingenting är skrivet.")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        pytest.param({"Värde": "", "Källa": "rapporten 7"}, "Källa är ifylld men inte Värde", id="source"),
        pytest.param({"Värde": "", "Titel": "Mat"}, "Titel är ifylld men inte Värde", id="title"),
        pytest.param({"Värde": "", "Sammanhang": "Mat"}, "Sammanhang är ifyllt men inte Värde", id="context"),
        *(
            pytest.param({"Värde": cell}, f"Värde är '{cell}', som kalkylprogrammet skriver", id=cell)
            for cell in (
                "#NAMN?", "########", "#REFERENS!", "#VÄRDEFEL!", "#SAKNAS!", "#DIVISION/0!", "#NAME?",
                "#REF!", "#N/A", "Err:502",
            )
        ),
        pytest.param({"Värde": "=1+1"}, "Värde är '=1+1', en formel", id="formula"),
        pytest.param({"Källa": "#REF!"}, "Källa är '#REF!', som", id="error for source"),
        pytest.param({"Post": "LV.1"}, "Post är LV.1, men Rad är data/processes/LV.2.yaml:2", id="other id"),
        pytest.param(
            {"Rad": "data/processes/LV.1.yaml:5"},
            "Post är LV.2, men Rad är data/processes/LV.1.yaml:5",
            id="other file",
        ),
        pytest.param({"Titel": "Vår"}, "Titel är 'Vår', men LV.2 har ingen titel", id="other title"),
        pytest.param(
            {"Post": "LV.1", "Rad": "", "Fält": "lead", "Värde": "ALFA", "Titel": "Kurs"},
            "Titel är 'Kurs', men LV.1 har 'Skolstart'",
            id="title of another",
        ),
    ],
)  # fmt: skip
def test_what_stands_in_the_wrong_cell_or_row_is_told_and_nothing_is_written(
    cells: Mapping[str, str], said: str, fill: Fill
) -> None:
    row = {
        "Post": "LV.2", "Titel": "", "Fält": "title", "Sammanhang": "", "Värde": "Mat", "Källa": "",
        "Rad": "data/processes/LV.2.yaml:2", **cells,
    }  # fmt: skip
    right = {**dict.fromkeys(row, ""), "Post": "LV.1", "Fält": "lead", "Värde": "ALFA"}
    ran, changed = fill([[*row], [*right.values()], [*row.values()]], "--yes")
    told = " ".join(ran.out.split())
    assert (ran.code, changed) == (1, [])
    assert told.startswith(f"svar.csv:3: fel {said}")


@pytest.mark.parametrize(
    "cells",
    [
        {"Rad": "data/processes/LV.2.yaml:17"},
        {"Rad": "data/processes/gamla.yaml:2"},
        {"Rad": "", "Post": "LV.1", "Fält": "history.2.outcome", "Värde": "", "Sammanhang": "läge gammalt"},
        {"Post": "LV.1", "Rad": "", "Fält": "lead", "Värde": "", "Titel": "Ett gammalt namn"},
    ],
    ids=["another line", "a file that is not there now", "an old context", "an old title"],
)
def test_what_may_have_changed_since_the_sheet_was_made_is_no_mistake(
    cells: Mapping[str, str], fill: Fill
) -> None:
    row = {"Post": "LV.2", "Titel": "", "Fält": "title", "Sammanhang": "", "Värde": "Mat", "Rad": "", **cells}
    assert fill([[*row], [*row.values()]], "--yes")[0].code == 0


@pytest.mark.parametrize(
    ("place", "value", "said", "hint"),
    [
        (
            "dator amounts", "300 000",
            "amounts (belopp): '300 000' säger inte vad det är", "skriv till exempel år=2022; sökt=300 000",
        ),
        (
            "dator amounts", "år=2022; beviljat=?",
            "amounts (belopp): 'år=2022; beviljat=?' svarar inte på något", "töm Värde om det fortfarande är",
        ),
        ("dator amounts", "år=2022", "amounts (belopp): 'år=2022' svarar inte på något", "år=2022; sökt=300"),
        ("LV.1 lead", "Kultur", "HP205 lead", "ALFA"),
        ("kurs amounts.2022.granted", "tolv", "granted (beviljat): 'tolv' är inte ett belopp", ""),
    ],
    ids=["an amount alone", "only unknown", "only the year", "an organisation that is none", "no amount"],
)  # fmt: skip
def test_what_cannot_be_filled_in_is_told_with_its_row_and_with_what_can(
    place: str, value: str, said: str, hint: str, sheet: bytes, fill: Fill
) -> None:
    row = next(number for number, cells in enumerate(rows_of(sheet), 1) if f"{cells[1]} {cells[3]}" == place)
    ran, changed = fill({place: (value, "")}, "--yes")
    told = " ".join(ran.out.split())
    assert (ran.code, changed) == (1, [])
    id_ = re.escape(place.partition(" ")[0])
    assert re.match(rf"svar\.csv:{row}(?: \({id_}\))?: fel {re.escape(said)}", told)
    assert hint in told


@pytest.mark.parametrize("value", ["ALFA; BETA", "ALFA, BETA", "ALFA\nBETA", "alfa;betaförvaltningen"])
def test_names_in_a_list_may_be_separated_in_any_of_the_usual_ways(value: str, fill: Fill) -> None:
    ran, changed = fill({"LV.2 organisations": (value, "")}, "--yes")
    assert (ran.code, changed[-1]) == (0, "LV.2 + organisations: [ALFA, BETA]")


def test_half_an_answer_about_amounts_leaves_the_other_half_unknown(
    folder: Path, fill: Fill, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    ran, _ = fill({"dator amounts": ("år=2022; sökt=300 000", "rapporten 7")}, "--yes")
    assert ran.out.splitlines()[-1] == "1 uppgift är ifylld, 15 luckor är kvar."
    text = (folder / "data/grants/dator.yaml").read_text("utf-8")
    assert text.partition("amounts:\n")[2].startswith(
        "  - year: 2022\n    applied: 300 000\n    granted: null\n    spent: null\n"
        "  - year: 2023\n    applied: null\n    granted: null\n    spent: null\n"
    )
    asked = [row[3] for row in rows_of(sheet_of(folder, capfdbinary)) if row[1] == "dator"]
    assert sorted(asked) == [
        "amounts.2022.granted", "amounts.2022.spent",
        "amounts.2023.applied", "amounts.2023.granted", "amounts.2023.spent",
    ]  # fmt: skip


def test_every_mistake_is_told_at_once_in_the_order_of_the_rows(fill: Fill) -> None:
    heads = ["Post", "Fält", "Sammanhang", "Värde"]
    rows = [
        ["x", "title", "", "a"],
        ["LV.2", "title", "", "Mat"],
        [],
        ["LV.2", "titel", "", "Vila"],
        ["kurs", "t", "", "b"],
    ]
    ran, changed = fill([heads, *rows], "--yes")
    wrong = [line.partition(" fel ")[0] for line in ran.out.splitlines() if " fel " in line]
    assert (ran.code, changed, wrong) == (1, [], ["svar.csv:2:", "svar.csv:5:", "svar.csv:6:"])
    assert "svar.csv:5: fel titel har ett annat värde här än på rad 3\n    behåll en av raderna" in ran.out


def test_the_same_answer_twice_is_one_answer(fill: Fill) -> None:
    heads = ["Post", "Fält", "Sammanhang", "Värde"]
    ran, changed = fill([heads, ["LV.2", "title", "", "Mat"], ["LV.2", "titel", "", "Mat"]], "--yes")
    assert (ran.code, changed) == (0, ["LV.2 - title: null", "LV.2 + title: Mat"])
    assert ran.out.endswith("1 uppgift är ifylld, 10 luckor är kvar.\n")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(
            b"PK\x03\x04" + bytes(20),
            "svar.csv är en Excel- eller LibreOffice-fil, inte CSV\n    öppna den",
            id="xlsx",
        ),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(20), "svar.csv är en äldre Excel-fil, inte CSV\n", id="xls"),
        pytest.param(b"%PDF\x00\x81", "svar.csv är ingen CSV-fil\n    öppna den", id="no text"),
        pytest.param(
            b"x;y\n",
            "svar.csv saknar kolumnen Post, Fält, Sammanhang, Värde\n    rubrikerna är Vem, Post",
            id="other heads",
        ),
        pytest.param(b" \r\n", "svar.csv är tom\n    är det rätt fil?", id="empty"),
        pytest.param("Post;Fält;Värde\n".encode(), "svar.csv saknar kolumnen Sammanhang\n", id="no context"),
        pytest.param(
            "Post;Fält;Sammanhang;Värde;värde\n".encode(),
            "svar.csv har två kolumner som heter Värde\n    behåll en",
            id="a column twice",
        ),
        pytest.param(
            'Post;Fält;Sammanhang;Värde\nx;"y" z;;\n'.encode(),
            "svar.csv:2 går inte att läsa som CSV\n",
            id="quotes",
        ),
        pytest.param(b"x" * 1_000_001, "svar.csv är större än en megabyte och läses inte\n", id="too large"),
        pytest.param(
            "Post;Fält;Sammanhang;Värde\n".encode() + b"a;b;c;\n" * 20_001,
            "svar.csv har fler än 20000 rader och läses inte\n",
            id="too many rows",
        ),
    ],
)
def test_what_is_no_sheet_is_told_before_anything_else(raw: bytes, said: str, fill: Fill) -> None:
    ran, changed = fill(raw, "--yes")
    assert (ran.code, ran.out, changed) == (3, "", [])
    assert ran.err.startswith(f"hp: {said}")


def test_a_folder_is_no_sheet(hp: Hp) -> None:
    ran = hp("gaps", "--fill", "data")
    assert (ran.code, ran.err.splitlines()[0]) == (3, "hp: data är en mapp, ingen fil")


def test_a_sheet_that_the_system_does_not_let_hp_read_is_told_to_be_that(hp: Hp) -> None:
    ran = hp("gaps", "--fill", "/proc/self/mem")
    assert (ran.code, ran.err.splitlines()[0]) == (3, "hp: /proc/self/mem går inte att läsa")


def test_a_sheet_that_is_not_there_is_told(hp: Hp) -> None:
    ran = hp("gaps", "--fill", "finns-inte.csv")
    assert (ran.code, ran.err.splitlines()[0]) == (3, "hp: filen finns-inte.csv finns inte")


def test_a_record_whose_file_has_a_fault_is_not_filled_in(folder: Path, fill: Fill) -> None:
    (folder / "data/processes/LV.2.yaml").write_text("id: LV.2\ntitel: x\n", encoding="utf-8")
    ran, changed = fill(ONE, "--yes")
    assert (ran.code, changed) == (1, [])
    assert "fel filen för LV.2 har fel och kan inte ändras\n    kör hp check först" in ran.out


def test_a_sheet_that_was_made_before_the_list_changed_is_refused(folder: Path, fill: Fill) -> None:
    path = folder / "data/processes/LV.1.yaml"
    path.write_text(
        path.read_text("utf-8").replace("history:\n", "history:\n  - status: vilar\n    since: 2021\n"),
        encoding="utf-8",
    )
    ran, changed = fill({"LV.1 history.2.outcome": ("överlämnad", "")}, "--yes")
    assert (ran.code, changed) == (1, [])
    told = " ".join(ran.out.split())
    assert "'läge klar, sett 2023-12-31', men history.2.outcome gäller nu 'läge vilar, sedan 2022-09'" in told


def test_a_sheet_still_holds_when_other_things_of_the_same_item_are_filled_in(fill: Fill) -> None:
    assert fill({"LV.1 history.2.anchored": ("ja", "")}, "--yes")[0].code == 0
    ran, changed = fill({"LV.1 history.2.outcome": ("överlämnad", "")}, "--yes")
    assert (ran.code, changed[-1]) == (0, "LV.1 + outcome: överlämnad   # fråga")


# At a terminal, and in git.


def asked(folder: Path, sheet: bytes, *args: str) -> Terminal:
    """Return a terminal at which a sheet is shown, and it is asked whether to write it."""
    (folder / "svar.csv").write_text(text_of(filled(sheet, ONE)), encoding="utf-8")
    terminal = Terminal("gaps", "--fill", "svar.csv", *args, cwd=folder)
    terminal.wait_for("Ska det skrivas? (ja/nej)")
    terminal.wait_for("> ")
    return terminal


@pytest.mark.parametrize(
    ("answer", "code", "title"),
    [("ja", 0, "title: Mat\n"), ("nej", 0, "title: null\n"), (CTRL_C, 130, "title: null\n")],
    ids=["yes", "no", "interrupted"],
)
def test_somebody_is_asked_at_a_terminal(
    answer: str, code: int, title: str, folder: Path, sheet: bytes
) -> None:
    terminal = asked(folder, sheet)
    terminal.type(f"{answer}\n")
    assert terminal.end() == code
    assert title in (folder / "data/processes/LV.2.yaml").read_text("utf-8")
    assert terminal.text.count("okänt → Mat") == 1
    assert ("1 uppgift är ifylld, 10 luckor är kvar." in terminal.text) == (answer == "ja")


@pytest.mark.parametrize("name", ["LV.1", "LV.2"], ids=["another file", "the same file"])
def test_what_somebody_else_wrote_while_it_was_asked_stays_and_the_change_is_shown_again(
    name: str, folder: Path, sheet: bytes
) -> None:
    path = folder / f"data/processes/{name}.yaml"
    terminal = asked(folder, sheet)
    path.write_text(f"{path.read_text('utf-8')}note: Nytt.\n", encoding="utf-8")
    terminal.type("ja\n")
    assert terminal.end() == 0
    assert terminal.text.count("okänt → Mat") == 2
    assert "\ntitle: Mat\n" in (folder / "data/processes/LV.2.yaml").read_text("utf-8")
    assert path.read_text("utf-8").endswith("\nnote: Nytt.\n")


def test_what_somebody_else_filled_in_while_it_was_asked_stops_it(folder: Path, sheet: bytes) -> None:
    path = folder / "data/processes/LV.2.yaml"
    terminal = asked(folder, sheet)
    path.write_text(path.read_text("utf-8").replace("title: null", "title: Dryck"), encoding="utf-8")
    terminal.type("ja\n")
    assert terminal.end() == 1
    assert "title (titel) är redan känd: Dryck" in terminal.text
    assert "title: Dryck\n" in path.read_text("utf-8")


def git(folder: Path, *args: str) -> str:
    told = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=b@c.se", *args],
        cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return told.stdout


def begun(folder: Path) -> None:
    """Have git hold the plan as it is."""
    git(folder, "init", "--quiet")
    git(folder, "config", "user.name", "a")
    git(folder, "config", "user.email", "b@c.se")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Början")


def test_what_is_agreed_to_at_a_terminal_is_in_git_with_its_words(folder: Path, sheet: bytes) -> None:
    begun(folder)
    terminal = asked(folder, sheet, "--commit")
    terminal.type("ja\n")
    assert terminal.end() == 0, terminal.text
    assert git(folder, "log", "--format=%s").splitlines() == ["Process LV.2: titel Mat", "Början"]


def test_the_answers_are_one_change_in_git(folder: Path, fill: Fill) -> None:
    begun(folder)
    ran, _ = fill({**ONE, "LV.1 lead": ("ALFA", "")}, "--yes", "--commit")
    assert ran.code == 0, ran
    assert git(folder, "log", "--format=%s").splitlines()[1:] == ["Början"]
    assert git(folder, "show", "--stat", "--format=").count("LV.") == 2
    assert git(folder, "status", "--porcelain") == ""


# Whole plans.


def copied(plan: Path, to: Path) -> Path:
    shutil.copytree(plan / "data", to / "data")
    return to


TAKEN_OUT = {
    "FRITID.2 lead": (
        "processes/FRITID.2",
        "\nlead: KFF\n",
        "\nlead: null\n",
        "Kultur- och fritidsförvaltningen",
    ),
    "FRITID.2 history.2.anchored": (
        "processes/FRITID.2",
        "    anchored: ja\n    note: För",
        "    anchored: null\n    note: För",
        "ja",
    ),
    "FRITID.2 organisations": (
        "processes/FRITID.2",
        "\norganisations: [KFF, KLK]\n",
        "\norganisations: null\n",
        "KFF, KLK",
    ),
    "handlingsplanen day": (
        "sources/handlingsplanen",
        "\nday: 2022-12-12\n",
        "\nday: null\n",
        "12 december 2022",
    ),
    "plan organisations.SOC.name": (
        "plan",
        "    name: Socialförvaltningen\n",
        "    name: null\n",
        "Socialförvaltningen",
    ),
}
"""By record and field: the file, what stands there, what is put there instead, and what is filled in."""


def test_what_is_taken_out_of_the_example_and_filled_in_again_is_as_it_was(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    plan = copied(ROOT / "examples/ekbacken", tmp_path / "plan")
    whole = texts(plan)
    for name, there, unknown, _ in TAKEN_OUT.values():
        path = plan / f"data/{name}.yaml"
        assert path.read_text("utf-8").count(there) == 1
        path.write_text(path.read_text("utf-8").replace(there, unknown), encoding="utf-8")
    answers = {place: (value, "") for place, (*_, value) in TAKEN_OUT.items()}
    rows = filled(sheet_of(plan, capfdbinary), answers)
    assert len(rows) == 1 + len(answers)
    (tmp_path / "svar.csv").write_text(text_of(rows), encoding="utf-8")
    assert run(["gaps", "--fill", str(tmp_path / "svar.csv"), "--yes", "--plan", str(plan)]) == 0
    assert texts(plan) == whole
    assert capfdbinary.readouterr().out.decode().endswith("5 uppgifter är ifyllda, 0 luckor är kvar.\n")


def test_three_things_of_the_real_plan_are_filled_in_and_nothing_else_changes(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    plan = copied(ROOT, tmp_path / "plan")
    before = texts(plan)
    answers = {
        "2.2.1 title": ("En titel", "slutrapporten bilaga 1"),
        "2.2.1 history.1.anchored": ("ja", ""),
        "plan years.2022.report_by": ("2023-03-31", ""),
    }
    raw = sheet_of(plan, capfdbinary)
    (tmp_path / "svar.csv").write_text(text_of(filled(raw, answers)), encoding="utf-8")
    assert run(["gaps", "--fill", str(tmp_path / "svar.csv"), "--yes", "--plan", str(plan)]) == 0
    after = texts(plan)
    assert {name for name in before if before[name] != after[name]} == {
        "data/plan.yaml",
        "data/processes/2.2.1.yaml",
    }
    assert line_changes(before["data/processes/2.2.1.yaml"], after["data/processes/2.2.1.yaml"]) == [
        "-title: null",
        "+title: En titel",
        "-    anchored: null",
        "+    anchored: ja",
        "+  title: [slutrapporten bilaga 1]",
    ]
    assert line_changes(before["data/plan.yaml"], after["data/plan.yaml"]) == [
        "-    report_by: null",
        "+    report_by: 2023-03-31",
    ]
    gaps = len(rows_of(raw)) - 1
    assert (
        capfdbinary.readouterr()
        .out.decode()
        .endswith(f"3 uppgifter är ifyllda, {gaps - 3} luckor är kvar.\n")
    )


def line_changes(before: str, after: str) -> list[str]:
    """Return the lines that have gone and come, with their blanks."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize("plan", [ROOT, ROOT / "tests/cases/good/motesplan"], ids=["real", "motesplan"])
def test_every_row_of_a_sheet_leads_back_to_its_gap(
    plan: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    loaded = load_plan(plan).plan
    found = []
    for _, id_, _, field, _, told, *_ in rows_of(sheet_of(plan, capfdbinary))[1:]:
        path = path_for(loaded, id_)
        place = answer_place(loaded, path, data_of(path, loaded.texts[path]), field)
        refuse_other_context(SheetAnswer(2, id_, field, told, "x", ""), context(place.items))
        found.append((path, place.loc))
    assert sorted(found) == sorted((gap.path, gap.loc) for gap in find_gaps(loaded))


# Properties.


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_and_columns_in_any_order_come_to_the_same(
    data: st.DataObject, sheet: bytes, folder: Path
) -> None:
    rows = filled(
        sheet, {**ONE, "LV.1 lead": ("ALFA", ""), "kurs amounts.2022.granted": ("1", "rapporten 2")}
    )
    loading = load_plan(folder, rules=True)

    def drafts(rows: list[list[str]]) -> list[tuple[str, bytes | None]]:
        (folder / "svar.csv").write_text(text_of(rows), encoding="utf-8")
        answers, wrong = _answers(folder / "svar.csv")
        found = _filling(folder, loading, answers, wrong)
        assert found.mistakes == []
        return sorted((it.path, it.after) for it in found.drafts)

    order = data.draw(st.permutations(range(len(rows[0]))))
    shuffled = [rows[0], *data.draw(st.permutations(rows[1:]))]
    assert drafts([[row[number] for number in order] for row in shuffled]) == drafts(rows)
    unfilled = [[*row[:6], "", "", row[8]] for row in shuffled[1:]]
    assert drafts([rows[0], *unfilled]) == []


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=4))
@example(rows=[("=1", "'=1", "'x", "-1"), ("\ta", "%", "＝", 'a;b\n"c')])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_hp_writes_in_a_sheet_is_read_again_as_it_was(
    rows: list[tuple[str, str, str, str]], tmp_path: Path
) -> None:
    heads = ("Post", "Fält", "Sammanhang", "Värde")
    (tmp_path / "blad.csv").write_bytes(csv_text([heads, *rows]).encode("utf-8-sig"))
    found = [
        tuple(row.cells[head] for head in heads) for row in read_sheet(tmp_path / "blad.csv", heads, heads)
    ]
    stripped = [tuple(cell.strip() for cell in row) for row in rows]
    assert found == [row for row in stripped if any(row)]


STEPS = st.sampled_from([
    "sources", "history", "meetings", "organisations", "amounts", "years", "statuses", "areas", "period",
    "title", "titel", "lead", "outcome", "day", "name", "from", "kind", "aliases", "id", "status", "claims",
    "1", "2", "3", "2022", "ALFA", "klar", "LV", "",
])  # fmt: skip
IDS = st.sampled_from(["LV.1", "LV.2", "kurs", "dator", "rapporten", "plan"])


@example(id_="LV.1", field="sources.lead")
@example(id_="plan", field="organisations.ALFA.aliases.1")
@given(id_=IDS, field=st.lists(STEPS, min_size=1, max_size=4).map(".".join))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_as_field_is_told_to_be_none_or_known_or_is_a_place_to_fill_in(
    id_: str, field: str, folder: Path
) -> None:
    loaded = _loaded(folder)
    path = path_for(loaded, id_)
    data = data_of(path, loaded.texts[path])
    with suppress(WrongChoiceError):
        place = answer_place(loaded, path, data, field)
        assert context(place.items).count("\n") == 0
        if (there := value_at(data, place.loc)) is not None:
            with pytest.raises(WrongChoiceError, match="är redan känd: "):
                refuse_known(place, there)


@cache
def _loaded(folder: Path) -> Plan:
    return load_plan(folder).plan

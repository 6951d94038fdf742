"""How figures were counted, as users see it: --explain on the screens, and --sources in the documents."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.plans import ROOT
from tests.running import Hp, running

EKBACKEN = ROOT / "examples" / "ekbacken"
PLANS = {"real": ROOT, "ekbacken": EKBACKEN, "motesplan": ROOT / "tests/cases/good/motesplan"}
TITLE = "Så är siffrorna räknade"
LISTINGS = [
    ["status"],
    ["status", "--as-of", "2024-06-30"],
    ["grants"],
    ["grants", "--by", "organisation"],
    ["grants", "--year", "2023"],
    ["decisions"],
]
HARD = "\N{NO-BREAK SPACE}"
READER = MarkdownIt("gfm-like", {"linkify": False})


@pytest.fixture
def hp(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hp:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(EKBACKEN)
    return running(capsys)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def block(text: str, heading: str) -> list[str]:
    """Return the lines of a screen from a heading to the next blank line."""
    found = text.split(f"\n{heading}\n", 1)[1].split("\n\n", 1)[0]
    return [line.strip() for line in found.splitlines()]


# The screens.


@pytest.mark.parametrize("asked", LISTINGS, ids=" ".join)
@pytest.mark.parametrize("plan", ["real", "ekbacken"])
def test_the_screen_comes_first_as_it_is_and_then_what_its_figures_are_made_of(
    plan: str, asked: list[str], hp: Hp
) -> None:
    where = ("--plan", str(PLANS[plan]))
    plain, explained = hp(*asked, *where), hp(*asked, "--explain", *where)
    assert explained.code == plain.code == 0
    assert explained.out.startswith(f"{plain.out}\n{TITLE}\n")
    assert max(map(len, explained.out.splitlines())) <= 80


def test_a_count_is_told_with_each_process_its_file_and_its_line(hp: Hp) -> None:
    out = hp("status", "--explain").out
    assert block(out, "Fortsatt stöd: 3") == [
        "fortsatt stöd, sett 2025-12-04, enligt slutrapporten 2.4",
        "data/processes/skola/SKOLA.1.yaml:15",
        "fortsatt stöd, sedan 2025-12-04, enligt slutrapporten 2.2",
        "data/processes/TU.2.yaml:17",
        "fortsatt stöd, sedan 2025-12-04, enligt slutrapporten 2.11",
        "data/processes/VARD.1.yaml:13",
    ]
    assert block(out, "Vilar: 1") == [
        "paus från 2025-10-01, enligt slutrapporten 2.10",
        "data/processes/FRITID.3.yaml:18",
    ]
    for organisation, count in {"SOC": 10, "BUF": 9, "KFF": 7, "KLK": 5, "NÄVA": 4}.items():
        assert len(re.findall(r"yaml:\d+", " ".join(block(out, f"{organisation} deltar: {count}")))) == count


def test_a_sum_is_told_group_by_group_with_each_amount_as_it_is_written(hp: Hp) -> None:
    out = hp("grants", "--explain").out.replace(HARD, " ")
    granted = block(out, "Beviljat 2024: 2 655 000")
    first = granted.index("Utbildning för vuxna och unga ledare: 385 000")
    assert granted[first + 1 : first + 5] == [
        "enligt styrgruppens anteckningar 2024-02-08 och årsrapporten bilaga 1",
        "100 000  data/grants/2024/2024-rastledare.yaml:16",
        "120 000  data/grants/2024/2024-sommarledare.yaml:16",
        "165 000  data/grants/2024/2024-stanna-och-fraga.yaml:16",
    ]
    assert block(out, "Ofördelat 2024: 45 000") == ["Rekvirerat minus beviljat."]
    left = block(out, "Kvar 2023: 0")
    at = left.index("data/grants/2023-skolnarvarolots.yaml:13")
    assert left[at + 1] == "beviljat 400 000 − förbrukat 372 000 − överfört 28 000 = 0"


def test_a_grant_that_is_shared_says_what_it_counts_as(hp: Hp) -> None:
    out = hp("grants", "--by", "organisation", "--explain").out.replace(HARD, " ")
    granted = block(out, "Beviljat 2023 per organisation: 2 350 000")
    assert granted.count("110 000, delas lika = 55 000  data/grants/2023-hembesok.yaml:17") == 2


def test_what_nobody_knows_is_told_together_with_what_is_lacking(hp: Hp) -> None:
    out = hp("status", "--explain", "--plan", str(ROOT)).out
    nobody = block(out, "SOC, KSK, BOU och KOF deltar: okänt")
    assert nobody[0] == "organisationer: KSON, men kanske inte bara"
    assert "saknar organisationer" in nobody
    assert len(re.findall(r"yaml:\d+", " ".join(nobody))) == 25
    money = hp("grants", "--explain", "--plan", str(ROOT)).out
    told = block(money, "Sökt, föreslaget, beviljat, förbrukat, återbetalat och kvar 2021: okänt")
    assert told == [
        "saknar belopp",
        "data/grants/2021-hamnkompaniet.yaml:9",
        "data/grants/2021-processledare.yaml:9",
        "data/grants/2021-resursforstarkning-bup.yaml:9",
    ]


def test_what_may_be_selected_is_told_with_what_it_lacks(hp: Hp) -> None:
    out = hp("status", "--org", "SOC", "--explain", "--plan", str(ROOT)).out
    assert block(out, "Processer som kanske hör till urvalet: 25")[0].startswith("organisationer: KSON")
    decisions = hp("decisions", "--as-of", "2020", "--explain", "--plan", str(ROOT)).out
    told = block(decisions, "Beslut som kanske hör till urvalet: 6")
    assert (told[0], told[-2]) == ("saknar dag", "dag: 2019-2021, inte närmare")
    assert told[-1] == "data/decisions/styrgruppen-utokad-kartlaggning.yaml:5"


def test_an_unread_file_is_said_to_be_able_to_hold_more(hp: Hp, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "processes").mkdir(parents=True)
    header = "name: X\norganisations:\n  ALFA: {name: Alfa}\nparticipation_complete: [ALFA]\n"
    (data / "plan.yaml").write_text(header, encoding="utf-8")
    (data / "processes" / "A.1.yaml").write_text("id: A.1\norganisations: [ALFA]\n", encoding="utf-8")
    (data / "processes" / "A.2.yaml").write_text("id: A.2\nlaed: ALFA\n", encoding="utf-8")
    ran = hp("status", "--explain", "--plan", str(tmp_path))
    assert ran.code == 1
    assert "1 fil gick inte att läsa och kan höra hit." in block(ran.out, "ALFA deltar: minst 1")


# For programs.


@pytest.mark.parametrize("asked", LISTINGS, ids=" ".join)
@pytest.mark.parametrize("plan", PLANS)
def test_the_parts_in_csv_stand_on_the_lines_told_and_add_up_to_their_figure(
    plan: str, asked: list[str], hp: Hp
) -> None:
    rows = rows_of(hp(*asked, "--explain", "--format", "csv", "--plan", str(PLANS[plan])).out)
    assert list(rows[0]) == ["Siffra", "Värde", "Post", "Står som", "Fil", "Rad", "Källa", "Räknas"]
    assert {row["Räknas"] for row in rows} <= {"ja", "dras av", "okänt", ""}
    for row in (row for row in rows if row["Post"]):
        text = (PLANS[plan] / row["Fil"]).read_text("utf-8")
        assert row["Post"] in {text_id(text), "plan"}
        assert 1 <= int(row["Rad"]) <= text.count("\n")
    figures: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        figures[row["Siffra"]].append(row)
    for name, parts in figures.items():
        told, known = parts[0]["Värde"].replace(HARD, ""), [row for row in parts if row["Räknas"] != "okänt"]
        reckoned = any("=" in row["Står som"] or row["Räknas"] == "dras av" for row in parts)
        if told.isdecimal() and not reckoned and not name.startswith(("Deltagare", "Processer som")):
            parts_of_sum = [number(row["Står som"]) if is_money(name) else 1 for row in known if row["Post"]]
            assert sum(parts_of_sum) == int(told), name


def text_id(text: str) -> str:
    found = re.search(r"^id: [\"']?(.+?)[\"']?$", text, re.MULTILINE)
    return found[1] if found else ""


def is_money(name: str) -> bool:
    steps = ("Rekvirerat", "Sökt", "Föreslaget", "Beviljat", "Förbrukat", "Återbetalat", "Överfört", "Kvar")
    return name.startswith(steps)


def number(text: str) -> Decimal:
    return Decimal(text.replace(HARD, "").replace(" ", ""))


def test_json_is_the_same_with_and_without_and_names_the_records_of_every_figure(hp: Hp) -> None:
    for name in ("status", "grants", "decisions"):
        plain = hp(name, "--format", "json").out
        assert hp(name, "--explain", "--format", "json").out == plain


def as_json(hp: Hp, *args: str) -> dict[str, Any]:
    found = json.loads(hp(*args, "--format", "json").out)
    assert isinstance(found, dict)
    return found


STEPS = ("applied", "proposed", "granted", "spent", "repaid", "carried", "left")


@pytest.mark.parametrize("plan", PLANS)
def test_every_sum_in_json_has_as_many_ids_as_known_parts(plan: str, hp: Hp) -> None:
    grants = as_json(hp, "grants", "--by", "organisation", "--plan", str(PLANS[plan]))
    sums = [grants["people"]]
    for year in grants["years"]:
        drawn = year["requisitioned"]
        assert bool(drawn["ids"] or drawn["unknown_ids"]) == bool(drawn["of"])
        for holder in (year, *year["groups"]):
            sums += [holder[step] for step in STEPS]
            assert {*holder["granted"]["ids"], *holder["granted"]["unknown_ids"]} <= {*holder["items"]}
    for found in sums:
        assert len(found["ids"]) == found["known"]
        assert len(found["unknown_ids"]) == found["of"] - found["known"]


@pytest.mark.parametrize("plan", PLANS)
def test_every_organisation_in_json_has_the_ids_of_its_processes(plan: str, hp: Hp) -> None:
    status = as_json(hp, "status", "--plan", str(PLANS[plan]))
    assert status["by_organisation"]
    for row in status["by_organisation"]:
        assert sorted(row["ids"]) == sorted(id_ for count in row["by_status"] for id_ in count["ids"])
        for told in (row, row["lead"]):
            assert (len(told["ids"]), len(told["undecided_ids"])) == (told["known"], told["undecided"])
            assert not {*told["ids"]} & {*told["undecided_ids"]}
        assert {*row["lead"]["ids"]} <= {*row["ids"]}


@pytest.mark.parametrize("plan", PLANS)
def test_every_decision_in_json_is_counted_once_by_its_status(plan: str, hp: Hp) -> None:
    found = as_json(hp, "decisions", "--plan", str(PLANS[plan]))
    counted = [id_ for row in found["by_status"] for id_ in row["ids"]]
    assert sorted(counted) == sorted(row["id"] for row in found["decisions"])
    assert all(row["count"] == len(row["ids"]) for row in found["by_status"])


# Pages.


@pytest.mark.parametrize("asked", LISTINGS, ids=" ".join)
def test_a_page_ends_with_a_numbered_list_of_its_figures(asked: list[str], hp: Hp) -> None:
    plain = hp(*asked, "--format", "md").out
    page = hp(*asked, "--explain", "--format", "md").out
    assert page.startswith(f"{plain}\n## {TITLE}\n")
    tokens = READER.parse(page.removeprefix(plain))
    assert [token.type for token in tokens].count("ordered_list_open") == 1
    items = [token.info for token in tokens if token.type == "list_item_open"]
    assert items == [str(number) for number in range(1, len(items) + 1)]
    assert len(items) > 3
    assert "hakparenteserna" not in page
    assert all(len(line) <= 80 for line in page.removeprefix(plain).splitlines())


DOCUMENTS = [
    ["styrgrupp"],
    ["slutrapport"],
    ["beslut"],
    ["forvaltning", "--org", "KLK"],
    ["process", "--process", "TU.2"],
]


@pytest.mark.parametrize("asked", DOCUMENTS, ids=" ".join)
def test_a_document_with_sources_is_the_document_and_last_how_it_was_counted(
    asked: list[str], hp: Hp
) -> None:
    plain, full = hp("report", *asked), hp("report", *asked, "--sources")
    assert (plain.code, full.code) == (0, 0)
    assert TITLE not in plain.out
    document, _, counted = full.out.partition(f"\n## {TITLE}\n")
    assert " ".join(document.split()).replace(" --sources`", "`") == " ".join(plain.out.split())
    assert "--sources`" in document
    assert f"## {TITLE}" not in counted
    numbered = "\n1. " in counted
    assert ("Numren är siffrornas egna; hakparenteserna" in " ".join(counted.split())) == numbered


@pytest.mark.parametrize(
    ("asked", "first", "others"),
    [
        (["forvaltning", "--org", "KLK"], "1. **KLK deltar: 5.**", ["**KLK har huvudansvar: 1.**"]),
        (["slutrapport"], "1. **Klar: 6.**", ["**Deltagare: 4 167.**", "**Beviljat 2023 per inriktning:"]),
        (["styrgrupp"], "1. **Klar: 6.**", ["**Ofördelat 2025: 70 000.** Rekvirerat minus beviljat."]),
        (["beslut"], "1. **Fattade beslut: 24.**", ["**Föreslagna beslut: 2.**"]),
        (["process", "--process", "TU.2"], "Här finns inga räknade siffror.", []),
    ],
    ids=lambda it: it[0] if isinstance(it, list) and it else "",
)
def test_a_document_counts_the_figures_that_it_tells(
    asked: list[str], first: str, others: list[str], hp: Hp
) -> None:
    counted = hp("report", *asked, "--sources").out.partition(f"## {TITLE}\n")[2].replace(HARD, " ")
    assert f"\n{first}" in counted
    for said in others:
        assert said in " ".join(counted.split())


def test_a_document_does_not_count_what_it_does_not_tell(hp: Hp) -> None:
    paper = hp("report", "styrgrupp", "--sources").out.partition(f"## {TITLE}\n")[2]
    assert "huvudansvar" not in paper
    assert "Deltagare" not in paper
    assert "Utbildning för vuxna" not in paper


def test_a_template_of_the_plans_own_is_counted_too(hp: Hp, tmp_path: Path) -> None:
    write_plan(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "kort.md").write_text("# Kort\n\n{{ status | summary }}\n", encoding="utf-8")
    ran = hp("report", "kort", "--sources", "--as-of", "2024-01-01", "--plan", str(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("1. **Klar: 1.** Klar, sedan 2023, utan källa: i data/processes A.1.yaml:2.\n")


def write_plan(root: Path) -> None:
    (root / "data" / "processes").mkdir(parents=True)
    header = "name: X\nstatuses:\n  klar: {kind: completed}\n"
    (root / "data" / "plan.yaml").write_text(header, encoding="utf-8")
    (root / "data" / "processes" / "A.1.yaml").write_text(
        "id: A.1\nhistory: [{status: klar, since: 2023}]\n", encoding="utf-8"
    )


def test_a_short_form_has_no_room_for_it(hp: Hp) -> None:
    ran = hp("report", "styrgrupp", "--short", "--sources")
    assert (ran.code, ran.out) == (2, "")
    assert "--sources går inte ihop med --short" in ran.err


def test_the_list_of_documents_takes_no_sources(hp: Hp) -> None:
    assert hp("report", "--list", "--sources").code == 2


# What it costs, and that it is the same everywhere.


def hp_outside(seed: str, *args: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "handlingsplan", *args],
        cwd=EKBACKEN,
        env=environment,
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.mark.slow
def test_the_same_data_gives_the_same_bytes_in_every_process() -> None:
    asked = ("report", "slutrapport", "--sources")
    assert hp_outside("1", *asked) == hp_outside("2", *asked)


def test_a_status_that_is_not_explained_reads_nothing_of_it() -> None:
    code = (
        "import sys\nfrom handlingsplan.cli.main import run\nrun(['status'])\n"
        "print([name for name in sys.modules if name.startswith('handlingsplan') and 'trace' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=EKBACKEN, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_documents_with_sources_pass_a_linter(hp: Hp, tmp_path: Path) -> None:
    pages = []
    for number, (plan, asked) in enumerate(
        (plan, asked) for plan in ("ekbacken", "real") for asked in DOCUMENTS[:1]
    ):
        page = tmp_path / f"{number}.md"
        page.write_text(hp("report", *asked, "--sources", "--plan", str(PLANS[plan])).out, encoding="utf-8")
        pages.append(str(page))
    done = subprocess.run(
        [sys.executable, "-m", "pymarkdown", "--disable-rules", "line-length", "scan", *pages],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

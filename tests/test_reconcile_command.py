"""The command hp reconcile: what documents state against the plan's files, in every format, and near it."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from handlingsplan.cli.main import run
from tests.plans import ROOT
from tests.running import Hp, running

PLANS = {
    "real": ROOT,
    **{
        path.name: path
        for folder in (ROOT / "tests/cases/good", ROOT / "examples")
        for path in sorted(folder.iterdir())
        if path.is_dir()
    },
}
PROCESS = """\
    id: {}
    title: {}
    area: LV
    lead: {}
    organisations: {}
    history:
      - status: {}
        seen: 2023-12-31
    """
FILES = {
    "data/plan.yaml": """\
        name: Trygg i Exempelstad
        owner: Exempelstad
        period: {from: 2021, to: 2023-12-31}
        registry_number: EX 2020/7
        organisations:
          ALFA: {name: Alfaförvaltningen}
          BETA: {name: Betaförvaltningen}
        areas:
          LV: {name: Levnadsvillkor}
        statuses:
          igång: {kind: active}
          klar: {kind: completed}
        """,
    "data/processes/LV.1.yaml": PROCESS.format("LV.1", "Skolstart", "ALFA", "[ALFA, BETA]", "klar"),
    "data/processes/LV.2.yaml": PROCESS.format("LV.2", "Fritid", "BETA", "[BETA]", "igång"),
    "data/processes/LV.3.yaml": PROCESS.format("LV.3", "Arbete", "BETA", "null", "igång"),
    "data/sources/rapporten.yaml": """\
        id: rapporten
        title: Rapporten
        short: rapporten
        day: 2023-12-31
        registry_number: EX 2024/1
        claims:
          processer:
            at: "1"
            records: processes
            says: "3"
            parts: [klara, i-gång]
          klara:
            at: "1"
            records: processes
            select:
              status: [klar]
            says: "2"
            lists: [LV.1, LV.2]
          i-gång:
            at: "2"
            records: processes
            select:
              status: [igång]
            says: "2"
          alfas:
            at: "3"
            records: processes
            select:
              org: [ALFA]
            says: "2"
          planens-slut:
            at: "4"
            record: plan
            field: period.to
            says: "2024"
            explained:
              - against: "2023-12-31"
                reason: Rapporten räknar med året då den skrevs
                by: processledaren
                day: 2024-02-01
                source: [brevet 2]
          ledare:
            at: "5"
            quantity: ledare
            says: ca 60
            explained:
              - against: "70"
                reason: Några räknades två gånger
                by: processledaren
                day: 2024-02-01
                hypothesis: ja
          parter:
            at: "6"
            records: organisations
            says: "3"
            explained:
              - against: "4"
                reason: En part har lämnat
                by: processledaren
                day: 2024-02-01
        """,
    "data/sources/brevet.yaml": """\
        id: brevet
        title: Brevet
        short: brevet
        day: 2024-03-01
        registry_number: EX 2024/2
        claims:
          ledare:
            at: "1"
            quantity: ledare
            says: "70"
          områden:
            at: "2"
            records: areas
            says: "2"
        """,
    "data/sources/rattelsen.yaml": """\
        id: rattelsen
        title: Rättelsen
        short: rättelsen
        day: 2024-04-01
        registry_number: EX 2024/3
        claims:
          områden:
            at: sidan 1
            records: areas
            says: "1"
            corrects: brevet/områden
        """,
}
"""Three documents that state ten things of a plan: six comparisons agree, five differ about four things, one
cannot be decided (ALFA, of two processes where nothing says that it is not there), three are explained."""

DEVIATIONS = """\
1.  Processer: läge klar, 2023-12-31
    2           rapporten 1  data/sources/rapporten.yaml:17
    1           planens filer
    LV.1, LV.2  rapporten 1, uppräknat  data/sources/rapporten.yaml:17
    LV.1        planens filer
    Skillnad: 1.
    Bara i rapporten 1: LV.2.

2.  Organisationer
    3  rapporten 6  data/sources/rapporten.yaml:55
    2  planens filer
    Skillnad: 1.
    Förklaringen gäller 4, inte 2.

3.  Processer, delat per läge
    3  rapporten 1  data/sources/rapporten.yaml:10
    4  2: klar, rapporten 1  data/sources/rapporten.yaml:17
       2: igång, rapporten 2  data/sources/rapporten.yaml:24
    2 + 2 = 4, inte 3.

4.  Ledare
    70     brevet 1  data/sources/brevet.yaml:10
    ca 60  rapporten 5  data/sources/rapporten.yaml:45
    Skillnad: minst 5.
    Hypotes, räknas inte: Några räknades två gånger (processledaren,
    2024-02-01).

5.  Målområden (förklarat)
    2  brevet 2  data/sources/brevet.yaml:14
    1  planens filer
       rättelsen sidan 1  data/sources/rattelsen.yaml:10
    Skillnad: 1.
    Rättat i rättelsen sidan 1.

6.  plan.yaml › period › till (förklarat)
    2024        rapporten 4  data/sources/rapporten.yaml:35
    2023-12-31  planens filer
    Förklaring: Rapporten räknar med året då den skrevs (processledaren,
    2024-02-01, brevet 2).
"""


def named(value: object) -> str | None:
    """Return the options of a case as its name."""
    return " ".join(value) or "alone" if isinstance(value, list) else None


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
    return running(capsys)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def shown(hp: Hp, *args: str) -> str:
    """Return a screen of the command, which has gone well."""
    ran = hp("reconcile", *args)
    assert (ran.code, ran.err) == (0, "")
    return plain(ran.out)


def heads(hp: Hp, *args: str) -> list[str]:
    """Return what the deviations on a screen are about."""
    return [line[4:] for line in shown(hp, *args).splitlines() if re.match(r"\d+\.", line)]


def told(hp: Hp, *args: str) -> dict[str, Any]:
    found = json.loads(hp("reconcile", "--format", "json", *args).out)
    assert isinstance(found, dict)
    return found


def one(found: Mapping[str, Any], quantity: str, kind: str = "data", nth: int = 0) -> dict[str, Any]:
    """Return a comparison of a kind, of those that are about a quantity."""
    rows = [row for row in found["comparisons"] if (row["quantity"], row["kind"]) == (quantity, kind)]
    row = rows[nth]
    assert isinstance(row, dict)
    return row


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "data" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def state(folder: Path, claim: str, **documents: str) -> None:
    """Let some documents state one thing more, each with its own words in it."""
    for name, says in documents.items():
        path = folder / f"data/sources/{name}.yaml"
        path.write_text(path.read_text("utf-8") + claim.format(says), encoding="utf-8")


# The screen.


def test_the_screen_tells_each_deviation_with_its_readings_places_and_reasons(hp: Hp) -> None:
    assert shown(hp) == (
        "Avstämning: Trygg i Exempelstad                           läget per 2023-12-31\n"
        "15 jämförelser: 10 påståenden i 3 dokument. 6 stämmer, 5 avviker (om 4 saker), 1\n"
        "går inte att avgöra och 3 har en förklaring.\n\n"
        f"{DEVIATIONS}\n"
        "Mer:      1 oavgjort, 6 stämmer: --verdict oavgjort eller --verdict stämmer.\n"
    )


def test_what_cannot_be_decided_says_what_the_files_lack(hp: Hp) -> None:
    assert shown(hp, "--verdict", "oavgjort") == (
        "Avstämning: Trygg i Exempelstad                           läget per 2023-12-31\n"
        "1 jämförelse i urvalet. 1 går inte att avgöra.\n\n"
        "Vad                           Står             Går inte att avgöra\n"
        "Processer: organisation ALFA  2 (rapporten 3)  okänt för 2 poster: LV.2 LV.3\n"
    )


def test_what_agrees_is_shown_when_it_is_asked_for(hp: Hp) -> None:
    lines = [re.sub(r" {2,}", " | ", line) for line in shown(hp, "--verdict", "stämmer").splitlines()]
    assert "Målområden | 1 (rättelsen sidan 1) | 1 (planens filer) | stämmer" in lines
    assert sum(line.endswith("| stämmer") for line in lines) == 6


@pytest.mark.parametrize(
    ("args", "about"),
    [
        (["--source", "brevet"], ["Ledare", "Målområden (förklarat)"]),
        (["--source", "rättelsen"], ["Målområden (förklarat)"]),
        (["--source", "rattelsen"], ["Målområden (förklarat)"]),
        (["--source", "BREVET", "--verdict", "avviker"], ["Ledare"]),
        (["--source", "brevet", "--source", "rättelsen"], ["Ledare", "Målområden (förklarat)"]),
        (["--record", "LV.2"], ["Processer: läge klar, 2023-12-31"]),
        (["--record", "lv.2"], ["Processer: läge klar, 2023-12-31"]),
        (["--record", "plan"], ["plan.yaml › period › till (förklarat)"]),
        (["--verdict", "förklarat"], ["Målområden (förklarat)", "plan.yaml › period › till (förklarat)"]),
        (["--verdict", "explained", "--source", "brevet"], ["Målområden (förklarat)"]),
        (["--kind", "processer"], ["Processer: läge klar, 2023-12-31", "Processer, delat per läge"]),
        (["--kind", "Organisations"], ["Organisationer"]),
        (["--kind", "organisationer", "--kind", "målområden"], ["Organisationer", "Målområden (förklarat)"]),
        (["--as-of", "2024-03", "--source", "brevet"], ["Målområden", "Ledare"]),
        (["--as-of", "2023-12-31", "--verdict", "förklarat"], ["plan.yaml › period › till (förklarat)"]),
    ],
    ids=named,
)
def test_one_can_ask_for_less(args: list[str], about: list[str], hp: Hp) -> None:
    assert heads(hp, *args) == about


def test_a_choice_that_leaves_nothing_says_so(hp: Hp) -> None:
    assert "Inga jämförelser finns i urvalet.\n" in shown(hp, "--record", "LV.3", "--source", "brevet")
    assert "Inga jämförelser finns i urvalet.\n" in shown(hp, "--kind", "pengar")


def test_documents_that_came_later_are_not_there_on_an_earlier_day(hp: Hp) -> None:
    found = told(hp, "--as-of", "2023-12-31")
    assert found["claims"] == 6
    assert [it["claim"] for it in found["alone"]] == ["ledare"]  # the letter has the other number
    assert found["later_documents"] == 2
    assert {it["document"] for row in found["comparisons"] for it in row["sources"]} == {"rapporten", None}
    assert told(hp, "--as-of", "2023-12-30")["claims"] == 0


def test_a_plan_whose_documents_state_nothing_says_how_to_begin(hp: Hp, folder: Path) -> None:
    for name in ("brevet", "rattelsen", "rapporten"):
        (folder / f"data/sources/{name}.yaml").unlink()
    assert shown(hp).splitlines()[1:3] == [
        "Inget dokument har några påståenden än; de skrivs under claims i dokumentets",
        "fil. Planens egna summor: 2 stämmer.",
    ]


def test_an_empty_plan_has_nothing_to_compare(hp: Hp, folder: Path) -> None:
    shutil.rmtree(folder / "data/processes")
    shutil.rmtree(folder / "data/sources")
    assert shown(hp).splitlines()[1:] == [
        "Inget dokument har några påståenden än; de skrivs under claims i dokumentets",
        "fil.",
    ]


def test_a_status_is_explained_by_the_entry_that_holds_on_the_day(hp: Hp, folder: Path) -> None:
    before = "  - status: igång\n    seen: 2022-12-31\n    through: 2023-06-30\n"
    change(folder, "processes/LV.1.yaml", "  - status: klar", f"{before}  - status: klar")
    lines = (folder / "data/processes/LV.1.yaml").read_text("utf-8").splitlines()
    assert lines[9] == "  - status: klar"
    screen = shown(hp, "--explain", "--record", "LV.2", "--verdict", "avviker")
    assert "Processer: läge klar, 2023-12-31, planens filer: 1\n    data/processes/LV.1.yaml:10\n" in screen


def test_how_the_readings_of_the_files_were_counted_is_shown_when_asked(hp: Hp) -> None:
    screen = shown(hp, "--explain", "--record", "LV.2", "--verdict", "avviker", "--verdict", "oavgjort")
    assert screen.endswith(
        "Processer: läge klar, 2023-12-31, planens filer: 1\n"
        "    data/processes/LV.1.yaml:7\n"
        "\n"
        "Processer: organisation ALFA, planens filer: 1–3\n"
        "    data/processes/LV.1.yaml:5\n"
        "  Okänt om de hör hit, eller vad de är:\n"
        "    data/processes/LV.2.yaml:5  data/processes/LV.3.yaml:5\n"
    )


# Explanations, and what is done about a deviation.


def test_a_deviation_is_gone_when_the_claim_is_what_the_files_give(hp: Hp) -> None:
    assert hp("set", "rapporten", "claims.klara.says", "1").code == 0
    assert hp("set", "rapporten", "claims.klara.lists", "LV.1").code == 0
    assert heads(hp, "--verdict", "avviker") == ["Organisationer", "Ledare"]


def test_an_explanation_counts_when_it_is_written_against_the_figure_of_the_files(
    hp: Hp, folder: Path
) -> None:
    change(folder, "sources/rapporten.yaml", 'against: "4"', 'against: "2"')
    assert "Organisationer (förklarat)" in heads(hp)
    change(folder, "plan.yaml", "  BETA:", "  GAMMA: {name: Gammaförvaltningen}\n  DELTA: {}\n  BETA:")
    screen = shown(hp)
    assert "Organisationer\n    3  rapporten 6" in screen
    assert "Förklaringen gäller 2, inte 4." in screen


def test_a_hypothesis_that_is_confirmed_is_an_explanation(hp: Hp, folder: Path) -> None:
    change(folder, "sources/rapporten.yaml", "hypothesis: ja", "hypothesis: nej")
    assert "Ledare (förklarat)" in heads(hp)
    assert "Förklaring: Några räknades två gånger (processledaren," in shown(hp)


def test_a_correction_that_is_wrong_itself_explains_nothing(hp: Hp, folder: Path) -> None:
    change(folder, "sources/rattelsen.yaml", 'says: "1"', 'says: "4"')
    assert "Målområden" in heads(hp, "--verdict", "avviker")


@pytest.mark.parametrize("more", ["", ", Skogstorp, Sjövreten, Nybygget, Kungsholmen, Ekdungen, Solgården"])
def test_lists_that_are_alike_in_number_are_told_in_full(more: str, hp: Hp, folder: Path) -> None:
    claim = "  orter:\n    at: bilagan\n    quantity: orter\n    lists: [Centrum, Lillkvarn, Hammar, {}]\n"
    state(folder, claim, rapporten=f"Västerglänta{more}", brevet=f"Österglänta{more}")
    screen = shown(hp)
    assert f"Centrum, Lillkvarn, Hammar, Västerglänta{more}" in " ".join(screen.split())
    assert max(map(len, screen.splitlines())) <= 80
    assert "    Bara i brevet bilagan: Österglänta.\n    Bara i rapporten bilagan: Västerglänta.\n" in screen


def test_long_lists_of_unlike_lengths_are_counted(hp: Hp, folder: Path) -> None:
    names = [f"Bostadsområde {number}" for number in range(1, 13)]
    claim = "  orter:\n    at: bilagan\n    quantity: orter\n    lists: [{}]\n"
    state(folder, claim, rapporten=", ".join(names), brevet=", ".join(names[:-1]))
    screen = shown(hp, "--source", "brevet")
    assert "    11 uppräknade  brevet bilagan, uppräknat  data/sources/brevet.yaml:" in screen
    assert "    12 uppräknade  rapporten bilagan, uppräknat  data/sources/rapporten.yaml:" in screen
    assert "    Bara i rapporten bilagan: Bostadsområde 12.\n" in screen


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("12", "15", "Skillnad: 3."),
        ("55-60", "drygt 60", "Skillnad: minst 1."),
        ("1 000 kr", "1 500 kr", "Skillnad: 500 kr."),
        ("40 %", "45 %", "Skillnad: 5 procentenheter."),
        ("hälften", "nästan hälften", None),
        ("2021-03", "2021-04-02", None),
        ("Skolan", "Vården", None),
    ],
)
def test_how_far_two_readings_are_from_each_other(
    one: str, other: str, far: str | None, hp: Hp, folder: Path
) -> None:
    claim = '  prov:\n    at: bilagan\n    quantity: prov\n    says: "{}"\n'
    state(folder, claim, rapporten=one, brevet=other)
    _, _, about = shown(hp, "--source", "brevet").partition("Prov\n")
    lines = [line.strip() for line in about.partition("\n\n")[0].splitlines()]
    assert {one, other} == {line.partition("  ")[0] for line in lines[:2]}
    assert lines[2:] == ([far] if far else [])


def test_what_one_document_has_explained_another_still_has_to(hp: Hp, folder: Path) -> None:
    claim = '  prov:\n    at: bilagan\n    quantity: prov\n    says: "{}"\n'
    explained = (
        '    explained:\n      - against: "15"\n        reason: Så är det\n'
        "        by: processledaren\n        day: 2024-02-01\n"
    )
    state(folder, claim + explained, rapporten="12")
    state(folder, claim, brevet="12", rattelsen="15")
    _, _, about = shown(hp, "--source", "brevet").partition("Prov\n")
    assert " ".join(about.partition("\n\n")[0].split()).endswith(
        "Skillnad: 3. Förklarat för rapporten bilagan, men inte för brevet bilagan."
    )


@pytest.mark.parametrize(
    ("ids", "against", "left"),
    [
        ("LV.1", "LV.3", "LV.2"),
        ("LV.1, LV.2, LV.4", "LV.3", "LV.4"),
        ("LV.1, LV.2", "LV.2, LV.3", "bara LV.3"),
        ("LV.1, LV.2, LV.3, " + ", ".join(f"LV.{n}" for n in range(10, 20)), "LV.4", "10 andra som skiljer"),
    ],
)
def test_an_explanation_against_other_names_says_which_it_leaves(
    ids: str, against: str, left: str, hp: Hp, folder: Path
) -> None:
    explained = f'    explained:\n      - {{against: "{against}", reason: Så är det, by: vi, day: 2024}}\n'
    claim = '  pågår:\n    at: "9"\n    records: processes\n    select: {{org: [BETA]}}\n    lists: [{}]\n'
    state(folder, claim + explained.replace("{", "{{").replace("}", "}}"), rapporten=ids)
    screen = shown(hp)
    assert f"    Förklaringen gäller {against}, inte {left}.\n" in screen


def test_what_is_said_of_each_is_told_with_every_value_that_is_otherwise(hp: Hp, folder: Path) -> None:
    explained = '    explained:\n      - {{against: "{}", reason: Så är det, by: vi, day: 2024}}\n'
    claim = '  leds:\n    at: "9"\n    records: processes\n    each: lead\n    says: GAMMA\n'
    name = "processer: huvudansvar i var och en"
    state(folder, claim + explained.format("BETA").replace("{", "{{").replace("}", "}}"), rapporten="")
    assert "    Gäller LV.1, LV.2 och LV.3.\n    Förklaringen gäller BETA, inte ALFA.\n" in shown(hp)
    assert one(told(hp), name)["right"]["text"] == one(told(hp), name)["computed"] == "ALFA, BETA"
    rows = csv.DictReader(io.StringIO(hp("reconcile", "--format", "csv").out), delimiter=";")
    assert next(row["Mot"] for row in rows if row["Vad"] == name) == "ALFA, BETA"
    change(folder, "sources/rapporten.yaml", 'against: "BETA"', 'against: "BETA, ALFA"')
    assert "Processer: huvudansvar i var och en (förklarat)" in heads(hp)


def test_two_documents_that_say_unlike_things_of_each_are_told_without_entries(hp: Hp, folder: Path) -> None:
    claim = '  leds:\n    at: "9"\n    records: processes\n    where: {{{{id: LV.1}}}}\n    each: lead\n'
    state(
        folder,
        claim.replace("{{{{", "{{").replace("}}}}", "}}") + "    says: {}\n",
        rapporten="ALFA",
        brevet="BETA",
    )
    _, _, about = shown(hp).partition("Processer: huvudansvar i var och en, id LV.1\n")
    assert about.partition("\n\n")[0].splitlines()[-1] == "    Gäller LV.1."


def test_how_far_more_than_two_readings_are_from_each_other_says_which(hp: Hp, folder: Path) -> None:
    claim = '  prov:\n    at: bilagan\n    quantity: prov\n    says: "{}"\n'
    state(folder, claim, rapporten="drygt 13", brevet="13", rattelsen="11")
    _, _, about = shown(hp).partition("Prov\n")
    assert [line.strip() for line in about.partition("\n\n")[0].splitlines() if "Skillnad" in line] == [
        "Skillnad: 1 mellan 13 och drygt 13.",
        "Skillnad: 2 mellan 13 och 11.",
        "Skillnad: 3 mellan drygt 13 och 11.",
    ]


def test_shares_that_are_no_whole_are_added_as_shares(hp: Hp, folder: Path) -> None:
    claim = (
        "  andelar:\n    at: bilagan\n    quantity: andelar\n    says: 100 %\n    parts: [flickor, pojkar]\n"
        "  flickor:\n    at: bilagan\n    quantity: flickor\n    says: 64 %\n"
        "  pojkar:\n    at: bilagan\n    quantity: pojkar\n    says: hälften\n"
    )
    state(folder, claim, rapporten="")
    assert "    64 % + hälften = 114 %, inte 100 %.\n" in shown(hp)


def test_a_plan_of_faulty_claims_only_is_not_said_to_have_none(hp: Hp, folder: Path) -> None:
    for name in ("brevet", "rattelsen"):
        (folder / f"data/sources/{name}.yaml").unlink()
    head, _, _ = FILES["data/sources/rapporten.yaml"].partition("  processer:")
    text = dedent(head) + '  processer:\n    records: processer\n    says: "3"\n'
    (folder / "data/sources/rapporten.yaml").write_text(text.replace("        ", ""), encoding="utf-8")
    ran = hp("reconcile", "--strict")
    assert (ran.code, ran.err) == (1, "")
    told_on_screen = " ".join(plain(ran.out).split())
    assert (
        "1 påstående har fel och är inte med; se hp check. Planens egna summor: 2 stämmer." in told_on_screen
    )


def test_a_claim_that_nothing_else_is_about_is_told_to_be_alone(hp: Hp, folder: Path) -> None:
    for name in ("brevet", "rattelsen"):
        (folder / f"data/sources/{name}.yaml").unlink()
    text = (folder / "data/sources/rapporten.yaml").read_text("utf-8").partition("claims:")[0]
    alone = f'{text}claims:\n  svar:\n    at: "2"\n    quantity: svar\n    says: "3"\n'
    (folder / "data/sources/rapporten.yaml").write_text(alone, encoding="utf-8")
    assert "1 påstående har inget att jämföras med. Planens egna summor: 2 stämmer." in " ".join(
        shown(hp).split()
    )
    assert told(hp)["alone"] == [
        {
            "file": "data/sources/rapporten.yaml",
            "line": 10,
            "document": "rapporten",
            "at": "2",
            "claim": "svar",
        }
    ]


def test_claims_that_are_alone_are_told_when_everything_is_explained(hp: Hp, folder: Path) -> None:
    state(folder, '  ensamt:\n    at: "9"\n    quantity: ingen.annanstans\n    says: {}\n', brevet="drygt 60")
    _, _, told_ = shown(hp, "--explain").partition("Påståenden som inte har något att jämföras med: 1\n")
    assert told_ == "  brevet:\n    ingen: annanstans: drygt 60  ensamt data/sources/brevet.yaml:18\n"
    rows = list(
        csv.DictReader(io.StringIO(hp("reconcile", "--explain", "--format", "csv").out), delimiter=";")
    )
    assert (rows[-1]["Post"], rows[-1]["Rad"], rows[-1]["Räknas"]) == ("ensamt", "18", "nej")
    page = hp("reconcile", "--explain", "--format", "md").out
    assert "Brevet: i data/sources brevet.yaml:18 (ingen: annanstans: drygt 60)" in " ".join(page.split())
    assert "::" not in page
    assert "något att jämföras med:" not in shown(hp, "--explain", "--source", "brevet")


def test_a_long_reading_and_a_long_name_stay_within_the_screen(hp: Hp, folder: Path) -> None:
    long = "så som det står i det brev som kommunen skickade till regionen under våren, "
    claim = f"  prov:\n    at: bilagan\n    quantity: {'lång-' * 30}storhet\n    says: {{}}slut\n"
    state(folder, claim, rapporten=long * 3, brevet="x" * 120)
    lines = shown(hp).splitlines()
    assert max(map(len, lines)) <= 80
    assert " ".join(" ".join(lines).split()).count(long.strip()) == 3


# Exit codes.


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 0),
        (["--strict"], 1),
        (["--strict", "--format", "json"], 1),
        (["--strict", "--explain"], 1),
        (["--strict", "--verdict", "förklarat"], 1),
        (["--strict", "--source", "rättelsen"], 0),
        (["--strict", "--record", "LV.3"], 0),
    ],
    ids=named,
)
def test_strict_fails_on_what_nobody_has_explained(args: list[str], code: int, hp: Hp) -> None:
    ran = hp("reconcile", *args)
    assert (ran.code, ran.err) == (code, "")
    assert ran.out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ["--source", "raporten"],
            "hp: --source 'raporten' finns inte att välja på\n    menade du rapporten?\n",
        ),
        (
            ["--source", "x"],
            "hp: --source 'x' finns inte att välja på\n    här kan stå: brevet, rapporten, rättelsen\n",
        ),
        (["--source", ""], "hp: --source '' finns inte att välja på\n    här kan stå: brevet, rapporten,"),
        (["--record", "lv.11"], "hp: --record 'lv.11' finns inte att välja på\n    menade du LV.1?\n"),
        (["--verdict", "avvike"], "menade du avviker?\n"),
        (["--verdict", "x"], "    här kan stå: avviker, oavgjort, förklarat, stämmer\n"),
        (["--as-of", "igår"], "hp: --as-of: 'igår' är ingen dag\n"),
        (["--format", "xml"], "xml"),
        (["rapporten"], "hp: för många ord på raden\n"),
        (["--verdit", "x"], "--record eller --verdict?\n"),
    ],
    ids=named,
)
def test_a_wrong_word_is_told_with_the_nearest(args: list[str], message: str, hp: Hp) -> None:
    ran = hp("reconcile", *args)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_where_there_is_no_plan_the_command_says_where_to_look(hp: Hp, tmp_path: Path) -> None:
    ran = hp("reconcile", "--plan", str(tmp_path))
    assert (ran.code, ran.out) == (3, "")
    assert "peka ut planens mapp med --plan MAPP" in ran.err


@pytest.mark.parametrize(
    "args", [[], ["--format", "json"], ["--format", "csv"], ["--format", "md"], ["--strict"]]
)
def test_a_broken_document_leaves_the_others_compared(args: list[str], hp: Hp, folder: Path) -> None:
    change(folder, "sources/brevet.yaml", "claims:", "claims: [")
    ran = hp("reconcile", *args)
    assert ran.code == 1
    assert ran.err == "hp: 6 av 7 filer lästa; 1 har fel och är inte med ovan\n    se hp check\n"
    told_on_screen = " ".join(hp("reconcile").out.split())
    assert "1 fil går inte att läsa och är inte med; se hp check." in told_on_screen
    assert "1 påstående har inget att jämföras med." in told_on_screen
    assert told(hp)["claims"] == 7
    assert [it["claim"] for it in told(hp)["alone"]] == ["ledare"]
    assert told(hp)["files"] == {"read": 6, "total": 7}


def test_a_process_that_cannot_be_read_decides_nothing(hp: Hp, folder: Path) -> None:
    (folder / "data/processes/LV.3.yaml").write_text("id: [", encoding="utf-8")
    found = told(hp)
    whole = one(found, "processer")
    assert (whole["verdict"], whole["lacks"]) == ("undecidable", "unread")
    assert "någon fil går inte att läsa" in hp("reconcile", "--verdict", "oavgjort", "--format", "md").out


def test_a_claim_that_cannot_be_compared_is_left_out_and_told_by_check(hp: Hp, folder: Path) -> None:
    change(folder, "sources/rapporten.yaml", "org: [ALFA]", "org: [ALFFA]")
    assert (told(hp)["claims"], told(hp)["left_out"], told(hp)["alone"]) == (9, 1, [])
    assert "1 påstående har fel och är inte med; se hp check." in " ".join(shown(hp).split())
    ran = hp("check")
    assert ran.code == 1
    assert "HP294 select (urval): org 'ALFFA' finns inte i planen" in ran.out


@pytest.mark.parametrize(
    ("name", "old", "new", "codes"),
    [
        ("sources/brevet.yaml", "claims:", "claims: [", ["HP017"]),
        ("sources/brevet.yaml", 'says: "70"', 'sayz: "70"', ["HP101"]),
        ("processes/LV.1.yaml", "area:", "aera:", ["HP101"]),
        ("plan.yaml", "klar: {kind: completed}", "klar: {kind: kompleted}", ["HP115"]),
        ("plan.yaml", "ALFA: {name", "ALFA: {nam", ["HP101"]),
        ("plan.yaml", "period: {from", "period: {form", ["HP101"]),
        ("plan.yaml", "name: Trygg", "name: [Trygg", ["HP017"]),
    ],
)
def test_a_fault_in_one_file_gives_no_fault_in_what_documents_say_of_it(
    name: str, old: str, new: str, codes: list[str], hp: Hp, folder: Path
) -> None:
    claim = "  titel:\n    at: slutet\n    record: LV.1\n    field: title\n    says: {}\n"
    state(folder, claim, rapporten="Skolstart")
    state(folder, claim.replace("title", "area").replace("titel", "område"), rapporten="LV")
    change(folder, name, old, new)
    problems = json.loads(hp("check", "--format", "json").out)["problems"]
    assert [problem["code"] for problem in problems] == codes
    assert hp("reconcile").code == 1


def test_every_broken_plan_is_compared_as_far_as_it_can_be(hp: Hp) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for plan in sorted(path for path in (ROOT / "tests/cases/bad").iterdir() if path.is_dir()):
        ran = hp("reconcile", "--format", "json", "--plan", str(plan))
        assert ran.code in {0, 1}, plan.name
        validator.validate(json.loads(ran.out))


# For programs.


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("args", [[], ["--as-of", "2022-12-31"]], ids=named)
def test_json_follows_its_schema(args: list[str], plan: str, hp: Hp) -> None:
    found = told(hp, "--plan", str(PLANS[plan]), *args)
    jsonschema.validate(found, schema(), cls=jsonschema.Draft202012Validator)
    assert found["schema"] == "hp.reconcile/1"
    rows = found["comparisons"]
    assert sum(found["summary"].values()) == len(rows)
    for verdict, count in found["summary"].items():
        assert sum(row["verdict"] == verdict for row in rows) == count


def schema() -> dict[str, Any]:
    found = json.loads((ROOT / "docs/schema/hp.reconcile-1.schema.json").read_text("utf-8"))
    assert isinstance(found, dict)
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def test_json_follows_its_schema_where_everything_is_told(hp: Hp) -> None:
    found = told(hp)
    jsonschema.validate(found, schema(), cls=jsonschema.Draft202012Validator)
    assert found["summary"] == {"agrees": 6, "differs": 5, "undecidable": 1, "explained": 3}
    assert {row["kind"] for row in found["comparisons"]} == {"data", "list", "parts", "claim", "plan"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"summary": {"agrees": 1, "differs": 0, "undecidable": 0}},
        {"comparisons": [{"kind": "data", "verdict": "agrees"}]},
        {"deviations": None},
        {"more": 1},
    ],
)
def test_the_schema_refuses(wrong: dict[str, Any], hp: Hp) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told(hp) | wrong, schema(), cls=jsonschema.Draft202012Validator)


def test_a_comparison_tells_both_readings_and_where_each_stands(hp: Hp) -> None:
    found = told(hp)
    assert (found["as_of"], found["deviations"]) == ("2023-12-31", 4)
    row = one(found, "processer: läge klar, 2023-12-31")
    assert (row["stated"], row["computed"], row["difference"], row["verdict"]) == ("2", "1", "1", "differs")
    assert row["about"]["select"] == {"status": ["klar"]}
    assert row["sources"] == [
        {"file": "data/sources/rapporten.yaml", "line": 17, "document": "rapporten", "at": "1"}
        | {"claim": "klara", "id": None, "taken": False},
        {"file": "data/processes/LV.1.yaml", "line": 7, "document": None, "at": None}
        | {"claim": None, "id": "LV.1", "taken": False},
    ]
    listed = one(found, "processer: läge klar, 2023-12-31", nth=1)
    assert (listed["left"]["ids"], listed["right"]["ids"]) == (["LV.1", "LV.2"], ["LV.1"])
    assert (listed["missing_ids"], listed["extra_ids"]) == ([], ["LV.2"])


def test_what_cannot_be_decided_is_told_with_the_records_that_lack_it(hp: Hp) -> None:
    row = one(told(hp), "processer: organisation ALFA")
    assert (row["verdict"], row["lacks"], row["undecided_ids"]) == (
        "undecidable", "undecided", ["LV.2", "LV.3"],
    )  # fmt: skip
    assert (row["right"]["low"], row["right"]["high"]) == ("1", "3")


def test_explanations_are_told_in_full(hp: Hp) -> None:
    found = told(hp)
    said = one(found, "plan.yaml › period › till")["explanation"]
    assert said == {
        "text": "Rapporten räknar med året då den skrevs",
        "by": "processledaren",
        "day": {"text": "2024-02-01", "first": "2024-02-01", "last": "2024-02-01"},
        "source": ["brevet 2"],
        "hypothesis": False,
        "corrected_by": None,
        "file": "data/sources/rapporten.yaml",
        "line": 37,
    }
    corrected = one(found, "målområden")["explanation"]
    assert (corrected["corrected_by"], corrected["text"]) == ("rattelsen/områden", None)
    assert (corrected["file"], corrected["line"]) == ("data/sources/rattelsen.yaml", 10)
    guess = one(found, "ledare", "claim")
    assert (guess["verdict"], guess["explanation"]["hypothesis"]) == ("differs", True)
    assert one(found, "organisationer")["explanation"] is None


def test_the_example_on_the_page_is_what_the_command_writes(hp: Hp) -> None:
    page = (ROOT / "docs/json.md").read_text("utf-8")
    box = re.findall(r"^## hp\.reconcile/1$.*?^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE)[0]
    found = told(hp, "--plan", str(PLANS["ekbacken"]), "--record", "kommunstyrelsen-2022-11-23-166")
    assert json.loads(box) in found["comparisons"]


def test_every_key_of_the_contract_stands_on_the_page() -> None:
    page = (ROOT / "docs/json.md").read_text("utf-8")
    section = page.partition("## hp.reconcile/1\n")[2].partition("\n## ")[0]
    words = {*re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", section)))}
    parts = [schema(), *schema()["$defs"].values()]
    keys = {key for part in parts for key in part["properties"]} - {"read", "total"}
    assert keys <= words


@pytest.mark.parametrize("plan", ["real", "ekbacken"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "md"])
def test_the_same_files_give_the_same_bytes(
    format_: str, plan: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    made = []
    for _ in range(2):
        run(["reconcile", "--format", format_, "--plan", str(PLANS[plan])])
        made.append(capfdbinary.readouterr().out)
    assert made[0] == made[1]
    assert str(ROOT).encode() not in made[0]


def test_how_words_are_hashed_changes_nothing(folder: Path) -> None:
    made = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "handlingsplan", "reconcile", "--format", "json"],
            cwd=folder, capture_output=True, check=False, env=os.environ | {"PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        made.add(done.stdout)
    assert len(made) == 1


# For Excel, and for a document.


def rows_of(raw: bytes) -> list[dict[str, str]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.usefixtures("folder")
def test_csv_has_a_row_a_comparison_that_excel_can_read(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["reconcile", "--format", "csv"])
    rows = rows_of(capfdbinary.readouterr().out)
    assert len(rows) == 15
    assert rows[2] == {
        "Jämförelse": "dokument mot planens filer",
        "Vad": "processer: läge klar, 2023-12-31",
        "Står": "2",
        "Var": "rapporten 1",
        "Fil": "data/sources/rapporten.yaml:17",
        "Mot": "1",
        "Enligt": "planens filer",
        "Skillnad": "1",
        "Bara i det första": "",
        "Bara i det andra": "",
        "Utfall": "avviker",
        "Förklaring": "",
        "Går inte att avgöra": "",
    }
    assert [row["Utfall"] for row in rows].count("förklarat") == 3


def test_no_cell_of_csv_is_taken_for_a_formula(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    claim = '  prov:\n    at: "-1"\n    quantity: "+46"\n    says: "{}"\n'
    state(folder, claim, rapporten="=1+1", brevet="@SUM(A1)")
    run(["reconcile", "--format", "csv", "--source", "brevet", "--verdict", "avviker"])
    row = rows_of(capfdbinary.readouterr().out)[-1]
    assert (row["Vad"], row["Står"], row["Mot"]) == ("'+46", "'@SUM(A1)", "'=1+1")


@pytest.mark.usefixtures("folder")
def test_csv_tells_how_the_readings_of_the_files_were_counted(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    run(["reconcile", "--explain", "--format", "csv"])
    rows = rows_of(capfdbinary.readouterr().out)
    assert [row["Post"] for row in rows if row["Siffra"].startswith("Processer: läge klar")] == ["LV.1"]
    assert {row["Räknas"] for row in rows} == {"ja"}
    run(["reconcile", "--explain", "--format", "csv", "--verdict", "oavgjort"])
    rows = rows_of(capfdbinary.readouterr().out)
    assert [(row["Post"], row["Räknas"]) for row in rows] == [
        ("LV.1", "ja"), ("LV.2", "okänt"), ("LV.3", "okänt"),
    ]  # fmt: skip


def test_markdown_has_a_table_of_what_differs_and_one_of_what_cannot_be_decided(hp: Hp) -> None:
    page = shown(hp, "--format", "md")
    assert [line for line in page.splitlines() if line.startswith("#")] == [
        "# Avstämning: Trygg i Exempelstad",
        "## Avviker",
        "## Går inte att avgöra",
    ]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if "|" in line]
    assert [
        "Processer: läge klar, 2023-12-31",
        "2 (rapporten 1); 1 (planens filer); LV.1, LV.2 (rapporten 1); LV.1 (planens filer)",
        "Skillnad: 1. Bara i rapporten 1: LV.2.",
    ] in cells
    assert ["Processer: organisation ALFA", "2 (rapporten 3)", "okänt för 2 poster: LV.2 LV.3"] in cells


def test_the_pages_are_sound_markdown(tmp_path: Path, hp: Hp) -> None:
    pages = []
    for name, args in {"": [], "ekbacken": [], "real": [], "skäl": ["--explain"]}.items():
        where = ["--plan", str(PLANS[name])] if name in PLANS else []
        text = hp("reconcile", "--format", "md", *where, *args).out
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
        assert next(token.tag for token in tokens if token.type == "heading_open") == "h1"
        assert sum(token.type == "table_open" for token in tokens) >= 1
        assert not any(token.type in {"html_block", "html_inline"} for token in tokens)
        pages.append(tmp_path / f"sida{name}.md")
        pages[-1].write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pymarkdown", "--disable-rules", "line-length", "scan", *map(str, pages)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_documents_say_is_no_markup(hp: Hp, folder: Path) -> None:
    claim = '  prov:\n    at: "1"\n    quantity: prov\n    says: "{}"\n'
    state(folder, claim, rapporten="<b>fet</b> | *två*", brevet="[länk](x) `kod`")
    assert "<b>fet</b> | *två*" in shown(hp)
    html = MarkdownIt("commonmark").enable("table").render(shown(hp, "--format", "md"))
    assert not re.search(r"<(b|em|a|code)\b", html)
    assert "&lt;b&gt;fet&lt;/b&gt; | *två*" in html


# The plans that there are.


@pytest.mark.parametrize("width", ["80", "120"])
@pytest.mark.parametrize("plan", PLANS)
def test_every_screen_fits(plan: str, width: str, hp: Hp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for args in ([], ["--explain"], ["--verdict", "oavgjort"], ["--verdict", "stämmer"]):
        lines = shown(hp, "--plan", str(PLANS[plan]), *args).splitlines()
        wide = [line for line in lines if len(line) > int(width) and not re.match(r"\s*data/\S+:\d+$", line)]
        assert wide == []


def test_the_planted_deviations_of_the_example_are_on_its_screen(hp: Hp) -> None:
    screen = shown(hp, "--plan", str(PLANS["ekbacken"]))
    assert "Bara i årsrapporten 2: VARD.3.\n" in screen
    assert "KS 2024/0156  årsrapporten 4" in screen
    assert "3 + 4 + 4 + 2 + 1 = 14, inte 13.\n" in screen
    assert "Förklaringen gäller 9, inte 8.\n" in screen
    assert "Hypotes, räknas inte: Troligen ett skrivfel; en siffra skiljer\n" in screen
    assert "Rättat i rättelsen sidan 1.\n" in screen


# What is near it: check, lists, renaming and documents.


def test_check_tells_how_much_differs_in_a_line(hp: Hp, folder: Path) -> None:
    ran = hp("check")
    assert (ran.code, ran.err) == (0, "")
    assert "\nAvstämning: 4 avvikelser mot dokumenten utan förklaring; se hp reconcile.\n" in plain(ran.out)
    assert json.loads(hp("check", "--format", "json").out)["deviations"] == 4
    shutil.rmtree(folder / "data/sources")
    assert "Avstämning" not in hp("check").out


def test_status_tells_how_much_differs_about_the_processes(hp: Hp) -> None:
    assert "2 avvikelser mot dokumenten; se hp reconcile --kind processer." in plain(hp("status").out)


CORRECTING = """\
  ett:
    at: "9"
    {}
    corrects: rapporten/klara
"""


@pytest.mark.parametrize(
    ("claim", "open_"),
    [
        (CORRECTING.format('quantity: klara\n    says: "1"'), 1),
        (CORRECTING.format('record: dag-1\n    field: processes\n    says: "1"'), 1),
        (CORRECTING.format('records: processes\n    select: {year: ["2023"]}\n    says: "1"'), 2),
        (
            CORRECTING.format('quantity: klara\n    says: "1"')
            + '  två:\n    at: "9"\n    quantity: klara\n    says: "5"\n    corrects: ett\n',
            2,
        ),
        ('  ett:\n    at: "9"\n    records: processes\n    where: {id: LV.2}\n    says: "2"\n', 3),
        ('  ett:\n    at: "9"\n    records: processes\n    where: {title: Skolstart}\n    says: "1"\n', 2),
        (
            (
                '  ett:\n    at: "9"\n    records: processes\n    says: "3"\n    parts: [två]\n'
                '  två:\n    at: "9"\n    records: processes\n    select: {year: ["2023"]}\n    says: "2"\n'
            ),
            4,
        ),
    ],
)
def test_status_tells_as_many_deviations_as_one_is_then_shown_whatever_they_ask_for(
    claim: str, open_: int, hp: Hp, folder: Path
) -> None:
    change(folder, "sources/rapporten.yaml", "    lists: [LV.1, LV.2]\n", "")
    event = folder / "data/events/dag-1.yaml"
    event.parent.mkdir()
    event.write_text(
        "id: dag-1\ntitle: Dag\nkind: null\nday: 2023-01-09\nprocesses: [LV.1]\n", encoding="utf-8"
    )
    state(folder, claim.replace("{", "{{").replace("}", "}}"), rattelsen="")
    shown_ = [it for it in heads(hp, "--kind", "processer") if "(förklarat)" not in it]
    assert len(shown_) == open_
    line = f"{open_} avvikelse{'r' if open_ > 1 else ''} mot dokumenten; se hp reconcile --kind processer."
    assert f"Avviker:  {line}" in plain(hp("status").out)


def test_what_claims_are_narrowed_by_keeps_its_capitals(hp: Hp, folder: Path) -> None:
    claim = '  {}:\n    at: "9"\n    records: processes\n    where: {{lead: BETA, id: LV.2}}\n    says: "2"\n'
    state(folder, claim, rapporten="betas")
    assert "Processer: id LV.2, huvudansvar BETA" in heads(hp)
    assert one(told(hp), "processer: id LV.2, huvudansvar BETA")["about"]["where"] == {
        "id": "LV.2",
        "lead": "BETA",
    }


@pytest.mark.parametrize(("command", "kind"), [("grants", "pengar"), ("decisions", "beslut")])
def test_money_and_decisions_tell_as_many_deviations_as_one_is_then_shown(
    command: str, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    hp = running(capsys)
    for folder, counts in {
        "real": {"pengar": 2, "beslut": 2},
        "ekbacken": {"pengar": 4, "beslut": 3},
    }.items():
        plan = ("--plan", str(PLANS[folder]))
        line = f"Avviker:  {counts[kind]} avvikelser mot dokumenten; se hp reconcile --kind {kind}."
        assert plain(hp(command, *plan).out).splitlines()[-1] == line
        assert len([it for it in heads(hp, "--kind", kind, *plan) if "(förklarat)" not in it]) == counts[kind]


def test_what_is_selected_tells_of_no_deviations(capsys: pytest.CaptureFixture[str]) -> None:
    ran = running(capsys)("grants", "--year", "2022", "--plan", str(PLANS["ekbacken"]))
    assert ran.code == 0
    assert "Avviker" not in ran.out


def test_claims_are_listed_with_their_documents_and_what_they_are_about(hp: Hp) -> None:
    lines = [re.sub(r" {2,}", " | ", line) for line in hp("list", "claims").out.splitlines()]
    assert "klara | 1 | processer: läge klar | 2" in lines
    assert "planens-slut | 4 | plan.yaml › period › till | 2024" in lines
    assert lines[lines.index("brevet") + 2] == "ledare | 1 | ledare | 70"
    rows = hp("list", "claims", "--format", "csv").out.splitlines()
    assert rows[0].lstrip("\ufeff").startswith("Dokument;Kortnamn;Ställe;")
    assert any(row.startswith("rapporten;klara;1;") for row in rows)


def test_claims_are_listed_with_what_they_say_of_it_and_when_also_where_that_is_wrong(
    hp: Hp, folder: Path
) -> None:
    claims = (
        '  beviljat:\n    at: "9"\n    records: grants\n    sum: granted\n    day: 2022\n    says: 2 mnkr\n'
        '  ledda:\n    at: "9"\n    records: processes\n    select: {nix: [a], lead: [BETA]}\n    says: "2"\n'
    )
    state(folder, claims.replace("{", "{{").replace("}", "}}"), brevet="")
    ran = hp("list", "claims")
    lines = [" ".join(plain(line).split()) for line in ran.out.splitlines()]
    section = lines[lines.index("brevet") + 1 : lines.index("rapporten") - 1]
    assert (ran.code, section) == (
        0,
        [
            "Kortnamn Ställe Gäller Står",
            "ledare 1 ledare 70",
            "områden 2 målområden 2",
            "beviljat 9 insatser: summa beviljat, 2022 2 mnkr",
            "ledda 9 processer: huvudansvar BETA, nix a 2",
        ],
    )


def test_claims_are_listed_and_grouped_as_other_things_are(hp: Hp) -> None:
    lines = [" ".join(line.split()) for line in hp("list", "claims", "--by", "at").out.splitlines()]
    assert "1 3 ledare, processer, klara" in lines
    assert "påståenden 7 påståenden; se hp list claims och hp reconcile --source rapporten" in " ".join(
        hp("show", "rapporten").out.split()
    )


def test_a_claim_is_set_as_any_field(hp: Hp, folder: Path) -> None:
    before = (folder / "data/sources/rapporten.yaml").read_text("utf-8").splitlines()
    assert hp("set", "rapporten", "claims.parter.says", "2").code == 0
    after = (folder / "data/sources/rapporten.yaml").read_text("utf-8").splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ('    says: "3"', '    says: "2"')
    ]
    ran = hp("set", "rapporten", "claims.partr.says", "2")
    assert ran.code == 2
    assert "menade du parter?" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("ALFA", "ALF", {"rapporten": ["      org: [ALF]"]}),
        ("klar", "slutförd", {"rapporten": ["      status: [slutförd]"]}),
        ("LV.2", "LV.9", {"rapporten": ["    lists: [LV.1, LV.9]"]}),
        (
            "brevet",
            "brev-2024",
            {
                "rapporten": ["        source: [brev-2024 2]"],
                "rattelsen": ["    corrects: brev-2024/områden"],
            },
        ),
    ],
)
def test_what_claims_name_follows_when_it_is_renamed(
    old: str, new: str, lines: Mapping[str, list[str]], hp: Hp, folder: Path
) -> None:
    before = told(hp)["summary"]
    assert hp("rename", old, new).code == 0
    for name, changed in lines.items():
        text = (folder / f"data/sources/{name}.yaml").read_text("utf-8").splitlines()
        assert [
            line for line in text if line not in dedent(FILES[f"data/sources/{name}.yaml"]).splitlines()
        ] == changed
    assert told(hp)["summary"] == before
    assert hp("check").code == 0


SAID_OF_NAMES = """\
  leder:
    at: bilagan
    record: LV.2
    field: lead
    says: {alfa}
    explained:
      - against: {beta}
        reason: Så säger BETA om LV.1
        by: BETA
        day: 2024-02-01
  deltar:
    at: bilagan
    record: {first}
    field: organisations
    lists: [{alfa}, KLK]
    explained:
      - against: KLK, {beta}
        reason: En har tillkommit
        by: processledaren
        day: 2024-02-01
  alla:
    at: bilagan
    records: processes
    lists: [LV.2, LV.3]
    explained:
      - against: {first}
        reason: En kom senare
        by: processledaren
        day: 2024-02-01
"""


@pytest.mark.parametrize(
    ("word", "old", "new", "mentions"),
    [("alfa", "ALFA", "A-1", 0), ("beta", "BETA", "B", 2), ("first", "LV.1", "LV.10", 1)],
)
def test_what_is_said_of_a_name_follows_when_it_is_renamed_and_what_is_told_in_texts_does_not(
    word: str, old: str, new: str, mentions: int, hp: Hp, folder: Path
) -> None:
    names = {"alfa": "ALFA", "beta": "BETA", "first": "LV.1"}
    state(folder, SAID_OF_NAMES.format(**names).replace("{", "{{").replace("}", "}}"), rapporten="")
    assert [it for it in heads(hp) if "huvudansvar" in it or "LV.1" in it] == [
        "LV.2 › huvudansvar (förklarat)",
        "LV.1 › organisationer (förklarat)",
    ]
    before = told(hp)["summary"]
    ran = hp("rename", old, new)
    assert ran.code == 0
    text = (folder / "data/sources/rapporten.yaml").read_text("utf-8")
    assert text.endswith(SAID_OF_NAMES.format(**{**names, word: new}))
    assert told(hp)["summary"] == before
    told_of = [line for line in ran.out.splitlines() if line.startswith("  data/sources/rapporten.yaml:")]
    assert len(told_of) == mentions


Report = Callable[..., str]


@pytest.fixture
def report(hp: Hp) -> Report:
    def made(*args: str) -> str:
        ran = hp("report", *args)
        assert (ran.code, ran.err) == (0, "")
        return " ".join(plain(ran.out).split())

    return made


SAID = (
    "Dokumenten säger annat, utan att någon har förklarat varför: "
    "- Processer: läge klar, 2023-12-31: 2 enligt rapporten 1; 1 enligt planens filer; "
)


def test_the_final_report_tells_deviations_where_the_figure_stands_and_all_in_an_appendix(
    report: Report,
) -> None:
    text = report("slutrapport")
    assert SAID in text.partition("## Processerna")[2].partition("### ")[0]
    appendix = text.partition("## Bilaga: avstämning mot dokumenten")[2].partition(" ## ")[0]
    assert appendix.startswith(" 15 jämförelser: 10 påståenden i 3 dokument. 6 stämmer, 5 avviker")
    for told_ in ("Organisationer", "Målområden (förklarat)", "Rättat i rättelsen", "okänt för 2 poster"):
        assert told_ in appendix


def test_the_page_for_the_steering_group_tells_deviations_where_the_figure_stands(report: Report) -> None:
    assert SAID in report("styrgrupp")


def test_deviations_of_the_whole_plan_do_not_stand_by_the_figures_of_a_selection(
    report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    for document in ("styrgrupp", "slutrapport"):
        assert "Dokumenten säger annat" not in report(document, "--org", "ALFA")
        whole, year = (
            plain(running(capsys)("report", document, *more, "--plan", str(PLANS["ekbacken"])).out)
            for more in ((), ("--year", "2023"))
        )
        for said, there in (("Processer: ", True), ("Insatser: summa sökt, år 2023", False)):
            line = f"- {said}"
            assert line in whole
            assert (line in year) is there  # processes are those of every year
    assert "Avstämningen gäller hela planen, inte bara urvalet." in report("slutrapport", "--org", "ALFA")
    assert "Avstämningen gäller hela planen" not in report("slutrapport")


def test_documents_of_a_plan_whose_documents_state_nothing_say_nothing_of_it(
    report: Report, folder: Path
) -> None:
    shutil.rmtree(folder / "data/sources")
    for name in ("slutrapport", "styrgrupp"):
        assert not re.search("avstämning|Dokumenten säger", report(name), re.IGNORECASE)

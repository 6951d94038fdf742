"""Documents: read by a person before they were committed, checked as Markdown, refused when need be.

`make golden` writes them anew; the review reads what changed.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from handlingsplan.cli.main import run
from tests.plans import ROOT
from tests.running import Hp, Ran

DOCUMENTS = ROOT / "tests" / "documents"
PLANS = {
    "verklig": ROOT,
    "motesplan": ROOT / "tests" / "cases" / "good" / "motesplan",
    "ekbacken": ROOT / "examples" / "ekbacken",
}
MADE = {
    "verklig/styrgrupp.md": ["styrgrupp"],
    "verklig/styrgrupp.txt": ["styrgrupp", "--short"],
    "verklig/slutrapport.md": ["slutrapport"],
    "verklig/slutrapport-2022.md": ["slutrapport", "--year", "2022"],
    "verklig/forvaltning-KSON.md": ["forvaltning", "--org", "KSON"],
    "verklig/forvaltning-SOC.md": ["forvaltning", "--org", "SOC"],
    "verklig/process-2.8.3.md": ["process", "--process", "2.8.3"],
    "verklig/beslut.md": ["beslut"],
    "motesplan/styrgrupp.md": ["styrgrupp"],
    "motesplan/styrgrupp.txt": ["styrgrupp", "--short"],
    "motesplan/slutrapport.md": ["slutrapport"],
    "motesplan/forvaltning-KULTUR.md": ["forvaltning", "--org", "KULTUR"],
    "motesplan/process-H.2.md": ["process", "--process", "H.2"],
    "motesplan/process-H.10.md": ["process", "--process", "H.10"],
    "motesplan/process-M.3.md": ["process", "--process", "M.3"],
    "motesplan/beslut.md": ["beslut"],
    "ekbacken/styrgrupp.md": ["styrgrupp"],
    "ekbacken/slutrapport.md": ["slutrapport"],
    "ekbacken/forvaltning-SOC.md": ["forvaltning", "--org", "SOC"],
    "ekbacken/process-TU.2.md": ["process", "--process", "TU.2"],
    "ekbacken/process-VARD.1.md": ["process", "--process", "VARD.1"],
}
DAYS = {"verklig": [], "motesplan": ["--as-of", "2024-05-15"], "ekbacken": []}
READER = MarkdownIt("gfm-like", {"linkify": False})
PAGES = sorted(name for name in MADE if name.endswith(".md"))


@pytest.fixture
def hp(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Hp:
    monkeypatch.setenv("COLUMNS", "80")

    def hp_in(folder: Path, *args: str) -> Ran:
        monkeypatch.chdir(folder)
        code = run(args)
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return hp_in


def git(folder: Path, *args: str) -> None:
    """Run git as nobody, on one day, so that a plan that is saved has the same version everywhere."""
    fixed = {
        **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in NOBODY.items()},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    done = subprocess.run(
        ["git", *args], cwd=folder, env={**os.environ, **fixed}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


NOBODY = {"NAME": "hp", "EMAIL": "hp@example.invalid", "DATE": "2024-01-31T12:00:00+0000"}


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str], Path]:
    """Return a folder with a plan of this repository, saved in git as its only version."""

    def copy(plan: str) -> Path:
        folder = tmp_path / plan
        shutil.copytree(PLANS[plan] / "data", folder / "data")
        git(folder, "init", "--quiet", "--initial-branch=main")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message=Planen")
        return folder

    return copy


@pytest.mark.parametrize("name", MADE)
def test_a_document_is_as_it_was_read_and_approved(name: str, hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = name.partition("/")[0]
    ran = hp(saved(plan), "report", *MADE[name], *DAYS[plan])
    assert (ran.code, ran.err) == (0, "")
    if os.environ.get("HP_GOLDEN") == "write":
        (DOCUMENTS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCUMENTS / name).write_bytes(ran.out.encode("utf-8"))
    assert ran.out.encode("utf-8") == (DOCUMENTS / name).read_bytes()


def test_every_document_kept_has_its_command() -> None:
    kept = {path.relative_to(DOCUMENTS).as_posix() for path in DOCUMENTS.rglob("*.*")}
    assert kept == set(MADE)


@pytest.mark.parametrize("name", [name for name in PAGES if "slutrapport" in name])
def test_what_is_unknown_in_the_final_report_adds_up_to_what_it_says(name: str) -> None:
    text = (DOCUMENTS / name).read_text("utf-8")
    told = re.search(r"Det som är okänt: ([0-9]+)\suppgift", text)
    assert told is not None
    table = text.partition("| Okänt |")[2].partition("\n\n")[0].splitlines()[2:]
    assert sum(int(row.split("|")[3]) for row in table) == int(told[1])


@pytest.mark.parametrize("name", PAGES)
def test_a_document_is_sound_markdown(name: str) -> None:
    tokens = READER.parse((DOCUMENTS / name).read_text("utf-8"))
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    rows = (DOCUMENTS / name).read_text("utf-8").count("\n|")
    parsed = sum(token.type == "tr_open" for token in tokens)
    tables = sum(token.type == "table_open" for token in tokens)
    assert parsed == rows - tables, "every line of a table but its rule is a row"
    assert not [token for token in tokens if token.type in {"html_block", "code_block"}]
    assert not [child for token in tokens for child in token.children or () if child.type == "html_inline"]


@pytest.mark.slow
def test_the_documents_pass_a_linter() -> None:
    pages = [str(DOCUMENTS / name) for name in PAGES]
    done = subprocess.run(
        [sys.executable, "-m", "pymarkdown", "--disable-rules", "line-length", "scan", *pages],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", PAGES)
def test_paragraphs_fit_a_terminal_and_nothing_is_blank(name: str) -> None:
    for line in (DOCUMENTS / name).read_text("utf-8").splitlines():
        assert line == line.rstrip(" ")
        assert line.startswith(("|", "#")) or len(line) <= 80, line
        assert "None" not in line
        assert "  " not in line.strip() or line.startswith("|"), line


@pytest.mark.parametrize("name", [name for name in MADE if name.endswith(".txt")])
def test_the_short_form_is_at_most_twelve_lines(name: str) -> None:
    assert len((DOCUMENTS / name).read_text("utf-8").splitlines()) <= 12


def test_the_short_form_stays_short_however_much_there_is_to_decide(
    hp: Hp, saved: Callable[[str], Path]
) -> None:
    plan = saved("motesplan")
    points = "".join(f"  - {{text: 'Punkt {number}', status: föreslaget}}\n" for number in range(40))
    text = f"id: mycket\ntitle: Mycket\nbody: styrgruppen\nday: 2024-05-23\nmatter: mycket\npoints:\n{points}"
    (plan / "data/decisions/mycket.yaml").write_text(text, encoding="utf-8")
    ran = hp(plan, "report", "styrgrupp", "--short", "--as-of", "2024-05-15")
    assert ran.code == 0, ran.err
    assert len(ran.out.splitlines()) <= 12
    assert "Att besluta: 44." in ran.out


# What the sources say, held against the documents of the real plan.


def page(name: str) -> str:
    return page_of((DOCUMENTS / name).read_text("utf-8"))


def page_of(text: str) -> str:
    """Return the text of a page without its tables, on one line and with ordinary blanks."""
    plain = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"[ \n\N{NO-BREAK SPACE}]+", " ", plain)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("verklig/styrgrupp.md", "16 av 25 processer är slutförda, 9 behöver fortsatt processledning."),
        ("verklig/styrgrupp.md", "Rekvirerat ca 22,6 mnkr."),
        ("verklig/styrgrupp.md", "Direktionen i februari 2024: Slutrapport"),
        ("verklig/styrgrupp.md", "Ingenting är sent, så vitt planen vet."),
        ("verklig/styrgrupp.md", "handlingsplan inom området psykisk hälsa."),
        ("verklig/styrgrupp.md", "återrapporteras, direktionen den 8 november 2017, okänd paragraf."),
        ("verklig/slutrapport.md", "28 beslut: 21 fattade, 4 väntade, 2 föreslagna, 1 utan beslutspunkter."),
        ("verklig/slutrapport-2022.md", "4 av 25 processer är slutförda, 14 pågår, 7 har okänt läge."),
        ("verklig/slutrapport-2022.md", "Rekvirerat ca 7,7 mnkr."),
        ("verklig/slutrapport-2022.md", "Belopp okänt för 10 insatser."),
        ("verklig/forvaltning-KSON.md", "KSON deltar i 18 processer."),
        ("verklig/forvaltning-KSON.md", "Vilka processer KSON har huvudansvaret för är okänt."),
        ("verklig/forvaltning-SOC.md", "I vilka processer SOC deltar är okänt."),
        ("verklig/forvaltning-SOC.md", "Deltar i 12 processer, varav 4 med huvudansvar (slutrapporten 9.5)."),
        ("verklig/process-2.8.3.md", "Titeln är okänd. Processen handlar om kommunikation."),
        ("verklig/beslut.md", "Direktionen den 10 februari 2021 § 6: Handlingsplanen Tillsammans för"),
        ("verklig/beslut.md", "Okänt: 5 dagar, 5 organ, 3 paragrafer."),
    ],
)
def test_a_document_says_what_the_sources_say(name: str, said: str) -> None:
    assert said in page(name)


@pytest.mark.parametrize("name", PAGES)
def test_a_document_says_what_it_is_and_how_to_make_it_again(name: str) -> None:
    plan = name.partition("/")[0]
    day = (
        {"verklig": "2023-12-31", "motesplan": "2024-05-15", "ekbacken": "2025-12-31"}[plan]
        if "2022" not in name
        else "2022-12-31"
    )
    command = " ".join(["hp", "report", *MADE[name], "--as-of", day])
    text = page(name)
    assert "**Utkast – arbetsmaterial.**" in text
    assert f"Gjort med `{command}` av planens filer i version" in text
    assert "från den 31 januari 2024, utan ändringar därefter." in text


# The command.


def test_the_documents_are_listed_with_the_options_that_they_need(hp: Hp) -> None:
    ran = hp(ROOT, "report", "--list")
    assert ran.code == 0
    for said in (
        "hp report beslut ",
        "hp report forvaltning --org ORG ",
        "hp report process --process ID ",
        "hp report slutrapport ",
        "hp report styrgrupp ",
    ):
        assert said in ran.out
    assert "listing" not in ran.out
    assert "_delar" not in ran.out
    assert hp(ROOT, "report") == ran


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        (["styrgrup"], "dokumentet 'styrgrup' finns inte", "menade du styrgrupp?"),
        (
            ["protokollet"],
            "dokumentet 'protokollet' finns inte",
            "dokumenten är beslut, forvaltning",
        ),
        (["forvaltning"], "forvaltning behöver --org", "välj bland KSON, SOC, KSK, BOU, KOF"),
        (["process"], "process behöver --process", "välj bland 2.1.1, 2.1.2"),
        (["process", "--process", "2.9.9"], "--process '2.9.9' finns inte i planen", None),
        (["forvaltning", "--org", "okänt"], "--org: ett dokument görs inte om det okända", "välj ett namn"),
        (["styrgrupp", "--year", "1999"], "--year '1999' finns inte i planen", None),
        (["styrgrupp", "--as-of", "igår"], "--as-of: 'igår' är ingen dag", "2022-03-14"),
        (["beslut", "--short"], "beslut har ingen kort form", "det har styrgrupp"),
        (
            ["styrgrupp", "-o", "a.docx"],
            "-o: dokument skrivs som Markdown, inte som a.docx",
            "sluta namnet med .md",
        ),
        (["styrgrupp", "-o", "."], "-o: . är en mapp", "till exempel underlag.md"),
        (["--final"], "dokumentets namn saknas", "hp report --list"),
        (["--new-template", "bslut"], "dokumentet 'bslut' finns inte", "menade du beslut?"),
        (["--new-template", "_del"], "delen '_del' finns inte", "delarna är _delar, _lista"),
    ],
)
def test_wrong_options_are_told_and_nothing_is_made(
    hp: Hp, args: list[str], message: str, hint: str | None
) -> None:
    ran = hp(ROOT, "report", *args)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert (hint or "") in ran.err


def test_what_is_unknown_in_a_final_report_of_one_organisation_is_said_to_be_the_plans(hp: Hp) -> None:
    text = hp(ROOT, "report", "slutrapport", "--org", "KSON").out
    assert "uppgifter i hela planen; se *Det som är okänt*." in " ".join(
        text.replace("\N{NO-BREAK SPACE}", " ").split()
    )


def test_an_organisation_is_found_by_any_of_its_names(hp: Hp) -> None:
    by_name = hp(ROOT, "report", "forvaltning", "--org", "socialtjänsten")
    assert by_name.out.startswith("# Socialförvaltningen\n")
    assert "`hp report forvaltning --org SOC --as-of 2023-12-31`" in by_name.out


def test_no_document_is_made_of_a_plan_with_a_fault(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    file = plan / "data" / "grants" / "2023-balans.yaml"
    file.write_text(file.read_text("utf-8").replace("applied: ", "aplied: ", 1), encoding="utf-8")
    ran = hp(plan, "report", "styrgrupp", "-o", "underlag.md")
    assert (ran.code, ran.out) == (1, "")
    assert "planen har 1 fel, och ett dokument görs bara av en plan utan fel" in ran.err
    assert "data/grants/2023-balans.yaml:" in ran.err
    assert not (plan / "underlag.md").exists()


def test_a_fault_between_records_stops_a_document_too(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    (plan / "data/grants/copy.yaml").write_text("id: 2023-balans\ntitle: Kopia\n", encoding="utf-8")
    assert hp(plan, "report", "styrgrupp").code == 1


def test_a_document_is_written_to_a_new_file_and_never_over_another(
    hp: Hp, saved: Callable[[str], Path]
) -> None:
    plan = saved("motesplan")
    shown = hp(plan, "report", "styrgrupp").out
    ran = hp(plan, "report", "styrgrupp", "-o", "underlag.md")
    assert (ran.code, ran.out, ran.err) == (0, "", "hp: skrev underlag.md\n")
    assert (plan / "underlag.md").read_text("utf-8") == shown
    again = hp(plan, "report", "styrgrupp", "-o", "underlag.md")
    assert (again.code, again.err) == (0, "hp: underlag.md finns redan och är likadan\n")
    (plan / "underlag.md").write_text("Mina egna rader.\n", encoding="utf-8")
    refused = hp(plan, "report", "styrgrupp", "-o", "underlag.md")
    assert (refused.code, refused.out) == (3, "")
    assert "underlag.md finns redan och skrivs inte över" in refused.err
    assert (plan / "underlag.md").read_text("utf-8") == "Mina egna rader.\n"
    assert sorted(path.name for path in plan.iterdir()) == [".git", "data", "underlag.md"]


def test_a_folder_that_is_not_there_is_told(hp: Hp, saved: Callable[[str], Path]) -> None:
    ran = hp(saved("motesplan"), "report", "styrgrupp", "-o", "papper/underlag.md")
    assert (ran.code, ran.out) == (3, "")
    assert "mappen papper finns inte" in ran.err


def test_a_draft_says_so_and_a_final_version_is_of_saved_files_only(
    hp: Hp, saved: Callable[[str], Path]
) -> None:
    plan = saved("motesplan")
    final = hp(plan, "report", "styrgrupp", "--final")
    assert "**Slutlig version.**" in final.out
    assert "Utkast" not in final.out
    assert "--final`" in final.out
    with (plan / "data" / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write("# en rad till\n")
    draft = hp(plan, "report", "styrgrupp")
    assert "med ändringar som inte är sparade i git" in page_of(draft.out)
    refused = hp(plan, "report", "styrgrupp", "--final")
    assert (refused.code, refused.out) == (3, "")
    assert "en slutlig version görs av sparade filer" in refused.err


def test_a_new_file_in_the_plan_is_a_change_and_one_beside_it_is_not(
    hp: Hp, saved: Callable[[str], Path]
) -> None:
    plan = saved("motesplan")
    (plan / "anteckningar.md").write_text("x", encoding="utf-8")
    assert "utan ändringar därefter" in page_of(hp(plan, "report", "styrgrupp").out)
    (plan / "data/processes/M.99.yaml").write_text("id: M.99\n", encoding="utf-8")
    assert "inte är sparade i git" in page_of(hp(plan, "report", "styrgrupp").out)


def test_git_is_asked_about_the_plan_also_from_a_hook_of_another_repository(
    hp: Hp, saved: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = saved("motesplan")
    other = plan / "annat"
    other.mkdir()
    git(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert "från den 31 januari 2024" in page_of(hp(plan, "report", "styrgrupp").out)


def test_without_git_the_version_is_unknown(
    hp: Hp, saved: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = saved("motesplan")
    monkeypatch.setenv("PATH", "")
    assert "vilken version av dem är okänt" in page_of(hp(plan, "report", "styrgrupp").out)


def test_a_plan_outside_git_is_told_of_as_of_unknown_version(hp: Hp, tmp_path: Path) -> None:
    shutil.copytree(PLANS["motesplan"] / "data", tmp_path / "data")
    ran = hp(tmp_path, "report", "styrgrupp", "--final")
    assert ran.code == 0
    assert "vilken version av dem är okänt" in page_of(ran.out)


def test_the_same_data_gives_the_same_bytes_and_its_own_command_makes_it_again(
    hp: Hp, saved: Callable[[str], Path]
) -> None:
    plan = saved("motesplan")
    first = hp(plan, "report", "slutrapport", "--year", "2023")
    command = re.search(r"`hp (.*?)`", first.out)
    assert command is not None
    assert hp(plan, *command[1].split()).out == first.out


def test_reading_leaves_the_plans_folder_as_it_was(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in plan.rglob("*")}
    assert hp(plan, "report", "styrgrupp").code == 0
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in plan.rglob("*")} == before


def test_a_paper_about_a_part_of_the_plan_says_so(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    ran = hp(plan, "report", "styrgrupp", "--org", "KULTUR", "--year", "2024", "--as-of", "2024-05-15")
    assert "Underlaget gäller bara KULTUR. Pengarna och ansökningarna är bara 2024 års." in page_of(ran.out)
    assert "går det inte att säga om de hör hit" in page_of(ran.out)


def test_two_bodies_of_consensus_share_a_paper_without_a_name(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    header = plan / "data" / "plan.yaml"
    two = "bodies:\n  rådet: {kind: consensus, name: Rådet}\n"
    header.write_text(header.read_text("utf-8").replace("bodies:\n", two, 1), encoding="utf-8")
    assert hp(plan, "report", "styrgrupp").out.startswith("# Underlag till mötet\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "processes/H.2",
        "grants/2023-fikabussen",
        "decisions/styrgruppen-2024-05-23",
        "sources/lagesrapport-2024",
    ],
)
def test_whatever_is_unknown_a_document_says_so_and_never_breaks(
    hp: Hp, saved: Callable[[str], Path], path: str
) -> None:
    plan = saved("motesplan")
    file = plan / "data" / f"{path}.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    made = 0
    for number, line in enumerate(lines):
        key = re.match(r"( *(?:- )?[a-z_]+):", line)
        if key is None or line.startswith("id:"):
            continue
        changed = [*lines[:number], f"{key[1]}: null\n", *lines[number + 1 :]]
        file.write_text("".join(changed), encoding="utf-8")
        if hp(plan, "check").code:
            continue  # a key that must be known, or one with lines below it
        for args in (MADE_IN_TURN[made % 2], MADE_IN_TURN[2 + made % 2]):
            ran = hp(plan, "report", *args, "--as-of", "2024-05-15")
            assert (ran.code, ran.err) == (0, ""), line
            assert "None" not in ran.out, line
        made += 1
    assert made >= 4


MADE_IN_TURN = (["styrgrupp"], ["beslut"], ["slutrapport"], ["process", "--process", "H.2"])


def test_a_plan_without_money_has_no_chapter_of_it(hp: Hp) -> None:
    plan = ROOT / "tests" / "cases" / "good" / "suicidprevention"
    for args in (["styrgrupp"], ["styrgrupp", "--short"]):
        ran = hp(plan, "report", *args, "--as-of", "2025-12-31")
        assert ran.code == 0, ran.err
        assert "Pengar" not in ran.out
    whole = hp(plan, "report", "styrgrupp", "--as-of", "2025-12-31").out
    assert "vilar sedan den 10 februari 2025 (skäl: avtalet med apoteken gick ut)" in page_of(whole)


def test_an_empty_plan_makes_every_document_that_is_not_about_one_thing(hp: Hp, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.yaml").write_text("name: Ny plan\n", encoding="utf-8")
    for name in ("styrgrupp", "slutrapport", "beslut"):
        ran = hp(tmp_path, "report", name, "--as-of", "2024-05-15")
        assert ran.code == 0, ran.err
        assert ran.out.startswith("# ")
        assert "None" not in ran.out


def test_text_in_the_data_can_do_no_harm(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    evil = (
        '"# <script>alert(1)</script> {{ 7*7 }} {% for %} | a ![x](http://e.se) [l](javascript:x) **b** `c`"'
    )
    for folder in ("processes", "grants", "decisions"):
        for file in (plan / "data" / folder).glob("*.yaml"):
            text = re.sub(r"^title: .*$", f"title: {evil}", file.read_text("utf-8"), flags=re.MULTILINE)
            file.write_text(text, encoding="utf-8")
    for args in (["styrgrupp"], ["slutrapport"], ["beslut"], ["process", "--process", "H.2"]):
        ran = hp(plan, "report", *args, "--as-of", "2024-05-15")
        assert ran.code == 0, ran.err
        tokens = READER.parse(ran.out)
        inner = [child for token in tokens for child in token.children or ()]
        assert not {token.type for token in (*tokens, *inner)} & {
            "html_block", "html_inline", "link_open", "image", "code_block",
        }  # fmt: skip
        assert sum(token.tag == "h1" for token in tokens) == 2
        assert any("<script>alert(1)</script> {{ 7*7 }}" in token.content for token in inner)


# A plan's own templates.


def test_a_template_is_copied_to_the_plan_to_be_changed_and_wins(
    hp: Hp, saved: Callable[[str], Path]
) -> None:
    plan = saved("motesplan")
    ran = hp(plan, "report", "--new-template", "beslut")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("hp: skrev templates/beslut.md\n")
    own = plan / "templates" / "beslut.md"
    assert own.read_text("utf-8") == (ROOT / "templates" / "beslut.md").read_text("utf-8")
    assert hp(plan, "report", "beslut").out.startswith("# Beslutslogg\n")
    own.write_text(own.read_text("utf-8").replace('"Beslutslogg"', '"Våra beslut"'), encoding="utf-8")
    assert hp(plan, "report", "beslut").out.startswith("# Våra beslut\n")
    assert "(planens egen mall)" in page_of(hp(plan, "report", "--list").out)
    refused = hp(plan, "report", "--new-template", "beslut")
    assert refused.code == 3
    assert "templates/beslut.md finns redan" in refused.err
    assert "Våra beslut" in own.read_text("utf-8")


def test_a_part_and_a_short_form_can_be_copied_too(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    assert "skrev templates/_delar.md" in hp(plan, "report", "--new-template", "_delar").err
    short = hp(plan, "report", "--new-template", "styrgrupp", "--short").err
    assert "skrev templates/styrgrupp.txt" in short
    assert "hp report styrgrupp --short använder den" in short
    part = plan / "templates" / "_delar.md"
    part.write_text(part.read_text("utf-8").replace("arbetsmaterial", "bara för oss"), encoding="utf-8")
    assert "**Utkast – bara för oss.**" in hp(plan, "report", "beslut").out


def test_a_plan_may_have_a_document_of_its_own(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    (plan / "templates").mkdir()
    text = "{# Till anslagstavlan #}\n# Läget\n\n{{ status | summary }} {{ organisation.id }}\n"
    (plan / "templates" / "anslag.md").write_text(text, encoding="utf-8")
    assert "hp report anslag --org ORG" in hp(plan, "report", "--list").out
    assert "Till anslagstavlan" in hp(plan, "report", "--list").out
    ran = hp(plan, "report", "anslag", "--org", "BYGG", "--as-of", "2024-05-15")
    assert ran.out.startswith("# Läget\n\n")
    assert ran.out.endswith("BYGG\n")


def test_what_is_no_template_in_the_folder_is_left_alone(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    (plan / "templates").mkdir()
    (plan / "templates" / "README.md").write_text("{{ trasig", encoding="utf-8")
    (plan / "templates" / "bild.png").write_bytes(b"\x89PNG\xff")
    (plan / "templates" / "a\u030arsmo\u0308te.md").write_bytes(
        b"\xef\xbb\xbf# {{ document.name }}\r\n\r\nHej.\r\n"
    )
    assert "README" not in hp(plan, "report", "--list").out
    assert hp(plan, "report", "årsmöte").out == "# årsmöte\n\nHej.\n"


def test_a_template_that_cannot_be_read_is_told(hp: Hp, saved: Callable[[str], Path]) -> None:
    plan = saved("motesplan")
    (plan / "templates").mkdir()
    (plan / "templates" / "beslut.md").write_bytes("# M\xf6te\n".encode("latin-1"))
    ran = hp(plan, "report", "beslut")
    assert (ran.code, ran.out) == (3, "")
    assert "templates/beslut.md är inte sparad som UTF-8" in ran.err


def test_an_unfinished_template_does_not_hide_the_other_documents(
    hp: Hp, saved: Callable[[str], Path]
) -> None:
    plan = saved("motesplan")
    (plan / "templates").mkdir()
    (plan / "templates" / "halv.md").write_text("{{ status", encoding="utf-8")
    assert hp(plan, "report", "styrgrupp").code == 0
    assert "hp report halv" in hp(plan, "report", "--list").out
    assert "templates/halv.md, rad 1: ett block har inget slut" in hp(plan, "report", "halv").err

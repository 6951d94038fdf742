"""The command hp init: a new plan that is ready for git and without a fault, all of it or nothing."""

import io
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial
from pathlib import Path
from textwrap import dedent
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.cli.main import run
from handlingsplan.compute.check import compute_check
from handlingsplan.errors import HpError
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Severity
from handlingsplan.store.files import find_plan
from handlingsplan.store.founding import found_plan
from handlingsplan.store.layout import FOLDERS
from handlingsplan.store.load import load_plan
from tests.forked import at_call, killed_at, said_by
from tests.plans import ROOT
from tests.running import Ran

AREAS = [
    "Det tidiga livets villkor",
    "Kunskaper, kompetenser och utbildning",
    "Arbete, arbetsförhållanden och arbetsmiljö",
    "Inkomster och försörjningsmöjligheter",
    "Boende och närmiljö",
    "Levnadsvanor",
    "Kontroll, inflytande och delaktighet",
    "En jämlik och hälsofrämjande hälso- och sjukvård",
]
"""As on folkhalsomyndigheten.se, Nationellt folkhälsomål och målområden, read 2026-11-22."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with nothing in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    return tmp_path


def sound(folder: Path) -> Plan:
    """Return the plan in a folder, which has neither a fault nor a warning."""
    loading = load_plan(folder)
    check = compute_check(loading.plan, loading.problems, None)
    found = (check.problems, check.count(Severity.FAULT), check.count(Severity.WARNING))
    assert found == ((), 0, 0)
    return loading.plan


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


# ---- what is made -----------------------------------------------------------------------------------


def test_a_plan_of_which_nothing_is_said_knows_nothing_but_its_words(here: Path) -> None:
    assert run(["init", "plan"]) == 0
    header = sound(here / "plan").header
    assert (header.name, header.owner, header.registry_number) == (None, None, None)
    assert header.period is not None
    assert (header.period.from_, header.period.to) == (None, None)
    assert (header.organisations, header.bodies, header.categories, header.years) == ({}, {}, {}, {})
    assert [area.name for area in header.areas.values()] == AREAS
    assert list(header.areas) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert {word: status.kind for word, status in header.statuses.items()} == {
        "planerad": "planned",
        "pågår": "active",
        "pausad": "paused",
        "fortsatt processledning": "continuing",
        "slutförd": "completed",
        "avbruten": "cancelled",
    }
    assert list(header.outcomes) == ["överlämnad", "genomförd", "uppnådd"]


def test_what_would_be_made_is_told_and_not_made(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "plan", "--name", "Vår plan", "--dry-run"]) == 0
    first, *told, empty, last = capsys.readouterr().out.splitlines()
    assert (first, empty, last) == ("I plan skulle skapas:", "", "Ingenting är skrivet.")
    assert not (here / "plan").exists()
    assert run(["init", "plan", "--name", "Vår plan"]) == 0
    made = {path for path in files_in(here / "plan") if not path.endswith(".gitkeep")}
    assert {path.strip() for path in told} == made


def test_what_is_said_in_options_stands_in_the_plan(here: Path) -> None:
    said = ["--name", "Trygg uppväxt: 2.0", "--owner", "Vidåsa kommun", "--start", "2026-01", "--end", "2028"]
    said += ["--org", "SOC=Socialförvaltningen", "--org", "NO=Nämnden för omsorg"]
    said += ["--body", "styrgruppen=Styrgruppen:consensus", "--body", "KF=Kommunfullmäktige:political"]
    assert run(["init", "plan", *said]) == 0
    header = sound(here / "plan").header
    assert (header.name, header.owner) == ("Trygg uppväxt: 2.0", "Vidåsa kommun")
    assert header.period is not None
    assert header.period.from_ is not None
    assert header.period.to is not None
    assert (header.period.from_.text, header.period.to.text) == ("2026-01", "2028")
    assert {key: it.name for key, it in header.organisations.items()} == {
        "SOC": "Socialförvaltningen",
        "NO": "Nämnden för omsorg",
    }
    assert {key: (it.name, it.kind) for key, it in header.bodies.items()} == {
        "styrgruppen": ("Styrgruppen", "consensus"),
        "KF": ("Kommunfullmäktige", "political"),
    }
    assert list(header.years) == [2026, 2027, 2028]
    assert all(year.grants_complete is None and year.spend_by is None for year in header.years.values())


def test_every_folder_of_a_plan_is_there_and_kept_by_git(here: Path) -> None:
    assert run(["init", "plan"]) == 0
    made = files_in(here / "plan")
    assert {path.split("/")[1] for path in made if path.startswith("data/") and path.count("/") > 1} == {
        *FOLDERS
    }
    assert {"README.md", ".gitignore", ".gitattributes", ".editorconfig"} <= made
    assert {".github/workflows/hp-check.yml", ".vscode/settings.json"} <= made


def test_the_page_for_users_has_the_name_of_the_plan_as_it_is_written(here: Path) -> None:
    assert run(["init", "plan", "--name", "Plan *A* för $namn", "--owner", "Vidåsa <kommun>"]) == 0
    page = (here / "plan/README.md").read_text("utf-8")
    assert page.startswith("# Plan \\*A\\* för \\$namn\n")
    assert "Om planen: Vidåsa \\<kommun\\>.\n" in page


def test_the_check_on_github_is_the_one_that_is_recommended(here: Path) -> None:
    recommended = (ROOT / "docs/ci/github-actions.yml").read_text("utf-8").splitlines()
    built_in = (ROOT / "templates/init/hp-check.yml").read_text("utf-8").splitlines()
    assert built_in[1:] == recommended[2:]


def test_every_example_in_plan_yaml_can_be_used_as_it_stands(here: Path) -> None:
    assert run(["init", "plan"]) == 0
    path = here / "plan/data/plan.yaml"
    used, using = [], False
    for line in path.read_text("utf-8").splitlines():
        using = (using or line == "# Så här skrivs de. Ta bort # och ändra:") and line.startswith("#")
        example = using and not line.endswith("ändra:")
        used.append(line.removeprefix("# ") if example else line)
    path.write_text("\n".join(used) + "\n", "utf-8")
    header = sound(here / "plan").header
    assert list(header.organisations) == ["UF", "FÖRENINGSRÅDET"]
    assert not header.organisations["FÖRENINGSRÅDET"].party
    assert [member.organisation for member in header.bodies["ledningen"].members] == ["UF"]
    assert (list(header.categories), list(header.directions)) == (["utbildning"], ["suicidprevention"])
    assert header.years[2026].grants_complete is False


def test_a_plan_without_money_has_no_words_for_it(here: Path) -> None:
    assert run(["init", "plan", "--start", "2026", "--end", "2028", "--no-money"]) == 0
    header = sound(here / "plan").header
    assert (header.years, header.categories) == ({}, {})
    text = (here / "plan/data/plan.yaml").read_text("utf-8")
    assert not [word for word in ("Pengarna", "Inriktningar", "Huvudområden") if word in text]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["check"], "2 av 2 filer lästa: 0 fel, 0 varningar, 5 luckor."),
        (["status"], "Planen har inga processer än."),
        (["grants"], "Planen har inga insatser än."),
        (["decisions"], "Planen har inga beslut än."),
        (["list"], "areas     målområden"),
        (["report", "styrgrupp"], "Planen har inga processer än."),
        (["show", "folkhalsopolitiken"], "folkhälsopropositionen"),
    ],
    ids=["check", "status", "grants", "decisions", "list", "report", "show"],
)
def test_commands_say_something_sensible_of_a_plan_without_records(
    here: Path, capsys: pytest.CaptureFixture[str], command: list[str], said: str
) -> None:
    assert run(["init", "plan"]) == 0
    capsys.readouterr()
    assert run([*command, "--plan", "plan"]) == 0
    assert said in capsys.readouterr().out


def test_a_new_plan_is_laid_out_as_hp_fmt_does(here: Path) -> None:
    assert run(["init", "plan", "--org", "SOC=Soc", "--body", "s=S:officials", "--start", "2026"]) == 0
    assert run(["fmt", "--check", "--plan", "plan"]) == 0


# ---- in git -----------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "core.autocrlf=false"]
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def test_a_plan_is_saved_in_git_whole_and_stays_clean_when_commands_are_run(here: Path) -> None:
    assert run(["init", "plan"]) == 0
    plan = here / "plan"
    git(plan, "init", "--quiet")
    assert git(plan, "add", "-A") == ""
    git(plan, "commit", "--quiet", "-m", "Planen börjar")
    for command in ("check", "status", "list"):
        assert run([command, "--plan", "plan"]) == 0
    assert git(plan, "status", "--porcelain") == ""
    git(here, "clone", "--quiet", "plan", "kopia")
    assert files_in(here / "kopia/data") == files_in(plan / "data")
    sound(here / "kopia")


def test_a_plan_is_founded_in_an_archive_that_is_there(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(here, "init", "--quiet")
    assert run(["init", "."]) == 0
    sound(here)
    told = capsys.readouterr().out
    assert "ligger nu i den här mappen" in told
    assert 'git add -A && git commit -m "Planen börjar"' in told
    assert "git init" not in told
    assert "cd ." not in told
    assert not [path for path in here.iterdir() if path.name.startswith(".hp-init")]


def test_the_folder_that_somebody_stands_in_stays_the_same(here: Path) -> None:
    (here / "plan").mkdir(mode=0o770)
    before = (here / "plan").stat()
    assert run(["init", "plan"]) == 0
    after = (here / "plan").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)


# ---- lists in files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "areas"),
    [
        ("a.txt", "MB: Möta barn\nMV: Vuxna\n", {"MB": "Möta barn", "MV": "Vuxna"}),
        ("a.txt", "Barn\n\n# en kommentar\nVuxna\n", {"1": "Barn", "2": "Vuxna"}),
        ("a.txt", "Arbete och skola: en väg\n", {"1": "Arbete och skola: en väg"}),
        ("a.txt", "2.1: Det tidiga\nNO: Norr\n", {"2.1": "Det tidiga", "NO": "Norr"}),
        ("a.txt", "\ufeffMB: Barn\r\nMV: Vuxna\r\n", {"MB": "Barn", "MV": "Vuxna"}),
        ("a.yaml", "MB: Barn\nMV: {name: Vuxna}\n", {"MB": "Barn", "MV": "Vuxna"}),
        ("a.yaml", "areas:\n  MB:\n    name: Barn\n  MV:\n    name: Vuxna\n", {"MB": "Barn", "MV": "Vuxna"}),
        ("a.yaml", "areas:\n  MB: Barn\n", {"MB": "Barn"}),
        ("a.yml", "- Barn\n- Vuxna\n", {"1": "Barn", "2": "Vuxna"}),
        ("a.yaml", "MB: {name: Barn}\n", {"MB": "Barn"}),
    ],
    ids=[
        "short and name", "one a line", "colon in a name", "numbers", "of Windows", "YAML", "as in plan.yaml",
        "under its word", "YAML list", "YAML of one",
    ],
)  # fmt: skip
def test_areas_come_from_a_file(here: Path, name: str, text: str, areas: dict[str, str]) -> None:
    (here / name).write_bytes(text.encode("utf-8"))
    assert run(["init", "plan", "--areas", name]) == 0
    assert {key: area.name for key, area in sound(here / "plan").header.areas.items()} == areas
    assert not (here / "plan/data/sources/folkhalsopolitiken.yaml").exists()


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (b"", 3, "a.txt: filen är tom"),
        (b"# bara en kommentar\n", 3, "a.txt har inga namn"),
        ("Målområde\n".encode("latin-1"), 3, "a.txt: filen är inte sparad som UTF-8; här står troligen 'å'"),
        (b"MB: Barn\nMB: Vuxna\n", 2, "a.txt, rad 2: 'MB' står två gånger"),
        (b"MB: Barn\nMV: null?\x1b[0m\n", 3, "a.txt: otillåtet tecken U+001B"),
        (b"x" * 1_000_001, 3, "a.txt: filen är större än en megabyte och läses inte"),
        (b"x" * 501, 2, "a.txt, rad 1: är för långt för ett kort namn"),
        ("MB: okänt\n".encode(), 2, "a.txt, rad 1: 'okänt' är inget värde"),
        (b"MB: Ring 070-123 45 67\n", 2, "a.txt, rad 1: pekar ut en person"),
    ],
    ids=[
        "empty",
        "only a comment",
        "latin-1",
        "twice",
        "control sign",
        "huge",
        "long",
        "unknown",
        "telephone",
    ],
)
def test_a_list_that_cannot_be_used_makes_no_plan(
    here: Path, capsys: pytest.CaptureFixture[str], text: bytes, code: int, said: str
) -> None:
    (here / "a.txt").write_bytes(text)
    assert run(["init", "plan", "--areas", "a.txt"]) == code
    assert lines(capsys)[0].startswith(f"hp: {said}")
    assert files_in(here) == {"a.txt"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {name: [Barn]}\n", "a.yaml: ett namn har inget namn"),
        ("MB: [Barn]\nMV: x\n", "a.yaml: MB har inget namn"),
        ("MB: 'Barn\n", "a.yaml, rad 1: "),
        ("bara text\n", "a.yaml har inga namn"),
    ],
    ids=["list within", "name is a list", "quote", "text"],
)
def test_yaml_that_is_no_list_of_names_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (here / "a.yaml").write_text(text, "utf-8")
    assert run(["init", "plan", "--areas", "a.yaml"]) == 3
    assert lines(capsys)[0].startswith(f"hp: {said}")
    assert files_in(here) == {"a.yaml"}


def test_another_theme_with_fifty_organisations_and_no_money_needs_nothing_but_options(here: Path) -> None:
    (here / "orgs.txt").write_text(
        "".join(f"O{no}: Organisation nummer {no}\n" for no in range(1, 51)), "utf-8"
    )
    (here / "omraden.txt").write_text("MB: Minska tillgången till medel\nKU: Kunskap\n", "utf-8")
    said = ["--name", "Livet vidare", "--orgs", "orgs.txt", "--areas", "omraden.txt", "--no-money"]
    assert run(["init", "plan", *said]) == 0
    process = """\
        id: MB.2.1
        title: Säkra broar
        area: MB
        lead: O50
        organisations: [O1, O50]
        history:
          - status: pågår
            since: 2026-02-01
    """
    (here / "plan/data/processes/MB.2.1.yaml").write_text(dedent(process), "utf-8")
    plan = sound(here / "plan")
    assert (len(plan.header.organisations), list(plan.processes)) == (50, ["MB.2.1"])


def test_organisations_without_a_short_name_are_called_by_their_name(here: Path) -> None:
    (here / "orgs.txt").write_text("Räddningstjänsten\nSOC: Socialförvaltningen\n", "utf-8")
    assert run(["init", "plan", "--orgs", "orgs.txt", "--org", "BUF=Skolan"]) == 0
    named = {key: it.name for key, it in sound(here / "plan").header.organisations.items()}
    assert named == {"Räddningstjänsten": "Räddningstjänsten", "SOC": "Socialförvaltningen", "BUF": "Skolan"}


def test_a_plan_may_have_no_areas(here: Path) -> None:
    assert run(["init", "plan", "--areas", "inga"]) == 0
    assert sound(here / "plan").header.areas == {}


# ---- what cannot be ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--start", "i våras"], 2, "--start: 'i våras' är ingen dag"),
        (["--end", "2026-02-30"], 2, "--end: '2026-02-30' finns inte i kalendern"),
        (["--start", "2027", "--end", "2026"], 2, "--end: 2026 är före första dagen, 2027"),
        (["--org", "SOC"], 2, "--org: 'SOC' har inte både kortnamn och namn"),
        (["--org", "=Skolan"], 2, "--org: '=Skolan' har inte både kortnamn och namn"),
        (["--org", "A=B", "--org", "A=C"], 2, "--org: 'A' står två gånger"),
        (["--body", "s=Styrgruppen"], 2, "--body: 's=Styrgruppen' slutar inte med organets slag"),
        (["--body", "s=Styrgrupp:glad"], 2, "--body: 's=Styrgrupp:glad' slutar inte med organets slag"),
        (["--areas", "finns-inte.txt"], 3, "filen finns-inte.txt finns inte"),
        (["--areas", "."], 3, "filen . kan inte läsas"),
        (["--carry", "all"], 2, "--carry hör till --from"),
        (["--name", "a\tb"], 2, "--name: har tecken som inte syns"),
        (["--owner", "Anna, anna.svensson@gmail.com"], 2, "--owner: pekar ut en person"),
    ],
    ids=[
        "no day", "no such day", "turned around", "no name", "no short name", "twice", "no kind",
        "other kind", "no file", "a folder", "carry alone", "control sign", "a person",
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_made(
    here: Path, capsys: pytest.CaptureFixture[str], options: list[str], code: int, said: str
) -> None:
    assert run(["init", "plan", *options]) == code
    assert lines(capsys)[0].startswith(f"hp: {said}")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("option", ["--name", "--owner", "--start", "--end"])
@pytest.mark.parametrize("word", ["", "  ", "okänt", "vet ej"])
def test_a_word_for_the_unknown_is_unknown(here: Path, option: str, word: str) -> None:
    assert run(["init", "plan", option, word]) == 0
    header = sound(here / "plan").header
    assert header.period is not None
    assert (header.name, header.owner, header.period.from_, header.period.to) == (None, None, None, None)


def _file(at: Path) -> None:
    at.write_text("hej", "utf-8")


def _filled(at: Path) -> None:
    at.mkdir()
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", ".git"):
        (at / name).write_text(name, "utf-8")


def _plan(at: Path) -> None:
    (at / "data").mkdir(parents=True)
    (at / "data/plan.yaml").write_text("name: Min plan\n", "utf-8")


def _nowhere(at: Path) -> None:
    at.symlink_to("ingenstans")


def _hidden(at: Path) -> None:
    at.mkdir()
    (at / ".env").write_text("x", "utf-8")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_file, "plan är en fil"),
        (_filled, "mappen plan är inte tom: där finns a.txt, b.txt, c.txt och 1 till"),
        (_plan, "plan har redan en plan"),
        (_nowhere, "plan är en länk till något som inte finns"),
        (_hidden, "mappen plan är inte tom: där finns .env"),
    ],
    ids=["a file", "a folder with files", "a plan", "a broken link", "a hidden file"],
)
def test_nothing_is_written_over(
    here: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None], said: str
) -> None:
    make(here / "plan")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert run(["init", "plan"]) == 3
    assert lines(capsys)[0] == f"hp: {said}"
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_a_plan_is_not_founded_among_the_files_of_another(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _plan(here)
    (here / "data/processes").mkdir()
    assert run(["init", "data/processes/ny"]) == 3
    assert lines(capsys)[0] == "hp: data/processes/ny ligger bland en annan plans filer"
    assert run(["init", "ny"]) == 0, "beside the folder data it is another plan's own business"


def test_a_folder_in_a_folder_that_is_not_there_is_not_made(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", "planer/ny"]) == 3
    assert lines(capsys) == [
        "hp: mappen planer finns inte",
        "    skapa den först, eller välj en annan mapp",
    ]


def test_a_link_to_an_empty_folder_leads_to_the_plan(here: Path) -> None:
    (here / "egentlig").mkdir()
    (here / "plan").symlink_to("egentlig")
    assert run(["init", "plan"]) == 0
    sound(here / "egentlig")
    assert (here / "plan").is_symlink()


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that everybody may look in and only its owner may write in."""
    folder = Path(tempfile.mkdtemp(prefix="hp-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("there", [False, True], ids=["a new folder", "an empty one"])
def test_a_folder_that_may_not_be_written_in_is_told(closed: Path, there: bool) -> None:
    target = closed / "plan"
    if there:
        target.mkdir(mode=0o555)
    said = said_by(lambda: found_plan(target, {"data/plan.yaml": b"name: x\n"}), nobody=True)
    assert said == f"{target} kan inte skrivas: du får inte skriva där (be den som äger mappen om skrivrätt)"
    assert files_in(closed) == set()


# ---- all or nothing ---------------------------------------------------------------------------------

SMALL = {"README.md": b"# Plan\n", "data/plan.yaml": b"name: Plan\n", "data/sources/x.yaml": b"id: x\n"}
WHOLE = {f"data/{name}/.gitkeep": b"" for name in FOLDERS if name != "sources"} | SMALL


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path: (folder / path).read_bytes() for path in files_in(folder)}


@pytest.mark.slow
@pytest.mark.parametrize("there", [False, True], ids=["a new folder", "an empty one"])
def test_who_is_killed_leaves_a_whole_plan_or_what_hp_takes_for_none(tmp_path: Path, there: bool) -> None:
    outcomes = set()
    for call in range(0, 1000, 3):
        folder = tmp_path / str(call) / "plan"
        (folder if there else folder.parent).mkdir(parents=True)
        killed = killed_at(call, partial(found_plan, folder, SMALL))
        if _is_plan(folder):
            left = {path: raw for path, raw in contents(folder).items() if not path.startswith(".hp-init")}
            assert left == WHOLE
        outcomes.add((killed, _is_plan(folder)))
        for other in folder.parent.glob("**/.hp-init-*"):
            moved = {path for path in WHOLE if not (other / path).exists()} if there else set()
            assert not _is_plan(other) or contents(other).keys() | moved == WHOLE.keys()
            assert not _is_plan(other) or (other / "data/plan.yaml").read_bytes() == b"name: Plan\n"
        if not killed:
            break
    assert {(True, False), (False, True)} <= outcomes <= {(True, False), (True, True), (False, True)}


@pytest.mark.slow
@pytest.mark.parametrize("there", [False, True], ids=["a new folder", "an empty one"])
def test_who_is_interrupted_leaves_a_whole_plan_or_no_file(tmp_path: Path, there: bool) -> None:
    outcomes = set()
    for call in range(0, 1000, 4):
        folder = tmp_path / str(call) / "plan"
        (folder if there else folder.parent).mkdir(parents=True)
        said = said_by(partial(_interrupted, call, folder))
        outcomes.add((bool(said), _is_plan(folder)))
        assert contents(folder) == WHOLE if _is_plan(folder) else files_in(folder.parent) == set()
        if not said:
            break
    assert {(True, False), (False, True)} <= outcomes


def _interrupted(call: int, folder: Path) -> None:
    """Found a plan, and press Ctrl-C at a call of the system."""
    at_call(call, partial(_raise, KeyboardInterrupt))
    try:
        found_plan(folder, SMALL)
    finally:
        sys.setprofile(None)


def _raise(error: type[BaseException]) -> None:
    raise error


def _is_plan(folder: Path) -> bool:
    """Tell whether hp takes a folder for a plan."""
    try:
        return find_plan(folder.resolve()) == folder.resolve()
    except HpError:
        return False


@pytest.mark.parametrize("there", [False, True], ids=["a new folder", "an empty one"])
def test_who_fails_leaves_nothing(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "plan"
    if there:
        folder.mkdir()
    with pytest.raises(HpError, match="namnet är för långt"):
        found_plan(folder, SMALL | {f"data/events/{'x' * 300}.yaml": b""})
    assert files_in(tmp_path) == set()
    assert folder.exists() == there
    assert [path.name for path in tmp_path.rglob("*")] == (["plan"] if there else [])


@pytest.mark.slow
@settings(max_examples=40)
@given(
    name=st.text(min_size=1, max_size=40),
    short=st.text(min_size=1, max_size=10),
)
def test_whatever_is_written_in_an_option_is_refused_or_stands_so_in_the_plan(name: str, short: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "plan"
        code = run(
            ["init", str(target), "--name", name, "--org", f"{short}={name}", "--areas", "inga", "--yes"]
        )
        assert code in {0, 2, 3}
        assert target.exists() == (code == 0)
        if code == 0:
            sound(target)


# ---- at a terminal ----------------------------------------------------------------------------------


def talk(answers: Sequence[str], *options: str) -> Ran:
    """Run hp at a terminal, give each question its answer, and return what was seen and told."""
    leader, follower = pty.openpty()
    left, seen, told = list(answers), bytearray(), io.StringIO()
    somebody = Thread(target=_answer, args=(leader, left, seen))
    somebody.start()
    with (
        os.fdopen(follower, encoding="utf-8") as typed,
        os.fdopen(os.dup(follower), "w", encoding="utf-8") as screen,
        pytest.MonkeyPatch.context() as streams,
        redirect_stdout(screen),
        redirect_stderr(told),
    ):
        streams.setattr(sys, "stdin", typed)
        code = run(["init", "plan", *options])
    somebody.join(timeout=20)
    os.close(leader)
    assert not left, f"never asked: {left}"
    return Ran(code, seen.decode("utf-8", "replace").replace("\r\n", "\n"), told.getvalue())


def _answer(leader: int, left: list[str], seen: bytearray) -> None:
    """Answer what is asked at the other end of a terminal, until that is closed."""
    while chunk := _read(leader):
        seen += chunk
        if seen.endswith((b"> ", b"[J/n] ")) and left:
            os.write(leader, f"{left.pop(0)}\n".encode("utf-8", "surrogateescape"))


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 4096)
    except OSError:  # the other end is closed
        return b""


def test_a_plan_is_founded_by_questions(here: Path) -> None:
    answers = ["\udcff", "a\tb", "Trygg uppväxt i Vidåsa", "okänt", "i våras", "2026", "2025", "2028-12-31"]
    answers += ["SOC", "SOC=Socialförvaltningen", "SOC=Igen", ""]
    answers += ["Styrgruppen", "n", "n", "finns-inte.txt", "", "n", ""]
    ran = talk(answers)
    assert (ran.code, ran.err) == (0, "")
    header = sound(here / "plan").header
    assert (header.name, header.owner) == ("Trygg uppväxt i Vidåsa", None)
    assert header.period is not None
    assert header.period.to is not None
    assert header.period.to.text == "2028-12-31"
    assert list(header.organisations) == ["SOC"]
    assert header.bodies["styrgruppen"].kind == "officials"
    assert (header.areas, header.years) == ({}, {})
    for told in (
        "  gick inte att läsa\n",
        "  har tecken som inte syns\n",
        "  'i våras' är ingen dag\n",
        "  2025 är före första dagen, 2026\n",
        "  'SOC' har inte både kortnamn och namn\n",
        "  'SOC' är redan med\n",
        "  filen finns-inte.txt finns inte\n",
        "Planen Trygg uppväxt i Vidåsa ligger nu i plan",
    ):
        assert told in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_only_what_no_option_says_is_asked(here: Path) -> None:
    said = [
        "--name",
        "Plan",
        "--owner",
        "",
        "--start",
        "2026",
        "--end",
        "2027",
        "--org",
        "A=B",
        "--areas",
        "inga",
    ]
    ran = talk(["", ""], *said, "--body", "s=S:consensus")
    assert ran.code == 0
    assert ran.out.count("? [J/n] ") == 2, "money, and whether to make it"
    assert "> " not in ran.out


def test_nothing_is_asked_when_that_is_wished(here: Path) -> None:
    ran = talk([], "--yes")
    assert (ran.code, "> " in ran.out, "[J/n]" in ran.out) == (0, False, False)
    sound(here / "plan")


def test_who_says_no_at_last_has_made_nothing(here: Path) -> None:
    ran = talk(["", "", "", "", "", "", "", "", "n"])
    assert (ran.code, ran.err) == (1, "hp: ingenting är skapat\n")
    assert list(here.iterdir()) == []


@pytest.mark.slow
def test_who_interrupts_has_made_nothing(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "handlingsplan", "init", "plan"]
    process = subprocess.Popen(command, cwd=tmp_path, stdin=follower, stdout=follower, stderr=subprocess.PIPE)
    os.close(follower)
    seen = b""
    while not seen.endswith(b"> "):
        seen += os.read(leader, 4096)
    while process.poll() is None:  # a signal that comes just before the reading begins is not noticed
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
    _, told = process.communicate(timeout=20)
    os.close(leader)
    assert (process.returncode, told.decode()) == (130, "hp: ingenting är skapat\n")
    assert list(tmp_path.iterdir()) == []


def test_who_has_no_more_to_say_has_made_nothing(here: Path) -> None:
    ran = talk(["Plan", "\x04"])
    assert (ran.code, ran.err) == (130, "hp: ingenting är skapat\n")
    assert list(here.iterdir()) == []


@pytest.mark.slow
def test_nothing_is_asked_of_a_pipe(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "handlingsplan", "init", "plan"]
    done = subprocess.run(
        command, cwd=tmp_path, input="Namn\n" * 20, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr, "?" in done.stdout) == (0, "", False)
    assert sound(tmp_path / "plan").header.name is None


def test_a_list_of_organisations_takes_an_equals_sign_as_the_option_does(here: Path) -> None:
    (here / "orgs.txt").write_text("UF=Utbildningsförvaltningen\nSF: Socialförvaltningen\n", encoding="utf-8")
    assert run(["init", "plan", "--orgs", "orgs.txt"]) == 0
    organisations = sound(here / "plan").header.organisations
    assert {key: it.name for key, it in organisations.items()} == {
        "UF": "Utbildningsförvaltningen",
        "SF": "Socialförvaltningen",
    }

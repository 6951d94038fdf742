"""The command hp new: what it writes, what it asks, which id it gives, and what it refuses."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan.compute.beginning import class_of, kind_named
from handlingsplan.compute.proposing import (
    known_of,
    proposed_folder,
    proposed_id,
    proposed_process_id,
    slug,
    taken_ids,
    unused,
)
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.fields import read_record_id
from handlingsplan.model.plan import Plan
from handlingsplan.store.load import load_plan
from tests.plans import HEADER, ROOT, plan_of
from tests.running import Hp, running

EXAMPLE = ROOT / "examples/ekbacken"


@pytest.fixture
def hp(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hp:
    """Run hp in the folder of a plan, 80 columns wide, with nobody at a terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    return running(capsys)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the example that is in git."""
    return standing_in(EXAMPLE, tmp_path, monkeypatch)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a plan of one file."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/plan.yaml").write_text(dedent(HEADER), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def standing_in(plan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(plan / "data", folder / "data")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    monkeypatch.chdir(folder)
    return folder


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def new_files(folder: Path) -> list[str]:
    """Return the files that are new, when no other file has changed."""
    lines = git(folder, "status", "--porcelain", "--untracked-files=all", "data").splitlines()
    assert all(line.startswith(("A  ", "?? ")) for line in lines)
    return [line[3:] for line in lines if line.startswith("?? ")]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("data/**/*.yaml")}


def test_an_application_is_one_new_file_with_what_is_known(hp: Hp, example: Path) -> None:
    done = hp(
        "new", "insats", "--title", "Läxkafé 2026", "--year", "2026", "--org", "KFF",
        "--applied", "155000", "--source", "slutrapporten 3.3",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "Insats 2026-laxkafe Läxkafé 2026 (ny)"
    assert done.out.splitlines()[-3:] == [
        "Sparat i data/grants/2026/2026-laxkafe.yaml.",
        "Okänt än: huvudområde, processer, inriktningar. Fyll i med hp set 2026-laxkafe",
        'FÄLT "VÄRDE".',
    ]
    assert new_files(example) == ["data/grants/2026/2026-laxkafe.yaml"]
    assert (example / "data/grants/2026/2026-laxkafe.yaml").read_text(encoding="utf-8") == dedent("""\
        id: 2026-laxkafe
        title: Läxkafé 2026
        category: null
        years: [2026]
        processes: null
        directions: null
        organisations: [KFF]
        amounts:
          - year: 2026
            applied: 155 000
        sources:
          title: [slutrapporten 3.3]
          years: [slutrapporten 3.3]
          organisations: [slutrapporten 3.3]
          amounts: [slutrapporten 3.3]
        """)


def test_groups_of_keys_are_written_in_the_order_of_files_whatever_the_order_of_options(
    hp: Hp, example: Path
) -> None:
    done = hp(
        "new", "beslut", "--set", "beslutspunkter=status=beslutat; text=Ja till mer", "--set", "points=Nej",
        "--process", "TU.1", "--set", "paragraf=200", "--body", "ks", "--title", "Mer", "--day", "2025-12-03",
        "--set", "skickas till=Styrgruppen", "--set", "recipients=Alla, utom en",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    path = "data/decisions/politik/kommunstyrelsen-2025-12-03-200.yaml"
    assert new_files(example) == [path]
    assert (example / path).read_text(encoding="utf-8") == dedent("""\
        id: kommunstyrelsen-2025-12-03-200
        title: Mer
        body: kommunstyrelsen
        day: 2025-12-03
        paragraph: "200"
        matter: null
        concerns: [TU.1]
        points:
          - text: Ja till mer
            status: beslutat
          - text: Nej
        recipients:
          - Styrgruppen
          - Alla, utom en
        """)


def test_a_new_process_begins_with_its_first_status(hp: Hp, small: Path) -> None:
    done = hp(
        "new", "process", "--area", "lv", "--title", "Ett", "--status", "igång", "--since", "2022",
        "--org", "alfakontoret,BETA",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert (small / "data/processes/LV.1.yaml").read_text(encoding="utf-8") == dedent("""\
        id: LV.1
        title: Ett
        area: LV
        lead: null
        organisations: [ALFA, BETA]
        history:
          - status: igång
            since: 2022
        """)


EACH_KIND = (
    'process --area SKOLA --title Ny --lead BUF --org BUF,SOC --status "på tur" --since 2025-11-03',
    'insats --title Simskola --year 2025 --org KFF --applied "90 000" --process TU.1',
    'rekvisition --year 2026 --set av=KLK --set från=REGION --set "rekvirerat=2 000 000"',
    "beslut --body styrgruppen --day 2025-11-20 --title Nytt --set närvarande=SOC,BUF,KFF,KLK,NÄVA",
    (
        "möte --body styrgruppen --day 2025-11-20 --org SOC,BUF,KFF,KLK,NÄVA --set"
        ' "anteckningar=skrivna=2025-11-21; approved_by_all=2025-12-01"'
    ),
    "händelse --title Kursdag --day 2025-11 --set slag=utbildningsdag --org SOC",
    "källa --title Granskningen --day 2025-12",
    "medskick --title Fortsätt --set slag=slutsats --set text=Fortsätt.",
    "fynd --title Något --process TU.1",
    'spår --title Spåret --set "period=från=2024; till=2025"',
    'röster --title "Vad de sa" --set fråga=Vad? --set svar=Bra.',
)


def test_one_new_of_each_kind_is_a_new_file_each_and_the_example_has_no_fault(hp: Hp, example: Path) -> None:
    for line in EACH_KIND:
        done = hp("new", *shlex.split(line))
        assert (done.code, done.err) == (0, ""), (line, done)
        assert "Ändringen ger" not in done.out, done.out
    assert new_files(example) == [
        "data/decisions/styrgruppen-2025-11-20.yaml",
        "data/events/2025-kursdag.yaml",
        "data/findings/nagot.yaml",
        "data/grants/2025/2025-simskola.yaml",
        "data/grants/rekvisition-2026.yaml",
        "data/meetings/mote-2025-11-20.yaml",
        "data/processes/skola/SKOLA.5.yaml",
        "data/recommendations/fortsatt.yaml",
        "data/sources/granskningen.yaml",
        "data/tracks/sparet.yaml",
        "data/voices/vad-de-sa.yaml",
    ]
    assert "134 av 134 filer lästa: 0 fel, 0 varningar" in hp("check").out


def test_the_real_plan_has_no_fault_after_a_new_process_grant_and_decision(
    hp: Hp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = standing_in(ROOT, tmp_path, monkeypatch)
    before = hp("check").out.partition(" lästa: ")[2].split(" luckor")[0].rpartition(",")[0]
    assert hp("new", "process", "--area", "2.8", "--title", "Ny").code == 0
    assert hp("new", "insats", "--title", "Läxhjälp", "--year", "2023", "--org", "BOU").code == 0
    assert (
        hp("new", "beslut", "--body", "direktionen", "--day", "2023-05-10", "--set", "paragraph=9").code == 0
    )
    assert new_files(folder) == [
        "data/decisions/direktionen-2023-05-10-9.yaml",
        "data/grants/2023-laxhjalp.yaml",
        "data/processes/2.8.6.yaml",
    ]
    after = hp("check").out.partition(" lästa: ")[2]
    assert after.startswith("0 fel, 0 varningar")
    assert after.startswith(before)


LIKE: Mapping[str, tuple[str, dict[str, object]]] = {
    "process": ("SKOLA.4", {
        "theme": "övergångar", "area": "SKOLA", "organisations": ["BUF", "NÄVA"],
        "target_groups": ["elever som byter från årskurs 6 till 7"],
    }),
    "insats": ("2024-vr-glasogon", {"title": "T"}),
    "rekvisition": ("rekvisition-2024", {"by": ["KLK"], "from": ["REGION"]}),
    "beslut": ("kommunstyrelsen-2025-02-19-22", {
        "kind": "uppdrag", "body": "kommunstyrelsen", "matter": "fortsättningen",
        "recipients": ["Kommunledningskontoret", "Styrgruppen"],
    }),
    "möte": ("mote-2025-12-04", {"body": "styrgruppen", "form": "fysiskt", "place": "Stadshuset"}),
    "händelse": ("2025-studiebesok", {
        "kind": "studiebesök", "form": "fysiskt", "organisations": ["SOC", "NÄVA", "KLK"],
        "partners": ["REGION"], "track": "lansnatverket",
    }),
    "källa": ("arsrapporten-2024", {
        "kind": "årsrapport", "sender": "Styrgruppen", "by": ["processledarna"],
        "addressed_to": "kommunstyrelsen och nämnden",
    }),
    "medskick": ("korta-ansokningar", {
        "kind": "rekommendation", "by": "föreningsrådet", "addressees": ["beredningsgruppen"],
    }),
    "fynd": ("lokalen-som-stangde", {"lead": "KFF", "organisations": ["KFF", "BUF"]}),
}  # fmt: skip


@pytest.mark.parametrize("word", [word for word in LIKE if word != "insats"])
def test_like_takes_over_what_recurs_and_nothing_else(word: str, real: Mapping[str, Plan]) -> None:
    from handlingsplan.compute.beginning import taken_over
    from handlingsplan.compute.wanted import Wanted
    from handlingsplan.store.draft import data_of, path_of

    id_, expected = LIKE[word]
    plan = real["example"]
    path = path_of(plan, id_)
    found = taken_over(kind_named(word), data_of(path, plan.texts[path]), [Wanted("title", "T")], None)
    assert found == expected


def test_a_grant_like_last_years_gets_the_new_year_in_its_title_but_no_money(hp: Hp, example: Path) -> None:
    done = hp("new", "insats", "--like", "2025-laxkafe", "--year", "2026", "--set", "målgrupper=alla")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:4] == [
        "Övertaget från 2025-laxkafe: titel, huvudområde, återkommande insatser,",
        "processer, organisationer.",
        "",
        "Insats 2026-laxkafe Läxkafé 2026 (ny)",
    ]
    assert (example / "data/grants/2026/2026-laxkafe.yaml").read_text(encoding="utf-8") == dedent("""\
        id: 2026-laxkafe
        title: Läxkafé 2026
        category: barn-och-föräldrar
        years: [2026]
        efforts: [läxkafé]
        processes: [SKOLA.3]
        directions: null
        organisations: [KFF]
        amounts: null
        target_groups:
          - alla
        """)


def test_without_a_year_the_title_of_last_years_grant_loses_its_year(hp: Hp, example: Path) -> None:
    done = hp("new", "insats", "--like", "2025-laxkafe", "--dry-run")
    assert "\nInsats laxkafe Läxkafé (ny)\n" in done.out
    assert new_files(example) == []


# What is refused

REFUSED = {
    "kind misspelt": (["inasts", "--title", "X"], "menade du insats?"),
    "no such kind": (["qqq", "--title", "X"], "här kan stå: process, insats"),
    "nothing said": (["beslut"], "ingenting är sagt om den nya posten"),
    "bad day": (["beslut", "--day", "2024-13-01"], "'2024-13-01' finns inte i kalendern"),
    "bad amount": (["insats", "--year", "2024", "--applied", "massor"], "'massor' är inte ett belopp"),
    "amount of no year": (["insats", "--applied", "200"], "skriv --year ÅR"),
    "bad year": (["insats", "--year", "24"], "'24' är inget år"),
    "option of another kind": (["beslut", "--lead", "ALFA"], "--lead finns inte för beslut"),
    "no field": (["beslut", "--set", "kluk=2"], "fältet 'kluk' finns inte här"),
    "field misspelt": (["beslut", "--set", "titel2=2"], "menade du title (titel)?"),
    "an empty list": (["insats", "--title", "X", "--org", ""], "skriv okänt om det är okänt"),
    "an empty title": (["insats", "--title", ""], "skriv okänt om det är okänt"),
    "no equals sign": (["beslut", "--set", "titel"], 'skriv --set "FÄLT=VÄRDE"'),
    "id as a field": (["beslut", "--set", "id=x"], "skriv --id ID"),
    "status of no day": (["process", "--area", "LV", "--status", "klar"], "säg när läget klar gäller"),
    "day of no status": (["process", "--area", "LV", "--since", "2022"], "--since hör till ett läge"),
    "process of no area": (["process", "--title", "X"], "processens id följer målområdet"),
    "id of odd signs": (["insats", "--title", "X", "--id", "å ä"], "'å ä' kan inte vara ett id"),
    "id of plan.yaml": (
        ["insats", "--title", "X", "--id", "Planen"],
        "ingen post kan heta Planen",
    ),
    "like nothing": (["insats", "--like", "nope"], "ingen post heter 'nope'"),
    "requisition of no year": (["rekvisition", "--set", "by=ALFA"], "skriv --year ÅR"),
    "word out of a few": (["beslut", "--title", "X", "--set", "slag=beslt"], "menade du beslut?"),
}


@pytest.mark.parametrize(("args", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_told_and_nothing_is_written(
    hp: Hp, small: Path, args: list[str], told: str
) -> None:
    before = files(small)
    done = hp("new", *args)
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err
    assert files(small) == before


def test_a_word_that_the_plan_does_not_know_is_a_fault_and_is_not_written(hp: Hp, small: Path) -> None:
    done = hp("new", "beslut", "--body", "nämdnen", "--day", "2022-05-05")
    assert done.code == 1
    assert "'nämdnen' står inte bland organ i plan.yaml" in done.out
    assert "Med --force skrivs det ändå." in done.out
    assert list(files(small)) == ["data/plan.yaml"]
    assert hp("new", "beslut", "--body", "nämdnen", "--day", "2022-05-05", "--force").code == 0
    assert sorted(files(small)) == ["data/decisions/namdnen-2022-05-05.yaml", "data/plan.yaml"]


def test_like_a_record_of_another_kind_is_refused(hp: Hp, small: Path) -> None:
    assert hp("new", "process", "--area", "LV", "--title", "X").code == 0
    done = hp("new", "insats", "--like", "LV.1")
    assert done.code == 2
    assert "LV.1 är av ett annat slag än insats" in done.err


def test_an_id_in_use_is_refused_whatever_its_case_and_also_where_its_file_has_a_fault(
    hp: Hp, small: Path
) -> None:
    (small / "data/grants").mkdir()
    (small / "data/grants/Trasig.yaml").write_text("id: [", encoding="utf-8")
    done = hp("new", "insats", "--title", "X", "--id", "trasig")
    assert done.code == 2
    assert "det finns redan något som heter trasig" in done.err
    assert hp("new", "insats", "--title", "Trasig").code == 0
    assert (small / "data/grants/trasig-2.yaml").exists()


def test_a_dry_run_shows_the_lines_and_writes_nothing(hp: Hp, small: Path) -> None:
    done = hp("new", "insats", "--title", "X", "--dry-run")
    assert done.code == 0
    assert "     1 + id: x\n     2 + title: X\n" in done.out
    assert done.out.endswith("Ingenting är skrivet.\n")
    assert list(files(small)) == ["data/plan.yaml"]


def test_with_commit_the_new_file_is_all_that_git_gets(
    hp: Hp, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "x@example.org")
    git(example, "commit", "--quiet", "-m", "Början")
    assert hp("new", "insats", "--title", "Simskola", "--commit").code == 0
    assert git(example, "show", "--name-status", "--format=", "HEAD") == "A\tdata/grants/simskola.yaml\n"


# Questions


def answered(folder: Path, args: list[str], answers: list[str]) -> tuple[int, str]:
    """Run hp as a process of its own at a terminal, with answers typed ahead."""
    own, its = os.openpty()
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "handlingsplan", *args]
    process = subprocess.Popen(command, cwd=folder, stdin=its, stdout=its, stderr=its, env=environment)
    os.close(its)
    os.write(own, "".join(f"{answer}\n" for answer in answers).encode() + b"\x04")  # nobody is there any more
    seen = b""
    try:
        while chunk := os.read(own, 65536):
            seen += chunk
    except OSError:  # what Linux says when the other end is closed
        pass
    os.close(own)
    return process.wait(timeout=30), seen.decode("utf-8").replace("\r\n", "\n")


def test_at_a_terminal_what_is_not_said_is_asked_and_a_wrong_answer_asked_again(small: Path) -> None:
    code, seen = answered(
        small,
        ["new", "beslut"],
        [
            "Mer pengar",
            "x",
            "exempelnämnden",
            "2022-05-05",
            "12",
            "",
            "Ja; till mer",
            "Nej",
            "",
            "beslutat",
            "Kansliet",
            "",
        ],
    )
    assert code == 0, seen
    assert "Enter hoppar över en fråga. Ctrl-C avbryter; då skrivs ingenting.\n" in seen
    assert "Vilket organ? (Enter om det är okänt)\n  nämnden, gruppen\n> " in seen
    assert "'x' finns inte i planen\n  välj bland orden ovan\n" in seen
    assert (small / "data/decisions/namnden-2022-05-05-12.yaml").read_text(encoding="utf-8") == dedent("""\
        id: namnden-2022-05-05-12
        title: Mer pengar
        body: nämnden
        day: 2022-05-05
        paragraph: "12"
        matter: null
        points:
          - text: Ja, till mer
            status: beslutat
          - text: Nej
            status: beslutat
        recipients:
          - Kansliet
        """)


def test_the_day_of_a_status_is_asked_only_where_there_is_one(small: Path) -> None:
    code, seen = answered(
        small, ["new", "process"], ["Ett", "", "lv", "alfa", "ALFA, beta", "igång", "", "2022-03"]
    )
    assert code == 0, seen
    assert "det behövs ett svar" in seen
    assert (small / "data/processes/LV.1.yaml").read_text(encoding="utf-8") == dedent("""\
        id: LV.1
        title: Ett
        area: LV
        lead: ALFA
        organisations: [ALFA, BETA]
        history:
          - status: igång
            since: 2022-03
        """)


def test_nobody_is_asked_where_something_is_said(small: Path) -> None:
    code, seen = answered(small, ["new", "insats", "--title", "X"], [])
    assert code == 0, seen
    assert "Vilket" not in seen


def test_enter_to_every_question_writes_nothing(small: Path) -> None:
    code, seen = answered(small, ["new", "källa"], [""] * 4)
    assert code == 3, seen
    assert "ingenting är känt om den nya posten" in seen
    assert list(files(small)) == ["data/plan.yaml"]


# Ids and folders


@pytest.fixture(scope="module")
def real() -> Mapping[str, Plan]:
    return {"example": load_plan(EXAMPLE).plan, "real": load_plan(ROOT).plan}


PROPOSED = {
    "decision of a political body": (
        "example", "decision", {"body": "kommunstyrelsen", "day": "2025-12-17", "paragraph": "7"},
        "decisions/politik/kommunstyrelsen-2025-12-17-7",
    ),
    "decision of a body that has none": (
        "example", "decision", {"body": "hälsoledningen", "day": "2025-01-02"},
        "decisions/halsoledningen-2025-01-02",
    ),
    "second decision of a day": (
        "example", "decision", {"body": "styrgruppen", "day": "2026-01-29", "title": "Om allt"},
        "decisions/styrgruppen-2026-01-29-om-allt",
    ),
    "decision of no day": (
        "real", "decision", {"body": "direktionen", "title": "Ett långt ärende"},
        "decisions/direktionen-ett-langt-arende",
    ),
    "decision of nothing but a title": (
        "real", "decision", {"title": "Mål och budget"}, "decisions/mal-och-budget",
    ),
    "meeting": (
        "example", "meeting", {"body": "styrgruppen", "day": "2026-03-05"}, "meetings/mote-2026-03-05",
    ),
    "meeting in a plan that names the body": (
        "real", "meeting", {"body": "styrgruppen", "day": "2023-05"}, "meetings/styrgruppen-2023-05",
    ),
    "event": (
        "example", "event", {"title": "Startdag", "day": "2026-01-15", "kind": "temadag"},
        "events/2026-startdag",
    ),
    "numbered event": (
        "real", "event", {"kind": "boosterdag", "number": "7", "day": "2024", "title": "Sjunde"},
        "events/boosterdag-7",
    ),
    "grant of a year": ("real", "grant", {"title": "KBT 2023", "years": ["2023"]}, "grants/2023-kbt"),
    "grant of no year": ("real", "grant", {"title": "KBT för alla"}, "grants/kbt-for-alla"),
    "grant of a year with a folder": (
        "example", "grant", {"title": "Ö", "years": ["2024", "2025"]}, "grants/2024/2024-o",
    ),
    "grant of a year without a folder": (
        "example", "grant", {"title": "Ö", "years": ["2023"]}, "grants/2023-o",
    ),
    "grant of the year after": ("example", "grant", {"title": "Ö", "years": ["2026"]}, "grants/2026/2026-o"),
    "grant of the year before": ("example", "grant", {"title": "Ö", "years": ["2022"]}, "grants/2022-o"),
    "requisition": ("real", "requisition", {"year": "2024"}, "grants/rekvisition-2024"),
    "requisition in use": ("example", "requisition", {"year": "2025"}, "grants/rekvisition-2025-2"),
    "numbered conclusion": (
        "real", "recommendation", {"kind": "slutsats", "number": "18", "title": "X"},
        "recommendations/slutsats-18",
    ),
    "numbered recommendation of one digit": (
        "real", "recommendation", {"kind": "reflektion", "number": "2"}, "recommendations/reflektion-02",
    ),
    "source by its short name": (
        "real", "source", {"short": "avtalet 2022", "title": "Något annat"}, "sources/avtalet-2022",
    ),
    "title of nothing that an id can have": (
        "example", "event", {"title": "!?", "day": "2025"}, "events/2025-handelse",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("plan", "kind", "data", "path"), PROPOSED.values(), ids=PROPOSED)
def test_an_id_and_a_folder_are_like_those_of_the_same_kind(
    real: Mapping[str, Plan], plan: str, kind: str, data: dict[str, object], path: str
) -> None:
    loaded = real[plan]
    folder = f"data/{path.partition('/')[0]}"
    id_ = proposed_id(known_of(kind, data.get), (it.record for it in loaded.loaded), taken_ids(loaded))
    assert f"{proposed_folder(kind, data.get, loaded, folder)}/{id_}" == f"data/{path}"


PROCESSES = {
    "next in an area of numbers": ("2.8", {"2.8.1": "2.8", "2.8.5": "2.8", "2.1.9": "2.1"}, "2.8.6"),
    "first in an area of numbers": ("2.9", {"2.8.1": "2.8", "2.1.9": "2.1"}, "2.9.1"),
    "next of letters": ("FRITID", {"FRITID.3": "FRITID", "TU.9": "TU"}, "FRITID.4"),
    "area of another spelling": ("VÅRD", {"VARD.3": "VÅRD"}, "VARD.4"),
    "first of letters with dots on them": ("HÄLSA", {"TU.9": "TU"}, "HALSA.1"),
    "hyphens": ("SK", {"LV-01": "LV", "LV-02": "LV"}, "SK-1"),
    "zeros before": ("LV", {"LV-01": "LV", "LV-09": "LV"}, "LV-10"),
    "more than nine": ("LV", {"LV.9": "LV", "LV.10": "LV"}, "LV.11"),
    "numbers through the whole plan": ("LV", {"P1": "SK", "P2": "SK"}, "P3"),
    "numbers through a plan without areas": (None, {"P1": None, "P2": None}, "P3"),
    "no processes": ("LV", {}, "LV.1"),
    "an area but none given": (None, {"LV.1": "LV"}, None),
    "taken by something else": ("LV", {"LV.3": "LV"}, "LV.4"),
}  # fmt: skip


@pytest.mark.parametrize(("area", "ids", "expected"), PROCESSES.values(), ids=PROCESSES)
def test_a_process_gets_the_next_number_of_its_area(
    area: str | None, ids: dict[str, str | None], expected: str | None
) -> None:
    assert proposed_process_id(area, ids, {id_.casefold() for id_ in ids}) == expected


def test_a_number_that_a_file_with_a_fault_has_is_passed_over() -> None:
    assert proposed_process_id("LV", {"LV.1": "LV"}, {"lv.1", "lv.2", "lv.3"}) == "LV.4"


titles = st.text(max_size=60) | st.from_regex(r"[a-zåäö]{1,9}( [a-zåäö0-9]{1,9}){0,3}", fullmatch=True)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,12}", fullmatch=True)


@given(
    st.sampled_from(["grant", "decision", "event", "track", "source"]), titles, st.sets(ids), st.booleans()
)
def test_an_id_that_is_proposed_is_an_id_and_nothing_has_it(
    kind: str, title: str, others: set[str], again: bool
) -> None:
    known = known_of(kind, {"title": title, "years": ["2024"], "day": "2024-05"}.get)
    taken = {other.casefold() for other in others}
    found = proposed_id(known, (), taken)
    if again:
        taken |= {found, f"{found}-2"}
        found = proposed_id(known, (), taken)
    assert read_record_id(found) == found
    assert found.casefold() not in taken


@given(titles, st.sets(ids))
def test_an_id_is_made_unlike_those_in_use_whatever_their_case(title: str, others: set[str]) -> None:
    taken = {other.casefold() for other in others} | {slug(title) or "x"}
    assert unused(slug(title) or "x", taken).casefold() not in taken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snabbare väg till samtalsstöd", "snabbare-vag-till-samtalsstod"),
        ("Kafé & café: «Ærø» – Ølstykke", "kafe-cafe-aero-olstykke"),
        ("  A/B  ", "a-b"),
        ("Medel för ungas psykiska hälsa i hela Ekbacken", "medel-for-ungas-psykiska-halsa-i-hela"),
        ("Medel för flickors psykiska hälsa i hela länet", "medel-for-flickors-psykiska-halsa-i-hela"),
        ("Ett mycket långt namn på en insats som aldrig tar slut", "ett-mycket-langt-namn-pa-en-insats"),
        ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "donaudampfschifffahrtselektrizitatenhaup"),
        ("!?", ""),
    ],
)
def test_a_text_is_made_an_id_of_plain_letters_cut_between_words(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("process", "process"), ("Insats", "grant"), ("grants", "grant"), ("mote", "meeting"),
        ("händelse", "event"), ("handelse", "event"), ("källa", "source"), ("medskick", "recommendation"),
        ("rekommendation", "recommendation"), ("findings", "finding"), ("röster", "voices"),
    ],
)  # fmt: skip
def test_a_kind_has_its_swedish_word_and_its_key(word: str, kind: str) -> None:
    assert kind_named(word) == kind
    assert class_of(kind).__name__.casefold().endswith({"source": "document"}.get(kind, kind))


def test_a_kind_that_is_misspelt_is_told_with_the_nearest() -> None:
    with pytest.raises(WrongChoiceError) as told:
        kind_named("besult")
    assert told.value.hint == "menade du beslut?"


def test_what_a_plan_has_taken_is_every_id_and_file_name_and_the_words_for_the_plan() -> None:
    plan = plan_of(grants__Ett="title: Ett", processes__LV_1="title: Två")
    assert {"ett", "lv.1", "plan", "planen"} <= taken_ids(plan)

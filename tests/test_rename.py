"""The command hp rename: every reference follows, nothing else in any file changes, and what is only told."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from handlingsplan.cli.rename import _renamed, _save
from handlingsplan.cli.writing import How
from handlingsplan.compute.check import compute_check
from handlingsplan.compute.renaming import RECORDS, Renaming, brought, edits
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.model.edits import Edit
from handlingsplan.model.problem import Place, Problem, Severity
from handlingsplan.store.draft import data_of
from handlingsplan.store.edit import edited
from handlingsplan.store.layout import kind_of
from handlingsplan.store.load import Loading, build_plan, load_plan
from handlingsplan.store.saving import writing
from tests.plans import HEADER, ROOT
from tests.running import Hp, running

EXAMPLE = ROOT / "examples/ekbacken"

TABLES = (
    "organisations", "bodies", "areas", "statuses", "outcomes", "categories", "directions", "efforts",
    "event_kinds", "themes", "terms", "roles", "successors",
)  # fmt: skip
Texts = Mapping[str, str]


@pytest.fixture
def hp(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hp:
    """Run hp in the folder of a plan, 80 columns wide."""
    monkeypatch.setenv("COLUMNS", "80")
    return running(capsys)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the example that is in git."""
    shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "x@example.org")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Början")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("data/**/*.yaml")}


# The whole example, there and back

BEFORE = load_plan(EXAMPLE, rules=True)
HORIZON = Horizon(date(2026, 1, 10), 60, None)
FOUND = compute_check(BEFORE.plan, BEFORE.problems, HORIZON).problems
IDS = sorted(BEFORE.plan.by_id)
NAMES = [(table, name) for table in TABLES for name in getattr(BEFORE.plan.header, table)]


def renamed(loading: Loading, wanted: Renaming) -> Loading:
    """Return a plan in which a name is another, as the command works it out, without any disk."""
    new: dict[str, str | None] = {}
    for path, of_file in edits(loading.plan, wanted).items():
        text = loading.plan.texts[path]
        after = edited(text, path, kind_of(path, data_of(path, text)), of_file)
        if wanted.table == RECORDS and path.endswith(f"/{wanted.old}.yaml"):
            new[path] = None
            path = f"{path.rpartition('/')[0]}/{wanted.new}.yaml"  # noqa: PLW2901 - the file that it is now
        new[path] = after
    return loading.with_texts(new)


def assert_there_and_back(table: str, old: str) -> None:
    there = Renaming(old, "X.1" if table == RECORDS else "X 1", table)
    after = renamed(BEFORE, there)
    assert after.problems == ()
    left = compute_check(after.plan, after.problems, HORIZON).problems
    assert sorted((it.code, it.severity) for it in left) == sorted((it.code, it.severity) for it in FOUND)
    assert brought(FOUND, left, there) == []
    assert renamed(after, Renaming(there.new, old, table)).plan.texts == BEFORE.plan.texts


@pytest.mark.parametrize("id_", [*IDS[:9:2], *IDS[50::25]])
def test_a_record_that_is_renamed_and_back_gives_the_same_bytes(id_: str) -> None:
    assert_there_and_back(RECORDS, id_)


@pytest.mark.slow
@pytest.mark.parametrize("id_", IDS[1::3])
def test_any_record_that_is_renamed_and_back_gives_the_same_bytes(id_: str) -> None:
    assert_there_and_back(RECORDS, id_)


@pytest.mark.parametrize(("table", "name"), NAMES[3::11])
def test_a_short_name_that_is_changed_and_back_gives_the_same_bytes(table: str, name: str) -> None:
    assert_there_and_back(table, name)


@pytest.mark.slow
@pytest.mark.parametrize(("table", "name"), NAMES[::2])
def test_any_short_name_that_is_changed_and_back_gives_the_same_bytes(table: str, name: str) -> None:
    assert_there_and_back(table, name)


# The command


def test_a_process_is_renamed_wherever_it_is_referred_to(hp: Hp, example: Path) -> None:
    checked = hp("check")
    done = hp("rename", "FRITID.1", "FRITID.9")
    assert (done.code, done.err) == (0, "")
    assert done.out == dedent("""\
        FRITID.1 heter nu FRITID.9. Åtta hänvisningar i åtta filer är ändrade:
          data/decisions/styrgruppen-2023-01-26-tidsplan.yaml
          data/events/2023-startdag.yaml
          data/events/2023-ungdomsdialog.yaml
          data/events/2025-avslutningsdag.yaml
          data/grants/2023-lovgardar.yaml
          data/grants/2023-padelhall.yaml
          data/meetings/mote-2023-09-14.yaml
          data/sources/slutrapporten.yaml

        Sparat i 9 filer.
        """)
    git(example, "add", ".")
    shortstat = git(example, "diff", "--cached", "--find-renames", "--shortstat")
    assert shortstat.strip() == "9 files changed, 9 insertions(+), 9 deletions(-)"
    assert "R" in git(example, "diff", "--cached", "--find-renames", "--name-status", "data/processes")
    assert "FRITID.1" not in b"".join(files(example).values()).decode()
    assert hp("check") == checked


def test_an_organisation_is_renamed_in_values_and_in_keys(hp: Hp, example: Path) -> None:
    checked = hp("check")
    done = hp("rename", "SOC", "SOF")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "SOC heter nu SOF. 112 hänvisningar i 59 filer är ändrade:\n  data/plan.yaml\n"
    )
    assert "SOC nämns också i texter, som inte ändras. Ändra för hand om det behövs:\n" in done.out
    assert "  data/processes/TU.1.yaml:110  who: SOC\n" in done.out
    plan = load_plan(example).plan
    assert list(plan.header.organisations)[:2] == ["SOF", "BUF"]
    assert plan.meetings["mote-2024-11-14"].voice_given == BEFORE_VOICES
    assert hp("check") == checked


BEFORE_VOICES = {
    {"SOC": "SOF"}.get(absent, absent): {"SOC": "SOF"}.get(given, given)
    for absent, given in BEFORE.plan.meetings["mote-2024-11-14"].voice_given.items()
}


def test_a_document_is_renamed_in_every_place_that_is_given_for_a_field(hp: Hp, example: Path) -> None:
    done = hp("rename", "slutrapporten", "rapport-2026")
    assert (done.code, done.err) == (0, "")
    plan = load_plan(example).plan
    assert plan.processes["TU.1"].sources["after"] == ("rapport-2026 2.1",)
    assert "data/sources/rapport-2026.yaml:4  short: slutrapporten" in done.out
    assert hp("check").code == 0


def test_only_the_case_can_be_another(hp: Hp, example: Path) -> None:
    assert hp("rename", "tu.1", "tu.1").code == 0
    assert not (example / "data/processes/TU.1.yaml").exists()
    assert load_plan(example).plan.processes["tu.1"].title == BEFORE.plan.processes["TU.1"].title
    assert hp("rename", "tu.1", "TU.1").code == 0
    assert git(example, "status", "--porcelain", "data") == ""


def test_only_the_case_can_be_another_on_a_disk_that_takes_both_for_one_file(small: Path) -> None:
    loading = load_plan(small, rules=True)
    found = _renamed(small, loading, Renaming("LV.2", "lv.2"), How())
    (small / "data/processes/lv.2.yaml").hardlink_to(small / "data/processes/LV.2.yaml")
    with writing(small, "ett test"):
        _save(small, found, How())
    assert sorted(path.name for path in (small / "data/processes").iterdir()) == ["LV.1.yaml", "lv.2.yaml"]
    assert changed(small)["data/processes/lv.2.yaml"][0] == 'id: "lv.2"'
    assert changed(small)["data/decisions/d.yaml"] == ["- lv.2"]


def test_a_dry_run_tells_and_changes_nothing(hp: Hp, example: Path) -> None:
    done = hp("rename", "skola", "BARN", "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert done.out == dedent("""\
        SKOLA skulle heta BARN. Sex hänvisningar i sex filer skulle ändras:
          data/processes/skola/SKOLA.1.yaml
          data/processes/skola/SKOLA.2.yaml
          data/processes/skola/SKOLA.3.yaml
          data/processes/skola/SKOLA.4.yaml
          data/sources/arsrapporten-2024.yaml
          data/sources/handlingsplanen.yaml

        Ingenting är skrivet.
        """)
    assert git(example, "status", "--porcelain", "data") == ""


def test_with_commit_git_gets_the_same_words(hp: Hp, example: Path) -> None:
    done = hp("rename", "mote-2025-12-04", "slutmote", "--commit")
    assert (done.code, done.err) == (0, "")
    assert git(example, "log", "-1", "--format=%B") == dedent("""\
        mote-2025-12-04 heter nu slutmote

        mote-2025-12-04 heter nu slutmote. Tre hänvisningar i tre filer är ändrade:
          data/rules.yaml
          data/decisions/styrgruppen-2025-12-04.yaml
          data/sources/styrgruppens-anteckningar.yaml

        """)
    assert git(example, "status", "--porcelain", "data") == ""


# What stands in plan.yaml and rules.yaml

FILES = {
    "data/plan.yaml": dedent(HEADER).replace("to: 2023-12-31", "to: 2099-12-31").replace(
        "LV: {name: Levnadsvillkor}", "LV: {name: Levnadsvillkor}\n  coach: {name: Coacher}"
    ),
    "data/rules.yaml": dedent("""\
        rules:
          HP301:   # om ALFA och LV.1
            title: Insatser för LV.1 har ett belopp
            records: grants
            select:
              process: [LV.1, lv.2]
              org: [alfa]
              category: [utbildning]
            where: {category: utbildning}
            stated: [amounts]
          HP302:
            title: Bara ALFA eller BETA leder
            records: processes
            compare:
              key: lead
              one_of: [ALFA, BETA]
          HP303:
            title: Den som leder är ALFA
            records: processes
            where: {status: igång}
            compare: {key: lead, equals: ALFA}
        accepted:
          - code: HP302
            record: LV.2
            words: LV.2 har GAMMA
            reason: LV.2 är ett undantag
            by: gruppen
            day: 2022-03-01
        """),
    "data/processes/LV.1.yaml": "id: LV.1   # följer på LV.2\ntitle: Ett\nlead: 'ALFA'\narea: LV\n",
    "data/processes/LV.2.yaml": 'id: "LV.2"\ntitle: Två\nlead: ALFA\nnote: Som LV.1, men inte LV.11.\n',
    "data/grants/ett.yaml": dedent("""\
        id: ett
        title: Ett
        processes: [LV.1, LV.2]
        category: utbildning
        efforts: [coach]
        """),
    "data/decisions/d.yaml": dedent("""\
        id: d
        title: D
        concerns:
          - LV.2
          - ett   # insatsen ett
        points:
          - {text: Ja, carries: [LV.1]}
        voice_given: {ALFA: BETA, GAMMA: ALFA}
        """),
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the plan above."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(folder: Path) -> dict[str, list[str]]:
    """Return the new lines of each file that is another."""
    found = {}
    for path, raw in files(folder).items():
        old = FILES.get(path, "").splitlines()
        new = [line for line in raw.decode().splitlines() if line not in old]
        if new:
            found[path] = [line.strip() for line in new]
    return found


def test_the_plans_own_rules_follow_a_record(hp: Hp, small: Path) -> None:
    done = hp("rename", "LV.2", "SK.7")
    assert (done.code, done.err) == (0, "")
    assert changed(small) == {
        "data/processes/SK.7.yaml": [
            'id: "SK.7"',
            "title: Två",
            "lead: ALFA",
            "note: Som LV.1, men inte LV.11.",
        ],
        "data/rules.yaml": ["process: [LV.1, SK.7]", "record: SK.7", "words: SK.7 har GAMMA"],
        "data/grants/ett.yaml": ["processes: [LV.1, SK.7]"],
        "data/decisions/d.yaml": ["- SK.7"],
    }
    assert not (small / "data/processes/LV.2.yaml").exists()
    assert done.out == dedent("""\
        LV.2 heter nu SK.7. Fem hänvisningar i tre filer är ändrade:
          data/rules.yaml (3 ställen)
          data/decisions/d.yaml
          data/grants/ett.yaml

        LV.2 nämns också i texter, som inte ändras. Ändra för hand om det behövs:
          data/processes/LV.1.yaml:1  id: LV.1   # följer på LV.2
          data/rules.yaml:26  reason: LV.2 är ett undantag

        Sparat i 4 filer.
        """)


def test_the_plans_own_rules_follow_a_short_name(hp: Hp, small: Path) -> None:
    done = hp("rename", "ALFA", "OMEGA")
    assert (done.code, done.err) == (0, "")
    assert changed(small) == {
        "data/plan.yaml": [
            "OMEGA: {name: Alfaförvaltningen, aliases: [Alfakontoret]}", "participation_complete: [OMEGA]",
        ],
        "data/rules.yaml": ["org: [OMEGA]", "one_of: [OMEGA, BETA]", "compare: {key: lead, equals: OMEGA}"],
        "data/processes/LV.1.yaml": ["lead: 'OMEGA'"],
        "data/processes/LV.2.yaml": ["lead: OMEGA"],
        "data/decisions/d.yaml": ["voice_given: {OMEGA: BETA, GAMMA: OMEGA}"],
    }  # fmt: skip
    assert "  data/rules.yaml:2  HP301:   # om ALFA och LV.1\n" in done.out


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("utbildning", {
            "data/plan.yaml": ["kurser: {name: Utbildning}"],
            "data/rules.yaml": ["category: [kurser]", "where: {category: kurser}"],
            "data/grants/ett.yaml": ["category: kurser"],
        }),
        ("igång", {
            "data/plan.yaml": ["kurser: {kind: active}"], "data/rules.yaml": ["where: {status: kurser}"],
        }),
    ],
)  # fmt: skip
def test_the_words_of_conditions_follow(
    hp: Hp, small: Path, old: str, expected: dict[str, list[str]]
) -> None:
    assert hp("rename", old, "kurser").code == 0
    assert changed(small) == expected


def test_a_word_of_two_tables_is_renamed_in_the_one_that_is_said(hp: Hp, small: Path) -> None:
    done = hp("rename", "coach", "stöd")
    assert done.code == 2
    assert "'coach' finns både bland målområden i plan.yaml och bland återkommande insatser" in done.err
    assert "säg vilket: --in areas eller --in efforts" in done.err
    assert changed(small) == {}
    done = hp("rename", "coach", "stöd", "--in", "återkommande insatser")
    assert done.code == 0
    assert changed(small) == {
        "data/plan.yaml": ["stöd: {name: Coach}"], "data/grants/ett.yaml": ["efforts: [stöd]"],
    }  # fmt: skip


REFUSED = {
    "no such name": (["LV.9", "LV.8"], "menade du LV.1 eller LV.2?"),
    "nothing like it": (["qqqqq", "x"], "inget heter 'qqqqq'"),
    "not in the table": (["ALFA", "x", "--in", "areas"], "inget heter 'ALFA' bland målområden i plan.yaml"),
    "no such table": (["ALFA", "x", "--in", "orgs"], "--in 'orgs' finns inte"),
    "in use": (["LV.1", "LV.2"], "LV.2 är upptaget"),
    "in use in other case": (["LV.1", "ETT"], "ETT är upptaget"),
    "a word for plan.yaml": (["LV.1", "plan"], "ingen post kan heta plan"),
    "the same": (["LV.1", "LV.1"], "LV.1 heter redan så"),
    "no id": (["LV.1", "å"], "'å' kan inte vara ett id"),
    "a short name in use": (["ALFA", "beta"], "beta är upptaget bland organisationer i plan.yaml"),
    "another's other name": (["BETA", "alfakontoret"], "så heter ALFA"),
    "a short name of two lines": (["ALFA", "A\nB"], "har flera rader"),
    "a short name that means unknown": (["ALFA", "okänt"], "inget kan heta 'okänt'"),
    "a short name that means everybody": (["ALFA", "Alla"], "inget kan heta 'Alla'"),
    "an id with the ending of a file": (["LV.1", "LV.9.yaml"], "'LV.9.yaml' slutar som ett filnamn"),
}


@pytest.mark.parametrize(("args", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_told_and_nothing_is_changed(
    hp: Hp, small: Path, args: list[str], told: str
) -> None:
    done = hp("rename", *args)
    assert done.code == 2
    assert told in done.err
    assert changed(small) == {}


def test_a_file_with_a_fault_that_has_the_name_stops_it_until_forced(hp: Hp, small: Path) -> None:
    (small / "data/grants/ett.yaml").write_text("id: ett\nkluk: 1\nprocesses: [LV.1]\n", encoding="utf-8")
    before = files(small)
    done = hp("rename", "LV.1", "LV.3")
    assert done.code == 3
    assert "LV.1 nämns i data/grants/ett.yaml, som har fel och inte kan ändras säkert" in done.err
    assert files(small) == before
    done = hp("rename", "LV.1", "LV.3", "--force")
    assert done.code == 0
    assert "  data/grants/ett.yaml:3  processes: [LV.1]\n" in done.out
    assert files(small)["data/grants/ett.yaml"] == before["data/grants/ett.yaml"]


def test_a_file_with_a_fault_that_has_nothing_of_the_name_is_no_hindrance(hp: Hp, small: Path) -> None:
    (small / "data/grants/ett.yaml").write_text("id: [\n# LV.11 och LV.2\n", encoding="utf-8")
    assert hp("rename", "LV.1", "LV.3").code == 0


def test_a_record_that_cannot_be_read_is_not_renamed(hp: Hp, small: Path) -> None:
    (small / "data/processes/LV.1.yaml").write_text("id: [\n", encoding="utf-8")
    done = hp("rename", "LV.1", "LV.3")
    assert done.code == 2
    assert "filen för LV.1 kan inte läsas" in done.err


def test_one_of_two_records_with_an_id_is_not_chosen_by_chance(hp: Hp, small: Path) -> None:
    (small / "data/grants/LV.1.yaml").write_text("id: LV.1\ntitle: Ett till\n", encoding="utf-8")
    done = hp("rename", "LV.1", "LV.3")
    assert done.code == 2
    assert "två filer har id LV.1: data/grants/LV.1.yaml och data/processes/LV.1.yaml" in done.err


def test_where_the_new_name_brings_a_fault_nothing_is_written(hp: Hp, small: Path) -> None:
    rules = (small / "data/rules.yaml").read_text(encoding="utf-8")
    rules = rules.replace("where: {category: utbildning}", "where: {category: bildning}")
    (small / "data/rules.yaml").write_text(rules, encoding="utf-8")
    before = files(small)
    done = hp("rename", "utbildning", "kurser")
    assert done.code == 1
    assert "Ändringen ger ett fel:\n  fel HP291 where (där): 'bildning' står inte bland" in done.out
    assert done.out.endswith("Ingenting är skrivet.\nMed --force skrivs det ändå.\n")
    assert files(small) == before
    assert hp("rename", "utbildning", "kurser", "--force").code == 0
    assert files(small) != before


def test_a_file_that_is_not_called_as_its_record_gets_the_new_name(hp: Hp, small: Path) -> None:
    (small / "data/processes/LV.1.yaml").rename(small / "data/processes/annat.yaml")
    assert hp("rename", "LV.1", "LV.3").code == 0
    assert sorted(path.name for path in (small / "data/processes").iterdir()) == ["LV.2.yaml", "LV.3.yaml"]


def test_line_ends_marks_and_comments_stay_as_they_were(hp: Hp, small: Path) -> None:
    text = "\ufeff# Först.\r\nid:   ett\r\ntitle: Ett\r\nprocesses: [ LV.1,LV.2 ] # bägge\r\n"
    (small / "data/grants/ett.yaml").write_bytes(text.encode())
    assert hp("rename", "LV.1", "LV.3").code == 0
    assert (small / "data/grants/ett.yaml").read_bytes() == text.replace("LV.1", "LV.3").encode()


def test_a_warning_that_names_the_record_is_the_same_under_its_new_name() -> None:
    def problem(file: str, message: str) -> Problem:
        return Problem(Place(file, 1, 1), "HP201", message, severity=Severity.WARNING)

    was = [problem("data/a/A.1.yaml", "A.1 och B.1 säger emot varandra; A.12 inte")]
    wanted = Renaming("A.1", "C.1")
    assert (
        brought(was, [problem("data/a/C.1.yaml", "B.1 och C.1 säger emot varandra; A.12 inte")], wanted) == []
    )
    new = [problem("data/a/C.1.yaml", "B.1 och C.1 är ense; A.12 inte")]
    assert brought(was, new, wanted) == new


def test_what_is_changed_are_values_before_the_keys_that_lead_to_them() -> None:
    plan = build_plan(FILES.items()).plan
    found: Iterable[Edit] = edits(plan, Renaming("ALFA", "OMEGA", "organisations"))["data/decisions/d.yaml"]
    assert [(type(it).__name__, it.loc) for it in found] == [
        ("Put", ("voice_given", "GAMMA")), ("Rekey", ("voice_given", "ALFA")),
    ]  # fmt: skip

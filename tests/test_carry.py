"""The next plan, begun from the one before it: what it takes over, and what it does not make up."""

import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from handlingsplan.cli.main import run
from handlingsplan.cli.showing import default_day
from handlingsplan.compute.check import compute_check
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.compute.status import compute_status
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Severity
from handlingsplan.store.load import load_plan
from handlingsplan.store.yamltext import read_yaml
from tests.plans import HEADER, ROOT

EXAMPLE = ROOT / "examples" / "ekbacken"
CONTINUING = ["2.1.1", "2.2.3", "2.3.1", "2.5.3", "2.8.1", "2.8.2", "2.8.3", "2.8.4", "2.8.5"]


def sound(folder: Path, today: date = date(2026, 3, 1)) -> Plan:
    """Return the plan in a folder, which has neither a fault nor a warning, also of what is late on a day."""
    loading = load_plan(folder, rules=True)
    check = compute_check(loading.plan, loading.problems, Horizon(today))
    assert check.count(Severity.FAULT) == 0, check.problems
    assert check.count(Severity.WARNING) == 0, check.problems
    return loading.plan


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with nothing in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def write(folder: Path, header: str = HEADER, **processes: str) -> Path:
    """Write an old plan of a header and of processes such as LV_1="title: x", and return its folder."""
    (folder / "data/processes").mkdir(parents=True)
    (folder / "data/plan.yaml").write_text(dedent(header), "utf-8")
    for name, text in processes.items():
        id_ = name.replace("_", ".")
        path = folder / f"data/processes/{id_}.yaml"
        path.write_text(f"id: {id_}\n{dedent(text).strip()}\n", "utf-8")
    return folder


def process(folder: Path, id_: str) -> dict[str, object]:
    """Return what stands in the file of a process, every value as it is written."""
    data = read_yaml((folder / f"data/processes/{id_}.yaml").read_text("utf-8"), "x").data
    assert isinstance(data, dict)
    return data


# ---- the real plan and the example ------------------------------------------------------------------


def test_the_real_plan_hands_on_the_nine_that_need_continued_leadership(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", "ny", "--from", str(ROOT), "--start", "2024-01-01", "--end", "2027-12-31"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    plan = sound(here / "ny")
    assert list(plan.processes) == CONTINUING
    assert f"läget 2023-12-31, följer 9 processer med: {' '.join(CONTINUING)}." in told
    assert "38 organisationer, 18 organ, 8 målområden, 4 lägesord, 3 utfall, 4 huvudområden" in told
    assert "Kvar i den gamla planen: 16 processer, 34 insatser, 3 rekvisitioner, 28 beslut" in told
    assert (
        "Nycklar som bara står i dess plan.yaml: money, purpose, target_groups, stages, directives, counts, "
        "participation_complete, event_kinds, terms, roles och successors." in told
    )


@pytest.mark.slow
@pytest.mark.parametrize("days", [[], ["--start", "2024"], ["--start", "2030", "--end", "2031"]])
@pytest.mark.parametrize("carry", ["continuing", "unfinished", "all"])
def test_both_plans_hand_on_what_passes_the_check_whatever_is_asked(
    here: Path, days: list[str], carry: str
) -> None:
    for name, old in {"real": ROOT, "example": EXAMPLE}.items():
        assert run(["init", name, "--from", str(old), "--carry", carry, *days]) == 0
        loading = load_plan(here / name)
        check = compute_check(loading.plan, loading.problems, None)
        assert (check.problems, check.passed) == ((), True)


def test_the_example_hands_on_what_is_open_and_nothing_that_is_over(here: Path) -> None:
    assert run(["init", "ny", "--from", str(EXAMPLE), "--start", "2026-01-01", "--end", "2028-12-31"]) == 0
    plan = sound(here / "ny")
    assert list(plan.processes) == ["SKOLA.1", "TU.2", "VARD.1"]
    assert process(here / "ny", "VARD.1") == {
        "id": "VARD.1",
        "title": "Samma dörr för den som söker hjälp",
        "theme": "lätt att få hjälp",
        "area": "VÅRD",
        "lead": "SOC",
        "organisations": ["SOC", "BUF", "KLK", "NÄVA"],
        "history": [
            {
                "status": "fortsatt stöd",
                "seen": "2026-01-01",
                "by": "styrgruppen",
                "anchored": "nej",
                "note": "Så stod det i föregående plan 2025-12-31.",
            }
        ],
        "target_groups": ["unga 13–20 år", "föräldrar"],
        "activities": [
            {
                "what": "Ett gemensamt telefonnummer",
                "status": "pågår",
                "seen": "2025-11-05",
                "due": None,
                "organisations": ["NÄVA", "SOC"],
            }
        ],
        "desired_results": [
            {
                "what": "Den som söker hjälp kommer rätt vid första kontakten",
                "status": "delvis uppnått",
                "seen": "2025-12-04",
            }
        ],
        "obstacles": [
            {
                "what": "Kommunen och närvården har var sin växel.",
                "since": "2024-10-09",
                "action": "Upphandla en gemensam växel.",
                "who": "kommunledningskontoret",
                "lifted_to": "kommunstyrelsen",
                "lifted": "2025-02-19",
            }
        ],
        "depends_on": ["REGION"],
        "indicators": [
            {
                "name": "Unga som kom rätt vid första kontakten",
                "unit": "andel av kontakterna",
                "baseline": "35 %",
                "baseline_day": "2023-03-01",
                "target": "75 %",
                "target_day": "2025-12-31",
                "values": [{"day": "2025-11-30", "value": "68 %"}],
                "measured_by": "samordnarens lista, utan namn",
            }
        ],
        "sources": {
            key: ["foregaende-planen VARD.1"]
            for key in (
                "title", "theme", "area", "lead", "organisations", "history", "target_groups", "activities",
                "desired_results", "obstacles", "depends_on", "indicators",
            )
        },
        "basis": {"history": "derived"},
    }  # fmt: skip


@pytest.mark.parametrize("old", [ROOT, EXAMPLE], ids=["real", "example"])
def test_the_next_plan_stands_where_the_old_one_ended(here: Path, old: Path) -> None:
    assert run(["init", "ny", "--from", str(old), "--carry", "all"]) == 0
    before, after = load_plan(old).plan, load_plan(here / "ny").plan
    day = default_day(before)
    was = {row.id: (row.status, row.kind, row.outcome) for row in compute_status(before, day).processes}
    now = {row.id: (row.status, row.kind, row.outcome) for row in compute_status(after, day).processes}
    assert now == was


@pytest.mark.parametrize("old", [ROOT, EXAMPLE], ids=["real", "example"])
def test_what_is_taken_over_comes_from_the_old_plan_and_from_nothing_else(here: Path, old: Path) -> None:
    assert run(["init", "ny", "--from", str(old), "--carry", "all"]) == 0
    plan = load_plan(here / "ny").plan
    assert list(plan.sources) == ["foregaende-planen"]
    for id_, taken in plan.processes.items():
        said = {
            key for key in taken.model_fields_set - {"id", "sources", "basis", "note"} if getattr(taken, key)
        }
        assert {*taken.sources} == said
        assert {*taken.sources.values()} == {(f"foregaende-planen {id_}",)}
        assert taken.meetings == ()
        assert (taken.planned, taken.successor, taken.after, taken.pauses) == (None, None, None, ())
    others = [plan.grants, plan.requisitions, plan.decisions, plan.meetings, plan.events, plan.findings]
    assert not any(others)


def test_the_words_of_the_old_plan_are_those_of_the_new(here: Path) -> None:
    assert run(["init", "ny", "--from", str(EXAMPLE)]) == 0
    before, after = load_plan(EXAMPLE).plan.header, load_plan(here / "ny").plan.header
    for table in ("areas", "statuses", "outcomes", "categories", "directions", "efforts", "themes"):
        old, new = getattr(before, table), getattr(after, table)
        assert list(new) == list(old)
        assert [(it.name, it.aliases) for it in new.values()] == [
            (it.name, it.aliases) for it in old.values()
        ]
    assert {key: it.party for key, it in after.organisations.items()} == {
        key: it.party for key, it in before.organisations.items()
    }
    assert after.bodies["styrgruppen"].members == before.bodies["styrgruppen"].members
    assert (after.name, after.owner, after.purpose, after.roles, after.successors) == (None, None, (), {}, {})


def test_what_was_said_of_the_old_time_is_not_said_of_the_new(here: Path) -> None:
    assert run(["init", "ny", "--from", str(ROOT), "--carry", "all"]) == 0
    text = "".join(path.read_text("utf-8") for path in (here / "ny/data").rglob("*.yaml"))
    assert not re.findall(r"slutrapport|tjansteutlatandet|tjänsteutlåtandet|\b25 processer", text)


# ---- how statuses are taken over --------------------------------------------------------------------

STATUS = """\
title: Processen
history:
  - status: igång
    since: 2021-03
  - status: stödd
    since: 2023-11-02
    by: gruppen
    anchored: ja
"""


@pytest.mark.parametrize(
    ("start", "seen"),
    [
        (None, "2023-12-31"),
        ("2023-06-01", "2023-12-31"),
        ("2024-01-01", "2024-01-01"),
        ("2024", "2024-01-01"),
        ("2024-02-01", None),
        ("tidigast 2025", None),
    ],
    ids=["unknown", "overlaps", "the day after", "the year after", "later", "some time later"],
)
def test_a_status_is_taken_over_where_the_new_plan_begins_as_the_old_ends(
    here: Path, start: str | None, seen: str | None
) -> None:
    old = write(here / "old", LV_1=STATUS)
    assert run(["init", "ny", "--from", str(old), *(["--start", start] if start else [])]) == 0
    entries = sound(here / "ny").processes["LV.1"].history
    found = [entry.seen.text for entry in entries or () if entry.seen]
    assert found == ([seen] if seen else [])
    if seen is None:
        assert process(here / "ny", "LV.1")["note"] == "Läget var stödd i föregående plan 2023-12-31."


@pytest.mark.parametrize(
    ("history", "taken"),
    [
        ("history: [{status: stödd, seen: 2023-12-31}]", {"status": "stödd", "seen": "2023-12-31"}),
        (
            "history: [{status: klar, since: 2023-05-01, outcome: överlämnad}]",
            {"status": "klar", "seen": "2023-12-31", "outcome": "överlämnad"},
        ),
        (
            "history: [{status: igång, since: 2023-01-01}]\npauses: [{from: 2023-10, reason: lokalen brann}]",
            {"status": "vilar", "seen": "2023-12-31", "note": "lokalen brann"},
        ),
        ("history: null", None),
        ("title: x", None),
        ("history: [{status: igång, seen: 2022-12-31}, {status: klar, seen: 2024-05-01}]", None),
    ],
    ids=["seen that day", "completed", "paused", "unknown", "left out", "open"],
)
def test_the_first_status_is_what_is_known_of_the_last(
    here: Path, history: str, taken: dict[str, str] | None
) -> None:
    old = write(here / "old", LV_1=history)
    assert run(["init", "ny", "--from", str(old), "--carry", "all"]) == 0
    sound(here / "ny")
    assert process(here / "ny", "LV.1")["history"] == ([taken] if taken else None)


def test_a_field_that_was_inferred_still_is(here: Path) -> None:
    old = write(
        here / "old", LV_1=f"{STATUS}area: LV\nlead: null\nbasis: {{area: inferred, title: derived}}\n"
    )
    assert run(["init", "ny", "--from", str(old)]) == 0
    found = process(here / "ny", "LV.1")
    assert found["basis"] == {"title": "derived", "area": "inferred", "history": "derived"}
    assert found["lead"] is None


def test_lists_that_the_old_plan_did_not_know_are_still_unknown(here: Path) -> None:
    lists = """\
        activities: null
        obstacles: [{what: Lokal, removed: 2023-02-01}]
        desired_results: [{what: Glada barn, status: uppnått}, {what: Friska barn}]
        target_groups: []
        """
    old = write(here / "old", LV_1=STATUS + dedent(lists))
    assert run(["init", "ny", "--from", str(old)]) == 0
    found = process(here / "ny", "LV.1")
    assert found["activities"] is None
    assert "obstacles" not in found
    assert "target_groups" not in found
    assert found["desired_results"] == [{"what": "Friska barn"}]


def test_activities_that_are_over_stay_and_deadlines_that_have_passed_are_unknown(here: Path) -> None:
    lists = """\
        activities:
          - {what: Gjord, status: genomförd, due: 2022-01-01}
          - {what: Struken, status: struken}
          - {what: Sen, status: pågår, due: 2023-06-30}
          - {what: Framtida, status: planerad, due: 2024-06-30}
          - {what: Oviss, due: 2023-2024}
        """
    old = write(here / "old", LV_1=STATUS + dedent(lists))
    assert run(["init", "ny", "--from", str(old)]) == 0
    assert process(here / "ny", "LV.1")["activities"] == [
        {"what": "Sen", "status": "pågår", "due": None},
        {"what": "Framtida", "status": "planerad", "due": "2024-06-30"},
        {"what": "Oviss", "due": "2023-2024"},
    ]


# ---- which processes --------------------------------------------------------------------------------

THREE = {
    "LV_1": "history: [{status: stödd, seen: 2023-12-31}]",
    "LV_2": "history: [{status: igång, since: 2023-01-01}]",
    "LV_10": "history: [{status: klar, since: 2023-01-01}]",
    "LV_3": "history: null",
}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ([], ["LV.1"]),
        (["continuing"], ["LV.1"]),
        (["unfinished"], ["LV.1", "LV.2", "LV.3"]),
        (["all"], ["LV.1", "LV.2", "LV.3", "LV.10"]),
        (["LV.10"], ["LV.10"]),
        (["LV.10", "continuing"], ["LV.1", "LV.10"]),
        (["LV.2", "LV.2"], ["LV.2"]),
    ],
    ids=["default", "continuing", "unfinished", "all", "one", "one and those", "twice"],
)
def test_the_processes_that_are_asked_for_are_taken_over(
    here: Path, words: list[str], ids: list[str]
) -> None:
    old = write(here / "old", **THREE)
    assert (
        run(["init", "ny", "--from", str(old), *(part for word in words for part in ("--carry", word))]) == 0
    )
    assert list(sound(here / "ny").processes) == ids


def test_a_plan_without_such_processes_hands_on_its_words(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = write(here / "old", LV_2=THREE["LV_2"])
    assert run(["init", "ny", "--from", str(old)]) == 0
    assert list(sound(here / "ny").processes) == []
    assert "läget 2023-12-31, följer 0 processer med." in " ".join(capsys.readouterr().out.split())


def test_words_can_be_added_to_those_of_the_old_plan(here: Path) -> None:
    old = write(here / "old", **THREE)
    said = [
        "--org",
        "DELTA=Deltaförvaltningen",
        "--body",
        "nya=Nya gruppen:officials",
        "--name",
        "Nya planen",
    ]
    assert run(["init", "ny", "--from", str(old), *said]) == 0
    header = sound(here / "ny").header
    assert list(header.organisations) == ["ALFA", "BETA", "GAMMA", "FÖRENINGEN", "DELTA"]
    assert list(header.bodies) == ["nämnden", "gruppen", "nya"]
    assert header.name == "Nya planen"


def test_a_warning_in_the_old_plan_is_told_and_stops_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = "history: [{status: klar, since: 2023-01-01}]\nactivities: [{what: Kvar, status: pågår}]"
    old = write(here / "old", LV_1=done)
    assert run(["init", "ny", "--from", str(old), "--carry", "all"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Den har 1 varning med sig från den gamla planen; se hp check." in told


def test_a_plan_after_one_without_money_has_no_years(here: Path) -> None:
    header = HEADER[: HEADER.index("years:")]
    old = write(here / "old", header, **THREE)
    assert run(["init", "ny", "--from", str(old), "--start", "2024", "--end", "2026"]) == 0
    assert sound(here / "ny").header.years == {}


# ---- what cannot be ---------------------------------------------------------------------------------


def _broken(old: Path) -> None:
    (old / "data/processes/LV.1.yaml").write_text("id: LV.1\nlaed: ALFA\n", "utf-8")


def _without_header(old: Path) -> None:
    (old / "data/plan.yaml").unlink()


def _fine(old: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("spoil", "options", "code", "said"),
    [
        (_broken, [], 3, "den gamla planen har 1 fel; det första är i data/processes/LV.1.yaml:2: "),
        (_without_header, [], 3, "den gamla planen har "),
        (_fine, ["--carry", "LV.9"], 2, "--carry: planen har ingen process 'LV.9'"),
        (_fine, ["--areas", "inga"], 2, "--areas går inte med --from"),
        (_fine, ["--org", "ALFA=Alfa"], 2, "--org: 'ALFA' finns redan i den gamla planen"),
        (_fine, ["--body", "gruppen=G:officials"], 2, "--body: 'gruppen' finns redan i den gamla planen"),
    ],
    ids=["a fault", "no plan.yaml", "no such process", "areas", "organisation twice", "body twice"],
)
def test_what_cannot_be_taken_over_is_told_and_nothing_is_made(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
    options: list[str],
    code: int,
    said: str,
) -> None:
    old = write(here / "old", **THREE)
    spoil(old)
    assert run(["init", "ny", "--from", str(old), *options]) == code
    assert capsys.readouterr().err.startswith(f"hp: {said}")
    assert [path.name for path in here.iterdir()] == ["old"]


def test_a_folder_without_a_plan_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "tom").mkdir()
    assert run(["init", "ny", "--from", "tom"]) == 3
    assert run(["init", "ny", "--from", "ingenstans"]) == 3
    told = capsys.readouterr().err.splitlines()
    assert told[::2] == ["hp: mappen tom har ingen mapp data", "hp: mappen ingenstans finns inte"]


# ---- how the old plan is found again ----------------------------------------------------------------


def test_the_old_plan_is_a_source_that_says_its_name_its_days_and_its_version(here: Path) -> None:
    old = write(here / "gammal", HEADER.replace("name: Trygg", "owner: Exempelstad\nname: Trygg"), **THREE)
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    for words in (["init", "--quiet"], ["add", "-A"], [*who, "commit", "--quiet", "-m", "Klar"]):
        subprocess.run(["git", *words], cwd=old, check=True)
    shown = ["git", "log", "-1", "--format=%h %cs", "--abbrev=10"]
    version, day = subprocess.run(shown, cwd=old, capture_output=True, text=True, check=True).stdout.split()
    assert run(["init", "ny", "--from", str(old)]) == 0
    source = sound(here / "ny").sources["foregaende-planen"]
    assert (source.title, source.kind, source.sender) == (
        "Trygg i Exempelstad",
        "handlingsplan",
        "Exempelstad",
    )
    assert source.day is not None
    assert source.day.text == day
    assert source.note is not None
    assert "Planen gällde 2021 till 2023-12-31." in source.note
    assert f"i mappen gammal, version {version} i git den {day}." in source.note


def test_changes_that_were_not_saved_leave_the_day_of_the_old_plan_unknown(here: Path) -> None:
    old = write(here / "gammal", **THREE)
    assert run(["init", "ny", "--from", str(old)]) == 0
    source = sound(here / "ny").sources["foregaende-planen"]
    assert (source.day, source.registry_number, source.sender) == (None, None, None)


def test_a_process_may_be_called_as_the_source_is(here: Path) -> None:
    old = write(here / "old")
    path = old / "data/processes/foregaende-planen.yaml"
    path.write_text("id: foregaende-planen\nhistory: [{status: stödd, seen: 2023-12-31}]\n", "utf-8")
    assert run(["init", "ny", "--from", str(old)]) == 0
    plan = sound(here / "ny")
    assert (list(plan.processes), list(plan.sources)) == (["foregaende-planen"], ["foregaende-planen-2"])


def test_a_plan_can_be_begun_from_one_that_was_itself_begun_so(here: Path) -> None:
    assert run(["init", "två", "--from", str(EXAMPLE), "--start", "2026", "--end", "2026-01-31"]) == 0
    assert run(["init", "tre", "--from", "två", "--start", "2026-02-01", "--end", "2028"]) == 0
    assert list(sound(here / "tre").processes) == ["SKOLA.1", "TU.2", "VARD.1"]
    assert list(sound(here / "tre").sources) == ["foregaende-planen"]


def test_the_next_plan_is_laid_out_as_hp_fmt_does(here: Path) -> None:
    assert run(["init", "ny", "--from", str(EXAMPLE), "--carry", "all", "--start", "2026"]) == 0
    assert run(["fmt", "--check", "--plan", "ny"]) == 0

"""The command hp check: what it shows, what it leaves out when asked, and how it ends."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest

from handlingsplan.cli.main import run
from handlingsplan.cli.showing import today
from tests.plans import HEADER
from tests.running import Ran
from tests.test_json import schema

Check = Callable[..., Ran]

FILES = {
    "data/plan.yaml": dedent(HEADER).replace("to: 2023-12-31", "to: 2099-12-31"),
    "data/rules.yaml": """\
        rules:
          HP301:
            title: Högst tusen kronor
            records: amounts
            compare: {key: applied, at_most: 1 000}
            note: Så bestämde gruppen när planen antogs.
            hint: sök mindre
          HP302:
            title: Säg vad som händer efteråt
            records: grants
            stated: [afterwards]
            severity: upplysning
        accepted:
          - {code: HP301, record: dyr, reason: en gång för alla, by: gruppen, day: 2022-03-01}
        """,
    "data/grants/dyr.yaml": "id: dyr\ntitle: Dyr\namounts: [{year: 2022, applied: 2 000}]\n",
    "data/grants/mer.yaml": """\
        id: mer
        title: Mer
        years: [2022]
        amounts: [{year: 2022, applied: 500, proposed: 700}]
        """,
    "data/processes/LV.1.yaml": "id: LV.1\ntitle: Ett\nlead: ALFAA\n",
    "data/processes/LV.2.yaml": """\
        id: LV.2
        title: Två
        history:
          - {status: stödd, since: 2022-05}
          - {status: igång, seen: 2022-03-01}
        """,
}
"""A plan with one fault (HP205), one warning (HP221), notes (HP253, HP302) and one acceptance."""


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run hp check on the plan above, standing in its folder; `without` leaves files out."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(dedent(text), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run_check(*args: str, without: tuple[str, ...] = ()) -> Ran:
        for path in without:
            (tmp_path / path).unlink()
        code = run(["check", *args])
        return Ran(code, *capsys.readouterr())

    return run_check


def codes(out: str) -> list[str]:
    return re.findall(r": (?:fel|varning|upplysning) (HP\d{3}) ", out)


def test_faults_and_warnings_are_shown_and_notes_and_what_is_accepted_are_counted(check: Check) -> None:
    ran = check()
    assert (ran.code, ran.err) == (1, "")
    assert {"HP205", "HP221"} <= set(codes(ran.out))
    assert not {"HP253", "HP301", "HP302"} & set(codes(ran.out))
    assert ran.out.splitlines()[-3:] == [
        "6 av 6 filer lästa: 1 fel, 1 varning, 17 luckor, 3 upplysningar, 1 godkänt.",
        "Luckor: 9 i insatser, 6 i processer, 2 i planen själv; se hp gaps.",
        "Upplysningar visas med --notes, det som är godkänt visas med --accepted.",
    ]


def test_notes_are_shown_when_asked_for(check: Check) -> None:
    ran = check("--notes")
    assert {"HP253", "HP302"} <= set(codes(ran.out))
    assert "--notes" not in ran.out


def test_what_is_accepted_is_shown_with_who_and_why(check: Check) -> None:
    ran = check("--accepted", "--only", "HP301")
    assert "data/grants/dyr.yaml:3:33: varning HP301 Högst tusen kronor: applied (sökt) är 2 000\n" in ran.out
    assert "    godkänt av gruppen 2022-03-01: en gång för alla\n" in ran.out
    assert ran.code == 0


def test_only_some_codes_can_be_asked_for_by_their_beginning(check: Check) -> None:
    ran = check("--only", "HP22")
    assert codes(ran.out) == ["HP221"]
    assert codes(check("--only", "hp205").out) == ["HP205"]
    assert codes(check("--only", "HP205", "--only", "HP302").out) == ["HP302", "HP302", "HP205"]


def test_a_note_that_is_asked_for_by_its_code_is_shown(check: Check) -> None:
    assert codes(check("--only", "HP253").out) == ["HP253"]


def test_some_codes_can_be_left_out_and_the_end_is_by_what_is_left(check: Check) -> None:
    ran = check("--skip", "HP205")
    assert "HP205" not in codes(ran.out)
    assert ran.code == 0


def test_strict_ends_with_one_for_a_warning_alone(check: Check) -> None:
    assert check("--only", "HP221").code == 0
    assert check("--only", "HP221", "--strict").code == 1
    assert check("--only", "HP253", "--strict").code == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--only", "HP7"], "--only: ingen kod heter 'HP7'"),
        (["--skip", "205"], "--skip: ingen kod heter '205'"),
        (["--about", "HP999"], "--about: ingen kod heter 'HP999'"),
        (["--about", ""], "--about: ingen kod heter ''"),
        (["--within", "-1"], "antalet dagar ska vara mellan 0 och 10000"),
        (["--idle", "99999999999999"], "antalet dagar ska vara mellan 0 och 10000"),
        (["--format", "csv"], "--format"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(args: list[str], told: str, check: Check) -> None:
    ran = check(*args)
    assert ran.code == 2
    assert told in ran.err
    assert not ran.out


def test_a_code_is_explained_without_any_plan(check: Check, tmp_path: Path) -> None:
    ran = check("--about", "hp112", without=tuple(FILES))
    assert ran.code == 0
    assert ran.out.startswith("HP112 – inget belopp (fel)\n\n")
    assert "\nGör så här: " in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_the_plans_own_rules_are_explained_in_their_own_words(check: Check) -> None:
    ran = check("--about", "HP301")
    assert ran.out == (
        "HP301 – högst tusen kronor (varning)\n\n"
        "Så bestämde gruppen när planen antogs.\n\n"
        "Planens egen regel, skriven i data/rules.yaml.\n\n"
        "Gör så här: Sök mindre.\n"
    )


def test_several_codes_are_explained_by_their_common_beginning(check: Check) -> None:
    heads = [line for line in check("--about", "HP29").out.splitlines() if line.startswith("HP29")]
    assert [head[:5] for head in heads] == ["HP291", "HP292", "HP293", "HP294", "HP295", "HP296"]


def test_programs_are_told_all_that_people_are(check: Check) -> None:
    ran = check("--format", "json", "--notes")
    found = json.loads(ran.out)
    jsonschema.validate(found, schema("check"), cls=jsonschema.Draft202012Validator)
    assert ran.code == 1
    assert [(it["code"], it["by"], it["day"]["text"]) for it in found["accepted"]] == [
        ("HP301", "gruppen", "2022-03-01")
    ]
    assert sum(gap["count"] for gap in found["gaps"]) == found["summary"]["lucka"] > 0
    assert codes(check("--notes").out) == [problem["code"] for problem in found["problems"]]


def test_programs_are_told_the_number_of_notes_that_are_not_listed(check: Check) -> None:
    found = json.loads(check("--format", "json").out)
    assert found["summary"]["upplysning"] == 3
    assert not [it for it in found["problems"] if it["severity"] == "upplysning"]


def test_github_is_told_in_its_own_way(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = check("--format", "github", "--only", "HP205").out.splitlines()
    assert line == (
        "::error file=data/processes/LV.1.yaml,line=3,col=7,title=HP205::lead (huvudansvar): 'ALFAA' står "
        "inte bland organisationer i plan.yaml%0Amenade du ALFA?"
    )
    monkeypatch.chdir(tmp_path.parent)
    (line,) = check("--format", "github", "--only", "HP205", "--plan", str(tmp_path)).out.splitlines()
    assert f"file={tmp_path.name}/data/processes/LV.1.yaml," in line


def test_what_github_would_obey_is_only_text(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "data/processes/LV.1.yaml"
    path.write_text("id: LV.1\nlead: 'a%0A::error::b'\n", encoding="utf-8")
    (line,) = check("--format", "github", "--only", "HP205").out.splitlines()
    assert "'a%250A::error::b'" in line


def test_a_day_within_the_days_that_are_asked_for_is_shown(check: Check, tmp_path: Path) -> None:
    due = today() + timedelta(days=20)
    (tmp_path / "data/decisions").mkdir()
    (tmp_path / "data/decisions/b.yaml").write_text(
        f"id: b\nbody: nämnden\nday: 2022-01-10\nparagraph: '3'\npoints:\n"
        f"  - {{text: Återkom., status: beslutat, due: {due}}}\n",
        encoding="utf-8",
    )
    assert codes(check("--within", "20", "--skip", "HP30").out).count("HP277") == 1
    assert not codes(check("--within", "19").out).count("HP277")
    assert not codes(check().out).count("HP277")


def test_processes_that_rest_are_told_when_asked_for(check: Check) -> None:
    assert codes(check("--idle", "30", "--only", "HP278").out).count("HP278") >= 1
    assert not codes(check("--only", "HP278").out)


def test_nothing_is_written_and_the_answer_is_the_same_twice(check: Check, tmp_path: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.yaml")}
    assert check("--notes", "--accepted") == check("--notes", "--accepted")
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.yaml")}
    assert before == after
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {
        path.rpartition("/")[2] for path in FILES
    }


def test_of_very_many_problems_in_one_file_the_first_are_shown_and_all_are_counted(
    check: Check, tmp_path: Path
) -> None:
    words = "".join(f"  - X{number}\n" for number in range(130))
    path = tmp_path / "data/processes/LV.1.yaml"
    path.write_text(f"id: LV.1\ntitle: Ett\norganisations:\n{words}", encoding="utf-8")
    ran = check("--only", "HP205")
    assert len(codes(ran.out)) == 100
    assert "\ndata/processes/LV.1.yaml: 30 till, som visas när de första är rättade\n" in ran.out
    assert "6 av 6 filer lästa: 130 fel," in ran.out

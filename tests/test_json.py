"""The JSON that programs read keeps its promised keys: each contract has a schema in docs/schema."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from handlingsplan.cli.main import run
from handlingsplan.compute.entries import RECORDS, gather, keys_of
from handlingsplan.compute.entry_facets import YEAR
from handlingsplan.compute.list import Wanted, compute_list
from handlingsplan.compute.show import WORDS, compute_show, known_names
from handlingsplan.model.plan import PLAN, Plan
from handlingsplan.present.export.records import list_json, show_json
from handlingsplan.present.export.text import csv_text
from handlingsplan.store.load import load_plan
from tests.plans import ROOT

SCHEMAS = ROOT / "docs" / "schema"
PLANS = {
    "real": ROOT,
    **{
        path.name: path
        for folder in (ROOT / "tests/cases/good", ROOT / "examples")
        for path in sorted(folder.iterdir())
        if path.is_dir()
    },
}


def output(capfd: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    run([*args, "--format", "json"])
    found = json.loads(capfd.readouterr().out)
    assert isinstance(found, dict)
    return found


def schema(name: str) -> dict[str, Any]:
    found = json.loads((SCHEMAS / f"hp.{name}-1.schema.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    jsonschema.Draft202012Validator.check_schema(found)
    return found


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("name", ["status", "grants", "decisions", "check", "gaps"])
def test_what_is_written_follows_its_schema(name: str, plan: str, capfd: pytest.CaptureFixture[str]) -> None:
    found = output(capfd, name, "--plan", str(PLANS[plan]))
    assert found["schema"] == f"hp.{name}/1"
    jsonschema.validate(found, schema(name), cls=jsonschema.Draft202012Validator)


def test_a_check_with_faults_follows_its_schema(capfd: pytest.CaptureFixture[str]) -> None:
    bad = ROOT / "tests" / "cases" / "bad"
    for folder in sorted(path for path in bad.iterdir() if path.is_dir()):
        found = output(capfd, "check", "--plan", str(folder))
        jsonschema.validate(found, schema("check"), cls=jsonschema.Draft202012Validator)
        assert found["summary"]["fel"] == sum(row["severity"] == "fel" for row in found["problems"])


def test_a_thing_is_shown_by_its_schema(capfd: pytest.CaptureFixture[str]) -> None:
    found = output(capfd, "show", "2.8.3", "--plan", str(ROOT))
    assert (found["schema"], found["id"]) == ("hp.show/1", "2.8.3")
    jsonschema.validate(found, schema("show"), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", PLANS)
def test_every_thing_of_a_plan_can_be_shown_by_its_schema(name: str) -> None:
    plan, validator = load_plan(PLANS[name]).plan, jsonschema.Draft202012Validator(schema("show"))
    for thing in known_names(plan):
        validator.validate(show_json(compute_show(plan, thing, date(2024, 12, 31))))


def test_the_schema_of_show_knows_every_kind() -> None:
    told = schema("show")
    kinds = {*RECORDS, *WORDS.values()}
    assert {*told["properties"]["kind"]["enum"]} == {*kinds, PLAN}
    assert {*told["$defs"]["pointer"]["properties"]["kind"]["enum"]} == {*kinds, PLAN}


# What hp status tells of findings.


def test_the_findings_that_nobody_has_named_stand_beside_the_processes(
    capfd: pytest.CaptureFixture[str],
) -> None:
    whole = output(capfd, "status", "--plan", str(ROOT))
    unnamed = [id_ for id_, finding in load_plan(ROOT).plan.findings.items() if finding.process is None]
    assert whole["findings"] == unnamed
    assert "pausad-process" in whole["findings"]
    assert not {*whole["findings"]} & {row["id"] for row in whole["processes"]}
    assert whole["total"] == sum(row["count"] for row in whole["by_status"])


def test_a_finding_is_told_with_the_processes_that_it_may_be_about(
    capfd: pytest.CaptureFixture[str],
) -> None:
    for process, told in {"2.2.3": True, "2.7.1": False}.items():
        found = output(capfd, "status", "--process", process, "--plan", str(ROOT))
        assert ("pausad-process" in found["findings"]) is told


# What can be listed.


@pytest.mark.parametrize("name", PLANS)
def test_every_sort_is_listed_by_its_schema(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    sorts = output(capfd, "list", "--plan", str(PLANS[name]))
    jsonschema.validate(sorts, schema("sorts"), cls=jsonschema.Draft202012Validator)
    assert {"processes", "organisations"} <= {sort["what"] for sort in sorts["sorts"]}
    plan, validator = load_plan(PLANS[name]).plan, jsonschema.Draft202012Validator(schema("list"))
    for sort in sorts["sorts"]:
        found = list_json(compute_list(plan, Wanted(sort["what"])))
        validator.validate(found)
        assert (found["schema"], found["what"]) == ("hp.list/1", sort["what"])
        assert (len(found["entries"]), found["undecided"]) == (sort["count"], 0)
        assert found["files"] == sorts["files"]
        assert (found["by"], found["groups"]) == ([], [])


@pytest.mark.parametrize("name", PLANS)
def test_every_sort_is_grouped_by_its_schema(name: str) -> None:
    plan, validator = load_plan(PLANS[name]).plan, jsonschema.Draft202012Validator(schema("list"))
    for what, entries in gather(plan).items():
        for by in [(YEAR,), *((key, YEAR) for key in keys_of(entries)[:6] if key != YEAR)]:
            found = list_json(compute_list(plan, Wanted(what, by=by)))
            validator.validate(found | {"entries": []})  # which are tested where they are listed
            groups = found["groups"]
            assert {number for group in groups for number in group["entries"]} == {*range(len(entries))}
            assert all(len(group["words"]) == len(by) == len(found["by"]) for group in groups)
            assert all(group["count"] == len(group["entries"]) for group in groups)


@pytest.mark.parametrize("name", PLANS)
def test_an_entry_says_where_it_stands_in_its_file(name: str) -> None:
    plan = load_plan(PLANS[name]).plan
    files = {path: yaml.safe_load((PLANS[name] / path).read_text("utf-8")) for path in paths_of(plan)}
    for what in gather(plan):
        for entry in list_json(compute_list(plan, Wanted(what)))["entries"]:
            there = files[entry["file"]]
            for step in entry["path"]:
                there = there[step]
            assert {str(key) for key in there} <= {*entry["values"]}
            assert (entry["id"] is None) == (entry["file"] == "data/plan.yaml")


def paths_of(plan: Plan) -> list[str]:
    return [plan.header_path, *(loaded.path for loaded in plan.loaded)]


def test_a_sum_is_text_for_money_and_a_number_for_what_is_counted(
    capfd: pytest.CaptureFixture[str],
) -> None:
    args = ("--plan", str(PLANS["ekbacken"]))
    amounts = output(capfd, "list", "amounts", "--by", "year", *args)["sums"]
    posts = output(capfd, "list", "posts", "--by", "unit", *args)["sums"]
    assert isinstance(amounts["granted"]["sum"], str)
    assert isinstance(posts["fte"]["sum"], int | float)


def test_the_sums_of_the_groups_make_the_sums_of_the_list() -> None:
    """Each entry has one year, so that it stands in one group."""
    found = list_json(compute_list(load_plan(PLANS["ekbacken"]).plan, Wanted("amounts", by=(YEAR,))))
    for key, whole in found["sums"].items():
        parts = [group["sums"][key] for group in found["groups"] if key in group["sums"]]
        assert sum(Decimal(part["sum"] or 0) for part in parts) == Decimal(whole["sum"])
        assert sum(part["of"] for part in parts) == whole["of"]


def test_what_is_asked_in_swedish_is_told_in_english(capfd: pytest.CaptureFixture[str]) -> None:
    asked = ("händelser", "--where", "slag=boosterdag", "--by", "år")
    found = output(capfd, "list", *asked, "--plan", str(ROOT))
    assert (found["what"], found["by"]) == ("events", ["year"])
    assert found["entries"]
    assert {entry["values"]["kind"] for entry in found["entries"]} == {"boosterdag"}


def test_an_entry_that_may_be_selected_is_counted_apart(capfd: pytest.CaptureFixture[str]) -> None:
    found = output(capfd, "list", "decisions", "--year", "2020", "--plan", str(ROOT))
    jsonschema.validate(found, schema("list"), cls=jsonschema.Draft202012Validator)
    assert found["undecided"] > 0
    assert all("2020" in entry["values"]["day"]["text"] for entry in found["entries"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": [], "groups": [{"words": ["x"], "count": 1, "sums": {}, "entries": [0]}]},
        {"sums": {"count": {"sum": 0, "low": 0, "high": 0, "known": 0, "of": 2}}},
        {"undecided": []},
        {"more": None},
    ],
)
def test_the_schema_of_a_list_refuses(wrong: dict[str, Any], capfd: pytest.CaptureFixture[str]) -> None:
    found = output(capfd, "list", "posts", "--plan", str(ROOT))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found | wrong, schema("list"), cls=jsonschema.Draft202012Validator)


def test_a_schema_refuses_a_sum_of_nought_where_no_part_is_known() -> None:
    nothing = {"sum": "0", "low": "0", "high": "0", "known": 0, "of": 3}
    grants = json.loads((ROOT / "tests/golden/grants.json").read_text(encoding="utf-8"))
    grants["years"][0]["granted"] = nothing
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(grants, schema("grants"), cls=jsonschema.Draft202012Validator)


def test_no_machine_path_stands_in_the_output(capfd: pytest.CaptureFixture[str]) -> None:
    for args in (
        ["status"], ["grants"], ["decisions"], ["list"], ["list", "answers"], ["show", "2.8.3"], ["check"],
    ):  # fmt: skip
        run([*args, "--format", "json", "--plan", str(ROOT)])
        assert str(Path(ROOT)) not in capfd.readouterr().out


def test_the_sums_of_the_groups_make_the_sums_of_the_year(capfd: pytest.CaptureFixture[str]) -> None:
    for plan in PLANS.values():
        for by in ("category", "organisation", "direction", "process", "effort"):
            for year in output(capfd, "grants", "--by", by, "--plan", str(plan))["years"]:
                for step in ("applied", "granted", "spent"):
                    parts = [Decimal(group[step]["sum"] or 0) for group in year["groups"]]
                    assert sum(parts) == Decimal(year[step]["sum"] or 0), (plan, by, year["year"], step)


@pytest.mark.parametrize("cell", ["=1+1", "+46", "-5", "@x", "\tx", "'x", "|x", "%x", "＝1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    assert csv_text([[cell, "b"]]).startswith(("'", "\"'", f"\"'{cell}"))


def test_ordinary_cells_are_left_alone() -> None:
    assert csv_text([["2.1.1", "Å;ä", "7 600 000"]]) == '2.1.1;"Å;ä";7 600 000\r\n'

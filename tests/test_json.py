"""The JSON that programs read keeps its promised keys: each contract has a schema in docs/schema."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from handlingsplan.cli.main import run
from handlingsplan.present.export import csv_text
from tests.plans import ROOT

SCHEMAS = ROOT / "docs" / "schema"
PLANS = {
    "real": ROOT,
    **{path.name: path for path in sorted((ROOT / "tests/cases/good").iterdir()) if path.is_dir()},
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
@pytest.mark.parametrize("name", ["status", "grants", "decisions", "check"])
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


def test_every_thing_of_the_real_plan_can_be_shown_by_its_schema(capfd: pytest.CaptureFixture[str]) -> None:
    from handlingsplan.compute.show import known_names
    from handlingsplan.store.load import load_plan

    validator = jsonschema.Draft202012Validator(schema("show"))
    for name in known_names(load_plan(ROOT).plan):
        validator.validate(output(capfd, "show", name, "--plan", str(ROOT)))


def test_a_schema_refuses_a_sum_of_nought_where_no_part_is_known() -> None:
    nothing = {"sum": "0", "low": "0", "high": "0", "known": 0, "of": 3}
    grants = json.loads((ROOT / "tests/golden/grants.json").read_text(encoding="utf-8"))
    grants["years"][0]["granted"] = nothing
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(grants, schema("grants"), cls=jsonschema.Draft202012Validator)


def test_no_machine_path_stands_in_the_output(capfd: pytest.CaptureFixture[str]) -> None:
    for args in (["status"], ["grants"], ["decisions"], ["show", "2.8.3"], ["check"]):
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

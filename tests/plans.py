"""Build plans from short YAML texts, through the real loader."""

from collections.abc import Collection, Iterable
from pathlib import Path
from textwrap import dedent

from handlingsplan.compute.check import RULES
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Problem
from handlingsplan.store.load import Loading, build_plan

ROOT = Path(__file__).resolve().parents[1]
"""The checkout, which holds the real plan."""

HEADER = """
name: Trygg i Exempelstad
period: {from: 2021, to: 2023-12-31}
organisations:
  ALFA: {name: Alfaförvaltningen, aliases: [Alfakontoret]}
  BETA: {name: Betaförvaltningen}
  GAMMA: {name: Gammaförvaltningen}
  FÖRENINGEN: {name: Föreningen, party: nej}
participation_complete: [ALFA]
bodies:
  nämnden: {kind: political, name: Exempelnämnden}
  gruppen: {kind: consensus}
areas:
  LV: {name: Levnadsvillkor}
  SK: {name: Skola}
statuses:
  klar: {kind: completed}
  igång: {kind: active}
  stödd: {kind: continuing}
  vilar: {kind: paused}
outcomes:
  överlämnad: {name: Överlämnad till linjen}
categories:
  utbildning: {name: Utbildning}
  tjänster: {name: Tjänster}
directions:
  vård: {name: God vård}
efforts:
  coach: {name: Coach}
years:
  2022: {grants_complete: ja}
  2023: {grants_complete: nej}
"""


def load(header: str = HEADER, **files: str) -> Loading:
    """Return a plan of `kind__id="yaml"` texts, as in process__LV_1="..."; id is filled in."""
    texts = [("data/plan.yaml", dedent(header))]
    for name, text in files.items():
        folder, _, id_ = name.partition("__")
        id_ = id_.replace("_", ".")
        texts.append((f"data/{folder}/{id_}.yaml", f"id: {id_}\n{dedent(text).strip()}\n"))
    return build_plan(texts)


def plan_of(header: str = HEADER, **files: str) -> Plan:
    """Return the plan of such texts, which must be without any problem."""
    loading = load(header, **files)
    assert not loading.problems, loading.problems
    return loading.plan


Found = list[tuple[str, str, int]]
"""Code, file below data, and line of each problem."""


def ruled(codes: Collection[str], loading: Loading, horizon: Horizon | None = None) -> list[Problem]:
    """Return what the rules of some codes find in a plan, whose files must be without a fault."""
    assert not loading.problems, loading.problems
    rules = [rule for rule in RULES if rule.code in codes]
    return [problem for rule in rules for problem in rule.problems(loading.plan, horizon)]


def placed(problems: Iterable[Problem]) -> Found:
    """Return code, file and line of problems, sorted."""
    return sorted((it.code, it.place.file.removeprefix("data/"), it.place.line) for it in problems)


def said(problems: Iterable[Problem]) -> list[tuple[str, str | None]]:
    """Return what is told of problems: what is wrong, and what would be right."""
    return [(it.message, it.hint) for it in problems]

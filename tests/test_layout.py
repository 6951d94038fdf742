"""A plan says the same whatever subfolders its files lie in, and in whatever order they are read."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from random import Random

import pytest

from handlingsplan.compute.agenda import compute_agenda
from handlingsplan.compute.check import compute_check
from handlingsplan.compute.decisions import compute_decisions
from handlingsplan.compute.gaps.finding import count_gaps
from handlingsplan.compute.grants import compute_grants
from handlingsplan.compute.list import Wanted, compute_list
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.compute.show import compute_show
from handlingsplan.compute.status import compute_status
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.part import Part
from handlingsplan.store.layout import FOLDERS, record_class
from handlingsplan.store.load import Loading, build_plan, load_plan
from tests.plans import ROOT

DAY = date(2025, 6, 30)
SEEDS = range(3)
PLANS = {"real": ROOT, "ekbacken": ROOT / "examples" / "ekbacken"}


def told(plan: Plan, ids: Sequence[str]) -> list[object]:
    """Return everything that the listings compute, and what points to some of the records."""
    return [
        compute_status(plan, DAY),
        compute_grants(plan, DAY),
        compute_decisions(plan),
        compute_agenda(plan, DAY),
        count_gaps(plan),
        [compute_show(plan, id_, DAY).pointers for id_ in ids],
        [
            (entry.owner, entry.loc)
            for what in ("events", "meetings", "groups", "answers", "points")
            for entry in compute_list(plan, Wanted(what)).entries
        ],
    ]


def other_folder(path: str, random: Random) -> str:
    """Return the path of a file moved to other folders below the one of its kind."""
    steps = PurePosixPath(path).parts
    if len(steps) < 3:
        return path
    below = random.choice(["", "2024", "norr/2023", "a/b/c"])
    return str(PurePosixPath(*steps[:2], below, steps[-1]))


def codes(loading: Loading) -> Counter[str]:
    """Return how many problems there are of each code."""
    return Counter(it.code for it in compute_check(loading.plan, loading.problems, Horizon(DAY)).problems)


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("seed", SEEDS)
def test_neither_the_order_of_files_nor_their_subfolders_matter(name: str, seed: int) -> None:
    random = Random(seed)
    loading = load_plan(PLANS[name])
    ids = sorted(loading.plan.by_id)
    part = ids[seed :: len(SEEDS)]  # so each record is shown once
    texts = [(other_folder(path, random), text) for path, text in loading.plan.texts.items()]
    random.shuffle(texts)
    moved = build_plan(texts)
    assert moved.problems == loading.problems == ()
    assert codes(moved) == codes(loading)
    assert sorted(moved.plan.by_id) == ids
    assert told(moved.plan, part) == told(loading.plan, part)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_has_a_class_of_its_own(folder: str) -> None:
    kind = record_class(FOLDERS[folder])
    assert issubclass(kind, Part)
    assert sum(name == FOLDERS[folder] for name in FOLDERS.values()) == 1

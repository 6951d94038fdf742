"""Settings that every test runs under."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

MOST_WORKERS = 4
"""A container may show more cores than it may use."""

settings.register_profile(
    "hp",
    deadline=None,
    derandomize=True,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("hp")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return how many processes share the whole suite, one for each core; what is picked out runs in this."""
    asked = config.option
    workers = min(len(_cores()), MOST_WORKERS)
    return 0 if workers == 1 or asked.file_or_dir or asked.keyword or asked.collectonly else workers


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the slow tests out of what coverage counts: being watched, they take more than twice the time."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish() -> None:
    """Collect garbage seldom, and never go through thousands of tests for it: hp itself does not at all."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _cores() -> set[int] | range:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)

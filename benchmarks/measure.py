"""Run whole processes and measure them: time, peak memory, instructions, and ratios of pairs run in turn."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

_LAUNCHER = """
import os, sys, time
null = os.open(os.devnull, os.O_RDWR)
silent = [(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)]
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""Linux counts what the starting process held into its child's peak: so a bare one starts them."""

_COLLECTED = re.compile(r"Collected : ([0-9]+)")


@dataclass(frozen=True)
class Command:
    """A command line, with its program as a full path, and the folder that it runs in."""

    argv: tuple[str, ...]
    folder: Path


@dataclass(frozen=True)
class Sample:
    """One process: seconds from start to end, those on a processor, and kilobytes at its peak."""

    seconds: float
    busy: float
    kilobytes: int


@dataclass(frozen=True)
class Spread:
    """Values in the middle of what was measured, and between which the middle half lies."""

    middle: float
    low: float
    high: float


def environment() -> dict[str, str]:
    """Return the environment to measure in: no PYTHON variable, no plan pointed out, 80 columns."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "COLUMNS": "80"}


def run(command: Command) -> Sample:
    """Run a command once; raise `RuntimeError` if it does not end well."""
    launch = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command.argv]
    done = subprocess.run(
        launch, cwd=command.folder, env=environment(), stdout=subprocess.PIPE, check=True, text=True
    )
    seconds, busy, kilobytes, code = done.stdout.split()
    if code != "0":
        raise RuntimeError(f"{Path(command.argv[0]).name} ended with {code}")
    return Sample(float(seconds), float(busy), int(kilobytes))


def in_turn(commands: Sequence[Command], rounds: int, tell: Callable[[str], None]) -> list[list[Sample]]:
    """Run the commands one after another, round upon round, every other round backwards.

    Each command's samples come in the order of the rounds. A first round, to warm the disk, is not kept.
    """
    samples: list[list[Sample]] = [[] for _ in commands]
    for turn in range(rounds + 1):
        order = range(len(commands)) if turn % 2 else reversed(range(len(commands)))
        for number in order:
            sample = run(commands[number])
            if turn:
                samples[number].append(sample)
        tell(f"varv {turn} av {rounds}")
    return samples


def spread(values: Sequence[float]) -> Spread:
    """Return the median and the quartiles."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), low, high)


def instructions(command: Command) -> int | None:
    """Return how many instructions a command takes, by callgrind; None without valgrind."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        # The launch script's first line names its interpreter; valgrind follows it only when told to.
        count = ("--tool=callgrind", "--trace-children=yes", f"--callgrind-out-file={folder}/out.%p")
        done = subprocess.run(
            [valgrind, *count, *command.argv],
            cwd=command.folder,
            env=environment() | {"PYTHONHASHSEED": "0"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=True,
            text=True,
        )
    return sum(int(number) for number in _COLLECTED.findall(done.stderr))

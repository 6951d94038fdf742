"""Measure how fast hp starts, reads and checks, and print a Markdown table in Swedish.

    python benchmarks/run.py --peers --instructions

Builds a wheel of this checkout and installs it in a virtual environment of its own. Everything is measured
as whole processes, run in turn; a ratio is the median of those within each round.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Command, in_turn, instructions, spread
from result import Row, all_busy, all_seconds, memory_row, middle_time, number, table, time_row
from rig import SIZES, Rig, SetUpError, check_all_is_well, facts, set_up

_LEAST, _FEWER, _MOST = SIZES


def measure_starts(rig: Rig, rounds: int) -> Iterator[Row]:
    """Yield targets 1, 2 and 7-9: how long it takes to start, to show, report, write, and complete an id."""
    found = in_turn([*start_commands(rig), *write_commands(rig)], rounds, _tell)
    bare, help_, version, own_help, own_version, status, report, set_, plain, completed = found
    yield time_row("1", "`hp --help` / minimal typer-app", 1.3, own_help, help_)
    yield time_row("1", "`hp --version` / minimal typer-app", 1.3, own_version, version)
    yield time_row("2", "`hp status`, den verkliga planen / tom Python", 22, status, bare)
    yield time_row("7", "`hp report styrgrupp` / `hp status`, den verkliga planen", 1.6, report, status)
    yield time_row("8", "`hp set` av ett fält / `hp status`, den verkliga planen", 1.3, set_, status)
    yield time_row("9", "tabb efter `hp show 2.` / minimal typer-app", 2, completed, plain)


def start_commands(rig: Rig) -> list[Command]:
    """Return what targets 1, 2 and 7 are measured on, the bare interpreter first."""
    return [
        rig.bare(),
        rig.run_minimal("--help"),
        rig.run_minimal("--version"),
        rig.run_hp(rig.real, "--help"),
        rig.run_hp(rig.real, "--version"),
        rig.run_hp(rig.real, "status"),
        rig.run_hp(rig.real, "report", "styrgrupp"),
    ]


def write_commands(rig: Rig) -> list[Command]:
    """Return what targets 8 and 9 are measured on."""
    return [rig.run_set(rig.real), rig.run_minimal("status"), rig.run_completion("hp show 2.")]


def measure_peer(rig: Rig, rounds: int) -> Iterator[Row]:
    """Yield target 3: checking many records against check-jsonschema on the same files."""
    commands = [rig.run_hp(rig.plans[_MOST], "check"), rig.run_peer(_MOST)]
    own, peer = in_turn(commands, rounds, _tell)
    yield time_row("3", "`hp check` / check-jsonschema, samma 10 000 poster", 0.15, own, peer)


def measure_growth(rig: Rig, rounds: int) -> Iterator[Row]:
    """Yield targets 4 and 5: what ten times as many records cost in time, and what they take in memory."""
    checks = [rig.run_hp(rig.plans[size], "check") for size in SIZES]
    status = rig.run_hp(rig.plans[_MOST], "status")
    bare, *sized, shown = in_turn([rig.bare(), *checks, status], rounds, _tell)
    growth = spread(_growths([all_seconds(samples) for samples in sized]))
    busy = spread(_growths([all_busy(samples) for samples in sized])).middle
    behind = " · ".join(middle_time(samples) for samples in sized)
    yield Row("4", "`hp check`, tid(10 000) / tid(1 000) utan start", 10.5, growth, busy, behind)
    yield memory_row("5", "`hp check`, 10 000 poster, mest minne / tom Python", 16, sized[-1], bare)
    yield memory_row("5", "`hp status`, 10 000 poster, mest minne / tom Python", 16, shown, bare)


def _growths(times: list[list[float]]) -> list[float]:
    """Return for each round how many times longer ten times as many take: 10 if each record costs the same.

    The plan of ten records has one of every kind, so that its time is the start.
    """
    return [
        (_MOST / _FEWER) * ((most - least) / (_MOST - _LEAST)) / ((fewer - least) / (_FEWER - _LEAST))
        for least, fewer, most in zip(*times, strict=True)
    ]


def count_instructions(rig: Rig) -> Iterator[str]:
    """Yield a table of how many instructions each start takes, in millions."""
    names = ("tom Python", "minimal `--help`", "minimal `--version`")
    own_names = ("`hp --help`", "`hp --version`", "`hp status`", "`hp report styrgrupp`")
    yield from ("| start | miljoner instruktioner | x tom Python |", "|---|---:|---:|")
    bare = 0
    for name, command in zip((*names, *own_names), start_commands(rig), strict=True):
        count = instructions(command)
        if count is None:
            yield "| valgrind finns inte här | | |"
            return
        bare = bare or count
        yield f"| {name} | {count / 1e6:.0f} | {number(count / bare)} |"


def introduction(rig: Rig, asked: argparse.Namespace) -> Iterator[str]:
    """Yield what was measured with, and how."""
    version, libraries = facts(rig)
    used = ", ".join(f"{name} {known}" for name, known in libraries.items())
    whose = "en given miljö" if asked.python else "ett hjul byggt här, installerat i en egen virtuell miljö"
    yield f"{os.cpu_count()} kärnor, {platform.system()} {platform.machine()}, Python {version}, {used}."
    yield f"hp: {whose}. PYTHONDONTWRITEBYTECODE är inte satt, COLUMNS=80."
    yield (
        f"Hela processer, i tur och ordning: {asked.rounds} varv för mål 1, 2 och 7–9, "
        f"{asked.peer_rounds} för mål 3, {asked.long_rounds} för mål 4–5, och ett innan för att värma."
    )


def _tell(message: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{message}   ", end="", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", type=Path, help="measure the hp beside this interpreter; build nothing")
    parser.add_argument("--rounds", type=int, default=21, help="rounds for starting up (21)")
    parser.add_argument("--long-rounds", type=int, default=9, help="rounds for many records (9)")
    parser.add_argument(
        "--peer-rounds", type=int, default=3, help="rounds for check-jsonschema, a minute each (3)"
    )
    parser.add_argument("--peers", action="store_true", help="install check-jsonschema and measure target 3")
    parser.add_argument("--instructions", action="store_true", help="count instructions, if valgrind is here")
    return parser.parse_args()


def _measure(rig: Rig, asked: argparse.Namespace) -> None:
    print("\n".join(introduction(rig, asked)), end="\n\n", flush=True)
    rows = [*measure_starts(rig, asked.rounds)]
    if asked.peers:
        rows += measure_peer(rig, asked.peer_rounds)
    rows += measure_growth(rig, asked.long_rounds)
    _tell("")
    print("\n".join(table(rows)), flush=True)
    if asked.instructions:
        print("\n" + "\n".join(count_instructions(rig)))


def main() -> None:
    """Set up, measure and print."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        try:
            rig = set_up(Path(folder), asked.python, peers=asked.peers)
            check_all_is_well(rig)
        except SetUpError as error:
            sys.exit(str(error))
        _measure(rig, asked)


if __name__ == "__main__":
    main()

"""What a command gave, when a test has run it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from handlingsplan.cli.main import run


class Ran(NamedTuple):
    """The exit code of a command, what it printed, and what it said beside."""

    code: int
    out: str
    err: str


Hp = Callable[..., Ran]
"""Runs a command in a plan; each test file says in which, and how wide the screen is."""


def running(
    capsys: pytest.CaptureFixture[str], *, fits: Callable[[str], bool] = lambda _command: False
) -> Hp:
    """Return what runs hp in the working folder, and holds the screens of some commands to 80 columns."""

    def run_hp(*args: str) -> Ran:
        ran = Ran(run(args), *capsys.readouterr())
        assert not fits(args[0]) or max(map(len, ran.out.splitlines()), default=0) <= 80
        return ran

    return run_hp

"""What a command gave, when a test has run it."""

from collections.abc import Callable
from typing import NamedTuple


class Ran(NamedTuple):
    """The exit code of a command, what it printed, and what it said beside."""

    code: int
    out: str
    err: str


Hp = Callable[..., Ran]
"""Runs a command in a plan; each test file says in which, and how wide the screen is."""

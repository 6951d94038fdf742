"""Run work in processes of its own, and stop them wherever one likes: real ones, nothing is simulated."""

import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from handlingsplan.errors import HpError

KILLED = 99
_NOBODY = 65534
_OF_THE_SYSTEM = {"posix", "io", "_io", "fcntl"}
_TEXT_ONLY = {"fspath", "_path_normpath", "fileno"}
LOOKING = frozenset({
    "access", "close", "fstat", "getpid", "getxattr", "listxattr", "lstat", "read", "readline", "scandir",
    "stat",
})  # fmt: skip
"""Calls that change nothing: who is killed before one leaves what is left before the next."""


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """Give a new folder, in memory where the system has it: nobody waits for a disk there."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


def start(work: Callable[[], object], *, nobody: bool = False) -> tuple[int, int]:
    """Start a process that does a work; return its id and where what it has to say can be read."""
    reading, answering = os.pipe()
    process = os.fork()
    if process:
        os.close(answering)
        return process, reading
    os.close(reading)
    try:
        if nobody and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
        said = str(work() or "")
    except HpError as error:
        said = f"{error.message} ({error.hint})"
    except BaseException:  # noqa: BLE001 - the parent must hear of it, whatever it is
        said = f"bug: {traceback.format_exc()}"
    os.write(answering, said.encode()[:4000])
    os._exit(0)


def end(process: int, reading: int) -> str:
    """Wait for a process, and return what it said: the text of its work, or the stop that ended it."""
    with os.fdopen(reading, "rb") as answer:
        said = answer.read().decode()
    os.waitpid(process, 0)
    return said


def said_by(work: Callable[[], object], *, nobody: bool = False) -> str:
    """Do a work in a process of its own, by a user without rights if so asked, and return what it said."""
    return end(*start(work, nobody=nobody))


def killed_at(call: int | str, work: Callable[[], object]) -> bool:
    """Do a work in a process that ends, as if killed, just before a call of the system; return if it did."""

    def hurried() -> object:
        at_call(call, lambda _: os._exit(KILLED), LOOKING)
        return work()

    process, reading = start(hurried)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read().decode()
    _, status = os.waitpid(process, 0)
    assert not said.startswith("bug"), said
    return os.waitstatus_to_exitcode(status) == KILLED


def killed_after(seconds: float, work: Callable[[], object]) -> None:
    """Start a work and kill its process a while after it began, wherever it is."""
    waiting, begun = os.pipe()

    def announced() -> object:
        os.write(begun, b".")
        return work()

    process, reading = start(announced)
    assert os.read(waiting, 1) == b"."
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.close(waiting)
    os.close(begun)
    assert end(process, reading) == ""


def at_call(call: int | str, happens: Callable[[str], object], without: Collection[str] = ()) -> None:
    """Let something happen just before a call that reaches the system, until `sys.setprofile(None)`.

    The call is the first of a name, or the one with a number, from 0, among those that are not left out.
    What happens is given its name.
    """
    left = 0 if isinstance(call, str) else call

    def count(_frame: FrameType, event: str, called: Any) -> None:
        nonlocal left
        if event != "c_call" or not _reaches_the_system(called) or called.__name__ in without:
            return
        if isinstance(call, str) and called.__name__ != call:
            return
        left -= 1
        if left == -1:
            happens(called.__name__)

    sys.setprofile(count)


def _reaches_the_system(called: Any) -> bool:
    if called.__name__ in _TEXT_ONLY:
        return False
    own = getattr(called, "__module__", None)
    return own in _OF_THE_SYSTEM or type(getattr(called, "__self__", None)).__module__ in _OF_THE_SYSTEM

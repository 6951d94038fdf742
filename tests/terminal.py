"""Run the real hp at a terminal, and answer what it asks: POSIX only."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

from tests.plans import ROOT

CTRL_C = "\x03"
CTRL_D = "\x04"
_PATIENCE = 20.0
"""Seconds that a slow computer is given."""


class Terminal:
    """A process of hp that has a terminal of 24 lines, and all that it has written there."""

    def __init__(self, *args: str, cwd: Path = ROOT, columns: int = 80, **environment: str) -> None:
        """Start hp with some arguments."""
        self._master, terminal = os.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("HP_", "COLUMNS"))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "handlingsplan", *args],
            cwd=cwd,
            env={**clean, "TERM": "dumb", "PYTHONUTF8": "1", **environment},
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - no threads here, and Ctrl-C must reach hp
        )
        os.close(terminal)
        self._raw = b""
        self._read_until = 0

    @property
    def text(self) -> str:
        """Return all that stands on the terminal, what was typed too."""
        return self._raw.decode("utf-8", "replace").replace("\r\n", "\n")

    def wait_for(self, text: str) -> None:
        """Wait until a text has come since the last time; fail with what came instead."""
        end = time.monotonic() + _PATIENCE
        while text not in self.text[self._read_until :]:
            assert self._more(end), f"'{text}' never came: {self.text[self._read_until :]}"
        self._read_until += self.text[self._read_until :].index(text) + len(text)

    def type(self, text: str) -> None:
        """Type a text, without Enter."""
        os.write(self._master, text.encode())

    def answer(self, asked: str, text: str) -> None:
        """Wait for a question, and answer it."""
        self.wait_for(asked)
        self.wait_for("> ")
        self.type(f"{text}\n")

    def end(self) -> int:
        """Wait until hp is done, and return its exit code."""
        end = time.monotonic() + _PATIENCE
        while self._more(end):
            pass
        code = self._process.wait(_PATIENCE)
        os.close(self._master)
        return code

    def _more(self, end: float) -> bool:
        """Read what has come; return False when nothing more will."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            self._process.kill()
            raise AssertionError(f"hp has said nothing more than: {self.text}")
        try:
            new = os.read(self._master, 4096)
        except OSError:  # Linux: nobody has the other end any more
            return False
        self._raw += new
        return bool(new)


def said_lines(text: str) -> list[str]:
    """Return the lines on a terminal without what was typed after the sign for an answer."""
    return [re.sub(r"^> .*", ">", line) for line in text.splitlines()]


def _own_terminal() -> None:
    """Have Ctrl-C reach hp from its terminal, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)

"""Ask git which version of a plan's files this is; nothing is ever written."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from handlingsplan.model.revision import Revision
from handlingsplan.store.layout import DATA

_FIELD = "%x00"
_OF_ANOTHER_REPOSITORY = frozenset({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE",
})  # fmt: skip
"""What git sets for its hooks, about the repository that they are run for."""


@contextmanager
def asked_revision(root: Path) -> Iterator[Callable[[], Revision | None]]:
    """Ask for the version of a plan's files; the answer, None where git has none, is waited for when called.

    Git works while the files are read. The version is the last change to the plan's own folder,
    whatever else the repository holds.
    """
    log = _start(root, "log", "-1", f"--format=%h{_FIELD}%cs", "--abbrev=10", "--", DATA)
    status = _start(root, "status", "--porcelain", "--untracked-files=all", "--", DATA)

    def answer() -> Revision | None:
        logged, changed = _answer(log), _answer(status)
        if not logged or changed is None:
            return None
        id_, _, day = logged.strip().partition("\0")
        return Revision(id_, date.fromisoformat(day), clean=not changed)

    try:
        yield answer
    finally:
        for process in (log, status):
            if process is not None and process.poll() is None:
                process.kill()
                process.communicate()


def _start(root: Path, *command: str) -> subprocess.Popen[bytes] | None:
    environment = {key: value for key, value in os.environ.items() if key not in _OF_ANOTHER_REPOSITORY}
    try:
        return subprocess.Popen(  # noqa: S603 - fixed words, no shell
            ["git", "-c", "core.fsmonitor=false", *command],  # noqa: S607 - the user's own git
            cwd=root,
            env=environment | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None


def _answer(process: subprocess.Popen[bytes] | None) -> str | None:
    if process is None:
        return None
    out, _ = process.communicate()
    return out.decode("utf-8", "replace") if process.returncode == 0 else None

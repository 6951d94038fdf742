"""Ask git which version of a plan's files this is; nothing is ever written."""

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

from handlingsplan.model.revision import Revision
from handlingsplan.store.layout import DATA

_FIELD = "%x00"


def ask_revision(root: Path) -> Callable[[], Revision | None]:
    """Start asking for the version of a plan's files; the answer, None where git has none, is waited for.

    Git works while the files are read. It is the last change to the plan's own folder, whatever else
    the repository holds.
    """
    log = _start(root, "log", "-1", f"--format=%h{_FIELD}%cs", "--abbrev=10", "--", DATA)
    status = _start(root, "status", "--porcelain", "--untracked-files=all", "--", DATA)

    def answer() -> Revision | None:
        logged, changed = _answer(log), _answer(status)
        if not logged or changed is None:
            return None
        id_, _, day = logged.strip().partition("\0")
        return Revision(id_, date.fromisoformat(day), clean=not changed)

    return answer


def _start(root: Path, *command: str) -> subprocess.Popen[bytes] | None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_DIR")}
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

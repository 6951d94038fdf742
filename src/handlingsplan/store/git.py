"""Ask git which version of a plan's files this is, and record a change of them where that is asked for."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from handlingsplan.errors import HpError
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
            if process is not None and process.stdout is not None and not process.stdout.closed:
                process.kill()
                process.communicate()


def can_commit(root: Path, paths: Sequence[str]) -> None:
    """Raise `HpError` where a change of some files could not be recorded by itself, before it is written."""
    status = _start(root, "status", "--porcelain", "--untracked-files=all", "--", *paths)
    changed = _answer(status)
    if changed is None:
        raise HpError("planen ligger inte i git", "kör utan --commit, eller git init först")
    if changed.strip():
        first = changed.splitlines()[0][3:]
        hint = "spara dem för sig först, eller kör utan --commit"
        raise HpError(f"{first} har redan ändringar som inte är sparade i git", hint)
    if _answer(_start(root, "rev-parse", "--quiet", "--verify", "MERGE_HEAD")):
        raise HpError(
            "en sammanslagning i git är inte färdig", "gör färdig den först, eller kör utan --commit"
        )


def commit(root: Path, paths: Sequence[str], message: str) -> str:
    """Record a change of some files, and of no others, and return the name of its version.

    Raise `HpError` with what git said where it refuses: a hook, a name and address that are not set.
    """
    for command in (("add", "--", *paths), ("commit", "--quiet", "-m", message, "--only", "--", *paths)):
        process = _start(root, *command, writing=True)
        if process is None:
            raise HpError(
                "git finns inte på den här datorn", "filen är skriven; spara den i git på annat sätt"
            )
        _, told = process.communicate()
        if process.returncode:
            said = " ".join(told.decode("utf-8", "replace").split()) or "git sa inte varför"
            raise HpError(
                f"ändringen är skriven men git tog inte emot den: {said}", "rätta det och spara i git"
            )
    return (_answer(_start(root, "rev-parse", "--short=10", "HEAD")) or "").strip()


def _start(root: Path, *command: str, writing: bool = False) -> subprocess.Popen[bytes] | None:
    environment = {key: value for key, value in os.environ.items() if key not in _OF_ANOTHER_REPOSITORY}
    try:
        return subprocess.Popen(  # noqa: S603 - fixed words, no shell
            ["git", "-c", "core.fsmonitor=false", *command],  # noqa: S607 - the user's own git
            cwd=root,
            env=environment | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if writing else subprocess.DEVNULL,
        )
    except OSError:
        return None


def _answer(process: subprocess.Popen[bytes] | None) -> str | None:
    if process is None:
        return None
    out, _ = process.communicate()
    return out.decode("utf-8", "replace") if process.returncode == 0 else None

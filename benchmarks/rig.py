"""Set up what is measured in a temporary folder: programs in environments of their own, and plans."""

import os
import shutil
import subprocess
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generate import SCHEMA_FILE, record_files, write_plan
from measure import Command, environment

REPOSITORY = Path(__file__).resolve().parent.parent
SIZES = (10, 1_000, 10_000)

_MINIMAL = '''"""A minimal typer app, with rich set as hp sets it."""

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo("minimal 1")
        raise typer.Exit


@app.callback()
def start(version: bool = typer.Option(False, "--version", callback=_version, is_eager=True)) -> None:
    """Do nothing."""


@app.command()
def status() -> None:
    """Say nothing."""
'''
_SCRIPT = """#!{python}
import sys
from minimal_app import app
if __name__ == "__main__":
    sys.exit(app())
"""
_FACTS = """
import importlib.metadata as known, platform
names = "typer", "pydantic", "pyyaml", "rich"
print(platform.python_version(), *(f"{name}={known.version(name)}" for name in names))
"""


@dataclass(frozen=True)
class Rig:
    """The programs and the folders of plans; `peer` is None when it was not asked for."""

    python: Path
    hp: Path
    minimal: Path
    peer: Path | None
    real: Path
    plans: dict[int, Path]

    def bare(self) -> Command:
        """Return the bare interpreter, which does nothing."""
        return Command((str(self.python), "-c", "pass"), self.real)

    def run_hp(self, folder: Path, *words: str) -> Command:
        """Return a run of hp on the plan in a folder."""
        return Command((str(self.hp), *words), folder)

    def run_set(self, folder: Path) -> Command:
        """Return a run of hp that writes one field, with another text in it each time."""
        text = 'exec "$0" set 2.1.3 note "Varv $$"'
        return Command(("/bin/sh", "-c", text, str(self.hp)), folder)

    def run_completion(self, line: str) -> Command:
        """Return a run of hp as bash runs it when its user presses tab at the end of a line."""
        breaks = " \t\n\"'@><=;|&(:"
        return Command(("/usr/bin/env", "_HP_COMPLETE=bash", str(self.hp), line, breaks), self.real)

    def run_minimal(self, *words: str) -> Command:
        """Return a run of the minimal typer app."""
        return Command((str(self.minimal), *words), self.real)

    def run_peer(self, records: int) -> Command:
        """Return a run of check-jsonschema on the same record files as hp."""
        assert self.peer is not None
        folder = self.plans[records]
        words = ("--schemafile", SCHEMA_FILE, *record_files(folder))
        return Command((str(self.peer), *words), folder)


class SetUpError(Exception):
    """Something that is measured could not be set up."""


def set_up(folder: Path, python: Path | None, *, peers: bool) -> Rig:
    """Make everything below `folder`; `python` given, hp is the one beside that interpreter."""
    if python is None:
        python = _environment(folder / "hp")
        _pip(python, "wheel", "--no-deps", "--wheel-dir", str(folder / "wheel"), str(REPOSITORY))
        _pip(python, "install", *(str(path) for path in (folder / "wheel").glob("*.whl")))
    peer = None
    if peers:
        peer_python = _environment(folder / "peers")
        _pip(peer_python, "install", "check-jsonschema")
        peer = peer_python.with_name("check-jsonschema")
    shutil.copytree(REPOSITORY / "data", folder / "real" / "data")
    _save(folder / "real")
    plans = {size: folder / f"plan-{size}" for size in SIZES}
    for size, place in plans.items():
        write_plan(place, size)
    # No resolve(): the link in a virtual environment is what makes it one.
    python = Path(os.path.abspath(python))  # noqa: PTH100
    return Rig(python, python.with_name("hp"), _minimal(folder, python), peer, folder / "real", plans)


def check_all_is_well(rig: Rig) -> None:
    """Raise `SetUpError` unless hp finds the made-up plans without fault or warning."""
    for size, place in rig.plans.items():
        command = rig.run_hp(place, "check")
        said = _output(command.argv, place).replace("\N{NO-BREAK SPACE}", " ")
        if "0 fel, 0 varningar" not in said:
            raise SetUpError(f"hp check på {size} poster: {said.splitlines()[-1]}")


def facts(rig: Rig) -> tuple[str, dict[str, str]]:
    """Return the version of Python and those of the libraries that hp starts with."""
    version, *libraries = _output((str(rig.python), "-c", _FACTS), rig.real).split()
    return version, dict(library.split("=", 1) for library in libraries)


def _save(folder: Path) -> None:
    """Save a plan in git, as plans are: a report asks which version it is made of."""
    whose = ("-c", "user.name=hp", "-c", "user.email=hp@example.invalid", "-c", "commit.gpgsign=false")
    for words in (("init", "--quiet"), ("add", "."), (*whose, "commit", "--quiet", "--message=Planen")):
        subprocess.run(["git", *words], cwd=folder, check=True)


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    return folder / "bin" / "python"


def _pip(python: Path, *words: str) -> None:
    done = subprocess.run(
        [str(python), "-m", "pip", words[0], "--quiet", *words[1:]],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        raise SetUpError(f"pip {words[0]} gick inte: {''.join(last)}")


def _minimal(folder: Path, python: Path) -> Path:
    """Write the minimal app as a module and a script that starts it, as pip does for hp."""
    place = folder / "minimal"
    place.mkdir()
    (place / "minimal_app.py").write_text(_MINIMAL, encoding="utf-8")
    script = place / "minimal"
    script.write_text(_SCRIPT.format(python=python), encoding="utf-8")
    script.chmod(0o755)
    return script


def _output(argv: Sequence[str], folder: Path) -> str:
    done = subprocess.run(
        argv, cwd=folder, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout

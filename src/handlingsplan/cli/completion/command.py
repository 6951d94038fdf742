"""The command that gives a shell its script: it prints it, writes it, or says how."""

import os
from pathlib import Path
from typing import Annotated

import typer

from handlingsplan.cli.completion.scripts import MARK, SCRIPTS, home_of, place_of
from handlingsplan.cli.options import one_of
from handlingsplan.errors import WrongChoiceError

Shell = Annotated[
    str | None, typer.Argument(metavar="[SKAL]", show_default=False, help="bash, zsh eller fish.")
]
Install = Annotated[bool, typer.Option("--install", help="Skriv skriptet där skalet hittar det.")]

HOW = """\
Med tabb-tangenten skriver skalet resten av kommandon, val, id och planens ord:
hp show 2.1<tabb>, hp status --org K<tabb>, hp report s<tabb>.

Slå på det en gång, i det skal som du använder, och öppna sedan ett nytt fönster:

  hp completion bash --install
  hp completion zsh --install
  hp completion fish --install

Utan --install skrivs skriptet ut, så att du kan lägga det där du vill.
"""


def completion(shell: Shell = None, *, install: Install = False) -> int:
    """Låt skalet skriva färdigt kommandon, val och id åt dig.

    Utan ord visas hur det slås på. Med --install skrivs skriptet till en fil i din hemmapp; inga andra
    filer ändras.
    """
    from handlingsplan.cli import console

    own = Path(os.environ.get("SHELL", "")).name
    if shell is None and not install:
        yours = f"Ditt skal är {own}.\n" if own in SCRIPTS else ""
        console.write(HOW + ("\n" + yours if yours else ""))
        return 0
    if shell is None and own not in SCRIPTS:
        raise WrongChoiceError(
            "vet inte vilket skal du använder", "skriv till exempel hp completion bash --install"
        )
    wanted = one_of("skalet", shell or own, SCRIPTS)
    if not install:
        console.write(SCRIPTS[wanted])
        return 0
    return _install(wanted)


def _install(shell: str) -> int:
    """Write the script of a shell to its place, and say where and what is left to do."""
    from handlingsplan.cli.console import say
    from handlingsplan.store.placed_script import place_script

    home = Path.home()
    path = place_of(shell, home_of(os.environ, home))
    shown = f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
    done = {
        "new": f"skrev {shown}",
        "newer": f"skrev om {shown}, som kom från en annan version av hp",
        "same": f"{shown} finns redan och är likadan",
    }
    say(done[place_script(path, SCRIPTS[shell], MARK)], _left_to_do(shell, shown))
    return 0


def _left_to_do(shell: str, path: str) -> str:
    if shell == "fish":
        return "öppna ett nytt fönster, så kompletterar fish"
    if shell == "bash":
        return (
            "öppna ett nytt fönster, så kompletterar bash; händer inget saknas paketet bash-completion,\n"
            f"    och då behövs raden: source {path} i ~/.bashrc"
        )
    folder = path.rpartition("/")[0]
    return (
        "lägg de här två raderna i ~/.zshrc, om de inte redan står där, och öppna ett nytt fönster:\n"
        f"    fpath=({folder} $fpath)\n"
        "    autoload -Uz compinit && compinit"
    )

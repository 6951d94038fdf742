"""Say which kinds of files have schemas, and what was written for an editor."""

from collections.abc import Collection, Sequence
from typing import Protocol

from handlingsplan.compute.entries import RECORDS
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.nearest import nearest
from handlingsplan.present.wording.list import name_of
from handlingsplan.present.wording.show import KINDS

_TITLES = {
    "grant": "Insats eller rekvisition",
    "plan": "Planens ramar och ord",
    "rules": "Planens egna regler",
}
_ALSO = {"requisition": "grant", "rekvisition": "grant", "rekvisitioner": "grant", "regler": "rules"}
_FEW = 3
_RELOAD = "Öppna planens mapp i VS Code. Frågar VS Code om tillägget YAML från Red Hat, svara ja."


class _Added(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def text(self) -> str: ...


def title_of(kind: str) -> str:
    """Return what a file of a kind is called."""
    return _TITLES.get(kind) or KINDS[kind]


def kind_meant(word: str, kinds: Collection[str]) -> str:
    """Return the kind that an English or Swedish word is for, for one or several; raise for no such word."""
    known = {kind: kind for kind in kinds} | _ALSO
    for kind in kinds:
        folder = RECORDS.get(kind, kind)
        ways = (folder, name_of(folder), KINDS.get(kind, kind), title_of(kind))
        known |= {way.casefold(): kind for way in ways if way.casefold() not in known}
    wanted = word.casefold()
    if wanted in known:
        return known[wanted]
    close = [*{known[near]: near for near in reversed(nearest(word, known))}.values()]
    hint = f"menade du {' eller '.join(close)}?" if close else f"välj bland {', '.join(kinds)}"
    raise WrongChoiceError(f"'{word}' är inget slag av fil", hint)


def outdated(paths: Sequence[str]) -> str:
    """Return what is told where an editor's files are not what the plan would give."""
    more = f" och {len(paths) - _FEW} till" if len(paths) > _FEW else ""
    return f"hjälpen till VS Code är gammal: {', '.join(paths[:_FEW])}{more}"


def installed(written: Sequence[str], by_hand: Sequence[_Added], *, dry_run: bool) -> str:
    """Return what is told of the files that were written, and of what is to be added to others by hand."""
    done = "Skulle skriva" if dry_run else "Skrev"
    lines = [f"{done} {path}" for path in written]
    for it in by_hand:
        lines += ["", f"{it.path} har kommentarer eller är inte rätt skriven, och ändras inte.", "Lägg till:"]
        lines += ["", it.text.rstrip()]
    if not lines:
        return "Allt är redan på plats; inget skrevs.\n"
    return "\n".join([*lines, "", _RELOAD, ""])

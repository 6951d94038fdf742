"""Answer a shell that asks what can stand where its user is typing."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer

from handlingsplan.cli.completion.asked import Asked, asked_of, is_option, walk
from handlingsplan.cli.completion.line import Line, quoted, split
from handlingsplan.cli.completion.words import Word, files_for, words_for
from handlingsplan.store import naming

Application = Callable[[str | None], typer.Typer]
"""Makes the command line, with the one command that is named or with all: what it has is what completes."""

_WORDS = "words"
_MOST_TITLES = 400
"""Candidates whose files are opened for their titles: nobody reads more, and each takes its time."""


class _Answer(NamedTuple):
    files: str
    words: list[Word]
    before: str = ""


def answer(application: Application, shell: str, args: Sequence[str]) -> str:
    """Return what a shell asks for: `words`, `files` or `folders` on a line, then a candidate on each.

    To bash the line so far and its signs that break words are given, to the others the words of the line.
    """
    line = split(*args) if shell == "bash" else Line(tuple(args[:-1]), args[-1], "", 0)
    words = line.words[1:] if shell == "bash" else line.words
    found = _answer_to(application, words, line.last)
    printable = [it for it in found.words if it.word.isprintable()]
    if shell == "bash":
        full = [(found.before + it.word)[line.taken :] for it in printable]
        lines = [quoted(word, line.quote) for word in full]
    else:
        lines = [f"{found.before}{it.word}\t{it.about}" for it in _described(printable)]
    return "\n".join([found.files or _WORDS, *lines, ""])


def _answer_to(application: Application, words: Sequence[str], typed: str) -> _Answer:
    app = application(next(iter(words), None))
    group: Any = typer.main.get_command(app)
    params = _params(group)
    start = walk(params, words, whole=False)
    if start.left:
        command = group.commands.get(start.left[0])
        if command is None:
            return _Answer("", [])
        asked = asked_of(start.left[0], _params(command), start.left[1:], typed)
    else:
        asked = asked_of("", params, words, typed)
    if asked.param is not None:
        root = _root(asked.plan or start.options.get("--plan"))
        found = _narrowed(words_for(asked, root), asked.typed)
        return _Answer("" if found else files_for(asked), found, asked.before)
    if asked.command or typed.startswith("-"):
        return _Answer("", _narrowed(_options(asked), typed))
    return _Answer(
        "", _narrowed([Word(name, _first_line(it.help)) for name, it in group.commands.items()], typed)
    )


def _params(command: Any) -> list[Any]:
    """Return the options and arguments of a command that are shown, with --help."""
    context = command.context_class(command, info_name="hp", **command.context_settings)
    return [param for param in command.get_params(context) if not getattr(param, "hidden", False)]


def _options(asked: Asked) -> list[Word]:
    """Return the options that can still be given, under their long names."""
    return [
        Word(name, "" if name == "--help" else param.help or "")
        for param in asked.unused
        for name in param.opts
        if is_option(param) and name.startswith("--")
    ]


def _root(chosen: str | None) -> Path | None:
    """Return the plan's folder, found as the commands find it; None where there is none."""
    pointed = chosen or os.environ.get("HP_PLAN")
    return Path(pointed).expanduser() if pointed else naming.nearest_plan(Path.cwd())


def _narrowed(words: Iterable[Word], typed: str) -> list[Word]:
    """Return the words that begin as typed; whatever the case, where none begins just so."""
    known = list({it.word: it for it in words}.values())
    exact = [it for it in known if it.word.startswith(typed)]
    return exact or [it for it in known if it.word.casefold().startswith(typed.casefold())]


def _described(words: Sequence[Word]) -> list[Word]:
    """Return words with what they are on one line, from their files where it stands there."""
    if len(words) <= _MOST_TITLES:
        words = [it._replace(about=naming.title_of(it.file)) if it.file else it for it in words]
    return [
        it._replace(about="".join(sign if sign.isprintable() else " " for sign in it.about)) for it in words
    ]


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n", 1)[0]

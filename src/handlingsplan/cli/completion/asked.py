"""Find out what is being typed: which command, and which option or argument of it."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Asked(NamedTuple):
    """What is being typed: `param` is the option or argument whose value it is, None where none is awaited.

    `typed` is the value so far and `before` what stands ahead of it in the same word, as in `--org=`.
    """

    command: str
    param: Any
    typed: str
    before: str
    arguments: tuple[str, ...]
    plan: str | None
    unused: tuple[Any, ...]

    @property
    def metavar(self) -> str:
        """Return the word that the help has for the value, as in ORG, without marks of what is optional."""
        return (self.param.metavar or "").strip("[]. ") if self.param is not None else ""


class Walked(NamedTuple):
    """What the words before are: the arguments, the options, and the option that waits for a value."""

    arguments: tuple[str, ...]
    options: dict[str, str]
    waiting: Any
    ended: bool
    left: tuple[str, ...]


def walk(params: Sequence[Any], words: Sequence[str], *, whole: bool = True) -> Walked:
    """Follow words through the options of a command; without `whole` only to the first argument."""
    by_name = {
        name: param for param in params if is_option(param) for name in (*param.opts, *param.secondary_opts)
    }
    arguments: list[str] = []
    options: dict[str, str] = {}
    waiting, ended = None, False
    for number, word in enumerate(words):
        name, equals, value = word.partition("=")
        if waiting is not None:
            options[waiting.opts[0]] = word
            waiting = None
        elif ended or not word.startswith("-") or word == "-":
            if not whole:
                return Walked((), options, None, ended, tuple(words[number:]))
            arguments.append(word)
        elif word == "--":
            ended = True
        elif (param := by_name.get(name)) is not None:
            options[param.opts[0]] = value
            waiting = None if equals or param.is_flag else param
    return Walked(tuple(arguments), options, waiting, ended, ())


def asked_of(name: str, params: Sequence[Any], words: Sequence[str], typed: str) -> Asked:
    """Return what is being typed to a command after some words."""
    walked = walk(params, words)
    param, before = walked.waiting, ""
    if param is None and not walked.ended and typed.startswith("--") and "=" in typed:
        option, _, value = typed.partition("=")
        param = next((it for it in params if is_option(it) and option in it.opts and not it.is_flag), None)
        before, typed = (f"{option}=", value) if param is not None else ("", typed)
    elif param is None and (walked.ended or not typed.startswith("-")):
        param = _argument(params, len(walked.arguments))
    unused = tuple(
        it
        for it in params
        if is_option(it) and not walked.ended and (it.multiple or it.opts[0] not in walked.options)
    )
    return Asked(name, param, typed, before, walked.arguments, walked.options.get("--plan"), unused)


def is_option(param: Any) -> bool:
    """Tell whether a parameter is an option; the others are arguments."""
    return bool(param.param_type_name == "option")


def _argument(params: Sequence[Any], number: int) -> Any:
    """Return the argument that the next word is for; the last takes all the rest if it takes many."""
    arguments = [param for param in params if not is_option(param)]
    if number < len(arguments):
        return arguments[number]
    return arguments[-1] if arguments and arguments[-1].nargs == -1 else None

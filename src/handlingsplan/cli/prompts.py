"""Ask for what is missing, when there is somebody at a terminal to ask."""

import sys
import textwrap
from collections.abc import Callable, Iterable
from typing import NamedTuple, NoReturn, TypeVar

from handlingsplan.compute.spelling import is_unknown
from handlingsplan.errors import HpError, WrongChoiceError
from handlingsplan.model.fields import FieldError

T = TypeVar("T")

SKIP = "Enter hoppar över"
MORE = "Något mer?"
NO_MORE = "Enter om det var allt"
_FEW = 12
_WIDTH = 78
_NO = frozenset({"n", "nej", "no"})
_YES = frozenset({"", "j", "ja", "y", "yes"})


def _as_written(text: str) -> str:
    return text


class Question(NamedTuple):
    """A question: what is asked, an example, how an answer is read, what can be chosen, what Enter means.

    `read` raises `WrongChoiceError` for what cannot be an answer: then it is asked again. Enter is None
    unless the answer is `needed`; `empty` says what it means.
    """

    text: str
    example: str = ""
    read: Callable[[str], str | None] = _as_written
    choices: tuple[str, ...] = ()
    needed: bool = False
    empty: str = "Enter om det är okänt"


def at_terminal() -> bool:
    """Tell whether somebody is there to answer, and sees what is asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: Question) -> str | None:
    """Return the answer to a question, None for an empty one; what cannot be is told and asked again."""
    return answered(_shown(question), question.read, needed=question.needed)


def ask_several(text: str) -> list[str]:
    """Return answers to a question until there is no more, without the sign that would cut them in two."""
    found: list[str] = []
    question = Question(text, empty=SKIP)
    while (answer := ask(question)) is not None:
        found.append(answer.replace(";", ","))
        question = Question(MORE, empty=NO_MORE)
    return found


def answered(about: str, read: Callable[[str], T | None], *, needed: bool = False) -> T | None:
    """Return what an answer is read as, asked for until it can be; None where it is unknown.

    `about` is shown once, and `read` raises `HpError` or `FieldError` for what cannot be an answer.
    """
    _write(f"{about}\n" if about else "")
    while True:
        answer = _answer("> ")
        try:
            found = None if is_unknown(answer) else read(_legible(answer))
            return _unanswered() if needed and found is None else found
        except FieldError as error:
            _tell(error.found, error.hint)
        except HpError as error:
            _tell(error.message, error.hint)


def agrees(text: str) -> bool:
    """Tell whether somebody says yes to a question; Enter is yes, and what is neither is asked again."""
    while (answer := _answer(f"{text} [J/n] ").casefold()) not in _YES | _NO:
        _tell("svara j eller n", None)
    return answer in _YES


def choice_of(choices: Iterable[str]) -> Callable[[str], str | None]:
    """Return a reader that takes one of some words, or the beginning of one."""
    known = tuple(choices)

    def read(answer: str) -> str | None:
        folded = answer.casefold()
        exact = [word for word in known if word.casefold() == folded]
        begun = exact or [word for word in known if word.casefold().startswith(folded)]
        if len(begun) == 1:
            return begun[0]
        raise WrongChoiceError(f"'{answer}' finns inte att välja på", f"välj bland {', '.join(known)}")

    return read


def _legible(answer: str) -> str:
    if "\N{REPLACEMENT CHARACTER}" in answer:
        raise WrongChoiceError("gick inte att läsa", "skriv det igen")
    return answer


def _tell(wrong: str, right: str | None) -> None:
    _write("".join(f"  {line}\n" for line in (wrong, right) if line))


def _unanswered() -> NoReturn:
    raise WrongChoiceError("det behövs ett svar", "avbryt med Ctrl-C")


def _shown(question: Question) -> str:
    lines = [
        f"{question.text} ({question.empty})" if question.empty and not question.needed else question.text
    ]
    if question.choices:
        more = " …" if len(question.choices) > _FEW else ""
        lines += textwrap.wrap(f"{', '.join(question.choices[:_FEW])}{more}", _WIDTH, initial_indent="  ",
                               subsequent_indent="  ")  # fmt: skip
    lines += [f"  Till exempel {question.example}"] if question.example else []
    return "\n".join(lines)


def _answer(shown: str) -> str:
    try:
        _write(shown)
        line = sys.stdin.buffer.readline()
        if not line:  # Ctrl-D: whoever was to answer has gone
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        _write("\nAvbrutet.\n")
        raise
    # A terminal that rubs out half a letter, or has another encoding, must not stop the questions.
    return line.decode(sys.stdin.encoding or "utf-8", "replace").strip()


def _write(text: str) -> None:
    from handlingsplan.cli.console import Encodable

    stream = Encodable(sys.stdout)
    stream.write(text)
    stream.flush()

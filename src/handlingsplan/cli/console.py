"""Write to the terminal: screens in the width it has and with the signs it can show."""

import io
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_PLAIN = {
    "■": "#", "□": ".", "▪": "+", "‖": "=", "·": "-", "×": "x",
    "\N{EN DASH}": "-", "\N{MINUS SIGN}": "-",
    "≥": ">=", "→": ">", "…": "...", "”": '"', "’": "'", "§": "par.",
}  # fmt: skip


class Encodable(io.TextIOBase):
    """A stream that writes signs its encoding lacks as the nearest plain ones."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Return the encoding of the stream beneath."""
        return self._stream.encoding or "utf-8"

    def write(self, text: str) -> int:
        """Write text, sign by sign where the encoding does not take it; to a file, no blanks at line ends.

        Hard spaces have done their work when the lines are broken: who searches the output types a blank.
        """
        text = text.replace("\N{NO-BREAK SPACE}", " ")
        if not self.isatty():
            text = re.sub(r" +$", "", text, flags=re.MULTILINE)
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            text = "".join(self._nearest(sign) for sign in text)
        return self._stream.write(text)

    def flush(self) -> None:
        """Flush the stream beneath."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Tell whether the stream beneath is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """Return the descriptor of the stream beneath."""
        return self._stream.fileno()

    def _nearest(self, sign: str) -> str:
        for candidate in (sign, _PLAIN.get(sign, ""), unicodedata.normalize("NFKD", sign)[0]):
            try:
                candidate.encode(self.encoding)
            except UnicodeEncodeError:
                continue
            if candidate:
                return candidate
        return "?"


def console() -> "Console":
    """Return the console for results."""
    from rich.console import Console

    class Screen(Console):
        """A console that leaves it to the command line to stop when nobody reads."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    stream = cast("TextIO", Encodable(sys.stdout))
    return Screen(file=stream, highlight=False, markup=False, emoji=False)


def show(screen: "Iterable[RenderableType]", out: "Console") -> None:
    """Print the parts of a screen; lines are never cut or broken again."""
    for part in screen:
        out.print(part, soft_wrap=False, crop=False)


def write(text: str, *, bom: bool = False) -> None:
    """Write a file's worth of text to standard output in UTF-8, whatever the console's encoding is."""
    sys.stdout.flush()
    raw = text.encode("utf-8-sig" if bom else "utf-8")
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(text)
        return
    try:
        binary.write(raw)
        binary.flush()
    except BrokenPipeError as error:
        raise BrokenPipeError from error  # without a number: typer would take it for a failure (0.28)


def say(message: str, hint: str | None = None) -> None:
    """Tell the user something beside the result."""
    stream = Encodable(sys.stderr)
    for start, text in (("hp: ", message), ("    ", hint)):
        if text:
            stream.write(f"{_fitted(start, text) if stream.isatty() else start + text}\n")
    stream.flush()


def _fitted(start: str, text: str) -> str:
    """Return a text on lines that fit the terminal; one that has lines of its own keeps them."""
    import shutil
    import textwrap

    columns = shutil.get_terminal_size().columns - 1
    if "\n" in text or len(start) + len(text) <= columns:
        return start + text
    return textwrap.fill(
        text, columns, initial_indent=start, subsequent_indent="    ", break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip

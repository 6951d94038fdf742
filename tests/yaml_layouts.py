"""YAML files as people lay them out: real keys, nasty values, and comments and blanks at every place."""

import random
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.grant import Grant
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.meeting import BodyMeeting
from handlingsplan.model.records.part import Part
from handlingsplan.model.records.process import Process
from handlingsplan.model.shape import Group, Listing, Shape, Table, keys_of

KINDS: Sequence[type[Part]] = (Process, Grant, Decision, Header, BodyMeeting)

COMMENT = re.compile("#¤[0-9]+¤")
"""What every comment of a generated file holds, so that it can be counted."""

_GUESSED = [
    "2.10", "2.1", "1", "0", "007", "0o17", "0x1F", "0b11", "1_000", "1e3", "1E-3", ".5", "5.", "+1",
    "-1", "-.inf", ".inf", ".INF", ".nan", ".NaN", "1:30", "12:30:45", "190:20:30", "2022-03-14",
    "2022-3-1", "2022-03-14T10:00:00Z", "2022", "2022-03", "NO", "no", "No", "yes", "Yes", "YES", "y",
    "n", "Y", "N", "on", "On", "off", "OFF", "true", "True", "TRUE", "false", "False", "null", "Null",
    "NULL", "~", "=", "<<", ".", "..", "...", "---", "--", "-", "?", ":", "::", ",", "[", "]", "{", "}",
    "[]", "{}", "#", "&", "*", "!", "|", ">", "'", '"', "%", "@", "`", "\\", "/", ";",
]  # fmt: skip
_SHAPED = [
    "- x", "-x", "? x", "?x", ": x", ":x", "a: b", "a:b", "a :b", "a : b", "a:", "a: ", "#x", "a #x",
    "a# x", "a#x", "Grupp #3", "# x", "'", "''", '"', '""', "'a'", '"a"', "it's", 'sa "ja"', "'a", 'a"',
    '"a" och b', "'a' och b", "\\n", "a\\", "C:\\mapp\\fil", "[x", "x]", "[x]", "{x", "x}", "{x: y}",
    "x, y", ",x", "x,", "%x", "@x", "`x", "&x", "*x", "!x", "!!str x", "|x", ">x", "| x", "> x", ">-",
    "|-", "|+", "=x", "<<x", "---x", "--- x", "...x", "... x", "x ---", " x", "x ", " x ", "  ", " ",
    "x  y", "\tx", "x\t", "x\ty", "\t", "x\n", "x\ny", "x\n\ny", "x\ny\n", "\nx", "x\n\n", "x\n y",
    " x\ny", "x \ny", "- a\n- b", "a: b\nc: d", "# a\n# b", "x\n#y", "---\nx", "x\n...", "\n", "\n\n",
    "x\n\n\ny", "x\n\ty", "å", "Åäö Éü", "ÅÄÖ: é", "😀", "a 😀 b", "𝄞", "𝄞: 𝄞", "é", "日本", "–", "…",
    "”x”", "§ 6", "50 %", "4 820", "4 820", " x", "x ", "1 000 kr", "12:30", "kl. 12:30",
    "http://x.se/a?b=c#d", "a@b.se", "x:y,z", "a,b", "KS 2021/0412", "null x", "~x", "~ x", "nullx",
    "2022-03-14 möte", "2022-03-14 10:00", "2022-03-14 x: y", "9" * 59, "9" * 60, "9" * 61, "9" * 70,
    "-" + "9" * 80, "1." + "0" * 90, "ord " * 30, "ord " * 30 + "ord", "x" * 101, "x" * 300, "y" * 99,
    "a: " + "ord " * 30 + "ord", "- " + "ord " * 30 + "ord", "# " + "ord " * 30 + "ord",
    "ord  " * 30 + "x", "'" + "ord " * 30 + "'", '"' + "ord " * 30 + '"',
    "ett ord som är " + "x" * 120 + " långt", "ord " * 75 + ".", "ett\n" + "ord " * 40 + "x",
    "ord " * 24 + "- x", "ord " * 24 + "# x", "ord " * 24 + ": x", "ord\\ " * 30 + "x", "=" * 30,
    "_" * 20, "-" * 20, "- " * 20 + "x", "? " * 10 + "x", "#" * 10, "*" * 10, "x:", "x::", "::x", "-:",
    "?:", ":-", "[]:", "{}:", "':", '":', "x':y", "!", "! x", "<", ">", "<x>", "<!-- x -->", "${x}",
    "{{ x }}", "{% x %}", "$x", "~/x", "/x/y", "..\\x", "x=y", "x = y", "a|b", "a | b", "a>b", "a&b",
    "a*b", "(x)", "x;y", "x!", "x?", "x? y", "Vad? Hur: så", "p.g.a.", "m.m.", "t.ex. x", "1)", "a)",
    "1.", "1. x", "0.5 tjänst",
]  # fmt: skip
UNSEEN = [
    "x\x85y",
    "x\u2028y",
    "x\u2029y",
    "\ufeffx",
    "x\x00y",
    "x\x07",
    "x\x1by",
    "x\u200by",
    "x\ry",
    "\x7f",
]
"""Texts that no record may hold, but that must not be written as something else."""
NASTY = [*_GUESSED, *_SHAPED]
_LONG = (
    "Den som mår dåligt ska få hjälp samma vecka, hemma, i skolan eller på fritiden, av någon som hen redan "
    "känner, och utan att behöva berätta allt en gång till."
)
ORDINARY = [
    "pågår", "KSON", "Region Ekmark", "slutrapporten 6.1", "En mening om vad som har hänt.", "SOC",
    "Skolan", _LONG, "fortsatt processledning", "år ett", "Öppna möten",
]  # fmt: skip
_SIMPLE = re.compile(r"[A-Za-zÅÄÖåäö0-9](?:[\w.,()/-]| (?=[\w(]))*[\w.)]")


def data_of(kind: type[Part], rng: random.Random) -> dict[str, Any]:
    """Return keys and values that a file of a kind could hold, as far as text goes."""
    return _group(kind, rng, 0)


def text_of(rng: random.Random) -> str:
    """Return a text: every third time a nasty one."""
    return rng.choice(NASTY) if rng.random() < 0.35 else rng.choice(ORDINARY)


def value_of(shape: Shape, rng: random.Random, depth: int = 1) -> Any:
    """Return a value for a key, most often of the shape that the key has."""
    if rng.random() < 0.06:
        return None
    many = rng.choice((0, 1, 1, 2, 2, 3, 4))
    if isinstance(shape, Group):
        return _group(shape.part, rng, depth)
    if isinstance(shape, Listing):
        return [value_of(shape.item, rng, depth + 1) for _ in range(many)]
    if isinstance(shape, Table):
        return {text_of(rng)[:60]: value_of(shape.value, rng, depth + 1) for _ in range(many)}
    return text_of(rng)


class Layout:
    """One way to lay data out as a file. A sensible one has no layout that nobody would write by hand."""

    def __init__(self, rng: random.Random, *, sensible: bool) -> None:
        self.rng = rng
        self.sensible = sensible
        self.lines: list[str] = []
        self.comments = 0
        self.chatty = rng.choice((0.0, 0.05, 0.3))
        self.airy = rng.choice((0.0, 0.1, 0.4))
        self.quoting = rng.choice(("", "'", '"', "any"))
        self.flowing = rng.choice((0.1, 0.5, 0.9))
        self.indentless = rng.random()
        self.odd = not sensible and rng.random() < 0.5
        self.after_text = False
        self.keeps = False

    def written(self, data: dict[str, Any]) -> str:
        """Return the file."""
        for _ in range(self.rng.choice((0, 0, 1, 3))):
            self._say(0)
        if not self.sensible and self.rng.random() < 0.1:
            self.lines.append("---")
        self._mapping(data, 0, "")
        ends = self.rng.choice(
            (("\n",), ("\n",), ("\r\n",)) if self.sensible else (("\n",), ("\r\n",), ("\n", "\r\n"))
        )
        if not self.keeps and self.rng.random() < self.airy:
            self.lines.append("")
        if self.rng.random() < self.chatty:
            self._say(0)
        text = "".join(line + self.rng.choice(ends) for line in self.lines)
        if self.rng.random() < 0.15:
            text = text.rstrip("\r\n") if not self.after_text else text
        text = unicodedata.normalize("NFD", text) if self.rng.random() < 0.1 else text
        return "\ufeff" + text if self.rng.random() < 0.1 else text

    def _say(self, indent: int) -> None:
        self.lines.append(" " * indent + self._comment().lstrip())
        self.after_text = self.keeps = False

    def _comment(self) -> str:
        self.comments += 1
        said = self.rng.choice(("", " om: det", " - [x", " 'nja", ' "jo', " a, b", " # två", " }"))
        return f"{self.rng.choice((' ', '  ', '   '))}#¤{self.comments}¤{said}"

    def _maybe(self) -> str:
        return self._comment() if self.rng.random() < self.chatty else ""

    def _between(self, indent: int) -> None:
        while self.rng.random() < self.airy and not self.keeps:
            self.lines.append(self.rng.choice(("", "", "  ")) if not self.after_text else "")
        if self.rng.random() < self.chatty:
            deeper = 0 if self.after_text else self.rng.choice((0, 0, 0, 2))
            self._say(self.rng.choice((indent, indent, indent + deeper, 0 if not self.sensible else indent)))

    def _mapping(self, data: dict[str, Any], indent: int, start: str) -> None:
        for number, (key, value) in enumerate(data.items()):
            first = number == 0 and start
            if number:
                self._between(indent)
            head = start if first else " " * indent
            if not first and number == 0 and self.rng.random() < self.chatty:
                self._say(indent)
            if self.odd and self.rng.random() < 0.1:
                self.lines.append(f"{head}? {self._key(key)}{self._maybe()}")
                head = f"{' ' * indent}:"
            else:
                head = f"{head}{self._key(key)}{' ' if self.odd and self.rng.random() < 0.1 else ''}:"
            self._value(value, indent, head, under_key=True)

    def _key(self, key: str, *, flow: bool = False) -> str:
        quote = "'" if self.odd and self.rng.random() < 0.1 else ""
        return self._one_line(key, quote, flow=flow, wide=False)

    def _value(self, value: Any, indent: int, head: str, *, under_key: bool) -> None:
        self.after_text = self.keeps = False
        if isinstance(value, dict | list) and value and self.rng.random() >= self._row_chance(value):
            self._block(value, indent, head, under_key=under_key)
        elif isinstance(value, dict | list):
            self._row(value, indent, head)
        else:
            self._scalar(value, indent, head)

    def _row_chance(self, value: Any) -> float:
        flat = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return self.flowing if flat else 0.0 if self.sensible else 0.1

    def _block(self, value: Any, indent: int, head: str, *, under_key: bool) -> None:
        deeper = indent + (2 if self.sensible and self.rng.random() < 0.8 else self.rng.randint(1, 6))
        if isinstance(value, list):
            self._list(value, indent if under_key and self.rng.random() < self.indentless else deeper, head)
        elif not under_key and self.rng.random() < 0.9:
            gap = self.rng.choice((1, 1, 1, 3))
            self._mapping(value, len(head) + gap, head + " " * gap)
        else:
            self.lines.append(head + self._maybe())
            self._mapping(value, deeper, "")

    def _list(self, value: list[Any], deeper: int, head: str) -> None:
        start = ""
        if head.endswith("-") and self.rng.random() < 0.5:
            start, deeper = f"{head} ", len(head) + 1
        else:
            self.lines.append(head + self._maybe())
            if self.rng.random() < self.chatty:
                self._say(deeper)
        spaced = self.rng.random() < self.airy
        for number, item in enumerate(value):
            if number and spaced and not self.keeps:
                self.lines.append("")
            elif number:
                self._between(deeper)
            dash = f"{start if start and number == 0 else ' ' * deeper}-"
            self._value(item, deeper, dash, under_key=False)

    def _scalar(self, value: str | None, indent: int, head: str) -> None:
        gap = " " * (self.rng.randint(2, 4) if self.odd and self.rng.random() < 0.2 else 1)
        if value is None:
            self.lines.append(head + self.rng.choice(("", " ~", " null")) + self._maybe())
        elif self.rng.random() < 0.5 and self._block_text(value, indent, head + gap):
            return
        else:
            written = self._one_line(value, self._quote(), flow=False, wide=True)
            words = written.split(" ")
            if len(words) > 2 and "  " not in written and self._folds(written) and self.rng.random() < 0.3:
                at = self.rng.randrange(1, len(words))
                self.lines.append(head + gap + " ".join(words[:at]))
                self.lines.append(
                    " " * (indent + self.rng.choice((1, 2, 4))) + " ".join(words[at:]) + self._maybe()
                )
            else:
                self.lines.append(head + gap + written + self._maybe())

    @staticmethod
    def _folds(written: str) -> bool:
        words = written.split(" ")
        return all(word and word[0].isalnum() and not word.endswith("\\") for word in words[1:])

    def _block_text(self, value: str, indent: int, head: str) -> bool:
        lines = value.rstrip("\n").split("\n")
        ends = len(value) - len(value.rstrip("\n"))
        if len(value) < 8 or any(line != line.strip() or "\t" in line for line in lines) or not lines[0]:
            return False
        chomp = "-" if ends == 0 else "" if ends == 1 and self.rng.random() < 0.8 else "+"
        deeper = self.rng.choice((1, 2, 2, 2, 4))
        digit = str(deeper) if not self.sensible and self.rng.random() < 0.2 else ""
        pad = " " * (indent + deeper)
        fold = len(lines) == 1 and "  " not in value and self.rng.random() < 0.6
        self.lines.append(f"{head}{'>' if fold else '|'}{digit}{chomp}{self._maybe()}")
        if fold:
            words = lines[0].split(" ")
            at = self.rng.randint(1, len(words))
            lines = [" ".join(words[:at])] + ([" ".join(words[at:])] if words[at:] else [])
        self.lines += [pad + line if line else "" for line in lines]
        self.lines += [""] * (ends - 1) if chomp == "+" else []
        self.after_text, self.keeps = True, chomp == "+"
        return True

    def _quote(self) -> str:
        return self.rng.choice(("", "'", '"')) if self.quoting == "any" else self.quoting

    def _one_line(self, value: str, quote: str, *, flow: bool, wide: bool) -> str:
        plain = _SIMPLE.fullmatch(value) and value not in {"null", "~"}
        plain = plain and not (flow and "," in value) and not value.startswith(("---", "..."))
        if plain and not quote:
            return value
        if quote == "'" and not re.search(r"[\n\t]|^\s|\s$", value):
            return "'" + value.replace("'", "''") + "'"
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        if wide and self.rng.random() < 0.3:
            escaped = escaped.replace("å", "\\xe5").replace("ö", "\\u00F6")
        return f'"{escaped}"'

    def _row(self, value: Any, indent: int, head: str) -> None:
        """Write within brackets, on one line or with a line for each item."""
        if value and self.rng.random() < 0.3:
            self._rows(value, indent, head)
            return
        self.lines.append(f"{head} {self._flow(value)}{self._maybe()}")

    def _rows(self, value: Any, indent: int, head: str) -> None:
        opens, closes = "{}" if isinstance(value, dict) else "[]"
        if isinstance(value, dict):
            pairs = (self._flow({key: item})[1:-1] for key, item in value.items())
            parts = [pair.strip().removesuffix(",") for pair in pairs]
        else:
            parts = [self._flow(item) for item in value]
        self.lines.append(f"{head} {opens}{self._maybe()}")
        pad = " " * (indent + self.rng.choice((2, 4)))
        trailing = self.rng.random() < 0.5
        for number, part in enumerate(parts):
            comma = "," if trailing or number + 1 < len(parts) else ""
            self.lines.append(f"{pad}{part}{comma}{self._maybe()}")
            if self.rng.random() < self.chatty:
                self._say(len(pad))
        self.lines.append(f"{' ' * (indent + 1)}{closes}{self._maybe()}")

    def _flow(self, value: Any) -> str:
        if value is None:
            return self.rng.choice(("~", "null"))
        if isinstance(value, str):
            return self._one_line(value, self._quote(), flow=True, wide=False)
        pad = " " if self.rng.random() < 0.1 else ""
        comma = "," if value and self.odd and self.rng.random() < 0.1 else ""
        if isinstance(value, list):
            return f"[{pad}{', '.join(self._flow(item) for item in value)}{comma}{pad}]"
        pairs = (f"{self._key(key, flow=True)}: {self._flow(item)}" for key, item in value.items())
        return f"{{{pad}{', '.join(pairs)}{comma}{pad}}}"


def file_of(seed: int, *, sensible: bool) -> tuple[type[Part], str, dict[str, Any]]:
    """Return a kind, a file of that kind, and what the file holds."""
    rng = random.Random(seed)
    kind = rng.choice(KINDS)
    data = data_of(kind, rng)
    return kind, Layout(rng, sensible=sensible).written(data), data


def _group(kind: type[Part], rng: random.Random, depth: int) -> dict[str, Any]:
    keys = list(keys_of(kind).values())
    chosen = rng.sample(keys, min(len(keys), rng.choice((1, 2, 3, 4, 6) if depth == 0 else (1, 2, 3))))
    if rng.random() < 0.8:
        chosen.sort(key=keys.index)
    return {key.name: value_of(key.shape, rng, depth + 1) for key in chosen}

"""Turn YAML text into plain data, guessing nothing: every scalar stays the text that was written.

The data is built from the parser's event stream. `yaml.load` and `yaml.compose` recurse in C and
take the whole process down on a hundred thousand nested brackets (PyYAML 6.0.3).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from handlingsplan.model.fields import brief, quoted
from handlingsplan.model.problem import Loc, Place, Problem, Severity
from handlingsplan.store.plaintext import FORBIDDEN_IN_VALUE
from handlingsplan.store.yamlfaults import explain

DEPTH_LIMIT = 20
VALUE_LIMIT = 20_000
"""Values, keys and groups in a file. A record has some hundred, plan.yaml of a large plan some thousand."""
PROBLEM_LIMIT = 100
"""Problems of one file. Who has mended a hundred can ask for more."""
_LONGEST_GUESSED = 60

_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null"})
_GUESSED_STARTS = frozenset("0123456789+-.yYnNtTfFoO=<")
_GUESSED = re.compile(
    r"""[-+]?(?:0b[01_]+|0x[0-9a-f_]+|0o[0-7]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?)  # 7, 12:30, 2.10
    |[-+]?(?:[0-9][0-9_]*\.?|\.[0-9])[0-9_]*(?:e[-+]?[0-9]+)?|[-+]?\.(?:inf|nan)              # 1e9, .5
    |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\s].*)?                                              # days
    |y|n|yes|no|on|off|true|false|null|=|<<""",
    re.VERBOSE | re.IGNORECASE,
)
"""What YAML 1.1 or 1.2 takes for a number, a day or a yes: the text is another elsewhere."""
_WAITING = object()
_REFUSED = object()


class Marks(NamedTuple):
    """Where a value stands, and where the key or list item that leads to it does: line, column."""

    value: tuple[int, int]
    key: tuple[int, int]


class Guessed(NamedTuple):
    """A plain scalar that most YAML readers take for something else than text, and the way to it."""

    loc: Loc
    word: str
    key: bool


@dataclass(slots=True)
class Reading:
    """What a text holds: the data of its first document, and the problems found in reading it.

    `warnings` leave the data as it is. `guessed` are the scalars that other readers would not take as
    the text that was written.
    """

    data: object = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    guessed: list[Guessed] = field(default_factory=list)


def read_yaml(text: str, path: str) -> Reading:
    """Return the data in `text`: dict, list, str and None, with every problem at its place."""
    return _Builder(text, path).build()


def place_of(text: str, path: str, loc: Loc, *, key: bool = False) -> Place:
    """Return the place of the value at `loc`, or of its key; what is missing stands where it would."""
    marks = marks_of(text, path)
    while loc and loc not in marks:
        loc, key = loc[:-1], True
    if loc not in marks:
        return Place(path)
    return Place(path, *(marks[loc].key if key else marks[loc].value))


@lru_cache(maxsize=4)  # a file with a thousand faults asks a thousand times
def marks_of(text: str, path: str) -> Mapping[Loc, Marks]:
    """Return where every value in `text` stands; the first one where a key is repeated."""
    builder = _Builder(text, path, marks={})
    builder.build()
    assert builder.marks is not None
    return builder.marks


def taken_for_other(word: str) -> bool:
    """Tell whether most YAML readers take a word without quotes for something else than text."""
    return word[:1] in _GUESSED_STARTS and len(word) <= _LONGEST_GUESSED and bool(_GUESSED.fullmatch(word))


class _Frame:
    """A list or mapping being filled, the step that led to it, and the key that waits for a value."""

    __slots__ = ("data", "key", "key_mark", "key_marks", "mapping", "step")

    def __init__(self, step: str | int, *, mapping: bool) -> None:
        self.step = step
        self.mapping = mapping
        self.data: Any = {} if mapping else []
        self.key: Any = _WAITING
        self.key_mark: Any = None
        self.key_marks: dict[str, Any] = {}

    @property
    def next_step(self) -> Any:
        return self.key if self.mapping else len(self.data)


class _CannotGoOnError(Exception):
    """What follows in the text cannot be read."""


class _Builder:
    """Follow the parser's events and fill frames; positions are kept only when asked for."""

    def __init__(self, text: str, path: str, marks: dict[Loc, Marks] | None = None) -> None:
        self.text = text
        self.path = path
        self.marks = marks
        self.documents = 0
        self.values = 0
        self.problems: list[Problem] = []
        self.guessed: list[Guessed] = []
        self.warnings: list[Problem] = []
        self.stack = [_Frame(0, mapping=False)]

    def build(self) -> Reading:
        """Return what the first document holds, or no data where it cannot be followed to its end."""
        try:
            next_event = _PARSER(self.text).get_event
            while (kind := type(event := next_event())) is not StreamEndEvent:
                if kind in _HANDLERS:
                    _HANDLERS[kind](self, event)
                    self.values += 1
                    if self.values == VALUE_LIMIT:
                        self._fault(event, "HP005", f"filen har fler än {VALUE_LIMIT} värden", _TOO_MANY)
                        break
        except (yaml.YAMLError, UnicodeError) as error:
            return Reading(None, self._stopped(explain(error, self.text, self.path)))
        except _CannotGoOnError:
            pass
        root = self.stack[0].data
        complete = root and len(self.stack) == 1
        return Reading(root[0] if complete else None, self.problems, self.warnings, self.guessed)

    def _stopped(self, last: Problem) -> list[Problem]:
        """Return all problems; in `title: *nytt ord` the star is one, what the parser says of ord is not."""
        star = self.problems and self.problems[-1].code == "HP013"
        if star and self.problems[-1].place.line == last.place.line:
            return self.problems
        return [*self.problems, last]

    def on_scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        value = event.value
        if not event.style and value in _NULLS:
            value = None
        elif event.style == '"' and (sign := FORBIDDEN_IN_VALUE.search(value)):
            hint = "ta bort det; ett bakstreck inom dubbla citattecken skapade det"
            self._fault(event, "HP006", f"otillåtet tecken U+{ord(sign[0]):04X} i värdet", hint)
            value = FORBIDDEN_IN_VALUE.sub("\N{REPLACEMENT CHARACTER}", value)
        self._take(event, value)

    def _take(self, event: Any, value: str | None) -> None:
        frame = self.stack[-1]
        is_key = frame.mapping and frame.key is _WAITING
        if not event.style and self.text.startswith(" #", event.end_mark.index):
            self._cut_by_comment(event)
        if value and not event.style and value[0] in _GUESSED_STARTS:
            self._guess(frame, value, is_key=is_key)
        if is_key:
            self._take_key(frame, event, value)
        else:
            self._put(frame, event, value)

    def _guess(self, frame: _Frame, value: str, *, is_key: bool) -> None:
        if len(self.guessed) < PROBLEM_LIMIT and taken_for_other(value):
            loc = (*self._steps(), value if is_key else frame.next_step)
            self.guessed.append(Guessed(loc, value, is_key))

    def on_start(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        frame = self.stack[-1]
        if len(self.stack) > DEPTH_LIMIT:
            hint = "en post är bara några få nivåer djup; kontrollera parenteserna"
            self._fault(event, "HP015", f"fler än {DEPTH_LIMIT} nivåer i varandra", hint)
            raise _CannotGoOnError
        if frame.mapping and frame.key is _WAITING:
            self._fault(event, "HP010", "en nyckel måste vara ett ord", "skriv nyckel: värde")
            raise _CannotGoOnError
        inner = _Frame(frame.next_step, mapping=type(event) is MappingStartEvent)
        self._put(frame, event, inner.data)
        self.stack.append(inner)

    def on_end(self, _event: Any) -> None:
        self.stack.pop()

    def on_alias(self, event: Any) -> None:
        hint = "skriv värdet i klartext; börjar texten med *, sätt den inom citattecken"
        self._fault(event, "HP013", f"hänvisningen {_shown('*', event.anchor)} går inte att använda", hint)
        frame = self.stack[-1]
        if frame.mapping and frame.key is _WAITING:
            frame.key = _REFUSED
        else:
            self._put(frame, event, None)

    def on_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            hint = "en fil rymmer en post; ta bort raden med --- eller dela filen"
            self._fault(event, "HP012", "ett andra dokument börjar här", hint)
            raise _CannotGoOnError

    def _cut_by_comment(self, event: Any) -> None:
        """Warn of `Grupp #3`: all after a blank and # is a comment, and few mean one without a blank."""
        end = event.end_mark
        if self.text[end.index + 2 : end.index + 3].strip() and len(self.warnings) < PROBLEM_LIMIT:
            hint = "sätt hela värdet inom citattecken; en kommentar skrivs med blanksteg efter #"
            place = Place(self.path, end.line + 1, end.column + 2)
            message = "texten från # räknas som kommentar och är inte med i värdet"
            self.warnings.append(Problem(place, "HP022", message, hint, Severity.WARNING))

    def _take_key(self, frame: _Frame, event: Any, value: str | None) -> None:
        frame.key = _REFUSED
        frame.key_mark = event.start_mark
        if value is None:
            self._fault(event, "HP010", "här saknas en nyckel", "skriv nyckel: värde")
        elif value in frame.data:
            found = f"nyckeln {quoted(value)} står två gånger, först på rad {frame.key_marks[value].line + 1}"
            self._fault(event, "HP016", found, "behåll den ena raden")
        else:
            frame.key = value
            frame.key_marks[value] = event.start_mark

    def _put(self, frame: _Frame, event: Any, value: object) -> None:
        """Put a value in its frame; one whose key was refused is read and let go."""
        if self.marks is not None and frame.key is not _REFUSED:
            self._mark(frame, event)
        if not frame.mapping:
            frame.data.append(value)
            return
        if frame.key is not _REFUSED:
            frame.data[frame.key] = value
        frame.key = _WAITING

    def _mark(self, frame: _Frame, event: Any) -> None:
        assert self.marks is not None
        value, key = event.start_mark, frame.key_mark if frame.mapping else event.start_mark
        loc = (*self._steps(), frame.next_step) if len(self.stack) > 1 else ()
        if _REFUSED in loc:
            return
        places = Marks((value.line + 1, value.column + 1), (key.line + 1, key.column + 1))
        self.marks.setdefault(loc, places)

    def _steps(self) -> Loc:
        """Return the way to the frame being filled: the root and the document itself are no steps."""
        return tuple(frame.step for frame in self.stack[2:])

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            hint = "skriv värdet i klartext; börjar texten med &, sätt den inom citattecken"
            self._fault(event, "HP013", f"ankaret {_shown('&', event.anchor)} går inte att använda", hint)
        if event.tag:
            hint = "ta bort det; börjar texten med !, sätt den inom citattecken"
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault(event, "HP014", f"typmärket {_shown('', tag)} går inte att använda", hint)

    def _fault(self, event: Any, code: str, message: str, hint: str) -> None:
        mark = event.start_mark
        place = Place(self.path, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(place, code, message, hint))
        if len(self.problems) >= PROBLEM_LIMIT:
            raise _CannotGoOnError


_TOO_MANY = "en post har några hundra; är det rätt fil?"


def _shown(sign: str, word: str) -> str:
    """Return an anchor or a tag as a message shows it: as it was written, without quotes."""
    return sign + brief(word)


# Not held by each builder: a builder that its own methods refer to would never be freed.
_HANDLERS: dict[type, Callable[[_Builder, Any], None]] = {
    ScalarEvent: _Builder.on_scalar,
    MappingStartEvent: _Builder.on_start,
    SequenceStartEvent: _Builder.on_start,
    MappingEndEvent: _Builder.on_end,
    SequenceEndEvent: _Builder.on_end,
    AliasEvent: _Builder.on_alias,
    DocumentStartEvent: _Builder.on_document,
}

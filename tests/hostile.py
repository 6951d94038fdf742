"""Broken and hostile files and folders: each is planted by a function into a copy of a good plan."""

import gzip
import os
import random
import shutil
import socket
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

GOOD = Path(__file__).resolve().parent / "cases/good/motesplan"
FILES = 16
"""How many files of it are planted in: all that need no decision. It is read twice as fast as the whole."""
PROCESSES = 7

X = "data/processes/x.yaml"
GRANT = "data/grants/x.yaml"
DECISION = "data/decisions/x.yaml"
HEADER = "data/plan.yaml"
RULES = "data/rules.yaml"
DIGITS = "9" * 5000
SLIP = "id: x\ntitel: a\n"
"""A record with a slip at line 2, by which a file can be seen to be read."""

UNREADABLE = "HP001|HP002|HP020"
"""What may be told of something that is no file where a file, or no folder where a folder, should be."""

Content = bytes | str
Plant = Callable[[Path], None]


def unseen(text: str) -> set[str]:
    """Return the signs in a text that a terminal obeys or a reader does not see."""
    return {
        sign
        for sign in set(text)
        if sign != "\n" and unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


def good_plan(root: Path) -> None:
    """Copy the plan that is planted in."""
    for path in sorted(GOOD.glob("data/**/*.yaml")):
        raw = path.read_bytes()
        if path.parent.name != "decisions" and b"decision:" not in raw:
            write(root, str(path.relative_to(GOOD)), raw)


def write(root: Path, path: str | bytes, content: Content | Callable[[], Content]) -> None:
    """Put a file into a plan, with the folders that it stands in."""
    file = Path(os.fsdecode(os.path.join(os.fsencode(root), os.fsencode(path))))  # noqa: PTH118 - bytes
    file.parent.mkdir(parents=True, exist_ok=True)
    made = content() if callable(content) else content
    file.write_bytes(made.encode() if isinstance(made, str) else made)


def listen(path: Path) -> None:
    """Make a socket that nobody answers."""
    here = Path.cwd()
    os.chdir(path.parent)  # the whole path may be longer than a socket's name can be
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def device(path: Path) -> None:
    """Make a device without end; a pipe, for whom that is not allowed."""
    try:
        os.mknod(path, 0o020644, os.makedev(1, 5))
    except OSError:
        os.mkfifo(path)


def ring(root: Path) -> None:
    """Make two links that lead to each other."""
    (root / X).symlink_to("y.yaml")
    (root / "data/processes/y.yaml").symlink_to("x.yaml")


def sparse(path: Path, size: int) -> None:
    """Make a file that is large and takes no room."""
    path.write_text("id: x\n", encoding="utf-8")
    os.truncate(path, size)


def twins(root: Path) -> None:
    """Write two files whose names look the same: the letter is whole in one, in parts in the other."""
    write(root, "data/processes/möte.yaml", SLIP)
    write(root, "data/processes/mo\u0308te.yaml", "id: x\nled: a\n")


def odd_twins(root: Path) -> None:
    """Write two files whose names differ in a byte that is no letter."""
    write(root, b"data/processes/m\xf6te.yaml", SLIP)
    write(root, b"data/processes/m\xf7te.yaml", "id: x\nled: a\n")


def case_twins(root: Path) -> None:
    """Write two files whose names, and ids, differ only in case."""
    write(root, "data/processes/X.yaml", "id: X\n")
    write(root, X, "id: x\n")


def leavings(root: Path) -> None:
    """Write what editors and people leave behind."""
    for name in (".x.yaml.swp", ".x.yaml", "x.yaml~", "#x.yaml#", "~$x.yaml", "x.png", "README.md"):
        write(root, f"data/processes/{name}", b"\xff\x00\x1b")
    write(root, "data/.git/x.yaml", b"\xff")
    write(root, "data/processes/.dold/x.yaml", b"\xff")


def closed(folder: Path) -> None:
    """Make a folder that only root may enter."""
    folder.mkdir()
    (folder / "x.yaml").write_text(SLIP, encoding="utf-8")
    folder.chmod(0)


def closed_file(path: Path) -> None:
    """Make a file that only root may read."""
    path.write_text(SLIP, encoding="utf-8")
    path.chmod(0)


def tower(base: Path, name: str, height: int) -> None:
    """Make folders in each other, and in the innermost a record with a slip."""
    base.mkdir()
    here = os.open(base, os.O_RDONLY)
    for _ in range(height):
        os.mkdir(name, dir_fd=here)
        inner = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    file = os.open("x.yaml", os.O_CREAT | os.O_WRONLY, dir_fd=here)
    os.write(file, SLIP.encode())
    os.close(file)
    os.close(here)


@dataclass(frozen=True)
class Told:
    """A problem that must be told: file and code as patterns; line 0 is the whole file, None any line."""

    file: str
    code: str
    line: int | None = None


@dataclass(frozen=True)
class Hostile:
    """Something planted into a good plan, what must be told of it, and how many files are then read.

    `lost` files of the good plan can no longer be read. `counted` is whether it can be known how many are
    unread: who knows how many a closed folder has? `shown` must stand in what is told.
    """

    name: str
    plant: Plant
    told: tuple[Told, ...] = ()
    read: int = 0
    unread: int = 0
    lost: int = 0
    exits: Collection[int] = (1,)
    counted: bool = True
    shown: str = ""
    command: str = "check"

    def elsewhere(self, path: str) -> "Hostile":
        """Return the same content as the file at another path."""
        assert isinstance(self.plant, partial)
        told = tuple(Told(path, told.code, told.line) for told in self.told)
        return Hostile(self.name, partial(self.plant, path=path), told, unread=1)


def content(
    name: str,
    made: Content | Callable[[], Content],
    code: str,
    line: int | None = 0,
    *,
    at: str = X,
    shown: str = "",
) -> Hostile:
    """Return a file with a fault that keeps it from being read."""
    plant = partial(write, path=at, content=made)
    return Hostile(name, plant, (Told(at, code, line),), unread=1, shown=shown)


def harmless(name: str, made: Content | Callable[[], Content], at: str = X) -> Hostile:
    """Return a file that looks bad and is read."""
    return Hostile(name, partial(write, path=at, content=made), read=1, exits=(0,))


def warned(name: str, made: Content, code: str, line: int) -> Hostile:
    """Return a file that is read and warned of."""
    return Hostile(name, partial(write, path=X, content=made), (Told(X, code, line),), read=1, exits=(0,))


def sign(name: str, sign: str) -> Hostile:
    """Return a file with a sign that none may hold, as it is, in a title."""
    return content(name, f"id: x\ntitle: a{sign}b\n", "HP006", 2)


def escaped(name: str, written: str) -> Hostile:
    """Return a file with a sign that none may hold, written with a backslash in a title."""
    return content(f"{name} by a backslash", f'id: x\ntitle: "a{written}b"\n', "HP006", 2)


def amount(name: str, written: str) -> Hostile:
    """Return a grant with an amount that is none, at line 4."""
    made = f'id: x\namounts:\n  - year: 2023\n    applied: "{written}"\n'
    return content(name, made, "HP112", 4, at=GRANT)


def cited(name: str, place: str) -> Hostile:
    """Return a process with a status that a place in a document tells of."""
    made = f"id: x\nhistory: [{{status: pågår, since: 2024}}]\nsources:\n  history: ['{place}']\n"
    return harmless(name, made)


def named(name: str, path: str | bytes, shown: str, code: str = "HP101") -> Hostile:
    """Return a file with a name that is hostile and a slip at line 2."""
    line = 2 if code == "HP101" else 0
    return Hostile(name, partial(write, path=path, content=SLIP), (Told(shown, code, line),), unread=1)


def link(name: str, to: str, code: str, path: str = X) -> Hostile:
    """Return a link that is not read."""
    return Hostile(name, lambda root: (root / path).symlink_to(to), (Told(path, code, 0),), unread=1)


def instead(name: str, path: str, plant: Plant, code: str, lost: int, unread: int = 1) -> Hostile:
    """Return something else that stands where a file or folder of the plan should."""

    def replace(root: Path) -> None:
        if (root / path).is_dir():
            shutil.rmtree(root / path)
        else:
            (root / path).unlink(missing_ok=True)
        plant(root)

    return Hostile(name, replace, (Told(path, code),), lost=lost, unread=unread, counted=False)


ENCODINGS = (
    content("UTF-16, little end first", "\ufeffid: å\n".encode("utf-16-le"), "HP003"),
    content("UTF-16, big end first", "\ufeffid: å\n".encode("utf-16-be"), "HP003"),
    content("UTF-16 without a mark", "id: x\n".encode("utf-16-le"), "HP006", 1),
    content("UTF-32, little end first", "\ufeffid: x\n".encode("utf-32-le"), "HP003"),
    content("UTF-32, big end first", "\ufeffid: x\n".encode("utf-32-be"), "HP003", None),
    content("Windows quotes", "id: x\ntitle: “möte”\n".encode("cp1252"), "HP003", 2),
    content("latin-1", "id: x\n\ntitle: möte\n".encode("latin-1"), "HP003", 3),
    content("UTF-8 cut in a letter", "id: x\ntitle: mö".encode()[:-1], "HP003", 2),
    content("UTF-8 longer than it need be", b"id: x\ntitle: \xc0\xaf\n", "HP003", 2),
    content("half a sign in UTF-8", b"id: x\ntitle: \xed\xa0\x80\n", "HP003", 2),
    content("a sign beyond the last", b"id: x\ntitle: \xf4\x90\x80\x80\n", "HP003", 2),
    content("two encodings in one", b"id: x\ntitle: m\xc3\xb6te\nnote: m\xf6te\n", "HP003", 3),
    warned("a byte order mark", "\ufeffid: x\ntitle: a\n", "HP018", 1),
    warned("letters in parts", "id: x\ntitle: mo\u0308te\n", "HP019", 2),
    content("a byte order mark alone", "\ufeff", "HP004"),
    content("two byte order marks", "\ufeff\ufeffid: x\n", "HP006", 1),
    sign("a byte order mark in the middle", "\ufeff"),
)

SIGNS = (
    content("NUL first", "\x00id: x\n", "HP006", 1),
    content("NUL in the middle", "id: x\ntitle: a\x00b\nnote: a\n", "HP006", 2),
    content("NUL last", "id: x\ntitle: a\n\x00", "HP006", 3),
    sign("a bell", "\x07"),
    sign("a backspace", "\b\b\b"),
    sign("a form feed", "\f"),
    sign("a vertical tab", "\v"),
    sign("a delete", "\x7f"),
    sign("a next line", "\x85"),
    sign("a line separator", "\u2028"),
    sign("a paragraph separator", "\u2029"),
    sign("a colour", "\x1b[31m"),
    sign("a colour in one sign", "\x9b31m"),
    sign("a link for the terminal", "\x1b]8;;https://example.org\x1b\\b\x1b]8;;\x1b\\"),
    sign("text turned around", "\u202ecod.exe\u202c"),
    sign("text set apart", "\u2067b\u2069"),
    sign("an Arabic letter mark", "\u061c"),
    sign("a blank of no width", "\u200b"),
    sign("a soft hyphen", "\u00ad"),
    sign("letters that cannot be seen", "\U000e0069\U000e0064"),
    sign("a mark between lines", "\ufff9a\ufffab\ufffb"),
    content("a tab for indent", "id: x\nhistory:\n\t- status: a\n", "HP008", 3),
    content("a hard blank for indent", "id: x\nhistory:\n\u00a0 - status: a\n", "HP008", 3),
    harmless("a tab in a text", "id: x\ntitle: a\tb\n"),
    escaped("a colour", r"\e[31m"),
    escaped("a link for the terminal", r"\e]8;;https://example.org\e\\"),
    escaped("text turned around", r"\u202ecod.exe"),
    escaped("NUL", r"\0"),
    escaped("a bell", r"\a"),
    escaped("a return", r"\r"),
    escaped("a next line", r"\N"),
    content("a colour in a key", 'id: x\n"\\e[31mtitle": a\n', "HP006", 2),
    content("text turned around in a key", 'id: x\n"\\u202etitle": a\n', "HP006", 2),
    content("a key that turns around twice", 'id: x\n"\\u202ea": b\n"\\u202ea": b\n', "HP016", 3),
    content("a colour in a choice", 'id: x\nbasis: {title: "\\e[31m"}\n', "HP006", 2),
    content("half a sign by a backslash", 'id: x\ntitle: "\\ud800"\n', "HP009", 2),
    content("a tag with signs for the terminal", "id: x\ntitle: !a%1B%5B31m%07%0Ab c\n", "HP014", 2),
    content("a tag that turns text around", "id: x\ntitle: !%E2%80%AEa b\n", "HP014", 2),
)

SYNTAX = (
    content("nothing", b"", "HP004"),
    content("only comments", "# a\n\n  # b\n", "HP004"),
    content("only a beginning", "---\n", "HP004"),
    content("only an end", "...\n", r"HP\d{3}", None),
    content("a single quote that is never closed", "id: x\ntitle: 'a\nnote: b\n", "HP017", 2),
    content("a double quote that is never closed", 'id: x\ntitle: "a\nnote: b\n', "HP017", 2),
    content("a bracket that is never closed", "id: x\norganisations: [A\nnote: b\n", "HP017", 2),
    content("a brace that is never closed", "id: x\nsources: {title: [a]\nnote: b\n", "HP017", 2),
    content("a bracket that opens nothing", "id: x\ntitle: a\n]\n", r"HP0\d\d", None),
    content("a key twice", "id: x\ntitle: a\ntitle: b\n", "HP016", 3),
    content("an anchor", "id: x\ntitle: &a b\n", "HP013", 2),
    content("an alias of nothing", "id: x\ntitle: *a\n", "HP013", 2),
    content("an alias of itself", "id: x\norganisations: &a [*a]\n", "HP013", 2),
    content("a merge", "id: x\n<<: {title: a}\n", "HP101", 2),
    content("a merge of an alias", "id: x\nsources: &a {}\n<<: *a\n", "HP013", 3),
    content("a tag", "id: x\ntitle: !!binary aGVq\n", "HP014", 2),
    content("a call", "id: x\ntitle: !!python/object/apply:os.system ['touch data/x']\n", "HP014", 2),
    content("a call of another kind", "!!python/object/new:os._exit [3]\n", "HP014", 1),
    content("a name of Python", "id: x\ntitle: !!python/name:os.system\n", "HP014", 2),
    content("a version that is not yet", "%YAML 9.9\n---\nid: x\n", "HP009", 1),
    content("a tag of somebody's own", "%TAG !e! tag:example.org,2000:\n---\nid: !e!a x\n", "HP014", 3),
    content("an order that is not known", "%RUN touch data/x\n---\n- a\n", r"HP\d{3}", None),
    content("two documents", "id: x\n---\nid: y\n", "HP012", 2),
    content("a hundred documents", "id: x\n" + "---\nid: y\n" * 100, "HP012", 2),
    content("a list as key", "id: x\n? [a]\n: b\n", "HP010", 2),
    content("a group as key", "id: x\n{a: b}: c\n", "HP010", 2),
    content("a list alone", "- id: x\n", "HP103", 1),
    content("a word alone", "x\n", "HP103", 1),
    content("an unfinished merge", "id: x\n<<<<<<< HEAD\ntitle: a\n=======\n>>>>>>> b\n", "HP007", 2),
    content("a slip after lone returns", "id: x\r\rtitel: a\r", "HP101", 3),
    content("a slip after line ends of all sorts", "id: x\r\n\r# a\n\ntitel: a\r\n", "HP101", 5),
    harmless("lone returns", "id: x\rtitle: a\r"),
    harmless("line ends of all sorts", "id: x\r\ntitle: a\rnote: b\n"),
)

BINARIES = (
    content("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "HP003", 1),
    content("a packed file", gzip.compress(b"id: x\n", mtime=0), "HP003", 1),
    content("a program", b"\x7fELF\x02\x01\x01" + bytes(100), "HP006", 1),
    content("noughts", bytes(4096), "HP006", 1),
    content("noise", random.Random(1).randbytes(50_000), "HP003|HP006", None),
)

VALUES = (
    content("markup in a key", 'id: x\n"[red]a[/x]": b\n', "HP101", 2, shown='"[red]a[/x]": b'),
    content("markup that closes nothing", "id: x\ntitel: a [/] b\n", "HP101", 2, shown="titel: a [/] b"),
    content("a link in markup", "id: x\ntitel: a [link=x]b[/]\n", "HP101", 2, shown="a [link=x]b[/]"),
    content("a picture by name", "id: x\ntitel: ':bomb:'\n", "HP101", 2, shown="':bomb:'"),
    content("a template", 'id: x\ntitel: "{{ 7 * 7 }}"\n', "HP101", 2, shown='"{{ 7 * 7 }}"'),
    harmless("markup in a title", 'id: x\ntitle: "[red]a[/x] [link=y]b[/] :bomb:"\n'),
    harmless("a template in a title", "id: x\ntitle: '{{ self }} {% raise %} {# a'\n"),
    harmless("a formula in a title", "id: x\ntitle: \"=cmd|'/c calc'!A1\"\n", GRANT),
    harmless("a line of GitHub's in a title", 'id: x\ntitle: "::error file=a::b%0A::c"\n'),
    harmless("words of Python and JSON", "id: x\ntitle: '\"}]; __import__(''os'')'\n"),
    amount("an amount too large for a computer", "1e999"),
    amount("an amount of four thousand digits", "9" * 4000),
    amount("an amount that is no number", "nan"),
    amount("an amount below nothing", "-1"),
    amount("digits of another script", "٣٠٠"),
    content("a day that is none", "id: x\nhistory: [{status: a, since: 9999-99-99}]\n", "HP113", 2),
    content("a day before all days", "id: x\nhistory: [{status: a, since: 0000-00-00}]\n", "HP113", 2),
    content("a paragraph of 5000 digits", f'id: x\nparagraph: "{DIGITS}"\n', "HP118", 2, at=DECISION),
    content("a place of 5000 digits", f"id: x\nsources: {{title: ['a {DIGITS}']}}\n", "HP110", 2),
    cited("a place of digits of another script", "lagesrapport-2024 ٣²"),
    content("an area of 5000 digits", f'id: x\narea: "{DIGITS}"\n', "HP110", 2),
    content("a year of four thousand digits", f'id: x\nyears: ["{"2" * 4000}"]\n', "HP116", 2, at=GRANT),
    content("an id that is a path", "id: ../../x\n", "HP111", 1),
    content("an id of four thousand digits", f'id: "{"1" * 4000}"\n', "HP111", 1),
)  # fmt: skip

KINDS = (
    Hostile("a pipe", lambda root: os.mkfifo(root / X), (Told(X, "HP001", 0),), unread=1),
    Hostile("a socket", lambda root: listen(root / X), (Told(X, "HP001", 0),), unread=1),
    Hostile("a device", lambda root: device(root / X), (Told(X, "HP001", 0),), unread=1),
    link("a link to itself", "x.yaml", "HP001"),
    link("a link to nothing", "../y.yaml", "HP001"),
    link("a link out", "/etc/passwd", "HP002"),
    link("a link to a device without end", "/dev/zero", "HP001"),
    link("a link to chance", "/dev/random", "HP001"),
    link("a link to what is typed", "/dev/stdin", UNREADABLE),
    link("a link to a folder", "/etc", "HP002"),
    link("a folder that is a link out", "/etc", "HP002", "data/processes/ut"),
    link("a folder that is a link to the plan", "..", "HP002", "data/processes/varv"),
    Hostile("links in a ring", ring, (Told(X, "HP001", 0),), unread=2),
    Hostile("a large file", lambda root: sparse(root / X, 1_000_001), (Told(X, "HP005", 0),), unread=1),
    Hostile("a file of gigabytes", lambda root: sparse(root / X, 5 << 30), (Told(X, "HP005", 0),), unread=1),
)

NAMES = (
    named("a name in parts", "data/processes/mo\u0308te.yaml", "data/processes/möte.yaml"),
    named("a name in another encoding", b"data/processes/m\xf6te.yaml", "data/processes/m?te.yaml"),
    named("a name with a line end", "data/processes/a\nb.yaml", "data/processes/a*b.yaml"),
    named("a name with a return", "data/processes/a\rb.yaml", "data/processes/a*b.yaml"),
    named("a name with a tab", "data/processes/a\tb.yaml", "data/processes/a*b.yaml"),
    named("a name with a colour", "data/processes/a\x1b[31mb.yaml", "data/processes/a*b.yaml"),
    named("a name with a colour in one sign", "data/processes/a\x9b31mb.yaml", "data/processes/a*b.yaml"),
    named("a name turned around", "data/processes/a\u202eb.yaml", "data/processes/a*b.yaml"),
    named("a name with markup", "data/processes/[red]a[#x].yaml", "data/processes/[[]red]a[[]#x].yaml"),
    named("a name with blanks", "data/processes/ a  b .yaml", "data/processes/ a  b .yaml"),
    named("a name that is an option", "data/processes/--help.yaml", "data/processes/--help.yaml"),
    named("a name that is a command", "data/processes/$(id);'\".yaml", "data/processes/$(id);'\".yaml"),
    named("a name with a place in it", "data/processes/a:1:1: fel.yaml", "data/processes/a:1:1: fel.yaml"),
    named("a name as long as can be", f"data/processes/{'a' * 250}.yaml", f"data/processes/{'a' * 250}.yaml"),
    named("a blank after the name", "data/processes/x.yaml ", "data/processes/x.yaml*", "HP020"),
    named("a sign that is not seen after the name", f"{X}\u200b", "data/processes/x.yaml*", "HP020"),
    named("a folder with a colour", "data/a\x1b[31m/x.yaml", "data/a*", "HP020"),
    named("a folder with a line end", "data/processes/a\nb/x.yaml", "data/processes/a*b/x.yaml"),
    Hostile("names that are the same letters", twins, (
        Told("data/processes/möte.yaml", "HP101", 2), Told("data/processes/möte.yaml", r"HP\d{3}", None),
    ), unread=2),
    Hostile("names that differ in a bad byte", odd_twins, (
        Told("data/processes/m?te.yaml", "HP101", 2), Told("data/processes/m?te.yaml", r"HP\d{3}", None),
    ), unread=2),
    Hostile("names that differ only in case", case_twins, (Told(X, "HP202", 1),), read=2),
    Hostile("hidden files and copies of editors", leavings, exits=(0,)),
)  # fmt: skip

FOLDERS = (
    Hostile("an empty folder", lambda root: (root / "data/tom").mkdir(), exits=(0,)),
    Hostile("a folder named as a file", lambda root: (root / X).mkdir(), exits=(0,)),
    named("a file in a folder named as a file", f"{X}/y.yaml", f"{X}/y.yaml"),
    named("a folder misspelt", "data/proceses/x.yaml", "data/proceses", "HP020"),
    Hostile("a folder that is closed", lambda root: closed(root / "data/processes/p"), (
        Told("data/processes/p*", "HP001|HP101"),
    ), unread=1, counted=False),
    Hostile("a file that is closed", lambda root: closed_file(root / X), (
        Told(X, "HP001|HP101"),
    ), unread=1),
    instead("a file for a folder", "data/events", partial(write, path="data/events", content="a"),
            UNREADABLE, 0),
    instead("a pipe for a folder", "data/events", lambda root: os.mkfifo(root / "data/events"),
            UNREADABLE, 0),
    instead("a link to nothing for a folder", "data/events",
            lambda root: (root / "data/events").symlink_to("borta"), UNREADABLE, 0),
    instead("a file for the processes", "data/processes", partial(write, path="data/processes", content="a"),
            UNREADABLE, PROCESSES),
    instead("a link for the processes", "data/processes",
            lambda root: (root / "data/processes").symlink_to("/etc"), "HP002", PROCESSES),
    instead("a folder for plan.yaml", HEADER, lambda root: (root / HEADER).mkdir(), "HP001", 1),
    instead("a pipe for plan.yaml", HEADER, lambda root: os.mkfifo(root / HEADER), "HP001", 1),
    instead("a link out for plan.yaml", HEADER, lambda root: (root / HEADER).symlink_to("/etc/passwd"),
            "HP002", 1),
    instead("a link to itself for plan.yaml", HEADER, lambda root: (root / HEADER).symlink_to("plan.yaml"),
            "HP001", 1),
    instead("no plan.yaml", HEADER, lambda _root: None, "HP001", 1),
    instead("a folder for rules.yaml", RULES, lambda root: (root / RULES).mkdir(), UNREADABLE, 0, 0),
    instead("a pipe for rules.yaml", RULES, lambda root: os.mkfifo(root / RULES), "HP001", 0, 0),
    Hostile("folders in folders", lambda root: tower(root / "data/processes/p", "a", 1100), (
        Told("data/processes/p*", r"HP\d{3}"),
    ), unread=1, counted=False),
    Hostile("folders in folders without end", lambda root: tower(root / "data/processes/p", "a" * 250, 40), (
        Told("data/processes/p*", r"HP\d{3}"),
    ), unread=1, counted=False),
    Hostile("folders in an unknown folder", lambda root: tower(root / "data/annat", "a", 1100), (
        Told("data/annat*", r"HP\d{3}"),
    ), unread=1, counted=False),
    Hostile("folders in an unknown one without end", lambda root: tower(root / "data/annat", "a" * 250, 40), (
        Told("data/annat*", r"HP\d{3}"),
    ), unread=1, counted=False),
)  # fmt: skip

HOSTILE = (*ENCODINGS, *SIGNS, *SYNTAX, *BINARIES, *VALUES, *KINDS, *NAMES, *FOLDERS)
CONTENTS = (*ENCODINGS, *SIGNS, *SYNTAX, *BINARIES)
"""Files that are hostile wherever they stand."""


ABOVE, BELOW = "\u0301", "\u0323"


def heavy(
    name: str,
    made: Callable[[], Content],
    *,
    at: str = X,
    code: str = r"HP\d{3}",
    exits: Collection[int] = (1,),
    command: str = "check",
) -> Hostile:
    """Return a file that is to take time or memory; an empty code is for one with nothing to tell."""
    told = (Told(at, code),) if code else ()
    return Hostile(name, partial(write, path=at, content=made), told, exits=exits, command=command)


def bomb() -> str:
    """Return the billion laughs: ten aliases of ten aliases of ten."""
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    return f"id: x\na0: &a0 ha\n{levels}"


def numbered(count: int, line: str) -> str:
    """Return lines with a number each."""
    return "".join(line.format(number) for number in range(count))


HEAVY = (
    heavy("a billion laughs", bomb, code="HP013"),
    heavy("100 000 brackets", lambda: f"id: x\ntitle: {'[' * 100_000}", code="HP015"),
    heavy("100 000 braces", lambda: f"id: x\ntitle: {'{' * 100_000}"),
    heavy("100 000 braces with keys", lambda: f"id: x\nsources: {'{a: ' * 100_000}", code="HP015"),
    heavy("100 000 dashes", lambda: "- " * 100_000, code="HP015"),
    heavy("100 000 question marks", lambda: "? " * 100_000),
    heavy("groups in groups", lambda: "".join(f"{' ' * n}a:\n" for n in range(1400)), code="HP015"),
    heavy("900 000 brackets that close nothing", lambda: f"id: x\ntitle: {']' * 900_000}", code="HP009"),
    heavy("a line of 900 000 signs", lambda: f"id: x\ntitel: {'a ' * 450_000}\n", code="HP101"),
    heavy("a text of a megabyte", lambda: f"id: x\ntitle: {'a' * 990_000}\n", code="", exits=(0,)),
    heavy("a megabyte of blanks", lambda: f"id: x\ntitle: a{' ' * 990_000}b\n", code="", exits=(0,)),
    heavy("900 000 empty lines", lambda: "id: x\n" + "\n" * 900_000, code="", exits=(0,)),
    heavy("a slip after 450 000 comments", lambda: "id: x\n" + "#\n" * 450_000 + "titel: a\n", code="HP101"),
    heavy("a key of 100 000 signs", lambda: f"id: x\n{'k' * 100_000}: a\n"),
    heavy("a key of 100 000 signs after a mark", lambda: f"id: x\n? {'k' * 100_000}\n: a\n", code="HP101"),
    heavy("an anchor of 900 000 signs", lambda: f"id: x\ntitle: &{'a' * 900_000} b\n", code="HP013"),
    heavy("a tag of 900 000 signs", lambda: f"id: x\ntitle: !{'a' * 900_000} b\n", code="HP014"),
    heavy("digits and a letter", lambda: f"id: x\ntitle: {'1' * 900_000}x\n", code="", exits=(0,)),
    heavy("digits, points and colons", lambda: f"id: x\ntitle: {'1:1.' * 200_000}x\n", code="", exits=(0,)),
    heavy("marks in the wrong order", lambda: f"id: x\ntitle: a{ABOVE * 200_000}{BELOW * 200_000}\n",
          exits=(0, 1)),
    heavy("10 000 keys that are the same", lambda: "id: x\n" + "title: a\n" * 10_000),
    heavy("490 000 keys that are the same", lambda: f"id: x\nsources: {{{'a,' * 490_000}}}\n"),
    heavy("330 000 aliases", lambda: f"id: x\norganisations: [{'*a,' * 330_000}]\n"),
    heavy("330 000 tags", lambda: f"id: x\norganisations: [{'!a ,' * 240_000}]\n"),
    heavy("490 000 numbers", lambda: f"id: x\ntarget_groups: [{'1,' * 490_000}]\n", exits=(0, 1)),
    heavy("450 000 empty items", lambda: "id: x\norganisations:\n" + "-\n" * 450_000),
    heavy("490 000 items and a slip", lambda: f"id: x\ntarget_groups: [{'a,' * 490_000}]\ntitel: a\n"),
    heavy("50 000 items", lambda: "id: x\norganisations:\n" + numbered(50_000, "  - A{}\n")),
    heavy("50 000 keys", lambda: "id: x\n" + numbered(50_000, "key{}: a\n")),
    heavy("60 000 sources", lambda: "id: x\nsources:\n" + numbered(60_000, "  k{}: [a]\n")),
    heavy("100 000 entries without status", lambda: "id: x\nhistory:\n" + "  - {}\n" * 100_000),
    heavy("50 000 years", lambda: "id: x\namounts:\n" + "- {year: 2022}\n" * 50_000, at=GRANT),
    heavy("100 000 comments without a blank", lambda: "id: x\ntarget_groups:\n" + "- a #b\n" * 100_000,
          exits=(0, 1)),
    heavy("50 000 addresses", lambda: f"id: x\ntitle: {'anna.berg@gmail.com ' * 49_000}\n", exits=(0, 1)),
    heavy("40 000 addresses on lines", lambda: "id: x\nnote: |\n" + "  anna.berg@gmail.com\n" * 40_000,
          exits=(0, 1)),
    heavy("19 000 addresses listed", lambda: "id: x\ntarget_groups:\n" + "- anna.berg@gmail.com\n" * 19_000,
          exits=(0, 1)),
    heavy("19 000 words of no table", lambda: "id: x\norganisations:\n" + numbered(19_000, "- A{}\n")),
    heavy("19 000 ids of no record", lambda: "id: x\nprocesses:\n" + numbered(19_000, "- A{}\n"), at=GRANT),
    heavy("9 000 votes", lambda: "id: x\nvoice_given:\n" + numbered(9_000, "  A{}: B\n"), at=DECISION),
    heavy("3 000 entries", lambda: "id: x\nhistory:\n" + "- {status: pågår, since: 2022}\n" * 3_000,
          exits=(0, 1)),
    heavy("an area of a megabyte", lambda: f"id: x\narea: {'a' * 990_000}\n", code="", exits=(0, 1),
          command="status"),
    heavy("a title of a megabyte", lambda: f"id: x\nyears: [2023]\ntitle: {'a ' * 490_000}\n",
          at=GRANT, code="", exits=(0, 1), command="grants"),
)  # fmt: skip

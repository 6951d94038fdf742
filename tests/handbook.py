"""Read the handbook: its chapters, the plan that it prints file by file, and its boxes."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.plans import ROOT

HANDBOOK = ROOT / "docs" / "handbok.md"
TEXT = HANDBOOK.read_text(encoding="utf-8")

BOX = re.compile(
    r"^(?P<before>[^\n]*)\n\n```(?P<kind>yaml|console)\n(?P<inside>.*?)```", re.DOTALL | re.MULTILINE
)
"""A box, with the last line before it."""
CHANGED = re.compile(r"`(data/[^`]+\.yaml)`[^`]*raden\s+`([^`]+)`\s+till\s+`([^`]+)`")
"""Where the text says which line of a file becomes which."""


def part(head: str) -> str:
    """Return a chapter, or a section of one, by its heading without a number."""
    found = re.search(rf"^(##+) (?:\d+\. )?{re.escape(head)}\n", TEXT, re.MULTILINE)
    assert found, head
    # A document in a box has headings of its own, but none with three signs or a number.
    ends = r"^## \d+\. " if found[1] == "##" else r"^### |^## \d+\. "
    end = re.compile(ends, re.MULTILINE).search(TEXT, found.end())
    return TEXT[found.start() : end.start() if end else len(TEXT)]


def sections(chapter: str) -> Iterator[tuple[str, str]]:
    """Yield the heading and the text of each section of a chapter; what comes before them has no heading."""
    for text in re.split(r"^(?=### )", chapter, flags=re.MULTILINE):
        first = text.partition("\n")[0]
        yield first.removeprefix("### ") if first.startswith("### ") else "", text


EVENING = part("Kvällen före styrgruppen")
"""A story: files are added to the plan, and commands are run, in its order."""
WEEK = part("En vecka")
"""A story too, of a plan in git: what is written one day is there the next."""
WRITING = part("Skriva utan att öppna filen")
BEGINNING = part("En ny plan")
LAYING_OUT = part("Lägg om filerna")

STILL = TEXT
for _told in (EVENING, WEEK, WRITING, BEGINNING, LAYING_OUT):
    STILL = STILL.replace(_told, "")
"""The handbook without what is written in the plan, box after box."""

FILES = dict(re.findall(r"^`(data/[^`]+\.yaml)`\n\n```yaml\n(.*?)```", STILL, flags=re.DOTALL | re.MULTILINE))
"""The handbook's own plan."""


def write(plan: Path, files: Mapping[str, str]) -> None:
    """Write files in a plan's folder."""
    for path, text in files.items():
        (plan / path).parent.mkdir(parents=True, exist_ok=True)
        (plan / path).write_text(text, encoding="utf-8")


def with_lines(text: str, lines: str) -> str:
    """Return a file with what is shown of it: after the first lines that it has already, else last."""
    shown = lines.splitlines(keepends=True)
    parts = ("".join(shown[:number]) for number in range(len(shown), 0, -1))
    there = next((part for part in parts if part in text), "")
    return text.replace(there, lines, 1) if there else text + lines


def evening_files() -> dict[str, str]:
    """Return the plan's files when the story of the evening is over."""
    files = dict(FILES)
    for box in BOX.finditer(EVENING):
        path = path_before(box)
        if box["kind"] == "yaml" and path:
            files[path] = with_lines(files.get(path, ""), box["inside"])
    return files


def path_before(box: re.Match[str]) -> str | None:
    """Return the file that the line before a box ends with."""
    found = re.search(r"`(data/[^`]+\.yaml)`:?$", box["before"])
    return found[1] if found else None


def anchor(head: str) -> str:
    """Return what a git host makes of a heading."""
    return re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")

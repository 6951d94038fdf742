"""The one layout: what it is, that it keeps what a file says and every comment, and the command hp fmt."""

import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import typer
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handlingsplan.cli.fmt import fmt as command
from handlingsplan.cli.main import run
from handlingsplan.model.day import Day
from handlingsplan.model.edits import Drop, Edit, Put
from handlingsplan.model.fields import FieldError
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.grant import Grant
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part
from handlingsplan.model.records.process import Process
from handlingsplan.model.shape import Scalar
from handlingsplan.store.canonical import canonical
from handlingsplan.store.edit import edited
from handlingsplan.store.formatting import UnsafeLayoutError, formatted
from handlingsplan.store.layout import kind_of
from handlingsplan.store.written import lines_of
from handlingsplan.store.yamltext import read_yaml
from tests.plans import ROOT
from tests.running import Ran

PATH = "data/processes/LV.1.yaml"
FIRST = "Processen har mötts varje månad sedan starten och har nu beslutat att arbetet ska gå över i"
LONG = f"{FIRST} linjen"


def laid(text: str, kind: type[Part] = Process) -> str:
    """Return a text in the one layout; what is laid out once more must come out the same."""
    new = formatted(text, PATH, kind)
    assert formatted(new, PATH, kind) == new
    return new


VALUES = {
    "keys stand in the order of the class, id first and sources, basis, note last": (
        Process,
        """
        note: Klar.
        sources: {area: [rapporten 1], title: [rapporten 2]}
        lead: ALFA
        title: Skolstart
        id: LV.1
        """,
        """
        id: LV.1
        title: Skolstart
        lead: ALFA
        sources:
          title: [rapporten 2]
          area: [rapporten 1]
        note: Klar.
        """,
    ),
    "tables keep their own order": (
        Header,
        """
        areas: {SK: {name: Skola}, note: {name: Ett område som heter note}, LV: {name: Levnadsvillkor}}
        """,
        """
        areas:
          SK:
            name: Skola
          note:
            name: Ett område som heter note
          LV:
            name: Levnadsvillkor
        """,
    ),
    "a key that the class does not know stays after its neighbour": (
        Process,
        "lead: ALFA\ntitle: Skolstart\ntitel: Skolslut\nid: LV.1\n",
        "id: LV.1\ntitle: Skolstart\ntitel: Skolslut\nlead: ALFA\n",
    ),
    "an unknown group keeps its order": (
        Process,
        "okänd: {title: Ett, id: två}\nid: LV.1\n",
        "okänd:\n  title: Ett\n  id: två\nid: LV.1\n",
    ),
    "groups are blocks, two blanks a level, dashes indented under their key": (
        Process,
        """
        history:
        - {status: igång, since: 2022-01}
        -   status: klar
            seen: 2023
        """,
        """
        history:
          - status: igång
            since: 2022-01
          - status: klar
            seen: 2023
        """,
    ),
    "names stand in a row": (
        Process,
        "organisations:\n- ALFA\n- BETA\nlead:   ALFA\n",
        "lead: ALFA\norganisations: [ALFA, BETA]\n",
    ),
    "names that do not fit in a row have a line each": (
        Process,
        f"organisations: [{', '.join(f'FÖRVALTNING-{number:02}' for number in range(7))}]\n",
        "organisations:\n" + "".join(f"  - FÖRVALTNING-{number:02}\n" for number in range(7)),
    ),
    "a row of a hundred signs fits": (
        Process,
        f"organisations:\n  - {'A' * 40}\n  - {'B' * 41}\n",
        f"organisations: [{'A' * 40}, {'B' * 41}]\n",
    ),
    "texts have a line each": (
        Process,
        "target_groups: [unga, äldre]\n",
        "target_groups:\n  - unga\n  - äldre\n",
    ),
    "an empty list and an empty group stand on their line": (
        Process,
        "organisations: [\n  ]\nsources:   {  }\n",
        "organisations: []\nsources: {}\n",
    ),
    "a list of nulls and names is no row": (
        Process,
        "organisations: [ALFA, ~]\n",
        "organisations:\n  - ALFA\n  - null\n",
    ),
    "null is written null": (
        Process,
        "title:\narea: ~\nlead: null\n",
        "title: null\narea: null\nlead: null\n",
    ),
    "quotes are taken away where they are not needed": (
        Process,
        "title: 'Skolstart'\nlead: \"ALFA\"\n",
        "title: Skolstart\nlead: ALFA\n",
    ),
    "quotes that are needed are double": (
        Process,
        "id: '2.1'\ntitle: 'Start: i skolan'\ntheme: '# ett'\narea: '2.10'\nlead: 'NO'\n",
        'id: "2.1"\ntitle: "Start: i skolan"\ntheme: "# ett"\narea: "2.10"\nlead: "NO"\n',
    ),
    "quotes around a text with double quotes are single": (
        Process,
        'title: "\\"Trygg\\" #1"\n',
        "title: '\"Trygg\" #1'\n",
    ),
    "a day and a year need no quotes": (
        Grant,
        'applied_on: "2022-03-14"\nyears: ["2022", \'2023\']\ncarried_out: "2022"\n',
        "applied_on: 2022-03-14\nyears: [2022, 2023]\ncarried_out: 2022\n",
    ),
    "one blank stands after a colon, a dash and a comma": (
        Process,
        "title :   Skolstart\norganisations:    [ ALFA ,BETA,GAMMA ]\ntarget_groups:\n-    unga\n",
        "title: Skolstart\norganisations: [ALFA, BETA, GAMMA]\ntarget_groups:\n  - unga\n",
    ),
    "a long text is folded at a hundred signs": (
        Process,
        f"note: '{LONG}, på fem skolor.'\n",
        f"note: >-\n  {FIRST}\n  linjen, på fem skolor.\n",
    ),
    "a text that fits on its line is not folded": (
        Process,
        "note: >\n  Kort\n  text.\n",
        "note: Kort text.\n",
    ),
    "several lines are kept as lines": (
        Process,
        'note: "Ett\\n\\n\\ntvå\\n  - tre\\n"\n',
        "note: |-\n  Ett\n\n\n  två\n    - tre\n",
    ),
    "a line end that is a part of a value is kept": (
        Process,
        'okänd: "Ett\\n"\n',
        "okänd: |\n  Ett\n",
    ),
    "paragraphs with long lines are folded one by one": (
        Process,
        f"note: |\n  {LONG}.\n\n  Nytt.\n",
        f"note: >-\n  {FIRST}\n  linjen.\n\n\n  Nytt.\n",
    ),
    "blanks around a text and at the ends of its lines go, for nobody reads them": (
        Process,
        'title: " Skolstart "\nnote: "Ett \\ntvå\\n\\n"\n',
        "title: Skolstart\nnote: |-\n  Ett\n  två\n",
    ),
    "several blanks inside a long text are kept": (
        Process,
        f"note: '{LONG}  nu {LONG}.'\n",
        f"note: >-\n  {FIRST}\n  linjen  nu {FIRST[:-7]}\n  över i linjen.\n",
    ),
    "days have one writing": (
        Decision,
        "day: 8 februari 2017\npoints:\n- text: Ja\n  due: HÖSTEN  2022\n- text: Nej\n  due: 2021 – 2023\n",
        "day: 2017-02-08\npoints:\n  - text: Ja\n    due: hösten 2022\n  - text: Nej\n    due: 2021-2023\n",
    ),
    "amounts and counts have one writing": (
        Grant,
        """
        amounts:
          - year: 2022
            applied: cirka 7,60 miljoner kronor
            granted: 650000 kr
        posts:
          - count: 12
            fte: "1.5"
        """,
        """
        amounts:
          - year: 2022
            applied: ca 7,60 mnkr
            granted: 650 000
        posts:
          - count: "12"
            fte: 1,5
        """,
    ),
    "flags are ja and nej": (
        Header,
        "organisations:\n  A: {party: true}\n  B: {party: NEJ}\n",
        "organisations:\n  A:\n    party: ja\n  B:\n    party: nej\n",
    ),
    "a paragraph has no sign": (Decision, "paragraph: § 34\n", 'paragraph: "34"\n'),
    "what looks like a day is left where a text is wanted": (
        Process,
        "title: 8 februari 2017\nnote: 650000 kr\n",
        "title: 8 februari 2017\nnote: 650000 kr\n",
    ),
    "a value that its field cannot take is left as it is": (
        Decision,
        "day: 'någon gång '\nparagraph: sju\nkind: Beslut\nconcerns: LV.1\npoints: {a: § 1}\n",
        'kind: Beslut\nday: "någon gång "\nparagraph: sju\nconcerns: LV.1\npoints:\n  a: § 1\n',
    ),
    "a mark of the document's start and end is left out": (
        Process,
        "---\ntitle: Skolstart\n...\n",
        "title: Skolstart\n",
    ),
    "a directive stays, with the mark that it needs": (
        Process,
        "%YAML 1.1\n--- # Ram\nlead: ALFA\ntitle: Skolstart\n",
        "%YAML 1.1\n---\n# Ram\ntitle: Skolstart\nlead: ALFA\n",
    ),
    "blank lines are kept as one, and none at the start and the end": (
        Process,
        "\n\ntitle: Skolstart\n\n\n\nlead: ALFA\norganisations:\n\n  - ALFA\n\n\n",
        "title: Skolstart\n\nlead: ALFA\norganisations: [ALFA]\n",
    ),
    "a blank line between items of a list is kept": (
        Process,
        "target_groups:\n\n- unga\n\n\n- äldre\n",
        "target_groups:\n  - unga\n\n  - äldre\n",
    ),
    "a key with a question mark is a key": (Process, "? title\n: Skolstart\n", "title: Skolstart\n"),
    "a file without a key is a pair of braces": (Process, "# Tom\n{ }", "# Tom\n{}\n"),
    "a file within brackets is laid out too": (
        Process,
        "{title: Skolstart, id: LV.1, history: [{status: klar, seen: 2022}]}",
        "id: LV.1\ntitle: Skolstart\nhistory:\n  - status: klar\n    seen: 2022\n",
    ),
}


COMMENTS = {
    "above a key it moves with it": (
        Process,
        "id: LV.1\n# Vem\n# det är\nlead: ALFA\n# Vad\ntitle: Skolstart\n",
        "id: LV.1\n# Vad\ntitle: Skolstart\n# Vem\n# det är\nlead: ALFA\n",
    ),
    "after a value it stays there, with one blank before": (
        Process,
        "lead: ALFA   # vem\ntitle: 'Skolstart'    # vad   \n",
        "title: Skolstart # vad\nlead: ALFA # vem\n",
    ),
    "after a value that becomes a block it comes above": (
        Process,
        f"note: '{LONG}, på fem skolor.' # ur protokollet\n",
        f"# ur protokollet\nnote: >-\n  {FIRST}\n  linjen, på fem skolor.\n",
    ),
    "after the sign of a block text it comes above": (
        Process,
        "note: | # ur protokollet\n  Ett\n  två\n",
        "# ur protokollet\nnote: |-\n  Ett\n  två\n",
    ),
    "after the sign of a text that gets one line it stays beside": (
        Process,
        "note: > # ur protokollet\n  Ett\n  två\n",
        "note: Ett två # ur protokollet\n",
    ),
    "after a key with a list below it stays there": (
        Process,
        "history: # sedan starten\n- status: igång\n  since: 2022\n",
        "history: # sedan starten\n  - status: igång\n    since: 2022\n",
    ),
    "after a row that becomes lines it comes above": (
        Process,
        "target_groups: [unga, äldre] # ur planen\n",
        "# ur planen\ntarget_groups:\n  - unga\n  - äldre\n",
    ),
    "after a list that becomes a row it stands after the row": (
        Process,
        "organisations: # alla\n- ALFA\n- BETA\n",
        "organisations: [ALFA, BETA] # alla\n",
    ),
    "between a key and its value it comes above the key": (
        Process,
        "title:\n  # Så heter den\n  Skolstart\n",
        "# Så heter den\ntitle: Skolstart\n",
    ),
    "after an empty value it stays there": (
        Process,
        "title: # okänt\nlead:\n  # inte heller känt\narea: LV\n",
        "title: null # okänt\narea: LV\nlead: null\n  # inte heller känt\n",
    ),
    "above an item it stays above it": (
        Process,
        "history:\n# först\n- status: igång\n# sedan\n- status: klar\n",
        "history:\n  # först\n  - status: igång\n  # sedan\n  - status: klar\n",
    ),
    "after a dash it comes above the item": (
        Process,
        "history:\n  - # först\n    # av allt\n    status: igång\n",
        "history:\n  # först\n  # av allt\n  - status: igång\n",
    ),
    "above the key that comes to stand first in an item it comes above the item": (
        Process,
        "history:\n  - seen: 2022\n    # läget\n    status: igång\n",
        "history:\n  # läget\n  - status: igång\n    seen: 2022\n",
    ),
    "inside an item it stays at its key": (
        Process,
        "history:\n- status: igång\n  # dagen är osäker\n  seen: 2022\n",
        "history:\n  - status: igång\n    # dagen är osäker\n    seen: 2022\n",
    ),
    "deeper in than the item that it follows it stays with that": (
        Process,
        "organisations: [ALFA]\nlead: ALFA\n    # sedan 2022\ntitle: Skolstart\n",
        "title: Skolstart\nlead: ALFA\n  # sedan 2022\norganisations: [ALFA]\n",
    ),
    "at the end of a list it stays there": (
        Process,
        "target_groups:\n- unga\n  # de yngsta\n- äldre\n  # fler kommer\nlead: ALFA\n",
        "lead: ALFA\ntarget_groups:\n  - unga\n    # de yngsta\n  - äldre\n    # fler kommer\n",
    ),
    "below the items of a list, as deep in as they, it stays with the list": (
        Process,
        "target_groups:\n  - unga\n  # fler kommer\nlead: ALFA\n",
        "lead: ALFA\ntarget_groups:\n  - unga\n  # fler kommer\n",
    ),
    "as deep in as the following key it belongs to that": (
        Process,
        "target_groups:\n  - unga\n# den som leder\nlead: ALFA\n",
        "# den som leder\nlead: ALFA\ntarget_groups:\n  - unga\n",
    ),
    "below a block text it comes above, not into the text": (
        Process,
        "note: |\n    Ett\n    två\n  # sagt på mötet\n",
        "# sagt på mötet\nnote: |-\n  Ett\n  två\n",
    ),
    "at the end of the file it stays there": (
        Process,
        "lead: ALFA\ntitle: Skolstart\n\n# Slut på filen.\n# Verkligen.",
        "title: Skolstart\nlead: ALFA\n\n# Slut på filen.\n# Verkligen.\n",
    ),
    "at the top, parted from the first key by a blank line, it stays at the top": (
        Process,
        "\n# Om filen\n\n# Om den som leder\nlead: ALFA\ntitle: Skolstart\n",
        "# Om filen\n\ntitle: Skolstart\n# Om den som leder\nlead: ALFA\n",
    ),
    "at the top, right above the first key, it goes with that": (
        Process,
        "# Om den som leder\nlead: ALFA\ntitle: Skolstart\n",
        "title: Skolstart\n# Om den som leder\nlead: ALFA\n",
    ),
    "for the editor it stays on the first line": (
        Process,
        "# yaml-language-server: $schema=x.json\n# Vem\nlead: ALFA\ntitle: Skolstart\n",
        "# yaml-language-server: $schema=x.json\ntitle: Skolstart\n# Vem\nlead: ALFA\n",
    ),
    "for the editor it stays before a directive": (
        Process,
        "# yaml-language-server: $schema=x.json\n%YAML 1.2\n---\ntitle: Skolstart\n",
        "# yaml-language-server: $schema=x.json\n%YAML 1.2\n---\ntitle: Skolstart\n",
    ),
    "inside a row it gets the item a line of its own": (
        Process,
        "organisations: [ # alla\n  ALFA, # leder\n  # sedan 2023\n  BETA\n  # fler kommer\n]\n",
        "organisations: # alla\n  - ALFA # leder\n  # sedan 2023\n  - BETA\n  # fler kommer\n",
    ),
    "inside braces it stays with its key": (
        Process,
        "history: [{status: igång, # sagt\n  # dagen\n  since: 2022 # osäker\n  }]\n",
        "history:\n  - status: igång # sagt\n    # dagen\n    since: 2022 # osäker\n",
    ),
    "inside an empty list it stands after it": (
        Process,
        "organisations: [ # ingen än\n  # men snart\n]\n",
        "organisations: [] # ingen än\n  # men snart\n",
    ),
    "its own blank lines are kept as one": (
        Process,
        "title: Skolstart\n\n\n# Avsnitt\n\n\n# Vem\nlead: ALFA\n",
        "title: Skolstart\n\n# Avsnitt\n\n# Vem\nlead: ALFA\n",
    ),
    "its text is left as it is, but for blanks at the end": (
        Process,
        "#Utan  blank:\t'x' # och #  \ntitle: Skolstart\n",
        "#Utan  blank:\t'x' # och #\ntitle: Skolstart\n",
    ),
    "two of one value are both kept": (
        Process,
        "title: # ett\n  Skolstart # två\n",
        "# ett\ntitle: Skolstart # två\n",
    ),
    "after the end mark of the document it is kept": (
        Process,
        "title: Skolstart\n... # slut\n# helt slut\n",
        "title: Skolstart\n# slut\n# helt slut\n",
    ),
}


@pytest.mark.parametrize(("kind", "before", "after"), VALUES.values(), ids=VALUES)
def test_the_layout(kind: type[Part], before: str, after: str) -> None:
    assert laid(dedent(before), kind) == dedent(after).lstrip("\n")


@pytest.mark.parametrize(("kind", "before", "after"), COMMENTS.values(), ids=COMMENTS)
def test_a_comment(kind: type[Part], before: str, after: str) -> None:
    assert laid(before, kind) == after


TEXTS = (
    "Skolstart", "2.10", "NO", "25", "- x", "a: b", "#x", "x # y", "'", '"', "\\", "[x", "{x}", "%x", "@x",
    "&x", "*x", "!x", "|", ">", "x:", "? x", "=", "<<", "...", "---", "--- x", "null", "~", "ja", "0x1F",
    "1e9", "12:30", "a, b", "å\u00a0ä", "\U0001f600", "ett  två", f"{LONG}: {LONG}", f"{LONG}  {LONG}",
    "x" * 150, "Ett\ntvå", "Ett\n\n\n  - två\ntre", f"{LONG} {LONG}.\n\n{LONG}.",
    f"# {LONG}\n# två", f"- {LONG}\n  {LONG}",
)  # fmt: skip
"""What must come back from any layout: what others take for no text, signs of YAML, long lines."""


def records(texts: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Return what a file of a process may hold, sensible or not."""
    words = st.sampled_from([text for text in texts if "\n" not in text])
    text = st.none() | st.sampled_from(texts)
    days = st.sampled_from(["2022", "2022-03", "2022-03-14", "hösten 2022", "tidigast 2021-08"])
    status = st.fixed_dictionaries(
        {}, optional={"note": text, "status": words, "seen": days, "by": text, "okänd": text}
    )
    activity = st.fixed_dictionaries(
        {}, optional={"done": days, "what": text, "organisations": st.lists(words)}
    )
    optional = {
        "note": text,
        "sources": st.dictionaries(st.sampled_from(["title", "note", "history"]), st.lists(words)),
        "history": st.none() | st.lists(status, max_size=3),
        "activities": st.lists(activity, max_size=2),
        "organisations": st.lists(words, max_size=4),
        "target_groups": st.lists(text, max_size=3),
        "id": words,
        "planned": st.lists(st.lists(words, max_size=2), max_size=2),
        "obstacles": words,
    }
    return st.fixed_dictionaries({"title": text}, optional=optional)


RECORDS = records(TEXTS)


class Scribe:
    """Writes data as YAML in a layout of its own at every turn, with comments wherever there can be one."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.comments: list[str] = []
        self.deepest = 99
        """How deep in a comment can be: in a block text that it follows it would be text."""

    def file(self, data: dict[str, Any]) -> str:
        """Return a file that holds some data."""
        lines = ["---"] if self.seldom() else []
        lines += [f"{{{self.flow_items(data, 2)}}}"] if self.seldom() else self.group(data, 0)
        lines += [*self.notes(0), *(["..."] if lines[0] == "---" else [])]
        end = self.chance.choice(["\n", "\r\n"])
        text = end.join("\n".join(lines).split("\n"))
        return ("\ufeff" if self.seldom() else "") + text + (end if not self.seldom() else "")

    def seldom(self) -> bool:
        """Tell whether something shall be so this time, once in seven."""
        return self.chance.random() < 1 / 7

    def comment(self) -> str:
        """Return a comment that there is no other like."""
        self.comments.append(
            f"# not {len(self.comments)}: {self.chance.choice(['x', '- x', 'a: b', '[', '#'])}"
        )
        return self.comments[-1]

    def beside(self) -> str:
        """Return a comment for the end of a line, or nothing."""
        return f"{' ' * self.chance.randint(1, 3)}{self.comment()}" if self.seldom() else ""

    def notes(self, indent: int) -> list[str]:
        """Return comments and blank lines that may stand between two lines."""
        lines = []
        while self.seldom():
            lines += [""] * self.chance.randint(0, 2)
            depth = max(0, min(indent + self.chance.choice([0, 0, 0, 1, 2, 5, -1, -2]), self.deepest))
            lines.append(" " * depth + self.comment())
            lines += [""] * self.chance.randint(0, 2)
        return lines

    def group(self, data: dict[str, Any], indent: int) -> list[str]:
        """Return the lines of a group of keys, or of an empty one."""
        return [line for key, value in data.items() for line in self.key(key, value, indent)]

    def key(self, key: str, value: Any, indent: int) -> list[str]:
        written = self.chance.choice([key, key, f"{key} ", f'"{key}"'])
        start = " " * indent + f"{written}:"
        return [*self.notes(indent), *self.after(start, value, indent, dashed=True)]

    def after(self, start: str, value: Any, indent: int, *, dashed: bool) -> list[str]:
        """Return the lines of a value that comes after a key or a dash."""
        self.deepest = 99
        if isinstance(value, str) or value is None:
            return self.scalar(start, value, indent)
        if not value or self.chance.random() < 0.3:
            signs = "{}" if isinstance(value, dict) else "[]"
            items = self.flow_items(value, indent + 2)
            return [f"{start} {signs[0]}{items}{signs[1]}{self.beside()}"]
        deeper = indent + self.chance.choice([1, 2, 2, 4])
        if isinstance(value, dict):
            return [start + self.beside(), *self.group(value, deeper)]
        column = indent if dashed and self.seldom() else deeper
        return [start + self.beside(), *(line for item in value for line in self.item(item, column))]

    def item(self, item: Any, column: int) -> list[str]:
        dash = " " * column + "-"
        lines = self.notes(column)
        if isinstance(item, dict) and item and not self.seldom():
            width = self.chance.choice([2, 2, 4])
            first, *rest = item.items()
            head = self.after(" " * (column + width) + f"{first[0]}:", first[1], column + width, dashed=True)
            head[0] = dash + " " * (width - 1) + head[0].lstrip(" ")
            return [*lines, *head, *self.group(dict(rest), column + width)]
        return [*lines, *self.after(dash, item, column, dashed=False)]

    def flow_items(self, value: Any, indent: int) -> str:
        """Return what stands within brackets."""
        pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        items = [self.flow(item, indent, key) for key, item in pairs]
        text = ""
        for number, item in enumerate(items):
            text += self.flow_gap(indent) + item + ("," if number + 1 < len(items) or self.seldom() else "")
        return text + self.flow_gap(indent)

    def flow(self, value: Any, indent: int, key: str | None) -> str:
        start = "" if key is None else f"{key}: "
        if isinstance(value, str) or value is None:
            return start + (self.quoted(value) if value is not None else "null")
        signs = "{}" if isinstance(value, dict) else "[]"
        return f"{start}{signs[0]}{self.flow_items(value, indent)}{signs[1]}"

    def flow_gap(self, indent: int) -> str:
        if not self.seldom():
            return self.chance.choice(["", " ", "\n" + " " * indent])
        return f" {self.comment()}\n" + "\n".join([*self.notes(indent), " " * indent])

    def quoted(self, value: str) -> str:
        """Return a text within quotes of one kind or the other."""
        if self.chance.random() < 0.5 and "\n" not in value:
            return "'" + value.replace("'", "''") + "'"
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    def scalar(self, start: str, value: str | None, indent: int) -> list[str]:
        if value is None:
            return [f"{start}{self.chance.choice(['', ' ~', ' null'])}{self.beside()}"]
        if self.chance.random() < 0.3:
            return self.block(start, value, indent)
        if read_yaml(f"a: {value}\n", PATH) == read_yaml(f"a: {self.quoted(value)}\n", PATH):
            return [f"{start} {value}{self.beside()}"]
        gap = f"\n{' ' * (indent + 1)}" if self.seldom() else " "
        return [f"{start}{gap}{self.quoted(value)}{self.beside()}"]

    def block(self, start: str, value: str, indent: int) -> list[str]:
        """Return a text after > or |, with or without a line end that nobody reads."""
        deeper = " " * (indent + self.chance.choice([1, 2, 5]))
        self.deepest = len(deeper) - 1
        sign = self.chance.choice(["|", "|-", "|+"])
        lines = [deeper + line if line else "" for line in value.split("\n")]
        if "\n" not in value and "  " not in value and self.chance.random() < 0.5:
            sign = sign.replace("|", ">")
            lines = [deeper + word for word in value.split(" ")]
        return [f"{start} {sign}{self.beside()}", *lines]


WRITERS = st.integers(0, 2**32).map(random.Random)


def _stripped(data: Any) -> Any:
    """Return data without the line ends after texts, which are never read."""
    if isinstance(data, dict):
        return {key: _stripped(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_stripped(value) for value in data]
    return data.strip() if isinstance(data, str) else data


@settings(max_examples=250, deadline=None)
@given(RECORDS, WRITERS)
def test_whatever_a_file_looks_like_it_says_the_same_and_has_its_comments(
    data: dict[str, Any], chance: random.Random
) -> None:
    scribe = Scribe(chance)
    text = scribe.file(data)
    read = read_yaml(text.removeprefix("\ufeff"), PATH)
    assert not read.problems, (text, read.problems)
    assert _stripped(read.data) == data, text

    new = formatted(text, PATH, Process)

    assert formatted(new, PATH, Process) == new
    assert _stripped(read_yaml(new, PATH).data) == data
    assert Counter(re.findall(r"# not [0-9]+:", new)) == {
        f"# not {no}:": 1 for no in range(len(scribe.comments))
    }
    assert all(comment in new for comment in scribe.comments)
    _in_good_layout(new)


def _in_good_layout(text: str) -> None:
    """Hold a text against what every file in the one layout is like."""
    lines = text.split("\n")
    end = "\r" if text.endswith("\r\n") else ""
    assert lines[-1] == ""
    assert all(line.endswith(end) for line in lines[:-1])
    lines = [line.removesuffix(end) for line in lines[:-1]]
    assert lines[0]
    assert lines[-1]
    assert all(line == line.rstrip() and "\t" not in line for line in lines)
    assert not text.startswith("\ufeff")
    as_written = re.compile(r"\|-?\n(?:( +).*\n(?:\1.*\n|\n)*)")  # texts of several lines are not folded
    rest = [
        line.partition(" # not ")[0] for line in as_written.sub("\n", "\n".join([*lines, ""])).split("\n")
    ]
    folded = (
        line for line in rest if len(line.split()) > 3 and not re.match(r" *(?:- )?(?:\w+: )?[\"'#]", line)
    )
    assert all(len(line) <= 100 for line in folded)


@settings(max_examples=50, deadline=None)
@given(records([text for text in TEXTS if "\n" not in text and "  " not in text]))
def test_what_is_written_anew_is_in_the_layout_from_the_start(data: dict[str, Any]) -> None:
    laid_out = formatted(Scribe(random.Random(0)).file(data), PATH, Process)
    ordered = _stripped(read_yaml(laid_out, PATH).data)
    lines = [line for key, value in ordered.items() for line in lines_of(key, value, Process, (key,))]
    new = "\n".join([*lines, ""])
    assert formatted(new, PATH, Process) == new


EDITS = st.sampled_from([
    Put(("title",), "Ny rubrik"),
    Put(("lead",), "ALFA"),
    Put(("note",), None),
    Put(("organisations",), ["ALFA", "BETA"]),
    Drop(("title",)),
])  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(RECORDS, WRITERS, EDITS)
def test_after_an_edit_of_a_file_in_the_layout_little_is_laid_out_anew(
    data: dict[str, Any], chance: random.Random, edit: Edit
) -> None:
    assume(len(data) > 1)  # the only key of a file cannot be dropped
    assume(edit.loc != ("organisations",) or not data.get("organisations"))  # there may be comments in it
    before = formatted(Scribe(chance).file(data), PATH, Process)
    text = edited(before, PATH, Process, [edit])
    after = formatted(text, PATH, Process)

    kept = Counter(text.splitlines()) & Counter(after.splitlines())
    assert len(after.splitlines()) - kept.total() <= 4, (text, after)


MONTHS = ["januari", "mars", "DECEMBER"]
DAY_TEXTS = st.one_of(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1)).map(str),
    st.sampled_from([
        "våren 2022", "Hösten  2021", "början av hösten 2021", "Slutet av 2022", "årsskiftet 2021 - 2022",
        "2021 – 2023", "2021-2023", "2022-07", "årsskiftet 2021/2022", "sommaren 2020", "mars 2021",
    ]),
    st.builds("{} {} {}".format, st.integers(1, 28), st.sampled_from(MONTHS), st.integers(1950, 2100)),
).flatmap(lambda text: st.sampled_from([text, f"Tidigast {text}", f"senast {text}"]))  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(0, 10**9).map(lambda number: f"{number:,}".replace(",", " ")),
    st.tuples(st.integers(0, 10**6), st.integers(0, 999)).map("{0[0]},{0[1]}".format),
    st.tuples(st.integers(0, 99), st.integers(100, 999)).map("{0[0]} – {0[1]}".format),
)
ABOUT = st.sampled_from(
    ["", "", "ca ", "Cirka ", "ungefär ", "drygt ", "KNAPPT ", "nästan ", "minst ", "högst ", "ca. "]
)
AMOUNT_TEXTS = st.builds(
    "{}{}{}".format, ABOUT, NUMBERS,
    st.sampled_from(["", " kr", " kronor", " tkr", "tkr", " mnkr", " mn kr", " miljoner", " miljard kronor"]),
)  # fmt: skip
NUMBER_TEXTS = st.one_of(
    st.builds("{}{}{}".format, ABOUT, NUMBERS, st.sampled_from(["", "", "%", " %"])),
    st.sampled_from([
        "ett 80-tal", "Drygt ett 80-tal", "60-talet", "ett tjugotal", "omkring ett hundratal", "hälften",
        "Nästan hälften", "cirka tre fjärdedelar", "1.5", "en fjärdedel", "ungefär  1.25 %",
    ]),
)  # fmt: skip


def _canonical_in_file(key: str, text: str, kind: type[Part]) -> str:
    """Return what a value is in a file in the one layout."""
    new = formatted(f'{key}: "{text}"\n', PATH, kind)
    found = read_yaml(new, PATH).data
    assert isinstance(found, dict)
    value = found[key]
    assert isinstance(value, str)
    return value


@given(DAY_TEXTS)
def test_a_day_in_its_one_writing_is_the_same_days(text: str) -> None:
    new = _canonical_in_file("day", text, Decision)

    read, again = Day.parse(text), Day.parse(new)
    assert (read.first, read.last) == (again.first, again.last)
    assert again.canonical == new


@given(AMOUNT_TEXTS)
def test_an_amount_in_its_one_writing_has_the_same_bounds(text: str) -> None:
    try:
        read = Kronor.parse(text)
    except FieldError:  # a range that is only about, or with too many digits
        assert canonical(text, Scalar("kronor")) == text
        return
    again = Kronor.parse(canonical(text, Scalar("kronor")))
    assert (read.value, read.low, read.high) == (again.value, again.low, again.high)
    assert again.canonical == again.text


@given(NUMBER_TEXTS)
def test_a_count_in_its_one_writing_has_the_same_bounds(text: str) -> None:
    try:
        read = Number.parse(text)
    except FieldError:
        assert _canonical_in_file("smallest_group", text, Header) == text
        return
    again = Number.parse(_canonical_in_file("smallest_group", text, Header))
    assert (read.value, read.low, read.high) == (again.value, again.low, again.high)
    assert read.percent == again.percent
    assert again.canonical == again.text


SIGNS = {
    "CRLF is kept": ("lead: ALFA\r\ntitle: 'Ett'\r\n", "title: Ett\r\nlead: ALFA\r\n"),
    "what begins with CRLF gets it everywhere": (
        "title: Ett\r\nlead: ALFA\n",
        "title: Ett\r\nlead: ALFA\r\n",
    ),
    "what begins with LF gets it everywhere": ("title: Ett\nlead: ALFA\r\n", "title: Ett\nlead: ALFA\n"),
    "old line ends become LF": ("title: Ett\rlead: ALFA\r", "title: Ett\nlead: ALFA\n"),
    "CRLF is kept inside texts": ("note: |\r\n    Ett\r\n    två\r\n", "note: |-\r\n  Ett\r\n  två\r\n"),
    "the mark at the start goes": ("\ufefftitle: Ett\n", "title: Ett\n"),
    "letter and dots become one sign": ("title: O\u0308st # a\u030a\n", "title: Öst # å\n"),
    "the final line end comes": ("title: Ett", "title: Ett\n"),
    "tabs between go": (
        "title:\tEtt\t# två\norganisations: [\tALFA ]\n",
        "title: Ett # två\norganisations: [ALFA]\n",
    ),
    "a tab in a text is told with its sign": ('title: "a\tb"\n', 'title: "a\\tb"\n'),
}


@pytest.mark.parametrize(("before", "after"), SIGNS.values(), ids=SIGNS)
def test_signs_that_are_not_seen(before: str, after: str) -> None:
    assert laid(before) == after


UNREADABLE = [
    "", "# bara en kommentar\n", "- ALFA\n", "Skolstart", "a: [1\n", "a: 1\na: 2\n", "a: &b 1\n",
    "a: !!str 1\n", "<<<<<<< HEAD\na: 1\n", "a: 1\n---\nb: 2\n", "a: 1\u200b\n",
]  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UnsafeLayoutError, match=r"data/processes/LV\.1\.yaml"):
        formatted(text, PATH, Process)


def _meaning(value: Any) -> Any:
    """Return a record as plain values: days and figures as their bounds, however they are written."""
    if isinstance(value, Part):
        return {name: _meaning(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return [(key, _meaning(item)) for key, item in value.items()]
    if isinstance(value, tuple):
        return [_meaning(item) for item in value]
    if isinstance(value, Day):
        return value.first, value.last
    return (value.value, value.low, value.high) if isinstance(value, Kronor | Number) else value


PLANS = [ROOT, ROOT / "examples/ekbacken", *sorted((ROOT / "tests/cases/good").iterdir())]


@pytest.mark.parametrize("root", PLANS, ids=lambda root: str(root.relative_to(ROOT)))
def test_every_file_of_a_plan_is_the_same_record_with_the_same_comments(root: Path) -> None:
    files = sorted((root / "data").rglob("*.yaml"))
    assert files
    for file in files:
        path = file.relative_to(root).as_posix()
        text = file.read_text(encoding="utf-8")
        data: Any = read_yaml(text, path).data
        kind = kind_of(path, data)
        new = formatted(text, path, kind)
        again: Any = read_yaml(new, path).data
        ordered = ("sources", "basis")  # tables that follow the keys of the record
        before, after = (_meaning(kind.model_validate(found)) for found in (data, again))
        for key in set(ordered) & set(before):
            before[key], after[key] = sorted(before[key]), sorted(after[key])
        assert after == before, path
        assert formatted(new, path, kind) == new, path
        assert _comment_lines(new) == _comment_lines(text), path


def _comment_lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


# The command


Fmt = Callable[..., Ran]

ORDERLY = "id: LV.1\ntitle: Skolstart\narea: LV\nhistory:\n  - status: igång\n    since: 2022-01\n"
MESSY = "title: 'Skolslut'   # ur planen\nid: LV.2\n"
TIDY = "id: LV.2\ntitle: Skolslut # ur planen\n"
BROKEN = "id: LV.3\ntitle: [Lov\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return the folder of a plan with a file that is in the layout and one that is not."""
    write(tmp_path, "data/plan.yaml", "name: Trygg i Exempelstad\nareas:\n  LV:\n    name: Levnadsvillkor\n")
    write(tmp_path, "data/processes/LV.1.yaml", ORDERLY)
    write(tmp_path, "data/processes/LV.2.yaml", MESSY)
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode())


def text_of(root: Path, path: str) -> str:
    return (root / path).read_bytes().decode()


@pytest.fixture
def fmt(plan: Path, capfd: pytest.CaptureFixture[str]) -> Fmt:
    """Return hp fmt in that plan."""
    app = typer.Typer(add_completion=False)
    app.callback()(lambda: None)
    app.command("fmt")(command)

    def ran(*words: str, root: Path = plan) -> Ran:
        code = run(["fmt", *words, "--plan", str(root)], app)
        return Ran(code, *capfd.readouterr())

    return ran


def test_all_files_are_laid_out_and_those_that_were_are_told(fmt: Fmt, plan: Path) -> None:
    assert fmt() == (0, "1 av 3 filer lades om:\n  data/processes/LV.2.yaml\n", "")
    assert text_of(plan, "data/processes/LV.2.yaml") == TIDY
    assert text_of(plan, "data/processes/LV.1.yaml") == ORDERLY
    assert fmt() == (0, "Alla 3 filer står redan rätt.\n", "")


@pytest.mark.parametrize("option", ["--check", "--dry-run"])
def test_to_check_writes_nothing_and_ends_with_1(fmt: Fmt, plan: Path, option: str) -> None:
    assert fmt(option) == (1, "1 av 3 filer skulle läggas om:\n  data/processes/LV.2.yaml\n", "")
    assert text_of(plan, "data/processes/LV.2.yaml") == MESSY
    assert not (plan / ".hp").exists()
    assert fmt(option, "LV.1") == (0, "Filen står redan rätt.\n", "")


def test_the_diff_is_shown_and_nothing_written(fmt: Fmt, plan: Path) -> None:
    expected = """\
        --- a/data/processes/LV.2.yaml
        +++ b/data/processes/LV.2.yaml
        @@ -1,2 +1,2 @@
        -title: 'Skolslut'   # ur planen
         id: LV.2
        +title: Skolslut # ur planen

        1 av 3 filer skulle läggas om:
          data/processes/LV.2.yaml
        """
    assert fmt("--diff") == (1, dedent(expected), "")
    assert text_of(plan, "data/processes/LV.2.yaml") == MESSY


def test_the_diff_of_what_is_not_seen_is_told_in_words(fmt: Fmt, plan: Path) -> None:
    write(plan, "data/processes/LV.2.yaml", TIDY.replace("\n", "\r\n", 1).replace("id", "id", 1) + "")
    assert fmt("--diff", "LV.2").out == (
        "data/processes/LV.2.yaml\n"
        "  bara tecken som inte syns: radslut, eller hur prickar och accenter är sparade\n\n"
        "Filen skulle läggas om:\n  data/processes/LV.2.yaml\n"
    )


def test_a_file_that_cannot_be_read_is_told_and_left_and_the_others_are_laid_out(
    fmt: Fmt, plan: Path
) -> None:
    write(plan, "data/processes/LV.3.yaml", BROKEN)
    (plan / "data/processes/LV.4.yaml").write_bytes("id: LV.4\ntitle: Höst\n".encode("latin-1"))

    ran = fmt()

    assert ran.code == 1
    assert ran.out.splitlines()[-4:] == [
        "",
        "1 av 5 filer lades om:",
        "  data/processes/LV.2.yaml",
        "2 filer gick inte att lägga om och är som de var.",
    ]
    assert re.search(r"^data/processes/LV\.3\.yaml:[0-9]+:[0-9]+: fel HP0", ran.out, re.MULTILINE)
    assert "data/processes/LV.4.yaml:2:9: fel HP003 filen är inte sparad som UTF-8" in ran.out
    assert text_of(plan, "data/processes/LV.3.yaml") == BROKEN
    assert text_of(plan, "data/processes/LV.2.yaml") == TIDY
    assert fmt("--check").out.endswith(
        "De andra 3 filerna står redan rätt.\n2 filer gick inte att lägga om och är som de var.\n"
    )
    assert fmt("LV.1") == (0, "Filen står redan rätt.\n", "")


def test_a_file_that_holds_no_record_is_told_and_left(fmt: Fmt, plan: Path) -> None:
    write(plan, "data/processes/LV.3.yaml", "- Lov\n")
    ran = fmt("LV.3")
    assert ran.code == 1
    assert "data/processes/LV.3.yaml:1:1: fel HP103 filen ska vara en grupp av nycklar" in ran.out
    assert text_of(plan, "data/processes/LV.3.yaml") == "- Lov\n"


def test_what_no_command_reads_is_told_when_the_whole_plan_is_laid_out(fmt: Fmt, plan: Path) -> None:
    write(plan, "data/processes/LV.3.yml", MESSY)
    ran = fmt("--check")
    assert ran.code == 1
    assert "data/processes/LV.3.yml: fel HP020 filen läses inte" in ran.out
    assert fmt("LV.1") == (0, "Filen står redan rätt.\n", "")


def test_a_file_with_values_that_the_plan_refuses_is_laid_out_all_the_same(fmt: Fmt, plan: Path) -> None:
    write(plan, "data/processes/LV.3.yaml", "lead: 'ALFA'\nid: LV.3\nhistory:\n- since: i våras\n")
    assert fmt("LV.3").code == 0
    assert text_of(plan, "data/processes/LV.3.yaml") == "id: LV.3\nlead: ALFA\nhistory:\n  - since: i våras\n"


def test_a_file_with_windows_line_ends_keeps_them(fmt: Fmt, plan: Path) -> None:
    write(plan, "data/processes/LV.2.yaml", "\ufeff" + MESSY.replace("\n", "\r\n"))
    assert fmt().code == 0
    assert text_of(plan, "data/processes/LV.2.yaml") == TIDY.replace("\n", "\r\n")


def test_plan_and_rules_are_laid_out_too(fmt: Fmt, plan: Path) -> None:
    write(plan, "data/plan.yaml", "areas: {LV: {name: Levnadsvillkor}}\nname: Trygg\n")
    write(plan, "data/rules.yaml", "note: Våra\nrules: {}\n")
    assert (
        fmt("plan", "data/rules.yaml").out == "2 av 2 filer lades om:\n  data/plan.yaml\n  data/rules.yaml\n"
    )
    assert text_of(plan, "data/plan.yaml") == "name: Trygg\nareas:\n  LV:\n    name: Levnadsvillkor\n"
    assert text_of(plan, "data/rules.yaml") == "rules: {}\nnote: Våra\n"


@pytest.mark.parametrize("word", ["LV.2", "data/processes/LV.2.yaml", "data/processes", "data/processes/"])
def test_files_are_named_by_id_by_path_or_by_folder(fmt: Fmt, word: str) -> None:
    assert fmt(word, "--check").out.endswith("skulle läggas om:\n  data/processes/LV.2.yaml\n")


def test_files_with_the_same_id_are_all_laid_out(fmt: Fmt, plan: Path) -> None:
    write(plan, "data/grants/LV.2.yaml", "title: Lov\nid: LV.2\n")
    assert fmt("LV.2").out.startswith("2 av 2 filer lades om:\n  data/grants/LV.2.yaml\n")


def test_a_file_is_named_as_seen_from_the_working_folder(
    fmt: Fmt, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan / "data/processes")
    assert fmt("LV.2.yaml", "--check").code == 1
    assert fmt(str(plan / "data/processes/LV.1.yaml"), "--check").code == 0


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("LV.22", "menade du LV.2"),
        ("data/processes/LV.9", "menade du data/processes/LV."),
        ("../annat.yaml", "skriv ett id, eller en fil i planen"),
        ("", "skriv ett id, eller en fil i planen"),
    ],
)
def test_a_file_that_is_not_in_the_plan_is_told(fmt: Fmt, word: str, hint: str) -> None:
    ran = fmt(word)
    assert (ran.code, ran.out) == (2, "")
    assert f"ingen fil i planen heter '{word}'" in ran.err
    assert hint in ran.err


@pytest.mark.slow
def test_the_example_in_the_layout_has_the_faults_that_it_had_and_no_more(
    fmt: Fmt, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "exempel"
    shutil.copytree(ROOT / "examples/ekbacken/data", root / "data")
    found = []
    for _ in range(2):
        run(["check", "--format", "json", "--plan", str(root)])
        found.append(
            [(it["code"], it["file"], it["message"]) for it in json.loads(capfd.readouterr().out)["problems"]]
        )
        assert fmt(root=root).code == 0
    assert found[0] == found[1]
    assert fmt("--check", root=root).code == 0

"""The command hp set: exactly the lines that are to change do, and what cannot be is told of."""

import difflib
import io
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlingsplan.cli.main import run
from handlingsplan.cli.showing import today
from handlingsplan.compute.differences import differences
from handlingsplan.compute.putting import value_at
from handlingsplan.compute.setting import setting
from handlingsplan.compute.shapes import Shape, shapes_of
from handlingsplan.compute.spelling import Spelling, is_unknown
from handlingsplan.compute.wanted import Wanted
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.part import Part
from handlingsplan.present.wording.differences import lines, told
from handlingsplan.store.draft import data_of
from handlingsplan.store.edit import edited
from handlingsplan.store.layout import kind_of
from handlingsplan.store.load import load_plan
from handlingsplan.store.saving import writing
from tests.forked import at_call, end, said_by, start
from tests.plans import ROOT
from tests.running import Hp, Ran, running
from tests.terminal import CTRL_C, CTRL_D, Terminal

FILES = {
    "data/plan.yaml": """\
        name: Trygg i Exempelstad
        period: {from: 2021, to: 2023-12-31}
        smallest_group: "5"
        directives:
          - Ingen ny förvaltning.
        organisations:
          ALFA:
            name: Alfaförvaltningen
            aliases: [Alfakontoret]
          BETA: {name: Betaförvaltningen}
          GAMMA: {name: Gammaförvaltningen}
        bodies:
          nämnden: {kind: political, name: Exempelnämnden}
          gruppen:
            kind: consensus
            members:
              - organisation: ALFA
                from: 2021
              - organisation: BETA
        areas:
          LV: {name: Levnadsvillkor}
          2.1:
            name: Skola
        statuses:
          vilar: {kind: paused}
          igång: {kind: active, name: Arbetet är i gång}
          klar: {kind: completed, aliases: [slutförd]}
        outcomes:
          överlämnad: {name: Överlämnad till linjen}
        categories:
          utbildning: {name: Utbildning}
          tjänster: {name: Tjänster}
        directions:
          vård: {name: God vård}
          skydd: {name: Skydd}
        years:
          2022:
            grants_complete: ja
          2023: {grants_complete: nej}
        sources:
          name: [rapporten 1]
        """,
    "data/processes/LV.1.yaml": """\
        # Den första processen.
        id: LV.1
        title: Skolstart   # kort
        area: LV
        lead: ALFA
        organisations: [ALFA, BETA]
        history:
          - status: igång
            since: 2022-02-01
          - status: vilar
            since: 2022-09
        target_groups:
          - elever
          - deras vårdnadshavare
        activities:
          - what: Öppet hus
            status: planerad
            due: 2022-11-30
          - what: Brev hem
            organisations: [BETA]
        meetings:
          - day: 2022-03-01
            present: [ALFA, BETA]
            notes:
              drafted: 2022-03-02
          - day: 2022-05-10
        sources:
          title: [rapporten 2]
          lead: [rapporten 2, rapporten bilaga 1]
          activities: [rapporten 3]
        basis:
          lead: inferred
        note: >-
          Fortsätter
          på flera rader.
        """,
    "data/grants/kurs.yaml": """\
        id: kurs
        title: Kurs
        category: utbildning
        years: [2022, 2023]
        organisations:
          - ALFA
        amounts:
          - {year: 2022, applied: 200 000, granted: 150 000}
          - year: 2023
            applied: 100 000
        goals:
          - what: 20 elever
        """,
    "data/grants/rekvisition-2022.yaml": """\
        id: rekvisition-2022
        kind: requisition
        year: 2022
        amounts:
          - direction: vård
            requisitioned: 400 000
          - direction: skydd
            requisitioned: 100 000
        sources:
          amounts: [rapporten 4]
        """,
    "data/decisions/beslut-6.yaml": """\
        id: beslut-6
        title: Medel till kursen
        body: nämnden
        day: 2022-04-05
        paragraph: "6"
        points:
          - number: "2"
            text: Kursen får medel.
            status: föreslaget
          - number: "3"
            text: Kursen redovisas.
            due: 2022-12-31
        recipients:
          - Förvaltningen, för kännedom
        """,
    "data/meetings/mote-1.yaml": """\
        id: mote-1
        body: gruppen
        day: 2022-03-10
        present: [ALFA]
        voice_given:
          BETA: ALFA
        notes:
          drafted: 2022-03-11
        """,
    "data/sources/rapporten.yaml": """\
        id: rapporten
        title: Rapporten
        """,
}
FILES = {path: dedent(text) for path, text in FILES.items()}

TABLE = """
$ LV.1 title "Skolstart för alla"
 id: LV.1
-title: Skolstart   # kort
+title: Skolstart för alla   # kort
 area: LV
$ LV.1 titel Skola
 id: LV.1
-title: Skolstart   # kort
+title: Skola   # kort
 area: LV
$ lv.1 TITEL Skola
 id: LV.1
-title: Skolstart   # kort
+title: Skola   # kort
 area: LV
$ LV.1 title okänt
 id: LV.1
-title: Skolstart   # kort
+title: null   # kort
 area: LV
$ LV.1 title --unset
 id: LV.1
-title: Skolstart   # kort
 area: LV
~
 sources:
-  title: [rapporten 2]
   lead: [rapporten 2, rapporten bilaga 1]
$ LV.1 theme "vägen: hem"
 title: Skolstart   # kort
+theme: "vägen: hem"
 area: LV
$ LV.1 note "En rad."
   lead: inferred
-note: >-
-  Fortsätter
-  på flera rader.
+note: En rad.
$ LV.1 note --unset
   lead: inferred
-note: >-
-  Fortsätter
-  på flera rader.
$ LV.1 lead BETA
 area: LV
-lead: ALFA
+lead: BETA
 organisations: [ALFA, BETA]
$ LV.1 lead betaförvaltningen
 area: LV
-lead: ALFA
+lead: BETA
 organisations: [ALFA, BETA]
$ LV.1 lead Alfakontoret
$ LV.1 huvudansvar gamma --source "rapporten 9"
 area: LV
-lead: ALFA
+lead: GAMMA
 organisations: [ALFA, BETA]
~
   title: [rapporten 2]
-  lead: [rapporten 2, rapporten bilaga 1]
+  lead: [rapporten 9]
   activities: [rapporten 3]
-basis:
-  lead: inferred
 note: >-
$ LV.1 lead --unset
 area: LV
-lead: ALFA
 organisations: [ALFA, BETA]
~
   title: [rapporten 2]
-  lead: [rapporten 2, rapporten bilaga 1]
   activities: [rapporten 3]
-basis:
-  lead: inferred
 note: >-
$ LV.1 area skola
 title: Skolstart   # kort
-area: LV
+area: "2.1"
 lead: ALFA
$ LV.1 area 2.1
 title: Skolstart   # kort
-area: LV
+area: "2.1"
 lead: ALFA
$ LV.1 organisations --add gamma
 lead: ALFA
-organisations: [ALFA, BETA]
+organisations: [ALFA, BETA, GAMMA]
 history:
$ LV.1 organisations --add gamma --remove alfa
 lead: ALFA
-organisations: [ALFA, BETA]
+organisations: [BETA, GAMMA]
 history:
$ LV.1 organisationer "GAMMA, alfakontoret"
 lead: ALFA
-organisations: [ALFA, BETA]
+organisations: [ALFA, GAMMA]
 history:
$ LV.1 organisations okänt
 lead: ALFA
-organisations: [ALFA, BETA]
+organisations: null
 history:
$ LV.1 organisations --remove ALFA --remove BETA
 lead: ALFA
-organisations: [ALFA, BETA]
+organisations: null
 history:
$ LV.1 target_groups --add "syskon, kusiner"
   - deras vårdnadshavare
+  - syskon, kusiner
 activities:
$ LV.1 target_groups --remove Elever
 target_groups:
-  - elever
   - deras vårdnadshavare
$ LV.1 målgrupper "elever, alla"
 target_groups:
-  - elever
-  - deras vårdnadshavare
+  - elever, alla
 activities:
$ LV.1 depends_on --add BETA
     organisations: [BETA]
+depends_on: [BETA]
 meetings:
$ LV.1 status klar --since 2022-12 --outcome överlämnad
     since: 2022-09
+  - status: klar
+    since: 2022-12
+    outcome: överlämnad
 target_groups:
$ LV.1 läge slutförd --since idag
     since: 2022-09
+  - status: klar
+    since: {idag}
 target_groups:
$ LV.1 status klar --since 2023 --note "Enligt gruppen."
     since: 2022-09
+  - status: klar
+    since: 2023
+    note: Enligt gruppen.
 target_groups:
$ LV.1 status vilar --seen 2022-01
 history:
+  - status: vilar
+    seen: 2022-01
   - status: igång
$ LV.1 status igång --since "hösten 2022" --through 2022-11 --by gruppen --anchored nej --source "rapporten 5"
     since: 2022-02-01
+  - status: igång
+    since: hösten 2022
+    through: 2022-11
+    by: gruppen
+    anchored: nej
   - status: vilar
~
   lead: [rapporten 2, rapporten bilaga 1]
+  history: [rapporten 5]
   activities: [rapporten 3]
$ LV.1 status igång --seen 2022-03-15
     since: 2022-02-01
+  - status: igång
+    seen: 2022-03-15
   - status: vilar
$ LV.1 status igång --since 2022-09
   - status: vilar
+    since: 2022-09
+  - status: igång
     since: 2022-09
$ LV.1 status igång --since 2022-02-01
$ LV.1 history.2.since 2022-09-15
   - status: vilar
-    since: 2022-09
+    since: 2022-09-15
 target_groups:
$ LV.1 history --remove 1
 history:
-  - status: igång
-    since: 2022-02-01
   - status: vilar
$ LV.1 activities.1.status genomförd
   - what: Öppet hus
-    status: planerad
+    status: genomförd
     due: 2022-11-30
$ LV.1 activities.2.done igår
   - what: Brev hem
+    done: {igår}
     organisations: [BETA]
$ LV.1 activities --add "Läxhjälp; pågår; 2022-10"
     organisations: [BETA]
+  - what: Läxhjälp
+    status: pågår
+    seen: 2022-10
 meetings:
$ LV.1 aktiviteter --add "vad=Läxhjälp; organisations=alfa,beta; läge=pågår" --source "rapporten 8"
     organisations: [BETA]
+  - what: Läxhjälp
+    status: pågår
+    organisations: [ALFA, BETA]
 meetings:
~
   lead: [rapporten 2, rapporten bilaga 1]
-  activities: [rapporten 3]
+  activities: [rapporten 3, rapporten 8]
 basis:
$ LV.1 activities --add "Läxhjälp;;; 2022-12"
     organisations: [BETA]
+  - what: Läxhjälp
+    due: 2022-12
 meetings:
$ LV.1 activities --remove 1
 activities:
-  - what: Öppet hus
-    status: planerad
-    due: 2022-11-30
   - what: Brev hem
$ LV.1 activities.1 --unset
 activities:
-  - what: Öppet hus
-    status: planerad
-    due: 2022-11-30
   - what: Brev hem
$ LV.1 activities.2.organisations --add ALFA
   - what: Brev hem
-    organisations: [BETA]
+    organisations: [BETA, ALFA]
 meetings:
$ LV.1 meetings.1.notes.drafted 2022-03-03
     notes:
-      drafted: 2022-03-02
+      drafted: 2022-03-03
   - day: 2022-05-10
$ LV.1 meetings.2022-03-01.notes.approved_by_all 2022-04
       drafted: 2022-03-02
+      approved_by_all: 2022-04
   - day: 2022-05-10
$ LV.1 meetings.2022-05-10.participants "ett 20-tal"
   - day: 2022-05-10
+    participants: ett 20-tal
 sources:
$ LV.1 meetings.2.notes.drafted 2022-05-11
   - day: 2022-05-10
+    notes:
+      drafted: 2022-05-11
 sources:
$ LV.1 obstacles --add "Ingen lokal; 2022-10; Hyr en"
     organisations: [BETA]
+obstacles:
+  - what: Ingen lokal
+    since: 2022-10
+    action: Hyr en
 meetings:
$ LV.1 obstacles okänt
     organisations: [BETA]
+obstacles: null
 meetings:
$ LV.1 sources.title --add "rapporten 7"
 sources:
-  title: [rapporten 2]
+  title: [rapporten 2, rapporten 7]
   lead: [rapporten 2, rapporten bilaga 1]
$ LV.1 sources.titel "rapporten 7, sidan 2"
 sources:
-  title: [rapporten 2]
+  title: ["rapporten 7, sidan 2"]
   lead: [rapporten 2, rapporten bilaga 1]
$ LV.1 sources --add "area=rapporten 3"
   title: [rapporten 2]
+  area: [rapporten 3]
   lead: [rapporten 2, rapporten bilaga 1]
$ LV.1 sources --remove lead
   title: [rapporten 2]
-  lead: [rapporten 2, rapporten bilaga 1]
   activities: [rapporten 3]
$ LV.1 basis --add titel=härlett
 basis:
+  title: derived
   lead: inferred
$ LV.1 basis.lead --unset
   activities: [rapporten 3]
-basis:
-  lead: inferred
 note: >-
$ kurs spent "140 000" --year 2022
 amounts:
-  - {year: 2022, applied: 200 000, granted: 150 000}
+  - {year: 2022, applied: 200 000, granted: 150 000, spent: 140 000}
   - year: 2023
$ kurs förbrukat 140000 --year 2023
     applied: 100 000
+    spent: 140 000
 goals:
$ kurs granted "7,5 tkr" --year 2023
     applied: 100 000
+    granted: 7,5 tkr
 goals:
$ kurs amounts.2023.granted "ca 90 000"
     applied: 100 000
+    granted: ca 90 000
 goals:
$ kurs applied okänt --year 2022
 amounts:
-  - {year: 2022, applied: 200 000, granted: 150 000}
+  - {year: 2022, applied: null, granted: 150 000}
   - year: 2023
$ kurs granted --unset --year 2022
 amounts:
-  - {year: 2022, applied: 200 000, granted: 150 000}
+  - {year: 2022, applied: 200 000}
   - year: 2023
$ kurs years --add 2024
 category: utbildning
-years: [2022, 2023]
+years: [2022, 2023, 2024]
 organisations:
$ kurs goals.1.reached NEJ
   - what: 20 elever
+    reached: nej
$ kurs goals.1.reached ja
   - what: 20 elever
+    reached: ja
$ kurs organisations --add beta
   - ALFA
+  - BETA
 amounts:
$ kurs category Tjänster
 title: Kurs
-category: utbildning
+category: tjänster
 years: [2022, 2023]
$ kurs processes --add lv.1
 years: [2022, 2023]
+processes: [LV.1]
 organisations:
$ rekvisition-2022 amounts.vård.requisitioned 450000
   - direction: vård
-    requisitioned: 400 000
+    requisitioned: 450 000
   - direction: skydd
$ rekvisition-2022 amounts.2.requisitioned 1
   - direction: skydd
-    requisitioned: 100 000
+    requisitioned: "1"
 sources:
$ rekvisition-2022 belopp --remove skydd
     requisitioned: 400 000
-  - direction: skydd
-    requisitioned: 100 000
 sources:
$ rekvisition-2022 from --add ALFA
 year: 2022
+from: [ALFA]
 amounts:
$ beslut-6 paragraf "§ 7"
 day: 2022-04-05
-paragraph: "6"
+paragraph: "7"
 points:
$ beslut-6 points.3.outcome "Redovisad."
     due: 2022-12-31
+    outcome: Redovisad.
 recipients:
$ beslut-6 points.2.status beslutat
     text: Kursen får medel.
-    status: föreslaget
+    status: beslutat
   - number: "3"
$ beslut-6 points --add "number=4; Kursen följs upp; beslutat; 2023-06"
     due: 2022-12-31
+  - number: "4"
+    text: Kursen följs upp
+    status: beslutat
+    due: 2023-06
 recipients:
$ beslut-6 points --remove 2
 points:
-  - number: "2"
-    text: Kursen får medel.
-    status: föreslaget
   - number: "3"
$ beslut-6 recipients --add "Rektorerna"
   - Förvaltningen, för kännedom
+  - Rektorerna
$ beslut-6 recipients --remove "förvaltningen, för kännedom"
     due: 2022-12-31
-recipients:
-  - Förvaltningen, för kännedom
$ beslut-6 day "april 2022"
 body: nämnden
-day: 2022-04-05
+day: 2022-04
 paragraph: "6"
$ beslut-6 diarienummer "EX 2022/7"
 paragraph: "6"
+registry_number: EX 2022/7
 points:
$ mote-1 notes.approved_by_chair 2022-03-15
   drafted: 2022-03-11
+  approved_by_chair: 2022-03-15
$ mote-1 godkända\\ av\\ alla 2022-03-20
   drafted: 2022-03-11
+  approved_by_all: 2022-03-20
$ mote-1 skrivna 2022-03-12
 notes:
-  drafted: 2022-03-11
+  drafted: 2022-03-12
$ mote-1 voice_given --add gamma=alfa
   BETA: ALFA
+  GAMMA: ALFA
 notes:
$ mote-1 voice_given.BETA GAMMA --force
 voice_given:
-  BETA: ALFA
+  BETA: GAMMA
 notes:
$ mote-1 voice_given --remove beta
 present: [ALFA]
-voice_given:
-  BETA: ALFA
 notes:
$ plan years.2023.grants_complete ja
     grants_complete: ja
-  2023: {grants_complete: nej}
+  2023: {grants_complete: ja}
 sources:
$ plan reported 2023-03-31 --year 2022
     grants_complete: ja
+    reported: 2023-03-31
   2023: {grants_complete: nej}
$ plan spend_by 2024-12-31 --year 2024
   2023: {grants_complete: nej}
+  2024:
+    spend_by: 2024-12-31
 sources:
$ plan years --add "2024; grants_complete=nej"
   2023: {grants_complete: nej}
+  2024:
+    grants_complete: nej
 sources:
$ plan organisations --add "DELTA=Deltaförvaltningen; aliases=Deltat"
   GAMMA: {name: Gammaförvaltningen}
+  DELTA:
+    name: Deltaförvaltningen
+    aliases: [Deltat]
 bodies:
$ plan organisations.alfa.namn "Alfa"
   ALFA:
-    name: Alfaförvaltningen
+    name: Alfa
     aliases: [Alfakontoret]
$ plan areas.2.1.name "Skola och fritid"
   2.1:
-    name: Skola
+    name: Skola och fritid
 statuses:
$ plan areas.LV.note "Hela kommunen"
 areas:
-  LV: {name: Levnadsvillkor}
+  LV: {name: Levnadsvillkor, note: Hela kommunen}
   2.1:
$ plan areas --add "2.2=Fritid"
     name: Skola
+  "2.2":
+    name: Fritid
 statuses:
$ plan bodies.gruppen.members.BETA.from 2022
       - organisation: BETA
+        from: 2022
 areas:
$ plan bodies.gruppen.members --add "GAMMA; 2023"
       - organisation: BETA
+      - organisation: GAMMA
+        from: 2023
 areas:
$ plan smallest_group 6
 period: {from: 2021, to: 2023-12-31}
-smallest_group: "5"
+smallest_group: "6"
 directives:
$ plan name "Trygg i hela Exempelstad" --source "rapporten 2"
-name: Trygg i Exempelstad
+name: Trygg i hela Exempelstad
 period: {from: 2021, to: 2023-12-31}
~
 sources:
-  name: [rapporten 1]
+  name: [rapporten 2]
$ plan period.to 2024-12-31
 name: Trygg i Exempelstad
-period: {from: 2021, to: 2023-12-31}
+period: {from: 2021, to: 2024-12-31}
 smallest_group: "5"
$ plan directives --add "Ingen ny styrgrupp."
   - Ingen ny förvaltning.
+  - Ingen ny styrgrupp.
 organisations:
$ plan organisations --remove gamma
   BETA: {name: Betaförvaltningen}
-  GAMMA: {name: Gammaförvaltningen}
 bodies:
$ plan counts --add "invånare; ca 4 800; 2022"
   - Ingen ny förvaltning.
+counts:
+  - what: invånare
+    value: ca 4 800
+    day: 2022
 organisations:
$ LV.1 activities --remove 1 --remove 2
   - deras vårdnadshavare
-activities:
-  - what: Öppet hus
-    status: planerad
-    due: 2022-11-30
-  - what: Brev hem
-    organisations: [BETA]
+activities: null
 meetings:
$ LV.1 activities --remove 2 --remove 1
   - deras vårdnadshavare
-activities:
-  - what: Öppet hus
-    status: planerad
-    due: 2022-11-30
-  - what: Brev hem
-    organisations: [BETA]
+activities: null
 meetings:
$ kurs years "2022,2023, 2024"
 category: utbildning
-years: [2022, 2023]
+years: [2022, 2023, 2024]
 organisations:
$ LV.1 organisations --add alfa --add gamma
 lead: ALFA
-organisations: [ALFA, BETA]
+organisations: [ALFA, BETA, GAMMA]
 history:
$ LV.1 depends_on --add gamma --add GAMMA
     organisations: [BETA]
+depends_on: [GAMMA]
 meetings:
$ plan organisations.ALFA.namn Alfa --source "rapporten 3"
   ALFA:
-    name: Alfaförvaltningen
+    name: Alfa
     aliases: [Alfakontoret]
+    source: [rapporten 3]
   BETA: {name: Betaförvaltningen}
$ LV.1 title "Skol\tstart"
 id: LV.1
-title: Skolstart   # kort
+title: Skol start   # kort
 area: LV
$ kurs repaid 5000 --year 2021 --force
 amounts:
+  - year: 2021
+    repaid: 5 000
   - {year: 2022, applied: 200 000, granted: 150 000}
$ LV.1 activities.1.status PÅGÅR
   - what: Öppet hus
-    status: planerad
+    status: pågår
     due: 2022-11-30
"""
"""Commands, and the lines that go and come with a line around; ~ stands between places that are apart."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    return tmp_path


@pytest.fixture
def hp(plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hp:
    """Run a command in the plan, 80 columns wide."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(plan)
    for name in [name for name in os.environ if name.startswith(("HP_", "GIT_"))]:
        monkeypatch.delenv(name)
    return running(capsys, fits=lambda command: command == "set")


def held(root: Path) -> dict[str, bytes]:
    """Return every file of the data, and what it holds."""
    files = (path for path in (root / "data").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """Return the lines that differ, with a line around, as in the table."""
    hunks: list[str] = []
    for path, raw in before.items():
        texts = (raw.decode().splitlines(), after[path].decode().splitlines())
        found = list(difflib.unified_diff(*texts, n=1, lineterm=""))[2:]
        hunks += ("~" if line.startswith("@@") else line for line in found)
    return "\n".join(hunks[1:])


def cases() -> list[Any]:
    """Return the table as commands and what differs after each."""
    found = []
    for block in TABLE.strip("\n").split("\n$ "):
        command, _, diff = block.removeprefix("$ ").partition("\n")
        found.append(pytest.param(shlex.split(command), diff, id=command))
    return found


@pytest.mark.parametrize(("args", "diff"), cases())
def test_exactly_the_lines_of_the_field_change(hp: Hp, plan: Path, args: list[str], diff: str) -> None:
    day = today()
    diff = diff.replace("{idag}", day.isoformat()).replace("{igår}", (day - timedelta(1)).isoformat())
    before = held(plan)
    ran = hp("set", *args)
    assert (ran.code, ran.err) == (0, "")
    assert difference(before, held(plan)) == diff
    if not diff:
        assert ran.out == "Det står redan så; ingenting är skrivet.\n"


LAYOUTS = {
    "lines that end as in Windows": (
        "id: LV.2\r\ntitle: Två\r\nlead: ALFA\r\n",
        "id: LV.2\r\ntitle: Två\r\nlead: BETA\r\n",
    ),
    "no end to the last line": ("id: LV.2\nlead: ALFA", "id: LV.2\nlead: BETA"),
    "comments and blanks": (
        "# Överst\n\nid:   LV.2\n\n# Vem?\nlead:    ALFA  # tills vidare\n\n\ntitle: 'Två'\n",
        "# Överst\n\nid:   LV.2\n\n# Vem?\nlead:    BETA  # tills vidare\n\n\ntitle: 'Två'\n",
    ),
    "quotes and another order": ('"lead": "ALFA"\n"id": LV.2\n', '"lead": "BETA"\n"id": LV.2\n'),
    "all on one line": (
        "{id: LV.2, lead: ALFA, organisations: [ALFA]}\n",
        "{id: LV.2, lead: BETA, organisations: [ALFA]}\n",
    ),
    "a mark of byte order first": ("\ufeffid: LV.2\nlead: ALFA\n", "\ufeffid: LV.2\nlead: BETA\n"),
}


@pytest.mark.parametrize(("before", "after"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_file_keeps_its_own_layout(hp: Hp, plan: Path, before: str, after: str) -> None:
    file = plan / "data/processes/LV.2.yaml"
    file.write_bytes(before.encode())
    assert hp("set", "LV.2", "lead", "beta").code == 0
    assert file.read_bytes() == after.encode()


REFUSED = {
    "LV.9 title Ny": ("ingen post heter 'LV.9'", "menade du LV.1?"),
    "'' title Ny": ("ingen post heter ''", "hp list visar vad som finns"),
    "LV.1 titl Ny": ("fältet 'titl' finns inte här", "menade du title (titel)?"),
    "LV.1 title": (
        "säg vad title (titel) ska bli",
        "skriv hp set ID FÄLT VÄRDE, eller --add, --remove eller --unset",
    ),
    "LV.1 organisations ALFA --add BETA": (
        "säg en ändring i taget",
        "skriv hp set ID FÄLT VÄRDE, eller --add, --remove eller --unset",
    ),
    "LV.1 title Ny --unset": (
        "säg en ändring i taget",
        "skriv hp set ID FÄLT VÄRDE, eller --add, --remove eller --unset",
    ),
    "LV.1 title --add Ny": ("title (titel) är ingen lista", "skriv hp set ID title VÄRDE"),
    "LV.1 title ' '": ("title (titel): värdet är tomt", "skriv okänt om det är okänt"),
    "LV.1 title 'Ny\x1b[31m'": (
        "title (titel): texten har tecken som inte går att skriva",
        "ta bort dem",
    ),
    "LV.1 title Ny --year 2022": ("'title' finns inte för varje år", "ta bort --year"),
    "LV.1 titl Ny --year 2022": (
        "fältet 'titl' finns inte",
        "pengar har applied, proposed, granted, spent …",
    ),
    "LV.1 title Ny --since 2022": (
        "--since hör till ett nytt läge",
        "skriv hp set ID status LÄGE --since DAG",
    ),
    "LV.1 title Ny --note Kort": ("--note hör till ett nytt läge", "skriv hp set ID status LÄGE --since DAG"),
    "LV.1 title.1 Ny": ("title (titel) har inga delar", "skriv bara title"),
    "LV.1 id LV.2": ("id ändras inte med hp set", "skriv hp rename GAMMALT NYTT"),
    "LV.1 status klar": (
        "säg när läget klar gäller",
        "--since DAG om läget började då, --seen DAG om det är känt att det var så den dagen",
    ),
    "LV.1 status klar --since okänt": (
        "säg när läget klar gäller",
        "--since DAG om läget började då, --seen DAG om det är känt att det var så den dagen",
    ),
    "LV.1 status klar --since 2022 --seen 2022": (
        "säg antingen --since eller --seen",
        "--since är dagen då läget började, --seen en dag då någon såg att det var så",
    ),
    "LV.1 status okänt --since 2022": ("ett nytt läge kan inte vara okänt", "skriv vilket läge det är"),
    "LV.1 status klar --since 2022 --add vilar": (
        "ett nytt läge tar bara ett läge och när",
        "skriv hp set ID status LÄGE --since DAG",
    ),
    "LV.1 status klar --since '32 maj'": (
        "since (sedan): '32 maj' är ingen dag",
        "skriv till exempel 2022-03-14, 2022-03, 2022 eller hösten 2022",
    ),
    "LV.1 status klar --since 2022 --anchored kanske": (
        "anchored (förankrad): 'kanske' är varken ja eller nej",
        "skriv ja eller nej",
    ),
    "LV.1 status": (
        "säg vad läget ska bli",
        "skriv hp set ID status LÄGE --since DAG",
    ),
    "LV.1 drafted 2022-03-02": (
        "'drafted' står inne i meetings (processträffar)",
        "skriv vilken, till exempel meetings.1.notes.drafted",
    ),
    "LV.1 notes.drafted 2022-03-02": (
        "'notes.drafted' står inne i meetings (processträffar)",
        "skriv vilken, till exempel meetings.1.notes.drafted",
    ),
    "LV.1 activities Ny": (
        "activities (aktiviteter) är flera uppgifter tillsammans",
        "sätt en av dem, till exempel activities.1.what, eller lägg till med --add 'what=…'",
    ),
    "LV.1 activities.1 Ny": (
        "här står flera uppgifter tillsammans",
        "sätt en av dem, till exempel activities.1.what",
    ),
    "LV.1 activities.1.status färdig": (
        "status (läge): 'färdig' finns inte att välja på",
        "här kan stå: planerad, pågår, genomförd, struken",
    ),
    "LV.1 activities.3.status pågår": (
        "activities (aktiviteter) har inget som heter '3'",
        "skriv vilken, ett tal från 1 till 2",
    ),
    "LV.1 activities.0.status pågår": (
        "activities (aktiviteter) har inget som heter '0'",
        "skriv vilken, ett tal från 1 till 2",
    ),
    "LV.1 activities --remove 3": (
        "activities (aktiviteter) har inget som heter '3'",
        "skriv vilken, ett tal från 1 till 2",
    ),
    "LV.1 obstacles.1.what Nej": (
        "obstacles (hinder) har inget som heter '1'",
        "lägg till det med obstacles --add",
    ),
    "LV.1 activities --add 'Läxhjälp; pågår; 2022; 2023; 2023; ALFA; nej; mer'": (
        "'mer' är en uppgift för mycket",
        "här kan stå: what, status, seen, due, done, organisations, note",
    ),
    "LV.1 activities --add 'Läxhjälp; lage=pågår'": (
        "fältet 'lage' finns inte här",
        "menade du status (läge)?",
    ),
    "LV.1 organisations --remove GAMMA": (
        "organisations (organisationer) har inget 'GAMMA'",
        "där står: ALFA, BETA",
    ),
    "LV.1 depends_on --remove GAMMA": ("depends_on (beroende av) har inget 'GAMMA'", "där står ingenting"),
    "LV.1 sources.titl 'rapporten 1'": ("fältet 'titl' finns inte här", "menade du title (titel)?"),
    "LV.1 sources 'rapporten 1'": ("sources (källor) har flera rader", "lägg till en med --add NAMN=VÄRDE"),
    "LV.1 sources --add 'rapporten 1'": ("'rapporten 1' går inte att läsa", "skriv NAMN=VÄRDE"),
    "LV.1 sources --remove area": (
        "sources (källor) har inget som heter 'area'",
        "där står: title, lead, activities",
    ),
    "LV.1 basis.title gissat": (
        "basis (grund): 'gissat' finns inte att välja på",
        "här kan stå: derived, inferred",
    ),
    "kurs spent 1": ("spent (förbrukat) finns för varje år", "säg vilket: --year 2022"),
    "kurs spent mycket --year 2022": (
        "spent (förbrukat): 'mycket' är inte ett belopp",
        "skriv till exempel 7 600 000, 7,6 mnkr eller ca 7,6 mnkr",
    ),
    "kurs spent 1 --year 22": ("year (år): '22' är inget år", "skriv fyra siffror, till exempel 2022"),
    "kurs years --add 20X2": ("years (år): '20X2' är inget år", "skriv fyra siffror, till exempel 2022"),
    "kurs shares olika": ("shares (andelar): 'olika' finns inte att välja på", "menade du lika?"),
    "beslut-6 paragraph sex": (
        "paragraph (paragraf): 'sex' är ingen paragraf",
        "skriv bara numret, till exempel 6",
    ),
    "beslut-6 recipients --remove Rektorn": (
        "recipients (skickas till) har inget 'Rektorn'",
        "där står: Förvaltningen, för kännedom",
    ),
    "mote-1 notes Klara": (
        "notes (anteckningar) är flera uppgifter tillsammans",
        "sätt en av dem, till exempel notes.drafted",
    ),
    "mote-1 notes --add 2022-03-11": (
        "notes (anteckningar) är ingen lista",
        "sätt en av dem, till exempel notes.drafted",
    ),
    "plan organisations DELTA": (
        "organisations (organisationer) är flera uppgifter tillsammans",
        "sätt en av dem, till exempel organisations.KORTNAMN.name, eller lägg till med --add 'KORTNAMN=Namn'",
    ),
    "plan organisations --add ALFA=Alfa": (
        "organisations (organisationer) har redan 'ALFA'",
        "ändra det med organisations.ALFA.name",
    ),
    "plan organisations --add alfa=Alfa": (
        "organisations (organisationer) har redan 'ALFA'",
        "ändra det med organisations.ALFA.name",
    ),
    "plan areas --add =Fritid": ("'=Fritid' saknar kortnamn", "skriv KORTNAMN=Namn"),
    "plan organisations --remove DELTA": (
        "organisations (organisationer) har inget som heter 'DELTA'",
        "där står: ALFA, BETA, GAMMA",
    ),
    "plan organisations.ALF.name Alfa": (
        "organisations (organisationer) har inget som heter 'ALF'",
        "menade du ALFA?",
    ),
    "plan to 2024": (
        "'to' står inne i flera andra fält",
        "skriv vilken, till exempel period.to eller bodies.KORTNAMN.members.1.to",
    ),
}


@pytest.mark.parametrize(("command", "said"), REFUSED.items(), ids=map(repr, REFUSED))
def test_what_cannot_be_is_refused_with_what_would_be_right(
    hp: Hp, plan: Path, command: str, said: tuple[str, str]
) -> None:
    before = held(plan)
    ran = hp("set", *shlex.split(command))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"hp: {said[0]}\n    {said[1]}\n"
    assert held(plan) == before


NEW_FAULTS = {
    "a misspelt organisation": (
        "LV.1 lead ALFFA",
        """\
        Process LV.1 Skolstart
          huvudansvar  ALFA → ALFFA

        Ändringen ger ett fel:
          fel HP205 lead (huvudansvar): 'ALFFA' står inte bland organisationer i
            plan.yaml
            menade du ALFA?
        """,
    ),
    "more spent than granted": (
        "kurs spent 160000 --year 2022",
        """\
        Insats kurs Kurs
          belopp 2022: förbrukat  + 160 000

        Ändringen ger ett fel:
          fel HP256 spent (förbrukat): 160 000 är mer än 150 000 beviljat
            rätta ett av beloppen, eller skriv det som fördes över
        """,
    ),
    "a group without what it must have": (
        "LV.1 activities.1.what --unset",
        """\
        Process LV.1 Skolstart
        Rader i data/processes/LV.1.yaml:
            16 −   - what: Öppet hus
            17 −     status: planerad
            16 +   - status: planerad


        Ändringen ger ett fel:
          fel HP102 nyckeln what (vad) saknas
            Vad det är eller vad som ska göras.
        """,
    ),
}


@pytest.mark.parametrize(("command", "said"), NEW_FAULTS.values(), ids=NEW_FAULTS)
def test_a_new_fault_is_told_and_written_only_by_force(hp: Hp, plan: Path, command: str, said: str) -> None:
    before = held(plan)
    ran = hp("set", *shlex.split(command))
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == f"{dedent(said)}\nIngenting är skrivet.\nMed --force skrivs det ändå.\n"
    assert held(plan) == before
    forced = hp("set", *shlex.split(command), "--force")
    assert (forced.code, forced.err) == (0, "")
    assert forced.out.startswith(dedent(said))
    assert "\n\nSparat i data/" in forced.out
    assert held(plan) != before


def test_a_fault_that_is_there_already_is_not_told_as_new(hp: Hp, plan: Path) -> None:
    (plan / "data/processes/LV.2.yaml").write_text("id: LV.2\nlead: ALFFA\n", encoding="utf-8")
    assert hp("set", "LV.1", "title", "Ny").out == (
        "Process LV.1 Ny\n  titel  Skolstart → Ny\n\nSparat i data/processes/LV.1.yaml.\n"
        "Som källa står fortfarande: rapporten 2. Ange den nya med --source.\n"
    )


MENDED = {
    "a value of the wrong kind": ("lead: [ALFA]", "LV.2 lead ALFA", "id: LV.2\nlead: ALFA\n"),
    "a misspelt name": ("lead: ALFFA", "LV.2 lead alfa", "id: LV.2\nlead: ALFA\n"),
    "no day": (
        "meetings: [{day: igår}]",
        "LV.2 meetings.1.day 2022-03",
        "id: LV.2\nmeetings: [{day: 2022-03}]\n",
    ),
    "a key that there is not": ("led: ALFA", "LV.2 led --unset", "id: LV.2\n"),
    "a word for unknown": ("theme: okänt", "LV.2 theme okänt", "id: LV.2\ntheme: null\n"),
}


@pytest.mark.parametrize(("wrong", "command", "right"), MENDED.values(), ids=MENDED)
def test_a_fault_in_the_file_is_mended(hp: Hp, plan: Path, wrong: str, command: str, right: str) -> None:
    file = plan / "data/processes/LV.2.yaml"
    file.write_text(f"id: LV.2\n{wrong}\n", encoding="utf-8")
    assert hp("check").code == 1
    ran = hp("set", *shlex.split(command))
    assert (ran.code, ran.err) == (0, "")
    assert file.read_text("utf-8") == right
    assert hp("check").code == 0


def test_a_change_that_words_cannot_tell_is_shown_as_lines(hp: Hp, plan: Path) -> None:
    (plan / "data/processes/LV.2.yaml").write_text("id: LV.2\nlead: [ALFA]\n", encoding="utf-8")
    assert hp("set", "LV.2", "lead", "ALFA").out == (
        "Process LV.2\n"
        "Rader i data/processes/LV.2.yaml:\n"
        "     2 − lead: [ALFA]\n"
        "     2 + lead: ALFA\n"
        "\n\n"
        "Sparat i data/processes/LV.2.yaml.\n"
    )


def test_a_file_that_cannot_be_read_is_left_as_it_is(hp: Hp, plan: Path) -> None:
    file = plan / "data/processes/LV.2.yaml"
    file.write_text("id: LV.2\ntitle: Möte: bokslut\n", encoding="utf-8")
    ran = hp("set", "LV.2", "title", "Bokslut")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "hp: filen kan inte läsas: data/processes/LV.2.yaml:2 kolon inne i värdet\n"
        "    sätt hela värdet inom citattecken, till exempel title: 'Möte: bokslut'\n"
    )
    assert file.read_text("utf-8") == "id: LV.2\ntitle: Möte: bokslut\n"


# Truth


ASKS_FOR_SOURCE = {
    "another value": ("lead BETA", "rapporten 2, rapporten bilaga 1"),
    "unknown": ("title okänt", "rapporten 2"),
    "a value in a list": ("activities.1.status genomförd", "rapporten 3"),
    "something new in a list": ("activities.2.note Skickat", "rapporten 3"),
    "one more in a list": ("activities --add Läxhjälp", "rapporten 3"),
    "the same value": ("lead ALFA", ""),
    "one less in a list": ("activities --remove 1", ""),
    "nothing at all": ("activities --unset", ""),
    "a field without a source": ("area 2.1", ""),
    "a source that is given": ("lead BETA --source 'rapporten 9'", ""),
    "a source itself": ("sources.lead 'rapporten 9'", ""),
    "a status without a source": ("status klar --since 2023", ""),
}


@pytest.mark.parametrize(("command", "sources"), ASKS_FOR_SOURCE.values(), ids=ASKS_FOR_SOURCE)
def test_what_is_new_does_not_keep_an_old_source_unsaid(hp: Hp, command: str, sources: str) -> None:
    ran = hp("set", "LV.1", *shlex.split(command))
    assert (ran.code, ran.err) == (0, "")
    told = f"Som källa står fortfarande: {sources}. Ange den nya med --source."
    assert " ".join(ran.out.split()).endswith(told) if sources else "källa står" not in ran.out


def test_a_new_status_does_not_keep_an_old_source_unsaid(hp: Hp) -> None:
    hp("set", "LV.1", "sources", "--add", "history=rapporten 4")
    told = "Som källa står fortfarande: rapporten 4. Ange den nya med --source.\n"
    assert hp("set", "LV.1", "status", "klar", "--since", "2023").out.endswith(told)
    assert told not in hp("set", "LV.1", "status", "klar", "--since", "2023").out, "it stood there already"
    assert told not in hp("set", "LV.1", "status", "vilar", "--since", "2024", "--source", "rapporten 5").out


def test_the_source_of_a_group_is_the_one_that_is_told(hp: Hp) -> None:
    hp("set", "plan", "organisations.ALFA.joined", "2021", "--source", "rapporten 3")
    told = "Som källa står fortfarande: rapporten 3. Ange den nya med --source.\n"
    assert hp("set", "plan", "organisations.ALFA.name", "Alfa").out.endswith(told)


def test_a_name_that_two_things_have_leads_to_neither(hp: Hp, plan: Path) -> None:
    text = "id: LV.2\nmeetings: [{day: 2022-03, form: digitalt}, {day: 2022-03}]\n"
    (plan / "data/processes/LV.2.yaml").write_text(text, encoding="utf-8")
    ran = hp("set", "LV.2", "meetings.2022-03.place", "Rådhuset")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("    skriv vilken, ett tal från 1 till 2\n")
    assert (plan / "data/processes/LV.2.yaml").read_text("utf-8") == text


def test_another_status_does_not_keep_the_day_of_the_old_one_unsaid(hp: Hp) -> None:
    hp("set", "LV.1", "activities.1.seen", "2022-10-01")
    told = "Dagen då det sågs står fortfarande: 2022-10-01. Ändra den med"
    ran = hp("set", "LV.1", "activities.1.status", "pågår")
    assert ran.out.endswith(f"{told}\n  hp set LV.1 activities.1.seen DAG\n")
    assert told not in hp("set", "LV.1", "activities.1.status", "pågår").out, "nothing is another"
    assert told not in hp("set", "LV.1", "activities.1.note", "Bra").out
    assert "sågs" not in hp("set", "LV.1", "activities.2.status", "pågår").out, "no day is there"


def test_a_value_that_was_unknown_has_only_the_source_that_is_given(hp: Hp, plan: Path) -> None:
    hp("set", "LV.1", "title", "okänt")
    hp("set", "LV.1", "title", "Skolstart", "--source", "rapporten 9")
    assert "\n  title: [rapporten 9]\n" in (plan / "data/processes/LV.1.yaml").read_text("utf-8")


def test_the_same_value_again_with_a_source_gets_the_source(hp: Hp, plan: Path) -> None:
    hp("set", "LV.1", "lead", "BETA")
    assert hp("set", "LV.1", "lead", "BETA", "--source", "rapporten 9").out == (
        "Process LV.1 Skolstart\n"
        "  källa till huvudansvar  − rapporten 2\n"
        "                          − rapporten bilaga 1\n"
        "                          + rapporten 9\n"
        "  grund för huvudansvar   − tolkat\n"
        "\n"
        "Sparat i data/processes/LV.1.yaml.\n"
    )


def test_a_key_inside_a_list_keeps_the_sources_of_the_others(hp: Hp, plan: Path) -> None:
    hp("set", "LV.1", "activities.1.status", "genomförd", "--source", "rapporten 9")
    text = (plan / "data/processes/LV.1.yaml").read_text("utf-8")
    assert "  activities: [rapporten 3, rapporten 9]\n" in text


def test_what_is_unknown_is_null_and_never_empty_or_nought(hp: Hp, plan: Path) -> None:
    for word in ("okänt", "Okänd", "vet ej", "null", "?"):
        hp("set", "kurs", "granted", word, "--year", "2022")
        text = (plan / "data/grants/kurs.yaml").read_text("utf-8")
        assert "  - {year: 2022, applied: 200 000, granted: null}\n" in text
        hp("set", "kurs", "granted", "150 000", "--year", "2022")


# What is shown


def test_dry_run_shows_words_and_lines_and_writes_nothing_at_all(hp: Hp, plan: Path) -> None:
    before = held(plan)
    ran = hp("set", "LV.1", "lead", "gamma", "--source", "rapporten 9", "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == dedent("""\
        Process LV.1 Skolstart
          huvudansvar             ALFA → GAMMA
          källa till huvudansvar  − rapporten 2
                                  − rapporten bilaga 1
                                  + rapporten 9
          grund för huvudansvar   − tolkat

        Rader i data/processes/LV.1.yaml:
             5 − lead: ALFA
             5 + lead: GAMMA
            29 −   lead: [rapporten 2, rapporten bilaga 1]
            29 +   lead: [rapporten 9]
            31 − basis:
            32 −   lead: inferred

        Ingenting är skrivet.
        """)
    assert held(plan) == before
    assert not (plan / ".hp").exists()


def test_dry_run_of_a_fault_ends_as_a_fault(hp: Hp, plan: Path) -> None:
    assert hp("set", "LV.1", "lead", "ALFFA", "--dry-run").code == 1
    assert not (plan / ".hp").exists()


def test_long_texts_are_broken_within_the_width(hp: Hp) -> None:
    word = "x" * 150
    ran = hp("set", "LV.1", "theme", f"{word} {'ord ' * 40}", "--dry-run")
    assert "".join(ran.out.split()).count(word) == 2


# Git


@pytest.fixture
def git(plan: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return git at work in the plan, which is all in it, with Åsa Ek as its user."""
    for name in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", os.devnull)

    def git(*args: str) -> str:
        done = subprocess.run(["git", *args], cwd=plan, check=True, capture_output=True)
        return done.stdout.decode()

    git("init", "-q")
    git("config", "user.name", "Åsa Ek")
    git("config", "user.email", "asa@exempel.se")
    git("add", ".")
    git("commit", "-qm", "Första")
    return git


Git = Callable[..., str]


def test_commit_saves_only_that_file_in_git_with_the_same_words(hp: Hp, plan: Path, git: Git) -> None:
    (plan / "anteckning.txt").write_text("staged", encoding="utf-8")
    git("add", "anteckning.txt")
    add(plan / "data/grants/kurs.yaml", "shares: lika\n")
    ran = hp("set", "LV.1", "area", "skola", "--commit")
    version = git("rev-parse", "--short=10", "HEAD").strip()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Process LV.1 Skolstart\n  målområde  LV → 2.1\n\n"
        f"Sparat i data/processes/LV.1.yaml, och i git som {version}.\n"
    )
    assert (
        git("log", "--format=%an <%ae>%n%B", "-1")
        == "Åsa Ek <asa@exempel.se>\nProcess LV.1: målområde 2.1\n\n"
    )
    assert git("show", "--format=", "--name-only", "HEAD") == "data/processes/LV.1.yaml\n"
    assert git("log", "--format=%s").count("\n") == 2
    assert git("status", "--porcelain") == "A  anteckning.txt\n M data/grants/kurs.yaml\n"


def test_a_long_message_has_a_short_first_line_and_the_rest_below(hp: Hp, git: Git) -> None:
    hp("set", "LV.1", "activities", "--add", f"{'Läxhjälp ' * 9}; pågår", "--commit")
    message = git("log", "--format=%B", "-1").rstrip("\n").split("\n")
    assert message[0] == "Process LV.1: aktiviteter Läxhjälp Läxhjälp Läxhjälp Läxhjälp …"
    assert message[1:3] == ["", "Process LV.1 Skolstart"]
    assert max(map(len, message)) <= 72


def add(file: Path, text: str) -> None:
    """Have a text stand last in a file."""
    file.write_bytes(file.read_bytes() + text.encode())


def refused_by_git(ran: Ran, message: str, hint: str) -> None:
    """Hold what was said on standard error against what is to be."""
    assert ran.code == 3
    assert " ".join(ran.err.split()) == f"hp: {message} {hint}"


def test_commit_is_refused_when_the_file_has_changes_that_are_not_in_git(
    hp: Hp, plan: Path, git: Git
) -> None:
    add(plan / "data/processes/LV.1.yaml", "theme: Hemma\n")
    before = held(plan)
    refused_by_git(
        hp("set", "LV.1", "lead", "BETA", "--commit"),
        "data/processes/LV.1.yaml har redan ändringar som inte är sparade i git",
        "spara dem för sig först, eller kör utan --commit",
    )
    assert held(plan) == before
    assert git("log", "--format=%s") == "Första\n"


def test_commit_is_refused_out_of_git(hp: Hp, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(plan.parent))
    before = held(plan)
    refused_by_git(
        hp("set", "LV.1", "lead", "BETA", "--commit"),
        "planen ligger inte i git",
        "kör utan --commit, eller git init först",
    )
    assert held(plan) == before


def test_what_a_hook_says_is_told_and_that_the_file_is_written(hp: Hp, plan: Path, git: Git) -> None:
    hook = plan / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho Fråga ordföranden först. >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    refused_by_git(
        hp("set", "LV.1", "lead", "BETA", "--commit"),
        "ändringen är skriven men git tog inte emot den: Fråga ordföranden först.",
        "rätta det och spara i git",
    )
    assert "lead: BETA\n" in (plan / "data/processes/LV.1.yaml").read_text("utf-8")
    assert git("log", "--format=%s") == "Första\n"


# Others at the same time


def test_eight_at_once_in_one_file_lose_nothing(hp: Hp, plan: Path) -> None:
    keys = ["theme", "after", "title", "note", "area", "lead", "successor", "sources.area"]
    started = [start(partial(_set_in_own_process, plan, key, f"ny-{key}", "--force")) for key in keys]
    assert [end(*process) for process in started] == ["0 "] * 8
    text = (plan / "data/processes/LV.1.yaml").read_text("utf-8")
    assert [key for key in keys if f"{key.rpartition('.')[2]}: ny-{key}" in text.replace("[", "")] == keys


def _set_in_own_process(plan: Path, *args: str) -> str:
    """Return the exit code and what was said beside the result; for a process of its own."""
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    code = run(["set", "--plan", str(plan), "LV.1", *args])
    return f"{code} {sys.stderr.getvalue()}"


def test_what_an_editor_saves_meanwhile_is_kept_and_both_are_shown(hp: Hp, plan: Path) -> None:
    file = plan / "data/processes/LV.1.yaml"
    theirs = FILES["data/processes/LV.1.yaml"].replace("title: Skolstart ", "title: Skolstarten ")

    def editor(_call: str) -> None:
        file.write_bytes(theirs.encode())

    at_call("fsync", editor)  # when all is worked out and shown, and the new text stands beside the old
    try:
        ran = hp("set", "LV.1", "lead", "BETA")
    finally:
        sys.setprofile(None)
    assert ran.code == 3
    assert ran.out == dedent("""\
        Process LV.1 Skolstart
          huvudansvar  ALFA → BETA

        Någon annan har ändrat data/processes/LV.1.yaml så här:
             3 − title: Skolstart   # kort
             3 + title: Skolstarten   # kort

        Det här skulle ha skrivits:
             5 − lead: ALFA
             5 + lead: BETA

        Ingenting är skrivet.
        """)
    assert ran.err == (
        "hp: data/processes/LV.1.yaml har ändrats av någon annan medan kommandot arbetade, och skrivs inte\n"
        "    kör kommandot igen, så utgår det från det som står där nu\n"
    )
    assert file.read_bytes() == theirs.encode()


@pytest.mark.slow
def test_who_waits_too_long_is_told_who_writes(hp: Hp, plan: Path) -> None:
    with writing(plan, "Åsa Ek, hp fmt"):
        said = said_by(partial(_set_in_own_process, plan, "lead", "BETA"))
    assert said.startswith("3 hp: planen skrivs just nu av Åsa Ek, hp fmt (sedan ")
    assert said.endswith("\n    vänta tills det är klart, och försök igen\n")


# Questions


def test_a_status_without_a_day_asks_for_it_and_a_wrong_answer_is_asked_again(plan: Path) -> None:
    terminal = Terminal("set", "LV.1", "status", "klar", cwd=plan)
    terminal.answer("Vilken dag började läget?", "32 maj")
    terminal.answer("'32 maj' är ingen dag", "2022-12-01")
    assert terminal.end() == 0
    text = (plan / "data/processes/LV.1.yaml").read_text("utf-8")
    assert "    since: 2022-09\n  - status: klar\n    since: 2022-12-01\n" in text


def test_who_does_not_know_when_a_status_began_says_when_it_was_seen(plan: Path) -> None:
    terminal = Terminal("set", "LV.1", "status", "klar", cwd=plan)
    terminal.answer("Vilken dag började läget?", "")
    terminal.answer("Vilken dag såg någon att det var så?", "")
    terminal.answer("det behövs ett svar", "okänt")
    terminal.answer("det behövs ett svar", "2022-12")
    assert terminal.end() == 0
    text = (plan / "data/processes/LV.1.yaml").read_text("utf-8")
    assert "  - status: klar\n    seen: 2022-12\n" in text


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_who_breaks_off_has_nothing_written(plan: Path, key: str) -> None:
    before = held(plan)
    terminal = Terminal("set", "LV.1", "status", "klar", cwd=plan)
    terminal.wait_for("> ")
    terminal.type(key)
    assert terminal.end() == 130
    assert terminal.text.endswith("\nAvbrutet.\n")
    assert held(plan) == before


# Properties, over the records of the example

EXAMPLE = load_plan(ROOT / "examples/ekbacken", rules=True)
SPELLING = Spelling.of(EXAMPLE.plan, date(2026, 1, 1))
PATHS = sorted(path for path in EXAMPLE.plan.texts if not path.endswith("rules.yaml"))
VALUES: dict[type, st.SearchStrategy[str]] = {
    str: st.text(st.characters(codec="latin-1", exclude_categories=["C", "Z"]), min_size=1, max_size=40),
    Day: st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    Kronor: st.integers(0, 10**7).map(lambda number: f"{number:,}".replace(",", " ")),
    Number: st.integers(0, 999).map(str),
    bool: st.sampled_from(["ja", "nej"]),
    int: st.integers(1990, 2030).map(str),
}


@st.composite
def settings_of_fields(draw: st.DrawFn) -> tuple[str, Loc, str]:
    """Return a file of the example, the way to a single value in it, and what it is to be."""
    path = draw(st.sampled_from(PATHS))
    kind = kind_of(path, data_of(path, EXAMPLE.plan.texts[path]))
    ways = [way for way in single_values(kind, data_of(path, EXAMPLE.plan.texts[path])) if way[0] != ("id",)]
    loc, shape = draw(st.sampled_from(ways))
    value = draw(st.sampled_from(shape.choices) if shape.choices else VALUES[shape.scalar or str])
    return path, loc, value


def single_values(kind: type[Part], data: Any, at: Loc = ()) -> Iterator[tuple[Loc, Shape]]:
    """Yield the ways to what is one value, in groups and lists of groups, and what it can be."""
    for key, shape in shapes_of(kind).items():
        value = data.get(key)
        if shape.part is None:
            if not shape.listed and key not in {"kind", "paragraph", "count"}:
                yield (*at, key), shape
        elif isinstance(value, list):
            for number, item in enumerate(value):
                yield from single_values(shape.part, item, (*at, key, number))
        elif isinstance(value, dict) and not shape.listed:
            yield from single_values(shape.part, value, (*at, key))


def way_of(loc: Loc) -> str:
    """Return a way as it is written in a command."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in loc)


@settings(max_examples=150)
@given(settings_of_fields())
def test_a_field_gets_its_value_which_is_all_that_differs_and_can_be_set_back(
    asked: tuple[str, Loc, str],
) -> None:
    path, loc, value = asked
    text = EXAMPLE.plan.texts[path]
    changed = set_in(path, text, way_of(loc), value)
    wanted = None if is_unknown(value) else value
    stands = value_at(data_of(path, changed), loc)
    assert stands == wanted
    proposed = EXAMPLE.with_texts({path: changed})
    before, after = EXAMPLE.part_of(path), proposed.part_of(path)
    assert before is not None
    if after is not None and text != changed:
        found = differences(before, after)
        assert [it.loc for it in found] == [loc]
        assert max(map(len, lines(told(found), 80))) <= 80
    was = value_at(data_of(path, text), loc)
    if isinstance(was, str) and "\n" not in was:
        back = set_in(path, changed, way_of(loc), was)
        assert data_of(path, back) == data_of(path, text)
        assert back == text or quotes(changed) > quotes(text), "quotes that a value has needed are kept"


def quotes(text: str) -> int:
    """Return how many quotes there are in a text."""
    return text.count('"') + text.count("'")


def set_in(path: str, text: str, field: str, value: str) -> str:
    """Return a text with a field set, as hp set does it."""
    data = data_of(path, text)
    kind = kind_of(path, data)
    return edited(text, path, kind, setting(kind, data, SPELLING, Wanted(field, value)).edits)


# Several fields in one change


def test_amounts_that_hang_together_are_changed_at_once(plan: Path, hp: Hp) -> None:
    before = (plan / "data/grants/kurs.yaml").read_text("utf-8")
    ran = hp(
        "set",
        "kurs",
        "spent",
        "70 000",
        "--year",
        "2023",
        "--also",
        "left=20 000",
        "--also",
        "applied=90 000",
    )
    assert ran.code == 0, (ran.out, ran.err)
    after = (plan / "data/grants/kurs.yaml").read_text("utf-8")
    for key, amount in (("spent", "70 000"), ("left", "20 000"), ("applied", "90 000")):
        assert f"    {key}: {amount}\n" in after
        assert f"    {key}: {amount}\n" not in before


@pytest.mark.parametrize("word", ["left", "=5", "left:5"])
def test_another_field_without_a_value_is_refused(word: str, plan: Path, hp: Hp) -> None:
    ran = hp("set", "kurs", "spent", "70 000", "--year", "2023", "--also", word)
    assert (ran.code, ran.out) == (2, "")
    assert "skriv FÄLT=VÄRDE, till exempel left=0" in ran.err


def test_a_field_is_not_told_twice_in_one_change(plan: Path, hp: Hp) -> None:
    before = held(plan)
    ran = hp("set", "LV.1", "title", "Ett", "--also", "titel=Två")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "hp: title är sagt två gånger\n    säg det en gång\n"
    assert held(plan) == before


def test_a_new_status_stands_first_and_not_among_the_other_fields(plan: Path, hp: Hp) -> None:
    ran = hp("set", "LV.1", "title", "Ett", "--also", "läge=pågår")
    assert (ran.code, ran.out) == (2, "")
    assert "ett nytt läge går inte i --also" in ran.err


def test_a_record_that_two_files_have_is_not_changed(plan: Path, hp: Hp) -> None:
    twin = plan / "data/processes/LV.1 (1).yaml"
    twin.write_bytes((plan / "data/processes/LV.1.yaml").read_bytes())
    before = held(plan)
    ran = hp("set", "LV.1", "title", "Ett")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("hp: två filer har id LV.1: data/processes/LV.1 (1).yaml och ")
    assert held(plan) == before


def test_the_last_thing_of_a_list_that_goes_leaves_what_is_unknown(plan: Path, hp: Hp) -> None:
    assert hp("set", "kurs", "goals.1", "--unset").code == 0
    assert "goals: []" not in (plan / "data/grants/kurs.yaml").read_text("utf-8")


def test_the_folder_of_the_files_can_be_pointed_out_too(plan: Path, hp: Hp) -> None:
    assert hp("set", "LV.1", "title", "Ett", "--plan", "data").code == 0
    assert "title: Ett" in (plan / "data/processes/LV.1.yaml").read_text("utf-8")


def test_a_name_that_differs_from_another_in_case_only_is_the_one_that_was_written(
    plan: Path, hp: Hp
) -> None:
    header = plan / "data/plan.yaml"
    text = header.read_text("utf-8")
    assert text.count("\norganisations:\n") == 1
    header.write_text(
        text.replace("\norganisations:\n", "\norganisations:\n  alfa:\n    name: En annan\n"),
        encoding="utf-8",
    )
    assert hp("set", "LV.1", "lead", "alfa", "--force").code == 0
    assert "lead: alfa\n" in (plan / "data/processes/LV.1.yaml").read_text("utf-8")
    assert hp("set", "LV.1", "lead", "ALFA", "--force").code == 0
    assert "lead: ALFA\n" in (plan / "data/processes/LV.1.yaml").read_text("utf-8")


def test_a_change_is_saved_although_nobody_reads_what_is_said_of_it(plan: Path) -> None:
    command = [sys.executable, "-m", "handlingsplan", "set", "LV.1", "title", "Ett", "--plan", str(plan)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        process.wait(timeout=30)
    assert "title: Ett" in (plan / "data/processes/LV.1.yaml").read_text("utf-8")

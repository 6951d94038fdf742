"""One edit, and the diff that a careful person would make of it in an editor."""

import pytest

from handlingsplan.model.edits import Drop, Edit, Put, Rekey
from handlingsplan.model.records.grant import Grant
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.meeting import BodyMeeting
from handlingsplan.model.records.part import Part
from handlingsplan.model.records.process import Process
from handlingsplan.store.edit import UnsafeEditError, changed, edited

LONG = (
    "Processledarna rekommenderar att den slås samman med den lokala handlingsplan som tas fram, "
    "i en ny plan för fyra år."
)

SINGLE_VALUES: dict[str, tuple[type[Part], Edit, str]] = {
    "a value is another": (Process, Put(("theme",), "Barn"), """
          id: A
        - theme: Unga
        + theme: Barn
          lead: SOC
    """),
    "single quotes are kept": (Process, Put(("theme",), "Det är bra"), """
        - theme: 'It''s'
        + theme: 'Det är bra'
    """),
    "double quotes are kept": (Process, Put(("theme",), 'sa "ja"'), r"""
        - theme: "Unga"
        + theme: "sa \"ja\""
    """),
    "what others would take for a number gets quotes": (Process, Put(("area",), "2.10"), """
        - area: Kum
        + area: "2.10"
    """),
    "a day gets none": (Process, Put(("history", 0, "seen"), "2023-12-31"), """
          history:
            - status: pågår
        -     seen: 2022-12-31
        +     seen: 2023-12-31
    """),
    "a comment after the value is kept, and its blanks": (Process, Put(("theme",), "Barn"), """
        - theme: Unga   # enligt protokollet
        + theme: Barn   # enligt protokollet
    """),
    "blanks before the value are kept": (Process, Put(("theme",), "Barn"), """
          id:    A
        - theme :  Unga
        + theme :  Barn
    """),
    "an empty value": (Process, Put(("lead",), "SOC"), """
        - lead:
        + lead: SOC
          theme: Unga
    """),
    "an empty value with a comment": (Process, Put(("lead",), "SOC"), """
        - lead:  # okänt
        + lead: SOC  # okänt
    """),
    "a tilde": (Process, Put(("lead",), "SOC"), """
        - lead: ~
        + lead: SOC
    """),
    "a value is unknown again": (Process, Put(("lead",), None), """
        - lead: SOC  # sedan i våras
        + lead: null  # sedan i våras
    """),
    "a value on the line below its key stays there": (Process, Put(("theme",), "Barn"), """
          theme:
        -   Unga
        +   Barn
    """),
    "a value over two lines": (Process, Put(("theme",), "Barn"), """
        - theme: Unga
        -   vuxna  # båda
        + theme: Barn  # båda
          lead: SOC
    """),
    "a short text over a folded one": (Process, Put(("after",), "Den slås samman."), """
        - after: >-
        -   Processledarna rekommenderar att den
        -   slås samman.
        + after: Den slås samman.
          note: Kort.
    """),
    "the comment of a folded text stays on its line": (Process, Put(("after",), "Den slås samman."), """
        - after: >-  # 7.2
        -   Processledarna rekommenderar.
        + after: Den slås samman.  # 7.2
    """),
    "a long text is folded below its key": (Process, Put(("after",), LONG), """
        - after: Den slås samman.
        + after: >-
        +   Processledarna rekommenderar att den slås samman med den lokala handlingsplan som tas fram, i en
        +   ny plan för fyra år.
          note: Kort.
    """),
    "and the comment stays on the line of the key": (Process, Put(("after",), LONG), """
        - after: Den slås samman.  # 7.2
        + after: >-  # 7.2
        +   Processledarna rekommenderar att den slås samman med den lokala handlingsplan som tas fram, i en
        +   ny plan för fyra år.
          note: Kort.
    """),
    "a text of two lines": (Process, Put(("history", 0, "note"), "Först.\nSedan."), """
          history:
          - status: pågår
        -   note: Nu.
        +   note: |-
        +     Först.
        +     Sedan.
          lead: SOC
    """),
    "a long text above a comment that would be taken for more of it": (Process, Put(("after",), "a\nb"), r"""
        - after: kort
        + after: "a\nb"
            # en kommentar, långt in
          note: Kort.
    """),
    "blank lines that a text keeps stay when it goes": (Process, Put(("after",), "Kort."), """
        - after: |+
        -   Först.
        + after: Kort.

          note: Kort.
    """),
    "letters of two signs are left as they are": (Process, Put(("theme",), "Räddning"), """
          title: Ra\u0308ddning
        - theme: Unga
        + theme: Räddning
    """),
    "a key of two signs is found": (Header, Put(("areas", "Nä", "name"), "Närhet"), """
          areas:
            Na\u0308:
        -     name: Nära
        +     name: Närhet
    """),
    "after a question mark": (Header, Put(("areas", "A", "name"), "Ny"), """
          areas:
            ? A
            :
        -     name: Gammal
        +     name: Ny
    """),
}  # fmt: skip

LISTS: dict[str, tuple[type[Part], Edit, str]] = {
    "null to a list of names": (Process, Put(("organisations",), ["SOC", "BUF"]), """
        - organisations: null  # okänt än
        + organisations: [SOC, BUF]  # okänt än
          lead: SOC
    """),
    "null to a list of groups": (Process, Put(("history",), [{"status": "pågår", "seen": "2024"}]), """
        - history:  # okänt än
        + history:  # okänt än
        +   - status: pågår
        +     seen: 2024
          lead: SOC
    """),
    "a list to null": (Process, Put(("organisations",), None), """
        - organisations:
        -   - SOC
        -   - BUF
        + organisations: null
          lead: SOC
    """),
    "a name more in a row": (Process, Put(("organisations", 1), "BUF", insert=True), """
        - organisations: [SOC]  # fler?
        + organisations: [SOC, BUF]  # fler?
    """),
    "a name first in a row": (Process, Put(("organisations", 0), "BUF", insert=True), """
        - organisations: [ SOC, KLK ]
        + organisations: [ BUF, SOC, KLK ]
    """),
    "a name with a comma in a row": (Process, Put(("organisations", 1), "a, b", insert=True), """
        - organisations: [SOC]
        + organisations: [SOC, "a, b"]
    """),
    "a row that gets too long goes on below": (Process, Put(("organisations", 1), "B" * 50, insert=True), f"""
        - organisations: [{"A" * 50}]
        + organisations: [{"A" * 50},
        +                 {"B" * 50}]
    """),
    "a row with a line each": (Process, Put(("organisations", 2), "KLK", insert=True), """
          organisations: [
            SOC,  # från början
        -   BUF  # senare
        +   BUF,  # senare
        +   KLK
          ]
    """),
    "a row with a line each, and a comma after the last": (
        Process, Put(("organisations", 2), "KLK", insert=True), """
          organisations: [
            SOC,  # från början
            BUF,  # senare
        +   KLK,
          ]
    """),
    "a row with a line each, and the bracket on the last": (
        Process, Put(("organisations", 2), "KLK", insert=True), """
          organisations: [
            SOC,  # från början
        -   BUF]
        +   BUF,
        +   KLK]
    """),
    "a name first in a row with a line each": (Process, Put(("organisations", 0), "KLK", insert=True), """
          organisations: [
        +   KLK,
            SOC,  # från början
            BUF,
          ]
    """),
    "a value in a row": (Process, Put(("organisations", 1), "a, b"), """
        - organisations: [SOC, 'BUF' ]
        + organisations: [SOC, 'a, b' ]
    """),
    "a list in a row": (Header, Put(("areas", "A", "source"), ["x 1"]), """
        - areas: {A: {name: Hem, source: null}}
        + areas: {A: {name: Hem, source: [x 1]}}
    """),
    "a key without a colon in a row": (Process, Put(("history", 0, "status"), "pågår"), """
        - history: [{status, seen: 2022}]
        + history: [{status: pågår, seen: 2022}]
    """),
    "a key with its colon close to the value": (Process, Put(("history", 0, "status"), "klar"), """
        - history: [{"status":"pågår", seen: 2022}]
        + history: [{"status": "klar", seen: 2022}]
    """),
    "a row with a line each loses one with its comment": (Process, Drop(("organisations", 0)), """
          organisations: [
        -   SOC,  # från början
            # sedan:
            BUF,  # senare
          ]
    """),
    "a row with a line each loses the last, and its comma": (Process, Drop(("organisations", 1)), """
          organisations: [
        -   SOC,  # från början
        -   BUF  # senare
        +   SOC  # från början
          ]
    """),
    "a comment in brackets stays when the only item goes": (Process, Drop(("organisations", 0)), """
          organisations: [
            # inga andra:
        -   SOC,
          ]
    """),
    "a name less in a row": (Process, Drop(("organisations", 0)), """
        - organisations: [SOC, BUF]
        + organisations: [BUF]
    """),
    "a name between comments in a row": (Process, Drop(("organisations", 1)), """
          organisations: [SOC,  # först
        -   BUF, KLK]
        +   KLK]
    """),
    "a name before a comment in a row": (Process, Drop(("organisations", 1)), """
        - organisations: [SOC, BUF,  # sist
        + organisations: [SOC,  # sist
            KLK]
    """),
    "the last name in a row": (Process, Drop(("organisations", 1)), """
        - organisations: [SOC, BUF,]
        + organisations: [SOC,]
    """),
    "the only name in a row": (Process, Drop(("organisations", 0)), """
        - organisations: [SOC]  # inga fler
        + organisations: []  # inga fler
    """),
    "an item more": (Process, Put(("target_groups", 1), "vuxna", insert=True), """
          target_groups:
            - unga
        +   - vuxna
          lead: SOC
    """),
    "an item more in a list as deep as its key": (
        Process, Put(("target_groups", 1), "vuxna", insert=True), """
          target_groups:
          - unga  # till 20 år
        + - vuxna
          lead: SOC
    """),
    "an item more, and the blank line between them": (
        Process, Put(("target_groups", 2), "äldre", insert=True), """
          target_groups:
            - unga

            - vuxna
        +
        +   - äldre

          lead: SOC
    """),
    "an item more, as far from its dash": (
        Process, Put(("history", 1), {"status": "klar", "seen": "2024"}, insert=True), """
          history:
              -   status: pågår
                  seen: 2023
        +     -   status: klar
        +         seen: 2024
    """),
    "an item in the middle comes above the comment of the next": (
        Process, Put(("target_groups", 1), "vuxna", insert=True), """
          target_groups:
            - unga
              # till 20 år
        +   - vuxna
            # från 65 år
            - äldre
    """),
    "an item first comes above the comment of the next": (
        Process, Put(("target_groups", 0), "vuxna", insert=True), """
          target_groups:  # alla
        +   - vuxna
            # från 65 år
            - äldre
    """),
    "an item more after a text with lines of its own": (
        Process, Put(("target_groups", 1), "vuxna", insert=True), """
          target_groups:
            - >-
              unga
              till 20 år
        +   - vuxna

          # Här kommer resten.
          lead: SOC
    """),
    "a group more in an empty list": (Process, Put(("history", 0), {"status": "pågår"}, insert=True), """
        - history: []  # inget än
        + history:  # inget än
        +   - status: pågår
    """),
    "a name more in an empty list": (Process, Put(("organisations", 0), "SOC", insert=True), """
        - organisations: []
        + organisations: [SOC]
    """),
    "a group within brackets": (
        Process, Put(("history", 1), {"status": "klar", "seen": "2024"}, insert=True), """
        - history: [{status: pågår, seen: 2023}]
        + history: [{status: pågår, seen: 2023}, {status: klar, seen: 2024}]
    """),
    "an item less with its comment": (Process, Drop(("target_groups", 0)), """
          target_groups:
            # De som planen gäller.
        -   - unga  # till 20 år
            - vuxna
    """),
    "one blank line less where two would meet": (Process, Drop(("target_groups", 1)), """
          target_groups:
            - unga

        -   - vuxna
        -
            - äldre
    """),
    "the only item": (Process, Drop(("target_groups", 0)), """
        - target_groups:
        -   - unga  # till 20 år
        + target_groups: []
          lead: SOC
    """),
    "the only item, and the comments above it are kept": (Process, Drop(("target_groups", 0)), """
        - target_groups:  # alla
        + target_groups: []  # alla
            # de yngsta först
        -   - unga
          lead: SOC
    """),
    "the only item of all, and the comments above it are kept": (Process, Drop(("target_groups", 0)), """
        - target_groups:
        + target_groups: []
            # de yngsta först
        -   - unga
    """),
    "a list over another is changed where they differ": (
        Process, Put(("target_groups",), ["unga", "äldre", "alla"]), """
          target_groups:
            - unga  # till 20 år
        -   - vuxna
            # från 65 år
            - äldre
        +   - alla
    """),
    "a list of groups over another too": (
        Process,
        Put(("history",), [{"status": "pågår", "seen": "2023"}, {"status": "klar"}]), """
          history:
            # Slutrapporten säger inget om hösten.
            - status: pågår
        -     seen: 2022  # 6.1
        +     seen: 2023  # 6.1
        +   - status: klar
    """),
}  # fmt: skip

KEYS: dict[str, tuple[type[Part], Edit, str]] = {
    "a key comes where its kind has it": (Process, Put(("theme",), "Unga"), """
          id: A
          title: Skolan
        + theme: Unga
          # Den som leder.
          lead: SOC
    """),
    "also in a file with another order, after the last that comes before it": (
        Process, Put(("lead",), "SOC"), """
          title: Skolan
          id: A
          theme: Unga
        + lead: SOC
          history: null
    """),
    "a key comes before the sources of the others": (Process, Put(("after",), "Slås samman."), """
          id: A
        + after: Slås samman.
          sources:
            id: [x 1]
    """),
    "a source comes in the order of the keys": (Process, Put(("sources", "theme"), ["x 2"]), """
          sources:
            title: [x 1]
        +   theme: [x 2]
            lead: [x 3]
    """),
    "the first source": (Process, Put(("sources", "theme"), ["x 2"]), """
          id: A
        - sources: {}
        + sources:
        +   theme: [x 2]
    """),
    "a group in a list item": (Process, Put(("history", 0, "decision"), "d1"), """
          history:
            - status: pågår
              # Sedan dess:
              seen: 2022
        +     decision: d1
            - status: klar
    """),
    "a key before the first after a dash": (Process, Put(("history", 0, "status"), "pågår"), """
          history:
        -   - seen: 2022
        +   - status: pågår
        +     seen: 2022
    """),
    "the first key after a dash": (Process, Drop(("history", 0, "status")), """
          history:
        -   - status: pågår
        -     seen: 2022
        +   - seen: 2022
    """),
    "the first key after a dash, when the next has a comment": (Process, Drop(("history", 0, "status")), """
          history:
        -   - status: pågår
        +   -
              # enligt slutrapporten
              seen: 2022
    """),
    "the only key of an item": (Process, Drop(("history", 1, "status")), """
          history:
            - status: pågår
        -   - status: klar
        +   - {}
    """),
    "a key with all that is below it": (Process, Drop(("history",)), """
          id: A
        - history:
        -   # Bara detta.
        -   - status: pågår
        -     seen: 2022
          lead: SOC
    """),
    "a key with a part of the file to itself": (Process, Drop(("history",)), """
          id: A

        - history:
        -   - status: pågår
        -
          lead: SOC
    """),
    "a key within braces": (Process, Drop(("history", 0, "seen")), """
        - history: [{status: pågår, seen: 2022}]
        + history: [{status: pågår}]
    """),
    "a name last in a table": (Header, Put(("areas", "B"), {"name": "Skola"}), """
          areas:
            A:
              name: Hem
        +   B:
        +     name: Skola
          themes: {}
    """),
    "a name that is a number gets quotes": (Header, Put(("areas", "2.10"), {"name": "Skola"}), """
          areas:
            "2.9":
              name: Hem
        +   "2.10":
        +     name: Skola
    """),
    "a name is another": (Header, Rekey(("areas", "A"), "B"), """
          areas:
        -   A:  # först
        +   B:  # först
              name: Hem
            C: {}
    """),
    "a name is another, with its quotes": (Header, Rekey(("areas", "A"), "no"), """
          areas:
        -   'A': {}
        +   'no': {}
    """),
    "an amount of a year": (
        Grant, Put(("amounts", 1), {"year": "2024", "granted": "50 000"}, insert=True), """
          amounts:
            - year: 2023
              granted: 100 000  # avrundat
        +   - year: 2024
        +     granted: 50 000
          places: [Skolan]
    """),
    "a key in a matter of a meeting": (BodyMeeting, Put(("matters", 0, "outcome"), "bifölls: allt"), """
          matters:
            - what: Bokslut
              decided: ja
        +     outcome: "bifölls: allt"
            - what: Budget
    """),
}  # fmt: skip

CASES = {**SINGLE_VALUES, **LISTS, **KEYS}


def sides(diff: str) -> tuple[str, str]:
    """Return the file before and after a diff."""
    lines = [line.removeprefix("        ") for line in diff.split("\n")[1:-1]]
    before = [line[2:] for line in lines if line[:1] != "+"]
    return "".join(f"{line}\n" for line in before), "".join(
        f"{line[2:]}\n" for line in lines if line[:1] != "-"
    )


@pytest.mark.parametrize(("kind", "edit", "diff"), CASES.values(), ids=CASES)
def test_the_file_changes_as_by_hand(kind: type[Part], edit: Edit, diff: str) -> None:
    before, after = sides(diff)
    assert edited(before, "x.yaml", kind, [edit]) == after


@pytest.mark.parametrize(("kind", "edit", "diff"), CASES.values(), ids=CASES)
def test_line_ends_and_byte_order_mark_are_kept(kind: type[Part], edit: Edit, diff: str) -> None:
    before, after = ("\ufeff" + side.replace("\n", "\r\n") for side in sides(diff))
    assert edited(before, "x.yaml", kind, [edit]) == after


@pytest.mark.parametrize(("kind", "edit", "diff"), CASES.values(), ids=CASES)
def test_a_file_without_a_last_line_end_stays_without(kind: type[Part], edit: Edit, diff: str) -> None:
    before, after = (side.removesuffix("\n") for side in sides(diff))
    assert edited(before, "x.yaml", kind, [edit]) == after


WITH_COMMENT: dict[str, tuple[Edit, str]] = {
    "inside a list": (
        Put(("history",), None), "history:\n  - status: pågår  # osäkert\n    seen: 2022\nid: A\n",
    ),
    "of the last item": (Put(("history",), None), "history:\n  - status: pågår  # osäkert\nid: A\n"),
    "above the first item": (Put(("history",), None), "history:\n  # osäkert\n  - status: pågår\nid: A\n"),
    "within brackets": (Put(("history",), None), "history: [\n  SOC,  # osäkert\n  BUF]\nid: A\n"),
    "of a text inside": (
        Put(("history",), None), "history:\n  - note: >-  # osäkert\n      En mening.\nid: A\n",
    ),
    "within brackets in brackets": (
        Put(("history", 0), None), "history: [[\n  SOC,  # osäkert\n  BUF]]\nid: A\n",
    ),
    "above the only item within brackets": (Drop(("history", 0)), "history: [ # osäkert\n SOC ]\nid: A\n"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "text"), WITH_COMMENT.values(), ids=WITH_COMMENT)
def test_a_comment_that_would_be_lost_is_told(edit: Edit, text: str) -> None:
    with pytest.raises(UnsafeEditError) as refusal:
        edited(text, "processes/x.yaml", Process, [edit])
    found = "kan inte ändra history i processes/x.yaml utan att en kommentar där försvinner"
    assert refusal.value.message == found
    assert refusal.value.hint == "flytta kommentaren först; ingenting är skrivet"


REFUSED: dict[str, tuple[Edit, str]] = {
    "nothing would be left": (Drop(("id",)), "id: A\n"),
    "the key is there already": (Rekey(("sources", "id"), "b"), "sources:\n  id: [x]\n  b: [y]\n"),
    "no file may hold the sign": (Put(("id",), "A\x1b"), "id: A\n"),
    "a comment further in would become text": (
        Drop(("id",)), "title: |-\n  Skolan\nid: A\n  # osäkert\nlead: A\n",
    ),
    "a key has no colon": (Put(("id",), "A"), "? id\n? lead\n"),
    "a text would get a line end": (Put(("id",), "a\nb\n"), "id: A"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "text"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_safe_is_refused(edit: Edit, text: str) -> None:
    with pytest.raises(UnsafeEditError) as refusal:
        edited(text, "processes/x.yaml", Process, [edit])
    where = " ".join(str(step) for step in edit.loc)
    assert (
        refusal.value.message == f"kan inte ändra {where} i processes/x.yaml utan att riskera resten av filen"
    )
    assert refusal.value.hint == "ändra i filen för hand; ingenting är skrivet"


@pytest.mark.parametrize(
    "text",
    ["id: [A\n", "id: A\nlead: x\nlead: y\n", "- A\n", "", "id: A\x1b\n"],
    ids=["broken", "a key twice", "no keys", "empty", "a sign that no file may hold"],
)
def test_a_file_with_a_fault_is_not_changed(text: str) -> None:
    with pytest.raises(UnsafeEditError) as refusal:
        edited(text, "processes/x.yaml", Process, [Put(("id",), "B")])
    assert refusal.value.message == "processes/x.yaml har fel och kan inte ändras"
    assert refusal.value.hint == "kör hp check, och rätta filen för hand först"
    assert edited(text, "processes/x.yaml", Process, []) == text


@pytest.mark.parametrize(
    "edit",
    [
        Put(("sources", "id"), "x"),
        Put(("history", 2), "x"),
        Drop(("history", 0, "status", "x")),
        Put(("history", -1), "x"),
        Put(("history", "status"), "x"),
        Rekey(("sources",), "x"),
        Rekey(("history", 0), "x"),
    ],
    ids=str,
)
def test_a_way_that_leads_nowhere_is_a_fault_of_the_caller(edit: Edit) -> None:
    with pytest.raises(LookupError):
        changed({"history": [{"status": "pågår"}]}, edit)
    with pytest.raises(LookupError):
        edited("history:\n  - status: pågår\n", "x.yaml", Process, [edit])


def test_a_value_that_is_there_already_changes_nothing() -> None:
    text = "id:  'A'\norganisations: [ SOC ]\n"
    assert edited(text, "x.yaml", Process, [Put(("id",), "A"), Put(("organisations",), ["SOC"])]) == text


def test_several_edits_are_made_one_after_another() -> None:
    history = Put(("history",), [{"status": "pågår"}])
    edits: list[Edit] = [history, Put(("history", 0, "seen"), "2024"), Drop(("theme",))]
    text = "id: A\ntheme: Unga\nhistory: null\n"
    assert edited(text, "x.yaml", Process, edits) == "id: A\nhistory:\n  - status: pågår\n    seen: 2024\n"


def test_letters_of_two_signs_in_an_edit_are_written_as_one() -> None:
    assert edited("id: A\n", "x.yaml", Process, [Put(("title",), "Ra\u0308d")]) == "id: A\ntitle: Räd\n"
    edits: list[Edit] = [Put(("areas", "a\u0308"), {}), Rekey(("areas", "a\u0308"), "o\u0308")]
    assert edited("areas:\n  A: {}\n", "x.yaml", Header, edits) == "areas:\n  A: {}\n  ö: {}\n"


def test_new_lines_end_as_the_lines_of_the_file() -> None:
    assert edited("id: A\r\n", "x.yaml", Process, [Put(("lead",), "B")]) == "id: A\r\nlead: B\r\n"
    assert edited("id: A", "x.yaml", Process, [Put(("lead",), "B")]) == "id: A\nlead: B"


def test_a_long_list_over_another_is_written_anew_at_once() -> None:
    old, new = ([f"{word} {number}" for number in range(2000)] for word in ("gammal", "ny"))
    text = "target_groups:\n" + "".join(f"  - {item}\n" for item in old)
    after = edited(text, "x.yaml", Process, [Put(("target_groups",), new)])
    assert after == "target_groups:\n" + "".join(f"  - {item}\n" for item in new)

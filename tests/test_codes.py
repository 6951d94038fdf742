"""The page of problem codes is made from the code, and every code is explained.

`HP_GOLDEN=write pytest tests/test_codes.py` writes docs/felkoder.md anew; the review reads what changed.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from handlingsplan.cli.main import run
from handlingsplan.compute.check import RULES
from handlingsplan.model.problem import Severity
from handlingsplan.present.wording.codes import REMEDY, explained, folded, of_rule
from handlingsplan.present.wording.explanation import Explanation
from handlingsplan.present.wording.reading_codes import READING
from tests.handbook import anchor
from tests.plans import ROOT
from tests.test_house import SOURCE, codes_in_source

PAGE = ROOT / "docs" / "felkoder.md"
BAD = ROOT / "tests" / "cases" / "bad"
PAGE_WIDTH = 120

INTRO = """\
# Felkoder

`hp check` skriver ett fel så här: fil, rad, kolumn, grad, kod, vad som är fel. Därunder kommer raden ur
filen, ett tecken (`^`) under stället, och vad som vore rätt. [Handboken](handbok.md#12-läsa-ett-fel) visar
hur man läser det. Vad en kod betyder visar också `hp check --about KOD`, till exempel
`hp check --about HP113`.

| Koder | Handlar om |
|---|---|
| {0} | att läsa filen |
| {1} | en nyckel eller ett värde |
| HP2xx | poster som inte går ihop |
| HP3xx | planens egna regler, i `data/rules.yaml` |

Koden för ett visst slags fel ändras aldrig. Fyra grader finns:

- **fel** måste rättas. Finns minst ett fel slutar `hp check` med slutkod 1.
- **varning** bör rättas.
- **upplysning** är värd att veta, men är inget fel. Den visas bara med `hp check --notes`.
- **lucka** är något okänt, och är inget fel.

Av en och samma fil visas högst hundra fel åt gången.

Exemplen nedan är fel som är gjorda med flit i påhittade planer.
"""

SECTIONS = {
    "HP0": "Att läsa filen",
    "HP1": "En nyckel eller ett värde",
    "HP2": "Poster som inte går ihop",
}

CASES: dict[str, tuple[str, ...]] = {
    "HP001": ("missing_plan_yaml",),
    "HP003": ("wrong_encoding", "wrong_encoding_utf16"),
    "HP004": ("empty_file", "only_comments"),
    "HP006": ("invisible_space",),
    "HP008": ("tab_indent", "no_break_space_indent"),
    "HP009": ("colon_in_title", "at_sign_first", "text_after_quote", "backslash_in_quotes"),
    "HP010": ("line_too_far_out", "colon_missing", "space_after_colon_missing", "list_on_line_of_key"),
    "HP013": ("star_in_text", "anchor"),
    "HP016": ("repeated_key",),
    "HP017": ("unclosed_quote", "unclosed_bracket"),
    "HP018": ("bom",),
    "HP019": ("decomposed_letters",),
    "HP020": ("wrong_folder", "yml_ending", "file_beside_plan_yaml"),
    "HP021": ("unquoted_texts_that_others_guess", "unquoted_number_as_text"),
    "HP101": ("misspelt_key", "swedish_key", "key_in_wrong_place"),
    "HP102": ("missing_id", "missing_status"),
    "HP103": ("list_expected", "group_expected", "text_expected", "text_is_empty"),
    "HP111": ("wrong_id", "id_too_long"),
    "HP112": ("wrong_amount", "amount_with_dots"),
    "HP113": ("slashed_day", "no_such_day"),
    "HP114": ("number_in_words",),
    "HP115": ("wrong_choice", "status_of_recommendation"),
    "HP119": ("neither_since_nor_seen", "since_and_seen"),
    "HP202": ("same_id_twice",),
}
"""The cases whose faults are shown; of other codes the first case by name."""

BY_HAND = {
    "HP001": """\
data/processes/2.2.2.yaml: fel HP001 är en länk till något som inte finns
    ta bort länken""",
    "HP002": """\
data/processes/2.2.2.yaml: fel HP002 filen är en länk ut ur planens mapp
    ersätt länken med filen själv""",
    "HP005": """\
data/processes/2.2.2.yaml: fel HP005 filen är större än en megabyte och läses inte
    en post är några kilobyte; är det rätt fil?""",
}
"""What cannot lie in a folder of git; a test below makes each."""

LINKS = {
    "ordlistan": "ordlista.md",
    "handboken": "handbok.md",
    "Dagar och belopp, under Dagar": "dagar-och-belopp.md#dagar",
    "Dagar och belopp, under Belopp": "dagar-och-belopp.md#belopp",
    "Dagar och belopp, under Tal": "dagar-och-belopp.md#tal",
}
"""Words of an explanation that are links on the page."""


# The page.


def explanations() -> list[Explanation]:
    """Return the explanation of every code, in order."""
    rules = [of_rule(rule.code, rule.severity, rule.__doc__ or "") for rule in RULES]
    return sorted([*READING.values(), *rules], key=lambda explanation: explanation.code)


def heading(explanation: Explanation) -> str:
    grade = "" if explanation.severity is Severity.FAULT else f" ({explanation.severity.value})"
    return f"{explanation.code} – {explanation.title}{grade}"


@cache
def told_in_cases() -> dict[str, dict[str, str]]:
    """Return what hp says of each code: by case, in the order of their names."""
    told: dict[str, dict[str, str]] = {}
    for path in sorted(BAD.glob("*/expected.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            found = re.match(r"\S.*?: (?:fel|varning|upplysning) (HP\d{3}) ", block)
            if found:
                cases = told.setdefault(found[1], {})
                before = cases.get(path.parent.name)
                cases[path.parent.name] = f"{before}\n\n{block}" if before else block
    return told


def examples(code: str) -> list[str]:
    cases = told_in_cases().get(code, {})
    by_hand = [BY_HAND[code]] if code in BY_HAND else []
    names = CASES.get(code) or (() if by_hand else [*cases][:1])
    return [*by_hand, *(cases[name] for name in names)]


def linked(text: str) -> str:
    for words, target in LINKS.items():
        text = re.sub(rf"\b{words}\b", f"[{words}]({target})", text)
    return text


def paragraphs(explanation: Explanation) -> Iterator[str]:
    yield f"### {heading(explanation)}"
    for paragraph in explanation.text.split("\n\n"):
        yield "\n".join(folded(linked(paragraph), PAGE_WIDTH))
    for example in examples(explanation.code):
        yield f"```console\n{example}\n```"
    yield "\n".join(folded(f"**{REMEDY.strip()}** {linked(explanation.remedy)}", PAGE_WIDTH))


def page() -> str:
    """Return the page as the code has it."""
    every = explanations()
    rows = "".join(
        f"| [{one.code}](#{anchor(heading(one))}) | {one.severity.value} | {one.title} |\n" for one in every
    )
    ranges = (
        f"{codes[0]}–{codes[-1]}" for start in SECTIONS if (codes := [c for c in READING if start in c])
    )
    parts = [INTRO.format(*ranges), "| Kod | Grad | Betyder |\n|---|---|---|\n" + rows]
    for start, title in SECTIONS.items():
        section = [one for one in every if one.code.startswith(start)]
        parts += [f"## {title}\n", *(f"{part}\n" for one in section for part in paragraphs(one))]
    return "\n".join(parts)


def test_the_page_of_codes_is_made_from_the_code() -> None:
    made = page()
    if os.environ.get("HP_GOLDEN") == "write":
        PAGE.write_text(made, encoding="utf-8", newline="\n")
    assert made == PAGE.read_text(encoding="utf-8")


def test_links_on_the_page_go_somewhere() -> None:
    for target, _, part in re.findall(r"\]\(([^)#:]*)(#([^)]+))?\)", page()):
        there = PAGE.parent / (target or PAGE.name)
        heads = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE) if part else []
        assert there.exists(), target
        assert not part or part in map(anchor, heads), f"{target}#{part}"


def test_every_phrase_that_is_a_link_is_used() -> None:
    assert [words for words in LINKS if f"[{words}](" not in page().replace("\n", " ")] == []


def test_the_page_passes_a_linter() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pymarkdown", "--disable-rules", "line-length", "scan", str(PAGE)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("code", BY_HAND)
def test_an_example_written_by_hand_is_what_the_tool_says(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan"
    (plan / "data" / "processes").mkdir(parents=True)
    (plan / "data" / "plan.yaml").write_text("name: Prov\n", encoding="utf-8")
    (tmp_path / "utanför.yaml").write_text("id: 2.2.2\n", encoding="utf-8")
    file = plan / "data" / "processes" / "2.2.2.yaml"
    if code == "HP005":
        file.write_bytes(b"#" * 1_000_001)
    else:
        file.symlink_to(tmp_path / ("utanför.yaml" if code == "HP002" else "borta.yaml"))
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["check", "--plan", str(plan)]) == 1
    assert f"{BY_HAND[code]}\n\n" in capsys.readouterr().out


# The explanations.


def test_every_code_in_the_source_has_an_explanation_and_none_more() -> None:
    codes = [explanation.code for explanation in explanations()]
    assert codes == sorted(codes_in_source())


def test_the_codes_of_reading_are_those_that_reading_gives() -> None:
    data = SOURCE / "present" / "wording" / "reading_codes.py"
    sources = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path != data)
    given = {code for source in sources for code in re.findall(r'"(HP[01]\d\d)"', source)}
    assert [*READING] == sorted(given)


def test_every_code_has_an_example() -> None:
    assert [one.code for one in explanations() if not examples(one.code)] == []


def test_titles_are_unlike_and_stand_in_a_sentence() -> None:
    titles = [one.title for one in explanations()]
    assert len({*titles}) == len(titles)
    for title in titles:
        assert not title.endswith("."), title
        assert title[0].islower() or title[:2].isupper(), title


def test_texts_are_sentences() -> None:
    for one in explanations():
        for paragraph in (*one.text.split("\n\n"), one.remedy):
            assert paragraph.endswith("."), f"{one.code}: {paragraph}"
            assert paragraph[0].isupper() or paragraph[0] == "`", f"{one.code}: {paragraph}"


def test_explanations_are_plain_text_with_code_in_backticks() -> None:
    for one in explanations():
        for text in (one.title, one.text, one.remedy):
            prose = re.sub(r"`[^`]+`", "kod", text)
            assert not re.search(r"[`*_\[\]]|  ", prose), f"{one.code}: {text}"


def test_no_line_of_an_explanation_is_wider_than_a_terminal() -> None:
    for one in explanations():
        lines = explained(one)
        assert max(map(len, lines)) <= 80, one.code
        assert lines[0].startswith(f"{one.code} – {one.title}"[:60])
        assert "" not in (lines[0], lines[-1])


def test_the_severity_explained_is_the_severity_told() -> None:
    for one in explanations():
        for example in examples(one.code):
            assert re.findall(rf": (\w+) {one.code} ", example)[0] == one.severity.value


# What a rule says of itself.

DOCSTRING = """Processen slutar innan den börjar.

    Dagen i `through` är tidigare än
    dagen i `since`.

    Är båda ungefärliga och kan de gå ihop sägs ingenting.

    Gör så här: titta i källan, och rätta
    den dag som är fel.
    """


def test_a_rule_is_explained_by_its_docstring() -> None:
    assert of_rule("HP299", Severity.WARNING, DOCSTRING) == Explanation(
        "HP299",
        "processen slutar innan den börjar",
        Severity.WARNING,
        "Dagen i `through` är tidigare än dagen i `since`.\n\n"
        "Är båda ungefärliga och kan de gå ihop sägs ingenting.",
        "Titta i källan, och rätta den dag som är fel.",
    )


def test_an_explanation_is_shown_as_head_paragraphs_and_what_to_do() -> None:
    assert explained(of_rule("HP299", Severity.WARNING, DOCSTRING), 40) == [
        "HP299 – processen slutar innan den",
        "börjar (varning)",
        "",
        "Dagen i `through` är tidigare än dagen i",
        "`since`.",
        "",
        "Är båda ungefärliga och kan de gå ihop",
        "sägs ingenting.",
        "",
        "Gör så här: Titta i källan, och rätta",
        "den dag som är fel.",
    ]


def test_code_is_kept_on_one_line() -> None:
    assert folded("Skriv listan `[ALFA, BETA]` så.", 20) == ["Skriv listan", "`[ALFA, BETA]` så."]


def test_a_name_in_capitals_begins_a_title_as_it_is() -> None:
    told = "{}\n\nText.\n\nGör så här: Skriv."
    titles = [of_rule("HP299", Severity.FAULT, told.format(title)).title for title in ("Id är.", "JSON är.")]
    assert titles == ["id är", "JSON är"]

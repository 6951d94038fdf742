"""What the YAML parser stumbles on, told in Swedish at the place where a person would mend it."""

import pytest

from handlingsplan.store.load import build_plan

HEADER = ("data/plan.yaml", "name: Planen\n")
GOOD = ("data/processes/bra.yaml", "id: bra\ntitle: En bra fil\n")
BROKEN = "data/processes/x.yaml"


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "message"),
    [
        # tabs instead of blanks
        pytest.param("id: x\n\ttitle: a\n", 2, 1, "HP008", "tabb i indraget", id="a tab before a key"),
        pytest.param("id: x\nhistory:\n\t- a\n", 3, 1, "HP008", "tabb i indraget", id="a tab before a list"),
        pytest.param(
            "id: x\npauses:\n  - by: a\n\treason: b\n", 4, 1, "HP008", "tabb i indraget", id="a tab late"
        ),
        pytest.param("id: x\nnote: |\n\ta\n", 3, 1, "HP008", "tabb i indraget", id="a tab before text"),
        # values that need quotation marks
        pytest.param(
            "title: Möte: bokslut\n", 1, 12, "HP009", "kolon inne i värdet", id="a colon in a value"
        ),
        pytest.param("title: Möte:\n", 1, 12, "HP009", "kolon inne i värdet", id="a colon last in a value"),
        pytest.param("by:\n  - a: b: c\n", 2, 9, "HP009", "kolon inne i värdet", id="a colon in a list"),
        pytest.param(
            "title: ”Möte: a”\n", 1, 13, "HP009", "kolon inne i värdet", id="quotes that are not straight"
        ),
        pytest.param("title: @alfa\n", 1, 8, "HP009", "ett värde kan inte börja med @", id="an at sign"),
        pytest.param("title: `alfa`\n", 1, 8, "HP009", "ett värde kan inte börja med `", id="a backtick"),
        pytest.param("title: %alfa\n", 1, 8, "HP009", "ett värde kan inte börja med %", id="a percent sign"),
        pytest.param("title: , a\n", 1, 8, "HP009", "ett värde kan inte börja med ,", id="a comma"),
        pytest.param("title: ? a\n", 1, 8, "HP009", "ett värde kan inte börja med ?", id="a question mark"),
        pytest.param("title: ]\n", 1, 8, "HP009", "ett värde kan inte börja med ]", id="a lone bracket"),
        pytest.param("title: **alfa**\n", 1, 8, "HP009", "ett värde kan inte börja med *", id="two stars"),
        pytest.param("title: * alfa\n", 1, 8, "HP009", "ett värde kan inte börja med *", id="a star"),
        pytest.param("title: & alfa\n", 1, 8, "HP009", "ett värde kan inte börja med &", id="an ampersand"),
        pytest.param(
            "title: !e!x b\n", 1, 8, "HP009", "ett värde kan inte börja med !", id="exclamation marks"
        ),
        pytest.param(
            "title: !{a}\n", 1, 8, "HP009", "ett värde kan inte börja med !", id="an exclaimed group"
        ),
        pytest.param(
            "by:\n  * A\n  * B\n", 2, 3, "HP009", "ett värde kan inte börja med *", id="a list of stars"
        ),
        pytest.param("id: x\n% a\n", 2, 1, "HP009", "en rad kan inte börja med %", id="a line of percent"),
        pytest.param(
            "title: 'Möte' om a\n", 1, 15, "HP009", "text efter citattecknet", id="text after a quote"
        ),
        pytest.param(
            'title: "Möte" om a\n', 1, 15, "HP009", "text efter citattecknet", id="after a double one"
        ),
        pytest.param(
            "title: 'Mötet's namn'\n", 1, 15, "HP009", "text efter citattecknet", id="an apostrophe"
        ),
        pytest.param(
            'title: "a\nnote: "b"\n', 1, 8, "HP017", "citattecknet avslutas aldrig", id="a quote left open"
        ),
        pytest.param(
            "id: x\nby: [a]\n=======\nto: b\n",
            3,
            1,
            "HP007",
            "en sammanslagning i git är inte färdig",
            id="the middle of a merge",
        ),
        pytest.param("title: [a] b\n", 1, 12, "HP009", "text efter ]", id="text after a bracket"),
        pytest.param("title: {a: b} c\n", 1, 15, "HP009", "text efter }", id="text after a brace"),
        pytest.param(
            'title: "C:\\mapp"\n', 1, 11, "HP009", "bakstreck inom dubbla citattecken", id="a backslash"
        ),
        pytest.param(
            "text: | hej\n", 1, 7, "HP009", "texten ska börja på nästa rad efter | eller >", id="a bar"
        ),
        pytest.param(
            "text: > 60\n", 1, 7, "HP009", "texten ska börja på nästa rad efter | eller >", id="more than"
        ),
        # lines that do not hang together
        pytest.param("id: x\n  title: a\n", 2, 3, "HP010", "raden är för långt indragen", id="too far in"),
        pytest.param(
            "  id: x\ntitle: a\n", 2, 1, "HP010", "raden är inte i nivå med raderna ovanför", id="too far out"
        ),
        pytest.param(
            "by:\n  - a\n - b\n",
            3,
            2,
            "HP010",
            "raden är inte i nivå med raderna ovanför",
            id="an item out of line",
        ),
        pytest.param(
            "pauses:\n  - by: a\n   to: b\n",
            3,
            4,
            "HP010",
            "raden är inte i nivå med raderna ovanför",
            id="a key out of line",
        ),
        pytest.param(
            "by:\n  - a\n  to: b\n",
            3,
            3,
            "HP010",
            "raden är inte i nivå med raderna ovanför",
            id="a key among items",
        ),
        pytest.param("id: x\ntitle\narea: a\n", 2, 1, "HP010", "raden saknar kolon", id="no colon"),
        pytest.param("id: x\ntitle\n", 2, 1, "HP010", "raden saknar kolon", id="no colon on the last line"),
        pytest.param("id\ntitle: a\n", 1, 1, "HP010", "raden saknar kolon", id="no colon on the first line"),
        pytest.param(
            "# a\nid\n\n# b\ntitle: a\n", 2, 1, "HP010", "raden saknar kolon", id="comments between"
        ),
        pytest.param(
            "id: x\ntitle # a\n# b\nby: c\n", 2, 1, "HP010", "raden saknar kolon", id="comments after"
        ),
        pytest.param("id: x\ntitle = a\n", 2, 1, "HP010", "raden saknar kolon", id="equals for colon"),
        pytest.param(
            "id: x\ntitle:a\nby: b\n", 2, 1, "HP010", "mellanslag saknas efter kolon", id="no blank"
        ),
        pytest.param(
            "id:x\ntitle: a\n", 1, 1, "HP010", "mellanslag saknas efter kolon", id="no blank on line 1"
        ),
        pytest.param("id: x\n: a\n", 2, 1, "HP010", "här saknas en nyckel", id="no key"),
        pytest.param(
            "by: - a\n  - b\n", 1, 5, "HP010", "en lista kan inte börja här", id="a list on its key's line"
        ),
        pytest.param("title: {{a}}\n", 1, 9, "HP010", "en nyckel måste vara ett ord", id="double braces"),
        # what does not end, or ends twice
        pytest.param("id: x\n---\nid: y\n", 2, 1, "HP012", "ett andra dokument börjar här", id="two records"),
        pytest.param(
            "id: x\n...\nid: y\n", 2, 1, "HP012", "ett andra dokument börjar här", id="text after the end"
        ),
        pytest.param("id: 'x\ntitle: a\n", 1, 5, "HP017", "citattecknet avslutas aldrig", id="an open quote"),
        pytest.param(
            'id: x\ntitle: "a\n', 2, 8, "HP017", "citattecknet avslutas aldrig", id="an open double quote"
        ),
        pytest.param(
            'title: "a\n---\n', 1, 8, "HP017", "citattecknet avslutas aldrig", id="an open quote and a mark"
        ),
        pytest.param(
            "by: [A, B\ntitle: a\n", 1, 5, "HP017", "hakparentesen [ avslutas inte", id="an open bracket"
        ),
        pytest.param(
            "id: x\nby: [A, B\n", 2, 5, "HP017", "hakparentesen [ avslutas inte", id="an open last bracket"
        ),
        pytest.param("pauses:\n  - {by: a\n", 2, 5, "HP017", "klammern { avslutas inte", id="an open brace"),
        pytest.param(
            "id: x\nby: [A, B,\n\n", 2, 11, "HP017", "en parentes avslutas inte", id="a comma and no more"
        ),
        pytest.param("by: [A, B]]\n", 1, 11, "HP017", "] avslutar inget", id="a bracket too many"),
        pytest.param("sources: {a: [b]}}\n", 1, 18, "HP017", "} avslutar inget", id="a brace too many"),
    ],
)
def test_a_slip_gives_one_problem_where_it_can_be_mended(
    text: str, line: int, column: int, code: str, message: str
) -> None:
    loading = build_plan([HEADER, (BROKEN, text), GOOD])
    [problem] = loading.problems
    assert (problem.place.file, problem.place.line, problem.place.column) == (BROKEN, line, column)
    assert (problem.code, problem.message) == (code, message)
    assert problem.hint
    assert list(loading.plan.processes) == ["bra"]
    assert (loading.plan.files.read, loading.plan.files.total) == (2, 3)


_QUOTE = "sätt hela värdet inom citattecken, till exempel title: 'Möte: bokslut'"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("title: Möte: a\n", _QUOTE, id="a colon"),
        pytest.param(
            "title: ”Möte: a”\n",
            f"{_QUOTE}; bara raka citattecken gäller",
            id="curly quotes",
        ),
        pytest.param(
            "title: 'a' b\n",
            "sätt hela värdet inom citattecken; ett citattecken inuti skrivs dubbelt: ''",
            id="after a quote",
        ),
        pytest.param(
            'title: "a\nnote: "b"\n', "sätt ett likadant citattecken där texten slutar", id="an open quote"
        ),
        pytest.param(
            "id:x\ntitle: a\n", "skriv nyckel: värde, med ett mellanslag efter kolon", id="no blank"
        ),
        pytest.param("id: x\n\ttitle: a\n", "använd mellanslag, två per nivå", id="a tab"),
    ],
)
def test_the_hint_says_what_would_be_right(text: str, hint: str) -> None:
    [problem] = build_plan([HEADER, (BROKEN, text)]).problems
    assert problem.hint == hint

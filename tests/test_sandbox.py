"""What a template may do, and how its mistakes are told: with template, line and what there is instead."""

from datetime import date

import pytest

from handlingsplan.compute.check import compute_check
from handlingsplan.compute.report import Subject, compute_results
from handlingsplan.compute.rules.rule import Horizon
from handlingsplan.model.template import Template
from handlingsplan.present.mistakes import TemplateMistakeError
from handlingsplan.present.report import Document, Press
from handlingsplan.store.templates import read_builtin_templates
from tests.plans import plan_of

DAY = date(2023, 12, 31)
PLAN = plan_of(
    processes__LV_1="""
        title: Tidigt stöd
        area: LV
        history: [{status: klar, seen: 2022}]
    """,
    processes__LV_2="""
        title: null
        area: LV
        history: [{status: igång, since: 2022-03}]
    """,
    grants__G="""
        title: Coach
        years: [2022]
        amounts: [{year: 2022, applied: 900 000, granted: 0}]
    """,
)


def made(text: str, name: str = "prov.md", **others: str) -> str:
    """Return what a plan's own template makes of a small plan."""
    own = {name: text, **{f"_{key}.md": value for key, value in others.items()}}
    templates = read_builtin_templates() | {key: Template(key, value, own=True) for key, value in own.items()}
    press = Press(templates, name)
    subject = Subject(PLAN, DAY)
    document = Document("prov", subject, False, "hp report prov", compute_check(PLAN, (), Horizon(DAY)), None)
    return press.write(document, compute_results(subject, press.needed))


def mistake(text: str, **others: str) -> tuple[str, str | None]:
    """Return the message and the hint about a template that cannot be used."""
    with pytest.raises(TemplateMistakeError) as caught:
        made(text, **others)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{{ status.total }} processer", "2 processer", id="a figure"),
        pytest.param("{{ status.as_of | prose }}", "den 31 december 2023", id="a day in prose"),
        pytest.param("{{ status.as_of }}", "2023-12-31", id="a day"),
        pytest.param("{{ (status.processes | last).title }}", "okänt", id="unknown is a word"),
        pytest.param("{{ (status.processes | last).since | at }}", "i mars 2022", id="a month in prose"),
        pytest.param("{{ grants.years[0].year }}", "2022", id="a year has no blank in it"),
        pytest.param('{{ grants.sum("applied", grants.years) }}', "900 000 kr", id="money"),
        pytest.param('{{ grants.sum("spent", grants.years) }}', "okänt", id="unknown money"),
        pytest.param('{{ grants.sum("granted", grants.years) }}', "0 kr", id="nought is nought"),
        pytest.param('{{ status.count("completed") }}', "1", id="a question with an answer"),
        pytest.param('{{ ["a", "b", "c"] | listed }}', "a, b och c", id="a list"),
        pytest.param("{{ (status.processes | last).title | upper }}", "OKÄNT", id="unknown in capitals"),
        pytest.param('{{ 1 | counted("fil", "filer") }}', "1 fil", id="one"),
        pytest.param('{{ 0 | counted("fil", "filer") }}', "0 filer", id="none"),
        pytest.param('{{ "slut." | sentence }} {{ "slut" | sentence }}', "slut. slut.", id="one stop"),
        pytest.param('{{ "a  b\nc" }}', "a b c", id="a text is on one line"),
        pytest.param("{{ status.files.complete }}", "ja", id="yes"),
        pytest.param("{# bara en kommentar #}x", "x", id="a comment"),
    ],
)
def test_values_are_said_in_swedish(text: str, said: str) -> None:
    assert made(text).replace("\N{NO-BREAK SPACE}", " ") == f"{said}\n"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("\n{{ stauts }}", "rad 2: 'stauts' finns inte", "menade du status?"),
        ("{{ status.totl }}", "rad 1: 'totl' finns inte", "menade du total?"),
        ("a\n\n{{ status | sumary }}", "rad 3: filtret 'sumary' finns inte", "menade du summary?"),
        ("{{ status is knwon }}", "rad 1: provet 'knwon' finns inte", None),
        ("{{ status.total + 1 }}", "rad 1: en mall räknar inte", "visa tal som redan är räknade"),
        ("{{ status.total * 2 }}", "rad 1: en mall räknar inte", "visa tal som redan är räknade"),
        ('{{ "%s" % status }}', "rad 1: en mall räknar inte", "visa tal som redan är räknade"),
        ('{{ "a" ~ "b" }}', "rad 1: ~ finns inte här", "skriv [a, b] | joined"),
        ("{% for x in gaps %}", "rad 1: ett block har inget slut", "endfor"),
        ("{{ status", "rad 1: ett block har inget slut", "endfor"),
        ("{% endif %}", "rad 1: 'endif' är inget som en mall förstår", "stavningen"),
        ("{{ }}", "rad 1: mallen är fel skriven här", "Jinja säger: Expected an expression"),
        ("{{ status }}", "rad 1: Status går inte att skriva ut", "skriv ett av dess fält: all_read, as_of"),
        ("{{ status.as_of | money }}", "rad 1: det här värdet går inte att använda så", "docs/mallar.md"),
        ("{{ grants | summary }}{{ 3 | summary }}", "rad 1: int har ingen sådan mening", None),
        ('{{ grants.sum("kvar", grants.years) }}', "rad 1: det här värdet går inte", "docs/mallar.md"),
        ('{% include "saknas.md" %}', "rad 1: mallen 'saknas.md' finns inte", "styrgrupp.md"),
        ("{% include status.plan %}", "rad 1: mallens namn måste stå i klartext", None),
        ('{% include "prov.md" %}', "rad 1: mallen tar in sig själv om och om igen", None),
        ('\n{% import "_delar.md" as p %}{{ p.haed() }}', "rad 2: 'haed' finns inte", "menade du head?"),
        ("{{ (status.processes | first).title.foo }}", "rad 1: 'foo' finns inte", None),
        ("{{ status.totl | sentence }}", "rad 1: 'totl' finns inte", "menade du total?"),
        ("{{ status.totl | counted('a', 'b') }}", "rad 1: 'totl' finns inte", "menade du total?"),
        ("{{ status.processes | map(attribute='titel') | listed }}", "rad 1: 'titel' finns inte", "title?"),
        ("{{ [] | first }}", "rad 1: listan är tom", "pröva först"),
        ("{{ 3 | counted }}", "rad 1: det här värdet går inte", "docs/mallar.md"),
        ("{% for x in (gaps | first).of %}{% endfor %}", "rad 1: det här värdet går inte", None),
        ("{{ 1.5 }}", "rad 1: float går inte att skriva ut", None),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_template_line_and_what_there_is(
    text: str, message: str, hint: str | None
) -> None:
    found, more = mistake(text)
    assert found.startswith(f"templates/prov.md, {message}")
    if hint:
        assert hint in (more or "")


def test_a_mistake_in_a_part_of_the_plans_own_is_told_there() -> None:
    found, _ = mistake('\n{% include "_del.md" %}', **{"del": "\n\n{{ stauts }}"})
    assert found == "templates/_del.md, rad 3: 'stauts' finns inte"


def test_a_built_in_part_used_wrongly_is_told_where_it_was_used() -> None:
    found, _ = mistake('{% import "_delar.md" as part %}\n\n{{ part.head(3, "x") }}')
    assert found.startswith("templates/prov.md, rad 3: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{ status.__class__ }}",
        "{{ status.__class__.__mro__ }}",
        '{{ "a".upper() }}',
        '{{ "x".center(9999999) }}',
        "{{ status.processes.count(1) }}",
        "{{ document.about.plan.locate('a', ()) }}",
        "{{ self.__init__ }}",
        "{{ [].append(1) }}",
        "{{ document.about.plan.header.model_dump_json() }}",
        "{{ cycler }}",
        "{{ range(9) | list }}",
        "{{ lipsum() }}",
        "{{ '<b>' | safe }}",
        "{{ status.total | string }}",
        "{{ [1, 2] | sum }}",
    ],
)
def test_a_template_can_only_show_loop_and_choose(text: str) -> None:
    with pytest.raises(TemplateMistakeError):
        made(text)


def test_text_of_the_plan_is_text_however_it_is_put_together() -> None:
    for text in (
        '{{ "*a* | <b>" }}',
        '{% set x = "*a* | <b>" %}{{ x }}',
        '{% set x %}{{ "*a* | <b>" }}{% endset %}{{ x }}',
        '{% macro m(v) %}{{ v }}{% endmacro %}{{ m("*a* | <b>") }}',
        '{{ ["*a*", "| <b>"] | joined }}',
        '{{ "*a* | <b>" | capital }}',
        '{% for v in ["*a* | <b>"] %}{{ v }}{% endfor %}',
        '{% filter capital %}{{ "*a* | <b>" }}{% endfilter %}',
    ):  # fmt: skip
        assert made(text) == "\\*a\\* \\| \\<b\\>\n", text


def test_a_macro_is_written_where_it_is_called() -> None:
    macro = "{% macro m(x) %}\nrad {{ x }}\n{% endmacro %}\n"
    assert made(f"{macro}- {{{{ m(1) }}}}\n  {{{{ m(2) }}}}\n- slut\n") == "- rad 1 rad 2\n- slut\n"


def test_plain_text_is_not_escaped_and_has_no_empty_lines() -> None:
    assert made('{{ "*a*" }}\n\n\n  b', "prov.txt") == "*a*\nb\n"


def test_only_what_a_template_uses_is_asked_for() -> None:
    templates = {
        "prov.md": Template("prov.md", "{{ status.total }}{% for x in gaps %}{% endfor %}", own=True)
    }
    assert Press(templates, "prov.md").needed == {"status", "gaps"}


def test_what_a_part_uses_is_asked_for_too() -> None:
    texts = {"prov.md": '{% include "_del.md" %}', "_del.md": "{{ agenda.late }}"}
    templates = {name: Template(name, text, own=True) for name, text in texts.items()}
    assert Press(templates, "prov.md").needed == {"agenda"}

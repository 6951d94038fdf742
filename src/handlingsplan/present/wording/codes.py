"""Say what a problem code means, and what to do about it."""

import inspect
import re
import textwrap

from handlingsplan.compute.check import RULES
from handlingsplan.model.problem import Severity
from handlingsplan.model.records.rules import OwnRule, Rules
from handlingsplan.present.swedish import DASH, capital
from handlingsplan.present.wording.explanation import Explanation
from handlingsplan.present.wording.reading_codes import READING

REMEDY = "Gör så här: "
"""What the last paragraph of an explanation begins with."""

_CODE = re.compile(r"`[^`]+`")
_GLUE = "\x1f"
"""Stands for a blank that no line may break at."""


def of_rule(code: str, severity: Severity, docstring: str) -> Explanation:
    """Return the explanation that a docstring holds: a title, paragraphs, and last what to do."""
    title, *text, remedy = (" ".join(part.split()) for part in inspect.cleandoc(docstring).split("\n\n"))
    assert remedy.startswith(REMEDY), f"the help of {code} does not end with what to do"
    head, mend = _small(title.removesuffix(".")), capital(remedy.removeprefix(REMEDY))
    return Explanation(code, head, severity, "\n\n".join(text), mend)


def of_own(code: str, own: OwnRule) -> Explanation:
    """Return the explanation of a rule of the plan's own: its note, and where the demand comes from."""
    told = [own.note] if own.note else []
    told += [f"Källa: {', '.join(own.source)}."] if own.source else []
    text = "\n\n".join([*told, "Planens egen regel, skriven i data/rules.yaml."])
    remedy = capital(own.hint or "rätta värdet, eller godkänn det i data/rules.yaml med skäl")
    return Explanation(code, _small(own.title), Severity(own.severity), text, f"{remedy.removesuffix('.')}.")


def explanations(rules: Rules | None) -> dict[str, Explanation]:
    """Return what every code means, in order: of reading, between records, and of the plan's own rules."""
    between = {rule.code: of_rule(rule.code, rule.severity, rule.__doc__ or "") for rule in RULES}
    own = {code: of_own(code, own) for code, own in rules.rules.items()} if rules else {}
    return dict(sorted({**READING, **between, **own}.items()))


def explained(explanation: Explanation, width: int = 80) -> list[str]:
    """Return an explanation as lines: code and title, the text, and what to do."""
    head = f"{explanation.code} {DASH} {explanation.title} ({explanation.severity.value})"
    paragraphs = (head, *explanation.text.split("\n\n"), REMEDY + explanation.remedy)
    lines = [line for paragraph in paragraphs for line in ("", *folded(paragraph, width))]
    return lines[1:]


def folded(paragraph: str, width: int) -> list[str]:
    """Return a paragraph in lines of at most a width; what stands in backticks is kept on one line."""
    glued = _CODE.sub(lambda code: code[0].replace(" ", _GLUE), paragraph)
    lines = textwrap.wrap(glued, width, break_on_hyphens=False, break_long_words=False)
    return [line.replace(_GLUE, " ") for line in lines]


def _small(title: str) -> str:
    """Return a title with a small first letter, unless its first word is a name in capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]

"""Say what is wrong with the plan's own rules, and with what it accepts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handlingsplan.compute.rules.rule import Conflict, Verdict, rule
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Severity

if TYPE_CHECKING:
    from handlingsplan.model.records.rules import Acceptance


@rule("HP291")
def rule_that_asks_for_nothing(plan: Plan) -> Iterator[Conflict]:
    """Planens egen regel frågar efter något som inte finns.

    Regeln i `rules.yaml` nämner ett slag av poster, en nyckel eller ett ord som planen inte kan ha, eller en
    gräns som inte går att jämföra med. En sådan regel skulle aldrig säga till, så den körs inte.

    Gör så här: rätta ordet. Slagen och nycklarna är de som `hp list` har.
    """
    if plan.rules is None:
        return
    from handlingsplan.compute.own.mistakes import mistakes  # knows every class of records: slow to start

    for code, own in plan.rules.rules.items():
        for mistake in mistakes(plan, own):
            loc = ("rules", code, *mistake.loc)
            yield Conflict(plan.rules_path, loc, mistake.found, mistake.hint, key=mistake.key)


def _about(acceptance: "Acceptance") -> str:
    return f"{acceptance.code} i {acceptance.record}"


def _unused(plan: Plan, number: int, acceptance: "Acceptance") -> Conflict:
    """Godkännandet gäller inget.

    I `rules.yaml` är något godkänt som inte längre finns: det är rättat, eller så stämmer koden, posten eller
    orden inte. Ett godkännande som ligger kvar skulle dölja nästa likadana fel.

    Gör så här: ta bort godkännandet, eller rätta kod och post.
    """
    found = f"det finns inget {_about(acceptance)} att godkänna"
    hint = "ta bort godkännandet, eller rätta kod och post"
    return Conflict(plan.rules_path, ("accepted", number), found, hint)


def _ambiguous(plan: Plan, number: int, acceptance: "Acceptance", fitting: int) -> Conflict:
    """Godkännandet passar på flera fel.

    Ett godkännande i `rules.yaml` gäller ett enda fel. Här finns flera med samma kod i samma fil, och det
    framgår inte vilket som menas. Inget av dem är godkänt förrän det gör det.

    Gör så här: skriv under `words` några ord ur det ena felets meddelande.
    """
    found = f"godkännandet av {_about(acceptance)} passar på {fitting} ställen"
    hint = "skriv under words (ord) några ord ur meddelandet till det som menas"
    return Conflict(plan.rules_path, ("accepted", number), found, hint)


UNUSED = Verdict("HP292", Severity.WARNING, _unused)
AMBIGUOUS = Verdict("HP293", Severity.FAULT, _ambiguous)

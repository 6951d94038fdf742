"""Find amounts of a grant that conflict: with each other, with the decision, and with the grant's years."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from handlingsplan.compute.money import in_threes, surely_above
from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.day import Day
from handlingsplan.model.fields import quoted
from handlingsplan.model.figure import Kronor
from handlingsplan.model.labels import label, shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc, Severity
from handlingsplan.model.records.decision import Decision, Point
from handlingsplan.model.records.grant import Grant, YearAmounts
from handlingsplan.model.total import Total, difference, total

_NOT_DECIDED = frozenset({"föreslaget", "väntat", "återremitterat", "avslaget"})
_BEFORE = "från året före"
_FEW = 3
"""Days of one grant that are after its years are told of once where they are more: its years are wrong."""


@rule("HP251")
def granted_by_no_decision_in_force(plan: Plan) -> Iterator[Conflict]:
    """Pengar är beviljade av ett beslut som inte gäller.

    Beslutet är bara föreslaget eller väntat, är skickat tillbaka eller avslaget, eller ersattes innan året
    började av ett beslut om annat. Då kan det inte ha beviljat pengarna. Har beslutet punkter som bär
    insatsen (`carries`) är det deras lägen som räknas, annars alla punkters.

    Gör så här: skriv id för det beslut som beviljade pengarna, eller rätta läget på beslutets punkter. Är
    inget beviljat än, ta bort `granted`.
    """
    carrying, replacements = _carrying_points(plan), _replacements(plan)
    for row, granted in _granted(plan):
        decision = plan.decisions.get(row.amounts.decision or "")
        if decision is None:
            continue
        points = carrying.get((decision.id, row.grant.id)) or decision.points
        words = dict.fromkeys(point.status or "" for point in points)
        later = _replaced(row, replacements.get(decision.id), plan)
        if words and words.keys() <= _NOT_DECIDED:
            found = f"{granted.text} är beviljat, men i beslutet är det {' och '.join(words)}"
            hint = "skriv beslutet som beviljade pengarna, eller rätta läget på dess punkter"
            yield row.conflict("decision", found, hint)
        elif later is not None:
            found = f"beslutet ersattes före {row.amounts.year} av {quoted(later)}, som gäller annat"
            yield row.conflict("decision", found, "skriv beslutet som beviljade pengarna")


@rule("HP252", Severity.WARNING)
def granted_without_decision(plan: Plan) -> Iterator[Conflict]:
    """Pengar är beviljade, men inte av något beslut.

    Insatsens belopp säger inte vilket beslut det var, och inget beslut i planen säger att det gäller
    insatsen. Då går det inte att följa pengarna till den som gav dem.

    Gör så här: skriv beslutets id som `decision`, eller null om det är okänt vilket beslut det var.
    """
    if not plan.folders["decisions"].complete:
        return
    for row, granted in _granted(plan):
        if "decision" not in row.amounts.model_fields_set and not any(plan.decisions_on(row.grant.id)):
            found = f"{granted.text}, men inget säger av vilket beslut"
            yield row.conflict("granted", found, "skriv decision (beslut) och beslutets id, eller null")


@rule("HP253", Severity.NOTE)
def proposed_above_applied(plan: Plan) -> Iterator[Conflict]:
    """Mer är föreslaget än sökt.

    Det är inte fel: beredningen kan föreslå mer än någon bad om. Men det är ovanligt.

    Gör så här: titta i källan. Stämmer beloppen behöver inget göras.
    """
    yield from _above(plan, "proposed", "applied")


@rule("HP254", Severity.NOTE)
def granted_above_proposed(plan: Plan) -> Iterator[Conflict]:
    """Mer är beviljat än föreslaget.

    Det är inte fel: den som beslutar är inte bunden av förslaget. Men det är värt att veta.

    Gör så här: titta i källan. Stämmer beloppen behöver inget göras.
    """
    yield from _above(plan, "granted", "proposed")


@rule("HP256")
def spent_above_given(plan: Plan) -> Iterator[Conflict]:
    """Mer är förbrukat än det fanns.

    Under ett år finns det som beviljades för året, och det som insatsen förde över från året före. Mer än
    så kan inte förbrukas av insatsens pengar.

    Gör så här: rätta det belopp som är fel. Fördes pengar över från året före, skriv dem som `carried` på
    det året. Är något av beloppen ungefärligt, skriv det med `ca`.
    """
    for row in _rows(plan):
        if row.amounts.spent is not None and _overspent(row):
            found = f"{row.amounts.spent.text} är mer än {_sum(_given(row))}"
            yield row.conflict("spent", found, "rätta ett av beloppen, eller skriv det som fördes över")


@rule("HP257")
def amounts_not_adding_up(plan: Plan) -> Iterator[Conflict]:
    """Beloppen går inte jämnt upp.

    Det som beviljades, med det som fördes över från året före, är förbrukat, återbetalat, överfört till nästa
    år eller kvar. Återbetalat och överfört räknas som inget när de inte är skrivna. När något är okänt, eller
    när `left` inte är skrivet, kan summan bara bli för stor.

    Gör så här: räkna om raden, och rätta det belopp som är fel. Är ett belopp ungefärligt, skriv det med
    `ca`.
    """
    for row in _rows(plan):
        given, taken = _given(row), _taken(row.amounts)
        if surely_above(_total(_known(taken)), _total(given)) and not _overspent(row):
            yield _uneven(row, "mer än", "det är {} för mycket")
        elif surely_above(_total(given), _total(taken)):
            yield _uneven(row, "mindre än", "{} saknas")


@rule("HP258")
def amounts_of_another_year(plan: Plan) -> Iterator[Conflict]:
    """Beloppen gäller ett år som insatsen inte har.

    Varje år som insatsen har pengar står i `years`. Ett år med belopp saknas där, eller så är beloppens år
    fel.

    Gör så här: rätta året, eller skriv till det i `years`.
    """
    for row in _rows(plan):
        years = row.grant.years
        if years is not None and row.amounts.year not in years:
            own = f"{shown('years')} är {_listed(years)}" if years else f"{shown('years')} är tom"
            hint = "rätta året, eller skriv till det i years"
            yield row.conflict("year", f"{row.amounts.year}, men {own}", hint)


@rule("HP259", Severity.WARNING)
def carried_out_after_its_years(plan: Plan) -> Iterator[Conflict]:
    """Något är gjort efter insatsens sista år.

    Insatsen genomförs, eller någon har deltagit, en dag som ligger efter det sista av insatsens år. Då är
    dagen fel, eller så saknas ett år.

    Gör så här: rätta dagen, eller skriv till året i `years`.
    """
    for path, grant in plan.files_of(Grant):
        if not grant.years:
            continue
        last = max([*grant.years, *(amounts.year for amounts in grant.amounts or ())])
        late = [(loc, day) for loc, day in _days(grant) if day.first and day.first > date(last, 12, 31)]
        for loc, day in late[:1] if len(late) > _FEW else late:
            more = f" (och på {len(late) - 1} ställen till)" if len(late) > _FEW else ""
            found = f"{shown(str(loc[-1]))}: {quoted(day.text)} är efter insatsens sista år, {last}{more}"
            yield Conflict(path, loc, found, "rätta dagen, eller skriv till året i years (år)")


@rule("HP260")
def carried_where_nothing_may_be(plan: Plan) -> Iterator[Conflict]:
    """Pengar är överförda från ett år som inget får föras över från.

    I plan.yaml står för året att `carry_over` är nej: det som är kvar får inte användas nästa år. Ändå är ett
    belopp överfört.

    Gör så här: skriv beloppet som `repaid` eller `left`. Får pengarna föras över, rätta `carry_over` för
    året i plan.yaml.
    """
    for row in _rows(plan):
        rules = plan.header.years.get(row.amounts.year)
        carried = row.amounts.carried
        if rules is not None and rules.carry_over is False and carried is not None and carried.low > 0:
            found = f"{carried.text}, men från {row.amounts.year} får inget föras över"
            hint = "skriv beloppet som repaid (återbetalat) eller left (kvar)"
            yield row.conflict("carried", found, hint)


class _Row(NamedTuple):
    """The amounts of a grant in a year, where they stand, and those of the year before."""

    path: str
    number: int
    grant: Grant
    amounts: YearAmounts
    before: YearAmounts | None

    def conflict(self, key: str, found: str, hint: str) -> Conflict:
        """Return a conflict at one of the amounts."""
        return Conflict(self.path, ("amounts", self.number, key), f"{shown(key)}: {found}", hint)


class _Sum(NamedTuple):
    """A part of a sum, and what it is called; None is unknown."""

    word: str
    amount: Kronor | None


def _rows(plan: Plan) -> Iterator[_Row]:
    for path, grant in plan.files_of(Grant):
        by_year = {amounts.year: amounts for amounts in grant.amounts or ()}
        for number, amounts in enumerate(grant.amounts or ()):
            yield _Row(path, number, grant, amounts, by_year.get(amounts.year - 1))


def _granted(plan: Plan) -> Iterator[tuple[_Row, Kronor]]:
    """Yield the rows where something is surely granted, and how much."""
    for row in _rows(plan):
        granted = row.amounts.granted
        if granted is not None and granted.low > 0:
            yield row, granted


def _carrying_points(plan: Plan) -> dict[tuple[str, str], list[Point]]:
    """Return the points of each decision that carry a record, by the ids of both."""
    found: dict[tuple[str, str], list[Point]] = {}
    for decision in plan.decisions.values():
        for point in decision.points:
            for id_ in point.carries:
                found.setdefault((decision.id, id_), []).append(point)
    return found


def _replacements(plan: Plan) -> dict[str, tuple[Decision, date]]:
    """Return what surely has replaced each decision and says what it concerns, and by when, by their ids."""
    found = {}
    for decision in plan.decisions.values():
        later = plan.decisions.get(decision.replaced_by or "")
        if later is None or "replaced_by" in later.model_fields_set or later.day is None:
            continue
        decided = later.points and all(point.status == "beslutat" for point in later.points)
        concerns = later.concerns or any(point.carries for point in later.points)
        if decided and concerns and later.day.last is not None:
            found[decision.id] = (later, later.day.last)
    return found


def _replaced(row: _Row, later: tuple[Decision, date] | None, plan: Plan) -> str | None:
    """Return the id of what replaced a decision before the year of a row, and is of other things."""
    if later is None or later[1].year >= row.amounts.year:
        return None
    return None if later[0] in plan.decisions_on(row.grant.id) else later[0].id


def _above(
    plan: Plan, key: Literal["proposed", "granted"], than: Literal["applied", "proposed"]
) -> Iterator[Conflict]:
    """Yield the amounts that are surely above those of the step before."""
    for row in _rows(plan):
        more: Kronor | None = getattr(row.amounts, key)
        less: Kronor | None = getattr(row.amounts, than)
        if more and less and less.high is not None and more.low > less.high:
            found = f"{more.text} är mer än {less.text} {label(than)}"
            yield row.conflict(key, found, "titta i källan; stämmer det behöver inget göras")


def _given(row: _Row) -> list[_Sum]:
    """Return what a grant had in a year: what was granted, and what it carried over from the year before."""
    given = [_Sum(label("granted"), row.amounts.granted)]
    if row.before is None:
        years = row.grant.years
        unsure = "years" in row.grant.model_fields_set if years is None else row.amounts.year - 1 in years
        return [*given, _Sum(_BEFORE, None)] if unsure else given
    if "carried" in row.before.model_fields_set:
        given.append(_Sum(_BEFORE, row.before.carried))
    return given


def _taken(amounts: YearAmounts) -> list[_Sum]:
    """Return what became of the money; repaid and carried over are nothing where they are left out."""
    keys = [key for key in ("repaid", "carried") if key in amounts.model_fields_set]
    return [_Sum(label(key), getattr(amounts, key)) for key in ("spent", *keys, "left")]


def _total(parts: Iterable[_Sum]) -> Total:
    return total(part.amount for part in parts)


def _overspent(row: _Row) -> bool:
    return surely_above(total([row.amounts.spent]), _total(_given(row)))


def _uneven(row: _Row, relation: str, excess: str) -> Conflict:
    """Return the conflict of a row whose sum is wrong, at what is told last of it."""
    given, taken = _given(row), _known(_taken(row.amounts))
    key = next(key for key in ("left", "carried", "repaid") if getattr(row.amounts, key))
    wrong = difference([part.amount for part in given], [part.amount for part in taken])
    by = f"; {excess.format(in_threes(abs(wrong.value)))}" if wrong and wrong.low == wrong.high else ""
    return row.conflict(key, f"{_sum(taken)} är {relation} {_sum(given)}", f"rätta ett av beloppen{by}")


def _sum(parts: Sequence[_Sum]) -> str:
    return " + ".join(f"{part.amount.text} {part.word}" for part in parts if part.amount)


def _known(parts: Iterable[_Sum]) -> list[_Sum]:
    return [part for part in parts if part.amount is not None]


def _days(grant: Grant) -> Iterator[tuple[Loc, Day]]:
    """Yield the days when a grant was carried out and when somebody took part, with their places."""
    if grant.carried_out is not None:
        yield ("carried_out",), grant.carried_out
    took_part = (("participants", number, row.day) for number, row in enumerate(grant.participants or ()))
    met = (("groups", number, row.day) for number, row in enumerate(grant.groups))
    for key, number, day in (*took_part, *met):
        if day is not None:
            yield (key, number, "day"), day


def _listed(years: Sequence[int]) -> str:
    *first, last = map(str, years)
    return f"{', '.join(first)} och {last}" if first else last

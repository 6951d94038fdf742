"""Find what a rule of the plan's own asks for that is not there: such a rule would never say anything."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from handlingsplan.compute.entry_facets import YEAR
from handlingsplan.compute.facets import UNKNOWN_WORD
from handlingsplan.compute.own.told import limit_of
from handlingsplan.compute.select import NAMES, choose, statuses_of
from handlingsplan.compute.shapes import Shape
from handlingsplan.compute.sorts import keys_of_sort, shape_of, sorts
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError, quoted
from handlingsplan.model.figure import Kronor, Number
from handlingsplan.model.labels import LABELS, label, shown
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.rules import Compared, Counting, OwnRule, Summing, Within


class Mistake(NamedTuple):
    """What a rule asks for that is not there: where in the rule, what is wrong, what would be right."""

    loc: Loc
    found: str
    hint: str
    key: bool = False


def mistakes(plan: Plan, own: OwnRule) -> Iterator[Mistake]:
    """Yield what a rule asks for that is not there."""
    if own.records not in sorts():
        yield from wrong_narrowing(plan, own.records, own.select, own.where)
        return
    yield from wrong_narrowing(plan, own.records, own.select, own.where)
    for number, key in enumerate(own.stated or ()):
        yield from wrong_key(own.records, key, ("stated", number))
    if own.compare is not None:
        yield from _wrong_comparison(own.records, own.compare)
    if own.count is not None:
        yield from _wrong_count(own.records, own.count)
    if own.sum is not None:
        yield from _wrong_sum(own.records, own.sum)
    if own.within is not None:
        yield from _wrong_days(own.records, own.within)


def wrong_narrowing(
    plan: Plan, records: str, select: Mapping[str, Iterable[str]], where: Mapping[str, str]
) -> Iterator[Mistake]:
    """Yield what is asked of which entries that is not there: the sort, a name, a word or a key."""
    if records not in sorts():
        found = f"{shown('records')}: {quoted(records)} är inget slag av poster"
        yield Mistake(("records",), found, meant(records, sorts()))
        return
    yield from _wrong_selection(plan, records, select)
    yield from _wrong_conditions(plan, records, where)


def wrong_key(sort: str, key: str, loc: Loc, *, is_key: bool = False) -> Iterator[Mistake]:
    """Yield a key that nothing of a sort can have; a year can be asked of everything that is dated."""
    if key != YEAR and shape_of(sort, key) is None:
        found = f"nyckeln {quoted(key)} finns inte i {shown(sort)}"
        yield Mistake(loc, found, meant(key, keys_of_sort(sort)), key=is_key)


def meant(word: str, choices: Iterable[str]) -> str:
    """Suggest what was meant, also when the Swedish name of a key was written."""
    choices = sorted(choices)
    by_label = [key for key in choices if key in LABELS and LABELS[key].name == word.lower()]
    close = by_label or nearest(word, choices)
    if close:
        return f"menade du {' eller '.join(shown(key) for key in close)}?"
    few = 12
    return f"här kan stå: {', '.join(choices[:few])}{' …' if len(choices) > few else ''}"


def _wrong_selection(plan: Plan, records: str, select: Mapping[str, Iterable[str]]) -> Iterator[Mistake]:
    for name, words in select.items():
        if name not in NAMES:
            found = f"{shown('select')}: det går inte att välja på {quoted(name)}"
            yield Mistake(("select", name), found, meant(name, NAMES), key=True)
            continue
        for number, word in enumerate(words):
            try:
                choose(plan, {name: [word]}, statuses_of(records))
            except WrongChoiceError as error:
                found = f"{shown('select')}: {error.message.removeprefix('--')}"
                yield Mistake(("select", name, number), found, error.hint or "rätta ordet")


def _wrong_conditions(plan: Plan, records: str, where: Mapping[str, str]) -> Iterator[Mistake]:
    for key, word in where.items():
        shape = shape_of(records, key)
        if "." in key or (shape and shape.part):
            found = f"{shown('where')}: {quoted(key)} är en nyckel i en grupp, eller en grupp"
            yield Mistake(("where", key), found, "välj på en nyckel som står för sig", key=True)
        elif shape is not None:
            yield from _wrong_word(plan, shape.names, word, ("where", key))
        elif key not in NAMES:
            yield from wrong_key(records, key, ("where", key), is_key=True)


def _wrong_word(plan: Plan, table: str, word: str, loc: Loc) -> Iterator[Mistake]:
    """Yield a word that no short name of a table of plan.yaml is, or has in it."""
    words = getattr(plan.header, table, None)
    if words is None or word.casefold() == UNKNOWN_WORD:
        return
    if not any(word.casefold() in short.casefold() for short in words):
        found = f"{shown('where')}: {quoted(word)} står inte bland {label(table)} i plan.yaml"
        yield Mistake(loc, found, meant(word, words))


def _wrong_comparison(sort: str, demand: Compared) -> Iterator[Mistake]:
    yield from wrong_key(sort, demand.key, ("compare", "key"))
    shape = shape_of(sort, demand.key)
    if shape is None:
        return
    if shape.part is not None:
        yield Mistake(("compare", "key"), f"{demand.key} är en grupp av nycklar", "välj en nyckel i gruppen")
        return
    for name in ("at_least", "at_most", "equals"):
        written = getattr(demand, name)
        if written is not None and not _is_limit(sort, shape, written, exact=name == "equals"):
            found = f"{shown(name)}: {quoted(written)} går inte att jämföra med {shown(demand.key)}"
            yield Mistake(
                ("compare", name), found, "skriv ett värde av samma slag, eller en nyckel som har det"
            )


def _is_limit(sort: str, shape: Shape, written: str, *, exact: bool) -> bool:
    """Tell whether a text can be a limit: of the same sort as the value, or a key that holds such."""
    other = shape_of(sort, written)
    if other is not None:
        return other.scalar is shape.scalar and (exact or shape.scalar in {Kronor, Number, Day, int})
    if shape.scalar not in {Kronor, Number, Day, int} or shape.scalar is None:
        return exact
    try:
        limit_of(shape.scalar, written)
    except FieldError:
        return False
    return True


def _wrong_count(sort: str, demand: Counting) -> Iterator[Mistake]:
    yield from wrong_key(sort, demand.of, ("count", "of"))
    shape = shape_of(sort, demand.of)
    if shape is not None and not shape.listed:
        yield Mistake(("count", "of"), f"{shown(demand.of)} är ingen lista", "välj en nyckel som är en lista")
    elif shape is not None and demand.per and not (shape.part and "day" in shape.part.model_fields):
        found = f"det som står under {shown(demand.of)} har ingen dag"
        yield Mistake(("count", "per"), found, "ta bort per, eller räkna något som har en dag")


def _wrong_sum(sort: str, demand: Summing) -> Iterator[Mistake]:
    yield from wrong_key(sort, demand.key, ("sum", "key"))
    shape = shape_of(sort, demand.key)
    if shape is not None and (shape.listed or shape.scalar not in {Kronor, Number}):
        found = f"{shown(demand.key)} är inget belopp och inget antal"
        yield Mistake(("sum", "key"), found, "välj en nyckel som går att lägga ihop")
    if demand.per is not None and demand.per not in NAMES:
        yield from wrong_key(sort, demand.per, ("sum", "per"))


def _wrong_days(sort: str, demand: Within) -> Iterator[Mistake]:
    for name in ("key", "of"):
        key = getattr(demand, name)
        yield from wrong_key(sort, key, ("within", name))
        shape = shape_of(sort, key)
        if shape is not None and (shape.listed or shape.scalar is not Day):
            yield Mistake(("within", name), f"{shown(key)} är ingen dag", "välj en nyckel som är en dag")

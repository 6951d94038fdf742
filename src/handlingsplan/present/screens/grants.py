"""Show the money: one year with its grants, or all years side by side."""

from collections.abc import Mapping, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from handlingsplan.compute.grants import Grants, Year
from handlingsplan.compute.grouping import Group
from handlingsplan.compute.money import STEPS, Step, Sums, YearMoney
from handlingsplan.model.total import Amount, Total
from handlingsplan.present import swedish
from handlingsplan.present.layout import (
    BLANK,
    Cell,
    Column,
    Screen,
    headline,
    labelled,
    paragraph,
    table,
)
from handlingsplan.present.swedish import DASH, counted, figures, in_words, listed, money, whole

STEP_NAMES: dict[Step, str] = {
    "applied": "sökt",
    "proposed": "föreslaget",
    "granted": "beviljat",
    "spent": "förbrukat",
    "repaid": "återbetalat",
    "left": "kvar",
}
GROUP_HEADS = {
    "category": "Huvudområde",
    "organisation": "Organisation",
    "direction": "Inriktning",
    "process": "Process",
    "effort": "Återkommande insats",
}
_UNKNOWN_GROUP = {
    "category": "Okänt huvudområde",
    "organisation": "Okänd organisation",
    "direction": "Okänd inriktning",
    "process": "Okänd process",
    "effort": "Ingen återkommande insats",
}
_WIDE = 110
_BY_WEIGHT: tuple[Step, ...] = ("granted", "spent", "left", "applied")
_ROOM_FOR_NAME = 36
_ROOM_FOR_AMOUNT = 11


def grants_screen(grants: Grants, width: int, documents: Mapping[str, str]) -> Screen:
    """Return the screen: the grants of one year, or all years side by side when there are several."""
    dated = [year for year in grants.years if year.year is not None]
    day = f"per {grants.as_of.isoformat()}" if grants.as_of else ""
    screen: Screen = [
        headline(title(grants), day, width),
        *(paragraph(said, width) for said in summary(grants)),
    ]
    if grants.items:
        screen.append(BLANK)
        screen += _one_year(grants, dated[0], width) if len(dated) == 1 else _all_years(grants)
        screen += [paragraph(note, width) for note in notes(grants)]
    screen.append(labelled(*origin(grants, documents), width))
    return screen


def title(grants: Grants) -> str:
    """Return what the money is called and which years are told about."""
    years = [year.year for year in grants.years if year.year is not None]
    return f"{grants.money or 'Medel'} {swedish.span(years) if years else ''}".rstrip()


def summary(grants: Grants) -> list[str]:
    """Return the sums that are known as sentences, and which are not known at all."""
    if not grants.items:
        return ["Ingen insats stämmer med urvalet." if grants.asked else "Planen har inga insatser än."]
    drawn = grants.requisitioned
    counted_items = {id_ for year in _told(grants) for id_ in year.items}
    chosen = grants.asked - {"year"}
    said = f"{counted(len(counted_items), 'insats', 'insatser')} i urvalet. " if chosen else ""
    said += f"Rekvirerat {money(drawn)}{_part(drawn, 'rekvisitioner')}. " if drawn.sum is not None else ""
    if not any(_any(grants, id_) for id_ in counted_items):
        said += f"Belopp känt för 0 av {counted(len(counted_items), 'insats', 'insatser')}."
        return [said, f"{_names(STEPS)}: okänt, kan inte räknas ännu."]
    sums = {step: grants.sum(step, _told(grants)) for step in STEPS}
    unknown = [step for step in STEPS if sums[step].sum is None and sums[step].of]
    told = [
        f"{STEP_NAMES[step]} {money(sums[step])}{_part(sums[step], 'belopp')}"
        for step in STEPS
        if sums[step].sum is not None
    ]
    lines = [f"{said}{swedish.capital(', '.join(told))}."]
    return [*lines, f"{_names(unknown)}: okänt."] if unknown else lines


def notes(grants: Grants) -> list[str]:
    """Return what a reader must know of the list: grants over years, without a year, undecided."""
    found = []
    several = len(grants.several_years)
    if several:
        found.append(
            f"{swedish.capital(in_words(several))} {'insats' if several == 1 else 'insatser'} löper över "
            "flera år och visas under varje år."
        )
    undated = next((year.items for year in grants.years if year.year is None), ())
    if undated and "year" in grants.asked and len(grants.years) > 1:
        of = counted(grants.all_items, "insats", "insatser")
        found.append(f"{len(undated)} av planens {of} saknar år i listan; någon kan höra hit.")
    elif undated:
        found.append(f"{counted(len(undated), 'insats', 'insatser')} saknar år i listan.")
    if "org" in grants.asked and grants.shared:
        shared = counted(
            len(grants.shared), "insats har flera organisationer", "insatser har flera organisationer"
        )
        found.append(f"{shared}; beloppen gäller hela insatsen.")
    if grants.undecided:
        found.append(
            f"För {counted(len(grants.undecided), 'insats', 'insatser')} går det inte att säga om de hör "
            "till urvalet."
        )
    return found


def origin(grants: Grants, documents: Mapping[str, str]) -> tuple[str, str]:
    """Return where the money's figures come from, and whether the list of grants is complete."""
    names = swedish.source_names(grants.sources, documents)
    several = len(names) != 1 or "," in "".join(names)
    incomplete = any(year.complete is False for year in grants.years)
    told = f"{listed(names)}. " if names else ""
    listing = "Listan är inte fullständig. " if incomplete else ""
    read = f"{swedish.files_read(grants.files, 'fil läst', 'filer lästa')}."
    label = ("Källor" if several else "Källa") if names else "Läst"
    return label, f"{told}{listing}{read}"


def group_name(grants: Grants, group: Group) -> str:
    """Return the name of a group; one that several have in common says so."""
    if not group.keys:
        return _UNKNOWN_GROUP[grants.by]
    name = group.name or ", ".join(group.keys)
    return f"Gemensamt: {name}" if len(group.keys) > 1 else name


def item_name(grants: Grants, id_: str) -> str:
    """Return a grant's title; of one that organisations share equally, that this is a part of it."""
    item = grants.items[id_]
    owners = len(item.organisations or ())
    shared = grants.by == "organisation" and item.shares == "lika" and owners > 1
    return f"{item.title or id_}{f' (en av {in_words(owners)} delar)' if shared else ''}"


def amounts(money_: YearMoney, steps: Sequence[Step]) -> list[str]:
    """Return a grant's amounts for columns; a dash where there is nothing to say."""
    return [figures(money_.steps[step]) if step in money_.steps else DASH for step in steps]


def sum_cell(step: Step, found: Total) -> str:
    """Return a sum for a column: with unknown parts at least what is known, but nobody knows what is left."""
    if found.sum is None or found.low is None:
        return swedish.UNKNOWN if found.of else DASH
    if found.known == found.of:
        return swedish.summed(found)
    least = swedish.figures(Amount(found.low, found.low, found.low))
    return swedish.UNKNOWN if step == "left" else f"minst{swedish.HARD_SPACE}{least}"


def _told(grants: Grants) -> list[Year]:
    """Return the years that the sums are about: all, or the ones asked for and not the undated beside."""
    dated = [year for year in grants.years if year.year is not None]
    return dated if "year" in grants.asked and dated else list(grants.years)


def _any(grants: Grants, id_: str) -> bool:
    return any(amount is not None for money in grants.items[id_].amounts for amount in money.steps.values())


def _names(steps: Sequence[Step]) -> str:
    return swedish.capital(listed(STEP_NAMES[step] for step in steps))


def _part(total: Total, noun: str) -> str:
    return "" if total.known == total.of else f" (känt för {total.known} av {total.of} {noun})"


def _one_year(grants: Grants, year: Year, width: int) -> Screen:
    steps = _known_steps([year.sums], width)
    columns = [Column("Insats", wrap=True), Column("År")]
    columns += [Column(swedish.capital(STEP_NAMES[step]), "right") for step in steps]
    rows: list[list[Cell]] = []
    for group in year.groups:
        sums = [sum_cell(step, group.sums[step]) for step in steps]
        rows.append([Text(f"{group_name(grants, group)} ({len(group.items)})", "bold"), "", *sums])
        rows += [_item(grants, group, id_, steps) for id_ in group.items]
    if steps and len(year.groups) > 1:
        rows.append([Text("Alla", "bold"), "", *(sum_cell(step, year.sums[step]) for step in steps)])
    return [table(columns, rows), BLANK]


def _item(grants: Grants, group: Group, id_: str, steps: Sequence[Step]) -> list[Cell]:
    """Return one grant, indented below its group, with the group's part of its money."""
    name = Padding(Text(item_name(grants, id_)), (0, 0, 0, 1))
    return [name, swedish.span(grants.items[id_].years), *amounts(group.money[id_], steps)]


def _known_steps(sums: Sequence[Sums], width: int) -> list[Step]:
    """Return the steps that anything is known of and that there is room for, in their order."""
    room = max(1, (width - _ROOM_FOR_NAME) // _ROOM_FOR_AMOUNT)
    known = [step for step in STEPS if any(found[step].known for found in sums)]
    if width >= _WIDE:
        return known
    fit = [step for step in _BY_WEIGHT if step in known][:room]
    return [step for step in known if step in fit]


def _all_years(grants: Grants) -> Screen:
    heads = [str(year.year) if year.year is not None else "utan år" for year in grants.years]
    amounts = [Column(head, "right") for head in heads]
    screen: Screen = []
    drawn = [year.requisitioned for year in grants.years]
    rows = [["Rekvirerat", *(_drawn(found) for found in drawn)]] if any(found.of for found in drawn) else []
    rows.append(["Insatser", *(whole(len(year.items)) for year in grants.years)])
    for step in STEPS:
        totals = [year.sums[step] for year in grants.years]
        if any(found.known for found in totals):
            rows.append([swedish.capital(STEP_NAMES[step]), *(sum_cell(step, found) for found in totals)])
    screen += [table([Column(""), *amounts], rows), BLANK, _groups(grants, heads), BLANK]
    return screen


def _drawn(found: Total) -> str:
    if not found.of:
        return DASH
    return money(found) if found.sum is not None else swedish.UNKNOWN


def _groups(grants: Grants, heads: Sequence[str]) -> Table:
    """Return groups against years: what was granted, or how many grants there are where no sum is known."""
    by_keys: dict[tuple[str, ...], dict[int, Group]] = {}
    for number, year in enumerate(grants.years):
        for group in year.groups:
            by_keys.setdefault(group.keys, {})[number] = group
    ordered = sorted(by_keys.values(), key=lambda groups: next(iter(groups.values())).place)
    money_known = any(year.sums["granted"].known for year in grants.years)
    what = "beviljat" if money_known else "antal insatser"
    columns = [Column(f"{GROUP_HEADS[grants.by]}, {what}", wrap=True)]
    columns += [Column(head, "right") for head in heads]
    if not money_known:
        columns.append(Column("alla", "right"))
    rows = []
    for groups in ordered:
        cells = [_group_cell(groups.get(number), money_known=money_known) for number in range(len(heads))]
        distinct = {id_ for group in groups.values() for id_ in group.items}
        rows.append(
            [
                group_name(grants, next(iter(groups.values()))),
                *cells,
                *([] if money_known else [str(len(distinct))]),
            ]
        )
    return table(columns, rows)


def _group_cell(group: Group | None, *, money_known: bool) -> str:
    if group is None:
        return DASH
    return sum_cell("granted", group.sums["granted"]) if money_known else whole(len(group.items))

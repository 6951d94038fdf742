"""Say what happened to the money."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlingsplan.compute.grants import Grants, Year
from handlingsplan.compute.grouping import Group
from handlingsplan.compute.money import STEPS, GrantMoney, Step, YearMoney
from handlingsplan.model.total import Amount, Total
from handlingsplan.present import swedish
from handlingsplan.present.swedish import DASH, counted, figures, in_words, listed, money, whole
from handlingsplan.present.tabular import TextTable, figures_from

STEP_NAMES: dict[Step, str] = {
    "applied": "sökt",
    "proposed": "föreslaget",
    "granted": "beviljat",
    "spent": "förbrukat",
    "repaid": "återbetalat",
    "carried": "överfört",
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
        steps = [step for step in STEPS if grants.sum(step, _told(grants)).of]
        return [said, f"{_names(steps)}: okänt, kan inte räknas ännu."]
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
        found.append(f"{_begin(several, 'insats', 'insatser')} löper över flera år och visas under varje år.")
    undated = next((year.items for year in grants.years if year.year is None), ())
    if undated and "year" in grants.asked and len(grants.years) > 1:
        of = counted(grants.all_items, "insats", "insatser")
        found.append(f"{len(undated)} av planens {of} saknar år i listan; någon kan höra hit.")
    elif undated:
        found.append(f"{_begin(len(undated), 'insats', 'insatser')} saknar år i listan.")
    if "org" in grants.asked and grants.shared:
        shared = _begin(len(grants.shared), "insats", "insatser")
        found.append(f"{shared} har flera organisationer; beloppen gäller hela insatsen.")
    of_several = sum(len(item.processes or ()) > 1 for item in grants.items.values())
    if "process" in grants.asked and of_several:
        told = _begin(of_several, "insats", "insatser")
        found.append(f"{told} gäller flera processer; beloppen gäller hela insatsen.")
    if grants.later:
        later = _begin(len(grants.later), "insats", "insatser")
        found.append(f"{later} hör till senare år och räknas inte här.")
    if grants.undecided:
        found.append(
            f"För {counted(len(grants.undecided), 'insats', 'insatser')} går det inte att säga om de hör "
            "till urvalet."
        )
    return found


def people(grants: Grants) -> str:
    """Return how many took part in the grants shown, as a sentence; empty where nothing is told of it."""
    found = grants.people
    if not found.of:
        return ""
    if not found.known:
        return "Hur många som deltog i insatserna är okänt."
    unknown = found.of - found.known
    rest = f"; för {counted(unknown, 'insats', 'insatser')} till är antalet okänt" if unknown else ""
    told = swedish.number(replace(found, of=found.known))
    return f"{told} deltagare i {counted(found.known, 'insats', 'insatser')}{rest}."


def _begin(count: int, one: str, several: str) -> str:
    """Return a count and its noun at the beginning of a sentence."""
    return f"{swedish.capital(in_words(count))}{swedish.HARD_SPACE}{one if count == 1 else several}"


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


def step_sum(grants: Grants, step: Step) -> str:
    """Return the sum of one step over all the years told of, and of how many amounts it is."""
    found = grants.sum(step, _told(grants))
    return swedish.UNKNOWN if found.sum is None else f"{money(found)}{_part(found, 'belopp')}"


def drawn_cell(found: Total) -> str:
    """Return what was drawn, for a column; a dash where nothing is known to have been."""
    if not found.of:
        return DASH
    return money(found) if found.sum is not None else swedish.UNKNOWN


def group_cell(group: Group | None, *, money_known: bool) -> str:
    """Return what a group was granted, or how many grants it has where no sum is known."""
    if group is None:
        return DASH
    return sum_cell("granted", group.sums["granted"]) if money_known else whole(len(group.items))


def unallocated_cell(year: Year) -> str:
    """Return what was drawn and not granted; unknown where a part of either is."""
    if year.unallocated is not None:
        return figures(year.unallocated)
    return swedish.UNKNOWN if year.requisitioned.of else DASH


def sum_table(grants: Grants) -> TextTable:
    """Return the sums of every year in kronor: what was drawn, how many grants, the steps that are known."""
    steps = [step for step in STEPS if any(year.sums[step].known for year in grants.years)]
    left_over = any(year.unallocated for year in grants.years)
    heads = ["År", "Rekvirerat", *(["Ofördelat"] if left_over else []), "Insatser"]
    heads += [swedish.capital(STEP_NAMES[step]) for step in steps]
    rows = [
        [
            year_name(year),
            summed_cell(year.requisitioned),
            *([unallocated_cell(year)] if left_over else []),
            str(len(year.items)),
            *(sum_cell(step, year.sums[step]) for step in steps),
        ]
        for year in grants.years
    ]
    return TextTable(heads, rows, figures_from(1, heads), "Summor per år, kronor")


def balance_table(grants: Grants) -> TextTable:
    """Return for each year that has one what was drawn, granted, spent and is left; unknown as a word."""
    heads = ["År", "Rekvirerat", "Beviljat", "Ofördelat", "Förbrukat", "Kvar hos insatserna"]
    rows = [
        [
            year_name(year),
            summed_cell(year.requisitioned),
            sum_cell("granted", year.sums["granted"]),
            unallocated_cell(year),
            sum_cell("spent", year.sums["spent"]),
            sum_cell("left", year.sums["left"]),
        ]
        for year in grants.years
        if year.year is not None
    ]
    return TextTable(heads, rows, figures_from(1, heads), "Kronor")


def summed_cell(found: Total) -> str:
    """Return a sum for a column of kronor; a dash where there is nothing to add."""
    return swedish.summed(found) if found.of else DASH


def group_table(grants: Grants) -> TextTable:
    """Return groups against years: what was granted, or how many grants there are where no sum is known."""
    by_keys: dict[tuple[str, ...], dict[int, Group]] = {}
    for number, year in enumerate(grants.years):
        for group in year.groups:
            by_keys.setdefault(group.keys, {})[number] = group
    ordered = sorted(by_keys.values(), key=lambda groups: next(iter(groups.values())).place)
    money_known = any(year.sums["granted"].known for year in grants.years)
    what = "beviljat" if money_known else "antal insatser"
    heads = [f"{GROUP_HEADS[grants.by]}, {what}", *(year_name(year).lower() for year in grants.years)]
    rows = []
    for groups in ordered:
        cells = [
            group_cell(groups.get(number), money_known=money_known) for number in range(len(grants.years))
        ]
        distinct = {id_ for group in groups.values() for id_ in group.items}
        several = [] if money_known else [str(len(distinct))]
        rows.append([group_name(grants, next(iter(groups.values()))), *cells, *several])
    heads += [] if money_known else ["alla"]
    return TextTable(heads, rows, figures_from(1, heads))


def amounts_missing(grants: Grants, year: Year) -> str:
    """Return for how many grants of a year no amount is known; empty when every one has some."""
    unknown = [
        id_
        for id_ in year.items
        if (money_ := grants.items[id_].money(year.year)) is None
        or all(amount is None for amount in money_.steps.values())
    ]
    if not unknown:
        return ""
    return f"Belopp okänt för {counted(len(unknown), 'insats', 'insatser')}."


def year_table(grants: Grants, year: Year, *, owners: bool = False) -> TextTable:
    """Return the grants of one year by group, with the steps known, and whose they are if so is wished."""
    steps = [step for step in STEPS if year.sums[step].known]
    whose = ["Organisationer"] if owners else []
    heads = [GROUP_HEADS[grants.by], "Insats", *whose, *(swedish.capital(STEP_NAMES[step]) for step in steps)]
    rows = []
    for group in year.groups:
        for id_ in group.items:
            named = [group_name(grants, group), item_name(grants, id_)]
            named += [_owners(grants.items[id_])] if owners else []
            rows.append([*named, *amounts(group.money[id_], steps)])
    return TextTable(heads, rows, figures_from(2 + len(whose), heads), year_name(year))


def _owners(item: GrantMoney) -> str:
    return swedish.UNKNOWN if item.organisations is None else ", ".join(item.organisations)


def year_name(year: Year) -> str:
    """Return the year, or that there is none."""
    return str(year.year) if year.year is not None else "Utan år"

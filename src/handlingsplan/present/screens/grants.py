"""Show the money: one year with its grants, or all years side by side."""

from collections.abc import Mapping, Sequence

from rich.padding import Padding
from rich.text import Text

from handlingsplan.compute.grants import Grants, Year
from handlingsplan.compute.grouping import Group
from handlingsplan.compute.money import STEPS, Step, Sums
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
    text_table,
)
from handlingsplan.present.swedish import whole
from handlingsplan.present.wording.grants import (
    STEP_NAMES,
    amounts,
    drawn_cell,
    group_name,
    group_table,
    item_name,
    notes,
    origin,
    people,
    sum_cell,
    summary,
    title,
    unallocated_cell,
)

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
        screen += _one_year(grants, dated[0], width) if len(dated) == 1 else _all_years(grants, width)
        screen += [paragraph(note, width) for note in notes(grants)]
    if people(grants):
        screen.append(labelled("Nådde", people(grants), width))
    screen.append(labelled(*origin(grants, documents), width))
    return screen


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


def _all_years(grants: Grants, width: int) -> Screen:
    heads = [str(year.year) if year.year is not None else "utan år" for year in grants.years]
    amounts = [Column(head, "right") for head in heads]
    screen: Screen = []
    drawn = [year.requisitioned for year in grants.years]
    rows = []
    if any(found.of for found in drawn):
        rows.append(["Rekvirerat", *(drawn_cell(found) for found in drawn)])
    if any(year.unallocated for year in grants.years):
        rows.append(["Ofördelat", *(unallocated_cell(year) for year in grants.years)])
    rows.append(["Insatser", *(whole(len(year.items)) for year in grants.years)])
    for step in STEPS:
        totals = [year.sums[step] for year in grants.years]
        if any(found.known for found in totals):
            rows.append([swedish.capital(STEP_NAMES[step]), *(sum_cell(step, found) for found in totals)])
    groups = group_table(grants)
    screen += [table([Column(""), *amounts], rows), BLANK, text_table(groups, width), BLANK]
    return screen

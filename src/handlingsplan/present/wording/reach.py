"""Say how many people grants and events reached, and what came of it."""

from dataclasses import replace

from handlingsplan.compute.reach import Reach, Reached
from handlingsplan.present import swedish
from handlingsplan.present.swedish import UNKNOWN, counted
from handlingsplan.present.tabular import TextTable
from handlingsplan.present.wording.show import said


def summary(reach: Reach) -> str:
    """Return how many took part in all, and for how many grants nobody knows."""
    people_rows = [row for row in reach.grants if row.of_people]
    told = [row for row in people_rows if row.people is not None]
    if not people_rows:
        return "Planen säger inget om hur många som deltog i insatserna."
    if not told:
        return "Hur många som deltog i insatserna är okänt."
    people = swedish.number(replace(reach.people, of=reach.people.known))
    unknown = len(people_rows) - len(told)
    rest = f" För {counted(unknown, 'insats', 'insatser')} till är antalet okänt." if unknown else ""
    return (
        f"{people} deltagare i {counted(len(told), 'insats', 'insatser')}; "
        f"den som deltog i flera räknas i varje.{rest}"
    )


def reach_table(reach: Reach) -> TextTable:
    """Return one row a grant with known people or groups: how many, where and in which languages."""
    heads = ["Insats", "Deltagare", "Grupper", "Platser", "Språk"]
    rows = [
        [
            row.title or row.id,
            _stated(row),
            "" if row.groups is None else UNKNOWN if row.groups.sum is None else swedish.number(row.groups),
            ", ".join(row.places),
            ", ".join(row.languages),
        ]
        for row in reach.grants
        if row.people is not None or row.stated or row.groups is not None
    ]
    return TextTable(heads, rows)


def _stated(row: Reached) -> str:
    """Return the participants as they are stated, else as they are counted."""
    if row.stated:
        return "; ".join(said(one) for one in row.stated)
    return UNKNOWN if row.people is None else swedish.number(row.people)

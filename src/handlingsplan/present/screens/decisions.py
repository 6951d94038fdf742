"""Show who decided what."""

from handlingsplan.compute.decisions import Decisions
from handlingsplan.present import swedish
from handlingsplan.present.layout import BLANK, Column, Screen, headline, labelled, paragraph, table
from handlingsplan.present.wording.decisions import missing, paragraph_of, summary, what, when, who


def decisions_screen(decisions: Decisions, width: int) -> Screen:
    """Return the screen: one decision a row, by day, the undated last."""
    day = f"till och med {decisions.as_of.isoformat()}" if decisions.as_of else ""
    screen: Screen = [
        headline(decisions.plan or "Plan utan namn", day, width),
        paragraph(summary(decisions), width),
    ]
    if decisions.rows:
        columns = [
            Column("Dag", wrap=True, most=11),
            Column("Organ", wrap=True, most=20),
            Column("§", "right"),
            Column("Beslut", wrap=True),
        ]
        rows = [[when(row), who(row), paragraph_of(row), what(row)] for row in decisions.rows]
        screen += [BLANK, table(columns, rows), BLANK]
    if missing(decisions):
        screen.append(labelled("Okänt", missing(decisions), width))
    screen.append(
        labelled("Läst", f"{swedish.files_read(decisions.files, 'beslutsfil', 'beslutsfiler')}.", width)
    )
    return screen

"""Show what `hp` says on its own: where the plan stands, and what to write next."""

from rich.text import Text

from handlingsplan.compute.status import Status
from handlingsplan.present.layout import BLANK, Cell, Column, Screen, headline, paragraph, table
from handlingsplan.present.wording.status import summary, title

COMMANDS = (
    ("hp status", "var varje process står"),
    ("hp grants --year {year}", "pengarna ett år"),
    ("hp decisions", "vem som beslutade vad"),
    ("hp list", "händelser, grupper, svar, medskick och annat"),
    ("hp show {id}", "en post och allt som pekar på den"),
    ("hp reconcile", "det som dokumenten säger annat om"),
    ("hp gaps", "det som är okänt, och vem som bör veta"),
    ("hp check", "fel i filerna"),
    ("hp report styrgrupp", "underlaget till mötet"),
    ("hp --help", "alla kommandon"),
)


def home_screen(status: Status, width: int, *, year: int | None) -> Screen:
    """Return the headline of the status and the next useful commands."""
    example = {"id": status.processes[0].id if status.processes else "ID", "year": year}
    rows: list[list[Cell]] = [
        [Text(command.format(**example), "bold"), about]
        for command, about in COMMANDS
        if year is not None or "{year}" not in command
    ]
    return [
        headline(title(status), f"läget per {status.as_of.isoformat()}", width),
        paragraph(summary(status), width),
        BLANK,
        table([Column(""), Column("", wrap=True)], rows, head=False),
    ]

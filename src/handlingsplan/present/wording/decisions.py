"""Say who decided what."""

from handlingsplan.compute.decisions import DecisionRow, Decisions
from handlingsplan.present import swedish
from handlingsplan.present.swedish import UNKNOWN, counted
from handlingsplan.present.tabular import TextTable

STATE_COUNTS = {
    "beslutat": ("fattat", "fattade"),
    "väntat": ("väntat", "väntade"),
    "föreslaget": ("föreslaget", "föreslagna"),
    "återremitterat": ("återremitterat", "återremitterade"),
    "avslaget": ("avslaget", "avslagna"),
}


def summary(decisions: Decisions) -> str:
    """Return how many decisions there are, by state."""
    if not decisions.rows and not decisions.undecided:
        return "Inget beslut stämmer med urvalet." if decisions.selected else "Planen har inga beslut än."
    parts = []
    for state in ("beslutat", "avslaget", "återremitterat", "väntat", "föreslaget"):
        count = decisions.count(state)
        if count:
            parts.append(f"{count} {STATE_COUNTS[state][count != 1]}")
    rest = decisions.count(None)
    parts += [f"{rest} utan beslutspunkter"] if rest else []
    said = f"{counted(len(decisions.rows), 'beslut', 'beslut')}: {', '.join(parts)}." if parts else ""
    if decisions.undecided:
        said += f" För {counted(len(decisions.undecided), 'beslut', 'beslut')} går det inte att säga."
    return said.strip()


def missing(decisions: Decisions) -> str:
    """Return what is unknown about the decisions, in one line; empty when nothing is."""
    rows = decisions.rows
    nouns = (
        (sum(row.day is None for row in rows), "dag", "dagar"),
        (sum(row.body is None for row in rows), "organ", "organ"),
        (sum(row.lacks_paragraph for row in rows), "paragraf", "paragrafer"),
    )
    parts = [counted(count, one, several) for count, one, several in nouns if count]
    return f"{', '.join(parts)}." if parts else ""


def when(row: DecisionRow) -> str:
    """Return the day of a decision as it is written."""
    return swedish.day(row.day)


def who(row: DecisionRow) -> str:
    """Return the body."""
    return row.body or UNKNOWN


def paragraph_of(row: DecisionRow) -> str:
    """Return the paragraph; `okänd` where a political body must have one that nobody knows."""
    return row.paragraph or ("okänd" if row.lacks_paragraph else "")


def reference(row: DecisionRow) -> str:
    """Return who decided and when as running text: direktionen den 10 februari 2021 § 6."""
    who_ = row.body or "okänt organ"
    if row.body is None and row.candidates:
        who_ += f" (kanske {' eller '.join(row.candidates)})"
    when_ = f" {swedish.at(row.day)}" if row.day else ", okänd dag"
    if row.lacks_paragraph:
        return f"{who_}{when_}, okänd paragraf"
    number = f"§{swedish.HARD_SPACE}{row.paragraph}" if row.paragraph else ""
    return f"{who_}{when_}{', ' if number and row.day is None else ' '}{number}".rstrip()


def what(row: DecisionRow) -> str:
    """Return the title, the state when it is not taken, and who it may have been when nobody knows."""
    remarks = [row.state] if row.state not in {"beslutat", None} else []
    if row.candidates and row.body is None:
        remarks.append(f"kanske {' eller '.join(row.candidates)}")
    if row.replaced_by is not None:
        remarks.append(f"ersatt av {row.replaced_by}")
    title = row.title or row.id
    return f"{title} ({', '.join(remark for remark in remarks if remark)})" if remarks else title


def log_table(decisions: Decisions) -> TextTable:
    """Return one row a decision."""
    heads = ["Dag", "Organ", "§", "Diarienummer", "Beslut"]
    rows = [
        [when(row), who(row), paragraph_of(row), row.registry_number or "", what(row)]
        for row in decisions.rows
    ]
    return TextTable(heads, rows)

"""Name what is unknown, and the kinds of record that it is in."""

from collections.abc import Sequence

from handlingsplan.compute.gaps.finding import Gap, GapCount
from handlingsplan.model.labels import label
from handlingsplan.present import swedish
from handlingsplan.present.tabular import TextTable

KINDS = {
    "process": "processer",
    "grant": "insatser",
    "requisition": "rekvisitioner",
    "decision": "beslut",
    "meeting": "möten",
    "event": "händelser",
    "voices": "frågor med svar",
    "recommendation": "slutsatser och rekommendationer",
    "finding": "fynd",
    "track": "parallella spår",
    "source": "källdokument",
    "plan": "planen själv",
}
"""What several records of a kind are called."""


def gap_table(counts: Sequence[GapCount]) -> TextTable:
    """Return what is unknown, how many times, and of how many records or groups in them."""
    rows = [
        [swedish.capital(KINDS[count.kind]), gap_name(count), str(count.number), str(count.of)]
        for count in counts
    ]
    return TextTable(["Poster", "Uppgift", "Okänt", "Av"], rows, frozenset({2, 3}))


def gap_names(gaps: Sequence[Gap]) -> list[str]:
    """Return what is unknown of one record, each thing once."""
    ways = dict.fromkeys(tuple(step for step in gap.loc if isinstance(step, str)) for gap in gaps)
    return [way_name(way) for way in ways]


def gap_name(count: GapCount) -> str:
    """Return what is unknown in Swedish, with the group of keys that it belongs to."""
    return way_name(count.keys)


def way_name(keys: Sequence[str]) -> str:
    """Return the last of some keys in Swedish, with the first in parentheses where there are more."""
    *groups, last = keys
    return f"{label(last)} ({label(groups[0])})" if groups else label(last)

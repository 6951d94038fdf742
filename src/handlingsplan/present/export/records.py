"""Write records for programs: one whole, or every one of a sort."""

from collections.abc import Mapping

from handlingsplan.compute.list import Entries
from handlingsplan.compute.show import Shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.total import Tally, Total
from handlingsplan.present.export.values import Json, Rows, files_read, kronor_total, number_total, plain
from handlingsplan.present.wording import list as list_words


def show_json(shown: Shown) -> Json:
    """Return the contract hp.show/1."""
    return {
        "schema": "hp.show/1",
        "id": shown.id,
        "kind": shown.kind,
        "file": shown.place.file,
        "line": shown.place.line,
        "status": shown.standing.status if shown.standing else None,
        "record": plain(shown.part),
        "referred_by": [
            {"id": pointer.id, "kind": pointer.kind, "title": pointer.title, "keys": list(pointer.keys)}
            for pointer in shown.pointers
        ],
    }


def list_json(entries: Entries) -> Json:
    """Return the contract hp.list/1."""
    numbers = {entry: number for number, entry in enumerate(entries.entries)}
    return {
        "schema": "hp.list/1",
        "plan": entries.plan,
        "what": entries.what,
        "as_of": entries.as_of.isoformat() if entries.as_of else None,
        "files": files_read(entries.files),
        "entries": [
            {
                "id": entry.owner or None,
                "key": entry.key,
                "file": entry.path,
                "path": list(entry.loc),
                "values": plain(entry.part),
            }
            for entry in entries.entries
        ],
        "sums": _sums(entries.sums),
        "by": list(entries.by),
        "groups": [
            {
                "words": list(group.words),
                "count": len(group.entries),
                "sums": _sums(group.sums),
                "entries": [numbers[entry] for entry in group.entries],
            }
            for group in entries.groups
        ],
        "undecided": entries.undecided,
    }


def list_rows(entries: Entries) -> Rows:
    """Return one row an entry, or one a group, under a row of heads."""
    if not entries.groups:
        return list_words.every_row(entries)
    table = list_words.group_table(entries)
    return [list(table.heads), *(list(row) for row in table.rows)]


def sorts_json(plan: Plan, counts: Mapping[str, int]) -> Json:
    """Return the contract hp.sorts/1: what can be listed."""
    return {
        "schema": "hp.sorts/1",
        "plan": plan.header.name,
        "files": files_read(plan.files),
        "sorts": [
            {"what": what, "name": list_words.name_of(what), "count": count} for what, count in counts.items()
        ],
    }


def sorts_rows(counts: Mapping[str, int]) -> Rows:
    """Return one row a sort, under a row of heads."""
    table = list_words.sort_table(counts)
    return [list(table.heads), *(list(row) for row in table.rows)]


def _sums(sums: Mapping[str, Total]) -> Json:
    return {key: _sum(found) for key, found in sums.items()}


def _sum(found: Total) -> Json:
    return number_total(found) if isinstance(found, Tally) else kronor_total(found)

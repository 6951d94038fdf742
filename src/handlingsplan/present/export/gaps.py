"""Write what is unknown for programs, as a sheet to fill in, and as a page to send out."""

from collections.abc import Sequence

from handlingsplan.compute.gaps.search import Gaps, Share, Unknown
from handlingsplan.present import swedish
from handlingsplan.present.export.values import Json, Rows, files_read
from handlingsplan.present.listing import Listing
from handlingsplan.present.tabular import TextTable
from handlingsplan.present.wording import gaps as words

HOW_TO_ANSWER = (
    "Skriv det du vet under Värde och var det står under Källa. Lämna tomt det du inte vet. Dagar skrivs "
    "2023-12-31, 2023-12 eller 2023, belopp i kronor, ja och nej med de orden."
)


def gaps_json(gaps: Gaps) -> Json:
    """Return the contract hp.gaps/1."""
    return {
        "schema": "hp.gaps/1",
        "plan": gaps.plan,
        "as_of": gaps.as_of.isoformat(),
        "files": files_read(gaps.files),
        "document": gaps.wanted.document,
        "records": gaps.records,
        "total": len(gaps.rows),
        "by_field": [_share(share) for share in gaps.shares],
        "gaps": [_gap(row) for row in gaps.rows],
        "undecided": list(gaps.undecided),
    }


def gaps_rows(gaps: Gaps) -> Rows:
    """Return the sheet to fill in: one row a gap, those of the same people together, under a row of heads."""
    ordered = sorted(gaps.rows, key=lambda row: (not row.knowers, row.knowers))
    return [
        [*words.SHEET],
        *(
            [
                words.knower_words(row),
                row.id,
                row.title or "",
                row.field,
                words.asked_for(row),
                words.context(row.items),
                "",
                "",
                words.where(row),
            ]
            for row in ordered
        ),
    ]


def gaps_listing(gaps: Gaps) -> Listing:
    """Return the page to send out: a section for each who should know, with what each is asked.

    Of some that are asked for only theirs, though others should know the same.
    """
    asked: dict[str, list[Unknown]] = {}
    wanted = gaps.wanted.selection.wanted.get("org")
    for row in gaps.rows:
        for name in row.knowers or (words.NOBODY,):
            if wanted is None or name in wanted or not row.knowers:
                asked.setdefault(name, []).append(row)
    return Listing(
        title=words.title(gaps),
        day=f"Läget per {gaps.as_of.isoformat()}",
        lines=[words.summary(gaps), *(how_to_answer(gaps) if gaps.rows else [])],
        tables=[_section(name, asked[name]) for name in sorted(asked, key=_last_if_nobody)],
        notes=[f"Känt: {told}." for told in [words.complete(gaps)] if told],
    )


def how_to_answer(gaps: Gaps) -> list[str]:
    """Return what is written where by those who answer, and what the documents are called."""
    named = f"Dokumenten heter {swedish.listed(gaps.documents)}." if gaps.documents else ""
    return [HOW_TO_ANSWER, *([named] if named else [])]


def _last_if_nobody(name: str) -> tuple[bool, str]:
    return name == words.NOBODY, name.casefold()


def _section(name: str, rows: Sequence[Unknown]) -> TextTable:
    cells = [[row.id, row.title or swedish.UNKNOWN, _asked(row), "", ""] for row in rows]
    count = swedish.counted(len(rows), "uppgift", "uppgifter")
    title = f"{swedish.capital(name)}: {count}"
    return TextTable(["Post", "Titel", "Uppgift", "Värde", "Källa"], cells, title=title)


def _asked(row: Unknown) -> str:
    told = words.context(row.items)
    return f"{words.asked_for(row)} {swedish.DASH} {told}" if told else words.asked_for(row)


def _share(share: Share) -> Json:
    return {
        "kind": share.kind,
        "field": ".".join(share.keys),
        "gaps": share.gaps,
        "known": share.known,
        "of": share.of,
        "knowers": [{"name": name, "gaps": count} for name, count in share.knowers],
        "blocks": list(share.blocks),
        "ids": list(share.ids),
    }


def _gap(row: Unknown) -> Json:
    return {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "field": row.field,
        "context": words.context(row.items) or None,
        "file": row.path,
        "line": row.place.line or None,
        "path": list(row.loc),
        "knowers": list(row.knowers),
        "blocks": list(row.blocks),
    }

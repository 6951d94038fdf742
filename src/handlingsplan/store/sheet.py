"""Read a sheet that somebody has filled in: CSV in any of the ways that spreadsheet programs save it."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from handlingsplan.errors import HpError

SIZE_LIMIT = 1_000_000
MOST_ROWS = 20_000
_DELIMITERS = ";,\t"
_OFFICE = {b"PK\x03\x04": "en Excel- eller LibreOffice-fil", b"\xd0\xcf\x11\xe0": "en äldre Excel-fil"}
_SAVE_AS = "öppna den i kalkylprogrammet, välj Spara som och CSV UTF-8, och kör igen med den filen"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'", "|", "%", "＝", "＋", "－", "＠")
"""What a cell begins with before which hp puts a sign, so that no spreadsheet takes it for a formula."""


class SheetRow(NamedTuple):
    """A row below the heads: its number in the spreadsheet, its cells by head, and whether there are more."""

    number: int
    cells: Mapping[str, str]
    more: bool = False


def read_sheet(path: Path, heads: Sequence[str], needed: Sequence[str]) -> list[SheetRow]:
    """Return the rows of a sheet with the cells under some heads, which may stand in any order.

    Other columns and empty rows are left out. Raise `HpError` for what is no such sheet.
    """
    rows = _rows(_text(path), path.name)
    _, first = next(rows, (0, []))
    columns = _columns(path.name, first, heads, needed)
    return [_row(number, cells, columns, len(first)) for number, cells in rows if any(map(str.strip, cells))]


def _text(path: Path) -> str:
    """Return the text of a sheet, in whichever of the usual encodings it is."""
    raw = _read(path)
    if not raw.strip():
        raise HpError(f"{path.name} är tom", "är det rätt fil?")
    if len(raw) > SIZE_LIMIT:
        raise HpError(f"{path.name} är större än en megabyte och läses inte", "är det rätt fil?")
    kind = next((name for start, name in _OFFICE.items() if raw.startswith(start)), None)
    if kind is not None:
        raise HpError(f"{path.name} är {kind}, inte CSV", _SAVE_AS)
    for encoding in ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise HpError(f"{path.name} är ingen CSV-fil", _SAVE_AS)


def _read(path: Path) -> bytes:
    """Return what a file holds, as far as it is read; raise `HpError` for what cannot be."""
    if path.is_dir():
        raise HpError(f"{path} är en mapp, ingen fil", "skriv vilken fil i den som är det ifyllda bladet")
    if not path.is_file():
        raise HpError(f"filen {path} finns inte", "skriv var det ifyllda bladet ligger")
    try:
        with path.open("rb") as opened:
            return opened.read(SIZE_LIMIT + 1)
    except OSError as error:
        hint = "stäng den i kalkylprogrammet, och se till att du får läsa den"
        raise HpError(f"{path} går inte att läsa", hint) from error


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers in the spreadsheet, from the first that is not empty: the heads."""
    start = 2 if text[:4].casefold() == "sep=" else 1
    body = text.partition("\n")[2] if start > 1 else text
    first = body.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    begun = False
    try:
        for number, cells in enumerate(reader, start):
            if number - start > MOST_ROWS:
                raise HpError(f"{name} har fler än {MOST_ROWS} rader och läses inte", "är det rätt fil?")
            begun = begun or any(map(str.strip, cells))
            if begun:
                yield number, [_unguarded(cell) for cell in cells]
    except csv.Error as error:
        where = f"{name}:{start + reader.line_num - 1}"
        raise HpError(
            f"{where} går inte att läsa som CSV", f"citattecken som inte går ihop; {_SAVE_AS}"
        ) from error


def _columns(name: str, first: Sequence[str], heads: Sequence[str], needed: Sequence[str]) -> dict[int, str]:
    """Return which column has which head; raise `HpError` where a needed one is missing or stands twice."""
    known = {head.casefold(): head for head in heads}
    found = [known.get(cell.strip().casefold(), "") for cell in first]
    missing = [head for head in needed if head not in found]
    if missing:
        hint = f"rubrikerna är {', '.join(heads)}; hp gaps --format csv ger ett nytt blad"
        raise HpError(f"{name} saknar kolumnen {', '.join(missing)}", hint)
    twice = next((head for head in found if head and found.count(head) > 1), None)
    if twice is not None:
        raise HpError(f"{name} har två kolumner som heter {twice}", "behåll en av dem")
    return {number: head for number, head in enumerate(found) if head}


def _row(number: int, cells: Sequence[str], columns: Mapping[int, str], width: int) -> SheetRow:
    found = {head: cells[at].strip() if at < len(cells) else "" for at, head in columns.items()}
    return SheetRow(number, found, more=any(map(str.strip, cells[width:])))


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell

"""Write JSON and CSV as text."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from handlingsplan.present.export.values import Json

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'", "|", "%", "＝", "＋", "－", "＠")


def json_text(result: Json) -> str:
    """Return JSON as text, readable and in Swedish letters."""
    return json.dumps(result, ensure_ascii=False, indent=2)


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as Excel in Swedish reads them: semicolons, and no cell taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in row])
    return out.getvalue()

"""Find the words that a plan has for something: short names in plan.yaml, and the ids of its records."""

import re
from collections.abc import Mapping

from handlingsplan.model.fields import brief, id_order
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part, kind_name
from handlingsplan.present.wording.show import KIND_WORDS

TABLES = frozenset(Header.model_fields)
"""What short names are declared under in plan.yaml; other names are ids of records."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_UNREAD = "Filen har fel; se hp check."


def words_of(plan: Plan, names: str) -> Mapping[str, str]:
    """Return the words for one sort of thing, each with what it means; none where any word may stand.

    A file that could not be read has an id all the same. A table that something is missing in is no list
    of what there is.
    """
    if names in TABLES:
        table: Mapping[str, Part] = {} if names in plan.header_lost else getattr(plan.header, names)
        return {word: _told(part) for word, part in table.items()}
    found = {id_: _UNREAD for id_ in plan.unread - {"plan", "rules"} if _ID.fullmatch(id_)}
    for loaded in plan.loaded:
        if names in {kind_name(loaded.record), "record"}:
            found[loaded.record.id] = _told(loaded.record)
    return {id_: found[id_] for id_ in sorted(found, key=id_order)}


def _told(part: Part) -> str:
    """Return what a thing is called in its own file, and which kind of state or body it is."""
    name = next(filter(None, (getattr(part, key, None) for key in ("name", "title", "question"))), "")
    kind = KIND_WORDS.get(str(getattr(part, "kind", None)), "")
    return ", ".join(filter(None, (brief(str(name)), kind)))

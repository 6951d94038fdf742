"""Hold what every record is made of: groups of keys, frozen and closed, with an id and sources.

None is always *unknown*. A key left out says nothing; the keys in `expected` count as unknown then.
What needs another record to be judged is no concern of the records.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from handlingsplan.model.fields import Once, RecordId, Text, Word

Basis = Literal["derived", "inferred"]

Words = Once[Word]


class Part(BaseModel):
    """A group of keys: frozen, and closed to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    expected: ClassVar[tuple[str, ...]] = ()
    """Keys that ought to be known: a gap when null, and when left out too."""


class Record(Part):
    """What every file has: an id, and where each of its fields comes from."""

    id: RecordId
    sources: Mapping[Word, Words] = {}
    basis: Mapping[Word, Basis] = {}
    note: Text | None = None


def kind_name(part: Part) -> str:
    """Return what a record is, as in `process`; the word that programs read."""
    return {"SourceDocument": "source"}.get(type(part).__name__, type(part).__name__.lower())

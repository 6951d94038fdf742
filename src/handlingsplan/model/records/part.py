"""Hold what every record is made of: groups of keys, frozen and closed, with an id and sources.

None is always *unknown*. A key left out says nothing; the keys in `expected` count as unknown then.
What needs another record to be judged is no concern of the records.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import core_schema

from handlingsplan.model.day import Day
from handlingsplan.model.fields import Once, OrganisationName, RecordId, SourcePlace, Text, Word
from handlingsplan.model.figure import Number

Basis = Literal["derived", "inferred"]

Words = Once[Word]

Organisations = Once[OrganisationName]

Places = Once[SourcePlace]
"""Where something comes from: documents, and places in them."""

ONE = Number.parse("1")
"""What is usual where a count is left out."""


class Part(BaseModel):
    """A group of keys: frozen, and closed to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    expected: ClassVar[tuple[str, ...]] = ()
    """Keys that ought to be known: a gap when null, and when left out too."""


class _Late:
    """Puts off reading how a group of keys is made until the first one of its kind is met.

    Most files have few of the groups that they may have, and to build the reader of one takes longer than
    to read a file. Faults inside keep their places: pydantic takes over those of an inner validation.
    """

    def __get_pydantic_core_schema__(self, source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(source.model_validate)


P = TypeVar("P", bound=Part)

Late = Annotated[P, _Late()]
"""A group of keys inside a record."""


class Record(Part):
    """What every file has: an id, and where each of its fields comes from."""

    id: RecordId
    sources: Mapping[Word, Places] = {}
    basis: Mapping[Word, Basis] = {}
    note: Text | None = None


class Count(Part):
    """Something counted: what, how many, and when it was so."""

    what: Text
    value: Number | None = None
    day: Day | None = None
    source: Places = ()


class Period(Part):
    """A first and a last day."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


def kind_name(part: Part) -> str:
    """Return what a record is, as in `process`; the word that programs read."""
    name = type(part).__name__
    return _KIND_NAMES.get(name) or name.lower()


_KIND_NAMES = {"SourceDocument": "source", "BodyMeeting": "meeting"}

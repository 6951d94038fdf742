"""Define what a document states at one place: about which quantity, and what it says of it."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

from pydantic import field_validator, model_validator

from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError, Flag, ReadBy, RecordId, Text, Word, quoted, read_word
from handlingsplan.model.records.part import Late, Part, Places, Words

MOST_QUOTED = 20
"""Words that may be quoted where the wording matters; a plan is not a copy of its documents."""


def _read_claim_name(value: object) -> str:
    """Return the short name of a claim, which no slash stands in: that parts a document from its claim."""
    word = read_word(value)
    if "/" in word:
        hint = "skriv det utan snedstreck, till exempel processer-klara"
        raise FieldError("HP110", f"{quoted(word)} kan inte vara ett påståendes kortnamn", hint)
    return word


ClaimName = Annotated[str, ReadBy(_read_claim_name)]


ClaimRef = tuple[str, str]
"""A document, and the short name of a claim in it."""


def claim_named(document: str, written: str) -> ClaimRef:
    """Return the document and the short name of a claim, as it is named in a document."""
    other, slash, name = written.partition("/")
    return (other, name) if slash else (document, written)


class Explanation(Part):
    """Why a claim differs from what it is held against, and from nothing else.

    A hypothesis is only plausible, and does not count.
    """

    against: Word
    reason: Text
    by: Text
    day: Day
    source: Places = ()
    hypothesis: Flag = False


class Claim(Part):
    """One figure, list, day or other fact that a document states.

    It is about entries of one sort (how many, a sum, or a key of each), about one field of one record, or
    about a quantity that no record holds.
    """

    expected: ClassVar = ("at",)

    at: Word | None = None
    quote: Text | None = None
    records: Word | None = None
    select: Mapping[Word, Words] = {}
    where: Mapping[Word, Word] = {}
    sum: Word | None = None
    minus: Word | None = None
    each: Word | None = None
    record: RecordId | None = None
    field: Word | None = None
    quantity: Word | None = None
    day: Day | None = None
    says: Word | None = None
    lists: tuple[Word, ...] | None = None  # as written, also where the document names something twice
    parts: Words = ()
    corrects: Word | None = None
    explained: tuple[Late[Explanation], ...] = ()
    note: Text | None = None

    @field_validator("quote")
    @classmethod
    def _few_words(cls, quote: str | None) -> str | None:
        count = len((quote or "").split())
        if count > MOST_QUOTED:
            found, hint = f"citatet har {count} ord", f"citera högst {MOST_QUOTED}; skriv resten med egna ord"
            raise FieldError("HP122", found, hint)
        return quote

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        subjects = ("records", "record", "quantity")
        named = [key for key in subjects if getattr(self, key) is not None]
        if len(named) != 1:
            found = (
                f"både {' och '.join(named)} står där" if named else "det framgår inte vad påståendet gäller"
            )
            raise FieldError("HP122", found, "skriv en av records, record med field, eller quantity")
        if (self.record is None) != (self.field is None):
            raise FieldError("HP122", "record och field hör ihop", "skriv båda")
        return self

    @model_validator(mode="after")
    def _as_it_is_counted(self) -> Self:
        of_posts = [key for key in ("select", "where", "sum", "minus", "each") if getattr(self, key)]
        if of_posts and self.records is None:
            hint = "skriv records, eller ta bort nyckeln"
            raise FieldError("HP122", f"{of_posts[0]} gäller flera poster", hint)
        if self.sum is not None and self.each is not None:
            raise FieldError("HP122", "både sum och each står där", "gör två påståenden av dem")
        if self.minus is not None and self.sum is None:
            raise FieldError("HP122", "minus står utan sum", "skriv sum också, eller ta bort minus")
        return self

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.says is None and self.lists is None:
            found, hint = "det framgår inte vad dokumentet säger", "skriv says, lists eller båda"
            raise FieldError("HP122", found, hint)
        if self.says is None and (self.sum or self.each or self.parts):
            raise FieldError("HP122", "says saknas", "skriv det som dokumentet säger")
        if self.lists is not None and (self.sum or self.each):
            raise FieldError("HP122", "en lista kan inte vara en summa", "ta bort lists, eller sum och each")
        return self

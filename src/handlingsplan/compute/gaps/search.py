"""Compute what is unknown: each gap with who should know it and what it stands in the way of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from handlingsplan.compute.facets import UNKNOWN_WORD, Facets
from handlingsplan.compute.gaps.blocking import Blocked, blocks, weight
from handlingsplan.compute.gaps.called import Called, WayItem, called
from handlingsplan.compute.gaps.finding import KINDS, Gap, Way, find_gaps
from handlingsplan.compute.gaps.knowing import Knowers
from handlingsplan.compute.gaps.showing import Shown
from handlingsplan.compute.parts import parts_in, way_of
from handlingsplan.compute.select import Selection
from handlingsplan.compute.spelling import ways_of
from handlingsplan.errors import WrongChoiceError
from handlingsplan.model.fields import id_order
from handlingsplan.model.nearest import nearest
from handlingsplan.model.plan import PLAN, FileCount, Loaded, Plan
from handlingsplan.model.problem import Loc, Place
from handlingsplan.model.records.part import Part, kind_name
from handlingsplan.model.shape import Key, Listing, Scalar, keys_of
from handlingsplan.model.truth import Truth

_FEW = 12
"""Words that can be told where one of them is asked for."""


class GapFilter(NamedTuple):
    """Which gaps are wanted: of whom and of which records, and for which document, with what it shows.

    `selection` has the words of the listings; its `org` is who should know. Nothing wanted is all.
    """

    selection: Selection = Selection()
    ids: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    document: str | None = None
    shown: Shown | None = None

    def __bool__(self) -> bool:
        return bool(self.selection or self.ids or self.kinds or self.document)


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that is unknown: where, what hp set calls it, who should know it, and what it holds up.

    `keys` is the way to it without positions and names, `items` are the things in lists and tables on it.
    `words` are those of plan.yaml that can stand there, where they are few.
    """

    id: str
    kind: str
    title: str | None
    path: str
    loc: Loc
    place: Place
    field: str
    keys: tuple[str, ...]
    key: Key
    words: tuple[str, ...]
    items: tuple[WayItem, ...]
    knowers: tuple[str, ...]
    blocks: tuple[Blocked, ...]

    @property
    def weight(self) -> int:
        """Return how much that weighs which it stands in the way of."""
        return weight(self.blocks)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the records, or of the groups in them, have one thing that ought to be known.

    Of `of` it is known in `known` and a gap in `gaps`; the others do not say. `knowers` has how many of the
    gaps each should know, the most first.
    """

    kind: str
    keys: tuple[str, ...]
    gaps: int
    known: int
    of: int
    ids: tuple[str, ...]
    knowers: tuple[tuple[str, int], ...]
    blocks: tuple[Blocked, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is unknown, the heaviest first, and how much is known of each thing; `undecided` may be selected.

    `records` is how many were looked in, plan.yaml too; `documents` are the ids of those that can be sources.
    """

    plan: str | None
    as_of: date
    files: FileCount
    wanted: GapFilter
    records: int
    rows: tuple[Unknown, ...]
    shares: tuple[Share, ...]
    undecided: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def complete(self) -> tuple[Share, ...]:
        """Return what is known everywhere."""
        return tuple(share for share in self.shares if share.known == share.of)


def compute_gaps(plan: Plan, as_of: date, wanted: GapFilter = GapFilter()) -> Gaps:  # noqa: B008 - never changed
    """Return what is unknown in a plan, of what is wanted."""
    search = _Search(plan, as_of, wanted)
    rows = search.rows
    shares = tuple(_shares(search))
    common = Counter({(share.kind, share.keys): share.gaps for share in shares})
    ordered = sorted(rows, key=lambda row: (-row.weight, -common[row.kind, row.keys], *_order(row)))
    return Gaps(
        plan=plan.header.name,
        as_of=as_of,
        files=plan.files,
        wanted=wanted,
        records=len(search.files),
        rows=tuple(ordered),
        shares=shares,
        undecided=search.undecided,
        documents=tuple(plan.sources),
    )


def known_ids(plan: Plan, words: Iterable[str]) -> frozenset[str]:
    """Return the ids that words mean; raise `WrongChoiceError` with the nearest for one that is none."""
    ids = {id_.casefold(): id_ for id_ in (*plan.by_id, PLAN)}
    for word in words:
        if word.casefold() not in ids:
            close = nearest(word, ids.values())
            hint = f"menade du {' eller '.join(close)}?" if close else "hp list visar vad som finns"
            raise WrongChoiceError(f"ingen post heter '{word}'", hint)
    return frozenset(ids[word.casefold()] for word in words)


def known_knowers(plan: Plan, as_of: date, words: Iterable[str]) -> frozenset[str]:
    """Return who is meant by words, as *Vem ska veta* has them or by names in plan.yaml, whatever the case.

    Several in one word, as they stand there, are all meant. Raise `WrongChoiceError` for one that is nobody.
    """
    wanted = list(words)
    if not wanted:
        return frozenset()
    roles = [role.name or key for key, role in plan.header.roles.items()]
    told = [name for row in compute_gaps(plan, as_of).rows for name in row.knowers]
    named = {name.casefold(): name for name in (*roles, *told)}
    ways = {**named, **ways_of(plan.header.bodies), **ways_of(plan.header.organisations)}
    ways[UNKNOWN_WORD] = UNKNOWN_WORD
    return frozenset(name for word in wanted for name in _knowers_of(word, ways))


def _knowers_of(word: str, ways: Mapping[str, str]) -> list[str]:
    whole = word.casefold().strip()
    parts = [whole] if whole in ways else whole.removesuffix(" m.fl.").split(", ")
    if all(part in ways for part in parts):
        return [ways[part] for part in parts]
    close = list(dict.fromkeys(ways[way] for way in nearest(word, ways)))
    names = [*dict.fromkeys(ways.values())]
    hint = f"menade du {' eller '.join(close)}?" if close else f"här kan stå: {', '.join(names[:_FEW])}"
    raise WrongChoiceError(f"--org '{word}' finns inte i planen", hint)


def _order(row: Unknown) -> tuple[int, tuple[str, ...], object, int]:
    """Return a sort key: by kind and field, then by id and where it stands in the file."""
    return KINDS.index(row.kind), row.keys, id_order(row.id), row.place.line


@dataclass(frozen=True)
class _File:
    """A file that is looked in, and who should know what it lacks; of plan.yaml it depends on where."""

    path: str
    id: str
    kind: str
    title: str | None
    part: Part
    knowers: tuple[str, ...] | None = None


@dataclass(frozen=True)
class _Search:
    """The files that are wanted, and what is wanted in them."""

    plan: Plan
    as_of: date
    wanted: GapFilter

    @cached_property
    def _knowers(self) -> Knowers:
        return Knowers(self.plan, self.as_of)

    @cached_property
    def _answers(self) -> Mapping[str, Truth]:
        """Return whether each record is selected, by path, whoever should know."""
        words = {name: found for name, found in self.wanted.selection.wanted.items() if name != "org"}
        facets = Facets(self.plan, self.as_of)
        records = [loaded for loaded in self.plan.loaded if self._asked(loaded.record.id, _kind(loaded))]
        return {loaded.path: facets.match(loaded.record, words) for loaded in records}

    @cached_property
    def files(self) -> Sequence[_File]:
        """Return the files that are wanted; plan.yaml is not among what is selected by the words."""
        header = self.plan.header
        others = {*self.wanted.selection.wanted} - {"org"}
        found = []
        if self.plan.header_read and not others and self._asked(PLAN, PLAN):
            found.append(_File(self.plan.header_path, PLAN, PLAN, header.name, header))
        for loaded in self.plan.loaded:
            if self._answers.get(loaded.path) is Truth.YES:
                record = loaded.record
                knowers = self._knowers.of(record)
                title = getattr(record, "title", None)
                found.append(_File(loaded.path, record.id, _kind(loaded), title, record, knowers))
        return [file for file in found if self._known_in(file)]

    @cached_property
    def undecided(self) -> tuple[str, ...]:
        """Return the ids of the records of which nobody can tell whether they are selected."""
        ids = (loaded.record.id for loaded in self.plan.loaded
               if self._answers.get(loaded.path) is Truth.UNKNOWN)  # fmt: skip
        return tuple(sorted(ids, key=id_order))

    @cached_property
    def rows(self) -> Sequence[Unknown]:
        """Return every gap that is wanted."""
        files = {file.path: file for file in self.files}
        found = (self._row(files[gap.path], gap) for gap in find_gaps(self.plan) if gap.path in files)
        return [
            row
            for row in found
            if self._is_shown(files[row.path], row.keys, row.loc) and self._wanted_of(row.knowers)
        ]

    def has(self, kind: str, keys: tuple[str, ...]) -> bool:
        """Tell whether a key of a kind is among what the document shows, where one is asked for."""
        return self.wanted.shown is None or self.wanted.shown.has(kind, keys)

    def _is_shown(self, file: _File, keys: tuple[str, ...], loc: Loc) -> bool:
        """Tell whether what stands at a place is among what the document shows, where one is asked for."""
        shown = self.wanted.shown
        name = _name(file.kind, file.id, loc[:-1])
        return shown is None or shown.has_of(file.kind, keys, name) or shown.has_at(file.path, loc)

    def counted(self) -> Iterator[tuple[Way, Key, bool]]:
        """Yield every key that is counted, with its way, and whether it is known.

        What the document shows of other records only is not.
        """
        for file in self.files:
            for at, part in parts_in(file.part):
                for key in keys_of(type(part)).values() if self.known_by(file, at) else ():
                    keys = (*way_of(file.part, at), key.name)
                    if not self.has(file.kind, keys) or self._is_shown(file, keys, (*at, key.name)):
                        yield (file.kind, keys), key, getattr(part, key.field) is not None

    def known_by(self, file: _File, loc: Loc) -> bool:
        """Tell whether who should know what stands at a place is who is asked for."""
        return file.knowers is not None or self._wanted_of(self._knowers.of_plan(loc))

    def _known_in(self, file: _File) -> bool:
        """Tell whether who is asked for should know anything in a file, known to us or not."""
        if file.knowers is not None:
            return self._wanted_of(file.knowers)
        return any(self.known_by(file, at) for at, _ in parts_in(file.part))

    def _row(self, file: _File, gap: Gap) -> Unknown:
        name: Called = called(file.part, gap.loc)
        knowers = self._knowers.of_plan(gap.loc) if file.knowers is None else file.knowers
        return Unknown(
            id=file.id,
            kind=file.kind,
            title=file.title,
            path=file.path,
            loc=gap.loc,
            place=self.plan.locate(file.path, gap.loc, key=True),
            field=name.field,
            keys=name.keys,
            key=name.key,
            words=self._words(name.key),
            items=name.items,
            knowers=knowers,
            blocks=self.blocks(file.kind, name.keys, name.key),
        )

    def blocks(self, kind: str, keys: tuple[str, ...], key: Key) -> tuple[Blocked, ...]:
        """Return what it stands in the way of that a key is unknown: also the document that is asked for."""
        shown = self.wanted.shown
        return blocks(kind, keys, key, for_document=shown is not None)

    def _words(self, key: Key) -> tuple[str, ...]:
        """Return the short names that a key takes, where it takes no other and they are few."""
        shape = key.shape.item if isinstance(key.shape, Listing) else key.shape
        names = shape.names if isinstance(shape, Scalar) else ""
        table = getattr(self.plan.header, names, None) if names else None
        return tuple(map(str, table)) if isinstance(table, Mapping) and len(table) <= _FEW else ()

    def _asked(self, id_: str, kind: str) -> bool:
        return (not self.wanted.ids or id_ in self.wanted.ids) and (
            not self.wanted.kinds or kind in self.wanted.kinds
        )

    def _wanted_of(self, knowers: tuple[str, ...]) -> bool:
        asked = self.wanted.selection.wanted.get("org")
        return asked is None or bool(asked & {*knowers}) or (UNKNOWN_WORD in asked and not knowers)


def _kind(loaded: Loaded) -> str:
    return kind_name(loaded.record)


def _name(kind: str, id_: str, at: Loc) -> str:
    """Return the id of a record; of plan.yaml the word, as the year, that stands there."""
    return str(at[1]) if kind == PLAN and len(at) > 1 else id_


def _shares(search: _Search) -> Iterator[Share]:
    """Yield how much is known of what ought to be known or is a gap somewhere, the heaviest first."""
    known: Counter[Way] = Counter()
    of: Counter[Way] = Counter()
    keys: dict[Way, Key] = {}
    for way, key, is_known in search.counted():
        keys[way] = key
        of[way] += 1
        known[way] += is_known
    gaps: dict[Way, list[Unknown]] = {}
    for row in search.rows:
        gaps.setdefault((row.kind, row.keys), []).append(row)
    told = [way for way, key in keys.items() if way in gaps or (key.expected and search.has(*way))]
    found = (
        _share(way, search.blocks(*way, keys[way]), gaps.get(way, []), known[way], of[way]) for way in told
    )
    yield from sorted(found, key=lambda it: (-weight(it.blocks), -it.gaps, KINDS.index(it.kind), it.keys))


def _share(
    way: Way,
    held_up: tuple[Blocked, ...],
    rows: Sequence[Unknown],
    known: int,
    of: int,
) -> Share:
    kind, keys = way
    names = Counter(name for row in rows for name in row.knowers)
    ids = sorted({row.id for row in rows}, key=id_order)
    return Share(
        kind=kind,
        keys=keys,
        gaps=len(rows),
        known=known,
        of=of,
        ids=tuple(ids),
        knowers=tuple(sorted(names.items(), key=lambda it: (-it[1], it[0]))),
        blocks=held_up,
    )

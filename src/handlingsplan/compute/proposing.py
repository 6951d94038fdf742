"""Propose what a new record is called and where its file goes, from how the plan's own records are called."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from handlingsplan.model.day import Day
from handlingsplan.model.fields import FieldError, quoted, read_record_id
from handlingsplan.model.plan import Loaded, Plan
from handlingsplan.model.records.part import Record, kind_name

NOT_IDS = frozenset({"plan", "plan.yaml", "planen", "rules", "con", "prn", "aux", "nul"})
"""What no record may be called: words for plan.yaml, and what some disks keep for themselves."""

Look = Callable[[str], object]
"""Gives what stands under a key."""

_LONGEST = 40
_LONGEST_ID = 90
_MOST_READ = 1000
_FOREIGN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "þ": "th"})
_JOINING = frozenset({
    "att", "av", "den", "det", "en", "ett", "for", "fran", "i", "med", "och", "om", "pa", "som", "till",
})  # fmt: skip
"""Words that an id does not end with where it is cut."""
_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_NUMBERED = re.compile(r"(?P<stem>(?:.*[^0-9])?)(?P<number>[0-9]{1,9})\Z", re.DOTALL)

_FACTS: Mapping[str, tuple[str, ...]] = {
    "grant": ("years",), "requisition": ("year",), "decision": ("body", "day", "paragraph"),
    "meeting": ("body", "day"), "event": ("day", "kind", "number"), "recommendation": ("kind", "number"),
}  # fmt: skip
"""The keys whose values stand in the ids of a kind, beside words of the title."""

_USUAL: Mapping[str, tuple[str, ...]] = {
    "grant": ("{year}-{title}", "{title}"),
    "requisition": ("rekvisition-{year}",),
    "decision": ("{body}-{day}-{paragraph}", "{body}-{day}", "{body}-{title}", "{title}"),
    "meeting": ("mote-{day}", "{title}"),
    "event": ("{year}-{title}", "{title}"),
}
"""What ids look like where a plan has none to learn from; the first of which every part is known."""

_TITLES = ("short", "title", "question", "text", "reference")
_WORDS = {
    "process": "process", "grant": "insats", "requisition": "rekvisition", "decision": "beslut",
    "meeting": "mote", "event": "handelse", "voices": "roster", "recommendation": "medskick",
    "finding": "fynd", "track": "spar", "source": "kalla",
}  # fmt: skip
_LITERAL = frozenset({"meeting", "requisition"})
"""The kinds whose ids have the same word in them all, and none of the title."""


class Known(NamedTuple):
    """What a record's id can be made of: words by what they tell, and the title that stands for the rest."""

    kind: str
    facts: Mapping[str, str]
    title: str


def known_of(kind: str, look: Look) -> Known:
    """Return what the id of a record can be made of; `look` gives what stands under a key."""
    facts: dict[str, str] = {}
    for key in _FACTS.get(kind, ()):
        text = _text(look(key))
        if not text:
            continue
        facts["year" if key == "years" else key] = slug(text)
        if key == "day" and (year := _YEAR.search(text)):
            facts["year"] = year[0]
        if key == "number":
            facts["padded"] = slug(text).zfill(2)
    title = next(filter(None, (_text(look(key)) for key in _TITLES)), "")
    return Known(kind, facts, title)


def slug(text: str, longest: int = _LONGEST) -> str:
    """Return a text as an id can have it: a-z, digits and hyphens, cut between two words where it is long."""
    words = re.findall(r"[a-z0-9]+", _plain(text[:_MOST_READ].casefold()))
    kept = [word for number, word in enumerate(words) if len("-".join(words[: number + 1])) <= longest]
    while len(kept) < len(words) and kept and kept[-1] in _JOINING:
        kept.pop()
    return "-".join(kept) or (words[0][:longest] if words else "")


def new_id(text: str) -> str:
    """Return the id that a new record may have; raise `FieldError` for none, or one that ends as a file."""
    id_ = read_record_id(text)
    if id_.endswith((".yaml", ".yml", ".")):
        wanted = id_.removesuffix(".yaml").removesuffix(".yml").rstrip(".")
        raise FieldError("HP111", f"{quoted(id_)} slutar som ett filnamn", f"skriv {wanted}")
    return id_


def taken_ids(plan: Plan) -> frozenset[str]:
    """Return every id that a new record cannot have, in small letters: also names of files with faults."""
    names = {path.rpartition("/")[2].removesuffix(".yaml") for path in plan.texts}
    return frozenset(map(str.casefold, names | set(plan.by_id) | plan.unread)) | NOT_IDS


def proposed_id(known: Known, records: Iterable[Record], taken: Collection[str]) -> str:
    """Return an id for a record that is no process: like those of its kind that as much is known of."""
    forms: Counter[str] = Counter()
    for record in records:
        if kind_name(record) == known.kind:
            other = known_of(known.kind, lambda key, it=record: getattr(it, key, None))  # type: ignore[misc]
            form = _form(record.id, other) if other.facts.keys() == known.facts.keys() else None
            forms.update([form] if form else [])
    usual = _USUAL.get(known.kind, ("{title}",))
    for form in [*sorted(forms, key=lambda form: (-forms[form], form)), *usual]:
        if wanted := _filled(form, known):
            return unused(wanted, taken, "" if "{title}" in form else slug(known.title))
    return unused(_WORDS[known.kind], taken)


def proposed_process_id(
    area: str | None, ids: Mapping[str, str | None], taken: Collection[str]
) -> str | None:
    """Return the next id in an area, as 2.8.6 after 2.8.5; None where no area is given and the ids need one.

    `ids` are those of the processes, each with its area.
    """
    numbered = {id_: match for id_ in ids if (match := _NUMBERED.match(id_))}
    own = Counter(match["stem"] for id_, match in numbered.items() if area is not None and ids[id_] == area)
    if own:
        return _next(min(own, key=lambda stem: (-own[stem], stem)), numbered.values(), taken)
    stems = Counter(match["stem"] for match in numbered.values())
    if len(stems) == 1 and not any(_is_of_area(id_, ids[id_]) for id_ in numbered):
        return _next(next(iter(stems)), numbered.values(), taken)
    if area is None:
        return None
    tails = Counter(
        match["stem"][len(_area_word(other)) :]
        for id_, match in numbered.items()
        if (other := ids[id_]) is not None and _is_of_area(id_, other)
    )
    tail = min(tails, key=lambda it: (-tails[it], it)) if tails else "."
    return _next(f"{_area_word(area) or 'P'}{tail}", numbered.values(), taken)


def unused(wanted: str, taken: Collection[str], title: str = "") -> str:
    """Return an id that nothing has: the one wanted, or with words of the title or a number after it."""
    wanted = slug(wanted, _LONGEST_ID)
    ways = [wanted]
    if title and title not in wanted:
        ways.append(slug(f"{wanted}-{title}", _LONGEST_ID))
    return next(way for way in _ways(ways) if way.casefold() not in taken)


def proposed_folder(kind: str, look: Look, plan: Plan, folder: str) -> str:
    """Return the folder for a new record: where those stand that are most like it, else `folder` itself.

    Where those of the nearest year stand in a folder that is called as their year, the new year gets one.
    """
    others = [it for it in plan.loaded if kind_name(it.record) == kind and it.path.startswith(f"{folder}/")]
    for trait in _traits(kind, plan):
        wanted = trait(look)
        alike = [it.path for it in others if wanted and trait(_look_in(it)) == wanted]
        if alike:
            return _usual_folder(alike)
    year = _year(look)
    nearest = _nearest_year(others, year) if year else None
    if nearest is None:
        return folder
    there = _usual_folder(it.path for it in others if _year(_look_in(it)) == nearest)
    return f"{there[: -len(nearest)]}{year}" if there.endswith(f"/{nearest}") else there


# Ids


def _plain(text: str) -> str:
    """Return a text without marks on its letters; signs that have no plain one are dropped."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOREIGN))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _text(value: object) -> str:
    """Return a value as it is written; of several the first."""
    if isinstance(value, tuple | list):
        return _text(value[0]) if value else ""
    return value.text if isinstance(value, Day) else "" if value is None else str(value)


def _form(id_: str, known: Known) -> str | None:
    """Return what an id is made of, as {body}-{day}; None where that cannot be told."""
    rest = id_.casefold()
    for name in ("body", "day", "year", "paragraph", "kind", "padded", "number"):
        if word := known.facts.get(name):
            rest = re.sub(rf"(?<![a-z0-9{{]){re.escape(word)}(?![a-z0-9}}])", f"{{{name}}}", rest, count=1)
    if known.kind in _LITERAL:
        return rest if "{" in rest else None
    steps: list[str] = []
    for step in rest.split("-"):
        fact = re.fullmatch(r"\{[a-z]+\}", step)
        if fact or steps[-1:] != ["{title}"]:
            steps.append(step if fact else "{title}")
    return "-".join(steps) if steps.count("{title}") < 2 else None  # noqa: PLR2004 - torn in two by a fact


def _filled(form: str, known: Known) -> str:
    """Return an id of a form; empty where something that belongs in it is not known."""
    dated = "{year}" in form or "{day}" in form
    title = _without_year(known) if dated else slug(known.title)
    words = {**known.facts, "title": title or _WORDS[known.kind]}
    names = re.findall(r"\{([a-z]+)\}", form)
    if not all(words.get(name) for name in names):
        return ""
    return re.sub(r"\{([a-z]+)\}", lambda match: words[match[1]], form)


def _without_year(known: Known) -> str:
    year = known.facts.get("year", "")
    return slug(re.sub(rf"\b{year}\b", " ", known.title)) or slug(known.title)


def _ways(wanted: Iterable[str]) -> Iterator[str]:
    """Yield some ids, then the first of them with numbers."""
    ways = list(dict.fromkeys(wanted))
    yield from ways
    number = 2
    while True:
        yield f"{ways[0]}-{number}"
        number += 1


def _area_word(area: str) -> str:
    """Return the short name of an area as an id can have it."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", _plain(area)).strip("-.")


def _is_of_area(id_: str, area: str | None) -> bool:
    """Tell whether an id begins with the short name of its area and then has a sign between."""
    word = _area_word(area).casefold() if area else ""
    rest = id_.casefold().removeprefix(word) if word else id_
    return rest != id_.casefold() and bool(re.fullmatch(r"[.-][0-9]+", rest))


def _next(stem: str, numbered: Iterable[re.Match[str]], taken: Collection[str]) -> str:
    """Return the stem with the number after the highest; with as many digits, where they begin with 0."""
    numbers = [match["number"] for match in numbered if match["stem"].casefold() == stem.casefold()]
    width = max((len(number) for number in numbers if number.startswith("0")), default=1)
    number = max(map(int, numbers), default=0) + 1
    while f"{stem}{number:0{width}}".casefold() in taken:
        number += 1
    return f"{stem}{number:0{width}}"


# Folders


def _look_in(loaded: Loaded) -> Look:
    return lambda key: getattr(loaded.record, key, None)


def _traits(kind: str, plan: Plan) -> list[Callable[[Look], str]]:
    """Return what makes records of a kind stand together, the strongest first."""

    def kind_of_body(look: Look) -> str:
        body = plan.header.bodies.get(_text(look("body")))
        return body.kind if body else ""

    if kind == "process":
        return [lambda look: _text(look("area"))]
    if kind == "decision":
        return [lambda look: _text(look("body")), kind_of_body]
    return [_year]


def _year(look: Look) -> str:
    """Return the year of a record; empty where none is known."""
    texts = (_text(look(key)) for key in ("years", "year", "day"))
    found = next(filter(None, map(_YEAR.search, texts)), None)
    return found[0] if found else ""


def _nearest_year(others: Iterable[Loaded], year: str) -> str | None:
    years = {found for it in others if (found := _year(_look_in(it)))}
    return min(years, key=lambda other: (abs(int(other) - int(year)), -int(other)), default=None)


def _usual_folder(paths: Iterable[str]) -> str:
    counts = Counter(path.rpartition("/")[0] for path in paths)
    return min(counts, key=lambda folder: (-counts[folder], folder))

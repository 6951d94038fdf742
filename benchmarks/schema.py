"""Hold the JSON Schema for check-jsonschema: it asks of each record what `hp check` asks of it.

Keys, required keys, choices, and the written forms of days, amounts, numbers and ids. It cannot say
that ids are unique and named as their files, that days are in the calendar, nor hold records against each
other, as `hp check` does on top of this.
"""

from collections.abc import Mapping

Schema = Mapping[str, object]

_SEASON = "våren|vårterminen|sommaren|hösten|höstterminen"
_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_YEAR_FORM = "(?:19|20|21)[0-9]{2}"
_DAY_FORM = (
    f"(?:(?:tidigast|senast) )?(?:{_YEAR_FORM}(?:-[0-9]{{2}}){{0,2}}|{_YEAR_FORM} ?[-–] ?{_YEAR_FORM}"
    f"|[0-9]{{1,2}} (?:{_MONTH}) {_YEAR_FORM}|(?:{_MONTH}) {_YEAR_FORM}"
    f"|(?:(?:början|slutet) av )?(?:{_SEASON}) {_YEAR_FORM})"
)
_DIGITS = "(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:,[0-9]+)?"
_ABOUT = "(?:(?:ca|cirka|ungefär|omkring|drygt|knappt|nästan|minst|högst) )?"
_FIGURE = f"{_ABOUT}{_DIGITS}(?: ?[-–] ?{_DIGITS})?"
_UNIT = "kr|kronor|tkr|mnkr|mn kr|mkr|miljoner(?: kronor)?|mdkr|miljarder kronor"


def _form(pattern: str) -> Schema:
    return {"type": ["string", "null"], "pattern": f"^(?:{pattern})$"}


def _group(required: str = "", /, **keys: Schema) -> Schema:
    """Describe a group of keys that is closed to others; the underscore after `from_` is Python's."""
    return {
        "type": "object",
        "properties": {key.rstrip("_"): value for key, value in keys.items()},
        "required": required.split(),
        "additionalProperties": False,
    }


def _list(of: Schema) -> Schema:
    return {"type": ["array", "null"], "items": of}


def _table(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def _choice(*words: str) -> Schema:
    return {"enum": [*words, None]}


_TEXT = _form(r"[\s\S]*\S[\s\S]*")
_WORD = _form(r".*\S.*")
_WORDS = _list(_WORD)
_ID = _form("[A-Za-z0-9][A-Za-z0-9.-]{0,99}")
_DAY = {"anyOf": [_form(_DAY_FORM), {"type": "integer", "minimum": 1900, "maximum": 2199}]}
_YEAR = {"type": "integer", "minimum": 1900, "maximum": 2199}
_KRONOR = _form(f"{_FIGURE}(?: ?(?:{_UNIT}))?")
_NUMBER = _form(f"{_FIGURE}(?: ?%)?")
_FLAG = _choice("ja", "nej")


def _record(required: str = "", /, **keys: Schema) -> Schema:
    basis = _table(_choice("derived", "inferred"))
    return _group(f"id {required}", id=_ID, sources=_table(_WORDS), basis=basis, note=_TEXT, **keys)


_STATUS = _group(
    "status",
    status=_WORD,
    since=_DAY,
    seen=_DAY,
    through=_DAY,
    outcome=_WORD,
    by=_TEXT,
    anchored=_FLAG,
    note=_TEXT,
)
_ONE_START = {"oneOf": [{"required": ["since"]}, {"required": ["seen"]}]}
_AGREED = _group("what", what=_TEXT, who=_TEXT, due=_DAY, done=_DAY)
_MEETING = _group(day=_DAY, form=_TEXT, present=_WORDS, agreed=_list(_AGREED))
_READING = _group(day=_DAY, value=_NUMBER)
_INDICATOR = _group("name", name=_TEXT, unit=_TEXT, baseline=_NUMBER, target=_NUMBER, values=_list(_READING))
_PROCESS = _record(
    title=_TEXT,
    theme=_TEXT,
    area=_WORD,
    lead=_WORD,
    organisations=_WORDS,
    not_participating=_WORDS,
    history=_list({"allOf": [_STATUS, _ONE_START]}),
    pauses=_list(_group(from_=_DAY, to=_DAY, reason=_TEXT, by=_TEXT)),
    indicators=_list(_INDICATOR),
    meetings=_list(_MEETING),
)

_AMOUNTS = _group(
    "year",
    year=_YEAR,
    applied=_KRONOR,
    proposed=_KRONOR,
    granted=_KRONOR,
    spent=_KRONOR,
    repaid=_KRONOR,
    carried=_KRONOR,
    left=_KRONOR,
    decision=_ID,
)
_GRANT = _record(
    title=_TEXT,
    text=_TEXT,
    category=_WORD,
    years=_list(_YEAR),
    carried_out=_DAY,
    efforts=_WORDS,
    processes=_list(_ID),
    directions=_WORDS,
    organisations=_WORDS,
    shares=_choice("lika"),
    amounts=_list(_AMOUNTS),
    posts=_list(_group(count=_NUMBER, unit=_TEXT, fte=_NUMBER)),
    afterwards=_TEXT,
)
_REQUISITION = _record(
    "kind year",
    kind={"const": "requisition"},
    year=_YEAR,
    by=_WORDS,
    from_=_WORDS,
    amounts=_list(_group(direction=_WORD, requisitioned=_KRONOR)),
    day=_DAY,
    reference=_TEXT,
)

_POINT = _group(
    "text",
    number=_WORD,
    text=_TEXT,
    status=_choice("föreslaget", "väntat", "beslutat", "återremitterat", "avslaget"),
    due=_DAY,
    outcome=_TEXT,
    carries=_list(_ID),
)
_DECISION = _record(
    title=_TEXT,
    kind=_choice("beslut", "uppdrag", "återrapportering", "meddelande"),
    body=_WORD,
    candidates=_WORDS,
    day=_DAY,
    paragraph=_form("(?:§ *)?[0-9]+[a-z]?(?: *§)?"),
    registry_number=_TEXT,
    matter=_WORD,
    concerns=_list(_ID),
    points=_list(_POINT),
    recipients=_list(_TEXT),
    present=_WORDS,
    voice_given=_table(_WORD),
    replaced_by=_ID,
)
_DOCUMENT = _record(
    title=_TEXT, short=_TEXT, kind=_TEXT, sender=_TEXT, by=_list(_TEXT), day=_DAY, registry_number=_TEXT
)


def _by_key(*kinds: tuple[str, str]) -> Schema:
    """Choose the kind of a record by a key that only it has, so that each is held against one schema."""
    chosen: Schema = {"$ref": "#/$defs/document"}
    for key, kind in reversed(kinds):
        chosen = {"if": {"required": [key]}, "then": {"$ref": f"#/$defs/{kind}"}, "else": chosen}
    return chosen


SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "process": _PROCESS,
        "grant": _GRANT,
        "decision": _DECISION,
        "requisition": _REQUISITION,
        "document": _DOCUMENT,
    },
    **_by_key(
        ("history", "process"), ("category", "grant"), ("points", "decision"), ("reference", "requisition")
    ),
}

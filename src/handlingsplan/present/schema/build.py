"""Make the JSON Schema of one kind of file, with Swedish names and the words that the plan has."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlingsplan.model.labels import LABELS
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.header import Header
from handlingsplan.model.records.part import Part
from handlingsplan.model.shape import Group, Key, Listing, Scalar, Shape, Table, keys_of
from handlingsplan.present.schema.forms import FORMS, RECORD_NOUNS
from handlingsplan.present.schema.words import TABLES, words_of
from handlingsplan.present.wording.show import BASES, KIND_WORDS

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FEW = 12
"""Words that there is room for in a message."""
_MEANING: dict[str, str] = {**KIND_WORDS, **BASES}
_UNKNOWN = "okänt; räknas som en lucka"
_LIST = "ska vara en lista: [A, B], eller ett värde per rad med bindestreck framför"
_NULL = "null om det är okänt"
_NEW = "kör hp schema --install"
_ABOUT_THE_FILE = frozenset({"id", "sources", "basis", "note"})
_KEYS_OF_FILE = frozenset({"sources", "basis"})
"""The keys under which the keys of the same file stand."""


def schema_of(kinds: Sequence[type[Part]], title: str, plan: Plan) -> Schema:
    """Return the schema of files of a kind; of two kinds a file is of the second when it says its `kind`."""
    builder = _Builder(plan, declares=Header in kinds)
    names = [builder.group(kind, title, nullable=False) for kind in kinds]
    whole: Schema = {"$schema": DIALECT, "title": title, "type": "object"}
    if len(names) == 1:
        whole["$ref"] = names[0]
    else:
        whole |= {"if": {"required": ["kind"]}, "then": {"$ref": names[1]}, "else": {"$ref": names[0]}}
    return {**whole, "$defs": dict(sorted(builder.definitions.items()))}


class _Builder:
    """Makes the schema of each kind of value once, and points to it after that."""

    def __init__(self, plan: Plan, *, declares: bool) -> None:
        self.plan = plan
        self.declares = declares
        self.definitions: dict[str, Schema] = {}

    def group(self, part: type[Part], title: str, *, nullable: bool) -> str:
        """Return the way to the schema of a group of keys; it is titled by the first key that leads there."""
        name = _name(part.__name__, nullable=nullable)
        if name not in self.definitions:
            self.definitions[name] = {}  # holds the place, should a group stand in itself
            keys = keys_of(part)
            self.definitions[name] = {
                "title": title,
                "type": ["object", "null"] if nullable else "object",
                "properties": {key.name: self._key(key, keys) for key in _in_order(keys)},
                "required": [key.name for key in keys.values() if key.required],
                "additionalProperties": False,
                "errorMessage": _keys_told(keys),
            }
        return f"#/$defs/{name}"

    def _key(self, key: Key, keys: Mapping[str, Key]) -> Schema:
        named = _labelled(key)
        if key.name in _KEYS_OF_FILE and isinstance(key.shape, Table):
            value = self._value(key.shape.value, LABELS[key.name].name, nullable=False)
            listed = {name: {**_labelled_under(key, it), **value} for name, it in keys.items()}
            told = f"här kan stå nycklarna i samma fil: {', '.join(keys)}"
            return {**named, **_table(listed, additional=False), "errorMessage": told}
        return {**named, **self._value(key.shape, LABELS[key.name].name, nullable=key.nullable)}

    def _value(self, shape: Shape, title: str, *, nullable: bool) -> Schema:
        match shape:
            case Group(part):
                return {"$ref": self.group(part, title, nullable=nullable)}
            case Listing(item, once):
                types = ["array", "null"] if nullable else "array"
                items = self._value(item, title, nullable=False)
                return {"type": types, "items": items, "uniqueItems": once, "errorMessage": _LIST}
            case Table(key, value):
                table = _table({}, additional=self._value(value, title, nullable=False))
                return {**table, "propertyNames": self._names(key)}
            case Scalar():
                return self._scalar(shape, nullable=nullable)

    def _names(self, key: Scalar) -> Schema:
        """Return the schema of the keys of a table; for those that nobody knows yet nothing is suggested."""
        return (
            self._scalar(key, nullable=False) if key.names else {**_written(key.reads), "doNotSuggest": True}
        )

    def _scalar(self, shape: Scalar, *, nullable: bool) -> Schema:
        if shape.choices:
            return _choice(dict.fromkeys(shape.choices, ""), "ett av orden", nullable=nullable)
        name = _name(shape.names or shape.reads, nullable=nullable)
        if name not in self.definitions:
            self.definitions[name] = self._words(shape, nullable=nullable) if shape.names else {}
            self.definitions[name] = self.definitions[name] or _written(shape.reads, nullable=nullable)
        return {"$ref": f"#/$defs/{name}"}

    def _words(self, shape: Scalar, *, nullable: bool) -> Schema:
        """Return the schema of the words that a plan has; empty where any word may stand."""
        words = words_of(self.plan, shape.names)
        if not words:
            return {}
        if shape.names == "source":
            return _place(words)
        if self.declares and shape.names in TABLES:  # they are declared in this very file
            return {**_written(shape.reads, nullable=nullable), "defaultSnippets": _offered(words)}
        if shape.names in RECORD_NOUNS:
            wanted, more = written_as(shape), f"; är posten ny, {_NEW}"
        else:
            wanted, more = f"ett kortnamn ur {shape.names} i plan.yaml", f"; är ordet nytt, {_NEW}"
        return _choice(words, wanted, nullable=nullable, more=more)


def written_as(shape: Shape, *, many: bool = False) -> str:
    """Return how a value is written, in a few Swedish words of Markdown."""
    match shape:
        case Group():
            return "grupper" if many else "grupp"
        case Listing(item, _):
            return f"lista av {written_as(item, many=True)}"
        case Table(key, Group()):
            return f"grupper efter {'kortnamn' if key.reads in {'word', 'claim_name'} else written_as(key)}"
        case Table(key, value):
            return f"{written_as(key) if key.names else 'nyckel'} och {written_as(value)}"
        case Scalar():
            return _scalar_written(shape, many=many)


def _scalar_written(scalar: Scalar, *, many: bool) -> str:
    if scalar.choices:
        return f"ett av: {', '.join(f'`{word}`' for word in scalar.choices)}"
    if scalar.names == "source":
        return "källor" if many else "källa"
    if scalar.names in RECORD_NOUNS:
        return f"id för {RECORD_NOUNS[scalar.names][many]}"
    if scalar.names:
        return f"kortnamn ur `{scalar.names}`"
    return FORMS[scalar.reads].many if many else FORMS[scalar.reads].one


def _labelled(key: Key) -> Schema:
    """Return the Swedish name of a key and what is written there."""
    name, about = LABELS[key.name]
    demand = " Måste finnas." if key.required else " Räknas som lucka om det saknas." if key.expected else ""
    unknown = " Är det okänt: `null`." if key.nullable else ""
    told = f"Skrivs som {written_as(key.shape)}.{unknown}{demand}"
    return {
        "title": name,
        "description": f"{about} {told}".replace("`", ""),
        "markdownDescription": f"{about}\n\n{told}",
    }


def _labelled_under(outer: Key, key: Key) -> Schema:
    """Return what a key is called where it stands under another, as under sources."""
    name = LABELS[key.name].name
    told = {"title": name, "description": f"{LABELS[outer.name].name.capitalize()} för {name}."}
    return {**told, "doNotSuggest": True} if key.name in _ABOUT_THE_FILE else told


def _written(reads: str, *, nullable: bool = False) -> Schema:
    """Return the schema of a value by how it is written."""
    form = FORMS[reads]
    types = [*form.types, "null"] if nullable else [*form.types]
    told = f"ska vara {form.wanted}" + (f"; {_NULL}" if nullable else "")
    examples = {"examples": [*form.examples]} if form.examples else {}
    return {"type": types, "pattern": form.pattern, **dict(form.bounds), **examples, "errorMessage": told}


def _choice(words: Mapping[str, str], wanted: str, *, nullable: bool, more: str = "") -> Schema:
    """Return the schema of one of some words, each with what it means."""
    allowed: list[str | None] = [*words, None] if nullable else [*words]
    few = f": {', '.join(words)}" if len(words) <= _FEW else ""
    told = f"ska vara {wanted}{few}{more}" + (f"; {_NULL}" if nullable else "")
    meanings = [_UNKNOWN if word is None else words[word] or _MEANING.get(word, "") for word in allowed]
    return {"enum": allowed, "enumDescriptions": meanings, "errorMessage": told}


def _place(documents: Mapping[str, str]) -> Schema:
    """Return the schema of a document and a place in it."""
    ids = "|".join(id_.replace(".", r"\.") for id_ in documents)
    first = next(iter(documents))
    told = f"ska vara id för ett källdokument, blanksteg och stället, som {first} 6.1; är det nytt, {_NEW}"
    return {
        "type": "string",
        "pattern": rf"^\s*(?:{ids})(?: .*)?\s*$",
        "examples": [f"{first} 6.1"],
        "defaultSnippets": _offered(documents),
        "errorMessage": told,
    }


def _offered(words: Mapping[str, str]) -> list[Schema]:
    return [{"label": word, "description": about, "body": word} for word, about in words.items()]


def _table(properties: Schema, *, additional: Schema | bool) -> Schema:
    shown = {"properties": properties} if properties else {}
    told = "ska vara en grupp: nyckel: värde på egna rader, två mellanslag längre in"
    return {"type": "object", **shown, "additionalProperties": additional, "errorMessage": told}


def _keys_told(keys: Mapping[str, Key]) -> str:
    """Return what is said where a key is missing or unknown, or where there is no group of keys."""
    told = [f"{key.name} (måste finnas)" if key.required else key.name for key in _in_order(keys)]
    return f"här kan stå nycklarna {', '.join(told)}"


def _in_order(keys: Mapping[str, Key]) -> list[Key]:
    """Return the keys as files have them: the id first, and where it all comes from last."""
    last = ("source", "sources", "basis", "note")
    return sorted(keys.values(), key=lambda key: last.index(key.name) + 1 if key.name in last else 0)


def _name(word: str, *, nullable: bool) -> str:
    return f"{word}-null" if nullable else word

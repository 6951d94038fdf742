"""Write records as YAML in the layout that the plan's own files have."""

import re
from collections.abc import Iterator, Mapping, Sequence

from words import wrapped

Value = str | int | None | Sequence["Value"] | Mapping[str, "Value"]
Record = Mapping[str, Value]

_NUMBER = re.compile(r"[0-9.]+")
_LONG = 80


def dump(record: Record) -> str:
    """Return a record as YAML text."""
    return "\n".join(_mapping(record, "")) + "\n"


def _mapping(values: Record, indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _pair(key, value, indent)


def _pair(key: str, value: Value, indent: str) -> Iterator[str]:
    name = _scalar(key)
    if isinstance(value, Mapping):
        yield f"{indent}{name}:"
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, str) and len(value) > _LONG:
        yield f"{indent}{name}: >-"
        yield from (f"{indent}  {line}" for line in wrapped(value))
    elif isinstance(value, str | int | None):
        yield f"{indent}{name}: {_scalar(value)}"
    elif all(isinstance(item, str | int) for item in value):
        yield f"{indent}{name}: [{', '.join(_scalar(item) for item in value)}]"
    else:
        yield f"{indent}{name}:"
        for item in value:
            yield from _item(item, indent + "  ")


def _item(item: Value, indent: str) -> Iterator[str]:
    """Yield one group of keys in a list, a hyphen before the first."""
    assert isinstance(item, Mapping), item
    lines = list(_mapping(item, indent + "  "))
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _scalar(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return f'"{value}"'
    return str(value)

"""Read a list of names that somebody has in a file: one a line, with or without a short name, or YAML."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from handlingsplan.errors import HpError
from handlingsplan.store.plaintext import SIZE_LIMIT, decode
from handlingsplan.store.yamltext import read_yaml

_YAML = frozenset({".yaml", ".yml"})


class Listed(NamedTuple):
    """A name on a list, with its short name where it has one, and how its place is told of."""

    short: str | None
    name: str
    place: str


def read_list(path: Path) -> list[Listed]:
    """Return the names in a file; raise `HpError` for one that cannot be read, or has none."""
    text = _text(path)
    found = [*(_from_yaml(text, path) if path.suffix.lower() in _YAML else _from_lines(text, path))]
    if not found:
        raise HpError(
            f"{path} har inga namn", "skriv ett namn på varje rad, till exempel UF: Utbildningsförvaltningen"
        )
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise HpError(f"filen {path} finns inte", "kontrollera namnet") from error
    except OSError as error:
        raise HpError(
            f"filen {path} kan inte läsas", "kontrollera att det är en fil som du får läsa"
        ) from error
    text, problems = decode(raw, str(path))
    if text is None:
        raise HpError(f"{path}: {problems[0].message}", problems[0].hint)
    return text


def _from_lines(text: str, path: Path) -> Iterator[Listed]:
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        yield _listed(written, f"{path}, rad {number}")


def _listed(written: str, place: str) -> Listed:
    """Return the name on a line; before a colon or an equals sign stands a short name if it is one word."""
    first = next((sign for sign in written if sign in ":="), ":")
    short, colon, name = written.partition(first)
    if colon and name.strip() and not any(sign.isspace() for sign in short.strip()):
        return Listed(short.strip(), name.strip(), place)
    return Listed(None, written, place)


def _from_yaml(text: str, path: Path) -> Iterator[Listed]:
    reading = read_yaml(text, str(path))
    if reading.problems:
        first = reading.problems[0]
        raise HpError(f"{path}, rad {first.place.line}: {first.message}", first.hint)
    data: Any = reading.data
    if isinstance(data, dict) and len(data) == 1 and isinstance(next(iter(data.values())), dict | list):
        inner = next(iter(data.values()))
        data = inner if _is_table(inner) or isinstance(inner, list) else data
    if isinstance(data, list):
        pairs: list[tuple[str | None, Any]] = [(None, item) for item in data]
    else:
        pairs = [*data.items()] if isinstance(data, dict) else []
    for short, value in pairs:
        name = value.get("name") if isinstance(value, dict) else value
        if not isinstance(name, str):
            hint = "skriv KORT: Namn, eller KORT: med name: Namn under"
            raise HpError(f"{path}: {short or 'ett namn'} har inget namn", hint)
        yield Listed(short, name, f"{path}, {short or name}")


def _is_table(data: dict[str, Any]) -> bool:
    """Tell whether what stands under a single key is a table of names, as in plan.yaml, and not one name."""
    return not isinstance(data, list) and "name" not in data

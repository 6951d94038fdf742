"""Find templates: the built-in ones, in the wheel or the checkout, and a plan's own in their place."""

import unicodedata
from dataclasses import replace
from pathlib import Path

from handlingsplan.errors import HpError
from handlingsplan.model.template import Template
from handlingsplan.store.output import write_new

FOLDER = "templates"
ENDINGS = frozenset({".md", ".txt"})

_PACKAGE = Path(__file__).resolve().parents[1]
_LARGEST = 1_000_000


def read_templates(root: Path) -> dict[str, Template]:
    """Return every template by file name; one in the plan's own folder wins."""
    found = read_builtin_templates()
    own = root / FOLDER
    if own.is_dir() and own.resolve() != builtin_templates().resolve():
        texts = {name: it.text for name, it in found.items()}
        for name, it in _read_folder(own, own=True).items():
            found[name] = replace(it, changed=it.text != texts.get(name))
    return found


def read_builtin_templates() -> dict[str, Template]:
    """Return the built-in templates by file name."""
    return _read_folder(builtin_templates(), own=False)


def builtin_templates() -> Path:
    """Return the folder of the built-in templates."""
    for folder in (_PACKAGE / FOLDER, _PACKAGE.parents[1] / FOLDER):
        if folder.is_dir():
            return folder
    raise HpError(
        "mallarna saknas i installationen", "installera om: pip install --force-reinstall handlingsplan"
    )


def copy_template(root: Path, name: str) -> str:
    """Write a built-in template to the plan's folder, to be changed there, and return where it lies."""
    shown = f"{FOLDER}/{name}"
    target = root / FOLDER / name
    if target.exists():
        raise HpError(f"{shown} finns redan i planens mapp", "ändra den, eller ta bort den först")
    target.parent.mkdir(exist_ok=True)
    write_new(target, _read(builtin_templates() / name))
    return shown


def _read_folder(folder: Path, *, own: bool) -> dict[str, Template]:
    return {
        name: Template(name, _read(path), own)
        for path in sorted(folder.iterdir())
        if path.suffix in ENDINGS and path.is_file()
        if (name := unicodedata.normalize("NFC", path.name)) != "README.md"
    }


def _read(path: Path) -> str:
    shown = f"{FOLDER}/{path.name}"
    try:
        if path.stat().st_size > _LARGEST:
            raise HpError(f"{shown} är för stor för en mall", "en mall är högst en megabyte")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise HpError(f"{shown} är inte sparad som UTF-8", "spara om den med kodningen UTF-8") from error

"""Find templates: the built-in ones, in the wheel or the checkout, and a plan's own in their place."""

from pathlib import Path

from handlingsplan.errors import HpError

_PACKAGE = Path(__file__).resolve().parents[1]


def read_templates(root: Path) -> dict[str, str]:
    """Return every template's text by file name; one in the plan's own folder wins."""
    found = {}
    for folder in (builtin_templates(), root / "templates"):
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.is_file():
                    found[path.name] = path.read_text(encoding="utf-8")
    return found


def builtin_templates() -> Path:
    """Return the folder of the built-in templates."""
    for folder in (_PACKAGE / "templates", _PACKAGE.parents[1] / "templates"):
        if folder.is_dir():
            return folder
    raise HpError(
        "mallarna saknas i installationen", "installera om: pip install --force-reinstall handlingsplan"
    )

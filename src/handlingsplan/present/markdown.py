"""Write documents in Markdown through Jinja templates, which are given as text."""

import re
from collections.abc import Mapping

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handlingsplan.present.listing import Listing

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def escape(text: object) -> str:
    """Return a text as Markdown that shows it: no sign in it is taken for markup."""
    escaped = _SIGNS.sub(r"\\\1", " ".join(str(text).split(" ")))
    return _AT_START.sub(lambda match: f"{match[1]}\\{match[2]}", escaped)


def cell(text: object) -> str:
    """Return a text for a cell of a table: on one line, with marks for line ends."""
    return "<br>".join(escape(line) for line in str(text).splitlines()) or " "


def render_listing(listing: Listing, templates: Mapping[str, str]) -> str:
    """Return a listing as Markdown, by the template `listing.md`."""
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(templates)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters |= {"text": escape, "cell": cell}
    template = environment.get_template("listing.md")
    return template.render(
        title=listing.title,
        day=listing.day,
        lines=listing.lines,
        tables=listing.tables,
        notes=listing.notes,
    )

"""Say in one line how much documents and files differ on, where that is not what is shown."""

from collections.abc import Mapping

from handlingsplan.present.swedish import counted

ABOUT: Mapping[str, tuple[str, ...]] = {
    "processer": ("processes",),
    "pengar": ("grants", "requisitions"),
    "beslut": ("decisions", "points"),
}
"""The words for what the pages show, with the sorts of entries that a page is made of."""


def open_deviations(count: int, about: str = "") -> str:
    """Return how many deviations nobody has explained, in all or about one of the pages; empty for none."""
    if not count:
        return ""
    found = counted(count, "avvikelse", "avvikelser")
    if not about:
        return f"{found} mot dokumenten utan förklaring; se hp reconcile."
    return f"{found} mot dokumenten; se hp reconcile --kind {about}."

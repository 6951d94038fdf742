"""Say what became of a change that was interrupted."""

from collections.abc import Sequence


def recovery_lines(
    outcome: str, paths: Sequence[str], edited: Sequence[str], kept: str | None
) -> tuple[str, str | None]:
    """Return what was done about an interrupted change, and what to do now."""
    files = paths[0] if len(paths) == 1 else f"{len(paths)} filer"
    if outcome == "finished":
        return f"en tidigare ändring avbröts och är nu färdigskriven: {files}", _untouched(edited)
    if outcome == "undone":
        return f"en tidigare ändring avbröts och är tillbakatagen: {files}", "gör om den om den behövs"
    if outcome == "aside":
        told = f"{', '.join(edited)} har sparats av någon sedan dess och står kvar"
        return (
            f"en tidigare ändring avbröts och är tillbakatagen; {told}",
            f"det som skulle skrivas finns i {kept}",
        )
    return "en tidigare ändring avbröts och går inte att läsa; ingen fil är rörd", f"resterna finns i {kept}"


def _untouched(edited: Sequence[str]) -> str | None:
    return f"{', '.join(edited)} har sparats av någon sedan dess och står kvar" if edited else None

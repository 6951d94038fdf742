"""Say in one line how much documents and files differ on, where that is not what is shown."""

from handlingsplan.present.swedish import counted


def open_deviations(count: int, about: str = "") -> str:
    """Return how many deviations nobody has explained, in all or about something; empty for none."""
    if not count:
        return ""
    found = counted(count, "avvikelse", "avvikelser")
    return f"{found} mot dokumenten{about or ' utan förklaring'}; se hp reconcile."

"""Ask somebody at the terminal what is not yet known of a new plan."""

from pathlib import Path

from handlingsplan.cli.answers import (
    Given,
    read_areas,
    read_day,
    read_last,
    read_name,
    read_organisation,
)
from handlingsplan.cli.prompts import agrees, answered
from handlingsplan.cli.writing import tell
from handlingsplan.compute.starting import BodyStart, Start
from handlingsplan.model.fields import FieldError
from handlingsplan.present.wording import init as words


def ask_rest(given: Given, start: Start, folder: Path) -> Start:
    """Return a start with what the answers say of all that no option did; Enter is unknown."""
    tell([words.INTRODUCTION.format(folder=folder).rstrip("\n")])
    if given.name is None:
        start = start._replace(name=answered(f"\n{words.NAME}", read_name))
    if given.owner is None:
        start = start._replace(owner=answered(f"\n{words.OWNER}", read_name))
    if given.first is None:
        start = start._replace(first=answered(f"\n{words.FIRST}", read_day))
    if given.last is None:
        first = start.first
        start = start._replace(last=answered(f"\n{words.LAST}", lambda text: read_last(text, first)))
    return start if given.old else _ask_words(given, start)


def confirm(folder: Path) -> bool:
    """Tell whether the plan is to be made after all."""
    return agrees(f"\n{words.CONFIRM.format(folder=folder)}")


def _ask_words(given: Given, start: Start) -> Start:
    """Return a start with the words that a plan without one before it needs."""
    if not given.organisations and given.organisations_file is None:
        start = start._replace(organisations=_ask_organisations())
    if not given.bodies:
        start = start._replace(bodies=_ask_group())
    if given.areas is None:
        start = start._replace(areas=_ask_areas())
    if given.money:
        start = start._replace(money=agrees(f"\n{words.MONEY_ASKED}"))
    return start


def _ask_organisations() -> dict[str, str]:
    found: dict[str, str] = {}

    def read(text: str) -> tuple[str, str]:
        short, name = read_organisation(text)
        if short in found:
            raise FieldError("HP110", f"'{short}' är redan med", "välj ett annat kortnamn")
        return short, name

    about = f"\n{words.ORGANISATIONS}"
    while (answer := answered(about, read)) is not None:
        found[answer[0]] = answer[1]
        about = ""
    return found


def _ask_group() -> dict[str, BodyStart]:
    name = answered(f"\n{words.GROUP}", read_name)
    if name is None:
        return {}
    agreeing = agrees(f"\n{words.CONSENSUS}")
    return {name.lower(): BodyStart(name, "consensus" if agreeing else "officials")}


def _ask_areas() -> dict[str, str] | None:
    """Return areas by short name; None for those of the public-health policy."""
    if agrees(f"\n{words.AREAS}"):
        return None
    return answered(f"\n{words.AREAS_FILE}", read_areas) or {}

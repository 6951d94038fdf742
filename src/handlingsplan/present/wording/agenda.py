"""Say what a meeting is about."""

from handlingsplan.compute.agenda import Agenda, Choice
from handlingsplan.present.swedish import counted, listed
from handlingsplan.present.wording.decisions import reference


def late(agenda: Agenda) -> str:
    """Return how much is late and of what kind, as a sentence."""
    if not agenda.late:
        return "Ingenting är sent, så vitt planen vet."
    counts = agenda.late_counts
    parts = (
        (counts.to_decide, "sak att besluta", "saker att besluta"),
        (counts.expected, "förslag eller beslut hos andra", "förslag eller beslut hos andra"),
        (counts.assignments, "uppdrag", "uppdrag"),
        (counts.actions, "överenskommelse från ett möte", "överenskommelser från möten"),
    )
    told = listed(counted(count, one, several) for count, one, several in parts if count)
    things = counted(agenda.late, "sak är sen", "saker är sena")
    return f"{things}, så vitt planen vet: {told}."


def belongs_to(choice: Choice) -> str:
    """Return which decision a point belongs to, as in: Medel 2024, styrgruppen den 23 maj 2024, punkt 2."""
    assert choice.decision is not None, "only a point belongs to a decision"
    parts = [choice.decision.title or choice.decision.id, reference(choice.decision)]
    return ", ".join([*parts, f"punkt {choice.point_number}"] if choice.point_number else parts)

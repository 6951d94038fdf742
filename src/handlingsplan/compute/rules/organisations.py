"""Find organisations that stand on two sides of the same thing."""

from collections.abc import Iterable, Iterator

from handlingsplan.compute.rules.rule import Conflict, rule
from handlingsplan.model.fields import quoted
from handlingsplan.model.labels import shown
from handlingsplan.model.plan import Plan
from handlingsplan.model.records.event import Event
from handlingsplan.model.records.grant import Grant
from handlingsplan.model.records.part import Record
from handlingsplan.model.records.process import Process
from handlingsplan.model.records.recommendation import Recommendation
from handlingsplan.model.records.track import Track


@rule("HP211")
def organisation_on_both_sides(plan: Plan) -> Iterator[Conflict]:
    """Samma organisation står på två ställen som utesluter varandra.

    Den som står under `not_participating` deltar inte, och kan då varken ha huvudansvaret eller stå bland
    processens organisationer. De som står under `partners` är andra än de som själva är med, eller som ett
    medskick riktas till. Annars räknas organisationen på två sätt.

    Gör så här: ta bort organisationen på det ställe där den inte hör hemma.
    """
    for path, process in plan.files_of(Process):
        yield from _on_both(plan, path, process, "not_participating", ("lead", "organisations"))
    for kind in (Grant, Event, Track):
        for path, record in plan.files_of(kind):
            yield from _on_both(plan, path, record, "partners", ("organisations",))
    for path, recommendation in plan.files_of(Recommendation):
        yield from _on_both(plan, path, recommendation, "partners", ("addressees",))


def _on_both(plan: Plan, path: str, record: Record, one: str, others: Iterable[str]) -> Iterator[Conflict]:
    """Yield the declared organisations of one key that stand under another one too, each once."""
    for number, word in enumerate(getattr(record, one)):
        also = next((key for key in others if word in _words(record, key)), None)
        if also and word in plan.header.organisations and not (also == "addressees" and _is_body(plan, word)):
            found = f"{shown(one)}: {quoted(word)} står också under {shown(also)}"
            yield Conflict(path, (one, number), found, "ta bort den på det ena stället")


def _words(record: Record, key: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] | None = getattr(record, key)
    return (value,) if isinstance(value, str) else value or ()


def _is_body(plan: Plan, word: str) -> bool:
    """Tell whether a word is the short name of a body too: it is then not known which of them is meant."""
    return word in plan.header.bodies

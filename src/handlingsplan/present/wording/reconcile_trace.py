"""Say what the files' own readings were counted from: each part with its file and line."""

from collections.abc import Iterable, Iterator

from handlingsplan.compute.claims.comparison import Comparison
from handlingsplan.compute.claims.origins import Origin
from handlingsplan.compute.reconcile import Reconciliation, Topic
from handlingsplan.present import swedish
from handlingsplan.present.wording.quantities import (
    list_text,
    quantity_name,
    side_text,
    topic_name,
    value_text,
)
from handlingsplan.present.wording.reconcile import FILES
from handlingsplan.present.wording.trace import Block, Explained, Row

TRACE_HEADS = ("Siffra", "Värde", "Post", "Står som", "Fil", "Rad", "Räknas")

ALONE = "Påståenden som inte har något att jämföras med"

_TAKEN = "Dras av:"

_OPEN = "Okänt om de hör hit, eller vad de är:"

_COUNTED = {"": "ja", _TAKEN: "dras av", _OPEN: "okänt"}


def explained_readings(result: Reconciliation) -> list[Explained]:
    """Return how the files' reading of each deviation was counted; of everything in what is selected.

    Where nothing is selected also the claims that there is nothing to hold against.
    """
    if result.narrowed:
        return [figure for topic in result.topics() for figure in _of_topic(result, topic)]
    topics = result.topics("differs", "explained")
    return [*(figure for topic in topics for figure in _of_topic(result, topic)), *_alone(result)]


def trace_table_rows(result: Reconciliation) -> Iterator[list[str]]:
    """Yield one row for each part of each reading, as CSV has them."""
    for figure in explained_readings(result):
        for block in figure.blocks:
            for row in block.rows:
                at = [row.place.file, str(row.place.line or "")]
                yield [figure.name, figure.told, row.id, row.text, *at, _COUNTED.get(block.said, "nej")]


def _alone(result: Reconciliation) -> Iterator[Explained]:
    """Yield the claims that there is nothing to hold against, document by document."""
    documents: dict[str, list[Row]] = {}
    for it in result.alone:
        stated = value_text(it.value) if it.value is not None else list_text(it.items or ())
        said = f"{quantity_name(it.quantity)}: {stated}"
        documents.setdefault(it.document, []).append(Row(it.name, said, result.locate(it.path, it.loc)))
    blocks = (Block(f"{result.documents[id_]}:", tuple(rows)) for id_, rows in documents.items())
    if documents:
        yield Explained(ALONE, swedish.whole(len(result.alone)), tuple(blocks))


def _of_topic(result: Reconciliation, topic: Topic) -> Iterator[Explained]:
    """Yield the reading of the files once, whatever number of claims it is compared with."""
    told: set[tuple[Origin, ...]] = set()
    for comparison in topic.comparisons:
        made_of = comparison.right.made_of
        if comparison.kind == "data" and made_of and made_of not in told:
            told.add(made_of)
            yield _reading(result, topic, comparison)


def _reading(result: Reconciliation, topic: Topic, comparison: Comparison) -> Explained:
    made_of = comparison.right.made_of
    blocks = [
        Block("", _rows(result, (it for it in made_of if not (it.open or it.taken)))),
        Block(_TAKEN, _rows(result, (it for it in made_of if it.taken and not it.open))),
        Block(_OPEN, _rows(result, (it for it in made_of if it.open))),
    ]
    return Explained(
        name=f"{topic_name(topic)}, {FILES}",
        told=side_text(comparison.right) if comparison.right.value is not None else swedish.UNKNOWN,
        blocks=tuple(block for block in blocks if block.rows),
    )


def _rows(result: Reconciliation, origins: Iterable[Origin]) -> tuple[Row, ...]:
    return tuple(Row(it.id, it.text, result.locate(it.path, it.loc)) for it in origins)

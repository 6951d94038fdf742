"""What holds of every comparison, whatever the plan: true claims agree, false differ, and nobody guesses."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handlingsplan.compute.claims.comparison import Comparison, Verdict
from handlingsplan.compute.claims.comparisons import deviations_about
from handlingsplan.compute.claims.measured import Sight
from handlingsplan.compute.claims.quantity import Quantity
from handlingsplan.compute.claims.values import Span, above, difference, meets
from handlingsplan.compute.grants import compute_grants
from handlingsplan.compute.reconcile import compute_reconcile
from handlingsplan.model.day import Day
from handlingsplan.model.figure import Figure, Kronor, Number
from handlingsplan.model.truth import Truth
from tests.plans import load

DAY = date(2024, 6, 30)
PARTNERS = ("ALFA", "BETA", "GAMMA")
AREAS = ("LV", "SK")
STATUSES = ("klar", "igång", "stödd")
COMPLETE = "ALFA"
"""The organisation whose participation the plan knows: it takes part where that is said, and nowhere else."""

NOT_WHOLE = 2021
"""A year of which nobody says that all the grants are in the plan."""

Claim = dict[str, object]


@dataclass(frozen=True)
class Process:
    """What is known of one process; None is unknown. `of` may take part, and `without` do not."""

    id: str
    area: str | None
    lead: str | None
    status: str | None
    of: frozenset[str]
    without: frozenset[str]

    @property
    def text(self) -> str:
        """Return the file of the process."""
        history = [{"status": self.status, "since": "2021-01-01"}] if self.status else None
        keys = {"area": self.area, "lead": self.lead, "organisations": sorted(self.of), "history": history}
        return written({**keys, "not_participating": sorted(self.without)})

    def worlds(self) -> Iterator[Mapping[str, frozenset[str]]]:
        """Yield everything that can be true of it: the words that hold under each name."""
        known = {*self.of, *([self.lead] if self.lead else [])}
        open_ = [it for it in PARTNERS if it not in {*known, *self.without, COMPLETE}]
        ways = product(*([False, True] for _ in open_))
        for area, status, way in product(opened(self.area, AREAS), opened(self.status, STATUSES), ways):
            part = frozenset({*known, *(it for it, in_ in zip(open_, way, strict=True) if in_)})
            for lead in [self.lead] if self.lead else [*sorted(part), "annat"]:
                yield {"area": frozenset({area}), "status": frozenset({status}),
                       "lead": frozenset({lead}), "org": part}  # fmt: skip


Select = Mapping[str, Sequence[str]]


def opened(word: str | None, words: Sequence[str]) -> Sequence[str]:
    """Return the words that an unknown one can be, or one that nobody thought of; a known one is itself."""
    return [*words, "annat"] if word is None else [word]


def written(keys: Mapping[str, object]) -> str:
    """Return keys as YAML, every text in quotation marks."""
    return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())


def chosen(process: Process, select: Select) -> set[bool]:
    """Return whether a process is selected, in every world that there can be."""
    return {
        all(world[name].intersection(words) for name, words in select.items()) for world in process.worlds()
    }


def document(claims: Mapping[str, Claim], day: str | None = "2023-12-31") -> str:
    """Return the file of a document that makes some claims."""
    return written({"title": "Rapport", "day": day, "registry_number": "KS 1"}) + "\n" + written(
        {"claims": claims}
    )  # fmt: skip


def compared(files: Mapping[str, str]) -> list[Comparison]:
    """Return the comparisons of claims in a plan of some files, which are all without a fault."""
    loading = load(**files)
    assert not loading.problems, loading.problems
    found = compute_reconcile(loading.plan, DAY).comparisons
    assert all(it.verdict == "agrees" for it in found if it.kind == "plan")
    return [it for it in found if it.kind != "plan"]


def only(processes: Sequence[Process], claim: Claim) -> Comparison:
    """Return the one comparison that comes of one claim."""
    (found,) = compared({**files_of(processes), "sources__d": document({"a": claim})})
    return found


def files_of(processes: Sequence[Process]) -> dict[str, str]:
    """Return the files of some processes."""
    return {f"processes__{it.id.replace('.', '_')}": it.text for it in processes}


@st.composite
def processes(draw: st.DrawFn, *, known: bool, most: int = 5) -> list[Process]:
    """Make processes of random areas, leads, statuses and participation, all known or not."""
    found = []
    for number in range(draw(st.integers(1, most))):
        area, lead, status = (
            draw(st.sampled_from(words) if known else st.sampled_from([None, *words]))
            for words in (AREAS, PARTNERS, STATUSES)
        )
        of = draw(st.frozensets(st.sampled_from(PARTNERS))) | (frozenset({lead}) if lead else frozenset())
        rest = frozenset(PARTNERS) - of
        without = rest if known else draw(st.frozensets(st.sampled_from(sorted(rest)))) if rest else rest
        found.append(Process(f"P.{number + 1}", area, lead, status, of, without))
    return found


NAMES = {"area": AREAS, "lead": PARTNERS, "status": STATUSES, "org": PARTNERS}


@st.composite
def selections(draw: st.DrawFn, most: int = 3) -> Select:
    """Make a selection by some names, of one or two words each."""
    names = draw(st.lists(st.sampled_from(sorted(NAMES)), unique=True, max_size=most))
    return {
        name: draw(st.lists(st.sampled_from(NAMES[name]), min_size=1, max_size=2, unique=True))
        for name in names
    }


# True claims agree, and false ones differ.


@settings(max_examples=50)
@given(processes(known=True), selections(), st.sampled_from([-1, 0, 1]))
def test_a_count_agrees_when_it_is_right_and_differs_by_one_when_it_is_one_off(
    plan: list[Process], select: Select, off: int
) -> None:
    count = sum(chosen(it, select) == {True} for it in plan)
    assume(count + off >= 0)
    found = only(plan, {"records": "processes", "select": select, "says": str(count + off)})
    assert found.verdict == ("differs" if off else "agrees")
    assert found.difference == (Decimal(1) if off else None)
    assert not found.lacks
    assert not found.maybe


@settings(max_examples=50)
@given(processes(known=True), selections(), st.randoms(use_true_random=False))
def test_a_list_agrees_in_any_order_and_tells_what_is_missing_and_extra(
    plan: list[Process], select: Select, rng: random.Random
) -> None:
    right = [it.id for it in plan if chosen(it, select) == {True}]
    listed = [it.id for it in plan if rng.random() < (0.8 if it.id in right else 0.2)]
    rng.shuffle(listed)
    found = only(plan, {"records": "processes", "select": select, "lists": [it.lower() for it in listed]})
    assert set(found.missing) == set(right) - set(listed)
    assert set(found.extra) == set(listed) - set(right)
    assert found.verdict == ("agrees" if set(listed) == set(right) else "differs")


AMOUNTS = st.lists(st.tuples(st.sampled_from([2021, 2022]), st.integers(0, 10**9)), min_size=1, max_size=4)


def requisitions(amounts: Sequence[tuple[int, object]]) -> dict[str, str]:
    """Return the files of requisitions of some years."""
    return {
        f"grants__r{number}": written(
            {"kind": "requisition", "year": str(year), "from": ["GAMMA"],
             "amounts": [{"requisitioned": amount if amount is None else str(amount)}]}
        )
        for number, (year, amount) in enumerate(amounts)
    }  # fmt: skip


@settings(max_examples=50)
@given(AMOUNTS, st.sampled_from([None, 2021, 2022]), st.sampled_from([-1, 0, 1]))
def test_a_sum_agrees_to_the_krona(amounts: list[tuple[int, int]], year: int | None, off: int) -> None:
    asked = [amount for of, amount in amounts if year in {None, of}]
    assume(asked and sum(asked) + off >= 0)
    claim: Claim = {"records": "requisitions", "sum": "requisitioned", "says": str(sum(asked) + off)}
    if year:
        claim["select"] = {"year": [str(year)]}
    (found,) = compared({**requisitions(amounts), "sources__d": document({"a": claim})})
    assert found.verdict == ("differs" if off else "agrees")
    assert found.difference == (Decimal(1) if off else None)


STEP_KEYS = ("applied", "proposed", "granted", "spent", "repaid", "carried", "left")
MONEY = st.sampled_from([None, "0", "100", "ca 7,6 tkr", "minst 5", "10-20"])


@st.composite
def granted(draw: st.DrawFn) -> dict[str, str]:
    """Make the files of some grants of 2021 and 2022, with steps left out, unknown and known."""
    decided = {"decisions__b": written({"body": "nämnden", "day": "2022-06-01"})}
    found = {}
    for number in range(draw(st.integers(1, 4))):
        years = draw(st.lists(st.sampled_from([2021, 2022]), min_size=1, max_size=2, unique=True))
        rows = [
            {"year": str(year), **draw(st.dictionaries(st.sampled_from(STEP_KEYS), MONEY)),
             **draw(st.sampled_from([{}, {"decision": "b"}]))}
            for year in years
        ]  # fmt: skip
        told: dict[str, object] = draw(
            st.sampled_from([{"amounts": rows}, {"years": [str(it) for it in years]}])
        )
        found[f"grants__g{number}"] = written(told)
    return {**decided, **found}


@settings(max_examples=80)
@given(
    granted(),
    st.sampled_from(STEP_KEYS),
    st.sampled_from([2021, 2022]),
    st.sampled_from([date(2022, 3, 1), date(2022, 12, 31), DAY]),
)
def test_the_sum_of_a_claim_is_the_sum_that_is_told_of_the_money(
    files: dict[str, str], key: str, year: int, as_of: date
) -> None:
    plan = load(**files).plan
    by_year = {it.year: it.sums for it in compute_grants(plan, as_of).years}
    right = (
        next(total for step, total in by_year[year].steps.items() if step == key) if year in by_year else None
    )
    quantity = Quantity("sum", "grants", frozenset({("year", frozenset({str(year)}))}), key=key)
    found = Sight(plan).measure(quantity, [as_of])
    assert len(found.made_of) == (right.of if right else 0)
    assert len(found.maybe) == (right.of - right.known if right else 0)
    if right is None or not right.of:
        assert (found.value, found.lacks) == (None, "incomplete" if year == NOT_WHOLE else "absent")
        return
    assert isinstance(found.value, Span)
    assert found.value.low == (right.low or 0)
    if found.lacks is None:
        assert right.known == right.of
        assert (found.value.value, found.value.high) == (right.sum, right.high)
    else:
        assert found.lacks == ("incomplete" if year == NOT_WHOLE else "unknown")
        assert found.value.high is None


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.just(2022), st.none() | st.integers(0, 50)), min_size=1, max_size=4),
    st.integers(0, 200),
)
def test_a_sum_of_which_a_part_is_unknown_differs_only_when_less_than_what_is_known(
    amounts: list[tuple[int, int | None]], says: int
) -> None:
    known = [amount for _, amount in amounts if amount is not None]
    claim: Claim = {"records": "requisitions", "sum": "requisitioned", "says": str(says)}
    (found,) = compared({**requisitions(amounts), "sources__d": document({"a": claim})})
    if len(known) == len(amounts):
        assert found.verdict == ("agrees" if says == sum(known) else "differs")
    else:
        assert found.verdict == ("differs" if says < sum(known) else "undecidable")


@settings(max_examples=50)
@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.sampled_from([-1, 0, 1]))
def test_a_day_agrees_with_itself_and_with_its_month_and_not_with_the_next(day: date, off: int) -> None:
    said = day + timedelta(off)
    claims: dict[str, Claim] = {
        name: {"record": "e", "field": "day", "says": text}
        for name, text in (
            ("day", said.isoformat()),
            ("month", said.isoformat()[:7]),
            ("year", str(said.year)),
        )
    }
    event = written({"title": "E", "day": day.isoformat()})
    found = [it for it in compared({"events__e": event, "sources__d": document(claims)}) if it.kind == "data"]
    right = {"day": not off, "month": (said.year, said.month) == (day.year, day.month),
             "year": said.year == day.year}  # fmt: skip
    assert {it.left.of[0].name: it.verdict == "agrees" for it in found} == right


@settings(max_examples=50)
@given(processes(known=True), st.sampled_from(["area", "lead"]), selections(most=1))
def test_what_is_said_of_each_tells_exactly_those_that_are_otherwise(
    plan: list[Process], key: str, select: Select
) -> None:
    asked = [it for it in plan if chosen(it, select) == {True}]
    word = NAMES[key][0]
    found = only(plan, {"records": "processes", "select": select, "each": key, "says": word})
    other = {it.id for it in asked if getattr(it, key) != word}
    assert set(found.extra) == other
    assert found.verdict == ("differs" if other else "agrees" if asked else "undecidable")


@settings(max_examples=50)
@given(processes(known=True), st.sampled_from(["area", "lead", "organisations"]))
def test_a_field_agrees_with_what_stands_there_only(plan: list[Process], field: str) -> None:
    first = plan[0]
    if field == "organisations":
        assert only(plan, {"record": "P.1", "field": field, "says": str(len(first.of))}).verdict == "agrees"
        listed = only(plan, {"record": "P.1", "field": field, "lists": sorted(first.of)})
        assert listed.verdict == "agrees"
        return
    for word in NAMES[field]:
        found = only(plan, {"record": "P.1", "field": field, "says": word})
        assert found.verdict == ("agrees" if word == getattr(first, field) else "differs")


# Bounds.

STEP = st.sampled_from([Decimal(1), Decimal("0.01"), Decimal(1000)])
POINTS = st.integers(0, 50).map(Decimal)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Make a number with bounds, the upper one sometimes not there."""
    low, more = draw(POINTS), draw(st.none() | POINTS)
    return Span(low, low, None if more is None else low + more)


TEXTS = st.builds(
    lambda word, number: f"{word} {number}".strip(),
    st.sampled_from(["", "ca", "drygt", "nästan", "minst", "högst"]),
    st.integers(1, 120),
)
FIGURES: st.SearchStrategy[Figure | Span] = st.one_of(
    spans(), TEXTS.map(Number.parse), TEXTS.map(lambda text: Kronor.parse(f"{text} tkr"))
)


@given(FIGURES, FIGURES)
def test_two_numbers_meet_when_they_have_a_point_in_common(one: Figure | Span, other: Figure | Span) -> None:
    shared = max(one.low, other.low)
    common = all(it.high is None or shared <= it.high for it in (one, other))
    gap = shared - min(it.high for it in (one, other) if it.high is not None) if not common else None
    for left, right in ((one, other), (other, one)):
        assert meets(left, right) is (Truth.YES if common else Truth.NO)
        assert difference(left, right) == gap
    assert not (above(one, other) and above(other, one))


@given(POINTS, POINTS, POINTS, STEP)
def test_a_shared_border_agrees_and_the_least_step_apart_differs(
    low: Decimal, one: Decimal, two: Decimal, step: Decimal
) -> None:
    border = low + one
    left = Span(low, low, border)
    assert difference(left, Span(border, border, border + two)) is None
    assert difference(left, Span(border + step, border + step, border + step + two)) == step
    assert difference(left, Span(border + step, border + step, None)) == step


DAYS = st.builds(
    lambda day, form: form(day),
    st.dates(date(2021, 1, 1), date(2022, 12, 31)),
    st.sampled_from([
        date.isoformat, lambda day: day.isoformat()[:7], lambda day: str(day.year),
        lambda day: f"senast {day}", lambda day: f"tidigast {day}",
    ]),
).map(Day.parse)  # fmt: skip


@given(DAYS, DAYS)
def test_two_days_meet_when_there_is_a_day_that_both_can_be(one: Day, other: Day) -> None:
    first = max(it.first or date.min for it in (one, other))
    last = min(it.last or date.max for it in (one, other))
    for left, right in ((one, other), (other, one)):
        assert meets(left, right) is (Truth.YES if first <= last else Truth.NO)


# What nobody can tell.


@settings(max_examples=60)
@given(processes(known=False, most=4), selections(), st.integers(0, 4))
def test_a_count_of_the_undecided_never_agrees_and_differs_only_when_it_cannot_be_true(
    plan: list[Process], select: Select, says: int
) -> None:
    answers = [chosen(it, select) for it in plan]
    counts = {sum(way) for way in product(*answers)}
    found = only(plan, {"records": "processes", "select": select, "says": str(says)})
    if found.verdict == "agrees":
        assert counts == {says}
    elif found.verdict == "differs":
        assert says not in counts
        assert found.difference is not None
        assert found.difference <= min(abs(says - count) for count in counts)
    undecided = {it.id for it, answer in zip(plan, answers, strict=True) if len(answer) > 1}
    assert undecided <= set(found.maybe)


@settings(max_examples=60)
@given(processes(known=False, most=4), selections(most=1), st.integers(0, 4))
def test_a_count_by_one_name_is_decided_whenever_it_can_be(
    plan: list[Process], select: Select, says: int
) -> None:
    answers = [chosen(it, select) for it in plan]
    counts = {sum(way) for way in product(*answers)}
    right: Verdict = "differs" if says not in counts else "agrees" if len(counts) == 1 else "undecidable"
    found = only(plan, {"records": "processes", "select": select, "says": str(says)})
    assert found.verdict == right
    assert set(found.maybe) == {it.id for it, answer in zip(plan, answers, strict=True) if len(answer) > 1}


@settings(max_examples=60)
@given(processes(known=False, most=4), selections(most=2), st.randoms(use_true_random=False))
def test_a_list_of_the_undecided_never_agrees_and_differs_only_when_it_cannot_be_true(
    plan: list[Process], select: Select, rng: random.Random
) -> None:
    answers = {it.id: chosen(it, select) for it in plan}
    listed = [id_ for id_, ways in answers.items() if rng.random() < (0.8 if True in ways else 0.2)]
    found = only(plan, {"records": "processes", "select": select, "lists": listed})
    possible = all((id_ in listed) in ways for id_, ways in answers.items())
    if found.verdict == "agrees":
        assert all(ways == {id_ in listed} for id_, ways in answers.items())
    elif found.verdict == "differs":
        assert not possible
    assert all(False in answers[id_] and id_ in listed for id_ in found.extra)
    assert all(True in answers[id_] and id_ not in listed for id_ in found.missing)


# Claims together: order does not matter, and an explanation changes nothing but what it explains.

SAYS = st.sampled_from(["0", "1", "2", "3", "ca 10", "drygt 2", "minst 1", "1-2"])
PLACES = st.sampled_from([{}, {"at": "s. 1"}, {"at": "s. 2"}])
WRITTEN_DAYS = st.sampled_from([{}, {}, {"day": "2022-01-01"}, {"day": "2022"}, {"day": "2023-01-01"}])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Make a claim about processes, money or what no record holds."""
    about = draw(
        st.one_of(
            st.just({"records": "processes"}),
            selections(most=2).map(lambda select: {"records": "processes", "select": select}),
            st.sampled_from(PARTNERS).map(lambda word: {"records": "processes", "select": {"lead": [word]}}),
            st.sampled_from(["svar", "orter"]).map(lambda name: {"quantity": name}),
            st.sampled_from(["area", "lead"]).map(lambda field: {"record": "P.1", "field": field}),
        )
    )
    says = draw(st.sampled_from([*AREAS, *PARTNERS])) if "field" in about else draw(SAYS)
    lists = draw(st.none() | st.lists(st.sampled_from(["P.1", "P.2", "P.3"]), unique=True, max_size=3))
    listed = {} if lists is None or "field" in about else {"lists": lists}
    return {**about, **draw(PLACES), **draw(WRITTEN_DAYS), "says": says, **listed}


Documents = dict[str, dict[str, Claim]]


@st.composite
def documents(draw: st.DrawFn) -> Documents:
    """Make one to three documents with claims, of which some name parts and some correct others."""
    made = {f"d{number}": draw(st.lists(claims(), min_size=1, max_size=5)) for number in range(1, 4)}
    every = [(id_, f"c{number}") for id_, found in made.items() for number in range(len(found))]
    result: Documents = {
        id_: {f"c{n}": claim for n, claim in enumerate(found)} for id_, found in made.items()
    }
    for id_, name in draw(st.lists(st.sampled_from(every), max_size=2, unique=True)):
        other = draw(st.sampled_from(every))
        key, value = draw(st.sampled_from([("parts", ["/".join(other)]), ("corrects", "/".join(other))]))
        if other != (id_, name):
            result[id_][name][key] = value
    return result


def texts(made: Documents) -> dict[str, str]:
    """Return the files of documents, each of its own day."""
    days = {"d1": "2022-03-01", "d2": "2023-12-31", "d3": None}
    return {f"sources__{id_}": document(found, days[id_]) for id_, found in made.items()}


def counted(found: Sequence[Comparison]) -> Counter[tuple[object, ...]]:
    """Return how many comparisons there are of each kind, with each verdict and difference."""
    return Counter((it.kind, it.verdict, it.difference, it.by, it.lacks) for it in found)


@settings(max_examples=40)
@given(processes(known=False, most=3), documents(), st.randoms(use_true_random=False))
def test_the_order_of_claims_documents_and_files_does_not_matter(
    plan: list[Process], made: Documents, rng: random.Random
) -> None:
    files = {**files_of(plan), **texts(made)}
    mixed = {id_: dict(rng.sample([*found.items()], len(found))) for id_, found in made.items()}
    other = [*{**files_of(plan), **texts(mixed)}.items()]
    rng.shuffle(other)
    assert counted(compared(files)) == counted(compared(dict(other)))


@st.composite
def explanations(draw: st.DrawFn) -> list[Claim]:
    """Make one or two explanations, against some number, word or day."""
    return [
        {
            "against": draw(st.sampled_from(["0", "1", "2", "3", "4", "LV", "SK", "ALFA", "BETA", "ca 2"])),
            "reason": "Så är det",
            "by": "ALFA",
            "day": "2024-01-01",
            **draw(st.sampled_from([{}, {"hypothesis": "ja"}])),
        }
        for _ in range(draw(st.integers(1, 2)))
    ]


@settings(max_examples=40)
@given(processes(known=False, most=3), documents(), st.data())
def test_an_explanation_turns_what_differs_into_explained_and_nothing_else(
    plan: list[Process], made: Documents, data: st.DataObject
) -> None:
    files = files_of(plan)
    before = compared({**files, **texts(made)})
    id_ = data.draw(st.sampled_from(sorted(made)))
    name = data.draw(st.sampled_from(sorted(made[id_])))
    told = data.draw(explanations())
    after = compared(
        {**files, **texts({**made, id_: {**made[id_], name: {**made[id_][name], "explained": told}}})}
    )
    only_hypotheses = all("hypothesis" in it for it in told)
    assert Counter(map(_pair, before)) == Counter(map(_pair, after))
    verdicts = _verdicts(before), _verdicts(after)
    for same, verdict in verdicts[0].items():
        allowed = {verdict, "explained"} if verdict == "differs" and not only_hypotheses else {verdict}
        assert verdicts[1][same] in allowed


def _pair(comparison: Comparison) -> tuple[object, ...]:
    """Return what is compared, but not what comes of it."""
    names = [
        tuple((it.document, it.name) for it in (*side.of, *side.parts))
        for side in (comparison.left, comparison.right)
    ]
    return (
        comparison.kind,
        comparison.by,
        comparison.difference,
        comparison.missing,
        comparison.extra,
        *names,
    )


def _verdicts(found: Sequence[Comparison]) -> dict[tuple[object, ...], Verdict]:
    return {(*_pair(it), it.left.value is None): it.verdict for it in found}


@settings(max_examples=60)
@given(processes(known=False, most=3), documents(), st.data())
def test_as_many_deviations_are_told_of_the_processes_as_reconciling_everything_finds(
    plan: list[Process], made: Documents, data: st.DataObject
) -> None:
    id_ = data.draw(st.sampled_from(sorted(made)))
    name = data.draw(st.sampled_from(sorted(made[id_])))
    told = {**made[id_][name], "explained": data.draw(explanations())}
    loaded = load(**files_of(plan), **texts({**made, id_: {**made[id_], name: told}})).plan
    assert deviations_about(loaded, {"processes"}, DAY) == len(
        compute_reconcile(loaded, DAY).about("processes")
    )

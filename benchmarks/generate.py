"""Write a made-up plan of any number of records, the same for the same seed, and a JSON Schema for it.

    python benchmarks/generate.py 1000 FOLDER

Every record is valid and refers only to what is there: `hp check` finds no fault and no warning.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from schema import SCHEMA
from words import phrase, sentence, slug, title
from yamlout import Record, Value, dump

LEAST = 10
SCHEMA_FILE = "schema.json"

_YEARS = (2021, 2022, 2023)
_ORGANISATIONS = ("ALFA", "BETA", "GAMMA", "DELTA", "EPSILON")
_AREAS = tuple(f"M{number}" for number in range(1, 9))
_POLITICAL = ("nämnden", "fullmäktige", "styrelsen")
_CONSENSUS = "styrgruppen"
_CATEGORIES = ("kompetens", "tjänster", "invånare")
_DIRECTIONS = ("hälsa", "samverkan", "delaktighet", "kunskap")
_EFFORTS = ("coach", "träffpunkt", "dialog", "handledning")
_OUTCOMES = ("överlämnad", "genomförd", "uppnådd")
_DOCUMENTS = ("rapport-1", "rapport-2")
_PER_FOLDER = 500


@dataclass(frozen=True)
class Shares:
    """How many records of each kind a plan has; requisitions and documents are few in any plan."""

    processes: int
    grants: int
    decisions: int


def write_plan(folder: Path, number: int, seed: int = 1) -> None:
    """Write a plan of `number` records below `folder`, with plan.yaml and the schema beside them."""
    random = Random(seed)
    shares = _shares(number)
    decisions = [_decision(random, shares, index) for index in range(shares.decisions)]
    processes = [_process(random, index) for index in range(shares.processes)]
    grants = [_grant(random, shares, index) for index in range(shares.grants)]
    _write_kind(folder, "decisions", decisions)
    _write_kind(folder, "processes", processes)
    _write_kind(folder, "grants", [*grants, *_requisitions(grants)])
    _write_kind(folder, "sources", [_document(random, id_) for id_ in _DOCUMENTS])
    _write(folder / "data" / "plan.yaml", dump(_header()))
    _write(folder / SCHEMA_FILE, json.dumps(SCHEMA, ensure_ascii=False, indent=1) + "\n")


def record_files(folder: Path) -> list[str]:
    """Return the paths of all record files, from `folder`; plan.yaml is not one."""
    paths = (path.relative_to(folder).as_posix() for path in (folder / "data").rglob("*.yaml"))
    return sorted(path for path in paths if path != "data/plan.yaml")


def _shares(number: int) -> Shares:
    """Divide as in a real plan: three processes and three decisions for every four grants."""
    rest = max(number, LEAST) - len(_YEARS) - len(_DOCUMENTS)
    processes = decisions = rest * 3 // 10
    return Shares(processes, rest - processes - decisions, decisions)


def _write_kind(folder: Path, kind: str, records: list[Record]) -> None:
    for index, record in enumerate(records):
        place = folder / "data" / kind
        if len(records) > _PER_FOLDER:
            place /= f"{index // _PER_FOLDER + 1:02}"
        _write(place / f"{record['id']}.yaml", dump(record))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _process_id(index: int) -> str:
    return f"{_AREAS[index % len(_AREAS)]}.{index // len(_AREAS) + 1}"


def _decision_year(index: int) -> int:
    return _YEARS[index // 2 % len(_YEARS)]


def _decision_id(index: int) -> str:
    """Name a decision: every other is the steering group's, the rest go round the political bodies."""
    year = _decision_year(index)
    if index % 2:
        return f"{_CONSENSUS}-{year}-{index}"
    body = _POLITICAL[index // 6 % len(_POLITICAL)].replace("ä", "a")
    return f"{body}-{year}-{index}"


def _day(random: Random, year: int, first: int = 1, last: int = 12) -> str:
    """Return a day, now and then only its month."""
    month = f"{year}-{random.randint(first, last):02}"
    return month if random.random() < 0.2 else f"{month}-{random.randint(1, 28):02}"


def _decided_on(random: Random, shares: Shares, index: int) -> str:
    """Return the day of a decision, January to March: the later the higher its paragraph is."""
    month, day = divmod(index * 3 * 28 // shares.decisions, 28)
    written = f"{_decision_year(index)}-{month + 1:02}"
    return written if random.random() < 0.2 else f"{written}-{day + 1:02}"


def _kronor(thousands: int) -> str:
    return f"{thousands * 1000:,}".replace(",", " ")


def _sources(random: Random, *keys: str) -> dict[str, Value]:
    return {
        key: [f"{random.choice(_DOCUMENTS)} {random.randint(1, 9)}.{random.randint(1, 9)}"] for key in keys
    }


def _process(random: Random, index: int) -> Record:
    partners = random.sample(_ORGANISATIONS, random.randint(2, 4))
    return {
        "id": _process_id(index),
        "title": title(random),
        "theme": sentence(random),
        "area": _AREAS[index % len(_AREAS)],
        "lead": partners[0],
        "organisations": partners,
        "history": _history(random),
        "indicators": [_indicator(random)],
        "meetings": [_meeting(random, year, partners) for year in sorted(random.sample(_YEARS, 2))],
        "sources": _sources(random, "title", "area", "history"),
        "basis": {"area": "inferred"},
    }


def _history(random: Random) -> list[Value]:
    """Return a status history in order of days: planned, under way, and how it stood in the end."""
    started: list[Value] = [
        {"status": "planerad", "since": _day(random, 2021, 1, 4)},
        {"status": "pågår", "since": _day(random, 2021, 6, 12)},
    ]
    if random.random() < 0.4:
        return [*started, {"status": "fortsätter", "seen": "2023-12-31", "by": "processledaren"}]
    done: Value = {
        "status": "slutförd",
        "since": _day(random, 2023),
        "outcome": random.choice(_OUTCOMES),
        "by": "ambassadörerna",
        "anchored": random.choice(("ja", "nej", None)),
    }
    return [*started, done]


def _indicator(random: Random) -> Value:
    low = random.randint(10, 80)
    return {
        "name": title(random),
        "unit": "personer",
        "baseline": str(low),
        "target": f"minst {low + 40}",
        "values": [{"day": _day(random, year), "value": f"ca {low + 10}"} for year in (2022, 2023)],
    }


def _meeting(random: Random, year: int, partners: list[str]) -> Value:
    return {
        "day": _day(random, year, 1, 6),
        "form": random.choice(("digital", "fysisk")),
        "present": partners,
        "agreed": [
            {
                "what": phrase(random),
                "who": partners[-1],
                "due": _day(random, year, 8, 10),
                "done": f"{year}-11",
            }
        ],
    }


def _decision(random: Random, shares: Shares, index: int) -> Record:
    year, consensus = _decision_year(index), index % 2 == 1
    body = _CONSENSUS if consensus else _POLITICAL[index // 6 % len(_POLITICAL)]
    own: dict[str, Value] = (
        {"present": _ORGANISATIONS[:-1], "voice_given": {_ORGANISATIONS[-1]: _ORGANISATIONS[0]}}
        if consensus
        else {"paragraph": str(index + 1), "registry_number": f"{year}-{index:05} {random.randint(100, 999)}"}
    )
    return {
        "id": _decision_id(index),
        "title": title(random),
        "kind": "beslut",
        "body": body,
        "day": _decided_on(random, shares, index),
        **own,
        "matter": f"ärende-{index // 2 + 1}",
        "concerns": [_process_id(random.randrange(shares.processes))],
        "points": [_point(random, year, number) for number in range(1, random.randint(3, 5))],
        "recipients": [phrase(random) for _ in range(2)],
        "sources": _sources(random, "day", "points"),
        "note": sentence(random),
    }


def _point(random: Random, year: int, number: int) -> Value:
    return {
        "number": str(number),
        "text": sentence(random),
        "status": "beslutat",
        "due": _day(random, year, 6, 12),
    }


def _grant(random: Random, shares: Shares, index: int) -> Record:
    years = random.sample(_YEARS, random.randint(1, 2))
    return {
        "id": f"{min(years)}-{slug(random)}-{index + 1}",
        "title": title(random),
        "text": f"{sentence(random)} {sentence(random)}",
        "category": random.choice(_CATEGORIES),
        "years": sorted(years),
        "carried_out": f"hösten {max(years)}",
        "efforts": random.sample(_EFFORTS, random.randint(1, 2)),
        "processes": [_process_id(random.randrange(shares.processes))],
        "directions": [random.choice(_DIRECTIONS)],
        "organisations": random.sample(_ORGANISATIONS, 2),
        "amounts": [_amounts(random, shares, year) for year in sorted(years)],
        "posts": [{"count": str(random.randint(1, 4)), "unit": "deltidstjänster", "fte": "0,5"}],
        "afterwards": "ordinarie budget",
        "sources": _sources(random, "text", "category", "amounts", "posts"),
        "basis": {"amounts": "derived"},
    }


def _amounts(random: Random, shares: Shares, year: int) -> Value:
    """Return the money of one year: never more than was asked for, and all of it accounted for."""
    granted = random.randint(50, 900)
    spent = random.randint(20, granted)
    turns = 2 * len(_YEARS)
    last = (shares.decisions - 2 * _YEARS.index(year) - 2) // turns
    decision = turns * random.randint(0, last) + 2 * _YEARS.index(year) + 1 if last >= 0 else None
    money: dict[str, Value] = {
        "year": year,
        "applied": _kronor(granted + random.randint(0, 200)),
        "proposed": _kronor(granted),
        "granted": _kronor(granted),
        "spent": _kronor(spent),
        "left": _kronor(granted - spent) if granted > spent else "0 kr",
    }
    return {**money, "decision": None if decision is None else _decision_id(decision)}


def _requisitions(grants: list[Record]) -> Iterator[Record]:
    """Yield what was drawn for each year: a little more than was granted, in millions."""
    granted: Counter[int] = Counter()
    for grant in grants:
        amounts = grant["amounts"]
        assert isinstance(amounts, list)
        for money in amounts:
            granted[money["year"]] += int(money["granted"].replace(" ", ""))
    for year in _YEARS:
        yield {
            "id": f"rekvisition-{year}",
            "kind": "requisition",
            "year": year,
            "by": ["ALFA"],
            "from": ["STATEN"],
            "amounts": [{"requisitioned": f"{granted[year] // 1_000_000 + 1} mnkr"}],
            "day": f"{year}-03-01",
            "reference": f"R {year}",
            "sources": {"amounts": [f"{_DOCUMENTS[0]} 4.1"]},
        }


def _document(random: Random, id_: str) -> Record:
    return {
        "id": id_,
        "title": title(random),
        "short": id_,
        "kind": "rapport",
        "sender": "ALFA",
        "day": "2024-01",
        "registry_number": f"2024-{id_}",
        "note": " ".join(sentence(random) for _ in range(6)),
    }


def _header() -> Record:
    everyone: list[Value] = [{"organisation": name} for name in _ORGANISATIONS]
    bodies: dict[str, Value] = {name: {"kind": "political", "name": name.capitalize()} for name in _POLITICAL}
    consensus = {"kind": "consensus", "consensus_since": "2019-10", "members": everyone}
    return {
        "name": "Påhittad plan",
        "owner": "ALFA",
        "period": {"from": "2021-01-01", "to": "2023-12-31"},
        "registry_number": "2020-00001 123",
        "money": "Medel",
        "organisations": {
            **{name: {"name": f"Förvaltningen {name.capitalize()}"} for name in _ORGANISATIONS},
            "STATEN": {"name": "Staten", "party": "nej"},
        },
        "bodies": {**bodies, _CONSENSUS: consensus},
        "areas": {name: {"name": f"Område {name}"} for name in _AREAS},
        "statuses": {
            "planerad": {"kind": "planned"},
            "pågår": {"kind": "active"},
            "fortsätter": {"kind": "continuing"},
            "slutförd": {"kind": "completed"},
        },
        "outcomes": {name: {"name": name.capitalize()} for name in _OUTCOMES},
        "categories": {name: {"name": name.capitalize()} for name in _CATEGORIES},
        "directions": {name: {"name": name.capitalize()} for name in _DIRECTIONS},
        "efforts": {name: {"name": name.capitalize()} for name in _EFFORTS},
        "years": {str(year): {"grants_complete": "ja", "directions": _DIRECTIONS} for year in _YEARS},
    }


def main() -> None:
    """Write the plan that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, help=f"how many records, at least {LEAST}")
    parser.add_argument("folder", type=Path, help="an empty folder, or one that is not there yet")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other words")
    asked = parser.parse_args()
    if asked.folder.exists() and any(asked.folder.iterdir()):
        parser.error("the folder is not empty")
    write_plan(asked.folder, asked.number, asked.seed)


if __name__ == "__main__":
    main()

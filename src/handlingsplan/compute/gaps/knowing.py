"""Tell who should know what is unknown in a record."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from handlingsplan.compute.facets import partners
from handlingsplan.compute.spelling import ways_of
from handlingsplan.model.day import Day, may_have_come
from handlingsplan.model.plan import Plan
from handlingsplan.model.problem import Loc
from handlingsplan.model.records.decision import Decision
from handlingsplan.model.records.header import Role
from handlingsplan.model.records.part import Record, kind_name

OWN: dict[str, tuple[str, ...]] = {
    "process": ("lead", "organisations"),
    "grant": ("organisations",),
    "requisition": ("by",),
    "decision": ("body", "candidates"),
    "meeting": ("body",),
    "event": ("organisations",),
    "voices": ("organisations",),
    "recommendation": ("addressees", "by"),
    "finding": ("lead", "organisations"),
    "track": ("organisations", "bodies"),
    "source": ("sender", "by"),
}
"""The keys that say who should know of a record of each kind; the first that says anything does."""

_NAMED = ("organisations", "partners", "depends_on", "present")
"""Other keys whose organisations somebody is responsible for."""

_LINKS = ("processes", "process", "grants")
"""The keys by which a record tells of other records that it is about."""


class Knowers:
    """Tells who should know of each record: short names of organisations and bodies, or roles by name.

    In order: whom the record itself names in the keys of `OWN`, as the lead and else those who take part;
    whom the processes and grants that it is about name so; the roles in plan.yaml that are responsible for
    an organisation that it names otherwise; the roles that are responsible for the whole plan, one alone or
    several together. Of plan.yaml: the organisation or the body that is told of, those roles, the owner.
    Nobody where none of them is known.
    """

    def __init__(self, plan: Plan, as_of: date) -> None:
        self._plan = plan
        self._roles = {key: role for key, role in plan.header.roles.items() if _holds(role, as_of)}
        self._ways = {**ways_of(plan.header.bodies), **ways_of(plan.header.organisations)}

    def of(self, record: Record) -> tuple[str, ...]:
        """Return who should know what a record lacks; nobody where that is not known either."""
        linked = list(self._linked(record))
        named = [word for key in _NAMED for it in (record, *linked) for word in _words(it, key)]
        ways: tuple[Callable[[], list[str]], ...] = (
            lambda: self._own(record),
            lambda: [word for it in linked for word in self._own(it)],
            lambda: self._responsible(named),
            self._for_whole_plan,
        )
        return next((tuple(dict.fromkeys(found)) for way in ways if (found := way())), ())

    def of_plan(self, loc: Loc) -> tuple[str, ...]:
        """Return who should know what plan.yaml lacks."""
        if len(loc) > 1 and loc[0] in {"organisations", "bodies"}:
            return (str(loc[1]),)
        owner = self._plan.header.owner
        return tuple(self._for_whole_plan()) or ((owner,) if owner else ())

    def _own(self, record: Record) -> list[str]:
        """Return whom a record names itself; a name in full, as of a sender, by its short name."""
        found = next((words for key in OWN[kind_name(record)] if (words := list(_words(record, key)))), [])
        return [self._ways.get(word.casefold(), word) for word in found]

    def _linked(self, record: Record) -> Iterator[Record]:
        """Yield the processes and grants that a record is about; those of a decision may stand elsewhere."""
        ids = [word for key in _LINKS for word in _words(record, key)]
        if isinstance(record, Decision):
            ids += self._plan.concerned(record)
        for id_ in dict.fromkeys(ids):
            found = self._plan.processes.get(id_) or self._plan.grants.get(id_)
            if found is not None and found is not record:
                yield found

    def _responsible(self, organisations: Iterable[str]) -> list[str]:
        named = {*organisations}
        return [_name(key, role) for key, role in self._roles.items() if named & {*role.responsible_for}]

    def _for_whole_plan(self) -> list[str]:
        parties = {*partners(self._plan)}
        roles = [(key, role) for key, role in self._roles.items() if role.responsible_for]
        alone = [(key, role) for key, role in roles if parties <= {*role.responsible_for}]
        together = parties <= {word for _, role in roles for word in role.responsible_for}
        return [_name(key, role) for key, role in (alone or (roles if together else []))]


def _words(record: Record, key: str) -> Iterator[str]:
    """Yield the names that a record has under a key, one or many."""
    value = getattr(record, key, None)
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from value


def _holds(role: Role, as_of: date) -> bool:
    """Tell whether somebody may have a role on a day."""
    return may_have_come(role.from_, as_of) and not _over(role.to, as_of)


def _over(last: Day | None, as_of: date) -> bool:
    return last is not None and last.last is not None and last.last < as_of


def _name(key: str, role: Role) -> str:
    return role.name or key

"""Hold the records of a plan against each other and against its own rules, and sort what is found."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from handlingsplan.compute.gaps.finding import GapsOfKind, gaps_by_kind
from handlingsplan.compute.own import verdicts
from handlingsplan.compute.own.accepting import Accepted, sort_out
from handlingsplan.compute.rules import (
    bodies,
    claims,
    completion,
    days,
    deadlines,
    decisions,
    histories,
    money,
    organisations,
    personal,
    references,
    totals,
)
from handlingsplan.compute.rules.identifying import masked
from handlingsplan.compute.rules.rule import Horizon, Rule
from handlingsplan.model.plan import FileCount, Plan
from handlingsplan.model.problem import Problem, Severity

RULES: tuple[Rule, ...] = (
    references.file_named_otherwise,
    references.repeated_id,
    references.unknown_record,
    references.record_of_another_kind,
    references.undeclared_name,
    references.other_name_of,
    references.unknown_source,
    references.source_of_no_key,
    organisations.organisation_on_both_sides,
    histories.history_out_of_order,
    histories.status_before_plan,
    days.told_of_the_future,
    histories.statuses_at_odds,
    days.notes_before_meeting,
    days.period_turned_around,
    completion.pause_of_completed,
    completion.outcome_of_unfinished,
    completion.activity_open_in_completed,
    completion.action_open_in_completed,
    bodies.consensus_with_paragraph,
    bodies.member_not_represented,
    bodies.voice_to_nobody,
    bodies.decision_of_another_meeting,
    decisions.decision_without_paragraph,
    decisions.repeated_paragraph,
    decisions.paragraph_out_of_order,
    decisions.replaced_by_earlier,
    decisions.replaced_in_ring,
    bodies.politicians_in_consensus,
    decisions.decision_about_itself,
    money.granted_by_no_decision_in_force,
    money.granted_without_decision,
    money.proposed_above_applied,
    money.granted_above_proposed,
    totals.granted_above_requisitioned,
    money.spent_above_given,
    money.amounts_not_adding_up,
    money.amounts_of_another_year,
    money.carried_out_after_its_years,
    money.carried_where_nothing_may_be,
    totals.parts_against_total,
    deadlines.report_back_late,
    deadlines.money_left_late,
    deadlines.timetable_over,
    deadlines.activity_late,
    deadlines.assignment_late,
    deadlines.agreed_late,
    deadlines.deadline_near,
    deadlines.process_at_rest,
    personal.personal_number,
    personal.personal_address,
    personal.personal_telephone,
    personal.group_too_small,
    verdicts.rule_that_asks_for_nothing,
    verdicts.UNUSED,
    verdicts.AMBIGUOUS,
    claims.claim_that_asks_for_nothing,
    claims.claim_of_no_name,
    claims.claim_about_itself,
)


@dataclass(frozen=True, slots=True)
class Check:
    """Every problem sorted by place, those that the plan has accepted apart, and how many gaps there are.

    `hidden` notes are counted but not among the problems.
    """

    files: FileCount
    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]
    gaps_of: tuple[GapsOfKind, ...]
    hidden: int = 0

    @property
    def gaps(self) -> int:
        """Return how many gaps there are."""
        return sum(found.number for found in self.gaps_of)

    def count(self, severity: Severity) -> int:
        """Return how many there are of one severity; gaps are counted, not listed."""
        if severity is Severity.GAP:
            return self.gaps
        found = sum(problem.severity is severity for problem in self.problems)
        return found + self.hidden if severity is Severity.NOTE else found

    @property
    def passed(self) -> bool:
        """Tell whether there is no fault."""
        return not self.count(Severity.FAULT)

    @property
    def warned(self) -> bool:
        """Tell whether there is any warning."""
        return bool(self.count(Severity.WARNING))

    def without_notes(self, shown: Collection[str]) -> "Check":
        """Return the same without the notes whose codes do not begin as any of those that are shown."""
        kept = tuple(
            problem
            for problem in self.problems
            if problem.severity is not Severity.NOTE or problem.code.startswith(tuple(shown))
        )
        return replace(self, problems=kept, hidden=len(self.problems) - len(kept))

    def narrowed(self, only: Collection[str] = (), skip: Collection[str] = ()) -> "Check":
        """Return the same with the problems of some codes only, and without those of others.

        A code may be cut short: HP28 is every code that begins so.
        """

        def kept(problem: Problem) -> bool:
            return (not only or problem.code.startswith(tuple(only))) and not problem.code.startswith(
                tuple(skip)
            )

        return replace(
            self,
            problems=tuple(problem for problem in self.problems if kept(problem)),
            accepted=tuple(found for found in self.accepted if kept(found.problem)),
        )


def compute_check(plan: Plan, reading: Iterable[Problem], horizon: Horizon | None) -> Check:
    """Return the problems found in reading the files and those that the rules find.

    Without a horizon the answer is the same on every day: rules that need to know the day are left out,
    and those of the plan's own.
    """
    problems, accepted = _held_against_rules(plan, reading, horizon)
    return Check(plan.files, problems, accepted, gaps_by_kind(plan))


def new_problems(
    before: tuple[Plan, Iterable[Problem]], after: tuple[Plan, Iterable[Problem]], horizon: Horizon
) -> tuple[Problem, ...]:
    """Return the faults and warnings of a plan as it would be that it does not have as it is.

    Each version is a plan and what was found in reading its files. A problem on another line is the same.
    """
    found = _held_against_rules(*after, horizon)[0]
    if not any(problem.severity in _TOLD_WHEN_NEW for problem in found):
        return ()
    return tuple(not_among(found, _held_against_rules(*before, horizon)[0], _sort_of))


def not_among(
    found: Iterable[Problem], others: Iterable[Problem], sort_of: Callable[[Problem], object]
) -> list[Problem]:
    """Return the faults and warnings that are not among others; `sort_of` gives what is alike of the same."""
    known = Counter(map(sort_of, others))
    new = []
    for problem in found:
        known[sort_of(problem)] -= 1
        if problem.severity in _TOLD_WHEN_NEW and known[sort_of(problem)] < 0:
            new.append(problem)
    return new


_TOLD_WHEN_NEW = frozenset({Severity.FAULT, Severity.WARNING})


def _sort_of(problem: Problem) -> tuple[str, str, str]:
    return (problem.place.file, problem.code, problem.message)


def _held_against_rules(
    plan: Plan, reading: Iterable[Problem], horizon: Horizon | None
) -> tuple[tuple[Problem, ...], tuple[Accepted, ...]]:
    """Return what is found in a plan, sorted by place, and what of it the plan has accepted."""
    found = [*reading, *(problem for rule in RULES for problem in rule.problems(plan, horizon))]
    if horizon is not None and plan.rules is not None:
        from handlingsplan.compute.own.breaches import own_problems  # most plans have no rules of their own

        found += own_problems(plan, plan.rules, horizon)
    left, accepted = sort_out(plan, [*map(_without_persons, found)], complete=horizon is not None)
    return tuple(sorted(left, key=lambda problem: problem.sort_key)), accepted


def _without_persons(problem: Problem) -> Problem:
    """Return a problem that quotes nothing that points out a person: what is told of is often sent on."""
    message, hint = masked(problem.message), masked(problem.hint or "")
    if message == problem.message and hint == (problem.hint or ""):
        return problem
    return replace(problem, message=message, hint=hint or None)

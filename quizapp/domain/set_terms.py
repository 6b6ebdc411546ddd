"""New terms for sets that went out: what a trainer changed, and what holds by now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.assignments import Override

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from quizapp.domain.assignments import AssignmentPlan, MarkedResult


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsChange:
    """What a trainer changed.

    Attributes:
        member_id: of the learner whom it is for; empty for everybody.
        time_factor: of that learner, on the time limit.
        opens_at, due_at: of that learner, `None` for those of the others; or of everybody, `None`
            for none.
        made_at: when it was changed.
    """

    member_id: str
    time_factor: float = 1.0
    opens_at: datetime | None = None
    due_at: datetime | None = None
    made_at: datetime

    @property
    def is_for_all(self) -> bool:
        """Whether it is for everybody."""
        return not self.member_id


def with_changes(
    plan: AssignmentPlan, changes: Iterable[TermsChange], people: Mapping[str, str]
) -> AssignmentPlan:
    """Return a plan as it is after some changes.

    What somebody has of their own stays when everybody's terms change, unless it is overtaken: a
    due date of one's own that is no later than that of the others is none.

    Args:
        plan: as it was assigned.
        changes: in the order in which they were made.
        people: whom members turned out to be, by id, where it is somebody else.

    Raises:
        ValueError: the changes do not go with the plan.
    """
    own = {_person(one.member_id, people): one for one in reversed(plan.overrides)}
    opens_at, due_at = plan.opens_at, plan.due_at
    for change in changes:
        if change.is_for_all:
            opens_at, due_at = change.opens_at, change.due_at
        else:
            person = _person(change.member_id, people)
            own[person] = Override(person, change.time_factor, change.due_at, change.opens_at)
    bare = replace(plan, opens_at=opens_at, due_at=due_at, overrides=())
    still = (_still(replace(one, member_id=person), bare) for person, one in own.items())
    return replace(bare, overrides=tuple(one for one in still if one != Override(one.member_id)))


def that_tell(
    plan: AssignmentPlan, changes: Sequence[TermsChange], people: Mapping[str, str]
) -> tuple[TermsChange, ...]:
    """Return those of some changes after which somebody's terms were other than before.

    Args:
        plan: as it was assigned.
        changes: in the order in which they were made.
        people: whom members turned out to be, by id, where it is somebody else.
    """
    found = []
    before = with_changes(plan, (), people)
    for place, change in enumerate(changes, 1):
        after = with_changes(plan, changes[:place], people)
        if change.is_for_all or after != before:
            found.append(change)
        before = after
    return tuple(found)


def for_entries(
    plan: AssignmentPlan,
    changes: Sequence[TermsChange],
    people: Mapping[str, str],
    entries: Iterable[str],
) -> tuple[TermsChange, ...]:
    """Return what is kept beside the last change of some, for those who were told of it.

    Whoever turned out to be somebody is told that person's terms. Should they turn out to be a
    person of their own after all, these terms are what they were told, so they stay.

    Args:
        plan: as it was assigned.
        changes: in the order in which they were made.
        people: whom members turned out to be, by id, where it is somebody else.
        entries: the members who are told of the last change.
    """
    told = with_changes(plan, changes, people)
    alone = with_changes(plan, changes, {})
    found = []
    for entry in entries:
        own = replace(_own(told, _person(entry, people)), member_id=entry)
        if own != _own(alone, entry):
            made_at = changes[-1].made_at
            found.append(
                TermsChange(
                    member_id=entry,
                    time_factor=own.time_factor,
                    opens_at=own.opens_at,
                    due_at=own.due_at,
                    made_at=made_at,
                )
            )
    return tuple(found)


def still_late(result: MarkedResult, plan: AssignmentPlan, person_id: str) -> MarkedResult:
    """Return a result, in time where the terms of now let what was late be so.

    What was in time when it was received stays in time.

    Args:
        result: as it was judged when it came.
        plan: with the terms of now.
        person_id: of the member whose result it is, or of whom that member turned out to be.
    """
    if not result.is_late or plan.is_late(result.received_at, person_id):
        return result
    return replace(result, is_late=False)


def _own(plan: AssignmentPlan, member_id: str) -> Override:
    found = (one for one in plan.overrides if one.member_id == member_id)
    return next(found, Override(member_id))


def _person(member_id: str, people: Mapping[str, str]) -> str:
    return people.get(member_id, member_id)


def _still(one: Override, plan: AssignmentPlan) -> Override:
    """Return what is left of somebody's own terms beside those of the others."""
    if one.due_at is not None and (plan.due_at is None or one.due_at <= plan.due_at):
        one = replace(one, due_at=None)
    due_at = one.due_at or plan.due_at
    if one.opens_at is not None and due_at is not None and one.opens_at >= due_at:
        one = replace(one, opens_at=None)
    return one

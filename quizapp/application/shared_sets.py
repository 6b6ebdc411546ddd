"""The one file for a cohort: who can answer it, who gets a file of their own, and its seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.member_words import told_apart
from quizapp.application.phrases import plural
from quizapp.delivery.seats import apart_marks, seat_hash
from quizapp.delivery.set_files import Shared, Sheet, hash_of, write_set
from quizapp.domain.seating import in_order, seating
from quizapp.domain.sheets import sheet_question, shuffled_orders
from quizapp.storage.assignment_store import StoredSheet
from quizapp.storage.shared_sheet_store import SharedSheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from random import Random
    from typing import Any

    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.assignments import AssignmentPlan, Member
    from quizapp.storage.assignment_store import StoredAssignment
    from quizapp.storage.shared_sheet_store import EnrolledMember

_MOST_NAMED = 8


class Recipients(NamedTuple):
    """Who gets which file, where there is one for the cohort.

    Attributes:
        together: the members who have enrolled, and answer the shared file.
        not_enrolled: those who get a file of their own because they have not.
        with_conditions: those who get one because of extra time or a later due date, which a
            shared file would show to everybody.
    """

    together: tuple[Member, ...]
    not_enrolled: tuple[Member, ...]
    with_conditions: tuple[Member, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Who gets what, naming those who get a file of their own."""
        can = "enrolled and can answer the one file for the cohort."
        everybody = (*self.together, *self.not_enrolled, *self.with_conditions)
        said = [_who(self.together, f"has {can}", f"have {can}")]
        if self.not_enrolled:
            who = _who(
                self.not_enrolled, "has not enrolled, and gets", "have not enrolled, and get"
            )
            said.append(f"{who} a file of their own: {named(self.not_enrolled, everybody)}.")
        if self.with_conditions:
            who = _who(self.with_conditions, "has", "have")
            said.append(
                f"{who} extra time or a later due date, which nobody else should see, and a file"
                f" of their own for it: {named(self.with_conditions, everybody)}."
            )
        return tuple(said)


def recipients(
    plan: AssignmentPlan, members: Sequence[Member], enrolled: Iterable[EnrolledMember]
) -> Recipients:
    """Return who gets which file."""
    known = {one.person.id for one in enrolled}
    special = {one.member_id for one in plan.overrides}
    there = [member for member in members if member.id not in special]
    return Recipients(
        tuple(member for member in there if member.id in known),
        tuple(member for member in there if member.id not in known),
        tuple(member for member in members if member.id in special),
    )


def shared_sheet(
    assignment: StoredAssignment,
    answers: Sequence[Any] | None,
    enrolled: Iterable[EnrolledMember],
    key: TrainerKey,
    now: datetime,
    rng: Random,
) -> SharedSheet:
    """Make the file for a cohort.

    Args:
        assignment: what it is of.
        answers: what a practice set holds of each question; `None` for an exam.
        enrolled: who has enrolled by now; those with conditions of their own are told apart.
        key: the trainer's.
        now: the moment.
        rng: shuffles what can be chosen, before anything is signed.
    """
    plan = assignment.plan
    special = {one.member_id for one in plan.overrides}
    orders = tuple(shuffled_orders(item, rng) for item in assignment.sent)
    sheet = Sheet(
        plan=assignment.plan_for(""),
        member_id="",
        seat_seed=b"",
        box_key=key.box_key,
        made_at=now,
        questions=tuple(
            sheet_question(item, order) for item, order in zip(assignment.sent, orders, strict=True)
        ),
        answers=None if answers is None else tuple(zip(answers, orders, strict=True)),
        shared=Shared(
            assignment.cohort_id,
            apart_marks(plan.id, [one.enrolled_as for one in enrolled if one.person.id in special]),
        ),
    )
    raw = write_set(sheet, key.signing_seed)
    return SharedSheet(hash_of(raw), orders, raw)


def seats_at(
    shared: SharedSheet | None, assignment: StoredAssignment, enrolled: Sequence[EnrolledMember]
) -> dict[str, StoredSheet]:
    """Return the seats at a file for a cohort, by the ids of members; none where there is no file.

    Of somebody who has enrolled more than once the first one; the others are made when they are
    first answered.
    """
    if shared is None:
        return {}
    special = {one.member_id for one in assignment.plan.overrides}
    return {
        one.person.id: seat_at(shared, assignment, one)
        for one in reversed(enrolled)
        if one.person.id not in special
    }


def seat_at(
    shared: SharedSheet, assignment: StoredAssignment, member: EnrolledMember
) -> StoredSheet:
    """Return the seat of somebody who has enrolled, as a sheet without bytes of its own."""
    sha256 = seat_hash(shared.sha256, member.enrolled_as)
    kinds = [
        (item.kind, [len(order) for order in orders])
        for item, orders in zip(assignment.sent, shared.orders, strict=True)
    ]
    order = seating(sha256, kinds, shuffles=assignment.plan.shuffles_questions)
    orders = tuple(
        tuple(in_order(ids, parts) for ids, parts in zip(one, each, strict=True))
        for one, each in zip(in_order(shared.orders, order.places), order.parts, strict=True)
    )
    return StoredSheet(member.member_id, sha256, member.key, orders, order.places, b"")


def _who(members: Sequence[Member], one: str, more: str) -> str:
    """Return how many do something, with the words for one and for several of them."""
    if not members:
        return f"Nobody {one}"
    return f"{plural(len(members), 'learner')} {one if len(members) == 1 else more}"


def named(members: Sequence[Member], among: Iterable[Member]) -> str:
    """Return what to call learners among others, and of many the first ones."""
    called = told_apart(among)
    names = [called[member.id] for member in members[:_MOST_NAMED]]
    rest = len(members) - len(names)
    if rest:
        names.append(f"{rest} more")
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

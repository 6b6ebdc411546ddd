"""Changing the terms of sets that went out: for one learner, or for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.assignment_lookup import find_assignment
from quizapp.application.local_times import moment_words
from quizapp.application.member_words import told_apart
from quizapp.application.set_writing import (
    Assigned,
    WrittenSets,
    own_name,
    with_notices,
    write_sets,
)
from quizapp.application.table_files import whole_files
from quizapp.application.terms_notices import TermsStores, notices_for
from quizapp.domain.assignments import TIME_FACTORS, AssignmentPlan, Feedback, Override
from quizapp.domain.errors import UserError
from quizapp.domain.set_terms import TermsChange

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from quizapp.application.assigning import Outgoing
    from quizapp.application.table_files import WholeFiles
    from quizapp.domain.assignments import Member
    from quizapp.storage.assignment_store import StoredAssignment


class TermsWish(NamedTuple):
    """What a trainer asks for.

    Attributes:
        member_id: of the learner whom it is for; empty for everybody.
        time_factor: of that learner, on the time limit.
        opens_at, due_at: of that learner, `None` for those of the others; or of everybody, `None`
            for none.
    """

    member_id: str
    time_factor: float = 1.0
    opens_at: datetime | None = None
    due_at: datetime | None = None


class TermsStanding(NamedTuple):
    """How the terms of an assignment stand.

    Attributes:
        plan: with all changes since it was assigned.
        members: who was sent a set, and has one whose terms can change.
        changes: what was changed, the first change first.
        names: of those who are named in `changes`, by id.
    """

    plan: AssignmentPlan
    members: tuple[Member, ...]
    changes: tuple[TermsChange, ...]
    names: Mapping[str, str]

    def wish(self, member_id: str) -> TermsWish:
        """Return the terms of somebody, or of everybody for an empty id, as a wish for them."""
        if not member_id:
            return TermsWish("", 1.0, self.plan.opens_at, self.plan.due_at)
        found = (one for one in self.plan.overrides if one.member_id == member_id)
        own = next(found, Override(member_id))
        return TermsWish(member_id, own.time_factor, own.opens_at, own.due_at)


class TermsGiven(NamedTuple):
    """What changing terms did.

    Attributes:
        sent: the files that were written, and the plan by the new terms.
        is_again: the terms were these before; the files were written again, byte for byte.
        in_time: how many results that were late count as in time from now on.
        late: how many that counted as in time by earlier changes are late again.
        is_over: the due date has passed for whom the terms are.
    """

    sent: Assigned
    is_again: bool
    in_time: int
    late: int
    is_over: bool


class ChangingTerms:
    """Changes terms.

    Args:
        stores: what is read and written.
        now: gives the moment.
        zone: in which moments are said; `None` for that of the computer.
    """

    def __init__(
        self, stores: TermsStores, now: Callable[[], datetime], zone: tzinfo | None
    ) -> None:
        self._stores = stores
        self._now = now
        self._zone = zone

    def standing(self, assignment_id: str) -> TermsStanding:
        """Return how the terms of an assignment stand.

        Raises:
            UserError: there is no such assignment.
        """
        assignment = find_assignment(self._stores.assignments, assignment_id)
        members = self._stores.assignments.members(assignment_id)
        doubles = self._stores.assignments.doubles(assignment_id)
        names = told_apart(members)
        names |= {double: names[person] for double, person in doubles.items()}
        changes = self._stores.terms.changes(assignment_id)
        return TermsStanding(assignment.plan, members, changes, names)

    def check(self, assignment_id: str, wish: TermsWish) -> None:
        """Say why terms cannot be; nothing is changed.

        Raises:
            UserError: there is no such assignment or learner, or the terms cannot be.
        """
        assignment = find_assignment(self._stores.assignments, assignment_id)
        self._for_whom(assignment_id, wish)
        self._plan_after(assignment.plan, self._change_for(wish))

    def change(self, assignment_id: str, wish: TermsWish, going: Outgoing) -> TermsGiven:
        """Change terms and write the files that tell learners; both or neither.

        The files are on the disk before anything is kept, and take their names after it: what is
        cut off between is made good by doing it again.

        Args:
            assignment_id: the assignment.
            wish: whom it is for, and the terms in full.
            going: where to, with which key.

        Raises:
            UserError: there is no such assignment or learner, the terms cannot be, the key is
                another one than that of the assignment, or the folder cannot be written to.
        """
        assignment = find_assignment(self._stores.assignments, assignment_id)
        if going.key.sign_key != assignment.sign_key:
            raise UserError(
                f"{assignment_id} was assigned with another key, so its terms cannot be changed.",
                "Put that key back.",
            )
        members = self._for_whom(assignment_id, wish)
        change = self._change_for(wish)
        after = self._plan_after(assignment.plan, change)
        new = notices_for(self._stores, assignment, after, change, going.key)
        late = self._late(assignment_id)
        with whole_files(going.folder) as files:
            is_one = bool(wish.member_id)
            sent = self._write(files, assignment, after, members, new.notices, going, is_one=is_one)
            with self._stores.assignments.in_one_go():
                if not self._stores.assignments.is_current(assignment):
                    raise UserError(
                        f"{assignment_id} was changed by another window just now.", "Do it again."
                    )
                if new.notices:
                    self._stores.terms.add(assignment_id, change, new.number, new.notices)
        more = self._late(assignment_id) - late
        is_over = after.is_late(change.made_at, wish.member_id)
        return TermsGiven(sent, not new.notices, max(0, -more), max(0, more), is_over)

    def _change_for(self, wish: TermsWish) -> TermsChange:
        return TermsChange(**wish._asdict(), made_at=self._now())

    def _for_whom(self, assignment_id: str, wish: TermsWish) -> tuple[Member, ...]:
        members = self._stores.assignments.members(assignment_id)
        if not wish.member_id:
            return members
        found = tuple(one for one in members if one.id == wish.member_id)
        if not found:
            raise UserError(
                "This learner was not sent this set.",
                "Send the set again first: whoever joined since gets it then.",
            )
        return found

    def _plan_after(self, plan: AssignmentPlan, change: TermsChange) -> AssignmentPlan:
        """Return the plan with a change, or say why that cannot be."""
        if change.is_for_all:
            if plan.feedback is Feedback.AFTER_DUE and change.due_at is None:
                raise UserError(
                    "What is right is shown after the due date of this set, so it needs one.",
                    "Give a due date.",
                )
            opens_at, due_at = change.opens_at, change.due_at
        else:
            self._refuse_own(plan, change)
            opens_at = change.opens_at or plan.opens_at
            due_at = change.due_at or plan.due_at
        if opens_at is not None and due_at is not None and opens_at >= due_at:
            raise UserError(
                "It would be due before it opens.", "Give a later due date or an earlier opening."
            )
        return self._stores.terms.plan_after(plan.id, change)

    def _refuse_own(self, plan: AssignmentPlan, change: TermsChange) -> None:
        if change.time_factor not in TIME_FACTORS:
            raise UserError("Extra time is a factor of 1, 1.25, 1.5 or 2.", "Give one of these.")
        if change.time_factor != 1 and plan.time_limit_s is None:
            raise UserError(
                "This set has no time limit, so there is no extra time to give.",
                "Leave the time as it is.",
            )
        if change.due_at is None:
            return
        if plan.due_at is None:
            raise UserError(
                "This set has no due date, so nobody needs a later one.", "Leave it out."
            )
        if change.due_at < plan.due_at:
            raise UserError(
                "A due date of one's own is later than that of the others,"
                f" {moment_words(plan.due_at, self._zone)}.",
                "Give a later one.",
            )

    def _write(
        self,
        files: WholeFiles,
        assignment: StoredAssignment,
        after: AssignmentPlan,
        members: tuple[Member, ...],
        new: Mapping[str, bytes],
        going: Outgoing,
        *,
        is_one: bool,
    ) -> Assigned:
        """Write the files of members beside their places, with their last notices."""
        stores, plan_id = self._stores, assignment.plan.id
        shared = stores.shared.get(plan_id)
        own, for_all = with_notices(
            stores.assignments.sheets(plan_id),
            dict(stores.terms.sent(plan_id)),
            shared,
            {**stores.terms.notices(plan_id), **new},
        )

        def tell(done: int) -> None:
            going.report(done, len(members))

        if is_one:
            raw = own[members[0].id]
            if not raw:
                raise UserError(
                    f"Nothing would change: these are the terms of {members[0].name} already.",
                    "Give others.",
                )
            name = own_name(plan_id, members[0])
            files.add(name, raw.decode("ascii"))
            written = WrittenSets((name,), "", "")
        else:
            written = write_sets(files, plan_id, members, own, for_all, tell)
        return Assigned(
            plan=after,
            members=members,
            files=written.files,
            send_list=written.send_list,
            new=min(len(new), len(written.files)),
            questions=len(assignment.sent),
            shipped=0,
            shared=written.shared,
        )

    def _late(self, assignment_id: str) -> int:
        marks = self._stores.assignments.first_marks(assignment_id)
        return sum(one.is_late for one in marks.values())

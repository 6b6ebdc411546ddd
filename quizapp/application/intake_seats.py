"""Whose a result is: the seat that it was handed in from, at a learner's own set or a cohort's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.shared_sets import seat_at
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.seats import seat_hash
from quizapp.storage.result_codec import Seat

if TYPE_CHECKING:
    from quizapp.delivery.result_files import OpenedResult, Result
    from quizapp.domain.assignments import Member
    from quizapp.storage.assignment_store import AssignmentStore, StoredAssignment, StoredSheet
    from quizapp.storage.shared_sheet_store import EnrolledMember, SharedSheetStore


class FoundSeat(NamedTuple):
    """The seat of a result.

    Attributes:
        member_id: of the entry of the roster whose it is.
        answered: the seat in whose order and letters the answers are.
        kept: the seat under which they are kept: the same, unless the learner has a set of their
            own and answered that of the cohort.
        new: the seat, where it was taken by answering: it is to be kept with the result.
        person: whom that is, where it is not known from a sheet.
    """

    member_id: str
    answered: Seat
    kept: Seat
    new: StoredSheet | None = None
    person: Member | None = None


class IntakeSeats:
    """Finds seats."""

    def __init__(self, store: AssignmentStore, shared: SharedSheetStore) -> None:
        self._store = store
        self._shared = shared

    def find(self, opened: OpenedResult, assignment: StoredAssignment) -> FoundSeat:
        """Return the seat that a result was handed in from.

        Raises:
            RefusedFile: its learner is not known, it is signed with another key than that of the
                learner, or answers another set.
        """
        result = opened.result
        own = self._store.seat(result.assignment_id, result.member_id)
        if own is not None:
            found = FoundSeat(result.member_id, own, own)
        else:
            found = self._at_shared(result, assignment)
        if found.answered.seat_key != opened.seat_key:
            raise RefusedFile(
                Reason.TAMPERED, "This result is signed with a key that is not this learner's."
            )
        if found.answered.sha256 != result.set_sha256:
            raise RefusedFile(
                Reason.WRONG_SET,
                "This result answers another set than the one that this learner was sent.",
                "Send the set again.",
            )
        return found

    def _at_shared(self, result: Result, assignment: StoredAssignment) -> FoundSeat:
        """Return the seat at the cohort's set of whoever enrolled under the id in a result."""
        sha256 = self._shared.sha256(result.assignment_id)
        if not sha256:
            raise RefusedFile(
                Reason.UNKNOWN_LEARNER,
                "This result names a learner who was not sent this assignment.",
            )
        sitter = self._store.seat_by_hash(result.assignment_id, seat_hash(sha256, result.member_id))
        if sitter is not None:
            member_id, seat = sitter
            return FoundSeat(member_id, seat, seat)
        member = self._shared.enrolled_as(assignment.cohort_id, result.member_id)
        if member is not None and not member.has_left:
            return self._taken(assignment, member)
        raise RefusedFile(
            Reason.NOT_ENROLLED,
            "This result is from somebody who has not enrolled in the cohort, as far as this data"
            " folder knows.",
            "Let in who enrolled, then take the file in again.",
        )

    def _taken(self, assignment: StoredAssignment, member: EnrolledMember) -> FoundSeat:
        """Return a seat that nobody knew of: its learner enrolled later, or has a set of their own."""
        shared = self._shared.get(assignment.plan.id)
        assert shared is not None
        sheet = seat_at(shared, assignment, member)
        seat = Seat(sheet.sha256, sheet.seat_key, sheet.orders, sheet.places)
        own = self._store.seat(assignment.plan.id, member.member_id)
        if own is not None:
            return FoundSeat(member.member_id, seat, own)
        return FoundSeat(member.member_id, seat, seat, sheet, member.person)

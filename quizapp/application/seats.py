"""Taking a seat at a set for a whole cohort, on the learner's side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.sitting_views import NotEnrolled
from quizapp.delivery.enrolment import enrolled_as
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.seats import apart_mark, seated
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.delivery.set_files import OpenedSet
    from quizapp.storage.enrolment_store import EnrolmentStore, OwnEnrolment


class Seats:
    """Knows which cohorts the learners of this computer have enrolled in."""

    def __init__(self, store: EnrolmentStore) -> None:
        self._store = store

    def seated(self, opened: OpenedSet, learner_id: str) -> OpenedSet:
        """Return a set as a learner answers it; one that names its learner stays as it is.

        Args:
            opened: a set.
            learner_id: who is to answer it; where it is empty, nobody has enrolled.

        Raises:
            NotEnrolled: the learner has not enrolled in the cohort that the set is for.
            UserError: the learner has enrolled with another trainer, or has a file of their own.
        """
        if opened.sheet.shared is None:
            return opened
        enrolment = self._enrolment(opened, learner_id)
        known_as = enrolled_as(learner_id, enrolment.cohort_id)
        if apart_mark(opened.sheet.plan.id, known_as) in opened.sheet.shared.apart:
            raise UserError(
                f"Your trainer has made a file of your own for “{opened.sheet.plan.title}”; this"
                " is the one for the others.",
                "Open the file that was sent to you alone, or ask your trainer for it.",
            )
        return seated(opened, known_as, enrolment.seat_seed)

    def name(self, opened: OpenedSet, learner_id: str) -> str:
        """Return under which name a learner answers a cohort's set; empty for any other set.

        Raises what `seated` raises.
        """
        if opened.sheet.shared is None:
            return ""
        return self._enrolment(opened, learner_id).name

    def _enrolment(self, opened: OpenedSet, learner_id: str) -> OwnEnrolment:
        shared = opened.sheet.shared
        assert shared is not None
        found = self._store.of(learner_id, shared.cohort_id)
        for one in found:
            if one.sign_key == opened.sign_key:
                return one
        if found:
            raise RefusedFile(
                Reason.TAMPERED,
                "This set is signed with another key than the invitation with which you enrolled.",
                "Do not answer it; ask your trainer for the set again.",
            )
        raise NotEnrolled(
            "This set is for a cohort, and on this computer you have not enrolled in it.",
            "Enrol with your trainer's invitation under Settings, Trainer, and send the code back;"
            " or ask for a file of your own.",
        )

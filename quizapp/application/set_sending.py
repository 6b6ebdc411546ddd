"""Assigning what was put together in the window, sending it again, and using it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.application.asked_sets import free_id
from quizapp.application.assigning import Outgoing
from quizapp.domain.errors import UserError
from quizapp.exchange.native_assignments import WrittenAssignment

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.application.assigning import Assigning
    from quizapp.application.set_drafts import SetDrafts
    from quizapp.application.set_writing import Assigned
    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.set_drafts import SetDraft

Report = Callable[[int, int], None]


class SetSending:
    """Sends sets to cohorts."""

    def __init__(self, drafts: SetDrafts, assigning: Assigning) -> None:
        self._drafts = drafts
        self._assigning = assigning

    def assign(self, draft: SetDraft, folder: Path, key: TrainerKey, report: Report) -> Assigned:
        """Make an assignment of a draft, which is a draft no longer, and write its sets.

        Args:
            draft: the draft, as it was looked at.
            folder: where to write; made if need be.
            key: the trainer's.
            report: told for how many learners it is done, and of how many; what it raises stops
                everything, and the draft stays as it was.

        Raises:
            UserError: the draft is gone or was changed meanwhile, something in it cannot be, or
                the folder cannot be written to.
        """
        draft = self._as_kept(draft)
        plan = replace(draft.plan, title=" ".join(draft.plan.title.split()))
        plan = replace(plan, id=free_id(plan.title, self._assigning.ids()))
        written = WrittenAssignment(plan, draft.items, "", ())

        def forget_draft() -> None:
            # Writing for many takes its time, and what was changed meanwhile would be lost.
            if self._drafts.get(draft.id) != draft:
                raise UserError(
                    "This set was changed while it was being written, so nothing was written.",
                    "Assign it again.",
                )
            self._drafts.delete(draft.id)

        going = Outgoing(folder, key, report, forget_draft)
        return self._assigning.assign_written(written, draft.cohort_id, going)

    def _as_kept(self, draft: SetDraft) -> SetDraft:
        """Return the draft as it is kept, unless it is another one than was looked at."""
        kept = self._drafts.get(draft.id)
        if not self._drafts.is_current(draft):
            raise UserError(
                "What is kept of this set is not what you see, so nothing was written.",
                "Leave the set, open it again and look at it.",
            )
        return kept

    def send_again(
        self, assignment_id: str, folder: Path, key: TrainerKey, report: Report
    ) -> Assigned:
        """Write the sets of an assignment again, and new ones for those who joined since.

        Raises what `Assigning.send_again` raises.
        """
        return self._assigning.send_again(assignment_id, Outgoing(folder, key, report))

    def use_again(self, assignment_id: str) -> SetDraft:
        """Begin a draft with the questions and conditions of an assignment, without its dates.

        Raises:
            UserError: the assignment is not there any more.
        """
        assignment = self._assigning.get(assignment_id)
        draft = self._drafts.new(assignment.plan.title, [item.id for item in assignment.items])
        again = replace(draft, plan=replace(assignment.plan, id=draft.id, overrides=()))
        return self._drafts.save(again.with_plan(opens_at=None, due_at=None))

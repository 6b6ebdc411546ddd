"""The draft that is open in the set builder: every change is kept at once and can be undone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.application.set_review import review_set
from quizapp.domain.errors import UserError
from quizapp.domain.set_drafts import SetDraft, SetHistory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.question_pool import Pool
    from quizapp.application.set_review import SetReview
    from quizapp.bootstrap import Application
    from quizapp.domain.items import Item
    from quizapp.domain.rosters import CohortCounts


class DraftEditing(QObject):
    """Changes a draft and keeps it.

    Attributes:
        changed: the draft is another one now, or there is more to pick from.
        failed: a change could not be kept; carries a `UserError`.
        came_along: questions came or went with others of their case; carries how many, as text.
        parted: another window has changed the draft meanwhile, so the change was kept as a draft of
            its own, which is worked on from now on; carries its title.
    """

    changed = Signal()
    failed = Signal(object)
    came_along = Signal(object)
    parted = Signal(str)

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application = application
        self._history: SetHistory | None = None
        self._kept: SetDraft | None = None
        self._items: dict[str, Item] = {}
        self.pool: Pool | None = None
        self.cohorts: tuple[CohortCounts, ...] = ()

    @property
    def draft(self) -> SetDraft:
        """The draft as it is now."""
        assert self._history is not None
        return self._history.present

    @property
    def can_undo(self) -> bool:
        """Whether a change can be taken back."""
        return self._history is not None and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a change that was taken back can be made again."""
        return self._history is not None and self._history.can_redo

    def open(self, draft: SetDraft) -> None:
        """Work on a draft."""
        self._history, self._kept = SetHistory(draft), draft
        self.cohorts = _cohorts_for(self.draft, self._application)
        self.changed.emit()

    def catch_up(self) -> bool:
        """Work on what another window has made of the draft; False where it is as it was.

        Raises:
            UserError: it is not there any more.
        """
        drafts = self._application.set_drafts
        assert self._kept is not None
        if drafts.is_current(self._kept):
            return False
        self.open(drafts.get(self._kept.id))
        return True

    def offer(self, pool: Pool) -> None:
        """Take the questions to pick from."""
        self.pool, self._items = pool, {}
        if self._history is not None:
            self.cohorts = _cohorts_for(self.draft, self._application)
            self.changed.emit()

    def items(self) -> Sequence[Item]:
        """Return the questions of the draft, as far as they are there."""
        assert self.pool is not None
        wanted = [item for item in self.draft.items if item not in self._items]
        for item in self._application.question_pool.items(wanted, self.pool):
            self._items[item.id] = item
        return [self._items[item] for item in self.draft.items if item in self._items]

    def cohort(self) -> CohortCounts | None:
        """Return whom the draft is for; None while nobody is chosen."""
        own = self.draft.cohort_id
        return next((one for one in self.cohorts if one.cohort.id == own), None)

    def review(self) -> SetReview:
        """Return what the draft comes to."""
        assert self.pool is not None
        cohort = self.cohort()
        members = cohort.members if cohort else 0
        now = self._application.environment.now()
        return review_set(self.draft, self.pool, self.items(), members, now)

    def take(self, draft: SetDraft, sort: str = "") -> None:
        """Put another version of the draft in force."""
        assert self._history is not None
        if self._history.take(draft, sort):
            self._keep()

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        if self._history is not None and self._history.can_undo:
            self._history.undo()
            self._keep()

    @Slot()
    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._history is not None and self._history.can_redo:
            self._history.redo()
            self._keep()

    def _keep(self) -> None:
        assert self._history is not None
        assert self._kept is not None
        try:
            kept = self._application.set_drafts.keep(self.draft, self._kept)
        except UserError as error:
            self.failed.emit(error)
        else:
            if kept.id != self._kept.id:
                self._history.go_on_as(kept)
                self.parted.emit(kept.plan.title)
            self._kept = kept
        self.changed.emit()

    @Slot(object, bool)
    def tick(self, item_ids: tuple[str, ...], is_on: bool) -> None:
        """Put questions into the set or take them out, whole cases always."""
        assert self.pool is not None
        whole = self.pool.with_cases(item_ids)
        self.take(self.draft.with_added(whole) if is_on else self.draft.without(set(whole)))
        more = len(whole) - len(item_ids)
        if more:
            self.came_along.emit(more)

    @Slot(str, int)
    def move(self, item_id: str, place: int) -> None:
        """Put a question at another place."""
        self.take(self.draft.with_moved(item_id, place))

    @Slot()
    def shuffle(self) -> None:
        """Put the questions in an order of chance."""
        self.take(self.draft.with_shuffled(random.Random()))

    @Slot()
    def sweep(self) -> None:
        """Take out what is not there any more."""
        there = {item.id for item in self.items()}
        self.take(self.draft.without([item for item in self.draft.items if item not in there]))

    def change_plan(self, fields: dict[str, Any]) -> bool:
        """Give fields of the plan other values; False where it cannot be so."""
        try:
            draft = self.draft.with_plan(**fields)
        except ValueError:
            return False
        self.take(draft, "title" if "title" in fields else "")
        return True

    @Slot(object)
    def choose_cohort(self, cohort_id: str) -> None:
        """Make the set for other learners; conditions for single ones go."""
        plan = self.draft.with_plan(overrides=()).plan
        self.take(SetDraft(plan=plan, items=self.draft.items, cohort_id=cohort_id))


def _cohorts_for(draft: SetDraft, application: Application) -> tuple[CohortCounts, ...]:
    """Return the cohorts that a draft may be for: those in use, and the one it is for."""
    return tuple(
        one
        for one in application.cohorts.overview()
        if one.cohort.archived_at is None or one.cohort.id == draft.cohort_id
    )

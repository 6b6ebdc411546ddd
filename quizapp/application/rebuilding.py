"""Rebuilding: everything derived from the log of responses can be made anew."""

from __future__ import annotations

from quizapp.domain.days import StudyCalendar
from quizapp.domain.scheduling import ReviewScheduler
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.progress_store import ProgressStore


class Rebuilding:
    """Makes memories and totals anew from the log; the result is what answering had made."""

    def __init__(
        self, learners: LearnerStore, progress: ProgressStore, calendar: StudyCalendar
    ) -> None:
        self._learners = learners
        self._progress = progress
        self._calendar = calendar

    def rebuild(self) -> int:
        """Rebuild all learners and return how many responses were read."""
        return sum(self.rebuild_learner(learner.id) for learner in self._learners.all())

    def rebuild_learner(self, learner_id: str) -> int:
        """Rebuild one learner (and the totals of all) and return how many responses were read."""
        return self._progress.rebuild(learner_id, ReviewScheduler(self._calendar))

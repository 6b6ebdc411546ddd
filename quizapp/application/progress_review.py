"""Progress: what a learner knows, only thinks to know, and what comes back when."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path

from quizapp.application.studying import (
    StudyClock,
    TopicMemories,
    TopicReview,
    overall,
    ready_by,
    topic_views,
)
from quizapp.application.table_files import plain_cell, whole_file
from quizapp.application.views import ProgressView, WeakItem
from quizapp.domain.errors import UserError
from quizapp.domain.judgement import judge
from quizapp.domain.mastery import Traces, mean_recall
from quizapp.domain.passing import TOPIC_RULES, TopicPass
from quizapp.storage.bank_store import BankStore
from quizapp.storage.candidate_store import CandidateStore
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.mark_store import MarkStore, ProblemReport
from quizapp.storage.progress_store import ProgressStore

__all__ = ["ProblemReport", "ProgressReview", "ReviewStores"]

HEAT_WEEKS = 26
FORECAST_DAYS = 60
WEAKEST = 5
_ENOUGH_TRACES = 4000
_REPORT_COLUMNS = (
    "reported_at",
    "question_id",
    "scoring_revision",
    "text_revision",
    "question_now",
    "report",
)


@dataclass(frozen=True, slots=True)
class ReviewStores:
    """The stores that the review of progress reads."""

    banks: BankStore
    candidates: CandidateStore
    learners: LearnerStore
    progress: ProgressStore
    marks: MarkStore


class ProgressReview:
    """Looks back on all answers of a learner.

    Args:
        stores: what is read.
        clock: gives the day of study.
        open_harms: gives how many harmful actions of a learner in scenarios are not yet put right.
    """

    def __init__(
        self, stores: ReviewStores, clock: StudyClock, open_harms: Callable[[str], int]
    ) -> None:
        self._stores = stores
        self._clock = clock
        self._open_harms = open_harms
        self._topics = TopicReview(stores.banks, stores.progress, clock)

    def view(
        self, learner_id: str, days: int | None = None, topic: str | None = None
    ) -> ProgressView:
        """Return all that Progress shows.

        Args:
            learner_id: whose.
            days: how many days back the counts of answers go, today included; `None` for all.
            topic: limits the forecast to one topic.

        Raises:
            UserError: there is no such learner.
        """
        learner = self._stores.learners.get(learner_id)
        if learner is None:
            raise UserError("This learner is not on this computer any more.", "Choose another one.")
        retention = learner.settings.desired_retention
        today = self._clock.today()
        since = "" if days is None else (today - timedelta(days=days - 1)).isoformat()
        memories = self._topics.memories_by_topic(learner_id)
        topics = topic_views(memories.items(), retention)
        every_day = self._stores.progress.days(learner_id)
        in_range = [row for row in every_day if row[0] >= since]
        shown = Traces(
            pair
            for topic_id, found in memories.items()
            if topic in {None, topic_id}
            for pair in found.traces.pairs()
        )
        return ProgressView(
            days=days,
            known=overall(topics),
            answers=sum(answers for _day, answers, _right in in_range),
            right=sum(right for _day, _answers, right in in_range),
            ready_today=self._ready_within(learner_id, 1),
            ready_week=self._ready_within(learner_id, 7),
            topics=topics,
            passes=self._passes(learner_id, memories),
            reviews=_last_weeks({day: answers for day, answers, _right in every_day}, today),
            forecast=_forecast(shown),
            retention=retention,
            judgement=judge(self._stores.progress.confidence_counts(learner_id, since)),
            weakest=self._weakest(learner_id),
            answers_ever=sum(answers for _day, answers, _right in every_day),
        )

    def problem_reports(self, learner_id: str) -> tuple[ProblemReport, ...]:
        """Return what the learner found wrong with items, the newest first."""
        return self._stores.marks.reports(learner_id)

    def _passes(self, learner_id: str, memories: dict[str, TopicMemories]) -> tuple[TopicPass, ...]:
        """Return where the learner stands in the topics that can be passed.

        There is one such topic so far, and all scenarios are about it.
        """
        return tuple(
            TopicPass(
                topic,
                items=memories[topic].items,
                right=len(memories[topic].traces),
                open_errors=self._stores.progress.open_critical_errors(learner_id, topic)
                + self._open_harms(learner_id),
            )
            for topic in TOPIC_RULES
            if topic in memories
        )

    def save_reports(self, learner_id: str, path: Path) -> None:
        """Write the problem reports of a learner as a table (CSV), the newest first.

        The revisions are those of the question that the report is about; its text is that of now,
        and empty where the question is not in the banks any more.

        Raises:
            UserError: the file cannot be written; what stood there before is untouched.
        """
        with whole_file(path) as file:
            writer = csv.writer(file)
            writer.writerow(_REPORT_COLUMNS)
            for report in self.problem_reports(learner_id):
                item = self._stores.banks.item(report.item_id)
                row = (
                    report.reported_at.isoformat(timespec="seconds"),
                    report.item_id,
                    report.rev.scoring,
                    report.rev.text,
                    item.stem if item else "",
                    report.text,
                )
                writer.writerow([plain_cell(cell) for cell in row])

    def _ready_within(self, learner_id: str, days: int) -> int:
        day = self._clock.today() + timedelta(days=days - 1)
        due = self._stores.candidates.count_due(learner_id, self._clock.end_of(day))
        return ready_by(self._stores.candidates, self._clock, learner_id, due, day)

    def _weakest(self, learner_id: str) -> tuple[WeakItem, ...]:
        rows = self._stores.progress.weakest(learner_id, WEAKEST)
        items = self._stores.banks.items([item_id for item_id, _answers, _right in rows])
        titles = {item.topic: self._stores.banks.topic_title(item.topic) for item in items}
        return tuple(
            WeakItem(item.id, item.stem, item.topic, titles[item.topic], answers, right)
            for item, (_id, answers, right) in zip(items, rows, strict=True)
        )


def _forecast(traces: Traces) -> tuple[float, ...]:
    """Return the mean chance of recall, day by day, of what was last answered rightly."""
    if not traces:
        return ()
    # For a line on screen some thousands, picked evenly by how long they last, stand for all.
    every = -(-len(traces) // _ENOUGH_TRACES)
    if every > 1:
        traces = Traces(sorted(traces.pairs(), key=itemgetter(1))[::every])
    return tuple(mean_recall(traces, day) for day in range(FORECAST_DAYS + 1))


def _last_weeks(days: dict[str, int], today: date) -> tuple[tuple[date, int], ...]:
    every = (today - timedelta(days=back) for back in range(HEAT_WEEKS * 7 - 1, -1, -1))
    return tuple((day, days.get(day.isoformat(), 0)) for day in every)

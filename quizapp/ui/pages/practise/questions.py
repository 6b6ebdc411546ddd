"""The first tab of Practise: choose topics, questions, length and mode, and start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy

from quizapp.application.phrases import minutes, plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import PAGE_WIDTH, column, row
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.components.toast import announce
from quizapp.ui.pages.practise.ready_sets import ReadySetsCard
from quizapp.ui.pages.practise.run_choice import RunChoice, TopicChoice
from quizapp.ui.pages.practise.tab import PractiseTab
from quizapp.ui.session.bottom_bars import BottomBar

if TYPE_CHECKING:
    from quizapp.domain.attempts import QuizSpec
    from quizapp.ui.shell.page import Desk, Place


#: What Qt takes for no limit, in pixels.
_ANY_HEIGHT: Final = 16_777_215


class _CountBar(BottomBar):
    """A bar that grows with what it says."""

    @Slot()
    def _restyle(self) -> None:
        super()._restyle()
        self.setMaximumHeight(_ANY_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class QuestionsTab(PractiseTab):
    """The tab on which a learner puts a run together."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._has_open_run = False
        self._topics = TopicChoice()
        self._run = RunChoice()
        learner = desk.application.profiles.get(desk.learner_id)
        self._run.set_extra_time(learner.settings.extra_time)
        self._start = Button("Start", "primary", icon="play", large=True)
        self._start.setObjectName("start")
        self._clear = Button("Include all questions", "ghost", large=True)
        self._count = Label("", "heading", wrap=True)
        self._count.setObjectName("count")
        self._note = Label("", "label", "text2", weight=400, wrap=True)
        self._empty = EmptyState(
            "inbox",
            "No questions yet",
            "They appear here once a question bank has been read.",
        )
        self._parts = Reflow(self._topics, self._run, min_cell=360)
        self._sets = ReadySetsCard()
        self.setLayout(column(self._parts, self._sets, self._empty, spacing=16))
        words = column(None, self._count, self._note, None, spacing=0)
        content = row((words, 1), self._clear, self._start, spacing=12, margins=(0, 12, 0, 12))
        self.bar = self._bar = _CountBar(content, PAGE_WIDTH)
        self._topics.changed.connect(self._on_changed)
        self._run.changed.connect(self._on_changed)
        self._start.clicked.connect(self._on_start)
        self._clear.clicked.connect(self._run.clear_includes)
        self._sets.start_requested.connect(self._on_start_set)

    def refresh(self) -> None:
        """Show the topics as they are now and count again."""
        today = self.desk.application.practice.today(self.desk.learner_id)
        self._topics.show_topics(today.topics)
        self._sets.show_sets(self.desk.application.ready_sets.offered(self.desk.learner_id))
        self._has_open_run = today.open_run is not None
        has_topics = bool(today.topics)
        self._parts.setVisible(has_topics)
        self._bar.setVisible(has_topics)
        self._empty.setVisible(not has_topics)
        self._on_changed()

    def open_at(self, place: Place) -> None:
        """Tick the topic that was asked for."""
        if place.topic:
            self._topics.choose((place.topic,))
            self.moved.emit()

    @Slot()
    def _on_changed(self) -> None:
        spec = self._run.spec(self._topics.chosen())
        count = self.desk.application.practice.count(self.desk.learner_id, spec)
        text = f"{plural(count, 'question')} {'fits' if count == 1 else 'fit'}"
        if count == 0:
            text = "No question fits"
        if text != self._count.text():
            self._count.setText(text)
            announce(self._count, text)
        self._note.setText(self._note_on(spec, count))
        self._note.setVisible(bool(self._note.text()))
        self._clear.setVisible(count == 0 and bool(spec.include))
        self._start.setEnabled(count > 0)

    def _note_on(self, spec: QuizSpec, count: int) -> str:
        if count == 0:
            return "Choose more topics or include more questions."
        notes = []
        if spec.allowed_ms is not None:
            notes.append(f"You have {_duration(spec.allowed_ms)}.")
        if self._has_open_run:
            notes.append("This ends the run you left; its answers are kept.")
        return " ".join(notes)

    @Slot()
    def _on_start(self) -> None:
        spec = self._run.spec(self._topics.chosen())
        practice = self.desk.application.practice
        self.run_requested.emit(partial(practice.start, self.desk.learner_id, spec))

    @Slot(str)
    def _on_start_set(self, set_id: str) -> None:
        sets = self.desk.application.ready_sets
        self.run_requested.emit(partial(sets.start, self.desk.learner_id, set_id))


def _duration(allowed_ms: int) -> str:
    """Return a time limit as "7 minutes" or "7:30 minutes"."""
    whole, seconds = divmod(round(allowed_ms / 1000), 60)
    return minutes(whole) if seconds == 0 else f"{whole}:{seconds:02d} minutes"

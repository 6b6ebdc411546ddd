"""Practise: choose topics, questions, length and mode, and start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import minutes, plural
from quizapp.domain.attempts import Include, Mode, QuizSpec
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card, EmptyState
from quizapp.ui.components.choices import CheckBox, Segmented, Select
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import (
    EdgePanel,
    ScrollPage,
    box,
    clear_layout,
    column,
    row,
)
from quizapp.ui.components.pills import Pill
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.components.toast import announce
from quizapp.ui.shell.page import Page, Place

if TYPE_CHECKING:
    from quizapp.application.today_views import TopicView
    from quizapp.ui.shell.page import Desk

_LENGTHS: Final = (5, 10, 20, None)
_MODES: Final = (Mode.LEARN, Mode.TEST)
_LIMITS_MIN: Final = (None, 5, 10, 15, 20, 30, 45, 60)
_EXTRA: Final = (1.0, 1.25, 1.5, 2.0)
_INCLUDES: Final = (
    (Include.DUE, "Due for review"),
    (Include.NEW, "New to you"),
    (Include.MISSED, "Missed last time"),
    (Include.FLAGGED, "Flagged"),
    (Include.LOW_CONFIDENCE, "Guessed or unsure"),
)


class TopicChoice(Card):
    """The topics, any number of them."""

    changed = Signal()

    def __init__(self) -> None:
        self._boxes: dict[str, CheckBox] = {}
        self._rows = column(spacing=0)
        super().__init__(
            column(
                Label("Topics", "heading"),
                Label(
                    "Tick none to practise all of them.", "label", "text3", weight=400, wrap=True
                ),
                4,
                self._rows,
                None,
                spacing=4,
            )
        )

    def show_topics(self, topics: tuple[TopicView, ...]) -> None:
        """Offer these topics; ticks stay where a topic stays."""
        ticked = set(self.chosen())
        clear_layout(self._rows)
        self._boxes = {}
        for topic in topics:
            tick = CheckBox(topic.title, checked=topic.id in ticked)
            tick.setObjectName(f"topic-{topic.id}")
            tick.toggled.connect(self.changed)
            count = plural(topic.mastery.items, "question")
            tick.setAccessibleDescription(f"{count}, {topic.due} due")
            line = row((tick, 1), Label(count, "label", "text3", weight=400), spacing=10)
            if topic.due:
                line.addWidget(Pill(f"{topic.due} due", "warn"))
            self._rows.addLayout(line)
            self._boxes[topic.id] = tick
        self._order_tab_stops()

    def _order_tab_stops(self) -> None:
        """Let Tab come to the topics where they stand; what is made late would come last."""
        before: QWidget | None = self.previousInFocusChain()
        while before not in {None, self} and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        for tick in self._boxes.values():
            if before is not None:
                QWidget.setTabOrder(before, tick)
            before = tick

    def chosen(self) -> tuple[str, ...]:
        """Return the ticked topics."""
        return tuple(topic for topic, tick in self._boxes.items() if tick.isChecked())

    def choose(self, topic_ids: tuple[str, ...]) -> None:
        """Tick exactly these topics."""
        for topic, tick in self._boxes.items():
            tick.setChecked(topic in topic_ids)


class RunChoice(Card):
    """Which questions, how many, and when their answers are shown."""

    changed = Signal()

    def __init__(self) -> None:
        self._includes = {include: CheckBox(text) for include, text in _INCLUDES}
        for include, tick in self._includes.items():
            tick.setObjectName(f"include-{include.value}")
        self._length = Segmented(("5", "10", "20", "All"), 1, name="How many")
        self._mode = Segmented(("After each question", "At the end"), 0, name="Answers")
        self._limit = Select(
            [minutes(limit) if limit else "No limit" for limit in _LIMITS_MIN], name="Time limit"
        )
        self._extra = Segmented(("×1", "×1.25", "×1.5", "×2"), 0, name="Extra time")
        self._extra_field = Field("Extra time", self._extra)
        self._timed = box(
            row(Field("Time limit", self._limit), self._extra_field, None, spacing=16)
        )
        ticks = list(self._includes.values())
        super().__init__(
            column(
                Label("Questions", "heading"),
                Label("Tick none to include all of them.", "label", "text3", weight=400, wrap=True),
                4,
                Reflow(*ticks, min_cell=170, spacing=0),
                12,
                Label("How many", "heading"),
                self._length,
                12,
                Label("Show the answers", "heading"),
                self._mode,
                self._timed,
                None,
                spacing=4,
            )
        )
        for tick in ticks:
            tick.toggled.connect(self.changed)
        self._length.chosen.connect(self.changed)
        self._mode.chosen.connect(self._on_mode)
        self._limit.currentIndexChanged.connect(self._on_mode)
        self._extra.chosen.connect(self.changed)
        self._on_mode()

    def set_extra_time(self, factor: float) -> None:
        """Choose the learner's usual factor on time limits."""
        self._extra.set_current(_EXTRA.index(factor))

    @Slot()
    def clear_includes(self) -> None:
        """Include everything."""
        for tick in self._includes.values():
            tick.setChecked(False)

    def spec(self, topics: tuple[str, ...]) -> QuizSpec:
        """Return what is asked for."""
        is_test = _MODES[self._mode.current()] is Mode.TEST
        limit = _LIMITS_MIN[self._limit.currentIndex()] if is_test else None
        return QuizSpec(
            topics=topics,
            include=tuple(i for i, tick in self._includes.items() if tick.isChecked()),
            length=_LENGTHS[self._length.current()],
            mode=_MODES[self._mode.current()],
            time_limit_s=limit * 60 if limit else None,
            extra_time=_EXTRA[self._extra.current()] if limit else 1.0,
        )

    @Slot()
    def _on_mode(self) -> None:
        self._timed.setVisible(_MODES[self._mode.current()] is Mode.TEST)
        self._extra_field.setEnabled(_LIMITS_MIN[self._limit.currentIndex()] is not None)
        self.changed.emit()


class PractisePage(Page):
    """The page on which a learner puts a run together."""

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
        title = Label("Practise", "display", wrap=True)
        self._scroll = ScrollPage(column(title, self._parts, self._empty, None, spacing=16))
        self._bar = EdgePanel("top")
        words = column(None, self._count, self._note, None, spacing=0)
        self._bar.setLayout(
            row((words, 1), self._clear, self._start, spacing=12, margins=(32, 12, 32, 12))
        )
        self.setLayout(column((self._scroll, 1), self._bar, spacing=0))
        self._topics.changed.connect(self._on_changed)
        self._run.changed.connect(self._on_changed)
        self._start.clicked.connect(self._on_start)
        self._clear.clicked.connect(self._run.clear_includes)

    def refresh(self) -> None:
        """Show the topics as they are now and count again."""
        today = self.desk.application.practice.today(self.desk.learner_id)
        self._topics.show_topics(today.topics)
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
            self._scroll.scroll_to_top()

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
        self.start_run(partial(self.desk.application.practice.start, self.desk.learner_id, spec))


def _duration(allowed_ms: int) -> str:
    """Return a time limit as "7 minutes" or "7:30 minutes"."""
    whole, seconds = divmod(round(allowed_ms / 1000), 60)
    return minutes(whole) if seconds == 0 else f"{whole}:{seconds:02d} minutes"

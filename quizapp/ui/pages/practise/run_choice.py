"""The two cards of a run: its topics, and which questions, how many and in which mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import minutes, plural
from quizapp.domain.attempts import Include, Mode, QuizSpec
from quizapp.ui.components.cards import Card
from quizapp.ui.components.choices import CheckBox, Segmented, Select
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, clear_layout, column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.components.reflow import Reflow

if TYPE_CHECKING:
    from quizapp.application.today_views import TopicView

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

"""The left side of the set builder: find questions, tick them, and put them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizapp.application.fill_words import KIND_WORDS
from quizapp.application.phrases import plural
from quizapp.application.words import LEVELS
from quizapp.domain.assignments import AssignmentMode
from quizapp.domain.kinds import SCENARIO
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card, EmptyState, Skeleton
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.trainer.question_table import QuestionTable
from quizapp.ui.trainer.set_fields import ValueSelect

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.application.question_pool import Pool, PoolQuestion
    from quizapp.domain.items import Level
    from quizapp.domain.set_drafts import SetDraft

_ALL, _PICKED = 0, 1


class QuestionCard(Card):
    """All questions with filters, or those of the set in their order.

    Attributes:
        ticked: questions are to be in the set or not; carries their ids.
        moved: a question is to stand at another place of the set; carries its id and the place.
        opened: a question is to be looked at; carries its id.
        shuffled: the set is to be put in an order of chance.
        swept: what is not there any more is to be taken out of the set.
    """

    ticked = Signal(object, bool)
    moved = Signal(str, int)
    opened = Signal(str)
    shuffled = Signal()
    swept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pool: Pool | None = None
        self._draft: SetDraft | None = None
        self._by_id: dict[str, PoolQuestion] = {}
        self._stems: list[tuple[str, PoolQuestion]] = []
        self.table = QuestionTable()
        self.table.questions.ticked.connect(self.ticked)
        self.table.moved.connect(self.moved)
        self.table.opened.connect(self.opened)
        self._view = Segmented(["All questions", "Picked"], _ALL, name="What to show")
        self._view.chosen.connect(self._on_view)
        self.search = TextField(placeholder="Search", icon="search", name="Search questions")
        self.search.textChanged.connect(self._on_filter)
        self._topic = ValueSelect([""], self._topic_words, name="Topic")
        self._level = ValueSelect([None, *LEVELS], _level_words, name="Level")
        self._kind = ValueSelect(["", *KIND_WORDS], _kind_words, name="Kind")
        for select in (self._topic, self._level, self._kind):
            select.value_chosen.connect(self._on_filter)
        self._filters = self._make_filters()
        self._order = self._make_order()
        self._count = Label("", "caption", "text3")
        self._skeleton = Skeleton(6)
        clear = Button("Clear filters")
        clear.clicked.connect(self._on_clear)
        self._nothing = EmptyState(
            "search", "No question fits", "Other words or fewer filters find more.", clear
        )
        self._none_picked = EmptyState(
            "list-checks", "Nothing picked yet", "Tick questions, or fill the set by topic."
        )
        self._stack = QStackedWidget()
        for part in (self._skeleton, self.table, self._nothing, self._none_picked):
            self._stack.addWidget(part)
        content = column(
            row(self._view, None, self._count, spacing=12),
            self._filters,
            self._order,
            (self._stack, 1),
            spacing=12,
            margins=(16, 16, 16, 16),
        )
        self.setLayout(content)
        self._order.hide()

    def _make_filters(self) -> QWidget:
        first = row((self.search, 3), (self._topic, 2), spacing=8)
        return box(column(first, row((self._level, 1), (self._kind, 1), spacing=8), spacing=8))

    def _make_order(self) -> QWidget:
        self._up = Button(kind="ghost", icon="arrow-up", name="Move up", tip="Move up (Alt+↑)")
        self._down = Button(
            kind="ghost", icon="arrow-down", name="Move down", tip="Move down (Alt+↓)"
        )
        shuffle = Button("Shuffle", "ghost", icon="shuffle")
        self._sweep = Button("", "ghost", icon="trash")
        self._up.clicked.connect(self._on_up)
        self._down.clicked.connect(self._on_down)
        shuffle.clicked.connect(self.shuffled)
        self._sweep.clicked.connect(self.swept)
        hint = Label(
            "Drag, or Alt with ↑ and ↓, to put them in order", "caption", "text3", elide=True
        )
        return box(row(self._up, self._down, shuffle, self._sweep, (hint, 1), spacing=4))

    def show_pool(self, pool: Pool) -> None:
        """Offer other questions."""
        self._pool = pool
        self._by_id = {one.id: one for one in pool.questions}
        self._stems = [(one.stem.casefold(), one) for one in pool.questions]
        topics = {one.sort.topic for one in pool.questions}
        offered = ["", *(topic for topic in pool.titles if topic in topics)]
        chosen = self._topic.value()
        self._topic.set_values(offered, chosen if chosen in offered else "")
        self.search.setPlaceholderText(f"Search {plural(len(pool.questions), 'question')}")
        self._show_rows()

    def show_draft(self, draft: SetDraft) -> None:
        """Tick the questions of a draft, and show their order."""
        before, self._draft = self._draft, draft
        self.table.questions.set_picked(frozenset(draft.items))
        self.table.show_hidden(draft.plan.mode is AssignmentMode.EXAM)
        missing = len(draft.items) - sum(item in self._by_id for item in draft.items)
        self._sweep.setText(f"Take out {missing} missing")
        self._sweep.setVisible(bool(missing and self._by_id))
        self._view.button(_PICKED).set_label(f"Picked ({len(draft.items)})")
        is_other_mode = before is not None and before.plan.mode is not draft.plan.mode
        if is_other_mode:
            kinds, kind = self._kinds(), self._kind.value()
            self._kind.set_values(kinds, kind if kind in kinds else "")
        changed = before is None or before.items != draft.items
        if is_other_mode or (self._shows_picked and changed):
            self._show_rows()

    def show_picked(self) -> None:
        """Show the questions of the set in their order."""
        self._view.set_current(_PICKED)
        self._on_view()

    @property
    def _is_exam(self) -> bool:
        return self._draft is not None and self._draft.plan.mode is AssignmentMode.EXAM

    def _kinds(self) -> list[str]:
        """Return the kinds to filter by: an exam cannot ask scenarios."""
        return ["", *(kind for kind in KIND_WORDS if not (self._is_exam and kind == SCENARIO))]

    @property
    def _shows_picked(self) -> bool:
        return self._view.current() == _PICKED

    def _show_rows(self) -> None:
        if self._pool is None or self._draft is None:
            return
        current = self.table.current_id()
        if self._shows_picked:
            rows = [self._by_id[item] for item in self._draft.items if item in self._by_id]
        else:
            rows = self._found()
        self.table.questions.show_rows(rows, self._pool.titles)
        self.table.choose(current)
        empty = self._none_picked if self._shows_picked else self._nothing
        self._stack.setCurrentWidget(self.table if rows else empty)
        shown, there = len(rows), len(self._pool.questions)
        self._count.setText("" if self._shows_picked or shown == there else f"{shown} of {there}")

    def _found(self) -> list[PoolQuestion]:
        needle = " ".join(self.search.text().casefold().split())
        topic, kind = self._topic.value(), self._kind.value()
        level: Level | None = self._level.value()
        return [
            one
            for stem, one in self._stems
            if (not topic or one.sort.topic == topic)
            and (level is None or one.sort.level == level)
            and (not kind or one.sort.kind == kind)
            and not (self._is_exam and one.sort.kind == SCENARIO)
            and (not needle or needle in stem or needle == one.id)
        ]

    def _topic_words(self, topic: str) -> str:
        return self._pool.titles[topic] if self._pool and topic else "All topics"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that there is no room for."""
        super().resizeEvent(event)
        self.table.fit_columns(self.table.width())

    @Slot()
    def _on_filter(self) -> None:
        self._show_rows()

    def show_all(self) -> None:
        """Offer all questions, whatever was looked for before."""
        self._topic.set_value("")
        self._level.set_value(None)
        self._kind.set_value("")
        self.search.clear()
        self._view.set_current(_ALL)
        self._on_view()

    @Slot()
    def _on_clear(self) -> None:
        self.show_all()
        self.search.setFocus()

    @Slot()
    def _on_view(self) -> None:
        self._filters.setVisible(not self._shows_picked)
        self._order.setVisible(self._shows_picked)
        self.table.set_movable(self._shows_picked)
        self._show_rows()

    @Slot()
    def _on_up(self) -> None:
        self._move(-1)

    @Slot()
    def _on_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        item_id = self.table.current_id()
        if item_id and self._draft is not None:
            self.moved.emit(item_id, self._draft.items.index(item_id) + step)


def _level_words(level: Level | None) -> str:
    return "Any level" if level is None else LEVELS[level]


def _kind_words(kind: str) -> str:
    return KIND_WORDS[kind] if kind else "Any kind"

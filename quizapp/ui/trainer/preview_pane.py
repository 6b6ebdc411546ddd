"""A set as a learner sees it, question by question; an exam shows no answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from quizapp.domain.assignments import AssignmentMode, Feedback
from quizapp.domain.scenario_items import ScenarioItem
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import EdgePanel, column, row
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.session.run_view import RunView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.scenario_paths import ScenarioPath
    from quizapp.application.views import QuestionView
    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.domain.items import Item
    from quizapp.domain.set_drafts import SetDraft
    from quizapp.ui.shell.page import Desk


class PreviewPane(QWidget):
    """Goes through the questions of a draft in the learner's own view.

    Attributes:
        left: enough was seen.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._items: Sequence[Item] = ()
        self._is_exam = False
        self._question: QuestionView | None = None
        self._shows_answers = False
        back = Button("Back to the set", "ghost", icon="arrow-left")
        back.clicked.connect(self.left)
        self._back = back
        self._title = Label("", "heading", elide=True)
        self._about = Label("", "caption", "text2", wrap=True)
        self._count = Label("", "label", "text2", tabular=True)
        self._run = RunView()
        self._run.changed.connect(self._on_changed)
        self._before = Button("Previous", icon="chevron-left", large=True)
        self._next = Button("Next", icon="chevron-right", trailing_icon=True, large=True)
        self._check = Button("Check answer", "primary", large=True)
        self._before.clicked.connect(self._on_before)
        self._next.clicked.connect(self._on_next)
        self._check.clicked.connect(self._on_check)
        top, bottom = EdgePanel("bottom"), EdgePanel("top")
        words = column(self._title, self._about, spacing=0)
        top.setLayout(row(back, (words, 1), self._count, spacing=12, margins=(16, 8, 24, 8)))
        buttons = row(self._before, None, self._check, self._next, spacing=8)
        buttons.setContentsMargins(24, 12, 24, 12)
        bottom.setLayout(buttons)
        self._scenario: ScenarioPage | None = None
        self._path: ScenarioPath | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._run)
        self.setLayout(column(top, (self._stack, 1), bottom, spacing=0))
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_enter)

    def open(
        self,
        draft: SetDraft,
        items: Sequence[Item],
        item_id: str = "",
    ) -> None:
        """Show the questions, `item_id` or the first one first."""
        self._items = items
        self._is_exam = draft.plan.mode is AssignmentMode.EXAM
        self._shows_answers = draft.plan.feedback is not Feedback.NEVER
        self._title.setText(draft.plan.title.strip() or "Untitled set")
        self._about.setText(self._about_words(draft.plan))
        ids = [item.id for item in items]
        self._show(ids.index(item_id) if item_id in ids else 0)
        self._back.setFocus()

    def _about_words(self, plan: AssignmentPlan) -> str:
        seen = "As a learner sees it"
        if plan.shuffles_questions:
            seen += "; each gets another order"
        if self._is_exam:
            return f"{seen}. This is an exam: no answers are shown."
        if not self._shows_answers:
            return f"{seen}. No answers are shown."
        return f"{seen}. Nothing is recorded."

    def _show(self, position: int) -> None:
        item = self._items[position]
        preview = self._desk.application.set_preview
        self._question = preview.question(self._items, position, is_exam=self._is_exam)
        if isinstance(item, ScenarioItem):
            self._play(item)
        else:
            self._stack.setCurrentWidget(self._run)
            self._run.show_question(self._question, single_keys=False)
            self._run.scroll_to_top()
        self._count.setText(f"{position + 1} of {len(self._items)}")
        self._before.setEnabled(position > 0)
        self._next.setEnabled(position + 1 < len(self._items))
        is_scenario = isinstance(item, ScenarioItem)
        self._check.setVisible(self._shows_answers and not is_scenario)
        if not is_scenario:
            self._check.setText(self._run.pane.view.check_text())
        self._check.setEnabled(False)

    def _play(self, item: ScenarioItem) -> None:
        """Let a scenario be played from its beginning."""
        if self._scenario is None:
            self._scenario = ScenarioPage(self._desk.look, is_part=True)
            self._scenario.finished.connect(self._on_done)
            self._scenario.retry_requested.connect(self._on_retry)
            self._scenario.frame.end_bar.done.setText("Play it again")
            self._scenario.frame.scene.actions_pane.hide_keys()
            self._stack.addWidget(self._scenario)
        application = self._desk.application
        today = application.clock.today()
        self._path = application.set_preview.scenario(item, today, is_told=self._shows_answers)
        self._stack.setCurrentWidget(self._scenario)
        self._scenario.start(self._path)

    @Slot()
    def _on_done(self) -> None:
        assert self._question is not None
        self._show(self._question.position)

    @Slot()
    def _on_retry(self) -> None:
        assert self._path is not None
        assert self._scenario is not None
        self._path = self._path.retry_from_first_mistake()
        self._scenario.start(self._path)

    @Slot()
    def _on_enter(self) -> None:
        """Do what Enter is for in a scenario, or press the button that has the focus."""
        focused = self.focusWidget()
        is_playing = self._scenario is not None and self._stack.currentWidget() is self._scenario
        if is_playing and self._scenario is not None and self._scenario.isAncestorOf(focused):
            self._scenario.enter()
        elif isinstance(focused, QPushButton):
            focused.click()

    @Slot()
    def _on_changed(self) -> None:
        self._check.setEnabled(self._run.pane.answer() is not None)
        self._check.setText(self._run.pane.view.check_text())

    @Slot()
    def _on_check(self) -> None:
        answer = self._run.pane.answer()
        if answer is None or self._question is None:
            return
        application = self._desk.application
        feedback = application.set_preview.feedback(
            self._question, answer, application.clock.today()
        )
        self._run.show_feedback(feedback)
        self._check.hide()
        (self._next if self._next.isEnabled() else self._back).setFocus()

    @Slot()
    def _on_before(self) -> None:
        self._step(-1)

    @Slot()
    def _on_next(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        assert self._question is not None
        self._show(self._question.position + by)

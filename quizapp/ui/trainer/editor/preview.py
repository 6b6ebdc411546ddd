"""The learner's view of the draft: it can be answered, and tells what learners are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import EdgePanel, column, page_side, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.session.run_view import RunView
from quizapp.ui.shell.page import Place

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.application.views import QuestionView
    from quizapp.ui.trainer.editor.model import EditorModel


class Preview(QWidget):
    """What learners see, and below it the button that checks an answer.

    Attributes:
        place_requested: a source or a diagram is to be looked up; carries a `Place`.
    """

    place_requested = Signal(object)

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self._question: QuestionView | None = None
        self._is_answered = False
        self._run = RunView()
        self._nothing = EmptyState(
            "eye-off", "Nothing to show yet", "Choose a diagram and two of its parts first."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._run)
        self._stack.addWidget(self._nothing)
        self._check = Button("Check answer")
        self._check.setObjectName("preview-check")
        bar = EdgePanel("top")
        title = Label("As learners see it", "label", "text2")
        self._bar = row(title, None, self._check, spacing=8)
        bar.setLayout(self._bar)
        self.setLayout(column((self._stack, 1), bar, spacing=0))
        self._check.clicked.connect(self._on_check)
        self._run.show_source_requested.connect(self._on_source)
        self._run.diagram_requested.connect(self._on_diagram)
        self._ask()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the draft as it is now; a question that has not changed stays as it was answered."""
        model = self._model
        question = model.authoring.previewer.question(model.draft, model.registers)
        if question == self._question:
            return
        self._question = question
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar as far from the sides as the question above it."""
        super().resizeEvent(event)
        side = page_side(self)
        self._bar.setContentsMargins(side, 8, side, 8)

    def _ask(self) -> None:
        self._is_answered = False
        self._check.setText("Check answer")
        self._check.setEnabled(self._question is not None)
        if self._question is None:
            self._stack.setCurrentWidget(self._nothing)
            return
        self._run.show_question(self._question, single_keys=False)
        self._stack.setCurrentWidget(self._run)

    @Slot(str, str)
    def _on_source(self, document_id: str, claim_id: str) -> None:
        self.place_requested.emit(Place(page="sources", document_id=document_id, claim_id=claim_id))

    @Slot(str)
    def _on_diagram(self, diagram_id: str) -> None:
        self.place_requested.emit(Place(page="practise", diagram=diagram_id))

    @Slot()
    def _on_check(self) -> None:
        assert self._question is not None
        if self._is_answered:
            self._ask()
            return
        answer = self._run.pane.answer()
        if answer is None:
            show_toast(self, self._run.pane.view.missing)
            return
        model = self._model
        feedback = model.authoring.previewer.feedback(self._question, answer, model.registers)
        self._run.show_feedback(feedback)
        self._is_answered = True
        self._check.setText("Ask again")

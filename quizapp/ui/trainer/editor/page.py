"""The editor of one question: form, learner's view and findings, with undo and publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from quizapp.application.authoring_views import KIND_TITLES
from quizapp.domain.banks import Severity
from quizapp.domain.errors import UserError
from quizapp.domain.rewording import Change
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import EdgePanel, box, column, row
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.dialogs import show_error
from quizapp.ui.theme import theme
from quizapp.ui.trainer.editor.change_dialog import ask_change
from quizapp.ui.trainer.editor.findings import FindingsPanel, count_words
from quizapp.ui.trainer.editor.form import EditorForm
from quizapp.ui.trainer.editor.preview import Preview
from quizapp.ui.trainer.tab import back_with_escape

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from quizapp.ui.trainer.editor.model import EditorModel

_SIDE_BY_SIDE_FROM: Final = 860
_SHOW_AFTER_MS: Final = 150
_FORM, _VIEW = 0, 1


class EditorPage(QWidget):
    """Edits one question until it is left; whatever is written is kept.

    Attributes:
        left: the author goes back to the list.
        published: carries the id of the question that has been published.
    """

    left = Signal()
    published = Signal(str)

    def __init__(self, model: EditorModel) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        self.form, self.preview = EditorForm(model), Preview(model)
        self.findings = FindingsPanel()
        self._back = Button("Questions", "ghost", icon="arrow-left", name="Back to the questions")
        self._back.setObjectName("editor-back")
        self._title = Label(KIND_TITLES[model.draft.kind], "heading", elide=True)
        self._state = Label("Nothing changed yet", "caption", "text3", elide=True)
        self._state.setObjectName("editor-state")
        self._sides = Segmented(["Write", "Preview"], 0, name="What is shown")
        self._sides.setObjectName("editor-sides")
        self._undo = Button("Undo", "ghost", tip="Undo (Ctrl+Z)")
        self._undo.setObjectName("undo")
        self._redo = Button("Redo", "ghost", tip="Redo (Ctrl+Shift+Z)")
        self._redo.setObjectName("redo")
        self._publish = Button("Publish…", "primary", tip="Publish (Ctrl+Return)")
        self._publish.setObjectName("publish")
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOW_AFTER_MS)
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        bar = EdgePanel("bottom")
        self._words = box(column(None, self._title, self._state, None, spacing=0))
        bar.setLayout(
            row(
                self._back,
                (self._words, 1),
                self._sides,
                None,
                self._undo,
                self._redo,
                self._publish,
                spacing=8,
                margins=(16, 8, 24, 8),
            )
        )
        self._middle = row((self.form, 1), (self.preview, 1), spacing=0)
        foot = EdgePanel("top")
        foot.setLayout(column(self.findings, spacing=0, margins=(0, 1, 0, 0)))
        self.setLayout(column(bar, (box(self._middle), 1), foot, spacing=0))

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._on_changed)
        model.kept.connect(self._on_kept)
        model.parted.connect(self._on_parted)
        self._timer.timeout.connect(self.refresh)
        self._back.clicked.connect(self.leave)
        back_with_escape(self, self._back)
        self._undo.clicked.connect(model.undo)
        self._redo.clicked.connect(model.redo)
        self._publish.clicked.connect(self._on_publish)
        self._sides.chosen.connect(self._on_side)
        self.findings.field_requested.connect(self._on_field)
        keys = (
            ("Ctrl+Z", model.undo),
            ("Ctrl+Shift+Z", model.redo),
            ("Ctrl+Y", model.redo),
            ("Ctrl+Return", self._on_publish),
            ("Ctrl+S", self._on_save),
        )
        for key, deed in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    @Slot()
    def refresh(self) -> None:
        """Show the learner's view and the findings of what is written now."""
        model = self.model
        self.preview.refresh()
        self.findings.show_findings(model.authoring.publishing.findings(model.draft, model.context))
        self._undo.setEnabled(model.can_undo)
        self._redo.setEnabled(model.can_redo)

    def begin(self) -> None:
        """Give the keyboard to the first text to write: the case, or the question."""
        is_case = self.model.draft.kind == "vignette"
        self.form.focus_field("case_text" if is_case else "stem")

    @Slot()
    def leave(self) -> None:
        """Go back to the list; what is written is kept first."""
        self.model.keep()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is written whenever another screen comes, or the window closes."""
        self._timer.stop()
        self.model.keep()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was written last."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one side at a time where there is no room for both."""
        super().resizeEvent(event)
        self._show_sides()

    def _show_sides(self) -> None:
        is_wide = self.width() >= theme.px(_SIDE_BY_SIDE_FROM)
        self._sides.setVisible(not is_wide)
        self._words.setVisible(is_wide)
        self.findings.fit(self.height())
        self.form.setVisible(is_wide or self._sides.current() == _FORM)
        self.preview.setVisible(is_wide or self._sides.current() == _VIEW)

    @Slot(int)
    def _on_side(self, _index: int) -> None:
        self._show_sides()

    @Slot(str, str)
    def _on_field(self, name: str, part: str) -> None:
        self._sides.set_current(_FORM)
        self._show_sides()
        self.form.focus_field(name, part)

    @Slot()
    def _on_changed(self) -> None:
        if not self.model.is_kept:
            self._state.setText("Not kept yet")
        self._undo.setEnabled(self.model.can_undo)
        self._redo.setEnabled(self.model.can_redo)
        if self.isVisible():
            self._timer.start()

    @Slot(str)
    def _on_kept(self, problem: str) -> None:
        self._state.setText(problem or "Draft kept")
        if problem:
            show_toast(self, problem)

    @Slot()
    def _on_parted(self) -> None:
        """Say that two windows went ways of their own."""
        show_toast(self, "Another window wrote on this question, so this is now one of its own")

    @Slot()
    def _on_save(self) -> None:
        self.model.keep()
        announce(self, "Draft kept")

    @Slot()
    def _on_publish(self) -> None:
        """Publish, or say what is in the way; ask what the change is where that is not plain."""
        model = self.model
        model.keep()
        self.refresh()
        if not model.is_current():
            show_error(
                self,
                "This question was changed in another window.",
                "Go back to the list and open it again, to publish it as it is now.",
            )
            return
        findings = model.authoring.publishing.findings(model.draft, model.context)
        errors = [one for one in findings if one.level is Severity.ERROR]
        if errors:
            show_toast(self, count_words(findings))
            self._on_field(errors[0].field, errors[0].part)
            return
        suggestion = model.authoring.publishing.change(model.draft)
        change: Change | None = suggestion.change
        if not suggestion.is_certain:
            change = ask_change(self, suggestion)
        if change is None:
            return
        try:
            item = model.authoring.publishing.publish(model.draft, change, model.context)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        model.forget()
        self.published.emit(item.id)

"""What learners put on a question, flag, note, report, wish, and the words it explains to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor

from quizapp.domain.errors import UserError
from quizapp.ui.components.inputs import Field, TextArea
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import Dialog, show_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from quizapp.application.quiz_session import QuizSession
    from quizapp.application.views import GlossView, QuestionView
    from quizapp.domain.registers import Term
    from quizapp.ui.session.frame import SessionFrame


class ItemTools(QObject):
    """Keeps marks on the question that is shown; what could not be saved is not shown as done."""

    def __init__(self, frame: SessionFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._session: QuizSession | None = None
        self._item_id = self._note = ""
        self._is_flagged = False
        self._words: tuple[Term, ...] = ()
        frame.top.flag.clicked.connect(self.toggle_flag)
        frame.top.note.clicked.connect(self.edit_note)
        frame.feedback_bar.report.clicked.connect(self.report)
        frame.feedback_bar.sooner_wished.connect(self.ask_sooner)

    def attend(self, session: QuizSession, question: QuestionView, gloss: GlossView) -> None:
        """Work on a question from now on, with the words that are explained in it."""
        self._session = session
        self._words = gloss.terms
        self._item_id, self._note = question.item.id, question.note
        self._is_flagged = question.is_flagged

    @Slot()
    def toggle_flag(self) -> None:
        """Flag the question for later, or take the flag away."""
        session, wanted = self._session, not self._is_flagged
        assert session is not None
        if self._is_done(lambda: session.marks.set_flag(self._item_id, on=wanted)):
            self._is_flagged = wanted
        self._frame.top.show_flag(is_on=self._is_flagged)

    @Slot()
    def show_words(self) -> None:
        """Explain the words of the question."""
        if not self._words:
            show_toast(self._frame, "No words are explained here.")
            return
        from quizapp.ui.session.words_panel import show_words

        show_words(self._frame, self._words)

    @Slot(bool)
    def ask_sooner(self, wanted: bool) -> None:
        """Put the question first into the next run, or take that back."""
        session = self._session
        assert session is not None
        if not self._is_done(lambda: session.marks.ask_sooner(self._item_id, on=wanted)):
            self._frame.feedback_bar.show_sooner(is_on=not wanted)
            return
        self._frame.feedback_bar.show_sooner(is_on=wanted)
        words = "It comes first in your next review." if wanted else "It comes back when it is due."
        show_toast(self._frame, words)

    @Slot()
    def edit_note(self) -> None:
        """Let the learner write a note to themselves."""
        session, item_id = self._session, self._item_id
        assert session is not None
        written = ask_paragraph(
            self._frame,
            "Note to self",
            "Your note",
            "Save note",
            text=self._note,
            help="Shown with the feedback on this question.",
        )
        if written is None or written == self._note:
            return
        if not self._is_done(lambda: session.marks.save_note(item_id, written)):
            return
        show_toast(self._frame, "Note saved." if written else "Note taken away.")
        if item_id == self._item_id:
            self._note = written
            self._frame.show_note(written)

    @Slot()
    def report(self) -> None:
        """Let the learner say what is wrong with the question; it can be taken back."""
        session, item_id = self._session, self._item_id
        assert session is not None
        text = ask_paragraph(
            self._frame,
            "What is wrong with this question?",
            "What you found",
            "Report",
            help="Kept on this computer with the question and its version, for export.",
            needs_text=True,
        )
        if not text:
            return
        made: list[str] = []
        if self._is_done(lambda: made.append(session.marks.report_problem(item_id, text))):
            show_toast(
                self._frame,
                "Problem reported.",
                action="Undo",
                on_action=lambda: self._withdraw(session, made[0]),
            )

    def _withdraw(self, session: QuizSession, report_id: str) -> None:
        self._is_done(lambda: session.marks.withdraw_report(report_id))

    def _is_done(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except UserError as error:
            show_error(self._frame, error.message, error.hint)
            return False
        return True


def ask_paragraph(
    parent: QWidget,
    title: str,
    label: str,
    action: str,
    *,
    text: str = "",
    help: str = "",  # noqa: A002 - what it is called everywhere
    needs_text: bool = False,
) -> str | None:
    """Ask for a few lines of text, trimmed; None when it was called off.

    Args:
        parent: the widget that asks.
        title: the question.
        label: what to enter.
        action: the verb that takes the text.
        text: what stands there to begin with.
        help: a sentence below the field.
        needs_text: whether the verb can be pressed only once something is written.
    """
    dialog = Dialog(parent, title)
    entry = TextArea(text, name=label)
    entry.setObjectName("asked_paragraph")
    dialog.body.addWidget(Field(label, entry, help=help))
    dialog.add_action("Cancel", accept=False)
    go = dialog.add_action(action, "primary", accept=True)
    if needs_text:
        go.setEnabled(bool(text))
        entry.textChanged.connect(lambda: go.setEnabled(bool(entry.toPlainText().strip())))
    entry.moveCursor(QTextCursor.MoveOperation.End)
    entry.setFocus()
    return entry.toPlainText().strip() if dialog.ask() else None

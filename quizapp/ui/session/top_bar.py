"""The bar above a run: leave, how far one is, the time, a note and the flag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy

from quizapp.application.views import SlotMark
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import EdgePanel, row
from quizapp.ui.components.meters import SegmentBar
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from quizapp.application.views import QuestionView

_HEIGHT: Final = 56
#: Only full points are right, so what is partly right has the colour of what is not.
_SEGMENTS: Final = {
    SlotMark.OPEN: "open",
    SlotMark.NOW: "now",
    SlotMark.RIGHT: "right",
    SlotMark.PARTLY: "wrong",
    SlotMark.WRONG: "wrong",
    SlotMark.DONE: "done",
}


class TopBar(EdgePanel):
    """Shows where one is in the run; its buttons are public for the page to connect."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.leave = Button(
            kind="ghost", icon="x", name="Leave; your answers are kept", tip="Leave"
        )
        self.note = Button(kind="ghost", icon="note", name="Note to self", tip="Note to self")
        self.flag = Button("Flag", "ghost", icon="flag")
        self.flag.setCheckable(True)
        self.leave.setObjectName("leave")
        self.note.setObjectName("note")
        self.flag.setObjectName("flag")
        self._segments = SegmentBar()
        self._count = Label("", "label", "text2", tabular=True)
        self._time = Label("", "label", "text2", tabular=True)
        self._time.setObjectName("time")
        self.setLayout(
            row(
                self.leave,
                (self._segments, 1),
                self._count,
                self._time,
                self.note,
                self.flag,
                spacing=16,
                margins=(22, 0, 22, 0),
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_question(self, question: QuestionView) -> None:
        """Show where in its run a question stands, and whether it has a flag and a note."""
        self._segments.set_states([_SEGMENTS[mark] for mark in question.marks])
        self._count.setText(f"{question.position + 1} of {question.total}")
        self.show_flag(is_on=question.is_flagged)
        self.show_note(is_there=bool(question.note))

    def show_flag(self, *, is_on: bool) -> None:
        """Show whether the question is flagged."""
        self.flag.setChecked(is_on)
        self.flag.set_icon("flag-filled" if is_on else "flag")
        self.flag.setText("Flagged" if is_on else "Flag")

    def show_note(self, *, is_there: bool) -> None:
        """Show whether there is a note on the question."""
        self.note.set_kind("default" if is_there else "ghost")
        self.note.set_name("Read or change your note to self" if is_there else "Note to self")

    @Slot(str)
    def show_time(self, words: str) -> None:
        """Show the time, if it is shown at all."""
        self._time.setText(words)
        self._time.setAccessibleName(f"Time {words}")

    def show_timer(self, *, is_on: bool) -> None:
        """Show or hide the time."""
        self._time.setVisible(is_on)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(_HEIGHT) + 1)

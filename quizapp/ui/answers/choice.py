"""What kinds with one set of options have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.option_list import OptionList
from quizapp.ui.components.layouts import column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from quizapp.application.views import QuestionView


class ChoiceView(AnswerView):
    """One column of options."""

    def __init__(self, *, multiple: bool = False) -> None:
        """Make an empty column, to choose one or several from."""
        super().__init__()
        self.options = OptionList(multiple=multiple)
        self.options.changed.connect(self.changed)
        self.options.entered.connect(self.reveal_requested)
        self.setLayout(column(self.options))

    def ask(self, question: QuestionView) -> None:
        """Show the options with none chosen."""
        self.options.ask(question.option_sets[0])

    def choose(self, index: int) -> bool:
        """Choose an option by its number; where several can be chosen, again means not."""
        return self.options.choose(index)

    def focus_first(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the first option that is chosen, or to the first of all."""
        self.options.focus_start(reason)

    def choices(self) -> int:
        """Return the number of options."""
        return len(self.options.tiles)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the place of the options."""
        return (self.options.tab_stop,)

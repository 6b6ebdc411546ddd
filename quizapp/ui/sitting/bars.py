"""The bars of a set: what stands above its questions, and what goes on below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QBoxLayout

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.layouts import row
from quizapp.ui.session.bottom_bars import BottomBar, GoOnButton, QuestionBar
from quizapp.ui.session.top_bar import TopBar

if TYPE_CHECKING:
    from quizapp.application.views import QuestionView

PANE_WIDTH: Final = 760
_SPACING: Final = 12


class SittingTopBar(TopBar):
    """The bar of a run, with a way to all questions in place of notes."""

    def __init__(self) -> None:
        super().__init__()
        self.note.hide()
        self.overview = Button("All questions", "ghost", icon="list-checks")
        self.overview.setObjectName("overview")
        self.leave.set_name("Leave; your answers are kept")
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(layout.indexOf(self.flag), self.overview)

    def show_question(self, question: QuestionView) -> None:
        """Show where in the set a question stands, and whether it is flagged."""
        super().show_question(question)
        self.flag.show()
        self.overview.show()

    def show_overview(self) -> None:
        """Show the list of all questions: nothing is flagged there."""
        self.flag.hide()
        self.overview.hide()


class SittingBar(QuestionBar):
    """Back, how sure one is, and the button that saves and goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.back = Button("Back", "ghost", icon="arrow-left", name="Back to the question before")
        self.back.setObjectName("back")
        self.content.insertWidget(0, self.back)


class PaneBar(BottomBar):
    """Two or three things to do at the start, before handing in and at the end."""

    def __init__(self) -> None:
        self.first = Button("", "ghost")
        self.second = Button("")
        self.go = GoOnButton("", "primary", large=True)
        for button, name in ((self.first, "first"), (self.second, "second"), (self.go, "go")):
            button.setObjectName(name)
        super().__init__(row(self.first, None, self.second, self.go, spacing=_SPACING), PANE_WIDTH)

    def show_actions(self, first: str, second: str, go: str) -> None:
        """Name the buttons; one without a name is not there."""
        for button, text in ((self.first, first), (self.second, second), (self.go, go)):
            button.setVisible(bool(text))
            if text:
                button.setText(text)
        self.fit()

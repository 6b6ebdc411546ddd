"""The bars above and below a scenario."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import EmergencyLine
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import EdgePanel, row
from quizapp.ui.components.pills import KeyHint
from quizapp.ui.scenario.clock import SimulatedClock
from quizapp.ui.session.bottom_bars import BottomBar, GoOnButton
from quizapp.ui.session.columns import WIDE
from quizapp.ui.theme import theme

_HEIGHT: Final = 56
_SPACING: Final = 12
_DO: Final = "Do this"
_AGAIN: Final = "Try again"


class ScenarioTopBar(EdgePanel):
    """Leave, the title, and the simulated clock."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.leave = Button(
            kind="ghost", icon="x", name="Leave; you go on from here next time", tip="Leave"
        )
        self.leave.setObjectName("leave")
        self._title = Label("", "heading", elide=True)
        self.clock = SimulatedClock()
        self.setLayout(
            row(self.leave, (self._title, 1), self.clock, spacing=16, margins=(22, 0, 32, 0))
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_title(self, title: str) -> None:
        """Show which scenario it is."""
        self._title.setText(title)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(_HEIGHT) + 1)


class ActionBar(BottomBar):
    """Does what is chosen, then goes on; beside it the line that is always there."""

    def __init__(self) -> None:
        self.do = Button(_DO, "primary", large=True)
        self.next = GoOnButton(
            "Go on", "primary", icon="arrow-right", trailing_icon=True, large=True
        )
        self.do.setObjectName("do")
        self.next.setObjectName("next")
        hint = KeyHint("Enter")
        content = row((EmergencyLine(), 1), hint, self.do, self.next, spacing=_SPACING)
        super().__init__(content, WIDE, spare=hint, is_below_columns=True)

    def show_scene(self) -> None:
        """Get ready for a scene in which nothing is chosen."""
        self.do.setText(_DO)
        self.do.setEnabled(False)
        self._show(self.do)

    def show_problem(self) -> None:
        """Offer to do it again after it could not be saved."""
        self.do.setText(_AGAIN)
        self.fit()

    def show_consequence(self, spoken: str, *, is_end: bool) -> None:
        """Get ready to go on; `spoken` is said when the button gets the focus."""
        self.next.setText("See how it ended" if is_end else "Go on")
        self.next.setAccessibleDescription(spoken)
        self._show(self.next)

    def _show(self, shown: Button) -> None:
        # The one that is shown comes first: the focus must not leave the bar in between.
        shown.show()
        for button in (self.do, self.next):
            button.setVisible(button is shown)
        self.fit()


class EndBar(BottomBar):
    """What to do after a scenario."""

    def __init__(self, width: int) -> None:
        self.retry = Button("Try again from the first mistake", icon="rotate-ccw")
        self.anew = Button("Play it anew", icon="play")
        self.done = GoOnButton("Done", "primary", large=True)
        for button, name in ((self.retry, "retry"), (self.anew, "anew"), (self.done, "done")):
            button.setObjectName(name)
        super().__init__(row(None, self.anew, self.retry, self.done, spacing=_SPACING), width)

    def show_end(self, *, has_mistake: bool) -> None:
        """Offer the way back to the first mistake, if there is one."""
        self.retry.setVisible(has_mistake)
        self.fit()

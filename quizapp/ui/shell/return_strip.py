"""The way back to a session from a page that was opened in the middle of it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import EdgePanel, row


class ReturnStrip(EdgePanel):
    """A strip above the page."""

    return_requested = Signal()

    def __init__(self) -> None:
        super().__init__("bottom")
        self.back = Button("Back to your run", "primary", icon="arrow-left")
        self.back.setObjectName("back-to-session")
        self.back.clicked.connect(self.return_requested)
        self.setLayout(
            row(
                (Label("Your run waits where you left it.", "label", "text2", elide=True), 1),
                self.back,
                spacing=12,
                margins=(32, 10, 24, 10),
            )
        )

"""Ready-made sets under Practise: what each is, what it takes to pass, and how the last went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.set_words import about_words, last_words
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import clear_layout, column, row
from quizapp.ui.components.pills import Pill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.ready_sets import ReadySet


class ReadySetsCard(Card):
    """The ready-made sets, one under the other."""

    start_requested = Signal(str)
    """Carries the id of the set to start."""

    def __init__(self) -> None:
        self._rows = column(spacing=12)
        super().__init__(
            column(
                Label("Ready-made sets", "heading"),
                Label(
                    "Tests with questions that are always the same. Answers are shown at the end.",
                    "label",
                    "text3",
                    weight=400,
                    wrap=True,
                ),
                4,
                self._rows,
                spacing=4,
            )
        )

    def show_sets(self, sets: Sequence[ReadySet]) -> None:
        """Offer these sets; without any the card is not there."""
        clear_layout(self._rows)
        for number, one in enumerate(sets):
            if number:
                self._rows.addWidget(Divider())
            line = _SetRow(one)
            line.start_requested.connect(self.start_requested)
            self._rows.addWidget(line)
        self.setVisible(bool(sets))


class _SetRow(QWidget):
    """One set with its button."""

    start_requested = Signal(str)

    def __init__(self, offered: ReadySet) -> None:
        super().__init__()
        self._set_id = offered.id
        about = about_words(offered)
        start = Button("Start", icon="play")
        start.setObjectName(f"start-{offered.id}")
        start.setAccessibleName(f"Start {offered.title}")
        start.setAccessibleDescription(about)
        start.clicked.connect(self._on_start)
        words = column(
            Label(offered.title, "body", weight=600, wrap=True),
            Label(about, "label", "text2", weight=400, wrap=True),
            spacing=2,
        )
        if offered.last is not None:
            passed = offered.last.passed
            pill = Pill("Passed", "ok", icon="check") if passed else Pill("Not passed", "warn")
            said = Label(last_words(offered.last), "label", "text2", weight=400, wrap=True)
            words.addLayout(row(pill, (said, 1), spacing=8))
        self.setLayout(row((words, 1), start, spacing=16))

    @Slot()
    def _on_start(self) -> None:
        self.start_requested.emit(self._set_id)

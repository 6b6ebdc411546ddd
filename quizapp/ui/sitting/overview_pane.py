"""All questions of a set before it is handed in: what is missing, and the way to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.sitting_words import missing_words
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import ScrollPage, clear_layout, column, row
from quizapp.ui.session.flow import Flow
from quizapp.ui.session.scrolling import steady
from quizapp.ui.sitting.bars import PANE_WIDTH

if TYPE_CHECKING:
    from quizapp.application.sitting_views import PlaceView

#: How many questions without an answer are written out; hundreds would take seconds to lay out.
_MOST_ROWS: Final = 25


class _PlaceButton(Button):
    """A question by its number, with whether it is answered and flagged."""

    wanted = Signal(int)

    def __init__(self, place: PlaceView) -> None:
        state = "answered" if place.is_answered else "no answer"
        icon = "check" if place.is_answered else "minus"
        if place.is_flagged:
            state, icon = f"{state}, flagged", "flag-filled"
        name = f"Question {place.position + 1}, {state}. Go to it"
        super().__init__(str(place.position + 1), icon=icon, name=name, tip=state.capitalize())
        self._position = place.position
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self._position)


class _MissingRow(QWidget):
    """A question without an answer, and the way to it."""

    wanted = Signal(int)

    def __init__(self, place: PlaceView) -> None:
        super().__init__()
        self._position = place.position
        number = place.position + 1
        go = Button("Go to it", "ghost", name=f"Go to question {number}")
        go.setAccessibleDescription(place.stem)
        go.clicked.connect(self._on_clicked)
        stem = Label(f"{number}. {place.stem}", "body", wrap=True)
        self.setLayout(row((stem, 1), go, spacing=12, margins=(0, 6, 0, 6)))

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self._position)


class OverviewPane(QWidget):
    """Lists the questions without an answer first, then all by number.

    Attributes:
        wanted: carries the position of a question to go to.
        scroll_bar_width: what its scroll bar takes of the width, in pixels.
    """

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Label("", "body", "text2", wrap=True)
        self._missing = column(spacing=0)
        self._more = Label("", "label", "text2", weight=400, wrap=True)
        self._missing_card = Card(
            column(Label("Without an answer", "heading"), self._missing, self._more, spacing=6)
        )
        self._all = column(spacing=0)
        self.page = ScrollPage(
            column(
                column(Label("Before you hand in", "title", wrap=True), self._sentence, spacing=4),
                self._missing_card,
                Card(column(Label("All questions", "heading"), self._all, spacing=12)),
                None,
                spacing=16,
            ),
            max_width=PANE_WIDTH,
            top=40,
        )
        self.scroll_bar_width = steady(self.page)
        self.setLayout(column(self.page))

    def show_places(self, places: tuple[PlaceView, ...]) -> None:
        """Show all questions as they stand."""
        self._sentence.setText(missing_words(places))
        clear_layout(self._missing)
        missing = [place for place in places if not place.is_answered]
        for number, place in enumerate(missing[:_MOST_ROWS]):
            if number:
                self._missing.addWidget(Divider())
            line = _MissingRow(place)
            line.wanted.connect(self.wanted)
            self._missing.addWidget(line)
        self._missing_card.setVisible(bool(missing))
        self._more.setText(f"And {len(missing) - _MOST_ROWS} more, by number below.")
        self._more.setVisible(len(missing) > _MOST_ROWS)
        clear_layout(self._all)
        flow = Flow()
        for place in places:
            button = _PlaceButton(place)
            button.setObjectName(f"place_{place.position}")
            button.wanted.connect(self.wanted)
            flow.add(button)
        self._all.addWidget(flow)
        self.page.scroll_to_top()

    def sentence(self) -> str:
        """Return what is missing, as it should be spoken."""
        return self._sentence.text()

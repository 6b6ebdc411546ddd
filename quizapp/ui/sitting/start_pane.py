"""What a set is, before it is begun, and what was handed in of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.sitting_words import (
    ONLY_TRAINER,
    RECORDED,
    changed_words,
    day_and_time,
    due_words,
    facts,
)
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import HintCard
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import ScrollPage, clear_layout, column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.session.scrolling import steady
from quizapp.ui.sitting.bars import PANE_WIDTH
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from quizapp.application.sitting_views import HandInView, SetView

_NAME_WIDTH = 104
_NEW_TERMS = "clock", "Your trainer changed the terms"


class _Fact(QWidget):
    """A name and what there is to know."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        title = Label(name, "label", "text3", weight=600)
        # As high as a line of what is said, so that both stand on one line.
        title.setFixedSize(theme.px(_NAME_WIDTH), round(theme.line_height("body")))
        said = Label(text, "body", wrap=True)
        line = row(title, (said, 1), spacing=12)
        # What is said may take several lines, and its name belongs to the first one.
        line.setAlignment(title, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        self.setAccessibleName(f"{name}: {text}")


class _HandInRow(QWidget):
    """One file that was handed in, and the way to have it again."""

    export_requested = Signal(object)

    def __init__(self, hand_in: HandInView, zone: tzinfo | None) -> None:
        super().__init__()
        self._hand_in = hand_in
        moment = day_and_time(hand_in.handed_in_at, zone)
        title = f"Attempt {hand_in.number}"
        if hand_in.revision > 1:
            title += f", revision {hand_in.revision}"
        self.export = Button("Export again", icon="download", name=f"Export again: {title}")
        self.export.setObjectName(f"export-{hand_in.number}-{hand_in.revision}")
        self.export.clicked.connect(self._on_export)
        words = column(
            Label(title, "body", weight=600, wrap=True),
            Label(f"Finished {moment}", "label", "text2", weight=400, wrap=True),
            spacing=1,
        )
        self.setLayout(row((words, 1), self.export, spacing=12, margins=(0, 6, 0, 6)))

    @Slot()
    def _on_export(self) -> None:
        self.export_requested.emit(self._hand_in)


class HistoryCard(Card):
    """All that was handed in of a set: kept for ever as exact bytes.

    Attributes:
        export_requested: carries the `HandInView` to write again.
    """

    export_requested = Signal(object)

    def __init__(self) -> None:
        self._rows = column(spacing=0)
        super().__init__(
            column(
                Label("Kept on this computer", "heading"),
                Label(
                    "Each result can be written again, byte for byte, if its file is lost on its way.",
                    "label",
                    "text2",
                    weight=400,
                    wrap=True,
                ),
                self._rows,
                spacing=6,
            )
        )

    def show_hand_ins(self, hand_ins: tuple[HandInView, ...], zone: tzinfo | None) -> None:
        """Show files, the newest first; without any the card is not there."""
        clear_layout(self._rows)
        for number, one in enumerate(reversed(hand_ins)):
            if number:
                self._rows.addWidget(Divider())
            line = _HandInRow(one, zone)
            line.export_requested.connect(self.export_requested)
            self._rows.addWidget(line)
        self.setVisible(bool(hand_ins))


class StartPane(QWidget):
    """Title, what it takes, what is recorded, and what was handed in.

    Attributes:
        export_requested: carries the `HandInView` to write again.
        scroll_bar_width: what its scroll bar takes of the width, in pixels.
    """

    export_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pill = Pill()
        self._title = Label("", "title", wrap=True)
        self._refusal = Label("", "body", "text2", wrap=True)
        self._terms = HintCard(*_NEW_TERMS, "")
        self._facts = column(spacing=10)
        self._words = Label("", "label", "text2", weight=400, wrap=True)
        self._history = HistoryCard()
        self._history.export_requested.connect(self.export_requested)
        self.page = ScrollPage(
            column(
                column(row(self._pill, None), self._title, self._refusal, spacing=6),
                self._terms,
                Card(self._facts),
                HintCard("eye", "What is recorded", RECORDED),
                self._history,
                self._words,
                Label(ONLY_TRAINER, "caption", "text3", wrap=True),
                None,
                spacing=16,
            ),
            max_width=PANE_WIDTH,
            top=40,
        )
        self.scroll_bar_width = steady(self.page)
        self.setLayout(column(self.page))

    def show_set(self, view: SetView, now: datetime, zone: tzinfo | None) -> None:
        """Show a set as it stands."""
        text, tone = due_words(view.row, now, zone)
        self._pill.set_content(text, tone)
        self._title.setText(view.row.plan.title)
        self._refusal.setText(view.refusal)
        self._refusal.setVisible(bool(view.refusal))
        self._terms.setVisible(view.terms is not None)
        if view.terms is not None:
            said = changed_words(view.row.plan, view.terms, zone)
            self._terms.set_content(*_NEW_TERMS, said)
        clear_layout(self._facts)
        for name, said in facts(view.row, zone, view.hands_in_as):
            self._facts.addWidget(_Fact(name, said))
        self._words.setText(f"Your trainer's key in words: {view.fingerprint.replace('-', ' ')}")
        self._history.show_hand_ins(view.hand_ins, zone)
        self.page.scroll_to_top()

"""The lines of a summary: topics that moved, answers to look at again, all questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import whole_percent
from quizapp.application.views import Tone
from quizapp.application.words import REVISED_MISS
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.meters import Bar
from quizapp.ui.components.pills import Pill
from quizapp.ui.theme import topic_role

if TYPE_CHECKING:
    from quizapp.application.views import Miss, TopicMove

#: Icon, colour role and word of each outcome.
OUTCOMES: Final = {
    Tone.RIGHT: ("circle-check", "ok", "right"),
    Tone.PARTLY: ("circle-help", "warn", "partly right"),
    Tone.WRONG: ("circle-x", "bad", "not right"),
    Tone.HARM: ("shield-alert", "bad", "a critical error"),
}


class MoveRow(QWidget):
    """The mastery of a topic before and after the run."""

    def __init__(self, move: TopicMove) -> None:
        super().__init__()
        before, after = whole_percent(move.before), whole_percent(move.after)
        changed = "ok" if after > before else "text2"
        numbers = row(
            Label(f"{before}%", "label", "text2", tabular=True),
            IconView("arrow-right", "text3", 14),
            Label(f"{after}%", "label", changed, weight=600, tabular=True),
            spacing=8,
        )
        bar = Bar(move.after, topic_role(move.topic), name=f"{move.title}, mastery")
        name = Label(move.title, "body", elide=True)
        self.setLayout(column(row((name, 1), numbers, spacing=12), bar, spacing=6))
        self.setAccessibleName(f"{move.title}: mastery {before} percent before, {after} now")


class MissRow(QWidget):
    """An answer that was not right, and the way back to its feedback."""

    review_requested = Signal(int)

    def __init__(self, miss: Miss) -> None:
        super().__init__()
        self._position = miss.position
        icon, color, _word = OUTCOMES[miss.tone]
        self.review = Button("Review", "ghost", name=f"Review question {miss.position + 1}")
        self.review.setAccessibleDescription(miss.stem)
        self.review.clicked.connect(self._on_clicked)
        words = column(
            Label(miss.stem, "body", weight=500, wrap=True),
            Label(_chosen(miss), "label", "text3", weight=400, wrap=True),
            spacing=1,
        )
        if miss.tone is Tone.HARM:
            words.addSpacing(4)
            words.addLayout(row(Pill("Critical error", "bad"), None))
        sign = column(2, IconView(icon, color, 18), None)
        self.setLayout(row(sign, (words, 1), self.review, spacing=12, margins=(0, 8, 0, 8)))

    @Slot()
    def _on_clicked(self) -> None:
        self.review_requested.emit(self._position)


class OutcomeButton(Button):
    """A question of a test by its number, with how it went; opens its feedback."""

    review_requested = Signal(int)

    def __init__(self, position: int, tone: Tone) -> None:
        icon, _color, word = OUTCOMES[tone]
        name = f"Question {position + 1}, {word}. Review"
        super().__init__(str(position + 1), icon=icon, name=name, tip=word.capitalize())
        self._position = position
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.review_requested.emit(self._position)


def _chosen(miss: Miss) -> str:
    if not miss.chosen:
        return REVISED_MISS
    # Where nothing was chosen the words say so themselves.
    return miss.chosen if miss.chosen == "No answer" else f"You chose: {miss.chosen}"

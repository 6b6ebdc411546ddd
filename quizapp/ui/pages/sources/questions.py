"""The questions that use a passage, with their answers only where they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.answer_words import key_words
from quizapp.application.phrases import plural
from quizapp.application.words import LEVELS
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import ScrollPage, box, column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.items import Item

_HIGHEST = 420


class QuestionLine(QWidget):
    """One question: stem, topic, level, and the right answer behind a button."""

    def __init__(self, item: Item, topic: str, number: int) -> None:
        super().__init__()
        self._answer = Label(key_words(item), "body", "text2", wrap=True)
        self._answer.setObjectName("answer")
        self._answer.hide()
        self._show = Button(
            "Show the answer", "ghost", name=f"Show the answer of question {number}"
        )
        self._show.setAccessibleDescription(item.stem)
        self._show.clicked.connect(self._on_show)
        pills = row(Pill(topic, "accent"), Pill(LEVELS[item.level]), None, self._show, spacing=8)
        stem = Label(item.stem, "body", weight=500, wrap=True)
        self.setLayout(column(stem, self._answer, pills, spacing=8, margins=(0, 8, 8, 8)))

    @Slot()
    def _on_show(self) -> None:
        self._answer.show()
        self._show.hide()


def show_questions(
    parent: QWidget, says: str, items: Sequence[Item], topics: Sequence[str]
) -> bool:
    """Show the questions that use a passage; True when they are wanted as a run.

    Args:
        parent: the widget that asks.
        says: our paraphrase of the passage.
        items: the questions.
        topics: the title of the topic of each.
    """
    title = f"{plural(len(items), 'question')} {'uses' if len(items) == 1 else 'use'} this passage"
    dialog = Dialog(parent, title, width=560)
    dialog.add_text(says)
    parts: list[QWidget] = []
    for number, (item, topic) in enumerate(zip(items, topics, strict=True), start=1):
        parts += [Divider(), QuestionLine(item, topic, number)]
    page = ScrollPage(box(column(*parts, None, spacing=0)), top=0)
    page.setFixedHeight(min(theme.px(_HIGHEST), max(theme.px(150), len(items) * theme.px(120))))
    dialog.body.addWidget(page)
    dialog.add_action("Close", accept=False)
    practise = dialog.add_action("Practise these", "primary", accept=True)
    practise.setFocus()
    return dialog.ask()

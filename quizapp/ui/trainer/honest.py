"""What a trainer must not rely on, in words, wherever it matters."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column

HONEST: Final = (
    (
        "Profiles keep progress apart. A PIN stops a casual look. Anyone who can open files of this"
        " computer account can read or change local progress and scores, and use this key; only"
        " results taken in by the trainer count."
    ),
    (
        "Quizapp cannot see a question that was looked up, a friend’s answers handed in as one’s"
        " own, a changed copy of Quizapp or a second device. Whoever has a learner’s set can hand"
        " in in that name."
    ),
)


class HonestCard(Card):
    """What files cannot show."""

    def __init__(self) -> None:
        lines: list[QWidget] = [Label(text, "body", "text2", wrap=True) for text in HONEST]
        super().__init__(column(Label("What files can and cannot show", "heading"), *lines))

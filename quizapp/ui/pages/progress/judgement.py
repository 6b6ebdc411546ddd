"""The second tab of Progress: how sure the learner was, and how right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.words import CONFIDENCES
from quizapp.ui.charts.base import ChartCard
from quizapp.ui.charts.calibration import CalibrationChart, CalibrationPoint
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import clear_layout, column
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.pages.progress import words

if TYPE_CHECKING:
    from quizapp.application.views import ProgressView


class JudgementTab(QWidget):
    """The reliability diagram, and the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._chart = CalibrationChart()
        self._title = Label("", "title", wrap=True)
        self._text = Label("", "body", "text2", wrap=True)
        self._levels: QVBoxLayout = column(spacing=8)
        said = Card(column(self._title, self._text, 4, self._levels, None, spacing=8), padding=24)
        chart = ChartCard("How sure, and how right", self._chart)
        chart.setMinimumHeight(380)
        self.setLayout(column(Reflow(chart, said, min_cell=380, weights=(1, 1)), spacing=16))

    def show_view(self, view: ProgressView) -> None:
        """Show these figures."""
        levels = view.judgement.levels
        self._chart.set_data(
            tuple(
                CalibrationPoint(
                    CONFIDENCES[level.confidence],
                    level.confidence.probability,
                    level.right,
                    level.answers,
                )
                for level in levels
            )
        )
        title, text = words.judgement_verdict(view.judgement)
        self._title.setText(title)
        self._text.setText(text)
        clear_layout(self._levels)
        for sentence in words.level_sentences(view.judgement):
            self._levels.addWidget(Label(sentence, "body", wrap=True))

"""Learners whose answers are more alike than chance explains: a hint, with its false alarms."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from quizapp.application import comparison_words as words
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import HintCard
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, reveal, row
from quizapp.ui.components.toast import announce
from quizapp.ui.trainer.marks_part import MarksPart, ShortTable

if TYPE_CHECKING:
    from quizapp.application.comparing import SimilarityReport
    from quizapp.bootstrap import Application
    from quizapp.ui.background import JobControl
    from quizapp.ui.shell.page import Desk


class SimilarPart(MarksPart):
    """Compares the learners of an assignment with each other when asked to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._go = Button("Compare the answers", "primary")
        self._go.setObjectName("compare-answers")
        self._sentence = Label("", "heading", wrap=True)
        self._table = ShortTable(
            ("Learners", "Same", "Wrong", "Expected", "By chance"),
            {1: 85, 2: 70, 3: 85, 4: 90},
            "Pairs of learners",
            numbers=(1, 2, 3, 4),
        )
        self._hint = HintCard("info", words.HINT_TITLE, words.HINT)
        self._alarms = Label(words.alarm_words(), "label", "text2", weight=400, wrap=True)
        self._outcome = box(column(self._sentence, self._table, self._hint, spacing=12))
        self.setLayout(column(row(self._go, None), self._outcome, self._alarms, spacing=12))
        self._go.clicked.connect(self._on_go)

    def fill(self, *, is_other: bool) -> None:
        """Show nothing before it is asked for; comparing many learners takes a while."""
        if is_other:
            self._sentence.setText("")
            self._sentence.setVisible(False)
            self._table.show_rows([])
            self._hint.setVisible(False)

    @Slot()
    def _on_go(self) -> None:
        job = self.start(
            partial(_compare, self.assignment_id), "Comparing answers", self._go, "Comparing…"
        )
        job.succeeded.connect(self._on_compared)

    @Slot(object)
    def _on_compared(self, report: SimilarityReport) -> None:
        if report.plan.id != self.assignment_id:
            return
        said = words.similarity_words(report)
        self._sentence.setText(said)
        self._sentence.setVisible(True)
        self._table.show_rows(
            [
                (
                    words.both_words(report, one),
                    f"{one.same} of {one.questions}",
                    str(one.same_wrong),
                    f"about {one.expected:.0f}",
                    words.few_words(one.false_alarms),
                )
                for one in report.found.alike
            ]
        )
        self._hint.setVisible(bool(report.found.alike))
        announce(self, said)
        reveal(self._outcome)


def _compare(assignment_id: str, application: Application, control: JobControl) -> SimilarityReport:
    return application.comparing.similar(assignment_id, control.report)

"""Before and after a training: this assignment next to an earlier one of the same cohort."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from quizapp.application import comparison_words as words
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented, Select
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, clear_layout, column, reveal, row
from quizapp.ui.components.toast import announce
from quizapp.ui.trainer.marks_part import MarksPart, ShortTable

if TYPE_CHECKING:
    from quizapp.application.comparing import EffectReport
    from quizapp.bootstrap import Application
    from quizapp.ui.background import JobControl
    from quizapp.ui.shell.page import Desk
    from quizapp.ui.trainer.marks_part import Chosen


class ComparePart(MarksPart):
    """Compares the assignment with one that came before it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._earlier: list[str] = []
        self._before = Select(name="Assignment before")
        self._before.setObjectName("before")
        self._attempts = Segmented(["First attempts", "Best attempts"], 0, name="What counts")
        self._go = Button("Compare", "primary")
        self._go.setObjectName("compare")
        self._report: EffectReport | None = None
        self._export = Button("Export report", icon="download")
        self._export.setObjectName("export-comparison")
        self._export.setVisible(False)
        self._none = Label(
            "There is no other assignment of this cohort to compare with.",
            "body",
            "text2",
            wrap=True,
        )
        self._controls = box(
            column(
                Field("Before the training", self._before),
                row(self._attempts, None),
                row(self._go, self._export, None, spacing=8),
                spacing=12,
            )
        )
        self._lines = column(spacing=8)
        self._table = ShortTable(
            ("Belief", "Turned right", "Turned wrong", "Wrong twice", "Right twice"),
            {1: 100, 2: 105, 3: 100, 4: 95},
            "What became of beliefs",
            numbers=(1, 2, 3, 4),
        )
        self._outcome = box(column(box(self._lines), self._table, spacing=12))
        self.setLayout(column(self._none, self._controls, self._outcome, spacing=12))
        self._go.clicked.connect(self._on_go)
        self._export.clicked.connect(self._on_export)

    def fill(self, *, is_other: bool) -> None:
        """Offer the other assignments of the cohort, the nearest one before this first."""
        chosen = self._before.currentText()
        others = self._others()
        self._earlier = [one.id for one in others]
        self._before.clear()
        self._before.addItems([one.title for one in others])
        if not is_other and chosen in [one.title for one in others]:
            self._before.setCurrentText(chosen)
        self._none.setVisible(not others)
        self._controls.setVisible(bool(others))
        if is_other:
            clear_layout(self._lines)
            self._table.show_rows([])
            self._report = None
            self._export.setVisible(False)

    def _others(self) -> list[Chosen]:
        if self.chosen is None:
            return []
        ids = [one.id for one in self.all_assignments]
        at = ids.index(self.chosen.id)
        # The latest stands first: what comes behind this one was before it.
        nearest = [*self.all_assignments[at + 1 :], *self.all_assignments[:at]]
        return [one for one in nearest if one.cohort == self.chosen.cohort]

    @Slot()
    def _on_go(self) -> None:
        before = self._earlier[self._before.currentIndex()]
        counts_first = self._attempts.current() == 0
        job = self.start(
            partial(_compare, before, self.assignment_id, counts_first),
            "Comparing assignments",
            self._go,
            "Comparing…",
        )
        job.succeeded.connect(self._on_compared)

    @Slot(object)
    def _on_compared(self, report: EffectReport) -> None:
        if report.after.id != self.assignment_id:
            return
        effect = report.effect
        self._report = report
        self._export.setVisible(bool(effect.pairs))
        clear_layout(self._lines)
        first, *others = words.effect_sentences(report)
        self._lines.addWidget(Label(first, "heading", wrap=True))
        for sentence in others:
            self._lines.addWidget(Label(sentence, "body", wrap=True))
        self._table.show_rows(
            [
                (
                    words.belief_name(report, one),
                    str(one.shift.wrong_right),
                    str(one.shift.right_wrong),
                    str(one.shift.wrong_wrong),
                    str(one.shift.right_right),
                )
                for one in effect.beliefs
                if one.shift.n
            ]
        )
        announce(self, first)
        reveal(self._outcome)

    @Slot()
    def _on_export(self) -> None:
        if self._report is not None:
            from quizapp.ui.trainer.export_dialog import export_effect

            export_effect(self, self.desk, self._report)


def _compare(
    before: str, after: str, counts_first: bool, application: Application, _control: JobControl
) -> EffectReport:
    return application.comparing.effect(before, after, counts_first=counts_first)

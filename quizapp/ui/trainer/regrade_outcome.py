"""What a regrade would change, question by question and learner by learner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.member_words import told_apart
from quizapp.application.phrases import plural
from quizapp.application.reports.grids import shortened
from quizapp.application.reports.wording import NONE
from quizapp.domain.regrading import LONGEST_REASON, Treatment
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.toast import announce
from quizapp.ui.trainer.marks_part import ShortTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizapp.application.regrading import RegradeView
    from quizapp.domain.assignments import MarkedResult
    from quizapp.domain.regrading import QuestionChange, ScoreChange

TREATMENTS: Final = {
    Treatment.KEY: "By its key",
    Treatment.FULL_MARKS: "Full marks",
    Treatment.LEFT_OUT: "Left out",
}
SHORT: Final = 60
"""How many characters of a question are told where it is named among others."""


class RegradeOutcome(QWidget):
    """The outcome of a dry run, with what it takes to keep it."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Label("", "heading", wrap=True)
        self._reworded = Label("", "label", "warn", weight=400, wrap=True)
        self._questions = ShortTable(
            ("Question", "Marked", "Gain", "Lose", "Right before", "Right then"),
            {1: 100, 2: 60, 3: 60, 4: 105, 5: 95},
            "What changes in each question",
            numbers=(2, 3, 4, 5),
        )
        self._learners = ShortTable(
            ("Learner", "Before", "Then", "Passing"),
            {1: 130, 2: 130, 3: 110},
            "What changes for each learner",
        )
        self._entry = TextField(name="Reason")
        self._entry.setObjectName("reason")
        self._entry.setMaxLength(LONGEST_REASON)
        self._entry.textEdited.connect(self._on_reason)
        self._reason = Field("Reason", self._entry, help="A sentence that is kept with the marks.")
        self.keep = Button("Regrade…", "primary")
        self.keep.setObjectName("keep")
        self.setLayout(
            column(
                self._sentence,
                self._reworded,
                self._questions,
                self._learners,
                self._reason,
                row(self.keep, None),
                spacing=12,
            )
        )
        self.clear()

    @property
    def reason(self) -> str:
        """What was given as the reason."""
        return self._entry.text()

    def clear(self) -> None:
        """Show nothing: what was chosen has changed since."""
        self.setVisible(False)

    def show_view(self, view: RegradeView, names: Mapping[str, str]) -> None:
        """Show what would change; `names` has the questions by their ids."""
        said = (
            f"Of {plural(len(view.learners), 'learner')} {view.gain} would gain and {view.lose}"
            " lose."
        )
        if view.plan.passes is not None:
            said += f" {len(view.now_pass)} would newly pass, {len(view.now_fail)} newly fail."
        self._sentence.setText(said)
        reworded = "; ".join(shortened(names[one], SHORT) for one in view.reworded)
        self._reworded.setText(f"Worded otherwise now than learners saw it: {reworded}")
        self._reworded.setVisible(bool(view.reworded))
        self._questions.show_rows(
            [_question_cells(names[one.item_id], one) for one in view.questions]
        )
        called = told_apart(one.member for one in view.learners)
        self._learners.show_rows(
            [(called[one.member.id], *_cells(one)) for one in view.learners if not one.is_none]
        )
        self._reason.set_error("")
        self.setVisible(True)
        announce(self, said)

    @Slot()
    def _on_reason(self) -> None:
        """Say no longer that a reason is missing."""
        self._reason.set_error("")

    def ask_for_reason(self) -> None:
        """Say that a reason is missing, and lead there."""
        self._reason.set_error("Say in a sentence what was wrong.")
        self._entry.setFocus(Qt.FocusReason.OtherFocusReason)


def _question_cells(name: str, one: QuestionChange) -> tuple[str, ...]:
    marked, before = TREATMENTS[one.treatment], str(one.right_before)
    if one.is_left_out:
        return name, marked, NONE, NONE, before, NONE
    return name, marked, str(one.gain), str(one.lose), before, str(one.right_after)


def _cells(one: ScoreChange) -> tuple[str, ...]:
    passing = NONE if one.passed_before is None else "as before"
    if one.passed_before != one.passed_after:
        passing = "newly passes" if one.passed_after else "newly fails"
    return _marks(one.before), _marks(one.after), passing


def _marks(result: MarkedResult) -> str:
    critical = f", {result.critical} critical" if result.critical else ""
    return f"{result.right} of {len(result.grades)}{critical}"

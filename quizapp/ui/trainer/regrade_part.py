"""Regrading in a window: choose what was wrong, look at what would change, then keep it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot

from quizapp.application.phrases import date_words
from quizapp.application.regrading import Choices
from quizapp.application.reports.grids import shortened
from quizapp.domain.errors import UserError
from quizapp.domain.regrading import Treatment
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, clear_layout, column, reveal, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import choose_files, confirm, show_error
from quizapp.ui.trainer.marks_part import MarksPart, ShortTable
from quizapp.ui.trainer.regrade_outcome import SHORT, TREATMENTS, RegradeOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quizapp.application.regrading import PastRegrade, QuestionStanding, RegradeView
    from quizapp.bootstrap import Application
    from quizapp.domain.regrading import Mending
    from quizapp.ui.background import JobControl
    from quizapp.ui.shell.page import Desk

_TREATMENTS: Final = (Treatment.KEY, Treatment.FULL_MARKS, Treatment.LEFT_OUT)
_FILTER: Final = "Question banks (*.yaml *.yml)"


class RegradePart(MarksPart):
    """Marks an assignment anew; nothing is kept before it was looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._questions: tuple[QuestionStanding, ...] = ()
        self._chosen: dict[str, Treatment] = {}
        self._banks: list[Path] = []
        self._mendings: tuple[Mending, ...] = ()
        self._table = ShortTable(
            ("No.", "Question", "Marked"), {0: 56, 2: 150}, "Questions", stretch=1, numbers=(0,)
        )
        self._how = Segmented(
            ["By its key", "Full marks for all", "Leave it out"], name="How it is marked"
        )
        self._how.setObjectName("how")
        self._bank = Button("Read mended questions…", icon="file")
        self._bank.setObjectName("read-bank")
        self._files = Label("", "label", "text2", weight=400, wrap=True)
        self._look = Button("Show what would change", "primary")
        self._look.setObjectName("look")
        self._outcome = RegradeOutcome()
        self._past = column(spacing=10)
        intro = (
            "A key was wrong, or a question was bad? Mend it under Questions, publish it, and read"
            " your bank here; or choose a question and how it is marked. Nothing changes before"
            " you have seen who gains and who loses."
        )
        self.setLayout(
            column(
                Label(intro, "body", "text2", wrap=True),
                self._table,
                row(self._how, None),
                row(self._bank, (self._files, 1), spacing=12),
                row(self._look, None),
                self._outcome,
                box(self._past),
                spacing=12,
            )
        )
        self._table.selectionModel().selectionChanged.connect(self._on_selected)
        self._how.chosen.connect(self._on_how)
        self._bank.clicked.connect(self._on_bank)
        self._look.clicked.connect(self._on_look)
        self._outcome.keep.clicked.connect(self._on_keep)

    def fill(self, *, is_other: bool) -> None:
        """Show the questions and how they are marked now."""
        if is_other:
            self._chosen, self._banks = {}, []
        self._questions = self.desk.application.regrading.questions(self.assignment_id)
        self._show_choices()
        self._show_past()

    def _show_choices(self) -> None:
        at = self._row()
        self._table.show_rows(
            [
                (str(number), one.stem, TREATMENTS[self._treatment(one)])
                for number, one in enumerate(self._questions, 1)
            ]
        )
        if at is not None:
            self._table.choose_row(at)
        self._on_selected()
        self._files.setText(", ".join(path.name for path in self._banks))
        self._outcome.clear()

    def _show_past(self) -> None:
        clear_layout(self._past)
        past = self.desk.application.regrading.history(self.assignment_id)
        if past:
            self._past.addWidget(Label("Regraded before", "heading"))
        for one in reversed(past):
            said = _past_words(one, self._names())
            self._past.addWidget(Label(said, "label", weight=400, wrap=True))

    def _names(self) -> dict[str, str]:
        """Return each question by its id as it stands in the table."""
        return {
            one.item_id: f"{number}. {one.stem}" for number, one in enumerate(self._questions, 1)
        }

    def _row(self) -> int | None:
        rows = self._table.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def _treatment(self, question: QuestionStanding) -> Treatment:
        return self._chosen.get(question.item_id, question.treatment)

    @Slot()
    def _on_selected(self) -> None:
        at = self._row()
        self._how.setEnabled(at is not None)
        if at is None:
            self._how.clear()
        else:
            self._how.set_current(_TREATMENTS.index(self._treatment(self._questions[at])))

    @Slot(int)
    def _on_how(self, index: int) -> None:
        at = self._row()
        if at is not None:
            self._chosen[self._questions[at].item_id] = _TREATMENTS[index]
            self._show_choices()

    @Slot()
    def _on_bank(self) -> None:
        own = self.desk.application.authoring.shelf.root
        paths = choose_files(self, "Read mended questions", _FILTER, folder=own)
        if paths:
            self._banks = paths
            self._show_choices()

    @Slot()
    def _on_look(self) -> None:
        try:
            self._mendings = self.desk.application.regrading.mendings(
                self.assignment_id, self._banks, self._asked()
            )
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        job = self.start(
            partial(_preview, self.assignment_id, self._mendings),
            "Working out what a regrade would change",
            self._look,
            "Working it out…",
        )
        job.succeeded.connect(self._on_previewed)

    def _asked(self) -> Choices:
        def named(treatment: Treatment) -> list[str]:
            return [key for key, one in self._chosen.items() if one is treatment]

        return Choices(named(Treatment.FULL_MARKS), named(Treatment.LEFT_OUT), named(Treatment.KEY))

    @Slot(object)
    def _on_previewed(self, view: RegradeView) -> None:
        if view.plan.id == self.assignment_id:
            self._outcome.show_view(view, self._names())
            reveal(self._outcome)

    @Slot()
    def _on_keep(self) -> None:
        reason = self._outcome.reason
        if not reason.strip():
            self._outcome.ask_for_reason()
            return
        if not confirm(
            self,
            "Regrade for good?",
            "The new marks count from now on, for results that come later, too. The marks so far"
            " stay in the record.",
            "Regrade",
        ):
            return
        job = self.start(
            partial(_commit, self.assignment_id, self._mendings, reason),
            "Regrading",
            self._outcome.keep,
            "Regrading…",
        )
        job.succeeded.connect(self._on_kept)
        job.ended.connect(self._on_keep_ended)

    @Slot(object)
    def _on_kept(self, view: RegradeView) -> None:
        show_toast(self, f"Regraded: {view.gain} gain, {view.lose} lose.")
        if view.plan.id == self.assignment_id:
            self.fill(is_other=True)

    @Slot()
    def _on_keep_ended(self) -> None:
        """Take the keyboard to where a regrade begins, if it was on the button that is gone."""
        keep = self._outcome.keep
        if not keep.isVisible() and self.window().focusWidget() is keep:
            self._look.setFocus(Qt.FocusReason.OtherFocusReason)


def _preview(
    assignment_id: str, mendings: Sequence[Mending], application: Application, _control: JobControl
) -> RegradeView:
    return application.regrading.preview(assignment_id, mendings)


def _commit(
    assignment_id: str,
    mendings: Sequence[Mending],
    reason: str,
    application: Application,
    _control: JobControl,
) -> RegradeView:
    return application.regrading.commit(assignment_id, mendings, reason)


def _past_words(past: PastRegrade, names: Mapping[str, str]) -> str:
    view = past.view
    what = "; ".join(
        f"{shortened(names[one.item_id], SHORT)}: {one.treatment}" for one in view.questions
    )
    made = past.made_at.astimezone()
    return (
        f"{date_words(made.date())} {made.year}: {past.reason} ({what}. {view.gain} gained,"
        f" {view.lose} lost.)"
    )

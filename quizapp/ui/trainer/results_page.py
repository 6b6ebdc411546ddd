"""The results of assignments: a list of them, and the report on one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.statistics.marks import WhichAttempts
from quizapp.ui.components.buttons import Button, CardButton
from quizapp.ui.components.cards import EmptyState, Skeleton
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, clear_layout, column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.shell.page import Place
from quizapp.ui.trainer import report_words as words
from quizapp.ui.trainer.report_view import ReportView
from quizapp.ui.trainer.tab import TrainerTab

if TYPE_CHECKING:
    from datetime import tzinfo

    from quizapp.application.reports.values import SetReport
    from quizapp.bootstrap import Application
    from quizapp.domain.assignments import AssignmentSummary
    from quizapp.domain.errors import UserError
    from quizapp.ui.background import JobControl
    from quizapp.ui.shell.page import Desk


class AssignmentList(QWidget):
    """A card an assignment, the latest first."""

    chosen = Signal(str)
    sets_wanted = Signal()

    def __init__(self, zone: tzinfo | None) -> None:
        super().__init__()
        self._zone = zone
        self._shown: tuple[AssignmentSummary, ...] | None = None
        self._cards: dict[str, CardButton] = {}
        self._rows: QVBoxLayout = column(spacing=10)
        self._content = box(column(self._rows, None, spacing=0))
        go = Button("Make a set", "primary")
        go.setObjectName("to-sets")
        go.clicked.connect(self.sets_wanted)
        self._empty = EmptyState(
            "inbox",
            "No assignments yet",
            "Make a set and assign it to a cohort; what comes back is reported on here.",
            go,
        )
        self.setLayout(column((self._empty, 1), self._content, spacing=0))

    def show_assignments(self, found: tuple[AssignmentSummary, ...]) -> None:
        """Show these assignments."""
        if found == self._shown:
            return
        self._shown = found
        clear_layout(self._rows)
        self._cards.clear()
        self._empty.setVisible(not found)
        self._content.setVisible(bool(found))
        for summary in found:
            self._rows.addWidget(self._card(summary))

    def focus_card(self, assignment_id: str) -> None:
        """Give the keyboard to the card of an assignment, if it is there."""
        card = self._cards.get(assignment_id)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, summary: AssignmentSummary) -> CardButton:
        is_whole = summary.handed_in == summary.learners
        back = f"{summary.handed_in} of {summary.learners} handed in"
        about = words.assignment_words(summary, self._zone)
        pill = Pill(back, "ok" if is_whole else "neutral", icon="check" if is_whole else None)
        title = column(
            Label(summary.plan.title, "heading", elide=True),
            Label(about, "label", "text2", weight=400, wrap=True),
            spacing=2,
        )
        name = f"{summary.plan.title}, {back}"
        opens = IconView("chevron-right", "text3", 18)
        card = CardButton(row((box(title), 1), pill, opens, spacing=12), name, description=about)
        card.setObjectName(f"assignment-{summary.plan.id}")
        card.clicked.connect(partial(self.chosen.emit, summary.plan.id))
        self._cards[summary.plan.id] = card
        return card


class ResultsPage(TrainerTab):
    """The list, or the report that was chosen from it; figures are worked out in the background."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._list = AssignmentList(desk.application.environment.zone)
        self._view: ReportView | None = None
        self._wait = box(column(Skeleton(6), None))
        self._problem = EmptyState("triangle-alert", "", "", self._retry_button())
        self._body = column(self._list, self._wait, self._problem, spacing=0)
        self.setLayout(self._body)
        self._assignment_id = ""
        self._which = WhichAttempts.FIRST
        self._report: SetReport | None = None
        self._wants_focus = False
        self._list.chosen.connect(self.show_assignment)
        self._list.sets_wanted.connect(self.ask_for_sets)
        self._show_only(self._list)

    @property
    def report(self) -> SetReport | None:
        """The report that is shown; `None` while the list is, or while figures are worked out."""
        return self._report

    def refresh(self) -> None:
        """Show the list as it is now, or work the report out again."""
        self._list.show_assignments(self.desk.application.score_reporting.assignments())
        if self._assignment_id:
            self._work_out()

    def open_at(self, place: Place) -> None:
        """Show the report on an assignment."""
        if place.subject:
            self.show_assignment(place.subject)

    @Slot(str)
    def show_assignment(self, assignment_id: str) -> None:
        """Work out and show the report on an assignment."""
        self._assignment_id = assignment_id
        self._report = None
        focused = self.window().focusWidget()
        self._wants_focus = focused is not None and self._list.isAncestorOf(focused)
        self._work_out()
        self.moved.emit()

    def _retry_button(self) -> Button:
        button = Button("All results")
        button.clicked.connect(self._on_back)
        return button

    def _work_out(self) -> None:
        if self._report is None:
            self._show_only(self._wait)
            # Once the wait is painted: building the view takes longer than filling it.
            QTimer.singleShot(0, self._prepare_view)
        work = partial(_worked_out, self._assignment_id, self._which)
        job = self.desk.jobs.start(work, "Working out the report")
        job.succeeded.connect(self._on_worked_out)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_back)

    @Slot(object)
    def _on_worked_out(self, screen: words.Screen) -> None:
        report = screen.report
        if report.plan.id != self._assignment_id:
            return
        self._report = report
        view = self._build_view()
        view.show_screen(screen)
        self._show_only(view)
        if self._wants_focus:
            self._wants_focus = False
            view.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _prepare_view(self) -> None:
        self._build_view()

    def _build_view(self) -> ReportView:
        """Return the view, built if it is not there yet."""
        if self._view is None:
            view = self._view = ReportView()
            view.back.connect(self._on_back)
            view.attempts_chosen.connect(self._on_attempts)
            view.export_wanted.connect(self._on_export)
            view.question_chosen.connect(self._on_question)
            view.marks_wanted.connect(self._on_marks)
            view.intake_wanted.connect(self.ask_for_intake)
            view.hide()
            self._body.addWidget(view)
        return self._view

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self._problem.set_content("triangle-alert", error.message, error.hint)
        self._show_only(self._problem)

    @Slot()
    def _on_back(self) -> None:
        self._show_only(self._list)
        self._list.focus_card(self._assignment_id)
        self._assignment_id = ""
        self._report = None
        self.moved.emit()

    @Slot(str)
    def _on_attempts(self, which: str) -> None:
        self._which = WhichAttempts(which)
        self._work_out()

    @Slot()
    def _on_export(self) -> None:
        if self._report is not None:
            from quizapp.ui.trainer.export_dialog import export_report

            export_report(self, self.desk, self._report)

    @Slot()
    def _on_marks(self) -> None:
        self.place_requested.emit(Place("trainer", part="marks", subject=self._assignment_id))

    @Slot(int)
    def _on_question(self, place: int) -> None:
        if self._report is not None and self._report.statistics is not None:
            from quizapp.ui.trainer.question_dialog import show_question

            show_question(self, self._report.statistics.rows[place])

    def _show_only(self, wanted: QWidget) -> None:
        parts = (self._list, self._wait, self._problem, self._view)
        for part in parts:
            if part is not None:
                part.setVisible(part is wanted)


def _worked_out(
    assignment_id: str, which: WhichAttempts, application: Application, control: JobControl
) -> words.Screen:
    report = application.score_reporting.report(assignment_id, which, control.report)
    return words.screen_of(report)

"""The Progress page: a range of time, three tabs, and export."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.domain.attempts import QuizSpec
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, column, row
from quizapp.ui.dialogs import show_error
from quizapp.ui.pages.progress.overview import Overview
from quizapp.ui.pages.progress.range_button import RangeButton
from quizapp.ui.pages.progress.reports import ReportsCard
from quizapp.ui.shell.files import export_button, save_reports
from quizapp.ui.shell.housekeeping import renew_ledgers
from quizapp.ui.shell.page import Page, Place

if TYPE_CHECKING:
    from quizapp.application.views import ProgressView
    from quizapp.domain.errors import UserError
    from quizapp.ui.pages.progress.beliefs import BeliefsTab
    from quizapp.ui.pages.progress.judgement import JudgementTab
    from quizapp.ui.shell.page import Desk

_TABS: Final = ("Overview", "Judgement", "Misconceptions")
_PARTS: Final = ("overview", "judgement", "misconceptions")


class ProgressPage(Page):
    """What the learner knows, only thinks to know, and what comes back when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._topic: str | None = None
        self._judgement: JudgementTab | None = None
        self._beliefs: BeliefsTab | None = None
        self._is_renewing = False
        self._overview = Overview()
        self._overview.practise_requested.connect(self._practise)
        self._overview.topic_chosen.connect(self._on_topic)
        self._reports = ReportsCard()
        self._reports.save_requested.connect(self._on_save_reports)
        self._range = RangeButton()
        self._range.changed.connect(self.refresh)
        self._tabs = Segmented(_TABS, 0, name="Part of your progress")
        self._tabs.setObjectName("tabs")
        self._tabs.chosen.connect(self._on_tab)
        start = Button("Try 5 questions", "primary", icon="play")
        start.setObjectName("start")
        start.clicked.connect(self._on_start)
        self._empty = EmptyState(
            "chart-line",
            "Nothing to show yet",
            "What you know and when it comes back appears here once you have answered.",
            start,
        )
        head = row(
            (Label("Progress", "display"), 1), self._range, export_button(self, desk), spacing=8
        )
        self._tab_row = row(self._tabs, None)
        self._content = column(
            head, self._tab_row, self._overview, self._reports, (self._empty, 1), None, spacing=16
        )
        self._scroll = ScrollPage(self._content)
        self.setLayout(column(self._scroll, spacing=0))

    @Slot()
    def refresh(self) -> None:
        """Show what is so now."""
        review, learner_id = self.desk.application.progress, self.desk.learner_id
        view = review.view(learner_id, self._range.days, self._topic)
        has_answers = view.answers_ever > 0
        self._tabs.setVisible(has_answers)
        self._empty.setVisible(not has_answers)
        shown = self._tabs.current() if has_answers else -1
        # How misconceptions stand does not depend on a range.
        self._range.setEnabled(shown in {0, 1})
        self._reports.show_reports(review.problem_reports(learner_id) if shown == 0 else ())
        self._show(shown, view)

    def open_at(self, place: Place) -> None:
        """Open the tab that was asked for."""
        if place.part and self._tabs.isVisibleTo(self):
            self._tabs.set_current(_PARTS.index(place.part))
            self.refresh()

    def _show(self, shown: int, view: ProgressView) -> None:
        """Fill the tab that is shown and hide the others."""
        self._overview.setVisible(shown == 0)
        if shown == 0:
            self._overview.show_view(view)
        if shown == 1:
            self._judgement_tab().show_view(view)
        if self._judgement is not None:
            self._judgement.setVisible(shown == 1)
        if shown == 2:
            self._show_beliefs()
        if self._beliefs is not None:
            self._beliefs.setVisible(shown == 2)

    def _show_beliefs(self) -> None:
        ledger, learner_id = self.desk.application.ledger, self.desk.learner_id
        tab = self._beliefs_tab()
        takes_long = ledger.takes_long(learner_id)
        tab.show_waiting(is_waiting=takes_long)
        if not takes_long:
            tab.show_view(ledger.view(learner_id))
        elif not self._is_renewing:
            self._is_renewing = True
            job = self.desk.jobs.start(renew_ledgers)
            job.failed.connect(self._on_not_renewed)
            job.succeeded.connect(self._on_renewed)
            job.ended.connect(self._on_renewing_ended)

    @Slot(object)
    def _on_renewed(self, _nothing: object) -> None:
        if self._tabs.current() == 2:
            self.refresh()

    @Slot(object)
    def _on_not_renewed(self, error: UserError) -> None:
        show_error(self, error.message, error.hint)

    @Slot()
    def _on_renewing_ended(self) -> None:
        self._is_renewing = False

    def _judgement_tab(self) -> JudgementTab:
        if self._judgement is None:
            from quizapp.ui.pages.progress.judgement import JudgementTab

            self._judgement = JudgementTab()
            self._insert(self._judgement)
        return self._judgement

    def _beliefs_tab(self) -> BeliefsTab:
        if self._beliefs is None:
            from quizapp.ui.pages.progress.beliefs import BeliefsTab

            self._beliefs = BeliefsTab()
            self._beliefs.work_requested.connect(self._on_work)
            self._beliefs.details_requested.connect(self._on_details)
            self._beliefs.source_requested.connect(self._on_source)
            self._insert(self._beliefs)
        return self._beliefs

    def _insert(self, tab: QWidget) -> None:
        self._content.insertWidget(self._content.indexOf(self._overview), tab)

    @Slot(int)
    def _on_tab(self, _index: int) -> None:
        self.refresh()
        self._scroll.scroll_to_top()

    @Slot(object)
    def _on_topic(self, topic: str | None) -> None:
        self._topic = topic
        self.refresh()

    @Slot()
    def _on_save_reports(self) -> None:
        save_reports(self, self.desk)

    @Slot()
    def _on_start(self) -> None:
        practice = self.desk.application.practice
        self.start_run(partial(practice.start_quick, self.desk.learner_id))

    @Slot(str)
    def _on_work(self, misconception_id: str) -> None:
        practice = self.desk.application.practice
        self.start_run(partial(practice.start_work, self.desk.learner_id, misconception_id))

    @Slot(str)
    def _on_details(self, misconception_id: str) -> None:
        details = self.desk.application.ledger.details(self.desk.learner_id, misconception_id)
        self._beliefs_tab().show_details(misconception_id, details)

    @Slot(str, str)
    def _on_source(self, document_id: str, claim_id: str) -> None:
        place = Place(page="sources", document_id=document_id, claim_id=claim_id)
        self.place_requested.emit(place)

    @Slot(object)
    def _practise(self, item_ids: tuple[str, ...]) -> None:
        spec = QuizSpec(items=item_ids, length=None)
        practice = self.desk.application.practice
        self.start_run(partial(practice.start, self.desk.learner_id, spec))

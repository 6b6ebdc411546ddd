"""The tab Sets: the list, the builder, filling by topic, and the preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizapp.application.set_drafts import UNTITLED
from quizapp.domain.errors import UserError
from quizapp.ui.components.layouts import column
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import show_error
from quizapp.ui.shell.page import Place
from quizapp.ui.trainer.builder_pane import BuilderPane
from quizapp.ui.trainer.fill_pane import FillPane
from quizapp.ui.trainer.preview_pane import PreviewPane
from quizapp.ui.trainer.sending import Sender
from quizapp.ui.trainer.set_list import SetListView
from quizapp.ui.trainer.tab import TrainerTab

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.question_pool import Pool
    from quizapp.bootstrap import Application
    from quizapp.domain.set_drafts import SetDraft
    from quizapp.domain.set_filling import Filled
    from quizapp.ui.background import JobControl
    from quizapp.ui.shell.page import Desk


class SetsPage(TrainerTab):
    """All sets of a trainer; a draft takes the whole page while it is worked on."""

    scrolls: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sender = Sender(self, desk, self.refresh)
        self.list = SetListView(desk.application.environment.zone)
        self.builder: BuilderPane | None = None
        self._fill: FillPane | None = None
        self._preview: PreviewPane | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self.setLayout(column((self._stack, 1), spacing=0))
        self.list.new_requested.connect(self._on_new)
        self.list.open_requested.connect(self._on_open)
        self.list.copy_requested.connect(self._on_copy)
        self.list.delete_requested.connect(self._on_delete)
        self.list.results_requested.connect(self._on_results)
        self.list.again_requested.connect(self._sender.send_again)
        self.list.terms_requested.connect(self._sender.change_terms)
        self.list.reuse_requested.connect(self._on_reuse)

    def refresh(self) -> None:
        """Show the sets as they are now, or the draft that is being worked on."""
        part = self._stack.currentWidget() or self.list
        self._show(part)
        if part is not self.list:
            self._read_pool()
            return
        application = self.desk.application
        names = {one.cohort.id: one.cohort.name for one in application.cohorts.overview()}
        self.list.show_sets(application.set_drafts.list(), names)

    def _show(self, part: QWidget) -> None:
        if self._stack.indexOf(part) < 0:
            self._stack.addWidget(part)
        self.wants_room = part is not self.list
        self.room_changed.emit()
        self._stack.setCurrentWidget(part)

    def _edit(self, draft: SetDraft) -> None:
        if self.builder is None:
            self.builder = BuilderPane(self.desk)
            self.builder.left.connect(self._on_left)
            self.builder.sent.connect(self._on_sent)
            self.builder.place_requested.connect(self.place_requested)
            self.builder.fill_requested.connect(self._on_fill)
            self.builder.preview_requested.connect(self._on_preview)
        self._show(self.builder)
        self.builder.open(draft)
        self._read_pool()

    def _read_pool(self) -> None:
        """Read the questions in the background: own banks may be many and large."""
        job = self.desk.jobs.start(_load_pool)
        job.succeeded.connect(self._on_pool)
        job.failed.connect(self._on_failed)

    def _try(self, make: Callable[[], SetDraft]) -> None:
        """Open the draft that something makes, or say why there is none."""
        try:
            draft = make()
        except UserError as error:
            self._on_failed(error)
            self.refresh()
            return
        self._edit(draft)

    @Slot(object)
    def _on_pool(self, pool: Pool) -> None:
        if self.builder is not None:
            self.builder.show_pool(pool)

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        show_error(self, error.message, error.hint)

    @Slot()
    def _on_new(self) -> None:
        self._try(self.desk.application.set_drafts.new)

    @Slot(str)
    def _on_open(self, draft_id: str) -> None:
        self._try(partial(self.desk.application.set_drafts.get, draft_id))

    @Slot(str)
    def _on_results(self, assignment_id: str) -> None:
        self.place_requested.emit(Place(page="trainer", part="results", subject=assignment_id))

    @Slot(str)
    def _on_reuse(self, assignment_id: str) -> None:
        self._try(partial(self.desk.application.set_sending.use_again, assignment_id))

    @Slot(str)
    def _on_copy(self, draft_id: str) -> None:
        drafts = self.desk.application.set_drafts
        self._try(lambda: drafts.duplicate(drafts.get(draft_id)))

    @Slot(str)
    def _on_delete(self, draft_id: str) -> None:
        drafts = self.desk.application.set_drafts
        try:
            draft = drafts.get(draft_id)
            drafts.delete(draft_id)
        except UserError as error:
            self._on_failed(error)
        else:
            title = draft.plan.title.strip() or UNTITLED
            back = partial(self._put_back, draft)
            show_toast(self, f"Deleted: {title}", action="Undo", on_action=back)
        self.refresh()

    def _put_back(self, draft: SetDraft) -> None:
        self.desk.application.set_drafts.save(draft)
        self.refresh()

    @Slot()
    def _on_left(self) -> None:
        """Go back to the list; a draft that nothing was done to does not stand there."""
        assert self.builder is not None
        draft = self.builder.editing.draft
        if draft.is_blank and self.desk.application.set_drafts.is_current(draft):
            self.desk.application.set_drafts.delete(draft.id)
        self._on_sent()

    @Slot()
    def _on_sent(self) -> None:
        self._show(self.list)
        self.refresh()
        self.list.focus_first()

    @Slot()
    def _on_fill(self) -> None:
        assert self.builder is not None
        editing = self.builder.editing
        assert editing.pool is not None
        if self._fill is None:
            self._fill = FillPane()
            self._fill.left.connect(self._on_back)
            self._fill.filled.connect(self._on_filled)
        cohort = editing.draft.cohort_id
        seen = self.desk.application.question_pool.sent_to(cohort) if cohort else ()
        self._show(self._fill)
        self._fill.open(editing.draft, editing.pool, seen)

    @Slot(object)
    def _on_filled(self, filled: Filled) -> None:
        assert self.builder is not None
        self._on_back()
        self.builder.take_filled(filled)

    @Slot(str)
    def _on_preview(self, item_id: str) -> None:
        assert self.builder is not None
        editing = self.builder.editing
        if editing.pool is None:
            return
        items = list(editing.items())
        if item_id and item_id not in editing.draft.items:
            # A question that is not picked is shown alone.
            items = list(self.desk.application.question_pool.items([item_id], editing.pool))
        if not items:
            return
        if self._preview is None:
            self._preview = PreviewPane(self.desk)
            self._preview.left.connect(self._on_back)
        self._show(self._preview)
        self._preview.open(editing.draft, items, item_id)

    @Slot()
    def _on_back(self) -> None:
        assert self.builder is not None
        self._show(self.builder)
        self.builder.card.table.setFocus()


def _load_pool(application: Application, _control: JobControl) -> Pool:
    return application.question_pool.load()

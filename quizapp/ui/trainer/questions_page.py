"""The trainer's own questions: the list, the editor of one of them, and the map of the sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.layouts import ScrollPage, column
from quizapp.ui.components.toast import announce
from quizapp.ui.dialogs import show_error
from quizapp.ui.shell.page import Place
from quizapp.ui.trainer.passage_map import PassageMapView
from quizapp.ui.trainer.question_deeds import (
    Compiling,
    Reading,
    asks_to_throw_away,
    copied_draft,
    new_draft,
    other_folder,
    retired,
    throw_away,
)
from quizapp.ui.trainer.question_list import QuestionList
from quizapp.ui.trainer.tab import Pane, TrainerTab

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.authoring import Authoring
    from quizapp.domain.drafts import Draft
    from quizapp.ui.shell.page import Desk
    from quizapp.ui.trainer.editor.page import EditorPage


class QuestionsPage(TrainerTab):
    """Shows the list, and in its place the editor or the map."""

    scrolls: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._authoring: Authoring = desk.application.authoring
        self.editor: EditorPage | None = None
        self._compiling, self._reading = Compiling(desk.jobs, self), Reading(desk.jobs, self)
        self._list, self._map = QuestionList(), PassageMapView()
        self._stack = QStackedWidget()
        self._list_pane, self._map_pane = Pane(column(self._list)), ScrollPage(self._map, top=16)
        self._stack.addWidget(self._list_pane)
        self._stack.addWidget(self._map_pane)
        self.setLayout(column(self._stack, spacing=0))
        self._list.new_requested.connect(self._on_new)
        self._list.start_requested.connect(self._on_start)
        self._list.map_requested.connect(self._on_map)
        self._list.folder_requested.connect(self._on_folder)
        self._list.edit_requested.connect(self._on_edit)
        self._list.duplicate_requested.connect(self._on_duplicate)
        self._list.retire_requested.connect(self._on_retire)
        self._list.drop_requested.connect(self._on_drop)
        self._map.left.connect(self._on_map_left)
        self._map.write_requested.connect(self._on_write)
        self._map.place_requested.connect(self.place_requested)

    def refresh(self) -> None:
        """Show the questions as they are now; an open editor stays open."""
        if self._stack.currentWidget() is self._map_pane:
            self._map.show_documents(self.desk.application.sources.documents())
        elif self.editor is None:
            self._show_list()

    def open_at(self, place: Place) -> None:
        """Begin a question on a marked passage; `subject` holds its start and end."""
        if place.document_id and place.subject:
            start, _, end = place.subject.partition("-")
            at = int(start), int(end)
            self._when_read(partial(self._begin_at, place.document_id, at))

    def _want_room(self, *, is_wanted: bool) -> None:
        self.wants_room = is_wanted
        self.room_changed.emit()

    # The list ----------------------------------------------------------------------------------

    def _show_list(self, chosen: str = "", *, takes_keyboard: bool = False) -> None:
        self._when_read(partial(self._fill_list, chosen, takes_keyboard=takes_keyboard))

    def _when_read(self, then: Callable[[], None]) -> None:
        """Do something once the banks are read, and say so where that takes long."""
        if not self._reading.read(self._authoring.shelf, then) and self.editor is None:
            self._list.show_reading()
            announce(self, "Reading your questions. This takes a moment.")
            self._stack.setCurrentWidget(self._list_pane)

    def _fill_list(self, chosen: str, *, takes_keyboard: bool = False) -> None:
        shelf = self._authoring.shelf
        self._list.show_questions(shelf.questions(), shelf.problems(), chosen)
        self._stack.setCurrentWidget(self._list_pane)
        if takes_keyboard:
            self._list.focus_first()

    @Slot()
    def _on_new(self) -> None:
        draft = new_draft(self, self._authoring)
        if draft is not None:
            self._edit(draft)

    @Slot()
    def _on_start(self) -> None:
        """Begin from a question that came with Quizapp."""
        from quizapp.ui.trainer.editor.picker import Choice, pick

        choices = [Choice(*one) for one in self._authoring.shelf.shipped()]
        picked = pick(self, "Which question do you start from?", choices)
        if picked is not None:
            self._on_duplicate(picked)

    @Slot(str)
    def _on_edit(self, question_id: str) -> None:
        try:
            draft = self._authoring.drafts.open(question_id)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        self._edit(draft)

    @Slot(str)
    def _on_duplicate(self, question_id: str) -> None:
        draft = copied_draft(self, self._authoring, question_id)
        if draft is not None:
            self._edit(draft)

    @Slot(str)
    def _on_retire(self, question_id: str) -> None:
        if retired(self, self._authoring, question_id):
            self._show_list()
            self._compiling.start("Retired. Learners are asked it no more.")

    @Slot(str)
    def _on_drop(self, question_id: str) -> None:
        if asks_to_throw_away(self):
            throw_away(self, self._authoring, question_id)
            self._show_list()

    @Slot()
    def _on_folder(self) -> None:
        """Let another folder be chosen; what lies in the old one stays there."""
        folder = other_folder(self, self._authoring.shelf.root)
        if folder is None:
            return
        try:
            self.desk.look.change(question_folder=str(folder))
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        self._authoring = self.desk.application.authoring
        self._show_list()
        self._compiling.start(f"Your questions are kept in {folder}.")

    # The editor --------------------------------------------------------------------------------

    def _edit(self, draft: Draft) -> None:
        from quizapp.ui.trainer.editor.model import EditorModel
        from quizapp.ui.trainer.editor.page import EditorPage

        self._close_editor()
        self._authoring.registers.refresh()
        model = EditorModel(self._authoring, draft, self.desk.application.sources)
        self.editor = EditorPage(model)
        self.editor.left.connect(self._on_left)
        self.editor.published.connect(self._on_published)
        self.editor.preview.place_requested.connect(self.place_requested)
        self._stack.addWidget(self.editor)
        self._stack.setCurrentWidget(self.editor)
        self._want_room(is_wanted=True)
        self.moved.emit()
        self.editor.begin()

    def _close_editor(self) -> None:
        if self.editor is not None:
            self._stack.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
            self._want_room(is_wanted=False)

    @Slot()
    def _on_left(self) -> None:
        assert self.editor is not None
        draft = self.editor.model.draft
        is_unused = draft.is_blank and self.editor.model.is_current()
        self._close_editor()
        if is_unused:
            throw_away(self, self._authoring, draft.id)
        self._show_list(draft.id, takes_keyboard=True)

    @Slot(str)
    def _on_published(self, question_id: str) -> None:
        self._close_editor()
        self._show_list(question_id, takes_keyboard=True)
        self._compiling.start("Published. Learners and sets find it now.")

    # The map -----------------------------------------------------------------------------------

    @Slot()
    def _on_map(self) -> None:
        self._map.show_documents(self.desk.application.sources.documents())
        self._stack.setCurrentWidget(self._map_pane)
        self.moved.emit()

    @Slot()
    def _on_map_left(self) -> None:
        self._show_list()

    @Slot(str)
    def _on_write(self, claim_id: str) -> None:
        """Begin a question on a passage that is known already."""
        draft = new_draft(self, self._authoring)
        if draft is not None:
            self._edit(draft)
            assert self.editor is not None
            self.editor.form.add_claim(claim_id)

    def _begin_at(self, document_id: str, at: tuple[int, int]) -> None:
        """Begin a question on a passage that was just marked, from the list or the editor."""
        if self.editor is None:
            self._fill_list("")
        views = self.desk.application.sources.documents()
        view = next((one for one in views if one.document.id == document_id), None)
        if view is None or view.text is None:
            return
        draft = new_draft(self, self._authoring)
        if draft is None:
            # The passage is still marked where it was.
            self.place_requested.emit(Place(page="sources"))
            return
        self._edit(draft)
        assert self.editor is not None
        self.editor.form.cite(view, at)

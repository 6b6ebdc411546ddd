"""The set builder: questions on one side, everything else about the set on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import show_error
from quizapp.ui.shell.page import Place
from quizapp.ui.theme import theme
from quizapp.ui.trainer.draft_editing import DraftEditing
from quizapp.ui.trainer.question_card import QuestionCard
from quizapp.ui.trainer.sending import Sender
from quizapp.ui.trainer.set_conditions import SetConditions
from quizapp.ui.trainer.set_panel import SetPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.application.question_pool import Pool
    from quizapp.domain.set_drafts import SetDraft
    from quizapp.domain.set_filling import Filled
    from quizapp.ui.shell.page import Desk

_PANEL_WIDTH: Final = 340
_TWO_STEPS_BELOW: Final = 940


class BuilderPane(QWidget):
    """One draft, kept with every change.

    Attributes:
        left: the list of sets is wanted.
        fill_requested: the set is to be filled by topic.
        preview_requested: the set is to be looked at; carries the id of the question to begin with.
        sent: the draft was assigned.
        place_requested: the trainer wants to go elsewhere; a `Place`.
    """

    left = Signal()
    fill_requested = Signal()
    preview_requested = Signal(str)
    sent = Signal()
    place_requested = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_second_step = self._is_sending = False
        self.editing = DraftEditing(desk.application)
        application = desk.application
        zone, now = application.environment.zone, application.environment.now()
        self._sender = Sender(self, desk, self.sent.emit)
        self.card = QuestionCard()
        self.panel = SetPanel(zone, now)
        self._conditions = SetConditions(self.panel, self.editing, application)
        self._make_buttons()
        self._missing = Label("", "caption", "text2", wrap=True)
        panel = Card(
            column(
                (_scrolling(self.panel), 1),
                self._missing,
                row(self._preview, (self._assign, 1)),
                spacing=10,
            ),
            padding=16,
        )
        self._side = panel
        self._step = Button("Next: your set", trailing_icon=True, icon="arrow-right", large=True)
        self._step.clicked.connect(self._on_step)
        self._steps = box(row((Label("Step 1 of 2", "label", "text2"), 1), self._step))
        self._title = Label("", "title", elide=True)
        self._second = Label("Step 2 of 2", "label", "text2")
        head = row(
            self._back,
            (self._title, 1),
            self._second,
            self._undo,
            self._redo,
            self._fill,
            spacing=8,
        )
        body = row((self.card, 1), self._side, spacing=16)
        self._whole = column(head, (body, 1), self._steps, spacing=12)
        self.setLayout(self._whole)
        self._connect()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _make_buttons(self) -> None:
        self._back = Button("Sets", "ghost", icon="arrow-left", name="Back to the sets")
        self._undo = Button("Undo", "ghost", name="Undo", tip="Undo (Ctrl+Z)")
        self._redo = Button("Redo", "ghost", name="Redo", tip="Redo (Ctrl+Shift+Z)")
        self._fill = Button("Fill by topic", icon="list-checks")
        self._preview = Button("Preview", icon="eye")
        self._assign = Button("Assign set", "primary")

    def _connect(self) -> None:
        editing = self.editing
        self._back.clicked.connect(self._on_back)
        self._undo.clicked.connect(editing.undo)
        self._redo.clicked.connect(editing.redo)
        self._fill.clicked.connect(self.fill_requested)
        self._preview.clicked.connect(self._on_preview)
        self._assign.clicked.connect(self._on_assign)
        self.card.ticked.connect(editing.tick)
        self.card.moved.connect(editing.move)
        self.card.shuffled.connect(editing.shuffle)
        self.card.swept.connect(editing.sweep)
        self.card.opened.connect(self.preview_requested)
        self.panel.make_cohort.clicked.connect(self._on_cohorts)
        editing.changed.connect(self._on_changed)
        editing.failed.connect(self._on_failed)
        editing.came_along.connect(self._on_came_along)
        editing.parted.connect(self._on_parted)
        for keys, slot in (("Ctrl+Z", editing.undo), ("Ctrl+Shift+Z", editing.redo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def open(self, draft: SetDraft) -> None:
        """Work on a draft."""
        self._is_second_step = False
        self.card.show_all()
        self.editing.open(draft)
        self._fit()
        self.card.search.setFocus()

    def show_pool(self, pool: Pool) -> None:
        """Offer the questions that were read."""
        self.card.show_pool(pool)
        self.editing.offer(pool)
        if pool.problems:
            show_toast(self, f"A bank was left out: {pool.problems[0]}")

    def take_filled(self, filled: Filled) -> None:
        """Put what was drawn into the set; a second form becomes a draft of its own."""
        draft = self.editing.draft
        if len(filled.forms) == 1:
            self.editing.take(draft.with_added(filled.forms[0]))
            self.card.show_picked()
            show_toast(self, f"{plural(len(filled.forms[0]), 'question')} added")
            return
        first, *_others = self._desk.application.set_drafts.forms(draft, filled.forms)
        self.open(first)
        show_toast(self, "Form A is here; form B is beside it under Sets")

    @Slot()
    def _on_changed(self) -> None:
        editing = self.editing
        draft = editing.draft
        self._title.setText(draft.plan.title.strip() or "New question set")
        self._undo.setEnabled(editing.can_undo)
        self._redo.setEnabled(editing.can_redo)
        self.card.show_draft(draft)
        is_ready = editing.pool is not None
        for button in (self._fill, self._preview):
            button.setEnabled(is_ready)
        self._assign.setEnabled(is_ready and not self._is_sending)
        if editing.pool is None:
            return
        review = editing.review()
        self.panel.show_cohorts(editing.cohorts)
        self.panel.show_draft(draft, review, editing.pool.titles)
        self._preview.setEnabled(bool(editing.items()))
        self._assign.setEnabled(not review.hindrances and not self._is_sending)
        self._missing.setText(" ".join(review.hindrances))
        self._missing.setVisible(bool(review.hindrances))
        self._assign.setAccessibleDescription(self._missing.text())

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        show_error(self, error.message, error.hint)

    @Slot(object)
    def _on_came_along(self, more: int) -> None:
        which = "more question of the same case" if more == 1 else "more questions of cases"
        show_toast(self, f"{more} {which} too: a case is asked whole")

    @Slot(str)
    def _on_parted(self, title: str) -> None:
        """Say that two windows went ways of their own."""
        what = f"the draft “{title}”" if title.strip() else "a draft of its own"
        show_toast(self, f"Another window changed this set, so what you do here is now {what}")

    @Slot()
    def _on_cohorts(self) -> None:
        self.place_requested.emit(Place(page="trainer", part="cohorts"))

    @Slot()
    def _on_preview(self) -> None:
        self.preview_requested.emit(self.card.table.current_id())

    @Slot()
    def _on_assign(self) -> None:
        if not self._is_as_seen():
            return
        cohort = self.editing.cohort()
        assert cohort is not None
        review = self.editing.review()
        job = self._sender.assign(self.editing.draft, review, cohort.cohort.name, cohort.members)
        if job is not None:
            self._is_sending = True
            self._assign.set_busy("Writing the sets…")
            job.ended.connect(self._on_sent)

    def _is_as_seen(self) -> bool:
        """Return whether the set is as it is seen here; else show it as it is now, and say so."""
        try:
            is_other = self.editing.catch_up()
        except UserError as error:
            self._on_failed(error)
            self.sent.emit()
            return False
        if is_other:
            show_error(
                self,
                "This set was changed in another window.",
                "You see it as it is now: look at it, and assign it again.",
            )
        return not is_other

    @Slot()
    def _on_sent(self) -> None:
        """Let sets be assigned again, whatever became of these."""
        self._is_sending = False
        self._assign.set_busy(None)
        self._on_changed()

    # Room ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go over to two steps in a narrow window, and back."""
        super().resizeEvent(event)
        self._restyle()

    def _fit(self) -> None:
        is_narrow = self.width() < theme.px(_TWO_STEPS_BELOW)
        self._steps.setVisible(is_narrow and not self._is_second_step)
        self.card.setVisible(not (is_narrow and self._is_second_step))
        self._side.setVisible(not is_narrow or self._is_second_step)
        self._side.setMaximumWidth(16_777_215 if is_narrow else theme.px(_PANEL_WIDTH))
        self._side.setMinimumWidth(0 if is_narrow else theme.px(_PANEL_WIDTH))
        is_second = is_narrow and self._is_second_step
        self._back.setText("Questions" if is_second else "Sets")
        self._back.set_name("Back to the questions" if is_second else "Back to the sets")
        self._second.setVisible(is_second)
        self._fill.setVisible(not is_second)
        for button, text, icon in ((self._undo, "Undo", "undo"), (self._redo, "Redo", "redo")):
            button.setText("" if is_narrow else text)
            button.set_icon(icon if is_narrow else None)

    def show_second_step(self) -> None:
        """Show the panel, where the window is too narrow for both."""
        self._is_second_step = True
        self._fit()

    @Slot()
    def _on_step(self) -> None:
        self.show_second_step()
        self.panel.name.setFocus()

    @Slot()
    def _on_back(self) -> None:
        if self._is_second_step and self.width() < theme.px(_TWO_STEPS_BELOW):
            self._is_second_step = False
            self._fit()
            self.card.search.setFocus()
        else:
            self.left.emit()

    @Slot()
    def _restyle(self) -> None:
        side = 24 if self.window().width() < 1100 else 32
        self._whole.setContentsMargins(side, 24, side, 24)
        self._fit()


def _scrolling(widget: QWidget) -> QScrollArea:
    """Return a widget in an area that scrolls it up and down, on the ground of its card."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    widget.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area

"""The draft that is being edited; the parts of the editor change it and follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from quizapp.application.draft_history import DraftHistory
from quizapp.domain.drafts import changed
from quizapp.domain.errors import UserError
from quizapp.domain.item_rules.rule import RuleContext

if TYPE_CHECKING:
    from quizapp.application.authoring import Authoring
    from quizapp.application.source_library import SourceLibrary
    from quizapp.application.views import DocumentView
    from quizapp.domain.drafts import Draft
    from quizapp.domain.registers import Registers

_KEEP_AFTER_MS = 700


class EditorModel(QObject):
    """A draft with its history. It keeps what is typed shortly after each change.

    Attributes:
        changed: the draft is another one, whoever changed it.
        kept: what is written lies on the disk; carries an empty text, or why it does not.
        registers_changed: there are more claims, references or misconceptions to name.
        parted: another window has written on the question, so the change was kept as a question of
            its own, which is worked on from now on.
    """

    changed = Signal()
    kept = Signal(str)
    registers_changed = Signal()
    parted = Signal()

    def __init__(self, authoring: Authoring, draft: Draft, sources: SourceLibrary) -> None:
        super().__init__()
        self.authoring = authoring
        self._sources = sources
        self._history = DraftHistory(draft)
        self._context = RuleContext(authoring.registers.all)
        self._is_kept = True
        self._known = authoring.drafts.kept(draft.id)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def draft(self) -> Draft:
        """What is written so far."""
        return self._history.draft

    @property
    def is_kept(self) -> bool:
        """Whether all that is written lies on the disk."""
        return self._is_kept

    @property
    def registers(self) -> Registers:
        """What the draft may name."""
        return self.authoring.registers.all

    @property
    def context(self) -> RuleContext:
        """The same, prepared for the rules."""
        return self._context

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._history.can_redo

    def edit(self, step: str = "", /, **fields: Any) -> None:
        """Change some fields; changes of one named step are undone together."""
        self.take(changed(self.draft, **fields), step)

    def take(self, draft: Draft, step: str = "") -> None:
        """Take another state of the draft."""
        if draft == self.draft:
            return
        self._history.take(draft, step)
        self._on_changed()

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        self._history.undo()
        self._on_changed()

    @Slot()
    def redo(self) -> None:
        """Do the step again that was taken back."""
        self._history.redo()
        self._on_changed()

    @Slot()
    def keep(self) -> None:
        """Keep what is written, at once."""
        self._timer.stop()
        self._history.settle()
        if self._is_kept:
            return
        try:
            self._known = self.authoring.drafts.keep_change(self.draft, self._known)
        except UserError as error:
            self.kept.emit(str(error))
            return
        self._is_kept = True
        self.kept.emit("")
        if self._known.id != self.draft.id:
            self._history.go_on_as(self._known)
            self.parted.emit()
            self.changed.emit()

    def is_current(self) -> bool:
        """Return whether what is kept is what is seen here; another window may have written."""
        try:
            return self.authoring.drafts.is_current(self.draft.id, self._known)
        except UserError:
            return False

    def forget(self) -> None:
        """Leave the draft as it lies on the disk: it has been published or deleted."""
        self._timer.stop()
        self._is_kept = True

    def documents(self) -> tuple[DocumentView, ...]:
        """Return the documents whose texts were added."""
        return tuple(view for view in self._sources.documents() if view.text is not None)

    def refresh_registers(self) -> None:
        """Use the entries that have been made meanwhile."""
        self._context = RuleContext(self.registers)
        self.registers_changed.emit()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._is_kept = False
        self._timer.start()
        self.changed.emit()

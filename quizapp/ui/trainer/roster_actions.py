"""What is done with a roster: asked for in a window where need be, kept, and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.domain.errors import UserError
from quizapp.ui.dialogs import ask_text, choose_file, show_error
from quizapp.ui.trainer.roster_dialogs import (
    AddLearnerDialog,
    EnrolmentsDialog,
    InviteDialog,
    MergeDialog,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu, QWidget

    from quizapp.application.rosters import RosterLine, RosterView
    from quizapp.domain.rosters import RosterChange
    from quizapp.ui.shell.page import Desk
    from quizapp.ui.trainer.roster_history import RosterHistory


class RosterActions(QObject):
    """Changes the roster that is shown."""

    refused = Signal(object)
    """A change could not be made; a `UserError`."""

    cohort_changed = Signal()
    """The cohort has another name, or is in the archive or out of it."""

    def __init__(self, pane: QWidget, desk: Desk, history: RosterHistory) -> None:
        super().__init__(pane)
        self._pane, self._desk, self._history = pane, desk, history
        self._view: RosterView | None = None

    @property
    def _cohort_id(self) -> str:
        assert self._view is not None
        return self._view.cohort.id

    @property
    def _cohort_name(self) -> str:
        assert self._view is not None
        return self._view.cohort.name

    def show(self, view: RosterView, menu: QMenu) -> None:
        """Work on this roster, and offer in a menu what is done with the cohort as a whole."""
        self._view = view
        menu.clear()
        menu.addAction("Invite learners…", self.invite)
        menu.addAction("Let in who enrolled…", self.let_in)
        menu.addSeparator()
        menu.addAction("Rename the cohort…", self.rename)
        if view.cohort.archived_at is None:
            menu.addAction("Archive the cohort", self.archive)
        else:
            menu.addAction("Bring the cohort back", self.bring_back)

    # Members -------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Ask for learners and add them."""
        dialog = AddLearnerDialog(self._pane, self._desk, self._cohort_id, self._cohort_name)
        dialog.ask()
        self._remember(dialog.changes)

    @Slot()
    def import_list(self) -> None:
        """Ask for a table, show what would become of its rows, and take it in."""
        path = choose_file(
            self._pane, "Import a list of learners", "Tables (*.csv *.tsv *.txt);;All files (*)"
        )
        if path is None:
            return
        try:
            table = self._desk.application.roster_imports.read(path)
        except UserError as error:
            show_error(self._pane, error.message, error.hint)
            return
        from quizapp.ui.trainer.roster_import_dialog import RosterImportDialog

        dialog = RosterImportDialog(
            self._pane, self._desk, self._cohort_id, self._cohort_name, table
        )
        if dialog.ask() and dialog.change is not None:
            self._remember([dialog.change])

    def edit(self, member_id: str, name: str, reference: str) -> None:
        """Give a member another name or reference."""
        rosters = self._desk.application.rosters
        self._try(lambda: rosters.edit(member_id, self._cohort_id, name, reference))

    def remove(self, member_ids: Sequence[str]) -> bool:
        """Take members out, and return whether that was done."""
        rosters = self._desk.application.rosters
        return self._try(lambda: rosters.remove(member_ids, self._cohort_id))

    def merge(self, lines: Sequence[RosterLine]) -> None:
        """Show what belongs to some members, and make one person of them."""
        dialog = MergeDialog(self._pane, lines)
        if dialog.ask():
            rosters, keep = self._desk.application.rosters, dialog.keep
            others = [line.entry.id for line in lines if line.entry.id != keep]
            self._try(lambda: rosters.merge(keep, others, self._cohort_id))

    def separate(self, member_id: str) -> None:
        """Make a person of their own of a double."""
        rosters = self._desk.application.rosters
        self._try(lambda: rosters.separate(member_id, self._cohort_id))

    @Slot()
    def invite(self) -> None:
        """Show the invitation to the cohort."""
        application = self._desk.application
        try:
            key = application.trainer.key()
        except UserError as error:
            show_error(self._pane, error.message, error.hint)
            return
        code = application.enrolling.invite(self._cohort_id, key)
        InviteDialog(self._pane, self._desk, self._cohort_name, code, key.fingerprint).ask()

    @Slot()
    def let_in(self) -> None:
        """Take enrolments in."""
        dialog = EnrolmentsDialog(self._pane, self._desk)
        dialog.ask()
        self._remember(dialog.changes)

    # The cohort ----------------------------------------------------------------------------

    @Slot()
    def rename(self) -> None:
        """Ask for another name of the cohort."""
        name = self._cohort_name
        while True:
            wanted = ask_text(self._pane, "What is the cohort called?", "Name", "Rename", text=name)
            if wanted is None:
                return
            try:
                self._desk.application.cohorts.rename(self._cohort_id, wanted)
            except UserError as error:
                show_error(self._pane, error.message, error.hint)
                name = wanted
                continue
            self.cohort_changed.emit()
            return

    @Slot()
    def archive(self) -> None:
        """Put the cohort out of the way."""
        self._desk.application.cohorts.archive(self._cohort_id)
        self.cohort_changed.emit()

    @Slot()
    def bring_back(self) -> None:
        """Take the cohort out of the archive."""
        self._desk.application.cohorts.bring_back(self._cohort_id)
        self.cohort_changed.emit()

    def _try(self, change: Callable[[], RosterChange]) -> bool:
        try:
            made = change()
        except UserError as error:
            self.refused.emit(error)
            return False
        self._history.add(made)
        return True

    def _remember(self, changes: Sequence[RosterChange]) -> None:
        for change in changes:
            self._history.add(change)

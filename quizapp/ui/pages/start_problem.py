"""What stands in the window when the learner's data cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button, FoldButton
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import ScrollPage, box, column, row
from quizapp.ui.pages.backup_row import BackupRow
from quizapp.ui.shell.files import open_folder

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from quizapp.application.backing_up import ClosedBackups
    from quizapp.bootstrap import StartProblem

_RESTORABLE: Final = frozenset({"newer", "foreign", "damaged"})
_OFFERED: Final = 3


class StartProblemPage(QWidget):
    """Says what happened, what is safe and what to do."""

    try_again_requested = Signal()

    def __init__(self, problem: StartProblem, backups: ClosedBackups) -> None:
        super().__init__()
        self._problem, self._backups = problem, backups
        self._again = Button("Try again", "primary", large=True)
        self._again.setObjectName("try-again")
        self._again.clicked.connect(self.try_again_requested)
        self._folder = Button("Open back-ups folder", icon="folder", large=True)
        self._folder.setObjectName("open-folder")
        self._folder.clicked.connect(self._on_open_folder)
        self._offers: QVBoxLayout = column(spacing=8)
        words = column(
            Label(problem.message, "title", wrap=True),
            Label(problem.safe, "body", wrap=True),
            Label(problem.hint, "body", "text2", wrap=True),
            spacing=8,
        )
        sign = column(IconView("triangle-alert", "warn", 24, tile="warn_soft"), None)
        card = Card(
            column(
                row(sign, (words, 1), spacing=16),
                8,
                row(self._again, self._folder, None, spacing=8),
                self._offers,
                self._details(),
                spacing=12,
            ),
            padding=24,
        )
        page = ScrollPage(column(None, card, (box(column()), 2), spacing=0), max_width=720)
        self.setLayout(column(page, spacing=0))
        if str(problem.kind) in _RESTORABLE:
            # Every back-up is checked, which takes a moment: the page comes first.
            QTimer.singleShot(0, self._offer_backups)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter try again."""
        super().showEvent(event)
        self._again.setFocus()

    def _details(self) -> QVBoxLayout:
        text = Label(
            f"{self._problem.path}\n{self._problem.details}".strip(), "caption", "text3", wrap=True
        )
        fold = FoldButton("Details", text)
        fold.setObjectName("details")
        return column(row(fold, None), text, spacing=4)

    @Slot()
    def _offer_backups(self) -> None:
        backups = [backup for backup in self._backups.list() if backup.is_ok][:_OFFERED]
        if not backups:
            self._offers.addWidget(
                Label("There is no back-up yet that is whole.", "label", "text2", wrap=True)
            )
            return
        self._offers.addWidget(Label("Restore a back-up", "heading"))
        before = self._folder
        for backup in backups:
            line = BackupRow(backup)
            line.restore_requested.connect(self._on_restore)
            self._offers.addWidget(line)
            # What comes late would be reached last, behind what stands below it.
            self.setTabOrder(before, line.restore)
            before = line.restore

    @Slot(object)
    def _on_restore(self, path: Path) -> None:
        from quizapp.application.backing_up import kept_words
        from quizapp.ui.dialogs import confirm, show_error, show_message

        if not confirm(
            self,
            "Restore this back-up?",
            "Answers given after it was made are not in it."
            " The file that is there now is kept beside the back-ups. Where the back-up holds"
            " questions of your own, those of now are kept in a folder beside theirs.",
            "Restore",
        ):
            return
        try:
            kept = self._backups.restore(path)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        if kept is not None:
            show_message(self, "The back-up is restored", kept_words(kept))
        self.try_again_requested.emit()

    @Slot()
    def _on_open_folder(self) -> None:
        open_folder(self._backups.folder)

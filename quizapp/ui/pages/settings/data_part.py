"""Where the data are, back-ups, export and import, and the state of the question banks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.backing_up import kept_words
from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, clear_layout, column, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import choose_file, confirm, show_error, show_message
from quizapp.ui.pages.backup_row import BackupRow
from quizapp.ui.pages.settings.rows import setting, settings_card
from quizapp.ui.shell.files import export_button, open_folder

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.application.backing_up import Backup
    from quizapp.application.today_views import BankProblem
    from quizapp.application.transfer import ImportResult
    from quizapp.bootstrap import Application
    from quizapp.ui.background import JobControl
    from quizapp.ui.shell.page import Desk


class DataPart(QWidget):
    """Data of all learners of this computer account."""

    restored = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._back_up = self._button("Back up now", "archive", "back-up", self._on_back_up)
        self._backups: QVBoxLayout = column(spacing=4, margins=(0, 8, 0, 0))
        self._banks: QVBoxLayout = column(spacing=8)
        self.setLayout(
            column(
                self._place_card(),
                settings_card(
                    "Back-ups",
                    setting(
                        "Made every day, checked, the last 10 are kept",
                        "A back-up holds everything of all learners, and your own questions.",
                        self._back_up,
                    ),
                    box(self._backups),
                ),
                settings_card("Question banks", box(self._banks)),
                None,
                spacing=16,
            )
        )

    def _place_card(self) -> QWidget:
        folder = self._desk.application.data_dir
        opener = self._button("Open folder", "folder", "open-folder", self._on_open_folder)
        importer = self._button("Import…", "upload", "import", self._on_import)
        return settings_card(
            "Your data",
            setting("Data folder", str(folder), opener),
            setting(
                "Export all my data",
                "To keep, or to take to another computer.",
                export_button(self, self._desk),
            ),
            setting(
                "Import data",
                "Reads an export of Quizapp. Nothing is lost or counted twice.",
                importer,
            ),
        )

    @staticmethod
    def _button(text: str, icon: str, name: str, act: Any) -> Button:
        button = Button(text, icon=icon)
        button.setObjectName(name)
        button.clicked.connect(act)
        return button

    def refresh(self) -> None:
        """Show the back-ups and the state of the banks as they are now."""
        self._show_problems(self._desk.application.banks.problems())
        self._desk.jobs.start(_list_backups).succeeded.connect(self._on_listed)

    @Slot(object)
    def _on_listed(self, backups: tuple[Backup, ...]) -> None:
        clear_layout(self._backups)
        for backup in backups:
            line = BackupRow(backup)
            line.restore_requested.connect(self._on_restore)
            self._backups.addWidget(line)
        if not backups:
            self._backups.addWidget(Label("There is none yet.", "label", "text3", weight=400))

    def _show_problems(self, problems: tuple[BankProblem, ...]) -> None:
        clear_layout(self._banks)
        if not problems:
            good = Label("All question banks are in order.", "body", "text2", wrap=True)
            self._banks.addLayout(row(IconView("circle-check", "ok", 18), (good, 1), spacing=8))
        for problem in problems:
            serves = (
                "The version before it is still asked."
                if problem.serves_older
                else "It is left out."
            )
            words = column(
                Label(problem.file, "body", weight=600, wrap=True),
                Label(f"{problem.message} {serves}", "label", "text2", weight=400, wrap=True),
                spacing=0,
            )
            sign = column(IconView("triangle-alert", "warn", 18), None)
            self._banks.addLayout(row(sign, (words, 1), spacing=8))

    @Slot()
    def _on_open_folder(self) -> None:
        open_folder(self._desk.application.data_dir)

    @Slot()
    def _on_back_up(self) -> None:
        self._back_up.set_busy("Backing up…")
        job = self._desk.jobs.start(_back_up, "Making a back-up")
        job.succeeded.connect(self._on_backed_up)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_back_up_ended)

    @Slot(object)
    def _on_backed_up(self, path: Path) -> None:
        show_toast(
            self,
            "The back-up is made.",
            action="Open folder",
            on_action=partial(open_folder, path.parent),
        )
        self.refresh()

    @Slot()
    def _on_back_up_ended(self) -> None:
        self._back_up.set_busy(None)

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        show_error(self, error.message, error.hint)

    @Slot(object)
    def _on_restore(self, path: Path) -> None:
        if not confirm(
            self,
            "Restore this back-up?",
            "Answers given after it was made are not in it, for none of the learners."
            " What is there now is kept as a file beside the back-ups. Where the back-up holds"
            " questions of your own, those of now are kept in a folder beside theirs.",
            "Restore",
        ):
            return
        self._desk.jobs.wait()
        try:
            kept = self._desk.application.backups.restore(path)
        except UserError as error:
            show_error(self, error.message, error.hint)
        else:
            if kept is not None:
                show_message(self, "The back-up is restored", kept_words(kept))
        self.restored.emit()

    @Slot()
    def _on_import(self) -> None:
        path = choose_file(self, "Import data", "JSON (*.json)")
        if path is None:
            return
        job = self._desk.jobs.start(partial(_take_in, path), "Importing data")
        job.succeeded.connect(self._on_imported)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_imported(self, result: ImportResult) -> None:
        told = (
            f"{result.learner_name}: {plural(result.added, 'answer')} added,"
            f" {result.already_there} were here already."
        )
        told = " ".join((told, *result.beside_answers))
        if any(result.sets):
            # More than a passing word holds, and a set that stayed out must not go unnoticed.
            show_message(self, "The data are taken in", told)
        else:
            show_toast(self, told)


def _list_backups(application: Application, _control: JobControl) -> tuple[Backup, ...]:
    return application.backups.list()


def _back_up(application: Application, _control: JobControl) -> Path:
    return application.backups.make()


def _take_in(path: Path, application: Application, _control: JobControl) -> ImportResult:
    return application.transfer.import_json(path)

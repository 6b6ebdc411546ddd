"""The folder that is watched: which it is, and the button that begins and ends it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.dialogs import choose_folder, show_error
from quizapp.ui.trainer.folder_watch import FolderWatch

if TYPE_CHECKING:
    from quizapp.ui.shell.look import Look


class WatchBox(QWidget):
    """Watches a folder, and remembers it for the next start."""

    came = Signal(object)
    """Results have come into the folder; a tuple of paths."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.watch = FolderWatch(self)
        self.watch.ready.connect(self.came)
        self.watch.lost.connect(self._on_lost)
        self._says = Label("", "label", "text2", weight=400, wrap=True)
        self._button = Button("", "ghost")
        self._button.setObjectName("watch-folder")
        self._button.clicked.connect(self._on_clicked)
        self.setLayout(column(None, self._says, row(self._button, None), spacing=4))
        self._show()

    def resume(self) -> None:
        """Go on with the folder that was chosen, if any."""
        chosen = self._look.preferences.watched_folder
        if chosen is not None and self.watch.folder is None:
            self.watch.watch(Path(chosen))
        if chosen is None or self.watch.folder is not None:
            self._show()

    def _show(self) -> None:
        folder = self.watch.folder
        self._says.setText(
            "" if folder is None else f"Watching {folder}: results are taken in as they come."
        )
        self._says.setVisible(folder is not None)
        self._button.setText("Watch a folder…" if folder is None else "Stop watching")
        self._button.set_icon("eye" if folder is None else "eye-off")

    def _remember(self, folder: str | None) -> None:
        try:
            self._look.change(watched_folder=folder)
        except UserError as error:
            show_error(self, error.message, error.hint)

    @Slot()
    def _on_clicked(self) -> None:
        if self.watch.folder is not None:
            self._remember(None)
            self.watch.stop()
        else:
            folder = choose_folder(self, "Watch a folder for results")
            if folder is None:
                return
            self._remember(str(folder))
            self.watch.watch(folder)
        self._show()

    @Slot(object)
    def _on_lost(self, error: UserError) -> None:
        self._show()
        self._says.setText(f"Not watching. {error}")
        self._says.show()

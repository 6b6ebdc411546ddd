"""One back-up in a list: when it was made, why, how large it is, and whether it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import date_words
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.pills import Pill

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.application.backing_up import Backup

_REASONS: Final = {
    "daily": "Daily",
    "manual": "Made by you",
    "migration": "Before an update",
    "restore": "Before a restore",
    "rebuild": "Before a rebuild",
    "import": "Before an import",
}


class BackupRow(QWidget):
    """A back-up with a button that puts it back."""

    restore_requested = Signal(object)

    def __init__(self, backup: Backup) -> None:
        super().__init__()
        self._path = backup.path
        when = moment_words(backup.made_at)
        self.restore = Button("Restore", name=f"Restore the back-up of {when}")
        self.restore.setObjectName(f"restore-{backup.path.stem}")
        self.restore.clicked.connect(self._on_clicked)
        self.restore.setEnabled(backup.is_ok)
        about = [_REASONS.get(backup.reason, backup.reason), size_words(backup.size_bytes)]
        if backup.file_count:
            about.append("with your own questions")
        state = Pill("Whole", "ok", icon="check") if backup.is_ok else Pill("Damaged", "bad")
        words = column(
            Label(when, "label", elide=True),
            Label(" · ".join(about), "caption", "text3", weight=400, elide=True),
            spacing=0,
        )
        self.setLayout(row((words, 1), state, self.restore, spacing=12, margins=(0, 2, 0, 2)))

    @Slot()
    def _on_clicked(self) -> None:
        self.restore_requested.emit(self._path)


def moment_words(moment: datetime) -> str:
    """Return a moment in local time as "21 November 2026, 14:05"."""
    local = moment.astimezone()
    return f"{date_words(local.date())} {local.year}, {local:%H:%M}"


def size_words(size_bytes: int) -> str:
    """Return a size as "820 kB" or "1.4 MB"."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"

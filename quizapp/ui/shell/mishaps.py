"""The one handler of what nobody foresaw: it logs it, and says calmly that answers are safe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import quizapp
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LOG_NAME: Final = "problems.log"
_LARGEST_LOG: Final = 1_000_000


def write_report(log: Path, report: str) -> bool:
    """Append a report to the log, which begins anew once it is large; False if it cannot be."""
    try:
        if log.exists() and log.stat().st_size > _LARGEST_LOG:
            log.replace(log.with_suffix(".old.log"))
        with log.open("a", encoding="utf-8") as file:
            file.write(report)
    except OSError:
        return False
    return True


def describe(error: BaseException) -> str:
    """Return what a developer needs to find the cause: versions, time and traceback."""
    import platform
    import traceback
    from datetime import UTC, datetime

    when = datetime.now(UTC).isoformat(timespec="seconds")
    lines = traceback.format_exception(error)
    head = f"{when} Quizapp {quizapp.__version__}, Python {platform.python_version()}"
    return f"{head}, {platform.platform()}\n{''.join(lines)}\n"


class MishapHandler(QObject):
    """Takes the place of `sys.excepthook` while the window is open."""

    _happened = Signal(str)
    _refused = Signal(str, str)

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log
        self._is_open = False
        # A worker thread may meet it, but only the main thread may show a dialog.
        self._happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)
        self._refused.connect(self._on_refused, Qt.ConnectionType.QueuedConnection)

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception that reached the top, and tell the user once control is back in Qt."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, UserError):
            # No page foresaw it, such as a disk that is full now, but there are words for it.
            self._refused.emit(error.message, error.hint)
            return
        report = describe(error.with_traceback(trace))
        if not write_report(self._log, report) and sys.stderr is not None:
            sys.stderr.write(report)
        self._happened.emit(report)

    @Slot(str)
    def _on_happened(self, report: str) -> None:
        if self._is_open:
            return
        self._is_open = True
        self._show(report)
        self._is_open = False

    @Slot(str, str)
    def _on_refused(self, message: str, hint: str) -> None:
        from quizapp.ui.dialogs import show_error

        if self._is_open:
            return
        self._is_open = True
        show_error(QApplication.activeWindow(), message, hint)
        self._is_open = False

    def _show(self, report: str) -> None:
        from quizapp.ui.components.buttons import Button, FoldButton
        from quizapp.ui.components.labels import Label
        from quizapp.ui.dialogs import Dialog

        dialog = Dialog(QApplication.activeWindow(), "Something went wrong")
        dialog.add_text(
            "Your answers are safe: each one is saved the moment you give it."
            " You can go on; if it happens again, close Quizapp and start it anew."
        )
        details = Label(
            f"{report.strip().splitlines()[-1]}\n\nThe whole report is in {self._log}.",
            "caption",
            "text3",
            wrap=True,
        )
        fold = FoldButton("Details", details)
        dialog.body.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeading)
        dialog.body.addWidget(details)
        copy = Button("Copy details", icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        dialog.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeading)
        close = dialog.add_action("Go on", "primary", accept=True)
        close.setFocus()
        dialog.ask()

"""A place to drop files on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QFrame

from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.painting import RADIUS_CARD, painter_on, rounded_path
from quizapp.ui.session.flow import Flow
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget


class DropZone(QFrame):
    """Takes files and folders that are dropped; buttons do the same without a mouse."""

    dropped = Signal(object)
    """Files or folders were dropped; a tuple of paths."""

    def __init__(self, title: str, text: str, *buttons: QWidget) -> None:
        super().__init__()
        self._is_over = False
        self.setAcceptDrops(True)
        words = column(
            Label(title, "heading", wrap=True),
            Label(text, "label", "text2", weight=400, wrap=True),
            6,
            Flow(*buttons),
            spacing=2,
        )
        sign = IconView("inbox", "accent", 22, tile="accent_soft")
        self.setLayout(
            row(column(sign, None), (words, 1), spacing=12, margins=(16, 14, 16, 14)),
        )
        theme.changed.connect(self.update)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say that files may be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._set_over(is_over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Go back to rest."""
        self._set_over(is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of what was dropped."""
        self._set_over(is_over=False)
        paths = tuple(
            Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()
        )
        event.acceptProposedAction()
        if paths:
            self.dropped.emit(paths)

    def _set_over(self, *, is_over: bool) -> None:
        self._is_over = is_over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and a dashed edge."""
        painter = painter_on(self)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = QPen(theme.color("accent" if self._is_over else "border_strong"))
        pen.setWidthF(2 if self._is_over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft" if self._is_over else "surface"))
        painter.drawPath(rounded_path(area, RADIUS_CARD))

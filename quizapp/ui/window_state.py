"""Where the window was and how large: the only thing that is kept in Qt's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMargins, QSize

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

DEFAULT_SIZE: Final = QSize(1280, 840)
MINIMUM_SIZE: Final = QSize(960, 640)
_GEOMETRY: Final = "window/geometry"
#: Room for what the desktop draws around a window, which is known only once it is shown.
_FRAME: Final = QMargins(2, 36, 2, 2)


class WindowState:
    """Keeps the window's place in a small file of the data folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def restore(self, window: QWidget) -> None:
        """Put `window` where it was, or give it its first size, never larger than the screen."""
        window.setMinimumSize(MINIMUM_SIZE)
        window.resize(DEFAULT_SIZE)
        if self._path.exists() and self._restore_kept(window):
            return
        room = window.screen().availableGeometry()
        inner = room.size().shrunkBy(_FRAME)
        window.resize(DEFAULT_SIZE.boundedTo(inner).expandedTo(MINIMUM_SIZE))
        frame = window.frameGeometry()
        frame.moveCenter(room.center())
        window.move(frame.topLeft())

    def save(self, window: QWidget) -> None:
        """Remember where `window` is."""
        settings = self._settings()
        settings.setValue(_GEOMETRY, window.saveGeometry())
        settings.sync()

    def _restore_kept(self, window: QWidget) -> bool:
        from PySide6.QtCore import QByteArray

        kept = self._settings().value(_GEOMETRY)
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)

    def _settings(self) -> QSettings:
        from PySide6.QtCore import QSettings

        return QSettings(str(self._path), QSettings.Format.IniFormat)

"""Our own icons: 24 × 24 drawings with 2 px round strokes, coloured when they are loaded."""

from __future__ import annotations

import logging
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap

from quizapp.resources import asset
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QIcon

_log = logging.getLogger(__name__)

_OPPOSITE: Final = {
    "chevron-left": "chevron-right",
    "chevron-right": "chevron-left",
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "undo": "redo",
    "redo": "undo",
}


def icon_names() -> list[str]:
    """Return the names of all icons, sorted."""
    return sorted(path.stem for path in asset("icons").glob("*.svg"))


def directed(name: str, *, is_mirrored: bool) -> str:
    """Return the icon to show for `name`: in a mirrored window arrows turn round."""
    return _OPPOSITE.get(name, name) if is_mirrored else name


def icon_pixmap(
    name: str, role: str = "text2", size: float = 20, ratio: float | None = None
) -> QPixmap:
    """Return an icon in the colour of a role.

    Args:
        name: the file name in assets/icons without its ending; a missing one is logged and blank.
        role: a colour role of the theme.
        size: edge in pixels at 100 %.
        ratio: device pixels per pixel; that of the main screen when left out.
    """
    if ratio is None:
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _draw(name, theme.hex(role), theme.px(size), ratio)


def icon(name: str, role: str = "text2", size: float = 20) -> QIcon:
    """Return an icon for Qt's own menus and lists, as `icon_pixmap` does."""
    from PySide6.QtGui import QIcon

    return QIcon(icon_pixmap(name, role, size))


def app_icon() -> QIcon:
    """Return the icon of the app in the sizes that desktops ask for."""
    from PySide6.QtGui import QIcon

    found = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        found.addPixmap(app_pixmap(size))
    return found


def app_pixmap(size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon of the app at one size in pixels; the text scale does not touch it."""
    return _render(asset("quizapp.svg").read_text("utf-8"), size, ratio)


@lru_cache(maxsize=512)
def _draw(name: str, color: str, size: int, ratio: float) -> QPixmap:
    drawing = _source(asset("icons") / f"{name}.svg")
    return _render(drawing.replace("currentColor", color), size, ratio)


@cache
def _source(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        _log.error("The icon %s is missing", path.stem)
        return ""


def _render(drawing: str, size: int, ratio: float) -> QPixmap:
    # QtSvg is a library of its own: it is loaded when the first icon is wanted.
    from PySide6.QtSvg import QSvgRenderer

    edge = round(size * ratio)
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    if drawing:
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, edge, edge))
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap

"""Every colour, type size and duration of the app: the only place that names them.

`theme` is the one instance. Widgets ask it while painting and follow its `changed` signal, so
that the look can be switched while the app runs.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from quizapp.ui import fonts, stylesheet

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

LIGHT: Final[dict[str, str]] = {
    "bg": "#F5F6F8",
    "surface": "#FFFFFF",
    "sunken": "#EEF0F4",
    "raised": "#FFFFFF",
    "border": "#DDE1E8",
    "border_strong": "#868E9E",
    "text": "#171A21",
    "text2": "#4A5262",
    "text3": "#5F6878",
    "accent": "#3450C8",
    "accent_hover": "#2B43AB",
    "accent_press": "#22368C",
    "on_accent": "#FFFFFF",
    "accent_soft": "#E9EDFC",
    "on_accent_soft": "#2A42AE",
    "ok": "#147A4B",
    "ok_soft": "#E3F4EA",
    "on_ok_soft": "#0F5F3A",
    "bad": "#C0322F",
    "bad_soft": "#FCE9E8",
    "on_bad_soft": "#98211F",
    "warn": "#8A5A00",
    "warn_soft": "#FDF1DA",
    "on_warn_soft": "#6E4800",
    "focus": "#3450C8",
    "t1": "#3450C8",
    "t2": "#B4540A",
    "t3": "#A8327D",
    "t4": "#0B7A75",
    "h0": "#E6E9EF",
    "h1": "#C3CEF6",
    "h2": "#8FA3EC",
    "h3": "#5871DB",
    "h4": "#3450C8",
}
DARK: Final[dict[str, str]] = {
    "bg": "#111318",
    "surface": "#1A1D24",
    "sunken": "#14171D",
    "raised": "#22262F",
    "border": "#2E343F",
    "border_strong": "#737D90",
    "text": "#EEF0F4",
    "text2": "#B3BBC9",
    "text3": "#949EAF",
    "accent": "#93A8FF",
    "accent_hover": "#A9BAFF",
    "accent_press": "#7D95FA",
    "on_accent": "#0D1330",
    "accent_soft": "#262E4F",
    "on_accent_soft": "#C2CEFF",
    "ok": "#5CCB92",
    "ok_soft": "#16352A",
    "on_ok_soft": "#93E2B8",
    "bad": "#FF8B85",
    "bad_soft": "#43211F",
    "on_bad_soft": "#FFB9B5",
    "warn": "#EBB44F",
    "warn_soft": "#3B2E14",
    "on_warn_soft": "#F5CE84",
    "focus": "#A9BAFF",
    "t1": "#93A8FF",
    "t2": "#F0A25A",
    "t3": "#EE8BC6",
    "t4": "#4FC4BC",
    "h0": "#262B35",
    "h1": "#2F3B6C",
    "h2": "#4A5FAE",
    "h3": "#6F87E2",
    "h4": "#A3B5FF",
}
TOKENS: Final[dict[str, dict[str, str]]] = {"light": LIGHT, "dark": DARK}

#: What "More contrast" puts in the place of a role.
_CONTRAST: Final[dict[str, str]] = {"border": "border_strong", "text3": "text2"}

_TOPICS: Final[dict[str, str]] = {
    "receptor-mechanisms": "t1",
    "misconceptions": "t2",
    "overdose-response": "t3",
}

Family = Literal["sans", "serif"]


class TypeRole(NamedTuple):
    """One kind of text: size in pixels at 100 %, weight, family and letter spacing in percent."""

    size: int
    weight: int
    family: Family = "sans"
    spacing: float = 100.0


TYPE: Final[dict[str, TypeRole]] = {
    "display": TypeRole(28, 700, spacing=98.5),
    "title": TypeRole(22, 700, spacing=98.5),
    "stem": TypeRole(19, 500),
    "option": TypeRole(16, 500),
    "heading": TypeRole(16, 600),
    "quote": TypeRole(16, 400, "serif"),
    "reader": TypeRole(17, 400, "serif"),
    "body": TypeRole(14, 400),
    "label": TypeRole(13, 500),
    "caption": TypeRole(12, 500),
}
#: Distance of base lines, as a multiple of the type size (Inter's own line is 1.21 of it).
LINE_HEIGHT: Final[dict[str, float]] = {
    "display": 1.24,
    "title": 1.3,
    "stem": 1.63,
    "option": 1.45,
    "heading": 1.45,
    "quote": 1.62,
    "reader": 1.68,
    "body": 1.54,
    "label": 1.48,
    "caption": 1.42,
}

_PALETTE: Final[tuple[tuple[QPalette.ColorRole, str], ...]] = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.ToolTipBase, "raised"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "border_strong"),
    (QPalette.ColorRole.Light, "raised"),
)


def topic_role(topic_id: str) -> str:
    """Return the colour role of a topic; topics without a colour of their own share one."""
    return _TOPICS.get(topic_id, "t4")


class Theme(QObject):
    """The look in force: light or dark, text scale, contrast and motion."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._dark = False
        self._scale = 1.0
        self._more_contrast = False
        self._reduce_motion = False
        self._still = True
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, str | None, bool], QFont] = {}

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self._dark

    @property
    def scale(self) -> float:
        """The text scale; 1.0 is 100 %."""
        return self._scale

    @property
    def more_contrast(self) -> bool:
        """Whether edges and hints are drawn more strongly."""
        return self._more_contrast

    @property
    def reduce_motion(self) -> bool:
        """Whether the learner has asked for no motion."""
        return self._reduce_motion

    @property
    def edge(self) -> int:
        """The width of the edge of an option or input, in pixels."""
        return 2 if self._more_contrast else 1

    def hex(self, role: str) -> str:
        """Return the colour of a role as `#RRGGBB`; KeyError if there is no such role."""
        if self._more_contrast:
            role = _CONTRAST.get(role, role)
        return (DARK if self._dark else LIGHT)[role]

    def color(self, role: str) -> QColor:
        """Return the colour of a role, a fresh copy; KeyError if there is no such role."""
        known = self._colors.get(role)
        if known is None:
            known = self._colors[role] = QColor(self.hex(role))
        return QColor(known)

    def font(
        self,
        role: str = "body",
        weight: int | None = None,
        family: Family | None = None,
        *,
        tabular: bool = False,
    ) -> QFont:
        """Return the font of a type role at the present scale.

        `weight` (100 to 900) and `family` override the role's own; `tabular` gives all digits the
        same width, for timers and columns of numbers.
        """
        key = (role, weight, family, tabular)
        known = self._fonts.get(key)
        if known is None:
            kind = TYPE[role]
            known = self._fonts[key] = fonts.build(
                family=family or kind.family,
                size=self.px(kind.size),
                weight=weight or kind.weight,
                spacing=kind.spacing,
                tabular=tabular,
            )
        return type(known)(known)

    def line_height(self, role: str) -> float:
        """Return the distance of base lines of a type role, in pixels at the present scale."""
        return TYPE[role].size * LINE_HEIGHT[role] * self._scale

    def px(self, n: float) -> int:
        """Return `n` pixels at 100 % in pixels at the present scale."""
        return round(n * self._scale)

    def duration(self, ms: int) -> int:
        """Return how long a motion of `ms` milliseconds may take: 0 where motion is not wanted."""
        return 0 if self._still or self._reduce_motion else ms

    def settle(self, app: QApplication) -> None:
        """Allow motion where the desktop does; nothing moves before this is called.

        It is called after the first paint, for it costs a part of the time until then.
        """
        from PySide6.QtWidgets import QStyle

        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        self._still = "pytest" in sys.modules or app.style().styleHint(hint) == 0

    def apply(
        self,
        app: QApplication,
        *,
        dark: bool = False,
        scale: float = 1.0,
        more_contrast: bool = False,
        reduce_motion: bool = False,
    ) -> None:
        """Put a look in force, at the start or while the app runs, and tell everybody."""
        self._dark, self._scale = dark, scale
        self._more_contrast, self._reduce_motion = more_contrast, reduce_motion
        self._colors.clear()
        self._fonts.clear()
        fonts.load_sans()
        # Fonts and palette come before the sheet: a sheet freezes what it finds.
        app.setFont(self.font("body"))
        app.setPalette(self._palette())
        app.setStyleSheet(stylesheet.build(self.hex, self.px))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE:
            palette.setColor(role, self.color(name))
        for role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text3"))
        return palette


def system_is_dark(app: QApplication) -> bool:
    """Return whether the desktop asks for dark colours; an unknown wish counts as light."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def system_wants_contrast(app: QApplication) -> bool:
    """Return whether the desktop asks for high contrast."""
    hints = app.styleHints()  # kept by name: what it returns lives no longer than this wrapper
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


theme: Final = Theme()

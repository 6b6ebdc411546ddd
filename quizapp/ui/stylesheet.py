"""The one style sheet: the parts of Qt that are not painted by our own components."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# $role is a colour of the theme, {n} a length in pixels at 100 %.
# The sheet never sets a weight: it would be a smeared one.
_SHEET: Final = """
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: {6}px {8}px; }
QMenu { background: $raised; border: 1px solid $border; padding: {6}px; }
QMenu::item { color: $text; padding: {8}px {28}px {8}px {12}px; border-radius: {6}px; }
QMenu::item:selected { background: $sunken; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: {8}px; }
QMenu::separator { height: 1px; background: $border; margin: {6}px {4}px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $border_strong; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QLineEdit, QPlainTextEdit {
  border: 1px solid $border_strong; border-radius: {8}px; background: $surface; color: $text;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit { padding: 0 {10}px; }
QPlainTextEdit { padding: {6}px {7}px; }
QLineEdit:focus { border: 2px solid $focus; padding: 0 {9}px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: {5}px {6}px; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"] { border: 2px solid $bad; }
QLineEdit:disabled, QPlainTextEdit:disabled {
  background: $sunken; color: $text3; border-color: $border;
}
QTableView {
  background: transparent; border: none; gridline-color: transparent; outline: none;
  selection-background-color: $accent_soft; selection-color: $text;
}
QHeaderView { background: transparent; }
QHeaderView::section {
  background: transparent; color: $text3; border: none; border-bottom: 1px solid $border;
  padding: {6}px {8}px; font-size: {12}px;
}
QTableCornerButton::section, QAbstractScrollArea::corner {
  background: transparent; border: none;
}
QComboBox QAbstractItemView {
  background: $raised; color: $text; border: 1px solid $border; outline: none; padding: {4}px;
}
QComboBox QAbstractItemView::item { min-height: {32}px; padding: 0 {8}px; border-radius: {6}px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $on_accent_soft; }
"""


def build(color: Callable[[str], str], length: Callable[[float], int]) -> str:
    """Return the sheet with colours by role and lengths at the present scale filled in."""
    sized = re.sub(r"\{(\d+)\}", lambda found: str(length(int(found[1]))), _SHEET)
    return re.sub(r"\$(\w+)", lambda found: color(found[1]), sized)

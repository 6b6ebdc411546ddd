"""The keys of a run, and what they do."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Deed(StrEnum):
    """What a key can do."""

    CHOOSE = "choose"
    BE_SURE = "be_sure"
    FLAG = "flag"
    NOTE = "note"
    TIMER = "timer"
    REPORT = "report"
    SOURCE = "source"
    WORDS = "words"
    SHEET = "sheet"
    LEAVE = "leave"


class Press(NamedTuple):
    """A deed, and for CHOOSE and BE_SURE which one, from 0."""

    deed: Deed
    number: int = 0


_LETTERS: Final[dict[int, Deed]] = {
    Qt.Key.Key_M.value: Deed.FLAG,
    Qt.Key.Key_N.value: Deed.NOTE,
    Qt.Key.Key_T.value: Deed.TIMER,
    Qt.Key.Key_R.value: Deed.REPORT,
    Qt.Key.Key_S.value: Deed.SOURCE,
    Qt.Key.Key_W.value: Deed.WORDS,
}
_FIRST_DIGIT: Final = Qt.Key.Key_1.value
_FIRST_LETTER: Final = Qt.Key.Key_A.value
_MOST_OPTIONS: Final = 9
_CONFIDENCES: Final = 4


def read_key(event: QKeyEvent, *, single_keys: bool) -> Press | None:
    """Return what a key press asks for, or None.

    Args:
        event: a key press that no part of the page wanted for itself.
        single_keys: whether keys without Alt or Ctrl act at all.
    """
    key = event.key()
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    )
    if modifiers == Qt.KeyboardModifier.AltModifier:
        if key == Qt.Key.Key_W.value:
            return Press(Deed.WORDS)
        index = key - _FIRST_DIGIT
        return Press(Deed.BE_SURE, index) if 0 <= index < _CONFIDENCES else None
    if modifiers != Qt.KeyboardModifier.NoModifier:
        return None
    if key == Qt.Key.Key_Escape.value:
        return Press(Deed.LEAVE)
    return _read_single(key, event.text()) if single_keys else None


def _read_single(key: int, text: str) -> Press | None:
    if text == "?":
        return Press(Deed.SHEET)
    for first in (_FIRST_DIGIT, _FIRST_LETTER):
        if 0 <= key - first < _MOST_OPTIONS:
            return Press(Deed.CHOOSE, key - first)
    deed = _LETTERS.get(key)
    return Press(deed) if deed else None

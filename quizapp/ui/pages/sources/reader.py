"""The reader: the text of a document in its own typeface, with the cited passages marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from quizapp.ui.components.painting import mix
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from quizapp.application.views import DocumentView, PassageView

_COLUMN: Final = 720
_PULSE_MS: Final = 900
#: How strongly the chosen passage is marked, in light and in dark.
_STRONG: Final = (0.16, 0.26)
_PULSE: Final = 0.5


def qt_offset(text: str, offset: int) -> int:
    """Return where Qt, which counts UTF-16 units, sees an offset in code points."""
    return len(text[:offset].encode("utf-16-le")) // 2


def text_offset(text: str, offset: int) -> int:
    """Return which code point stands where Qt counts so many UTF-16 units."""
    return len(text.encode("utf-16-le")[: 2 * offset].decode("utf-16-le", "ignore"))


class Reader(QTextEdit):
    """The text of a document. It is verbatim: nothing is mended or left out."""

    passage_chosen = Signal(int)
    """A cited passage was clicked; its index among the passages."""

    heading_reached = Signal(int)
    """Another heading is at the top; its index, -1 above the first."""

    def __init__(self) -> None:
        super().__init__()
        self._view: DocumentView | None = None
        self._spans: list[tuple[int, int]] = []
        self._headings: list[int] = []
        self._current = -1
        self._heading = -1
        self._strength = _strong()
        self._pulse: QVariantAnimation | None = None
        self.setObjectName("reader")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._restyle)

    def show_document(self, view: DocumentView, passages: Sequence[PassageView]) -> None:
        """Show the text of a document that was added, from its beginning, and mark passages."""
        self._view = view
        text = view.text or ""
        self._spans = [
            (qt_offset(text, passage.start), qt_offset(text, passage.end)) for passage in passages
        ]
        self._headings = [qt_offset(text, heading.at) for heading in view.document.headings]
        self._current = -1
        self._heading = -1
        self.setAccessibleName(f"Text of {view.document.title}")
        self.setPlainText(text)
        self._restyle()
        self.verticalScrollBar().setValue(0)

    def show_heading(self, index: int) -> None:
        """Scroll a heading to the top."""
        self._scroll_to(self._headings[index], above=theme.px(4))

    def show_passage(self, index: int, *, pulse: bool = False) -> None:
        """Scroll to a passage, mark it more strongly, and pulse once if wanted."""
        self._current = index
        self._scroll_to(self._spans[index][0], above=self.viewport().height() // 3)
        self._strength = _strong()
        if pulse and theme.duration(_PULSE_MS):
            if self._pulse is None:
                self._pulse = QVariantAnimation(self)
                self._pulse.setStartValue(_PULSE)
                self._pulse.setEndValue(_strong())
                self._pulse.setEasingCurve(QEasingCurve.Type.OutCubic)
                self._pulse.valueChanged.connect(self._on_pulse)
            self._strength = _PULSE
            self._pulse.setDuration(theme.duration(_PULSE_MS))
            self._pulse.start()
        self._mark()

    def marked(self) -> tuple[int, int]:
        """Return start and end of what the user has marked, in code points of the text."""
        text = self._view.text if self._view is not None else None
        cursor = self.textCursor()
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        start, end = (text_offset(text or "", at) for at in ends)
        return start, end

    def find_next(self, words: str, *, backwards: bool = False) -> bool:
        """Choose the next place where words stand, from the top again after the last."""
        from PySide6.QtGui import QTextDocument

        flags = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if self.find(words, flags):
            return True
        before = self.textCursor()
        end = QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
        self.moveCursor(end)
        if self.find(words, flags):
            return True
        self.setTextCursor(before)
        return False

    def passage_at(self, offset: int) -> int:
        """Return the passage that holds an offset of Qt's, the shortest of several, or -1."""
        found = [
            (end - start, index)
            for index, (start, end) in enumerate(self._spans)
            if start <= offset < end
        ]
        return min(found)[1] if found else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the passage under the pointer, unless text is being selected."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._choose_at(self.cursorForPosition(event.position().toPoint()).position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the passage at the cursor with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose_at(self.textCursor().position())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column as wide as reads well."""
        # The text is laid out last, for the margins leave less room for it.
        self._set_column()
        super().resizeEvent(event)
        self._on_scrolled()

    def _choose_at(self, offset: int) -> None:
        index = self.passage_at(offset)
        if index >= 0:
            self._current = index
            self._strength = _strong()
            self._mark()
            self.passage_chosen.emit(index)

    def _set_column(self) -> None:
        spare = max(0, self.width() - theme.px(_COLUMN)) // 2
        if self.viewportMargins().left() != spare:
            self.setViewportMargins(spare, 0, spare, 0)

    def _scroll_to(self, offset: int, above: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(offset)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - above)
        self._on_scrolled()

    @Slot("QVariant")
    def _on_pulse(self, strength: float) -> None:
        self._strength = strength
        self._mark()

    @Slot()
    def _on_scrolled(self) -> None:
        top = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        reached = sum(offset <= top + 1 for offset in self._headings) - 1
        if reached != self._heading:
            self._heading = reached
            self.heading_reached.emit(reached)

    @Slot()
    def _restyle(self) -> None:
        """Set typefaces and distances of the whole text."""
        if self._view is None:
            return
        kept = self.verticalScrollBar().value()
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(_block_format("reader", 14))
        cursor.setCharFormat(_char_format("reader"))
        for offset in self._headings:
            cursor.setPosition(offset)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.setCharFormat(_char_format("heading"))
            cursor.setPosition(offset)
            cursor.setBlockFormat(_block_format("heading", 4, above=14))
        self.document().setDocumentMargin(0)
        self._set_column()
        self._mark()
        self.verticalScrollBar().setValue(kept)

    def _mark(self) -> None:
        """Colour the passages; the chosen one stands out by its strength and an underline."""
        selections = []
        for index, (start, end) in enumerate(self._spans):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            ground = theme.color("warn_soft")
            if index == self._current:
                ground = mix(ground, theme.color("warn"), self._strength)
            marked = QTextCharFormat()
            marked.setBackground(ground)
            # PySide's type stubs leave these two attributes out.
            selection.cursor, selection.format = cursor, marked
            selections.append(selection)
        selections.sort(key=lambda shown: shown.cursor.anchor())
        if 0 <= self._current < len(self._spans):
            chosen = self._spans[self._current]
            selections.sort(key=lambda s: (s.cursor.anchor(), s.cursor.position()) == chosen)
        self.setExtraSelections(selections)


def _strong() -> float:
    return _STRONG[theme.dark]


def _block_format(role: str, below: int, above: int = 0) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(theme.line_height(role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    shape.setBottomMargin(theme.px(below))
    shape.setTopMargin(theme.px(above))
    return shape


def _char_format(role: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(theme.font(role))
    look.setForeground(theme.color("text"))
    return look

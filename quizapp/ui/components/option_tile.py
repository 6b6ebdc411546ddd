"""One answer to choose, and the same answer with what there is to say about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtWidgets import QSizePolicy

from quizapp.ui.components.buttons import HoverButton
from quizapp.ui.components.painting import (
    RADIUS_CARD,
    draw_box,
    draw_icon,
    leading,
    mirrored_f,
    mix,
    painter_on,
    trailing,
)
from quizapp.ui.components.text_block import TextBlock, text_width
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

    from quizapp.domain.glossary import TermMark

ReviewState = Literal["idle", "right", "wrong", "missed", "dim"]


class _Look(NamedTuple):
    """How a state is drawn: colour roles, width of the edge, the usual tag and spoken words."""

    fill: str
    edge: str
    width: float
    text: str
    rationale: str
    tag: str
    tag_color: str
    said: str
    icon: str = ""


_LOOKS: Final[dict[str, _Look]] = {
    "idle": _Look("surface", "border", 1.0, "text", "text3", "", "text3", ""),
    "dim": _Look("surface", "border", 1.0, "text2", "text3", "", "text3", "Not chosen. "),
    "right": _Look(
        "ok_soft", "ok", 1.5, "text", "on_ok_soft", "Correct", "on_ok_soft", "Correct answer. ",
        "check",
    ),
    "wrong": _Look(
        "bad_soft", "bad", 1.5, "text", "on_bad_soft", "Your answer", "on_bad_soft",
        "Your answer, not correct. ", "x",
    ),
    "missed": _Look(
        "surface", "ok", 1.5, "text", "text2", "Missed", "ok", "Correct answer that you missed. ",
        "check",
    ),
}  # fmt: skip
_HARM_WORDS: Final = "Critical error. "
#: A layout asks for the height at a few widths in turn; more are not worth keeping.
_WIDTHS_KEPT: Final = 4


class _Frame(NamedTuple):
    """Where things stand at one width, from left to right, in pixels."""

    badge: QRectF
    text: TextBlock
    text_y: float
    rationale: TextBlock | None
    rationale_y: float
    height: float


class OptionTile(HoverButton):
    """An answer: a key badge and the text, in review also a mark, a tag and the rationale.

    It is a radio button to assistive technology, or a check box when several may be chosen.
    """

    focus_radius = RADIUS_CARD

    def __init__(
        self, key: str = "", text: str = "", *, multiple: bool = False, compact: bool = False
    ) -> None:
        super().__init__()
        self._key, self._text = key, text
        self._compact, self._harm = compact, False
        self._state: ReviewState = "idle"
        self._rationale = self._tag = ""
        self._terms: tuple[TermMark, ...] = ()
        self._frames: dict[int, _Frame] = {}
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_multiple(multiple)
        self.set_content(key, text)
        theme.changed.connect(self._restyle)

    @property
    def key(self) -> str:
        """The letter or digit on the badge."""
        return self._key

    @property
    def review_state(self) -> ReviewState:
        """What the review says of the answer; "idle" while there is no review."""
        return self._state

    @property
    def rationale(self) -> str:
        """Why the answer is right or wrong; empty while there is no review."""
        return self._rationale

    def text(self) -> str:
        """Return the text of the answer as it was given."""
        return self._text

    def set_content(self, key: str, text: str) -> None:
        """Show another answer, chosen by nobody yet and without a review."""
        self._key, self._text = key, text
        self.set_review("idle")

    def set_multiple(self, multiple: bool) -> None:
        """Let several answers be chosen, or only one."""
        self._multiple = multiple
        self.setAutoExclusive(not multiple)
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Take less room, as in review."""
        self._compact = compact
        self._restyle()

    def set_review(
        self, state: ReviewState, rationale: str = "", tag: str = "", *, harm: bool = False
    ) -> None:
        """Show what there is to say about the answer.

        Args:
            state: "right", "wrong", "missed", "dim" for the others, "idle" to end the review.
            rationale: why it is right or wrong.
            tag: a word or two at the end of the first line; that of the state when empty.
            harm: whether choosing it would do harm; it is then named a critical error.
        """
        look = _LOOKS[state]
        self._state, self._rationale, self._harm = state, rationale, harm
        usual = "Critical error" if harm and state == "wrong" else look.tag
        self._tag = tag or usual
        said = _HARM_WORDS if harm and state == "wrong" else ""
        self.setAccessibleName(f"{said}{look.said}Option {self._key}: {self._text}")
        self.setAccessibleDescription(rationale)
        shape = Qt.CursorShape
        idle = state == "idle"
        if self._terms:
            self.set_terms(())
        self.setCursor(shape.PointingHandCursor if idle else shape.ArrowCursor)
        if not idle:
            # Under review each answer is read on its own: all of them are tab stops.
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._restyle()

    def set_terms(self, marks: tuple[TermMark, ...]) -> None:
        """Underline the words of the rationale that are explained; the pointer shows how."""
        if marks == self._terms:
            return
        from quizapp.ui.components.term_tips import words_sentence

        self._terms = marks
        self._frames.clear()
        self.setToolTip("")
        self.setMouseTracking(bool(marks))
        said = (self._rationale, words_sentence(marks))
        self.setAccessibleDescription(" ".join(part for part in said if part))
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self._frames.clear()
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """Return whether a press at the point chooses the answer: the whole tile does."""
        return self._state == "idle" and self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Space; in review the tile only says things."""
        if self._state != "idle":
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Explain the word under the pointer."""
        super().mouseMoveEvent(event)
        if self._terms:
            from quizapp.ui.components.term_tips import follow_pointer

            block = self._frame(self.width()).rationale
            follow_pointer(self, event.position(), block, self._terms)

    def heightForWidth(self, width: int) -> int:
        """Return the height that the answer takes at a width, both in pixels."""
        return math.ceil(self._frame(width).height)

    def sizeHint(self) -> QSize:
        """Return the size at a comfortable width."""
        width = theme.px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size, one line high."""
        return QSize(theme.px(200), theme.px(46 if self._compact else 52))

    def _frame(self, width: int) -> _Frame:
        known = self._frames.get(width)
        if known is None:
            if len(self._frames) >= _WIDTHS_KEPT:
                self._frames.clear()
            known = self._frames[width] = self._lay_out(width)
        return known

    def _lay_out(self, width: int) -> _Frame:
        side, gap, edge = theme.px(14), theme.px(14), theme.px(28)
        top = theme.px(9 if self._compact else 12)
        x = side + edge + gap
        tag = self._tag_width()
        role = "body" if self._compact else "option"
        weight = 400 if self._state == "dim" else 500
        # Answers stand a little closer than paragraphs do.
        line = theme.line_height(role) * 0.97
        text = TextBlock(self._text, theme.font(role, weight), line)
        text.lay_out(width - x - side - (tag + gap if tag else 0))
        # The first line is centred on the badge.
        above = (edge - line) / 2
        bottom = max(top + above + text.height, top + edge)
        rationale = None
        rationale_y = bottom
        if self._rationale:
            underlined = [(mark.start, mark.end) for mark in self._terms]
            rationale = TextBlock(
                self._rationale, theme.font("label", 400), theme.line_height("label"), underlined
            )
            rationale_y = top + above + text.height + theme.px(3)
            bottom = max(bottom, rationale_y + rationale.lay_out(width - x - side))
        badge = QRectF(side, top, edge, edge)
        return _Frame(badge, text, top + above, rationale, rationale_y, bottom + top)

    def _tag_width(self) -> int:
        return text_width(self._tag, theme.font("caption", 600)) if self._tag else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile."""
        painter = painter_on(self)
        look = _LOOKS[self._state]
        frame = self._frame(self.width())
        self._draw_ground(painter, look)
        self._draw_badge(painter, look, frame)
        side, gap = theme.px(14), theme.px(14)
        start = frame.badge.right() + gap
        column = QRectF(start, 0, self.width() - start - side, self.height())
        tag = self._tag_width()
        text_column = QRectF(column)
        text_column.setWidth(column.width() - (tag + gap if tag else 0))
        painter.setPen(theme.color(look.text))
        x = mirrored_f(self, text_column).x()
        frame.text.draw(painter, x, frame.text_y, leading(self))
        if frame.rationale is not None:
            painter.setPen(theme.color(look.rationale))
            x = mirrored_f(self, column).x()
            frame.rationale.draw(painter, x, frame.rationale_y, leading(self))
        if tag:
            painter.setPen(theme.color(look.tag_color))
            painter.setFont(theme.font("caption", 600))
            line = QRectF(start, frame.badge.y(), column.width(), frame.badge.height())
            painter.drawText(mirrored_f(self, line), trailing(self), self._tag)

    def _draw_ground(self, painter: QPainter, look: _Look) -> None:
        fill, edge, width = theme.color(look.fill), theme.color(look.edge), look.width
        if self._state == "idle":
            width = float(theme.edge)
            edge = mix(edge, theme.color("border_strong"), self._hover.value)
            if self.isChecked():
                fill, edge, width = theme.color("accent_soft"), theme.color("accent"), 2.0
        dashed = self._state == "missed"
        area = QRectF(self.rect())
        draw_box(painter, area, fill=fill, edge=edge, width=max(width, theme.edge), dashed=dashed)

    def _draw_badge(self, painter: QPainter, look: _Look, frame: _Frame) -> None:
        place = mirrored_f(self, frame.badge)
        if look.icon:
            radius = place.height() / 2
            if self._state == "missed":
                draw_box(
                    painter, place, fill=None, edge=theme.color("ok"), width=1.5, radius=radius
                )
                draw_icon(painter, self, place, look.icon, "ok", 18)
                return
            draw_box(painter, place, fill=theme.color(look.edge), radius=radius)
            draw_icon(painter, self, place, look.icon, "surface", 18)
            return
        chosen = self.isChecked() and self._state == "idle"
        # A round badge means one answer, a square one several.
        radius = 5 if self._multiple else 8
        fill = theme.color("accent" if chosen else "sunken")
        edge = theme.color("accent" if chosen else "border")
        draw_box(painter, place, fill=fill, edge=edge, radius=radius)
        if chosen and self._multiple:
            draw_icon(painter, self, place, "check", "on_accent", 18)
            return
        painter.setPen(theme.color("on_accent" if chosen else "text2"))
        painter.setFont(theme.font("label", 600))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._key)

"""The bars below a run; what goes on stands where reading ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from quizapp.application.words import CONFIDENCES
from quizapp.domain.confidence import Confidence
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import EdgePanel, page_side, row
from quizapp.ui.components.pills import KeyHint
from quizapp.ui.session.columns import READING_WIDTH, TWO_COLUMNS_FROM, WIDE
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_HEIGHT: Final = 68
_SPACING: Final = 12
#: What the button of an answered question says while there are more to come.
NEXT: Final = "Next question"
_HOW_SURE: Final = "How sure are you?"


class BottomBar(EdgePanel):
    """A bar whose content is as wide as the page above it; its least part goes first.

    Attributes:
        content: the row of what stands in it.
    """

    def __init__(
        self,
        content: QHBoxLayout,
        width: int,
        spare: QWidget | None = None,
        *,
        is_below_columns: bool = False,
    ) -> None:
        """Make a bar.

        Args:
            content: what stands in it.
            width: the most it takes, in pixels at 100 %.
            spare: what is left out where the room is short.
            is_below_columns: whether the page above has two columns, and one where it is narrow.
        """
        super().__init__("top")
        self._width, self._spare = width, spare
        self._is_below_columns = is_below_columns
        self._scroll_bar = 0
        self.content, self._inner = content, QWidget()
        self._inner.setLayout(content)
        self._frame = row(None, (self._inner, 10_000), None, spacing=0)
        self.setLayout(self._frame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(_HEIGHT))
        self.fit()

    def set_width(self, width: int) -> None:
        """Let the content take another width, in pixels at 100 %."""
        if width != self._width:
            self._width = width
            self._restyle()

    def allow_for(self, scroll_bar: int) -> None:
        """Stand where the page above stands when a scroll bar takes some of its width (pixels)."""
        if scroll_bar != self._scroll_bar:
            self._scroll_bar = scroll_bar
            self.fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the spare part does not count."""
        least = super().minimumSizeHint()
        if self._spare is None or self._spare.isHidden():
            return least
        return least - QSize(self._spare.minimumSizeHint().width() + _SPACING, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Keep the margins of the page, and show the spare part where there is room for it."""
        side = page_side(self)
        if self.isRightToLeft():
            self._frame.setContentsMargins(side + self._scroll_bar, 0, side, 0)
        else:
            self._frame.setContentsMargins(side, 0, side + self._scroll_bar, 0)
        room = self.width() - 2 * side - self._scroll_bar
        is_narrow = self._is_below_columns and room < theme.px(TWO_COLUMNS_FROM)
        most = theme.px(min(self._width, READING_WIDTH) if is_narrow else self._width)
        self._inner.setMaximumWidth(most)
        if self._spare is not None:
            self._spare.setVisible(self._needed() <= min(room, most))

    def _needed(self) -> int:
        items = [self.content.itemAt(index) for index in range(self.content.count())]
        parts = [item.widget() for item in items if item is not None]
        widths = [part.sizeHint().width() for part in parts if part is not None]
        return sum(widths) + _SPACING * len(widths)


class QuestionBar(BottomBar):
    """How sure one is, and the button that hands the answer in."""

    def __init__(self) -> None:
        label = Label(_HOW_SURE, "label", "text2")
        self.confidence = Segmented(list(CONFIDENCES.values()), name=_HOW_SURE)
        self.check = Button("Check answer", "primary", large=True)
        self.check.setObjectName("check")
        for index, word in enumerate(CONFIDENCES.values()):
            segment = self.confidence.button(index)
            segment.setAccessibleName(f"{_HOW_SURE} {word}")
            segment.setToolTip(f"Alt+{index + 1}")
        content = row(label, self.confidence, None, self.check, spacing=_SPACING)
        super().__init__(content, READING_WIDTH, spare=label, is_below_columns=True)

    def reset(self, check_text: str, *, is_ready: bool, is_wide: bool) -> None:
        """Get ready for a question; `is_wide` is for one with a case beside it."""
        self.confidence.clear()
        self.set_width(WIDE if is_wide else READING_WIDTH)
        self.show_check(check_text, is_ready=is_ready)

    def show_check(self, text: str, *, is_ready: bool) -> None:
        """Show what the button does, and whether the answer is complete."""
        self.check.setText(text)
        self.check.setEnabled(is_ready)
        self.fit()

    def said(self) -> Confidence | None:
        """Return how sure the learner says to be, or None when nothing was said."""
        index = self.confidence.current()
        return list(CONFIDENCES)[index] if index >= 0 else None


class GoOnButton(Button):
    """A button that leaves the arrow keys to the page, which scrolls with them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the arrow keys on."""
        if event.key() in {Qt.Key.Key_Up.value, Qt.Key.Key_Down.value}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class FeedbackBar(BottomBar):
    """What to do with a question that was answered, and the way on."""

    #: The wish to be asked sooner was made or taken back.
    sooner_wished = Signal(bool)

    def __init__(self) -> None:
        self.report = Button("Report a problem", "ghost", icon="message")
        self.sooner = Button("Ask me again sooner", "ghost", icon="rotate-ccw")
        self.sooner.setCheckable(True)
        self.next = GoOnButton(NEXT, "primary", icon="arrow-right", trailing_icon=True, large=True)
        for button, name in ((self.report, "report"), (self.sooner, "sooner"), (self.next, "next")):
            button.setObjectName(name)
        hint = KeyHint("Enter")
        content = row(self.report, self.sooner, None, hint, self.next, spacing=_SPACING)
        super().__init__(content, WIDE, spare=hint, is_below_columns=True)
        self.sooner.clicked.connect(self._on_sooner_clicked)

    def show_feedback(self, next_text: str, verdict: str, *, is_asked_sooner: bool) -> None:
        """Get ready for an answered question; `verdict` is said when the button gets the focus."""
        self.next.setText(next_text)
        self.next.set_icon("arrow-right" if next_text == NEXT else None)
        self.next.setAccessibleDescription(verdict)
        self.show_sooner(is_on=is_asked_sooner)
        self.fit()

    def show_sooner(self, *, is_on: bool) -> None:
        """Show whether the question comes first in the next run on the learner's wish."""
        self.sooner.setChecked(is_on)
        self.sooner.set_icon("check" if is_on else "rotate-ccw")

    @Slot()
    def _on_sooner_clicked(self) -> None:
        self.sooner_wished.emit(self.sooner.isChecked())


class SummaryBar(BottomBar):
    """What to do after a run."""

    def __init__(self, width: int) -> None:
        self.practise = Button("Practise the misses", icon="rotate-ccw")
        self.done = GoOnButton("Done", "primary", large=True)
        self.practise.setObjectName("practise")
        self.done.setObjectName("done")
        super().__init__(row(None, self.practise, self.done, spacing=_SPACING), width)

    def show_misses(self, count: int) -> None:
        """Offer to practise what went wrong, if anything did."""
        self.practise.setVisible(count > 0)
        self.practise.setText("Practise the miss" if count == 1 else f"Practise the {count} misses")

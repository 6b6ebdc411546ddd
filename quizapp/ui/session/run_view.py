"""The middle of a run: the question, and after the answer all that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from quizapp.application.views import Tone
from quizapp.ui.components.callouts import Banner, BannerTone
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, box, column
from quizapp.ui.components.tab_order import tab_through
from quizapp.ui.session.columns import WIDE, ColumnsLayout
from quizapp.ui.session.evidence import EvidencePane
from quizapp.ui.session.pausing import forget_sizes, paused
from quizapp.ui.session.question_pane import QuestionPane
from quizapp.ui.session.scrolling import scroll_by, steady

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.application.views import FeedbackView, GlossView, QuestionView

_TOP: Final = 28
_CLEARANCE: Final = 24
_OUT_OF_SIGHT: Final = -10_000
_TONES: Final[dict[Tone, BannerTone]] = {
    Tone.RIGHT: "ok",
    Tone.PARTLY: "warn",
    Tone.WRONG: "bad",
    Tone.HARM: "bad",
}


class RunView(QWidget):
    """Shows a question, and its feedback in the same place.

    Attributes:
        changed: what is chosen has changed.
        show_source_requested: carries the ids of a document and of a claim.
        diagram_requested: carries the id of a diagram to be explored.
        scroll_bar_width: what its scroll bar takes of the width, in pixels.
    """

    changed = Signal()
    show_source_requested = Signal(str, str)
    diagram_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pane = QuestionPane()
        self._spare: QuestionPane | None = None
        self.evidence = EvidencePane()
        self._banner = Banner()
        self._banner.setObjectName("verdict")
        self._case = Label("", "body", wrap=True)
        self._case_card = Card(
            column(Label("The case", "label", "text3", weight=600), self._case, spacing=4)
        )
        self._columns = ColumnsLayout(self.pane, self._case_card, self._banner, self.evidence)
        self._box = box(self._columns)
        self._page = ScrollPage(self._box, max_width=WIDE, top=_TOP)
        self._to_reveal: QWidget | None = None
        self.scroll_bar_width = steady(self._page)
        self.setLayout(column(self._page))
        self._page.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._connect(self.pane)
        self.evidence.show_requested.connect(self.show_source_requested)
        self.evidence.diagram.opened.connect(self._on_reveal_requested)
        self.evidence.diagram.explore_requested.connect(self.diagram_requested)

    def show_question(self, question: QuestionView, *, single_keys: bool) -> None:
        """Ask a question."""
        is_ready = self._spare is not None and self._spare.asks(question, single_keys=single_keys)
        with paused(*self.pane.layouts, self._columns):
            self._banner.hide()
            self.evidence.hide()
            self._show_case(question, question.gloss)
            if is_ready:
                self._swap()
            else:
                self.pane.show_question(question, single_keys=single_keys)
                forget_sizes(self.pane)
        self._lay_out()

    def make_ready(self, question: QuestionView, *, single_keys: bool) -> None:
        """Fill a second pane with the question that comes next, while nobody waits for it.

        `show_question` takes that pane if it asks just that question, and otherwise fills its own.
        """
        spare = self._spare or self._add_spare()
        if spare.asks(question, single_keys=single_keys):
            return
        with paused(self._columns):
            with paused(*spare.layouts):
                spare.show_question(question, single_keys=single_keys)
                forget_sizes(spare)
            # Qt styles and lays out what is shown: here it is where nobody sees it.
            beside_case = bool(spare.context(question))
            width = self._columns.main_width(beside_case=beside_case)
            spare.setGeometry(_OUT_OF_SIGHT, 0, width, spare.heightForWidth(width))
            spare.show()
            spare.hide()

    def _add_spare(self) -> QuestionPane:
        spare = QuestionPane()
        spare.hide()
        self._columns.add_spare(spare)
        self._connect(spare)
        tab_through((self.pane.tab_stops()[-1], *spare.tab_stops()))
        self._spare = spare
        return spare

    def _swap(self) -> None:
        assert self._spare is not None
        self.pane.hide()
        self.pane, self._spare = self._spare, self.pane
        self._columns.swap()
        self.pane.show()

    def _connect(self, pane: QuestionPane) -> None:
        pane.changed.connect(self._on_changed)
        pane.reveal_requested.connect(self._on_reveal_requested)

    def show_feedback(self, feedback: FeedbackView) -> None:
        """Show the question as it was answered, the verdict and what stands behind it."""
        verdict = feedback.verdict
        with paused(*self.pane.layouts, self._columns):
            self._show_case(feedback.question, feedback.gloss)
            self.pane.show_feedback(feedback)
            self._banner.set_content(_TONES[verdict.tone], verdict.title, verdict.detail)
            self.evidence.show_feedback(feedback)
            for part in (self.pane, self._banner, self.evidence):
                forget_sizes(part)
            self._banner.show()
            self.evidence.show()
        self._lay_out()
        self.scroll_to_top()

    def _lay_out(self) -> None:
        """Give all parts their place now and from the outside in, before each asks for its own.

        The scroll area would otherwise see the new height after the first paint, and paint again.
        """
        self._box.updateGeometry()
        QCoreApplication.sendEvent(self._page.body, QEvent(QEvent.Type.LayoutRequest))
        self._columns.activate()

    def scroll_to_top(self) -> None:
        """Show the beginning, whatever was to be scrolled to."""
        self._to_reveal = None
        self._page.scroll_to_top()

    def verdict_sentence(self) -> str:
        """Return the verdict as it should be spoken."""
        return self._banner.sentence()

    def scroll_by(self, pages: float) -> None:
        """Scroll by a share of what is seen; more is down."""
        scroll_by(self._page, pages)

    def _show_case(self, question: QuestionView, gloss: GlossView) -> None:
        text = self.pane.context(question)
        self._case.setText(text)
        self._case.set_terms(gloss.in_text(text))
        self._case_card.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the case in sight at the new height, too."""
        super().resizeEvent(event)
        self._on_scrolled()

    @Slot()
    def _on_scrolled(self) -> None:
        viewport = self._page.viewport().height()
        self._columns.pin(self._page.verticalScrollBar().value() - _TOP, viewport)

    @Slot()
    def _on_changed(self) -> None:
        if self.sender() is self.pane:
            self.changed.emit()

    @Slot(object)
    def _on_reveal_requested(self, widget: QWidget) -> None:
        # What has just opened has no place yet: Qt lays out before it comes back to this.
        if self._to_reveal is None:
            QTimer.singleShot(0, self._reveal)
        self._to_reveal = widget

    @Slot()
    def _reveal(self) -> None:
        """Scroll as little as it takes to see a widget whole."""
        widget, self._to_reveal = self._to_reveal, None
        # Meanwhile the next question may have taken its place.
        if widget is None or not isValid(widget):
            return
        body = self._page.body
        place = QRect(widget.mapTo(body, widget.rect().topLeft()), widget.size())
        bar = self._page.verticalScrollBar()
        lowest = place.bottom() + _CLEARANCE - self._page.viewport().height()
        highest = place.top() - _CLEARANCE
        bar.setValue(min(max(bar.value(), lowest), max(highest, 0)))

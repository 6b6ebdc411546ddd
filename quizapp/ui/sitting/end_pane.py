"""An attempt that was handed in: what to do with it, what it came to, what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import plural
from quizapp.application.set_words import result_sentence, result_title
from quizapp.application.sitting_words import (
    NOTHING_NOTED,
    ONLY_TRAINER,
    end_words,
    later_words,
    own_words,
    record_sentences,
)
from quizapp.ui.components.callouts import Banner
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import ScrollPage, clear_layout, column, row
from quizapp.ui.components.meters import Ring
from quizapp.ui.session.flow import Flow
from quizapp.ui.session.scrolling import steady
from quizapp.ui.session.summary_parts import MissRow, OutcomeButton
from quizapp.ui.session.summary_words import critical_title
from quizapp.ui.sitting.bars import PANE_WIDTH
from quizapp.ui.sitting.start_pane import HistoryCard

if TYPE_CHECKING:
    from datetime import tzinfo

    from quizapp.application.sitting_views import EndView, HandInView, SetView, SittingResult
    from quizapp.ui.components.callouts import BannerTone

_GOOD = 0.5


class _ResultCard(Card):
    """The score of a practice attempt."""

    def __init__(self) -> None:
        self._ring = Ring(0.0, 96, "ok", thickness=9, name="Score")
        self._title = Label("", "title", wrap=True)
        self._text = Label("", "body", "text2", wrap=True)
        words = column(None, self._title, self._text, None, spacing=4)
        super().__init__(row(self._ring, (words, 1), spacing=24), padding=24)

    def show_result(self, result: SittingResult) -> None:
        """Show how many answers were right, and whether that passes."""
        share = result.right / result.total
        self._ring.set_color("ok" if share >= _GOOD else "accent")
        self._ring.set_value(share, f"{result.right}/{result.total}")
        passed = result.passed
        if passed is None:
            self._title.setText(f"{result.right} of {plural(result.total, 'question')} right")
            self._text.setText("Nothing is passed or failed here.")
            return
        self._title.setText(result_title(passed))
        said = result_sentence(passed)
        if not result.topics_met:
            said += " A topic with a condition of its own was not reached."
        self._text.setText(said)


class EndPane(QWidget):
    """Everything about an attempt that has ended.

    Attributes:
        review_requested: carries the position of an answer to look at again.
        export_requested: carries the `HandInView` to write again.
        scroll_bar_width: what its scroll bar takes of the width, in pixels.
    """

    review_requested = Signal(int)
    export_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._end: EndView | None = None
        self._hand_ins: tuple[HandInView, ...] = ()
        self._banner = Banner("ok")
        self._later = Label("", "body", "text2", wrap=True)
        self._result = _ResultCard()
        self._critical = Banner("bad")
        self._misses = column(spacing=0)
        self._misses_card = Card(column(Label("To look at again", "heading"), self._misses))
        self._outcomes = column(spacing=0)
        self._all_card = Card(column(Label("All questions", "heading"), self._outcomes, spacing=12))
        self._record = column(spacing=4)
        self._history = HistoryCard()
        self._history.export_requested.connect(self.export_requested)
        recorded = Card(
            column(
                Label("What was recorded", "heading"),
                Label("Your trainer sees the same.", "label", "text2", weight=400, wrap=True),
                self._record,
                spacing=6,
            )
        )
        self.page = ScrollPage(
            column(
                self._banner,
                self._later,
                self._result,
                self._critical,
                self._misses_card,
                self._all_card,
                recorded,
                self._history,
                Label(ONLY_TRAINER, "caption", "text3", wrap=True),
                None,
                spacing=16,
            ),
            max_width=PANE_WIDTH,
            top=40,
        )
        self.scroll_bar_width = steady(self.page)
        self.setLayout(column(self.page))

    def show_end(self, end: EndView, view: SetView, zone: tzinfo | None, *, is_new: bool) -> None:
        """Show an attempt at a set that ended just now, if it `is_new`, or earlier."""
        self._end = end
        self._show_unsaved(is_new=is_new, was_saved=view.row.is_saved)
        self._show_result(end, zone)
        clear_layout(self._record)
        noted = record_sentences(end.record) or (NOTHING_NOTED,)
        for sentence in (*noted, own_words(end)):
            self._record.addWidget(Label(sentence, "body", wrap=True))
        # What was never written cannot be written again: the button below saves it first.
        self._hand_ins = view.hand_ins
        written = view.hand_ins if view.row.is_saved else view.hand_ins[:-1]
        self._history.show_hand_ins(written, zone)
        self.page.scroll_to_top()

    def show_saved(self, name: str, zone: tzinfo | None) -> None:
        """Say what is left to do now that the result was saved under this name."""
        assert self._end is not None
        self._history.show_hand_ins(self._hand_ins, zone)
        send = f"Send the file {name} to your trainer; Quizapp sends nothing by itself."
        self._say("ok", "Saved", send)

    def _show_unsaved(self, *, is_new: bool, was_saved: bool) -> None:
        save = "Save the result and send the file, if your trainer does not have it yet."
        if is_new:
            save = (
                "Nothing of it changes any more. Save the result and send the file to your trainer."
            )
        if was_saved:
            self._say("ok", "Finished", save)
        else:
            self._say("accent", "One step is left", save)

    def _say(self, tone: BannerTone, what: str, to_do: str) -> None:
        assert self._end is not None
        title = f"{what}: {self._end.plan.title}"
        self._banner.set_content(tone, title, f"{end_words(self._end)} {to_do}")

    def focus_review(self, position: int) -> bool:
        """Give the keyboard back to the button that opened a review; False if it is not there."""
        for button in self.findChildren(QWidget, f"review_{position}"):
            button.setFocus()
            return True
        return False

    def sentence(self) -> str:
        """Return what became of it, as it should be spoken."""
        return self._banner.sentence()

    def _show_result(self, end: EndView, zone: tzinfo | None) -> None:
        result = end.result
        self._later.setVisible(result is None)
        self._later.setText(later_words(end.plan, zone) if result is None else "")
        clear_layout(self._misses)
        clear_layout(self._outcomes)
        for part in (self._result, self._all_card):
            part.setVisible(result is not None)
        self._critical.setVisible(result is not None and result.critical > 0)
        self._misses_card.setVisible(result is not None and bool(result.misses))
        if result is not None:
            self._result.show_result(result)
            self._show_answers(result)

    def _show_answers(self, result: SittingResult) -> None:
        if result.critical:
            said = "This is counted apart from the score."
            self._critical.set_content("bad", critical_title(result.critical), said)
        for number, miss in enumerate(result.misses):
            if number:
                self._misses.addWidget(Divider())
            line = MissRow(miss)
            line.review.setObjectName(f"review_{miss.position}")
            line.review_requested.connect(self.review_requested)
            self._misses.addWidget(line)
        flow = Flow()
        for position, tone in enumerate(result.outcomes):
            button = OutcomeButton(position, tone)
            button.setObjectName(f"outcome_{position}")
            button.review_requested.connect(self.review_requested)
            flow.add(button)
        self._outcomes.addWidget(flow)

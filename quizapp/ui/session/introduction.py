"""What a run on a misconception begins with: its refutation, before any question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, clear_layout, column, row
from quizapp.ui.session.bottom_bars import BottomBar, GoOnButton
from quizapp.ui.session.evidence import BeliefCard, CitationBlock, ReferenceRow
from quizapp.ui.session.scrolling import scroll_by, steady

if TYPE_CHECKING:
    from quizapp.application.belief_views import Introduction

INTRODUCTION_WIDTH: Final = 760


class IntroductionPage(QWidget):
    """A misconception, why people hold it and what is so instead, with the sources.

    Attributes:
        source_requested: carries the ids of a document and of a claim to show in it.
        scroll_bar_width: what its scroll bar takes of the width, in pixels.
    """

    source_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._card = BeliefCard()
        self._sources = QVBoxLayout()
        self._sources.setContentsMargins(0, 0, 0, 0)
        self._sources.setSpacing(10)
        follow = "Read this first. Then come questions in which the belief could show."
        self._page = ScrollPage(
            column(
                column(
                    Label("Before the questions", "label", "text3", weight=600),
                    Label("Work on this belief", "title", wrap=True),
                    Label(follow, "body", "text2", wrap=True),
                    spacing=4,
                ),
                self._card,
                self._sources,
                None,
                spacing=16,
            ),
            max_width=INTRODUCTION_WIDTH,
            top=40,
        )
        self.scroll_bar_width = steady(self._page)
        self.setLayout(column(self._page))

    def show_introduction(self, introduction: Introduction) -> None:
        """Show a misconception and what refutes it."""
        self._card.show_belief(introduction.misconception)
        clear_layout(self._sources)
        for citation in introduction.citations:
            block = CitationBlock()
            block.show_citation(citation)
            block.show_requested.connect(self.source_requested)
            self._sources.addWidget(block)
        for reference in introduction.references:
            line = ReferenceRow()
            line.show_reference(reference)
            self._sources.addWidget(line)
        self._page.scroll_to_top()

    def scroll_by(self, pages: float) -> None:
        """Scroll by a share of what is seen; more is down."""
        scroll_by(self._page, pages)


class IntroductionBar(BottomBar):
    """Go on to the questions, or leave them for later."""

    def __init__(self) -> None:
        self.later = Button("Not now", "ghost")
        self.later.setObjectName("later")
        self.begin = GoOnButton(
            "Go to the questions", "primary", icon="arrow-right", trailing_icon=True, large=True
        )
        self.begin.setObjectName("begin")
        super().__init__(row(None, self.later, self.begin, spacing=12), INTRODUCTION_WIDTH)

"""The middle of a run of a scenario: the story, and beside it what one does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QTimer, Signal, Slot
from PySide6.QtWidgets import QLayout, QWidget

from quizapp.ui.components.layouts import ScrollPage, box, column
from quizapp.ui.scenario.acting import ActionPane, ConsequenceCard
from quizapp.ui.scenario.story import BeforePane, StoryPane
from quizapp.ui.session.columns import WIDE, ColumnsLayout
from quizapp.ui.session.pausing import forget_sizes, paused
from quizapp.ui.session.scrolling import scroll_by, steady

if TYPE_CHECKING:
    from quizapp.application.scenario_views import ConsequenceView, SceneView

_TOP: Final = 28
_CLEARANCE: Final = 24


class ScenePane(QWidget):
    """Shows a scene with its actions, and in their place what came of one.

    Where the room is short the story stands above the actions, and what was before below them.

    Attributes:
        scroll_bar_width: what its scroll bar takes of the width, in pixels.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._story, self._before = StoryPane(), BeforePane()
        self.actions_pane = ActionPane()
        self._consequence = ConsequenceCard()
        self._deed = box(column(self.actions_pane, self._consequence, None, spacing=0))
        self._columns = ColumnsLayout(self._deed, self._story, None, self._before)
        self._page = ScrollPage(box(self._columns), max_width=WIDE, top=_TOP)
        self._layouts = [
            *self._story.findChildren(QLayout),
            *self._before.findChildren(QLayout),
            self._columns,
        ]
        self._to_reveal: QWidget | None = None
        self.scroll_bar_width = steady(self._page)
        self.setLayout(column(self._page))
        self.actions_pane.changed.connect(self.changed)
        self.actions_pane.reveal_requested.connect(self._on_reveal_requested)

    def show_scene(self, scene: SceneView, *, single_keys: bool) -> None:
        """Show a scene from its beginning, with nothing chosen."""
        self._to_reveal = None
        with paused(*self._layouts):
            self._story.show_scene(scene)
            self._before.show_scene(scene)
            self.actions_pane.show_scene(scene, single_keys=single_keys)
            self.actions_pane.show()
            self._consequence.hide()
            for part in (self._story, self._before, self._deed):
                forget_sizes(part)
        self._page.scroll_to_top()

    def show_consequence(self, consequence: ConsequenceView) -> None:
        """Show what came of an action, in the place of the actions."""
        self._consequence.show_consequence(consequence)
        self._consequence.show()
        self.actions_pane.hide()
        self._on_reveal_requested(self._consequence)

    def scroll_by(self, pages: float) -> None:
        """Scroll by a share of what is seen; more is down."""
        scroll_by(self._page, pages)

    @Slot(object)
    def _on_reveal_requested(self, widget: QWidget) -> None:
        # What has just been shown has no place yet.
        if self._to_reveal is None:
            QTimer.singleShot(0, self._reveal)
        self._to_reveal = widget

    @Slot()
    def _reveal(self) -> None:
        """Scroll as little as it takes to see a widget whole."""
        widget, self._to_reveal = self._to_reveal, None
        if widget is None or not widget.isVisible():
            return
        # Qt may not have come to the layouts yet.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        body = self._page.body
        place = QRect(widget.mapTo(body, widget.rect().topLeft()), widget.size())
        bar = self._page.verticalScrollBar()
        lowest = place.bottom() + _CLEARANCE - self._page.viewport().height()
        highest = place.top() - _CLEARANCE
        bar.setValue(min(max(bar.value(), lowest), max(highest, 0)))

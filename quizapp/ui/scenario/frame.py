"""The parts of a scenario on screen and which of them are shown when; it decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui.components.layouts import column, stack_of
from quizapp.ui.components.tab_order import tab_through
from quizapp.ui.scenario.bars import ActionBar, EndBar, ScenarioTopBar
from quizapp.ui.scenario.end_pane import END_WIDTH, EndPane
from quizapp.ui.scenario.scene_pane import ScenePane
from quizapp.ui.scenario.words import consequence_sentence

if TYPE_CHECKING:
    from quizapp.application.scenario_views import ConsequenceView, ScenarioEndView, SceneView
    from quizapp.domain.errors import UserError


class ScenarioFrame(QWidget):
    """Top bar, scene or end, and the bar below that belongs to it."""

    def __init__(self) -> None:
        super().__init__()
        self.top = ScenarioTopBar()
        self.scene = ScenePane()
        self.end = EndPane()
        self.action_bar = ActionBar()
        self.end_bar = EndBar(END_WIDTH)
        self._middle = stack_of(self.scene, self.end)
        self._bottom = stack_of(self.action_bar, self.end_bar)
        self._bottom.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self.top, (self._middle, 1), self._bottom, spacing=0))
        self.action_bar.allow_for(self.scene.scroll_bar_width)
        self.end_bar.allow_for(self.end.scroll_bar_width)
        stops: list[QWidget] = [
            self.scene.actions_pane.actions_list.tab_stop,
            self.action_bar.do,
            self.action_bar.next,
            self.top.leave,
        ]
        tab_through(stops)

    def become_part(self) -> None:
        """Leave out the ways out and back to the beginning: what it is part of has its own."""
        self.top.leave.hide()
        self.end_bar.anew.hide()

    def show_scene(self, scene: SceneView, *, single_keys: bool) -> None:
        """Show a scene, with nothing chosen and the keyboard at the first action."""
        self.top.set_title(scene.title)
        self._middle.setCurrentWidget(self.scene)
        self.scene.show_scene(scene, single_keys=single_keys)
        self.action_bar.show_scene()
        self._bottom.setCurrentWidget(self.action_bar)
        self.scene.actions_pane.focus_first()

    @Slot()
    def show_choice(self) -> None:
        """Show whether something is chosen that can be done, after that has changed."""
        self.action_bar.do.setEnabled(self.scene.actions_pane.chosen() is not None)

    def show_problem(self, error: UserError) -> str:
        """Say that an action could not be saved, keep it chosen, and return the sentence."""
        self.action_bar.show_problem()
        return self.scene.actions_pane.show_problem(error)

    def show_consequence(self, consequence: ConsequenceView, *, is_end: bool) -> None:
        """Show what came of an action, with the keyboard at the button that goes on."""
        self.top.clock.run_to(consequence.at_s)
        self.action_bar.show_consequence(consequence_sentence(consequence), is_end=is_end)
        # The focus goes first: a tile that is hidden with it would pass it to any other part.
        self.action_bar.next.setFocus()
        self.scene.show_consequence(consequence)

    def show_end(self, end: ScenarioEndView) -> None:
        """Show how it ended, with the keyboard at the button that closes it."""
        self.top.set_title(end.title)
        self.top.clock.set_time(end.clock_s)
        self.end.show_end(end)
        has_mistake = end.first_mistake is not None and not end.is_bare
        self.end_bar.show_end(has_mistake=has_mistake)
        self.end_bar.done.setAccessibleDescription(self.end.sentence())
        self._middle.setCurrentWidget(self.end)
        self._bottom.setCurrentWidget(self.end_bar)
        self.end_bar.done.setFocus()

    def scroll_by(self, pages: float) -> None:
        """Scroll what is shown by a share of what is seen of it; more is down."""
        is_end = self._middle.currentWidget() is self.end
        (self.end if is_end else self.scene).scroll_by(pages)

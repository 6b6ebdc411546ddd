"""What one can do in a scene, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.scenario_words import EFFECTS, clock_words
from quizapp.domain.items import Option
from quizapp.ui.answers.option_list import OptionList
from quizapp.ui.components.callouts import Banner
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.pills import KeyHint
from quizapp.ui.scenario.words import EFFECT_LOOKS, time_words
from quizapp.ui.session.flow import Flow

if TYPE_CHECKING:
    from quizapp.application.scenario_views import ConsequenceView, SceneView
    from quizapp.domain.errors import UserError

_MOST_ACTIONS: Final = 9


class _Hints(Flow):
    """The keys of a scene."""

    def __init__(self) -> None:
        self._choose = {
            count: KeyHint(f"1–{count}" if count > 1 else "1", "choose")
            for count in range(1, _MOST_ACTIONS + 1)
        }
        self._space = KeyHint("Space", "choose")
        super().__init__(
            *self._choose.values(),
            KeyHint("↑ ↓", "move"),
            self._space,
            KeyHint("Enter", "do it"),
            KeyHint("Esc", "leave, it is kept"),
            spacing=24,
            line_spacing=6,
        )

    def show_keys(self, count: int, *, single_keys: bool) -> None:
        """Show the keys for so many actions; without single keys, those that are left."""
        for number, hint in self._choose.items():
            hint.setVisible(single_keys and number == count)
        self._space.setVisible(not single_keys)


class ActionPane(QWidget):
    """The actions of a scene, of which one is chosen and then done.

    Attributes:
        changed: another action is chosen.
        reveal_requested: carries a widget that should be scrolled into view.
    """

    changed = Signal()
    reveal_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.actions_list = OptionList()
        self._problem = Banner("bad")
        self._problem.setObjectName("problem")
        self._hints = _Hints()
        self.setLayout(
            column(
                Label("What do you do?", "heading"),
                self._problem,
                self.actions_list,
                self._hints,
                None,
                spacing=12,
            )
        )
        self.actions_list.changed.connect(self._on_changed)

    def show_scene(self, scene: SceneView, *, single_keys: bool) -> None:
        """Offer the actions of a scene, none of them chosen."""
        self._problem.hide()
        self.actions_list.ask([Option(action.id, action.text, "") for action in scene.actions])
        self.actions_list.setAccessibleName("What do you do?")
        self._hints.show_keys(len(scene.actions), single_keys=single_keys)

    def hide_keys(self) -> None:
        """Show no keys: where nothing is kept, they would promise too much."""
        self._hints.hide()

    def show_problem(self, error: UserError) -> str:
        """Say why the action could not be saved, and return it; what is chosen stays chosen."""
        title = "This could not be saved; your choice is kept"
        self._problem.set_content("bad", title, f"{error.message} {error.hint}".strip())
        self._problem.show()
        self.reveal_requested.emit(self._problem)
        return self._problem.sentence()

    def chosen(self) -> str | None:
        """Return the id of the chosen action, or None."""
        chosen = self.actions_list.chosen
        return chosen[0] if chosen else None

    def focus_first(self) -> None:
        """Give the keyboard to the first action."""
        self.actions_list.focus(0, Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()
        focused = next((tile for tile in self.actions_list.tiles if tile.isChecked()), None)
        if focused is not None:
            self.reveal_requested.emit(focused)


class ConsequenceCard(Card):
    """What came of an action: what it did in words and sign, why, and the time that it took."""

    def __init__(self) -> None:
        self._icon = IconView("circle-check", "ok", 24)
        self._effect = Label("", "title", wrap=True)
        self._cost = Label("", "heading", "text2", tabular=True)
        self._action = Label("", "option", wrap=True)
        self._feedback = Label("", "body", wrap=True)
        self._took = Label("", "label", "text2", weight=400, wrap=True)
        head = row(self._icon, (self._effect, 1), self._cost, spacing=12)
        super().__init__(
            column(
                head,
                Label("What you did", "caption", "text2"),
                self._action,
                6,
                self._feedback,
                4,
                self._took,
                spacing=6,
            )
        )
        self.setObjectName("consequence")

    def show_consequence(self, consequence: ConsequenceView) -> None:
        """Show what came of an action."""
        tone, icon = EFFECT_LOOKS[consequence.effect]
        self.set_colors(f"{tone}_soft", tone)
        self._icon.set_icon(icon, tone)
        self._effect.setText(EFFECTS[consequence.effect])
        self._cost.setText(f"+{clock_words(consequence.cost_s)}")
        self._action.setText(consequence.action)
        self._feedback.setText(consequence.feedback)
        before = clock_words(consequence.at_s - consequence.cost_s)
        self._took.setText(
            f"It took {time_words(consequence.cost_s)}: the clock went from {before} to"
            f" {clock_words(consequence.at_s)}."
        )
        self.setAccessibleName(f"{EFFECTS[consequence.effect]}. {consequence.feedback}")

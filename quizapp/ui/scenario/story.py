"""What is so: what the learner was told, where it stands, what is seen, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from quizapp.application.scenario_words import EFFECTS, clock_words
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.scenario.breathing import BreathingLine
from quizapp.ui.scenario.words import EFFECT_LOOKS, TAKE_YOUR_TIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.scenario_views import ConsequenceView, SceneView, SignsView

_ROWS: Final = ("Response", "Breathing", "Colour", "Pupils", "Oxygen on the monitor")


class SignsCard(Card):
    """What is seen of the person; oxygen only where there is a monitor."""

    def __init__(self) -> None:
        self._line = BreathingLine()
        self._heads = [Label(text, "label", "text3", wrap=True) for text in _ROWS]
        self._values = [Label("", "body", weight=500, wrap=True) for _text in _ROWS]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for place, (head, value) in enumerate(zip(self._heads, self._values, strict=True)):
            grid.addWidget(head, place, 0)
            grid.addWidget(value, place, 1)
        super().__init__(
            column(Label("What you see", "heading"), self._line, grid, spacing=12), padding=16
        )

    def show_signs(self, signs: SignsView) -> None:
        """Show other signs."""
        self._line.set_rate(signs.breaths_per_minute)
        response, breathing, *_rest = signs.sentences
        oxygen = "" if signs.oxygen is None else f"{signs.oxygen}%"
        colour, pupils = _sentence(signs.colour), _sentence(signs.pupils)
        values = (response, breathing, colour, pupils, oxygen)
        for head, value, text in zip(self._heads, self._values, values, strict=True):
            value.setText(text)
            head.setVisible(bool(text))
            value.setVisible(bool(text))
        self.setAccessibleName("What you see")
        self.setAccessibleDescription(". ".join(signs.sentences))


class PathRow(QWidget):
    """An action that was taken: what it did, when it was over, and on wish what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconView("clock", size=16)
        self._time = Label("", "label", "text3", tabular=True)
        self._action = Label("", "label", "text", wrap=True)
        self._effect = Label("", "caption", "text3", wrap=True)
        self._feedback = Label("", "label", "text2", weight=400, wrap=True)
        words = column(self._action, self._effect, self._feedback, spacing=1)
        sign = column(2, self._icon, None)
        time = column(self._time, None)
        self.setLayout(row(sign, (words, 1), time, spacing=10))

    def show_step(self, step: ConsequenceView, *, is_full: bool) -> None:
        """Show an action; `is_full` is for one whose feedback is shown as well."""
        tone, icon = EFFECT_LOOKS[step.effect]
        effect = EFFECTS[step.effect]
        self._icon.set_icon(icon, tone)
        self._time.setText(clock_words(step.at_s))
        self._action.setText(step.action)
        taken = "Taken over from your earlier run. " if step.is_replayed else ""
        self._effect.setText(f"{taken}{effect}")
        self._feedback.setText(step.feedback)
        self._feedback.setVisible(is_full)
        self.setAccessibleName(f"{clock_words(step.at_s)}: {step.action}. {taken}{effect}")


class PathCard(Card):
    """The actions of a run in order; it keeps its rows and fills them anew."""

    def __init__(self, title: str) -> None:
        self._rows: list[PathRow] = []
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(10)
        super().__init__(column(Label(title, "heading"), self._place, spacing=12), padding=16)

    def show_path(self, path: Sequence[ConsequenceView], *, is_full: bool) -> None:
        """Show actions; `is_full` is for all of their feedback, else that of the last is shown."""
        while len(self._rows) < len(path):
            self._rows.append(PathRow())
            self._place.addWidget(self._rows[-1])
        for place, line in enumerate(self._rows):
            line.setVisible(place < len(path))
        for place, (line, step) in enumerate(zip(self._rows, path, strict=False)):
            line.show_step(step, is_full=is_full or place == len(path) - 1)
        self.setVisible(bool(path))


class ToldCard(Card):
    """What the learner is told, and what is known of the person."""

    def __init__(self, note: str = "") -> None:
        """Make a card; `note` is a line below, none when empty."""
        self._stem = Label("", "body", "text2", wrap=True)
        self._knows = Label("", "body", "text2", wrap=True)
        head = Label("What you are told", "label", "text3", weight=600)
        words = column(head, self._stem, self._knows, spacing=6)
        if note:
            words.addWidget(Label(note, "label", "text3", weight=400, wrap=True))
        super().__init__(words, padding=16)

    def show_scene(self, scene: SceneView) -> None:
        """Show what one is told in the scenario of a scene."""
        self._stem.setText(scene.stem)
        self._knows.setText(f"What you know: {scene.learner_knows}")


class StoryPane(QWidget):
    """Where the run stands and what is seen; the first scene begins with what one is told."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", "stem", wrap=True)
        self._text.setObjectName("scene")
        self._told = ToldCard(TAKE_YOUR_TIME)
        self._signs = SignsCard()
        self.setLayout(column(self._told, self._text, self._signs, None, spacing=16))

    def show_scene(self, scene: SceneView) -> None:
        """Show where the run stands."""
        self._told.show_scene(scene)
        self._told.setVisible(not scene.path)
        self._text.setText(scene.text)
        self._signs.setVisible(scene.signs is not None)
        if scene.signs is not None:
            self._signs.show_signs(scene.signs)


class BeforePane(QWidget):
    """What was before this scene: what one has done, and what one was told."""

    def __init__(self) -> None:
        super().__init__()
        self._path = PathCard("So far")
        self._told = ToldCard()
        self.setLayout(column(self._path, self._told, None, spacing=16))

    def show_scene(self, scene: SceneView) -> None:
        """Show what was before a scene; hide before the first."""
        self._path.show_path(scene.path, is_full=False)
        self._told.show_scene(scene)
        self.setVisible(bool(scene.path))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

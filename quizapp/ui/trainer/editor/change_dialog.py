"""Asks what a change to a published question is, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizapp.domain.rewording import Change, Suggestion
from quizapp.ui.components.choices import Segmented
from quizapp.ui.dialogs import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_CHANGES: Final = (Change.WORDING, Change.SCORING)
_LABELS: Final = ("Only the wording", "What is right")


class ChangeDialog(Dialog):
    """Two answers, the likelier one chosen."""

    def __init__(self, parent: QWidget | None, suggestion: Suggestion) -> None:
        super().__init__(parent, "What does your change alter?", width=520)
        self.add_text(suggestion.why)
        self._choice = Segmented(
            _LABELS, _CHANGES.index(suggestion.change), name="What the change alters"
        )
        self._choice.setObjectName("change-choice")
        self.body.addWidget(self._choice)
        self.add_text("Only the wording: what learners remember of the question goes on as it was.")
        self.add_text(
            "What is right: somebody who knew the old answer may not know the new one, so learners"
            " meet the question as a new one. Their old answers stay in the record."
        )
        self.add_action("Do not publish yet", accept=False)
        publish = self.add_action("Publish", "primary", accept=True)
        publish.setDefault(True)
        self._choice.button(self._choice.current()).setFocus()

    @property
    def change(self) -> Change:
        """What is chosen."""
        return _CHANGES[self._choice.current()]


def ask_change(parent: QWidget | None, suggestion: Suggestion) -> Change | None:
    """Ask what a change is; None when the question is not to be published yet."""
    dialog = ChangeDialog(parent, suggestion)
    return dialog.change if dialog.ask() else None

"""Drop-down lists of the form, filled with values and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot

from quizapp.ui.components.choices import Select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent


class ValueSelect(Select):
    """A drop-down list that chooses a value.

    Attributes:
        picked: carries the value that the user has chosen.
    """

    picked = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__(name=name)
        self._values: tuple[Any, ...] = ()
        self._words: tuple[str, ...] = ()
        self.set_choices(choices)
        self.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer values with their words, the first of them chosen to begin with."""
        values = tuple(value for value, _ in choices)
        words = tuple(word for _, word in choices)
        if (values, words) == (self._values, self._words):
            return
        is_first, chosen = not self._values, self.value()
        self._values, self._words = values, words
        self.clear()
        self.addItems(list(words))
        if not is_first:
            self.show_value(chosen)

    def value(self) -> Any:
        """Return the value that is chosen, or None."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def show_value(self, value: Any) -> None:
        """Choose a value without a signal; one that is not offered chooses nothing."""
        index = self._values.index(value) if value in self._values else -1
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll: nothing is to be chosen by passing over it."""
        event.ignore()

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.picked.emit(self._values[index])

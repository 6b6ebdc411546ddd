"""When files were received: now, or at a moment that is typed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.choices import Select
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.layouts import row

if TYPE_CHECKING:
    from collections.abc import Callable

_FORM: Final = "%Y-%m-%d %H:%M"


class ReceivedChoice(QWidget):
    """Chooses the moment by which it is judged whether a result is late."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._choice = Select(("Now", "Earlier, at"), name="When they were received")
        self._choice.setObjectName("received")
        self._entry = TextField(name="When they were received, local time")
        self._entry.setObjectName("received-at")
        self._field = Field("Local time, such as 2026-12-08 18:00", self._entry)
        self._field.hide()
        self._choice_field = Field("When they were received", self._choice)
        self.setLayout(row(self._choice_field, (self._field, 1), None, spacing=12))
        self._choice.activated.connect(self._on_chosen)

    def moment(self) -> datetime | None:
        """Return the moment, `None` for now.

        Raises:
            UserError: what was typed is no moment, or lies in the future; it is said below the
                field as well.
        """
        self._field.set_error("")
        if self._choice.currentIndex() == 0:
            return None
        try:
            found = datetime.fromisoformat(self._entry.text().strip()).astimezone()
        except (ValueError, OverflowError):
            raise self._wrong("This is no moment. Write it as 2026-12-08 18:00.") from None
        if found > self._now():
            raise self._wrong("Results cannot have been received in the future.")
        return found

    def _wrong(self, sentence: str) -> UserError:
        self._field.set_error(sentence)
        self._entry.setFocus()
        return UserError(sentence)

    @Slot()
    def _on_chosen(self) -> None:
        is_typed = self._choice.currentIndex() == 1
        if is_typed and not self._entry.text():
            self._entry.setText(self._now().astimezone().strftime(_FORM))
        self._field.set_error("")
        self._field.setVisible(is_typed)
        if is_typed:
            self._entry.setFocus()

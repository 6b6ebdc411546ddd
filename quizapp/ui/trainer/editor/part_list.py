"""A list of parts in the form: rows are kept and filled anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.finding_words import FIELD_TITLES, PART_TITLES
from quizapp.domain.drafts import PART_LISTS, with_part, without_part
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.focus import Revealer
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.trainer.editor.part_rows import ChoiceRow, PartRow, PlainRow, RegionRow

if TYPE_CHECKING:
    from quizapp.domain.drafts import DraftPart
    from quizapp.ui.trainer.editor.model import EditorModel

_ROWS: Final[dict[str, type[PartRow]]] = {
    "options": ChoiceRow,
    "reasons": ChoiceRow,
    "regions": RegionRow,
    "steps": PlainRow,
    "left": PlainRow,
    "right": PlainRow,
}
_FEWEST: Final = 2


class PartList(QWidget):
    """The parts of one list of the draft.

    Attributes:
        belief_requested: carries the name of the list and the id of the part.
    """

    belief_requested = Signal(str, str)

    def __init__(self, model: EditorModel, name: str) -> None:
        super().__init__()
        self.name = name
        self._model = model
        self._rows: list[PartRow] = []
        self._revealer = Revealer(self)
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        self._add = Button(f"Add {PART_TITLES[name].lower()}", "ghost", icon="plus")
        self._add.setObjectName(f"add-{name}")
        self._add.clicked.connect(self._on_add)
        title = Label(FIELD_TITLES[name], "heading")
        self.setLayout(column(title, self._place, row(self._add, None), spacing=8))

    def refresh(self) -> None:
        """Show the parts as they are now."""
        draft = self._model.draft
        if self.name not in PART_LISTS[draft.kind]:
            self.hide()
            return
        parts: tuple[DraftPart, ...] = getattr(draft, self.name)
        least = (
            _FEWEST if self.name in {"options", "left"} else PART_LISTS[draft.kind][self.name][0]
        )
        most = PART_LISTS[draft.kind][self.name][1]
        while len(self._rows) < len(parts):
            self._rows.append(self._row())
        for number, shown in enumerate(self._rows):
            shown.setVisible(number < len(parts))
            if number < len(parts):
                shown.show_part(draft, parts[number], least=least)
        self._add.setEnabled(len(parts) < most)
        self.show()

    def focus_part(self, part_id: str) -> None:
        """Give the keyboard to a part."""
        for shown in self._rows:
            if shown.part_id == part_id and not shown.isHidden():
                shown.first_field().setFocus()
                self._revealer.reveal(shown.first_field())

    def _row(self) -> PartRow:
        made = _ROWS[self.name](self._model, self.name)
        made.move_requested.connect(self._on_move)
        made.removal_requested.connect(self._on_remove)
        if isinstance(made, ChoiceRow):
            made.belief_requested.connect(self._on_belief)
        self._place.addWidget(made)
        return made

    @Slot()
    def _on_add(self) -> None:
        self._model.take(with_part(self._model.draft, self.name))
        parts: tuple[DraftPart, ...] = getattr(self._model.draft, self.name)
        self.focus_part(parts[-1].id)

    @Slot(str)
    def _on_remove(self, part_id: str) -> None:
        before: tuple[DraftPart, ...] = getattr(self._model.draft, self.name)
        place = next(number for number, part in enumerate(before) if part.id == part_id)
        self._model.take(without_part(self._model.draft, self.name, part_id))
        parts: tuple[DraftPart, ...] = getattr(self._model.draft, self.name)
        self.focus_part(parts[min(place, len(parts) - 1)].id)

    @Slot(str, int)
    def _on_move(self, part_id: str, places: int) -> None:
        parts = list(getattr(self._model.draft, self.name))
        place = next(number for number, part in enumerate(parts) if part.id == part_id)
        parts.insert(place + places, parts.pop(place))
        self._model.edit(**{self.name: tuple(parts)})
        self.focus_part(part_id)

    @Slot(str)
    def _on_belief(self, part_id: str) -> None:
        self.belief_requested.emit(self.name, part_id)

"""The parts of a diagram as buttons: the way to them for the keyboard and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.domain.items import Option
from quizapp.ui.answers.option_list import OptionList
from quizapp.ui.components.layouts import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.registers import DiagramPart
    from quizapp.ui.components.option_tile import OptionTile


class PartsList(QWidget):
    """One radio button a part, lettered like the parts in the picture.

    Attributes:
        part_chosen: carries the id of the part that is chosen now.
        part_entered: carries the id of the part that the keyboard came to.
        entered: carries the button that the keyboard came to.
    """

    part_chosen = Signal(str)
    part_entered = Signal(str)
    entered = Signal(object)

    def __init__(self, *, columns: int = 1, compact: bool = False) -> None:
        """Make an empty list.

        Args:
            columns: how many parts stand side by side.
            compact: whether the buttons are lower and their type smaller.
        """
        super().__init__()
        self._compact = compact
        self._parts: tuple[DiagramPart, ...] = ()
        self._options = OptionList(columns=columns)
        self.setLayout(column(self._options))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._options.changed.connect(self._on_changed)
        self._options.entered.connect(self._on_entered)

    @property
    def tiles(self) -> tuple[OptionTile, ...]:
        """The buttons in use, in the order of the letters."""
        return self._options.tiles

    @property
    def tab_stop(self) -> QWidget:
        """The first button, which is there even before there are parts."""
        return self._options.tab_stop

    @property
    def chosen(self) -> str:
        """Id of the chosen part; empty while there is none."""
        return next(iter(self._options.chosen), "")

    def show_parts(self, parts: Sequence[DiagramPart]) -> None:
        """Show parts with none of them chosen."""
        self._parts = tuple(parts)
        self._options.ask(
            [Option(part.id, part.label, "") for part in parts], compact=self._compact
        )
        for tile, part in zip(self.tiles, parts, strict=True):
            tile.setAccessibleName(f"Part {tile.key}: {part.label}")

    def choose(self, index: int) -> bool:
        """Choose a part by its number, from 0; return whether there is one."""
        return self._options.choose(index)

    def choose_part(self, part: str) -> bool:
        """Choose a part by its id and leave the keyboard where it is; return whether there is one."""
        for shown, tile in zip(self._parts, self.tiles, strict=True):
            if shown.id == part:
                tile.setChecked(True)
                return True
        return False

    def focus_start(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to the chosen part, or to the first."""
        self._options.focus_start(reason)

    @Slot()
    def _on_changed(self) -> None:
        if self.chosen:
            self.part_chosen.emit(self.chosen)

    @Slot(object)
    def _on_entered(self, tile: OptionTile) -> None:
        place = self.tiles.index(tile)
        self.part_entered.emit(self._parts[place].id)
        self.entered.emit(tile)

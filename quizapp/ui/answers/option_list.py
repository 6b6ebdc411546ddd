"""The tiles of one set of options: one stop for Tab, arrows move within it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from quizapp.ui.components.layouts import Wrapping
from quizapp.ui.components.option_tile import OptionTile
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from quizapp.domain.items import Option
    from quizapp.ui.components.option_tile import ReviewState

LETTERS: Final = "ABCDEFGHI"
_GAP = 12


class Mark(NamedTuple):
    """How a tile is shown in review: a state of `OptionTile.set_review` and its words."""

    state: ReviewState
    tag: str = ""
    harm: bool = False


class Tile(OptionTile):
    """An option that leaves the arrow keys to its list and Enter to its page."""

    moved = Signal(int)
    focused = Signal()

    def sizeHint(self) -> QSize:
        """Return a comfortable width; the height follows from the width that there is."""
        return QSize(theme.px(480), self.minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the neighbour on an arrow key; Space chooses, as in every button."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        step = self._step(key)
        if step:
            self.moved.emit(step)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key) -> int:
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return 1 if key == Qt.Key.Key_Down else -1
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            onwards = Qt.Key.Key_Right
            if self.isRightToLeft():
                onwards = Qt.Key.Key_Left
            return 1 if key == onwards else -1
        return 0

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the list that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit()


class OptionList(Wrapping):
    """Tiles to choose one or several from; it keeps its tiles and fills them anew."""

    #: Something was chosen, or chosen no more, by whatever means.
    changed = Signal()
    #: The keyboard came to one of the tiles; carries it.
    entered = Signal(object)

    def __init__(self, *, multiple: bool = False, columns: int = 1) -> None:
        """Make an empty list.

        Args:
            multiple: whether several can be chosen.
            columns: how many tiles stand side by side.
        """
        super().__init__()
        self._multiple, self._columns = multiple, columns
        self._options: tuple[Option, ...] = ()
        self._tiles: list[Tile] = []
        self._filling = False
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)
        self.setLayout(self._grid)
        # The first tile holds the place of all in the order in which Tab goes.
        self._add_tile()

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles in use, in the order shown."""
        return tuple(self._tiles[: len(self._options)])

    @property
    def tab_stop(self) -> Tile:
        """The first tile, which is there even before there is anything to choose from."""
        return self._tiles[0]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the chosen options, in the order shown."""
        shown = zip(self._options, self.tiles, strict=True)
        return tuple(option.id for option, tile in shown if tile.isChecked())

    def ask(self, options: Sequence[Option], *, compact: bool = False) -> None:
        """Show options with none of them chosen; compact ones stand in smaller type."""
        self._show(options, compact=compact)

    def restore(self, chosen: Collection[str]) -> None:
        """Choose options by their ids and leave the keyboard where it is."""
        for option, tile in zip(self._options, self.tiles, strict=True):
            tile.setChecked(option.id in chosen)

    def review(self, options: Sequence[Option], marks: Sequence[Mark]) -> None:
        """Show options with their rationales and one mark each."""
        self._show(options, compact=True)
        for tile, option, mark in zip(self.tiles, options, marks, strict=True):
            tile.set_review(mark.state, option.rationale, mark.tag, harm=mark.harm)

    def choose(self, index: int) -> bool:
        """Choose an option by its number, from 0; in a list of several, again means not."""
        if not 0 <= index < len(self._options):
            return False
        tile = self._tiles[index]
        tile.setChecked(not tile.isChecked() if self._multiple else True)
        self.focus(index, Qt.FocusReason.OtherFocusReason)
        return True

    def focus(self, index: int, reason: Qt.FocusReason) -> None:
        """Give the keyboard to a tile."""
        tile = self._tiles[index]
        self._make_tab_stop(tile)
        tile.setFocus(reason)
        self.entered.emit(tile)

    def focus_start(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to the chosen tile, or to the first."""
        checked = (index for index, tile in enumerate(self.tiles) if tile.isChecked())
        self.focus(next(checked, 0), reason)

    def _show(self, options: Sequence[Option], *, compact: bool) -> None:
        self._filling = True
        while len(self._tiles) < len(options):
            self._add_tile()
        self._options = tuple(options)
        for tile in self._tiles:
            # An exclusive button cannot be unchecked otherwise.
            tile.setAutoExclusive(False)
            tile.setChecked(False)
        for index, tile in enumerate(self._tiles):
            tile.setAutoExclusive(not self._multiple)
            if index < len(options):
                tile.set_compact(compact)
                tile.set_content(LETTERS[index], options[index].text)
            tile.setVisible(index < len(options))
        if options:
            self._make_tab_stop(self._tiles[0])
        self._filling = False

    def _add_tile(self) -> None:
        tile = Tile(multiple=self._multiple)
        place = len(self._tiles)
        self._tiles.append(tile)
        self._grid.addWidget(tile, place // self._columns, place % self._columns)
        if place:
            QWidget.setTabOrder(self._tiles[place - 1], tile)
        tile.toggled.connect(self._on_toggled)
        tile.moved.connect(self._on_moved)
        tile.focused.connect(self._on_focused)

    @Slot()
    def _on_toggled(self) -> None:
        if not self._filling:
            self.changed.emit()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        tiles = self.tiles
        here = next((index for index, tile in enumerate(tiles) if tile.hasFocus()), 0)
        there = min(max(here + step, 0), len(tiles) - 1)
        self.focus(there, Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_focused(self) -> None:
        for tile in self.tiles:
            if tile.hasFocus():
                self._make_tab_stop(tile)
                self.entered.emit(tile)

    def _make_tab_stop(self, stop: Tile) -> None:
        for tile in self._tiles:
            wanted = Qt.FocusPolicy.StrongFocus if tile is stop else Qt.FocusPolicy.ClickFocus
            if tile.focusPolicy() != wanted:
                tile.setFocusPolicy(wanted)

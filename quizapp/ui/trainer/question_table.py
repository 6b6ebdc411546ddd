"""The table of questions of the set builder: ticked to pick, or in the order of the set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView

from quizapp.application.fill_words import KIND_WORDS
from quizapp.application.words import LEVELS
from quizapp.domain.kinds import SCENARIO
from quizapp.ui.components.painting import is_mirrored
from quizapp.ui.components.tables import BAR_ROLE, TONE_ROLE, RowDelegate, Table
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from quizapp.application.question_pool import PoolQuestion

Index = QModelIndex | QPersistentModelIndex

QUESTION, TOPIC, RIGHT, HIDDEN = range(4)
_HEADS: Final = ("Question", "Topic", "Right so far", "In an exam")
_TICK_ROOM: Final = 8 + 18 + 6
_LEAST_WITH_ALL: Final = 500
_HIDDEN_WIDTH: Final = 118
_NO_INDEX = QModelIndex()


class QuestionModel(QAbstractTableModel):
    """Questions with a tick for those in the set."""

    ticked = Signal(object, bool)
    """The ids of the questions that were ticked, or no longer are."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[PoolQuestion] = ()
        self._titles: Mapping[str, str] = {}
        self._picked: frozenset[str] = frozenset()
        self.shows_hidden = False

    def show_rows(self, rows: Sequence[PoolQuestion], titles: Mapping[str, str]) -> None:
        """Show other questions; `titles` are those of the topics."""
        self.beginResetModel()
        self.rows, self._titles = rows, titles
        self.endResetModel()

    def set_picked(self, picked: frozenset[str]) -> None:
        """Tick exactly these questions."""
        if picked != self._picked:
            self._picked = picked
            if self.rows:
                last = self.index(len(self.rows) - 1, QUESTION)
                self.dataChanged.emit(
                    self.index(0, QUESTION), last, [Qt.ItemDataRole.CheckStateRole]
                )

    def is_picked(self, row: int) -> bool:
        """Return whether the question of a row is ticked."""
        return self.rows[row].id in self._picked

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of questions."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled
        return usual | flag.ItemIsUserCheckable if index.column() == QUESTION else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        question, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == QUESTION:
            state = Qt.CheckState
            return state.Checked if question.id in self._picked else state.Unchecked
        if role == BAR_ROLE:
            return question.right if column == RIGHT else None
        if role == TONE_ROLE:
            is_quiet = column == TOPIC or (column == RIGHT and question.right is None)
            return "text2" if is_quiet else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(question, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in {QUESTION, TOPIC}:
            level, kind = LEVELS[question.sort.level], KIND_WORDS[question.sort.kind]
            return f"{question.stem}\n{level} · {kind}"
        return None

    def _text(self, question: PoolQuestion, column: int) -> str:
        if column == QUESTION:
            return question.stem
        if column == TOPIC:
            return self._titles.get(question.sort.topic, question.sort.topic)
        if column == HIDDEN:
            return "Answer known" if question.is_shipped else "Hidden"
        if question.sort.kind == SCENARIO:
            return "Not counted"
        return "No answers yet" if question.right is None else f"{question.right:.0%}"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell that a question was ticked, or no longer is."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != QUESTION:
            return False
        is_on = value in {Qt.CheckState.Checked, Qt.CheckState.Checked.value}
        self.ticked.emit((self.rows[index.row()].id,), is_on)
        return True


class _TickDelegate(RowDelegate):
    """Ticks where the box is drawn, which is not where the style would have it."""

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick with a click on the box; the keyboard is the table's."""
        if event.type() != QEvent.Type.MouseButtonRelease or index.column() != QUESTION:
            return False
        x = event.position().x()  # type: ignore[attr-defined]
        area = option.rect
        inside = (
            area.right() - x
            if option.direction == Qt.LayoutDirection.RightToLeft
            else x - area.left()
        )
        if inside > theme.px(_TICK_ROOM):
            return False
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
        return bool(model.setData(index, state, Qt.ItemDataRole.CheckStateRole))


class QuestionTable(Table):
    """Space ticks, Ctrl+A ticks all, Enter opens; in the order of the set Alt+arrows and drags move.

    Attributes:
        moved: a question is to stand at another place; carries its id and the place, from 0.
        opened: a question is to be looked at; carries its id.
    """

    moved = Signal(str, int)
    opened = Signal(str)

    def __init__(self) -> None:
        self.questions = QuestionModel()
        super().__init__(
            self.questions,
            widths={TOPIC: 156, RIGHT: 124, HIDDEN: _HIDDEN_WIDTH},
            name="Questions",
        )
        self.setItemDelegate(_TickDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.hideColumn(HIDDEN)
        self._can_move = self._shows_hidden = False
        self.doubleClicked.connect(self._on_double_clicked)

    def set_movable(self, can_move: bool) -> None:
        """Let questions be put in another order, or not."""
        self._can_move = can_move
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if can_move else mode.NoDragDrop)
        self.setDropIndicatorShown(can_move)
        self.setDragDropOverwriteMode(False)

    def show_hidden(self, shows: bool) -> None:
        """Show what an exam can hide of each question, or not."""
        self._shows_hidden = shows
        self.setColumnHidden(HIDDEN, not shows)
        self.fit_columns(self.width())

    def fit_columns(self, width: int) -> None:
        """Leave out what a narrow table has no room for: the question comes first."""
        least = _LEAST_WITH_ALL + (_HIDDEN_WIDTH if self._shows_hidden else 0)
        self.setColumnHidden(RIGHT, width < theme.px(least))
        self.setColumnHidden(TOPIC, width < theme.px(400))

    def current_id(self) -> str:
        """Return the id of the current question, or an empty string."""
        index = self.currentIndex()
        return self.questions.rows[index.row()].id if index.isValid() else ""

    def choose(self, item_id: str) -> None:
        """Make a question the current one."""
        for row, question in enumerate(self.questions.rows):
            if question.id == item_id:
                flag = QItemSelectionModel.SelectionFlag
                index = self.questions.index(row, QUESTION)
                self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
                self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, tick all, move or open with the keyboard."""
        key, keys = event.key(), Qt.Key
        row = self.currentIndex().row()
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == keys.Key_Space and row >= 0:
            self._tick_selected(is_on=not self.questions.is_picked(row))
        elif key == keys.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._tick(list(range(len(self.questions.rows))), is_on=True)
        elif has_alt and self._can_move and row >= 0 and key in (keys.Key_Up, keys.Key_Down):
            step = -1 if key == keys.Key_Up else 1
            self.moved.emit(self.questions.rows[row].id, row + step)
        elif key in (keys.Key_Return, keys.Key_Enter) and row >= 0:
            self.opened.emit(self.questions.rows[row].id)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dragged question where it is dropped."""
        item_id = self.current_id()
        target = self.indexAt(event.position().toPoint())
        below = QAbstractItemView.DropIndicatorPosition.BelowItem
        row = target.row() if target.isValid() else len(self.questions.rows)
        if target.isValid() and self.dropIndicatorPosition() == below:
            row += 1
        # The model keeps its rows: the set is changed, and comes back in its new order.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if item_id:
            self.moved.emit(item_id, row - (row > self.currentIndex().row()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the question, unless it is the box that was clicked twice."""
        index = self.indexAt(event.position().toPoint())
        x = event.position().x()
        area = self.visualRect(index)
        inside = area.right() - x if is_mirrored(self) else x - area.left()
        if index.column() == QUESTION and inside <= theme.px(_TICK_ROOM):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.questions.rows[index.row()].id)

    def _tick_selected(self, *, is_on: bool) -> None:
        self._tick([index.row() for index in self.selectionModel().selectedRows()], is_on=is_on)

    def _tick(self, rows: list[int], *, is_on: bool) -> None:
        if rows:
            self.questions.ticked.emit(tuple(self.questions.rows[row].id for row in rows), is_on)

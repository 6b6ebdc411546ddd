"""What the parts of the Marks tab share: one assignment, and work away from the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.dialogs import show_error
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from quizapp.domain.errors import UserError
    from quizapp.ui.background import BackgroundJob, Work
    from quizapp.ui.components.buttons import Button
    from quizapp.ui.shell.page import Desk

#: Rows that a table shows before it scrolls in itself, and heights in pixels at 100 %.
_MOST_ROWS: Final = 8
_ROW_HEIGHT: Final = 32
_HEAD_HEIGHT: Final = 36


class Chosen(NamedTuple):
    """The assignment that is worked on."""

    id: str
    title: str
    cohort: str
    learners: int
    handed_in: int


class MarksPart(QWidget):
    """One thing that can be done with the marks of an assignment."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.chosen: Chosen | None = None
        self.all_assignments: tuple[Chosen, ...] = ()
        self._busy: Button | None = None

    @property
    def assignment_id(self) -> str:
        """The id of the assignment that is shown."""
        return "" if self.chosen is None else self.chosen.id

    def show_assignment(self, chosen: Chosen, others: tuple[Chosen, ...]) -> None:
        """Show another assignment, or the same one as it is now; `others` are all there are."""
        is_other = self.chosen is None or self.chosen.id != chosen.id
        self.chosen, self.all_assignments = chosen, others
        self.fill(is_other=is_other)

    def fill(self, *, is_other: bool) -> None:
        """Show the assignment; what was worked out for another one is cleared."""
        raise NotImplementedError

    def start(self, work: Work, label: str, button: Button, doing: str) -> BackgroundJob:
        """Do long work in the background; meanwhile the button says what is being done."""
        button.set_busy(doing)
        self._busy = button
        job = self.desk.jobs.start(work, label)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        return job

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        show_error(self, error.message, error.hint)

    @Slot()
    def _on_ended(self) -> None:
        if self._busy is not None:
            self._busy.set_busy(None)
            self._busy = None


class ShortTable(Table):
    """A table as tall as its rows, up to eight of them; more scroll within it."""

    def __init__(
        self,
        heads: Sequence[str],
        widths: Mapping[int, int],
        name: str,
        *,
        stretch: int = 0,
        numbers: Collection[int] = (),
    ) -> None:
        self._rows = RowModel(heads, numbers=numbers)
        super().__init__(
            self._rows, stretch=stretch, widths=widths, row_height=_ROW_HEIGHT, name=name
        )
        self.setVisible(False)
        theme.changed.connect(self._size)

    def show_rows(self, rows: Sequence[Sequence[str | float]]) -> None:
        """Show other rows; without any the table is not there."""
        self._rows.set_rows(rows)
        self._size()
        self.setVisible(bool(rows))

    @Slot()
    def _size(self) -> None:
        rows = min(max(self._rows.rowCount(), 1), _MOST_ROWS)
        self.setFixedHeight(theme.px(_HEAD_HEIGHT + _ROW_HEIGHT * rows))

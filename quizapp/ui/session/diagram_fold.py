"""The diagram that goes with an answer, folded until it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.toast import announce

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from quizapp.domain.registers import Diagram


class DiagramFold(Card):
    """A title and a button; the picture, or the table, below them once it is asked for.

    Who opens it wants to see diagrams: it stays open for the questions after, until it is folded.

    Attributes:
        opened: carries the widget that should be scrolled into view.
        explore_requested: carries the id of the diagram that is to be gone through part by part.
    """

    opened = Signal(object)
    explore_requested = Signal(str)

    def __init__(self) -> None:
        self._diagram: Diagram | None = None
        self._is_open = False
        self._picture: QWidget | None = None
        self._table: QWidget | None = None
        self._title = Label("", "body", weight=500, wrap=True)
        self._toggle = Button("Show the diagram")
        self._toggle.setObjectName("toggle-diagram")
        self._explore = Button("Explore", "ghost", icon="arrow-right", trailing_icon=True)
        self._explore.setObjectName("explore-diagram")
        self._content = column(
            column(Label("Diagram", "caption", "text3"), self._title, spacing=2),
            row(self._toggle, self._explore, None, spacing=8),
            spacing=10,
        )
        super().__init__(self._content, padding=16)
        self._toggle.clicked.connect(self._on_toggled)
        self._explore.clicked.connect(self._on_explore)

    def show_diagram(self, diagram: Diagram | None) -> None:
        """Show the card of a diagram; without one it is hidden."""
        self._diagram = diagram
        self.setVisible(diagram is not None)
        if diagram is not None:
            self._title.setText(diagram.title)
            self._explore.setAccessibleDescription(diagram.title)
            self._toggle.setAccessibleDescription(diagram.title)
            self._unfold()

    def _unfold(self) -> None:
        """Show the diagram where the card is open, and nothing of it where it is folded."""
        assert self._diagram is not None
        is_table = self._diagram.file is None
        self._toggle.setText("Hide the diagram" if self._is_open else "Show the diagram")
        if self._is_open and is_table:
            self._fill_table(self._diagram)
        elif self._is_open:
            self._fill_picture(self._diagram)
        if self._picture is not None:
            self._picture.setVisible(self._is_open and not is_table)
        if self._table is not None:
            self._table.setVisible(self._is_open and is_table)

    def _fill_picture(self, diagram: Diagram) -> None:
        from quizapp.ui.diagrams.view import DiagramView

        if self._picture is None:
            self._picture = view = DiagramView()
            self._content.addWidget(view)
        assert isinstance(self._picture, DiagramView)
        self._picture.show_diagram(diagram, ())

    def _fill_table(self, diagram: Diagram) -> None:
        from quizapp.ui.diagrams.table import DiagramTable

        if self._table is None:
            self._table = table = DiagramTable()
            self._content.addWidget(table)
        assert isinstance(self._table, DiagramTable)
        self._table.show_diagram(diagram)

    @Slot()
    def _on_toggled(self) -> None:
        self._is_open = not self._is_open
        self._unfold()
        if self._is_open:
            assert self._diagram is not None
            announce(self, self._diagram.alt)
            self.opened.emit(self)

    @Slot()
    def _on_explore(self) -> None:
        if self._diagram is not None:
            self.explore_requested.emit(self._diagram.id)

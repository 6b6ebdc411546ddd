"""The tab of diagrams: all of them as cards, and one of them to be explored."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from quizapp.application.phrases import plural
from quizapp.domain.attempts import QuizSpec
from quizapp.ui.components.buttons import CardButton
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.diagrams.thumbnail import Thumbnail
from quizapp.ui.pages.practise.tab import PractiseTab

if TYPE_CHECKING:
    from quizapp.application.diagram_library import DiagramEntry
    from quizapp.ui.pages.practise.explorer import Explorer
    from quizapp.ui.shell.page import Desk, Place

_CARD = 300


class DiagramCard(CardButton):
    """A diagram in small, with its title and what there is to it."""

    def __init__(self, entry: DiagramEntry) -> None:
        diagram = entry.diagram
        about = plural(len(diagram.parts), "part")
        if entry.item_ids:
            about += f" · {plural(len(entry.item_ids), 'question')}"
        super().__init__(
            column(
                Thumbnail(diagram),
                4,
                Label(diagram.title, "heading", wrap=True),
                Label(about, "label", "text3", weight=400),
                None,
                spacing=4,
            ),
            f"Explore {diagram.title}",
            padding=16,
            description=about,
        )
        self.setObjectName(f"diagram-{diagram.id}")


class DiagramsTab(PractiseTab):
    """All diagrams, or the one that is explored."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._entries: dict[str, DiagramEntry] = {}
        self._cards: dict[str, DiagramCard] = {}
        self._explored = ""
        self._grid = Reflow(min_cell=_CARD)
        self._empty = EmptyState(
            "inbox", "No diagrams yet", "They appear here once the question banks have been read."
        )
        self._explorer: Explorer | None = None
        self._content = column(self._grid, self._empty, spacing=16)
        self.setLayout(self._content)

    def refresh(self) -> None:
        """Show the diagrams as they are now; the one that is explored stays open."""
        entries = {entry.diagram.id: entry for entry in self.desk.application.diagrams.diagrams()}
        if entries != self._entries:
            self._entries = entries
            self._cards = {key: DiagramCard(entry) for key, entry in entries.items()}
            for key, card in self._cards.items():
                card.clicked.connect(partial(self._explore, key))
            self._grid.set_cells(list(self._cards.values()))
            for card in self._cards.values():
                # Qt would show them in a later turn, and the page would be laid out twice.
                card.show()
            self._show(self._explored if self._explored in entries else "")

    def open_at(self, place: Place) -> None:
        """Explore the diagram that was asked for."""
        if place.diagram in self._entries:
            self._explore(place.diagram)

    def _explore(self, key: str) -> None:
        self._show(key)
        assert self._explorer is not None
        self._explorer.focus_start()
        self.moved.emit()

    def _show(self, key: str) -> None:
        """Show a diagram, or with an empty key all of them."""
        self._explored = key
        if key:
            if self._explorer is None:
                self._explorer = self._build()
            self._explorer.show_entry(self._entries[key])
        if self._explorer is not None:
            self._explorer.setVisible(bool(key))
        self._grid.setVisible(not key and bool(self._entries))
        self._empty.setVisible(not self._entries)

    def _build(self) -> Explorer:
        from quizapp.ui.pages.practise.explorer import Explorer

        explorer = Explorer()
        explorer.closed.connect(self._on_closed)
        explorer.practise_requested.connect(self._on_practise)
        explorer.reveal_requested.connect(self.reveal_requested)
        self._content.addWidget(explorer)
        return explorer

    @Slot()
    def _on_closed(self) -> None:
        card = self._cards[self._explored]
        self._show("")
        self.moved.emit()
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_practise(self, item_ids: tuple[str, ...]) -> None:
        spec = QuizSpec(items=item_ids, length=None)
        practice = self.desk.application.practice
        self.run_requested.emit(partial(practice.start, self.desk.learner_id, spec))

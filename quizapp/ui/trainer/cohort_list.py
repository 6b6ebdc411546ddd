"""All cohorts: their names, how many are in them, and what was handed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button, CardButton
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, clear_layout, column, row
from quizapp.ui.components.pills import Pill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.rosters import CohortCounts


class CohortList(QWidget):
    """The cohorts; those in the archive are shown when asked for."""

    opened = Signal(str)
    new_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cohorts: tuple[CohortCounts, ...] = ()
        self._cards: dict[str, CardButton] = {}
        self._shows_archive = False
        new = self._new = self._new_button("new-cohort")
        self._archive = Button("", "ghost", icon="archive")
        self._archive.setObjectName("show-archive")
        self._archive.clicked.connect(self._on_archive)
        self._head = box(row((Label("Cohorts", "heading"), 1), self._archive, new, spacing=8))
        self._rows: QVBoxLayout = column(spacing=10)
        self._empty = EmptyState(
            "users",
            "No cohort yet",
            "A cohort is a group of learners to whom you send sets. Names stay on this computer;"
            " what travels are ids that mean nothing elsewhere.",
            self._new_button("first-cohort"),
        )
        self.setLayout(column(self._head, box(self._rows), (self._empty, 1), None, spacing=12))

    def _new_button(self, name: str) -> Button:
        button = Button("New cohort…", "primary", icon="plus")
        button.setObjectName(name)
        button.clicked.connect(self.new_requested)
        return button

    def show_cohorts(self, cohorts: Sequence[CohortCounts]) -> None:
        """Show all cohorts there are."""
        self._cohorts = tuple(cohorts)
        archived = sum(one.cohort.archived_at is not None for one in cohorts)
        self._shows_archive = self._shows_archive and archived > 0
        self._archive.setText(
            "Hide the archive" if self._shows_archive else f"Show the archive ({archived})"
        )
        self._archive.setVisible(archived > 0)
        self._head.setVisible(bool(cohorts))
        self._empty.setVisible(not cohorts)
        clear_layout(self._rows)
        self._cards.clear()
        for one in cohorts:
            if one.cohort.archived_at is None:
                self._rows.addWidget(self._card(one))
        for one in cohorts:
            if one.cohort.archived_at is not None and self._shows_archive:
                self._rows.addWidget(self._card(one))

    def focus_card(self, cohort_id: str) -> None:
        """Give the keyboard to the card of a cohort, if it is there, or to what makes one."""
        wanted: QWidget = self._cards.get(cohort_id, self._new)
        # A card that was made just now is shown by the layout, but only later.
        wanted.show()
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: CohortCounts) -> CardButton:
        counts = (
            f"{plural(one.members, 'learner')} · {plural(one.assignments, 'set')} sent"
            f" · {plural(one.handed_in, 'learner')} handed in"
        )
        words = column(
            Label(one.cohort.name, "heading", elide=True),
            Label(counts, "label", "text2", weight=400, elide=True),
            spacing=2,
        )
        parts = row(IconView("users", "accent", 20, tile="accent_soft"), (words, 1), spacing=14)
        if one.cohort.archived_at is not None:
            parts.addWidget(Pill("Archived", icon="archive"))
        parts.addWidget(IconView("chevron-right", "text3", 18))
        card = CardButton(parts, f"Open {one.cohort.name}", padding=16, description=counts)
        card.setObjectName(f"cohort-{one.cohort.id}")
        card.clicked.connect(partial(self.opened.emit, one.cohort.id))
        self._cards[one.cohort.id] = card
        return card

    @Slot()
    def _on_archive(self) -> None:
        self._shows_archive = not self._shows_archive
        self.show_cohorts(self._cohorts)

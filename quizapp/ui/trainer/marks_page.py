"""Marks: what can be done with the marks of an assignment, once results are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Slot

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.choices import Segmented, Select
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.shell.page import Place
from quizapp.ui.trainer.certificates_part import CertificatesPart
from quizapp.ui.trainer.compare_part import ComparePart
from quizapp.ui.trainer.marks_part import Chosen
from quizapp.ui.trainer.regrade_part import RegradePart
from quizapp.ui.trainer.similar_part import SimilarPart
from quizapp.ui.trainer.tab import TrainerTab

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk
    from quizapp.ui.trainer.marks_part import MarksPart

_NAMES = ("Regrade", "Before and after", "Alike answers", "Certificates")


class MarksPage(TrainerTab):
    """Regrading, comparing and certificates, for one assignment at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._assignments: tuple[Chosen, ...] = ()
        self._choice = Select(name="Assignment")
        self._choice.setObjectName("assignment")
        self._counts = Label("", "label", "text2", weight=400, wrap=True)
        self._take_in = Button("Take in results")
        self._take_in.setObjectName("to-intake")
        self._take_in.clicked.connect(self.ask_for_intake)
        self._names = Segmented(_NAMES, 0, name="What to do with the marks")
        self._names.setObjectName("what")
        self._parts: list[MarksPart] = [
            RegradePart(desk),
            ComparePart(desk),
            SimilarPart(desk),
            CertificatesPart(desk),
        ]
        self._content = box(
            column(
                row((Field("Assignment", self._choice), 1)),
                row((self._counts, 1), self._take_in, spacing=12),
                row(self._names, None),
                *self._parts,
                None,
                spacing=16,
            )
        )
        go = Button("Make a set", "primary")
        go.setObjectName("to-sets")
        go.clicked.connect(self.ask_for_sets)
        self._empty = EmptyState(
            "list-checks",
            "No assignments yet",
            "Once a set was sent and results came back, its marks can be mended and compared here.",
            go,
        )
        self.setLayout(column(self._content, (self._empty, 1), spacing=0))
        self._choice.currentIndexChanged.connect(self._on_assignment)
        self._names.chosen.connect(self._on_part)

    def refresh(self) -> None:
        """Show the assignments there are now; the one that was chosen stays so."""
        chosen = self._chosen
        self._assignments = tuple(
            Chosen(one.plan.id, one.plan.title, one.cohort, one.learners, one.handed_in)
            for one in self.desk.application.score_reporting.assignments()
        )
        ids = [one.id for one in self._assignments]
        with QSignalBlocker(self._choice):
            self._choice.clear()
            self._choice.addItems([f"{one.title} · {one.cohort}" for one in self._assignments])
            if chosen is not None and chosen.id in ids:
                self._choice.setCurrentIndex(ids.index(chosen.id))
        self._content.setVisible(bool(ids))
        self._empty.setVisible(not ids)
        self._show()

    def open_at(self, place: Place) -> None:
        """Show the assignment that was asked for."""
        ids = [one.id for one in self._assignments]
        if place.subject in ids:
            self._choice.setCurrentIndex(ids.index(place.subject))

    @property
    def _chosen(self) -> Chosen | None:
        at = self._choice.currentIndex()
        return self._assignments[at] if 0 <= at < len(self._assignments) else None

    def _show(self) -> None:
        chosen = self._chosen
        for number, part in enumerate(self._parts):
            is_open = number == self._names.current()
            part.setVisible(is_open)
            if is_open and chosen is not None:
                self._counts.setText(
                    f"{chosen.handed_in} of {plural(chosen.learners, 'learner')} handed in."
                )
                # Nothing can be done with marks before there are any.
                self._take_in.setVisible(not chosen.handed_in)
                part.show_assignment(chosen, self._assignments)

    @Slot(int)
    def _on_assignment(self, _index: int) -> None:
        self._show()

    @Slot(int)
    def _on_part(self, _index: int) -> None:
        self._show()

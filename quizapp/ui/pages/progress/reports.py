"""What the learner found wrong with questions, for whoever looks after the banks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from quizapp.application.phrases import date_words, plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import clear_layout, column, row
from quizapp.ui.components.toast import show_toast

if TYPE_CHECKING:
    from quizapp.application.progress_review import ProblemReport


class ReportsCard(Card):
    """The problem reports of the learner, to be copied into a message or saved as a table.

    Attributes:
        save_requested: the learner wants them in a file.
    """

    save_requested = Signal()

    def __init__(self) -> None:
        self._reports: tuple[ProblemReport, ...] = ()
        self._rows: QVBoxLayout = column(spacing=10)
        copy = Button("Copy all", "ghost", icon="copy")
        copy.setObjectName("copy-reports")
        save = Button("Save to a file…", "ghost", icon="download")
        save.setObjectName("save-reports")
        title = Label("Problems you reported", "heading", elide=True)
        head = row((title, 1), copy, save, spacing=8)
        content = column(head, self._rows, spacing=8)
        super().__init__(content)
        content.setContentsMargins(20, 11, 12, 20)
        copy.clicked.connect(self._on_copy)
        save.clicked.connect(self.save_requested)

    def show_reports(self, reports: tuple[ProblemReport, ...]) -> None:
        """Show these reports; without any the card is away."""
        self.setVisible(bool(reports))
        if reports == self._reports:
            return
        self._reports = reports
        clear_layout(self._rows)
        for report in reports:
            self._rows.addLayout(
                column(
                    Label(report.text, "body", wrap=True),
                    Label(_about(report), "caption", "text3", weight=400, elide=True),
                    spacing=0,
                )
            )

    @Slot()
    def _on_copy(self) -> None:
        lines = [f"{_about(report)}\n{report.text}" for report in self._reports]
        QGuiApplication.clipboard().setText("\n\n".join(lines))
        show_toast(self, f"{plural(len(lines), 'report')} copied.")


def _about(report: ProblemReport) -> str:
    rev = f"revision {report.rev.scoring}.{report.rev.text}"
    day = report.reported_at.astimezone().date()
    return f"{report.item_id}, {rev}, {date_words(day)} {day.year}"

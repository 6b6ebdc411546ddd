"""What the tests of the set builder share: a trainer's page with a cohort, and ways to find parts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizapp.domain.set_drafts import SetDraft
from quizapp.ui.components.toast import Toast
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.builder_pane import BuilderPane
from quizapp.ui.trainer.question_table import QUESTION, QuestionTable
from quizapp.ui.trainer.sets_page import SetsPage
from tests.delivery.world import ROOT, give_key
from tests.picture_builder import add_cohort, add_draft


class SetWorld:
    """The tab Sets of a trainer with one cohort."""

    def __init__(self, qtbot: QtBot, desk: Desk, learners: int = 3) -> None:
        self.qtbot, self.desk, self.app = qtbot, desk, desk.application
        give_key(self.app, ROOT)
        self.cohort = add_cohort(self.app, "class", learners)
        self.page = SetsPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1060, 800)
        self.page.refresh()
        self.page.show()

    def draft(self, *, is_exam: bool = False) -> SetDraft:
        return add_draft(self.app, self.cohort, is_exam=is_exam)

    def edit(self, draft: SetDraft | None = None) -> BuilderPane:
        """Open a draft in the builder and wait until its questions are read."""
        if draft is None:
            press(self.page, "New set")
        else:
            self.page.list.open_requested.emit(draft.id)
        builder = self.page.builder
        assert builder is not None
        builder.editing.pool = None
        self.page.refresh()
        self.qtbot.waitUntil(lambda: builder.editing.pool is not None)
        return builder


def press(parent: QWidget, name: str) -> None:
    """Press the visible button of this name."""
    for button in parent.findChildren(QPushButton):
        if button.isVisible() and name in (button.accessibleName(), button.text()):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            return
    raise AssertionError(f"There is no button {name}.")


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def toast(widget: QWidget) -> str:
    (found,) = widget.window().findChildren(Toast)
    return found.accessibleName()


def go_to(table: QuestionTable, row: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    index = table.questions.index(row, QUESTION)
    table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
    table.setFocus()

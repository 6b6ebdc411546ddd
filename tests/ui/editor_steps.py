"""What tests of the question editor share: a page with an editor in it, and hands for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.authoring_views import OwnBank
from quizapp.domain.drafts import Draft
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.editor.page import EditorPage
from quizapp.ui.trainer.questions_page import QuestionsPage

Found = TypeVar("Found", bound=QWidget)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands:
    """A trainer's questions on screen."""

    def __init__(self, qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1240, 860)) -> None:
        self.qtbot, self.authoring = qtbot, desk.application.authoring
        self.bank: OwnBank = self.authoring.shelf.make_bank("Ward teaching", "receptor-mechanisms")
        self.page = QuestionsPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(*size)
        self.page.refresh()
        self.page.show()

    @property
    def editor(self) -> EditorPage:
        assert self.page.editor is not None
        return self.page.editor

    @property
    def draft(self) -> Draft:
        return self.editor.model.draft

    def new(self, kind: str) -> EditorPage:
        return self.edit(self.authoring.drafts.new(kind, self.bank).id)

    def copy(self, item_id: str) -> EditorPage:
        return self.edit(self.authoring.drafts.duplicate(item_id, self.bank).id)

    def edit(self, question_id: str) -> EditorPage:
        self.page.refresh()
        self.page._on_edit(question_id)
        return self.editor

    def find(self, kind: type[Found], name: str) -> Found:
        # An editor that was closed stays in memory until it is deleted.
        found = self.page.findChildren(kind, name)
        return next(one for one in found if one.isVisibleTo(self.page))

    def settle(self) -> None:
        """Let what follows a change happen now."""
        self.editor.model.keep()
        self.editor.refresh()

    def says(self) -> list[str]:
        self.settle()
        shown = self.editor.findings._findings
        return [one.says for one in shown]


def answer_dialogs(monkeypatch: object, *answers: Callable[[QDialog], None]) -> None:
    """Do these things to the next dialogs in turn; each must close its dialog."""
    waiting = list(answers)

    def run(dialog: QDialog) -> int:
        waiting.pop(0)(dialog)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", run)  # type: ignore[attr-defined]

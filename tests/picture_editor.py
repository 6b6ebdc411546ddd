"""The screens of the question editor, for the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtTest import QTest

from quizapp.domain.items import Review, ReviewStatus
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented
from quizapp.ui.trainer.questions_page import QuestionsPage
from tests.delivery.world import ROOT, give_key
from tests.picture_stage import SETTLE_MS, Stage

Prepare = Callable[[Stage], None]

_SOURCES = ("rm-002", "od-001", "rm-001")
_KINDS = {
    "single-best": "rm-001",
    "multiple-response": "multiple_response",
    "true-false": "true_false_reason",
    "two-tier": "two_tier",
    "vignette": "vignette",
    "numeric": "numeric",
    "ordering": "ordering",
    "matching": "matching",
    "hotspot": "hotspot",
}


def _questions(stage: Stage) -> QuestionsPage:
    """Make the learner a trainer with some questions, and open the list of them."""
    application = stage.enter()
    give_key(application, ROOT)
    authoring = application.authoring
    bank = authoring.shelf.make_bank("Ward teaching", "overdose-response")
    for item_id in _SOURCES:
        copy = authoring.drafts.duplicate(item_id, bank)
        if item_id == "od-001":
            read = Review(ReviewStatus.SECOND_READ, "author", "ward nurse")
            stem = "Amara lies on the floor of a station and gives no sign. What do you look for first?"
            authoring.drafts.keep(replace(copy, review=read, stem=stem))
    stage.show("trainer", part="questions")
    QTest.qWait(SETTLE_MS)
    page = stage.window.findChild(QuestionsPage)
    assert isinstance(page, QuestionsPage)
    return page


def _editor(kind: str) -> Prepare:
    def prepare(stage: Stage) -> None:
        page = _questions(stage)
        application = page.desk.application
        authoring = application.authoring
        bank = authoring.shelf.banks()[0]
        row = application.database.row("SELECT id FROM item WHERE kind = ?", (kind,))
        copy = authoring.drafts.duplicate(row[0] if row else kind, bank)
        page._on_edit(copy.id)
        QTest.qWait(300)

    return prepare


def _reading(stage: Stage) -> None:
    """Show what stands there while a large bank is read."""
    page = _questions(stage)
    page._list.show_reading()


def _empty(stage: Stage) -> None:
    give_key(stage.enter(), ROOT)
    stage.show("trainer", part="questions")


def _blank(stage: Stage) -> None:
    page = _questions(stage)
    authoring = page.desk.application.authoring
    page._on_edit(authoring.drafts.new("single_best", authoring.shelf.banks()[0]).id)
    QTest.qWait(300)
    assert page.editor is not None
    for why in page.editor.findings.findChildren(Button, "why")[:1]:
        why.click()
    QTest.qWait(SETTLE_MS)


def _preview(stage: Stage) -> None:
    _editor("single_best")(stage)
    sides = stage.window.findChild(Segmented, "editor-sides")
    assert isinstance(sides, Segmented)
    sides.button(1).click()
    QTest.qWait(SETTLE_MS)


def _map(stage: Stage) -> None:
    _questions(stage)
    button = stage.window.findChild(Button, "question-map")
    assert isinstance(button, Button)
    button.click()
    QTest.qWait(SETTLE_MS)


EDITOR_PLACES: dict[str, Prepare] = {
    "questions": lambda stage: _questions(stage) and None,
    "questions-none": _empty,
    "questions-reading": _reading,
    "questions-map": _map,
    "editor-blank": _blank,
    "editor-preview": _preview,
    **{f"editor-{name}": _editor(kind) for name, kind in _KINDS.items()},
}

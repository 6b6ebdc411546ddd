"""The windows that the trainer's side asks with, and what its pages fold out, for the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from quizapp.application.intake import IntakeRow, Outcome
from quizapp.application.views import DocumentView
from quizapp.bootstrap import Application
from quizapp.domain.assignments import Member, Override
from quizapp.domain.rewording import Change, Suggestion
from quizapp.ui.components.inputs import TextField
from quizapp.ui.dialogs import Dialog
from quizapp.ui.trainer.builder_pane import BuilderPane
from quizapp.ui.trainer.condition_dialogs import OverridesDialog
from quizapp.ui.trainer.editor.change_dialog import ChangeDialog
from quizapp.ui.trainer.editor.form import EditorForm
from quizapp.ui.trainer.editor.new_entries import ClaimDialog, MisconceptionDialog, PassageDialog
from quizapp.ui.trainer.intake_page import IntakePage
from quizapp.ui.trainer.questions_page import QuestionsPage
from quizapp.ui.trainer.roster_pane import RosterPane
from tests.picture_builder import BUILDER_PLACES
from tests.picture_editor import EDITOR_PLACES
from tests.picture_results import RESULT_PLACES
from tests.picture_stage import SETTLE_MS, Stage
from tests.picture_trainer import TRAINER_PLACES

Prepare = Callable[[Stage], None]

_TEXT = (
    "A made-up handout. Naloxone takes the place of the opioid at the receptor and sets nothing"
    " going there itself. Whoever breathes again may stop breathing once more when it wears off,"
    " so somebody stays until help is there. "
)


def _asked(before: Prepare, name: str) -> Prepare:
    """Return what presses a button of a screen, and leaves the window open that it asks with."""

    def prepare(stage: Stage) -> None:
        before(stage)
        _press(stage, name)

    return prepare


def _press(stage: Stage, name: str) -> None:
    """Press the visible button of an object name or of an accessible name."""
    buttons = [
        one
        for one in stage.window.findChildren(QPushButton)
        if one.isVisible() and name in (one.objectName(), one.accessibleName())
    ]
    with _unanswered():
        buttons[0].click()
    QTest.qWait(SETTLE_MS)


def _unanswered() -> object:
    return patch.object(Dialog, "ask", lambda dialog: bool(dialog.show()))


def _called(before: Prepare, kind: type[QWidget], call: Callable[[QWidget], object]) -> Prepare:
    """Return what calls something of a part of a screen, and leaves its window open."""

    def prepare(stage: Stage) -> None:
        before(stage)
        with _unanswered():
            call(stage.window.findChild(kind))
        QTest.qWait(SETTLE_MS)

    return prepare


def _application(stage: Stage) -> Application:
    """Return the application behind a window that is open already."""
    application = stage.window._application
    assert application is not None
    return application


def _topics(builder: QWidget) -> None:
    assert isinstance(builder, BuilderPane)
    builder.panel.set_passed_topics((("overdose-response", 0.8),))
    builder.panel.topics_requested.emit()


def _overrides(stage: Stage) -> None:
    BUILDER_PLACES["exam"](stage)
    builder = stage.window.findChild(BuilderPane)
    draft = builder.editing.draft
    members = _application(stage).cohorts.members(draft.cohort_id)
    later = datetime(2026, 12, 8, 17, tzinfo=UTC)
    own = (Override(members[2].id, 1.5), Override(members[5].id, 2.0, later))
    OverridesDialog(stage.window, replace(draft.plan, overrides=own), members, UTC).open()
    QTest.qWait(SETTLE_MS)


def _views(stage: Stage) -> tuple[DocumentView, ...]:
    EDITOR_PLACES["editor-single-best"](stage)
    views = _application(stage).sources.documents()
    # Headings stand elsewhere in a text that is made up, which would be one of them throughout.
    return tuple(
        replace(view, text=_TEXT * 12, document=replace(view.document, headings=()))
        for view in views
    )


def _passage(stage: Stage) -> None:
    PassageDialog(stage.window, _views(stage)).open()
    QTest.qWait(SETTLE_MS)


def _claim(stage: Stage) -> None:
    (view, *_others) = _views(stage)
    authoring = _application(stage).authoring
    dialog = ClaimDialog(stage.window, authoring, view, (19, 250), "overdose-response")
    dialog.open()
    _press_in(dialog, "keep-entry")


def _press_in(dialog: Dialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()
    QTest.qWait(SETTLE_MS)


def _misconception(stage: Stage) -> None:
    EDITOR_PLACES["editor-single-best"](stage)
    MisconceptionDialog(stage.window, _application(stage).authoring).open()
    QTest.qWait(SETTLE_MS)


def _change(stage: Stage) -> None:
    EDITOR_PLACES["editor-single-best"](stage)
    why = "The right answer reads otherwise than before: “not” was added."
    ChangeDialog(stage.window, Suggestion(Change.SCORING, is_certain=False, why=why)).open()
    QTest.qWait(SETTLE_MS)


def _bank(stage: Stage) -> None:
    """Ask in which bank a question stands while there is none, and say what is missing."""
    EDITOR_PLACES["questions-none"](stage)
    _press(stage, "new-question")
    dialog = stage.window.findChild(Dialog)
    assert isinstance(dialog, Dialog)
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Write it").click()
    QTest.qWait(SETTLE_MS)


def _watching(stage: Stage) -> None:
    """Watch a folder, say that results came earlier, and say so wrongly."""
    TRAINER_PLACES["intake-30"](stage)
    page = stage.window.findChild(IntakePage)
    assert isinstance(page, IntakePage)
    folder = page.desk.application.data_dir / "Results of the evening course"
    folder.mkdir()
    page._watching.watch.watch(folder)
    page._watching._show()
    page._received._choice.setCurrentIndex(1)
    page._received._choice.activated.emit(1)
    page._received._entry.setText("yesterday")
    page.take([Path("none")])
    QTest.qWait(SETTLE_MS)


def _refused(stage: Stage) -> None:
    """Show one refused file in full, with its long name and the way to its cohort."""
    TRAINER_PLACES["intake-none"](stage)
    page = stage.window.findChild(IntakePage)
    assert isinstance(page, IntakePage)
    message = (
        "It was made on another computer than the one that enrolled. Ask the learner to hand in"
        " from there, or to enrol anew."
    )
    refused = IntakeRow(
        file="what-to-do-in-an-overdose-3f2c9a1be77d4410-2-1.quizresult",
        outcome=Outcome.REFUSED,
        learner=Member("m", "Anne-Sophie van der Meulen-Bartholomew", "PH-2031-0417"),
        cohort_id="c",
        reason="seat",
        message=message,
        set_aside=Path("/home/maya/Documents/Results of the evening course/set-aside"),
    )
    page.files.add([refused])
    page.files._table.setCurrentIndex(page.files._model.index(0, 0))
    QTest.qWait(SETTLE_MS)


def _no_reason(stage: Stage) -> None:
    """Regrade without a reason; who presses the button sees it."""
    RESULT_PLACES["marks-regrade"](stage)
    _press(stage, "keep")
    keep = stage.window.findChild(QPushButton, "keep")
    parent: QWidget | None = keep
    while parent is not None:
        parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(keep, 0, 24)
    QTest.qWait(SETTLE_MS)


def _kept(stage: Stage) -> None:
    """Ask whether to regrade for good."""
    RESULT_PLACES["marks-regrade"](stage)
    entry = stage.window.findChild(TextField, "reason")
    assert isinstance(entry, TextField)
    entry.setText("Two answers could be right.")
    _press(stage, "keep")


_EDITOR = EDITOR_PLACES["editor-single-best"]
_ROSTER = TRAINER_PLACES["roster-30"]

DIALOG_PLACES: dict[str, Prepare] = {
    "topics": _called(BUILDER_PLACES["exam"], BuilderPane, _topics),
    "overrides": _overrides,
    "bank": _bank,
    "bank-copy": _asked(EDITOR_PLACES["questions"], "duplicate-question"),
    "start-from": _asked(EDITOR_PLACES["questions"], "start-from"),
    "retire": _called(
        EDITOR_PLACES["questions"], QuestionsPage, lambda page: page._on_retire("rm-001")
    ),
    "drop": _called(EDITOR_PLACES["questions"], QuestionsPage, lambda page: page._on_drop("none")),
    "folder": _asked(EDITOR_PLACES["questions"], "question-folder"),
    "belief": _called(_EDITOR, EditorForm, lambda form: form._pick_belief()),
    "claims": _asked(_EDITOR, "add-citations"),
    "references": _asked(_EDITOR, "add-references"),
    "reference": _called(_EDITOR, EditorForm, lambda form: form._new_reference()),
    "misconception": _misconception,
    "passage": _passage,
    "passage-none": _asked(_EDITOR, "mark-passage"),
    "claim": _claim,
    "change": _change,
    "rename": _called(_ROSTER, RosterPane, lambda pane: pane._actions.rename()),
    "question": _asked(RESULT_PLACES["results-30"], "show-worst"),
    "watching": _watching,
    "refused": _refused,
    "no-reason": _no_reason,
    "regrade": _kept,
}

"""The question editor: written by hand, seen as learners see it, kept, undone and published."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from quizapp.domain.drafts import changed
from quizapp.domain.items import ReviewStatus, SingleBest
from quizapp.domain.rewording import Change
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox, Segmented
from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.option_tile import OptionTile
from quizapp.ui.components.toast import Toast
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.editor import page
from quizapp.ui.trainer.editor.change_dialog import ChangeDialog
from quizapp.ui.trainer.editor.fields import EditArea, EditLine
from quizapp.ui.trainer.editor.findings import FindingRow
from quizapp.ui.trainer.editor.part_rows import ChoiceRow
from quizapp.ui.trainer.editor.picker import PickerDialog
from tests.ui.editor_steps import CTRL, SHIFT, Hands, answer_dialogs

STEM = "Which of these proteins does a dose of ketamine block above all others?"


@pytest.fixture
def hands(qtbot: QtBot, desk: Desk) -> Iterator[Hands]:
    made = Hands(qtbot, desk)
    yield made
    made.page.close()


def choose(claim: str) -> object:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, PickerDialog)
        dialog.findChild(TextField, "picker-search").setText(claim)
        dialog._choose.click()

    return answer


def rows(hands: Hands) -> list[ChoiceRow]:
    return [one for one in hands.editor.findChildren(ChoiceRow) if not one.isHidden()]


def type_into(row: ChoiceRow, text: str, why: str) -> None:
    row.findChildren(EditArea)[0].setPlainText(text)
    row.findChildren(EditArea)[1].setPlainText(why)


def write_a_question(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a whole question by hand."""
    hands.new("single_best")
    hands.find(EditArea, "stem").setPlainText(STEM)
    texts = ("The opioid receptor", "The NMDA receptor", "The GABA receptor")
    for row, text in zip(rows(hands), texts, strict=True):
        type_into(row, text, "One reads this when it was chosen.")
    rows(hands)[1].findChildren(CheckBox)[0].click()
    hands.find(EditArea, "explanation").setPlainText(
        "Ketamine lies in the channel of the NMDA receptor and blocks it. That is not what opioids"
        " do, which switch on a receptor of their own."
    )
    answer_dialogs(monkeypatch, choose("S0-024"), choose("R08"))  # type: ignore[arg-type]
    hands.find(Button, "add-citations").click()
    hands.find(Button, "add-references").click()
    hands.find(EditLine, "reader").setText("")
    hands.qtbot.keyClicks(hands.find(EditLine, "reader"), "ward nurse")


def test_a_question_is_written_checked_and_published(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    write_a_question(hands, monkeypatch)
    assert hands.says() == []
    draft = hands.draft
    hands.find(Button, "publish").click()
    assert hands.page.editor is None
    hands.qtbot.waitUntil(lambda: not desk.jobs.is_busy)
    served = hands.authoring.shelf.questions()[0]
    assert (served.id, served.standing) == (draft.id, "served")
    row = desk.application.database.row("SELECT active FROM item WHERE id = ?", (draft.id,))
    assert row == (1,)


def test_findings_come_as_one_types_and_lead_to_their_place(hands: Hands) -> None:
    hands.new("single_best")
    assert "Question: nothing is written here yet." in hands.says()
    hands.find(EditArea, "stem").setPlainText("Which of the following is true about it?")
    hands.qtbot.waitUntil(
        lambda: any("options covered" in one.says for one in hands.editor.findings._findings)
    )
    shown = [one for one in hands.editor.findings.findChildren(FindingRow) if not one.isHidden()]
    row = next(one for one in shown if one._says.text().startswith("Answer B"))
    row.findChildren(Button)[0].click()
    assert rows(hands)[1].isAncestorOf(hands.page.focusWidget())


def test_every_finding_says_why(hands: Hands) -> None:
    hands.new("single_best")
    row = hands.editor.findings.findChildren(FindingRow)[0]
    row.findChild(Button, "why").click()
    assert not row._why.isHidden()
    assert row._why.text()
    row.findChild(Button, "why").click()
    assert row._why.isHidden()


def test_findings_can_be_put_away(hands: Hands) -> None:
    hands.new("single_best")
    toggle = hands.find(Button, "toggle-findings")
    toggle.click()
    assert hands.editor.findings._page.isHidden()
    toggle.click()
    assert not hands.editor.findings._page.isHidden()


def test_errors_keep_it_from_being_published_and_the_first_gets_the_keyboard(hands: Hands) -> None:
    hands.new("single_best")
    hands.find(Button, "publish").click()
    assert hands.page.editor is not None
    assert "Errors keep it" in hands.page.window().findChild(Toast).findChild(Label).text()
    assert hands.page.focusWidget() is hands.find(EditArea, "stem")


def test_what_is_typed_is_kept_without_asking(hands: Hands) -> None:
    hands.new("single_best")
    stem = hands.find(EditArea, "stem")
    hands.qtbot.keyClicks(stem, "Half a sent")
    kept = hands.authoring.drafts
    hands.qtbot.waitUntil(lambda: kept.open(hands.draft.id).stem == "Half a sent")
    assert hands.find(Label, "editor-state").text() == "Draft kept"


def test_leaving_keeps_what_is_typed(hands: Hands) -> None:
    draft_id = hands.new("single_best").model.draft.id
    stem = hands.find(EditArea, "stem")
    hands.qtbot.keyClicks(stem, "Almost lost")
    hands.qtbot.keyClick(stem, Qt.Key.Key_Escape)
    assert hands.authoring.drafts.open(draft_id).stem == "Almost lost"
    assert hands.page.editor is None


def test_what_another_window_wrote_on_the_question_stays_and_is_said(hands: Hands) -> None:
    draft = hands.new("single_best").model.draft
    hands.authoring.drafts.keep(changed(draft, stem="Theirs"))
    stem = hands.find(EditArea, "stem")
    hands.qtbot.keyClicks(stem, "Mine")
    hands.editor.model.keep()
    hands.qtbot.keyClicks(stem, ", too")
    hands.editor.model.keep()
    assert hands.draft.id != draft.id
    assert hands.authoring.drafts.open(draft.id).stem == "Theirs"
    assert hands.authoring.drafts.open(hands.draft.id).stem == stem.toPlainText() == "Mine, too"
    (said,) = hands.page.window().findChildren(Toast)
    assert "one of its own" in said.accessibleName()
    hands.editor.model.undo()
    assert hands.draft.id != draft.id


def test_a_question_that_another_window_changed_is_not_published_unseen(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = hands.copy("rm-001").model.draft
    heard: list[str] = []
    monkeypatch.setattr(page, "show_error", lambda _parent, message, _hint: heard.append(message))
    hands.authoring.drafts.keep(changed(draft, stem="Theirs"))
    hands.find(Button, "publish").click()
    assert heard == ["This question was changed in another window."]
    assert hands.authoring.drafts.open(draft.id).stem == "Theirs"


def test_a_new_question_that_another_window_wrote_into_stays(hands: Hands) -> None:
    draft = hands.new("single_best").model.draft
    hands.authoring.drafts.keep(changed(draft, stem="Theirs"))
    hands.find(Button, "editor-back").click()
    assert hands.authoring.drafts.open(draft.id).stem == "Theirs"


def test_a_question_that_nothing_was_written_into_is_not_kept(hands: Hands) -> None:
    draft_id = hands.new("ordering").model.draft.id
    hands.find(Button, "editor-back").click()
    assert draft_id not in {one.id for one in hands.authoring.shelf.questions()}


def test_a_closing_window_keeps_what_is_typed(hands: Hands) -> None:
    draft_id = hands.new("single_best").model.draft.id
    hands.qtbot.keyClicks(hands.find(EditArea, "stem"), "Almost lost")
    hands.page.close()
    assert hands.authoring.drafts.open(draft_id).stem == "Almost lost"


def test_steps_are_undone_and_done_again_by_keys_in_a_field(hands: Hands) -> None:
    hands.new("single_best")
    stem = hands.find(EditArea, "stem")
    hands.qtbot.keyClicks(stem, "One")
    hands.editor.model.keep()
    hands.qtbot.keyClicks(stem, " two")
    hands.qtbot.keyClick(stem, Qt.Key.Key_Z, CTRL)
    assert stem.toPlainText() == hands.draft.stem == "One"
    hands.qtbot.keyClick(stem, Qt.Key.Key_Z, CTRL)
    assert stem.toPlainText() == ""
    hands.qtbot.keyClick(stem, Qt.Key.Key_Z, CTRL | SHIFT)
    assert stem.toPlainText() == "One"
    reader = hands.find(EditLine, "reader")
    hands.qtbot.keyClicks(reader, "x")
    hands.qtbot.keyClick(reader, Qt.Key.Key_Z, CTRL)
    assert reader.text() == ""


def test_the_right_side_is_what_learners_see_and_can_be_answered(hands: Hands) -> None:
    hands.copy("rm-001")
    tiles = [one for one in hands.editor.preview.findChildren(OptionTile) if one.isVisible()]
    assert [tile.text() for tile in tiles] == [part.text for part in hands.draft.options]
    check = hands.find(Button, "preview-check")
    check.click()
    assert not hands.editor.preview._is_answered
    tiles[0].click()
    check.click()
    assert check.text() == "Ask again"
    assert hands.editor.preview._run.evidence.isVisible()
    check.click()
    assert check.text() == "Check answer"


def test_sources_and_diagrams_of_the_preview_can_be_looked_up(hands: Hands) -> None:
    preview = hands.copy("rm-001").preview
    with hands.qtbot.waitSignal(hands.page.place_requested) as told:
        preview._run.show_source_requested.emit("S0", "S0-024")
    assert (told.args[0].page, told.args[0].claim_id) == ("sources", "S0-024")
    with hands.qtbot.waitSignal(hands.page.place_requested) as told:
        preview._run.diagram_requested.emit("DG02")
    assert (told.args[0].page, told.args[0].diagram) == ("practise", "DG02")
    hands.page.refresh()
    assert hands.page.editor is not None


def test_answers_are_added_moved_and_taken_out(hands: Hands) -> None:
    hands.copy("rm-001")
    hands.find(Button, "add-options").click()
    assert [part.id for part in hands.draft.options] == ["a", "b", "c", "d"]
    last = rows(hands)[3]
    assert last.isAncestorOf(hands.page.focusWidget())
    last.findChildren(Button)[0].click()
    assert [part.id for part in hands.draft.options] == ["a", "b", "d", "c"]
    rows(hands)[2].findChild(Button, "remove-part").click()
    assert [part.id for part in hands.draft.options] == ["a", "b", "c"]
    assert rows(hands)[2].isAncestorOf(hands.page.focusWidget())
    hands.editor.model.undo()
    assert len(hands.draft.options) == 4


def test_one_answer_is_right_and_has_no_belief_behind_it(hands: Hands) -> None:
    hands.copy("rm-001")
    first = rows(hands)[0]
    assert hands.draft.options[0].misconception
    first.findChildren(CheckBox)[0].click()
    assert [part.correct for part in hands.draft.options] == [True, False, False]
    assert hands.draft.options[0].misconception == ""
    first.findChildren(CheckBox)[0].click()
    assert not any(part.correct for part in hands.draft.options)


def test_a_belief_is_picked_and_taken_away(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.copy("rm-001")
    third = rows(hands)[2]
    answer_dialogs(monkeypatch, choose("MC02"))  # type: ignore[arg-type]
    third.findChild(Button, "belief").click()
    assert hands.draft.options[2].misconception == "MC02"
    third._no_belief.click()
    assert hands.draft.options[2].misconception == ""
    assert hands.page.focusWidget() is third.findChild(Button, "belief")
    third._harm.picked.emit(True)
    assert hands.draft.options[2].harm is True


def test_an_editor_that_is_not_seen_shows_a_change_when_it_comes_back(
    hands: Hands, qtbot: QtBot
) -> None:
    hands.copy("rm-001")
    editor = hands.editor
    hands.page.hide()
    editor.model.edit(stem="Which receptor does ketamine block?")
    qtbot.wait(300)
    assert not any("Which receptor" in one.text() for one in editor.preview.findChildren(Label))
    hands.page.show()
    assert any("Which receptor" in one.text() for one in editor.preview.findChildren(Label))


def test_a_changed_question_asks_what_the_change_alters(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_a_question(hands, monkeypatch)
    hands.find(Button, "publish").click()
    question = hands.authoring.shelf.questions()[0].id
    hands.edit(question)
    hands.find(EditArea, "stem").setPlainText(STEM.replace("a dose of", "much"))

    def not_yet(dialog: QDialog) -> None:
        assert isinstance(dialog, ChangeDialog)
        assert dialog.change is Change.WORDING
        dialog.reject()

    def scoring(dialog: QDialog) -> None:
        dialog.show()
        what_is_right = dialog.findChild(Segmented, "change-choice").button(1)
        QTest.keyClick(what_is_right, Qt.Key.Key_Return)
        assert dialog.result() == QDialog.DialogCode.Accepted

    answer_dialogs(monkeypatch, not_yet, scoring)
    hands.find(Button, "publish").click()
    assert hands.page.editor is not None
    hands.find(Button, "publish").click()
    assert hands.page.editor is None
    item = hands.authoring.drafts.open(question)
    assert (item.rev.scoring, item.rev.text) == (2, 2)


def test_a_narrow_editor_shows_one_side_at_a_time(qtbot: QtBot, desk: Desk) -> None:
    hands = Hands(qtbot, desk, (720, 600))
    hands.copy("rm-001")
    hands.settle()
    sides = hands.find(Segmented, "editor-sides")
    assert hands.editor.form.isVisible()
    assert not hands.editor.preview.isVisible()
    sides.button(1).click()
    assert hands.editor.preview.isVisible()
    hands.editor.findings.field_requested.emit("explanation", "")
    assert hands.editor.form.isVisible()


def test_who_has_read_it_is_part_of_the_question(hands: Hands) -> None:
    hands.copy("rm-001")
    hands.qtbot.keyClicks(hands.find(EditLine, "reader"), "doctor")
    tick = next(one for one in hands.editor.findChildren(CheckBox) if "clinician" in one.text())
    tick.click()
    assert hands.draft.review.status is ReviewStatus.CLINICIAN
    hands.find(Button, "publish").click()
    assert "nearly that of rm-001" in hands.says()[0]


def test_a_draft_that_cannot_be_kept_says_so(hands: Hands) -> None:
    hands.new("single_best")
    drafts = hands.authoring.shelf.root / "drafts"
    for path in drafts.iterdir():
        path.unlink()
    drafts.rmdir()
    drafts.write_text("in the way", encoding="utf-8")
    hands.qtbot.keyClicks(hands.find(EditArea, "stem"), "x")
    hands.qtbot.keyClick(hands.editor, Qt.Key.Key_S, CTRL)
    assert "could not be written" in hands.find(Label, "editor-state").text()
    drafts.unlink()
    hands.editor.model.keep()
    assert hands.find(Label, "editor-state").text() == "Draft kept"


def test_a_published_question_is_the_item_that_was_seen(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_a_question(hands, monkeypatch)
    seen = hands.editor.preview._question
    hands.settle()
    seen = hands.editor.preview._question
    assert seen is not None
    assert isinstance(seen.item, SingleBest)
    assert [option.correct for option in seen.item.options] == [False, True, False]

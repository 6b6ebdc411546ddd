"""The list of a trainer's questions, the way in from a source, and the map of the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from quizapp.application.source_library import SourceLibrary
from quizapp.application.views import DocumentView
from quizapp.bootstrap import Application
from quizapp.domain.banks import Bank
from quizapp.domain.rewording import Change
from quizapp.exchange.own_folder import OwnFolder
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.inputs import TextArea, TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.tables import Table
from quizapp.ui.main_window import MainWindow
from quizapp.ui.pages.sources.reader import Reader, text_offset
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.trainer import question_deeds
from quizapp.ui.trainer.editor.choosers import ValueSelect
from quizapp.ui.trainer.editor.new_entries import ClaimDialog, PassageDialog
from quizapp.ui.trainer.new_question import BankDialog
from quizapp.ui.trainer.questions_page import QuestionsPage
from tests.delivery.world import ROOT, give_key
from tests.ui.editor_steps import Hands, answer_dialogs
from tests.ui.session_steps import texts
from tests.unit.application.authors import publish, ready
from tests.unit.domain import samples


@pytest.fixture
def hands(qtbot: QtBot, desk: Desk) -> Iterator[Hands]:
    made = Hands(qtbot, desk)
    yield made
    made.page.close()


@pytest.fixture
def with_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every document have a text, as if it had been added."""
    real = SourceLibrary.documents

    def documents(self: SourceLibrary) -> tuple[DocumentView, ...]:
        return tuple(
            DocumentView(one.document, one.passages, "words here " * (one.document.length // 11))
            for one in real(self)
        )

    monkeypatch.setattr(SourceLibrary, "documents", documents)


def stems(hands: Hands) -> list[str]:
    model = hands.find(Table, "question-table").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def new_in_new_bank(dialog: QDialog) -> None:
    assert isinstance(dialog, BankDialog)
    dialog.findChild(ValueSelect, "new-kind").show_value("numeric")
    bank = dialog.findChild(ValueSelect, "new-bank")
    bank.show_value(None)
    bank.picked.emit(None)
    dialog._on_go()
    assert not dialog.problem.isHidden()
    dialog.findChild(TextField, "bank-title").setText("Night shift")
    dialog._on_go()


def in_first_bank(dialog: QDialog) -> None:
    assert isinstance(dialog, BankDialog)
    dialog._on_go()


def test_without_questions_the_list_says_how_to_begin(hands: Hands) -> None:
    shown = [one.text() for one in hands.page.findChildren(Label) if one.isVisible()]
    assert "No questions of your own yet" in shown


def test_a_new_question_is_written_in_a_new_bank(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_dialogs(monkeypatch, new_in_new_bank)
    hands.find(Button, "new-question").click()
    assert hands.draft.kind == "numeric"
    assert "Night shift" in {bank.title for bank in hands.authoring.shelf.banks()}
    assert hands.page.wants_room
    hands.editor.model.edit(unit="minutes")
    hands.find(Button, "editor-back").click()
    assert stems(hands) == ["Not written yet"]
    assert not hands.page.wants_room


def test_calling_it_off_writes_nothing(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_dialogs(monkeypatch, QDialog.reject, QDialog.reject)
    hands.find(Button, "new-question").click()
    assert hands.authoring.shelf.questions() == ()
    ready(hands.authoring, hands.bank)
    hands.page.refresh()
    hands.find(Button, "duplicate-question").click()
    assert len(hands.authoring.shelf.questions()) == 1


@pytest.fixture
def many(qtbot: QtBot, desk: Desk) -> QuestionsPage:
    """The page of a trainer with a large bank that nobody has looked at in this window yet."""
    root, own = desk.application.authoring.shelf.root, {"bank": "own", "topic": "own"}
    items = tuple(replace(samples.single(), id=f"own-{n}", **own) for n in range(120))
    OwnFolder(root).write_bank(Bank("own", "Own", "own", "en", items))
    page = QuestionsPage(desk)
    qtbot.addWidget(page)
    page.show()
    return page


def questions_shown(page: QuestionsPage) -> int:
    return page.findChild(Table, "question-table").model().rowCount()


def test_a_large_bank_is_read_in_the_background_and_then_shown(
    qtbot: QtBot, many: QuestionsPage
) -> None:
    many.refresh()
    assert "Reading your questions" in texts(many)
    assert not many.findChild(Button, "new-question").isEnabled()
    assert questions_shown(many) == 0
    qtbot.waitUntil(lambda: questions_shown(many) == 120)
    assert "Reading your questions" not in texts(many)
    assert many.findChild(Button, "new-question").isEnabled()
    many.refresh()
    assert questions_shown(many) == 120


def test_a_question_on_a_marked_passage_waits_until_the_bank_is_read(
    qtbot: QtBot, many: QuestionsPage, monkeypatch: pytest.MonkeyPatch, with_text: None
) -> None:
    asked: list[QDialog] = []
    answer_dialogs(monkeypatch, lambda dialog: asked.append(dialog) or dialog.reject())
    many.refresh()
    document = many.desk.application.sources.documents()[0].document.id
    many.open_at(Place(page="trainer", part="questions", document_id=document, subject="0-5"))
    assert not asked
    qtbot.waitUntil(lambda: bool(asked))
    assert questions_shown(many) == 120


def test_questions_are_found_by_word_bank_and_state(hands: Hands) -> None:
    ready(hands.authoring, hands.bank, "Which drug is it?")
    ready(hands.authoring, hands.bank, "How many minutes?")
    hands.page.refresh()
    hands.find(TextField, "question-search").setText("minutes")
    assert stems(hands) == ["How many minutes?"]
    hands.find(TextField, "question-search").setText("")
    state = hands.page._list._state
    state.show_value("retired")
    state.picked.emit("retired")
    assert stems(hands) == []
    assert not hands.find(Button, "edit-question").isEnabled()


def test_enter_opens_the_question_and_the_list_keeps_its_place(hands: Hands) -> None:
    ready(hands.authoring, hands.bank, "Which drug is it?")
    second = ready(hands.authoring, hands.bank, "How many minutes?")
    hands.page.refresh()
    table = hands.find(Table, "question-table")
    table.selectRow(1)
    hands.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert hands.draft.id == second.id
    hands.find(Button, "editor-back").click()
    assert table.currentIndex().row() == 1
    assert hands.page.focusWidget() is table


def test_the_first_question_is_chosen_in_either_direction(mirrored: None, hands: Hands) -> None:
    ready(hands.authoring, hands.bank)
    hands.page.refresh()
    assert hands.find(Button, "edit-question").isEnabled()


def test_a_copy_is_made_and_opened(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ready(hands.authoring, hands.bank)
    hands.page.refresh()
    answer_dialogs(monkeypatch, in_first_bank)
    hands.find(Button, "duplicate-question").click()
    assert hands.draft.id != first.id
    assert hands.draft.stem == first.stem


def test_a_draft_is_deleted_only_when_that_is_meant(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(hands.authoring, hands.bank)
    hands.page.refresh()
    answer_dialogs(monkeypatch, QDialog.reject, QDialog.accept)
    drop = hands.find(Button, "drop-draft")
    drop.click()
    assert len(hands.authoring.shelf.questions()) == 1
    drop.click()
    assert hands.authoring.shelf.questions() == ()


def test_a_published_question_is_retired_with_a_reason(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    publish(hands.authoring, ready(hands.authoring, hands.bank), Change.NEW)
    hands.page.refresh()

    def reason(dialog: QDialog) -> None:
        dialog.findChild(TextField, "asked_text").setText("Out of date.")
        dialog.accept()

    answer_dialogs(monkeypatch, QDialog.reject, reason)
    retire = hands.find(Button, "retire-question")
    retire.click()
    retire.click()
    hands.qtbot.waitUntil(lambda: not desk.jobs.is_busy)
    assert [row.standing for row in hands.authoring.shelf.questions()] == ["retired"]
    assert not retire.isEnabled()


def test_another_folder_can_be_chosen(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, desk: Desk
) -> None:
    ready(hands.authoring, hands.bank)
    chosen = tmp_path / "elsewhere"
    monkeypatch.setattr(question_deeds, "choose_folder", lambda *_args: chosen)
    answer_dialogs(monkeypatch, QDialog.accept)
    hands.find(Button, "question-folder").click()
    hands.qtbot.waitUntil(lambda: not desk.jobs.is_busy)
    assert desk.look.preferences.question_folder == str(chosen)
    assert hands.page._authoring.shelf.root == chosen


def test_files_that_cannot_be_read_are_named_above_the_list(hands: Hands) -> None:
    ready(hands.authoring, hands.bank)
    (hands.authoring.shelf.root / "drafts" / "broken.json").write_text("{", encoding="utf-8")
    hands.page.refresh()
    shown = [one.text() for one in hands.page.findChildren(Label) if one.isVisible()]
    assert "1 file could not be read in full" in shown


# The map -------------------------------------------------------------------------------------


def test_the_map_shows_which_passages_have_no_question(hands: Hands) -> None:
    hands.find(Button, "question-map").click()
    table = hands.find(Table, "map-table")
    everything = table.model().rowCount()
    hands.find(CheckBox, "map-only").click()
    model = table.model()
    assert 0 < model.rowCount() < everything
    assert {model.index(row, 2).data() for row in range(model.rowCount())} == {"None"}
    assert "passages have questions" in hands.find(Label, "map-sum").text()
    hands.page.refresh()
    hands.qtbot.keyClick(hands.find(Button, "map-back"), Qt.Key.Key_Escape)
    assert hands.page._stack.currentWidget() is hands.page._list_pane


def test_a_question_is_begun_on_a_passage_of_the_map(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.find(Button, "question-map").click()
    with hands.qtbot.waitSignal(hands.page.place_requested) as told:
        hands.page._map._read.click()
    claim = told.args[0].claim_id
    answer_dialogs(monkeypatch, in_first_bank)
    hands.find(Button, "map-write").click()
    assert [cited.claim for cited in hands.draft.citations] == [claim]


# From a source -------------------------------------------------------------------------------


def test_a_marked_passage_leads_to_a_question_that_cites_it(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, with_text: None
) -> None:
    def cite(dialog: QDialog) -> None:
        assert isinstance(dialog, ClaimDialog)
        dialog._on_keep()
        assert not dialog.problem.isHidden()
        dialog.findChild(TextArea).setPlainText("It repeats two words.")
        dialog._on_keep()

    answer_dialogs(monkeypatch, in_first_bank, cite)
    hands.page.open_at(Place(page="trainer", part="questions", document_id="S0", subject="11-30"))
    (cited,) = hands.draft.citations
    claim = hands.editor.model.registers.claims[cited.claim]
    assert (claim.document, claim.at, claim.says) == ("S0", (11, 32), "It repeats two words.")


def test_who_calls_a_question_on_a_passage_off_is_back_where_it_is_marked(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, with_text: None
) -> None:
    answer_dialogs(monkeypatch, QDialog.reject)
    with hands.qtbot.waitSignal(hands.page.place_requested) as asked:
        hands.page.open_at(Place(page="trainer", document_id="S0", subject="11-30"))
    assert asked.args == [Place(page="sources")]
    assert hands.page.editor is None


def test_a_passage_of_a_text_that_is_not_there_begins_nothing(hands: Hands) -> None:
    hands.page.open_at(Place(page="trainer", document_id="S0", subject="11-30"))
    hands.page.open_at(Place(page="trainer", part="questions"))
    assert hands.page.editor is None


def test_a_passage_is_marked_from_within_the_editor(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, with_text: None
) -> None:
    hands.new("single_best")

    def mark(dialog: QDialog) -> None:
        assert isinstance(dialog, PassageDialog)
        dialog._on_document(1)
        reader = dialog.findChild(Reader)
        cursor = reader.textCursor()
        cursor.setPosition(0)
        cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
        reader.setTextCursor(cursor)
        assert dialog._go.isEnabled()
        dialog.accept()

    def cite(dialog: QDialog) -> None:
        dialog.findChild(TextArea).setPlainText("It begins so.")
        dialog._on_keep()  # type: ignore[attr-defined]

    answer_dialogs(monkeypatch, mark, cite)
    hands.find(Button, "mark-passage").click()
    assert hands.editor.model.registers.claims[hands.draft.citations[0].claim].at == (0, 10)


def test_without_a_text_nothing_can_be_marked(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.new("single_best")
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        said.extend(one.text() for one in dialog.findChildren(Label))
        dialog.accept()

    answer_dialogs(monkeypatch, read)
    hands.find(Button, "mark-passage").click()
    assert "Add a document first" in said


def test_offsets_count_characters_as_the_text_does() -> None:
    assert text_offset("a🙂bc", 3) == 2
    assert text_offset("abc", 2) == 2


def test_trainers_are_offered_to_write_from_what_they_mark(
    open_window: Callable[..., MainWindow],
    app: Application,
    learner_id: str,
    with_text: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give_key(app, ROOT)
    window = open_window()
    window.show_place(Place(page="sources"))
    reader = window.findChild(Reader)
    offer = window.findChild(Button, "write-from-this")
    assert not offer.isVisible()
    cursor = reader.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    reader.setTextCursor(cursor)
    assert offer.isVisible()
    asked: list[str] = []

    def call_off(dialog: QDialog) -> None:
        asked.append(dialog.windowTitle())
        dialog.reject()

    answer_dialogs(monkeypatch, call_off)
    offer.click()
    assert asked == ["What do you want to write?"]
    assert reader.isVisible()
    assert reader.textCursor().hasSelection()


def test_a_question_is_begun_from_one_that_ships(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rm_001(dialog: QDialog) -> None:
        dialog.findChild(TextField, "picker-search").setText("rm-001")
        dialog._choose.click()  # type: ignore[attr-defined]

    answer_dialogs(monkeypatch, QDialog.reject, rm_001, in_first_bank)
    start = hands.find(Button, "start-from")
    start.click()
    assert hands.page.editor is None
    start.click()
    assert hands.draft.bank == hands.bank.id
    assert hands.draft.citations

"""Sources: documents, their passages in our words, and their texts once added."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.application.answer_words import key_words
from quizapp.application.source_library import SourceLibrary
from quizapp.application.views import DocumentView
from quizapp.bootstrap import Application
from quizapp.domain.source_texts import text_hash
from quizapp.ui.components.labels import Label
from quizapp.ui.components.toast import Toast
from quizapp.ui.pages.sources import SourcesPage
from quizapp.ui.pages.sources import page as page_module
from quizapp.ui.pages.sources.contents import LineList
from quizapp.ui.pages.sources.paraphrases import PassageLine
from quizapp.ui.pages.sources.questions import QuestionLine, show_questions
from quizapp.ui.pages.sources.reader import Reader, qt_offset
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.theme import theme


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SourcesPage:
    made = SourcesPage(desk)
    qtbot.addWidget(made)
    made.resize(1060, 840)
    made.refresh()
    made.show()
    return made


@pytest.fixture
def text_file(app: Application, tmp_path: Path) -> Path:
    """A file that passes for the first document: made-up words, its headings where they belong."""
    document = app.sources.documents()[0].document
    marks = list("lorem ipsum " * (document.length // 12 + 1))[: document.length]
    for heading in document.headings:
        end = heading.at + len(heading.text)
        marks[heading.at : end] = heading.text
        marks[end] = "\n"
        if heading.at:
            marks[heading.at - 1] = "\n"
    text = "".join(marks)
    app.database.execute(
        "UPDATE entry SET body = json_set(body, '$.sha256', ?) WHERE register = 'document'"
        " AND id = ?",
        (text_hash(text), document.id),
    )
    path = tmp_path / "article.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def added(page: SourcesPage, text_file: Path) -> SourcesPage:
    """The page with the text of the first document open."""
    page._add([text_file])
    return page


def texts(page: SourcesPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def button(page: SourcesPage, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None
    return found


def reader(page: SourcesPage) -> Reader:
    found = page.findChild(Reader)
    assert found is not None
    return found


def toast(page: SourcesPage) -> Toast:
    return page.findChildren(Toast)[-1]


def first(page: SourcesPage) -> DocumentView:
    return page._documents[0]


# Before a text is added -----------------------------------------------------------------------


def test_before_a_text_is_added_its_passages_are_told_in_our_words(page: SourcesPage) -> None:
    shown = texts(page)
    assert "The text of this document is not here" in shown
    lines = page.findChildren(PassageLine)
    assert len(lines) == len(first(page).passages)
    assert first(page).passages[0].says in shown


def test_all_documents_and_headings_are_listed(page: SourcesPage) -> None:
    documents = page.findChild(LineList, "documents")
    headings = page.findChild(LineList, "headings")
    assert documents.count() == len(page._documents)
    spoken = documents.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{first(page).document.title}, not added"
    assert headings.count() == len(first(page).document.headings)


def test_another_document_is_opened_from_the_list(qtbot: QtBot, page: SourcesPage) -> None:
    page.findChild(LineList, "documents").setCurrentRow(1)
    qtbot.waitUntil(lambda: page._documents[1].passages[0].says in texts(page))
    assert page._open_id == page._documents[1].document.id


def test_a_heading_scrolls_to_its_passages(page: SourcesPage) -> None:
    scroll = page._pane._paraphrases._scroll.verticalScrollBar()
    last = first(page).passages[-1].heading
    index = [heading.text for heading in first(page).document.headings].index(last)
    page.findChild(LineList, "headings").setCurrentRow(index)
    assert scroll.value() > 0


def test_tabbing_onto_the_headings_scrolls_nothing(qtbot: QtBot, added: SourcesPage) -> None:
    headings = added.findChild(LineList, "headings")
    bar = added.findChild(Reader).verticalScrollBar()
    added.findChild(Reader).setFocus()
    bar.setValue(0)
    headings.choose(-1)
    headings.setFocus(Qt.FocusReason.TabFocusReason)
    assert (headings.currentRow(), bar.value()) == (-1, 0)
    qtbot.keyClick(headings, Qt.Key.Key_Down)
    assert headings.currentRow() == 0
    assert bar.value() > 0
    added.findChild(Reader).setFocus()
    headings.setFocus(Qt.FocusReason.TabFocusReason)
    assert headings.currentRow() == 0


def test_words_are_searched_in_the_passages(qtbot: QtBot, page: SourcesPage) -> None:
    search = page.findChild(QLineEdit, "search")
    search.setText("dissociative")
    found = [line._passage.says for line in page._pane._paraphrases._lines.values()]
    assert found
    assert all("dissociative" in says.casefold() for says in found)
    search.setText("no such word at all")
    qtbot.waitUntil(lambda: "No passage says this" in texts(page))


# Adding and removing --------------------------------------------------------------------------


def test_a_text_is_added_from_a_file_and_shown(
    page: SourcesPage, text_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "choose_files", lambda *_args: [text_file])
    button(page, "add").click()
    assert reader(page).toPlainText() == text_file.read_text()
    assert toast(page).accessibleName() == f"Added: {first(page).document.title}"


def test_a_file_that_is_none_of_the_documents_is_refused(
    page: SourcesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    other = tmp_path / "other.txt"
    other.write_text("Something else.")
    monkeypatch.setattr(page_module, "show_error", lambda _p, text, _hint: said.append(text))
    page._add([other])
    assert said[0].startswith("other.txt is not one of the documents that the questions cite")
    assert first(page).text is None


def test_files_can_be_dropped_on_the_page(page: SourcesPage, text_file: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(text_file))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(drop)
    assert first(page).text == text_file.read_text()


def test_a_removed_text_can_be_put_back(added: SourcesPage, text_file: Path) -> None:
    button(added, "remove").click()
    assert first(added).text is None
    undo = toast(added).action_button
    assert undo is not None
    undo.click()
    assert first(added).text == text_file.read_text()
    assert reader(added).toPlainText() == text_file.read_text()


# Reading --------------------------------------------------------------------------------------


def test_the_source_speaks_in_its_own_typeface(added: SourcesPage) -> None:
    cursor = QTextCursor(reader(added).document())
    cursor.setPosition(10)
    assert "Source Serif" in cursor.charFormat().font().family()
    heading = first(added).document.headings[2]
    cursor.setPosition(heading.at + 1)
    assert cursor.charFormat().font().family() == "Inter"


def test_passages_that_questions_use_are_marked(added: SourcesPage) -> None:
    used = [passage for passage in first(added).passages if passage.item_ids]
    marked = {
        (shown.cursor.anchor(), shown.cursor.position()): shown.format.background().color().name()
        for shown in reader(added).extraSelections()
    }
    assert set(marked) == {(passage.start, passage.end) for passage in used}
    assert set(marked.values()) == {theme.color("warn_soft").name()}


def test_show_in_source_opens_the_document_at_the_passage(added: SourcesPage) -> None:
    used = [passage for passage in first(added).passages if passage.item_ids]
    document_id = first(added).document.id
    added.open_at(Place(page="sources", document_id=document_id, claim_id=used[-1].claim_id))
    assert reader(added).verticalScrollBar().value() > 0
    assert f"Passage {len(used)} of {len(used)}, in short" in texts(added)
    assert used[-1].says in texts(added)


def test_passages_are_stepped_through_with_buttons(added: SourcesPage) -> None:
    used = [passage for passage in first(added).passages if passage.item_ids]
    assert f"{len(used)} passages marked" in texts(added)
    button(added, "passage-after").click()
    button(added, "passage-after").click()
    assert used[1].says in texts(added)
    button(added, "passage-before").click()
    assert used[0].says in texts(added)
    assert not button(added, "passage-before").isEnabled()


def test_enter_chooses_the_passage_at_the_cursor(qtbot: QtBot, added: SourcesPage) -> None:
    used = [passage for passage in first(added).passages if passage.item_ids]
    cursor = QTextCursor(reader(added).document())
    cursor.setPosition(used[3].start + 1)
    reader(added).setTextCursor(cursor)
    with qtbot.waitSignal(reader(added).passage_chosen):
        qtbot.keyClick(reader(added), Qt.Key.Key_Return)


def test_a_marked_passage_is_chosen_with_the_mouse(qtbot: QtBot, added: SourcesPage) -> None:
    used = [passage for passage in first(added).passages if passage.item_ids]
    cursor = QTextCursor(reader(added).document())
    cursor.setPosition(used[0].start + 2)
    place = reader(added).cursorRect(cursor).center()
    with qtbot.waitSignal(reader(added).passage_chosen) as chosen:
        qtbot.mouseClick(
            reader(added).viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(1, 0)
        )
    assert chosen.args == [0]


def test_the_heading_that_is_read_is_marked_in_the_list(added: SourcesPage) -> None:
    bar = reader(added).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert added.findChild(LineList, "headings").currentRow() > 0


def test_words_are_found_in_the_text_from_the_top_again(qtbot: QtBot, added: SourcesPage) -> None:
    search = added.findChild(QLineEdit, "search")
    search.setText("lorem")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    one = reader(added).textCursor().selectionStart()
    qtbot.keyClick(search, Qt.Key.Key_Return)
    two = reader(added).textCursor().selectionStart()
    assert two > one
    end = QTextCursor(reader(added).document())
    end.movePosition(QTextCursor.MoveOperation.End)
    reader(added).setTextCursor(end)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert reader(added).textCursor().selectionStart() == one
    assert not reader(added).find_next("no such word")


def test_ctrl_f_goes_to_the_search(qtbot: QtBot, added: SourcesPage) -> None:
    reader(added).setFocus()
    qtbot.keyClick(reader(added), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = added.findChild(QLineEdit, "search")
    qtbot.waitUntil(search.hasFocus)


def test_words_are_found_backwards_from_the_end_again(added: SourcesPage) -> None:
    start = QTextCursor(reader(added).document())
    reader(added).setTextCursor(start)
    assert reader(added).find_next("lorem", backwards=True)
    assert reader(added).textCursor().selectionStart() > 1000


def test_a_shown_passage_pulses_once_where_motion_is_wanted(
    qtbot: QtBot, added: SourcesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "_still", False)
    claim_id = next(passage for passage in first(added).passages if passage.item_ids).claim_id
    added.open_at(Place("sources", document_id=first(added).document.id, claim_id=claim_id))
    pulse = reader(added)._pulse
    assert pulse is not None
    assert reader(added)._strength == 0.5
    with qtbot.waitSignal(pulse.finished):
        pass
    assert reader(added)._strength == pytest.approx(0.16)


def test_the_heading_at_the_top_is_known_before_anything_scrolls(added: SourcesPage) -> None:
    added.resize(1000, 800)
    assert added.findChild(LineList, "headings").currentRow() <= 0


def test_qt_counts_in_other_units_than_the_banks() -> None:
    assert qt_offset("a𝛍b", 2) == 3
    assert qt_offset("aμb", 2) == 2


# Questions ------------------------------------------------------------------------------------


def test_the_questions_of_a_passage_show_answers_only_when_asked(
    qtbot: QtBot, page: SourcesPage
) -> None:
    passage = next(passage for passage in first(page).passages if passage.item_ids)
    (item, *_rest) = page.desk.application.sources.items(passage.item_ids)
    line = QuestionLine(item, "Misconceptions", 1)
    qtbot.addWidget(line)
    line.show()
    answer = line.findChild(Label, "answer")
    assert not answer.isVisible()
    line.findChild(QAbstractButton).click()
    assert answer.isVisible()
    assert answer.text() == key_words(item)


def test_the_questions_of_a_passage_are_practised(
    qtbot: QtBot, page: SourcesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = next(passage for passage in first(page).passages if passage.item_ids)
    monkeypatch.setattr(page_module, "show_questions", lambda *_args: True)
    with qtbot.waitSignal(page.run_started) as started:
        button(page, f"uses-{passage.claim_id}").click()
    assert page.desk.application.sessions.open(started.args[0]).total >= len(passage.item_ids)


def test_the_dialog_lists_every_question_of_a_passage(
    qtbot: QtBot, page: SourcesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QDialog] = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(dialog) or 1)
    passages = [passage for view in page._documents for passage in view.passages]
    passage = max(passages, key=lambda passage: len(passage.item_ids))
    items = page.desk.application.sources.items(passage.item_ids)
    assert show_questions(page, passage.says, items, ["Topic"] * len(items))
    assert shown[0].windowTitle() == f"{len(items)} questions use this passage"
    stems = [label.text() for label in shown[0].findChildren(Label)]
    assert {item.stem for item in items} <= set(stems)


# Room -----------------------------------------------------------------------------------------


def test_with_little_room_the_lists_become_menus(
    page: SourcesPage, look: Callable[..., None]
) -> None:
    assert page._contents.isVisible()
    look(scale=1.5)
    page.resize(860, 640)
    assert not page._contents.isVisible()
    assert page._narrow.isVisible()
    page._narrow.document_chosen.emit(1)
    assert page._open_id == page._documents[1].document.id


def test_without_documents_it_says_so(page: SourcesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SourceLibrary, "documents", lambda _self: ())
    page.refresh()
    assert "No documents yet" in texts(page)


@pytest.mark.skipif("QUIZAPP_SOURCES" not in os.environ, reason="the documents are not here")
def test_every_document_that_the_banks_cite_opens(page: SourcesPage) -> None:
    page._add(sorted(Path(os.environ["QUIZAPP_SOURCES"]).glob("*.txt")))
    assert all(view.text is not None for view in page._documents)


@pytest.mark.parametrize("width", [640, 724, 732, 900])
def test_no_line_of_a_text_is_wider_than_there_is_room_beside_the_scroll_bar(
    qtbot: QtBot, desk: Desk, width: int
) -> None:
    view = desk.application.sources.documents()[0]
    reader = Reader()
    qtbot.addWidget(reader)
    reader.show_document(replace(view, text="Words of a handout. " * 400), ())
    reader.resize(width, 300)
    reader.show()
    assert reader.verticalScrollBar().isVisible()
    assert reader.document().textWidth() <= reader.viewport().width()

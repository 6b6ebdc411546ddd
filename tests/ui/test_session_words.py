"""Words that a question explains: underlined, under the pointer, and in a list by key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.components.labels import Label
from quizapp.ui.session.page import SessionPage
from quizapp.ui.session.words_panel import WordList
from tests.ui.session_steps import Begin, once_a_dialog_is_open, part, press, settle, tile
from tests.ui.session_world import CASE_1, SINGLE

pytest_plugins = ["tests.ui.session_fixtures"]
Key = Qt.Key
SCENE = replace(
    SINGLE,
    stem="Naloxone was given at noon and he woke up. What now?",
    explanation="The NMDA receptor is blocked.",
    options=tuple(
        replace(option, text=f"Answer {option.id}", rationale="Naloxone, or xylazine <b>.")
        for option in SINGLE.options
    ),
)


@pytest.fixture
def scene(world: Application, begin: Begin) -> None:
    """A run through a question with a word in its stem, and others in its feedback."""
    BankCompiler(world.database).save_item(SCENE, 0)
    begin(SCENE)


def words_shown(qtbot: QtBot, page: SessionPage, key: Key, **how: object) -> list[str]:
    """Press a key, and return what the list that it opens reads out; Esc closes it."""
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        words = dialog.findChild(WordList)
        assert words.hasFocus()
        tree = QAccessible.queryAccessibleInterface(words)
        assert tree.role() == QAccessible.Role.List
        said.extend(tree.child(n).text(QAccessible.Text.Name) for n in range(tree.childCount()))
        qtbot.keyClick(words, Key.Key_Escape)

    once_a_dialog_is_open(read)
    press(qtbot, page, key, **how)  # type: ignore[arg-type]
    assert QApplication.activeModalWidget() is None
    return said


def hover(qtbot: QtBot, widget: QWidget, at: QPoint) -> str:
    """Move the pointer over a widget and return the tooltip that it would show."""
    widget.grab()
    qtbot.mouseMove(widget, at + QPoint(1, 0))
    qtbot.mouseMove(widget, at)
    settle()
    return widget.toolTip()


@pytest.mark.usefixtures("scene")
def test_the_pointer_on_an_underlined_word_explains_it(page: SessionPage, qtbot: QtBot) -> None:
    stem = page.findChild(Label, "stem")
    assert "It wears off after 30 to 90 minutes." in hover(qtbot, stem, QPoint(20, 12))
    assert hover(qtbot, stem, QPoint(250, 12)) == ""


@pytest.mark.usefixtures("scene", "mirrored")
def test_words_are_found_under_the_pointer_in_a_mirrored_window(
    page: SessionPage, qtbot: QtBot
) -> None:
    settle()
    stem = page.findChild(Label, "stem")
    assert hover(qtbot, stem, QPoint(20, 12)) == ""
    block = stem._laid_out()
    stem.grab()
    [(spot, _index)] = block._spots
    assert spot.left() > stem.width() - block.width - 2
    assert "wears off" in hover(qtbot, stem, spot.center().toPoint())


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("modifier", ["NoModifier", "AltModifier"])
def test_a_key_lists_the_words_that_may_be_explained_before_the_answer(
    page: SessionPage, qtbot: QtBot, modifier: str
) -> None:
    how = Qt.KeyboardModifier[modifier]
    said = words_shown(qtbot, page, Key.Key_W, modifier=how)
    assert said == ["naloxone: It wears off after 30 to 90 minutes."]
    assert not page.findChild(WordList)


@pytest.mark.usefixtures("scene")
def test_after_the_answer_the_words_of_the_whole_feedback_are_listed(
    page: SessionPage, qtbot: QtBot
) -> None:
    press(qtbot, page, Key.Key_1, Key.Key_Return)
    said = words_shown(qtbot, page, Key.Key_W)
    assert [line.split(":")[0] for line in said] == ["naloxone", "xylazine", "NMDA receptor"]


@pytest.mark.usefixtures("scene")
def test_the_words_of_a_rationale_are_explained_on_its_tile(
    page: SessionPage, qtbot: QtBot
) -> None:
    press(qtbot, page, Key.Key_1, Key.Key_Return)
    option = tile(page, "Answer a")
    assert option.accessibleDescription() == (
        "Naloxone, or xylazine <b>. Words explained: naloxone, xylazine."
    )
    below = QPoint(60, option.height() - 16)
    assert "wears off" in hover(qtbot, option, below)
    assert hover(qtbot, option, QPoint(60, 12)) == ""


@pytest.mark.usefixtures("scene")
def test_a_text_says_to_a_screen_reader_that_words_are_explained(page: SessionPage) -> None:
    said = "Words explained: naloxone."
    assert page.findChild(Label, "stem").accessibleDescription() == said
    assert page.frame.run.pane.view.accessibleDescription() == f"{said} Alt+W lists them."


def test_nothing_is_underlined_and_listed_where_no_word_is_explained(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    stem = page.findChild(Label, "stem")
    assert (stem.accessibleDescription(), stem.hasMouseTracking()) == ("", False)
    press(qtbot, page, Key.Key_W)
    assert QApplication.activeModalWidget() is None
    assert part(page, "leave").isVisible()


@pytest.mark.usefixtures("scene")
def test_the_words_of_one_question_are_gone_with_the_next(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(CASE_1)
    stem = page.findChild(Label, "stem")
    assert (stem.text(), stem.accessibleDescription()) == (CASE_1.stem, "")
    assert hover(qtbot, stem, QPoint(20, 12)) == ""

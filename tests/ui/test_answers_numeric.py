"""A number is typed with a comma or a point, and reviewed with the range that is right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.answers import NumberAnswer, number_typed
from quizapp.ui.answers.base import AnswerView
from tests.ui.part_world import NUMBER, Show, add_part_items
from tests.ui.session_steps import Begin, part, press, settle, texts, tiles

pytest_plugins = ("tests.ui.session_fixtures", "tests.ui.part_fixtures")


def field(view: QWidget) -> QLineEdit:
    found = view.findChild(QLineEdit, "number")
    assert found is not None
    return found


def typed(view: AnswerView, qtbot: QtBot, text: str) -> None:
    field(view).clear()
    qtbot.keyClicks(field(view), text)
    settle()


def test_the_unit_stands_beside_the_field_and_in_its_name(shown: Show) -> None:
    view, _session = shown(NUMBER)
    assert "minutes" in texts(view).splitlines()
    assert field(view).accessibleName() == "Your answer in minutes"
    assert view.answer() is None
    assert view.choices() == 0
    assert not view.choose(0)


@pytest.mark.parametrize("text", ["2.5", "2,5", " 2,50 "])
def test_comma_and_point_are_read_alike(shown: Show, qtbot: QtBot, text: str) -> None:
    view, _session = shown(NUMBER)
    typed(view, qtbot, text)
    assert view.answer() == NumberAnswer("2.5", text.strip())


def test_bad_input_is_said_in_one_sentence_and_forgotten_again(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(NUMBER)
    typed(view, qtbot, "two")
    assert view.answer() is None
    assert "This is not one number yet." in texts(view)
    assert field(view).accessibleDescription().startswith("This is not one number yet.")
    assert field(view).property("bad") is True
    typed(view, qtbot, "2")
    assert "This is not" not in texts(view)
    assert field(view).property("bad") is False


def test_the_beginning_of_a_number_is_not_called_bad(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(NUMBER)
    typed(view, qtbot, "-")
    assert "This is not" not in texts(view)


def test_a_number_that_may_be_misread_is_said_back(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(NUMBER)
    typed(view, qtbot, "1,500")
    assert "Read as 1.5 minutes" in texts(view)


@pytest.mark.parametrize(
    ("number", "states", "why"),
    [
        ("1", ["wrong", "right", "dim"], NUMBER.below),
        ("2", ["dim", "right", "dim"], NUMBER.below),
        ("3,01", ["dim", "right", "wrong"], NUMBER.above),
    ],
)
def test_review_shows_the_range_and_both_sides(
    shown: Show, number: str, states: list[str], why: str
) -> None:
    view, session = shown(NUMBER)
    view.review(session.answer(number_typed(number), None, 1000))
    assert [one.review_state for one in tiles(view)] == states
    assert tiles(view)[1].text() == "2 to 3 minutes"
    assert why in [one.accessibleDescription() for one in tiles(view)]
    assert not field(view).isVisible()


def test_review_says_what_was_answered(shown: Show) -> None:
    view, session = shown(NUMBER)
    view.review(session.answer(number_typed("5"), None, 1000))
    assert tiles(view)[2].accessibleName() == "Your answer. 5: more than 3 minutes"


def test_without_an_answer_no_side_is_the_learners(shown: Show) -> None:
    view, session = shown(NUMBER)
    session.time_out()
    view.review(session.feedback(0))
    assert [one.review_state for one in tiles(view)] == ["dim", "right", "dim"]
    assert "Your answer" not in tiles(view)[1].accessibleName()


def test_in_the_field_letters_are_text_and_enter_checks(
    page: QWidget, begin: Begin, world: Application, qtbot: QtBot
) -> None:
    add_part_items(world)
    session = begin(NUMBER)
    assert field(page).hasFocus()
    press(qtbot, page, Qt.Key.Key_M)
    assert session.question().is_flagged is False
    assert field(page).text() == "m"
    press(qtbot, page, Qt.Key.Key_Backspace, Qt.Key.Key_2)
    press(qtbot, page, Qt.Key.Key_4, modifier=Qt.KeyboardModifier.AltModifier)
    assert field(page).text() == "2"
    assert page.frame.question_bar.confidence.current() == 3
    assert part(page, "check").isEnabled()
    press(qtbot, page, Qt.Key.Key_Return)
    assert tiles(page)[1].accessibleName() == "Your answer: 2. 2 to 3 minutes"

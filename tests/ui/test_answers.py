"""Each kind of item has a view in which it is asked, answered and reviewed."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.answers import OptionAnswer, OptionsAnswer, TwoTierAnswer, VerdictAnswer
from quizapp.domain.items import Item
from quizapp.domain.kinds import KINDS
from quizapp.ui.answers.views import ANSWER_VIEWS, view_of
from tests.ui.session_steps import show_view, texts, tile, tiles
from tests.ui.session_world import (
    CASE_1,
    ITEMS,
    MULTI,
    SINGLE,
    TRUE_FALSE,
    TWO_TIER,
    add_document,
    open_run,
)

pytest_plugins = ("tests.ui.session_fixtures",)


@pytest.fixture
def shown(qtbot: QtBot, world: Application, maya: str):
    """Shows the view of an item, asked; returns it with its session."""

    return partial(show_view, qtbot, world, maya)


def states(view: QWidget) -> dict[str, str]:
    return {one.text(): one.review_state for one in tiles(view)}


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_every_kind_of_item_has_a_view() -> None:
    assert set(ANSWER_VIEWS) == set(KINDS)


def test_nothing_is_chosen_when_a_question_is_asked(shown) -> None:
    for item in ITEMS:
        view, _session = shown(item)
        assert view.answer() is None
        assert [one.key for one in tiles(view)] == list("ABCDE"[: len(tiles(view))])


def test_one_best_answer_replaces_another(shown) -> None:
    view, _session = shown(SINGLE)
    first, second = tiles(view)[:2]
    view.choose(0)
    view.choose(1)
    assert [first.isChecked(), second.isChecked()] == [False, True]
    chosen = next(option for option in SINGLE.options if option.text == second.text())
    assert view.answer() == OptionAnswer(chosen.id)
    assert role(first) == QAccessible.Role.RadioButton


def test_several_answers_are_chosen_and_taken_back(shown) -> None:
    view, _session = shown(MULTI)
    assert view.check_text() == "Check answers"
    for index in (4, 0, 2, 0):
        view.choose(index)
    assert view.check_text() == "Check 2 answers"
    chosen = {one.text() for one in tiles(view) if one.isChecked()}
    ids = sorted(option.id for option in MULTI.options if option.text in chosen)
    assert view.answer() == OptionsAnswer(tuple(ids))
    assert role(tiles(view)[0]) == QAccessible.Role.CheckBox


def test_there_is_no_option_beyond_the_last(shown) -> None:
    view, _session = shown(SINGLE)
    assert not view.choose(3)
    assert view.answer() is None


def test_a_case_is_kept_beside_its_question_and_nothing_beside_others(shown) -> None:
    view, _session = shown(CASE_1)
    assert view.context(CASE_1) == CASE_1.case_text
    assert view.context(SINGLE) == ""
    assert view_of("single_best").context(SINGLE) == ""


@pytest.mark.parametrize("item", [TRUE_FALSE, TWO_TIER], ids=lambda item: item.kind)
def test_the_reasons_open_when_the_answer_is_chosen(shown, item: Item) -> None:
    view, _session = shown(item)
    assert len(tiles(view)) == 2
    view.choose(1)
    assert len(tiles(view)) == 5
    assert view.answer() is None
    view.choose(2)
    assert view.answer() is not None


def test_both_steps_can_be_changed_until_they_are_checked(shown) -> None:
    view, _session = shown(TRUE_FALSE)
    view.choose(0)
    view.choose(0)
    tile(view, "False").click()
    tile(view, "An opioid").click()
    assert view.answer() == VerdictAnswer(False, "a")


def test_number_keys_go_to_the_step_that_has_the_keyboard(shown) -> None:
    view, _session = shown(TWO_TIER)
    view.choose(0)
    view.choose(1)
    tiles(view)[0].setFocus(Qt.FocusReason.BacktabFocusReason)
    assert view.choices() == 2
    view.choose(1)
    assert view.choices() == 3
    answer = view.answer()
    assert isinstance(answer, TwoTierAnswer)
    assert answer.option == next(o.id for o in TWO_TIER.options if o.text == tiles(view)[1].text())


def test_after_a_click_on_the_answer_the_number_keys_choose_the_reason(shown, qtbot: QtBot) -> None:
    view, _session = shown(TRUE_FALSE)
    qtbot.mouseClick(tile(view, "False"), Qt.MouseButton.LeftButton)
    assert view.choices() == 3


def test_arrow_keys_move_and_space_chooses(shown, qtbot: QtBot) -> None:
    view, _session = shown(SINGLE)
    view.focus_first()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down)
    assert tiles(view)[2].hasFocus()
    assert view.answer() is None
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Space)
    assert tiles(view)[1].isChecked()


def test_left_and_right_follow_the_reading_direction(shown, qtbot: QtBot, mirrored: None) -> None:
    view, _session = shown(TRUE_FALSE)
    view.focus_first()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Left)
    assert tile(view, "False").hasFocus()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Right)
    assert tile(view, "True").hasFocus()


def test_a_set_of_options_is_one_stop_for_tab(shown) -> None:
    view, _session = shown(MULTI)
    view.choose(3)
    stops = [one for one in tiles(view) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [tiles(view)[3]]


def test_the_tiles_are_kept_for_the_next_question(shown, world: Application, maya: str) -> None:
    view, _session = shown(SINGLE)
    view.choose(1)
    before = tiles(view)
    view.ask(open_run(world, maya, SINGLE).question())
    assert tiles(view) == before
    assert view.answer() is None


def test_a_wrong_answer_is_reviewed_beside_the_right_one(shown) -> None:
    view, session = shown(SINGLE)
    view.review(session.answer(OptionAnswer("a"), None, 1000))
    assert states(view) == {
        SINGLE.options[0].text: "wrong",
        SINGLE.options[1].text: "right",
        SINGLE.options[2].text: "dim",
    }
    assert tile(view, "The doses").accessibleDescription() == SINGLE.options[0].rationale


def test_an_answer_that_would_harm_is_named_a_critical_error(shown) -> None:
    view, session = shown(SINGLE)
    view.review(session.answer(OptionAnswer("c"), None, 1000))
    assert tile(view, "Naloxone should").accessibleName().startswith("Critical error.")


def test_several_answers_are_reviewed_as_right_wrong_or_missed(shown) -> None:
    view, session = shown(MULTI)
    view.review(session.answer(OptionsAnswer(("a", "d")), None, 1000))
    assert states(view) == {
        "Tiny pupils": "right",
        "Slow or no breathing": "missed",
        "No reaction to voice or touch": "missed",
        "A racing heart": "wrong",
        "Jerking eyes": "dim",
    }


def test_the_review_of_two_steps_says_which_was_right(shown) -> None:
    view, session = shown(TRUE_FALSE)
    view.review(session.answer(VerdictAnswer(False, "b"), None, 1000))
    found = texts(view)
    assert found.index("1. Verdict") < found.index("Right") < found.index("2. Reason")
    assert found.index("2. Reason") < found.index("Not right")
    assert states(view)["False"] == "right"
    assert states(view)[TRUE_FALSE.reasons[1].text] == "wrong"


def test_two_tiers_are_reviewed_each_by_itself(shown) -> None:
    view, session = shown(TWO_TIER)
    view.review(session.answer(TwoTierAnswer("b", "c"), None, 1000))
    assert states(view)["No"] == "wrong"
    assert states(view)[TWO_TIER.reasons[2].text] == "right"


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_without_an_answer_only_what_is_right_is_marked(shown, item: Item) -> None:
    view, session = shown(item)
    session.time_out()
    view.review(session.feedback(0))
    assert set(states(view).values()) == {"right", "dim"}
    assert "Not right" not in texts(view)


def test_reviewed_options_can_be_read_but_not_chosen(shown, qtbot: QtBot) -> None:
    view, session = shown(SINGLE)
    view.review(session.answer(OptionAnswer("b"), None, 1000))
    qtbot.mouseClick(tiles(view)[0], Qt.MouseButton.LeftButton)
    view.focus_first()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Space)
    assert tiles(view)[1].hasFocus()
    assert view.answer() is None


def test_the_world_of_these_tests_adds_its_document(world: Application, tmp_path) -> None:
    add_document(world, tmp_path)
    assert world.sources.documents()[0].text is not None

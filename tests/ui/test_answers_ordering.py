"""Steps are put in order with the mouse or the keyboard, and reviewed pair by pair."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.answers import OrderAnswer
from quizapp.ui.answers.step_rows import StepRow
from tests.ui.part_world import ORDER, Show, add_part_items
from tests.ui.session_steps import Begin, part, press, settle, texts, tiles
from tests.ui.session_world import open_run

pytest_plugins = ("tests.ui.session_fixtures", "tests.ui.part_fixtures")

RIGHT = tuple(step.id for step in ORDER.steps)
ALT = Qt.KeyboardModifier.AltModifier


def rows(view: QWidget) -> list[StepRow]:
    return [row for row in view.findChildren(StepRow) if row.isVisible()]


def words(view: QWidget) -> list[str]:
    return [row.text() for row in rows(view)]


def test_the_steps_are_shown_as_the_run_has_them_and_say_their_place(shown: Show) -> None:
    view, session = shown(ORDER)
    question = session.question()
    assert question is not None
    by_id = {step.id: step.text for step in ORDER.steps}
    assert words(view) == [by_id[step] for step in question.part_orders[0]]
    assert rows(view)[2].accessibleName() == f"Step 3 of 6: {words(view)[2]}"
    assert view.choices() == 6


def test_an_order_is_an_answer_once_a_step_was_moved(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(ORDER)
    assert view.answer() is None
    with qtbot.waitSignal(view.changed):
        qtbot.mouseClick(rows(view)[0].down, Qt.MouseButton.LeftButton)
    answer = view.answer()
    assert isinstance(answer, OrderAnswer)
    by_text = {step.text: step.id for step in ORDER.steps}
    assert answer.order == tuple(by_text[text] for text in words(view))


def test_alt_and_an_arrow_move_a_step_and_the_keyboard_follows(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(ORDER)
    before = words(view)
    view.focus_first()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down, ALT)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down, ALT)
    assert words(view)[:3] == [before[1], before[2], before[0]]
    assert rows(view)[2].hasFocus()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Up, ALT)
    assert words(view)[:3] == [before[1], before[0], before[2]]


def test_the_ends_do_not_wrap(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(ORDER)
    before = words(view)
    view.focus_first()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Up, ALT)
    assert words(view) == before
    assert view.answer() is None
    assert not rows(view)[0].up.isEnabled()
    assert not rows(view)[5].down.isEnabled()


def test_arrows_and_numbers_go_to_a_step_without_moving_it(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(ORDER)
    before = words(view)
    view.focus_first()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down)
    assert rows(view)[1].hasFocus()
    assert view.choose(4)
    assert rows(view)[4].hasFocus()
    assert not view.choose(6)
    assert words(view) == before
    stops = [row for row in rows(view) if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [rows(view)[4]]


@pytest.mark.parametrize("direction", [1, -1], ids=["down", "up"])
def test_a_step_is_dragged_past_others(shown: Show, qtbot: QtBot, direction: int) -> None:
    view, _session = shown(ORDER)
    before = words(view)
    start, end = (0, 3) if direction > 0 else (5, 2)
    held, there = rows(view)[start], rows(view)[end]
    just_past = there.rect().center() + QPoint(0, 4 * direction)
    goal = held.mapFromGlobal(there.mapToGlobal(just_past))
    qtbot.mousePress(held, Qt.MouseButton.LeftButton, pos=held.rect().center())
    qtbot.mouseMove(held, held.rect().center() + QPoint(0, 15 * direction))
    qtbot.mouseMove(held, goal)
    settle()
    assert [row.is_dragged for row in rows(view)].index(True) == end
    qtbot.mouseRelease(held, Qt.MouseButton.LeftButton, pos=goal)
    wanted = [*before]
    wanted.insert(end, wanted.pop(start))
    assert words(view) == wanted
    assert not any(row.is_dragged for row in rows(view))


def test_review_names_each_pair_that_was_the_wrong_way_round(shown: Show) -> None:
    view, session = shown(ORDER)
    order = ("call", "check", "breaths", "dose", "side", "again")
    view.review(session.answer(OrderAnswer(order), None, 1000))
    found = texts(view)
    assert found.count("You had it after.") == 2
    assert (
        f"“{ORDER.steps[0].text}” has to come before “{ORDER.steps[1].text}”. You had it after."
    ) in found
    assert "Steps that are not named together may come in any order." in found
    said = [one.accessibleName().split(".")[0] for one in tiles(view)]
    assert said == ["Too early", "Too late", "In order", "In order", "Too early", "Too late"]


def test_a_pair_that_only_follows_from_others_is_named_too(shown: Show) -> None:
    view, session = shown(ORDER)
    view.review(session.answer(OrderAnswer(RIGHT[::-1]), None, 1000))
    first, last = ORDER.steps[0].text, ORDER.steps[-1].text
    assert f"“{first}” has to come before “{last}”. You had it after." in texts(view)
    assert tiles(view)[2].accessibleName().startswith("Out of order. 3. ")


def test_every_order_that_keeps_the_pairs_is_reviewed_as_right(shown: Show) -> None:
    view, session = shown(ORDER)
    order = ("check", "breaths", "dose", "call", "again", "side")
    feedback = session.answer(OrderAnswer(order), None, 1000)
    view.review(feedback)
    assert feedback.grade.is_right
    assert {one.review_state for one in tiles(view)} == {"right"}
    assert "You had it after." not in texts(view)
    assert tiles(view)[0].accessibleDescription() == "Always first."


def test_without_an_answer_nothing_is_called_wrong(shown: Show) -> None:
    view, session = shown(ORDER)
    session.time_out()
    view.review(session.feedback(0))
    assert {one.review_state for one in tiles(view)} == {"dim"}
    assert "You had it after." not in texts(view)


def test_the_rows_are_kept_for_the_next_question(
    shown: Show, world: Application, maya: str
) -> None:
    view, session = shown(ORDER)
    before = rows(view)
    view.review(session.answer(OrderAnswer(RIGHT), None, 1000))
    assert not rows(view)
    view.ask(open_run(world, maya, ORDER).question())
    settle()
    assert rows(view) == before
    assert view.answer() is None


def test_alt_with_digits_still_says_how_sure_one_is(
    page: QWidget, begin: Begin, world: Application, qtbot: QtBot
) -> None:
    add_part_items(world)
    begin(ORDER)
    assert not part(page, "check").isEnabled()
    press(qtbot, page, Qt.Key.Key_Down, modifier=ALT)
    assert part(page, "check").isEnabled()
    press(qtbot, page, Qt.Key.Key_3, modifier=ALT)
    assert page.frame.question_bar.confidence.current() == 2
    press(qtbot, page, Qt.Key.Key_Return)
    assert "What has to come before what" in texts(page)

"""A question is asked, answered with mouse or keys, saved, and left without a word of blame."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.views import SlotMark
from quizapp.bootstrap import Application
from quizapp.domain.answers import OptionAnswer
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import Item
from quizapp.ui.components.toast import Toast
from quizapp.ui.session.page import SessionPage
from quizapp.ui.session.question_pane import QuestionPane
from tests.ui.part_world import MATCH, NUMBER, ORDER, SPOT, add_part_items
from tests.ui.session_steps import Answers, Begin, part, press, settle, texts, tile, tiles
from tests.ui.session_world import CASE_1, CASE_2, ITEMS, MULTI, SINGLE, TRUE_FALSE, TWO_TIER

pytest_plugins = ("tests.ui.session_fixtures",)

Key = Qt.Key


def right(page: SessionPage) -> QPushButton:
    return tile(page, "Ketamine mainly")


def test_a_question_shows_where_it_stands_and_what_it_asks(page: SessionPage, begin: Begin) -> None:
    begin(SINGLE, MULTI)
    shown = texts(page)
    for words in ("Overdose response", "Apply", SINGLE.stem, "1 of 2", "0:00", "How sure are you?"):
        assert words in shown
    assert {one.text() for one in tiles(page)} == {option.text for option in SINGLE.options}
    assert "Scientists disagree" not in shown


def test_the_keyboard_starts_at_option_a_and_nothing_can_be_checked_yet(
    page: SessionPage, begin: Begin
) -> None:
    begin(SINGLE)
    assert tiles(page)[0].hasFocus()
    assert not part(page, "check").isEnabled()


@pytest.mark.parametrize("key", [Key.Key_2, Key.Key_B])
def test_digits_and_letters_choose(
    page: SessionPage, begin: Begin, qtbot: QtBot, key: Qt.Key
) -> None:
    begin(SINGLE)
    press(qtbot, page, key)
    assert [one.isChecked() for one in tiles(page)] == [False, True, False]
    assert part(page, "check").isEnabled()


def test_enter_saves_the_answer_and_shows_what_came_of_it(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    session = begin(SINGLE, MULTI)
    right(page).click()
    press(qtbot, page, Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
    press(qtbot, page, Key.Key_Enter)
    saved = world.sessions.open(session.attempt_id).feedback(0)
    assert saved.answer == OptionAnswer("b")
    assert saved.confidence is Confidence.UNSURE
    assert "It comes back" in texts(page)


def test_how_sure_one_is_never_blocks(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    session = begin(SINGLE)
    right(page).click()
    part(page, "check").click()
    assert session.feedback(0).confidence is None


def test_space_presses_the_button_that_goes_on(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, MULTI)
    press(qtbot, page, Key.Key_1, Key.Key_Return, Key.Key_Space)
    assert MULTI.stem in texts(page)


def test_the_button_says_how_many_answers_are_checked(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(MULTI)
    press(qtbot, page, Key.Key_1, Key.Key_3)
    assert part(page, "check").text() == "Check 2 answers"
    assert "Choose all that apply" in texts(page)


def test_keys_choose_the_reason_once_the_verdict_is_chosen(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(TRUE_FALSE)
    press(qtbot, page, Key.Key_B)
    assert not part(page, "check").isEnabled()
    press(qtbot, page, Key.Key_A)
    assert part(page, "check").isEnabled()
    assert tile(page, "False").isChecked()


def test_single_keys_can_be_switched_off(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    page._look.change(single_keys=False)
    session = begin(SINGLE)
    press(qtbot, page, Key.Key_2, Key.Key_B, Key.Key_M)
    assert not any(one.isChecked() for one in tiles(page))
    assert not session.question().is_flagged
    press(qtbot, page, Key.Key_Down, Key.Key_Space)
    assert tiles(page)[1].isChecked()


def test_single_keys_are_text_in_a_text_field(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    field = QLineEdit(page)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "2bm")
    assert field.text() == "2bm"
    assert not any(one.isChecked() for one in tiles(page))


def test_tab_goes_from_options_to_confidence_check_and_the_bar_above(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    press(qtbot, page, Key.Key_2)
    met = []
    for _ in range(5):
        press(qtbot, page, Key.Key_Tab)
        met.append(page.focusWidget().accessibleName())
    assert met[0] == "How sure are you? Guess"
    assert met[1:] == ["Check answer", "Flag", "Note to self", "Leave; your answers are kept"]


def test_a_flag_is_kept_with_the_item(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    session = begin(SINGLE)
    press(qtbot, page, Key.Key_M)
    assert session.question().is_flagged
    assert part(page, "flag").text() == "Flagged"
    part(page, "flag").click()
    assert not session.question().is_flagged
    assert part(page, "flag").text() == "Flag"


def test_a_note_to_self_is_kept_and_shown_with_the_feedback(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    session = begin(SINGLE)
    asked = Answers("Save note", "Two receptors")
    press(qtbot, page, Key.Key_N)
    assert asked.title == "Note to self"
    assert session.question().note == "Two receptors"
    press(qtbot, page, Key.Key_1, Key.Key_Return)
    assert "Two receptors" in texts(page)


def test_a_note_that_is_called_off_changes_nothing(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    session = begin(SINGLE)
    session.marks.save_note(SINGLE.id, "As it was")
    page.start(session)
    Answers("Cancel", "Something else")
    press(qtbot, page, Key.Key_N)
    assert session.question().note == "As it was"


def test_a_problem_can_be_reported_and_taken_back(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application, maya: str
) -> None:
    begin(SINGLE)
    Answers("Report", "Two options say the same")
    press(qtbot, page, Key.Key_R)
    (report,) = world.progress.problem_reports(maya)
    assert (report.item_id, report.text) == (SINGLE.id, "Two options say the same")
    undo = next(one for one in page.findChildren(QPushButton) if one.text() == "Undo")
    undo.click()
    assert world.progress.problem_reports(maya) == ()


def test_an_empty_report_is_not_made(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application, maya: str
) -> None:
    begin(SINGLE)
    Answers("Cancel", "")
    press(qtbot, page, Key.Key_R)
    assert world.progress.problem_reports(maya) == ()


def test_the_time_can_be_hidden_for_good(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    begin(SINGLE)
    time = page.findChild(QLabel, "time")
    assert time.isVisible()
    press(qtbot, page, Key.Key_T)
    assert not time.isVisible()
    assert not page._look.preferences.shows_timer
    begin(SINGLE)
    assert not time.isVisible()


def test_an_answer_that_cannot_be_saved_stays_chosen_and_can_be_tried_again(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    session = begin(SINGLE)
    right(page).click()
    world.database.execute("PRAGMA query_only = ON")
    said = Answers("Close")
    press(qtbot, page, Key.Key_Return)
    assert said.title == "That did not work"
    assert right(page).isChecked()
    assert part(page, "check").isEnabled()
    world.database.execute("PRAGMA query_only = OFF")
    press(qtbot, page, Key.Key_Return)
    assert session.feedback(0).grade.is_right


def test_a_flag_that_cannot_be_saved_is_not_shown(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    begin(SINGLE)
    world.database.execute("PRAGMA query_only = ON")
    Answers("Close")
    part(page, "flag").click()
    assert part(page, "flag").text() == "Flag"
    assert not part(page, "flag").isChecked()


def test_a_time_preference_that_cannot_be_kept_holds_for_the_run(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    begin(SINGLE)
    (world.data_dir / "preferences.new").mkdir()
    said = Answers("Close")
    press(qtbot, page, Key.Key_T)
    assert said.title == "That did not work"
    assert not page.findChild(QLabel, "time").isVisible()


def test_the_sheet_of_keys_opens(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    begin(SINGLE)
    sheet = Answers("Close")
    qtbot.keyClicks(page.focusWidget(), "?")
    assert sheet.title == "Keys"


def test_the_source_is_no_help_before_the_answer(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    press(qtbot, page, Key.Key_S)
    assert "under Sources" not in texts(page)


def test_keys_with_ctrl_are_left_to_the_window(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    press(qtbot, page, Key.Key_2, Key.Key_Down, modifier=Qt.KeyboardModifier.ControlModifier)
    press(qtbot, page, Key.Key_5, modifier=Qt.KeyboardModifier.AltModifier)
    assert tiles(page)[0].hasFocus()
    assert not any(one.isChecked() for one in tiles(page))


def test_a_question_that_is_gone_is_said_and_ends_the_run(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    begin(SINGLE, MULTI)
    press(qtbot, page, Key.Key_1, Key.Key_Return)
    world.database.execute("DELETE FROM item WHERE id = ?", (MULTI.id,))
    said = Answers("Close")
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Key.Key_Return)
    assert said.title == "That did not work"


def test_nothing_holds_a_learner_back_from_leaving(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    begin(SINGLE)
    world.database.execute("PRAGMA query_only = ON")
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Key.Key_Escape)


@pytest.mark.parametrize("way", ["key", "button"])
def test_leaving_keeps_the_place_and_asks_nothing(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application, way: str
) -> None:
    session = begin(SINGLE, MULTI)
    press(qtbot, page, Key.Key_1, Key.Key_Return, Key.Key_Return)
    with qtbot.waitSignal(page.closed):
        if way == "key":
            press(qtbot, page, Key.Key_Escape)
        else:
            part(page, "leave").click()
    assert world.sessions.open(session.attempt_id).question().position == 1


def test_the_time_spent_is_kept_when_the_window_closes(
    page: SessionPage, begin: Begin, world: Application
) -> None:
    session = begin(SINGLE, time_limit_s=100)
    page.clock._now_ms = lambda: page.clock._began_ms + 30_000
    page.keep_time()
    page.keep_time()
    assert world.sessions.open(session.attempt_id).question().remaining_ms == 70_000


def test_a_run_goes_on_where_it_was_left(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    session = begin(SINGLE, MULTI)
    press(qtbot, page, Key.Key_1, Key.Key_Return)
    page.start(session)
    settle()
    assert "2 of 2" in texts(page)
    assert session.question().marks[1] is SlotMark.NOW


def test_key_hints_go_after_twenty_answers(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    begin(SINGLE)
    assert "all keys" in texts(page)
    for _ in range(20):
        press(qtbot, page, Key.Key_1, Key.Key_Return)
        begin(SINGLE)
    assert "all keys" not in texts(page)


def test_the_case_stays_in_sight_while_the_question_scrolls(
    page: SessionPage, begin: Begin
) -> None:
    page.resize(960, 370)
    begin(CASE_1, CASE_2)
    case = next(one for one in page.findChildren(QLabel) if one.text() == CASE_1.case_text)
    stem = page.findChild(QLabel, "stem")
    assert case.mapTo(page, case.rect().topLeft()).x() < stem.mapTo(page, stem.rect().topLeft()).x()
    before = (case.mapTo(page, case.pos()).y(), stem.mapTo(page, stem.pos()).y())
    page.frame.run.scroll_by(1)
    settle()
    assert stem.mapTo(page, stem.pos()).y() < before[1]
    assert case.mapTo(page, case.pos()).y() >= before[0] - 28


def test_in_a_narrow_window_the_case_stands_above(page: SessionPage, begin: Begin) -> None:
    page.resize(800, 700)
    begin(CASE_1)
    case = next(one for one in page.findChildren(QLabel) if one.text() == CASE_1.case_text)
    stem = page.findChild(QLabel, "stem")
    assert case.mapTo(page, case.rect().bottomLeft()).y() < stem.mapTo(page, stem.pos()).y()


def test_no_widget_is_built_for_a_question_of_a_kind_that_was_seen(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    for _ in range(2):
        begin(*ITEMS)
        for _item in ITEMS:
            press(qtbot, page, Key.Key_1, Key.Key_1, Key.Key_2, Key.Key_Return, Key.Key_Return)
    built = len(page.frame.run.findChildren(QWidget))
    begin(*ITEMS)
    for _item in ITEMS:
        press(qtbot, page, Key.Key_1, Key.Key_1, Key.Key_2, Key.Key_Return, Key.Key_Return)
    assert len(page.frame.run.findChildren(QWidget)) == built
    assert len(page.findChildren(QuestionPane)) == 2


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (SINGLE, "Choose an answer first."),
        (MULTI, "Choose an answer first."),
        (TWO_TIER, "Choose an answer and a reason first."),
        (ORDER, "Move a step first: no question begins in the right order."),
        (MATCH, "Choose a match for each one first."),
        (NUMBER, "Type a number first."),
        (SPOT, "Choose a part first."),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_enter_before_the_answer_says_what_is_missing(
    world: Application, page: SessionPage, begin: Begin, qtbot: QtBot, item: Item, words: str
) -> None:
    add_part_items(world)
    session = begin(item)
    press(qtbot, page, Key.Key_Return)
    assert page.findChild(Toast).accessibleName() == words
    assert session.outcome(0) is None


def test_what_was_missing_is_not_said_any_more_once_it_is_there(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    press(qtbot, page, Key.Key_Return, Key.Key_1, Key.Key_Return)
    assert not [toast for toast in page.findChildren(Toast) if toast.isVisible()]

"""After every answer a learner sees what was right, why, where that stands, and how to go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.ui.components.callouts import SafetyCard
from quizapp.ui.session.page import SessionPage
from tests.ui.session_steps import Answers, Begin, part, press, settle, texts, tile, tiles
from tests.ui.session_world import (
    CASE_1,
    MULTI,
    REGISTERS,
    SINGLE,
    TRUE_FALSE,
    add_document,
)

pytest_plugins = ("tests.ui.session_fixtures",)

Key = Qt.Key
WORDING = REGISTERS.wordings["saf"].wording
BELIEF = REGISTERS.misconceptions["mc-all"]


def answer(page: SessionPage, qtbot: QtBot, text: str) -> None:
    """Choose the option that begins with a text, and check it."""
    tile(page, text).click()
    press(qtbot, page, Key.Key_Return)


def place(page: SessionPage, widget: QWidget) -> QPoint:
    return widget.mapTo(page, QPoint(0, 0))


def test_each_option_has_its_rationale_in_the_place_it_had(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    before = [one.text() for one in tiles(page)]
    answer(page, qtbot, "The doses")
    assert [one.text() for one in tiles(page)] == before
    rationales = {one.accessibleDescription() for one in tiles(page)}
    assert rationales == {option.rationale for option in SINGLE.options}


def sides(page: SessionPage, widget: QWidget) -> tuple[int, int]:
    left = place(page, widget).x()
    return left, left + widget.width()


def test_in_one_column_options_keep_their_sides_and_the_bar_stands_below_them(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    page.resize(880, 840)
    begin(SINGLE)
    asked = sides(page, tiles(page)[0])
    assert sides(page, part(page, "check"))[1] == asked[1]
    answer(page, qtbot, "The doses")
    assert sides(page, tiles(page)[0]) == asked
    assert sides(page, part(page, "next"))[1] == asked[1]


def test_the_verdict_is_said_by_the_button_that_has_the_focus(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, MULTI)
    answer(page, qtbot, "The doses")
    following = part(page, "next")
    assert following.hasFocus()
    assert following.text() == "Next question"
    assert following.accessibleDescription() == "Not quite. It will come back tomorrow."


def test_what_explains_the_answer_is_shown(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    begin(SINGLE)
    answer(page, qtbot, "The doses")
    shown = texts(page)
    for words in (
        "Scientists disagree on this",
        SINGLE.explanation,
        "Documents and outside sources",
        BELIEF.name,
        BELIEF.why,
        BELIEF.refutation,
        "Supports the answer",
        "Ketamine plugs the NMDA receptor channel.",
        "Two receptors · What blocks what · “Ketamine sits in … keeps it shut.”",
        "True with a condition",
        "World Health Organization, 2014",
        "Community management of opioid overdose",
    ):
        assert words in shown


@pytest.mark.parametrize("choice", ["The doses", "Ketamine mainly", "Naloxone should"])
def test_the_safety_wording_comes_after_right_and_wrong_alike(
    page: SessionPage, begin: Begin, qtbot: QtBot, choice: str
) -> None:
    begin(SINGLE)
    answer(page, qtbot, choice)
    assert WORDING in texts(page)
    assert "In an emergency call your local emergency number." in texts(page)


def test_without_safety_wording_there_is_no_safety_card(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, MULTI)
    answer(page, qtbot, "The doses")
    press(qtbot, page, Key.Key_Return, Key.Key_1, Key.Key_Return)
    assert not page.findChild(SafetyCard).isVisible()
    assert BELIEF.name not in texts(page)


def test_an_answer_that_could_harm_is_named_so(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    answer(page, qtbot, "Naloxone should")
    assert "This answer could harm somebody" in texts(page)
    assert "critical error" in texts(page)
    assert "critical error" in part(page, "next").accessibleDescription()


def test_both_steps_are_shown_with_what_was_right(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(TRUE_FALSE)
    tile(page, "False").click()
    answer(page, qtbot, "Naloxone pushes")
    assert [one.review_state for one in tiles(page) if one.text() in {"True", "False"}] == [
        "dim",
        "right",
    ]
    assert "Not right" in texts(page)


def test_the_passage_is_shown_once_its_document_was_added(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application, tmp_path: Path
) -> None:
    add_document(world, tmp_path)
    begin(SINGLE)
    answer(page, qtbot, "The doses")
    assert "“Ketamine sits in the channel of the NMDA receptor and keeps it shut.”" in texts(page)
    with qtbot.waitSignal(page.show_source_requested) as asked:
        press(qtbot, page, Key.Key_S)
    assert asked.args == ["doc", "c-ketamine"]


def test_without_the_document_the_key_says_where_to_add_it(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    answer(page, qtbot, "The doses")
    with qtbot.assertNotEmitted(page.show_source_requested):
        press(qtbot, page, Key.Key_S)
    assert "Add the document under Sources" in texts(page)


def test_a_reference_opens_at_its_own_address(
    page: SessionPage, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    begin(SINGLE)
    answer(page, qtbot, "The doses")
    buttons = page.findChildren(QPushButton)
    link = next(
        one for one in buttons if one.accessibleName() == "Open Nature, 2021 in the browser"
    )
    link.click()
    assert opened == [QUrl("https://www.nature.com/")]


def test_the_learner_can_ask_to_see_it_sooner_and_take_that_back(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    session = begin(SINGLE)
    answer(page, qtbot, "Ketamine mainly")
    part(page, "sooner").click()
    assert session.marks.is_asked_sooner(SINGLE.id)
    part(page, "sooner").click()
    assert not session.marks.is_asked_sooner(SINGLE.id)
    assert not part(page, "sooner").isChecked()


def test_a_wish_that_cannot_be_saved_is_not_shown(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    begin(SINGLE)
    answer(page, qtbot, "Ketamine mainly")
    world.database.execute("PRAGMA query_only = ON")
    Answers("Close")
    part(page, "sooner").click()
    assert not part(page, "sooner").isChecked()


def test_a_note_that_cannot_be_saved_is_not_shown(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    begin(SINGLE)
    answer(page, qtbot, "Ketamine mainly")
    world.database.execute("PRAGMA query_only = ON")
    said = Answers("Save note", "Two receptors, again")
    press(qtbot, page, Key.Key_N)
    assert said.title == "Note to self"
    assert "Two receptors, again" not in texts(page)


def test_the_verdict_stands_beside_the_options_or_above_the_stem(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    answer(page, qtbot, "The doses")
    verdict, stem = page.findChild(QWidget, "verdict"), page.findChild(QLabel, "stem")
    assert place(page, verdict).x() > place(page, stem).x() + stem.width()
    page.resize(800, 700)
    settle()
    assert place(page, verdict).y() < place(page, stem).y()
    assert place(page, verdict).x() == place(page, stem).x()


def test_a_case_and_its_options_do_not_move_when_the_feedback_comes(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(CASE_1)
    case = next(one for one in page.findChildren(QLabel) if one.text() == CASE_1.case_text)
    before = (place(page, case), place(page, tiles(page)[0]).x(), tiles(page)[0].width())
    answer(page, qtbot, "Roll her")
    after = (place(page, case), place(page, tiles(page)[0]).x(), tiles(page)[0].width())
    assert after == before


def test_arrow_and_page_keys_scroll_the_explanation(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    page.resize(900, 500)
    begin(SINGLE)
    answer(page, qtbot, "The doses")
    stem = page.findChild(QLabel, "stem")
    before = place(page, stem).y()
    press(qtbot, page, Key.Key_Down, Key.Key_PageDown)
    assert place(page, stem).y() < before - 200
    press(qtbot, page, Key.Key_Home)
    assert place(page, stem).y() == before
    assert part(page, "next").hasFocus()


def test_the_time_stands_still_after_the_answer(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    answer(page, qtbot, "The doses")
    stopped = page.clock.elapsed_ms
    page.clock._now_ms = lambda: stopped + 60_000
    assert page.clock.elapsed_ms == stopped


def test_the_last_answer_leads_to_the_summary(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE)
    answer(page, qtbot, "Ketamine mainly")
    assert part(page, "next").text() == "See the summary"
    press(qtbot, page, Key.Key_Return)
    assert "All of them right" in texts(page)

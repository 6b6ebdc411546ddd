"""Terms are matched by key, by list, by a click or by dragging, and reviewed pair by pair."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.answers import PairsAnswer
from quizapp.ui.answers.option_list import LETTERS
from quizapp.ui.answers.term_boxes import TermChip, TermSlot
from quizapp.ui.answers.term_pairs import fill_menu
from tests.ui.part_world import MATCH, Show, add_part_items
from tests.ui.session_steps import Begin, part, press, settle, texts, tiles

pytest_plugins = ("tests.ui.session_fixtures", "tests.ui.part_fixtures")

WRONG = PairsAnswer((("morphine", "ago"), ("naloxone", "gaba"), ("ketamine", "ago")))


def slots(view: QWidget) -> list[TermSlot]:
    return [slot for slot in view.findChildren(TermSlot) if slot.isVisible()]


def chips(view: QWidget) -> list[TermChip]:
    return [chip for chip in view.findChildren(TermChip) if chip.isVisible()]


def chip(view: QWidget, term_id: str) -> TermChip:
    text = next(term.text for term in MATCH.right if term.id == term_id)
    return next(one for one in chips(view) if one.text() == text)


def place_of(view: QWidget, term_id: str) -> int:
    return chips(view).index(chip(view, term_id))


def drop(chip: TermChip, slot: TermSlot) -> None:
    """Do what Qt does when a drag ends over a place; the drag itself needs a real pointer."""
    data, point = chip.mime_data(), slot.rect().center()
    words = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    slot.dragEnterEvent(QDragEnterEvent(point, Qt.DropAction.CopyAction, *words))
    slot.dropEvent(QDropEvent(QPointF(point), Qt.DropAction.CopyAction, *words))


def test_all_left_terms_need_a_match(shown: Show) -> None:
    view, _session = shown(MATCH)
    for term in ("ago", "ant"):
        view.choose(place_of(view, term))
        assert view.answer() is None
    view.choose(place_of(view, "pore"))
    assert view.answer() == PairsAnswer(MATCH.key)


def test_each_place_says_what_it_is_and_holds(shown: Show) -> None:
    view, _session = shown(MATCH)
    assert slots(view)[0].accessibleName() == "Morphine: no match yet"
    view.choose(place_of(view, "ago"))
    letter = LETTERS[place_of(view, "ago")]
    assert slots(view)[0].accessibleName() == f"Morphine: {letter}, Activates mu-opioid receptors"
    assert chip(view, "ago").accessibleName().endswith(", in use")


def test_keys_go_to_the_next_place_without_a_match(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(MATCH)
    view.focus_first()
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down)
    assert slots(view)[1].hasFocus()
    view.choose(0)
    assert slots(view)[2].hasFocus()
    view.choose(1)
    assert slots(view)[0].hasFocus()
    assert not view.choose(4)
    stops = [slot for slot in slots(view) if slot.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [slots(view)[0]]


def test_a_click_on_a_term_matches_it_with_the_place_that_is_meant(
    shown: Show, qtbot: QtBot
) -> None:
    view, _session = shown(MATCH)
    slots(view)[2].setFocus()
    qtbot.mouseClick(chip(view, "pore"), Qt.MouseButton.LeftButton)
    assert slots(view)[2].text() == "Blocks the channel of the NMDA receptor"


def test_a_term_is_dropped_on_its_place_and_can_be_used_twice(shown: Show) -> None:
    view, _session = shown(MATCH)
    drop(chip(view, "ago"), slots(view)[0])
    drop(chip(view, "ago"), slots(view)[2])
    drop(chip(view, "gaba"), slots(view)[1])
    assert view.answer() == WRONG


def test_a_match_is_replaced_and_taken_away(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(MATCH)
    drop(chip(view, "ago"), slots(view)[0])
    drop(chip(view, "ant"), slots(view)[0])
    assert slots(view)[0].text().startswith("Occupies")
    assert not chip(view, "ago").accessibleName().endswith("in use")
    qtbot.keyClick(slots(view)[0], Qt.Key.Key_Delete)
    assert slots(view)[0].text() == "Choose a match"


def test_the_list_of_a_place_holds_all_terms_and_a_way_back(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_menu(menu, MATCH.right, "ant")
    ticked = [action.data() for action in menu.actions() if action.isChecked()]
    assert ticked == ["ant"]
    assert [a.data() for a in menu.actions() if a.text()] == ["ago", "ant", "pore", "gaba", ""]
    empty = QMenu()
    qtbot.addWidget(empty)
    fill_menu(empty, MATCH.right, None)
    assert len(empty.actions()) == 4


def test_review_says_what_was_right_and_why(shown: Show) -> None:
    view, session = shown(MATCH)
    view.review(session.answer(WRONG, None, 1000))
    found = [(one.review_state, one.text(), one.accessibleDescription()) for one in tiles(view)]
    assert found == [
        ("right", "Morphine → Activates mu-opioid receptors", "Agonists activate."),
        (
            "wrong",
            "Naloxone → Strengthens currents at GABA-A receptors",
            f"Right: {MATCH.right[1].text}. {MATCH.right[1].rationale}",
        ),
        (
            "wrong",
            "Ketamine → Activates mu-opioid receptors",
            "Right: Blocks the channel of the NMDA receptor. Its main action.",
        ),
        ("dim", "Strengthens currents at GABA-A receptors", "Benzodiazepines do."),
    ]
    assert tiles(view)[1].accessibleName().startswith("Critical error. ")
    assert tiles(view)[3].accessibleName().startswith("Left over. ")


def test_without_an_answer_the_right_pairs_are_shown(shown: Show) -> None:
    view, session = shown(MATCH)
    session.time_out()
    view.review(session.feedback(0))
    assert [one.review_state for one in tiles(view)] == ["right", "right", "right", "dim"]


def test_the_places_are_kept_for_a_question_with_fewer_terms(shown: Show) -> None:
    view, session = shown(MATCH)
    view.choose(0)
    question = session.question()
    assert question is not None
    smaller = replace(MATCH, left=MATCH.left[:2], key=MATCH.key[:2], wrong_pairs=())
    view.ask(replace(question, item=smaller))
    settle()
    assert len(slots(view)) == 2
    assert {slot.text() for slot in slots(view)} == {"Choose a match"}


def test_letters_alone_answer_the_question(
    page: QWidget, begin: Begin, world: Application, qtbot: QtBot
) -> None:
    add_part_items(world)
    begin(MATCH)
    press(qtbot, page, Qt.Key.Key_A, Qt.Key.Key_B)
    assert not part(page, "check").isEnabled()
    press(qtbot, page, Qt.Key.Key_C)
    assert part(page, "check").isEnabled()
    press(qtbot, page, Qt.Key.Key_Return)
    assert "Left over" in tiles(page)[3].accessibleName()
    assert "Terms to choose from" not in texts(page)

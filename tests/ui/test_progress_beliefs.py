"""The ledger of misconceptions on screen: states, answers that say so, and working on one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from quizapp.application.belief_words import STATES
from quizapp.bootstrap import Application
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import SingleBest
from quizapp.domain.ledger import BeliefState
from quizapp.storage import ledger_store
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.pills import Pill
from quizapp.ui.pages.progress import ProgressPage
from quizapp.ui.pages.progress.belief_card import BeliefCard
from quizapp.ui.pages.progress.belief_filter import BeliefFilter
from quizapp.ui.shell.page import Desk
from tests.conftest import Clock
from tests.unit.application.belief_steps import BELIEF, OTHER, answer, revealing
from tests.unit.application.steps import right, wrong


@pytest.fixture
def telling(app: Application) -> list[SingleBest]:
    """Items that could show `BELIEF`."""
    return revealing(app, 6)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ProgressPage:
    """The tab, in front."""
    made = ProgressPage(desk)
    qtbot.addWidget(made)
    made.resize(1060, 840)
    made.show()
    return made


def show(page: ProgressPage) -> None:
    page.refresh()
    page.findChild(Segmented, "tabs").button(2).click()


def button(page: ProgressPage, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def cards(page: ProgressPage) -> list[str]:
    """Return the accessible names of the cards in sight, from top to bottom."""
    found = [card for card in page.findChildren(BeliefCard) if card.isVisible()]
    return [card.accessibleName() for card in sorted(found, key=lambda card: card.y())]


def texts(page: ProgressPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def test_every_misconception_says_its_state_in_a_word_and_an_icon(
    page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest], qtbot: QtBot
) -> None:
    answer(app, learner_id, telling[0], wrong, Confidence.CERTAIN)
    show(page)
    qtbot.waitUntil(lambda: cards(page)[:1] == ["Strong painkiller means opioid: Held"])
    assert len(cards(page)) == len(app.ledger.view(learner_id).rows)
    pills = [pill for pill in page.findChildren(Pill) if pill.isVisible()]
    assert {pill.text() for pill in pills} <= set(STATES.values())
    assert all(pill._icon for pill in pills)


def test_before_any_was_met_it_says_what_will_be_seen_here(
    page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest]
) -> None:
    app.database.execute("DELETE FROM revision_belief")
    answer(app, learner_id, telling[0], right)
    show(page)
    empty = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    assert len(empty) == 1
    assert "No misconception met yet" in texts(page)
    assert not page.findChild(BeliefFilter).isVisible()


def test_a_filter_shows_those_in_one_state(
    page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest], qtbot: QtBot
) -> None:
    answer(app, learner_id, telling[0], wrong)
    show(page)
    wavering = button(page, "show-wavering")
    assert wavering.text() == "Wavering 1"
    assert not button(page, "show-held").isVisible()
    wavering.click()
    assert cards(page) == ["Strong painkiller means opioid: Wavering"]
    answer(app, learner_id, telling[1], wrong)
    page.refresh()
    assert button(page, "show-all").isChecked()
    assert len(cards(page)) > 1


def test_the_filter_is_one_stop_of_the_tab_key_and_works_with_arrows(
    page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest], qtbot: QtBot
) -> None:
    answer(app, learner_id, telling[0], wrong)
    show(page)
    first = button(page, "show-all")
    assert first.focusPolicy() == Qt.FocusPolicy.StrongFocus
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    chosen = page.findChild(BeliefFilter).current()
    assert chosen is BeliefState.WAVERING
    assert first.focusPolicy() == Qt.FocusPolicy.ClickFocus


def test_an_opened_card_shows_why_what_is_so_and_the_answers_that_say_so(
    qtbot: QtBot,
    page: ProgressPage,
    app: Application,
    learner_id: str,
    telling: list[SingleBest],
    clock: Clock,
) -> None:
    answer(app, learner_id, telling[0], wrong, Confidence.CERTAIN)
    show(page)
    toggle = button(page, f"open-{BELIEF}")
    assert toggle.accessibleName() == "Show more: Strong painkiller means opioid"
    toggle.click()
    row = next(r for r in app.ledger.view(learner_id).rows if r.misconception.id == BELIEF)
    qtbot.waitUntil(lambda: "Chose it" in texts(page))
    shown = texts(page)
    assert {row.misconception.why, row.misconception.refutation} <= set(shown)
    assert {"Chose it", "2 March · Certain", telling[0].stem} <= set(shown)
    assert f"You chose: {telling[0].options[0].text}" in shown
    clock.advance(days=1)
    answer(app, learner_id, telling[1], right)
    page.refresh()
    qtbot.waitUntil(lambda: "Saw through it" in texts(page))
    toggle.click()
    assert row.misconception.refutation not in texts(page)


def test_a_question_that_has_another_key_or_is_gone_is_said_so(
    page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest]
) -> None:
    answer(app, learner_id, telling[0], wrong)
    answer(app, learner_id, telling[1], wrong)
    body = "json_set(body, '$.rev.scoring', 9)"
    app.database.execute(f"UPDATE item SET body = {body} WHERE id = ?", (telling[0].id,))
    app.database.execute("DELETE FROM item WHERE id = ?", (telling[1].id,))
    show(page)
    button(page, f"open-{BELIEF}").click()
    assert "The question has another key since then." in texts(page)
    assert "A question that is not in the banks any more" in texts(page)


def test_work_on_this_one_starts_its_run(
    qtbot: QtBot, page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest]
) -> None:
    answer(app, learner_id, telling[0], wrong)
    show(page)
    with qtbot.waitSignal(page.run_started) as started:
        button(page, f"work-on-{OTHER}").click()
    introduction = app.sessions.open(started.args[0]).introduction()
    assert introduction is not None
    assert introduction.misconception.id == OTHER


def test_a_belief_that_no_question_could_show_is_not_offered_for_work(
    page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest]
) -> None:
    answer(app, learner_id, telling[0], wrong)
    show(page)
    assert not button(page, "work-on-MC05").isVisible()


def test_a_passage_is_opened_in_sources(
    qtbot: QtBot, page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest]
) -> None:
    answer(app, learner_id, telling[0], wrong)
    show(page)
    button(page, f"open-{BELIEF}").click()
    with qtbot.waitSignal(page.place_requested) as asked:
        page._beliefs.source_requested.emit("S1", "S1-023")
    assert (asked.args[0].page, asked.args[0].claim_id) == ("sources", "S1-023")


def test_a_misconception_that_has_left_the_banks_leaves_the_list(
    page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest]
) -> None:
    answer(app, learner_id, telling[0], wrong)
    show(page)
    app.database.execute("DELETE FROM entry WHERE id = ?", (BELIEF,))
    page.refresh()
    assert not [name for name in cards(page) if name.startswith("Strong painkiller")]


@pytest.mark.no_cover
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_an_opened_card_is_named_throughout_and_nothing_of_it_is_cut(
    qtbot: QtBot,
    page: ProgressPage,
    app: Application,
    learner_id: str,
    telling: list[SingleBest],
    mirrored: None,
    look: Callable[..., None],
    scale: float,
) -> None:
    look(scale=scale)
    page.resize(740, 640)
    answer(app, learner_id, telling[0], wrong, Confidence.CERTAIN)
    show(page)
    button(page, f"open-{BELIEF}").click()
    qtbot.waitUntil(lambda: "Chose it" in texts(page))
    qtbot.wait(30)
    for one in page.findChildren(QAbstractButton):
        assert one.accessibleName() or not one.isVisible(), one.objectName()
    for label in page.findChildren(Label):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()


def test_the_range_of_days_does_not_apply_to_it(
    page: ProgressPage, app: Application, learner_id: str, telling: list[SingleBest]
) -> None:
    answer(app, learner_id, telling[0], wrong)
    show(page)
    assert not button(page, "range").isEnabled()
    page.findChild(Segmented, "tabs").button(0).click()
    assert button(page, "range").isEnabled()


def test_a_ledger_that_takes_long_is_made_anew_behind_a_page_that_says_so(
    page: ProgressPage,
    app: Application,
    learner_id: str,
    telling: list[SingleBest],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer(app, learner_id, telling[0], wrong, Confidence.CERTAIN)
    answer(app, learner_id, telling[1], wrong)
    app.database.execute("INSERT INTO stale_ledger SELECT id FROM learner")
    monkeypatch.setattr(ledger_store, "FEW_ANSWERS", 1)
    show(page)
    assert "Working it out anew" in texts(page)
    assert cards(page) == []
    page.refresh()  # Looking again does not begin it again.
    qtbot.waitUntil(lambda: bool(cards(page)))
    assert "Working it out anew" not in texts(page)
    assert not app.ledger.takes_long(learner_id)

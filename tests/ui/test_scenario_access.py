"""A scenario can be played with the keyboard and assistive technology, in every look and size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.application.scenario_session import ScenarioSession
from quizapp.bootstrap import Application
from quizapp.domain.scenarios import Effect, Outcome
from quizapp.storage.scenario_store import ScenarioStore
from quizapp.ui.scenario import page as page_module
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.shell.look import Look
from tests.ui.looking import LOOKS, assert_in_sight, cut, walk
from tests.ui.session_steps import part, press, put_in_front, settle, tiles

# What is shown here is shown, and measured, in the tests of what it is part of as well.
pytestmark = pytest.mark.no_cover

Key = Qt.Key
Begin = Callable[[], ScenarioSession]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, app: Application) -> ScenarioPage:
    page = ScenarioPage(Look(qapp, app.preferences))
    put_in_front(qtbot, page)
    return page


@pytest.fixture
def begin(page: ScenarioPage, app: Application, learner_id: str) -> Begin:
    """Begins the first of the scenarios that ship with Quizapp."""

    def start() -> ScenarioSession:
        scenario = ScenarioStore(app.database).served()[0].scenario
        session = app.scenarios.open(app.scenarios.start(learner_id, scenario.id))
        page.start(session)
        settle()
        return session

    return start


def good_number(session: ScenarioSession, app: Application) -> int:
    """Return the number of an action that helps in the scene that is shown."""
    scenes = ScenarioStore(app.database).served()[0].scenario.scenes.values()
    effects = {action.text: action.effect for scene in scenes for action in scene.actions}
    actions = session.scene().actions
    return next(one.number for one in actions if effects[one.text] is Effect.GOOD)


def screens(
    page: ScenarioPage, begin: Begin, qtbot: QtBot, app: Application, *, steps: int = 30
) -> Iterator[str]:
    """Walk through a run by keys alone and stop at each of its screens, the end included."""
    session = begin()
    for step in range(steps):
        if session.scene().is_end:
            break
        yield f"scene {step}"
        press(qtbot, page, Key(Key.Key_0 + good_number(session, app)))
        yield f"chosen {step}"
        press(qtbot, page, Key.Key_Return)
        yield f"consequence {step}"
        press(qtbot, page, Key.Key_Return)
    yield "end"


def test_a_scenario_can_be_played_with_the_keyboard_alone(
    page: ScenarioPage, begin: Begin, qtbot: QtBot, app: Application
) -> None:
    assert list(screens(page, begin, qtbot, app))[-1] == "end"
    assert page._session.summary().outcome is Outcome.SAVED
    press(qtbot, page, Key.Key_Tab)
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Key.Key_Escape)


def test_letters_and_arrows_choose_as_numbers_do(
    page: ScenarioPage, begin: Begin, qtbot: QtBot
) -> None:
    begin()
    press(qtbot, page, Key.Key_B)
    assert tiles(page)[1].isChecked()
    press(qtbot, page, Key.Key_Down, Key.Key_Space)
    assert tiles(page)[2].isChecked()
    assert not tiles(page)[1].isChecked()


def test_tab_goes_from_the_actions_to_doing_it_and_leaving(
    page: ScenarioPage, begin: Begin, qtbot: QtBot
) -> None:
    begin()
    press(qtbot, page, Key.Key_1, Key.Key_Tab)
    assert part(page, "do").hasFocus()
    press(qtbot, page, Key.Key_Tab)
    assert part(page, "leave").hasFocus()


def test_everything_that_takes_the_focus_has_a_name_and_a_role(
    page: ScenarioPage, begin: Begin, qtbot: QtBot, app: Application
) -> None:
    for screen in screens(page, begin, qtbot, app):
        for node in walk(QAccessible.queryAccessibleInterface(page)):
            if node.state().focusable and node.object() is not page:
                name = node.text(QAccessible.Text.Name)
                assert name.strip(), f"{screen}: {node.object()} has no name"
                assert node.role() != QAccessible.Role.NoRole, f"{screen}: {name} has no role"


def test_scenes_and_what_came_of_actions_are_announced(
    page: ScenarioPage, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(page_module, "announce", lambda _widget, text: said.append(text))
    session = begin()
    scene = session.scene()
    for expected in (scene.stem, scene.text, *scene.signs.sentences):
        assert expected in said[0]
    press(qtbot, page, Key.Key_1, Key.Key_Return)
    consequence = session.scene().consequence
    description = part(page, "next").accessibleDescription()
    assert consequence.feedback in description
    assert "The clock shows" in description
    press(qtbot, page, Key.Key_Return)
    assert session.scene().text in said[-1]


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("size", [(1280, 840), (960, 640)], ids=["usual", "small"])
def test_nothing_is_cut_at_any_look_and_size(
    page: ScenarioPage,
    begin: Begin,
    qtbot: QtBot,
    app: Application,
    look: Callable[..., None],
    name: str,
    size: tuple[int, int],
) -> None:
    look(**LOOKS[name])
    page.resize(*size)
    assert_in_sight(page, screens(page, begin, qtbot, app))
    assert (page.width(), page.height()) == size


def test_a_mirrored_scenario_has_its_way_on_at_the_left(
    mirrored: None, page: ScenarioPage, begin: Begin, qtbot: QtBot, app: Application
) -> None:
    assert_in_sight(page, screens(page, begin, qtbot, app))
    begin()
    do, leave = part(page, "do"), part(page, "leave")
    assert do.mapTo(page, do.rect().center()).x() < page.width() / 2
    assert leave.mapTo(page, leave.rect().center()).x() > page.width() / 2


def test_what_came_of_an_action_is_in_sight_in_a_small_window_with_large_text(
    page: ScenarioPage, begin: Begin, qtbot: QtBot, look: Callable[..., None]
) -> None:
    look(scale=1.5)
    page.resize(960, 640)
    begin()
    press(qtbot, page, Key.Key_4, Key.Key_Return)
    settle()
    card = page.frame.scene._consequence
    top = card.mapTo(page, card.rect().topLeft()).y()
    bar = page.frame.action_bar
    assert page.frame.top.height() <= top
    assert top + card.height() <= bar.mapTo(page, bar.rect().topLeft()).y()


def test_the_text_can_grow_while_a_scene_is_shown(
    page: ScenarioPage, begin: Begin, look: Callable[..., None]
) -> None:
    page.resize(960, 640)
    begin()
    before = tiles(page)[0].height()
    look(scale=1.5, dark=True)
    settle()
    assert tiles(page)[0].height() > before
    assert cut(page) == []

"""Who is learning, and the PIN."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.ui.components.labels import Label
from quizapp.ui.pages.profiles import ProfilesPage


@pytest.fixture
def names(app: Application) -> dict[str, str]:
    """Two learners, of whom Jonas has a PIN; id by name."""
    found = {name: app.profiles.create(name).id for name in ("Maya", "Jonas")}
    app.profiles.set_pin(found["Jonas"], "2718")
    return found


@pytest.fixture
def page(qtbot: QtBot, app: Application, names: dict[str, str]) -> ProfilesPage:
    made = ProfilesPage(app.profiles, last=names["Jonas"], can_cancel=True)
    qtbot.addWidget(made)
    made.resize(960, 640)
    made.show()
    return made


def press(qtbot: QtBot, page: ProfilesPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def pin(page: ProfilesPage) -> QLineEdit:
    field = page.findChild(QLineEdit, "pin")
    assert field is not None
    return field


def texts(page: ProfilesPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def test_a_learner_without_a_pin_goes_straight_in(
    qtbot: QtBot, page: ProfilesPage, names: dict[str, str]
) -> None:
    with qtbot.waitSignal(page.learner_chosen) as chosen:
        press(qtbot, page, f"learner-{names['Maya']}")
    assert chosen.args == [names["Maya"]]


def test_who_was_here_last_has_the_focus(
    qtbot: QtBot, page: ProfilesPage, names: dict[str, str]
) -> None:
    tile = page.findChild(QPushButton, f"learner-{names['Jonas']}")
    qtbot.waitUntil(lambda: tile is not None and tile.hasFocus())
    assert tile is not None
    assert tile.accessibleDescription() == "Has a PIN"


def test_the_right_pin_opens_and_another_one_does_not(
    qtbot: QtBot, page: ProfilesPage, names: dict[str, str]
) -> None:
    press(qtbot, page, f"learner-{names['Jonas']}")
    with qtbot.assertNotEmitted(page.learner_chosen):
        pin(page).setText("0000")
        press(qtbot, page, "open")
    assert "That is another PIN. Try again." in texts(page)
    pin(page).setText("2718")
    with qtbot.waitSignal(page.learner_chosen) as chosen:
        qtbot.keyClick(pin(page), Qt.Key.Key_Return)
    assert chosen.args == [names["Jonas"]]


def test_what_a_pin_is_worth_is_said_honestly(
    qtbot: QtBot, page: ProfilesPage, names: dict[str, str]
) -> None:
    press(qtbot, page, f"learner-{names['Jonas']}")
    assert any("can still read the file" in text for text in texts(page))
    assert pin(page).echoMode() == QLineEdit.EchoMode.Password


def test_one_can_go_back_to_the_names(
    qtbot: QtBot, page: ProfilesPage, names: dict[str, str]
) -> None:
    press(qtbot, page, f"learner-{names['Jonas']}")
    assert page._entry is not None
    page._entry.went_back.emit()
    assert "Who is learning?" in texts(page)


def test_a_new_learner_can_be_added_from_here(qtbot: QtBot, page: ProfilesPage) -> None:
    with qtbot.waitSignal(page.new_learner_requested):
        press(qtbot, page, "new-learner")
